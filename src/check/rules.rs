//! The rules: one file each, which holds page and check together.

use crate::check::rule::{Group, Rule};

/// Declares the module of each rule and the table of all.
macro_rules! rules {
    ($($name:ident)*) => {
        $(mod $name;)*
        /// Every rule, in the order of the page.
        pub static ALL: &[&Rule] = &[$(&$name::RULE),*];
    };
}

rules! {
    paper_size
    landscape
    top_margin
    bottom_margin
    left_margin
    right_margin
    font
    text_color
    page_number_missing
    page_number_below
    page_number_alignment
    page_number_size
    page_number_style
    page_number_on_first_page
    page_number_format
    page_number_start
    columns
    national_title_missing
    national_title_wording
    national_title_size
    national_title_weight
    national_title_slant
    national_title_alignment
    national_title_caps
    motto_missing
    motto_wording
    motto_size
    motto_weight
    motto_slant
    motto_alignment
    motto_rule_missing
    motto_rule_length
    rule_of_characters
    issuer_missing
    superior_size
    superior_weight
    superior_slant
    superior_alignment
    issuer_size
    issuer_weight
    issuer_slant
    issuer_alignment
    issuer_rule_missing
    issuer_rule_length
    head_sizes
    superior_caps
    issuer_caps
    superior_place
    number_missing
    number_size
    number_weight
    number_slant
    number_alignment
    number_colon
    number_padding
    number_leading_zero
    number_slash
    symbol_spaces
    symbol_case
    symbol_kind
    letter_symbol
    symbol_dash
    symbol_issuer
    symbol_letters
    place_date_missing
    place_date_size
    place_date_weight
    place_date_slant
    place_date_alignment
    day_padding
    month_padding
    month_zero
    impossible_date
    date_in_figures
    place_comma
    place_case
    title_missing
    title_size
    title_weight
    title_slant
    title_alignment
    title_caps
    subject_missing
    subject_size
    subject_weight
    subject_slant
    subject_alignment
    subject_caps
    subject_rule_missing
    subject_rule_length
    letter_subject_size
    letter_subject_weight
    letter_subject_slant
    letter_subject_alignment
    letter_opening_in_named
    letter_subject_missing
    addressee_missing
    addressee_size
    addressee_weight
    addressee_slant
    addressee_colon
    addressee_end
    addressee_unexpected
    ground_size
    ground_slant
    ground_end
    last_ground_end
    ground_date
    grounds_together
    ground_expired
    ground_perhaps_expired
    body_alignment
    body_size
    uneven_size
    first_line_indent
    paragraph_gap
    line_spacing
    indent_by_blanks
    indent_by_tab
    blank_paragraphs
    double_blanks
    closing_mark
    blank_before_mark
    order_weight
    order_alignment
    authority_weight
    authority_alignment
    order_missing
    article_dot
    article_weight
    article_order
    clause_order
    point_order
    chapter_numeral
    division_set
    division_title
    section_numeral
    heading_caps
    heading_weight
    heading_order
    division_order
    signer_missing
    signer_title_size
    signer_title_weight
    signer_title_slant
    signer_title_alignment
    signer_title_caps
    authority_form
    signer_name_size
    signer_name_weight
    signer_name_slant
    signer_name_alignment
    deputy_title
    signer_name_caps
    signer_degree
    signer_name_missing
    collective_for_head
    recipients_missing
    recipients_title_size
    recipients_title_weight
    recipients_title_slant
    recipients_colon
    recipient_size
    recipient_weight
    recipient_slant
    recipient_dash
    recipient_end
    archive_missing
    archive_last
    archive_end
    archive_form
    as_above
    as_above_alone
    as_article
    as_article_executors
    superior_first
    recipient_twice
    mark_size
    mark_weight
    mark_slant
    annex_case
    annex_title_size
    annex_title_weight
    annex_title_slant
    annex_title_alignment
    annex_name_size
    annex_name_weight
    annex_name_alignment
    annex_reference_size
    annex_reference_slant
    annex_reference_alignment
    annex_numeral
    annex_name_caps
    annex_unmentioned
    annex_missing
    annex_order
    annex_not_named
    annex_reference_wrong
    article_lower
    clause_upper
    the_people
    weekday_lower
    province_upper
    numbered_unit_lower
    special_city
    holiday_lower
    document_kind_lower
    law_name_lower
    body_name
    party_lower
    region_lower
    honour_lower
    lunar_year_lower
    event_lower
    office_lower
    sentence_lower
    date_before_grounds
    missing_article
    weekday_wrong
    serial_gap
    amount_in_words
    wrong_total
    missing_clause
    authority_issuer
    old_name
    old_name_perhaps
    tracked_changes
    comments
    old_encoding
    decomposed_letters
    hidden_text
    highlighted
    macros
    unfilled
    not_official
    template
    house_value
}

pub use font::is_symbol;

/// The groups of rules, in the order of the page.
pub const GROUPS: &[Group] = &[
    Group { prefix: "TR", name: "Trang" },
    Group { prefix: "QH", name: "Quốc hiệu và Tiêu ngữ" },
    Group { prefix: "CQ", name: "Tên cơ quan" },
    Group { prefix: "SO", name: "Số, ký hiệu" },
    Group { prefix: "DT", name: "Địa danh và thời gian" },
    Group { prefix: "TL", name: "Tên loại và trích yếu" },
    Group { prefix: "KG", name: "Kính gửi" },
    Group { prefix: "CC", name: "Căn cứ" },
    Group { prefix: "ND", name: "Nội dung" },
    Group { prefix: "BC", name: "Bố cục" },
    Group { prefix: "KY", name: "Người ký" },
    Group { prefix: "NN", name: "Nơi nhận" },
    Group { prefix: "DK", name: "Dấu khẩn, chỉ dẫn lưu hành" },
    Group { prefix: "PL", name: "Phụ lục" },
    Group { prefix: "VH", name: "Viết hoa" },
    Group { prefix: "NQ", name: "Nhất quán" },
    Group { prefix: "TE", name: "Tệp" },
    Group { prefix: "QD", name: "Quy định của cơ quan" },
];

/// Returns the rule of this code, in capitals or not.
pub fn find(code: &str) -> Option<&'static Rule> {
    ALL.iter().copied().find(|rule| rule.code.eq_ignore_ascii_case(code))
}
