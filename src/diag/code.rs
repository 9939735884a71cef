//! The kinds of fault in YAML files.

use super::Code;

macro_rules! codes {
    ($($name:ident = $id:literal, $title:literal;)*) => {
        $(#[doc = $title] pub static $name: Code = Code { id: $id, title: $title };)*
        /// Every code of this group, by number.
        pub static ALL: &[&Code] = &[$(&$name),*];
    };
}

codes! {
    ENCODING = "YAML01", "tệp chưa lưu theo UTF-8";
    FILE_SIZE = "YAML02", "tệp quá lớn";
    QUOTE = "YAML03", "ngoặc kép hoặc nháy đơn mở ra mà không đóng";
    AFTER_QUOTE = "YAML04", "còn chữ sau dấu đóng ngoặc";
    INDENT = "YAML05", "dòng thụt vào không đúng cấp";
    TAB = "YAML06", "dùng phím Tab ở chỗ phải dùng dấu cách";
    SPACE = "YAML07", "thiếu dấu cách sau dấu hai chấm, dấu gạch đầu dòng hoặc trước dấu #";
    COLON = "YAML08", "dấu hai chấm nằm trong chữ không có ngoặc kép";
    NO_COLON = "YAML09", "dòng thiếu dấu hai chấm";
    BRACKET = "YAML10", "ngoặc [ ] hoặc { } không khớp, chưa đóng hoặc thiếu dấu phẩy";
    FIRST_CHARACTER = "YAML11", "giá trị bắt đầu bằng ký tự đặc biệt mà không có ngoặc kép";
    TEMPLATE = "YAML12", "biểu thức {{ }} hoặc {% %} không có ngoặc kép";
    ALIAS = "YAML13", "dấu * hoặc & không trỏ tới đâu";
    ESCAPE = "YAML14", "dấu \\ trong ngoặc kép không đúng";
    BLOCK_TEXT = "YAML15", "đoạn văn sau dấu | hoặc > viết sai";
    TAG = "YAML16", "thẻ kiểu dữ liệu (dấu !) không được dùng";
    DOCUMENT = "YAML17", "một tệp chứa nhiều văn bản hoặc chỉ thị của YAML";
    DUPLICATE_KEY = "YAML18", "khóa ghi hai lần trong cùng một mục";
    KEY = "YAML19", "khóa trống hoặc không phải là chữ";
    MERGE_KEY = "YAML20", "khóa gộp << không được dùng";
    DEPTH = "YAML21", "các mục lồng nhau quá sâu";
    TOO_MUCH = "YAML22", "tệp có quá nhiều mục hoặc lặp lại quá nhiều lần";
    SYNTAX = "YAML23", "không đọc được cú pháp YAML";
    COMMENT = "YAML24", "câu bị cắt ở dấu #, phần sau coi là ghi chú";
    COMMAS = "YAML25", "câu có dấu phẩy viết trong [ ] hoặc { } mà không có ngoặc kép";
    CURLY = "YAML26", "ngoặc kép cong bao cả nội dung";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_unique_and_sorted() {
        assert!(ALL.windows(2).all(|pair| pair[0].id < pair[1].id));
    }

    #[test]
    fn every_code_belongs_to_the_group_and_has_a_title_of_one_line() {
        for code in ALL {
            assert!(code.id.starts_with("YAML") && code.id.len() == 6);
            assert!(!code.title.is_empty() && !code.title.contains('\n'));
        }
    }
}
