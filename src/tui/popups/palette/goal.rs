//! What can be chosen in the palette: what it is called, what stands beside it, and how it is reached.

use uuid::Uuid;

use crate::domain::act::Buyer;
use crate::domain::find::Named;
use crate::domain::id::{CompanyId, ContactId, FollowUpId};
use crate::domain::record::{RecordId, RecordKind};
use crate::domain::search::Names;
use crate::domain::view::List;
use crate::explain;
use crate::say;
use crate::store::drafts::Draft;
use crate::store::{MadeIn, Store};
use crate::text::{days, reason};
use crate::tui::action::{Action, Info, Place, TABLE};
use crate::tui::ctx::Ctx;
use crate::tui::outcome::{Goto, Outcome};
use crate::tui::popups::{bulk, contact, draft, feedback, follow_up, log, lost, note, order, sheet, tags};
use crate::tui::target::{Item, Target};
use crate::tui::views::{Taken, Tell, Told};
use crate::tui::widgets::toast::Toast;

/// Something to reach.
#[derive(Debug, Clone, PartialEq)]
pub enum Goal {
    Action(Action),
    /// An action that applies on other screens alone: where, is said.
    Elsewhere(Action),
    Contact(ContactId),
    Company(CompanyId),
    FollowUp(FollowUpId),
    Draft(Uuid),
    /// A view of a list, by its name.
    View(List, String),
}

/// Names that are looked up at once: a commit can come between.
const PART: usize = 4_000;

/// Companies and open follow-ups by what they are called, those without a title by `untitled`.
pub(in crate::tui) fn named(store: &Store, untitled: &str) -> Names<Named> {
    let mut names = Names::default();
    let companies: Vec<CompanyId> = store.book().companies_by_name().collect();
    for part in companies.chunks(PART) {
        let book = store.book();
        part.iter().for_each(|id| names.push(Named::Company(*id), &[book.company_name_of(*id)]));
    }
    let open: Vec<(FollowUpId, ContactId)> = store.book().promises().map(|one| (one.id, one.contact)).collect();
    for part in open.chunks(PART) {
        let book = store.book();
        for (id, contact) in part {
            let title = Some(book.title(*id)).filter(|title| !title.is_empty()).unwrap_or(untitled);
            names.push(Named::FollowUp(*id), &[title, book.name(*contact)]);
        }
    }
    names
}

/// Drafts, and those of these records that are companies and open follow-ups, by what they are called.
pub(super) fn names(records: &[RecordId], ctx: &Ctx) -> Names<Goal> {
    let mut names = Names::default();
    for record in records {
        match record.kind {
            RecordKind::Company => {
                names.push(Goal::Company(record.id.into()), &[ctx.book.company_name_of(record.id.into())]);
            }
            RecordKind::FollowUp => {
                if let Some(one) = ctx.book.follow_up(record.id.into()) {
                    names.push(Goal::FollowUp(one.id), &[&reason::title(ctx.text, &one.title), ctx.name(one.contact)]);
                }
            }
            _ => {}
        }
    }
    ctx.views.iter().for_each(|view| names.push(Goal::View(view.look.list, view.name.clone()), &[&view.name]));
    ctx.drafts.iter().for_each(|draft| names.push(Goal::Draft(draft.id), &[&draft_words(draft, ctx)]));
    names
}

/// `Draft: log · Deniz Çelik`.
fn draft_words(draft: &Draft, ctx: &Ctx) -> String {
    let parts = [draft::form(draft, ctx), draft::whom(draft, ctx)];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    say!(ctx.text, "palette-draft", what = parts.join(" · "))
}

impl Goal {
    pub(super) fn of(named: Named) -> Option<Self> {
        match named {
            Named::Contact(id) => Some(Self::Contact(id)),
            Named::Company(id) => Some(Self::Company(id)),
            Named::FollowUp(id) => Some(Self::FollowUp(id)),
            Named::Feedback(_) => None,
        }
    }

    /// Whether it is there still, and not put away.
    pub(super) fn is_there(&self, ctx: &Ctx) -> bool {
        match self {
            Self::Action(_) | Self::Elsewhere(_) => true,
            Self::Contact(id) => ctx.book.contact(*id).is_some_and(|row| !row.archived),
            Self::Company(id) => ctx.book.company(*id).is_some_and(|company| !company.archived),
            Self::FollowUp(id) => ctx.book.follow_up(*id).is_some(),
            Self::Draft(id) => ctx.drafts.iter().any(|draft| draft.id == *id),
            Self::View(list, name) => ctx.views.iter().any(|view| view.look.list == *list && view.name == *name),
        }
    }

    /// What it is called. Not yet safe to print.
    pub(super) fn words(&self, ctx: &Ctx) -> String {
        match self {
            Self::Action(action) | Self::Elsewhere(action) => action.help(ctx.text),
            Self::Contact(id) => ctx.name(*id).to_owned(),
            Self::Company(id) => ctx.book.company(*id).map_or(String::new(), |company| company.name.clone()),
            Self::FollowUp(id) => ctx.book.follow_up(*id).map_or(String::new(), |one| {
                format!("{} · {}", reason::title(ctx.text, &one.title), ctx.name(one.contact))
            }),
            Self::Draft(id) => {
                let draft = ctx.drafts.iter().find(|draft| draft.id == *id);
                draft.map_or(String::new(), |draft| draft_words(draft, ctx))
            }
            Self::View(_, name) => name.clone(),
        }
    }

    /// What stands beside it: what an action acts on, what kind of record it is.
    pub(super) fn aside(&self, target: &Target, ctx: &Ctx) -> String {
        match self {
            Self::Action(action) if acts_on_target(*action) => sheet::whom(&target.contacts, ctx),
            Self::Action(_) => String::new(),
            Self::Elsewhere(action) => say!(ctx.text, "palette-elsewhere", places = places(*action, ctx)),
            Self::Contact(id) => match ctx.book.contact(*id).map_or("", |row| ctx.book.company_name(row)) {
                "" => say!(ctx.text, "palette-contact"),
                company => company.to_owned(),
            },
            Self::Company(_) => say!(ctx.text, "palette-company"),
            Self::View(..) => say!(ctx.text, "palette-view"),
            Self::FollowUp(id) => {
                let due = ctx.book.follow_up(*id).map(|one| days::short(ctx.text, one.due, ctx.today));
                say!(ctx.text, "palette-follow-up", day = due.unwrap_or_default())
            }
            Self::Draft(id) => {
                let Some(draft) = ctx.drafts.iter().find(|draft| draft.id == *id) else { return String::new() };
                match draft.author == ctx.author {
                    _ if ctx.held.contains(id) => {
                        let session = explain::made_in(ctx.text, &MadeIn::of(&draft.session));
                        say!(ctx.text, "palette-draft-open", session = session)
                    }
                    true => days::short(ctx.text, draft.at.date_naive(), ctx.today),
                    false => draft.author.clone(),
                }
            }
        }
    }

    /// How it is reached.
    pub fn reach(&self, ctx: &Ctx) -> Outcome {
        match self {
            Self::Action(action) => Outcome::Act(*action),
            Self::Elsewhere(action) => {
                let (what, places) = (action.label(ctx.text), places(*action, ctx));
                Outcome::Say(Toast::quiet(say!(ctx.text, "palette-applies-elsewhere", what = what, places = places)))
            }
            Self::Contact(id) => Outcome::Go(Goto::Contact(*id)),
            Self::Company(id) => Outcome::Go(Goto::Company(*id)),
            Self::FollowUp(id) => match ctx.book.follow_up(*id) {
                Some(one) => Outcome::Go(Goto::Entry(one.contact, RecordId::new(RecordKind::FollowUp, id.0))),
                None => Outcome::Stay,
            },
            Self::Draft(id) => {
                let draft = ctx.drafts.iter().find(|draft| draft.id == *id);
                draft.map_or(Outcome::Stay, |draft| Outcome::All(vec![Outcome::GoOnWith(*id), resume(draft, ctx)]))
            }
            Self::View(list, name) => Outcome::All(vec![
                Outcome::Go(Goto::from(*list)),
                Outcome::Tell(Tell { list: *list, told: Told::Take(Taken::Named(name.clone())) }),
            ]),
        }
    }
}

/// The form that a draft belongs to; it takes the draft up itself. Where that form isn't to be had from here, the contact, on
/// whose screen it is.
fn resume(draft: &Draft, ctx: &Ctx) -> Outcome {
    let whom = draft::contacts(draft);
    if let Some(gone) = draft::gone(draft, ctx) {
        return lost::open(draft, gone, ctx);
    }
    let open = match (draft.form.as_str(), whom.first(), draft.on) {
        ("log", Some(_), _) => {
            return log::open(&Target { contacts: whom, item: draft::from(draft).map(Item::FollowUp), day: None });
        }
        ("note", Some(_), _) => Some(note::new(whom, ctx)),
        ("follow-up", Some(_), _) => Some(follow_up::new(whom, ctx)),
        ("follow-up", None, Some(on)) => {
            ctx.book.follow_up(on.id.into()).map(|one| follow_up::edit(one, ctx.read, ctx))
        }
        ("feedback", Some(_), _) => Some(feedback::new(whom, ctx)),
        ("feedback", None, Some(on)) => ctx.book.feedback(on.id.into()).map(|one| feedback::edit(one, ctx.read, ctx)),
        ("order", Some(id), _) => Some(order::new(Buyer::Contact(*id), ctx)),
        ("order", None, Some(on)) if on.kind == RecordKind::Company => {
            Some(order::new(Buyer::Company(on.id.into()), ctx))
        }
        ("tags", Some(_), _) => Some(tags::open(whom, ctx)),
        ("bulk", Some(_), _) => Some(bulk::open(whom, ctx)),
        ("contact", Some(id), _) => Some(contact::edit(*id, ctx)),
        ("contact", None, None) => Some(contact::new("", ctx)),
        _ => None,
    };
    match (open, draft::contact(draft.on, ctx)) {
        (Some(popup), _) => Outcome::Open(popup),
        (None, Some(id)) => Outcome::Go(Goto::Contact(id)),
        (None, None) => Outcome::Say(Toast::warning(say!(ctx.text, "palette-draft-elsewhere"))),
    }
}

/// The actions that apply on other screens than this, and not here.
pub(super) fn elsewhere(place: Place, read_only: bool) -> impl Iterator<Item = Action> {
    let applies = move |info: &&Info| {
        let places = info.places;
        !(places.contains(&place) || read_only && info.changes) && places.iter().any(|place| *place != Place::Welcome)
    };
    TABLE.iter().filter(applies).map(|info| info.action)
}

/// Where it applies.
fn places(action: Action, ctx: &Ctx) -> String {
    let places = action.info().places.iter().filter_map(|place| place.name(ctx.text));
    places.collect::<Vec<_>>().join(", ")
}

/// Whether it is done to what is marked or selected.
fn acts_on_target(action: Action) -> bool {
    use Action::{Copy, Delete, Done, Edit, Feedback, FollowUp, Log, Move, Note, Off, Open, Order, Pin, Snooze, Tags};
    matches!(
        action,
        Log | FollowUp
            | Feedback
            | Order
            | Note
            | Done
            | Snooze
            | Off
            | Edit
            | Copy
            | Tags
            | Move
            | Pin
            | Delete
            | Open
    )
}
