//! `duplicates --kind company`: companies that may be one, and those that look like one and aren't.

use serde_json::{Value, json};

use super::{Args, print};
use crate::cli::failure::Outcome;
use crate::cli::session::Session;
use crate::cli::show::several_companies;
use crate::cli::table::{Cell, Table};
use crate::domain::act;
use crate::domain::book::Book;
use crate::domain::find::{self, Found, ShortIds};
use crate::domain::id::CompanyId;
use crate::domain::pairs::{CompanyPair, CompanyReason, company_pairs};
use crate::error::{Error, ErrorKind};
use crate::say;
use crate::text::Text;
use crate::text::pairs::company_reason;

pub fn run(session: &mut Session, args: &Args) -> Outcome {
    if args.certain || args.apart {
        return Err(Error::new(ErrorKind::Usage, say!(session.text, "pairs-companies-only")).into());
    }
    if let Some([one, other]) = args.not_same.as_deref() {
        return tell_apart(session, one, other);
    }
    let pairs = {
        let book = session.store.book();
        let only = args.contact.as_deref().map(|typed| company(session, &book, typed)).transpose()?;
        let mut pairs = company_pairs(&book);
        pairs.retain(|pair| only.is_none_or(|id| id == pair.one || id == pair.other));
        pairs
    };
    let said = match pairs.len() {
        0 => say!(session.text, "pairs-none-companies"),
        count => say!(session.text, "pairs-how-companies", count = count),
    };
    print(session, &pairs, one_json, table, &said)
}

fn tell_apart(session: &mut Session, one: &str, other: &str) -> Outcome {
    let (one, other) = {
        let book = session.store.book();
        (company(session, &book, one)?, company(session, &book, other)?)
    };
    session.commit(|session, _| {
        let book = session.store.book();
        let [one, other] = [one, other].map(|id| book.company(id).cloned());
        let none = || Error::new(ErrorKind::NotFound, say!(session.text, "error-gone"));
        let (one, other) = (one.ok_or_else(none)?, other.ok_or_else(none)?);
        act::tell_companies_apart(&one, &other).map_err(|error| session.act_error(&error, &book))
    })
}

fn company(session: &Session, book: &Book, typed: &str) -> Result<CompanyId, Error> {
    match find::company(book, typed) {
        Found::One(id) => Ok(id),
        Found::Several(fitting) => Err(several_companies(session, book, typed, &fitting)),
        Found::None => Err(Error::new(ErrorKind::NotFound, say!(session.text, "error-no-company", name = typed))
            .hint(say!(session.text, "hint-no-company"))),
    }
}

fn table(session: &Session, pairs: &[CompanyPair]) -> Table {
    let book = session.store.book();
    let ids = ShortIds::of_these(&book, pairs.iter().flat_map(|pair| [pair.one.0, pair.other.0]));
    let mut table = Table::default();
    for pair in pairs {
        let which = |id: CompanyId, people: usize| {
            [Cell::dim(ids.show(id.0)), book.company_name_of(id).into(), Cell::right(people.to_string())]
        };
        let both = [(pair.one, pair.people[0]), (pair.other, pair.people[1])].map(|(id, people)| which(id, people));
        let why = pair.reasons.iter().map(|one| company_reason(&session.text, *one)).collect::<Vec<_>>().join("; ");
        table.push(both.into_iter().flatten().chain([why.into()]));
    }
    table
}

fn one_json(text: &Text, book: &Book, pair: &CompanyPair) -> Value {
    let which = |id: CompanyId, people: usize| {
        let archived = book.company(id).is_some_and(|company| company.archived);
        json!({ "id": id, "name": book.company_name_of(id), "contacts": people, "archived": archived })
    };
    let reason = |one: &CompanyReason| {
        let kind = match one {
            CompanyReason::Name => "name",
            CompanyReason::Web => "web",
        };
        json!({ "kind": kind, "text": company_reason(text, *one) })
    };
    json!({
        "companies": [which(pair.one, pair.people[0]), which(pair.other, pair.people[1])],
        "reasons": pair.reasons.iter().map(reason).collect::<Vec<_>>(),
    })
}
