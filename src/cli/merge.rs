//! `merge`: contacts that are one person become one; before that it can be told what of whom is taken.

use serde_json::json;

use super::duplicates::pairs;
use super::failure::{Outcome, Status};
use super::meanwhile;
use super::session::Session;
use super::table::{Cell, Table};
use crate::domain::act::{self, Compared, Gone, Merging, Takes, WholeContact};
use crate::domain::field::{FieldError, FieldName, Of};
use crate::domain::id::ContactId;
use crate::domain::pairs::{exact_groups, kept_of};
use crate::domain::record::{Record, RecordId, RecordKind};
use crate::error::{Error, ErrorKind};
use crate::explain;
use crate::say;

/// Merge contacts that are one person into one of them
#[derive(Debug, clap::Args)]
#[command(
    override_usage = "touchbase merge <CONTACT>... --into <CONTACT> [--take FIELD] [--keep FIELD] [--dry-run]\n       \
                      touchbase merge --exact [--dry-run]",
    after_help = "All that happened goes over to the one who is kept. Fields that are empty there are filled up, lists and notes \
                  are joined; --take and --keep choose otherwise, by the names that `set` takes. The ids of those who go lead to \
                  the one who is kept from then on. touchbase undo takes it back.\n\
                  touchbase duplicates lists who may be one person."
)]
pub struct Args {
    /// Those who go
    #[arg(value_name = "CONTACT", required_unless_present = "exact", conflicts_with = "exact")]
    who: Vec<String>,
    /// The one who is kept
    #[arg(long, value_name = "CONTACT", required_unless_present = "exact", conflicts_with = "exact")]
    into: Option<String>,
    /// A field in which those who go are right; may be repeated
    #[arg(long, value_name = "FIELD", conflicts_with = "exact")]
    take: Vec<String>,
    /// A field in which only what the one who is kept says counts; may be repeated
    #[arg(long, value_name = "FIELD", conflicts_with = "exact")]
    keep: Vec<String>,
    /// Merge all pairs that `duplicates --exact` lists
    #[arg(long)]
    exact: bool,
    /// Tell what would become of it, and change nothing
    #[arg(long)]
    dry_run: bool,
}

impl Args {
    /// Whether anything is merged; else it is only told.
    pub fn changes(&self) -> bool {
        !self.dry_run
    }
}

/// Who is kept, and those who go.
type Group = (ContactId, Vec<ContactId>);

pub fn run(session: &mut Session, args: Args) -> Outcome {
    let groups = if args.exact { exact(session) } else { vec![named(session, &args)?] };
    let chosen = chosen(session, &args)?;
    if args.dry_run {
        return told(session, &groups, &chosen);
    }
    let mut gone = 0;
    let mut moved = [0; 2];
    let done = session.commit(|session, _| {
        let mergings = groups.iter().map(|group| read(session, group, &chosen)).collect::<Result<Vec<Merging>, _>>()?;
        gone = mergings.iter().map(|merging| merging.gone.len()).sum();
        moved = [RecordKind::Interaction, RecordKind::FollowUp].map(|kind| hanging(&mergings, kind));
        let book = session.store.book();
        act::merge_contacts(&mergings).map_err(|error| session.act_error(&error, &book))
    })?;
    if args.exact {
        session.tell(&say!(session.text, "pairs-merged", count = gone));
    }
    session.tell(&say!(session.text, "merge-interactions", count = moved[0]));
    if moved[1] > 0 {
        session.tell(&say!(session.text, "merge-follow-ups", count = moved[1]));
    }
    Ok(done)
}

/// How many records of a kind hang on those who go.
fn hanging(mergings: &[Merging], kind: RecordKind) -> usize {
    let all = mergings.iter().flat_map(|merging| &merging.gone).flat_map(|gone| &gone.whole.timeline);
    all.filter(|record| record.kind() == kind).count()
}

fn named(session: &Session, args: &Args) -> Result<Group, Error> {
    let book = session.store.book();
    let into = session.contact(&book, args.into.as_deref().unwrap_or_default())?;
    let mut gone: Vec<ContactId> = Vec::new();
    for typed in &args.who {
        let id = session.contact(&book, typed)?;
        if !gone.contains(&id) {
            gone.push(id);
        }
    }
    Ok((into, gone))
}

/// All groups of those who can be merged without a look.
fn exact(session: &Session) -> Vec<Group> {
    let pairs = pairs(session);
    let book = session.store.book();
    let group = |group: Vec<ContactId>| {
        let kept = kept_of(&book, &group)?;
        Some((kept, group.into_iter().filter(|id| *id != kept).collect()))
    };
    exact_groups(&pairs).into_iter().filter_map(group).collect()
}

/// What was chosen by field names.
fn chosen(session: &Session, args: &Args) -> Result<Vec<(FieldName, Takes)>, Error> {
    let chosen =
        args.take.iter().map(|typed| (typed, Takes::Gone)).chain(args.keep.iter().map(|typed| (typed, Takes::Kept)));
    let mut all: Vec<(FieldName, Takes)> = Vec::new();
    for (typed, takes) in chosen {
        let name = FieldName::read(Of::Contact, typed).filter(act::can_be_chosen);
        let unknown = || {
            let error = FieldError::Unknown { of: Of::Contact, name: typed.clone() };
            explain::field_error(&session.text, &error, &session.store.book())
        };
        let name = name.ok_or_else(unknown)?;
        if all.iter().any(|(known, other)| *known == name && *other != takes) {
            return Err(Error::new(ErrorKind::Usage, say!(session.text, "error-merge-both", field = typed.as_str())));
        }
        all.push((name, takes));
    }
    Ok(all)
}

/// All that hangs on them.
fn read(session: &Session, (kept, gone): &Group, chosen: &[(FieldName, Takes)]) -> Result<Merging, Error> {
    let whole = |id: &ContactId| -> Result<WholeContact, Error> {
        let found = session.store.whole_contact(*id).map_err(|error| session.store_error(&error))?;
        let of = RecordId::new(RecordKind::Contact, id.0);
        found.ok_or_else(|| meanwhile::gone_or(session, of, || explain::nobody(&session.text, &id.to_string())))
    };
    let one = |id: &ContactId| Ok(Gone { whole: whole(id)?, chosen: chosen.to_vec() });
    Ok(Merging { kept: whole(kept)?, gone: gone.iter().map(one).collect::<Result<_, Error>>()? })
}

/// What would become of it, field by field.
fn told(session: &mut Session, groups: &[Group], chosen: &[(FieldName, Takes)]) -> Outcome {
    let mut all = Vec::new();
    for group in groups {
        let merging = read(session, group, chosen)?;
        for gone in &merging.gone {
            if gone.whole.contact.id == merging.kept.contact.id {
                let book = session.store.book();
                return Err(session.act_error(&act::ActError::IntoItself, &book).into());
            }
            all.push((merging.kept.clone(), gone.clone()));
        }
    }
    if session.out.is_json() {
        let told: Vec<_> = all.iter().map(|(kept, gone)| one_json(session, kept, gone)).collect();
        session.out.json(&told)?;
        return Ok(Status::Done);
    }
    for (at, (kept, gone)) in all.iter().enumerate() {
        if at > 0 {
            session.out.gap()?;
        }
        let (from, into) = (gone.whole.contact.name.as_str(), kept.contact.name.as_str());
        session.out.heading(&say!(session.text, "merge-would", who = from, into = into))?;
        let table = fields(session, kept, gone);
        session.out.table(&table)?;
    }
    Ok(Status::Done)
}

/// Each field in which both differ, with what is taken of it.
fn compared(session: &Session, kept: &WholeContact, gone: &Gone) -> Vec<Compared> {
    let book = session.store.book();
    let mut compared = act::compared(&kept.contact, &gone.whole.contact, &book);
    for one in &mut compared {
        if let Some((_, takes)) = gone.chosen.iter().find(|(name, _)| *name == one.name) {
            one.takes = *takes;
        }
    }
    compared.retain(|one| !one.is_same);
    compared
}

fn fields(session: &Session, kept: &WholeContact, gone: &Gone) -> Table {
    let mut table = Table::default();
    for one in compared(session, kept, gone) {
        let sign = |taken: bool, values: &[String]| match (taken, values.is_empty()) {
            (_, true) => Cell::new("–"),
            (true, false) => Cell::new(format!("✓ {}", values.join(" · "))),
            (false, false) => Cell::dim(format!("  {}", values.join(" · "))),
        };
        let (here, there) = (one.takes != Takes::Gone, one.takes != Takes::Kept);
        table.push([Cell::dim(one.name.to_string()), sign(here, &one.kept), sign(there, &one.gone)]);
    }
    table
}

fn one_json(session: &Session, kept: &WholeContact, gone: &Gone) -> serde_json::Value {
    let takes = |takes: Takes| match takes {
        Takes::Kept => "kept",
        Takes::Gone => "gone",
        Takes::Both => "both",
    };
    let field = |one: Compared| json!({ "field": one.name.to_string(), "kept": one.kept, "gone": one.gone, "takes": takes(one.takes) });
    let fields: Vec<_> = compared(session, kept, gone).into_iter().map(field).collect();
    let interactions = gone.whole.timeline.iter().filter(|record| matches!(record, Record::Interaction(_))).count();
    json!({
        "kept": kept.contact.id,
        "gone": gone.whole.contact.id,
        "fields": fields,
        "interactions": interactions,
    })
}
