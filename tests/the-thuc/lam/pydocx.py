"""python-docx as a script of an office uses it: its default template, looks set by the library, lines drawn by VML."""
import re
import zipfile
from io import BytesIO

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN, WD_TAB_ALIGNMENT as TAB
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from model import Para, Section, Table, mm, number

ALIGNS = {"left": ALIGN.LEFT, "center": ALIGN.CENTER, "right": ALIGN.RIGHT, "both": ALIGN.JUSTIFY}
TABS = {"g": TAB.CENTER, "t": TAB.LEFT, "p": TAB.RIGHT}


def shape(paragraph, length):
    points = length / 25.4 * 72
    xml = ('<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml">'
           f'<w:pict><v:line style="position:absolute;mso-position-horizontal:center;mso-position-vertical-relative:text;z-index:1" from="0,20pt" to="{points:.1f}pt,20pt" strokecolor="black" strokeweight=".75pt"/></w:pict></w:r>')
    paragraph._p.append(parse_xml(xml))


def fill(paragraph, p):
    look, form = p.look, paragraph.paragraph_format
    paragraph.alignment = ALIGNS[look["align"]]
    form.space_before, form.space_after, form.line_spacing = Pt(look["before"]), Pt(look["after"]), look["line"]
    if look.get("first"):
        form.first_line_indent = Mm(look["first"])
    if look.get("left"):
        form.left_indent = Mm(look["left"])
    if look.get("page"):
        form.page_break_before = True
    for kind, at in look.get("tabs", ()):
        form.tab_stops.add_tab_stop(Mm(at), TABS[kind])
    if "border" in look:
        form.left_indent, form.right_indent = (Mm(n) for n in look["border"])
        border = OxmlElement("w:pBdr")
        top = OxmlElement("w:top")
        for key, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "auto")):
            top.set(qn("w:" + key), value)
        border.append(top)
        paragraph._p.get_or_add_pPr().insert_element_before(border, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")
    for text, over in p.runs:
        get = {**look, **over}
        run = paragraph.add_run(text)
        run.bold, run.italic = get.get("bold") or None, get.get("italic") or None
        run.underline = get.get("under") or None
        run.font.size = Pt(get["size"])
        if get["font"] != "Times New Roman":
            run.font.name = get["font"]
        if "color" in get:
            run.font.color.rgb = RGBColor.from_string(get["color"])
        if get.get("caps"):
            run.font.all_caps = True
    if "rule" in look:
        shape(paragraph, look["rule"])


def put(holder, blocks, document):
    for block in blocks:
        if isinstance(block, Para):
            fill(holder.add_paragraph(), block)
        elif isinstance(block, Table):
            table = document.add_table(len(block.rows), len(block.widths), "Table Grid" if block.bordered else None)
            table.autofit, table.alignment = False, WD_TABLE_ALIGNMENT.CENTER
            for row, cells in zip(table.rows, block.rows):
                for width, cell, inner in zip(block.widths, row.cells, cells):
                    cell.width = Mm(width)
                    for at, p in enumerate(inner):
                        fill(cell.paragraphs[0] if at == 0 else cell.add_paragraph(), p)
        elif isinstance(block, Section):
            page(document.add_section(WD_SECTION.NEW_PAGE), block.page, False)
        else:
            raise ValueError("python-docx makes no text boxes")


def page(section, described, headers=True):
    width, height, top, bottom, left, right = mm(described)
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.orientation = WD_ORIENT.LANDSCAPE if width > height else WD_ORIENT.PORTRAIT
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = Mm(top), Mm(bottom), Mm(left), Mm(right)
    section.different_first_page_header_footer = described["trang-đầu"] == "khác"
    found = number(described)
    if found and headers:
        place, size, align = found
        paragraph = (section.footer if place == "dưới" else section.header).paragraphs[0]
        paragraph.alignment = ALIGNS[align]
        for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
            run = paragraph.add_run()
            run.font.size = Pt(size)
            element = OxmlElement("w:fldChar" if kind else "w:instrText")
            if kind:
                element.set(qn("w:fldCharType"), kind)
            else:
                element.text = text
            run._r.append(element)


def write(described, path):
    document = Document()
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(14)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), "Times New Roman")
    normal.element.rPr.rFonts.set(qn("w:cs"), "Times New Roman")
    # Its template brings a hundred table styles; what is not used goes, for size.
    for style in list(document.styles.element.style_lst):
        if style.get(qn("w:type")) == "table" and style.name_val not in ("Normal Table", "Table Grid"):
            document.styles.element.remove(style)
    page(document.sections[0], described.page)
    put(document, described.blocks, document)
    held = BytesIO()
    document.save(held)
    slim(held, path)


def slim(held, path):
    """Writes the package without the thumbnail and the second styles part of the template, closely packed."""
    gone = ("docProps/thumbnail.jpeg", "word/stylesWithEffects.xml")
    with zipfile.ZipFile(held) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as new:
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename in gone:
                continue
            if entry.filename.endswith(".rels"):
                text = data.decode()
                text = re.sub(r'<Relationship [^>]*(thumbnail|stylesWithEffects)[^>]*/>', "", text)
                data = text.encode()
            if entry.filename == "[Content_Types].xml":
                data = re.sub(rb'<Override PartName="/word/stylesWithEffects.xml"[^>]*/>', b"", data)
            new.writestr(zipfile.ZipInfo(entry.filename, (2026, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED, 9)
