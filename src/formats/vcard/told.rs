//! Foreign properties as people are told of them: whose relation somebody is, and days that no field holds, each by its name
//! rather than as a line of a card. They are kept, and written back, as they stand.

use super::beside::is_beside;
use super::label::from_apple;
use super::line::Logical;
use super::property::Property;
use crate::domain::birthday::Birthday;
use crate::formats::day;

/// Properties whose own name says what their value is.
const NAMES: &[(&str, &str)] = &[
    ("ANNIVERSARY", "anniversary"),
    ("X-ANNIVERSARY", "anniversary"),
    ("X-EVOLUTION-ANNIVERSARY", "anniversary"),
    ("X-KADDRESSBOOK-X-ANNIVERSARY", "anniversary"),
    ("X-ABDATE", "date"),
    ("RELATED", "relation"),
    ("X-ABRELATEDNAMES", "relation"),
    ("X-SPOUSE", "spouse"),
    ("X-EVOLUTION-SPOUSE", "spouse"),
    ("X-KADDRESSBOOK-X-SPOUSESNAME", "spouse"),
    ("X-MANAGER", "manager"),
    ("X-EVOLUTION-MANAGER", "manager"),
    ("X-KADDRESSBOOK-X-MANAGERSNAME", "manager"),
    ("X-ASSISTANT", "assistant"),
    ("X-EVOLUTION-ASSISTANT", "assistant"),
    ("X-KADDRESSBOOK-X-ASSISTANTSNAME", "assistant"),
];

/// What a foreign property says.
#[derive(Debug, Clone, PartialEq)]
pub enum ForeignTold<'a> {
    /// By its label, which Apple's programs, or the user, gave it; else by its property's: `spouse`, `anniversary`.
    Named {
        name: String,
        value: String,
    },
    Day {
        name: String,
        day: Birthday,
    },
    /// Nothing that has a name here.
    Line(&'a str),
}

/// What is told of foreign properties, in their order. Lines that stand beside a field aren't.
pub fn told(foreign: &[String]) -> impl Iterator<Item = ForeignTold<'_>> {
    foreign.iter().flat_map(|entry| {
        let lines: Vec<&str> = entry.lines().filter(|line| !is_beside(line)).collect();
        match named(&lines) {
            Some(named) => vec![named],
            None => lines.into_iter().map(ForeignTold::Line).collect(),
        }
    })
}

/// A property with a name, and perhaps the label of its group.
fn named<'a>(lines: &[&'a str]) -> Option<ForeignTold<'a>> {
    let all: Vec<Property> = lines.iter().map(|line| parse(line)).collect::<Option<_>>()?;
    let (labels, mut rest): (Vec<&Property>, Vec<&Property>) = all.iter().partition(|p| p.name == "X-ABLABEL");
    let p = rest.pop().filter(|_| rest.is_empty() && labels.len() < 2)?;
    let (_, own) = NAMES.iter().find(|(name, _)| *name == p.name)?;
    let label = labels.first().map(|label| from_apple(&label.text())).filter(|label| !label.is_empty());
    let mut types = p.params().filter(|(name, _)| *name == "TYPE").flat_map(|(_, value)| value.split(','));
    let of_type = types.find(|one| !one.eq_ignore_ascii_case("pref")).map(str::to_lowercase);
    let name = label.or(of_type.filter(|_| *own == "relation")).unwrap_or_else(|| (*own).to_owned());
    let value = p.text().trim().to_owned();
    // An address of somebody's card says nothing to people.
    if value.is_empty() || value.contains("://") || value.starts_with("urn:") {
        return None;
    }
    let omit = p.param("X-APPLE-OMIT-YEAR");
    Some(match day::parse(&value, omit) {
        Some(day) => ForeignTold::Day { name, day },
        None => ForeignTold::Named { name, value },
    })
}

fn parse(line: &str) -> Option<Property<'_>> {
    Property::parse(&Logical { number: 0, bytes: line.as_bytes().into() }, false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(entry: &str, expect: &[&str]) {
        let foreign = [entry.to_owned()];
        let said = told(&foreign).map(|one| match one {
            ForeignTold::Named { name, value } => format!("{name} is {value}"),
            ForeignTold::Day { name, day } => format!("{name} on {day}"),
            ForeignTold::Line(line) => line.to_owned(),
        });
        assert_eq!(said.collect::<Vec<_>>(), expect, "{entry:?}");
    }

    #[test]
    fn relations_and_days_are_told_by_their_names() {
        check("item3.X-ABRELATEDNAMES:Petra\nitem3.X-ABLabel:_$!<Spouse>!$_", &["spouse is Petra"]);
        check("item2.X-ABDATE:2015-06-12\nitem2.X-ABLabel:_$!<Anniversary>!$_", &["anniversary on 2015-06-12"]);
        check("item2.X-ABDATE;X-APPLE-OMIT-YEAR=1604:1604-06-12\nitem2.X-ABLabel:Namenstag", &["Namenstag on --06-12"]);
        check("X-ABDATE:20150612", &["date on 2015-06-12"]);
        check("RELATED;TYPE=child;VALUE=text:Mia\\, Tom", &["child is Mia, Tom"]);
        check("RELATED:Ugo", &["relation is Ugo"]);
        check("X-EVOLUTION-SPOUSE:Petra", &["spouse is Petra"]);
    }

    #[test]
    fn all_else_stays_a_line() {
        check("RELATED:urn:uuid:f81d4fae", &["RELATED:urn:uuid:f81d4fae"]);
        check("X-VAT:IT1", &["X-VAT:IT1"]);
        check("item1.X-A:1\nitem1.X-ABLabel:b", &["item1.X-A:1", "item1.X-ABLabel:b"]);
        check("X-TOUCHBASE-BESIDE.TEL;waid=1:4", &[]);
        check("no property", &["no property"]);
    }
}
