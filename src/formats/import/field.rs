//! The fields that an import fills, in the order in which they are told.

/// A field of a contact, company or entry, as far as an import fills it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    Name,
    NameParts,
    Salutation,
    Company,
    Role,
    Department,
    PastJobs,
    Mails,
    Phones,
    Addresses,
    Handles,
    Web,
    Birthday,
    Language,
    /// du or Sie.
    Form,
    Channel,
    Tier,
    Stage,
    Rhythm,
    Ceiling,
    /// The day from which the rhythm counts.
    LastContact,
    DoNotContact,
    Consents,
    Owner,
    Source,
    ReferredBy,
    Industry,
    Size,
    Tags,
    Notes,
    /// Free fields.
    Free,
    /// Ids elsewhere.
    Ids,
    /// Foreign properties.
    Foreign,
    /// From here on of entries.
    Kind,
    /// With the time, if it is known.
    Day,
    Minutes,
    Outcome,
    Repeats,
    State,
    People,
    Title,
    Text,
    Topics,
    Score,
    Promised,
    Amount,
    Reference,
}

impl Field {
    /// All of entries, in the order in which they are told.
    pub const OF_ENTRIES: [Self; 14] = [
        Self::Kind,
        Self::Day,
        Self::Minutes,
        Self::Outcome,
        Self::Repeats,
        Self::State,
        Self::People,
        Self::Title,
        Self::Text,
        Self::Topics,
        Self::Score,
        Self::Promised,
        Self::Amount,
        Self::Reference,
    ];
    /// All of contacts and companies.
    pub const ALL: [Self; 33] = [
        Self::Name,
        Self::NameParts,
        Self::Salutation,
        Self::Company,
        Self::Role,
        Self::Department,
        Self::PastJobs,
        Self::Mails,
        Self::Phones,
        Self::Addresses,
        Self::Handles,
        Self::Web,
        Self::Birthday,
        Self::Language,
        Self::Form,
        Self::Channel,
        Self::Tier,
        Self::Stage,
        Self::Rhythm,
        Self::Ceiling,
        Self::LastContact,
        Self::DoNotContact,
        Self::Consents,
        Self::Owner,
        Self::Source,
        Self::ReferredBy,
        Self::Industry,
        Self::Size,
        Self::Tags,
        Self::Notes,
        Self::Free,
        Self::Ids,
        Self::Foreign,
    ];
}

impl Field {
    /// Whether one value alone stands in it, so that another one would replace it.
    pub(super) fn is_single(self) -> bool {
        use Field as F;
        let lists = matches!(self, F::Mails | F::Phones | F::Addresses | F::Handles | F::PastJobs | F::Tags | F::Notes);
        !lists && !matches!(self, F::Free | F::Ids | F::Foreign | F::Consents)
    }
}
