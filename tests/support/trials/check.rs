//! Looking whether a store is what it must be after something happened to it.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use touchbase::domain::change::{Act, Change, Label, Set};
use touchbase::domain::id::Ids;
use touchbase::domain::record::{Record, RecordId};
use touchbase::store::disk::Disk;

use touchbase::store::verify::verify;
use touchbase::store::{Entry, GoingOn, Report, Result, Seq, Store, StoreError, Who};

use super::Plan;
use super::life::{Life, Missing, day};
use super::model::{Model, all_records};
use super::outcome::Outcome;
use super::records::contact;

/// Which store, and how far its life was acknowledged.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Check {
    pub dir: PathBuf,
    pub plan: Plan,
    /// So many steps were acknowledged.
    pub done: usize,
    /// So many may be there.
    pub begun: usize,
    /// Whether nothing may be found wrong with its files.
    pub sound: bool,
}

impl Check {
    pub fn run(&self) -> Outcome {
        self.look().unwrap_or_else(|refused| refused)
    }

    fn open(&self) -> Result<Store> {
        let today = day(self.plan.length + 1);
        let disk = Disk::default().with_segments(self.plan.segment).with_clock(move || today);
        Store::open_on(disk, &self.dir, Who { author: "ana".to_owned(), screen: true })
    }

    /// `Err` is what is refused.
    fn look(&self) -> std::result::Result<Outcome, Outcome> {
        let life = self.plan.life();
        let store = self.open().map_err(refused("to open"))?;
        // Whatever is read may find damage, and mend it.
        let told = store.history(usize::MAX).map_err(refused("the history"))?;
        let there = all_records(&store).map_err(refused("the records"))?;
        Model::of(there.clone()).differs_in_texts(&store).map_err(refused("to search"))?;
        let reports = reports(&store);
        let (least, most) = (life.seq_after(self.done), life.seq_after(self.begun.min(life.steps.len())));
        // A mending stands in the journal, too.
        let mended = reports.len() as Seq;
        let seq = store.position();
        if seq < least || seq > most + 2 * mended {
            let what = format!("{seq} sets are there, {least} to {most} should be: {reports:?}");
            return Ok(Outcome::Silent(what));
        }
        let missing = missing(&reports);
        let wrong = if missing.is_empty() {
            life.model(seq.min(most)).differs(&store)
        } else {
            differs(&life.may_be(seq.min(most), &missing), there, &store)
        };
        if let Some(what) = wrong.map_err(refused("to compare"))? {
            return Ok(Outcome::Silent(format!("{what}; missing should be {missing:?}")));
        }
        // What was mended may stand as one line for several sets.
        let follow = |one: &Entry, next: &Entry| if mended > 0 { one.seq > next.seq } else { one.seq == next.seq + 1 };
        let last = told.first().map_or(0, |last| last.seq);
        if last > seq || last + 2 * mended < seq || !told.is_sorted_by(follow) {
            let seqs: Vec<Seq> = told.iter().map(|entry| entry.seq).collect();
            return Ok(Outcome::Silent(format!("the history has a gap: {seqs:?} for {seq}")));
        }
        if let Some(what) = self.lost_draft(&life, &store) {
            return Ok(Outcome::Silent(what));
        }
        let good = if missing.is_empty() { Outcome::Equal } else { Outcome::Reported };
        let stuck = self.goes_on(store).map_err(refused("to go on"))?;
        if let Some(what) = stuck {
            return Ok(Outcome::Silent(what));
        }
        let checked = verify(&self.dir, &(Arc::new(|_, _| true) as GoingOn)).map_err(refused("to verify"))?;
        let is_wrong = self.sound && !checked.is_fine();
        Ok(if is_wrong { Outcome::Silent(format!("verify finds {:?}", checked.rows)) } else { good })
    }

    fn lost_draft(&self, life: &Life, store: &Store) -> Option<String> {
        let there = store.drafts().list();
        let fits = |may: &[&touchbase::store::drafts::Draft]| there.iter().any(|draft| may.contains(&draft));
        let lost = life.drafts(self.done).into_iter().find(|may| !fits(may))?;
        Some(format!("the draft {:?} isn't there, but {there:?}", lost[0]))
    }

    /// Saving, reading and opening go on.
    fn goes_on(&self, store: Store) -> Result<Option<String>> {
        let nora = contact(&mut Ids::seeded(1_795_000_000_000, 7), "Nora Lind");
        let set = Set::new(Label::new(Act::Add, "Nora Lind"), [Change::create(nora.clone())]);
        store.commit(set, store.position())?;
        let book = store.book().clone();
        store.close();
        drop(store);
        let again = self.open()?;
        if let Some(report) = again.mended().first() {
            return Ok(Some(format!("what was mended is mended again: {report:?}")));
        }
        if *again.book() != book {
            return Ok(Some("what is saved then isn't there when it is opened again".to_owned()));
        }
        let there = again.contact(nora.id)?;
        Ok((there != Some(nora)).then(|| format!("what is saved then reads as {there:?}")))
    }
}

fn refused(what: &str) -> impl Fn(StoreError) -> Outcome {
    move |error| Outcome::Refused(format!("{what}: {error:?}"))
}

/// What was mended, just now or before, and nobody has seen.
fn reports(store: &Store) -> Vec<Report> {
    let mut reports = store.unseen_reports();
    let kept: Vec<_> = reports.iter().map(|report| report.at).collect();
    reports.extend(store.mended().into_iter().filter(|report| !kept.contains(&report.at)));
    reports
}

/// The sets that reports call missing.
fn missing(reports: &[Report]) -> BTreeMap<Seq, Missing> {
    let missing = reports.iter().flat_map(|report| &report.missing);
    missing
        .flat_map(|missing| {
            let part = missing.of.is_some() || missing.perhaps_there;
            let what = if part { Missing::Some } else { Missing::All };
            (missing.sets.first..=missing.sets.last).map(move |seq| (seq, what))
        })
        .collect()
}

/// Whether any record is otherwise than it may be, or the rest of the store than its records say.
fn differs(
    may: &BTreeMap<RecordId, Vec<Option<Record>>>,
    there: BTreeMap<RecordId, Record>,
    store: &Store,
) -> Result<Option<String>> {
    if let Some(other) = there.keys().find(|id| !may.contains_key(id)) {
        return Ok(Some(format!("{other:?} was never saved")));
    }
    for (id, may) in may {
        let there = there.get(id).cloned();
        // On whom something hangs whose making is lost, is there by name.
        let made_up = matches!(there, Some(Record::Contact(_))) && may.contains(&None);
        if !may.contains(&there) && !made_up {
            return Ok(Some(format!("{id:?} is {there:?}, should be one of {may:?}")));
        }
    }
    Model::of(there).differs(store)
}
