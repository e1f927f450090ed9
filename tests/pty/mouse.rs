//! The mouse in a real terminal: it is asked for, given back wherever the terminal is, and what it does is done.

use super::terminal::Terminal;
use super::{TODAY, start, three_due, verb};

/// Where the first button goes down, and where the wheel is turned down or up.
const PRESS: u8 = 0;
const DOWN: u8 = 65;
const UP: u8 = 64;

/// A call is logged without a key but for the words, and the day goes on; at the end the terminal is as it was.
#[test]
fn a_call_is_logged_by_mouse() {
    let home = three_due();
    let mut screen = start(home.path(), "en");
    let selects =
        |name: &'static str| move |screen: &str| screen.lines().any(|row| row.contains('▌') && row.contains(name));
    screen
        .shows("Rhythm 3")
        .listens(true)
        .mouse(PRESS, "Bernd Kaiser", 1)
        .wait("Bernd to be selected", selects("Bernd Kaiser"));
    screen
        .mouse(PRESS, "c log", 1)
        .shows("Log: Bernd Kaiser")
        .keys("call: wants oak")
        .mouse(PRESS, "wants", 1)
        .keys("really ");
    screen.shows("really wants oak").mouse(PRESS, "Enter save", 1).shows("Logged call with Bernd Kaiser");
    screen.mouse(PRESS, "2 Contacts", 1).shows("[Contacts 3]").mouse(PRESS, "Mia Olsen", 2).shows("Timeline 1");
    screen.mouse(PRESS, "1 Agenda", 1).shows("Touched today 1");
    screen
        .mouse(PRESS, "? help", 1)
        .shows("Keys of this screen")
        .mouse(PRESS, "Esc close", 1)
        .hides("Keys of")
        .keys("q");
    assert!(screen.ends().success());
    screen.listens(false);
    assert!(verb(home.path(), &["show", "Bernd Kaiser"]).contains("really wants oak"));
}

/// The border is dragged to another place, where the next session has it; the wheel goes through a form.
#[test]
fn the_border_is_dragged_and_stays_there() {
    let border = |screen: &str| screen.lines().nth(3).and_then(|row| row.chars().position(|c| c == '│'));
    let home = three_due();
    let mut screen = start(home.path(), "en");
    screen.shows("Rhythm 3").listens(true);
    let usual = border(&screen.screen()).unwrap();
    let (from, to) = (usual + 1, usual - 14);
    // Taken hold of, dragged twice, let go: as a terminal tells of it, in columns counted from 1.
    let told = format!("\x1b[<0;{from};9M\x1b[<32;50;10M\x1b[<32;{to};12M\x1b[<0;{to};12m");
    screen.pieces([told.as_bytes()]).wait("the border to be there", |screen| border(screen) == Some(to - 1));
    screen.keys("2a").shows("Name").mouse(DOWN, "Mail", 9).keys("likes oak").shows("likes oak").mouse(UP, "Mail", 9);
    screen.keys("Ada Öhm").shows("Ada Öhm").keys("<ctrl-s>").shows("Added").keys("q").shows("Rhythm 3").keys("q");
    assert!(screen.ends().success());
    assert!(verb(home.path(), &["show", "Ada Öhm"]).contains("likes oak"));
    let mut screen = start(home.path(), "de");
    screen.shows("Rhythmus 3").wait("the border to be where it was", |screen| border(screen) == Some(to - 1)).keys("q");
    assert!(screen.ends().success());
}

/// A pair is merged by the sides that are clicked.
#[test]
fn the_sides_of_a_merge_are_clicked() {
    let home = three_due();
    for name in ["Mike Lund", "Michael Lund"] {
        verb(home.path(), &["add", name, "phone=mobile: +45 30 12 34 56"]);
    }
    let mut screen = start(home.path(), "en");
    screen.shows("Rhythm 3").listens(true).keys("gd").shows("Duplicates 1").keys("<enter>").shows("○ M");
    let other = ["Mike Lund", "Michael Lund"].into_iter().find(|name| screen.screen().contains(&format!("○ {name}")));
    let other = other.unwrap();
    screen.mouse(PRESS, &format!("○ {other}"), 1).shows(&format!("✓ {other}"));
    screen.mouse(PRESS, "Enter merge", 1).shows("Merged").keys("qq");
    assert!(screen.ends().success());
    let listed = verb(home.path(), &["list", "lund"]);
    assert!(listed.contains(other) && listed.lines().count() == 1, "{listed}");
}

/// A hundred turns of the wheel that come at once are few frames.
#[test]
fn a_burst_of_the_wheel_is_few_frames() {
    let home = three_due();
    for number in 0..80 {
        verb(home.path(), &["add", &format!("Person {number:02}")]);
    }
    let mut screen = start(home.path(), "en");
    screen.shows("Rhythm 3").listens(true).keys("2").shows("[Contacts 83]");
    let before = screen.outputs();
    screen
        .mouse(DOWN, "Person 20", 100)
        .wait("the last one", |screen| screen.lines().any(|row| row.contains('▌') && row.contains("Mia Olsen")));
    assert!(screen.outputs() - before < 50, "{} pieces of output", screen.outputs() - before);
    screen.mouse(UP, "Mia Olsen", 100).shows("Person 00").keys("q");
    screen.shows("Rhythm 3").keys("q");
    assert!(screen.ends().success());
}

/// While the editor has the terminal, the mouse is the editor's, and the screens' again behind it; so with the shell.
#[test]
fn the_mouse_is_given_back_with_the_terminal() {
    let home = three_due();
    let touchbase = env!("CARGO_BIN_EXE_touchbase");
    let editor = "sh -c 'printf \"It is open: \"; read -r line'";
    let script = format!("EDITOR=\"$0\" {touchbase} --today {TODAY} --lang en; echo Stopped; read -r line; fg");
    let mut screen = Terminal::run(home.path(), 120, 40, &["bash", "-mc", &script, editor]);
    screen.shows("Rhythm 3").listens(true).keys("nlikes oak<ctrl-g>").shows("It is open").listens(false);
    screen.keys("<enter>").shows("likes oak").listens(true).keys("<ctrl-s>").shows("Noted");
    screen.keys("<ctrl-z>").shows("Stopped").listens(false).keys("<enter>").shows("Rhythm 3").listens(true);
    // Switched off it stays off, also behind the shell.
    screen.keys(":mouse<enter>").shows("The mouse is off").listens(false).keys("q");
    assert!(screen.ends().success());
}

/// Who switched it off by the configuration is never asked for it.
#[test]
fn a_configuration_switches_it_off() {
    let home = three_due();
    let config = home.path().join("config.toml");
    std::fs::write(&config, "[ui]\nmouse = false\n").unwrap();
    let mut screen = Terminal::start(
        home.path(),
        120,
        40,
        &["--config", config.to_str().unwrap(), "--today", TODAY, "--lang", "de"],
    );
    screen
        .shows("Rhythmus 3")
        .keys("2")
        .shows("[Kontakte 3]")
        .listens(false)
        .keys(":maus<enter>")
        .shows("Die Maus ist an")
        .listens(true);
    screen.keys("qq");
    assert!(screen.ends().success());
    screen.listens(false);
}

/// A table is brought in, and its preview and columns are gone through with clicks alone; so are the columns of a list.
#[test]
fn what_comes_in_and_the_columns_of_a_list_are_clicked() {
    let home = three_due();
    verb(home.path(), &["add", "Ada Lund", "--email", "ada@x.example"]);
    let table = home.path().join("people.csv");
    std::fs::write(&table, "Name;E-Mail;Funktion\nAda Lund;ada@x.example;Chefin\nKim Berg;kim@x.example;Einkauf\n")
        .unwrap();
    let mut screen = start(home.path(), "en");
    screen.shows("Rhythm 3").listens(true).keys("I").shows("Import").keys(table.to_str().unwrap()).keys("<enter>");
    screen.shows("new 1").shows("changed 1").mouse(PRESS, "changed 1", 1).shows("[changed 1]");
    screen.mouse(PRESS, "Chefin", 1).shows("unchanged 1").hides("+ Chefin");
    screen.mouse(PRESS, "Chefin", 1).shows("+ Chefin").hides("unchanged 1");
    screen.mouse(PRESS, "Enter go on", 1).shows("+ 1 new contact").keys("<enter>").shows("Imported people.csv");
    screen.mouse(PRESS, "2 Contacts", 1).shows("Kim Berg").keys("W").shows("Columns");
    screen.mouse(PRESS, "Role", 1).keys("<space>").shows("✓ Role").keys("<enter>").shows("Chefin").keys("q");
    screen.keys("q");
    assert!(screen.ends().success());
    assert!(verb(home.path(), &["show", "Ada Lund"]).contains("Chefin"));
}
