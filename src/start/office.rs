//! The first year of an office, from what its clerk says of it.

use chrono::NaiveDate;
use include_dir::{Dir, include_dir};

use super::{File, collect, common};
use crate::record::law::Law;
use crate::record::{self, rates, reform};
use crate::source::edit::scalar;
use crate::viet::text::slug;

static FRAME: Dir = include_dir!("$CARGO_MANIFEST_DIR/src/start/khung");

/// What a full kit adds to the frame, or puts in the place of its files.
static KIT: Dir = include_dir!("$CARGO_MANIFEST_DIR/src/start/bo");

/// The laws of the sample, from which those that any office rests on are taken.
const LAWS: &str = include_str!("../../data/2020/phap-ly.yaml");

/// Where the laws that any office rests on begin among those of the sample.
const COMMON_LAWS: &str = "  # ----- Thi đua, khen thưởng: quyết định đến hết ngày 31/12/2023 -----\n";

/// What a clerk says of the office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Founder {
    /// The agency above, where there is one.
    pub superior: Option<String>,
    /// The name.
    pub name: String,
    /// The abbreviation in symbols.
    pub symbol: String,
    /// The place.
    pub place: String,
    /// Who signs.
    pub signer: String,
    /// The signer's post: the head of the office.
    pub post: String,
    /// What the campaign is about.
    pub theme: String,
    /// The first year.
    pub year: i32,
    /// Whether every document of a year is to be there, not only the plan.
    pub full: bool,
}

impl Founder {
    /// Returns the files of the working folder.
    pub fn files(&self) -> Vec<File> {
        let (mut frame, mut kit) = (Vec::new(), Vec::new());
        collect(&FRAME, &mut frame);
        if self.full {
            collect(&KIT, &mut kit);
            frame.retain(|(name, _)| kit.iter().all(|(other, _)| other != name));
        }
        let own = |name: &str| name.replacen("data/", &format!("data/{}/", self.year), 1);
        let of_year = |name: &str| format!("data/{}/{name}.yaml", self.year);
        let mut files: Vec<File> =
            frame.iter().chain(&kit).map(|(name, text)| (own(name), self.filled(text))).collect();
        files.push((of_year("phap-ly"), laws()));
        files.extend(rates::built_in().map(|table| (of_year("muc-thuong"), table.file_of_year(self.year))));
        let domains = reform::built_in().and_then(|eras| eras.file_of_year(self.year));
        files.extend(domains.map(|text| (of_year("linh-vuc"), text)));
        files.extend(common());
        files.sort();
        files
    }

    /// Puts what was said into the places that begin with `@`.
    fn filled(&self, text: &str) -> String {
        let grounds = grounds(self.year);
        let law = grounds.iter().find(|id| id.starts_with("luat-")).cloned().unwrap_or_default();
        let above = self.superior.as_ref().map_or("Cơ quan cấp trên".to_owned(), |name| in_full(name));
        let superior = self.superior.as_ref().map(|name| format!("chu_quan: {}", scalar(name, false)));
        let said = [
            ("@chu_quan", superior.unwrap_or_else(|| "chu_quan:".to_owned())),
            ("@ten", scalar(&self.name, false)),
            ("@viet_tat", scalar(&self.symbol, false)),
            ("@dia_danh", scalar(&self.place, false)),
            ("@tham_quyen", scalar(&format!("{} {}", self.post, self.name), false)),
            ("@ma_nguoi_ky", self.signer_id()),
            ("@goi_nguoi_ky", self.signer_id().replace('-', "_")),
            ("@nguoi_ky", scalar(&self.signer, false)),
            ("@chuc_vu", scalar(&self.post, false)),
            ("@chu_de", scalar(&self.theme, false)),
            ("@luat", law),
            ("@can_cu", grounds.join(", ")),
            ("@cap_tren", scalar(&above, false)),
            ("@nam_truoc", (self.year - 1).to_string()),
            ("@nam_sau", (self.year + 1).to_string()),
            ("@nam", self.year.to_string()),
        ];
        let fill = |line: &str| {
            let place = said.iter().find_map(|(place, value)| line.find(place).map(|at| (at, place, value)));
            match place {
                Some((at, place, value)) => format!("{}{value}{}\n", &line[..at], &line[at + place.len()..]),
                None => format!("{line}\n"),
            }
        };
        text.lines().map(fill).collect()
    }

    fn signer_id(&self) -> String {
        match slug(&self.signer) {
            id if id.is_empty() => "nguoi-ky".to_owned(),
            id => id,
        }
    }
}

/// Returns the ids of the laws and decrees that a decision of the end of a year rests on.
fn grounds(year: i32) -> Vec<String> {
    let Some(end) = NaiveDate::from_ymd_opt(year, 12, 31) else { return Vec::new() };
    let in_force = |law: &&Law| {
        law.from.is_none_or(|from| from.day <= end)
            && law.until.is_none_or(|until| end <= until.day)
            && ["Luật", "Nghị định"].contains(&law.kind.text.as_str())
    };
    let laws = record::load::of_text(&laws()).laws;
    laws.iter().filter(in_force).map(|law| law.id.text.clone()).collect()
}

/// Writes out the name of a People's Committee.
fn in_full(name: &str) -> String {
    name.strip_prefix("UBND ").map_or_else(|| name.to_owned(), |rest| format!("Ủy ban nhân dân {rest}"))
}

/// Returns the laws of the sample without the plans and programmes of its province.
fn laws() -> String {
    let head = LAWS.split("danh_sach:\n").next().unwrap_or_default();
    let tail = LAWS.split(COMMON_LAWS).nth(1).unwrap_or_default();
    format!("{head}danh_sach:\n{COMMON_LAWS}{tail}")
}

/// Returns the initials of a name as an abbreviation: `STC` for Sở Tài chính; small words are left out.
pub fn abbreviation(name: &str) -> String {
    let small = ["và", "các", "của", "-"];
    let words = name.split_whitespace().filter(|word| !small.contains(&word.to_lowercase().as_str()));
    words.filter_map(|word| word.chars().find(|c| c.is_alphabetic())).flat_map(char::to_uppercase).collect()
}

/// Returns what the head of an office of this name is usually called.
pub fn head_of(name: &str) -> &'static str {
    let lower = name.to_lowercase();
    let heads = [
        ("sở", "Giám đốc"),
        ("trung tâm", "Giám đốc"),
        ("ủy ban", "Chủ tịch"),
        ("ubnd", "Chủ tịch"),
        ("trường", "Hiệu trưởng"),
        ("phòng", "Trưởng phòng"),
        ("chi cục", "Chi cục trưởng"),
        ("cục", "Cục trưởng"),
        ("ban", "Trưởng ban"),
    ];
    heads.iter().find(|(start, _)| lower.starts_with(start)).map_or("Thủ trưởng", |(_, head)| head)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Report;
    use crate::source::{Sources, tree};

    fn founder(name: &str) -> Founder {
        Founder {
            superior: None,
            name: name.to_owned(),
            symbol: abbreviation(name),
            place: "Đà Lạt".to_owned(),
            signer: "Trần Văn An".to_owned(),
            post: head_of(name).to_owned(),
            theme: "chuyển đổi số".to_owned(),
            year: 2026,
            full: true,
        }
    }

    #[test]
    fn abbreviation_and_head_are_guessed_from_the_name() {
        assert_eq!((abbreviation("Sở Tài chính").as_str(), head_of("Sở Tài chính")), ("STC", "Giám đốc"));
        assert_eq!(abbreviation("Sở Khoa học và Công nghệ"), "SKHCN");
        assert_eq!((abbreviation("Đội 2").as_str(), head_of("Đội 2")), ("Đ", "Thủ trưởng"));
    }

    #[test]
    fn every_place_is_filled_and_every_file_is_yaml_whatever_the_office_is_called() {
        for name in ["Sở Nội vụ", "Ban: #1 \"Thi đua\"", "- {x}", "@ten"] {
            for (file, text) in founder(name).files() {
                let (mut sources, mut report) = (Sources::new(), Report::new());
                let id = sources.add(&file, text.clone());
                assert!(tree::parse(id, &sources, &mut report).is_some() && report.is_empty(), "{file}:\n{text}");
                let open = text.lines().find(|line| line.contains('@') && !line.contains("@ten"));
                assert_eq!(open, None, "{file}");
            }
        }
    }

    #[test]
    fn the_laws_are_those_of_commendation_only() {
        let laws = laws();
        assert!(laws.contains("ma: luat-tdkt-2022") && laws.contains("loai: phap_ly"), "{laws}");
        assert!(!laws.contains("kh-cchc-tinh") && !laws.contains("nq-76"), "{laws}");
    }
}
