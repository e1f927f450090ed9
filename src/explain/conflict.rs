//! What others changed meanwhile: who, when, where, and both texts.

use chrono::NaiveDate;

use super::made_in::{made_by, made_in};
use crate::domain::merge::{Clash, Part};
use crate::domain::record::{Record, RecordKind};
use crate::error::{Clashing, Conflicting, Error, ErrorKind};
use crate::say;
use crate::store::{Conflict, Entry, MadeIn, Met, Since};
use crate::text::{Text, days, label, names};

/// A set can't be saved: what others have changed in the same places, with both texts.
pub fn conflicts(text: &Text, all: &[Conflict], today: NaiveDate) -> Error {
    let Some(first) = all.first() else { return super::changed(text) };
    let by = at_once(text, &first.by, today);
    let what = called(text, first);
    let (said, hint) = match (&first.mine, &first.theirs) {
        (_, None) => {
            let back = say!(text, "hint-conflict-deleted", set = first.by.seq.to_string());
            (say!(text, "error-conflict-deleted", what = what, by = by), back)
        }
        (None, Some(_)) => (say!(text, "error-conflict-deleting", what = what, by = by), say!(text, "hint-conflict")),
        (Some(_), Some(_)) => {
            let mut fields: Vec<String> = Vec::new();
            for field in first.clashes.iter().map(|clash| part(text, &clash.part)) {
                if !fields.contains(&field) {
                    fields.push(field);
                }
            }
            let fields = fields.join(", ");
            (say!(text, "error-conflict", what = what, fields = fields, by = by), say!(text, "hint-conflict"))
        }
    };
    let said = match all.len() {
        1 => said,
        more => say!(text, "error-conflict-more", said = said, count = more - 1),
    };
    let conflicts = all.iter().map(|one| conflicting(text, one, all.len() > 1)).collect();
    Error { conflicts, ..Error::new(ErrorKind::Changed, said).hint(hint) }
}

fn conflicting(text: &Text, of: &Conflict, is_named: bool) -> Conflicting {
    let clashes = of.clashes.iter().map(|clash| Clashing {
        field: clash.part.to_string(),
        theirs: clash.theirs.clone(),
        yours: clash.mine.clone(),
    });
    let made_in = MadeIn::of(&of.by.session);
    Conflicting {
        kind: kind(of.id.kind),
        id: of.id.id.to_string(),
        called: called(text, of),
        deleted: of.theirs.is_none(),
        set: of.by.seq,
        at: of.by.at,
        author: of.by.author.clone(),
        screen: made_in.screen,
        terminal: made_in.terminal,
        process: made_in.process,
        clashes: clashes.collect(),
        said: of.clashes.iter().flat_map(|clash| both(text, of, clash, is_named)).collect(),
    }
}

/// The field, and below it what either side has there.
fn both(text: &Text, of: &Conflict, clash: &Clash, is_named: bool) -> Vec<String> {
    let field = part(text, &clash.part);
    let mut lines = vec![if is_named { format!("  {}: {field}", called(text, of)) } else { format!("  {field}") }];
    let sides = [(say!(text, "conflict-theirs"), &clash.theirs), (say!(text, "conflict-yours"), &clash.mine)];
    for (whose, values) in sides {
        let written = if values.is_empty() { say!(text, "conflict-nothing") } else { values.join(", ") };
        let mut written = written.lines();
        lines.push(format!("    {whose}: {}", written.next().unwrap_or_default()));
        lines.extend(written.map(|more| format!("      {more}")));
    }
    lines
}

/// As it stands in the journal.
fn kind(kind: RecordKind) -> String {
    serde_json::to_value(kind).ok().and_then(|name| name.as_str().map(str::to_owned)).unwrap_or_default()
}

/// The record in a few words; of an agenda mark whose it is.
fn called(text: &Text, of: &Conflict) -> String {
    match [&of.theirs, &of.mine, &of.base].into_iter().flatten().next() {
        Some(Record::AgendaMark(_)) if !of.by.label.names.is_empty() => of.by.label.names.join(", "),
        Some(record) => names::record(text, record),
        None => String::new(),
    }
}

/// A part of a record in a word: `phone`.
pub fn part(text: &Text, part: &Part) -> String {
    label::field(text, &part.to_string())
}

/// Who it was, where and when: `ben (screen on pts/3), Sat 21 Nov 09:31`; of the user `own` another session.
pub fn who(text: &Text, entry: &Entry, own: &str, today: NaiveDate) -> String {
    let who = if entry.author == own {
        say!(text, "who-own", place = made_in(text, &MadeIn::of(&entry.session)))
    } else {
        made_by(text, entry)
    };
    format!("{who}, {}", when(text, entry, today))
}

fn at_once(text: &Text, entry: &Entry, today: NaiveDate) -> String {
    format!("{}, {}", made_by(text, entry), when(text, entry, today))
}

/// Today the time alone.
fn when(text: &Text, entry: &Entry, today: NaiveDate) -> String {
    let (day, time) = (entry.at.date_naive(), entry.at.time());
    if day == today { days::time(time) } else { days::moment(text, day, Some(time), today) }
}

/// What a save was brought together with, a sentence for each record.
pub fn met(text: &Text, met: &Met, called: &str, today: NaiveDate) -> String {
    let by = at_once(text, &met.by, today);
    if met.same {
        say!(text, "met-same", what = called, by = by)
    } else {
        say!(text, "met-both", what = called, by = by)
    }
}

/// Why a set isn't taken back: what came since.
pub fn since(text: &Text, since: &Since, today: NaiveDate) -> Error {
    let said = label::said(text, &since.label, today);
    if since.by.label.act.is_barrier() {
        let said = label::said(text, &since.by.label, today);
        return Error::new(ErrorKind::Changed, say!(text, "error-undo-barrier", label = said))
            .hint(say!(text, "hint-undo-barrier"));
    }
    let by = at_once(text, &since.by, today);
    let mut fields: Vec<String> = since.fields.iter().map(|field| label::field(text, field)).collect();
    fields.dedup();
    let what = if fields.is_empty() {
        let since = label::said(text, &since.by.label, today);
        say!(text, "error-undo-since", label = said, since = since, by = by)
    } else {
        say!(text, "error-undo-since-fields", label = said, fields = fields.join(", "), by = by)
    };
    let set = since.by.seq.to_string();
    Error::new(ErrorKind::Changed, what).hint(say!(text, "hint-undo-since", by = set))
}
