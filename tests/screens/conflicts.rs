//! Two sessions on one store that change the same: what is typed here, and what ben does meanwhile.

use touchbase::domain::act::WholeContact;
use touchbase::domain::company::Company;
use touchbase::domain::contact::{Contact, Labelled, Tier};
use touchbase::domain::record::{Record, RecordId};
use touchbase::store::Store;
use touchbase::store::drafts::Draft;
use touchbase::text::Lang;

use super::forms::{contact, english, row};
use super::play::Screen;
use super::{check_played, small};

/// Ben changes the contact of this name.
fn ben_edits(screen: &Screen, name: &str, edit: impl FnOnce(&mut Contact)) {
    let ben = screen.ben();
    let id = ben.book().contacts().find(|row| row.name == name).unwrap().id;
    let before = ben.contact(id).unwrap().unwrap();
    let mut after = before.clone();
    edit(&mut after);
    let fields = touchbase::domain::act::edit(&given(&ben), before, after, Vec::new());
    ben.commit(fields, ben.position()).unwrap();
}

fn given(store: &Store) -> touchbase::domain::act::Given<'static> {
    let settings = Box::leak(Box::new(touchbase::domain::settings::Settings::default()));
    let book = Box::leak(Box::new(store.book().clone()));
    let now = "2026-11-21T09:31:00+01:00".parse::<chrono::DateTime<chrono::FixedOffset>>().unwrap();
    touchbase::domain::act::Given { book, settings, today: now.date_naive(), now }
}

/// Ben changes whatever record of a contact's timeline this is.
fn ben_changes(screen: &Screen, name: &str, change: impl Fn(&mut Record) -> bool) {
    let ben = screen.ben();
    let id = ben.book().contacts().find(|row| row.name == name).unwrap().id;
    for before in ben.timeline(id.into(), 0, 100).unwrap() {
        let mut after = before.clone();
        if change(&mut after) {
            let set = touchbase::domain::act::edit(&given(&ben), before, after, Vec::new());
            ben.commit(set, ben.position()).unwrap();
            return;
        }
    }
    panic!("nothing of {name} is changed");
}

fn ben_deletes(screen: &Screen, name: &str) {
    let ben = screen.ben();
    let id = ben.book().contacts().find(|row| row.name == name).unwrap().id;
    let whole: WholeContact = ben.whole_contact(id).unwrap().unwrap();
    ben.commit(touchbase::domain::act::delete_contacts(&[whole]), ben.position()).unwrap();
}

fn timeline(screen: &Screen, name: &str) -> Vec<Record> {
    screen.store.timeline(row(screen, name).id.into(), 0, 100).unwrap()
}

#[test]
fn different_fields_are_both_in_force_without_a_question() {
    let mut screen = english();
    screen.play("e<tab><tab>Owner");
    ben_edits(&screen, "Deniz Çelik", |deniz| deniz.language = "tr".into());
    screen.play("<ctrl-s>").shows("Changed job · Deniz Çelik").shows("language stays as ben changed it meanwhile");
    let after = contact(&screen, "Deniz Çelik");
    assert_eq!((after.language.as_str(), after.current_job().unwrap().role.as_str()), ("tr", "Owner"));
}

#[test]
fn the_same_field_stands_there_twice() {
    check_played("conflict", |screen| {
        screen.play("e the 2nd");
        ben_edits(screen, "Deniz Çelik", |deniz| deniz.name = "Deniz Kaya".into());
        screen.play("<ctrl-s>");
    });
}

#[test]
fn many_lines_stand_side_by_side() {
    check_played("conflict_text", |screen| {
        screen.play("e<shift-tab><ctrl-end><enter>Likes oak, and nothing else but oak, as long as it is old.");
        ben_edits(screen, "Deniz Çelik", |deniz| deniz.notes += "\nRings back in the evening.");
        screen.play("<ctrl-s>");
    });
}

/// What comes of a conflict in the name by these keys: "own" was typed here, "theirs" there.
#[test]
fn what_was_decided_is_saved_and_nothing_before_it_was() {
    let check = |keys: &str, expect: &str| {
        let mut screen = english();
        screen.play("e<ctrl-u>own");
        ben_edits(&screen, "Deniz Çelik", |deniz| deniz.name = "theirs".into());
        screen.play("<ctrl-s>").shows("yours   own").shows("theirs  theirs · ben, 09:31");
        screen.play(keys);
        assert!(screen.store.book().contacts().any(|row| row.name == expect), "{keys}: {}", screen.picture());
    };
    check("<ctrl-t><ctrl-s>", "theirs");
    check("<ctrl-o><ctrl-s>", "own");
    check("<ctrl-t><ctrl-o><enter>", "own");
    check("<ctrl-o><ctrl-t><enter>", "theirs");
    check(", and theirs<enter>", "own, and theirs");
    // Not by Enter alone, however often, nor by what can't be done with one line.
    check("<enter><enter><ctrl-s>", "theirs");
    check("<ctrl-p><ctrl-s>", "theirs");
    check("<esc>", "theirs");
}

#[test]
fn enter_alone_says_what_is_to_be_done() {
    let mut screen = english();
    screen.play("e<ctrl-u>own");
    ben_edits(&screen, "Deniz Çelik", |deniz| deniz.name = "theirs".into());
    screen.play("<ctrl-s>").shows("Ctrl-t theirs").shows("Ctrl-o yours").shows_not("Ctrl-p both");
    screen.play("<tab><enter>").shows("changed on both sides: take theirs or yours").play("<ctrl-t>");
    screen.shows_not("changed on both sides:").shows("✓ theirs").shows("Decided: Enter saves");
    screen.shows_not("nothing was saved").play("<enter>").shows_not("Edit ·");
}

#[test]
fn both_texts_can_be_kept() {
    let mut screen = english();
    screen.play("e<shift-tab><ctrl-end><enter>Likes oak.");
    ben_edits(&screen, "Deniz Çelik", |deniz| deniz.notes += "\nRings back.");
    screen.play("<ctrl-s>").shows("Ctrl-p both").play("<ctrl-p><ctrl-s>").shows("Changed notes · Deniz");
    assert_eq!(
        contact(&screen, "Deniz Çelik").notes,
        "Collects old planes. Never before ten.\nRings back.\nLikes oak."
    );
}

#[test]
fn esc_keeps_the_own_text_as_a_draft() {
    let mut screen = english();
    screen.play("e<ctrl-u>own");
    ben_edits(&screen, "Deniz Çelik", |deniz| deniz.name = "theirs".into());
    screen.play("<ctrl-s>").play("<esc>").shows("kept as a draft").shows("theirs");
    screen.play("e").shows("own").shows("is back");
}

#[test]
fn a_draft_does_not_overwrite_what_others_did_since() {
    // What was typed, which of both is taken, what stands there then.
    for (keys, save) in [("e<ctrl-u>own", "<ctrl-s>"), ("<enter><tab>e<ctrl-u>own", "<enter>"), ("town", "<enter>")] {
        let mut screen = english();
        screen.play(keys).play("<esc>").shows("kept as a draft");
        ben_edits(&screen, "Deniz Çelik", |deniz| {
            deniz.name = "theirs".into();
            deniz.tags = vec!["theirs".into()];
        });
        ben_changes(&screen, "theirs", |record| match record {
            Record::FollowUp(one) => {
                one.title = "theirs".into();
                true
            }
            _ => false,
        });
        screen.notices().restart().play(keys.split('<').next().unwrap().get(..1).unwrap_or("<enter><tab>e"));
        screen.shows("is back").shows("≠ yours   own").shows("≠ theirs  theirs").shows(" · since the draft");
        screen.play(save).shows("changed on both sides").play("<ctrl-o>").play(save).shows("u takes it back");
    }
}

#[test]
fn a_draft_over_what_nobody_changed_asks_nothing() {
    let mut screen = english();
    screen.play("e<ctrl-u>own<esc>").restart().play("e").shows("is back").shows_not("≠");
    screen.play("<esc>").restart().play("e").shows("is back").shows_not("≠").play("<ctrl-s>").shows("u takes it back");
}

#[test]
fn keys_that_came_too_early_do_not_end_in_the_form() {
    let mut screen = english();
    screen.play("e<ctrl-u>own");
    ben_edits(&screen, "Deniz Çelik", |deniz| deniz.name = "theirs".into());
    screen.burst("<ctrl-s>jjcasked<enter>").shows("yours   own").shows_not("asked");
}

#[test]
fn fields_that_nobody_touched_here_never_overwrite_others() {
    let mut screen = english();
    screen.play("e<tab><tab>Owner");
    for step in 0..3 {
        ben_edits(&screen, "Deniz Çelik", |deniz| deniz.phones.push(Labelled::new("", format!("+49 30 {step}"))));
    }
    ben_edits(&screen, "Deniz Çelik", |deniz| {
        deniz.tags = vec!["oak".into()];
        deniz.tier = Some(Tier::A);
        deniz.mails.clear();
    });
    screen.notices().play("<ctrl-s>").shows("stays as ben changed it meanwhile");
    let after = contact(&screen, "Deniz Çelik");
    assert_eq!((after.phones.len(), after.mails.len(), after.tier), (4, 0, Some(Tier::A)));
    assert_eq!((after.tags, after.jobs[0].role.as_str()), (vec!["oak".to_owned()], "Owner"));
}

#[test]
fn an_open_form_is_not_disturbed_and_says_quietly_what_happened() {
    for keys in ["<enter><tab><tab>e", "e"] {
        let mut screen = english();
        screen.play(keys).play(" the 2nd<left><left><left>").wait(20);
        let before = screen.picture();
        ben_edits(&screen, "Deniz Çelik", |deniz| deniz.language = "tr".into());
        screen.notices().shows("meanwhile by ben: language").wait(20);
        let line = |picture: &str| {
            picture.lines().filter(|line| !line.contains("Edit ·")).map(str::to_owned).collect::<Vec<_>>()
        };
        if keys == "e" {
            assert_eq!(line(&screen.picture()), line(&before), "only the border says something");
        }
        screen.play("X<ctrl-s>").shows("Changed ");
        let after = contact(&screen, "Deniz Çelik the X2nd");
        assert_eq!(after.language, "tr");
    }
    check_played("meanwhile", |screen| {
        screen.play("e the 2nd");
        ben_edits(screen, "Deniz Çelik", |deniz| deniz.language = "tr".into());
        screen.notices().wait(20);
    });
}

#[test]
fn the_same_done_on_both_sides_is_said() {
    let mut screen = english();
    screen.play("e<ctrl-u>Deniz Kaya");
    ben_edits(&screen, "Deniz Çelik", |deniz| deniz.name = "Deniz Kaya".into());
    screen.play("<ctrl-s>").shows("ben, 09:31 had done the same").shows_not("takes it back").shows_not("Edit ·");
}

#[test]
fn a_job_goes_by_the_names_of_its_fields() {
    let mut screen = english();
    screen.play("e");
    ben_edits(&screen, "Deniz Çelik", |deniz| deniz.jobs[0].role = "Owner".into());
    screen.notices().shows("meanwhile by ben: company, role");
}

#[test]
fn a_choice_is_decided_like_a_text() {
    let mut screen = english();
    screen.play("e").play(&"<tab>".repeat(6)).shows("[B]").play("c");
    ben_edits(&screen, "Deniz Çelik", |deniz| deniz.tier = Some(Tier::A));
    screen.play("<enter>").shows("≠ theirs  A · ben, 09:31").play("<ctrl-t><enter>").shows_not("Edit ·");
    assert_eq!(row(&screen, "Deniz Çelik").tier, Some(Tier::A));
}

#[test]
fn values_of_a_list_meet_one_by_one() {
    // Ben takes the first away and changes the second; here the second is changed to something else.
    let mut screen = english();
    ben_edits(&screen, "Deniz Çelik", |deniz| deniz.phones.push(Labelled::new("work", "+49 30 2")));
    screen.notices().play("e").play(&"<tab>".repeat(5)).shows("+49 30 2").play("<end>2");
    ben_edits(&screen, "Deniz Çelik", |deniz| deniz.phones[1].value = "+49 30 3".into());
    screen.play("<enter>").shows("≠ yours   +49 30 22").shows("≠ theirs  +49 30 3 · ben").play("<ctrl-o><enter>");
    let phones: Vec<String> = contact(&screen, "Deniz Çelik").phones.into_iter().map(|phone| phone.value).collect();
    assert_eq!(phones, ["+49 30 5550 1234", "+49 30 22"]);
}

#[test]
fn company_forms_meet_like_contacts() {
    let mut screen = english();
    screen.play("3/atelier<enter>e<tab><ctrl-u>own");
    let ben = screen.ben();
    let before: Company = ben.book().companies().find(|one| one.name == "Atelier Çelik").unwrap().clone();
    let after = Company { industry: "theirs".into(), size: "13".into(), ..before.clone() };
    let set = touchbase::domain::act::edit(&given(&ben), before, after, Vec::new());
    ben.commit(set, ben.position()).unwrap();
    screen.play("<ctrl-s>").shows("≠ yours   own").shows("≠ theirs  theirs · ben, 09:31").play("<ctrl-o><enter>");
    let book = screen.store.book();
    let now = book.companies().find(|one| one.name == "Atelier Çelik").unwrap();
    assert_eq!((now.industry.as_str(), now.size.as_str()), ("own", "13"));
}

#[test]
fn what_stands_in_a_timeline_meets_as_well() {
    // The keys that open the form and type, what ben changes, what is shown of both.
    let interaction = |record: &mut Record| match record {
        Record::Interaction(one) => {
            one.text += ", theirs";
            true
        }
        _ => false,
    };
    let follow_up = |record: &mut Record| match record {
        Record::FollowUp(one) => {
            one.title = "theirs".into();
            true
        }
        _ => false,
    };
    let feedback = |record: &mut Record| match record {
        Record::Feedback(one) => {
            one.text = "theirs".into();
            true
        }
        _ => false,
    };
    let check = |keys: &str,
                 change: &dyn Fn(&mut Record) -> bool,
                 typed: &str,
                 shows: &[&str],
                 decide: &str,
                 expect: &str| {
        let mut screen = english();
        screen.play(keys).play(typed);
        ben_changes(&screen, "Deniz Çelik", change);
        screen.notices().shows("meanwhile by ben").play("<ctrl-s>");
        for words in shows {
            screen.shows(words);
        }
        screen.play(decide).play("<ctrl-s>").shows_not("Edit ");
        let texts = timeline(&screen, "Deniz Çelik").into_iter().map(|record| match record {
            Record::Interaction(one) => one.text,
            Record::FollowUp(one) => one.title,
            Record::Feedback(one) => one.text,
            _ => String::new(),
        });
        assert!(texts.collect::<Vec<_>>().iter().any(|text| text == expect), "{keys}{decide}: {}", screen.picture());
    };
    let whole = "wants a sample of the new oak";
    check(
        "<enter><tab>jje",
        &interaction,
        "<ctrl-end>, own",
        &["≠ yours", "≠ theirs · ben, 09:31"],
        "<ctrl-o>",
        &format!("{whole}, own"),
    );
    check(
        "<enter><tab>jje",
        &interaction,
        "<ctrl-end>, own",
        &["Ctrl-p both"],
        "<ctrl-p>",
        &format!("{whole}, theirs\n{whole}, own"),
    );
    check(
        "<enter><tab>e",
        &follow_up,
        "<ctrl-u>own",
        &["≠ yours   own", "≠ theirs  theirs · ben"],
        "<ctrl-p>",
        "theirs / own",
    );
    check("4e", &feedback, "<ctrl-u>own", &["≠ yours", "≠ theirs · ben"], "<ctrl-t>", "theirs");
}

#[test]
fn a_follow_up_keeps_the_day_that_others_gave_it() {
    let mut screen = english();
    screen.play("<enter><tab>e<ctrl-u>own");
    ben_changes(&screen, "Deniz Çelik", |record| match record {
        Record::FollowUp(one) => {
            one.due = "2026-12-24".parse().unwrap();
            true
        }
        _ => false,
    });
    screen.play("<ctrl-s>").shows("u takes it back");
    let all = timeline(&screen, "Deniz Çelik");
    let one = all.iter().find_map(|record| if let Record::FollowUp(one) = record { Some(one) } else { None }).unwrap();
    assert_eq!((one.title.as_str(), one.due.to_string().as_str()), ("own", "2026-12-24"));
}

#[test]
fn tags_that_others_put_on_stay_on() {
    let mut screen = english();
    screen.play("toak");
    ben_edits(&screen, "Deniz Çelik", |deniz| deniz.tags = vec!["vip".into()]);
    screen.notices().play("<enter>").shows("Tags +oak");
    assert_eq!(row(&screen, "Deniz Çelik").tags, ["vip", "oak"]);
}

#[test]
fn what_came_of_feedback_is_not_overwritten() {
    let mut screen = english();
    screen.play("4d2").shows("Resolved").play("sent a new one");
    ben_changes(&screen, "Deniz Çelik", |record| match record {
        Record::Feedback(one) => {
            one.answer = "money back".into();
            true
        }
        _ => false,
    });
    screen.play("<enter>").shows("≠ yours   sent a new one").shows("≠ theirs  money back · ben, 09:31");
    screen.play("<ctrl-p><enter>").shows("u takes it back");
    let all = timeline(&screen, "Deniz Çelik");
    let one = all.iter().find_map(|record| if let Record::Feedback(one) = record { Some(one) } else { None }).unwrap();
    assert_eq!(one.answer, "money back; sent a new one");
}

#[test]
fn who_was_deleted_meanwhile_comes_back_with_what_was_typed() {
    check_played("conflict_deleted", |screen| {
        screen.play("e<tab><tab>Owner");
        ben_deletes(screen, "Deniz Çelik");
        screen.play("<ctrl-s>");
    });
    let history = timeline(&english(), "Deniz Çelik").len();
    for (keys, save, expect) in [
        ("e<tab><tab>Owner", "<ctrl-s>", history),
        ("nremembers all", "<ctrl-s>", history + 1),
        ("ccall: back again", "<enter>", history + 1),
        ("fring<tab>2w", "<enter>", history + 1),
        ("bcolour", "<ctrl-s>", history + 1),
        ("toak", "<enter>", history),
    ] {
        let mut screen = english();
        screen.play(keys);
        ben_deletes(&screen, "Deniz Çelik");
        screen.notices().play(save).shows("It is no longer there").shows("ben, 09:31: Deleted Deniz Çelik");
        screen.play("<enter>").shows_not("no longer there").shows("u takes it back");
        assert_eq!(timeline(&screen, "Deniz Çelik").len(), expect, "{keys}");
    }
}

#[test]
fn what_was_typed_about_someone_deleted_stays_a_draft() {
    for (keys, save) in [("e<tab><tab>Owner", "<ctrl-s>"), ("nremembers all", "<ctrl-s>"), ("ccall: back", "<enter>")] {
        let mut screen = english();
        screen.play(keys);
        ben_deletes(&screen, "Deniz Çelik");
        screen.notices().play(save).play("2").shows("kept as a draft");
        assert_eq!(screen.store.drafts().list().len(), 1, "{keys}");
        assert!(screen.store.book().contacts().all(|row| row.name != "Deniz Çelik"), "{keys}");
        // Esc leaves only the question.
        let mut screen = english();
        screen.play(keys);
        ben_deletes(&screen, "Deniz Çelik");
        screen.notices().play(save).play("<esc>").shows("Deniz").shows_not("It is no longer there");
    }
}

#[test]
fn the_draft_of_someone_deleted_asks_again_whenever_it_is_opened() {
    for (keys, save) in [("e<tab><tab>Owner", "<ctrl-s>"), ("ccall: back", "<enter>")] {
        let mut screen = english();
        screen.play(keys);
        ben_deletes(&screen, "Deniz Çelik");
        screen.notices().play(save).play("2").shows("kept as a draft").restart();
        screen.shows("A draft from earlier is kept: Deniz Çelik (deleted) (");
        screen.play(":deniz").shows("Deniz Çelik (deleted)").play("<enter>").shows("Deleted Deniz Çelik");
        screen.play("2").play(":draft<enter>").shows("Deleted Deniz Çelik").play("1").shows("is back");
        screen.play(save).shows("u takes it back").shows_not("is back");
        assert!(screen.store.book().contacts().any(|row| row.name == "Deniz Çelik"), "{keys}");
        assert!(screen.store.drafts().list().is_empty(), "{keys}");
    }
    let mut screen = english();
    screen.play("nremembers all");
    ben_deletes(&screen, "Deniz Çelik");
    screen.notices().play("<ctrl-s>2:draft<enter>").play("3").shows("thrown away");
    assert!(screen.store.drafts().list().is_empty());
}

/// The history tells nothing of it: as where that was trimmed away.
#[test]
fn the_draft_of_someone_nobody_knows_can_be_copied_or_thrown_away() {
    let mut screen = english();
    screen.play("ccall: back<esc>");
    let draft = screen.store.drafts().list().remove(0);
    let on = draft.on.map(|on| RecordId { id: uuid::Uuid::now_v7(), ..on });
    screen.store.drafts().save(&Draft { on, ..draft }).unwrap();
    screen.restart().play(":draft<enter>").shows("can't be brought back").play("1").shows("is copied");
    screen.play(":draft<enter>").play("3").shows("thrown away");
    assert!(screen.store.drafts().list().is_empty());
}

#[test]
fn the_draft_of_someone_deleted_looks_like_this() {
    check_played("lost", |screen| {
        screen.play("ccall: back");
        ben_deletes(screen, "Deniz Çelik");
        screen.notices().play("<enter>2").restart();
        open_draft(screen);
    });
    check_played("lost_unknown", |screen| {
        screen.play("ccall: back<esc>");
        let draft = screen.store.drafts().list().remove(0);
        let on = draft.on.map(|on| RecordId { id: uuid::Uuid::now_v7(), ..on });
        screen.store.drafts().save(&Draft { on, ..draft }).unwrap();
        screen.restart();
        open_draft(screen);
    });
}

/// Opens the draft by the palette, in the language in force.
fn open_draft(screen: &mut Screen) {
    let is_german = screen.picture().contains("Firmen");
    screen.play(if is_german { ":entwurf<enter>" } else { ":draft<enter>" });
}

#[test]
fn an_item_that_went_with_its_contact_comes_back_with_it() {
    let mut screen = english();
    screen.play("<enter><tab>e<ctrl-u>own");
    ben_deletes(&screen, "Deniz Çelik");
    screen.notices().play("<ctrl-s>").shows("ben, 09:31: Deleted Deniz Çelik").play("1").shows("u takes it back");
    assert!(
        timeline(&screen, "Deniz Çelik")
            .iter()
            .any(|record| matches!(record, Record::FollowUp(one) if one.title == "own"))
    );
}

#[test]
fn nobody_is_deleted_of_whom_others_have_said_more_meanwhile() {
    let mut screen = english();
    screen.play("X").shows("Delete Deniz");
    ben_edits(&screen, "Deniz Çelik", |deniz| deniz.notes = "important".into());
    screen.notices().play("2").shows("Nothing was deleted: meanwhile ben, 09:31: Changed notes");
    assert_eq!(contact(&screen, "Deniz Çelik").notes, "important");
    screen.play("X2");
    assert!(screen.store.book().contacts().all(|row| row.name != "Deniz Çelik"), "asked anew it goes");
}

#[test]
fn what_others_put_to_someone_is_not_deleted_unseen() {
    let mut screen = english();
    screen.play("X");
    let ben = screen.ben();
    let id = ben.book().contacts().find(|row| row.name == "Deniz Çelik").unwrap().id;
    let note = touchbase::domain::act::note(&given(&ben), &mut ben.ids(), &[id], "signs on Monday").unwrap();
    ben.commit(note, ben.position()).unwrap();
    drop(ben);
    screen.notices().play("2").shows("Nothing was deleted: meanwhile ben, 09:31: Noted: signs on Monday");
    assert!(screen.store.book().contact(id).is_some());
}

#[test]
fn the_smallest_terminal_shows_both_texts() {
    for keys in
        ["e<ctrl-u>own", "e<shift-tab><ctrl-end>, own, and nothing but own in many words, so that there are rows"]
    {
        let mut screen = english();
        screen.resize(60, 15).play(keys);
        ben_edits(&screen, "Deniz Çelik", |deniz| {
            deniz.name = "theirs".into();
            deniz.notes += "\n\nand\nmany\nrows\nof\ntheirs";
        });
        screen.play("<ctrl-s>").shows("≠ yours").shows("≠ theirs");
        screen.play("<tab><tab><shift-tab>").play("<shift-tab>").picture();
    }
}

#[test]
fn of_many_those_that_others_changed_are_named() {
    let play = |screen: &mut Screen| {
        screen.play("2<space><space><space>e").play("a");
        ben_edits(screen, "Deniz Çelik", |deniz| deniz.tier = Some(Tier::C));
        screen.notices().play("<enter>");
    };
    check_played("conflict_many", play);
    let tiers = |keys: &str| {
        let mut screen = english();
        play(&mut screen);
        screen.play(keys);
        ["Tom Berg", "Deniz Çelik"].map(|name| row(&screen, name).tier)
    };
    assert_eq!(tiers("1"), [Some(Tier::A), Some(Tier::C)], "the others only");
    assert_eq!(tiers("2"), [Some(Tier::A), Some(Tier::A)], "all");
    assert_eq!(tiers("<esc>"), [None, Some(Tier::C)]);
}

#[test]
fn an_undo_that_is_refused_says_who_when_and_what() {
    for (lang, said) in [(Lang::En, "name changed since by ben"), (Lang::De, "Name seitdem geändert von ben")] {
        let mut screen = small(lang, (80, 24));
        screen.play("e<ctrl-u>Deniz Kaya<ctrl-s>");
        ben_edits(&screen, "Deniz Kaya", |deniz| deniz.name = "Deniz Öz".into());
        let picture = screen.play("u").picture();
        // The toast's rows as one.
        let words = picture.split_whitespace().collect::<Vec<_>>().join(" ");
        for part in [said, "09:31", "touchbase undo 3"] {
            assert!(words.contains(part), "{part:?} isn't said:\n{picture}");
        }
    }
}
