//! What a set did, in words: for toasts, undo and the history.

use super::Text;
use crate::domain::change::{Act, Label};
use crate::say;

/// `Logged for Deniz Çelik`, `Deleted Anna, Bernd, Carl and 4 more`.
pub fn said(text: &Text, label: &Label) -> String {
    let who = who(text, label);
    match label.act {
        Act::Add => say!(text, "label-add", who = who),
        Act::Edit => say!(text, "label-edit", who = who),
        Act::Delete => say!(text, "label-delete", who = who),
        Act::Archive => say!(text, "label-archive", who = who),
        Act::Log => say!(text, "label-log", who = who),
        Act::Note => say!(text, "label-note", who = who),
        Act::FollowUp => say!(text, "label-follow-up", who = who),
        Act::Feedback => say!(text, "label-feedback", who = who),
        Act::Done => say!(text, "label-done", who = who),
        Act::Snooze => say!(text, "label-snooze", who = who),
        Act::Off => say!(text, "label-off", who = who),
        Act::Rhythm => say!(text, "label-rhythm", who = who),
        Act::Tag => say!(text, "label-tag", who = who),
        Act::Pin => say!(text, "label-pin", who = who),
        Act::Move => say!(text, "label-move", who = who),
        Act::Merge => say!(text, "label-merge", who = who),
        Act::Consent => say!(text, "label-consent", who = who),
        Act::Import => say!(text, "label-import", who = who),
        Act::Sample => say!(text, "label-sample"),
    }
}

/// Whom it was done to: the names, and how many more; else how many records.
fn who(text: &Text, label: &Label) -> String {
    let names = label.names.join(", ");
    match label.count {
        Some(count) if label.act == Act::Import && !names.is_empty() => {
            format!("{names} ({})", say!(text, "label-records", count = count))
        }
        Some(count) if names.is_empty() => say!(text, "label-records", count = count),
        Some(count) if count > label.names.len() => {
            let more = count - label.names.len();
            say!(text, "label-and-more", names = names, more = more)
        }
        _ => names,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lang;

    #[test]
    fn a_set_is_named_by_its_act_and_whom_it_was_done_to() {
        let check = |label: Label, en: &str, de: &str| {
            for (lang, expect) in [(Lang::En, en), (Lang::De, de)] {
                assert_eq!(said(&Text::new(lang), &label), expect);
            }
        };
        check(Label::new(Act::Log, "Deniz Çelik"), "Logged for Deniz Çelik", "Erfasst für Deniz Çelik");
        let many = Label::of_many(Act::Archive, ["A", "B", "C", "D", "E"].map(str::to_owned));
        check(many, "Archived A, B, C and 2 more", "Archiviert: A, B, C und 2 weitere");
        let import = Label { count: Some(40), ..Label::new(Act::Import, "a.vcf") };
        check(import, "Imported a.vcf (40 records)", "Importiert: a.vcf (40 Einträge)");
    }
}
