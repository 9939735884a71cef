"""Says what is wrong with filled files: check.py <data.json> <out.docx | out dir>; silent when all values are there."""
import html
import json
import pathlib
import re
import sys
import zipfile


def text(path):
    with zipfile.ZipFile(path) as package:
        assert package.testzip() is None, f"{path}: damaged"
        xml = package.read("word/document.xml").decode()
    return html.unescape("\n".join("".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)", p)) for p in xml.split("</w:p>")))


def whole(found, values, path):
    assert "{" not in found, f"{path}: a tag is left"
    at = 0
    for value in values:
        at = found.find(str(value), at)
        assert at >= 0, f"{path}: {value} is missing, or out of order"


data, out = json.loads(pathlib.Path(sys.argv[1]).read_text("utf-8")), pathlib.Path(sys.argv[2])
if "giay_khen" in data:
    assert len(list(out.glob("*.docx"))) == len(data["giay_khen"]), f"{out}: not one file per item"
    for one in data["giay_khen"]:
        path = out / f"{one['so_vao_so']}.docx"
        whole(text(path), [one["danh_xung"], one["ho_ten"], one["chuc_vu"], one["don_vi"], one["thanh_tich"]], path)
        assert ("Kèm theo" in text(path)) == one["kem_tien"], f"{path}: money"
else:
    whole(text(out), [value for row in data["danh_sach"] for value in row.values()], out)
