//! The values of fields in words, and what becomes of them: `Einkauf → Chefin`, `+ 0171 2 (mobil)`, `Farbe: rot → blau`.

use chrono::NaiveDate;

use super::field;
use crate::domain::cadence::Cadence;
use crate::domain::ceiling::Ceiling;
use crate::domain::contact::Job;
use crate::domain::follow_up::FollowUpState;
use crate::formats::import::{Field, FieldChange, Is, Value};
use crate::formats::vcard::{self, ForeignTold};
use crate::say;
use crate::text::{Text, days, money, names};

/// The values of a field, told on a day.
pub fn values(text: &Text, values: &[Value], today: NaiveDate) -> String {
    values.iter().map(|one| value(text, one, today)).collect::<Vec<_>>().join(" · ")
}

fn value(text: &Text, value: &Value, today: NaiveDate) -> String {
    match &value.is {
        Is::Text => value.plain.clone(),
        Is::Day(day) => days::short(text, *day, today),
        Is::Birthday(day) => days::birthday(text, *day),
        Is::Labelled { label, value } if label.is_empty() => value.clone(),
        Is::Labelled { label, value } => format!("{value} ({})", names::label(text, label)),
        Is::Named { name, value } => format!("{name}: {}", days::free(text, value, today)),
        Is::Form(form) => names::address_form(text, *form),
        Is::Channel(channel) => names::channel(text, *channel),
        Is::Stage(stage) => names::stage(text, *stage),
        Is::Rhythm(Cadence::Every(span)) => days::every(text, *span),
        Is::Rhythm(Cadence::Never) => say!(text, "import-kept-none"),
        Is::Rhythm(Cadence::ByTier) => value.plain.clone(),
        Is::Ceiling(Ceiling::Own(most)) => days::at_most(text, *most),
        Is::Ceiling(Ceiling::None) => say!(text, "form-ceiling-none"),
        Is::Ceiling(Ceiling::ByTier) => value.plain.clone(),
        Is::DoNotContact(not) => names::do_not_contact(text, not, today),
        Is::Job(one, company) => job(text, one, company, today),
        Is::Entry(kind) => super::entry_kind(text, *kind),
        Is::Moment(day, time) => days::moment(text, *day, *time, today),
        Is::Minutes(minutes) => format!("{minutes} min"),
        Is::Outcome(outcome) => names::outcome(text, *outcome),
        Is::Repeats(span) => days::every(text, *span),
        Is::State(FollowUpState::Open) => say!(text, "import-state-open"),
        Is::State(FollowUpState::Done) => say!(text, "import-state-done"),
        Is::State(FollowUpState::Cancelled) => say!(text, "import-state-cancelled"),
        Is::Money(amount) => money::shown(text, *amount),
        Is::Foreign => foreign(text, &value.plain),
    }
}

/// What has no field, by its name: `Ehepartner: Petra`; what has none as it stands.
fn foreign(text: &Text, entry: &str) -> String {
    let entry = [entry.to_owned()];
    let told = vcard::foreign_told(&entry).map(|one| match foreign_fact(text, &one) {
        Ok((name, value)) => format!("{name}: {value}"),
        Err(line) => line.to_owned(),
    });
    let told = told.collect::<Vec<_>>().join(" · ");
    // What stands beside a field.
    if told.is_empty() { entry.concat().replace(vcard::BESIDE, "") } else { told }
}

/// The name of what a foreign property says, and what it says; its line where it has no name.
pub fn foreign_fact<'a>(text: &Text, told: &ForeignTold<'a>) -> Result<(String, String), &'a str> {
    match told {
        ForeignTold::Named { name, value } => Ok((names::relation(text, name), value.clone())),
        ForeignTold::Day { name, day } => Ok((names::relation(text, name), days::birthday(text, *day))),
        ForeignTold::Line(line) => Err(line),
    }
}

fn job(text: &Text, job: &Job, company: &str, today: NaiveDate) -> String {
    let span = days::from_to(text, job.from, job.to, today);
    let parts = [job.role.as_str(), company, &job.department, &span];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// What becomes of a field, a line for each thing: of one value from what to what, of several what comes and what goes, each free
/// field by its name.
pub fn change(text: &Text, change: &FieldChange, today: NaiveDate) -> Vec<String> {
    let name = field(text, change.field);
    let FieldChange { here, after, .. } = change;
    let told = |values: &[&Value]| match values {
        [] => "–".to_owned(),
        some => some.iter().map(|one| one_line(&value(text, one, today))).collect::<Vec<_>>().join(" · "),
    };
    if change.field == Field::Free {
        return free(text, here, after, today);
    }
    let goes: Vec<&Value> = here.iter().filter(|one| !after.contains(one)).collect();
    let comes: Vec<&Value> = after.iter().filter(|one| !here.contains(one)).collect();
    let is_list = here.len() > 1 || after.len() > 1 || change.field.is_list();
    let becomes = match (&goes[..], &comes[..]) {
        // Only their order is another.
        ([], []) => format!("{} → {}", told(&here.iter().collect::<Vec<_>>()), told(&after.iter().collect::<Vec<_>>())),
        // A note below the one that is there.
        ([goes], [comes]) if change.field == Field::Notes && is_below(&comes.plain, &goes.plain) => {
            format!("+ {}", one_line(&comes.plain[goes.plain.len()..]))
        }
        ([], comes) if is_list => format!("+ {}", told(comes)),
        (goes, []) if is_list => format!("− {}", told(goes)),
        (goes, comes) => format!("{} → {}", told(goes), told(comes)),
    };
    vec![format!("{name}: {becomes}")]
}

/// Whether `after` is `before` with something in a line below it.
fn is_below(after: &str, before: &str) -> bool {
    after.strip_prefix(before).is_some_and(|rest| rest.starts_with('\n'))
}

/// A value that stays though the file says another: `role: Einkauf, in the file Leitung`.
pub fn stays(text: &Text, change: &FieldChange, today: NaiveDate) -> String {
    let told = |values: &mut dyn Iterator<Item = &Value>| {
        let all = values.map(|one| one_line(&value(text, one, today))).collect::<Vec<_>>().join(" · ");
        if all.is_empty() { "–".to_owned() } else { all }
    };
    let here = told(&mut change.here.iter());
    let file = told(&mut change.file.iter().filter(|one| !change.here.contains(one)));
    say!(text, "import-keeps-value", field = field(text, change.field), here = here, file = file)
}

/// Free fields are told one by one: `Farbe: rot → blau`.
fn free(text: &Text, here: &[Value], after: &[Value], today: NaiveDate) -> Vec<String> {
    let of = |all: &[Value], wanted: &str| {
        let found = all.iter().find_map(|one| match &one.is {
            Is::Named { name, value } if name == wanted => Some(days::free(text, value, today)),
            _ => None,
        });
        found.map_or_else(|| "–".to_owned(), |value| one_line(&value))
    };
    let mut named: Vec<&str> = Vec::new();
    for one in here.iter().chain(after) {
        if let Is::Named { name, .. } = &one.is
            && !named.contains(&name.as_str())
        {
            named.push(name);
        }
    }
    let lines = named.into_iter().map(|name| (name, of(here, name), of(after, name)));
    lines
        .filter(|(_, here, after)| here != after)
        .map(|(name, here, after)| format!("{name}: {here} → {after}"))
        .collect()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
