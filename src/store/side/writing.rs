//! Making the side file. Records that are as they lie in the one that is there are copied as bytes, never read.

use std::io;
use std::ops::Range;

use super::image::Side;
use super::name;
use super::packed::Packed;
use super::records::sealed;
use super::sections::Making;
use super::{Head, MAGIC, clear, columns, facts};
use crate::domain::book::{Book, Held, Image, Laid};
use crate::domain::search::Part;
use crate::store::disk::Disk;
use crate::store::error::{Result, at};
use crate::store::journal::Position;
use crate::store::layout::Layout;

/// Records that are copied at once.
const TOGETHER: usize = 1_024;

/// Puts an image of the book in the side file's place: of `book`, which stands for `end` and lies over the image `side`, if over any.
pub(in crate::store) fn write(
    layout: &Layout,
    book: &Book,
    end: Position,
    side: Option<&Side>,
    session: &str,
    disk: &Disk,
) -> Result<()> {
    let path = layout.side();
    let written = made(layout, book, end, side, session, disk).and_then(|(making, head)| making.finish(MAGIC, head));
    written.map_err(at(&path))
}

/// An image of the book that nobody else sees, and that is gone with whoever has it; `None` where it can't be written.
pub(in crate::store) fn lay_down(
    layout: &Layout,
    book: &Book,
    end: Position,
    side: Option<&Side>,
    session: &str,
    disk: &Disk,
) -> Option<Side> {
    let session = format!("{session}.part");
    let (making, head) = made(layout, book, end, side, &session, disk).ok()?;
    Side::laid_down(making.finish_unseen(MAGIC, head).ok()?, layout)
}

fn made<'a>(
    layout: &Layout,
    book: &Book,
    end: Position,
    side: Option<&Side>,
    session: &str,
    disk: &'a Disk,
) -> io::Result<(Making<'a>, Head)> {
    let temporary = layout.in_making("side", session);
    clear(&layout.generation(), "side.", disk);
    let mut making = Making::begin(&layout.side(), &temporary, disk)?;
    let laid = Laid::new(book.bare());
    put_records(&mut making, &laid, side)?;
    put_columns(&mut making, &laid)?;
    if side.is_some_and(Side::is_lost) {
        return Err(io::Error::other("what the book lies over can't be read"));
    }
    let counts = laid.counts();
    let head = Head {
        origin: layout.origin,
        end,
        contacts: counts.contacts,
        companies: counts.companies,
        follow_ups: counts.follow_ups,
        feedback: counts.feedback,
    };
    Ok((making, head))
}

fn put_records(to: &mut Making, laid: &Laid, side: Option<&Side>) -> io::Result<()> {
    // What is damaged isn't copied.
    let side = side.filter(|side| !side.is_spoiled());
    let copied = |of: Held| move |places| side.and_then(|side| side.copied(of, places));
    let before = laid.before();
    let kinds = [name::CONTACTS, name::COMPANIES, name::FOLLOW_UPS, name::FEEDBACK];
    let [contacts, companies, follow_ups, feedback] = kinds;
    put_kind(to, contacts, &before.contacts, |places| laid.contacts(places), copied(Held::Contacts))?;
    put_kind(to, companies, &before.companies, |places| laid.companies(places), copied(Held::Companies))?;
    put_kind(to, follow_ups, &before.follow_ups, |places| laid.follow_ups(places), copied(Held::FollowUps))?;
    put_kind(to, feedback, &before.feedback, |places| laid.feedback(places), copied(Held::Feedback))?;
    columns::put_ids(to, contacts[0], laid.ids(Held::Contacts).iter().copied())?;
    columns::put_ids(to, companies[0], laid.ids(Held::Companies).iter().copied())?;
    columns::put_ids(to, follow_ups[0], laid.ids(Held::FollowUps).iter().copied())?;
    columns::put_ids(to, feedback[0], laid.ids(Held::Feedback).iter().copied())
}

/// The records of a kind by place; `before` says where each lies in the image that is there, if it is as it was.
fn put_kind<T: Packed>(
    to: &mut Making,
    [_, ends, records]: [u8; 3],
    before: &[Option<usize>],
    read: impl Fn(Range<usize>) -> Vec<T>,
    copied: impl Fn(Range<usize>) -> Option<(Vec<u8>, Vec<usize>)>,
) -> io::Result<()> {
    let (mut all_ends, mut end, mut place) = (Vec::with_capacity(before.len()), 0, 0);
    let mut bytes = Vec::new();
    to.begin_section(records, 0);
    let goes_on =
        |one: &Option<usize>, next: &Option<usize>| next.is_some() == one.is_some() && *next == one.map(|at| at + 1);
    for run in before.chunk_by(goes_on).flat_map(|run| run.chunks(TOGETHER)) {
        let places = place..place + run.len();
        place = places.end;
        let there = run[0].map(|first| first..first + run.len());
        if let Some((copy, ends)) = there.and_then(&copied) {
            all_ends.extend(ends.iter().map(|at| end + *at as u64));
            to.push(&copy)?;
            end += copy.len() as u64;
            continue;
        }
        for one in read(places) {
            bytes.clear();
            sealed(&one, &mut bytes);
            to.push(&bytes)?;
            end += bytes.len() as u64;
            all_ends.push(end);
        }
    }
    columns::put_ends(to, ends, &all_ends)
}

fn put_columns(to: &mut Making, laid: &Laid) -> io::Result<()> {
    facts::write(to, laid)?;
    put_packed(to, name::GRIEVANCES, &laid.grievances())?;
    put_packed(to, name::ACCOUNTS, &laid.accounts())?;
    put_packed(to, name::REFERRED, &laid.referred())?;
    put_packed(to, name::UNFILLED, &laid.unfilled())?;
    put_packed(to, name::VOCABULARY, &laid.vocabulary())?;
    columns::put_numbers(to, name::BY_NAME, &laid.by_name())?;
    columns::put_numbers(to, name::COMPANIES_BY_NAME, &laid.companies_by_name())?;
    columns::put_staff(to, name::STAFF, &laid.staff())?;
    columns::put_lines(to, name::NAMES, &laid.names())?;
    columns::put_lines(to, name::COMPANY_NAMES, &laid.company_names())?;
    columns::put_lines(to, name::TITLES, &laid.titles())?;
    Part::ALL.into_iter().try_for_each(|part| to.put(name::of_index(part), part.size(), &laid.index_part(part)))
}

fn put_packed(to: &mut Making, name: u8, value: &impl Packed) -> io::Result<()> {
    let mut bytes = Vec::new();
    value.put(&mut bytes);
    to.put(name, 1, &bytes)
}
