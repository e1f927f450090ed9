//! `consent`: what a contact decided about a channel: noted, or told.

use serde_json::json;

use super::bulk::{self, Only, Whom};
use super::choice;
use super::failure::{Outcome, Status};
use super::json;
use super::session::Session;
use super::table::{Cell, Table};
use crate::domain::act::{self, Decision};
use crate::domain::consent::{Consent, ConsentState, Purpose};
use crate::domain::contact::Channel;
use crate::domain::field::channel_name;
use crate::domain::id::ContactId;
use crate::domain::record::Record;
use crate::domain::row::{ConsentNow, Row};
use crate::domain::when::Look;
use crate::error::{Error, ErrorKind};
use crate::say;
use crate::text::{days, names};

/// Note what a contact decided about a channel; without a decision, print those in force
#[derive(Debug, clap::Args)]
#[command(
    override_usage = "touchbase consent [OPTIONS] <CONTACT> [CHANNEL] [STATE]\n       touchbase consent --query <FILTER> [--dry-run] <CHANNEL> <STATE>",
    after_help = "CHANNEL is phone, mail, video, chat, visit, letter or social. A withdrawn channel is crossed out on the screens, \
                  left out by `query` and marked by `export`. The newest decision is in force; older ones stay.\n\
                  Without --purpose it holds for every purpose; marketing and survey take a consent, contract and service are \
                  allowed until they are withdrawn.\n\
                  Into a pipe each decision is a line: channel, state, day, how, purpose, proof. \"all\" is do not contact, with \
                  the day until which, and the reason."
)]
pub struct Args {
    /// Whose decision it is
    contact: String,
    /// On which channel
    channel: Option<String>,
    /// given, withdrawn or unknown
    state: Option<String>,
    /// How it was obtained or withdrawn
    #[arg(long, value_name = "TEXT", requires = "channel", default_value = "", hide_default_value = true)]
    how: String,
    /// For which purpose alone: contract, service, marketing or survey
    #[arg(long)]
    purpose: Option<String>,
    /// Where the proof of it lies
    #[arg(long, value_name = "TEXT", requires = "channel", default_value = "", hide_default_value = true)]
    proof: String,
    /// The day it was decided [default: today]
    #[arg(long, value_name = "DAY", requires = "channel")]
    on: Option<String>,
    /// Print the older decisions too, the newest first
    #[arg(long, conflicts_with = "state")]
    history: bool,
    #[command(flatten)]
    bulk: bulk::Args,
}

impl Args {
    /// Whether a decision is noted; else those in force are told.
    pub fn changes(&self) -> bool {
        (self.state.is_some() || self.bulk.is_asked()) && self.bulk.changes()
    }

    /// Where whom it is of is said by a filter, the first word is the channel.
    fn of_many(mut self) -> Self {
        if self.bulk.is_asked() {
            self.state = self.channel.replace(std::mem::take(&mut self.contact));
        }
        self
    }
}

pub fn run(session: &mut Session, args: Args) -> Outcome {
    bulk::no_names(session, &args.bulk, args.state.is_some())?;
    let args = args.of_many();
    let notes = !args.how.is_empty() || !args.proof.is_empty() || args.on.is_some() || args.bulk.is_asked();
    if args.state.is_none() && notes {
        return Err(Error::new(ErrorKind::Usage, say!(session.text, "error-consent-state")).into());
    }
    let channel = args.channel.as_deref().map(|typed| choice::channel(&session.text, "CHANNEL", typed)).transpose()?;
    let purpose =
        args.purpose.as_deref().map(|typed| choice::purpose(&session.text, "--purpose", typed)).transpose()?;
    let (Some(channel), Some(state)) = (channel, &args.state) else {
        return print(session, &args, (channel, purpose));
    };
    let decision = Decision {
        channel,
        purpose,
        state: choice::consent(&session.text, "STATE", state)?,
        day: args.on.as_deref().map_or(Ok(session.today()), |on| session.when(on, Look::Back).map(|when| when.day))?,
        how: args.how.clone(),
        proof: args.proof.clone(),
    };
    let whom = match args.bulk.whom(session, &Only::All)? {
        Whom::Named => None,
        Whom::These(ids) => Some(ids),
        Whom::Nobody(status) => return Ok(status),
    };
    session.commit(|session, ids| {
        let book = session.store.book();
        let named = || Ok::<_, Error>(vec![session.contact(&book, &args.contact)?]);
        let contacts = whom.clone().map_or_else(named, Ok)?;
        act::consent(&session.given(&book), ids, &contacts, &decision).map_err(|error| session.act_error(&error, &book))
    })
}

fn print(session: &mut Session, args: &Args, (channel, purpose): (Option<Channel>, Option<Purpose>)) -> Outcome {
    let row = {
        let book = session.store.book();
        let contact = session.contact(&book, &args.contact)?;
        book.contact(contact).cloned()
    };
    let Some(row) = row else { return Ok(Status::Nothing) };
    let mut told = if args.history { decisions(session, row.id)? } else { in_force(&row) };
    told.retain(|one| channel.is_none_or(|channel| one.channel == channel));
    told.retain(|one| purpose.is_none_or(|purpose| one.purpose.is_none_or(|own| own == purpose)));
    let not = row.do_not_contact.as_ref().filter(|not| not.holds_on(session.today()));
    if session.out.is_json() {
        let told: Vec<_> = told.iter().map(one).collect();
        session.out.json(&json!({
            "contact_id": row.id,
            "name": row.name,
            "do_not_contact": not.map(|not| json!({ "until": not.until, "reason": json::text(&not.reason) })),
            "consents": told,
        }))?;
        return Ok(Status::Done);
    }
    let mut table = Table::default();
    if let Some(not) = not {
        let until = not.until.map(|day| shown(session, day)).unwrap_or_default();
        let (all, what) = if session.out.is_terminal() {
            (say!(session.text, "consent-all"), say!(session.text, "consent-do-not-contact"))
        } else {
            ("all".to_owned(), "do_not_contact".to_owned())
        };
        table.push([all, what, until, not.reason.clone(), String::new(), String::new()].map(Cell::from));
    }
    for one in &told {
        let (channel, state) = if session.out.is_terminal() {
            (names::channel(&session.text, one.channel), names::consent(&session.text, one.state))
        } else {
            (channel_name(one.channel).to_owned(), one.state.name().to_owned())
        };
        let state = if one.state == ConsentState::Withdrawn { Cell::late(state) } else { state.into() };
        let purpose = match one.purpose {
            Some(purpose) if session.out.is_terminal() => names::purpose(&session.text, purpose),
            purpose => purpose.map_or("", Purpose::name).to_owned(),
        };
        let day = shown(session, one.day);
        table.push([
            channel.into(),
            state,
            day.into(),
            one.how.as_str().into(),
            purpose.into(),
            one.proof.as_str().into(),
        ]);
    }
    session.out.table(&table)?;
    if table.is_empty() && session.out.is_terminal() {
        session.tell(&say!(session.text, "consent-none", who = row.name.as_str()));
    }
    Ok(Status::Done)
}

/// A decision as it is told.
struct Told {
    channel: Channel,
    purpose: Option<Purpose>,
    state: ConsentState,
    day: chrono::NaiveDate,
    how: String,
    proof: String,
}

/// Those on every purpose, then what else holds for one.
fn in_force(row: &Row) -> Vec<Told> {
    let told = row.in_force().chain(row.in_force_for_one()).cloned();
    let told = told.map(|ConsentNow { channel, purpose, state, day, how, proof, .. }| Told {
        channel,
        purpose,
        state,
        day,
        how,
        proof,
    });
    told.collect()
}

/// All decisions, the newest first.
fn decisions(session: &Session, contact: ContactId) -> Result<Vec<Told>, crate::error::Error> {
    let timeline = session.store.timeline(contact.into(), 0, usize::MAX);
    let timeline = timeline.map_err(|error| session.store_error(&error))?;
    let all = timeline.into_iter().filter_map(|record| match record {
        Record::Consent(Consent { channel, purpose, state, day, how, proof, .. }) => {
            Some(Told { channel, purpose, state, day, how, proof })
        }
        _ => None,
    });
    Ok(all.collect())
}

/// A day: short for people, else as `2026-11-21`.
fn shown(session: &Session, day: chrono::NaiveDate) -> String {
    if session.out.is_terminal() { days::short(&session.text, day, session.today()) } else { day.to_string() }
}

fn one(told: &Told) -> serde_json::Value {
    json!({
        "channel": channel_name(told.channel),
        "purpose": told.purpose.map(Purpose::name),
        "state": told.state.name(),
        "day": told.day,
        "how": json::text(&told.how),
        "proof": json::text(&told.proof),
    })
}
