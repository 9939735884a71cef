//! The content of a paragraph: runs, with what wraps them taken off.

use std::sync::Arc;

use crate::docx::drawing;
use crate::docx::field;
use crate::docx::format::RunFormat;
use crate::docx::props::{RunProps, run_of};
use crate::docx::story::Story;
use crate::docx::style::Layers;
use crate::docx::view::{Block, Run, RunKind};
use crate::ooxml::namespace::Ns;
use crate::ooxml::xml::Element;

/// Reads the runs of one paragraph.
pub struct Inline<'i, 'w, 'p> {
    story: &'i mut Story<'w, 'p>,
    layers: Layers<'i>,
    runs: Vec<Run>,
}

impl<'i, 'w, 'p> Inline<'i, 'w, 'p> {
    /// Starts a paragraph.
    pub fn new(story: &'i mut Story<'w, 'p>, layers: Layers<'i>) -> Self {
        Self { story, layers, runs: Vec::new() }
    }

    /// Ends the paragraph and returns its runs.
    pub fn finish(self) -> Vec<Run> {
        self.story.fields.end_paragraph();
        self.runs
    }

    /// Reads what is inside a paragraph or a wrapper.
    pub fn content(&mut self, parent: Element<'_>) {
        for child in parent.children() {
            match child.w() {
                "r" => self.run(child),
                "hyperlink" | "ins" | "moveTo" | "smartTag" | "customXml" | "dir" | "bdo" => {
                    self.content(child);
                }
                "sdt" => child.w_child("sdtContent").into_iter().for_each(|inside| self.content(inside)),
                "fldSimple" => self.simple_field(child),
                _ if child.is(Ns::M, "oMath") || child.is(Ns::M, "oMathPara") => {
                    self.formula(child);
                }
                _ => {}
            }
        }
    }

    fn simple_field(&mut self, element: Element<'_>) {
        let instruction = element.w_attr("instr").unwrap_or_default();
        let start = self.runs.len();
        self.content(element);
        let start = start.min(self.runs.len());
        if field::wraps(instruction) || !self.runs[start..].iter().all(field::is_simple) {
            return;
        }
        let result = self.runs.split_off(start);
        let format = self.format(&RunProps::default());
        self.runs.push(field::run(instruction, &result, format));
    }

    fn formula(&mut self, element: Element<'_>) {
        let text: String = element.descendants(Ns::M, "t").map(Element::text).collect();
        let format = self.format(&RunProps::default());
        self.text(&text, &format);
    }

    fn run(&mut self, element: Element<'_>) {
        let props = run_of(element, &self.story.world.styles.theme);
        let format = self.format(&props);
        for child in element.children() {
            self.piece(child, &props, &format);
        }
    }

    fn format(&mut self, props: &RunProps) -> Arc<RunFormat> {
        let format = self.story.world.styles.resolve_run(self.layers, props);
        self.story.world.share_run(format)
    }

    fn piece(&mut self, piece: Element<'_>, props: &RunProps, format: &Arc<RunFormat>) {
        match piece.w() {
            "t" => self.text(&piece.text(), format),
            "tab" | "ptab" => self.text("\t", format),
            "br" => self.text(line_break(piece), format),
            "cr" => self.text("\n", format),
            "noBreakHyphen" => self.text("\u{2011}", format),
            "softHyphen" => self.text("\u{ad}", format),
            "sym" => self.symbol(piece, props),
            "fldChar" => self.field_mark(piece, format),
            "instrText" => self.story.fields.instruct(&piece.text()),
            "pgNum" => self.push(field::run("PAGE", &[], format.clone())),
            "footnoteReference" => self.note("footnote", piece, format),
            "endnoteReference" => self.note("endnote", piece, format),
            "ruby" => piece.w_child("rubyBase").into_iter().for_each(|base| self.content(base)),
            "drawing" | "pict" | "object" => self.drawings(piece, format),
            _ => {}
        }
    }

    /// A character of a symbol font; its code is kept, in the private area if the file has it so.
    fn symbol(&mut self, piece: Element<'_>, props: &RunProps) {
        let code = piece.w_attr("char").and_then(|code| u32::from_str_radix(code.trim(), 16).ok());
        let Some(c) = code.and_then(char::from_u32) else {
            return;
        };
        let mut props = props.clone();
        if let Some(font) = piece.w_attr("font") {
            let font: Arc<str> = Arc::from(font);
            (props.ascii, props.h_ansi) = (Some(font.clone()), Some(font));
        }
        let format = self.format(&props);
        self.text(c.encode_utf8(&mut [0; 4]), &format);
    }

    fn field_mark(&mut self, piece: Element<'_>, format: &Arc<RunFormat>) {
        let fields = &mut self.story.fields;
        match piece.w_attr("fldCharType") {
            Some("begin") => fields.begin(self.runs.len(), format.clone()),
            Some("separate") => fields.separate(),
            Some("end") => fields.end(&mut self.runs),
            _ => {}
        }
    }

    fn note(&mut self, kind: &'static str, piece: Element<'_>, format: &Arc<RunFormat>) {
        let key = (kind, piece.w_attr("id").unwrap_or_default().to_owned());
        let none: Arc<[Block]> = Arc::from([]);
        let blocks = self.story.world.notes.get(&key).cloned().unwrap_or(none);
        self.push(Run { text: String::new(), format: format.clone(), kind: RunKind::Note(blocks) });
    }

    fn drawings(&mut self, piece: Element<'_>, format: &Arc<RunFormat>) {
        for drawing in drawing::read(self.story, piece) {
            let kind = RunKind::Drawing(Box::new(drawing));
            self.push(Run { text: String::new(), format: format.clone(), kind });
        }
    }

    /// Adds text, to the run before if it looks the same.
    fn text(&mut self, text: &str, format: &Arc<RunFormat>) {
        if text.is_empty() {
            return;
        }
        if self.story.fields.in_instruction() {
            self.story.fields.instruct(text);
            return;
        }
        // The start of an open field must stay a border between runs.
        let may_join = self.story.fields.may_join(self.runs.len());
        match self.runs.last_mut() {
            Some(Run { text: before, format: same, kind: RunKind::Text }) if may_join && Arc::ptr_eq(same, format) => {
                before.push_str(text);
            }
            _ => self.push(Run { text: text.to_owned(), format: format.clone(), kind: RunKind::Text }),
        }
    }

    fn push(&mut self, run: Run) {
        if !self.story.fields.in_instruction() {
            self.runs.push(run);
        }
    }
}

fn line_break(element: Element<'_>) -> &'static str {
    match element.w_attr("type") {
        Some("page") => "\u{c}",
        Some("column") => "\u{b}",
        _ => "\n",
    }
}
