#!/usr/bin/env python3
"""The pages that thidua sets beside those that another engine makes of the same Word files.

    side_by_side.py [--engine {soffice|onlyoffice}] [--least PERCENT] FOLDER

FOLDER holds the Word files, and beside each the PDF that `thidua lap --pdf` wrote. Needs pdfplumber, and for ONLYOFFICE
`pip install document-builder`. Printed is a row per document: pages in both, lines that end at the same letter, and how far
the lines with the same words lie from one another (millimetres, the worst of each document). Exit code 1 if a number of
pages differs or fewer lines than --least percent end alike.
"""
import argparse
import pathlib
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "torture"))
import pages as engines  # noqa: E402
import pdfplumber  # noqa: E402


def lines(path):
    """The lines of each page: the letters without spaces, left edge and feet in millimetres."""
    found = []
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            rows = []
            for char in sorted(page.chars, key=lambda char: -char["matrix"][5]):
                feet = float(page.height) - char["matrix"][5]
                if char["text"].strip():
                    if rows and abs(rows[-1][0] - feet) < 0.5:
                        rows[-1][1].append(char)
                    else:
                        rows.append((feet, [char]))
            found.append([
                ("".join(char["text"] for char in sorted(row, key=lambda char: char["x0"])).replace("\u2011", "-"), min(char["x0"] for char in row) / 72 * 25.4, feet / 72 * 25.4)
                for feet, row in rows
            ])
    return found


def compared(ours, theirs):
    """Lines alike, lines in all, and the greatest distance across and down of lines alike on the same page."""
    alike = total = 0
    across = down = 0.0
    flat = {text for page in theirs for text, _, _ in page}
    for number, page in enumerate(ours):
        other = theirs[number] if number < len(theirs) else []
        # What stands on a page twice says nothing of places, nor do single words of a table.
        once = [text for text, _, _ in page + other]
        there = {text: (x, y) for text, x, y in other if once.count(text) == 2 and len(text) > 12}
        for text, x, y in page:
            if "license" in text.lower() or not text:
                continue
            total += 1
            alike += text in flat
            if text in there:
                across, down = max(across, abs(x - there[text][0])), max(down, abs(y - there[text][1]))
    return alike, total, across, down


def main():
    asked = argparse.ArgumentParser()
    asked.add_argument("--engine", choices=["soffice", "onlyoffice"], default="onlyoffice")
    asked.add_argument("--least", type=float, default=0)
    asked.add_argument("--show", action="store_true")
    asked.add_argument("folder", type=pathlib.Path)
    wish = asked.parse_args()
    files = sorted(wish.folder.glob("*.docx"))
    wrong, alike, total = False, 0, 0
    with tempfile.TemporaryDirectory() as place:
        engines.converted([str(file) for file in files], wish.engine, place)
        made = [pathlib.Path(place) / f"{file.stem}.pdf" for file in files]
        print(f"{'document':32} {'pages':>7} {'lines alike':>16} {'across':>7} {'down':>6}")
        for file, pdf in zip(files, made):
            ours, theirs = lines(file.with_suffix(".pdf")), lines(pdf)
            one, all_, across, down = compared(ours, theirs)
            alike, total = alike + one, total + all_
            wrong |= len(ours) != len(theirs)
            print(f"{file.stem:32} {len(ours):3}/{len(theirs):3} {one:6}/{all_:5} {100 * one / max(all_, 1):3.0f}% {across:6.1f} {down:6.1f}")
            if wish.show:
                flat = {text for page in theirs for text, _, _ in page}
                for number, page in enumerate(ours):
                    for text, _, _ in page:
                        if text not in flat:
                            print(f"    {number + 1}: {text}")
    share = 100 * alike / max(total, 1)
    print(f"{alike} of {total} lines alike, {share:.1f} %")
    return 1 if wrong or share < wish.least else 0


if __name__ == "__main__":
    sys.exit(main())
