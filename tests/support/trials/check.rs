//! Looking whether a store is what it must be after something happened to it.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use touchbase::domain::change::{Act, Change, Label, Set};
use touchbase::domain::id::Ids;
use touchbase::store::disk::Disk;
use touchbase::store::{Result, Store, Who};

use super::Plan;
use super::life::{Life, contact};
use super::outcome::Outcome;

/// Which store, and how far its life was acknowledged.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Check {
    pub dir: PathBuf,
    pub plan: Plan,
    /// So many steps were acknowledged.
    pub done: usize,
    /// So many may be there.
    pub begun: usize,
}

impl Check {
    pub fn run(&self) -> Outcome {
        self.look().unwrap_or_else(|error| Outcome::Refused(format!("{error:?}")))
    }

    fn open(&self) -> Result<Store> {
        let disk = Disk::default().with_segments(self.plan.segment);
        Store::open_on(disk, &self.dir, Who { author: "ana".to_owned(), screen: true })
    }

    fn look(&self) -> Result<Outcome> {
        let life = self.plan.life();
        let store = self.open()?;
        let seq = store.position();
        let (least, most) = (life.seq_after(self.done), life.seq_after(self.begun.min(life.steps.len())));
        if seq < least || seq > most {
            return Ok(Outcome::Silent(format!("{seq} sets are there, {least} to {most} should be")));
        }
        if let Some(what) = life.model(seq, &[]).differs(&store)? {
            return Ok(Outcome::Silent(what));
        }
        if let Some(what) = self.lost_draft(&life, &store) {
            return Ok(Outcome::Silent(what));
        }
        self.goes_on(store).map(|stuck| stuck.map_or(Outcome::Equal, Outcome::Silent))
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
        if *again.book() != book {
            return Ok(Some("what is saved then isn't there when it is opened again".to_owned()));
        }
        let there = again.contact(nora.id)?;
        Ok((there != Some(nora)).then(|| format!("what is saved then reads as {there:?}")))
    }
}
