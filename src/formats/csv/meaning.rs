//! What a column can hold, under which name a mapping writes it, and in which tables it can stand.

use serde::{Deserialize, Serialize};

use crate::domain::contact::Channel;

/// What the rows of a table are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rows {
    /// People and companies.
    #[default]
    Contacts,
    /// What happened with them; what is still open or ahead is a follow-up.
    Interactions,
    FollowUps,
    Feedback,
    /// What was bought: orders, invoices, credit notes.
    Orders,
}

impl Rows {
    pub const ALL: [Self; 5] = [Self::Contacts, Self::Interactions, Self::FollowUps, Self::Feedback, Self::Orders];

    /// As it is written in mappings.
    pub fn name(self) -> &'static str {
        match self {
            Self::Contacts => "contacts",
            Self::Interactions => "interactions",
            Self::FollowUps => "follow_ups",
            Self::Feedback => "feedback",
            Self::Orders => "orders",
        }
    }

    fn sign(self) -> u8 {
        match self {
            Self::Contacts => CONTACTS,
            Self::Interactions => INTERACTIONS,
            Self::FollowUps => FOLLOW_UPS,
            Self::Feedback => FEEDBACK,
            Self::Orders => ORDERS,
        }
    }
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "&'static str")]
pub enum Meaning {
    /// Nothing that is taken in.
    LeftOut,
    /// A free field, called as the column; in rows of what happened a line of its own below the text.
    Free,
    Name,
    /// A name or a company, whatever else the table has.
    Customer,
    Honorific,
    /// A honorific or a role, as the value says.
    Title,
    Given,
    Middle,
    Family,
    Suffix,
    Nickname,
    Salutation,
    /// du or Sie.
    Form,
    Company,
    Role,
    Department,
    /// From when on they hold their job.
    JobSince,
    /// A job they held, in one text.
    PastJob,
    Industry,
    Size,
    Mail,
    Phone,
    Address(Part),
    /// Web pages and social handles.
    Web,
    Birthday,
    /// The year, month and day of a birthday, where each has a column of its own.
    BirthYear,
    BirthMonth,
    BirthDay,
    Language,
    Channel,
    Tier,
    Stage,
    Rhythm,
    Ceiling,
    DoNotContact,
    NoContactReason,
    /// A decision on that channel.
    Consent(Channel),
    /// Decisions for one purpose each, a line each, with the channel.
    Consents,
    /// Whether they don't want to be reached on that channel: yes or no.
    OptOut(Channel),
    Owner,
    Source,
    ReferredBy,
    /// The id of who recommended them, in a table of ours.
    ReferrerId,
    Tags,
    Notes,
    LastContact,
    /// Of the contact, elsewhere.
    Id,
    /// Contact or company.
    Kind,
    Added,
    Archived,
    /// The label of a value in another column.
    Label(Of),
    /// A free field that another column names.
    Named,
    /// The id of the interaction, follow-up or feedback itself.
    EntryId,
    /// The day on which it happened or came in, perhaps with a time.
    Day,
    /// The time on its day.
    Time,
    /// The day by which something is promised.
    Due,
    /// The day on which it was written down.
    Made,
    /// The kind of interaction or feedback.
    EntryKind,
    Direction,
    Outcome,
    Minutes,
    /// What an interaction was for.
    Purpose,
    /// What a marketing touch is worth to the customer.
    Worth,
    /// What it is about, in a line: the title of a follow-up.
    Subject,
    Text,
    Topics,
    /// Whether it is open, done, resolved.
    State,
    /// The day on which it was done or resolved.
    Closed,
    Recurs,
    Score,
    /// What came of feedback.
    Answer,
    /// How bad a complaint is.
    Severity,
    /// What was promised.
    Promise,
    /// Why it came to a complaint.
    Cause,
    /// What was given to make good.
    Goodwill,
    /// For how much something was ordered, perhaps with the currency.
    Amount,
    Currency,
    /// The number of an order or invoice.
    Reference,
}

/// A part of an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    Full,
    Street,
    /// The house number, where it has a column of its own.
    House,
    Extended,
    PostBox,
    City,
    Postcode,
    PostcodeCity,
    Region,
    Country,
}

/// Of what a column holds the label.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Of {
    Mail,
    Phone,
    Web,
    Address,
    Named,
}

/// A name that no meaning has.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a column can't become \"{0}\"")]
pub struct NoMeaning(String);

const CONTACTS: u8 = 1;
const INTERACTIONS: u8 = 2;
const FOLLOW_UPS: u8 = 4;
const FEEDBACK: u8 = 8;
const ORDERS: u8 = 16;
const ENTRIES: u8 = INTERACTIONS | FOLLOW_UPS | FEEDBACK;
/// What hangs on people, and was on a day.
const DATED: u8 = ENTRIES | ORDERS;
const ALL: u8 = CONTACTS | DATED;
const NOWHERE: u8 = 0;

/// All meanings in the order of a list, their names, and the tables in which they can stand.
const NAMES: &[(Meaning, &str, u8)] = &[
    (Meaning::LeftOut, "leave_out", ALL),
    (Meaning::Free, "free_field", ALL),
    (Meaning::Day, "day", DATED),
    (Meaning::Time, "time", ENTRIES),
    (Meaning::Due, "due", ENTRIES),
    (Meaning::EntryKind, "what", INTERACTIONS | FEEDBACK),
    (Meaning::Subject, "subject", DATED),
    (Meaning::Text, "text", DATED),
    (Meaning::Topics, "topics", INTERACTIONS | FEEDBACK),
    (Meaning::Direction, "direction", INTERACTIONS),
    (Meaning::Outcome, "outcome", INTERACTIONS),
    (Meaning::Minutes, "minutes", INTERACTIONS),
    (Meaning::Purpose, "purpose", INTERACTIONS),
    (Meaning::Worth, "worth", INTERACTIONS),
    (Meaning::State, "state", ENTRIES),
    (Meaning::Closed, "closed", ENTRIES),
    (Meaning::Made, "made", DATED),
    (Meaning::Recurs, "recurs", FOLLOW_UPS | INTERACTIONS),
    (Meaning::Score, "score", FEEDBACK),
    (Meaning::Answer, "answer", FEEDBACK),
    (Meaning::Severity, "severity", FEEDBACK),
    (Meaning::Promise, "promise", FEEDBACK),
    (Meaning::Cause, "cause", FEEDBACK),
    (Meaning::Goodwill, "goodwill", FEEDBACK),
    (Meaning::Amount, "amount", ORDERS),
    (Meaning::Currency, "currency", ORDERS),
    (Meaning::Reference, "reference", ORDERS),
    (Meaning::EntryId, "entry_id", DATED),
    (Meaning::Name, "name", ALL),
    (Meaning::Given, "given_name", ALL),
    (Meaning::Family, "family_name", ALL),
    // Settled as name or company as soon as all heads are known.
    (Meaning::Customer, "customer", NOWHERE),
    (Meaning::Company, "company", ALL),
    (Meaning::Mail, "mail", ALL),
    (Meaning::Phone, "phone", ALL),
    (Meaning::Id, "id", ALL),
    (Meaning::Role, "role", CONTACTS),
    (Meaning::Department, "department", CONTACTS),
    (Meaning::Address(Part::Full), "address", CONTACTS),
    (Meaning::Address(Part::Street), "address.street", CONTACTS),
    (Meaning::Address(Part::House), "address.house", CONTACTS),
    (Meaning::Address(Part::Extended), "address.extended", CONTACTS),
    (Meaning::Address(Part::PostBox), "address.post_box", CONTACTS),
    (Meaning::Address(Part::Postcode), "address.postcode", CONTACTS),
    (Meaning::Address(Part::City), "address.city", CONTACTS),
    (Meaning::Address(Part::PostcodeCity), "address.postcode_city", CONTACTS),
    (Meaning::Address(Part::Region), "address.region", CONTACTS),
    (Meaning::Address(Part::Country), "address.country", CONTACTS),
    (Meaning::Web, "web", CONTACTS),
    (Meaning::Notes, "notes", CONTACTS),
    (Meaning::Tags, "tags", CONTACTS),
    (Meaning::LastContact, "last_contact", CONTACTS),
    (Meaning::Birthday, "birthday", CONTACTS),
    (Meaning::BirthYear, "birthday.year", CONTACTS),
    (Meaning::BirthMonth, "birthday.month", CONTACTS),
    (Meaning::BirthDay, "birthday.day", CONTACTS),
    (Meaning::Tier, "tier", CONTACTS),
    (Meaning::Stage, "stage", CONTACTS),
    (Meaning::Rhythm, "rhythm", CONTACTS),
    (Meaning::Ceiling, "ceiling", CONTACTS),
    (Meaning::Owner, "owner", CONTACTS | FEEDBACK),
    (Meaning::Source, "source", CONTACTS),
    (Meaning::ReferredBy, "referred_by", CONTACTS),
    (Meaning::ReferrerId, "referred_by.id", CONTACTS),
    (Meaning::Honorific, "honorific", CONTACTS),
    (Meaning::Title, "title", CONTACTS),
    (Meaning::Middle, "middle_name", CONTACTS),
    (Meaning::Suffix, "name_suffix", CONTACTS),
    (Meaning::Nickname, "nickname", CONTACTS),
    (Meaning::Salutation, "salutation", CONTACTS),
    (Meaning::Form, "form", CONTACTS),
    (Meaning::Language, "language", CONTACTS),
    (Meaning::Channel, "channel", CONTACTS),
    (Meaning::DoNotContact, "do_not_contact", CONTACTS),
    (Meaning::NoContactReason, "do_not_contact.reason", CONTACTS),
    (Meaning::Consent(Channel::Phone), "consent.phone", CONTACTS),
    (Meaning::Consent(Channel::Mail), "consent.mail", CONTACTS),
    (Meaning::Consent(Channel::Video), "consent.video", CONTACTS),
    (Meaning::Consent(Channel::Chat), "consent.chat", CONTACTS),
    (Meaning::Consent(Channel::Visit), "consent.visit", CONTACTS),
    (Meaning::Consent(Channel::Letter), "consent.letter", CONTACTS),
    (Meaning::Consent(Channel::Social), "consent.social", CONTACTS),
    (Meaning::Consents, "consents", CONTACTS),
    (Meaning::OptOut(Channel::Phone), "opt_out.phone", CONTACTS),
    (Meaning::OptOut(Channel::Mail), "opt_out.mail", CONTACTS),
    (Meaning::OptOut(Channel::Letter), "opt_out.letter", CONTACTS),
    (Meaning::JobSince, "job_since", CONTACTS),
    (Meaning::PastJob, "past_job", CONTACTS),
    (Meaning::Industry, "industry", CONTACTS),
    (Meaning::Size, "size", CONTACTS),
    (Meaning::Kind, "kind", CONTACTS),
    (Meaning::Added, "added", CONTACTS),
    (Meaning::Archived, "archived", CONTACTS),
    (Meaning::Label(Of::Mail), "label.mail", CONTACTS),
    (Meaning::Label(Of::Phone), "label.phone", CONTACTS),
    (Meaning::Label(Of::Address), "label.address", CONTACTS),
    (Meaning::Label(Of::Web), "label.web", CONTACTS),
    (Meaning::Label(Of::Named), "label.free_field", CONTACTS),
    (Meaning::Named, "labelled_field", CONTACTS),
];

impl Meaning {
    /// All that a column of such rows can mean, in the order of a list.
    pub fn of(rows: Rows) -> impl Iterator<Item = Self> {
        NAMES.iter().filter(move |(_, _, tables)| tables & rows.sign() != 0).map(|(meaning, _, _)| *meaning)
    }

    /// Whether a column of such rows can mean it.
    pub fn is_of(self, rows: Rows) -> bool {
        Self::of(rows).any(|meaning| meaning == self)
    }

    /// As it is written in mappings.
    pub fn name(self) -> &'static str {
        NAMES.iter().find(|(meaning, _, _)| *meaning == self).map_or("free_field", |(_, name, _)| name)
    }

    /// The meaning of this name.
    pub fn named(name: &str) -> Option<Self> {
        NAMES.iter().find(|(_, known, _)| *known == name).map(|(meaning, _, _)| *meaning)
    }

    /// Whether a person or company can be told by it.
    pub fn tells_who(self) -> bool {
        matches!(
            self,
            Self::Name | Self::Customer | Self::Given | Self::Family | Self::Company | Self::Mail | Self::Phone
        )
    }

    /// Whether a cell can hold it, where that is to be seen by its signs alone: a mail address has an @, a number and a day digits.
    pub fn can_be_in(self, text: &str) -> bool {
        let has_digit = || text.contains(|c: char| c.is_numeric());
        match self {
            Self::Mail => text.contains('@'),
            Self::Phone => has_digit() && !text.contains('@'),
            Self::Web => text.contains(['.', '/', ':']) && !text.contains(' ') || !has_digit(),
            Self::Birthday
            | Self::LastContact
            | Self::Added
            | Self::Day
            | Self::Due
            | Self::Made
            | Self::Closed
            | Self::JobSince
            | Self::BirthYear
            | Self::BirthDay
            | Self::Score
            | Self::Amount
            | Self::Minutes => has_digit(),
            Self::Name | Self::Given | Self::Family => text.contains(char::is_alphabetic) && !text.contains('@'),
            _ => true,
        }
    }

    /// Whether a record has it but once; a second column of it is a free field.
    pub(super) fn is_single(self) -> bool {
        !matches!(
            self,
            Self::LeftOut
                | Self::Free
                | Self::Mail
                | Self::Phone
                | Self::Address(_)
                | Self::Web
                | Self::Tags
                | Self::Notes
                | Self::LastContact
                | Self::Id
                | Self::PastJob
                | Self::Label(_)
                | Self::Named
                | Self::Text
                | Self::Topics
        )
    }
}

impl TryFrom<String> for Meaning {
    type Error = NoMeaning;

    fn try_from(name: String) -> Result<Self, NoMeaning> {
        Self::named(&name).ok_or(NoMeaning(name))
    }
}

impl From<Meaning> for &'static str {
    fn from(meaning: Meaning) -> Self {
        meaning.name()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_meaning_has_a_name_of_its_own() {
        for (at, (meaning, name, tables)) in NAMES.iter().enumerate() {
            assert!(NAMES[..at].iter().all(|(other, known, _)| other != meaning && known != name), "{name}");
            assert_eq!((meaning.name(), Meaning::named(name)), (*name, Some(*meaning)));
            assert!(*tables != NOWHERE || *meaning == Meaning::Customer, "{name} stands in no table");
        }
        assert_eq!(Meaning::named("soon"), None);
        let consents = Channel::ALL.into_iter().map(Meaning::Consent).filter(|consent| consent.is_of(Rows::Contacts));
        assert_eq!(consents.count(), Channel::ALL.len());
    }

    #[test]
    fn tables_have_their_own_meanings() {
        for rows in Rows::ALL {
            assert!(Meaning::Name.is_of(rows) && Meaning::LeftOut.is_of(rows), "{rows:?}");
        }
        assert!(!Meaning::Birthday.is_of(Rows::Interactions) && !Meaning::Score.is_of(Rows::FollowUps));
        assert!(Meaning::Day.is_of(Rows::Feedback) && !Meaning::Day.is_of(Rows::Contacts));
    }
}
