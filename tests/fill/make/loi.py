"""Faults in templates and data: each message says where, what was found, what exists and what to do."""
from kit import *

DS = "ho_ten: An\nds: [{ten: An}, {ten: Bình}]\nco: true\n"

case("loi-chua-co-ten", "A name that the data lacks is an error with its place and the nearest name, never a blank.", [h("II. NỘI DUNG"), p("Ông {{ ho_tne }} ở đây")], DS)
case("loi-chua-co-truong", "A field that an item lacks is an error that names the fields it has.", [p("{% for x in ds %}"), p("{{ x.tem }}"), p("{% endfor %}")], DS)
case("loi-rong-null", "Null prints as nothing in Tera; here it is an error unless a default is given.", [p("Số: {{ so }}")], "so: null\n")
case("loi-null-trong-danh-sach", "A null in one item of a list is found, with the item that has it.", [tbl([3000, 3000], row("{% for x in ds %}{{ x.ten }}", "{{ x.diem }}{% endfor %}"))], "ds: [{ten: An, diem: 9}, {ten: Bình, diem: null}]\n")
case("loi-chua-dong-for", "A loop without its end is reported where it begins.", [p("đầu"), p("{% for x in ds %}"), p("{{ x.ten }}"), p("cuối")], DS)
case("loi-chua-dong-trong-bang", "An unclosed loop in a table is placed by table, row and cell.", [p("đầu"), tbl([3000, 3000], row("Tên", "Điểm"), row("{% for x in ds %}{{ x.ten }}", "9"))], DS)
case("loi-thua-dong", "An end without a beginning is reported at the end.", [p("a {% endif %} b"), p("{% endfor %}")], DS)
case("loi-dong-sai-cap", "A loop closed by the end of a condition names both ends.", [p("{% for x in ds %}"), p("{% if co %}"), p("x"), p("{% endfor %}"), p("{% endif %}")], DS)
case("loi-vong-lap-qua-o", "A loop that begins in the first cell and ends in the middle one can repeat neither cell nor row.", [tbl([2000, 2000, 2000], row("{% for x in ds %}{{ x.ten }}", "{% endfor %}", "c"))], DS)
case("loi-vong-lap-ra-ngoai-bang", "A loop that begins in the body and ends in a table names both ends.", [p("{% for x in ds %}"), tbl([3000, 3000], row("{{ x.ten }}", "{% endfor %}"))], DS)
case("loi-vong-lap-nua-doan", "A loop that begins alone in a paragraph and ends within the text of another is ambiguous.", [p("{% for x in ds %}"), p("{{ x.ten }}"), p("hết {% endfor %} rồi")], DS)
case("loi-neu-nua-doan", "An `else` that stands at another level than its `if` names both places.", [p("{% if co %}"), p("có {% else %} không"), p("{% endif %}")], DS)
case("loi-the-khong-dong", "Braces that are opened and not closed in their paragraph are reported there, not at the end of the document.", [p("Ông {{ ho_ten và"), p("bà {% if co"), p("{{ ho_ten }}")], DS)
case("loi-dong-ngoac-don", "One brace too few at the end of a tag.", [p("Ông {{ ho_ten } ở {{ ho_ten }}")], DS)
case("loi-thua-dau-dong", "A closing brace without an opening one is a tag that lost its beginning, not text.", [p("Ông { ho_ten }} ở"), p("{ % if co %}"), p("ở #}")], DS)
case("loi-bo-loc-la", "A filter that does not exist gets the nearest that does.", [p("{{ ho_ten | uper }}"), p("{{ ho_ten | ngay_dia }}")], DS)
case("loi-bo-loc-thieu-tham-so", "A filter without its argument says which argument it wants.", [p("{{ ho_ten | replace(from='A') }}")], DS)
case("loi-bo-loc-sai-gia-tri", "A value that a filter cannot take is shown with the tag it came through.", [p("Ngày {{ ho_ten | ngay }}")], DS)
case("loi-phep-thu-la", "An unknown test and an unknown function get the nearest names.", [p("{% if ho_ten is definde %}x{% endif %}"), p("{{ rang(end=3) }}")], DS)
case("loi-lenh-la", "An unknown statement gets the nearest one.", [p("{% fro x in ds %}"), p("{% els %}")], DS)
case("loi-cu-phap", "Each tag that cannot be read is reported with the column in the tag.", [p("a {{ ho_ten + }} b {{ | upper }} c"), p("{% if %}x{% endif %}"), p("{{ ds[0 }}"), p("{{ }}")], DS)
case("loi-nhieu-cho", "All faults of a template come in one run, from every part.", Docx(
    p("{{ ho_ten | uper }}"), tbl([3000], row("{% if co %}")), p("x {% endfor %}"), headers={"default": p("{{ a b }}")}, footers={"default": p("{% for x on ds %}")}), DS)
case("loi-thieu-nhieu-ten", "All missing names are listed at once, each with every place that uses it.", [p("{{ chuc_vu }} {{ don_vi }}"), tbl([3000, 3000], row("{{ chuc_vu }}", "{{ dia_chi.tinh }}"))], DS)
case("loi-khong-lap-duoc", "A loop over what is no list says what it is.", [p("{% for x in ho_ten %}"), p("{{ x }}"), p("{% endfor %}")], "ho_ten: 5\n")
case("loi-ky-tu-cam", "A control character cannot stand in XML; the value that has one is named, not dropped.", [p("Ghi chú: {{ ghi_chu }}")], 'ghi_chu: "a\\u0001b"\n')
case("loi-bien-ngoai-vong", "A name of a loop used after the loop is unknown there.", [p("{% for x in ds %}"), p("{{ x.ten }}"), p("{% endfor %}"), p("{{ x.ten }}")], DS)
case("loi-vong-lap-vo-tan", "A loop that would print for ever ends with a message, not with a full disk.", [p("{% for a in range(end=100000) %}{% for b in range(end=100000) %}dòng chữ khá dài để đầy nhanh {{ a }}{{ b }}{% endfor %}{% endfor %}")])
case("loi-trong-chu-thich", "A fault in a footnote, a text box or a comment is placed there.", Docx(
    p("a", note("footnote", 1), textbox(5, p("{{ x | uper }}"))), footnotes=[p("{% if %}")], comments=[p("{{ 1 + }}")]), DS)
case("loi-trong-thuoc-tinh", "A fault in a property or in a link's target says which.", Docx(
    p(link("rIdL1", r("x"))), links=[("rIdL1", "https://vidu.gov.vn/{{ ma | uper }}")], core={"dc:title": "{{ ten"}), DS)
case("loi-include", "What needs other files or other templates is not part of Word templates; the message says so.", [p("{% include 'x.docx' %}"), p("{% extends 'y' %}"), p("{% macro a() %}"), p("{% endmacro %}")], DS)
case("loi-jinja-khong-co", "Words of Jinja that Tera lacks get a precise hint.", [p("{{ ds | map(attribute='ten') | list }}"), p("{{ ds | selectattr('ten') }}"), p("{{ ho_ten.upper() }}"), p("{% do x %}")], DS)
case("loi-dau-ngoac-khac", "Tags of other engines are not mistaken for ours; nothing is filled and nothing is lost.", [p("{ho_ten} ${ho_ten} <<ho_ten>> [ho_ten] «ho_ten» {d.ho_ten}")], DS)
CASES["dau-ngoac-may-khac"] = CASES.pop("loi-dau-ngoac-khac")
case("loi-o-chi-mot-dau", "A loop opened and closed in different cells of different rows, not first and last, names both ends.", [tbl([2000, 2000], row("a", "{% for x in ds %}"), row("{{ x.ten }}", "b"), row("{% endfor %}c", "d"))], DS)
case("loi-chia-cho-khong", "A sum that cannot be done names the tag.", [p("{{ 1 / khong }}")], "khong: 0\n")
case("nguyen-van-nhieu-doan", "`raw` alone in its paragraph covers the paragraphs up to `endraw`.", [p("trước"), p("{% raw %}"), p("{% for x in ds %}"), p("{{ x }} {# y #}"), p("{% endraw %}"), p("sau {{ ho_ten }}")], DS)
