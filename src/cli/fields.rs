//! `FIELD=VALUE`: fields as `set` and `add` take them. Which there are and how they are read is `domain::field`'s.

use super::session::Session;
use crate::domain::book::Book;
use crate::domain::change::Set;
use crate::domain::clean;
use crate::domain::company::Company;
use crate::domain::contact::Contact;
use crate::domain::field::{Assignment, Names, Of, assign_all, assign_company};
use crate::domain::find;
use crate::domain::id::CompanyId;
use crate::domain::validate::{self, Findings, Odd};
use crate::error::Error;
use crate::explain;
use crate::say;

/// Reads assignments to a contact or company in the order in which they were written.
pub fn read(session: &Session, of: Of, written: &[String]) -> Result<Vec<Assignment>, Error> {
    let read = Assignment::read_all(of, written.iter().map(String::as_str));
    read.map_err(|error| explain::field_error(&session.text, &error, &session.store.book()))
}

/// Changes `contact`, and says what is odd about it; what is wrong stops it.
pub fn put(
    session: &Session,
    contact: &mut Contact,
    assignments: &[Assignment],
    names: &mut Names,
) -> Result<Findings, Error> {
    let book = names.given.book;
    assign_all(contact, assignments, names).map_err(|error| said(session, &error, book))?;
    let cleaned = clean::contact(contact) | std::mem::take(&mut names.cleaned);
    let mut findings = validate::contact(contact, session.today());
    refuse(session, &findings)?;
    findings.odd.extend(cleaned.then_some(Odd::Cleaned));
    Ok(findings)
}

/// Says which companies were taken for names that are theirs but for the legal form.
pub fn tell_taken(session: &Session, book: &Book, taken: &[(String, CompanyId)]) {
    for (typed, id) in taken {
        let (company, id) = (book.company_name_of(*id), find::short_id(book, id.0));
        session.tell(&say!(session.text, "company-taken", typed = typed.as_str(), company = company, id = id));
    }
}

/// The same for a company.
pub fn put_company(
    session: &Session,
    company: &mut Company,
    assignments: &[Assignment],
    book: &Book,
) -> Result<Findings, Error> {
    let given = session.given(book);
    for assignment in assignments {
        assign_company(company, assignment, &given).map_err(|error| said(session, &error, book))?;
    }
    let cleaned = clean::company(company);
    let mut findings = validate::company(company);
    refuse(session, &findings)?;
    findings.odd.extend(cleaned.then_some(Odd::Cleaned));
    Ok(findings)
}

fn said(session: &Session, error: &crate::domain::field::FieldError, book: &Book) -> Error {
    explain::field_error(&session.text, error, book)
}

/// The first thing that stops saving, as an error.
pub fn refuse(session: &Session, findings: &Findings) -> Result<(), Error> {
    match findings.wrong.first() {
        Some(wrong) => Err(explain::wrong(&session.text, wrong, session.today())),
        None => Ok(()),
    }
}

/// The first thing that is wrong with what an act makes.
pub fn refuse_set(session: &Session, set: &Set) -> Result<(), Error> {
    match validate::set(set) {
        Some(wrong) => Err(explain::wrong(&session.text, &wrong, session.today())),
        None => Ok(()),
    }
}

/// Says on standard error what is odd about a record that is saved all the same.
/// With the line of standard input, where the record comes from there.
pub fn warn_about(session: &Session, findings: &Findings, line: Option<usize>) {
    for odd in &findings.odd {
        let what = explain::odd(&session.text, odd, session.today());
        session.tell(&match line {
            Some(line) => say!(session.text, "error-in-line", line = line, what = what),
            None => what,
        });
    }
}
