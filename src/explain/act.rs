//! Why an act can't be done, and who could have been meant.

use chrono::NaiveDate;

use crate::domain::act::ActError;
use crate::domain::book::Book;
use crate::domain::feedback::Standing;
use crate::domain::find::ShortIds;
use crate::domain::id::{CompanyId, ContactId};
use crate::error::{Candidate, Error, ErrorKind};
use crate::say;
use crate::text::{Text, days, names};

/// An act can't be done.
pub fn act(text: &Text, error: &ActError, book: &Book, today: NaiveDate) -> Error {
    let usage = |what| Error::new(ErrorKind::Usage, what);
    match error {
        ActError::Gone => Error::new(ErrorKind::NotFound, say!(text, "error-act-gone")),
        ActError::NobodyNamed(name) => nobody(text, name),
        ActError::SeveralNamed { name, candidates } => several(text, name, book, candidates),
        ActError::NoSuchFollowUp { number, open } => {
            let number = number.to_string();
            usage(say!(text, "error-act-no-follow-up", number = number, open = *open))
        }
        ActError::NumbersNeedOne => usage(say!(text, "error-act-numbers")),
        ActError::NotAhead(day) => {
            usage(say!(text, "error-act-not-ahead", day = days::with_weekday(text, *day, today)))
        }
        ActError::NotYet(day) => usage(say!(text, "error-act-not-yet", day = days::with_weekday(text, *day, today))),
        ActError::LateComplaint(_) => {
            usage(say!(text, "error-act-late-complaint")).hint(say!(text, "hint-act-late-complaint"))
        }
        ActError::ComplaintDue(due) => {
            let due = days::with_weekday(text, *due, today);
            usage(say!(text, "error-act-complaint-due", day = due)).hint(say!(text, "hint-act-late-complaint"))
        }
        ActError::NotOnAgenda => usage(say!(text, "error-act-not-on-agenda")),
        ActError::EndsWithTouch => {
            usage(say!(text, "error-act-ends-with-touch")).hint(say!(text, "hint-act-ends-with-touch"))
        }
        ActError::AlreadyThere => usage(say!(text, "error-act-already-there")),
        ActError::TookPart => usage(say!(text, "error-act-took-part")),
        ActError::JobBegan(day) => {
            usage(say!(text, "error-act-job-began", day = days::with_weekday(text, *day, today)))
        }
        ActError::SameContact => usage(say!(text, "error-act-same-contact")),
        ActError::IntoItself => usage(say!(text, "error-act-into-itself")),
        ActError::Empty => usage(say!(text, "error-act-empty")),
        ActError::Already { standing, day } => usage(already(text, *standing, *day, today)),
        ActError::BeforeItCame(day) => {
            usage(say!(text, "error-act-before-it-came", day = days::with_weekday(text, *day, today)))
        }
        ActError::Score(score) => usage(say!(text, "error-act-score", score = score.to_string())),
    }
}

/// How far feedback is already.
fn already(text: &Text, standing: Standing, day: Option<NaiveDate>, today: NaiveDate) -> String {
    let standing_said = names::standing(text, standing);
    match day {
        None => say!(text, "error-act-already", standing = standing_said),
        Some(day) => {
            let day = days::with_weekday(text, day, today);
            say!(text, "error-act-already-since", standing = standing_said, day = day)
        }
    }
}

/// Nobody is named so.
pub fn nobody(text: &Text, typed: &str) -> Error {
    Error::new(ErrorKind::NotFound, say!(text, "error-nobody", name = typed)).hint(say!(text, "hint-nobody"))
}

/// Nobody is named so, but those called `near` nearly are.
pub fn nobody_but(text: &Text, typed: &str, book: &Book, near: &str, fitting: &[ContactId]) -> Error {
    let error = nobody(text, typed).hint(say!(text, "hint-did-you-mean", near = near));
    Error { candidates: candidates(book, fitting), ..error }
}

fn candidates(book: &Book, fitting: &[ContactId]) -> Vec<Candidate> {
    let ids = ShortIds::of_these(book, fitting.iter().map(|id| id.0));
    let candidates = fitting.iter().filter_map(|id| book.contact(*id)).map(|row| Candidate {
        id: row.id.to_string(),
        short: ids.show(row.id.0),
        name: row.name.clone(),
        company: book.company_name(row).to_owned(),
    });
    candidates.collect()
}

/// Several are named so.
pub fn several(text: &Text, typed: &str, book: &Book, fitting: &[ContactId]) -> Error {
    let what = say!(text, "error-several", name = typed, count = fitting.len());
    Error { candidates: candidates(book, fitting), ..Error::new(ErrorKind::Ambiguous, what) }
        .hint(say!(text, "hint-several"))
}

/// Several companies are named so.
pub fn several_companies(text: &Text, typed: &str, book: &Book, fitting: &[CompanyId]) -> Error {
    let ids = ShortIds::of(book);
    let candidates = fitting.iter().filter_map(|id| book.company(*id)).map(|company| Candidate {
        id: company.id.to_string(),
        short: ids.show(company.id.0),
        name: company.name.clone(),
        company: String::new(),
    });
    let what = say!(text, "error-several-companies", name = typed, count = fitting.len());
    Error { candidates: candidates.collect(), ..Error::new(ErrorKind::Ambiguous, what) }
        .hint(say!(text, "hint-several"))
}
