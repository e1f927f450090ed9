//! Whom the title of an event names: full names of contacts, wherever they stand in it. A given name alone names nobody, nor does a name
//! that is a part of a longer one.

use std::hash::BuildHasher;

use super::{Key, Known, Who};
use crate::domain::log_line;
use crate::domain::pairs::{is_given_name, is_title};
use crate::domain::search::fold;
use crate::formats::import::keys;

/// Words of a title that are looked at.
const WORDS: usize = 60;
/// Words of a name.
const MOST: usize = 6;

/// Words that stand beside a name and are no part of it, besides the kinds of interactions.
const BESIDE: &str = "abendessen absprache and angebot appointment aw besprechung breakfast catch catchup check coffee contract \
    daily demo dinner drinks essen feedback follow fruhstuck fwd geburtstag gesprach intro interview jf jour \
    kaffee kickoff kick lunch mittagessen monthly offer onboarding onsite prasentation presentation quarterly \
    re review schulung session skype status sync teams telco telefon telefonat telko termin touchpoint \
    training treffen und update verhandlung vertrag webex weekly wg workshop zoom birthday facetime whatsapp \
    visio videocall vc mit with bei von fur for at to about wegen uber call anruf hr fr herr frau mr mrs ms";

/// How nouns end that say what is done, in German where each has a capital letter as names have: "Übergabe", "Preisgespräch", as compounds of
/// the words beside names, too. Letters of a noun at least, since people are called Jung and Hartung.
const ENDINGS: &str = "ung tion keit heit schaft feier besuch fest ubergabe abnahme fuhrung frage plan projekt rechnung angebot \
    tag woche messe audit renewal demo";
const NOUN: usize = 8;

/// One whom a title names, by their place among the people; or several who are called as it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mention {
    One(usize),
    Several(String, Vec<usize>),
}

struct Word<'t> {
    text: &'t str,
    /// Whether more than a blank stands between it and the word before it.
    is_apart: bool,
    /// Whether that is a comma.
    is_behind_comma: bool,
}

impl Word<'_> {
    fn is_capital(&self) -> bool {
        self.text.chars().next().is_some_and(char::is_uppercase)
    }

    fn is_beside(&self) -> bool {
        let word = fold(self.text);
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        let is_compound = || {
            let mut ends = BESIDE.split(' ').filter(|end| end.len() > 3).chain(ENDINGS.split(' '));
            word.chars().count() >= NOUN && ends.any(|end| word.ends_with(end))
        };
        BESIDE.split(' ').any(|one| one == word)
            || log_line::kind_from_word(word).is_some()
            || is_title(word)
            || is_compound()
    }
}

/// A name in a title: the words from `at` on, so many.
struct Found {
    at: usize,
    count: usize,
    who: Mention,
}

impl Known {
    /// Whom a title names, in its order; the longer of two names that share a word.
    pub fn in_title(&self, title: &str) -> Vec<Mention> {
        let words = words(title);
        let mut found: Vec<Found> = Vec::new();
        let is_free = |found: &[Found], at: usize, count: usize| {
            found.iter().all(|one| at + count <= one.at || one.at + one.count <= at)
        };
        for count in (2..=MOST).rev() {
            for (at, window) in words.windows(count).enumerate() {
                let apart: Vec<&Word> = window.iter().skip(1).filter(|word| word.is_apart).collect();
                // "Kaiser, Bernd"
                let is_turned = matches!(apart[..], [one] if one.is_behind_comma) && count <= 3;
                if !apart.is_empty() && !is_turned || !is_free(&found, at, count) {
                    continue;
                }
                let name = window.iter().map(|word| word.text).collect::<Vec<_>>().join(" ");
                found.extend(self.called(&name).map(|who| Found { at, count, who }));
            }
        }
        found.sort_by_key(|one| one.at);
        let is_named = |at: usize| found.iter().any(|one| (one.at..one.at + one.count).contains(&at));
        let stands_alone = |one: &Found| {
            let is_turned = words[one.at + 1..one.at + one.count].iter().any(|word| word.is_apart);
            let goes_on = |word: &Word| word.is_capital() || self.is_in_a_name(word);
            let (before, end) = (one.at.checked_sub(1), one.at + one.count);
            let begins = before.is_none_or(|before| {
                let word = &words[before];
                let is_part = if is_turned { goes_on(word) } else { self.is_in_a_name(word) };
                words[one.at].is_apart || is_named(before) || word.is_beside() || !is_part
            });
            let ends =
                words.get(end).is_none_or(|word| word.is_apart || is_named(end) || word.is_beside() || !goes_on(word));
            begins && ends
        };
        let alone = found.iter().filter(|one| stands_alone(one)).map(|one| one.who.clone());
        alone.fold(Vec::new(), |mut all, who| {
            if !all.contains(&who) {
                all.push(who);
            }
            all
        })
    }

    /// Who of the book and the file has just this full name.
    pub fn called(&self, name: &str) -> Option<Mention> {
        let said = name.to_owned();
        let name = keys::name(name);
        if !name.contains(' ') {
            return None;
        }
        match self.index.get(&self.state.hash_one(Key::Name(&name)))? {
            Who::One(who) => Some(Mention::One(*who as usize)),
            Who::Several(first) => {
                let own = self.hash_of(&name);
                let called = (0..self.people.len()).filter(|who| self.people[*who].name == own);
                let mut all: Vec<usize> = called.collect();
                if !all.contains(&(*first as usize)) {
                    all.push(*first as usize);
                }
                all.sort_by_key(|who| self.people[*who].id);
                Some(Mention::Several(said, all))
            }
        }
    }

    /// Whether a word may be a part of a name: somebody here has it in theirs, people are called so, or it is an initial.
    fn is_in_a_name(&self, word: &Word) -> bool {
        let is_initial = word.text.trim_end_matches('.').chars().count() == 1 && word.is_capital();
        let folded = fold(word.text);
        let mut parts = folded.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
        is_initial
            || parts.any(|part| is_given_name(part) || self.index.contains_key(&self.state.hash_one(Key::Word(part))))
    }
}

fn words(title: &str) -> Vec<Word<'_>> {
    let is_word = |c: char| c.is_alphanumeric() || "'’-‑.".contains(c) || ('\u{300}'..='\u{36f}').contains(&c);
    let (mut words, mut from) = (Vec::new(), None);
    let (mut is_apart, mut between) = (false, String::new());
    for (at, c) in title.char_indices().chain([(title.len(), ' ')]) {
        if is_word(c) {
            from.get_or_insert(at);
            continue;
        }
        if let Some(word) = from.take().and_then(|from| title.get(from..at)) {
            let text = word.trim_matches(['\'', '’', '-', '‑']).trim_start_matches('.');
            if text.trim_matches('.').is_empty() {
                is_apart = true;
            } else if words.len() < WORDS {
                let is_behind_comma = between == ",";
                words.push(Word { text, is_apart: is_apart || !word.starts_with(text), is_behind_comma });
                (is_apart, between) = (!word.ends_with(text), String::new());
            }
        }
        if !c.is_whitespace() {
            is_apart = true;
            between.push(c);
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::book::Book;
    use crate::domain::change::Change;
    use crate::domain::contact::Contact;
    use crate::domain::country::Country;
    use crate::domain::id::{ContactId, Ids};

    #[test]
    fn full_names_are_found_wherever_they_stand() {
        let (mut book, mut ids) = (Book::default(), Ids::seeded(1_700_000_000_000, 1));
        let people = [
            "Bernd Kaiser",
            "Jürgen Weiß",
            "Maria Müller",
            "Anna Maria Müller",
            "Hans Schmidt",
            "Hans Schmidt",
            "Cher",
            "Dr. Eva-Lena Groß",
            "Jean-Luc O'Neill",
            "Mark Call",
        ];
        for name in people {
            let contact = Contact::new(ids.draw::<ContactId>(), name, Default::default());
            book.apply(&Change::create(contact));
        }
        let known = Known::of(&book, Country::default());
        let name = |who: &usize| book.contact(known.people[*who].id).map_or(String::new(), |row| row.name.clone());
        let told = |who: &Mention| match who {
            Mention::One(who) => name(who),
            Mention::Several(_, all) => all.iter().map(name).collect::<Vec<_>>().join("|"),
        };
        let check = |title: &str, expect: &str| {
            let got = known.in_title(title).iter().map(told).collect::<Vec<_>>().join(" + ");
            assert_eq!(got, expect, "{title}");
        };
        let (bernd, both) = ("Bernd Kaiser", "Bernd Kaiser + Jürgen Weiß");
        for title in [
            "Bernd Kaiser",
            "Call Bernd Kaiser",
            "Anruf Bernd Kaiser",
            "Meeting: Bernd Kaiser",
            "Bernd Kaiser anrufen",
            "Bernd Kaiser <> me",
            "Me/Bernd Kaiser",
            "1:1 Bernd Kaiser",
            "Weihnachtsessen Bernd Kaiser",
            "bernd kaiser call",
            "Kaiser, Bernd: Angebot",
            "Kaiser Bernd",
            "Dr. Bernd Kaiser",
            "Call w/ Bernd Kaiser (Acme)",
            "Bernd Kaiser - Angebot",
            "[ext] Bernd Kaiser",
            "Termin mit Bernd Kaiser wegen Angebot",
            "Bernd Kaiser Review",
            "Bernd Kaiser 14:30",
            "Bernd Kaiser Preisgespräch",
            "Bernd Kaiser Weihnachtsessen mit Team",
            "Jahresplanung Bernd Kaiser Vertragsverlängerung",
        ] {
            check(title, bernd);
        }
        for title in [
            "Bernd Kaiser / Jürgen Weiß",
            "Lunch Bernd Kaiser und Jürgen Weiß",
            "Bernd Kaiser & Juergen Weiss",
            "Bernd Kaiser, Jürgen Weiß",
            "Bernd Kaiser+Jürgen Weiß: Demo",
            "Bernd Kaiser Jürgen Weiß",
            "Bernd Kaiser / Jürgen Weiß Weihnachtsessen",
        ] {
            check(title, both);
        }
        // Parts of longer names, given names, and what only looks like a name.
        for title in [
            "Call Bernd",
            "Kaiser",
            "Call Bernd Kaisermann",
            "Bernd Kaiser-Schmidt",
            "Hans-Bernd Kaiser",
            "Hans Bernd Kaiser",
            "Call Bernd Kaiser Schmidt",
            "Bernd Kaiser Hartung",
            "Bernd Kaiser Lehmann",
            "B. Bernd Kaiser",
            "Bernd / Kaiser",
            "Bernd: Kaiser",
            "Jürgen Bernd, Kaiser Weiß",
            "Cher",
            "Bernd Kaiser Bau GmbH",
            "Anna Kaiser, Bernd Groß",
            "",
        ] {
            check(title, "");
        }
        check("Call Anna Maria Müller", "Anna Maria Müller");
        check("Call Maria Müller", "Maria Müller");
        check("Eva Maria Müller", "");
        check("Treffen mit Hans Schmidt", "Hans Schmidt|Hans Schmidt");
        check("Demo Eva-Lena Groß, Jean-Luc O’Neill", "Dr. Eva-Lena Groß + Jean-Luc O'Neill");
        check("Call Mark Call Bernd Kaiser", "Mark Call + Bernd Kaiser");
    }
}
