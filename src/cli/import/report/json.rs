//! What an import did, as JSON.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use uuid::Uuid;

use super::Report;
use crate::cli::json as output;
use crate::cli::session::Session;
use crate::explain;
use crate::formats::import::{EntryFate, Field, Gone, PlannedEntry, plain};

impl Report {
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
        for changed in self.changes.iter().chain(&self.given) {
            changes.entry(changed.id).or_default().extend(changed.fields.iter().map(|one| {
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
                .chain(self.given.iter().map(|given| {
                    let of = move |taken: bool| given.fields.iter().filter(move |one| one.taken == taken).map(|one| one.field);
                    let [taken, kept] = [true, false].map(|taken| of(taken).collect::<Vec<Field>>());
                    json!({
                        "id": given.id, "name": given.name, "at": all(&given.lines), "fields": fields(&taken),
                        "kept": fields(&kept), "changes": changes.get(&given.id),
                    })
                }))
                .collect::<Vec<_>>(),
            "unchanged": plan.unchanged.len() + plan.companies_unchanged.len(),
            "joined": self.tally.joined,
            "own_rhythm": self.own_rhythm,
            "entries": plan.entries.iter()
                .map(|one| json!({
                    "id": self.id_of(one), "kind": one.record().map(|of| of.kind), "at": one_place(one.line),
                    "title": output::text(&one.title), "day": one.day, "time": one.time.map(|time| time.format("%H:%M").to_string()),
                    "is": one.kind.word(), "people": output::text(&plan.people_of(one, &book)), "does": self.entry_word(one),
                    "may_be": one.may_be, "older": one.is_older(),
                    "reopened": one.begins_again(),
                    "changes": one.record().and_then(|of| changes.get(&of.id)),
                }))
                .collect::<Vec<_>>(),
            "closed": plan.closings.iter()
                .filter(|one| one.is_promise())
                .map(|one| json!({
                    "id": one.record.id, "contact": one.with.first(), "title": output::text(&one.title), "due": one.day,
                    "why": gone_word(one.why), "kept": one.stays,
                }))
                .collect::<Vec<_>>(),
            "removed": plan.closings.iter()
                .filter(|one| !one.is_promise())
                .map(|one| json!({
                    "id": one.record.id, "contacts": one.with, "title": output::text(&one.title), "day": one.day,
                    "is": one.kind.word(), "why": gone_word(one.why), "kept": one.stays,
                }))
                .collect::<Vec<_>>(),
            "perhaps": plan.doubles()
                .map(|(created, double)| json!({
                    "id": self.made(created.contact.0).filter(|id| self.brought.creates(*id)),
                    "name": created.name, "of": self.id_of_double(double), "row": double.row.as_ref().map(|row| one(row.line)),
                    "at": all(&created.lines), "does": self.perhaps_word(), "kind": "contact",
                    "left_before": double.left_before,
                }))
                .chain(plan.alike_companies().filter(|(created, _)| self.brought.creates(created.company.0)).map(
                    |(created, alike)| json!({
                        "id": self.made(created.company.0), "name": created.name, "of": alike.of, "row": null,
                        "at": all(&created.lines), "does": "created", "kind": "company", "left_before": false,
                    }),
                ))
                .chain(self.taken.iter().map(|(created, alike)| json!({
                    "id": null, "name": created.name, "of": alike.of, "row": null, "at": all(&created.lines),
                    "does": "joined", "kind": "company", "left_before": false,
                })))
                .collect::<Vec<_>>(),
            "deleted": plan.deleted()
                .map(|(created, on)| json!({
                    "id": self.brought.creates(created.contact.0).then_some(created.contact.0),
                    "name": created.name, "kind": "contact", "on": on, "at": all(&created.lines),
                }))
                .chain(plan.deleted_companies().map(|(created, on)| json!({
                    "id": self.brought.creates(created.company.0).then_some(created.company.0),
                    "name": created.name, "kind": "company", "on": on, "at": all(&created.lines),
                })))
                .chain(plan.entries.iter().filter_map(|one| Some((one, one.deleted()?))).map(|(entry, on)| json!({
                    "id": self.id_of(entry), "name": output::text(&entry.title), "kind": entry.record().map(|of| of.kind),
                    "on": on, "at": all(&[entry.line]),
                })))
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
        Gone::Moved => "moved",
        Gone::Deleted => "deleted",
    }
}

impl Report {
    /// What becomes of an entry, for programs.
    pub(super) fn entry_word(&self, entry: &PlannedEntry) -> &'static str {
        match entry.fate {
            EntryFate::New if self.is_alone(entry) => "left_out",
            EntryFate::New => "created",
            EntryFate::Changed => "updated",
            EntryFate::Deleted { .. } => "deleted",
            EntryFate::Unchanged | EntryFate::Over => "unchanged",
            EntryFate::Unmatched if entry.is_ambiguous() => "ambiguous",
            EntryFate::Unmatched => "unmatched",
        }
    }
}
