//! What was deleted here of what a file tells of people: interactions, follow-ups and feedback stay out like people do.

use serde_json::Value;

use crate::desk::{Desk, said};

const CALENDAR: &str = "BEGIN:VCALENDAR\nX-WR-CALNAME:Work\n\
    BEGIN:VEVENT\nUID:1\nDTSTART:20261103T090000Z\nSUMMARY:Samples\nATTENDEE:mailto:anna@hofmann.example\nEND:VEVENT\n\
    BEGIN:VEVENT\nUID:2\nDTSTART:20261201T090000Z\nSUMMARY:Offer\nATTENDEE:mailto:anna@hofmann.example\nEND:VEVENT\n\
    END:VCALENDAR\n";

fn desk() -> Desk {
    let desk = Desk::new();
    desk.ok(&["add", "Anna Müller", "--email", "anna@hofmann.example"]);
    desk.ok(&["add", "Tom Berg", "--email", "tom@berg.example"]);
    desk
}

/// The ids of those entries of a file of which it says that.
fn of(report: &Value, does: &str) -> Vec<String> {
    let entries = report["entries"].as_array().unwrap().iter();
    entries.filter(|entry| entry["does"] == does).map(|entry| entry["id"].as_str().unwrap_or("").to_owned()).collect()
}

fn fixture(name: &str) -> String {
    format!("{}/tests/fixtures/{name}", env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn what_was_deleted_here_stays_out_whatever_file_it_came_from() {
    let ics = Desk::new();
    let ics = ics.file("work.ics", CALENDAR);
    let tables = ["log_german", "follow_ups", "feedback"].map(|name| fixture(&format!("csv/{name}.csv")));
    for file in tables.into_iter().chain([fixture("monica/v4.json"), ics]) {
        // Monica's people come with it.
        let desk = if file.ends_with("json") { Desk::new() } else { desk() };
        let created = of(&desk.json(&["import", &file]), "created");
        assert!(!created.is_empty(), "{file}: {created:?}");
        for id in &created {
            desk.ok(&["delete", id]);
        }
        let again = desk.json(&["import", &file]);
        assert_eq!((of(&again, "deleted").len(), &again["set"]), (created.len(), &Value::Null), "{file}: {again}");
        let told = again["deleted"].as_array().unwrap();
        assert!(told.len() == created.len() && told[0]["on"].is_string() && told[0]["id"].is_null(), "{file}");
        let back = desk.json(&["import", &file, "--deleted"]);
        assert_eq!(back["deleted"].as_array().unwrap().len(), created.len(), "{file}: {back}");
        let again = desk.json(&["import", &file]);
        assert_eq!((of(&again, "deleted").len(), &again["set"]), (0, &Value::Null), "{file}: it is here: {again}");
    }
}

#[test]
fn it_is_said_why_it_stays_out_and_a_deletion_taken_back_is_none() {
    let desk = desk();
    let file = desk.file("work.ics", CALENDAR);
    let created = of(&desk.json(&["import", &file]), "created");
    desk.ok(&["delete", &created[1]]);
    let left = desk.run(&["import", &file, "--dry-run"]);
    let told = left.out.lines().find(|line| line.starts_with("deleted\t")).unwrap();
    assert!(told.contains("Offer") && told.contains("deleted here on") && told.contains("--deleted"), "{told}");
    let german = said(&mut desk.command(&["--lang", "de", "import", "--dry-run", &file]));
    assert!(german.out.contains("gelöscht: nicht übernommen"), "{german:?}");
    assert!(german.err.contains("1 unverändert, 1 hier gelöscht"), "{german:?}");
    // Another day in the calendar makes no other entry of it.
    let moved = desk.file("moved.ics", CALENDAR.replace("20261201", "20261208"));
    assert_eq!(of(&desk.json(&["import", &moved]), "deleted").len(), 1);
    desk.ok(&["undo"]);
    assert_eq!(desk.json(&["import", &file])["set"], Value::Null, "it is here again, unchanged");
}

/// What went along with a contact was not deleted itself: whoever is made anew has it again.
#[test]
fn what_went_along_with_somebody_comes_with_them() {
    let desk = desk();
    let file = desk.file("work.ics", CALENDAR);
    desk.ok(&["import", &file]);
    desk.ok(&["delete", "anna", "--with-history"]);
    desk.ok(&["add", "Anna Neu", "--email", "anna@hofmann.example"]);
    let again = desk.json(&["import", &file]);
    assert_eq!((of(&again, "created").len(), of(&again, "deleted").len()), (2, 0), "{again}");
    // One of those that came again is deleted by itself.
    desk.ok(&["delete", &of(&again, "created")[0]]);
    assert_eq!(of(&desk.json(&["import", &file]), "deleted").len(), 1);
}

/// What concerns only somebody who stays out stays out, and isn't called created.
#[test]
fn what_concerns_only_those_who_stay_out_is_not_called_created() {
    let desk = Desk::new();
    desk.ok(&["add", "Anna Müller"]);
    let report = desk.run(&["import", &fixture("monica/v4.json")]);
    assert!(report.out.contains("\nleft_out\t\t"), "{report:?}");
    assert!(report.err.contains("left out as their people are"), "{report:?}");
    let report = desk.json(&["import", &fixture("monica/v4.json")]);
    assert!(of(&report, "left_out").iter().all(String::is_empty) && !of(&report, "left_out").is_empty(), "{report}");
}

/// Of two of one name one is deleted: what tells of that one by its address isn't the other's.
#[test]
fn what_tells_of_somebody_deleted_is_not_their_namesakes() {
    let desk = Desk::new();
    desk.ok(&["add", "Kim Berg", "--email", "kim@one.example"]);
    let two = desk.id(&["add", "Kim Berg", "--email", "kim@two.example"]);
    let table = "Datum;Kunde;E-Mail;Art;Notiz\n01.10.2026;Kim Berg;kim@two.example;Anruf;Fragt nach Preisen\n";
    let table = desk.file("log.csv", table);
    desk.ok(&["import", &table]);
    desk.ok(&["delete", &two, "--with-history"]);
    let again = desk.json(&["import", &table]);
    assert_eq!((of(&again, "created").len(), of(&again, "unmatched").len()), (0, 1), "{again}");
    // A new address of somebody who is here is theirs by the name.
    let other = "Datum;Kunde;E-Mail;Art;Notiz\n02.10.2026;Kim Berg;kim@new.example;Anruf;Ruft an\n";
    let again = desk.json(&["import", &desk.file("other.csv", other)]);
    assert_eq!(of(&again, "created").len(), 1, "{again}");
}

/// Whoever was deleted stays out of a file that knows them by an id of its own, too: by name and address, or where there is none by
/// name and company. A namesake comes in.
#[test]
fn who_was_deleted_stays_out_of_files_with_other_ids() {
    let files = [
        ("a.csv", "Record ID,First Name,Last Name,Email\n900,Tom,Berg,Tom@berg.example\n"),
        ("a.vcf", "BEGIN:VCARD\nVERSION:3.0\nUID:x-1\nFN:Tom Berg\nN:Berg;Tom;;;\nTEL:030 1234567\nEND:VCARD\n"),
        (
            "b.csv",
            "First Name,Last Name,URL,Company,Position\nTom,Berg,https://www.linkedin.com/in/tomberg,Berg AG,Chef\n",
        ),
    ];
    for (name, content) in files {
        let desk = Desk::new();
        desk.ok(&[
            "add",
            "Tom Berg",
            "--email",
            "tom@berg.example",
            "--phone",
            "+49 30 1234567",
            "--company",
            "Berg AG",
        ]);
        desk.ok(&["delete", "tom berg"]);
        let file = desk.file(name, content);
        let report = desk.json(&["import", &file]);
        assert_eq!(
            (&report["set"], report["deleted"].as_array().unwrap().len()),
            (&Value::Null, 1),
            "{name}: {report}"
        );
        assert_eq!(desk.json(&["list"]), serde_json::json!([]), "{name}");
        let back = desk.json(&["import", &file, "--deleted"]);
        assert_eq!(back["created"].as_array().unwrap().len(), 1, "{name}: {back}");
    }
    for other in [
        "Name,Email\nTom Berg,other@berg.example\n",
        "First Name,Last Name,Company\nTom,Berg,Holm AS\n",
        "Name,Email\nTim Berg,tom@berg.example\n",
    ] {
        let desk = Desk::new();
        desk.ok(&["add", "Tom Berg", "--email", "tom@berg.example", "--company", "Berg AG"]);
        desk.ok(&["delete", "tom berg"]);
        let report = desk.json(&["import", &desk.file("a.csv", other)]);
        assert!(report["created"].as_array().unwrap().iter().any(|one| one["kind"] == "contact"), "{other}: {report}");
    }
}
