//! The table: which fields there are, what they are called, whose they are, and which hold several values.

use super::address::AddressPart;
use super::name::FieldName;
use crate::domain::search::fold;

/// Whose field it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Of {
    Contact,
    Company,
}

/// A field of a contact or a company. Free fields, which may have any name, are a [`FieldName`] of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    Name,
    Honorific,
    GivenName,
    MiddleName,
    FamilyName,
    NameSuffix,
    Nickname,
    Salutation,
    /// du or Sie.
    Form,
    /// All jobs, the present one first.
    Job,
    /// Company, role and department of the job they hold now.
    Company,
    Role,
    Department,
    Industry,
    Size,
    Email,
    Phone,
    Address,
    Web,
    Birthday,
    Language,
    Channel,
    Tier,
    Stage,
    Tag,
    /// The rhythm.
    Every,
    Ceiling,
    /// Who speaks for a company.
    KeyContact,
    Deputy,
    /// Do not contact.
    Dnc,
    Owner,
    Source,
    ReferredBy,
    /// Whether they may be named as a reference.
    Reference,
    Notes,
    Added,
    Archived,
    /// Ids elsewhere.
    Ids,
}

/// A row of the table.
struct Row {
    field: Field,
    name: &'static str,
    /// What else it is called: first as `--json` names it, then other English and German words. Compared folded.
    others: &'static [&'static str],
    contact: Has,
    company: Has,
}

/// What a record has of a field.
#[derive(Clone, Copy, PartialEq)]
enum Has {
    No,
    One,
    List,
}

use Has::{List, No, One};

const fn row(field: Field, name: &'static str, contact: Has, company: Has, others: &'static [&'static str]) -> Row {
    Row { field, name, others, contact, company }
}

/// In the order in which they are listed.
const TABLE: &[Row] = &[
    row(Field::Name, "name", One, One, &["full name", "display name", "fn", "Anzeigename", "vollständiger Name"]),
    row(Field::Honorific, "honorific", One, No, &["name prefix", "prefix", "Titel", "akademischer Titel"]),
    row(Field::GivenName, "given_name", One, No, &["given", "first name", "forename", "Vorname"]),
    row(
        Field::MiddleName,
        "middle_name",
        One,
        No,
        &["middle", "additional name", "zweiter Vorname", "weitere Vornamen"],
    ),
    row(Field::FamilyName, "family_name", One, No, &["family", "last name", "surname", "Nachname", "Familienname"]),
    row(Field::NameSuffix, "name_suffix", One, No, &["suffix", "Namenszusatz"]),
    row(Field::Nickname, "nickname", One, No, &["nick", "Spitzname", "Rufname"]),
    row(Field::Salutation, "salutation", One, No, &["Anrede"]),
    row(Field::Form, "form", One, No, &["address form", "du/Sie", "du oder Sie", "Anredeform"]),
    row(Field::Job, "job", List, No, &["jobs", "Stelle", "Stellen", "Tätigkeit"]),
    row(
        Field::Company,
        "company",
        One,
        No,
        &["organisation", "organization", "org", "firm", "employer", "Firma", "Unternehmen", "Arbeitgeber"],
    ),
    row(Field::Role, "role", One, No, &["title", "job title", "position", "Rolle", "Funktion", "Berufsbezeichnung"]),
    row(Field::Department, "department", One, No, &["dept", "Abteilung"]),
    row(Field::Industry, "industry", No, One, &["sector", "Branche"]),
    row(Field::Size, "size", No, One, &["employees", "headcount", "Größe", "Mitarbeiter", "Mitarbeiterzahl"]),
    row(
        Field::Email,
        "email",
        List,
        List,
        &[
            "mails",
            "mail",
            "emails",
            "e-mail address",
            "email address",
            "mail address",
            "E-Mail-Adresse",
            "Mailadresse",
        ],
    ),
    row(
        Field::Phone,
        "phone",
        List,
        List,
        &["phones", "tel", "telephone", "phone number", "Telefon", "Telefonnummer", "Tel."],
    ),
    row(
        Field::Address,
        "address",
        List,
        List,
        &["addresses", "adr", "postal address", "Adresse", "Anschrift", "Postanschrift"],
    ),
    row(
        Field::Web,
        "web",
        List,
        One,
        &["handles", "handle", "url", "website", "web page", "homepage", "social", "Webseite", "Internet"],
    ),
    row(Field::Birthday, "birthday", One, No, &["bday", "birth date", "date of birth", "Geburtstag", "Geburtsdatum"]),
    row(Field::Language, "language", One, No, &["lang", "Sprache"]),
    row(
        Field::Channel,
        "channel",
        One,
        No,
        &["preferred channel", "prefers", "Kanal", "bevorzugter Kanal", "bevorzugt"],
    ),
    row(Field::Tier, "tier", One, One, &["Stufe"]),
    row(Field::Stage, "stage", One, No, &["Stand", "Phase"]),
    row(
        Field::Tag,
        "tag",
        List,
        List,
        &["tags", "categories", "category", "keywords", "Schlagwort", "Schlagwörter", "Kategorie", "Kategorien"],
    ),
    row(Field::Every, "every", One, One, &["cadence", "rhythm", "Kontaktrhythmus", "Rhythmus"]),
    row(Field::Ceiling, "ceiling", One, No, &["frequency cap", "contact limit", "Obergrenze", "Kontaktobergrenze"]),
    row(Field::KeyContact, "key_contact", No, One, &["main contact", "Hauptkontakt", "Hauptansprechpartner"]),
    row(Field::Deputy, "deputy", No, One, &["Vertretung", "Stellvertretung"]),
    row(Field::Dnc, "dnc", One, No, &["do not contact", "nicht kontaktieren", "Kontaktsperre"]),
    row(Field::Owner, "owner", One, No, &["account manager", "zuständig", "Betreuer", "Betreuerin"]),
    row(Field::Source, "source", One, No, &["origin", "lead source", "Herkunft", "Quelle"]),
    row(Field::ReferredBy, "referred_by", One, No, &["referrer", "recommended by", "empfohlen von", "Empfehlung"]),
    row(Field::Reference, "reference", One, One, &["reference permission", "Referenz", "Referenzerlaubnis"]),
    row(
        Field::Notes,
        "notes",
        One,
        One,
        &["note", "comment", "comments", "remarks", "Notiz", "Notizen", "Bemerkung", "Bemerkungen"],
    ),
    row(Field::Added, "added", One, One, &["created", "hinzugefügt", "angelegt"]),
    row(Field::Archived, "archived", One, One, &["archiviert"]),
    row(Field::Ids, "ids", List, List, &["id elsewhere", "foreign id", "Id anderswo"]),
];

/// Names of a part or of the values with one label.
const OF_PART: &[(&[&str], Field, Within)] = &[
    (&["street", "Straße", "Str."], Field::Address, Within::Part(AddressPart::Street)),
    (&["city", "town", "Ort", "Stadt"], Field::Address, Within::Part(AddressPart::City)),
    (
        &["postcode", "postal code", "zip", "zip code", "PLZ", "Postleitzahl"],
        Field::Address,
        Within::Part(AddressPart::Postcode),
    ),
    (&["region", "state", "province", "Bundesland"], Field::Address, Within::Part(AddressPart::Region)),
    (&["country", "Land"], Field::Address, Within::Part(AddressPart::Country)),
    (&["post box", "po box", "Postfach"], Field::Address, Within::Part(AddressPart::PostBox)),
    (
        &["mobile", "mobile phone", "cell", "cell phone", "Mobil", "Mobiltelefon", "Handy"],
        Field::Phone,
        Within::Label("mobile"),
    ),
    (&["fax", "Telefax"], Field::Phone, Within::Label("fax")),
    (&["linkedin"], Field::Web, Within::Label("linkedin")),
    (&["xing"], Field::Web, Within::Label("xing")),
    (&["mastodon"], Field::Web, Within::Label("mastodon")),
    (&["skype"], Field::Web, Within::Label("skype")),
];

#[derive(Clone, Copy)]
enum Within {
    Part(AddressPart),
    Label(&'static str),
}

impl Field {
    /// All fields of a kind of record, in the order in which they are listed.
    pub fn all(of: Of) -> impl Iterator<Item = Self> {
        TABLE.iter().filter(move |row| row.has(of) != No).map(|row| row.field)
    }

    /// The stable English name.
    pub fn name(self) -> &'static str {
        self.row().map_or("", |row| row.name)
    }

    /// What else it is called, in English and German.
    pub fn synonyms(self) -> &'static [&'static str] {
        self.row().map_or(&[], |row| row.others)
    }

    pub fn is_of(self, of: Of) -> bool {
        self.row().is_some_and(|row| row.has(of) != No)
    }

    /// Whether it holds several values, each written as a text of its own.
    pub fn is_list(self, of: Of) -> bool {
        self.row().is_some_and(|row| row.has(of) == List)
    }

    /// Whether its values have labels.
    pub fn is_labelled(self, of: Of) -> bool {
        self.is_list(of) && matches!(self, Self::Email | Self::Phone | Self::Address | Self::Web | Self::Ids)
    }

    /// The field of this name, stable or other, whosever it is.
    pub fn named(name: &str) -> Option<Self> {
        let wanted = key(name);
        let called = |row: &&Row| key(row.name) == wanted || row.others.iter().any(|other| key(other) == wanted);
        TABLE.iter().find(called).map(|row| row.field)
    }

    fn row(self) -> Option<&'static Row> {
        TABLE.iter().find(|row| row.field == self)
    }
}

impl Row {
    fn has(&self, of: Of) -> Has {
        match of {
            Of::Contact => self.contact,
            Of::Company => self.company,
        }
    }
}

/// `city`, `Handy`, `linkedin`: a part of an address, or the values with one label.
pub(super) fn part_named(of: Of, name: &str) -> Option<FieldName> {
    let wanted = key(name);
    let (_, field, within) = OF_PART.iter().find(|(names, _, _)| names.iter().any(|name| key(name) == wanted))?;
    match within {
        Within::Part(part) => Some(FieldName::Part { label: None, part: *part }),
        Within::Label(label) if field.is_labelled(of) => Some(FieldName::Labelled(*field, (*label).to_owned())),
        Within::Label(_) => None,
    }
}

/// As names are compared: folded, without what stands between words.
pub(super) fn key(name: &str) -> String {
    fold(name).chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn no_two_fields_are_called_the_same() {
        let mut known: BTreeMap<String, &str> = BTreeMap::new();
        let of_part = OF_PART.iter().flat_map(|(names, _, _)| names.iter().map(|name| (*name, names[0])));
        let rows = TABLE.iter().flat_map(|row| row.others.iter().chain([&row.name]).map(|name| (*name, row.name)));
        for (name, field) in rows.chain(of_part) {
            if let Some(other) = known.insert(key(name), field) {
                assert_eq!(other, field, "{name:?} names both");
            }
        }
    }

    #[test]
    fn fields_are_found_by_any_of_their_names() {
        for (name, field) in [
            ("email", Field::Email),
            ("E-Mail", Field::Email),
            ("job title", Field::Role),
            ("jobTitle", Field::Role),
            ("preferred_channel", Field::Channel),
            ("GRÖSSE", Field::Size),
            ("groesse", Field::Size),
            ("Empfohlen von", Field::ReferredBy),
        ] {
            assert_eq!(Field::named(name), Some(field), "{name:?}");
        }
        assert_eq!(Field::named("birtday"), None);
        assert_eq!(Field::named(""), None);
    }
}
