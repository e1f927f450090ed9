//! Topics of feedback: how often each is named, and what of it customers still have to be told.
//!
//! Topics are the same whatever their case and accents; they are called as they were written last. Where several stand in one piece
//! of feedback, with commas between, it counts for each.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::book::Book;
use super::feedback::{Feedback, FeedbackKind, Section};
use super::search::fold;

/// What was said about one topic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Topic {
    /// Empty for feedback without one.
    pub name: String,
    /// By kind, in the order of [`FeedbackKind::ALL`].
    pub counts: [usize; 4],
    /// How many of all are open.
    pub open: usize,
    /// How many are resolved, and the customer isn't told.
    pub to_be_told: usize,
    /// The last day on which something came in.
    pub last: NaiveDate,
}

impl Topic {
    pub fn count(&self) -> usize {
        self.counts.iter().sum()
    }

    pub fn of_kind(&self, kind: FeedbackKind) -> usize {
        self.counts[kind as usize]
    }
}

/// The topics of one piece of feedback; the empty one where there is none.
fn names(feedback: &Feedback) -> Vec<&str> {
    let named: Vec<&str> = feedback.topic.split(',').map(|one| one.trim()).filter(|one| !one.is_empty()).collect();
    if named.is_empty() { vec![""] } else { named }
}

/// Whether it is about a topic, among others.
pub fn is_about(feedback: &Feedback, topic: &str) -> bool {
    let wanted = fold(topic.trim().trim_start_matches('#'));
    names(feedback).into_iter().any(|name| fold(name) == wanted)
}

/// How often each topic was named in what came in from `since` on, the most often named first; what has none stands last.
pub fn topics<'a>(feedback: impl IntoIterator<Item = &'a Feedback>, since: Option<NaiveDate>) -> Vec<Topic> {
    let mut of: BTreeMap<String, Topic> = BTreeMap::new();
    let said = feedback.into_iter().filter(|one| !one.is_asked());
    for one in said.filter(|one| since.is_none_or(|since| since <= one.day)) {
        let mut names: Vec<(String, &str)> = names(one).into_iter().map(|name| (fold(name), name)).collect();
        names.sort_unstable();
        names.dedup_by(|a, b| a.0 == b.0);
        for (key, name) in names {
            let topic = of.entry(key).or_insert_with(|| Topic {
                name: name.to_owned(),
                counts: [0; 4],
                open: 0,
                to_be_told: 0,
                last: one.day,
            });
            topic.counts[one.kind as usize] += 1;
            topic.open += usize::from(one.is_open());
            topic.to_be_told += usize::from(one.section() == Section::ToBeTold);
            if topic.last <= one.day {
                topic.last = one.day;
                name.clone_into(&mut topic.name);
            }
        }
    }
    // The map has them by name.
    let mut topics: Vec<Topic> = of.into_values().collect();
    topics.sort_by_key(|topic| (topic.name.is_empty(), Reverse(topic.count())));
    topics
}

/// What customers still have to be told about one topic.
#[derive(Debug, Clone, PartialEq)]
pub struct Untold<'a> {
    /// As it stands in the first of them; empty for those without one.
    pub topic: String,
    /// The longest resolved first.
    pub feedback: Vec<&'a Feedback>,
}

/// What is resolved and the customers weren't told, by topic: the one of which most wait first, what has none last.
pub fn untold(book: &Book) -> Vec<Untold<'_>> {
    let waits = book.grievances().filter(|one| one.section() == Section::ToBeTold);
    let mut feedback: Vec<&Feedback> = waits.filter_map(|one| book.feedback(one.id)).collect();
    feedback.sort_by_key(|one| one.order());
    let mut of: BTreeMap<String, Untold> = BTreeMap::new();
    for one in feedback {
        let topic = one.topic.trim();
        let untold = of.entry(fold(topic)).or_insert_with(|| Untold { topic: topic.to_owned(), feedback: Vec::new() });
        untold.feedback.push(one);
    }
    let mut all: Vec<Untold> = of.into_values().collect();
    all.sort_by_key(|one| (one.topic.is_empty(), Reverse(one.feedback.len())));
    all
}

/// What one answer about a topic answers: all that isn't closed, of one kind if that is said. A complaint that is still open is
/// answered by itself, unless complaints are asked for.
pub fn answered_together<'a>(book: &'a Book, topic: &str, kind: Option<FeedbackKind>) -> Vec<&'a Feedback> {
    let is_meant = |one: &&Feedback| match kind {
        Some(kind) => one.kind == kind,
        None => one.kind != FeedbackKind::Complaint || !one.is_open(),
    };
    let all = book.grievances().filter_map(|one| book.feedback(one.id));
    let mut meant: Vec<&Feedback> = all.filter(is_meant).filter(|one| is_about(one, topic)).collect();
    meant.sort_by_key(|one| one.order());
    meant
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::change::Change;
    use crate::domain::contact::Contact;
    use crate::domain::feedback::FeedbackState;
    use crate::domain::id::{ContactId, Ids};

    /// `wish 2026-11-03 Samples resolved`
    fn one(line: &str, contact: ContactId, ids: &mut Ids) -> Feedback {
        let [kind, day, topic, state] = line.split(' ').collect::<Vec<_>>()[..] else { panic!("{line}") };
        let kind = FeedbackKind::ALL.into_iter().find(|one| format!("{one:?}").to_lowercase() == kind).unwrap();
        let mut one = Feedback::new(ids.draw(), contact, kind, line, day.parse().unwrap());
        one.topic = topic.trim_matches('-').replace('_', " ");
        if state != "open" {
            (one.state, one.resolved) = (FeedbackState::Resolved, Some(one.day));
        }
        one.told = (state == "told").then_some(one.day);
        one
    }

    fn all(lines: &[&str]) -> Vec<Feedback> {
        let mut ids = Ids::seeded(1, 1);
        let contact = ids.draw();
        lines.iter().map(|line| one(line, contact, &mut ids)).collect()
    }

    fn told(lines: &[&str], since: Option<&str>) -> Vec<String> {
        let topics = topics(&all(lines), since.map(|day| day.parse().unwrap()));
        let told = |one: &Topic| {
            let [praise, complaints, wishes, surveys] = one.counts;
            format!(
                "{}: {praise} {complaints} {wishes} {surveys}, {} open, {} wait",
                one.name, one.open, one.to_be_told
            )
        };
        topics.iter().map(told).collect()
    }

    #[test]
    fn topics_are_counted_by_kind_whatever_their_case() {
        let lines = [
            "wish 2026-01-31 Samples open",
            "wish 2026-02-01 samples resolved",
            "complaint 2026-02-02 Delivery open",
            "praise 2026-02-03 delivery,_oak told",
            "survey 2026-02-04 - open",
            "wish 2026-02-05 SAMPLES told",
        ];
        assert_eq!(
            told(&lines, None),
            [
                "SAMPLES: 0 0 3 0, 1 open, 1 wait",
                "delivery: 1 1 0 0, 1 open, 0 wait",
                "oak: 1 0 0 0, 0 open, 0 wait",
                ": 0 0 0 1, 1 open, 0 wait",
            ]
        );
        // From that day on, the day itself with it.
        assert_eq!(told(&lines, Some("2026-02-03"))[2], "SAMPLES: 0 0 1 0, 0 open, 0 wait");
        assert_eq!(told(&lines, Some("2026-02-05")).len(), 1);
        assert!(told(&lines, Some("2026-02-06")).is_empty() && told(&[], None).is_empty());
        // The same topic twice is one, and of as many the first by name.
        assert_eq!(told(&["wish 2026-01-01 b,B open", "wish 2026-01-01 a open"], None).len(), 2);
        assert!(told(&["wish 2026-01-01 b,B open", "wish 2026-01-01 a open"], None)[0].starts_with("a: 0 0 1"));
    }

    #[test]
    fn one_answer_is_for_all_who_said_the_same_but_for_open_complaints() {
        let mut ids = Ids::seeded(1, 1);
        let mut book = Book::default();
        let anna = Contact::new(ids.draw(), "Anna", "2026-01-01".parse().unwrap());
        let id = anna.id;
        book.apply(&Change::create(anna));
        for line in [
            "wish 2026-02-03 samples resolved",
            "wish 2026-02-01 Samples resolved",
            "wish 2026-02-02 samples open",
            "complaint 2026-02-02 samples open",
            "complaint 2026-02-04 samples resolved",
            "wish 2026-02-02 samples told",
            "wish 2026-02-02 oak resolved",
            "praise 2026-02-02 - resolved",
        ] {
            book.apply(&Change::create(one(line, id, &mut ids)));
        }
        let untold: Vec<(String, Vec<&str>)> = untold(&book)
            .into_iter()
            .map(|one| (one.topic, one.feedback.iter().map(|one| &one.text[..15]).collect()))
            .collect();
        assert_eq!(
            untold,
            [
                ("Samples".into(), vec!["wish 2026-02-01", "wish 2026-02-03", "complaint 2026-"]),
                ("oak".into(), vec!["wish 2026-02-02"]),
                (String::new(), vec!["praise 2026-02-"]),
            ]
        );
        let count = |topic, kind| answered_together(&book, topic, kind).len();
        assert_eq!(count("#SAMPLES", None), 4);
        assert_eq!(count("samples", Some(FeedbackKind::Wish)), 3);
        assert_eq!(count("samples", Some(FeedbackKind::Complaint)), 2);
        assert_eq!((count("", None), count("sample", None)), (1, 0));
    }
}
