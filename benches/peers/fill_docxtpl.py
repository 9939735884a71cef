"""A Word template filled with docxtpl: fill_docxtpl.py <template> <data.json> <out.docx | out dir>

A data file with `giay_khen` gives one file per item, any other gives one file.
"""
import json
import sys

from docxtpl import DocxTemplate

template_file, data_file, out = sys.argv[1:]
with open(data_file, encoding="utf-8") as f:
    data = json.load(f)
template = DocxTemplate(template_file)
if "giay_khen" not in data:
    template.render(data, autoescape=True)
    template.save(out)
for one in data.get("giay_khen", []):
    template.render(one, autoescape=True)
    template.save(f"{out}/{one['so_vao_so']}.docx")
