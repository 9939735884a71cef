//! Whether symbol, head and authority of a document are those of one agency.

use crate::check::paper::Paper;
use crate::check::part::Part;
use crate::check::words::fold;
use crate::standard::Kind;

/// Returns the letters of a document's symbol that stand for its agency, as they are written: `STC` of `12/KH-STC` and of
/// `312/STC-VP`.
pub fn agency(paper: &Paper<'_>) -> Option<String> {
    let (_, symbol) = paper.number()?;
    let symbol = symbol.rsplit('/').next()?;
    let mut groups = symbol.split(['-', '–']).map(str::trim);
    let first = groups.next()?;
    let kind = Kind::ALL.iter().any(|kind| kind.abbreviation.is_some_and(|short| fold(short) == fold(first)));
    let agency = if paper.is_letter() && !kind { first } else { groups.next()? };
    let letters = agency.chars().filter(|c| c.is_alphabetic()).count();
    let plain = (2..=12).contains(&letters) && !agency.contains(|c: char| c.is_ascii_digit() || c == '.' || c == '…');
    (plain && fold(agency) != "CV").then(|| agency.to_owned())
}

/// Symbols of bodies that every clerk knows.
const KNOWN: &[&str] = &[
    "UBND", "HDND", "STC", "SNV", "SXD", "STP", "SYT", "SCT", "SKHCN", "SGDDT", "SNNMT", "SVHTTDL", "SDTTG", "BTC",
    "BNV", "BXD", "BYT", "BCA", "BQP",
];

/// Letters that stand for a matter in the place of the agency: `QĐ-XPHC` fines, `QĐ-GQKN` settles a complaint.
const MATTERS: &[&str] =
    &["XP", "KPHQ", "GQ", "TLKN", "TLTC", "TLVV", "VPHC", "TGTV", "CCXP", "CCHC", "TG", "KN", "TC", "PL", "HC", "VP"];

/// What the head tells of the agency.
pub struct Head {
    /// Its name as it stands, on one line.
    pub name: String,
    folded: String,
    superior: String,
}

impl Head {
    /// Reads the head of a document; none when it has no agency beyond doubt, or more than one side.
    pub fn of(paper: &Paper<'_>) -> Option<Self> {
        let text = |part| paper.of(part).map(|line| line.text.as_str()).collect::<Vec<_>>().join(" ");
        let name = text(Part::Issuer);
        let folded = full(&name);
        (!folded.is_empty() && !paper.is_agreement()).then(|| Self {
            name,
            folded,
            superior: full(&text(Part::Superior)),
        })
    }

    /// Tells whether the letters are the well-known symbol of another body than the head.
    pub fn contradicts(&self, agency: &str) -> bool {
        KNOWN.contains(&fold(agency).as_str()) && self.lacks_letters(agency)
    }

    fn lacks_letters(&self, agency: &str) -> bool {
        let letters = fold(agency);
        // The chairman decides in his own name: `QĐ-CT`.
        let chairman = self.folded.starts_with("UYBANNHANDAN") && letters.starts_with("CT");
        // The committees of a council have no symbol of their own: `BC-HĐND`.
        let council = letters == "HDND" && self.superior.starts_with("HOIDONGNHANDAN");
        !chairman && !council && !in_order(&letters, &self.folded)
    }

    fn is_department(&self) -> bool {
        self.name.to_uppercase().starts_with("SỞ ")
    }

    /// Tells whether the letters of a symbol are not among those of the head in this order, nor known as another body's.
    pub fn lacks(&self, agency: &str) -> bool {
        let letters = fold(agency);
        let names = [format!("{}{}", self.folded, self.superior), format!("{}{}", self.superior, self.folded)];
        let matter = MATTERS.iter().any(|matter| letters.starts_with(matter));
        let body = !self.contradicts(agency) && !matter && self.lacks_letters(agency);
        body && !names.iter().any(|name| in_order(&letters, name))
    }

    /// Tells whether the office that decides is of another agency of the same kind than the head.
    pub fn is_another_than(&self, authority: &str) -> bool {
        let whole = full(authority);
        let rest = ["GIAMDOC", "CHUTICH"].iter().find_map(|office| whole.strip_prefix(office)).unwrap_or(&whole);
        // Two agencies that decide together: `GIÁM ĐỐC SỞ … - GIÁM ĐỐC SỞ …`.
        let rest = rest.split("GIAMDOC").next().unwrap_or(rest);
        let same_kind =
            |word: &str| rest.starts_with(word) && self.folded.starts_with(word) && rest.len() > word.len() + 2;
        let units = ["UYBANNHANDANTINH", "UYBANNHANDANXA", "UYBANNHANDANPHUONG", "UYBANNHANDANTHANHPHO"];
        let kinds = units.iter().any(|unit| same_kind(unit)) || (self.is_department() && same_kind("SO"));
        // A name that is abbreviated is the same name all the same.
        let same = in_order(rest, &self.folded) || in_order(&self.folded, rest);
        kinds && !same && !rest.contains(&self.folded) && !self.folded.contains(rest)
    }
}

/// Folds a name, abbreviations of well-known bodies written out.
fn full(name: &str) -> String {
    fold(name).replace("UBND", "UYBANNHANDAN").replace("HDND", "HOIDONGNHANDAN")
}

/// Tells whether all letters stand in a name in this order.
fn in_order(letters: &str, name: &str) -> bool {
    let mut rest = name.chars();
    letters.chars().all(|letter| rest.any(|c| c == letter))
}
