"""Makes the Word files of a set from their descriptions: python3 lam.py FOLDER [NAME…]

FOLDER/van-ban/*.txt are read, FOLDER/tep/*.docx written. Needs python-docx, node with the package docx below NODE_PATH or a
folder named by THIDUA_NPM, and soffice."""
import dataclasses
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

import fodt
import web
import pydocx
import rtf
import word
from model import Description, Section, mm, number

HERE = pathlib.Path(__file__).parent


def office(source, kind, to, infilter=None):
    command = ["soffice", "--headless", "--convert-to", kind, "--outdir", str(to), str(source)]
    subprocess.run(command[:2] + ([f"--infilter={infilter}"] if infilter else []) + command[2:], check=True, capture_output=True)


def sections(described):
    out = [(described.page, [])]
    for block in described.blocks:
        if isinstance(block, Section):
            out.append((block.page, []))
        else:
            out[-1][1].append(block)
    made = []
    for page, blocks in out:
        page = {"mm": mm(page), "number": number(page), "first": page["trang-đầu"] == "khác"}
        made.append({"page": page, "blocks": [plain(b) for b in blocks]})
    return made


def plain(block):
    return dataclasses.asdict(block)


def npm(wanted):
    with tempfile.TemporaryDirectory() as held:
        held = pathlib.Path(held)
        listed = [{"path": str(path), "sections": sections(described)} for described, path in wanted]
        (held / "all.json").write_text(json.dumps(listed), encoding="utf-8")
        shutil.copy(HERE / "npm.mjs", held)
        modules = pathlib.Path(os.environ.get("THIDUA_NPM", ".")) / "node_modules"
        (held / "node_modules").symlink_to(modules.resolve())
        subprocess.run(["node", str(held / "npm.mjs"), str(held / "all.json")], check=True)


def converted(described, path, held):
    maker, ending = {"odt": (fodt, "fodt"), "rtf": (rtf, "rtf"), "html": (web, "html")}[described.head["nơi làm"]]
    source = held / f"{path.stem}.{ending}"
    maker.write(described, source)
    if ending == "html":
        office(source, "odt", held, "HTML (StarWriter)")
        source = source.with_suffix(".odt")
    office(source, "docx", path.parent)


def main(folder, names):
    folder = pathlib.Path(folder)
    (folder / "tep").mkdir(exist_ok=True)
    later = []
    with tempfile.TemporaryDirectory() as held:
        for source in sorted((folder / "van-ban").glob("*.txt")):
            if names and not any(source.stem.startswith(name) for name in names):
                continue
            described, path = Description(source), folder / "tep" / f"{source.stem}.docx"
            described.head["tên"] = source.stem
            maker = described.head["nơi làm"]
            if maker == "npm":
                later.append((described, path))
            elif maker in ("word", "python-docx"):
                (word if maker == "word" else pydocx).write(described, path)
            else:
                converted(described, path, pathlib.Path(held))
            print(source.stem, maker, path.stat().st_size if path.exists() else "")
    if later:
        npm(later)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
