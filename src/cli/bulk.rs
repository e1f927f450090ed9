//! `--query FILTER`: a verb for all contacts that fit, instead of those who are named. Who that would be says `--dry-run`.

use std::io::{self, BufRead, Write};

use super::failure::{Failure, Status};
use super::list;
use super::purposed::{LeftOut, Purposed};
use super::session::Session;
use crate::domain::condition::Condition;
use crate::domain::id::ContactId;
use crate::domain::row::Row;
use crate::domain::search::Query;
use crate::domain::view::List;
use crate::error::{Error, ErrorKind};
use crate::say;

/// Up to so many aren't asked about.
const UNASKED: usize = 10;

#[derive(Debug, Clone, Default, clap::Args)]
#[group(skip)]
pub struct Args {
    /// All contacts that fit, as in list, instead of those who are named
    #[arg(long = "query", value_name = "FILTER", allow_hyphen_values = true)]
    pub filter: Option<String>,
    /// Only say who that would be
    #[arg(long, requires = "filter")]
    pub dry_run: bool,
    /// Don't ask, however many they are
    #[arg(long = "yes", requires = "filter")]
    pub unasked: bool,
}

/// Whom a verb is for.
pub enum Whom {
    /// Those who are named.
    Named,
    These(Vec<ContactId>),
    /// Nobody: who it would be is said, or it isn't wanted.
    Nobody(Status),
}

/// Who is left out, besides.
pub enum Only<'a> {
    /// Nobody.
    All,
    /// Who must not be contacted at all, and who must not be for that purpose.
    Reachable(Option<Purposed>),
    /// Of whom this doesn't hold; `said` is said of so many.
    Those(&'a dyn Fn(&Session, &Row) -> bool, &'a dyn Fn(&Session, usize) -> String),
}

impl Args {
    pub fn changes(&self) -> bool {
        !self.dry_run
    }

    pub fn is_asked(&self) -> bool {
        self.filter.is_some()
    }

    /// Whom it is for: counted, and asked about where they are many and somebody is there to answer.
    ///
    /// # Errors
    /// The filter can't be read or is empty; the store can't be read; it can't be printed.
    pub fn whom(&self, session: &mut Session, only: &Only) -> Result<Whom, Failure> {
        let Some(filter) = &self.filter else { return Ok(Whom::Named) };
        let query = session.query(Query::whole(List::Contacts, filter))?;
        if query.is_empty() {
            let what = say!(session.text, "error-bulk-empty");
            return Err(Error::new(ErrorKind::Usage, what).hint(say!(session.text, "hint-bulk-empty")).into());
        }
        // Archived ones only where it is asked whether they are.
        let archived = query.asked().iter().any(Condition::asks_for_archived);
        let found = list::fitting(&session.store.book(), &query, archived);
        let whom = only.keep(session, found);
        if self.dry_run {
            let (table, json) = {
                let book = session.store.book();
                let rows: Vec<&Row> = whom.iter().filter_map(|id| book.contact(*id)).collect();
                list::print(session, &book, &rows, archived)
            };
            list::finish(session, &table, &json)?;
            session.out.finish()?;
            session.tell(&say!(session.text, "bulk-would", count = whom.len()));
            return Ok(Whom::Nobody(Status::Done));
        }
        if whom.is_empty() {
            session.tell(&say!(session.text, "list-nobody"));
            return Ok(Whom::Nobody(Status::Done));
        }
        if whom.len() > UNASKED && !self.unasked && session.can_ask() && !asked(session, &whom) {
            session.tell(&say!(session.text, "cli-unchanged"));
            return Ok(Whom::Nobody(Status::Done));
        }
        Ok(Whom::These(whom))
    }
}

impl Only<'_> {
    /// Those who stay; how many don't, and why, is said.
    fn keep(&self, session: &Session, mut found: Vec<ContactId>) -> Vec<ContactId> {
        let book = session.store.book();
        let row = |id: &ContactId| book.contact(*id);
        match self {
            Self::All => {}
            Self::Reachable(Some(purposed)) => {
                let mut out = LeftOut::default();
                found.retain(|id| row(id).is_some_and(|row| purposed.allows(row, session, &mut out)));
                out.tell(Some(*purposed), session);
            }
            Self::Reachable(None) => {
                let before = found.len();
                let is_shunned =
                    |row: &Row| row.do_not_contact.as_ref().is_some_and(|not| not.holds_on(session.today()));
                found.retain(|id| row(id).is_some_and(|row| !is_shunned(row)));
                if found.len() < before {
                    session.tell(&say!(session.text, "bulk-left-out-dnc", count = before - found.len()));
                }
            }
            Self::Those(are, said) => {
                let before = found.len();
                found.retain(|id| row(id).is_some_and(|row| are(session, row)));
                if found.len() < before {
                    session.tell(&said(session, before - found.len()));
                }
            }
        }
        found
    }
}

/// Names some of them, says how many they are, and asks.
fn asked(session: &Session, whom: &[ContactId]) -> bool {
    let names: Vec<String> = {
        let book = session.store.book();
        whom.iter().take(UNASKED).map(|id| book.name(*id).to_owned()).collect()
    };
    session.tell(&say!(session.text, "bulk-who", names = names.join(", "), rest = whom.len() - names.len()));
    let mut answer = String::new();
    let asked = write!(io::stderr(), "{} ", say!(session.text, "bulk-ask", count = whom.len()));
    let read = asked.and_then(|()| io::stdin().lock().read_line(&mut answer));
    read.is_ok() && matches!(answer.trim().to_lowercase().as_str(), "y" | "yes" | "j" | "ja")
}

/// Refuses names beside a filter.
pub fn no_names(session: &Session, args: &Args, are_named: bool) -> Result<(), Error> {
    match args.is_asked() && are_named {
        true => Err(Error::new(ErrorKind::Usage, say!(session.text, "error-bulk-named"))),
        false => Ok(()),
    }
}
