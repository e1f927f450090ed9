//! An event as the draft of what is kept of it.

use std::borrow::Cow;

use chrono::NaiveDate;
use uuid::Uuid;

use super::components::Kind as Of;
use super::event::Event;
use super::moment::Moment;
use super::people::{self, Attendance};
use super::places::Places;
use super::standing::SOURCE;
use super::write::{OWN, Promised};
use crate::domain::follow_up::{FollowUp, FollowUpState, Recurs};
use crate::domain::id::{ContactId, FollowUpId, InteractionId};
use crate::domain::interaction::{Interaction, Kind, Outcome};
use crate::domain::log_line;
use crate::domain::mail::OwnMails;
use crate::formats::clean;
use crate::formats::draft::{Cleaned, Draft, Entry, What, Whom};
use crate::formats::mail::html;

/// Where a meeting is held that is joined from afar.
const ROOMS: &[&str] = &[
    "zoom.us",
    "teams.microsoft.com",
    "teams.live.com",
    "meet.google.com",
    "webex.com",
    "gotomeet",
    "whereby.com",
    "meet.jit.si",
    "jitsi",
    "bigbluebutton",
    "bbb.",
];

/// What a draft is made against.
pub struct Drafting<'a> {
    pub places: &'a Places,
    pub today: NaiveDate,
    /// The user's addresses: what is with the user alone is with nobody.
    pub own: &'a OwnMails,
}

impl Drafting<'_> {
    /// The draft of an event at `start`; of a series the follow-up that recurs, if it `is_series`; `is_instance` if it is one of
    /// a series' times.
    pub fn draft(&self, event: Event, start: Moment, is_series: bool, is_instance: bool) -> (Draft, Vec<Cleaned>) {
        let name = event.summary.clone();
        let other = |kind: &str| Draft::Other { kind: kind.to_owned(), name: name.clone() };
        let at = self.places.user(&start);
        let is_past = at.date_naive() < self.today && !event.is_to_do();
        let is_cancelled = is_past && event.kind == Of::Event && event.status == "CANCELLED";
        let called_off = is_cancelled && !is_instance;
        let source_id = self.source_id(&event, &start, is_instance);
        let last = event.changed.as_ref().or(event.stamped.as_ref());
        let revised = last.map(|at| (event.sequence, self.places.utc(at).and_utc().timestamp()));
        let (with, named_in) = self.whom(&event);
        let what = match event.kind {
            _ if event.uid.ends_with(OWN) => match event.promised {
                Some(promised) => return (self.own(promised, revised, source_id), event.cleaned),
                None => return (other("touchbase"), event.cleaned),
            },
            // A series that is called off took place until then.
            Of::Event if is_cancelled && is_instance => return (other("cancelled event"), event.cleaned),
            Of::Event if !is_past => self.follow_up(&event, &start, is_series),
            Of::ToDo => self.follow_up(&event, &start, event.span(&start).is_some() && !event.ends()),
            Of::Event | Of::Journal => What::Interaction(self.interaction(&event, &start)),
        };
        (Draft::Entry(Box::new(Entry { what, with, named_in, revised, source_id, called_off })), event.cleaned)
    }

    /// A follow-up that touchbase wrote: what it is, and not on which day it is to be seen.
    fn own(&self, promised: Promised, revised: Option<(u32, i64)>, source_id: String) -> Draft {
        let Promised { due, time, title, uid, name, mail, recurs } = promised;
        let (id, nobody) = (FollowUpId(Uuid::nil()), ContactId(Uuid::nil()));
        let what =
            What::FollowUp(FollowUp { time, recurs, ..FollowUp::new(id, nobody, title, due, NaiveDate::default()) });
        let with = vec![Whom { id: uid, name, mail, ..Whom::default() }];
        Draft::Entry(Box::new(Entry { what, with, named_in: String::new(), revised, source_id, called_off: false }))
    }

    /// By which the import knows it again: of one of a series' times with its moment.
    fn source_id(&self, event: &Event, start: &Moment, is_instance: bool) -> String {
        let time = event.instance.as_ref().or(is_instance.then_some(start));
        let time = time.map(|time| format!("#{}", self.places.named(time))).unwrap_or_default();
        if event.uid.is_empty() { String::new() } else { format!("{SOURCE}{}{time}", event.uid) }
    }

    fn interaction(&self, event: &Event, start: &Moment) -> Interaction {
        let minutes = match (start, &event.start, &event.end) {
            (Moment::Day(_), ..) => None,
            (_, Some(first), Some(end @ Moment::At(..))) => {
                u32::try_from((self.places.utc(end) - self.places.utc(first)).num_minutes()).ok()
            }
            _ => event.duration.and_then(|span| u32::try_from(span.num_minutes()).ok()),
        };
        Interaction {
            id: InteractionId(Uuid::nil()),
            at: self.places.user(start),
            time_known: matches!(start, Moment::At(..)),
            with: Vec::new(),
            kind: if event.kind == Of::Journal { Kind::Note } else { kind(event) },
            direction: None,
            outcome: Outcome::Reached,
            // What takes longer than a day is no talk of so many minutes.
            minutes: minutes.filter(|minutes| (1..=24 * 60).contains(minutes)),
            text: said(event),
            topics: Vec::new(),
            purpose: None,
            worth: String::new(),
            automatic: false,
            pinned: false,
            source_id: String::new(),
        }
    }

    fn follow_up(&self, event: &Event, start: &Moment, recurs: bool) -> What {
        let at = self.places.user(start);
        // Where the file doesn't tell it, the import does.
        let made = event.created.as_ref().map(|made| self.places.user(made).date_naive().min(self.today));
        let due = at.date_naive();
        let (id, nobody) = (FollowUpId(Uuid::nil()), ContactId(Uuid::nil()));
        let mut follow_up = FollowUp::new(id, nobody, title(event), due, made.unwrap_or_default());
        follow_up.time = matches!(start, Moment::At(..)).then(|| at.time());
        let anchor = event.first().map(|first| self.places.user(&first).date_naive());
        let span = event.first().and_then(|first| event.span(&first));
        follow_up.recurs = span.zip(anchor).filter(|_| recurs).map(|(span, anchor)| Recurs::Every { span, anchor });
        follow_up.state = match event.status.as_str() {
            "CANCELLED" => FollowUpState::Cancelled,
            "COMPLETED" if event.is_to_do() => FollowUpState::Done,
            _ if event.is_to_do() && event.completed.is_some() => FollowUpState::Done,
            _ => FollowUpState::Open,
        };
        if follow_up.state != FollowUpState::Open {
            let completed = event.completed.as_ref().map(|completed| self.places.user(completed).date_naive());
            follow_up.closed = Some(completed.unwrap_or(due).min(self.today));
        }
        What::FollowUp(follow_up)
    }

    /// Whom it may be with: those who were asked and didn't decline, and aren't the user; where nobody was, whom its summary names, which
    /// then stands besides.
    fn whom(&self, event: &Event) -> (Vec<Whom>, String) {
        let is_other = |one: &&Attendance| !self.own.has(&one.whom.mail.to_lowercase());
        // An organizer, who may be the user, is mostly among the attendees as well; else they stand behind them.
        let (organizers, asked): (Vec<_>, Vec<_>) =
            event.people.iter().filter(is_other).partition(|one| one.is_organizer);
        if asked.is_empty() && organizers.is_empty() {
            return (people::in_words(&event.summary), event.summary.clone());
        }
        let mut with: Vec<Whom> = Vec::new();
        for one in asked.into_iter().chain(organizers).filter(|one| !one.declined) {
            let is_there =
                |there: &Whom| *there == one.whom || !one.whom.mail.is_empty() && there.mail == one.whom.mail;
            if !with.iter().any(is_there) {
                with.push(one.whom.clone());
            }
        }
        (with, String::new())
    }
}

/// What the summary's first word says it is, else where it is held.
fn kind(event: &Event) -> Kind {
    let word = |count: usize| {
        let words: Vec<&str> = event.summary.split_whitespace().take(count).collect();
        log_line::kind_from_word(words.join(" ").trim_end_matches([':', ',', '.', ';']))
    };
    let told = word(2).or_else(|| word(1));
    if let Some(kind @ (Kind::Call | Kind::Video | Kind::Visit)) = told {
        return kind;
    }
    let is_afar = |text: &str| {
        let text = text.to_lowercase();
        ROOMS.iter().any(|room| text.contains(room))
    };
    let afar = is_afar(&event.location) || is_afar(&event.conference) || is_afar(&event.description);
    if afar { Kind::Video } else { Kind::Meeting }
}

/// What happened: what it was about, where, and what was written about it.
fn said(event: &Event) -> String {
    let description = description(event);
    let location = place(event).unwrap_or_default();
    let head = [event.summary.as_str(), location].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>();
    let head = head.join(" · ");
    let parts = [head.as_str(), &description].into_iter().filter(|text| !text.is_empty());
    clean::lines(&parts.collect::<Vec<_>>().join("\n\n")).text
}

/// What was written about it; Google's is HTML once it was set in bold.
fn description(event: &Event) -> Cow<'_, str> {
    let text = event.description.as_str();
    let lower = text.to_ascii_lowercase();
    let is_html = ["<br", "<p>", "<p ", "</", "<div", "<html"].iter().any(|tag| lower.contains(tag));
    if is_html { Cow::Owned(html::text(text)) } else { Cow::Borrowed(text) }
}

fn title(event: &Event) -> String {
    let parts = [event.summary.as_str(), place(event).unwrap_or_default()];
    let title = parts.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" · ");
    let first_line = || description(event).lines().next().unwrap_or_default().to_owned();
    clean::one_line(&if title.is_empty() { first_line() } else { title }, " ").text
}

/// Where it is, if that is a place one goes to.
fn place(event: &Event) -> Option<&str> {
    Some(event.location.as_str()).filter(|place| !place.contains("://"))
}
