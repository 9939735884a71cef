//! Whether what is written is well-formed XML, told while it is written: nothing else may leave the program.
//!
//! A piece of the template that comes again and again is read once; after that only what it closes and opens counts.

mod prefix;

use std::collections::HashMap;

use prefix::Prefixes;

/// What is written is not XML that a reader would take.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("XML không đúng: thẻ XML mở và đóng không khớp, thuộc tính viết sai hoặc tiền tố chưa khai báo")]
pub struct IllFormed;

/// Where in the XML writing has come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum At {
    /// Between tags.
    Content,
    /// Behind `<`.
    Tag,
    /// In the name of a start tag.
    Name,
    /// In a start tag, where white space or its end must follow.
    Behind,
    /// In a start tag, where an attribute may follow.
    Space,
    /// In the name of an attribute.
    Key,
    /// Behind the name of an attribute.
    Equals,
    /// Behind the equals sign.
    Quote,
    /// In a value, with its quote.
    Value(u8),
    /// Behind `/` in a start tag.
    Slash,
    /// In the name of an end tag.
    End,
    /// Behind the name of an end tag.
    Ended,
    /// In `<?…`, or behind its `?`.
    Instruction(bool),
    /// In `<!…`: what is known of its beginning, up to `<!--`.
    Bang(u8),
    /// In a comment, behind so many hyphens.
    Comment(u8),
}

/// What a piece does between two places in content: which elements it closes, and which it leaves open.
#[derive(Debug, Clone)]
struct Effect {
    closes: Box<[u32]>,
    opens: Box<[u32]>,
    /// The prefixes that must be declared around it.
    needs: Box<[u32]>,
}

/// Reads XML as it is written.
#[derive(Debug, Clone)]
pub struct Checker {
    at: At,
    /// Names of the elements that are open.
    open: Vec<u32>,
    names: HashMap<Box<[u8]>, u32>,
    /// The name that is being read.
    name: Vec<u8>,
    /// The element whose start tag is being read.
    element: u32,
    /// Attributes of that tag.
    keys: Vec<u32>,
    /// Whether the value that is being read lists prefixes, and the prefixes that the tag has listed.
    lists: bool,
    listed: Vec<u8>,
    prefixes: Prefixes,
    /// How much of a reference (`&amp;`) has been read.
    reference: Option<u8>,
    rooted: bool,
    /// How few elements were open since a piece began, and what was closed until then.
    low: usize,
    closed: Vec<u32>,
    /// What pieces do, by their numbers.
    effects: Vec<Option<Effect>>,
}

impl Default for Checker {
    fn default() -> Self {
        Self {
            at: At::Content,
            open: Vec::new(),
            names: HashMap::new(),
            name: Vec::new(),
            element: 0,
            keys: Vec::new(),
            lists: false,
            listed: Vec::new(),
            prefixes: Prefixes::default(),
            reference: None,
            rooted: false,
            low: 0,
            closed: Vec::new(),
            effects: Vec::new(),
        }
    }
}

/// Tells whether this is a whole well-formed document in UTF-8, with a byte order mark or without.
pub fn check(xml: &[u8]) -> Result<(), IllFormed> {
    let mut checker = Checker::default();
    checker.read(xml.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(xml))?;
    checker.finish()
}

impl Checker {
    /// Begins another document; what is known of the pieces is true there too.
    #[must_use]
    pub fn anew(self) -> Self {
        debug_assert!(self.open.is_empty(), "the last one has come to its end");
        Self { rooted: false, ..self }
    }

    /// Reads a piece that may come again, known by a number of its own.
    pub fn piece(&mut self, number: usize, bytes: &[u8]) -> Result<(), IllFormed> {
        if !self.is_between() {
            return self.read(bytes);
        }
        if let Some(effect) =
            self.effects.get(number).and_then(Option::as_ref).filter(|effect| effect.closes.len() < self.open.len())
        {
            let left = self.open.len() - effect.closes.len();
            let closes = self.open[left..].iter().rev().eq(effect.closes.iter());
            self.open.truncate(left);
            self.prefixes.close(left);
            if !closes || !self.prefixes.have(&effect.needs) {
                return Err(IllFormed);
            }
            self.open.extend_from_slice(&effect.opens);
            return Ok(());
        }
        self.low = self.open.len();
        self.closed.clear();
        self.prefixes.begin();
        self.read(bytes)?;
        if let Some(needs) = self.prefixes.needs().filter(|_| self.is_between()) {
            let effect = Effect { closes: self.closed.as_slice().into(), opens: self.open[self.low..].into(), needs };
            self.effects.resize_with(self.effects.len().max(number + 1), || None);
            self.effects[number] = Some(effect);
        }
        Ok(())
    }

    /// Takes text without `<` and `&`: it changes nothing within an element.
    pub fn text(&mut self, bytes: &[u8]) -> Result<(), IllFormed> {
        if self.is_between() { Ok(()) } else { self.read(bytes) }
    }

    /// Tells whether content of an element is being written.
    fn is_between(&self) -> bool {
        self.at == At::Content && self.reference.is_none() && !self.open.is_empty()
    }

    /// Tells whether all has been closed that was open, and something has.
    pub fn finish(&self) -> Result<(), IllFormed> {
        let complete = self.at == At::Content && self.reference.is_none() && self.open.is_empty() && self.rooted;
        if complete { Ok(()) } else { Err(IllFormed) }
    }

    /// Reads what is written next.
    pub fn read(&mut self, bytes: &[u8]) -> Result<(), IllFormed> {
        let mut left = bytes;
        while let Some((byte, rest)) = left.split_first() {
            left = rest;
            if self.reference.is_some() {
                self.refer(*byte)?;
                continue;
            }
            match self.at {
                At::Content => match *byte {
                    b'<' => self.at = At::Tag,
                    byte if self.open.is_empty() && !byte.is_ascii_whitespace() => return Err(IllFormed),
                    byte => self.letter(byte)?,
                },
                At::Value(quote) if *byte == quote => {
                    self.at = At::Behind;
                    self.listed.extend(self.lists.then_some(b' '));
                }
                At::Value(_) if *byte == b'<' => return Err(IllFormed),
                At::Value(_) => {
                    self.listed.extend(self.lists.then_some(*byte));
                    self.letter(*byte)?;
                }
                _ => self.markup(*byte)?,
            }
        }
        Ok(())
    }

    /// A byte of text or of a value.
    fn letter(&mut self, byte: u8) -> Result<(), IllFormed> {
        match byte {
            b'&' => self.reference = Some(0),
            b'\t' | b'\n' | b'\r' => {}
            0..b' ' => return Err(IllFormed),
            _ => {}
        }
        Ok(())
    }

    fn refer(&mut self, byte: u8) -> Result<(), IllFormed> {
        let read = self.reference.unwrap_or_default();
        self.reference = match byte {
            b';' if read > 0 => None,
            b'#' if read == 0 => Some(1),
            byte if byte.is_ascii_alphanumeric() && read < 12 => Some(read + 1),
            _ => return Err(IllFormed),
        };
        Ok(())
    }

    fn markup(&mut self, byte: u8) -> Result<(), IllFormed> {
        let space = byte.is_ascii_whitespace();
        self.at = match (self.at, byte) {
            (At::Tag, b'/') => self.begin(At::End),
            (At::Tag, b'?') => At::Instruction(false),
            (At::Tag, b'!') => At::Bang(0),
            (At::Tag, byte) if is_name(byte) => self.begin_with(At::Name, byte),
            (At::Name | At::Key | At::End, byte) if is_name(byte) => {
                self.name.push(byte);
                self.at
            }
            (At::Name, b'>' | b'/') => {
                self.named();
                return self.markup_behind(byte);
            }
            (At::Name, _) if space => {
                self.named();
                At::Space
            }
            (At::Behind | At::Space, _) if space => At::Space,
            (At::Space, byte) if is_name(byte) => self.begin_with(At::Key, byte),
            (At::Behind | At::Space, byte) => return self.markup_behind(byte),
            (At::Key, b'=') => self.keyed(At::Quote)?,
            (At::Key, _) if space => self.keyed(At::Equals)?,
            (At::Equals, b'=') => At::Quote,
            (At::Equals | At::Quote | At::Ended, _) if space => self.at,
            (At::Quote, b'"' | b'\'') => At::Value(byte),
            (At::Slash, b'>') => self.close(self.element)?,
            (At::End | At::Ended, b'>') => self.ended()?,
            (At::End, _) if space => At::Ended,
            (At::Instruction(true) | At::Comment(2), b'>') => At::Content,
            (At::Instruction(_), _) => At::Instruction(byte == b'?'),
            (At::Bang(0), b'-') => At::Bang(1),
            (At::Comment(hyphens @ 0..=1), b'-') => At::Comment(hyphens + 1),
            (At::Bang(1), b'-') | (At::Comment(0..=1), _) => At::Comment(0),
            _ => return Err(IllFormed),
        };
        Ok(())
    }

    /// The end of a start tag.
    fn markup_behind(&mut self, byte: u8) -> Result<(), IllFormed> {
        match byte {
            b'/' => self.opened(At::Slash),
            b'>' => self.opened(At::Content),
            _ => Err(IllFormed),
        }
    }

    fn begin(&mut self, at: At) -> At {
        self.name.clear();
        at
    }

    fn begin_with(&mut self, at: At, byte: u8) -> At {
        self.name.clear();
        self.name.push(byte);
        at
    }

    fn number(&mut self) -> u32 {
        if let Some(number) = self.names.get(self.name.as_slice()) {
            return *number;
        }
        let number = u32::try_from(self.names.len()).unwrap_or(u32::MAX);
        self.names.insert(self.name.as_slice().into(), number);
        self.prefixes.learn(&self.name);
        number
    }

    fn named(&mut self) {
        self.element = self.number();
        self.keys.clear();
        self.listed.clear();
    }

    fn keyed(&mut self, at: At) -> Result<At, IllFormed> {
        let key = self.number();
        if self.keys.contains(&key) {
            return Err(IllFormed);
        }
        self.keys.push(key);
        self.lists = self.prefixes.lists(key);
        Ok(at)
    }

    fn opened(&mut self, at: At) -> Result<(), IllFormed> {
        if self.open.is_empty() && self.rooted {
            return Err(IllFormed);
        }
        if !self.prefixes.open(self.element, &self.keys, &self.listed, self.open.len()) {
            return Err(IllFormed);
        }
        self.rooted = true;
        self.open.push(self.element);
        self.at = at;
        Ok(())
    }

    fn ended(&mut self) -> Result<At, IllFormed> {
        let name = self.number();
        self.close(name)
    }

    fn close(&mut self, name: u32) -> Result<At, IllFormed> {
        if self.open.pop() != Some(name) {
            return Err(IllFormed);
        }
        self.prefixes.close(self.open.len());
        if self.open.len() < self.low {
            self.low = self.open.len();
            self.closed.push(name);
        }
        Ok(At::Content)
    }
}

/// Tells whether a byte may stand in a name; letters beyond ASCII may.
fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b':' | b'_' | b'-' | b'.') || byte >= 0x80
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_reader_would_take_is_well_formed() {
        let lawful = [
            "<a/>",
            "<?xml version=\"1.0\"?>\n<!-- a - b --><w:a  x = '\"' y=\">\" xmlns:w='w'><b/>&amp;&#x7B;ệ<c></c ></w:a>\n",
            "<a xmlns='x' xml:space='preserve'><v:b v:c='' xmlns:v='v' xmlns:mc='m' mc:Ignorable='v  mc'/></a>",
            "<a><v:b xmlns:v='v'><c Requires='v'/></v:b><v:b xmlns:v='v'/></a>",
            "\u{feff}<ệ/>",
        ];
        for xml in lawful {
            assert_eq!(check(xml.as_bytes()), Ok(()), "{xml}");
        }
    }

    #[test]
    fn what_no_reader_takes_is_told() {
        let wrong = [
            "",
            "<a>",
            "<a></b>",
            "<a/><b/>",
            "<a/>x",
            "x<a/>",
            "<a x=\"1\" x=\"2\"/>",
            "<a x=\"1\"y=\"2\"/>",
            "<a x=1/>",
            "<a x=\"<\"/>",
            "<a x/>",
            "<a 1\"/>",
            "<a>&</a>",
            "<a>& b;</a>",
            "<a>\u{1}</a>",
            "<w<w:b/>:p/>",
            "<w:a/>",
            "<a w:b=''/>",
            "<a><w:b xmlns:w='w'/><w:b/></a>",
            "<a xmlns:mc='m' mc:Ignorable='mc w14'/>",
            "<a><c Requires='wps'/></a>",
            "<a xmlns:w='w'><w:a:b/></a>",
            "<a xmlns:w='w'><w:/></a>",
            "<:a/>",
            "<a><!-- -- --></a>",
            "<!DOCTYPE a><a/>",
            "<a></a",
        ];
        for xml in wrong {
            assert_eq!(check(xml.as_bytes()), Err(IllFormed), "{xml}");
        }
    }

    #[test]
    fn a_piece_that_comes_again_needs_the_same_prefixes() {
        let mut checker = Checker::default();
        checker.read(b"<t><v:g xmlns:v='v'>").unwrap();
        for _ in 0..2 {
            checker.piece(0, b"<v:a/><a:b xmlns:a='a'><a:c/></a:b>").unwrap();
        }
        checker.read(b"</v:g>").unwrap();
        assert_eq!(checker.piece(0, b"<v:a/><a:b xmlns:a='a'><a:c/></a:b>"), Err(IllFormed));
        let mut again = Checker::default();
        again.read(b"<t>").unwrap();
        for _ in 0..2 {
            again.piece(0, b"<v:g xmlns:v='v'>").unwrap();
            again.piece(1, b"<v:a/>").unwrap();
            again.piece(2, b"</v:g>").unwrap();
        }
        assert_eq!(again.piece(1, b"<v:a/>"), Err(IllFormed));
    }

    #[test]
    fn a_piece_that_comes_again_closes_and_opens_the_same() {
        let mut checker = Checker::default();
        let pieces = ["<t><r><c>", "</c><c>", "</c></r><r><c>", "</c></r></t>"];
        for number in [0, 1, 1, 2, 1, 2] {
            checker.piece(number, pieces[number].as_bytes()).unwrap();
            checker.text(b"x").unwrap();
        }
        let mut wrong = Checker::default();
        wrong.read(b"<t><c>").unwrap();
        wrong.piece(1, b"</c><c>").unwrap();
        wrong.read(b"<d>").unwrap();
        assert_eq!(wrong.piece(1, b"</c><c>"), Err(IllFormed));
        checker.piece(3, pieces[3].as_bytes()).unwrap();
        checker.finish().unwrap();
    }
}
