//! Welcome: a ceiling of touches as it is typed and on the agenda, by snapshot and by play.

use super::play::Screen;
use super::{check, small};
use touchbase::domain::ceiling::Ceiling;
use touchbase::text::Lang;

fn english() -> Screen {
    small(Lang::En, (120, 40))
}

/// What is typed to give Deniz, who stands first, a ceiling that is reached with one more touch.
const CEILING: &str = "e<ctrl-n>frequency<enter>2 in 12 weeks<ctrl-s>";

#[test]
fn a_ceiling_is_typed_into_the_form() {
    let mut screen = english();
    screen.play("e<ctrl-n>frequency<enter>").play("often").shows("isn't like");
    screen.play("<ctrl-u>2 in 12 weeks").shows("at most 2 in 12 w").play("<ctrl-s>").shows("Changed ceiling");
    let book = screen.store.book();
    let deniz = book.contacts().find(|row| row.name == "Deniz Çelik").unwrap();
    assert!(matches!(deniz.ceiling, Ceiling::Own(most) if most.to_string() == "2 in 12w"));
    drop(book);
    screen.play("u");
    assert_eq!(screen.store.book().contacts().find(|row| row.name == "Deniz Çelik").unwrap().ceiling, Ceiling::ByTier);
}

#[test]
fn one_too_many_is_said_as_it_is_typed_and_on_the_agenda() {
    check("ceiling_line", &format!("{CEILING}cmail: again"));
    check("ceiling_agenda", CEILING);
    let mut screen = english();
    screen.play(CEILING).shows("at most 2 in 12 w · 2 so far");
    screen.play("cmail: again").shows("▲ would be touch 3 in 12 w, at most 2 wanted");
    screen.play("<ctrl-u>mail in: again").shows_not("would be touch");
    screen.play("<ctrl-u>na: again").shows_not("would be touch");
    // It is logged all the same.
    screen.play("<ctrl-u>call: again<enter>").shows("Logged call with Deniz");
}

#[test]
fn a_marketing_touch_is_asked_once_what_it_is_worth() {
    check("worth_asked", "cmail marketing: the fair<enter>");
    let mut screen = english();
    screen.play("cmail marketing: the fair").shows("✗ mail withdrawn");
    screen.play("<enter>").shows("What is it worth to the customer?").shows(">> worth:");
    screen.play("a free ticket<enter>").shows("Logged mail with Deniz");
    screen.play("2/deniz<enter><enter>").shows("mail, marketing").shows("worth to the customer: a free ticket");
    // Enter alone leaves it empty, and no other purpose asks.
    screen.play("ccall marketing: the fair<enter>").shows("What is it worth").play("<enter>").shows("Logged call with");
    screen.play("cmail service: the pump<enter>").shows("Logged mail with");
}

#[test]
fn a_follow_up_form_says_who_is_not_to_be_contacted() {
    let mut screen = english();
    screen.play("f").shows_not("✗ do not contact").play("<esc>");
    screen.play("x4").play("asked for quiet<enter>").play("2/deniz<enter>f").shows("✗ do not contact");
}
