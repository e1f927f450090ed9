//! The names of things that are chosen from a few: kinds, outcomes, stages, channels, states.

use chrono::NaiveDate;

use super::{Text, days};
use crate::domain::complaint::Severity;
use crate::domain::consent::{ConsentState, Purpose};
use crate::domain::contact::{AddressForm, Channel, DoNotContact, Stage, Tier};
use crate::domain::feedback::{Feedback, FeedbackKind, FeedbackState, Standing};
use crate::domain::follow_up::FollowUpState;
use crate::domain::interaction::{Direction, Kind, Outcome};
use crate::domain::record::Record;
use crate::domain::said::{Said, What};
use crate::domain::search::Words;
use crate::say;

/// A record in a few words.
pub fn record(text: &Text, record: &Record) -> String {
    match record {
        Record::Contact(contact) => contact.name.clone(),
        Record::Company(company) => company.name.clone(),
        Record::Interaction(one) => format!("{} {} {}", kind(text, one.kind), one.day(), one.text).trim().to_owned(),
        Record::FollowUp(one) => format!("{} {}", super::reason::title(text, &one.title), one.due),
        Record::Feedback(one) => format!("{} {}", feedback(text, one.kind), one.text),
        Record::Consent(one) => format!("{} {}", channel(text, one.channel), consent(text, one.state)),
        Record::AgendaMark(_) => say!(text, "history-mark"),
        Record::Order(one) => super::money::order(text, one),
    }
}

/// Of several names the first three, and how many more.
pub fn some(text: &Text, names: &[String]) -> String {
    let (first, rest) = names.split_at(names.len().min(3));
    let first = first.join(", ");
    if rest.is_empty() { first } else { say!(text, "label-and-more", names = first, more = rest.len()) }
}

/// `order`, `Auftrag`.
pub fn order(text: &Text) -> String {
    say!(text, "said-order")
}

/// `call`, `Anruf`.
pub fn kind(text: &Text, kind: Kind) -> String {
    match kind {
        Kind::Call => say!(text, "kind-call"),
        Kind::Mail => say!(text, "kind-mail"),
        Kind::Meeting => say!(text, "kind-meeting"),
        Kind::Video => say!(text, "kind-video"),
        Kind::Chat => say!(text, "kind-chat"),
        Kind::Visit => say!(text, "kind-visit"),
        Kind::Letter => say!(text, "kind-letter"),
        Kind::Social => say!(text, "kind-social"),
        Kind::Event => say!(text, "kind-event"),
        Kind::Note => say!(text, "kind-note"),
    }
}

pub fn direction(text: &Text, direction: Direction) -> String {
    match direction {
        Direction::In => say!(text, "direction-in"),
        Direction::Out => say!(text, "direction-out"),
    }
}

pub fn outcome(text: &Text, outcome: Outcome) -> String {
    match outcome {
        Outcome::Reached => say!(text, "outcome-reached"),
        Outcome::NoAnswer => say!(text, "outcome-no-answer"),
        Outcome::LeftMessage => say!(text, "outcome-left-message"),
    }
}

/// What is to be said of an interaction before its text: that they weren't reached, or that no person wrote it to a person.
pub fn mark(text: &Text, of: Outcome, automatic: bool) -> Option<String> {
    match of {
        Outcome::Reached => automatic.then(|| say!(text, "interaction-automatic")),
        not_reached => Some(outcome(text, not_reached)),
    }
}

pub fn stage(text: &Text, stage: Stage) -> String {
    match stage {
        Stage::Lead => say!(text, "stage-lead"),
        Stage::Occasional => say!(text, "stage-occasional"),
        Stage::Regular => say!(text, "stage-regular"),
        Stage::Key => say!(text, "stage-key"),
        Stage::Dormant => say!(text, "stage-dormant"),
        Stage::Former => say!(text, "stage-former"),
    }
}

/// What a text is: an interaction's or feedback's kind, or notes.
pub fn said(text: &Text, said: &Said, words: &Words) -> String {
    match said.what {
        _ if said.is_in_answer(words) => say!(text, "said-answer"),
        What::Interaction(one) => kind(text, one),
        What::Feedback(one) => feedback(text, one),
        What::Order => order(text),
        What::Notes => say!(text, "said-notes"),
    }
}

/// The label of a mail, phone, address or page: the usual ones in the language in force, any other as it stands.
pub fn label(text: &Text, label: &str) -> String {
    match label {
        "work" => say!(text, "of-work"),
        "home" => say!(text, "of-home"),
        "mobile" => say!(text, "of-mobile"),
        "work mobile" => say!(text, "of-work-mobile"),
        "home mobile" => say!(text, "of-home-mobile"),
        "main" => say!(text, "of-main"),
        "fax" => say!(text, "of-fax"),
        "work fax" => say!(text, "of-work-fax"),
        "home fax" => say!(text, "of-home-fax"),
        "pager" => say!(text, "of-pager"),
        "web" => say!(text, "of-web"),
        "other" => say!(text, "of-other"),
        own => own.to_owned(),
    }
}

/// Whose relation somebody is, and what a day is: as address books call them; all else is the user's own word.
pub fn relation(text: &Text, name: &str) -> String {
    match name {
        "relation" => say!(text, "relation-any"),
        "spouse" => say!(text, "relation-spouse"),
        "partner" | "domestic partner" | "domesticpartner" => say!(text, "relation-partner"),
        "child" => say!(text, "relation-child"),
        "son" => say!(text, "relation-son"),
        "daughter" => say!(text, "relation-daughter"),
        "parent" => say!(text, "relation-parent"),
        "mother" => say!(text, "relation-mother"),
        "father" => say!(text, "relation-father"),
        "sibling" => say!(text, "relation-sibling"),
        "brother" => say!(text, "relation-brother"),
        "sister" => say!(text, "relation-sister"),
        "friend" => say!(text, "relation-friend"),
        "assistant" => say!(text, "relation-assistant"),
        "manager" => say!(text, "relation-manager"),
        "anniversary" => say!(text, "relation-anniversary"),
        "date" => say!(text, "relation-date"),
        own => own.to_owned(),
    }
}

/// `tier A`, `Stufe A`.
pub fn tier(text: &Text, tier: Tier) -> String {
    say!(text, "tier-named", tier = tier.letter().to_string())
}

/// `yes`, `until 3 Oct`, and the reason.
pub fn do_not_contact(text: &Text, not: &DoNotContact, today: NaiveDate) -> String {
    let until = not.until.map(|day| say!(text, "fact-until", day = days::short(text, day, today)));
    let until = until.unwrap_or_else(|| say!(text, "fact-yes"));
    if not.reason.is_empty() { until } else { format!("{until}, {}", not.reason) }
}

pub fn address_form(text: &Text, form: AddressForm) -> String {
    match form {
        AddressForm::Du => say!(text, "form-du"),
        AddressForm::Sie => say!(text, "form-sie"),
    }
}

pub fn channel(text: &Text, channel: Channel) -> String {
    match channel {
        Channel::Phone => say!(text, "channel-phone"),
        Channel::Mail => say!(text, "channel-mail"),
        Channel::Video => say!(text, "channel-video"),
        Channel::Chat => say!(text, "channel-chat"),
        Channel::Visit => say!(text, "channel-visit"),
        Channel::Letter => say!(text, "channel-letter"),
        Channel::Social => say!(text, "channel-social"),
    }
}

/// What something is sent or said for.
pub fn purpose(text: &Text, purpose: Purpose) -> String {
    match purpose {
        Purpose::Contract => say!(text, "purpose-contract"),
        Purpose::Service => say!(text, "purpose-service"),
        Purpose::Marketing => say!(text, "purpose-marketing"),
        Purpose::Survey => say!(text, "purpose-survey"),
    }
}

/// The channel, and the purpose if it is about one: `mail`, `mail, marketing`.
pub fn channel_for(text: &Text, channel: Channel, purpose: Option<Purpose>) -> String {
    let channel = self::channel(text, channel);
    purpose.map_or(channel.clone(), |own| format!("{channel}, {}", self::purpose(text, own)))
}

pub fn consent(text: &Text, state: ConsentState) -> String {
    match state {
        ConsentState::Given => say!(text, "consent-given"),
        ConsentState::Withdrawn => say!(text, "consent-withdrawn"),
        ConsentState::Unknown => say!(text, "consent-unknown"),
    }
}

pub fn feedback(text: &Text, kind: FeedbackKind) -> String {
    match kind {
        FeedbackKind::Praise => say!(text, "feedback-praise"),
        FeedbackKind::Complaint => say!(text, "feedback-complaint"),
        FeedbackKind::Wish => say!(text, "feedback-wish"),
        FeedbackKind::Survey => say!(text, "feedback-survey"),
    }
}

/// `complaint: late twice`, `survey 9/10: fast`, `survey 9/10`.
pub fn heard(text: &Text, of: &Feedback) -> String {
    let score = of.score.map(|score| format!(" {score}/10")).unwrap_or_default();
    let kind = feedback(text, of.kind);
    if of.text.is_empty() { format!("{kind}{score}") } else { format!("{kind}{score}: {}", of.text) }
}

/// How far feedback has come.
pub fn severity(text: &Text, severity: Severity) -> String {
    match severity {
        Severity::Minor => say!(text, "severity-minor"),
        Severity::Serious => say!(text, "severity-serious"),
        Severity::Critical => say!(text, "severity-critical"),
    }
}

pub fn standing(text: &Text, standing: Standing) -> String {
    match standing {
        Standing::Asked => feedback_state(text, FeedbackState::Asked),
        Standing::Open => feedback_state(text, FeedbackState::Open),
        Standing::Acknowledged => feedback_state(text, FeedbackState::Acknowledged),
        Standing::Resolved => feedback_state(text, FeedbackState::Resolved),
        Standing::Told => say!(text, "feedback-told"),
    }
}

pub fn feedback_state(text: &Text, state: FeedbackState) -> String {
    match state {
        FeedbackState::Asked => say!(text, "feedback-asked"),
        FeedbackState::Open => say!(text, "feedback-open"),
        FeedbackState::Acknowledged => say!(text, "feedback-acknowledged"),
        FeedbackState::Resolved => say!(text, "feedback-resolved"),
    }
}

pub fn follow_up_state(text: &Text, state: FollowUpState) -> String {
    match state {
        FollowUpState::Open => say!(text, "follow-up-open"),
        FollowUpState::Done => say!(text, "follow-up-done"),
        FollowUpState::Cancelled => say!(text, "follow-up-cancelled"),
    }
}
