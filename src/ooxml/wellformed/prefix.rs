//! Which prefixes of namespaces are declared at a place: a file that uses another one is not opened by Word.

use std::collections::HashMap;

/// What a name has to do with prefixes.
#[derive(Debug, Clone, Copy)]
enum Role {
    /// It has none that must be declared.
    Plain,
    /// It has this one.
    Has(u32),
    /// It declares this one.
    Declares(u32),
    /// Its value lists prefixes.
    Lists,
    /// It is no name: two colons, or nothing before or behind one.
    Wrong,
}

/// The prefixes that are declared, and those that a piece needs.
#[derive(Debug, Clone, Default)]
pub struct Prefixes {
    numbers: HashMap<Box<[u8]>, u32>,
    /// By number of the name.
    roles: Vec<Role>,
    /// What is declared: its number, and how many elements were open around that.
    declared: Vec<(u32, usize)>,
    /// How often each prefix is declared just now.
    times: Vec<u32>,
    /// How much was declared when the piece began, and how much of that still is.
    begun: usize,
    outside: usize,
    /// What the piece has used of that.
    needed: Vec<u32>,
}

impl Prefixes {
    /// Takes note of the next new name.
    #[expect(clippy::match_same_arms, reason = "what is told apart first decides")]
    pub fn learn(&mut self, name: &[u8]) {
        let mut parts = name.split(|byte| *byte == b':');
        let role = match (parts.next(), parts.next(), parts.next()) {
            (Some(b"Requires"), None, None) => Role::Lists,
            (Some(_), None, None) | (Some(b"xml"), Some(_), None) => Role::Plain,
            (Some(b""), ..) | (_, Some(b""), _) | (_, _, Some(_)) => Role::Wrong,
            (Some(b"xmlns"), Some(prefix), None) => Role::Declares(self.number(prefix)),
            (Some(b"mc"), Some(b"Ignorable" | b"MustUnderstand"), None) => Role::Lists,
            (Some(prefix), _, None) => Role::Has(self.number(prefix)),
            (None, ..) => Role::Plain,
        };
        self.roles.push(role);
    }

    fn number(&mut self, prefix: &[u8]) -> u32 {
        let next = u32::try_from(self.times.len()).unwrap_or(u32::MAX);
        *self.numbers.entry(prefix.into()).or_insert_with(|| {
            self.times.push(0);
            next
        })
    }

    /// Tells whether the value of an attribute lists prefixes.
    pub fn lists(&self, key: u32) -> bool {
        matches!(self.roles.get(key as usize), Some(Role::Lists))
    }

    /// Takes a whole start tag: its name, its attributes, the prefixes that they list. Tells whether all are declared.
    pub fn open(&mut self, element: u32, keys: &[u32], listed: &[u8], depth: usize) -> bool {
        for key in keys {
            if let Some(Role::Declares(prefix)) = self.roles.get(*key as usize) {
                self.declared.push((*prefix, depth));
                self.times[*prefix as usize] += 1;
            }
        }
        let named = keys.iter().chain([&element]).all(|name| match self.roles.get(*name as usize) {
            Some(Role::Has(prefix)) => use_of(*prefix, &self.times, &self.declared[self.outside..], &mut self.needed),
            Some(Role::Wrong) => false,
            _ => true,
        });
        let mut listed = listed.split(u8::is_ascii_whitespace).filter(|prefix| !prefix.is_empty());
        named
            && listed.all(|prefix| {
                let known = self.numbers.get(prefix);
                known.is_some_and(|prefix| {
                    use_of(*prefix, &self.times, &self.declared[self.outside..], &mut self.needed)
                })
            })
    }

    /// Forgets what was declared in elements that are closed now.
    pub fn close(&mut self, depth: usize) {
        while let Some((prefix, _)) = self.declared.pop_if(|(_, at)| *at >= depth) {
            self.times[prefix as usize] -= 1;
        }
        self.outside = self.outside.min(self.declared.len());
    }

    /// Begins a piece.
    pub fn begin(&mut self) {
        self.begun = self.declared.len();
        self.outside = self.begun;
        self.needed.clear();
    }

    /// Returns what a piece needs that was declared before it; nothing if it declares something for what comes behind
    /// it, or ends what was declared before.
    pub fn needs(&self) -> Option<Box<[u32]>> {
        let same = self.declared.len() == self.begun && self.outside == self.begun;
        same.then(|| self.needed.as_slice().into())
    }

    /// Tells whether all that a piece needs is declared.
    pub fn have(&self, needs: &[u32]) -> bool {
        needs.iter().all(|prefix| self.times[*prefix as usize] > 0)
    }
}

/// Tells whether a prefix is declared, and notes it as needed if that was not done within the piece.
fn use_of(prefix: u32, times: &[u32], within: &[(u32, usize)], needed: &mut Vec<u32>) -> bool {
    if times[prefix as usize] == 0 {
        return false;
    }
    if !needed.contains(&prefix) && !within.iter().any(|(own, _)| *own == prefix) {
        needed.push(prefix);
    }
    true
}
