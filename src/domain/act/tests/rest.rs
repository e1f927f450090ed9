//! Off the agenda, rhythms after an import, edits, deletions, moves.

use std::convert::Infallible;

use super::*;
use crate::domain::agenda::{Agenda, agenda};
use chrono::Days;

use crate::domain::cadence::{Cadence, Span};
use crate::domain::contact::DoNotContact;
use crate::domain::interaction::{Kind, Outcome, Participant};

fn today_on(desk: &Desk) -> Agenda {
    agenda(&desk.book, &desk.settings, desk.today, 0)
}

/// A contact's record with what the book knows of it.
fn record(desk: &Desk, name: &str) -> Contact {
    let row = desk.book.contact(desk.who(name)).unwrap();
    let mut contact = Contact::new(row.id, &*row.name, row.added);
    contact.jobs = row.company.map(|company| Job { company: Some(company), ..Job::default() }).into_iter().collect();
    contact.stage = row.stage;
    contact.cadence = row.cadence;
    contact
}

fn interaction(desk: &mut Desk, with: &str) -> Interaction {
    let with = desk.everyone(with).into_iter().map(|contact| Participant { contact, company: None }).collect();
    let interaction = Interaction {
        id: desk.ids.draw(),
        at: desk.now,
        time_known: true,
        with,
        kind: Kind::Call,
        direction: None,
        outcome: Outcome::Reached,
        minutes: None,
        text: "hi".into(),
        topics: Vec::new(),
        purpose: None,
        worth: String::new(),
        automatic: false,
        pinned: false,
        source_id: String::new(),
    };
    desk.book.apply(&Change::create(interaction.clone()));
    interaction
}

#[test]
fn off_for_today_is_until_tomorrow() {
    let mut desk = Desk::new().with(&["Anna"]).follow_up("Anna offer 2026-11-17");
    let on = desk.everyone("Anna");
    assert_eq!(today_on(&desk).due(), 1);
    desk.act(|given, _| off_until(given, &on, day("2026-11-19"))).unwrap();
    assert_eq!(today_on(&desk).due(), 0);
    desk.today = day("2026-11-19");
    assert_eq!(today_on(&desk).due(), 1);
    let past = desk.act(|given, _| off_until(given, &on, given.today));
    assert_eq!(past, Err(ActError::NotAhead(desk.today)));
}

#[test]
fn ways_off_change_the_contact() {
    for (how, act) in [
        (Off::NoRhythm, Act::NoRhythm),
        (Off::DoNotContact(DoNotContact::default()), Act::DoNotContact),
        (Off::Former, Act::Former),
        (Off::Archive, Act::Archive),
    ] {
        // An untouched lead is due whatever its rhythm, and yet must go.
        let mut desk = Desk::new().with(&["Anna"]);
        let lead = Contact { stage: Some(Stage::Lead), ..record(&desk, "Anna") };
        desk.act(|given, _| Ok(edit(given, record_of(given, "Anna"), lead.clone(), Vec::new()))).unwrap();
        assert_eq!(today_on(&desk).due(), 1);
        let set = desk.act(|given, _| Ok(off(given, &[lead], &how))).unwrap();
        assert_eq!(today_on(&desk).due(), 0, "{how:?}");
        assert_eq!(set.label, Label::new(act, "Anna"));
        set.inverse().changes.iter().for_each(|change| desk.book.apply(change));
        assert_eq!(today_on(&desk).due(), 1, "{how:?} taken back");
    }
}

fn record_of(given: &Given, name: &str) -> Contact {
    let row = given.book.contacts().find(|row| row.name == name).unwrap();
    Contact::new(row.id, name, row.added)
}

/// The first days that `count` contacts get, and how many on each.
fn spread(interval: &str, count: usize) -> Vec<(NaiveDate, usize)> {
    let days: Vec<NaiveDate> =
        Spread::new(&Settings::default().workdays, day(TODAY), interval.parse().unwrap(), count).collect();
    assert_eq!(days.len(), count);
    days.chunk_by(|a, b| a == b).map(|same| (same[0], same.len())).collect()
}

#[test]
fn first_days_are_spread_evenly_over_the_intervals_working_days() {
    // 14 days from Thursday, 19 November on have ten working days.
    let days = spread("2w", 20);
    assert_eq!(days.len(), 10);
    assert!(days.iter().all(|(_, count)| *count == 2));
    assert_eq!((days[0].0, days[9].0), (day("2026-11-19"), day("2026-12-02")));
    assert_eq!(spread("2w", 5).iter().map(|(day, _)| day.to_string()).collect::<Vec<_>>().join(" "), {
        "2026-11-19 2026-11-23 2026-11-25 2026-11-27 2026-12-01"
    });
    assert_eq!(spread("2w", 1), [(day("2026-11-19"), 1)]);
    assert_eq!(spread("2w", 0), []);
    assert_eq!(spread("30d", 1000).iter().map(|(_, count)| *count).max(), Some(46), "22 working days");
    let saturday = Spread::new(&Settings::default().workdays, day("2026-11-20"), Span::days(1), 3);
    assert_eq!(saturday.collect::<Vec<_>>(), [day("2026-11-23"); 3], "no working day within: the next");
}

/// Ten new contacts of this tier, kept as chosen: how many have a rhythm, and on how many days they are due first.
#[track_caller]
fn check_kept(tier: Option<Tier>, choice: RhythmChoice, with_rhythm: usize, days: usize) {
    let mut desk = Desk::new();
    let new: Vec<Change> =
        (0..10).map(|_| Change::create(Contact { tier, ..Contact::new(desk.ids.draw(), "New", desk.today) })).collect();
    let changes = new.into_iter().map(Ok::<_, Infallible>);
    let kept: Vec<Change> =
        keep_new(&desk.settings, &desk.today, vec![Newcomer::default(); 10], (choice, tier), changes)
            .flatten()
            .collect();
    kept.iter().for_each(|change| desk.book.apply(change));
    let agenda = today_on(&desk);
    assert_eq!(10 - agenda.without_rhythm, with_rhythm, "{tier:?} {choice:?}");
    assert_eq!(agenda.due(), 0, "nobody is due on the day of the import");
    let mut first: Vec<NaiveDate> =
        desk.book.contacts().filter_map(|row| row.mark.as_ref().and_then(|mark| mark.cadence_from)).collect();
    first.sort_unstable();
    first.dedup();
    assert_eq!(first.len(), days, "{tier:?} {choice:?}");
}

#[test]
fn after_an_import_the_new_ones_are_kept_as_chosen() {
    check_kept(None, RhythmChoice::None, 0, 0);
    check_kept(Some(Tier::A), RhythmChoice::None, 0, 0);
    check_kept(None, RhythmChoice::ByTier, 0, 0);
    check_kept(Some(Tier::A), RhythmChoice::ByTier, 10, 10);
    check_kept(None, RhythmChoice::Every(Span::days(30)), 10, 10);
    check_kept(None, RhythmChoice::Every(Span::weeks(1)), 10, 5);
    check_kept(Some(Tier::C), RhythmChoice::Every(Span::weeks(1)), 10, 5);
}

/// The first days of newcomers, on Wednesday 18 November, each after so many days since the last contact.
#[track_caller]
fn check_first_days(since: &[u64], choice: RhythmChoice, expect: &str) {
    let today = day(TODAY);
    let new = |days: &u64| Newcomer { last_contact: today.checked_sub_days(Days::new(*days)), ..Newcomer::default() };
    let new: Vec<Newcomer> = since.iter().map(new).collect();
    let days = first_days(&Settings::default(), today, &new, (choice, None));
    let days: Vec<String> =
        days.iter().map(|day| day.map_or("-".into(), |day| day.format("%m-%d").to_string())).collect();
    assert_eq!(days.join(" "), expect, "{since:?}");
}

#[test]
fn a_last_contact_says_when_the_rhythm_lapses() {
    let monthly = RhythmChoice::Every(Span::days(30));
    check_first_days(&[0, 10, 29], monthly, "12-18 12-08 11-19");
    // Who is late already is so at once, as long as they are few.
    check_first_days(&[31, 400, 30], monthly, "11-17 11-13 11-18");
    check_first_days(&[31, 400], RhythmChoice::None, "- -");
}

#[test]
fn many_who_are_late_come_ten_a_day_the_longest_waiting_first() {
    let today = day(TODAY);
    let of = |days: u64| Newcomer { last_contact: today.checked_sub_days(Days::new(days)), ..Newcomer::default() };
    let choice = (RhythmChoice::Every(Span::days(30)), None);
    let settings = Settings::default();
    let days = first_days(&settings, today, &(100..125).map(of).collect::<Vec<_>>(), choice);
    let on = |day: &str| days.iter().filter(|first| **first == Some(day.parse().unwrap())).count();
    assert_eq!(days.iter().filter(|day| day.is_some_and(|day| day <= today)).count(), 10);
    assert_eq!((on("2026-11-19"), on("2026-11-20")), (10, 5));
    assert!(days[24] < Some(today) && days[0] == Some("2026-11-20".parse().unwrap()), "who waits longest comes first");
    // So many that ten a day would take longer than the interval: evenly over it.
    let days = first_days(&settings, today, &vec![of(100); 400], choice);
    assert_eq!(days.iter().filter(|day| day.is_some_and(|day| day <= today)).count(), 19);
    assert!(days.iter().all(|day| *day <= Some("2026-12-18".parse().unwrap())));
}

#[test]
fn many_leads_come_ten_a_day() {
    let lead = Newcomer { is_lead: true, ..Newcomer::default() };
    let days = first_days(&Settings::default(), day(TODAY), &[lead; 25], (RhythmChoice::None, None));
    let on = |day: Option<&str>| days.iter().filter(|first| **first == day.map(|day| day.parse().unwrap())).count();
    assert_eq!((on(None), on(Some("2026-11-23")), on(Some("2026-11-24"))), (10, 10, 5));
}

/// Also of whom no rhythm is chosen the last contact is known.
#[test]
fn an_imported_last_contact_is_kept_until_the_first_touch() {
    let mut desk = Desk::new();
    let last = desk.today.checked_sub_days(Days::new(40));
    let new = Newcomer { last_contact: last, ..Newcomer::default() };
    let contact = Contact::new(desk.ids.draw(), "New", desk.today);
    let changes = [Ok::<_, Infallible>(Change::create(contact))];
    let choice = (RhythmChoice::None, None);
    keep_new(&desk.settings, &desk.today, vec![new], choice, changes.into_iter())
        .flatten()
        .for_each(|change| desk.book.apply(&change));
    let row = desk.book.contacts().next().unwrap();
    assert_eq!((row.last_contact(), row.imported_contact(), row.last_touch()), (last, last, None));
}

#[test]
fn what_a_file_says_of_a_rhythm_goes_before_the_answer() {
    let a = Newcomer { tier: Some(Tier::A), ..Newcomer::default() };
    let weekly = Newcomer { cadence: Cadence::Every(Span::weeks(1)), ..Newcomer::default() };
    let never = Newcomer { cadence: Cadence::Never, ..Newcomer::default() };
    let mut desk = Desk::new();
    let new = [(a, Some(Tier::A)), (weekly, None), (never, None), (Newcomer::default(), Some(Tier::C))];
    let changes: Vec<_> = new
        .iter()
        .map(|(_, tier)| Contact { tier: *tier, ..Contact::new(desk.ids.draw(), "New", desk.today) })
        .map(|contact| Ok::<_, Infallible>(Change::create(contact)))
        .collect();
    let newcomers = new.iter().map(|(new, _)| *new).collect();
    let kept =
        keep_new(&desk.settings, &desk.today, newcomers, (RhythmChoice::None, Some(Tier::C)), changes.into_iter());
    kept.flatten().for_each(|change| desk.book.apply(&change));
    let mut kept: Vec<Cadence> = desk.book.contacts().map(|row| row.cadence).collect();
    kept.sort_by_key(|cadence| format!("{cadence:?}"));
    assert_eq!(kept, [Cadence::ByTier, Cadence::Every(Span::weeks(1)), Cadence::Never, Cadence::Never]);
    let with_first_day = desk.book.contacts().filter(|row| row.mark.is_some()).count();
    assert_eq!(with_first_day, 2, "that of tier A and the weekly one");
}

#[test]
fn a_company_is_found_by_its_name_or_made() {
    let mut desk = Desk::new().with(&["Müller"]);
    let made = desk.act(|given, ids| {
        let (known, none) = company_named(given, ids, " mueller gmbh ");
        assert_eq!((Some(known), none), (given.company_of(given.book.contacts().next().unwrap().id), None));
        let (id, change) = company_named(given, ids, "Kaiser Bau");
        let mut contact = Contact::new(ids.draw(), "Bernd", given.today);
        contact.jobs.push(Job { company: Some(id), ..Job::default() });
        Ok(add(given, contact, change.into_iter().collect()))
    });
    assert_eq!(desk.tell(&made), "company Kaiser Bau; contact Bernd");
    assert_eq!(made.unwrap().label, Label::new(Act::Add, "Bernd"));
}

#[test]
fn an_edit_that_changes_nothing_is_no_set() {
    let mut desk = Desk::new().with(&["Anna"]);
    let anna = record(&desk, "Anna");
    let same = desk.act(|given, _| Ok(edit(given, anna.clone(), anna.clone(), Vec::new()))).unwrap();
    assert!(same.is_empty());
}

#[test]
fn with_a_contact_goes_what_hangs_on_it() {
    let mut desk =
        Desk::new().with(&["Anna", "Berg"]).follow_up("Anna offer 2026-11-17").follow_up("Berg offer 2026-11-17");
    let alone = interaction(&mut desk, "Anna");
    let both = interaction(&mut desk, "Anna Berg");
    let on = desk.everyone("Anna");
    desk.act(|given, _| off_until(given, &on, day("2026-11-30"))).unwrap();
    let anna = record(&desk, "Anna");
    let promise = desk.book.follow_ups_of(anna.id)[0].clone();
    let mark = desk.book.contact(anna.id).unwrap().mark.clone();
    let timeline: Vec<Record> = vec![both.clone().into(), alone.into(), promise.into()];
    let before = desk.book.clone();
    let deletion = delete_contact(&anna, &timeline, mark.as_ref());
    let told: Vec<String> = deletion.changes.iter().map(|change| desk.tell_change(change)).collect();
    assert_eq!(
        told,
        [
            r#"Call 18.11. 10:00 Berg "hi""#,
            r#"no Call 18.11. 10:00 Anna "hi""#,
            r#"no promise Anna "offer" 2026-11-17"#,
            "no mark Anna",
            "no contact Anna"
        ]
    );
    deletion.changes.iter().for_each(|change| desk.book.apply(change));
    assert_eq!(desk.book.contacts().len(), 1);
    assert_eq!(desk.book.follow_ups().len(), 1);
    assert_eq!(desk.book.contact(desk.who("Berg")).unwrap().interactions.list[0].others, 0);
    deletion.inverse().changes.iter().for_each(|change| desk.book.apply(change));
    assert_eq!(desk.book, before);
}

#[test]
fn an_interaction_moves_to_another_person() {
    let mut desk = Desk::new().with(&["Anna", "Berg", "Celik"]);
    let call = interaction(&mut desk, "Anna");
    let (anna, berg, celik) = (desk.who("Anna"), desk.who("Berg"), desk.who("Celik"));
    let moved = desk.act(|given, _| move_interaction(given, &call, anna, berg, &[]));
    assert_eq!(desk.tell(&moved), r#"Call 18.11. 10:00 Berg "hi""#);
    let Ok(Set { label, changes }) = moved else { panic!() };
    assert_eq!(
        (label.names, label.kind, label.day),
        (vec!["Anna".into(), "Berg".into()], Some(call.kind), Some(call.day()))
    );
    let Some(Record::Interaction(after)) = &changes[0].after else { panic!() };
    assert_eq!(after.with[0].company, desk.book.contact(berg).unwrap().company);
    assert!(desk.book.contact(anna).unwrap().last_touch().is_none());
    assert!(desk.book.contact(berg).unwrap().last_touch().is_some());

    let both = interaction(&mut desk, "Anna Berg");
    let moved = desk.act(|given, _| move_interaction(given, &both, anna, berg, &[]));
    assert_eq!(desk.tell(&moved), r#"Call 18.11. 10:00 Berg "hi""#, "who took part already isn't doubled");
    assert_eq!(desk.act(|given, _| move_interaction(given, &both, celik, anna, &[])), Err(ActError::Gone));
    assert!(desk.act(|given, _| move_interaction(given, &both, anna, anna, &[])).unwrap().is_empty());
}

#[test]
fn a_pin_is_set_and_taken_off() {
    let mut desk = Desk::new().with(&["Anna"]);
    let call = interaction(&mut desk, "Anna");
    desk.act(|given, _| Ok(pin(given, &call))).unwrap();
    assert_eq!(desk.book.contact(desk.who("Anna")).unwrap().pinned.count, 1);
    let pinned = Interaction { pinned: true, ..call };
    desk.act(|given, _| Ok(pin(given, &pinned))).unwrap();
    assert_eq!(desk.book.contact(desk.who("Anna")).unwrap().pinned.count, 0);
}

#[test]
fn feedback_needs_a_text_and_a_score_from_0_to_10() {
    let mut desk = Desk::new().with(&["Anna"]);
    let on = desk.everyone("Anna");
    let new = |text: &str, score| NewFeedback { score, ..NewFeedback::new(FeedbackKind::Survey, text) };
    assert_eq!(desk.act(|given, ids| add_feedback(given, ids, &on, &new(" ", None))), Err(ActError::Empty));
    assert_eq!(desk.act(|given, ids| add_feedback(given, ids, &on, &new("x", Some(11)))), Err(ActError::Score(11)));
    let good = desk.act(|given, ids| add_feedback(given, ids, &on, &new(" fine ", Some(10))));
    assert_eq!(desk.tell(&good), r#"Survey Anna "fine" Open 2026-11-18"#);
}
