// Writes a form with tags by the npm package docx 9: node npm.mjs OUT.docx
import fs from "node:fs";
import * as x from "docx";
const text = (t, o = {}) => new x.Paragraph({ children: [new x.TextRun({ text: t, ...o })] });
const cell = (t, o = {}) => new x.TableCell({ children: [text(t)], ...o });
const doc = new x.Document({
  creator: "Phòng Hành chính", title: "{{ ten }}",
  styles: { default: { document: { run: { font: "Times New Roman", size: 28, language: { value: "vi-VN" } } } } },
  numbering: { config: [{ reference: "muc", levels: [
    { level: 0, format: "upperRoman", text: "%1." }, { level: 1, format: "decimal", text: "%2." }] }] },
  footnotes: { 1: { children: [new x.Paragraph("Theo báo cáo {{ so }}.")] } },
  sections: [{
    headers: { default: new x.Header({ children: [new x.Paragraph({ children: [new x.TextRun("{{ ten }} – trang "), new x.TextRun({ children: [x.PageNumber.CURRENT] })] })] }) },
    children: [
      text("{{ ten | upper }}", { bold: true }),
      new x.Paragraph({ children: [new x.TextRun("Kính gửi: {% for n in nh"), new x.TextRun({ text: "an %}{{ n }}{% if not loop.last %}, {% endif %}", italics: true }),
        new x.TextRun("{% endfor %}"), new x.FootnoteReferenceRun(1)] }),
      text("{% for d in ds %}"),
      new x.Paragraph({ numbering: { reference: "muc", level: 0 }, children: [new x.TextRun("{{ d.ten }}")] }),
      new x.Paragraph({ numbering: { reference: "muc", level: 1 }, children: [new x.InsertedTextRun({ text: "Tự chấm {{ d.tu }}", id: 1, author: "A", date: "2020-01-01T00:00:00Z" })] }),
      text("{% endfor %}"),
      new x.Table({ width: { size: 9000, type: "dxa" }, columnWidths: [1000, 4000, 2000, 2000], rows: [
        new x.TableRow({ tableHeader: true, children: [cell("TT", { rowSpan: 2 }), cell("Đơn vị", { rowSpan: 2 }), cell("Điểm", { columnSpan: 2 })] }),
        new x.TableRow({ tableHeader: true, children: [cell("Tự chấm"), cell("Thẩm định")] }),
        new x.TableRow({ children: [cell("{% for d in ds %}{{ loop.index }}"), cell("{{ d.ten }}"), cell("{{ d.tu }}"), cell("{{ d.tham }}{% endfor %}")] }) ] }),
      new x.Paragraph({ children: [new x.ExternalHyperlink({ link: "https://vidu.gov.vn/{{ so }}", children: [new x.TextRun({ text: "Hồ sơ {{ so }}", style: "Hyperlink" })] })] }),
    ] }],
});
fs.writeFileSync(process.argv[2], await x.Packer.toBuffer(doc));
