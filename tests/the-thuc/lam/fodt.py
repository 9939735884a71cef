"""A flat OpenDocument text as a clerk of an office with LibreOffice leaves it; soffice turns it into .docx."""
from xml.sax.saxutils import escape

from model import Box, Para, Section, Table, mm, number

NAMES = ("office", "style", "text", "table", "draw", "fo:xsl-fo-compatible", "svg:svg-compatible")
NS = " ".join(f'xmlns:{n.split(":")[0]}="urn:oasis:names:tc:opendocument:xmlns:{n.split(":")[-1].replace("draw", "drawing")}:1.0"' for n in NAMES)
ALIGNS = {"left": "start", "center": "center", "right": "end", "both": "justify"}


class Writer:
    def __init__(self, described):
        self.d, self.styles = described, []

    def style(self, family, body, parent=""):
        key = (family, body, parent)
        if key not in self.styles:
            self.styles.append(key)
        return f"A{self.styles.index(key) + 1}"

    def letters(self, get):
        out = f'style:font-name="{escape(get["font"])}" fo:font-size="{get["size"]}pt"'
        out += ' fo:font-weight="bold"' if get.get("bold") else ' fo:font-weight="normal"'
        out += ' fo:font-style="italic"' if get.get("italic") else ' fo:font-style="normal"'
        out += ' style:text-underline-style="solid" style:text-underline-width="auto"' if get.get("under") else ""
        out += f' fo:color="#{get["color"]}"' if "color" in get else ""
        out += ' fo:text-transform="uppercase"' if get.get("caps") else ""
        return f"<style:text-properties {out}/>"

    def lines(self, look):
        left, right = look.get("border", (look.get("left", 0), 0))
        out = (f'fo:text-align="{ALIGNS[look["align"]]}" fo:margin-top="{look["before"]}pt" fo:margin-bottom="{look["after"]}pt" '
               f'fo:line-height="{round(look["line"] * 100)}%" fo:text-indent="{look.get("first", 0)}mm" '
               f'fo:margin-left="{left}mm" fo:margin-right="{right}mm"')
        out += ' fo:break-before="page"' if look.get("page") else ""
        out += ' fo:border-top="0.75pt solid #000000" fo:padding="0mm"' if "border" in look else ""
        kinds = {"g": "center", "t": "left", "p": "right"}
        stops = "".join(f'<style:tab-stop style:position="{at}mm" style:type="{kinds[k]}"/>' for k, at in look.get("tabs", ()))
        return f"<style:paragraph-properties {out}>" + (f"<style:tab-stops>{stops}</style:tab-stops>" if stops else "") + "</style:paragraph-properties>"

    def text(self, text):
        out = escape(text).replace("\t", "<text:tab/>").replace("\n", "<text:line-break/>")
        while "  " in out:
            out = out.replace("  ", " <text:s/>", 1)
        return out.replace(" ", "<text:s/>", 1) if out.startswith(" ") else out

    def para(self, p, extra=""):
        name = self.style("paragraph", self.lines(p.look) + self.letters(p.look), self.master(p))
        body = "".join(f'<text:span text:style-name="{self.style("text", self.letters({**p.look, **over}))}">{self.text(text)}</text:span>'
                       if over else self.text(text) for text, over in p.runs)
        if "rule" in p.look:
            body = self.rule(p.look["rule"], p.look["size"], p.look.get("left_of_rule", 0)) + body
        return f'<text:p text:style-name="{name}">{extra}{body}</text:p>'

    def master(self, p):
        return ""

    def rule(self, length, size, at):
        shown = self.style("graphic", '<style:graphic-properties draw:stroke="solid" svg:stroke-width="0.26mm" svg:stroke-color="#000000" style:wrap="run-through" style:run-through="foreground" style:vertical-pos="from-top" style:vertical-rel="paragraph" style:horizontal-pos="center" style:horizontal-rel="paragraph"/>')
        down = size * 0.45
        return f'<draw:line text:anchor-type="paragraph" draw:style-name="{shown}" svg:x1="0mm" svg:y1="{down}mm" svg:x2="{length}mm" svg:y2="{down}mm"/>'

    def box(self, box):
        x, y, width, height = box.place
        shown = self.style("graphic", '<style:graphic-properties draw:stroke="none" draw:fill="none" fo:border="none" fo:padding="0mm" style:wrap="run-through" style:run-through="foreground" style:vertical-pos="from-top" style:vertical-rel="paragraph" style:horizontal-pos="from-left" style:horizontal-rel="paragraph"/>')
        inner = "".join(self.block(b) for b in box.blocks)
        return f'<draw:frame draw:style-name="{shown}" text:anchor-type="paragraph" svg:x="{x}mm" svg:y="{y}mm" svg:width="{width}mm" svg:height="{height}mm"><draw:text-box>{inner}</draw:text-box></draw:frame>'

    def table(self, table):
        border = "0.5pt solid #000000" if table.bordered else "none"
        cell_style = self.style("table-cell", f'<style:table-cell-properties fo:border="{border}" fo:padding="0.9mm"/>')
        shown = self.style("table", f'<style:table-properties style:width="{sum(table.widths)}mm" table:align="center"/>')
        columns = "".join(f'<table:table-column table:style-name="{self.style("table-column", f"""<style:table-column-properties style:column-width="{w}mm"/>""")}"/>' for w in table.widths)
        rows = ""
        for row in table.rows:
            cells = "".join(f'<table:table-cell table:style-name="{cell_style}">{"".join(self.block(b) for b in cell) or "<text:p/>"}</table:table-cell>' for cell in row)
            rows += f"<table:table-row>{cells}</table:table-row>"
        return f'<table:table table:style-name="{shown}">{columns}{rows}</table:table>'

    def block(self, block, extra=""):
        return self.table(block) if isinstance(block, Table) else self.para(block, extra)

    def body(self):
        out, held = "", ""
        for block in self.d.blocks:
            if isinstance(block, Box):
                held += self.box(block)
            elif isinstance(block, Section):
                raise ValueError("one page style is all that is written here")
            elif held and isinstance(block, Para):
                out, held = out + self.block(block, held), ""
            else:
                out += self.block(block)
        return out

    def whole(self):
        body = self.body()
        first = "".join(self.block(b) for b in self.d.first) or "<text:p/>"
        width, height, top, bottom, left, right = mm(self.d.page)
        found, inner = number(self.d.page), ""
        if found:
            place, size, align = found
            shown = self.style("paragraph", f'<style:paragraph-properties fo:text-align="{ALIGNS[align]}"/><style:text-properties style:font-name="Times New Roman" fo:font-size="{size}pt"/>')
            tag = "footer" if place == "dưới" else "header"
            inner = f'<style:{tag}><text:p text:style-name="{shown}"><text:page-number text:select-page="current">2</text:page-number></text:p></style:{tag}>'
            if self.d.page["trang-đầu"] == "khác":
                inner += f"<style:{tag}-first>{first}</style:{tag}-first>"
        # LibreOffice counts the height of a header into the margin: the page stands that much higher.
        gap = '<style:header-style><style:header-footer-properties fo:min-height="10mm" fo:margin-bottom="2mm"/></style:header-style>' if found and found[0] == "trên" else ""
        top = top - 10 if gap else top
        if found and found[0] == "dưới":
            gap, bottom = '<style:footer-style><style:header-footer-properties fo:min-height="10mm" fo:margin-top="2mm"/></style:footer-style>', bottom - 10
        parents = ""
        autos = "".join(f'<style:style style:name="A{n}" style:family="{family}"' + (' style:parent-style-name="Standard"' if family == "paragraph" else "") + f">{body_}</style:style>"
                        for n, (family, body_, _) in enumerate(self.styles, 1))
        page = f'<style:page-layout style:name="M1"><style:page-layout-properties fo:page-width="{width}mm" fo:page-height="{height}mm" fo:margin-top="{top}mm" fo:margin-bottom="{bottom}mm" fo:margin-left="{left}mm" fo:margin-right="{right}mm"/>{gap}</style:page-layout>'
        fonts = {self.styles and "Times New Roman"} | {b.look["font"] for b in self.d.blocks if isinstance(b, Para)}
        faces = "".join(f'<style:font-face style:name="{f}" svg:font-family="\'{f}\'"/>' for f in sorted(fonts))
        return (f'<?xml version="1.0" encoding="UTF-8"?><office:document {NS} office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">'
                f'<office:font-face-decls>{faces}</office:font-face-decls><office:styles><style:default-style style:family="paragraph"><style:text-properties style:font-name="Times New Roman" fo:font-size="14pt" fo:language="vi" fo:country="VN"/></style:default-style><style:style style:name="Standard" style:family="paragraph"/></office:styles>'
                f'<office:automatic-styles>{autos}{page}</office:automatic-styles><office:master-styles><style:master-page style:name="Standard" style:page-layout-name="M1">{inner}</style:master-page></office:master-styles>'
                f"<office:body><office:text>{parents}{body}</office:text></office:body></office:document>")


def write(described, path):
    path.write_text(Writer(described).whole(), encoding="utf-8")
