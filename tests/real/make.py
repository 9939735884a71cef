"""Writes python-docx.docx with python-docx 1.2."""
from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

d = Document()
s = d.sections[0]
s.page_width, s.page_height = Mm(210), Mm(297)
s.top_margin = s.bottom_margin = Mm(20)
s.left_margin, s.right_margin = Mm(30), Mm(15)
s.different_first_page_header_footer = True
normal = d.styles["Normal"]
normal.font.name, normal.font.size = "Times New Roman", Pt(14)

def field(paragraph, instruction):
    for kind, text in (("begin", None), (None, instruction), ("separate", None), ("text", "2"), ("end", None)):
        run = paragraph.add_run()
        if kind is None:
            e = OxmlElement("w:instrText"); e.text = text
        elif kind == "text":
            run.text = text; continue
        else:
            e = OxmlElement("w:fldChar"); e.set(qn("w:fldCharType"), kind)
        run._r.append(e)

h = s.header.paragraphs[0]
h.alignment = WD_ALIGN_PARAGRAPH.CENTER
field(h, " PAGE ")
d.core_properties.title = "Kế hoạch thi đua"
d.core_properties.author = "Văn phòng Sở"
d.core_properties.language = "vi-VN"

t = d.add_table(rows=1, cols=2)
t.rows[0].cells[0].text = "ỦY BAN NHÂN DÂN TỈNH\nSỞ TÀI CHÍNH"
r = t.rows[0].cells[1].paragraphs[0].add_run("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
r.bold, r.font.size = True, Pt(13)
d.add_heading("Mục tiêu", 1)
p = d.add_paragraph("Phấn đấu hoàn thành ")
p.add_run("100%").bold = True
p.add_run(" chỉ tiêu\u00a0năm, ")
x = p.add_run("đúng hạn"); x.italic = True; x.font.color.rgb = RGBColor(0xC0, 0, 0)
p.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
p.paragraph_format.first_line_indent = Mm(12.7)
p.paragraph_format.space_after = Pt(6)
p.paragraph_format.line_spacing = 1.5
d.add_paragraph("Nội dung thứ nhất", style="List Number")
d.add_paragraph("Nội dung thứ hai", style="List Number")
d.add_paragraph("Gạch đầu dòng", style="List Bullet")
t = d.add_table(rows=3, cols=3, style="Table Grid")
t.rows[0].cells[0].merge(t.rows[0].cells[1]).text = "Đơn vị"
t.rows[1].cells[2].merge(t.rows[2].cells[2]).text = "10"
t = d.add_table(rows=2, cols=2, style="Light List Accent 1")
t.rows[0].cells[0].text, t.rows[1].cells[0].text = "Tiêu đề bảng", "Thân bảng"
n = d.add_section(WD_SECTION.NEW_PAGE)
n.orientation, n.page_width, n.page_height = WD_ORIENT.LANDSCAPE, Mm(297), Mm(210)
d.add_paragraph("Phụ lục I").paragraph_format.keep_with_next = True
d.save("python-docx.docx")
