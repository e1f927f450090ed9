//! Whole records cleaned, so that what comes in by hand is what comes back from a file. What is too long stays as it is: that is
//! refused, not cut.

use super::{Clean, lines, one_line};
use crate::domain::change::Set;
use crate::domain::company::Company;
use crate::domain::complaint::Goodwill;
use crate::domain::contact::{Address, Contact, ForeignId, Labelled, NameParts, Referrer};
use crate::domain::field::AddressPart;
use crate::domain::record::Record;

/// Cleans what a set makes of its records; whether anything was taken out that might be missed.
pub fn set(set: &mut Set) -> bool {
    let mut found = Found(false);
    for change in &mut set.changes {
        match &mut change.after {
            Some(Record::Contact(one)) => found.contact(one),
            Some(Record::Company(one)) => found.company(one),
            Some(Record::Interaction(one)) => {
                found.lines(&mut one.text);
                found.all(&mut one.topics);
                found.line(&mut one.worth);
            }
            Some(Record::FollowUp(one)) => found.line(&mut one.title),
            Some(Record::Feedback(one)) => {
                found.lines(&mut one.text);
                found.line(&mut one.topic);
                found.lines(&mut one.answer);
                one.replies.iter_mut().for_each(|reply| found.lines(&mut reply.text));
                [&mut one.owner, &mut one.promise, &mut one.cause].into_iter().for_each(|text| found.line(text));
                if let Some(Goodwill::Text(text)) = &mut one.goodwill {
                    found.line(text);
                }
            }
            Some(Record::Consent(one)) => found.line(&mut one.how),
            Some(Record::Order(one)) => {
                [&mut one.what, &mut one.reference].into_iter().for_each(|text| found.line(text))
            }
            Some(Record::AgendaMark(_)) | None => {}
        }
    }
    set.changes.retain(|change| !change.is_empty());
    // They tell of the same.
    let mut label = Found(false);
    set.label.names.iter_mut().chain([&mut set.label.what]).for_each(|text| label.line(text));
    found.0
}

/// Cleans a contact; whether anything was taken out that might be missed.
pub fn contact(contact: &mut Contact) -> bool {
    let mut found = Found(false);
    found.contact(contact);
    found.0
}

/// Cleans a company; whether anything was taken out that might be missed.
pub fn company(company: &mut Company) -> bool {
    let mut found = Found(false);
    found.company(company);
    found.0
}

/// Whether characters were taken out, or a line's end where there is one line.
struct Found(bool);

impl Found {
    fn contact(&mut self, contact: &mut Contact) {
        let NameParts { honorific, given, middle, family, suffix, nickname } = &mut contact.name_parts;
        let names = [&mut contact.name, honorific, given, middle, family, suffix, nickname];
        let others = [&mut contact.salutation, &mut contact.language, &mut contact.owner, &mut contact.source];
        names.into_iter().chain(others).for_each(|text| self.line(text));
        contact.jobs.iter_mut().flat_map(|job| [&mut job.role, &mut job.department]).for_each(|text| self.line(text));
        [&mut contact.mails, &mut contact.phones, &mut contact.handles]
            .into_iter()
            .for_each(|list| self.labelled(list));
        if let Some(dnc) = &mut contact.do_not_contact {
            self.line(&mut dnc.reason);
        }
        if let Some(Referrer::Name(name)) = &mut contact.referred_by {
            self.line(name);
        }
        self.all(&mut contact.tags);
        self.places(&mut contact.addresses, &mut contact.ids);
        self.texts(&mut contact.notes, &mut contact.fields);
    }

    fn company(&mut self, company: &mut Company) {
        let texts = [&mut company.name, &mut company.industry, &mut company.size, &mut company.web];
        texts.into_iter().for_each(|text| self.line(text));
        [&mut company.mails, &mut company.phones].into_iter().for_each(|list| self.labelled(list));
        self.all(&mut company.tags);
        self.places(&mut company.addresses, &mut company.ids);
        self.texts(&mut company.notes, &mut company.fields);
    }

    fn labelled(&mut self, list: &mut Vec<Labelled>) {
        list.iter_mut().flat_map(|item| [&mut item.label, &mut item.value]).for_each(|text| self.line(text));
        list.retain(|item| !item.value.is_empty());
    }

    fn places(&mut self, addresses: &mut [Address], ids: &mut [ForeignId]) {
        for a in addresses {
            self.joined(&mut a.label, ", ");
            AddressPart::ALL.into_iter().for_each(|part| self.joined(part.of_mut(a), ", "));
        }
        ids.iter_mut().flat_map(|id| [&mut id.source, &mut id.value]).for_each(|text| self.line(text));
    }

    fn texts(&mut self, notes: &mut String, free: &mut std::collections::BTreeMap<String, String>) {
        self.lines(notes);
        free.values_mut().for_each(|text| self.lines(text));
        if free.keys().any(|name| one_line(name, " ").text != *name) {
            for (mut name, value) in std::mem::take(free) {
                self.line(&mut name);
                // Two names that differed in what nobody sees are one: nothing of either is lost.
                let kept = free.entry(if name.is_empty() { "?".to_owned() } else { name }).or_default();
                if kept.is_empty() {
                    *kept = value;
                } else if *kept != value {
                    *kept = format!("{kept}\n{value}");
                }
            }
        }
    }

    fn all(&mut self, texts: &mut Vec<String>) {
        texts.iter_mut().for_each(|text| self.line(text));
        texts.retain(|text| !text.is_empty());
    }

    fn line(&mut self, text: &mut String) {
        self.joined(text, " ");
    }

    fn joined(&mut self, text: &mut String, between: &str) {
        let broken = text.trim().contains(['\n', '\r', '\u{2028}', '\u{2029}']);
        let clean = one_line(text, between);
        self.take(text, clean, broken);
    }

    fn lines(&mut self, text: &mut String) {
        let clean = lines(text);
        self.take(text, clean, false);
    }

    fn take(&mut self, text: &mut String, clean: Clean, broken: bool) {
        if clean.cut.is_none() {
            self.0 |= clean.characters || broken;
            *text = clean.text;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::change::{Act, Change, Label};
    use crate::domain::id::Ids;
    use crate::domain::validate::LINE_BYTES;

    fn anna(name: &str) -> Contact {
        Contact::new(Ids::seeded(1, 1).draw(), name, "2026-11-21".parse().unwrap())
    }

    #[test]
    fn what_is_typed_is_kept_as_what_is_imported() {
        let check = |name: &str, expect: &str, told: bool| {
            let mut anna = anna(name);
            assert_eq!((contact(&mut anna), anna.name.as_str()), (told, expect), "{name:?}");
        };
        check("Anna Müller", "Anna Müller", false);
        check("Mu\u{308}ller  Anna ", "Müller Anna", false);
        check("Anna\nMüller", "Anna Müller", true);
        check("Anna\u{202e}\u{200b}\u{7} Müller", "Anna Müller", true);
        let long = "x".repeat(LINE_BYTES + 1);
        check(&long, &long, false);

        let mut full = anna("Anna");
        full.notes = "one\r\ntwo\u{1b}".into();
        full.fields.insert("a\u{200b}b".into(), "1\n2".into());
        full.tags = vec!["\u{200b}".into(), "oak".into()];
        full.addresses.push(Address { street: "Hof 1\nHaus 2".into(), ..Address::default() });
        assert!(contact(&mut full));
        assert_eq!((full.notes.as_str(), full.tags.as_slice()), ("one\ntwo", &["oak".to_owned()][..]));
        assert_eq!((full.fields["ab"].as_str(), full.addresses[0].street.as_str()), ("1\n2", "Hof 1, Haus 2"));
    }

    #[test]
    fn a_set_is_cleaned_with_its_label() {
        let change = Change::create(anna("Anna\u{200b}"));
        let mut made = Set::new(Label::new(Act::Add, "Anna\u{200b}"), [change]);
        assert!(set(&mut made));
        assert_eq!(made.label.names, ["Anna"]);
        let before = anna("Anna");
        let mut same = Set::new(Label::new(Act::Edit, "Anna"), [Change::edit(before.clone(), anna("Anna\u{200b}"))]);
        assert!(set(&mut same));
        assert!(same.is_empty(), "nothing is left of it");
    }
}
