//! Registers and archives that a stranger has made, whole as far as SQLite can tell.

use super::*;

/// Changes the structure of the register.
fn restructured(office: &Stranger, sql: &str) {
    let register = rusqlite::Connection::open(office.world.root().join("data/luu-vt/so.sqlite")).unwrap();
    register.execute_batch(&format!("PRAGMA journal_mode = DELETE; {sql}")).unwrap();
}

#[test]
fn views_and_triggers_of_a_stranger_are_not_run() {
    for sql in [
        "ALTER TABLE van_ban RENAME TO cu; CREATE VIEW van_ban AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL
         SELECT i + 1 FROM n) SELECT cu.* FROM cu, n",
        "ALTER TABLE nhat_ky RENAME TO cu; CREATE VIEW nhat_ky AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL
         SELECT i + 1 FROM n) SELECT i AS stt, 'x' AS dong FROM n",
        "CREATE TRIGGER t AFTER INSERT ON nhat_ky BEGIN DELETE FROM van_ban; END",
    ] {
        let office = Stranger::office();
        restructured(&office, sql);
        let before = office.world.files("output/2020/phat-hanh");
        for args in LOOKING.iter().chain(CHANGING).filter(|args| !args.contains(&"--ghi-de")) {
            let outcome = office.run(args);
            let concerned = args[0] == "so" || args.contains(&"vb-3");
            assert!(!concerned || outcome.stderr.contains("không phải của thidua"), "{sql}: {}", outcome.stderr);
        }
        assert_eq!(office.world.files("output/2020/phat-hanh"), before);
        assert_eq!(office.run(&["luu", "xac-minh"]).code, 1);
    }
}

#[test]
fn archives_aside_and_half_put_back_that_a_stranger_has_made_do_no_harm() {
    for name in ["so.sqlite", "nhat-ky.jsonl", "kho"] {
        for folder in ["data/luu-vt.phuc-hoi/data/luu-vt", "data/luu-vt.cu-20200301-080000"] {
            for own in [true, false] {
                let office = if own { Stranger::office() } else { Stranger::of(notices(4)) };
                office.world.write(&format!("{folder}/{name}"), "{\"ra\":[[\"../x\",\"00\"]]}");
                office.world.write("data/luu-vt.phuc-hoi/san-sang", "\n");
                for args in LOOKING.iter().chain(CHANGING) {
                    office.run(args);
                }
            }
        }
    }
}
