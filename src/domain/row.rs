//! A contact as a session holds it in memory: what lists, search, agenda and briefing need, and no more.
//!
//! Owns how a row follows from the contact's record and how interactions enter and leave its newest ones. Which rows
//! there are is `book`'s.

use std::cmp::Reverse;

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::agenda_mark::AgendaMark;
use super::birthday::Birthday;
use super::cadence::Cadence;
use super::ceiling::{self, Ceiling, Lately, Reached};
use super::consent::{Consent, ConsentState, May, Purpose};
use super::contact::{AddressForm, Channel, Contact, DoNotContact, Labelled, Referrer, Stage, Tier};
use super::id::{CompanyId, ConsentId, ContactId, InteractionId};
use super::interaction::{Direction, Interaction, Kind, Outcome};
use super::settings::Settings;
use super::survey::Survey;

/// How many of the newest interactions, touches and tries a row keeps.
pub const NEWEST: usize = 3;
/// Characters of an interaction's text that a row keeps.
pub const EXCERPT: usize = 80;
/// Characters of personal notes that a row keeps.
pub const NOTES_EXCERPT: usize = 240;

/// One contact in memory.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Row {
    pub id: ContactId,
    pub name: String,
    /// For addressing and sorting: family name if given.
    pub family: String,
    /// What they are called besides; mostly empty.
    pub nickname: String,
    pub honorific: String,
    pub salutation: String,
    pub address_form: Option<AddressForm>,
    pub added: NaiveDate,
    pub company: Option<CompanyId>,
    /// The companies of their other jobs, each once: past ones, and those of a second present job.
    pub other_companies: Vec<CompanyId>,
    pub role: String,
    /// Of the first address that has one.
    pub city: String,
    pub mails: Vec<Labelled>,
    pub phones: Vec<Labelled>,
    /// Ids elsewhere, for imports that don't double people: source and value.
    pub ids: Vec<super::contact::ForeignId>,
    pub birthday: Option<Birthday>,
    pub language: String,
    pub preferred_channel: Option<Channel>,
    pub tier: Option<Tier>,
    pub stage: Option<Stage>,
    pub tags: Vec<String>,
    pub cadence: Cadence,
    pub ceiling: Ceiling,
    pub do_not_contact: Option<DoNotContact>,
    pub owner: String,
    /// The contact by whom they came, as it was noted: that one may have been merged into another since.
    pub referred_by: Option<ContactId>,
    /// The beginning of the personal notes.
    pub notes: String,
    pub archived: bool,
    /// What was told the agenda about them.
    pub mark: Option<AgendaMark>,
    /// All decisions: by channel, the newest of each first.
    pub consents: Vec<ConsentNow>,
    /// The newest interactions of any kind, newest first.
    pub interactions: Newest,
    /// The newest touches, newest first.
    pub touches: Newest,
    /// The newest attempts that didn't reach them, newest first; those before the last touch don't count.
    pub tries: Newest,
    /// Pinned interactions, newest first.
    pub pinned: Newest,
    /// The days of the newest touches that count towards a ceiling.
    pub lately: Lately,
    /// How many orders of theirs are in the archive.
    pub orders: u32,
    /// When they were asked for surveys and what they answered, the oldest first.
    pub surveys: Vec<Survey>,
}

/// The newest few of a kind, and how many there are in all. Where an older one would have to take a removed one's place
/// and isn't known here, `is_short` says so and the store fills it up from the timeline.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Newest {
    pub list: Vec<Glance>,
    pub count: u32,
}

impl Newest {
    /// The newest.
    pub fn first(&self) -> Option<&Glance> {
        self.list.first()
    }

    /// Whether older ones exist that should stand here.
    pub fn is_short(&self) -> bool {
        self.list.len() < NEWEST.min(self.count as usize)
    }

    fn insert(&mut self, glance: Glance) {
        if self.list.iter().any(|g| g.id == glance.id) {
            return;
        }
        // Behind a gap nothing can be told: the place belongs to one that only the timeline knows.
        let whole = !self.is_short();
        self.count += 1;
        let place = self.list.partition_point(|g| g.order() > glance.order());
        if place < self.list.len() || whole {
            self.list.insert(place, glance);
            self.list.truncate(NEWEST);
        }
    }

    fn remove(&mut self, id: InteractionId) {
        self.list.retain(|g| g.id != id);
        self.count = self.count.saturating_sub(1);
    }

    /// Takes over an edit. What stays in its place needs no older one to take it.
    fn edit(&mut self, before: Option<&Glance>, after: Option<&Glance>) {
        match (before, after) {
            (Some(before), Some(after)) if before.order() == after.order() => {
                if let Some(glance) = self.list.iter_mut().find(|glance| glance.id == after.id) {
                    glance.clone_from(after);
                }
            }
            _ => {
                before.into_iter().for_each(|before| self.remove(before.id));
                after.into_iter().for_each(|after| self.insert(after.clone()));
            }
        }
    }
}

/// An interaction at a glance.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Glance {
    pub id: InteractionId,
    pub at: DateTime<FixedOffset>,
    pub time_known: bool,
    pub kind: Kind,
    pub direction: Option<Direction>,
    pub outcome: Outcome,
    /// The first characters of the text, on one line.
    pub text: String,
    /// How many others took part.
    pub others: u32,
    /// No person wrote it to a person: an automatic answer, a mailing list's or a bulk mail.
    pub automatic: bool,
}

impl Glance {
    pub fn day(&self) -> NaiveDate {
        self.at.date_naive()
    }

    pub fn time(&self) -> Option<NaiveTime> {
        self.time_known.then(|| self.at.time())
    }

    fn order(&self) -> (DateTime<FixedOffset>, Uuid) {
        (self.at, self.id.0)
    }
}

impl From<&Interaction> for Glance {
    fn from(r: &Interaction) -> Self {
        Self {
            id: r.id,
            at: r.at,
            time_known: r.time_known,
            kind: r.kind,
            direction: r.direction,
            outcome: r.outcome,
            text: excerpt(&r.text, EXCERPT),
            others: u32::try_from(r.with.len().saturating_sub(1)).unwrap_or(u32::MAX),
            automatic: r.automatic,
        }
    }
}

/// A decision on a channel.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ConsentNow {
    pub id: ConsentId,
    pub channel: Channel,
    /// `None` is every purpose.
    pub purpose: Option<Purpose>,
    pub state: ConsentState,
    pub day: NaiveDate,
    pub how: String,
    /// Where the proof lies.
    pub proof: String,
}

impl ConsentNow {
    /// What one that was withdrawn allows.
    pub fn withdrawn(&self) -> May<'_> {
        May::Withdrawn { day: self.day, how: &self.how, purpose: self.purpose }
    }
}

impl Row {
    /// The row of a contact with whom nothing has happened yet.
    pub fn new(contact: &Contact) -> Self {
        let mut row = Self {
            id: contact.id,
            name: String::new(),
            family: String::new(),
            nickname: String::new(),
            honorific: String::new(),
            salutation: String::new(),
            address_form: None,
            added: contact.added,
            company: None,
            other_companies: Vec::new(),
            role: String::new(),
            city: String::new(),
            mails: Vec::new(),
            phones: Vec::new(),
            ids: Vec::new(),
            birthday: None,
            language: String::new(),
            preferred_channel: None,
            tier: None,
            stage: None,
            tags: Vec::new(),
            cadence: Cadence::ByTier,
            ceiling: Ceiling::ByTier,
            do_not_contact: None,
            owner: String::new(),
            referred_by: None,
            notes: String::new(),
            archived: false,
            mark: None,
            consents: Vec::new(),
            interactions: Newest::default(),
            touches: Newest::default(),
            tries: Newest::default(),
            pinned: Newest::default(),
            lately: Lately::default(),
            orders: 0,
            surveys: Vec::new(),
        };
        row.follow(contact);
        row
    }

    /// The same with what the contact's record says now.
    pub fn following(mut self, contact: &Contact) -> Self {
        self.follow(contact);
        self
    }

    /// Takes over what the contact's record says; what happened stays.
    pub(super) fn follow(&mut self, contact: &Contact) {
        self.name.clone_from(&contact.name);
        self.family.clone_from(&contact.name_parts.family);
        self.nickname.clone_from(&contact.name_parts.nickname);
        self.honorific.clone_from(&contact.name_parts.honorific);
        self.salutation.clone_from(&contact.salutation);
        self.address_form = contact.address_form;
        self.added = contact.added;
        self.company = contact.company();
        self.other_companies = contact.other_companies();
        self.role = contact.current_job().map(|job| job.role.clone()).unwrap_or_default();
        let mut cities = contact.addresses.iter().map(|address| &address.city);
        self.city = cities.find(|city| !city.is_empty()).cloned().unwrap_or_default();
        self.mails.clone_from(&contact.mails);
        self.phones.clone_from(&contact.phones);
        self.ids.clone_from(&contact.ids);
        self.birthday = contact.birthday;
        self.language.clone_from(&contact.language);
        self.preferred_channel = contact.preferred_channel;
        self.tier = contact.tier;
        self.stage = contact.stage;
        self.tags.clone_from(&contact.tags);
        self.cadence = contact.cadence;
        self.ceiling = contact.ceiling;
        self.do_not_contact.clone_from(&contact.do_not_contact);
        self.owner.clone_from(&contact.owner);
        self.referred_by = contact.referred_by.as_ref().and_then(Referrer::contact);
        self.notes = excerpt(&contact.notes, NOTES_EXCERPT);
        self.archived = contact.archived;
    }

    /// An interaction with them is there.
    pub fn add(&mut self, interaction: &Interaction) {
        self.change(None, Some(interaction));
    }

    /// An interaction with them changed: `None` for not there, or not with them.
    pub fn change(&mut self, before: Option<&Interaction>, after: Option<&Interaction>) {
        let touched = |side: Option<&Interaction>| side.filter(|one| ceiling::counts(one)).map(|one| one.day().into());
        self.lately.edit(touched(before), touched(after));
        let before = before.map(|interaction| (interaction, Glance::from(interaction)));
        let after = after.map(|interaction| (interaction, Glance::from(interaction)));
        let edit = |newest: &mut Newest, belongs: fn(&Interaction) -> bool| {
            let [before, after] = [&before, &after]
                .map(|side| side.as_ref().filter(|(interaction, _)| belongs(interaction)).map(|(_, glance)| glance));
            newest.edit(before, after);
        };
        edit(&mut self.interactions, |_| true);
        edit(&mut self.touches, Interaction::is_touch);
        edit(&mut self.tries, Interaction::is_try);
        edit(&mut self.pinned, |interaction| interaction.pinned);
    }

    /// Whether a list must be filled up from the timeline.
    pub fn is_short(&self) -> bool {
        let lists = [&self.interactions, &self.touches, &self.tries, &self.pinned];
        lists.into_iter().any(Newest::is_short) || self.lately.is_short()
    }

    /// Builds the lists anew from all interactions with them.
    pub fn refill<'a>(&mut self, interactions: impl IntoIterator<Item = &'a Interaction>) {
        for newest in [&mut self.interactions, &mut self.touches, &mut self.tries, &mut self.pinned] {
            *newest = Newest::default();
        }
        self.lately = Lately::default();
        for interaction in interactions {
            self.add(interaction);
        }
    }

    /// Their ceiling, if it is reached on a day: a touch of ours would be one too many.
    pub fn ceiling_reached(&self, settings: &Settings, day: NaiveDate) -> Option<Reached> {
        self.lately.reached(settings.ceiling_of(self.ceiling, self.tier)?, day.into())
    }

    /// The day of the last contact that an import told of, as long as no touch is as late.
    pub fn imported_contact(&self) -> Option<NaiveDate> {
        let told = self.mark.as_ref().and_then(|mark| mark.last_contact);
        told.filter(|told| self.last_touch().is_none_or(|touch| touch.day() < *told))
    }

    /// The day of the last touch, or of a later contact that an import told of.
    pub fn last_contact(&self) -> Option<NaiveDate> {
        self.imported_contact().or_else(|| self.last_touch().map(Glance::day))
    }

    /// What they are sorted by: the family name, else the name's last word.
    pub fn last_name(&self) -> &str {
        if self.family.is_empty() { self.name.split_whitespace().last().unwrap_or_default() } else { &self.family }
    }

    /// The last touch.
    pub fn last_touch(&self) -> Option<&Glance> {
        self.touches.first()
    }

    /// Attempts since the last touch, newest first; three at the most are known.
    pub fn tries_since_touch(&self) -> impl Iterator<Item = &Glance> {
        let last = self.touches.first().map(Glance::order);
        self.tries.list.iter().filter(move |try_| last.is_none_or(|last| try_.order() > last))
    }

    /// The decision on a channel, if there is one.
    pub fn consent(&self, channel: Channel) -> ConsentState {
        self.decision(channel).map(|c| c.state).unwrap_or_default()
    }

    /// The decision in force on a channel for every purpose, with its day and how; `None` where none was ever noted.
    pub fn decision(&self, channel: Channel) -> Option<&ConsentNow> {
        self.in_force().find(|consent| consent.channel == channel)
    }

    /// Whether they are not to be contacted on that day, on any channel.
    pub fn is_shunned(&self, today: NaiveDate) -> bool {
        self.do_not_contact.as_ref().is_some_and(|not| not.holds_on(today))
    }

    /// Whether they may be reached on a channel on that day.
    pub fn may(&self, channel: Channel, today: NaiveDate) -> May<'_> {
        if let Some(not) = self.do_not_contact.as_ref().filter(|not| not.holds_on(today)) {
            return May::DoNotContact { until: not.until, reason: &not.reason };
        }
        match self.decision(channel) {
            Some(no) if no.state == ConsentState::Withdrawn => no.withdrawn(),
            _ => May::Allowed,
        }
    }

    /// Whether they may be reached on a channel on that day for that purpose.
    pub fn may_for(&self, purpose: Purpose, channel: Channel, today: NaiveDate) -> May<'_> {
        let may = match self.decision_for(purpose, channel) {
            Some(no) if no.state == ConsentState::Withdrawn => no.withdrawn(),
            Some(yes) if yes.state == ConsentState::Given => May::Allowed,
            _ if purpose.needs_consent() => May::NotGiven { purpose },
            _ => May::Allowed,
        };
        match self.may(channel, today) {
            not @ May::DoNotContact { .. } => not,
            _ => may,
        }
    }

    /// The decision in force for a purpose: the newest that was made for it, or for every purpose.
    pub fn decision_for(&self, purpose: Purpose, channel: Channel) -> Option<&ConsentNow> {
        let mut on = self.consents.iter().filter(|one| one.channel == channel);
        on.find(|one| one.purpose.is_none_or(|own| own == purpose))
    }

    /// For each channel the newest decision on every purpose.
    pub fn in_force(&self) -> impl Iterator<Item = &ConsentNow> {
        let on_channels = self.consents.chunk_by(|one, other| one.channel == other.channel);
        on_channels.filter_map(|on| on.iter().find(|one| one.purpose.is_none()))
    }

    /// What is in force for one purpose beside what holds for all on that channel.
    pub fn in_force_for_one(&self) -> impl Iterator<Item = &ConsentNow> {
        self.consents.iter().filter(|one| {
            one.purpose.is_some_and(|own| self.decision_for(own, one.channel).is_some_and(|now| now.id == one.id))
        })
    }

    /// All that is in force, on every purpose and on single ones.
    pub fn decisions(&self) -> Vec<ConsentNow> {
        self.in_force().chain(self.in_force_for_one()).cloned().collect()
    }

    /// What they don't want to be reached for on a channel on which they may be reached otherwise.
    pub fn refused(&self, channel: Channel) -> impl Iterator<Item = &ConsentNow> {
        self.in_force_for_one().filter(move |one| one.channel == channel && one.state == ConsentState::Withdrawn)
    }

    /// Takes over a decision.
    pub fn decide(&mut self, consent: &Consent) {
        let new = ConsentNow {
            id: consent.id,
            channel: consent.channel,
            purpose: consent.purpose,
            state: consent.state,
            day: consent.day,
            how: consent.how.clone(),
            proof: consent.proof.clone(),
        };
        self.take_back(new.id);
        let order = |one: &ConsentNow| (one.channel, Reverse((one.day, one.id)));
        let place = self.consents.partition_point(|other| order(other) < order(&new));
        self.consents.insert(place, new);
    }

    /// A decision isn't theirs any more: the one before it is in force again.
    pub fn take_back(&mut self, decision: ConsentId) {
        self.consents.retain(|consent| consent.id != decision);
    }
}

/// The first `limit` characters of `text` on one line: white space is folded.
pub fn excerpt(text: &str, limit: usize) -> String {
    let mut out = String::new();
    let mut length = 0;
    for word in text.split_whitespace() {
        if length > 0 {
            out.push(' ');
            length += 1;
        }
        for c in word.chars() {
            if length >= limit {
                out.truncate(out.trim_end().len());
                out.push('…');
                return out;
            }
            out.push(c);
            length += 1;
        }
    }
    out
}
