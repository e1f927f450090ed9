//! What a backup's file is called: why it was made, and when.

use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset, NaiveDateTime};

/// Why a backup was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// It was asked for, or its day had come.
    Kept,
    /// The store was about to be replaced by a backup's.
    Restore,
    /// The store was about to be mended.
    Repair,
    /// The store was about to be brought to a newer version's form.
    Migration,
}

impl Reason {
    const ALL: [Self; 4] = [Self::Kept, Self::Restore, Self::Repair, Self::Migration];

    fn begins(self) -> &'static str {
        match self {
            Self::Kept => "touchbase-",
            Self::Restore => "before-restore-",
            Self::Repair => "before-repair-",
            Self::Migration => "before-migration-",
        }
    }
}

const FORM: &str = "%Y-%m-%dT%H%M%S";
const END: &str = ".jsonl.gz";

/// A name in `dir` that nothing has.
pub fn free(dir: &Path, reason: Reason, at: DateTime<FixedOffset>) -> PathBuf {
    let stem = format!("{}{}", reason.begins(), at.format(FORM));
    let numbered = (2..).map(|number| format!("{stem}-{number}{END}"));
    let mut paths = std::iter::once(format!("{stem}{END}")).chain(numbered).map(|name| dir.join(name));
    paths.find(|path| !path.exists()).unwrap_or_else(|| dir.join(format!("{stem}{END}")))
}

/// Why the backup at `path` was made; `None` where that isn't a backup's name.
pub fn reason(path: &Path) -> Option<Reason> {
    let stem = path.file_name()?.to_str()?.strip_suffix(END)?;
    Reason::ALL.into_iter().find(|reason| {
        stem.strip_prefix(reason.begins()).is_some_and(|when| {
            let (when, number) = when.split_at_checked(17).unwrap_or((when, ""));
            let is_number = number.is_empty() || number.strip_prefix('-').is_some_and(|n| n.parse::<u32>().is_ok());
            is_number && NaiveDateTime::parse_from_str(when, FORM).is_ok()
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_say_why() {
        let at = "2026-11-22T05:12:00+01:00".parse().unwrap();
        for reason_ in Reason::ALL {
            assert_eq!(reason(&free(Path::new("/nowhere"), reason_, at)), Some(reason_));
        }
        for (name, expect) in [
            ("touchbase-2026-11-22T051200.jsonl.gz", Some(Reason::Kept)),
            ("touchbase-2026-11-22T051200-2.jsonl.gz", Some(Reason::Kept)),
            ("before-repair-2026-11-22T051200.jsonl.gz", Some(Reason::Repair)),
            ("touchbase-2026-11-22T051200-mine.jsonl.gz", None),
            ("touchbase-2026-11-22.jsonl.gz", None),
            ("touchbase-2026-13-22T051200.jsonl.gz", None),
            (".touchbase-2026-11-22T051200.jsonl.gz.part", None),
            ("all.jsonl.gz", None),
            ("touchbase-äöü-and-so-on.jsonl.gz", None),
        ] {
            assert_eq!(reason(Path::new(name)), expect, "{name}");
        }
    }

    #[test]
    fn two_of_one_second_have_two_names() {
        let dir = tempfile::tempdir().unwrap();
        let at = "2026-11-22T05:12:00+01:00".parse().unwrap();
        for expect in ["", "-2", "-3"] {
            let path = free(dir.path(), Reason::Kept, at);
            assert_eq!(path, dir.path().join(format!("touchbase-2026-11-22T051200{expect}.jsonl.gz")));
            std::fs::write(path, "").unwrap();
        }
    }
}
