//! Two contacts that are one person, or companies that are one: merging them, all certain ones at once, telling them apart. Both side by side, before it is
//! done, is `sides`'.

mod paint;
mod several;
mod sides;

use std::collections::HashMap;

use super::menu::{Entry, Menu};
use super::pick::{self, Pick};
use super::work::Work;
use crate::domain::act::{self, Gone, Merging, Piece, Takes, WholeContact};
use crate::domain::contact::Contact;
use crate::domain::id::{CompanyId, ContactId};
use crate::domain::pairs::{self, kept_of};
use crate::say;
use crate::store::Store;
use crate::tui::ctx::Ctx;
use crate::tui::effect::{Problem, Save};
use crate::tui::outcome::Outcome;
use sides::{Both, Merge};

/// So many of those who would be merged at once are named in the question.
const NAMED: usize = 6;

/// Shows both side by side, first the one who would be kept.
pub fn open(kept: ContactId, gone: ContactId) -> Outcome {
    Outcome::Open(Box::new(Merge::new(Both::Contacts([kept, gone]))))
}

/// The same of companies.
pub fn open_companies(kept: CompanyId, gone: CompanyId) -> Outcome {
    Outcome::Open(Box::new(Merge::new(Both::Companies([kept, gone]))))
}

/// Shows two side by side of whom neither is meant more than the other.
pub fn open_both(one: ContactId, other: ContactId, ctx: &Ctx) -> Outcome {
    let kept = kept_of(ctx.book, &[one, other]).unwrap_or(one);
    open(kept, if kept == one { other } else { one })
}

/// Asks for another contact who is the same person as `one`, who would be kept; those who may be stand first.
pub fn pick(one: ContactId, ctx: &Ctx) -> Outcome {
    let title = say!(ctx.text, "merge-with", who = ctx.name(one));
    let fitting = pick::touched(vec![one]);
    let find = move |typed: &str, ctx: &Ctx| {
        let mut found = fitting(typed, ctx);
        if typed.trim().is_empty() {
            let like = like(one, ctx);
            found.retain(|item| !like.contains(&item.value));
            let rows = like.into_iter().filter_map(|id| ctx.book.contact(id));
            found.splice(0..0, rows.map(|row| pick::item(row, ctx)).collect::<Vec<_>>());
        }
        found
    };
    let then = move |other: ContactId, _: &Ctx| open(one, other);
    let pick = Pick::new(title, Box::new(find), Box::new(then), ctx);
    Outcome::Open(Box::new(pick.placeholder(say!(ctx.text, "merge-with-hint")).unchosen()))
}

/// Those who may be the same as one who is there.
fn like(one: ContactId, ctx: &Ctx) -> Vec<ContactId> {
    let Some(row) = ctx.book.contact(one) else { return Vec::new() };
    let mut known = Contact::new(one, row.name.as_str(), row.added);
    known.name_parts.nickname.clone_from(&row.nickname);
    known.mails.clone_from(&row.mails);
    known.phones.clone_from(&row.phones);
    known.birthday = row.birthday;
    known.language.clone_from(&row.language);
    known.ids.clone_from(&row.ids);
    let likely = pairs::likely(ctx.book, &known, ctx.book.company_name(row));
    likely.into_iter().map(|(id, _)| id).collect()
}

/// Merges one into the other, with what was chosen of their fields.
pub fn save(kept: ContactId, gone: ContactId, chosen: Vec<(Piece, Takes)>, ctx: &Ctx) -> Save {
    let read = move |store: &Store| {
        let gone = Gone { whole: whole(store, gone)?, chosen };
        Ok([Merging { kept: whole(store, kept)?, gone: vec![gone] }])
    };
    let save = Work::of(ctx)
        .on_read(read, |given, ids, mergings| act::merge_contacts(&mergings, given.book, given.today, ids));
    save.about([kept, gone]).then(move |_| Outcome::Select(kept))
}

/// Asks whether all that can be merged without a look are to be merged, and does it in one step.
pub fn ask_certain(groups: Vec<Vec<ContactId>>, count: usize, ctx: &Ctx) -> Outcome {
    let entries = vec![
        Entry::new(true, say!(ctx.text, "duplicates-merge-all", count = count)),
        Entry::new(false, say!(ctx.text, "duplicates-merge-none")),
    ];
    let title = say!(ctx.text, "duplicates-merge-certain");
    let mut said = vec![say!(ctx.text, "duplicates-certain-how")];
    let named = groups.iter().take(NAMED).map(|group| {
        let names: Vec<&str> = group.iter().map(|id| ctx.name(*id)).collect();
        format!("· {}", names.join(" = "))
    });
    said.extend(named);
    let more = groups.len().saturating_sub(NAMED);
    said.extend((more > 0).then(|| say!(ctx.text, "duplicates-certain-more", count = more)));
    let then = move |chosen: Vec<bool>, ctx: &Ctx| match chosen.first() {
        Some(true) => Outcome::Save(save_all(groups.clone(), count, ctx)),
        _ => Outcome::Stay,
    };
    Outcome::Open(Box::new(Menu::one(title, entries, Box::new(then)).saying(said)))
}

/// Asks which of several is kept, the fullest first, and merges the others into them in one step.
pub fn ask_kept(contacts: Vec<ContactId>, ctx: &Ctx) -> Outcome {
    let kept = kept_of(ctx.book, &contacts);
    let others = contacts.iter().copied().filter(|id| Some(*id) != kept);
    let entry = |id: ContactId| {
        let row = ctx.book.contact(id)?;
        let reached = row.mails.iter().chain(&row.phones).map(|one| one.value.as_str()).next().unwrap_or_default();
        let facts = [row.name.as_str(), ctx.book.company_name(row), reached];
        let words = facts.into_iter().filter(|fact| !fact.is_empty()).collect::<Vec<_>>().join(" · ");
        Some(Entry::new(id, words))
    };
    let entries: Vec<Entry<ContactId>> = kept.into_iter().chain(others).filter_map(entry).collect();
    let title = say!(ctx.text, "merge-which-kept", count = contacts.len());
    let then = move |chosen: Vec<ContactId>, _: &Ctx| match chosen.first() {
        Some(kept) => several::open(*kept, contacts.clone()),
        None => Outcome::Stay,
    };
    let said = say!(ctx.text, "merge-several-how").lines().map(str::to_owned).collect();
    Outcome::Open(Box::new(Menu::one(title, entries, Box::new(then)).saying(said)))
}

/// Merges all of them into `kept`, with what was chosen of each who goes.
fn save_into(
    kept: ContactId,
    all: Vec<ContactId>,
    mut chosen: HashMap<ContactId, Vec<(Piece, Takes)>>,
    ctx: &Ctx,
) -> Save {
    let about = all.clone();
    let read = move |store: &Store| {
        let others = all.into_iter().filter(|id| *id != kept);
        let gone =
            others.map(|id| Ok(Gone { whole: whole(store, id)?, chosen: chosen.remove(&id).unwrap_or_default() }));
        let gone = gone.collect::<Result<Vec<_>, Problem>>()?;
        Ok([Merging { kept: whole(store, kept)?, gone }])
    };
    let save = Work::of(ctx)
        .on_read(read, |given, ids, mergings| act::merge_contacts(&mergings, given.book, given.today, ids));
    save.about(about).then(move |_| Outcome::Select(kept))
}

fn save_all(groups: Vec<Vec<ContactId>>, count: usize, ctx: &Ctx) -> Save {
    let read = move |store: &Store| {
        let mut mergings = Vec::new();
        for group in groups {
            let Some(kept) = kept_of(&store.book(), &group) else { continue };
            let others = group.into_iter().filter(|id| *id != kept);
            let gone = others.map(|id| whole(store, id).map(Gone::from)).collect::<Result<Vec<_>, Problem>>()?;
            mergings.push(Merging { kept: whole(store, kept)?, gone });
        }
        Ok(mergings)
    };
    let save = Work::of(ctx)
        .on_read(read, |given, ids, mergings| act::merge_contacts(&mergings, given.book, given.today, ids));
    save.said(say!(ctx.text, "pairs-merged", count = count))
}

/// Remembers that two aren't the same, however alike they look.
pub fn tell_apart(one: ContactId, other: ContactId, ctx: &Ctx) -> Outcome {
    let read = move |store: &Store| Ok([contact(store, one)?, contact(store, other)?]);
    let save = Work::of(ctx).on_read(read, |_, _, [one, other]| act::tell_apart(&one, &other));
    Outcome::Save(save.about([one, other]))
}

fn whole(store: &Store, id: ContactId) -> Result<WholeContact, Problem> {
    store.whole_contact(id)?.ok_or(Problem::Gone)
}

fn contact(store: &Store, id: ContactId) -> Result<Contact, Problem> {
    store.contact(id)?.ok_or(Problem::Gone)
}
