"""What values insert: pictures, QR codes, formatted text, links, documents, breaks, lists that begin again, cell looks."""
from kit import *

PNG, JPG = png(60, 40), jpeg(40, 60)
FILES = {"anh.png": PNG, "chan-dung.jpg": JPG}

case("chen-anh", "A picture is inserted at a tag, in millimetres: one side gives the other, no side gives the size of the file.", [
    p("Ảnh: ", "{{ anh | anh(rong=30, mo_ta='Ảnh thẻ') }}", " và ", "{{ anh | anh(cao=20) }}", " và ", "{{ anh | anh }}"), p("{{ chan_dung | anh(rong=20, cao=20, khop='cat') }}{{ muc | anh }}")],
    "anh: anh.png\nchan_dung: chan-dung.jpg\nmuc: {anh: anh.png, rong: 12.5, mo_ta: 'Dấu <tròn> & \"vuông\"'}\n", FILES)

case("chen-anh-trong-vong-lap", "Pictures from the items of a list: ids differ, a file that is used twice is stored once.", [
    tbl([3000, 3000], row("{% for x in ds %}{{ x.ten }}", "{{ x.anh | anh(rong=10) }}{% endfor %}"))],
    "ds: [{ten: An, anh: anh.png}, {ten: Bình, anh: chan-dung.jpg}, {ten: Chi, anh: anh.png}]\n", FILES)

case("chen-anh-dau-trang", "A picture in a header belongs to the relationships of the header, not of the document.", Docx(
    p("thân {{ anh | anh(rong=10) }}"), headers={"default": p("{{ anh | anh(rong=20) }} đầu trang")}), "anh: anh.png\n", FILES)

case("chen-anh-thay-cho", "A placeholder picture whose alternative text is an inserting tag takes the picture and keeps its frame.", Docx(
    p("Chân dung ", picture("rIdAnh1", 3, alt="{{ chan_dung | anh }}", width=720000, height=1080000)), media={"a.png": png(4, 4)}), "chan_dung: chan-dung.jpg\n", FILES)

case("chen-anh-thay-cho-trong-vong-lap", "A placeholder picture in a loop takes each item's picture.", Docx(
    p("{% for x in ds %}"), p("{{ x.ten }} ", picture("rIdAnh1", 3, alt="{{ x.anh | anh }}")), p("{% endfor %}"), media={"a.png": png(4, 4)}),
    "ds: [{ten: An, anh: anh.png}, {ten: Bình, anh: chan-dung.jpg}]\n", FILES)

case("chen-anh-rong", "An empty name inserts nothing; the paragraph stays.", [p("[{{ anh | anh }}]"), p("[{{ khong | default(value='') | anh }}]")], "anh: ''\n")

TALL, LONG, THIN = png(200, 3000), png(3000, 100), png(1, 30000)
BIG = {"cao.png": TALL, "dai.png": LONG, "manh.png": THIN}

case("chen-anh-vua-cho", "A picture is no larger than the place where it stands, in width and height, whatever is asked; its proportions stay.", Docx(
    p("{{ cao | anh }}"), p("{{ dai | anh }}"), p("{{ manh | anh }}"), p("{{ cao | anh(rong=150) }}{{ cao | anh(cao=900) }}{{ dai | anh(rong=400, cao=50) }}"), p("{{ cao | anh(cao=40) }}"),
    p("{{ cao | anh(cao=30) }} dòng cố định", ppr='<w:spacing w:line="240" w:lineRule="exact"/>'), p("{{ dai | anh }}", ppr='<w:ind w:left="1134" w:firstLine="567"/>'), p("{{ dai | anh }}", style="Thut"),
    tbl([2268, 6000], row(cell(p("{{ cao | anh }}"), w=2268), cell(tbl([1701, 1134], row("{{ dai | anh }}", "{{ dai | anh(rong=90) }}")), "x", w=6000)), '<w:tr><w:trPr><w:trHeight w:val="1134" w:hRule="exact"/></w:trPr>' + cell("{{ cao | anh }}") + cell(p("{{ 'x' | qr(rong=60) }}")) + "</w:tr>"),
    p(textbox(7, p("{{ cao | anh }}"), p("")), " khung"), headers={"default": p("{{ cao | anh }}")},
    styles='<w:style w:type="paragraph" w:styleId="Thut"><w:name w:val="Thụt"/><w:basedOn w:val="Normal"/><w:pPr><w:ind w:left="2268"/></w:pPr></w:style>'),
    "cao: cao.png\ndai: dai.png\nmanh: manh.png\n", BIG)

case("chen-anh-kho-ngang", "Each section has its page: landscape, two columns, a tall header; a picture fits the one that it stands in.", Docx(
    p("{{ dai | anh }}"), p("{{ cao | anh }}"),
    p(ppr='<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/><w:cols w:num="2" w:space="708"/></w:sectPr>'),
    p("{{ dai | anh }}"), p("{{ cao | anh }}"), headers={"default": p(picture("rIdAnh1", 3, width=720000, height=1800000))}, media={"a.png": png(4, 4)}).rels_of("word/header1.xml", "image", "media/a.png", "rIdAnh1"),
    "cao: cao.png\ndai: dai.png\n", BIG)

case("chen-cuoc-chu", "Notes from data where the template has none: parts, lines and styles are made, ids differ, in a loop and in a table; an empty value gives none.", Docx(
    p("Căn cứ{{ nguon | cuoc_chu }} và {{ 'x' }}", r("{{ them | cuoc_chu_cuoi }}", b=True), "."), p("{% for x in ds %}"), p("{{ x.ten }}{{ x.ghi_chu | cuoc_chu }}"), p("{% endfor %}"),
    tbl([4000, 3000], row("{% for x in ds %}{{ x.ten }}{{ x.ghi_chu | cuoc_chu }}", "{{ rong | cuoc_chu }}{% endfor %}")), p("{{ muc }}")),
    "nguon: 'Nghị định số 30 & <phụ lục>'\nthem: \"dòng một\\ndòng hai\"\nrong: ''\nmuc: {cuoc_chu: theo dữ liệu}\nds: [{ten: An, ghi_chu: của An}, {ten: Bình, ghi_chu: của Bình}]\n")

case("chen-cuoc-chu-them", "A template with notes, one of them with a tag, gets more: its own stay, ids go on, its styles are used.", Docx(
    p("a", note("footnote", 1), " b{{ x | cuoc_chu }}", note("endnote", 1), "{{ x | cuoc_chu_cuoi }}"), footnotes=[p("có sẵn {{ x }}")], endnotes=[p("cuối")],
    styles='<w:style w:type="paragraph" w:styleId="Chan"><w:name w:val="footnote text"/><w:basedOn w:val="Normal"/><w:rPr><w:sz w:val="20"/></w:rPr></w:style>'), "x: mới\n")

case("chen-cuoc-chu-sai-cho", "Word has no notes in headers, footers, notes and text boxes; the message says where they may stand.", Docx(
    p("a", note("footnote", 1)), p(textbox(4, p("{{ x | cuoc_chu }}"))), headers={"default": p("{{ x | cuoc_chu }}")}, footers={"default": p("{{ x | cuoc_chu_cuoi }}")}, footnotes=[p("b {{ x | cuoc_chu }}")]), "x: a\n")
CASES["loi-cuoc-chu"] = CASES.pop("chen-cuoc-chu-sai-cho")

case("chen-ma-qr", "A QR code is a picture of its own making, the same bytes each time.", [
    p("{{ dia_chi | qr }}"), p("{{ dia_chi | qr(rong=18, muc='H') }}{{ so | qr(rong=10) }}")], "dia_chi: https://vidu.gov.vn/tra-cuu?so=12\nso: 12345\n")

case("chen-dinh-dang", "Formatted text by a small markup keeps the look of its tag and adds to it; what is no markup is text.", [
    p(r("Trước "), r("{{ a | dinh_dang }}", sz=32), r(" sau")), p("{{ b | dinh_dang }}"), p("{{ c | dinh_dang(mau='đỏ', co=16) }}"), p("{{ d | dinh_dang }}")], r"""
a: 'Có **đậm**, *nghiêng*, ***cả hai*** và <u>gạch chân</u>'
b: '<chu mau=do co=20>chữ đỏ</chu> thường <chu mau="00B050">xanh</chu> H<sub>2</sub>O, m<sup>2</sup>, ~~bỏ~~'
c: 'một màu & <lạ> 1 * 2 * 3'
d: "1. không phải danh sách\n# không phải tiêu đề\n\\*không nghiêng\\* [xem](https://vidu.gov.vn)"
""")

case("chen-lien-ket", "A hyperlink from the data in body, header and loop: each with a relationship of its part.", Docx(
    p("Xem {{ a | lien_ket }} hoặc {{ a | lien_ket(chu='tại đây & đó') }}."), p("{% for x in ds %}{{ x.dia_chi | lien_ket(chu=x.ten) }} {% endfor %}"), headers={"default": p("{{ thu | lien_ket }}")}),
    "a: https://vidu.gov.vn/?a=1&b=2\nthu: mailto:vt@vidu.gov.vn\nds: [{ten: Một, dia_chi: 'https://vidu.gov.vn/1'}, {ten: Hai, dia_chi: 'https://vidu.gov.vn/2'}]\n")

case("chen-lien-ket-la", "A link that could run a program on the reader's machine is refused.", [p("{{ a | lien_ket }}")], "a: javascript:alert(1)\n")
CASES["loi-lien-ket-la"] = CASES.pop("chen-lien-ket-la")

SUB = Docx(h("Phụ lục"), p(r("Chữ đậm", b=True), " của phụ lục"), p("mục một", num=1), p("mục hai", num=1), tbl([2000, 2000], row("a", "b")), p(picture("rIdAnh1", 1, alt="dấu")),
           p("Kiểu riêng", style="Rieng"), lists=["lowerLetter"], media={"x.png": png(8, 8)},
           styles='<w:style w:type="paragraph" w:customStyle="1" w:styleId="Rieng"><w:name w:val="Riêng"/><w:basedOn w:val="Normal"/><w:pPr><w:jc w:val="right"/></w:pPr><w:rPr><w:i/><w:color w:val="C00000"/></w:rPr></w:style>').bytes()

case("chen-tai-lieu", "Another .docx takes the place of a paragraph, with its styles, lists and pictures, and without page setup.", Docx(
    p("trước", num=1), p("{{ phu_luc | tai_lieu }}"), p("sau", num=1), lists=["decimal"]), "phu_luc: phu-luc.docx\n", {"phu-luc.docx": SUB})

case("chen-tai-lieu-nhieu-lan", "The same document in a loop: styles are brought once, lists begin again each time, ids stay unique.", Docx(
    p("{% for x in ds %}"), p("Bản {{ x }}"), p("{{ phu_luc | tai_lieu }}"), p("{% endfor %}"), lists=["decimal"]), "phu_luc: phu-luc.docx\nds: [1, 2]\n", {"phu-luc.docx": SUB})

case("chen-tai-lieu-trong-o", "A document in a cell: the cell still ends with a paragraph.", [
    tbl([6000], row(cell(p("{{ phu_luc | tai_lieu }}"))))], "phu_luc: phu-luc.docx\n", {"phu-luc.docx": SUB})

SUB_NOTES = Docx(p("thân", note("footnote", 1), " và", note("footnote", 2), note("endnote", 1)), p(link("rIdA", "web")), footnotes=[p(r("chân", i=True), style="Rieng"), p("hai ", num=1)], endnotes=[p("cuối")], lists=["decimal"], links=[("rIdA", "https://vidu.gov.vn")],
                 styles='<w:style w:type="paragraph" w:customStyle="1" w:styleId="Rieng"><w:name w:val="Riêng"/><w:basedOn w:val="Normal"/><w:rPr><w:sz w:val="20"/></w:rPr></w:style>').bytes()

case("chen-tai-lieu-chu-thich", "A document brings its footnotes and endnotes, their styles and lists, each time with ids of their own; those of the template stay.", Docx(
    p("mẫu", note("footnote", 1)), p("{% for x in ds %}"), p("{{ phu_luc | tai_lieu }}"), p("{% endfor %}"), p("sau{{ 'thêm' | cuoc_chu }}"), footnotes=[p("của mẫu")]), "phu_luc: phu-luc.docx\nds: [1, 2]\n", {"phu-luc.docx": SUB_NOTES})

case("chen-tai-lieu-giua-dong", "A document cannot stand within a line of text; the message says to give its tag a paragraph.", [p("Xem {{ phu_luc | tai_lieu }} này")], "phu_luc: phu-luc.docx\n", {"phu-luc.docx": SUB})
CASES["loi-tai-lieu-giua-dong"] = CASES.pop("chen-tai-lieu-giua-dong")

case("chen-ngat-trang", "A page break between the items of a list, and not after the last.", [
    p("{% for x in ds %}"), p("Trang của {{ x }}"), p("{% if not loop.last %}"), p("{{ ngat_trang() }}"), p("{% endif %}"), p("{% endfor %}")], "ds: [An, Bình, Chi]\n")

case("chen-danh-so-lai", "A numbered list begins again with each repetition, where the template asks for it.", Docx(
    p("{% for d in ds %}"), h("{{ danh_so_lai() }}{{ d.ten }}"), p("{% for m in d.muc %}"), p("{{ m }}", num=1), p("{% endfor %}"), p("{% endfor %}"), p("tiếp", num=2), lists=["decimal", "lowerLetter"]),
    "ds: [{ten: A, muc: [một, hai]}, {ten: B, muc: [ba]}]\n")

case("chen-danh-so-lai-tai-cho", "A list begins again at the numbered paragraph that says so itself, not at the one after it.", Docx(
    p("{% for d in ds %}"), p("{{ danh_so_lai() }}Đầu của {{ d }}", num=1), p("cuối", num=1), p("{% endfor %}"), lists=["decimal"]), "ds: [A, B]\n")

case("chen-mau-o-gop-o", "Colour of a cell, columns it spans and merging downwards, by the data.", [
    tbl([2000, 2000, 2000], row("{% for x in ds %}", "", ""), row("{{ gop_doc(dau=loop.first) }}Phòng", "{{ x.mau | mau_o }}{{ x.ten }}", "{{ x.diem }}"), row("{% endfor %}", "", "")),
    p("và"), tbl([3000, 3000], row(cell("{{ 2 | gop_cot }}Cả hàng")), row("a", "b"))],
    "ds: [{ten: An, mau: đỏ, diem: 9}, {ten: Bình, mau: '00B050', diem: 8}]\n")

case("loi-anh-khong-co", "A picture that is not there is named, with the tag and the path that was looked for.", [p("{{ anh | anh(rong=30) }}")], "anh: khong-co.png\n")
case("loi-anh-khong-phai-anh", "A file that is no picture is told from a broken one.", [p("{{ anh | anh }}"), p("{{ hong | anh }}")], "anh: chu.png\nhong: hong.png\n", {"chu.png": b"khong phai anh", "hong.png": PNG[:40]})
case("loi-anh-ra-ngoai", "A path that leaves the folder of the data is refused.", [p("{{ anh | anh }}")], "anh: ../../../etc/passwd\n")
case("loi-anh-tham-so", "A misspelt option of an inserting filter gets the nearest name.", [p("{{ anh | anh(rogn=30) }}"), p("{{ anh | anh(rong=0) }}")], "anh: anh.png\n", FILES)
case("loi-tai-lieu-hong", "A sub-document that is no Word file is named.", [p("{{ a | tai_lieu }}")], "a: x.docx\n", {"x.docx": b"khong phai docx"})
case("loi-mau-la", "A colour that does not exist gets an explanation of what may be written.", [tbl([3000], row("{{ mau | mau_o }}x"))], "mau: xanh lơ lơ\n")
case("loi-bo-loc-sau-chen", "A filter after an inserting one would break the marker; the message says to put it before.", [p("{{ a | dinh_dang | upper }}")], "a: x\n")
