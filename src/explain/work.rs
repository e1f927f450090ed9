//! Long work over all records: how far it is, and how many there are of each kind.

use super::subject;
use crate::domain::record::RecordKind;
use crate::say;
use crate::store::{Counts, Step};
use crate::text::Text;

/// How far it is.
pub fn step(text: &Text, step: Step, count: u64) -> String {
    match step {
        Step::Writing => say!(text, "work-writing", count = count),
        Step::Checking => say!(text, "work-checking", count = count),
        Step::Reading => say!(text, "work-reading", count = count),
        Step::Building => say!(text, "work-building", count = count),
        Step::Compacting => say!(text, "work-compacting", count = count),
        Step::ReadingFile(of) => say!(text, "work-reading-file", count = count, of = of),
        Step::Importing(of) => say!(text, "work-importing", count = count, of = of),
        Step::Counting => say!(text, "work-counting", count = count),
        Step::Following => say!(text, "work-following", count = count),
        Step::Verifying(what) => say!(text, "work-verifying", what = subject(text, what), count = count),
    }
}

/// What is in it, of each kind how many; the kinds of which there are none are left out.
pub fn records(text: &Text, counts: Counts) -> Vec<String> {
    let words = |(kind, count): (_, u64)| match kind {
        RecordKind::Contact => say!(text, "records-contacts", count = count),
        RecordKind::Company => say!(text, "records-companies", count = count),
        RecordKind::Interaction => say!(text, "records-interactions", count = count),
        RecordKind::FollowUp => say!(text, "records-follow-ups", count = count),
        RecordKind::Feedback => say!(text, "records-feedback", count = count),
        RecordKind::Consent => say!(text, "records-consents", count = count),
        RecordKind::AgendaMark => say!(text, "records-marks", count = count),
        RecordKind::Order => say!(text, "records-orders", count = count),
    };
    let all: Vec<String> = counts.iter().filter(|(_, count)| *count > 0).map(words).collect();
    if all.is_empty() { vec![say!(text, "records-none")] } else { all }
}
