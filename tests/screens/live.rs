//! What others do comes onto the screen, and disturbs nothing there.

use touchbase::domain::change::Change;
use touchbase::domain::contact::Contact;
use touchbase::domain::id::Ids;
use touchbase::text::Lang;

use crate::play::Screen;
use crate::{small, small_world};

fn two() -> (Screen, Screen) {
    let screen = small(Lang::En, (120, 40));
    let other = screen.beside();
    (screen, other)
}

#[test]
fn the_selection_stays_on_its_contact_and_it_is_told_what_became_of_them() {
    let (mut screen, mut other) = two();
    screen.play("jjj").selects("Anna Müller");
    other.play("jjjccall: all is well<enter>").shows("Logged call with Anna Müller");
    screen.hears().selects("Anna Müller").shows("Touched today 1").shows("all is well");
    screen.shows(": Logged call with Anna Müller");
    other.play("u").shows("Taken back");
    screen.hears().selects("Anna Müller").shows_not("Touched today").shows("restored: Logged call with Anna Müller");
    // What concerns nobody who is looked at isn't told.
    other.play("ggccall: sorry >> keep<enter>").shows("Logged call with Deniz");
    screen.wait(60).hears().selects("Anna Müller").shows("✓ Deniz Çelik").shows_not("Logged call with Deniz");
}

#[test]
fn where_the_selected_one_goes_the_neighbour_is_selected() {
    let (mut screen, mut other) = two();
    screen.play("2jjj").selects("Bernd Kaiser").play("<enter>").shows("Timeline");
    screen.store.let_archive_go();
    other.play("2jjjX").play("<down><enter>").shows("Deleted Bernd Kaiser");
    screen.hears().shows_not("Timeline").shows(": Deleted Bernd Kaiser").selects("Anna");
    screen.play("1").shows_not("  Bernd");
}

#[test]
fn marks_stay_and_so_does_a_toast() {
    let (mut screen, mut other) = two();
    let asked = screen.play("<space><space>jj").shows("2 marked").selected();
    other.play("jjjccall: all is well<enter>").play("2aNina Abel<enter>").shows("Nina Abel");
    screen.hears().shows("2 marked");
    assert_eq!(screen.selected(), asked);
    screen.play("<esc>ggjd").shows("Done: send offer").selects("Tom");
    other.play("1ggjjccall: also<enter>").shows("Logged call with Tom");
    screen.hears().shows("Done: send offer").shows_not("Logged call with Tom");
    screen.wait(30).shows(": Logged call with Tom").wait(30).shows_not(": Logged call with Tom");
}

#[test]
fn forms_lines_and_menus_are_left_as_they_are() {
    for (keys, says) in [
        ("jcasked for oa", "asked for oa"),
        ("je<tab>xyz", "xyz"),
        ("jfcall bac", "call bac"),
        ("jx", "for today"),
        ("j?", "Keys of this screen"),
        ("j/kais", "/kais"),
        ("jt<tab>", "Tags"),
    ] {
        let (mut screen, mut other) = two();
        let before = screen.play(keys).shows(says).picture();
        other.play("jjjccall: all is well<enter>").shows("Logged call");
        let rows = |picture: &str| -> Vec<String> {
            let is_asked = |row: &&str| row.contains(says) || row.contains("┌") || row.contains("└");
            picture.lines().filter(is_asked).map(str::to_owned).collect()
        };
        assert_eq!(rows(&screen.hears().picture()), rows(&before), "{keys}");
    }
}

#[test]
fn the_timeline_s_focus_stays_on_its_record() {
    let (mut screen, mut other) = two();
    screen.play("<enter><enter>jj").selects("sample of the new oak");
    other.play("ccall: sorry >> keep<enter>").shows("Logged call");
    screen.hears().shows("sorry").selects("sample of the new oak");
    let mut company = small(Lang::En, (120, 40));
    let mut other = company.beside();
    company.play("3/çelik<enter><enter><tab>j").selects("second lot comes");
    other.play("ccall: sorry >> keep<enter>").shows("Logged call");
    company.hears().shows("sorry").selects("second lot comes");
}

#[test]
fn the_briefing_s_focus_stays_on_what_a_verb_acts_on() {
    let (mut screen, mut other) = two();
    screen.play("<tab>j");
    screen.shows("▌› Tue 24 Nov  send price list");
    other.play("fask again<tab>today<enter>").shows("ask again");
    screen.hears().shows("  › Sat 21 Nov  ask again").shows("▌› Tue 24 Nov  send price list");
    screen.play("d").shows("Done: send price list");
}

#[test]
fn what_is_in_sight_stays_there_though_others_add_above_it() {
    let mut ids = Ids::seeded(1, 1);
    let day = small_world::TODAY.parse().unwrap();
    let many = |ids: &mut Ids, range: std::ops::Range<u32>| -> Vec<Change> {
        range.map(|n| Change::create(Contact::new(ids.draw(), format!("Person M{n:03}"), day))).collect()
    };
    let mut screen = Screen::new(Lang::En, (80, 24), small_world::TODAY, many(&mut ids, 0..100));
    let other = screen.open_again();
    screen.play("2").shows("Person M000");
    let before = screen.play("<ctrl-d><ctrl-d><ctrl-d>jj").shows_not("Person M000").picture();
    let list = |picture: &str| -> Vec<String> {
        picture.lines().filter(|row| row.contains("Person M")).map(str::to_owned).collect()
    };
    let above = Contact::new(other.ids().draw(), "Person A", day);
    let label = touchbase::domain::change::Label::new(touchbase::domain::change::Act::Add, "Person A");
    let set = touchbase::domain::change::Set::new(label, [Change::create(above)]);
    other.commit(set, other.position()).unwrap();
    let after = screen.hears().picture();
    assert_eq!(list(&after), list(&before));
    screen.play("gg").shows("Person A");
}

#[test]
fn search_palette_and_pickers_list_what_others_add() {
    let (mut screen, mut other) = two();
    screen.play("g/oak").shows("1 found");
    other.play("jccall: wants oak, too<enter>").shows("Logged call");
    screen.hears().shows("2 found").shows("wants oak, too").play("<esc>:nina").shows_not("Nina Abel");
    other.play("2aNina Abel<enter>").shows("Nina Abel");
    screen.hears().shows("Nina Abel").play("<esc>C").play("nina").shows("Nina Abel");
    other.play("u").shows("Taken back");
    screen.hears().shows_not("Nina Abel");
}

#[test]
fn what_a_line_does_is_told_when_it_becomes_another() {
    let (mut screen, mut other) = two();
    screen.play("jccall: sent it").shows("send offer");
    other.play("jd").shows("Done: send offer");
    screen.hears().shows("sent it").shows("Others changed the follow-ups").play("<enter>").shows("Logged call");
}
