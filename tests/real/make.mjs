// Writes npm-docx.docx with the npm package docx 9.
import fs from "node:fs";
import * as x from "docx";
const mm = (n) => x.convertMillimetersToTwip(n);
const doc = new x.Document({
  creator: "Phòng Hành chính", title: "Công văn", description: "Mẫu thử",
  styles: { default: { document: { run: { font: "Times New Roman", size: 28, language: { value: "vi-VN" } } } },
    paragraphStyles: [{ id: "NoiDung", name: "Nội dung", basedOn: "Normal", run: { size: 26 },
      paragraph: { alignment: "both", indent: { firstLine: 567 }, spacing: { before: 120, line: 360 } } }] },
  numbering: { config: [{ reference: "muc", levels: [
    { level: 0, format: "upperRoman", text: "%1.", style: { run: { bold: true } } },
    { level: 1, format: "decimal", text: "%2." }, { level: 2, format: "lowerLetter", text: "%3)" },
    { level: 3, format: "decimal", text: "%2.%4" }] }] },
  footnotes: { 1: { children: [new x.Paragraph("Theo báo cáo năm 2019.")] } },
  sections: [{
    properties: { titlePage: true, page: { size: { width: mm(210), height: mm(297) },
      margin: { top: mm(20), bottom: mm(20), left: mm(30), right: mm(15) }, pageNumbers: { start: 1 } } },
    headers: { default: new x.Header({ children: [new x.Paragraph({ alignment: "center",
      children: [new x.TextRun({ children: [x.PageNumber.CURRENT, "/", x.PageNumber.TOTAL_PAGES] })] })] }),
      first: new x.Header({ children: [new x.Paragraph("")] }) },
    footers: { default: new x.Footer({ children: [new x.Paragraph({ children: [new x.TextRun({ text: "Lưu: VT", size: 22 })] })] }) },
    children: [
      new x.Paragraph({ numbering: { reference: "muc", level: 0 }, children: [new x.TextRun({ text: "MỤC TIÊU", bold: true })] }),
      new x.Paragraph({ numbering: { reference: "muc", level: 1 }, text: "Chung" }),
      new x.Paragraph({ numbering: { reference: "muc", level: 2 }, text: "điểm a" }),
      new x.Paragraph({ numbering: { reference: "muc", level: 2 }, text: "điểm b" }),
      new x.Paragraph({ numbering: { reference: "muc", level: 1 }, text: "Riêng" }),
      new x.Paragraph({ numbering: { reference: "muc", level: 3 }, text: "chi tiết" }),
      new x.Paragraph({ numbering: { reference: "muc", level: 0 }, text: "GIẢI PHÁP" }),
      new x.Paragraph({ style: "NoiDung", children: [new x.TextRun("Có "), new x.InsertedTextRun({ text: "thêm", id: 1, author: "A", date: "2020-01-01T00:00:00Z" }),
        new x.DeletedTextRun({ text: "bớt", id: 2, author: "A", date: "2020-01-01T00:00:00Z" }), new x.TextRun({ text: " chữ", underline: {} }), new x.FootnoteReferenceRun(1)] }),
      new x.Paragraph({ children: [new x.ExternalHyperlink({ link: "https://example.com", children: [new x.TextRun({ text: "trang tin", color: "0000FF" })] }), new x.TextRun({ break: 1, text: "dòng sau\tsau tab" })] }),
      new x.Table({ columnWidths: [mm(60), mm(105)], width: { size: 100, type: "pct" }, alignment: "center", rows: [
        new x.TableRow({ tableHeader: true, cantSplit: true, children: ["TT", "Tên"].map((t) => new x.TableCell({ verticalAlign: "center", children: [new x.Paragraph({ alignment: "center", children: [new x.TextRun({ text: t, bold: true })] })] })) }),
        new x.TableRow({ children: [new x.TableCell({ columnSpan: 2, borders: { bottom: { style: "nil" } }, children: [new x.Paragraph("Gộp"), new x.Table({ rows: [new x.TableRow({ children: [new x.TableCell({ children: [new x.Paragraph("Lồng")] })] })] }), new x.Paragraph("")] })] }),
      ] }),
      new x.Paragraph({ pageBreakBefore: true, text: "Trang sau" }),
    ] }] });
fs.writeFileSync("npm-docx.docx", await x.Packer.toBuffer(doc));
