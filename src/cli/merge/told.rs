//! What would become of a merge, told before it is done: field by field, what hangs on those who go, whose decisions hold.

use serde_json::{Value, json};
use uuid::Uuid;

use super::Group;
use crate::cli::failure::{Outcome, Status};
use crate::cli::session::Session;
use crate::cli::table::{Cell, Table};
use crate::domain::act::{Compared, Decided, Gone, Hanging, Joining, Merging, Piece, Takes, decided, holding};
use crate::domain::find::ShortIds;
use crate::domain::id::ContactId;
use crate::domain::row::ConsentNow;
use crate::error::Error;
use crate::say;
use crate::text::merged;
use crate::text::pairs::{consent_for, decision, nameless, shown};

/// One who goes, with what their going does: those before have gone by then.
struct Step {
    kept: String,
    into: ContactId,
    gone: Gone,
    fields: Vec<Compared>,
    consents: Vec<Decided>,
    hanging: Hanging,
}

/// What would become of it.
pub fn told(session: &mut Session, groups: &[Group], chosen: &[(Piece, Takes)], certain: bool) -> Outcome {
    let mergings = groups.iter().map(|group| super::read(session, group, chosen)).collect::<Result<Vec<_>, _>>()?;
    let mut all = Vec::new();
    for merging in &mergings {
        all.extend(steps(session, merging)?);
    }
    if session.out.is_json() {
        let told: Vec<Value> = all.iter().map(one_json).collect();
        session.out.json(&told)?;
        return Ok(Status::Done);
    }
    let headed = |step: &Step| {
        let gone = &step.gone.whole.contact;
        let two = Two::of(session, (step.into.0, &step.kept), (gone.id.0, &gone.name));
        let table = table(session, &two, step);
        (two.heading, table)
    };
    let tables: Vec<_> = all.iter().map(headed).collect();
    session.out.headed(&tables)?;
    super::tell(session, &mergings, certain);
    Ok(Status::Done)
}

/// What each of those who go would do.
fn steps(session: &Session, merging: &Merging) -> Result<Vec<Step>, Error> {
    let book = session.store.book();
    let kept = &merging.kept.contact;
    let mut joining = Joining::new(kept, &book);
    let mut own = merging.kept.decisions();
    let mut steps = Vec::new();
    for (at, gone) in merging.gone.iter().enumerate() {
        let contact = &gone.whole.contact;
        if contact.id == kept.id {
            return Err(session.act_error(&crate::domain::act::ActError::SameContact, &book));
        }
        let mut fields = joining.compared(contact, &gone.chosen);
        fields.retain(|one| !one.is_same);
        let words = if session.out.is_terminal() { shown } else { nameless };
        fields.iter_mut().for_each(|one| words(&session.text, one));
        let consents = decided(&own, &gone.whole.decisions(), &gone.chosen);
        own = holding(&consents);
        let hanging = hanging_of(merging, at);
        joining.join(contact, &gone.chosen);
        steps.push(Step { kept: kept.name.clone(), into: kept.id, gone: gone.clone(), fields, consents, hanging });
    }
    Ok(steps)
}

/// Who is kept and who goes, as a heading, and for a pipe, which has none, before each row.
pub struct Two {
    pub heading: String,
    before: Option<[String; 2]>,
}

impl Two {
    pub fn of(session: &Session, (kept, into): (Uuid, &str), (gone, from): (Uuid, &str)) -> Self {
        let ids = ShortIds::of(&session.store.book());
        let [kept, gone] = [kept, gone].map(|id| ids.show(id));
        let (who, whose) = (format!("{from} ({gone})"), format!("{into} ({kept})"));
        let heading = say!(session.text, "merge-would", who = who, into = whose);
        Self { heading, before: (!session.out.is_terminal()).then_some([kept, gone]) }
    }

    fn push(&self, table: &mut Table, cells: [Cell; 4]) {
        let before = self.before.iter().flatten().map(|id| Cell::new(id.as_str()));
        table.push(before.chain(cells));
    }
}

/// What both say of each field, with a sign before what stands then, what doesn't, and what stands nowhere.
pub fn rows(table: &mut Table, two: &Two, fields: &[Compared]) {
    let cell = |one: &Compared, values: &[String]| {
        let value = |value: &String| format!("{} {value}", if one.stands(value) { "✓" } else { "○" });
        let sign = if one.after.is_empty() { "✗" } else { "○" };
        match values.iter().any(|value| one.stands(value)) {
            _ if values.is_empty() => Cell::new("–"),
            true => Cell::new(values.iter().map(value).collect::<Vec<_>>().join(" · ")),
            false => Cell::dim(format!("{sign} {}", values.join(" · "))),
        }
    };
    for one in fields {
        let is_other = one.after.iter().any(|value| !one.kept.contains(value) && !one.gone.contains(value));
        let after = if is_other { format!("→ {}", one.after.join(" · ")) } else { String::new() };
        let after = if one.after.is_empty() { "→ –".to_owned() } else { after };
        let field = Cell::dim(one.piece.to_string());
        two.push(table, [field, cell(one, &one.kept), cell(one, &one.gone), Cell::new(after)]);
    }
}

fn table(session: &Session, two: &Two, step: &Step) -> Table {
    let mut table = Table::default();
    rows(&mut table, two, &step.fields);
    for one in step.consents.iter().filter(|one| one.gone.is_some()) {
        let what = say!(session.text, "merge-consent", channel = consent_for(&session.text, one.channel, one.purpose));
        let said = |consent: &Option<ConsentNow>, holds: bool| match consent {
            None => Cell::new("–"),
            Some(consent) => {
                let words = decision(&session.text, consent, session.today());
                if holds { Cell::new(format!("✓ {words}")) } else { Cell::dim(format!("○ {words}")) }
            }
        };
        let gone_holds = one.gone_holds();
        let (kept, gone) = (said(&one.kept, !gone_holds), said(&one.gone, gone_holds));
        two.push(&mut table, [Cell::dim(what), kept, gone, Cell::new("")]);
    }
    table
}

/// What would become of a field.
pub fn field_json(one: &Compared) -> Value {
    let takes = match one.takes {
        Takes::Kept => "kept",
        Takes::Gone => "gone",
        Takes::Both => "both",
        Takes::Nothing => "nothing",
    };
    json!({ "field": one.piece.to_string(), "kept": one.kept, "gone": one.gone, "after": one.after, "takes": takes })
}

fn one_json(step: &Step) -> Value {
    let fields: Vec<Value> = step.fields.iter().map(field_json).collect();
    let said = |one: &Option<ConsentNow>| one.as_ref().map(|one| json!({ "state": one.state, "day": one.day }));
    let consent = |one: &Decided| {
        json!({
            "channel": one.channel,
            "purpose": one.purpose,
            "kept": said(&one.kept),
            "gone": said(&one.gone),
            "takes": if one.gone_holds() { "gone" } else { "kept" },
        })
    };
    let consents: Vec<Value> = step.consents.iter().filter(|one| one.gone.is_some()).map(consent).collect();
    json!({
        "kept": step.into,
        "gone": step.gone.whole.contact.id,
        "fields": fields,
        "interactions": step.hanging.interactions,
        "follow_ups": step.hanging.follow_ups,
        "feedback": step.hanging.feedback,
        "orders": step.hanging.orders,
        "consents": consents,
    })
}

/// What goes over of all who go.
pub fn hanging(merging: &Merging) -> Hanging {
    (0..merging.gone.len()).map(|at| hanging_of(merging, at)).sum()
}

/// What goes over of one of them, those before whom have gone by then.
fn hanging_of(merging: &Merging, at: usize) -> Hanging {
    let before = merging.gone[..at].iter().flat_map(|gone| &gone.whole.timeline);
    Hanging::of(merging.kept.timeline.iter().chain(before), &merging.gone[at].whole.timeline)
}

/// On which channels both decided, and not the same: what holds then.
pub fn contradictions(session: &Session, merging: &Merging) -> Vec<String> {
    let gone = merging.gone.iter().map(|gone| (gone.whole.decisions(), gone.chosen.as_slice()));
    merged::contradictions(&session.text, merging.kept.decisions(), gone, session.today())
}

/// What is said by one of them and stands nowhere once all are one, with whose it was.
pub fn lost(session: &Session, merging: &Merging) -> Vec<String> {
    let gone = merging.gone.iter().map(|gone| (&gone.whole.contact, gone.chosen.as_slice()));
    merged::lost(&session.text, &session.store.book(), &merging.kept.contact, gone, |one| &one.name)
}
