//! Journeys of a whole day in a real pseudo-terminal, with the real binary, in both languages.
//!
//! What an interface people love must do, and where it is done here: finding out (`colours::what_can_be_done_is_found_out`,
//! `what_was_said_is_found_and_the_palette_goes_on`), own keys (`own_keys`), forms (`forms`, `editor`), views
//! (`a_view_is_kept_and_the_command_line_has_it_too`), the calendar and spreading (`month`), the mouse (`mouse`), colours and themes
//! (`colours`), both languages (`german`, `der_erste_tag`), moving about (`moving`), notices
//! (`shells::a_prompt_counts_and_a_bell_rings`), what is installed (`shells`).
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test says why it fails by panicking")]

#[path = "pty/ahead.rs"]
mod ahead;
#[path = "pty/beside.rs"]
mod beside;
#[path = "pty/colours.rs"]
mod colours;
#[path = "pty/duplicates.rs"]
mod duplicates;
#[path = "pty/editor.rs"]
mod editor;
#[path = "pty/forms.rs"]
mod forms;
#[path = "pty/german.rs"]
mod german;
#[path = "pty/line.rs"]
mod line;
#[path = "pty/live.rs"]
mod live;
#[path = "pty/many.rs"]
mod many;
#[path = "pty/month.rs"]
mod month;
#[path = "pty/mouse.rs"]
mod mouse;
#[path = "pty/moving.rs"]
mod moving;
#[path = "pty/own_keys.rs"]
mod own_keys;
#[path = "pty/reports.rs"]
mod reports;
#[path = "pty/shells.rs"]
mod shells;
#[path = "pty/terminal.rs"]
mod terminal;
#[path = "support/untouched.rs"]
mod untouched;

use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;
use terminal::Terminal;
use untouched::Untouched;

/// The day of all journeys: a Monday.
const TODAY: &str = "2026-11-23";

fn home() -> TempDir {
    tempfile::tempdir().unwrap()
}

fn vcards() -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/vcard/google.vcf").display().to_string()
}

/// A verb on the store of `home`; it must succeed.
fn verb(home: &Path, args: &[&str]) -> String {
    let Output { status, stdout, stderr } = Command::new(env!("CARGO_BIN_EXE_touchbase"))
        .env_clear()
        .env("HOME", home)
        .env("LANG", "en_GB.UTF-8")
        .env("TOUCHBASE_STORE", home.join("store"))
        .args(["--today", TODAY])
        .args(args)
        .output()
        .unwrap();
    assert!(status.success(), "touchbase {args:?} failed: {}", String::from_utf8_lossy(&stderr));
    String::from_utf8(stdout).unwrap()
}

/// Three contacts whose rhythm has lapsed, the first pressing most.
fn three_due() -> TempDir {
    let home = home();
    for (name, days) in [("Anna Müller", "20d"), ("Bernd Kaiser", "30d"), ("Mia Olsen", "60d")] {
        verb(home.path(), &["add", name, "--every", days]);
        verb(home.path(), &["log", name, "1 september call: asked for samples"]);
    }
    home
}

fn start(home: &Path, lang: &str) -> Terminal {
    start_on(TODAY, home, lang)
}

fn start_on(today: &str, home: &Path, lang: &str) -> Terminal {
    Terminal::start(home, 120, 40, &["--today", today, "--lang", lang])
}

/// What the first journey waits for, in one language.
struct Words {
    lang: &'static str,
    welcome: &'static str,
    file: &'static str,
    /// What stands over the records that it brings.
    rows: &'static str,
    new: &'static str,
    question: &'static str,
    imported: &'static str,
    line: &'static str,
    call: &'static str,
    next: &'static str,
    touched: &'static str,
    taken_back: &'static str,
    restored: &'static str,
}

const ENGLISH: Words = Words {
    lang: "en",
    welcome: "Import contacts from a file",
    file: "Import a file",
    rows: "[all",
    new: "+ 5 new contacts",
    question: "How are the 5 new contacts to be kept?",
    imported: "Imported google.vcf",
    line: "call: wants the oak sample >> 3w send the sample",
    call: "wants the oak sample",
    next: "send the sample",
    touched: "Touched today",
    taken_back: "Taken back",
    restored: "Restored",
};

const GERMAN: Words = Words {
    lang: "de",
    welcome: "Kontakte aus einer Datei importieren",
    file: "Datei oder Verzeichnis importieren",
    rows: "[alle",
    new: "+ 5 neue Kontakte",
    question: "Wie sollen die 5 neuen Kontakte gepflegt werden?",
    imported: "google.vcf (8 Einträge) importiert",
    line: "anruf: möchte das Eichenmuster >> in drei Wochen Muster schicken",
    call: "möchte das Eichenmuster",
    next: "Muster schicken",
    touched: "Heute kontaktiert",
    taken_back: "Zurückgenommen",
    restored: "Wiederhergestellt",
};

/// A complaint from the line in which it came in to the customer who was told, with the agenda beside.
#[test]
fn a_complaint_goes_from_its_line_to_resolved_and_told() {
    let home = three_due();
    let mut screen = start(home.path(), "en");
    screen.shows("3 due").keys("cyesterday call in: late twice >> complaint: late twice<enter>").shows("Logged call");
    screen.shows("complaint").keys("4").shows("Complaints 1").shows("late twice");
    screen.keys("d<enter>").shows("Acknowledged: late twice").shows("Acknowledged 1");
    screen.keys("d<enter>").shows("What came of it").keys("new lot sent<enter>").shows("Customer to be told 1");
    screen.keys("1").hides("complaint,").keys("4").shows("Customer to be told 1");
    screen.keys("d<enter>").shows("Told").keys("<enter>").shows("No open feedback");
    screen.keys("<tab><tab>").shows("Closed 1").shows("new lot sent").keys("1q").ends();
    let shown = verb(home.path(), &["show", "Anna Müller", "--json"]);
    for said in [r#""state":"resolved""#, r#""told":"2026-11-23""#, r#""answer":"new lot sent""#] {
        assert!(shown.contains(said), "{said} isn't in {shown}");
    }
}

/// What was said is searched while somebody else says more; a hit opens where it was said; the palette takes it from there.
#[test]
fn what_was_said_is_found_and_the_palette_goes_on() {
    let home = three_due();
    let mut screen = start(home.path(), "en");
    screen.shows("Anna Müller").keys("g/sampl").shows("Everything that was said: 3 found");
    verb(home.path(), &["log", "mia", "letter: the oak samples arrived"]);
    screen.shows("4 found").shows("the oak samples arrived").keys(" arrived<enter>");
    screen.shows("Mia Olsen").shows("Timeline 2").hides("Everything that was said");
    screen.keys("<esc>").shows("sampl arrived").keys("<esc>").shows("Rhythm");
    screen
        .keys(":mueller")
        .shows("▌          Anna Müller")
        .keys("<enter>")
        .shows("every 20 d")
        .keys(":take back")
        .shows("u         ");
    screen.keys("<esc>").hides("Palette").keys("q").shows("Rhythm");
    assert!(screen.keys("q").ends().success());
}

/// First start → a vCard file → the rhythm asked → agenda → a call with its next day → *Touched today*, the selection on
/// the next → undo → the row back → quit → start again → all there.
fn from_the_first_start_to_the_first_call(words: &Words) {
    let home = home();
    let mut screen = start(home.path(), words.lang);
    screen.shows(words.welcome).keys("i").shows(words.file).keys(&vcards()).keys("<enter>").shows(words.rows);
    screen.keys("<enter>").shows(words.new).shows(words.question);
    // Spread over twenty days: six weeks on all are due.
    screen.keys("<right><right><right><right>20d<enter>").shows(words.imported);
    assert!(screen.keys("q").ends().success());

    let mut later = start_on("2027-01-04", home.path(), words.lang);
    later.shows("▌");
    let first = selected(&later);
    later.keys("c").keys(words.line).keys("<enter>").shows(words.touched);
    assert_ne!(selected(&later), first, "the selection stands on the next:\n{}", later.screen());
    later.keys("u").shows(words.taken_back).hides(words.touched);
    assert_eq!(selected(&later), first, "the row and the selection are back:\n{}", later.screen());
    later.keys("<ctrl-r>").shows(words.restored).shows(words.touched);
    assert!(later.keys("q").ends().success());

    let mut again = start_on("2027-01-04", home.path(), words.lang);
    again.shows(words.touched).shows(&first);
    assert!(again.keys("q").ends().success());
    let all = verb(home.path(), &["show", &first]);
    assert!(all.contains(words.call) && all.contains(words.next), "the call and what comes next are there: {all}");
}

/// A table of 400 rows on the first day: its columns are told, the rhythm is asked, nobody is flooded though 200 haven't been
/// called for a year, and one undo takes all of it back.
#[test]
fn a_table_of_400_on_the_first_day() {
    let home = home();
    let row = |n: usize| {
        let last = if n.is_multiple_of(2) { "01.11.2025" } else { "" };
        format!("Vor{n};Nach{n};Firma {} GmbH;p{n}@x.example;{last};{}\r\n", n % 40, n % 7)
    };
    let table = (0..400).map(row).collect::<String>();
    let path = home.path().join("kunden.csv");
    std::fs::write(&path, format!("Vorname;Name;Firma;E-Mail;Letzter Kontakt;Regal\r\n{table}")).unwrap();
    let mut screen = start(home.path(), "de");
    screen.shows(GERMAN.welcome).keys("i").shows(GERMAN.file).keys(path.to_str().unwrap()).keys("<enter>");
    screen.shows("[alle 400]").shows("neu 400").keys("<enter>");
    screen.shows("+ 400 neue Kontakte").shows("+ 40 neue Firmen").shows("freie Felder: Regal");
    screen
        .shows("von 200 ist der letzte Kontakt bekannt")
        .keys("<right>")
        .keys("<enter>")
        .shows("kunden.csv (440 Einträge) importiert");
    screen.shows("10 fällig").shows("alle 30 T");
    screen.keys("u").shows(GERMAN.taken_back).shows("0 fällig");
    assert!(screen.keys("q").ends().success());
    assert_eq!(verb(home.path(), &["list"]), "", "all of it is taken back");
}

/// A table of which no column is known: its columns are said and kept, what it brings is looked at and decided, one undo takes all of it
/// back, and the next time its columns are known by themselves.
#[test]
fn a_strange_table_is_looked_at_and_decided() {
    let home = three_due();
    verb(home.path(), &["set", "Anna Müller", "phone=+49 171 5550001"]);
    let path = home.path().join("crm.txt");
    let rows = ["Ada Öhm|ada@oehm.example|+49 171 5550002|7", "Anne Müller|anne@x.example|+49 171 5550001|8"];
    let table =
        format!("Alpha|Beta|Gamma|Delta\r\n{}\r\nCyd Cox|cyd@x.example|+49 171 5550003|9\r\n", rows.join("\r\n"));
    std::fs::write(&path, table).unwrap();
    let path = path.to_str().unwrap();
    let mut screen = start(home.path(), "de");
    screen.shows("Rhythmus 3").keys("I").shows("Datei oder Verzeichnis").keys(path).keys("<enter>");
    screen.shows("Spalten von crm.txt: 4").shows("Ada Öhm · ada@oehm.example").keys("jjjx").shows("→ ausgelassen");
    screen.keys("w").shows("Spalten speichern").keys("crm<enter>").shows("Gespeichert als crm").keys("<enter>");
    screen.shows("[schon da? 1]").shows("Anna Müller? gleiche Mobil").keys("m").shows("geht an Anna Müller");
    screen.keys("hh").shows("[neu 2]").keys("ggx").shows("bleibt weg").keys("<enter>");
    screen.shows("+ 1 neuer Kontakt").shows("– 1 bleibt auf Wunsch weg").keys("<enter>").shows("importiert");
    let listed = verb(home.path(), &["list"]);
    assert!(listed.contains("Cyd Cox") && !listed.contains("Ada") && !listed.contains("Anne"), "{listed}");
    assert!(verb(home.path(), &["show", "Anna Müller"]).contains("anne@x.example"));
    screen.keys("u").shows("Zurückgenommen").keys("I").shows("Datei oder Verzeichnis").keys(path).keys("<enter>");
    screen.shows("Nach den gespeicherten Spalten crm").keys("<esc>").shows("Nichts ist importiert");
    assert!(screen.keys("q").ends().success());
    assert!(!verb(home.path(), &["list"]).contains("Cyd Cox"), "it was taken back");
}

/// The name in the selected row.
fn selected(screen: &Terminal) -> String {
    let row = screen.rows_with("▌").concat();
    let behind_days: String = row.chars().skip(9).collect();
    behind_days.split("  ").next().unwrap().trim().to_owned()
}

#[test]
fn the_first_day() {
    from_the_first_start_to_the_first_call(&ENGLISH);
}

#[test]
fn der_erste_tag() {
    from_the_first_start_to_the_first_call(&GERMAN);
}

#[test]
fn a_call_is_logged_rescheduled_taken_back_and_still_there_later() {
    let home = three_due();
    let mut screen = start(home.path(), "en");
    screen.shows("Rhythm 3").keys("c").shows("Log: Anna Müller");
    screen.keys("asked for the price list >> 2w send offer").shows("Mon 7 Dec");
    screen.keys("<enter>").shows("Rhythm 2").shows("Touched today 1");
    assert!(!screen.rows_with("▌").concat().contains("Anna"), "the selection stands on the next:\n{}", screen.screen());
    screen.keys("u").shows("Taken back").shows("Rhythm 3").hides("Touched today");
    screen.keys("<ctrl-r>").shows("Touched today 1");
    assert!(screen.keys("q").ends().success());

    let mut again = start(home.path(), "en");
    again.shows("Touched today 1").keys("u").shows("Taken back").shows("Rhythm 3");
    again.keys("<ctrl-r>").shows("Touched today 1");
    assert!(again.keys("q").ends().success());
    assert!(verb(home.path(), &["show", "Anna Müller"]).contains("asked for the price list"));
}

/// A contact changes company: what happened stays with the old one, the next call counts for the new one, undo brings all back.
#[test]
fn somebody_changes_company() {
    let home = three_due();
    verb(home.path(), &["set", "Anna Müller", "company=Hofmann GmbH"]);
    verb(home.path(), &["log", "Anna Müller", "5 september call: asked for oak"]);
    verb(home.path(), &["set", "Mia Olsen", "company=Nordlys AS"]);
    let mut screen = start(home.path(), "en");
    screen
        .shows("Rhythm 3")
        .keys("/anna<enter>m")
        .shows("change company")
        .keys("c")
        .shows("New company of Anna Müller");
    screen.keys("nord<enter>").shows("Anna Müller → Nordlys AS").keys("Head of buying<tab>1 nov").shows("Sun 1 Nov");
    screen.keys("<enter>").shows("Now at Nordlys AS · Anna Müller");
    screen.keys("csettled in<enter>").shows("Logged call with Anna Müller");
    screen
        .keys("3")
        .shows("[Companies 2]")
        .keys("/nord<enter><enter>")
        .shows("Contacts 2")
        .shows("settled in")
        .hides("asked for oak");
    screen
        .keys("<esc>")
        .shows("/nord")
        .keys("<esc>")
        .hides("/nord")
        .keys("/hof<enter><enter>")
        .shows("Earlier 1")
        .shows("asked for oak")
        .hides("settled in");
    screen
        .keys("u")
        .shows("Taken back")
        .keys("u")
        .shows("Taken back: \"Now at Nordlys AS")
        .shows("Contacts 1")
        .hides("Earlier 1");
    screen.keys("1").shows("Rhythm").keys("<esc>").shows("Bernd Kaiser");
    assert!(screen.keys("q").ends().success());
    let review = verb(home.path(), &["show", "Hofmann GmbH", "--format", "md"]);
    assert!(review.contains("- **Anna Müller**") && review.contains("asked for oak"), "{review}");
}

#[test]
fn ein_anruf_auf_deutsch() {
    let home = three_due();
    let mut screen = start(home.path(), "de");
    screen.shows("Rhythmus 3").keys("c").shows("Anna Müller");
    screen.keys("anruf 20min: will die Preisliste >> in zwei wochen Angebot schicken").shows("Mo 7. Dez");
    screen.keys("<enter>").shows("Rhythmus 2").shows("Heute");
    screen.keys("u").shows("Rhythmus 3");
    assert!(screen.keys("q").ends().success());
}

/// Five marked at once: tagged, given a tier, logged with each; then all of it taken back, act by act.
#[test]
fn several_are_marked_and_changed_at_once() {
    let home = home();
    for name in ["Anna Arp", "Bernd Bos", "Carl Cox", "Dora Dahl", "Emil Eck", "Fred Fox", "Gina Gil"] {
        verb(home.path(), &["add", name]);
    }
    let listed = |home: &Path| verb(home, &["--json", "list"]);
    let before = listed(home.path());
    let mut screen = start(home.path(), "en");
    let five = "5 contacts: Anna Arp, Bernd Bos, Carl Cox, …";
    screen.keys("2").shows("[Contacts 7]").keys("ggvjjjj").shows("5 marked");
    screen.keys("t").shows(&format!("Tags · {five}")).keys("fair<enter>").shows("Tags +fair").shows("5 stay marked");
    screen.keys("e").shows(&format!("Edit · {five}"));
    screen.keys("b<enter>").shows("Changed tier").shows("5 stay marked");
    screen.keys("c").shows("Log for 5");
    screen.keys("mail: sent the catalogue").shows("5 contacts, one each").keys("<enter>").shows("Logged mail with");
    screen.hides("5 marked");
    let changed = listed(home.path());
    assert_eq!(changed.matches("fair").count(), 5, "{changed}");
    let found = verb(home.path(), &["search", "catalogue"]);
    assert!(found.contains("Emil Eck") && !found.contains("Fred Fox"), "{found}");
    for act in ["Logged mail with", "Changed tier", "Tags +fair"] {
        screen.keys("u").shows(&format!("Taken back: \"{act}"));
    }
    assert_eq!(listed(home.path()), before);
    assert!(screen.keys("1").shows("without any rhythm").keys("q").ends().success());
}

/// A list is sorted, narrowed and kept as a view on a key; the command line lists the same, and the next start has it.
#[test]
fn a_view_is_kept_and_the_command_line_has_it_too() {
    let home = home();
    for (name, tier) in [("Anna Arp", "B"), ("Bernd Ärzen", "A"), ("Carl Berg", "A"), ("Dora Dahl", "C")] {
        verb(home.path(), &["add", name, "--tier", tier]);
    }
    let mut screen = start(home.path(), "en");
    screen.keys("2").shows("[Contacts 4]").keys("/-tier:c<enter>").shows("-tier:c").keys("Sn").shows("Name ▼");
    screen.keys("St").shows("▲").keys("w").shows("Save this as a view").keys("save<enter>").shows("Filter: -tier:c");
    screen.keys("Best<tab>9<enter>").shows("View \"Best\" saved, on 9").shows("[Best 3]");
    let listed = verb(home.path(), &["list", "--view", "best", "--columns", "name"]);
    assert_eq!(listed, "Carl Berg\nBernd Ärzen\nAnna Arp\n");
    assert!(screen.keys("1").hides("[Best 3]").keys("q").ends().success());
    let mut screen = start(home.path(), "de");
    screen.shows("Agenda").keys("9").shows("[Best 3]").keys("<esc>").shows("[Kontakte 4]");
    // What is typed ahead is meant for what opens.
    screen.keys("wbest<enter>").shows("[Best 3]").keys("<esc>").shows("[Kontakte 4]").keys("w").shows("Best");
    assert!(screen.keys("<esc>").hides("Best").keys("1").hides("[Kontakte 4]").keys("q").ends().success());
}

/// What was typed outlives the line's end, whichever signal says so, and is offered at the next start.
#[test]
fn a_half_typed_line_outlives_the_connection() {
    for (signal, lang, title, draft) in [
        ("HUP", "en", "Log: Anna Müller", "A draft from earlier is kept"),
        ("TERM", "en", "Log: Anna Müller", "A draft from earlier is kept"),
        ("HUP", "de", "Erfassen: Anna Müller", "Ein Entwurf von vorhin ist behalten"),
    ] {
        let home = three_due();
        let mut screen = start(home.path(), lang);
        screen.shows("▌").keys("c").shows(title).keys("she wants the oak sample").shows("the oak sample");
        screen.signal(signal).ends();
        offered_again(home.path(), lang, title, draft);
    }
}

/// A session that is killed had no time to keep anything: what it kept while it was typed is there.
#[test]
fn a_half_typed_line_outlives_the_session() {
    let home = three_due();
    let mut screen = start(home.path(), "en");
    screen.shows("▌").keys("c").shows("Log: Anna Müller").keys("she wants the oak sample").shows("the oak sample");
    let drafts = home.path().join("store/drafts");
    screen.until("the draft to be on the disk", || {
        let mut kept = std::fs::read_dir(&drafts).into_iter().flatten().flatten();
        // What is being written has no name yet.
        kept.any(|file| {
            file.path().extension().is_some_and(|end| end == "json")
                && std::fs::read_to_string(file.path()).is_ok_and(|text| text.contains("she wants the oak sample"))
        })
    });
    screen.signal("KILL").dies();
    offered_again(home.path(), "en", "Log: Anna Müller", "A draft from earlier is kept");
}

fn offered_again(home: &Path, lang: &str, title: &str, draft: &str) {
    let mut again = start(home, lang);
    again.shows(draft).keys("c").shows(title).shows("she wants the oak sample");
    again.keys("<esc>").hides(title).keys("q").ends();
}

#[test]
fn escape_and_q_lose_nothing() {
    let home = three_due();
    let mut screen = start(home.path(), "en");
    screen.shows("Rhythm 3").keys("c").shows("Log: Anna Müller").keys("quite a quandary").shows("quite a quandary");
    screen.keys("<esc>").hides("Log: Anna").keys("c").shows("quite a quandary");
    screen.keys("<enter>").shows("Touched today 1");
    assert!(screen.keys("q").ends().success());
    assert!(verb(home.path(), &["show", "Anna Müller"]).contains("quite a quandary"));
}

#[test]
fn the_screen_follows_its_terminal() {
    let home = three_due();
    let mut screen = start(home.path(), "en");
    screen.shows("touchbase").resize(80, 24).hides("touchbase").shows("Rhythm 3");
    screen.resize(50, 10).shows("60").hides("Rhythm").resize(120, 40).shows("Rhythm 3");
    assert!(screen.keys("q").ends().success());
}

/// What a verb saves while the screens are open is seen on them.
#[test]
fn a_verb_beside_the_screens() {
    let home = three_due();
    let mut screen = start(home.path(), "en");
    screen.shows("Rhythm 3");
    verb(home.path(), &["log", "Anna Müller", "called from the shell"]);
    screen.shows("Rhythm 2").shows("Touched today 1");
    verb(home.path(), &["undo"]);
    screen.shows("Rhythm 3");
    assert!(screen.keys("q").ends().success());
}

/// Screens that may only read change nothing, not even by their end, and see what others do.
#[test]
fn screens_that_only_read() {
    let home = three_due();
    let store = home.path().join("store");
    let start = |lang| Terminal::start(home.path(), 80, 24, &["--read-only", "--today", TODAY, "--lang", lang]);
    let before = Untouched::of(&store);
    let mut screen = start("en");
    screen.shows("read-only").shows("Rhythm 3").keys("c").shows("Read-only: Start touchbase without --read-only");
    screen.keys("u").keys("<enter>").shows("asked for samples");
    before.still("screens that only read");
    verb(home.path(), &["log", "Anna Müller", "called from the shell"]);
    let before = Untouched::of(&store);
    screen.shows("called from the shell").keys("q").shows("Touched today 1");
    assert!(screen.keys("q").ends().success());
    before.still("the end of screens that only read");
    let mut screen = start("de");
    screen.shows("nur lesbar").keys("d").shows("Nur lesbar: Zum Ändern touchbase ohne").keys("<enter>").shows("called");
    screen.signal("HUP").dies();
    before.still("a line that dropped");
}

/// On a terminal the limit holds for what was said, too, and the heading counts what stands below it.
#[test]
fn a_search_shows_no_more_than_was_asked_for() {
    let home = three_due();
    verb(home.path(), &["add", "--kind", "company", "Lund AS", "notes=samples of beech"]);
    for (limit, heading, rows) in [("2", "Said: 2 hits", 2), ("9", "Said: 4 hits", 4)] {
        let mut screen =
            Terminal::start(home.path(), 120, 40, &["--today", TODAY, "search", "samples", "--limit", limit]);
        assert!(screen.shows(heading).ends().success());
        assert_eq!(screen.rows_with("samples").len(), rows, "{}", screen.screen());
    }
    let mut screen = Terminal::start(home.path(), 120, 40, &["--today", TODAY, "search", "samples of beech"]);
    assert!(screen.shows("Said: 1 hit").shows("Lund AS").ends().success());
}

#[test]
fn without_a_real_terminal_it_says_why() {
    let home = three_due();
    let dumb = Command::new(env!("CARGO_BIN_EXE_touchbase"))
        .env_clear()
        .env("HOME", home.path())
        .env("TERM", "dumb")
        .env("TOUCHBASE_STORE", home.path().join("store"))
        .output()
        .unwrap();
    assert_eq!(dumb.status.code(), Some(2));
    let said = String::from_utf8_lossy(&dumb.stderr);
    assert!(said.contains("terminal"), "it says why: {said}");
    assert!(dumb.stdout.is_empty(), "nothing is drawn");
}
