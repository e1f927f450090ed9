//! What stands behind a name, read on a day: which values are wanted, and whether a value is one of them.

use chrono::{Datelike, NaiveDate};

use super::error::WhyNot;
use super::figure::Kind;
use super::judge::Held;
use super::{Compare, How};
use crate::domain::birthday::Birthday;
use crate::domain::search::{begins_word, fold};
use crate::domain::settings::Settings;
use crate::domain::when::{self, Look};

/// Which values are wanted.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Wanted {
    /// None at all; anything.
    Empty,
    Filled,
    /// Each of the words of one of these begins a word of a text. Folded.
    Texts(Vec<String>),
    /// The digits of one of these stand in it.
    Digits(Vec<String>),
    /// One of these, `None` for nothing.
    Choices(Vec<Option<&'static str>>),
    Yes(bool),
    /// Within one of these, in thousandths, both ends included.
    Numbers(Vec<(i64, i64)>),
    Days(Vec<(NaiveDate, NaiveDate)>),
    Birthdays(Vec<Birthdays>),
}

/// Birthdays that are wanted.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Birthdays {
    /// In one of these months, or on this day of the year.
    In { month: u32, day: Option<u32> },
    /// Celebrated next on one of these days.
    Next(NaiveDate, NaiveDate),
    /// Born on one of these days: known where the year is.
    Born(NaiveDate, NaiveDate),
}

/// What stands for nothing.
pub(super) fn is_none(value: &str) -> bool {
    matches!(fold(value).as_str(), "none" | "-" | "–" | "kein" | "keine" | "keiner")
}

impl Wanted {
    /// # Errors
    /// It isn't of that kind, or can't be compared.
    pub fn read(kind: Kind, how: &How, today: NaiveDate, settings: &Settings) -> Result<Self, WhyNot> {
        let reader = Reader { kind, today, settings };
        match how {
            How::Empty => Ok(Self::Empty),
            How::Filled => Ok(Self::Filled),
            How::OneOf(values) if values.iter().all(|value| is_none(value)) => Ok(Self::Empty),
            How::OneOf(values) => reader.one_of(values),
            How::Compared(compare, value) => reader.compared(*compare, value),
            How::Between(from, to) => reader.between(from, to),
        }
    }

    /// Whether a value is wanted.
    pub fn is(&self, held: &Held) -> bool {
        let any = |test: &dyn Fn(&str) -> bool| match held {
            Held::Text(text) => test(text),
            Held::Texts(texts) => texts.iter().any(|text| test(text)),
            _ => false,
        };
        match (self, held) {
            (Self::Empty, held) => matches!(held, Held::Nothing | Held::Yes(false) | Held::Number(0)),
            (Self::Filled, held) => !matches!(held, Held::Nothing | Held::Yes(false) | Held::Number(0)),
            (Self::Texts(wanted), _) => any(&|text| {
                let text = fold(text);
                wanted.iter().any(|wanted| wanted.split(' ').all(|word| begins_word(word, &text)))
            }),
            (Self::Digits(wanted), _) => any(&|text| {
                let text = digits(text);
                wanted.iter().any(|wanted| text.contains(wanted.as_str()))
            }),
            (Self::Choices(wanted), Held::Choice(is)) => wanted.contains(&Some(is)),
            (Self::Choices(wanted), Held::Choices(all)) => all.iter().any(|is| wanted.contains(&Some(*is))),
            (Self::Choices(wanted), Held::Nothing) => wanted.contains(&None),
            (Self::Yes(wanted), Held::Yes(is)) => wanted == is,
            (Self::Numbers(wanted), Held::Number(is)) => wanted.iter().any(|(from, to)| (from..=to).contains(&is)),
            (Self::Days(wanted), Held::Day(is)) => wanted.iter().any(|(from, to)| (from..=to).contains(&is)),
            (Self::Birthdays(wanted), Held::Birthday(is)) => wanted.iter().any(|wanted| wanted.is(*is)),
            _ => false,
        }
    }
}

impl Birthdays {
    fn is(&self, of: Birthday) -> bool {
        match self {
            Self::In { month, day } => of.month() == *month && day.is_none_or(|day| of.day() == day),
            Self::Next(from, to) => (from.year()..=to.year()).any(|year| (*from..=*to).contains(&of.in_year(year))),
            Self::Born(from, to) => of.year().is_some_and(|year| (*from..=*to).contains(&of.in_year(year))),
        }
    }
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// Reads values of a kind on a day.
struct Reader<'a> {
    kind: Kind,
    today: NaiveDate,
    settings: &'a Settings,
}

/// A day that was written: from when to when it is, and whether it was a span from today.
struct Period {
    from: NaiveDate,
    to: NaiveDate,
    is_span: bool,
}

impl Reader<'_> {
    fn no_value(&self, value: &str) -> WhyNot {
        WhyNot::NoValue { value: value.to_owned(), kind: self.kind }
    }

    fn one_of(&self, values: &[String]) -> Result<Wanted, WhyNot> {
        let each = values.iter().map(String::as_str);
        Ok(match self.kind {
            Kind::Text => Wanted::Texts(each.map(fold).collect()),
            Kind::Phone => {
                let national = |digits: String| digits.trim_start_matches('0').to_owned();
                let read = |value| Some(national(digits(value))).filter(|digits| !digits.is_empty());
                Wanted::Digits(
                    each.map(|value| read(value).ok_or_else(|| self.no_value(value))).collect::<Result<_, _>>()?,
                )
            }
            Kind::Choice(_, read) => {
                let mut choices = Vec::new();
                for value in each {
                    let meant = read(value);
                    match meant.is_empty() {
                        true if is_none(value) => choices.push(None),
                        true => return Err(self.no_value(value)),
                        false => choices.extend(meant.into_iter().map(Some)),
                    }
                }
                Wanted::Choices(choices)
            }
            Kind::YesNo => match values {
                [value] if !value.is_empty() => {
                    Wanted::Yes(crate::domain::field::read_yes(value).map_err(|_| self.no_value(value))?)
                }
                _ => return Err(self.no_value(&values.join(","))),
            },
            Kind::Number => {
                Wanted::Numbers(each.map(|value| self.number(value).map(|one| (one, one))).collect::<Result<_, _>>()?)
            }
            Kind::Day(look) => {
                let days = each.map(|value| self.period(value, look).map(|one| (one.from, one.to)));
                Wanted::Days(days.collect::<Result<_, _>>()?)
            }
            Kind::Birthday => Wanted::Birthdays(each.map(|value| self.birthday(value)).collect::<Result<_, _>>()?),
        })
    }

    fn compared(&self, compare: Compare, value: &str) -> Result<Wanted, WhyNot> {
        match self.kind {
            Kind::Number => {
                let number = self.number(value)?;
                Ok(Wanted::Numbers(vec![match compare {
                    Compare::Less => (i64::MIN, number.saturating_sub(1)),
                    Compare::AtMost => (i64::MIN, number),
                    Compare::AtLeast => (number, i64::MAX),
                    Compare::More => (number.saturating_add(1), i64::MAX),
                }]))
            }
            Kind::Day(look) => {
                let period = self.period(value, look)?;
                Ok(Wanted::Days(vec![Self::days(compare, &period, look)]))
            }
            Kind::Birthday => {
                let period = self.period(value, Look::Ahead)?;
                if !period.is_span {
                    let (from, to) = Self::days(compare, &self.period(value, Look::Back)?, Look::Back);
                    return Ok(Wanted::Birthdays(vec![Birthdays::Born(from, to)]));
                }
                // The next is never further ahead than a year.
                let (from, to) = Self::days(compare, &period, Look::Ahead);
                let year = self.today.checked_add_days(chrono::Days::new(365)).unwrap_or(NaiveDate::MAX);
                Ok(Wanted::Birthdays(vec![Birthdays::Next(from.max(self.today), to.min(year))]))
            }
            Kind::Text | Kind::Phone | Kind::Choice(..) | Kind::YesNo => Err(WhyNot::NotCompared),
        }
    }

    /// A span is the more the further from today it leads.
    fn days(compare: Compare, Period { from, to, is_span }: &Period, look: Look) -> (NaiveDate, NaiveDate) {
        let compare = match compare {
            _ if !(*is_span && look == Look::Back) => compare,
            Compare::Less => Compare::More,
            Compare::AtMost => Compare::AtLeast,
            Compare::AtLeast => Compare::AtMost,
            Compare::More => Compare::Less,
        };
        match compare {
            Compare::Less => (NaiveDate::MIN, from.pred_opt().unwrap_or(NaiveDate::MIN)),
            Compare::AtMost => (NaiveDate::MIN, *to),
            Compare::AtLeast => (*from, NaiveDate::MAX),
            Compare::More => (to.succ_opt().unwrap_or(NaiveDate::MAX), NaiveDate::MAX),
        }
    }

    fn between(&self, from: &str, to: &str) -> Result<Wanted, WhyNot> {
        match self.kind {
            Kind::Number => {
                let bound = |value: &str, open| if value.is_empty() { Ok(open) } else { self.number(value) };
                Ok(Wanted::Numbers(vec![(bound(from, i64::MIN)?, bound(to, i64::MAX)?)]))
            }
            Kind::Day(look) => {
                let read = |value: &str| if value.is_empty() { Ok(None) } else { self.period(value, look).map(Some) };
                let (mut ends, is_back) = ([read(from)?, read(to)?], look == Look::Back);
                // So many days ago to so many: the further one is the earlier.
                if is_back && ends.iter().flatten().any(|end| end.is_span) {
                    ends.reverse();
                }
                let [from, to] = ends;
                let (from, to) = (from.map_or(NaiveDate::MIN, |one| one.from), to.map_or(NaiveDate::MAX, |one| one.to));
                Ok(Wanted::Days(vec![(from, to)]))
            }
            Kind::Birthday => {
                let (first, last) = (self.period(from, Look::Ahead)?, self.period(to, Look::Ahead)?);
                Ok(Wanted::Birthdays(vec![match first.is_span || last.is_span {
                    true => Birthdays::Next(first.from, last.to),
                    false => Birthdays::Born(self.period(from, Look::Back)?.from, self.period(to, Look::Back)?.to),
                }]))
            }
            Kind::Text | Kind::Phone | Kind::Choice(..) | Kind::YesNo => Err(WhyNot::NotCompared),
        }
    }

    /// `50`, `1.5`, `1000,50`; a span counts its days.
    fn number(&self, value: &str) -> Result<i64, WhyNot> {
        if let Ok(span) = when::read_span(value) {
            return Ok(span.approximate_days() * 1_000);
        }
        let (sign, plain) = value.strip_prefix(['-', '−']).map_or((1, value), |plain| (-1, plain));
        let (whole, part) = plain.split_once(['.', ',']).unwrap_or((plain, ""));
        let is_digits = |text: &str, most: usize| text.len() <= most && text.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || !is_digits(whole, 12) || !is_digits(part, 3) || plain.ends_with(['.', ',']) {
            return Err(self.no_value(value));
        }
        let thousandths: i64 = format!("{whole}{part:0<3}").parse().map_err(|_| self.no_value(value))?;
        Ok(sign * thousandths)
    }

    /// `60d`, `2026`, `2026-10`, `oct`, and whatever is a day; a bare number is so many days.
    fn period(&self, value: &str, look: Look) -> Result<Period, WhyNot> {
        let (days, bare) = (|from, to| Period { from, to, is_span: false }, value.bytes().all(|b| b.is_ascii_digit()));
        let month = |year: i32, month: u32| {
            let from = NaiveDate::from_ymd_opt(year, month, 1)?;
            Some(days(from, from.checked_add_months(chrono::Months::new(1))?.pred_opt()?))
        };
        let period = match value.split_once('-') {
            _ if bare && value.len() == 4 => {
                value.parse().ok().and_then(|year| Some(days(month(year, 1)?.from, month(year, 12)?.to)))
            }
            Some((year, of)) if year.len() == 4 && of.len() <= 2 => {
                year.parse().ok().zip(of.parse().ok()).and_then(|(year, of)| month(year, of))
            }
            _ => when::month_named(value).and_then(|of| {
                let (year, now) = (self.today.year(), self.today.month());
                month(
                    if look == Look::Back && of > now {
                        year - 1
                    } else if look == Look::Ahead && of < now {
                        year + 1
                    } else {
                        year
                    },
                    of,
                )
            }),
        };
        if let Some(period) = period {
            return Ok(period);
        }
        let span = if bare && !value.is_empty() { format!("{value}d") } else { value.to_owned() };
        let is_span = when::read_span(&span).is_ok();
        let read = |month_first| {
            let settings = Settings { month_first, ..self.settings.clone() };
            when::read(&span, self.today, look, &settings)
        };
        // Where it isn't known how days are written, either way is a day.
        let day = read(self.settings.month_first).or_else(|_| read(true)).map_err(|_| self.no_value(value))?.day;
        Ok(Period { from: day, to: day, is_span })
    }

    /// `dec`, `24.12.`, `1971-12-24`, `1971`.
    fn birthday(&self, value: &str) -> Result<Birthdays, WhyNot> {
        let month = value.parse().ok().filter(|month| (1..=12).contains(month) && value.len() <= 2);
        if let Some(month) = month.or_else(|| when::month_named(value)) {
            return Ok(Birthdays::In { month, day: None });
        }
        if matches!(value.len(), 4 | 7)
            && let Ok(Period { from, to, is_span: false }) = self.period(value, Look::Back)
        {
            return Ok(Birthdays::Born(from, to));
        }
        if let Ok(birthday) = when::read_birthday(value, self.today, self.settings) {
            return Ok(match birthday.year() {
                Some(year) => Birthdays::Born(birthday.in_year(year), birthday.in_year(year)),
                None => Birthdays::In { month: birthday.month(), day: Some(birthday.day()) },
            });
        }
        let day = self.period(value, Look::Ahead)?;
        Ok(Birthdays::Next(day.from, day.to))
    }
}
