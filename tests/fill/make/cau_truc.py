"""Conditions and loops in paragraphs and in the line."""
from kit import *

case("neu-doan", "A condition alone in its paragraphs chooses paragraphs and leaves no blank line behind.", [
    p("{% if muc == 'A' %}"), p("Xuất sắc"), p("hai đoạn"), p("{% elif muc == 'B' %}"), p("Tốt", jc="center"), p("{% else %}"), p("Đạt"), p("{% endif %}"),
    p("{% if khong %}"), p("không in"), p("{% endif %}"), p("Hết")], "muc: B\nkhong: false\n")

case("neu-trong-dong", "A condition within one paragraph chooses words, each with its own look.", [
    p("Ông{% if nu %} (Bà){% endif %} {{ ten }}"), p("Kết quả: ", r("{% if dat %}ĐẠT", b=True), r("{% else %}không đạt{% endif %}", i=True), "."),
    p("{% if nu %}x{% elif dat %}y{% else %}z{% endif %}"), p("[{% if nu %}chỉ trong ngoặc{% endif %}]")], "nu: false\ndat: true\nten: An\n")

case("neu-long-nhau", "Conditions within conditions, across paragraphs and in the line.", [
    p("{% if a %}"), p("{% if b %}"), p("a và b"), p("{% else %}"), p("a: {% if c %}c{% if d %} d{% endif %}{% endif %}."), p("{% endif %}"), p("sau b"), p("{% endif %}"), p("sau a")],
    "a: true\nb: false\nc: true\nd: true\n")

case("neu-nhieu-the-mot-doan", "Several control tags may share a paragraph if nothing else stands in it; they open and close in order.", [
    p("{% if a %} {% for x in ds %}"), p("- {{ x }}"), p("{% endfor %}{% endif %}"), p("hết")], "a: true\nds: [1, 2]\n")

case("neu-ca-bang", "A condition round a whole table keeps it or drops it.", [
    p("{% if co %}"), tbl([3000, 3000], row("có", "{{ a }}")), p("{% endif %}"), p("giữa"),
    p("{% if khong %}"), tbl([3000], row("không")), p("{% endif %}"), p("cuối")], "co: true\nkhong: false\na: x\n")

case("lap-doan", "A loop alone in its paragraphs repeats paragraphs with their styles and looks.", [
    p("Danh sách:"), p("{% for x in ds %}"), p(r("{{ x.ten }}", b=True), ":"), p("{{ x.viec }}", jc="both"), p("{% endfor %}"), p("Hết.")], """
ds:
  - {ten: An, viec: Soạn kế hoạch}
  - {ten: Bình, viec: 'Kiểm tra, đôn đốc'}
""")

case("lap-trong-dong", "A loop within one paragraph repeats words; the separator stands between, not after.", [
    p("Thành phần: {% for x in ds %}{{ x }}{% if not loop.last %}, {% endif %}{% endfor %}."), p("{% for x in ds %}", r("{{ x }}", b=True), " {% endfor %}")], "ds: [An, Bình, Chi]\n")

case("lap-rong", "An empty list leaves nothing of the loop; `else` of a loop speaks then.", [
    p("trước"), p("{% for x in rong %}"), p("{{ x }}"), p("{% endfor %}"), p("{% for x in rong %}"), p("{{ x }}"), p("{% else %}"), p("(không có)"), p("{% endfor %}"),
    p("Dòng: {% for x in rong %}{{ x }}{% else %}trống{% endfor %}"), p("sau")], "rong: []\n")

case("lap-chi-so", "The loop tells where it stands: counting from 1 and from 0, the first, the last, how many.", [
    p("{% for x in ds %}"), p("{{ loop.index }}/{{ loop.length }} (từ 0: {{ loop.index0 }}) {{ x }}{% if loop.first %} đầu{% endif %}{% if loop.last %} cuối{% endif %}"), p("{% endfor %}")], "ds: [a, b, c]\n")

case("lap-long-nhau", "A loop in a loop sees the outer item; each has its own counting.", [
    p("{% for d in don_vi %}"), h("{{ loop.index | la_ma }}. {{ d.ten }}"), p("{% for n in d.nguoi %}"), p("{{ loop.index }}. {{ n }} – {{ d.ten }}"), p("{% endfor %}"), p("Cộng: {{ d.nguoi | length }}"), p("{% endfor %}")], """
don_vi:
  - {ten: Phòng Ngân sách, nguoi: [An, Bình]}
  - {ten: Văn phòng, nguoi: []}
  - {ten: Thanh tra, nguoi: [Chi]}
""")

case("lap-bang-khoa", "A loop over a map gives key and value, in the order of the data.", [
    p("{% for khoa, gia_tri in bang %}"), p("{{ khoa }} = {{ gia_tri }}"), p("{% endfor %}")], "bang: {zeta: 1, alpha: 2, 'mu đỏ': 3}\n")

case("lap-bo-qua-va-dung", "`continue` and `break` leave out paragraphs without harm to what is open round them.", [
    p("{% for x in ds %}"), p("{% if x == 2 %}{% continue %}{% endif %}"), p("{% if x == 4 %}"), p("{% break %}"), p("{% endif %}"), p("số {{ x }}"), p("{% endfor %}"), p("hết")], "ds: [1, 2, 3, 4, 5]\n")

case("lap-khoang", "`range` counts without data.", [p("{% for i in range(end=3) %}"), p("Dòng {{ i + 1 }}: ........"), p("{% endfor %}")])

case("lap-ca-bang", "A loop round a table makes a table for each item; tables that meet stay separate tables in the file.", [
    p("{% for d in ds %}"), p("Bảng {{ loop.index }}"), tbl([2000, 4000], row("Tên", "{{ d.ten }}")), p("{% endfor %}"),
    p("Liền nhau:"), p("{% for d in ds %}"), tbl([2000, 4000], row("Tên", "{{ d.ten }}")), p("{% endfor %}"), p("hết")], "ds: [{ten: An}, {ten: Bình}]\n")

case("lap-danh-sach-so", "Paragraphs of a numbered list that are repeated go on counting, as in Word.", Docx(
    p("{% for x in ds %}"), p("{{ x }}", num=1), p("{% endfor %}"), p("xen vào"), p("tiếp theo", num=1), lists=["decimal"]), "ds: [a, b, c]\n")

case("lap-doan-co-ngat-phan", "A section break inside a repeated paragraph is repeated with it.", [
    p("{% for x in ds %}"), p("Trang của {{ x }}"), p(ppr=f'<w:sectPr><w:type w:val="nextPage"/>{PAGE}</w:sectPr>'.replace("<w:pgSz", "<w:pgSz", 1)), p("{% endfor %}"), p("Trang cuối")], "ds: [An, Bình]\n")

case("pham-vi-bien", "A name of the loop hides one of the data inside the loop and gives it back after.", [
    p("{{ x }}"), p("{% for x in ds %}{{ x }} {% endfor %}"), p("{{ x }}")], "x: ngoài\nds: [1, 2]\n")


MOVED = '<w:moveFromRangeStart w:id="61" w:author="A" w:date="2020-01-02T00:00:00Z" w:name="chuyen"/><w:moveFrom w:id="62" w:author="A" w:date="2020-01-02T00:00:00Z"><w:r><w:t>cũ</w:t></w:r></w:moveFrom><w:moveFromRangeEnd w:id="61"/>'
HERE = '<w:moveToRangeStart w:id="63" w:author="A" w:date="2020-01-02T00:00:00Z" w:name="chuyen"/><w:moveTo w:id="64" w:author="A" w:date="2020-01-02T00:00:00Z"><w:r><w:t>mới</w:t></w:r></w:moveTo><w:moveToRangeEnd w:id="63"/>'
SHAPE = '<w:r><w:pict><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"/><v:shape id="Khung 1" o:spid="_x0000_s1026" type="#_x0000_t202" style="width:90pt;height:20pt"><v:textbox><w:txbxContent><w:p><w:r><w:t>{{ x }}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>'
case("lap-hinh-cu-va-chuyen-cho", "Old shapes (VML) and text that was moved under tracking have ids and names of their own in each repetition, and what refers to them follows.", [
    p("{% for x in ds %}"), p(MOVED), p(HERE), p(SHAPE), p("{% endfor %}")], "ds: [Một, Hai]\n")
