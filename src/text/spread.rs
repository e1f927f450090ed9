//! How a pile is spread, in words: for the screens and the command line.

use super::Text;
use crate::domain::spread::{Fixed, Plan, Share};
use crate::say;

/// `Mon 23 Nov: 8 of 11`: how many come, and how many are due then.
pub fn day(text: &Text, day: &str, share: &Share) -> String {
    let (come, all) = (share.come.len(), share.come.len() + share.there);
    if come == 0 {
        return say!(text, "spread-day-none", day = day, all = all);
    }
    say!(text, "spread-day", day = day, come = come, all = all)
}

/// Who stays, and for whom there is no room; nothing where all go.
pub fn rest(text: &Text, plan: &Plan) -> Option<String> {
    let count = |of: Fixed| plan.stay.iter().filter(|(_, fixed)| *fixed == of).count();
    let fixed = [Fixed::Complaint, Fixed::Time, Fixed::Birthday, Fixed::Recurring];
    let fixed = fixed.into_iter().map(|fixed| (fixed, count(fixed))).filter(|(_, count)| *count > 0);
    let fixed: Vec<String> = fixed.map(|(fixed, count)| why(text, fixed, count)).collect();
    let stay = (!fixed.is_empty()).then(|| say!(text, "spread-stay-why", what = fixed.join(", ")));
    let left = (!plan.left.is_empty()).then(|| say!(text, "spread-left-why", count = plan.left.len()));
    let all: Vec<String> = stay.into_iter().chain(left).collect();
    (!all.is_empty()).then(|| all.join(" · "))
}

fn why(text: &Text, fixed: Fixed, count: usize) -> String {
    match fixed {
        Fixed::Complaint => say!(text, "count-complaints", count = count),
        Fixed::Time => say!(text, "spread-times", count = count),
        Fixed::Birthday => say!(text, "count-birthdays", count = count),
        Fixed::Recurring => say!(text, "spread-recurring", count = count),
    }
}
