//! A closed world: a working folder of its own, run through the library or as the program a clerk starts.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;
use thidua::diag::text;
use thidua::docx::DocxView;
use thidua::pipeline::{PipelineError, Run, Wish, generate};

/// A working folder that is gone when the test ends.
pub struct Workspace {
    _dir: TempDir,
    /// What this machine remembers of it.
    memory: TempDir,
    root: PathBuf,
}

/// What the program has said, and how it ended.
#[derive(Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Data.
    pub stdout: String,
    /// Speech.
    pub stderr: String,
    /// 0 clean, 1 findings, 2 could not do the work; -1 when it was killed.
    pub code: i32,
}

/// Returns a path in the sources, below `tests/`.
pub fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(name)
}

impl Workspace {
    /// An empty folder.
    pub fn empty() -> Self {
        Self::called("viec")
    }

    /// An empty folder of this name.
    pub fn called(name: &str) -> Self {
        let dir = TempDir::new().unwrap();
        let root = dir.path().join(name);
        std::fs::create_dir_all(&root).unwrap();
        Self { _dir: dir, memory: TempDir::new().unwrap(), root }
    }

    /// The campaign of 2020, as it is shipped.
    pub fn shipped() -> Self {
        let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
        let made = Self::empty();
        copy(&data, &made.root.join("data"));
        made
    }

    /// A year with one record of every kind, a notice and a decision, none of it faulty.
    pub fn minimal() -> Self {
        Self::empty().overlay(&fixture("minimal"))
    }

    /// The minimal year without its notice, whose only document is this one.
    pub fn with_paper(paper: &str, template: &str) -> Self {
        let made = Self::minimal().without("data/2020/van-ban");
        made.with("data/2020/van-ban/van-ban.yaml", paper).with("templates/mau.tera", template)
    }

    /// A notice whose text is this template.
    pub fn saying(template: &str) -> Self {
        Self::with_paper(NOTICE, template)
    }

    /// Lays the files of a folder over those here.
    pub fn overlay(self, folder: &Path) -> Self {
        copy(folder, &self.root);
        self
    }

    /// Writes a file.
    pub fn with(self, path: &str, content: impl AsRef<[u8]>) -> Self {
        self.write(path, content);
        self
    }

    /// Writes a file.
    pub fn write(&self, path: &str, content: impl AsRef<[u8]>) {
        let path = self.root.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
    }

    /// Replaces text that must be there.
    pub fn edited(self, path: &str, from: &str, to: &str) -> Self {
        let text = String::from_utf8(self.read(path)).unwrap();
        assert!(text.contains(from), "{path} holds no {from:?}");
        self.write(path, text.replace(from, to));
        self
    }

    /// Removes a file or a folder.
    pub fn without(self, path: &str) -> Self {
        let path = self.root.join(path);
        if path.is_dir() {
            std::fs::remove_dir_all(path).unwrap();
        } else {
            std::fs::remove_file(path).unwrap();
        }
        self
    }

    /// Removes a file, also one that is read-only.
    pub fn remove(&self, path: &str) {
        std::fs::remove_file(self.root.join(path)).unwrap();
    }

    /// Reads a file.
    pub fn read(&self, path: &str) -> Vec<u8> {
        std::fs::read(self.root.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Returns the folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Returns the folder in which the program remembers this workspace.
    pub fn memory(&self) -> &Path {
        self.memory.path()
    }

    /// Runs the program here.
    pub fn run(&self, args: &[&str]) -> Outcome {
        self.run_with(args, &[])
    }

    /// Runs the program here, with these variables set.
    pub fn run_with(&self, args: &[&str], variables: &[(&str, &str)]) -> Outcome {
        let output = Command::new(env!("CARGO_BIN_EXE_thidua"))
            .args(args)
            .current_dir(&self.root)
            .env_remove("NO_COLOR")
            .env("THIDUA_TRANG_THAI", self.memory.path())
            .envs(variables.iter().copied())
            .output()
            .unwrap();
        // People read paths as their system writes them; what is compared has them one way.
        let told = |bytes: Vec<u8>| {
            let text = String::from_utf8(bytes).unwrap().replace("\r\n", "\n");
            if cfg!(windows) && !args.contains(&"--json") { text.replace('\\', "/") } else { text }
        };
        Outcome { stdout: told(output.stdout), stderr: told(output.stderr), code: output.status.code().unwrap_or(-1) }
    }

    /// Runs the program here with these lines typed.
    pub fn run_typing(&self, args: &[&str], typed: &str) -> Outcome {
        let mut command = Command::new(env!("CARGO_BIN_EXE_thidua"));
        command.args(args).current_dir(&self.root).env_remove("NO_COLOR");
        command.env("THIDUA_TRANG_THAI", self.memory.path());
        let pipe = std::process::Stdio::piped;
        let mut child = command.stdin(pipe()).stdout(pipe()).stderr(pipe()).spawn().unwrap();
        // A program that refuses before it asks has closed its end.
        let _ = std::io::Write::write_all(&mut child.stdin.take().unwrap(), typed.as_bytes());
        let output = child.wait_with_output().unwrap();
        Outcome {
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
            code: output.status.code().unwrap_or(-1),
        }
    }

    /// Generates through the library.
    pub fn generate(&self, wish: &Wish) -> Result<Run, PipelineError> {
        generate(&self.root, wish, &|_| {})
    }

    /// Generates every document of the newest year and returns the files by id; findings fail the test.
    pub fn documents(&self) -> BTreeMap<String, Vec<u8>> {
        let run = self.generate(&Wish::default()).unwrap_or_else(|error| panic!("{error}"));
        assert!(!run.report.has_errors(), "{}", text::render(&run.report, &run.sources, false));
        run.made.into_iter().map(|made| (made.id, made.bytes)).collect()
    }

    /// Generates the one document of this id and reads it.
    pub fn document(&self, id: &str) -> DocxView {
        let documents = self.documents();
        let bytes = documents.get(id).unwrap_or_else(|| panic!("no {id} among {:?}", documents.keys()));
        DocxView::read(bytes).unwrap()
    }

    /// Returns every file below a folder, by its path from there.
    pub fn files(&self, folder: &str) -> BTreeMap<String, Vec<u8>> {
        let folder = self.root.join(folder);
        files(&folder).into_iter().map(|name| (name.clone(), std::fs::read(folder.join(name)).unwrap())).collect()
    }
}

/// A notice that any template can be tried with.
pub const NOTICE: &str = "\
loai: van_ban
ma: van-ban
ten_loai: thong_bao
mau: mau.tera
trich_yeu: Kết luận cuộc họp
nguoi_ky:
  nguoi: an
noi_nhan: [Các phòng thuộc Sở]
luu: [VT, VP]
";

/// Returns the names of all files below a folder, in order, with `/` between folders.
pub fn files(folder: &Path) -> Vec<String> {
    let entries = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().filter_map(Result::ok);
    let files = entries.filter(|entry| entry.file_type().is_file());
    let name = |path: &Path| path.strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/");
    files.map(|entry| name(entry.path())).collect()
}

/// Returns the names of the folders in a folder, in order.
pub fn folders(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap().map(Result::unwrap);
    let mut names: Vec<String> =
        entries.filter(|entry| entry.path().is_dir()).map(|entry| entry.file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn copy(from: &Path, to: &Path) {
    for name in files(from) {
        let target = to.join(&name);
        std::fs::create_dir_all(target.parent().unwrap()).unwrap();
        std::fs::copy(from.join(&name), target).unwrap();
    }
}

/// Compares a text with a file of the sources, or rewrites the file when `UPDATE_GOLDEN` is set.
pub fn matches_file(seen: &str, path: &Path) {
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, seen).unwrap();
        return;
    }
    let expected = std::fs::read_to_string(path).unwrap_or_default().replace("\r\n", "\n");
    let name = path.strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap().display();
    for (at, (seen, expected)) in seen.lines().zip(expected.lines()).enumerate() {
        assert_eq!(seen, expected, "{name}, line {}; UPDATE_GOLDEN=1 rewrites it", at + 1);
    }
    assert_eq!(
        seen.lines().count(),
        expected.lines().count(),
        "{name} is longer or shorter; UPDATE_GOLDEN=1 rewrites it"
    );
}
