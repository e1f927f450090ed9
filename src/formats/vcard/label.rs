//! Labels of mails, phones, addresses and handles: from Apple's X-ABLabel, else from the types.

/// What a type or a label of Apple's is called here.
const NAMES: &[(&str, &str)] = &[
    ("cell", "mobile"),
    ("iphone", "mobile"),
    ("homefax", "home fax"),
    ("workfax", "work fax"),
    ("otherfax", "fax"),
    ("homepage", "web"),
];

/// Types that say nothing to a reader.
const SILENT: &[&str] =
    &["pref", "voice", "internet", "text", "msg", "video", "isdn", "dom", "intl", "postal", "parcel", "x400", "uri"];

/// The label that a group's X-ABLabel gives: `_$!<Mobile>!$_` is a name of Apple's own, all else the user's words.
pub fn from_apple(text: &str) -> String {
    match text.trim().strip_prefix("_$!<").and_then(|rest| rest.strip_suffix(">!$_")) {
        Some(own) => name(&own.to_lowercase()),
        None => text.trim().to_owned(),
    }
}

/// The label that types give: place before kind, "work mobile".
pub fn from_types<'a>(types: impl Iterator<Item = &'a str>) -> String {
    let mut names: Vec<String> = Vec::new();
    for word in types.filter(|kind| !SILENT.iter().any(|silent| silent.eq_ignore_ascii_case(kind))) {
        let word = word.to_lowercase();
        let name = name(word.strip_prefix("x-").unwrap_or(&word));
        if !names.contains(&name) {
            names.push(name);
        }
    }
    if names.len() < 2 {
        return names.pop().unwrap_or_default();
    }
    names.sort_by_key(|name| !matches!(name.as_str(), "work" | "home" | "other"));
    names.join(" ")
}

fn name(word: &str) -> String {
    let known = NAMES.iter().find(|(theirs, _)| *theirs == word);
    known.map_or(word, |(_, ours)| ours).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_named() {
        for (types, expect) in [
            ("work voice", "work"),
            ("cell", "mobile"),
            ("cell voice pref", "mobile"),
            ("cell work", "work mobile"),
            ("work fax", "work fax"),
            ("internet", ""),
            ("pref", ""),
            ("x-skype", "skype"),
            ("home home", "home"),
        ] {
            assert_eq!(from_types(types.split(' ')), expect, "{types:?}");
            assert_eq!(from_types(types.to_uppercase().split(' ')), expect, "{types:?}");
        }
        assert_eq!(from_apple("_$!<Home>!$_"), "home");
        assert_eq!(from_apple("_$!<Mobile>!$_"), "mobile");
        assert_eq!(from_apple("_$!<HomePage>!$_"), "web");
        assert_eq!(from_apple("Büro Süd"), "Büro Süd");
    }
}
