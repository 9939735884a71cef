//! The register as comma-separated text.

use csv::{QuoteStyle, Terminator, WriterBuilder};

use super::COLUMNS;

/// What a cell begins with that a program of tables would calculate.
const FORMULA: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// Returns how the file begins: a byte order mark, by which Excel knows its letters, and the names of the columns.
pub fn head() -> String {
    format!("\u{feff}{}", line(&COLUMNS))
}

/// Returns a row; cells that look like formulas are kept as text.
pub fn line<S: AsRef<str>>(cells: &[S]) -> String {
    let guarded = cells.iter().map(|cell| {
        let cell = cell.as_ref();
        let is_formula = cell.trim_start().starts_with(FORMULA) || cell.starts_with(['\t', '\r', '\n']);
        if is_formula { format!("'{cell}") } else { cell.to_owned() }
    });
    let mut writer = WriterBuilder::new()
        .quote_style(QuoteStyle::Always)
        .terminator(Terminator::CRLF)
        .buffer_capacity(1024)
        .from_writer(Vec::new());
    writer.write_record(guarded).expect("memory takes whatever is written");
    String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_with_quotes_or_a_formula_stays_text() {
        assert_eq!(line(&["a\"b", "=1+1", "", "x, y"]), "\"a\"\"b\",\"'=1+1\",\"\",\"x, y\"\r\n");
        assert_eq!(line(&[" =cmd|'/c x'!A1", "\t@x", "＝1"]), "\"' =cmd|'/c x'!A1\",\"'\t@x\",\"'＝1\"\r\n");
    }
}
