//! What an import said of a contact or company, so that the next one of the same source tells what was changed here from what is new
//! in the file: fingerprints of all values of a card, kept with the record under a fingerprint of the card's id and of the kind of
//! file that it came from.
//!
//! A value that stands here and was said is the file's, and gives way to a newer one; one that was said and doesn't stand here any
//! more was changed by the user, and stays so, whichever file says it. Fingerprints are thirty bits of a checksum, written in five
//! signs: some fifteen of them take less room than the card's mail address and note.

mod prints;

use std::collections::{BTreeMap, BTreeSet};

pub use self::prints::{
    Print, Printing, Spot, debug, free, of_company, of_contact, past_job, print, signs, standing, strong_of_company,
    strong_of_contact,
};
use self::prints::{SIGNS, put_print, put_signs, read_print};
use super::keys;
use crate::domain::company::Company;
use crate::domain::contact::{CARD_ID, Contact, ForeignId};
use crate::formats::draft::{HEADS, Kind, Origin};

/// What was said, by fingerprints.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Said {
    /// By the last import of this card.
    own: BTreeSet<Print>,
    /// By those of other cards.
    others: BTreeSet<Print>,
    /// When the card had been changed last by then.
    revised: Option<i64>,
}

/// What a record keeps of imports, and the ids by which its cards are known.
#[derive(Debug, Clone, Copy)]
pub struct Memory<'a> {
    pub imported: &'a BTreeMap<String, String>,
    pub ids: &'a [ForeignId],
}

impl<'a> From<&'a Contact> for Memory<'a> {
    fn from(contact: &'a Contact) -> Self {
        Self { imported: &contact.imported, ids: &contact.ids }
    }
}

impl<'a> From<&'a Company> for Memory<'a> {
    fn from(company: &'a Company) -> Self {
        Self { imported: &company.imported, ids: &company.ids }
    }
}

impl Said {
    /// What was said by the last card of this origin with these ids, as far as it is known, and by all others. `strong` are what of
    /// the card tells it from others of its source.
    pub fn of(memory: Memory, origin: Origin, ids: &[ForeignId], is_only: bool, strong: &[Print]) -> Self {
        if memory.imported.is_empty() {
            return Self::default();
        }
        let place = place(memory, origin, ids, is_only, strong);
        let mut said =
            place.as_ref().and_then(|key| memory.imported.get(key)).map_or_else(Self::default, |t| Self::read(t));
        let others = memory.imported.iter().filter(|(key, _)| Some(*key) != place.as_ref());
        said.others = others.flat_map(|(_, text)| Self::read(text).own).collect();
        said
    }

    /// Whether nothing is known of what this card said.
    pub fn is_empty(&self) -> bool {
        self.own.is_empty()
    }

    /// Whether this card said it.
    pub fn has(&self, print: Print) -> bool {
        self.own.contains(&print)
    }

    /// Whether another one said it.
    pub fn has_other(&self, print: Print) -> bool {
        self.others.contains(&print)
    }

    /// Whether any said it: if it doesn't stand here, it was changed or taken away here.
    pub fn has_any(&self, print: Print) -> bool {
        self.has(print) || self.has_other(print)
    }

    /// Whether a card of this origin is older than the one that came in last.
    pub fn is_after(&self, origin: Origin) -> bool {
        self.revised.zip(origin.revised).is_some_and(|(known, new)| new < known)
    }

    fn read(text: &str) -> Self {
        let (prints, revised) = text.split_once(REVISED).unwrap_or((text, ""));
        let own = prints.as_bytes().chunks_exact(SIGNS).filter_map(read_print).collect();
        Self { own, others: BTreeSet::new(), revised: revised.parse().ok() }
    }

    fn write(&self) -> String {
        let mut text = String::with_capacity(self.own.len() * SIGNS);
        self.own.iter().for_each(|print| put_print(&mut text, *print));
        text.extend(self.revised.map(|at| format!("{REVISED}{at}")));
        text
    }
}

/// What a card says.
#[derive(Debug)]
pub struct Card<'a> {
    pub origin: Origin,
    pub ids: &'a [ForeignId],
    pub prints: Vec<Print>,
    /// What of that tells it from others of its source.
    pub strong: Vec<Print>,
}

/// What is to be kept of what cards say of the record that keeps `memory`. What several say that have one id is kept together. What
/// stands in the record of what one said before is what `standing` gives: that may yet be emptied.
pub fn note(memory: Memory, cards: &[Card], standing: impl Fn(&Said) -> Vec<Print>) -> BTreeMap<String, String> {
    let mut all: BTreeMap<String, Said> = BTreeMap::new();
    let mut imported = memory.imported.clone();
    let is_only = cards.len() == 1;
    for Card { origin, ids, prints, strong } in cards {
        let Some(key) = ids.first().map(|id| key(*origin, id)) else { continue };
        let before = Said::of(memory, *origin, ids, is_only, strong);
        imported.extend(
            place(memory, *origin, ids, is_only, strong).filter(|old| *old != key).map(|old| (old, String::new())),
        );
        let said = all.entry(key).or_default();
        if !before.is_empty() && said.is_empty() {
            said.own.extend(standing(&before));
        }
        // An older one says nothing new, even if some of it was taken.
        said.own.extend(before.own.iter().filter(|_| before.is_after(*origin)));
        said.own.extend(prints);
        said.revised = said.revised.max(before.revised).max(origin.revised);
    }
    imported.retain(|_, text| !text.is_empty());
    imported.extend(all.into_iter().map(|(key, said)| (key, said.write())));
    imported
}

/// Under what a card with these ids stands: its own, or where the file gives it none and it says other things by now, the only one
/// that came without, with the same name or mail address, else with something else that is strong.
fn place(memory: Memory, origin: Origin, ids: &[ForeignId], is_only: bool, strong: &[Print]) -> Option<String> {
    let first = ids.first()?;
    if let Some(known) = kept(memory.imported, origin, first) {
        return Some(known);
    }
    if first.source != CARD_ID || !is_only {
        return None;
    }
    let is_like = |id: &ForeignId| {
        let parts =
            |id: &'_ ForeignId| id.value.split_once('|').map(|(name, reach)| (name.to_owned(), reach.to_owned()));
        let like = |(one, other): ((String, String), (String, String))| {
            one.0 == other.0 || one.1 == other.1 && !one.1.is_empty()
        };
        parts(id).zip(parts(first)).is_some_and(like)
    };
    let only = |fits: &dyn Fn(&ForeignId) -> bool| {
        let others = memory.ids.iter().filter(|id| id.source == CARD_ID && *id != first && fits(id));
        let mut others = others.filter_map(|id| kept(memory.imported, origin, id));
        others.next().filter(|_| others.next().is_none())
    };
    only(&is_like).or_else(|| only(&|id| has_said(memory, origin, id, strong)))
}

/// Whether a card that came from there said one of these, whichever it was.
pub fn has_source_said(imported: &BTreeMap<String, String>, origin: Origin, prints: &[Print]) -> bool {
    let kind = kind(origin.kind);
    let of_kind = |key: &str| origin.kind.is_told() && key.get(SIGNS..).is_some_and(|other| is_same_kind(&kind, other));
    imported.iter().filter(|(key, _)| of_kind(key)).any(|(_, text)| {
        let said = Said::read(text);
        prints.iter().any(|print| said.has(*print))
    })
}

/// Whether a card with this id, of this program, format or kind of table, was read before.
pub fn has_source_given(imported: &BTreeMap<String, String>, origin: Origin, id: &ForeignId) -> bool {
    kept(imported, origin, id).is_some()
}

/// All that cards said, whichever they were.
pub fn all(imported: &BTreeMap<String, String>) -> BTreeSet<Print> {
    imported.values().flat_map(|text| Said::read(text).own).collect()
}

fn has_said(memory: Memory, origin: Origin, id: &ForeignId, strong: &[Print]) -> bool {
    let known = kept(memory.imported, origin, id).filter(|_| origin.kind.is_told());
    known.and_then(|key| memory.imported.get(&key)).is_some_and(|said| {
        let said = Said::read(said);
        strong.iter().any(|print| said.has(*print))
    })
}

fn key(origin: Origin, id: &ForeignId) -> String {
    let mut text = String::with_capacity(SIGNS + 2 * HEADS);
    put_print(&mut text, print(Spot::Id, &format!("{}\0{}", id.source, keys::id(&id.value))));
    text + &kind(origin.kind)
}

/// Under what a card with this id stands that came from there: from just that kind of file, else from one that is the same but for a
/// column.
fn kept(imported: &BTreeMap<String, String>, origin: Origin, id: &ForeignId) -> Option<String> {
    let own = key(origin, id);
    if imported.contains_key(&own) {
        return Some(own);
    }
    let (id, kind) = own.split_at(SIGNS);
    let mut of_id = imported.range(id.to_owned()..).map(|(key, _)| key).take_while(|key| key.starts_with(id));
    of_id.find(|key| is_same_kind(kind, &key[SIGNS..])).cloned()
}

/// A kind of file in signs: five for what a program or format is, two for each head of a table.
fn kind(kind: Kind) -> String {
    let mut text = String::new();
    match kind {
        Kind::Unknown => {}
        Kind::Format(print) | Kind::Program(print) => put_print(&mut text, print >> 2),
        Kind::Table(heads) => {
            for head in heads.into_iter().filter(|head| *head != 0) {
                put_signs(&mut text, head.into(), 2);
            }
        }
    }
    text
}

/// Whether two kinds of file are one: tables are where a column was added, or taken away. Of one with many heads only the first by
/// their fingerprints are known, among which one more takes the place of another.
fn is_same_kind(one: &str, other: &str) -> bool {
    let is_table = |kind: &str| !kind.is_empty() && kind.len().is_multiple_of(2);
    if !is_table(one) || !is_table(other) {
        return one == other;
    }
    let heads = |kind: &'_ str| kind.as_bytes().chunks_exact(2).map(<[u8]>::to_vec).collect::<BTreeSet<_>>();
    let (these, those) = (heads(one), heads(other));
    let (gone, more) = (these.difference(&those).count(), those.difference(&these).count());
    match these.len().max(those.len()) {
        HEADS => gone <= 1 && more <= 1,
        // Of two or three heads each says too much.
        FEW.. => gone + more <= 1,
        _ => gone + more == 0,
    }
}

/// Heads of a table at least, of which one may be missing.
const FEW: usize = 4;

/// Stands before the time at which a card had been changed last.
const REVISED: char = '.';
#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_the_same_but_for_a_column() {
        let check = |one: &str, other: &str, expect: bool| {
            let kinds = [one, other].map(|heads| kind(Kind::of_heads(heads.split(' '))));
            assert_eq!(is_same_kind(&kinds[0], &kinds[1]), expect, "{one:?}, {other:?}");
            assert_eq!(is_same_kind(&kinds[1], &kinds[0]), expect, "{other:?}, {one:?}");
        };
        check("name mail phone", "phone name mail", true);
        check("name mail phone", "name mail notes", false);
        check("name mail phone", "name mail phone company", true);
        check("name mail", "name mail phone", false);
        check("name mail phone company", "name mail notes company", false);
        check("name mail phone company", "name mail phone company role notes", false);
        let many: Vec<String> = (0..30).map(|n| format!("head{n}")).collect();
        for n in 0..30 {
            let mut less = many.clone();
            less.remove(n);
            check(&many.join(" "), &less.join(" "), true);
        }
        check(&many.join(" "), &many[..15].join(" "), false);
        assert!(!is_same_kind(&kind(Kind::Program(7)), &kind(Kind::of_heads(["name"].into_iter()))));
    }

    #[test]
    fn what_was_said_is_read_again() {
        let own = (0..40_u32).map(|n| print(Spot::Mail, &n.to_string())).chain([0, u32::MAX >> 2]).collect();
        let said = Said { own, ..Said::default() };
        assert_eq!(Said::read(&said.write()), said);
        assert_eq!(said.write().len(), 42 * SIGNS);
        let revised = Said { revised: Some(-1_700_000_000), ..said.clone() };
        assert_eq!(Said::read(&revised.write()), revised);
        assert!(said.has(print(Spot::Mail, "7")) && !said.has(print(Spot::Phone, "7")));
        assert_eq!(Said::read("!!!!!"), Said::default(), "what isn't ours says nothing");
    }
}
