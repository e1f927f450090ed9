//! A clock that was ahead and is set back: what comes later counts later, nothing is hidden for longer than was said.

use super::*;
use crate::domain::agenda::{Section, agenda};
use crate::domain::cadence::{Cadence, Span};
use crate::domain::consent::ConsentState;
use crate::domain::contact::Channel;

/// Anna, to be touched every five days, where the clock says `day`.
fn anna(today: &str) -> (Desk, ContactId) {
    let mut desk = Desk::on(today);
    desk.clock(today);
    let mut contact = Contact::new(desk.ids.draw(), "Anna", day("2026-01-01"));
    contact.cadence = Cadence::Every(Span::days(5));
    let id = contact.id;
    desk.book.apply(&Change::create(contact));
    (desk, id)
}

impl Desk {
    /// The clock says this day from now on; ids are drawn by it.
    fn clock(&mut self, today: &str) {
        self.today = day(today);
        self.now = format!("{today}T10:00:00+01:00").parse().unwrap();
        let millis = u64::try_from(self.now.timestamp_millis()).unwrap();
        self.ids = Ids::seeded(millis, millis);
    }

    fn logs(&mut self, line: &str, on: ContactId) {
        let context = log_line::Context { today: self.today, now: self.now.time(), settings: &self.settings };
        let reading = log_line::read(line, &context).unwrap();
        self.act(|given, ids| Ok(log(given, ids, &plan_log(given, &[on], None, &reading)?))).unwrap();
    }

    fn hides(&mut self, item: Item, until: &str) {
        self.act(|given, _| snooze(given, &[item], day(until))).unwrap();
    }

    /// How often somebody is due on a day, by the names of the sections.
    fn due(&self, on: &str) -> String {
        let agenda = agenda(&self.book, &self.settings, day(on), 0);
        let [now, rhythm] = [Section::Now, Section::Rhythm].map(|section| agenda.section(section).len());
        format!("{now} now, {rhythm} by rhythm")
    }
}

#[test]
fn a_touch_ends_what_was_hidden_while_the_clock_was_ahead() {
    let (mut desk, anna) = anna("2026-11-25");
    desk.hides(Item::Cadence(anna), "2027-02-01");
    desk.clock("2026-11-18");
    assert_eq!(desk.due("2026-11-18"), "0 now, 0 by rhythm", "hidden");
    desk.logs("call: prices", anna);
    assert_eq!(desk.due("2026-11-18"), "0 now, 0 by rhythm", "touched");
    assert_eq!(desk.due("2026-11-23"), "0 now, 1 by rhythm", "five days later");
}

#[test]
fn what_is_hidden_after_a_touch_of_a_clock_that_was_ahead_stays_so() {
    let (mut desk, anna) = anna("2026-11-25");
    desk.logs("12.11.: call: prices", anna);
    desk.clock("2026-11-18");
    assert_eq!(desk.due("2026-11-18"), "0 now, 1 by rhythm");
    desk.hides(Item::Cadence(anna), "2026-11-24");
    assert_eq!(desk.due("2026-11-20"), "0 now, 0 by rhythm");
    assert_eq!(desk.due("2026-11-24"), "0 now, 1 by rhythm");
}

#[test]
fn a_touch_of_a_year_to_come_keeps_nobody_off_the_agenda() {
    let (mut desk, anna) = anna("2026-11-02");
    desk.logs("call: one", anna);
    desk.clock("2036-01-01");
    desk.logs("call: by a wrong clock", anna);
    desk.clock("2026-11-18");
    assert_eq!(desk.due("2026-11-18"), "0 now, 1 by rhythm", "by the touch before");
    desk.logs("na: nobody there", anna);
    assert_eq!(desk.due("2026-11-19"), "1 now, 0 by rhythm", "the attempt is due again");
    desk.clock("2026-11-19");
    desk.logs("call: reached", anna);
    assert_eq!(desk.due("2026-11-20"), "0 now, 0 by rhythm");
    assert_eq!(desk.due("2026-11-24"), "0 now, 1 by rhythm");
}

#[test]
fn the_last_decision_is_in_force_whatever_the_clock_said_before() {
    let (mut desk, anna) = anna("2026-11-25");
    let decides = |desk: &mut Desk, state, on: &str| {
        let decision = Decision {
            channel: Channel::Mail,
            state,
            day: day(on),
            how: String::new(),
            purpose: None,
            proof: String::new(),
        };
        desk.act(|given, ids| consent(given, ids, &[anna], &decision)).unwrap();
        desk.book.contact(anna).unwrap().consent(Channel::Mail)
    };
    assert_eq!(decides(&mut desk, ConsentState::Given, "2026-11-25"), ConsentState::Given);
    desk.clock("2026-11-18");
    // As the store gives them: never behind what is there.
    desk.ids = Ids::seeded(1_900_000_000_000, 1);
    assert_eq!(decides(&mut desk, ConsentState::Withdrawn, "2026-11-18"), ConsentState::Withdrawn);
    // One of an earlier day is older.
    assert_eq!(decides(&mut desk, ConsentState::Given, "2026-11-17"), ConsentState::Withdrawn);
}
