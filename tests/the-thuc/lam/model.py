"""Reads a described document: a page, and blocks with their looks. README.md says how a description reads."""
import re
from dataclasses import dataclass, field

WORDS = {"đậm": ("bold", True), "nhạt": ("bold", False), "nghiêng": ("italic", True), "thẳng": ("italic", False),
         "gạch": ("under", True), "hoa": ("caps", True), "ẩn": ("hidden", True), "giữa": ("align", "center"),
         "trái": ("align", "left"), "phải": ("align", "right"), "đều": ("align", "both"), "trang": ("page", True),
         "dính": ("keep", True)}
NUMBERS = {"lùi": "first", "vào": "left", "trước": "before", "sau": "after", "dòng": "line", "kẻ": "rule",
           "treo": "hanging"}
BASE = {"size": 14, "font": "Times New Roman", "align": "left", "before": 0, "after": 0, "line": 1}
LOOKS = {
    "thân": "14 đều lùi=12.7 trước=6", "qh": "13 đậm giữa", "tn": "14 đậm giữa", "cq": "13 giữa", "bh": "13 đậm giữa",
    "so": "13 giữa", "dd": "14 nghiêng giữa", "vv": "12 giữa trước=6", "tl": "14 đậm giữa", "kg": "14 giữa trước=6",
    "kgd": "14 trái vào=50", "cc": "14 nghiêng đều lùi=12.7 trước=6", "tq": "14 đậm giữa trước=6",
    "muc": "14 đậm đều lùi=12.7 trước=6", "chuong": "14 đậm giữa trước=6", "cv": "14 đậm giữa", "nn": "12 đậm nghiêng trái",
    "nl": "11 trái", "pl": "14 đậm giữa", "plk": "14 nghiêng giữa", "o": "13 giữa", "ot": "13 trái", "trống": "14 trái",
}


@dataclass
class Para:
    runs: list
    look: dict


@dataclass
class Table:
    widths: list
    bordered: bool
    rows: list = field(default_factory=list)


@dataclass
class Box:
    place: list
    blocks: list = field(default_factory=list)


@dataclass
class Section:
    page: dict


class Description:
    def __init__(self, path):
        self.head, self.page = {}, dict(PAGE)
        self.looks = {name: self.look(text, BASE) for name, text in list(self.named())}
        self.blocks, self.first, self.labels = [], [], {}
        lines = path.read_text(encoding="utf-8").split("\n")
        at = 0
        while not lines[at].startswith("trang"):
            line = lines[at].strip()
            at += 1
            if line.startswith("nhãn:"):
                self.label(line[5:].strip())
            elif line.startswith("kiểu "):
                _, name, text = line.split(" ", 2)
                self.looks[name] = self.look(text, self.looks.get(name, BASE))
            elif line and not line.startswith("#"):
                key, value = line.split(":", 1)
                self.head[key.strip()] = value.strip()
        self.page = self.read_page(lines[at])
        self.read(lines[at + 1:])

    @staticmethod
    def named():
        return LOOKS.items()

    def label(self, text):
        if text != "không":
            code, count, why = re.fullmatch(r"(\w+) (\d+) (.+)", text).groups()
            assert code not in self.labels, code
            self.labels[code] = (int(count), why)

    def read_page(self, line):
        page = dict(PAGE)
        for word in line.split()[1:]:
            key, value = word.split("=", 1)
            assert key in page, key
            page[key] = value
        return page

    def look(self, text, base):
        look = dict(base)
        for word in re.findall(r'[^\s"]+(?:"[^"]*")?', text):
            key, _, value = word.partition("=")
            if not value and getattr(self, "looks", None) and word in self.looks:
                look = dict(self.looks[word])
            elif word in WORDS:
                look[WORDS[word][0]] = WORDS[word][1]
            elif re.fullmatch(r"[\d.]+", word):
                look["size"] = float(word)
            elif key in NUMBERS:
                look[NUMBERS[key]] = float(value)
            elif key == "viền":
                look["border"] = [float(n) for n in value.split(",")]
            elif key == "tab":
                look["tabs"] = [(t[-1], float(t[:-1])) for t in value.split(",")]
            elif key == "phông":
                look["font"] = value.strip('"')
            elif key == "màu":
                look["color"] = value
            elif key == "danh":
                look["list"] = value
            else:
                raise ValueError(f"{word!r} in {text!r}")
        return look

    def para(self, line, default="thân"):
        found = re.search(r"\s*\{([^{}]*)\}$", line)
        look = self.look(found[1], self.looks[default]) if found else dict(self.looks[default])
        text = (line[: found.start()] if found else line).replace("→", "\t").replace("↵", "\n").replace("␣", " ")
        runs = []
        for piece in re.split(r"(⟦[^⟧]*⟧)", text):
            if piece.startswith("⟦"):
                words, piece = piece[1:-1].split("|", 1)
                over = self.look(words, look)
                runs.append((piece, {key: value for key, value in over.items() if look.get(key) != value}))
            elif piece:
                runs.append((piece, {}))
        return Para(runs, look)

    def read(self, lines):
        into, table, box = self.blocks, None, None
        for line in lines:
            if line.startswith("#"):
                continue
            if line.startswith("--- "):
                words = line.split()
                if words[1] in ("cột", "bảng"):
                    table = Table([float(w) for w in words[2].split(",")], words[1] == "bảng")
                    if not table.bordered:
                        table.rows.append([[] for _ in table.widths])
                    (box.blocks if box else into).append(table)
                elif words[1] == "hộp":
                    box = Box([float(w) for w in words[2].split(",")])
                    into.append(box)
                elif words[1] == "đầu":
                    into = self.first
                elif words[1] == "thân":
                    into = self.blocks
                elif words[1] == "trang":
                    self.blocks.append(Section(self.read_page("trang " + " ".join(words[2:]))))
                else:
                    raise ValueError(line)
            elif line == "---":
                if table:
                    table = None
                else:
                    box = None
            elif table and table.bordered:
                cells = re.sub(r"\s*\{[^{}]*\}$", "", line).split(" | ")
                mark = re.search(r"\s*\{[^{}]*\}$", line)
                mark = mark[0] if mark else " {ot}"
                table.rows.append([[self.para(cell.strip() + mark)] for cell in cells])
            elif table and line == "=":
                table.rows.append([[] for _ in table.widths])
            elif table:
                marks, text = line.split(" ", 1)
                at = {"<": 0, ">": 1, ">>": 2}[marks]
                table.rows[-1][at].append(self.para(text))
            elif line:
                (box.blocks if box else into).append(self.para(line))


PAGE = {"khổ": "210x297", "lề": "20,20,30,15", "số": "trên,14,giữa", "trang-đầu": "khác", "từ-số": "", "cột": "1"}


def mm(page):
    """Paper and margins in mm: width, height, top, bottom, left, right."""
    return [float(n) for n in page["khổ"].split("x")] + [float(n) for n in page["lề"].split(",")]


def number(page):
    """Where, how large and how aligned the page number is; None without one."""
    if page["số"] == "không":
        return None
    place, size, align = page["số"].split(",")
    return place, float(size), {"giữa": "center", "phải": "right", "trái": "left"}[align]
