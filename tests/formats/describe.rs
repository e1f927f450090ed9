//! A card as text to compare: a line for each field that says something.

use std::fmt::Write;

use touchbase::domain::cadence::Cadence;
use touchbase::domain::contact::{Address, Labelled};
use touchbase::formats::draft::{Card, Draft, Entry, Refused, What};

pub fn describe(card: &Result<Card, Refused>) -> String {
    let mut out = String::new();
    match card {
        Err(refused) => {
            let name = refused.name.as_deref().unwrap_or("-");
            writeln!(out, "line {} refused: {:?} ({name})", refused.line, refused.why).unwrap();
        }
        Ok(card) => {
            write!(out, "line {}: ", card.line).unwrap();
            draft(&mut out, &card.draft);
            for cleaned in &card.cleaned {
                writeln!(out, "  cleaned: line {} {} {:?}", cleaned.line, cleaned.property, cleaned.what).unwrap();
            }
        }
    }
    out
}

fn draft(out: &mut String, draft: &Draft) {
    match draft {
        Draft::Other { kind, name } => writeln!(out, "{kind} {name}").unwrap(),
        Draft::Entry(entry) => entry_lines(out, entry),
        Draft::Company(c) => {
            writeln!(out, "company {}", c.name).unwrap();
            line(out, "web", [c.web.clone()]);
            lists(out, &c.mails, &c.phones, &c.addresses);
            line(out, "tags", c.tags.iter().cloned());
            line(out, "notes", [format!("{:?}", c.notes)].into_iter().filter(|_| !c.notes.is_empty()));
            line(out, "of the company", [c.industry.clone(), c.size.clone()]);
            line(out, "tier", c.tier.map(|tier| tier.letter().to_string()));
            c.fields.iter().for_each(|(name, value)| line(out, "free", [format!("{name}: {value:?}")]));
            c.ids.iter().for_each(|id| line(out, "id", [id.source.clone(), id.value.clone()]));
            c.foreign.iter().for_each(|raw| line(out, "foreign", [short(raw)]));
        }
        Draft::Person(person) => {
            let c = &person.record;
            writeln!(out, "{}{}", c.name, if person.nameless { " (nameless)" } else { "" }).unwrap();
            let p = &c.name_parts;
            let parts = [&p.honorific, &p.given, &p.middle, &p.family, &p.suffix, &p.nickname];
            if parts.iter().any(|part| !part.is_empty()) {
                line(out, "parts", [parts.map(String::as_str).join("|")]);
            }
            line(out, "salutation", [c.salutation.clone()]);
            for (job, company) in c.jobs.iter().zip(&person.companies) {
                line(out, "job", [format!("{}|{}|{company}", job.role, job.department)]);
            }
            lists(out, &c.mails, &c.phones, &c.addresses);
            labelled(out, "handle", &c.handles);
            line(out, "birthday", c.birthday.map(|day| day.to_string()));
            line(out, "language", [c.language.clone()]);
            line(out, "tags", c.tags.iter().cloned());
            line(out, "notes", [format!("{:?}", c.notes)].into_iter().filter(|_| !c.notes.is_empty()));
            line(out, "form", c.address_form.map(|form| format!("{form:?}")));
            line(out, "channel", c.preferred_channel.map(|channel| format!("{channel:?}")));
            line(out, "tier", c.tier.map(|tier| tier.letter().to_string()));
            line(out, "stage", c.stage.map(|stage| format!("{stage:?}")));
            line(out, "rhythm", (c.cadence != Cadence::ByTier).then(|| format!("{:?}", c.cadence)));
            line(out, "do not contact", c.do_not_contact.as_ref().map(|not| format!("{not:?}")));
            line(out, "owner", [c.owner.clone()]);
            line(out, "source", [c.source.clone()]);
            line(out, "referred by", c.referred_by.as_ref().map(|by| format!("{by:?}")));
            c.fields.iter().for_each(|(name, value)| line(out, "free", [format!("{name}: {value:?}")]));
            line(out, "last contact", person.last_contact.map(|day| day.to_string()));
            c.ids.iter().for_each(|id| line(out, "id", [id.source.clone(), id.value.clone()]));
            c.foreign.iter().for_each(|raw| line(out, "foreign", [short(raw)]));
        }
    }
}

fn entry_lines(out: &mut String, entry: &Entry) {
    match &entry.what {
        What::Interaction(one) => {
            let at = if one.time_known { one.at.to_rfc3339() } else { one.day().to_string() };
            writeln!(out, "interaction {:?} {at} {:?}", one.kind, one.text).unwrap();
            line(out, "details", [format!("{:?} {:?} {:?}", one.direction, one.outcome, one.minutes)]);
            line(out, "topics", one.topics.iter().cloned());
            line(out, "pinned", one.pinned.then(|| "yes".to_owned()));
        }
        What::FollowUp(one) => {
            writeln!(out, "follow-up {} {:?}", one.due, one.title).unwrap();
            line(out, "details", [format!("{:?} {:?} {:?}", one.time, one.recurs, one.state)]);
            line(out, "closed", one.closed.map(|day| day.to_string()));
        }
        What::Order(one) => {
            writeln!(out, "order {} {} {:?} {:?}", one.day, one.amount, one.what, one.reference).unwrap();
        }
        What::Feedback(one) => {
            writeln!(out, "feedback {:?} {} {:?}", one.kind, one.day, one.text).unwrap();
            line(out, "details", [format!("{:?} {:?} {:?}", one.topic, one.score, one.promised)]);
        }
    }
    for whom in &entry.with {
        line(out, "with", [[&*whom.id, &whom.name, &whom.mail, &whom.phone, &whom.company].join("|")]);
    }
    line(out, "source", [entry.source_id.clone()]);
}

fn lists(out: &mut String, mails: &[Labelled], phones: &[Labelled], addresses: &[Address]) {
    labelled(out, "mail", mails);
    labelled(out, "phone", phones);
    for a in addresses {
        let parts = [&a.post_box, &a.extended, &a.street, &a.city, &a.region, &a.postcode, &a.country];
        line(out, "address", [format!("{}: {}", a.label, parts.map(String::as_str).join("|"))]);
    }
}

fn labelled(out: &mut String, name: &str, list: &[Labelled]) {
    list.iter().for_each(|item| line(out, name, [format!("{}: {}", item.label, item.value)]));
}

fn line(out: &mut String, name: &str, values: impl IntoIterator<Item = String>) {
    let values: Vec<String> = values.into_iter().filter(|value| !value.is_empty()).collect();
    if !values.is_empty() {
        writeln!(out, "  {name}: {}", values.join(", ")).unwrap();
    }
}

/// Pictures only by their beginning and length.
fn short(raw: &str) -> String {
    let raw = raw.replace('\n', " + ");
    if raw.len() <= 120 {
        return raw;
    }
    let start: String = raw.chars().take(60).collect();
    format!("{start}… ({} bytes)", raw.len())
}
