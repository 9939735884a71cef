"""Packages that are broken or hostile: refused with a message, never read to the end of memory, never a panic."""
from kit import *

GOOD = Docx(p("{{ ho_ten }}"))
DATA = "ho_ten: An\n"

def without(*names):
    return pack({k: v for k, v in GOOD.entries().items() if k not in names})

def with_part(name, data):
    return pack({**GOOD.entries(), name: data})

case("hong-rong", "An empty file is no document.", b"", DATA)
case("hong-khong-phai-zip", "A text file renamed to .docx.", "Kính gửi ông {{ ho_ten }}".encode(), DATA)
case("hong-doc-cu", "A file of Word 97, or one locked with a password, begins with the mark of OLE; the message says what to do in Word.", bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 504, DATA)
case("hong-cut-duoi", "A download that was cut off has no zip directory.", GOOD.bytes()[:-60], DATA)
case("hong-thieu-van-ban", "A package whose relationships name a document that is not there.", without("word/document.xml"), DATA)
case("hong-thieu-quan-he", "A package without relationships has no main part.", without("_rels/.rels"), DATA)
case("hong-thieu-kieu", "A package without content types is refused by Word.", without("[Content_Types].xml"), DATA)
case("hong-bang-tinh", "A workbook is a zip too, but not a document.", pack({
    "[Content_Types].xml": b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
    "_rels/.rels": b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": b'<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'}), DATA)
case("hong-xml", "A part that is no well-formed XML is named, with the place.", with_part("word/document.xml", GOOD.entries()["word/document.xml"].replace(b"</w:r>", b"", 1)), DATA)
case("hong-xml-cut", "A part that ends in the middle of an element.", with_part("word/document.xml", GOOD.entries()["word/document.xml"][:-30]), DATA)
case("hong-dtd", "A DTD can read files and blow up memory; Word writes none, so it is refused.", with_part("word/document.xml", GOOD.entries()["word/document.xml"].replace(
    b"<w:document", b'<!DOCTYPE w:document [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>\n<w:document', 1).replace(b"{{ ho_ten }}", b"&b;&x;")), DATA)
case("hong-thuc-the-la", "An entity that XML does not define.", with_part("word/document.xml", GOOD.entries()["word/document.xml"].replace(b"{{ ho_ten }}", b"&nbsp;{{ ho_ten }}")), DATA)
case("hong-duong-dan", "An entry whose path leaves the package.", pack([*GOOD.entries().items(), ("../../etc/x.xml", b"<x/>")]), DATA)
case("hong-quan-he-ra-ngoai", "A relationship whose target leaves the package reads nothing outside.", with_part("_rels/.rels", GOOD.entries()["_rels/.rels"].replace(b"word/document.xml", b"../../../etc/passwd")), DATA)
case("hong-bom-zip", "A small entry that unpacks to a huge one is refused before it is unpacked.", with_part("word/document.xml", GOOD.entries()["word/document.xml"].replace(b"<w:sectPr>", b"<w:p/>" * 20_000_000 + b"<w:sectPr>")), DATA)
case("hong-ten-trung", "Two entries of one name: programs differ in which they read, so neither is trusted.", (lambda d: __import__("warnings").simplefilter("ignore") or pack([*d.items(), ("word/document.xml", d["word/document.xml"])]))(GOOD.entries()), DATA)
case("hong-long-sau", "Elements nested thousands deep must not exhaust the stack.", with_part("word/document.xml", (
    HEAD + f"<w:document {XMLNS}><w:body>" + "<w:sdt><w:sdtContent>" * 5000 + p("{{ ho_ten }}") + "</w:sdtContent></w:sdt>" * 5000 + "</w:body></w:document>").encode()), DATA, invalid="Content controls thousands deep.")
case("dang-strict", "Word can save the strict form of the standard, with other namespaces.", pack({k: v.replace(b"http://schemas.openxmlformats.org/officeDocument/2006/relationships", b"http://purl.oclc.org/ooxml/officeDocument/relationships")
    .replace(b"http://schemas.openxmlformats.org/wordprocessingml/2006/main", b"http://purl.oclc.org/ooxml/wordprocessingml/main") for k, v in Docx(
        p("Ông {{ ho_ten }}"), p("{% for x in ds %}"), p("{{ x }}"), p("{% endfor %}")).entries().items()}), "ho_ten: An\nds: [1, 2]\n", invalid="The other namespaces of the raw template are left transitional.")
case("dang-tien-to-khac", "Namespaces are what counts, not prefixes: Python's ElementTree writes ns0.", with_part("word/document.xml", GOOD.entries()["word/document.xml"]
    .replace(b"xmlns:w=", b"xmlns:ns0=").replace(b"<w:", b"<ns0:").replace(b"</w:", b"</ns0:").replace(b" w:", b" ns0:")), DATA)
case("dang-khong-tien-to", "The main namespace as the default one, without any prefix.", with_part("word/document.xml", (
    HEAD + f'<document xmlns="{NS["w"]}"><body><p><r><t>Ông {{{{ ho_ten }}}}</t></r></p><p><r><t>{{% for x in ds %}}</t></r></p><p><r><t>{{{{ x }}}}</t></r></p><p><r><t>{{% endfor %}}</t></r></p></body></document>').encode()), "ho_ten: An & B\nds: [1, 2]\n")
case("dang-utf16", "A part may be UTF-16, by its byte order mark.", with_part("word/document.xml", GOOD.document.replace("{{ ho_ten }}", "Ông {{ ho_ten }}").join(['<?xml version="1.0" encoding="UTF-16"?>\n', ""]).encode("utf-16")), DATA)
case("dang-co-bom", "A byte order mark before the XML of a part.", with_part("word/document.xml", b"\xef\xbb\xbf" + GOOD.entries()["word/document.xml"]), DATA)
case("dang-ten-phan-khac", "The main part is found by its relationship, whatever it is called, and so are its own relationships.", pack({
    k.replace("document.xml", "main2.xml"): v.replace(b"word/document.xml", b"word/main2.xml") for k, v in Docx(p("{{ ho_ten }}"), headers={"default": p("Đầu {{ ho_ten }}")}).entries().items()}), DATA)
case("dang-dotx", "A Word template (.dotx) gives a document: its content type must change with it.", with_part("[Content_Types].xml", GOOD.entries()["[Content_Types].xml"].replace(b"document.main+xml", b"template.main+xml")), DATA)
case("dang-khong-co-the", "A document without tags comes back the same.", Docx(h("Tiêu đề"), p("một  hai\tba\nbốn"), tbl([2000, 2000], row("a", "b")), p("Trang ", field(" PAGE ", "1")), headers={"default": p("đầu")}, footnotes=[p("x")], core={"dc:title": "T"}))

ONLINE = GOOD.entries()["word/document.xml"].decode()
ONLINE_LOOP = "".join(
    [
        '<w:p><w:r><w:t>{% for x in ds %}</w:t></w:r></w:p>',
        '<w:p w14:paraId="4B446470" wp14:textId="77777777" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" xmlns:wp14="http://schemas.microsoft.com/office/word/2010/wordml"><w:r><w:t>{{ x }}</w:t></w:r></w:p>',
        '<w:p><w:r><w:t>{% endfor %}</w:t></w:r></w:p>',
    ]
)
case("dang-word-online", "Word Online calls the namespace of its ids by a second prefix: an attribute is found by its name, not by how its name ends.", with_part("word/document.xml", ONLINE.replace("<w:body>", "<w:body>" + ONLINE_LOOP).encode()), DATA + "ds: [a, b]\n")

OFFICE = "http://schemas.microsoft.com/office/2006/relationships"
MACROS = {
    k: v.replace(b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml", b"application/vnd.ms-word.template.macroEnabledTemplate.main+xml")
    .replace(b"</Types>", b'<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/><Override PartName="/word/vbaData.xml" ContentType="application/vnd.ms-word.vbaData+xml"/></Types>')
    if k == "[Content_Types].xml"
    else v.replace(b"</Relationships>", f'<Relationship Id="rId90" Type="{OFFICE}/vbaProject" Target="vbaProject.bin"/></Relationships>'.encode())
    if k == "word/_rels/document.xml.rels"
    else v
    for k, v in GOOD.entries().items()
} | {
    "word/vbaProject.bin": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 macros",
    "word/vbaData.xml": b'<wne:vbaSuppData xmlns:wne="http://schemas.microsoft.com/office/word/2006/wordml"/>',
    "word/_rels/vbaProject.bin.rels": f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{OFFICE}/wordVbaData" Target="vbaData.xml"/></Relationships>'.encode(),
}
case("dang-dotm", "A template with macros (.dotm) gives a plain document: neither its content type nor any macro goes with it.", pack(MACROS), DATA)

DSIG = "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature"
SIGNED = {
    k: v.replace(b"</Types>", b'<Default Extension="jpg" ContentType="image/jpeg"/><Default Extension="sigs" ContentType="application/vnd.openxmlformats-package.digital-signature-origin"/><Override PartName="/_xmlsignatures/sig1.xml" ContentType="application/vnd.openxmlformats-package.digital-signature-xmlsignature+xml"/></Types>')
    if k == "[Content_Types].xml"
    else v.replace(b"</Relationships>", f'<Relationship Id="rId90" Type="{DSIG}/origin" Target="_xmlsignatures/origin.sigs"/></Relationships>'.encode())
    if k == "_rels/.rels"
    else v
    for k, v in GOOD.entries().items()
} | {
    "_xmlsignatures/origin.sigs": b"",
    "word/media/image1.jpg": b"\xff\xd8\xff\xe0",
    "_xmlsignatures/_rels/origin.sigs.rels": f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{DSIG}/signature" Target="sig1.xml"/></Relationships>'.encode(),
    "_xmlsignatures/sig1.xml": b'<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><Object><SignatureInfoV1 xmlns="http://schemas.microsoft.com/office/2006/digsig"/></Object></Signature>',
    "customXml/item1.xml": b'<a xmlns="urn:a"><b xmlns="urn:b"><c xmlns="urn:c"/></b></a>',
}
case("dang-ky-so", "A signed template gives a file that is not signed: its content is another one. A part with one default namespace within another stays XML.", pack(SIGNED), DATA)
