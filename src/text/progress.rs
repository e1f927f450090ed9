//! How far feedback has come, in words.

use chrono::NaiveDate;

use super::{Text, days, names};
use crate::domain::feedback::{Feedback, Standing};
use crate::say;

/// `open, 9 d late`, `acknowledged, due Tue 24 Nov`, `resolved 3 Nov, customer not told`, `resolved 3 Nov, told 5 Nov`.
pub fn progress(text: &Text, feedback: &Feedback, today: NaiveDate) -> String {
    let day = |day: NaiveDate| days::short(text, day, today);
    let standing = feedback.standing();
    let state = names::feedback_state(text, feedback.state);
    match standing {
        Standing::Open | Standing::Acknowledged => match due(text, feedback, today) {
            None => state,
            Some(due) => format!("{state}, {due}"),
        },
        Standing::Asked => state,
        Standing::Resolved | Standing::Told => {
            let resolved = match feedback.resolved {
                None => state,
                Some(on) => format!("{state} {}", day(on)),
            };
            let told = match feedback.told {
                None => say!(text, "feedback-not-told"),
                Some(on) => say!(text, "feedback-told-on", day = day(on)),
            };
            format!("{resolved}, {told}")
        }
    }
}

/// When an open one is due: `9 d late`, `due Tue 24 Nov`; `None` where no day was promised and it is no complaint.
fn due(text: &Text, feedback: &Feedback, today: NaiveDate) -> Option<String> {
    let due = feedback.due().or(feedback.promised)?;
    Some(match (today - due).num_days() {
        late @ 1.. => days::late(text, late),
        _ => say!(text, "feedback-due", day = days::with_weekday(text, due, today)),
    })
}
