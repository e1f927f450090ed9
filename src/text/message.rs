//! A message with its values put in.
//!
//! Knows of Fluent what the catalogues use: values by name, and choices by number, by plural and by word. That this says the same
//! as Fluent's own crate does is held by a test over both catalogues.

use std::borrow::Cow;
use std::fmt::Write as _;

use fluent_syntax::ast::{Expression, InlineExpression, Pattern, PatternElement, Variant, VariantKey};

/// What is put in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value<'a> {
    Text(Cow<'a, str>),
    Number(i64),
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}

impl<'a> From<&'a String> for Value<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(text.into())
    }
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text.into())
    }
}

impl<'a> From<Cow<'a, str>> for Value<'a> {
    fn from(text: Cow<'a, str>) -> Self {
        Self::Text(text)
    }
}

macro_rules! numbers {
    ($($kind:ty),*) => {
        $(impl From<$kind> for Value<'_> {
            fn from(number: $kind) -> Self {
                Self::Number(number as i64)
            }
        })*
    };
}

numbers!(u8, u16, u32, u64, usize, i8, i16, i32, i64, isize);

/// What a number names and doesn't count is written as it is.
const NAMES: [&str; 6] = ["line", "number", "owner", "pid", "set", "year"];

/// A count as the language writes it, by what stands between its groups of three digits: `999`, `1,234`, `12.345`.
pub fn count(out: &mut String, number: i64, between: char) {
    let digits = number.unsigned_abs().to_string();
    if number < 0 {
        out.push('-');
    }
    for (place, digit) in digits.char_indices() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(between);
        }
        out.push(digit);
    }
}

/// Writes a pattern with its values; large numbers are grouped by `between`.
pub fn write(out: &mut String, pattern: &Pattern<&str>, values: &[(&str, Value<'_>)], between: char) {
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => out.push_str(value),
            PatternElement::Placeable { expression: Expression::Inline(inline) } => match inline {
                InlineExpression::VariableReference { id } => match value(values, id.name) {
                    Some(Value::Text(text)) => out.push_str(text),
                    // A string takes all that is written.
                    Some(Value::Number(number)) if NAMES.contains(&id.name) => drop(write!(out, "{number}")),
                    Some(Value::Number(number)) => count(out, *number, between),
                    None => {}
                },
                // The only thing that is escaped in the catalogues is a brace, and that by standing in a literal.
                InlineExpression::StringLiteral { value } | InlineExpression::NumberLiteral { value } => {
                    out.push_str(value)
                }
                _ => {}
            },
            PatternElement::Placeable { expression: Expression::Select { selector, variants } } => {
                let by = match selector {
                    InlineExpression::VariableReference { id } => value(values, id.name),
                    _ => None,
                };
                let fits = |variant: &&Variant<&str>| by.is_some_and(|by| fits(&variant.key, by));
                let chosen = variants.iter().find(fits).or_else(|| variants.iter().find(|variant| variant.default));
                if let Some(chosen) = chosen {
                    write(out, &chosen.value, values, between);
                }
            }
        }
    }
}

fn value<'v, 'a>(values: &'v [(&str, Value<'a>)], name: &str) -> Option<&'v Value<'a>> {
    values.iter().find(|(named, _)| *named == name).map(|(_, value)| value)
}

/// Whether a variant is for this value. German and English have the same plural for whole numbers: one, and all others.
fn fits(key: &VariantKey<&str>, by: &Value<'_>) -> bool {
    match (key, by) {
        (VariantKey::Identifier { name }, Value::Text(text)) => name == text,
        (VariantKey::Identifier { name }, Value::Number(number)) => {
            *name == if number.unsigned_abs() == 1 { "one" } else { "other" }
        }
        (VariantKey::NumberLiteral { value }, Value::Number(number)) => value.parse() == Ok(*number),
        (VariantKey::NumberLiteral { .. }, Value::Text(_)) => false,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};
    use fluent_syntax::ast::Entry;
    use fluent_syntax::parser::parse_runtime;

    use super::*;
    use crate::text::Lang;
    use crate::text::catalogue;

    /// The variables of a message, and the words that something in it is chosen by.
    fn asked_for(source: &str) -> (BTreeSet<&str>, BTreeSet<&str>) {
        let word = |from: &'_ str| from.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(from.len());
        let after =
            |sign| source.match_indices(sign).map(|(at, _)| &source[at + 1..]).map(move |from| &from[..word(from)]);
        (after('$').collect(), after('[').collect())
    }

    fn fluents<'a>(value: &'a Value<'a>) -> FluentValue<'a> {
        match value {
            Value::Text(text) => text.as_ref().into(),
            Value::Number(number) => (*number).into(),
        }
    }

    #[test]
    fn large_counts_are_grouped_and_names_are_not() {
        let check = |lang, key, name, number: i64, expect: &str| {
            let said = catalogue::of(lang).say(key, None, &[(name, number.into())]).unwrap();
            assert!(said.contains(expect), "{said:?} has no {expect}");
        };
        check(Lang::En, "size-bytes", "count", 999, "999 ");
        check(Lang::En, "size-bytes", "count", 9_999, "9,999 ");
        check(Lang::En, "size-bytes", "count", 12_345, "12,345 ");
        check(Lang::De, "size-bytes", "count", 12_345, "12.345 ");
        check(Lang::De, "size-bytes", "count", 1_234_567, "1.234.567 ");
        check(Lang::De, "error-store-busy", "pid", 123_456, "123456");
    }

    #[test]
    fn all_that_is_said_is_said_as_fluent_says_it() {
        for (lang, source) in
            [(Lang::En, include_str!("en/touchbase.ftl")), (Lang::De, include_str!("de/touchbase.ftl"))]
        {
            let mut bundle = FluentBundle::new(vec![lang.tag().parse().unwrap()]);
            bundle.add_resource(FluentResource::try_new(source.to_owned()).unwrap()).unwrap();
            bundle.set_use_isolating(false);
            let check = |key: &'static str, attribute: Option<&str>, values: &[(&str, Value<'_>)]| {
                let message = bundle.get_message(key).unwrap();
                let pattern = match attribute {
                    Some(name) => message.get_attribute(name).unwrap().value(),
                    None => message.value().unwrap(),
                };
                let arguments: FluentArgs = values.iter().map(|(name, value)| (*name, fluents(value))).collect();
                let mut errors = Vec::new();
                let expect = bundle.format_pattern(pattern, Some(&arguments), &mut errors);
                let said = catalogue::of(lang).say(key, attribute, values);
                assert_eq!(
                    (said.as_deref(), &errors),
                    (Some(&*expect), &Vec::new()),
                    "{lang:?}: {key} with {values:?}"
                );
            };
            for entry in parse_runtime(source).unwrap().body {
                let Entry::Message(message) = entry else { continue };
                let key = message.id.name;
                let from = source.find(&format!("\n{key} =")).unwrap() + 1;
                let end = source[from..].find('\n').map_or(source.len(), |end| from + end);
                let more =
                    source[end..].lines().skip(1).take_while(|line| line.is_empty() || line.starts_with([' ', '}']));
                let end = (end + more.map(|line| line.len() + 1).sum::<usize>()).min(source.len());
                let (variables, words) = asked_for(&source[from..end]);
                let numbers = [-1, 0, 1, 2, 3, 11, 12, 100].map(Value::Number);
                let texts = ["", "1", "Ana", "{ $x }", "one"].into_iter().chain(words).map(Value::from);
                for value in numbers.into_iter().chain(texts) {
                    let values: Vec<(&str, Value)> = variables.iter().map(|name| (*name, value.clone())).collect();
                    if message.value.is_some() {
                        check(key, None, &values);
                    }
                    message.attributes.iter().for_each(|attribute| check(key, Some(attribute.id.name), &values));
                }
                // Each with a value of its own.
                let values: Vec<(&str, Value)> =
                    variables.iter().enumerate().map(|(at, name)| (*name, Value::Number(at as i64 + 1))).collect();
                if message.value.is_some() {
                    check(key, None, &values);
                }
            }
        }
    }
}
