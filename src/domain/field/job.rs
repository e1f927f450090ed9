//! Jobs as one line: `Buyer @ Hofmann GmbH / Purchasing (2019 - 2021-05)`.
//!
//! Role, company behind `@`, department behind the last ` / `, from and to in parentheses (or behind the last comma). What is
//! missing is left out: `@ Hofmann GmbH`, `Buyer (since 2019)`.

use chrono::NaiveDate;

use super::day::{read_from, read_to, write_from, write_to};
use super::error::Why;
use super::parts;
use crate::domain::settings::Settings;
use crate::domain::when::NoDay;

/// A job whose company is still a name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct JobText {
    /// Empty for none.
    pub company: String,
    /// The company's id, where it was given in parts.
    pub company_id: String,
    pub role: String,
    pub department: String,
    pub from: Option<NaiveDate>,
    /// `None` while they hold it.
    pub to: Option<NaiveDate>,
}

pub(super) const PARTS: &[&str] = &["role", "company", "department", "from", "to", "company_id"];

/// Reads a job. Days look back from `today`.
pub fn read_job(text: &str, today: NaiveDate, settings: &Settings) -> Result<JobText, Why> {
    let text = text.trim();
    if let Some(read) = parts::read(text, PARTS) {
        return in_parts(read?, today, settings);
    }
    let (rest, span) = split_span(text, today, settings)?;
    let (role, rest) = match at_sign(rest) {
        Some((role, company)) => (role, Some(company)),
        None => (rest, None),
    };
    let (before, department) = match rest.unwrap_or(role).rsplit_once(" / ") {
        Some((before, department)) => (before.trim(), department.trim()),
        None => (rest.unwrap_or(role), ""),
    };
    let (role, company) = if rest.is_some() { (role, before) } else { (before, "") };
    Ok(JobText {
        company: company.to_owned(),
        company_id: String::new(),
        role: role.to_owned(),
        department: department.to_owned(),
        from: span.0,
        to: span.1,
    })
}

/// Writes a job so that [`read_job`] reads the same; a company's id only where there is one.
pub fn write_job(job: &JobText) -> String {
    let mut plain = job.role.clone();
    if !job.company.is_empty() {
        plain.push_str(if plain.is_empty() { "@ " } else { " @ " });
        plain.push_str(&job.company);
    }
    if !job.department.is_empty() {
        plain.push_str(" / ");
        plain.push_str(&job.department);
    }
    let span = match (job.from.map(write_from), job.to.map(write_to)) {
        (None, None) => String::new(),
        (from, to) => format!(" ({} - {})", from.unwrap_or_default(), to.unwrap_or_default())
            .replace("( ", "(")
            .replace(" )", ")"),
    };
    plain.push_str(&span);
    // Every day that is written is one whole, so that neither today nor the settings matter.
    let reads_back = read_job(&plain, NaiveDate::default(), &Settings::default()).as_ref() == Ok(job);
    if reads_back && !plain.contains(['\n', '\r']) { plain } else { write_parts(job) }
}

fn write_parts(job: &JobText) -> String {
    let (from, to) = (job.from.map(write_from).unwrap_or_default(), job.to.map(write_to).unwrap_or_default());
    let values = [&job.role, &job.company, &job.department, &from, &to, &job.company_id];
    let all = PARTS.iter().zip(values).filter(|(_, value)| !value.is_empty());
    let written = parts::write(all.map(|(name, value)| (*name, value.as_str())));
    if written.is_empty() { "role=".to_owned() } else { written }
}

fn in_parts(read: Vec<(usize, String)>, today: NaiveDate, settings: &Settings) -> Result<JobText, Why> {
    let mut job = JobText::default();
    for (place, value) in read {
        let day = |read: fn(&str, NaiveDate, &Settings) -> Result<NaiveDate, NoDay>| -> Result<Option<NaiveDate>, Why> {
            if value.is_empty() { Ok(None) } else { read(&value, today, settings).map(Some).map_err(Why::Day) }
        };
        match place {
            0 => job.role = value,
            1 => job.company = value,
            2 => job.department = value,
            3 => job.from = day(read_from)?,
            4 => job.to = day(read_to)?,
            _ => job.company_id = value,
        }
    }
    Ok(job)
}

/// Role and company, where there is an `@` that stands alone or begins a word.
fn at_sign(text: &str) -> Option<(&str, &str)> {
    let at = if text.starts_with('@') { 0 } else { text.find(" @")? + 1 };
    Some((text[..at].trim(), text[at + 1..].trim()))
}

type Span = (Option<NaiveDate>, Option<NaiveDate>);

/// What stands before from and to, and those.
fn split_span<'a>(text: &'a str, today: NaiveDate, settings: &Settings) -> Result<(&'a str, Span), Why> {
    let inside = text.strip_suffix(')').and_then(|text| text.rsplit_once('('));
    if let Some((rest, inside)) = inside.filter(|(rest, _)| rest.is_empty() || rest.ends_with(' ')) {
        match span(inside, today, settings) {
            Some(Ok(span)) => return Ok((rest.trim(), span)),
            // What begins with a digit is meant to be a day; words are part of a name.
            Some(Err(why)) if inside.trim_start().starts_with(|c: char| c.is_ascii_digit()) => return Err(why),
            _ => return Ok((text, (None, None))),
        }
    }
    if let Some((rest, behind)) = text.rsplit_once(',')
        && let Some(Ok(span)) = span(behind, today, settings)
    {
        return Ok((rest.trim(), span));
    }
    Ok((text, (None, None)))
}

const SINCE: &[&str] = &["since ", "seit ", "from ", "von ", "ab "];
const UNTIL: &[&str] = &["until ", "till ", "to ", "bis "];
const BETWEEN: &[&str] = &[" - ", " – ", " — ", "–", " to ", " until ", " bis "];

/// `2019 - 2021`, `2019-03 -`, `- 2021`, `since 2019`, `seit 2019`, `bis 2021`, `2019`; `None` if it is written like none.
fn span(text: &str, today: NaiveDate, settings: &Settings) -> Option<Result<Span, Why>> {
    let text = text.trim();
    let lower = text.to_lowercase();
    // Lower case may be of another length; then there is no such word in it.
    let behind =
        |words: &[&str]| words.iter().find(|word| lower.starts_with(**word)).and_then(|word| text.get(word.len()..));
    let from = |text: &str| read_from(text, today, settings).map(Some).map_err(Why::Day);
    let to = |text: &str| read_to(text, today, settings).map(Some).map_err(Why::Day);
    let digit = |text: &str| text.trim().starts_with(|c: char| c.is_ascii_digit());
    if let Some(end) = text.strip_prefix(['-', '–']).or_else(|| behind(UNTIL)) {
        return Some(to(end).map(|to| (None, to)));
    }
    let (text, said) = behind(SINCE).map_or((text, false), |text| (text, true));
    if let Some(begin) = text.strip_suffix(['-', '–']) {
        return Some(from(begin).map(|from| (from, None)));
    }
    let both = BETWEEN.iter().find_map(|sign| text.split_once(sign)).or_else(|| years(text));
    if let Some((begin, end)) = both {
        return Some(from(begin).and_then(|from| Ok((from, to(end)?))));
    }
    (said || digit(text)).then(|| from(text).map(|from| (from, None)))
}

/// `2019-2021`.
fn years(text: &str) -> Option<(&str, &str)> {
    text.split_once('-')
        .filter(|(a, b)| [a, b].iter().all(|year| year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<JobText, Why> {
        read_job(text, "2026-11-21".parse().unwrap(), &Settings::default())
    }

    fn check(typed: &str, expect: [&str; 5]) {
        let job = read(typed).unwrap_or_else(|why| panic!("{typed:?}: {why:?}"));
        let day = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
        let (from, to) = (day(job.from), day(job.to));
        assert_eq!([&*job.role, &job.company, &job.department, &from, &to], expect, "{typed:?}");
        assert_eq!(read(&write_job(&job)).unwrap(), job, "{typed:?} is written {:?}", write_job(&job));
    }

    #[test]
    fn jobs_are_read() {
        check("Buyer @ Hofmann GmbH", ["Buyer", "Hofmann GmbH", "", "", ""]);
        check("@ Hofmann GmbH", ["", "Hofmann GmbH", "", "", ""]);
        check("@Hofmann GmbH", ["", "Hofmann GmbH", "", "", ""]);
        check("Buyer", ["Buyer", "", "", "", ""]);
        check(
            "Head of Sales, EMEA @ A, B & Co. / Purchasing (2019 - 2021-05)",
            ["Head of Sales, EMEA", "A, B & Co.", "Purchasing", "2019-01-01", "2021-05-31"],
        );
        check("Buyer @ Hofmann, 2019-2021", ["Buyer", "Hofmann", "", "2019-01-01", "2021-12-31"]);
        check("Buyer @ Hofmann, seit 3/2019", ["Buyer", "Hofmann", "", "2019-03-01", ""]);
        check("Buyer (since 2019-03-05)", ["Buyer", "", "", "2019-03-05", ""]);
        check("Buyer @ Hofmann (bis 2021)", ["Buyer", "Hofmann", "", "", "2021-12-31"]);
        check("Buyer @ Hofmann (- 2021)", ["Buyer", "Hofmann", "", "", "2021-12-31"]);
        check("Buyer @ Hofmann (1.2.2019 – 3.4.2021)", ["Buyer", "Hofmann", "", "2019-02-01", "2021-04-03"]);
        check("Buyer @ Hofmann (Holding)", ["Buyer", "Hofmann (Holding)", "", "", ""]);
        check("Buyer / Purchasing", ["Buyer", "", "Purchasing", "", ""]);
        check("role=a / b; company=C @ D; to=2021", ["a / b", "C @ D", "", "", "2021-12-31"]);
        check("", ["", "", "", "", ""]);
    }

    #[test]
    fn a_day_that_is_none_is_said() {
        assert!(matches!(read("Buyer @ Hofmann (31.2.2019 - 2021)"), Err(Why::Day(_))));
        assert!(matches!(read("role=Buyer; from=soon"), Err(Why::Day(_))));
        assert!(matches!(read("role=Buyer; colour=red"), Err(Why::NoPart { .. })));
    }

    #[test]
    fn jobs_are_written_as_people_would() {
        let check = |typed: &str, expect: &str| assert_eq!(write_job(&read(typed).unwrap()), expect);
        check("Buyer@x @Hofmann, 2019-01-01 - 2021-12-31", "Buyer@x @ Hofmann (2019 - 2021)");
        check("Buyer @ Hofmann (since 2019-03)", "Buyer @ Hofmann (2019-03 -)");
        check("role=a / b", "role=a / b");
    }
}
