//! `set`: fields of a contact or a company.

use super::failure::Outcome;
use super::fields;
use super::session::Session;
use super::show::several_companies;
use crate::domain::act;
use crate::domain::book::Book;
use crate::domain::field::{Names, Of};
use crate::domain::find::{self, Found};
use crate::domain::id::{CompanyId, ContactId};
use crate::domain::search::fold;
use crate::error::Error;
use crate::explain;

/// Change fields of a contact or a company
#[derive(Debug, clap::Args)]
#[command(after_help = "FIELD=VALUE sets a field, FIELD= empties it; lists also take FIELD+=VALUE and FIELD-=VALUE.\n\
Of a contact: name, honorific, given_name, middle_name, family_name, name_suffix, nickname, salutation, form (du, Sie),\n\
company, role, department (of the present job), job* ('Buyer @ Hofmann GmbH / Purchasing (2019 - 2021-05)'), email*,\n\
phone*, address*, web*, birthday, language, channel, tier, stage, tag*, every (30d, none, tier), dnc (yes, no, or the day\n\
until which not to contact; a reason behind a colon), owner, source, referred_by, notes, added, archived, ids*.\n\
Of a company: name, industry, size, web, email*, phone*, address*, tag*, tier, notes, added, archived, ids*.\n\
* is a list. Labels stand before a colon: phone+='mobile: +49 170 12', or behind a point: phone.mobile='+49 170 12'.\n\
An address is one line, or a part of it: address='Hof 1, 89073 Ulm, Germany', address.city=Ulm.\n\
A free field of any name: field.NAME=VALUE. German names are known, too. `set company=` corrects the present job;\n\
who changes company is moved with `move`.")]
pub struct Args {
    /// A contact, or a company by id or full name
    #[arg(value_name = "CONTACT or COMPANY")]
    who: String,
    /// What
    #[arg(value_name = "FIELD=VALUE", required = true)]
    fields: Vec<String>,
}

pub fn run(session: &mut Session, args: Args) -> Outcome {
    let who = who(session, &session.store.book(), &args.who)?;
    match who {
        Who::Contact(id) => contact(session, id, &args),
        Who::Company(id) => company(session, id, &args),
    }
}

enum Who {
    Contact(ContactId),
    Company(CompanyId),
}

/// A company's full name goes before words that fit a contact who works there, but not before a contact's own full name.
fn who(session: &Session, book: &Book, typed: &str) -> Result<Who, Error> {
    let is_name = |id: &ContactId| book.contact(*id).is_some_and(|row| fold(&row.name) == fold(typed.trim()));
    let by_name = match find::contact(book, typed) {
        Found::One(id) => is_name(&id),
        Found::Several(ids) => ids.iter().any(is_name),
        Found::None => false,
    };
    match find::company(book, typed) {
        Found::One(id) if !by_name => Ok(Who::Company(id)),
        Found::Several(fitting) if !by_name => Err(several_companies(session, book, typed, &fitting)),
        _ => session.contact(book, typed).map(Who::Contact),
    }
}

fn contact(session: &mut Session, id: ContactId, args: &Args) -> Outcome {
    let assignments = fields::read(session, Of::Contact, &args.fields)?;
    let mut warned = false;
    session.commit(|session, ids| {
        let found = session.store.contact(id).map_err(|error| session.store_error(&error))?;
        let before = found.ok_or_else(|| explain::nobody(&session.text, &args.who))?;
        let mut after = before.clone();
        let book = session.store.book();
        let mut names = Names::new(session.given(&book), ids);
        let findings = fields::put(session, &mut after, &assignments, &mut names)?;
        if !std::mem::replace(&mut warned, true) {
            fields::warn_about(session, &findings, None);
        }
        let others = names.into_changes();
        Ok(act::edit(&session.given(&book), before, after, others))
    })
}

fn company(session: &mut Session, id: CompanyId, args: &Args) -> Outcome {
    let assignments = fields::read(session, Of::Company, &args.fields)?;
    let mut warned = false;
    session.commit(|session, _| {
        let book = session.store.book();
        let before = book.company(id).cloned().ok_or_else(|| explain::nobody(&session.text, &args.who))?;
        let mut after = before.clone();
        let findings = fields::put_company(session, &mut after, &assignments, &book)?;
        if !std::mem::replace(&mut warned, true) {
            fields::warn_about(session, &findings, None);
        }
        Ok(act::edit(&session.given(&book), before, after, Vec::new()))
    })
}
