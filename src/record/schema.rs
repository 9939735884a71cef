//! JSON Schema of the records, from the same definitions that read them.

use serde_json::{Value, json};

use super::load::KINDS;

/// Returns the schema that an editor uses to complete and check a record file.
pub fn schema() -> Value {
    let kinds: Vec<&str> = KINDS.iter().map(|kind| kind.id).collect();
    let rules: Vec<Value> = KINDS.iter().map(|kind| rule(kind.id, kind.list, (kind.schema)())).collect();
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "Tệp dữ liệu của thidua",
        "type": "object",
        "required": ["loai"],
        "properties": { "loai": { "enum": kinds, "description": "loại dữ liệu của tệp này" } },
        "allOf": rules,
    })
}

fn rule(id: &str, list: bool, record: Value) -> Value {
    let body = if list {
        json!({ "type": "object", "required": ["danh_sach"],
                "properties": { "loai": {}, "danh_sach": { "type": ["array", "null"], "items": record } },
                "additionalProperties": false })
    } else {
        with_kind(record)
    };
    json!({ "if": { "properties": { "loai": { "const": id } } }, "then": body })
}

/// Lets the key `loai` stand among the record's own keys.
fn with_kind(mut record: Value) -> Value {
    if let Some(properties) = record.get_mut("properties").and_then(Value::as_object_mut) {
        properties.insert("loai".to_owned(), json!({}));
    }
    record
}
