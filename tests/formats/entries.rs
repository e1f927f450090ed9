//! Interactions, follow-ups and feedback of a file: whom they concern, that they come in once, and what becomes of them when they
//! are read again.

use chrono::{DateTime, NaiveDate};
use touchbase::domain::contact::Contact;
use touchbase::domain::feedback::{Feedback, FeedbackKind};
use touchbase::domain::follow_up::{FollowUp, FollowUpState};
use touchbase::domain::id::{ContactId, FeedbackId, FollowUpId, InteractionId};
use touchbase::domain::interaction::{Interaction, Kind, Outcome};
use touchbase::domain::record::Record;
use touchbase::formats::draft::{Card, Draft, Entry, Origin, Person, What, Whom};
use touchbase::formats::import::{Choice, Choices, EntryFate, Field, Gone, Options, Plan, plain};
use touchbase::formats::{self, ReadFile, Reading};
use uuid::Uuid;

use super::kept::Kept;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn call(on: &str, text: &str) -> What {
    What::Interaction(Interaction {
        id: InteractionId(Uuid::nil()),
        at: DateTime::parse_from_rfc3339(&format!("{on}T12:00:00+01:00")).unwrap(),
        time_known: false,
        with: Vec::new(),
        kind: Kind::Call,
        direction: None,
        outcome: Outcome::Reached,
        minutes: None,
        text: text.into(),
        topics: Vec::new(),
        purpose: None,
        worth: String::new(),
        automatic: false,
        pinned: false,
        source_id: String::new(),
    })
}

fn promise(due: &str, title: &str) -> What {
    What::FollowUp(FollowUp::new(
        FollowUpId(Uuid::nil()),
        ContactId(Uuid::nil()),
        title,
        day(due),
        NaiveDate::default(),
    ))
}

fn complaint(on: &str, text: &str) -> What {
    let (id, contact) = (FeedbackId(Uuid::nil()), ContactId(Uuid::nil()));
    What::Feedback(Feedback::new(id, contact, FeedbackKind::Complaint, text, day(on)))
}

/// Whom `mail a@x.example`, `phone 030 1`, `id 7` or a name means.
fn whom(text: &str) -> Whom {
    let of = |word: &str| text.strip_prefix(word).map(str::to_owned).unwrap_or_default();
    let (mail, phone, id) = (of("mail "), of("phone "), of("id "));
    let name = if [&mail, &phone, &id].iter().all(|word| word.is_empty()) { text.to_owned() } else { String::new() };
    Whom { id, name, mail, phone, company: String::new() }
}

/// A draft of somebody: `Anna Müller`, `a@x.example` and so on, by the file's id.
fn person(id: &str, name: &str, mail: &str) -> Draft {
    let mut person = Person::nobody();
    person.record = Contact { name: name.into(), ..person.record };
    person.record.mails.push(touchbase::domain::contact::Labelled::new("", mail));
    person.record.phones.push(touchbase::domain::contact::Labelled::new("", format!("+49 30 12345{id}")));
    let source = "crm".to_owned();
    person.record.ids.push(touchbase::domain::contact::ForeignId { source, value: id.into() });
    Draft::Person(person)
}

fn entry(source_id: &str, what: What, with: &[&str]) -> Draft {
    let with = with.iter().map(|one| whom(one)).collect();
    Draft::Entry(Box::new(Entry {
        what,
        with,
        named_in: String::new(),
        revised: None,
        source_id: source_id.into(),
        called_off: false,
    }))
}

/// A file of these.
fn listed(drafts: Vec<Draft>) -> ReadFile<'static> {
    let cards = drafts.into_iter().enumerate().map(|(at, draft)| Card {
        line: at + 1,
        draft,
        origin: Origin::default(),
        cleaned: Vec::new(),
    });
    ReadFile::listed(cards.collect())
}

fn import(kept: &mut Kept, drafts: Vec<Draft>) -> Plan {
    let options = Options { today: day("2026-11-21"), ..Options::default() };
    kept.import_with(&listed(drafts), options, |_| Default::default())
}

fn known() -> Kept {
    let mut kept = Kept::default();
    let people = [("71", "Anna Müller", "anna@x.example"), ("72", "Tom Berg", "tom@x.example")];
    import(&mut kept, people.map(|(id, name, mail)| person(id, name, mail)).into());
    kept
}

fn fates(plan: &Plan) -> Vec<EntryFate> {
    plan.entries.iter().map(|entry| entry.fate).collect()
}

/// All that hangs on people, as text.
fn told(kept: &Kept) -> Vec<String> {
    let name = |id: ContactId| kept.people().find(|one| one.id == id).map_or("?", |one| one.name.as_str()).to_owned();
    let of = |record: &Record| match record {
        Record::Interaction(one) => {
            let with = one.with.iter().map(|with| name(with.contact)).collect::<Vec<_>>().join("+");
            format!("{} {with}: {}", one.day(), one.text)
        }
        Record::FollowUp(one) => format!("{} {}: {} {:?}", one.due, name(one.contact), one.title, one.state),
        Record::Feedback(one) => format!("{} {}: {}", one.day, name(one.contact), one.text),
        _ => String::new(),
    };
    let mut all: Vec<String> = kept.others().map(of).filter(|text| !text.is_empty()).collect();
    all.sort();
    all
}

#[test]
fn people_are_found_by_whatever_is_told_of_them() {
    for with in ["mail ANNA@x.example", "phone 030/1234571", "id 71", "Müller, Anna", "anna mueller"] {
        let mut kept = known();
        let plan = import(&mut kept, vec![entry("crm:1", call("2026-11-02", "hello"), &[with])]);
        assert_eq!(fates(&plan), [EntryFate::New], "{with}");
        assert_eq!(told(&kept), ["2026-11-02 Anna Müller: hello"], "{with}");
    }
    let mut kept = known();
    let plan =
        import(&mut kept, vec![entry("crm:1", call("2026-11-02", "hello"), &["Nobody Known", "mail n@x.example"])]);
    assert_eq!((fates(&plan), plan.is_empty()), (vec![EntryFate::Unmatched], true));
    let planned = &plan.entries[0];
    assert_eq!((planned.title.as_str(), planned.named.join(", ").as_str()), ("hello", "Nobody Known, n@x.example"));
    // Those whom the same file brings are known, wherever they stand in it.
    let mut kept = Kept::default();
    let new = vec![
        entry("", call("2026-11-02", "hello"), &["id 71", "Eva Lind"]),
        person("71", "Anna Müller", "a@x.example"),
    ];
    import(&mut kept, new);
    assert_eq!(told(&kept), ["2026-11-02 Anna Müller: hello"]);
}

#[test]
fn an_entry_comes_in_once() {
    for source in ["crm:1", ""] {
        let mut kept = known();
        let file = || {
            vec![
                entry(source, call("2026-11-02", "hello"), &["id 71", "id 72", "mail anna@x.example"]),
                entry(&format!("{source}a"), promise("2026-12-01", "offer"), &["id 71", "id 72"]),
                entry(&format!("{source}b"), complaint("2026-11-03", "late"), &["id 72"]),
            ]
        };
        let plan = import(&mut kept, file());
        assert_eq!(fates(&plan), [EntryFate::New; 3]);
        let all = [
            "2026-11-02 Anna Müller+Tom Berg: hello",
            "2026-11-03 Tom Berg: late",
            "2026-12-01 Anna Müller: offer Open",
            "2026-12-01 Tom Berg: offer Open",
        ];
        assert_eq!(told(&kept), all);
        let plan = import(&mut kept, file());
        assert!(plan.is_empty(), "{source}: {:?}", plan.entries);
        assert_eq!(told(&kept), all);
    }
}

#[test]
fn an_entry_follows_its_file_unless_it_was_changed_here() {
    let mut kept = known();
    let file = |on: &str, text: &str, due: &str| {
        vec![entry("ical:1", call(on, text), &["id 71"]), entry("ical:2", promise(due, "offer"), &["id 71"])]
    };
    import(&mut kept, file("2026-11-02", "hello", "2026-12-01"));
    // An event that moved is still the same.
    let plan = import(&mut kept, file("2026-11-04", "hello again", "2026-12-08"));
    assert_eq!(fates(&plan), [EntryFate::Changed; 2]);
    let moved = ["2026-11-04 Anna Müller: hello again", "2026-12-08 Anna Müller: offer Open"];
    assert_eq!(told(&kept), moved);
    assert!(import(&mut kept, file("2026-11-04", "hello again", "2026-12-08")).is_empty());
    kept.change_others(|record| {
        if let Record::Interaction(one) = record {
            one.text = "mine".into();
        }
    });
    let plan = import(&mut kept, file("2026-11-04", "theirs", "2026-12-08"));
    assert!(plan.is_empty(), "{:?}", plan.entries);
    assert!(told(&kept)[0].ends_with("mine"));
    // Somebody whom it names as well joins in.
    let with_tom = vec![entry("ical:1", call("2026-11-04", "theirs"), &["id 71", "id 72"])];
    import(&mut kept, with_tom);
    assert_eq!(told(&kept)[0], "2026-11-04 Anna Müller+Tom Berg: mine");
}

#[test]
fn what_was_ahead_and_is_past_is_done() {
    let mut kept = known();
    import(&mut kept, vec![entry("ical:1", promise("2026-11-20", "meeting"), &["id 71"])]);
    let past = || vec![entry("ical:1", call("2026-11-20", "meeting"), &["id 71"])];
    import(&mut kept, past());
    assert_eq!(told(&kept), ["2026-11-20 Anna Müller: meeting", "2026-11-20 Anna Müller: meeting Done"]);
    assert!(import(&mut kept, past()).is_empty());
}

#[test]
fn what_was_called_off_is_closed_here_and_never_begun() {
    let off = || match promise("2026-12-01", "offer") {
        What::FollowUp(one) => What::FollowUp(FollowUp { state: FollowUpState::Cancelled, ..one }),
        other => other,
    };
    let mut kept = known();
    let plan = import(&mut kept, vec![entry("ical:1", off(), &["id 71"])]);
    assert_eq!((plan.skipped.len(), told(&kept).len()), (1, 0));
    import(&mut kept, vec![entry("ical:1", promise("2026-12-01", "offer"), &["id 71"])]);
    import(&mut kept, vec![entry("ical:1", off(), &["id 71"])]);
    assert_eq!(told(&kept), ["2026-12-01 Anna Müller: offer Cancelled"]);
}

/// A calendar of that name with these events: `UID DTSTART RRULE-or-STATUS`.
fn calendar(name: &str, events: &[&str]) -> String {
    let event = |event: &&str| {
        let (uid, rest) = event.split_once(' ').unwrap();
        let (start, more) = rest.split_once(' ').unwrap_or((rest, "X-A:1"));
        format!(
            "BEGIN:VEVENT\nUID:{uid}\nDTSTART:{start}\nSUMMARY:talk {uid}\nATTENDEE:mailto:anna@x.example\n{more}\nEND:VEVENT\n"
        )
    };
    let events: String = events.iter().map(event).collect();
    format!("BEGIN:VCALENDAR\nPRODID:-//Some//Calendar//EN\nX-WR-CALNAME:{name}\n{events}END:VCALENDAR\n")
}

/// What a calendar doesn't hold any more is cancelled, and told; of another calendar, or changed here, it stays.
#[test]
fn what_is_no_longer_in_its_calendar_is_closed() {
    let check = |first: &[&str], then: &str, expect: &[(Gone, bool)], open: usize| {
        let mut kept = known();
        kept.import(calendar("Work", first).as_bytes());
        kept.change_others(|record| {
            if let Record::FollowUp(one) = record
                && one.title == "talk mine"
            {
                one.title = "talk mine, changed".into();
            }
        });
        let before = told(&kept);
        let plan = kept.import(then.as_bytes());
        let got: Vec<(Gone, bool)> = plan.closings.iter().map(|one| (one.why, one.stays)).collect();
        assert_eq!(got, expect, "{before:?}\n{then}\n{:?}", told(&kept));
        assert_eq!(told(&kept).iter().filter(|one| one.ends_with("Open")).count(), open, "{:?}", told(&kept));
        assert!(kept.import(then.as_bytes()).closings.iter().all(|one| one.stays), "once");
    };
    let work = |events: &[&str]| calendar("Work", events);
    let (past, one, two) = ("p 20261102T090000Z", "1 20261201T090000Z", "2 20261202T090000Z");
    check(&[past, one, two], &work(&[past, one]), &[(Gone::Deleted, false)], 1);
    check(&[past, one, two], &work(&[past, one, "2 20261202T090000Z STATUS:CANCELLED"]), &[], 1);
    check(&[past, one, two], &calendar("Private", &[past, one]), &[], 2);
    check(&[past, one, two], &work(&["other 20261203T090000Z"]), &[], 3);
    check(&[past, one, two], &work(&[one, two]), &[], 2);
    let message = work(&[past, one]).replacen("X-WR", "METHOD:REQUEST\nX-WR", 1);
    check(&[past, one, two], &message, &[], 2);
    check(&[past, one, "mine 20261202T090000Z"], &work(&[past, one]), &[(Gone::Deleted, true)], 2);
    // Series that end, are shortened, or are moved by a week.
    let weekly = |rule: &str| format!("w 20261105T090000Z RRULE:FREQ=WEEKLY{rule}");
    check(&[past, &weekly("")], &work(&[past, &weekly(";COUNT=3")]), &[(Gone::Shortened, false)], 0);
    check(&[past, &weekly("")], &work(&[past, &weekly(";UNTIL=20270101T000000Z")]), &[], 1);
    check(
        &[past, &weekly(";BYDAY=MO,TH")],
        &work(&[past, &weekly(";BYDAY=MO,TH;COUNT=5")]),
        &[(Gone::Shortened, false)],
        0,
    );
    let without = format!("{}\nEXDATE:20261123T090000Z", weekly(";BYDAY=MO,TH"));
    check(&[past, &weekly(";BYDAY=MO,TH")], &work(&[past, &without]), &[(Gone::Shortened, false)], 1);
    check(&[past, &weekly("")], &work(&[past, &format!("{}\nSTATUS:CANCELLED", weekly(""))]), &[], 0);
}

/// What was cancelled until its day came is closed, though a cancelled event that was brings nothing.
#[test]
fn what_was_called_off_in_the_end_is_closed() {
    let mut kept = known();
    let event = |status: &str| calendar("Work", &[&format!("1 20261120T090000Z {status}")]);
    import(&mut kept, vec![entry("ical:1", promise("2026-11-20", "talk 1"), &["id 71"])]);
    let plan = kept.import(event("STATUS:CANCELLED").as_bytes());
    assert_eq!((plan.closings.len(), plan.closings[0].why), (1, Gone::Cancelled));
    assert_eq!(told(&kept), ["2026-11-20 Anna Müller: talk 1 Cancelled"]);
}

/// What a calendar ended begins again with it; what was ended or changed here doesn't.
#[test]
fn what_its_calendar_has_again_is_open_again() {
    let work = |events: &[&str]| calendar("Work", events);
    let (past, ahead, off) = ("p 20261102T090000Z", "1 20261201T090000Z", "1 20261201T090000Z STATUS:CANCELLED");
    let later = "1 20261208T090000Z";
    let state = |kept: &Kept| told(kept).into_iter().find(|one| one.contains("talk 1")).unwrap();
    let open = "2026-12-01 Anna Müller: talk 1 Open";
    for gone in [work(&[past, off]), work(&[past])] {
        let mut kept = known();
        kept.import(work(&[past, ahead]).as_bytes());
        kept.import(gone.as_bytes());
        assert!(state(&kept).ends_with("Cancelled"), "{gone}");
        assert!(kept.import(gone.as_bytes()).is_empty(), "once");
        let plan = kept.import(work(&[past, ahead]).as_bytes());
        let again: Vec<bool> = plan.entries.iter().map(|entry| entry.begins_again()).collect();
        assert_eq!((again, state(&kept).as_str()), (vec![false, true], open));
        assert!(kept.import(work(&[past, ahead]).as_bytes()).is_empty(), "nothing new");
        // Again and again; and on another day.
        kept.import(gone.as_bytes());
        kept.import(work(&[past, later]).as_bytes());
        assert_eq!(state(&kept), "2026-12-08 Anna Müller: talk 1 Open");
    }
    let by_user = |change: fn(&mut FollowUp), expect: &str| {
        let mut kept = known();
        kept.import(work(&[past, ahead]).as_bytes());
        kept.import(work(&[past, off]).as_bytes());
        kept.change_others(|record| {
            if let Record::FollowUp(one) = record {
                change(one);
            }
        });
        for file in [work(&[past, off]), work(&[past, ahead])] {
            assert!(kept.import(file.as_bytes()).is_empty(), "{expect}: {file}");
            assert_eq!(state(&kept), expect);
        }
    };
    by_user(|one| one.state = FollowUpState::Done, "2026-12-01 Anna Müller: talk 1 Done");
    by_user(|one| one.title = "talk 1, mine".into(), "2026-12-01 Anna Müller: talk 1, mine Cancelled");
    by_user(|one| (one.state, one.closed) = (FollowUpState::Open, None), open);
    // Cancelled here and nowhere else.
    let mut kept = known();
    kept.import(work(&[past, ahead]).as_bytes());
    kept.change_others(|record| {
        if let Record::FollowUp(one) = record {
            one.state = FollowUpState::Cancelled;
        }
    });
    assert!(kept.import(work(&[past, ahead]).as_bytes()).is_empty());
    // Unless that is chosen: then it is as the calendar has it, also when it comes in again.
    let again = work(&[past, later]);
    let file = formats::read(again.as_bytes(), &Reading::on("2026-11-21".parse().unwrap())).unwrap();
    let options = Options { today: "2026-11-21".parse().unwrap(), ..Options::default() };
    let plan = kept.import_with(&file, options, |plan| {
        let mut choices = Choices::default();
        let over = plan.entries.iter().find(|entry| entry.may_go_on()).unwrap();
        choices.set(over.card as usize, Some(Choice::Take));
        choices
    });
    assert_eq!(
        (plan.entries_with(&Choices::default()), state(&kept).as_str()),
        (0, "2026-12-08 Anna Müller: talk 1 Open")
    );
    let again = kept.import(work(&[past, later]).as_bytes());
    assert!(again.is_empty() && again.entries.iter().all(|entry| !entry.may_go_on()));
    // A series.
    let weekly = |more: &str| work(&[past, &format!("w 20261105T090000Z RRULE:FREQ=WEEKLY{more}")]);
    let mut kept = known();
    kept.import(weekly("").as_bytes());
    let before = told(&kept);
    kept.import(weekly(";COUNT=3").as_bytes());
    assert_ne!(told(&kept), before);
    kept.import(weekly("").as_bytes());
    assert_eq!(told(&kept), before);
}

/// A calendar without a name is known by what stands in it; where too little does, nothing is taken for deleted.
#[test]
fn a_calendar_without_a_name_is_known_by_its_events() {
    let check = |first: &[&[&str]], then: &[&str], closed: usize, unsure: usize| {
        let mut kept = known();
        first.iter().for_each(|events| _ = kept.import(calendar("", events).as_bytes()));
        let plan = kept.import(calendar("", then).as_bytes());
        assert_eq!((plan.closings.len(), plan.unsure), (closed, unsure), "{first:?} + {then:?}");
        assert!(plan.closings.iter().all(|one| one.why == Gone::Deleted));
        kept.import(calendar("", then).as_bytes());
    };
    let (past, one, two) = ("p 20261102T090000Z", "1 20261201T090000Z", "2 20261202T090000Z");
    let (three, four) = ("3 20261203T090000Z", "4 20261204T090000Z");
    check(&[&[past, one, two, three]], &[past, one, two], 1, 0);
    // One more comes at its front.
    check(&[&[past, one, two, three]], &["a 20261102T080000Z", past, one, two], 1, 0);
    // Too little of it, none of it, or a part.
    check(&[&[past, one]], &[past], 0, 1);
    check(&[&[past, one, two]], &["5 20261201T090000Z"], 0, 0);
    check(&[&[past, one, two, three, four]], &[past, one], 0, 3);
    // Another one without a name has its own.
    let (x, y, z) = ("x 20261102T100000Z", "y 20261205T090000Z", "z 20261206T090000Z");
    check(&[&[past, one, two], &[x, y, z]], &[x, y], 1, 0);
    check(&[&[past, one, two], &[x, y, z]], &[past, one, two], 0, 0);
}

/// A meeting that by its calendar wasn't goes, unless something was made of it here; what its calendar only forgot stays.
#[test]
fn what_by_its_calendar_was_not_goes() {
    let check =
        |first: &[&str], change: fn(&mut Interaction), then: &[&str], expect: &[(Gone, bool)], left: &[&str]| {
            let mut kept = known();
            kept.import(calendar("Work", first).as_bytes());
            kept.change_others(|record| {
                if let Record::Interaction(one) = record {
                    change(one);
                }
            });
            let then = calendar("Work", then);
            let plan = kept.import(then.as_bytes());
            let got: Vec<(Gone, bool)> = plan.closings.iter().map(|one| (one.why, one.stays)).collect();
            assert_eq!(
                (got.as_slice(), told(&kept).as_slice()),
                (expect, &left.iter().map(|one| (*one).to_owned()).collect::<Vec<_>>()[..]),
                "{then}"
            );
            let again = kept.import(then.as_bytes());
            assert!(again.is_empty() && again.closings.iter().all(|one| one.stays), "once: {then}");
        };
    let (past, one, off) = ("p 20261102T090000Z", "1 20261103T090000Z", "1 20261103T090000Z STATUS:CANCELLED");
    let (p, t) = ("2026-11-02 Anna Müller: talk p", "2026-11-03 Anna Müller: talk 1");
    let same = |_: &mut Interaction| {};
    check(&[past, one], same, &[past, off], &[(Gone::Cancelled, false)], &[p]);
    check(&[one], same, &[off], &[(Gone::Cancelled, false)], &[]);
    check(&[past, one], |one| one.pinned = true, &[past, off], &[(Gone::Cancelled, true)], &[p, t]);
    check(&[past, one], |one| one.minutes = Some(5), &[past, off], &[(Gone::Cancelled, true)], &[p, t]);
    check(&[past, one], same, &[past], &[], &[p, t]);
    // Another day of it, then cancelled.
    check(&[past, one], same, &[past, "1 20261104T090000Z STATUS:CANCELLED"], &[(Gone::Cancelled, false)], &[p]);
    check(
        &[past, one],
        same,
        &[past, "1 20261204T090000Z"],
        &[(Gone::Moved, false)],
        &[p, "2026-12-04 Anna Müller: talk 1 Open"],
    );
    // One time of a series; the series as a whole had taken place until then.
    let weekly = |more: &str| format!("w 20261105T090000Z RRULE:FREQ=WEEKLY;COUNT=2{more}");
    let (first, second) = ("2026-11-05 Anna Müller: talk w", "2026-11-12 Anna Müller: talk w");
    let left_out = weekly("\nEXDATE:20261112T090000Z");
    check(&[&weekly("")], same, &[&left_out], &[(Gone::Shortened, false)], &[first]);
    let moved = "w 20261112T090000Z RECURRENCE-ID:20261112T090000Z\nSTATUS:CANCELLED";
    check(&[&weekly("")], same, &[&weekly(""), moved], &[(Gone::Cancelled, false)], &[first]);
    check(&[&weekly("")], same, &[&weekly("\nSTATUS:CANCELLED")], &[], &[first, second]);
}

/// What a newer calendar took away no older file of it makes again; a newer one that has it does.
#[test]
fn what_a_newer_calendar_took_away_no_older_one_brings_back() {
    // The event `p`, which stands in each, says how new the file is.
    let of = |stamp: u32, event: &str| {
        let past = format!("p 20261102T090000Z DTSTAMP:2026112{stamp}T000000Z");
        calendar("Work", &[[past.as_str()].as_slice(), &[event][usize::from(event.is_empty())..]].concat())
    };
    let (was, off) = ("1 20261103T090000Z DTSTAMP:20261110T000000Z", "1 20261103T090000Z STATUS:CANCELLED");
    let told_of = |kept: &Kept| told(kept).into_iter().filter(|one| one.contains("talk 1")).collect::<Vec<_>>();
    let taken_away = || {
        let mut kept = known();
        kept.import(of(1, was).as_bytes());
        assert_eq!(told_of(&kept), ["2026-11-03 Anna Müller: talk 1"]);
        let plan = kept.import(of(3, &format!("{off}\nDTSTAMP:20261121T000000Z")).as_bytes());
        assert_eq!((plan.closings.len(), plan.changes_count()), (1, 2), "the meeting, and what stays of it");
        kept
    };
    let stays = ["2026-11-03 Anna Müller: talk 1 Cancelled"];
    let mut kept = taken_away();
    assert_eq!(told_of(&kept), stays);
    for older in [of(1, was), of(2, was), of(3, &format!("{off}\nDTSTAMP:20261121T000000Z"))] {
        kept.import(older.as_bytes());
        assert_eq!(told_of(&kept), stays, "{older}");
    }
    let plan = kept.import(of(2, was).as_bytes());
    assert!(plan.is_empty() && plan.entries.iter().any(|one| one.is_older() && one.title.contains('1')));
    // It is in the calendar again, as it was, or ahead.
    kept.import(of(4, was).as_bytes());
    assert_eq!(told_of(&kept), ["2026-11-03 Anna Müller: talk 1", stays[0]]);
    let mut kept = taken_away();
    kept.import(of(4, "1 20261204T090000Z DTSTAMP:20261123T000000Z").as_bytes());
    assert_eq!(told_of(&kept), ["2026-12-04 Anna Müller: talk 1 Open"]);
    // What was moved ahead wasn't, whatever the older file says; nor does that end it.
    kept.import(of(1, was).as_bytes());
    assert_eq!(told_of(&kept), ["2026-12-04 Anna Müller: talk 1 Open"]);
    // What was deleted in it stays so, too.
    let mut kept = known();
    let ahead = "1 20261203T090000Z DTSTAMP:20261110T000000Z";
    kept.import(of(1, ahead).as_bytes());
    kept.import(of(3, "").as_bytes());
    for (stamp, state) in [(2, "Cancelled"), (4, "Open")] {
        kept.import(of(stamp, ahead).as_bytes());
        assert_eq!(told_of(&kept), [format!("2026-12-03 Anna Müller: talk 1 {state}")]);
    }
}

/// Of several calendars that come in together each is as old as it is: one that is older keeps nothing of another open.
#[test]
fn an_older_calendar_keeps_no_other_from_closing() {
    let work = |stamp: u32, more: &[&str]| {
        let first = format!("w 20261201T090000Z DTSTAMP:2026112{stamp}T000000Z");
        calendar("Work", &[&[first.as_str()], more].concat())
    };
    let club = |stamp: u32, more: &[&str]| {
        let first = format!("c 20261201T100000Z DTSTAMP:2026112{stamp}T000000Z");
        calendar("Club", &[&[first.as_str()], more].concat())
    };
    let (one, two) = ("1 20261202T090000Z", "2 20261203T090000Z");
    let files = |work: String, club: String| {
        let reading = Reading::on(day("2026-11-21"));
        let all = [work, club].map(|file| formats::read(Vec::leak(file.into_bytes()), &reading).unwrap());
        ReadFile::join(all)
    };
    let options = Options { today: day("2026-11-21"), ..Options::default() };
    let mut kept = known();
    kept.import_with(&files(work(2, &[one]), club(2, &[two])), options, |_| Choices::default());
    let plan = kept.import_with(&files(work(1, &[]), club(3, &[])), options, |_| Choices::default());
    let closed: Vec<&str> = plan.closings.iter().map(|one| one.title.as_str()).collect();
    assert_eq!(closed, ["talk 2"], "{:?}", told(&kept));
}

/// What was promised, took place, and then hadn't, is cancelled; what was moved ahead is promised again.
#[test]
fn what_was_done_by_a_meeting_that_was_not_ends_with_it() {
    let promised = || {
        let mut kept = known();
        import(&mut kept, vec![entry("ical:1", promise("2026-11-20", "talk 1"), &["id 71"])]);
        kept.import(calendar("Work", &["1 20261120T090000Z"]).as_bytes());
        assert_eq!(told(&kept), ["2026-11-20 Anna Müller: talk 1", "2026-11-20 Anna Müller: talk 1 Done"]);
        kept
    };
    let mut kept = promised();
    kept.import(calendar("Work", &["1 20261120T090000Z STATUS:CANCELLED"]).as_bytes());
    assert_eq!(told(&kept), ["2026-11-20 Anna Müller: talk 1 Cancelled"]);
    let mut kept = promised();
    kept.import(calendar("Work", &["1 20261201T090000Z"]).as_bytes());
    assert_eq!(told(&kept), ["2026-12-01 Anna Müller: talk 1 Open"]);
}

/// A recurring follow-up moves on to its next time, and the instance after one that was done is the series' still.
#[test]
fn a_recurring_follow_up_goes_on_with_its_series() {
    let weekly =
        |rule: &str| calendar("Work", &["p 20261102T090000Z", &format!("w 20261105T090000Z RRULE:FREQ=WEEKLY{rule}")]);
    let mut kept = known();
    kept.import(weekly("").as_bytes());
    kept.change_others(|record| {
        if let Record::FollowUp(one) = record {
            one.due = day("2026-11-12");
        }
    });
    kept.import(weekly("").as_bytes());
    assert!(told(&kept).contains(&"2026-11-26 Anna Müller: talk w Open".to_owned()), "{:?}", told(&kept));
    // Done, and the next one made.
    let mut next = None;
    kept.change_others(|record| {
        if let Record::FollowUp(one) = record {
            next = Some(FollowUp { id: FollowUpId(Uuid::from_u128(7)), due: day("2026-12-03"), ..one.clone() });
            one.state = FollowUpState::Done;
        }
    });
    kept.add(next.unwrap().into());
    assert!(kept.import(weekly("").as_bytes()).is_empty());
    let plan = kept.import(weekly(";COUNT=3").as_bytes());
    assert_eq!(plan.closings.len(), 1, "{:?}", told(&kept));
}

/// An entry that names nobody who is here can be given to somebody, or brings whom it names; the next import knows that.
#[test]
fn what_is_nobodys_can_be_given() {
    let file = || {
        listed(vec![
            entry("ical:1", call("2026-11-02", "intro"), &["mail bob@x.example"]),
            entry("ical:2", promise("2026-12-02", "again"), &["mail bob@x.example"]),
            entry("ical:3", call("2026-11-03", "holiday"), &["holiday"]),
        ])
    };
    let options = Options { today: day("2026-11-21"), ..Options::default() };
    let choose = |choices: &[Option<Choice>]| {
        let mut all = Choices::default();
        choices.iter().enumerate().for_each(|(at, choice)| all.set(at, *choice));
        all
    };
    let mut kept = known();
    let tom = kept.people().find(|one| one.name == "Tom Berg").unwrap().id;
    let into = [Some(Choice::Into(tom)), None, Some(Choice::Into(tom))];
    let plan = kept.import_with(&file(), options, |plan| {
        let choices = choose(&into);
        assert_eq!(plan.entries_with(&choices), 2);
        choices
    });
    assert_eq!(fates(&plan), [EntryFate::Unmatched; 3]);
    assert_eq!(told(&kept), ["2026-11-02 Tom Berg: intro", "2026-11-03 Tom Berg: holiday"]);
    let again = kept.import_with(&file(), options, |_| Choices::default());
    assert_eq!(fates(&again), [EntryFate::Unchanged, EntryFate::Unmatched, EntryFate::Unchanged]);

    let mut kept = known();
    let plan = kept.import_with(&file(), options, |plan| {
        let choices = choose(&[Some(Choice::New); 3]);
        assert_eq!((plan.newcomers(&file(), &choices).len(), plan.entries_with(&choices)), (1, 2));
        choices
    });
    assert!(plan.entries[2].newcomer.is_none(), "its title is nobody's name");
    assert_eq!(told(&kept), ["2026-11-02 bob@x.example: intro", "2026-12-02 bob@x.example: again Open"]);
    assert_eq!(kept.people().count(), 3);
    let again = kept.import_with(&file(), options, |_| Choices::default());
    assert_eq!(fates(&again), [EntryFate::Unchanged, EntryFate::Unchanged, EntryFate::Unmatched]);
}

/// Each field of an entry is told, and from what to what it changes.
#[test]
fn entries_are_told_field_by_field() {
    let mut kept = known();
    let with = ["id 71", "mail bob@x.example"];
    let drafts = |due: &str| vec![entry("ical:1", promise(due, "offer"), &with)];
    let fields = |kept: &mut Kept, due: &str| kept.told(&listed(drafts(due)), 0);
    let of = |changes: Vec<touchbase::formats::import::FieldChange>| -> Vec<(Field, String, String)> {
        changes.iter().map(|one| (one.field, plain(&one.here), plain(&one.file))).collect()
    };
    let none = String::new;
    let new = of(fields(&mut kept, "2026-12-01"));
    let expect = [
        (Field::Kind, none(), "follow_up".to_owned()),
        (Field::Day, none(), "2026-12-01".to_owned()),
        (Field::People, none(), "Anna Müller (bob@x.example)".to_owned()),
        (Field::Title, none(), "offer".to_owned()),
    ];
    assert_eq!(new, expect);
    import(&mut kept, drafts("2026-12-01"));
    let moved = of(fields(&mut kept, "2026-12-08"));
    assert!(moved.contains(&(Field::Day, "2026-12-01".to_owned(), "2026-12-08".to_owned())), "{moved:?}");
    assert!(!moved.iter().any(|(field, ..)| *field == Field::Title), "{moved:?}");
}
