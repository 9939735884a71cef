#!/usr/bin/env python3
"""What PDF/A-2a asks of a file and a program can see, looked for with pikepdf: pdfa.py FILE.pdf…

Not a validator: veraPDF is in no package registry that CI reaches. The library that writes the PDFs checks them by the rules
of PDF/A-2a itself and refuses what breaks them; this looks at the finished files from outside. What it cannot judge: whether
colours are right, whether content streams keep every limit, whether the order of reading makes sense. Exit code 1 if anything
is missing.
"""
import sys

import pikepdf

FORBIDDEN = ["/JavaScript", "/JS", "/AA", "/Launch", "/Sound", "/Movie", "/EmbeddedFiles", "/XFA", "/OpenAction", "/TR", "/Encrypt"]


def fonts(pdf):
    for obj in pdf.objects:
        if isinstance(obj, pikepdf.Dictionary) and obj.get("/Type") == "/Font":
            yield obj


def embedded(font):
    if "/DescendantFonts" in font:
        return all(embedded(inner) for inner in font.DescendantFonts)
    descriptor = font.get("/FontDescriptor", {})
    return any(key in descriptor for key in ["/FontFile", "/FontFile2", "/FontFile3"])


def structure(node, kinds, depth=0):
    """Names of the kinds of structure in the tree."""
    if isinstance(node, pikepdf.Array):
        for inner in node:
            structure(inner, kinds, depth)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            kinds.add(str(node.S))
            if str(node.S) == "/Figure" and not str(node.get("/Alt", "")):
                kinds.add("figure without words")
        if "/K" in node and depth < 60:
            structure(node.K, kinds, depth + 1)
    return kinds


def judged(path):
    found = []
    with open(path, "rb") as file:
        if not file.read(8).startswith(b"%PDF-1."):
            found.append("no PDF 1.x")
    with pikepdf.open(path) as pdf:
        root, wanted = pdf.Root, found.append
        if pdf.is_encrypted:
            wanted("encrypted")
        if "/ID" not in pdf.trailer:
            wanted("no ID in the trailer")
        intents = [intent for intent in root.get("/OutputIntents", []) if intent.get("/S") == "/GTS_PDFA1"]
        if not intents or "/DestOutputProfile" not in intents[0]:
            wanted("no output intent with a profile")
        if str(root.get("/Lang", "")) != "vi-VN":
            wanted("no language")
        if not root.get("/MarkInfo", {}).get("/Marked", False) or "/StructTreeRoot" not in root:
            wanted("not tagged")
        if "/Metadata" not in root or "/Filter" in root.Metadata:
            wanted("no metadata in the clear")
        with pdf.open_metadata() as xmp:
            if (xmp.get("pdfaid:part"), xmp.get("pdfaid:conformance")) != ("2", "A"):
                wanted("does not say that it is PDF/A-2a")
            if not xmp.get("dc:title"):
                wanted("no title")
            if str(pdf.docinfo.get("/Title", "")) != str(xmp.get("dc:title")):
                wanted("titles differ")
        for obj in pdf.objects:
            if isinstance(obj, pikepdf.Dictionary):
                for key in FORBIDDEN:
                    if key in obj:
                        wanted(f"{key} is not allowed")
        for font in fonts(pdf):
            if not embedded(font):
                wanted(f"{font.get('/BaseFont')} is not embedded")
            if font.get("/Subtype") == "/Type0" and "/ToUnicode" not in font:
                wanted(f"{font.get('/BaseFont')} says no letters")
        kinds = structure(root.StructTreeRoot.K, set()) if "/StructTreeRoot" in root else set()
        if "/P" not in kinds or "figure without words" in kinds:
            wanted(f"structure: {sorted(kinds)}")
    return sorted(set(found))


def main():
    wrong = 0
    for path in sys.argv[1:]:
        found = judged(path)
        wrong += bool(found)
        print(f"{path}: {'; '.join(found) or 'PDF/A-2a as far as can be seen'}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
