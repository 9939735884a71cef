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

case("docxtpl-dau-cong-tru", "`{%-` and `-%}` beside docxtpl's letters, with and without spaces.", [
    p("{%p  for x in ds  %}"), p("{{x.ten}}"), p("{%p endfor%}"), p("{%p if co-%}"), p("b"), p("{%- endif %}"), p("hết")], DS)

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
