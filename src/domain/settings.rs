//! What the user has chosen and the domain's rules depend on. Read from the configuration by `config`.

use std::sync::Arc;

use chrono::Weekday;

use super::cadence::Span;
use super::called::Called;
use super::ceiling::{AtMost, Ceiling};
use super::contact::Tier;
use super::country::Country;
use super::health::{Healths, Standing, Weights};
use super::id::{CompanyId, ContactId};
use super::interaction::Kind;
use super::mail::OwnMails;
use super::money::Currency;
use super::workdays::Workdays;

#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    pub workdays: Workdays,
    /// Rhythms of the tiers A, B and C; `None` for none.
    pub tiers: [Option<Span>; 3],
    /// How often those of the tiers A, B and C are to be touched at the most; `None` for no ceiling.
    pub ceilings: [Option<AtMost>; 3],
    /// The kind of interaction that a log line without one means.
    pub log_kind: Kind,
    /// By which it is told which way a mail went.
    pub own_mails: OwnMails,
    /// Whether `12/24` is a day (24 December), as it is with LANG en_US.
    pub month_first: bool,
    /// On which day weeks begin where days stand side by side.
    pub week_start: Weekday,
    /// Whose national phone numbers are known again with and without the country's code.
    pub country: Country,
    /// Whether a touch with anyone restarts the rhythms of all who work at the same company.
    pub one_touch_counts: bool,
    /// Whether a company without a rhythm of its own has its tier's.
    pub companies_follow_tiers: bool,
    /// In which orders are whose currency isn't said; `None`: the country's.
    pub currency: Option<Currency>,
    /// How much each part of a health counts.
    pub health: Weights,
    /// Whether a health that turned for the worse is a reason on the agenda.
    pub worse_on_agenda: bool,
    pub feedback: FeedbackRules,
    /// For how long after a purchase a customer is active, in reports.
    pub reports_active: Span,
    /// Who is called to the agenda by segments: found out, not chosen, as who is in them changes.
    pub called: Arc<Called>,
    /// How relationships stand, once that was reckoned: found out, too.
    pub healths: Option<Arc<Healths>>,
}

/// What follows by itself from what customers say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedbackRules {
    /// Days after a complaint is resolved until they are asked whether all is well; 0 for never.
    pub check_back: u16,
    /// What the follow-up of that is called, in the user's language.
    pub check_back_title: String,
    /// Nobody is asked for a survey again before so many days; 0 for whenever.
    pub ask_every: u16,
    /// Days after a detractor's answer until they are called back; 0 for never.
    pub call_back: u16,
    /// What the follow-up of that is called: `{}` stands for the score.
    pub call_back_title: String,
}

impl Default for FeedbackRules {
    fn default() -> Self {
        Self {
            check_back: 14,
            check_back_title: String::new(),
            ask_every: 90,
            call_back: 1,
            call_back_title: String::new(),
        }
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            workdays: Workdays::default(),
            tiers: [Some(Span::days(30)), Some(Span::days(90)), Some(Span::days(180))],
            ceilings: [None; 3],
            log_kind: Kind::Call,
            own_mails: OwnMails::default(),
            month_first: false,
            week_start: Weekday::Mon,
            country: Country::default(),
            one_touch_counts: false,
            companies_follow_tiers: false,
            currency: None,
            health: Weights::default(),
            worse_on_agenda: true,
            feedback: FeedbackRules::default(),
            reports_active: Span::days(365),
            called: Arc::default(),
            healths: None,
        }
    }
}

impl Settings {
    /// The same where no segment calls anybody and nothing is reckoned: who is in segments isn't to hang on whom they call, nor on how
    /// things stood before.
    pub fn calling_nobody(&self) -> Self {
        Self { called: Arc::default(), healths: None, ..self.clone() }
    }

    /// How it stands with a contact; of that nothing is known before it is reckoned.
    pub fn health_of(&self, contact: ContactId) -> Standing {
        self.healths.as_deref().map(|all| all.of_contact(contact)).unwrap_or_default()
    }

    /// The same of a company.
    pub fn health_of_company(&self, company: CompanyId) -> Standing {
        self.healths.as_deref().map(|all| all.of_company(company)).unwrap_or_default()
    }

    /// The currency of orders of which it isn't said.
    pub fn currency(&self) -> Currency {
        self.currency.unwrap_or_else(|| Currency::of_country(self.country.letters()))
    }

    /// The rhythm of `tier`, if there is one.
    pub fn rhythm_of(&self, tier: Option<Tier>) -> Option<Span> {
        tier.and_then(|tier| self.tiers[tier as usize])
    }

    /// What a contact's ceiling comes to.
    pub fn ceiling_of(&self, ceiling: Ceiling, tier: Option<Tier>) -> Option<AtMost> {
        match ceiling {
            Ceiling::ByTier => tier.and_then(|tier| self.ceilings[tier as usize]),
            Ceiling::None => None,
            Ceiling::Own(at_most) => Some(at_most),
        }
    }
}
