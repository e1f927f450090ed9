//! `--query`: a verb for all who fit, as one set that one undo takes back; said before with `--dry-run`.

use crate::desk::Desk;

fn desk() -> Desk {
    let desk = Desk::new();
    for (name, tier) in [("Ana Abel", "A"), ("Bo Arlt", "B"), ("Cem Zahl", "B"), ("Dee Old", "B")] {
        desk.ok(&["add", name, "--tier", tier]);
    }
    desk.ok(&["archive", "dee"]);
    desk
}

fn names(desk: &Desk, query: &str) -> String {
    let list = desk.json(&["list", query]);
    list.as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap().to_owned()).collect::<Vec<_>>().join(", ")
}

/// How many sets there are.
fn sets(desk: &Desk) -> usize {
    desk.ok(&["history"]).lines().count()
}

#[test]
fn each_verb_does_it_for_all_who_fit_in_one_set() {
    let desk = desk();
    let check = |arguments: &[&str], found: &str, expect: &str| {
        let (before, was) = (sets(&desk), names(&desk, found));
        let dry = desk.run(&[arguments, &["--query", "tier:b", "--dry-run"]].concat());
        assert_eq!((dry.status, dry.out.lines().count()), (0, 2), "{arguments:?} {dry:?}");
        assert!(dry.err.contains("It would be 2 contacts") && dry.out.contains("Cem Zahl"), "{dry:?}");
        desk.ok(&[&arguments[..1], &["--query", "tier:b", "--dry-run", "--json"], &arguments[1..]].concat());
        desk.ok(&[&["--read-only"], &arguments[..1], &["--query", "tier:b", "--dry-run"], &arguments[1..]].concat());
        assert_eq!(sets(&desk), before, "{arguments:?}");
        desk.ok(&[&arguments[..1], &["--query", "tier:b"], &arguments[1..]].concat());
        assert_eq!((sets(&desk), names(&desk, found).as_str()), (before + 1, expect), "{arguments:?}");
        desk.ok(&["undo"]);
        assert_eq!(names(&desk, found), was, "{arguments:?}");
    };
    let both = "Bo Arlt, Cem Zahl";
    check(&["set", "owner=Eva", "every=30d"], "owner:eva every:30", both);
    check(&["archive"], "tier:b", "");
    check(&["move", "--company", "Nordlys"], "co:nordlys", both);
    check(&["consent", "mail", "given", "--how", "fair", "--purpose", "marketing"], "may:marketing/mail", both);
    check(&["follow-up", "send the list", "--due", "fri"], "follow_ups:1", both);
    // Options stand before tags.
    desk.ok(&["tag", "--query", "tier:b", "+news"]);
    assert_eq!(names(&desk, "#news"), both);
    assert_eq!(names(&desk, "#news -bo"), "Cem Zahl");
    let dry = desk.ok(&["tag", "--query", "#news -bo", "--dry-run", "--json", "-news"]);
    assert!(dry.contains("Cem Zahl") && !dry.contains("Bo Arlt"), "{dry}");
    desk.ok(&["tag", "--query", "#news", "-news", "+old"]);
    assert_eq!((names(&desk, "#news"), names(&desk, "#old").as_str()), (String::new(), both));
    // Who is archived only where that is asked.
    desk.ok(&["archive", "--undo", "--query", "archived:yes"]);
    assert_eq!(names(&desk, "tier:b"), "Bo Arlt, Cem Zahl, Dee Old");
}

#[test]
fn who_is_left_out_is_counted() {
    let desk = desk();
    desk.ok(&["set", "bo", "dnc=yes"]);
    desk.ok(&["consent", "ana", "mail", "given", "--purpose", "survey"]);
    let said = desk.run(&["follow-up", "--query", "archived:no", "ask", "--due", "fri"]);
    assert!(said.status == 0 && said.err.contains("1 contact is left out: not to be contacted"), "{said:?}");
    assert_eq!(names(&desk, "follow_ups:1"), "Ana Abel, Cem Zahl");
    let said = desk.run(&["follow-up", "--query", "archived:no", "--for", "survey", "rate us", "--due", "fri"]);
    assert!(said.err.contains("2 contacts are left out"), "{said:?}");
    assert_eq!(names(&desk, "follow_ups:2"), "Ana Abel");
    desk.ok(&["log", "cem", "na:"]);
    desk.ok(&["set", "ana", "stage=lead"]);
    let said = desk.run(&["snooze", "--query", "tier:a,b", "1w"]);
    assert!(said.status == 0 && said.err.contains("1 contact is left out: nothing on the agenda"), "{said:?}");
    assert_eq!(sets(&desk), 12);
}

#[test]
fn what_makes_no_sense_changes_nothing() {
    let desk = desk();
    let before = sets(&desk);
    desk.fails(&["tag", "--query", "tier:b", "ana", "+x"], 2, &["nobody is named besides"]);
    desk.fails(&["archive", "--query", "tier:b", "ana"], 2, &["nobody is named besides"]);
    desk.fails(&["follow-up", "--query", "tier:b", "ana", "call", "--due", "fri"], 2, &["nobody is named besides"]);
    desk.fails(&["consent", "--query", "tier:b", "ana", "mail", "given"], 2, &["nobody is named besides"]);
    desk.fails(&["consent", "--query", "tier:b", "mail"], 2, &["What was decided is missing"]);
    desk.fails(&["consent", "ana", "mail", "--how", "fair"], 2, &["What was decided is missing"]);
    desk.fails(&["follow-up", "ana", "call", "--due", "fri", "--for", "survey"], 2, &["--for narrows"]);
    desk.fails(&["set", "--query", "tier:b", "ana", "tier=A"], 2, &["ana"]);
    desk.fails(&["move", "--query", "tier:b"], 2, &["--company"]);
    desk.fails(&["tag", "--query", " ", "+x"], 2, &["--query is empty", "archived:no"]);
    desk.fails(&["tag", "--query", "tier:d", "+x"], 2, &["isn't one of"]);
    desk.fails(&["tag", "--dry-run", "ana", "+x"], 2, &["--query"]);
    desk.fails(&["archive"], 2, &["CONTACT"]);
    desk.ok(&["tag", "--query", "tier:c", "+x"]);
    assert_eq!(sets(&desk), before);
}
