// Writes documents with the npm package docx: node npm.mjs DESCRIPTIONS.json, an array of {path, page, blocks}.
import fs from "node:fs";
import * as x from "docx";
const tw = (mm) => Math.round((mm * 1440) / 25.4);
const tabs = { g: "center", t: "left", p: "right" };
const nothing = { style: "none", size: 0, color: "auto" };
const none = { top: nothing, bottom: nothing, left: nothing, right: nothing, insideHorizontal: nothing, insideVertical: nothing };

function runs(p) {
  return p.runs.flatMap(([text, over]) => {
    const get = { ...p.look, ...over };
    const look = { font: get.font, size: get.size * 2, bold: get.bold, italics: get.italic, color: get.color, allCaps: get.caps,
      underline: get.under ? {} : undefined };
    return text.split("\n").flatMap((line, row) =>
      line.split("\t").flatMap((piece, stop) => [
        ...(stop ? [new x.TextRun({ ...look, children: [new x.Tab()] })] : []),
        new x.TextRun({ ...look, text: piece, break: row && !stop ? 1 : 0 })]));
  });
}

function para(p) {
  const [left, right] = p.look.border ?? [p.look.left ?? 0, 0];
  return new x.Paragraph({
    alignment: p.look.align, pageBreakBefore: p.look.page,
    spacing: { before: p.look.before * 20, after: p.look.after * 20, line: Math.round(p.look.line * 240), lineRule: "auto" },
    indent: { firstLine: tw(p.look.first ?? 0), left: tw(left), right: tw(right) },
    tabStops: (p.look.tabs ?? []).map(([kind, at]) => ({ type: tabs[kind], position: tw(at) })),
    border: p.look.border ? { top: { style: "single", size: 6, space: 1, color: "auto" } } : undefined,
    numbering: p.look.list ? { reference: p.look.list, level: 0 } : undefined,
    children: runs(p) });
}

const table = (t) => new x.Table({
  columnWidths: t.widths.map(tw), alignment: "center", layout: "fixed", borders: t.bordered ? undefined : none,
  rows: t.rows.map((row) => new x.TableRow({ children: row.map((cell, at) => new x.TableCell({
    width: { size: tw(t.widths[at]), type: "dxa" }, children: cell.length ? cell.map(block) : [new x.Paragraph("")] })) })) });
const block = (b) => (b.rows ? table(b) : para(b));

function section(page, blocks, last) {
  const [width, height, top, bottom, left, right] = page.mm;
  const found = page.number;
  const number = found && new x.Paragraph({ alignment: found[2], children: [
    new x.TextRun({ font: "Times New Roman", size: found[1] * 2, children: [x.PageNumber.CURRENT] })] });
  const land = width > height;
  const size = { width: tw(Math.min(width, height)), height: tw(Math.max(width, height)), orientation: land ? "landscape" : "portrait" };
  return {
    properties: { titlePage: page.first, page: { size, margin: { top: tw(top), bottom: tw(bottom), left: tw(left), right: tw(right) } } },
    headers: found && found[0] === "trên" ? { default: new x.Header({ children: [number] }) } : {},
    footers: found && found[0] === "dưới" ? { default: new x.Footer({ children: [number] }) } : {},
    children: blocks.map(block) };
}

for (const { path, sections } of JSON.parse(fs.readFileSync(process.argv[2], "utf8"))) {
  const document = new x.Document({
    creator: "Văn thư", title: "",
    styles: { default: { document: { run: { font: "Times New Roman", size: 28 } } } },
    numbering: { config: [
      { reference: "1", levels: [{ level: 0, format: "decimal", text: "%1.", suffix: "space" }] },
      { reference: "3", levels: [{ level: 0, format: "bullet", text: "-", suffix: "space" }] }] },
    sections: sections.map(({ page, blocks }) => section(page, blocks)) });
  fs.writeFileSync(path, await x.Packer.toBuffer(document));
}
