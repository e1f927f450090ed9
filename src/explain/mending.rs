//! A mending in words: what happened and what is missing, if anything, in a sentence or two; then where what is.

use std::path::Path;

use chrono::NaiveDate;

use crate::say;
use crate::store::{Damage, Missing, Report, Sets};
use crate::text::{Text, days, label};

/// Missing sets that the headline names; the details name all.
const NAMED: usize = 3;

/// A report in the language in force. Not yet safe to print.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mending {
    /// What happened, and whether anything is missing: two sentences.
    pub headline: String,
    /// What is missing, which files were damaged and where they are now, what next; a line for each.
    pub details: Vec<String>,
}

/// What a report says.
pub fn mending(text: &Text, report: &Report, today: NaiveDate) -> Mending {
    if report.unmended {
        let found: Vec<String> = report.found.iter().map(|found| damaged(text, found)).collect();
        let headline = say!(text, "mending-unmended", found = found.join(", "));
        return Mending { headline, details: Vec::new() };
    }
    let missing = which(text, &report.missing.iter().collect::<Vec<_>>(), today);
    let mut details: Vec<String> = missing.into_iter().map(|which| say!(text, "mending-lost", which = which)).collect();
    if report.missing.iter().any(|one| one.perhaps_there) {
        details.push(say!(text, "mending-perhaps"));
    }
    if report.is_loss() {
        details.push(say!(text, "mending-next"));
    }
    if !report.untold.is_empty() {
        let sets = numbers(&report.untold);
        details.push(say!(text, "mending-untold-sets", count = count(&report.untold), sets = sets));
    }
    if !report.found.is_empty() {
        let found: Vec<String> = report.found.iter().map(|found| damaged(text, found)).collect();
        details.push(say!(text, "mending-found", found = found.join(", ")));
    }
    if report.bare > 0 {
        details.push(say!(text, "mending-bare", count = report.bare));
    }
    details.extend(report.backup.as_deref().map(|name| say!(text, "mending-backup", name = name)));
    details.extend(report.aside.as_deref().map(|path| say!(text, "mending-aside", path = path.display().to_string())));
    Mending { headline: format!("{} {}", happened(text, &report.found), outcome(text, report, today)), details }
}

/// What was damaged, in one sentence.
fn happened(text: &Text, found: &[Damage]) -> String {
    let of = |one: &Damage| match one {
        Damage::Current => "current",
        Damage::Journal { .. } | Damage::BigSet { .. } => "journal",
        Damage::JournalCut => "cut",
        Damage::Archive { .. } => "archive",
        Damage::Side | Damage::Texts => "side",
        Damage::Base => "store",
    };
    // What only makes things quick is named where nothing else was damaged.
    let telling = |what: &&str| *what != "side" || found.iter().all(|one| of(one) == "side");
    let mut all: Vec<&str> = found.iter().map(of).filter(|what| telling(what)).collect();
    all.sort_unstable();
    all.dedup();
    let what = match all.as_slice() {
        ["cut", "journal"] => "journal",
        [one] => one,
        _ => "store",
    };
    say!(text, "mending-happened", what = what)
}

/// What is missing, or can't be taken back any more.
fn outcome(text: &Text, report: &Report, today: NaiveDate) -> String {
    let missing = &report.missing;
    if missing.is_empty() {
        return match count(&report.untold) {
            0 => say!(text, "mending-whole"),
            untold => say!(text, "mending-untold", count = untold),
        };
    }
    let all: u64 = missing.iter().map(|one| length(one.sets)).sum();
    // Those of which something is known tell more.
    let mut telling: Vec<&Missing> = missing.iter().collect();
    telling.sort_by_key(|one| one.label.is_none());
    let (named, others) = telling.split_at(missing.len().min(NAMED));
    let mut named = which(text, named, today);
    let others: u64 = others.iter().map(|one| length(one.sets)).sum();
    if others > 0 {
        named.push(say!(text, "mending-more", count = others));
    }
    let which = named.join("; ");
    match missing.iter().all(|one| one.of.is_some_and(|(lost, of)| lost < of)) {
        true => say!(text, "mending-missing-in-part", count = all, which = which),
        false => say!(text, "mending-missing", count = all, which = which),
    }
}

/// `Sat 14 Nov 09:12 Logged call with Anna Berg` for each, then all of which nothing is known: `sets 17-20, 23 (unknown)`.
fn which(text: &Text, missing: &[&Missing], today: NaiveDate) -> Vec<String> {
    let unknown: Vec<Sets> = missing.iter().filter(|one| one.label.is_none()).map(|one| one.sets).collect();
    let said = missing.iter().filter_map(|one| said(text, one, today));
    let unsaid = say!(text, "mending-unknown", count = count(&unknown), sets = numbers(&unknown));
    said.chain((!unknown.is_empty()).then_some(unsaid)).collect()
}

/// What a missing set did, as far as that is known.
fn said(text: &Text, missing: &Missing, today: NaiveDate) -> Option<String> {
    let said = label::said(text, missing.label.as_ref()?, today);
    let said = match missing.at {
        None => said,
        Some(at) => format!("{} {said}", days::moment(text, at.date_naive(), Some(at.time()), today)),
    };
    Some(match missing.of {
        Some((lost, of)) if lost < of => say!(text, "mending-part", said = said, lost = lost, of = of),
        _ => said,
    })
}

/// What was damaged, as its file is called, or what it is for.
fn damaged(text: &Text, found: &Damage) -> String {
    let name = |path: &Path| path.display().to_string();
    match found {
        Damage::Current => "CURRENT".to_owned(),
        Damage::Journal { file } | Damage::BigSet { file } => name(file),
        Damage::JournalCut => say!(text, "mending-of-cut"),
        Damage::Base => "base".to_owned(),
        Damage::Archive { .. } => say!(text, "mending-of-archive"),
        Damage::Side => say!(text, "mending-of-side"),
        Damage::Texts => say!(text, "mending-of-texts"),
    }
}

/// `17-20, 23`.
fn numbers(runs: &[Sets]) -> String {
    let run = |sets: &Sets| match sets.last.saturating_sub(sets.first) {
        0 => sets.first.to_string(),
        _ => format!("{}-{}", sets.first, sets.last),
    };
    runs.iter().map(run).collect::<Vec<_>>().join(", ")
}

fn length(sets: Sets) -> u64 {
    sets.last.saturating_sub(sets.first) + 1
}

fn count(runs: &[Sets]) -> u64 {
    runs.iter().copied().map(length).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::change::{Act, Label};
    use crate::domain::interaction::Kind;
    use crate::text::Lang;

    fn report(found: Vec<Damage>, missing: Vec<Missing>, untold: Vec<Sets>) -> Report {
        let mut report = Report::new(found);
        (report.missing, report.untold) = (missing, untold);
        report
    }

    fn journal() -> Vec<Damage> {
        vec![Damage::Journal { file: "journal/000001.jsonl".into() }]
    }

    fn sets(first: u64, last: u64) -> Sets {
        Sets { first, last }
    }

    fn unknown(first: u64, last: u64) -> Missing {
        Missing { sets: sets(first, last), label: None, at: None, of: None, perhaps_there: false }
    }

    fn call() -> Missing {
        let label = Label::new(Act::Log, "Anna Berg").of_kind(Kind::Call);
        Missing { label: Some(label), at: "2026-11-14T09:12:00+01:00".parse().ok(), ..unknown(12, 12) }
    }

    fn shown(lang: Lang, report: &Report) -> Mending {
        mending(&Text::new(lang), report, "2026-11-21".parse().unwrap())
    }

    #[test]
    fn the_headline_says_what_happened_and_what_is_missing() {
        let cut = || [journal(), vec![Damage::JournalCut]].concat();
        let archive = || vec![Damage::Archive { what: "no node at 4711".into() }];
        let part = || Missing { of: Some((3, 200)), label: Some(Label::new(Act::Import, "a.vcf")), ..unknown(9, 9) };
        for (report, en, de) in [
            (
                report(journal(), vec![], vec![]),
                "The store's journal was damaged and has been mended. Nothing is missing.",
                "Das Journal war beschädigt und ist instand gesetzt. Es fehlt nichts.",
            ),
            (
                report(cut(), vec![], vec![sets(4, 4)]),
                "The store's journal was damaged and has been mended. Nothing is missing; 1 set can no longer be taken back.",
                "Das Journal war beschädigt und ist instand gesetzt. Es fehlt nichts; 1 Satz lässt sich nicht mehr zurücknehmen.",
            ),
            (
                report(vec![Damage::JournalCut], vec![], vec![sets(4, 5), sets(7, 7)]),
                "The store's journal had lost its end and has been mended. Nothing is missing; 3 sets can no longer be taken back.",
                "Dem Journal fehlte das Ende; es ist instand gesetzt. Es fehlt nichts; 3 Sätze lassen sich nicht mehr zurücknehmen.",
            ),
            (
                report(journal(), vec![call(), unknown(17, 17)], vec![]),
                "The store's journal was damaged and has been mended. 2 sets are missing: Sat 14 Nov 09:12 Logged call with Anna Berg; set 17 (unknown).",
                "Das Journal war beschädigt und ist instand gesetzt. 2 Sätze fehlen: Sa 14. Nov 09:12 Anruf mit Anna Berg erfasst; Satz 17 (unbekannt).",
            ),
            (
                report([archive(), cut()].concat(), vec![unknown(1, 1)], vec![]),
                "The store was damaged and has been mended. 1 set is missing: set 1 (unknown).",
                "Die Daten waren beschädigt und sind instand gesetzt. 1 Satz fehlt: Satz 1 (unbekannt).",
            ),
            (
                report(journal(), vec![unknown(1, 3), unknown(5, 5), call(), unknown(20, 21), unknown(30, 30)], vec![]),
                "The store's journal was damaged and has been mended. 8 sets are missing: Sat 14 Nov 09:12 Logged call with Anna Berg; sets 1-3, 5 (unknown); 3 more.",
                "Das Journal war beschädigt und ist instand gesetzt. 8 Sätze fehlen: Sa 14. Nov 09:12 Anruf mit Anna Berg erfasst; Sätze 1-3, 5 (unbekannt); 3 weitere.",
            ),
            (
                report(journal(), vec![part()], vec![sets(9, 9)]),
                "The store's journal was damaged and has been mended. A part of 1 set is missing: Imported a.vcf (3 of 200 changes).",
                "Das Journal war beschädigt und ist instand gesetzt. Von 1 Satz fehlt ein Teil: a.vcf importiert (3 von 200 Änderungen).",
            ),
            (
                report([archive(), vec![Damage::Texts]].concat(), vec![], vec![]),
                "The archive, which holds the full records for reading, was damaged and has been rebuilt. Nothing is missing.",
                "Das Archiv, aus dem die vollständigen Einträge gelesen werden, war beschädigt und ist neu aufgebaut. Es fehlt nichts.",
            ),
            (
                report(vec![Damage::Current], vec![], vec![]),
                "The file CURRENT of the store was gone or damaged and has been written anew. Nothing is missing.",
                "Die Datei CURRENT fehlte oder war beschädigt und ist neu geschrieben. Es fehlt nichts.",
            ),
            (
                report(vec![Damage::Side, Damage::Texts], vec![], vec![]),
                "Files that only make touchbase quick were damaged and have been made anew. Nothing is missing.",
                "Dateien, die touchbase nur schneller machen, waren beschädigt und sind neu angelegt. Es fehlt nichts.",
            ),
            (
                report(vec![Damage::Base], vec![], vec![]),
                "The store was damaged and has been mended. Nothing is missing.",
                "Die Daten waren beschädigt und sind instand gesetzt. Es fehlt nichts.",
            ),
        ] {
            assert_eq!(shown(Lang::En, &report).headline, en);
            assert_eq!(shown(Lang::De, &report).headline, de);
        }
    }

    #[test]
    fn the_details_name_all_that_is_missing_and_where_the_files_are() {
        let big = Damage::BigSet { file: "sets/0193.jsonl".into() };
        let all = [journal(), vec![Damage::JournalCut, big, Damage::Archive { what: "x".into() }]].concat();
        let perhaps = Missing { perhaps_there: true, ..unknown(17, 18) };
        let mut report = report(all, vec![call(), perhaps], vec![sets(4, 5), sets(7, 7)]);
        report.backup = Some("2026-11-20.backup".into());
        report.aside = Some("/home/ana/touchbase/aside/gen-1".into());
        assert_eq!(
            shown(Lang::En, &report).details,
            [
                "Missing: Sat 14 Nov 09:12 Logged call with Anna Berg",
                "Missing: sets 17-18 (unknown)",
                "Records that may be what is missing were found in the damaged archive and are in the store.",
                "What is missing has to be entered again: touchbase history tells what is there.",
                "What sets 4-5, 7 did is there, but can't be told or taken back any more.",
                "Damaged or gone: journal/000001.jsonl, the end of the journal, sets/0193.jsonl, the archive",
                "Mended with the backup 2026-11-20.backup",
                "The damaged files are kept in /home/ana/touchbase/aside/gen-1",
            ]
        );
        assert_eq!(
            shown(Lang::De, &report).details,
            [
                "Fehlt: Sa 14. Nov 09:12 Anruf mit Anna Berg erfasst",
                "Fehlt: Sätze 17-18 (unbekannt)",
                "Im beschädigten Archiv fanden sich Einträge, die das Fehlende sein könnten; sie sind übernommen.",
                "Was fehlt, muss noch einmal eingegeben werden: touchbase history zeigt, was da ist.",
                "Was die Sätze 4-5, 7 getan haben, ist da, lässt sich aber nicht mehr anzeigen und zurücknehmen.",
                "Beschädigt oder verschwunden: journal/000001.jsonl, das Ende des Journals, sets/0193.jsonl, das Archiv",
                "Instand gesetzt mit der Sicherung 2026-11-20.backup",
                "Die beschädigten Dateien liegen in /home/ana/touchbase/aside/gen-1",
            ]
        );
    }
}
