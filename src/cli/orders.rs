//! `orders`: what was bought, the latest first; or what it comes to, customer by customer.

mod figures;

use std::cmp::Reverse;
use std::convert::Infallible;

use serde_json::{Value, json};

pub(super) use figures::figures_json;

use self::figures::By;
use super::choice;
use super::failure::{Outcome, Status};
use super::order::buyer;
use super::session::Session;
use super::show::order_json;
use super::table::{Cell, Table};
use crate::domain::act::Buyer;
use crate::domain::book::Book;
use crate::domain::find::ShortIds;
use crate::domain::order::Order;
use crate::domain::record::{Record, RecordKind, TimelineOf};
use crate::domain::when::Look;
use crate::error::Error;
use crate::store::{Part, StoreError, StreamError};
use crate::text::{days, money};

/// List orders, the latest first
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Into a pipe each order is a line: id, day, amount, currency, contact, company, what, reference. What was given \
                        back is negative.\n\
                        With --by each customer is a line: id, name, orders, purchases, revenue, day of the first and of the last \
                        purchase, days between purchases (the median). A purchase is a day on which something was bought. Sums of several \
                        currencies stand side by side: nothing is converted.\n\
                        With --classes recency, frequency and value stand behind that: the quintiles of all customers, 5 the best; \
                        those who are alike have the same class. Value is compared among those who buy in the same currency. A hyphen: \
                        fewer than five customers.\n\
                        With --regulars each number of purchases is a line: purchases, customers who bought so often, those of them \
                        who bought again within a year. Who may still do so isn't counted. Customers stay from the number on after which at \
                        least half buy again, and after each greater one that five customers reached."
)]
pub struct Args {
    /// Only those of a contact, or of a company by id or full name
    #[arg(value_name = "CONTACT or COMPANY")]
    who: Option<String>,
    /// Only since: 90d, 1.10.
    #[arg(long, value_name = "WHEN")]
    since: Option<String>,
    /// Added up for each contact or company
    #[arg(long, value_name = "contact|company")]
    by: Option<String>,
    /// With the class of each customer, 1 to 5, for how lately, how often and for how much they bought
    #[arg(long)]
    classes: bool,
    /// After how many purchases customers stay
    #[arg(long, conflicts_with = "classes")]
    regulars: bool,
}

/// By whom orders are added up, as it is typed.
const BY: [(&str, By); 2] = [("contact", By::Contact), ("company", By::Company)];

pub fn run(session: &mut Session, args: Args) -> Outcome {
    let since = args.since.map(|since| session.when(&since, Look::Back)).transpose()?.map(|since| since.day);
    let by = args.by.as_deref().map(|by| choice::one_of(&session.text, "--by", by, &BY)).transpose()?;
    let of = args.who.map(|who| buyer(session, &who)).transpose()?;
    let mut orders = all(session, of)?;
    orders.retain(|one| since.is_none_or(|since| since <= one.day));
    if args.regulars {
        return figures::staying(session, &orders, by.unwrap_or(By::Contact));
    }
    if by.is_some() || args.classes {
        return figures::by_customer(session, &orders, by.unwrap_or(By::Contact), args.classes);
    }
    orders.sort_by_key(|one| Reverse((one.day, one.id)));
    if session.out.is_json() {
        let all: Vec<Value> = {
            let book = session.store.book();
            orders.iter().map(|one| named_json(&book, one)).collect()
        };
        session.out.json(&all)?;
        return Ok(Status::Done);
    }
    let table = {
        let book = session.store.book();
        table(session, &book, &orders)
    };
    session.out.table(&table)?;
    Ok(Status::Done)
}

/// All orders, or all of a contact or company, in no order.
pub fn all(session: &Session, of: Option<Buyer>) -> Result<Vec<Order>, Error> {
    let mut orders = Vec::new();
    let mut take = |record| {
        if let Record::Order(order) = record {
            orders.push(order);
        }
    };
    let of = of.map(|of| match of {
        Buyer::Contact(id) => TimelineOf::from(id),
        Buyer::Company(id) => TimelineOf::from(id),
    });
    let read: Result<(), StoreError> = match of {
        Some(of) => session
            .store
            .timeline_part(of, Part::Of(RecordKind::Order), 0, usize::MAX)
            .map(|records| records.into_iter().for_each(take)),
        None => {
            let read = session.store.each(RecordKind::Order, |record| -> Result<(), Infallible> {
                take(record);
                Ok(())
            });
            read.map_err(|error| match error {
                StreamError::Store(error) => error,
                StreamError::Stream(never) => match never {},
            })
        }
    };
    read.map_err(|error| session.store_error(&error))?;
    Ok(orders)
}

fn table(session: &Session, book: &Book, orders: &[Order]) -> Table {
    let ids = ShortIds::of_these(book, orders.iter().map(|one| one.id.0));
    let is_terminal = session.out.is_terminal();
    let mut table = Table::default();
    for one in orders {
        let contact = one.contact.map_or("", |id| book.name(id)).to_owned();
        let company = one.company.map_or("", |id| book.company_name_of(id)).to_owned();
        let (id, what, reference) = (Cell::dim(ids.show(one.id.0)), one.what.clone(), one.reference.clone());
        if is_terminal {
            let day = days::short(&session.text, one.day, session.today());
            let amount = money::shown(&session.text, one.amount);
            table.push([
                Cell::right(day),
                Cell::right(amount),
                contact.into(),
                company.into(),
                what.into(),
                reference.into(),
                id,
            ]);
        } else {
            let amount = [one.amount.plain(), one.amount.currency.to_string()].map(Cell::new);
            let [amount, currency] = amount;
            table.push([
                id,
                one.day.to_string().into(),
                amount,
                currency,
                contact.into(),
                company.into(),
                what.into(),
                reference.into(),
            ]);
        }
    }
    table
}

/// One with who bought, as JSON has it.
fn named_json(book: &Book, one: &Order) -> Value {
    let mut told = order_json(one);
    told["name"] = json!(one.contact.map(|id| book.name(id)));
    told["company"] = json!(one.company.map(|id| book.company_name_of(id)));
    told
}
