"""Everywhere Word keeps text."""
from kit import *

case("dau-chan-trang", "Headers and footers of the first, even and other pages are filled from the same data.", Docx(
    p("Thân: {{ so }}"), headers={"default": p("Đầu: {{ so }}"), "first": p("Trang đầu: {{ so }}"), "even": p("Trang chẵn: {{ so }}")},
    footers={"default": p("Chân: {{ noi }}", jc="center") + p("{% for x in ds %}{{ x }} {% endfor %}")}, settings="<w:evenAndOddHeaders/>", title_page=True),
    "so: 12/KH-STC\nnoi: Ninh Thuận\nds: [VT, NS]\n")

case("dau-trang-bang", "A table of the header grows by its own loop; an empty one leaves a paragraph, which a header needs.", Docx(
    p("thân"), headers={"default": tbl([3000, 3000], row("{% for x in ds %}{{ x }}", "{{ loop.index }}{% endfor %}")) + p("{{ ten }}"),
                        "first": p("{% if khong %}") + p("x") + p("{% endif %}")}, title_page=True), "ds: [a, b]\nten: Sở\nkhong: false\n")

case("chu-thich-cuoi-trang", "Footnotes and endnotes are parts of their own and see the same names.", Docx(
    p("Kinh phí", note("footnote", 1), " và nguồn", note("endnote", 1)), footnotes=[p(" Theo {{ can_cu }}.")], endnotes=[p(" Nguồn: {% for x in nguon %}{{ x }}; {% endfor %}")]),
    "can_cu: Quyết định số 5/QĐ-STC\nnguon: [Sở Y tế, Sở Nội vụ]\n")

case("chu-thich-trong-vong-lap", "The mark of a footnote in a repeated paragraph is repeated; the note stays one, and the file stays valid.", Docx(
    p("{% for x in ds %}"), p("{{ x }}", note("footnote", 1)), p("{% endfor %}"), footnotes=[p(" Chung: {{ chung }}")]), "ds: [a, b]\nchung: một lần\n")

case("khung-chu", "A text box is filled twice, in the drawing that new programs show and in the fallback that old ones show.", [
    p("Có khung ", textbox(5, p("Kính tặng {{ ten }}") + p("{% for x in ds %}") + p("- {{ x }}") + p("{% endfor %}")), " trong đoạn {{ ten }}")], "ten: An\nds: [một, hai]\n")

case("khung-chu-rong", "A text box whose content is dropped keeps one empty paragraph, as a cell does.", [
    p("Khung ", textbox(6, p("{% if khong %}") + p("x") + p("{% endif %}")))], "khong: false\n")

case("khung-chu-trong-vong-lap", "A text box in a repeated paragraph belongs to each item, and its ids stay unique.", [
    p("{% for x in ds %}"), p("Thẻ {{ loop.index }} ", textbox(7, p("{{ x.ten }} – {{ chung }}"))), p("{% endfor %}")], "ds: [{ten: An}, {ten: Bình}]\nchung: Sở\n")

case("dieu-khien-noi-dung", "Content controls round words, paragraphs and cells are filled and stay controls.", [
    p("Họ tên: ", sdt(r("{{ ten }}")), "."), sdt(p("{{ ten }} một") + p("{{ ten }} hai")), p("{% for x in ds %}"), sdt(p("Mục {{ x }}")), p("{% endfor %}"),
    tbl([3000, 3000], row("a", sdt(cell("{{ ten }}"))))], "ten: An\nds: [1, 2]\n")

case("dieu-khien-mat-noi-dung", "A content control that loses all its paragraphs still holds one, as the schema wants.", [
    p("trước"), sdt(p("{% if khong %}") + p("x") + p("{% endif %}")), p("sau")], "khong: false\n")

case("binh-luan", "Comments are text too: a template's comment may greet by name.", Docx(
    p("Đoạn ", commented(0, "{{ ten }}"), " được góp ý"), comments=[p("Đã xem của {{ ten }}, {{ ngay | ngay }}")]), "ten: An\nngay: 2020-02-06\n")

case("thuoc-tinh", "Title, subject, keywords, company and custom properties are filled, so that the file is found by its name.", Docx(
    p("{{ ten }}"), core={"dc:title": "Giấy khen của {{ ten }}", "dc:subject": "{{ viec }}", "dc:creator": "{{ co_quan }}", "cp:keywords": "{% for x in ds %}{{ x }}, {% endfor %}"},
    app={"Application": "Microsoft Office Word", "Company": "{{ co_quan }}"}, custom=[("Số", "{{ so }}"), ("Khác", "giữ nguyên")]),
    "ten: An & Bình\nviec: thi đua\nco_quan: Sở <Tài chính>\nds: [a, b]\nso: 12\n")

case("lien-ket-dich", "The target of a hyperlink is filled, also when Word has written the braces as %7B%7B and the spaces as %20.", Docx(
    p("Xem ", link("rIdL1", r("{{ ten }}", style="Hyperlink")), " và ", link("rIdL2", r("hồ sơ", style="Hyperlink")), " và ", link("rIdL3", r("thư", style="Hyperlink"))),
    links=[("rIdL1", "https://vidu.gov.vn/{{ ma }}?a=1&b={{ b }}"), ("rIdL2", "https://vidu.gov.vn/%7B%7B%20ma%20%7D%7D/x"), ("rIdL3", "mailto:{{ thu }}")]),
    "ten: trang của An\nma: hs-01\nb: x y\nthu: an@vidu.gov.vn\n")

case("loi-lien-ket-trong-vong-lap", "A hyperlink has one target for all its copies, so the target cannot use a name of the loop; the message says what can.", Docx(
    p("{% for x in ds %}"), p(link("rIdL1", r("{{ x.ten }}", style="Hyperlink"))), p("{% endfor %}"), links=[("rIdL1", "https://vidu.gov.vn/{{ x.ma }}")]),
    "ds: [{ten: An, ma: 1}, {ten: Bình, ma: 2}]\n", invalid=None)

case("lien-ket-chu", "The words of a hyperlink are split into runs like any others, and a tag may lie within them.", Docx(
    p("Xem ", link("rIdL1", runs("{{ t", "en }", "}", style="Hyperlink")), "."), links=[("rIdL1", "https://vidu.gov.vn/")]), "ten: trang chủ\n")

case("truong", "Fields keep their instructions; a tag in an instruction or in a field's last result is filled.", [
    p(field(' HYPERLINK "https://vidu.gov.vn/{{ ma }}" ', "{{ ten }}")), p("Trang ", field(" PAGE ", "1"), " – {{ ten }}"),
    p('<w:fldSimple w:instr=" DOCPROPERTY {{ ma }} ">' + r("{{ ten }}") + "</w:fldSimple>")], "ma: x1\nten: An\n")

case("chu-thay-hinh", "The alternative text of a picture is filled; the picture stays.", Docx(
    p(picture("rIdAnh1", 3, alt="Chân dung {{ ten }}")), media={"a.png": png(4, 4)}), "ten: 'An \"A\" & B'\n")

case("hinh-trong-vong-lap", "A picture in a loop is shown for each item with ids of its own, from one file in the package.", Docx(
    p("{% for x in ds %}"), p("{{ x }} ", picture("rIdAnh1", 3, alt="Dấu của {{ x }}")), p("{% endfor %}"), media={"a.png": png(4, 4)}), "ds: [An, Bình, Chi]\n")

case("dau-trang-danh-dau", "Bookmarks in a loop get unique ids, and names of their own after the first; a reference outside still finds the first.", [
    p("{% for x in ds %}"), p(bookmark("Muc", 4, r("{{ x }}"))), p("{% endfor %}"), p("Xem ", field(" REF Muc ", "a"))], "ds: [a, b, c]\n")

case("ma-doan", "The ids that Word gives paragraphs stay unique when paragraphs and rows are repeated.", [
    p("{% for x in ds %}", attrs='w14:paraId="00000001" w14:textId="77777777"'), p("{{ x }}", attrs='w14:paraId="00000002" w14:textId="77777777"'),
    p("{% endfor %}", attrs='w14:paraId="00000003" w14:textId="77777777"'),
    tbl([3000], row(cell(p("{% for x in ds %}{{ x }}{% endfor %}", attrs='w14:paraId="00000004" w14:textId="77777777"')))),
    tbl([3000, 3000], row(cell(p("{% for x in ds %}{{ x }}", attrs='w14:paraId="00000005" w14:textId="77777777"')), cell(p("y{% endfor %}", attrs='w14:paraId="00000006" w14:textId="77777777"')),
                          attrs='w14:paraId="00000007" w14:textId="77777777"'))], "ds: [a, b]\n")

case("theo-doi-thay-doi", "Tags in text inserted under tracked changes are filled and stay insertions; deleted tags are not run.", [
    p("Ông ", ins(r("{{ ten }}")), dele("{{ cu }} {% for %}"), " ở {{ noi }}"), p("{% for x in ds %}"), p(ins(r("{{ x }} "), 910), "mục"), p("{% endfor %}")],
    "ten: An\nnoi: Sở\nds: [1, 2]\n")

case("binh-luan-trong-vong-lap", "A commented paragraph that is repeated keeps one comment range; ids of ranges may not repeat.", Docx(
    p("{% for x in ds %}"), p(commented(0, "{{ x }}")), p("{% endfor %}"), comments=[p("góp ý")]), "ds: [a, b]\n")

case("cong-thuc-toan", "Letters in a formula are text too, with elements of their own.", [
    p('<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>x={{ a }}</m:t></m:r></m:oMath>'), p("Với a = {{ a }}")], "a: 5\n")

case("phan-khong-co-the", "Parts without tags, and files in the package that are no XML, come through byte for byte.", (lambda d: (
    d.parts.update({"customXml/item1.xml": b'<?xml version="1.0"?><a>{{ khong_phai_the }}</a>', "word/media/la.bin": bytes(range(256))}),
    d.defaults.update({"bin": "application/octet-stream"}), d)[-1])(Docx(p("{{ ten }}"))), "ten: An\n")
