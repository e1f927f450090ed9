//! A book with its full records, as a store keeps them, for imports one after the other.

use std::collections::HashMap;
use std::convert::Infallible;

use touchbase::domain::book::Book;
use touchbase::domain::change::Change;
use touchbase::domain::contact::Contact;
use touchbase::domain::id::{ContactId, Ids};
use touchbase::domain::record::Record;
use touchbase::formats::import::{Known, Options, Plan, plan, telling};
use touchbase::formats::{self, Reading};

#[derive(Debug)]
pub struct Kept {
    book: Book,
    contacts: HashMap<ContactId, Contact>,
    ids: Ids,
}

impl Default for Kept {
    fn default() -> Self {
        Self { book: Book::default(), contacts: HashMap::new(), ids: Ids::seeded(1_700_000_000_000, 7) }
    }
}

impl Kept {
    pub fn people(&self) -> impl Iterator<Item = &Contact> {
        self.contacts.values()
    }

    pub fn book(&self) -> &Book {
        &self.book
    }

    /// The user changes everyone.
    pub fn change(&mut self, change: impl Fn(&mut Contact)) {
        for contact in self.contacts.values_mut() {
            let before = contact.clone();
            change(contact);
            self.book.apply(&Change::edit(before, contact.clone()));
        }
    }

    /// Imports a file and says what came of it.
    pub fn import(&mut self, bytes: &[u8]) -> Plan {
        let today = "2026-11-21".parse().unwrap();
        let file = formats::read(bytes, &Reading { today, month_first: false }).unwrap();
        let options = Options { today, tags: Vec::new(), tier: None };
        let there = |id: &ContactId| self.contacts.get(id).cloned();
        let full = |ids: &[ContactId]| -> Result<_, Infallible> { Ok(ids.iter().filter_map(there).collect()) };
        let plan = plan(&file, Known::of(&self.book), &mut self.ids, &options, &full, &|_| Ok(())).unwrap();
        let changes: Vec<Change> = plan.changes(&file, full).map(Result::unwrap).collect();
        let touched = plan.created.len() + plan.updated.len();
        let companies = plan.companies_created.len() + plan.companies_updated.len();
        assert_eq!(changes.len(), touched + companies, "as many changes as the plan says");
        for change in changes {
            self.book.apply(&change);
            if let Some(Record::Contact(contact)) = change.after {
                for job in &contact.jobs {
                    assert!(job.company.is_none_or(|id| self.book.company(id).is_some()), "a company that is there");
                }
                self.contacts.insert(contact.id, contact);
            }
        }
        plan
    }
}

#[test]
fn what_is_stopped_while_it_is_read_or_brought_in_ends_there() {
    let cards: String = (0..2_000)
        .map(|n| format!("BEGIN:VCARD\nVERSION:3.0\nFN:Anna Berg {n}\nEMAIL:anna{n}@example.com\nEND:VCARD\n"))
        .collect();
    let today = "2026-11-21".parse().unwrap();
    let file = formats::read(cards.as_bytes(), &Reading { today, month_first: false }).unwrap();
    let options = Options { today, tags: Vec::new(), tier: None };
    let full = |_: &[ContactId]| Ok::<_, u64>(Vec::new());
    let planned = |tell: &dyn Fn(u64) -> Result<(), u64>| {
        plan(&file, Known::of(&Book::default()), &mut Ids::seeded(1, 1), &options, &full, tell)
    };
    let stopped = |count: u64| if count < 1_000 { Ok(()) } else { Err(count) };
    assert_eq!(planned(&stopped).unwrap_err(), 1_024);
    let plan = planned(&|_| Ok(())).unwrap();
    assert_eq!(plan.created.len(), 2_000);
    assert!(plan.created.iter().map(|created| created.lines[0]).eq((0..2_000).map(|n| n * 5 + 1)), "in their order");
    let one_by_one: Vec<Change> = plan.changes(&file, full).map(Result::unwrap).collect();
    let ahead = plan.with_changes(&file, full, |changes| changes.map(Result::unwrap).collect::<Vec<Change>>());
    assert_eq!(ahead, one_by_one);
    assert!(plan.with_changes(&file, full, |changes| changes.next().is_some()), "who takes only some has an end, too");
    let made: Vec<_> = telling(plan.changes(&file, full), &stopped).take_while(Result::is_ok).collect();
    assert_eq!(made.len(), 1_024, "whoever takes them sees the error");
    assert_eq!(telling(plan.changes(&file, full), &|_| Ok(())).filter(Result::is_ok).count(), 2_000);
}
