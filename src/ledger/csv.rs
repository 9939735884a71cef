//! The register as comma-separated text.

use super::COLUMNS;

/// What a cell begins with that a program of tables would calculate.
const FORMULA: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// Returns how the file begins: a byte order mark, by which Excel knows its letters, and the names of the columns.
pub fn head() -> String {
    format!("\u{feff}{}", line(&COLUMNS))
}

/// Returns a row; cells that look like formulas are kept as text.
pub fn line<S: AsRef<str>>(cells: &[S]) -> String {
    let quoted = cells.iter().map(|cell| {
        let cell = cell.as_ref();
        let guard =
            if cell.trim_start().starts_with(FORMULA) || cell.starts_with(['\t', '\r', '\n']) { "'" } else { "" };
        format!("\"{guard}{}\"", cell.replace('"', "\"\""))
    });
    quoted.collect::<Vec<_>>().join(",") + "\r\n"
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
