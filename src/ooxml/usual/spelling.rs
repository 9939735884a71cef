//! One spelling for a part's XML, out of the many that XML allows.
//!
//! UTF-8 without a mark, the usual prefixes, one space before an attribute, double quotes, characters as they are where
//! they need not be written as references, no comments, no CDATA. A part that Word has saved comes out as it went in.

use std::borrow::Cow;
use std::collections::HashMap;

use quick_xml::Reader;
use quick_xml::escape::{partial_escape, resolve_predefined_entity};
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::names::PREFIXES;

const DECLARATION: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;

/// Attributes of markup compatibility whose values are prefixes, or names with prefixes.
pub const OF_PREFIXES: [&str; 5] =
    ["Ignorable", "MustUnderstand", "ProcessContent", "PreserveElements", "PreserveAttributes"];

/// Returns a part in the usual spelling; nothing for what is not well-formed, which others refuse with better words.
pub fn respelled(bytes: &[u8]) -> Option<String> {
    let text = decoded(bytes)?;
    let (uris, same) = prefixes(&declarations(&text)?);
    let mut speller = Speller { uris, same, scopes: Vec::new(), out: String::with_capacity(text.len()), fresh: 0 };
    let mut reader = Reader::from_str(&text);
    loop {
        match reader.read_event().ok()? {
            Event::Decl(declaration) => {
                let declared = declaration.encoding().and_then(Result::ok);
                match declared {
                    Some(encoding) if !encoding.eq_ignore_ascii_case(b"UTF-8") => speller.out.push_str(DECLARATION),
                    _ => speller.raw("<?", &declaration, "?>")?,
                }
            }
            Event::Start(tag) => speller.tag(&tag, ">", true)?,
            Event::Empty(tag) => speller.tag(&tag, "/>", false)?,
            Event::End(tag) => {
                if speller.fresh == speller.out.len() {
                    // Nothing has come since the start tag.
                    speller.out.truncate(speller.fresh - 1);
                    speller.out.push_str("/>");
                } else {
                    let name = speller.element(std::str::from_utf8(tag.name().as_ref()).ok()?).into_owned();
                    speller.out.push_str(&format!("</{name}>"));
                }
                speller.scopes.pop();
            }
            Event::Text(text) => speller.raw("", &text, "")?,
            Event::CData(text) => speller.out.push_str(&partial_escape(std::str::from_utf8(&text).ok()?)),
            Event::GeneralRef(name) => speller.reference(&name)?,
            Event::PI(instruction) => speller.raw("<?", &instruction, "?>")?,
            Event::Comment(_) => {}
            Event::DocType(_) => return None,
            Event::Eof => return speller.scopes.is_empty().then_some(speller.out),
        }
    }
}

/// Returns the text of a part, whatever its encoding; nothing if that is none that XML knows by itself.
fn decoded(bytes: &[u8]) -> Option<Cow<'_, str>> {
    let utf16 = |bytes: &[u8], of: fn([u8; 2]) -> u16| {
        let units = bytes.chunks_exact(2).map(|pair| of([pair[0], pair[1]]));
        char::decode_utf16(units).collect::<Result<String, _>>().ok().map(Cow::Owned)
    };
    match bytes {
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [b'<', 0, ..] => utf16(bytes, u16::from_le_bytes),
        [0, b'<', ..] => utf16(bytes, u16::from_be_bytes),
        _ => std::str::from_utf8(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)).ok().map(Cow::Borrowed),
    }
}

/// Tells which prefix a declaration is for; the empty one is the default.
pub fn declared(key: &str) -> Option<&str> {
    let rest = key.strip_prefix("xmlns")?;
    if rest.is_empty() { Some("") } else { rest.strip_prefix(':') }
}

/// Finds a prefix for every namespace that is declared: the usual one, else its own, and never one for two; and tells
/// whether those are the ones that are declared.
pub fn prefixes(found: &[(String, String)]) -> (HashMap<String, String>, bool) {
    let mut given: HashMap<String, String> = HashMap::new();
    let usual = |uri: &str| PREFIXES.iter().find(|(known, _)| *known == uri).map(|(_, prefix)| *prefix);
    let ordered = found.iter().filter(|(uri, _)| usual(uri).is_some());
    let ordered = ordered.chain(found.iter().filter(|(uri, _)| usual(uri).is_none()));
    for (uri, own) in ordered.filter(|(uri, _)| !uri.is_empty()) {
        if given.get(uri).is_some_and(|given| !given.is_empty() || usual(uri).is_some()) {
            continue;
        }
        // Attributes need a prefix: the default will not do where there is one.
        given.remove(uri);
        let wanted = usual(uri).unwrap_or(own);
        let taken = |prefix: &str| given.values().any(|known| known == prefix);
        // A second default needs a name, and no name begins with a figure.
        let stem = if wanted.is_empty() { "ns" } else { wanted };
        let free = (1..=given.len() + 1).map(|number| format!("{stem}{number}")).find(|prefix| !taken(prefix));
        let prefix = if taken(wanted) { free.unwrap_or_default() } else { wanted.to_owned() };
        given.insert(uri.clone(), prefix);
    }
    let same = found.iter().all(|(uri, own)| given.get(uri) == Some(own));
    (given, same)
}

/// Returns every declaration of a namespace: which, and its prefix.
fn declarations(text: &str) -> Option<Vec<(String, String)>> {
    let mut found: Vec<(String, String)> = Vec::new();
    let mut reader = Reader::from_str(text);
    loop {
        let tag = match reader.read_event().ok()? {
            Event::Start(tag) | Event::Empty(tag) => tag,
            Event::Eof => return Some(found),
            _ => continue,
        };
        for attribute in tag.attributes().with_checks(false) {
            let attribute = attribute.ok()?;
            let key = std::str::from_utf8(attribute.key.as_ref()).ok()?;
            let Some(prefix) = declared(key) else { continue };
            let uri = std::str::from_utf8(&attribute.value).ok()?;
            let declaration = (uri.to_owned(), prefix.to_owned());
            if !found.contains(&declaration) {
                found.push(declaration);
            }
        }
    }
}

struct Speller {
    /// Namespaces, and the prefix of each.
    uris: HashMap<String, String>,
    /// Whether all prefixes are the usual ones already.
    same: bool,
    /// For each element that is open: which prefix stands for which namespace there.
    scopes: Vec<Vec<(String, String)>>,
    out: String,
    /// How long that was when a start tag was written last.
    fresh: usize,
}

impl Speller {
    fn raw(&mut self, before: &str, bytes: &[u8], after: &str) -> Option<()> {
        self.out.push_str(before);
        self.out.push_str(std::str::from_utf8(bytes).ok()?);
        self.out.push_str(after);
        Some(())
    }

    /// Writes a character as it is where its reference is not needed.
    fn reference(&mut self, name: &BytesRef<'_>) -> Option<()> {
        let text = std::str::from_utf8(name).ok()?;
        match name.resolve_char_ref() {
            Ok(Some(c)) if is_plain(c) => self.out.push(c),
            Ok(Some(_)) => self.out.push_str(&format!("&{text};")),
            _ => {
                resolve_predefined_entity(text)?;
                self.out.push_str(&format!("&{text};"));
            }
        }
        Some(())
    }

    /// Returns the namespace that a prefix stands for.
    fn namespace(&self, prefix: &str) -> Option<&str> {
        let declarations = self.scopes.iter().rev().flat_map(|scope| scope.iter().rev());
        declarations.into_iter().find(|(known, _)| known == prefix).map(|(_, uri)| uri.as_str())
    }

    /// Returns the prefix that stands for the same in the usual spelling.
    fn prefix<'p>(&'p self, written: &'p str) -> &'p str {
        if self.same {
            return written;
        }
        let uri = self.namespace(written);
        uri.and_then(|uri| self.uris.get(uri)).map_or(written, String::as_str)
    }

    fn element<'n>(&self, written: &'n str) -> Cow<'n, str> {
        let (prefix, local) = written.split_once(':').unwrap_or(("", written));
        self.named(written, prefix, local)
    }

    fn named<'n>(&self, written: &'n str, prefix: &str, local: &str) -> Cow<'n, str> {
        match self.prefix(prefix) {
            usual if usual == prefix => Cow::Borrowed(written),
            "" => Cow::Owned(local.to_owned()),
            usual => Cow::Owned(format!("{usual}:{local}")),
        }
    }

    fn tag(&mut self, tag: &BytesStart<'_>, end: &str, stays: bool) -> Option<()> {
        let (mut scope, mut written) = (Vec::new(), Vec::new());
        for attribute in tag.attributes().with_checks(false) {
            let attribute = attribute.ok()?;
            let key = std::str::from_utf8(attribute.key.as_ref()).ok()?.to_owned();
            let value = std::str::from_utf8(&attribute.value).ok()?.to_owned();
            if let Some(prefix) = declared(&key) {
                scope.push((prefix.to_owned(), value.clone()));
            }
            written.push((key, value));
        }
        self.scopes.push(scope);
        let name = self.element(std::str::from_utf8(tag.name().as_ref()).ok()?).into_owned();
        self.out.push('<');
        self.out.push_str(&name);
        let mut keys: Vec<(String, &str)> = Vec::new();
        for (own, value) in &written {
            let Some((key, value)) = self.attribute(&name, own, value) else { continue };
            // One namespace may have been declared by two prefixes; what is there twice as written is ill-formed.
            if keys.iter().any(|(known, before)| *known == key && before != own) {
                continue;
            }
            self.out.push_str(&format!(" {key}=\"{value}\""));
            keys.push((key, own));
        }
        self.out.push_str(end);
        if stays {
            self.fresh = self.out.len();
        } else {
            self.scopes.pop();
        }
        Some(())
    }

    /// Returns an attribute in the usual spelling; nothing for a declaration that is not needed.
    fn attribute(&self, element: &str, key: &str, value: &str) -> Option<(String, String)> {
        if let Some(prefix) = declared(key) {
            let usual = match value {
                "" => "",
                uri => self.uris.get(uri).map_or(prefix, String::as_str),
            };
            let key = if usual.is_empty() { "xmlns".to_owned() } else { format!("xmlns:{usual}") };
            return (!value.is_empty() || self.is_default_used()).then(|| (key, spelled(value)));
        }
        let Some((prefix, local)) = key.split_once(':') else {
            let requires = key == "Requires" && element == "mc:Choice";
            return Some((key.to_owned(), if requires { self.listed(value) } else { spelled(value) }));
        };
        let name = self.named(key, prefix, local).into_owned();
        let lists = OF_PREFIXES.iter().any(|of| name.strip_prefix("mc:") == Some(of));
        Some((name, if lists { self.listed(value) } else { spelled(value) }))
    }

    /// Tells whether some namespace is written without a prefix, so that to have none must be said.
    fn is_default_used(&self) -> bool {
        self.uris.values().any(String::is_empty)
    }

    /// Returns a list of prefixes, or of names, in the usual spelling.
    fn listed(&self, value: &str) -> String {
        let mut all: Vec<String> = Vec::new();
        for word in value.split_whitespace() {
            let new = match word.split_once(':') {
                Some((prefix, local)) => format!("{}:{local}", self.prefix(prefix)),
                None => self.prefix(word).to_owned(),
            };
            if !all.contains(&new) {
                all.push(new);
            }
        }
        // What is right already keeps its spaces.
        if value.split_whitespace().eq(all.iter().map(String::as_str)) { value.to_owned() } else { all.join(" ") }
    }
}

/// Tells whether a character may stand as it is in text and in values.
fn is_plain(c: char) -> bool {
    c >= ' ' && !matches!(c, '<' | '>' | '&' | '"' | '\'' | '\u{7f}'..='\u{a0}' | '\u{fffe}' | '\u{ffff}')
}

/// Returns a value for double quotes.
fn spelled(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut rest = value;
    while let Some(at) = rest.find(['"', '&']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some(after) = rest.strip_prefix('"') {
            out.push_str("&quot;");
            rest = after;
            continue;
        }
        let end = rest.find(';').map_or(1, |end| end + 1);
        let decoded = BytesRef::new(rest.get(1..end - 1).unwrap_or_default()).resolve_char_ref();
        match decoded {
            Ok(Some(c)) if is_plain(c) => out.push(c),
            _ => out.push_str(&rest[..end]),
        }
        rest = &rest[end..];
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    const MC: &str = "http://schemas.openxmlformats.org/markup-compatibility/2006";
    const W14: &str = "http://schemas.microsoft.com/office/word/2010/wordml";

    fn spelling(xml: &str) -> String {
        respelled(xml.as_bytes()).unwrap()
    }

    #[test]
    fn what_word_saves_stays_as_it_is() {
        let xml = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\r\n<w:document xmlns:w=\"{W}\" xmlns:mc=\"{MC}\" xmlns:w14=\"{W14}\" xmlns:x=\"urn:x\" mc:Ignorable=\"w14\"><w:p w14:paraId=\"1\"><w:t xml:space=\"preserve\"> a &amp; &lt;b&gt; &#10;</w:t><w:b/></w:p><x:y z=\"&quot;&apos;\"/></w:document>"
        );
        assert_eq!(spelling(&xml), xml);
    }

    #[test]
    fn other_spellings_of_the_same_become_one() {
        let usual = format!("<w:p xmlns:w=\"{W}\"><w:t w:val=\"a'&quot;\">{{{{ x }}}}</w:t></w:p>");
        let others = [
            format!("\u{feff}<w:p  xmlns:w = '{W}' ><w:t w:val='a&apos;\"'>{{{{ x }}}}</w:t ></w:p>")
                .replace("&apos;", "&#39;"),
            format!("<ns0:p xmlns:ns0=\"{W}\"><ns0:t ns0:val=\"a'&quot;\">{{{{ x }}}}</ns0:t></ns0:p>"),
            format!("<p xmlns=\"{W}\" xmlns:w=\"{W}\"><t w:val=\"a'&quot;\">&#123;&#x7B; x }}}}</t></p>"),
            format!(
                "<w:p xmlns:w=\"{W}\"><!-- y --><w:t w:val=\"a'&quot;\">{{<!-- -->{{ <![CDATA[x }}}}]]></w:t></w:p>"
            ),
        ];
        for other in others {
            assert_eq!(spelling(&other).replace("&#39;", "'"), usual, "{other}");
        }
    }

    #[test]
    fn a_prefix_that_means_something_else_gives_way_and_lists_of_prefixes_follow() {
        let xml = format!(
            "<x:d xmlns:x=\"{W}\" xmlns:w=\"urn:other\" xmlns:c=\"{MC}\" xmlns:wp14=\"{W14}\" c:Ignorable=\"wp14 w\"><w:a/><c:AlternateContent><c:Choice Requires=\"wp14\"/></c:AlternateContent></x:d>"
        );
        let usual = format!(
            "<w:d xmlns:w=\"{W}\" xmlns:w1=\"urn:other\" xmlns:mc=\"{MC}\" xmlns:w14=\"{W14}\" mc:Ignorable=\"w14 w1\"><w1:a/><mc:AlternateContent><mc:Choice Requires=\"w14\"/></mc:AlternateContent></w:d>"
        );
        assert_eq!(spelling(&xml), usual);
    }

    #[test]
    fn defaults_within_defaults_get_prefixes_that_are_names() {
        let xml = "<a xmlns=\"urn:a\"><b xmlns=\"urn:b\"><c/><d xmlns=\"urn:d\" e=\"\"/></b></a>";
        let new = spelling(xml);
        let wanted =
            "<a xmlns=\"urn:a\"><ns1:b xmlns:ns1=\"urn:b\"><ns1:c/><ns2:d xmlns:ns2=\"urn:d\" e=\"\"/></ns1:b></a>";
        assert_eq!(new, wanted);
        assert_eq!(spelling(&new), wanted);
    }

    #[test]
    fn utf_16_is_read_with_its_mark_and_without() {
        let text = "<?xml version=\"1.0\" encoding=\"UTF-16\"?><a>ệ</a>";
        for text in [text.to_owned(), format!("\u{feff}{text}")] {
            let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
            assert_eq!(respelled(&bytes).unwrap(), format!("{DECLARATION}<a>ệ</a>"));
        }
    }

    #[test]
    fn what_is_not_well_formed_is_left_to_be_refused() {
        for xml in ["<a>", "<a></b>", "<a>&b;</a>", "<!DOCTYPE a><a/>"] {
            assert_eq!(respelled(xml.as_bytes()), None, "{xml}");
        }
    }
}
