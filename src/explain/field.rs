//! Why a field could not be set: which, what was given, and what it takes.

use super::{act, line};
use crate::config::nearest;
use crate::domain::book::Book;
use crate::domain::field::{CHANNELS, Field, FieldError, FieldName, Of, STAGES, Why, read_channel, read_stage};
use crate::error::{Error, ErrorKind};
use crate::say;
use crate::text::{Text, names};

/// A field could not be set.
pub fn field_error(text: &Text, error: &FieldError, book: &Book) -> Error {
    match error {
        FieldError::NoAssignment(written) => {
            usage(say!(text, "error-field-form", field = written.as_str())).hint(say!(text, "hint-field-form"))
        }
        FieldError::Unknown { of, name } => {
            let fields: Vec<&str> = Field::all(*of).map(Field::name).collect();
            let free = say!(text, "hint-field-free", name = name.as_str());
            let list = say!(text, "hint-fields", fields = fields.join(", "));
            let names = fields.iter().copied().chain(Field::all(*of).flat_map(|field| field.synonyms()).copied());
            let near = nearest(name, names).map(|near| say!(text, "hint-did-you-mean", near = near));
            let hint = [near.unwrap_or(list), free].join(" ");
            usage(say!(text, "error-field-unknown", field = name.as_str())).hint(hint)
        }
        FieldError::NotOf { of, field } => {
            let fields: Vec<&str> = Field::all(*of).map(Field::name).collect();
            let what = match of {
                Of::Contact => say!(text, "error-field-contact", field = field.name()),
                Of::Company => say!(text, "error-field-company", field = field.name()),
            };
            usage(what).hint(say!(text, "hint-fields", fields = fields.join(", ")))
        }
        FieldError::NoList(name) => usage(say!(text, "error-field-no-list", field = name.to_string())),
        FieldError::Twice(name) => usage(say!(text, "error-line-twice", part = name.to_string())),
        FieldError::Shape { of, name } => usage(shape(text, *of, name)),
        FieldError::Value { name, value, why } => self::value(text, name, value, why, book),
    }
}

fn value(text: &Text, name: &FieldName, value: &str, why: &Why, book: &Book) -> Error {
    let field = called(text, name);
    match why {
        Why::OneOf(words) => usage(say!(text, "error-choice", value = value, option = field.as_str())).hint(say!(
            text,
            "hint-config-values",
            values = one_of(text, words)
        )),
        Why::NoPart { part, parts } => {
            usage(say!(text, "error-field-part", part = part.as_str(), field = field.as_str())).hint(say!(
                text,
                "hint-field-part",
                parts = parts.join(", ")
            ))
        }
        Why::NoSource => usage(say!(text, "error-field-source", id = value)).hint(say!(text, "hint-field-source")),
        Why::Birthday => usage(say!(text, "error-birthday", birthday = value)).hint(say!(text, "hint-birthday")),
        Why::Span => in_field(text, &field, line::span(text, value)),
        Why::Ceiling => in_field(text, &field, line::ceiling(text, value)),
        Why::Day(no_day) => in_field(text, &field, line::day(text, no_day)),
        Why::SeveralCompanies(ids) => in_field(text, &field, act::several_companies(text, value, book, ids)),
        Why::Round(by) => in_field(text, &field, usage(say!(text, "error-referral-round", name = book.name(*by)))),
        Why::Nobody => in_field(text, &field, act::nobody(text, value)),
        Why::Several(ids) => in_field(text, &field, act::several(text, value, book, ids)),
    }
}

/// What a field takes in JSON.
fn shape(text: &Text, of: Of, name: &FieldName) -> String {
    let (field, parts) = (name.to_string(), name.parts(of).join(", "));
    match (name.is_list(of), parts.is_empty()) {
        (false, true) => say!(text, "error-json-text", field = field),
        (true, true) => say!(text, "error-json-texts", field = field),
        (false, false) => say!(text, "error-json-parts", field = field, parts = parts),
        (true, false) => say!(text, "error-json-list", field = field, parts = parts),
    }
}

/// The words that a field takes, in the user's language.
fn one_of(text: &Text, words: &[&str]) -> String {
    let stage = |word: &str| read_stage(word).ok().flatten().filter(|_| words == STAGES);
    let channel = |word: &str| read_channel(word).ok().flatten().filter(|_| words == CHANNELS);
    let word = |word: &&str| match (stage(word), channel(word)) {
        (Some(stage), _) => names::stage(text, stage),
        (_, Some(channel)) => names::channel(text, channel),
        _ if *word == "none" => say!(text, "fact-none"),
        _ => (*word).to_owned(),
    };
    words.iter().map(word).collect::<Vec<_>>().join(", ")
}

/// A field in the user's words, with the name by which it is set where that is another.
fn called(text: &Text, name: &FieldName) -> String {
    let typed = name.to_string();
    let words = match name {
        FieldName::Whole(Field::Tier) => say!(text, "fact-tier"),
        FieldName::Whole(Field::Stage) => say!(text, "fact-stage"),
        FieldName::Whole(Field::Channel) => say!(text, "field-consent-channel"),
        FieldName::Whole(Field::Form) => say!(text, "fact-form"),
        FieldName::Whole(Field::Birthday) => say!(text, "fact-birthday"),
        FieldName::Whole(Field::Archived) => say!(text, "fact-archived"),
        FieldName::Whole(Field::Job) => say!(text, "fact-job"),
        FieldName::Whole(Field::Every) => say!(text, "fact-rhythm"),
        FieldName::Whole(Field::Address) => say!(text, "fact-address"),
        _ => return typed,
    };
    if words.eq_ignore_ascii_case(&typed) { words.to_lowercase() } else { format!("{words} ({typed})") }
}

/// The same, with the field named before it.
pub fn in_field(text: &Text, field: &str, error: Error) -> Error {
    Error { what: say!(text, "error-in-field", field = field, what = error.what.as_str()), ..error }
}

fn usage(what: String) -> Error {
    Error::new(ErrorKind::Usage, what)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::act::Given;
    use crate::domain::contact::Contact;
    use crate::domain::field::{Assignment, How, Names, assign_contact};
    use crate::domain::id::Ids;
    use crate::domain::settings::Settings;
    use crate::text::Lang;

    /// What is said of `field=value`.
    fn said(lang: Lang, field: &str, value: &str) -> String {
        let (book, settings, mut ids) = (Book::default(), Settings::default(), Ids::seeded(1, 1));
        let now: chrono::DateTime<chrono::FixedOffset> = "2026-11-21T12:00:00+01:00".parse().unwrap();
        let given = Given { book: &book, settings: &settings, today: now.date_naive(), now };
        let mut contact = Contact::new(ids.draw(), "Anna", now.date_naive());
        let mut names = Names::new(given, &mut ids);
        let done = Assignment::new(Of::Contact, field, How::Set, value)
            .and_then(|assignment| assign_contact(&mut contact, &assignment, &mut names));
        field_error(&Text::new(lang), &done.unwrap_err(), &book).to_string()
    }

    #[test]
    fn what_is_wrong_with_a_field_is_said() {
        for (field, value, expect) in [
            ("tier", "D", "\"D\" is no value for tier\nIt takes A, B, C, none."),
            ("dnc", "perhaps", "dnc: \"perhaps\" is no day"),
            ("job", "Buyer (31.2.2019 - 2021)", "job: there is no day \"31.2.2019\""),
            ("every", "often", "rhythm (every): \"often\" is no span of time"),
            ("birthday", "soon", "\"soon\" is no birthday"),
            ("address", "city=Ulm; colour=red", "address has no part \"colour\"\nThe parts are label, street,"),
            ("ids", "4711", "\"4711\" doesn't say where it is an id\nWritten like crm: 4711."),
            (
                "birtday",
                "1.1.",
                "there is no field \"birtday\"\nDid you mean \"birthday\"? A free field is written field.birtday=VALUE.",
            ),
            ("industry", "steel", "only a company has a field \"industry\"\nThe fields are name,"),
        ] {
            let said = said(Lang::En, field, value);
            assert!(said.starts_with(expect), "{field}={value}: {said}");
        }
        let german = said(Lang::De, "Kundennummer", "1");
        assert!(super::tests::said(Lang::De, "tier", "D").starts_with("„D“ ist kein Wert für Stufe (tier)"));
        for (field, words) in [
            ("stage", "Interessent, gelegentlich, Stammkunde, Schlüsselkunde, ruhend, ehemalig, keiner"),
            ("channel", "Telefon, Mail, Video, Chat, Besuch, Brief, Social, keiner"),
        ] {
            let said = said(Lang::De, field, "?");
            assert!(said.ends_with(&format!("Möglich ist {words}.")), "{said}");
            for word in words.split(", ") {
                let read = Assignment::new(Of::Contact, field, How::Set, word).is_ok();
                assert!(read && read_stage(word).is_ok() | read_channel(word).is_ok(), "{word} is read");
            }
        }
        assert!(german.contains("Ein freies Feld schreibt man field.Kundennummer="), "{german}");
    }
}
