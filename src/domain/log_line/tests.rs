//! Lines and what is read from them.

use proptest::prelude::*;

use super::*;

fn context(settings: &Settings) -> Context<'_> {
    // A Saturday, in week 47.
    let today = "2026-11-21".parse().unwrap();
    Context { today, now: NaiveTime::from_hms_opt(15, 0, 0).unwrap(), settings }
}

fn understood(line: &str) -> Result<Reading, Trouble> {
    read(line, &context(&Settings::default()))
}

/// Reads `line`, compares what it prints, or the trouble with the words it names; what is printed must read the same.
fn check(line: &str, expect: &str) {
    match understood(line) {
        Ok(reading) => {
            let printed = reading.to_string();
            assert_eq!(printed, expect, "{line:?}");
            assert_eq!(understood(&printed), Ok(reading), "{printed:?} reads the same as {line:?}");
        }
        Err(trouble) => {
            let problem = match trouble.problem {
                Problem::Day(no) => format!("{:?}", no.why),
                Problem::Future(when) => format!("Future({when})"),
                Problem::Past(when) => format!("Past({when})"),
                problem => format!("{problem:?}"),
            };
            assert_eq!(format!("! {problem}: {}", &line[trouble.span]), expect, "{line:?}");
        }
    }
}

fn check_all(table: &[(&str, &str)]) {
    table.iter().for_each(|(line, expect)| check(line, expect));
}

#[test]
fn the_lines_of_the_product() {
    check_all(&[
        (
            "call: asked for the new price list >> 2w send offer",
            "call: asked for the new price list >> 2026-12-05 send offer",
        ),
        (
            "yesterday call 20min +Berg: delivery late twice >> complaint: late delivery >> fri 14:30 call back >> kw48 send offer",
            "2026-11-20 call 20min +Berg: delivery late twice >> complaint: late delivery >> 2026-11-27 14:30 call back \
             >> 2026-11-23 send offer",
        ),
        (
            "gestern anruf 20min +Berg: zweimal zu spät >> beschwerde: Verzug >> fr 14:30 Rückruf >> kw48 Angebot",
            "2026-11-20 call 20min +Berg: zweimal zu spät >> complaint: Verzug >> 2026-11-27 14:30 Rückruf \
             >> 2026-11-23 Angebot",
        ),
    ]);
}

#[test]
fn a_head_is_known_words_in_any_order() {
    check_all(&[
        ("call: hi", "call: hi"),
        ("Anruf: hi", "call: hi"),
        ("Treffen alle: hi", "meeting all: hi"),
        ("jeder mail: hi", "mail each: hi"),
        ("in e-mail: hi", "mail in: hi"),
        ("ausgehend anruf: hi", "call out: hi"),
        ("na: >> 2d again", "no_answer: >> 2026-11-23 again"),
        ("nicht erreicht: hi", "no_answer: hi"),
        ("no answer call: hi", "call no_answer: hi"),
        ("anruf lm: hi", "call left_message: hi"),
        ("reached: hi", "reached: hi"),
        ("reached: call: hi", "reached: call: hi"),
        ("1h30 visit: hi", "visit 90min: hi"),
        ("1,5h besuch: hi", "visit 90min: hi"),
        ("1.25 Std: hi", "75min: hi"),
        ("mittwoch 14h: hi", "2026-11-18 14:00: hi"),
        ("mittwoch 2h: hi", "2026-11-18 120min: hi"),
        ("heute 14.30: hi", "2026-11-21 14:30: hi"),
        ("ne: hi", "no_answer: hi"),
        ("WhatsApp: hi", "chat: hi"),
        ("Messe: hi", "event: hi"),
        ("zoom raus: hi", "video out: hi"),
        ("2 Std 15 min besuch: hi", "visit 135min: hi"),
        ("in 25 min: hi", "in 25min: hi"),
        ("+Berg +3f2a, +Berg: hi", "+Berg +3f2a: hi"),
        ("fri: hi", "2026-11-20: hi"),
        ("am Freitag um 14 Uhr: hi", "2026-11-20 14:00: hi"),
        ("call, yesterday, 14:30: hi", "2026-11-20 14:30 call: hi"),
        ("14:30 call yesterday: hi", "2026-11-20 14:30 call: hi"),
        ("14:30 call: hi", "2026-11-21 14:30 call: hi"),
        ("vor 3 Tagen mail: hi", "2026-11-18 mail: hi"),
        ("3d: hi", "2026-11-18: hi"),
        ("1.12.: hi", "2025-12-01: hi"),
        ("call:hi", "call: hi"),
        ("call 14:30:hi", "2026-11-21 14:30 call: hi"),
        ("note: first\nsecond", "note: first\nsecond"),
        ("call:", "call:"),
    ]);
}

#[test]
fn anything_else_is_text() {
    check_all(&[
        ("asked for prices", "asked for prices"),
        ("Berg: late", "Berg: late"),
        ("yesterdy call: late", "yesterdy call: late"),
        ("a > b and C# for #4711", "a > b and C# for #4711"),
        ("a>>b shifts", "a>>b shifts"),
        ("ratio 3:4", "ratio 3:4"),
        ("https://example.com: slow", "https://example.com: slow"),
        (": hi", ": hi"),
        ("+1: agreed", "+1: agreed"),
        ("call\nyesterday: hi", "call\nyesterday: hi"),
    ]);
}

#[test]
fn clauses() {
    check_all(&[
        ("hi >> fri", "hi >> 2026-11-27"),
        ("hi >> 1m send  offer", "hi >> 2026-12-21 send offer"),
        ("hi >> in zwei Wochen Angebot schicken", "hi >> 2026-12-05 Angebot schicken"),
        ("hi >> fr 9:30 am Bahnhof", "hi >> 2026-11-27 09:30 Uhr am Bahnhof"),
        ("hi >> fr 9:30 Uhr kaufen", "hi >> 2026-11-27 09:30 kaufen"),
        ("hi >> morgen Montage", "hi >> 2026-11-22 Montage"),
        ("hi >> lob: sehr: schnell", "hi >> praise: sehr: schnell"),
        ("hi >> wunsch :mehr\nFarben", "hi >> wish: mehr\nFarben"),
        ("hi >> done 1 2", "hi >> done 1 2"),
        ("hi >> erledigt 2, 1,2", "hi >> done 2 1"),
        ("hi >> behalten", "hi >> keep"),
        ("hi\n>> fri call", "hi >> 2026-11-27 call"),
        ("call: >> fri call", "call: >> 2026-11-27 call"),
    ]);
}

#[test]
fn what_is_not_understood_is_named() {
    check_all(&[
        ("", "! Empty: "),
        (">> fri call", "! Empty: "),
        ("  \t ", "! Empty:   \t "),
        ("call mail: hi", "! Twice(Kind): mail"),
        ("yesterday call fri: hi", "! Twice(Day): fri"),
        ("all call each: hi", "! Twice(Shared): each"),
        ("in out: hi", "! Twice(Direction): out"),
        ("25min 1h: hi", "! Twice(Minutes): 1h"),
        ("na lm: hi", "! Twice(Outcome): lm"),
        (" morgen call: hi", "! Future(2026-11-22): morgen"),
        ("in 3 days: hi", "! Future(2026-11-24): in 3 days"),
        ("morgen 14:00 call: hi", "! Future(2026-11-22 14:00): morgen"),
        ("call 16:00: hi", "! Future(2026-11-21 16:00): 16:00"),
        ("call 31.2.: hi", "! NoSuchDay: 31.2."),
        ("call 25:00: hi", "! NoSuchTime: 25:00"),
        ("20m call: hi", "! MinutesOrMonths: 20m"),
        ("0min: hi", "! NoDuration: 0min"),
        ("200h: hi", "! NoDuration: 200h"),
        ("14h: hi", "! NoDuration: 14h"),
        ("hi >> gestern x", "! Past(2026-11-20): gestern"),
        ("hi >> kw47 Besuch", "! Past(2026-11-16): kw47"),
        ("hi >> 2026-11-20", "! Past(2026-11-20): 2026-11-20"),
        ("hi >> send offer", "! Unknown: send"),
        ("hi >> 31.2. send offer", "! NoSuchDay: 31.2."),
        ("hi >> fri 25:00 send offer", "! NoSuchTime: 25:00"),
        ("hi >> 12/24 card", "! Slashes: 12/24"),
        ("hi >> survey: good", "! Unknown: survey:"),
        ("hi >> fri >>", "! EmptyClause: >>"),
        ("hi >> >> fri", "! EmptyClause: >>"),
        ("hi >>fri", "! Glued: >>fri"),
        ("hi>> fri", "! Glued: hi>>"),
        ("hi >> complaint late", "! NoColon(Complaint): complaint"),
        ("hi >> lob: ", "! NoText(Praise): lob:"),
        ("hi >> done", "! NoNumber: done"),
        ("hi >> done 1 offer", "! NotANumber: offer"),
        ("hi >> done 0", "! NotANumber: 0"),
        ("hi >> keep it", "! AfterKeep: it"),
        ("hi >> keep >> done 1", "! KeepAndDone: >> done 1"),
        ("hi >> done 1 >> keep", "! KeepAndDone: >> keep"),
        ("hi >> keep >> keep", "! Twice(Keep): >> keep"),
    ]);
}

#[test]
fn a_line_that_looks_like_a_head_is_asked_about() {
    for (line, expect) in [
        ("call asked for prices", (true, false)),
        ("Anruf wegen Preisen", (true, false)),
        ("Mail", (true, true)),
        ("na", (true, true)),
        ("gestern lm >> 2w offer", (true, true)),
        ("asked: to call", (false, false)),
        ("call: asked", (false, false)),
        ("called him", (false, false)),
        ("asked for prices", (false, false)),
    ] {
        let reading = understood(line).unwrap();
        assert_eq!((reading.looks_like_head, reading.only_head), expect, "{line:?}");
    }
}

#[test]
fn words_before_a_colon_that_are_no_head_are_worth_saying() {
    let settings = Settings::default();
    let context = context(&settings);
    for (line, expect) in [
        ("nm: not there", Some("nm")),
        ("kein anschluss: x >> fri call", Some("kein anschluss")),
        ("na: x", None),
        ("mail asked: x", None),
        ("https://a.example", None),
        ("10:30: x", None),
        ("he said again and again: no", None),
        ("asked for prices", None),
        ("hi >> complaint: late", None),
    ] {
        assert_eq!(unknown_head(line, &context), expect, "{line:?}");
    }
    let reading = read(" na  >> fri x", &context).unwrap();
    assert_eq!(as_head(" na  >> fri x", &reading), " na:  >> fri x");
}

#[test]
fn topics_stay_in_the_text() {
    let reading = understood("call: #prices asked, order #4711 in C# for#me #new-oak. #prices #Öl").unwrap();
    assert_eq!(reading.topics, ["prices", "new-oak", "Öl"]);
    assert!(reading.text.starts_with("#prices asked"));
}

#[test]
fn kinds_have_names_in_both_languages() {
    for kind in Kind::ALL {
        assert_eq!(kind_from_word(kind_name(kind)), Some(kind));
        assert_eq!(serde_json::to_value(kind).unwrap(), kind_name(kind), "the fixed name is the one in files");
    }
    let german = ["Anruf", "Mail", "Treffen", "Video", "Chat", "Besuch", "Brief", "Social", "Veranstaltung", "Notiz"];
    assert_eq!(german.map(kind_from_word), Kind::ALL.map(Some));
    assert_eq!(kind_from_word("Besprechung"), Some(Kind::Meeting));
    assert_eq!(kind_from_word("calls"), None);
    assert_eq!(kind_from_word(""), None);
    assert_eq!(outcome_from_word("No-Answer"), Some(Outcome::NoAnswer));
    assert_eq!(direction_from_word("IN"), Some(Direction::In));
    assert_eq!(feedback_kind_from_word("umfrage"), Some(FeedbackKind::Survey));
}

#[test]
fn the_table_of_words_has_no_word_twice() {
    use super::words::{DIRECTIONS, KINDS, OUTCOMES, SHARED};
    let mut all: Vec<&str> = KINDS.iter().flat_map(|(names, _)| names.iter()).copied().collect();
    all.extend(DIRECTIONS.iter().flat_map(|(names, _)| names.iter()));
    all.extend(OUTCOMES.iter().flat_map(|(names, _)| names.iter()));
    all.extend(SHARED.iter().flat_map(|(names, _)| names.iter()));
    for (at, word) in all.iter().enumerate() {
        assert!(!all[..at].contains(word), "{word:?} means two things");
        let day = super::super::when::read(
            word,
            "2026-11-21".parse().unwrap(),
            super::super::when::Look::Back,
            &Settings::default(),
        );
        assert!(day.is_err(), "{word:?} is a day too");
    }
}

/// Words that mean something somewhere, and some that don't.
fn word() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "call",
        "anruf",
        "note",
        "in",
        "out",
        "na",
        "left_message",
        "no",
        "answer",
        "yesterday",
        "fri",
        "14:30",
        "9:30",
        "14.30",
        "9.12",
        "14h",
        "1,5h",
        "gestern",
        "im",
        "di",
        "uhr",
        "Uhr",
        "am",
        "pm",
        "um",
        "20min",
        "1h30",
        "25",
        "min",
        "+Berg",
        "+1",
        "all",
        "each",
        ":",
        "call:",
        "vor",
        "3",
        "Tagen",
        "weeks",
        "ago",
        "2w",
        "1m",
        "kw48",
        "next",
        "tue",
        "1.",
        "Dezember",
        "2026",
        "31.2.",
        "12/24",
        "complaint:",
        "lob",
        "wish:",
        "done",
        "1",
        "2,",
        "keep",
        ">>",
        ">>",
        ">>",
        ">",
        "#topic",
        "#4711",
        "C#",
        "send",
        "offer",
        "\n",
        "so:",
        "reached:",
        "12am",
        "end",
        "of",
        "month",
        ",",
        "am,",
        "mail:x",
        "morgen",
        "marketing",
        "worth:",
    ])
    .prop_map(str::to_owned);
    prop_oneof![8 => known, 1 => "\\PC{1,6}"]
}

/// All words that a reading has kept as text.
fn kept(reading: &Reading) -> Vec<&str> {
    let mut all: Vec<&str> = reading.text.split_whitespace().collect();
    for clause in &reading.clauses {
        match clause {
            Clause::FollowUp { title: text, .. } | Clause::Feedback { text, .. } => all.extend(text.split_whitespace()),
            Clause::Worth(text) => all.extend(text.split_whitespace()),
            Clause::Done(_) | Clause::Keep => {}
        }
    }
    all
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]

    #[test]
    fn what_is_printed_reads_the_same(words in prop::collection::vec(word(), 0..14)) {
        let line = words.join(" ");
        match understood(&line) {
            Ok(reading) => prop_assert_eq!(understood(&reading.to_string()), Ok(reading), "{:?}", line),
            Err(trouble) => prop_assert!(line.get(trouble.span.clone()).is_some(), "{:?} in {:?}", trouble, line),
        }
    }

    #[test]
    fn no_text_is_lost(
        head in prop::sample::select(vec!["", "call: ", "gestern anruf 20min +Berg: ", "na:"]),
        text in "[a-zäöüß]{3,9}x( [a-zäöüß#>:]{0,2}[a-zäöüß#:]{1,7}x){0,5}",
        title in "[a-zäöüß]{3,9}x( [a-z:]{1,9}x){0,3}",
        when in prop::sample::select(vec!["fri", "in 3 weeks", "1. Dezember 14:30", "kw 48", "complaint:", "lob:"]),
    ) {
        let text = text.replace(">>", "> ");
        let reading = understood(&format!("{head}{text} >> {when} {title}")).unwrap();
        let typed: Vec<&str> = text.split_whitespace().chain(title.split_whitespace()).collect();
        prop_assert_eq!(kept(&reading), typed);
    }

    #[test]
    fn nothing_panics(line in "\\PC*", raw in ".*") {
        let _ = understood(&line);
        let _ = understood(&raw);
        let _ = topics(&line);
    }
}
