//! Filing mails that were written and got elsewhere.

use chrono::{DateTime, FixedOffset};

use super::super::{Given, without_doubles};
use crate::domain::change::{Act, Change, Set};
use crate::domain::id::{ContactId, InteractionId, of_source};
use crate::domain::interaction::{Direction, Interaction, Kind, Outcome};

/// A mail that is to be filed.
#[derive(Debug, Clone, PartialEq)]
pub struct LoggedMail {
    /// Its Message-ID, or what stands for it.
    pub id: String,
    /// By its own word, in the user's zone; `None` where it says none, or one to come: then it is filed as of now.
    pub written: Option<DateTime<FixedOffset>>,
    pub direction: Option<Direction>,
    /// Those who are known, at least one.
    pub with: Vec<ContactId>,
    pub text: String,
    /// No person wrote it to a person: it is no touch.
    pub automatic: bool,
}

impl LoggedMail {
    fn source_id(&self) -> String {
        format!("mail:{}", self.id)
    }

    /// The ids under which it may be filed already, the one that it gets now first: of its own moment, and of none, since that may have
    /// been to come when it was filed.
    pub fn ids(&self) -> Vec<InteractionId> {
        let moments = self.written.map(|written| written.timestamp_millis()).into_iter().chain([0]);
        moments.map(|millis| of_source(millis, &self.source_id()).into()).collect()
    }

    /// Whether this is what was filed of it.
    pub fn is(&self, interaction: &Interaction) -> bool {
        interaction.source_id == self.source_id()
    }
}

/// Files mails, each as one interaction with all of its people. What is open of theirs stays so: whether a mail kept a promise is
/// for who reads it to say.
pub fn log_mails(given: &Given, mails: &[LoggedMail]) -> Set {
    let file = |mail: &LoggedMail| {
        let id = mail.ids().into_iter().next()?;
        Some(Change::create(Interaction {
            id,
            at: mail.written.unwrap_or(given.now),
            time_known: true,
            with: given.participants(&mail.with),
            kind: Kind::Mail,
            direction: mail.direction,
            outcome: Outcome::Reached,
            minutes: None,
            text: mail.text.clone(),
            topics: Vec::new(),
            purpose: None,
            worth: String::new(),
            automatic: mail.automatic,
            pinned: false,
            source_id: mail.source_id(),
        }))
    };
    let people = without_doubles(mails.iter().flat_map(|mail| mail.with.iter().copied()));
    let filed: Vec<Change> = mails.iter().filter_map(file).collect();
    Set::new(given.label(Act::Log, &people).of_kind(Kind::Mail).several(filed.len()), filed)
}
