"""Templates saved by other programs: python-docx, the npm package docx, LibreOffice.

`THIDUA_NODE` names a folder with the npm package docx 9 in it (default: here).
"""
import io
import os
import pathlib
import re
import subprocess
import tempfile
import zipfile

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.shared import Mm, Pt, RGBColor

from kit import CASES, NS, case, pack

HERE = pathlib.Path(__file__).parent


def slim(document):
    """Saves without the thumbnail and the old styles of python-docx's own template, with fixed times."""
    import datetime
    core = document.core_properties
    core.created = core.modified = datetime.datetime(2020, 1, 2)
    core.author = "Văn phòng Sở"
    buffer = io.BytesIO()
    document.save(buffer)
    entries = {i.filename: zipfile.ZipFile(buffer).read(i) for i in zipfile.ZipFile(buffer).infolist()}
    for name in ("docProps/thumbnail.jpeg", "word/stylesWithEffects.xml"):
        entries.pop(name, None)
    entries["_rels/.rels"] = re.sub(rb'<Relationship [^>]*thumbnail[^>]*/>', b"", entries["_rels/.rels"])
    rels = "word/_rels/document.xml.rels"
    entries[rels] = re.sub(rb'<Relationship [^>]*stylesWithEffects[^>]*/>', b"", entries[rels])
    entries["[Content_Types].xml"] = re.sub(rb'<Override [^>]*stylesWithEffects[^>]*/>', b"", entries["[Content_Types].xml"])
    return pack(entries)


def base():
    d = Document()
    normal = d.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(14)
    s = d.sections[0]
    s.page_width, s.page_height = Mm(210), Mm(297)
    return d, s


def commendation():
    d, s = base()
    s.orientation, s.page_width, s.page_height = WD_ORIENT.LANDSCAPE, Mm(297), Mm(210)
    edge = "".join(f'<w:{e} w:val="double" w:sz="24" w:space="24" w:color="C00000"/>' for e in ("top", "left", "bottom", "right"))
    s._sectPr.append(parse_xml(f'<w:pgBorders xmlns:w="{NS["w"]}" w:offsetFrom="page">{edge}</w:pgBorders>'))
    s._sectPr.append(s._sectPr.xpath("w:cols")[0])
    s._sectPr.append(s._sectPr.xpath("w:docGrid")[0])
    for text, size, bold in (("{{ co_quan | upper }}", 14, True), ("GIẤY KHEN", 36, True), ("Tặng {{ danh_xung }} {{ ho_ten }}", 22, False)):
        p = d.add_paragraph()
        p.alignment = WD_ALIGN_PARAGRAPH.CENTER
        r = p.add_run(text)
        r.font.size, r.bold = Pt(size), bold
    p = d.add_paragraph("Đã có thành tích ")
    p.add_run("{{ thanh_").italic = True
    p.add_run("tich }}").font.color.rgb = RGBColor(0xC0, 0, 0)
    p.add_run("{% if tien %}, kèm tiền thưởng {{ tien | tien }} ({{ tien | tien_chu }}){% endif %}.")
    s.footer.paragraphs[0].text = "Vào sổ khen thưởng số {{ so }}"
    return slim(d)


def roll():
    d, s = base()
    s.header.paragraphs[0].text = "{{ co_quan }}\tDANH SÁCH"
    d.add_heading("Danh sách {{ ten }}", 1)
    t = d.add_table(rows=4, cols=3, style="Light Grid Accent 1")
    for at, row in enumerate([("TT", "Họ tên", "Thành tích"), ("{%tr for n in nguoi %}", "", ""), ("{{ loop.index }}", "{{ n.ho_ten }}", "{{ n.viec }}"), ("{%tr endfor %}", "", "")]):
        for to, text in enumerate(row):
            t.rows[at].cells[to].text = text
    merged = t.add_row().cells
    merged[0].merge(merged[2]).text = "Cộng: {{ nguoi | length }} người"
    d.add_paragraph("{%p for n in nguoi %}")
    d.add_paragraph("{{ n.ho_ten }}: {{ n.viec }}", style="List Number")
    d.add_paragraph("{%p endfor %}")
    return slim(d)


def npm():
    folder = os.environ.get("THIDUA_NODE", str(HERE))
    script = (HERE / "npm.mjs").read_text()
    with tempfile.TemporaryDirectory() as made:
        path = pathlib.Path(made) / "npm.mjs"
        (pathlib.Path(made) / "node_modules").symlink_to(pathlib.Path(folder) / "node_modules")
        path.write_text(script)
        subprocess.run(["node", str(path), f"{made}/out.docx"], check=True)
        return repacked(pathlib.Path(f"{made}/out.docx").read_bytes())


def repacked(data):
    """The same entries with fixed times."""
    archive = zipfile.ZipFile(io.BytesIO(data))
    entries = {i.filename: archive.read(i) for i in archive.infolist() if not i.is_dir()}
    core = "docProps/core.xml"
    entries[core] = re.sub(rb"\d{4}-\d\d-\d\dT[\d:.]+Z", b"2020-01-02T00:00:00Z", entries[core])
    return pack(entries)


def office(data, end="docx", *options):
    """The file as LibreOffice saves it."""
    with tempfile.TemporaryDirectory() as made:
        source = pathlib.Path(made) / f"in.{end}"
        source.write_bytes(data)
        if end == "html":
            run(made, source, "odt", *options)
            source = pathlib.Path(made) / "out" / "in.odt"
        run(made, source, "docx:MS Word 2007 XML")
        return repacked((pathlib.Path(made) / "out" / "in.docx").read_bytes())


OFFICE = "LibreOffice writes what the validator does not accept: a charSpace beyond 32 bits, `true` where it wants `1`, run properties out of order."


def run(made, source, kind, *options):
    subprocess.run(["soffice", f"-env:UserInstallation=file://{made}/profile", "--headless", *options, "--convert-to", kind, "--outdir", f"{made}/out", str(source)],
                   check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=200)


HTML = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>{{ ten }}</title></head><body>
<h1>{{ ten | upper }}</h1><p>Kính gửi: <b>{% for n in nhan %}{{ n }}{% if not loop.last %}; {% endif %}{% endfor %}</b></p>
<table border="1"><thead><tr><th rowspan="2">TT</th><th rowspan="2">Đơn vị</th><th colspan="2">Điểm</th></tr><tr><th>Tự chấm</th><th>Thẩm định</th></tr></thead>
<tbody><tr><td>{% for d in ds %}{{ loop.index }}</td><td>{{ d.ten }}</td><td>{{ d.tu }}</td><td>{{ d.tham }}{% endfor %}</td></tr></tbody></table>
<ul><li>{% for d in ds %}</li><li>{{ d.ten }}: {{ d.tham - d.tu }}</li><li>{% endfor %}</li></ul></body></html>"""

COMMEND = "co_quan: Sở Tài chính\ndanh_xung: bà\nho_ten: Trần Thị Bình (minh hoạ)\nthanh_tich: hoàn thành tốt nhiệm vụ\ntien: 1490000\nso: 12\n"
ROLL = "co_quan: Sở Tài chính\nten: năm 2020\nnguoi:\n  - {ho_ten: An, viec: 'Việc một & hai'}\n  - {ho_ten: Bình, viec: Việc ba}\n"
TABLE = "ten: Bảng điểm\nnhan: [Sở Y tế, Sở Nội vụ]\nds: [{ten: Sở A, tu: 90, tham: 88}, {ten: Sở B, tu: 85, tham: 86}]\n"

case("nguon-python-docx-giay-khen", "A commendation on a framed landscape page as python-docx writes it.", commendation(), COMMEND)
case("nguon-python-docx-danh-sach", "A roll with docxtpl's row tags, a table style, a merged last row and a numbered list, by python-docx.", roll(), ROLL)
case("nguon-npm-docx", "A form by the npm package docx: footnote, header, nested lists, merged header cells, tracked insertion.", npm(), TABLE + "so: 5\n")
case("nguon-libreoffice-giay-khen", "The commendation of python-docx saved by LibreOffice, which rewrites every run and style.", office(CASES["nguon-python-docx-giay-khen"]["mau.docx"]), COMMEND)
case("nguon-libreoffice-danh-sach", "The roll of python-docx saved by LibreOffice.", office(CASES["nguon-python-docx-danh-sach"]["mau.docx"]), ROLL, invalid=OFFICE)
case("nguon-libreoffice-npm", "The form of the npm package docx saved by LibreOffice.", office(CASES["nguon-npm-docx"]["mau.docx"]), TABLE + "so: 5\n", invalid=OFFICE)
case("nguon-libreoffice-html", "A page of HTML with a table of merged header cells and a list, opened and saved by LibreOffice.", office(HTML.encode(), "html", "--infilter=HTML (StarWriter)"), TABLE, invalid=OFFICE)
case("nguon-libreoffice-khung-chu", "Text boxes saved by LibreOffice: drawing and fallback are other than Word's.", office(CASES["khung-chu"]["mau.docx"]), CASES["khung-chu"]["du-lieu.yaml"], invalid=OFFICE)
case("nguon-libreoffice-dieu-khien", "Content controls round words, paragraphs and cells, saved by LibreOffice.", office(CASES["dieu-khien-noi-dung"]["mau.docx"]), CASES["dieu-khien-noi-dung"]["du-lieu.yaml"], invalid=OFFICE)
case("nguon-libreoffice-chu-thich", "Footnotes and endnotes saved by LibreOffice.", office(CASES["chu-thich-cuoi-trang"]["mau.docx"]), CASES["chu-thich-cuoi-trang"]["du-lieu.yaml"], invalid=OFFICE)
case("nguon-libreoffice-tach", "Tags split by marks and bookmarks, saved by LibreOffice, which joins some of the pieces.", office(CASES["tach-theo-doi"]["mau.docx"]), CASES["tach-theo-doi"]["du-lieu.yaml"], invalid=OFFICE)
case("nguon-libreoffice-bang-long", "Tables three deep with loops, saved by LibreOffice, which adds empty paragraphs and widths.", office(CASES["bang-trong-bang-trong-bang"]["mau.docx"]), CASES["bang-trong-bang-trong-bang"]["du-lieu.yaml"], invalid=OFFICE)
case("nguon-libreoffice-lien-ket", "Hyperlinks whose targets hold tags, saved by LibreOffice, which writes braces in percent form.", office(CASES["lien-ket-dich"]["mau.docx"]), CASES["lien-ket-dich"]["du-lieu.yaml"], invalid=OFFICE)
