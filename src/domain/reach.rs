//! On which channel somebody is best reached for a purpose.

use chrono::NaiveDate;

use super::consent::{May, Purpose};
use super::contact::Channel;
use super::row::Row;

impl Row {
    /// The first channel on which they may be reached for a purpose, of the one they prefer, mail and phone as far as they have
    /// one, and those of which they decided something. Where none is allowed, the first of these and why not; `None` where there is
    /// none.
    pub fn way_for(&self, purpose: Purpose, today: NaiveDate) -> Option<(Channel, May<'_>)> {
        let mail = (!self.mails.is_empty()).then_some(Channel::Mail);
        let phone = (!self.phones.is_empty()).then_some(Channel::Phone);
        let decided = self.consents.iter().map(|one| one.channel);
        let known = [self.preferred_channel, mail, phone].into_iter().flatten().chain(decided);
        let ways: Vec<(Channel, May)> = known.map(|on| (on, self.may_for(purpose, on, today))).collect();
        ways.iter().find(|(_, may)| may.is_allowed()).or(ways.first()).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::consent::{Consent, ConsentState};
    use crate::domain::contact::{Contact, Labelled};
    use crate::domain::id::Ids;

    #[test]
    fn the_first_channel_that_is_allowed_is_taken() {
        let mut ids = Ids::seeded(1, 1);
        let day: NaiveDate = "2026-11-21".parse().unwrap();
        let mut contact = Contact::new(ids.draw(), "Anna", day);
        let way = |row: &Row, purpose| row.way_for(purpose, day).map(|(on, may)| (on, may.is_allowed()));
        assert_eq!(way(&Row::new(&contact), Purpose::Service), None);
        contact.mails.push(Labelled { label: "work".into(), value: "anna@example.com".into() });
        contact.phones.push(Labelled { label: "work".into(), value: "+49 731 1234".into() });
        let mut row = Row::new(&contact);
        assert_eq!(way(&row, Purpose::Service), Some((Channel::Mail, true)));
        assert_eq!(way(&row, Purpose::Survey), Some((Channel::Mail, false)), "a survey takes a consent");
        let mut decide = |row: &mut Row, channel, state| {
            row.decide(&Consent {
                id: ids.draw(),
                contact: row.id,
                channel,
                purpose: None,
                state,
                day,
                how: String::new(),
                proof: String::new(),
            });
        };
        decide(&mut row, Channel::Mail, ConsentState::Withdrawn);
        assert_eq!(way(&row, Purpose::Service), Some((Channel::Phone, true)));
        decide(&mut row, Channel::Letter, ConsentState::Given);
        assert_eq!(way(&row, Purpose::Survey), Some((Channel::Letter, true)));
        contact.preferred_channel = Some(Channel::Visit);
        row.follow(&contact);
        assert_eq!(way(&row, Purpose::Service), Some((Channel::Visit, true)));
    }
}
