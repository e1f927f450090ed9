//! Views of the list of contacts: sorted by any column, in chosen columns, kept under a name and on a key.

use super::forms::{english, row};
use super::play::Screen;
use super::{check, check_played, small, small_world};
use touchbase::config::views;
use touchbase::domain::change::{Act, Change, Label, Set};
use touchbase::domain::condition::{Condition, Segment, read};
use touchbase::domain::contact::{Contact, Tier};
use touchbase::domain::id::{ContactId, Ids};
use touchbase::domain::members::Members;
use touchbase::domain::settings::Settings;
use touchbase::domain::view::List;
use touchbase::text::Lang;

/// The names in the list, from above.
fn names(screen: &mut Screen) -> Vec<String> {
    let picture = screen.picture();
    let book = screen.store.book();
    let behind = |line: &str| line.chars().skip(3).collect::<String>();
    let is_it = |line: &str, name: &str| behind(line).strip_prefix(name).is_some_and(|rest| rest.starts_with(' '));
    let named = |line: &str| book.contacts().map(|row| row.name.clone()).find(|name| is_it(line, name));
    picture.lines().skip(3).filter_map(named).collect()
}

#[test]
fn views_look_like_this() {
    check("views_sort", "2S");
    check("views_sorted", "2SlSc");
    check("views_columns", "2W jj j<space>G<space>");
    check("views_pick", "2w");
    check("views_save", "2/tier:a<enter>w<down><down><down><enter>Stars<tab>9");
    check("views_kept", "2/tier:a<enter>SdW jK<esc>w<down><down><down><enter>Stars<enter>");
    check("views_companies", "3SyW jj <esc>/#<enter>w<down><down><enter>Firms<tab>8<enter>");
    check("views_companies_sort", "3S");
    check("views_feedback", "4SnSn/e<enter>w<down><down><down><enter>Heard<enter>");
    check("views_feedback_columns", "4W");
    check("views_delete", "2w<down><down><down><enter>Stars<enter>w<end><pgdn><enter>");
}

#[test]
fn a_letter_sorts_the_same_again_turns_round_and_the_selection_stays() {
    let mut screen = english();
    screen.play("2/anna m<enter><esc>").selects("Anna Müller").play("Sn").shows("Name ▼");
    let by_name = {
        screen.play("Sn").shows_not("▲");
        names(&mut screen)
    };
    screen.play("Sn").selects("Anna Müller");
    assert_eq!(names(&mut screen), by_name.iter().rev().cloned().collect::<Vec<_>>());
    screen.play("St").shows("▲").selects("Anna Müller");
    let tiers: Vec<Option<Tier>> = names(&mut screen).iter().map(|name| row(&screen, name).tier).collect();
    let mut expect = tiers.clone();
    expect.sort_by_key(|tier| (tier.is_none(), *tier));
    assert_eq!(tiers, expect, "nothing stands last");
    screen.play("St").shows("▼");
    let turned: Vec<Option<Tier>> = names(&mut screen).iter().map(|name| row(&screen, name).tier).collect();
    assert_eq!(turned.last(), Some(&None), "either way");
    assert!(turned.first() > Some(&Some(Tier::A)));
}

#[test]
fn whoever_is_added_or_changed_stands_in_their_place() {
    let mut ids = Ids::seeded(1, 1);
    let contact = |name: &str, tier| Contact {
        tier: Some(tier),
        ..Contact::new(ids.draw(), name, "2026-01-01".parse().unwrap())
    };
    let all = [("Ida Ahl", Tier::C), ("Bo Berg", Tier::A), ("Cem Öz", Tier::B)].map(|(name, tier)| (name, tier));
    let all = all.into_iter().map({
        let mut contact = contact;
        move |(name, tier)| Change::create(contact(name, tier))
    });
    let mut screen = Screen::new(Lang::En, (80, 24), small_world::TODAY, all.collect());
    screen.play("2St");
    assert_eq!(names(&mut screen), ["Bo Berg", "Cem Öz", "Ida Ahl"]);
    screen.play("aZoe Zahl<enter>");
    assert_eq!(names(&mut screen), ["Bo Berg", "Cem Öz", "Ida Ahl", "Zoe Zahl"]);
    screen.selects("Zoe Zahl").play("St").play("/zoe<enter><space><esc>");
    assert_eq!(names(&mut screen), ["Ida Ahl", "Cem Öz", "Bo Berg", "Zoe Zahl"]);
}

#[test]
fn the_filter_narrows_and_the_order_stays() {
    let mut screen = english();
    screen.play("2Sn/a");
    let found = names(&mut screen);
    screen.play("<esc>");
    let all = names(&mut screen);
    let expect: Vec<String> = all.into_iter().filter(|name| found.contains(name)).collect();
    assert_eq!(found, expect);
    assert!(found.len() > 1);
}

#[test]
fn columns_are_shown_hidden_moved_and_made_wider_and_the_name_stays() {
    let mut screen = english();
    screen.play("2W").play(" ").play("<esc>").shows("Name");
    screen.play("Wj <esc>").shows_not("Company").play("Wj").play("+<esc>");
    assert!(screen.picture().lines().nth(2).unwrap().starts_with("   Name"), "{}", screen.picture());
    screen.play("WjK<esc>");
    assert!(!screen.picture().lines().nth(2).unwrap().starts_with("   Name"), "{}", screen.picture());
    screen.play("WG <esc>").shows("Rhythm").play("<esc>");
}

#[test]
fn a_view_is_kept_under_a_name_and_on_a_key_for_all_sessions() {
    let mut screen = english();
    screen.play("2/tier:a<enter>Sc").play("w").play("save<enter>").play("Stars<tab>9<enter>");
    screen.shows("View \"Stars\" saved, on 9").shows("[Stars ");
    let stars = names(&mut screen);
    assert!(stars.iter().all(|name| row(&screen, name).tier == Some(Tier::A)), "{stars:?}");
    let kept = views::load(&screen.dir.path().join("views"), "Stars").unwrap();
    assert_eq!((kept.filter.as_str(), kept.key.as_deref()), ("tier:a", Some("9")));
    assert_eq!(kept.look.sort.iter().map(ToString::to_string).collect::<Vec<_>>(), ["company"]);
    // Esc goes back to all, in their order and columns; the key comes back from anywhere.
    screen.play("<esc>").shows("[Contacts ").shows_not("[Stars").shows_not("▲");
    screen.play("1").play("9").shows("[Stars ").shows("Company ▲");
    assert_eq!(names(&mut screen), stars);
    // Another screen meanwhile: it is as it was left.
    screen.play("1").play("2").shows("[Stars ");
    screen.restart().play("2").shows("[Contacts ").play("w").shows("Stars").play("sta<enter>").shows("[Stars ");
    screen
        .play("/xyz")
        .shows("[Stars")
        .play("<esc>")
        .play("<tab>")
        .shows("[Contacts")
        .shows("Stars ")
        .play("<tab><tab><tab>")
        .shows("[Stars");
}

#[test]
fn a_view_is_renamed_and_deleted_and_no_contact_goes() {
    let mut screen = english();
    let all = {
        screen.play("2");
        names(&mut screen)
    };
    screen
        .play("w")
        .play("save<enter>Stars<enter>")
        .play("w")
        .play("save<enter>")
        .play("<ctrl-u>Others<enter>")
        .shows("[Others");
    screen.play("w").play("name or<enter>").play("<ctrl-u>stars<enter>").shows("another view is called so");
    screen.play("<ctrl-u>a/b<enter>").shows("letters, digits");
    screen
        .play("<ctrl-u>Rest<enter>")
        .shows("View \"Rest\" saved")
        .shows("[Rest")
        .play("w")
        .shows_not("Others")
        .play("<esc>");
    screen.play("w").play("delete<enter>").shows("Only the view goes").play("<enter>").shows("[Rest");
    screen.play("w").play("delete<enter>").play("2").shows("View \"Rest\" deleted").shows("[Contacts");
    assert_eq!(names(&mut screen), all);
    screen.play("w").shows("Stars").shows_not("   Rest");
}

#[test]
fn a_key_that_is_taken_is_refused_with_what_it_does() {
    let mut screen = english();
    screen.play("2w").play("save<enter>Stars<tab>");
    for (key, why) in
        [("c", "taken: log"), ("g", "taken: "), ("w", "taken: views"), ("alt-", "no key"), ("a b c", "no key")]
    {
        screen.play("<ctrl-u>").play(key).play("<enter>").shows(why);
    }
    screen
        .play("<ctrl-u>9<enter>")
        .shows("on 9")
        .play("w")
        .play("save<enter>")
        .play("<ctrl-u>Others<tab><ctrl-u>9<enter>")
        .shows("taken: Stars");
}

#[test]
fn the_list_begins_with_the_view_of_the_configuration() {
    let mut screen = english();
    screen.play("2/tier:a<enter>w").play("save<enter>Stars<enter>");
    screen.begin_with("stars").play("2").shows("[Stars");
    screen.begin_with("Stas").shows("no view \"Stas\"").shows("Stars").play("2").shows("[Contacts");
}

#[test]
fn a_file_that_is_no_view_is_told_of_and_the_others_are_there() {
    let mut screen = english();
    let dir = screen.dir.path().join("views");
    std::fs::create_dir_all(&dir).unwrap();
    std::fs::write(dir.join("Good.toml"), "filter = \"tier:a\"").unwrap();
    std::fs::write(dir.join("Bad.toml"), "columns = [\"nam\"]").unwrap();
    screen.play("2w").shows("Good").shows_not("Bad ").play("<esc>");
}

#[test]
fn by_what_it_is_sorted_stands_out() {
    let mut screen = english();
    screen.play("2Sc");
    let cells = screen.cells();
    let heading: String = (0..120).map(|x| cells[(x, 2)].symbol()).collect();
    let at = |word: &str| heading.chars().position(|_| true).and(heading.find(word)).unwrap();
    let column = |word: &str| heading[..at(word)].chars().count() as u16;
    let (sorted, other) = (cells[(column("Company"), 2)].style(), cells[(column("Last"), 2)].style());
    assert_ne!(sorted, other);
}

#[test]
fn in_ascii_the_signs_are_letters() {
    let mut screen = english();
    screen.in_ascii().play("2Sc").shows("Company ^").play("Sc").shows("Company v");
}

/// Lines of the list, from below the heads on, up to the first blank.
fn firsts(screen: &mut Screen, rows: std::ops::Range<usize>, at: usize) -> Vec<String> {
    let picture = screen.picture();
    let lines: Vec<&str> = picture.lines().skip(rows.start).take(rows.len()).collect();
    lines.iter().map(|line| line.chars().skip(at).take(8).collect::<String>().trim().to_owned()).collect()
}

#[test]
fn companies_are_sorted_in_chosen_columns_and_kept_on_a_key() {
    let mut screen = english();
    screen.play("3");
    let by_name = firsts(&mut screen, 3..7, 3);
    screen.play("Sn").shows("Name ▼");
    let turned = firsts(&mut screen, 3..7, 3);
    assert!(turned.first() > by_name.first() && turned.is_sorted_by(|one, other| one >= other), "{turned:?}");
    screen.play("St").shows("▲").play("W").play("+").play("<esc>");
    screen.play("/tier:a<enter>").play("w").play("save<enter>").play("Big<tab>8<enter>").shows("[Big ");
    let kept = views::load(&screen.dir.path().join("views"), "Big").unwrap();
    assert_eq!((kept.look.list.name(), kept.filter.as_str()), ("companies", "tier:a"));
    // Esc goes back to all, the key comes back from anywhere; the contacts know nothing of it.
    screen.play("<esc>").shows("[Companies ").shows_not("[Big").play("1").play("8").shows("[Big ");
    screen.play("2").play("w").shows_not("Big").play("<esc>");
    // A view of another list isn't written over.
    screen.play("w").play("save<enter>Big<enter>").shows("another view is called so");
}

#[test]
fn feedback_is_sorted_flat_and_goes_back_to_its_parts() {
    let mut screen = english();
    screen.play("4").shows("Complaints ").play("Sn").shows("Name ▲").shows_not("Complaints ");
    screen.play("<space>").shows("1 marked").play("/zzz<enter>").shows("filtered out").play("<esc>").shows("1 marked");
    screen.play("<esc>").play("w").play("save<enter>Heard<tab>g v<enter>").shows("[Heard");
    screen
        .play("<esc>")
        .shows("Complaints ")
        .play("1")
        .play("g")
        .wait(400)
        .shows("v  The view “Heard”")
        .play("v")
        .shows("[Heard")
        .shows("Name ▲");
    screen.play("<esc>1:heard").shows("gv").play("<enter>").shows("[Heard").shows("Name ▲");
    screen.play("<tab>").shows("[Open").play("<tab><tab><tab>").shows("[Heard");
}

#[test]
fn the_columns_say_which_have_no_room_and_what_their_keys_do() {
    for (lang, no_room, keys, room) in [
        (Lang::En, "no room", "wider, narrower", "0 by the room"),
        (Lang::De, "kein Platz", "breiter, schmaler", "0 nach Platz"),
    ] {
        let mut screen = small(lang, (80, 24));
        screen.play("2W").shows(no_room).shows(room).play("?").shows(keys).play("<esc>").shows(no_room);
        small(lang, (120, 40)).play("2W").shows_not(no_room);
    }
}

#[test]
fn the_tier_has_a_head_in_both_languages_and_a_view_names_its_order() {
    for (lang, head, sorted, save, order) in [
        (Lang::En, "Tier", "Tier ▲", "save", "Order: Tier ▲"),
        (Lang::De, "Stufe", "Stufe▲", "speichern", "Reihenfolge: Stufe ▲"),
    ] {
        let mut screen = small(lang, (80, 24));
        screen.play("2").shows(head).play("St").shows(sorted).play("w").play(save).play("<enter>").shows(order);
    }
}

#[test]
fn a_filter_asks_fields_and_figures_and_says_what_it_cannot_read() {
    let mut screen = english();
    let is_a = |screen: &Screen, name: &String| row(screen, name).tier == Some(Tier::A);
    screen.play("2/tier:a<enter>");
    let of_tier = names(&mut screen);
    assert!(!of_tier.is_empty() && of_tier.iter().all(|name| is_a(&screen, name)));
    screen.play("<esc>/NOT (tier:a OR tier:b)<enter>");
    let others = names(&mut screen);
    assert!(
        !others.is_empty() && others.iter().all(|name| !matches!(row(&screen, name).tier, Some(Tier::A | Tier::B)))
    );
    screen.play("<esc>/tier:a mail:*<enter>");
    assert!(names(&mut screen).iter().all(|name| is_a(&screen, name) && !row(&screen, name).mails.is_empty()));
    // What is begun narrows nothing; what is wrong is said with its place.
    screen.play("<esc>/tier:a OR (");
    assert_eq!(names(&mut screen), of_tier);
    screen.play("<esc>/tier:a OR tier:d").shows("(character 11)").play("<esc>/source:fair").shows("Nothing fits");
}

#[test]
fn what_stands_in_full_records_is_read_in_a_thread_and_shown_whole() {
    let mut screen = english();
    screen.play("2/tier:a<enter>");
    let of_tier = names(&mut screen);
    screen.play("<esc>");
    let all = names(&mut screen);
    let tom = all.iter().find(|name| name.as_str() == "Tom Berg").unwrap();
    let id = row(&screen, tom).id;
    let ben = screen.ben();
    let before = ben.contact(id).unwrap().unwrap();
    let after = Contact { source: "fair".into(), ..before.clone() };
    ben.commit(Set::new(Label::new(Act::Edit, tom), [Change::edit(before, after)]), ben.position()).unwrap();
    screen.notices();
    // Until it is read what was listed stays, and it is said that it is being read.
    let effects = screen.effects_of("/source:fair OR tier:a");
    screen.shows("reading …");
    assert_eq!(names(&mut screen), all);
    for effect in effects {
        let event = effect.run(&screen.store.clone());
        event.into_iter().for_each(|event| screen.happens(event));
    }
    screen.shows_not("reading …");
    let mut expect = of_tier.clone();
    expect.push(tom.clone());
    let mut found = names(&mut screen);
    [&mut expect, &mut found].into_iter().for_each(|names| names.sort());
    assert_eq!(found, expect);
    // A view that asks it is filled as well, and follows what others do.
    screen.play("<enter>w<down><down><down><enter>Fair<enter>");
    assert_eq!(names(&mut screen).len(), expect.len());
    let before = ben.contact(id).unwrap().unwrap();
    ben.commit(
        Set::new(
            Label::new(Act::Edit, tom),
            [Change::edit(before.clone(), Contact { source: String::new(), ..before })],
        ),
        ben.position(),
    )
    .unwrap();
    screen.notices();
    assert_eq!(names(&mut screen), of_tier);
}

/// As if who is in the segment had been kept a month ago: without the first of it, and with the first of the others.
fn a_month_ago(screen: &Screen, filter: &str) {
    let condition = read(List::Contacts, filter).unwrap();
    let others = Condition::Not(Box::new(condition.clone()));
    let segment = |condition| Segment { name: "x".into(), filter: filter.into(), condition, agenda: false };
    let (settings, today) = (Settings::default(), "2026-10-15".parse().unwrap());
    let of =
        |condition| screen.store.in_segments(&[segment(condition)], &settings, today).unwrap().found[0].there.clone();
    let by_name = |mut all: Vec<ContactId>| {
        all.sort_by_key(|id| screen.store.book().name(*id).to_owned());
        all
    };
    let (there, others) = (by_name(of(condition.clone())), by_name(of(others)));
    let mut members = Members::default();
    members.keep(today, &[&there[1..], &others[..1]].concat());
    // As the store writes it: a line with its checksum.
    let mut line = serde_json::to_value(&members).unwrap();
    let file = screen.store.dir().join("segments");
    let known: serde_json::Value =
        serde_json::from_str(std::fs::read_to_string(&file).unwrap().lines().next().unwrap()).unwrap();
    line["store"] = known["store"].clone();
    line["filter"] = filter.into();
    let content = line.to_string();
    let content = content.strip_suffix('}').unwrap();
    let crc = crc32fast::hash(content.as_bytes());
    std::fs::write(file, format!("{content},\"crc\":\"{crc:08x}\"}}\n")).unwrap();
}

/// A view that is a segment, compared with a month ago.
fn kept_for_a_month(screen: &mut Screen) {
    screen.play("2/tier:a<enter>w<down><down><down><enter>Stars<enter>");
    a_month_ago(screen, "tier:a");
}

#[test]
fn the_list_of_views_says_who_came_and_left() {
    check_played("views_segment", |screen| {
        kept_for_a_month(screen);
        screen.play("w<esc>w");
    });
    check_played("views_members", |screen| {
        kept_for_a_month(screen);
        screen.play("w<ctrl-o>");
    });
    let mut screen = english();
    screen.play("2/tier:a<enter>w<down><down><down><enter>Stars<enter>");
    let count = names(&mut screen).len();
    screen.play("w").shows(&format!("{count} · tier:a"));
    screen.play("<ctrl-o>").shows("is kept from today on");
    a_month_ago(&screen, "tier:a");
    screen.play("<esc>w").shows(&format!("{count} · +1 -1 since 15 Oct"));
    screen.play("<ctrl-o>").shows("Stars: +1 -1 since 15 Oct").shows("came").shows("left");
    // Esc goes back to the views, Enter to the contact.
    screen.play("<esc>").shows("Save this as a view").play("<ctrl-o><enter>").shows("tier A");
}

#[test]
fn a_segment_calls_its_contacts_to_the_agenda_until_they_are_touched() {
    let mut screen = english();
    screen.play("1").shows_not("segment Quiet");
    screen.play("2/every: -due<enter>");
    let called = names(&mut screen);
    assert!(!called.is_empty());
    screen.play("w<down><down><down><enter>Quiet<tab><tab><right><enter>").play("1").shows("segment Quiet");
    let agenda = screen.store.dir().parent().unwrap().join("views/Quiet.toml");
    assert!(std::fs::read_to_string(agenda).unwrap().contains("agenda = true"));
    screen.play(&format!("/{}<enter><enter>", called[0])).shows(&called[0]);
    screen.play("<esc><esc>1").play(&format!("/{}<enter>", called[0])).shows("segment Quiet");
    screen.play("ccall: all is well<enter><esc>").shows_not(&format!("{}  segment", called[0]));
    screen.play(&format!("1/{}<enter>", called[0])).shows_not("segment Quiet");
}

#[test]
fn a_kept_view_is_a_segment_by_its_name() {
    let mut screen = english();
    screen.play("2/tier:a OR tier:b<enter>w<down><down><down><enter>Stars<enter>");
    let stars = names(&mut screen);
    screen.play("<esc>/segment:stars<enter>");
    assert_eq!(names(&mut screen), stars);
    screen.play("<esc>/segment:stars -tier:b<enter>");
    assert!(names(&mut screen).iter().all(|name| row(&screen, name).tier == Some(Tier::A)));
}
