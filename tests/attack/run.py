#!/usr/bin/env python3
"""Attacks on the archive, by the real program: killed at distinct system calls, refused at every system call, bytes flipped.

    tests/attack/run.py PROGRAM [kill|fault|flip]… [--each N] [--only COMMAND] [--jobs N]

Needs Linux, strace and a program that may be traced. What is done and what is held against the register: README.md beside
this file. Ends with 1 if anything disagreed; what disagreed is printed with all that repeats it.
"""

import argparse
import collections
import concurrent.futures
import json
import os
import pathlib
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
NOTICE = """loai: van_ban
ma: vb-{0}
ten_loai: thong_bao
mau: mau.tera
trich_yeu: Kết luận cuộc họp thứ {0}
nguoi_ky:
  nguoi: an
noi_nhan: [Các phòng thuộc Sở]
luu: [VT, VP]
"""
OLD = "Số, ký hiệu văn bản;Ngày tháng văn bản;Tên loại và trích yếu nội dung văn bản;Người ký\n" + "".join(
    f"{n}/TB-STC;0{n - 40}/02/2019;Thông báo việc thứ {n};Nguyễn Văn An\n" for n in range(41, 49))

# What is attacked; what is done before it; whether the archive is put back from a backup or is there.
COMMANDS = {
    "phat-hanh": ["phat-hanh", "vb-4", "--ngay", "01/03/2020"],
    "thay-the": ["thay-the", "01/TB-STC", "--bang", "03/TB-STC", "--ly-do", "sai nội dung"],
    "dinh-chinh": ["dinh-chinh", "01/TB-STC", "--bang", "02/STC-VP", "--ly-do", "sai thể thức"],
    "sao-y": ["sao-y", "01/TB-STC", "--nguoi-ky", "an", "--noi-nhan", "Sở Nội vụ", "--ngay", "02/03/2020"],
    "so-nhap": ["so", "nhap", "so-2019.csv"],
    "sao-luu": ["luu", "sao-luu", "usb"],
    "phuc-hoi": ["luu", "phuc-hoi", "usb", "--ghi-de"],
    "thu-hoi": ["thu-hoi", "01/TB-STC", "--ly-do", "nhầm"],
    "so-them": ["so", "them", "--loai", "TB", "--trich-yeu", "Ngoài", "--ngay", "03/03/2020", "--tep", "quet.pdf"],
    "huy-so": ["huy-so", "04/TB-STC", "--ly-do", "bỏ"],
    "nhan": ["luu", "nhan", "01/TB-STC", "quet.pdf"],
}
ASKED = ["phat-hanh", "thay-the", "dinh-chinh", "sao-y", "so-nhap", "sao-luu", "phuc-hoi"]
# Calls that touch the file system, reading or writing.
CALLS = ("open openat read pread64 write pwrite64 writev fsync fdatasync sync_file_range rename renameat renameat2 unlink "
         "unlinkat rmdir mkdir mkdirat ftruncate fallocate truncate link linkat chmod fchmod fchmodat getdents64 flock fcntl lseek "
         "stat fstat lstat newfstatat statx readlink access faccessat faccessat2 copy_file_range sendfile close utimensat").split()
# How the program says that something stands in the register.
TOLD = re.compile(r"đã (cấp số|ghi số|ghi \d+ văn bản|ghi việc|hủy số|nhận tệp|phục hồi lưu trữ|kiểm xong bản phục hồi)|chưa xóa được bản sao lưu cũ")
# With a plus, all calls of that name from there on.
FAULTS = ["ENOSPC", "EIO", "EACCES", "ENOSPC+"]


class World:
    """A working folder with an archive of three documents, made once and copied for each attack."""

    def __init__(self, program, work):
        self.program, self.base = program, work / "base"
        # What the machine remembers of archives is of no use here: each attack is on a copy.
        self.env = {**os.environ, "THIDUA_TRANG_THAI": ""}
        shutil.copytree(HERE.parent / "minimal", self.base)
        papers = self.base / "data/2020/van-ban"
        shutil.rmtree(papers)
        papers.mkdir()
        (self.base / "templates/mau.tera").write_text("Văn phòng Sở thông báo để các phòng biết, thực hiện.\n")
        for n in (1, 3, 4):
            (papers / f"vb-{n}.yaml").write_text(NOTICE.format(n))
        (self.base / "quet.pdf").write_bytes(b"%PDF-1.7 minh hoa")
        (self.base / "so-2019.csv").write_text(OLD)
        self.must(["phat-hanh", "vb-1", "--ngay", "01/03/2020"])
        self.must(["so", "them", "--ky-hieu", "STC-VP", "--trich-yeu", "Đính chính", "--ngay", "01/03/2020"])
        self.must(["luu", "sao-luu", "usb"])
        self.must(["phat-hanh", "vb-3", "--ngay", "01/03/2020"])

    def must(self, command):
        done = self.run(self.base, command)
        assert done.returncode == 0, (command, done.stderr)

    def run(self, folder, command, before=()):
        return subprocess.run([*before, self.program, *command], cwd=folder, capture_output=True, text=True,
                              errors="replace", stdin=subprocess.DEVNULL, timeout=600, env=self.env)

    def copy(self, to):
        shutil.copytree(self.base, to, symlinks=True)
        return to


def register(folder, scratch):
    """What the register says, read without touching it: lines of the log and numbers of the documents."""
    at = folder / "data/luu-vt/so.sqlite"
    if not at.exists():
        return None
    for end in ("", "-wal"):
        if (at.parent / (at.name + end)).exists():
            shutil.copy(at.parent / (at.name + end), scratch / ("so.sqlite" + end))
    try:
        with sqlite3.connect(scratch / "so.sqlite") as db:
            lines = [json.loads(row[0]) for row in db.execute("SELECT dong FROM nhat_ky ORDER BY stt")]
    finally:
        for end in ("", "-wal", "-shm"):
            (scratch / ("so.sqlite" + end)).unlink(missing_ok=True)
    return lines


def count(lines):
    """How many lines tell of the command itself: not of what a death has left."""
    return sum(line["viec"] != "go_khoa" for line in lines or [])


def points(world, folder, command, which):
    """The system calls of the first thread, in their order: their name and the how-many-eth of that name they are."""
    trace = folder / "trace.txt"
    world.run(folder, command, ["strace", "-f", "-qq", "-o", str(trace), "-e", "trace=" + which])
    first, seen, found, begun = None, collections.Counter(), [], False
    for line in trace.read_text(errors="replace").splitlines():
        call = re.match(r"(\d+) +(\w+)\(", line)
        if not call or call[2] in ("exit_group", "execve"):
            continue
        first = first or call[1]
        if call[1] != first:
            continue
        seen[call[2]] += 1
        begun = begun or "luu-vt" in line or "usb" in line
        found.append((call[2], seen[call[2]], begun))
    return found


def inject(call, how):
    at = f"{call[1]}+" if how.endswith("+") else call[1]
    return ["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={call[0]}", "-e", f"inject={call[0]}:{how.strip('+')}:when={at}"]


def settled(world, folder):
    """What must hold after anything: one more command, and the archive is whole, its numbers without gap or double."""
    wrong = []
    freed = world.run(folder, ["luu", "mo-khoa"])
    if freed.returncode != 0:
        wrong.append(f"mo-khoa: {freed.stderr}")
    whole = world.run(folder, ["luu", "xac-minh"])
    if whole.returncode != 0:
        wrong.append(f"xac-minh: {whole.stderr}")
    return wrong


def published(folder, lines):
    """Every file of every document lies below output/, whole."""
    import hashlib
    wrong = []
    for line in lines or []:
        for file in (line.get("van_ban") or {}).get("tep", []) if isinstance(line.get("van_ban"), dict) else []:
            name, digest = file.get("ten"), file.get("sha256")
            found = list((folder / "output").rglob(name)) if name else []
            if name and not any(hashlib.sha256(p.read_bytes()).hexdigest() == digest for p in found):
                wrong.append(f"published file {name} lacks or is torn")
    return wrong


def says(command, done):
    """What the command says of the register: True (done), False (not done), None (it says it does not know)."""
    if done.returncode == 0:
        return True
    errors = "\n".join(line for line in done.stderr.splitlines() if line.startswith("lỗi:"))
    if done.stdout.startswith("{"):
        errors += json.loads(done.stdout).get("loi", "")
    if "chưa rõ" in errors:
        return None
    return bool(TOLD.search(errors))


def attack(world, work, name, call, how, before):
    """One attack; returns what became of it and what is wrong."""
    command = COMMANDS[name]
    with tempfile.TemporaryDirectory(dir=work) as scratch:
        scratch = pathlib.Path(scratch)
        folder = world.copy(scratch / "w")
        done = world.run(folder, command + (["--json"] if how.startswith("error") and random.Random(str(call)).random() < 0.3 else []),
                         inject(call, how))
        lines, wrong = register(folder, scratch), []
        at = folder / "data/luu-vt.phuc-hoi/data/luu-vt"
        if lines is None and (at / "so.sqlite").exists():
            lines = register(folder / "data/luu-vt.phuc-hoi", scratch)
        has = count(lines) > before if name != "phuc-hoi" else any(l["viec"] == "phuc_hoi" for l in lines or [])
        if how.startswith("error"):
            told = says(command, done)
            if "loading shared libraries" in done.stderr:
                return "not begun", []
            if done.returncode not in (0, 1, 2) or "panicked" in done.stderr:
                wrong.append(f"ended with {done.returncode}: {done.stderr}")
            elif told is not None and told != has:
                wrong.append(f"said {told}, the register has it: {has}: {done.returncode} {done.stdout} {done.stderr}")
            elif done.returncode == 2 and "--ra" in done.stderr:
                wrong.append(f"advice names --ra: {done.stderr}")
            if done.stdout.startswith("{") and done.returncode == 2 and told is not None:
                data = json.loads(done.stdout)
                listed = bool(data.get("phat_hanh") or data.get("da_ghi_so"))
                if name in ("phat-hanh", "sao-y", "so-them", "huy-so", "nhan", "thu-hoi") and listed != has:
                    wrong.append(f"JSON says {listed}, the register has it: {has}: {done.stdout}")
            outcome = f"exit {done.returncode}, {'has' if has else 'has not'}"
        else:
            outcome = "killed" if done.returncode in (-9, 137) else "ended before"
            outcome += ", has" if has else ", has not"
        wrong += settled(world, folder)
        after = register(folder, scratch)
        if count(after) < count(lines):
            wrong.append("lines of the log are lost")
        if how.startswith("signal") or has:
            wrong += published(folder, after)
    return outcome, [f"{name} {call[0]}#{call[1]} {how}: {text.strip()}" for text in wrong]


def flips(world, work, turn):
    """One flipped bit somewhere in the archive, with or without a document issued before anyone verifies."""
    dice = random.Random(turn)
    with tempfile.TemporaryDirectory(dir=work) as scratch:
        folder = world.copy(pathlib.Path(scratch) / "w")
        files = sorted(p for p in (folder / "data/luu-vt").rglob("*") if p.is_file() and p.stat().st_size)
        # Half of them in the register, the others anywhere.
        at = folder / "data/luu-vt/so.sqlite" if dice.random() < 0.5 else dice.choice(files)
        data, place, bit = bytearray(at.read_bytes()), dice.randrange(at.stat().st_size), dice.randrange(8)
        data[place] ^= 1 << bit
        at.chmod(0o644)
        at.write_bytes(data)
        issuing, refused = turn % 2 == 1, False
        if issuing:
            refused = world.run(folder, COMMANDS["phat-hanh"]).returncode != 0
        found = world.run(folder, ["luu", "xac-minh"]).returncode != 0
    outcome = ("issued between: " if issuing else "only verified: ") + ("refused" if refused else "went on") + (", found" if found else ", not found")
    name = at.relative_to(folder)
    return outcome, [] if found or refused else [f"flip {turn}: {name} byte {place} bit {bit} not found"]


def spread(found, most):
    """So many of the calls, evenly; those that touch the archive before the others."""
    inner = [call for call in found if call[2]]
    outer = [call for call in found if not call[2]]
    if len(inner) >= most:
        return [inner[i * len(inner) // most] for i in range(most)]
    return inner + outer[max(0, len(outer) - (most - len(inner))):]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("what", nargs="*", default=["kill", "fault", "flip"])
    parser.add_argument("--each", type=int, default=500, help="attacks of each kind on each command")
    parser.add_argument("--flips", type=int, default=1000)
    parser.add_argument("--only", action="append")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    given = parser.parse_args()
    shm = "/dev/shm" if os.path.isdir("/dev/shm") else None
    with tempfile.TemporaryDirectory(prefix="thidua-attack-", dir=shm) as work:
        work, wrong = pathlib.Path(work), []
        world = World(given.program.resolve(), work)
        before = count(register(world.base, work))
        pool = concurrent.futures.ThreadPoolExecutor(given.jobs)
        for name in given.only or ASKED if {"kill", "fault"} & set(given.what) else []:
            hows = ["signal=KILL"] if "kill" in given.what else []
            hows += [f"error={fault}" for fault in FAULTS] if "fault" in given.what else []
            for how in hows:
                # Killed at any call; refused are those that touch the file system.
                which = "all" if how.startswith("signal") else ",".join(f"?{call}" for call in CALLS)
                found = points(world, world.copy(work / name), COMMANDS[name], which)
                shutil.rmtree(work / name)
                # Rust's own library ends a program to which closing a folder is refused, which no system does.
                # What the program says goes through `write`, so that one is not refused for good.
                spared = {"close"} if how.startswith("error") else set()
                spared |= {"write"} if how.endswith("+") else set()
                able = [call for call in found if call[0] not in spared]
                chosen = spread(able, given.each)
                tasks = [pool.submit(attack, world, work, name, call, how, before) for call in chosen]
                results = [task.result() for task in tasks]
                told = collections.Counter(outcome for outcome, _ in results)
                bad = [text for _, texts in results for text in texts]
                wrong += bad
                kinds = ", ".join(f"{n} {what}" for what, n in sorted(told.items()))
                print(f"{name} {how}: {len(found)} calls; {len(results)} at {len(set(c[:2] for c in chosen))} distinct calls: {kinds}; wrong: {len(bad)}", flush=True)
                for text in bad[:20]:
                    print("    " + text[:900].replace("\n", "\n      "), flush=True)
        if "flip" in given.what:
            results = list(pool.map(lambda turn: flips(world, work, turn), range(given.flips)))
            told = collections.Counter(outcome for outcome, _ in results)
            bad = [text for _, texts in results for text in texts]
            wrong += bad
            print(f"flips: {len(results)}: " + ", ".join(f"{n} {what}" for what, n in sorted(told.items())) + f"; not found: {len(bad)}")
            for text in bad[:20]:
                print("    " + text)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
