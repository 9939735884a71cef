//! Who signs a document: people of the office, and of the sides that make it with the office.

use super::Composer;
use crate::document::{Agency, Signature};
use crate::record::paper::{Authority, Side, Signer};
use crate::standard::Signing;
use crate::template::sides;
use crate::viet::text::upper;

/// As who people sign minutes, in their order (Mẫu 1.9).
const MINUTES: [&str; 2] = ["Thư ký", "Chủ tọa"];

impl Composer<'_, '_> {
    /// Returns the agencies of the head, the first of which leads; what all have above them is said once.
    pub(super) fn agencies(&mut self) -> Vec<Agency> {
        let (paper, day, records) = (self.paper, self.day(), self.facts.records());
        let mut all: Vec<Agency> = Vec::new();
        for party in sides::issuers(paper, day, records) {
            let superior = party.superior.map(|name| upper(&self.text(name)));
            all.push(Agency { superior, name: upper(&self.text(party.name)) });
        }
        if let Some((first, others)) = all.split_first_mut()
            && others.iter().all(|other| other.superior == first.superior)
        {
            for other in others {
                other.superior = None;
            }
        }
        all
    }

    /// Returns who decides, a line for each agency.
    pub(super) fn deciders(&mut self) -> Vec<String> {
        let (paper, day, records) = (self.paper, self.day(), self.facts.records());
        let names: Vec<&str> = sides::issuers(paper, day, records).into_iter().map(|party| party.decides).collect();
        let last = names.len().saturating_sub(1);
        let tie = |at| if at < last { "\u{a0}-" } else { "" };
        names.into_iter().enumerate().map(|(at, name)| upper(&self.text(name)) + tie(at)).collect()
    }

    /// Returns the signatures; of several agencies, the one that leads is the first.
    pub(super) fn signatures(&mut self) -> Vec<Signature> {
        if self.paper.sides.is_empty() {
            let roles: &[&str] = if self.kind.form.signing == Signing::Minutes { &MINUTES } else { &[] };
            let roles = roles.iter().copied().map(Some).chain(std::iter::repeat(None));
            return self.paper.signers.0.iter().zip(roles).map(|(one, role)| self.signature(one, role, None)).collect();
        }
        let joint = matches!(self.kind.form.signing, Signing::Agency { .. });
        let (paper, day, records) = (self.paper, self.day(), self.facts.records());
        let signed = sides::parties(paper, day, records).into_iter().enumerate().filter_map(|(place, party)| {
            let agency = joint.then_some(party.name);
            let signature = match party.side {
                Some(side) => self.side(side, agency),
                None => self.signature(paper.signers.0.first()?, None, agency),
            };
            let side = sides::called(self.kind, place).map(|name| upper(&format!("Đại diện {name}")));
            Some(Signature { side, ..signature })
        });
        signed.collect()
    }

    /// Returns the signature of someone of the office, as who signs in a role or else in the post; `agency` is named in
    /// the title where several sign.
    fn signature(&mut self, signer: &Signer, role: Option<&str>, agency: Option<&str>) -> Signature {
        let person = self.facts.records().records().person(&signer.person.text);
        let own = person.map_or("", |person| &person.post_on(self.day()).text);
        let post = signer.post.as_ref().map_or(role.unwrap_or(own), |post| &post.text);
        let principal = signer.principal.as_ref().map_or("", |text| &text.text);
        let name = person.map_or(signer.person.text.as_str(), |person| &person.name.text);
        let titles = self.titles(signer.authority, principal, post, agency);
        Signature { side: None, own: true, titles, name: self.filled(name) }
    }

    fn side(&mut self, side: &Side, agency: Option<&str>) -> Signature {
        let principal = side.principal.as_ref().map_or("", |text| &text.text);
        let titles = self.titles(side.authority, principal, &side.post.text, agency);
        Signature { side: None, own: false, titles, name: self.filled(&side.name.text) }
    }

    fn titles(
        &mut self,
        authority: Option<Authority>,
        principal: &str,
        post: &str,
        agency: Option<&str>,
    ) -> Vec<String> {
        let (principal, post) = (self.filled(principal), self.filled(post));
        let Some(agency) = agency.map(|agency| self.filled(agency)) else {
            return Authority::titles(authority, &principal, &post);
        };
        match authority {
            None | Some(Authority::Q) => Authority::titles(authority, &principal, &sides::titled(&post, &agency)),
            // A collective is named by itself.
            Some(Authority::Tm) => Authority::titles(authority, &principal, &post),
            Some(_) => Authority::titles(authority, &sides::titled(&principal, &agency), &post),
        }
    }

    fn filled(&mut self, text: &str) -> String {
        self.facts.text(text, &self.context, self.report)
    }

    /// Returns who wires a công điện.
    pub(super) fn caller(&mut self) -> Option<String> {
        if !self.kind.form.wired {
            return None;
        }
        let records = self.facts.records();
        let unit = crate::template::sides::issuer(self.paper, records);
        let name = unit.map_or(&records.office().authority, |unit| unit.name_on(self.day()));
        Some(format!("{} điện", self.text(&name.text)))
    }
}
