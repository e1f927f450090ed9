//! What contacts decided about their channels, by snapshot and by play: noted, crossed out, and used with a reason only.

use ratatui::style::Modifier;

use super::play::Screen;
use super::{check, small};
use touchbase::domain::change::Change;
use touchbase::domain::change::{Act, Label, Set};
use touchbase::domain::consent::{ConsentState, May};
use touchbase::domain::contact::{Channel, Contact, DoNotContact, Labelled};
use touchbase::domain::interaction::Kind;
use touchbase::domain::record::Record;
use touchbase::domain::row::Row;
use touchbase::text::Lang;
use touchbase::tui::effect::Effect;
use touchbase::tui::event::Event;
use touchbase::tui::keymap::Key;

fn english() -> Screen {
    small(Lang::En, (120, 40))
}

/// Deniz, whose mail is withdrawn and whose phone is given.
fn deniz(screen: &Screen) -> Row {
    let book = screen.store.book();
    book.contacts().find(|row| row.name == "Deniz Çelik").unwrap().clone()
}

/// The newest note on Deniz, if there is one.
fn note(screen: &Screen) -> Option<String> {
    let timeline = screen.store.timeline(deniz(screen).id.into(), 0, 99).unwrap();
    timeline.into_iter().find_map(|record| match record {
        Record::Interaction(one) if one.kind == Kind::Note => Some(one.text),
        _ => None,
    })
}

/// Changes Deniz's record.
fn edit(screen: &mut Screen, change: impl FnOnce(&mut Contact)) {
    let before = screen.store.contact(deniz(screen).id).unwrap().unwrap();
    let mut after = before.clone();
    change(&mut after);
    let label = Label::new(Act::Edit, "Deniz Çelik");
    screen.store.commit(Set::new(label, [Change::edit(before, after)]), screen.store.position()).unwrap();
    screen.happens(Event::Refilled(Ok(true)));
}

/// What the key asks for outside, without doing it.
fn effects(screen: &mut Screen, key: &str) -> Vec<Effect> {
    let key = Event::Key(Key::parse(key).unwrap().event());
    screen.app.update(key, touchbase::tui::app::Now::read())
}

fn carry_out(screen: &mut Screen, effects: Vec<Effect>) {
    let events: Vec<Event> = effects.into_iter().filter_map(|effect| effect.run(&screen.store)).collect();
    events.into_iter().for_each(|event| screen.happens(event));
}

fn copied(effects: &[Effect]) -> Option<&str> {
    effects
        .iter()
        .find_map(|effect| if let Effect::CopyText(copied) = effect { Some(copied.what.as_str()) } else { None })
}

#[test]
fn it_looks_like_this() {
    check("consent", "i");
    check("consent_copy", "y");
    check("consent_open", "o");
    check("consent_reason", "y2");
}

#[test]
fn a_decision_is_noted_with_day_and_how() {
    let mut screen = english();
    // The form stands on mail, and on nothing decided; phone is the first channel.
    screen.play("i").shows("phone given 17 Oct 2025").shows("mail withdrawn 3 May");
    screen.play("<enter>").shows("✗ choose first").play("<esc>").shows_not("✎").play("i");
    screen
        .play("<left><tab>w<tab>by letter<tab>yesterday<enter>")
        .shows("Consent noted: phone withdrawn · Deniz Çelik");
    let row = deniz(&screen);
    assert_eq!(row.consent(Channel::Phone), ConsentState::Withdrawn);
    let today = "2026-11-21".parse().unwrap();
    assert_eq!(
        row.may(Channel::Phone, today),
        May::Withdrawn { day: "2026-11-20".parse().unwrap(), how: "by letter", purpose: None }
    );
    screen.shows("phone ✗ withdrawn 20 Nov").play("<enter>").shows("phone: withdrawn  by letter").shows("phone: given");
    screen.play("<esc>u").shows("phone ✓");
    assert_eq!(deniz(&screen).consent(Channel::Phone), ConsentState::Given);
}

#[test]
fn a_day_that_cannot_be_read_keeps_the_form_open() {
    let mut screen = english();
    screen.play("i<tab>w<tab>x<tab>someday<enter>").shows("someday").shows("Consent · Deniz");
    screen.play("<ctrl-u>in 3 weeks<enter>").shows("Consent · Deniz");
    assert_eq!(deniz(&screen).consent(Channel::Mail), ConsentState::Withdrawn);
    assert_eq!(deniz(&screen).consents.len(), 2);
}

#[test]
fn many_decide_together() {
    let mut screen = english();
    screen
        .play("<space><space>i")
        .shows("Deniz Çelik, Bernd Kaiser")
        .play("<tab>w<enter>")
        .shows("Consent noted: mail withdrawn");
    screen.play("u").shows("Taken back");
}

#[test]
fn a_withdrawn_address_is_crossed_out_with_a_sign() {
    let mut screen = english();
    for (keys, words, struck) in [
        ("", "✗ withdrawn 3 May\u{a0}· deniz@example.com", true),
        ("", "✓ +49 30 5550 1234", false),
        ("y", "✗ deniz@example.com", true),
        ("y", "1   +49 30 5550 1234", false),
    ] {
        let mut screen = english();
        let cells = screen.play(keys).cells_at(words);
        assert_eq!(cells.last().unwrap().contains(Modifier::CROSSED_OUT), struck, "{words}");
        assert!(!cells[0].contains(Modifier::CROSSED_OUT), "the sign is to be read: {words}");
    }
    edit(&mut screen, |c| c.mails.push(Labelled::new("work", "d@work.example")));
    let cells = screen.play("<enter>").cells_at("✗ d@work.example");
    assert!(cells.last().unwrap().contains(Modifier::CROSSED_OUT));
}

#[test]
fn a_withdrawn_address_is_copied_with_a_reason_only() {
    let mut screen = english();
    let before = deniz(&screen);
    screen.play("y2").shows("✗ mail withdrawn 3 May");
    assert_eq!(copied(&effects(&mut screen, "enter")), None, "without a reason nothing is copied");
    screen.shows("Without a reason it isn't used.").play("asked me to");
    screen.play("<enter>").shows("Sent to the terminal's clipboard: deniz@example.com · the reason is kept as a note");
    assert_eq!(note(&screen).unwrap(), "deniz@example.com used in spite of “mail withdrawn 3 May”: asked me to");
    assert_eq!(deniz(&screen).touches, before.touches, "a reason is no touch");
    screen.play("u");
    assert_eq!(note(&screen), None);
}

#[test]
fn who_is_not_to_be_contacted_needs_a_reason_on_every_channel() {
    let mut screen = english();
    let until = "2026-12-01".parse().ok();
    edit(&mut screen, |c| c.do_not_contact = Some(DoNotContact { until, reason: "asked for quiet".into() }));
    screen.shows("✗ do not contact until Tue 1 Dec\u{a0}· asked for").shows("phone ✗ +49 30 5550 1234");
    screen.play("y1").shows("do not contact until Tue 1 Dec · asked for quiet").play("<esc>").shows_not("Sent to");
    screen.play("2/deniz<enter>").shows("✗ Deniz Çelik");
}

#[test]
fn what_is_allowed_is_copied_at_once() {
    let mut screen = english();
    screen.play("y");
    let effects = effects(&mut screen, "1");
    assert_eq!(copied(&effects), Some("+49 30 5550 1234"));
    screen.shows_not("Sent to");
    carry_out(&mut screen, effects);
    screen.shows("Sent to the terminal's clipboard: +49 30 5550 1234");
}

#[test]
fn mail_web_and_phone_are_opened_and_nothing_else() {
    let mut screen = english();
    edit(&mut screen, |c| {
        c.handles.push(Labelled::new("web", "celik.example"));
        c.handles.push(Labelled::new("web", "javascript:alert(1)"));
    });
    screen
        .play("o")
        .shows("deniz@example.com")
        .shows("celik.example")
        .shows("+49 30 5550 1234")
        .shows_not("javascript");
    let instead = effects(&mut screen, "2");
    assert_eq!(copied(&instead), Some("https://celik.example"), "without a desktop it is copied");
    carry_out(&mut screen, instead);
    screen.shows("No desktop here, sent to the terminal's clipboard instead: https://celik.example");
    screen.app_with_desktop().play("o").shows("3   +49 30 5550 1234");
    let opened = effects(&mut screen, "3");
    let link =
        opened.iter().find_map(|effect| if let Effect::OpenLink(link) = effect { Some(link.as_str()) } else { None });
    assert_eq!(link, Some("tel:+493055501234"));
    screen.shows("Opened: tel:+493055501234");
    screen.play("o1").shows("✗ mail withdrawn 3 May").play("<esc>");
    screen.play("jjj").selects("Anna").play("o").shows("No mail, page or phone");
}
