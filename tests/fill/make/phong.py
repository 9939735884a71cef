"""Fonts from before Unicode: the template is filled after its fonts have been changed, as `dien --doi-phong` does."""
from kit import *


def fonts(name, **more):
    return "<w:rFonts " + " ".join(f'w:{k}="{name}"' for k in ("ascii", "hAnsi", "cs")) + "/>"


def old(text, font):
    return f"<w:r><w:rPr>{fonts(font)}</w:rPr>{t(text)}</w:r>"


VNI_STYLE = f'<w:style w:type="paragraph" w:styleId="Vni"><w:name w:val="Vni"/><w:basedOn w:val="Normal"/><w:rPr>{fonts("VNI-Times")}<w:b/></w:rPr></w:style>'
HOA_STYLE = f'<w:style w:type="character" w:styleId="Hoa"><w:name w:val="Hoa"/><w:rPr>{fonts(".VnTimeH")}<w:b/></w:rPr></w:style>'
DATA = "ho_ten: Trần Thị Bưởi\nchuc_vu: Giám đốc\n"

case("doi-phong-tcvn3", "Text of TCVN3 becomes Unicode in Times New Roman, tags and values stay; a font of capitals becomes capitals; a label of a list too.", Docx(
    p(old("Hä vµ tªn: {{ ho_ten }}, chøc vô: ", ".VnTime"), old("{{ chuc_vu }}", ".VnArial"), " Unicode: à ò é"),
    p(r("céng hoµ x· héi chñ nghÜa viÖt nam", style="Hoa"), old(" {{ ho_ten }}", ".VnTimeH")),
    p(old("tr", ".VnTime"), old("\u00adëng", ".VnTime"), old(" §iÒu {% if ho_ten %}cã{% endif %}", ".VnTime")), headers={"default": p(old("Sè: {{ chuc_vu }}", ".VnTime"))}, styles=HOA_STYLE), DATA)

case("doi-phong-vni", "Text of VNI becomes Unicode, also where a vowel and its mark stand in two runs, by a style and in a cell.", Docx(
    p("Coäng hoøa xaõ hoäi, {{ ho_ten }}", style="Vni"), p(old("Toa", "VNI-Times"), old("ùn hoïc", "VNI-Times"), old(" ÑÖÔØNG", "VNI-Helve")),
    tbl([4000], row(cell(p("Ngöôøi kyù: {{ chuc_vu }}", style="Vni")))), styles=VNI_STYLE), DATA)

case("doi-phong-la", "An encoding whose table is not known keeps its font, so that no text is garbled; text that is Unicode already stays.", Docx(
    p(old("Toâi laø {{ ho_ten }}", "VNtimes new roman")), p(old("Trần Thị {{ chuc_vu }}", ".VnTime"))), DATA)
