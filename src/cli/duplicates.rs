//! `duplicates`: contacts that may be one person, with the reasons; and who looks like one and isn't.

mod companies;

use serde_json::{Value, json};

use super::choice;
use super::failure::{Outcome, Status};
use super::json;
use super::session::Session;
use super::table::{Cell, Table};
use crate::domain::act;
use crate::domain::book::Book;
use crate::domain::contact::Contact;
use crate::domain::field::Of;
use crate::domain::find::ShortIds;
use crate::domain::id::ContactId;
use crate::domain::pairs::{Against, Alike, Likeness, Pair, Pairs, Reason, all_told_apart};
use crate::error::Error;
use crate::explain;
use crate::say;
use crate::text::pairs::why;
use crate::text::{self, Text};

/// List contacts that may be one person, the likeliest first, with the reasons
#[derive(Debug, clap::Args)]
#[command(
    override_usage = "touchbase duplicates [CONTACT] [--certain]\n       touchbase duplicates --kind company\n       \
                      touchbase duplicates --not-same <CONTACT> <CONTACT>\n       touchbase duplicates --apart",
    after_help = "Compared are mail addresses, phone numbers, names in any order and spelling with their short forms (Bob, Robert), \
                  companies without their legal form, and birthdays. touchbase merge makes one of them.\n\
                  With --kind company: companies that are called the same but for their legal form, or have the same web page; \
                  touchbase move COMPANY --into COMPANY makes one of them.\n\
                  Into a pipe each pair is a line: likeness from 55 to 100, id, name, company, id, name, company, reasons."
)]
pub struct Args {
    /// Only those who may be the same as this one
    contact: Option<String>,
    /// Whom or what to compare: contacts or companies
    #[arg(long, value_name = "contact|company", default_value = "contact", hide_default_value = true)]
    kind: String,
    /// Only those who can be merged without a look: same name, same mail or phone, and nothing against it
    #[arg(long)]
    certain: bool,
    /// Remember that two are not the same, however alike they look
    #[arg(long, num_args = 2, value_name = "CONTACT", conflicts_with_all = ["contact", "certain"])]
    not_same: Option<Vec<String>>,
    /// Only list those of whom that is remembered
    #[arg(long, conflicts_with_all = ["contact", "certain", "not_same"])]
    apart: bool,
}

impl Args {
    /// Whether it is remembered that two aren't the same; else pairs are told.
    pub fn changes(&self) -> bool {
        self.not_same.is_some()
    }
}

pub fn run(session: &mut Session, args: Args) -> Outcome {
    let kinds = [("contact", Of::Contact), ("company", Of::Company)];
    if choice::one_of(&session.text, "--kind", &args.kind, &kinds)? == Of::Company {
        return companies::run(session, &args);
    }
    if let Some([one, other]) = args.not_same.as_deref() {
        return tell_apart(session, one, other);
    }
    if args.apart {
        return list_apart(session);
    }
    let only = {
        let book = session.store.book();
        args.contact.as_deref().map(|typed| session.contact(&book, typed)).transpose()?
    };
    let mut pairs = pairs(session);
    pairs.retain(|pair| only.is_none_or(|id| pair.beside(id).is_some()) && (pair.likeness.is_certain || !args.certain));
    let said = match pairs.len() {
        0 => say!(session.text, "pairs-none"),
        count => say!(session.text, "pairs-how", count = count),
    };
    print(session, &pairs, one_json, table, &said)
}

/// Prints what was found: as JSON an element each, else as a table, for people with what is `said` under it.
fn print<T>(
    session: &mut Session,
    found: &[T],
    one_json: impl Fn(&Text, &Book, &T) -> Value,
    table: impl Fn(&Session, &[T]) -> Table,
    said: &str,
) -> Outcome {
    if session.out.is_json() {
        let all: Vec<Value> = {
            let book = session.store.book();
            found.iter().map(|one| one_json(&session.text, &book, one)).collect()
        };
        session.out.json(&all)?;
        return Ok(Status::Done);
    }
    let table = table(session, found);
    session.out.table(&table)?;
    if session.out.is_terminal() && !said.is_empty() {
        session.tell(said);
    }
    Ok(Status::Done)
}

/// All pairs of the store. The book isn't held while they are looked for.
pub fn pairs(session: &Session) -> Vec<Pair> {
    let pairs = Pairs::of(&session.store.book());
    pairs.all()
}

fn tell_apart(session: &mut Session, one: &str, other: &str) -> Outcome {
    let (one, other) = {
        let book = session.store.book();
        (session.contact(&book, one)?, session.contact(&book, other)?)
    };
    session.commit(|session, _| {
        let (one, other) = (contact(session, one)?, contact(session, other)?);
        let book = session.store.book();
        act::tell_apart(&one, &other).map_err(|error| session.act_error(&error, &book))
    })
}

fn contact(session: &Session, id: ContactId) -> Result<Contact, Error> {
    let found = session.store.contact(id).map_err(|error| session.store_error(&error))?;
    found.ok_or_else(|| explain::nobody(&session.text, &id.to_string()))
}

fn table(session: &Session, pairs: &[Pair]) -> Table {
    let book = session.store.book();
    let ids = ShortIds::of_these(&book, pairs.iter().flat_map(|pair| [pair.one.0, pair.other.0]));
    let mut table = Table::default();
    for pair in pairs {
        let said = why(&session.text, pair, &book);
        let score = Cell::right(pair.likeness.score.to_string());
        let who = |id: ContactId| [Cell::dim(ids.show(id.0)), book.name(id).into(), company(&book, id).into()];
        table.push([score].into_iter().chain(who(pair.one)).chain(who(pair.other)).chain([said.into()]));
    }
    table
}

fn is_archived(book: &Book, id: ContactId) -> bool {
    book.contact(id).is_some_and(|row| row.archived)
}

/// The pairs of which it is remembered that they aren't the same.
fn list_apart(session: &mut Session) -> Outcome {
    let apart = all_told_apart(&session.store.book());
    let json = |_: &Text, book: &Book, (one, other): &(ContactId, ContactId)| json!({ "contacts": [who_json(book, *one), who_json(book, *other)] });
    let said = if apart.is_empty() { say!(session.text, "pairs-none-apart") } else { String::new() };
    print(session, &apart, json, table_apart, &said)
}

fn table_apart(session: &Session, apart: &[(ContactId, ContactId)]) -> Table {
    let book = session.store.book();
    let ids = ShortIds::of_these(&book, apart.iter().flat_map(|(one, other)| [one.0, other.0]));
    let mut table = Table::default();
    for (one, other) in apart {
        let who = |id: ContactId| [Cell::dim(ids.show(id.0)), book.name(id).into(), company(&book, id).into()];
        table.push(who(*one).into_iter().chain(who(*other)));
    }
    table
}

fn who_json(book: &Book, id: ContactId) -> Value {
    json!({
        "id": id,
        "name": book.name(id),
        "company": json::text(company(book, id)),
        "archived": is_archived(book, id),
    })
}

fn company(book: &Book, id: ContactId) -> &str {
    book.facts_of(id).and_then(|facts| facts.company).map_or("", |company| book.company_name_of(company))
}

fn one_json(text: &Text, book: &Book, pair: &Pair) -> Value {
    let who = |id: ContactId| who_json(book, id);
    let names = [book.name(pair.one), book.name(pair.other)];
    let told = |kind: &str, text: String| json!({ "kind": kind, "text": text });
    let Likeness { reasons, against, .. } = &pair.likeness;
    let reasons = reasons.iter().map(|one| told(reason_name(*one), text::pairs::reason(text, *one, names)));
    let against = against.iter().map(|one| told(against_name(*one), text::pairs::against(text, *one, pair, book)));
    json!({
        "score": pair.likeness.score,
        "certain": pair.likeness.is_certain,
        "contacts": [who(pair.one), who(pair.other)],
        "reasons": reasons.collect::<Vec<_>>(),
        "against": against.collect::<Vec<_>>(),
    })
}

/// A reason as JSON names it.
fn reason_name(reason: Reason) -> &'static str {
    match reason {
        Reason::Mail => "mail",
        Reason::SharedMail => "shared_mail",
        Reason::Mobile => "mobile",
        Reason::Phone => "phone",
        Reason::Company => "company",
        Reason::Birthday => "birthday",
        Reason::Name(Alike::Same) => "name",
        Reason::Name(Alike::Nickname) => "nickname",
        Reason::Name(Alike::Initial) => "initial",
        Reason::Name(Alike::Similar | Alike::Transliterated | Alike::Loose) => "similar_name",
        Reason::Name(Alike::Given) => "given_name",
        Reason::Name(Alike::Part | Alike::Single | Alike::Family | Alike::Nameless) => "part_of_name",
    }
}

/// What speaks against it, as JSON names it.
fn against_name(against: Against) -> &'static str {
    match against {
        Against::Consent => "consent",
        Against::Birthday => "birthday",
        Against::Company => "company",
        Against::Mail => "mail",
        Against::Phone => "phone",
        Against::Role => "role",
        Against::Language => "language",
        Against::Id => "id",
        Against::Archived => "archived",
    }
}
