//! Each verb does what it says.

use crate::desk::Desk;

/// The fields of the line of standard output that holds `word`.
fn line<'a>(out: &'a str, word: &str) -> Vec<&'a str> {
    let line = out.lines().find(|line| line.contains(word)).unwrap_or_else(|| panic!("no {word:?} in {out:?}"));
    line.split('\t').collect()
}

#[test]
fn add_makes_a_contact_and_its_company() {
    let desk = Desk::new();
    let id =
        desk.id(&["add", "Tom Berg", "--company", "Nordlys AS", "--role", "Buyer", "--tier", "b", "--every", "2w"]);
    assert!(id.len() >= 4 && id.chars().all(|c| c.is_ascii_hexdigit()), "{id}");
    let tom = desk.json(&["show", &id]);
    assert_eq!((&tom["company"], &tom["role"], &tom["tier"]), (&"Nordlys AS".into(), &"Buyer".into(), &"B".into()));
    assert_eq!(tom["cadence"], "2w");
    desk.ok(&["add", "Ida Holm", "--company", "nordlys as"]);
    assert_eq!(desk.json(&["show", "Nordlys AS"])["contacts"].as_array().unwrap().len(), 2, "compared folded");
}

#[test]
fn add_makes_a_company() {
    let desk = Desk::new();
    desk.ok(&["add", "--kind", "company", "Kaiser Bau", "web=https://kaiser.example", "tier=C"]);
    let company = desk.json(&["show", "kaiser bau"]);
    assert_eq!((&company["name"], &company["tier"]), (&"Kaiser Bau".into(), &"C".into()));
    desk.fails(&["add", "--kind", "company", "Other", "--birthday", "1971-12-24"], 2, &["birthday"]);
}

#[test]
fn set_changes_fields() {
    let desk = Desk::with_contacts();
    let set = |fields: &[&str]| desk.ok(&[&["set", "anna müller"], fields].concat());
    set(&["tier=none", "stage=key", "birthday=24.12.", "form=Sie", "owner=Mia", "cadence=3m", "language=de"]);
    let anna = desk.json(&["show", "anna müller"]);
    for (field, value) in [
        ("tier", serde_json::Value::Null),
        ("stage", "key".into()),
        ("birthday", "--12-24".into()),
        ("address_form", "sie".into()),
        ("owner", "Mia".into()),
        ("cadence", "3m".into()),
        ("language", "de".into()),
    ] {
        assert_eq!(anna[field], value, "{field}");
    }
    set(&["phone+=0151 2", "tag=fair,oak", "company=Kaiser Bau", "dnc=1.12."]);
    let anna = desk.json(&["show", "anna müller"]);
    assert_eq!(anna["phones"].as_array().unwrap().len(), 2);
    assert_eq!(anna["tags"], serde_json::json!(["fair", "oak"]));
    assert_eq!(anna["company"], "Kaiser Bau");
    assert_eq!(anna["do_not_contact"]["until"], "2026-12-01");
    set(&["phone-=0151 2", "dnc=no", "name=Anna Hofmann", "birthday="]);
    let anna = desk.json(&["show", "anna hofmann"]);
    assert_eq!(anna["phones"].as_array().unwrap().len(), 1);
    assert!(anna["do_not_contact"].is_null() && anna["birthday"].is_null());
    let said = desk.run(&["set", "anna hofmann", "owner=Mia"]);
    assert!(said.status == 0 && said.err.contains("Nothing changed"), "{said:?}");
}

#[test]
fn an_odd_mail_address_is_warned_about_and_saved() {
    let desk = Desk::new();
    let said = desk.run(&["add", "Tom", "--email", "tom(at)example.com", "--phone", "12"]);
    assert_eq!(said.status, 0);
    assert!(said.err.contains("tom(at)example.com") && said.err.contains("\"12\""), "{said:?}");
    assert_eq!(desk.json(&["show", "tom"])["mails"][0]["value"], "tom(at)example.com");
}

#[test]
fn log_stores_what_happened_and_sets_what_comes_next() {
    let desk = Desk::with_contacts();
    let said = desk.run(&[
        "log",
        "anna m",
        "yesterday call 20min +Deniz: wants samples #oak >> wish: darker >> fri 14:30 call back",
    ]);
    assert_eq!((said.status, said.out.lines().count()), (0, 3), "interaction, follow-up and feedback: {said:?}");
    assert!(said.err.contains("Fri 27 Nov 14:30 call back"), "the day is shown resolved: {said:?}");
    let anna = desk.json(&["show", "anna m"]);
    let interaction = &anna["interactions"][0];
    assert_eq!((&interaction["day"], &interaction["kind"]), (&"2026-11-20".into(), &"call".into()));
    assert_eq!((&interaction["minutes"], &interaction["text"]), (&20.into(), &"wants samples #oak".into()));
    assert_eq!(anna["last_touch"], "2026-11-20");
    assert_eq!(
        (&anna["follow_ups"][0]["due"], &anna["follow_ups"][0]["time"]),
        (&"2026-11-27".into(), &"14:30".into())
    );
    assert_eq!(anna["feedback"][0]["kind"], "wish");
    assert_eq!(desk.json(&["show", "deniz"])["interactions"][0]["id"], interaction["id"]);
}

#[test]
fn log_takes_options_and_then_does_nothing_unasked() {
    let desk = Desk::with_contacts();
    let due = desk.id(&["follow-up", "anna m", "send offer", "--due", "today"]);
    desk.ok(&["log", "anna m", "met at the fair", "--kind", "meeting", "--in", "--at", "fri 10:00", "--minutes", "5"]);
    let anna = desk.json(&["show", "anna m"]);
    assert_eq!(
        (&anna["interactions"][0]["kind"], &anna["interactions"][0]["direction"]),
        (&"meeting".into(), &"in".into())
    );
    assert_eq!(
        (&anna["interactions"][0]["day"], &anna["interactions"][0]["time"]),
        (&"2026-11-20".into(), &"10:00".into())
    );
    assert_eq!(anna["follow_ups"][0]["state"], "open");
    desk.ok(&[
        "log",
        "anna m",
        "sent it",
        "--kind",
        "mail",
        "--out",
        "--done",
        &due,
        "--next",
        "2w ask again",
        "--topic",
        "oak",
    ]);
    let anna = desk.json(&["show", "anna m"]);
    let states: Vec<_> =
        anna["follow_ups"].as_array().unwrap().iter().map(|f| (f["title"].clone(), f["state"].clone())).collect();
    assert!(states.contains(&("send offer".into(), "done".into())), "{states:?}");
    assert!(states.contains(&("ask again".into(), "open".into())), "{states:?}");
    desk.fails(&["log", "anna m", "mail: x", "--kind", "call"], 2, &["the kind is said twice"]);
    desk.fails(&["log", "anna m", "x", "--kind", "cal"], 2, &["\"cal\"", "Did you mean \"call\"?"]);
}

#[test]
fn a_touch_does_the_only_follow_up_that_is_due() {
    let desk = Desk::with_contacts();
    desk.ok(&["follow-up", "anna m", "send offer", "--due", "today"]);
    desk.ok(&["log", "anna m", "na:"]);
    assert_eq!(desk.json(&["show", "anna m"])["follow_ups"][0]["state"], "open", "no answer does none");
    let said = desk.run(&["log", "anna m", "call: talked it over"]);
    assert!(said.err.contains("Done: send offer"), "{said:?}");
    assert_eq!(desk.json(&["show", "anna m"])["follow_ups"][0]["state"], "done");
}

#[test]
fn log_reads_standard_input_literally() {
    let desk = Desk::with_contacts();
    let text = "call: not a head\n>> fri not a clause\n";
    let said = desk.run_with_input(&["log", "anna m", "-", "--kind", "mail"], text);
    assert_eq!(said.status, 0, "{said:?}");
    let anna = desk.json(&["show", "anna m"]);
    assert_eq!(anna["interactions"][0]["text"], text.trim_end());
    assert_eq!(anna["follow_ups"], serde_json::json!([]));
}

#[test]
fn standard_input_without_a_text_is_refused() {
    let desk = Desk::with_contacts();
    for input in ["", "  \n\n"] {
        let said = desk.run_with_input(&["log", "anna m", "-"], input);
        assert!(said.status == 2 && said.err.contains("there is nothing to log"), "{said:?}");
    }
    assert_eq!(desk.json(&["show", "anna m"])["interactions"], serde_json::json!([]));
}

#[test]
fn a_line_that_is_only_a_head_is_refused_and_one_that_begins_like_it_is_text() {
    let desk = Desk::with_contacts();
    for line in ["na", "lm", "call", "yesterday mail"] {
        desk.fails(&["log", "anna m", line], 2, &[&format!("write \"{line}:\"")]);
    }
    assert_eq!(desk.json(&["show", "anna m"])["interactions"], serde_json::json!([]));
    let said = desk.run(&["log", "anna m", "mail out praise"]);
    assert!(said.status == 0 && said.err.contains("Read as text of kind \"call\""), "{said:?}");
}

#[test]
fn what_was_made_is_named_with_its_id_the_main_thing_first() {
    let desk = Desk::new();
    let said = desk.run(&["add", "Tom Berg", "--company", "Nordlys AS"]);
    let ids: Vec<&str> = said.out.lines().collect();
    let words = [
        format!("touchbase: a new, empty store was made in {}", desk.store().display()),
        format!("Added Tom Berg ({}) · \"touchbase undo\" takes it back", ids[0]),
        format!("New company: Nordlys AS ({})", ids[1]),
    ];
    assert_eq!(said.err.lines().collect::<Vec<_>>(), words);
    assert_eq!(desk.json(&["show", ids[0]])["name"], "Tom Berg");
    let said = desk.run(&["log", "tom", "call: prices >> fri call back"]);
    let ids: Vec<&str> = said.out.lines().collect();
    assert!(said.err.starts_with(&format!("Logged call with Tom Berg ({}) · ", ids[0])), "{said:?}");
    assert!(said.err.contains(&format!("Next: Fri 27 Nov call back ({})", ids[1])), "{said:?}");
    let said = desk.run(&["add", "Two\nLines"]);
    assert_eq!(said.err.lines().count(), 2, "it is cleaned, and that is said: {said:?}");
}

#[test]
fn done_closes_and_makes_the_next_of_a_recurring_one() {
    let desk = Desk::with_contacts();
    let id = desk.id(&["follow-up", "anna m", "review", "--due", "31.10.2027", "--every", "1m"]);
    assert_eq!(desk.json(&["show", "anna m"])["follow_ups"][0]["due"], "2027-10-31");
    let next = desk.id(&["done", &id]);
    assert_ne!(id, next);
    assert_eq!(desk.json(&["show", "anna m"])["follow_ups"].as_array().unwrap().len(), 2);
    let complaint = desk.id(&["feedback", "anna m", "too late", "--kind", "complaint", "--due", "mon"]);
    desk.ok(&["done", &complaint]);
    assert_eq!(desk.json(&["show", "anna m"])["feedback"][0]["state"], "resolved");
    desk.fails(&["done", &complaint], 2, &["resolved already"]);
}

#[test]
fn a_contacts_id_does_nothing_that_has_its_own() {
    let desk = Desk::with_contacts();
    let id = desk.id(&["follow-up", "anna m", "send offer", "--due", "2w"]);
    let said = desk.fails(&["done", "anna m"], 2, &["Anna Müller: nothing is due", "send offer"]);
    let short = said.err.lines().find(|line| line.contains("send offer")).unwrap();
    assert!(id.ends_with(short.split_whitespace().next().unwrap()), "{said:?}");
    desk.ok(&["follow-up", "anna m", "call", "--due", "today"]);
    desk.fails(&["done", "anna m"], 2, &["what is due is done by its own id", "call"]);
}

#[test]
fn a_withdrawn_channel_is_told_and_hinders_nothing() {
    let desk = Desk::with_contacts();
    desk.ok(&["consent", "anna m", "mail", "withdrawn"]);
    let said = desk.run(&["log", "anna m", "mail: hi"]);
    assert!(said.status == 0 && said.err.contains("✗ Anna Müller: mail withdrawn"), "{said:?}");
    for line in ["in mail: hi", "call: hi", "note: hi"] {
        assert!(!desk.run(&["log", "anna m", line]).err.contains("✗"), "{line}");
    }
    assert!(desk.run(&["log", "anna m", "nm: not there"]).err.contains("nm isn't a known word"));
}

#[test]
fn done_congratulates() {
    let desk = Desk::with_contacts();
    let monday = |arguments: &[&str]| desk.run_on("2026-11-23", arguments);
    let due = monday(&["due"]).out;
    let fields = line(&due, "birthday");
    assert_eq!((fields[0], fields[3]), ("now", "Deniz Çelik"));
    assert_eq!(monday(&["done", fields[6]]).status, 0);
    assert!(!monday(&["due"]).out.contains("birthday"));
}

#[test]
fn snooze_hides_until_a_day() {
    let desk = Desk::with_contacts();
    let id = desk.id(&["follow-up", "anna m", "send offer", "--due", "today"]);
    assert!(desk.ok(&["due"]).contains("send offer"));
    desk.ok(&["snooze", &id, "next", "tue"]);
    assert!(!desk.ok(&["due"]).contains("send offer"));
    desk.fails(&["snooze", &id, "today"], 2, &["not after today"]);
}

#[test]
fn feedback_is_written_down() {
    let desk = Desk::with_contacts();
    desk.ok(&["feedback", "deniz", "great work", "--kind", "praise", "--score", "9", "--topic", "#delivery"]);
    let feedback = desk.json(&["show", "deniz"])["feedback"][0].clone();
    assert_eq!(
        (&feedback["kind"], &feedback["score"], &feedback["topic"]),
        (&"praise".into(), &9.into(), &"delivery".into())
    );
    desk.fails(&["feedback", "deniz", "x", "--kind", "praise", "--score", "11"], 2, &["11"]);
    desk.fails(&["feedback", "deniz", "x", "--kind", "prais"], 2, &["Did you mean \"praise\"?"]);
    desk.fails(&["feedback", "deniz", " ", "--kind", "wish"], 2, &["the text is missing"]);
}

#[test]
fn due_says_who_and_why() {
    let desk = Desk::with_contacts();
    assert_eq!(desk.ok(&["due"]), "", "nobody is due, and that is no mistake");
    assert_eq!(desk.run(&["due", "--check"]).status, 0);
    desk.ok(&["follow-up", "anna m", "send offer", "--due", "2026-11-18"]);
    desk.ok(&["feedback", "deniz", "too late", "--kind", "complaint", "--due", "2026-11-24"]);
    let out = desk.ok(&["due"]);
    let fields = line(&out, "send offer");
    assert_eq!(fields[..6], ["now", "2026-11-18", "3", "Anna Müller", "Hofmann GmbH", "3 d late · send offer"]);
    assert!(!out.contains("too late"));
    assert_eq!(line(&desk.ok(&["due", "--days", "3"]), "too late")[0], "next");
    assert_eq!(desk.run(&["due", "--check"]).status, 1, "someone is due");
}

#[test]
fn list_is_sorted_and_narrowed() {
    let desk = Desk::with_contacts();
    desk.ok(&["add", "Åsa Öberg"]);
    let names = |out: &str| out.lines().map(|line| line.split('\t').nth(1).unwrap().to_owned()).collect::<Vec<_>>();
    assert_eq!(names(&desk.ok(&["list"])), ["Anna Berg", "Anna Müller", "Åsa Öberg", "Deniz Çelik"]);
    assert_eq!(names(&desk.ok(&["list", "#oak"])), ["Anna Müller"]);
    assert_eq!(desk.ok(&["list", "nobody at all"]), "");
    desk.ok(&["set", "åsa", "archived=yes"]);
    assert_eq!(names(&desk.ok(&["list"])).len(), 3);
}

#[test]
fn search_finds_umlauts_both_ways_and_words_in_any_order() {
    let desk = Desk::with_contacts();
    for query in
        [&["muller"][..], &["mueller"], &["Müller", "anna"], &["hofmann", "mul"], &["anna@hofmann"], &["22013"]]
    {
        let said = desk.run(&[&["search"], query].concat());
        assert_eq!(
            said.out.lines().next().unwrap_or_default().split('\t').nth(1),
            Some("Anna Müller"),
            "{query:?} {said:?}"
        );
    }
    desk.fails(&["search", "zzzz"], 1, &["Nothing fits"]);
    let said = desk.fails(&["search", "zzzz", "--json"], 1, &[]);
    assert_eq!(said.out, "[]\n");
}

#[test]
fn search_says_what_it_leaves_out_and_keeps_archived_ones_back() {
    let desk = Desk::with_contacts();
    desk.ok(&["add", "Pat O’Neill", "--phone", "+44 113 5949 633"]);
    let found = |arguments: &[&str]| desk.ok(arguments).lines().count();
    for named in ["+44 113 5949 633", "0113 5949633", "5949633", "oneill", "o'neill", "neill"] {
        assert_eq!([found(&["search", named]), found(&["list", named])], [1, 1], "{named}");
        assert!(desk.ok(&["show", named]).contains("Pat O’Neill"), "{named}");
    }
    let cut = desk.run(&["search", "anna", "--limit", "1"]);
    assert_eq!((cut.out.lines().count(), cut.err.trim_end()), (1, "1 of 2; --limit for more."));
    let cut = desk.run(&["--lang", "de", "search", "anna", "--limit", "1"]);
    assert_eq!(cut.err.trim_end(), "1 von 2; mehr mit --limit.");
    // What isn't finished narrows nothing.
    for unfinished in ["\"", "#", "+"] {
        assert_eq!([found(&["search", unfinished]), found(&["list", unfinished])], [4, 4], "{unfinished}");
    }
    desk.ok(&["log", "anna m", "yesterday call: Birch comes."]);
    desk.ok(&["set", "anna m", "archived=yes"]);
    assert_eq!([found(&["search", "anna"]), found(&["search", "anna", "--archived"])], [1, 2]);
    desk.fails(&["search", "birch"], 1, &["Nothing fits"]);
    assert!(desk.ok(&["search", "birch", "--archived"]).trim_end().ends_with("\tarchived"));
}

#[test]
fn search_finds_what_was_said() {
    let desk = Desk::with_contacts();
    desk.ok(&["log", "anna m", "1.9. call: Lieferung verzögert sich, oak is gone"]);
    desk.ok(&["log", "anna b", "yesterday mail: asked when the oak comes. Very friendly."]);
    desk.ok(&["feedback", "deniz", "the delivery was late", "--kind", "complaint"]);
    let names = |out: &str| -> Vec<String> {
        out.lines().map(|line| line.split('\t').nth(1).unwrap_or_default().to_owned()).collect()
    };
    let line = |contact: usize, out: &str| -> Vec<String> {
        out.lines().nth(contact).unwrap_or_default().split('\t').skip(1).map(str::to_owned).collect()
    };
    // Anna Müller is tagged with it: who fits comes before who is found by what was said.
    let out = desk.ok(&["search", "oak"]);
    assert_eq!(names(&out), ["Anna Müller", "Anna Berg"]);
    assert_eq!(line(0, &out)[6..], ["2026-09-01", "call", "Lieferung verzögert sich, oak is gone"]);
    assert_eq!(line(1, &out)[6..], ["2026-11-20", "mail", "asked when the oak comes. Very friendly."]);
    assert_eq!(names(&desk.ok(&["search", "VERZOEG"])), ["Anna Müller"]);
    assert_eq!(names(&desk.ok(&["search", "oak -lief"])), ["Anna Müller", "Anna Berg"]);
    assert_eq!(names(&desk.ok(&["search", "--", "oak", "-gone", "comes"])), ["Anna Berg"]);
    let cut = desk.run(&["search", "oak", "--limit", "1"]);
    assert_eq!(names(&cut.out), ["Anna Müller"]);
    assert!(cut.err.contains("The first 1; --limit for more."), "{}", cut.err);
    desk.fails(&["search", "is gone", "--since", "30d"], 1, &["Nothing fits"]);
    desk.fails(&["search", "oak", "--lmit", "2"], 2, &["--lmit"]);
    let found = desk.json(&["search", "delivery"]);
    let hits = found[0]["hits"].as_array().unwrap();
    assert_eq!((hits.len(), &hits[0]["kind"], &hits[0]["day"]), (1, &"complaint".into(), &"2026-11-21".into()));
    assert_eq!(hits[0]["text"], "the delivery was late");
    desk.ok(&["undo"]);
    desk.fails(&["search", "delivery"], 1, &["Nothing fits"]);
}

/// Where nobody works nobody can stand for what is noted of a company: it stands for itself.
#[test]
fn notes_of_a_company_without_people_are_found() {
    let desk = Desk::with_contacts();
    let lund = desk.id(&["add", "--kind", "company", "Lund AS", "notes=burns beech only", "phone=030 12", "tag=wood"]);
    desk.ok(&["set", "Hofmann GmbH", "notes=beech and oak"]);
    let out = desk.ok(&["search", "beech"]);
    let line = format!("{lund}\t\tLund AS\t\t\t030 12\t#wood\t\tnotes\tburns beech only");
    assert!(out.lines().count() == 2 && out.lines().any(|other| other == line), "{line:?} isn't in {out:?}");
    let found = desk.json(&["search", "burns beech"]);
    assert_eq!((found.as_array().unwrap().len(), &found[0]["name"]), (1, &serde_json::Value::Null));
    assert_eq!((&found[0]["company"], &found[0]["hits"][0]["kind"]), (&"Lund AS".into(), &"notes".into()));
    assert_eq!(found[0]["id"], found[0]["hits"][0]["id"]);
    let contact = desk.json(&["search", "anna m"])[0].clone();
    let keys = |value: &serde_json::Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    assert_eq!(keys(&found[0]), keys(&contact), "it has the same form");
    assert_eq!(desk.ok(&["search", "beech", "--limit", "1"]).lines().count(), 1);
}

#[test]
fn show_takes_companies_and_a_time() {
    let desk = Desk::with_contacts();
    desk.ok(&["log", "anna m", "1.9. call: long ago"]);
    desk.ok(&["log", "anna m", "yesterday call: fresh"]);
    let out = desk.ok(&["show", "anna m"]);
    for words in ["anna@hofmann.example", "every 30 d", "long ago", "fresh", "#oak"] {
        assert!(out.contains(words), "{words} in {out}");
    }
    assert!(!desk.ok(&["show", "anna m", "--since", "30d"]).contains("long ago"));
    let company = desk.ok(&["show", "hofmann gmbh"]);
    assert!(company.contains("Anna Müller") && company.contains("fresh"), "{company}");
    assert!(desk.ok(&["show", "hofmann"]).contains("anna@hofmann.example"), "words name a contact");
    desk.ok(&["add", "--kind", "company", "Kaiser Bau"]);
    assert!(desk.ok(&["show", "kai"]).starts_with("name\tKaiser Bau\nid\t"), "and a company where no contact fits");
    desk.ok(&["add", "--kind", "company", "Kaiser Dach"]);
    desk.fails(&["show", "kai"], 5, &["2 companies fit", "Kaiser Dach"]);
}

const CARDS: &str = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Bernd Kaiser\r\nORG:Kaiser Bau\r\nTEL:0711 22\r\nBDAY;X-APPLE-OMIT-YEAR=1604:1604-04-15\r\nEND:VCARD\r\n\
                     BEGIN:VCARD\r\nVERSION:3.0\r\nEMAIL:\r\nEND:VCARD\r\n\
                     BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Sofia Rossi\r\nNOTE:likes tea\r\nEND:VCARD\r\n";

#[test]
fn import_brings_in_the_good_cards_and_lists_the_bad() {
    let desk = Desk::new();
    let file = desk.file("book.vcf", CARDS);
    let dry = desk.run(&["import", &file, "--dry-run"]);
    assert_eq!((dry.status, desk.ok(&["list"]).as_str()), (0, ""), "{dry:?}");
    let said = desk.run(&["import", &file, "--tag", "fair", "--every", "30d"]);
    assert_eq!(said.status, 0, "{said:?}");
    assert_eq!(line(&said.out, "Bernd Kaiser")[0], "created");
    assert_eq!(line(&said.out, "refused")[3], "8", "the bad card's line");
    assert!(said.err.contains("2 read") && said.err.contains("1 unreadable"), "{said:?}");
    let bernd = desk.json(&["show", "bernd"]);
    assert_eq!((&bernd["birthday"], &bernd["company"]), (&"--04-15".into(), &"Kaiser Bau".into()));
    assert_eq!((&bernd["tags"][0], &bernd["cadence"]), (&"fair".into(), &"30d".into()));
    let coming = desk.ok(&["due", "--days", "40"]);
    let mut days: Vec<&str> = coming
        .lines()
        .filter(|line| line.contains("every 30 d"))
        .map(|line| line.split('\t').nth(1).unwrap())
        .collect();
    days.dedup();
    assert_eq!(days.len(), 2, "the first days are spread: {coming}");
    let again = desk.run(&["import", &file]);
    assert!(again.status == 0 && again.err.contains("0 contacts") && again.err.contains("2 unchanged"), "{again:?}");
    desk.ok(&["undo"]);
    assert_eq!(desk.ok(&["list"]), "", "an import is one undo, first days of the rhythm and all");
}

#[test]
fn several_files_are_one_set_and_their_lines_are_told_apart() {
    let desk = Desk::new();
    let (one, two) = (desk.file("one.vcf", CARDS), desk.file("two.vcf", CARDS.replace("Sofia", "Silvia")));
    let said = desk.run(&["import", &one, &two]);
    assert_eq!(said.status, 0, "{said:?}");
    assert_eq!(said.err.matches("touchbase undo").count(), 1, "{said:?}");
    assert!(said.err.contains("one.vcf and 1 more file: 4 read") && said.err.contains("2 unreadable"), "{said:?}");
    assert_eq!(line(&said.out, "Bernd Kaiser")[3], "one.vcf:1,two.vcf:1", "nobody is doubled");
    assert_eq!(line(&said.out, "Silvia Rossi")[3], "two.vcf:12");
    let undone = desk.run(&["undo"]);
    assert!(undone.err.contains("Imported one.vcf and 1 more file (4 records)"), "{undone:?}");
    assert_eq!(desk.ok(&["list"]), "");
}

#[test]
fn import_reads_standard_input() {
    let desk = Desk::new();
    let said = desk.run_with_input(&["import", "-", "--tier", "A"], CARDS);
    assert_eq!(said.status, 0, "{said:?}");
    assert_eq!(desk.json(&["show", "sofia"])["tier"], "A");
}

#[test]
fn undo_takes_back_the_last_or_the_one_named() {
    let desk = Desk::with_contacts();
    desk.ok(&["log", "anna m", "call: first"]);
    let follow_up = desk.id(&["follow-up", "anna m", "send offer", "--due", "fri"]);
    desk.ok(&["log", "deniz", "call: second"]);
    desk.ok(&["undo", &follow_up]);
    assert_eq!(desk.json(&["show", "anna m"])["follow_ups"], serde_json::json!([]));
    desk.ok(&["undo"]);
    assert_eq!(desk.json(&["show", "deniz"])["interactions"], serde_json::json!([]));
    desk.ok(&["undo"]);
    assert_eq!(desk.json(&["show", "anna m"])["interactions"], serde_json::json!([]), "undos don't count");
    let call = desk.id(&["log", "anna m", "call: third"]);
    let follow_up = desk.id(&["follow-up", "deniz", "send offer", "--due", "fri"]);
    desk.ok(&["done", &follow_up]);
    let said = desk.run(&["undo", &call]);
    assert_eq!(said.err, "Taken back: \"Logged call with Anna Müller\"\n");
    desk.ok(&["undo", &follow_up]);
    assert_eq!(desk.json(&["show", "deniz"])["follow_ups"][0]["state"], "open", "the journal knows what is done");
    desk.ok(&["undo", "1"]);
    desk.fails(&["show", "anna müller"], 1, &["nobody fits"]);
    desk.fails(&["undo", "1"], 4, &["taken back already"]);
    desk.fails(&["undo", "ffffffff"], 1, &["there is no"]);
}
