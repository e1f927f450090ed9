//! `log-mail`: mails filed with everybody who is known, once; and `query`, which mail programs ask for addresses.

use std::path::Path;

use serde_json::Value;

use crate::desk::{Desk, Said, said};

/// A desk with the people who write the fixtures, and mia@example.com as the user's own address.
fn desk() -> Desk {
    let desk = Desk::new();
    for (name, mail) in [
        ("Anna Müller", "anna@hofmann.example"),
        ("Jörg Weiß", "Joerg@kaiser-bau.example"),
        ("Deniz Çelik", "deniz@atelier.example"),
        ("Sofia Rossi", "sofia.rossi@gmail.example"),
    ] {
        desk.ok(&["add", name, "--email", mail, "--every", "30d"]);
    }
    desk.file("own.toml", "[mail]\nown = [\"mia@example.com\"]\n");
    desk
}

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/mail").join(name)).unwrap()
}

/// Pipes bytes into `log-mail` with the user's configuration.
fn pipe(desk: &Desk, bytes: &[u8], more: &[&str]) -> Said {
    let config = desk.path("own.toml");
    let arguments = [&["--config", config.to_str().unwrap(), "log-mail"], more].concat();
    said(desk.command(&arguments).write_stdin(bytes))
}

fn filed(desk: &Desk, name: &str) -> Said {
    let filed = pipe(desk, &fixture(name), &[]);
    assert_eq!(filed.status, 0, "{name}: {filed:?}");
    filed
}

fn history(desk: &Desk, who: &str) -> Vec<Value> {
    desk.json(&["show", who])["interactions"].as_array().unwrap().clone()
}

#[test]
fn a_mail_is_filed_with_everybody_who_is_known_once() {
    let desk = desk();
    let first = filed(&desk, "mutt.eml");
    assert_eq!(first.out.lines().count(), 1, "its id: {first:?}");
    assert!(first.err.contains("Logged mail with Jörg Weiß, Anna Müller, Deniz Çelik"), "{first:?}");
    for who in ["jörg", "anna", "deniz"] {
        let [mail] = &history(&desk, who)[..] else { panic!("{who}") };
        assert_eq!(
            (&mail["kind"], &mail["direction"], &mail["day"]),
            (&"mail".into(), &"in".into(), &"2026-11-20".into())
        );
        assert_eq!(mail["automatic"], false);
        let text = mail["text"].as_str().unwrap();
        assert!(text.starts_with("Angebot für die neue Treppe – zweiter Entwurf\n\nHallo Mia,"), "{text:?}");
        assert!(!text.contains("wie besprochen") && !text.contains("Lindenstraße"), "{text:?}");
    }
    let again = filed(&desk, "mutt.eml");
    assert!(again.out.is_empty() && again.err.contains("Filed before ("), "{again:?}");
    let mailbox = filed(&desk, "box.mbox");
    assert!(mailbox.err.contains("2 mails read: 1 new, 1 filed before, 0 of nobody known"), "{mailbox:?}");
    assert!(mailbox.err.contains("stdin, number 2: no mail"), "{mailbox:?}");
    assert_eq!(history(&desk, "jörg").len(), 2);
    let out = &history(&desk, "anna")[1];
    assert_eq!((&out["direction"], &out["day"]), (&"out".into(), &"2026-11-19".into()), "what the user wrote");
    assert!(out["text"].as_str().unwrap().contains("\nFrom 3 December on"), "{out}");
    desk.ok(&["undo"]);
    desk.ok(&["undo"]);
    assert!(history(&desk, "anna").is_empty());
    assert!(filed(&desk, "mutt.eml").err.contains("Logged"), "what was taken back can be filed again");
}

#[test]
fn a_day_is_the_users_and_a_touch_restarts_the_rhythm() {
    let desk = desk();
    let zoned = |bytes: &[u8]| {
        let config = desk.path("own.toml");
        let mut command = desk.command(&["--config", config.to_str().unwrap(), "log-mail"]);
        said(command.env("TZ", "Europe/Berlin").write_stdin(bytes))
    };
    assert_eq!(zoned(&fixture("gmail.eml")).status, 0);
    let [mail] = &history(&desk, "sofia")[..] else { panic!("nothing") };
    assert_eq!(mail["at"], "2026-11-20T07:41:09+01:00", "the writer's evening is the user's morning");
    assert_eq!(mail["text"], "Re: samples\n\nHi Mia,\n\nthe oak one, please & two of the ash ones. Ciao!");
    let show = desk.ok(&["show", "sofia"]);
    assert!(show.contains("last touch\tmail 20 Nov (yesterday)\n"), "{show}");
}

#[test]
fn what_no_person_wrote_is_marked_and_is_no_touch() {
    for name in ["away.eml", "list.eml", "newsletter.eml"] {
        let desk = desk();
        let told = filed(&desk, name);
        assert!(told.err.contains("it is filed, and is no touch"), "{name}: {told:?}");
        let [mail] = &history(&desk, "anna")[..] else { panic!("{name}") };
        assert_eq!(mail["automatic"], true, "{name}");
        assert!(desk.ok(&["show", "anna"]).contains("automatic · "), "{name}");
        let german = said(desk.command(&["show", "anna", "--lang", "de"]).env("X", "x"));
        assert!(german.out.contains("automatisch · "), "{german:?}");
        let row = &desk.json(&["show", "anna"]);
        assert_eq!(row["last_touch"], Value::Null, "{name}: {row}");
    }
}

/// What a mailing list passes on that was written to the user as well is written to them; a newsletter only says that it is a list.
#[test]
fn a_newsletter_is_no_mail_of_a_list() {
    let newsletter = "List-Unsubscribe: <https://l.example/u>\nPrecedence: list\n";
    for (to, list, automatic) in [
        ("mia@example.com", newsletter, true),
        ("dev@l.example, mia@example.com", "", false),
        ("dev@l.example, mia@example.com", newsletter, false),
        ("dev@l.example\nCc: mia@example.com", "List-Post: <mailto:dev@l.example>\n", false),
        ("dev@l.example", "List-Post: <mailto:dev@l.example>\n", true),
        ("mia@example.com", "", true),
    ] {
        let desk = desk();
        let mail = format!(
            "From: anna@hofmann.example\nTo: {to}\nSubject: x\nMessage-ID: <1@l>\nList-Id: <l.example>\n{list}\nhi\n"
        );
        let told = pipe(&desk, mail.as_bytes(), &[]);
        assert_eq!(history(&desk, "anna")[0]["automatic"], automatic, "{to} {list}");
        assert_eq!(told.err.contains("is no touch"), automatic, "{told:?}");
    }
}

/// Each mail is counted once, whether it comes again in the same mailbox or before; what can't be read is named.
#[test]
fn numbers_add_up() {
    let desk = desk();
    let from = |who: &str, id: &str| {
        format!("From x Sat Nov 21 10:00:00 2026\nFrom: {who}\nTo: mia@example.com\nMessage-ID: <{id}>\n\nhi\n\n")
    };
    let mails = [
        from("anna@hofmann.example", "1"),
        from("deniz@atelier.example", "1"),
        from("who@x.example", "2"),
        from("who@x.example", "2"),
    ]
    .concat();
    let told = pipe(&desk, mails.as_bytes(), &[]);
    assert!(told.err.contains("4 mails read: 1 new, 1 filed before, 2 of nobody known"), "{told:?}");
    let told = pipe(&desk, mails.as_bytes(), &[]);
    assert!(told.err.contains("4 mails read: 0 new, 2 filed before, 2 of nobody known"), "{told:?}");
    let told = pipe(&desk, b"From: \"Bro ken <p1@x.example>\nTo: mia@example.com\n\nhi\n", &[]);
    assert!(told.err.contains("None of these addresses is a contact's: p1@x.example\n"), "{told:?}");
    let told = pipe(&desk, b"From: mia@example.com\nTo: mia@example.com\n\nhi\n", &[]);
    assert!(told.err.contains("No address stands in it besides your own."), "{told:?}");
}

/// A list that is an own address is a mailbox that several read.
#[test]
fn a_list_that_writes_to_the_user_is_a_touch() {
    let desk = desk();
    pipe(&desk, &fixture("list.eml"), &["--own", "oak@lists.example"]);
    let [mail] = &history(&desk, "anna")[..] else { panic!("nothing") };
    assert_eq!((&mail["automatic"], &mail["direction"]), (&false.into(), &"in".into()));
}

#[test]
fn what_nobody_known_wrote_is_passed_over() {
    let desk = desk();
    let told = filed(&desk, "outlook.eml");
    assert_eq!((told.out.as_str(), told.status), ("", 0));
    assert!(told.err.contains("None of these addresses is a contact's: tom.berg@alpha.example\n"), "{told:?}");
    let json = pipe(&desk, &fixture("outlook.eml"), &["--json"]);
    assert_eq!((json.out.trim(), json.err.as_str()), (r#"{"ids":[],"set":null,"undated":[]}"#, ""));
    desk.ok(&["add", "Tom Berg", "--email", "tom.berg@alpha.example"]);
    filed(&desk, "outlook.eml");
    let text = &history(&desk, "tom")[0]["text"];
    assert_eq!(
        text,
        "AW: Liefertermin für Los 2\n\nGuten Tag Frau Olsen,\n\nder 14. geht in Ordnung, Preis € 4.200 wie gehabt.\n\nMit freundlichen Grüßen\nTom Berg"
    );
    let bounce = filed(&desk, "bounce.eml");
    assert!(bounce.err.contains("mailer-daemon@mx.example"), "{bounce:?}");
}

#[test]
fn files_mailboxes_and_directories_are_read() {
    let desk = desk();
    for (place, name) in
        [("cur/1:2,S", "mutt.eml"), ("new/2", "apple.eml"), ("tmp/3", "gmail.eml"), (".Sent/cur/4", "away.eml")]
    {
        let path = desk.path("mail").join(place);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, fixture(name)).unwrap();
    }
    std::fs::write(desk.path("mail/dovecot-uidlist"), "3 V1 N2\n1 :1.M\n").unwrap();
    std::fs::write(desk.path("mail/subscriptions-of-mine"), "INBOX\n").unwrap();
    std::fs::write(desk.path("mail/cur/9:2,S"), "\u{1}junk").unwrap();
    let (maildir, mailbox) = (desk.path("mail"), desk.path("box"));
    std::fs::write(&mailbox, fixture("box.mbox")).unwrap();
    let files = [maildir.to_str().unwrap(), mailbox.to_str().unwrap()];
    let dry = pipe(&desk, b"", &[&["--dry-run"], &files[..]].concat());
    assert!(
        dry.out.contains("new\t2026-11-20\tin\tJörg Weiß, Anna Müller, Deniz Çelik\t\tAngebot für die neue"),
        "{dry:?}"
    );
    assert!(
        dry.out.contains("new\t2026-11-20\tin\tAnna Müller\tautomatic\tAutomatische Antwort: Angebot\n"),
        "{dry:?}"
    );
    assert!(history(&desk, "anna").is_empty());
    let told = pipe(&desk, b"", &files);
    assert!(told.err.contains("5 mails read: 4 new, 1 filed before, 0 of nobody known"), "{told:?}");
    assert!(told.err.contains("box, number 2: no mail") && !told.err.contains("dovecot"), "{told:?}");
    assert!(told.err.contains("cur/9:2,S, number 1: no mail"), "{told:?}");
    assert_eq!(told.out.lines().count(), 4);
    assert!(history(&desk, "sofia").is_empty(), "what is still being delivered");
    let dry = pipe(&desk, b"", &["--dry-run", "--json", files[1]]);
    let json: Value = serde_json::from_str(&dry.out).unwrap();
    assert_eq!((&json[0]["state"], &json[0]["direction"]), (&"before".into(), &"out".into()));
    let gone = pipe(&desk, b"", &["/nowhere", files[0]]);
    assert_eq!(gone.status, 2, "{gone:?}");
    assert!(gone.err.contains("/nowhere") && gone.err.contains("0 new, 3 filed before"), "{gone:?}");
}

#[test]
fn no_mail_and_wrong_use_are_told() {
    let desk = desk();
    for (bytes, words) in [
        (&b""[..], "stdin holds no mail"),
        (b"hello\n", "stdin holds no mail"),
        (b"%PDF-1.7\n\0\xff", "stdin holds no mail"),
    ] {
        let told = pipe(&desk, bytes, &[]);
        assert_eq!(told.status, 2, "{told:?}");
        assert!(told.err.contains(words) && told.err.contains("mailboxes (mbox)"), "{told:?}");
    }
    let told = pipe(&desk, &fixture("mutt.eml"), &["--own", "mia"]);
    assert_eq!(told.status, 2);
    assert!(told.err.contains("\"mia\" is no value for --own"), "{told:?}");
    let file = desk.file("a.eml", fixture("mutt.eml"));
    desk.fails(&["import", &file], 2, &["a mail", "touchbase log-mail"]);
}

#[test]
fn options_say_whose_a_mail_is_and_how_much_of_it_is_kept() {
    let desk = desk();
    let config = desk.file("none.toml", "");
    let run = |more: &[&str]| {
        let arguments = [&["--config", config.as_str(), "log-mail"], more].concat();
        said(desk.command(&arguments).write_stdin(fixture("box.mbox")))
    };
    let told = run(&["--own", "@kaiser-bau.example", "--subject-only"]);
    assert_eq!(told.status, 0, "{told:?}");
    assert!(history(&desk, "jörg").is_empty(), "an own address is nobody's");
    let [mail] = &history(&desk, "anna")[..] else { panic!("nothing") };
    assert_eq!((&mail["direction"], &mail["text"]), (&"in".into(), &"Angebot".into()));
    desk.ok(&["undo"]);
    run(&[]);
    let ways: Vec<Value> = history(&desk, "jörg").into_iter().map(|mail| mail["direction"].clone()).collect();
    assert_eq!(ways, ["in", "out"], "without own addresses who is known tells the way");
}

/// Two filters that bring the same mail at once file it once.
#[test]
fn the_same_mail_at_once_is_filed_once() {
    let desk = desk();
    let bytes = fixture("mutt.eml");
    let all: Vec<Said> = std::thread::scope(|scope| {
        let filters: Vec<_> = (0..4).map(|_| scope.spawn(|| pipe(&desk, &bytes, &[]))).collect();
        filters.into_iter().map(|filter| filter.join().unwrap()).collect()
    });
    assert!(all.iter().all(|said| said.status == 0), "{all:?}");
    assert_eq!(history(&desk, "anna").len(), 1);
    let sets = desk.ok(&["history"]);
    assert_eq!(sets.lines().filter(|line| line.contains("mail with")).count(), 1, "{sets}");
}

/// Where a mail's own word on its day can't be read or lies ahead, the last server's counts; where there is none it is told.
#[test]
fn the_day_of_a_mail_is_its_own_or_the_servers() {
    let server = "Received: from a by b; Mon, 02 Mar 2020 09:00:00 +0100\n";
    for (head, day, told) in [
        (format!("Date: Fri, 20 Nov 2026 10:00:00 +0100\n{server}"), Some("2026-11-20"), false),
        (format!("Date: yesterday\n{server}"), Some("2020-03-02"), false),
        (format!("Date: Mon, 30 Nov 2099 10:00:00 +0100\n{server}"), Some("2020-03-02"), false),
        (server.to_owned(), Some("2020-03-02"), false),
        ("Date: yesterday\n".to_owned(), None, true),
        (String::new(), None, true),
    ] {
        let desk = desk();
        let mail = format!(
            "{head}From: anna@hofmann.example\nTo: mia@example.com\nMessage-ID: <1@x>\nSubject: oak\n\nHello\n"
        );
        let said = pipe(&desk, mail.as_bytes(), &[]);
        assert_eq!((said.status, said.err.contains("can't be told: ")), (0, told), "{head}: {said:?}");
        let [one] = &history(&desk, "anna")[..] else { panic!("{head}") };
        if let Some(day) = day {
            assert_eq!(one["day"], day, "{head}");
        }
    }
}

/// Of which mail it speaks is told by its people where it has no subject.
#[test]
fn a_mail_with_neither_day_nor_subject_is_told_by_its_people() {
    for (subject, told) in
        [("Subject: oak\n", "oak"), ("Subject:  \n", "no subject (Anna Müller)"), ("", "no subject (Anna Müller)")]
    {
        let desk = desk();
        let mail = format!("From: anna@hofmann.example\nTo: mia@example.com\nMessage-ID: <1@x>\n{subject}\nHello\n");
        let said = pipe(&desk, mail.as_bytes(), &[]);
        assert!(said.err.contains(&format!("a touch of today: {told}\n")), "{said:?}");
    }
}

/// A mailbox tells when each mail came; a line that was made today for a pipe tells nothing.
#[test]
fn a_mailbox_says_when_a_mail_came() {
    let of = |day: &str, id: &str| {
        format!(
            "From a@x {day}\nFrom: anna@hofmann.example\nTo: mia@example.com\nMessage-ID: <{id}@x>\nSubject: {id}\n\nHello\n\n"
        )
    };
    let desk = desk();
    let today = chrono::Utc::now().format("%a %b %e %H:%M:%S %Y").to_string();
    let mails = of("Mon Mar  2 10:00:00 2020", "old") + &of(&today, "piped");
    let dry = pipe(&desk, mails.as_bytes(), &["--dry-run", "--json"]);
    let json: Value = serde_json::from_str(&dry.out).unwrap();
    let undated: Vec<_> = json.as_array().unwrap().iter().map(|one| (&one["subject"], &one["undated"])).collect();
    assert_eq!(undated, [(&"old".into(), &false.into()), (&"piped".into(), &true.into())]);
    assert!(json[0]["at"].as_str().unwrap().starts_with("2020-03-02"), "{json}");
    let day = json[1]["at"].as_str().unwrap()[..10].to_owned();
    assert!(pipe(&desk, mails.as_bytes(), &["--dry-run"]).out.contains(&format!("new\t{day}\tin")), "{dry:?}");
    let done = pipe(&desk, mails.as_bytes(), &["--json"]);
    let json: Value = serde_json::from_str(&done.out).unwrap();
    assert_eq!((json["ids"].as_array().unwrap().len(), json["undated"].as_array().unwrap().len()), (2, 1), "{done:?}");
    assert_eq!(
        (&json["undated"][0]["subject"], &json["undated"][0]["at"].as_str().unwrap()[..10]),
        (&"piped".into(), &*day)
    );
    let days: Vec<_> = history(&desk, "anna").iter().map(|one| one["day"].as_str().unwrap().to_owned()).collect();
    assert_eq!(days, [&*day, "2020-03-02"]);
}

/// A file of a directory that is no mail is named, whatever its name; not what servers keep there.
#[test]
fn what_is_no_mail_in_a_directory_is_named() {
    let desk = desk();
    let dir = desk.path("d");
    std::fs::create_dir_all(&dir).unwrap();
    for name in ["11bad", "notes.txt", "dovecot.index.log", "dovecot-uidlist", "courierimapuiddb"] {
        std::fs::write(dir.join(name), "no mail\n").unwrap();
    }
    std::fs::write(dir.join("1"), fixture("mutt.eml")).unwrap();
    let told = pipe(&desk, b"", &[dir.to_str().unwrap()]);
    let named: Vec<&str> = told.err.lines().filter(|line| line.ends_with("no mail")).collect();
    assert!(matches!(named[..], [one] if one.contains("11bad, number 1")), "{told:?}");
}
