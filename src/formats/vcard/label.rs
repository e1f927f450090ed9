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
        let name = match own_word(word) {
            Some(own) if own.chars().any(char::is_lowercase) => own.to_owned(),
            own => name(&own.unwrap_or(word).to_lowercase()),
        };
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

/// What a type of the user's own says, as Android writes it: `X-Büro`.
fn own_word(kind: &str) -> Option<&str> {
    let (prefix, word) = kind.split_at_checked(2)?;
    prefix.eq_ignore_ascii_case("x-").then_some(word)
}

/// Whether a type is one of the user's own that the label says, but that no type may be called (RFC 2426, 4).
pub fn is_said_by_label(kind: &str, label: &str) -> bool {
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '-';
    own_word(kind).is_some_and(|own| !own.chars().all(is_name) && label.split(' ').any(|word| word == own))
}

/// The types that stand for a label of a property; `None` if there are none that are read as it.
pub fn to_types(property: &str, label: &str) -> Option<Vec<String>> {
    if (property, label) == ("URL", "web") {
        return Some(Vec::new());
    }
    let of_phone = property == "TEL";
    let one = |word: &str| match word {
        "work" | "home" => Some(word.to_owned()),
        "mobile" if of_phone => Some("cell".to_owned()),
        "fax" | "pager" if of_phone => Some(word.to_owned()),
        _ => None,
    };
    let types: Vec<String> = label.split_whitespace().map(one).collect::<Option<_>>()?;
    (from_types(types.iter().map(String::as_str)) == label).then_some(types)
}

/// Whether a page or handle is a page of the web; without `https://` its label, or its beginning, tells.
pub fn is_page(label: &str, value: &str) -> bool {
    let named =
        || to_types("URL", label).is_some() && (label == "web" || value.contains('.')) || value.starts_with("www.");
    // Nothing but semicolons is an empty value; a backslash is an escape to some.
    let can_be = !value.contains(['\n', '\r', '\\']) && !value.trim_matches(';').is_empty();
    can_be && (value.contains("://") || !value.contains([' ', '@']) && named())
}

/// Whether a service and a name there make an URI in which nothing needs an escape: `xmpp:anna@example.com`.
pub fn fit_an_uri(scheme: &str, user: &str) -> bool {
    let of_scheme = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b"+.-".contains(&b);
    scheme.starts_with(|c: char| c.is_ascii_lowercase())
        && scheme.bytes().all(of_scheme)
        && !user.is_empty()
        && is_plain(user)
}

/// Whether a text stands in an URI as it is.
pub fn is_plain(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_alphanumeric() || b"._~@+-".contains(&b))
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
        assert_eq!(from_types(["X-Büro"].into_iter()), "Büro");
        assert_eq!(from_types(["x-Skype", "WORK"].into_iter()), "work Skype");
        assert_eq!(from_apple("_$!<Home>!$_"), "home");
        assert_eq!(from_apple("_$!<Mobile>!$_"), "mobile");
        assert_eq!(from_apple("_$!<HomePage>!$_"), "web");
        assert_eq!(from_apple("Büro Süd"), "Büro Süd");
    }

    #[test]
    fn labels_are_types_where_they_read_back() {
        let check = |property: &str, label: &str, expect: Option<&str>| {
            assert_eq!(to_types(property, label).map(|types| types.join(",")).as_deref(), expect, "{label:?}");
        };
        check("TEL", "", Some(""));
        check("TEL", "work mobile", Some("work,cell"));
        check("TEL", "mobile work", None);
        check("TEL", "home fax", Some("home,fax"));
        check("EMAIL", "work", Some("work"));
        check("EMAIL", "mobile", None);
        check("TEL", "Büro Süd", None);
        check("ADR", "Work", None);
        check("URL", "web", Some(""));
    }

    #[test]
    fn pages_are_told_from_handles() {
        for (label, value, expect) in [
            ("", "https://a.example", true),
            ("skype", "https://a.example", true),
            ("web", "a.example", true),
            ("work", "a.example/b", true),
            ("Shop", "www.a.example", true),
            ("Shop", "a.example", false),
            ("skype", "anna.berg", false),
            ("work", "anna@a.example", false),
            ("web", "ask Anna", false),
            ("web", ";;", false),
        ] {
            assert_eq!(is_page(label, value), expect, "{label} {value}");
        }
    }
}
