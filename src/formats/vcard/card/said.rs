//! What one property says by itself: by that the field that it filled is found when a card is written.

use super::{LABELLED, Property, Reading};
use crate::formats::vcard::own;

/// The label of a property, and what it says part by part; `label` is its group's.
pub fn said(p: &Property, label: Option<&Property>, is_company: bool) -> (String, Vec<String>) {
    let mut reading = Reading { is_company, ..Reading::default() };
    let is_labelled = LABELLED.contains(&&*p.name);
    let mut label = if is_labelled { reading.label(p, label) } else { String::new() };
    reading.take(p, &label);
    reading.finish_lists();
    if p.name == "URL" && label.is_empty() && p.param(own::LABEL).is_none() {
        "web".clone_into(&mut label);
    }
    let Reading { person, web, .. } = reading;
    let c = person.record;
    let names = c.name_parts;
    let prefix = [c.salutation.as_str(), &names.honorific].join(" ").trim().to_owned();
    let mut parts = vec![c.name, names.family, names.given, names.middle, prefix, names.suffix, names.nickname];
    parts.extend(c.mails.into_iter().chain(c.phones).map(|reach| reach.value));
    for a in c.addresses {
        parts.extend([a.post_box, a.extended, a.street, a.city, a.region, a.postcode, a.country]);
    }
    parts.extend(c.handles.into_iter().flat_map(|handle| [handle.label, handle.value]));
    parts.extend(c.birthday.map(|day| day.to_string()));
    parts.extend(person.companies);
    parts.extend(c.jobs.into_iter().flat_map(|job| [job.department, job.role]));
    parts.extend([c.notes, web]);
    parts.retain(|part| !part.is_empty());
    (label, parts)
}
