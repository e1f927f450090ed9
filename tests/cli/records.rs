//! `tag`, `archive`, `delete` and `history`: what becomes of records, and what became of them.

use serde_json::{Value, json};

use crate::desk::Desk;

fn tags(desk: &Desk, who: &str) -> Value {
    desk.json(&["show", who])["tags"].clone()
}

#[test]
fn tags_are_put_on_several_and_taken_off() {
    let desk = Desk::with_contacts();
    let said = desk.run(&["tag", "anna m", "deniz", "+vip,fair", "-oak"]);
    assert!(said.status == 0 && said.err.contains("Tags +vip +fair -oak · Anna Müller, Deniz Çelik"), "{said:?}");
    assert_eq!([tags(&desk, "anna m"), tags(&desk, "deniz")], [json!(["vip", "fair"]), json!(["vip", "fair"])]);
    desk.ok(&["tag", "--lang", "de", "+49 711 220-13", "-hot", "-VIP"]);
    desk.fails(&["tag", "anna m", "+x", "--store=elsewhere"], 2, &["--store=elsewhere", "Options stand right behind"]);
    assert_eq!(tags(&desk, "anna m"), json!(["fair"]));
    assert!(desk.run(&["tag", "anna m", "+Fair"]).err.contains("Nothing changed"));
    desk.ok(&["undo"]);
    assert_eq!(tags(&desk, "anna m"), json!(["vip", "fair"]));
    desk.fails(&["tag", "anna m"], 2, &["+TAG, -TAG is missing"]);
    desk.fails(&["tag", "+vip"], 2, &["CONTACT is missing"]);
    desk.fails(&["tag", "anna m", "vip"], 2, &["+TAG, -TAG is missing"]);
    desk.fails(&["tag", "anna m", "vip", "+x"], 1, &["nobody fits \"vip\""]);
    desk.fails(&["tag", "anna", "+vip"], 5, &["2 contacts fit"]);
}

#[test]
fn what_is_archived_comes_back() {
    let desk = Desk::with_contacts();
    let listed = || desk.ok(&["list"]).lines().count();
    desk.ok(&["archive", "anna m", "deniz"]);
    assert_eq!(listed(), 1);
    let said = desk.run(&["archive", "deniz", "--undo"]);
    assert!(said.status == 0 && said.err.contains("No longer archived: Deniz Çelik"), "{said:?}");
    assert_eq!(listed(), 2);
    desk.ok(&["archive", "Hofmann GmbH"]);
    assert_eq!(desk.json(&["show", "Hofmann GmbH"])["archived"], true);
    desk.ok(&["archive", "--undo", "Hofmann GmbH"]);
    assert_eq!(desk.json(&["show", "Hofmann GmbH"])["archived"], false);
    let id = desk.id(&["follow-up", "deniz", "offer", "--due", "today"]);
    desk.fails(&["archive", &id], 2, &["neither a contact nor a company"]);
    desk.fails(&["archive", "deniz", "Hofmann GmbH"], 2, &["a company is dealt with alone"]);
}

#[test]
fn a_history_is_deleted_only_when_that_is_said() {
    let desk = Desk::with_contacts();
    desk.ok(&["log", "deniz", "call +Müller: both were there >> fri offer"]);
    desk.ok(&["log", "deniz", "call: alone"]);
    let before = desk.json(&["show", "anna m"]);
    desk.fails(
        &["delete", "deniz"],
        2,
        &["Deniz Çelik has a history: 2 interactions, 1 follow-up", "touchbase archive", "--with-history"],
    );
    assert_eq!(desk.json(&["show", "deniz"])["interactions"].as_array().unwrap().len(), 2, "nothing is gone");
    let said = desk.run(&["delete", "deniz", "--with-history"]);
    assert!(said.status == 0 && said.err.contains("Deleted Deniz Çelik"), "{said:?}");
    assert!(said.err.contains("With it: 2 interactions, 1 follow-up."), "{said:?}");
    desk.fails(&["show", "deniz"], 1, &["nobody fits"]);
    assert_eq!(desk.json(&["show", "anna m"])["interactions"][0]["text"], "both were there", "it is Anna's, too");
    desk.ok(&["undo"]);
    assert_eq!(desk.json(&["show", "anna m"]), before);
    assert_eq!(desk.json(&["show", "deniz"])["follow_ups"].as_array().unwrap().len(), 1);
    desk.ok(&["delete", "anna m", "deniz", "--yes"]);
    assert_eq!(desk.ok(&["list"]).lines().count(), 1);
}

#[test]
fn one_without_a_history_goes_at_once_and_so_does_what_an_id_names() {
    let desk = Desk::with_contacts();
    desk.ok(&["delete", "anna berg"]);
    desk.fails(&["show", "anna berg"], 1, &["nobody fits"]);
    let open = desk.id(&["follow-up", "deniz", "offer", "--due", "today"]);
    assert_eq!(desk.ok(&["show", &open]), desk.ok(&["show", "deniz"]), "whose it is");
    let call = desk.id(&["log", "deniz", "call: hello >> wish: darker"]);
    let done = desk.id(&["follow-up", "deniz", "sample", "--due", "today"]);
    desk.ok(&["done", &done]);
    for id in [&open, &call, &done] {
        let said = desk.run(&["delete", id]);
        assert!(said.status == 0 && said.err.contains("Deleted"), "{id}: {said:?}");
    }
    let deniz = desk.json(&["show", "deniz"]);
    assert_eq!([&deniz["interactions"], &deniz["follow_ups"]], [&json!([]), &json!([])]);
    let wish = deniz["feedback"][0]["id"].as_str().unwrap().to_owned();
    desk.ok(&["delete", &wish]);
    desk.fails(&["delete", &wish], 1, &["there is no"]);
    desk.fails(&["delete", "nobody"], 1, &["nobody fits \"nobody\""]);
    desk.fails(&["delete", "deniz", "Atelier Çelik"], 2, &["a company is dealt with alone"]);
}

#[test]
fn a_companys_people_stay() {
    let desk = Desk::with_contacts();
    desk.fails(&["delete", "Hofmann GmbH"], 2, &["Hofmann GmbH has a history", "1 contact stays without company"]);
    desk.ok(&["delete", "Hofmann GmbH", "--with-history"]);
    assert_eq!(desk.json(&["show", "anna m"])["company"], Value::Null);
    desk.ok(&["undo"]);
    assert_eq!(desk.json(&["show", "anna m"])["company"], "Hofmann GmbH");
}

#[test]
fn the_history_says_what_changed_and_how() {
    let desk = Desk::with_contacts();
    desk.ok(&["set", "anna m", "tier=B", "stage=key"]);
    desk.ok(&["log", "anna m", "call: hello >> fri send offer"]);
    desk.ok(&["log", "deniz", "call: not hers"]);
    desk.ok(&["undo"]);
    let lines = |arguments: &[&str]| -> Vec<Vec<String>> {
        let out = desk.ok(arguments);
        out.lines().map(|line| line.split('\t').map(str::to_owned).collect()).collect()
    };
    let all = lines(&["history"]);
    assert!(all.iter().all(|line| line.len() == 7), "{all:?}");
    let numbers: Vec<&str> = all.iter().map(|line| line[0].as_str()).collect();
    assert_eq!(numbers, ["7", "6", "5", "4", "3", "2", "1"]);
    assert_eq!([all[0][4].as_str(), &all[1][4], &all[2][4]], ["6", "taken back", ""]);
    assert_eq!(lines(&["history", "--limit", "2"]).len(), 2);
    let hers = lines(&["history", "anna m"]);
    assert_eq!(hers.len(), 3, "{hers:?}");
    assert_eq!(hers[1][5], "tier: A → B; stage: – → key");
    assert!(hers[0][5].contains("new: call 2026-11-21 hello"), "{hers:?}");
    let told = desk.json(&["history", "anna m"]);
    let edit = &told[1];
    assert_eq!((&edit["set"], &edit["act"], &edit["taken_back"]), (&4.into(), &"edit".into(), &false.into()));
    assert_eq!(edit["changes"][0]["fields"][0], json!({"field": "tier", "before": ["A"], "after": ["B"]}));
    assert_eq!((&edit["made_on"], &edit["terminal"]), (&"command_line".into(), &json!(null)));
    let process = edit["process"].as_u64().unwrap();
    assert_eq!(hers[1][6], format!("command line, process {process}"));
    assert_eq!(edit["at"].as_str().unwrap().len(), "2026-11-21T09:30:00+00:00".len(), "whole seconds: {edit}");
    desk.ok(&["undo", "4"]);
    assert_eq!(desk.json(&["show", "anna m"])["tier"], "A", "the number is what undo takes");
    let german = desk.ok(&["history", "anna m", "--lang", "de"]);
    assert!(german.contains("neu: Anruf"), "{german}");
    desk.fails(&["history", "nobody"], 1, &["nobody fits"]);
}

#[test]
fn who_is_deleted_has_a_history_still_and_so_has_a_big_import() {
    let desk = Desk::new();
    let cards: String =
        (0..700).map(|n| format!("BEGIN:VCARD\nVERSION:4.0\nFN:Somebody Number {n}\nEND:VCARD\n")).collect();
    desk.ok(&["import", &desk.file("many.vcf", cards)]);
    let id = desk.json(&["show", "Somebody Number 650"])["id"].as_str().unwrap().to_owned();
    desk.ok(&["tag", "Somebody Number 650", "+x"]);
    desk.ok(&["delete", &id]);
    let told = desk.json(&["history", &id]);
    let acts: Vec<&str> = told.as_array().unwrap().iter().map(|set| set["act"].as_str().unwrap()).collect();
    assert_eq!(acts, ["delete", "tag", "import"]);
    assert_eq!((&told[2]["count"], told[2]["changes"].as_array().unwrap().len()), (&700.into(), 1));
    let other = desk.json(&["show", "Somebody Number 1"])["id"].as_str().unwrap().to_owned();
    desk.ok(&["undo"]);
    assert_eq!(desk.json(&["history", &other]).as_array().unwrap().len(), 1);
}

#[test]
fn who_is_deleted_since_is_named_in_the_history() {
    let desk = Desk::with_contacts();
    desk.ok(&["add", "Zoe Kurz"]);
    let call = desk.ok(&["log", "anna m", "+Deniz: wants oak"]).trim().to_owned();
    desk.ok(&["move", &call, "--to", "zoe", "--from", "anna m"]);
    desk.ok(&["delete", "zoe", "--with-history"]);
    let told = desk.ok(&["history", &call]);
    assert!(told.contains("Anna Müller, Deniz Çelik → Zoe Kurz, Deniz Çelik"), "{told}");
    let told = desk.json(&["history", &call]);
    let moved = told.as_array().unwrap().iter().find(|set| set["act"] == "move").unwrap();
    let with = json!({"field": "with", "before": ["Anna Müller", "Deniz Çelik"], "after": ["Zoe Kurz", "Deniz Çelik"]});
    assert!(moved["changes"][0]["fields"].as_array().unwrap().contains(&with), "{moved}");
    desk.ok(&["add", "Kai Holm", "--company", "Holm AG"]);
    desk.ok(&["set", "anna m", "referred_by=Kai Holm"]);
    desk.ok(&["move", "anna m", "--company", "Holm AG"]);
    desk.ok(&["set", "anna m", "referred_by=Mia"]);
    desk.ok(&["delete", "kai holm"]);
    desk.ok(&["delete", "Holm AG", "--with-history"]);
    let told = desk.json(&["history", "anna m"]);
    let fields = |set: usize| told[set]["changes"][0]["fields"].clone();
    assert_eq!(fields(1), json!([{"field": "referred_by", "before": ["Kai Holm"], "after": ["Mia"]}]));
    assert_eq!(fields(2)[0]["after"][0], "@ Holm AG (2026-11-21 -)", "{told}");
    let lines = desk.ok(&["history", "anna m"]);
    assert!(lines.contains("referred_by: Kai Holm → Mia") && !lines.contains("company_id"), "{lines}");
}

/// A desk where two calls and a resolved complaint, each twice, have ids that end alike, from a whole store; the ends of both.
fn with_ids_alike() -> (Desk, [String; 2]) {
    let from = Desk::with_contacts();
    from.ok(&["log", "anna m", "call: first"]);
    from.ok(&["log", "deniz", "call: second"]);
    for text in ["late", "dear"] {
        let id = from.id(&["feedback", "deniz", text, "--kind", "complaint"]);
        from.ok(&["done", &id]);
    }
    let mut whole = from.ok(&["export", "--format", "json"]);
    let read: Value = serde_json::from_str(&whole).unwrap();
    for (kind, end) in [("interactions", "0001"), ("feedback", "beef")] {
        for (at, record) in read[kind].as_array().unwrap().iter().enumerate() {
            let id = record["id"].as_str().unwrap();
            whole = whole.replace(id, &format!("{}{at}{at}{at}{at}abcd{end}", &id[..24]));
        }
    }
    let desk = Desk::new();
    desk.ok(&["add", "Ida Holm"]);
    desk.ok(&["import", &desk.file("whole.json", whole)]);
    (desk, ["0001".to_owned(), "beef".to_owned()])
}

#[test]
fn an_id_that_several_end_with_is_asked_back() {
    let (desk, [call, complaint]) = with_ids_alike();
    let before = desk.ok(&["export", "--format", "json"]);
    let both =
        ["2 records end with \"0001\"", "Anna Müller: call 2026-11-21 first", "Deniz Çelik: call 2026-11-21 second"];
    desk.fails(&["delete", &call], 5, &both);
    desk.fails(&["move", &call, "--to", "anna b"], 5, &both);
    desk.fails(&["history", &call], 5, &both);
    desk.fails(&["undo", &call], 5, &both);
    desk.fails(
        &["answer", &complaint, "told"],
        5,
        &["2 records end with \"beef\"", "complaint late", "complaint dear"],
    );
    let said = desk.run(&["delete", &call, "--json"]);
    let error: Value = serde_json::from_str(&said.err).unwrap();
    let candidates = error["error"]["candidates"].as_array().unwrap();
    assert_eq!((&error["error"]["kind"], candidates.len()), (&json!("ambiguous"), 2), "{error}");
    assert_eq!(desk.ok(&["export", "--format", "json"]), before, "nothing is gone");
    desk.ok(&["delete", "1abcd0001"]);
    desk.ok(&["answer", "0abcdbeef", "told"]);
    assert_eq!(desk.json(&["show", "deniz"])["interactions"], json!([]), "more digits are the one");
    assert_eq!(desk.json(&["show", "anna m"])["interactions"][0]["text"], "first");
    desk.ok(&["delete", desk.json(&["show", "anna m"])["interactions"][0]["id"].as_str().unwrap()]);
    assert_eq!(desk.json(&["show", "anna m"])["interactions"], json!([]), "a whole id, too");
}

#[test]
fn digits_with_a_zero_before_them_are_an_id_and_no_set() {
    let (desk, [call, _]) = with_ids_alike();
    desk.ok(&["delete", "1abcd0001"]);
    let said = desk.run(&["undo", &call]);
    assert_eq!(said.status, 5, "two calls of the journal end so: {said:?}");
    assert_eq!(desk.json(&["list"]).as_array().unwrap().len(), 4, "set 1 stands");
    let one = Desk::with_contacts();
    one.fails(&["undo", "0001"], 1, &["there is no \"0001\""]);
    one.ok(&["undo", "#0001"]);
    assert_eq!(one.json(&["list"]).as_array().unwrap().len(), 2);
}

#[test]
fn a_name_of_a_contact_and_a_company_is_asked_back() {
    let desk = Desk::with_contacts();
    desk.ok(&["add", "Marta Lund", "--company", "Marta Lund"]);
    let before = desk.ok(&["export", "--format", "json"]);
    for verb in [&["delete", "marta LUND"][..], &["archive", "Marta Lund"], &["history", "Marta Lund"]] {
        let said = desk.fails(verb, 5, &["is a contact and a company", "by its id"]);
        assert_eq!(said.err.matches("  Marta Lund").count(), 3, "{said:?}");
    }
    desk.fails(&["move", "Marta Lund", "--to", "deniz"], 5, &["is a contact and a company"]);
    desk.fails(&["delete", "deniz", "Marta Lund"], 5, &["is a contact and a company"]);
    assert_eq!(desk.ok(&["export", "--format", "json"]), before);
    let said = desk.run(&["delete", "Marta Lund", "--json"]);
    let error: Value = serde_json::from_str(&said.err).unwrap();
    for candidate in error["error"]["candidates"].as_array().unwrap() {
        desk.ok(&["delete", candidate["id"].as_str().unwrap(), "--with-history"]);
    }
    desk.fails(&["show", "Marta Lund"], 1, &["nobody fits"]);
    // What tells them apart otherwise needn't be asked.
    desk.ok(&["archive", "Hofmann GmbH"]);
}

#[test]
fn a_plus_names_nobody_but_a_phone_number() {
    let desk = Desk::with_contacts();
    let said = desk.fails(&["archive", "deniz", "+anna b"], 2, &["\"+anna b\" names nobody", "touchbase tag"]);
    assert!(!said.err.contains("Archived"), "{said:?}");
    desk.fails(&["delete", "+Hofmann GmbH"], 2, &["names nobody"]);
    desk.fails(&["archive", "anna m", "+oak", "--lang", "de"], 2, &["„+oak“ nennt niemanden"]);
    assert_eq!(desk.ok(&["list"]).lines().count(), 3);
    desk.ok(&["archive", "+49 711 220-13"]);
    assert_eq!(desk.ok(&["list"]).lines().count(), 2);
}

#[test]
fn what_is_archived_is_listed_when_that_is_said() {
    let desk = Desk::with_contacts();
    desk.ok(&["archive", "deniz"]);
    desk.ok(&["archive", "Hofmann GmbH"]);
    let listed = |arguments: &[&str]| -> Vec<(String, bool)> {
        let out = desk.ok(&[&["list"], arguments].concat());
        let lines = out.lines().map(|line| line.split('\t').map(str::to_owned).collect::<Vec<_>>());
        lines.map(|line| (line[1].clone(), line.last().is_some_and(|last| last == "archived"))).collect()
    };
    let name = |name: &str, archived| (name.to_owned(), archived);
    let three = [name("Anna Berg", false), name("Anna Müller", false), name("Deniz Çelik", true)];
    assert_eq!(listed(&["--archived"]), three);
    assert_eq!(listed(&["deniz", "--archived"]), three[2..]);
    assert_eq!(listed(&["deniz"]), []);
    let companies = [name("Atelier Çelik", false), name("Hofmann GmbH", true), name("Nordlys AS", false)];
    assert_eq!(listed(&["--kind", "company", "--archived"]), companies);
    assert_eq!(desk.json(&["list", "--archived"])[2]["archived"], true);
}

/// Whatever it is that is told, it is refused in one sentence where it is longer than what is kept.
#[test]
fn what_is_too_long_is_refused() {
    let desk = Desk::with_contacts();
    let long = "x".repeat(70_000);
    for verb in [
        &["follow-up", "anna m", &long, "--due", "fri"][..],
        &["consent", "anna m", "mail", "withdrawn", "--how", &long],
        &["log", "anna m", &format!("call: short >> fri {long}")],
        &["feedback", "anna m", &long, "--kind", "wish"],
    ] {
        desk.fails(verb, 2, &["is longer than"]);
    }
}
