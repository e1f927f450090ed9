//! Processes that are killed at some moment of a life.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde::{Deserialize, Serialize};
use touchbase::store::disk::{Call, Disk, Hook, Op, Verdict};
use touchbase::store::{Store, Who};

use super::chance::Chance;
use super::check::Check;
use super::job::{self, Job};
use super::outcome::Outcome;
use super::{Plan, Trial, Try, room};

/// When a process is killed.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub enum Stop {
    /// Before the call of this number; a write is half done then.
    Call(usize),
    /// From outside, as soon as it has said that so many steps are done.
    Said(usize),
}

struct Killing {
    calls: AtomicUsize,
    stop: Stop,
}

impl Killing {
    fn is_hit(&self) -> bool {
        matches!(self.stop, Stop::Call(call) if self.calls.load(Ordering::SeqCst) > call)
    }
}

impl Hook for Killing {
    fn before(&self, op: &Op) -> Verdict {
        self.calls.fetch_add(1, Ordering::SeqCst);
        match op.call {
            Call::Write(n) if self.is_hit() => Verdict::Short(n / 2),
            _ if self.is_hit() => kill(),
            _ => Verdict::Go,
        }
    }

    fn after(&self, _: &Op) {
        if self.is_hit() {
            kill();
        }
    }
}

fn kill() -> ! {
    rustix::process::kill_process(rustix::process::getpid(), rustix::process::Signal::KILL).unwrap();
    unreachable!()
}

/// Lives until it is killed, and says how many steps are done.
pub fn live(dir: &Path, plan: &Plan, stop: Stop) {
    let disk = Disk::seen_by(Arc::new(Killing { calls: AtomicUsize::new(0), stop })).with_segments(plan.segment);
    println!();
    drop(plan.life().run(dir, &disk, |steps| println!("done {steps}")).unwrap());
}

/// Opens a store that must be mended until it is killed.
pub fn mend(dir: &Path, plan: &Plan, stop: Stop) {
    let disk = Disk::seen_by(Arc::new(Killing { calls: AtomicUsize::new(0), stop })).with_segments(plan.segment);
    // What can't be mended now is looked at by the check.
    drop(Store::open_on(disk, dir, Who { author: "ana".to_owned(), screen: true }));
}

/// Counts the calls of a life.
struct Counting(AtomicUsize);

impl Hook for Counting {
    fn before(&self, _: &Op) -> Verdict {
        self.0.fetch_add(1, Ordering::SeqCst);
        Verdict::Go
    }
}

/// Trials in which a life is cut short by `kills` kills.
pub fn of_a_life(plan: &Plan, kills: usize) -> Vec<Try> {
    let (_above, dir) = room();
    let counting = Arc::new(Counting(AtomicUsize::new(0)));
    drop(plan.life().run(&dir, &Disk::seen_by(counting.clone()).with_segments(plan.segment), |_| {}).unwrap());
    let calls = counting.0.load(Ordering::SeqCst);
    let mut chance = Chance::new(plan.seed);
    let trial = |_| {
        let stop =
            if chance.one_in(3) { Stop::Said(chance.below(plan.length)) } else { Stop::Call(chance.below(calls)) };
        let plan = plan.clone();
        Box::new(move || one(&plan, stop)) as Try
    };
    (0..kills).map(trial).collect()
}

fn one(plan: &Plan, stop: Stop) -> Trial {
    let (_above, dir) = room();
    let mut child = job::start(&Job::Live { dir: dir.clone(), plan: plan.clone(), stop });
    let (lines, mut hung, mut done) = (job::lines(&mut child), false, None);
    while let Some(line) = job::next_line(&lines, &mut hung) {
        if let Some(steps) = line.strip_prefix("done ").and_then(|steps| steps.parse::<usize>().ok()) {
            done = Some(steps);
            if matches!(stop, Stop::Said(said) if steps == said) {
                child.kill().unwrap();
            }
        }
    }
    if hung {
        child.kill().unwrap();
    }
    drop(child.stderr.take());
    let status = child.wait().unwrap();
    let begun = if status.success() { done } else { done.map(|done| done + 1) };
    let step = done.map_or("the first open", |done| plan.life().steps.get(done).map_or("the end", |step| step.name()));
    let check = Check { dir, plan: plan.clone(), done: done.unwrap_or(0), begun: begun.unwrap_or(0), sound: true };
    let outcome = if hung { Outcome::Hang } else { job::check(check) };
    Trial { kind: "killed".to_owned(), file: step.to_owned(), told: format!("{plan:?}, {stop:?}"), outcome }
}
