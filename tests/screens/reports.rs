//! Reports on screen: their list, their charts and numbers, who is behind a row, and what comes while they are reckoned.

use std::path::Path;

use touchbase::domain::change::Change;
use touchbase::domain::contact::Contact;
use touchbase::domain::follow_up::FollowUp;
use touchbase::domain::id::Ids;
use touchbase::domain::report::Report;
use touchbase::formats::json;
use touchbase::text::Lang;
use touchbase::tui::effect::{Ask, Effect};

use super::play::Screen;
use super::{check_in, demo, small, small_world};

/// The Monday on which the fixture company's three years end.
const TODAY: &str = "2026-11-23";

/// The company of three years whose reports are checked against pandas.
fn company(lang: Lang, size: (u16, u16)) -> Screen {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/reports/company.json");
    let bytes = std::fs::read(path).unwrap();
    let file = json::read(&bytes).unwrap();
    let changes = (0..file.len()).map(|at| Change::create(file.record(at).unwrap().unwrap()));
    Screen::new(lang, size, TODAY, changes.collect())
}

/// The keys that open a report from anywhere.
fn opens(report: Report) -> String {
    let at = Report::ALL.iter().position(|one| *one == report).unwrap();
    format!("5{}", "j".repeat(at))
}

fn english() -> Screen {
    company(Lang::En, (80, 24))
}

#[test]
fn the_list_and_each_kind_of_chart_look_like_this() {
    check_in("reports", "5", company);
    check_in("reports_line", &format!("{}l", opens(Report::Scores)), company);
    check_in("reports_bars", &format!("{}l", opens(Report::Touches)), company);
    check_in("reports_names", &format!("{}lG", opens(Report::Quiet)), company);
    check_in("reports_too_few", &format!("{}l", opens(Report::Promises)), company);
    check_in("reports_whose", &format!("{}lk<enter>", opens(Report::WinBacks)), company);
}

#[test]
fn where_there_is_little_it_says_so() {
    check_in("reports_little", &format!("{}l", opens(Report::Scores)), demo);
    let nobody = |lang, size| {
        let one = Contact::new(Ids::seeded(1, 1).draw(), "Ada Öhm", small_world::TODAY.parse().unwrap());
        Screen::new(lang, size, small_world::TODAY, vec![Change::create(one)])
    };
    check_in("reports_nothing", &format!("{}l", opens(Report::Quiet)), nobody);
    for lang in [Lang::En, Lang::De] {
        for report in Report::ALL {
            let mut screen = nobody(lang, (80, 24));
            let says = ["Nothing to count", "nichts zu zählen", "Too few", "Zu wenige", " 0"];
            let picture = screen.play(&format!("{}l", opens(report))).picture();
            assert!(says.iter().any(|words| picture.contains(words)), "{report:?}:\n{picture}");
        }
    }
}

#[test]
fn behind_a_bar_stand_its_customers_and_esc_comes_back_to_it() {
    let mut screen = english();
    screen.play(&opens(Report::Retention)).selects("Retention").play("l").selects("2026-11").play("kkk");
    screen.selects("2026-08").play("<enter>").shows("2026-08 · ").play("<down>");
    let name: String = screen.selected().trim().split("  ").next().unwrap().to_owned();
    // What was typed finds one of them; Enter opens the record, the next of them is one key away.
    screen.play("<enter>").shows(&name).shows("Timeline").play("J").shows("Timeline").play("<esc>");
    screen.selects("2026-08").shows_not("2026-08 · ").play("<esc>").selects("Retention");
    screen.play("<esc>").shows("Now 66");
    // A row of nobody says so.
    screen.play(&opens(Report::Touches)).play("l<enter>").shows("Nobody is counted");
}

#[test]
fn sections_and_columns_that_do_not_fit_are_a_key_away() {
    let mut screen = english();
    screen.play(&opens(Report::Touches)).play("l").shows("[Touches by week]").shows("chat ›").shows_not("event");
    screen.play("l").shows("[Touches by week]").shows("event").shows("‹").selects("23 Nov");
    screen.play("l").shows("[Touches by kind]").play("h").shows("[Touches by week]").shows("touches").play("h");
    screen.selects("Touches");
    // Of several currencies each has a section, whose name is in sight; the same report is told once.
    screen.play("kkl").shows("(CHF)]").play("l").shows("[EUR]").play("l").shows("[JPY]").play("h").shows("[EUR]");
    screen.resize(200, 50).play("j").selects("tenth 2").shows("(CHF)").shows("[EUR]");
}

#[test]
fn many_rows_scroll_and_the_ends_are_told() {
    let mut changes = small_world::changes();
    let mut ids = Ids::seeded(1_790_000_000_000, 7);
    let today: chrono::NaiveDate = small_world::TODAY.parse().unwrap();
    for at in 0..400 {
        let contact = Contact::new(ids.draw(), format!("Late {at:03}"), today);
        let due = today - chrono::Days::new(at % 9 + 1);
        changes.push(Change::create(FollowUp::new(ids.draw(), contact.id, "call back", due, today)));
        changes.push(Change::create(contact));
    }
    let mut screen = Screen::new(Lang::En, (80, 24), small_world::TODAY, changes);
    screen.play(&opens(Report::Promises)).play("ll").shows("[Promises not kept, by customer]").shows("↓");
    let first = screen.selected();
    screen.play("<ctrl-f><ctrl-f>").shows("↑").play("G").shows_not("↓");
    assert_ne!(screen.selected(), first);
    screen.play("gg").selects(first.trim()).shows_not("↑").wheel(3, "Late 003").shows("↓");
}

#[test]
fn what_changed_is_counted_anew_when_it_is_looked_at_again() {
    let mut screen = small(Lang::En, (120, 40));
    let opens = opens(Report::Touches);
    screen.play(&opens).play("lk");
    let before = screen.picture();
    // What was reckoned is kept: looking at another one and back asks for nothing.
    screen.play("hjl").shows("Agenda kept").play("h");
    let asks = |screen: &mut Screen, keys| {
        let asked = screen.effects_of(keys);
        asked.iter().any(|effect| matches!(effect, Effect::Ask(Ask::Report { .. })))
    };
    assert!(!asks(&mut screen, "k"));
    // Something changes while it isn't looked at.
    screen.play("l1cring: asked for oak<enter>");
    assert!(asks(&mut screen, "5"));
    let mut screen = small(Lang::En, (120, 40));
    screen.play(&opens).play("lk1ccall: asked for oak<enter>5");
    assert_ne!(screen.picture(), before);
    screen.selects("9 Nov");
}

#[test]
fn clicks_choose_reports_rows_and_sections() {
    let mut screen = company(Lang::En, (120, 40));
    screen.play("5").click("Cohorts").shows("[Bought again").click("Still active").shows("[Still active");
    screen.click("2025 Q3").selects("2025 Q3").double_click("2025 Q3").shows("2025 Q3 · ").play("<esc>");
    screen
        .click("69%")
        .selects("2024 Q4")
        .click("Share of revenue")
        .shows("Revenue by tenths")
        .click("5 Reports")
        .shows("Share of revenue");
}

#[test]
fn in_ascii_there_are_no_other_signs() {
    for report in Report::ALL {
        let mut screen = english();
        let picture = screen.in_ascii().play(&opens(report)).play("l").picture();
        assert!(picture.chars().all(|sign| sign.is_ascii() || sign.is_alphanumeric()), "{report:?}:\n{picture}");
    }
}

#[test]
fn while_it_takes_long_it_says_so_and_esc_ends_it() {
    for size in [(80, 24), (120, 40)] {
        let mut screen = company(Lang::En, size);
        screen.play_unanswered("5").shows_not("reading").wait_unanswered(100).shows("reading …");
        screen
            .play_unanswered("<esc>")
            .shows("Stopped. Enter reckons it again")
            .play("<enter>")
            .shows("[reports] active");
        screen.play("1").shows("Now 66");
    }
}
