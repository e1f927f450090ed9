//! `set`: fields of a contact or a company.

use super::bulk::{self, Only, Whom};
use super::failure::Outcome;
use super::fields;
use super::meanwhile;
use super::session::Session;
use super::show::several_companies;
use super::tag::records;
use crate::domain::act;
use crate::domain::book::Book;
use crate::domain::field::{Names, Of};
use crate::domain::find::{self, Found};
use crate::domain::id::{CompanyId, ContactId};
use crate::domain::record::{RecordId, RecordKind};
use crate::domain::search::fold;
use crate::domain::validate::{self, Findings};
use crate::error::{Error, ErrorKind};
use crate::explain;
use crate::say;

/// Change fields of a contact or a company
#[derive(Debug, clap::Args)]
#[command(
    override_usage = "touchbase set [OPTIONS] <CONTACT or COMPANY> <FIELD=VALUE>...\n       touchbase set --query <FILTER> [--dry-run] <FIELD=VALUE>...",
    after_help = "FIELD=VALUE sets a field, FIELD= empties it; lists (*) also take FIELD+=VALUE and FIELD-=VALUE.\n\n\
Of a contact: name, honorific, given_name, middle_name, family_name, name_suffix, nickname, \
salutation, form (du, Sie), job*, company, role, department, email*, phone*, address*, web*, \
birthday, language, channel, tier, stage, tag*, every (30d, none, tier), ceiling (4 in 30 days), dnc, owner, source, \
referred_by, reference, notes, added, archived, ids*.\n\
Of a company: name, industry, size, web, email*, phone*, address*, tag*, tier, every (30d, none), \
key_contact, deputy, reference, notes, added, archived, ids*. German names are known, too; a free field of any name is field.NAME.\n\n\
Labels stand before a colon or behind a point: phone+='mobile: 0170 12', phone.mobile='0170 12'.\n\
An address is one line or a part: address='Hof 1, 89073 Ulm, Germany', address.city=Ulm.\n\
A job is one line: job='Buyer @ Hofmann GmbH / Purchasing (2019 - 2021-05)'. company, role and \
department correct the present job; who changes company is moved with `move`. A company is meant \
without its legal form, too: Hofmann for Hofmann GmbH.\n\
dnc is yes, no, or the day until which not to contact; a reason may follow: dnc='yes: no calls'."
)]
pub struct Args {
    /// A contact, or a company by id or full name
    #[arg(value_name = "CONTACT or COMPANY")]
    who: String,
    /// What
    #[arg(value_name = "FIELD=VALUE", required_unless_present = "filter")]
    fields: Vec<String>,
    #[command(flatten)]
    pub bulk: bulk::Args,
}

pub fn run(session: &mut Session, args: Args) -> Outcome {
    if args.bulk.is_asked() {
        return of_all(session, &args);
    }
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

/// The company that is meant by its id or full name: that goes before words that fit a contact who works there, but not before a
/// contact's own full name.
pub(super) fn meant_company(book: &Book, typed: &str) -> Found<CompanyId> {
    let is_name = |id: &ContactId| book.contact(*id).is_some_and(|row| fold(&row.name) == fold(typed.trim()));
    let by_name = match find::contact(book, typed) {
        Found::One(id) => is_name(&id),
        Found::Several(ids) => ids.iter().any(is_name),
        Found::None => false,
    };
    if by_name { Found::None } else { find::company(book, typed) }
}

fn who(session: &Session, book: &Book, typed: &str) -> Result<Who, Error> {
    match meant_company(book, typed) {
        Found::One(id) => Ok(Who::Company(id)),
        Found::Several(fitting) => Err(several_companies(session, book, typed, &fitting)),
        _ => session.contact(book, typed).map(Who::Contact).map_err(|error| {
            let near = match find::company_by_words(book, typed) {
                Found::One(id) => book.company(id),
                _ => None,
            };
            match near.filter(|_| error.kind == ErrorKind::NotFound) {
                Some(company) => error.hint(say!(session.text, "hint-did-you-mean", near = company.name.as_str())),
                None => error,
            }
        }),
    }
}

fn contact(session: &mut Session, id: ContactId, args: &Args) -> Outcome {
    let assignments = fields::read(session, Of::Contact, &args.fields)?;
    let mut warned = false;
    session.commit(|session, ids| {
        let found = session.store.contact(id).map_err(|error| session.store_error(&error))?;
        let nobody = || explain::nobody(&session.text, &args.who);
        let of = RecordId::new(RecordKind::Contact, id.0);
        let before = found.ok_or_else(|| meanwhile::gone_or(session, of, nobody))?;
        let mut after = before.clone();
        let book = session.store.book();
        let mut names = Names::new(session.given(&book), ids);
        let findings = fields::put(session, &mut after, &assignments, &mut names)?;
        if !std::mem::replace(&mut warned, true) {
            fields::tell_taken(session, &book, &names.taken);
            fields::warn_about(session, &findings.since(&validate::contact(&before, session.today())), None);
        }
        let others = names.into_changes();
        Ok(act::edit(&session.given(&book), before, after, others))
    })
}

/// The same fields of all who fit; the first word, too, is one of them.
fn of_all(session: &mut Session, args: &Args) -> Outcome {
    let written: Vec<String> = std::iter::once(&args.who).chain(&args.fields).cloned().collect();
    let assignments = fields::read(session, Of::Contact, &written)?;
    let whom = match args.bulk.whom(session, &Only::All)? {
        Whom::These(whom) => whom,
        Whom::Nobody(status) => return Ok(status),
        Whom::Named => Vec::new(),
    };
    let mut warned = false;
    session.commit(|session, ids| {
        let records = records(session, &whom)?;
        let book = session.store.book();
        let mut names = Names::new(session.given(&book), ids);
        let (mut edited, mut odd) = (Vec::with_capacity(records.len()), Findings::default());
        for before in records {
            let mut after = before.clone();
            let findings = fields::put(session, &mut after, &assignments, &mut names)?;
            let new = findings.since(&validate::contact(&before, session.today())).odd;
            // What is odd about many is said once.
            new.into_iter().for_each(|one| odd.odd.extend((!odd.odd.contains(&one)).then_some(one)));
            edited.push((before, after));
        }
        if !std::mem::replace(&mut warned, true) {
            fields::tell_taken(session, &book, &names.taken);
            fields::warn_about(session, &odd, None);
        }
        Ok(act::edit_each(edited, names.into_changes()))
    })
}

fn company(session: &mut Session, id: CompanyId, args: &Args) -> Outcome {
    let assignments = fields::read(session, Of::Company, &args.fields)?;
    let mut warned = false;
    session.commit(|session, _| {
        let found = session.store.book().company(id).cloned();
        let nobody = || explain::nobody(&session.text, &args.who);
        let of = RecordId::new(RecordKind::Company, id.0);
        let before = found.ok_or_else(|| meanwhile::gone_or(session, of, nobody))?;
        let book = session.store.book();
        let mut after = before.clone();
        let findings = fields::put_company(session, &mut after, &assignments, &book)?;
        if !std::mem::replace(&mut warned, true) {
            fields::warn_about(session, &findings.since(&validate::company(&before)), None);
        }
        Ok(act::edit(&session.given(&book), before, after, Vec::new()))
    })
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use crate::cli::args::Arguments;
    use crate::domain::field::{Field, Of};

    #[test]
    fn the_help_names_every_field() {
        let command = Arguments::command();
        let help = command.find_subcommand("set").and_then(|set| set.get_after_help()).unwrap().to_string();
        let (contacts, companies) = help.split_once("Of a company:").unwrap();
        for (of, said) in [(Of::Contact, contacts), (Of::Company, companies)] {
            for field in Field::all(of) {
                let name = field.name();
                let name = if field.is_list(of) { format!("{name}*") } else { name.to_owned() };
                let words = said.split(|c: char| c.is_whitespace() || c == ',' || c == '.');
                assert!(words.into_iter().any(|word| word == name), "{name} of a {of:?} isn't in the help of set");
            }
        }
    }
}
