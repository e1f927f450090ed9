//! `referrals`: who recommended us to whom, and what those bought whom a contact brought.

use serde_json::{Value, json};

use super::failure::{Outcome, Status};
use super::orders;
use super::session::Session;
use super::table::{Cell, Table};
use crate::domain::find::ShortIds;
use crate::domain::id::ContactId;
use crate::domain::money::Money;
use crate::domain::referrals::{self, Referred};
use crate::domain::revenue;
use crate::say;
use crate::text::money;

/// Tell by whom a contact came, and who came by them, with what those bought
#[derive(Debug, clap::Args)]
#[command(
    after_help = "First by whom they came, the nearest first; then all who came by them, each below the one who brought them. Into a \
                        pipe each is a line: depth (-1 who brought them, 1 whom they brought, 2 whom these brought), id, name, company, \
                        revenue. Sums of several currencies stand side by side: nothing is converted. By whom somebody came is set with \
                        `set CONTACT referred_by=CONTACT`."
)]
pub struct Args {
    /// Whose recommendations
    contact: String,
}

/// One of the tree, above or below the contact.
struct Line {
    depth: isize,
    contact: ContactId,
}

pub fn run(session: &mut Session, args: Args) -> Outcome {
    let orders = orders::all(session, None)?;
    let figures = revenue::by(&orders, |one| one.contact, session.today());
    let of = |contact: ContactId| {
        figures.binary_search_by_key(&contact, |(id, _)| *id).ok().and_then(|at| figures.get(at)).map(|(_, all)| all)
    };
    let (json, table, told) = {
        let book = session.store.book();
        let contact = session.contact(&book, &args.contact)?;
        let up = referrals::referrers(&book, contact);
        let down = referrals::referred(&book, contact);
        let above = up.iter().enumerate().map(|(at, id)| Line { depth: -(at as isize) - 1, contact: *id });
        let below = |one: &Referred| Line { depth: one.depth as isize, contact: one.contact };
        let lines: Vec<Line> = above.chain(down.iter().map(below)).collect();
        let total = revenue::total(down.iter().filter_map(|one| of(one.contact)));
        let ids = ShortIds::of_these(&book, lines.iter().map(|line| line.contact.0));
        let row = |line: &Line| -> Vec<Cell> {
            let company = book.facts_of(line.contact).and_then(|facts| facts.company);
            let company = company.map_or("", |company| book.company_name_of(company));
            let (id, name) = (Cell::dim(ids.show(line.contact.0)), book.name(line.contact));
            let bought = of(line.contact).map(|all| money::sums(&session.text, &all.revenue)).unwrap_or_default();
            if !session.out.is_terminal() {
                return vec![line.depth.to_string().into(), id, name.into(), company.into(), bought.into()];
            }
            let indent = usize::try_from(line.depth).map_or("← ".to_owned(), |depth| "  ".repeat(depth));
            vec![id, format!("{indent}{name}").into(), company.into(), bought.into()]
        };
        let mut table = Table::default();
        lines.iter().for_each(|line| table.push(row(line)));
        let whom = |id: ContactId| json!({ "contact_id": id, "name": book.name(id) });
        let brought = |one: &Referred| -> Value {
            json!({
                "contact_id": one.contact,
                "name": book.name(one.contact),
                "by": one.by,
                "depth": one.depth,
                "orders": of(one.contact).map_or(0, |all| all.orders),
                "revenue": money_json(of(one.contact).map_or(&[], |all| &all.revenue)),
            })
        };
        let json = json!({
            "contact_id": contact,
            "name": book.name(contact),
            "referrers": up.iter().copied().map(whom).collect::<Vec<_>>(),
            "referred": down.iter().map(brought).collect::<Vec<_>>(),
            "count": down.len(),
            "revenue": money_json(&total),
        });
        let (who, count) = (book.name(contact).to_owned(), down.len());
        let told = match (count, total.is_empty()) {
            (0, _) => say!(session.text, "referrals-none", who = who),
            (_, true) => say!(session.text, "referrals-count", who = who, count = count),
            (_, false) => say!(
                session.text,
                "referrals-revenue",
                who = who,
                count = count,
                revenue = money::sums(&session.text, &total)
            ),
        };
        (json, table, told)
    };
    if session.out.is_json() {
        session.out.json(&json)?;
        return Ok(Status::Done);
    }
    session.out.table(&table)?;
    if session.out.is_terminal() {
        session.tell(&told);
    }
    Ok(Status::Done)
}

/// Amounts as text, so that nothing of them is lost.
fn money_json(sums: &[Money]) -> Value {
    sums.iter().map(|sum| json!({ "amount": sum.plain(), "currency": sum.currency })).collect()
}
