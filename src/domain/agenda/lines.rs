//! The whole agenda of a day, as little of it as sorts and counts: a line for each contact and company on it, and how it follows when
//! somebody changes.

use std::cmp::Ordering;
use std::sync::Arc;

use chrono::NaiveDate;

use super::accounts::Accounts;
use super::order::Key;
use super::rules::Rules;
use super::{Entry, Section, Whom};
use crate::domain::book::{Book, Changed, Facts, Promise, Stamp};
#[cfg(test)]
use crate::domain::cadence::Span;
use crate::domain::id::{ById, CompanyId, ContactId, IdSet};
use crate::domain::search::{Beginning, compare};
use crate::domain::settings::Settings;

/// So many changes are put in their places one by one; with more all are sorted.
const FEW: usize = 8;

/// The place of one on the agenda.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Line {
    key: Key,
    name: Beginning,
    pub whom: Whom,
}

impl Line {
    /// That of a contact, if it is on the agenda.
    fn of(facts: &Facts, open: &[Promise], rules: &Rules) -> Option<Self> {
        let key = rules.key(facts, open).or_else(|| rules.touched_today(facts).map(Key::touched))?;
        Some(Self { key, name: facts.name, whom: facts.id.into() })
    }

    /// That of a company, which has this key.
    fn of_company(key: Key, company: CompanyId, book: &Book) -> Self {
        Self { key, name: Beginning::of(book.company_name_of(company)), whom: company.into() }
    }

    /// One that has this key.
    pub(super) fn new(key: Key, whom: Whom, book: &Book) -> Option<Self> {
        match whom {
            Whom::Contact(contact) => Some(Self { key, name: book.facts_of(contact)?.name, whom }),
            Whom::Company(company) => Some(Self::of_company(key, company, book)),
        }
    }

    pub fn section(&self) -> Section {
        self.key.section()
    }

    /// A line of that section, for tests; in it those with the smaller ids come first.
    #[cfg(test)]
    pub(crate) fn standing(section: Section, contact: ContactId) -> Self {
        let key = match section {
            Section::Now => Key::retry(0, None),
            Section::Rhythm => Key::cadence(0, Span::days(1), None),
            Section::Next => Key::next(1, 0),
            Section::Touched => Key::touched(0),
        };
        Self { key, name: Beginning::of(""), whom: contact.into() }
    }

    /// What presses more stands first; where two are alike, names decide.
    pub fn order(&self, other: &Self, book: &Book) -> Ordering {
        let by_rest = || match self.name.is_all() || self.whom == other.whom {
            true => Ordering::Equal,
            false => compare(self.whom.name(book), other.whom.name(book)),
        };
        let by_name = self.key.cmp(&other.key).then(self.name.cmp(&other.name)).then_with(by_rest);
        by_name.then_with(|| self.whom.cmp(&other.whom))
    }
}

/// Lines in their order. Many thousands are sorted: first by one number of what mostly tells them apart, the key and the name's
/// first letters, then those that are alike in it.
fn sorted(lines: &[Line], book: &Book) -> Vec<Line> {
    let number = |(at, line): (usize, &Line)| {
        let letters = line.name.first_letters();
        u128::from(line.key.number()) << 64 | u128::from(letters) << 32 | at as u128
    };
    let mut numbers: Vec<u128> = lines.iter().enumerate().map(number).collect();
    numbers.sort_unstable();
    let mut sorted: Vec<Line> = numbers.iter().map(|number| lines[(number & u128::from(u32::MAX)) as usize]).collect();
    let mut rest = sorted.as_mut_slice();
    for alike in numbers.chunk_by(|a, b| a >> 32 == b >> 32) {
        let (these, behind) = rest.split_at_mut(alike.len());
        if let [_, _, ..] = these {
            these.sort_unstable_by(|a, b| a.order(b, book));
        }
        rest = behind;
    }
    sorted
}

/// The agenda of a day.
#[derive(Debug, Clone, Default)]
pub struct Agenda {
    /// In the order of the screen. Those touched today who have no reason are the last, the latest first.
    lines: Arc<Vec<Line>>,
    /// How many active contacts have no rhythm.
    pub without_rhythm: usize,
    made_of: Option<MadeOf>,
}

/// What an agenda was made of.
#[derive(Debug, Clone)]
struct MadeOf {
    settings: Settings,
    today: NaiveDate,
    ahead: u32,
    /// Of which state of the book; `None` where it isn't to follow that.
    stamp: Option<Stamp>,
}

/// Equal if the same stands on it.
impl PartialEq for Agenda {
    fn eq(&self, other: &Self) -> bool {
        (&self.lines, self.without_rhythm) == (&other.lines, other.without_rhythm)
    }
}

impl Agenda {
    /// That of `today`, with what comes in the `ahead` days after it.
    pub fn new(book: &Book, settings: &Settings, today: NaiveDate, ahead: u32) -> Self {
        // From now on it is known who changes.
        let stamp = book.stamp();
        Self {
            made_of: Some(MadeOf { settings: settings.clone(), today, ahead, stamp: Some(stamp) }),
            ..Self::once(book, settings, today, ahead)
        }
    }

    /// The same to be looked at once: it can't follow the book, and less of that is read.
    pub fn once(book: &Book, settings: &Settings, today: NaiveDate, ahead: u32) -> Self {
        let rules = Rules::new(book, settings, today, ahead);
        let (mut lines, mut without_rhythm) = (Vec::new(), 0);
        let mut accounts = Accounts::of(book, settings);
        rules.look_at_companies();
        book.look_over(|facts, open| {
            let line = Line::of(facts, open, &rules);
            lines.extend(line);
            accounts.take(facts, open, &rules);
            without_rhythm += usize::from(facts.is_without_rhythm(settings, rules.today));
            line.is_some()
        });
        let due = accounts.each().filter_map(|(account, known)| Some((account.id, rules.account(account, known)?.key)));
        lines.extend(due.map(|(company, key)| Line::of_company(key, company, book)));
        let lines = sorted(&lines, book).into();
        let made_of = MadeOf { settings: settings.clone(), today, ahead, stamp: None };
        Self { lines, without_rhythm, made_of: Some(made_of) }
    }

    /// Follows the book: takes over who changed since it was made or updated; on another day, with other settings, and where it
    /// isn't known who changed, it is made anew.
    pub fn update(&mut self, book: &Book, settings: &Settings, today: NaiveDate, ahead: u32) {
        let is_same = |of: &&MadeOf| of.settings == *settings && (of.today, of.ahead) == (today, ahead);
        let made_of = self.made_of.as_ref().filter(is_same);
        let changed = made_of.and_then(|made_of| {
            let stamp = made_of.stamp.as_ref()?;
            Some((book.changed_since(stamp)?, book.companies_changed_since(stamp)?))
        });
        match changed {
            Some((changed, companies)) => {
                self.take_over(changed, &companies, &Rules::new(book, settings, today, ahead));
            }
            None => *self = Self::new(book, settings, today, ahead),
        }
    }

    fn take_over(&mut self, changed: &[Changed], companies: &[CompanyId], rules: &Rules) {
        let book = rules.book;
        let mut before: ById<ContactId, Option<Facts>> = ById::default();
        for (contact, facts) in changed {
            before.entry(*contact).or_insert(*facts);
        }
        if rules.settings.one_touch_counts {
            // A touch with one of them is a touch with all.
            let colleagues = companies.iter().flat_map(|company| book.people_of(*company).now);
            for contact in colleagues {
                before.entry(contact).or_insert_with(|| book.facts_of(contact).copied());
            }
        }
        let now = || before.keys().filter_map(|contact| book.facts_of(*contact));
        let without_rhythm = |facts: &&Facts| facts.is_without_rhythm(rules.settings, rules.today);
        self.without_rhythm += now().filter(without_rhythm).count();
        self.without_rhythm -= before.values().flatten().filter(without_rhythm).count();

        let companies: IdSet<CompanyId> = companies.iter().copied().collect();
        let due = companies.iter().filter_map(|id| Some(Line::of_company(rules.account_of(*id)?.0.key, *id, book)));
        let lines = now().filter_map(|facts| Line::of(facts, book.promises_at(facts), rules)).chain(due);
        let changed: IdSet<Whom> =
            before.keys().map(|id| Whom::from(*id)).chain(companies.iter().map(|id| Whom::from(*id))).collect();
        let all = Arc::make_mut(&mut self.lines);
        if changed.len() <= FEW {
            for whom in &changed {
                let place = all.iter().position(|line| line.whom == *whom);
                place.map(|place| all.remove(place));
            }
            for line in lines {
                let place = all.partition_point(|other| other.order(&line, book).is_lt());
                all.insert(place, line);
            }
        } else {
            all.retain(|line| !changed.contains(&line.whom));
            all.extend(lines);
            // What is sorted already costs little.
            all.sort_by(|a, b| a.order(b, book));
        }
        self.made_of.iter_mut().for_each(|made_of| made_of.stamp = Some(book.stamp()));
    }

    /// All lines, in their order.
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// The same for whoever keeps them: a change doesn't change theirs.
    pub fn kept_lines(&self) -> Arc<Vec<Line>> {
        self.lines.clone()
    }

    /// Those of a section.
    pub fn section(&self, section: Section) -> &[Line] {
        let from = self.lines.partition_point(|line| line.section() < section);
        let to = self.lines.partition_point(|line| line.section() <= section);
        &self.lines[from..to]
    }

    /// Those of whom it is time: in Now and Rhythm.
    pub fn all_due(&self) -> impl Iterator<Item = Whom> {
        self.lines[..self.due()].iter().map(|line| line.whom)
    }

    /// The contacts among them.
    pub fn due_contacts(&self) -> impl Iterator<Item = ContactId> {
        self.all_due().filter_map(Whom::contact)
    }

    /// What the header counts: Now and Rhythm.
    pub fn due(&self) -> usize {
        self.lines.partition_point(|line| line.section() <= Section::Rhythm)
    }

    /// These lines with their reasons, of the book that the agenda was made of.
    pub fn entries<'a>(&'a self, lines: &'a [Line], book: &'a Book) -> impl Iterator<Item = Entry> + 'a {
        let made_of = self.made_of.as_ref();
        let rules = made_of.map(|of| Rules::new(book, &of.settings, of.today, of.ahead));
        lines.iter().map(move |line| {
            let entry = rules.as_ref().and_then(|rules| rules.entry_of(line.whom));
            let reasons = entry.map(|(_, reasons)| reasons).unwrap_or_default();
            Entry { whom: line.whom, section: line.section(), reasons }
        })
    }

    /// One of the lines with its reasons.
    pub fn entry(&self, line: &Line, book: &Book) -> Entry {
        let none = || Entry { whom: line.whom, section: line.section(), reasons: Vec::new() };
        self.entries(std::slice::from_ref(line), book).next().unwrap_or_else(none)
    }
}
