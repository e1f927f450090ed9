//! Several sources that say something of one person or company, one after the other and again: each is compared with what it said
//! itself, what stands stays, and nobody takes turns.

use proptest::prelude::*;
use touchbase::domain::contact::{Contact, Job};
use touchbase::domain::record::Record;
use touchbase::formats::import::{Field, Plan};

use super::kept::{Kept, as_if_entered};

/// One person's card; its lines stand between ` | `.
fn card(lines: &str) -> Vec<u8> {
    format!("BEGIN:VCARD\nVERSION:3.0\n{}\nEND:VCARD\n", lines.replace(" | ", "\n")).into_bytes()
}

fn names(fields: &[Field]) -> String {
    fields.iter().map(|field| format!("{field:?}")).collect::<Vec<_>>().join(" ")
}

/// What is filled or changed of the one who is there, and what is kept.
fn told(plan: &Plan) -> (String, String) {
    let one = plan.updated.iter().chain(&plan.unchanged).next().expect("one who is there");
    (names(&one.fields), names(&one.kept))
}

fn anna(kept: &Kept) -> Contact {
    let mut people = kept.people();
    let (anna, more) = (people.next().expect("somebody").clone(), people.next());
    assert_eq!(more.map(|one| &one.name), None, "one person");
    anna
}

fn ana_and(file: &str) -> Vec<u8> {
    match file.split_once("csv: ") {
        Some((_, rows)) => rows.replace(" / ", "\n").into_bytes(),
        None => card(file),
    }
}

/// These files, one after the other, make one person; after that none of them changes anything, in whatever order, twice.
fn settles(files: &[&str]) -> Contact {
    let mut kept = Kept::default();
    for file in files {
        kept.import(&ana_and(file));
    }
    let is = anna(&kept);
    for file in files.iter().chain(files.iter().rev()).chain(files) {
        let plan = kept.import(&ana_and(file));
        let told = plan.updated.iter().map(|one| names(&one.fields)).collect::<Vec<_>>();
        assert!(plan.is_empty(), "{file} changes {told:?} after {files:?}");
    }
    assert_eq!(anna(&kept), is);
    is
}

const VCF: &str = "FN:Jörg Müller | N:Müller;Jörg;;; | NICKNAME:Jogi | EMAIL:j@brandt.example | ORG:Brandt | TITLE:Einkäufer | NOTE:tea";
const CSV: &str = "csv: First Name,Last Name,Nickname,Organization Name,Organization Title,E-mail 1 - Value,Notes / \
                   Joerg,Mueller,Jo,Brandt,Purchaser,j@brandt.example,coffee";

#[test]
fn two_sources_do_not_take_turns() {
    for files in [[VCF, CSV], [CSV, VCF]] {
        let jörg = settles(&files);
        let role = if files[0] == VCF { "Einkäufer" } else { "Purchaser" };
        assert_eq!(jörg.jobs[0].role, role, "what stands stays");
        assert_eq!(jörg.imported.len(), 2);
    }
    // What is newer in one of them comes in, and the other doesn't take it back.
    let mut kept = Kept::default();
    [VCF, CSV].into_iter().for_each(|file| _ = kept.import(&ana_and(file)));
    let newer = VCF.replace("Einkäufer", "Leiter");
    assert_eq!(told(&kept.import(&ana_and(&newer))), ("Role".into(), "".into()));
    assert!(kept.import(&ana_and(CSV)).is_empty() && kept.import(&ana_and(&newer)).is_empty());
    assert_eq!(anna(&kept).jobs[0].role, "Leiter");
}

/// Programs that give no ids are told apart by their names, and a newer version of one of them is still the same.
#[test]
fn programs_are_told_apart() {
    let from =
        |program: &str, role: &str| format!("PRODID:{program} | FN:Anna Berg | EMAIL:a@b.example | TITLE:{role}");
    let mut kept = Kept::default();
    kept.import(&card(&from("-//Phone 17.1//EN", "x")));
    assert_eq!(told(&kept.import(&card(&from("-//Mail 3//EN", "y")))), ("".into(), "Role".into()));
    assert_eq!(told(&kept.import(&card(&from("-//Phone 17.2//EN", "z")))).0, "Role");
    assert_eq!(anna(&kept).jobs[0].role, "z");
}

/// What was taken away here isn't brought back by another source that says it too.
#[test]
fn what_was_taken_away_stays_away_whoever_says_it() {
    let mut kept = Kept::default();
    kept.import(&card("FN:Anna Berg | EMAIL:a@b.example | TEL:+49 30 1234567 | TITLE:x"));
    kept.change(|anna| {
        anna.phones.clear();
        anna.jobs.clear();
    });
    kept.import(b"Name,E-Mail,Phone,Title\nAnna Berg,a@b.example,+49 30 1234567,x\n");
    let anna = anna(&kept);
    assert!(anna.phones.is_empty() && anna.jobs.is_empty());
}

#[test]
fn notes_of_several_sources_stand_one_below_the_other() {
    let csv = |note: &str| format!("Name,E-Mail,Notes\nAnna Berg,a@b.example,\"{note}\"\n").into_bytes();
    let vcf = |note: &str| card(&format!("FN:Anna Berg | EMAIL:a@b.example | NOTE:{note}"));
    let mut kept = Kept::default();
    kept.import(&vcf("from the fair"));
    let plan = kept.import(&csv("likes tea"));
    assert_eq!(told(&plan), ("Notes".into(), "".into()));
    assert_eq!(anna(&kept).notes, "from the fair\n\nlikes tea");
    assert!(kept.import(&csv("likes tea")).is_empty() && kept.import(&vcf("from the fair")).is_empty());
    // Each is replaced where it stands.
    kept.import(&vcf("from the fair in Ulm"));
    assert_eq!(anna(&kept).notes, "from the fair in Ulm\n\nlikes tea");
    kept.change(|anna| anna.notes.push_str("\nmine"));
    kept.import(&csv("likes coffee"));
    assert_eq!(anna(&kept).notes, "from the fair in Ulm\n\nlikes coffee\nmine");
    // What was changed here stays, and is told.
    kept.change(|anna| anna.notes = anna.notes.replace("coffee", "cocoa"));
    assert_eq!(told(&kept.import(&csv("likes milk"))), ("".into(), "Notes".into()));
    assert!(kept.import(&csv("likes coffee")).is_empty());
    assert_eq!(anna(&kept).notes, "from the fair in Ulm\n\nlikes cocoa\nmine");
}

#[test]
fn own_notes_stay_where_a_card_brings_some() {
    let mut kept = Kept::default();
    kept.import(&card("FN:Anna Berg | EMAIL:a@b.example"));
    kept.change(|anna| {
        anna.notes = "mine".into();
        as_if_entered(anna);
    });
    let new = card("FN:Anna Berg | EMAIL:a@b.example | NOTE:theirs");
    kept.import(&new);
    assert_eq!(anna(&kept).notes, "mine\n\ntheirs");
    assert!(kept.import(&new).is_empty());
    // What they say already isn't said twice.
    kept.import(b"Name,E-Mail,Notes\nAnna Berg,a@b.example,mine\n");
    assert_eq!(anna(&kept).notes, "mine\n\ntheirs");
}

/// A job whose company the user changed stays; what else they changed of it keeps no new company out.
#[test]
fn a_job_that_was_changed_here_stays() {
    let check = |change: &dyn Fn(&mut Job), expect: (&str, &str)| {
        let mut kept = Kept::default();
        kept.import(&card("UID:1 | FN:Anna Berg | ORG:Hofmann | TITLE:x"));
        kept.change(|anna| change(&mut anna.jobs[0]));
        let plan = kept.import(&card("UID:1 | FN:Anna Berg | ORG:Kaiser | TITLE:y"));
        let (fields, is_kept) = told(&plan);
        assert_eq!((fields.as_str(), is_kept.as_str()), expect);
        let companies = kept.book().companies().count();
        assert_eq!((companies, anna(&kept).jobs.len()), (2, 2));
    };
    check(&|_| {}, ("Company Role PastJobs", ""));
    check(&|job| job.role = "CEO".into(), ("Company Role PastJobs", ""));
    check(&|job| job.department = "Board".into(), ("Company Role Department PastJobs", ""));
}

#[test]
fn an_older_card_does_not_take_back_newer() {
    let of = |at: &str, rest: &str| card(&format!("UID:1 | FN:Anna Berg | REV:{at} | {rest}"));
    let (old, new) = ("2026-01-01T10:00:00Z", "20260201T100000Z");
    let first = of(old, "TITLE:x | TEL:+49 30 1111111 | NOTE:a | ORG:Hofmann | BDAY:1971-04-12");
    let mut kept = Kept::default();
    kept.import(&first);
    kept.import(&of(new, "TITLE:y | TEL:+49 30 2222222 | NOTE:b | ORG:Kaiser | BDAY:1972-04-12"));
    let is = anna(&kept);
    let plan = kept.import(&first);
    assert!(plan.is_empty(), "{:?}", plan.updated);
    assert!(told(&plan).1.contains("Phones Birthday Notes"), "{}", told(&plan).1);
    assert_eq!(anna(&kept), is);
    // What is newer still comes in.
    kept.import(&of("2026-03-01", "TITLE:z | ORG:Kaiser"));
    assert_eq!(anna(&kept).jobs[0].role, "z");
}

/// A company, imported with `first`, changed here and imported with `second`.
fn company(first: &str, change: impl Fn(&mut touchbase::domain::company::Company), second: &str) -> (Kept, Plan) {
    let of = |lines: &str| card(&format!("KIND:org | UID:c1 | {lines}"));
    let mut kept = Kept::default();
    kept.import(&of(first));
    kept.change_others(|record| {
        if let Record::Company(company) = record {
            change(company);
        }
    });
    let plan = kept.import(&of(second));
    assert!(kept.import(&of(second)).is_empty(), "{second} again");
    (kept, plan)
}

#[test]
fn companies_take_over_what_is_newer_and_keep_what_was_changed() {
    let first = "FN:Hofmann | TEL;TYPE=work:+49 30 1111111 | EMAIL:a@h.example | NOTE:a | URL:h.example";
    let second = "FN:Hofmann Bau | TEL;TYPE=work:+49 30 2222222 | EMAIL:a@h.example | NOTE:b | URL:hb.example";
    let (kept, plan) = company(first, |_| {}, second);
    assert_eq!(names(&plan.companies_updated[0].fields), "Name Phones Web Notes");
    let hofmann = kept.book().companies().next().unwrap();
    assert_eq!(
        (hofmann.name.as_str(), hofmann.notes.as_str(), hofmann.web.as_str()),
        ("Hofmann Bau", "b", "hb.example")
    );
    assert_eq!(hofmann.former_names().collect::<Vec<_>>(), ["Hofmann"]);
    assert_eq!(hofmann.phones.iter().map(|phone| phone.value.as_str()).collect::<Vec<_>>(), ["+49 30 2222222"]);
    let change = |company: &mut touchbase::domain::company::Company| {
        company.name = "Hofmann KG".into();
        company.web = "mine.example".into();
        company.mails.clear();
    };
    let (kept, plan) = company(first, change, second);
    let updated = &plan.companies_updated[0];
    assert_eq!((names(&updated.fields), names(&updated.kept)), ("Phones Notes".into(), "Name Web".into()));
    let hofmann = kept.book().companies().next().unwrap();
    assert_eq!((hofmann.name.as_str(), hofmann.web.as_str(), hofmann.mails.len()), ("Hofmann KG", "mine.example", 0));
}

/// The last contact that a table tells of, where it is later than what is known: their rhythm counts from it.
#[test]
fn a_later_last_contact_renews_what_is_known() {
    let row = |day: &str| format!("Name,E-Mail,Last contact\nIda Ohm,ida@ohm.example,{day}\n").into_bytes();
    let mut kept = Kept::default();
    // Whoever is new gets it with their rhythm, when the set is brought in.
    assert_eq!(kept.import(&row("2026-09-01")).created[0].newcomer.last_contact, "2026-09-01".parse().ok());
    let mut day = |told: &str| {
        let plan = kept.import(&row(told));
        let known = kept.book().contacts().next().and_then(|row| row.last_contact());
        (self::told(&plan).0, known.map(|day| day.to_string()).unwrap_or_default())
    };
    assert_eq!(day("2026-11-01"), ("LastContact".into(), "2026-11-01".into()));
    assert_eq!(day("2026-11-01"), ("".into(), "2026-11-01".into()));
    assert_eq!(day("2026-11-20"), ("LastContact".into(), "2026-11-20".into()));
    assert_eq!(day("2026-10-01"), ("".into(), "2026-11-20".into()), "an earlier one says nothing new");
}

/// Some values of a person, of which none or one of each kind is said.
fn source() -> impl Strategy<Value = Vec<&'static str>> {
    let of = |values: &[&'static str]| prop::sample::subsequence(values.to_vec(), 0..=1);
    let all = [
        of(&["TITLE:x", "TITLE:y", "TITLE:z"]),
        of(&["ORG:Hofmann", "ORG:Kaiser"]),
        of(&["NOTE:a", "NOTE:b\\nc", "NOTE:b"]),
        of(&["TEL;TYPE=cell:+49 151 1111111", "TEL;TYPE=cell:+49 151 2222222"]),
        of(&["BDAY:1971-04-12", "BDAY:1972-04-12", "BDAY:--0412"]),
        of(&["N:Berg;Anna;;;", "N:Berg;Anna;Maria;Dr.;"]),
        of(&["ADR;TYPE=home:;;Hof 3;Ulm;;1;", "ADR;TYPE=home:;;Hof 4;Ulm;;1;"]),
        of(&["URL:a.example", "URL:b.example"]),
        of(&["PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQ", "PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAR"]),
        of(&["X-FOO:1", "X-FOO:2"]),
        of(&["CATEGORIES:k", "CATEGORIES:l"]),
    ];
    all.to_vec().prop_map(|lines| lines.concat())
}

/// The same as rows of a table.
fn row(lines: &[&str]) -> Vec<u8> {
    let of = |name: &str| {
        let line = lines.iter().find_map(|line| line.strip_prefix(name)).unwrap_or_default();
        line.rsplit(':').next().unwrap_or_default().replace("\\n", "\n")
    };
    let cells = [of("TITLE"), of("ORG"), of("NOTE"), of("TEL"), of("BDAY:1"), of("CATEGORIES")];
    let birthday = if cells[4].is_empty() { String::new() } else { format!("1{}", cells[4]) };
    format!(
        "Name,E-Mail,Title,Company,Notes,Mobile,Birthday,Tags\nAnna Berg,a@b.example,{},{},\"{}\",{},{birthday},{}\n",
        cells[0], cells[1], cells[2], cells[3], cells[5]
    )
    .into_bytes()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever several sources say, in whatever order they come and however the user changes it: each changes nothing the
    /// second time, and nothing after the others either.
    #[test]
    fn any_sources_settle(
        sources in prop::collection::vec((source(), 0..3_usize), 2..4),
        newer in source(),
        order in prop::collection::vec(0..4_usize, 0..8),
        change in 0..4,
    ) {
        let file = |(lines, kind): &(Vec<&str>, usize)| match kind {
            0 => card(&format!("FN:Anna Berg | EMAIL:a@b.example | {}", lines.join(" | "))),
            1 => card(&format!("UID:1 | FN:Anna Berg | EMAIL:a@b.example | {}", lines.join(" | "))),
            _ => row(lines),
        };
        let mut kept = Kept::default();
        // Of each kind the newest is what it says.
        let mut last: std::collections::BTreeMap<usize, Vec<u8>> = std::collections::BTreeMap::new();
        for source in &sources {
            kept.import(&file(source));
            last.insert(source.1, file(source));
        }
        kept.change(|anna| match change {
            1 => anna.notes = "mine".into(),
            2 => anna.jobs.clear(),
            3 => anna.phones.clear(),
            _ => {}
        });
        let newer = (newer, sources[0].1);
        kept.import(&file(&newer));
        last.insert(newer.1, file(&newer));
        let files: Vec<Vec<u8>> = last.into_values().collect();
        for file in &files {
            kept.import(file);
        }
        let is = anna(&kept);
        for at in order {
            let plan = kept.import(&files[at % files.len()]);
            prop_assert!(plan.is_empty(), "{:?}", plan.updated);
        }
        prop_assert_eq!(anna(&kept), is);
    }
}

/// What a table says after another one: everybody's name, first mail address and company with its former names.
fn after(first: &str, then: &str) -> (Plan, Vec<String>) {
    let table = |rows: &str| format!("Name;E-Mail;Telefon;Firma;Web\n{}\n", rows.replace(" / ", "\n")).into_bytes();
    let mut kept = Kept::default();
    kept.import(&table(first));
    let plan = kept.import(&table(then));
    assert!(kept.import(&table(then)).is_empty(), "{then} again");
    let mut all: Vec<String> = kept
        .people()
        .map(|one| {
            let at = one.jobs.iter().filter(|job| job.to.is_none()).filter_map(|job| kept.book().company(job.company?));
            let at = at.map(|company| company.name.clone()).collect::<Vec<_>>().join("+");
            let mail = one.mails.first().map_or("", |mail| mail.value.as_str());
            format!("{} {mail} {at}", one.name)
        })
        .collect();
    all.extend(kept.others().filter_map(|record| match record {
        Record::Company(one) => {
            Some(format!("firm {} ({})", one.name, one.former_names().collect::<Vec<_>>().join("+")))
        }
        _ => None,
    }));
    all.sort();
    (plan, all)
}

/// A row of a table without ids whose name and address changed at once is still whose number it says; a successor at that number isn't.
#[test]
fn a_row_is_known_by_what_its_source_said() {
    let check = |first: &str, then: &str, expect: &[&str]| {
        let (plan, all) = after(first, then);
        assert_eq!(all, expect, "{first} + {then}");
        plan
    };
    let row = "Anna Müller;anna.mueller@x.example;0151 2345678;;";
    let plan =
        check(row, "Anna Schmidt;anna.schmidt@x.example;+49 151 2345678;;", &["Anna Schmidt anna.schmidt@x.example "]);
    assert_eq!(names(&plan.updated[0].fields), "Name Mails");
    let plan = check(
        row,
        "Bernd Kaiser;b@x.example;0151 2345678;;",
        &["Anna Müller anna.mueller@x.example ", "Bernd Kaiser b@x.example "],
    );
    assert_eq!(plan.doubles().count(), 0, "somebody else");
    // Both stand in the file: they are two.
    let two = format!("{row} / Anna Schmidt;as@x.example;0151 2345678;;");
    check(row, &two, &["Anna Müller anna.mueller@x.example ", "Anna Schmidt as@x.example "]);
    // Another source says nothing of whose row it is: that is asked.
    let mut kept = Kept::default();
    kept.import(b"Name;Mobil\nAnna M\xc3\xbcller;0151 2345678\n");
    let plan = kept.import(b"Vorname;Nachname;E-Mail;Handy\nAnna;Schmidt;as@x.example;0151 2345678\n");
    assert_eq!((plan.created.len(), plan.doubles().count()), (1, 1));
    // What was named here stays so.
    let mut kept = Kept::default();
    kept.import(b"Name;E-Mail;Mobil\nAnna Berg;ab@x.example;0151 2345678\n");
    kept.change(|anna| anna.name = "Anna Lind".into());
    let plan = kept.import(b"Name;E-Mail;Mobil\nAnna Schmidt;as@x.example;0151 2345678\n");
    assert_eq!((anna(&kept).name, names(&plan.updated[0].kept)), ("Anna Lind".into(), "Name".into()));
}

/// A company that its source calls otherwise is the one that it was, unless somebody only works elsewhere now.
#[test]
fn a_company_is_known_under_its_new_name() {
    let check = |first: &str, then: &str, expect: &[&str]| {
        let (plan, all) = after(first, then);
        assert_eq!(all, expect, "{first} + {then}");
        plan
    };
    let at = |firm: &str| format!("Anna Berg;a@hof.example;1;{firm}; / Tom Lind;t@hof.example;2;{firm};");
    let (anna, tom) = ("Anna Berg a@hof.example Nordwind AG", "Tom Lind t@hof.example Nordwind AG");
    let plan = check(&at("Hofmann GmbH"), &at("Nordwind AG"), &[anna, tom, "firm Nordwind AG (Hofmann GmbH)"]);
    let updated = &plan.companies_updated[0];
    assert_eq!((updated.was.as_deref(), names(&updated.fields).as_str()), (Some("Hofmann GmbH"), "Name"));
    assert_eq!((plan.companies_created.len(), plan.changes_count()), (0, 1));
    // One alone may have changed the job, but not to what is called alike.
    let one = |firm: &str| format!("Anna Berg;a@hof.example;1;{firm};");
    check(&one("Hofmann GmbH"), &one("Nordwind AG"), &[anna, "firm Hofmann GmbH ()", "firm Nordwind AG ()"]);
    check(
        &one("Hofmann GmbH"),
        &one("Hofmann und Kaiser AG"),
        &["Anna Berg a@hof.example Hofmann und Kaiser AG", "firm Hofmann und Kaiser AG (Hofmann GmbH)"],
    );
    // The old name is there still, the addresses are others, or anybody's.
    let moved = format!("{} / Eva Roth;e@hof.example;3;Hofmann GmbH;", at("Nordwind AG"));
    check(
        &at("Hofmann GmbH"),
        &moved,
        &[anna, "Eva Roth e@hof.example Hofmann GmbH", tom, "firm Hofmann GmbH ()", "firm Nordwind AG ()"],
    );
    let elsewhere = |text: String| text.replace("hof.example", "gmx.de");
    let plan = check(
        &elsewhere(at("Hofmann GmbH")),
        &elsewhere(at("Nordwind AG")),
        &[
            "Anna Berg a@gmx.de Nordwind AG",
            "Tom Lind t@gmx.de Nordwind AG",
            "firm Hofmann GmbH ()",
            "firm Nordwind AG ()",
        ],
    );
    assert_eq!(plan.companies_created.len(), 1);
    // Rows of companies, known by number, address or page.
    for row in [";info@hof.example;;FIRM;", ";;040 1234567;FIRM;", ";;;FIRM;https://hof.example"] {
        let (old, new) = (row.replace("FIRM", "Hofmann GmbH"), row.replace("FIRM", "Nordwind AG"));
        check(&old, &new, &["firm Nordwind AG (Hofmann GmbH)"]);
        check(&old, &format!("{old} / {new}"), &["firm Hofmann GmbH ()", "firm Nordwind AG ()"]);
    }
    // Twice, the second time by those who were only led along.
    let mut kept = Kept::default();
    let table =
        |firm: &str| format!("Name;E-Mail;Firma\nAnna Berg;a@hof.example;{firm}\nTom Lind;t@hof.example;{firm}\n");
    for firm in ["Hofmann GmbH", "Nordwind AG", "Südwind AG", "Nordwind AG"] {
        kept.import(table(firm).as_bytes());
        let all: Vec<&str> = kept
            .others()
            .filter_map(|record| match record {
                Record::Company(one) => Some(one.name.as_str()),
                _ => None,
            })
            .collect();
        let expect = if all == ["Südwind AG"] { "Südwind AG" } else { firm };
        assert_eq!(all, [expect]);
    }
}

/// A column more or less doesn't make another source of a table, wherever it stands.
#[test]
fn a_table_with_another_column_is_the_same_source() {
    let first = ("Name;E-Mail;Telefon;Funktion", "Anna Berg;a@b.example;1;Einkauf");
    for (heads, row) in [
        ("Anrede;Name;E-Mail;Telefon;Funktion", "Frau;Anna Berg;a@b.example;1;Leitung"),
        ("Name;Abteilung;E-Mail;Telefon;Funktion", "Anna Berg;Bau;a@b.example;1;Leitung"),
        ("Funktion;Name;E-Mail", "Leitung;Anna Berg;a@b.example"),
    ] {
        let mut kept = Kept::default();
        kept.import(format!("{}\n{}\n", first.0, first.1).as_bytes());
        let file = format!("{heads}\n{row}\n");
        let (fields, left) = told(&kept.import(file.as_bytes()));
        assert!(fields.split(' ').any(|field| field == "Role") && left.is_empty(), "{heads}: {fields}, {left}");
        assert_eq!(anna(&kept).imported.len(), 1, "{heads}");
        assert!(kept.import(file.as_bytes()).is_empty(), "{heads} again");
    }
    // Another table stays another.
    let mut kept = Kept::default();
    kept.import(format!("{}\n{}\n", first.0, first.1).as_bytes());
    let other = b"Kunde;Mail;Funktion;Quelle;Stufe\nAnna Berg;a@b.example;Leitung;Messe;A\n";
    assert_eq!(told(&kept.import(other)).1, "Role");
}
