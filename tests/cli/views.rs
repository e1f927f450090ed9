//! `list` as the screen has it: in a view's order and columns, or in those that are asked for.

use crate::desk::{Desk, said};

fn desk() -> Desk {
    let desk = Desk::new();
    let add = |name: &str, more: &[&str]| {
        desk.ok(&[&["add", name], more].concat());
    };
    add("Zoe Ärzen", &["--company", "Ölwerk", "--tier", "B", "--tag", "oak", "--birthday", "1971-12-24"]);
    add(
        "Anna Berg",
        &["--company", "Nordlys", "--tier", "A", "--stage", "regular", "--every", "30d", "--phone", "040 123"],
    );
    add("Bo Arlt", &["--company", "Omikron", "--tier", "B", "--tag", "oak"]);
    add("Cem Zahl", &[]);
    desk.ok(&["set", "zoe", "address=Hof 1, 20095 Ulm"]);
    desk.ok(&["log", "anna", "2026-11-02 call: asked for prices"]);
    desk.ok(&["log", "bo", "2026-10-01 call: asked for more"]);
    desk
}

fn save(desk: &Desk, name: &str, view: &str) {
    let dir = desk.path(".config/touchbase/views");
    std::fs::create_dir_all(&dir).unwrap();
    std::fs::write(dir.join(format!("{name}.toml")), view).unwrap();
}

/// The names that a list gives, in its order.
fn names(desk: &Desk, arguments: &[&str]) -> String {
    let list = desk.json(&[&["list"], arguments].concat());
    list.as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap()).collect::<Vec<_>>().join(", ")
}

#[test]
fn lists_are_sorted_by_any_column_and_nothing_stands_last() {
    let desk = desk();
    let check = |sort: &str, expect: &str| assert_eq!(names(&desk, &["--sort", sort]), expect, "{sort}");
    // By last name, Ä near A; Ö near O.
    check("name", "Bo Arlt, Zoe Ärzen, Anna Berg, Cem Zahl");
    check("-name", "Cem Zahl, Anna Berg, Zoe Ärzen, Bo Arlt");
    check("company", "Anna Berg, Zoe Ärzen, Bo Arlt, Cem Zahl");
    check("-company", "Bo Arlt, Zoe Ärzen, Anna Berg, Cem Zahl");
    check("tier", "Anna Berg, Bo Arlt, Zoe Ärzen, Cem Zahl");
    check("-tier,-name", "Zoe Ärzen, Bo Arlt, Anna Berg, Cem Zahl");
    check("last-touch", "Bo Arlt, Anna Berg, Zoe Ärzen, Cem Zahl");
    check("-zuletzt", "Anna Berg, Bo Arlt, Zoe Ärzen, Cem Zahl");
    check("city", "Zoe Ärzen, Bo Arlt, Anna Berg, Cem Zahl");
    check("-birthday", "Zoe Ärzen, Bo Arlt, Anna Berg, Cem Zahl");
}

#[test]
fn columns_are_those_that_are_asked_for_and_the_same_in_every_language() {
    let desk = desk();
    let columns = "name,role,tier,stage,last-touch,overdue,tags,city,phone,birthday,cadence";
    let expect = "Bo Arlt\t\tB\t\t2026-10-01\t\t#oak\t\t\t\t90d\n\
                  Zoe Ärzen\t\tB\t\t\t\t#oak\tUlm\t\t1971-12-24\t90d\n\
                  Anna Berg\t\tA\tregular\t2026-11-02\t\t\t\t040 123\t\t30d\n";
    for lang in ["en", "de"] {
        let told = desk.ok(&["--lang", lang, "list", "--sort", "name", "--columns", columns, "--", "-zahl"]);
        assert_eq!(told, expect, "{lang}");
    }
    assert_eq!(desk.ok(&["list", "--columns", "ort,name", "zoe"]), "Ulm\tZoe Ärzen\n");
}

#[test]
fn a_view_says_who_in_which_order_and_in_which_columns() {
    let desk = desk();
    save(&desk, "Eiche & Co", "");
    save(&desk, "Eiche", "filter = \"#oak\"\nsort = [\"-name\"]\ncolumns = [\"name\", \"company:4\"]\n");
    assert_eq!(desk.ok(&["list", "--view", "eiche"]), "Zoe Ärzen\tÖlwerk\nBo Arlt\tOmikron\n");
    assert_eq!(names(&desk, &["--view", "Eiche"]), "Zoe Ärzen, Bo Arlt");
    // What is typed besides narrows it; what is asked for besides goes before it.
    assert_eq!(names(&desk, &["--view", "Eiche", "bo"]), "Bo Arlt");
    assert_eq!(names(&desk, &["--view", "Eiche", "--sort", "name"]), "Bo Arlt, Zoe Ärzen");
    assert_eq!(desk.ok(&["list", "--view", "Eiche", "--columns", "city"]), "Ulm\n\n");
    desk.ok(&["archive", "bo"]);
    assert_eq!(names(&desk, &["--view", "Eiche"]), "Zoe Ärzen");
    assert_eq!(names(&desk, &["--view", "Eiche", "--archived"]), "Zoe Ärzen, Bo Arlt");
}

#[test]
fn what_there_is_not_is_named_with_what_there_is() {
    let desk = desk();
    desk.fails(&["list", "--view", "x"], 2, &["no view \"x\"", "None is saved yet"]);
    save(&desk, "Eiche", "sort = [\"citi\"]\n");
    desk.fails(&["list", "--view", "Eich"], 2, &["no view \"Eich\"", "Did you mean \"Eiche\"?", "There are: Eiche."]);
    desk.fails(&["list", "--view", "Eiche"], 2, &["Eiche.toml, line 1, is no view", "no column \"citi\"", "city"]);
    desk.fails(&["list", "--sort", "-nam"], 2, &["no column \"-nam\"", "Did you mean \"name\"?", "last-touch"]);
    desk.fails(&["list", "--columns", "name,xyz"], 2, &["no column \"xyz\"", "Columns: name, company"]);
    desk.fails(&["list", "--kind", "company", "--sort", "birthday"], 2, &["no column \"birthday\"", "industry"]);
    save(&desk, "Wald", "");
    desk.fails(&["list", "--kind", "company", "--view", "Wald"], 2, &["\"Wald\" is one of contacts", "--kind"]);
    let german = said(&mut desk.command(&["--lang", "de", "list", "--view", "Eich"]));
    assert!(
        german.err.contains("keine Ansicht \"Eich\"") && german.err.contains("Es gibt: Eiche, Wald."),
        "{german:?}"
    );
}

#[test]
fn companies_are_sorted_and_shown_as_a_view_has_them() {
    let desk = desk();
    desk.ok(&["add", "--kind", "company", "Ärztehaus", "industry=Praxis", "tag=oak", "tier=A"]);
    desk.ok(&["set", "Nordlys", "industry=Bau", "tag=oak"]);
    desk.ok(&["feedback", "anna", "late twice", "--kind", "complaint"]);
    let names = |arguments: &[&str]| names(&desk, &[&["--kind", "company"], arguments].concat());
    // Ä near A; nothing stands last.
    assert_eq!(names(&[]), "Ärztehaus, Nordlys, Ölwerk, Omikron");
    assert_eq!(names(&["--sort=-name"]), "Omikron, Ölwerk, Nordlys, Ärztehaus");
    assert_eq!(names(&["--sort", "branche"]), "Nordlys, Ärztehaus, Ölwerk, Omikron");
    assert_eq!(names(&["--sort", "-last-touch"]), "Nordlys, Omikron, Ärztehaus, Ölwerk");
    assert_eq!(names(&["--sort", "-open,-name"]), "Nordlys, Omikron, Ölwerk, Ärztehaus");
    save(
        &desk,
        "Eichen",
        "screen = \"companies\"\nfilter = \"#oak\"\nsort = [\"-name\"]\ncolumns = [\"name\", \"open\", \"contacts\"]\n",
    );
    assert_eq!(desk.ok(&["list", "--view", "eichen"]), "Nordlys\t1\t1\nÄrztehaus\t0\t\n");
    assert_eq!(desk.ok(&["list", "--view", "eichen", "tier:a", "--columns", "tier,name"]), "A\tÄrztehaus\n");
}

#[test]
fn feedback_is_listed_and_as_a_view_has_it() {
    let desk = desk();
    desk.ok(&["feedback", "anna", "late twice", "--kind", "complaint", "--topic", "delivery"]);
    desk.ok(&["feedback", "zoe", "more oak", "--kind", "wish", "--topic", "delivery"]);
    desk.ok(&["feedback", "bo", "well done", "--kind", "praise", "--score", "9"]);
    let lines = |arguments: &[&str]| desk.ok(&[&["list", "--columns", "name,kind"], arguments].concat());
    let feedback = |arguments: &[&str]| lines(&[&["--kind", "feedback"], arguments].concat());
    // As the screen has it: the complaint first.
    assert!(feedback(&[]).starts_with("Anna Berg\tcomplaint\n"));
    assert_eq!(feedback(&["--sort", "-name"]), "Zoe Ärzen\twish\nBo Arlt\tpraise\nAnna Berg\tcomplaint\n");
    assert_eq!(feedback(&["--sort", "score,kind", "--", "-#delivery"]), "Bo Arlt\tpraise\n");
    assert_eq!(feedback(&["--sort", "-name", "#delivery"]), "Zoe Ärzen\twish\nAnna Berg\tcomplaint\n");
    assert_eq!(feedback(&["tier:a"]), "Anna Berg\tcomplaint\n");
    save(
        &desk,
        "Lieferung",
        "screen = \"feedback\"\nfilter = \"#delivery\"\nsort = [\"name\"]\ncolumns = [\"name\", \"text\", \"state\"]\n",
    );
    assert_eq!(desk.ok(&["list", "--view", "Lieferung"]), "Anna Berg\tlate twice\topen\nZoe Ärzen\tmore oak\topen\n");
    let json = desk.json(&["list", "--view", "Lieferung"]);
    let first = &json[0];
    assert_eq!((first["name"].as_str(), first["company"].as_str()), (Some("Anna Berg"), Some("Nordlys")));
    assert_eq!((first["kind"].as_str(), first["topic"].as_str()), (Some("complaint"), Some("delivery")));
    // What is closed is listed only if it is asked for.
    let id = first["id"].as_str().unwrap();
    desk.ok(&["answer", id, "told", "--text", "on its way"]);
    assert!(!feedback(&[]).contains("Anna"));
    assert!(feedback(&["--archived"]).contains("Anna Berg\tcomplaint\n"));
}
