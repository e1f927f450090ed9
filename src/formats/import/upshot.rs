//! What will become of each record of a file: its fate in the plan, with what the user chose laid over it. Whoever tells of a record
//! or counts records asks here, so that row, counts and sums say the same.
//!
//! Leaving it out, making it new and giving it to somebody are seen in the rows alone. What comes of choices about fields has to be
//! looked up ([`Plan::altered`]).

use std::collections::{BTreeMap, HashMap};

use super::brought::is_noted;
use super::{Choice, Choices, EntryKind, Fate, Field, Here, Organisation, Plan, Row, values};
use crate::domain::book::Book;
use crate::domain::change::Change;
use crate::domain::contact::Contact;
use crate::domain::id::ContactId;
use crate::domain::record::Record;
use crate::formats::ReadFile;

/// What will become of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Upshot {
    New,
    /// It goes to that one, by choice.
    Into(ContactId),
    /// It goes along with that row.
    With(usize),
    Changed,
    Unchanged,
    /// It would change who is here, and by choice it doesn't.
    Kept,
    /// It may be somebody's who is here: nobody has decided yet, and so it stays out.
    Open,
    /// The same, and so it did before: that isn't asked again.
    LeftBefore,
    /// It names nobody who is here: it stays out unless it is given to somebody.
    Nobodys,
    /// It stays out, by choice.
    Left,
    /// All whom it concerns stay out, and so does it.
    Alone,
    /// It was deleted here: it stays out.
    Deleted,
    /// A record of a whole store that is here otherwise, and stays so.
    Differs,
    /// Nothing that touchbase keeps.
    Skipped,
    Refused,
}

/// Of rows of those who are here, about whose fields something was chosen: in which fields they change who is here.
pub type Altered = BTreeMap<usize, Vec<Field>>;

/// People looked at together.
const TOGETHER: usize = 256;

/// What will become of the rows, one by one.
pub fn upshots(rows: &[Row], choices: &Choices, altered: &Altered) -> Vec<Upshot> {
    let mut all: Vec<Upshot> = Vec::with_capacity(rows.len());
    for (at, row) in rows.iter().enumerate() {
        let upshot = match (choices.of(at), row.joins) {
            // Where nothing else is chosen further records of somebody go where the first one does.
            (None, Some(first)) if row.can_come_in() => match all.get(first) {
                Some(left @ (Upshot::Left | Upshot::LeftBefore | Upshot::Deleted)) => *left,
                _ => Upshot::With(first),
            },
            (choice, _) => match row.upshot(choice, altered.get(&at)) {
                Upshot::LeftBefore if choices.asks_again => Upshot::Open,
                upshot => upshot,
            },
        };
        all.push(upshot);
    }
    follow_the_new(rows, &mut all);
    all
}

/// What goes to somebody whom another row brings goes along with that; what concerns only those who stay out stays out.
fn follow_the_new(rows: &[Row], all: &mut [Upshot]) {
    // Who comes in, with which row; who goes to somebody else lives on there.
    let mut comes: HashMap<ContactId, Option<usize>> = HashMap::new();
    for (at, row) in rows.iter().enumerate().filter(|(_, row)| row.about.is_none()) {
        let comes_in = matches!(all[at], Upshot::New | Upshot::Into(_) | Upshot::With(_));
        let of = row.of.iter().map(|of| (*of, comes_in.then_some(at)));
        of.for_each(|(of, at)| _ = comes.entry(of).and_modify(|known| *known = known.or(at)).or_insert(at));
    }
    for (at, row) in rows.iter().enumerate() {
        match all[at] {
            Upshot::Into(who) if row.about.is_none() => match comes.get(&who) {
                Some(Some(first)) if matches!(all[*first], Upshot::New) => all[at] = Upshot::With(*first),
                // It brings them itself.
                Some(_) => all[at] = Upshot::New,
                None => {}
            },
            Upshot::New | Upshot::Changed if row.about.is_some() && !row.of.is_empty() => {
                let stays_out = |of: &ContactId| comes.get(of).is_some_and(Option::is_none);
                if row.of.iter().all(stays_out) {
                    all[at] = Upshot::Alone;
                }
            }
            _ => {}
        }
    }
}

impl Row {
    /// Whether it can come in at all.
    pub fn can_come_in(&self) -> bool {
        !matches!(self.fate, Fate::Refused(_) | Fate::Rejected(_) | Fate::Skipped { .. })
    }

    pub(super) fn is_order(&self) -> bool {
        self.about.is_some_and(|about| about.kind == EntryKind::Order)
    }

    fn upshot(&self, choice: Option<Choice>, altered: Option<&Vec<Field>>) -> Upshot {
        match (&self.fate, choice, altered) {
            (Fate::Refused(_) | Fate::Rejected(_), ..) => Upshot::Refused,
            (Fate::Differs { .. }, ..) => Upshot::Differs,
            (Fate::Skipped { .. }, ..) => Upshot::Skipped,
            (Fate::Deleted { .. }, None | Some(Choice::Leave), _) => Upshot::Deleted,
            (_, Some(Choice::Leave), _) => Upshot::Left,
            (_, Some(Choice::Into(who)), _) => Upshot::Into(who),
            (Fate::MaybeDuplicate(double), None, _) if double.left_before => Upshot::LeftBefore,
            (Fate::MaybeDuplicate(_), None, _) => Upshot::Open,
            (Fate::Unmatched, None | Some(Choice::Take), _) => Upshot::Nobodys,
            (_, Some(Choice::New), _) | (Fate::New | Fate::MaybeDuplicate(_) | Fate::Deleted { .. }, ..) => Upshot::New,
            (Fate::Changed { .. }, _, Some(fields)) if fields.is_empty() => Upshot::Kept,
            (Fate::Unchanged { .. }, _, Some(fields)) if !fields.is_empty() => Upshot::Changed,
            (Fate::Changed { .. } | Fate::Closes { stays: false, .. }, ..) => Upshot::Changed,
            (Fate::Unchanged { .. }, Some(Choice::Take), _) if self.about.is_some_and(|about| about.may_go_on) => {
                Upshot::Changed
            }
            (Fate::Unchanged { .. } | Fate::Closes { stays: true, .. }, ..) => Upshot::Unchanged,
        }
    }
}

impl Choices {
    /// All that is chosen when it comes in: who may be here already and who was deleted here stay out unless somebody decided, and
    /// further records of somebody go where the first one does.
    pub fn settled(&self, rows: &[Row]) -> Self {
        let mut settled = self.clone();
        for (at, row) in rows.iter().enumerate() {
            match (row.joins.map(|first| (first, settled.of(first))), settled.of(at)) {
                (_, Some(_)) => {}
                // As one, not as two.
                (Some((first, Some(Choice::New | Choice::Take))), None) if row.fate.is_new() => {
                    [first, at].into_iter().for_each(|at| settled.set(at, Some(Choice::Take)));
                }
                (Some((_, Some(Choice::New))), None) => {}
                (Some((_, choice)), None) => settled.set(at, choice),
                (None, None) if matches!(row.fate, Fate::MaybeDuplicate(_) | Fate::Deleted { .. }) => {
                    settled.set(at, Some(Choice::Leave));
                }
                (None, None) => {}
            }
        }
        settled
    }
}

impl Fate {
    /// Whether it is of somebody who isn't here, as far as it is planned.
    fn is_new(&self) -> bool {
        matches!(self, Self::New | Self::MaybeDuplicate(_) | Self::Deleted { .. })
    }
}

impl Plan {
    /// Which fields of those who are here change, for all rows of those about whose fields something was chosen. `book` is what
    /// [`Self::book_after`] gives.
    ///
    /// # Errors
    ///
    /// The first error of `here`.
    pub fn altered<E>(&self, file: &ReadFile, here: &Here<E>, choices: &Choices, book: &Book) -> Result<Altered, E> {
        let mut altered = Altered::new();
        if !choices.are_of_fields() {
            return Ok(altered);
        }
        let is_concerned = |cards: &[u32]| cards.iter().any(|card| choices.is_of_fields(*card as usize));
        let mut put = |cards: &[u32], fields: &[Field]| {
            altered.extend(cards.iter().map(|card| (*card as usize, fields.to_vec())));
        };
        let decided = self.decided(choices);
        let people = decided.people(&self.people, choices).into_iter();
        let people: Vec<_> = people.filter(|one| !one.is_new && is_concerned(&one.cards)).collect();
        for part in people.chunks(TOGETHER) {
            let ids: Vec<ContactId> = part.iter().map(|one| one.id).collect();
            let mut there: HashMap<ContactId, Contact> =
                (here.contacts)(&ids)?.into_iter().map(|one| (one.id, one)).collect();
            for entrant in part {
                let Some(before) = there.remove(&entrant.id) else { continue };
                let cards = self.cards_of(file, &entrant.cards, &decided);
                let mut fields = match self.edit(&cards, &[], before, choices) {
                    Some(change) => changed_fields(&change, book),
                    None => Vec::new(),
                };
                if !self.consents_of(entrant, &cards, here, &decided)?.is_empty() {
                    fields.push(Field::Consents);
                }
                if self.mark_change(entrant, &cards, here, choices)?.is_some() {
                    fields.push(Field::LastContact);
                }
                put(&entrant.cards, &fields);
            }
        }
        let is_meant = |one: &&Organisation| is_concerned(&one.cards) && self.companies.is_here(one.id);
        for organisation in self.organisations.iter().filter(is_meant) {
            let change = self.company_change(file, organisation, &organisation.cards, choices);
            let fields = change.map(|change| changed_fields(&change, book)).unwrap_or_default();
            put(&organisation.cards, &fields);
        }
        Ok(altered)
    }
}

/// In which fields a contact or company changes.
fn changed_fields(change: &Change, book: &Book) -> Vec<Field> {
    if is_noted(change) {
        return Vec::new();
    }
    let of = |record: &Record, field: Field| match record {
        Record::Contact(contact) => values::of_contact(contact, field, book),
        Record::Company(company) => values::of_company(company, field, book),
        _ => Vec::new(),
    };
    let (Some(before), Some(after)) = (&change.before, &change.after) else { return Vec::new() };
    Field::ALL.into_iter().filter(|field| of(before, *field) != of(after, *field)).collect()
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use uuid::Uuid;

    use super::*;
    use crate::formats::import::{About, Brings, Double};

    fn id(number: u128) -> ContactId {
        ContactId(Uuid::from_u128(number))
    }

    fn row(fate: Fate) -> Row {
        Row::new(1, String::new(), fate)
    }

    fn brings(number: u128, fate: Fate) -> Row {
        Row { of: vec![id(number)], ..row(fate) }
    }

    /// Whom the first row brings.
    fn alike() -> Fate {
        let row = Some(Brings { name: String::new(), line: 1 });
        Fate::MaybeDuplicate(Double { of: id(1), reasons: Vec::new(), row, left_before: false })
    }

    fn entry(of: &[u128]) -> Row {
        let (kind, day, time) = (EntryKind::FollowUp, NaiveDate::default(), None);
        let (can_be_given, names_somebody, begins_again, may_go_on) = (false, false, false, false);
        let about = About { kind, day, time, can_be_given, names_somebody, begins_again, may_go_on };
        Row { about: Some(about), of: of.iter().map(|number| id(*number)).collect(), ..row(Fate::New) }
    }

    fn by(rows: &[Row], chosen: &[(usize, Choice)]) -> Vec<Upshot> {
        let mut choices = Choices::default();
        chosen.iter().for_each(|(row, choice)| choices.set(*row, Some(*choice)));
        upshots(rows, &choices, &Altered::new())
    }

    #[test]
    fn further_records_of_somebody_go_where_the_first_does() {
        let rows = [brings(1, Fate::New), Row { joins: Some(0), ..brings(1, Fate::New) }];
        assert_eq!(by(&rows, &[]), [Upshot::New, Upshot::With(0)]);
        assert_eq!(by(&rows, &[(0, Choice::Leave)]), [Upshot::Left, Upshot::Left]);
        assert_eq!(by(&rows, &[(1, Choice::Leave)]), [Upshot::New, Upshot::Left]);
        assert_eq!(by(&rows, &[(0, Choice::Into(id(9)))]), [Upshot::Into(id(9)), Upshot::With(0)]);
    }

    #[test]
    fn who_goes_to_somebody_of_the_file_goes_along_with_them_or_brings_them() {
        let rows = [brings(1, Fate::New), brings(2, alike())];
        let into = (1, Choice::Into(id(1)));
        assert_eq!(by(&rows, &[]), [Upshot::New, Upshot::Open]);
        assert_eq!(by(&rows, &[into]), [Upshot::New, Upshot::With(0)]);
        assert_eq!(by(&rows, &[into, (0, Choice::Leave)]), [Upshot::Left, Upshot::New]);
    }

    #[test]
    fn what_concerns_only_those_who_stay_out_stays_out() {
        let rows = [brings(1, Fate::New), brings(2, Fate::New), entry(&[1]), entry(&[1, 2]), entry(&[7])];
        assert_eq!(by(&rows, &[(0, Choice::Leave)])[2..], [Upshot::Alone, Upshot::New, Upshot::New]);
        assert_eq!(by(&rows, &[(0, Choice::Into(id(9)))])[2..], [Upshot::New; 3]);
    }

    /// Who was deleted here comes in only if they are wanted; what is chosen about fields counts by what comes of it.
    #[test]
    fn choices_are_laid_over_the_plan() {
        let of = crate::domain::record::RecordId::new(crate::domain::record::RecordKind::Contact, id(1).0);
        let deleted = [brings(1, Fate::Deleted { on: NaiveDate::default() })];
        assert_eq!(by(&deleted, &[]), [Upshot::Deleted]);
        assert_eq!(by(&deleted, &[(0, Choice::Leave)]), [Upshot::Deleted]);
        assert_eq!(by(&deleted, &[(0, Choice::New)]), [Upshot::New]);
        let rows = [row(Fate::Changed { of }), row(Fate::Unchanged { of })];
        let altered = Altered::from([(0, Vec::new()), (1, vec![Field::Role])]);
        assert_eq!(upshots(&rows, &Choices::default(), &altered), [Upshot::Kept, Upshot::Changed]);
    }

    /// What comes in is what was told before: who was open stays out, further records follow.
    #[test]
    fn what_is_open_is_settled_as_left() {
        let rows = [brings(1, alike()), Row { joins: Some(0), ..brings(1, alike()) }, brings(2, Fate::New)];
        let settled = Choices::default().settled(&rows);
        assert_eq!([0, 1, 2].map(|at| settled.of(at)), [Some(Choice::Leave), Some(Choice::Leave), None]);
        let mut new = Choices::default();
        new.set(0, Some(Choice::New));
        let settled = new.settled(&rows);
        assert_eq!([0, 1].map(|at| settled.of(at)), [Some(Choice::Take); 2], "as one, not as two");
    }
}
