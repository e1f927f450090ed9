//! What the rows of a table are. What columns hold whose heads say nothing is `contents`'.

mod contents;

pub use self::contents::by_contents;
use super::encoding::Encoding;
use super::meaning::{Meaning, Rows};
use super::shape::{self, Shape};
use super::{COLUMNS, OURS, cells, rows, value, words};

/// Rows that are looked at.
const LOOKED_AT: usize = 50;

/// What the rows of a table are, by its heads and by what stands under "Type". Contacts, unless it is clear.
pub fn rows(bytes: &[u8], shape: &Shape, encoding: Encoding) -> Rows {
    if shape.names.starts_with(&OURS.map(str::to_owned)) {
        return Rows::Contacts;
    }
    let contact: Vec<Option<Meaning>> =
        shape.names.iter().map(|name| words::read(name).map(|head| head.meaning)).collect();
    let entry: Vec<Option<Meaning>> =
        shape.names.iter().map(|name| words::read_entry(name).map(|head| head.meaning)).collect();
    // Nobody writes where someone lives beside each call.
    let of_contacts = |meaning: &Meaning| {
        matches!(
            meaning,
            Meaning::Address(_)
                | Meaning::Birthday
                | Meaning::BirthYear
                | Meaning::Tier
                | Meaning::Rhythm
                | Meaning::Ceiling
                | Meaning::LastContact
                | Meaning::Salutation
                | Meaning::Honorific
                | Meaning::Role
                | Meaning::Form
                | Meaning::Web
                | Meaning::Industry
        )
    };
    let of_people = contact.iter().zip(&entry).any(|(contact, entry)| {
        // A rating may be a customer's or by one.
        contact.as_ref().is_some_and(of_contacts) && *entry != Some(Meaning::Score)
    });
    let knows = |meaning: Meaning| entry.contains(&Some(meaning));
    let is_dated = knows(Meaning::Day) || knows(Meaning::Made);
    // Shops write where it goes beside each order.
    if is_dated && knows(Meaning::Amount) && knows(Meaning::Reference) {
        return Rows::Orders;
    }
    if of_people {
        return Rows::Contacts;
    }
    let place = |meaning: Meaning| entry.iter().position(|known| *known == Some(meaning));
    let who = entry.iter().position(|known| known.is_some_and(|known| known.tells_who() || known == Meaning::Id));
    let Some(who) = who else { return Rows::Contacts };
    let (day, due, text) = (place(Meaning::Day), place(Meaning::Due), place(Meaning::Text));
    // "Title" may be a person's, and who lists people with numbers and parts of names lists people.
    let subject = place(Meaning::Subject).filter(|at| contact[*at] != Some(Meaning::Title));
    let has = |meaning: Meaning| entry.contains(&Some(meaning));
    let named = has(Meaning::Name) || has(Meaning::Customer);
    let is_list = has(Meaning::Phone) || has(Meaning::Given) || has(Meaning::Mail) && named;
    let kind = place(Meaning::EntryKind).filter(|at| !is_list || contact[*at] != Some(Meaning::Channel));
    let (filled, interactions, feedback) = kind.map_or((0, 0, 0), |at| kinds(bytes, shape, encoding, at));
    let mostly = |count: usize| count > 0 && count * 2 > filled;
    let rated = has(Meaning::Score) && text.is_some() && (day.is_some() || !is_list);
    if rated || (day.is_some() || text.is_some()) && mostly(feedback) {
        return Rows::Feedback;
    }
    if day.is_some() && has(Meaning::Amount) && !is_list {
        return Rows::Orders;
    }
    if (day.is_some() || due.is_some()) && mostly(interactions) {
        return Rows::Interactions;
    }
    let is_task = |at: usize| shape.names.get(at).is_some_and(|name| TASKS.contains(&words::key(name).as_str()));
    if subject.is_some_and(|at| is_task(at) && at < who) && due.is_some() {
        return Rows::FollowUps;
    }
    if is_list {
        return Rows::Contacts;
    }
    // In a log the day stands first; a list of people may well have a date somewhere.
    let is_log = day.is_some_and(|day| day < who) && (text.is_some() || subject.is_some());
    let heads = || shape.names.iter().map(|name| words::key(name));
    if is_log && heads().any(|head| FEEDBACK.contains(&head.as_str())) {
        return Rows::Feedback;
    }
    let said = heads().any(|head| SAID.contains(&head.as_str()));
    match (day, due) {
        (Some(_), _) if is_log || subject.is_some() || said => Rows::Interactions,
        (None, Some(due)) if subject.is_some() || text.is_some() && due < who => Rows::FollowUps,
        _ => Rows::Contacts,
    }
}

/// Heads, as they are compared, that speak of what is to be done.
const TASKS: &[&str] = &["task", "tasks", "todo", "aufgabe", "aufgaben"];
/// Heads, as they are compared, that speak of what was said.
const SAID: &[&str] = &["gesprachsnotiz", "gesprachsnotizen", "callnotes", "meetingnotes", "protokoll", "whatwassaid"];
/// And of what was said about us.
const FEEDBACK: &[&str] = &["feedback", "feedbacktext", "complaint", "beschwerde", "ruckmeldung"];

/// How many cells of a column say anything, how many of them a kind of interaction, and how many a kind of feedback.
fn kinds(bytes: &[u8], shape: &Shape, encoding: Encoding, at: usize) -> (usize, usize, usize) {
    let (mut filled, mut interactions, mut feedback) = (0, 0, 0);
    for text in below(bytes, shape, encoding, at) {
        filled += 1;
        feedback += usize::from(value::feedback_kind(&text).is_some());
        interactions += usize::from(value::kind(&text).is_some());
    }
    (filled, interactions, feedback)
}

/// What stands in a column below its head.
fn below(bytes: &[u8], shape: &Shape, encoding: Encoding, at: usize) -> Vec<String> {
    let end = bytes.len().min(shape.heads.end + shape::HEAD);
    let rows = rows::rows(&bytes[..end], shape.heads.end, shape.next_line, shape.sign).take(LOOKED_AT);
    let texts = rows.filter(|row| row.refused.is_none()).filter_map(|row| {
        let row = &bytes[row.start..row.end];
        let cell = cells::cells(row, shape.sign, COLUMNS).nth(at)?;
        Some(cells::text(row, &cell, encoding).trim().to_owned())
    });
    texts.filter(|text| !text.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(table: &str, expect: Rows) {
        let shape = shape::find(table.as_bytes(), Encoding::Utf8).unwrap();
        assert_eq!(rows(table.as_bytes(), &shape, Encoding::Utf8), expect, "{table:?}");
    }

    #[test]
    fn what_rows_are_is_seen_by_heads_and_kinds() {
        use Rows::*;
        check("Datum;Kunde;Notiz\n1.10.2026;Anna;rief an\n", Interactions);
        check("Name;Telefon;Datum;Notiz\nAnna;1;1.10.2026;nett\n", Contacts);
        check("Subject,Type,Due date,Done,Contact person\nPrices,Call,2026-10-01,Done,Anna\n", Interactions);
        check("Subject,Type,Due date,Contact person\nPrices,Widget,2026-10-01,Anna\n", FollowUps);
        check("Kunde;Aufgabe;Fällig am\nAnna;Angebot;1.12.2026\n", FollowUps);
        check("Due,Task,Contact,Email\n2026-12-01,Offer,Anna,a@x.example\n", FollowUps);
        check("Due,Task,Name,Email,Done\n2026-12-01,Offer,Anna,a@x.example,\n", FollowUps);
        check("Fällig,Aufgabe,Kontakt,E-Mail,Erledigt\n1.12.2026,Angebot,Anna,a@x.example,\n", FollowUps);
        check("Due date,Task,Contact,Email,Status\n2026-12-01,Offer,Anna,a@x.example,open\n", FollowUps);
        check("Name,Email,Task,Due\nAnna,a@x.example,Offer,2026-12-01\n", Contacts);
        check("Date,Name,Type,Text\n2026-10-01,Anna,complaint,late\n", Feedback);
        check(
            "Subject,Type,Due date,Contact person,Email,Phone\nPrices,Call,2026-10-01,Anna,a@x.example,1\n",
            Interactions,
        );
        check("Date,Title,First name,Last name,Company\n2026-10-01,Dr.,Anna,Berg,x\n", Contacts);
        check("Date,Name,Phone,Notes\n2026-10-01,Anna,1,met at the fair\n", Contacts);
        check("Name;Telefon;Kanal;Datum\nAnna;1;Mail;1.10.2026\n", Contacts);
        check("Name;Telefon;nächster Schritt;Wiedervorlage\nAnna;1;Angebot;1.12.2026\n", Contacts);
        check("Datum;Kunde;Betrag\n1.10.2026;Anna;12,50\n", Orders);
        check("Name;Telefon;Datum;Umsatz\nAnna;1;1.10.2026;12\n", Contacts);
        check("Rechnungsnummer;Rechnungsdatum;Name;Ort;Betrag\n7;1.10.2026;Anna;Ulm;12\n", Orders);
        check("Datum;Kunde;Beschwerde\n1.10.2026;Anna;zu spät\n", Feedback);
        check("Email,NPS score,Comment\na@x.example,9,fine\n", Feedback);
        check("Name,Type,City,Date\nAnna,Call,Ulm,2026-10-01\n", Contacts);
        check("Name,Email,Created,Notes\nAnna,a@x.example,2026-10-01,nice\n", Contacts);
        check("id,kind,name,date,text\n1,contact,Anna,2026-10-01,x\n", Contacts);
    }
}
