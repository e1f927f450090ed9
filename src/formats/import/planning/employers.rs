//! Companies of a plan: those with cards of their own, and those that somebody's job needs.

use std::collections::HashMap;

use super::{Planning, once};
use crate::domain::company::Company;
use crate::domain::id::{CompanyId, ContactId};
use crate::domain::pairs::Firms;
use crate::formats::import::changes::companies;
use crate::formats::import::fill::{self, Filled};
use crate::formats::import::{AlikeCompany, CreatedCompany, Field, Organisation, UpdatedCompany};

impl Planning<'_> {
    pub(super) fn sort_company(&mut self, index: u32, draft: &Company) {
        let id = self.plan.companies.find(draft).unwrap_or_else(|| self.ids.draw());
        self.plan.companies.add_card(draft, id);
        self.mentioned.insert(id);
        let place = self.place(id, &draft.name);
        self.plan.organisations[place].cards.push(index);
    }

    /// Where a company stands among those that the plan touches.
    pub(super) fn place(&mut self, id: CompanyId, name: &str) -> usize {
        *self.places.entry(id).or_insert_with(|| {
            self.plan.organisations.push(Organisation::new(id, name));
            self.plan.organisations.len() - 1
        })
    }

    /// Brings the companies that somebody's jobs need into the plan.
    pub(super) fn want(&mut self, who: ContactId, filled: &Filled) {
        for name in &filled.wanted {
            if let Some(id) = self.plan.companies.named(name) {
                let place = self.place(id, name);
                self.plan.organisations[place].wanted_by.push(who);
            }
        }
    }

    pub(super) fn look_at_companies(&mut self) {
        for (name, id) in std::mem::take(&mut self.known.taken) {
            if self.mentioned.contains(&id) && self.plan.companies.is_here(id) {
                let place = self.place(id, &name);
                self.plan.organisations[place].called.push(name);
            }
        }
        let (mut foreign, mut noted) = (Vec::new(), 0);
        let here = Firms::of(self.plan.companies.records());
        let mut alike = HashMap::new();
        for organisation in &self.plan.organisations {
            let lines = self.lines_of(&organisation.cards);
            let (company, name) = (organisation.id, organisation.name.clone());
            let there = self.plan.companies.record(company);
            let mut after = there.cloned().unwrap_or_else(|| Company::new(company, &name, self.plan.options.today));
            let (mut fields, mut kept, mut is_noted, mut is_older) = (Vec::new(), Vec::new(), false, false);
            let before = after.name.clone();
            let was = organisation.renames(&mut after).then_some(before);
            fields.extend(was.as_ref().map(|_| Field::Name));
            for (_, draft) in companies(self.file, &organisation.cards) {
                let filled = fill::company(&mut after, self.rules(there.is_none(), false), &draft);
                fields.extend_from_slice(&filled.fields);
                kept.extend_from_slice(&filled.kept);
                is_noted |= filled.is_noted;
                is_older |= filled.is_outdated();
                foreign.push(filled);
            }
            is_noted |= there.is_some() && organisation.remember_called(&mut after);
            let kept = once(kept);
            if there.is_none() {
                if let Some((of, reasons)) = here.alike(&after) {
                    alike.insert(company, AlikeCompany { of, reasons });
                }
                self.plan.companies_created.push(CreatedCompany { company, name, lines, kept });
                continue;
            }
            let updated =
                UpdatedCompany { company, name: after.name, was, lines, fields: once(fields), kept, is_older };
            if updated.fields.is_empty() {
                noted += usize::from(is_noted);
                self.plan.companies_unchanged.push(updated);
            } else {
                self.plan.companies_updated.push(updated);
            }
        }
        self.plan.noted += noted;
        self.plan.alike_companies = alike;
        foreign.iter().for_each(|filled| self.plan.keep_foreign(filled));
    }
}
