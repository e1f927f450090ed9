//! Companies on the agenda: a row of their own, what the verbs do to it, and the rhythm in the company's form.

use super::play::Screen;
use super::{check_in, small_world};
use touchbase::domain::cadence::{Cadence, Span};
use touchbase::domain::change::Change;
use touchbase::domain::contact::Referrer;
use touchbase::domain::record::Record;
use touchbase::text::Lang;

/// The small world, where Hofmann GmbH is to be touched every 30 days; Anna Müller, who works there alone, was 42 days ago.
fn screen(lang: Lang, size: (u16, u16)) -> Screen {
    let changes = small_world::changes().into_iter().map(|mut change| {
        if let Change { after: Some(Record::Company(company)), .. } = &mut change
            && company.name == "Hofmann GmbH"
        {
            company.cadence = Cadence::Every(Span::days(30));
        }
        change
    });
    Screen::new(lang, size, small_world::TODAY, changes.collect())
}

#[test]
fn a_company_has_its_row_with_its_briefing() {
    check_in("account", "/hofm<enter>j", screen);
}

#[test]
fn enter_opens_the_company_and_c_logs_with_its_people() {
    let mut screen = screen(Lang::En, (120, 40));
    screen.play("/hofm<enter>j").selects("Hofmann GmbH").shows("Rhythm 2").shows("account every 30 d");
    screen.play("<enter>").shows("d late").shows("Timeline 1");
    screen.play("<esc>").selects("Hofmann GmbH");
    // There is one person.
    screen.play("c").shows("Anna Müller").play("call: all fine<enter>").shows_not("account every");
    screen.play("u").shows("account every 30 d");
}

#[test]
fn it_is_snoozed_and_taken_off() {
    let mut screen = screen(Lang::En, (120, 40));
    screen.play("/hofm<enter>j").selects("Hofmann GmbH");
    screen.play("s").shows("Hofmann GmbH").play("1w<enter>").shows_not("account every");
    screen.play("uG").shows("account every 30 d").selects("Hofmann GmbH");
    screen.play("x").shows("Off the agenda").shows_not("Do not contact").play("<enter>").shows_not("account every");
    screen.play("uG").selects("Hofmann GmbH").play("xjj<enter>").shows_not("account every");
    screen.play("uG").selects("Hofmann GmbH");
    screen.play("d").shows("nothing to be done");
}

#[test]
fn marks_are_contacts_alone() {
    let mut screen = screen(Lang::En, (120, 40));
    screen.play("%").shows("7 marked").play("%").shows_not("marked");
    screen.play("/hofm<enter>j").selects("Hofmann GmbH").play("<space>").shows_not("marked");
}

#[test]
fn its_rhythm_is_in_the_form() {
    let mut screen = screen(Lang::De, (80, 24));
    screen.play("3/hofm<enter>e").shows("Rhythmus").shows("30d");
    screen.play("<tab><tab><tab><tab><tab><tab><tab><tab><tab><backspace><backspace><backspace>2w").shows("alle 2 W");
    screen.play("<enter>").shows("Kontaktrhythmus geändert");
}

#[test]
fn it_stands_in_the_month() {
    let mut screen = screen(Lang::En, (120, 40));
    screen.play("gk<enter>").shows("Hofmann GmbH");
    screen.play("Gk").selects("Hofmann GmbH").play("<enter>").shows("d late");
}

/// Hofmann GmbH with two people, of whom the other one speaks for it.
fn with_key_contact(lang: Lang, size: (u16, u16)) -> Screen {
    let mut screen = screen(lang, size);
    screen.play("2aBen Hof<tab>Hofmann GmbH<enter>");
    screen.play("3/hofm<enter>e<ctrl-n>");
    screen.play(if lang == Lang::De { "haupt<enter>" } else { "key<enter>" }).play("Ben Hof<enter>");
    screen
}

#[test]
fn the_key_contact_is_shown_first_and_logged_for() {
    check_in("account_key_contact", "<enter>", with_key_contact);
    let mut screen = with_key_contact(Lang::En, (120, 40));
    screen.play("<enter>").shows("key contact");
    screen.play("1/hofm<enter>G").selects("Hofmann GmbH").selects("Ben Hof");
    screen.play("c").shows("Log: Ben Hof");
}

/// Who came by whom, on the contact's own screen.
fn recommended(lang: Lang, size: (u16, u16)) -> Screen {
    let mut all = small_world::changes();
    let id = |all: &[Change], name: &str| {
        all.iter().find_map(|change| match &change.after {
            Some(Record::Contact(one)) if one.name == name => Some(one.id),
            _ => None,
        })
    };
    for (who, by) in [("Mia Olsen", "Anna Müller"), ("Jan Novák", "Mia Olsen"), ("Tom Berg", "Anna Müller")] {
        let by = id(&all, by).unwrap();
        all.iter_mut().for_each(|change| {
            if let Some(Record::Contact(one)) = &mut change.after
                && one.name == who
            {
                one.referred_by = Some(Referrer::Contact(by));
            }
        });
    }
    Screen::new(lang, size, small_world::TODAY, all)
}

#[test]
fn who_came_by_a_contact_stands_on_its_screen() {
    check_in("account_referrals", "2/mull<enter><enter>", recommended);
    let mut screen = recommended(Lang::En, (120, 40));
    screen.play("2/nov<enter><enter>").shows("Mia Olsen ← Anna Müller");
}
