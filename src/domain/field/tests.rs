//! What is written reads back the same, whatever stands in the record.

use chrono::{DateTime, Days, FixedOffset, NaiveDate};
use proptest::collection::{btree_map, vec};
use proptest::option::of;
use proptest::prelude::*;

use super::*;
use crate::domain::act::Given;
use crate::domain::birthday::Birthday;
use crate::domain::book::Book;
use crate::domain::cadence::{Cadence, Span, Unit};
use crate::domain::change::Change;
use crate::domain::company::Company;
use crate::domain::contact::*;
use crate::domain::id::{CompanyId, Ids};
use crate::domain::settings::Settings;

/// Text as it stands in a field: trimmed, any letters, and often what the ways of writing use as signs.
fn text() -> impl Strategy<Value = String> {
    let signs = "[a-zA-Z0-9äß #:;,=@/()\\\\.'\"\n–-]{0,14}";
    let likely = proptest::sample::select(vec![
        "work: a",
        "label=x",
        "street=",
        "role=a; to=2",
        "2019",
        "(2019 - 2021)",
        "a @ b / c",
        "no",
        "yes: no",
        "20095 Hamburg",
        "until=",
        "mobil",
        "x, MA 02110",
        "#tag",
        "a\\",
        "name=b",
        "1600 x Ave",
    ]);
    prop_oneof![3 => signs.boxed(), 1 => any::<String>().boxed(), 1 => likely.prop_map(str::to_owned).boxed()]
        .prop_map(|text| text.trim().to_owned())
}

fn filled() -> impl Strategy<Value = String> {
    text().prop_filter("something stands there", |text| !text.is_empty())
}

fn labelled() -> impl Strategy<Value = Vec<Labelled>> {
    vec((prop_oneof![Just(String::new()), Just("work mobile".to_owned()), text()], filled()), 0..3).prop_map(|all| {
        let mut list: Vec<Labelled> = Vec::new();
        for (label, value) in all {
            // The same value twice is once.
            if !list.iter().any(|kept| kept.value.eq_ignore_ascii_case(&value)) {
                list.push(Labelled { label, value });
            }
        }
        list
    })
}

fn addresses() -> impl Strategy<Value = Vec<Address>> {
    let address = (vec(text(), 7), text()).prop_map(|(values, label)| {
        let mut address = Address { label, ..Address::default() };
        for (part, value) in AddressPart::ALL.into_iter().zip(values) {
            *part.of_mut(&mut address) = value;
        }
        address
    });
    let has_parts = |address: &Address| AddressPart::ALL.iter().any(|part| !part.of(address).is_empty());
    vec(address.prop_filter("no empty address", has_parts), 0..3).prop_map(once)
}

fn once<T: PartialEq>(all: Vec<T>) -> Vec<T> {
    let mut list = Vec::new();
    for one in all {
        if !list.contains(&one) {
            list.push(one);
        }
    }
    list
}

fn day() -> impl Strategy<Value = NaiveDate> {
    (0..80_000u64).prop_map(|days| NaiveDate::from_ymd_opt(1900, 1, 1).unwrap() + Days::new(days))
}

fn jobs() -> impl Strategy<Value = Vec<Job>> {
    let job = (of(0..COMPANIES.len()), text(), text(), of(day()), of(day())).prop_map(
        |(company, role, department, from, to)| Job { company: company.map(company_id), role, department, from, to },
    );
    vec(job.prop_filter("no empty job", |job| *job != Job::default()), 0..3).prop_map(once)
}

const COMPANIES: [&str; 5] = ["Hofmann GmbH", "A, B & Co. (2019)", "a @ b / c", "role=x; y", "Kaiser / Bau"];

fn company_id(place: usize) -> CompanyId {
    CompanyId(uuid::Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 + place as u128 * 0x0001_0000_0001))
}

fn book() -> Book {
    let mut book = Book::default();
    for (place, name) in COMPANIES.iter().enumerate() {
        book.apply(&Change::create(Company::new(company_id(place), *name, NaiveDate::default())));
    }
    let anna = Contact::new(Ids::seeded(1, 1).draw(), "Anna Müller", NaiveDate::default());
    book.apply(&Change::create(anna));
    book
}

fn contact() -> impl Strategy<Value = Contact> {
    let names = vec(text(), 10);
    let lists = (labelled(), labelled(), labelled(), addresses(), jobs(), vec(filled(), 0..4), labelled());
    let choices = (
        of(day()),
        of(proptest::sample::select(Channel::ALL.to_vec())),
        of(proptest::sample::select(Tier::ALL.to_vec())),
        of(proptest::sample::select(Stage::ALL.to_vec())),
        of(any::<bool>()),
        of(of(1..9999u16)),
        of((of(day()), text())),
    );
    let rest = (
        prop_oneof![text(), Just("Anna Müller".to_owned())],
        any::<u8>(),
        btree_map(filled(), filled(), 0..3),
        any::<bool>(),
        day(),
    );
    (filled(), names, lists, choices, rest).prop_map(|(name, texts, lists, choices, rest)| {
        let (mails, phones, handles, addresses, jobs, tags, ids) = lists;
        let (born, preferred_channel, tier, stage, sie, span, dnc) = choices;
        let (referrer, kind, fields, archived, added) = rest;
        let mut texts = texts.into_iter();
        let mut next = || texts.next().unwrap();
        let mut distinct: Vec<String> = Vec::new();
        for tag in tags {
            if !distinct.iter().any(|kept| kept.to_lowercase() == tag.to_lowercase()) {
                distinct.push(tag);
            }
        }
        Contact {
            name_parts: NameParts {
                honorific: next(),
                given: next(),
                middle: next(),
                family: next(),
                suffix: next(),
                nickname: next(),
            },
            salutation: next(),
            language: next(),
            owner: next(),
            source: next(),
            address_form: sie.map(|sie| if sie { AddressForm::Sie } else { AddressForm::Du }),
            jobs,
            mails,
            phones,
            handles,
            addresses,
            tags: distinct,
            preferred_channel,
            tier,
            stage,
            fields,
            archived,
            added,
            birthday: born.map(|day| if kind % 2 == 0 { Birthday::from(day) } else { "--02-29".parse().unwrap() }),
            cadence: match span {
                None => Cadence::ByTier,
                Some(None) => Cadence::Never,
                Some(Some(count)) => Cadence::Every(Span {
                    count,
                    unit: [Unit::Day, Unit::Week, Unit::Month, Unit::Year][usize::from(kind) % 4],
                }),
            },
            do_not_contact: dnc.map(|(until, reason)| DoNotContact { until, reason }),
            referred_by: match kind % 3 {
                0 => None,
                1 => Some(Referrer::Contact(Ids::seeded(1, 1).draw())),
                _ => Some(Referrer::Name(referrer)).filter(|name| *name != Referrer::Name(String::new())),
            },
            notes: "one\n  two".to_owned(),
            ids: ids
                .into_iter()
                .filter(|id| !id.label.is_empty())
                .map(|id| ForeignId { source: id.label, value: id.value })
                .collect(),
            ..Contact::new(Ids::seeded(2, 2).draw(), name, NaiveDate::default())
        }
    })
}

/// All that is written of `of`, as it is typed.
fn all(of: Of, values: impl Fn(&FieldName) -> Vec<String>, free: impl Iterator<Item = String>) -> Vec<Assignment> {
    let names = Field::all(of).map(FieldName::from).chain(free.map(FieldName::Free));
    let each = |name: FieldName| {
        let written = values(&name);
        written.into_iter().enumerate().map(move |(at, value)| Assignment {
            name: name.clone(),
            how: if at == 0 { How::Set } else { How::Add },
            value,
        })
    };
    names.flat_map(each).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_contact_reads_back_as_it_is_written(before in contact()) {
        let (book, settings, mut ids) = (book(), Settings::default(), Ids::seeded(3, 3));
        let now: DateTime<FixedOffset> = "2026-11-21T12:00:00+01:00".parse().unwrap();
        let given = Given { book: &book, settings: &settings, today: now.date_naive(), now };
        let written = all(Of::Contact, |name| contact_values(&before, name, &book), before.fields.keys().cloned());
        let mut after = Contact::new(before.id, "", NaiveDate::default());
        let mut names = Names::new(given, &mut ids);
        for assignment in &written {
            assign_contact(&mut after, assignment, &mut names).unwrap();
        }
        prop_assert!(names.into_changes().is_empty(), "no company is made");
        prop_assert_eq!(after, before);
    }

    #[test]
    fn a_company_reads_back_as_it_is_written(
        (name, texts, phones, addresses, tier) in (filled(), vec(text(), 4), labelled(), addresses(), of(proptest::sample::select(Tier::ALL.to_vec()))),
    ) {
        let (book, settings) = (book(), Settings::default());
        let now: DateTime<FixedOffset> = "2026-11-21T12:00:00+01:00".parse().unwrap();
        let given = Given { book: &book, settings: &settings, today: now.date_naive(), now };
        let [industry, size, web, notes] = texts.try_into().unwrap();
        let id = company_id(9);
        let before = Company { industry, size, web, notes, phones, addresses, tier, ..Company::new(id, name, NaiveDate::default()) };
        let written = all(Of::Company, |name| company_values(&before, name, &book), before.fields.keys().cloned());
        let mut after = Company::new(id, "", NaiveDate::default());
        for assignment in &written {
            assign_company(&mut after, assignment, &given).unwrap();
        }
        prop_assert_eq!(after, before);
    }

    #[test]
    fn nothing_that_is_typed_stops_the_readers(text in any::<String>(), field in any::<proptest::sample::Index>()) {
        let (book, settings, mut ids) = (book(), Settings::default(), Ids::seeded(3, 3));
        let now: DateTime<FixedOffset> = "2026-11-21T12:00:00+01:00".parse().unwrap();
        let given = Given { book: &book, settings: &settings, today: now.date_naive(), now };
        let fields: Vec<Field> = Field::all(Of::Contact).collect();
        let assignment = Assignment { name: (*field.get(&fields)).into(), how: How::Set, value: text };
        let mut contact = Contact::new(ids.draw(), "Anna", now.date_naive());
        // An error is an answer, too.
        let _ = assign_contact(&mut contact, &assignment, &mut Names::new(given, &mut ids));
    }
}
