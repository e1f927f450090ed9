//! Consent: what a contact decided about a channel.

use chrono::NaiveDate;

use crate::domain::change::{Act, Change, Set};
use crate::domain::consent::{Consent, ConsentState, Purpose};
use crate::domain::contact::Channel;
use crate::domain::field::channel_name;
use crate::domain::id::{ContactId, Ids};

use super::{ActError, Given, without_doubles};

/// A decision to be noted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    pub channel: Channel,
    /// `None` is every purpose.
    pub purpose: Option<Purpose>,
    pub state: ConsentState,
    /// The day it was decided.
    pub day: NaiveDate,
    /// How it was obtained or withdrawn; may be empty.
    pub how: String,
    /// Where the proof lies; may be empty.
    pub proof: String,
}

/// The decision of each of `on`. Older decisions stay in the timeline; the newest is in force.
pub fn consent(given: &Given, ids: &mut Ids, on: &[ContactId], decision: &Decision) -> Result<Set, ActError> {
    given.must_be_there(on)?;
    if decision.day > given.today {
        return Err(ActError::NotYet(decision.day));
    }
    let on = without_doubles(on.iter().copied());
    let changes = on.iter().map(|contact| {
        // A decision of today comes after all that are known, also after one that was noted while the clock was ahead.
        let known = given.book.contact(*contact).into_iter().flat_map(|row| &row.consents);
        let known = known.filter(|known| known.channel == decision.channel).map(|known| known.day).max();
        let day = known.filter(|known| decision.day == given.today && *known > given.today).unwrap_or(decision.day);
        Change::create(Consent {
            id: ids.draw(),
            contact: *contact,
            channel: decision.channel,
            purpose: decision.purpose,
            state: decision.state,
            day,
            how: decision.how.trim().to_owned(),
            proof: decision.proof.trim().to_owned(),
        })
    });
    // As commands write it; said in the language in force.
    let purpose = decision.purpose.map(|purpose| format!(" {}", purpose.name())).unwrap_or_default();
    let what = format!("{} {}{purpose}", channel_name(decision.channel), decision.state.name());
    Ok(Set::new(given.label(Act::Consent, &on).about(&what), changes))
}
