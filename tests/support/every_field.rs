//! A record of each kind in which every field holds something. A new field is a compile error here: what keeps everything
//! must keep it, too.

use std::collections::BTreeMap;

use touchbase::domain::agenda_mark::{AgendaMark, Snooze};
use touchbase::domain::birthday::Birthday;
use touchbase::domain::cadence::{Cadence, Span};
use touchbase::domain::ceiling::{AtMost, Ceiling};
use touchbase::domain::company::Company;
use touchbase::domain::complaint::{Goodwill, Reply, Severity};
use touchbase::domain::consent::{Consent, ConsentState, Purpose};
use touchbase::domain::contact::{
    Address, AddressForm, Channel, Contact, DoNotContact, ForeignId, Job, Labelled, NameParts, Referrer, Stage, Tier,
};
use touchbase::domain::feedback::{Feedback, FeedbackKind, FeedbackState};
use touchbase::domain::follow_up::{FollowUp, FollowUpState, Recurs};
use touchbase::domain::id::Ids;
use touchbase::domain::interaction::{Direction, Interaction, Kind, Outcome, Participant};
use touchbase::domain::money::{Currency, Money};
use touchbase::domain::order::Order;
use touchbase::domain::record::Record;
use touchbase::domain::reference::Reference;

/// The records; `text` makes each text of a word.
pub fn every_field(ids: &mut Ids, text: &dyn Fn(&str) -> String) -> Vec<Record> {
    let day = |day: &str| Some(day.parse().unwrap());
    let labelled = |word: &str| Labelled { label: text("work"), value: text(word) };
    let address = Address {
        label: text("home"),
        post_box: text("4711"),
        extended: text("c/o Berg"),
        street: text("Gasse 1"),
        city: text("Köln"),
        region: text("NRW"),
        postcode: text("50667"),
        country: text("DE"),
    };
    let id = |word: &str| ForeignId { source: text("google"), value: text(word) };
    let free = |word: &str| BTreeMap::from([(text("Farbe"), text(word)), (text("Zahl"), text("1"))]);
    let snooze =
        |until: &str| Some(Snooze { until: until.parse().unwrap(), set: "2026-11-20T08:00:00+01:00".parse().unwrap() });
    let reference = |may| Some(Reference { may, day: "2026-10-01".parse().unwrap(), how: text("by mail") });
    let company = Company {
        id: ids.draw(),
        name: text("Hofmann GmbH"),
        added: "2026-01-05".parse().unwrap(),
        industry: text("wood"),
        size: text("12"),
        web: text("https://hofmann.example"),
        mails: vec![labelled("info@hofmann.example")],
        phones: vec![labelled("+49 711 1")],
        addresses: vec![address.clone()],
        tags: vec![text("oak")],
        tier: Some(Tier::B),
        cadence: Cadence::Every(Span::months(2)),
        reference: reference(true),
        key_contact: Some(ids.draw()),
        deputy: Some(ids.draw()),
        snoozed: snooze("2026-12-09"),
        notes: text("two\nlines"),
        ids: vec![id("c1")],
        foreign: vec![text("X-COLOR:red")],
        fields: free("rot"),
        archived: true,
        imported: Default::default(),
    };
    let other = Contact::new(ids.draw(), text("Tom"), "2026-01-06".parse().unwrap());
    let contact = Contact {
        id: ids.draw(),
        name: text("Anna Müller"),
        name_parts: NameParts {
            honorific: text("Dr."),
            given: text("Anna"),
            middle: text("Maria"),
            family: text("Müller"),
            suffix: text("MBA"),
            nickname: text("Anni"),
        },
        added: "2026-01-07".parse().unwrap(),
        ids: vec![id("p1"), id("p2")],
        foreign: vec![text("X-ANY:thing")],
        salutation: text("Frau"),
        address_form: Some(AddressForm::Sie),
        jobs: vec![
            Job {
                company: Some(company.id),
                role: text("owner"),
                department: text("sales"),
                from: day("2020-01-01"),
                to: day("2025-12-31"),
            },
            Job { company: None, role: text("advisor"), department: text("board"), from: None, to: None },
        ],
        mails: vec![labelled("anna@hofmann.example")],
        phones: vec![labelled("+49 711 2")],
        addresses: vec![address],
        handles: vec![labelled("https://social.example/anna")],
        birthday: Birthday::new(None, 2, 29),
        language: text("de"),
        preferred_channel: Some(Channel::Phone),
        tier: Some(Tier::A),
        stage: Some(Stage::Key),
        tags: vec![text("oak"), text("vip")],
        cadence: Cadence::Every(Span::days(30)),
        ceiling: Ceiling::Own(AtMost { touches: 4, within: Span::days(30) }),
        do_not_contact: Some(DoNotContact { until: day("2027-01-01"), reason: text("holiday") }),
        owner: text("ana"),
        source: text("fair"),
        referred_by: Some(Referrer::Contact(other.id)),
        reference: reference(false),
        notes: text("likes\noak"),
        fields: free("blau"),
        archived: false,
        imported: Default::default(),
    };
    let interaction = Interaction {
        id: ids.draw(),
        at: "2026-11-03T09:30:15.123456789+01:00".parse().unwrap(),
        time_known: true,
        with: vec![
            Participant { contact: contact.id, company: Some(company.id) },
            Participant { contact: other.id, company: None },
        ],
        kind: Kind::Visit,
        direction: Some(Direction::In),
        outcome: Outcome::LeftMessage,
        minutes: Some(20),
        text: text("asked for the list"),
        topics: vec![text("list")],
        purpose: Some(Purpose::Marketing),
        worth: text("saves a trip"),
        automatic: true,
        pinned: true,
        source_id: text("m1"),
    };
    let feedback = Feedback {
        id: ids.draw(),
        contact: contact.id,
        company: Some(company.id),
        kind: FeedbackKind::Survey,
        text: text("late twice"),
        day: "2026-11-03".parse().unwrap(),
        topic: text("delivery"),
        score: Some(3),
        promised: day("2026-11-10"),
        state: FeedbackState::Resolved,
        resolved: day("2026-11-08"),
        told: day("2026-11-09"),
        answer: text("sorry"),
        severity: Some(Severity::Critical),
        owner: text("Kim"),
        promise: text("a new lot by Friday"),
        replies: vec![
            Reply { day: "2026-11-04".parse().unwrap(), text: text("it is looked into") },
            Reply { day: "2026-11-06".parse().unwrap(), text: text("a new lot is on its way") },
        ],
        cause: text("the carrier"),
        goodwill: Some(Goodwill::Amount(Money::new(5_000, Currency::EUR))),
        from: Some(interaction.id),
        snoozed_until: day("2026-11-07"),
        source_id: text("s1"),
    };
    let earlier = FollowUp {
        id: ids.draw(),
        contact: contact.id,
        title: text("first"),
        due: "2026-08-01".parse().unwrap(),
        time: None,
        made: "2026-05-01".parse().unwrap(),
        from: None,
        about: None,
        recurs: Some(Recurs::After { span: Span::months(3) }),
        state: FollowUpState::Cancelled,
        closed: day("2026-08-02"),
        closed_by: None,
        after: None,
        snoozed_until: None,
        source_id: String::new(),
    };
    let follow_up = FollowUp {
        id: ids.draw(),
        contact: contact.id,
        title: text("send offer"),
        due: "2026-12-01".parse().unwrap(),
        time: Some("14:30:00".parse().unwrap()),
        made: "2026-11-03".parse().unwrap(),
        from: Some(interaction.id),
        about: Some(feedback.id),
        recurs: Some(Recurs::Every { span: Span::months(3), anchor: "2026-08-31".parse().unwrap() }),
        state: FollowUpState::Done,
        closed: day("2026-11-04"),
        closed_by: Some(interaction.id),
        after: Some(earlier.id),
        snoozed_until: day("2026-12-05"),
        source_id: text("t1"),
    };
    let consent = Consent {
        id: ids.draw(),
        contact: contact.id,
        channel: Channel::Mail,
        purpose: Some(Purpose::Marketing),
        state: ConsentState::Withdrawn,
        day: "2025-05-03".parse().unwrap(),
        how: text("by phone"),
        proof: text("letter 12"),
    };
    let mark = AgendaMark {
        contact: contact.id,
        cadence_from: day("2026-10-01"),
        last_contact: day("2026-09-01"),
        cadence: snooze("2026-12-01"),
        retry: snooze("2026-12-02"),
        birthday: snooze("2026-12-03"),
        off_until: day("2026-12-04"),
        congratulated: day("2026-03-01"),
    };
    let order = Order {
        id: ids.draw(),
        contact: Some(contact.id),
        company: Some(company.id),
        day: "2026-10-02".parse().unwrap(),
        amount: Money::new(-123_456, Currency::EUR),
        what: text("boards"),
        reference: text("R-4711"),
        source_id: text("o1"),
    };
    let mut records: Vec<Record> = vec![company.into(), other.into(), contact.into(), interaction.into()];
    records.extend::<[Record; 5]>([earlier.into(), follow_up.into(), feedback.into(), consent.into(), mark.into()]);
    records.push(order.into());
    records
}
