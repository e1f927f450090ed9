//! What of a file can't be taken over as it stands is told, and what has no field is kept and shown.

use crate::desk::{Desk, said};

const CARDS: &str = "BEGIN:VCARD\nVERSION:4.0\nFN:Carla Rossi\nNICKNAME:Lala\nTEL;TYPE=cell:+39 06 1\nTEL;TYPE=x-Boat:2\n\
                     item1.X-ABDATE:2011-05-01\nitem1.X-ABLabel:_$!<Anniversary>!$_\nRELATED:Marco\u{1b}[31m\nRELATED:Ugo\n\
                     END:VCARD\nBEGIN:VCARD\nVERSION:3.0\nFN:Rossi Srl\nORG:Rossi Srl\nX-ABShowAs:COMPANY\n\
                     TEL;TYPE=main:+39 06 2\nADR;TYPE=work:;;Via Roma 1;Roma;;00100;Italia\nX-VAT:IT1\nEND:VCARD\n\
                     \u{200b}:\nBEGIN:VCARD\nVERSION:9.0\nFN:Yuki\nTEL:3\nEMAIL:yuki@exam";

#[test]
fn what_has_no_field_is_kept_told_and_shown() {
    let desk = Desk::new();
    let file = desk.file("book.vcf", CARDS);
    let report = desk.run(&["import", &file]);
    assert!(report.err.contains("no field for it: RELATED (2), X-ABDATE, X-VAT"), "{report:?}");
    let again = desk.run(&["import", &file]);
    assert!(!again.err.contains("no field for it"), "nothing is kept anew: {again:?}");

    let carla = desk.ok(&["show", "carla"]);
    for row in [
        "nickname\tLala\n",
        "phone\t+39 06 1 (mobile)\n",
        "phone\t2 (boat)\n",
        "also kept\titem1.X-ABDATE:2011-05-01\n",
        "also kept\tRELATED:Ugo\n",
    ] {
        assert!(carla.contains(row), "{row:?} in {carla:?}");
    }
    assert!(carla.contains("RELATED:Marco") && !carla.contains('\u{1b}'), "{carla:?}");
    let json = desk.json(&["show", "carla"]);
    assert_eq!(json["foreign"].as_array().unwrap().len(), 3);
    assert_eq!((&json["phones"][0]["label"], json["ids"].is_array()), (&"mobile".into(), true));

    let company = desk.ok(&["show", "rossi srl"]);
    for row in
        ["phone\t+39 06 2 (main)\n", "address\tVia Roma 1, 00100 Roma, Italia (work)\n", "also kept\tX-VAT:IT1\n"]
    {
        assert!(company.contains(row), "{row:?} in {company:?}");
    }
    let json = desk.json(&["show", "rossi srl"]);
    assert_eq!((&json["addresses"][0]["city"], &json["foreign"][0]), (&"Roma".into(), &"X-VAT:IT1".into()));
    let german = said(desk.command(&["show", "rossi srl"]).env("LANG", "de_DE.UTF-8")).out;
    assert!(german.contains("+39 06 2 (Zentrale)") && german.contains("Italia (geschäftlich)"), "{german:?}");
}

#[test]
fn what_was_cleaned_is_told_in_the_files_order() {
    let desk = Desk::new();
    let out = desk.run(&["import", &desk.file("book.vcf", CARDS)]).out;
    let cleaned: Vec<&str> = out.lines().filter_map(|line| line.strip_prefix("cleaned\t")).collect();
    assert_eq!(
        cleaned,
        [
            "\t(between the cards)\t21\t\"\u{fffd}:\" is no vCard property; left out",
            "\tYuki\t22\tthe card has no end; taken over as far as it goes",
            "\tYuki\t23\tVERSION: unknown; read as 4.0",
            "\tYuki\t26\t\"EMAIL:yuki@exam\" is cut off; left out",
        ]
    );
    assert_eq!(desk.json(&["show", "yuki"])["mails"], serde_json::json!([]));
    desk.fails(&["import", "/dev/null"], 2, &["/dev/null is empty"]);
}
