//! What an import did, record by record, as a table.

use std::collections::HashMap;

use uuid::Uuid;

use super::Report;
use crate::cli::session::Session;
use crate::cli::table::{Cell, Table};
use crate::domain::book::Book;
use crate::domain::find::ShortIds;
use crate::domain::id::ContactId;
use crate::explain;
use crate::formats::csv::Column;
use crate::formats::import::{Created, Double, EntryFate, FieldChange, Perhaps, PlannedEntry};
use crate::say;
use crate::text::{Text, days, pairs};

impl Report {
    /// What was done, id, name, line and details. For people those that just came in are only counted.
    pub(super) fn lines(&self, session: &Session, for_people: bool) -> Table {
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
            line("created", self.made(c.contact.0), &c.name, &c.lines, explain::updated(text, &[], &c.kept, false));
        }
        for c in plan.companies_created.iter().filter(|c| comes_in(c.company.0) && (!for_people || !c.kept.is_empty()))
        {
            line("created", self.made(c.company.0), &c.name, &c.lines, explain::updated(text, &[], &c.kept, false));
        }
        for (created, double) in self.doubles() {
            let why = self.perhaps_in_words(session, created, double);
            line("perhaps", self.id_of_double(double), &created.name, &created.lines, why);
        }
        for (created, alike) in plan.alike_companies().filter(|(created, _)| comes_in(created.company.0)) {
            let reasons: Vec<String> = alike.reasons.iter().map(|why| pairs::company_reason(text, *why)).collect();
            let name = session.store.book().company_name_of(alike.of).to_owned();
            let why = say!(text, "import-perhaps-why-new", name = name, reasons = reasons.join("; "));
            line("perhaps", Some(alike.of.0), &created.name, &created.lines, why);
        }
        for (created, alike) in &self.taken {
            let reasons: Vec<String> = alike.reasons.iter().map(|why| pairs::company_reason(text, *why)).collect();
            let name = session.store.book().company_name_of(alike.of).to_owned();
            let why = say!(text, "import-perhaps-why-into", name = name, reasons = reasons.join("; "));
            line("perhaps", Some(alike.of.0), &created.name, &created.lines, why);
        }
        for (created, on) in plan.deleted() {
            let on = days::dated(text, on);
            let why = match self.brought.creates(created.contact.0) {
                false => say!(text, "import-deleted-left", day = on),
                true => say!(text, "import-deleted-new", day = on),
            };
            line("deleted", None, &created.name, &created.lines, why);
        }
        for (created, on) in plan.deleted_companies() {
            let on = days::dated(text, on);
            let why = match self.brought.creates(created.company.0) {
                false => say!(text, "import-deleted-left", day = on),
                true => say!(text, "import-deleted-new", day = on),
            };
            line("deleted", None, &created.name, &created.lines, why);
        }
        for u in &plan.updated {
            line(
                "updated",
                Some(u.contact.0),
                &u.name,
                &u.lines,
                explain::updated(text, &u.fields, &u.kept, u.is_older),
            );
        }
        for u in &plan.companies_updated {
            let was = u.was.as_ref().map(|was| format!("; {}", say!(text, "import-company-was", name = was.as_str())));
            let details = explain::updated(text, &u.fields, &u.kept, u.is_older) + &was.unwrap_or_default();
            line("updated", Some(u.company.0), &u.name, &u.lines, details);
        }
        for given in &self.given {
            let of = |is: &dyn Fn(&FieldChange) -> bool| {
                given.fields.iter().filter(|one| is(one)).map(|one| one.field).collect::<Vec<_>>()
            };
            let (taken, kept) = (of(&|one| one.taken), of(&|one| given.keeps(one)));
            let what = if taken.is_empty() { "unchanged" } else { "updated" };
            line(what, Some(given.id), &given.name, &given.lines, explain::updated(text, &taken, &kept, false));
        }
        for changed in self.changes.iter().chain(self.given.iter().filter(|_| self.dry_run)) {
            let (id, name, lines) = (Some(changed.id), &changed.name, &changed.lines);
            for one in changed.fields.iter().filter(|one| one.taken) {
                for words in explain::change(text, one, session.today()) {
                    line("changes", id, name, lines, words);
                }
            }
            for one in changed.fields.iter().filter(|one| changed.keeps(one)) {
                line("keeps", id, name, lines, explain::stays(text, one, session.today()));
            }
        }
        for u in plan.unchanged.iter().filter(|u| !for_people || !u.kept.is_empty()) {
            line("unchanged", Some(u.contact.0), &u.name, &u.lines, explain::updated(text, &[], &u.kept, u.is_older));
        }
        for u in plan.companies_unchanged.iter().filter(|u| !for_people || !u.kept.is_empty()) {
            line("unchanged", Some(u.company.0), &u.name, &u.lines, explain::updated(text, &[], &u.kept, u.is_older));
        }
        let book = session.store.book();
        let series = self.series();
        let told = |entry: &PlannedEntry| {
            !for_people || needs_a_look(entry) || self.is_alone(entry) || self.dry_run && entry.changes()
        };
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
            if entry.begins_again() {
                about = format!("{about}; {}", say!(text, "import-entry-again"));
            }
            if entry.is_older() {
                about = format!("{about}; {}", say!(text, "import-entry-older"));
            }
            if let Some(on) = entry.deleted() {
                let on = days::dated(text, on);
                let why = match self.is_back(entry) {
                    false => say!(text, "import-deleted-left", day = on),
                    true => say!(text, "import-deleted-new", day = on),
                };
                about = format!("{about}; {why}");
            } else if self.is_alone(entry) {
                about = format!("{about}; {}", say!(text, "import-row-alone"));
            } else if entry.is_ambiguous() {
                let who: Vec<String> = entry.may_be.iter().map(|id| who_in_words(&book, &ids, *id)).collect();
                about = format!("{about}; {}", say!(text, "import-ambiguous-why", names = who.join("; ")));
            } else if entry.fate == EntryFate::Unmatched {
                about = format!("{about}; {}", say!(text, "import-unmatched-why"));
            }
            if times > 1 {
                about = say!(text, "import-times", why = about, count = times);
            }
            line(self.entry_word(entry), self.id_of(entry), &entry.title, &[entry.line], about);
        }
        for closing in &plan.closings {
            let what = match (closing.stays, closing.is_promise()) {
                (true, _) => "kept",
                (false, true) => "closed",
                (false, false) => "removed",
            };
            let about = explain::entry(text, closing.kind, closing.day, closing.time, session.today());
            let who = plan.names(closing.with.iter().copied(), &book);
            let why = explain::gone(text, closing.why, closing.stays);
            line(what, Some(closing.record.id), &closing.title, &[], format!("{about}, {who}; {why}"));
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

    /// Whom somebody new may be, why, and what became of it.
    fn perhaps_in_words(&self, session: &Session, created: &Created, double: &Double) -> String {
        let text = &session.text;
        let name = match &double.row {
            Some(row) => row.name.clone(),
            None => session.store.book().contact(double.of).map(|row| row.name.clone()).unwrap_or_default(),
        };
        let reasons = pairs::reasons(text, &double.reasons, [&name, &created.name]);
        let who = match &double.row {
            Some(row) => {
                let (file, line) = self.place(row.line);
                let line = line.to_string();
                let place = match self.names.len() {
                    1 => say!(text, "import-line", line = line),
                    _ => say!(text, "import-line-of", file = file, line = line),
                };
                say!(text, "import-perhaps-row", name = name, place = place)
            }
            None => say!(text, "import-perhaps-here", name = name),
        };
        match self.perhaps.unwrap_or_default() {
            Perhaps::Leave => say!(text, "import-perhaps-why-left", name = who, reasons = reasons),
            Perhaps::New => say!(text, "import-perhaps-why-new", name = who, reasons = reasons),
            Perhaps::Into => say!(text, "import-perhaps-why-into", name = who, reasons = reasons),
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
}

/// `Hans Schmidt, Acme (4f77)`.
fn who_in_words(book: &Book, ids: &ShortIds, id: ContactId) -> String {
    let Some(row) = book.contact(id) else { return String::new() };
    let company = book.company_name(row);
    let named = if company.is_empty() { row.name.clone() } else { format!("{}, {company}", row.name) };
    format!("{named} ({})", ids.show(id.0))
}

/// Of nobody known, or going on though it had ended here.
fn needs_a_look(entry: &PlannedEntry) -> bool {
    entry.fate == EntryFate::Unmatched || entry.deleted().is_some() || entry.begins_again() || entry.is_older()
}

/// In a dry run nothing was done yet.
fn what_in_words(text: &Text, what: &str, dry_run: bool) -> String {
    match what {
        "created" if dry_run => say!(text, "import-view-new"),
        "updated" if dry_run => say!(text, "import-changes"),
        "created" => say!(text, "import-created"),
        "updated" => say!(text, "import-updated"),
        "left_out" => say!(text, "import-view-left"),
        "unchanged" => say!(text, "import-unchanged"),
        "skipped" => say!(text, "import-skipped"),
        "refused" => say!(text, "import-refused"),
        "column" => say!(text, "import-column"),
        "changes" => say!(text, "import-changes"),
        "ambiguous" => say!(text, "import-ambiguous"),
        "unmatched" => say!(text, "import-unmatched"),
        "closed" => say!(text, "import-closed"),
        "removed" => say!(text, "import-removed"),
        "keeps" => say!(text, "import-keeps"),
        "kept" => say!(text, "import-whole-kept"),
        "perhaps" => say!(text, "import-perhaps"),
        "deleted" => say!(text, "import-deleted"),
        _ => say!(text, "import-cleaned"),
    }
}
