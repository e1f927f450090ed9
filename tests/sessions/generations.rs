//! A store whose files are put in another's place while sessions have it open.

use crate::place::Place;
use crate::puppet::Puppet;

fn screens(place: &Place) -> Vec<Puppet> {
    (0..3).map(|_| Puppet::screen(&place.dir())).collect()
}

/// Each adds one, and sees what the others add. There were `count` contacts.
fn go_on(place: &Place, screens: &mut [Puppet], what: &str, count: usize) {
    for (n, screen) in screens.iter_mut().enumerate() {
        assert_eq!(screen.does(&format!("add {what} {n}")), "done", "{what}");
    }
    place.ok(&["add", &format!("{what} verb")]);
    let all = count + screens.len() + 1;
    for screen in screens.iter_mut() {
        assert_eq!(screen.does(&format!("until {all}")), all.to_string(), "{what}");
    }
}

#[test]
fn sessions_go_on_when_the_archive_is_copied_afresh() {
    let place = Place::with(&["Ana Berg"]);
    let mut screens = screens(&place);
    go_on(&place, &mut screens, "before", 1);
    // One that has it open lets it go.
    assert_eq!(screens[0].does("read"), "5");
    place.ok(&["repair", "--compact"]);
    go_on(&place, &mut screens, "after", 5);
    for screen in &mut screens {
        assert_eq!(screen.does("read"), "9");
        assert_eq!(screen.does("close"), "closed");
    }
    screens.into_iter().for_each(Puppet::ends);
    assert_eq!(place.names().len(), 9);
}

/// A line in the middle of the journal is damaged; what is mended is another generation.
#[test]
fn sessions_go_on_when_the_store_is_mended() {
    let place = Place::with(&["Ana Berg"]);
    let mut screens = screens(&place);
    go_on(&place, &mut screens, "before", 1);
    // So that the archive knows what the journal loses.
    let mut reading = Puppet::screen(&place.dir());
    assert_eq!(reading.does("read"), "5");
    reading.ends();
    place.damage("before 1", "before l");
    assert_eq!(screens[1].does("read"), "5");
    place.ok(&["repair"]);
    assert!(place.dir().join("gen-2").exists() && !place.dir().join("gen-1").exists(), "it was mended");
    go_on(&place, &mut screens, "after", 5);
    screens.into_iter().for_each(Puppet::ends);
    let names = place.names();
    assert_eq!((names.len(), names.get("before 1")), (9, Some(&1)), "{names:?}");
}
