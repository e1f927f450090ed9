//! People: names with all that goes with them, mails, phones, addresses, jobs, birthdays, notes.

use std::collections::BTreeMap;

use chrono::Datelike;
use touchbase::domain::birthday::Birthday;
use touchbase::domain::consent::{Consent, ConsentState};
use touchbase::domain::contact::{
    AddressForm, Channel, Contact, DoNotContact, ForeignId, Job, Labelled, NameParts, Referrer, Stage,
};

use super::Life;
use super::company::{address, latin, phone};
use super::dice::{Dice, What};
use super::places::{Name, Place};
use super::sketch::{Off, Sketch};

/// Who looks after customers.
const OWNERS: [&str; 5] = ["jana", "kofi", "mareike", "tom", "wei"];

/// A name with all that belongs to it.
struct Named {
    shown: String,
    parts: NameParts,
    is_woman: bool,
    /// What stands before the @.
    mailbox: String,
}

impl Life {
    pub(super) fn contact(&self, at: usize) -> Contact {
        let sketch = self.sketch(at);
        let mut dice = self.dice(What::Contact, at);
        let place = self.place(&sketch);
        let language = place.spoken();
        let named = named(place, &mut dice);
        let mut fields = BTreeMap::new();
        if dice.in_thousand(150) {
            fields.insert(self.said.word(language, "field", &mut dice).to_owned(), (20_000 + at).to_string());
        }
        let mut tags: Vec<String> = Vec::new();
        for _ in 0..dice.weighted(&[(45, 0), (30, 1), (18, 2), (7, 3)]) {
            let tag = self.said.word(language, "tag", &mut dice);
            if !tags.iter().any(|has| has == tag) {
                tags.push(tag.to_owned());
            }
        }
        let addresses = [(450, "work"), (120, "home")];
        let addresses =
            addresses.map(|(often, label)| dice.in_thousand(often).then(|| address(place, label, &mut dice)));
        let sources = dice.in_thousand(300).then(|| self.said.word(language, "source", &mut dice).to_owned());
        let told = (sketch.off == Some(Off::DoNotContact)).then(|| DoNotContact {
            until: dice.in_thousand(500).then(|| self.ahead(30 + dice.below(300) as u32)),
            reason: self.said.word(language, "how", &mut dice).to_owned(),
        });
        let uid = dice.in_thousand(100).then(|| ForeignId { source: "uid".into(), value: self.card_id(at) });
        Contact {
            ids: uid.into_iter().collect(),
            salutation: salutation(language, named.is_woman, &mut dice),
            address_form: (language == "de")
                .then(|| dice.weighted(&[(3, Some(AddressForm::Sie)), (2, Some(AddressForm::Du)), (2, None)]))
                .flatten(),
            jobs: self.jobs(&sketch, place, &mut dice),
            mails: self.mails(&sketch, &named, &mut dice),
            phones: phones(place, &mut dice),
            addresses: addresses.into_iter().flatten().collect(),
            handles: handles(&named.mailbox, &mut dice),
            birthday: dice.in_thousand(150).then(|| self.birthday(&mut dice)).flatten(),
            language: if dice.in_thousand(300) { place.language.to_owned() } else { String::new() },
            preferred_channel: dice
                .in_thousand(100)
                .then(|| dice.pick(&[Channel::Phone, Channel::Mail, Channel::Chat])),
            tier: sketch.tier,
            stage: stage(&sketch, &mut dice),
            tags,
            cadence: sketch.cadence,
            do_not_contact: told,
            owner: if dice.in_thousand(600) { dice.pick(&OWNERS).to_owned() } else { String::new() },
            source: sources.unwrap_or_default(),
            referred_by: self.referrer(at, &mut dice),
            notes: self.about(language, &mut dice),
            fields,
            archived: sketch.off == Some(Off::Archived),
            name_parts: named.parts,
            ..Contact::new(self.contact_id(at), named.shown, self.ago(sketch.added))
        }
    }

    /// The job they hold, sometimes one beside it, sometimes one before.
    fn jobs(&self, sketch: &Sketch, place: &Place, dice: &mut Dice) -> Vec<Job> {
        let Some(company) = sketch.company else { return Vec::new() };
        let other = |dice: &mut Dice| Some(self.company_id(dice.below(self.size.companies)));
        let department = if dice.in_thousand(60) { "Team 2" } else { "" };
        let from = dice.in_thousand(150).then(|| self.ago(400 + dice.below(4_000) as u32));
        let role = dice.pick(&place.roles).to_owned();
        let company = Some(self.company_id(company));
        let mut jobs = vec![Job { company, role, department: department.to_owned(), from, to: None }];
        if dice.in_thousand(20) {
            jobs.push(Job { company: other(dice), role: dice.pick(&place.roles).to_owned(), ..Job::default() });
        }
        if dice.in_thousand(70) {
            let to = Some(from.unwrap_or(self.ago(5_000)));
            jobs.push(Job { company: other(dice), role: dice.pick(&place.roles).to_owned(), to, ..Job::default() });
        }
        jobs
    }

    fn mails(&self, sketch: &Sketch, named: &Named, dice: &mut Dice) -> Vec<Labelled> {
        let host = match sketch.company {
            Some(company) => self.host_of(company),
            None => "post.example".to_owned(),
        };
        let number = if dice.in_thousand(300) { dice.below(100).to_string() } else { String::new() };
        let count = dice.weighted(&[(8, 0), (65, 1), (22, 2), (5, 3)]);
        let work = Labelled::new("work", format!("{}{number}@{host}", named.mailbox));
        let home = Labelled::new("home", format!("{}{}@mail.example", named.mailbox, dice.below(100_000)));
        let old = Labelled::new("", format!("{}@alt.example", named.mailbox.replace('.', "_")));
        [work, home, old].into_iter().take(count).collect()
    }

    /// Of age, at most of them an old one.
    fn birthday(&self, dice: &mut Dice) -> Option<Birthday> {
        let day = self.ago(8_000 + dice.below(17_000) as u32);
        let year = dice.in_thousand(700).then(|| day.year());
        Birthday::new(year, day.month(), day.day())
    }

    fn referrer(&self, at: usize, dice: &mut Dice) -> Option<Referrer> {
        match dice.below(100) {
            ..2 if at > 0 => Some(Referrer::Contact(self.contact_id(dice.below(at)))),
            2 => Some(Referrer::Name("Messebeirat".into())),
            _ => None,
        }
    }

    /// Personal notes: of most nothing, of some a line, of a few a page.
    fn about(&self, language: &'static str, dice: &mut Dice) -> String {
        let sentences = dice.weighted(&[(760, 0), (150, 1), (70, 3), (20, 15)]);
        let said: Vec<String> = (0..sentences).map(|_| self.said.sentence(language, "about", dice)).collect();
        said.join(if sentences > 3 { "\n" } else { " " })
    }

    /// A decision of one in five on one channel.
    pub(super) fn consent(&self, contact: usize) -> Option<Consent> {
        let mut dice = self.dice(What::Consent, contact);
        let sketch = dice.in_thousand(200).then(|| self.sketch(contact))?;
        let given = (ConsentState::Given, self.ago(sketch.added));
        let withdrawn = (ConsentState::Withdrawn, self.ago(sketch.added / 2));
        let (state, day) = dice.weighted(&[(4, given), (1, withdrawn)]);
        Some(Consent {
            id: self.id(What::Consent, contact, contact as u64),
            contact: self.contact_id(contact),
            channel: dice.weighted(&[(5, Channel::Mail), (4, Channel::Phone), (1, Channel::Visit)]),
            purpose: None,
            state,
            day,
            how: self.said.word(self.place(&sketch).spoken(), "how", &mut dice).to_owned(),
            proof: String::new(),
        })
    }
}

/// Titles, double names, middle names and what stands behind a name, each as often as it is met.
fn named(place: &Place, dice: &mut Dice) -> Named {
    let is_woman = dice.in_thousand(500);
    let given = dice.pick(if is_woman { &place.women } else { &place.men });
    let family = dice.pick(&place.families);
    let is_plain = place.is_family_first();
    let mut parts = NameParts { given: given.shown.into(), family: family.shown.into(), ..NameParts::default() };
    let is_double = !is_plain && !family.shown.contains(' ');
    if is_double && dice.in_thousand(60) {
        parts.family = format!("{}-{}", family.shown, dice.pick(&place.families).shown);
    }
    let middle = dice.pick(if is_woman { &place.women } else { &place.men });
    if !is_plain && middle.shown != given.shown && dice.in_thousand(80) {
        parts.middle = middle.shown.into();
    }
    if place.spoken() == "de" {
        parts.honorific = dice.weighted(&[(90, ""), (7, "Dr."), (1, "Prof. Dr."), (2, "Dipl.-Ing.")]).into();
        parts.suffix = dice.weighted(&[(98, ""), (1, "jun."), (1, "MBA")]).into();
    } else {
        parts.honorific = dice.weighted(&[(97, ""), (2, "Dr"), (1, "Prof")]).into();
        parts.suffix = dice.weighted(&[(98, ""), (1, "Jr."), (1, "PhD")]).into();
    }
    if dice.in_thousand(30) {
        parts.nickname = given.shown.chars().take(3).collect();
    }
    let shown = if is_plain {
        format!("{} {}", parts.family, parts.given)
    } else {
        let with_title = dice.in_thousand(500);
        let title = if with_title { parts.honorific.as_str() } else { "" };
        let words = [title, &parts.given, &parts.middle, &parts.family];
        words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
    };
    Named { shown, parts, is_woman, mailbox: mailbox(given, family, dice) }
}

fn mailbox(given: Name, family: Name, dice: &mut Dice) -> String {
    let (given, family) = (latin(given), latin(family));
    match dice.below(3) {
        0 => format!("{}.{family}", given.get(..1).unwrap_or("x")),
        _ => format!("{given}.{family}"),
    }
}

fn salutation(language: &str, is_woman: bool, dice: &mut Dice) -> String {
    let said = match (language, is_woman) {
        _ if dice.in_thousand(500) => "",
        ("de", true) => "Frau",
        ("de", false) => "Herr",
        (_, true) => "Ms",
        (_, false) => "Mr",
    };
    said.to_owned()
}

fn phones(place: &Place, dice: &mut Dice) -> Vec<Labelled> {
    let count = dice.weighted(&[(15, 0), (45, 1), (30, 2), (10, 3)]);
    let labels = ["work", "mobile", "home"];
    labels.into_iter().take(count).map(|label| Labelled::new(label, phone(place, dice))).collect()
}

fn handles(mailbox: &str, dice: &mut Dice) -> Vec<Labelled> {
    match dice.below(100) {
        ..12 => vec![Labelled::new("linkedin", format!("https://www.linkedin.com/in/{}", mailbox.replace('.', "-")))],
        12..15 => vec![Labelled::new("web", format!("https://{}.example/", mailbox.replace('.', "-")))],
        _ => Vec::new(),
    }
}

/// Where the relationship stands; a lead was talked to before.
fn stage(sketch: &Sketch, dice: &mut Dice) -> Option<Stage> {
    if sketch.off == Some(Off::Former) {
        return Some(Stage::Former);
    }
    match sketch.count {
        0 => None,
        1..4 => {
            dice.weighted(&[(5, None), (2, Some(Stage::Lead)), (2, Some(Stage::Occasional)), (1, Some(Stage::Dormant))])
        }
        4..40 => dice.weighted(&[(4, None), (3, Some(Stage::Regular)), (2, Some(Stage::Occasional))]),
        _ => dice.weighted(&[(1, None), (2, Some(Stage::Regular)), (3, Some(Stage::Key))]),
    }
}
