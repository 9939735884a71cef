//! The outline of a document: what divisions, articles, clauses and points there are, and what cites them.

use std::collections::BTreeMap;

use crate::check::line::Line;
use crate::check::paper::Paper;
use crate::check::structure;
use crate::viet::roman;

/// A division that does not follow the one before: its line, the number before, its own.
pub type Break<'f> = (&'f Line<'f>, &'static str, u32, u32);

/// Returns phần, chương, mục and tiểu mục that do not follow the one before of their kind. Those below a new one may begin
/// again.
pub fn division_breaks<'f>(paper: &Paper<'f>) -> Vec<Break<'f>> {
    const WORDS: &[&str] = &["Phần", "Chương", "Mục", "Tiểu mục"];
    let mut last = [0_u32; 4];
    let mut again = [false; 4];
    let mut breaks = Vec::new();
    for division in structure::divisions(paper, WORDS) {
        let rank = WORDS.iter().position(|word| *word == division.word).unwrap_or_default();
        let number = division.numeral.parse().ok().or_else(|| roman::parse(division.numeral));
        let Some(number) = number.filter(|number| *number > 0) else { continue };
        // Below headings that are numbered otherwise, mục begin again.
        let restarts = number == 1 && last[rank] > 1 && (again[rank] || rank >= 2);
        let follows = number == last[rank] + 1 || last[rank] == 0 || restarts || (number == 1 && again[rank]);
        if !follows {
            breaks.push((division.line, division.word, last[rank], number));
        }
        (last[rank], again[rank]) = (number, false);
        again[rank + 1..].fill(true);
    }
    breaks
}

/// The clauses of an article, each with its points.
type Clauses = BTreeMap<u32, Vec<char>>;

/// What a text cites of its own document.
struct Cited {
    point: Option<char>,
    clause: u32,
    article: Option<u32>,
}

/// A citation of a clause or a point that is not there.
pub struct Missing<'f> {
    /// The line that cites.
    pub line: &'f Line<'f>,
    /// What it cites.
    pub seen: String,
    /// What there is.
    pub wanted: String,
}

/// Returns citations of clauses and points of the document's own articles that are not there. Articles in which no clause
/// was seen are left alone.
pub fn missing<'f>(paper: &Paper<'f>) -> Vec<Missing<'f>> {
    let own = paper.kind.map_or("", |kind| kind.name);
    let mut articles: BTreeMap<u32, Clauses> = BTreeMap::new();
    let mut cited: Vec<(&Line<'_>, Option<u32>, Cited)> = Vec::new();
    let (mut article, mut clause) = (None, None);
    for line in structure::text(paper) {
        if let Some((number, _, rest)) = structure::article_number(&line.text) {
            (article, clause) = (Some(number), structure::clause(rest));
            articles.entry(number).or_default().extend(clause.map(|clause| (clause, Vec::new())));
        } else if let (Some(article), Some(number)) = (article, structure::clause(&line.text)) {
            clause = Some(number);
            articles.entry(article).or_default().entry(number).or_default();
        } else if let (Some(article), Some(clause), Some(point)) = (article, clause, structure::point(&line.text)) {
            articles.entry(article).or_default().entry(clause).or_default().push(point);
        }
        cited.extend(citations(&line.text, own).into_iter().map(|one| (line, article, one)));
    }
    cited.into_iter().filter_map(|(line, here, cited)| is_missing(line, here, &cited, &articles)).collect()
}

fn is_missing<'f>(
    line: &'f Line<'f>,
    here: Option<u32>,
    cited: &Cited,
    articles: &BTreeMap<u32, Clauses>,
) -> Option<Missing<'f>> {
    let article = cited.article.or(here)?;
    let clauses = articles.get(&article).filter(|clauses| !clauses.is_empty())?;
    let Some(points) = clauses.get(&cited.clause) else {
        let last = clauses.keys().next_back()?;
        let seen = format!("viện dẫn khoản {} Điều {article}", cited.clause);
        return Some(Missing { line, seen, wanted: format!("Điều {article} có {last} khoản") });
    };
    let point = cited.point.filter(|point| !points.is_empty() && !points.contains(point))?;
    let last = points.last()?;
    let seen = format!("viện dẫn điểm {point} khoản {} Điều {article}", cited.clause);
    Some(Missing { line, seen, wanted: format!("khoản {} có các điểm đến {last}", cited.clause) })
}

/// Returns what a text cites of its own document: `điểm a khoản 2 Điều 5 Quy chế này`, `khoản 1 Điều này`.
fn citations(text: &str, own: &str) -> Vec<Cited> {
    let mut found = Vec::new();
    for (at, word) in text.match_indices("hoản ") {
        let rest = &text[at + word.len()..];
        let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let (Ok(clause), Some(rest)) = (rest[..end].parse(), rest[end..].strip_prefix(" Điều ")) else { continue };
        let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let article = rest[..end].parse().ok();
        let after = rest[end..].trim_start();
        let after = after.strip_prefix("của ").unwrap_or(after);
        let this = |after: &str| after.strip_prefix("này").is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
        let own = match article {
            Some(_) => !own.is_empty() && after.strip_prefix(own).is_some_and(|rest| this(rest.trim_start())),
            None => this(after),
        };
        let quoted = text[..at].matches('“').count() > text[..at].matches('”').count();
        if own && !quoted {
            found.push(Cited { point: point_before(&text[..at]), clause, article });
        }
    }
    found
}

/// Reads `điểm a ` right before `khoản`.
fn point_before(text: &str) -> Option<char> {
    let mut words = text.rsplit(' ').skip(1);
    let (letter, word) = (words.next()?, words.next()?);
    let one = letter.chars().count() == 1;
    (one && word.ends_with("iểm")).then(|| letter.chars().next()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_citations_of_the_document_itself_are_read() {
        let read = |text: &str| {
            let found = citations(text, "Quy chế");
            found.into_iter().map(|one| (one.point, one.clause, one.article)).collect::<Vec<_>>()
        };
        assert_eq!(read("theo điểm b khoản 2 Điều 5 Quy chế này"), [(Some('b'), 2, Some(5))]);
        assert_eq!(read("theo khoản 2 Điều 5 của Quy chế này"), [(None, 2, Some(5))]);
        assert_eq!(read("Khoản 3 Điều này"), [(None, 3, None)]);
        assert_eq!(read("khoản 2 Điều 5 Nghị định số 30/2020/NĐ-CP"), []);
        assert_eq!(read("khoản 1, khoản 2 Điều 5 Quyết định này"), []);
        assert_eq!(read("sửa thành: “theo khoản 3 Điều này”"), []);
    }
}
