//! Importing a table on screen: what is shown of it before it comes in.

use super::play::Screen;
use super::small_world::TODAY;
use touchbase::domain::cadence::{Cadence, Span};
use touchbase::domain::contact::Tier;
use touchbase::domain::row::Row;
use touchbase::text::Lang;

const TABLE: &str = "Vorname;Name;Firma;E-Mail;E-Mail privat;Straße;PLZ;Ort;Klasse;Letzter Kontakt;Farbe\r\n\
                     Anna;Müller;Hofmann GmbH;anna@x.example;;Hof 3;89073;Ulm;A;01.11.2026;rot\r\n\
                     Bernd;Kaiser;Kaiser Bau;;b@y.example;;;;;;\r\n;;Rossi Srl;;;;;;;;\r\n;;;;;;;;;;blau\r\n";

fn empty(lang: Lang, size: (u16, u16)) -> Screen {
    Screen::new(lang, size, TODAY, Vec::new())
}

/// Looks into a file of this content.
fn look_into(screen: &mut Screen, name: &str, content: &str) {
    let path = screen.dir.path().join(name);
    std::fs::write(&path, content).unwrap();
    screen.play("I").paste(path.to_str().unwrap()).play("<enter><enter>");
}

fn row(screen: &Screen, name: &str) -> Row {
    screen.store.book().contacts().find(|row| row.name == name).unwrap_or_else(|| panic!("{name} is there")).clone()
}

#[test]
fn columns_and_first_rows_are_shown() {
    super::check_in("import_table", "", |lang, size| {
        let mut screen = empty(lang, size);
        look_into(&mut screen, "kunden.csv", TABLE);
        screen
    });
}

/// Whoever has a tier or rhythm in the table keeps it; the answer is for the others.
#[test]
fn the_table_goes_before_the_answer() {
    let mut screen = empty(Lang::En, (120, 40));
    look_into(&mut screen, "kunden.csv", TABLE);
    screen.shows("How is the new contact to be kept?").shows("No rhythm: on the agenda only");
    screen
        .play("<tab>6w")
        .shows("[every …]")
        .shows("every 6 w; the first days")
        .play("<enter>")
        .shows("Imported kunden.csv");
    let (anna, bernd) = (row(&screen, "Anna Müller"), row(&screen, "Bernd Kaiser"));
    assert_eq!(anna.mark.unwrap().cadence_from, Some("2026-12-01".parse().unwrap()), "30 days after the last contact");
    assert_eq!((anna.tier, anna.cadence), (Some(Tier::A), Cadence::ByTier));
    assert_eq!((bernd.tier, bernd.cadence), (None, Cadence::Every(Span::weeks(6))));
    look_into(&mut screen, "kunden.csv", TABLE);
    screen.shows("3 already here").shows("nothing to import");
}

#[test]
fn where_the_table_says_all_nothing_is_asked() {
    let mut screen = empty(Lang::En, (80, 24));
    look_into(&mut screen, "all.csv", "Name,Every,Last contact\nAnna,30d,2026-09-01\n");
    screen.shows("1 with a tier or rhythm").shows_not("to be kept?").play("fair<enter>").shows("Imported all.csv");
    screen.shows("51 d").shows("last contact 1 Sep");
    assert_eq!(row(&screen, "Anna").tags, ["fair"]);
}
