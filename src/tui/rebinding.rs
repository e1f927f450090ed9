//! The configuration's keys made into a keymap, what is wrong with them in the user's words, and the keys in force as they
//! are written there.

use std::path::Path;

use super::action::{Info, TABLE};
use super::keymap::{Chord, Keymap, KeymapError};
use crate::config::{BoundAction, Rebound, nearest};
use crate::error::{Error, ErrorKind};
use crate::say;
use crate::text::Text;

/// The keymap with what the file at `path` rebinds.
pub fn keymap(rebound: &[Rebound], path: &Path, text: &Text) -> Result<Keymap, Error> {
    let pairs = rebound.iter().map(|one| (one.action.as_str(), one.keys.as_slice()));
    Keymap::new(pairs).map_err(|error| explain(&error, rebound, path, text))
}

/// All actions with the keys in force, in the table's order.
pub fn actions(keys: &Keymap, text: &Text) -> Vec<BoundAction> {
    let bound = |info: &Info| BoundAction {
        name: info.name,
        keys: keys.chords(info.action).iter().map(Chord::written).collect(),
        does: info.action.help(text),
    };
    TABLE.iter().map(bound).collect()
}

fn explain(error: &KeymapError, rebound: &[Rebound], path: &Path, text: &Text) -> Error {
    let line_of = |names: &[&str]| {
        let line = rebound.iter().rev().find(|one| names.contains(&one.action.as_str())).map_or(1, |one| one.line);
        line.to_string()
    };
    let path = path.display().to_string();
    let (what, hint) = match error {
        KeymapError::NoSuchAction(name) => {
            let names = || TABLE.iter().map(|info| info.name);
            let hint = match nearest(name, names()) {
                Some(near) => say!(text, "hint-did-you-mean", near = near),
                None => say!(text, "hint-keys-actions", actions = names().collect::<Vec<_>>().join(", ")),
            };
            let line = line_of(&[name]);
            (say!(text, "error-keys-action", path = path, line = line, action = name.as_str()), hint)
        }
        KeymapError::NoSuchKey { action, key } => {
            let line = line_of(&[action]);
            let what = say!(text, "error-keys-key", path = path, line = line, key = key.as_str(), action = *action);
            (what, say!(text, "hint-keys-key"))
        }
        KeymapError::Clash { key, one, other } => {
            let line = line_of(&[one, other]);
            let what = say!(
                text,
                "error-keys-clash",
                path = path,
                line = line,
                key = key.as_str(),
                one = *one,
                other = *other
            );
            (what, say!(text, "hint-keys-clash"))
        }
        KeymapError::Begins { key, one, longer, other } => {
            let line = line_of(&[one, other]);
            let what = say!(
                text,
                "error-keys-begins",
                path = path,
                line = line,
                key = key.as_str(),
                one = *one,
                longer = longer.as_str(),
                other = *other
            );
            (what, say!(text, "hint-keys-clash"))
        }
        KeymapError::NoKey(action) => {
            let line = line_of(&[action]);
            let what = say!(text, "error-keys-none", path = path, line = line, action = *action);
            (what, say!(text, "hint-keys-none", action = *action))
        }
    };
    Error::new(ErrorKind::Usage, what).hint(hint)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lang;

    #[test]
    fn what_is_needed_to_find_out_and_to_leave_keeps_a_key() {
        for action in ["quit", "back", "help", "palette"] {
            let rebound = [Rebound { action: action.into(), keys: Vec::new(), line: 4 }];
            let error = keymap(&rebound, Path::new("c.toml"), &Text::new(Lang::En)).unwrap_err();
            assert!(error.to_string().starts_with(&format!("c.toml, line 4: {action} has no key left\n")), "{error}");
        }
        let rebound = [Rebound { action: "zoom".into(), keys: Vec::new(), line: 4 }];
        assert!(keymap(&rebound, Path::new("c.toml"), &Text::new(Lang::En)).is_ok());
    }

    #[test]
    fn what_is_wrong_is_named_with_its_line() {
        let check = |action: &str, key: &str, expect: &str| {
            let rebound = [Rebound { action: action.into(), keys: vec![key.into()], line: 7 }];
            let error = keymap(&rebound, Path::new("c.toml"), &Text::new(Lang::En)).unwrap_err();
            assert_eq!(error.to_string(), expect);
        };
        check(
            "done",
            "c",
            "c.toml, line 7: \"c\" is both log and done\nGive one of them another key; none is []: log = []",
        );
        check("dome", "c", "c.toml, line 7: there is no action \"dome\"\nDid you mean \"done\"?");
        check(
            "log",
            "g",
            "c.toml, line 7: \"g\" is log, and begins \"gs\", which is spread\nGive one of them another key; none is []: log = []",
        );
        check(
            "done",
            "hyper-c",
            "c.toml, line 7: \"hyper-c\" is no key (for done)\nKeys are written c, G, ctrl-d, shift-tab, space, pgdn, or g g for one after the other.",
        );
    }
}
