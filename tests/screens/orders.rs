//! Orders on screen: noted with a key, in the timeline, changed, deleted and taken back; what they come to stands among the facts.

use super::play::Screen;
use super::{check_in, small_world};
use touchbase::domain::record::{Record, RecordKind};
use touchbase::store::Wanted;
use touchbase::text::Lang;

fn screen(lang: Lang, size: (u16, u16)) -> Screen {
    Screen::new(lang, size, small_world::TODAY, small_world::changes())
}

/// What is kept: amount, day, what and reference of each order, the latest made first.
fn kept(screen: &Screen) -> Vec<String> {
    let all = screen.store.latest(RecordKind::Order, None, usize::MAX, Wanted::All).unwrap();
    let told = all.into_iter().filter_map(|record| match record {
        Record::Order(one) => Some(format!("{} {} {} {}", one.amount, one.day, one.what, one.reference)),
        _ => None,
    });
    told.map(|told| told.trim_end().to_owned()).collect()
}

#[test]
fn an_order_is_noted_changed_deleted_and_taken_back() {
    let mut screen = screen(Lang::En, (120, 40));
    screen.play("2/mull<enter><enter>O").shows("Order · Anna Müller");
    screen.play("1,234.56").shows("1,234.56 EUR");
    screen.play("<tab>2 nov<tab>oak<tab>R-1<enter>").shows("Order noted: 1,234.56 EUR oak");
    assert_eq!(kept(&screen), ["1234.56 EUR 2026-11-02 oak R-1"]);
    screen.shows("1 order · 1,234.56 EUR · last 2 Nov").shows("order 1,234.56 EUR  oak · R-1");
    screen.play("O(34.56)<enter>");
    screen.shows("2 orders · 1,200.00 EUR").shows("order -34.56 EUR");
    // The latest stands first in the timeline.
    screen.play("<tab>e<end><backspace><backspace><backspace><backspace><backspace>9<enter>");
    assert_eq!(kept(&screen)[0], "-34.59 EUR 2026-11-21", "{:?}", kept(&screen));
    screen.play("X").shows("this order");
    screen.play("j<enter>");
    assert_eq!(kept(&screen).len(), 1);
    screen.play("u").shows("2 orders");
    assert_eq!(kept(&screen).len(), 2);
}

#[test]
fn what_is_no_amount_is_said_at_the_field() {
    let mut screen = screen(Lang::De, (80, 24));
    screen.play("2/mull<enter><enter>Ofünf<enter>").shows("ist kein Betrag");
    assert!(kept(&screen).is_empty());
    screen.play("<backspace><backspace><backspace><backspace>50,- CHF<enter>");
    assert_eq!(kept(&screen), ["50.00 CHF 2026-11-21"]);
}

#[test]
fn a_company_orders_without_anybody() {
    let mut screen = screen(Lang::En, (120, 40));
    screen.play("3/hofm<enter>O").shows("Order · Hofmann GmbH");
    screen.play("99<enter><enter>").shows("1 order · 99.00 EUR");
    screen.play("<tab>X").shows("this order");
    screen.play("j<enter>").shows_not("1 order ·");
    assert!(kept(&screen).is_empty());
}

#[test]
fn of_several_contacts_orders_are_noted_one_by_one() {
    let mut screen = screen(Lang::En, (120, 40));
    screen.play("2<space><space>O").shows("one by one");
}

#[test]
fn what_is_typed_is_kept_as_a_draft() {
    let mut screen = screen(Lang::En, (120, 40));
    screen.play("2/mull<enter><enter>O12<esc>");
    screen.play("O").shows("12");
}

#[test]
fn the_form_in_pictures() {
    check_in("order", "2/mull<enter><enter>O1234,5<tab><tab>oak", screen);
}
