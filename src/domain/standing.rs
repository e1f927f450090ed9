//! How things stand with companies: who works there and who did, the last touch with anyone there, what is open. Made from
//! the book.

use chrono::NaiveDate;

use super::book::Book;
use super::company::Company;
use super::feedback::{Feedback, FeedbackKind};
use super::follow_up::FollowUp;
use super::id::{ById, CompanyId};
use super::row::{Glance, Row};
use super::search::compare;

/// How things stand with one company. Archived contacts don't count.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Standing {
    /// How many work there now.
    pub contacts: usize,
    /// The day of the last touch with anyone who works there now.
    pub touched: Option<NaiveDate>,
    /// Open complaints that concern it.
    pub complaints: usize,
    /// Open follow-ups with those who work there now.
    pub follow_ups: usize,
}

/// How things stand with each company of which there is anything to say.
pub fn standings(book: &Book) -> ById<CompanyId, Standing> {
    let mut all: ById<CompanyId, Standing> = ById::default();
    for row in book.contacts().filter(|row| !row.archived) {
        if let Some(company) = row.company {
            let standing = all.entry(company).or_default();
            standing.contacts += 1;
            standing.touched = standing.touched.max(row.last_touch().map(Glance::day));
        }
    }
    for follow_up in book.follow_ups() {
        if let Some(company) = company_of(book, follow_up) {
            all.entry(company).or_default().follow_ups += 1;
        }
    }
    for feedback in book.all_feedback().filter(|one| one.is_open() && one.kind == FeedbackKind::Complaint) {
        if let Some(company) = concerned(book, feedback) {
            all.entry(company).or_default().complaints += 1;
        }
    }
    all
}

fn company_of(book: &Book, follow_up: &FollowUp) -> Option<CompanyId> {
    book.contact(follow_up.contact).filter(|row| !row.archived)?.company
}

/// The company that feedback concerns: the one of its time; where that isn't known, its contact's.
pub fn concerned(book: &Book, feedback: &Feedback) -> Option<CompanyId> {
    feedback.company.or_else(|| book.contact(feedback.contact)?.company)
}

/// Who has to do with a company, each by name.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct People<'a> {
    /// Who works there now; archived ones last.
    pub now: Vec<&'a Row>,
    /// Who did once, or does beside another job.
    pub others: Vec<&'a Row>,
}

/// The people of a company.
pub fn people(book: &Book, company: CompanyId) -> People<'_> {
    let mut people = People::default();
    for row in book.contacts() {
        if row.company == Some(company) {
            people.now.push(row);
        } else if row.other_companies.contains(&company) {
            people.others.push(row);
        }
    }
    for list in [&mut people.now, &mut people.others] {
        list.sort_by(|a, b| a.archived.cmp(&b.archived).then_with(|| compare(&a.name, &b.name)).then(a.id.cmp(&b.id)));
    }
    people
}

/// Open feedback that concerns a company, the oldest first.
pub fn open_feedback(book: &Book, company: CompanyId) -> Vec<&Feedback> {
    let mut open: Vec<&Feedback> =
        book.all_feedback().filter(|one| one.is_open() && concerned(book, one) == Some(company)).collect();
    open.sort_by_key(|one| (one.day, one.id));
    open
}

/// Open follow-ups with those who work at a company, as they are numbered: by due day and time, then age.
pub fn open_follow_ups(book: &Book, company: CompanyId) -> Vec<&FollowUp> {
    let of = |one: &&FollowUp| company_of(book, one) == Some(company);
    let mut open: Vec<&FollowUp> = book.follow_ups().filter(of).collect();
    open.sort_by_key(|one| (one.due, one.time.is_none(), one.time, one.made, one.id));
    open
}

/// Companies by name.
pub fn by_name<'a>(companies: impl IntoIterator<Item = &'a Company>) -> Vec<&'a Company> {
    let mut companies: Vec<&Company> = companies.into_iter().collect();
    companies.sort_by(|a, b| compare(&a.name, &b.name).then(a.id.cmp(&b.id)));
    companies
}
