//! What columns are called, in English and German: the heads that address books, mail programs and spreadsheets write, and
//! touchbase's own. Compared folded and without what stands between words, so "E-Mail" is "email" and "Straße" is "Strasse".

mod entries;
mod heads;

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use self::entries::{ENTRIES, OF_ENTRIES};
use self::heads::HEADS;
use super::meaning::{Meaning, Of};
use crate::domain::search::fold;

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
            "gesch",
            "geschäftl",
            "dienstlich",
            "dienstl",
            "beruflich",
            "Arbeit",
            "Büro",
            "Firma",
        ],
    ),
    ("home", &["home", "private", "personal", "privat", "private", "priv", "zuhause"]),
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
const WHOSE: &[&str] = &[
    "contact",
    "person",
    "kontakt",
    "kunde",
    "kunden",
    "lead",
    "customer",
    "organization",
    "ansprechpartner",
    "ansprechperson",
    "kontaktperson",
    "ap",
];

/// The same behind a head: "Telefon Ansprechpartner".
const OF_WHOM: &[&str] = &["ansprechpartner", "ansprechperson", "kontaktperson", "ap", "kontakt", "kunde", "contact"];

/// What stands in brackets behind a head and says nothing about what its values are: "Geburtstag (TT.MM.JJJJ)".
const ASIDE: &[&str] = &[
    "datum",
    "date",
    "ttmmjjjj",
    "ddmmyyyy",
    "mmddyyyy",
    "yyyymmdd",
    "jjjjmmtt",
    "ddmm",
    "ttmm",
    "iso",
    "optional",
    "required",
    "pflichtfeld",
    "pflicht",
    "festnetz",
    "landline",
];

/// What stands between two heads in one: "Firma / Company name".
const BETWEEN: [&str; 7] = ["/", "|", "&", "+", " und ", " oder ", " or "];

/// What our own heads of ids elsewhere begin with; behind it stands the source.
pub const IDS: &str = "ids.";

/// The last of our own heads in a table without guards: its cells mean what stands in them, a `'` before a `=` too. Nothing stands
/// below it.
pub const RAW: &str = "raw";

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
        HEADS.iter().flat_map(|(meaning, label, heads)| heads.split("; ").map(|head| (key(head), (*meaning, *label))));
    let mut all: HashMap<String, (Meaning, &'static str)> = HashMap::new();
    heads.for_each(|(key, head)| _ = all.entry(key).or_insert(head));
    all
});

static ENTRY_BY_KEY: LazyLock<HashMap<String, Meaning>> = LazyLock::new(|| {
    let heads = ENTRIES.iter().flat_map(|(meaning, heads)| heads.iter().map(|head| (key(head), *meaning)));
    let mut all: HashMap<String, Meaning> = HashMap::new();
    heads.for_each(|(key, meaning)| _ = all.entry(key).or_insert(meaning));
    all
});

static OF_ENTRY_KEYS: LazyLock<HashSet<String>> = LazyLock::new(|| OF_ENTRIES.iter().map(|word| key(word)).collect());

static LABEL_OF: LazyLock<HashMap<String, &'static str>> =
    LazyLock::new(|| LABELS.iter().flat_map(|(label, words)| words.iter().map(|word| (key(word), *label))).collect());

static SILENT_KEYS: LazyLock<HashSet<String>> = LazyLock::new(|| SILENT.iter().map(|word| key(word)).collect());

/// What a column of this head holds; `None` if no such head is known.
pub fn read(head: &str) -> Option<Head> {
    let head = without_zone(head.trim());
    for begin in ["field:", "field.", "feld."] {
        if head.get(..begin.len()).is_some_and(|start| start.eq_ignore_ascii_case(begin)) {
            return Some(Head { meaning: Meaning::Free, label: String::new(), number: 1 });
        }
    }
    if head.len() > IDS.len() && head.starts_with(IDS) {
        return Some(Head { meaning: Meaning::Id, label: String::new(), number: 1 });
    }
    let all = words(head);
    if all.len() > 12 {
        return None;
    }
    let number = all.iter().filter(|word| is_number(word)).filter_map(|word| word.parse().ok()).next_back();
    let words: Vec<&str> = all.iter().filter(|word| !is_number(word)).map(String::as_str).collect();
    match meaning(&words) {
        Some((meaning, label)) => Some(Head { meaning, label, number: number.unwrap_or(1).max(1) }),
        None => without_aside(head).and_then(read).or_else(|| several(head)),
    }
}

/// A head without what stands in brackets behind it and says nothing.
fn without_aside(head: &str) -> Option<&str> {
    let (before, aside) = head.strip_suffix(')')?.rsplit_once('(')?;
    ASIDE.contains(&key(aside).as_str()).then(|| before.trim_end()).filter(|before| !before.is_empty())
}

/// Several heads in one that say the same, be it in two languages, or that make one: given and family name.
fn several(head: &str) -> Option<Head> {
    let sign = BETWEEN.into_iter().find(|sign| head.contains(sign))?;
    let parts: Vec<Head> = head.split(sign).map(|part| read(part.trim())).collect::<Option<_>>()?;
    let first = parts.first()?;
    let all = |fits: &[Meaning]| parts.iter().all(|part| fits.contains(&part.meaning));
    let meaning = match first.meaning {
        _ if parts.len() > 3 => return None,
        meaning if all(&[meaning]) => meaning,
        _ if all(&[Meaning::Given, Meaning::Middle, Meaning::Family, Meaning::Name]) => Meaning::Name,
        _ if all(&[Meaning::Title, Meaning::Role]) => Meaning::Role,
        _ if all(&[Meaning::Company, Meaning::Customer]) => Meaning::Company,
        _ => return None,
    };
    let label = parts.iter().map(|part| part.label.clone()).find(|label| !label.is_empty()).unwrap_or_default();
    Some(Head { meaning, label, number: first.number })
}

/// What a column of this head holds in a table of interactions, follow-ups or feedback: something about them, or whom it was
/// with. "Activity - Due date" is a due date, and so is "Due date".
pub fn read_entry(head: &str) -> Option<Head> {
    let all = words(without_zone(head.trim()));
    if all.len() > 12 {
        return None;
    }
    let all: Vec<&str> = all.iter().map(String::as_str).collect();
    let own = |words: &[&str]| ENTRY_BY_KEY.get(&words.concat()).copied();
    let rest = match all.split_first() {
        Some((first, rest)) if !rest.is_empty() && OF_ENTRY_KEYS.contains(*first) => Some(rest),
        _ => None,
    };
    let head_of = |meaning| Head { meaning, label: String::new(), number: 1 };
    if let Some(meaning) = own(&all).or_else(|| own(rest?)) {
        return Some(head_of(meaning));
    }
    let whom = meaning(&all).or_else(|| meaning(rest?));
    let is_whom = |meaning: Meaning| meaning.tells_who() || meaning == Meaning::Id;
    whom.filter(|(meaning, _)| is_whom(*meaning)).map(|(meaning, _)| head_of(meaning))
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
            Meaning::Mail => Some(Of::Mail),
            Meaning::Phone => Some(Of::Phone),
            Meaning::Web => Some(Of::Web),
            Meaning::Address(_) => Some(Of::Address),
            _ => None,
        };
        if let Some(of) = of {
            return Some((Meaning::Label(of), label));
        }
    }
    let labels: Vec<&str> = words.iter().filter_map(|word| label_of(word)).collect();
    let is_rest = |word: &&str| label_of(word).is_none() && !SILENT_KEYS.contains(*word);
    let rest: Vec<&str> = words.iter().copied().filter(is_rest).collect();
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
    if behind.is_empty() {
        return None;
    }
    let of_whom = || if OF_WHOM.contains(last) { meaning(before) } else { None };
    if WHOSE.contains(first) { meaning(behind) } else { of_whom() }
}

/// The label that a value's own cell says: ours where all its words are known (`* Work Fax`, `geschäftlich`), else as it stands.
pub fn label(text: &str) -> String {
    let text = text.trim().trim_start_matches("* ").trim_start_matches('*');
    let all = words(text);
    let known: Vec<&str> = all.iter().filter_map(|word| label_of(word)).collect();
    if known.len() == all.iter().filter(|word| !SILENT_KEYS.contains(*word)).count() {
        joined(known)
    } else {
        text.to_owned()
    }
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
    LABEL_OF.get(word).copied()
}

/// Without what says that it is of an entry, with which every head of some tables begins: "Activity - Deal" is "Deal".
pub fn of_entry(head: &str) -> &str {
    match head.split_once(" - ") {
        Some((first, rest)) if OF_ENTRY_KEYS.contains(&key(first)) && !rest.trim().is_empty() => rest.trim(),
        _ => head,
    }
}

/// Zones as programs write them behind a head.
const ZONES: &[&str] = &[
    "CET", "CEST", "MEZ", "MESZ", "WET", "WEST", "BST", "EET", "EEST", "EST", "EDT", "CST", "CDT", "MST", "MDT", "PST",
    "PDT",
];

/// "Last contacted (CET)" is "Last contacted": the zone says nothing about which day it was.
fn without_zone(head: &str) -> &str {
    let zone = head.rsplit_once('(').and_then(|(before, zone)| Some((before, zone.strip_suffix(')')?)));
    let is_zone = |zone: &str| ZONES.contains(&zone) || zone.starts_with("UTC") || zone.starts_with("GMT");
    zone.filter(|(before, zone)| !before.is_empty() && is_zone(zone)).map_or(head, |(before, _)| before.trim_end())
}

fn is_number(word: &str) -> bool {
    word.len() <= 2 && word.bytes().all(|b| b.is_ascii_digit())
}

/// Whether it is "Name" and no more, as companies and people may be called.
pub fn is_bare_name(head: &str) -> bool {
    ["name", "name1"].contains(&key(head).as_str())
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
            ("Last Contacted (CET)", "LastContact"),
            ("Last Activity Date (GMT+1)", "LastContact"),
            ("Telefon (ABC)", "-"),
            ("Person - Labels", "Tags"),
            ("Person - Label", "Tags"),
            ("Person - Email - Work", "Mail work"),
            ("Mobil-Tel.-Nr.", "Phone mobile"),
            ("Privat: Adresse 2", "Address(Full) home 2"),
            ("Secondary Email", "Mail"),
            ("Birth Month", "BirthMonth"),
            ("MailingPostalCode", "Address(Postcode)"),
            ("Email Opt Out", "OptOut(Mail)"),
            ("Do Not Call", "OptOut(Phone)"),
            ("Letzter Kontakt", "LastContact"),
            ("du/Sie", "Form"),
            ("ABC-Klasse", "Tier"),
            ("Kunden-Nr.", "Id"),
            ("Custom Field 2 - Label", "Label(Named) 2"),
            ("field:VIP seit", "Free"),
            ("Firma/Company name", "Company"),
            ("Firma / Name", "Company"),
            ("Kunde/Firma", "Company"),
            ("Vorname/Nachname", "Name"),
            ("Nachname, Vorname", "Name"),
            ("Name (Vorname Nachname)", "Name"),
            ("First & Last Name", "Name"),
            ("Vorname(n)", "Given"),
            ("Position/Funktion", "Role"),
            ("Titel/Position", "Role"),
            ("Notizen/Bemerkungen", "Notes"),
            ("Ort/Stadt", "Address(City)"),
            ("PLZ/Ort", "Address(PostcodeCity)"),
            ("Str./Nr.", "Address(Street)"),
            ("Land (ISO)", "Address(Country)"),
            ("Ansprechpartner", "Name"),
            ("Ansprechpartner Vorname", "Given"),
            ("Nachname Ansprechpartner", "Family"),
            ("AP Nachname", "Family"),
            ("E-Mail Ansprechpartner", "Mail"),
            ("Mobil Ansprechpartner", "Phone mobile"),
            ("Telefon Kontakt", "Phone"),
            ("Tel. gesch.", "Phone work"),
            ("Tel. priv.", "Phone home"),
            ("E-Mail dienstl.", "Mail work"),
            ("E-Mail privat", "Mail home"),
            ("Telefon geschäftlich", "Phone work"),
            ("Telefon (Festnetz)", "Phone"),
            ("Mobilfunknummer", "Phone mobile"),
            ("Kd.-Nr.", "Id"),
            ("Debitoren-Nr.", "Id"),
            ("Account Number", "Id"),
            ("Geb.-Datum (TT.MM.JJJJ)", "Birthday"),
            ("Letzter Kontakt (Datum)", "LastContact"),
            ("Zuletzt gesprochen am", "LastContact"),
            ("Date Last Contacted", "LastContact"),
            ("Besuchsrhythmus", "Rhythm"),
            ("Kundengruppe", "Tags"),
            ("Sales Rep", "Owner"),
            ("Lieblingsfarbe/Farbe", "-"),
            ("Nr.", "-"),
            ("Lieblingsfarbe", "-"),
            ("Business", "-"),
            ("", "-"),
            ("2", "-"),
        ] {
            check(head, expect);
        }
    }

    #[test]
    fn heads_of_what_happened_are_known() {
        for (head, expect) in [
            ("Activity - Due date", "Due"),
            ("Activity - Subject", "Subject"),
            ("Activity - Type", "EntryKind"),
            ("Activity - Contact person", "Name"),
            ("Activity - Organization", "Company"),
            ("Activity - ID", "EntryId"),
            ("Person - Email", "Mail"),
            ("Contact ID", "Id"),
            ("Fällig am", "Due"),
            ("Gesprächsnotiz", "Text"),
            ("Kunde", "Customer"),
            ("Deal - Title", "-"),
            ("Farbe", "-"),
        ] {
            let read = read_entry(head).map(|head| format!("{:?}", head.meaning));
            assert_eq!(read.as_deref().unwrap_or("-"), expect, "{head:?}");
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
