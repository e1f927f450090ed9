//! What an import did, or would do: every card stands in it.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde_json::{Value, json};
use uuid::Uuid;

use super::with_here;
use crate::cli::failure::Failure;
use crate::cli::json as output;
use crate::cli::session::Session;
use crate::cli::table::{Cell, Table};
use crate::domain::find::ShortIds;
use crate::domain::id::ContactId;
use crate::error::Error;
use crate::explain;
use crate::formats::csv::{Column, Mapping};
use crate::formats::import::{
    Brought, Choice, Choices, EntryFate, EntryKind, Field, FieldChange, Gone, Perhaps, Plan, PlannedEntry, Updated,
    plain,
};
use crate::formats::{Outline, ReadFile};
use crate::say;
use crate::text::{Text, days, label, pairs};

/// Characters of the names of columns that people are told.
const NAMED: usize = 240;

/// A contact or entry that changes, the lines of its records, and in which fields.
pub type Changed = (Uuid, String, Vec<usize>, Vec<FieldChange>);

/// What is reported: a plan, and what is left of the files it was made of.
pub struct Report {
    pub names: Vec<String>,
    pub outline: Outline,
    /// By what the first table was read.
    pub mapping: Option<Mapping>,
    pub plan: Plan,
    /// What became of those who may be someone who is here.
    pub perhaps: Perhaps,
    /// How much came in, or would.
    pub brought: Brought,
    /// Of a dry run.
    pub changes: Vec<Changed>,
    pub dry_run: bool,
    /// The number of the set, if there is one.
    pub set: Option<u64>,
}

/// Of contacts and entries that change, in which fields.
pub fn changes(session: &Session, plan: &Plan, file: &ReadFile, choices: &Choices) -> Result<Vec<Changed>, Error> {
    let book = plan.book_after(&session.store.book());
    let updated: HashMap<ContactId, &Updated> = plan.updated.iter().map(|one| (one.contact, one)).collect();
    let mut all = Vec::new();
    with_here(session, |here| {
        for (contact, rows) in plan.updated_rows() {
            let Some(updated) = updated.get(&contact) else { continue };
            for row in rows {
                let changes = plan.changes_of(file, row, choices, here, &book);
                let changes = changes.map_err(|error| session.store_error(&error))?;
                all.push((contact.0, updated.name.clone(), updated.lines.clone(), changes));
            }
        }
        for (created, of, _) in plan.doubles() {
            for row in plan.rows_of(created.contact).filter(|row| choices.of(*row) == Some(Choice::Into(of))) {
                let changes = plan.changes_of(file, row, choices, here, &book);
                let changes = changes.map_err(|error| session.store_error(&error))?;
                let name = book.contact(of).map_or_else(String::new, |there| there.name.clone());
                all.push((of.0, name, created.lines.clone(), changes));
            }
        }
        for entry in plan.changed_entries() {
            let changes = plan.changes_of(file, entry.card as usize, choices, here, &book);
            let changes = changes.map_err(|error| session.store_error(&error))?;
            let id = entry.record().map(|of| of.id).unwrap_or_default();
            all.push((id, entry.title.clone(), vec![entry.line], changes));
        }
        Ok(all)
    })
}

impl Report {
    fn files(&self, text: &Text) -> String {
        let first = self.names.first().map_or("", String::as_str);
        if self.names.len() > 1 { label::files_named(text, first, self.names.len()) } else { first.to_owned() }
    }

    /// The file of a line, and its number there.
    fn place(&self, line: usize) -> (&str, usize) {
        let (file, line) = self.outline.place(line);
        (self.names.get(file).map_or("", String::as_str), line)
    }

    /// The columns in which anything stands, and the lines of their heads.
    fn columns(&self) -> impl Iterator<Item = (usize, &Column)> {
        self.outline.columns().filter(|(_, column)| column.filled)
    }

    /// `12`, of several files `a.vcf:12`.
    fn place_in_words(&self, line: usize) -> String {
        let (file, line) = self.place(line);
        if self.names.len() > 1 { format!("{file}:{line}") } else { line.to_string() }
    }

    /// Numbers first; on a terminal then whatever needs a look, for a pipe a line for each record.
    pub fn print(&self, session: &mut Session) -> Result<(), Failure> {
        let (text, plan) = (&session.text, &self.plan);
        let file = self.files(text);
        let numbers = self.numbers(text, &file);
        let terminal = session.out.is_terminal();
        let lines = self.lines(session, terminal);
        if terminal {
            session.out.line(&numbers)?;
        } else {
            session.tell(&numbers);
        }
        let (known, free) = explain::columns(text, self.columns().map(|(_, column)| column), NAMED);
        let (guessed, _) = explain::columns(text, self.columns().map(|(_, one)| one).filter(|one| one.guessed), NAMED);
        let guessed = (!guessed.is_empty()).then(|| say!(text, "import-guessed", names = guessed));
        let known = (!known.is_empty()).then(|| say!(text, "import-columns", names = known));
        let free = (!free.is_empty()).then(|| say!(text, "import-free", names = free));
        let created = || plan.created.iter().filter(|created| self.brought.creates(created.contact.0));
        let last = created().filter(|created| created.newcomer.last_contact.is_some()).count();
        let last = (last > 0).then(|| say!(text, "import-last-contact", count = last));
        let perhaps = plan.doubles().count();
        let perhaps = (perhaps > 0).then(|| match self.perhaps {
            Perhaps::Leave => say!(text, "import-perhaps-left", count = perhaps),
            Perhaps::New => say!(text, "import-perhaps-new", count = perhaps),
            Perhaps::Into => say!(text, "import-perhaps-into", count = perhaps),
        });
        session.out.table(&lines)?;
        session.out.finish()?;
        for words in [known, free].into_iter().flatten().filter(|_| terminal).chain(guessed).chain(perhaps).chain(last)
        {
            session.tell(&words);
        }
        if !plan.entries.is_empty() {
            let count = |fate: EntryFate| plan.entries.iter().filter(|entry| entry.fate == fate).count();
            let (created, updated) = (count(EntryFate::New), count(EntryFate::Changed));
            let (unchanged, unmatched) = (count(EntryFate::Unchanged), count(EntryFate::Unmatched));
            let counts = say!(
                session.text,
                "import-entries",
                created = created,
                updated = updated,
                unchanged = unchanged,
                unmatched = unmatched
            );
            session.tell(&counts);
        }
        let closed = plan.closings.iter().filter(|closing| !closing.stays).count();
        if closed > 0 {
            session.tell(&say!(session.text, "import-closed-count", count = closed));
        }
        if plan.cleaned_more > 0 {
            session.tell(&say!(session.text, "import-cleaned-more", count = plan.cleaned_more));
        }
        if !plan.foreign.is_empty() {
            let names = explain::foreign(&session.text, &plan.foreign);
            session.tell(&say!(session.text, "import-foreign", names = names));
        }
        if self.dry_run {
            session.tell(&say!(session.text, "import-dry-run"));
        } else if self.set.is_some() {
            session.tell(&say!(session.text, "import-undo"));
        }
        Ok(())
    }

    /// How many records were read, and what becomes of them.
    fn numbers(&self, text: &Text, file: &str) -> String {
        let plan = &self.plan;
        let (read, created, companies) = (self.read(), self.brought.contacts, self.brought.companies);
        let updated = self.brought.contacts_changed + self.brought.companies_changed;
        let unchanged = plan.unchanged.len() + plan.companies_unchanged.len();
        let (skipped, refused) = (plan.skipped.len(), plan.refused.len());
        if self.dry_run {
            say!(
                text,
                "import-numbers-dry",
                file = file,
                read = read,
                created = created,
                companies = companies,
                updated = updated,
                unchanged = unchanged,
                skipped = skipped,
                refused = refused
            )
        } else {
            say!(
                text,
                "import-numbers",
                file = file,
                read = read,
                created = created,
                companies = companies,
                updated = updated,
                unchanged = unchanged,
                skipped = skipped,
                refused = refused
            )
        }
    }

    /// How many records were read: a series of events is one, however often it takes place.
    fn read(&self) -> usize {
        let lines: HashSet<usize> = self.plan.entries.iter().map(|entry| entry.line).collect();
        self.plan.read().saturating_sub(self.plan.entries.len() - lines.len())
    }

    /// The id of what came in. What a dry run makes has none that will be its own.
    fn made(&self, id: Uuid) -> Option<Uuid> {
        (!self.dry_run).then_some(id)
    }

    /// The id of an entry that is here now.
    fn id_of(&self, entry: &PlannedEntry) -> Option<Uuid> {
        entry.record().map(|of| of.id).filter(|_| entry.fate != EntryFate::New || !self.dry_run)
    }

    /// What was done, id, name, line and details. For people those that just came in are only counted.
    fn lines(&self, session: &Session, for_people: bool) -> Table {
        let (text, plan) = (&session.text, &self.plan);
        let ids = ShortIds::of(&session.store.book());
        let mut table = Table::default();
        let mut line = |what: &str, id: Option<uuid::Uuid>, name: &str, lines: &[usize], details: String| {
            let at = lines.iter().map(|line| self.place_in_words(*line)).collect::<Vec<_>>().join(",");
            let at = if for_people && !at.is_empty() { say!(text, "import-line", line = at) } else { at };
            let what = if for_people { what_in_words(text, what, self.dry_run) } else { what.to_owned() };
            let id = Cell::dim(id.map(|id| ids.show(id)).unwrap_or_default());
            table.push([what.into(), id, name.into(), at.into(), details.into()]);
        };
        // What is known by its head needs no look.
        let looked_at = |column: &Column| !for_people && (column.given || !column.is_known());
        for (at, column) in self.columns().filter(|(_, column)| looked_at(column)) {
            line("column", None, &column.head, &[at], explain::column(text, column));
        }
        let comes_in = |id: Uuid| self.brought.creates(id);
        for c in plan.created.iter().filter(|c| comes_in(c.contact.0) && (!for_people || !c.kept.is_empty())) {
            line("created", self.made(c.contact.0), &c.name, &c.lines, kept(text, &c.kept));
        }
        for c in plan.companies_created.iter().filter(|c| comes_in(c.company.0) && (!for_people || !c.kept.is_empty()))
        {
            line("created", self.made(c.company.0), &c.name, &c.lines, kept(text, &c.kept));
        }
        for (created, here, reasons) in plan.doubles() {
            let name = session.store.book().contact(here).map(|row| row.name.clone()).unwrap_or_default();
            let why = pairs::reasons(text, reasons, [&name, &created.name]);
            let why = match self.perhaps {
                Perhaps::Leave => say!(text, "import-perhaps-why-left", name = name.as_str(), reasons = why),
                Perhaps::New => say!(text, "import-perhaps-why-new", name = name.as_str(), reasons = why),
                Perhaps::Into => say!(text, "import-perhaps-why-into", name = name.as_str(), reasons = why),
            };
            line("perhaps", Some(here.0), &created.name, &created.lines, why);
        }
        for (created, on) in plan.deleted() {
            let on = days::dated(text, on);
            let why = match self.brought.creates(created.contact.0) {
                false => say!(text, "import-deleted-left", day = on),
                true => say!(text, "import-deleted-new", day = on),
            };
            line("deleted", None, &created.name, &created.lines, why);
        }
        for u in &plan.updated {
            line("updated", Some(u.contact.0), &u.name, &u.lines, both(text, &u.fields, &u.kept));
        }
        for u in &plan.companies_updated {
            line("updated", Some(u.company.0), &u.name, &u.lines, both(text, &u.fields, &u.kept));
        }
        for (id, name, lines, changes) in &self.changes {
            for one in changes.iter().filter(|one| one.taken) {
                for words in explain::change(text, one, session.today()) {
                    line("changes", Some(*id), name, lines, words);
                }
            }
        }
        for u in plan.unchanged.iter().filter(|u| !for_people || !u.kept.is_empty()) {
            line("unchanged", Some(u.contact.0), &u.name, &u.lines, kept(text, &u.kept));
        }
        for u in plan.companies_unchanged.iter().filter(|u| !for_people || !u.kept.is_empty()) {
            line("unchanged", Some(u.company.0), &u.name, &u.lines, kept(text, &u.kept));
        }
        let book = session.store.book();
        let series = self.series();
        let told =
            |entry: &PlannedEntry| !for_people || entry.fate == EntryFate::Unmatched || self.dry_run && entry.changes();
        // All of a series of which nobody is known are told at the first.
        let times = |entry: &PlannedEntry| match series.get(&entry.line).filter(|_| entry.fate == EntryFate::Unmatched)
        {
            Some((first, count)) => (*first == entry.card).then_some(*count),
            None => Some(1),
        };
        let all = plan.entries.iter().filter(|entry| told(entry));
        for (entry, times) in all.filter_map(|entry| Some((entry, times(entry)?))) {
            let mut about = explain::entry(text, entry.kind, entry.day, entry.time, session.today());
            let people = plan.people_of(entry, &book);
            if !people.is_empty() {
                about = format!("{about}, {people}");
            }
            if entry.is_over && entry.fate == EntryFate::Changed {
                about = format!("{about}; {}", say!(text, "import-entry-over"));
            }
            if entry.fate == EntryFate::Unmatched {
                about = format!("{about}; {}", say!(text, "import-unmatched-why"));
            }
            if times > 1 {
                about = say!(text, "import-times", why = about, count = times);
            }
            line(entry_word(entry.fate), self.id_of(entry), &entry.title, &[entry.line], about);
        }
        for closing in &plan.closings {
            let what = if closing.stays { "kept" } else { "closed" };
            let about = explain::entry(text, EntryKind::FollowUp, closing.due, closing.time, session.today());
            let (who, why) = (plan.names([closing.contact], &book), explain::gone(text, closing.why, closing.stays));
            line(what, Some(closing.record().id), &closing.title, &[], format!("{about}, {who}; {why}"));
        }
        for s in &plan.skipped {
            line("skipped", None, &s.name, &[s.line], explain::skipped(text, &s.kind));
        }
        for r in &plan.refused {
            let name = r.name.as_deref().unwrap_or_default();
            line("refused", None, name, &[r.line], explain::refusal(text, r.why));
        }
        for (name, cleaned) in &plan.cleaned {
            let outside = say!(text, "import-outside");
            let name = if name.is_empty() { &outside } else { name };
            line("cleaned", None, name, &[cleaned.line], explain::cleaning(text, cleaned));
        }
        table
    }

    fn perhaps_word(&self) -> &'static str {
        match self.perhaps {
            Perhaps::Leave => "left_out",
            Perhaps::New => "created",
            Perhaps::Into => "joined",
        }
    }

    /// The first of each series of which nobody is known, and how many there are, by its line.
    fn series(&self) -> HashMap<usize, (u32, usize)> {
        let mut series: HashMap<usize, (u32, usize)> = HashMap::new();
        for entry in self.plan.entries.iter().filter(|entry| entry.fate == EntryFate::Unmatched) {
            series.entry(entry.line).or_insert((entry.card, 0)).1 += 1;
        }
        series
    }

    /// The report as JSON; `set` is null for a dry run or where nothing changed.
    pub fn json(&self, session: &Session) -> Value {
        let (text, plan) = (&session.text, &self.plan);
        let fields = |fields: &[Field]| fields.iter().map(|field| explain::field(text, *field)).collect::<Vec<_>>();
        let one = |line: usize| {
            let (file, line) = self.place(line);
            json!({ "file": file, "line": line })
        };
        let one_place = one;
        let all = |lines: &[usize]| lines.iter().map(|line| one(*line)).collect::<Vec<_>>();
        let updated = plan.updated.iter().map(|u| (u.contact.0, &u.name, &u.lines, &u.fields, &u.kept));
        let companies = plan.companies_updated.iter().map(|u| (u.company.0, &u.name, &u.lines, &u.fields, &u.kept));
        let book = session.store.book();
        let mut changes = BTreeMap::<Uuid, Vec<Value>>::new();
        for (id, _, _, of_row) in &self.changes {
            changes.entry(*id).or_default().extend(of_row.iter().map(|one| {
                let [here, file, after] = [&one.here, &one.file, &one.after].map(|values| output::text(&plain(values)));
                let field = explain::field(text, one.field);
                json!({ "field": field, "here": here, "file": file, "after": after, "taken": one.taken })
            }));
        }
        json!({
            "files": self.names,
            "columns": self.columns()
                .map(|(at, column)| json!({
                    "at": one(at), "number": column.number, "head": output::text(&column.head),
                    "becomes": explain::column(text, column),
                }))
                .collect::<Vec<_>>(),
            "read": self.read(),
            "set": self.set,
            "created": plan.created.iter()
                .filter(|c| self.brought.creates(c.contact.0))
                .map(|c| json!({ "id": self.made(c.contact.0), "name": c.name, "kind": "contact", "at": all(&c.lines) }))
                .chain(plan.companies_created.iter()
                    .filter(|c| self.brought.creates(c.company.0))
                    .map(|c| json!({ "id": self.made(c.company.0), "name": c.name, "kind": "company", "at": all(&c.lines) })))
                .collect::<Vec<_>>(),
            "updated": updated.chain(companies)
                .map(|(id, name, lines, filled, kept)| json!({
                    "id": id, "name": name, "at": all(lines), "fields": fields(filled), "kept": fields(kept),
                    "changes": changes.get(&id),
                }))
                .collect::<Vec<_>>(),
            "unchanged": plan.unchanged.len() + plan.companies_unchanged.len(),
            "entries": plan.entries.iter()
                .map(|one| json!({
                    "id": self.id_of(one), "kind": one.record().map(|of| of.kind), "at": one_place(one.line),
                    "title": output::text(&one.title), "day": one.day, "time": one.time.map(|time| time.format("%H:%M").to_string()),
                    "is": one.kind.word(), "people": output::text(&plan.people_of(one, &book)), "does": entry_word(one.fate),
                    "changes": one.record().and_then(|of| changes.get(&of.id)),
                }))
                .collect::<Vec<_>>(),
            "closed": plan.closings.iter()
                .map(|one| json!({
                    "id": one.follow_up, "contact": one.contact, "title": output::text(&one.title), "due": one.due,
                    "why": gone_word(one.why), "kept": one.stays,
                }))
                .collect::<Vec<_>>(),
            "perhaps": plan.doubles()
                .map(|(created, here, _)| json!({
                    "id": self.made(created.contact.0).filter(|id| self.brought.creates(*id)),
                    "name": created.name, "of": here, "at": all(&created.lines), "does": self.perhaps_word(),
                }))
                .collect::<Vec<_>>(),
            "deleted": plan.deleted()
                .map(|(created, on)| json!({
                    "id": self.brought.creates(created.contact.0).then_some(created.contact),
                    "name": created.name, "on": on, "at": all(&created.lines),
                }))
                .collect::<Vec<_>>(),
            "skipped": plan.skipped.iter()
                .map(|s| json!({ "at": one(s.line), "name": s.name, "kind": s.kind }))
                .collect::<Vec<_>>(),
            "refused": plan.refused.iter()
                .map(|r| json!({ "at": one(r.line), "name": r.name, "why": explain::refusal(text, r.why) }))
                .collect::<Vec<_>>(),
            "cleaned": plan.cleaned.iter()
                .map(|(name, c)| json!({ "at": one(c.line), "name": output::text(name), "what": explain::cleaning(text, c) }))
                .collect::<Vec<_>>(),
            "cleaned_more": plan.cleaned_more,
            "foreign": plan.foreign,
        })
    }
}

fn gone_word(why: Gone) -> &'static str {
    match why {
        Gone::Cancelled => "cancelled",
        Gone::Shortened => "shortened",
        Gone::Deleted => "deleted",
    }
}

fn entry_word(fate: EntryFate) -> &'static str {
    match fate {
        EntryFate::New => "created",
        EntryFate::Changed => "updated",
        EntryFate::Unchanged | EntryFate::Over => "unchanged",
        EntryFate::Unmatched => "unmatched",
    }
}

/// In a dry run nothing was done yet.
fn what_in_words(text: &Text, what: &str, dry_run: bool) -> String {
    match what {
        "created" if dry_run => say!(text, "import-view-new"),
        "updated" if dry_run => say!(text, "import-changes"),
        "created" => say!(text, "import-created"),
        "updated" => say!(text, "import-updated"),
        "unchanged" => say!(text, "import-unchanged"),
        "skipped" => say!(text, "import-skipped"),
        "refused" => say!(text, "import-refused"),
        "column" => say!(text, "import-column"),
        "changes" => say!(text, "import-changes"),
        "unmatched" => say!(text, "import-unmatched"),
        "closed" => say!(text, "import-closed"),
        "kept" => say!(text, "import-whole-kept"),
        "perhaps" => say!(text, "import-perhaps"),
        "deleted" => say!(text, "import-deleted"),
        _ => say!(text, "import-cleaned"),
    }
}

fn names(text: &Text, fields: &[Field]) -> String {
    fields.iter().map(|field| explain::field(text, *field)).collect::<Vec<_>>().join(", ")
}

fn kept(text: &Text, kept: &[Field]) -> String {
    if kept.is_empty() { String::new() } else { say!(text, "import-kept", fields = names(text, kept)) }
}

fn both(text: &Text, fields: &[Field], kept: &[Field]) -> String {
    let parts = [names(text, fields), self::kept(text, kept)];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ")
}
