//! The file's keys and values. A key that isn't known and a value that can't be are errors with their line.

use std::borrow::Cow;
use std::ops::Range;
use std::path::PathBuf;

use chrono::Weekday;
use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::{Error as ValueError, StrDeserializer};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Background, Config, Problem, Rebound, THEMES, Way, nearest, themes};
use crate::domain::cadence::Span;
use crate::domain::ceiling::AtMost;
use crate::domain::country::Country;
use crate::domain::health::Part;
use crate::domain::holidays::Holidays;
use crate::domain::interaction::Kind;
use crate::domain::mail::OwnMails;
use crate::domain::money::Currency;
use crate::domain::workdays::DayOff;
use crate::text::Lang;

/// The table that gives actions other keys; its own keys are names of actions.
const REBOUND: &str = "keys";

/// Every key by its full name, tables joined by dots.
pub const KEYS: [&str; 39] = [
    "store",
    "read_only",
    "language",
    "country",
    "agenda.workdays",
    "agenda.holidays",
    "agenda.days_off",
    "agenda.tiers.A",
    "agenda.tiers.B",
    "agenda.tiers.C",
    "agenda.ceilings.A",
    "agenda.ceilings.B",
    "agenda.ceilings.C",
    "log.kind",
    "contacts.view",
    "companies.follow_tiers",
    "companies.one_touch_counts",
    "mail.own",
    "orders.currency",
    "health.agenda",
    "health.rhythm",
    "health.trend",
    "health.started",
    "health.feedback",
    "health.complaints",
    "health.orders",
    "health.promises",
    "feedback.check_back",
    "feedback.call_back",
    "feedback.ask_every",
    "reports.active",
    "notify.by",
    "notify.mail",
    "notify.names",
    "ui.theme",
    "ui.background",
    "ui.icons",
    "ui.week",
    "ui.mouse",
];

/// What stands for no view.
const ALL: &str = "all";

const ICONS: [&str; 2] = ["unicode", "ascii"];
const WEEKS: [&str; 2] = ["monday", "sunday"];

type Wrong = (Option<usize>, Problem);

/// The configuration that `text` holds. Beside the built-in themes it may name one of `own`.
pub(super) fn read(text: &str, own: &[String]) -> Result<Config, Wrong> {
    let table = DeTable::parse(text).map_err(|error| {
        let reason = error.message().lines().next().unwrap_or_default().to_owned();
        (error.span().map(|span| line_of(text, &span)), Problem::Syntax(reason))
    })?;
    let mut reader = Reader { text, own, config: Config::default(), wrong: Vec::new() };
    reader.table("", table.get_ref());
    let Reader { config, mut wrong, .. } = reader;
    wrong.sort_by_key(|(line, _)| *line);
    let unknown = |(line, problem): &Wrong| match problem {
        Problem::UnknownKey { key, .. } => line.map(|line| (line, key.clone())),
        _ => None,
    };
    let all: Vec<(usize, String)> = wrong.iter().filter_map(unknown).collect();
    match wrong.into_iter().next() {
        None => Ok(config),
        Some((line, Problem::UnknownKey { key, nearest, .. })) => {
            let more = all.into_iter().skip(1).collect();
            Err((line, Problem::UnknownKey { key, nearest, more }))
        }
        Some(first) => Err(first),
    }
}

fn line_of(text: &str, span: &Range<usize>) -> usize {
    text.bytes().take(span.start).filter(|byte| *byte == b'\n').count() + 1
}

struct Reader<'t> {
    text: &'t str,
    own: &'t [String],
    config: Config,
    wrong: Vec<Wrong>,
}

impl Reader<'_> {
    /// Takes all that is right, and notes what isn't.
    fn table(&mut self, prefix: &str, table: &DeTable<'_>) {
        for (key, value) in table {
            if let Err(wrong) = self.entry(prefix, key, value) {
                self.wrong.push(wrong);
            }
        }
    }

    fn entry(&mut self, prefix: &str, key: &Spanned<Cow<'_, str>>, value: &Spanned<DeValue<'_>>) -> Result<(), Wrong> {
        let full = if prefix.is_empty() { key.get_ref().to_string() } else { format!("{prefix}.{}", key.get_ref()) };
        let full = canonical(&full);
        let holds_others = KEYS.iter().any(|known| known.strip_prefix(&full).is_some_and(|rest| rest.starts_with('.')));
        match value.get_ref().as_table() {
            Some(inner) if full == REBOUND => self.rebound(inner),
            Some(inner) if holds_others => {
                self.table(&full, inner);
                Ok(())
            }
            _ if KEYS.contains(&full.as_str()) => {
                self.value(&full, value)?;
                self.config.lines.insert(full, line_of(self.text, &key.span()));
                Ok(())
            }
            _ if holds_others => {
                let allowed = KEYS.iter().filter(|known| known.starts_with(&full)).map(|k| (*k).to_owned()).collect();
                Err(self.wrong(&full, value, allowed))
            }
            _ => {
                let line = Some(line_of(self.text, &key.span()));
                Err((line, Problem::UnknownKey { nearest: nearest_key(&full), key: full, more: Vec::new() }))
            }
        }
    }

    /// Actions with their keys: one, several or none.
    fn rebound(&mut self, table: &DeTable<'_>) -> Result<(), Wrong> {
        for (action, value) in table {
            let keys = match value.get_ref() {
                DeValue::String(key) => Some(vec![key.to_string()]),
                DeValue::Array(keys) => {
                    keys.iter().map(|key| key.get_ref().as_str().map(str::to_owned)).collect::<Option<Vec<_>>>()
                }
                _ => None,
            };
            let action = action.get_ref().to_string();
            let Some(keys) = keys else {
                let allowed = vec!["\"c\"".to_owned(), "[\"j\", \"down\"]".to_owned()];
                return Err(self.wrong(&format!("{REBOUND}.{action}"), value, allowed));
            };
            let line = line_of(self.text, &value.span());
            self.config.keys.push(Rebound { action, keys, line });
        }
        Ok(())
    }

    fn value(&mut self, key: &str, value: &Spanned<DeValue<'_>>) -> Result<(), Wrong> {
        let Config {
            settings,
            theme,
            background,
            notices,
            icons_ascii,
            week_start,
            lang,
            store,
            read_only,
            view,
            mouse,
            ..
        } = &mut self.config;
        let text = value.get_ref().as_str();
        let taken = match key {
            "store" => text.filter(|path| !path.is_empty()).map(|path| *store = Some(expand_home(path))),
            "read_only" => value.get_ref().as_bool().map(|only| *read_only = only),
            "language" => text.and_then(Lang::from_tag).map(|known| *lang = Some(known)),
            "country" => text.and_then(Country::of).map(|country| settings.country = country),
            "agenda.workdays" => weekdays(value.get_ref())
                .and_then(|days| settings.workdays.clone().on(days))
                .map(|days| settings.workdays = days),
            "agenda.holidays" => {
                holidays(text).map(|holidays| settings.workdays = settings.workdays.clone().with_holidays(holidays))
            }
            "agenda.days_off" => {
                days_off(value.get_ref()).map(|days| settings.workdays = settings.workdays.clone().with_days_off(days))
            }
            "agenda.tiers.A" => rhythm(text).map(|span| settings.tiers[0] = span),
            "agenda.tiers.B" => rhythm(text).map(|span| settings.tiers[1] = span),
            "agenda.tiers.C" => rhythm(text).map(|span| settings.tiers[2] = span),
            "agenda.ceilings.A" => ceiling(text).map(|most| settings.ceilings[0] = most),
            "agenda.ceilings.B" => ceiling(text).map(|most| settings.ceilings[1] = most),
            "agenda.ceilings.C" => ceiling(text).map(|most| settings.ceilings[2] = most),
            "log.kind" => text.and_then(kind).map(|kind| settings.log_kind = kind),
            "contacts.view" => text.map(|name| *view = Some(name.to_owned()).filter(|name| *name != ALL)),
            "health.agenda" => value.get_ref().as_bool().map(|on| settings.worse_on_agenda = on),
            "companies.one_touch_counts" => value.get_ref().as_bool().map(|counts| settings.one_touch_counts = counts),
            "companies.follow_tiers" => {
                value.get_ref().as_bool().map(|follow| settings.companies_follow_tiers = follow)
            }
            "mail.own" => own_mails(value.get_ref()).map(|own| settings.own_mails = own),
            "orders.currency" => text.and_then(Currency::read).map(|known| settings.currency = Some(known)),
            "feedback.check_back" => days(value.get_ref()).map(|days| settings.feedback.check_back = days),
            "feedback.call_back" => days(value.get_ref()).map(|days| settings.feedback.call_back = days),
            "feedback.ask_every" => days(value.get_ref()).map(|days| settings.feedback.ask_every = days),
            "reports.active" => text.and_then(|span| span.parse().ok()).map(|span| settings.reports_active = span),
            "notify.by" => ways(value.get_ref()).map(|by| notices.by = by),
            "notify.mail" => text.filter(|mail| is_recipient(mail)).map(|mail| notices.mail = mail.to_owned()),
            "notify.names" => value.get_ref().as_bool().map(|names| notices.names = names),
            "ui.theme" => text.filter(|name| is_theme(name, self.own)).map(|name| *theme = name.to_owned()),
            "ui.background" => text.and_then(of_background).map(|known| *background = known),
            "ui.icons" => text.filter(|name| ICONS.contains(name)).map(|name| *icons_ascii = name == "ascii"),
            "ui.week" => text.filter(|day| WEEKS.contains(day)).and_then(weekday).map(|day| *week_start = Some(day)),
            "ui.mouse" => value.get_ref().as_bool().map(|on| *mouse = on),
            _ => weighed(key)
                .zip(weight(value.get_ref()))
                .map(|(part, weight)| settings.health.0[part as usize] = weight),
        };
        taken.ok_or_else(|| self.wrong(key, value, allowed(key, self.own)))
    }

    fn wrong(&self, key: &str, value: &Spanned<DeValue<'_>>, allowed: Vec<String>) -> Wrong {
        let written = self.text.get(value.span()).unwrap_or_default().lines().next().unwrap_or_default();
        let plain = written.trim_matches(['"', '\'']);
        let nearest = nearest(plain, allowed.iter().map(String::as_str)).map(str::to_owned);
        let problem = Problem::WrongValue { key: key.to_owned(), value: written.to_owned(), allowed, nearest };
        (Some(line_of(self.text, &value.span())), problem)
    }
}

/// Tiers may be written `a` or `A`.
fn canonical(key: &str) -> String {
    let of_tier = |table: &str| Some(format!("{table}{}", key.strip_prefix(table)?.to_uppercase()));
    ["agenda.tiers.", "agenda.ceilings."].into_iter().find_map(of_tier).unwrap_or_else(|| key.to_owned())
}

/// What keys are called by those who write them in German.
const GERMAN: &[(&str, &str)] = &[
    ("sprache", "language"),
    ("land", "country"),
    ("speicher", "store"),
    ("daten", "store"),
    ("ablage", "store"),
    ("nur_lesen", "read_only"),
    ("schreibgeschützt", "read_only"),
    ("arbeitstage", "agenda.workdays"),
    ("werktage", "agenda.workdays"),
    ("feiertage", "agenda.holidays"),
    ("urlaub", "agenda.days_off"),
    ("freie_tage", "agenda.days_off"),
    ("stufen", "agenda.tiers"),
    ("rhythmus", "agenda.tiers"),
    ("obergrenzen", "agenda.ceilings"),
    ("obergrenze", "agenda.ceilings"),
    ("art", "log.kind"),
    ("kontakte", "contacts"),
    ("ansicht", "contacts.view"),
    ("firmen", "companies"),
    ("eigene", "mail.own"),
    ("adressen", "mail.own"),
    ("währung", "orders.currency"),
    ("aufträge", "orders"),
    ("gewichte", "health"),
    ("gesundheit", "health"),
    ("rückmeldungen", "feedback"),
    ("nachfragen", "feedback.check_back"),
    ("zurückrufen", "feedback.call_back"),
    ("befragen", "feedback.ask_every"),
    ("berichte", "reports"),
    ("aktiv", "reports.active"),
    ("benachrichtigung", "notify"),
    ("meldung", "notify"),
    ("weg", "notify.by"),
    ("namen", "notify.names"),
    ("farben", "ui.theme"),
    ("thema", "ui.theme"),
    ("design", "ui.theme"),
    ("hintergrund", "ui.background"),
    ("symbole", "ui.icons"),
    ("zeichen", "ui.icons"),
    ("woche", "ui.week"),
    ("wochenanfang", "ui.week"),
    ("maus", "ui.mouse"),
    ("oberfläche", "ui"),
    ("tasten", REBOUND),
];

/// The known key nearest to `full`: as it stands, else one whose last part is near (a key in the wrong table).
fn nearest_key(full: &str) -> Option<String> {
    let last_part = full.rsplit('.').next().unwrap_or_default().to_lowercase();
    if let Some((_, key)) = GERMAN.iter().find(|(german, _)| *german == last_part) {
        return Some((*key).to_owned());
    }
    let last = |key: &str| key.rsplit('.').next().unwrap_or_default().to_owned();
    let tables =
        ["agenda", "log", "contacts", "companies", "mail", "notify", "ui", "agenda.tiers", "agenda.ceilings", REBOUND];
    nearest(full, KEYS.into_iter().chain(tables)).map(str::to_owned).or_else(|| {
        let lasts: Vec<String> = KEYS.iter().map(|key| last(key)).filter(|name| name.len() > 1).collect();
        let near = nearest(&last(full), lasts.iter().map(String::as_str))?;
        KEYS.iter().find(|key| last(key) == near).map(|key| (*key).to_owned())
    })
}

/// A built-in theme, one of `own`, or the path of one, which is looked for when it is needed.
fn of_background(name: &str) -> Option<Background> {
    Background::ALL.iter().find(|(known, _)| *known == name).map(|(_, background)| *background)
}

fn is_theme(name: &str, own: &[String]) -> bool {
    THEMES.contains(&name) || own.iter().any(|known| known == name) || themes::is_path(name)
}

fn weekdays(value: &DeValue<'_>) -> Option<Vec<Weekday>> {
    value.as_array()?.iter().map(|day| day.get_ref().as_str().and_then(weekday)).collect()
}

/// A country, with or without its region; `none` is none.
fn holidays(text: Option<&str>) -> Option<Option<Holidays>> {
    match text? {
        "none" => Some(None),
        code => Holidays::of(code).map(Some),
    }
}

fn days_off(value: &DeValue<'_>) -> Option<Vec<DayOff>> {
    value.as_array()?.iter().map(|day| day.get_ref().as_str()?.parse().ok()).collect()
}

/// `mon`, `Monday`, `Mo`, `Montag`.
fn weekday(name: &str) -> Option<Weekday> {
    const GERMAN: [&str; 7] = ["montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag"];
    let lower = name.trim_end_matches('.').to_lowercase();
    let place = GERMAN.iter().position(|day| *day == lower || day[..2] == lower);
    let place = if lower == "sonnabend" { Some(5) } else { place };
    place.and_then(|place| Weekday::try_from(place as u8).ok()).or_else(|| lower.parse().ok())
}

fn kind(name: &str) -> Option<Kind> {
    Kind::deserialize(name.into_deserializer() as StrDeserializer<'_, ValueError>).ok()
}

/// Addresses, and domains behind their sign.
fn own_mails(value: &DeValue<'_>) -> Option<OwnMails> {
    let mails: Option<Vec<String>> =
        value.as_array()?.iter().map(|mail| mail.get_ref().as_str().map(str::to_owned)).collect();
    mails.filter(|mails| mails.iter().all(|mail| OwnMails::can_be(mail))).map(OwnMails::new)
}

/// Ways, each once; none is silence.
fn ways(value: &DeValue<'_>) -> Option<Vec<Way>> {
    let mut ways = Vec::new();
    for way in value.as_array()? {
        let way = Way::named(way.get_ref().as_str()?)?;
        if !ways.contains(&way) {
            ways.push(way);
        }
    }
    Some(ways)
}

/// An address, an account of this machine, or nothing.
fn is_recipient(text: &str) -> bool {
    !text.starts_with('-') && text.chars().all(|c| !c.is_whitespace() && !c.is_control())
}

/// A number of days, of ten years at the most; 0 is none.
fn days(value: &DeValue<'_>) -> Option<u16> {
    let DeValue::Integer(number) = value else { return None };
    let days = u16::from_str_radix(number.as_str(), number.radix()).ok()?;
    (days <= 3_650).then_some(days)
}

/// A tier's rhythm; `none` is one too.
fn rhythm(text: Option<&str>) -> Option<Option<Span>> {
    match text? {
        "none" => Some(None),
        span => span.parse().ok().map(Some),
    }
}

/// The part of a health whose weight the key sets.
pub(super) fn weighed(key: &str) -> Option<Part> {
    let name = key.strip_prefix("health.")?;
    Part::ALL.into_iter().find(|part| part.name() == name)
}

/// How much a part counts: 0 to 100.
fn weight(value: &DeValue<'_>) -> Option<u8> {
    let written = value.as_integer()?;
    written.as_str().parse().ok().filter(|weight| *weight <= 100)
}

/// A tier's ceiling; `none` is one too.
fn ceiling(text: Option<&str>) -> Option<Option<AtMost>> {
    match text? {
        "none" => Some(None),
        most => most.parse().ok().map(Some),
    }
}

/// What a key may be set to: the values, or examples of them.
fn allowed(key: &str, own: &[String]) -> Vec<String> {
    let values: &[&str] = match key {
        "store" => &["\"~/touchbase\""],
        "read_only" => &["true", "false"],
        "language" => &["en", "de"],
        "country" => return Country::all().map(str::to_owned).collect(),
        "agenda.workdays" => &["[\"mon\", \"tue\", \"wed\", \"thu\", \"fri\"]"],
        "agenda.holidays" => return Holidays::all().map(|of| of.to_string()).chain(["none".to_owned()]).collect(),
        "agenda.days_off" => &["[\"2026-12-24..2027-01-01\", \"05-15\"]"],
        "log.kind" => &["call", "mail", "meeting", "video", "chat", "visit", "letter", "social", "event", "note"],
        "mail.own" => &["[\"me@example.com\", \"@example.org\"]"],
        "orders.currency" => return Currency::all().map(str::to_owned).collect(),
        "feedback.check_back" => &["14", "0"],
        "feedback.call_back" => &["1", "0"],
        "feedback.ask_every" => &["90", "0"],
        "reports.active" => &["365d", "6m", "2y"],
        "notify.by" => &["[\"desktop\", \"mail\", \"bell\"]"],
        "notify.mail" => &["\"me@example.com\""],
        "notify.names" | "ui.mouse" | "companies.follow_tiers" | "companies.one_touch_counts" | "health.agenda" => {
            &["true", "false"]
        }
        "ui.theme" => return THEMES.into_iter().map(str::to_owned).chain(own.iter().cloned()).collect(),
        "ui.background" => return Background::ALL.map(|(name, _)| name.to_owned()).to_vec(),
        "ui.icons" => &ICONS,
        "ui.week" => &WEEKS,
        "agenda.ceilings.A" | "agenda.ceilings.B" | "agenda.ceilings.C" => &["4 in 30 days", "1 per month", "none"],
        _ if weighed(key).is_some() => &["0", "15", "100"],
        _ => &["30d", "2w", "3m", "none"],
    };
    values.iter().map(|value| (*value).to_owned()).collect()
}

/// `~/` at the start is the home directory.
pub(super) fn expand_home(path: &str) -> PathBuf {
    match (path.strip_prefix("~/"), directories::BaseDirs::new()) {
        (Some(rest), Some(dirs)) => dirs.home_dir().join(rest),
        _ => PathBuf::from(path),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::workdays::Workdays;

    fn read(text: &str) -> Result<Config, Wrong> {
        super::read(text, &["own".to_owned()])
    }

    #[test]
    fn what_is_written_is_taken() {
        let text = r#"
            language = "de"
            store = "/data/touchbase"
            country = "at"
            [agenda]
            workdays = ["Mo", "Saturday"]
            holidays = "de-hh"
            days_off = ["2026-12-24..2027-01-01", "05-15"]
            tiers = { a = "2w", C = "none" }
            ceilings = { A = "4 in 30 days", b = "1 im Monat", C = "none" }
            [log]
            kind = "visit"
            [mail]
            own = ["Me@x.example", "@firm.example"]
            [reports]
            active = "6m"
            [ui]
            theme = "mono"
            icons = "ascii"
            [keys]
            log = "l"
            down = ["j", "down"]
        "#;
        let config = read(text).unwrap();
        assert_eq!(config.lang, Some(Lang::De));
        assert_eq!(config.store, Some("/data/touchbase".into()));
        assert_eq!(config.settings.country, Country::of("AT").unwrap());
        let week = Workdays::new([Weekday::Mon, Weekday::Sat]).unwrap().with_holidays(Holidays::of("DE-HH"));
        let own = ["2026-12-24..2027-01-01", "05-15"].map(|day| day.parse().unwrap());
        assert_eq!(config.settings.workdays, week.with_days_off(own.to_vec()));
        assert_eq!(config.settings.tiers, [Some(Span::weeks(2)), Some(Span::days(90)), None]);
        let ceilings = config.settings.ceilings.map(|most| most.map(|most| most.to_string()));
        assert_eq!(ceilings, [Some("4 in 30d".to_owned()), Some("1 in 1m".to_owned()), None]);
        assert_eq!(config.settings.log_kind, Kind::Visit);
        assert_eq!(config.settings.own_mails.list(), ["me@x.example", "@firm.example"]);
        assert_eq!(config.settings.reports_active, Span::months(6));
        assert_eq!((config.theme.as_str(), config.icons_ascii), ("mono", true));
        let rebound = |action: &str, keys: &[&str], line| Rebound {
            action: action.into(),
            keys: keys.iter().map(|key| (*key).to_owned()).collect(),
            line,
        };
        assert_eq!(config.keys, [rebound("down", &["j", "down"], 22), rebound("log", &["l"], 21)]);
        assert_eq!(config.lines["agenda.tiers.C"], 9, "and its line");
        assert_eq!(read("").unwrap(), Config::default());
        for theme in ["own", "./a.toml", "~/themes/b"] {
            assert_eq!(read(&format!("ui.theme = {theme:?}")).unwrap().theme, theme);
        }
    }

    #[test]
    fn an_unknown_key_is_named_with_its_line_and_the_nearest() {
        let check = |text: &str, line: usize, key: &str, near: Option<&str>| match read(text).unwrap_err() {
            (at, Problem::UnknownKey { key: got, nearest, .. }) => {
                assert_eq!((at, got.as_str(), nearest.as_deref()), (Some(line), key, near), "{text}");
            }
            other => panic!("{text}: {other:?}"),
        };
        check("[agenda]\nworkday = []", 2, "agenda.workday", Some("agenda.workdays"));
        check("theme = \"mono\"", 1, "theme", Some("ui.theme"));
        check("\n[agend]\nworkdays = []", 2, "agend", Some("agenda"));
        check("[agenda.tiers]\nD = \"3d\"", 2, "agenda.tiers.D", Some("agenda.tiers.A"));
        check("sprache = \"de\"", 1, "sprache", Some("language"));
        check("colour = 3", 1, "colour", None);
        let all = read("lang = \"de\"\nfoo = 1\n[ui]\nbar = 2").unwrap_err();
        let (Some(1), Problem::UnknownKey { key, more, .. }) = all else { panic!("{all:?}") };
        assert_eq!((key, more), ("lang".to_owned(), vec![(2, "foo".to_owned()), (4, "ui.bar".to_owned())]));
    }

    #[test]
    fn a_wrong_value_is_named_with_its_line_and_the_nearest() {
        let check = |text: &str, line: usize, value: &str, near: Option<&str>| match read(text).unwrap_err() {
            (at, Problem::WrongValue { value: got, nearest, .. }) => {
                assert_eq!((at, got.as_str(), nearest.as_deref()), (Some(line), value, near), "{text}");
            }
            other => panic!("{text}: {other:?}"),
        };
        check("[ui]\ntheme = \"monoo\"", 2, "\"monoo\"", Some("mono"));
        check("[log]\n\nkind = \"calls\"", 3, "\"calls\"", Some("call"));
        check("[agenda]\nworkdays = []", 2, "[]", None);
        check("[mail]\nown = [\"me\"]", 2, "[\"me\"]", None);
        check("[agenda]\nholidays = \"DE-HA\"", 2, "\"DE-HA\"", Some("DE-HB"));
        check("[agenda]\ndays_off = [\"24.12.\"]", 2, "[\"24.12.\"]", None);
        check("[agenda]\nworkdays = [\"mond\", 3]", 2, "[\"mond\", 3]", None);
        check("[agenda]\ntiers = { B = \"0d\" }", 2, "\"0d\"", Some("30d"));
        check("[agenda]\nceilings = { B = \"often\" }", 2, "\"often\"", None);
        check("[reports]\nactive = 365", 2, "365", Some("365d"));
        check("[notify]\nby = [\"mial\"]", 2, "[\"mial\"]", None);
        check("[notify]\nmail = \"-oQ/tmp me\"", 2, "\"-oQ/tmp me\"", None);
        check("agenda = 3", 1, "3", None);
        check("language = \"fr\"", 1, "\"fr\"", None);
        check("country = \"ZZ\"", 1, "\"ZZ\"", Some("CZ"));
        assert!(matches!(read("x = "), Err((Some(1), Problem::Syntax(_)))));
    }
}
