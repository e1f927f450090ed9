//! Each property of a card to the field it fills.

use std::borrow::Cow;

use super::{Address, Cleaning, ForeignId, Labelled, NamedJob, OF_FILE, Property, Ranked, Reading};
use crate::domain::contact::NameParts;
use crate::domain::validate::TEXT_BYTES;
use crate::formats::clean;
use crate::formats::day;
use crate::formats::draft::{EVERYONE, join_notes};
use crate::formats::vcard::own;

/// Versions of vCard that there are; any other is read as the newest of them.
const VERSIONS: &[&str] = &["2.1", "3.0", "4.0"];

/// Properties of other programs that are a handle each.
const HANDLES: &[(&str, &str)] = &[
    ("X-SKYPE", "skype"),
    ("X-SKYPE-USERNAME", "skype"),
    ("X-JABBER", "jabber"),
    ("X-ICQ", "icq"),
    ("X-AIM", "aim"),
    ("X-MSN", "msn"),
    ("X-YAHOO", "yahoo"),
    ("X-GOOGLE-TALK", "google talk"),
    ("X-GTALK", "google talk"),
    ("X-TWITTER", "twitter"),
    ("X-MATRIX", "matrix"),
    ("X-MS-IMADDRESS", "chat"),
];

/// Properties that tell the day of the last contact.
const LAST_CONTACT: &[&str] = &["X-LAST-CONTACT", "X-LAST-CONTACTED", "X-LASTCONTACT"];

impl Reading {
    /// Fills the field of a property; whether there is one for all that it says.
    pub(super) fn take(&mut self, p: &Property, label: &str) -> bool {
        if p.value().trim_matches(';').is_empty() {
            return true;
        }
        let has_text = !p.is_base64();
        match &*p.name {
            "VERSION" => {
                if !VERSIONS.contains(&p.value()) {
                    self.report(p.line, &p.name, Cleaning::Version);
                }
                true
            }
            name if OF_FILE.contains(&name) => true,
            "KIND" | "X-ADDRESSBOOKSERVER-KIND" => {
                self.kind = p.value().to_lowercase();
                true
            }
            "X-ABSHOWAS" => self.is_company,
            _ if !has_text => false,
            name if name.starts_with(own::PREFIX) => self.own(p),
            "FN" => self.full_name(p),
            "ORG" => self.organisation(p),
            "TEL" | "X-MS-TEL" => self.phone(p, label),
            "EMAIL" => self.mail(p, label),
            "ADR" => self.address(p, label),
            "URL" => self.page(p, label),
            "NOTE" => self.note(p),
            "CATEGORIES" => self.tags(p),
            "UID" => self.uid(p),
            _ if self.is_company => false,
            "N" => self.name_parts(p),
            "NICKNAME" => self.nickname(p, &p.text()),
            "X-ANDROID-CUSTOM" => match p.parts(b';', 3).collect::<Vec<_>>().as_slice() {
                [kind, nickname, ..] if kind.ends_with("/nickname") => self.nickname(p, nickname),
                _ => false,
            },
            "TITLE" | "ROLE" => self.role(p),
            "BDAY" => self.birthday(p),
            "LANG" => self.language(p),
            "IMPP" | "X-SOCIALPROFILE" | "SOCIALPROFILE" => self.handle(p, label),
            name if LAST_CONTACT.contains(&name) => {
                self.person.last_contact = self.person.last_contact.max(day::parse_day(p.value()));
                false
            }
            name => match HANDLES.iter().find(|(theirs, _)| *theirs == name) {
                Some((_, network)) => self.put_handle(p, network, &p.text()),
                None => false,
            },
        }
    }

    fn full_name(&mut self, p: &Property) -> bool {
        let name = self.line(p);
        if self.person.record.name.is_empty() {
            self.person.record.name = name;
            return true;
        }
        self.person.record.name == name
    }

    fn name_parts(&mut self, p: &Property) -> bool {
        // Several names in one part stand between commas.
        let mut parts = p.lists(6).map(|names| {
            let mut together = String::new();
            for name in names {
                let between = if together.is_empty() || name.trim().is_empty() { "" } else { " " };
                together.extend([between, name.trim()]);
            }
            together
        });
        let mut next = || self.clean(p, clean::one_line(&parts.next().unwrap_or_default(), " "));
        let (mut family, mut given, mut middle, before, suffix) = (next(), next(), next(), next(), next());
        if p.param(own::GUESSED).is_some() {
            // Only what stands before and behind them is known.
            (family, given, middle) = Default::default();
        }
        let record = &mut self.person.record;
        if record.name_parts != (NameParts { nickname: record.name_parts.nickname.clone(), ..NameParts::default() }) {
            return false;
        }
        let (salutation, honorific) = split_prefix(&before);
        if !salutation.is_empty() {
            salutation.clone_into(&mut record.salutation);
        }
        let nickname = std::mem::take(&mut record.name_parts.nickname);
        record.name_parts = NameParts { honorific: honorific.to_owned(), given, middle, family, suffix, nickname };
        true
    }

    fn nickname(&mut self, p: &Property, text: &str) -> bool {
        let nickname = self.clean(p, clean::one_line(text, " "));
        let field = &mut self.person.record.name_parts.nickname;
        if field.is_empty() {
            *field = nickname;
            return true;
        }
        *field == nickname
    }

    fn organisation(&mut self, p: &Property) -> bool {
        let mut parts = p.parts(b';', 8);
        let company = self.clean(p, clean::one_line(&parts.next().unwrap_or_default(), " "));
        let units: Vec<Cow<str>> = parts.filter(|unit| !unit.trim().is_empty()).collect();
        let department = self.clean(p, clean::one_line(&units.join(", "), " "));
        if self.is_company {
            if self.person.record.name.is_empty() {
                self.person.record.name.clone_from(&company);
            }
            return department.is_empty() && self.person.record.name == company;
        }
        if company.is_empty() && department.is_empty() {
            return true;
        }
        self.jobs.push(NamedJob { group: p.group.clone(), company, department });
        true
    }

    /// TITLE is the job's role; ROLE too, where there is no TITLE.
    fn role(&mut self, p: &Property) -> bool {
        let role = self.line(p);
        if self.roles.iter().any(|(group, known)| *group == p.group && *known == role) {
            return true;
        }
        if p.name == "ROLE" && self.roles.iter().any(|(group, _)| *group == p.group) {
            return false;
        }
        self.roles.push((p.group.clone(), role));
        true
    }

    fn phone(&mut self, p: &Property, label: &str) -> bool {
        let text = self.line(p);
        let number = without_scheme(&text, "tel:").replace(";ext=", " ext. ");
        let value = Labelled::new(label, number);
        if !value.value.is_empty() && self.phones.iter().all(|known| known.value != value) {
            let ranked = Ranked { preference: p.preference(), value };
            Self::push(&mut self.cleaned, &mut self.phones, p, ranked);
        }
        true
    }

    fn mail(&mut self, p: &Property, label: &str) -> bool {
        let text = self.line(p);
        let value = Labelled::new(label, without_scheme(&text, "mailto:"));
        if !value.value.is_empty() && self.mails.iter().all(|known| known.value != value) {
            let ranked = Ranked { preference: p.preference(), value };
            Self::push(&mut self.cleaned, &mut self.mails, p, ranked);
        }
        true
    }

    fn address(&mut self, p: &Property, label: &str) -> bool {
        let mut parts: Vec<Cow<str>> = p.parts(b';', 20).collect();
        // Newer cards have finer parts behind the seven (RFC 9554); they matter only where the street is left out.
        let finer: Vec<Cow<str>> = parts.drain(parts.len().min(7)..).filter(|part| !part.trim().is_empty()).collect();
        if let Some(street) = parts.get_mut(2).filter(|street| street.trim().is_empty()) {
            *street = finer.join(", ").into();
        }
        let mut parts = parts.into_iter();
        let mut next = || self.clean(p, clean::one_line(&parts.next().unwrap_or_default(), ", "));
        let address = Address {
            label: label.to_owned(),
            post_box: next(),
            extended: next(),
            street: next(),
            city: next(),
            region: next(),
            postcode: next(),
            country: next(),
        };
        let empty = Address { label: label.to_owned(), ..Address::default() };
        if address != empty {
            let ranked = Ranked { preference: p.preference(), value: address };
            Self::push(&mut self.cleaned, &mut self.addresses, p, ranked);
        }
        true
    }

    fn page(&mut self, p: &Property, label: &str) -> bool {
        let value = self.line(p);
        if self.is_company {
            let free = self.web.is_empty();
            if free {
                self.web = value;
            }
            return free;
        }
        let is_bare = label.is_empty() && p.param(own::LABEL).is_none();
        let label = if is_bare { "web" } else { label };
        let handle = Labelled::new(label, value);
        Self::push(&mut self.cleaned, &mut self.person.record.handles, p, handle);
        true
    }

    /// A handle: the service is the label, said by a parameter, by Apple's type, or by the address's own scheme.
    fn handle(&mut self, p: &Property, label: &str) -> bool {
        let service = p.param("X-SERVICE-TYPE").or_else(|| p.param("SERVICE-TYPE"));
        let text = p.text();
        let (scheme, rest) = text.split_once(':').unwrap_or(("", &*text));
        let is_page = scheme.is_empty() || rest.starts_with("//");
        let network = match service {
            Some(service) => service.to_lowercase(),
            None if p.name == "IMPP" && !is_page => scheme.to_lowercase(),
            None => label.to_owned(),
        };
        let user = p.param("X-USER").filter(|_| rest.trim_matches('/').is_empty());
        // Which service it is says nothing of the scheme: jabber is xmpp.
        let is_whole = is_page || service.is_some_and(|service| !service.eq_ignore_ascii_case(scheme));
        let value = user.unwrap_or(if is_whole { &text } else { rest });
        self.put_handle(p, &network, value)
    }

    fn put_handle(&mut self, p: &Property, network: &str, value: &str) -> bool {
        let network = self.clean(p, clean::one_line(network, " "));
        let value = self.clean(p, clean::one_line(value, " "));
        if value.is_empty() {
            return false;
        }
        Self::push(&mut self.cleaned, &mut self.person.record.handles, p, Labelled::new(network, value));
        true
    }

    fn birthday(&mut self, p: &Property) -> bool {
        if self.person.record.birthday.is_some() {
            return false;
        }
        self.person.record.birthday = day::parse(p.value(), p.param("X-APPLE-OMIT-YEAR"));
        if self.person.record.birthday.is_none() {
            self.report(p.line, &p.name, Cleaning::NoDay);
        }
        self.person.record.birthday.is_some()
    }

    fn language(&mut self, p: &Property) -> bool {
        let language = self.line(p);
        let free = self.person.record.language.is_empty();
        if free {
            self.person.record.language = language;
        }
        free
    }

    fn note(&mut self, p: &Property) -> bool {
        let note = self.clean(p, clean::lines(&p.text()));
        let notes = &mut self.person.record.notes;
        if *notes != note && !join_notes(notes, &note) {
            self.report(p.line, &p.name, Cleaning::Cut { limit: TEXT_BYTES });
        }
        true
    }

    fn tags(&mut self, p: &Property) -> bool {
        for part in p.parts(b',', super::VALUES + 1) {
            let clean = clean::one_line(part.trim().trim_start_matches(['#', '*', ' ']), " ");
            let tag = self.clean(p, clean);
            if !tag.is_empty() && tag != EVERYONE {
                Self::push(&mut self.cleaned, &mut self.person.record.tags, p, tag);
            }
        }
        true
    }

    fn uid(&mut self, p: &Property) -> bool {
        let id = ForeignId { source: "uid".to_owned(), value: self.line(p) };
        Self::push(&mut self.cleaned, &mut self.person.record.ids, p, id);
        true
    }
}

/// What stands before a name: how someone is addressed, and the title.
pub fn split_prefix(before: &str) -> (&str, &str) {
    let (first, rest) = before.split_once(' ').unwrap_or((before, ""));
    if clean::is_salutation(first) { (first, rest) } else { ("", before) }
}

impl<T: PartialEq> PartialEq for Ranked<T> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

/// Without a URI's scheme, in any case.
fn without_scheme<'a>(text: &'a str, scheme: &str) -> &'a str {
    let (start, rest) = text.split_at_checked(scheme.len()).unwrap_or(("", text));
    if start.eq_ignore_ascii_case(scheme) { rest.trim_start() } else { text }
}
