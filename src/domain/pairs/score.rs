//! How much speaks for two contacts being one, and how much against it.

use super::features::{Features, Id};
use super::names::alike;
use super::{Against, Alike, Likeness, Reason};
use crate::domain::birthday::Birthday;

/// Below this two aren't taken for one.
const LEAST: i32 = 55;

/// The most of two who take a look before they are merged: only what is certain is all there can be.
pub(super) const MOST_UNCERTAIN: u8 = 95;

/// How alike two are; `None` if they aren't enough to be taken for one.
pub fn score(one: &Features, other: &Features) -> Option<Likeness> {
    let evidence = Evidence::of(one, other);
    let score = evidence.sum();
    let is_certain = evidence.is_certain();
    let most = if is_certain { 100 } else { i32::from(MOST_UNCERTAIN) };
    (score >= LEAST).then(|| Likeness {
        score: score.clamp(LEAST, most) as u8,
        reasons: evidence.reasons(),
        against: evidence.against(),
        is_certain,
    })
}

/// Whether both have a mail address or number in common that isn't a mailbox of several. Costs little.
pub(super) fn is_reached_alike(one: &Features, other: &Features) -> bool {
    one.mails.iter().any(|mail| !mail.is_shared && other.mails.contains(mail))
        || one.phones.iter().any(|phone| other.phones.iter().any(|theirs| phone.is_same(*theirs)))
}

/// Whether anything but the name may speak for two being one. Costs little.
pub(super) fn may_be_more_than_alike(one: &Features, other: &Features) -> bool {
    let is_born_alike = || one.birthday.zip(other.birthday).is_some_and(|(one, other)| is_same_day(one, other));
    one.company != 0 && one.company == other.company
        || is_born_alike()
        || one.mails.iter().any(|mail| other.mails.contains(mail))
        || is_reached_alike(one, other)
}

/// By which addresses and numbers both are reached, whatever they are called.
pub(super) fn reached_alike(one: &Features, other: &Features) -> Vec<Reason> {
    let evidence = Evidence::of(one, other);
    [
        (evidence.mail == Both::Same).then_some(Reason::Mail),
        (evidence.phone == Both::Same).then_some(if evidence.is_mobile { Reason::Mobile } else { Reason::Phone }),
        (evidence.shared_mail && evidence.mail != Both::Same).then_some(Reason::SharedMail),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Whether both say the same of something that one may have several of, or nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Both {
    /// One of them says nothing.
    Unknown,
    Same,
    Differ,
}

/// What is the same of two, and what isn't.
struct Evidence {
    name: Option<Alike>,
    mail: Both,
    shared_mail: bool,
    phone: Both,
    is_mobile: bool,
    company: Both,
    birthday: Both,
    born: bool,
    /// Whether the same number is one of those that more than one person is called by.
    is_of_place: bool,
    consent_differs: bool,
    role_differs: bool,
    language_differs: bool,
    /// Whether the same source knows both by other ids.
    id_differs: bool,
}

impl Evidence {
    fn of(one: &Features, other: &Features) -> Self {
        let own = |features: &Features| features.mails.iter().any(|mail| !mail.is_shared);
        let mut same_mails = one.mails.iter().filter(|mail| other.mails.contains(mail));
        let shared_mail = same_mails.clone().any(|mail| mail.is_shared);
        let same_mail = same_mails.any(|mail| !mail.is_shared);
        let mut same_phones = one.phones.iter().flat_map(|phone| {
            other.phones.iter().filter(|theirs| phone.is_same(**theirs)).map(move |theirs| (phone, theirs))
        });
        let is_mobile = same_phones.clone().any(|(phone, theirs)| phone.is_mobile || theirs.is_mobile);
        let is_of_place = same_phones.clone().all(|(phone, theirs)| phone.is_of_place || theirs.is_of_place);
        let same_phone = same_phones.next().is_some();
        let both = |known: bool, same: bool| match (known, same) {
            (_, true) => Both::Same,
            (true, false) => Both::Differ,
            (false, false) => Both::Unknown,
        };
        Self {
            name: alike(&one.name, &other.name, [&one.nickname, &other.nickname]),
            mail: both(own(one) && own(other), same_mail),
            shared_mail,
            phone: both(!one.phones.is_empty() && !other.phones.is_empty(), same_phone),
            is_mobile,
            company: both(one.company != 0 && other.company != 0, one.company != 0 && one.company == other.company),
            birthday: one
                .birthday
                .zip(other.birthday)
                .map_or(Both::Unknown, |(one, other)| if is_same_day(one, other) { Both::Same } else { Both::Differ }),
            born: one
                .birthday
                .zip(other.birthday)
                .is_some_and(|(one, other)| one.year().is_some() && other.year().is_some()),
            is_of_place,
            consent_differs: one.consents.differ(other.consents),
            role_differs: differ(one.role, other.role),
            language_differs: differ(one.language, other.language),
            id_differs: have_other_ids(&one.ids, &other.ids),
        }
    }

    /// Whether the names allow that it is somebody else of the family or the company, whom much is shared with.
    fn may_be_relatives(&self) -> bool {
        matches!(self.name, None | Some(Alike::Given | Alike::Family))
    }

    /// One has several addresses and numbers: where one that is theirs alone is the same, others say nothing.
    fn is_reached_alike(&self) -> bool {
        self.mail == Both::Same || self.phone == Both::Same && self.is_mobile
    }

    fn sum(&self) -> i32 {
        let name = match self.name {
            Some(Alike::Same) => 65,
            Some(Alike::Nickname | Alike::Transliterated) => 55,
            Some(Alike::Part) => 45,
            Some(Alike::Initial | Alike::Similar) => 40,
            Some(Alike::Nameless) => 30,
            Some(Alike::Loose | Alike::Given) => 25,
            Some(Alike::Single) => 20,
            Some(Alike::Family) => 5,
            None => 0,
        };
        // Colleagues and relatives share company, switchboard and mailbox: with other names these tell nothing.
        let close = !self.may_be_relatives();
        let is_reached_alike = self.is_reached_alike();
        let mail = match self.mail {
            Both::Same => 45,
            Both::Differ if is_reached_alike => 0,
            Both::Differ => -10,
            Both::Unknown if self.shared_mail && close => 10,
            Both::Unknown => 0,
        };
        let phone = match self.phone {
            Both::Same if self.is_mobile => 40,
            Both::Same if close => 25,
            Both::Same | Both::Unknown => 0,
            Both::Differ if is_reached_alike => 0,
            Both::Differ => -5,
        };
        let company = match self.company {
            Both::Same if close => 20,
            Both::Same | Both::Unknown => 0,
            Both::Differ => -10,
        };
        let birthday = match self.birthday {
            Both::Same if self.born => 25,
            Both::Same => 15,
            Both::Differ => -40,
            Both::Unknown => 0,
        };
        name + mail + phone + company + birthday
    }

    fn reasons(&self) -> Vec<Reason> {
        let close = !self.may_be_relatives();
        let name = self.name.filter(|name| *name != Alike::Nameless).map(Reason::Name);
        [
            (self.mail == Both::Same).then_some(Reason::Mail),
            (self.phone == Both::Same && self.is_mobile).then_some(Reason::Mobile),
            (self.phone == Both::Same && !self.is_mobile && close).then_some(Reason::Phone),
            name,
            (self.company == Both::Same && close).then_some(Reason::Company),
            (self.birthday == Both::Same).then_some(Reason::Birthday),
            (self.shared_mail && self.mail != Both::Same && close).then_some(Reason::SharedMail),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    fn against(&self) -> Vec<Against> {
        let is_other = |both: Both| both == Both::Differ;
        let is_reached_otherwise = |both: Both| is_other(both) && !self.is_reached_alike();
        [
            self.consent_differs.then_some(Against::Consent),
            is_other(self.birthday).then_some(Against::Birthday),
            is_other(self.company).then_some(Against::Company),
            is_reached_otherwise(self.mail).then_some(Against::Mail),
            is_reached_otherwise(self.phone).then_some(Against::Phone),
            self.role_differs.then_some(Against::Role),
            self.language_differs.then_some(Against::Language),
            self.id_differs.then_some(Against::Id),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// Two of a name in one house or company may share its number: known as such it doesn't count here, and another one only where
    /// nothing else tells them apart.
    fn is_certain(&self) -> bool {
        let is_own = !self.is_of_place && self.mail != Both::Differ;
        let by_phone = self.phone == Both::Same && (self.is_mobile || is_own);
        self.name == Some(Alike::Same)
            && (self.mail == Both::Same || by_phone)
            && self.company != Both::Differ
            && self.birthday != Both::Differ
            && !(self.consent_differs || self.role_differs || self.language_differs || self.id_differs)
    }
}

/// Whether both say something, and not the same.
fn differ(one: u64, other: u64) -> bool {
    one != 0 && other != 0 && one != other
}

/// Whether some source knows both, by ids of which none is the same.
fn have_other_ids(one: &[Id], other: &[Id]) -> bool {
    let has = |ids: &[Id], id: &Id| ids.iter().any(|known| known.source == id.source);
    one.iter().any(|id| has(other, id)) && !one.iter().any(|id| other.contains(id))
}

fn is_same_day(one: Birthday, other: Birthday) -> bool {
    let day = |birthday: Birthday| (birthday.month(), birthday.day());
    let years = one.year().zip(other.year());
    day(one) == day(other) && years.is_none_or(|(one, other)| one == other)
}
