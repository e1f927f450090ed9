//! `history`: what changed, when and by whom.

use std::borrow::Cow;
use std::collections::HashMap;

use serde_json::{Value, json};
use uuid::Uuid;

use super::failure::{Outcome, Status};
use super::json;
use super::record;
use super::session::Session;
use super::table::{Cell, Table};
use crate::domain::book::Book;
use crate::domain::change::Change;
use crate::domain::contact::merged_ids;
use crate::domain::difference::{Difference, differences, gone_with};
use crate::domain::display::safe;
use crate::domain::record::{Record, RecordId, RecordKind};
use crate::explain;
use crate::say;
use crate::store::{MadeIn, PastSet};
use crate::text::{Text, days, label, names};

/// Columns of a value that a terminal is shown.
const VALUE: usize = 40;

/// Show what changed, when and by whom, newest first; of a contact with old and new values
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Into a pipe each set is a line: number, moment, who, what, taken back or the number of the set that it took \
                        back, changed fields, in which session. touchbase undo NUMBER takes a set back."
)]
pub struct Args {
    /// Only what changed this contact, company or other record, be it deleted meanwhile, and what hangs on it
    #[arg(value_name = "CONTACT or COMPANY or ID")]
    of: Option<String>,
    /// So many sets at the most
    #[arg(long, value_name = "N", default_value_t = 50)]
    limit: usize,
}

pub fn run(session: &mut Session, args: Args) -> Outcome {
    let of = match args.of.as_deref() {
        Some(typed) => with_merged(session, record::named_ever(session, typed)?),
        None => Vec::new(),
    };
    let sets = session.store.past(&of, args.limit).map_err(|error| session.store_error(&error))?;
    let gone = gone(session, &sets);
    if session.out.is_json() {
        let all: Vec<Value> = {
            let book = session.store.book();
            let book = gone.put_back(&book);
            sets.iter().map(|set| set_json(session, &book, &gone, set, !of.is_empty())).collect()
        };
        session.out.json(&all)?;
        return Ok(Status::Done);
    }
    let table = {
        let book = session.store.book();
        let book = gone.put_back(&book);
        let mut table = Table::default();
        for set in &sets {
            rows(session, &book, &gone, set, &mut table);
        }
        table
    };
    session.out.table(&table)?;
    if session.out.is_terminal() {
        session.out.finish()?;
        match sets.len() {
            0 => session.tell(&say!(session.text, "history-none")),
            count if count == args.limit => session.tell(&say!(session.text, "history-more", count = count)),
            _ => match session.store.history_begins() {
                Ok(begins) if begins > 1 => {
                    session.tell(&say!(session.text, "history-begins", set = begins.to_string()));
                }
                _ => {}
            },
        }
    }
    Ok(Status::Done)
}

/// A record with those that were merged into it: their history is its own.
fn with_merged(session: &Session, record: RecordId) -> Vec<RecordId> {
    let book = session.store.book();
    let merged: Vec<Uuid> = match record.kind {
        RecordKind::Contact => {
            let row = book.contact(record.id.into());
            row.map(|row| merged_ids(&row.ids).map(|id| id.0).collect()).unwrap_or_default()
        }
        RecordKind::Company => book.company(record.id.into()).map(|one| one.merged_ids().collect()).unwrap_or_default(),
        _ => Vec::new(),
    };
    [record].into_iter().chain(merged.into_iter().map(|id| RecordId { id, ..record })).collect()
}

/// Those whose ids stand in the history and who are deleted since.
#[derive(Default)]
struct Gone {
    /// As they were last.
    records: Vec<Record>,
    /// What is said of those who are older than the journal, by id.
    nameless: HashMap<String, String>,
}

impl Gone {
    /// The book as the history is told with: those who are deleted have names there.
    fn put_back<'b>(&self, book: &'b Book) -> Cow<'b, Book> {
        if self.records.is_empty() {
            return Cow::Borrowed(book);
        }
        let mut book = book.clone();
        self.records.iter().for_each(|record| book.apply(&Change::create(record.clone())));
        Cow::Owned(book)
    }
}

fn gone(session: &Session, sets: &[PastSet]) -> Gone {
    let unknown: HashMap<Uuid, RecordKind> = {
        let book = session.store.book();
        let all = sets.iter().flat_map(|set| &set.changes).flat_map(|change| differences(change, &book));
        let kind = |field: &str| match field {
            "with" | "contact" | "referred_by" => Some(RecordKind::Contact),
            "company" | "job" => Some(RecordKind::Company),
            _ => None,
        };
        let ids = all.filter_map(|d| Some((kind(&d.field)?, [d.before, d.after].concat())));
        ids.flat_map(|(kind, values)| values.into_iter().filter_map(move |value| Some((id_in(&value)?, kind))))
            .collect()
    };
    let mut gone = Gone::default();
    for (id, kind) in unknown {
        let record = RecordId::new(kind, id);
        let past = session.store.past(&[record], 1).unwrap_or_default();
        let mut changes = past.into_iter().flat_map(|set| set.changes);
        match changes.find_map(|change| change.before.filter(|before| before.id() == record)) {
            Some(last) => gone.records.push(last),
            None => {
                let name = match kind {
                    RecordKind::Company => say!(session.text, "history-some-company"),
                    _ => say!(session.text, "history-someone"),
                };
                gone.nameless.insert(id.to_string(), name);
            }
        }
    }
    gone
}

/// The id that stands for a name in a value: by itself, or as a part of it (`role=Buyer; company_id=…`).
fn id_in(value: &str) -> Option<Uuid> {
    value.split(['=', ';', ' ']).find_map(|part| part.parse().ok())
}

/// One line for a pipe; for people what changed stands below.
fn rows(session: &Session, book: &Book, gone: &Gone, set: &PastSet, table: &mut Table) {
    let (text, entry) = (&session.text, &set.entry);
    let all = details(text, book, gone, &set.changes);
    let said = label::said(text, &entry.label, session.today());
    let made_in = explain::made_in_process(text, &MadeIn::of(&entry.session));
    if !session.out.is_terminal() {
        let state = match (set.is_taken_back, entry.undoes) {
            (true, _) => say!(text, "history-is-taken-back"),
            (false, Some(undone)) => undone.to_string(),
            (false, None) => String::new(),
        };
        let all: Vec<String> = all.into_iter().map(|detail| detail.whole).collect();
        let (set, at, who) = (entry.seq.to_string(), json::moment(entry.at), entry.author.clone());
        let cells = [set, at, who, said, state, all.join("; "), made_in];
        return table.push(cells.map(Cell::new));
    }
    let said = match (entry.undoes, set.is_taken_back) {
        (Some(undone), _) => say!(text, "history-undo", set = undone.to_string(), label = said),
        (None, true) => say!(text, "history-taken-back", label = said),
        (None, false) => said,
    };
    let moment = days::moment(text, entry.at.date_naive(), Some(entry.at.time()), session.today());
    let number = Cell::right(format!("#{}", entry.seq));
    table.push([number, Cell::dim(moment), entry.author.as_str().into(), Cell::dim(made_in), said.into()]);
    for detail in all {
        table.push(["".into(), "".into(), "".into(), Cell::dim(""), format!("  {}", detail.shown).into()]);
    }
}

/// What changed of one record, or in one field of it.
struct Detail {
    whole: String,
    /// With long values cut.
    shown: String,
}

fn details(text: &Text, book: &Book, gone: &Gone, changes: &[Change]) -> Vec<Detail> {
    let mut all = Vec::new();
    // One that is named by the set itself needn't be named again.
    let several = changes.len() > 1;
    for change in changes {
        let fields = differences(change, book);
        let of = change
            .after
            .as_ref()
            .or(change.before.as_ref())
            .map(|record| names::record(text, record))
            .unwrap_or_default();
        if fields.is_empty() && several {
            let words = match (&change.before, &change.after) {
                (None, _) => say!(text, "history-made", what = of.as_str()),
                (_, None) => say!(text, "history-gone", what = of.as_str()),
                _ => continue,
            };
            all.push(Detail { shown: cut(&words, VALUE * 2), whole: words });
        }
        let before = if several && !of.is_empty() { format!("{}: ", cut(&of, VALUE)) } else { String::new() };
        for Difference { field, before: old, after: new } in fields.into_iter().chain(gone_with(change, book)) {
            let line = |old: String, new: String| format!("{before}{field}: {old} → {new}");
            let (old, new) = (value(&named(gone, old)), value(&named(gone, new)));
            all.push(Detail { shown: line(cut(&old, VALUE), cut(&new, VALUE)), whole: line(old, new) });
        }
    }
    all
}

/// Values, with words for ids that nobody can name.
fn named(gone: &Gone, all: Vec<String>) -> Vec<String> {
    all.into_iter().map(|one| gone.nameless.get(&one).cloned().unwrap_or(one)).collect()
}

fn value(all: &[String]) -> String {
    if all.is_empty() { "–".to_owned() } else { all.join(", ") }
}

fn cut(words: &str, columns: usize) -> String {
    safe(words).cut(columns).to_string()
}

fn set_json(session: &Session, book: &Book, gone: &Gone, set: &PastSet, with_changes: bool) -> Value {
    let entry = &set.entry;
    let made_in = MadeIn::of(&entry.session);
    let mut told = json!({
        "set": entry.seq,
        "at": json::moment(entry.at),
        "author": entry.author,
        "made_on": if made_in.screen { "screen" } else { "command_line" },
        "terminal": made_in.terminal,
        "process": made_in.process,
        "act": entry.label.act,
        "names": entry.label.names,
        "said": label::said(&session.text, &entry.label, session.today()),
        "undoes": entry.undoes,
        "taken_back": set.is_taken_back,
        "count": set.count,
    });
    if with_changes {
        told["changes"] = set.changes.iter().map(|change| change_json(book, gone, change)).collect();
    }
    told
}

fn change_json(book: &Book, gone: &Gone, change: &Change) -> Value {
    let did = match (&change.before, &change.after) {
        (None, _) => "created",
        (_, None) => "deleted",
        _ => "edited",
    };
    let fields = differences(change, book).into_iter().chain(gone_with(change, book)).map(|d| {
        let (before, after) = (named(gone, d.before), named(gone, d.after));
        json!({ "field": d.field, "before": before, "after": after })
    });
    json!({
        "kind": change.id().map(|id| id.kind),
        "id": change.id().map(|id| id.id),
        "did": did,
        "fields": fields.collect::<Vec<_>>(),
    })
}
