//! What is typed: the verbs of the command line. Each does one thing and ends, on the same store as the screens.
//!
//! A verb is a file, named after it, and a line in [`Verb`] and [`run`]. Parsing only parses; what is true is asked of the
//! domain, what is kept of the store.

pub mod args;
mod choice;
mod failure;
pub mod grammar;
mod json;
mod lines;
mod meanwhile;
mod mended;
mod output;
mod person;
mod purposed;
mod record;
mod session;
mod table;
mod throwaway;
mod told;
mod work;
mod wrong_use;

mod add;
mod answer;
mod archive;
mod backup;
mod bulk;
mod complete;
mod completions;
mod config;
mod consent;
mod delete;
mod done;
mod due;
mod duplicates;
mod export;
mod feedback;
mod fields;
mod follow_up;
mod health;
mod history;
mod import;
mod list;
mod log;
mod log_mail;
mod man;
mod merge;
mod move_to;
mod order;
mod orders;
mod query;
mod referrals;
mod repair;
mod reply;
mod report;
mod restore;

mod search;
mod segments;
mod set;
mod show;
mod snooze;
mod spread;
mod survey;
mod tag;
mod undo;
mod verify;

use clap::Subcommand;

pub use complete::{Args as Completing, Setup as Completion};
pub use config::Setup;
pub use failure::print_error;
pub use session::Start;
pub use wrong_use::print_wrong_use;

use crate::domain::change::Act;
use crate::error::{Error, ErrorKind};
use crate::explain;
use crate::say;
use crate::store::{Seq, Store};
use crate::text::Text;
use failure::{Failure, Outcome, Status};
use output::Output;
use session::Session;
use throwaway::Throwaway;

/// What is to be done.
#[derive(Debug, Subcommand)]
pub enum Verb {
    Add(add::Args),
    Set(set::Args),
    Tag(tag::Args),
    Move(move_to::Args),
    Merge(merge::Args),
    Duplicates(duplicates::Args),
    Archive(archive::Args),
    Delete(delete::Args),
    Log(log::Args),
    LogMail(log_mail::Args),
    FollowUp(follow_up::Args),
    Done(done::Args),
    Snooze(snooze::Args),
    Spread(spread::Args),
    Feedback(feedback::Args),
    Answer(answer::Args),
    Reply(reply::Args),
    Survey(survey::Args),
    Consent(consent::Args),
    Order(order::Args),
    Orders(orders::Args),
    Health(health::Args),
    Report(report::Args),
    Referrals(referrals::Args),
    Due(due::Args),
    List(list::Args),
    Segments(segments::Args),
    Search(search::Args),
    Show(show::Args),
    Import(import::Args),
    Export(export::Args),
    Query(query::Args),
    Undo(undo::Args),
    History(history::Args),
    Backup(backup::Args),
    Restore(restore::Args),
}

/// What looks at a store without opening it, since opening mends.
#[derive(Debug, Subcommand)]
pub enum Health {
    Verify(verify::Args),
    Repair(repair::Args),
}

/// What needs no store.
#[derive(Debug, Subcommand)]
pub enum Command {
    #[command(flatten)]
    Verb(Box<Verb>),
    #[command(flatten)]
    Health(Health),
    Config(config::Args),
    Completions(completions::Args),
    Man(man::Args),
    #[command(hide = true)]
    Complete(complete::Args),
}

impl Verb {
    /// Its name, if it changes the store as it was asked to.
    fn changes(&self) -> Option<&'static str> {
        let (name, changes) = match self {
            Self::Add(_) => ("add", true),
            Self::Set(args) => ("set", args.bulk.changes()),
            Self::Tag(args) => ("tag", args.bulk.changes()),
            Self::Move(args) => ("move", args.bulk.changes()),
            Self::Merge(args) => ("merge", args.changes()),
            Self::Duplicates(args) => ("duplicates", args.changes()),
            Self::Archive(args) => ("archive", args.bulk.changes()),
            Self::Delete(_) => ("delete", true),
            Self::Log(_) => ("log", true),
            Self::LogMail(args) => ("log-mail", args.changes()),
            Self::FollowUp(args) => ("follow-up", args.bulk.changes()),
            Self::Done(_) => ("done", true),
            Self::Snooze(args) => ("snooze", args.bulk.changes()),
            Self::Spread(args) => ("spread", args.changes()),
            Self::Feedback(args) => ("feedback", args.changes()),
            Self::Answer(_) => ("answer", true),
            Self::Reply(_) => ("reply", true),
            Self::Survey(args) => ("survey", args.changes()),
            Self::Consent(args) => ("consent", args.changes()),
            Self::Order(_) => ("order", true),
            Self::Orders(_) => ("orders", false),
            Self::Health(_) => ("health", false),
            Self::Report(_) => ("report", false),
            Self::Referrals(_) => ("referrals", false),
            Self::Due(_) => ("due", false),
            Self::List(_) => ("list", false),
            Self::Segments(_) => ("segments", false),
            Self::Search(_) => ("search", false),
            Self::Show(_) => ("show", false),
            Self::Import(args) => ("import", args.changes()),
            Self::Export(_) => ("export", false),
            Self::Query(_) => ("query", false),
            Self::Undo(_) => ("undo", true),
            Self::History(_) => ("history", false),
            Self::Backup(args) => ("backup", args.changes()),
            Self::Restore(args) => ("restore", args.changes()),
        };
        changes.then_some(name)
    }
}

impl Health {
    /// The same.
    fn changes(&self) -> Option<&'static str> {
        match self {
            Self::Verify(_) => None,
            Self::Repair(_) => Some("repair"),
        }
    }
}

impl Command {
    /// Whether it asks nothing of the configuration file, be it wrong or missing.
    pub fn needs_no_file(&self) -> bool {
        match self {
            Self::Config(args) => args.needs_no_file(),
            Self::Completions(_) | Self::Man(_) | Self::Complete(_) => true,
            Self::Verb(_) | Self::Health(_) => false,
        }
    }
}

/// Tells of the configuration, and says the exit status. No store is made where there is none.
pub fn run_config(setup: &Setup, args: &config::Args) -> Result<u8, Error> {
    ended(config::run(setup, args), None, &setup.text)
}

/// Prints the script by which a shell completes, and says the exit status.
pub fn run_completions(text: &Text, args: &completions::Args) -> Result<u8, Error> {
    ended(completions::run(args), None, text)
}

/// Prints the manual page, and says the exit status.
pub fn run_man(text: &Text) -> Result<u8, Error> {
    ended(man::run(), None, text)
}

/// Prints what may stand on a line that is being typed, and says the exit status. What is wrong is said by that line, once it is
/// entered.
pub fn run_complete(args: &Completing, setup: Completion) -> u8 {
    complete::run(args, setup).map_or(Status::Nothing as u8, |()| Status::Done as u8)
}

/// Looks at the store or mends it, and says the exit status.
pub fn run_health(start: &Start, health: &Health) -> Result<u8, Error> {
    refuse_change(start, health.changes())?;
    let mut out = Output::new(start.json, start.color);
    let done = match health {
        Health::Verify(_) => verify::run(start, &mut out),
        Health::Repair(args) => repair::run(start, args, &mut out),
    };
    ended(done.and_then(|status| Ok(out.finish().map(|()| status)?)), None, &start.text)
}

/// Does it, and says the exit status. A reader that went away (`| head`) ends it quietly.
pub fn run(mut start: Start, verb: Verb) -> Result<u8, Error> {
    refuse_change(&start, verb.changes())?;
    let only_looks = match &verb {
        Verb::Import(args) => !args.changes() || !args.finds_any(),
        Verb::Due(args) => args.only_glances(),
        _ => false,
    };
    let is_missing = only_looks && start.read_only.is_none() && !Store::exists(&start.store);
    // It goes behind all that is done with it.
    let _throwaway = is_missing.then(|| Throwaway::instead_of(&mut start)).transpose()?;
    // Who may not write reads from a scratch archive; these two see to their end themselves.
    if start.read_only.is_some() && !matches!(verb, Verb::Backup(_) | Verb::Restore(_)) {
        work::end_in_order();
    }
    let mut session = Session::open(start)?;
    session.acts = acts(&verb);
    if looks_at_agenda(&verb) {
        session.call_by_segments(looks_at_health(&verb))?;
    }
    if let Some(again) = done_before(&mut session, &verb).transpose() {
        return closed(session, again);
    }
    let done = match verb {
        Verb::Add(args) => add::run(&mut session, args),
        Verb::Set(args) => set::run(&mut session, args),
        Verb::Tag(args) => tag::run(&mut session, args),
        Verb::Move(args) => move_to::run(&mut session, args),
        Verb::Merge(args) => merge::run(&mut session, args),
        Verb::Duplicates(args) => duplicates::run(&mut session, args),
        Verb::Archive(args) => archive::run(&mut session, args),
        Verb::Delete(args) => delete::run(&mut session, args),
        Verb::Log(args) => log::run(&mut session, args),
        Verb::LogMail(args) => log_mail::run(&mut session, args),
        Verb::FollowUp(args) => follow_up::run(&mut session, args),
        Verb::Done(args) => done::run(&mut session, args),
        Verb::Snooze(args) => snooze::run(&mut session, args),
        Verb::Spread(args) => spread::run(&mut session, args),
        Verb::Feedback(args) => feedback::run(&mut session, args),
        Verb::Answer(args) => answer::run(&mut session, args),
        Verb::Reply(args) => reply::run(&mut session, args),
        Verb::Survey(args) => survey::run(&mut session, args),
        Verb::Consent(args) => consent::run(&mut session, args),
        Verb::Order(args) => order::run(&mut session, args),
        Verb::Orders(args) => orders::run(&mut session, args),
        Verb::Health(args) => health::run(&mut session, args),
        Verb::Report(args) => report::run(&mut session, args),
        Verb::Referrals(args) => referrals::run(&mut session, args),
        Verb::Due(args) => due::run(&mut session, args),
        Verb::List(args) => list::run(&mut session, args),
        Verb::Segments(args) => segments::run(&mut session, args),
        Verb::Search(args) => search::run(&mut session, args),
        Verb::Show(args) => show::run(&mut session, args),
        Verb::Import(args) => import::run(&mut session, args),
        Verb::Export(args) => export::run(&mut session, args),
        Verb::Query(args) => query::run(&mut session, args),
        Verb::Undo(args) => undo::run(&mut session, args),
        Verb::History(args) => history::run(&mut session, args),
        Verb::Backup(args) => backup::run(&mut session, args),
        Verb::Restore(args) => restore::run(&mut session, args),
    };
    closed(session, done)
}

/// Whether it tells or changes what stands on the agenda.
fn looks_at_agenda(verb: &Verb) -> bool {
    matches!(
        verb,
        Verb::Due(_)
            | Verb::Snooze(_)
            | Verb::Spread(_)
            | Verb::Done(_)
            | Verb::List(_)
            | Verb::Search(_)
            | Verb::Show(_)
            | Verb::Export(_)
            | Verb::Query(_)
    )
}

/// The same, where it matters who is there since their health turned for the worse: that isn't looked up for all that is only named.
fn looks_at_health(verb: &Verb) -> bool {
    matches!(verb, Verb::Due(_) | Verb::Snooze(_) | Verb::Spread(_) | Verb::Export(_))
}

/// Refuses a verb that changes the store where that may only be read, before anything is read or opened for it.
fn refuse_change(start: &Start, verb: Option<&'static str>) -> Result<(), Error> {
    match (start.read_only, verb) {
        (Some(by), Some(verb)) => {
            let what = say!(start.text, "error-read-only-verb", verb = verb);
            Err(Error::new(ErrorKind::Usage, what).hint(explain::read_only(&start.text, by)))
        }
        _ => Ok(()),
    }
}

/// What a verb does, as the history names it: nothing for `undo`, which does what others did.
fn acts(verb: &Verb) -> &'static [Act] {
    match verb {
        Verb::Add(_) => &[Act::Add],
        Verb::Set(_) => &[Act::Edit],
        Verb::Tag(_) => &[Act::Tag],
        Verb::Move(_) => &[Act::Move, Act::AddPerson, Act::Merge],
        Verb::Merge(_) => &[Act::Merge],
        Verb::Duplicates(_) => &[Act::TellApart],
        Verb::Archive(_) => &[Act::Archive, Act::Unarchive],
        Verb::Delete(_) => &[Act::Delete],
        Verb::Log(_) => &[Act::Log, Act::Note],
        Verb::LogMail(_) => &[Act::Log],
        Verb::FollowUp(_) => &[Act::FollowUp],
        Verb::Done(_) => &[Act::Done, Act::Congratulate],
        Verb::Snooze(_) => &[Act::Snooze],
        Verb::Spread(_) => &[Act::Spread],
        Verb::Feedback(_) => &[Act::Feedback],
        Verb::Answer(_) => &[Act::Acknowledge, Act::Done, Act::Tell, Act::Reopen, Act::Edit],
        Verb::Reply(_) => &[Act::Reply],
        Verb::Survey(_) => &[Act::Ask],
        Verb::Consent(_) => &[Act::Consent],
        Verb::Import(_) => &[Act::Import],
        Verb::Order(_) => &[Act::Order],
        Verb::Due(_)
        | Verb::Orders(_)
        | Verb::Health(_)
        | Verb::Report(_)
        | Verb::Referrals(_)
        | Verb::List(_)
        | Verb::Segments(_)
        | Verb::Search(_)
        | Verb::Show(_)
        | Verb::Export(_)
        | Verb::Query(_)
        | Verb::Undo(_)
        | Verb::History(_)
        | Verb::Backup(_)
        | Verb::Restore(_) => &[],
    }
}

/// Whether what the key of a retry stands for is done already. It is asked before the verb looks at anything: what it names may
/// be gone by what it did.
fn done_before(session: &mut Session, verb: &Verb) -> Result<Option<Status>, Failure> {
    let name = match verb {
        _ if session.once.is_none() => return Ok(None),
        Verb::Due(_) => "due",
        Verb::Duplicates(args) if !args.changes() => "duplicates",
        Verb::List(_) => "list",
        Verb::Segments(_) => "segments",
        Verb::Feedback(args) if !args.changes() => "feedback",
        Verb::Survey(args) if !args.changes() => "survey",
        Verb::Orders(_) => "orders",
        Verb::Health(_) => "health",
        Verb::Report(_) => "report",
        Verb::Referrals(_) => "referrals",
        Verb::Search(_) => "search",
        Verb::Show(_) => "show",
        Verb::History(_) => "history",
        Verb::Export(_) => "export",
        Verb::Backup(_) => "backup",
        Verb::Restore(_) => "restore",
        Verb::Query(_) => "query",
        Verb::Import(_) => "import",
        _ => return session.again(),
    };
    let error = Error::new(ErrorKind::Usage, say!(session.text, "error-once", verb = name));
    let again = (name == "import").then(|| say!(session.text, "hint-once-import"));
    Err(Error { hint: again, ..error }.into())
}

fn closed(mut session: Session, done: Outcome) -> Result<u8, Error> {
    let written = session.out.finish();
    let done = done.and_then(|status| Ok(written.map(|()| status)?));
    let stands = session.store.stand_by().map_err(|error| session.store_error(&error).into());
    let done = stands.and(done);
    // What was asked for is printed: so many changes may have been read from the journal that the next start wants an image.
    session.store.close();
    mended::tell(&session);
    let ended = ended(done, session.saved, &session.text);
    // What is left of it is memory, which the system takes back sooner by itself.
    std::mem::forget(session);
    ended
}

/// Where the output can't be written, what was saved stays so, and is named.
fn ended(done: Outcome, saved: Option<Seq>, text: &Text) -> Result<u8, Error> {
    match done {
        Ok(status) => Ok(status as u8),
        Err(Failure::PipeClosed) => Ok(Status::Done as u8),
        Err(Failure::Said(error)) => Err(error),
        Err(Failure::Output(error)) => {
            let reason = explain::reason(text, &error);
            let what = say!(text, "error-write", reason = reason);
            Err(match saved {
                Some(set) => {
                    let set = set.to_string();
                    Error::new(ErrorKind::Output, say!(text, "error-write-saved", what = what, set = set.as_str()))
                        .hint(say!(text, "hint-write-saved", set = set))
                }
                None => Error::new(ErrorKind::Output, what),
            })
        }
    }
}
