//! What becomes of each key in the new year: one table per record, compared with the definitions by a test.

/// What becomes of a value.
#[derive(Debug)]
pub enum Way {
    /// It stays, with all that is in it.
    Keep,
    /// It stays but for years, terms, anniversaries, dates and names in it; lists item by item.
    Text,
    /// Whatever the office's own templates need: dates move, texts as above, the rest stays.
    Free,
    /// A day that moves by a year.
    Moved,
    /// A deadline: it moves by a year and back to a working day.
    Deadline,
    /// The deadline of a task: as above, from the one set first, unless it was extended into the new year.
    Due,
    /// A day that is left out once it is past.
    PastDay,
    /// What the last event of this list that is past says under the same key; else as said.
    Latest(&'static str, &'static Way),
    /// Events with their days: those that are past are gone.
    Events,
    /// An id or code of the office: a year in it moves on.
    Named,
    /// Ids of documents: as above, without those that are not taken along.
    Papers,
    /// Ids of units: those that are gone give way to what they were merged into.
    Units,
    /// It is left out until it is known.
    Blank,
    /// A list that begins empty.
    Empty,
    /// It takes the value of this key.
    From(&'static str),
    /// It is asked for.
    Ask(&'static str),
    /// The first item stays as a pattern, the others go.
    Pattern(&'static [Rule]),
    /// A group of keys, or a list of them.
    Part(&'static [Rule]),
    /// As said where the law belongs to one year, such as the plan of the year; else it stays.
    OfTheYear(&'static Way),
    /// Who signs: asked for once the person has left.
    Signer,
    /// Who keeps a hồ sơ: asked for once the person has left.
    Keeper,
    /// Base salaries: those that have come since are added.
    Salaries,
    /// Awards: each gets its coefficient of the year.
    Factors,
    /// The name of a field of reform: asked for where the new year's period names it otherwise.
    Domain,
    /// Ids of laws: those that will have expired give way to their successors.
    Grounds,
}

/// What becomes of the value of a key.
#[derive(Debug)]
pub struct Rule {
    /// The key.
    pub key: &'static str,
    /// What becomes of it.
    pub way: Way,
}

/// What becomes of a kind of record.
#[derive(Debug)]
pub struct Kind {
    /// The value of `loai`.
    pub id: &'static str,
    /// Its keys.
    pub rules: &'static [Rule],
}

const fn rule(key: &'static str, way: Way) -> Rule {
    Rule { key, way }
}

use Way::{
    Ask, Blank, Deadline, Domain, Due, Empty, Events, Factors, Free, From, Grounds, Keep, Keeper, Latest, Moved, Named,
    OfTheYear, Papers, Part, PastDay, Pattern, Salaries, Signer, Text, Units,
};

/// The keys by which a document concerns another that was issued: such a document is not made again.
pub static TIES: &[(&str, &str)] =
    &[("dinh_chinh", "đính chính"), ("thay_the", "thay thế"), ("thu_hoi", "thu hồi"), ("sua_doi", "sửa đổi, bổ sung")];

/// Every kind of record.
pub static KINDS: &[Kind] = &[
    Kind { id: "co_quan", rules: OFFICE },
    Kind { id: "phong_trao", rules: CAMPAIGN },
    Kind { id: "don_vi", rules: UNIT },
    Kind { id: "nguoi", rules: PERSON },
    Kind { id: "phap_ly", rules: LAW },
    Kind { id: "linh_vuc", rules: AREA },
    Kind { id: "nhiem_vu", rules: TASK },
    Kind { id: "chi_so", rules: INDEX },
    Kind { id: "muc_thuong", rules: RATES },
    Kind { id: "khen_thuong", rules: COMMENDATION },
    Kind { id: "van_ban", rules: PAPER },
    Kind { id: "ho_so", rules: DOSSIER },
];

static OFFICE: &[Rule] = &[
    rule("chu_quan", Text),
    rule("ten", Text),
    rule("viet_tat", Keep),
    rule("ma_dinh_danh", Keep),
    rule("dia_danh", Text),
    rule("tham_quyen", Text),
    rule("lien_he", Text),
    rule("danh_so", Keep),
    rule("danh_so_mat", Keep),
    rule("the_thuc", Keep),
    rule("kiem_tra", Keep),
];

static CAMPAIGN: &[Rule] = &[
    rule("chu_de", Text),
    rule("can_cu", Grounds),
    rule("muc_dich", Text),
    rule("yeu_cau", Text),
    rule("doi_tuong", Text),
    rule("tieu_chi", Text),
    rule("to_chuc_thuc_hien", Text),
    // Slips of last year's source text.
    rule("chuan_hoa", Empty),
    rule("du_lieu", Free),
];

static UNIT: &[Rule] = &[
    rule("ma", Keep),
    rule("ten", Latest("doi_ten", &Text)),
    rule("viet_tat", Latest("doi_ten", &Keep)),
    rule("thanh_lap", PastDay),
    rule("doi_ten", Events),
    rule("sap_nhap", Keep),
    rule("giai_the", Keep),
];

static PERSON: &[Rule] = &[
    rule("ma", Keep),
    rule("ho_ten", Keep),
    rule("danh_xung", Keep),
    rule("chuc_vu", Latest("thay_doi", &Text)),
    rule("don_vi", Latest("thay_doi", &Units)),
    rule("bat_dau", Keep),
    rule("thay_doi", Events),
    rule("thoi_viec", Keep),
    rule("minh_hoa", Keep),
];

static LAW: &[Rule] = &[
    rule("ma", Keep),
    rule("ten_loai", Keep),
    rule("so_ky_hieu", OfTheYear(&Ask("số, ký hiệu"))),
    rule("ngay", OfTheYear(&Ask("ngày ký"))),
    rule("co_quan", OfTheYear(&Text)),
    rule("trich_yeu", OfTheYear(&Text)),
    rule("hieu_luc_tu", OfTheYear(&Blank)),
    rule("hieu_luc_den", OfTheYear(&Blank)),
    rule("thay_the_boi", OfTheYear(&Blank)),
    rule("nguon", OfTheYear(&Blank)),
];

static DOSSIER: &[Rule] = &[
    rule("ma", Named),
    rule("ky_hieu", Named),
    rule("tieu_de", Text),
    rule("thoi_han", Keep),
    rule("nguoi_lap", Keeper),
    rule("bat_dau", Moved),
    rule("ket_thuc", Blank),
    rule("van_ban", Papers),
    // Numbers of one year mean other documents in the next.
    rule("van_ban_khac", Empty),
    rule("che_do_su_dung", Text),
    rule("ghi_chu", Text),
];

static AREA: &[Rule] = &[rule("ma", Keep), rule("ten", Domain)];

static TASK: &[Rule] = &[
    rule("ma", Named),
    rule("ten", Text),
    rule("linh_vuc", Keep),
    rule("don_vi", Latest("chuyen_giao", &Units)),
    rule("chuyen_giao", Events),
    rule("phoi_hop", Units),
    rule("han", Due),
    rule("gia_han", Empty),
    rule("thoi_thuc_hien", Blank),
    rule("san_pham", Text),
    rule("tien_do", Empty),
];

static INDEX: &[Rule] = &[
    rule("ma", Keep),
    rule("viet_tat", Text),
    rule("ten", Text),
    rule("don_vi_tinh", Keep),
    rule("nam_truoc", From("nam_nay")),
    rule("nam_nay", Blank),
    rule("hang_truoc", From("hang_nay")),
    rule("hang_nay", Blank),
    rule("cong_bo", Blank),
    rule("thanh_phan", Part(COMPONENT)),
];

static COMPONENT: &[Rule] = &[
    rule("ma", Keep),
    rule("ten", Text),
    rule("phu_trach", Units),
    rule("nam_truoc", From("nam_nay")),
    rule("nam_nay", Blank),
];

static RATES: &[Rule] = &[rule("luong_co_so", Salaries), rule("hinh_thuc", Factors), rule("lam_tron", Keep)];

static COMMENDATION: &[Rule] = &[
    rule("ma", Named),
    rule("ly_do", Text),
    rule("tap_the", Pattern(COLLECTIVE)),
    rule("ca_nhan", Pattern(INDIVIDUAL)),
];

static COLLECTIVE: &[Rule] =
    &[rule("don_vi", Ask("mã đơn vị được khen")), rule("hinh_thuc", Keep), rule("thanh_tich", Ask("thành tích"))];

static INDIVIDUAL: &[Rule] = &[
    rule("nguoi", Ask("mã người được khen")),
    rule("ho_ten", Ask("họ tên người được khen")),
    rule("danh_xung", Ask("danh xưng người được khen: Ông hoặc Bà")),
    rule("chuc_vu", Ask("chức vụ người được khen")),
    rule("hinh_thuc", Keep),
    rule("thanh_tich", Ask("thành tích")),
];

static PAPER: &[Rule] = &[
    rule("ma", Named),
    rule("thu_tu", Keep),
    rule("ten_loai", Keep),
    rule("mau", Keep),
    rule("danh_sach", Keep),
    rule("trich_yeu", Text),
    rule("tom_tat", Text),
    rule("so", Blank),
    rule("ngay", Blank),
    rule("don_vi_soan_thao", Units),
    rule("don_vi_ban_hanh", Units),
    rule("kinh_gui", Text),
    rule("can_cu", Grounds),
    rule("theo_de_nghi", Text),
    rule("ky_bao_cao", Part(PERIOD)),
    rule("khen_thuong", Named),
    rule("nguoi_ky", Part(SIGNER)),
    rule("cac_ben", Part(SIDE)),
    rule("noi_nhan", Text),
    rule("luu", Text),
    rule("so_ban_luu", Keep),
    rule("so_luong_ban", Keep),
    rule("do_khan", Keep),
    rule("do_mat", Keep),
    rule("han_tra_loi", Deadline),
    rule("luu_hanh", Keep),
    rule("dinh_chinh", Blank),
    rule("thay_the", Blank),
    rule("thu_hoi", Blank),
    rule("sua_doi", Blank),
    rule("du_lieu", Free),
];

static PERIOD: &[Rule] =
    &[rule("ten", Text), rule("tu", Moved), rule("den", Moved), rule("ky_sau", Text), rule("den_ky_sau", Moved)];

/// Who signs for another agency next year is not in these records.
static SIDE: &[Rule] = &[
    rule("co_quan", Text),
    rule("chu_quan", Text),
    rule("viet_tat", Keep),
    rule("chu_tri", Keep),
    rule("tham_quyen", Text),
    rule("ho_ten", Ask("họ tên người ký của bên này")),
    rule("chuc_vu", Text),
    rule("quyen_han", Keep),
    rule("thay", Text),
];

static SIGNER: &[Rule] = &[rule("nguoi", Signer), rule("quyen_han", Keep), rule("thay", Text), rule("chuc_vu", Text)];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::Value;

    use super::*;
    use crate::record::schema::schema;

    /// Finds the keys that a schema describes here: of a record, or of the items of a list.
    fn properties(schema: &Value) -> Option<&serde_json::Map<String, Value>> {
        if let Some(found) = schema.get("properties").and_then(Value::as_object) {
            return Some(found);
        }
        let inner = schema.get("items").into_iter().chain(schema.get("anyOf")?.as_array()?);
        inner.chain(schema.get("anyOf")?.as_array()?.iter().filter_map(|one| one.get("items"))).find_map(properties)
    }

    fn compare(name: &str, rules: &[Rule], keys: &serde_json::Map<String, Value>) {
        let known: BTreeSet<&str> = keys.keys().map(String::as_str).filter(|key| *key != "loai").collect();
        let have: BTreeSet<&str> = rules.iter().map(|rule| rule.key).collect();
        assert_eq!(have, known, "{name}: left the rules for a new year, right the definition of the record");
        for rule in rules {
            let inner = properties(&keys[rule.key]);
            match (&rule.way, inner) {
                (Part(rules) | Pattern(rules), Some(inner)) => compare(rule.key, rules, inner),
                (Part(_) | Pattern(_), None) => panic!("{name}.{} has no keys of its own", rule.key),
                (Keep | Empty | Events | Blank | Salaries | Factors, _) | (_, None) => {}
                (way, Some(_)) => panic!("{name}.{} has keys of its own, which {way:?} does not look at", rule.key),
            }
        }
    }

    #[test]
    fn every_key_of_every_record_has_a_rule() {
        let schema = schema();
        let kinds = schema["allOf"].as_array().expect("a rule per kind");
        assert_eq!(kinds.len(), KINDS.len());
        for described in kinds {
            let id = described["if"]["properties"]["loai"]["const"].as_str().expect("a kind");
            let kind = KINDS.iter().find(|kind| kind.id == id).unwrap_or_else(|| panic!("no rules for {id}"));
            let body = &described["then"];
            let list = body["properties"].get("danh_sach").and_then(|list| list.get("items"));
            compare(id, kind.rules, properties(list.unwrap_or(body)).expect("keys"));
        }
    }

    #[test]
    fn a_rule_that_takes_what_the_last_event_says_names_a_list_of_events() {
        for rules in KINDS.iter().map(|kind| kind.rules) {
            for rule in rules {
                let Latest(list, _) = rule.way else { continue };
                let found = rules.iter().find(|rule| rule.key == list);
                assert!(found.is_some_and(|rule| matches!(rule.way, Events)), "{}", rule.key);
            }
        }
    }

    #[test]
    fn a_rule_that_takes_another_keys_value_names_one_that_becomes_blank() {
        for rules in KINDS.iter().map(|kind| kind.rules).chain([COMPONENT]) {
            for rule in rules {
                let From(other) = rule.way else { continue };
                let found = rules.iter().find(|rule| rule.key == other);
                assert!(found.is_some_and(|rule| matches!(rule.way, Blank)), "{}", rule.key);
            }
        }
    }
}
