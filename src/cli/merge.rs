//! `merge`: contacts that are one person become one; before that it can be told what of whom is taken.

pub mod companies;
mod told;

use super::duplicates::pairs;
use super::failure::Outcome;
use super::meanwhile;
use super::session::Session;
use crate::domain::act::{self, Gone, Hanging, Merging, Piece, Takes, WholeContact};
use crate::domain::contact::told_apart;
use crate::domain::field::{FieldError, Of};
use crate::domain::id::ContactId;
use crate::domain::pairs::{certain_groups, kept_of};
use crate::domain::record::{RecordId, RecordKind};
use crate::domain::row::ConsentNow;
use crate::error::{Error, ErrorKind};
use crate::explain;
use crate::say;
use crate::text::merged;

/// Merge contacts that are one person into one of them
#[derive(Debug, clap::Args)]
#[command(
    override_usage = "touchbase merge <CONTACT>... --into <CONTACT> [--take FIELD] [--keep FIELD] [--dry-run]\n       \
                      touchbase merge --certain [--dry-run]\n       \
                      touchbase merge <COMPANY>... --into <COMPANY> [--take FIELD] [--keep FIELD] [--dry-run]",
    after_help = "All that happened goes over to the one who is kept. Fields that are empty there are filled up, lists and notes \
                  are joined. Where one of them withdrew a consent and the other gave it, the withdrawal holds. --take and \
                  --keep choose otherwise, by the names that `set` takes, or of contacts consent.mail, consent.phone.marketing and so on. The ids of \
                  those who go lead to the one who is kept from then on. touchbase undo takes it back.\n\
                  touchbase duplicates lists who may be one person."
)]
pub struct Args {
    /// Those who go
    #[arg(value_name = "CONTACT", required_unless_present = "certain", conflicts_with = "certain")]
    who: Vec<String>,
    /// The one who is kept
    #[arg(long, value_name = "CONTACT", required_unless_present = "certain", conflicts_with = "certain")]
    into: Option<String>,
    /// A field in which those who go are right; may be repeated
    #[arg(long, value_name = "FIELD", conflicts_with = "certain")]
    take: Vec<String>,
    /// A field in which only what the one who is kept says counts; may be repeated
    #[arg(long, value_name = "FIELD", conflicts_with = "certain")]
    keep: Vec<String>,
    /// Merge all pairs that `duplicates --certain` lists
    #[arg(long)]
    certain: bool,
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
    if let Some((gone, into)) = companies::named(session, &args) {
        return companies::run(session, &args, &gone, into);
    }
    let groups = if args.certain { certain(session) } else { vec![named(session, &args)?] };
    let chosen = chosen(session, &args, Of::Contact)?;
    if args.dry_run {
        return told::told(session, &groups, &chosen, args.certain);
    }
    let mut merged = Vec::new();
    let done = session.commit(|session, ids| {
        merged = groups.iter().map(|group| read(session, group, &chosen)).collect::<Result<Vec<Merging>, _>>()?;
        let book = session.store.book();
        act::merge_contacts(&merged, &book, session.today(), ids).map_err(|error| session.act_error(&error, &book))
    })?;
    if args.certain {
        let gone = merged.iter().map(|merging| merging.gone.len()).sum::<usize>();
        session.tell(&say!(session.text, "pairs-merged", count = gone));
    }
    tell(session, &merged, args.certain);
    Ok(done)
}

/// What becomes of those who go beside their fields, before it is done or after it; of `certain` pairs only how much goes over.
fn tell(session: &Session, mergings: &[Merging], certain: bool) {
    for merging in mergings.iter().filter(|_| !certain) {
        were_apart(session, merging);
        told::lost(session, merging).iter().for_each(|words| session.tell(words));
        told::contradictions(session, merging).iter().for_each(|words| session.tell(words));
    }
    tell_hanging(session, mergings.iter().map(told::hanging).sum());
}

/// What goes over, a line for each kind; of interactions also that there are none.
fn tell_hanging(session: &Session, hanging: Hanging) {
    if hanging.interactions == 0 {
        session.tell(&say!(session.text, "merge-interactions", count = 0));
    }
    merged::over(&session.text, hanging).iter().for_each(|words| session.tell(words));
}

/// Says of whom it was remembered that they are not the same.
fn were_apart(session: &Session, merging: &Merging) {
    let knows =
        |one: &WholeContact, other: &WholeContact| told_apart(&one.contact.ids).any(|apart| apart == other.contact.id);
    let kept = &merging.kept;
    let all = merging.gone.iter().map(|gone| &gone.whole);
    for gone in all.filter(|gone| knows(kept, gone) || knows(gone, kept)) {
        let (one, other) = (gone.contact.name.as_str(), kept.contact.name.as_str());
        session.tell(&say!(session.text, "merge-were-apart", one = one, other = other));
    }
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
fn certain(session: &Session) -> Vec<Group> {
    let pairs = pairs(session);
    let book = session.store.book();
    let group = |group: Vec<ContactId>| {
        let kept = kept_of(&book, &group)?;
        Some((kept, group.into_iter().filter(|id| *id != kept).collect()))
    };
    certain_groups(&pairs).into_iter().filter_map(group).collect()
}

/// What was chosen, by names.
fn chosen(session: &Session, args: &Args, of: Of) -> Result<Vec<(Piece, Takes)>, Error> {
    let chosen =
        args.take.iter().map(|typed| (typed, Takes::Gone)).chain(args.keep.iter().map(|typed| (typed, Takes::Kept)));
    let mut all: Vec<(Piece, Takes)> = Vec::new();
    for (typed, takes) in chosen {
        let piece = Piece::read(of, typed);
        let unknown = || {
            let error = FieldError::Unknown { of, name: typed.clone() };
            explain::field_error(&session.text, &error, &session.store.book())
        };
        let piece = piece.ok_or_else(unknown)?;
        if all.iter().any(|(known, other)| *known == piece && *other != takes) {
            return Err(Error::new(ErrorKind::Usage, say!(session.text, "error-merge-both", field = typed.as_str())));
        }
        all.push((piece, takes));
    }
    Ok(all)
}

/// All that hangs on them.
fn read(session: &Session, (kept, gone): &Group, chosen: &[(Piece, Takes)]) -> Result<Merging, Error> {
    let whole = |id: &ContactId| -> Result<WholeContact, Error> {
        let found = session.store.whole_contact(*id).map_err(|error| session.store_error(&error))?;
        let of = RecordId::new(RecordKind::Contact, id.0);
        found.ok_or_else(|| meanwhile::gone_or(session, of, || explain::nobody(&session.text, &id.to_string())))
    };
    let one = |id: &ContactId| Ok(Gone { whole: whole(id)?, chosen: chosen.to_vec() });
    let merging = Merging { kept: whole(kept)?, gone: gone.iter().map(one).collect::<Result<_, Error>>()? };
    decided_on(session, &merging, chosen)?;
    Ok(merging)
}

/// A consent on which none of them has decided can't be chosen.
fn decided_on(session: &Session, merging: &Merging, chosen: &[(Piece, Takes)]) -> Result<(), Error> {
    let all: Vec<ConsentNow> = [&merging.kept]
        .into_iter()
        .chain(merging.gone.iter().map(|gone| &gone.whole))
        .flat_map(WholeContact::decisions)
        .collect();
    let is_there = |piece: &Piece| match piece {
        Piece::Consent(channel, purpose) => all.iter().any(|one| {
            one.channel == *channel && (purpose.is_none() || one.purpose.is_none() || one.purpose == *purpose)
        }),
        Piece::Field(_) => true,
    };
    match chosen.iter().find(|(piece, _)| !is_there(piece)) {
        Some((piece, _)) => {
            let what = say!(session.text, "error-merge-undecided", field = piece.to_string());
            Err(Error::new(ErrorKind::Usage, what).hint(say!(session.text, "hint-merge-undecided")))
        }
        None => Ok(()),
    }
}
