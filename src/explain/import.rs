//! What of a file to be imported can't be read, or was taken over otherwise than it stood.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveTime};

use crate::error::{Error, ErrorKind};
use crate::formats::csv::{COLUMNS, TOTAL, Untitled};
use crate::formats::draft::{Cleaned, Cleaning, Refusal};
use crate::formats::import::{EntryKind, Field, Gone};
use crate::formats::{Format, Unreadable};
use crate::say;
use crate::text::{Text, days, names};

/// Nothing of it can be imported.
pub fn unreadable(text: &Text, file: &str, why: &Unreadable) -> Error {
    let (what, hint) = match why {
        Unreadable::Format(format) => return other_format(text, file, *format),
        Unreadable::Json(why) => return super::whole(text, file, why),
        Unreadable::Whole => {
            (say!(text, "error-import-whole-alone", file = file), say!(text, "hint-import-whole-alone"))
        }
        Unreadable::Untitled(Untitled::NoHeads { line, cells }) => {
            let cells = cells.iter().map(|cell| cell.chars().take(24).collect()).collect::<Vec<String>>().join(" · ");
            let line = line.to_string();
            (
                say!(text, "error-import-untitled", file = file, line = line, cells = cells),
                say!(text, "hint-import-untitled"),
            )
        }
        Unreadable::Untitled(Untitled::OtherHeads { line, cells }) => {
            let cells = cells.iter().map(|cell| cell.chars().take(24).collect()).collect::<Vec<String>>().join(" · ");
            let line = line.to_string();
            (
                say!(text, "error-import-other-heads", file = file, line = line, cells = cells),
                say!(text, "hint-import-other-heads"),
            )
        }
        Unreadable::Untitled(Untitled::TooWide { line }) => {
            let (line, limit) = (line.to_string(), COLUMNS.to_string());
            (
                say!(text, "error-import-too-wide", file = file, line = line, limit = limit),
                say!(text, "hint-import-too-wide"),
            )
        }
    };
    Error::new(ErrorKind::Usage, what).hint(hint)
}

/// So many of what is passed over in a folder are named.
const PASSED: usize = 5;

/// What of a folder is passed over, by name, and behind that what makes a spreadsheet among them readable; empty where there is none.
pub fn passed_over(text: &Text, folder: &str, names: &[String]) -> Vec<String> {
    if names.is_empty() {
        return Vec::new();
    }
    let is_sheet = |name: &String| {
        let lower = name.to_lowercase();
        [".xlsx", ".xls", ".ods", ".numbers"].iter().any(|ending| lower.ends_with(ending))
    };
    let more = names.len().saturating_sub(PASSED);
    let shown = names.iter().take(PASSED).map(String::as_str).collect::<Vec<_>>().join(", ");
    let told = say!(text, "import-passed-over", folder = folder, names = shown, more = more);
    let hint = names.iter().any(is_sheet).then(|| say!(text, "hint-import-sheet"));
    [told].into_iter().chain(hint).collect()
}

fn other_format(text: &Text, file: &str, format: Format) -> Error {
    let what = match format {
        Format::Empty => say!(text, "error-import-empty", file = file),
        Format::VCard => say!(text, "error-import-no-card", file = file),
        format => say!(text, "error-import-format", file = file, format = self::format(text, format)),
    };
    let hint = match format {
        Format::Zip | Format::Gzip => say!(text, "hint-import-unpack"),
        Format::Mail => say!(text, "hint-import-mail"),
        _ => say!(text, "hint-import-format"),
    };
    Error::new(ErrorKind::Usage, what).hint(hint)
}

fn format(text: &Text, format: Format) -> String {
    match format {
        Format::VCard => say!(text, "format-vcard"),
        Format::Table => say!(text, "format-table"),
        Format::ICalendar => say!(text, "format-calendar"),
        Format::Json => say!(text, "format-json"),
        Format::Ldif => say!(text, "format-ldif"),
        Format::Xml => say!(text, "format-xml"),
        Format::Html => say!(text, "format-html"),
        Format::Mail => say!(text, "format-mail"),
        Format::Pdf => say!(text, "format-pdf"),
        Format::Zip | Format::Gzip => say!(text, "format-packed"),
        Format::Spreadsheet => say!(text, "format-spreadsheet"),
        Format::Outlook => say!(text, "format-outlook"),
        Format::Database => say!(text, "format-database"),
        Format::Image => say!(text, "format-image"),
        Format::Text | Format::Empty => say!(text, "format-text"),
        Format::Binary => say!(text, "format-binary"),
    }
}

/// Why a card could not be read.
pub fn refusal(text: &Text, why: Refusal) -> String {
    match why {
        Refusal::Unterminated => say!(text, "refusal-unterminated"),
        Refusal::Nameless => say!(text, "refusal-nameless"),
        Refusal::Dayless => say!(text, "refusal-dayless"),
        Refusal::TooLong => say!(text, "refusal-too-long"),
        Refusal::TooManyProperties => say!(text, "refusal-too-many-properties"),
        Refusal::TooDeep => say!(text, "refusal-too-deep"),
        Refusal::TooMany => say!(text, "refusal-too-many"),
        Refusal::Unquoted => say!(text, "refusal-unquoted"),
        Refusal::RowTooLong => say!(text, "refusal-row-too-long"),
        Refusal::TooManyCells => say!(text, "refusal-too-many-cells"),
        Refusal::NoText => say!(text, "refusal-no-text"),
        Refusal::NoAmount => say!(text, "refusal-no-amount"),
    }
}

/// Why a record that was read is nothing that is kept, by its kind: vCard's KIND, or what the other formats call it.
pub fn skipped(text: &Text, kind: &str) -> String {
    match kind {
        TOTAL => say!(text, "import-skipped-total"),
        "over" => say!(text, "import-skipped-over"),
        "touchbase" => say!(text, "import-skipped-own"),
        "cancelled event" => say!(text, "import-skipped-cancelled"),
        "birthday reminder" => say!(text, "import-skipped-birthday"),
        "relationship" => say!(text, "import-skipped-relation"),
        "nobody's relationship" => say!(text, "import-skipped-lone-relation"),
        "gift" => say!(text, "import-skipped-gift"),
        "debt" => say!(text, "import-skipped-debt"),
        "pet" => say!(text, "import-skipped-pet"),
        "photo" => say!(text, "import-skipped-photo"),
        "journal entry" => say!(text, "import-skipped-journal"),
        "document" => say!(text, "import-skipped-document"),
        kind => say!(text, "import-skipped-kind", kind = kind),
    }
}

/// What was taken over otherwise: `NOTE: control characters taken out`.
pub fn cleaning(text: &Text, cleaned: &Cleaned) -> String {
    let property = cleaned.property.as_str();
    match cleaned.what {
        Cleaning::Characters => say!(text, "cleaned-characters", property = property),
        Cleaning::Cut { limit } => say!(text, "cleaned-cut", property = property, limit = limit.to_string()),
        Cleaning::LeftOut { limit } => say!(text, "cleaned-left-out", property = property, limit = limit.to_string()),
        Cleaning::TooMany { taken } => say!(text, "cleaned-too-many", property = property, taken = taken.to_string()),
        Cleaning::Newest { taken, left } => {
            let (taken, left) = (taken.to_string(), left.to_string());
            say!(text, "cleaned-newest", property = property, taken = taken, left = left)
        }
        Cleaning::FirstOnly => say!(text, "cleaned-first-only", property = property),
        Cleaning::NoDay => say!(text, "cleaned-no-day", property = property),
        Cleaning::NoProperty => say!(text, "cleaned-no-property", property = property),
        Cleaning::NoEnd => say!(text, "cleaned-no-end"),
        Cleaning::CutOff => say!(text, "cleaned-cut-off", property = property),
        Cleaning::NoValue => say!(text, "cleaned-no-value", property = property),
        Cleaning::NotUnderstood => say!(text, "cleaned-not-understood", property = property),
        Cleaning::InText => say!(text, "cleaned-in-text", property = property),
        Cleaning::MoreCells => say!(text, "cleaned-more-cells", property = property),
        Cleaning::Charset => say!(text, "cleaned-charset", property = property),
        Cleaning::Days => say!(text, "cleaned-days", property = property),
        Cleaning::Spoiled => say!(text, "cleaned-spoiled", property = property),
        Cleaning::IdOfAnother => say!(text, "cleaned-id-of-another", property = property),
        Cleaning::OneCompany => say!(text, "cleaned-one-company", property = property),
        Cleaning::Version => say!(text, "cleaned-version", property = property),
        Cleaning::UnknownZone => say!(text, "cleaned-unknown-zone", zone = property),
    }
}

/// What of a file has no field here: `X-ABDATE (2), RELATED and 3 more`, the most frequent first; empty if nothing.
pub fn foreign(text: &Text, counts: &BTreeMap<String, usize>) -> String {
    const NAMED: usize = 8;
    let mut names: Vec<(&str, usize)> = counts.iter().map(|(name, count)| (name.as_str(), *count)).collect();
    names.sort_by_key(|(_, count)| Reverse(*count));
    let more: usize = names.iter().skip(NAMED).map(|(_, count)| count).sum();
    let named = names.into_iter().take(NAMED).map(|(name, count)| match count {
        1 => name.to_owned(),
        count => format!("{name} ({count})"),
    });
    let named = named.collect::<Vec<_>>().join(", ");
    if more == 0 { named } else { say!(text, "label-and-more", names = named, more = more) }
}

/// What becomes of somebody who is here: the fields that change, and those that stay though the file says otherwise. Where a newer
/// file was read before, that, too.
pub fn updated(text: &Text, fields: &[Field], kept: &[Field], is_older: bool) -> String {
    let names = |fields: &[Field]| fields.iter().map(|one| field(text, *one)).collect::<Vec<_>>().join(", ");
    let changes = match fields {
        [] => None,
        fields if is_older => Some(say!(text, "import-row-older", fields = names(fields))),
        fields => Some(names(fields)),
    };
    let stays = match kept {
        [] => (is_older && fields.is_empty()).then(|| say!(text, "import-entry-older")),
        kept if is_older && fields.is_empty() => Some(say!(text, "import-older-kept", fields = names(kept))),
        kept => Some(say!(text, "import-kept", fields = names(kept))),
    };
    changes.into_iter().chain(stays).collect::<Vec<_>>().join("; ")
}

/// A field that an import fills.
pub fn field(text: &Text, field: Field) -> String {
    match field {
        Field::Name => say!(text, "import-field-name"),
        Field::NameParts => say!(text, "import-field-name-parts"),
        Field::Salutation => say!(text, "fact-salutation"),
        Field::Company => say!(text, "import-field-company"),
        Field::Role => say!(text, "import-field-role"),
        Field::Department => say!(text, "import-field-department"),
        Field::PastJobs => say!(text, "import-field-past-jobs"),
        Field::Consents => say!(text, "fact-consent"),
        Field::Mails => say!(text, "fact-mail"),
        Field::Phones => say!(text, "fact-phone"),
        Field::Addresses => say!(text, "fact-address"),
        Field::Handles | Field::Web => say!(text, "fact-web"),
        Field::Birthday => say!(text, "fact-birthday"),
        Field::Language => say!(text, "fact-language"),
        Field::Form => say!(text, "field-form"),
        Field::Channel => say!(text, "fact-channel"),
        Field::Tier => say!(text, "fact-tier"),
        Field::Stage => say!(text, "fact-stage"),
        Field::Rhythm => say!(text, "fact-rhythm"),
        Field::Ceiling => say!(text, "fact-ceiling"),
        Field::LastContact => say!(text, "column-last-contact"),
        Field::DoNotContact => say!(text, "fact-do-not-contact"),
        Field::Owner => say!(text, "fact-owner"),
        Field::Source => say!(text, "fact-source"),
        Field::ReferredBy => say!(text, "fact-referred-by"),
        Field::Industry => say!(text, "fact-industry"),
        Field::Size => say!(text, "fact-size"),
        Field::Free => say!(text, "column-free"),
        Field::Tags => say!(text, "fact-tags"),
        Field::Notes => say!(text, "show-notes"),
        Field::Ids => say!(text, "import-field-ids"),
        Field::Foreign => say!(text, "import-field-foreign"),
        Field::Kind => say!(text, "import-field-kind"),
        Field::Day => say!(text, "import-field-day"),
        Field::Minutes => say!(text, "import-field-minutes"),
        Field::Outcome => say!(text, "import-field-outcome"),
        Field::Repeats => say!(text, "import-field-repeats"),
        Field::State => say!(text, "import-field-state"),
        Field::People => say!(text, "import-field-people"),
        Field::Title => say!(text, "import-field-title"),
        Field::Text => say!(text, "import-field-text"),
        Field::Topics => say!(text, "import-field-topics"),
        Field::Score => say!(text, "import-field-score"),
        Field::Promised => say!(text, "import-field-promised"),
        Field::Amount => say!(text, "field-amount"),
        Field::Reference => say!(text, "field-reference"),
    }
}

/// What an entry is.
pub fn entry_kind(text: &Text, kind: EntryKind) -> String {
    match kind {
        EntryKind::Interaction(kind) => names::kind(text, kind),
        EntryKind::FollowUp => say!(text, "import-kind-follow-up"),
        EntryKind::Feedback(kind) => names::feedback(text, kind),
        EntryKind::Order => names::order(text),
    }
}

/// `meeting, Tue 10 Nov 10:00`.
pub fn entry(text: &Text, kind: EntryKind, day: NaiveDate, time: Option<NaiveTime>, today: NaiveDate) -> String {
    format!("{}, {}", entry_kind(text, kind), days::moment(text, day, time, today))
}

/// Why a follow-up isn't promised any more, by the calendar that it came from.
pub fn gone(text: &Text, why: Gone, stays: bool) -> String {
    let why = match why {
        Gone::Cancelled => say!(text, "import-gone-cancelled"),
        Gone::Shortened => say!(text, "import-gone-shortened"),
        Gone::Moved => say!(text, "import-gone-moved"),
        Gone::Deleted => say!(text, "import-gone-deleted"),
    };
    if stays { format!("{why}; {}", say!(text, "import-gone-stays")) } else { why }
}
