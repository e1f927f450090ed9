//! Why two contacts may be one and what speaks against it, and what becomes of both when they are merged, in words.

use chrono::NaiveDate;
use uuid::Uuid;

use super::{Text, days, names};
use crate::domain::act::{Compared, Decided, Piece};
use crate::domain::book::Book;
use crate::domain::cadence::Cadence;
use crate::domain::consent::Purpose;
use crate::domain::contact::Channel;
use crate::domain::field::{Field, FieldName, read_cadence, read_channel, read_dnc, read_form, read_stage};
use crate::domain::id::ContactId;
use crate::domain::pairs::{Against, Alike, CompanyReason, Pair, Reason, is_title};
use crate::domain::row::ConsentNow;
use crate::domain::search::fold;
use crate::domain::settings::Settings;
use crate::say;

/// `same mobile number; same name: Jörg / Joerg`: the reasons, with both names as they are written.
pub fn reasons(text: &Text, reasons: &[Reason], names: [&str; 2]) -> String {
    reasons.iter().map(|one| reason(text, *one, names)).collect::<Vec<_>>().join("; ")
}

/// `same mail; but: other birthday, Tom is archived`: the reasons, and what speaks against it.
pub fn why(text: &Text, pair: &Pair, book: &Book) -> String {
    let said = reasons(text, &pair.likeness.reasons, [book.name(pair.one), book.name(pair.other)]);
    let against: Vec<String> = pair.likeness.against.iter().map(|one| against(text, *one, pair, book)).collect();
    if against.is_empty() { said } else { format!("{said}; {}", say!(text, "pairs-but", what = against.join(", "))) }
}

/// Why two companies may be one.
pub fn company_reason(text: &Text, reason: CompanyReason) -> String {
    match reason {
        CompanyReason::Name => say!(text, "pairs-name"),
        CompanyReason::Web => say!(text, "pairs-web"),
    }
}

/// What speaks against it.
pub fn against(text: &Text, against: Against, pair: &Pair, book: &Book) -> String {
    match against {
        Against::Consent => say!(text, "pairs-other-consent"),
        Against::Birthday => say!(text, "pairs-other-birthday"),
        Against::Company => say!(text, "pairs-other-company"),
        Against::Mail => say!(text, "pairs-other-mail"),
        Against::Phone => say!(text, "pairs-other-phone"),
        Against::Role => say!(text, "pairs-other-role"),
        Against::Language => say!(text, "pairs-other-language"),
        Against::Id => say!(text, "pairs-other-id"),
        Against::Archived => {
            let is_archived = |id: &ContactId| book.contact(*id).is_some_and(|row| row.archived);
            let who = [pair.one, pair.other].into_iter().find(is_archived).map_or("", |id| book.name(id));
            say!(text, "pairs-archived", who = who)
        }
    }
}

/// A decision on a channel: `withdrawn 3 Feb`.
pub fn decision(text: &Text, consent: &ConsentNow, today: NaiveDate) -> String {
    format!("{} {}", names::consent(text, consent.state), days::short(text, consent.day, today))
}

/// What holds where both decided and not the same: `Consent, mail: withdrawn 3 Feb holds, given 2 Jan doesn't`.
pub fn contradiction(text: &Text, one: &Decided, today: NaiveDate) -> Option<String> {
    let (holds, other) = one.in_force().zip(one.given_up()).filter(|_| one.differs())?;
    let [holds, other] = [holds, other].map(|consent| decision(text, consent, today));
    Some(say!(
        text,
        "merge-consent-holds",
        channel = consent_for(text, one.channel, one.purpose),
        holds = holds,
        other = other
    ))
}

/// `mail`, `mail for marketing`.
pub fn consent_for(text: &Text, channel: Channel, purpose: Option<Purpose>) -> String {
    let channel = names::channel(text, channel);
    match purpose {
        Some(purpose) => say!(text, "merge-consent-for", channel = channel, purpose = names::purpose(text, purpose)),
        None => channel,
    }
}

/// Puts a word in place of the id of one who recommended them and is deleted since.
pub fn nameless(text: &Text, compared: &mut Compared) {
    if compared.piece != Field::ReferredBy.into() {
        return;
    }
    for value in values(compared).filter(|value| value.parse::<Uuid>().is_ok()) {
        *value = say!(text, "history-someone");
    }
}

/// The same for people, who read labels and choices in their language, too.
pub fn shown(text: &Text, compared: &mut Compared) {
    nameless(text, compared);
    let compared_field = if let Piece::Field(FieldName::Whole(field)) = &compared.piece { Some(*field) } else { None };
    let is_labelled = matches!(compared_field, Some(Field::Email | Field::Phone | Field::Address | Field::Web));
    for value in values(compared) {
        let words = match compared_field {
            Some(Field::Stage) => read_stage(value).ok().flatten().map(|stage| names::stage(text, stage)),
            Some(Field::Channel) => read_channel(value).ok().flatten().map(|channel| names::channel(text, channel)),
            Some(Field::Form) => read_form(value).ok().flatten().map(|form| names::address_form(text, form)),
            Some(Field::Birthday) => value.parse().ok().map(|born| days::birthday(text, born)),
            Some(Field::Job) => Some(with_days(text, value)),
            Some(Field::Every) => read_cadence(value).ok().and_then(|cadence| rhythm(text, cadence)),
            Some(Field::Dnc) => do_not_contact(text, value),
            Some(Field::Archived) => Some(say!(text, "fact-yes")),
            _ => {
                let labelled = value.split_once(": ").filter(|_| is_labelled);
                labelled.map(|(label, rest)| format!("{}: {rest}", names::label(text, label)))
            }
        };
        *value = words.unwrap_or_else(|| std::mem::take(value));
    }
}

/// A job, with its days as people write them: `Clerk @ Brandt (2019 – 1 May 2020)`.
fn with_days(text: &Text, job: &str) -> String {
    let word = |word: &str| {
        let bare = word.trim_matches(['(', ')']);
        match bare.parse() {
            Ok(day) => word.replace(bare, &days::dated(text, day)),
            Err(_) if word == "-" => "–".to_owned(),
            Err(_) => word.to_owned(),
        }
    };
    job.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// A rhythm of one's own.
fn rhythm(text: &Text, cadence: Cadence) -> Option<String> {
    match cadence {
        Cadence::Every(span) => Some(days::every(text, span)),
        Cadence::Never => Some(say!(text, "import-kept-none")),
        Cadence::ByTier => None,
    }
}

fn do_not_contact(text: &Text, value: &str) -> Option<String> {
    // Every day that is written is one whole, so that neither today nor the settings matter.
    let not = read_dnc(value, NaiveDate::MIN, &Settings::default()).ok().flatten()?;
    Some(names::do_not_contact(text, &not, NaiveDate::MIN))
}

fn values(compared: &mut Compared) -> impl Iterator<Item = &mut String> {
    [&mut compared.kept, &mut compared.gone, &mut compared.after].into_iter().flatten()
}

/// A reason, with both names as they are written.
pub fn reason(text: &Text, reason: Reason, names: [&str; 2]) -> String {
    match reason {
        Reason::Mail => say!(text, "pairs-mail"),
        Reason::SharedMail => say!(text, "pairs-shared-mail"),
        Reason::Mobile => say!(text, "pairs-mobile"),
        Reason::Phone => say!(text, "pairs-phone"),
        Reason::Company => say!(text, "pairs-company"),
        Reason::Birthday => say!(text, "pairs-birthday"),
        Reason::Name(Alike::Same) => match spelled(names) {
            Some(words) => say!(text, "pairs-name-spelled", words = words),
            None => say!(text, "pairs-name"),
        },
        Reason::Name(Alike::Nickname | Alike::Initial | Alike::Similar | Alike::Transliterated | Alike::Loose) => {
            match differing(names) {
                Some(words) => say!(text, "pairs-name-similar", words = words),
                None => say!(text, "pairs-name"),
            }
        }
        Reason::Name(Alike::Given) => match differing(names) {
            Some(words) => say!(text, "pairs-other-family", words = words),
            None => say!(text, "pairs-name"),
        },
        Reason::Name(Alike::Part | Alike::Nameless | Alike::Single | Alike::Family) => match common(names) {
            Some(part) => say!(text, "pairs-name-part-of", part = part),
            None => say!(text, "pairs-name-part"),
        },
    }
}

/// The same, where one name is spelled otherwise than in small and large letters.
fn spelled(names: [&str; 2]) -> Option<String> {
    let small = names.map(str::to_lowercase);
    differing(names).filter(|_| differing([&small[0], &small[1]]).is_some())
}

/// The words in which two names differ: `Jörg / Joerg`; `None` where one has no other.
fn differing([one, other]: [&str; 2]) -> Option<String> {
    let (one, other) = (words(one), words(other));
    let only = |own: &[&str], others: &[&str]| -> String {
        own.iter().filter(|word| !others.contains(word)).copied().collect::<Vec<_>>().join(" ")
    };
    let (own, theirs) = (only(&one, &other), only(&other, &one));
    (!own.is_empty() && !theirs.is_empty()).then(|| format!("{own} / {theirs}"))
}

/// The words that both names have; `None` where they have none.
fn common([one, other]: [&str; 2]) -> Option<String> {
    let others: Vec<String> = words(other).into_iter().map(fold).collect();
    let common: Vec<&str> = words(one).into_iter().filter(|word| others.contains(&fold(word))).collect();
    (!common.is_empty()).then(|| common.join(" "))
}

/// The words of a name without titles.
fn words(name: &str) -> Vec<&str> {
    let words = name.split(|c: char| c.is_whitespace() || c == ',').filter(|word| !word.is_empty());
    words.filter(|word| !is_title(word)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::act::Takes;
    use crate::text::Lang;

    #[test]
    fn choices_and_labels_stand_there_in_the_readers_language() {
        let german = Text::new(Lang::De);
        for (field, kept, words) in [
            (Field::Stage, "regular", "Stammkunde"),
            (Field::Channel, "phone", "Telefon"),
            (Field::Form, "sie", "Sie"),
            (Field::Birthday, "1971-04-15", "15. Apr 1971"),
            (Field::Birthday, "--04-15", "15. Apr"),
            (Field::Every, "30d", "alle 30 T"),
            (Field::Every, "none", "kein Rhythmus"),
            (Field::Dnc, "yes: Elternzeit", "ja, Elternzeit"),
            (Field::Dnc, "2027-01-01", "bis 1. Jan 2027"),
            (Field::Archived, "yes", "ja"),
            (Field::Job, "Clerk @ Brandt (2019 - 2020-05-01)", "Clerk @ Brandt (2019 – 1. Mai 2020)"),
            (Field::Phone, "mobile: 0172 1", "mobil: 0172 1"),
            (Field::Notes, "regular", "regular"),
            (Field::Birthday, "1971-12-24", "24. Dez 1971"),
        ] {
            let all = || vec![kept.to_owned()];
            let (piece, takes) = (field.into(), Takes::Kept);
            let (can_be_both, is_same) = (false, true);
            let mut one = Compared { piece, kept: all(), gone: all(), after: all(), takes, can_be_both, is_same };
            nameless(&german, &mut one);
            assert_eq!(one.kept, [kept], "for programs it stays");
            shown(&german, &mut one);
            assert_eq!([&one.kept[..], &one.gone[..], &one.after[..]].concat(), [words; 3]);
        }
    }

    #[test]
    fn reasons_are_said_with_what_differs() {
        let check = |all: &[Reason], names: [&str; 2], en: &str, de: &str| {
            for (lang, expect) in [(Lang::En, en), (Lang::De, de)] {
                assert_eq!(reasons(&Text::new(lang), all, names), expect);
            }
        };
        let (same, nickname) = (Reason::Name(Alike::Same), Reason::Name(Alike::Nickname));
        check(
            &[Reason::Mobile, same],
            ["Jörg Weiß", "Joerg Weiß"],
            "same mobile number; same name: Jörg / Joerg",
            "gleiche Mobilnummer; gleicher Name: Jörg / Joerg",
        );
        check(&[same], ["Ida Holm", "HOLM, Ida"], "same name", "gleicher Name");
        check(
            &[Reason::Mail, Reason::Name(Alike::Given)],
            ["Petra Alt", "Petra Neu"],
            "same mail; other surname: Alt / Neu",
            "gleiche Mail; anderer Nachname: Alt / Neu",
        );
        check(&[same], ["Anna Müller", "Müller, Anna"], "same name", "gleicher Name");
        check(&[same], ["Dr. Anna Müller", "Anna Müller"], "same name", "gleicher Name");
        check(
            &[Reason::Name(Alike::Similar)],
            ["Dr. Maier", "Meier"],
            "similar name: Maier / Meier",
            "ähnlicher Name: Maier / Meier",
        );
        check(
            &[Reason::Name(Alike::Part)],
            ["Anna Maria Müller", "Mueller, Anna"],
            "partly the same name: Anna Müller",
            "Name zum Teil gleich: Anna Müller",
        );
        check(
            &[Reason::Mail, nickname],
            ["Bob Smith", "Robert Smith"],
            "same mail; similar name: Bob / Robert",
            "gleiche Mail; ähnlicher Name: Bob / Robert",
        );
    }
}
