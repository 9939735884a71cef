//! What the list of recipients has to do with the text.

use crate::check::paper::Paper;
use crate::check::structure;
use crate::check::words::fold;

/// Returns the articles that say who carries the document out, in order.
pub fn executing_articles(paper: &Paper<'_>) -> Vec<u32> {
    let (mut found, mut article) = (Vec::new(), None);
    for line in structure::text(paper) {
        article = structure::article_number(&line.text).map(|(number, _, _)| number).or(article);
        let words = fold(&line.text);
        let executes = words.contains("THIHANH") && !words.contains("HIEULUCTHIHANH");
        let named = executes || words.contains("CHIUTRACHNHIEM") || words.contains("CANCUQUYETDINH");
        if let Some(number) = article.filter(|number| named && found.last() != Some(number)) {
            found.push(number);
        }
    }
    found
}
