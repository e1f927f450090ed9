//! Puts back what stood beside a field: where the field still says what it said in the file, its line is the file's, but for the
//! label and the preference, which are the user's, and for what the version has in another way.

use super::Version;
use super::lines::{Card, Place, escaped};
use crate::formats::vcard::beside::{HANDLES, has_more_parts, is_of_a_field, is_page_by_name, says_more};
use crate::formats::vcard::card::said;
use crate::formats::vcard::line::Logical;
use crate::formats::vcard::own::{self, BESIDE};
use crate::formats::vcard::property::{Property, parse_param};
use crate::formats::vcard::{envelope, label, version};

/// Parameters that are about how the value is written, and are written anew with it.
const OF_THE_VALUE: &[&str] =
    &["VALUE", "ENCODING", "CHARSET", "X-CUSTOM", "X-APPLE-OMIT-YEAR", own::GUESSED, own::LABEL];

/// A line that stood beside a field.
#[derive(Debug)]
pub struct Beside {
    /// The whole line.
    line: String,
    /// The name of its property, in capitals.
    name: String,
    /// As written, with the group.
    full_name: String,
    params: Vec<String>,
    preference: u8,
    label: String,
    /// The line of its group that gives the label.
    label_line: Option<String>,
    /// Whether the label is in a parameter that no other program knows.
    is_custom: bool,
    /// The value, where it has parts that no field holds.
    value: Option<String>,
    /// How an address stands on an envelope.
    envelope: Option<String>,
    said: Vec<String>,
    /// Whether it was kept for the others of its group alone.
    is_loose: bool,
}

/// All that stood beside the fields of a record.
pub fn all(foreign: &[String], version: Version, is_company: bool) -> Vec<Beside> {
    foreign.iter().flat_map(|entry| in_entry(entry, version, is_company)).collect()
}

fn in_entry(entry: &str, version: Version, is_company: bool) -> Vec<Beside> {
    let lines = entry.lines().filter_map(|line| line.strip_prefix(BESIDE));
    let lines: Vec<String> = lines.map(|line| version::line(line, version).into_owned()).collect();
    let properties: Vec<Property> = lines.iter().filter_map(|line| parse(line)).collect();
    let (labels, fields): (Vec<&Property>, Vec<&Property>) = properties.iter().partition(|p| p.name == "X-ABLABEL");
    let of = |p: &&Property| {
        let label_line = labels.iter().find(|label| label.group == p.group).copied();
        Beside::of(p, label_line, is_company)
    };
    fields.iter().filter(|p| is_of_a_field(p)).map(of).collect()
}

fn parse(line: &str) -> Option<Property<'_>> {
    Property::parse(&Logical { number: 0, bytes: line.as_bytes().into() }, false)
}

/// The value; of an address with all of its parts (RFC 2426, 3.2.1; RFC 6350, 6.3.1).
fn whole(p: &Property) -> String {
    let missing = if p.name == "ADR" { 7_usize.saturating_sub(p.parts(b';', 7).count()) } else { 0 };
    [p.value(), &";".repeat(missing)].concat()
}

impl Beside {
    fn of(p: &Property, label_line: Option<&Property>, is_company: bool) -> Self {
        let (label, said) = said(p, label_line, is_company);
        let says_more = says_more(p, &label, label_line.is_some())
            || !is_company && is_page_by_name(p, &label)
            || label_line.is_some();
        Self {
            is_loose: !says_more,
            line: p.raw.clone().into_owned(),
            name: p.name.clone().into_owned(),
            full_name: p.full_name().to_owned(),
            params: p.written_params().map(str::to_owned).collect(),
            preference: p.preference(),
            label,
            label_line: label_line.map(|line| line.raw.clone().into_owned()),
            is_custom: label_line.is_none() && p.custom_label().is_some(),
            value: has_more_parts(p).then(|| whole(p)),
            envelope: envelope::of(p),
            said,
        }
    }

    /// Its parameters but for those that are written anew.
    fn params(&self, place: Place, with_types: bool, version: Version) -> Vec<String> {
        let falls = place == Place::Later && self.preference == 1;
        let rises = place == Place::First && self.preference != 1;
        let mut params: Vec<String> = Vec::new();
        for written in &self.params {
            let (name, value) = parse_param(written);
            let is_pref = |one: &&str| one.trim().eq_ignore_ascii_case("pref");
            match &*name {
                "PREF" if rises || falls => {}
                "TYPE" if !with_types && !value.split(',').any(|one| is_pref(&one)) => {}
                "TYPE" if !with_types => {
                    let pref = "TYPE=pref".to_owned();
                    params.extend(Some(pref).filter(|pref| !falls && !params.contains(pref)));
                }
                "TYPE" if falls && value.split(',').any(|one| is_pref(&one)) => {
                    let others: Vec<&str> = value.split(',').filter(|one| !is_pref(one)).collect();
                    params.extend((!others.is_empty()).then(|| format!("TYPE={}", others.join(","))));
                }
                name if OF_THE_VALUE.contains(&name) => {}
                "LABEL" if self.envelope.is_some() && version == Version::V3 => {}
                _ => params.push(written.clone()),
            }
        }
        let preference = place.preference(version);
        if rises && params.iter().all(|param| param != preference) {
            params.push(preference.to_owned());
        }
        params
    }
}

impl Card {
    /// What stood beside the field of a property that says this; it is put back once.
    fn take_beside(&mut self, names: &[&str], said: &[&str]) -> Option<Beside> {
        let parts = || said.iter().copied().filter(|part| !part.is_empty());
        let is_it =
            |one: &Beside| names.contains(&one.name.as_str()) && one.said.iter().map(String::as_str).eq(parts());
        let at = self.beside.iter().position(is_it)?;
        Some(self.beside.remove(at))
    }

    /// A property without a label: `params` are those that its value needs.
    pub fn field(&mut self, name: &str, params: &str, said: &[&str], value: &str) {
        let Some(beside) = self.take_beside(&[name], said) else {
            self.raw(&format!("{name}{params}:{value}"));
            return;
        };
        let more: String =
            beside.params(Place::Any, true, self.version).iter().flat_map(|param| [";", param]).collect();
        let value = beside.value.as_deref().unwrap_or(value);
        let line = format!("{}{params}{more}:{value}", beside.full_name);
        if beside.is_loose { self.loose(&line, format!("{name}{params}:{value}")) } else { self.raw(&line) }
    }

    /// Whether a handle is written as the file had it.
    pub fn handle(&mut self, said: &[&str]) -> bool {
        let beside = self.take_beside(HANDLES, said);
        if let Some(beside) = &beside {
            self.raw(&beside.line);
            beside.label_line.iter().for_each(|line| self.raw(line));
        }
        beside.is_some()
    }

    /// A property with a label, written as the file had it where there is more to say; whether it was.
    pub fn put_back(&mut self, name: &str, label: &str, place: Place, said: &[&str], value: &str) -> bool {
        let Some(beside) = self.take_beside(&[name], said) else { return false };
        let is_same = beside.label == label;
        let types = if is_same { None } else { label::to_types(name, label) };
        let is_apart = if is_same { beside.label_line.is_some() || beside.is_custom } else { types.is_none() };
        let envelope = beside.envelope.as_ref().filter(|_| self.version == Version::V3);
        // Of several addresses a group tells whose it is.
        let is_in_group = is_apart || envelope.is_some() && place != Place::Any;
        let grouped = |group: String| (format!("{group}.{name}"), group);
        let (full_name, group) = match beside.full_name.rsplit_once('.') {
            Some((group, _)) => (beside.full_name.clone(), group.to_owned()),
            None if is_in_group => grouped(self.group()),
            None => (beside.full_name.clone(), String::new()),
        };
        let mut all: Vec<String> = Vec::new();
        all.extend(types.filter(|types| !types.is_empty()).map(|types| format!("TYPE={}", types.join(","))));
        all.extend(beside.params(place, is_same, self.version));
        let params: String = all.iter().flat_map(|param| [";", param]).collect();
        let line = format!("{full_name}{params}:{}", beside.value.as_deref().unwrap_or(value));
        let plain = self.plain(name, label, place, value).filter(|_| beside.is_loose && !is_apart);
        match plain {
            Some(plain) => self.loose(&line, plain),
            None => self.raw(&line),
        }
        if let Some(envelope) = envelope {
            let dot = if group.is_empty() { "" } else { "." };
            let is_type = |param: &&String| parse_param(param).0 == "TYPE";
            let types: String = all.iter().filter(is_type).flat_map(|param| [";", param]).collect();
            self.raw(&format!("{group}{dot}LABEL{types}:{}", escaped(envelope)));
        }
        match beside.label_line.filter(|_| is_same) {
            Some(line) => self.raw(&line),
            None if is_apart => self.raw(&format!("{group}.X-ABLabel:{}", escaped(label))),
            None => {}
        }
        true
    }
}
