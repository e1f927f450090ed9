//! What goes out comes back: contacts and companies as vCards of both versions and as tables, everything as JSON.

use std::collections::{BTreeMap, HashSet};
use std::convert::Infallible;

use chrono::{Days, FixedOffset, NaiveDate, NaiveTime, TimeZone};
use proptest::prelude::*;
use touchbase::domain::agenda_mark::{AgendaMark, Snooze};
use touchbase::domain::birthday::Birthday;
use touchbase::domain::book::Book;
use touchbase::domain::cadence::{Cadence, Span};
use touchbase::domain::change::Change;
use touchbase::domain::company::Company;
use touchbase::domain::consent::{Consent, ConsentState, Purpose};
use touchbase::domain::contact::{
    Address, AddressForm, Channel, Contact, DoNotContact, ForeignId, Job, Labelled, NameParts, Referrer, Stage, Tier,
};
use touchbase::domain::feedback::{Feedback, FeedbackKind, FeedbackState};
use touchbase::domain::follow_up::{FollowUp, FollowUpState, Recurs};
use touchbase::domain::id::Ids;
use touchbase::domain::interaction::{Direction, Interaction, Kind, Outcome, Participant};
use touchbase::domain::record::{Record, RecordId};
use touchbase::formats::json::{self, Document, Known, Plan};
use touchbase::formats::spreadsheet::{Shape, Style, Table};
use touchbase::formats::vcard::version;
use touchbase::formats::vcard::write::{self, Version};
use unicode_normalization::UnicodeNormalization;

use crate::kept::Kept;

/// Characters with which something may go wrong.
const ODD: &[char] = &[
    'a', 'B', 'z', '0', '7', ' ', ' ', ',', ';', ':', '\\', '"', '\'', '=', '+', '-', '@', '#', '^', '|', '/', '(',
    ')', '<', '&', 'n', 'ä', 'ß', 'é', '字', '🔧', '\u{301}', '\u{200d}',
];

/// With what a value may begin that a reader could take for something else: guards of spreadsheets, quotes, signs.
const LEADS: &[&str] = &["", "", "'", "''", "'=", "'+", "=", "=\"", "\"", "-", "@", "\\n", "#", "\"=\"\""];

fn lead() -> impl Strategy<Value = &'static str> {
    prop::sample::select(LEADS)
}

/// Text as it is kept, on one line; may be empty.
fn line() -> impl Strategy<Value = String> {
    prop_oneof![
        1 => (lead(), prop::sample::select(LEADS)).prop_map(|(lead, end)| on_line(format!("{lead}x{end}"))),
        1 => Just(String::new()),
        4 => prop::collection::vec(prop::sample::select(ODD), 0..24).prop_map(|chars| on_line(chars.into_iter().collect())),
        1 => (prop::sample::select(ODD), 60..200usize).prop_map(|(c, times)| on_line(c.to_string().repeat(times))),
    ]
}

fn on_line(text: String) -> String {
    let text: String = text.nfc().collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Text of several lines.
fn lines() -> impl Strategy<Value = String> {
    const BETWEEN: &[&str] = &["\n", "\n", "\n\n\n", "\n  ", "\n\t- ", " \n", "\t", "  "];
    (prop::collection::vec(line(), 0..5), prop::sample::select(BETWEEN))
        .prop_map(|(lines, between)| lines.join(between).trim().to_owned())
}

fn label() -> impl Strategy<Value = String> {
    const USUAL: &[&str] =
        &["", "work", "home", "mobile", "work mobile", "home fax", "web", "linkedin", "Büro, Süd; 1"];
    prop_oneof![3 => prop::sample::select(USUAL).prop_map(str::to_owned), 1 => line()]
}

fn day() -> impl Strategy<Value = NaiveDate> {
    (0..20_000u64).prop_map(|days| NaiveDate::from_ymd_opt(1971, 1, 2).unwrap() + Days::new(days))
}

/// Values that differ, each with a label.
fn labelled(value: fn(usize, &str) -> String) -> impl Strategy<Value = Vec<Labelled>> {
    prop::collection::vec((label(), line()), 0..4).prop_map(move |all| {
        all.into_iter().enumerate().map(|(n, (label, odd))| Labelled::new(label, on_line(value(n, &odd)))).collect()
    })
}

fn mail(n: usize, odd: &str) -> String {
    format!("m{n}{odd}@x.example")
}

fn phone(n: usize, odd: &str) -> String {
    format!("+49 {}{odd}", 3000 + n).trim().to_owned()
}

fn handle(n: usize, odd: &str) -> String {
    match odd.len() % 3 {
        0 => format!("https://h{n}.example/{odd}"),
        1 => format!("h{n}_x.y"),
        _ => format!("h{n} {odd}"),
    }
}

fn addresses() -> impl Strategy<Value = Vec<Address>> {
    prop::collection::vec((label(), prop::array::uniform7(line())), 0..3).prop_map(|all| {
        let of = |(n, (label, parts)): (usize, (String, [String; 7]))| {
            let [post_box, extended, street, city, region, postcode, country] = parts;
            let street = on_line(format!("{} {street}", ["Aaa", "Bbb", "Ccc"][n]));
            Address { label, post_box, extended, street, city, region, postcode, country }
        };
        all.into_iter().enumerate().map(of).collect()
    })
}

fn tags() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(line(), 0..4)
        .prop_map(|all| all.into_iter().enumerate().map(|(n, odd)| on_line(format!("t{n}{odd}"))).collect())
}

fn free() -> impl Strategy<Value = BTreeMap<String, String>> {
    let silent = any::<bool>().prop_map(|is| is.then(|| ("Priority".to_owned(), "Normal".to_owned())));
    (prop::collection::vec((line(), lines()), 0..3), silent).prop_map(|(all, silent)| {
        // Names are short: a table has them as heads.
        let short = |name: String| name.chars().take(20).collect::<String>();
        let named = |(n, (name, value)): (usize, (String, String))| (on_line(format!("f{n}{}", short(name))), value);
        all.into_iter().enumerate().map(named).filter(|(_, value)| !value.is_empty()).chain(silent).collect()
    })
}

fn birthday() -> impl Strategy<Value = Birthday> {
    (day(), any::<bool>()).prop_map(|(day, year)| {
        use chrono::Datelike;
        Birthday::new(year.then_some(day.year()), day.month(), day.day()).unwrap()
    })
}

/// Properties that another program's card held.
fn foreign() -> impl Strategy<Value = Vec<String>> {
    let one = |odd: String| {
        vec![
            format!("X-FOO;A=b;TYPE=\"x;y\":v{odd}"),
            format!("item1.X-ABDATE;TYPE=pref:2011-05-01{odd}\nitem1.X-ABLabel:_$!<Anniversary>!$_"),
            format!("PHOTO;ENCODING=b;TYPE=JPEG:{}==", "QUJD".repeat(odd.len() + 20)),
            "RELATED;TYPE=friend:urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6".to_owned(),
            format!("X-QUOTED;ENCODING=QUOTED-PRINTABLE:{}", "=C3=BC".repeat(20)),
            // No address has such a type: it is none of theirs.
            "LABEL;X-STORE:Hof 3".to_owned(),
        ]
    };
    (line(), prop::sample::subsequence(vec![0, 1, 2, 3, 4, 5], 0..5)).prop_map(move |(odd, chosen)| {
        let all = one(odd.trim().to_owned());
        chosen.into_iter().map(|n| all[n].trim_end().to_owned()).collect()
    })
}

/// Present jobs, several at one company too, and past ones behind them; companies by number.
fn jobs() -> impl Strategy<Value = Vec<(Option<usize>, Job)>> {
    let one = (prop::option::of(0..3usize), line(), line(), prop::option::of(day()), prop::option::of(day()));
    prop::collection::vec(one, 0..4).prop_map(|all| {
        type One = (Option<usize>, String, String, Option<NaiveDate>, Option<NaiveDate>);
        let of = |(n, (company, role, department, from, to)): (usize, One)| {
            let to = to.map(|to| from.map_or(to, |from| from.max(to)));
            let role = on_line(format!("r{n}{role}"));
            (company, Job { company: None, role, department, from, to })
        };
        let mut jobs: Vec<_> = all.into_iter().enumerate().map(of).collect();
        jobs.sort_by_key(|(_, job)| job.to.is_some());
        jobs
    })
}

prop_compose! {
    fn names()(
        (given, middle, family, suffix, nickname) in (line(), line(), line(), line(), line()),
        salutation in prop_oneof![Just("Frau".to_owned()), Just("Sehr geehrter".to_owned()), line()],
        honorific in prop_oneof![Just("Dr.".to_owned()), Just("Mr. Prof.".to_owned()), line()],
    ) -> (String, NameParts) {
        (salutation, NameParts { honorific, given, middle, family, suffix, nickname })
    }
}

/// As other programs know a record.
fn foreign_ids(uid: bool, odd: &str) -> Vec<ForeignId> {
    let of = |(source, value): (&str, String)| ForeignId { source: source.into(), value };
    let all =
        [("uid", odd.to_owned()), ("crm", odd.to_owned()), ("crm", format!("2{odd}")), ("Old, CRM", "7".to_owned())];
    all.into_iter().map(of).skip(usize::from(!uid)).take(odd.len() % 5).collect()
}

prop_compose! {
    fn contact()(
        name in line(),
        (salutation, name_parts) in names(),
        (mails, phones, addresses, handles) in (labelled(mail), labelled(phone), addresses(), labelled(handle)),
        (birthday, tags, notes, fields, foreign) in (prop::option::of(birthday()), tags(), lines(), free(), foreign()),
        jobs in jobs(),
        (owner, source, referrer, language) in (line(), line(), line(), prop_oneof![line(), Just("de-CH".to_owned())]),
        (form, channel) in (
            prop::option::of(prop::sample::select(vec![AddressForm::Du, AddressForm::Sie])),
            prop::option::of(prop::sample::select(Channel::ALL.to_vec())),
        ),
        (tier, stage) in (
            prop::option::of(prop::sample::select(Tier::ALL.to_vec())),
            prop::option::of(prop::sample::select(Stage::ALL.to_vec())),
        ),
        cadence in prop_oneof![
            Just(Cadence::ByTier), Just(Cadence::Never), (1..999u16).prop_map(|n| Cadence::Every(Span::weeks(n))),
        ],
        do_not_contact in prop::option::of(
            (prop::option::of(day()), line()).prop_map(|(until, reason)| DoNotContact { until, reason })
        ),
        (added, archived, uid, crm) in (day(), any::<bool>(), any::<bool>(), line()),
    ) -> (Contact, Vec<Option<usize>>) {
        let mut ids = Ids::seeded(1, 1);
        let (companies, jobs) = jobs.into_iter().unzip();
        let contact = Contact {
            name, name_parts, salutation, address_form: form, jobs, mails, phones, addresses, handles, birthday,
            language, preferred_channel: channel, tier, stage, tags, cadence, do_not_contact, owner, source, notes,
            fields, archived, foreign,
            referred_by: (!referrer.is_empty()).then_some(Referrer::Name(referrer)),
            ids: foreign_ids(uid, &crm),
            ..Contact::new(ids.draw(), "", added)
        };
        (contact, companies)
    }
}

prop_compose! {
    fn company()(
        (name, industry, size, web) in (line(), line(), line(), prop_oneof![Just("https://x.example".to_owned()), line()]),
        (mails, phones, addresses, tags) in (labelled(mail), labelled(phone), addresses(), tags()),
        (tier, notes, fields, foreign) in (
            prop::option::of(prop::sample::select(Tier::ALL.to_vec())), lines(), free(), foreign(),
        ),
        (added, archived) in (day(), any::<bool>()),
    ) -> Company {
        let id = Ids::seeded(1, 1).draw();
        // Nothing but semicolons is an empty value in a vCard.
        let web = web.replace('\\', "/").replace(';', ",");
        Company {
            industry, size, web, mails, phones, addresses, tags, tier, notes, foreign, fields, archived,
            ..Company::new(id, name, added)
        }
    }
}

/// People, each of another name, and companies that may be called alike, as they stand in a book.
#[derive(Debug, Clone)]
pub struct Town {
    pub contacts: Vec<Contact>,
    pub companies: Vec<Company>,
}

pub fn town() -> impl Strategy<Value = Town> {
    let referrers = prop::collection::vec(prop::option::of(0..4usize), 4);
    let people = prop::collection::vec(contact(), 1..4);
    let leads = prop::collection::vec(lead(), 7);
    // What stands behind the first one's name in the others', where they are called alike.
    let alike =
        prop::sample::select(vec![None, None, Some(["", "", ""]), Some(["", " GmbH", " AG"]), Some([" GmbH", "", ""])]);
    let companies = prop::collection::vec(company(), 3);
    (people, companies, referrers, leads, alike).prop_map(|(people, companies, referrers, leads, alike)| {
        let mut ids = Ids::seeded(1_700_000_000_000, 11);
        let mut companies: Vec<Company> = companies;
        for (n, company) in companies.iter_mut().enumerate() {
            company.id = ids.draw();
            company.name = on_line(format!("{}{} {}", leads[n], ["Atelier", "Betrieb", "Concern"][n], company.name));
        }
        if let Some(forms) = alike {
            let name = companies[0].name.clone();
            companies.iter_mut().zip(forms).for_each(|(company, form)| company.name = format!("{name}{form}"));
        }
        let of = |(n, (mut contact, at)): (usize, (Contact, Vec<Option<usize>>))| {
            contact.id = ids.draw();
            contact.name =
                on_line(format!("{}{} {}", leads[n + 3], ["Anna", "Berta", "Carla", "Dora"][n], contact.name));
            contact.ids.iter_mut().for_each(|id| id.value = on_line(format!("x-{n}{}", id.value)));
            contact.mails.iter_mut().for_each(|mail| mail.value.insert_str(0, &format!("p{n}")));
            for (job, company) in contact.jobs.iter_mut().zip(at) {
                job.company = company.map(|at| companies[at].id);
            }
            contact
        };
        let mut contacts: Vec<Contact> = people.into_iter().enumerate().map(of).collect();
        let of_people: Vec<_> = contacts.iter().map(|contact| contact.id).collect();
        for (n, (contact, referrer)) in contacts.iter_mut().zip(referrers).enumerate() {
            if let Some(id) = referrer.filter(|at| *at != n).and_then(|at| of_people.get(at)) {
                contact.referred_by = Some(Referrer::Contact(*id));
            }
        }
        Town { contacts, companies }
    })
}

impl Town {
    /// As a version has it: what no field holds may be written in another way there.
    fn in_version(mut self, version: Version) -> Self {
        let all = self.contacts.iter_mut().map(|one| &mut one.foreign);
        for entry in all.chain(self.companies.iter_mut().map(|one| &mut one.foreign)).flatten() {
            // What belongs to no address is read as it was in 3.0.
            let version = if entry.starts_with("LABEL") { Version::V3 } else { version };
            *entry = version::lines(entry, version).join("\n");
        }
        self
    }

    pub fn book(&self) -> Book {
        let mut book = Book::default();
        self.companies.iter().for_each(|company| book.apply(&Change::create(company.clone())));
        self.contacts.iter().for_each(|contact| book.apply(&Change::create(contact.clone())));
        book
    }

    pub fn cards(&self, version: Version) -> String {
        let book = self.book();
        let contacts = self.contacts.iter().map(|one| write::contact(version, &book, one));
        self.companies.iter().map(|one| write::company(version, one)).chain(contacts).collect()
    }

    fn table(&self, style: Style) -> Vec<u8> {
        let (book, mut shape, mut out) = (self.book(), Shape::default(), Vec::new());
        self.contacts.iter().for_each(|one| shape.contact(one));
        self.companies.iter().for_each(|one| shape.company(one));
        let mut table = Table::begin(&mut out, style, &shape).unwrap();
        self.companies.iter().for_each(|one| table.company(&book, one).unwrap());
        self.contacts.iter().for_each(|one| table.contact(&book, one).unwrap());
        table.end().unwrap();
        out
    }
}

/// The ids of other programs, in one order: each kind of file puts them in its own.
fn elsewhere(ids: &[ForeignId]) -> Vec<ForeignId> {
    let is_ours = |id: &&ForeignId| uuid::Uuid::try_parse(&id.value).is_ok() || (id.is_own() && !id.is_merged());
    let mut ids: Vec<ForeignId> = ids.iter().filter(|id| !is_ours(id)).cloned().collect();
    ids.sort_by(|a, b| (&a.source, &a.value).cmp(&(&b.source, &b.value)));
    ids
}

/// A contact with the companies of their jobs and who recommended them by name, and with the ids of other programs only.
fn told(contact: &Contact, book: &Book) -> (Contact, Vec<String>) {
    let mut contact = contact.clone();
    contact.id = Ids::seeded(1, 1).draw();
    contact.ids = elsewhere(&contact.ids);
    if let Some(Referrer::Contact(id)) = contact.referred_by {
        contact.referred_by = Some(Referrer::Name(format!("the contact {}", book.contact(id).unwrap().name)));
    }
    let name = |job: &mut Job| job.company.take().map_or(String::new(), |id| book.company(id).unwrap().name.clone());
    let companies = contact.jobs.iter_mut().map(name).collect();
    (contact, companies)
}

/// What isn't compared of a contact, and of a company.
type Dropped = (fn(&mut Contact), fn(&mut Company));

/// What a file brings into an empty book is what it was made of, but for what `drop` takes away on both sides.
fn comes_back(town: &Town, file: &[u8], drop: Dropped) {
    let mut kept = Kept::default();
    let plan = kept.import(file);
    assert_eq!((&plan.refused[..], &plan.cleaned[..]), (&[][..], &[][..]));
    let people = |book: &Book, contacts: Vec<&Contact>| -> BTreeMap<String, (Contact, Vec<String>)> {
        let of = |contact: &Contact| {
            let (mut contact, companies) = told(contact, book);
            drop.0(&mut contact);
            contact.imported.clear();
            (contact.name.clone(), (contact, companies))
        };
        contacts.into_iter().map(of).collect()
    };
    let expect = people(&town.book(), town.contacts.iter().collect());
    same(&people(kept.book(), kept.people().collect()), &expect);
    let bare = |company: &Company| {
        let mut company = company.clone();
        company.id = Ids::seeded(1, 1).draw();
        company.ids = elsewhere(&company.ids);
        company.imported.clear();
        drop.1(&mut company);
        // Two may have one name.
        (format!("{company:?}"), company)
    };
    let expect: BTreeMap<String, Company> = town.companies.iter().map(bare).collect();
    same(&kept.book().companies().map(bare).collect(), &expect);
}

/// Shows only where two things differ: whole they would fill pages.
fn same<T: std::fmt::Debug + PartialEq>(got: &T, expect: &T) {
    if got != expect {
        let (got, expect) = (format!("{got:#?}"), format!("{expect:#?}"));
        let (at, (got, expect)) = got.lines().zip(expect.lines()).enumerate().find(|(_, (a, b))| a != b).unwrap();
        panic!("line {at}: {got}\ninstead of {expect}");
    }
}

/// Properties whose value is text, with the signs that may stand unescaped in it.
const TEXTS: &[(&str, &str)] = &[
    ("FN", ""),
    ("N", ";"),
    ("NICKNAME", ""),
    ("ORG", ";"),
    ("TITLE", ""),
    ("NOTE", ""),
    ("CATEGORIES", ","),
    ("ADR", ";"),
];

/// Holds a card to the grammar of RFC 2426 and RFC 6350 by hand.
fn is_well_formed(cards: &str, version: Version) {
    assert!(cards.ends_with("\r\n"));
    for line in cards.trim_end_matches("\r\n").split("\r\n") {
        assert!(line.len() <= 75 && !line.is_empty(), "{line:?} is too long, or empty");
        assert!(line.chars().all(|c| !c.is_control() || c == '\t'), "{line:?}");
    }
    let whole = cards.replace("\r\n ", "");
    for card in whole.split_inclusive("END:VCARD\r\n") {
        let lines: Vec<&str> = card.trim_end().split("\r\n").collect();
        let number = if version == Version::V3 { "VERSION:3.0" } else { "VERSION:4.0" };
        assert_eq!((lines[0], lines[1], lines[lines.len() - 1]), ("BEGIN:VCARD", number, "END:VCARD"));
        let mut count: BTreeMap<String, usize> = BTreeMap::new();
        for line in &lines {
            let mut quoted = false;
            let colon = line.find(|c| {
                quoted ^= c == '"';
                c == ':' && !quoted
            });
            let (head, value) = line.split_at(colon.unwrap_or_else(|| panic!("{line:?} has no value")));
            let name = head.split(';').next().unwrap().rsplit('.').next().unwrap();
            assert!(name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') && !name.is_empty(), "{line:?}");
            *count.entry(name.to_uppercase()).or_default() += 1;
            has_sound_params(head, version);
            let Some((_, free)) = TEXTS.iter().find(|(text, _)| *text == name) else { continue };
            let mut chars = value[1..].chars();
            while let Some(c) = chars.next() {
                match c {
                    '\\' => assert!(matches!(chars.next(), Some('\\' | 'n' | ',' | ';')), "{line:?}"),
                    ',' | ';' => assert!(free.contains(c), "{line:?} has a bare {c:?}"),
                    _ => {}
                }
            }
        }
        let times = |name: &str| count.get(name).copied().unwrap_or_default();
        for once in ["FN", "UID", "PRODID", "VERSION"] {
            assert_eq!(times(once), 1, "{once} in {card}");
        }
        assert!(times("BDAY") <= 1 && times("N") <= 1 && times("KIND") <= 1, "{card}");
        assert!(version == Version::V4 || times("N") == 1, "3.0 wants N");
    }
}

/// Each parameter has a name and a value, and none is of another version. In 4.0 no property that it gave up stands either.
fn has_sound_params(head: &str, version: Version) {
    let mut quoted = false;
    let mut parts = head.split(|c| {
        quoted ^= c == '"';
        c == ';' && !quoted
    });
    let name = parts.next().unwrap();
    for param in parts {
        let (key, value) = param.split_once('=').unwrap_or_else(|| panic!("{param:?} of {head:?} has no value"));
        let (key, value) = (key.to_uppercase(), value.to_lowercase());
        assert!(key != "CHARSET" && (key != "ENCODING" || value == "b"), "{head:?}");
        let is_old = key == "TYPE" && value == "pref" || key == "ENCODING" && !name.contains("X-");
        assert!(version == Version::V3 || !is_old, "{head:?}");
    }
    let gone = ["AGENT", "CLASS", "LABEL", "MAILER", "NAME", "PROFILE", "SORT-STRING"];
    assert!(version == Version::V3 || !gone.contains(&name), "{head:?}");
}

/// What a table has no column for.
fn not_in_a_table(contact: &mut Contact) {
    contact.foreign.clear();
}

/// A book in which everything has happened, as its records stand in it.
fn everything() -> impl Strategy<Value = Vec<Record>> {
    let happened = (0..7usize, prop::sample::subsequence(vec![0, 1, 2], 1..4), day(), lines(), line(), any::<bool>());
    (town(), prop::collection::vec(happened, 0..12)).prop_map(|(town, happened)| {
        let mut ids = Ids::seeded(1_800_000_000_000, 5);
        let mut records: Vec<Record> = town.companies.iter().cloned().map(Record::from).collect();
        records.extend(town.contacts.iter().cloned().map(Record::from));
        let mut marked = HashSet::new();
        for (kind, who, day, text, word, flag) in happened {
            let people: Vec<&Contact> = who.iter().filter_map(|at| town.contacts.get(*at)).collect();
            let Some(first) = people.first() else { continue };
            let company = first.company();
            let at = day.and_time(NaiveTime::from_hms_opt(9, 30, 0).unwrap());
            let at =
                FixedOffset::east_opt(if flag { 3600 } else { -12_600 }).unwrap().from_local_datetime(&at).unwrap();
            records.push(match kind {
                0..=2 => Interaction {
                    id: ids.draw(),
                    at,
                    time_known: flag,
                    with: people.iter().map(|one| Participant { contact: one.id, company: one.company() }).collect(),
                    kind: Kind::ALL[text.len() % 10],
                    direction: flag.then_some(Direction::In),
                    outcome: if flag { Outcome::LeftMessage } else { Outcome::Reached },
                    minutes: flag.then_some(25),
                    text,
                    topics: vec![word],
                    purpose: None,
                    worth: String::new(),
                    automatic: flag,
                    pinned: !flag,
                    source_id: String::new(),
                }
                .into(),
                3 => FollowUp {
                    id: ids.draw(),
                    contact: first.id,
                    title: word,
                    due: day,
                    time: flag.then(|| NaiveTime::from_hms_opt(14, 30, 0).unwrap()),
                    made: day,
                    from: None,
                    about: None,
                    recurs: flag.then_some(Recurs::Every { span: Span::months(3), anchor: day }),
                    state: if flag { FollowUpState::Open } else { FollowUpState::Cancelled },
                    closed: (!flag).then_some(day),
                    closed_by: None,
                    after: None,
                    snoozed_until: flag.then_some(day),
                    source_id: String::new(),
                }
                .into(),
                4 => Feedback {
                    company,
                    score: flag.then_some(3),
                    topic: word,
                    state: if flag { FeedbackState::Open } else { FeedbackState::Resolved },
                    ..Feedback::new(ids.draw(), first.id, FeedbackKind::Complaint, format!("x{text}"), day)
                }
                .into(),
                5 => Consent {
                    id: ids.draw(),
                    contact: first.id,
                    channel: Channel::Mail,
                    purpose: flag.then_some(Purpose::Marketing),
                    state: if flag { ConsentState::Given } else { ConsentState::Withdrawn },
                    day,
                    how: word,
                    proof: text,
                }
                .into(),
                _ if marked.insert(first.id) => AgendaMark {
                    off_until: Some(day),
                    retry: Some(Snooze { until: day, set: at }),
                    ..AgendaMark::new(first.id)
                }
                .into(),
                _ => continue,
            });
        }
        records
    })
}

fn document(records: &[Record]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut document = Document::begin(&mut out).unwrap();
    for kind in json::ORDER {
        document.list(kind).unwrap();
        records.iter().filter(|one| one.kind() == kind).for_each(|one| document.record(one).unwrap());
    }
    document.end().unwrap();
    out
}

/// Plans the import of a document into a place where `there` is.
fn plan_into(document: &[u8], there: &[Record]) -> (Plan, Vec<Record>) {
    let mut book = Book::default();
    there.iter().for_each(|one| book.apply(&Change::create(one.clone())));
    let file = json::read(document).unwrap();
    let full = |id: RecordId| -> Result<_, Infallible> { Ok(there.iter().find(|one| one.id() == id).cloned()) };
    let plan = json::plan(&file, &Known::of(&book), &full).unwrap();
    let created = plan.changes::<Infallible>(&file).map(|change| change.unwrap().after.unwrap()).collect();
    (plan, created)
}

/// An interaction that was given to somebody else here stays theirs, though the document knows of them nothing.
#[test]
fn what_is_at_another_by_now_stays_there() {
    let mut ids = Ids::seeded(1_700_000_000_000, 3);
    let day: NaiveDate = "2026-11-21".parse().unwrap();
    let (gone, here) = (Contact::new(ids.draw(), "Gone", day), Contact::new(ids.draw(), "Here", day));
    let before: Interaction = serde_json::from_value(serde_json::json!({
        "id": gone.id, "at": "2026-11-20T10:00:00Z", "time_known": true, "with": [{"contact": gone.id}], "kind": "call",
        "text": "offer",
    }))
    .unwrap();
    let after = Interaction { with: vec![Participant { contact: here.id, company: None }], ..before.clone() };
    let (plan, created) = plan_into(&document(&[gone.clone().into(), before.into()]), &[here.into(), after.into()]);
    assert_eq!((created, plan.kept.len()), (vec![Record::from(gone)], 1));
    assert_eq!(plan.kept[0].name, "offer");
}

/// Of a company that was merged into another here no empty double comes back; whoever was there is at the other.
#[test]
fn merged_companies_stay_merged() {
    let mut ids = Ids::seeded(1_700_000_000_000, 4);
    let day: NaiveDate = "2026-11-21".parse().unwrap();
    let gone = Company::new(ids.draw(), "Bau Kaiser", day);
    let into = Company::new(ids.draw(), "Kaiser Bau", day);
    let mut anna = Contact::new(ids.draw(), "Anna", day);
    anna.jobs.push(Job { company: Some(gone.id), ..Job::default() });
    let mut merged = into.clone();
    merged.remember(&gone);
    let old = document(&[gone.into(), into.clone().into(), anna.clone().into()]);
    let (plan, created) = plan_into(&old, &[merged.clone().into()]);
    anna.jobs[0].company = Some(into.id);
    assert_eq!((created, plan.kept.len()), (vec![Record::from(anna.clone())], 2));
    let (plan, created) = plan_into(&old, &[merged.into(), anna.into()]);
    assert_eq!((plan.unchanged, created.len(), plan.kept.len()), (1, 0, 2));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn vcards_come_back(town in town(), version in prop::sample::select(vec![Version::V3, Version::V4])) {
        let cards = town.cards(version);
        is_well_formed(&cards, version);
        comes_back(&town.in_version(version), cards.as_bytes(), (|_| {}, |_| {}));
    }

    #[test]
    fn tables_come_back(town in town(), separator in prop::sample::select(vec![b',', b';']), guarded in any::<bool>()) {
        let table = town.table(Style { separator, guarded });
        comes_back(&town, &table, (not_in_a_table, |company| company.foreign.clear()));
    }

    #[test]
    fn documents_come_back(records in everything()) {
        let document = document(&records);
        let (plan, created) = plan_into(&document, &[]);
        prop_assert_eq!((&plan.kept[..], &plan.refused[..]), (&[][..], &[][..]));
        same(&created, &sorted(&records));
        let (plan, created) = plan_into(&document, &records);
        prop_assert_eq!((plan.unchanged, created.len(), plan.kept.len(), plan.refused.len()), (records.len(), 0, 0, 0));
    }

    /// Whatever is cut off or changed, what comes in is what was there, or nothing.
    #[test]
    fn damaged_documents_do_no_harm(records in everything(), at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let mut document = document(&records);
        // Without its last line end it is whole.
        let place = at.index(document.trim_ascii_end().len());
        prop_assert!(json::read(&document[..place]).is_err(), "a cut document is read");
        document[place] = byte;
        if let Ok(file) = json::read(&document) {
            let known = Known::default();
            let plan = json::plan(&file, &known, &|_| Ok::<_, Infallible>(None)).unwrap();
            prop_assert_eq!(plan.created.len() + plan.refused.len(), file.len());
        }
    }
}

/// In the order in which they come in.
fn sorted(records: &[Record]) -> Vec<Record> {
    let of_kind = |kind| records.iter().filter(move |one| one.kind() == kind).cloned();
    json::ORDER.into_iter().flat_map(of_kind).collect()
}
