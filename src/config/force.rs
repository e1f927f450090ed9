//! What is in force, and where it comes from.

use std::path::Path;

use chrono::Weekday;
use serde_json::{Value as Json, json};

use super::{Config, KEYS, file};
use crate::domain::cadence::Span;
use crate::domain::ceiling::AtMost;
use crate::text::Lang;

/// Where a value comes from, the strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// An option of the command line, as it is written.
    Flag(&'static str),
    /// A variable of the environment.
    Environment(&'static str),
    /// A line of the configuration file, from 1.
    File(usize),
    Default,
}

impl Source {
    /// The option or variable, if it is one.
    pub fn asked(self) -> Option<&'static str> {
        match self {
            Self::Flag(name) | Self::Environment(name) => Some(name),
            Self::File(_) | Self::Default => None,
        }
    }
}

/// A key with its value.
#[derive(Debug, Clone, PartialEq)]
pub struct Value {
    /// Its full name, tables joined by dots.
    pub key: String,
    /// A string, a list of strings, or whether something is so.
    pub value: Json,
    pub source: Source,
}

/// Every key with its value, in the order of [`KEYS`], then the keys that are rebound. `store` is where the store lies
/// and `lang` the language that is spoken; what stands in `over` goes over the file.
pub fn in_force(config: &Config, store: &Path, lang: Lang, over: &[(&str, Json, Source)]) -> Vec<Value> {
    let value = |key: &str| {
        if let Some((_, value, source)) = over.iter().find(|(name, ..)| *name == key) {
            return Value { key: key.to_owned(), value: value.clone(), source: *source };
        }
        let source = config.lines.get(key).map_or(Source::Default, |line| Source::File(*line));
        Value { key: key.to_owned(), value: of(config, key, store, lang), source }
    };
    let rebound = config.keys.iter().map(|one| Value {
        key: format!("keys.{}", one.action),
        value: json!(one.keys),
        source: Source::File(one.line),
    });
    KEYS.iter().map(|key| value(key)).chain(rebound).collect()
}

/// The value of a key as it may be written in the file.
fn of(config: &Config, key: &str, store: &Path, lang: Lang) -> Json {
    let settings = &config.settings;
    let tier = |rhythm: Option<Span>| rhythm.map_or("none".to_owned(), |span| span.to_string());
    let ceiling = |most: Option<AtMost>| most.map_or("none".to_owned(), |most| most.to_string());
    match key {
        "store" => json!(store.display().to_string()),
        "read_only" => json!(config.read_only),
        "language" => json!(lang.tag()),
        "country" => json!(settings.country.letters()),
        "agenda.workdays" => {
            json!(settings.workdays.days().map(|day| day.to_string().to_lowercase()).collect::<Vec<_>>())
        }
        "agenda.holidays" => json!(settings.workdays.holidays().map_or("none".to_owned(), |of| of.to_string())),
        "agenda.days_off" => json!(settings.workdays.days_off().iter().map(|day| day.to_string()).collect::<Vec<_>>()),
        "agenda.tiers.A" => json!(tier(settings.tiers[0])),
        "agenda.tiers.B" => json!(tier(settings.tiers[1])),
        "agenda.tiers.C" => json!(tier(settings.tiers[2])),
        "agenda.ceilings.A" => json!(ceiling(settings.ceilings[0])),
        "agenda.ceilings.B" => json!(ceiling(settings.ceilings[1])),
        "agenda.ceilings.C" => json!(ceiling(settings.ceilings[2])),
        "log.kind" => json!(settings.log_kind),
        "contacts.view" => json!(config.view.as_deref().unwrap_or("all")),
        "health.agenda" => json!(settings.worse_on_agenda),
        "companies.one_touch_counts" => json!(settings.one_touch_counts),
        "companies.follow_tiers" => json!(settings.companies_follow_tiers),
        "mail.own" => json!(settings.own_mails.list()),
        "orders.currency" => json!(settings.currency()),
        "feedback.check_back" => json!(settings.feedback.check_back),
        "feedback.call_back" => json!(settings.feedback.call_back),
        "feedback.ask_every" => json!(settings.feedback.ask_every),
        "reports.active" => json!(settings.reports_active),
        "notify.by" => json!(config.notices.by.iter().map(|way| way.name()).collect::<Vec<_>>()),
        "notify.mail" => json!(config.notices.mail),
        "notify.names" => json!(config.notices.names),
        "ui.theme" => json!(config.theme),
        "ui.background" => json!(config.background.name()),
        "ui.icons" => json!(if config.icons_ascii { "ascii" } else { "unicode" }),
        "ui.week" => json!(if settings.week_start == Weekday::Sun { "sunday" } else { "monday" }),
        "ui.mouse" => json!(config.mouse),
        _ => file::weighed(key).map_or(Json::Null, |part| json!(settings.health.of(part))),
    }
}
