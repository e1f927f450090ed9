//! `add`: a contact or a company.

use super::choice;
use super::failure::Outcome;
use super::fields::{Fields, warn_about};
use super::session::Session;
use crate::domain::act;
use crate::domain::company::Company;
use crate::domain::contact::{Contact, Labelled};
use crate::domain::find::ShortIds;
use crate::domain::search::fold;
use crate::domain::validate;
use crate::error::Error;
use crate::explain;
use crate::say;

/// Add a contact or a company, and print its id
#[derive(Debug, clap::Args)]
#[command(after_help = "Other fields are given as with `set`: touchbase add 'Anna Müller' owner=me language=de")]
pub struct Args {
    /// Name as it is to be shown
    name: String,
    /// What to add: contact or company
    #[arg(long, default_value = "contact", hide_default_value = true)]
    kind: String,
    /// The company they work for; it is added if there is none of this name
    #[arg(long)]
    company: Option<String>,
    /// What they are there
    #[arg(long)]
    role: Option<String>,
    /// Mail address; may be repeated
    #[arg(long)]
    email: Vec<String>,
    /// Phone number; may be repeated
    #[arg(long)]
    phone: Vec<String>,
    /// Tag; may be repeated
    #[arg(long)]
    tag: Vec<String>,
    /// A, B or C
    #[arg(long)]
    tier: Option<String>,
    /// lead, occasional, regular, key, dormant or former
    #[arg(long)]
    stage: Option<String>,
    /// How often they are to be touched: 30d, 2w, 3m, none
    #[arg(long, value_name = "SPAN")]
    every: Option<String>,
    /// 1971-12-24, or --12-24 without the year
    #[arg(long, value_name = "DAY", allow_hyphen_values = true)]
    birthday: Option<String>,
    /// Any field, as with `set`
    #[arg(value_name = "FIELD=VALUE")]
    fields: Vec<String>,
}

pub fn run(session: &mut Session, args: Args) -> Outcome {
    let kinds = [("contact", false), ("company", true)];
    let is_company = choice::one_of(&session.text, "--kind", &args.kind, &kinds)?;
    let fields = Fields::read(&session.text, assignments(args.fields.clone(), &args))?;
    if is_company {
        warn_of_company(session, args.name.trim());
        return session.commit(|session, ids| {
            let mut company = Company::new(ids.draw(), args.name.trim(), session.today());
            fields.apply_to_company(session, &mut company)?;
            refuse(session, &validate::company(&company))?;
            let book = session.store.book();
            Ok(act::add(&session.given(&book), company, Vec::new()))
        });
    }
    let mut warned = false;
    session.commit(|session, ids| {
        let mut contact = Contact::new(ids.draw(), args.name.trim(), session.today());
        let others = fields.apply(session, &mut contact, ids)?;
        let findings = validate::contact(&contact, session.today());
        refuse(session, &findings)?;
        if !std::mem::replace(&mut warned, true) {
            warn_about(session, &findings);
            warn_of_contacts(session, &contact);
        }
        let book = session.store.book();
        Ok(act::add(&session.given(&book), contact, others))
    })
}

/// The options as the fields they stand for, before those given as such.
fn assignments(given: Vec<String>, args: &Args) -> Vec<String> {
    let one = |field: &str, value: &Option<String>| value.iter().map(|v| format!("{field}={v}")).collect::<Vec<_>>();
    let many = |field: &str, values: &[String]| values.iter().map(|v| format!("{field}+={v}")).collect::<Vec<_>>();
    [
        one("company", &args.company),
        one("role", &args.role),
        many("email", &args.email),
        many("phone", &args.phone),
        many("tag", &args.tag),
        one("tier", &args.tier),
        one("stage", &args.stage),
        one("cadence", &args.every),
        one("birthday", &args.birthday),
        given,
    ]
    .concat()
}

/// Says who of this name or with one of these mail addresses is there already: it may be the same person.
fn warn_of_contacts(session: &Session, contact: &Contact) {
    let book = session.store.book();
    let (ids, name) = (ShortIds::of(&book), fold(&contact.name));
    for row in book.contacts() {
        let id = ids.show(row.id.0);
        let same = |mail: &&Labelled| contact.mails.iter().any(|new| new.value.eq_ignore_ascii_case(&mail.value));
        if fold(&row.name) == name {
            session.tell(&say!(session.text, "add-same-name", name = row.name.as_str(), id = id));
        } else if let Some(mail) = row.mails.iter().find(same) {
            let (mail, name) = (mail.value.as_str(), row.name.as_str());
            session.tell(&say!(session.text, "add-same-mail", mail = mail, name = name, id = id));
        }
    }
}

fn warn_of_company(session: &Session, name: &str) {
    let book = session.store.book();
    let (ids, name) = (ShortIds::of(&book), fold(name));
    for company in book.companies().filter(|company| fold(&company.name) == name) {
        let id = ids.show(company.id.0);
        session.tell(&say!(session.text, "add-same-company", name = company.name.as_str(), id = id));
    }
}

/// The first thing that stops saving, as an error.
pub fn refuse(session: &Session, findings: &validate::Findings) -> Result<(), Error> {
    match findings.wrong.first() {
        Some(wrong) => Err(explain::wrong(&session.text, wrong, session.today())),
        None => Ok(()),
    }
}
