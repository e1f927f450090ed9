//! Surveys on screen: who is asked with a key, who is left out and why; the scores month by month; a detractor is called back.

use chrono::{Days, NaiveDate};

use super::play::Screen;
use super::{check_in, small_world};
use touchbase::domain::change::Change;
use touchbase::domain::consent::{Consent, ConsentState, Purpose};
use touchbase::domain::contact::Channel;
use touchbase::domain::feedback::{Feedback, FeedbackKind};
use touchbase::domain::id::{ContactId, Ids};
use touchbase::domain::record::Record;
use touchbase::text::Lang;

/// The small world, where Anna Müller and Mia Olsen consented to surveys, Mia Olsen was asked twelve days ago, and everybody answered in
/// three months of the last five.
fn changes() -> Vec<Change> {
    let mut changes = small_world::changes();
    let mut ids = Ids::seeded(1_700_000_100_000, 2);
    let today: NaiveDate = small_world::TODAY.parse().unwrap();
    let people: Vec<(ContactId, String)> = changes
        .iter()
        .filter_map(|change| match &change.after {
            Some(Record::Contact(contact)) => Some((contact.id, contact.name.clone())),
            _ => None,
        })
        .collect();
    for (at, (contact, name)) in people.iter().enumerate() {
        for (ago, score) in [(130, at % 11), (95, (at * 3) % 11)] {
            let day = today - Days::new(ago);
            let score = Some(score as u8);
            changes.push(Change::create(Feedback {
                score,
                ..Feedback::new(ids.draw(), *contact, FeedbackKind::Survey, "", day)
            }));
        }
        if matches!(name.as_str(), "Anna Müller" | "Mia Olsen") {
            changes.push(Change::create(Consent {
                id: ids.draw(),
                contact: *contact,
                channel: Channel::Mail,
                purpose: Some(Purpose::Survey),
                state: ConsentState::Given,
                day: today - Days::new(200),
                how: String::new(),
                proof: String::new(),
            }));
        }
        if name == "Mia Olsen" {
            changes.push(Change::create(Feedback::asked(ids.draw(), *contact, today - Days::new(12))));
        }
    }
    changes
}

fn screen(lang: Lang, size: (u16, u16)) -> Screen {
    Screen::new(lang, size, small_world::TODAY, changes())
}

#[test]
fn they_look_like_this() {
    check_in("survey_scores", "4gn", screen);
    check_in("survey_ask", "2%ga", screen);
}

#[test]
fn one_key_asks_and_names_who_is_left_out() {
    let mut screen = screen(Lang::En, (120, 40));
    screen.play("2/mull<enter>ga").shows("Ask for a survey: Anna Müller").play("samples<enter>");
    screen.shows("Asked for a survey: samples · Anna Müller");
    screen.play("ga").shows("Not to be asked").shows("Anna Müller: asked 21 Nov");
    screen.play("u").play("ga").shows("Ask for a survey: Anna Müller").play("<esc>");
    // Of all who are marked one is left.
    screen.play("<esc><esc>%ga").shows("Mia Olsen: asked 9 Nov").play("<enter>").shows("Anna Müller");
}

#[test]
fn a_detractor_is_called_back_and_one_undo_takes_both_back() {
    let mut screen = screen(Lang::En, (120, 40));
    screen.play("2/mull<enter><enter>bslow<shift-tab><left><tab><tab><tab>3<ctrl-s>").shows("survey 3/10");
    screen.shows("call back, 3 of 10: slow").play("u").shows_not("call back, 3 of 10");
}

#[test]
fn scores_are_scrolled_and_closed() {
    let mut screen = screen(Lang::De, (80, 24));
    screen.play("4gn").shows("Net Promoter Score").shows("95-%-Bereich").play("jjk<esc>").shows_not("95-%-Bereich");
}
