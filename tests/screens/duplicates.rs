//! Contacts that may be one person: the pairs, both side by side, merging and telling apart; and the warning while one is typed in.

use super::play::Screen;
use super::{check_in, small, small_world};
use crossterm::event::KeyModifiers;
use ratatui::layout::Position;
use touchbase::domain::change::Change;
use touchbase::domain::company::Company;
use touchbase::domain::consent::{Consent, ConsentState, Purpose};
use touchbase::domain::contact::{Channel, Contact, Job, Labelled, Referrer};
use touchbase::domain::id::Ids;
use touchbase::domain::money::{Currency, Money};
use touchbase::domain::order::Order;
use touchbase::text::Lang;
use touchbase::tui::mouse::Did;

/// The small world, in which Anna and Bernd stand twice.
fn doubled(lang: Lang, size: (u16, u16)) -> Screen {
    world(lang, size, |_, _| Vec::new())
}

/// The same, where Ida withdrew in March and gave in May what she is asked of by mail; and both were recommended.
fn contradicting(lang: Lang, size: (u16, u16)) -> Screen {
    contradicting_for(lang, size, None)
}

/// The same for one purpose.
fn contradicting_for(lang: Lang, size: (u16, u16), purpose: Option<Purpose>) -> Screen {
    world(lang, size, |all, ids| {
        let tom = Contact::new(ids.draw(), "Tom Hart", "2026-11-01".parse().unwrap());
        all[0].referred_by = Some(Referrer::Contact(tom.id));
        all[1].referred_by = Some(Referrer::Name("Kim".into()));
        let decided = [(ConsentState::Withdrawn, "2026-03-03"), (ConsentState::Given, "2026-05-05")];
        let consents = all.iter().zip(decided).map(|(contact, (state, day))| {
            let (id, day, channel) = (ids.draw(), day.parse().unwrap(), Channel::Mail);
            let (contact, how, proof) = (contact.id, String::new(), String::new());
            Change::create(Consent { id, contact, channel, purpose, state, day, how, proof })
        });
        [Change::create(tom)].into_iter().chain(consents.collect::<Vec<_>>()).collect()
    })
}

/// The same, of whom one has long values, and much speaks against it.
fn long(lang: Lang, size: (u16, u16)) -> Screen {
    world(lang, size, |all, _| {
        all[0].name = "Dr. Ida Leutheusser-Schnarrenberger-Holm".into();
        all[1].name = "Leutheusser-Schnarrenberger-Holm, Ida".into();
        all[0].phones = all[1].phones.clone();
        all[0].mails =
            vec![Labelled::new("work", "ida.leutheusser-schnarrenberger@sueddeutsche-holzverarbeitung.example")];
        all[0].birthday = "1971-12-25".parse().ok();
        (all[0].language, all[1].language) = ("de".into(), "da".into());
        Vec::new()
    })
}

/// The same, with companies that stand there twice.
fn companies(lang: Lang, size: (u16, u16)) -> Screen {
    world(lang, size, |_, ids| {
        let mut company = |name: &str, web: &str| {
            let mut company = Company::new(ids.draw(), name, "2026-11-01".parse().unwrap());
            company.web = web.into();
            Change::create(company)
        };
        vec![
            company("Hofmann", ""),
            company("Oak & Sons Ltd", "www.oak.example"),
            company("Sons of Oak", "https://oak.example/"),
        ]
    })
}

fn world(lang: Lang, size: (u16, u16), more: impl FnOnce(&mut [Contact], &mut Ids) -> Vec<Change>) -> Screen {
    let mut changes = small_world::changes();
    let mut ids = Ids::seeded(1_790_000_000_000, 77);
    let day = "2026-11-01".parse().unwrap();
    let mut person = |name: &str, mail: &str, phone: &str| {
        let mut contact = Contact::new(ids.draw(), name, day);
        contact.mails.extend((!mail.is_empty()).then(|| Labelled::new("work", mail)));
        contact.phones.extend((!phone.is_empty()).then(|| Labelled::new("mobile", phone)));
        contact
    };
    let mut all = vec![
        person("Ida Holm", "ida@holm.example", ""),
        person("HOLM, Ida", "Ida@holm.example", "+45 20 12 34 56"),
        person("Mike Lund", "", "+45 30 12 34 56"),
        person("Michael Lund", "", "30 12 34 56"),
    ];
    all[1].birthday = "1971-12-24".parse().ok();
    all[1].tags = vec!["oak".into()];
    all[3].notes = "likes the sea".into();
    let more = more(&mut all, &mut ids);
    changes.extend(all.into_iter().map(Change::create));
    changes.extend(more);
    Screen::new(lang, size, small_world::TODAY, changes)
}

fn english() -> Screen {
    doubled(Lang::En, (120, 40))
}

fn names(screen: &Screen) -> Vec<String> {
    let book = screen.store.book();
    let mut names: Vec<String> = book.contacts().map(|row| row.name.clone()).collect();
    names.retain(|name| ["Holm", "HOLM", "Lund"].iter().any(|part| name.contains(part)));
    names.sort();
    names
}

#[test]
fn duplicates_look_like_this() {
    check_in("duplicates", "gd", doubled);
    check_in("duplicates_merge", "gdj<enter>", doubled);
    check_in("duplicates_certain", "gdM", doubled);
    check_in("duplicates_none", "gd", small);
    check_in("duplicates_typed", "aMick Lund<tab><tab><tab><tab>0045 30123456", doubled);
    check_in("duplicates_typed_several", "aBob<tab><tab><tab>ida@holm.example<tab>30 12 34 56", doubled);
    check_in("duplicates_typed_several_list", "aBob<tab><tab><tab>ida@holm.example<tab>30 12 34 56<ctrl-o>", doubled);
    check_in("merge_which_kept", "2/lund<enter><space><space><esc>/ida<enter><space>mm", doubled);
    check_in("merge_several", "2/mike<enter><space><esc>/ida<enter><space><space>mm<enter>", contradicting);
    check_in("merge_with", "2/mike<enter>mm", doubled);
    check_in("duplicates_long", "gdG", long);
    check_in("duplicates_filtered", "gd/mich", doubled);
    check_in("duplicates_contradicting", "gd", contradicting);
    check_in("duplicates_contradiction", "gd<enter>", contradicting);
    check_in("duplicates_companies", "gd<tab>", companies);
    check_in("move_help", "2/mike<enter>m?", doubled);
}

#[test]
fn an_certain_pair_is_merged_at_one_key_and_that_is_taken_back() {
    let mut screen = english();
    screen.play("gd").selects("Ida").play("m").shows("Merged").selects("Lund");
    assert_eq!(names(&screen), ["HOLM, Ida", "Michael Lund", "Mike Lund"], "of whom more is known");
    let ida = screen.store.book().contacts().find(|row| row.name == "HOLM, Ida").unwrap().clone();
    assert_eq!((ida.mails.len(), ida.phones.len(), ida.birthday.is_some()), (1, 1, true));
    screen.play("u").shows("Taken back").shows("Duplicates 2").selects("Ida");
    assert_eq!(names(&screen).len(), 4);
    screen.play("<ctrl-r>").shows("Restored").shows("Duplicates 1");
}

#[test]
fn what_is_taken_of_whom_is_chosen_side_by_side() {
    let mut screen = english();
    screen.play("gdjm").shows("Merge two contacts").shows("Mike Lund").shows("Michael Lund");
    // The name of the one who goes, and of the numbers only that of the one who is kept.
    screen.play("<right>").play("<enter>").shows("Merged");
    assert_eq!(names(&screen).len(), 3);
    let row = screen.store.book().contacts().find(|row| row.name.ends_with("Lund")).unwrap().clone();
    let full = screen.store.contact(row.id).unwrap().unwrap();
    assert_eq!((full.phones.len(), full.notes.as_str()), (1, "likes the sea"));
    let kept = row.name;
    screen.play("ugd").play("j<enter><tab><enter>").shows("Merged");
    let row = screen.store.book().contacts().find(|row| row.name.ends_with("Lund")).unwrap().clone();
    assert_eq!(row.name, kept, "the other one is kept, under the own name");
}

#[test]
fn a_click_takes_a_side() {
    for size in [(80, 24), (120, 40)] {
        let mut screen = doubled(Lang::En, size);
        let (first, other) = ("Mike Lund", "Michael Lund");
        screen.play("gdj<enter>").shows("✓ likes the sea").shows(&format!("✓ {first}"));
        screen.click(&format!("○ {other}")).shows(&format!("○ {first}")).shows(&format!("✓ {other}"));
        screen.click(&format!("○ {first}")).shows(&format!("✓ {first}"));
        // Where nothing stands, nothing is taken.
        let notes = screen.place("likes the sea");
        let (first, second) = (size.0 / 2 - 16, size.0 / 2 + 26);
        let empty = Position { x: if notes.x < size.0 / 2 { second } else { first }, ..notes };
        screen.wait(1).mouse_at(Did::Press, empty, KeyModifiers::NONE).shows("✗ likes the sea");
        screen.click("likes the sea").shows("✓ likes the sea").play("<enter>").shows("Merged");
    }
}

#[test]
fn a_value_that_has_no_room_is_read_where_it_is_selected() {
    for lang in [Lang::En, Lang::De] {
        let lines: Vec<String> = (1..=30).map(|line| format!("line {line} of what is told of the sea")).collect();
        let mut screen = world(lang, (80, 24), |all, _| {
            all[2].notes = lines.join("\n");
            all[2].jobs.push(Job { role: "Head of Purchasing, Northern Europe and Islands".into(), ..Job::default() });
            Vec::new()
        });
        let go_to = |screen: &mut Screen, words: &str| {
            (0..12).any(|_| screen.play("j").picture().contains(words)).then_some(()).expect(words);
        };
        screen.play("gdj<enter>").shows_not("Islands");
        go_to(&mut screen, "Islands");
        go_to(&mut screen, "line 4 of");
        screen.shows_not("line 30").play(&"J".repeat(60)).shows("line 30 of").play("K").shows("line 29 of");
        screen.play("k").shows_not("line 30").play("<enter>");
        screen.shows(if lang == Lang::En { "Merged" } else { "zusammengeführt" });
    }
}

#[test]
fn what_would_be_lost_is_said_before() {
    let mut screen = english();
    screen.play("gdj<enter>jj").shows("✓ likes the sea").play("<left>").shows("✗ likes the sea");
    screen.shows("Goes away: likes the sea").play("?").shows("the other one is kept").play("<esc>");
    screen.play("<tab>").shows("Goes away: likes the sea").play("<enter>").shows("Merged");
    let row = screen.store.book().contacts().find(|row| row.name.ends_with("Lund")).unwrap().clone();
    assert_eq!((row.name.as_str(), row.notes.as_str()), ("Michael Lund", ""));
    let mut screen = english();
    screen.play("gdj<enter>jj<left><right>").shows("✓ likes the sea").shows_not("Goes away");
}

#[test]
fn contradicting_consents_are_decided_side_by_side() {
    let english = || contradicting(Lang::En, (120, 40));
    let mail = |screen: &Screen| {
        let book = screen.store.book();
        let ida = book.contacts().find(|row| row.name.contains("Ida")).unwrap();
        (ida.consent(Channel::Mail), book.contacts().filter(|row| row.name.contains("Ida")).count())
    };
    let mut screen = english();
    screen.play("gd").shows("consents contradict").shows_not("certain 1").play("M").shows("No pair is certain");
    // One key doesn't merge them: it opens both.
    screen.play("m").shows("Merge two contacts").shows("withdrawn 3 Mar holds, given 5 May does not").shows("Tom Hart");
    screen.play("<enter>").shows("Merged");
    assert_eq!(mail(&screen), (ConsentState::Withdrawn, 1));
    screen.play("u").shows("Taken back");
    assert_eq!(mail(&screen).1, 2);
    let mut screen = english();
    screen.play("gdm<right>").shows(" holds, ").play("<left>").shows(" holds, ");
    let chosen = if screen.picture().contains("given 5 May holds") { "" } else { "<right>" };
    screen.play(chosen).shows("given 5 May holds, withdrawn 3 Mar does not").play("<enter>").shows("Merged");
    assert_eq!(mail(&screen), (ConsentState::Given, 1));
}

#[test]
fn for_which_purpose_something_was_decided_has_room() {
    for (lang, size, words) in [
        (Lang::En, (80, 24), "▌mail, marketing consent "),
        (Lang::En, (200, 50), "▌mail, marketing consent "),
        (Lang::De, (80, 24), "▌Mail, Werbung erlaubt "),
    ] {
        contradicting_for(lang, size, Some(Purpose::Marketing)).play("gd<enter>").shows(words);
    }
}

/// What goes over is counted by what it is.
#[test]
fn what_goes_over_with_a_company_is_told_by_kind() {
    let mut screen = world(Lang::En, (120, 40), |all, ids| {
        let company = Company::new(ids.draw(), "Hofmann", "2026-11-01".parse().unwrap());
        let (amount, day) = (Money::new(1200, Currency::read("EUR").unwrap()), "2026-11-01".parse().unwrap());
        let (contact, what, reference, source_id) = (Some(all[0].id), "oak".into(), String::new(), String::new());
        let (id, company_id) = (ids.draw(), Some(company.id));
        let order = Order { id, contact, company: company_id, day, amount, what, reference, source_id };
        vec![Change::create(company), Change::create(order)]
    });
    screen.play("gd<tab>m").shows("1 order goes over").shows_not("feedback");
}

#[test]
fn companies_are_gone_through_beside_the_contacts() {
    let mut screen = companies(Lang::En, (120, 40));
    let left = |screen: &Screen| {
        let book = screen.store.book();
        book.companies().filter(|one| one.name.contains("Hofmann") || one.name.contains("Oak")).count()
    };
    screen.play("gd").shows("[Duplicates 2 · certain 1]  companies 2").play("<tab>").shows("[companies 2]");
    screen.selects("Hofmann GmbH").shows("same name").play("m").shows("✓ Hofmann GmbH").play("<enter>").shows("Merged");
    screen.shows("[companies 1]").selects("Oak & Sons").shows("same web page");
    assert_eq!(left(&screen), 3);
    screen
        .play("u")
        .shows("[companies 2]")
        .selects("Hofmann GmbH")
        .play("/sons")
        .shows("[companies 1 of 2]")
        .play("<enter>x")
        .shows("Not the same");
    screen.shows("[companies 1]").selects("Hofmann").play("<esc>").selects("Ida").shows("[Duplicates 2");
    screen.play("<esc>gd<tab>").shows("[companies 1]").play("u").shows("[companies 2]");
}

#[test]
fn pairs_are_filtered() {
    let mut screen = english();
    screen.play("gd/").shows("Duplicates 2").play("mchl").shows("Duplicates 1 of 2").selects("Lund");
    // Kept, it holds while pairs come and go, and what is merged at once is what is listed.
    screen.play("<enter>").shows("Duplicates 1 of 2").play("M").shows("No pair is certain");
    screen.play("x").shows("Not the same: ").shows("Duplicates 1").selects("Ida");
    screen.play("u").shows("Duplicates 2").selects("Lund");
    screen.play("/zzz").shows("Nothing fits").play("<esc>").shows("Duplicates 2");
    screen
        .play("/holm<enter>")
        .shows("Duplicates 1 of 2 · certain 1")
        .play("<esc>")
        .shows("Duplicates 2")
        .play("<esc>");
    screen.shows_not("Duplicates");
    // Widened to what was said.
    screen.play("gd/sea<tab>").shows("Duplicates 1 of 2").selects("Lund");
}

#[test]
fn what_can_be_moved_is_explained() {
    let mut screen = english();
    screen
        .play("2/mike<enter>m?")
        .shows("side by side before")
        .shows("go up and down")
        .play("<esc>")
        .shows("change company");
    screen.play("m").shows("Mike Lund is the same as");
}

#[test]
fn who_was_told_apart_is_no_pair_any_more() {
    let mut screen = english();
    screen.play("gdjx").shows("Not the same: ").shows("Duplicates 1").selects("Ida");
    screen.play("<esc>gd").shows("Duplicates 1").play("u").shows("Duplicates 2");
    screen.play("j<enter>x").shows("Not the same: ").shows("Duplicates 1");
}

#[test]
fn all_certain_pairs_are_merged_in_one_step() {
    let mut screen = english();
    screen.play("gdM").shows("1 contact goes into another").play("2").shows("Duplicates 2");
    screen
        .play("M1")
        .shows("1 contact merged into another")
        .shows("Duplicates 1")
        .play("M")
        .shows("No pair is certain");
}

#[test]
fn others_change_what_is_listed() {
    let mut screen = english();
    screen.play("gd").shows("Duplicates 2");
    let mut other = screen.beside();
    other.play("gdm").shows("Merged");
    screen.hears().shows("Duplicates 1");
    other.play("u");
    screen.hears().shows("Duplicates 2");
}

#[test]
fn who_is_there_already_is_told_while_a_contact_is_typed_in() {
    let mut screen = english();
    screen.play("aHolm Ida").shows("Already here? ").play("<ctrl-x><ctrl-x>");
    screen.play("aMick Lund").shows("Already here? ").shows("Mick").play("<ctrl-o><enter>");
    screen.shows("kept as a draft").shows("Lund");
    let mut screen = english();
    screen.play("aTom<tab><tab><tab><tab>30 12 34 56").shows("already: Michael Lund").play("<ctrl-s>");
    assert_eq!(screen.store.book().contacts().filter(|row| row.name == "Tom").count(), 1, "a warning, no refusal");
    // Also where a draft is back.
    let mut screen = english();
    screen.play("aMick Lund<esc>").shows("kept as a draft").play("a").shows("Already here? ").shows("Mick");
    // One of that name alone is opened, too.
    let mut screen = english();
    screen.play("aTom Berg").shows("Already here? ").shows("Ctrl-o open them").play("<ctrl-o>");
    screen.shows("kept as a draft").shows("Tom Berg");
    // All who are meant are named, and one of them is picked.
    let mut screen = english();
    screen.play("aBob<tab><tab><tab>ida@holm.example<tab>30 12 34 56");
    screen.shows("already: HOLM, Ida, Ida Holm").shows("already: Michael Lund, Mike Lund");
    screen.shows("(same mail)").shows("(same mobile number)").shows("and 1 more");
    screen
        .play("<ctrl-o>")
        .shows("Already here?")
        .shows("Ida Holm")
        .shows("Michael Lund")
        .play("<esc>")
        .shows("New contact");
    screen.play("<ctrl-o><enter>").shows("kept as a draft");
    let mut german = doubled(Lang::De, (80, 24));
    german.play("aMick Lund").shows("Schon da? ").play("<ctrl-x><ctrl-x>");
    // What is typed goes before what is said of it.
    german.play("aBob<tab><tab><tab>ida@holm.example").shows("ida@holm.example ").shows("! haben schon HOLM");
}

#[test]
fn two_marked_contacts_are_merged_and_one_with_whoever_is_picked() {
    let mut screen = english();
    // What stands first with two is to merge them.
    screen.play("2/lund<enter><space><space>m<enter>").shows("Merge two contacts").play("<enter>").shows("Merged");
    assert_eq!(names(&screen).len(), 3);
    let mut screen = english();
    // Those who may be the same stand first.
    screen.play("2/mike<enter>mm").shows("Mike Lund is the same as").play("<down><enter>").shows("Michael Lund");
    screen.play("<enter>").shows("Merged");
    assert_eq!(names(&screen).len(), 3);
}

#[test]
fn several_marked_contacts_are_merged_into_one_of_them() {
    let mut screen = english();
    let before = names(&screen).len();
    screen.play("2/lund<enter><space><space><esc>/ida<enter><space>mm").shows("Merge 3 contacts: who is kept?");
    let ids = |screen: &Screen| {
        let book = screen.store.book();
        let all = book.contacts().filter(|row| row.name.contains("Lund") || row.name == "Ida Holm");
        all.map(|row| row.id).collect::<Vec<_>>()
    };
    let three = ids(&screen);
    screen.play("<enter>").shows("Merge 3 contacts into").play("<enter>").shows("Merged");
    assert_eq!(names(&screen).len(), before - 2);
    // Whoever goes by an old id lands on the one who is kept.
    let book = screen.store.book();
    let kept = three.iter().copied().find(|id| book.contact(*id).is_some()).unwrap();
    let landed: Vec<_> = three.iter().map(|id| book.stands_for(*id)).collect();
    assert_eq!(landed, [Some(kept); 3]);
    drop(book);
    screen.play("u");
    assert_eq!(names(&screen).len(), before);
}

#[test]
fn what_contradicts_among_several_is_told_before_they_are_merged() {
    check_in("merge_several", "2/mike<enter><space><esc>/ida<enter><space><space>mm<enter>", contradicting);
    let mut screen = contradicting(Lang::En, (120, 40));
    let before = names(&screen).len();
    screen.play("2/mike<enter><space><esc>/ida<enter><space><space>mm").shows("Merge 3 contacts: who is kept?");
    screen.play("<enter>").shows("✓ withdrawn 3 Mar").shows("○ given 5 May");
    screen.shows("recommended by").shows("○ Tom Hart").play("<esc>");
    assert_eq!(names(&screen).len(), before);
    screen.play("mm<enter><enter>").shows("Merged");
    assert_eq!(names(&screen).len(), before - 2);
}

/// Of several, too, it is chosen whose stands in each field.
#[test]
fn whose_stands_is_chosen_among_several() {
    let mut screen = contradicting(Lang::En, (120, 40));
    screen.play("2/mike<enter><space><esc>/ida<enter><space><space>mm<enter>").shows("They contradict each other here");
    screen.shows("✓ HOLM, Ida").shows("○ Mike Lund").shows("✓ Kim");
    screen.click("Mike Lund  ").shows("✓ Mike Lund").shows("○ HOLM, Ida");
    screen.click("Tom Hart").shows("✓ Tom Hart").shows("○ Kim").click("given 5 May").shows("○ withdrawn 3 Mar");
    screen.play("<enter>").shows("Merged");
    let book = screen.store.book();
    let lund = book.contacts().find(|row| row.name == "Mike Lund").unwrap();
    assert!(lund.decisions().iter().all(|one| one.state == ConsentState::Given), "{:?}", lund.decisions());
    let contact = screen.store.contact(lund.id).unwrap().unwrap();
    assert!(matches!(contact.referred_by, Some(Referrer::Contact(_))), "{contact:?}");
    assert_eq!(contact.birthday, "1971-12-24".parse().ok(), "what only one says is kept");
}

#[test]
fn from_the_companies_their_pairs_are_shown() {
    let mut screen = companies(Lang::En, (120, 40));
    screen.play("3gd").shows("[companies 2]");
}
