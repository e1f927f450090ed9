//! Who of a file is who of the book: a line for each case. Cards are separated by ` / `, their properties by ` | `.

use touchbase::formats::draft::Cleaning;
use touchbase::formats::import::Plan;

use super::kept::{Kept, as_if_entered};

fn file(cards: &str) -> Vec<u8> {
    let card = |card: &str| format!("BEGIN:VCARD\nVERSION:3.0\n{}\nEND:VCARD\n", card.trim().replace(" | ", "\n"));
    cards.split(" / ").map(card).collect::<String>().into_bytes()
}

/// Imports `there`, then `new`, which then creates so many contacts and updates so many.
fn check(there: &str, new: &str, created: usize, updated: usize) {
    let mut kept = Kept::default();
    kept.import(&file(there));
    let plan = kept.import(&file(new));
    assert_eq!((plan.created.len(), plan.updated.len()), (created, updated), "{there} + {new}: {plan:?}");
    assert!(kept.import(&file(new)).is_empty(), "{new} again");
    assert!(kept.import(&file(there)).created.is_empty(), "{there} again");
}

/// So many people come of the cards of one file.
fn people(cards: &str, expect: usize) {
    let mut kept = Kept::default();
    kept.import(&file(cards));
    assert_eq!(kept.people().count(), expect, "{cards}");
    assert!(kept.import(&file(cards)).is_empty(), "{cards} again");
}

#[test]
fn known_people_are_found() {
    // By id, whatever else says otherwise.
    check("FN:Anna Müller | UID:1", "FN:Anna Berg | UID:urn:uuid:1 | EMAIL:a@example.com", 0, 1);
    check("FN:Anna Müller | UID:1 | EMAIL:a@example.com", "FN:Anna Müller | UID:1 | EMAIL:a@example.com", 0, 0);
    // By mail address and name in any order and spelling.
    check("FN:Anna Müller | EMAIL:A@example.com", "FN:Mueller\\, Anna | EMAIL:a@example.com | NOTE:new", 0, 1);
    check("FN:Anna Müller | EMAIL:info@example.com", "FN:Tom Berg | EMAIL:info@example.com", 1, 0);
    // By given and family name where the full name says more.
    check(
        "FN:Anna Müller | EMAIL:a@example.com",
        "FN:Anna Maria Müller | N:Müller;Anna;Maria | EMAIL:a@example.com",
        0,
        1,
    );
    // By phone number and name, with and without the country's code.
    check("FN:Anna | TEL:+49 30 1234567", "FN:Anna | TEL:030/1234567 | EMAIL:a@example.com", 0, 1);
    check("FN:Anna | TEL:+49 30 1234567", "FN:Tom | TEL:030/1234567", 1, 0);
    // By name and company.
    check(
        "FN:Anna Müller | ORG:Hofmann GmbH",
        "FN:Anna Müller | ORG:HOFMANN  GmbH;Einkauf | EMAIL:a@example.com",
        0,
        1,
    );
    check("FN:Anna Müller | ORG:Hofmann GmbH", "FN:Anna Müller | ORG:Kaiser KG | EMAIL:a@example.com", 1, 0);
    check("FN:Anna Müller | ORG:Hofmann | UID:1", "FN:Anna Müller | ORG:Hofmann | UID:2", 1, 0);
    // A name alone is somebody only if nothing else is known of either.
    check("FN:Anna Müller", "FN:Anna Müller | NOTE:hello", 0, 1);
    check("FN:Anna Müller", "FN:Anna Müller | EMAIL:a@example.com", 1, 0);
    // A card without a name is whoever alone has the address, unless several may read it.
    check("FN:Anna Müller | EMAIL:anna@example.com", "EMAIL:anna@example.com | TEL:+49 30 1", 0, 1);
    check("FN:Anna Müller | EMAIL:info@example.com", "EMAIL:info@example.com", 1, 0);
    check("FN:Anna | EMAIL:x@example.com / FN:Tom | EMAIL:x@example.com", "EMAIL:x@example.com", 1, 0);
}

/// A company that is called otherwise by its legal form alone is the one that is here: that is said, once.
#[test]
fn a_company_that_differs_by_its_form_is_told() {
    let mut kept = Kept::default();
    kept.import(&file(
        "FN:Bernd Kaiser | ORG:Kaiser Bau | EMAIL:b@k.example / FN:Ida Nord | ORG:Nord GmbH | EMAIL:i@n.example",
    ));
    let told = |plan: &Plan| -> Vec<String> {
        let of = plan.cleaned.iter().filter(|(_, one)| one.what == Cleaning::OneCompany);
        of.map(|(name, one)| format!("{name}: {}", one.property)).collect()
    };
    let ute = file(
        "FN:Ute Neu | ORG:Kaiser Bau GmbH | EMAIL:ute@neu.example / FN:Tom Neu | ORG:Kaiser Bau GmbH | EMAIL:t@n.example",
    );
    let plan = kept.import(&ute);
    assert_eq!(told(&plan), ["Ute Neu: Kaiser Bau GmbH, Kaiser Bau"]);
    assert_eq!(plan.companies_created.len(), 0);
    assert_eq!(told(&kept.import(&ute)), [""; 0], "who was read before is told nothing new");
    // Another form is another company.
    let plan = kept.import(&file("FN:Eva Alt | ORG:Nord AG | EMAIL:eva@a.example"));
    assert_eq!((told(&plan).len(), plan.companies_created.len()), (0, 1), "{plan:?}");
}

/// An id alone puts nobody's data into another's record: what it says is told where name, mail and phone say otherwise.
#[test]
fn an_id_is_not_believed_against_all_else() {
    let apart = |there: &str, new: &str, told: usize, expect: usize| {
        let mut kept = Kept::default();
        kept.import(&file(there));
        let plan = kept.import(&file(new));
        let cleaned = plan.cleaned.iter().filter(|(_, one)| one.what == Cleaning::IdOfAnother).count();
        assert_eq!((cleaned, plan.created.len()), (told, expect), "{there} + {new}: {plan:?}");
        assert!(kept.import(&file(new)).is_empty(), "{new} again");
        assert!(kept.import(&file(there)).created.is_empty(), "{there} again");
    };
    let uuid = "018bcfe5-7c7a-7d80-b94f-e07f52d6aa02";
    let anna = "FN:Anna Müller | UID:7 | EMAIL:a@example.com | TEL:+49 30 1234567";
    apart(anna, "FN:Tom Berg | UID:7 | EMAIL:t@example.com | TEL:+49 30 7654321", 1, 1);
    apart(anna, "FN:Tom Berg | UID:7", 1, 1);
    // A relative's, or a namesake's.
    apart(anna, "FN:Eva Müller | UID:7 | EMAIL:eva@example.com", 1, 1);
    // Whoever else the card tells of is found.
    apart(&format!("{anna} / FN:Tom Berg | EMAIL:t@example.com"), "FN:Tom Berg | UID:7 | EMAIL:t@example.com", 1, 0);
    // Someone who was renamed, or writes their name otherwise, is still who they are.
    apart(anna, "FN:Anna Berg | UID:7", 0, 0);
    apart(anna, "FN:A. Müller | UID:7 | EMAIL:a@elsewhere.example", 0, 0);
    apart(anna, "FN:Tom Berg | UID:7 | TEL:030 1234567", 0, 0);
    // What no other program gives is believed further, but not against everything.
    let of = |card: &str| card.replace("UID:7", &format!("UID:{uuid}"));
    apart(&of(anna), &of("FN:Anna Berg | UID:7 | EMAIL:b@example.com"), 0, 0);
    apart(&of(anna), &of("FN:Tom Berg | UID:7"), 0, 0);
    apart(&of(anna), &of("FN:Tom Berg | UID:7 | EMAIL:t@example.com"), 1, 1);
    // So it is within a file.
    people(&format!("{anna} / FN:Tom Berg | UID:7 | EMAIL:t@example.com"), 2);
    // Of several ids each is looked at, whoever the others lead to.
    people(&format!("{anna} / FN:Tom Berg | UID:8 | UID:7 | EMAIL:t@example.com"), 2);
    // An id is compared as a whole.
    apart(&of(anna), "FN:Anna Müller | UID:018bcfe5-8f08-7d80-b94f-e07f52d6aa02 | EMAIL:b@example.com", 0, 1);
}

/// Two of a file with an id each are two, even if only one of them is there already.
#[test]
fn two_with_ids_of_their_own_are_not_one_who_is_there() {
    let (mut kept, anna) = (Kept::default(), "FN:Anna Müller | EMAIL:a@example.com");
    kept.import(&file(anna));
    let plan = kept.import(&file(&format!("{anna} | UID:1 / {anna} | UID:2")));
    assert_eq!((plan.created.len(), plan.updated.len()), (1, 1));
}

#[test]
fn people_of_one_file_stay_apart() {
    // One, whose cards say what can't be read each in its own way.
    people("FN:Ole | EMAIL:o@example.com | BDAY:soon / FN:Ole | EMAIL:o@example.com | BDAY:later", 1);
    people("FN:Anna | EMAIL:a@example.com / FN:Anna | EMAIL:a@example.com | TEL:1", 1);
    people("FN:Anna | TEL:030 1234567 / FN:Anna | TEL:+49301234567", 1);
    people("FN:Anna | UID:1 / FN:Anna Müller | UID:1", 1);
    people("FN:Anna | EMAIL:info@example.com / FN:Tom | EMAIL:info@example.com / EMAIL:info@example.com", 3);
    people(
        "FN:Anna Müller | ORG:Hofmann | EMAIL:a@example.com / FN:Anna Müller | ORG:Hofmann | EMAIL:b@example.com",
        2,
    );
    people("FN:Anna Müller | ORG:Hofmann | UID:1 / FN:Anna Müller | ORG:Hofmann | UID:2", 2);
}

/// Whom one file brings, the next one knows by name and company as if it came in later, unless both say how else two of a name are told
/// apart: by ids, or by mail addresses. Two of a name in one of the files can't be told.
#[test]
fn people_of_two_files_are_one_by_name_and_company() {
    let check = |one: &str, other: &str, count: usize| {
        let files = [one, other]
            .map(|rows| format!("Name;Firma;Funktion;E-Mail;Telefon;Kunden-Nr\n{}\n", rows.replace(" / ", "\n")));
        let files = files.each_ref().map(|file| file.as_bytes());
        let mut kept = Kept::default();
        kept.import_together(&files);
        assert_eq!(kept.people().count(), count, "{one} + {other}");
        let all = format!("{:?}", kept.sorted());
        kept.import_together(&files);
        files.iter().for_each(|file| drop(kept.import(file)));
        assert_eq!(format!("{:?}", kept.sorted()), all, "{one} + {other} again");
    };
    let tom = "Tom Berg;Hof;Chef;;;";
    check(tom, "Tom Berg;Hof GmbH;;;030 1234567;", 1);
    check("Tom Berg;Hof;;t@x.example;;7", "Tom Berg;Hof;;;030 1234567;", 1);
    check("Tom Berg;Hof;;;030 1234567;7", "Tom Berg;Hof;;t@x.example;;", 1);
    check("Tom Berg;Hof;;t@x.example;;", "Tom Berg;Hof;;b@x.example;;", 2);
    check("Tom Berg;Hof;;;;1", "Tom Berg;Hof;;;;2", 2);
    check(tom, "Tom Berg;Tal;;;030 1234567;", 2);
    check("Tom Berg;;;;030 1;", "Tom Berg;;;t@x.example;;", 2);
    check(tom, "Tim Berg;Hof;;;030 1234567;", 2);
    check("Tom Berg;Hof;;;030 1;1 / Tom Berg;Hof;;;030 2;2", "Tom Berg;Hof;;;030 1234567;", 3);
    check(tom, "Tom Berg;Hof;;t@x.example;; / Tom Berg;Hof;;b@x.example;;", 2);
}

/// What two cards of someone new say is put together as far as it can be, and the rest is named.
#[test]
fn cards_of_one_person_add_up() {
    let mut kept = Kept::default();
    let plan = kept.import(&file(
        "FN:Anna | EMAIL:a@example.com | NOTE:one | TITLE:x / FN:Anna | EMAIL:a@example.com | NOTE:two | TITLE:y | TEL:1",
    ));
    let anna = kept.people().next().unwrap();
    assert_eq!((anna.notes.as_str(), anna.phones.len()), ("one\n\ntwo", 1));
    assert_eq!(format!("{:?} {:?}", plan.created[0].lines, plan.created[0].kept), "[1, 8] [Role]");
}

/// What is here stays; what is missing comes; what differs is named.
#[test]
fn what_is_here_wins() {
    let fields = |there: &str, new: &str, fields: &str, kept_fields: &str| {
        let mut kept = Kept::default();
        kept.import(&file(&format!("UID:1 | FN:Anna Müller | {there}")));
        // As if it had been entered here.
        kept.change(as_if_entered);
        let plan = kept.import(&file(&format!("UID:1 | {new}")));
        let all = plan.updated.iter().chain(&plan.unchanged).next().unwrap();
        let show = |fields: &[touchbase::formats::import::Field]| {
            fields.iter().map(|field| format!("{field:?}")).collect::<Vec<_>>().join(" ")
        };
        assert_eq!((show(&all.fields), show(&all.kept)), (fields.into(), kept_fields.into()), "{there} + {new}");
        assert!(kept.people().all(|contact| contact.name == "Anna Müller"));
    };
    fields("NOTE:a", "FN:Anna Müller | NOTE:b", "Notes", "");
    fields("NOTE:a b c", "FN:Anna Müller | NOTE:b", "", "");
    fields("TITLE:x", "FN:Anna Müller | NOTE:b | TITLE:y", "Notes", "Role");
    fields("ORG:Hofmann", "FN:Anna Müller | ORG:Kaiser | TITLE:y", "", "Company");
    fields("ORG:Hofmann", "FN:Anna Müller | ORG:hofmann;Einkauf | TITLE:y", "Role Department", "");
    fields("TITLE:y", "FN:Anna Müller | ORG:Kaiser | TITLE:y", "Company", "");
    fields("BDAY:--0412", "FN:Anna Müller | BDAY:1971-04-12", "Birthday", "");
    fields("BDAY:1971-04-12", "FN:Anna Müller | BDAY:--0412", "", "");
    fields("BDAY:1971-04-12", "FN:Anna Müller | BDAY:1972-04-12", "", "Birthday");
    fields("EMAIL:a@example.com", "FN:Anna Berg", "", "Name");
    fields("TEL:+49 30 1234567", "FN:Anna Müller | TEL:030-1234567 | TEL:112", "Phones", "");
    fields("ADR:;;Hof 3;Ulm;;89073;", "FN:Anna Müller | ADR;TYPE=work:;;HOF 3;Ulm;;89073;Germany", "", "");
    fields("URL:https://www.example.com/", "FN:Anna Müller | URL:http://example.com", "", "");
    fields("CATEGORIES:a", "FN:Anna Müller | CATEGORIES:A,b", "Tags", "");
    fields("PHOTO:https://example.com/1", "FN:Anna Müller | PHOTO:https://example.com/2", "", "Foreign");
    fields("X-A:1", "FN:Anna Müller | X-A:2", "Foreign", "");
}

/// A card without an id is known again even after the contact was given another name and address here.
#[test]
fn renamed_people_are_found() {
    for card in [
        "FN:Anna Müller | UID:1",
        "FN:Anna Müller | EMAIL:a@example.com",
        "FN:Anna Müller | TEL:+49 30 1",
        "FN:Anna Müller | ORG:Hofmann",
        "FN:Anna Müller | BDAY:--0412",
        "FN:Anna Müller",
        "EMAIL:a@example.com",
    ] {
        let mut kept = Kept::default();
        kept.import(&file(card));
        kept.change(|contact| {
            contact.name = "Anna Berg".into();
            contact.mails.clear();
            contact.phones.clear();
            contact.jobs.clear();
        });
        let plan = kept.import(&file(card));
        assert!(plan.created.is_empty(), "{card}: {:?}", plan.created);
    }
}

#[test]
fn companies_come_once() {
    let mut kept = Kept::default();
    let plan = kept.import(&file(
        "FN:Anna | ORG:Hofmann GmbH / KIND:org | FN:HOFMANN GmbH | TEL:+49 30 1 / FN:Tom | ORG:hofmann  gmbh",
    ));
    assert_eq!((plan.created.len(), plan.companies_created.len()), (2, 1));
    assert_eq!(plan.companies_created[0].lines.len(), 1);
    let plan = kept.import(&file("KIND:org | FN:Hofmann GmbH | EMAIL:info@example.com / FN:Eva | ORG:Hofmann GmbH"));
    assert_eq!((plan.created.len(), plan.companies_created.len(), plan.companies_updated.len()), (1, 0, 1));
    // A company that nobody takes isn't made.
    let plan = kept.import(&file("FN:Eva | TEL:+49 30 2 | ORG:Elsewhere Ltd"));
    assert_eq!((plan.created.len(), plan.companies_created.len()), (1, 1));
    kept.change(as_if_entered);
    let plan = kept.import(&file("FN:Eva | TEL:+49 30 2 | ORG:Somewhere Ltd"));
    assert!(plan.is_empty(), "{:?}", plan.companies_created);
}

/// A job elsewhere isn't taken over one that is known here; that they were there before is.
#[test]
fn a_company_of_a_past_job_comes_in() {
    let mut kept = Kept::default();
    kept.import(&file("FN:Eva | UID:1 | ORG:Hofmann"));
    kept.change(as_if_entered);
    let card = file("FN:Eva | UID:1 | ORG:Kaiser | X-TOUCHBASE-JOB:2019-01-01;2020-01-01;Clerk;;Kaiser");
    let plan = kept.import(&card);
    assert_eq!(plan.companies_created.len(), 1);
    let eva = kept.people().next().unwrap();
    let at: Vec<String> =
        eva.jobs.iter().map(|job| kept.book().company(job.company.unwrap()).unwrap().name.clone()).collect();
    assert_eq!(at, ["Hofmann", "Kaiser"]);
    assert!(kept.import(&card).is_empty());
}

#[test]
fn a_field_without_a_value_is_none() {
    let mut kept = Kept::default();
    kept.import(&file("FN:Eva | UID:1 | X-TOUCHBASE-FIELD:Colour; | X-TOUCHBASE-FIELD:Size;38"));
    assert_eq!(kept.people().next().unwrap().fields.keys().collect::<Vec<_>>(), ["Size"]);
}

/// A card of a company that was merged into another here is the other's.
#[test]
fn a_merged_company_is_the_other() {
    let mut kept = Kept::default();
    kept.import(&file("KIND:org | FN:Kaiser Bau | X-TOUCHBASE-ID:merged;018bcfe5-6800-7000-8000-000000000001"));
    let plan =
        kept.import(&file("KIND:org | FN:Bau Kaiser | UID:urn:uuid:018bcfe5-6800-7000-8000-000000000001 | TEL:1"));
    assert_eq!((plan.companies_created.len(), plan.companies_updated.len()), (0, 1));
}

#[test]
fn two_at_one_switchboard_are_two() {
    let carla = "FN:Carla Adams | TEL:020 7946 0111";
    people(&format!("{carla} | ORG:Delta | EMAIL:c2@delta.example / {carla} | ORG:Northwind | EMAIL:c@nw.example"), 2);
    // Of one company, or with one address, it is one who was written down twice.
    people(
        &format!("{carla} | ORG:Delta | EMAIL:c2@delta.example / {carla} | ORG:Delta | EMAIL:carla@delta.example"),
        1,
    );
    people(&format!("{carla} | ORG:Delta / {carla} | ORG:Northwind | EMAIL:c@nw.example"), 1);
    // What an earlier card of the file said counts too: which of them the third is can be told by the second.
    let eva = "FN:Eva Lind | EMAIL:eva@x.example";
    people(&format!("{eva} / {eva} | UID:1 / {eva} | UID:2"), 2);
    people(
        &format!(
            "{carla} / {carla} | ORG:Delta | EMAIL:c@delta.example / {carla} | ORG:Northwind | EMAIL:c@nw.example"
        ),
        2,
    );
    // With an id each, as touchbase writes them, they are two whatever else is equal.
    people(&format!("{carla} | UID:1 / {carla} | UID:2"), 2);
}

/// Who alone has a mail address is known by it and the given name, whatever the surname is by now.
#[test]
fn a_surname_may_change() {
    let eva = "FN:Eva Berg | EMAIL:eva@berg.example | TEL:+49 170 1234567 | BDAY:1980-01-02 | ORG:Berg GmbH";
    check(eva, "FN:Eva Huber | EMAIL:eva@berg.example | NOTE:new", 0, 1);
    check(eva, "FN:Huber\\, Eva | N:Huber;Eva | EMAIL:Eva@berg.example | NOTE:new", 0, 1);
    check("FN:Bob Smith | EMAIL:b@x.example", "FN:Robert Jones | EMAIL:b@x.example | NOTE:new", 0, 1);
    check("FN:Maria Silva | EMAIL:m@x.example", "FN:Maria Teresa Silva Costa | EMAIL:m@x.example | NOTE:new", 0, 1);
    // A husband, a daughter, a mailbox of several, and who is there by another card of the file.
    check(eva, "FN:Tom Berg | EMAIL:eva@berg.example", 1, 0);
    check(eva, "FN:Eva Huber | EMAIL:eva@berg.example | BDAY:2010-05-06", 1, 0);
    check("FN:Eva Berg | EMAIL:info@x.example", "FN:Eva Huber | EMAIL:info@x.example", 1, 0);
    check(eva, &format!("FN:Eva Huber | EMAIL:eva@berg.example / {eva} | NOTE:new"), 1, 1);
    check(eva, "FN:Eva Huber | EMAIL:eva@berg.example / FN:Eva Meier | EMAIL:eva@berg.example", 2, 0);
    check(
        "FN:Eva Berg | EMAIL:e@x.example / FN:Tom Berg | EMAIL:e@x.example",
        "FN:Eva Huber | EMAIL:e@x.example",
        1,
        0,
    );
    // Two cards of hers by the new name.
    check(eva, "FN:Eva Huber | EMAIL:eva@berg.example / FN:Eva Huber | EMAIL:eva@berg.example | NOTE:new", 0, 1);
}

/// Who may be someone who is here is told: alone with the mail address and called otherwise, or with the phone number and the
/// given name.
#[test]
fn who_may_be_here_is_told() {
    let perhaps = |there: &str, new: &str, expect: usize| {
        let mut kept = Kept::default();
        kept.import(&file(there));
        let plan = kept.import(&file(new));
        assert_eq!(plan.doubles().count(), expect, "{there} + {new}: {plan:?}");
    };
    let eva = "FN:Eva Berg | EMAIL:eva@berg.example | TEL:+49 170 1234567";
    perhaps(eva, "FN:Tom Berg | EMAIL:eva@berg.example", 1);
    perhaps(eva, "FN:Eva Huber | TEL:+49 170 1234567", 1);
    perhaps(eva, "FN:Tom Huber | TEL:+49 170 1234567", 0);
    perhaps(eva, &format!("FN:Tom Berg | EMAIL:eva@berg.example / {eva}"), 0);
    perhaps(eva, "FN:Eva Huber | EMAIL:eva@berg.example", 0);
}

/// A phone number alone joins no two rows without a name; to the book only one whose it alone is.
#[test]
fn rows_without_a_name_stay_apart() {
    people("TEL:0160 1112223 | NOTE:blue / TEL:0160 1112223 | NOTE:green", 2);
    people("TEL:0160 1112223 | NOTE:blue / TEL:0160 1112223 | NOTE:blue", 1);
    people("EMAIL:l@x.example | TEL:0160 1112223 / TEL:0160 1112223 | BDAY:1990-05-01", 2);
    check("FN:Lena Vogt | TEL:0160 1112223", "TEL:0160 1112223 | NOTE:green", 0, 1);
    check("FN:Lena Vogt | TEL:0160 1112223", "TEL:0160 1112223 | NOTE:blue / TEL:0160 1112223 | NOTE:green", 2, 0);
    check("FN:Lena Vogt | TEL:0160 1112223 / FN:Tom Vogt | TEL:0160 1112223", "TEL:0160 1112223 | NOTE:green", 1, 0);
    // What is new about the only one who has it comes in.
    check("TEL:0160 1112223 | NOTE:blue", "TEL:0160 1112223 | BDAY:1990-05-01", 0, 1);
}

/// A company is the same with and without its legal form, as long as that leads to one.
#[test]
fn companies_are_known_without_their_legal_form() {
    let companies = |there: &str, new: &str, created: usize| {
        let mut kept = Kept::default();
        kept.import(&file(there));
        let plan = kept.import(&file(new));
        assert_eq!(plan.companies_created.len(), created, "{there} + {new}");
        assert!(kept.import(&file(new)).companies_created.is_empty(), "{new} again");
        assert!(kept.import(&file(there)).companies_created.is_empty(), "{there} again");
    };
    companies("FN:A | ORG:Brandt GmbH", "FN:B | ORG:Brandt", 0);
    companies("FN:A | ORG:Brandt", "FN:B | ORG:BRANDT Gmbh & Co. KG", 0);
    companies("FN:A | ORG:Brandt GmbH", "FN:B | ORG:Brandt AG", 1);
    companies("FN:A | ORG:Brandt GmbH / FN:C | ORG:Brandt AG", "FN:B | ORG:Brandt", 1);
    companies("FN:A | ORG:Brandt GmbH", "KIND:org | FN:Brandt | TEL:1", 0);
    companies("KIND:org | FN:Brandt | UID:1", "KIND:org | FN:Brandt GmbH | UID:2", 1);
    // In one file, too; whatever it is called first.
    companies("FN:Z", "FN:A | ORG:Brandt / FN:B | ORG:Brandt GmbH / FN:C | ORG:Brandt AG / FN:D | ORG:brandt", 2);
    companies("FN:Z", "FN:A | ORG:Brandt GmbH / FN:B | ORG:Brandt / FN:C | ORG:Brandt AG / FN:D | ORG:brandt", 2);
    // By name and company: written with another form, or where they were before.
    check("FN:Jörg Müller | ORG:Brandt GmbH", "FN:Joerg Mueller | ORG:Brandt | EMAIL:j@brandt.example", 0, 1);
    let moved = "FN:Jörg Müller | ORG:Neu AG | X-TOUCHBASE-JOB:2019-01-01;2020-01-01;Clerk;;Brandt GmbH";
    check(moved, "FN:Jörg Müller | ORG:Brandt | EMAIL:j@brandt.example", 0, 1);
}

/// Tables of one kind, one after the other: how many the last one creates, how many of those may be somebody who is here.
fn tables(tables: &[&str], created: usize, perhaps: usize) {
    let mut kept = Kept::default();
    let (last, before) = tables.split_last().unwrap();
    before.iter().for_each(|table| _ = kept.import(table.replace(" / ", "\n").as_bytes()));
    let plan = kept.import(last.replace(" / ", "\n").as_bytes());
    assert_eq!((plan.created.len(), plan.doubles().count()), (created, perhaps), "{tables:?}: {plan:?}");
}

/// Whoever marries and gets another mail address at once is known by the id that the same source gave them.
#[test]
fn an_id_of_the_same_source_is_believed_where_the_given_name_is_the_same() {
    let anna = "Kunden-Nr;Vorname;Name;Firma;E-Mail / 1001;Anna;Müller;Hofmann;anna.mueller@hofmann.de";
    tables(
        &[anna, "Kunden-Nr;Vorname;Name;Firma;E-Mail / 1001;Anna;Schneider;Hofmann;anna.schneider@hofmann.de"],
        0,
        0,
    );
    // The number was given to somebody else meanwhile.
    tables(&[anna, "Kunden-Nr;Vorname;Name;Firma;E-Mail / 1001;Tom;Berg;Kaiser;tom@kaiser.example"], 1, 0);
    check(
        "PRODID:-//Sabre//EN | UID:u1 | FN:Anna Müller | EMAIL:anna.mueller@hofmann.de",
        "PRODID:-//Sabre//EN | UID:u1 | FN:Anna Schneider | EMAIL:anna.schneider@hofmann.de",
        0,
        1,
    );
}

/// A table without ids calls somebody otherwise than they are called here: by that name it means them next month, too.
#[test]
fn what_a_table_calls_somebody_is_remembered() {
    let here = "Name;Firma;E-Mail / Sofia Rossi;Rossi SRL;sofia@rossi.it";
    let first = "First Name;Last Name;Company;Work email / Sofia;Bianchi;Rossi SRL;sofia@rossi.it";
    let next = "First Name;Last Name;Company;Work email / Sofia;Bianchi;Rossi SRL;sofia@bianchi.it";
    tables(&[here, first, next], 0, 0);
    // Nobody's own name gives way to it.
    let own = "Name;Firma;E-Mail / Sofia Rossi;Rossi SRL;sofia@rossi.it / Sofia Bianchi;Rossi SRL;s.bianchi@rossi.it";
    tables(&[own, next], 0, 0);
}
