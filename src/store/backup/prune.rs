//! Which backups stay: all of the last 24 hours; of the last 7 days that have one and of the last 4 such weeks the newest each; what was written before
//! something was done to the store, 28 days at the least. Of what isn't surely this store's own nothing ever goes.

use std::collections::HashSet;
use std::fs;
use std::path::Path;

use chrono::{DateTime, Datelike, FixedOffset, TimeDelta};

use super::{Backup, Reason, list};
use crate::store::disk::Disk;
use crate::store::snapshot::is_dead;

const DAYS: usize = 7;
const WEEKS: usize = 4;
const BEFORE: TimeDelta = TimeDelta::days(28);
/// So long every one stays: it may be the one before a mistake.
const FRESH: TimeDelta = TimeDelta::hours(24);
/// So far may a backup's time lie ahead, by a clock that was set and a change of zone.
const AHEAD: TimeDelta = TimeDelta::days(1);

/// Clears away the backups of the store in `dir` that are no longer wanted, now that `latest` is there.
pub fn prune(dir: &Path, latest: &Backup, disk: &Disk) {
    let mut own = list(dir).good;
    own.retain(|backup| backup.store == latest.store);
    for backup in superfluous(&own, latest.at) {
        // What can't be removed is only left over; the next one tries again.
        if backup.path != latest.path {
            let _ = disk.remove(&backup.path);
        }
    }
}

/// Of these, the ones that need not stay.
fn superfluous(backups: &[Backup], now: DateTime<FixedOffset>) -> Vec<&Backup> {
    // By a clock that was ahead: it neither goes nor stands for a day while that hasn't come.
    let mut by_day: Vec<&Backup> = backups.iter().filter(|backup| backup.at <= now + AHEAD).collect();
    by_day.sort_by_key(|backup| std::cmp::Reverse(backup.at));
    let (mut days, mut weeks) = (HashSet::new(), HashSet::new());
    let mut going = Vec::new();
    for backup in by_day {
        let (day, week) = (backup.at.date_naive(), backup.at.iso_week());
        if backup.reason == Reason::Kept {
            let of_day = days.len() < DAYS && days.insert(day);
            let of_week = weeks.len() < WEEKS && weeks.insert(week);
            let is_fresh = now - backup.at < FRESH;
            if !of_day && !of_week && !is_fresh {
                going.push(backup);
            }
        } else if backup.at + BEFORE < now && weeks.len() >= WEEKS {
            // By the backups after it, too, the time has passed: not only by a clock that is ahead.
            going.push(backup);
        }
    }
    going
}

/// Clears away what died while it was being written.
pub fn clear(dir: &Path, disk: &Disk) {
    for entry in fs::read_dir(dir).into_iter().flatten().flatten() {
        let path = entry.path();
        let name = entry.file_name();
        let made = name.to_str().and_then(|name| name.strip_prefix('.')?.strip_suffix(".part"));
        if made.is_some_and(|made| super::names::reason(Path::new(made)).is_some()) && is_dead(&path) {
            let _ = disk.remove(&path);
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::Days;
    use uuid::Uuid;

    use super::*;
    use crate::store::Counts;

    fn backup(at: DateTime<FixedOffset>, reason: Reason) -> Backup {
        Backup {
            path: at.to_rfc3339().into(),
            reason,
            at,
            store: Uuid::nil(),
            version: String::new(),
            seq: 1,
            generation: 1,
            counts: Counts::default(),
            bytes: 0,
        }
    }

    fn moment(text: &str) -> DateTime<FixedOffset> {
        format!("{text}:00+01:00").parse().unwrap()
    }

    /// The days of those that stay, the latest first.
    fn staying(backups: &[Backup], now: &str) -> Vec<String> {
        let going = superfluous(backups, moment(now));
        let mut staying: Vec<&Backup> = backups.iter().filter(|backup| !going.contains(backup)).collect();
        staying.sort_by_key(|backup| std::cmp::Reverse(backup.at));
        staying.into_iter().map(|backup| backup.at.format("%m-%d %H").to_string()).collect()
    }

    #[test]
    fn the_newest_of_seven_days_and_four_weeks_stay() {
        // 2026-11-22 is a Sunday.
        let now = moment("2026-11-22T09:00");
        let daily: Vec<Backup> = (0..60)
            .flat_map(|ago| {
                let at = now.checked_sub_days(Days::new(ago)).unwrap();
                [backup(at, Reason::Kept), backup(at - TimeDelta::hours(3), Reason::Kept)]
            })
            .collect();
        // All of the last 24 hours stay.
        let days = ["11-22 09", "11-22 06", "11-21 09", "11-20 09", "11-19 09", "11-18 09", "11-17 09", "11-16 09"];
        let weeks = ["11-15 09", "11-08 09", "11-01 09"];
        assert_eq!(staying(&daily, "2026-11-22T09:00"), [&days[..], &weeks].concat());
        let rare: Vec<Backup> = (0..40).map(|ago| backup(now - TimeDelta::days(ago * 30), Reason::Kept)).collect();
        assert_eq!(staying(&rare, "2026-11-22T09:00").len(), DAYS, "days that have none don't count");
    }

    #[test]
    fn those_before_something_stay_for_four_weeks() {
        let now = moment("2026-11-22T09:00");
        let mut all: Vec<Backup> =
            (0..40).map(|ago| backup(now - TimeDelta::days(ago) + TimeDelta::hours(1), Reason::Kept)).collect();
        let before = |at| backup(moment(at), Reason::Restore);
        all.extend(["2026-11-20T09:00", "2026-10-25T10:00", "2026-10-25T08:00"].map(before));
        let stay = staying(&all, "2026-11-22T09:00");
        assert!(stay.contains(&"11-20 09".to_owned()) && stay.contains(&"10-25 10".to_owned()), "{stay:?}");
        assert!(!stay.contains(&"10-25 08".to_owned()), "{stay:?}");
    }

    #[test]
    fn a_clock_that_was_ahead_costs_no_good_one() {
        let now = moment("2026-11-22T09:00");
        let good: Vec<Backup> = (0..7).map(|ago| backup(now - TimeDelta::days(ago), Reason::Kept)).collect();
        let ahead: Vec<Backup> = (0..20).map(|on| backup(now + TimeDelta::days(300 + on), Reason::Kept)).collect();
        let all = [good.clone(), ahead].concat();
        assert!(superfluous(&all, now).is_empty(), "it was ahead");
        let mut all = good;
        all.push(backup(moment("2026-11-21T12:00"), Reason::Repair));
        all.push(backup(moment("2030-01-01T09:00"), Reason::Kept));
        let going = superfluous(&all, moment("2030-01-01T09:00"));
        assert!(going.len() <= 1, "it is ahead: {going:?}");
    }
}
