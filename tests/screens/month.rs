//! The calendar, whom its days bring, and piles spread over days.

use ratatui::style::Modifier;

use super::play::Screen;
use super::{check_at, small_world};
use touchbase::domain::change::Change;
use touchbase::domain::contact::Contact;
use touchbase::domain::follow_up::FollowUp;
use touchbase::domain::holidays::Holidays;
use touchbase::domain::id::Ids;
use touchbase::domain::settings::Settings;
use touchbase::domain::workdays::Workdays;
use touchbase::text::Lang;

const SIZES: [(u16, u16); 3] = [(80, 24), (120, 40), (200, 50)];

/// With the holidays of Hamburg, and days off after Christmas.
fn settings() -> Settings {
    let off = vec!["2026-12-28..2026-12-31".parse().unwrap()];
    let workdays = Workdays::default().with_holidays(Holidays::of("DE-HH")).with_days_off(off);
    Settings { workdays, ..Settings::default() }
}

/// The small world, in which so many more are late.
fn piled(lang: Lang, size: (u16, u16), late: u64) -> Screen {
    let mut changes = small_world::changes();
    let today: chrono::NaiveDate = small_world::TODAY.parse().unwrap();
    let mut ids = Ids::seeded(1_790_000_000_000, 7);
    for at in 0..late {
        let contact = Contact::new(ids.draw(), format!("Piled {at:02}"), today);
        let due = today - chrono::Days::new(at % 9 + 1);
        changes.push(Change::create(FollowUp::new(ids.draw(), contact.id, "call back", due, today)));
        changes.push(Change::create(contact));
    }
    let mut screen = Screen::new(lang, size, small_world::TODAY, changes);
    screen.with_settings(settings());
    screen
}

fn english() -> Screen {
    piled(Lang::En, (120, 40), 0)
}

fn check(name: &str, keys: &str, late: u64) {
    check_at(name, keys, &SIZES, |lang, size| piled(lang, size, late));
}

#[test]
fn the_calendar_looks_like_this() {
    check("month", "gk", 12);
    check("month_list", "gklll<enter>", 12);
    check("month_holidays", "gk<pgdn>llllll", 12);
}

#[test]
fn spreading_is_seen_before_it_is_done() {
    check("spread", "gs", 12);
    check("spread_no_room", "gs<tab>2", 12);
}

#[test]
fn the_selected_day_stands_out_and_today_has_a_sign() {
    let mut screen = english();
    let selected = screen.play("gk").cells_at("21•");
    assert!(selected.iter().all(|cell| cell.contains(Modifier::REVERSED)), "{selected:?}");
    let elsewhere = screen.play("l").cells_at("21•");
    assert!(!elsewhere.iter().any(|cell| cell.contains(Modifier::REVERSED)), "{elsewhere:?}");
    assert!(screen.cells_at("▌22").iter().skip(1).all(|cell| cell.contains(Modifier::REVERSED)));
}

#[test]
fn moves_go_by_days_weeks_and_months_and_back_to_today() {
    let mut screen = english();
    screen.play("gk").shows("November 2026").shows("Sat 21 Nov ·");
    screen.play("l").shows("Sun 22 Nov").play("j").shows("Sun 29 Nov").play("k<left>").shows("Sat 21 Nov");
    screen.play("<pgdn>").shows("December 2026").shows("Mon 21 Dec").play("<ctrl-b><ctrl-b>").shows("October 2026");
    screen.play("gg").shows("Thu 1 Oct").play("G").shows("Sat 31 Oct").play("T").shows("November 2026");
    screen.play("<esc>").shows("Now 3");
}

#[test]
fn weeks_begin_as_it_is_configured() {
    let mut screen = english();
    screen.play("gk").shows("Wk  Mon").play("<esc>");
    screen.with_settings(Settings { week_start: chrono::Weekday::Sun, ..settings() });
    screen.play("gk").shows("Wk  Sun");
    piled(Lang::De, (120, 40), 0).play("gk").shows("KW  Mo");
}

#[test]
fn days_off_have_their_names() {
    let mut screen = piled(Lang::De, (120, 40), 0);
    screen.play("gk<pgdn>llll").shows("Fr 25. Dez · Weihnachten").play("lll").shows("Mo 28. Dez · frei");
}

#[test]
fn the_verbs_act_on_whom_a_day_brings() {
    let mut screen = english();
    screen.play("gk").play("s").shows("No contact is selected here").play("<enter>").shows("complaint");
    screen.play("jccall: asked for prices<enter>").shows("Logged call with Bernd Kaiser");
    // Of a day to come: what stands there can be done and snoozed.
    screen.play("<esc>lll").shows("Tue 24 Nov · › 1 follow-up").play("<enter>s").shows("Snooze").play("1 dec<enter>");
    screen.shows("Snoozed send price list until").shows("This day brings nobody.");
    screen.play("u").shows("Tue 24 Nov · › 1 follow-up").play("<enter>d<enter>").shows("Done: send price list");
    screen.play("T<enter><enter>").shows("Timeline").play("<esc>").shows("November 2026");
}

#[test]
fn whom_a_day_brings_follows_what_others_do() {
    let mut screen = english();
    screen.play("gklll").shows("› 1 follow-up");
    let beside = screen.open_again();
    let day = "2026-11-24".parse().unwrap();
    let contact = beside.book().contacts().find(|row| row.name == "Tom Berg").unwrap().id;
    let more = FollowUp::new(beside.ids().draw(), contact, "bring the sample", day, day);
    let set = touchbase::domain::change::Set::new(Default::default(), [Change::create(more)]);
    beside.commit(set, beside.position()).unwrap();
    screen.notices().shows("› 2 follow-ups").shows("bring the sample");
}

#[test]
fn a_pile_is_spread_and_one_undo_takes_it_back() {
    let mut screen = piled(Lang::En, (120, 40), 12);
    screen.shows("17 due").play("gs").shows("Spread 15 of Sat 21 Nov").shows("Over 5 working days that is 4 a day");
    screen.shows("stays where it is: 1 complaint, 1 birthday").play("<enter>");
    screen.shows("Spread until Fri 27 Nov").shows("and 12 more").shows("2 due");
    screen.play("u").shows("Taken back").shows("17 due");
    // Marked ones only, and as many days as it takes.
    screen.play("<space>j<space><space><space>gs").shows("Spread 4 of").play("<ctrl-u><tab>1<enter>").shows("13 due");
}

#[test]
fn the_pile_of_a_day_is_spread_from_the_calendar() {
    let mut screen = english();
    screen.play("gklllgs").shows("Spread 1 of Tue 24 Nov").play("<ctrl-u>1<enter>").shows("so nobody goes anywhere");
    screen.play("<esc>kgs").shows("Nothing there can go to another day");
}

#[test]
fn what_cant_be_read_is_said_at_its_field() {
    let mut screen = piled(Lang::En, (120, 40), 3);
    screen.play("gs<ctrl-u>someday<enter>").shows("✗").shows("Spread 6 of");
    screen.play("<ctrl-u>fri<tab>0").shows("until Fri 27 Nov").play("<enter>").shows("a number from 1 on");
}

#[test]
fn after_days_off_a_pile_names_the_key_that_spreads_it() {
    let mut screen = piled(Lang::En, (120, 40), 20);
    screen.shows_not("after your days off");
    let off = vec!["2026-11-18..2026-11-20".parse().unwrap()];
    let workdays =
        Workdays::new((0..7).filter_map(|day| chrono::Weekday::try_from(day).ok())).unwrap().with_days_off(off);
    screen.with_settings(Settings { workdays, ..Settings::default() });
    screen.shows("25 are due after your days off: gs spreads them");
}

#[test]
fn a_day_is_chosen_in_a_calendar_over_the_form() {
    check("form_calendar", "f<tab><ctrl-t>jl", 0);
    let mut screen = english();
    screen.play("fcall<tab>").shows("Ctrl-t calendar");
    screen.play("<ctrl-t>").shows("November 2026").play("jjl").shows("Sun 6 Dec").play("<enter>").shows("2026-12-06");
    screen
        .play(" 14:30")
        .play("<ctrl-t>l<enter>")
        .shows("2026-12-07 14:30")
        .play("<ctrl-t><esc>")
        .shows("2026-12-07 14:30");
    screen.play("<enter>").shows("Mon 7 Dec 14:30  call");
    let mut screen = piled(Lang::De, (120, 40), 0);
    screen.play("f").shows_not("Ctrl-t");
    screen.play("<tab><ctrl-t>T<pgdn><enter>").shows("21.12.2026");
}

#[test]
fn a_birthday_is_chosen_by_years_and_without_one() {
    let mut screen = english();
    screen.play("2/anna m<enter>e").play("<ctrl-n>birthday<enter>");
    // From nothing: today's month, and no year is known.
    screen.play("<ctrl-u><ctrl-t>").shows("Birthday: 21 Nov").play("l<enter>").shows("22 Nov");
    screen.play("<ctrl-t>").shows("Birthday: 22 Nov").play("197").shows("197_").play("1").shows("22 Nov 1971");
    screen.play("+").shows("22 Nov 1972").play("--").shows("22 Nov 1970").play("<enter>").shows("1970-11-22");
    screen.play("<ctrl-t>").shows("22 Nov 1970").play("<backspace>").shows("Birthday: 22 Nov").play("<enter>");
    screen.play("<ctrl-s>");
    let born = super::forms::row(&screen, "Anna Müller").birthday.unwrap();
    assert_eq!(born.to_string(), "--11-22");
    let mut screen = Screen::new(Lang::De, (80, 24), small_world::TODAY, small_world::changes());
    screen.play("2/anna m<enter>e").play("<ctrl-n>geburtstag<enter>");
    screen
        .play("<ctrl-u><ctrl-t>")
        .play("1968jjj<enter>")
        .shows("12.12.1968")
        .play("<ctrl-t><backspace><enter><ctrl-s>");
    assert_eq!(super::forms::row(&screen, "Anna Müller").birthday.unwrap().to_string(), "--12-12");
}
