//! Fifty sessions on one store at once.

use std::process::{Child, Stdio};

use crate::place::Place;
use crate::puppet::Puppet;

const SCREENS: usize = 38;
const VERBS: usize = 12;

#[test]
fn fifty_sessions_see_what_each_of_them_saves() {
    let place = Place::with(&["Ana Berg"]);
    let mut screens: Vec<Puppet> = (0..SCREENS).map(|_| Puppet::begin(&place.dir(), "screen")).collect();
    for screen in &mut screens {
        assert_eq!(screen.hears(), "open");
    }
    let start = |n: usize| -> Child {
        let (name, line) = (format!("Verb {n}"), format!("call: number {n}"));
        let mut command =
            if n.is_multiple_of(2) { place.command(&["add", &name]) } else { place.command(&["log", "ana", &line]) };
        command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
    };
    for (n, screen) in screens.iter_mut().enumerate() {
        screen.tell(&format!("add Screen {n}"));
    }
    let verbs: Vec<Child> = (0..VERBS).map(start).collect();
    for screen in &mut screens {
        assert_eq!(screen.hears(), "done");
    }
    for verb in verbs {
        let ended = verb.wait_with_output().unwrap();
        assert!(ended.status.success(), "{ended:?}");
    }
    let all = 1 + SCREENS + VERBS / 2;
    for screen in &mut screens {
        screen.tell(&format!("until {all}"));
    }
    for screen in &mut screens {
        assert_eq!(screen.hears(), all.to_string());
    }
    // One of them keeps the archive, all others ask it at once.
    for screen in &mut screens {
        screen.tell("read");
    }
    for screen in &mut screens {
        assert_eq!(screen.hears(), all.to_string());
    }
    screens.into_iter().for_each(drop);
    let names = place.names();
    assert_eq!(names.len(), all);
    assert!(names.values().all(|count| *count == 1), "{names:?}");
    assert_eq!(place.open().history(usize::MAX).unwrap().len(), 1 + SCREENS + VERBS);
}
