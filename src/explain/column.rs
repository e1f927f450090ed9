//! The columns of a table in words: what they become, what rows are, how cells are separated.

use crate::domain::search::fold;
use crate::error::{Error, ErrorKind};
use crate::formats::csv::{Assigned, Column, Meaning, NoMapping, Of, Part, Rows, Unknown};
use crate::say;
use crate::text::{Text, names};

/// What a column can become, each said in its own words: `family name`, `address: street`, `left out`.
pub fn meaning(text: &Text, meaning: Meaning) -> String {
    match meaning {
        Meaning::LeftOut => say!(text, "column-left-out"),
        Meaning::Name | Meaning::Customer => say!(text, "import-field-name"),
        Meaning::Given => say!(text, "column-given"),
        Meaning::Middle => say!(text, "column-middle"),
        Meaning::Family => say!(text, "column-family"),
        Meaning::Suffix => say!(text, "column-suffix"),
        Meaning::Honorific => say!(text, "column-honorific"),
        Meaning::Title => say!(text, "column-title"),
        Meaning::Nickname => say!(text, "fact-nickname"),
        Meaning::Salutation => say!(text, "fact-salutation"),
        Meaning::Form => say!(text, "field-form"),
        Meaning::Company => say!(text, "import-field-company"),
        Meaning::Role => say!(text, "import-field-role"),
        Meaning::Department => say!(text, "import-field-department"),
        Meaning::JobSince => say!(text, "column-job-since"),
        Meaning::PastJob => say!(text, "import-field-past-jobs"),
        Meaning::Consent(channel) => say!(text, "column-consent", channel = names::channel(text, channel)),
        Meaning::Consents => say!(text, "column-consents"),
        Meaning::OptOut(channel) => say!(text, "column-opt-out", channel = names::channel(text, channel)),
        Meaning::Industry => say!(text, "column-industry"),
        Meaning::Size => say!(text, "column-size"),
        Meaning::Mail => say!(text, "fact-mail"),
        Meaning::Phone => say!(text, "fact-phone"),
        Meaning::Address(part) => address(text, part),
        Meaning::Web => say!(text, "fact-web"),
        Meaning::Birthday => say!(text, "fact-birthday"),
        Meaning::BirthYear => say!(text, "column-birth-year"),
        Meaning::BirthMonth => say!(text, "column-birth-month"),
        Meaning::BirthDay => say!(text, "column-birth-day"),
        Meaning::Language => say!(text, "fact-language"),
        Meaning::Channel => say!(text, "fact-channel"),
        Meaning::Tier => say!(text, "fact-tier"),
        Meaning::Stage => say!(text, "fact-stage"),
        Meaning::Rhythm => say!(text, "fact-rhythm"),
        Meaning::Ceiling => say!(text, "fact-ceiling"),
        Meaning::DoNotContact => say!(text, "fact-do-not-contact"),
        Meaning::NoContactReason => say!(text, "column-no-contact-reason"),
        Meaning::Owner => say!(text, "fact-owner"),
        Meaning::Source => say!(text, "fact-source"),
        Meaning::ReferredBy => say!(text, "fact-referred-by"),
        Meaning::ReferrerId => say!(text, "column-referrer-id"),
        Meaning::Tags => say!(text, "fact-tags"),
        Meaning::Notes => say!(text, "show-notes"),
        Meaning::LastContact => say!(text, "column-last-contact"),
        Meaning::Id => say!(text, "import-field-ids"),
        Meaning::Kind => say!(text, "column-kind"),
        Meaning::Added => say!(text, "fact-added"),
        Meaning::Archived => say!(text, "fact-archived"),
        Meaning::Label(of) => label(text, of),
        Meaning::Named => say!(text, "column-named"),
        Meaning::Free => say!(text, "column-free"),
        of_entries => entry(text, of_entries),
    }
}

fn entry(text: &Text, meaning: Meaning) -> String {
    match meaning {
        Meaning::EntryId => say!(text, "column-entry-id"),
        Meaning::Day => say!(text, "column-day"),
        Meaning::Time => say!(text, "column-time"),
        Meaning::Due => say!(text, "column-due"),
        Meaning::Made => say!(text, "column-made"),
        Meaning::EntryKind => say!(text, "column-entry-kind"),
        Meaning::Direction => say!(text, "column-direction"),
        Meaning::Outcome => say!(text, "column-outcome"),
        Meaning::Minutes => say!(text, "column-minutes"),
        Meaning::Purpose => say!(text, "column-purpose"),
        Meaning::Worth => say!(text, "column-worth"),
        Meaning::Subject => say!(text, "column-subject"),
        Meaning::Text => say!(text, "column-text"),
        Meaning::Topics => say!(text, "column-topics"),
        Meaning::State => say!(text, "column-state"),
        Meaning::Closed => say!(text, "column-closed"),
        Meaning::Recurs => say!(text, "column-recurs"),
        Meaning::Score => say!(text, "column-score"),
        Meaning::Answer => say!(text, "column-answer"),
        Meaning::Severity => say!(text, "column-severity"),
        Meaning::Promise => say!(text, "column-promise"),
        Meaning::Cause => say!(text, "column-cause"),
        Meaning::Goodwill => say!(text, "column-goodwill"),
        Meaning::Amount => say!(text, "field-amount"),
        Meaning::Currency => say!(text, "column-currency"),
        Meaning::Reference => say!(text, "field-reference"),
        _ => say!(text, "column-free"),
    }
}

fn address(text: &Text, part: Part) -> String {
    match part {
        Part::Full => say!(text, "fact-address"),
        Part::Street => say!(text, "column-street"),
        Part::House => say!(text, "column-house"),
        Part::Extended => say!(text, "column-extended"),
        Part::PostBox => say!(text, "column-post-box"),
        Part::City => say!(text, "column-city"),
        Part::Postcode => say!(text, "column-postcode"),
        Part::PostcodeCity => say!(text, "column-postcode-city"),
        Part::Region => say!(text, "column-region"),
        Part::Country => say!(text, "column-country"),
    }
}

fn label(text: &Text, of: Of) -> String {
    match of {
        Of::Mail => say!(text, "column-label-mail"),
        Of::Phone => say!(text, "column-label-phone"),
        Of::Web => say!(text, "column-label-web"),
        Of::Address => say!(text, "column-label-address"),
        Of::Named => say!(text, "column-label-named"),
    }
}

/// What a column becomes, with its label: `mail (work)`, `free field`.
pub fn column(text: &Text, column: &Column) -> String {
    labelled(text, meaning(text, column.meaning), &column.label)
}

/// What a mapping makes of a column, in the same words.
pub fn becomes(text: &Text, assigned: &Assigned) -> String {
    labelled(text, meaning(text, assigned.becomes), &assigned.label)
}

fn labelled(text: &Text, what: String, label: &str) -> String {
    match label {
        "" | "web" => what,
        label => format!("{what} ({})", names::label(text, label)),
    }
}

/// Why a file is no mapping. What a column can become is listed where it is to become something else.
pub fn mapping(text: &Text, path: &str, why: &NoMapping) -> Error {
    let NoMapping { line, why, unknown } = why;
    let why = match unknown {
        Some(Unknown { name, .. }) => say!(text, "error-mapping-becomes", name = name.as_str()),
        None => why.clone(),
    };
    let what = match line {
        Some(line) => say!(text, "error-mapping-broken", path = path, line = line.to_string(), why = why),
        None => say!(text, "error-mapping-broken-all", path = path, why = why),
    };
    let hint = match unknown {
        Some(unknown) => becoming(text, unknown),
        None => say!(text, "hint-mapping-broken"),
    };
    Error::new(ErrorKind::Usage, what).hint(hint)
}

/// What a column can become, the nearest to what was written first.
fn becoming(text: &Text, Unknown { name, rows }: &Unknown) -> String {
    let far = |known: &str| strsim::damerau_levenshtein(known, &name.to_lowercase());
    let all: Vec<&str> = Meaning::of(*rows).map(Meaning::name).collect();
    let nearest = all.iter().copied().min_by_key(|known| far(known)).filter(|known| far(known) <= known.len() / 3 + 1);
    let near = nearest.map(|near| say!(text, "hint-did-you-mean", near = near));
    let names = say!(text, "hint-mapping-becomes", names = all.join(", "));
    [near, Some(names)].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// What the rows of a table are: `interactions`.
pub fn rows_are(text: &Text, rows: Rows) -> String {
    match rows {
        Rows::Contacts => say!(text, "rows-contacts"),
        Rows::Interactions => say!(text, "rows-interactions"),
        Rows::FollowUps => say!(text, "rows-follow-ups"),
        Rows::Feedback => say!(text, "rows-feedback"),
        Rows::Orders => say!(text, "rows-orders"),
    }
}

/// What stands between two cells: `semicolon ;`.
pub fn separator(text: &Text, sign: char) -> String {
    match sign {
        ',' => say!(text, "separator-comma"),
        ';' => say!(text, "separator-semicolon"),
        '\t' => say!(text, "separator-tab"),
        '|' => say!(text, "separator-bar"),
        ' ' => say!(text, "separator-space"),
        other => other.to_string(),
    }
}

/// The columns of tables in two texts: what became fields, `Firma · Straße, Ort → address`, and the free fields. Either is
/// empty if there are none, and says how many more there are behind `limit` characters.
pub fn columns<'a>(text: &Text, all: impl IntoIterator<Item = &'a Column>, limit: usize) -> (String, String) {
    let (mut known, mut free): (Vec<(String, Vec<&str>)>, Vec<String>) = (Vec::new(), Vec::new());
    for column in all.into_iter().filter(|column| !matches!(column.meaning, Meaning::Label(_) | Meaning::LeftOut)) {
        if column.meaning == Meaning::Free {
            free.push(column.head.clone());
            continue;
        }
        // Parts of one thing are said together.
        let whole = match column.meaning {
            Meaning::Address(_) => say!(text, "fact-address"),
            Meaning::BirthYear | Meaning::BirthMonth | Meaning::BirthDay => say!(text, "fact-birthday"),
            Meaning::Consent(_) | Meaning::Consents | Meaning::OptOut(_) => say!(text, "fact-consent"),
            Meaning::NoContactReason => say!(text, "fact-do-not-contact"),
            Meaning::ReferrerId => say!(text, "fact-referred-by"),
            other => meaning(text, other),
        };
        let becomes = labelled(text, whole, &column.label);
        match known.iter_mut().find(|(known, _)| *known == becomes) {
            Some((_, heads)) => heads.push(&column.head),
            None => known.push((becomes, vec![&column.head])),
        }
    }
    let known = known.into_iter().map(|(becomes, heads)| match heads[..] {
        [head] if fold(head) == fold(&becomes) => head.to_owned(),
        _ => format!("{} → {becomes}", heads.join(", ")),
    });
    (within(text, known.collect(), " · ", limit), within(text, free, ", ", limit))
}

/// As many of `all` as fit, and how many more there are.
fn within(text: &Text, all: Vec<String>, between: &str, limit: usize) -> String {
    let mut length = 0;
    let fit = all.iter().take_while(|one| {
        length += one.chars().count() + between.len();
        length <= limit
    });
    let fit = fit.count().max(1).min(all.len());
    let names = all[..fit].join(between);
    if fit == all.len() { names } else { say!(text, "label-and-more", names = names, more = all.len() - fit) }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;
    use crate::text::Lang;

    /// Whoever picks from a list must see what they pick.
    #[test]
    fn each_meaning_is_said_in_its_own_words() {
        for lang in [Lang::En, Lang::De] {
            let text = Text::new(lang);
            for rows in Rows::ALL {
                let mut said: HashMap<String, Meaning> = HashMap::new();
                for one in Meaning::of(rows) {
                    if let Some(other) = said.insert(meaning(&text, one), one) {
                        panic!("{other:?} and {one:?} are both {:?} in {lang:?}", meaning(&text, one));
                    }
                }
            }
        }
    }
}
