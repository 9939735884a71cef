//! Counting the pages of a PDF without a PDF library: enough for what LibreOffice writes.

/// Returns the number of pages; `None` when the page tree is compressed or damaged.
///
/// The root of the page tree names the sum in `/Count`; where that is missing or senseless, the
/// page objects themselves are counted.
pub(super) fn count(pdf: &[u8]) -> Option<usize> {
    let text = without_streams(pdf);
    let objects: Vec<&[u8]> = split(&text, b"endobj").collect();
    let named = objects.iter().filter(|object| is_a(object, b"/Pages")).filter_map(|o| sum(o));
    let pages = objects.iter().filter(|object| is_a(object, b"/Page")).count();
    named.max().filter(|sum| *sum > 0).or(Some(pages)).filter(|pages| *pages > 0)
}

/// Leaves out the contents of streams, where the same letters may mean anything.
fn without_streams(pdf: &[u8]) -> Vec<u8> {
    let mut text = Vec::new();
    let mut rest = pdf;
    while let Some(start) = find(rest, b"stream") {
        text.extend_from_slice(&rest[..start]);
        rest = &rest[start..];
        let Some(end) = find(rest, b"endstream") else {
            return text;
        };
        rest = &rest[end + b"endstream".len()..];
    }
    text.extend_from_slice(rest);
    text
}

/// Tells whether the object has this `/Type`, with or without a space between.
fn is_a(object: &[u8], kind: &[u8]) -> bool {
    split(object, b"/Type").skip(1).any(|after| {
        let value = after.trim_ascii_start();
        value.strip_prefix(kind).is_some_and(|rest| !rest.first().is_some_and(u8::is_ascii_alphanumeric))
    })
}

fn sum(object: &[u8]) -> Option<usize> {
    let after = split(object, b"/Count").nth(1)?.trim_ascii_start();
    let end = after.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(after.len());
    std::str::from_utf8(&after[..end]).ok()?.parse().ok()
}

fn split<'a>(text: &'a [u8], by: &'a [u8]) -> impl Iterator<Item = &'a [u8]> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let whole = rest?;
        let (piece, after) = match find(whole, by) {
            Some(at) => (&whole[..at], Some(&whole[at + by.len()..])),
            None => (whole, None),
        };
        rest = after;
        Some(piece)
    })
}

fn find(text: &[u8], what: &[u8]) -> Option<usize> {
    text.windows(what.len()).position(|window| window == what)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_sum_at_the_root_of_the_page_tree_is_taken() {
        let pdf = b"1 0 obj<</Type/Pages/Kids[2 0 R]/Count 12>>endobj 2 0 obj<</Type/Pages/Count 7>>endobj";
        assert_eq!(count(pdf), Some(12));
        assert_eq!(count(b"1 0 obj\n<< /Count 3 /Type /Pages >>\nendobj"), Some(3));
    }

    #[test]
    fn without_a_sum_the_pages_are_counted() {
        let pdf = b"1 0 obj<</Type/Page/Parent 3 0 R>>endobj 2 0 obj<</Type /Page>>endobj";
        assert_eq!(count(pdf), Some(2));
    }

    #[test]
    fn bookmarks_have_a_count_of_their_own_that_does_not_matter() {
        let pdf = b"1 0 obj<</Type/Outlines/Count 40>>endobj 2 0 obj<</Type/Pages/Count 2>>endobj";
        assert_eq!(count(pdf), Some(2));
    }

    #[test]
    fn text_inside_a_stream_is_not_a_page() {
        let pdf = b"1 0 obj<<>>stream /Type/Page endstream endobj 2 0 obj<</Type/Page>>endobj";
        assert_eq!(count(pdf), Some(1));
    }

    #[test]
    fn a_compressed_page_tree_gives_no_answer() {
        assert_eq!(count(b"%PDF-1.7 1 0 obj<</Type/ObjStm>>stream xx endstream endobj"), None);
        assert_eq!(count(b""), None);
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(
            pieces in prop::collection::vec(prop_oneof![
                Just(b"/Type/Page".to_vec()), Just(b"/Count ".to_vec()), Just(b"stream".to_vec()),
                Just(b"endstream".to_vec()), Just(b"endobj".to_vec()),
                Just(b"99999999999999999999999".to_vec()),
                prop::collection::vec(any::<u8>(), 0..9)], 0..20)
        ) {
            count(&pieces.concat());
        }
    }
}
