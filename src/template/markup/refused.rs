//! What Markdown has and a document has not: what was found, and what to write instead.

use std::ops::Range;

/// What is wrong, and what to do.
pub type Refusal = (String, &'static str);

/// A code span.
pub const CODE: (&str, &str) =
    ("chữ đặt giữa hai dấu ` không dùng được trong văn bản", "bỏ hai dấu `; muốn in đúng dấu ấy thì viết \\`");

/// A code block made by indenting.
pub const INDENTED: (&str, &str) = (
    "dòng thụt vào từ bốn dấu cách, Markdown hiểu là mã lệnh",
    "bỏ các dấu cách ở đầu dòng; chương trình tự thụt đầu dòng",
);

/// A block quote.
pub const QUOTE: (&str, &str) = (
    "đoạn trích (dấu > ở đầu dòng) không dùng được trong văn bản",
    "đặt lời trích trong ngoặc kép “…”; muốn in đúng dấu > thì viết \\>",
);

/// A heading made by underlining.
pub const UNDERLINED: (&str, &str) = (
    "hàng gạch dưới dòng chữ, Markdown hiểu dòng ấy là tiêu đề",
    "tiêu đề thì viết # ở đầu dòng; không phải tiêu đề thì bỏ hàng gạch",
);

/// A heading of a level that there is not.
pub const DEEP: (&str, &str) = (
    "tiêu đề có từ bốn dấu # trở lên, văn bản chỉ có ba bậc: #, ##, ###",
    "dùng bậc cao hơn, hoặc viết điểm bằng “a) …” ở đầu đoạn",
);

/// A line across the page.
pub const RULE: (&str, &str) =
    ("đường kẻ ngang (---, ***) không dùng được trong văn bản", "bỏ dòng này; sang phần mới thì viết tiêu đề #");

/// A box to be ticked.
pub const TASK: (&str, &str) =
    ("ô đánh dấu [ ] ở đầu dòng không dùng được", "bỏ ô; muốn in ngoặc vuông thì viết \\[ \\]");

/// Text struck through.
pub const STRUCK: (&str, &str) =
    ("chữ gạch ngang ~~…~~ không dùng được trong văn bản", "bỏ chữ ấy đi; muốn in đúng dấu ~ thì viết \\~");

/// A link by a label.
pub const BY_LABEL: (&str, &str) = (
    "liên kết kiểu [chữ][nhãn] không dùng được",
    "ghi địa chỉ ngay sau chữ: [chữ](https://…); muốn in ngoặc vuông thì viết \\[",
);

/// A link's text on hovering.
pub const HOVER: (&str, &str) =
    ("liên kết có thêm lời trong ngoặc kép, giấy không in được", "bỏ phần trong ngoặc kép, chỉ để [chữ](https://…)");

/// A list too deep.
pub const NESTED: (&str, &str) = (
    "danh sách lồng quá sâu: chỉ có khoản 1., điểm a), gạch đầu dòng - và dấu cộng +",
    "bớt một bậc thụt vào, hoặc viết mục này thành một đoạn",
);

/// A numbered list below a dash.
pub const NUMBERED: (&str, &str) =
    ("danh sách đánh số nằm trong gạch đầu dòng", "đổi bậc ngoài thành khoản “1.”, hoặc bậc trong thành gạch đầu dòng");

/// A list item that begins with something else than text.
pub const BARE: (&str, &str) = (
    "mục của danh sách không bắt đầu bằng chữ",
    "viết một câu ngay sau dấu đầu dòng; bảng, tiêu đề, ảnh thì để ngoài danh sách",
);

/// Stars in brackets that were read as emphasis.
pub const STARRED: (&str, &str) =
    ("dấu sao trong ngoặc (*) bị hiểu là chữ nghiêng, đậm", "viết (\\*) để in đúng dấu sao");

/// A blank made of low lines that was read as emphasis.
pub const BLANK: (&str, &str) = (
    "chỗ trống bằng gạch dưới ___ bị hiểu là chữ nghiêng, đậm",
    "viết chỗ trống bằng dấu chấm ………, hoặc viết \\_ cho mỗi gạch dưới",
);

/// Rows of a table that blank lines part, as a loop leaves them.
pub const APART: (&str, &str) = (
    "giữa các hàng của bảng có dòng trống, từ đó trở đi không còn là bảng",
    "bỏ dòng trống giữa các hàng; trong vòng lặp thì thêm dấu trừ: {% for … -%}, rồi đến hàng, rồi {% endfor %}",
);

/// Says of a tag what it is, and what to write instead.
pub fn html(tag: &str) -> Refusal {
    let first = tag.trim().lines().next().unwrap_or_default();
    let shown: String = first.chars().take(30).collect();
    let name = first.trim_start_matches(['<', '/']).to_ascii_lowercase();
    let name = name.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    let hint = match name {
        "b" | "strong" => "in đậm thì viết **chữ**",
        "i" | "em" => "in nghiêng thì viết *chữ*",
        "u" | "ins" => "văn bản không gạch chân; in đậm thì viết **chữ**",
        "br" => "xuống dòng thì để hai dấu cách ở cuối dòng; <br> chỉ dùng trong ô của bảng",
        "sup" => "chú thích cuối trang thì viết [^1]",
        "img" => "chèn ảnh thì viết ![mô tả](templates/ten-anh.png)",
        "table" | "tr" | "td" | "th" => "bảng thì kẻ bằng dấu |, hoặc dùng khối ```bang",
        "a" => "liên kết thì viết [chữ](https://…)",
        "" if first.starts_with("<!--") => "ghi chú không in thì viết {# … #}",
        _ => "bỏ thẻ này; muốn in đúng dấu < thì viết \\<",
    };
    (format!("{HTML}{shown}” không dùng được trong mẫu"), hint)
}

/// How the message of a tag begins.
const HTML: &str = "thẻ HTML “";

/// Returns how the message of an opening tag begins; `name` is what follows the slash of the one that closes it.
pub fn html_start(name: &str) -> String {
    format!("{HTML}<{}", name.trim_end_matches(['>', ' ']))
}

/// Tells whether the character at a byte stands behind a backslash that makes it text.
pub fn is_escaped(text: &str, at: usize) -> bool {
    let before = text[..at].bytes().rev().take_while(|byte| *byte == b'\\').count();
    before % 2 == 1
}

/// Returns the run of a sign that a text begins with.
fn run(text: &str, sign: char) -> &str {
    &text[..text.len() - text.trim_start_matches(sign).len()]
}

/// So far is looked back from a piece of text, in bytes, however long its line is.
const BACK: usize = 200;

/// Returns where to look back to: within the line, and not too far.
fn back(text: &str, at: usize) -> usize {
    let least = text.floor_char_boundary(at.saturating_sub(BACK));
    text[least..at].rfind('\n').map_or(least, |end| least + end + 1)
}

/// Looks for signs of Markdown in what was read as plain text: whoever wrote them meant something else than to print them.
///
/// `range` is a piece of text as it stands in the source, not behind a backslash.
pub fn leftover(text: &str, range: &Range<usize>) -> Option<(Range<usize>, Refusal)> {
    let piece = text.get(range.clone())?;
    let first = piece.chars().next()?;
    let found = match first {
        '*' | '~' => signs(text, range.start, first),
        ']' => link(text, range.start),
        _ => None,
    };
    found.or_else(|| at_line_start(text, range)).or_else(|| braces(text, range))
}

/// Two stars or more that emphasise nothing.
fn signs(text: &str, at: usize, sign: char) -> Option<(Range<usize>, Refusal)> {
    let start = at - (text[back(text, at)..at].len() - text[back(text, at)..at].trim_end_matches(sign).len());
    let run = run(&text[start..text.len().min(text.floor_char_boundary(start + BACK))], sign);
    let range = start..start + run.len();
    // “(**)” marks a remark.
    let bracketed = text[..start].ends_with('(') && text[range.end..].starts_with(')');
    if run.len() < 2 || bracketed {
        return None;
    }
    if run.starts_with('~') {
        return Some((range, (STRUCK.0.to_owned(), STRUCK.1)));
    }
    let message = format!("dấu {run} không thành chữ đậm, sẽ in ra nguyên dấu sao");
    Some((range, (message, "viết liền **chữ đậm**, mở và đóng trong một đoạn; muốn in dấu sao thì viết \\*")))
}

/// A link or a picture that is not written as one.
fn link(text: &str, at: usize) -> Option<(Range<usize>, Refusal)> {
    let after = text[at + 1..].chars().next().filter(|c| matches!(c, '(' | '['))?;
    let line = back(text, at);
    let open = text[line..at].rfind('[')? + line;
    if is_escaped(text, open) {
        return None;
    }
    let is_picture = text[..open].ends_with('!') && !is_escaped(text, open - 1);
    let range = open - usize::from(is_picture)..at + 2;
    match after {
        '(' if is_picture => {
            let hint = "tên tệp có dấu cách thì viết ![mô tả](<ten anh.png>); sau ngoặc chỉ thêm được {rong=8cm}";
            Some((range, ("ảnh viết chưa đúng, sẽ in ra nguyên dấu".to_owned(), hint)))
        }
        '(' => {
            let hint = "viết [chữ](https://…), trong ngoặc không có dấu cách; muốn in ngoặc vuông thì viết \\[";
            Some((range, ("liên kết viết chưa đúng, sẽ in ra nguyên dấu".to_owned(), hint)))
        }
        '[' => Some((range, (BY_LABEL.0.to_owned(), BY_LABEL.1))),
        _ => None,
    }
}

/// A line that looks like a table or a heading, and is none.
fn at_line_start(text: &str, range: &Range<usize>) -> Option<(Range<usize>, Refusal)> {
    let start = back(text, range.start);
    let before = &text[start..range.start];
    if before.len() >= BACK - 3
        || !before.chars().all(|c| matches!(c, ' ' | '\t' | '-' | '+' | '*' | '0'..='9' | '.' | ')'))
    {
        return None;
    }
    if !text[range.start..].starts_with(['|', '#']) {
        return None;
    }
    let end = text[start..].find('\n').map_or(text.len(), |end| start + end);
    let line = &text[range.start..end];
    let whole = range.start..end;
    if line.starts_with('|') && line.len() > 1 && line[1..].contains('|') {
        let above = text[..start].trim_end();
        if above.lines().next_back().is_some_and(|line| line.trim_start().starts_with('|')) {
            let apart = text[above.len()..start].matches('\n').count() > 1;
            return apart.then(|| (whole, (APART.0.to_owned(), APART.1)));
        }
        let hint = "dưới hàng tiêu đề phải là hàng gạch | --- | --- | có đúng ngần ấy ô; muốn in dấu | thì viết \\|";
        let refusal = ("các dòng có dấu | không thành bảng".to_owned(), hint);
        return Some((whole, refusal));
    }
    let marks = run(line, '#');
    let after = line[marks.len()..].chars().next();
    if (1..7).contains(&marks.len()) && after.is_some_and(|c| !c.is_whitespace()) {
        let hint = "thêm một dấu cách sau #; muốn in đúng dấu # thì viết \\#";
        return Some((whole, ("tiêu đề thiếu dấu cách sau dấu #".to_owned(), hint)));
    }
    None
}

/// Attributes in braces where none can be.
fn braces(text: &str, range: &Range<usize>) -> Option<(Range<usize>, Refusal)> {
    let piece = &text[range.clone()];
    let open = piece.find('{')?;
    let inside = piece[open + 1..].split('}').next()?;
    let is_class = inside.starts_with('.') && inside[1..].starts_with(|c: char| c.is_ascii_lowercase());
    let is_key = inside.find(['=', ':']).is_some_and(|at| at > 0 && inside[..at].chars().all(char::is_alphabetic));
    let closed = piece[open..].contains('}');
    let refusal =
        |message: &str, hint| (range.start + open..range.start + open + inside.len() + 2, (message.to_owned(), hint));
    if closed && is_class {
        let hint = "viết ở cuối dòng tiêu đề: # Tên {.phu-luc}; muốn in đúng ngoặc nhọn thì viết \\{";
        return Some(refusal("loại tiêu đề {.…} không nằm ở cuối một dòng tiêu đề", hint));
    }
    if closed && is_key {
        let hint =
            "{rong: …} đứng riêng một dòng trên bảng, {rong=…} viết liền sau ảnh; muốn in ngoặc nhọn thì viết \\{";
        return Some(refusal("phần trong ngoặc nhọn không đứng đúng chỗ", hint));
    }
    None
}
