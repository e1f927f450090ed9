//! Drafts between sessions: who goes on with whose, what is told, and that nobody writes over another's.

use touchbase::store::drafts::Draft;
use touchbase::text::Lang;

use crate::play::Screen;
use crate::small;

/// A session in which a line for Deniz is being typed, and another one.
fn typing() -> (Screen, Screen) {
    let mut screen = small(Lang::En, (120, 40));
    screen.play("chalf a line").wait(2);
    let other = screen.beside();
    (screen, other)
}

fn lines(screen: &Screen) -> Vec<String> {
    let mut lines: Vec<String> = screen.store.drafts().list().iter().map(|draft| draft.fields[0].1.clone()).collect();
    lines.sort();
    lines
}

#[test]
fn a_draft_of_a_living_session_is_taken_over_on_purpose_and_that_one_is_told() {
    let (mut screen, mut other) = typing();
    other.shows("A draft from earlier is kept: Deniz Çelik (log, screen").shows("✎ Deniz");
    other.play("c").shows("Begun in another session, which is still open").shows_not("call: half a line");
    other.play("<ctrl-t>").shows("half a line").shows("Taken over from a session");
    screen.hears().shows("half a line").shows("gone on with elsewhere");
    other.play(", and its end").wait(2);
    assert_eq!(lines(&screen), ["half a line", "half a line, and its end"]);
    other.play("<enter>").shows("Logged call");
    screen.hears().shows("half a line").shows("saved elsewhere meanwhile").shows("taken over and saved by screen");
    assert_eq!(lines(&screen), ["half a line"], "what stands in an open form is kept");
    screen.play("<enter>").shows("already saved by screen").shows_not("Logged call").play("<ctrl-x><esc>");
    assert!(lines(&screen).is_empty());
}

#[test]
fn what_was_saved_as_it_stands_goes_with_its_form() {
    let (mut screen, mut other) = typing();
    other.play("c<ctrl-t><enter>").shows("Logged call");
    screen.hears().shows("taken over and saved by screen");
    assert_eq!(lines(&screen), ["half a line"]);
    screen.play("<esc>").shows_not("kept as a draft");
    assert!(lines(&screen).is_empty());
}

/// Both kept it, and the one from which it was taken is the first to save.
#[test]
fn a_line_that_was_taken_over_is_saved_twice_only_on_purpose() {
    let (mut screen, mut other) = typing();
    other.play("c<ctrl-t>").shows("Taken over");
    screen.hears().play("<enter>").shows("Logged call");
    other.hears().shows("taken over and saved by screen").play("<enter>").shows("already saved by screen");
    other.shows_not("Logged call").play("<enter>").shows("Logged call");
    assert!(lines(&other).is_empty());
}

#[test]
fn what_stands_in_a_form_outlives_its_session_whatever_another_saved() {
    let mut screen = small(Lang::En, (120, 40));
    screen.play("e<tab><tab> CCC").wait(2);
    let mut other = screen.beside();
    let of_open = screen.store.drafts().list()[0].id;
    other.play("e<ctrl-t>").shows("Taken over").play("<tab><tab> and more<ctrl-s>").hears();
    assert!(screen.store.drafts().list().iter().any(|draft| draft.id == of_open), "before that one hears of it");
    screen.hears().shows("taken over and saved by").wait(2);
    drop(screen);
    let kept = other.store.drafts().list();
    assert!(kept.iter().any(|draft| draft.fields.iter().any(|(_, text)| text.contains("CCC"))), "{kept:?}");
    other.play(":draft edit").shows("Draft: edit").play("<enter>").shows("CCC").shows("taken over and saved by screen");
    // One whose file goes while its form is open keeps it again.
    let (mut screen, _) = typing();
    let drafts = screen.store.drafts();
    drafts.remove(drafts.list()[0].id).unwrap();
    screen.hears();
    assert_eq!(lines(&screen), ["half a line"]);
}

#[test]
fn what_is_typed_after_it_was_taken_over_is_kept() {
    let (mut screen, mut other) = typing();
    other.play("c<ctrl-t>").shows("Taken over");
    screen.hears().play(" and more").wait(2);
    other.hears().play("!<enter>").shows("Logged call");
    assert_eq!(lines(&screen), ["half a line and more"]);
    screen.hears().shows("half a line and more").play("<esc>").shows("kept as a draft");
    assert_eq!(lines(&screen), ["half a line and more"]);
    // Typed only after it was saved there: it is kept as well.
    let (mut screen, mut other) = typing();
    other.play("c<ctrl-t><enter>").shows("Logged call");
    screen.hears().play(" and more").wait(2);
    assert_eq!(lines(&screen), ["half a line and more"]);
}

#[test]
fn two_sessions_type_in_the_same_form_and_both_are_kept() {
    let (mut screen, mut other) = typing();
    other.play("cquite another").wait(2);
    screen.hears().shows_not("gone on with");
    assert_eq!(lines(&screen), ["half a line", "quite another"]);
    other.play("<ctrl-t>").shows("Something is typed here already").play("<esc>").shows("kept as a draft");
    screen.play("<esc>").shows("kept as a draft");
    assert_eq!(lines(&screen), ["half a line", "quite another"]);
    screen.hears().play(":draft log").shows("Draft: log · Deniz Çelik").play("<enter>").shows("is back");
}

#[test]
fn a_draft_that_is_closed_or_whose_session_is_gone_simply_comes_back() {
    let (mut screen, mut other) = typing();
    screen.play("<esc>");
    other.hears().play("c").shows("half a line").shows("is back").play("<ctrl-x>new<enter>").shows("Logged call");
    assert!(lines(&other).is_empty());
    let (screen, mut other) = typing();
    drop(screen);
    other.hears().play("c").shows("half a line").shows("is back");
    // One that was killed is noticed when its draft is asked for.
    let (screen, mut other) = typing();
    drop(screen);
    other.play("c").shows("half a line").shows("is back");
    // One that ends after its draft was taken over leaves it to the taker.
    let (screen, mut other) = typing();
    other.play("c<ctrl-t>").shows("Taken over");
    assert_eq!(lines(&other).len(), 2);
    drop(screen);
    other.hears();
    assert_eq!(lines(&other), ["half a line"]);
}

#[test]
fn what_is_thrown_away_stays_with_the_session_that_types_it() {
    let (mut screen, mut other) = typing();
    other.play("c<ctrl-t><ctrl-x><esc>");
    screen.hears().shows("half a line");
    assert_eq!(lines(&screen), ["half a line"]);
}

#[test]
fn the_palette_says_where_a_draft_is_open_and_takes_it_over() {
    let (mut screen, mut other) = typing();
    other.play(":draft log").shows("open: screen").play("<enter>").shows("half a line").shows("Taken over");
    screen.hears().shows("gone on with elsewhere");
    // It follows the drafts, too.
    let (mut screen, mut other) = typing();
    other.play(":draft log").shows("Draft: log · Deniz");
    screen.play("<enter>").shows("Logged call");
    other.hears().shows_not("Draft: log · Deniz");
}

#[test]
fn somebody_else_s_draft_on_the_same_account_is_offered_and_not_forced() {
    let mut screen = small(Lang::En, (120, 40));
    screen.play("chalf a line<esc>").shows("kept as a draft");
    let mut ben = screen.beside_as("ben");
    ben.play(":draft log").shows("ana").play("<esc>");
    ben.play("c")
        .shows("ana has left a draft of this")
        .shows_not("call: half a line")
        .play("<ctrl-t>")
        .shows("half a line");
    ben.play("<esc>").shows("kept as a draft");
    assert_eq!(screen.store.drafts().list()[0].author, "ben");
}

#[test]
fn a_process_of_the_same_number_is_no_living_session() {
    let mut screen = small(Lang::En, (120, 40));
    screen.play("chalf a line").wait(2);
    let [draft] = &screen.store.drafts().list()[..] else { panic!("one is kept") };
    let gone = format!("screen:pts/9:{}:{}", std::process::id(), uuid::Uuid::now_v7());
    let theirs = Draft { id: uuid::Uuid::now_v7(), session: gone, ..draft.clone() };
    for session in [theirs.session.clone(), String::new(), "screen:../../lock".into()] {
        assert!(!screen.store.drafts().is_held(&Draft { session, ..theirs.clone() }));
    }
    let other = screen.beside();
    assert!(other.store.drafts().is_held(draft));
    assert!(!screen.store.drafts().is_held(draft), "one's own is held by nobody else");
}

#[test]
fn two_that_go_on_with_the_same_draft_at_once_get_one_each() {
    let (mut screen, _) = typing();
    screen.play("<esc>");
    let (mut one, mut two) = (screen.beside(), screen.beside());
    one.play("c").shows("is back");
    // It has not heard of that yet.
    two.play("c").shows("is back").play(" there").wait(2);
    one.hears().play(" here").wait(2);
    assert_eq!(lines(&screen), ["half a line here", "half a line there"]);
}

#[test]
fn the_start_says_whose_drafts_there_are_in_which_form_and_how_they_are_opened() {
    let mut screen = small(Lang::En, (120, 40));
    screen.play("chalf a line<esc>");
    let drafts = screen.store.drafts();
    let [log] = &drafts.list()[..] else { panic!("one is kept") };
    for (second, form) in ["contact", "feedback", "note"].into_iter().enumerate() {
        let at = log.at + std::time::Duration::from_secs(1 + second as u64);
        drafts.save(&Draft { id: uuid::Uuid::now_v7(), form: form.into(), at, ..log.clone() }).unwrap();
    }
    screen
        .restart()
        .shows("4 drafts from earlier are kept: Deniz Çelik (note), Deniz Çelik (feedback), Deniz Çelik (edit), …");
    screen.shows("and 1 more").shows("in the palette (:) opens them");
}
