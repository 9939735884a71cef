#!/usr/bin/env python3
"""Judges a Word file beside the one it was made from: judge.py SOURCE MADE [TIMES]; judge.py --self-test

Found is what Word refuses or repairs, or what was lost: XML that is not well-formed, also in its namespaces; content types
and relationships that lead nowhere; ids and names that stand twice; parts that are gone; text that is not the source's.
What the source has done wrong itself is not held against the file made from it.
"""
import io
import posixpath
import re
import sys
import unicodedata
import zipfile
from xml.parsers import expat

TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = ("http://schemas.openxmlformats.org/officeDocument/2006/relationships",
          "http://purl.oclc.org/ooxml/officeDocument/relationships")
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
WORD = ("http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main")
WORD14 = "http://schemas.microsoft.com/office/word/2010/wordml"
# Elements whose ids or names must be unique in their part, by local name: attributes.
UNIQUE = {"bookmarkStart": ("id", "name"), "docPr": ("id",), "footnote": ("id",), "endnote": ("id",), "comment": ("id",),
          "abstractNum": ("abstractNumId",), "num": ("numId",), "style": ("styleId",)}
# Elements that refer to another part of the package: where, and by which element and attribute.
REFERENCES = {"footnoteReference": ("footnotes", "footnote"), "endnoteReference": ("endnotes", "endnote"),
              "commentReference": ("comments", "comment")}
# Parts that need not come along: macros, signatures, thumbnails, and what tells of them.
MAY_GO = re.compile(r"vba|_xmlsignatures|customui|\.rels$|\[content_types\]|docprops/|calcchain|thumbnail", re.I)


# Fields that a program that fills the file, or Word, works out anew.
RENEWED = re.compile(r"\s*(TOC|SEQ|REF|PAGEREF|NOTEREF|STYLEREF|PAGE|NUMPAGES)\b", re.I)


class Fault(Exception):
    """What makes a file unreadable."""


class Node:
    __slots__ = ("name", "space", "keys", "children", "text")

    def __init__(self, space, name, keys):
        self.space, self.name, self.keys, self.children, self.text = space, name, keys, [], ""

    def walk(self, skip=lambda node: False):
        stack = [self]
        while stack:
            node = stack.pop()
            if skip(node):
                continue
            yield node
            stack.extend(reversed(node.children))


def split(name):
    space, _, local = name.rpartition(" ")
    return space, local


def tree(data):
    """The elements of a part. An undeclared prefix is a fault, also where markup compatibility lists it."""
    root, stack, prefixes = None, [], []
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True

    def start(name, attributes):
        nonlocal root
        node = Node(*split(name), {split(key): value for key, value in attributes.items()})
        for (space, key), value in node.keys.items():
            if (space == MC and key in ("Ignorable", "MustUnderstand")) or (node.space == MC and key == "Requires"):
                for prefix in value.split():
                    if prefix not in prefixes:
                        raise Fault(f"{key} lists the undeclared prefix {prefix}")
        if stack:
            stack[-1].children.append(node)
        else:
            root = node
        stack.append(node)

    def letters(text):
        stack[-1].text += text

    parser.StartElementHandler, parser.EndElementHandler = start, lambda _: stack.pop()
    parser.CharacterDataHandler = letters
    parser.StartNamespaceDeclHandler = lambda prefix, _: prefixes.append(prefix)
    parser.EndNamespaceDeclHandler = lambda prefix: prefixes.pop()
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise Fault(f"not well-formed: {error}") from None
    return root


class Package:
    def __init__(self, data):
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                self.entries = [(info.filename, archive.read(info)) for info in archive.infolist()]
        except Exception as error:
            raise Fault(f"not a zip file: {error}") from None
        self.parts = {plain(name): content for name, content in self.entries if not name.endswith("/")}
        self.trees, self.faults = {}, []
        for name, content in self.parts.items():
            if name.endswith((".xml", ".rels")):
                try:
                    self.trees[name] = tree(content)
                except Fault as fault:
                    self.faults.append((name, "xml", str(fault)))
        self.targets = {name: self.relations(name) for name in self.trees if name.endswith(".rels")}
        self.main = next((target for kind, target, _ in self.targets.get("_rels/.rels", {}).values()
                          if kind.endswith("/officeDocument")), None)

    def relations(self, name):
        folder = posixpath.dirname(posixpath.dirname(name))
        found = {}
        for node in self.trees[name].children:
            key = node.keys.get(("", "Id"))
            if key in found:
                self.faults.append((name, "relation twice", key))
            outside = node.keys.get(("", "TargetMode")) == "External"
            target = node.keys.get(("", "Target"), "").replace("\\", "/").split("#")[0]
            if not outside:
                target = plain(posixpath.normpath(posixpath.join("/" + folder, target)))
                if target and target not in self.parts:
                    self.faults.append((name, "target not there", target))
            found[key] = (node.keys.get(("", "Type"), ""), target, outside)
        return found

    def related(self, part):
        folder, name = posixpath.split(part)
        return self.targets.get(posixpath.join(folder, "_rels", name + ".rels").lower(), {})

    def check(self):
        names = [plain(name) for name, _ in self.entries]
        self.faults += [("", "entry twice", name) for name in set(names) if names.count(name) > 1]
        self.types()
        for name, root in self.trees.items():
            if not name.endswith(".rels") and name != "[content_types].xml":
                self.part(name, root)
        return self.faults

    def types(self):
        root = self.trees.get("[content_types].xml")
        if root is None:
            return self.faults.append(("", "no content types", ""))
        ends = {node.keys.get(("", "Extension"), "").lower() for node in root.children if node.name == "Default"}
        own = {plain(node.keys.get(("", "PartName"), "")) for node in root.children if node.name == "Override"}
        self.faults += [("[content_types].xml", "type of nothing", name) for name in own if name not in self.parts]
        for name in self.parts:
            if name != "[content_types].xml" and name not in own and name.rpartition(".")[2] not in ends:
                self.faults.append((name, "no content type", ""))

    def part(self, name, root):
        seen, related = {}, self.related(name)
        for node in root.walk():
            for (space, key), value in node.keys.items():
                if space in OFFICE and value and value not in related:
                    self.faults.append((name, "relation not there", f"{node.name} {value}"))
            for key in UNIQUE.get(node.name, ()):
                value = next((value for (_, own), value in node.keys.items() if own == key), None)
                mark = (node.name, key, value)
                if value is not None and mark in seen:
                    self.faults.append((name, f"{node.name} {key} twice", value))
                seen[mark] = True
            paragraph = node.keys.get((WORD14, "paraId"))
            if paragraph and ("paraId", paragraph) in seen:
                self.faults.append((name, "paraId twice", paragraph))
            seen[("paraId", paragraph)] = True
            if node.name in REFERENCES and node.space in WORD:
                self.reference(name, node, related)
            if node.space in WORD:
                self.children(name, node)

    def reference(self, name, node, related):
        kind, wanted = REFERENCES[node.name]
        key = next((value for (_, own), value in node.keys.items() if own == "id"), None)
        target = next((target for own, target, _ in related.values() if own.endswith("/" + kind)), None)
        root = self.trees.get(target)
        known = {value for node in root.children for (_, own), value in node.keys.items() if own == "id"} if root else ()
        if key not in known:
            self.faults.append((name, f"{wanted} not there", key))

    def children(self, name, node):
        blocks = [child.name for child in node.children if child.space in WORD]
        if node.name == "tc" and (not blocks or blocks[-1] not in ("p", "sdt", "customXml", "bookmarkEnd", "permEnd")):
            self.faults.append((name, "cell without paragraph at its end", ""))
        if node.name == "tbl" and not {"tr", "sdt", "customXml", "ins", "del", "bookmarkStart"} & set(blocks):
            self.faults.append((name, "table without rows", ""))

    def body(self, accepted=False):
        """All letters of the document's body; `accepted` leaves out what tracked changes have deleted or moved away.

        What fields show that a program renews is left out: tables of contents, numbers of captions, references.
        """
        root = self.trees.get(self.main)
        skip = (lambda node: gone(node) or renewed(node)) if accepted else renewed
        words, fields = [], []
        for node in root.walk(skip) if root else ():
            if node.name == "fldChar":
                kind = next((value for (_, key), value in node.keys.items() if key == "fldCharType"), None)
                if kind == "begin":
                    fields.append(["", False])
                elif kind == "separate" and fields:
                    fields[-1][1] = RENEWED.match(fields[-1][0])
                elif kind == "end" and fields:
                    fields.pop()
            elif node.name == "instrText" and fields:
                fields[-1][0] += node.text
            elif node.name in ("t", "delText") and not any(shown for _, shown in fields):
                words.append(node.text)
        return "".join("".join(words).split())


def renewed(node):
    code = next((value for (_, key), value in node.keys.items() if key == "instr"), "")
    return node.name == "fldSimple" and RENEWED.match(code)


def gone(node):
    """Whether a tracked change has taken an element away: a run, or a row or a cell by its properties."""
    marks = {mark.name for child in node.children if child.name in ("trPr", "tcPr") for mark in child.children}
    return node.space in WORD and (node.name in ("del", "moveFrom") or bool(marks & {"del", "cellDel"}))


def plain(name):
    return name.replace("\\", "/").lstrip("/").lower()


def judge(source, made, times=1, whole=True, accepted=False):
    """What is wrong with `made` and not with `source`: a list of (part, kind, what).

    times: how often the body's text must be there; none: it is not compared. whole: all parts must be there. accepted:
    the text is that of the source with all tracked changes accepted.
    """
    try:
        source = Package(source)
    except Fault:
        return []
    made = Package(made)
    old = {(name, kind) for name, kind, _ in source.check()}
    # The document may be called otherwise now.
    old |= {(made.main, kind) for name, kind in old if name == source.main}
    # A part that is made once more, of a chart that a loop repeats, lacks what the first one lacks.
    lacking = {(kind, what) for _, kind, what in source.check() if what and kind == "target not there"}
    found = [fault for fault in made.check() if (fault[0], fault[1]) not in old and (fault[1], fault[2]) not in lacking]
    if whole:
        lost = set(source.parts) - set(made.parts) - {source.main}
        found += [(name, "part lost", "") for name in sorted(lost) if not MAY_GO.search(name)]
    if times is not None:
        wanted, given = (unicodedata.normalize("NFC", package.body(accepted)) for package in (source, made))
        if given != wanted * times:
            at = next((at for at, (one, two) in enumerate(zip(given, wanted * times)) if one != two), min(len(given), len(wanted) * times))
            found.append((made.main, "text differs", f"…{given[max(0, at - 20):at + 20]!r}, wanted …{(wanted * times)[max(0, at - 20):at + 20]!r}"))
    return found


def self_test():
    """The judge must see each kind of fault in a file that is sound otherwise."""
    word, office = WORD[0], OFFICE[0]
    sound = {
        "[Content_Types].xml": f'<Types xmlns="{TYPES}"><Default Extension="rels" ContentType="r"/><Default Extension="xml" ContentType="x"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Id="rId1" Type="{office}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{word}" xmlns:mc="{MC}"><w:body><w:p><w:bookmarkStart w:id="1" w:name="a"/><w:r><w:t>chữ</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl></w:body></w:document>',
        "word/more.xml": "<more/>",
    }

    def packed(parts):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for name, content in parts.items():
                archive.writestr(name, content)
        return out.getvalue()

    document = sound["word/document.xml"]
    cases = {
        "xml": ("word/document.xml", document.replace("</w:p>", "", 1)),
        "xml ": ("word/document.xml", document.replace("<w:r>", "<x:r/><w:r>")),
        "xml  ": ("word/document.xml", document.replace("<w:body>", '<w:body mc:Ignorable="w14">')),
        "text differs": ("word/document.xml", document.replace("chữ", "chử")),
        "part lost": ("word/more.xml", None),
        "target not there": ("_rels/.rels", sound["_rels/.rels"].replace("</Rel", '<Relationship Id="x" Type="t" Target="y.xml"/></Rel')),
        "relation twice": ("_rels/.rels", sound["_rels/.rels"].replace("</Rel", '<Relationship Id="rId1" Type="t" Target="word/more.xml"/></Rel')),
        "no content type": ("word/media/a.png", "x"),
        "type of nothing": ("[Content_Types].xml", sound["[Content_Types].xml"].replace("</T", '<Override PartName="/no.xml" ContentType="x"/></T')),
        "relation not there": ("word/document.xml", document.replace("<w:p>", f'<w:p xmlns:r="{office}" r:id="rId9">', 1)),
        "bookmarkStart id twice": ("word/document.xml", document.replace("<w:r>", '<w:bookmarkStart w:id="1" w:name="b"/><w:r>')),
        "bookmarkStart name twice": ("word/document.xml", document.replace("<w:r>", '<w:bookmarkStart w:id="2" w:name="a"/><w:r>')),
        "footnote not there": ("word/document.xml", document.replace("<w:r>", '<w:r><w:footnoteReference w:id="4"/></w:r><w:r>')),
        "cell without paragraph at its end": ("word/document.xml", document.replace("<w:tc><w:p/></w:tc>", "<w:tc/>")),
        "table without rows": ("word/document.xml", document.replace("<w:tr><w:tc><w:p/></w:tc></w:tr>", "")),
    }
    assert judge(packed(sound), packed(sound)) == [], judge(packed(sound), packed(sound))
    field = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> SEQ Hình </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>%d</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    one, two = (packed({**sound, "word/document.xml": document.replace("<w:r>", field % number + "<w:r>", 1)}) for number in (1, 2))
    assert judge(one, two) == [], judge(one, two)
    for kind, (name, content) in cases.items():
        parts = {**sound, name: content}
        parts = {name: content for name, content in parts.items() if content is not None}
        kinds = [found for _, found, _ in judge(packed(sound), packed(parts))]
        assert kind.strip() in kinds, f"{kind} was not seen: {kinds}"
        if kind not in ("part lost", "text differs"):
            assert judge(packed(parts), packed(parts)) == [], f"{kind}: the source has it too"
    print(f"{len(cases)} passed, 0 failed")


def main():
    if sys.argv[1:] == ["--self-test"]:
        return self_test()
    source, made = (open(path, "rb").read() for path in sys.argv[1:3])
    found = judge(source, made, int(sys.argv[3]) if len(sys.argv) > 3 else 1)
    for name, kind, what in found:
        print(f"{name}: {kind}: {what}")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
