//! Companies: due when nobody there was touched in their rhythm.

use proptest::prelude::*;

use super::ahead::fact;
use super::*;
use crate::domain::company::Company;
use crate::domain::contact::Job;
use crate::domain::id::CompanyId;

/// A company of which these facts are known (`every 30d`, `never`, `tier A`, `added 400d ago`, `archived`, `snoozed in 9d set today`),
/// with people of whom these are known (a `gone` one doesn't work there any more).
fn firm(book: &mut Book, facts: &str, people: &[&str], today: NaiveDate) -> CompanyId {
    let mut ids = Ids::seeded(1_500_000_000_000, 7 + book.companies().len() as u64);
    let mut company = Company::new(ids.draw(), "ACME", today - Days::new(400));
    for fact in facts.split(", ").filter(|fact| !fact.is_empty()) {
        let (what, rest) = fact.split_once(' ').unwrap_or((fact, ""));
        match what {
            "every" => company.cadence = Cadence::Every(rest.parse().unwrap()),
            "never" => company.cadence = Cadence::Never,
            "tier" => company.tier = Tier::ALL.into_iter().find(|tier| rest.starts_with(tier.letter())),
            "added" => company.added = day(rest, today),
            "archived" => company.archived = true,
            "snoozed" => {
                let (until, set) = rest.split_once(" set ").unwrap_or((rest, "today"));
                company.snoozed = Some(Snooze { until: day(until, today), set: moment(day(set, today), 6) });
            }
            other => panic!("{other:?} is no fact"),
        }
    }
    let id = company.id;
    book.apply(&Change::create(company));
    for facts in people {
        let (gone, facts) =
            facts.strip_prefix("gone").map_or((false, *facts), |rest| (true, rest.trim_start_matches(", ")));
        let contact = add(book, "Anna", facts, today);
        let mut before = Contact::new(contact, "Anna", today - Days::new(400));
        let row = book.contact(contact).unwrap();
        (before.tier, before.cadence, before.stage, before.added) = (row.tier, row.cadence, row.stage, row.added);
        (before.archived, before.birthday) = (row.archived, row.birthday);
        before.do_not_contact.clone_from(&row.do_not_contact);
        let to = gone.then(|| today - Days::new(3));
        let after = Contact { jobs: vec![Job { company: Some(id), to, ..Job::default() }], ..before.clone() };
        book.apply(&Change::edit(before, after));
    }
    id
}

/// What a company's row says on a Wednesday.
#[track_caller]
fn check_in(settings: &Settings, facts: &str, people: &[&str], row: &str) {
    let today = TODAY.parse().unwrap();
    let mut book = Book::default();
    let company = firm(&mut book, facts, people, today);
    let agenda = agenda(&book, settings, today, DAYS_AHEAD);
    let whole: Vec<Entry> =
        agenda.entries(agenda.lines(), &book).filter(|entry| entry.whom == company.into()).collect();
    let alone = entry_of(&book, settings, today, DAYS_AHEAD, company);
    assert_eq!(whole.first(), alone.as_ref(), "the row alone is the same as on the whole agenda");
    let shown = alone.map_or("-".to_owned(), |entry| show(&entry, today));
    assert_eq!(shown, row, "{facts:?} with {people:?}");
}

#[track_caller]
fn check(facts: &str, people: &[&str], row: &str) {
    check_in(&Settings::default(), facts, people, row);
}

#[test]
fn a_company_is_due_when_nobody_there_was_touched_in_its_rhythm() {
    check("every 30d", &["call 45d ago", "call 60d ago"], "Rhythm: account every 30d since 4.10. 15 late");
    // 45 days before Wednesday, 18 November, is Sunday, 4 October; 30 days on it is a Tuesday.
    check("every 30d", &["call 45d ago", "mail 9d ago"], "-");
    check("every 30d", &["call 27d ago", "call 60d ago"], "Next: account every 30d since 22.10. in 5");
    check("every 30d", &["note 1d ago", "na 2d ago", "call 40d ago"], "Rhythm: account every 30d since 9.10. 9 late");
    check("every 30d", &["told 40d ago"], "Rhythm: account every 30d since 9.10. 9 late");
    // Nobody was ever touched, or nobody is there: from the day it was added.
    check("every 30d, added 32d ago", &["", ""], "Rhythm: account every 30d 2 late");
    check("every 30d, added 32d ago", &[], "Rhythm: account every 30d 2 late");
    // Who went away takes their touches along; an archived contact is one of its people.
    check("every 30d, added 32d ago", &["gone, call 2d ago"], "Rhythm: account every 30d 2 late");
    check("every 30d", &["archived, call 2d ago"], "-");
    // A wrong clock's touch doesn't count.
    check("every 30d", &["call in 300d", "call 40d ago"], "Rhythm: account every 30d since 9.10. 9 late");
}

#[test]
fn without_a_rhythm_it_is_not_on_the_agenda() {
    check("", &["call 300d ago"], "-");
    check("tier A", &["call 300d ago"], "-");
    check("never, tier A", &["call 300d ago"], "-");
    check("every 30d, archived", &["call 300d ago"], "-");
    let follow = Settings { companies_follow_tiers: true, ..Settings::default() };
    check_in(&follow, "tier A", &["call 45d ago"], "Rhythm: account every 30d since 4.10. 15 late");
    check_in(&follow, "tier A, every 60d", &["call 45d ago"], "-");
    check_in(&follow, "tier A, never", &["call 45d ago"], "-");
    check_in(&follow, "", &["call 45d ago"], "-");
}

#[test]
fn a_promise_to_one_there_holds_it_back_and_a_snooze_hides_it() {
    check("every 30d", &["call 45d ago", "follow-up in 9d"], "-");
    check("every 30d", &["call 45d ago, follow-up in 31d"], "Rhythm: account every 30d since 4.10. 15 late");
    check("every 30d", &["call 45d ago, follow-up 1d ago"], "Rhythm: account every 30d since 4.10. 15 late");
    check("every 30d, snoozed in 9d", &["call 45d ago"], "-");
    check("every 30d, snoozed today set 9d ago", &["call 45d ago"], "Rhythm: account every 30d since 4.10. 15 late");
    // A touch on a later day ends it.
    check("every 1d, snoozed in 9d set 7d ago", &["call 5d ago"], "Rhythm: account every 1d since 13.11. 2 late");
    check("every 1d, snoozed in 9d set 5d ago", &["call 5d ago"], "-");
}

#[test]
fn companies_stand_among_contacts_as_their_lateness_has_it() {
    let today = TODAY.parse().unwrap();
    let mut book = Book::default();
    // 15 of 30 days late, twice that, a third.
    let acme = firm(&mut book, "every 30d", &["call 45d ago"], today);
    let more = add(&mut book, "Berg", "every 15d, call 30d ago", today);
    let less = add(&mut book, "Celik", "every 30d, call 40d ago", today);
    let agenda = agenda(&book, &Settings::default(), today, DAYS_AHEAD);
    let order: Vec<Whom> = agenda.section(Section::Rhythm).iter().map(|line| line.whom).collect();
    assert_eq!(order, [more.into(), acme.into(), less.into()]);
    assert_eq!((agenda.due(), agenda.due_contacts().count()), (3, 2));
}

#[test]
fn it_comes_on_the_first_day_on_which_it_shows() {
    let today: NaiveDate = TODAY.parse().unwrap();
    let comes = |facts: &str, people: &[&str]| {
        let mut book = Book::default();
        let company = firm(&mut book, facts, people, today);
        let ahead = Ahead::new(&book, &Settings::default(), today, today + Days::new(60));
        let days = (0..=60u64).filter(|days| ahead.on(today + Days::new(*days), &book).contains(&company.into()));
        days.collect::<Vec<u64>>()
    };
    assert_eq!(comes("every 30d", &["call 45d ago"]), [0]);
    assert_eq!(comes("every 30d", &["call 10d ago", "call 20d ago"]), [20]);
    // A Sunday.
    assert_eq!(comes("every 30d", &["call 26d ago"]), [5]);
    assert_eq!(comes("every 30d", &["call 45d ago, follow-up in 9d"]), [9]);
    assert_eq!(comes("every 30d, snoozed in 14d", &["call 45d ago"]), [14]);
    assert!(comes("never", &["call 45d ago"]).is_empty());
}

#[test]
fn one_touch_may_count_for_all_who_work_there() {
    let today: NaiveDate = TODAY.parse().unwrap();
    let due = |one_touch_counts: bool, people: &[&str]| {
        let settings = Settings { one_touch_counts, ..Settings::default() };
        let mut book = Book::default();
        let company = firm(&mut book, "", people, today);
        let agenda = agenda(&book, &settings, today, DAYS_AHEAD);
        let people = book.people_of(company);
        for contact in people.now.iter().chain(&people.others) {
            let alone = entry_of(&book, &settings, today, DAYS_AHEAD, *contact);
            let listed = agenda.section(Section::Rhythm).iter().any(|line| line.whom == (*contact).into());
            assert_eq!(listed, alone.is_some_and(|entry| entry.section == Section::Rhythm));
        }
        let ahead = Ahead::new(&book, &settings, today, today + Days::new(30));
        let days = today.iter_days().take(31).map(|day| ahead.on(day, &book).len()).filter(|count| *count > 0);
        (agenda.section(Section::Rhythm).len(), days.collect::<Vec<_>>())
    };
    let both = ["every 30d, call 45d ago", "every 30d, call 10d ago"];
    assert_eq!(due(false, &both), (1, vec![1, 1]));
    // In twenty days both.
    assert_eq!(due(true, &both), (0, vec![2]));
    assert_eq!(due(true, &["every 30d, call 45d ago", "gone, call 10d ago"]).0, 1, "who went away doesn't count");
    assert_eq!(due(true, &["every 30d, call 45d ago", "archived, call 10d ago"]).0, 0);
    assert_eq!(due(true, &["every 30d, call 45d ago", "na 1d ago"]).0, 1, "an attempt is no touch");
    assert_eq!(due(true, &["lead, added 9d ago", "call 1d ago"]).0, 1, "a new lead is still to be touched");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]
    /// Each day it is there or there is a reason for that, it comes on the first day on which it is there, and what follows the
    /// book is what is made anew.
    #[test]
    fn no_company_is_lost(
        every in 1u16..60,
        snoozed in prop::option::of(1u64..40),
        people in prop::collection::vec(prop::collection::vec(fact(), 0..4), 0..4),
        due in prop::collection::vec(1u64..60, 0..3),
    ) {
        let today: NaiveDate = TODAY.parse().unwrap();
        let settings = Settings::default();
        let mut book = Book::default();
        let mut facts = format!("every {every}d");
        facts.extend(snoozed.map(|days| format!(", snoozed in {days}d")));
        let people: Vec<String> = people.iter().map(|facts| facts.join(", ")).collect();
        let people: Vec<&str> = people.iter().map(String::as_str).collect();
        let mut agenda = Agenda::new(&book, &settings, today, 0);
        let company = firm(&mut book, &facts, &people, today);
        let last = today + Days::new(120);
        let mut ahead = Ahead::new(&book, &settings, today, last);
        let mut ids = Ids::seeded(5, 5);
        for (at, days) in due.iter().enumerate() {
            let Some(contact) = book.people_of(company).now.get(at).copied() else { continue };
            let promise = FollowUp::new(ids.draw(), contact, "offer", today + Days::new(*days), today);
            book.apply(&Change::create(promise));
        }
        agenda.update(&book, &settings, today, 0);
        prop_assert_eq!(&agenda, &Agenda::new(&book, &settings, today, 0));
        ahead.update(&book, &settings, today, last);

        let contacts = book.people_of(company).now;
        let touches = |day: NaiveDate| contacts.iter().filter_map(|id| book.contact(*id)).flat_map(|row| {
            let told = row.mark.as_ref().and_then(|mark| mark.last_contact);
            row.touches.list.iter().map(|touch| touch.day()).chain(told).collect::<Vec<_>>()
        }).filter(move |touch| *touch <= day + Days::new(1)).max();
        let promised: Vec<NaiveDate> =
            contacts.iter().flat_map(|id| book.promises_of(*id)).map(|one| one.due.into()).collect();
        let is_impossible = touches(today) != touches(last);
        let mut first = None;
        for day in today.iter_days().take_while(|day| *day <= last) {
            let is_there = entry_of(&book, &settings, day, 0, company).is_some();
            let from = touches(day).unwrap_or(today - Days::new(400)) + Days::new(every.into());
            let is_lapsed = settings.workdays.on_or_after(from) <= day;
            let is_held = promised.iter().any(|due| *due > day && *due <= day + Days::new(every.into()));
            let is_hidden = snoozed.is_some_and(|days| day < settings.workdays.on_or_after(today + Days::new(days)));
            let was_ended = touches(day).is_some_and(|touch| touch > today);
            prop_assert_eq!(is_there, is_lapsed && !is_held && (!is_hidden || was_ended), "{}", day);
            if is_there && first.is_none() {
                first = Some(day);
            }
        }
        if !is_impossible {
            let comes = today.iter_days().take_while(|day| *day <= last);
            let comes: Vec<NaiveDate> = comes.filter(|day| ahead.on(*day, &book).contains(&company.into())).collect();
            prop_assert_eq!(comes, first.into_iter().collect::<Vec<_>>());
        }
    }
}
