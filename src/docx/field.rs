//! Complex fields: begun, separated and ended by marks among the runs, possibly across paragraphs and nested.

use std::sync::Arc;

use crate::docx::format::RunFormat;
use crate::docx::view::{Run, RunKind};

/// Most fields open at once that are followed; more are only made to waste time.
const MAX_OPEN: usize = 64;

/// The fields that are open at one place.
#[derive(Default)]
pub struct Fields {
    open: Vec<Open>,
}

struct Open {
    instruction: String,
    in_result: bool,
    /// Where the result starts in the runs of the paragraph; nothing once that paragraph is over.
    start: Option<usize>,
    format: Arc<RunFormat>,
}

impl Fields {
    /// A field begins at run `at`; `format` is that of its mark.
    pub fn begin(&mut self, at: usize, format: Arc<RunFormat>) {
        if self.open.len() >= MAX_OPEN {
            return;
        }
        self.open.push(Open { instruction: String::new(), in_result: false, start: Some(at), format });
    }

    /// The instruction is over and the result begins.
    pub fn separate(&mut self) {
        if let Some(field) = self.open.last_mut() {
            field.in_result = true;
        }
    }

    /// Takes text of the instruction; the result of a field inside an instruction is not part of it.
    pub fn instruct(&mut self, text: &str) {
        if let Some(field) = self.open.last_mut().filter(|field| !field.in_result) {
            field.instruction.push_str(text);
        }
    }

    /// Tells whether what comes now belongs to an instruction and is not seen.
    pub fn in_instruction(&self) -> bool {
        self.open.iter().any(|field| !field.in_result)
    }

    /// Tells whether text may join the run before `at`, which it may not where the result of a field starts.
    pub fn may_join(&self, at: usize) -> bool {
        self.open.iter().all(|field| field.start != Some(at))
    }

    /// The innermost field ends: its result becomes one run, unless it is one that merely wraps content.
    pub fn end(&mut self, runs: &mut Vec<Run>) {
        let Some(field) = self.open.pop() else { return };
        if self.in_instruction() {
            self.instruct(&format!(" {{{}}} ", field.instruction.trim()));
            return;
        }
        let Some(start) = field.start.filter(|start| *start <= runs.len()) else {
            return;
        };
        if !wraps(&field.instruction) && runs[start..].iter().all(is_simple) {
            let result = runs.split_off(start);
            runs.push(run(&field.instruction, &result, field.format));
        }
    }

    /// A paragraph ends: a result that goes on is content, and an instruction never closed is not allowed to hide text.
    pub fn end_paragraph(&mut self) {
        for field in &mut self.open {
            field.start = None;
            field.in_result = true;
        }
    }
}

/// Makes the run of a field with its result.
pub fn run(instruction: &str, result: &[Run], format: Arc<RunFormat>) -> Run {
    let text = result.iter().map(|run| run.text.as_str()).collect();
    let format = result.first().map_or(format, |run| run.format.clone());
    let instruction = instruction.split_whitespace().collect::<Vec<_>>().join(" ");
    Run { text, format, kind: RunKind::Field(instruction.into()) }
}

/// Tells whether a field only adds behaviour to content that is written out: links, tables of contents.
pub fn wraps(instruction: &str) -> bool {
    let name = instruction.split_whitespace().next().unwrap_or_default();
    ["HYPERLINK", "TOC", "INDEX", "ADDIN", ""].iter().any(|wrapper| name.eq_ignore_ascii_case(wrapper))
}

/// Tells whether a run can be part of a result shown as one.
pub fn is_simple(run: &Run) -> bool {
    matches!(run.kind, RunKind::Text | RunKind::Field(_))
}
