//! Colours in a real terminal: its background is asked for and told in all the ways in which terminals do, or don't; and a theme is
//! chosen.

use std::time::Duration;

use vt100::Color;

use super::terminal::Terminal;
use super::{TODAY, start, three_due, verb};

/// Headings on a dark background and on a light one.
const CYAN: Color = Color::Idx(6);
const BLUE: Color = Color::Idx(4);

const LIGHT: &str = "\x1b]11;rgb:ffff/ffff/dddd\x1b\\";
const DARK: &str = "\x1b]11;rgb:1c1c/1c1c/1c1c\x07";

fn heading(screen: &Terminal) -> Color {
    screen.colours_of("Rhythm 3").0
}

/// Whether the headings are those of a light background in the end, once `answer` came at once after the question, with keys before
/// and behind it.
fn is_light_after(answer: &str) -> bool {
    let home = three_due();
    let mut screen = start(home.path(), "en");
    screen.is_asked().keys(&format!("cask{answer}ed")).shows("asked").keys("<esc>").shows("kept as a draft");
    assert!(!screen.screen().contains("rgb"), "{}", screen.screen());
    let is_light = heading(&screen) == BLUE;
    assert!(is_light || heading(&screen) == CYAN);
    assert_eq!(screen.questions(), 1, "it is asked once");
    screen.keys("q").ends();
    is_light
}

#[test]
fn a_light_background_is_found_out() {
    // A machine that is busy may answer too late: then that isn't taken, and it is tried again.
    assert!((0..20).any(|_| is_light_after(LIGHT)), "it is never taken");
}

#[test]
fn dark_none_and_garbage_leave_it_dark() {
    for answer in
        [DARK, "", "\x1b]11;rgb:zz/1/2\x1b\\", "\x1b]11;\x07", "\x1b]10;rgb:ffff/ffff/ffff\x07", "\x1b[?62;4c"]
    {
        assert!(!is_light_after(answer), "{answer:?}");
    }
}

/// The colours don't change under the eyes of whoever has begun to read, and an answer is never taken for what is typed.
#[test]
fn a_late_answer_changes_nothing() {
    let home = three_due();
    let mut screen = start(home.path(), "en");
    screen.shows("Rhythm 3").is_asked();
    // This is how late this terminal is.
    std::thread::sleep(Duration::from_millis(300));
    screen.keys(LIGHT).keys("cstill here").shows("still here").keys("<esc>").shows("kept as a draft");
    assert_eq!(heading(&screen), CYAN);
    screen.keys("q").ends();
}

/// What is typed ahead of everything ends it at once; the answer doesn't land in the shell.
#[test]
fn an_answer_does_not_land_in_the_shell() {
    let home = three_due();
    let program = env!("CARGO_BIN_EXE_touchbase");
    let script = format!("{program} --today {TODAY}; echo left; read -r line; echo \"got [$line]\"; sleep 1000");
    let mut screen = Terminal::run(home.path(), 120, 40, &["sh", "-c", &script]);
    screen.is_asked().keys("q").keys(LIGHT).shows("left").keys("mine\n").shows("got [mine]");
}

#[test]
fn it_is_not_asked_where_the_configuration_or_the_line_says_so() {
    let asks = |config: &str, variable: &[&str], light: bool| {
        let home = three_due();
        let dir = home.path().join(".config/touchbase");
        std::fs::create_dir_all(&dir).unwrap();
        std::fs::write(dir.join("config.toml"), config).unwrap();
        let program = [&["env"], variable, &[env!("CARGO_BIN_EXE_touchbase"), "--today", TODAY]].concat();
        let mut screen = Terminal::run(home.path(), 120, 40, &program);
        // By then all that comes after the first frame has come.
        screen.shows("Rhythm 3").keys("jk?").shows("Keys of this screen").keys("<esc>").hides("Keys of this screen");
        assert_eq!(heading(&screen) == BLUE, light, "{config:?} {variable:?}");
        let questions = screen.questions();
        screen.keys("q").ends();
        questions > 0
    };
    assert!(!asks("ui.background = \"dark\"\n", &[], false));
    assert!(!asks("ui.background = \"light\"\n", &[], true));
    assert!(!asks("", &["SSH_CONNECTION=10.0.0.1 1 10.0.0.2 22"], false));
    assert!(!asks("", &["TERM=linux", "COLORFGBG=0;15"], true));
    assert!(asks("ui.background = \"ask\"\n", &["SSH_CONNECTION=10.0.0.1 1 10.0.0.2 22"], false));
}

/// A theme is tried on, left, tried on again and kept: the file keeps all else, and the next start looks so.
#[test]
fn a_theme_is_tried_on_and_kept() {
    let home = three_due();
    let file = home.path().join(".config/touchbase/config.toml");
    std::fs::create_dir_all(file.parent().unwrap()).unwrap();
    std::fs::write(&file, "# mine\n[ui]\nbackground = \"dark\" # by hand\n\n[keys]\nlog = \"B\"\n").unwrap();
    let mut screen = start(home.path(), "en");
    screen.shows("Rhythm 3").keys("gt").shows("the terminal's own colours").keys("paper");
    let cream = Color::Idx(230);
    let behind = |screen: &Terminal| screen.colours_of("touchbase").1;
    screen.until_coloured(|screen| behind(screen) == cream);
    screen.keys("<esc>").hides("Theme").until_coloured(|screen| behind(screen) == Color::Default);
    screen.keys("gt").shows("Theme").keys("paper<enter>").shows("Theme paper: kept in");
    assert_eq!(behind(&screen), cream);
    screen.keys("q").ends();
    let kept = std::fs::read_to_string(&file).unwrap();
    assert_eq!(kept, "# mine\n[ui]\ntheme = \"paper\"\nbackground = \"dark\" # by hand\n\n[keys]\nlog = \"B\"\n");
    assert!(verb(home.path(), &["config"]).contains("paper"));
    let mut screen = start(home.path(), "en");
    screen.shows("Rhythm 3");
    assert_eq!(behind(&screen), cream);
    screen.keys("q").ends();
}

/// Whoever has forgotten what follows `g` rests and is told; whoever looks for "star" finds the tags; all without colours.
#[test]
fn what_can_be_done_is_found_out() {
    let home = three_due();
    let mut screen = Terminal::start(home.path(), 80, 24, &["--today", TODAY, "--color", "never"]);
    screen.shows("Rhythm 3").keys("g").shows("g and then").shows("c  The company of the selected contact").keys("t");
    screen.shows("Colours are off (--color)").hides("g and then");
    screen
        .keys("?")
        .shows("With whom is selected or marked")
        .keys("star")
        .hides("With whom")
        .keys("<enter>")
        .shows("Tags");
    screen
        .keys("<esc>")
        .hides("Tags: ")
        .keys(":back up")
        .shows("Back up now")
        .keys("<esc>")
        .hides("Palette")
        .keys("q")
        .ends();
}
