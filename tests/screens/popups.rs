//! Every pop-up has its pictures: a file in `tui/popups` that isn't named here, or a name without its six pictures, is told of.

use std::fs;
use std::path::{Path, PathBuf};

use crate::check;

/// The pictures of each pop-up's file, in which it is seen.
const PICTURED: &[(&str, &[&str])] = &[
    ("bring_back", &["conflict_deleted"]),
    ("bulk", &["bulk_edit", "bulk_tags"]),
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
    ("handling", &["feedback_handling", "feedback_telling"]),
    ("help", &["help"]),
    ("import/for_all", &["import_for_all"]),
    ("import/into", &["import_into"]),
    ("import/last", &["import_last"]),
    ("import/leave", &["import_leave"]),
    ("import", &["import"]),
    ("interaction", &["interaction"]),
    ("log", &["log_line", "bulk_log"]),
    ("log/whom", &["log_whom"]),
    ("lost", &["lost", "lost_unknown"]),
    ("mended", &["mended", "mended_many"]),
    ("merge", &["merge_with", "merge_which_kept", "duplicates_certain"]),
    ("merge/sides", &["duplicates_merge", "duplicates_contradiction"]),
    ("move_to", &["move"]),
    ("note", &["note"]),
    ("off", &["off", "bulk_off"]),
    ("open", &["consent_open"]),
    ("palette", &["palette", "palette_typed"]),
    ("reach", &["consent_reason"]),
    ("columns", &["import_meaning"]),
    ("snooze", &["snooze", "snooze_which"]),
    ("spread", &["spread", "spread_no_room"]),
    ("tags", &["tags"]),
    ("themes", &["themes"]),
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

/// Still without pictures: what they say depends on the clock or the disk, and their own tests look for it.
const TOLD_OTHERWISE: &[&str] = &["bulk/meanwhile", "checked", "import/whole"];

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
        let times =
            PICTURED.iter().map(|(named, _)| *named).chain(PARTS.iter().copied()).chain(TOLD_OTHERWISE.iter().copied());
        assert_eq!(times.filter(|named| is(named)).count(), 1, "{file}: say here which pictures show it");
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
