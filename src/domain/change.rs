//! A change is one record before and after; a set is what one act changed together. Create, edit, delete, merge, import
//! and undo are all this one shape, and so undo is nothing but the inverse.

use std::collections::HashMap;

use std::collections::HashSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::interaction::Kind;
use super::is_default;
use super::record::{Record, RecordId, RecordKind};

/// One record before and after; `None` for not there. At least one of the two is there, and both have the same id.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Change {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Record>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Record>,
}

impl Change {
    pub fn create(record: impl Into<Record>) -> Self {
        Self { before: None, after: Some(record.into()) }
    }

    pub fn edit(before: impl Into<Record>, after: impl Into<Record>) -> Self {
        Self { before: Some(before.into()), after: Some(after.into()) }
    }

    pub fn delete(record: impl Into<Record>) -> Self {
        Self { before: Some(record.into()), after: None }
    }

    /// What takes this change back.
    pub fn inverse(self) -> Self {
        Self { before: self.after, after: self.before }
    }

    /// The record that changed; `None` only for a change of nothing to nothing.
    pub fn id(&self) -> Option<RecordId> {
        self.after.as_ref().or(self.before.as_ref()).map(Record::id)
    }

    /// Whether it changes this record, or one that stands or stood in its timeline.
    pub fn touches(&self, record: RecordId) -> bool {
        let sides = [&self.before, &self.after];
        let mut hanging = sides.into_iter().flatten().flat_map(Record::timelines);
        let own = self.id().is_some_and(|id| {
            id == record
                || record.kind == RecordKind::Contact && id == RecordId { kind: RecordKind::AgendaMark, ..record }
        });
        own || hanging.any(|timeline| timeline.0 == record.id)
    }

    /// Whether it changes nothing.
    pub fn is_empty(&self) -> bool {
        self.before == self.after
    }
}

/// What one act changes together, with what it is called. Changes that change nothing are not in it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Set {
    pub label: Label,
    pub changes: Vec<Change>,
}

impl Set {
    pub fn new(label: Label, changes: impl IntoIterator<Item = Change>) -> Self {
        Self { label, changes: changes.into_iter().filter(|change| !change.is_empty()).collect() }
    }

    /// One set of several that were made one after the other: of each record what it was before the first and is after the last.
    pub fn joined(sets: Vec<Self>) -> Self {
        let label = Label::joined(sets.iter().map(|set| &set.label));
        let mut places: HashMap<RecordId, usize> = HashMap::new();
        let mut changes: Vec<Change> = Vec::new();
        for change in sets.into_iter().flat_map(|set| set.changes) {
            match change.id().map(|id| (id, places.get(&id).copied())) {
                Some((_, Some(place))) => changes[place].after = change.after,
                Some((id, None)) => {
                    places.insert(id, changes.len());
                    changes.push(change);
                }
                None => {}
            }
        }
        Self::new(label, changes)
    }

    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// What takes the set back: each change's inverse, the last first.
    pub fn inverse(self) -> Self {
        Self { label: self.label, changes: self.changes.into_iter().rev().map(Change::inverse).collect() }
    }
}

/// What a set is called in messages and in the history: an act, on whom, and what about them. No sentence: that is made
/// of it in the language in force.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Label {
    pub act: Act,
    /// Whom or what it was done to, the first few names; a file's name for an import.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub names: Vec<String>,
    /// How many contacts or records in all, where it is more than the names say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<usize>,
    /// How many interactions, where several were logged together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub times: Option<usize>,
    /// The title or the beginning of the text of what it is about; for an edit the names of the changed fields, as they
    /// stand in the journal, with spaces between; for a consent channel and decision likewise; for an import of several files their number.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub what: String,
    /// Until when, when due, or the day of the interaction.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day: Option<NaiveDate>,
    /// Of the interaction that it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<Kind>,
    /// What came of it besides, where an interaction went to another person.
    #[serde(default, skip_serializing_if = "is_default")]
    pub along: Box<[Along]>,
}

/// What became of a follow-up or of feedback, by its title or text, when the interaction it hangs on went to another person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Along {
    /// It belongs to the other person now.
    Went(String),
    /// It was done by the log, and is open again.
    Reopened(String),
    /// The other person has the same.
    Withdrawn(String),
    /// It may have been done by the log, or its next instance is done, too.
    StaysDone(String),
}

/// Characters of a title or text that stand in a label at the most.
const WHAT: usize = 60;

impl Label {
    pub fn new(act: Act, name: impl Into<String>) -> Self {
        Self { act, names: vec![name.into()], ..Self::default() }
    }

    /// Of many: the first three names and their number.
    pub fn of_many(act: Act, names: impl IntoIterator<Item = String>) -> Self {
        let all: Vec<String> = names.into_iter().collect();
        let count = (all.len() > 3).then_some(all.len());
        Self { act, names: all.into_iter().take(3).collect(), count, ..Self::default() }
    }

    /// Of acts done together: the first one's act, and everybody's names.
    fn joined<'a>(labels: impl Iterator<Item = &'a Self>) -> Self {
        let labels: Vec<&Self> = labels.collect();
        let are_all = |act: Act| labels.iter().all(|label| label.act == act);
        let mut seen = HashSet::new();
        let names = labels.iter().flat_map(|label| &label.names).filter(|name| seen.insert(name.as_str())).cloned();
        match labels.as_slice() {
            [] => Self::default(),
            [only] => (*only).clone(),
            [first, ..] => {
                let kind = first.kind.filter(|_| labels.iter().all(|label| label.kind == first.kind));
                let joined = Self { kind, ..Self::of_many(first.act, names) };
                match () {
                    // Whoever is added is somebody else, of whatever name.
                    () if are_all(Act::Add) => {
                        Self { count: Some(labels.len()).filter(|count| *count > joined.names.len()), ..joined }
                    }
                    () if are_all(Act::Log) => {
                        let times = labels.iter().map(|label| label.times.unwrap_or(1)).sum();
                        joined.several(times)
                    }
                    () => joined,
                }
            }
        }
    }

    /// With the beginning of what it is about.
    pub fn about(self, what: &str) -> Self {
        Self { what: beginning(what), ..self }
    }

    /// With what came of it besides.
    pub fn with(self, mut along: Vec<Along>) -> Self {
        for one in &mut along {
            let (Along::Went(what) | Along::Reopened(what) | Along::Withdrawn(what) | Along::StaysDone(what)) = one;
            *what = beginning(what);
        }
        Self { along: along.into(), ..self }
    }

    /// Of so many interactions that were logged together.
    pub fn several(self, times: usize) -> Self {
        Self { times: (times > 1).then_some(times), ..self }
    }

    pub fn on(self, day: NaiveDate) -> Self {
        Self { day: Some(day), ..self }
    }

    pub fn of_kind(self, kind: Kind) -> Self {
        Self { kind: Some(kind), ..self }
    }
}

/// The beginning of the first line.
fn beginning(text: &str) -> String {
    let line = text.trim().lines().next().unwrap_or_default();
    let mut beginning: String = line.chars().take(WHAT).collect();
    if beginning.len() < line.len() {
        beginning.push('…');
    }
    beginning
}

/// What a set did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// A contact or company was added.
    Add,
    #[default]
    Edit,
    Delete,
    Archive,
    /// Brought back from the archive.
    Unarchive,
    /// An interaction, with all that the line brought about.
    Log,
    Note,
    FollowUp,
    Feedback,
    /// Asked for a survey.
    Ask,
    Order,
    /// A follow-up done, a complaint resolved.
    Done,
    /// Feedback acknowledged.
    Acknowledge,
    /// The customer was told something of their feedback while it isn't resolved.
    Reply,
    /// The customer was told what came of their feedback.
    Tell,
    /// Resolved feedback opened again.
    Reopen,
    /// A birthday congratulated.
    Congratulate,
    Snooze,
    /// A pile of the agenda spread over days, the last of which is `day`.
    Spread,
    /// Off the agenda until a day.
    Off,
    /// Off the agenda, as the contact's record says from now on.
    NoRhythm,
    DoNotContact,
    Former,
    /// Tier, cadence or first days of a rhythm.
    Rhythm,
    Tag,
    Pin,
    Unpin,
    /// An interaction given to another person, or contacts who change company: then `what` is its name, and empty where they
    /// are at none now.
    Move,
    /// A person added to an interaction.
    AddPerson,
    Merge,
    /// Two contacts told apart, who look like one.
    TellApart,
    Consent,
    Import,
    Sample,
    /// A set that damage to the files took: what it did isn't known.
    Lost,
    /// The store was mended after damage.
    Repair,
    /// The store was put back to a backup; the name is the file's.
    Restore,
    /// The store was brought to the format of a newer version; the name is the version's.
    Migrate,
}

impl Act {
    /// Whether it may have changed any record without saying which: nothing from before it can be taken back.
    pub fn is_barrier(self) -> bool {
        matches!(self, Self::Lost | Self::Repair | Self::Restore | Self::Migrate)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::contact::Contact;
    use crate::domain::id::Ids;

    #[test]
    fn sets_joined_change_each_record_once() {
        let mut ids = Ids::seeded(1, 1);
        let anna = Contact::new(ids.draw(), "Anna", "2026-01-01".parse().unwrap());
        let [one, two] = ["Anna M", "Anna Müller"].map(|name| Contact { name: name.into(), ..anna.clone() });
        let tom = Contact::new(ids.draw(), "Tom", anna.added);
        let edit = |before: &Contact, after: &Contact| {
            Set::new(Label::new(Act::Edit, "Anna"), [Change::edit(before.clone(), after.clone())])
        };
        let add = Set::new(Label::new(Act::Edit, "Tom"), [Change::create(tom.clone())]);
        let joined = Set::joined(vec![edit(&anna, &one), add.clone(), edit(&one, &two)]);
        assert_eq!(joined.changes, [Change::edit(anna.clone(), two), Change::create(tom)]);
        assert_eq!((joined.label.act, joined.label.names), (Act::Edit, vec!["Anna".to_owned(), "Tom".to_owned()]));
        assert_eq!(Set::joined(vec![add.clone()]), add);
        assert!(Set::joined(vec![edit(&anna, &one), edit(&one, &anna)]).is_empty(), "there and back is nothing");
        assert!(Set::joined(Vec::new()).is_empty());
    }

    #[test]
    fn what_is_done_together_is_counted_as_what_was_done() {
        let names = |act, names: &[&str]| {
            let labels: Vec<Label> = names.iter().map(|name| Label::new(act, *name)).collect();
            let joined = Label::joined(labels.iter());
            (joined.names.join(" "), joined.count, joined.times)
        };
        assert_eq!(names(Act::Add, &["Max", "Max", "Ida", "Max", "Uli"]), ("Max Ida Uli".into(), Some(5), None));
        assert_eq!(names(Act::Add, &["Max", "Ida"]), ("Max Ida".into(), None, None));
        assert_eq!(names(Act::Log, &["Max", "Max", "Ida"]), ("Max Ida".into(), None, Some(3)));
        assert_eq!(names(Act::Edit, &["Max", "Max"]), ("Max".into(), None, None));
    }

    #[test]
    fn the_inverse_of_the_inverse_is_the_set() {
        let mut ids = Ids::seeded(1, 1);
        let before = Contact::new(ids.draw(), "Anna", "2026-01-01".parse().unwrap());
        let after = Contact { name: "Anna Müller".into(), ..before.clone() };
        let set = Set::new(
            Label::new(Act::Edit, "Anna"),
            [Change::edit(before.clone(), after.clone()), Change::edit(after.clone(), after), Change::delete(before)],
        );
        assert_eq!(set.changes.len(), 2, "a change of nothing is left out");
        assert_eq!(set.clone().inverse().inverse(), set);
        assert_eq!(set.inverse().changes[0].before, None);
    }
}
