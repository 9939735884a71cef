"""Tables: rows, cells, columns, merges, tables in tables, and what Word demands of them."""
from kit import *

DS = """
ds:
  - {tt: 1, ten: An, diem: 9}
  - {tt: 2, ten: Bình, diem: 8}
  - {tt: 3, ten: Chi, diem: 10}
"""
C3 = [1000, 4000, 2000]
HEAD3 = row("TT", "Họ tên", "Điểm", head=True)

case("hang-mot-muc", "A loop that begins in the first cell of a row and ends in its last repeats the row.", [
    tbl(C3, HEAD3, row("{% for x in ds %}{{ x.tt }}", "{{ x.ten }}", "{{ x.diem }}{% endfor %}"), row("", "Cộng", "27")), p("hết")], DS)

case("hang-the-rieng-hang", "Control tags alone in rows repeat the rows between them and vanish with their rows.", [
    tbl(C3, HEAD3, row("{% for x in ds %}", "", ""), row("{{ x.tt }}", "{{ x.ten }}", "{{ x.diem }}"), row("{% endfor %}", "", ""), row("", "Cộng", "27"))], DS)

case("hang-nhieu-hang-mot-muc", "Several rows per item, by tags in rows of their own and by tags in the first and last cell of the group.", [
    tbl([3000, 3000], row("{% for x in ds %}", ""), row("Họ tên", "{{ x.ten }}"), row("Điểm", "{{ x.diem }}"), row("{% endfor %}", "")),
    p("và"),
    tbl([3000, 3000], row("{% for x in ds %}Họ tên", "{{ x.ten }}"), row("Điểm", "{{ x.diem }}{% endfor %}"))], DS)

case("hang-dieu-kien", "Rows chosen by a condition, with its branches in rows of their own.", [
    tbl(C3, row("{% if co %}", "", ""), row("1", "có", ""), row("{% else %}", "", ""), row("2", "không", ""), row("{% endif %}", "", ""),
        row("{% if khong %}3", "khuất", "{% endif %}"), row("{% if co %}4", "hiện", "{% endif %}"))], "co: true\nkhong: false\n")

case("hang-lap-va-dieu-kien", "A loop over rows with a condition inside leaves out whole rows.", [
    tbl(C3, row("{% for x in ds %}", "", ""), row("{% if x.diem >= 9 %}{{ x.tt }}", "{{ x.ten }}", "{{ x.diem }}{% endif %}"), row("{% endfor %}", "", ""))], DS)

case("hang-long-nhau", "Groups of rows within groups: units with their people, with a heading row and a row of totals.", [
    tbl(C3, HEAD3, row("{% for d in dv %}", "", ""), row(cell("{{ d.ten }}", span=3)),
        row("{% for n in d.nguoi %}{{ loop.index }}", "{{ n.ten }}", "{{ n.diem }}{% endfor %}"), row("", "Số người", "{{ d.nguoi | length }}"), row("{% endfor %}", "", ""))], """
dv:
  - {ten: Phòng Ngân sách, nguoi: [{ten: An, diem: 9}, {ten: Bình, diem: 8}]}
  - {ten: Văn phòng, nguoi: []}
  - {ten: Thanh tra, nguoi: [{ten: Chi, diem: 10}]}
""")

case("hang-tieu-de-lap-lai", "The header row that Word repeats on each page stays one row and keeps its mark.", [
    tbl(C3, HEAD3, row("{% for i in range(end=3) %}{{ i }}", "x", "y{% endfor %}"))])

case("o-gop-doc", "A vertical merge inside a repeated group begins anew with each item.", [
    tbl(C3, row("{% for x in ds %}", "", ""), row(cell("{{ x.tt }}", vm="restart"), "Họ tên", "{{ x.ten }}"),
        row(cell(vm="continue"), "Điểm", "{{ x.diem }}"), row("{% endfor %}", "", ""))], DS)

case("o-gop-doc-xuyen-qua", "Rows repeated in the middle of a vertical merge stay in it: the merged cell covers them all.", [
    tbl(C3, row(cell("Phòng", vm="restart"), "Trưởng phòng", "x"), row(cell("{% for x in ds %}", vm="continue"), "{{ x.ten }}", "{{ x.diem }}{% endfor %}"),
        row(cell(vm="continue"), "Cộng", "27"))], DS)

case("o-gop-doc-mat-dau", "When the row in which a merge begins is dropped, the merge begins in the next row that is left; a lone continuation would hang in the air.", [
    tbl(C3, row("Trên", "a", "b"), row(cell("{% if khong %}Gộp", vm="restart"), "c", "d{% endif %}"), row(cell(vm="continue"), "e", "f"), row(cell(vm="continue"), "g", "h"))], "khong: false\n")

case("o-gop-ngang", "Cells over several columns keep their span in repeated rows.", [
    tbl([1000, 2000, 2000, 2000], row("{% for x in ds %}{{ x.tt }}", cell("{{ x.ten }}", span=2), "{{ x.diem }}{% endfor %}"), row(cell("Cộng", span=3), "27"))], DS)

case("o-gop-ca-hai-chieu", "A header of two rows with merges both ways, as prescribed forms have, over repeated rows.", [
    tbl([800, 3000, 1500, 1500],
        row(cell("TT", vm="restart"), cell("Đơn vị", vm="restart"), cell("Điểm", span=2), head=True),
        row(cell(vm="continue"), cell(vm="continue"), "Tự chấm", "Thẩm định", head=True),
        row("{% for x in ds %}{{ x.tt }}", "{{ x.ten }}", "{{ x.diem }}", "{{ x.diem }}{% endfor %}"))], DS)

case("o-lap-trong-o", "A loop inside one cell repeats paragraphs of the cell, not rows.", [
    tbl([3000, 3000], row("Thành viên", cell(p("{% for x in ds %}"), p("- {{ x.ten }}"), p("{% endfor %}"))), row("Cùng dòng", "{% for x in ds %}{{ x.ten }} {% endfor %}"))], DS)

case("o-rong-con-mot-doan", "A cell whose loop gives nothing keeps one empty paragraph: without it Word does not open the file.", [
    tbl([3000, 3000], row("Không ai", cell(p("{% for x in rong %}"), p("{{ x }}"), p("{% endfor %}"))), row("Không điều kiện", cell(p("{% if khong %}"), p("x"), p("{% endif %}"))))], "rong: []\nkhong: false\n")

case("o-ket-bang-bang", "A cell must end with a paragraph, also when the paragraph after its inner table is dropped.", [
    tbl([6000], row(cell(tbl([2000, 2000], row("a", "b")), p("{% if khong %}"), p("x"), p("{% endif %}"))))], "khong: false\n")

case("bang-mat-het-hang", "A table that loses all its rows is dropped whole, since Word refuses one without rows; in a cell a paragraph takes its place.", [
    p("trước"), tbl([3000, 3000], row("{% for x in rong %}{{ x }}", "y{% endfor %}")), p("giữa"),
    tbl([6000], row(cell(tbl([2000, 2000], row("{% for x in rong %}{{ x }}", "y{% endfor %}")), "sau"))),
    tbl([6000], row(cell(tbl([2000, 2000], row("{% for x in rong %}{{ x }}", "y{% endfor %}")), p()))), p("sau")], "rong: []\n")

case("bang-trong-bang", "A table within a cell of a repeated row has loops of its own.", [
    tbl([1500, 5500], row("{% for d in dv %}{{ d.ten }}", cell(tbl([2500, 2500], row("{% for n in d.nguoi %}{{ n }}", "{{ d.ten }}{% endfor %}")), p("{% endfor %}"))))], """
dv: [{ten: A, nguoi: [An, Bình]}, {ten: B, nguoi: [Chi]}]
""")

case("bang-trong-bang-trong-bang", "Three tables deep, a row loop at each depth.", [
    tbl([7000], row(cell(p("{% for a in ds %}{{ a.ten }}"), tbl([6000], row(cell(p("{% for b in a.con %}{{ b.ten }}"), tbl([5000], row("{% for c in b.con %}", ), row("{{ a.ten }}{{ b.ten }}{{ c }}"), row("{% endfor %}")), p("{% endfor %}")))), p("{% endfor %}"))))], """
ds: [{ten: A, con: [{ten: B, con: [1, 2]}, {ten: C, con: [3]}]}, {ten: D, con: [{ten: E, con: [4]}]}]
""")

case("cot-lap", "A loop over columns repeats the cells of each row that has it, and the grid grows with them.", [
    tbl([2000, 400, 1500, 400, 1000], row("Đơn vị", "{%tc for q in quy %}", "{{ q }}", "{%tc endfor %}", "Cộng"),
        row("{%tr for d in dv %}", "", "", "", ""),
        row("{{ d.ten }}", "{%tc for s in d.so %}", "{{ s }}", "{%tc endfor %}", "{{ d.cong }}"), row("{%tr endfor %}", "", "", "", ""))], """
quy: [Quý I, Quý II, Quý III]
dv: [{ten: A, so: [1, 2, 3], cong: 6}, {ten: B, so: [4, 5, 6], cong: 15}]
""")

case("cot-bo", "A column dropped by a condition takes its place in the grid with it.", [
    tbl([2000, 400, 1500, 400, 1500], row("Tên", "{%tc if hien %}", "Điểm", "{%tc endif %}", "Ghi chú"), row("An", "{%tc if hien %}", "9", "{%tc endif %}", ""))], "hien: false\n")

case("hang-trong-dieu-khien-noi-dung", "Rows inside a content control are repeated; the control stays round them.", [
    tbl(C3, HEAD3, sdt(row("{% for x in ds %}{{ x.tt }}", "{{ x.ten }}", "{{ x.diem }}{% endfor %}"), alias="Hàng", tag="hang"))], DS)

case("bang-nghin-hang", "A few hundred rows come whole and in order, each cell in its place.", [
    tbl([2000, 4000], row("{% for i in range(end=300) %}{{ i + 1 }}", "Hàng thứ {{ loop.index }}{% endfor %}"))])

case("hang-xen-ke", "Every second row takes another look by a condition on the index.", [
    tbl([2000, 4000], row("{% for x in ds %}", ""), row("{% if loop.index is odd %}{{ x.tt }}", "{{ x.ten }}{% endif %}"),
        row(cell("{% if loop.index is even %}{{ x.tt }}", fill="EEEEEE"), cell("{{ x.ten }}{% endif %}", fill="EEEEEE")), row("{% endfor %}", ""))], DS)
