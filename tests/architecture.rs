//! Holds what `src/lib.rs` says of the layers: who imports whom, what is deliberately absent, and that both catalogues
//! are complete.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test says why it fails by panicking")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Each layer and what of ours it may import. `main` is `src/main.rs`.
const LAYERS: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("error", &[]),
    ("store", &["domain", "error"]),
    ("formats", &["domain", "error"]),
    ("text", &["domain", "error"]),
    ("paths", &["error"]),
    ("config", &["domain", "text", "paths", "error"]),
    ("explain", &["store", "formats", "domain", "text", "config", "error"]),
    ("cli", &["store", "formats", "domain", "text", "explain", "config", "paths", "error"]),
    ("tui", &["store", "formats", "domain", "text", "explain", "config", "paths", "error"]),
    ("main", &["cli", "tui", "text", "explain", "config", "paths", "error"]),
];

/// What must not be named in a layer's code, tests at the end of files left out: (place, word, why).
const ABSENT: &[(&str, &str, &str)] = &[
    ("domain", "std::fs", "the domain does no I/O"),
    ("domain", "std::env", "the domain asks nothing of the environment"),
    ("domain", "Utc::now", "the domain asks no clock"),
    ("domain", "Local::now", "the domain asks no clock"),
    ("domain", "Instant::now", "the domain asks no clock"),
    ("domain", "now_v7", "ids are given from outside"),
    ("domain", "ratatui", "the domain knows no screen"),
    ("domain", "println!", "the domain prints nothing"),
    ("formats", "std::fs", "formats open no file"),
    ("formats", "Local::now", "formats ask no clock"),
    ("text", "std::env", "which language is in force is said by the configuration"),
    ("store", "println!", "the store prints nothing"),
    ("store", "ratatui", "the store knows no screen"),
    ("store", "say!", "the store holds no words for the user"),
    ("tui/widgets", "crate::store", "widgets paint only"),
    ("tui/screens", "std::fs", "only effects do I/O"),
    ("tui/popups", "std::fs", "only effects do I/O"),
];

fn src() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn sources() -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![src()];
    while let Some(dir) = open.pop() {
        for path in fs::read_dir(&dir).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// The path below `src`: `domain/agenda.rs`.
fn name(path: &Path) -> String {
    path.strip_prefix(src()).unwrap().to_string_lossy().into_owned()
}

fn layer_of(name: &str) -> &str {
    name.split('/').next().unwrap().trim_end_matches(".rs")
}

/// A file of tests beside the code: `foo/tests.rs`.
fn is_tests(name: &str) -> bool {
    name.ends_with("/tests.rs") || name.contains("/tests/")
}

/// The file's code without comments and without the test module at its end.
fn code(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap();
    let lines = text.lines().take_while(|line| line.trim() != "#[cfg(test)]");
    lines.filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

fn word(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

/// The first names behind `crate::` or `touchbase::`, in `use crate::{a, b::c}` too.
fn imports(code: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for root in ["crate::", "touchbase::"] {
        for (at, _) in code.match_indices(root) {
            if code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_') {
                continue;
            }
            let rest = &code[at + root.len()..];
            let Some(list) = rest.strip_prefix('{') else {
                found.insert(word(rest));
                continue;
            };
            let (mut depth, mut at_start) = (0, true);
            for (i, c) in list.char_indices() {
                match c {
                    '}' if depth == 0 => break,
                    '{' => depth += 1,
                    '}' => depth -= 1,
                    ',' if depth == 0 => at_start = true,
                    c if at_start && c.is_alphabetic() => {
                        found.insert(word(&list[i..]));
                        at_start = false;
                    }
                    _ => {}
                }
            }
        }
    }
    found
}

#[test]
fn imports_are_found_in_every_shape() {
    let code = "use crate::domain::id; use crate::{store::{Store, Who}, text}; touchbase::error::Error; mycrate::cli;";
    assert_eq!(imports(code), BTreeSet::from(["domain", "error", "store", "text"].map(str::to_owned)));
}

#[test]
fn each_layer_imports_only_what_the_table_allows() {
    for path in sources() {
        let name = name(&path);
        let layer = layer_of(&name);
        if layer == "lib" {
            continue;
        }
        let Some((_, allowed)) = LAYERS.iter().find(|(l, _)| *l == layer) else {
            panic!("{name}: {layer} stands in no line of the layer table");
        };
        for import in imports(&code(&path)) {
            let ours = LAYERS.iter().any(|(l, _)| *l == import);
            let fine = import == layer || allowed.contains(&import.as_str());
            assert!(!ours || fine, "{name} imports {import}, which the layer table forbids to {layer}");
        }
    }
}

#[test]
fn what_is_absent_stays_absent() {
    for path in sources() {
        let name = name(&path);
        if is_tests(&name) {
            continue;
        }
        let code = code(&path);
        for (place, word, why) in ABSENT {
            let inside = name.starts_with(&format!("{place}/")) || name == format!("{place}.rs");
            assert!(!inside || !code.contains(word), "{name} names {word}: {why}");
        }
        assert!(layer_of(&name) == "store" || !code.contains("sled::"), "{name} names sled, which only the store may");
    }
}

#[test]
fn each_module_says_what_it_owns() {
    for path in sources() {
        let text = fs::read_to_string(&path).unwrap();
        let name = name(&path);
        assert!(is_tests(&name) || text.starts_with("//!"), "{name} does not open with what it owns");
    }
}

/// The keys of a catalogue, each with the variables it uses.
fn keys(lang: &str) -> Vec<(String, BTreeSet<String>)> {
    let text = fs::read_to_string(src().join("text").join(lang).join("touchbase.ftl")).unwrap();
    let mut found: Vec<(String, BTreeSet<String>)> = Vec::new();
    for line in text.lines() {
        if line.starts_with(|c: char| c.is_ascii_lowercase()) {
            found.push((line.split('=').next().unwrap().trim().to_owned(), BTreeSet::new()));
        }
        if let Some((_, variables)) = found.last_mut() {
            let name = |at: usize| line[at + 1..].chars().take_while(|c| c.is_alphanumeric() || "-_".contains(*c));
            variables.extend(line.match_indices('$').map(|(at, _)| name(at).collect::<String>()));
        }
    }
    found
}

#[test]
fn both_catalogues_have_the_same_keys_and_variables() {
    let (en, de) = (keys("en"), keys("de"));
    for (lang, catalogue) in [("English", &en), ("German", &de)] {
        let mut seen = BTreeSet::new();
        for (key, _) in catalogue {
            assert!(seen.insert(key), "{key} stands twice in the {lang} catalogue");
        }
    }
    for (key, variables) in &en {
        let Some((_, other)) = de.iter().find(|(k, _)| k == key) else { panic!("{key} has no German text") };
        assert_eq!(variables, other, "{key} uses other variables in German");
    }
    for (key, _) in &de {
        assert!(en.iter().any(|(k, _)| k == key), "{key} has no English text");
    }
}

#[test]
fn each_text_is_said_somewhere() {
    let all: String = sources().iter().map(|path| fs::read_to_string(path).unwrap()).collect();
    for (key, _) in keys("en") {
        assert!(all.contains(&format!("\"{key}\"")), "{key} is said nowhere");
    }
}

#[test]
fn the_configuration_knows_the_themes() {
    let built_in: Vec<&str> = touchbase::tui::theme::BUILT_IN.iter().map(|(name, _)| *name).collect();
    assert_eq!(built_in, touchbase::config::THEMES);
}

#[test]
fn each_role_stands_in_each_theme() {
    let all = touchbase::tui::theme::BUILT_IN.iter().flat_map(|(name, sources)| sources.map(|source| (name, source)));
    for (name, source) in all {
        let file = touchbase::tui::theme::ThemeFile::read(source).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(file.missing(), [""; 0], "theme {name}");
        assert_eq!(file.base, None, "theme {name} stands on its own");
    }
}
