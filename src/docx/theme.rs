//! The fonts of the theme, by which styles name fonts indirectly.

use std::sync::Arc;

use crate::ooxml::namespace::Ns;
use crate::ooxml::xml::{Element, Tree};

/// The major and minor fonts of a theme.
#[derive(Debug, Default)]
pub struct Theme {
    major: Family,
    minor: Family,
}

#[derive(Debug, Default)]
struct Family {
    latin: Option<Arc<str>>,
    east_asia: Option<Arc<str>>,
    complex: Option<Arc<str>>,
}

impl Theme {
    /// Reads the font scheme of a theme part.
    pub fn parse(tree: &Tree) -> Self {
        let family = |name| tree.root().descendant(Ns::A, name).map(family).unwrap_or_default();
        Self { major: family("majorFont"), minor: family("minorFont") }
    }

    /// Returns the real font behind a theme name such as `minorHAnsi`; an empty one is nothing.
    pub fn font(&self, name: &str) -> Option<Arc<str>> {
        let (family, class) = match (name.strip_prefix("major"), name.strip_prefix("minor")) {
            (Some(class), _) => (&self.major, class),
            (_, Some(class)) => (&self.minor, class),
            _ => return None,
        };
        match class {
            "EastAsia" => family.east_asia.clone(),
            "Bidi" => family.complex.clone(),
            _ => family.latin.clone(),
        }
    }
}

fn family(element: Element<'_>) -> Family {
    let font = |name| {
        let typeface = element.child(Ns::A, name)?.plain_attr("typeface")?;
        (!typeface.is_empty()).then(|| Arc::from(typeface))
    };
    Family { latin: font("latin"), east_asia: font("ea"), complex: font("cs") }
}
