//! What an import did, or would do: every card stands in it.

mod json;
mod lines;

use std::collections::{HashMap, HashSet};

use uuid::Uuid;

use super::with_here;
use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::domain::id::ContactId;
use crate::error::Error;
use crate::explain;
use crate::formats::csv::{Column, Mapping};
use crate::formats::import::{
    AlikeCompany, Brought, Choice, Choices, Created, CreatedCompany, Double, EntryFate, EntryKind, Field, FieldChange,
    Perhaps, Plan, PlannedEntry, Tally, Updated,
};
use crate::formats::{Outline, ReadFile};
use crate::say;
use crate::text::{Text, label};

/// Characters of the names of columns that people are told.
const NAMED: usize = 240;

/// A contact, company or entry of which the file says something else.
pub struct Changed {
    pub id: Uuid,
    pub name: String,
    /// On which its records begin.
    pub lines: Vec<usize>,
    pub fields: Vec<FieldChange>,
    /// Those that stay as they are here; `None` where all that isn't taken does.
    kept: Option<Vec<Field>>,
}

impl Changed {
    /// Whether a field stays though the file says something new of it.
    pub fn keeps(&self, one: &FieldChange) -> bool {
        !one.taken && self.kept.as_ref().is_none_or(|kept| kept.contains(&one.field))
    }
}

/// What is reported: a plan, and what is left of the files it was made of.
pub struct Report {
    pub names: Vec<String>,
    pub outline: Outline,
    /// By what the first table was read.
    pub mapping: Option<Mapping>,
    pub plan: Plan,
    /// What becomes of those who may be someone who is here; `None` where that isn't said, and who was left out before isn't listed.
    pub perhaps: Option<Perhaps>,
    /// Companies that are taken for ones that are here.
    pub taken: Vec<(CreatedCompany, AlikeCompany)>,
    /// How much came in, or would.
    pub brought: Brought,
    /// What became of the records, each counted once.
    /// Of people and companies.
    pub tally: Tally,
    /// Companies that their source calls otherwise by now, and that have no record of their own.
    pub renamed: usize,
    /// Of a dry run.
    pub changes: Vec<Changed>,
    /// Whom what came in of those who may be them changes.
    pub given: Vec<Changed>,
    pub dry_run: bool,
    /// New ones whose tier or rhythm the file says, where `--every` says another.
    pub own_rhythm: usize,
    /// The number of the set, if there is one.
    pub set: Option<u64>,
}

/// Of contacts and entries that change, in which fields.
pub fn changes(session: &Session, plan: &Plan, file: &ReadFile, choices: &Choices) -> Result<Vec<Changed>, Error> {
    let book = plan.book_after(&session.store.book());
    let known = plan.updated.iter().chain(plan.unchanged.iter().filter(|one| !one.kept.is_empty()));
    let known: HashMap<ContactId, &Updated> = known.map(|one| (one.contact, one)).collect();
    let mut all = Vec::new();
    with_here(session, |here| {
        for (contact, rows) in plan.known_rows() {
            let Some(known) = known.get(&contact) else { continue };
            for row in rows {
                let changes = plan.changes_of(file, row, choices, here, &book);
                let changes = changes.map_err(|error| session.store_error(&error))?;
                let (name, lines, kept) = (known.name.clone(), known.lines.clone(), Some(known.kept.clone()));
                all.push(Changed { id: contact.0, name, lines, fields: changes, kept });
            }
        }
        for (updated, changes) in plan.changed_companies(file, choices) {
            let (name, lines, kept) = (updated.name.clone(), updated.lines.clone(), Some(updated.kept.clone()));
            all.push(Changed { id: updated.company.0, name, lines, fields: changes, kept });
        }
        for entry in plan.changed_entries() {
            let changes = plan.changes_of(file, entry.card as usize, choices, here, &book);
            let changes = changes.map_err(|error| session.store_error(&error))?;
            let id = entry.record().map(|of| of.id).unwrap_or_default();
            let (name, lines) = (entry.title.clone(), vec![entry.line]);
            all.push(Changed { id, name, lines, fields: changes, kept: Some(Vec::new()) });
        }
        Ok(all)
    })
}

/// What those who may be somebody who is here change about them, where they are given to them.
pub fn given(session: &Session, plan: &Plan, file: &ReadFile, choices: &Choices) -> Result<Vec<Changed>, Error> {
    let book = plan.book_after(&session.store.book());
    let mut all = Vec::new();
    with_here(session, |here| {
        for (created, double) in plan.doubles().filter(|(_, double)| double.row.is_none()) {
            let of = double.of;
            for row in plan.rows_of(created.contact).filter(|row| choices.of(*row) == Some(Choice::Into(of))) {
                let changes = plan.changes_of(file, row, choices, here, &book);
                let changes = changes.map_err(|error| session.store_error(&error))?;
                let name = book.contact(of).map_or_else(String::new, |there| there.name.clone());
                all.push(Changed { id: of.0, name, lines: created.lines.clone(), fields: changes, kept: None });
            }
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
        let employers = self.brought.companies.saturating_sub(self.tally.companies);
        let employers = (employers > 0).then(|| say!(text, "import-employers", count = employers));
        let perhaps = self.doubles().count();
        let before = plan.doubles().count() - perhaps;
        let before = (before > 0).then(|| say!(text, "import-left-before", count = before));
        let perhaps = (perhaps > 0).then(|| match self.perhaps.unwrap_or_default() {
            Perhaps::Leave => say!(text, "import-perhaps-left", count = perhaps),
            Perhaps::New => say!(text, "import-perhaps-new", count = perhaps),
            Perhaps::Into => say!(text, "import-perhaps-into", count = perhaps),
        });
        let alike = plan.alike_companies().filter(|(created, _)| self.brought.creates(created.company.0)).count();
        let alike = (alike > 0).then(|| say!(text, "import-companies-alike", count = alike));
        let taken = self.taken.len();
        let taken = (taken > 0).then(|| say!(text, "import-companies-taken", count = taken));
        session.out.table(&lines)?;
        session.out.finish()?;
        for words in [known, free]
            .into_iter()
            .flatten()
            .filter(|_| terminal)
            .chain(employers)
            .chain(guessed)
            .chain(perhaps)
            .chain(before)
            .chain(alike)
            .chain(taken)
            .chain(last)
        {
            session.tell(&words);
        }
        for (what, are_orders) in [("others", false), ("orders", true)] {
            let all = || plan.entries.iter().filter(|entry| (entry.kind == EntryKind::Order) == are_orders);
            if all().next().is_none() {
                continue;
            }
            let count = |fate: EntryFate| all().filter(|entry| entry.fate == fate).count();
            let back = all().filter(|entry| self.is_back(entry)).count();
            let alone = all().filter(|entry| self.is_alone(entry)).count();
            let (created, updated) = (count(EntryFate::New) + back - alone, count(EntryFate::Changed));
            let (unchanged, unmatched) = (count(EntryFate::Unchanged), count(EntryFate::Unmatched));
            let deleted = all().filter(|entry| entry.deleted().is_some() && !self.is_back(entry)).count();
            let ambiguous = all().filter(|entry| entry.is_ambiguous()).count();
            let unmatched = unmatched - ambiguous;
            let counts = say!(
                session.text,
                "import-entries",
                what = what,
                ambiguous = ambiguous,
                created = created,
                updated = updated,
                unchanged = unchanged,
                deleted = deleted,
                alone = alone,
                unmatched = unmatched
            );
            session.tell(&counts);
        }
        if self.own_rhythm > 0 {
            session.tell(&say!(session.text, "import-own-rhythm", count = self.own_rhythm));
        }
        let (closed, removed) = (self.brought.closed, self.brought.removed);
        if closed > 0 {
            session.tell(&say!(session.text, "import-closed-count", count = closed));
        }
        let noted = self.brought.noted;
        if noted > 0 {
            session.tell(&say!(session.text, "import-noted", count = noted));
        }
        if plan.unsure > 0 {
            session.tell(&say!(session.text, "import-gone-unsure", count = plan.unsure));
        }
        if removed > 0 {
            session.tell(&say!(session.text, "import-removed-count", count = removed));
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
        let (plan, read) = (&self.plan, self.read());
        let Tally { contacts: created, companies, unchanged, joined, .. } = self.tally;
        let (updated, renamed) = (self.tally.updated + self.tally.given, self.renamed);
        let left = self.tally.left + self.tally.deleted;
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
                renamed = renamed,
                left = left,
                joined = joined,
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
                renamed = renamed,
                left = left,
                joined = joined,
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

    /// The id of whom somebody new may be, if they are here or came in.
    fn id_of_double(&self, double: &Double) -> Option<Uuid> {
        match double.row {
            Some(_) => self.made(double.of.0).filter(|id| self.brought.creates(*id)),
            None => Some(double.of.0),
        }
    }

    /// The id of an entry that is here now.
    fn id_of(&self, entry: &PlannedEntry) -> Option<Uuid> {
        let is_here = match entry.fate {
            EntryFate::New => !self.dry_run && !self.is_alone(entry),
            EntryFate::Deleted { .. } => !self.dry_run && self.is_back(entry),
            _ => true,
        };
        entry.record().map(|of| of.id).filter(|_| is_here)
    }

    /// Whether all whom a new one concerns stay out, and so does it.
    fn is_alone(&self, entry: &PlannedEntry) -> bool {
        entry.fate == EntryFate::New && entry.record().is_some_and(|of| !self.brought.creates(of.id))
    }

    /// Whether what was deleted here comes in again.
    fn is_back(&self, entry: &PlannedEntry) -> bool {
        entry.deleted().is_some() && entry.record().is_some_and(|of| self.brought.creates(of.id))
    }

    /// Those who may be somebody else, and of whom that is told one by one.
    fn doubles(&self) -> impl Iterator<Item = (&Created, &Double)> {
        self.plan.doubles().filter(|(_, double)| self.perhaps.is_some() || !double.left_before)
    }

    fn perhaps_word(&self) -> &'static str {
        match self.perhaps.unwrap_or_default() {
            Perhaps::Leave => "left_out",
            Perhaps::New => "created",
            Perhaps::Into => "joined",
        }
    }
}
