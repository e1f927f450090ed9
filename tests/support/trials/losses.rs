//! Power that goes at some moment of a life.

use super::chance::Chance;
use super::check::Check;
use super::job;
use super::power::Recorder;
use super::{Plan, Trial, Try, room};

/// Trials in which the power goes at `moments` moments of a life.
pub fn of_a_life(plan: &Plan, moments: usize) -> Vec<Try> {
    let (above, dir) = room();
    let recorder = Recorder::new(above.path());
    let disk = recorder.disk().with_segments(plan.segment);
    drop(plan.life().run(&dir, &disk, |steps| recorder.done(steps)).unwrap());
    let mut chance = Chance::new(plan.seed);
    let trial = |_| {
        let moment = recorder.a_moment(&mut chance);
        let (recorder, plan, seed) = (recorder.clone(), plan.clone(), chance.draw());
        Box::new(move || one(&recorder, &plan, moment, seed)) as Try
    };
    (0..moments).map(trial).collect()
}

fn one(recorder: &Recorder, plan: &Plan, moment: usize, seed: u64) -> Trial {
    let above = tempfile::tempdir().unwrap();
    let root = above.path().join("root");
    recorder.after_loss(moment, &mut Chance::new(seed), &root);
    let done = recorder.done_at(moment);
    let check = Check {
        dir: root.join("store"),
        plan: plan.clone(),
        done: done.unwrap_or(0),
        begun: done.map_or(0, |done| done + 1),
        sound: true,
    };
    let outcome = job::check(check);
    let next = plan.life().steps.get(done.unwrap_or(0)).map(|step| step.name());
    Trial {
        kind: "power goes".to_owned(),
        file: done.map_or("at the first open", |_| next.unwrap_or("at the end")).to_owned(),
        told: format!("{plan:?}, moment {moment}, seed {seed}"),
        outcome,
    }
}
