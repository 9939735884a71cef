"""Writes the folders of tests/fill: template, data and reason; the expected dumps are made by the tests.

    python3 make.py            everything but what LibreOffice and Node save
    python3 make.py --saved    those too (needs soffice, python-docx and `npm install docx`)

Needs Python 3.10 with Pillow and python-docx. The files are committed, so that the tests need none of this.
"""
import importlib
import pathlib
import sys

HERE = pathlib.Path(__file__).parent
sys.dont_write_bytecode = True
sys.path.insert(0, str(HERE))

import kit  # noqa: E402

for name in ("gia_tri", "cau_truc", "bang", "noi", "tach", "docxtpl", "chen", "muc_luc", "bieu_do", "phong", "loi", "hong"):
    importlib.import_module(name)
if "--saved" in sys.argv:
    importlib.import_module("nguon")

for name, files in kit.CASES.items():
    folder = HERE.parent / name
    folder.mkdir(exist_ok=True)
    for file, content in files.items():
        data = content if isinstance(content, bytes) else content.encode()
        path = folder / file
        if file == "du-lieu.yaml" and not data:
            path.unlink(missing_ok=True)
        elif not path.exists() or path.read_bytes() != data:
            path.write_bytes(data)
print(len(kit.CASES), "folders")
