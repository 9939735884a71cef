//! Content types of the entries that a filling adds.

use std::collections::BTreeMap;

use quick_xml::escape::escape;

use super::super::value::xml;

/// The content types known so far and those to be added.
#[derive(Debug)]
pub struct Types {
    /// By extension in lower case.
    defaults: BTreeMap<String, String>,
    made: Vec<String>,
    overrides: Vec<(String, String)>,
}

impl Types {
    /// Reads those that the package declares by extension.
    pub fn of(text: &str) -> Self {
        let children = xml::children(text);
        let defaults = children.iter().filter(|entry| entry.name.ends_with("Default"));
        let pair = |entry: &xml::Child<'_>| {
            Some((entry.attribute("Extension")?.to_lowercase(), entry.attribute("ContentType")?))
        };
        Self { defaults: defaults.filter_map(pair).collect(), made: Vec::new(), overrides: Vec::new() }
    }

    /// Declares the type of a part: by its extension where that is free, else by its name.
    pub fn declare(&mut self, part: &str, media_type: &str) {
        let extension = part.rsplit('.').next().unwrap_or_default().to_lowercase();
        match self.defaults.get(&extension) {
            Some(known) if known == media_type => {}
            None if extension != "xml" => {
                self.made.push(extension.clone());
                self.defaults.insert(extension, media_type.to_owned());
            }
            _ => self.overrides.push((part.to_owned(), media_type.to_owned())),
        }
    }

    /// Whether none was added.
    pub fn is_empty(&self) -> bool {
        self.made.is_empty() && self.overrides.is_empty()
    }

    /// Returns the declaration with the new types.
    pub fn written(&self, current: &str) -> Option<String> {
        xml::append(current, |prefix| {
            let defaults = self.made.iter().map(|extension| {
                format!("<{prefix}Default Extension=\"{extension}\" ContentType=\"{}\"/>", self.defaults[extension])
            });
            let overrides = self.overrides.iter().map(|(part, media_type)| {
                format!("<{prefix}Override PartName=\"/{}\" ContentType=\"{media_type}\"/>", escape(part.as_str()))
            });
            defaults.chain(overrides).collect()
        })
    }
}
