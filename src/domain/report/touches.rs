//! Touches by week and by kind: how often, on which way, who started them.
//!
//! A touch is what counts as contact (a call that reached nobody, a note and automatic mail don't); one with several contacts is one
//! touch. The weeks begin as in the settings; the last one isn't over. Thirteen weeks, a quarter of a year, where nothing else is
//! asked. By kind the same time is looked at: of what was *tried* (all but notes and automatic mail) the share that reached somebody.

use std::collections::BTreeSet;

use super::{About, Asked, Cell, Chart, FEW, Finding, Head, Label, Row, Section};
use crate::domain::day::Day;
use crate::domain::health::Whose;
use crate::domain::interaction::{Direction, Kind, Outcome};
use crate::domain::ledger::{Event, What};

/// Weeks that are looked at where nothing else is asked.
const WEEKS: u64 = 13;

/// What is counted of one week or kind.
#[derive(Debug, Clone, Default)]
struct Counted {
    tried: usize,
    touches: usize,
    ours: usize,
    theirs: usize,
    by_kind: [usize; Kind::ALL.len()],
    /// By their numbers.
    contacts: BTreeSet<usize>,
}

impl Counted {
    fn add(&mut self, event: &Event, contacts: impl Iterator<Item = usize>) {
        let What::Interaction { kind, direction, outcome, .. } = event.what else { return };
        self.tried += 1;
        if outcome == Outcome::Reached {
            self.touches += 1;
            self.by_kind[kind as usize] += 1;
            self.ours += usize::from(direction == Some(Direction::Out));
            self.theirs += usize::from(direction == Some(Direction::In));
            self.contacts.extend(contacts);
        }
    }
}

pub fn sections(asked: &Asked<'_>) -> Vec<Section> {
    let weeks = asked.weeks(WEEKS);
    let mut by_week = vec![Counted::default(); weeks.len()];
    let mut by_kind = vec![Counted::default(); Kind::ALL.len()];
    let first = weeks.first().map_or(Day::MAX, |day| Day::from(*day));
    let today = Day::from(asked.today);
    for event in asked.ledger.events().iter().filter(|event| first <= event.day && event.day <= today) {
        let What::Interaction { kind, automatic: false, .. } = event.what else { continue };
        if kind == Kind::Note {
            continue;
        }
        let contacts = || asked.ledger.people(event).filter_map(|(contact, _)| contact);
        let week = usize::try_from(event.day.since(first) / 7).unwrap_or_default();
        for counted in [by_week.get_mut(week), by_kind.get_mut(kind as usize)].into_iter().flatten() {
            counted.add(event, contacts());
        }
    }
    let whose = |counted: &Counted| {
        counted.contacts.iter().filter_map(|at| Some(Whose::Contact(*asked.ledger.contacts().get(*at)?))).collect()
    };
    // Only the kinds that there are.
    let kinds: Vec<Kind> = Kind::ALL.into_iter().filter(|kind| by_kind[*kind as usize].tried > 0).collect();
    let week = |(begin, counted): (chrono::NaiveDate, &Counted)| {
        let Counted { touches, ours, theirs, contacts, .. } = counted;
        let cells = [*touches, contacts.len(), *ours, *theirs].into_iter();
        let cells = cells.chain(kinds.iter().map(|kind| counted.by_kind[*kind as usize]));
        Row { label: Label::Week(begin), cells: cells.map(Cell::Count).collect(), whose: whose(counted) }
    };
    let of_kind = |kind: &Kind| {
        let counted = &by_kind[*kind as usize];
        let Counted { tried, touches, ours, theirs, contacts, .. } = counted;
        let mut cells = [*touches, contacts.len(), *ours, *theirs, *tried].map(Cell::Count).to_vec();
        cells.push(Cell::share(*touches, *tried));
        Row { label: Label::Kind(*kind), cells, whose: whose(counted) }
    };
    let heads = [Head::Touches, Head::Touched, Head::Ours, Head::Theirs];
    let sum = |of: fn(&Counted) -> usize| by_week.iter().map(of).sum::<usize>();
    let (ours, of) = (sum(|week| week.ours), sum(|week| week.ours + week.theirs));
    vec![
        Section {
            about: About::TouchesByWeek,
            currency: None,
            heads: heads.into_iter().chain(kinds.iter().copied().map(Head::Kind)).collect(),
            rows: weeks.iter().copied().zip(&by_week).map(week).collect(),
            chart: Some(Chart::Bars(0)),
            finding: (of >= FEW).then_some(Finding::StartedByUs { ours, of }),
        },
        Section {
            about: About::TouchesByKind,
            currency: None,
            heads: heads.into_iter().chain([Head::Tried, Head::Reached]).collect(),
            rows: kinds.iter().map(of_kind).collect(),
            chart: Some(Chart::Bars(0)),
            finding: None,
        },
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::report::Report;
    use crate::domain::report::story::Story;

    fn story() -> Story {
        let mut story = Story::new();
        story.since = Some("2026-11-04".parse().unwrap());
        story
    }

    #[test]
    fn a_week_counts_touches_once_and_whom_they_reached() {
        let mut story = story();
        // Sunday before the first week, which begins on Monday 2 Nov; its Monday; its Sunday; the next Monday.
        story.touch("2026-11-01", "Eva");
        story.interaction("2026-11-02", "Anna, Tom", Kind::Meeting, None, Outcome::Reached);
        story.interaction("2026-11-08", "Anna", Kind::Mail, Some(Direction::In), Outcome::Reached);
        story.touch("2026-11-09", "Tom");
        story.order("2026-11-09", "Tom", "5");
        // Neither reached anybody; what is ahead isn't counted.
        story.interaction("2026-11-09", "Tom", Kind::Call, Some(Direction::Out), Outcome::NoAnswer);
        story.interaction("2026-11-09", "Tom", Kind::Note, None, Outcome::Reached);
        story.touch("2026-11-22", "Tom");
        let automatic =
            What::Interaction { kind: Kind::Mail, direction: None, outcome: Outcome::Reached, automatic: true };
        story.event("2026-11-10", "Tom", automatic);
        let sections = story.of(Report::Touches);
        // Touches, contacts, ours, theirs, calls, mails, meetings.
        assert_eq!(
            story.told(&sections[0]),
            ["2026-11-02: 2 2 0 1 0 1 1 · Anna, Tom", "2026-11-09: 1 1 1 0 1 0 0 · Tom", "2026-11-16: 0 0 0 0 0 0 0"]
        );
        // … tried, reached.
        assert_eq!(
            story.told(&sections[1]),
            ["call: 1 1 1 0 2 few · Tom", "mail: 1 1 0 1 1 few · Anna", "meeting: 1 2 0 0 1 few · Anna, Tom"]
        );
        assert_eq!(sections[0].finding, None, "too few");
    }

    #[test]
    fn weeks_begin_as_in_the_settings() {
        let mut story = story();
        story.settings.week_start = chrono::Weekday::Sun;
        story.touch("2026-11-08", "Anna");
        let told = story.told(&story.of(Report::Touches)[0]);
        assert_eq!(told[..2], ["2026-11-01: 0 0 0 0 0", "2026-11-08: 1 1 1 0 1 · Anna"]);
        story.since = None;
        assert_eq!(story.of(Report::Touches)[0].rows.len(), 13);
    }

    #[test]
    fn nothing_is_told_of_nothing_and_shares_from_ten_cases_on() {
        let sections = Story::new().of(Report::Touches);
        assert_eq!((sections[0].rows.len(), sections[1].rows.len(), sections[0].finding), (13, 0, None));
        let mut story = story();
        for _ in 0..9 {
            story.touch("2026-11-20", "Anna");
        }
        story.interaction("2026-11-20", "Anna", Kind::Call, Some(Direction::In), Outcome::Reached);
        let sections = story.of(Report::Touches);
        assert_eq!(sections[0].finding, Some(Finding::StartedByUs { ours: 9, of: 10 }));
        assert_eq!(story.told(&sections[1]), ["call: 10 1 9 1 10 1.0000 · Anna"]);
    }
}
