"""200 plans with python-docx: plan_python_docx.py <ke-hoach.json> <out dir>"""
import json
import sys

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as AL
from docx.oxml.ns import qn
from docx.shared import Cm, Mm, Pt


def para(p, runs, align, before=0, after=4, first=0.0, size=13):
    f = p.paragraph_format
    p.alignment, f.space_before, f.space_after = align, Pt(before), Pt(after)
    if first:
        f.first_line_indent = Cm(first)
    for text, bold, italic in runs:
        r = p.add_run(text)
        r.font.size, r.bold, r.italic = Pt(size), bold or None, italic or None
    return p


def table(doc, left, right, size):
    t = doc.add_table(rows=1, cols=2)
    t.alignment = WD_TABLE_ALIGNMENT.CENTER
    for i, width in enumerate((Cm(6.5), Cm(10))):
        t.columns[i].width = t.rows[0].cells[i].width = width
    for cell, lines in zip(t.rows[0].cells, (left, right)):
        for i, (align, run) in enumerate(lines):
            para(cell.paragraphs[0] if i == 0 else cell.add_paragraph(), [run], align, after=0, size=size)


def build(kh, base):
    doc = Document(base)
    s = doc.sections[0]
    s.page_width, s.page_height = Mm(210), Mm(297)
    s.top_margin = s.bottom_margin = Mm(20)
    s.left_margin, s.right_margin = Mm(30), Mm(15)
    normal = doc.styles["Normal"]
    normal.font.name = "Times New Roman"
    normal.paragraph_format.line_spacing = 1.0
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), "Times New Roman")
    c = AL.CENTER
    table(doc, [(c, ["ỦY BAN NHÂN DÂN", False, False]), (c, ["HUYỆN ĐÔNG HƯNG", True, False]), (c, [f"Số: {kh['so']}", False, False])],
          [(c, ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", True, False]), (c, ["Độc lập - Tự do - Hạnh phúc", True, False]),
           (c, [f"{kh['dia_danh']}, ngày 05 tháng 01 năm {kh['nam']}", False, True])], 12)
    para(doc.add_paragraph(), [["KẾ HOẠCH", True, False]], c, before=12, size=14)
    para(doc.add_paragraph(), [[kh["trich_yeu"], True, False]], c, after=12, size=14)
    for kind, runs in kh["khoi"]:
        p = doc.add_paragraph()
        if kind == "muc":
            para(p, runs, AL.LEFT, before=6).paragraph_format.keep_with_next = True
        elif kind == "khoan":
            para(p, runs, AL.LEFT, before=3, first=1.0).paragraph_format.keep_with_next = True
        elif kind == "gach":
            para(p, [["- ", False, False]] + runs, AL.JUSTIFY, first=1.27)
        else:
            para(p, runs, AL.JUSTIFY, first=1.27)
    le = AL.LEFT
    table(doc, [(le, ["Nơi nhận:", True, True]), (le, ["- Như trên;", False, False]), (le, ["- Lưu: VT.", False, False])],
          [(c, ["TM. ỦY BAN NHÂN DÂN", True, False]), (c, ["CHỦ TỊCH", True, False]), (c, [kh["nguoi_ky"], True, False])], 13)
    return doc


data_file, out, *rest = sys.argv[1:]
base = rest[0] if rest else None  # None: python-docx's own default document
with open(data_file, encoding="utf-8") as f:
    plans = json.load(f)["ke_hoach"]
for i, kh in enumerate(plans, 1):
    build(kh, base).save(f"{out}/kh_{i:05d}.docx")
