//! Short ways to make records.

use touchbase::domain::consent::{Consent, ConsentState};
use touchbase::domain::contact::{Channel, Contact};
use touchbase::domain::follow_up::{FollowUp, FollowUpState};
use touchbase::domain::id::{ContactId, Ids};
use touchbase::domain::interaction::{Interaction, Kind, Outcome, Participant};

pub fn contact(ids: &mut Ids, name: &str) -> Contact {
    Contact::new(ids.draw(), name, "2026-01-05".parse().unwrap())
}

/// A call on a day of November 2026.
pub fn call(ids: &mut Ids, with: ContactId, day: u32, text: &str) -> Interaction {
    Interaction {
        id: ids.draw(),
        at: format!("2026-11-{day:02}T09:30:00+01:00").parse().unwrap(),
        time_known: true,
        with: vec![Participant { contact: with, company: None }],
        kind: Kind::Call,
        direction: None,
        outcome: Outcome::Reached,
        minutes: None,
        text: text.to_owned(),
        topics: Vec::new(),
        purpose: None,
        worth: String::new(),
        automatic: false,
        pinned: false,
        source_id: String::new(),
    }
}

pub fn follow_up(ids: &mut Ids, contact: ContactId, due: chrono::NaiveDate) -> FollowUp {
    FollowUp {
        id: ids.draw(),
        contact,
        title: "send offer".to_owned(),
        due,
        time: None,
        made: "2026-11-01".parse().unwrap(),
        from: None,
        about: None,
        recurs: None,
        state: FollowUpState::Open,
        closed: None,
        closed_by: None,
        after: None,
        snoozed_until: None,
        source_id: String::new(),
    }
}

pub fn consent(ids: &mut Ids, contact: ContactId, day: chrono::NaiveDate) -> Consent {
    Consent {
        id: ids.draw(),
        contact,
        channel: Channel::Phone,
        purpose: None,
        state: ConsentState::Given,
        day,
        how: "on the phone".to_owned(),
        proof: String::new(),
    }
}
