//! `set`: fields of a contact.

use super::add::refuse;
use super::failure::Outcome;
use super::fields::{Fields, warn_about};
use super::session::Session;
use crate::domain::act;
use crate::domain::validate;
use crate::explain;

/// Change fields of a contact
#[derive(Debug, clap::Args)]
#[command(after_help = "FIELD=VALUE sets a field, FIELD= empties it; lists also take FIELD+=VALUE and FIELD-=VALUE.\n\
                        Fields: name, company, role, email, phone, web, tag, tier, stage, every (30d, none, tier; also called\n\
                        cadence), birthday, language, salutation, honorific, form (du, Sie), channel, owner, source, notes,\n\
                        dnc (yes, no, or the day until which not to contact), archived (yes, no).")]
pub struct Args {
    /// Whom
    contact: String,
    /// What
    #[arg(value_name = "FIELD=VALUE", required = true, allow_hyphen_values = true)]
    fields: Vec<String>,
}

pub fn run(session: &mut Session, args: Args) -> Outcome {
    let fields = Fields::read(&session.text, args.fields)?;
    let id = session.contact(&session.store.book(), &args.contact)?;
    let mut warned = false;
    session.commit(|session, ids| {
        let found = session.store.contact(id).map_err(|error| session.store_error(&error))?;
        let before = found.ok_or_else(|| explain::nobody(&session.text, &args.contact))?;
        let mut after = before.clone();
        let others = fields.apply(session, &mut after, ids)?;
        let findings = validate::contact(&after, session.today());
        refuse(session, &findings)?;
        if !std::mem::replace(&mut warned, true) {
            warn_about(session, &findings);
        }
        let book = session.store.book();
        Ok(act::edit(&session.given(&book), before, after, others))
    })
}
