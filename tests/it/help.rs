//! Chapters of the guide in the terminal, completion in shells, the manual page.

use super::workspace::Workspace;

#[test]
fn topics_are_listed_and_each_shows_its_chapter_with_examples_first() {
    let world = Workspace::empty();
    let list = world.run(&["tro-giup"]);
    assert_eq!((list.code, list.stderr.as_str()), (0, ""), "{list:?}");
    for topic in ["bat-dau", "du-lieu", "mau", "mau-word", "phat-hanh", "luu", "nam-moi", "loi", "yaml"] {
        assert!(list.stdout.lines().any(|line| line.split(' ').next() == Some(topic)), "{topic}: {}", list.stdout);
        let shown = world.run(&["tro-giup", topic]);
        assert_eq!((shown.code, shown.stderr.as_str()), (0, ""), "{topic}");
        assert!(!shown.stdout.contains("](#"), "{topic}: {}", shown.stdout);
    }
    let start = world.run(&["tro-giup", "bat-dau"]).stdout;
    assert!(start.starts_with("BẮT ĐẦU\n\nVí dụ:\n  thidua khoi-tao"), "{start}");
}

#[test]
fn a_topic_may_be_typed_as_people_write_it_or_by_the_name_of_a_command() {
    let world = Workspace::empty();
    let shown = world.run(&["tro-giup", "nam-moi"]);
    for other in ["Sang năm mới", "so-sanh", "NAM-MOI"] {
        assert_eq!(world.run(&["help", other]), shown, "{other}");
    }
    assert!(world.run(&["tro-giup", "nhiem_vu"]).stdout.contains("tien_do"), "a kind of record is a topic");
}

#[test]
fn an_unknown_topic_gets_the_nearest_one() {
    let outcome = Workspace::empty().run(&["tro-giup", "nam-mo"]);
    assert_eq!((outcome.code, outcome.stdout.as_str()), (2, ""));
    assert_eq!(
        outcome.stderr,
        "lỗi: không có chủ đề “nam-mo”\n  gợi ý: có phải là “nam-moi”? gõ `thidua tro-giup nam-moi`\n"
    );
}

#[test]
fn shells_and_man_get_their_files() {
    let world = Workspace::empty();
    for (shell, sign) in [
        ("bash", "complete -F _thidua"),
        ("zsh", "#compdef thidua"),
        ("fish", "complete -c thidua"),
        ("powershell", "Register-ArgumentCompleter -Native -CommandName 'thidua'"),
    ] {
        let made = world.run(&["hoan-thanh", shell]);
        assert_eq!((made.code, made.stderr.as_str()), (0, ""), "{shell}");
        assert!(made.stdout.contains(sign) && made.stdout.contains("theo-doi"), "{shell}: {}", made.stdout);
    }
    assert!(world.run(&["hoan-thanh", "tcsh"]).stderr.contains("các giá trị được dùng: bash"));
    assert!(world.run(&["trang-man"]).stdout.contains(".SH \"CÁCH DÙNG\""));
}
