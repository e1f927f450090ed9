//! What hangs on one who goes, and whose decision on a channel holds once two are one: it is told before.

use crate::domain::contact::Channel;
use crate::domain::record::Record;
use crate::domain::row::ConsentNow;

/// How much goes over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Hanging {
    pub interactions: usize,
    pub follow_ups: usize,
    pub feedback: usize,
    pub consents: usize,
}

impl Hanging {
    pub fn of<'a>(timelines: impl IntoIterator<Item = &'a Record>) -> Self {
        let mut all = Self::default();
        for record in timelines {
            match record {
                Record::Interaction(_) => all.interactions += 1,
                Record::FollowUp(_) => all.follow_ups += 1,
                Record::Feedback(_) => all.feedback += 1,
                Record::Consent(_) => all.consents += 1,
                _ => {}
            }
        }
        all
    }
}

/// What is decided on a channel of one of both at least.
#[derive(Debug, Clone, PartialEq)]
pub struct Decided {
    pub channel: Channel,
    pub kept: Option<ConsentNow>,
    pub gone: Option<ConsentNow>,
}

impl Decided {
    /// Whether what the one who goes decided holds then: the newest decision does.
    pub fn gone_holds(&self) -> bool {
        let order = |consent: &ConsentNow| (consent.day, consent.id);
        self.gone.is_some() && self.gone.as_ref().map(order) > self.kept.as_ref().map(order)
    }

    /// The decision that holds then.
    pub fn in_force(&self) -> Option<&ConsentNow> {
        if self.gone_holds() { self.gone.as_ref() } else { self.kept.as_ref() }
    }
}

/// By channel, what each of both decided.
pub fn decided(kept: &[ConsentNow], gone: &[ConsentNow]) -> Vec<Decided> {
    let on = |all: &[ConsentNow], channel: Channel| all.iter().find(|one| one.channel == channel).cloned();
    let both =
        Channel::ALL.into_iter().map(|channel| Decided { channel, kept: on(kept, channel), gone: on(gone, channel) });
    both.filter(|one| one.kept.is_some() || one.gone.is_some()).collect()
}
