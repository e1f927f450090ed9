//! Filters with AND, OR and NOT over every field and figure: in `list`, `search`, `export`, and by the name of a view.

use crate::desk::Desk;

fn desk() -> Desk {
    let desk = Desk::new();
    let add = |name: &str, more: &[&str]| {
        desk.ok(&[&["add", name], more].concat());
    };
    add("Zoe Ärzen", &["--company", "Ölwerk", "--tier", "B", "--tag", "oak", "--birthday", "1971-12-24"]);
    add("Anna Berg", &["--company", "Nordlys", "--tier", "A", "--stage", "regular", "--phone", "040 123"]);
    add("Bo Arlt", &["--company", "Omikron", "--tier", "B", "--tag", "oak", "--email", "bo@example.org"]);
    add("Cem Zahl", &[]);
    desk.ok(&["set", "zoe", "address=Hof 1, 20095 Ulm", "source=fair"]);
    desk.ok(&["set", "bo", "field.Kundennummer=4711"]);
    desk.ok(&["log", "anna", "2026-11-02 call: asked for prices"]);
    desk.ok(&["log", "bo", "2026-08-01 call: asked for more"]);
    desk.ok(&["feedback", "bo", "late twice", "--kind", "complaint"]);
    desk
}

/// The names that a list gives, by name.
fn names(desk: &Desk, arguments: &[&str]) -> String {
    let list = desk.json(&[&["list"], arguments].concat());
    let mut names: Vec<&str> = list.as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap()).collect();
    names.sort_unstable();
    names.join(", ")
}

#[test]
fn lists_are_narrowed_by_any_field_and_figure() {
    let desk = desk();
    let check = |query: &str, expect: &str| assert_eq!(names(&desk, &[query]), expect, "{query}");
    check("tier:a OR tag:oak", "Anna Berg, Bo Arlt, Zoe Ärzen");
    check("(tier:a | tier:b) -#oak", "Anna Berg");
    check("tier:", "Cem Zahl");
    check("tier:b last:>60d", "Bo Arlt");
    check("zuletzt:", "Cem Zahl, Zoe Ärzen");
    check("complaints:>0", "Bo Arlt");
    check("birthday:dec", "Zoe Ärzen");
    check("geburtstag:<40d", "Zoe Ärzen");
    check("mail:* NOT tier:a", "Bo Arlt");
    check("phone:40123", "Anna Berg");
    // What stands in full records only.
    check("source:fair", "Zoe Ärzen");
    check("plz:20095 OR Kundennummer", "Zoe Ärzen");
    check("field.Kundennummer:4711", "Bo Arlt");
    check("quelle: tier:b", "Bo Arlt");
    check("berg OR zahl", "Anna Berg, Cem Zahl");
    assert_eq!(names(&desk, &["--kind", "company", "contacts:1 -name:nordlys"]), "Omikron, Ölwerk");
    assert_eq!(names(&desk, &["--kind", "company", "last:>60d OR name:nord"]), "Nordlys, Omikron");
    let found = desk.json(&["search", "last:<60d OR source:fair"]);
    assert_eq!(found.as_array().unwrap().len(), 2);
    let table = desk.ok(&["export", "--format", "csv", "source:fair OR complaints:1"]);
    assert_eq!((table.contains("Zoe"), table.contains("Bo Arlt"), table.contains("Anna")), (true, true, false));
}

#[test]
fn what_cannot_be_read_is_said_with_what_could_stand_there() {
    let desk = desk();
    desk.fails(&["list", "teir:a"], 2, &["\"teir:a\" (character 1)", "no such field", "tier"]);
    desk.fails(&["list", "anna tier:d"], 2, &["\"tier:d\" (character 6)", "\"d\" isn't one of: a, b, c, none"]);
    desk.fails(&["list", "last:>x"], 2, &["60d, 2026-10"]);
    desk.fails(&["list", "(tier:a"], 2, &["a parenthesis"]);
    desk.fails(&["export", "--format", "csv", "owner:>x"], 2, &["neither more nor less"]);
    desk.fails(&["--lang", "de", "list", "stufe:d"], 2, &["„stufe:d“ (Zeichen 1)"]);
    desk.fails(&["list", "segment:keys"], 2, &["no segment \"keys\"", "w on the screens"]);
}

#[test]
fn a_view_with_a_filter_is_a_segment_by_its_name() {
    let desk = desk();
    let dir = desk.path(".config/touchbase/views");
    std::fs::create_dir_all(&dir).unwrap();
    std::fs::write(dir.join("Quiet B.toml"), "filter = \"tier:b last:>60d\"").unwrap();
    std::fs::write(dir.join("heard.toml"), "filter = 'segment:\"quiet b\" complaints:>0'").unwrap();
    std::fs::write(dir.join("round.toml"), "filter = \"segment:round OR tier:a\"").unwrap();
    assert_eq!(names(&desk, &["segment:\"quiet b\""]), "Bo Arlt");
    assert_eq!(names(&desk, &["tier:b -segment:heard"]), "Zoe Ärzen");
    assert_eq!(names(&desk, &["--view", "heard"]), "Bo Arlt");
    assert_eq!(names(&desk, &["segment:round"]), "Anna Berg", "one that stands in itself holds of nobody there");
    desk.fails(&["list", "segment:quite"], 2, &["no segment", "Quiet B"]);
}
