//! How an address stands on an envelope: in 3.0 and before a LABEL beside its ADR (RFC 2426, 3.2.2), in 4.0 a parameter of it
//! (RFC 6350, 6.3.1). It is kept as 4.0 has it, so that it belongs to its address: where that is changed here, no card says any
//! more how it stood there before.

use super::FOREIGN_BYTES;
use super::label::from_types;
use super::line::Logical;
use super::property::Property;
use super::write::lines::escaped;

/// Parameters of a LABEL that its ADR has as well, or that are about how it is written.
const SHARED: &[&str] = &["TYPE", "PREF", "ENCODING", "CHARSET"];

/// Gives each ADR of a card its LABEL; one that no address of the card can be told to have stays by itself.
pub fn join(properties: &mut Vec<Property>) {
    if !properties.iter().any(|p| is_label(p) || p.name == "ADR" && p.param("LABEL").is_some()) {
        return;
    }
    for p in properties.iter_mut() {
        if let Some(label) = alone(p) {
            *p = label;
        }
    }
    // Those of a group first: its address isn't another one's.
    for is_grouped in [true, false] {
        let mut at = 0;
        while let Some(label) = properties.get(at) {
            let is_next = is_label(label) && label.group.is_empty() != is_grouped;
            let of = address_of(at, label, properties).filter(|_| is_next);
            match of.and_then(|of| Some((of, with(&properties[of], &label.text())?))) {
                Some((of, address)) => {
                    properties[of] = address;
                    properties.remove(at);
                }
                None => at += 1,
            }
        }
    }
}

/// Whether it is a text that may be an address's.
fn is_label(p: &Property) -> bool {
    p.name == "LABEL"
        && !p.is_base64()
        && p.params().all(|(name, _)| SHARED.contains(&name))
        && !p.text().trim().is_empty()
}

fn is_blank(address: &Property) -> bool {
    address.parts(b';', usize::MAX).all(|part| part.trim().is_empty())
}

/// What stands on the envelope of an address of which nothing else is said.
fn alone<'a>(p: &Property) -> Option<Property<'a>> {
    let text = of(p).filter(|_| is_blank(p))?;
    let group = if p.group.is_empty() { String::new() } else { format!("{}.", p.group) };
    let is_other = |param: &&str| !is_ours(param);
    let params: String = p.written_params().filter(is_other).flat_map(|param| [";", param]).collect();
    let line = format!("{group}LABEL{params}:{}", escaped(&text));
    Property::parse(&Logical { number: p.line, bytes: line.into_bytes().into() }, false)
}

/// Where the address of a LABEL stands: in its group, else the one with the same types. Of several the one whose street it names; of a
/// group the one on the line before, as we write it.
fn address_of(at: usize, label: &Property, properties: &[Property]) -> Option<usize> {
    let text = label.text();
    let types = from_types(label.types());
    let is_its = |p: &Property| {
        let is_free = p.name == "ADR" && p.param("LABEL").is_none() && !is_blank(p);
        let is_beside = match label.group.as_str() {
            "" => from_types(p.types()) == types,
            group => p.group.eq_ignore_ascii_case(group),
        };
        is_free && is_beside
    };
    let is_named = |at: &usize| {
        let street = properties[*at].parts(b';', 8).nth(2).unwrap_or_default();
        street.lines().next().is_some_and(|street| !street.trim().is_empty() && text.contains(street.trim()))
    };
    let all: Vec<usize> = (0..properties.len()).filter(|at| is_its(&properties[*at])).collect();
    let is_before = |address: &&usize| !label.group.is_empty() && **address + 1 == at;
    all.iter().find(is_before).or_else(|| all.iter().find(|at| is_named(at))).or(all.first()).copied()
}

/// An address with what stands on its envelope; `None` where it has no room for it.
fn with<'a>(address: &Property, text: &str) -> Option<Property<'a>> {
    let (head, value) = address.raw.split_at_checked(address.raw.len() - address.written_value().len())?;
    let line = [head.strip_suffix(':')?, ";", &param(text), ":", value].concat();
    let has_room = line.len() <= FOREIGN_BYTES;
    let joined = address.again(line)?;
    (has_room && of(&joined).is_some() && joined.value() == address.value()).then_some(joined)
}

/// What an ADR says of its envelope.
pub fn of(p: &Property) -> Option<String> {
    let written = p.written_params().find(|param| is_ours(param) && p.name == "ADR")?;
    let (_, value) = written.split_once('=')?;
    let text = decoded(value.trim().trim_matches('"'));
    (!text.trim().is_empty()).then_some(text)
}

/// Whether a parameter, as written, is the one that 4.0 has for it.
pub fn is_ours(param: &str) -> bool {
    param.split_once('=').is_some_and(|(name, _)| name.trim().eq_ignore_ascii_case("LABEL"))
}

/// The parameter that says this: line ends as in RFC 6350's example, quotes as in RFC 6868.
pub fn param(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.trim().chars() {
        match c {
            '\n' => out.push_str("\\n"),
            '\\' => out.push_str("\\\\"),
            '"' => out.push_str("^'"),
            '^' => out.push_str("^^"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    format!("LABEL=\"{out}\"")
}

fn decoded(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut chars = value.chars().peekable();
    while let Some(c) = chars.next() {
        let (meant, is_code) = match (c, chars.peek()) {
            ('\\', Some('n' | 'N')) | ('^', Some('n')) => ('\n', true),
            ('\\', Some(&sign @ ('\\' | ',' | ';'))) | ('^', Some(&sign @ '^')) => (sign, true),
            ('^', Some('\'')) => ('"', true),
            _ => (c, false),
        };
        out.push(meant);
        if is_code {
            chars.next();
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The lines of a card, as they are after each address has its LABEL.
    fn check(lines: &[&str], expect: &[&str]) {
        let parse =
            |line: &&str| Property::parse(&Logical { number: 1, bytes: line.as_bytes().to_vec().into() }, false);
        let mut all: Vec<Property> = lines.iter().map(|line| parse(line).unwrap()).collect();
        join(&mut all);
        assert_eq!(all.iter().map(|p| &*p.raw).collect::<Vec<_>>(), expect, "{lines:?}");
    }

    #[test]
    fn each_address_has_its_label() {
        check(
            &["LABEL;TYPE=home,pref:Hof 3\\n10115 Berlin", "ADR;TYPE=home:;;Hof 3"],
            &["ADR;TYPE=home;LABEL=\"Hof 3\\n10115 Berlin\":;;Hof 3"],
        );
        check(
            &["LABEL;TYPE=work:x", "a.LABEL:Say \"Hof\"\\, 3^", "A.ADR;TYPE=work:;;Hof 3", "b.ADR;TYPE=work:;;Weg 1"],
            &["A.ADR;TYPE=work;LABEL=\"Say ^'Hof^', 3^^\":;;Hof 3", "b.ADR;TYPE=work;LABEL=\"x\":;;Weg 1"],
        );
        check(
            &["ADR:;;Hof 3", "ADR:;;Weg 1\\nlinks", "LABEL:Eva\\nWeg 1", "LABEL:Eva"],
            &["ADR;LABEL=\"Eva\":;;Hof 3", "ADR;LABEL=\"Eva\\nWeg 1\":;;Weg 1\\nlinks"],
        );
        check(
            &[
                "ADR;TYPE=work;ENCODING=QUOTED-PRINTABLE:;;H=C3=B6f 3",
                "LABEL;WORK;ENCODING=QUOTED-PRINTABLE:=C3=B6=0D=0A3",
            ],
            &["ADR;TYPE=work;ENCODING=QUOTED-PRINTABLE;LABEL=\"ö\\n3\":;;H=C3=B6f 3"],
        );
    }

    #[test]
    fn of_two_addresses_in_a_group_each_keeps_its_own() {
        let lines = ["a.ADR:;;Hof 3", "a.ADR:;;Weg 1", "a.LABEL:Hof 3"];
        check(&lines, &["a.ADR:;;Hof 3", "a.ADR;LABEL=\"Hof 3\":;;Weg 1"]);
    }

    #[test]
    fn a_label_that_is_no_address_s_stays_by_itself() {
        let same = |lines: &[&str]| check(lines, lines);
        same(&["ADR;TYPE=home:;;Hof 3", "LABEL;TYPE=work:Weg 1"]);
        same(&["ADR;LABEL=\"Hof\":;;Hof 3", "LABEL:Hof 3"]);
        same(&["ADR:;;Hof 3", "LABEL;LANGUAGE=de:Hof 3"]);
        same(&["a.ADR;TYPE=home:;;Hof 3", "LABEL:Hof 3"]);
        same(&["ADR:;;Hof 3", "a.LABEL:Hof 3"]);
        same(&["ADR:;;;;;;", "LABEL:Hof 3", "LABEL:"]);
        check(&["a.ADR;TYPE=home;LABEL=\"Hof 3^nBerlin\":;;;;;;"], &["a.LABEL;TYPE=home:Hof 3\\nBerlin"]);
    }

    #[test]
    fn what_is_written_in_a_parameter_is_read_back() {
        for text in ["Hof 3\n10115 Berlin", "a^nb\\nc\\", "\"x\"; y, z:", "^'^^"] {
            let line = format!("ADR;{}:;;x", param(text));
            let p = Property::parse(&Logical { number: 1, bytes: line.as_bytes().into() }, false).unwrap();
            assert_eq!((of(&p).as_deref(), p.value()), (Some(text), ";;x"), "{line}");
        }
    }
}
