//! The screens by snapshot and by play: keys in, screen out.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests say what is wrong by panicking")]

#[path = "screens/accounts.rs"]
mod accounts;
#[path = "screens/bulk.rs"]
mod bulk;
#[path = "screens/companies.rs"]
mod companies;
#[path = "screens/conflicts.rs"]
mod conflicts;
#[path = "screens/consent.rs"]
mod consent;
#[path = "screens/contact_form.rs"]
mod contact_form;
#[path = "screens/drafts.rs"]
mod drafts;
#[path = "screens/duplicates.rs"]
mod duplicates;
#[path = "screens/feedback.rs"]
mod feedback;
#[path = "screens/finding_out.rs"]
mod finding_out;
#[path = "screens/forms.rs"]
mod forms;
#[path = "screens/german.rs"]
mod german;
#[path = "screens/health.rs"]
mod health;
#[path = "screens/importing.rs"]
mod importing;
#[path = "screens/line.rs"]
mod line;
#[path = "screens/live.rs"]
mod live;
#[path = "screens/long_names.rs"]
mod long_names;
#[path = "screens/looks.rs"]
mod looks;
#[path = "screens/mended.rs"]
mod mended;
#[path = "screens/month.rs"]
mod month;
#[path = "screens/mouse.rs"]
mod mouse;
#[path = "screens/moving.rs"]
mod moving;
#[path = "screens/orders.rs"]
mod orders;
#[path = "screens/play.rs"]
mod play;
#[path = "screens/popups.rs"]
mod popups;
#[path = "screens/read_only.rs"]
mod read_only;
#[path = "screens/reading.rs"]
mod reading;
#[path = "screens/reports.rs"]
mod reports;
#[path = "screens/room.rs"]
mod room;
#[path = "screens/said.rs"]
mod said;
#[path = "screens/small_world.rs"]
mod small_world;
#[path = "screens/surveys.rs"]
mod surveys;
#[path = "screens/tables.rs"]
mod tables;
#[path = "screens/themes.rs"]
mod themes;
#[path = "support/untouched.rs"]
mod untouched;
#[path = "screens/views.rs"]
mod views;
#[path = "screens/welcomed.rs"]
mod welcomed;

use play::Screen;
use touchbase::domain::act::{self, Given};
use touchbase::domain::change::Change;
use touchbase::domain::company::Company;
use touchbase::domain::contact::{Contact, Labelled};
use touchbase::domain::id::Ids;
use touchbase::domain::sample::sample;
use touchbase::domain::settings::Settings;
use touchbase::store::Notice;
use touchbase::text::{Lang, Text};
use touchbase::tui::action::{Action, Place};
use touchbase::tui::app::Now;
use touchbase::tui::event::Event;
use touchbase::tui::keymap::Key;

const SIZES: [(u16, u16); 2] = [(80, 24), (120, 40)];
/// Pictures are kept in these.
const PICTURES: [(u16, u16); 3] = [(80, 24), (120, 40), (200, 50)];

fn small(lang: Lang, size: (u16, u16)) -> Screen {
    Screen::new(lang, size, small_world::TODAY, small_world::changes())
}

/// Plays `keys` in each language and size, and compares what is on screen with `name`'s snapshots.
fn check(name: &str, keys: &str) {
    check_in(name, keys, small);
}

/// Compares any text with the snapshot `name`.
fn keep(name: &str, text: &str) {
    insta::assert_snapshot!(name, text);
}

/// The same in another world than the small one.
fn check_in(name: &str, keys: &str, world: impl Fn(Lang, (u16, u16)) -> Screen) {
    check_at(name, keys, &PICTURES, world);
}

/// The same in other sizes.
fn check_at(name: &str, keys: &str, sizes: &[(u16, u16)], world: impl Fn(Lang, (u16, u16)) -> Screen) {
    for (lang, tag) in [(Lang::En, "en"), (Lang::De, "de")] {
        for size in sizes {
            let picture = world(lang, *size).play(keys).picture();
            insta::assert_snapshot!(format!("{name}_{tag}_{}x{}", size.0, size.1), picture);
        }
    }
}

/// Compares what `play` leaves on screen, in each language and size, with `name`'s snapshots.
fn check_played(name: &str, play: impl Fn(&mut Screen)) {
    for (lang, tag) in [(Lang::En, "en"), (Lang::De, "de")] {
        for size in PICTURES {
            let mut screen = small(lang, size);
            play(&mut screen);
            insta::assert_snapshot!(format!("{name}_{tag}_{}x{}", size.0, size.1), screen.picture());
        }
    }
}

#[test]
fn the_agenda() {
    check("agenda", "");
}

#[test]
fn the_log_line_says_what_it_understood() {
    check("log_line", "cyesterday call 20min +Berg: late twice >> complaint: late >> fri 14:30 call back");
}

#[test]
fn a_logged_call_moves_the_row_and_the_selection_goes_on() {
    let mut screen = small(Lang::En, (120, 40));
    screen.selects("Deniz").play("jccall: asked for prices >> 2w send offer<enter>");
    screen.shows("Logged call with Bernd Kaiser · done: send offer · next: Sat 5 Dec send offer · u takes it back");
    screen.shows("Touched today 1").selects("Tom Berg");
    screen.play("u").shows("Taken back: ").shows_not("Touched today").selects("Bernd Kaiser");
    screen.play("<ctrl-r>").shows("Restored: ").shows("Touched today 1");
}

#[test]
fn esc_keeps_the_line_as_a_draft() {
    let mut screen = small(Lang::En, (120, 40));
    screen.play("casked for q and quit<esc>").shows("kept as a draft").shows("✎").selects("Deniz");
    screen.play("j").play("kc").shows("asked for q and quit").shows("is back");
    screen.play("<enter>").shows("Logged call with Deniz Çelik").shows_not("✎");
}

#[test]
fn a_draft_comes_back_for_the_same_people_and_the_same_follow_up_only() {
    let mut screen = small(Lang::En, (120, 40));
    screen
        .play("<space><space>cboth came<esc>")
        .shows("kept as a draft")
        .play("nfor two<esc>")
        .play("c, and left<esc><esc>gg");
    screen.shows("draft for 2 contacts: Deniz Çelik, Bernd").shows("not saved: for two");
    screen.play("c").shows("Log: Deniz").shows_not("is back").play("alone<esc>");
    screen.play("<tab>jc").shows("Log: Deniz").shows_not("is back").play("promised<esc>");
    screen.play("c").shows("promised").shows("is back").play("<esc><esc>");
    screen.play("c").shows("call: alone").shows("is back").play("<esc>");
    screen.play("<space>jj<space>c").shows("Log for 2: Deniz").shows_not("is back").play("<esc>n").shows_not("for two");
    screen.play("<esc><esc>gg<space><space>c").shows("Log for 2").shows("call: both came, and left").play("<esc>");
    screen.play("n").shows("for two").play("<esc><esc>G:draft log contacts<enter>").shows("call: both came, and left");
    screen
        .play("<enter>")
        .shows("Logged call with Deniz Çelik, Bernd Kaiser")
        .play(":draft")
        .shows_not("log · 2 contacts");
}

#[test]
fn a_draft_outlives_the_session() {
    let mut screen = small(Lang::En, (120, 40));
    screen.play("chalf a sent").restart().shows("A draft from earlier is kept: Deniz Çelik");
    screen.play("c").shows("half a sent");
}

#[test]
fn drafts_are_kept_after_a_second_of_rest() {
    let mut screen = small(Lang::En, (120, 40));
    screen.play("chalf");
    assert_eq!(screen.store.drafts().list().len(), 0);
    screen.wait(1);
    assert_eq!(screen.store.drafts().list()[0].fields, [("line".to_owned(), "half".to_owned())]);
    screen.play("<ctrl-u>").wait(2);
    assert_eq!(screen.store.drafts().list().len(), 0, "an emptied line leaves no draft");
}

#[test]
fn a_line_that_is_closed_counts_as_unsaved_until_it_is_on_the_disk() {
    let mut screen = small(Lang::En, (120, 40));
    screen.play("chalf");
    let now = Now::read();
    let effects = screen.app.update(Event::Key(Key::parse("esc").unwrap().event()), now);
    assert_eq!(screen.app.unsaved().len(), 1, "the session may end before the draft is written");
    for event in effects.into_iter().filter_map(|effect| effect.run(&screen.store)).collect::<Vec<_>>() {
        screen.happens(event);
    }
    assert_eq!(screen.app.unsaved().len(), 0);
}

#[test]
fn a_paste_is_text() {
    let mut screen = small(Lang::En, (120, 40));
    screen.play("c").paste("first line\nsecond\tline\n").shows("Log: Deniz Çelik").shows("first line").shows("second");
    screen.play("<enter>").shows("Logged call with Deniz Çelik");
}

#[test]
fn what_is_not_understood_keeps_the_line_open() {
    let mut screen = small(Lang::En, (120, 40));
    screen.play("casked >> someday send offer<enter>").shows("Log: Deniz").shows("someday");
    screen.play("<ctrl-u>call asked for prices<enter>").shows("has no colon");
    screen.play("<enter>").shows("Logged call with Deniz");
}

#[test]
fn typing_ahead_goes_where_it_is_meant() {
    let mut screen = small(Lang::En, (120, 40));
    // The second line belongs to whom the selection stands on after the first is saved.
    screen.play("jcfirst<enter>csecond<enter>").shows("Logged call with Tom Berg");
}

#[test]
fn narrow_and_too_small() {
    let mut screen = small(Lang::En, (120, 40));
    screen.resize(59, 15).shows("60x15");
    screen.resize(60, 15).shows("Deniz");
    screen.resize(60, 14).shows("60x15");
}

#[test]
fn the_first_start_offers_three_ways() {
    for (lang, tag) in [(Lang::En, "en"), (Lang::De, "de")] {
        for size in PICTURES {
            let picture = Screen::new(lang, size, small_world::TODAY, Vec::new()).picture();
            insta::assert_snapshot!(format!("welcome_{tag}_{}x{}", size.0, size.1), picture);
        }
        let mut screen = Screen::new(lang, (80, 24), small_world::TODAY, Vec::new());
        let welcome = screen.picture();
        assert_eq!(screen.play("<esc>").picture(), welcome, "Esc leaves nothing behind");
        let smallest = screen.resize(60, 15).picture();
        for words in
            Action::of(Place::Welcome, false).filter(|way| way.info().footer).map(|way| way.help(&Text::new(lang)))
        {
            // On the smallest terminal a line may go on below.
            let end = words.split(' ').next_back().unwrap();
            assert!(smallest.contains(end), "{words:?} isn't whole:\n{smallest}");
        }
    }
}

#[test]
fn with_companies_alone_nobody_is_welcomed() {
    let mut ids = Ids::seeded(1_790_000_000_000, 7);
    let company =
        |name: &str, ids: &mut Ids| Change::create(Company::new(ids.draw(), name, small_world::TODAY.parse().unwrap()));
    let companies = vec![company("Kern", &mut ids), company("Kern GmbH", &mut ids)];
    let mut screen = Screen::new(Lang::En, (80, 24), small_world::TODAY, companies);
    screen.shows_not("sample data").play("gd<tab>").shows("[companies 1]").selects("Kern");
}

/// The sample data on a Monday, of which all words on screen are made safe and none runs over.
fn demo(lang: Lang, size: (u16, u16)) -> Screen {
    let today = "2026-11-23";
    let offset = chrono::FixedOffset::east_opt(3600).unwrap();
    Screen::new(lang, size, today, sample(today.parse().unwrap(), offset, &mut Ids::seeded(1_700_000_000_000, 1)))
}

#[test]
fn the_sample_data_fills_the_agenda() {
    for (lang, tag) in [(Lang::En, "en"), (Lang::De, "de")] {
        for size in PICTURES {
            let mut screen = demo(lang, size);
            insta::assert_snapshot!(format!("demo_{tag}_{}x{}", size.0, size.1), screen.picture());
            let at_the_end = screen.play("Gk").picture();
            insta::assert_snapshot!(format!("demo_end_{tag}_{}x{}", size.0, size.1), at_the_end);
        }
    }
}

#[test]
fn done_with_one_reason_is_done_at_once() {
    let mut screen = small(Lang::En, (120, 40));
    screen.play("jd").shows("Done: send offer · Bernd Kaiser").shows("u takes it back").selects("Tom Berg");
    screen.play("d").shows("Congratulated Tom Berg").shows_not("birthday");
    screen.play("uu").shows("birthday").shows("send offer");
}

#[test]
fn the_last_line_opens_the_contacts_without_any_rhythm() {
    let mut screen = small(Lang::En, (120, 40));
    screen.play("G").selects("5 contacts without any rhythm").play("<enter>").shows("Zoë van Dijk").shows_not("Anna");
}

#[test]
fn the_last_line_is_not_selected_while_a_filter_stands_there() {
    let mut screen = small(Lang::En, (120, 40));
    screen.play("G/anna").selects("Anna Müller").play("<enter>c").shows("Log: Anna Müller").play("<esc><esc>");
    screen.shows("5 contacts without any rhythm").selects("Anna Müller").play("G").selects("5 contacts without");
}

#[test]
fn a_selection_that_nobody_chose_goes_to_the_first_who_is_due() {
    let alone = Contact::new(Ids::seeded(1, 1).draw(), "Ana Lone", "2020-01-01".parse().unwrap());
    let mut screen = Screen::new(Lang::En, (120, 40), small_world::TODAY, vec![Change::create(alone)]);
    screen.selects("1 contact without any rhythm").play("d").shows("No contact is selected");
    screen.play("2ftry<tab>today<ctrl-s>1").selects("Ana Lone");
}

#[test]
fn verbs_act_on_what_has_the_focus() {
    let mut screen = small(Lang::En, (120, 40));
    // The second item of the briefing is the follow-up, not the complaint.
    screen
        .play("<tab>jd")
        .shows("Done: send price list · Deniz Çelik")
        .shows_not("Nov  send price list")
        .shows("complaint");
}

#[test]
fn marked_contacts_are_logged_together_or_each() {
    let mut screen = small(Lang::En, (120, 40));
    screen.play("<space><space>cmeeting: at the fair").shows("Log for 2: Deniz Çelik, Bernd Kaiser").shows("together:");
    screen
        .play("<ctrl-u>called both")
        .shows("each:")
        .play("<enter>")
        .shows("Logged call with Deniz Çelik, Bernd Kaiser");
    screen.shows("Touched today 1").shows_not("*");
}

#[test]
fn before_enter_it_is_said_that_each_gets_their_own() {
    for (lang, line, words) in [
        (
            Lang::En,
            "meeting: fair >> fri send protocol >> complaint: late",
            ["send protocol · one each for 2", "late · one each for 2"],
        ),
        (
            Lang::De,
            "Treffen: Messe >> fr Protokoll >> Beschwerde: spät",
            ["Protokoll · je einzeln für 2", "spät · je einzeln für 2"],
        ),
    ] {
        let mut screen = small(lang, (120, 40));
        screen.play("<space><space>c").play(line).shows(words[0]).shows(words[1]);
    }
    let mut screen = small(Lang::En, (120, 40));
    screen.play("cmeeting: fair >> fri send protocol").shows("send protocol").shows_not("one each");
}

#[test]
fn what_lies_ahead_is_not_done_without_a_look() {
    let mut screen = small(Lang::En, (120, 40));
    // On the agenda's next days, and in the contacts.
    for place in ["1/jan<enter>", "2/jan<enter>"] {
        screen.play(place).selects("Jan").play("d").shows("Nothing is due today").shows("renewal").play("<esc>");
        screen.shows_not("Done: renewal").play("<esc>");
    }
    screen.play("1/jan<enter>d<enter>").shows("Done: renewal · Jan Novák");
    let mut screen = small(Lang::De, (80, 24));
    screen.play("2/jan<enter>d").shows("Heute ist nichts fällig").play("<enter>").shows("Erledigt: renewal");
}

#[test]
fn a_withdrawn_channel_is_said_under_the_line_and_hinders_nothing() {
    let mut screen = small(Lang::En, (120, 40));
    screen
        .play("cmail: hi")
        .shows("✗ mail withdrawn 3 May")
        .play("<ctrl-x>in mail: hi")
        .shows_not("✗ mail withdrawn 3 May 2026");
    screen.play("<ctrl-x>+Tom mail: hi").shows("✗ Deniz Çelik: mail withdrawn 3 May");
    screen
        .play("<ctrl-x>call: hi")
        .shows_not("✗ phone")
        .play("<ctrl-x>mail: hi<enter>")
        .shows("Logged mail with Deniz");
}

#[test]
fn a_line_of_head_words_is_taken_as_the_head() {
    let mut screen = small(Lang::En, (120, 40));
    screen.play("cna<enter>").shows("Enter again takes it as the").shows("call · no answer").play("<enter>");
    screen.shows("Logged call (no answer) with Deniz");
    let mut screen = small(Lang::De, (80, 24));
    screen
        .play("cna >> fr Angebot<enter>")
        .shows("Nochmal Enter nimmt es als Kopf")
        .play("<enter>")
        .shows("nicht erreicht");
    screen
        .play("ckein anschluss: x")
        .shows("kein anschluss ist kein bekanntes Wort")
        .play("<ctrl-x>Anruf: x")
        .shows_not("bekannt");
    let mut screen = small(Lang::En, (120, 40));
    screen.play("cnm: not there").shows("nm isn't a known word: taken as text").play("<enter>").shows("Logged call");
}

#[test]
fn after_a_touch_on_a_birthday_it_is_said_how_it_goes() {
    let mut screen = small(Lang::En, (120, 40));
    screen
        .play("jj")
        .selects("Tom Berg")
        .play("ccongratulated<enter>")
        .shows("the birthday stays until d marks congratulated");
}

#[test]
fn logging_for_someone_else_leaves_the_selection() {
    let mut screen = small(Lang::En, (120, 40));
    screen.play("Canna<enter>asked<enter>").shows("Logged call with Anna Müller").selects("Deniz");
    screen
        .play("CNeo Matrix<enter>")
        .shows("Log: Neo Matrix")
        .play("a lead<enter>")
        .shows("Logged call with Neo Matrix");
}

#[test]
fn a_picker_takes_nobody_by_scattered_letters() {
    let mut screen = small(Lang::En, (120, 40));
    // The letters of both words are scattered in Deniz Çelik of Atelier Çelik, those of the other in Bernd Kaiser.
    for name in ["Enz Cli", "Ben Kar"] {
        screen.play(&format!("C{name}")).shows(&format!("▌ new contact: {name}")).play("<esc>");
    }
    screen.play("Cern kai").shows("▌ Bernd Kaiser");
}

#[test]
fn a_range_goes_from_where_it_was_begun_to_the_selection() {
    for list in ["1gg", "2gg"] {
        let mut screen = small(Lang::En, (120, 40));
        let marked = |screen: &mut Screen| screen.picture().matches('*').count();
        screen.play(list).play("vjj");
        assert_eq!(marked(&mut screen), 3, "{}", screen.picture());
        screen.play("k");
        assert_eq!(marked(&mut screen), 2, "{}", screen.picture());
        screen.play("jc").shows("Log for 3: ").play("<esc>").play("<esc>");
        assert_eq!(marked(&mut screen), 0, "{}", screen.picture());
        screen.play("ggjvkvj");
        assert_eq!(marked(&mut screen), 2, "{}", screen.picture());
        screen.play("<esc>vjcasked<enter>").shows("Logged call with ");
        assert_eq!(marked(&mut screen), 0, "{}", screen.picture());
    }
}

#[test]
fn q_is_a_letter_in_a_field_and_quits_on_the_agenda() {
    let mut screen = small(Lang::En, (120, 40));
    screen.play("cqqq");
    assert_eq!(screen.app.exit(), None);
    screen.shows("call: qqq").play("<esc>/q");
    assert_eq!(screen.app.exit(), None, "nor in the filter");
    screen.play("<esc>q");
    assert!(screen.app.exit().is_some());
}

#[test]
fn ctrl_c_peels_and_never_quits() {
    let mut screen = small(Lang::En, (120, 40));
    screen.play("chalf<ctrl-c>").shows("kept as a draft").play("<ctrl-c>").shows("q quits");
    assert_eq!(screen.app.exit(), None);
}

#[test]
fn the_filter_narrows_live_and_esc_peels_it() {
    let mut screen = small(Lang::En, (120, 40));
    screen.play("/muller").shows("Anna Müller").shows_not("Bernd").play("<enter>").selects("Anna");
    screen.play("<esc>").shows("Bernd").selects("Anna");
}

#[test]
fn a_filter_that_is_only_begun_narrows_nothing_and_one_that_there_is_not_says_which_there_are() {
    let mut screen = small(Lang::De, (80, 24));
    for (tab, begun) in [("1", "/stand:"), ("2", "/firma:"), ("2", "/-tier:")] {
        screen.play(tab).play(begun).shows("Bernd").shows_not("Nichts passt").play("<esc>");
    }
    screen.play("2/stand:quatsch").shows("eines von: Interessent, gelegentlich").play("<esc>");
    screen.play("2/stufe:d").shows("a, b, c, none");
}

#[test]
fn a_save_that_fails_keeps_the_line_open() {
    let mut screen = small(Lang::En, (120, 40));
    screen.play("casked for prices");
    let store = screen.dir.path().join("store");
    std::fs::rename(&store, screen.dir.path().join("gone")).unwrap();
    screen.play("<enter>").shows("Log: Deniz").shows("asked for prices").shows("any more");
    std::fs::rename(screen.dir.path().join("gone"), &store).unwrap();
    screen.play("<enter>").shows("Logged call with Deniz");
}

#[test]
fn what_others_do_shows_at_once_and_the_selection_stays() {
    let mut screen = small(Lang::En, (120, 40));
    screen.play("j").selects("Bernd");
    let other = screen.open_again();
    let today = small_world::TODAY.parse().unwrap();
    let now = format!("{}T09:00:00+01:00", small_world::TODAY).parse().unwrap();
    let settings = Settings::default();
    let set = {
        let book = other.book();
        let deniz = book.contacts().find(|row| row.name == "Deniz Çelik").unwrap().id;
        act::note(&Given { book: &book, settings: &settings, today, now }, &mut other.ids(), &[deniz], "from elsewhere")
    };
    other.commit(set.unwrap(), other.position()).unwrap();
    let entries = screen.store.refresh().unwrap();
    screen.happens(Event::Notice(Notice::Changed(entries)));
    screen.selects("Bernd").play("k").shows("from elsewhere");
}

#[test]
fn a_new_day_begins_at_midnight() {
    let mut screen = Screen::by_the_clock(Lang::En, (120, 40), small_world::TODAY, small_world::changes());
    screen.shows("Sat 21 Nov").selects("Deniz");
    let deadline = screen.app.next_deadline().expect("midnight");
    screen.wait_until(deadline).shows("Sun 22 Nov").shows("10 d");
}

#[test]
fn hostile_text_reaches_no_cell() {
    let mut contact =
        Contact::new(Ids::seeded(1, 1).draw(), "\u{1b}[31mEve\u{7}\u{202e}l", "2020-01-01".parse().unwrap());
    contact.tier = Some(touchbase::domain::contact::Tier::A);
    contact.notes = "\u{1b}]0;title\u{7}\u{9b}2J".into();
    contact.phones.push(Labelled { value: "\u{1b}[2J+49".into(), ..Labelled::default() });
    let mut screen = Screen::new(Lang::En, (120, 40), small_world::TODAY, vec![Change::create(contact)]);
    for keys in ["", "c", "<esc><tab>", "<esc><enter>", "<esc>2"] {
        let picture = screen.play(keys).picture();
        let hostile = |c: char| c.is_control() && c != '\n' || matches!(c, '\u{202a}'..='\u{202e}');
        assert!(!picture.chars().any(hostile), "after {keys:?}:\n{picture:?}");
        assert!(picture.contains("[31mEve"), "after {keys:?}:\n{picture}");
    }
}

#[test]
fn a_toast_goes_when_something_else_is_looked_at() {
    let mut screen = small(Lang::En, (120, 40));
    for keys in ["k", "/", "?", "2", "<enter>", "c"] {
        screen.play("gg").play("jd").shows("Done: send offer").play(keys).shows_not("Done: send offer");
        screen.play("<esc><esc>1u").shows("Taken back: ").play("J").shows("Taken back: ").wait(30).shows_not("Taken");
    }
}

#[test]
fn a_toast_says_whom_it_is_about_and_how_to_take_it_back() {
    for (lang, undo) in [(Lang::En, "u takes it back"), (Lang::De, "u nimmt es zurück")] {
        for size in [(60, 15), (80, 24)] {
            let mut screen = small(lang, size);
            screen.play("jcmail out: sent >> 2w a title that is longer than anybody ever wrote one, and goes on");
            screen.play(" >> 3w and a second one that is hardly shorter than the first, but who counts<enter>");
            screen.shows("Bernd Kaiser").shows(undo);
        }
    }
}

#[test]
fn after_a_log_the_next_one_is_selected_though_the_row_stays() {
    let mut screen = small(Lang::En, (120, 40));
    screen.selects("Deniz").play("ccall: sorry >> keep<enter>").selects("Bernd").shows("the complaint stays open");
    screen.play("cna:<enter>").shows("again Mon 23 Nov").selects("Tom Berg");
    screen.shows("✓ Deniz Çelik").shows("○ Bernd Kaiser").play("u").selects("Bernd").play("u").selects("Deniz");
    screen.shows_not("✓ Deniz Çelik");
}

#[test]
fn a_long_paste_leaves_agenda_and_briefing_in_sight() {
    let mut screen = small(Lang::En, (80, 24));
    let lines: String =
        (0..40).map(|n| format!("{} >> 2w a line of number {n}\n", if n % 2 == 0 { ">>" } else { "" })).collect();
    screen.play("c").paste(&lines).shows("number 39").shows("↑").shows("contacts without").shows("late twice");
    screen.shows_not("next: ").play("<ctrl-x>").shows("What happened?").shows("Kinds: call, mail");
    screen.paste(&format!("x >> 2w {}", "long ".repeat(900))).shows("…").shows("contacts without").shows("late twice");
}

#[test]
fn a_name_that_fits_several_lists_them_as_they_can_be_written() {
    let mut screen = small(Lang::En, (80, 24));
    screen
        .play("ccall +a: asked")
        .shows("contacts fit \"a\" · write one of these:")
        .shows("Anna Müller · Hofmann GmbH");
    let picture = screen.picture();
    let line = picture.lines().find(|line| line.contains("Anna Müller · Hofmann")).unwrap();
    let id = line.split_whitespace().next().unwrap().to_owned();
    screen.play(&format!("<ctrl-x>call {id}: asked")).shows("together: ").shows("Anna Müller");
}

#[test]
fn the_kind_before_the_line_goes_once_it_is_said() {
    let mut screen = small(Lang::De, (80, 24));
    screen.play("cAnr").shows("Anruf: Anr").play("uf: x >> mai").shows_not("Anruf: Anruf").shows("kein Tag · ");
}

#[test]
fn what_changed_is_found_without_a_new_search_index() {
    let mut screen = small(Lang::En, (120, 40));
    screen.play("2/muller").shows("Anna Müller").play("<esc>aPia Lund<enter>").play("/lund").shows("Pia Lund");
    screen.play("<esc>u/lund").shows_not("Pia Lund").play("<esc>1").play("2/nordlys").shows("Mia Olsen");
}

#[test]
fn a_full_name_is_written_with_points() {
    let mut screen = small(Lang::En, (80, 24));
    screen.play("ccall +Tom.Berg: asked").shows("together: Deniz Çelik, Tom Berg");
}
