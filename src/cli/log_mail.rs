//! `log-mail`: mails, as mail programs and delivery filters pipe them, filed with all of their people who are known.

mod post;

use std::io::{self, IsTerminal};
use std::path::PathBuf;

use chrono::{DateTime, FixedOffset};
use serde_json::{Value, json};

use self::post::{Letter, Post};
use super::failure::{Outcome, Status};
use super::lines;
use super::session::Session;
use super::table::{Cell, Table};
use crate::domain::act::{self, LoggedMail};
use crate::domain::find::ShortIds;
use crate::domain::id::{ContactId, InteractionId};
use crate::domain::mail::OwnMails;
use crate::domain::record::{Record, RecordId, RecordKind};
use crate::error::{Error, ErrorKind};
use crate::say;
use crate::text::{days, names};

/// Addresses of strangers that are named.
const NAMED: usize = 5;

/// File mails as interactions of every known sender and recipient, and print their ids
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Without FILE one mail, or a mailbox, is read from standard input: for a mail program's pipe key or a \
                        delivery filter. A mail is filed once, by its Message-ID, however often it comes; what nobody who is known \
                        wrote or got is passed over, and is no error.\n\
                        The addresses under [mail] own in the configuration say which way a mail went; without them one from \
                        somebody known came in. Text is filed without quotes and signature. Automatic answers, mail of lists and \
                        bulk mail are marked, and are no touch.\n\
                        In mutt: macro index,pager B \"<pipe-message>touchbase log-mail<enter>\"\n\
                        In aerc: B = :pipe -mb touchbase log-mail<Enter>\n\
                        In procmail: :0 c\n  | touchbase log-mail"
)]
pub struct Args {
    /// Mails, mailboxes (mbox), directories of mails (Maildir); - is standard input
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    /// An own address, or @example.com for all of a domain, besides those in the configuration; may be repeated
    #[arg(long, value_name = "MAIL")]
    own: Vec<String>,
    /// File the subject, and nothing of the text
    #[arg(long)]
    subject_only: bool,
    /// Only say what would be filed
    #[arg(long)]
    dry_run: bool,
}

impl Args {
    /// Whether the store is changed by it.
    pub fn changes(&self) -> bool {
        !self.dry_run
    }
}

pub fn run(session: &mut Session, args: Args) -> Outcome {
    if args.files.is_empty() && io::stdin().is_terminal() {
        return Err(lines::missing(&session.text, &["FILE"], "touchbase log-mail < MESSAGE").into());
    }
    let own = own(session, &args)?;
    let post = Post::read(session, &args, &own)?;
    if post.letters.is_empty() {
        return if post.failed { Ok(Status::Unread) } else { Err(no_mail(session, &args, &post).into()) };
    }
    let states =
        post.letters.iter().map(|letter| State::of(session, &letter.mail)).collect::<Result<Vec<_>, Error>>()?;
    tell(session, &post, &own, &states);
    let done = if args.dry_run {
        print(session, &post, &states)?;
        Status::Done
    } else {
        let undated = undated(&post, &states).map(|letter| as_json(letter, State::New, session.now));
        session.besides.insert("undated".to_owned(), undated.collect());
        session.commit(|session, _| {
            let mut new = Vec::new();
            for letter in &post.letters {
                if matches!(State::of(session, &letter.mail)?, State::New) {
                    new.push(letter.mail.clone());
                }
            }
            let book = session.store.book();
            Ok(act::log_mails(&session.given(&book), &new))
        })?
    };
    Ok(if post.failed { Status::Unread } else { done })
}

fn own(session: &Session, args: &Args) -> Result<OwnMails, Error> {
    if let Some(wrong) = args.own.iter().find(|mail| !OwnMails::can_be(mail)) {
        let what = say!(session.text, "error-choice", value = wrong.as_str(), option = "--own");
        return Err(Error::new(ErrorKind::Usage, what).hint(say!(session.text, "hint-own-mail")));
    }
    Ok(session.settings.own_mails.with(args.own.iter().cloned()))
}

fn no_mail(session: &Session, args: &Args, post: &Post) -> Error {
    let typed = args.files.first().map_or("stdin".into(), |path| path.to_string_lossy());
    let file = post.broken.first().map_or(&*typed, |broken| &broken.file);
    let what = say!(session.text, "error-log-mail-none", file = file);
    Error::new(ErrorKind::Usage, what).hint(say!(session.text, "hint-log-mail-none"))
}

/// What becomes of a mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    Before(InteractionId),
    /// Nobody of it is known.
    Nobody,
}

impl State {
    fn of(session: &Session, mail: &LoggedMail) -> Result<Self, Error> {
        if mail.with.is_empty() {
            return Ok(Self::Nobody);
        }
        for id in mail.ids() {
            let record = session.store.record(RecordId::new(RecordKind::Interaction, id.0));
            if let Some(Record::Interaction(there)) = record.map_err(|error| session.store_error(&error))?
                && mail.is(&there)
            {
                return Ok(Self::Before(id));
            }
        }
        Ok(Self::New)
    }
}

/// Says on standard error what isn't filed and why, and whom a mail may belong to.
fn tell(session: &Session, post: &Post, own: &OwnMails, states: &[State]) {
    let text = &session.text;
    for broken in &post.broken {
        session.tell(&say!(text, "log-mail-broken", file = broken.file.as_str(), number = broken.number));
    }
    for (mail, people) in &post.shared {
        session.tell(&say!(text, "log-mail-shared", mail = mail.as_str(), who = who(session, people)));
    }
    for letter in undated(post, states) {
        let who = || who(session, &letter.mail.with);
        let subject = match letter.subject.trim() {
            "" => say!(text, "log-mail-no-subject", who = who()),
            subject => subject.to_owned(),
        };
        session.tell(&say!(text, "log-mail-undated", subject = subject));
    }
    match (post.letters.as_slice(), states) {
        ([letter], [state]) if letter.times == 1 => match state {
            State::New if letter.mail.automatic => session.tell(&say!(text, "log-mail-automatic")),
            State::New => {}
            State::Before(id) => {
                let id = ShortIds::of_these(&session.store.book(), [id.0]).show(id.0);
                session.tell(&say!(text, "log-mail-before", id = id));
            }
            State::Nobody => {
                let strangers = letter.strangers.iter().filter(|mail| !own.has(mail)).map(String::as_str);
                let strangers: Vec<&str> = strangers.take(NAMED).collect();
                session.tell(&match strangers.is_empty() {
                    true => say!(text, "log-mail-no-address"),
                    false => say!(text, "log-mail-nobody", mails = strangers.join(", ")),
                });
            }
        },
        _ => {
            let (mut new, mut before, mut nobody) = (0, 0, 0);
            for (letter, state) in post.letters.iter().zip(states) {
                // What comes again among the same mails was filed before, too.
                match state {
                    State::New => (new, before) = (new + 1, before + letter.times - 1),
                    State::Before(_) => before += letter.times,
                    State::Nobody => nobody += letter.times,
                }
            }
            let read = new + before + nobody;
            let said = say!(text, "log-mail-numbers", read = read, new = new, before = before, nobody = nobody);
            session.tell(&said);
        }
    }
}

/// What would be filed on today, since nothing tells its day.
fn undated<'a>(post: &'a Post, states: &'a [State]) -> impl Iterator<Item = &'a Letter> {
    let all = post.letters.iter().zip(states);
    all.filter(|(letter, state)| letter.is_undated() && **state == State::New).map(|(letter, _)| letter)
}

fn who(session: &Session, people: &[ContactId]) -> String {
    let book = session.store.book();
    people.iter().filter_map(|id| Some(book.contact(*id)?.name.clone())).collect::<Vec<_>>().join(", ")
}

/// Prints what would be filed.
fn print(session: &mut Session, post: &Post, states: &[State]) -> Outcome {
    let letters = || post.letters.iter().zip(states);
    if session.out.is_json() {
        let all: Vec<Value> = letters().map(|(letter, state)| as_json(letter, *state, session.now)).collect();
        session.out.json(&all)?;
        return Ok(Status::Done);
    }
    let mut table = Table::default();
    for (letter, of) in letters() {
        let (text, mail) = (&session.text, &letter.mail);
        let state = match of {
            State::New => say!(text, "log-mail-is-new"),
            State::Before(_) => say!(text, "log-mail-is-before"),
            State::Nobody => say!(text, "log-mail-is-nobody"),
        };
        let day = moment(letter, *of, session.now).map_or_else(String::new, |at| match session.out.is_terminal() {
            true => days::short(text, at.date_naive(), session.today()),
            false => at.date_naive().to_string(),
        });
        let way = mail.direction.map(|direction| names::direction(text, direction)).unwrap_or_default();
        let with = match mail.with.as_slice() {
            [] => letter.strangers.first().cloned().unwrap_or_default(),
            with => who(session, with),
        };
        let mark = if mail.automatic { say!(text, "interaction-automatic") } else { String::new() };
        table.push([
            Cell::new(state),
            Cell::right(day),
            way.into(),
            with.into(),
            mark.into(),
            letter.subject.as_str().into(),
        ]);
    }
    session.out.table(&table)?;
    Ok(Status::Done)
}

/// Of when a mail is filed: of `now`, if nothing tells its day.
fn moment(letter: &Letter, state: State, now: DateTime<FixedOffset>) -> Option<DateTime<FixedOffset>> {
    letter.mail.written.or((state == State::New).then_some(now))
}

fn as_json(letter: &Letter, state: State, now: DateTime<FixedOffset>) -> Value {
    let at = moment(letter, state, now);
    let (state, id) = match state {
        State::New => ("new", None),
        State::Before(id) => ("before", Some(id)),
        State::Nobody => ("nobody", None),
    };
    json!({
        "state": state,
        "id": id,
        "message_id": letter.mail.id,
        "at": at,
        "undated": letter.is_undated(),
        "direction": letter.mail.direction,
        "with": letter.mail.with,
        "automatic": letter.mail.automatic,
        "subject": letter.subject,
    })
}
