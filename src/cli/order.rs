//! `order`: what a contact or a company bought.

use super::failure::Outcome;
use super::fields::refuse_set;
use super::lines::{self, INPUT, Line};
use super::record;
use super::session::Session;
use crate::domain::act::{self, Buyer, NewOrder};
use crate::domain::book::Book;
use crate::domain::change::Set;
use crate::domain::id::{CompanyId, ContactId, Ids};
use crate::domain::money::{Currency, Money};
use crate::domain::record::RecordKind;
use crate::domain::when::Look;
use crate::error::{Error, ErrorKind};
use crate::explain;
use crate::say;

/// Note what a contact or a company bought, and print its id
#[derive(Debug, Default, clap::Args)]
#[command(
    after_help = "The amount as it is written in English or German: 1,234.56 or 1.234,56 €. What was given back is (45.00). \
Without a currency it is in that of the configuration, else of the country. Wrong ones go with: touchbase delete ID\n\
With - alone, standard input is read: a JSON object a line with contact, amount, currency, on, what, ref. All lines are one set; a line \
that can't be read stops them all:\n  \
  {\"contact\": \"anna@example.com\", \"amount\": \"1234.56\", \"currency\": \"EUR\", \"on\": \"2026-11-02\", \"ref\": \"R-4711\"}"
)]
pub struct Args {
    /// Who bought: a contact, or a company by id or full name; - alone reads JSON lines from standard input
    #[arg(value_name = "CONTACT or COMPANY")]
    who: String,
    /// For how much; what was given back in parentheses
    #[arg(allow_negative_numbers = true)]
    amount: Option<String>,
    /// EUR, USD, CHF, …; the configured one if it isn't said
    currency: Option<String>,
    /// The day of the order: today if it isn't said
    #[arg(long, value_name = "WHEN")]
    on: Option<String>,
    /// What was bought
    #[arg(long, value_name = "TEXT")]
    what: Option<String>,
    /// Number of the order or invoice
    #[arg(long = "ref", value_name = "TEXT")]
    reference: Option<String>,
}

/// What a line of standard input may say.
const FIELDS: &[&str] = &["contact", "amount", "currency", "on", "what", "ref"];

pub fn run(session: &mut Session, args: Args) -> Outcome {
    if args.who == INPUT && args.amount.is_none() {
        if args.on.is_some() || args.what.is_some() || args.reference.is_some() {
            return Err(lines::with_options(&session.text).into());
        }
        let lines = lines::read(session)?;
        return session.commit(|session, ids| {
            lines::each(session, ids, &lines, |book, ids, line| {
                let args = Args::of_line(session, line)?;
                let by = session.contact(book, &args.who).map(Buyer::Contact);
                let by = by.map_err(|error| explain::in_field(&session.text, "contact", error))?;
                add(session, book, ids, by, &args.read(session)?)
            })
        });
    }
    if args.amount.is_none() {
        let usage = "touchbase order <CONTACT> <AMOUNT> [CURRENCY]";
        return Err(lines::missing(&session.text, &["AMOUNT"], usage).into());
    }
    let new = args.read(session)?;
    let by = buyer(session, &args.who)?;
    session.commit(|session, ids| add(session, &session.store.book(), ids, by, &new))
}

/// The contact or company that was named.
pub fn buyer(session: &Session, typed: &str) -> Result<Buyer, Error> {
    let named = record::named(session, typed)?;
    match named.kind {
        RecordKind::Contact => Ok(Buyer::Contact(ContactId(named.id))),
        RecordKind::Company => Ok(Buyer::Company(CompanyId(named.id))),
        _ => Err(explain::nobody(&session.text, typed)),
    }
}

fn add(session: &Session, book: &Book, ids: &mut Ids, by: Buyer, new: &NewOrder) -> Result<Set, Error> {
    let set = act::add_order(&session.given(book), ids, by, new).map_err(|error| session.act_error(&error, book))?;
    refuse_set(session, &set)?;
    Ok(set)
}

/// The currency that was typed.
pub fn currency(session: &Session, typed: &str) -> Result<Currency, Error> {
    let what = || say!(session.text, "error-currency", currency = typed);
    Currency::read(typed).ok_or_else(|| Error::new(ErrorKind::Usage, what()))
}

impl Args {
    fn of_line(session: &Session, line: &Line) -> Result<Self, Error> {
        let text = &session.text;
        line.only(text, FIELDS)?;
        Ok(Self {
            who: line.required(text, "contact")?,
            amount: Some(line.required(text, "amount")?),
            currency: line.text(text, "currency")?,
            on: line.text(text, "on")?,
            what: line.text(text, "what")?,
            reference: line.text(text, "ref")?,
        })
    }

    fn read(&self, session: &Session) -> Result<NewOrder, Error> {
        let typed = self.amount.as_deref().unwrap_or_default();
        let said = self.currency.as_deref().map(|code| currency(session, code)).transpose()?;
        let amount = Money::read(typed, said.unwrap_or(session.settings.currency()));
        let amount = amount.map_err(|no| explain::no_money(&session.text, typed, &no))?;
        if let Some(said) = said.filter(|said| *said != amount.currency) {
            let (one, other) = (said.to_string(), amount.currency.to_string());
            return Err(Error::new(
                ErrorKind::Usage,
                say!(session.text, "error-two-currencies", one = one, other = other),
            ));
        }
        let on = self.on.as_ref().map(|on| session.when(on, Look::Back)).transpose();
        let on = on.map_err(|error| explain::in_field(&session.text, "on", error))?;
        Ok(NewOrder {
            day: on.map_or(session.today(), |on| on.day),
            amount,
            what: self.what.clone().unwrap_or_default(),
            reference: self.reference.clone().unwrap_or_default(),
        })
    }
}
