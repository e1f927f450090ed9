//! What a verb mended on its way: said on standard error, whatever the verb is, and no matter to its exit status.

use std::io;

use serde_json::{Value, json};

use super::json;
use super::session::Session;
use crate::explain::{Mending, mending};
use crate::store::{Damage, Report, Sets};
use crate::text::label;

/// Says what this session mended and didn't say yet.
pub fn tell(session: &Session) {
    for report in session.store.mended() {
        let said = mending(&session.text, &report, session.today());
        if session.out.is_json() {
            // Where standard error is closed, nobody wants to know.
            let _ = json::write(&mut io::stderr().lock(), &as_json(session, &report, &said));
        } else {
            session.tell(&format!("touchbase: {}", said.headline));
            said.details.iter().for_each(|line| session.tell(&format!("  {line}")));
        }
    }
}

fn as_json(session: &Session, report: &Report, said: &Mending) -> Value {
    if report.unmended {
        let found = report.found.iter().map(damaged).collect::<Vec<_>>();
        return json!({ "unmended": { "at": json::moment(report.at), "message": said.headline, "damaged": found } });
    }
    let run = |sets: &Sets| json!({ "first": sets.first, "last": sets.last });
    let missing = report.missing.iter().map(|one| {
        json!({
            "first": one.sets.first,
            "last": one.sets.last,
            "at": one.at.map(json::moment),
            "said": one.label.as_ref().map(|label| label::said(&session.text, label, session.today())),
            "changes_lost": one.of.map(|(lost, _)| lost),
            "changes": one.of.map(|(_, all)| all),
            "perhaps_there": one.perhaps_there,
        })
    });
    json!({ "mended": {
        "at": json::moment(report.at),
        "message": said.headline,
        "damaged": report.found.iter().map(damaged).collect::<Vec<_>>(),
        "missing": missing.collect::<Vec<_>>(),
        "untold": report.untold.iter().map(run).collect::<Vec<_>>(),
        "backup": report.backup,
        "aside": report.aside.as_ref().map(|path| path.display().to_string()),
    } })
}

/// A file as it lies in the store, or the name of what was damaged.
fn damaged(found: &Damage) -> String {
    match found {
        Damage::Current => "CURRENT".to_owned(),
        Damage::Journal { file } | Damage::BigSet { file } => file.display().to_string(),
        Damage::JournalCut => "journal".to_owned(),
        Damage::Base => "base".to_owned(),
        Damage::Archive { .. } => "archive".to_owned(),
        Damage::Side => "side".to_owned(),
        Damage::Texts => "texts".to_owned(),
    }
}
