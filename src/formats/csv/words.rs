//! What columns are called, in English and German: the heads that address books, mail programs and spreadsheets write, and
//! touchbase's own. Compared folded and without what stands between words, so "E-Mail" is "email" and "Straße" is "Strasse".

use std::collections::HashMap;
use std::sync::LazyLock;

use super::column::Meaning as M;
use super::column::{Meaning, Of, Part};
use crate::domain::contact::Channel;
use crate::domain::search::fold;

/// Heads by what they mean; the label is that of a mail, phone, address or page.
const HEADS: &[(Meaning, &str, &[&str])] = &[
    (
        M::Name,
        "",
        &[
            "name",
            "full name",
            "vollständiger Name",
            "Vor- und Nachname",
            "Name und Vorname",
            "Name, Vorname",
            "display name",
            "Anzeigename",
            "contact name",
            "Kontaktname",
            "contact",
            "Kontakt",
            "Ansprechpartner",
            "Ansprechpartnerin",
            "Ansprechperson",
            "person",
            "Kontaktperson",
            "contact person",
        ],
    ),
    (M::Customer, "", &["customer", "customer name", "client", "client name", "Kunde", "Kundenname"]),
    (M::Given, "", &["first name", "given name", "given", "forename", "first", "Vorname", "Rufname"]),
    (M::Middle, "", &["middle name", "middle", "additional name", "weitere Vornamen", "zweiter Vorname", "Zweitname"]),
    (M::Family, "", &["last name", "family name", "family", "surname", "last", "Nachname", "Familienname", "Zuname"]),
    (M::Suffix, "", &["suffix", "name suffix", "Namenszusatz"]),
    (
        M::Honorific,
        "",
        &["honorific", "name prefix", "prefix", "academic title", "akademischer Titel", "akad. Titel", "Namenspräfix"],
    ),
    (M::Title, "", &["title", "Titel"]),
    (M::Nickname, "", &["nickname", "nick", "Spitzname"]),
    (M::Salutation, "", &["salutation", "Anrede"]),
    (M::Form, "", &["du/Sie", "Du oder Sie", "form", "form of address", "address form", "Anredeform", "per du"]),
    (
        M::Company,
        "",
        &[
            "company",
            "company name",
            "organisation",
            "organization",
            "organisation name",
            "organization name",
            "org",
            "employer",
            "account",
            "account name",
            "associated company",
            "business name",
            "firm",
            "Firma",
            "Firmenname",
            "Firma Name",
            "Name der Firma",
            "Unternehmen",
            "Unternehmensname",
            "Arbeitgeber",
            "Betrieb",
            "Institution",
            "Firmierung",
        ],
    ),
    (
        M::Role,
        "",
        &[
            "role",
            "job title",
            "position",
            "function",
            "occupation",
            "profession",
            "organization title",
            "organisation title",
            "job",
            "Rolle",
            "Funktion",
            "Berufsbezeichnung",
            "Stellenbezeichnung",
            "Stelle",
            "Tätigkeit",
            "Beruf",
        ],
    ),
    (M::Department, "", &["department", "dept", "organization department", "division", "Abteilung", "Bereich"]),
    (M::JobSince, "", &["job since", "in position since", "in Funktion seit"]),
    (M::PastJob, "", &["past job", "frühere Stelle"]),
    (M::Industry, "", &["industry", "sector", "Branche"]),
    (
        M::Size,
        "",
        &[
            "size",
            "company size",
            "employees",
            "number of employees",
            "headcount",
            "Größe",
            "Unternehmensgröße",
            "Mitarbeiter",
            "Mitarbeiterzahl",
            "Anzahl Mitarbeiter",
        ],
    ),
    (
        M::Mail,
        "",
        &[
            "mail",
            "e-mail",
            "mails",
            "e-mails",
            "e-mail address",
            "mail address",
            "E-Mail-Adresse",
            "Mailadresse",
            "e-mail value",
            "Mail-Adressen",
            "E-Mail-Adressen",
        ],
    ),
    (
        M::Phone,
        "",
        &[
            "phone",
            "phones",
            "phone number",
            "telephone",
            "telephone number",
            "tel",
            "tel no",
            "phone no",
            "phone value",
            "Telefon",
            "Telefonnummer",
            "Telefon-Nr",
            "Telefonnr",
            "Tel-Nr",
            "Fon",
            "Rufnummer",
            "Festnetz",
        ],
    ),
    (
        M::Phone,
        "mobile",
        &[
            "mobile",
            "mobile phone",
            "mobile number",
            "mobile phone number",
            "cell",
            "cell phone",
            "cellphone number",
            "Mobil",
            "Mobiltelefon",
            "Mobilnummer",
            "Mobilfunk",
            "Handy",
            "Handynummer",
            "Handy-Nr",
            "Mobil-Nr",
        ],
    ),
    (M::Phone, "fax", &["fax", "fax number", "telefax", "Faxnummer", "Fax-Nr"]),
    (
        M::Phone,
        "main",
        &["company main phone", "primary phone", "Haupttelefon", "Telefon Firma", "Zentrale", "Telefonzentrale"],
    ),
    (M::Phone, "direct", &["direct phone", "direct", "direct dial", "Durchwahl"]),
    (M::Phone, "assistant", &["assistant's phone", "assistant phone", "Telefon Assistent"]),
    (M::Phone, "car", &["car phone", "Autotelefon"]),
    (M::Phone, "pager", &["pager"]),
    (
        M::Address(Part::Full),
        "",
        &[
            "address",
            "full address",
            "postal address",
            "address formatted",
            "adr",
            "Adresse",
            "Anschrift",
            "Postanschrift",
            "vollständige Adresse",
            "Adresse komplett",
        ],
    ),
    (
        M::Address(Part::Street),
        "",
        &[
            "street",
            "street address",
            "address street",
            "street name",
            "address line",
            "Straße",
            "Str",
            "Straße und Hausnummer",
            "Straße Hausnummer",
            "Straße Nr",
            "Straße u. Hausnr",
            "Straße/Hausnr",
        ],
    ),
    (M::Address(Part::House), "", &["house number", "Hausnummer", "Hausnr", "Haus-Nr"]),
    (
        M::Address(Part::Extended),
        "",
        &[
            "extended",
            "extended address",
            "address extended address",
            "address extended",
            "apartment",
            "Adresszusatz",
            "Adresszeile",
        ],
    ),
    (M::Address(Part::PostBox), "", &["post box", "po box", "address po box", "address post box", "Postfach"]),
    (M::Address(Part::City), "", &["city", "town", "address city", "locality", "Ort", "Stadt", "Wohnort"]),
    (
        M::Address(Part::Postcode),
        "",
        &[
            "postcode",
            "postal code",
            "zip",
            "zip code",
            "zip/postal code",
            "address postal code",
            "address postcode",
            "PLZ",
            "Postleitzahl",
        ],
    ),
    (M::Address(Part::PostcodeCity), "", &["zip city", "PLZ Ort", "PLZ/Ort", "PLZ und Ort", "PLZ Stadt", "PLZ, Ort"]),
    (
        M::Address(Part::Region),
        "",
        &[
            "region",
            "state",
            "province",
            "county",
            "state/province",
            "state/region",
            "address region",
            "Bundesland",
            "Kanton",
            "Bundesland/Kanton",
        ],
    ),
    (
        M::Address(Part::Country),
        "",
        &["country", "country/region", "address country", "country name", "Land", "Land/Region", "Staat"],
    ),
    (
        M::Web,
        "web",
        &[
            "web",
            "website",
            "web page",
            "homepage",
            "url",
            "www",
            "website url",
            "website value",
            "handle",
            "handles",
            "social",
            "Webseite",
            "Internet",
            "Internetseite",
            "Internetadresse",
            "company website",
            "webs",
        ],
    ),
    (M::Web, "linkedin", &["linkedin", "linkedin url", "linkedin profile", "LinkedIn-Profil", "linkedin bio"]),
    (M::Web, "xing", &["xing", "xing url", "xing profile", "XING-Profil"]),
    (M::Web, "twitter", &["twitter", "twitter username", "twitter handle", "x/twitter"]),
    (M::Web, "facebook", &["facebook"]),
    (M::Web, "instagram", &["instagram"]),
    (M::Web, "mastodon", &["mastodon"]),
    (M::Web, "github", &["github"]),
    (M::Web, "skype", &["skype", "skype name"]),
    (M::Web, "whatsapp", &["whatsapp"]),
    (M::Web, "telegram", &["telegram"]),
    (M::Web, "signal", &["signal"]),
    (M::Web, "threema", &["threema", "Threema-ID"]),
    (M::Web, "chat", &["im value", "im", "chat"]),
    (
        M::Birthday,
        "",
        &[
            "birthday",
            "bday",
            "birth date",
            "date of birth",
            "dob",
            "Geburtstag",
            "Geburtsdatum",
            "Geb-Datum",
            "geb",
            "geb am",
            "geboren",
            "geboren am",
        ],
    ),
    (M::Language, "", &["language", "lang", "preferred language", "Sprache", "Korrespondenzsprache"]),
    (
        M::Channel,
        "",
        &[
            "channel",
            "preferred channel",
            "preferred contact method",
            "Kanal",
            "bevorzugter Kanal",
            "Kontaktweg",
            "bevorzugter Kontaktweg",
        ],
    ),
    (
        M::Tier,
        "",
        &[
            "tier",
            "ABC",
            "ABC-Klasse",
            "ABC-Kunde",
            "ABC-Einstufung",
            "ABC-Analyse",
            "Klasse",
            "Kundenklasse",
            "Stufe",
            "Einstufung",
            "Klassifizierung",
            "customer tier",
            "A/B/C",
            "rating",
        ],
    ),
    (
        M::Stage,
        "",
        &["stage", "status", "lifecycle stage", "lead status", "customer status", "Phase", "Kundenstatus", "Stand"],
    ),
    (
        M::Rhythm,
        "",
        &[
            "every",
            "rhythm",
            "cadence",
            "frequency",
            "contact every",
            "interval",
            "Rhythmus",
            "Kontaktrhythmus",
            "Turnus",
            "Intervall",
            "Frequenz",
            "alle",
            "Kontaktintervall",
            "how often",
            "wie oft",
        ],
    ),
    (M::DoNotContact, "", &["do not contact", "dnc", "nicht kontaktieren", "Kontaktsperre", "kein Kontakt"]),
    (M::NoContactReason, "", &["do not contact reason"]),
    (M::Consent(Channel::Phone), "", &["consent phone"]),
    (M::Consent(Channel::Mail), "", &["consent mail"]),
    (M::Consent(Channel::Video), "", &["consent video"]),
    (M::Consent(Channel::Chat), "", &["consent chat"]),
    (M::Consent(Channel::Visit), "", &["consent visit"]),
    (M::Consent(Channel::Letter), "", &["consent letter"]),
    (M::Consent(Channel::Social), "", &["consent social"]),
    (
        M::Owner,
        "",
        &[
            "owner",
            "contact owner",
            "account owner",
            "record owner",
            "account manager",
            "assigned to",
            "Betreuer",
            "Betreuerin",
            "Kundenbetreuer",
            "zuständig",
            "verantwortlich",
            "Zuständigkeit",
        ],
    ),
    (
        M::Source,
        "",
        &["source", "lead source", "original source", "origin", "Quelle", "Herkunft", "Leadquelle", "Kontaktquelle"],
    ),
    (
        M::ReferredBy,
        "",
        &[
            "referred by",
            "recommended by",
            "referrer",
            "referral",
            "empfohlen von",
            "Empfehlung",
            "Empfehlung von",
            "empfohlen durch",
        ],
    ),
    (
        M::Tags,
        "",
        &[
            "tags",
            "tag",
            "labels",
            "label",
            "categories",
            "category",
            "keywords",
            "group",
            "groups",
            "group membership",
            "Kategorie",
            "Kategorien",
            "Schlagwort",
            "Schlagwörter",
            "Schlagworte",
            "Stichwörter",
            "Stichworte",
            "Gruppe",
            "Gruppen",
            "Etiketten",
        ],
    ),
    (
        M::Notes,
        "",
        &[
            "notes",
            "note",
            "comment",
            "comments",
            "remark",
            "remarks",
            "memo",
            "personal notes",
            "description",
            "Notiz",
            "Notizen",
            "Bemerkung",
            "Bemerkungen",
            "Kommentar",
            "Kommentare",
            "Anmerkung",
            "Anmerkungen",
            "Beschreibung",
        ],
    ),
    (
        M::LastContact,
        "",
        &[
            "last contact",
            "last contacted",
            "last contact date",
            "last contact on",
            "last touch",
            "last activity",
            "last activity date",
            "last interaction",
            "last call",
            "date of last contact",
            "letzter Kontakt",
            "letzter Kontakt am",
            "Datum letzter Kontakt",
            "zuletzt kontaktiert",
            "letzte Kontaktaufnahme",
            "letzte Aktivität",
            "letztes Gespräch",
            "letzter Anruf",
            "letzte Interaktion",
            "kontaktiert am",
        ],
    ),
    (
        M::Id,
        "",
        &[
            "id",
            "uid",
            "uuid",
            "contact id",
            "record id",
            "customer id",
            "customer number",
            "customer no",
            "external id",
            "crm id",
            "client id",
            "Kontakt-ID",
            "Kunden-ID",
            "Kundennummer",
            "Kundennr",
            "Kunden-Nr",
            "Debitor",
            "Debitorennummer",
            "Debitor-Nr",
            "Mitgliedsnummer",
            "Mitglieds-Nr",
            "externe ID",
            "Adressnummer",
        ],
    ),
    (M::Kind, "", &["kind", "record type"]),
    (M::Added, "", &["added", "hinzugefügt", "angelegt", "angelegt am"]),
    (M::Archived, "", &["archived", "archiviert"]),
    (M::Named, "", &["custom field value"]),
    (M::Named, "relation", &["relation value"]),
    (M::Named, "event", &["event value"]),
    (M::Label(Of::Named), "", &["custom field label", "custom field type"]),
    (M::Label(Of::Named), "relation", &["relation label", "relation type"]),
    (M::Label(Of::Named), "event", &["event label", "event type"]),
    (M::Label(Of::Web), "web", &["website type", "website label"]),
    (M::Label(Of::Web), "chat", &["im service"]),
    (M::Free, "", &["e-mail display name", "E-Mail Angezeigter Name", "organization type", "im type", "im label"]),
];

/// Words in a head that make a label.
const LABELS: &[(&str, &[&str])] = &[
    (
        "work",
        &[
            "work",
            "business",
            "office",
            "company",
            "geschäftlich",
            "geschäftliche",
            "dienstlich",
            "beruflich",
            "Arbeit",
            "Büro",
            "Firma",
        ],
    ),
    ("home", &["home", "private", "personal", "privat", "private", "zuhause"]),
    (
        "other",
        &["other", "weitere", "weiterer", "weiteres", "andere", "sonstige", "sonstiges", "alternative", "alternativ"],
    ),
    ("billing", &["billing", "Rechnung"]),
    ("shipping", &["shipping", "Lieferung"]),
    ("mobile", &["mobile", "cell", "mobil", "Handy"]),
    ("main", &["Zentrale"]),
    ("direct", &["direct", "direkt", "Durchwahl"]),
    ("fax", &["fax", "telefax"]),
    ("pager", &["pager"]),
];

/// Words that say nothing about a value.
const SILENT: &[&str] = &[
    "primary", "main", "default", "mailing", "smtp", "ex", "voice", "internet", "pref", "value", "wert", "number",
    "the", "Haupt",
];

/// Words before a head that say whose it is: "Person - Phone", "Contact email".
const WHOSE: &[&str] = &["contact", "person", "kontakt", "kunde", "kunden", "lead", "customer", "organization"];

/// Words behind a head that make it the label of the column before.
const TYPES: &[&str] = &["label", "type", "typ", "bezeichnung"];

/// What a head says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    pub meaning: Meaning,
    pub label: String,
    /// `E-mail 2`; 1 if none is said.
    pub number: usize,
}

static BY_KEY: LazyLock<HashMap<String, (Meaning, &'static str)>> = LazyLock::new(|| {
    let heads =
        HEADS.iter().flat_map(|(meaning, label, heads)| heads.iter().map(|head| (key(head), (*meaning, *label))));
    let mut all: HashMap<String, (Meaning, &'static str)> = HashMap::new();
    heads.for_each(|(key, head)| _ = all.entry(key).or_insert(head));
    all
});

/// What a column of this head holds; `None` if no such head is known.
pub fn read(head: &str) -> Option<Head> {
    let head = head.trim();
    for begin in ["field:", "field.", "feld."] {
        if head.get(..begin.len()).is_some_and(|start| start.eq_ignore_ascii_case(begin)) {
            return Some(Head { meaning: Meaning::Free, label: String::new(), number: 1 });
        }
    }
    let all = words(head);
    if all.len() > 12 {
        return None;
    }
    let number = all.iter().filter(|word| is_number(word)).filter_map(|word| word.parse().ok()).next_back();
    let words: Vec<&str> = all.iter().filter(|word| !is_number(word)).map(String::as_str).collect();
    let (meaning, label) = meaning(&words)?;
    Some(Head { meaning, label, number: number.unwrap_or(1).max(1) })
}

fn meaning(words: &[&str]) -> Option<(Meaning, String)> {
    if let Some((meaning, label)) = BY_KEY.get(&words.concat()) {
        return Some((*meaning, (*label).to_owned()));
    }
    let (last, before) = words.split_last()?;
    if TYPES.contains(last)
        && let Some((of, label)) = meaning(before)
    {
        let of = match of {
            Meaning::Mail => Of::Mail,
            Meaning::Phone => Of::Phone,
            Meaning::Web => Of::Web,
            Meaning::Address(_) => Of::Address,
            _ => return None,
        };
        return Some((Meaning::Label(of), label));
    }
    let labels: Vec<&str> = words.iter().filter_map(|word| label_of(word)).collect();
    let is_silent = |word: &str| SILENT.iter().any(|silent| key(silent) == word);
    let rest: Vec<&str> = words.iter().copied().filter(|word| label_of(word).is_none() && !is_silent(word)).collect();
    if rest.len() < words.len() {
        let of_phone = labels.iter().any(|label| ["mobile", "fax", "pager", "direct"].contains(label));
        let found =
            BY_KEY.get(&rest.concat()).copied().or((rest.is_empty() && of_phone).then_some((Meaning::Phone, "")));
        if let Some((meaning @ (Meaning::Mail | Meaning::Phone | Meaning::Web | Meaning::Address(_)), own)) = found {
            let own = if meaning == Meaning::Web && !labels.is_empty() && own == "web" { "" } else { own };
            return Some((meaning, joined(labels.into_iter().chain(own.split(' ').filter(|own| !own.is_empty())))));
        }
    }
    let (first, behind) = words.split_first()?;
    if WHOSE.contains(first) && !behind.is_empty() { meaning(behind) } else { None }
}

/// The label that a value's own cell says: ours where all its words are known (`* Work Fax`, `geschäftlich`), else as it stands.
pub fn label(text: &str) -> String {
    let text = text.trim().trim_start_matches("* ").trim_start_matches('*');
    let all = words(text);
    let is_silent = |word: &String| SILENT.iter().any(|silent| key(silent) == *word);
    let known: Vec<&str> = all.iter().filter_map(|word| label_of(word)).collect();
    if known.len() == all.iter().filter(|word| !is_silent(word)).count() { joined(known) } else { text.to_owned() }
}

/// Labels in one, places before kinds, each once.
fn joined<'a>(labels: impl IntoIterator<Item = &'a str>) -> String {
    let place = |label: &&str| LABELS.iter().position(|(name, _)| name == label).unwrap_or(LABELS.len());
    let mut labels: Vec<&str> = labels.into_iter().collect();
    labels.sort_by_key(place);
    labels.dedup();
    labels.join(" ")
}

fn label_of(word: &str) -> Option<&'static str> {
    LABELS.iter().find(|(_, words)| words.iter().any(|known| key(known) == word)).map(|(label, _)| *label)
}

fn is_number(word: &str) -> bool {
    word.len() <= 2 && word.bytes().all(|b| b.is_ascii_digit())
}

/// Folded, and without all that isn't a letter or digit.
pub fn key(text: &str) -> String {
    fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The words of a head, folded: "E-mail2Address" has the words e, mail, 2 and address.
fn words(head: &str) -> Vec<String> {
    let mut apart = String::with_capacity(head.len() + 8);
    let mut last = ' ';
    for c in head.chars() {
        if last.is_lowercase() && c.is_uppercase() || last.is_numeric() != c.is_numeric() {
            apart.push(' ');
        }
        apart.push(if c.is_alphanumeric() { c } else { ' ' });
        last = c;
    }
    fold(&apart).split_whitespace().map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(head: &str, expect: &str) {
        let read = read(head).map(|head| {
            let label = if head.label.is_empty() { String::new() } else { format!(" {}", head.label) };
            let number = if head.number == 1 { String::new() } else { format!(" {}", head.number) };
            format!("{:?}{label}{number}", head.meaning)
        });
        assert_eq!(read.as_deref().unwrap_or("-"), expect, "{head:?}");
    }

    #[test]
    fn heads_are_known_in_both_languages() {
        for (head, expect) in [
            ("Name", "Name"),
            ("FULL NAME", "Name"),
            ("firstName", "Given"),
            ("Nachname", "Family"),
            ("Straße", "Address(Street)"),
            ("STRASSE", "Address(Street)"),
            ("Strasse geschäftlich 2", "Address(Street) work 2"),
            ("Business Street 3", "Address(Street) work 3"),
            ("Home Address PO Box", "Address(PostBox) home"),
            ("Address 1 - Extended Address", "Address(Extended)"),
            ("Address 2 - Formatted", "Address(Full) 2"),
            ("Mailing Zip/Postal Code", "Address(Postcode)"),
            ("Postleitzahl privat", "Address(Postcode) home"),
            ("Land/Region geschäftlich", "Address(Country) work"),
            ("street_2", "Address(Street) 2"),
            ("E-Mail", "Mail"),
            ("eMail", "Mail"),
            ("E-mail 2 - Value", "Mail 2"),
            ("E-mail 2 - Type", "Label(Mail) 2"),
            ("E-mail 1 - Label", "Label(Mail)"),
            ("email_label", "Label(Mail)"),
            ("email_2_label", "Label(Mail) 2"),
            ("E-mail 2 Address", "Mail 2"),
            ("E-Mail 2: Adresse", "Mail 2"),
            ("E-Mail-Typ", "Label(Mail)"),
            ("Mail geschäftlich", "Mail work"),
            ("Work Email", "Mail work"),
            ("Phone 1 - Value", "Phone"),
            ("Telefon (privat 2)", "Phone home 2"),
            ("Telefon geschäftlich", "Phone work"),
            ("Business Fax", "Phone work fax"),
            ("Fax", "Phone fax"),
            ("Handy privat", "Phone home mobile"),
            ("Mobile Phone", "Phone mobile"),
            ("Telefon mobil", "Phone mobile"),
            ("Weiteres Telefon", "Phone other"),
            ("Person - Phone - Work", "Phone work"),
            ("Organization 1 - Title", "Role"),
            ("Organization - Name", "Company"),
            ("Contact owner", "Owner"),
            ("LinkedIn URL", "Web linkedin"),
            ("Website 1 - Value", "Web web"),
            ("Last Contacted", "LastContact"),
            ("Letzter Kontakt", "LastContact"),
            ("du/Sie", "Form"),
            ("ABC-Klasse", "Tier"),
            ("Kunden-Nr.", "Id"),
            ("Custom Field 2 - Label", "Label(Named) 2"),
            ("field:VIP seit", "Free"),
            ("Lieblingsfarbe", "-"),
            ("Business", "-"),
            ("", "-"),
            ("2", "-"),
        ] {
            check(head, expect);
        }
    }

    #[test]
    fn labels_are_read() {
        for (text, expect) in [
            ("* Work", "work"),
            ("Work Fax", "work fax"),
            ("geschäftlich", "work"),
            ("SMTP", ""),
            ("Büro Süd", "Büro Süd"),
            ("", ""),
        ] {
            assert_eq!(label(text), expect, "{text:?}");
        }
    }
}
