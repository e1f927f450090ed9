//! Every pop-up has its pictures: a file in `tui/popups` that isn't named here, or a name without its six pictures, is told of.

use std::fs;
use std::path::{Path, PathBuf};

use touchbase::domain::record::RecordKind;
use touchbase::store::Counts;
use touchbase::store::verify::{Checked, Finding, Row, State, Subject, Unchecked};
use touchbase::tui::event::Event;

use crate::{check, check_played};

/// The pictures of each pop-up's file, in which it is seen.
const PICTURED: &[(&str, &[&str])] = &[
    ("ask", &["survey_ask"]),
    ("bring_back", &["conflict_deleted"]),
    ("bulk", &["bulk_edit", "bulk_tags"]),
    ("bulk/meanwhile", &["conflict_many"]),
    ("checked", &["checked", "checked_damaged"]),
    ("company/change", &["change", "change_which"]),
    ("company/form", &["company_add", "company_edit"]),
    ("company/goes", &["company_delete"]),
    ("company/merge", &["merge"]),
    ("company", &["company_whom"]),
    ("consent", &["consent"]),
    ("contact", &["add", "edit", "form_full", "form_wrong"]),
    ("copy", &["consent_copy"]),
    ("delete", &["delete", "bulk_delete", "bulk_delete_confirm"]),
    ("done", &["done_which"]),
    ("feedback", &["feedback"]),
    ("follow_up", &["follow_up"]),
    ("handling", &["feedback_handling", "feedback_telling", "feedback_resolving", "feedback_reply"]),
    ("health", &["health"]),
    ("help", &["help"]),
    ("import/firms", &["import_firms"]),
    ("import/for_all", &["import_for_all"]),
    ("import/into", &["import_into"]),
    ("import/last", &["import_last"]),
    ("import/leave", &["import_leave"]),
    ("import/whole", &["import_whole_last"]),
    ("import", &["import"]),
    ("interaction", &["interaction"]),
    ("log", &["log_line", "bulk_log"]),
    ("log/whom", &["log_whom"]),
    ("lost", &["lost", "lost_unknown"]),
    ("mended", &["mended", "mended_many"]),
    ("merge", &["merge_with", "merge_which_kept", "duplicates_certain"]),
    ("merge/several", &["merge_several"]),
    ("merge/sides", &["duplicates_merge", "duplicates_contradiction"]),
    ("move_to", &["move"]),
    ("note", &["note"]),
    ("off", &["off", "bulk_off"]),
    ("open", &["consent_open"]),
    ("order", &["order"]),
    ("palette", &["palette", "palette_typed"]),
    ("reach", &["consent_reason"]),
    ("columns", &["import_meaning"]),
    ("snooze", &["snooze", "snooze_which"]),
    ("spread", &["spread", "spread_no_room"]),
    ("tags", &["tags"]),
    ("themes", &["themes"]),
    ("scores", &["survey_scores"]),
    ("topics", &["feedback_topics"]),
    ("views/members", &["views_members"]),
    ("views", &["views_pick", "views_save", "views_delete", "views_sort"]),
    ("views/columns", &["views_columns"]),
];

/// Files that are a part of several pop-ups, or none of their own.
const PARTS: &[&str] = &[
    "called",
    "choices",
    "contact/fields",
    "contact/like",
    "contact/reading",
    "contact/typed",
    "draft",
    "edited",
    "log/paint",
    "log/pasted",
    "log/understood",
    "menu",
    "merge/paint",
    "mod",
    "palette/goal",
    "pick",
    "readings",
    "reasons",
    "remarks",
    "sheet",
    "sheet/said",
    "words",
    "work",
];

#[test]
fn every_pop_up_has_its_pictures() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (dir, mut files) = (root.join("src/tui/popups"), Vec::new());
    find(&dir, &mut files);
    let files: Vec<String> = files
        .iter()
        .map(|file| file.strip_prefix(&dir).unwrap().with_extension("").to_str().unwrap().replace('\\', "/"))
        .collect();
    for file in &files {
        let is = |named: &&str| *named == file;
        let times = PICTURED.iter().map(|(named, _)| *named).chain(PARTS.iter().copied());
        assert_eq!(times.filter(is).count(), 1, "{file}: say here which pictures show it");
    }
    for (named, pictures) in PICTURED {
        assert!(files.iter().any(|file| file == named), "{named} isn't there any more");
        for picture in *pictures {
            for kept in ["en", "de"].into_iter().flat_map(|tag| ["80x24", "120x40", "200x50"].map(|size| (tag, size))) {
                let path = root.join(format!("tests/snapshots/screens__{picture}_{}_{}.snap", kept.0, kept.1));
                assert!(path.exists(), "{named}: {} isn't there", path.display());
            }
        }
    }
}

#[test]
fn what_was_logged_is_edited_and_who_is_logged_for_is_asked() {
    check("interaction", "<enter><tab>jje");
    check("log_whom", "C");
}

/// What is found by looking through a store depends on the disk: here it is made up.
#[test]
fn what_was_looked_through_is_listed() {
    let row = |what, count, bytes| Row { what, count, bytes, state: State::Fine, found: Vec::new(), more: 0 };
    let rows = || {
        vec![
            row(Subject::Place, 9, 0),
            row(Subject::Journal, 1_203, 2_400_000),
            row(Subject::Base, 58_210, 31_000_000),
            row(Subject::Archive, 60_004, 88_000_000),
            row(Subject::Side, 5_000, 1_300_000),
            row(Subject::Texts, 41_877, 17_000_000),
            Row { state: State::Absent, ..row(Subject::Backups, 0, 0) },
            row(Subject::References, 0, 0),
        ]
    };
    let mut records = Counts::default();
    (0..7).for_each(|_| records.add(RecordKind::Contact));
    records.add(RecordKind::Company);
    check_played("checked", |screen| {
        let checked = Checked { rows: rows(), records: Some(records), seq: 1_203 };
        screen.happens(Event::Checked(Ok(Box::new(checked))));
    });
    check_played("checked_damaged", |screen| {
        let mut rows = rows();
        let path = |name: &str| screen.store.dir().join(name);
        rows[1].state = State::Damaged;
        rows[1].found = vec![Finding::Damaged { path: path("journal"), what: "line 812: wrong checksum".to_owned() }];
        rows[3].state = State::NotChecked(Unchecked::Truth);
        rows[7].found = vec![Finding::Dangling { from: RecordKind::FollowUp, to: RecordKind::Interaction, count: 2 }];
        screen.happens(Event::Checked(Ok(Box::new(Checked { rows, records: None, seq: 1_203 }))));
    });
}

fn find(dir: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            find(&path, files);
        } else {
            files.push(path);
        }
    }
}
