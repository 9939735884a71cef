"""Small valid .docx files written as raw XML, so that a case can put any mark-up anywhere.

The functions named after what they make return XML as text; `Docx` puts a package round it. A piece of content that does
not begin with `<` is text: in a paragraph it becomes a run, in a cell or the body a paragraph.
"""
import io
import struct
import zipfile
import zlib
from xml.sax.saxutils import escape, quoteattr

NS = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
}
XMLNS = " ".join(f'xmlns:{k}="{v}"' for k, v in NS.items()) + ' mc:Ignorable="w14"'
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WML = "application/vnd.openxmlformats-officedocument.wordprocessingml"


# --- text -----------------------------------------------------------------------------------------------------------

def t(text):
    """Text of a run; tab and line break become elements."""
    out, word = [], ""
    for c in text + "\0":
        if c in "\t\n\0":
            if word:
                out.append(f'<w:t xml:space="preserve">{escape(word)}</w:t>')
            out.append({"\t": "<w:tab/>", "\n": "<w:br/>", "\0": ""}[c])
            word = ""
        else:
            word += c
    return "".join(out)


def rpr(b=False, i=False, color=None, sz=None, u=False, style=None):
    """Properties of a run, in the order of the schema."""
    inner = (f'<w:rStyle w:val="{style}"/>' if style else "") + ("<w:b/>" if b else "") + ("<w:i/>" if i else "")
    inner += f'<w:color w:val="{color}"/>' if color else ""
    inner += f'<w:sz w:val="{sz}"/>' if sz else ""
    inner += '<w:u w:val="single"/>' if u else ""
    return f"<w:rPr>{inner}</w:rPr>" if inner else ""


def r(text, **look):
    """A run; text that begins with `<` is taken as its XML."""
    return f"<w:r>{rpr(**look)}{text if text.startswith('<') else t(text)}</w:r>"


def runs(*texts, **look):
    """Each text in a run of its own."""
    return "".join(r(text, **look) for text in texts)


def letters(text, **look):
    """Each letter in a run of its own."""
    return runs(*text, **look)


def inline(content):
    return content if content.startswith("<") else r(content) if content else ""


def p(*content, style=None, jc=None, num=None, ppr="", attrs=""):
    """A paragraph."""
    inner = f'<w:pStyle w:val="{style}"/>' if style else ""
    if num is not None:
        inner += f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{num}"/></w:numPr>'
    inner += ppr + (f'<w:jc w:val="{jc}"/>' if jc else "")
    props = f"<w:pPr>{inner}</w:pPr>" if inner else ""
    return f"<w:p{' ' + attrs if attrs else ''}>{props}{''.join(map(inline, content))}</w:p>"


def h(text):
    """A heading of the first level."""
    return p(text, style="Heading1")


def block(content):
    return content if content.startswith("<") else p(content)


def blocks(*content):
    return "".join(map(block, content))


# --- tables ---------------------------------------------------------------------------------------------------------

def cell(*content, w=None, span=None, vm=None, fill=None):
    """A cell; `vm` is `restart` or `continue`."""
    inner = f'<w:tcW w:w="{w}" w:type="dxa"/>' if w else '<w:tcW w:w="0" w:type="auto"/>'
    inner += f'<w:gridSpan w:val="{span}"/>' if span else ""
    inner += {None: "", "restart": '<w:vMerge w:val="restart"/>', "continue": "<w:vMerge/>"}[vm]
    inner += f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    return f"<w:tc><w:tcPr>{inner}</w:tcPr>{blocks(*content) or '<w:p/>'}</w:tc>"


def row(*cells, head=False, attrs=""):
    """A row; a text is a cell with one paragraph."""
    made = "".join(c if c.startswith("<w:tc>") or c.startswith("<w:sdt>") or c.startswith("<w:bookmark") else cell(c) for c in cells)
    return f"<w:tr{' ' + attrs if attrs else ''}>{'<w:trPr><w:tblHeader/></w:trPr>' if head else ''}{made}</w:tr>"


def tbl(cols, *rows):
    """A table with all its lines; `cols` are widths in twips."""
    edges = "".join(
        f'<w:{e} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for e in ("top", "left", "bottom", "right", "insideH", "insideV"))
    grid = "".join(f'<w:gridCol w:w="{w}"/>' for w in cols)
    return (f'<w:tbl><w:tblPr><w:tblW w:w="{sum(cols)}" w:type="dxa"/><w:tblBorders>{edges}</w:tblBorders></w:tblPr>'
            f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>")


# --- what may stand in text -----------------------------------------------------------------------------------------

def bookmark(name, at, inner=""):
    """A bookmark round some XML."""
    return f'<w:bookmarkStart w:id="{at}" w:name="{name}"/>{inner}<w:bookmarkEnd w:id="{at}"/>'


def ins(inner, at=900):
    """Runs that were inserted while changes were tracked."""
    return f'<w:ins w:id="{at}" w:author="Văn thư" w:date="2020-01-02T00:00:00Z">{inner}</w:ins>'


def dele(text, at=901):
    """Text that was deleted while changes were tracked."""
    return (f'<w:del w:id="{at}" w:author="Văn thư" w:date="2020-01-02T00:00:00Z">'
            f'<w:r><w:delText xml:space="preserve">{escape(text)}</w:delText></w:r></w:del>')


def link(rid, *content):
    """A hyperlink to a relationship."""
    return f'<w:hyperlink r:id="{rid}">{"".join(map(inline, content))}</w:hyperlink>'


def field(instruction, result):
    """A field of three marks with its last result."""
    return (r('<w:fldChar w:fldCharType="begin"/>') + r(f'<w:instrText xml:space="preserve">{escape(instruction)}</w:instrText>')
            + r('<w:fldChar w:fldCharType="separate"/>') + r(result) + r('<w:fldChar w:fldCharType="end"/>'))


def sdt(inner, alias="Họ tên", tag="ho_ten", extra=""):
    """A content control round runs, paragraphs, cells or rows."""
    return (f'<w:sdt><w:sdtPr><w:alias w:val={quoteattr(alias)}/><w:tag w:val={quoteattr(tag)}/>{extra}</w:sdtPr>'
            f"<w:sdtContent>{inner}</w:sdtContent></w:sdt>")


def picture(rid, at, alt="", name="Hình", width=360000, height=360000):
    """A picture in the line of text."""
    return r(
        f'<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{width}" cy="{height}"/>'
        f'<wp:docPr id="{at}" name={quoteattr(name)} descr={quoteattr(alt)}/>'
        f'<a:graphic><a:graphicData uri="{NS["pic"]}"><pic:pic><pic:nvPicPr><pic:cNvPr id="{at}" name={quoteattr(name)}/>'
        f'<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{rid}"/><a:stretch><a:fillRect/></a:stretch>'
        f'</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        f"</wp:inline></w:drawing>")


def textbox(at, inner, fallback=None):
    """A text box as Word writes it: a drawing, and the same in VML for old programs."""
    fallback = inner if fallback is None else fallback
    return r(
        f'<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" '
        f'simplePos="0" relativeHeight="{at}" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1">'
        f'<wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column"><wp:posOffset>0</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="1800000" cy="720000"/><wp:wrapSquare wrapText="bothSides"/><wp:docPr id="{at}" name="Khung {at}"/>'
        f'<a:graphic><a:graphicData uri="{NS["wps"]}"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/>'
        f'<a:ext cx="1800000" cy="720000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr>'
        f'<wps:txbx><w:txbxContent>{inner}</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic>'
        f'</wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:rect id="_x0000_s{1000 + at}" '
        f'style="width:141.75pt;height:56.7pt"><v:textbox><w:txbxContent>{fallback}</w:txbxContent></v:textbox></v:rect>'
        f"</w:pict></mc:Fallback></mc:AlternateContent>")


def note(kind, at):
    """The mark of a footnote or endnote."""
    return f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:{kind}Reference w:id="{at}"/></w:r>'


def commented(at, *content):
    """Runs with a comment on them."""
    return (f'<w:commentRangeStart w:id="{at}"/>{"".join(map(inline, content))}<w:commentRangeEnd w:id="{at}"/>'
            f'<w:r><w:commentReference w:id="{at}"/></w:r>')


# --- package --------------------------------------------------------------------------------------------------------

STYLES = f"""<w:styles {XMLNS}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" \
w:hAnsi="Times New Roman" w:eastAsia="Times New Roman" w:cs="Times New Roman"/><w:sz w:val="28"/><w:szCs w:val="28"/>\
<w:lang w:val="vi-VN"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>\
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>\
<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/>\
<w:pPr><w:keepNext/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>\
<w:style w:type="paragraph" w:styleId="ListParagraph"><w:name w:val="List Paragraph"/><w:basedOn w:val="Normal"/></w:style>\
<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/></w:style>\
<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/><w:rPr><w:color w:val="0563C1"/><w:u w:val="single"/></w:rPr></w:style>\
<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>\
<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>\
<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>EXTRA</w:styles>"""

PAGE = '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="850" w:bottom="1134" w:left="1701" w:header="567" w:footer="567" w:gutter="0"/>'


def numbering(*kinds):
    """Lists 1, 2, … of the kinds `decimal`, `bullet`, `lowerLetter`."""
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{n}"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        f'<w:numFmt w:val="{k}"/><w:lvlText w:val="{"-" if k == "bullet" else "%1."}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="720" w:hanging="360"/></w:pPr></w:lvl></w:abstractNum>'
        for n, k in enumerate(kinds))
    nums = "".join(f'<w:num w:numId="{n + 1}"><w:abstractNumId w:val="{n}"/></w:num>' for n in range(len(kinds)))
    return f"<w:numbering {XMLNS}>{abstract}{nums}</w:numbering>"


class Docx:
    """A package with a body and whatever else a case asks for."""

    def __init__(self, *body, headers=None, footers=None, footnotes=(), endnotes=(), comments=(), lists=(), styles="",
                 core=None, app=None, custom=(), media=None, links=(), page=PAGE, settings="", title_page=False):
        self.parts = {}
        self.defaults = {"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml"}
        self.overrides = {}
        self.rels = {}
        self.links = links
        self.root = []
        sect = ""
        self._part("word/styles.xml", STYLES.replace("EXTRA", styles), f"{WML}.styles+xml", "styles")
        self._part("word/settings.xml", f'<w:settings {XMLNS}>{settings}<w:compat><w:compatSetting w:name="compatibilityMode" '
                   f'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>',
                   f"{WML}.settings+xml", "settings")
        if lists:
            self._part("word/numbering.xml", numbering(*lists), f"{WML}.numbering+xml", "numbering")
        for kind, items in (("header", headers or {}), ("footer", footers or {})):
            for n, (pages, content) in enumerate(items.items()):
                tag = "hdr" if kind == "header" else "ftr"
                rid = self._part(f"word/{kind}{n + 1}.xml", f"<w:{tag} {XMLNS}>{content}</w:{tag}>", f"{WML}.{kind}+xml", kind)
                sect += f'<w:{kind}Reference w:type="{pages}" r:id="{rid}"/>'
        for kind, items in (("footnote", footnotes), ("endnote", endnotes)):
            if items:
                seps = "".join(f'<w:{kind} w:type="{y}" w:id="{n}"><w:p><w:r><w:{x}/></w:r></w:p></w:{kind}>' for n, (y, x) in
                               enumerate((("separator", "separator"), ("continuationSeparator", "continuationSeparator")), -1))
                inner = "".join(f'<w:{kind} w:id="{n}">{c}</w:{kind}>' for n, c in enumerate(items, 1))
                self._part(f"word/{kind}s.xml", f"<w:{kind}s {XMLNS}>{seps}{inner}</w:{kind}s>", f"{WML}.{kind}s+xml", f"{kind}s")
        if comments:
            inner = "".join(f'<w:comment w:id="{n}" w:author="Văn thư" w:date="2020-01-02T00:00:00Z" w:initials="VT">{c}</w:comment>'
                            for n, c in enumerate(comments))
            self._part("word/comments.xml", f"<w:comments {XMLNS}>{inner}</w:comments>", f"{WML}.comments+xml", "comments")
        for n, (name, data) in enumerate((media or {}).items()):
            self.defaults[name.rsplit(".", 1)[1]] = "image/png" if name.endswith("png") else "image/jpeg"
            self.parts[f"word/media/{name}"] = data
            self._rel(f"rIdAnh{n + 1}", "image", f"media/{name}")
        for rid, target in links:
            self._rel(rid, "hyperlink", target, external=True)
        first = "<w:titlePg/>" if title_page else ""
        self.document = f"<w:document {XMLNS}><w:body>{blocks(*body)}<w:sectPr>{sect}{page}{first}</w:sectPr></w:body></w:document>"
        self.overrides["word/document.xml"] = f"{WML}.document.main+xml"
        self._properties(core, app, custom)

    def _rel(self, rid, kind, target, external=False, of="word/document.xml"):
        self.rels.setdefault(of, []).append(
            f'<Relationship Id="{rid}" Type="{REL}/{kind}" Target={quoteattr(target)}{" TargetMode=" + chr(34) + "External" + chr(34) if external else ""}/>')
        return rid

    def _part(self, name, xml, content_type, kind):
        self.parts[name] = (HEAD + xml).encode()
        self.overrides[name] = content_type
        return self._rel(f"rId{len(self.rels.get('word/document.xml', [])) + 1}", kind, name.removeprefix("word/"))

    def _properties(self, core, app, custom):
        office = "http://schemas.openxmlformats.org/officeDocument/2006"
        if core:
            inner = "".join(f"<{k}>{escape(v)}</{k}>" for k, v in core.items())
            self.parts["docProps/core.xml"] = (
                HEAD + '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
                'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
                f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{inner}</cp:coreProperties>').encode()
            self.overrides["docProps/core.xml"] = "application/vnd.openxmlformats-package.core-properties+xml"
            self.root.append('<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>')
        if app:
            inner = "".join(f"<{k}>{escape(v)}</{k}>" for k, v in app.items())
            self.parts["docProps/app.xml"] = (HEAD + f'<Properties xmlns="{office}/extended-properties">{inner}</Properties>').encode()
            self.overrides["docProps/app.xml"] = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
            self.root.append(f'<Relationship Id="rId3" Type="{REL}/extended-properties" Target="docProps/app.xml"/>')
        if custom:
            inner = "".join(
                f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{n}" name={quoteattr(k)}><vt:lpwstr>{escape(v)}</vt:lpwstr></property>'
                for n, (k, v) in enumerate(custom, 2))
            self.parts["docProps/custom.xml"] = (HEAD + f'<Properties xmlns="{office}/custom-properties" xmlns:vt="{office}/docPropsVTypes">{inner}</Properties>').encode()
            self.overrides["docProps/custom.xml"] = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
            self.root.append(f'<Relationship Id="rId4" Type="{REL}/custom-properties" Target="docProps/custom.xml"/>')

    def rels_of(self, part, kind, target, rid, external=False):
        """Adds a relationship to a part other than the document."""
        self._rel(rid, kind, target, external, part)
        return self

    def entries(self):
        """The package as (name, bytes), content types first."""
        types = "".join(f'<Default Extension="{k}" ContentType="{v}"/>' for k, v in self.defaults.items())
        types += "".join(f'<Override PartName="/{k}" ContentType="{v}"/>' for k, v in self.overrides.items())
        main = f'<Relationship Id="rId1" Type="{REL}/officeDocument" Target="word/document.xml"/>'
        pack = "http://schemas.openxmlformats.org/package/2006"
        out = {
            "[Content_Types].xml": (HEAD + f'<Types xmlns="{pack}/content-types">{types}</Types>').encode(),
            "_rels/.rels": (HEAD + f'<Relationships xmlns="{pack}/relationships">{main}{"".join(self.root)}</Relationships>').encode(),
            "word/document.xml": (HEAD + self.document).encode(),
        }
        for part, rels in self.rels.items():
            folder, name = part.rsplit("/", 1)
            out[f"{folder}/_rels/{name}.rels"] = (HEAD + f'<Relationships xmlns="{pack}/relationships">{"".join(rels)}</Relationships>').encode()
        out.update(self.parts)
        return out

    def bytes(self):
        return pack(self.entries())


def pack(entries, stored=()):
    """A zip with a fixed time, so that it comes out the same each time."""
    buffer = io.BytesIO()
    items = entries.items() if isinstance(entries, dict) else entries
    with zipfile.ZipFile(buffer, "w") as out:
        for name, data in items:
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            info.create_system = 0
            out.writestr(info, data)
    return buffer.getvalue()


def png(width, height, rgb=(200, 30, 30)):
    """A picture of one colour."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    line = b"\0" + bytes(rgb) * width
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(line * height, 9)) + chunk(b"IEND", b""))


def jpeg(width, height, rgb=(30, 30, 200)):
    """The same as JPEG, by Pillow."""
    from PIL import Image
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), rgb).save(buffer, "JPEG", quality=50)
    return buffer.getvalue()


# --- cases ----------------------------------------------------------------------------------------------------------

CASES = {}


def case(name, why, template, data="", files=None, invalid=None):
    """One folder: a template, its data, why it exists, files that the data names.

    `invalid` says why the validator finds fault with the template itself; its filling may have the same faults, no others.
    """
    assert name not in CASES, name
    bytes_ = template if isinstance(template, bytes) else template.bytes() if isinstance(template, Docx) else Docx(*template).bytes()
    CASES[name] = {"vi-sao.md": why.strip() + "\n", "mau.docx": bytes_, "du-lieu.yaml": data.lstrip("\n"), **(files or {})}
    if invalid:
        CASES[name]["mau-sai.md"] = invalid.strip() + "\n"
