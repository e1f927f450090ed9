//! Finding: in everything that was said, with the filter that is widened to it, and by name in the palette.

use touchbase::text::Lang;

use crate::{check, small};

#[test]
fn the_search_in_all_that_was_said() {
    check("said", "g/the");
}

#[test]
fn the_search_before_anything_is_typed() {
    check("said_empty", "g/");
}

#[test]
fn the_newest_hit_stands_first_and_opens_where_it_was_said() {
    let mut screen = small(Lang::En, (120, 40));
    screen.play("g/asked").shows("Everything that was said: 2 found").selects("asked for an offer for the roof");
    screen.play("<down>").selects("asked when the second lot comes").play("<enter>");
    screen.shows("Deniz Çelik").selects("asked when the second lot comes");
    screen.play("<esc>").shows("/asked").selects("asked when the second lot comes");
    screen.play("<esc>").shows("Now 3").play("g/").shows("/asked").selects("asked when the second lot comes");
}

#[test]
fn enter_that_comes_before_the_answer_opens_the_first_hit() {
    let mut screen = small(Lang::En, (120, 40));
    screen.burst("g/oak<enter>").selects("wants a sample of the new oak");
    screen.shows_not("Everything that was said");
}

#[test]
fn what_is_found_follows_what_is_typed_and_what_happens() {
    let mut screen = small(Lang::En, (80, 24));
    screen.play("g/late").shows("late twice").play("<ctrl-u>planes").shows("Collects old planes").shows("notes");
    screen.play(" -old").shows("Nothing that was said fits").play("<esc>");
    screen.play("ccall: planes for sale<enter>").play("g/<ctrl-u>planes").selects("planes for sale");
    screen.play("<esc>u").play("g/").shows_not("planes for sale").shows("Collects old planes");
}

#[test]
fn tab_widens_the_filter_to_what_was_said() {
    check("contacts_wide", "2/catalogue<tab>");
    let mut screen = small(Lang::En, (120, 40));
    screen.play("2/anna").shows("Anna Müller").shows_not("Bernd").play("<ctrl-u>roof").shows("Nothing fits");
    screen.play("<tab>").shows("asked for an offer for the roof").selects("Bernd Kaiser").shows("+ what was said");
    screen.play(" zzz").shows("Nothing fits").play("<esc>").shows("Zoë").shows_not("+ what was said");
    screen.play("1/roof<tab>").selects("for an offer for the roof").play("<enter><enter>").shows("Kaiser Bau");
}

#[test]
fn tab_widens_the_filter_of_companies_and_feedback_too() {
    let mut screen = small(Lang::En, (120, 40));
    screen.play("3/roof").shows("Nothing fits").play("<tab>").selects("for an offer for the roof");
    screen.selects("Kaiser Bau").shows_not("Hofmann").play("<enter><tab>").shows("Nothing fits").play("<tab>");
    screen.play("<esc>").shows("Hofmann").shows_not("what was said");
    screen.play("/invoices<tab>").selects("Atelier Çelik").shows("Invoices to the head office").play("<esc>");
    screen.play("4/oak").shows("Nothing fits").play("<tab>").selects("a sample of the new oak").selects("Deniz Çelik");
    screen.play("<tab>").shows("Nothing fits").play("<tab><enter>d").shows("complaint · Deniz Çelik");
}

#[test]
fn the_palette() {
    check("palette", ":");
}

#[test]
fn the_palette_finds_by_name() {
    check("palette_typed", ":be");
}

#[test]
fn the_palette_finds_actions_by_synonym_and_runs_them_on_the_screen_below() {
    let mut screen = small(Lang::En, (80, 24));
    screen.play(":new company").selects("Add a company").play("<enter>").shows("New company").play("<esc>");
    screen
        .play(":gdpr")
        .selects("Consent")
        .play("<esc>:vcard")
        .selects("Import contacts")
        .shows("Export: how")
        .play("<esc>");
    screen.play(":star").selects("Change tags").play("<enter>").shows("Tags").play("<esc>");
    screen.play("<ctrl-p>telephone").selects("Log what happened").play("<enter>").shows("Deniz Çelik");
    screen.play("<esc>:").selects("Log what happened").play("<down>").selects("Change tags");
    small(Lang::De, (80, 24)).play(":rückgängig").selects("zurück");
}

#[test]
fn the_palette_opens_records() {
    let mut screen = small(Lang::En, (120, 40));
    screen.play(":mueller<enter>").shows("Hofmann GmbH").shows("everything fine").play("<esc>");
    screen.play(":price list<enter>").selects("send price list").play("<esc>");
    screen
        .play("chalf a sent<esc>:draft")
        .shows("▌          Draft: log · Deniz Çelik")
        .play("<enter>")
        .shows("half a sent");
}

#[test]
fn what_does_not_apply_here_says_in_the_palette_where_it_does() {
    let mut screen = small(Lang::En, (80, 24));
    screen.play("<enter>:mark range").shows("in: Agenda, Contacts");
    screen.play("<esc><esc>:mark range").shows("Mark a range").shows_not("in: Agenda");
}
