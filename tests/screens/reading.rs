//! Reading that takes long, and a session that has the records open and doesn't answer.

use chrono::TimeDelta;
use touchbase::domain::change::Change;
use touchbase::domain::contact::{Contact, Labelled};
use touchbase::domain::id::{ContactId, Ids};
use touchbase::domain::interaction::{Interaction, Participant};
use touchbase::domain::record::Record;
use touchbase::domain::record::TimelineOf;
use touchbase::store::StoreError;
use touchbase::text::Lang;
use touchbase::tui::effect::{Ask, Effect, Problem};
use touchbase::tui::event::Event;

use super::play::Screen;
use super::{check_played, small, small_world};

fn english() -> Screen {
    small(Lang::En, (120, 40))
}

fn busy() -> Problem {
    StoreError::Busy { pid: 4711, terminal: "pts/3".into() }.into()
}

fn id(screen: &Screen, name: &str) -> ContactId {
    screen.store.book().contacts().find(|row| row.name == name).unwrap().id
}

/// What a contact's screen asks for first.
fn timeline(of: impl Into<TimelineOf>) -> Ask {
    Ask::Timeline { of: of.into(), skip: 0, limit: 50 }
}

#[test]
fn what_comes_at_once_needs_no_word_and_what_takes_long_gets_one_in_its_place() {
    for keys in ["<enter>", "3<enter>", "e"] {
        let mut screen = english();
        let (before, last) = keys.split_at(keys.rfind('<').unwrap_or(0));
        screen.play(before).play_unanswered(last);
        screen.shows_not("reading").wait_unanswered(99).shows_not("reading").wait_unanswered(1).shows("reading …");
    }
}

#[test]
fn the_word_is_worth_waking_up_for() {
    let mut screen = english();
    screen.play_unanswered("<enter>");
    let asked = screen.app.next_deadline().unwrap();
    screen.wait_unanswered(100);
    assert!(screen.app.next_deadline().is_none_or(|next| next > asked), "once it is said it needs no more drawing");
}

#[test]
fn who_does_not_answer_is_named_in_its_place_and_it_comes_by_itself() {
    let answered_by_nobody = |screen: &mut Screen| {
        let deniz = id(screen, "Deniz Çelik");
        screen.play_unanswered("<enter>").unanswered(Event::Unread(timeline(deniz), busy()));
    };
    check_played("busy", answered_by_nobody);
    let mut screen = english();
    answered_by_nobody(&mut screen);
    screen.wait_unanswered(999).shows("4711").wait(1).shows_not("4711").shows("wants a sample of the new oak");
    assert_eq!(screen.app.next_deadline(), None, "nothing is asked again");
}

#[test]
fn all_else_goes_on_while_nobody_answers() {
    let mut screen = english();
    let deniz = id(&screen, "Deniz Çelik");
    screen.play_unanswered("<enter>").unanswered(Event::Unread(timeline(deniz), busy()));
    screen.play("fring<tab>2w<enter>").shows("Follow-up ring");
}

#[test]
fn what_is_no_longer_looked_at_is_not_asked_again() {
    let mut screen = english();
    let deniz = id(&screen, "Deniz Çelik");
    screen.play_unanswered("<enter>").unanswered(Event::Unread(timeline(deniz), busy())).play_unanswered("1");
    let effects = screen.effects_after(1000);
    assert!(effects.iter().all(|effect| effect.asked().is_none()), "the agenda needs nothing");
    let effects = screen.effects_after(1000);
    assert!(effects.iter().all(|effect| effect.asked().is_none()), "nor later");
}

#[test]
fn of_what_was_wanted_only_the_last_is_read() {
    let mut screen = english();
    let effects = screen.effects_of("2<enter>JJJ");
    let looks: Vec<&Effect> = effects.iter().filter(|effect| matches!(effect, Effect::Look(..))).collect();
    assert_eq!(looks.len(), 4);
    let events: Vec<Event> = effects.into_iter().filter_map(|effect| effect.run(&screen.store)).collect();
    let passed = events.iter().filter(|event| matches!(event, Event::Passed(_))).count();
    let read = events.iter().filter(|event| matches!(event, Event::Answer(Ask::Timeline { .. }, _))).count();
    assert_eq!((passed, read), (3, 1));
    events.into_iter().for_each(|event| screen.happens(event));
    screen.shows("Timeline").shows_not("reading");
}

#[test]
fn what_was_passed_over_is_read_when_it_is_looked_at_again() {
    let mut screen = english();
    // The company's timeline isn't read before its contact's is wanted.
    let effects = screen.effects_of("3<enter>j<enter>");
    let events: Vec<Event> = effects.into_iter().filter_map(|effect| effect.run(&screen.store)).collect();
    assert!(events.iter().any(|event| matches!(event, Event::Passed(_))), "{events:?}");
    events.into_iter().for_each(|event| screen.happens(event));
    screen.play("<esc>").wait_unanswered(200).shows("Timeline").shows_not("reading");
}

#[test]
fn rows_that_cannot_be_filled_up_say_nothing_and_are_tried_again() {
    let mut screen = english();
    let effects = screen.effects_of_event(Event::Refilled(Err(busy())));
    assert!(effects.is_empty());
    screen.shows_not("4711");
    let refills = |effects: &[Effect]| effects.iter().filter(|effect| matches!(effect, Effect::Refill)).count();
    assert_eq!(refills(&screen.effects_after(4999)), 0);
    assert_eq!(refills(&screen.effects_after(1)), 1);
}

/// A contact with a timeline of several pages, each entry older than the one before.
fn long_timeline() -> Screen {
    let mut changes = small_world::changes();
    let mut ids = Ids::seeded(1_710_000_000_000, 9);
    let zoe = Contact::new(ids.draw(), "Zita Long", small_world::TODAY.parse().unwrap());
    let id = zoe.id;
    changes.push(Change::create(zoe));
    let said = changes.iter().find_map(|change| match &change.after {
        Some(Record::Interaction(one)) => Some(one.clone()),
        _ => None,
    });
    let said = said.unwrap();
    for number in 0..340 {
        let with = vec![Participant { contact: id, ..said.with[0] }];
        let at = said.at - TimeDelta::days(number);
        let text = format!("entry {number}");
        changes.push(Change::create(Interaction { id: ids.draw(), with, at, text, ..said.clone() }));
    }
    Screen::new(Lang::En, (80, 24), small_world::TODAY, changes)
}

#[test]
fn the_oldest_is_one_key_away() {
    let mut screen = long_timeline();
    screen.play("2/zita<enter><enter><tab>").shows("Timeline 50+");
    screen.play("G").shows("entry 339").shows("Timeline 340").shows_not("340+");
    screen.play("gg").shows("entry 0").play("Gk").selects("entry 338");
}

#[test]
fn two_of_a_name_are_told_apart_where_one_is_picked() {
    let (mut changes, mut ids) = (small_world::changes(), Ids::seeded(1_710_000_000_000, 9));
    for mail in ["jo@one.example", "jo@two.example"] {
        let mut jo = Contact::new(ids.draw(), "Jo Twin", small_world::TODAY.parse().unwrap());
        jo.mails.push(Labelled::new("", mail));
        changes.push(Change::create(jo));
    }
    let mut screen = Screen::new(Lang::En, (80, 24), small_world::TODAY, changes);
    screen.play("Cjo twin").shows("jo@one.example").shows("jo@two.example");
}
