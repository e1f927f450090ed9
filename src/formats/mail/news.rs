//! What a mail says that the one it answers hasn't said: without quotes, the line that leads them in, and the signature.

use super::SAID_BYTES;

/// How programs begin the line above what they quote: "On 20 Nov Anna wrote:".
const LEADS: &[&str] =
    &["on ", "am ", "le ", "el ", "il ", "op ", "em ", "den ", "dne ", "dnia ", "w dniu ", "il giorno "];
/// How a line ends that leads a quote in, its colon apart, where it doesn't begin as one of those.
const WROTE: &[&str] =
    &["wrote", "schrieb", "schrieb sie", "schrieb er", "a écrit", "ha scritto", "escribió", "escreveu", "schreef"];
/// Lines under which a mail stands that is answered to, as Outlook writes them; without their dashes.
const ORIGINALS: &[&str] =
    &["original message", "ursprüngliche nachricht", "originalnachricht", "message d'origine", "mensaje original"];
/// The first and the next fields of what stands under them, or under a rule or nothing at all.
const FROM: &[&str] = &["from:", "von:", "*from:*", "*von:*", "de:", "da:"];
const THEN: &[&str] = &[
    "sent:",
    "gesendet:",
    "date:",
    "datum:",
    "*sent:*",
    "*gesendet:*",
    "*date:*",
    "*datum:*",
    "envoyé:",
    "to:",
    "an:",
];
/// How a line begins that a telephone or a program writes below every mail.
const SENT: &[&str] = &[
    "sent from ",
    "sent with proton",
    "get outlook for ",
    "gesendet von ",
    "gesendet mit der ",
    "diese nachricht wurde von meinem ",
    "holen sie sich outlook ",
    "envoyé de ",
    "envoyé depuis ",
    "inviato da",
    "enviado desde ",
    "enviado do ",
    "enviado de ",
    "verstuurd vanaf ",
    "verzonden vanaf ",
    "skickat från ",
    "sendt fra ",
    "odesláno z ",
    "wysłane z ",
];
/// Of what it says so.
const DEVICES: &[&str] = &[
    "iphone",
    "iphonu",
    "ipad",
    "ipod",
    "mac",
    "ios",
    "android",
    "galaxy",
    "samsung",
    "huawei",
    "xiaomi",
    "pixel",
    "blackberry",
    "smartphone",
    "handy",
    "mobiltelefon",
    "mobile",
    "mobilen",
    "phone",
    "tablet",
    "windows",
    "outlook",
    "yahoo",
    "gmail",
    "gmx",
    "proton",
    "protonmail",
    "thunderbird",
    "bluemail",
];
/// Lines of a lead at the most: addresses are long, and mail programs break lines.
const LEAD_LINES: usize = 3;

/// What is new in a mail's text.
pub fn said(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    let lines = &lines[..end(&lines)];
    let mut kept: Vec<&str> = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        if is_quote(lines[at]) {
            drop_lead(&mut kept);
            at += lines[at..].iter().take_while(|line| is_quote(line) || line.is_empty()).count();
            // Between what answers one quote and what answers the next.
            if kept.last().is_some_and(|last| !last.is_empty()) {
                kept.push("");
            }
            continue;
        }
        let is_second_gap = lines[at].is_empty() && kept.last().is_none_or(|last| last.is_empty());
        if !is_second_gap {
            kept.push(lines[at]);
        }
        at += 1;
    }
    drop_device(&mut kept);
    cut(kept.join("\n").trim().to_owned())
}

fn is_quote(line: &str) -> bool {
    line.starts_with('>')
}

/// Where what is new ends: at the signature, or where all of another mail follows.
fn end(lines: &[&str]) -> usize {
    let ends = |at: usize| {
        let line = lines[at];
        let bare = line.trim_matches(|c: char| c == '-' || c == '_' || c.is_whitespace()).to_lowercase();
        line == "--" || ORIGINALS.contains(&bare.as_str()) && line.starts_with('-') || is_head(lines, at)
    };
    let end = (0..lines.len()).find(|at| ends(*at)).unwrap_or(lines.len());
    // The rule that Outlook draws above it.
    let is_rule = |line: &&&str| line.is_empty() || line.len() >= 10 && line.bytes().all(|b| b == b'_');
    end - lines[..end].iter().rev().take_while(is_rule).count()
}

/// Whether the head of an answered mail begins at this line.
fn is_head(lines: &[&str], at: usize) -> bool {
    let begins = |line: &str, with: &[&str]| {
        let line = line.trim_start().to_lowercase();
        with.iter().any(|field| line.starts_with(field))
    };
    begins(lines[at], FROM) && lines[at + 1..].iter().take(2).any(|line| begins(line, THEN))
}

/// Takes the lines off that lead in what is quoted below them.
fn drop_lead(kept: &mut Vec<&str>) {
    let filled = kept.iter().rposition(|line| !line.is_empty()).map_or(0, |at| at + 1);
    let Some(last) = filled.checked_sub(1).map(|at| kept[at].to_lowercase()) else { return };
    let Some(lead) = last.strip_suffix(':') else { return };
    let begins = |line: &str| LEADS.iter().any(|lead| line.to_lowercase().starts_with(lead));
    let first = (filled.saturating_sub(LEAD_LINES)..filled)
        .rev()
        .take_while(|at| !kept[*at].is_empty())
        .find(|at| begins(kept[*at]));
    let first = first.or_else(|| WROTE.iter().any(|word| lead.trim_end().ends_with(word)).then_some(filled - 1));
    if let Some(first) = first {
        kept.truncate(first);
    }
}

/// Takes off what a telephone or a program writes of itself at the end. A greeting and a name above it stay: they are the writer's.
fn drop_device(kept: &mut Vec<&str>) {
    while let Some(last) = kept.iter().rposition(|line| !line.trim().is_empty()).filter(|at| is_of_device(kept[*at])) {
        kept.truncate(last);
    }
}

/// `Von meinem iPhone gesendet`: how such a line begins or ends, and the device or program that it names.
fn is_of_device(line: &str) -> bool {
    let line = line.trim().trim_end_matches('.').to_lowercase();
    let words = || line.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let is_said =
        SENT.iter().any(|begin| line.starts_with(begin)) || line.starts_with("von mein") && line.ends_with("gesendet");
    is_said && words().count() <= 16 && words().any(|word| DEVICES.contains(&word))
}

/// No more than is kept, with a whole line or word at its end.
fn cut(mut text: String) -> String {
    if text.len() > SAID_BYTES {
        let end = (0..=SAID_BYTES).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        let end = text[..end].rfind(char::is_whitespace).filter(|at| *at > end / 2).unwrap_or(end);
        text.truncate(end);
        text.push_str(" …");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &str) {
        assert_eq!(said(text), expect, "{text:?}");
    }

    #[test]
    fn quotes_and_signatures_go() {
        check("hello\n\n\n\nthere  \n", "hello\n\nthere");
        check("Yes.\n\nOn 20 Nov 2026 at 10:00, Anna wrote:\n> Shall we?\n> Anna\n", "Yes.");
        check("Ja.\n\nAm 20.11.2026 um 10:00 schrieb Anna Müller\n<anna@x.example>:\n\n> Sollen wir?\n", "Ja.");
        check("Anna Müller schrieb:\n> eins\nzu eins\n>\n> zwei\n\nzu zwei\n-- \nBernd", "zu eins\n\nzu zwei");
        check("The list:\n> one", "The list:");
        check("> all is old", "");
        check("new\n-- \nBernd Kaiser\nKaiser Bau", "new");
        check("", "");
    }

    #[test]
    fn what_devices_write_goes() {
        for line in [
            "Von meinem iPhone gesendet",
            "Von meinem Samsung Galaxy Smartphone gesendet.",
            "Gesendet von meinem iPad",
            "Gesendet von Mail für Windows",
            "Gesendet mit der mobilen Mail App",
            "Diese Nachricht wurde von meinem Android-Mobiltelefon mit GMX Mail gesendet.",
            "Sent from my iPhone",
            "Sent from my Verizon, Samsung Galaxy smartphone",
            "Sent with Proton Mail secure email.",
            "Get Outlook for iOS<https://aka.ms/o0ukef>",
            "Envoyé de mon iPhone",
            "Inviato da iPhone",
            "Wysłane z iPhone'a",
        ] {
            check(&format!("Ja.\n\nGrüße\nAnna\n\n{line}\n"), "Ja.\n\nGrüße\nAnna");
            check(&format!("Ja.\n\n{line}\n\nAm 20.11.2026 schrieb Anna <a@x.example>:\n> Sollen wir?\n"), "Ja.");
            check(&format!("{line}\n\nDas war es."), &format!("{line}\n\nDas war es."));
        }
        check("Yes.\n\nSent from my iPhone\nGet Outlook for Android", "Yes.");
        for text in [
            "Gesendet von der Post am Freitag.",
            "Sent from the office, arrives on Friday",
            "Grüße von meinem Bruder",
            "iPhone",
            "Outlook für Windows ist kaputt",
        ] {
            check(text, text);
        }
    }

    #[test]
    fn the_mail_below_goes() {
        check("Ja.\n\n-----Ursprüngliche Nachricht-----\nVon: Anna\n", "Ja.");
        check(
            "Yes.\n________________________________\nFrom: Anna <a@x.example>\nSent: Friday\nTo: B\nSubject: x\n\nold",
            "Yes.",
        );
        check("Yes.\n\nVon: Anna\nGesendet: Freitag\n", "Yes.");
        check("From: here on it is\nall new", "From: here on it is\nall new");
        check("an original message\nof mine", "an original message\nof mine");
    }

    #[test]
    fn a_long_text_is_cut_at_a_word() {
        let long = said(&"word ".repeat(SAID_BYTES));
        assert!(long.len() <= SAID_BYTES + 4 && long.ends_with("word …"), "{}", long.len());
        assert!(said(&"ü".repeat(SAID_BYTES)).len() <= SAID_BYTES + 4);
    }
}
