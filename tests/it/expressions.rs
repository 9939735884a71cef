//! Expressions work in every text of every record: no output prints one as it is written.

use std::collections::BTreeSet;
use std::io::Read as _;

use serde_json::Value;

use super::workspace::Workspace;

/// Keys whose texts are names of something, not words: a number, a template, a list.
const NAMES: [&str; 9] =
    ["mau", "danh_sach", "so_ky_hieu", "ky_hieu", "viet_tat", "luu", "van_ban_khac", "bo_sung", "ma_dinh_danh"];

/// Collects the keys that hold text, from the schema of the records: texts, and lists of texts.
fn text_keys(schema: &Value, keys: &mut BTreeSet<String>, others: &mut BTreeSet<String>) {
    let text = serde_json::json!(["string", "number", "boolean"]);
    let holds = |value: &Value| {
        let kinds = value["anyOf"].as_array().cloned().unwrap_or_else(|| vec![value.clone()]);
        kinds.iter().any(|kind| kind["type"] == text || kind["items"]["type"] == text)
    };
    if let Some(properties) = schema["properties"].as_object() {
        for (key, value) in properties {
            if holds(value) { &mut *keys } else { &mut *others }.insert(key.clone());
        }
    }
    match schema {
        Value::Object(map) => map.values().for_each(|value| text_keys(value, keys, others)),
        Value::Array(items) => items.iter().for_each(|value| text_keys(value, keys, others)),
        _ => {}
    }
}

/// Puts an expression into every text of a record.
fn expressed(yaml: &str, keys: &BTreeSet<String>) -> (String, usize) {
    let (mut out, mut count, mut begins) = (String::new(), 0, false);
    for line in yaml.lines() {
        let (key, value) = line.trim_start().trim_start_matches("- ").split_once(':').unwrap_or_default();
        let value = value.trim();
        let mut line = line.to_owned();
        if begins && !line.trim().is_empty() {
            let indent = line.len() - line.trim_start().len();
            line.insert_str(indent, "{{ nam }} ");
            (count, begins) = (count + 1, false);
        } else if keys.contains(key) && [">-", ">", "|", "|-"].contains(&value) {
            begins = true;
        } else if keys.contains(key) && !value.is_empty() && !value.starts_with(['[', '{', '"', '#', '\'']) {
            let bare = value.split(" #").next().unwrap_or(value).trim();
            line = line.replacen(value, &format!("\"{bare} {{{{ nam }}}}\""), 1);
            count += 1;
        }
        out.push_str(&line);
        out.push('\n');
    }
    (out, count)
}

/// A year in which every text holds an expression.
fn world() -> Workspace {
    // A key that is text in one record and a choice in another is left alone.
    let (mut keys, mut others) = (BTreeSet::new(), BTreeSet::new());
    text_keys(&thidua::record::schema::schema(), &mut keys, &mut others);
    keys.retain(|key| !NAMES.contains(&key.as_str()) && !others.contains(key));
    assert!(
        ["tieu_de", "ten", "ho_ten", "chuc_vu", "trich_yeu", "ghi_chu", "thanh_tich"]
            .iter()
            .all(|key| keys.contains(*key))
    );
    let world = Workspace::shipped();
    let mut all = 0;
    for (name, bytes) in world.files("data/2020") {
        let (text, count) = expressed(&String::from_utf8(bytes).unwrap(), &keys);
        world.write(&format!("data/2020/{name}"), text);
        all += count;
    }
    assert!(all > 200, "{all}");
    // A year behind every name and after every full stop is against the decree.
    let office = String::from_utf8(world.read("data/2020/co-quan.yaml")).unwrap();
    let off = ["KY15", "DT01", "CC04"].map(|code| format!("    - {{quy_tac: {code}, ly_do: thử biểu thức}}\n"));
    world.write("data/2020/co-quan.yaml", format!("{office}kiem_tra:\n  tat:\n{}", off.concat()));
    world
}

/// Every text of a file, those of a package unpacked.
fn texts(name: &str, bytes: &[u8]) -> String {
    let packed = [".docx", ".xlsx", ".zip"].iter().any(|end| name.ends_with(end));
    if !packed {
        return String::from_utf8_lossy(bytes).into_owned();
    }
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut all = String::new();
    for index in 0..archive.len() {
        let (mut content, mut entry) = (Vec::new(), archive.by_index(index).unwrap());
        let name = entry.name().to_owned();
        entry.read_to_end(&mut content).unwrap();
        all.push_str(&texts(&name, &content));
    }
    all
}

#[test]
fn no_output_prints_an_expression_as_it_is_written() {
    let world = world();
    let mut said = Vec::new();
    for command in [
        &["lap"][..],
        &["phat-hanh", "ke-hoach", "--ngay", "20/02/2020"],
        &[
            "phat-hanh",
            "bao-cao-quy-1",
            "bao-cao-6-thang",
            "bao-cao-9-thang",
            "cong-van-don-doc",
            "--ngay",
            "05/11/2020",
        ],
        &["phat-hanh", "to-trinh-khen-thuong", "quyet-dinh-khen-thuong", "bao-cao-nam", "--ngay", "25/12/2020"],
        &["lap"],
        &["so"],
        &["so", "--thieu"],
        &["so", "--ra", "so.docx"],
        &["so", "--ra", "so.xlsx"],
        &["so", "--ra", "so.json"],
        &["luu", "ho-so"],
        &["luu", "ho-so", "--json"],
        &["luu", "het-han", "--ngay", "01/01/2099"],
        &["luu", "xuat", "--ho-so", "phong-trao-thi-dua"],
        &["sao-y", "01/KH-STC", "--nguoi-ky", "ho-trong-luat", "--noi-nhan", "Sở Nội vụ"],
        &["thu-hoi", "01/KH-STC", "--soan", "thu-hoi-kh", "--ly-do", "nhầm"],
    ] {
        let outcome = world.run(command);
        assert_eq!(outcome.code, 0, "{command:?}: {}{}", outcome.stdout, outcome.stderr);
        // Findings show the line as it stands in the file.
        said.push((command.join(" "), outcome.stdout));
    }
    let files = ["output", "."].iter().flat_map(|folder| world.files(folder));
    let made = files.filter(|(name, _)| !name.starts_with("data/2020") && !name.contains("data/luu-vt"));
    said.extend(made.map(|(name, bytes)| (name.clone(), texts(&name, &bytes))));
    for (name, text) in said {
        let raw = text.find("{{").map(|at| text[at.saturating_sub(60)..].chars().take(160).collect::<String>());
        assert_eq!(raw, None, "{name}");
    }
}
