//! What orders come to, customer by customer: revenue, classes, and after how many purchases customers stay.

use std::collections::HashMap;

use serde_json::{Value, json};

use crate::cli::failure::{Failure, Outcome, Status};
use crate::cli::session::Session;
use crate::cli::table::{Cell, Table};
use crate::domain::find::ShortIds;
use crate::domain::money::{Currency, Money};
use crate::domain::order::Order;
use crate::domain::revenue::{self, Classes, Figures, Step, WITHIN};
use crate::say;
use crate::text::{days, money};
use uuid::Uuid;

/// By whom orders are added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    Contact,
    Company,
}

impl By {
    fn of(self, order: &Order) -> Option<Uuid> {
        match self {
            Self::Contact => order.contact.map(|id| id.0),
            Self::Company => order.company.map(|id| id.0),
        }
    }
}

/// A customer with what they bought.
struct Customer {
    id: Uuid,
    name: String,
    figures: Figures,
    classes: Option<Classes>,
}

/// Who bought for how much, those first who bought most in the currency of most customers; with their classes if these are asked for.
pub fn by_customer(session: &mut Session, orders: &[Order], by: By, with_classes: bool) -> Outcome {
    let today = session.today();
    let nobodys = orders.iter().filter(|order| by.of(order).is_none()).count();
    let all = revenue::by(orders, |order| by.of(order), today);
    let classes = if with_classes { revenue::classes(all.iter().map(|(_, figures)| figures)) } else { Vec::new() };
    let mut customers: Vec<Customer> = {
        let book = session.store.book();
        let name = |id: Uuid| match by {
            By::Contact => book.name(id.into()).to_owned(),
            By::Company => book.company_name_of(id.into()).to_owned(),
        };
        let mut classes = classes.into_iter();
        let customer = |(id, figures)| Customer { id, name: name(id), figures, classes: classes.next() };
        all.into_iter().map(customer).collect()
    };
    let mut common: HashMap<Currency, usize> = HashMap::new();
    customers.iter().for_each(|one| *common.entry(one.figures.currency).or_default() += 1);
    customers.sort_by(|one, other| {
        let by = |of: &Customer| (common.get(&of.figures.currency).copied(), of.figures.currency, amount(&of.figures));
        by(other).cmp(&by(one)).then_with(|| one.name.cmp(&other.name)).then(one.id.cmp(&other.id))
    });
    if session.out.is_json() {
        let all: Vec<Value> = customers.iter().map(|one| told(session, one, by)).collect();
        session.out.json(&all)?;
        return Ok(Status::Done);
    }
    let table = table(session, &customers);
    session.out.table(&table)?;
    session.out.finish()?;
    if session.out.is_terminal() {
        let total = revenue::total(customers.iter().map(|one| &one.figures));
        session.tell(&say!(session.text, "orders-total", revenue = sums(session, &total), count = customers.len()));
    }
    if nobodys > 0 {
        session.tell(&match by {
            By::Contact => say!(session.text, "orders-of-no-contact", count = nobodys),
            By::Company => say!(session.text, "orders-of-no-company", count = nobodys),
        });
    }
    Ok(Status::Done)
}

/// In the currency of most of their orders, in its smallest unit.
fn amount(figures: &Figures) -> i64 {
    figures.revenue_in(figures.currency)
}

/// `12,345.00 EUR + 1,000.00 USD`: side by side, never one sum.
fn sums(session: &Session, revenue: &[Money]) -> String {
    money::sums(&session.text, revenue)
}

fn table(session: &Session, customers: &[Customer]) -> Table {
    let (text, today) = (&session.text, session.today());
    let ids = ShortIds::of_these(&session.store.book(), customers.iter().map(|one| one.id));
    let mut table = Table::default();
    for Customer { id, name, figures, classes } in customers {
        let between = figures.between();
        let classes = classes.map(|one| [one.recency, one.frequency, one.value].map(sign));
        if session.out.is_terminal() {
            let ago = days::distance(text, figures.last(), today);
            let between = between.map(|every| say!(text, "orders-every", days = days::count(text, every)));
            let mut row = vec![
                Cell::new(name.as_str()),
                Cell::right(sums(session, &figures.revenue)),
                Cell::right(say!(text, "orders-purchases", count = figures.purchases.len())),
                Cell::right(ago),
                Cell::right(between.unwrap_or_default()),
            ];
            if let Some([recency, frequency, value]) = classes {
                row.insert(1, Cell::new(say!(text, "orders-classes", r = recency, f = frequency, v = value)));
            }
            row.push(Cell::dim(ids.show(*id)));
            table.push(row);
        } else {
            let revenue: Vec<String> = figures.revenue.iter().map(Money::to_string).collect();
            let between = between.map_or(String::new(), |every| every.to_string());
            let mut row: Vec<Cell> = vec![Cell::dim(ids.show(*id)), name.as_str().into()];
            row.extend([figures.orders, figures.purchases.len()].map(|count| count.to_string().into()));
            row.extend(
                [revenue.join(" + "), figures.first().to_string(), figures.last().to_string(), between].map(Cell::new),
            );
            row.extend(classes.into_iter().flatten().map(Cell::new));
            table.push(row);
        }
    }
    table
}

/// A class, or a hyphen where there are too few customers.
fn sign(class: Option<u8>) -> String {
    class.map_or("-".to_owned(), |class| class.to_string())
}

fn told(session: &Session, customer: &Customer, by: By) -> Value {
    let mut told = json!({ "name": customer.name });
    told[if by == By::Contact { "contact_id" } else { "company_id" }] = json!(customer.id);
    if let (Value::Object(told), Value::Object(figures)) = (&mut told, figures_json(&customer.figures)) {
        told.extend(figures);
    }
    told["days_ago"] = customer.figures.days_ago(session.today()).into();
    if let Some(Classes { recency, frequency, value }) = customer.classes {
        told["classes"] = json!({ "recency": recency, "frequency": frequency, "value": value });
    }
    told
}

/// What somebody bought, as JSON has it.
pub fn figures_json(figures: &Figures) -> Value {
    let revenue = figures.revenue.iter().map(|sum| json!({ "amount": sum.plain(), "currency": sum.currency }));
    json!({
        "orders": figures.orders,
        "purchases": figures.purchases.len(),
        "revenue": revenue.collect::<Vec<_>>(),
        "first": figures.first(),
        "last": figures.last(),
        "days_between": figures.between(),
    })
}

/// After each number of purchases how many customers bought again, and from which number on they stay.
pub fn staying(session: &mut Session, orders: &[Order], by: By) -> Outcome {
    let all = revenue::by(orders, |order| by.of(order), session.today());
    let steps = revenue::steps(all.iter().map(|(_, figures)| figures), session.today());
    let from = revenue::regular_from(&steps);
    if session.out.is_json() {
        let step =
            |step: &Step| json!({ "purchases": step.purchases, "customers": step.customers, "again": step.again });
        let steps: Vec<Value> = steps.iter().map(step).collect();
        session.out.json(&json!({ "within_days": WITHIN, "regular_from": from, "steps": steps }))?;
        return Ok(Status::Done);
    }
    let mut table = Table::default();
    for step in &steps {
        let share = format!("{} %", (100 * step.again + step.customers / 2) / step.customers.max(1));
        if session.out.is_terminal() {
            let after = say!(session.text, "orders-after", count = step.purchases);
            let of = say!(session.text, "orders-again", again = step.again, customers = step.customers);
            table.push([Cell::new(after), Cell::right(of), Cell::right(share)]);
        } else {
            table.push([step.purchases, step.customers, step.again].map(|count| count.to_string().into()));
        }
    }
    session.out.table(&table)?;
    session.out.finish().map_err(Failure::from)?;
    session.tell(&match from {
        Some(count) => say!(session.text, "orders-regular-from", count = count),
        None => say!(session.text, "orders-regular-unknown"),
    });
    session.tell(&say!(session.text, "orders-regular-meaning", days = WITHIN));
    Ok(Status::Done)
}
