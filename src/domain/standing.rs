//! How things stand with companies: who works there and who did, the last touch with anyone there, what is open. Made from
//! the book.

use chrono::NaiveDate;

use super::agenda;
use super::book::{Book, Facts, Grievance, Promise};
use super::cadence::Span;
use super::company::Company;
use super::day::Day;
use super::feedback::{Feedback, FeedbackKind};
use super::follow_up::FollowUp;
use super::health;
use super::id::{ById, CompanyId, ContactId};
use super::row::Row;
use super::search::compare;
use super::settings::Settings;
use super::view::AHEAD;

/// How things stand with one company. Archived contacts don't count.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Standing {
    /// How many work there now.
    pub contacts: usize,
    /// The day of the last touch with anyone who works there now.
    pub touched: Option<Day>,
    /// How often anyone there is to be touched.
    pub rhythm: Option<Span>,
    /// The day on which that lapses, and how many days late it is; nothing while it is hidden or held back.
    pub due: Option<(NaiveDate, i64)>,
    /// Open complaints that concern it.
    pub complaints: usize,
    /// Open follow-ups with those who work there now.
    pub follow_ups: usize,
    /// As far as it is reckoned.
    pub health: health::Standing,
}

/// How things stand with each company of which there is anything to say.
pub fn standings(book: &Book, settings: &Settings, today: NaiveDate) -> ById<CompanyId, Standing> {
    let mut all: ById<CompanyId, Standing> = ById::default();
    for facts in book.facts().filter(|facts| !facts.archived) {
        if let Some(company) = facts.company {
            all.entry(company).or_default().add(facts, book);
        }
    }
    for due in agenda::companies(book, settings, today, AHEAD) {
        let standing = all.entry(due.company).or_default();
        (standing.rhythm, standing.due) = (Some(due.rhythm), due.next);
    }
    for (company, health) in settings.healths.iter().flat_map(|all| &all.companies) {
        if book.company(*company).is_some() {
            all.entry(*company).or_default().health = *health;
        }
    }
    for complaint in book.grievances().filter(|one| is_open_complaint(one)) {
        if let Some(company) = concerns(book, complaint) {
            all.entry(company).or_default().complaints += 1;
        }
    }
    all
}

impl Standing {
    /// Somebody works there now.
    fn add(&mut self, facts: &Facts, book: &Book) {
        self.contacts += 1;
        self.touched = self.touched.max(facts.touch);
        self.follow_ups += book.promises_at(facts).len();
    }
}

fn is_open_complaint(one: &Grievance) -> bool {
    one.is_open() && one.kind == FeedbackKind::Complaint
}

fn concerns(book: &Book, grievance: &Grievance) -> Option<CompanyId> {
    grievance.company.or_else(|| book.facts_of(grievance.contact)?.company)
}

/// The company that feedback concerns: the one of its time; where that isn't known, its contact's.
pub fn concerned(book: &Book, feedback: &Feedback) -> Option<CompanyId> {
    feedback.company.or_else(|| book.facts_of(feedback.contact)?.company)
}

/// Who has to do with a company, each by name.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct People<'a> {
    /// Who works there now; archived ones last.
    pub now: Vec<&'a Row>,
    /// Who did once, or does beside another job.
    pub others: Vec<&'a Row>,
}

/// The people of a company; its key contact and deputy stand first.
pub fn people(book: &Book, company: CompanyId) -> People<'_> {
    let people = book.people_of(company);
    let mut now = sorted(book, &people.now);
    let faces = book.company(company).map(|company| faces(book, company)).unwrap_or_default();
    now.sort_by_key(|row| faces.iter().position(|face| *face == Some(row.id)).unwrap_or(faces.len()));
    People { now, others: sorted(book, &people.others) }
}

/// A company's key contact and deputy, as far as they work there now. One who was merged into another is that one.
pub fn faces(book: &Book, company: &Company) -> [Option<ContactId>; 2] {
    [company.key_contact, company.deputy].map(|face| {
        let there = book.stands_for(face?)?;
        book.facts_of(there).filter(|facts| facts.company == Some(company.id)).map(|facts| facts.id)
    })
}

/// Who speaks for a company: its key contact, else its deputy. Not one who is archived, former or not to be contacted.
pub fn spokesperson(book: &Book, company: &Company, today: NaiveDate) -> Option<ContactId> {
    let can_be_reached = |id: &ContactId| book.facts_of(*id).is_some_and(|facts| !facts.is_off(today.into()));
    faces(book, company).into_iter().flatten().find(can_be_reached)
}

/// Their rows by name, archived ones last.
fn sorted<'a>(book: &'a Book, people: &[ContactId]) -> Vec<&'a Row> {
    let mut facts: Vec<&Facts> = people.iter().filter_map(|id| book.facts_of(*id)).collect();
    facts.sort_unstable_by(|a, b| a.archived.cmp(&b.archived).then_with(|| a.named().order(b.named(), book)));
    facts.iter().filter_map(|facts| book.contact(facts.id)).collect()
}

/// Open feedback that concerns a company, the oldest first.
pub fn open_feedback(book: &Book, company: CompanyId) -> Vec<&Feedback> {
    let of = |one: &&Grievance| one.is_open() && concerns(book, one) == Some(company);
    let mut open: Vec<&Grievance> = book.grievances().filter(of).collect();
    open.sort_unstable_by_key(|one| (one.day, one.id));
    open.iter().filter_map(|one| book.feedback(one.id)).collect()
}

/// Open follow-ups with those who work at a company, as they are numbered: by due day and time, then age.
pub fn open_follow_ups(book: &Book, company: CompanyId) -> Vec<&FollowUp> {
    let people = book.people_of(company).now;
    let people = people.iter().filter_map(|id| book.facts_of(*id)).filter(|facts| !facts.archived);
    let mut open: Vec<&Promise> = people.flat_map(|facts| book.promises_at(facts)).collect();
    open.sort_unstable_by_key(|one| (one.due, one.second, one.made, one.id));
    open.iter().filter_map(|one| book.follow_up(one.id)).collect()
}

/// Companies by name.
pub fn by_name<'a>(companies: impl IntoIterator<Item = &'a Company>) -> Vec<&'a Company> {
    let mut companies: Vec<&Company> = companies.into_iter().collect();
    companies.sort_by(|a, b| compare(&a.name, &b.name).then(a.id.cmp(&b.id)));
    companies
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::change::Change;
    use crate::domain::contact::{Contact, Job, Stage};
    use crate::domain::id::Ids;

    #[test]
    fn the_deputy_speaks_where_the_key_contact_cant_be_reached() {
        let today: NaiveDate = "2026-11-21".parse().unwrap();
        let mut ids = Ids::seeded(1, 1);
        let mut company = Company::new(ids.draw(), "ACME", today);
        let at = |id| Job { company: Some(id), ..Job::default() };
        let people = ["Anna", "Ben", "Cem"].map(|name| {
            let jobs = vec![at(company.id)];
            Contact { jobs, ..Contact::new(ids.draw(), name, today) }
        });
        let [anna, ben, cem] = people.clone();
        (company.key_contact, company.deputy) = (Some(cem.id), Some(ben.id));
        let mut book = Book::default();
        book.apply(&Change::create(company.clone()));
        people.into_iter().for_each(|one| book.apply(&Change::create(one)));
        let names: Vec<&str> = super::people(&book, company.id).now.iter().map(|row| row.name.as_str()).collect();
        assert_eq!(names, ["Cem", "Ben", "Anna"], "they stand first");

        let check = |change: Change, expect: Option<&Contact>| {
            let mut book = book.clone();
            book.apply(&change);
            assert_eq!(spokesperson(&book, &company, today), expect.map(|one| one.id), "{change:?}");
        };
        let edit = |edit: &dyn Fn(&mut Contact)| {
            let mut after = cem.clone();
            edit(&mut after);
            Change::edit(cem.clone(), after)
        };
        check(edit(&|_| ()), Some(&cem));
        check(edit(&|one| one.archived = true), Some(&ben));
        check(edit(&|one| one.stage = Some(Stage::Former)), Some(&ben));
        check(edit(&|one| one.do_not_contact = Some(Default::default())), Some(&ben));
        check(edit(&|one| one.jobs[0].to = Some(today)), Some(&ben));
        check(Change::delete(cem.clone()), Some(&ben));

        // Merged into another, who works there: that one.
        let mut merged = book.clone();
        let mut after = anna.clone();
        after.remember(&cem);
        merged.apply(&Change::edit(anna.clone(), after));
        merged.apply(&Change::delete(cem.clone()));
        assert_eq!(spokesperson(&merged, &company, today), Some(anna.id));
        let nobody = Company { key_contact: None, deputy: None, ..company.clone() };
        assert_eq!(spokesperson(&book, &nobody, today), None);
    }
}
