//! What a merge takes along, and what of it stands nowhere afterwards, in words: for the verb and the screens.

use chrono::NaiveDate;

use super::pairs::{contradiction, shown};
use super::{Text, label};
use crate::domain::act::{Chosen, Hanging, Joined, Joining, decided, holding};
use crate::domain::book::Book;
use crate::domain::field::Field;
use crate::domain::row::ConsentNow;
use crate::say;

/// What goes over, of each kind of which there is any.
pub fn over(text: &Text, hanging: Hanging) -> Vec<String> {
    let all = [
        (hanging.interactions, say!(text, "merge-interactions", count = hanging.interactions)),
        (hanging.follow_ups, say!(text, "merge-follow-ups", count = hanging.follow_ups)),
        (hanging.follow_ups_there, say!(text, "merge-follow-ups-there", count = hanging.follow_ups_there)),
        (hanging.feedback, say!(text, "merge-feedback", count = hanging.feedback)),
        (hanging.orders, say!(text, "merge-orders", count = hanging.orders)),
        (hanging.consents, say!(text, "merge-consents", count = hanging.consents)),
    ];
    all.into_iter().filter(|(count, _)| *count > 0).map(|(_, words)| words).collect()
}

/// What is said by one of them and stands nowhere once all are one, with whose it was. Names but the kept one always go.
pub fn lost<'a, T: Joined>(
    text: &Text,
    book: &Book,
    kept: &'a T,
    gone: impl Iterator<Item = (&'a T, &'a Chosen)>,
    name: impl Fn(&T) -> &str,
) -> Vec<String> {
    let mut joining = Joining::new(kept, book);
    let mut lost = Vec::new();
    for (from, chosen) in gone {
        for mut one in joining.compared(from, chosen) {
            shown(text, &mut one);
            if one.piece == Field::Name.into() {
                continue;
            }
            for value in one.loses() {
                let whose = if one.gone.iter().any(|gone| gone == value) { name(from) } else { name(kept) };
                let field = label::field(text, &one.piece.to_string());
                lost.push(say!(text, "merge-lost", field = field, value = value, who = whose));
            }
        }
        joining.join(from, chosen);
    }
    lost
}

/// On which channels those who become one decided, and not the same: what holds then. First the one who is kept.
pub fn contradictions<'a>(
    text: &Text,
    kept: Vec<ConsentNow>,
    gone: impl Iterator<Item = (Vec<ConsentNow>, &'a Chosen)>,
    today: NaiveDate,
) -> Vec<String> {
    let mut own = kept;
    let mut said = Vec::new();
    for (decisions, chosen) in gone {
        let all = decided(&own, &decisions, chosen);
        said.extend(all.iter().filter_map(|one| contradiction(text, one, today)));
        own = holding(&all);
    }
    said
}
