//! `export`: contacts and companies as vCards or as a table, orders as a table, what is to come as a calendar, or the whole store as JSON.

mod calendar;
mod ordered;
mod target;

use std::collections::{HashMap, HashSet};
use std::io::{self, Write};

use chrono::{DateTime, Utc};
use clap::ValueEnum;

use self::calendar::{Making, Written};
use self::target::Target;
use super::choice;
use super::failure::{Failure, Outcome, Status};
use super::list;
use super::purposed::{self, LeftOut, Purposed};
use super::session::Session;
use crate::domain::book::Book;
use crate::domain::company::Company;
use crate::domain::contact::{Channel, Contact};
use crate::domain::id::{CompanyId, ConsentId, ContactId};
use crate::domain::record::{Record, RecordKind};
use crate::domain::row::Row;
use crate::domain::search::{Query, fold};
use crate::domain::view::List;
use crate::error::{Error, ErrorKind};
use crate::formats::json;
use crate::formats::spreadsheet::{Shape, Style, Table};
use crate::formats::vcard;
use crate::formats::vcard::write::{self, Version};
use crate::say;
use crate::store::{Store, StreamError, Wanted};
use crate::text::{Lang, names};

/// Write contacts and companies to vCards or a table, what is due to a calendar, or the whole store to JSON
#[derive(Debug, clap::Args)]
#[command(
    after_help = "vCards and tables hold contacts and companies with all their fields; archived ones only with --archived, with \
                        a QUERY only the contacts that fit. JSON holds the whole store, history and all, and comes back as it was \
                        with import. Whoever must not be contacted, or has withdrawn a channel, is marked in every format.\n\
                        -o writes to a file beside FILE that takes its place when it is whole, so that a script can renew it; only \
                        its owner can read it. In a table, cells that a spreadsheet would compute begin with ', and the cells stand \
                        between semicolons where German is spoken; with --raw neither."
)]
pub struct Args {
    /// vcard, csv, ics or json
    #[arg(long, value_enum, hide_possible_values = true)]
    format: Format,
    /// Only contacts that fit: words of name, company, mail, phone; #tag narrows
    query: Vec<String>,
    /// Write to this file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<std::path::PathBuf>,
    /// contact: contacts and companies; order: what was bought, as a table
    #[arg(long)]
    kind: Option<String>,
    /// With those that are archived
    #[arg(long)]
    archived: bool,
    /// Version of the vCards: 3.0 or 4.0 [default: 3.0]
    #[arg(long, value_name = "3.0|4.0", value_enum, hide_possible_values = true)]
    version: Option<CardVersion>,
    /// A table for programs: no guards, no byte order mark, commas
    #[arg(long)]
    raw: bool,
    #[command(flatten)]
    purposed: purposed::Args,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Vcard,
    Csv,
    /// iCalendar.
    Ics,
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Contact,
    Order,
}

/// What can be exported, as it is typed.
const KINDS: [(&str, Kind); 3] = [("contact", Kind::Contact), ("order", Kind::Order), ("orders", Kind::Order)];

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum CardVersion {
    #[value(name = "3.0")]
    V3,
    #[value(name = "4.0")]
    V4,
}

/// What is written: the contacts in their order, and the companies.
struct Chosen {
    contacts: Vec<ContactId>,
    companies: Vec<Company>,
    /// Those of the contacts who don't want to be reached, or not on every channel.
    marked: Vec<ContactId>,
}

/// Why it stopped.
type Stopped = StreamError<io::Error>;

pub fn run(session: &mut Session, args: Args) -> Outcome {
    let kind = args.kind.as_deref().map(|kind| choice::one_of(&session.text, "--kind", kind, &KINDS)).transpose()?;
    let of_orders = kind == Some(Kind::Order);
    check(session, &args, of_orders)?;
    let query = args.query.join(" ");
    let everybody = matches!(args.format, Format::Json | Format::Ics);
    let asked = args.purposed.read(session)?;
    let narrow = session.query(Query::whole(List::Contacts, &query))?;
    let mut chosen = chosen(session, &narrow, args.archived || everybody, asked);
    let narrowed = (!query.is_empty() || asked.is_some()).then_some(chosen.contacts.as_slice());
    let orders = if of_orders { ordered::chosen(session, narrowed)? } else { Vec::new() };
    if of_orders {
        (chosen.contacts, chosen.companies, chosen.marked) = Default::default();
    }
    if !query.is_empty() && chosen.contacts.is_empty() && orders.is_empty() {
        // A good file isn't replaced by an empty one for a slip of the pen.
        return Err(Error::new(ErrorKind::NotFound, say!(session.text, "search-nothing", query = query)).into());
    }
    let now = session.now;
    let changed = if args.format == Format::Ics { last_change(session)? } else { DateTime::UNIX_EPOCH };
    let path = args.output.as_deref().filter(|path| *path != std::path::Path::new("-"));
    let mut target = match path {
        Some(path) => session
            .store
            .permit(path)
            .map_err(|error| session.store_error(&error))
            .and_then(|()| Target::file(path).map_err(|error| cannot_write(session, path, &error)))?,
        None => Target::output(&mut session.out),
    };
    let namesakes = namesakes(&session.store.book(), &chosen.companies);
    let mut out = Unsaid::default();
    let mut events: Option<Written> = None;
    let written = match args.format {
        Format::Vcard => {
            let version = if args.version == Some(CardVersion::V4) { Version::V4 } else { Version::V3 };
            cards(&session.store, &mut target, &chosen, version)
        }
        Format::Csv => {
            let separator = if session.text.lang() == Lang::De && !args.raw { b';' } else { b',' };
            let style = Style { separator, guarded: !args.raw };
            match of_orders {
                true => ordered::write(&session.store, &mut target, &orders, style),
                false => table(&session.store, &mut target, &chosen, style).map(|left| out = left),
            }
        }
        Format::Ics => {
            let (text, settings, archived) = (&session.text, &session.settings, args.archived);
            let making = Making { book: &session.store.book(), text, settings, now, changed, archived };
            let written = making.write(&mut target, &chosen.contacts);
            written.map(|written| events = Some(written)).map_err(StreamError::Stream)
        }
        Format::Json => whole(&session.store, &mut target),
    };
    let written = written.and_then(|()| target.finish().map_err(StreamError::Stream));
    let marked = events.as_ref().map_or(&chosen.marked, |written| &written.marked);
    match (written, path) {
        (Ok(()), Some(path)) => {
            let path = path.display().to_string();
            let (mut contacts, mut companies) = (chosen.contacts.len(), chosen.companies.len());
            if let Some(written) = &events {
                (contacts, companies) = (written.contacts, 0);
            }
            if session.out.is_json() {
                let mut told = serde_json::json!({
                    "file": path,
                    "contacts": contacts,
                    "companies": companies,
                    "marked": marked.len(),
                });
                if of_orders {
                    told["orders"] = orders.len().into();
                }
                if let Some(written) = &events {
                    told["events"] = written.events.into();
                }
                session.out.json(&told)?;
            }
            session.tell(&match &events {
                Some(written) => {
                    say!(
                        session.text,
                        "export-done-calendar",
                        path = path,
                        events = written.events,
                        contacts = contacts
                    )
                }
                None if of_orders => say!(session.text, "export-done-orders", path = path, count = orders.len()),
                None => say!(session.text, "export-done", path = path, contacts = contacts, companies = companies),
            });
        }
        (Ok(()), None) => session.out.finish()?,
        (Err(StreamError::Store(error)), _) => return Err(session.store_error(&error).into()),
        (Err(StreamError::Stream(error)), Some(path)) => return Err(cannot_write(session, path, &error).into()),
        (Err(StreamError::Stream(error)), None) => return Err(Failure::from(error)),
    }
    if let Some(what) = out.in_words(session) {
        session.tell(&say!(session.text, "export-not-in-table", what = what));
    }
    if matches!(args.format, Format::Vcard | Format::Csv) && namesakes > 0 {
        session.tell(&say!(session.text, "export-same-name", count = namesakes));
    }
    if !marked.is_empty() {
        let names: Vec<String> = {
            let book = session.store.book();
            marked.iter().map(|id| book.name(*id).to_owned()).collect()
        };
        let who = names::some(&session.text, &names);
        session.tell(&say!(session.text, "export-marked", count = marked.len(), who = who));
    }
    Ok(Status::Done)
}

/// Options that don't go together.
fn check(session: &Session, args: &Args, of_orders: bool) -> Result<(), Error> {
    let text = &session.text;
    let usage = |what: String| Err(Error::new(ErrorKind::Usage, what));
    match args.format {
        Format::Json if !args.query.is_empty() => {
            usage(say!(text, "error-export-whole")).map_err(|error| error.hint(say!(text, "hint-export-whole")))
        }
        _ if of_orders && args.format != Format::Csv => {
            usage(say!(text, "error-export-only", option = "--kind order", format = "csv"))
        }
        _ if args.version.is_some() && args.format != Format::Vcard => {
            usage(say!(text, "error-export-only", option = "--version", format = "vcard"))
        }
        Format::Json | Format::Ics if args.purposed.purpose.is_some() => {
            usage(say!(text, "error-export-only", option = "--for", format = "vcard, csv"))
        }
        _ if args.raw && args.format != Format::Csv => {
            usage(say!(text, "error-export-only", option = "--raw", format = "csv"))
        }
        _ => Ok(()),
    }
}

fn cannot_write(session: &Session, path: &std::path::Path, error: &io::Error) -> Error {
    let (path, reason) = (path.display().to_string(), crate::explain::reason(&session.text, error));
    Error::new(ErrorKind::Output, say!(session.text, "error-write-file", path = path, reason = reason))
}

/// When anything in the store was last changed; long ago where the history doesn't tell.
fn last_change(session: &Session) -> Result<DateTime<Utc>, Error> {
    let last = session.store.history(1).map_err(|error| session.store_error(&error))?;
    Ok(last.first().map_or(DateTime::UNIX_EPOCH, |entry| entry.at.to_utc()))
}

fn chosen(session: &Session, query: &Query, archived: bool, asked: Option<Purposed>) -> Chosen {
    let book = session.store.book();
    let today = session.today();
    let (mut rows, mut left_out) = (list::rows(&book, query, archived), LeftOut::default());
    if let Some(asked) = asked {
        rows.retain(|row| asked.allows(row, session, &mut left_out));
        left_out.tell(Some(asked), session);
    }
    let is_marked = |row: &&&Row| Channel::ALL.into_iter().any(|channel| !row.may(channel, today).is_allowed());
    let mut companies: Vec<Company> = Vec::new();
    if query.is_empty() && asked.is_none() {
        companies.extend(book.companies().filter(|company| archived || !company.archived).cloned());
        companies.sort_by_cached_key(|company| (fold(&company.name), company.id));
    }
    Chosen {
        marked: rows.iter().filter(is_marked).map(|row| row.id).collect(),
        contacts: rows.into_iter().map(|row| row.id).collect(),
        companies,
    }
}

/// How many of the companies are called as another one, if anybody works or worked at one of them.
fn namesakes(book: &Book, companies: &[Company]) -> usize {
    let mut by_name: HashMap<String, Vec<CompanyId>> = HashMap::new();
    companies.iter().for_each(|company| by_name.entry(fold(&company.name)).or_default().push(company.id));
    let shared: HashSet<CompanyId> = by_name.into_values().filter(|ids| ids.len() > 1).flatten().collect();
    let works = |row: &Row| row.company.iter().chain(&row.other_companies).any(|id| shared.contains(id));
    if !shared.is_empty() && book.contacts().any(works) { shared.len() } else { 0 }
}

/// Gives each contact's full record, one after the other. Who was taken away meanwhile is passed over.
fn each(
    store: &Store,
    contacts: &[ContactId],
    mut take: impl FnMut(&Book, &Contact) -> io::Result<()>,
) -> Result<(), Stopped> {
    for id in contacts {
        let Some(contact) = store.contact(*id)? else { continue };
        take(&store.book(), &contact).map_err(StreamError::Stream)?;
    }
    Ok(())
}

fn cards(store: &Store, out: &mut impl Write, chosen: &Chosen, version: Version) -> Result<(), Stopped> {
    // Companies stand first: who reads it knows all of them by then, and takes none for another of nearly the same name.
    let mut companies = chosen.companies.iter();
    companies
        .try_for_each(|company| out.write_all(write::company(version, company).as_bytes()))
        .map_err(StreamError::Stream)?;
    each(store, &chosen.contacts, |book, contact| out.write_all(write::contact(version, book, contact).as_bytes()))
}

/// What a table has no columns for.
#[derive(Debug, Default)]
struct Unsaid {
    /// Contacts with interactions.
    interactions: usize,
    /// Contacts with follow-ups, open or not.
    follow_ups: usize,
    /// Contacts with feedback.
    feedback: usize,
    /// Contacts with decisions that aren't in force: older ones.
    consents: usize,
    /// Contacts with orders.
    orders: usize,
    /// Records with properties of other programs' cards.
    foreign: usize,
}

impl Unsaid {
    /// Counts whom follow-ups, feedback, orders and decisions hang on that aren't in force.
    fn hanging(&mut self, store: &Store, contacts: &[ContactId]) -> Result<(), Stopped> {
        let in_force: HashSet<ConsentId> = {
            let book = store.book();
            let rows = contacts.iter().filter_map(|id| book.contact(*id));
            rows.flat_map(|row| row.in_force().chain(row.in_force_for_one()).map(|now| now.id)).collect()
        };
        let chosen: HashSet<ContactId> = contacts.iter().copied().collect();
        let whose = |kind| -> Result<usize, Stopped> {
            let mut whose: HashSet<ContactId> = HashSet::new();
            store.each(kind, |record| {
                whose.extend(match &record {
                    Record::FollowUp(one) => Some(one.contact),
                    Record::Feedback(one) => Some(one.contact),
                    Record::Order(one) => one.contact,
                    Record::Consent(one) if !in_force.contains(&one.id) => Some(one.contact),
                    _ => None,
                });
                Ok(())
            })?;
            Ok(whose.intersection(&chosen).count())
        };
        self.follow_ups = whose(RecordKind::FollowUp)?;
        self.feedback = whose(RecordKind::Feedback)?;
        self.consents = whose(RecordKind::Consent)?;
        self.orders = whose(RecordKind::Order)?;
        Ok(())
    }

    fn in_words(&self, session: &Session) -> Option<String> {
        let text = &session.text;
        let all = [
            (self.interactions, say!(text, "export-interactions", count = self.interactions)),
            (self.follow_ups, say!(text, "export-follow-ups", count = self.follow_ups)),
            (self.feedback, say!(text, "export-feedback", count = self.feedback)),
            (self.consents, say!(text, "export-consents", count = self.consents)),
            (self.orders, say!(text, "export-orders", count = self.orders)),
            (self.foreign, say!(text, "export-foreign", count = self.foreign)),
        ];
        let any: Vec<String> = all.into_iter().filter(|(count, _)| *count > 0).map(|(_, words)| words).collect();
        (!any.is_empty()).then(|| any.join(", "))
    }
}

fn table(store: &Store, out: &mut impl Write, chosen: &Chosen, style: Style) -> Result<Unsaid, Stopped> {
    let (mut shape, mut left) = (Shape::default(), Unsaid::default());
    each(store, &chosen.contacts, |book, contact| {
        shape.contact(contact);
        left.foreign += usize::from(vcard::foreign_count(&contact.foreign) > 0);
        left.interactions += usize::from(book.contact(contact.id).is_some_and(|row| row.interactions.count > 0));
        Ok(())
    })?;
    left.hanging(store, &chosen.contacts)?;
    for company in &chosen.companies {
        shape.company(company);
        left.foreign += usize::from(vcard::foreign_count(&company.foreign) > 0);
    }
    let mut table = Table::begin(out, style, &shape).map_err(StreamError::Stream)?;
    {
        let book = store.book();
        chosen.companies.iter().try_for_each(|company| table.company(&book, company)).map_err(StreamError::Stream)?;
    }
    each(store, &chosen.contacts, |book, contact| table.contact(book, contact))?;
    table.end().map_err(StreamError::Stream)?;
    Ok(left)
}

fn whole(store: &Store, out: &mut impl Write) -> Result<(), Stopped> {
    // Where the full records can't be had, not even the beginning is written.
    store.latest(RecordKind::Contact, None, 1, Wanted::All)?;
    let mut document = json::Document::begin(out).map_err(StreamError::Stream)?;
    for kind in json::ORDER {
        document.list(kind).map_err(StreamError::Stream)?;
        store.each(kind, |record| document.record(&record))?;
    }
    document.end().map_err(StreamError::Stream)
}
