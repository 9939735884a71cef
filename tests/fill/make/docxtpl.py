"""Spellings of docxtpl and Jinja that move over, and names with Vietnamese letters."""
from kit import *

DS = "ds: [{ten: An, diem: 9}, {ten: Bình, diem: 8}]\nrong: []\nco: true\nkhong: false\nten: Sở\n"

case("docxtpl-p", "`{%p` makes its whole paragraph vanish, whatever else stands in it.", [
    p("{%p if co %}"), p("có"), p("{%p endif %}"), p("{%p for x in ds %}"), p("{{ x.ten }}"), p("{%p endfor %}"), p("{%p if khong %}"), p("không"), p("{%p endif %}"), p("{%p set a = 1 %}"), p("{{ a }}")], DS)

case("docxtpl-tr", "`{%tr` makes its whole row vanish and repeats the rows between.", [
    tbl([3000, 2000], row("Tên", "Điểm"), row(cell("{%tr for x in ds %}", span=2)), row("{{ x.ten }}", "{{ x.diem }}"), row(cell("{%tr endfor %}", span=2)), row("{%tr if khong %}", ""), row("a", "b"), row("{%tr endif %}", ""))], DS)

case("docxtpl-tc", "`{%tc` makes its cell vanish and repeats the cells between.", [
    tbl([1500, 1500, 1500, 1500], row("Tên", "{%tc for x in ds %}", "{{ x.ten }}", "{%tc endfor %}"), row("Điểm", "{%tc for x in ds %}", "{{ x.diem }}", "{%tc endfor %}"))], DS)

case("docxtpl-tc-gon", "`{%tc for` and `{%tc endfor` in one cell repeat that cell: there is nothing else they could mean.", [
    tbl([1500, 3000], row("Tên", "{%tc for x in ds %}{{ x.ten }}{%tc endfor %}"))], DS)

case("docxtpl-r", "`{%r` and `{{r` work on the run they stand in.", [p(r("a "), r("{%r if co %}"), r("có", b=True), r("{%r endif %}"), r(" z")), p(r("x "), r("{{r ten }}", i=True), r(" y"))], DS)

case("docxtpl-gop-doc", "`{% vm %}` in a repeated row merges the cell down over all the items; the text stands once.", [
    tbl([3000, 2000, 2000], row("{%tr for x in ds %}", "", ""), row("{% vm %}Phòng", "{{ x.ten }}", "{{ x.diem }}"), row("{%tr endfor %}", "", ""))], DS)

case("docxtpl-gop-ngang", "`{% hm %}` in a repeated cell merges the cells across; `{% colspan n %}` takes the number from the data.", [
    tbl([2000, 2000, 2000], row("{%tc for x in ds %}", "{% hm %}Điểm", "{%tc endfor %}"), row("{%tc for x in ds %}", "{{ x.ten }}", "{%tc endfor %}")),
    p("và"), tbl([2000, 2000], row(cell("{% colspan ds|length %}Cả hai")), row("a", "b"))], DS)

case("docxtpl-mau-o", "`{% cellbg mau %}` colours the cell it stands in, by the data.", [
    tbl([3000, 3000], row("{%tr for x in mau %}", ""), row("{% cellbg x.ma %}{{ x.ten }}", "b"), row("{%tr endfor %}", ""))], "mau: [{ten: Đỏ, ma: FF0000}, {ten: Xanh, ma: '00B050'}]\n")

case("docxtpl-dau-cong-tru", "`{%-` and `-%}` beside docxtpl's letters, with and without spaces; what a letter says comes first.", [
    p("{%p  for x in ds  %}"), p("{{x.ten}}"), p("{%p endfor%}"), p("{%p if co-%}"), p("b"), p("{%- endif %}"), p("hết")], DS)

case("docxtpl-dong", "A sentence written over several lines, as docxtpl's guide shows: `{%-` goes on with the paragraph before, `-%}` with the next; each line keeps its own spaces and looks.", [
    p("Trụ sở ở"), p("{%- if co -%}"), p("\u00a0nội thành"), p("{%- else -%}"), p(" ngoại thành"), p("{%- endif -%}"), p(r(" và "), r("mới", b=True), "."),
    p("Gồm {% for x in ds -%}"), p(r("{{ x.ten }}", i=True)), p("{%- if not loop.last %}, {% endif -%}"), p("{% endfor -%}"), p(" là hết."),
    p("a"), p("{%- if khong -%}"), p("không"), p("{%- endif -%}"), p(), p("b")], DS)

case("docxtpl-dong-ngat", "The same with line breaks in one paragraph (Shift+Enter); the end of the line goes, the spaces of the other line stay.", [
    p("Trụ sở ở\n{%- if co -%}\n nội thành\n{%- else -%}\n ngoại thành\n{%- endif -%}\n và mới."), p("x\u00a0{%- if co %}giữ{% endif -%}\u00a0y")], DS)

case("docxtpl-dong-mot-dau", "A hyphen on one side of tags alone in their paragraphs joins nothing: the paragraphs go, what they repeat stays in paragraphs of its own.", [
    p("a"), p("{%- for x in ds %}"), p("{{ x.ten }}"), p("{%- endfor %}"), p("b"), p("{% for x in ds -%}"), p("{{ x.diem }}"), p("{% endfor -%}"), p("c"),
    tbl([4000, 3000], row(cell("trong ô {% if co -%}", "có", "{%- endif %} hết"), "x"))], DS)

case("docxtpl-dong-o-cuoi", "A line goes on with a paragraph only: before a table or at the end of a section nothing is joined, and the message is that of a block whose ends do not fit.", [
    p("a {% if co -%}"), tbl([3000], row("b")), p("{%- endif %} c")], DS)
CASES["loi-docxtpl-dong"] = CASES.pop("docxtpl-dong-o-cuoi")

case("docxtpl-chu-thich", "`{#p`, `{#tr`, `{#tc` and `{#r` take their paragraph, row, cell and run with them, with whatever tags stand there.", [
    p("trước"), p("bỏ {#p cả đoạn #} {{ khong_co }} {% for a in"), p(r("giữ "), r("bỏ {#r một mảnh #}", b=True), r("nốt")),
    tbl([2000, 2000, 2000], row("a", "b", "c"), row("{#tr cả hàng {{ khong_co }} #}", "x", "y"), row("d", "bỏ {#tc cả ô #}", "e"), row(cell(p("{#p đoạn duy nhất của ô #}")), "f", "g")),
    tbl([2000], row("{#tr hàng duy nhất #}")), p("sau")], DS)

case("docxtpl-mat-ca", "`{%p`, `{%tr` and `{%tc` take their paragraph, row and cell with them, whatever else stands there.", [
    p("ghi chú {%p if co %} {{ khong_co }}"), p("có"), p("{%p endif %} hết"), p("{%p set y = 4 %} đặt"), p("{{ y }}"),
    tbl([3000, 3000], row("mỗi người: {%tr for x in ds %}", "{{ khong_co }}"), row("{{ x.ten }}", "{{ x.diem }}"), row("hết {%tr endfor %}", "x")),
    tbl([1500, 1500, 1500, 1500], row("a", "b {%tc if co %}", "c", "{%tc endif %} d"))], DS)

case("docxtpl-ngoac", "`{_{`, `}_}`, `{_%`, `%_}`, `{_#`, `#_}` are braces to be read, also split over runs, in attributes and beside tags.", Docx(
    p("gõ {_{ ten }_} thành {{ ten }}, {_% if x %_} và {_# ghi chú #_}; {_{{{ ten }}}_}"), p(r("gõ {"), r("_", b=True), r("{ ten }_"), r("}")), p("không phải: {_} }_{ a_{b}"),
    headers={"default": p("{_{ so }_}")}), DS)

case("docxtpl-gop-chu", "Cells that are merged away keep no text, in a row over all items and in cells with several paragraphs.", [
    tbl([3000, 2000], row("{%tr for x in ds %}", ""), row(cell(p("Phòng {% vm %}", jc="center"), "dòng hai"), "{{ x.ten }}"), row("{%tr endfor %}", "")),
    tbl([3000, 2000], row("{% for x in ds %}{{ gop_doc(dau=loop.first) }}Sở", "{{ x.ten }}{% endfor %}"))], DS)

case("docxtpl-du-lieu", "What docxtpl makes in Python is said by the data: `{{ anh }}`, `{{r chu }}`, `{{ link }}` need no filter where the entry names it.", [
    p("Ảnh {{ dau }}, ", r("{{r loi }}", i=True), ", {{ web }}"), p("{% for x in cac %}"), p("{{ x }}"), p("{% endfor %}")], """
dau: {anh: anh.png, rong: 12}
loi: {dinh_dang: 'khen **tập thể**', mau: do}
web: {lien_ket: 'https://vidu.gov.vn', chu: Trang}
cac: [{qr: abc, rong: 10}, chữ, {anh: anh.png, cao: 8}]
""", {"anh.png": png(60, 40)})

SUB = Docx(p("một"), p(r("hai", b=True))).bytes()

case("docxtpl-p-tai-lieu", "`{{p x }}` alone in its paragraph is docxtpl's sub-document; a variable may be called `p` all the same.", [
    p("trước"), p("{{p phu_luc }}"), p("{{ p }} sau {{ p if p else 1 }}")], "phu_luc: phu-luc.docx\np: 7\n", {"phu-luc.docx": SUB})

case("docxtpl-macro", "Macros, imports and inheritance are refused with what to write in their place.", [
    p("{% import 'a' as b %}"), p("{% macro f(x) %}{{ x }}{% endmacro %}"), p("{% extends 'c' %}"), p("{% set ns = namespace(t=0) %}"), p("{% for x in [1, 2] %}{{ loop.cycle('a', 'b') }}{% endfor %}")])
CASES["loi-docxtpl-macro"] = CASES.pop("docxtpl-macro")

case("docxtpl-ngat-trang", "docxtpl takes a form feed in a value for a page break; here the message says how the template asks for one.", [p("{{ a }}")], 'a: "một\\fhai"\n')
CASES["loi-docxtpl-ngat-trang"] = CASES.pop("docxtpl-ngat-trang")

case("docxtpl-doan-moi", "docxtpl takes a bell in a value for a new paragraph; here the message says to write a list.", [p("{{ a }}")], 'a: "một\\ahai"\n')
CASES["loi-docxtpl-doan-moi"] = CASES.pop("docxtpl-doan-moi")

case("docxtpl-listing", "docxtpl's Listing: lines, tabs and characters of XML in a value keep the look of the tag; every value is safe without `|e`.", [
    p(r("{{ a }}", b=True)), p("{{ a | e }}{{ a | safe }}")], 'a: "một\\nhai\\tba <>&"\n')

case("jinja-bo-loc-tham-so", "Positional arguments of well-known Jinja filters are understood: they have one meaning.", [
    p("{{ khuyet | default('trống') }} {{ ds[0].ten | replace('An', 'Ân') }} {{ chu | join(', ') }} {{ 3.14159 | round(2) }}")], DS + "chu: [a, b]\n")

case("jinja-chi-so-cham", "`x.0` is the first item of a list, in Jinja and so here.", [p("{{ ds.0.ten }} {{ ds.1.diem }}")], DS)

case("jinja-items", "`.items()` of a map and `|count`, `|e`, `is mapping` are Jinja's words for what Tera calls otherwise.", [
    p("{% for k, v in ds[0].items() %}{{ k }}={{ v }} {% endfor %}"), p("{{ ds | count }} {{ ten | e }} {% if ds[0] is mapping %}bảng{% endif %} {% if ds is sequence %}danh sách{% endif %} {% if khuyet is not defined %}chưa có{% endif %}")], DS)

case("ten-tieng-viet", "Names with Vietnamese letters work as variables, fields, loop names and in filters' arguments, though Tera's own identifiers are ASCII.", [
    p("Kính gửi {{ họ_tên }}, {{ đơn_vị.tên_đầy_đủ }}"), p("{% for người in danh_sách %}"), p("{{ loop.index }}. {{ người.họ_tên | upper }}{% if người.trưởng_đoàn %} (trưởng đoàn){% endif %}"), p("{% endfor %}"),
    p("{% set tổng = danh_sách | length %}Tổng: {{ tổng }}; {{ không_có | default(value='trống') }}; {{ đơn_vị['tên_đầy_đủ'] }}")], """
họ_tên: Nguyễn Văn An
đơn_vị: {tên_đầy_đủ: Sở Tài chính}
danh_sách: [{họ_tên: Bình, trưởng_đoàn: true}, {họ_tên: Chi, trưởng_đoàn: false}]
""")

case("ten-tieng-viet-to-hop", "A name typed on a Mac has its marks as letters of their own; it is the same name.", [p("{{ ho\u0323_te\u0302n }} {{ họ_tên }}")], "họ_tên: An\n")

case("ten-tieng-viet-khong-lan", "Names that differ only in marks are different names.", [p("{{ ma }} {{ mã }} {{ má }} {{ mạ }}")], "ma: 1\nmã: 2\nmá: 3\nmạ: 4\n")
