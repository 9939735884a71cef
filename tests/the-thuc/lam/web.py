"""A page of a web editor; soffice turns it into .docx by way of .odt."""
from xml.sax.saxutils import escape

from model import Para, Table, mm

ALIGNS = {"left": "left", "center": "center", "right": "right", "both": "justify"}


def letters(get):
    out = f'font-family:\'{get["font"]}\';font-size:{get["size"]:g}pt'
    out += ";font-weight:bold" if get.get("bold") else ";font-weight:normal"
    out += ";font-style:italic" if get.get("italic") else ";font-style:normal"
    out += ";text-decoration:underline" if get.get("under") else ""
    return out + (f';color:#{get["color"]}' if "color" in get else ";color:#000000")


def para(p):
    look = p.look
    left, right = look.get("border", (look.get("left", 0), 0))
    css = f'text-align:{ALIGNS[look["align"]]};margin:{look["before"]:g}pt {right:g}mm {look["after"]:g}pt {left:g}mm;text-indent:{look.get("first", 0):g}mm;line-height:{look["line"] * 100:g}%'
    css += ";border-top:1px solid #000000;padding:0" if "border" in look else ""
    assert "rule" not in look, "a page of the web draws no lines"
    runs = "".join(f'<span style="{letters({**look, **over})}">{escape(text).replace(chr(10), "<br/>")}</span>' for text, over in p.runs)
    blank = f'<span style="{letters(look)}"><br/></span>'
    return f'<p style="{css}">{runs or blank}</p>'


def table(t):
    edge = ' border="1" style="border-collapse:collapse"' if t.bordered else ' border="0"'
    rows = "".join("<tr>" + "".join(f'<td width="{w / 25.4 * 96:.0f}" valign="top">{"".join(block(b) for b in cell)}</td>' for w, cell in zip(t.widths, row)) + "</tr>" for row in t.rows)
    return f'<table width="{sum(t.widths) / 25.4 * 96:.0f}" cellpadding="2" cellspacing="0"{edge}>{rows}</table>'


def block(b):
    return table(b) if isinstance(b, Table) else para(b)


def write(described, path):
    width, height, top, bottom, left, right = mm(described.page)
    body = "\n".join(block(b) for b in described.blocks)
    path.write_text(f'<!DOCTYPE html><html lang="vi-VN"><head><meta charset="utf-8"/><style>@page {{ size: {width:g}mm {height:g}mm; margin: {top:g}mm {right:g}mm {bottom:g}mm {left:g}mm }}</style></head><body>\n{body}\n</body></html>', encoding="utf-8")
