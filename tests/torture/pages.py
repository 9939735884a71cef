#!/usr/bin/env python3
"""Reads finished pages as a person would: by the words, lines and rules of a PDF that another program made of a Word file.

    pages.py [--engine {soffice|onlyoffice}] [--keep FOLDER] [--spoil] [--single] FILE.docx…

Nothing of our own model is used. What is asserted of every page:

- no date, number, amount or symbol is broken over two lines;
- no heading is the last thing on a page, no table begins with its head only;
- no page is less than a third full, but the last of its part;
- the line under the motto is as long as the motto, those under issuer and subject a third to a half of their text;
- a column of TT or STT is narrow;
- with `--single`: a file has one page.

Exit code 1 and a line for each finding, with file, page and words. `--spoil` takes from the files what holds lines and
pages together, so that there must be findings: the reader is tried itself.
"""

import argparse
import glob
import os
import re
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import pdfplumber

MOTTO = "Độclập-Tựdo-Hạnhphúc"
FULL = 1 / 3
# Columns of a head or foot without a frame stand this far apart, in points.
GAP = 18
# What ends a line and what begins the next, where together they are one date, number, amount or symbol.
BROKEN = [
    (r"(^|\s)ngày$", r"^\d{1,2}(\s|$|,)"),
    (r"ngày\s?\d{1,2}$", r"^tháng"),
    (r"tháng$", r"^\d{1,2}(\s|$|,)"),
    (r"tháng\s?\d{1,2}$", r"^năm"),
    (r"năm$", r"^\d{4}\b"),
    (r"\d\.$", r"^\d{3}\b"),
    (r"\d\.\d{1,2}$", r"^\d+(\.|$)"),
    (r"\d[.,]\d{3}$", r"^\.?\d{3}\b"),
    (r"\d\.\d{3}$", r"^đồng"),
    (r"\d/$", r"^[\dA-ZĐ]"),
    (r"/[A-ZĐ]+-$", r"^[A-ZĐ]"),
    (r"[A-ZĐ]{2,}-$", r"^[A-ZĐ]{2,}"),
    (r"\d-$", r"^\d"),
    (r"(Điều|khoản|Mục|Phụ lục)$", r"^([IVX]+|\d+)\b"),
]
NUMBERED = re.compile(r"^([IVX]+\.|\d+\.|Điều \d+\.|Chương [IVX]+|Mục \d+)")


def spoilt(xml):
    """Lines may break anywhere, headings stand alone, rules have another length."""
    xml = xml.replace(b"</w:t><w:noBreakHyphen/><w:t xml:space=\"preserve\">", b"-").replace("\u00a0".encode(), b" ")
    xml = re.sub(rb"<w:keepNext ?/>", b"", xml)
    return re.sub(rb'cx="(\d+)" cy="0"', lambda found: b'cx="%d" cy="0"' % (int(found[1]) // 2), xml)


def changed(files, out, change):
    copies = []
    for file in files:
        copies.append(os.path.join(out, os.path.basename(file)))
        with zipfile.ZipFile(file) as source, zipfile.ZipFile(copies[-1], "w") as target:
            for name in source.namelist():
                content = source.read(name)
                target.writestr(name, change(content) if name.endswith(".xml") else content)
    return copies


def converted(files, engine, out):
    if engine == "soffice":
        profile = f"-env:UserInstallation=file://{out}/profile"
        subprocess.run(["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", out, *files], check=True, stdout=subprocess.DEVNULL)
        return
    import docbuilder

    # The engine mixes fonts where “Times New Roman” is not there; Tinos has its widths.
    for copy in changed(files, out, lambda xml: xml.replace(b"Times New Roman", b"Tinos")):
        builder = docbuilder.CDocBuilder()
        builder.OpenFile(copy, "")
        builder.SaveFile("pdf", copy[:-5] + ".pdf")
        builder.CloseFile()


class Line:
    def __init__(self, chars, text):
        self.text = re.sub(r"\s+", " ", text).replace("\u2011", "-").strip()
        self.left, self.right = min(c["x0"] for c in chars), max(c["x1"] for c in chars)
        self.top, self.bottom = min(c["top"] for c in chars), max(c["bottom"] for c in chars)
        self.bold = all("Bold" in c["fontname"] for c in chars)
        self.upper = self.text.upper() == self.text


def gathered(chars, gap=None):
    """Lines of a set of characters, top to bottom; parted where nothing stands for as long as `gap`."""
    rows = []
    for char in sorted(chars, key=lambda c: (c["bottom"], c["x0"])):
        if rows and abs(rows[-1][-1]["bottom"] - char["bottom"]) < 3:
            rows[-1].append(char)
        else:
            rows.append([char])
    lines = []
    for row in rows:
        row.sort(key=lambda c: c["x0"])
        piece, text = [], ""
        for char in row:
            space = char["x0"] - piece[-1]["x1"] if piece else 0
            if piece and gap and space > gap:
                lines.append((piece, text))
                piece, text = [], ""
            elif piece and space > 0.12 * char["size"] and not text.endswith(" "):
                text += " "
            piece.append(char)
            text += char["text"]
        lines.append((piece, text))
    return [Line(piece, text) for piece, text in lines if text.strip()]


class Page:
    def __init__(self, page):
        self.width, self.height = page.width, page.height
        # The page number, and what a trial engine prints across the page, are not of the document.
        chars = [c for c in page.chars if c["text"].strip() or c["text"] == " "]
        self.chars = [c for c in chars if c["top"] > 50 and c["upright"]]
        lines = [(min(l["x0"], l["x1"]), max(l["x0"], l["x1"]), l["top"]) for l in page.lines if abs(l["top"] - l["bottom"]) < 1]
        lines += [(r["x0"], r["x1"], r["top"]) for r in page.rects if r["height"] < 1.5 and r["width"] > 8]
        self.rules = lines
        self.tables = page.find_tables()

    def inside(self, box):
        left, top, right, bottom = box
        return [c for c in self.chars if left <= (c["x0"] + c["x1"]) / 2 <= right and top <= (c["top"] + c["bottom"]) / 2 <= bottom]

    def cells(self):
        for table in self.tables:
            for row in table.rows:
                for cell in row.cells:
                    if cell:
                        yield cell

    def outside(self):
        boxes = [table.bbox for table in self.tables]
        return [c for c in self.chars if not any(b[0] <= c["x0"] <= b[2] and b[1] <= c["bottom"] <= b[3] + 2 for b in boxes)]


def breaks(lines, where, found):
    for at, before in enumerate(lines):
        # What stands below it, in the same column.
        below = [
            line
            for line in lines[at + 1 : at + 6]
            if 0 < line.bottom - before.bottom < 40 and min(line.right, before.right) - max(line.left, before.left) > 0
        ]
        for after in below[:1]:
            # The symbol of five agencies is longer than its column.
            if before.text.startswith("Số:") and after.right - after.left + before.right - before.left > 190:
                continue
            for end, start in BROKEN:
                if re.search(end, before.text) and re.search(start, after.text):
                    found.append(f"{where}: broken over two lines: “{before.text[-40:]} | {after.text[:30]}”")


def check(path, found):
    name = Path(path).stem
    with pdfplumber.open(path) as pdf:
        pages = [Page(page) for page in pdf.pages]
    for number, page in enumerate(pages, 1):
        where = f"{name}, page {number}"
        outside = gathered(page.outside(), gap=GAP)
        breaks(outside, where, found)
        for cell in page.cells():
            breaks(gathered(page.inside(cell)), f"{where}, in a table", found)
        last = number == len(pages)
        ends = last or starts_part(pages[number])
        lowest = max([c["bottom"] for c in page.chars] or [0])
        if not ends and lowest < page.height * FULL:
            found.append(f"{where}: less than a third full")
        if not ends:
            lonely(page, outside, where, found)
        narrow(page, where, found)
        if number == 1:
            ruled(page, outside, where, found)
    return len(pages)


def starts_part(page):
    """Tells whether a page begins an appendix."""
    lines = gathered(page.chars)
    return bool(lines) and lines[0].text.startswith(("Phụ lục", "PHỤ LỤC", "CỘNG HÒA", "QUY CHẾ", "ĐỀ ÁN"))


def lonely(page, outside, where, found):
    everything = gathered(page.chars)
    if not everything:
        return
    bottom = everything[-1]
    in_table = any(t.bbox[1] <= bottom.bottom <= t.bbox[3] + 2 for t in page.tables)
    if not in_table and bottom.bold and (NUMBERED.match(bottom.text) or bottom.upper):
        found.append(f"{where}: a heading is last: “{bottom.text[:60]}”")
    for table in page.tables:
        rows = [row for row in table.rows if any(row.cells)]
        head = page.inside(table.bbox)
        written = bool(head) and all("Bold" in c["fontname"] for c in head if c["text"].strip())
        if len(rows) == 1 and written and table.bbox[3] > page.height - 120:
            found.append(f"{where}: a table’s head is last")


def narrow(page, where, found):
    for table in page.tables:
        cells = [cell for cell in table.rows[0].cells if cell]
        if len(cells) < 2:
            continue
        first = "".join(c["text"] for c in page.inside(cells[0])).strip()
        if first in ("TT", "STT") and cells[0][2] - cells[0][0] > 45:
            found.append(f"{where}: the column {first} is {(cells[0][2] - cells[0][0]) / 72 * 25.4:.1f} mm wide")


def ruled(page, segments, where, found):
    for left, right, top in page.rules:
        framed = any(t.bbox[1] - 2 <= top <= t.bbox[3] + 2 for t in page.tables)
        twin = any(abs(left - other[0]) < 2 and 8 < abs(top - other[2]) < 40 for other in page.rules)
        if top > 330 or right - left > 250 or framed or twin:
            continue
        # The text in whose middle the rule stands, and the lines of it above.
        text = [s for s in segments if abs((s.left + s.right - left - right) / 2) < 6 and -3 < top - s.bottom < 12]
        if not text:
            found.append(f"{where}: a line under nothing, {right - left:.0f} points long")
            continue
        block = [max(text, key=lambda s: s.bottom)]
        for line in sorted(segments, key=lambda s: -s.bottom):
            centred = abs((line.left + line.right - left - right) / 2) < 6
            if centred and line.upper == block[-1].upper and line.bold == block[-1].bold and 2 < block[-1].bottom - line.bottom < 20:
                block.append(line)
        if MOTTO in block[0].text.replace(" ", ""):
            if abs((right - left) - (block[0].right - block[0].left)) > 4:
                found.append(f"{where}: the line under the motto is not as long as it")
            continue
        # Of several agencies that issue together the line belongs to the last one.
        widths = [line.right - line.left for line in block]
        shares = [(right - left) / max(widths[: at + 1]) for at in range(len(widths))]
        share = shares[-1]
        if not any(0.30 <= share <= 0.52 for share in shares):
            found.append(f"{where}: the line under “{block[0].text[:40]}” is {share:.0%} of its text")


def main():
    asked = argparse.ArgumentParser()
    asked.add_argument("--engine", choices=["soffice", "onlyoffice"], default="soffice")
    asked.add_argument("--keep")
    asked.add_argument("--spoil", action="store_true")
    asked.add_argument("--single", action="store_true")
    asked.add_argument("files", nargs="+")
    given = asked.parse_args()
    found, count = [], 0
    with tempfile.TemporaryDirectory() as folder:
        out = given.keep or folder
        os.makedirs(out, exist_ok=True)
        files = given.files
        if given.spoil:
            spoils = os.path.join(folder, "spoilt")
            os.makedirs(spoils)
            files = changed(files, spoils, spoilt)
        converted(files, given.engine, out)
        for file in given.files:
            pdf = os.path.join(out, Path(file).stem + ".pdf")
            if not os.path.exists(pdf):
                found.append(f"{file}: no PDF")
                continue
            pages = check(pdf, found)
            count += pages
            if given.single and pages > 1:
                found.append(f"{file}: {pages} pages")
    for line in found:
        print(line)
    print(f"{given.engine}: {len(given.files)} files, {count} pages, {len(found)} findings")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
