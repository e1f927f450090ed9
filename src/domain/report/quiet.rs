//! Quiet big accounts: who brings the most and hears nothing from us.
//!
//! Big are the first three tenths of customers by revenue, as in the report of that, in each currency by itself; where there are fewer
//! than ten, a part of one counts as one. Quiet is who wasn't touched for longer than their rhythm: of a contact the one in force, of a
//! company its own, else the shortest of those who work there now. Without any it is 90 days. A touch of a company is one with anybody
//! who was there then; the last contact that an import told of counts as well. Left out are who is archived, former or not to be
//! contacted. The next follow-up is the first that is open, of a company with any of those who work there now.

use super::customers::Customer;
use super::revenue::Revenue;
use super::{About, Asked, Cell, Chart, Finding, Head, Row, Section};
use crate::domain::agenda::company_rhythm;
use crate::domain::book::{Facts, Promise};
use crate::domain::cadence::Span;
use crate::domain::day::Day;
use crate::domain::health::Whose;
use crate::domain::interaction::Kind;
use crate::domain::ledger::What;
use crate::domain::money::Money;

/// After which who has no rhythm is quiet.
pub const WITHOUT_RHYTHM: Span = Span::days(90);

/// What the book knows of a customer.
#[derive(Debug, Clone, Copy, Default)]
struct Known {
    is_off: bool,
    rhythm: Option<Span>,
    /// The last contact that an import told of.
    imported: Option<Day>,
    follow_up: Option<Day>,
}

impl Known {
    /// Of a contact, or what one of its people adds to a company.
    fn add(&mut self, facts: &Facts, open: &[Promise], asked: &Asked<'_>) {
        let shorter = |a: Span, b: Span| if b.approximate_days() < a.approximate_days() { b } else { a };
        if let Some(rhythm) = facts.rhythm(asked.settings) {
            self.rhythm = Some(self.rhythm.map_or(rhythm, |own| shorter(own, rhythm)));
        }
        self.imported = self.imported.max(facts.imported);
        let first = open.iter().map(|promise| promise.due).min();
        self.follow_up = [self.follow_up, first].into_iter().flatten().min();
    }

    /// What is known of all.
    fn of(asked: &Asked<'_>) -> (Vec<Self>, Vec<Self>) {
        let ledger = asked.ledger;
        let mut contacts = vec![Self::default(); ledger.contacts().len()];
        let mut companies = vec![Self::default(); ledger.companies().len()];
        asked.book.look_over(|facts, open| {
            if let Some(known) = ledger.number(facts.id).and_then(|at| contacts.get_mut(at)) {
                known.add(facts, open, asked);
                known.is_off = facts.is_off(asked.today.into());
            }
            let company = facts.company.filter(|_| !facts.archived).and_then(|id| ledger.company_number(id));
            if let Some(known) = company.and_then(|at| companies.get_mut(at)) {
                known.add(facts, open, asked);
            }
            false
        });
        (contacts, companies)
    }
}

/// A big account that is quiet.
struct Quiet {
    who: Whose,
    minor: i64,
    touched: Option<Day>,
    kind: Option<Kind>,
    every: Span,
    follow_up: Option<Day>,
}

pub fn sections(asked: &Asked<'_>) -> Vec<Section> {
    let today = Day::from(asked.today);
    let (contacts, companies) = Known::of(asked);
    let known = |who: Whose| match who {
        Whose::Contact(id) => asked.ledger.number(id).and_then(|at| contacts.get(at)).copied(),
        Whose::Company(id) => {
            let company = asked.book.company(id)?;
            let known = asked.ledger.company_number(id).and_then(|at| companies.get(at))?;
            let rhythm = company_rhythm(company, asked.settings).or(known.rhythm);
            Some(Known { is_off: company.archived, rhythm, ..*known })
        }
    };
    let quiet = |(minor, customer): &(i64, Customer)| {
        let who = customer.whose(asked.ledger)?;
        let known = known(who).filter(|known| !known.is_off)?;
        let every = known.rhythm.unwrap_or(WITHOUT_RHYTHM);
        let touch = customer.last_touch(asked.ledger, None, today);
        let touched = touch.map(|event| event.day).max(known.imported.filter(|day| *day <= today));
        let kind = touch.filter(|event| Some(event.day) == touched).and_then(|event| match event.what {
            What::Interaction { kind, .. } => Some(kind),
            _ => None,
        });
        let is_quiet = touched.is_none_or(|day| every.after_day(day) < today);
        is_quiet.then_some(Quiet { who, minor: *minor, touched, kind, every, follow_up: known.follow_up })
    };
    let section = |currency, rows, finding| Section {
        about: About::Quiet,
        currency,
        heads: vec![Head::Revenue, Head::SinceTouch, Head::Rhythm, Head::LastTouch, Head::FollowUp],
        rows,
        chart: Some(Chart::Bars(0)),
        finding,
    };
    let all: Vec<Section> = Revenue::of(asked)
        .iter()
        .filter(|one| !one.brought.is_empty())
        .map(|one| {
            let best = one.best();
            let row = |quiet: Quiet| {
                let cells = vec![
                    Cell::Money(Money::new(quiet.minor, one.currency)),
                    quiet.touched.map_or(Cell::Nothing, |day| Cell::Days(today.since(day))),
                    Cell::Days(quiet.every.approximate_days()),
                    quiet.kind.map_or(Cell::Nothing, Cell::Kind),
                    quiet.follow_up.map_or(Cell::Nothing, |day| Cell::Day(day.into())),
                ];
                Row { label: asked.called(quiet.who), cells, whose: vec![quiet.who] }
            };
            let rows: Vec<Row> = best.iter().filter_map(quiet).map(row).collect();
            let finding = Finding::Quiet { quiet: rows.len(), of: best.len() };
            section(Some(one.currency), rows, Some(finding))
        })
        .collect();
    if all.is_empty() { vec![section(None, Vec::new(), None)] } else { all }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::agenda_mark::AgendaMark;
    use crate::domain::cadence::Cadence;
    use crate::domain::change::Change;
    use crate::domain::contact::{DoNotContact, Stage, Tier};
    use crate::domain::follow_up::FollowUp;
    use crate::domain::interaction::Outcome;
    use crate::domain::report::Report;
    use crate::domain::report::story::{Story, day};

    fn told(story: &Story) -> Vec<String> {
        of(story, Vec::new())
    }

    /// With what the book knows beside.
    fn of(story: &Story, changes: Vec<Change>) -> Vec<String> {
        let (mut book, ledger) = (story.book(), story.ledger());
        changes.iter().for_each(|change| book.apply(change));
        let (settings, today, since) = (&story.settings, story.today, story.since);
        let sections = Report::Quiet.of(&Asked { book: &book, settings, ledger: &ledger, today, since });
        sections.iter().flat_map(|section| story.told(section)).collect()
    }

    /// Anna at Acme brings the most; nine others bring something.
    fn story() -> Story {
        let mut story = Story::new();
        story.order("2026-10-01", "Anna@Acme", "1000");
        (1..10).for_each(|at| story.order("2026-10-01", &format!("C{at}"), &format!("{}", 100 - at)));
        // The other big ones aren't quiet.
        story.touch("2026-11-20", "C1, C2");
        story
    }

    #[test]
    fn who_was_never_touched_is_quiet_and_the_first_three_tenths_are_big() {
        let mut story = story();
        assert_eq!(told(&story), ["Acme: 1000.00 - 90 - - · Acme"]);
        let finding = |story: &Story| story.of(Report::Quiet)[0].finding;
        assert_eq!(finding(&story), Some(Finding::Quiet { quiet: 1, of: 3 }));
        story.today = day("2027-02-19");
        assert_eq!(told(&story).len(), 3, "after 91 days the others are, too: {:?}", told(&story));
        story.today = day("2027-02-18");
        assert_eq!(told(&story).len(), 1);
        story.order("2026-10-01", "C10", "1");
        assert_eq!(finding(&story), Some(Finding::Quiet { quiet: 2, of: 4 }), "of eleven the first four");
    }

    #[test]
    fn the_last_touch_is_told_with_its_kind() {
        let mut story = story();
        story.interaction("2026-07-01", "Tom@Acme", Kind::Visit, None, Outcome::Reached);
        story.interaction("2026-07-02", "Tom@Acme", Kind::Call, None, Outcome::NoAnswer);
        story.interaction("2026-07-03", "Tom@Acme", Kind::Note, None, Outcome::Reached);
        // From 1 Jul to 21 Nov.
        assert_eq!(told(&story), ["Acme: 1000.00 143 90 visit - · Acme"]);
        story.touch("2026-08-22", "Anna@Acme");
        assert_eq!(told(&story), ["Acme: 1000.00 91 90 call - · Acme"]);
        story.touch("2026-08-23", "Anna@Acme");
        assert_eq!(told(&story), [""; 0], "90 days ago is not longer than 90 days");
        // What is ahead is no touch.
        story.entries.pop();
        story.touch("2026-11-22", "Anna@Acme");
        assert_eq!(told(&story).len(), 1);
    }

    #[test]
    fn a_companys_rhythm_is_its_own_else_the_shortest_of_its_people() {
        let mut story = story();
        story.contact("Tom@Acme");
        story.touch("2026-10-20", "Anna@Acme");
        assert_eq!(told(&story), [""; 0], "32 days ago");
        let set = |story: &mut Story, name: &str, cadence| {
            story.contacts.iter_mut().find(|one| one.name == name).unwrap().cadence = cadence;
        };
        set(&mut story, "Tom", Cadence::Every(Span::months(1)));
        story.contacts.iter_mut().find(|one| one.name == "Anna").unwrap().tier = Some(Tier::B);
        assert_eq!(told(&story), ["Acme: 1000.00 32 30 call - · Acme"]);
        story.contacts.iter_mut().find(|one| one.name == "Tom").unwrap().archived = true;
        assert_eq!(told(&story), [""; 0], "Anna's are 90 days");
        story.companies[0].cadence = Cadence::Every(Span::weeks(4));
        assert_eq!(told(&story), ["Acme: 1000.00 32 28 call - · Acme"]);
        story.companies[0].cadence = Cadence::ByTier;
        story.companies[0].tier = Some(Tier::A);
        assert_eq!(told(&story), [""; 0]);
        story.settings.companies_follow_tiers = true;
        assert_eq!(told(&story), ["Acme: 1000.00 32 30 call - · Acme"]);
        story.companies[0].archived = true;
        assert_eq!(told(&story), [""; 0]);
    }

    #[test]
    fn a_contact_without_a_company_is_judged_by_themselves() {
        let mut story = story();
        story.order("2026-10-01", "Eva", "5000");
        let eva = |edit: &dyn Fn(&mut crate::domain::contact::Contact)| {
            let mut edited = Story { contacts: story.contacts.clone(), ..Story::new() };
            edit(edited.contacts.iter_mut().find(|one| one.name == "Eva").unwrap());
            (edited.companies, edited.entries) = (story.companies.clone(), story.entries.clone());
            told(&edited).iter().filter(|row| row.starts_with("Eva")).cloned().collect::<Vec<_>>()
        };
        assert_eq!(eva(&|_| ()), ["Eva: 5000.00 - 90 - - · Eva"]);
        assert_eq!(eva(&|one| one.tier = Some(Tier::C)), ["Eva: 5000.00 - 180 - - · Eva"]);
        assert_eq!(eva(&|one| one.cadence = Cadence::Never), ["Eva: 5000.00 - 90 - - · Eva"]);
        assert_eq!(eva(&|one| one.archived = true), [""; 0]);
        assert_eq!(eva(&|one| one.stage = Some(Stage::Former)), [""; 0]);
        assert_eq!(eva(&|one| one.do_not_contact = Some(DoNotContact::default())), [""; 0]);
    }

    #[test]
    fn what_an_import_told_and_what_is_promised_counts() {
        let mut story = story();
        let (anna, tom) = (story.contact("Anna"), story.contact("Tom@Acme"));
        let mut follow_up = |contact, due: &str| {
            Change::create(FollowUp::new(story.ids.draw(), contact, "call", day(due), day("2026-01-01")))
        };
        let promised = vec![follow_up(anna, "2026-12-03"), follow_up(tom, "2026-12-01")];
        assert_eq!(of(&story, promised), ["Acme: 1000.00 - 90 - 2026-12-01 · Acme"]);
        let imported =
            |on: &str| vec![Change::create(AgendaMark { last_contact: Some(day(on)), ..AgendaMark::new(tom) })];
        assert_eq!(of(&story, imported("2026-08-22")), ["Acme: 1000.00 91 90 - - · Acme"]);
        assert_eq!(of(&story, imported("2026-08-23")), [""; 0]);
    }

    #[test]
    fn each_currency_is_judged_by_itself_and_nothing_is_told_of_nobody() {
        let mut story = Story::new();
        story.order("2026-10-01", "Anna@Acme", "10");
        story.order("2026-10-01", "Eva", "500 JPY");
        story.order("2026-10-01", "Tom", "-5 USD");
        assert_eq!(told(&story), ["Acme: 10.00 - 90 - - · Acme", "Eva: 500 - 90 - - · Eva"]);
        let sections = Story::new().of(Report::Quiet);
        assert_eq!((sections.len(), sections[0].rows.len(), sections[0].finding), (1, 0, None));
    }
}
