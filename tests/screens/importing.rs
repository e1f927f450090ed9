//! Importing on screen: what a file brings record by record, what is decided about it, and the columns of a table.

use super::play::Screen;
use super::small_world::TODAY;
use super::{check_played, small};
use crossterm::event::KeyModifiers;
use ratatui::layout::Position;
use touchbase::domain::change::{Act, Change, Label, Set};
use touchbase::domain::company::Company;
use touchbase::domain::contact::Contact;
use touchbase::domain::row::Row;
use touchbase::formats::json;
use touchbase::text::Lang;
use touchbase::tui::mouse::Did;

/// One who is new, one who gets more, one who is here as he is, one who may be here, and one who is nobody.
const TABLE: &str = "Name;Firma;E-Mail;Telefon;Funktion\r\n\
                     Ada Öhm;Öhm & Söhne;ada@oehm.example;+49 171 2345678;Chefin\r\n\
                     Bernd Kaiser;Kaiser Bau;bernd@kaiser.example;;Einkauf\r\n\
                     Deniz Çelik;Atelier Çelik;deniz@example.com;;\r\n\
                     Denis Çelik;Atelier Celik GmbH;;+49 30 5550 1234;\r\n\
                     ;;;;Koch\r\n";

fn english() -> Screen {
    small(Lang::En, (120, 40))
}

/// Looks into a file of this content.
fn look_into(screen: &mut Screen, name: &str, content: impl AsRef<[u8]>) {
    let path = screen.dir.path().join(name);
    std::fs::write(&path, content).unwrap();
    screen.play("I").paste(path.to_str().unwrap()).play("<enter>");
}

fn row(screen: &Screen, name: &str) -> Option<Row> {
    screen.store.book().contacts().find(|row| row.name == name).cloned()
}

fn contact(screen: &Screen, name: &str) -> Contact {
    let id = row(screen, name).unwrap_or_else(|| panic!("{name} is there")).id;
    screen.store.contact(id).unwrap().unwrap()
}

#[test]
fn each_record_says_what_becomes_of_it() {
    check_played("import_rows", |screen| {
        look_into(screen, "kunden.csv", TABLE);
        screen.play("<left>");
    });
}

#[test]
fn what_changes_stands_field_by_field() {
    check_played("import_fields", |screen| {
        look_into(screen, "kunden.csv", TABLE);
        screen.play("<left>gg/kaiser<enter><tab>");
    });
}

#[test]
fn what_an_import_asks_looks_like_this() {
    for (name, keys) in [
        ("import_for_all", "a"),
        ("import_into", "<left><left>m"),
        ("import_leave", "<left>/kaiser<enter>x<esc><esc>"),
        ("import_last", "<enter>"),
    ] {
        check_played(name, |screen| {
            look_into(screen, "kunden.csv", TABLE);
            screen.play(keys);
        });
    }
}

#[test]
fn the_keys_of_an_import_are_listed() {
    check_played("import_help", |screen| {
        look_into(screen, "kunden.csv", TABLE);
        screen.play("?");
    });
}

/// Who may be here already is asked about first, and stays out as long as nobody decides.
#[test]
fn who_may_be_here_is_decided_on() {
    let mut screen = english();
    look_into(&mut screen, "kunden.csv", TABLE);
    screen.shows("[here already? 1]").shows("? Denis").shows("Deniz Çelik?");
    screen.play("<enter>").shows("? 1 may be here already and stays out").shows("+ 1 new contact").play("<enter>");
    assert!(row(&screen, "Denis Çelik").is_none() && row(&screen, "Ada Öhm").is_some());
    screen.play("u");
    for (keys, expect) in
        [("n", "+ 2 new contacts"), ("m", "→ 1 goes to a contact who is here"), ("x", "– 1 stays out as chosen")]
    {
        look_into(&mut screen, "kunden.csv", TABLE);
        screen.play(keys).play("<enter>").shows(expect).play("<esc>u<esc>").shows("Nothing was imported.");
    }
    let alone = TABLE.replace("Deniz Çelik;Atelier Çelik;deniz@example.com;;\r\n", "");
    look_into(&mut screen, "kunden.csv", &alone);
    screen.play("m").shows("goes to Deniz Çelik").play("<enter><enter>").shows("Imported kunden.csv");
    assert!(row(&screen, "Denis Çelik").is_none(), "it is Deniz's");
    screen.play("u");
    look_into(&mut screen, "kunden.csv", TABLE);
    screen.play("n<enter><enter>").shows("Imported kunden.csv");
    assert!(row(&screen, "Denis Çelik").is_some(), "somebody new");
}

/// Who was left out, by choice or since nobody decided, isn't asked about again; all of them can be brought up.
#[test]
fn who_was_left_out_before_is_only_counted() {
    for keys in ["x<enter>", "<enter>"] {
        let mut screen = english();
        look_into(&mut screen, "kunden.csv", TABLE);
        screen.play(keys).shows("· 1 that stays out isn't asked about again").play("<enter>").shows("Imported");
        let next = TABLE.replace("+49 30 5550 1234;", "+49 30 5550 1234;Chef");
        look_into(&mut screen, "next.csv", next + "Ida Holm;;;;\r\n");
        screen.shows("left out 1").shows_not("here already? 1").play("<enter>");
        screen.shows("– 1 may be here already and was left out before").play("<esc>");
        screen.play("a").shows("ask again about the 1 who was left out before");
        screen.click("ask again about").shows("[here already? 1]").shows("? Denis");
        screen.play("n<enter><enter>").shows("Imported next.csv");
        assert!(row(&screen, "Denis Çelik").is_some(), "{keys}");
    }
}

/// Esc does what the toast says, and what was chosen is there again.
#[test]
fn what_is_stopped_can_be_gone_on_with() {
    let mut screen = english();
    look_into(&mut screen, "kunden.csv", TABLE);
    screen.play("n<enter>").shows("+ 2 new contacts");
    let effects = screen.effects_of("<enter>");
    screen.shows_not("kunden.csv").wait_unanswered(400).shows("Esc stops it");
    screen.play_unanswered("<esc>").shows("Stopping");
    effects
        .into_iter()
        .filter_map(|effect| effect.run(&screen.store))
        .collect::<Vec<_>>()
        .into_iter()
        .for_each(|event| screen.happens(event));
    screen.shows("The import was stopped; nothing was changed").play("<esc>").shows("+ Denis Çelik");
    assert!(row(&screen, "Ada Öhm").is_none());
    screen.play("<enter><enter>").shows("Imported kunden.csv");
    assert!(row(&screen, "Denis Çelik").is_some());
}

/// All that was deleted here comes in again at one key.
#[test]
fn what_was_deleted_comes_in_again_at_once() {
    let mut screen = english();
    let table = "Name;E-Mail\nIda Holm;ida@x.example\nEva Lind;eva@x.example\n";
    look_into(&mut screen, "two.csv", table);
    screen.play("<enter><enter>").shows("Imported two.csv");
    for name in ["ida holm", "eva lind"] {
        screen.play("2/").paste(name).play("<enter>X2");
    }
    assert!(row(&screen, "Ida Holm").is_none() && row(&screen, "Eva Lind").is_none());
    look_into(&mut screen, "two.csv", table);
    screen.shows("deleted here 2").play("a").shows("all 2 that were deleted here come in again");
    screen.click("all 2 that were deleted").shows("new 2").play("<enter><enter>").shows("Imported two.csv");
    assert!(row(&screen, "Ida Holm").is_some() && row(&screen, "Eva Lind").is_some());
}

/// Orders are counted by themselves.
#[test]
fn orders_are_told_apart_in_the_sums() {
    let mut screen = english();
    look_into(
        &mut screen,
        "o.csv",
        "Order ID;Date;Customer;Amount\n1;2026-10-01;Bernd Kaiser;1200\n2;2026-10-02;Bernd Kaiser;90\n",
    );
    screen.play("<enter>").shows("+ 2 orders").shows_not("interaction");
}

/// A company by a card that has the page of one that is here, one who works there, and one who doesn't.
const WERKE: &str = "BEGIN:VCARD\nVERSION:4.0\nFN:Ida Holm\nORG:Kaiser Werke\nEND:VCARD\n\
                     BEGIN:VCARD\nVERSION:4.0\nFN:Eva Lind\nEND:VCARD\n\
                     BEGIN:VCARD\nVERSION:4.0\nKIND:org\nFN:Kaiser Werke\nURL:http://kaiser.example\nTEL:+49 30 123456\nEND:VCARD\n";

/// Gives a company that is here a web page.
fn kaiser_with_web(screen: &Screen) -> Company {
    let kaiser = screen.store.book().companies().find(|one| one.name == "Kaiser Bau").unwrap().clone();
    let with_web = Company { web: "https://kaiser.example".into(), ..kaiser.clone() };
    let set = Set::new(Label::new(Act::Edit, "Kaiser Bau"), [Change::edit(kaiser.clone(), with_web)]);
    screen.store.commit(set, screen.store.position()).unwrap();
    kaiser
}

#[test]
fn which_companies_are_here_is_asked() {
    check_played("import_firms", |screen| {
        kaiser_with_web(screen);
        let more = "BEGIN:VCARD\nVERSION:4.0\nKIND:org\nFN:Kaiser & Co\nURL:kaiser.example\nEND:VCARD\n";
        look_into(screen, "a.vcf", format!("{WERKE}{more}"));
        screen.play("a1");
    });
}

/// A company that may be one that is here is it, or new, as is chosen; what else was chosen stays.
#[test]
fn a_company_that_may_be_here_is_decided_on() {
    let mut screen = english();
    let before = screen.store.book().companies().count();
    let kaiser = kaiser_with_web(&screen);
    look_into(&mut screen, "a.vcf", WERKE);
    screen.shows("may be Kaiser Bau (same web").play("/eva<enter>x<esc>").shows("left out 1");
    screen.play("a").shows("1 company may be here already: choose").click("1 company may be here already");
    screen.click("the 1 is the one that is here").shows("is Kaiser Bau").shows("left out 1");
    screen.play("Gn").shows("may be Kaiser Bau").play("Gm").shows("is Kaiser Bau");
    // Marked together with somebody else, too.
    screen.play("ggvGn").shows("may be Kaiser Bau").shows("new 3").play("ggjx").play("ggvGm").shows("is Kaiser Bau");
    screen.shows("left out 1");
    screen.play("<enter>").shows_not("company").shows_not("companies").play("<enter>").shows("Imported a.vcf");
    assert_eq!(screen.store.book().companies().count(), before, "none is new");
    let ida = contact(&screen, "Ida Holm");
    assert_eq!((ida.company(), row(&screen, "Eva Lind").is_none()), (Some(kaiser.id), true));
    let kaiser = screen.store.book().company(kaiser.id).unwrap().clone();
    assert_eq!((kaiser.phones.len(), kaiser.former_names().collect::<Vec<_>>()), (1, vec!["Kaiser Werke"]));
}

#[test]
fn whose_it_is_can_be_anybody() {
    let mut screen = english();
    look_into(&mut screen, "one.csv", "Name;E-Mail\nA. Unknown;a@x.example\n");
    screen.shows("[all 1]").play("m").shows("Whose is A. Unknown?").play("tom<enter>").shows("goes to Tom Berg");
    screen
        .play("<enter>")
        .shows("→ 1 goes to a contact who is here")
        .shows_not("new contact")
        .play("<enter>")
        .shows("Imported one.csv");
    assert_eq!(row(&screen, "Tom Berg").unwrap().mails[0].value, "a@x.example");
}

/// The same person twice in a file: the sums add up to the rows, and the second goes where the first does.
#[test]
fn further_rows_of_somebody_are_counted_as_such() {
    let mut screen = english();
    let rows =
        "Name;E-Mail;Telefon\nIda Holm;ida@x.example;\nIda Holm;ida@x.example;030 777777\nEva Lind;eva@x.example;\n";
    look_into(&mut screen, "two.csv", rows);
    screen.shows("[all 3]").shows("new 2").shows("joined 1").play("j").shows("= the same as line 2");
    screen
        .play("<enter>")
        .shows("3 records read")
        .shows("+ 2 new contacts")
        .shows("= 1 joined with another of the file");
    screen
        .play("<esc>kx<enter>")
        .shows("+ 1 new contact")
        .shows("– 2 stay out as chosen")
        .shows_not("joined")
        .play("<esc>");
    screen.play("ggn<enter>").shows("+ 2 new contacts").shows("= 1 joined").play("<enter>").shows("Imported two.csv");
    let ida = contact(&screen, "Ida Holm");
    assert_eq!((ida.phones.len(), screen.store.book().contacts().filter(|row| row.name == "Ida Holm").count()), (1, 1));
}

/// What is kept as it is here isn't counted among what changes: before the last Enter, too.
#[test]
fn what_is_kept_is_counted_as_such() {
    let mut screen = english();
    let people = "Name;E-Mail;Funktion\nAda;a@x.example;Chef\nBea;b@x.example;Chef\n";
    look_into(&mut screen, "before.csv", people);
    screen.play("<enter><enter>").shows("Imported before.csv");
    let next = people.replace("Chef", "Berater");
    look_into(&mut screen, "next.csv", &next);
    screen.play("<enter>").shows("~ 2 filled up or changed").play("<esc>o<enter>").shows("~ 1 filled up or changed");
    screen.shows("= 1 stays as it is here").play("<esc>jo<enter>").shows("= 2 stay as they are here, and stay so");
    screen.shows_not("filled up or changed").play("<enter>").shows("Imported next.csv");
    // The same file says nothing new then; another one does.
    look_into(&mut screen, "next.csv", &next);
    screen.shows("unchanged 2").shows_not(" changed 2").play("<esc>");
    look_into(&mut screen, "last.csv", next.replace("Berater", "Rat"));
    screen.play("<enter>").shows("~ 2 filled up or changed");
}

#[test]
fn rows_are_left_out_marked_or_all() {
    let mut screen = english();
    let table = "Name;E-Mail\nAda;a@x.example\nBea;b@x.example\nCyd;c@x.example\n";
    look_into(&mut screen, "three.csv", table);
    screen.play("<space><space>x").shows("stays out").play("<enter>").shows("+ 1 new contact").shows("– 2 stay out");
    screen.play("<esc>a").shows("For all").shows("the new one stays out").play("1");
    screen.play("<enter>").shows("With these choices there is nothing to import").play("<esc>");
    screen.play("a").shows("take all choices back").play("1").play("<enter>").shows("+ 3 new contacts");
    screen.play("<esc>").shows_not("new contacts").play("<esc>").shows("Nothing was imported");
    assert!(row(&screen, "Ada").is_none());
}

/// Choices aren't lost by a key too many; leaving changes nothing.
#[test]
fn leaving_asks_if_anything_was_chosen() {
    let mut screen = english();
    let before = screen.store.position();
    look_into(&mut screen, "kunden.csv", TABLE);
    screen.play("m<esc>").shows("Leave? 1 choice is lost").play("<enter>").shows("here already?");
    screen.play("q").shows("Leave?").play("2").shows("Nothing was imported.").shows_not("here already?");
    assert_eq!(screen.store.position(), before, "without a trace");
}

/// What stands here can be kept field by field, or the file's taken.
#[test]
fn fields_are_taken_or_kept_one_by_one() {
    let mut screen = english();
    look_into(&mut screen, "kunden.csv", TABLE);
    screen.play("<left>/kaiser<enter>").shows("bernd@kaiser.example").shows("Einkauf");
    screen.play("<tab>").shows("back to the rows").play("<left>").play("j");
    screen.play("<esc><enter><enter>").shows("Imported kunden.csv");
    let bernd = contact(&screen, "Bernd Kaiser");
    assert!(bernd.mails.is_empty() != bernd.jobs[0].role.is_empty(), "one of the two came in: {bernd:?}");
}

#[test]
fn fields_of_a_record_are_clicked() {
    for size in [(80, 24), (120, 40), (200, 50)] {
        let mut screen = small(Lang::En, size);
        look_into(&mut screen, "kunden.csv", TABLE);
        screen.play("<left>/kaiser<enter>").shows("+ bernd@kaiser.example");
        screen.click("bernd@kaiser.example").shows("back to the rows").shows_not("+ bernd@kaiser.example");
        screen.click("bernd@kaiser.example").shows("+ bernd@kaiser.example");
        screen.click("bernd@kaiser.example").click("~ Bernd Kaiser").shows_not("back to the rows");
        screen.play("<enter><enter>").shows("Imported kunden.csv");
        let bernd = contact(&screen, "Bernd Kaiser");
        assert!(bernd.mails.is_empty() && !bernd.jobs[0].role.is_empty(), "{bernd:?}");
    }
}

#[test]
fn what_a_column_becomes_is_clicked() {
    for size in [(80, 24), (120, 40)] {
        let mut screen = small(Lang::En, size);
        look_into(&mut screen, "crm.txt", "Alpha|Beta\nAda Öhm|ada@oehm.example\nBea Two|bea@two.example\n");
        screen.shows("Columns of crm.txt: 2").click("Alpha").selects("Alpha").shows("Enter");
        let before = screen.picture();
        let arrow = screen.place("Beta").y;
        let cells = screen.cells();
        let x = (0..cells.area.width).find(|x| cells[(*x, arrow)].symbol() == "→").unwrap();
        screen.wait(1).mouse_at(Did::Press, Position::new(x + 2, arrow), KeyModifiers::NONE);
        assert_ne!(screen.picture(), before);
        screen.shows("Beta").play("left out<enter>").shows("→ left out");
    }
}

#[test]
fn all_files_of_a_directory_come_in_together() {
    let mut screen = english();
    let dir = screen.dir.path().join("cards");
    std::fs::create_dir(&dir).unwrap();
    for (file, name) in [("one.vcf", "Ada One"), ("two.vcf", "Bea Two")] {
        std::fs::write(dir.join(file), format!("BEGIN:VCARD\nVERSION:3.0\nFN:{name}\nBDAY:soon\nEND:VCARD\n")).unwrap();
    }
    std::fs::write(dir.join("page.csv"), "<!DOCTYPE html><p>").unwrap();
    std::fs::write(dir.join("notes.doc"), "none").unwrap();
    screen.play("I").paste(&format!("{}/", dir.display())).shows("all 3 files of this directory");
    std::fs::create_dir(dir.join("old")).unwrap();
    std::fs::write(dir.join("list.xlsx"), "").unwrap();
    screen.play("<enter><enter>").shows("[all 2]").shows("one.vcf, line 1").shows("BDAY: no day");
    screen.shows("page.csv is").shows("Passed over in cards: list.xlsx, notes.doc, old/");
    screen.play("j").shows("two.vcf, line 1").play("<enter>").shows("✗ page.csv").shows("+ 2 new contacts");
    screen.shows("– Passed over in cards").shows("saved as CSV").shows_not("! page.csv");
    screen.play("<enter>").shows("Imported cards");
    assert!(row(&screen, "Bea Two").is_some());
}

/// A whole store's JSON among other files is named with the way to bring it in, and comes in where it is the only one.
#[test]
fn a_whole_store_in_a_directory_says_how_it_comes_in() {
    let mut screen = english();
    let dir = screen.dir.path().join("cards");
    std::fs::create_dir(&dir).unwrap();
    std::fs::write(dir.join("all.json"), whole(&english())).unwrap();
    std::fs::write(dir.join("one.vcf"), "BEGIN:VCARD\nVERSION:3.0\nFN:Ada One\nEND:VCARD\n").unwrap();
    screen.play("I").paste(&format!("{}/", dir.display())).play("<enter><enter>").shows("[all 1]");
    screen.shows("all.json holds a whole store and comes in by itself");
    screen.play("<enter>").shows("✗ all.json holds a whole store").play("<esc><esc>");
    screen.play("I").paste(&format!("{}/all.json", dir.display())).play("<enter>").shows("all.json  [all");
    screen.play("<enter>").shows("records read:");
}

#[test]
fn where_nothing_is_to_be_chosen_for_all_that_is_said() {
    let mut screen = english();
    look_into(&mut screen, "one.csv", "Name;E-Mail\nDeniz Çelik;deniz@example.com\n");
    screen.play("a").shows("nothing to choose for all");
}

/// A table of which no head is known: its columns are said by hand, and kept for the next month.
#[test]
fn columns_are_chosen_and_saved() {
    let table = "Alpha|Beta|Gamma\nAda Öhm|ada@oehm.example|7\nBea Two|bea@two.example|8\n";
    let mut screen = english();
    look_into(&mut screen, "crm.txt", table);
    screen.shows("Columns of crm.txt: 3").shows("Separator").shows("Ada Öhm · ada@oehm.example");
    screen.play("gg").play("jjjj").play("jj").play("x").shows("→ left out");
    screen.play("w").shows("Save the columns").play("../crm<enter>").shows("a name of letters");
    screen.play("<ctrl-u>crm<enter>").shows("Saved as crm");
    screen.play("<enter>").shows("[all 2]").play("<enter><enter>").shows("Imported crm.txt");
    assert!(contact(&screen, "Ada Öhm").fields.is_empty(), "what is left out doesn't come in");
    screen.play("u");
    look_into(&mut screen, "crm.txt", table);
    screen.shows("Read by the saved columns crm").shows("[all 2]").play("e").shows("→ left out");
    screen.play("u").shows_not("→ left out").play("l").shows("Saved columns").play("<enter>").shows("→ left out");
}

#[test]
fn the_columns_of_a_table() {
    check_played("import_columns", |screen| {
        look_into(screen, "kunden.csv", TABLE);
        screen.play("e");
    });
}

#[test]
fn what_a_column_can_become() {
    check_played("import_meaning", |screen| {
        look_into(screen, "kunden.csv", TABLE);
        screen.play("e<space>").paste("mail");
    });
}

/// Most of its heads are unknown.
const ODD: &str = "Kd-Nr|Wer|Rufbar|Farbe\nK-1|Weiß, Jürgen|+49 172 9998877|blau\nK-2|Lena Vogt|0160 1112223|rot\n";

#[test]
fn what_columns_of_unknown_heads_become_is_asked_first() {
    check_played("import_unknown", |screen| look_into(screen, "odd.csv", ODD));
    let mut screen = english();
    look_into(&mut screen, "odd.csv", ODD);
    screen.shows("3 of 4 heads aren't known").shows("Wer").shows("→ name");
    screen.play("jj<space>").shows("part of the name: mail, city").shows("▌ phone").play("<esc>");
    screen.play("<space>").paste("mail").play("<enter>");
    screen.shows("Rufbar: none of these values is one of “mail").shows("!").play("<space>").shows("▌ mail");
    screen.paste("phone").play("<enter>").shows_not("none of these values").play("<enter>").shows("[all 2]");
    screen.play("<enter><enter>").shows("Imported odd.csv");
    assert_eq!(contact(&screen, "Jürgen Weiß").name_parts.family, "Weiß");
}

/// The wrong charset is seen at once, and set right.
#[test]
fn a_table_is_read_anew_in_another_charset() {
    let mut screen = english();
    // CP850: ü is 0x81, ö 0x94.
    look_into(&mut screen, "old.csv", b"Name;E-Mail\r\nJ\x94rg M\x81ller;j@x.example\r\n");
    screen.play("e").shows("Encoding").play("gg<space>").shows("Windows-1252").play("2");
    screen.shows_not("Jörg Müller").play("<space>").play("3").shows("Jörg Müller");
    screen.play("<enter>").shows("Jörg Müller").play("<enter><enter>");
    assert!(row(&screen, "Jörg Müller").is_some());
}

/// What somebody else does meanwhile is taken into account: nobody is doubled.
#[test]
fn what_others_brought_in_meanwhile_isnt_doubled() {
    let mut screen = english();
    let table = "Name;E-Mail\nAda One;ada@one.example\n";
    look_into(&mut screen, "one.csv", table);
    let mut beside = screen.beside_as("ben");
    look_into(&mut beside, "one.csv", table);
    beside.play("<enter><enter>").shows("Imported one.csv");
    screen.hears().play("<enter><enter>");
    assert_eq!(screen.store.book().contacts().filter(|row| row.name == "Ada One").count(), 1);
}

#[test]
fn an_import_can_be_looked_at_on_an_empty_store() {
    let mut screen = Screen::new(Lang::De, (80, 24), TODAY, Vec::new());
    look_into(&mut screen, "kunden.csv", TABLE);
    screen.shows("alle 5").play("<esc>").shows("Nichts ist importiert.").shows("Beispieldaten");
    look_into(&mut screen, "kunden.csv", TABLE);
    screen.play("<enter><enter>").shows("importiert").shows_not("Beispieldaten");
}

/// Events of a calendar: with somebody who is here, with a stranger, with nobody.
const CALENDAR: &str = "BEGIN:VCALENDAR\nPRODID:-//Some//Calendar//EN\nX-WR-CALNAME:Work\n\
    BEGIN:VEVENT\nUID:1\nDTSTART:20261110T100000Z\nDURATION:PT1H\nSUMMARY:Price talks\nATTENDEE:mailto:deniz@example.com\nEND:VEVENT\n\
    BEGIN:VEVENT\nUID:2\nDTSTART:20261205T090000Z\nSUMMARY:Renewal\nATTENDEE:mailto:deniz@example.com\nEND:VEVENT\n\
    BEGIN:VEVENT\nUID:3\nDTSTART:20261101T090000Z\nSUMMARY:Intro\nATTENDEE;CN=Bob Stranger:mailto:bob@x.example\nEND:VEVENT\n\
    BEGIN:VEVENT\nUID:4\nDTSTART;VALUE=DATE:20261001\nSUMMARY:Holiday\nEND:VEVENT\nEND:VCALENDAR\n";

#[test]
fn events_show_what_they_are_and_whose() {
    check_played("import_calendar", |screen| {
        look_into(screen, "work.ics", CALENDAR);
        screen.play("jj");
    });
}

/// What was deleted here of a calendar stays out of it unless it is wanted.
#[test]
fn events_that_were_deleted_here_stay_out_unless_wanted() {
    let mut screen = english();
    look_into(&mut screen, "work.ics", CALENDAR);
    screen.play("<enter><enter>").shows("Imported work.ics");
    screen.play("2/deniz<enter><enter>").play("<tab>jjj").selects("Price talks").play("X");
    screen.shows("Delete this interaction?").play("2").shows("Deleted").play("<esc><esc>");
    look_into(&mut screen, "work.ics", CALENDAR);
    screen.shows("deleted here 1").shows("– Price talks").shows("deleted here on");
    screen.play("ggx").shows("It stays out already; n brings it in.");
    screen.play("ggm").shows("known").play("ggn").shows("new 1").shows("+ Price talks");
    screen.play("<enter>").shows("+ 1 interaction").play("<enter>").shows("Imported work.ics");
    look_into(&mut screen, "work.ics", CALENDAR);
    screen.shows_not("deleted here");
}

/// What was done here and the calendar still has stays done, unless it is wanted again.
#[test]
fn what_is_over_here_goes_on_only_if_that_is_chosen() {
    let mut screen = english();
    look_into(&mut screen, "work.ics", CALENDAR);
    screen.play("<enter><enter>").shows("Imported work.ics");
    screen.play("2/deniz<enter><enter>").play("<tab>gg").selects("Renewal").play("d").play("<esc><esc>");
    look_into(&mut screen, "work.ics", CALENDAR);
    screen.shows("unchanged 2").shows("over here; t reopens").play("ggj").play("t");
    screen.shows("changed 1").shows("open again, as in the file").play("ko").shows("unchanged 2").play("kt");
    screen.play("<enter>").shows("~ 1 filled up or changed").play("<enter>").shows("Imported work.ics");
    look_into(&mut screen, "work.ics", CALENDAR);
    screen.shows_not("over here");
}

#[test]
fn events_of_nobody_are_given_to_somebody() {
    let mut screen = english();
    look_into(&mut screen, "work.ics", CALENDAR);
    screen
        .shows("nobody's 2")
        .shows("meeting, Tue 10 Nov 10:00, Deniz Çelik")
        .shows("meeting, Sun 1 Nov 09:00, Bob Stranger");
    screen.play("n").shows("Whose it is, is known").play("jjjn").shows("It tells nobody's name");
    screen.play("kn").shows("as new").play("m").shows("Whose is Holiday?").paste("deniz").play("<enter>");
    // Given to somebody it is new all the same, in the heading, its view and the sums.
    screen.shows("new 4").shows_not("changed 1").play("<right>").shows("[new 4]").shows("goes to Deniz Çelik");
    screen
        .play("<enter>")
        .shows("+ 4 interactions")
        .shows("+ 1 new contact")
        .play("<enter>")
        .shows("Imported work.ics");
    assert!(row(&screen, "Bob Stranger").is_some());
    // All of it is known by now; an event that is gone from the calendar closes its follow-up.
    let (before, rest) = CALENDAR.split_once("BEGIN:VEVENT\nUID:2").unwrap();
    let without = format!("{before}{}", rest.split_once("END:VEVENT\n").unwrap().1);
    look_into(&mut screen, "work.ics", &without);
    screen.shows("changed 1").shows("unchanged 3").shows("no longer in the calendar");
    screen
        .play("<enter>")
        .shows("~ One follow-up cancelled as in the calendar")
        .play("<enter>")
        .shows("Imported work.ics");
}

/// Of a calendar without a name, of which little is known, it is said that what isn't in it may be gone or not.
#[test]
fn what_may_be_gone_is_said() {
    let mut screen = english();
    let event = |uid: &str, day: &str| {
        format!(
            "BEGIN:VEVENT\nUID:{uid}\nDTSTART:{day}T090000Z\nSUMMARY:Talk {uid}\nATTENDEE:mailto:deniz@example.com\nEND:VEVENT\n"
        )
    };
    let calendar = |events: &str| format!("BEGIN:VCALENDAR\n{events}END:VCALENDAR\n");
    look_into(&mut screen, "a.ics", calendar(&(event("1", "20261102") + &event("2", "20261205"))));
    screen.play("<enter><enter>").shows("Imported a.ics");
    look_into(&mut screen, "a.ics", calendar(&(event("1", "20261102") + &event("3", "20261206"))));
    screen.play("<enter>").shows("! One follow-up isn't in the file.");
}

#[test]
fn what_concerns_nobody_is_not_said_to_be_here() {
    let mut screen = english();
    look_into(&mut screen, "work.ics", CALENDAR.replace("deniz@", "nobody@"));
    screen.shows("nobody's 4").play("<enter>").shows("Nobody is known here of those it names");
}

/// An event of somebody whose name two have is told as such, and given to one of them.
#[test]
fn one_of_two_of_a_name_is_chosen() {
    let mut screen = english();
    let rows = "Name;Firma;E-Mail\nHans Schmidt;Acme;a@acme.example\nHans Schmidt;Globex;b@globex.example\n";
    look_into(&mut screen, "a.csv", rows);
    screen.play("<enter> <enter>").shows("Imported a.csv");
    let event = "BEGIN:VEVENT\nUID:7\nDTSTART:20261102T100000Z\nSUMMARY:Call Hans Schmidt\nEND:VEVENT\n";
    look_into(&mut screen, "b.ics", format!("BEGIN:VCALENDAR\nVERSION:2.0\n{event}END:VCALENDAR\n"));
    screen.shows("2 are called Hans Schmidt").play("<enter>").shows("? 1 of one of several").play("<esc>");
    screen.play("m").shows("Acme").shows("Globex").play("<down> <enter>").shows("goes to Hans Schmidt");
}

/// What stands in a column again and again is shown once; a table without heads is said to have none.
#[test]
fn columns_say_what_stands_in_them() {
    let mut screen = small(Lang::De, (80, 24));
    let rows = "Name;Anrede;Telefon geschäftlich;Letzter Kontakt\nAda Öhm;Frau;040 1234567;12.11.2026\nIda Holm;Frau;040 7654321;\n";
    look_into(&mut screen, "a.csv", rows);
    screen.play("e").shows("→ Anrede                  Frau").shows_not("Frau · Frau").shows("→ Telefon (geschäftlich)");
    screen.shows("Ada Öhm · Anrede Frau · 040 1234567 (geschäftlich) · letzter Kontakt 12. Nov");
    let mut screen = english();
    look_into(&mut screen, "b.csv", "Anna Berg;anna@x.example;040 123456\nBernd Kaiser;b@x.example;040 999999\n");
    screen.shows("The table has no heads").shows("→ mail");
}

/// Row, counts and heading follow what is chosen: at once, and again when it is taken back.
#[test]
fn what_is_chosen_is_counted_in_the_heading() {
    let mut screen = small(Lang::En, (200, 50));
    look_into(&mut screen, "kunden.csv", TABLE);
    screen.shows("new 1").shows("changed 1").shows("[here already? 1]").shows("unchanged 1");
    screen.play("n").shows("new 2").shows("[here already? 0]").shows("+ Denis").shows("as new");
    screen.play("m").shows("new 1").shows("changed 2").shows("→ Denis").shows("goes to Deniz Çelik");
    screen.play("x").shows("changed 1").shows("left out 1").shows("– Denis").play("x").shows("[here already? 1]");
    // For all of a kind, too; what is listed stays in sight until another view is turned to.
    screen.play("x<left>").shows("[changed 1]").play("x").shows("[changed 0]").shows("left out 2").shows("– Bernd");
    screen.play("a").shows("For all").play("<end><enter>").shows("[changed 1]").shows_not("left out");
}

/// Choices about fields are counted by what comes of them: all kept is unchanged, one taken is a change.
#[test]
fn what_comes_of_fields_is_counted() {
    let mut screen = english();
    let people = "Name;E-Mail;Funktion\nAda;a@x.example;Chef\nBea;b@x.example;Chef\n";
    look_into(&mut screen, "before.csv", people);
    screen.play("<enter><enter>").shows("Imported before.csv");
    let next = people.replace("Chef", "Berater");
    look_into(&mut screen, "next.csv", &next);
    screen.shows("changed 2").play("<left>").shows("~ Ada");
    screen.play("o").shows("changed 1").shows("unchanged 1").shows("= Ada").shows("stays as it is here");
    screen.play("k<tab><right><esc>").shows("changed 2").shows_not("unchanged").shows("~ Ada");
    // For all at once, but where it was chosen for one.
    screen.play("a").shows("what is here stands").play("2").shows("changed 1").shows("unchanged 1").shows("= Bea");
}

/// Who was deleted here has a view of their own: they stay out unless they are wanted, and leaving them out is no choice.
#[test]
fn who_was_deleted_here_stays_out_unless_wanted() {
    let mut screen = english();
    let table = "Name;E-Mail\nEva Lund;eva@x.example\nIda Holm;ida@x.example\n";
    look_into(&mut screen, "two.csv", table);
    screen.play("<enter><enter>").shows("Imported two.csv");
    screen.play("2/eva<enter>X2");
    assert!(row(&screen, "Eva Lund").is_none());
    look_into(&mut screen, "two.csv", table);
    screen.shows("deleted here 1").shows_not("not possible").shows("– Eva Lund").shows("deleted here on");
    screen.play("x").shows("It stays out already; n brings it in.").shows("deleted here 1");
    screen.play("ggn").shows("new 1").shows("+ Eva Lund").shows_not("deleted here");
    screen
        .play("ggx")
        .shows("deleted here 1")
        .shows_not("new 1")
        .play("<enter>")
        .shows("– 1 deleted here before: stay");
    screen.play("<esc>ggn<enter>").shows("+ 1 new contact").play("<enter>").shows("Imported two.csv");
    assert!(row(&screen, "Eva Lund").is_some());
}

/// What is older than what was read last is called so: what is here stays.
#[test]
fn what_is_older_is_called_so() {
    let mut screen = english();
    let card = |role: &str, more: &str, rev: u32| {
        format!(
            "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:u-1\r\nFN:Ida Holm\r\nEMAIL:ida@x.example\r\nTITLE:{role}\r\n{more}REV:2026010{rev}T100000Z\r\nEND:VCARD\r\n"
        )
    };
    look_into(&mut screen, "new.vcf", card("Chef", "", 5));
    screen.play("<enter><enter>").shows("Imported new.vcf");
    look_into(&mut screen, "old.vcf", card("Koch", "", 2));
    screen.shows("= Ida Holm").shows("older than what was read last; stays").shows("unchanged 1");
    screen.play("<enter>").shows("· 1 older than what was read last").play("<esc>");
    // Unless the file's is wanted.
    screen.play("t").shows("~ Ida Holm").shows("changed 1").shows_not("older than");
    assert_eq!(contact(&screen, "Ida Holm").jobs[0].role, "Chef");
}

/// What the file's value takes the place of isn't ticked as what stands then; what is filled up is.
#[test]
fn what_is_replaced_is_not_ticked() {
    let mut screen = Screen::new(Lang::En, (120, 40), TODAY, Vec::new());
    let card = |phone: &str, more: &str| {
        format!("BEGIN:VCARD\r\nVERSION:3.0\r\nUID:u-1\r\nFN:Ida Holm\r\nTEL:{phone}\r\n{more}END:VCARD\r\n")
    };
    look_into(&mut screen, "one.vcf", card("040 111112", "EMAIL:ida@x.example\r\n"));
    screen.play("<enter><enter>").shows("Imported one.vcf");
    look_into(&mut screen, "two.vcf", card("040 111199", "EMAIL:ida@x.example\r\nEMAIL:holm@x.example\r\n"));
    screen.shows("✓ 040 111199").shows_not("✓ 040 111112").shows("✓ ida@x.example");
}

/// Who stays out takes along what concerns only them.
#[test]
fn what_concerns_only_who_stays_out_stays_out() {
    let mut screen = Screen::new(Lang::En, (200, 50), TODAY, Vec::new());
    look_into(&mut screen, "account.json", include_str!("../fixtures/monica/v4.json"));
    screen.shows("new 10").play("x").shows("left out 8").shows("new 2").shows("– Fragt nach der neuen Liste");
    screen.shows("stays out: so do all whom it concerns").shows("+ Essen am Markt");
    screen.play("<enter>").shows("– 1 stays out as chosen").shows("– 7 of those only who stay out").play("<enter>");
    let history: usize = screen
        .store
        .book()
        .each_contact()
        .map(|row| row.id)
        .map(|id| screen.store.timeline(id.into(), 0, 99).unwrap().len())
        .sum();
    assert_eq!((history, screen.store.book().contacts().count()), (1, 1));
}

/// Of a series the newest twelve times come in, and all of them where that is switched.
#[test]
fn all_times_of_a_series_come_in_where_that_is_switched() {
    let mut screen = english();
    let event = "BEGIN:VEVENT\nUID:7\nDTSTART:20260105T100000Z\nRRULE:FREQ=WEEKLY;COUNT=30\nSUMMARY:Weekly\n\
                 ATTENDEE:mailto:deniz@example.com\nEND:VEVENT\n";
    look_into(&mut screen, "w.ics", format!("BEGIN:VCALENDAR\nVERSION:2.0\nX-WR-CALNAME:W\n{event}END:VCALENDAR\n"));
    screen.shows("[all 12]").play("xa").shows("all past times of calendars' series").play("2");
    screen.shows("[all 30]").shows("what was chosen is taken back");
    screen.play("a").shows("only the newest times").play("2").shows("[all 12]").play("a").play("2").shows("[all 30]");
    screen.play("<enter>").shows("+ 30 interactions").play("<enter>").shows("Imported w.ics");
    assert!(row(&screen, "Deniz Çelik").is_some());
}

/// A whole store's JSON is shown record by record as any other file, and comes in as one step; nothing of it is chosen.
#[test]
fn a_whole_store_is_looked_at_before_it_comes_in() {
    let full = english();
    let mut screen = Screen::new(Lang::En, (200, 50), TODAY, Vec::new());
    let json = whole(&full);
    let before = screen.store.position();
    look_into(&mut screen, "all.json", &json);
    screen.shows("new 28").play("/deniz<enter>").shows("+ Deniz Çelik").play("<esc>");
    screen.play("x").shows("A whole store comes in as it is").play("<esc>").shows("Nothing was imported");
    assert_eq!(screen.store.position(), before, "without a trace");
    look_into(&mut screen, "all.json", &json);
    screen.play("<enter>").shows("+ new: ").shows("contacts").play("<enter>").shows("Imported all.json");
    assert_eq!(row(&screen, "Deniz Çelik"), row(&full, "Deniz Çelik"));
    assert_eq!(whole(&screen), json, "all of it came in");
    // What is here otherwise stays, and is shown beside what the file says.
    let other = json.replace("Deniz Çelik", "Denis Tschelik");
    look_into(&mut screen, "other.json", other);
    screen.shows("other here 1").play("<right><right>").shows("= Denis Tschelik").shows("name").shows("✓ Deniz Çelik");
    screen.play("<enter>").shows("= other here, stays as it is: 1 contact").shows("nothing to import").play("<enter>");
    screen.play("u");
    assert_eq!(screen.store.book().contacts().count(), 0, "one step");
}

#[test]
fn a_whole_store_looks_like_this() {
    let json = whole(&english());
    for (name, keys) in [("import_whole", "<right><right>"), ("import_whole_last", "<enter>")] {
        check_played(name, |screen| {
            // Some of it is here as it is, one is here otherwise, one isn't here at all.
            let other = json.replace("Deniz Çelik", "Denis Tschelik");
            screen.play("2/kaiser<enter>X").play("2").play("<esc>");
            look_into(screen, "all.json", other);
            screen.play(keys);
        });
    }
}

/// What was left out by choice has a view of its own.
#[test]
fn what_is_left_out_looks_like_this() {
    check_played("import_left", |screen| {
        look_into(screen, "kunden.csv", TABLE);
        screen.play("x<left>x");
        to_view(screen, ["left out", "bleibt weg"]);
    });
}

/// Goes to the view that is called so in one of the languages.
fn to_view(screen: &mut Screen, names: [&str; 2]) {
    let is_there = |screen: &mut Screen| names.iter().any(|name| screen.picture().contains(&format!("[{name}")));
    for _ in 0..11 {
        if is_there(screen) {
            return;
        }
        screen.play("<right>");
    }
    panic!("no view is called {names:?}:\n{}", screen.picture());
}

/// All that a store holds, as it is exported.
fn whole(screen: &Screen) -> String {
    let mut out = Vec::new();
    let mut document = json::Document::begin(&mut out).unwrap();
    for kind in json::ORDER {
        document.list(kind).unwrap();
        screen.store.each(kind, |record| document.record(&record)).unwrap();
    }
    document.end().unwrap();
    String::from_utf8(out).unwrap()
}

/// What is chosen for all leaves alone what was chosen for one, and counts what is left to choose of.
#[test]
fn what_is_chosen_for_all_passes_over_what_was_chosen_for_one() {
    let mut screen = english();
    look_into(&mut screen, "three.csv", "Name;E-Mail\nAda;a@x.example\nBea;b@x.example\nCleo;c@x.example\n");
    screen.shows("new 3").play("ggx").shows("new 2").play("a").shows("all 2 new ones stay out").play("<esc>");
    screen.play("ggx").shows("new 3").play("a").shows("all 2 new ones stay out").play("<esc>");
}

/// A row that would go to another one that stays out says so, and its fields stand by themselves.
#[test]
fn who_would_go_to_a_row_that_stays_out_stands_alone() {
    let mut screen = english();
    let table = "Name;E-Mail;Ort\nBob Jones;bob@x.example;Bonn\nRobert Jones;bob@x.example;K\u{f6}ln\n";
    look_into(&mut screen, "bob.csv", table);
    screen.play("m").shows("comes in with Bob Jones").play("<left><left>").shows("[all 2]");
    screen.play("ggx").shows("– Bob Jones").play("G").shows("+ Robert Jones").shows("K\u{f6}ln").shows_not("Bonn");
    screen.play("u").shows("? Robert Jones").play("Gm").shows("Whom it would go to stays out");
}

/// A job that isn't here is kept away field by field, as any value is.
#[test]
fn a_job_that_is_kept_away_does_not_come_in() {
    let mut screen = english();
    look_into(&mut screen, "before.csv", "Name;E-Mail\nAda;a@x.example\n");
    screen.play("<enter><enter>").shows("Imported before.csv");
    look_into(&mut screen, "next.csv", "Name;E-Mail;Firma;Funktion\nAda;a@x.example;Neu GmbH;Chefin\n");
    screen.play("<tab><left>").shows("  Neu GmbH").shows("+ Chefin").play("j<left>").shows("unchanged 1");
    screen.play("<right><esc><enter><enter>").shows("Imported next.csv");
    let ada = contact(&screen, "Ada");
    assert_eq!((ada.jobs.len(), ada.jobs[0].company, &*ada.jobs[0].role), (1, None, "Chefin"), "{:?}", ada.jobs);
    assert!(screen.store.book().companies().all(|company| company.name != "Neu GmbH"));
}

/// A company that the file would make and that was changed here is told, and can be taken before it is saved.
#[test]
fn a_new_company_that_is_kept_away_is_told_and_can_be_taken() {
    let mut screen = english();
    look_into(&mut screen, "before.csv", "Name;E-Mail;Firma\nAda Öhm;a@x.example;Kaiser Bau\n");
    screen.play("<enter><enter>").shows("Imported before.csv");
    screen.play("2/ada<enter>mcNew Hands<enter>").shows("Ada Öhm → New Hands").play("<enter>");
    look_into(&mut screen, "next.csv", "Name;E-Mail;Firma\nAda Öhm;a@x.example;Polarlicht SE\n");
    screen.shows("stays as it is here: company").shows("Polarlicht SE").play("<tab><right>").shows("changed 1");
    screen.play("<esc><enter><enter>").shows("Imported next.csv");
    let company = contact(&screen, "Ada Öhm").jobs[0].company.unwrap();
    assert_eq!(screen.store.book().company_name_of(company), "Polarlicht SE");
}
