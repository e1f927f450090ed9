//! Fills a store with many made-up contacts and interactions, the same at every run, to try how touchbase behaves when
//! there is a lot:
//!
//! ```sh
//! cargo run --release --example generate -- --contacts 10000 --interactions 100000 --store /tmp/large
//! cargo run --release -- --store /tmp/large
//! ```
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "it ends with the error")]

use std::convert::Infallible;
use std::path::PathBuf;
use std::time::Instant;

use chrono::{Days, FixedOffset, Local, NaiveDate, NaiveTime, TimeDelta};
use clap::Parser;
use touchbase::domain::birthday::Birthday;
use touchbase::domain::change::{Act, Change, Label};
use touchbase::domain::company::Company;
use touchbase::domain::contact::{Contact, Job, Labelled, NameParts, Stage, Tier};
use touchbase::domain::feedback::{Feedback, FeedbackKind, FeedbackState};
use touchbase::domain::follow_up::{FollowUp, FollowUpState};
use touchbase::domain::id::{CompanyId, ContactId, Ids};
use touchbase::domain::interaction::{Direction, Interaction, Kind, Outcome, Participant};
use touchbase::domain::record::Record;
use touchbase::store::{Store, Who};

/// Days of history.
const HISTORY: i64 = 730;

#[derive(Parser)]
struct Arguments {
    #[arg(long, default_value_t = 10_000)]
    contacts: usize,
    #[arg(long, default_value_t = 100_000)]
    interactions: usize,
    /// Directory of the store, which should not be there yet.
    #[arg(long)]
    store: PathBuf,
    /// The day around which all of it lies; today if left out.
    #[arg(long)]
    today: Option<NaiveDate>,
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

fn main() {
    let arguments = Arguments::parse();
    let store =
        Store::open(&arguments.store, Who { author: "generate".into(), screen: false }).expect("the store opens");
    assert_eq!(store.book().contacts().len(), 0, "the store is not empty: name another directory");

    let began = Instant::now();
    let today = arguments.today.unwrap_or_else(|| Local::now().date_naive());
    let made = Maker::new(&arguments, today).records().map(|record| Ok::<_, Infallible>(Change::create(record)));
    let label = Label::new(Act::Sample, "generate");
    let committed = store.commit_stream(label, store.position(), made).unwrap_or_else(|error| panic!("{error:?}"));
    store.close();
    let Arguments { contacts, interactions, store, .. } = &arguments;
    println!(
        "{contacts} contacts and {interactions} interactions in {} as set {} in {:.1} s",
        store.display(),
        committed.seq,
        began.elapsed().as_secs_f64()
    );
}

/// What is made next.
#[derive(Clone, Copy)]
enum Making {
    Company,
    Contact,
    Interaction,
    FollowUp,
    Feedback,
}

/// Makes the records one by one, so that they never stand in memory together.
struct Maker {
    today: NaiveDate,
    interactions: usize,
    ids: Ids,
    dice: Dice,
    companies: Vec<CompanyId>,
    contacts: Vec<ContactId>,
}

impl Maker {
    fn new(arguments: &Arguments, today: NaiveDate) -> Self {
        let mut ids = Ids::seeded(1_700_000_000_000, arguments.seed);
        let companies = (0..arguments.contacts.div_ceil(20)).map(|_| ids.draw()).collect();
        let contacts = (0..arguments.contacts).map(|_| ids.draw()).collect();
        let dice = Dice(arguments.seed);
        Self { today, interactions: arguments.interactions, ids, dice, companies, contacts }
    }

    /// Companies and contacts first, then what hangs on them.
    fn records(mut self) -> impl Iterator<Item = Record> {
        let contacts = self.contacts.len();
        let interactions = if contacts == 0 { 0 } else { self.interactions };
        let plan = [
            (Making::Company, self.companies.len()),
            (Making::Contact, contacts),
            (Making::Interaction, interactions),
            (Making::FollowUp, contacts),
            (Making::Feedback, contacts / 20),
        ];
        let each = plan.into_iter().flat_map(|(making, count)| (0..count).map(move |at| (making, at)));
        each.map(move |(making, at)| match making {
            Making::Company => self.company(at).into(),
            Making::Contact => self.contact(at).into(),
            Making::Interaction => self.interaction(at).into(),
            Making::FollowUp => self.follow_up(at).into(),
            Making::Feedback => self.feedback().into(),
        })
    }

    fn company(&mut self, at: usize) -> Company {
        let name = format!("{} {} {}", self.dice.pick(FAMILY), self.dice.pick(TRADES), at + 1);
        Company { tier: self.tier(), ..Company::new(self.companies[at], name, self.ago(HISTORY)) }
    }

    fn contact(&mut self, at: usize) -> Contact {
        let (given, family) = (self.dice.pick(GIVEN), self.dice.pick(FAMILY));
        let company = self.companies[at * self.companies.len() / self.contacts.len()];
        let added = self.some_day(HISTORY);
        let birthday = self.some_day(14_000) - Days::new(7_000);
        Contact {
            name_parts: NameParts { given: given.into(), family: family.into(), ..NameParts::default() },
            jobs: vec![Job { company: Some(company), role: self.dice.pick(ROLES).into(), ..Job::default() }],
            mails: vec![Labelled::new("work", format!("contact{at}@example.com"))],
            phones: vec![Labelled::new("work", format!("+49 30 23125 {:03}", at % 1000))],
            birthday: (self.dice.below(3) == 0).then(|| Birthday::from(birthday)),
            tier: self.tier(),
            stage: (self.dice.below(20) == 0).then_some(Stage::Lead),
            tags: (self.dice.below(2) == 0).then(|| self.dice.pick(TAGS).to_owned()).into_iter().collect(),
            ..Contact::new(self.contacts[at], format!("{given} {family}"), added)
        }
    }

    fn interaction(&mut self, at: usize) -> Interaction {
        let (contact, company) = self.someone();
        // In the order of time, the last one yesterday.
        let minutes = (HISTORY - 1) * 24 * 60;
        let after = minutes * i64::try_from(at).unwrap() / i64::try_from(self.interactions).unwrap();
        let begin = self.ago(HISTORY).and_time(NaiveTime::MIN).and_local_timezone(offset()).unwrap();
        let outcome = match self.dice.below(12) {
            0 => Outcome::NoAnswer,
            1 => Outcome::LeftMessage,
            _ => Outcome::Reached,
        };
        Interaction {
            id: self.ids.draw(),
            at: begin + TimeDelta::minutes(after),
            time_known: true,
            with: vec![Participant { contact, company: Some(company) }],
            kind: self.dice.pick(&Kind::ALL),
            direction: Some(if self.dice.below(2) == 0 { Direction::In } else { Direction::Out }),
            outcome,
            minutes: Some(5 + u32::try_from(self.dice.below(60)).unwrap()),
            text: self.text(),
            topics: Vec::new(),
            automatic: false,
            pinned: false,
            source_id: String::new(),
        }
    }

    /// One in ten is open.
    fn follow_up(&mut self, at: usize) -> FollowUp {
        let open = at.is_multiple_of(10);
        let due = if open { self.some_day(120) + Days::new(100) } else { self.some_day(HISTORY) };
        let title = format!("{} {}", self.dice.pick(VERBS), self.dice.pick(THINGS));
        FollowUp {
            state: if open { FollowUpState::Open } else { FollowUpState::Done },
            closed: (!open).then_some(due),
            ..FollowUp::new(self.ids.draw(), self.contacts[at], title, due, due - Days::new(120))
        }
    }

    /// One in ten is open.
    fn feedback(&mut self) -> Feedback {
        let (contact, company) = self.someone();
        let open = self.dice.below(10) == 0;
        let day = self.some_day(if open { 10 } else { HISTORY });
        let (id, kind, text) = (self.ids.draw(), self.dice.pick(&FeedbackKind::ALL), self.text());
        Feedback {
            company: Some(company),
            state: if open { FeedbackState::Open } else { FeedbackState::Resolved },
            resolved: (!open).then_some(day),
            told: (!open).then_some(day),
            ..Feedback::new(id, contact, kind, text, day)
        }
    }

    /// Someone and where they work: a few contacts have most of the history, as in life.
    fn someone(&mut self) -> (ContactId, CompanyId) {
        let all = i64::try_from(self.contacts.len()).unwrap();
        let at = usize::try_from(self.dice.below(all) * self.dice.below(all) / all).unwrap();
        (self.contacts[at], self.companies[at * self.companies.len() / self.contacts.len()])
    }

    fn text(&mut self) -> String {
        let parts = (self.dice.pick(VERBS), self.dice.pick(THINGS), self.dice.pick(VERBS), self.dice.pick(THINGS));
        format!("{} {}, then {} {}; offer {}", parts.0, parts.1, parts.2, parts.3, 1000 + self.dice.below(90_000))
    }

    fn tier(&mut self) -> Option<Tier> {
        match self.dice.below(10) {
            0 => Some(Tier::A),
            1..4 => Some(Tier::B),
            4..8 => Some(Tier::C),
            _ => None,
        }
    }

    fn ago(&self, days: i64) -> NaiveDate {
        self.today - TimeDelta::days(days)
    }

    /// A day up to `days` ago.
    fn some_day(&mut self, days: i64) -> NaiveDate {
        let ago = self.dice.below(days);
        self.ago(ago)
    }
}

fn offset() -> FixedOffset {
    FixedOffset::east_opt(3600).unwrap()
}

/// Chance that falls the same way at every run (SplitMix64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, below: i64) -> i64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        i64::try_from((z ^ (z >> 31)) >> 1).unwrap() % below
    }

    fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        of[usize::try_from(self.below(i64::try_from(of.len()).unwrap())).unwrap()]
    }
}

const GIVEN: &[&str] = &[
    "Anna", "Jürgen", "Mehmet", "Grace", "Oliver", "Mia", "Astrid", "Piotr", "Łukasz", "Selin", "Yuki", "Haruto",
    "Søren", "Chloé", "Hannah", "Émile", "Zoë", "Jan", "İpek", "Björn", "Ewa", "Samuel", "Priya", "Tomás",
];

const FAMILY: &[&str] = &[
    "Müller",
    "Hollmoor",
    "Kaiser",
    "Çelik",
    "Yıldız",
    "Whitfield",
    "Tran",
    "Okafor",
    "Olsen",
    "Lindgård",
    "Wiśniewski",
    "Wójcik",
    "Özgür",
    "Sato",
    "Tanaka",
    "Møller",
    "Dubois",
    "Weiß",
    "García",
    "Novák",
    "Rossi",
    "Ekström",
    "Zielińska",
    "Aydın",
    "Thomsen",
    "Brightwater",
    "Ashworth",
    "Fuchs",
    "Winterstein",
    "Raman",
];

const TRADES: &[&str] = &["Interiors", "Bau", "Joinery", "Hotel", "Architects", "Logistik", "Studios", "Libraries"];
const ROLES: &[&str] =
    &["Einkauf", "Owner", "Head of buying", "Projektleitung", "Accounts", "Designer", "Workshop manager"];
const TAGS: &[&str] = &["oak", "Messe", "press", "tender", "Weihnachtskarte", "school"];
const VERBS: &[&str] =
    &["asked for", "sent", "talked about", "promised", "praised", "fragt nach", "bestätigt", "wants"];
const THINGS: &[&str] = &[
    "the new price list",
    "the second lot",
    "samples of the smoked oak",
    "Lieferzeit für Türblätter",
    "the drawing of the shelf",
    "Rechnung ohne Bestellnummer",
    "an offer for the second building",
    "die Muster der neuen Eiche",
    "hinges for the doors",
];
