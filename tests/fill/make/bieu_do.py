"""Charts: figures by their alternative text, or by tags in the sheet behind them; errors, each in a template of its own."""
from kit import *

CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
BOOK = "word/embeddings/Microsoft_Excel_Worksheet{}.xlsx"


def drawing(rid, at, alt=""):
    """A chart in the line of text."""
    return r(f'<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="4572000" cy="2743200"/>'
             f'<wp:docPr id="{at}" name="Biểu đồ {at}" descr={quoteattr(alt)}/><wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="{CHART}">'
             f'<c:chart xmlns:c="{CHART}" r:id="{rid}"/></a:graphicData></a:graphic></wp:inline></w:drawing>')


def cell(value, at):
    if value is None:
        return ""
    if isinstance(value, (int, float)):
        return f'<c r="{at}"><v>{value}</v></c>'
    if value.startswith("="):
        return f'<c r="{at}"><f>{escape(value[1:])}</f><v>0</v></c>'
    STRINGS.append(value)
    return f'<c r="{at}" t="s"><v>{len(STRINGS) - 1}</v></c>'


STRINGS = []


def workbook(rows, name="Sheet1"):
    """A workbook as Word puts it behind a chart: one sheet, shared texts, a table over the cells."""
    STRINGS.clear()
    body = "".join(f'<row r="{y}" spans="1:{len(row)}">{"".join(cell(v, f"{chr(64 + x)}{y}") for x, v in enumerate(row, 1))}</row>'
                   for y, row in enumerate(rows, 1) if any(v is not None for v in row))
    area = f"A1:{chr(64 + len(rows[0]))}{len(rows)}"
    names = "".join(f'<tableColumn id="{n}" name={quoteattr(str(v or " "))}/>' for n, v in enumerate(rows[0], 1))
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    pkg = "http://schemas.openxmlformats.org/package/2006"
    return pack({
        "[Content_Types].xml": (HEAD + f'<Types xmlns="{pkg}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kind}.worksheet+xml"/><Override PartName="/xl/tables/table1.xml" ContentType="{kind}.table+xml"/>'
            f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}.sharedStrings+xml"/></Types>').encode(),
        "_rels/.rels": (HEAD + f'<Relationships xmlns="{pkg}/relationships"><Relationship Id="rId1" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>').encode(),
        "xl/workbook.xml": (HEAD + f'<workbook xmlns="{SHEET}" xmlns:r="{office}"><sheets><sheet name={quoteattr(name)} sheetId="1" r:id="rId1"/></sheets></workbook>').encode(),
        "xl/_rels/workbook.xml.rels": (HEAD + f'<Relationships xmlns="{pkg}/relationships"><Relationship Id="rId1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/>'
            f'<Relationship Id="rId2" Type="{office}/sharedStrings" Target="sharedStrings.xml"/></Relationships>').encode(),
        "xl/worksheets/sheet1.xml": (HEAD + f'<worksheet xmlns="{SHEET}" xmlns:r="{office}"><dimension ref="{area}"/><sheetData>{body}</sheetData><tableParts count="1"><tablePart r:id="rId1"/></tableParts></worksheet>').encode(),
        "xl/worksheets/_rels/sheet1.xml.rels": (HEAD + f'<Relationships xmlns="{pkg}/relationships"><Relationship Id="rId1" Type="{office}/table" Target="../tables/table1.xml"/></Relationships>').encode(),
        "xl/tables/table1.xml": (HEAD + f'<table xmlns="{SHEET}" id="1" name="Table1" displayName="Table1" ref="{area}"><tableColumns count="{len(rows[0])}">{names}</tableColumns></table>').encode(),
        "xl/sharedStrings.xml": (HEAD + f'<sst xmlns="{SHEET}">{"".join(f"<si><t xml:space={chr(34)}preserve{chr(34)}>{escape(s)}</t></si>" for s in STRINGS)}</sst>').encode(),
    })


def fill(colour):
    colour = f'<a:schemeClr val="{colour}"/>' if colour.startswith("accent") else f'<a:srgbClr val="{colour}"/>'
    return f"<a:solidFill>{colour}</a:solidFill>"


def series(n, rows, sheet, kind, colours):
    """A series of the column after the labels."""
    column, last = chr(66 + n), len(rows)
    colour = colours[n % len(colours)]
    look = f'<c:spPr><a:ln w="28575">{fill(colour)}</a:ln></c:spPr>' if kind == "line" else f"<c:spPr>{fill(colour)}</c:spPr>"
    points = ""
    if kind in ("pie", "doughnut"):
        look = ""
        points = "".join(f'<c:dPt><c:idx val="{i}"/><c:bubble3D val="0"/><c:spPr>{fill(f"accent{i % 6 + 1}")}</c:spPr></c:dPt>' for i in range(last - 1))
    text = lambda v: "" if v is None else str(v)
    labels = "".join(f'<c:pt idx="{i}"><c:v>{escape(text(row[0]))}</c:v></c:pt>' for i, row in enumerate(rows[1:]))
    values = "".join(f'<c:pt idx="{i}"><c:v>{escape(text(row[n + 1]) if isinstance(row[n + 1], (int, float)) else "0")}</c:v></c:pt>' for i, row in enumerate(rows[1:]))
    middle = {"line": '<c:marker><c:symbol val="circle"/></c:marker>', "bar": '<c:invertIfNegative val="0"/>'}.get(kind, "")
    end = '<c:smooth val="0"/>' if kind == "line" else ""
    return (f'<c:ser><c:idx val="{n}"/><c:order val="{n}"/><c:tx><c:strRef><c:f>{sheet}!${column}$1</c:f><c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>{escape(text(rows[0][n + 1]))}</c:v></c:pt></c:strCache></c:strRef></c:tx>'
            f"{look}{middle}{points}"
            f'<c:cat><c:strRef><c:f>{sheet}!$A$2:$A${last}</c:f><c:strCache><c:ptCount val="{last - 1}"/>{labels}</c:strCache></c:strRef></c:cat>'
            f'<c:val><c:numRef><c:f>{sheet}!${column}$2:${column}${last}</c:f><c:numCache><c:formatCode>General</c:formatCode><c:ptCount val="{last - 1}"/>{values}</c:numCache></c:numRef></c:val>'
            f'{end}<c:extLst><c:ext uri="{{C3380CC4-5D6E-409C-BE32-E72D297353CC}}" xmlns:c16="http://schemas.microsoft.com/office/drawing/2014/chart"><c16:uniqueId val="{{0000000{n}-0000-4000-8000-000000000000}}"/></c:ext></c:extLst></c:ser>')


def words(text):
    return f'<c:title><c:tx><c:rich><a:bodyPr/><a:lstStyle/><a:p><a:r><a:rPr lang="vi-VN" b="1"/><a:t>{escape(text)}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title>'


def chart(rows, kind="bar", way="col", title="Tiêu đề", axis="Đơn vị", sheet="Sheet1", colours=("accent1", "accent2", "accent3"), outside=True):
    """The part of a chart."""
    all_series = "".join(series(n, rows, sheet, kind, colours) for n in range(len(rows[0]) - 1))
    ids = '<c:axId val="111"/><c:axId val="222"/>'
    body = {
        "bar": f'<c:barChart><c:barDir val="{way}"/><c:grouping val="clustered"/><c:varyColors val="0"/>{all_series}<c:gapWidth val="100"/>{ids}</c:barChart>',
        "line": f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{all_series}<c:marker val="1"/>{ids}</c:lineChart>',
        "area": f'<c:areaChart><c:grouping val="standard"/><c:varyColors val="0"/>{all_series}{ids}</c:areaChart>',
        "pie": f'<c:pieChart><c:varyColors val="1"/>{all_series}<c:firstSliceAng val="0"/></c:pieChart>',
        "doughnut": f'<c:doughnutChart><c:varyColors val="1"/>{all_series}<c:firstSliceAng val="0"/><c:holeSize val="50"/></c:doughnutChart>',
        "scatter": f'<c:scatterChart><c:scatterStyle val="lineMarker"/><c:varyColors val="0"/>{all_series.replace("c:cat>", "c:xVal>").replace("c:val>", "c:yVal>")}{ids}</c:scatterChart>',
    }[kind]
    axes = "" if kind in ("pie", "doughnut") else (
        f'<c:catAx><c:axId val="111"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/><c:axPos val="b"/><c:tickLblPos val="nextTo"/><c:crossAx val="222"/></c:catAx>'
        f'<c:valAx><c:axId val="222"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/><c:axPos val="l"/>{words(axis)}<c:tickLblPos val="nextTo"/><c:crossAx val="111"/></c:valAx>')
    if kind == "scatter":
        axes = axes.replace("c:catAx", "c:valAx")
    data = '<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData>' if outside else ""
    return (f'<c:chartSpace xmlns:c="{CHART}" xmlns:a="{NS["a"]}" xmlns:r="{NS["r"]}"><c:roundedCorners val="0"/><c:chart>{words(title) if title else ""}'
            f'<c:autoTitleDeleted val="0"/><c:plotArea><c:layout/>{body}{axes}</c:plotArea><c:legend><c:legendPos val="b"/><c:overlay val="0"/></c:legend><c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>{data}</c:chartSpace>')


def document(body, *charts):
    """A document with charts rIdBieuDo1, …: each a chart part and the rows of its workbook; None for one without."""
    docx = Docx(*body)
    docx.defaults["xlsx"] = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    for n, (part, rows) in enumerate(charts, 1):
        name = f"word/charts/chart{n}.xml"
        docx.parts[name] = (HEAD + part).encode()
        docx.overrides[name] = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
        docx._rel(f"rIdBieuDo{n}", "chart", f"charts/chart{n}.xml")
        if rows:
            docx.parts[BOOK.format(n)] = workbook(rows)
            docx.rels_of(name, "package", "../" + BOOK.format(n).removeprefix("word/"), "rId1")
    return docx


ROWS = [[None, "Chuỗi 1", "Chuỗi 2", "Chuỗi 3"], ["Loại 1", 4.3, 2.4, 2], ["Loại 2", 2.5, 4.4, 2], ["Loại 3", 3.5, 1.8, 3], ["Loại 4", 4.5, 2.8, 5]]
ONE = [row[:2] for row in ROWS]
DATA = "quy:\n  - {ten: Quý I, dat: 12, chua: 3}\n  - {ten: Quý II, dat: '15,5', chua: 2}\n  - {ten: Quý III, dat: 20, chua: null}\nnam: 2021\n"


def shown(alt):
    return [p("{{ nam }}"), p(drawing("rIdBieuDo1", 7, alt))]


case("bieu-do-cot", "A column chart with two of three series, fewer and other points: cache, ranges and workbook agree, colours stay, the title's tag is filled.",
     document(shown('{{ bieu_do(quy, "ten", ["dat", "chua"], ten=["Đạt", "Chưa đạt"]) }}'), (chart(ROWS, title="Kết quả {{ nam }}", axis="Nhiệm vụ năm {{ nam }}"), ROWS)), DATA)
case("bieu-do-thanh-them-day", "A bar chart of one series takes three: the further ones derive their look; names of fields stand without quotes.",
     document(shown("{{ bieu_do(quy, ten, [dat, chua, tong.so], tieu_de='Ba dãy') }}"), (chart(ONE, way="bar", title=None, colours=("1F4E79",)), ONE)), DATA.replace("chua: 3}", "chua: 3, tong: {so: 15}}").replace("chua: 2}", "chua: 2, tong: {so: 17.5}}").replace("chua: null}", "chua: null, tong: {so: 20}}"))
case("bieu-do-duong", "A line chart with years for labels and a percentage as Excel shows it.",
     document(shown("{{ bieu_do(nam_nam, nam, ty_le) }}"), (chart(ONE, kind="line"), ONE)), "nam: x\nnam_nam:\n  - {nam: 2019, ty_le: '12,5%'}\n  - {nam: 2020, ty_le: '40%'}\n  - {nam: 2021, ty_le: '55,25%'}\n  - {nam: 2022, ty_le: '60%'}\n  - {nam: 2023, ty_le: '61%'}\n  - {nam: 2024, ty_le: '70%'}\n")
case("bieu-do-tron", "A pie and a doughnut: looks of points that are not there go.",
     document([p(drawing("rIdBieuDo1", 7, "{{ bieu_do(quy, ten, dat) }}")), p(drawing("rIdBieuDo2", 8, "{{ bieu_do(quy, ten, dat) }}")), p(drawing("rIdBieuDo3", 9, "{{ bieu_do(quy, ten, dat) }}"))],
              (chart(ONE, kind="pie"), ONE), (chart(ONE, kind="doughnut"), ONE), (chart(ONE, kind="area"), ONE)), DATA)
case("bieu-do-trong-vong-lap", "A chart in a loop: each repetition has a part and a workbook of its own.",
     document([p("{% for d in don_vi %}"), p("{{ d.ten }}"), p(drawing("rIdBieuDo1", 7, "{{ bieu_do(d.quy, ten, dat, tieu_de=d.ten) }}")), p("{% endfor %}")], (chart(ROWS), ROWS)),
     "don_vi:\n  - {ten: Phòng A, quy: [{ten: I, dat: 1}, {ten: II, dat: 2}]}\n  - {ten: Phòng B & C, quy: [{ten: I, dat: 3}]}\n  - {ten: Phòng D, quy: [{ten: I, dat: 4}]}\n")

case("bieu-do-co-dinh-trong-vong-lap", "A chart that takes nothing from data, in a loop: no two drawings share its part.",
     document([p("{% for d in ds %}"), p("{{ d }}"), p(drawing("rIdBieuDo1", 7, "cố định")), p("{% endfor %}")], (chart(ONE, title="Chung {{ nam }}"), ONE)), "ds: [a, b, c]\nnam: 2021\n")

TAGS = [["Quý", "Đạt năm {{ nam }}", "Chưa đạt"], ["{% for q in quy %}{{ q.ten }}", "{{ q.dat }}", "{{ q.chua | default(value=0) }}{% endfor %}"], [None, None, None], ["Tổng", 47, 5]]
case("bieu-do-bang-so", "Tags in the chart's own sheet: the row repeats, rows below move, the chart shows what the cells say.",
     document([p("{{ nam }}"), p(drawing("rIdBieuDo1", 7, "Số liệu năm {{ nam }}"))], (chart(TAGS[:2], title="Năm {{ nam }}"), TAGS)), DATA)
LINES = [["Quý", "Đạt"], ["{% for q in quy %}", None], ["{{ q.ten }}", "{{ q.dat }}"], ["{% endfor %}", None]]
case("bieu-do-bang-so-hang-rieng", "The same with the ends of the loop in rows of their own.", document([p(drawing("rIdBieuDo1", 7))], (chart(LINES, kind="pie"), LINES)), DATA)

for name, why, alt, data in (
    ("truong", "A field that the list has not is told with the item and the nearest name.", "{{ bieu_do(quy, ten, dta) }}", DATA),
    ("khong-phai-so", "What is no number is told with its item.", "{{ bieu_do(quy, ten, ten) }}", DATA),
    ("rong", "An empty list leaves nothing to draw.", "{{ bieu_do(quy, ten, dat) }}", "quy: []\nnam: 1\n"),
    ("thieu-ten", "A list that the data have not is missing as any other name.", "{{ bieu_do(qui, ten, dat) }}", DATA),
    ("thieu-tham-so", "The function says what it wants.", "{{ bieu_do(quy, ten) }}", DATA),
    ("khong-phai-danh-sach", "A value that is no list is refused.", "{{ bieu_do(nam, ten, dat) }}", DATA),
    ("chu-khac", "The tag of a chart is all that its alternative text says.", "Biểu đồ {{ bieu_do(quy, ten, dat) }}", DATA),
):
    case(f"loi-bieu-do-{name}", why, document(shown(alt), (chart(ONE), ONE)), data)
case("loi-bieu-do-khong-bang-so", "A chart without a workbook is refused.", document(shown("{{ bieu_do(quy, ten, dat) }}"), (chart(ONE, outside=False), None)), DATA)
case("loi-bieu-do-kieu-khac", "A kind of chart that has no labels is refused by its name.", document(shown("{{ bieu_do(quy, ten, dat) }}"), (chart(ONE, kind="scatter"), ONE)), DATA)
case("loi-bieu-do-ngoai-bieu-do", "The tag of a chart in the text of a paragraph is told where to stand.", [p("{{ bieu_do(quy, ten, dat) }}")], DATA)
case("loi-bieu-do-bang-so-khong-phai-so", "A cell of the sheet that becomes text where the chart wants a number is named.",
     document([p(drawing("rIdBieuDo1", 7))], (chart(LINES), LINES)), "quy: [{ten: I, dat: chưa rõ}]\n")
case("loi-bieu-do-bang-so-rong", "Where no row of the sheet is left, the chart has nothing to show.", document([p(drawing("rIdBieuDo1", 7))], (chart(LINES), LINES)), "quy: []\n")
case("loi-bieu-do-bang-so-thieu", "A name that the data lack in the sheet is told with the cell.", document([p(drawing("rIdBieuDo1", 7))], (chart(LINES), LINES)), "quy: [{ten: I}]\n")
