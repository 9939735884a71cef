"""Values, filters and expressions."""
from kit import *

case("gia-tri-don", "Every scalar of the data prints as a reader expects: text, numbers, yes and no, a field of a field, an item of a list.", [
    p("Họ và tên: {{ ho_ten }}"), p("Năm sinh: {{ nam_sinh }}; điểm: {{ diem }}; âm: {{ am }}"),
    p("Đảng viên: {{ dang_vien }}"), p("Đơn vị: {{ don_vi.ten }}, {{ don_vi.dia_chi.tinh }}"),
    p("Thứ hai trong danh sách: {{ ten[1] }}"), p("{{ho_ten}}{{nam_sinh}}"), p("Không có thẻ nào: 100% { } % #")], """
ho_ten: Nguyễn Văn An
nam_sinh: 1985
diem: 9.5
am: -3
dang_vien: true
don_vi: {ten: Sở Tài chính, dia_chi: {tinh: Ninh Thuận}}
ten: [Một, Hai]
""")

case("gia-tri-ky-tu-dac-biet", "Characters that mean something in XML or in the template language come out as themselves, never as markup or as a tag.", [
    p("{{ a }}"), p("{{ b }}"), p("{{ c }}"), p("{{ d }}"), p("{{ e }}"), p("Trước {{ f }} sau")], """
a: 'Công ty A & B <Ltd> "x" ''y'' ]]> &amp; &#65;'
b: '{{ a }} {% for x in y %} {# không phải chú thích #}'
c: '🎖️ 👨‍👩‍👧 𠮷 ∑ “ngoặc” – gạch…'
d: "Tiếng Việt rời dấu: Nguye\u0302\u0303n Va\u0306n A\u0302n"
e: '<w:p><w:r><w:t>x</w:t></w:r></w:p>'
f: '⟦1⟧ %7B%7B $1 \\1 ${x}'
""")

case("gia-tri-xuong-dong-tab", "A line break, a tab and spaces in a value are seen in Word; a Windows line end is one break, not two.", [
    p("[{{ dong }}]"), p("[{{ windows }}]"), p("[{{ tab }}]"), p("[{{ cach }}]"), p("[{{ cung }}]"), p("[{{ cuoi }}]")], r"""
dong: "Dòng một\nDòng hai\n\nDòng bốn"
windows: "Một\r\nHai"
tab: "Cột 1\tCột 2\t\tCột 4"
cach: "  hai   ba  "
cung: "100\u00a0000\u00a0đồng"
cuoi: "hết dòng\n"
""")

case("gia-tri-rong", "An empty text is a value: it prints as nothing, and the paragraph and its look stay.", [
    p("{{ rong }}", jc="center"), p("[{{ rong }}]"), p(r("{{ rong }}", b=True), " sau")], "rong: ''\n")

case("gia-tri-trong-danh-sach", "Paths with indices, keys in quotes and keys held in a variable reach into the data.", [
    p("{{ ds[0].ten }} {{ ds[1]['ten'] }} {{ ds[khoa.so].ten }}"), p("{{ bang[khoa.chu] }}")], """
ds: [{ten: Một}, {ten: Hai}, {ten: Ba}]
khoa: {so: 2, chu: b}
bang: {a: sai, b: đúng}
""")

case("gia-tri-mac-dinh", "`default` is the one way to allow what is missing or null; a value that exists is left alone, an empty text too.", [
    p("[{{ khong_co | default(value='không có') }}]"), p("[{{ trong | default(value='(bỏ trống)') }}]"),
    p("[{{ co | default(value='sai') }}]"), p("[{{ rong | default(value='sai') }}]"),
    p("[{{ a.b | default(value='không có b') }}]"), p("{% if khong_co is defined %}sai{% else %}chưa có{% endif %}")], """
trong: null
co: đúng
rong: ''
a: {c: 1}
""")

case("bo-loc-tieng-viet", "The Vietnamese filters of the text templates work in Word templates too: dates, figures, money, words, marks.", [
    p("{{ ngay | ngay }} | {{ ngay | ngay_dai }} | {{ ngay | ngay_thang }} | {{ ngay | thang_nam }}"),
    p("{{ tien | so }} | {{ tien | tien }} | {{ tien | tien_chu }}"),
    p("{{ 3 | la_ma }} | {{ 3 | chu_diem }} | {{ 3 | hai_so }} | {{ 15 | bang_chu }}"),
    p("{{ ten | hoa }} | {{ ten | khong_dau }} | {{ ten | slug }} | {{ cau | hoa_dau }} | {{ cau | hoa_dau | thuong_dau }}"),
    p("{{ ds | liet_ke }} | {{ 3 | phan_tram(tren=8) }} | {{ 3 | phan_tram(tren=8, le=0) }} | {{ le | so(le=2) }}")], """
ngay: 2020-02-06
tien: 1490000
ten: Nguyễn Thị Đào
cau: đạt giải nhất
ds: [Sở Y tế, Sở Nội vụ, Sở Tài chính]
le: 1234.5
""")

case("bo-loc-tera", "Tera's own filters and their named arguments work, one after another.", [
    p("{{ ten | upper }} | {{ ten | lower }} | {{ ten | length }} | {{ ten | replace(from='An', to='Bình') }}"),
    p("{{ ds | join(sep=', ') }} | {{ ds | first }} | {{ ds | last }} | {{ ds | length }} | {{ ds | reverse | join(sep='-') }}"),
    p("{{ so | round }} | {{ ten | truncate(length=6) }} | {{ '  x ' | trim }} | {{ ten | split(pat=' ') | last }}")], """
ten: Nguyễn Văn An
ds: [c, a, b]
so: 3.6
""")

case("bieu-thuc", "Arithmetic, comparison, joining of texts, membership and the conditional expression are Tera's.", [
    p("{{ a + b * 2 }} {{ (a + b) * 2 }} {{ b % 2 }} {{ 7 / 2 }}"), p("{{ ten ~ ' (' ~ a ~ ')' }}"),
    p("{{ 'đạt' if a > b else 'không đạt' }}"), p("{% if 'x' in ds and not (a == b) %}có{% endif %}"),
    p("{% if a >= 2 or khong_co is defined %}từ 2{% endif %}"), p("{{ a &lt; b }}" if False else "{{ a < b }} {{ a > b }} {{ a != b }}")], """
a: 2
b: 5
ten: Tổ A
ds: [x, y]
""")

case("dat-bien", "`set` makes a name for later; alone in its paragraph it leaves no blank line; set in a loop it ends with the turn.", [
    p("{% set ten = ho ~ ' ' ~ dem %}"), p("Một: {{ ten }}"), p("Hai:{% set so = 3 %} {{ so * 2 }}"),
    p("{% for x in ds %}"), p("{% set goc = x * 10 %}"), p("{{ x }} thành {{ goc }}"), p("{% endfor %}"),
    p("{% set tong = 0 %}"), p("{% for x in ds %}{% set_global tong = tong + x %}{% endfor %}Tổng: {{ tong }}")], """
ho: Lê
dem: Thị
ds: [1, 2, 3]
""")

case("dat-bien-khoi", "`set` with a body keeps a piece of text for use in several places.", [
    p("{% set chuc %}Ông {{ ten }}{% endset %}Kính gửi: {{ chuc }}"), p("Xin mời {{ chuc }} đến dự.")], "ten: Trần Bình\n")

case("khoang-trang", "The whitespace marks trim the text next to a tag within its line; at the edge of a paragraph those of `{% %}` join it with the next, as docxtpl does.", [
    p("a   {{- x -}}   b"), p("a {%- if x %}  có  {%- endif %} b"), p("c"), p("{{- x }} d"), p("{%- if x -%}"), p("  e  "), p("{%- endif -%}"),
    p("f {# bỏ #} g {#- bỏ -#} h")], "x: X\n")

case("chu-thich-trong-mau", "A template comment is not printed; alone in its paragraph it takes the paragraph with it.", [
    p("trước"), p("{# Chỗ này do văn thư điền #}"), p("giữa{# ẩn #} câu"), p("sau")])

case("nguyen-van", "`raw` prints tags as text, so that a guide to templates can itself be a template.", [
    p("Gõ {% raw %}{{ ho_ten }}{% endraw %} vào chỗ họ tên: {{ ho_ten }}"), p(runs("{% r", "aw %}{% if", " x %}{% end", "raw %} hết"))], "ho_ten: An\n")

case("dinh-dang-theo-the", "A value takes the look of the run in which its tag begins; text around it keeps its own.", [
    p(r("thường "), r("{{ ten }}", b=True, color="C00000"), r(" nghiêng {{ ten }}", i=True), r(" {{ ten }} to", sz=40)),
    p(r("{{ te", b=True), r("n }}", i=True), r(" sau", u=True))], "ten: An & Bình\n")

case("so-lon-va-so-thap-phan", "Numbers print as Tera prints them: no exponent, no lost digit.", [
    p("{{ lon }} {{ nho }} {{ le }} {{ ba }} {{ am }} {{ khong }}"), p("{{ tien | so }} {{ lon | so }}")], """
lon: 12345678901234567
nho: 0.1
le: 2.50
ba: 3.0
am: -0.25
khong: 0
tien: 1490000000
""")

case("nhieu-the-mot-doan", "Many tags in one paragraph, side by side and far apart, each in its own place.", [
    p("{{ a }}{{ b }}{{ a }}", " – ", r("{{ b }}{{ a }}", b=True), " – ", runs("{{ a", " }}{{", " b }}")),
    p("".join("{{ a }}" for _ in range(60)))], "a: x\nb: chữ\n")
