//! Where the lists of a document stand. Nothing is made of what stands in them.

use std::ops::Range;

use crate::formats::json::Unreadable;
use crate::formats::json::scan::Scan;

/// The names in an object, and where their values stand; none if it is no object, as PHP writes an empty one as a list.
pub fn members(bytes: &[u8], range: Range<usize>) -> Result<Vec<(String, Range<usize>)>, Unreadable> {
    let (mut scan, mut found) = (within(bytes, range), Vec::new());
    if scan.next() == Some(b'{') {
        scan.object(|name, range| found.push((name, range)))?;
    }
    Ok(found)
}

/// Where the values of a list stand; none if it is no list.
pub fn elements(bytes: &[u8], range: Range<usize>) -> Result<Vec<Range<usize>>, Unreadable> {
    let (mut scan, mut found) = (within(bytes, range), Vec::new());
    if scan.next() == Some(b'[') {
        scan.list(|range| found.push(range))?;
    }
    Ok(found)
}

fn within(bytes: &[u8], range: Range<usize>) -> Scan<'_> {
    Scan { bytes: bytes.get(..range.end).unwrap_or(bytes), at: range.start }
}

/// A list's name and where its values stand.
pub type List = (String, Vec<Range<usize>>);

/// The lists in an account or a contact, by their types or names: those of `data`, those with names of their own, and those of
/// `properties` and `instance`.
pub fn lists(bytes: &[u8], of: Range<usize>) -> Result<Vec<List>, Unreadable> {
    let mut found = Vec::new();
    for (name, range) in members(bytes, of)? {
        if name == "data" {
            for list in elements(bytes, range)? {
                let members = members(bytes, list)?;
                let of = |name: &str| members.iter().find(|(member, _)| member == name).map(|(_, range)| range.clone());
                if let Some((kind, values)) = of("type").zip(of("values")) {
                    let kind = Scan { bytes, at: kind.start }.value().unwrap_or_default();
                    found.push((kind, elements(bytes, values)?));
                }
            }
        } else if ["properties", "instance"].contains(&name.as_str()) {
            for (name, range) in members(bytes, range)? {
                put(&mut found, bytes, name, range)?;
            }
        } else {
            put(&mut found, bytes, name, range)?;
        }
    }
    Ok(found)
}

/// A list with a name: `[…]`, or `{"count": 2, "values": […]}`.
fn put(found: &mut Vec<List>, bytes: &[u8], name: String, range: Range<usize>) -> Result<(), Unreadable> {
    let values = match bytes.get(range.start) {
        Some(b'[') => Some(range),
        Some(b'{') => members(bytes, range)?.into_iter().find(|(name, _)| name == "values").map(|(_, range)| range),
        _ => None,
    };
    if let Some(values) = values {
        found.push((name, elements(bytes, values)?));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_of_both_shapes_are_found() {
        let check = |text: &str, expect: &[(&str, &[&str])]| {
            let found = lists(text.as_bytes(), 0..text.len()).unwrap();
            let found: Vec<(&str, Vec<&str>)> = found
                .iter()
                .map(|(name, values)| (name.as_str(), values.iter().map(|range| &text[range.clone()]).collect()))
                .collect();
            let expect: Vec<(&str, Vec<&str>)> = expect.iter().map(|(name, values)| (*name, values.to_vec())).collect();
            assert_eq!(found, expect, "{text}");
        };
        check(r#"{"data":[{"count":2,"type":"call","values":[{"a":1}, "x"]}]}"#, &[("call", &["{\"a\":1}", "\"x\""])]);
        check(r#"{"data":[{"values":[1],"type":"call"},{"type":"x"},7]}"#, &[("call", &["1"])]);
        check(r#"{"contacts":{"count":1,"values":[{}]},"users":null}"#, &[("contacts", &["{}"])]);
        check(
            r#"{"properties":{"calls":{"values":[1]},"job":"x"},"instance":{"genders":[2]}}"#,
            &[("calls", &["1"]), ("genders", &["2"])],
        );
        check(r#"{"properties":[],"data":{}}"#, &[]);
        check("[]", &[]);
    }
}
