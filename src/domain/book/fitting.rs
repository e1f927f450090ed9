//! Whether what is asked of everybody fits the records: for checking an image.

use std::collections::HashSet;

use super::account::Account;
use super::facts::Facts;
use super::open::{Grievance, Promise};
use super::standings::has_open;
use super::{Book, PeopleOf};
use crate::domain::id::CompanyId;
use crate::domain::search::Part;

impl Book {
    /// In how many places the columns don't say what the records say. Orders and people are compared with those of `truth`, a book
    /// of the same records.
    pub fn misfits(&self, truth: &Self) -> u64 {
        let mut found = 0;
        let mut check = |fits: bool| found += u64::from(!fits);
        for row in self.each_contact() {
            let facts = Facts { feedback: has_open(self.grievances_of(row.id)), ..Facts::of(&row) };
            check(self.facts_of(row.id) == Some(&facts));
            check(self.name(row.id) == row.name);
            check(self.referred_as_noted().get(&row.id) == row.referred_by.as_ref());
        }
        for follow_up in self.follow_ups.each() {
            let promise = Promise::from(&*follow_up);
            check(self.promises_of(follow_up.contact).contains(&promise) || !self.contacts.contains(follow_up.contact));
            check(self.title(follow_up.id) == follow_up.title);
        }
        check(self.promises().all(|promise| self.follow_ups.contains(promise.id)));
        check(self.promises().count() == truth.promises().count());
        for feedback in self.feedback.each() {
            check(self.grievances_of(feedback.contact).contains(&Grievance::from(&*feedback)));
        }
        check(self.grievances().all(|grievance| self.feedback.contains(grievance.id)));
        check(self.grievances().count() == self.feedback.len());
        self.companies.each().for_each(|company| check(self.account(company.id) == Account::of(&company).as_ref()));
        check(self.accounts().len() == truth.accounts().len());
        self.companies.each().for_each(|company| check(self.company_name_of(company.id) == company.name));
        check(self.vocabulary() == truth.vocabulary());
        // Whether the index says what the rows say is known by whoever made it; here it is only read.
        self.image.iter().for_each(|image| Part::ALL.into_iter().for_each(|part| drop(image.index_part(part))));
        check(self.by_name().eq(truth.by_name()));
        check(self.companies_by_name().eq(truth.companies_by_name()));
        let companies: HashSet<CompanyId> =
            self.employments().chain(truth.employments()).map(|(company, ..)| company).collect();
        companies
            .into_iter()
            .for_each(|company| check(sorted(self.people_of(company)) == sorted(truth.people_of(company))));
        found
    }
}

fn sorted(mut people: PeopleOf) -> PeopleOf {
    people.now.sort_unstable();
    people.others.sort_unstable();
    people
}
