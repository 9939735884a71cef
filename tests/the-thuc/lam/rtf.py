"""Rich Text as WordPad and old programs of offices write it; soffice turns it into .docx."""
from model import Para, Table, mm, number

ALIGNS = {"left": "\\ql", "center": "\\qc", "right": "\\qr", "both": "\\qj"}


def tw(length):
    return round(length * 1440 / 25.4)


def text(words):
    out = ""
    for c in words:
        if c == "\t":
            out += "\\tab "
        elif c == "\n":
            out += "\\line "
        elif c in "\\{}":
            out += "\\" + c
        elif ord(c) < 128:
            out += c
        else:
            n = ord(c)
            out += f"\\u{n if n < 32768 else n - 65536}?"
    return out


class Writer:
    def __init__(self, described):
        self.d, self.fonts, self.colors = described, ["Times New Roman"], []

    def letters(self, get):
        if get["font"] not in self.fonts:
            self.fonts.append(get["font"])
        out = f'\\f{self.fonts.index(get["font"])}\\fs{round(get["size"] * 2)}'
        out += "\\b" if get.get("bold") else ""
        out += "\\i" if get.get("italic") else ""
        out += "\\ul" if get.get("under") else ""
        if "color" in get:
            if get["color"] not in self.colors:
                self.colors.append(get["color"])
            out += f"\\cf{self.colors.index(get['color']) + 1}"
        return out + " "

    def para(self, p, cell=False):
        look = p.look
        left, right = look.get("border", (look.get("left", 0), 0))
        out = "\\pard\\plain" + ("\\intbl" if cell else "") + ("\\pagebb" if look.get("page") else "") + ALIGNS[look["align"]]
        out += f'\\sb{round(look["before"] * 20)}\\sa{round(look["after"] * 20)}\\sl{round(look["line"] * 240)}\\slmult1\\fi{tw(look.get("first", 0))}\\li{tw(left)}\\ri{tw(right)}'
        out += "\\brdrt\\brdrs\\brdrw15\\brsp20" if "border" in look else ""
        for kind, at in look.get("tabs", ()):
            out += {"g": "\\tqc", "t": "", "p": "\\tqr"}[kind] + f"\\tx{tw(at)}"
        out += "".join("{" + self.letters({**look, **over}) + text(words) + "}" for words, over in p.runs)
        return out + ("" if p.runs else "{" + self.letters(look) + "}")

    def table(self, t):
        out = ""
        edge = "".join(f"\\clbrdr{s}\\brdrs\\brdrw10" for s in "tlbr") if t.bordered else ""
        for row in t.rows:
            out += "\\trowd\\trqc\\trgaph108"
            at = 0
            for width in t.widths:
                at += width
                out += f"{edge}\\cellx{tw(at)}"
            for cell in row:
                out += "\\par".join(self.para(p, True) for p in cell) + "\\cell"
            out += "\\row\n"
        return out

    def whole(self):
        body = "".join(self.table(b) if isinstance(b, Table) else self.para(b) + "\\par\n" for b in self.d.blocks)
        width, height, top, bottom, left, right = mm(self.d.page)
        found, head = number(self.d.page), ""
        if found:
            place, size, align = found
            head = f'{{\\{"footer" if place == "dưới" else "header"}\\pard{ALIGNS[align]}{{\\f0\\fs{round(size * 2)}{{\\field{{\\*\\fldinst PAGE}}{{\\fldrslt 2}}}}}}\\par}}'
        first = "\\titlepg{\\headerf\\pard\\par}" if self.d.page["trang-đầu"] == "khác" else ""
        fonts = "".join(f"{{\\f{n}\\froman\\fcharset163 {name};}}" for n, name in enumerate(self.fonts))
        colors = "".join(f"\\red{int(c[:2], 16)}\\green{int(c[2:4], 16)}\\blue{int(c[4:], 16)};" for c in self.colors)
        return (f"{{\\rtf1\\ansi\\ansicpg1258\\deff0{{\\fonttbl{fonts}}}{{\\colortbl;{colors}}}\\deflang1066\n"
                f"\\paperw{tw(width)}\\paperh{tw(height)}\\margt{tw(top)}\\margb{tw(bottom)}\\margl{tw(left)}\\margr{tw(right)}\\headery567\\footery567{first}{head}\n{body}}}")


def write(described, path):
    path.write_text(Writer(described).whole(), encoding="ascii")
