//! `--for PURPOSE [--by CHANNEL]`: only those who may be reached for that; how many are left out, and why, is said.

use super::choice;
use super::session::Session;
use crate::domain::consent::{May, Purpose};
use crate::domain::contact::Channel;
use crate::domain::row::Row;
use crate::error::{Error, ErrorKind};
use crate::say;
use crate::text::names;

#[derive(Debug, Clone, Default, clap::Args)]
#[group(skip)]
pub struct Args {
    /// Only whom one may reach for contract, service, marketing or survey
    #[arg(long = "for", value_name = "PURPOSE")]
    pub purpose: Option<String>,
    /// On which channel that is [default: mail]
    #[arg(long, value_name = "CHANNEL", requires = "purpose")]
    pub by: Option<String>,
}

/// For what, and how.
#[derive(Debug, Clone, Copy)]
pub struct Purposed {
    purpose: Purpose,
    channel: Channel,
}

impl Args {
    /// `None` where it isn't asked for.
    pub fn read(&self, session: &Session) -> Result<Option<Purposed>, Error> {
        let text = &session.text;
        let Some(purpose) = &self.purpose else { return Ok(None) };
        let purpose = choice::purpose(text, "--for", purpose)?;
        let channel = self.by.as_deref().map_or(Ok(Channel::Mail), |by| choice::channel(text, "--by", by))?;
        Ok(Some(Purposed { purpose, channel }))
    }

    /// The same of what is no list of contacts: an error.
    pub fn refuse(&self, session: &Session) -> Result<(), Error> {
        match self.purpose {
            Some(_) => Err(Error::new(ErrorKind::Usage, say!(session.text, "error-for-contacts-only"))),
            None => Ok(()),
        }
    }
}

impl Purposed {
    /// Whether it may be said to somebody; counts those to whom it may not.
    pub fn allows(self, row: &Row, session: &Session, out: &mut LeftOut) -> bool {
        match row.may_for(self.purpose, self.channel, session.today()) {
            May::Allowed => return true,
            May::Withdrawn { .. } => out.withdrawn += 1,
            May::NotGiven { .. } => out.not_given += 1,
            May::DoNotContact { .. } => out.do_not_contact += 1,
        }
        false
    }
}

/// Who was left out, by reason.
#[derive(Debug, Default)]
pub struct LeftOut {
    withdrawn: usize,
    not_given: usize,
    do_not_contact: usize,
}

impl LeftOut {
    /// Says how many, if any were.
    pub fn tell(&self, asked: Option<Purposed>, session: &Session) {
        let (Some(Purposed { purpose, channel }), text) = (asked, &session.text) else { return };
        let count = self.withdrawn + self.not_given + self.do_not_contact;
        if count == 0 {
            return;
        }
        let why = [
            (self.not_given, say!(text, "left-out-not-given", count = self.not_given)),
            (self.withdrawn, say!(text, "left-out-withdrawn", count = self.withdrawn)),
            (self.do_not_contact, say!(text, "left-out-do-not-contact", count = self.do_not_contact)),
        ];
        let why: Vec<String> = why.into_iter().filter(|(count, _)| *count > 0).map(|(_, words)| words).collect();
        session.tell(&say!(
            text,
            "left-out-purpose",
            count = count,
            purpose = names::purpose(text, purpose),
            channel = names::channel(text, channel),
            why = why.join(", ")
        ));
    }
}
