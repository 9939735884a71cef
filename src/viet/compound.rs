//! Compound words of titles, whose two syllables should not stand on two lines.

/// Compounds that subjects of administrative documents are made of; compared without regard to case.
const COMPOUNDS: &[&str] = &[
    "ban hành",
    "báo cáo",
    "bình xét",
    "biểu dương",
    "cá nhân",
    "cải cách",
    "cán bộ",
    "cấp phát",
    "chỉ số",
    "chỉ thị",
    "chính quyền",
    "chủ đề",
    "chương trình",
    "chuyên đề",
    "công bố",
    "công chức",
    "công khai",
    "công nhận",
    "công tác",
    "cơ quan",
    "danh hiệu",
    "danh sách",
    "doanh nghiệp",
    "đánh giá",
    "đề án",
    "đề nghị",
    "điều chỉnh",
    "đôn đốc",
    "đơn vị",
    "giải quyết",
    "giấy khen",
    "giấy mời",
    "hành chính",
    "hồ sơ",
    "hoàn thành",
    "hội nghị",
    "hướng dẫn",
    "kế hoạch",
    "kết quả",
    "khen thưởng",
    "kiểm tra",
    "kinh phí",
    "lao động",
    "lãnh đạo",
    "lĩnh vực",
    "năm học",
    "ngân sách",
    "nghị định",
    "nhân dân",
    "nhiệm vụ",
    "phát động",
    "phê duyệt",
    "phong trào",
    "phối hợp",
    "phương án",
    "quản lý",
    "quy chế",
    "quy định",
    "quyết định",
    "rà soát",
    "sơ kết",
    "tài chính",
    "tài sản",
    "tăng cường",
    "tập huấn",
    "tập thể",
    "thành lập",
    "thành tích",
    "thi đua",
    "thống kê",
    "thông báo",
    "thực hiện",
    "thủ tục",
    "tiên tiến",
    "tiêu chí",
    "tổ chức",
    "tổng kết",
    "triển khai",
    "tuyên truyền",
    "ủy ban",
    "văn bản",
    "viên chức",
    "về việc",
    "xây dựng",
    "xuất sắc",
    "yêu cầu",
];

/// Returns the text with a no-break space within every compound it knows.
pub fn bind_compounds(text: &str) -> String {
    let words: Vec<&str> = text.split(' ').collect();
    let lower: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    let mut out = String::with_capacity(text.len() + 8);
    let mut bound = false;
    for (index, word) in words.iter().enumerate() {
        out.push_str(word);
        if index + 1 == words.len() {
            break;
        }
        let next = lower[index + 1].trim_end_matches([',', ';', '.', ':', ')']);
        let pair = format!("{} {next}", lower[index].trim_start_matches('('));
        // A word already bound to the one before is not bound to the one after as well.
        bound = !bound && COMPOUNDS.contains(&pair.as_str());
        out.push(if bound { '\u{a0}' } else { ' ' });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::bind_compounds;

    #[test]
    fn compounds_of_a_subject_stay_whole() {
        let shown = bind_compounds("Về việc khen thưởng phong trào thi đua năm 2020").replace('\u{a0}', "·");
        assert_eq!(shown, "Về·việc khen·thưởng phong·trào thi·đua năm 2020");
    }

    #[test]
    fn a_word_between_two_compounds_goes_with_the_first() {
        assert_eq!(bind_compounds("báo cáo kết quả").replace('\u{a0}', "·"), "báo·cáo kết·quả");
        assert_eq!(bind_compounds("(Tài chính)").replace('\u{a0}', "·"), "(Tài·chính)");
    }
}
