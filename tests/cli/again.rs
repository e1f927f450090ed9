//! Who is known again when a file comes again that has no ids, though both the file and what is here have changed.

use crate::desk::{Desk, Said};

fn names(desk: &Desk) -> Vec<String> {
    let list = desk.json(&["list"]);
    list.as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn who_is_reached_otherwise_here_is_known_by_what_the_file_said_of_them() {
    let card = |name: &str, family: &str| {
        format!(
            "BEGIN:VCARD\nVERSION:3.0\nFN:{name}\nN:{family};Anna;;;\nTEL:0171 1111\nEMAIL:anna@alpha.example\nEND:VCARD\n"
        )
    };
    let table = |name: &str| format!("Name;E-Mail;Telefon\n{name};anna@alpha.example;0171 1111\n");
    for changed in [&["mail=an@neu.example", "phone=0123"][..], &["name=Anna Neuname", "mail=an@neu.example", "phone="]]
    {
        for (first, next) in [
            (("a.vcf", card("Anna Adler", "Adler")), ("b.vcf", card("Anna Zorn", "Zorn"))),
            (("a.csv", table("Anna Adler")), ("b.csv", table("Anna Adler-Zorn"))),
        ] {
            let desk = Desk::new();
            desk.ok(&["import", &desk.file(first.0, first.1)]);
            desk.ok(&[&["set", "anna"][..], changed].concat());
            let report = desk.run(&["import", &desk.file(next.0, next.1)]);
            assert_eq!(names(&desk).len(), 1, "{changed:?}: {report:?}");
            let anna = desk.json(&["show", "anna"]);
            assert_eq!(anna["mails"][0]["value"], "an@neu.example", "what was changed here stays: {anna}");
        }
    }
}

#[test]
fn somebody_else_with_that_mail_address_is_asked_about() {
    let desk = Desk::new();
    desk.ok(&["import", &desk.file("a.csv", "Name;E-Mail\nAnna Adler;vertrieb.nord@alpha.example\n")]);
    desk.ok(&["set", "anna", "mail=anna@alpha.example"]);
    let report = desk.run(&["import", &desk.file("b.csv", "Name;E-Mail\nBernd Holm;vertrieb.nord@alpha.example\n")]);
    assert!(report.out.contains("perhaps\t"), "{report:?}");
    assert_eq!(names(&desk), ["Anna Adler"]);
}

/// Most connections of LinkedIn come without a mail address: the page of each is their id.
#[test]
fn who_has_changed_the_job_is_known_by_their_own_page() {
    let table = |rows: &str| {
        format!(
            "Notes:\n\"When exporting your connection data …\"\n\nFirst Name,Last Name,URL,Email Address,Company,Position,Connected On\n{rows}"
        )
    };
    let desk = Desk::new();
    let row =
        |family: &str, job: &str| format!("Ines,{family},https://www.linkedin.com/in/ines-nolte,,{job},03 Feb 2021\n");
    desk.ok(&["import", &desk.file("a.csv", table(&row("Nolte", "Alpha GmbH,Buyer")))]);
    let other = "Ines,Nolte,https://www.linkedin.com/in/ines-nolte-2,,Gamma AG,Chef,04 Feb 2021\n";
    for (family, job, company) in
        [("Nolte", "Beta KG,Head of Sales", "Beta KG"), ("Nolte-Ufer", "Omega AG,Head of Sales", "Omega AG")]
    {
        let rows = row(family, job) + other;
        let report = desk.run(&["import", "--perhaps", "new", &desk.file("b.csv", table(&rows))]);
        let all = desk.json(&["list"]);
        assert_eq!(names(&desk).len(), 2, "{report:?}");
        let is_she = |one: &&serde_json::Value| one["name"] == format!("Ines {family}") && one["company"] == company;
        assert!(all.as_array().unwrap().iter().any(|one| is_she(&one)), "{all}");
    }
    // A page that two are told to have is nobody's.
    let both = "Udo,Eins,https://www.linkedin.com/in/shared,,Alpha GmbH,Chef,1\nVera,Zwei,https://www.linkedin.com/in/shared,,Alpha GmbH,Chef,1\n";
    desk.ok(&["import", &desk.file("c.csv", table(both))]);
    assert_eq!(names(&desk).len(), 4);
}

/// A correction that is taken back in the file comes here, too: by what the row says, not by what an earlier one said.
#[test]
fn what_goes_back_in_the_file_goes_back_here() {
    for id in ["", "K-1"] {
        let desk = Desk::new();
        let row = |name: &str, tier: &str, company: &str, role: &str| {
            let table = "Name;E-Mail;Klasse;Firma;Funktion;Kunden-Nr\n";
            desk.file("a.csv", format!("{table}{name};anna@x.example;{tier};{company};{role};{id}\n"))
        };
        let said = || {
            let anna = desk.json(&["show", "anna"]);
            ["name", "tier", "company", "role"].map(|name| anna[name].as_str().unwrap_or_default().to_owned())
        };
        let (one, two) = (["Anna Adler", "A", "Alpha GmbH", "Chefin"], ["Anna Zorn", "B", "Omega AG", "Beraterin"]);
        for (at, [name, tier, company, role]) in [one, two, one, two].into_iter().enumerate() {
            let file = row(name, tier, company, role);
            let report = desk.run(&["import", &file]);
            assert_eq!(said(), [name, tier, company, role], "{at}, id {id:?}: {report:?}");
            assert_eq!(desk.json(&["import", &file])["set"], serde_json::Value::Null, "{at}: the same again");
        }
        let jobs = desk.json(&["show", "anna"])["jobs"].as_array().map_or(0, Vec::len);
        assert_eq!(jobs, 2, "each company once");
        assert_eq!(names(&desk).len(), 1);
        // What was changed here stays, and that is told.
        desk.ok(&["set", "anna", "tier=C"]);
        let report = desk.run(&["import", &row(one[0], one[1], one[2], one[3])]);
        assert_eq!(said(), [one[0], "C", one[2], one[3]], "{report:?}");
        assert!(report.out.contains("kept") || report.out.contains("stays"), "{report:?}");
    }
}

/// A whole store's JSON of people who came here by the same foreign file brings them in a second time: that is said before.
#[test]
fn who_is_here_under_another_id_is_told_of_a_whole_store() {
    let table = "Name;E-Mail;Firma\nAnna Adler;anna@x.example;Alpha GmbH\nBernd Holm;bernd@x.example;Alpha GmbH\n";
    let (one, other) = (Desk::new(), Desk::new());
    one.ok(&["import", &one.file("a.csv", table)]);
    other.ok(&["import", &other.file("a.csv", table)]);
    other.ok(&["add", "Clara Neu", "--email", "clara@x.example"]);
    let json = other.path("all.json").to_str().unwrap().to_owned();
    other.ok(&["export", "--format", "json", "-o", &json]);
    let dry = one.run(&["import", &json, "--dry-run"]);
    assert!(dry.err.contains("2 new contacts may be here already: touchbase duplicates"), "{dry:?}");
    let told = dry.out.lines().find(|line| line.starts_with("perhaps\t") && line.contains("Bernd Holm")).unwrap();
    assert!(told.contains("same mail"), "{told}");
    let done = one.json(&["import", &json]);
    assert_eq!(done["perhaps"].as_array().unwrap().len(), 2, "{done}");
    let again = one.run(&["import", &json]);
    assert!(!again.out.contains("perhaps") && !again.err.contains("may be here"), "{again:?}");
}

#[test]
fn what_of_a_folder_is_passed_over_is_said() {
    let desk = Desk::new();
    let folder = desk.path("cards");
    std::fs::create_dir_all(folder.join("old")).unwrap();
    for (name, text) in [("a.csv", "Name;Telefon\nAnna;040 123456 / 0171 2345678\n"), ("b.xlsx", "PK"), (".hidden", "")]
    {
        std::fs::write(folder.join(name), text).unwrap();
    }
    let said = desk.run(&["import", folder.to_str().unwrap()]);
    assert!(said.err.contains("b.xlsx, old/") && said.err.contains("saved as CSV"), "{said:?}");
    assert!(!said.err.contains(".hidden"), "{said:?}");
    let phones = desk.json(&["show", "anna"])["phones"].clone();
    let numbers: Vec<&str> = phones.as_array().unwrap().iter().map(|one| one["value"].as_str().unwrap()).collect();
    assert_eq!(numbers, ["040 123456", "0171 2345678"]);
}

/// A company that may be one that is here comes in, and it is said which, before and after; the same again says nothing.
#[test]
fn a_company_that_may_be_here_is_told() {
    let desk = Desk::new();
    for (name, web) in [("Kern GmbH", ""), ("Kern AG", ""), ("Oak Works", "https://www.oak.example/shop")] {
        desk.ok(&["add", "--kind", "company", name]);
        desk.ok(&["set", name, &format!("web={web}")]);
    }
    let card = |name: &str, more: &str| format!("BEGIN:VCARD\nVERSION:4.0\nKIND:org\nFN:{name}\n{more}END:VCARD\n");
    let person = "BEGIN:VCARD\nVERSION:4.0\nFN:Udo Eins\nORG:Kern\nEND:VCARD\n";
    let cards = card("Eichenwerk", "URL:http://oak.example\n") + &card("Birke", "URL:http://birke.example\n") + person;
    let file = desk.file("a.vcf", &cards);
    let dry = desk.json(&["import", "--dry-run", &file]);
    let told = |report: &serde_json::Value| -> Vec<String> {
        let perhaps = report["perhaps"].as_array().unwrap();
        let mut told: Vec<String> =
            perhaps.iter().map(|one| format!("{} {} {}", one["kind"], one["name"], one["does"])).collect();
        told.sort();
        told
    };
    assert_eq!(told(&dry), [r#""company" "Eichenwerk" "created""#, r#""company" "Kern" "created""#]);
    let done = desk.run(&["import", &file]);
    assert!(done.out.contains("came in as new, and may be Oak Works: same web page"), "{done:?}");
    assert!(
        done.err.contains("2 companies may be ones that are here: --perhaps into takes them for those; touchbase duplicates --kind company"),
        "{done:?}"
    );
    assert_eq!(
        desk.json(&["duplicates", "--kind", "company"]).as_array().unwrap().len(),
        3,
        "Kern with both, and Eichenwerk"
    );
    let again = desk.json(&["import", &file]);
    assert_eq!((&again["set"], again["perhaps"].as_array().unwrap().len()), (&serde_json::Value::Null, 0), "{again}");
}

/// What a table without ids tells is the same with one value put right; what is told twice of a day stays two.
#[test]
fn an_entry_that_was_put_right_in_its_file_is_no_second_one() {
    let desk = Desk::new();
    desk.ok(&["add", "Sofia Rossi", "--email", "sofia@rossi.example"]);
    let import = |table: &str| desk.json(&["import", &desk.file("a.csv", table)]);
    let does = |report: &serde_json::Value| -> Vec<String> {
        let entries = report["entries"].as_array().unwrap();
        entries.iter().map(|one| one["does"].as_str().unwrap().to_owned()).collect()
    };
    let show = |list: &str| desk.json(&["show", "sofia"])[list].clone();
    let acts = |minutes: &str| {
        format!("Date,Type,Email,Text,Duration\n2026-10-03,Meeting,sofia@rossi.example,site visit,{minutes}\n")
    };
    assert_eq!(does(&import(&acts("60"))), ["created"]);
    assert_eq!(does(&import(&acts("90"))), ["updated"]);
    assert_eq!((show("interactions").as_array().unwrap().len(), &show("interactions")[0]["minutes"]), (1, &90.into()));
    assert_eq!(does(&import(&acts("90"))), ["unchanged"]);

    let scores = |score: u8| {
        format!("Date,Feedback,Email,Text,Score\n2026-10-03,Complaint,sofia@rossi.example,late twice,{score}\n")
    };
    import(&scores(2));
    let id = show("feedback")[0]["id"].as_str().unwrap().to_owned();
    desk.ok(&["answer", &id, "resolved"]);
    assert_eq!(does(&import(&scores(1))), ["updated"]);
    let feedback = show("feedback");
    assert_eq!((feedback.as_array().unwrap().len(), &feedback[0]["state"]), (1, &"resolved".into()), "{feedback}");

    let tasks = |rows: &str| format!("Due,Task,Email\n{rows}");
    import(&tasks("2026-12-02,send offer,sofia@rossi.example\n"));
    assert_eq!(does(&import(&tasks("2026-12-09,send offer,sofia@rossi.example\n"))), ["updated"]);
    assert_eq!(show("follow_ups")[0]["due"], "2026-12-09");
    // Two are two, whatever stands first; and what was done isn't moved.
    let both = tasks("2026-12-16,send offer,sofia@rossi.example\n2026-12-09,send offer,sofia@rossi.example\n");
    import(&both);
    assert_eq!(show("follow_ups").as_array().unwrap().len(), 2);
    assert_eq!(does(&import(&both)), ["unchanged", "unchanged"]);
    for one in show("follow_ups").as_array().unwrap() {
        desk.ok(&["done", one["id"].as_str().unwrap()]);
    }
    assert_eq!(does(&import(&tasks("2026-12-23,send offer,sofia@rossi.example\n"))), ["created"]);

    let calls = "Date,Type,Email,Text,Outcome\n2026-11-03,Call,sofia@rossi.example,call,no answer\n\
                 2026-11-03,Call,sofia@rossi.example,call,reached\n";
    assert_eq!(does(&import(calls)), ["created", "created"], "two tries of a day");
    let turned: Vec<&str> = calls.lines().collect();
    let turned = format!("{}\n{}\n{}\n", turned[0], turned[2], turned[1]);
    assert_eq!(does(&import(&turned)), ["unchanged", "unchanged"], "in whichever order");
}

/// What one source has emptied and another still says stays.
#[test]
fn what_another_source_still_says_is_not_emptied() {
    let desk = Desk::new();
    let google = |company: &str, day: &str| {
        let heads = "Name,Given Name,Family Name,Birthday,E-mail 1 - Value,Organization 1 - Name";
        desk.file("google.csv", format!("{heads}\nJörg Sänger,Jörg,Sänger,{day},joerg@s.example,{company}\n"))
    };
    let outlook = desk.file(
        "outlook.csv",
        "First Name,Last Name,E-mail Address,Company,Birthday,Mobile Phone\nJörg,Sänger,joerg@s.example,Alpha GmbH,1971-12-24,0170 111222\n",
    );
    let said = || {
        let jorg = desk.json(&["show", "sänger"]);
        ["company", "birthday"].map(|name| jorg[name].as_str().unwrap_or_default().to_owned())
    };
    desk.ok(&["import", &google("Alpha GmbH", "1971-12-24")]);
    desk.ok(&["import", &outlook]);
    let report = desk.run(&["import", "--emptied", &google("", "")]);
    assert_eq!(said(), ["Alpha GmbH", "1971-12-24"], "{report:?}");
    // Alone it is emptied.
    desk.ok(&["import", "--emptied", &google("Alpha GmbH", "1971-12-24")]);
    let other = Desk::new();
    other.ok(&["import", &google("Alpha GmbH", "1971-12-24")]);
    other.ok(&["import", "--emptied", &google("", "")]);
    assert_eq!(other.json(&["show", "sänger"])["birthday"], serde_json::Value::Null);
}

/// Next month's file asks nothing that was left out before, if the row tells of the same one; `--perhaps` brings it up again.
#[test]
fn who_was_left_out_is_only_counted_from_then_on() {
    let desk = Desk::new();
    desk.ok(&["add", "Jörg Weiß", "--email", "joerg@weiss.example", "--phone", "+49 170 1234567"]);
    let table = |role: &str, more: &str| {
        desk.file("c.csv", format!("Name,Firma,Telefon,Funktion\nJoerg Weiss,Weiß KG,+49 170 1234568,{role}\n{more}"))
    };
    let told = |report: &Said| (report.out.contains("perhaps\t"), report.err.contains("1 was left out before"));
    assert_eq!(told(&desk.run(&["import", &table("Chef", "")])), (true, false), "it is asked once");
    assert!(desk.ok(&["history"]).contains("c.csv"), "and that is kept");
    let again = desk.run(&["import", &table("Chef", "")]);
    assert_eq!(told(&again), (false, true), "{again:?}");
    // Next month there is somebody else besides, and he is called otherwise in what he does.
    let next = desk.run(&["import", &table("Inhaber", "Ida Holm,,,\n")]);
    assert_eq!((told(&next), names(&desk).len()), ((false, true), 2), "{next:?}");
    assert!(next.err.contains("1 contact and 0 companies created") && next.err.contains("1 left out"), "{next:?}");
    let json = desk.json(&["import", "--dry-run", &table("Inhaber", "")]);
    assert_eq!(json["perhaps"][0]["left_before"], true, "{json}");
    let listed = desk.run(&["import", "--perhaps", "leave", &table("Inhaber", "")]);
    assert_eq!(told(&listed), (true, false), "{listed:?}");
    desk.ok(&["import", "--perhaps", "new", &table("Inhaber", "")]);
    assert_eq!(names(&desk).len(), 3);
    // Somebody else of that name is asked about.
    let other = desk.file("d.csv", "Name,Firma,Telefon\nJoerg Weis,Weiß KG,+49 170 1234567\n");
    assert!(told(&desk.run(&["import", &other])).0);
}

/// What matches here by name and company alone does so whichever file comes first.
#[test]
fn the_order_of_files_doesnt_decide_who_is_known() {
    let connections = "Notes:\n\"When exporting …\"\n\nFirst Name,Last Name,URL,Email Address,Company,Position,Connected On\n\
                       Joerg,Saenger,https://www.linkedin.com/in/js,,Hofmann GmbH,Buyer,03 Feb 2021\n";
    let hubspot =
        "Record ID,First Name,Last Name,Email,Company Name,City\n501,Jörg,Sänger,j@hofmann.example,Hofmann GmbH,Köln\n";
    for turned in [false, true] {
        let desk = Desk::new();
        desk.ok(&["add", "Jörg Sänger", "--email", "j@hofmann.example", "--company", "Hofmann GmbH"]);
        let mut files = [desk.file("a.csv", connections), desk.file("b.csv", hubspot)];
        if turned {
            files.reverse();
        }
        let report = desk.run(&["import", &files[0], &files[1]]);
        assert!(!report.out.contains("perhaps\t"), "{turned}: {report:?}");
        let joerg = desk.json(&["show", "jörg"]);
        assert_eq!((&joerg["role"], names(&desk).len()), (&"Buyer".into(), 1), "{turned}: {report:?}");
    }
}

/// Who was taken for somebody who is here is told with what that changes, as others are.
#[test]
fn what_is_given_to_somebody_is_told() {
    let desk = Desk::new();
    desk.ok(&["add", "Jörg Weiß", "--phone", "+49 170 1234567", "--role", "Chef"]);
    let file = desk.file("c.csv", "Name,Telefon,Funktion,Notiz\nJoerg Weiss,+49 170 1234568,Inhaber,likes tea\n");
    let dry = desk.run(&["import", "--dry-run", "--perhaps", "into", &file]);
    assert!(dry.out.contains("changes\t") && dry.out.contains("likes tea") && dry.out.contains("keeps\t"), "{dry:?}");
    let json = desk.json(&["import", "--dry-run", "--perhaps", "into", &file]);
    assert_eq!(json["updated"][0]["name"], "Jörg Weiß", "{json}");
    let done = desk.run(&["import", "--perhaps", "into", &file]);
    let line = done.out.lines().find(|line| line.starts_with("updated\t")).unwrap_or_else(|| panic!("{done:?}"));
    assert!(
        line.contains("\tJörg Weiß\t2\t") && line.contains("Notes") && line.contains("stays as it is here: name, role"),
        "{line}"
    );
}

/// However many come in, each is compared with who is here and with the others.
#[test]
fn thousands_of_new_ones_are_compared_with_each_other() {
    let desk = Desk::new();
    desk.ok(&["add", "Ida Holm", "--email", "ida@holm.example", "--phone", "+49 170 1234567"]);
    let rows: String = (0..5_001).map(|n| format!("Vor{n} Nach{n},p{n}@firma{n}.example,\n")).collect();
    let more = "Peter Lang,peter@lang.example,\nPeter Lang,other@x.example,\nIda Holm,,+49 170 1234568\n";
    let file = desk.file("many.csv", format!("Name,E-Mail,Telefon\n{rows}{more}"));
    let told = desk.run(&["import", "--dry-run", &file]);
    let perhaps: Vec<&str> = told.out.lines().filter(|line| line.starts_with("perhaps\t")).collect();
    assert!(perhaps.len() == 2 && perhaps[0].contains("Peter Lang") && perhaps[1].contains("Ida Holm"), "{perhaps:?}");
    desk.ok(&["import", "--perhaps", "new", &file]);
    let all = desk.path("all.json").to_str().unwrap().to_owned();
    desk.ok(&["export", "--format", "json", "-o", &all]);
    let other = Desk::new();
    other.ok(&["add", "Vor7 Nach7", "--email", "p7@firma7.example"]);
    let told = other.run(&["import", "--dry-run", &all]);
    assert!(
        told.out.lines().any(|line| line.starts_with("perhaps\t") && line.contains("Vor7 Nach7")),
        "{:?}",
        told.err
    );
}

/// A company that may be one that is here is taken for it where that is said, and its name leads there from then on.
#[test]
fn a_company_that_is_here_is_taken_for_it() {
    let desk = Desk::new();
    desk.ok(&["add", "--kind", "company", "Oak Works"]);
    desk.ok(&["set", "Oak Works", "web=https://www.oak.example/shop"]);
    desk.ok(&["add", "Ida Holm", "--company", "Oak Works", "--role", "Chefin"]);
    let card =
        "BEGIN:VCARD\nVERSION:4.0\nKIND:org\nFN:Eichenwerk\nURL:http://oak.example\nTEL:+49 30 123456\nEND:VCARD\n";
    let person =
        |role: &str| format!("BEGIN:VCARD\nVERSION:4.0\nFN:Ida Holm\nORG:Eichenwerk\nTITLE:{role}\nEND:VCARD\n");
    let file = |role: &str| desk.file("a.vcf", person(role) + card);
    let dry = desk.run(&["import", "--dry-run", "--perhaps", "into", &file("Chefin")]);
    assert!(dry.out.contains("perhaps\t") && dry.out.contains("taken for Oak Works: same web page"), "{dry:?}");
    let done = desk.run(&["import", "--perhaps", "into", &file("Chefin")]);
    assert!(done.err.contains("1 company is taken for one that is here"), "{done:?}");
    let companies = || desk.json(&["list", "--kind", "company"]).as_array().unwrap().len();
    assert_eq!((companies(), names(&desk).len()), (1, 1), "Ida is known by name and company: {done:?}");
    assert!(desk.ok(&["show", "Oak Works"]).contains("123456"));
    assert_eq!(desk.json(&["import", &file("Chefin")])["set"], serde_json::Value::Null, "the same again");
    // Next month nothing has to be said.
    let next = desk.run(&["import", &file("Inhaberin")]);
    assert!(!next.out.contains("perhaps\t"), "{next:?}");
    assert_eq!((companies(), &desk.json(&["show", "ida"])["company"]), (1, &"Oak Works".into()), "{next:?}");
    desk.ok(&["undo"]);
    desk.ok(&["undo"]);
    let new = desk.run(&["import", "--perhaps", "new", &file("Chefin")]);
    assert_eq!(companies(), 2, "{new:?}");
}
