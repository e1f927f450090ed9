//! What was found where the store was looked through, in words.

use std::path::Path;

use super::work::records;
use crate::domain::record::RecordKind;
use crate::say;
use crate::store::StoreError;
use crate::store::verify::{Checked, Difference, Finding, Row, State, Subject, Unchecked};
use crate::text::Text;

/// What was looked through.
pub fn subject(text: &Text, what: Subject) -> String {
    match what {
        Subject::Place => say!(text, "verify-place"),
        Subject::Journal => say!(text, "verify-journal"),
        Subject::Sets => say!(text, "verify-sets"),
        Subject::Base => say!(text, "verify-base"),
        Subject::Archive => say!(text, "verify-archive"),
        Subject::Side => say!(text, "verify-side"),
        Subject::Texts => say!(text, "verify-texts"),
        Subject::Backups => say!(text, "verify-backups"),
        Subject::References => say!(text, "verify-references"),
    }
}

/// How many there are, of what is counted of it; nothing where there is none, or none was counted.
pub fn counted(text: &Text, row: &Row) -> String {
    let count = row.count;
    if count == 0 && row.state != State::Fine {
        return String::new();
    }
    match row.what {
        Subject::Journal => say!(text, "verify-count-sets", count = count),
        Subject::Place | Subject::Sets | Subject::Backups => say!(text, "verify-count-files", count = count),
        Subject::Base | Subject::Archive => say!(text, "records-all", count = count),
        Subject::Side => say!(text, "records-contacts", count = count),
        Subject::Texts => say!(text, "verify-count-texts", count = count),
        Subject::References => say!(text, "verify-count-references", count = count),
    }
}

pub fn state(text: &Text, state: &State) -> String {
    match state {
        State::Fine => say!(text, "verify-fine"),
        State::Damaged => say!(text, "verify-damaged"),
        State::Absent => say!(text, "verify-absent"),
        State::NotChecked(_) => say!(text, "verify-not-checked"),
    }
}

/// Why something wasn't looked at.
pub fn unchecked(text: &Text, why: &Unchecked) -> String {
    match why {
        Unchecked::Truth => say!(text, "verify-why-truth"),
        Unchecked::Keeper { pid, terminal } if terminal.is_empty() => {
            say!(text, "verify-why-keeper", pid = pid.to_string())
        }
        Unchecked::Keeper { pid, terminal } => {
            say!(text, "verify-why-keeper-on", pid = pid.to_string(), terminal = terminal.as_str())
        }
        Unchecked::Copy(reason) => say!(text, "verify-why-copy", reason = reason.as_str()),
        Unchecked::Changing => say!(text, "verify-why-changing"),
    }
}

/// What is to be said of the rows, a line each.
pub fn findings(text: &Text, checked: &Checked, dir: &Path) -> Vec<String> {
    let mut lines = Vec::new();
    for row in &checked.rows {
        let what = subject(text, row.what);
        if let State::NotChecked(why) = &row.state {
            lines.push(format!("{what}: {}", unchecked(text, why)));
        }
        lines.extend(row.found.iter().map(|one| format!("{what}: {}", finding(text, one, dir))));
        if row.more > 0 {
            lines.push(format!("{what}: {}", say!(text, "verify-more", count = row.more)));
        }
    }
    lines
}

/// One sentence for all.
pub fn sum(text: &Text, checked: &Checked) -> String {
    let damaged = checked.rows.iter().filter(|row| row.is_damaged());
    let damaged: Vec<String> = damaged.map(|row| subject(text, row.what)).collect();
    if damaged.is_empty() {
        let what = checked.records.map(|counts| records(text, counts).join(", ")).unwrap_or_default();
        say!(text, "verify-all-fine", set = checked.seq.to_string(), what = what)
    } else {
        say!(text, "verify-is-damaged", what = damaged.join(", "))
    }
}

/// One finding; files are named as they lie in the store `dir`.
pub fn finding(text: &Text, finding: &Finding, dir: &Path) -> String {
    let file = |path: &Path| path.strip_prefix(dir).unwrap_or(path).display().to_string();
    match finding {
        Finding::Current { what } => say!(text, "verify-current", what = what.as_str()),
        Finding::Open { path } => say!(text, "verify-open", file = named(&file(path))),
        Finding::Owned { path } => say!(text, "verify-owned", file = named(&file(path))),
        Finding::Witness => say!(text, "verify-witness"),
        Finding::Cut { ends, saved } => {
            say!(text, "verify-cut", ends = ends.to_string(), saved = saved.to_string())
        }
        Finding::Gone { path } => say!(text, "verify-gone", file = file(path)),
        Finding::Lost { path, sets } if sets.first == sets.last => {
            say!(text, "verify-lost-one", file = file(path), set = sets.first.to_string())
        }
        Finding::Lost { path, sets } => {
            say!(text, "verify-lost", file = file(path), first = sets.first.to_string(), last = sets.last.to_string())
        }
        Finding::Damaged { path, what } => say!(text, "verify-what", file = file(path), what = what.as_str()),
        Finding::Ahead { archive, journal } => {
            say!(text, "verify-ahead", archive = archive.to_string(), journal = journal.to_string())
        }
        Finding::Differs(difference) => differs(text, *difference),
        Finding::Dangling { from, to, count } => {
            let (from, to) = (kind(text, *from), kind(text, *to));
            say!(text, "verify-dangling", count = *count, from = from, to = to)
        }
        Finding::Backup(path, error) => {
            let file = file(path);
            match error {
                StoreError::Newer { version, .. } => {
                    say!(text, "verify-backup-newer", file = file, version = version.as_str())
                }
                StoreError::Damaged { what, .. } => say!(text, "verify-what", file = file, what = what.as_str()),
                StoreError::NotABackup { .. } => say!(text, "verify-backup-foreign", file = file),
                StoreError::Io { source, .. } => {
                    say!(text, "verify-what", file = file, what = super::reason(text, source))
                }
                other => say!(text, "verify-what", file = file, what = other.to_string()),
            }
        }
    }
}

/// The store's own directory has no name in itself.
fn named(file: &str) -> String {
    if file.is_empty() { ".".to_owned() } else { file.to_owned() }
}

fn differs(text: &Text, Difference { missing, other, old }: Difference) -> String {
    let missing = (missing > 0).then(|| say!(text, "verify-differs-missing", count = missing));
    let other = (other > 0).then(|| say!(text, "verify-differs-other", count = other));
    let old = (old > 0).then(|| say!(text, "verify-differs-old", count = old));
    let all: Vec<String> = missing.into_iter().chain(other).chain(old).collect();
    say!(text, "verify-differs", what = all.join(", "))
}

/// A kind of record, in the plural.
fn kind(text: &Text, kind: RecordKind) -> String {
    match kind {
        RecordKind::Contact => say!(text, "verify-kind-contact"),
        RecordKind::Company => say!(text, "verify-kind-company"),
        RecordKind::Interaction => say!(text, "verify-kind-interaction"),
        RecordKind::FollowUp => say!(text, "verify-kind-follow-up"),
        RecordKind::Feedback => say!(text, "verify-kind-feedback"),
        RecordKind::Consent => say!(text, "verify-kind-consent"),
        RecordKind::AgendaMark => say!(text, "verify-kind-mark"),
        RecordKind::Order => say!(text, "verify-kind-order"),
    }
}
