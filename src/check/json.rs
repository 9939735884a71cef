//! What came of a check, for machines. The keys are a contract: `thidua schema kiem-tra` prints it.

use serde_json::{Map, Value, json};

use crate::check::{Checked, Finding, Profile, Where};

/// Returns one file's result under its name.
pub fn file(name: &str, checked: &Checked) -> Value {
    json!({
        "tep": name,
        "loai": checked.kind.map(|kind| kind.id),
        "the_thuc": checked.profile.id(),
        "nhan_dien": checked.recognised.iter().map(|found| json!({
            "thanh_phan": found.part.id(),
            "chac_chan": found.sure,
            "dau_hieu": found.evidence,
            "vi_tri": place(&found.place),
        })).collect::<Vec<_>>(),
        "phat_hien": checked.findings.iter().map(finding).collect::<Vec<_>>(),
    })
}

/// Returns one finding.
pub fn finding(finding: &Finding) -> Value {
    json!({
        "ma": finding.rule.code,
        "ten": finding.rule.name,
        "muc_do": finding.rule.severity.id(),
        "can_cu": finding.rule.clause,
        "thay": finding.seen,
        "can": finding.wanted,
        "goi_y": finding.hint,
        "so_lan": finding.count,
        "vi_tri": place(finding.place()),
    })
}

/// What a place does not have is left out.
fn place(place: &Where) -> Value {
    let mut told = Map::new();
    let mut add = |key: &str, value: Option<Value>| {
        if let Some(value) = value {
            told.insert(key.to_owned(), value);
        }
    };
    add("thanh_phan", place.part.map(|part| part.id().into()));
    add("ngoai_than", place.outside.map(Value::from));
    add("phan", place.section.map(Value::from));
    add("bang", place.table.map(Value::from));
    add("hang", place.row.map(Value::from));
    add("o", place.cell.map(Value::from));
    add("doan", place.paragraph.map(Value::from));
    add("trich", Some(place.excerpt.as_str()).filter(|text| !text.is_empty()).map(Value::from));
    Value::Object(told)
}

/// Returns the JSON Schema of what `kiem-tra --json` prints.
pub fn schema() -> Value {
    let text = || json!({ "type": "string" });
    let number = || json!({ "type": "integer", "minimum": 1 });
    let object = |required: &[&str], properties: Value| json!({ "type": "object", "required": required, "properties": properties, "additionalProperties": false });
    let place = object(
        &[],
        json!({
            "thanh_phan": text(), "ngoai_than": text(), "trich": { "type": "string", "maxLength": 60 },
            "phan": number(), "bang": number(), "hang": number(), "o": number(), "doan": number(),
        }),
    );
    let recognised = object(
        &["thanh_phan", "chac_chan", "dau_hieu", "vi_tri"],
        json!({
            "thanh_phan": text(), "chac_chan": { "type": "boolean" },
            "dau_hieu": { "type": "array", "items": text() }, "vi_tri": { "$ref": "#/$defs/vi_tri" },
        }),
    );
    let finding = object(
        &["ma", "ten", "muc_do", "can_cu", "thay", "can", "goi_y", "so_lan", "vi_tri"],
        json!({
            "ma": text(), "ten": text(), "muc_do": { "enum": ["loi", "canh_bao", "goi_y"] }, "can_cu": text(),
            "thay": text(), "can": text(), "goi_y": text(), "so_lan": number(), "vi_tri": { "$ref": "#/$defs/vi_tri" },
        }),
    );
    let mended = object(
        &["ma", "viec", "truoc", "sau", "so_lan", "doi_chu"],
        json!({
            "ma": { "type": ["string", "null"] }, "viec": text(), "truoc": text(), "sau": text(), "so_lan": number(),
            "doi_chu": { "type": "boolean" },
        }),
    );
    let checked = object(
        &["tep", "loai", "the_thuc", "nhan_dien", "phat_hien"],
        json!({
            "tep": text(), "loai": { "type": ["string", "null"] }, "the_thuc": { "enum": Profile::ALL.map(Profile::id) },
            "chu_thich": text(), "nhan_dien": { "type": "array", "items": recognised }, "phat_hien": { "type": "array", "items": finding },
            "da_sua": { "type": "array", "items": mended }, "con_lai": { "type": "array", "items": finding }, "tep_sua": text(),
        }),
    );
    let codes = json!({ "type": "array", "items": text() });
    let off = object(&["ma", "ly_do"], json!({ "ma": codes, "ly_do": text() }));
    let unread = object(&["tep", "loi"], json!({ "tep": text(), "loi": text() }));
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "thidua kiem-tra --json",
        "type": "object",
        "required": ["tep", "tat"],
        "properties": {
            "tep": { "type": "array", "items": { "anyOf": [checked, unread] } },
            "tat": { "type": "array", "items": off },
        },
        "$defs": { "vi_tri": place },
    })
}
