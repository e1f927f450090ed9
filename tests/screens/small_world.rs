//! Seven contacts around Saturday, 21 November 2026, each on the agenda for another reason.

use chrono::{DateTime, Days, FixedOffset, NaiveDate};
use touchbase::domain::cadence::{Cadence, Span};
use touchbase::domain::change::Change;
use touchbase::domain::company::Company;
use touchbase::domain::consent::{Consent, ConsentState};
use touchbase::domain::contact::{Address, AddressForm, Channel, Contact, Job, Labelled, Tier};
use touchbase::domain::feedback::{Feedback, FeedbackKind, FeedbackState};
use touchbase::domain::follow_up::{FollowUp, FollowUpState};
use touchbase::domain::id::{CompanyId, ContactId, Ids};
use touchbase::domain::interaction::{Interaction, Kind, Outcome, Participant};
use touchbase::domain::record::Record;

pub const TODAY: &str = "2026-11-21";

struct World {
    ids: Ids,
    today: NaiveDate,
    changes: Vec<Change>,
}

/// All changes that make the world.
pub fn changes() -> Vec<Change> {
    let mut world =
        World { ids: Ids::seeded(1_700_000_000_000, 1), today: TODAY.parse().unwrap(), changes: Vec::new() };

    let deniz = world.contact("Deniz Çelik", "Atelier Çelik", |c| {
        c.tier = Some(Tier::B);
        c.address_form = Some(AddressForm::Sie);
        c.phones.push(labelled("+49 30 5550 1234"));
        c.mails.push(labelled("deniz@example.com"));
        c.notes = "Collects old planes. Never before ten.".into();
    });
    world.happened(deniz, 130, Kind::Mail, "thanked for the quick repair");
    world.happened(deniz, 80, Kind::Call, "asked when the second lot comes");
    world.happened(deniz, 49, Kind::Visit, "wants a sample of the new oak");
    world.decided(deniz, Channel::Phone, ConsentState::Given, 400);
    world.decided(deniz, Channel::Mail, ConsentState::Withdrawn, 202);
    world.complained(deniz, 11, "late twice");
    world.promised(deniz, -3, "send price list");

    let bernd = world.contact("Bernd Kaiser", "Kaiser Bau", |_| ());
    world.happened(bernd, 20, Kind::Call, "asked for an offer for the roof");
    world.promised(bernd, 3, "send offer");

    let tom = world.contact("Tom Berg", "", |c| c.birthday = Some("1976-11-21".parse().unwrap()));
    world.happened(tom, 100, Kind::Meeting, "trade fair");

    let anna = world.contact("Anna Müller", "Hofmann GmbH", |c| c.tier = Some(Tier::A));
    world.happened(anna, 42, Kind::Call, "everything fine, new colleague in March");

    let mia = world.contact("Mia Olsen", "Nordlys AS", |c| c.cadence = Cadence::Every(Span::days(90)));
    world.happened(mia, 93, Kind::Video, "walked through the new catalogue");

    let jan = world.contact("Jan Novák", "Novák s.r.o.", |_| ());
    world.promised(jan, -2, "renewal");

    let yuki = world.contact("山田 由紀", "株式会社サンプル", |_| ());
    world.promised(yuki, -4, "見積もり");
    world.contact("Zoë van Dijk", "Atelier Çelik", |_| ());
    world.changes
}

fn describe(company: &mut Company) {
    company.industry = "joinery".into();
    company.size = "12 people".into();
    company.web = "https://celik.example".into();
    company.tier = Some(Tier::B);
    company.tags = vec!["oak".into()];
    company.phones.push(Labelled::new("main", "+49 30 555 0"));
    company.addresses.push(Address {
        street: "Ahornweg 5".into(),
        postcode: "10115".into(),
        city: "Berlin".into(),
        ..Address::default()
    });
    company.notes = "Invoices to the head office.".into();
}

fn labelled(value: &str) -> Labelled {
    Labelled::new("", value)
}

impl World {
    fn ago(&self, days: i64) -> NaiveDate {
        match u64::try_from(days) {
            Ok(days) => self.today.checked_sub_days(Days::new(days)).unwrap(),
            Err(_) => self.today.checked_add_days(Days::new(days.unsigned_abs())).unwrap(),
        }
    }

    fn contact(&mut self, name: &str, company: &str, also: impl FnOnce(&mut Contact)) -> ContactId {
        let mut contact = Contact::new(self.ids.draw(), name, self.ago(500));
        if !company.is_empty() {
            let known = self.changes.iter().find_map(|change| match &change.after {
                Some(Record::Company(known)) if known.name == company => Some(known.id),
                _ => None,
            });
            let id = known.unwrap_or_else(|| {
                let id = self.ids.draw();
                let mut made = Company::new(id, company, self.ago(500));
                if company == "Atelier Çelik" {
                    describe(&mut made);
                }
                self.changes.push(Change::create(made));
                id
            });
            contact.jobs.push(Job { company: Some(id), ..Job::default() });
        }
        also(&mut contact);
        let id = contact.id;
        self.changes.push(Change::create(contact));
        id
    }

    fn company_of(&self, contact: ContactId) -> Option<CompanyId> {
        self.changes.iter().find_map(|change| match &change.after {
            Some(Record::Contact(known)) if known.id == contact => Some(known.company()),
            _ => None,
        })?
    }

    fn happened(&mut self, contact: ContactId, days_ago: i64, kind: Kind, text: &str) {
        let noon: DateTime<FixedOffset> = format!("{}T12:00:00+01:00", self.ago(days_ago)).parse().unwrap();
        let interaction = Interaction {
            id: self.ids.draw(),
            at: noon,
            time_known: false,
            with: vec![Participant { contact, company: self.company_of(contact) }],
            kind,
            direction: None,
            outcome: Outcome::Reached,
            minutes: None,
            text: text.into(),
            topics: Vec::new(),
            purpose: None,
            worth: String::new(),
            automatic: false,
            pinned: false,
            source_id: String::new(),
        };
        self.changes.push(Change::create(interaction));
    }

    fn promised(&mut self, contact: ContactId, days_late: i64, title: &str) {
        let follow_up = FollowUp {
            id: self.ids.draw(),
            contact,
            title: title.into(),
            due: self.ago(days_late),
            time: None,
            made: self.ago(30),
            from: None,
            about: None,
            recurs: None,
            state: FollowUpState::Open,
            closed: None,
            closed_by: None,
            after: None,
            snoozed_until: None,
            source_id: String::new(),
        };
        self.changes.push(Change::create(follow_up));
    }

    fn complained(&mut self, contact: ContactId, days_ago: i64, text: &str) {
        let feedback = Feedback {
            id: self.ids.draw(),
            contact,
            company: None,
            kind: FeedbackKind::Complaint,
            text: text.into(),
            day: self.ago(days_ago),
            topic: String::new(),
            score: None,
            promised: None,
            state: FeedbackState::Open,
            resolved: None,
            told: None,
            answer: String::new(),
            severity: None,
            owner: String::new(),
            promise: String::new(),
            replies: Vec::new(),
            cause: String::new(),
            goodwill: None,
            from: None,
            snoozed_until: None,
            source_id: String::new(),
        };
        self.changes.push(Change::create(feedback));
    }

    fn decided(&mut self, contact: ContactId, channel: Channel, state: ConsentState, days_ago: i64) {
        let consent = Consent {
            id: self.ids.draw(),
            contact,
            channel,
            purpose: None,
            state,
            day: self.ago(days_ago),
            how: String::new(),
            proof: String::new(),
        };
        self.changes.push(Change::create(consent));
    }
}
