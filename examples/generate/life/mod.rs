//! Records as life writes them, made up and the same at every run: people with names of many languages at companies, what
//! happened with them, follow-ups, feedback, consents, orders. A third of the people have most of it; a few have a thousand interactions,
//! many have three. It is a book that is kept up: most rhythms are held, most promises lie ahead.
//!
//! Each record is a function of seed, size, day and its number: they are made one by one, and never stand in memory together.
//! What holds for a person as a whole is in `sketch`, when things happened with them in `history`.

mod company;
mod contact;
mod dice;
mod feedback;
mod follow_up;
mod history;
mod order;
mod places;
mod said;
mod sketch;

use chrono::{DateTime, Days, FixedOffset, NaiveDate, NaiveTime, TimeDelta};
use touchbase::domain::id::{CompanyId, ContactId};
use touchbase::domain::record::Record;
use uuid::Uuid;

use dice::{Dice, What};
use history::History;
use places::{Place, Places};
use said::Said;
use sketch::Sketch;

/// Days of history, five years.
const DAYS: u32 = 1_826;
/// The first id's moment in Unix milliseconds, in 2023.
const IDS_FROM: u64 = 1_700_000_000_000;
/// Moments are told in Central European winter time, whoever runs it.
const OFFSET: i32 = 3_600;

/// How much of everything there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    pub contacts: usize,
    pub companies: usize,
    pub interactions: usize,
    pub follow_ups: usize,
    pub feedback: usize,
}

impl Size {
    /// As it usually is with so many contacts: ten interactions and one follow-up for each, 20 people at a company.
    pub fn of(contacts: usize) -> Self {
        let companies = contacts.div_ceil(20);
        Self { contacts, companies, interactions: contacts * 10, follow_ups: contacts, feedback: companies }
    }
}

/// A made-up world of one size, as it stands on one day.
pub struct Life {
    size: Size,
    seed: u64,
    today: NaiveDate,
    places: Places,
    said: Said,
    /// How many interactions each contact has.
    counts: Vec<u16>,
}

impl Life {
    pub fn new(size: Size, seed: u64, today: NaiveDate) -> Self {
        let counts = history::counts(size, seed);
        Self { size, seed, today, places: Places::read(), said: Said::read(), counts }
    }

    /// All records: companies, then contacts, then what hangs on them, interactions in the order of time.
    pub fn records(&self) -> impl Iterator<Item = Record> + '_ {
        let people = (0..self.size.companies).map(|at| self.company(at).into());
        let people = people.chain((0..self.size.contacts).map(|at| self.contact(at).into()));
        people.chain(std::iter::once_with(|| self.hanging()).flatten())
    }

    fn hanging(&self) -> impl Iterator<Item = Record> + '_ {
        let history = std::rc::Rc::new(History::of(self));
        let (for_follow_ups, for_feedback) = (history.clone(), history.clone());
        // Without anybody there is nobody to have anything with.
        let many = |count: usize| if self.size.contacts == 0 { 0..0 } else { 0..count };
        let interactions = (0..history.len()).map(move |at| history.interaction(self, at).into());
        let follow_ups = many(self.size.follow_ups).map(move |at| self.follow_up(&for_follow_ups, at).into());
        let feedback = many(self.size.feedback).map(move |at| self.feedback(&for_feedback, at).into());
        let consents = (0..self.size.contacts).filter_map(|at| self.consent(at)).map(Record::from);
        let orders = many(self.size.contacts).flat_map(|at| self.orders(at)).map(Record::from);
        interactions.chain(follow_ups).chain(feedback).chain(consents).chain(orders)
    }

    fn dice(&self, what: What, at: usize) -> Dice {
        Dice::of(self.seed, what, at)
    }

    /// The id of the `at`-th record of a kind: a UUIDv7 that was drawn so many milliseconds after the first.
    fn id<T: From<Uuid>>(&self, what: What, at: usize, millis: u64) -> T {
        // What is made up in another size is another world, in which nobody has the same id.
        let world = (self.size.contacts as u64).wrapping_mul(0xd6e8_feb8_6659_fd93) ^ self.size.companies as u64;
        let mut dice = Dice::of(self.seed ^ (what as u64) << 32 ^ world.rotate_left(7), What::Id, at);
        let mut random = [0; 10];
        random[..8].copy_from_slice(&dice.draw().to_le_bytes());
        random[8..].copy_from_slice(&dice.draw().to_le_bytes()[..2]);
        uuid::Builder::from_unix_timestamp_millis(IDS_FROM + millis, &random).into_uuid().into()
    }

    fn contact_id(&self, at: usize) -> ContactId {
        self.id(What::Contact, at, (self.size.companies + at) as u64)
    }

    /// The id that another program gave.
    fn card_id(&self, contact: usize) -> String {
        format!("card-{}", &self.contact_id(contact).0.simple().to_string()[16..])
    }

    fn company_id(&self, at: usize) -> CompanyId {
        self.id(What::Company, at, at as u64)
    }

    /// The company of a contact's number, whether they work there or not: those who stand together work together, hundreds at the first
    /// companies and a dozen at the last.
    fn company_of(&self, contact: usize) -> usize {
        let share = contact as f64 / self.size.contacts as f64;
        (self.size.companies as f64 * share.powf(1.7)) as usize
    }

    fn sketch(&self, contact: usize) -> Sketch {
        Sketch::of(self, contact)
    }

    fn place(&self, of: &Sketch) -> &Place {
        self.places.get(of.place)
    }

    /// The day so many days ago.
    fn ago(&self, days: u32) -> NaiveDate {
        self.today - TimeDelta::days(days.into())
    }

    fn ahead(&self, days: u32) -> NaiveDate {
        self.today + Days::new(days.into())
    }
}

fn at_minute(day: NaiveDate, minute: u32) -> Option<DateTime<FixedOffset>> {
    let time = NaiveTime::from_num_seconds_from_midnight_opt(minute * 60, 0)?;
    day.and_time(time).and_local_timezone(FixedOffset::east_opt(OFFSET)?).single()
}
