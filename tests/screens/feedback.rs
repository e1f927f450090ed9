//! The feedback screen, by snapshot and by play: from a complaint that came in to the customer who was told.

use chrono::{Days, NaiveDate};

use super::play::Screen;
use super::{check_in, small_world};
use touchbase::domain::change::Change;
use touchbase::domain::feedback::{Feedback, FeedbackKind, FeedbackState, Standing};
use touchbase::domain::id::Ids;
use touchbase::domain::record::{Record, RecordKind};
use touchbase::store::Wanted;
use touchbase::text::Lang;

/// The small world, and feedback of all kinds and states in it: who, kind, days ago, how far it is, text.
fn changes() -> Vec<Change> {
    let mut changes = small_world::changes();
    let mut ids = Ids::seeded(1_700_000_100_000, 2);
    let today: NaiveDate = small_world::TODAY.parse().unwrap();
    for (who, kind, ago, standing, text) in [
        ("Tom Berg", FeedbackKind::Complaint, 1, Standing::Open, "the invoice names the wrong order"),
        ("Bernd Kaiser", FeedbackKind::Complaint, 6, Standing::Acknowledged, "scaffolding stood a week too long"),
        ("Anna Müller", FeedbackKind::Wish, 30, Standing::Open, "wants the price list as a table #prices"),
        ("Mia Olsen", FeedbackKind::Survey, 12, Standing::Open, "quick answers, but the catalogue is hard to read"),
        ("Jan Novák", FeedbackKind::Praise, 3, Standing::Open, "the new packaging is a joy"),
        ("Zoë van Dijk", FeedbackKind::Complaint, 20, Standing::Resolved, "two boards were scratched"),
        ("Anna Müller", FeedbackKind::Complaint, 200, Standing::Told, "nobody answered the phone"),
    ] {
        let contact = changes.iter().find_map(|change| match &change.after {
            Some(Record::Contact(contact)) if contact.name == who => Some(contact.id),
            _ => None,
        });
        let day = today - Days::new(ago);
        let done = (standing >= Standing::Resolved).then(|| day + Days::new(2));
        let state = match standing {
            Standing::Open => FeedbackState::Open,
            Standing::Acknowledged => FeedbackState::Acknowledged,
            Standing::Resolved | Standing::Told => FeedbackState::Resolved,
            Standing::Asked => FeedbackState::Asked,
        };
        changes.push(Change::create(Feedback {
            score: (kind == FeedbackKind::Survey).then_some(7),
            topic: if text.contains("#prices") { "prices".into() } else { String::new() },
            state,
            resolved: done,
            told: done.filter(|_| standing == Standing::Told),
            answer: if standing == Standing::Told { "a second line since May".into() } else { String::new() },
            ..Feedback::new(ids.draw(), contact.unwrap(), kind, text, day)
        }));
    }
    changes
}

fn screen(lang: Lang, size: (u16, u16)) -> Screen {
    Screen::new(lang, size, small_world::TODAY, changes())
}

fn english() -> Screen {
    screen(Lang::En, (120, 40))
}

fn check(name: &str, keys: &str) {
    check_in(name, keys, screen);
}

/// The feedback that begins so, from the archive.
fn stored(screen: &Screen, text: &str) -> Feedback {
    let fits = |record: &Record| matches!(record, Record::Feedback(one) if one.text.starts_with(text));
    let all = screen.store.latest(RecordKind::Feedback, None, usize::MAX, Wanted::All).unwrap();
    match all.into_iter().find(fits) {
        Some(Record::Feedback(one)) => one,
        other => panic!("no feedback {text:?}, but {other:?}"),
    }
}

#[test]
fn the_screen_looks_like_this() {
    check("feedback_list", "4");
    check("feedback_all", "4<tab><tab>G");
    check("feedback_filter", "4/scaff");
    check("feedback_handling", "4d");
    check("feedback_told", "4G");
    check("feedback_telling", "4Gd<enter>");
    check("feedback_contact", "4G<enter>");
    check("feedback_topics", "4gb");
    check("feedback_resolving", "4d2");
    check("feedback_reply", "4dm");
}

#[test]
fn enter_walks_a_complaint_along_until_it_is_closed_and_the_agenda_follows() {
    let mut screen = english();
    screen.shows("5 due").play("4").selects("Deniz").play("d<enter>").shows("Acknowledged: late twice · Deniz Çelik");
    screen.selects("Deniz").shows("acknowledged, 9 d late");
    screen.play("d<enter>new lot sent<enter>").shows("Done: late twice").shows("→ new lot sent").selects("Deniz");
    screen.shows("4 due").play("1").shows_not("complaint, 9 d late").play("4").shows("customer not told");
    screen.selects("Deniz").play("d<enter><tab>yesterday<enter>").shows("Told on Fri 20 Nov: late twice");
    screen.shows("[Open 6]").play("<tab><tab>").shows("Closed 2");
    let told = stored(&screen, "late twice");
    assert_eq!(told.standing(), Standing::Told);
    assert_eq!((told.told, told.answer.as_str()), ("2026-11-20".parse().ok(), "new lot sent"));
    screen.play("1uuu").shows("5 due");
    assert_eq!(stored(&screen, "late twice").standing(), Standing::Open);
}

#[test]
fn a_complaint_is_noted_with_what_was_promised_and_what_they_were_told() {
    let mut screen = english();
    screen.play("4d").play("m").shows("Told meanwhile").play("<enter>it is looked into<ctrl-s>");
    screen.shows("Told meanwhile on Sat 21 Nov: it is looked into").shows("told 21 Nov: it is looked into");
    screen.play("d2new lot sent<tab>the carrier<tab>50<enter>").shows("→ new lot sent").shows("cause: the carrier");
    let done = stored(&screen, "late twice");
    assert_eq!(done.goodwill.as_ref().map(ToString::to_string).as_deref(), Some("50.00 EUR"));
    assert_eq!(done.replies.len(), 1);
    let asked = screen.store.book().follow_ups_of(done.contact).iter().map(|one| one.title.clone()).collect::<Vec<_>>();
    assert!(asked.contains(&"check back: late twice".to_owned()), "{asked:?}");
    screen.play("u");
    assert_eq!(
        (stored(&screen, "late twice").standing(), stored(&screen, "late twice").cause),
        (Standing::Open, String::new())
    );
    assert!(!screen.store.book().follow_ups_of(done.contact).iter().any(|one| one.title.starts_with("check back")));
    // What they were told is edited as text, a line each.
    screen.play("e").shows("2026-11-21 it is looked into").play("<esc>");
}

#[test]
fn one_answer_tells_all_who_wished_the_same() {
    let mut changes = changes();
    let mut ids = Ids::seeded(1_700_000_200_000, 3);
    for who in ["Tom Berg", "Deniz Çelik", "Jan Novák"] {
        let contact = changes.iter().find_map(|change| match &change.after {
            Some(Record::Contact(contact)) if contact.name == who => Some(contact.id),
            _ => None,
        });
        let day: NaiveDate = small_world::TODAY.parse().unwrap();
        let (state, resolved) = (FeedbackState::Resolved, Some(day));
        let wish = Feedback::new(ids.draw(), contact.unwrap(), FeedbackKind::Wish, format!("samples for {who}"), day);
        changes.push(Change::create(Feedback { topic: "Samples".into(), state, resolved, ..wish }));
    }
    let mut screen = Screen::new(Lang::En, (120, 40), small_world::TODAY, changes);
    screen
        .play("4<tab>")
        .shows("#Samples 3")
        .shows("without a topic 1")
        .shows("neither mail nor phone")
        .play("j")
        .shows("best by phone")
        .play("k");
    screen.play("d").shows("told, and all 3 on #Samples with it").play("t").shows("Told all 3 on #Samples");
    screen.play("there are samples now<enter>").shows_not("#Samples");
    for who in ["Tom Berg", "Deniz Çelik", "Jan Novák"] {
        let told = stored(&screen, &format!("samples for {who}"));
        assert_eq!((told.standing(), told.answer.as_str()), (Standing::Told, "there are samples now"), "{who}");
    }
    screen.play("u").shows("#Samples 3");
    screen.play("gb").shows("What customers speak of").shows("#Samples").play("<enter>").shows("samples for Deniz");
    screen.shows("[all 11]").shows_not("scaffolding");
}

#[test]
fn a_complaint_that_is_resolved_and_told_at_once_is_two_keys() {
    let mut screen = english();
    screen.play("4d3<enter>").shows("Told on Sat 21 Nov: late twice");
    let told = stored(&screen, "late twice");
    assert_eq!((told.resolved, told.told), ("2026-11-21".parse().ok(), "2026-11-21".parse().ok()));
}

#[test]
fn closed_feedback_is_opened_again() {
    let mut screen = english();
    screen
        .play("4<tab><tab>G")
        .selects("Anna")
        .play("d")
        .shows("open again")
        .play("<enter>")
        .shows("Open again: nobody");
    assert_eq!(stored(&screen, "nobody answered").standing(), Standing::Open);
    screen.selects("Anna").play("<esc>").shows("nobody answered the phone");
}

#[test]
fn from_a_complaint_to_its_contact_and_back() {
    let mut screen = english();
    screen
        .play("4jj")
        .selects("Bernd")
        .play("<enter>")
        .shows("asked for an offer for the roof")
        .shows("acknowledged, 4 d late");
    screen.play("<esc>").selects("Bernd").play("<enter>q").selects("Bernd").play("ccall: all fine<enter>");
    screen.shows("Logged call with Bernd Kaiser").selects("Bernd");
}

#[test]
fn the_filter_looks_at_text_name_company_and_topic() {
    for (typed, who) in [("packag", "Jan Novák"), ("olsen", "Mia Olsen"), ("nordlys", "Mia Olsen"), ("#prices", "Anna")]
    {
        english().play(&format!("4/{typed}<enter>")).selects(who).play("<esc>").shows("Complaints 2");
    }
    english().play("4/zzz").shows("Nothing fits");
}

#[test]
fn marked_feedback_is_resolved_together_and_taken_back_together() {
    let mut screen = english();
    screen
        .play("4<space><space>")
        .shows(" d done  X delete")
        .play("tfair<enter>")
        .shows("2 stay marked · Esc")
        .shows("2 marked")
        .play("d")
        .shows("2 pieces of feedback · 2 contacts: Deniz Çelik, Tom Berg");
    screen.play("2<enter>").shows("Done: late twice, the invoice names the wrong order · Deniz Çelik, Tom Berg");
    screen
        .shows("Customer to be told 3")
        .shows_not("marked")
        .play("u")
        .shows("Complaints 2")
        .shows("Customer to be told 1");
}

#[test]
fn marked_feedback_is_deleted_and_contacts_are_not() {
    let mut screen = english();
    screen
        .play("4<space><space>X")
        .shows("2 pieces of feedback")
        .shows("Deniz Çelik, Tom Berg")
        .play("<enter>")
        .shows_not("Deleted")
        .play("X2")
        .shows("Deleted");
    screen.shows_not("Complaints").play("2").shows("Deniz Çelik").play("u4").shows("Complaints 2");
}

#[test]
fn feedback_is_edited_where_it_is_closed_too() {
    let mut screen = english();
    screen.play("4<tab><tab>Ge<ctrl-u>no answer on the phone<ctrl-s>").shows("no answer on the phone");
    assert_eq!(stored(&screen, "no answer on the phone").standing(), Standing::Told);
}

#[test]
fn a_day_to_come_is_no_day_of_telling() {
    let mut screen = english();
    screen.play("4Gd<enter><tab>in 3 weeks<enter>").shows("Told");
    assert_eq!(stored(&screen, "two boards").told, None);
    screen.play("<ctrl-u>nonsense<enter>").shows("nonsense");
    assert_eq!(stored(&screen, "two boards").told, None);
}

#[test]
fn a_survey_s_score_may_say_all() {
    let mut screen = english();
    screen.play("4b").shows("Feedback · Deniz").play("<ctrl-s>").shows("the text is missing");
    screen.play("<shift-tab><left><tab><tab><tab>9<ctrl-s>").shows_not("is missing");
    let one = stored(&screen, "");
    assert_eq!((one.kind, one.score, one.text.as_str()), (FeedbackKind::Survey, Some(9), ""));
}

#[test]
fn many_closed_ones_are_read_page_by_page() {
    let mut changes = changes();
    let mut ids = Ids::seeded(1_700_000_200_000, 3);
    let contact = match &changes[1].after {
        Some(Record::Contact(contact)) => contact.id,
        other => panic!("no contact: {other:?}"),
    };
    for n in 0..250 {
        let day: NaiveDate = "2025-01-01".parse().unwrap();
        let day = day + Days::new(n);
        changes.push(Change::create(Feedback {
            state: FeedbackState::Resolved,
            resolved: Some(day),
            told: Some(day),
            ..Feedback::new(ids.draw(), contact, FeedbackKind::Wish, format!("wish number {n}."), day)
        }));
    }
    let mut screen = Screen::new(Lang::En, (120, 40), small_world::TODAY, changes);
    screen.play("4<tab><tab>").shows("all 107+").shows("wish number 249.").play("GGG").shows("all 258").selects("Anna");
}

#[test]
fn without_feedback_it_says_where_it_comes_from() {
    let nothing_said = |change: &Change| !matches!(change.after, Some(Record::Feedback(_)));
    let world = small_world::changes().into_iter().filter(nothing_said).collect();
    let mut screen = Screen::new(Lang::En, (80, 24), small_world::TODAY, world);
    screen
        .play("4")
        .shows("No open feedback")
        .play("<tab>")
        .shows("Everybody knows")
        .play("<tab>")
        .shows("No feedback yet");
}
