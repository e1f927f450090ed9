//! Choosing a theme.

use ratatui::style::Color;
use touchbase::text::Lang;
use touchbase::tui::look::Look;
use touchbase::tui::theme::{Ground, Role, Theme};

use super::play::Screen;
use super::{check, small};

/// Screens whose configuration lies in their own directory, with two themes of the user's beside it.
fn with_config(config: &str) -> Screen {
    let mut screen = small(Lang::En, (80, 24));
    let path = screen.dir.path().join("config.toml");
    std::fs::write(&path, config).unwrap();
    std::fs::create_dir(screen.dir.path().join("themes")).unwrap();
    std::fs::write(screen.dir.path().join("themes/mine.toml"), "base = \"dark\"\nscreen = \"white on blue\"\n")
        .unwrap();
    std::fs::write(screen.dir.path().join("themes/wrong.toml"), "\nlate = \"bold rde\"\n").unwrap();
    let mut look = Look::named("terminal").unwrap();
    look.config = path;
    screen.in_look(look);
    screen
}

/// The row of the list that is selected, as far as its name.
fn standing_on(name: &str) -> String {
    format!("│ ▌ {name} ")
}

fn behind(screen: &mut Screen) -> Color {
    screen.cells()[(0, 0)].bg
}

fn ground(name: &str) -> Color {
    Theme::named(name, Ground::Dark).unwrap().style(Role::Screen).bg.unwrap_or(Color::Reset)
}

#[test]
fn it_looks_like_this() {
    check("themes", "gt");
}

#[test]
fn each_is_tried_on_and_esc_brings_back_what_was() {
    let mut screen = with_config("");
    screen.play("gt").shows(&standing_on("terminal")).shows("the terminal's own colours");
    assert_eq!(behind(&mut screen), Color::Reset);
    for name in ["auto", "dark", "light", "warm", "paper", "contrast", "mono"] {
        screen.play("<down>").shows(&standing_on(name));
        let expected = if name == "auto" { ground("dark") } else { ground(name) };
        assert_eq!(behind(&mut screen), expected, "{name}");
    }
    screen.play("<down>").shows(&standing_on("mine")).shows("your own");
    assert_eq!(behind(&mut screen), Color::Blue);
    // What can't be worn leaves the screen as it was, and says why.
    screen.play("<down>").shows(&standing_on("wrong")).shows("can't be used");
    assert_eq!(behind(&mut screen), Color::Reset);
    screen.play("<enter>").shows("wrong.toml, line 2").shows("Theme");
    screen.play("<up><esc>").shows_not("your own");
    assert_eq!(behind(&mut screen), Color::Reset);
    assert_eq!(std::fs::read_to_string(screen.dir.path().join("config.toml")).unwrap(), "");
}

#[test]
fn enter_keeps_it_in_the_file() {
    let mut screen = with_config("# mine\nui.icons = \"ascii\"\n");
    screen.play("gtcream<down>").shows(&standing_on("paper")).play("<enter>").shows("Theme paper: kept in");
    assert_eq!(behind(&mut screen), ground("paper"));
    let file = screen.dir.path().join("config.toml");
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "# mine\nui.theme = \"paper\"\nui.icons = \"ascii\"\n");
    // The next time it stands on that; the same again writes nothing.
    std::fs::write(&file, "gone on by hand").unwrap();
    screen.play("gt").shows(&standing_on("paper")).play("<enter>").shows_not("until you quit");
    // Where the file can't be changed it is worn until the end, and says so.
    screen.play("gtwarm<enter>").shows("Theme warm until you quit").shows("config.toml");
    assert_eq!(behind(&mut screen), ground("warm"));
}

#[test]
fn without_colours_there_is_nothing_to_choose() {
    let mut screen = small(Lang::En, (80, 24));
    let mut look = Look::named("mono").unwrap();
    look.colourless = Some("NO_COLOR");
    screen.in_look(look).play("gt").shows("Colours are off (NO_COLOR)").shows("? help");
}
