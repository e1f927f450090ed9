//! Long names in German at 80x24: nothing runs over, and what has no room ends with `…`.

use touchbase::domain::change::Change;
use touchbase::domain::company::Company;
use touchbase::domain::contact::Labelled;
use touchbase::domain::record::Record;
use touchbase::text::Lang;

use crate::play::Screen;
use crate::{check_at, small_world};

const NAME: &str = "Dr. Friederike-Charlotte von Wittgenstein-Hohenlohe";
const COMPANY: &str = "Süddeutsche Fördermittelberatungsgesellschaft mbH & Co. KG";
const MAIL: &str = "friederike-charlotte.von-wittgenstein-hohenlohe@foerdermittelberatungsgesellschaft.example";

/// The small world, in which Deniz and her company are called so.
fn long(_: Lang, size: (u16, u16)) -> Screen {
    let longer = |change: Change| match change.after {
        Some(Record::Contact(mut one)) if one.name == "Deniz Çelik" => {
            one.name = NAME.into();
            one.mails = vec![Labelled::new("geschäftlich", MAIL)];
            Change::create(one)
        }
        Some(Record::Company(one)) if one.name == "Atelier Çelik" => {
            Change::create(Company { name: COMPANY.into(), ..one })
        }
        _ => change,
    };
    Screen::new(Lang::De, size, small_world::TODAY, small_world::changes().into_iter().map(longer).collect())
}

#[test]
fn long_names_have_room_or_are_cut_with_a_sign() {
    for (name, keys) in [
        ("agenda", ""),
        ("contact", "<enter>"),
        ("contacts", "2"),
        ("companies", "3/förder<enter>"),
        ("company", "3/förder<enter><enter>"),
        ("feedback", "4"),
        ("month", "gk"),
        ("log", "canruf: x"),
        ("form", "e"),
        ("palette", ":wittgen"),
        ("said", "g/late"),
        ("copy", "y"),
    ] {
        check_at(&format!("long_{name}"), keys, &[(80, 24)], long);
    }
}
