//! Calendars, out and in: what a program subscribes to, as an independent reader sees it, and what comes in from others.

use crate::desk::Desk;
use crate::python;

/// Follow-ups with and without a time, late, hidden and done; a complaint, a retry, birthdays, and someone who wants no mail.
fn desk() -> Desk {
    let desk = Desk::with_contacts();
    desk.ok(&["follow-up", "anna müller", "send offer; with, new \\ list", "--due", "2026-11-24 14:30"]);
    desk.ok(&["follow-up", "anna müller", &"ä long title ".repeat(12), "--due", "2026-12-01"]);
    desk.ok(&["follow-up", "anna berg", "late", "--due", "2026-11-03"]);
    let done = desk.id(&["follow-up", "anna berg", "done", "--due", "2026-11-20"]);
    desk.ok(&["done", &done]);
    let hidden = desk.id(&["follow-up", "anna berg", "hidden", "--due", "2026-11-20"]);
    desk.ok(&["snooze", &hidden, "2026-12-03"]);
    desk.ok(&["feedback", "deniz", "late twice", "--kind", "complaint", "--due", "2026-11-27"]);
    desk.ok(&["log", "deniz", "na: "]);
    desk.ok(&["add", "Mia Olsen", "--every", "30d"]);
    desk.ok(&["add", "Lena Schalt", "--birthday", "1984-02-29", "--email", "lena@x.example"]);
    desk.ok(&["consent", "lena", "mail", "withdrawn", "--how", "asked"]);
    desk.ok(&["add", "Alt Archiviert", "--birthday", "1950-01-01"]);
    desk.ok(&["set", "alt", "archived=yes"]);
    desk
}

/// What Python's `icalendar` reads: day or time, rule, and summary of each event, in the order of days.
const EVENTS: &str = "
import sys, icalendar
calendar = icalendar.Calendar.from_ical(sys.stdin.buffer.read())
assert not calendar.errors, calendar.errors
lines, uids = [], set()
for event in calendar.walk('VEVENT'):
    assert not event.errors, event.errors
    event.decoded('DTSTAMP')
    uids.add(str(event['UID']))
    rule = event['RRULE'].to_ical().decode() if 'RRULE' in event else ''
    lines.append('|'.join([str(event.decoded('DTSTART')), rule, str(event['SUMMARY'])]))
assert len(uids) == len(lines), 'each has a UID of its own'
print('\\n'.join(sorted(lines)))
";

/// Python's `vobject` finds it valid.
const VALID: &str = "
import sys, vobject
calendar = vobject.readOne(sys.stdin.buffer.read().decode())
calendar.validate(raiseException=True)
for event in calendar.vevent_list:
    event.validate(raiseException=True)
    event.getrruleset()
print(len(calendar.vevent_list))
";

#[test]
fn a_calendar_shows_what_is_to_come() {
    let desk = desk();
    let said = desk.run(&["export", "--format", "ics"]);
    assert_eq!(
        (said.status, said.err.as_str()),
        (0, "Lena Schalt doesn't want to be contacted, or not on every channel, and is marked.\n")
    );
    assert!(said.out.split("\r\n").all(|line| line.len() <= 75 && !line.contains('\n')), "{}", said.out);
    assert!(said.out.contains("mail withdrawn"), "{}", said.out);
    let long = format!("Anna Müller: {}", "ä long title ".repeat(12).trim());
    let expect = [
        "1972-11-23|FREQ=YEARLY|Deniz Çelik: birthday",
        "1984-02-29|FREQ=YEARLY;BYMONTHDAY=-1;BYMONTH=2|Lena Schalt: birthday (1984)",
        "2026-11-21||Anna Berg: late",
        "2026-11-23||Deniz Çelik: no answer",
        "2026-11-24 14:30:00+00:00||Anna Müller: send offer; with, new \\ list",
        "2026-11-27||Deniz Çelik: complaint",
        &format!("2026-12-01||{long}"),
        "2026-12-03||Anna Berg: hidden",
        "2026-12-21||Mia Olsen: every 30 d",
    ];
    if let Some(events) = python::run(EVENTS, said.out.as_bytes()) {
        assert_eq!(events.lines().collect::<Vec<_>>(), expect);
        assert_eq!(python::run(VALID, said.out.as_bytes()).unwrap().trim(), expect.len().to_string());
    }
    let everybody = desk.ok(&["export", "--format", "ics", "--archived"]);
    assert_eq!(everybody.matches("BEGIN:VEVENT").count(), expect.len() + 1);
    let some = desk.ok(&["export", "--format", "ics", "lena"]);
    assert!(some.matches("BEGIN:VEVENT").count() == 1 && some.contains("Lena Schalt: birthday"), "{some}");
    let german = desk.ok(&["export", "--format", "ics", "lena", "--lang", "de"]);
    assert!(german.contains("SUMMARY:Lena Schalt: Geburtstag (1984)\r\n"), "{german}");
}

/// A subscriber takes an event for the same as long as its UID is: it stays whatever becomes of the rest.
#[test]
fn a_calendar_can_be_renewed() {
    let desk = desk();
    let file = desk.path("touchbase.ics").to_str().unwrap().to_owned();
    let said = desk.run(&["export", "--format", "ics", "-o", &file]);
    assert!(said.err.starts_with(&format!("{file}: 9 events of 5 contacts written\n")), "{said:?}");
    let uids = || {
        let text = std::fs::read_to_string(&file).unwrap().replace("\r\n ", "");
        let mut uids: Vec<String> = text.lines().filter(|line| line.starts_with("UID:")).map(str::to_owned).collect();
        uids.sort();
        uids
    };
    let bytes = std::fs::read(&file).unwrap();
    desk.ok(&["export", "--format", "ics", "-o", &file]);
    assert_eq!(std::fs::read(&file).unwrap(), bytes, "renewed, and the same");
    let last = desk.json(&["history", "--limit", "1"])[0]["at"].as_str().unwrap().to_owned();
    let last = chrono::DateTime::parse_from_rfc3339(&last).unwrap().to_utc().format("DTSTAMP:%Y%m%dT%H%M%SZ\r\n");
    assert!(String::from_utf8(bytes).unwrap().contains(&last.to_string()), "since when nothing changed");
    let before = uids();
    let offer = before.iter().find(|uid| uid.ends_with("-rhythm@touchbase")).unwrap();
    desk.ok(&["log", "anna berg", "call: all done"]);
    let json = desk.json(&["export", "--format", "ics", "-o", &file]);
    assert_eq!((json["events"].as_u64(), json["marked"].as_u64()), (Some(uids().len() as u64), Some(1)), "{json}");
    assert!(uids().contains(offer));
    for (option, value) in [("--version", "4.0"), ("--raw", "")] {
        let arguments = [&["export", "--format", "ics", option][..], &[value]].concat();
        let arguments: Vec<&str> = arguments.into_iter().filter(|one| !one.is_empty()).collect();
        assert_eq!(desk.run(&arguments).status, 2, "{option}");
    }
}

/// What is exported changes nothing here: follow-ups are here, and what the agenda makes is no record.
#[test]
fn our_own_events_change_nothing() {
    let desk = desk();
    let file = desk.file("own.ics", desk.ok(&["export", "--format", "ics"]));
    let before = desk.ok(&["export", "--format", "json"]);
    let json = desk.json(&["import", &file]);
    let entries = json["entries"].as_array().unwrap();
    assert_eq!((json["skipped"].as_array().unwrap().len(), entries.len()), (5, 4), "{json}");
    assert!(entries.iter().all(|one| one["does"] == "unchanged"), "{json}");
    assert_eq!(desk.ok(&["export", "--format", "json"]), before);
}

/// An event that was is an interaction of who was asked to come, one ahead a follow-up; the same file again brings nothing.
#[test]
fn events_come_in_once() {
    let desk = Desk::with_contacts();
    let event = |uid: &str, start: &str, summary: &str, mail: &str| {
        format!(
            "BEGIN:VEVENT\nUID:{uid}\nDTSTART:{start}\nDURATION:PT45M\nSUMMARY:{summary}\nATTENDEE:mailto:{mail}\nEND:VEVENT\n"
        )
    };
    let events = |ahead: &str| {
        let events = [
            event("1", "20261102T090000Z", "Jahresgespräch", "ANNA@hofmann.example"),
            event("2", ahead, "Muster zeigen", "anna@hofmann.example"),
            event("3", "20261103T090000Z", "Zahnarzt", "nobody@x.example"),
        ];
        format!("BEGIN:VCALENDAR\n{}END:VCALENDAR\n", events.concat())
    };
    let file = desk.file("work.ics", events("20261201T100000Z"));
    desk.ok(&["import", &file]);
    let anna = desk.json(&["show", "anna müller"]);
    let interactions = anna["interactions"].as_array().unwrap();
    assert_eq!(interactions.len(), 1, "{anna}");
    assert_eq!(
        (interactions[0]["kind"].as_str(), interactions[0]["day"].as_str(), interactions[0]["minutes"].as_u64()),
        (Some("meeting"), Some("2026-11-02"), Some(45))
    );
    let follow_ups = anna["follow_ups"].as_array().unwrap();
    assert_eq!(follow_ups.len(), 1, "{anna}");
    assert_eq!((follow_ups[0]["due"].as_str(), follow_ups[0]["time"].as_str()), (Some("2026-12-01"), Some("10:00")));
    let again = desk.json(&["import", &file]);
    assert_eq!(again["set"], serde_json::Value::Null, "{again}");
    // It was moved by a day.
    let moved = desk.file("work.ics", events("20261202T100000Z"));
    desk.ok(&["import", &moved]);
    let anna = desk.json(&["show", "anna müller"]);
    let follow_ups = anna["follow_ups"].as_array().unwrap();
    assert_eq!((follow_ups.len(), follow_ups[0]["due"].as_str()), (1, Some("2026-12-02")), "{anna}");
    // A month later it was.
    assert_eq!(desk.run_on("2026-12-10", &["import", &moved]).status, 0);
    let anna = desk.json(&["show", "anna müller"]);
    assert_eq!(anna["interactions"].as_array().unwrap().len(), 2, "{anna}");
    assert_ne!(anna["follow_ups"][0]["state"], "open", "{anna}");
}

#[test]
fn an_account_of_monica_comes_in() {
    let desk = Desk::new();
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/monica/v4.json");
    desk.ok(&["import", file]);
    let anna = desk.json(&["show", "anna müller"]);
    assert_eq!(anna["birthday"], "--04-15");
    assert_eq!(anna["referred_by"]["contact"], desk.json(&["list", "--archived", "tom berg"])[0]["id"]);
    assert_eq!(anna["interactions"].as_array().unwrap().len(), 6, "{anna}");
    let open = anna["follow_ups"].as_array().unwrap().iter().filter(|one| one["state"] == "open").count();
    assert_eq!(open, 2, "{anna}");
    let again = desk.json(&["import", file]);
    assert_eq!(again["set"], serde_json::Value::Null, "{again}");
}

/// What touchbase exports as a calendar comes back where the contact is known: follow-ups as they are, and nothing twice.
#[test]
fn follow_ups_come_back_from_our_own_calendar() {
    let desk = Desk::with_contacts();
    desk.ok(&["follow-up", "anna m", "send; offer, new", "--due", "2026-12-01 14:30"]);
    desk.ok(&["follow-up", "anna m", "call back", "--due", "2026-11-10"]);
    let file = desk.path("own.ics").to_str().unwrap().to_owned();
    desk.ok(&["export", "--format", "ics", "-o", &file]);
    let here = desk.run(&["import", &file]);
    assert!(here.err.contains("0 created, 0 updated, 2 unchanged") && !here.err.contains("undo"), "{here:?}");
    let text = std::fs::read_to_string(&file).unwrap();
    let other = Desk::new();
    let copy = other.file("own.ics", &text);
    let told = other.run(&["import", &copy]);
    assert!(told.err.contains("2 of nobody known") && !told.out.contains("already"), "{told:?}");
    assert!(told.out.contains("an event that touchbase made"), "{told:?}");
    other.ok(&["add", "Anna Müller", "--email", "anna@hofmann.example"]);
    let told = other.run(&["import", &copy]);
    assert!(told.err.contains("2 created, 0 updated, 0 unchanged"), "{told:?}");
    let anna = other.json(&["show", "anna"]);
    let follow_ups: Vec<_> =
        anna["follow_ups"].as_array().unwrap().iter().map(|one| (&one["title"], &one["due"], &one["time"])).collect();
    let time = |text: &str| if text.is_empty() { serde_json::Value::Null } else { text.into() };
    let expect = [("call back", "2026-11-10", ""), ("send; offer, new", "2026-12-01", "14:30")];
    for (title, due, at) in expect {
        assert!(follow_ups.contains(&(&title.into(), &due.into(), &time(at))), "{anna}");
    }
    assert!(other.run(&["import", &copy]).err.contains("2 unchanged"));
    // What is kept there is gone from the next one.
    desk.ok(&["done", anna["follow_ups"][0]["id"].as_str().unwrap()]);
    desk.ok(&["export", "--format", "ics", "-o", &file]);
    let later = other.file("own.ics", std::fs::read_to_string(&file).unwrap());
    let told = other.run(&["import", &later]);
    assert!(told.out.lines().any(|line| line.starts_with("closed")), "{told:?}");
}

/// The days of each series that Python's `dateutil` finds by its rule, at most four.
const DAYS: &str = "
import sys, vobject
calendar = vobject.readOne(sys.stdin.buffer.read().decode())
for event in calendar.vevent_list:
    rules = event.getrruleset()
    days = [str(day.date() if hasattr(day, 'date') else day) for day in list(rules[:4])] if rules and 'rrule' in event.contents else []
    print('|'.join([event.summary.value, *days]))
";

/// What recurs on days of its own goes out as that series, whatever the month's length; all else as its next day. All comes back.
#[test]
fn what_recurs_goes_out_as_its_series_and_comes_back() {
    let desk = Desk::with_contacts();
    let add = |title: &str, due: &str, how: &[&str]| {
        desk.id(&[&["follow-up", "anna müller", title, "--due", due], how].concat());
    };
    add("a", "2026-11-24", &["--every", "2w"]);
    add("b", "2027-01-31", &["--every", "1m"]);
    add("c", "2027-01-30", &["--every", "1m"]);
    add("d", "2028-02-29", &["--every", "1y"]);
    add("e", "2026-12-31", &["--every", "3m"]);
    add("f", "2026-12-01", &["--after", "3m"]);
    add("g", "2026-12-01 14:30", &["--every", "1w"]);
    add("h", "2026-11-18", &["--every", "1w"]);
    add("i", "2026-12-01", &[]);
    let out = desk.ok(&["export", "--format", "ics", "anna müller"]);
    let expect = [
        "a|2026-11-24|2026-12-08|2026-12-22|2027-01-05",
        "b|2027-01-31|2027-02-28|2027-03-31|2027-04-30",
        "c|2027-01-30|2027-02-28|2027-03-30|2027-04-30",
        "d|2028-02-29|2029-02-28|2030-02-28|2031-02-28",
        "e|2026-12-31|2027-03-31|2027-06-30|2027-09-30",
        "f",
        "g",
        "h",
        "i",
    ];
    if let Some(days) = python::run(DAYS, out.as_bytes()) {
        let mut days: Vec<&str> = days.lines().filter_map(|line| line.strip_prefix("Anna Müller: ")).collect();
        days.sort_unstable();
        assert_eq!(days, expect);
        assert!(python::run(EVENTS, out.as_bytes()).is_some_and(|events| events.lines().count() == expect.len()));
    }
    assert_eq!(out.matches("RRULE").count(), 5, "{out}");
    let other = Desk::new();
    other.ok(&["add", "Anna Müller", "--email", "anna@hofmann.example"]);
    other.ok(&["import", &other.file("own.ics", &out)]);
    let kept = |desk: &Desk| {
        let all: serde_json::Value = serde_json::from_str(&desk.ok(&["export", "--format", "json"])).unwrap();
        let told =
            |one: &serde_json::Value| format!("{} {} {} {}", one["due"], one["title"], one["time"], one["recurs"]);
        let mut all: Vec<String> = all["follow_ups"].as_array().unwrap().iter().map(told).collect();
        all.sort();
        all
    };
    assert_eq!((kept(&other).len(), kept(&other)), (expect.len(), kept(&desk)));
    assert!(other.run(&["import", &other.file("own.ics", &out)]).err.contains("9 unchanged"));
}

/// Titles name people; of two who are called so nobody knows who it is.
#[test]
fn a_title_that_several_fit_is_ambiguous() {
    let desk = Desk::with_contacts();
    desk.ok(&["add", "Hans Schmidt", "--company", "Acme"]);
    desk.ok(&["add", "Hans Schmidt", "--company", "Globex"]);
    let event = |day: u32, title: &str| {
        format!("BEGIN:VEVENT\nUID:{day}\nDTSTART:202611{day:02}T100000Z\nSUMMARY:{title}\nEND:VEVENT\n")
    };
    let events = event(2, "Call Anna Müller") + &event(3, "Treffen mit Hans Schmidt") + &event(4, "Anna anrufen");
    let file = desk.file("work.ics", format!("BEGIN:VCALENDAR\nVERSION:2.0\n{events}END:VCALENDAR\n"));
    let told = desk.run(&["import", "--dry-run", &file]);
    let line = told.out.lines().find(|line| line.starts_with("ambiguous")).unwrap();
    assert!(
        line.contains("several fit: Hans Schmidt, Acme (") && line.contains("; Hans Schmidt, Globex ("),
        "{told:?}"
    );
    assert!(told.err.contains("1 created, 0 updated, 0 unchanged, 1 ambiguous, 1 of nobody known"), "{told:?}");
    let json = desk.json(&["import", "--dry-run", &file]);
    assert_eq!(
        (&json["entries"][1]["does"], json["entries"][1]["may_be"].as_array().unwrap().len()),
        (&"ambiguous".into(), 2)
    );
    desk.ok(&["import", &file]);
    assert_eq!(desk.json(&["show", "anna müller"])["interactions"][0]["kind"], "call");
}

/// An older file of a calendar takes back nothing that a newer one brought.
#[test]
fn an_older_calendar_takes_nothing_back() {
    let desk = Desk::with_contacts();
    let event = |uid: &str, start: &str, head: &str| {
        format!("BEGIN:VEVENT\nUID:{uid}\nDTSTART:{start}\nSUMMARY:Anna Müller\n{head}\nEND:VEVENT\n")
    };
    let file = |name: &str, events: &[String]| {
        let head = "BEGIN:VCALENDAR\nVERSION:2.0\nX-WR-CALNAME:Work\n";
        desk.file(name, format!("{head}{}END:VCALENDAR\n", events.concat()))
    };
    let (jan, feb) = ("DTSTAMP:20260101T000000Z", "DTSTAMP:20260201T000000Z");
    let old = [
        event("a", "20261105T100000Z", jan),
        event("b", "20261201T100000Z", jan),
        event("c", "20261202T100000Z", "SEQUENCE:1\nLAST-MODIFIED:20260301T000000Z"),
    ];
    let new = [
        event("a", "20261106T100000Z", feb),
        event("b", "20261201T100000Z", &format!("{feb}\nSTATUS:CANCELLED")),
        event("c", "20261203T100000Z", "SEQUENCE:2\nLAST-MODIFIED:20260201T000000Z"),
        event("d", "20261204T100000Z", feb),
    ];
    let (old, new) = (file("old.ics", &old), file("new.ics", &new));
    desk.ok(&["import", &old]);
    desk.ok(&["import", &new]);
    let after = desk.ok(&["export", "--format", "json"]);
    let told = desk.run(&["import", &old]);
    assert_eq!(told.out.matches("older than what was read last").count(), 3, "{told:?}");
    assert!(told.err.contains("0 created, 0 updated, 3 unchanged") && !told.err.contains("undo"), "{told:?}");
    assert_eq!(desk.ok(&["export", "--format", "json"]), after);
    assert_eq!(desk.json(&["import", &old])["entries"][0]["older"], true);
    // The newer one again says nothing new.
    let told = desk.run(&["import", &new]);
    assert!(!told.out.contains("older") && !told.err.contains("undo"), "{told:?}");
}

/// Whoever is called like somebody here, and stays out of the same import, is no candidate.
#[test]
fn who_is_left_out_is_no_candidate_for_an_event() {
    let desk = Desk::new();
    desk.ok(&["add", "Max Mustermann", "--company", "Alpha GmbH", "--email", "max@alpha.example"]);
    let people = desk.file("c.csv", "Name,Firma,E-Mail\nMax Mustermann,Omega AG,max@omega.example\n");
    let event = "BEGIN:VEVENT\nUID:1\nDTSTART:20261103T090000Z\nSUMMARY:Video Max Mustermann\nEND:VEVENT\n";
    let calendar = desk.file("cal.ics", format!("BEGIN:VCALENDAR\n{event}END:VCALENDAR\n"));
    let both = |wanted: &str| desk.run(&["import", "--dry-run", "--perhaps", wanted, &people, &calendar]);
    let told = both("leave");
    assert!(told.out.contains("perhaps\t") && !told.out.contains("ambiguous\t"), "{told:?}");
    assert!(told.err.contains("Interactions, follow-ups and feedback: 1 created"), "{told:?}");
}
