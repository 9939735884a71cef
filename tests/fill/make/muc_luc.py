"""Tables of contents, captions and cross-references, made new from what is there after filling."""
from kit import *


def mark(kind):
    return r(f'<w:fldChar w:fldCharType="{kind}"/>')


def code(text):
    return r(f'<w:instrText xml:space="preserve">{escape(text)}</w:instrText>')


def entry(text, anchor, page, level=1, before="", after="", links=True):
    """An entry as Word writes it: text, tab, page."""
    inner = (r(text, style="Hyperlink") + r("\t") + mark("begin") + code(f" PAGEREF {anchor} \\h ") + mark("separate") + r(page) + mark("end"))
    inner = f'<w:hyperlink w:anchor="{anchor}" w:history="1">{inner}</w:hyperlink>' if links else inner
    return p(before + inner + after, style=f"TOC{level}", ppr='<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="9354"/></w:tabs>')


def toc(instruction, *entries):
    """A table of contents: the first entry stands in the paragraph where the field begins, its end in one of its own."""
    begin = mark("begin") + code(instruction) + mark("separate")
    first = entry(*entries[0], before=begin) if entries else p(begin)
    return first + "".join(entry(*one) for one in entries[1:]) + p(mark("end"))


def head(text, level=1, mark=None, at=0):
    """A heading, with its bookmark if it has been listed before."""
    inner = bookmark(mark, at, r(text)) if mark else r(text)
    return p(inner, style=f"Heading{level}")


def styled(at, name, more="", on="Normal"):
    return f'<w:style w:type="paragraph" w:styleId="{at}"><w:name w:val="{name}"/><w:basedOn w:val="{on}"/>{more}</w:style>'


def outline(level):
    return f'<w:pPr><w:outlineLvl w:val="{level}"/></w:pPr>'


HEAD2 = styled("Heading2", "heading 2", outline(1))
ENTRIES = styled("TOC1", "toc 1") + styled("TOC2", "toc 2", '<w:pPr><w:ind w:left="280"/></w:pPr>')
DATA = "muc:\n  - {ten: Kết quả thi đua, con: [Phong trào một, Phong trào hai]}\n  - {ten: Phương hướng, con: []}\n"
WORD = ' TOC \\o "1-3" \\h \\z \\u '

case("muc-luc", "A table of contents in a content control, listed by Word while the headings were tags: made new, known headings keep their pages.", Docx(
    sdt(p("MỤC LỤC") + toc(WORD, ("Mở đầu", "_Toc1", "2"), ("{{ m.ten }}", "_Toc2", "3"), ("{{ c }}", "_Toc3", "3", 2), ("Kết luận", "_Toc4", "9")), alias="Mục lục", tag="muc_luc"),
    head("Mở đầu", 1, "_Toc1", 1), p("chữ"), p("{% for m in muc %}"), head("{{ m.ten }}", 1, "_Toc2", 2), p("{% for c in m.con %}"), head("{{ c }}", 2, "_Toc3", 3), p("nội dung"), p("{% endfor %}"), p("{% endfor %}"),
    head("Kết luận", 1, "_Toc4", 4), styles=HEAD2 + ENTRIES), DATA)

case("muc-luc-mot-doan", "Fields that stand in one paragraph, as python-docx recipes write them, and one that is a single element.", Docx(
    p(mark("begin"), code(WORD), mark("separate"), "Bấm chuột phải để cập nhật", mark("end")), p('<w:fldSimple w:instr=" TOC \\o &quot;1-1&quot; "><w:r><w:t>cũ</w:t></w:r></w:fldSimple>'),
    p(mark("begin"), code(' TOC \\o "2-2" \\h '), mark("end")),
    p("{% for m in muc %}"), head("{{ m.ten }}"), p("{% for c in m.con %}"), head("{{ c }}", 2), p("{% endfor %}"), p("{% endfor %}"), styles=HEAD2), DATA)

case("muc-luc-kieu-rieng", "Headings by outline level, by styles that build on a heading, by styles listed with their Vietnamese names; body text of that look is left out.", Docx(
    toc(' TOC \\o "1-2" \\h \\z \\t "Đầu đề 3;1;Chương;2" ', ("cũ", "_Toc1", "1")), p("{{ mo }}"),
    p("Tiêu đề mục lục", style="TOCHeading"), p("Dựa trên đề mục", style="Phan"), p("Chương {{ mo }}", style="Chuong"), p("Đề mục ba", style="u3"), p("Cấp ngoài", style="Ngoai"), p("", style="Heading1"),
    p(mark("begin"), code(' TOC \\u \\n 2-9 \\p " – " '), mark("separate"), mark("end")),
    styles=styled("TOCHeading", "TOC Heading", outline(9), "Heading1") + styled("Phan", "Phần riêng", "", "Heading1") + styled("Chuong", "Chương") + styled("u3", "heading 3") + styled("Ngoai", "Ngoài", outline(1))), "mo: I\n")

case("muc-luc-danh-so", "Numbers that Word counts before headings are listed with them.", Docx(
    toc(WORD, ("1.\tMở đầu", "_Toc1", "2")), p("Mở đầu", style="Heading1", num=1), p("{% for m in muc %}"), p("{{ m.ten }}", style="Heading1", num=1), p("{% endfor %}"), p("Cuối", style="Heading1", num=1), lists=["decimal"], styles=ENTRIES), DATA)

case("muc-luc-hinh", "Captions that a loop repeats are counted, listed by their kind, and quoted by what refers to them.", Docx(
    p(mark("begin"), code(' TOC \\h \\z \\c "Hình" '), mark("separate"), "cũ", mark("end")), p(mark("begin"), code(' TOC \\a "Bảng" '), mark("separate"), "cũ", mark("end")),
    p("{% for x in ds %}"), p(r("Hình ") + field(" SEQ Hình \\* ARABIC ", "1") + r(": {{ x }}")), p(r("Bảng ") + field(" SEQ Bảng \\* ROMAN ", "I") + r(". {{ x }}")), p("{% endfor %}"),
    p(bookmark("_Ref1", 9, r("Hình ") + field(" SEQ Hình \\* ARABIC ", "2")) + r(": cuối cùng")), p(r("Xem ") + field(" REF _Ref1 \\h ", "Hình 2") + r(" và ") + field(" REF De \\h ", "Đề cũ") + r(", trang ") + field(" PAGEREF De \\h ", "7")), p(bookmark("De", 10, r("Đề {{ ten }}")))),
    "ds: [Một, Hai, Ba]\nten: mới\n")

SUB = Docx(head("Đề mục của phụ lục"), p("chữ"), head("Mục nhỏ", 2), styles=HEAD2).bytes()
case("muc-luc-tai-lieu", "Headings of an inserted document are listed.", Docx(
    toc(WORD, ("cũ", "_Toc1", "1")), head("Phần chính"), p("{{ pl | tai_lieu }}"), styles=HEAD2 + ENTRIES), "pl: phu-luc.docx\n", {"phu-luc.docx": SUB})

case("muc-luc-rong", "Where no heading is left, no entry is; the field stays for Word.", Docx(
    toc(WORD, ("cũ", "_Toc1", "1"), ("cũ nữa", "_Toc2", "2")), p("{% for m in muc %}"), head("{{ m.ten }}"), p("{% endfor %}"), p("hết"), styles=ENTRIES), "muc: []\n")

case("muc-luc-theo-phan", "A table of contents of what a bookmark covers lists that part only; marks that go through the old entries stay whole.", Docx(
    toc(' TOC \\o "1-3" \\b Phan \\h ', ("cũ", "_Toc1", "1")), head("Ngoài"), '<w:bookmarkStart w:id="50" w:name="Phan"/>', head("Trong {{ ten }}"), '<w:bookmarkEnd w:id="50"/>', head("Sau"), styles=ENTRIES), "ten: a\n")

case("muc-luc-khong-doi", "Entries that read and lead as before are left as they are; Word is still told to count the pages.", Docx(
    toc(WORD, ("Mở đầu", "_Toc1", "2"), ("Cuối", "_Toc2", "5")), head("Mở đầu", 1, "_Toc1", 1), p("{{ ten }}"), head("Cuối", 1, "_Toc2", 2), styles=ENTRIES), "ten: a\n")

case("muc-luc-cua-word", "A table of marked entries (TC) is left to Word, which is told to make it new.", Docx(
    p(mark("begin"), code(' TOC \\f \\h '), mark("separate"), "cũ", mark("end")), p(field(' TC "mục" \\f C ', ""), "{{ ten }}"), head("x")), "ten: a\n")

CAPTION = bookmark("_Ref5", 20, r("Bảng ") + field(" SEQ Bảng \\* ARABIC ", "1"))
case("muc-luc-tham-chieu-trong-vong-lap", "What refers to a bookmark that a loop repeats refers to the one of its own repetition, whether that stands above it, below it or round a deeper loop; from outside the loop, or into a condition, it is the first.", Docx(
    p(r("Trước: ") + field(" REF _Ref5 \\h ", "Bảng 1")), p("{% for m in muc %}"),
    p(r("{{ m.ten }}, xem ") + field(" REF _Ref5 \\h ", "Bảng 1") + r(" và ") + '<w:hyperlink w:anchor="_Ref5">' + r("bảng dưới") + "</w:hyperlink>"), p(CAPTION + r(": {{ m.ten }}")),
    p("{% for c in m.con %}"), p(r("{{ c }} theo ") + '<w:fldSimple w:instr=" REF &quot;_Ref5&quot; \\h "><w:r><w:t>Bảng 1</w:t></w:r></w:fldSimple>'), p("{% endfor %}"),
    p("{% if m.con %}"), p(bookmark("_Ref6", 21, r("Chỉ khi có"))), p(r("ngay trên: ") + field(" REF _Ref6 \\h ", "cũ")), p("{% endif %}"), p(r("ngoài điều kiện: ") + field(" REF _Ref6 \\h ", "cũ")),
    p("{% endfor %}"), p(r("Sau: ") + field(" REF _Ref5 \\h ", "Bảng 1"))), DATA.replace("con: []", "con: [Phong trào ba]"))
