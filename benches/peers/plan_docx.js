// 200 plans with npm docx: node plan_docx.js <ke-hoach.json> <out dir>
const fs = require('fs');
const path = require('path');
const { AlignmentType: AL, BorderStyle, Document, Packer, Paragraph, Table, TableCell, TableRow, TextRun, WidthType } = require('docx');

const pt = (n) => Math.round(n * 20); // twips
const cm = (n) => Math.round((n * 1440) / 2.54);

function para(runs, alignment, { before = 0, after = 4, first = 0, size = 13, keepNext = false } = {}) {
  return new Paragraph({
    alignment, keepNext,
    spacing: { before: pt(before), after: pt(after) },
    ...(first ? { indent: { firstLine: cm(first) } } : {}),
    children: runs.map(([text, bold, italics]) =>
      new TextRun({ text, size: size * 2, bold: bold || undefined, italics: italics || undefined })),
  });
}

const none = { style: BorderStyle.NONE, size: 0, color: 'auto' };
const noBorders = { top: none, bottom: none, left: none, right: none, insideHorizontal: none, insideVertical: none };

function table(left, right, size) {
  const cell = (lines, width) => new TableCell({
    width: { size: width, type: WidthType.DXA },
    children: lines.map(([align, run]) => para([run], align, { after: 0, size })),
  });
  return new Table({
    alignment: AL.CENTER, borders: noBorders, columnWidths: [cm(6.5), cm(10)],
    rows: [new TableRow({ children: [cell(left, cm(6.5)), cell(right, cm(10))] })],
  });
}

function block([kind, runs]) {
  if (kind === 'muc') return para(runs, AL.LEFT, { before: 6, keepNext: true });
  if (kind === 'khoan') return para(runs, AL.LEFT, { before: 3, first: 1.0, keepNext: true });
  if (kind === 'gach') return para([['- ', false, false], ...runs], AL.JUSTIFIED, { first: 1.27 });
  return para(runs, AL.JUSTIFIED, { first: 1.27 });
}

function build(kh) {
  const c = AL.CENTER;
  const le = AL.LEFT;
  return new Document({
    styles: { default: { document: { run: { font: 'Times New Roman' } } } },
    sections: [{
      properties: { page: { size: { width: cm(21), height: cm(29.7) }, margin: { top: cm(2), bottom: cm(2), left: cm(3), right: cm(1.5) } } },
      children: [
        table([[c, ['ỦY BAN NHÂN DÂN', false, false]], [c, ['HUYỆN ĐÔNG HƯNG', true, false]], [c, [`Số: ${kh.so}`, false, false]]],
          [[c, ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', true, false]], [c, ['Độc lập - Tự do - Hạnh phúc', true, false]],
            [c, [`${kh.dia_danh}, ngày 05 tháng 01 năm ${kh.nam}`, false, true]]], 12),
        para([['KẾ HOẠCH', true, false]], c, { before: 12, size: 14 }),
        para([[kh.trich_yeu, true, false]], c, { after: 12, size: 14 }),
        ...kh.khoi.map(block),
        table([[le, ['Nơi nhận:', true, true]], [le, ['- Như trên;', false, false]], [le, ['- Lưu: VT.', false, false]]],
          [[c, ['TM. ỦY BAN NHÂN DÂN', true, false]], [c, ['CHỦ TỊCH', true, false]], [c, [kh.nguoi_ky, true, false]]], 13),
      ],
    }],
  });
}

async function main() {
  const [dataFile, out] = process.argv.slice(2);
  let i = 0;
  for (const kh of JSON.parse(fs.readFileSync(dataFile, 'utf8')).ke_hoach) {
    const name = `kh_${String(++i).padStart(5, '0')}.docx`;
    fs.writeFileSync(path.join(out, name), await Packer.toBuffer(build(kh)));
  }
}
main();
