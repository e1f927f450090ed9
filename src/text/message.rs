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

/// Writes a pattern with its values.
pub fn write(out: &mut String, pattern: &Pattern<&str>, values: &[(&str, Value<'_>)]) {
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => out.push_str(value),
            PatternElement::Placeable { expression: Expression::Inline(inline) } => match inline {
                InlineExpression::VariableReference { id } => match value(values, id.name) {
                    Some(Value::Text(text)) => out.push_str(text),
                    // A string takes all that is written.
                    Some(Value::Number(number)) => drop(write!(out, "{number}")),
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
                    write(out, &chosen.value, values);
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
