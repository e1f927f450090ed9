//! Somebody new who has one card: there is nothing to compare with, and all that it says is taken over.

use super::{Filled, Rules, elsewhere, lists, said};
use crate::domain::contact::{Contact, Referrer};
use crate::domain::search::fold;
use crate::formats::draft::Person;
use crate::formats::import::companies::Companies;
use crate::formats::import::said::{Said, note};
use crate::formats::import::{keys, seen};

/// The same for somebody new of whom `contact` holds no more than the name, and who has this card alone: there is nothing
/// to compare with, and all that the card says is taken over.
pub fn only_card<'a>(contact: &mut Contact, rules: Rules<'a>, person: Person, companies: &Companies) -> Filled<'a> {
    let mut filled = Filled::new(rules, Said::default(), person.origin);
    filled.jobs(contact, &person, companies);
    contact.imported = note((&*contact).into(), &[said(&person, companies)], |_| Vec::new());
    let (mark, origin) = (person.mark, person.origin);
    let mut new = person.record;
    let mut ids = each_once(elsewhere(&new.ids, contact.id.0, &[]), lists::id_key);
    seen::read(&mut ids, std::iter::once((mark, origin)));
    filled.foreign(&mut contact.foreign, &new.foreign);
    new.fields.retain(|_, text| !text.is_empty());
    *contact = Contact {
        id: contact.id,
        name: std::mem::take(&mut contact.name),
        added: contact.added,
        imported: std::mem::take(&mut contact.imported),
        jobs: std::mem::take(&mut contact.jobs),
        foreign: std::mem::take(&mut contact.foreign),
        mails: each_once(new.mails, |mail| keys::mail(&mail.value)),
        phones: each_once(new.phones, |phone| keys::Number::of(&phone.value, rules.country)),
        addresses: each_once(new.addresses, keys::place),
        handles: each_once(new.handles, |handle| keys::page(&handle.value)),
        tags: each_once(new.tags, |tag| fold(tag)),
        ids,
        referred_by: new.referred_by.filter(|by| *by != Referrer::Contact(contact.id)),
        ..new
    };
    filled
}

/// A list without what is the same by its key as something before it.
fn each_once<T, K: PartialEq>(mut list: Vec<T>, key: impl Fn(&T) -> K) -> Vec<T> {
    if list.len() > 1 {
        let mut known: Vec<K> = Vec::new();
        list.retain(|item| {
            let key = key(item);
            let is_first = !known.contains(&key);
            known.extend(is_first.then_some(key));
            is_first
        });
    }
    list
}

#[cfg(test)]
mod tests {
    use super::super::{contact, remember};
    use super::*;
    use crate::domain::id::{ContactId, Ids};
    use crate::formats::draft::Draft;
    use crate::formats::vcard;

    /// Whoever is new and has one card is what they would be if it were compared with nothing.
    #[test]
    fn an_only_card_is_taken_over_as_it_would_be_brought_in() {
        let id: ContactId = Ids::seeded(1, 1).draw();
        let own = format!("UID:urn:uuid:{id}\nX-TOUCHBASE-REFERRED-BY:Anna;{id}");
        for lines in [
            "NOTE:one\nEMAIL:a@b.c\nEMAIL;TYPE=work:A@B.C\nTEL:+49 30 123456\nTEL;TYPE=cell:030 123456\nTEL:110",
            "N:Müller;Anna;M.;Dr.;jr\nNICKNAME:An\nORG:Hof;Einkauf\nTITLE:Chefin\nORG:Bau\nROLE:Rat\nLANG:de",
            "ORG:Hof\nX-TOUCHBASE-JOB:2020-01-01;2021-01-01;Rat;;Hof\nX-TOUCHBASE-JOB:2020-01-01;2021-01-01;rat;;hof",
            "CATEGORIES:a,A,b\nURL:https://www.a.example/\nURL:a.example\nBDAY:1971-12-24\nX-TOUCHBASE-TIER:a",
            "ADR:;;Hof 3;Berlin;;10115;\nADR;TYPE=home:;;Hof 3;berlin;;10115;\nUID:x\nUID:X\nX-TOUCHBASE-FIELD:k;",
            "PHOTO:a\nPHOTO:b\nX-OTHER:1\nX-TOUCHBASE-FIELD:k;v\nX-TOUCHBASE-ARCHIVED:yes\nX-TOUCHBASE-CADENCE:30d",
            "X-TOUCHBASE-DO-NOT-CONTACT:always;rude\nX-TOUCHBASE-STAGE:key\nX-TOUCHBASE-FORM:du\nX-TOUCHBASE-OWNER:o",
            "X-TOUCHBASE-SOURCE:fair\nX-TOUCHBASE-CHANNEL:mail\nX-TOUCHBASE-SALUTATION:Frau",
            &own,
        ] {
            let text = format!("BEGIN:VCARD\nVERSION:4.0\nFN:Anna Müller\n{lines}\nEND:VCARD\n");
            let card = vcard::read(text.as_bytes()).unwrap().card(0).unwrap().unwrap();
            let Draft::Person(person) = card.draft else { panic!("{lines}") };
            let rules = Rules { is_new: true, ..Rules::default() };
            let mut companies = Companies::default();
            companies.learn("Hof", || Ids::seeded(2, 2).draw());
            let [mut brought, mut taken] = [(); 2].map(|()| Contact::new(id, "Anna Müller", Default::default()));
            let of_brought = contact(&mut brought, rules, &person, &companies);
            remember(&mut brought, &vec![(0, person.clone())], &companies);
            let of_taken = only_card(&mut taken, rules, person, &companies);
            assert_eq!(taken, brought, "{lines}");
            let told = |filled: &Filled| (filled.kept.clone(), filled.foreign.clone(), filled.wanted.clone());
            assert_eq!(told(&of_taken), told(&of_brought), "{lines}");
        }
    }
}
