//! What came of a check in SARIF 2.1.0, which editors and servers of code read.

use serde_json::{Value, json};

use crate::check::rules::ALL;
use crate::check::{Checked, Finding, Rule, Severity};

/// Returns the results of all files, each under its name, as one run.
pub fn log<'c>(files: impl IntoIterator<Item = (String, &'c Checked)>) -> Value {
    let results: Vec<Value> = files
        .into_iter()
        .flat_map(|(name, checked)| {
            checked.findings.iter().map(move |finding| result(&name, finding)).collect::<Vec<_>>()
        })
        .collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "thidua",
                "version": env!("CARGO_PKG_VERSION"),
                "language": "vi",
                "rules": ALL.iter().map(|rule| described(rule)).collect::<Vec<_>>(),
            } },
            "results": results,
        }],
    })
}

fn described(rule: &Rule) -> Value {
    json!({
        "id": rule.code,
        "name": rule.name,
        "shortDescription": { "text": rule.page.fault },
        "fullDescription": { "text": rule.page.why },
        "help": { "text": rule.page.cure },
        "defaultConfiguration": { "level": level(rule.severity) },
        "properties": { "can_cu": rule.clause },
    })
}

fn result(name: &str, finding: &Finding) -> Value {
    json!({
        "ruleId": finding.rule.code,
        "level": level(finding.rule.severity),
        "message": { "text": format!("{}; cần {}", finding.seen, finding.wanted) },
        "locations": [{
            "physicalLocation": { "artifactLocation": { "uri": name } },
            "logicalLocations": [{ "fullyQualifiedName": finding.place().to_string() }],
        }],
        "occurrenceCount": finding.count,
    })
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "note",
    }
}
