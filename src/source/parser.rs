//! The parser of YAML events.

use serde_saphyr::granit_parser::{Parser, StrInput, options};

/// The parser with our limits.
pub(super) fn parser(text: &str) -> Parser<'_, StrInput<'_>> {
    Parser::new_from_str_with_options(
        text,
        options! {
            disallow_directives: true,
            emit_comments: false,
        },
    )
}
