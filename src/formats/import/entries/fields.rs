//! An entry field by field: what is here, and what the file says.

use chrono::{NaiveDate, NaiveTime};

use super::coming::{called, entry};
use super::record::brought;
use super::{EntryFate, EntryKind, PlannedEntry};
use crate::domain::book::Book;
use crate::domain::feedback::Feedback;
use crate::domain::follow_up::{FollowUp, FollowUpState, Recurs};
use crate::domain::id::ContactId;
use crate::domain::interaction::{Interaction, Outcome};
use crate::domain::order::Order;
use crate::domain::record::Record;
use crate::formats::ReadFile;
use crate::formats::draft::What;
use crate::formats::import::{Choice, Choices, Field, FieldChange, Here, Is, Plan, Value};

/// What stands between several people.
const BETWEEN: &str = ", ";

impl Plan {
    /// An entry, by the number of its row.
    pub fn entry_at(&self, row: usize) -> Option<&PlannedEntry> {
        let at = self.entries.binary_search_by_key(&row, |entry| entry.card as usize).ok()?;
        self.entries.get(at)
    }

    /// What an entry is about, whose it would be, field by field; `None` if the row is of none.
    pub(in crate::formats::import) fn changes_of_entry_at<E>(
        &self,
        file: &ReadFile,
        row: usize,
        choices: &Choices,
        here: &Here<E>,
        book: &Book,
    ) -> Result<Option<Vec<FieldChange>>, E> {
        if let Some(closing) = self.closings.iter().find(|one| one.card as usize == row) {
            let taken = !closing.stays && choices.of(row) != Some(Choice::Leave);
            if let Some(Record::Interaction(gone)) = (here.record)(closing.record)? {
                let people = self.names(closing.with.iter().copied(), book);
                let fields = of_interaction(&gone, &people).into_iter().map(|(field, value)| {
                    let after = if taken { Vec::new() } else { vec![value.clone()] };
                    FieldChange { field, here: vec![value], file: Vec::new(), after, taken }
                });
                return Ok(Some(fields.collect()));
            }
            let [here, file] = [FollowUpState::Open, FollowUpState::Cancelled].map(|one| vec![state(one)]);
            let after = if taken { file.clone() } else { here.clone() };
            return Ok(Some(vec![FieldChange { field: Field::State, here, file, after, taken }]));
        }
        let Some(planned) = self.entry_at(row) else { return Ok(None) };
        let Some(entry) = entry(file, planned.card) else { return Ok(None) };
        let changing = planned.records.iter().find(|one| one.fate == EntryFate::Changed).or(planned.records.first());
        let (mut before, mut after) = (Values::new(), Values::new());
        if let Some(becomes) = changing.filter(|_| planned.fate != EntryFate::New)
            && let Some(there) = (here.record)(becomes.id)?
        {
            before = of_record(&there, &self.names(with_of(&there), book));
            after = match Some(becomes)
                .filter(|one| !one.is_older)
                .and_then(|_| brought(&there, &entry, &becomes.with, None))
            {
                Some(then) if choices.of(row) != Some(Choice::Leave) => {
                    of_record(&then, &self.names(with_of(&then), book))
                }
                _ => before.clone(),
            };
        }
        let given = match choices.of(row) {
            Some(Choice::Into(target)) if planned.can_be_given() => Some(self.names([target], book)),
            Some(Choice::New) => planned.newcomer.as_ref().map(|whom| called(whom).to_owned()),
            _ => None,
        };
        let comes_in =
            choices.of(row) != Some(Choice::Leave) && (given.is_some() || planned.fate != EntryFate::Unmatched);
        // Beside what is here stands who of the file's is here, too.
        let people = || if before.is_empty() { self.people_of(planned, book) } else { self.known_of(planned, book) };
        let said = of_what(&entry.what, &given.unwrap_or_else(people));
        if before.is_empty() && comes_in {
            after.clone_from(&said);
        }
        let value = |all: &Values, field| -> Vec<Value> {
            all.iter().filter(|(of, _)| *of == field).map(|(_, value)| value.clone()).collect()
        };
        let fields = Field::OF_ENTRIES.into_iter().filter_map(|field| {
            let [here, file, after] = [&before, &said, &after].map(|all| value(all, field));
            (here != file || here != after).then(|| FieldChange { field, taken: here != after, here, file, after })
        });
        Ok(Some(fields.collect()))
    }

    /// Whose an entry is or would be, and in brackets whom it names besides.
    pub fn people_of(&self, planned: &PlannedEntry, book: &Book) -> String {
        let (known, named) = (self.known_of(planned, book), planned.named.join(BETWEEN));
        match (known.is_empty(), named.is_empty()) {
            (true, _) => named,
            (false, true) => known,
            (false, false) => format!("{known} ({named})"),
        }
    }

    fn known_of(&self, planned: &PlannedEntry, book: &Book) -> String {
        self.names(planned.concerned(), book)
    }

    /// The rows of entries that are here and change.
    pub fn changed_entries(&self) -> impl Iterator<Item = &PlannedEntry> {
        self.entries.iter().filter(|entry| entry.fate == EntryFate::Changed)
    }

    /// What contacts are called, here or in the file.
    pub fn names(&self, with: impl IntoIterator<Item = ContactId>, book: &Book) -> String {
        let name = |id: ContactId| match book.contact(id) {
            Some(row) => Some(row.name.clone()),
            None => self.created.iter().find(|one| one.contact == id).map(|one| one.name.clone()),
        };
        with.into_iter().filter_map(name).collect::<Vec<_>>().join(BETWEEN)
    }
}

/// Each field of an entry of which anything is told.
type Values = Vec<(Field, Value)>;

fn with_of(record: &Record) -> Vec<ContactId> {
    match record {
        Record::Interaction(one) => one.with.iter().map(|with| with.contact).collect(),
        Record::FollowUp(one) => vec![one.contact],
        Record::Feedback(one) => vec![one.contact],
        Record::Order(one) => one.contact.into_iter().collect(),
        Record::Contact(_) | Record::Company(_) | Record::Consent(_) | Record::AgendaMark(_) => Vec::new(),
    }
}

pub fn of_record(record: &Record, people: &str) -> Values {
    match record {
        Record::Interaction(one) => of_interaction(one, people),
        Record::FollowUp(one) => of_follow_up(one, people),
        Record::Feedback(one) => of_feedback(one, people),
        Record::Order(one) => of_order(one, people),
        Record::Contact(_) | Record::Company(_) | Record::Consent(_) | Record::AgendaMark(_) => Vec::new(),
    }
}

fn of_what(what: &What, people: &str) -> Values {
    match what {
        What::Interaction(one) => of_interaction(one, people),
        What::FollowUp(one) => of_follow_up(one, people),
        What::Feedback(one) => of_feedback(one, people),
        What::Order(one) => of_order(one, people),
    }
}

fn of_interaction(one: &Interaction, people: &str) -> Values {
    let mut values =
        vec![(Field::Kind, kind(EntryKind::Interaction(one.kind))), (Field::Day, moment(one.day(), one.time()))];
    values.extend(one.minutes.map(|minutes| (Field::Minutes, Value::is(minutes.to_string(), Is::Minutes(minutes)))));
    let outcome = Some(one.outcome).filter(|outcome| *outcome != Outcome::Reached);
    values.extend(outcome.map(|outcome| (Field::Outcome, Value::is(word(&outcome), Is::Outcome(outcome)))));
    values.extend(text(Field::People, people));
    values.extend(text(Field::Text, &one.text));
    values.extend(one.topics.iter().flat_map(|topic| text(Field::Topics, topic)));
    values
}

fn of_follow_up(one: &FollowUp, people: &str) -> Values {
    let mut values = vec![(Field::Kind, kind(EntryKind::FollowUp)), (Field::Day, moment(one.due, one.time))];
    if let Some(Recurs::Every { span, .. } | Recurs::After { span }) = one.recurs {
        values.push((Field::Repeats, Value::is(String::from(span), Is::Repeats(span))));
    }
    if !one.is_open() {
        values.push((Field::State, state(one.state)));
    }
    values.extend(text(Field::People, people));
    values.extend(text(Field::Title, &one.title));
    values
}

fn of_feedback(one: &Feedback, people: &str) -> Values {
    let mut values = vec![(Field::Kind, kind(EntryKind::Feedback(one.kind))), (Field::Day, moment(one.day, None))];
    values.extend(text(Field::People, people));
    values.extend(text(Field::Text, &one.text));
    values.extend(text(Field::Topics, &one.topic));
    values.extend(one.score.map(|score| (Field::Score, Value::text(score.to_string()))));
    values.extend(one.promised.map(|day| (Field::Promised, moment(day, None))));
    values
}

fn of_order(one: &Order, people: &str) -> Values {
    let mut values = vec![(Field::Kind, kind(EntryKind::Order)), (Field::Day, moment(one.day, None))];
    values.extend(text(Field::People, people));
    values.push((Field::Amount, Value::is(one.amount.to_string(), Is::Money(one.amount))));
    values.extend(text(Field::Title, &one.what));
    values.extend(text(Field::Reference, &one.reference));
    values
}

fn text(field: Field, text: &str) -> Option<(Field, Value)> {
    (!text.is_empty()).then(|| (field, Value::text(text)))
}

fn kind(kind: EntryKind) -> Value {
    Value::is(kind.word(), Is::Entry(kind))
}

/// `2026-11-24`, with a time `2026-11-24 14:30`.
fn moment(day: NaiveDate, time: Option<NaiveTime>) -> Value {
    let plain = time.map_or_else(|| day.to_string(), |time| format!("{day} {}", time.format("%H:%M")));
    Value::is(plain, Is::Moment(day, time))
}

fn state(state: FollowUpState) -> Value {
    Value::is(word(&state), Is::State(state))
}

/// `NoAnswer` as it is written for programs: `no_answer`.
pub(super) fn word(choice: &impl std::fmt::Debug) -> String {
    let mut word = String::new();
    for c in format!("{choice:?}").chars() {
        if c.is_uppercase() && !word.is_empty() {
            word.push('_');
        }
        word.extend(c.to_lowercase());
    }
    word
}
