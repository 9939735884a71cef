"""WordprocessingML as Word 2016 saves it: split runs with rsid and proofing marks, shapes in two ways, theme and latent styles
left out."""
import random
import zipfile
from xml.sax.saxutils import escape

from model import Box, Para, Section, Table, mm, number

NS = ('xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
      'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
      'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:o="urn:schemas-microsoft-com:office:office" '
      'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
      'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
      'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" mc:Ignorable="w14"')


def tw(length):
    return round(length * 1440 / 25.4)


def emu(length):
    return round(length * 36000)


class Writer:
    def __init__(self, described):
        self.d, self.ids = described, 0
        self.random = random.Random(described.head["tên"])
        self.styled = described.head.get("định dạng") == "kiểu"
        self.styles = []

    def id(self):
        self.ids += 1
        return self.ids

    def rpr(self, look, over=None):
        get = {**look, **(over or {})}
        font = escape(get["font"])
        out = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:cs="{font}"/>'
        out += "<w:b/><w:bCs/>" if get.get("bold") else ""
        out += "<w:i/><w:iCs/>" if get.get("italic") else ""
        out += "<w:caps/>" if get.get("caps") else ""
        out += "<w:vanish/>" if get.get("hidden") else ""
        out += f'<w:color w:val="{get["color"]}"/>' if "color" in get else ""
        size = round(get["size"] * 2)
        out += f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
        out += '<w:u w:val="single"/>' if get.get("under") else ""
        return out

    def ppr(self, look):
        out = "<w:keepNext/>" if look.get("keep") else ""
        out += "<w:pageBreakBefore/>" if look.get("page") else ""
        if "list" in look:
            name, level = look["list"].split(".") if "." in look["list"] else (look["list"], 0)
            out += f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{name}"/></w:numPr>'
        if "border" in look:
            out += '<w:pBdr><w:top w:val="single" w:sz="6" w:space="1" w:color="auto"/></w:pBdr>'
        if "tabs" in look:
            kinds = {"g": "center", "t": "left", "p": "right"}
            tabs = "".join(f'<w:tab w:val="{kinds[k]}" w:pos="{tw(at)}"/>' for k, at in look["tabs"])
            out += f"<w:tabs>{tabs}</w:tabs>"
        out += (f'<w:spacing w:before="{round(look["before"] * 20)}" w:after="{round(look["after"] * 20)}" '
                f'w:line="{round(look["line"] * 240)}" w:lineRule="auto"/>')
        left, right = look.get("border", (look.get("left", 0), 0))
        ind = f' w:left="{tw(left)}"' if left else ""
        ind += f' w:right="{tw(right)}"' if right else ""
        ind += f' w:firstLine="{tw(look["first"])}"' if look.get("first") else ""
        ind += f' w:hanging="{tw(look["hanging"])}"' if look.get("hanging") else ""
        out += f"<w:ind{ind}/>" if ind else ""
        return out + (f'<w:jc w:val="{look["align"]}"/>' if look["align"] != "left" else "")

    def style(self, look):
        """The style of a look, made at its first use."""
        key = (self.rpr(look), self.ppr({k: v for k, v in look.items() if k not in ("page", "list")}))
        if key not in self.styles:
            self.styles.append(key)
        return f"VB{self.styles.index(key) + 1}"

    def text(self, text, rpr):
        out = ""
        for at, line in enumerate(text.split("\n")):
            out += f"<w:r><w:rPr>{rpr}</w:rPr><w:br/></w:r>" if at else ""
            for stop, piece in enumerate(line.split("\t")):
                out += f"<w:r><w:rPr>{rpr}</w:rPr><w:tab/></w:r>" if stop else ""
                out += "".join(self.run(part, rpr) for part in self.split(piece))
        return out

    def split(self, text):
        """Word cuts a run where it was typed at another time, or where it doubts the spelling."""
        if len(text) < 30 or self.random.random() < 0.4:
            return [text] if text else []
        at = self.random.randrange(5, len(text) - 5)
        return [text[:at], *self.split(text[at:])]

    def run(self, text, rpr):
        proof = self.random.random() < 0.1
        rsid = f"00{self.random.randrange(16**6):06X}"
        run = f'<w:r w:rsidRPr="{rsid}"><w:rPr>{rpr}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
        return f'<w:proofErr w:type="spellStart"/>{run}<w:proofErr w:type="spellEnd"/>' if proof else run

    def para(self, p, extra=""):
        look = p.look
        body = "".join(self.text(text, "" if self.styled and not over else self.rpr(look, over)) for text, over in p.runs)
        if "rule" in look:
            body = self.rule(look["rule"], look) + body
        ppr = self.ppr(look)
        if self.styled:
            page = "<w:pageBreakBefore/>" if look.get("page") else ""
            ppr = f'<w:pStyle w:val="{self.style(look)}"/>{page}'
            if "list" in look:
                ppr += self.ppr(look)[self.ppr(look).index("<w:numPr>"):].split("</w:numPr>")[0] + "</w:numPr>"
        mark = "" if self.styled else f"<w:rPr>{self.rpr(look)}</w:rPr>"
        rsid = f"00{self.random.randrange(16**6):06X}"
        return (f'<w:p w14:paraId="{self.id() + 0x10000000:08X}" w:rsidR="{rsid}" w:rsidRDefault="{rsid}">'
                f"<w:pPr>{ppr}{extra}{mark}</w:pPr>{body}</w:p>")

    def rule(self, length, look):
        cx, y = emu(length), emu(look["size"] * 0.45)
        n = self.id()
        return f"""<w:r><w:rPr><w:noProof/></w:rPr><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor distT="0" distB="0" distL="114300" distR="114300" simplePos="0" relativeHeight="{251658240 + n}" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column"><wp:align>center</wp:align></wp:positionH><wp:positionV relativeFrom="paragraph"><wp:posOffset>{y}</wp:posOffset></wp:positionV><wp:extent cx="{cx}" cy="0"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/><wp:docPr id="{n}" name="Straight Connector {n}"/><wp:cNvGraphicFramePr/><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvCnPr/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{cx}" cy="0"/></a:xfrm><a:prstGeom prst="line"><a:avLst/></a:prstGeom><a:ln w="9525"><a:solidFill><a:srgbClr val="000000"/></a:solidFill></a:ln></wps:spPr><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:line id="Straight Connector {n}" style="position:absolute;mso-position-horizontal:center" from="0,0" to="{length / 25.4 * 72:.1f}pt,0"/></w:pict></mc:Fallback></mc:AlternateContent></w:r>"""

    def box(self, box):
        x, y, width, height = box.place
        n, inner = self.id(), "".join(self.block(b) for b in box.blocks)
        style = f"position:absolute;margin-left:{x / 25.4 * 72:.1f}pt;margin-top:{y / 25.4 * 72:.1f}pt;width:{width / 25.4 * 72:.1f}pt;height:{height / 25.4 * 72:.1f}pt"
        return f"""<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="{251658240 + n}" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column"><wp:posOffset>{emu(x)}</wp:posOffset></wp:positionH><wp:positionV relativeFrom="paragraph"><wp:posOffset>{emu(y)}</wp:posOffset></wp:positionV><wp:extent cx="{emu(width)}" cy="{emu(height)}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/><wp:docPr id="{n}" name="Text Box {n}"/><wp:cNvGraphicFramePr/><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{emu(width)}" cy="{emu(height)}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr><wps:txbx><w:txbxContent>{inner}</w:txbxContent></wps:txbx><wps:bodyPr lIns="0" tIns="0" rIns="0" bIns="0"/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape id="_x0000_s{n + 1025}" type="#_x0000_t202" style="{style}" stroked="f"><v:textbox inset="0,0,0,0"><w:txbxContent>{inner}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"""

    def table(self, table):
        sides = ("top", "left", "bottom", "right", "insideH", "insideV")
        borders = "".join(f'<w:{s} w:val="single" w:sz="4" w:space="0" w:color="auto"/>' for s in sides)
        borders = f"<w:tblBorders>{borders}</w:tblBorders>" if table.bordered else ""
        rows = ""
        for row in table.rows:
            cells = ""
            for width, cell in zip(table.widths, row):
                inner = "".join(self.block(b) for b in cell) or "<w:p/>"
                cells += f'<w:tc><w:tcPr><w:tcW w:w="{tw(width)}" w:type="dxa"/></w:tcPr>{inner}</w:tc>'
            rows += f"<w:tr>{cells}</w:tr>"
        grid = "".join(f'<w:gridCol w:w="{tw(w)}"/>' for w in table.widths)
        centred = "" if table.bordered else '<w:jc w:val="center"/>'
        return (f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/>{centred}{borders}<w:tblLook w:val="04A0"/></w:tblPr>'
                f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>")

    def block(self, block, extra=""):
        return self.table(block) if isinstance(block, Table) else self.para(block, extra)

    def body(self):
        out, boxes, page = "", "", self.d.page
        for block in self.d.blocks:
            if isinstance(block, Box):
                boxes += self.box(block)
            elif isinstance(block, Section):
                out += f"<w:p><w:pPr>{self.section(page)}</w:pPr></w:p>"
                page = block.page
            else:
                made = self.block(block)
                if boxes and isinstance(block, Para):
                    made = made.replace("</w:pPr>", "</w:pPr>" + boxes, 1)
                    boxes = ""
                out += made
        return out + self.section(page)

    def section(self, page):
        width, height, top, bottom, left, right = mm(page)
        found = number(page)
        place = "footer" if found and found[0] == "dưới" else "header"
        refs = f'<w:{place}Reference w:type="default" r:id="rId8"/>' if found else ""
        refs += '<w:headerReference w:type="first" r:id="rId9"/>' if page["trang-đầu"] == "khác" else ""
        land = ' w:orient="landscape"' if width > height else ""
        first = "<w:titlePg/>" if page["trang-đầu"] == "khác" else ""
        start = f'<w:pgNumType w:start="{page["từ-số"]}"/>' if page["từ-số"] else ""
        return (f'<w:sectPr w:rsidR="00AB12CD">{refs}<w:pgSz w:w="{tw(width)}" w:h="{tw(height)}"{land}/>'
                f'<w:pgMar w:top="{tw(top)}" w:right="{tw(right)}" w:bottom="{tw(bottom)}" w:left="{tw(left)}" w:header="567" '
                f'w:footer="567" w:gutter="0"/>{start}<w:cols w:space="720"/>{first}<w:docGrid w:linePitch="360"/></w:sectPr>')

    def page_number(self):
        place, size, align = number(self.d.page)
        rpr = f'<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/><w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>'
        tag = "ftr" if place == "dưới" else "hdr"
        style = "Footer" if place == "dưới" else "Header"
        runs = "".join(f"<w:r><w:rPr>{rpr}</w:rPr>{x}</w:r>" for x in (
            '<w:fldChar w:fldCharType="begin"/>', '<w:instrText xml:space="preserve"> PAGE   \\* MERGEFORMAT </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>', "<w:t>2</w:t>", '<w:fldChar w:fldCharType="end"/>'))
        return f'<w:{tag} {NS}><w:p><w:pPr><w:pStyle w:val="{style}"/><w:jc w:val="{align}"/></w:pPr>{runs}</w:p></w:{tag}>'

    def style_part(self):
        size, font = round(BODY * 2), "Times New Roman"
        own = "".join(f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="VB{n}"><w:name w:val="VB {n}"/><w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{ppr}</w:pPr><w:rPr>{rpr}</w:rPr></w:style>'
                      for n, (rpr, ppr) in enumerate(self.styles, 1))
        return f"""<w:styles {NS}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:eastAsia="Calibri" w:hAnsi="Calibri" w:cs="Times New Roman"/><w:sz w:val="22"/><w:szCs w:val="22"/><w:lang w:val="en-US" w:eastAsia="en-US" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="160" w:line="259" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style><w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style><w:style w:type="paragraph" w:styleId="Header"><w:name w:val="header"/><w:basedOn w:val="Normal"/><w:pPr><w:tabs><w:tab w:val="center" w:pos="4680"/><w:tab w:val="right" w:pos="9360"/></w:tabs><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr></w:style><w:style w:type="paragraph" w:styleId="Footer"><w:name w:val="footer"/><w:basedOn w:val="Normal"/><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr></w:style>{own}</w:styles>"""

    def numbering(self):
        def level(n, kind, text):
            return (f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:suff w:val="space"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/></w:lvl>')
        lists = {1: [("upperRoman", "%1."), ("decimal", "%2."), ("lowerLetter", "%3)")], 2: [("decimal", "%1.")],
                 3: [("bullet", "-")], 4: [("decimal", "Điều %1.")], 5: [("decimal", "%1.")], 6: [("decimal", "%1.")]}
        out = "".join(f'<w:abstractNum w:abstractNumId="{n}">' + "".join(level(i, *l) for i, l in enumerate(ls)) + "</w:abstractNum>" for n, ls in lists.items())
        return f"<w:numbering {NS}>{out}" + "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in lists) + "</w:numbering>"


BODY = 14
TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml."


def write(described, path):
    writer = Writer(described)
    body = writer.body()
    found = number(described.page)
    place = "footer" if found and found[0] == "dưới" else "header"
    first = "".join(writer.block(b) for b in described.first) or '<w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr></w:p>'
    parts = {"word/document.xml": ("document.main+xml", f"<w:document {NS}><w:body>{body}</w:body></w:document>"),
             "word/styles.xml": ("styles+xml", writer.style_part()), "word/numbering.xml": ("numbering+xml", writer.numbering()),
             "word/settings.xml": ("settings+xml", f'<w:settings {NS}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>'),
             "word/header9.xml": ("header+xml", f"<w:hdr {NS}>{first}</w:hdr>")}
    if found:
        parts[f"word/{place}8.xml"] = (f"{place}+xml", writer.page_number())
    xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
    rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    rels = [("rId1", "styles", "styles.xml"), ("rId2", "numbering", "numbering.xml"), ("rId3", "settings", "settings.xml"), ("rId9", "header", "header9.xml")]
    rels += [("rId8", place, f"{place}8.xml")] if found else []
    relations = "".join(f'<Relationship Id="{i}" Type="{rel}{k}" Target="{t}"/>' for i, k, t in rels)
    head = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    types = "".join(f'<Override PartName="/{name}" ContentType="{TYPES}{kind}"/>' for name, (kind, _) in parts.items())
    files = {"[Content_Types].xml": f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>{types}</Types>',
             "_rels/.rels": f'{head}<Relationship Id="rId1" Type="{rel}officeDocument" Target="word/document.xml"/></Relationships>',
             "word/_rels/document.xml.rels": f"{head}{relations}</Relationships>", **{k: v[1] for k, v in parts.items()}}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as z:
        for name, text in files.items():
            z.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), xml + text, zipfile.ZIP_DEFLATED, 9)
