//! `lap --theo-doi` as a program that runs beside an editor.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use super::workspace::Workspace;

/// Longer than a change may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(30);

/// A watch over a working folder; ended when dropped.
struct Watch {
    child: Child,
    lines: Receiver<String>,
}

impl Watch {
    fn over(world: &Workspace) -> Self {
        let watch = Self::start(world, &[]);
        watch.heard(&["Đang theo dõi data/", "output/2020/cong-van-don-doc.docx"]);
        watch
    }

    /// Answers in JSON; the first object tells of the first build.
    fn over_json(world: &Workspace) -> Self {
        let watch = Self::start(world, &["--json"]);
        watch.until("van_ban");
        watch
    }

    fn start(world: &Workspace, args: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_thidua"))
            .args(["lap", "--theo-doi", "--mau-sac", "never"])
            .args(args)
            .current_dir(world.root())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let (send, lines) = channel();
        let (out, err) = (child.stdout.take().unwrap(), child.stderr.take().unwrap());
        for stream in [Box::new(out) as Box<dyn std::io::Read + Send>, Box::new(err)] {
            let send = send.clone();
            std::thread::spawn(move || {
                for line in BufReader::new(stream).lines().map_while(Result::ok) {
                    let _ = send.send(line);
                }
            });
        }
        Self { child, lines }
    }

    /// Waits for a line that contains this; returns all lines up to it.
    fn until(&self, said: &str) -> Vec<String> {
        self.heard(&[said])
    }

    /// Waits for lines that contain these, in any order: data and speech come on two ways.
    fn heard(&self, wanted: &[&str]) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        while !wanted.iter().all(|wanted| lines.iter().any(|line| line.contains(wanted))) {
            let line = self.lines.recv_timeout(PATIENCE).unwrap_or_else(|_| panic!("no {wanted:?} in {lines:#?}"));
            lines.push(line);
        }
        lines
    }

    /// Fails if anything is said within this time.
    fn silent(&self, time: Duration) {
        if let Ok(line) = self.lines.recv_timeout(time) {
            panic!("nothing has changed, but: {line}");
        }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

const PEOPLE: &str = "data/2020/nguoi.yaml";

fn edit(world: &Workspace, path: &str, from: &str, to: &str) {
    let text = String::from_utf8(world.read(path)).unwrap();
    assert!(text.contains(from), "{path} holds no {from:?}");
    world.write(path, text.replace(from, to));
}

#[test]
fn a_saved_record_builds_the_documents_it_concerns_again_and_no_others() {
    let world = Workspace::shipped();
    let watch = Watch::over(&world);
    let report = world.read("output/2020/bao-cao-nam.docx");
    edit(&world, "data/2020/van-ban/ke-hoach.yaml", "Phát động phong trào", "Phát động đợt");
    let said = watch.until("lập lại ");
    assert!(said.contains(&"data/2020/van-ban/ke-hoach.yaml: đã lưu".to_owned()), "{said:#?}");
    assert!(said.contains(&"  output/2020/ke-hoach.docx: cập nhật".to_owned()), "{said:#?}");
    assert!(said.last().unwrap().starts_with("  lập lại 1 văn bản, không đổi 7 văn bản, "), "{said:#?}");
    assert_eq!(world.read("output/2020/bao-cao-nam.docx"), report);
    // Its own output is no reason to build again.
    watch.silent(Duration::from_millis(700));
}

#[test]
fn faults_are_shown_and_the_watch_goes_on() {
    let world = Workspace::shipped();
    let watch = Watch::over(&world);
    let plan = world.read("output/2020/ke-hoach.docx");
    edit(&world, PEOPLE, "ma: ho-trong-luat", "ma: ho-trong");
    watch.heard(&["lỗi DL10: không có người nào mã “ho-trong-luat”", "chưa lập lại"]);
    assert_eq!(world.read("output/2020/ke-hoach.docx"), plan, "with a fault nothing is written");
    edit(&world, PEOPLE, "ma: ho-trong", "ma: ho-trong-luat");
    watch.until("lập lại 0 văn bản, không đổi 8 văn bản");
}

#[test]
fn editors_that_write_another_file_and_rename_it_are_seen_once() {
    let world = Workspace::shipped();
    let watch = Watch::over(&world);
    let path = world.root().join(PEOPLE);
    let text = std::fs::read_to_string(&path).unwrap().replace("ho_ten: Hồ Trọng Luật", "ho_ten: Hồ Trọng Luận");
    std::fs::write(path.with_extension("yaml.tmp"), text).unwrap();
    std::fs::rename(&path, path.with_extension("yaml~")).unwrap();
    std::thread::sleep(Duration::from_millis(80));
    std::fs::rename(path.with_extension("yaml.tmp"), &path).unwrap();
    let said = watch.until("lập lại ");
    assert!(said.contains(&format!("{PEOPLE}: đã lưu")) && !said.iter().any(|line| line.contains('~')), "{said:#?}");
    assert!(thidua::docx::dump(&world.document("ke-hoach")).contains("Luận"));
    watch.silent(Duration::from_millis(500));
}

#[test]
fn a_template_put_in_the_folder_counts_at_once_and_what_was_edited_is_kept() {
    let world = Workspace::shipped();
    let watch = Watch::over(&world);
    let edited = b"sua tay";
    world.write("output/2020/ke-hoach.docx", edited);
    watch.silent(Duration::from_millis(300));
    assert_eq!(world.run(&["mau", "xuat", "ke-hoach.tera"]).code, 0);
    watch.until("templates/ke-hoach.tera: tệp mới");
    watch.until("lập lại 0 văn bản");
    let template = String::from_utf8(world.read("templates/ke-hoach.tera")).unwrap();
    world.write("templates/ke-hoach.tera", template + "\nĐoạn thêm vào mẫu.\n");
    watch.heard(&[
        "output/2020/ke-hoach.docx đã được sửa tay nên giữ nguyên",
        "output/2020/ke-hoach.moi.docx: bản mới, giữ bản sửa tay",
        "lập lại 1 văn bản",
    ]);
    assert_eq!(world.read("output/2020/ke-hoach.docx"), edited);
}

#[test]
fn machines_get_one_object_per_change() {
    let world = Workspace::shipped();
    let watch = Watch::over_json(&world);
    edit(&world, "data/2020/van-ban/ke-hoach.yaml", "Phát động phong trào", "Phát động đợt");
    let said = watch.until("thay_doi");
    let read: serde_json::Value = serde_json::from_str(said.last().unwrap()).unwrap();
    assert_eq!(read["thay_doi"][0]["tep"], "data/2020/van-ban/ke-hoach.yaml");
    assert_eq!((&read["van_ban"][0]["ma"], &read["khong_doi"]), (&"ke-hoach".into(), &7.into()));
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_the_watch_cleanly() {
    let world = Workspace::shipped();
    let mut watch = Watch::over(&world);
    let sent = Command::new("kill").args(["-INT", &watch.child.id().to_string()]).status().unwrap();
    assert!(sent.success());
    assert_eq!(watch.child.wait().unwrap().code(), Some(0));
}

#[test]
fn a_folder_without_records_is_refused_as_always() {
    let outcome = Workspace::empty().run(&["lap", "--theo-doi"]);
    assert_eq!(outcome.code, 2);
    assert!(outcome.stderr.contains("không có thư mục"), "{}", outcome.stderr);
    let both = Workspace::shipped().run(&["lap", "--theo-doi", "--pdf"]);
    assert!(both.code == 2 && both.stderr.contains("không dùng chung"), "{both:?}");
}
