//! What the book knows of contacts and companies: a line each. Whatever else is to be asked gets its line here.

use std::borrow::Cow;

use super::figure::{Entry, Get, Kind};
use super::judge::Held;
use super::world::World;
use crate::domain::agenda;
use crate::domain::birthday::Birthday;
use crate::domain::book::Facts;
use crate::domain::consent::Purpose;
use crate::domain::contact::{Channel, Labelled, Tier};
use crate::domain::feedback::FeedbackKind;
use crate::domain::field::{
    CHANNELS, FORMS, STAGES, TIERS, channel_name, form_name, read_channel, read_form, read_tier, stage_name,
    stages_beginning,
};
use crate::domain::health::{Band, Standing};
use crate::domain::nps::Group;
use crate::domain::row::Row;
use crate::domain::search::fold;
use crate::domain::view::{self, AHEAD};
use crate::domain::when::Look;

use Get::{Company, Facts as OfFacts, Reckoned, Row as OfRow};

const fn line(name: &'static str, kind: Kind, get: Get, others: &'static [&'static str]) -> Entry {
    Entry { name, others, kind, get }
}

const TIER: Kind = Kind::Choice(TIERS, |word| read_tier(word).ok().flatten().map(tier).into_iter().collect());
const STAGE: Kind = Kind::Choice(STAGES, |word| stages_beginning(&fold(word)).into_iter().map(stage_name).collect());
const CHANNEL: Kind =
    Kind::Choice(CHANNELS, |word| read_channel(word).ok().flatten().map(channel_name).into_iter().collect());
const FORM: Kind = Kind::Choice(FORMS, |word| read_form(word).ok().flatten().map(form_name).into_iter().collect());
const GROUP: Kind = Kind::Choice(GROUPS, |word| Group::read(word).map(Group::name).into_iter().collect());
const GROUPS: &[&str] = &["promoter", "passive", "detractor"];
/// Whether they may be reached for a purpose, on any channel or on one.
pub(super) const MAY: &str = "may";
const PURPOSES: &[&str] = &["contract", "service", "marketing", "survey"];
const BAND: Kind = Kind::Choice(&["warm", "cooling", "at_risk", "lost"], |word| {
    Band::read(word).map(Band::name).into_iter().collect()
});
const BACK: Kind = Kind::Day(Look::Back);
const AHEAD_DAY: Kind = Kind::Day(Look::Ahead);

pub(super) const CONTACTS: &[Entry] = &[
    // What the book has of everybody side by side: as quick as it is typed, and it can be a reason on the agenda.
    line("company", Kind::Text, OfFacts(company), &["co"]),
    line("tier", TIER, OfFacts(|of, _| Held::choice(of.tier.map(tier))), &[]),
    line("stage", STAGE, OfFacts(|of, _| Held::choice(of.stage.map(stage_name))), &[]),
    line(
        "last",
        BACK,
        OfFacts(|of, _| Held::day(of.last_contact())),
        &["last touch", "touched", "last contact", "zuletzt", "letzter Kontakt"],
    ),
    line("added", BACK, OfFacts(|of, _| Held::day(Some(of.added))), &[]),
    line("birthday", Kind::Birthday, OfFacts(birthday), &[]),
    line(
        "every",
        Kind::Number,
        OfFacts(|of, world| Held::number(of.rhythm(world.settings).map(|span| span.approximate_days()))),
        &["interval"],
    ),
    line("dnc", Kind::YesNo, OfFacts(|of, world| Held::Yes(of.is_shunned(world.today.into()))), &[]),
    line("archived", Kind::YesNo, OfFacts(|of, _| Held::Yes(of.archived)), &[]),
    line("tries", Kind::Number, OfFacts(|of, _| Held::count(of.attempts.into())), &["attempts", "Versuche"]),
    line(
        "follow_ups",
        Kind::Number,
        OfFacts(|of, world| Held::count(world.book.promises_at(of).len())),
        &["open follow-ups", "Wiedervorlagen", "offene Wiedervorlagen"],
    ),
    line(
        "complaints",
        Kind::Number,
        OfFacts(|of, world| Held::count(open_feedback(of, world, true))),
        &["open complaints", "Beschwerden", "offene Beschwerden"],
    ),
    line(
        "feedback",
        Kind::Number,
        OfFacts(|of, world| Held::count(open_feedback(of, world, false))),
        &["open feedback", "Rückmeldungen", "offene Rückmeldungen"],
    ),
    // What is reckoned of all that happened; before it is, nobody has it.
    line(HEALTH[0], Kind::Number, OfFacts(|of, world| figure(world.settings.health_of(of.id))), &["Gesundheit"]),
    line(HEALTH[1], BAND, OfFacts(|of, world| band(world.settings.health_of(of.id))), &["Zustand"]),
    line(HEALTH[2], Kind::YesNo, OfFacts(|of, world| worse(world.settings.health_of(of.id))), &["schlechter"]),
    // What takes the agenda's rules.
    line(
        "next",
        AHEAD_DAY,
        Reckoned(|of, world| Held::day(next(of, world).map(|(day, _)| day))),
        &["next due", "nächstes"],
    ),
    line(
        "late",
        Kind::Number,
        Reckoned(|of, world| Held::number(next(of, world).map(|(_, late)| late).filter(|late| *late > 0))),
        &["overdue", "days late", "Verspätung", "überfällig"],
    ),
    // What stands on the rows.
    line("name", Kind::Text, OfRow(|of, _| Held::text(&of.name)), &[]),
    line("family_name", Kind::Text, OfRow(|of, _| Held::text(&of.family)), &[]),
    line("nickname", Kind::Text, OfRow(|of, _| Held::text(&of.nickname)), &[]),
    line("honorific", Kind::Text, OfRow(|of, _| Held::text(&of.honorific)), &[]),
    line("salutation", Kind::Text, OfRow(|of, _| Held::text(&of.salutation)), &[]),
    line("form", FORM, OfRow(|of, _| Held::choice(of.address_form.map(form_name))), &[]),
    line("role", Kind::Text, OfRow(|of, _| Held::text(&of.role)), &[]),
    line("city", Kind::Text, OfRow(|of, world| Held::text(view::city_of(of, world.book))), &["town", "Ort", "Stadt"]),
    line("email", Kind::Text, OfRow(|of, _| labelled(&of.mails)), &[]),
    line("phone", Kind::Phone, OfRow(|of, _| labelled(&of.phones)), &[]),
    line("tag", Kind::Text, OfRow(|of, _| texts(&of.tags)), &[]),
    line("language", Kind::Text, OfRow(|of, _| Held::text(&of.language)), &[]),
    line("channel", CHANNEL, OfRow(|of, _| Held::choice(of.preferred_channel.map(channel_name))), &[]),
    line("owner", Kind::Text, OfRow(|of, _| Held::text(&of.owner)), &[]),
    line("nps", GROUP, OfRow(|of, _| Held::choice(of.group().map(Group::name))), &["promoters", "Umfragegruppe"]),
    line(
        "score",
        Kind::Number,
        OfRow(|of, _| Held::number(of.last_score().map(i64::from))),
        &["last score", "Umfragenote", "letzte Note"],
    ),
    line(
        "asked",
        BACK,
        OfRow(|of, _| Held::day(of.last_asked().map(|(day, _)| day))),
        &["last asked", "surveyed", "befragt", "zuletzt befragt"],
    ),
    line(MAY, Kind::Choice(PURPOSES, reachable), OfRow(may), &["darf", "allowed"]),
    line("touches", Kind::Number, OfRow(|of, _| Held::count(of.touches.count as usize)), &["Berührungen"]),
    line("interactions", Kind::Number, OfRow(|of, _| Held::count(of.interactions.count as usize)), &["Interaktionen"]),
];

pub(super) const COMPANIES: &[Entry] = &[
    line("name", Kind::Text, Company(|of, _, _| Held::text(&of.name)), &["co", "company", "Firma"]),
    line("tier", TIER, Company(|of, _, _| Held::choice(of.tier.map(tier))), &[]),
    line("added", BACK, Company(|of, _, _| Held::Day(of.added)), &[]),
    line("archived", Kind::YesNo, Company(|of, _, _| Held::Yes(of.archived)), &[]),
    line(
        HEALTH[0],
        Kind::Number,
        Company(|of, _, world| figure(world.settings.health_of_company(of.id))),
        &["Gesundheit"],
    ),
    line(HEALTH[1], BAND, Company(|of, _, world| band(world.settings.health_of_company(of.id))), &["Zustand"]),
    line(
        HEALTH[2],
        Kind::YesNo,
        Company(|of, _, world| worse(world.settings.health_of_company(of.id))),
        &["schlechter"],
    ),
    line("size", Kind::Number, Company(|of, _, _| size(&of.size)), &[]),
    line(
        "city",
        Kind::Text,
        Company(|of, _, _| texts_of(of.addresses.iter().map(|one| &one.city))),
        &["town", "Ort", "Stadt"],
    ),
    line("phone", Kind::Phone, Company(|of, _, _| labelled(&of.phones)), &[]),
    line("tag", Kind::Text, Company(|of, _, _| texts(&of.tags)), &[]),
    line("contacts", Kind::Number, Company(|_, so, _| Held::count(so.contacts)), &["people", "Kontakte"]),
    line(
        "last",
        BACK,
        Company(|_, so, _| Held::day(so.touched)),
        &["last touch", "touched", "last contact", "zuletzt", "letzter Kontakt"],
    ),
    line(
        "complaints",
        Kind::Number,
        Company(|_, so, _| Held::count(so.complaints)),
        &["open complaints", "Beschwerden"],
    ),
    line(
        "follow_ups",
        Kind::Number,
        Company(|_, so, _| Held::count(so.follow_ups)),
        &["open follow-ups", "Wiedervorlagen"],
    ),
];

/// The figures that are reckoned of the ledger: 0 to 100, what that is called, and whether it is worse than a month ago.
pub(super) const HEALTH: [&str; 3] = ["health", "band", "worse"];

fn figure<'a>(standing: Standing) -> Held<'a> {
    Held::number(standing.now.map(i64::from))
}

fn band<'a>(standing: Standing) -> Held<'a> {
    Held::choice(standing.now.map(|figure| Band::of(figure).name()))
}

fn worse<'a>(standing: Standing) -> Held<'a> {
    Held::Yes(standing.worse().is_some())
}

fn tier(tier: Tier) -> &'static str {
    TIERS.get(tier as usize).copied().unwrap_or_default()
}

/// `marketing`, and with a channel behind a slash: `marketing/mail`.
fn reachable(word: &str) -> Vec<&'static str> {
    let (purpose, channel) = word.split_once('/').map_or((word, None), |(purpose, channel)| (purpose, Some(channel)));
    let purpose = Purpose::read(purpose);
    let channel = channel.map(|channel| read_channel(channel).ok().flatten().ok_or(()));
    match (purpose, channel.transpose()) {
        (Some(purpose), Ok(channel)) => vec![allowed(purpose, channel)],
        _ => Vec::new(),
    }
}

fn may<'a>(of: &'a Row, world: &'a World<'a>) -> Held<'a> {
    let mut all = Vec::new();
    for purpose in Purpose::ALL {
        let on = |channel: &Channel| of.may_for(purpose, *channel, world.today).is_allowed();
        let on: Vec<Channel> = Channel::ALL.into_iter().filter(on).collect();
        all.extend((!on.is_empty()).then(|| allowed(purpose, None)));
        all.extend(on.into_iter().map(|channel| allowed(purpose, Some(channel))));
    }
    if all.is_empty() { Held::Nothing } else { Held::Choices(all) }
}

/// As what is allowed is written.
fn allowed(purpose: Purpose, channel: Option<Channel>) -> &'static str {
    macro_rules! on_each {
        ($purpose:literal) => {
            match channel {
                None => $purpose,
                Some(Channel::Phone) => concat!($purpose, "/phone"),
                Some(Channel::Mail) => concat!($purpose, "/mail"),
                Some(Channel::Video) => concat!($purpose, "/video"),
                Some(Channel::Chat) => concat!($purpose, "/chat"),
                Some(Channel::Visit) => concat!($purpose, "/visit"),
                Some(Channel::Letter) => concat!($purpose, "/letter"),
                Some(Channel::Social) => concat!($purpose, "/social"),
            }
        };
    }
    match purpose {
        Purpose::Contract => on_each!("contract"),
        Purpose::Service => on_each!("service"),
        Purpose::Marketing => on_each!("marketing"),
        Purpose::Survey => on_each!("survey"),
    }
}

fn company<'a>(of: &'a Facts, world: &'a World<'a>) -> Held<'a> {
    of.company.map_or(Held::Nothing, |company| Held::text(world.book.company_name_of(company)))
}

fn birthday<'a>(of: &'a Facts, _: &'a World<'a>) -> Held<'a> {
    let year = (of.born > i16::MIN).then(|| i32::from(of.born));
    let born = of.birthday.and_then(|(month, day)| Birthday::new(year, month.into(), day.into()));
    born.map_or(Held::Nothing, Held::Birthday)
}

fn open_feedback(of: &Facts, world: &World, complaints: bool) -> usize {
    if !of.feedback {
        return 0;
    }
    let open = world.book.grievances_of(of.id).iter().filter(|one| one.is_open());
    open.filter(|one| !complaints || one.kind == FeedbackKind::Complaint).count()
}

fn next(of: &Facts, world: &World) -> Option<(chrono::NaiveDate, i64)> {
    agenda::next_of(world.book, world.settings, world.today, AHEAD, of)
}

fn texts(all: &[String]) -> Held<'_> {
    texts_of(all.iter())
}

fn texts_of<'a>(all: impl Iterator<Item = &'a String>) -> Held<'a> {
    Held::texts(all.filter(|one| !one.is_empty()).map(|one| Cow::Borrowed(one.as_str())))
}

fn labelled(all: &[Labelled]) -> Held<'_> {
    texts_of(all.iter().map(|one| &one.value))
}

/// A company's size is a text; where it begins with a number, it is that.
fn size(text: &str) -> Held<'_> {
    let digits: String =
        text.chars().skip_while(|c| !c.is_ascii_digit()).take_while(|c| c.is_ascii_digit() || *c == '.').collect();
    Held::number(digits.replace('.', "").parse().ok())
}

#[cfg(test)]
mod checks {
    use super::*;
    use crate::domain::condition::Figure;
    use crate::domain::field::{Field, Of};
    use crate::domain::view::List;

    #[test]
    fn each_name_is_one_figures() {
        for list in List::ALL {
            for figure in crate::domain::condition::described(list) {
                for name in figure.others.iter().chain([&figure.name]) {
                    let found = Figure::named(list, name).map(|found| found.name());
                    assert_eq!(found.as_deref(), Some(figure.name), "{name:?} of {list:?}");
                }
            }
        }
    }

    #[test]
    fn every_field_of_a_record_can_be_asked() {
        for (of, list) in [(Of::Contact, List::Contacts), (Of::Company, List::Companies)] {
            for field in Field::all(of) {
                assert!(Figure::named(list, field.name()).is_some(), "{field:?}");
            }
        }
        for name in ["plz", "web.linkedin", "feld.Kundennummer", "address.home.city", "mobil"] {
            assert!(Figure::named(List::Contacts, name).is_some(), "{name:?}");
        }
        assert_eq!(Figure::named(List::Contacts, "http"), None);
    }

    #[test]
    fn tiers_are_called_by_their_letters() {
        assert!(Tier::ALL.into_iter().all(|one| tier(one) == one.letter().to_string()));
    }

    #[test]
    fn what_is_allowed_is_read_as_it_is_written() {
        for purpose in Purpose::ALL {
            for channel in std::iter::once(None).chain(Channel::ALL.map(Some)) {
                let written = allowed(purpose, channel);
                assert_eq!(reachable(written), [written]);
            }
        }
        assert_eq!(PURPOSES, Purpose::ALL.map(|purpose| allowed(purpose, None)));
        assert_eq!(reachable("werbung/e-mail"), ["marketing/mail"]);
        for wrong in ["", "mail", "marketing/", "marketing/none", "marketing/fax"] {
            assert!(reachable(wrong).is_empty(), "{wrong:?}");
        }
    }

    #[test]
    fn a_size_is_its_first_number() {
        for (text, expect) in [("50", Some(50)), ("about 1.200", Some(1_200)), ("10-20", Some(10)), ("small", None)] {
            assert_eq!(size(text), Held::number(expect), "{text:?}");
        }
    }
}
