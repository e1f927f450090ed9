//! What columns hold whose heads say nothing: mail addresses, numbers and pages show what they are, people's names how they are
//! written, and the mail address beside them.

use std::collections::HashSet;

use super::LOOKED_AT;
use crate::domain::pairs::has_legal_form;
use crate::domain::search::fold;
use crate::formats::csv::column::Column;
use crate::formats::csv::encoding::Encoding;
use crate::formats::csv::meaning::{Meaning, Rows};
use crate::formats::csv::shape::{self, Shape};
use crate::formats::csv::{COLUMNS, cells, rows};

/// Words in names that don't begin with a capital.
const PARTICLES: &[&str] = &[
    "von", "vom", "van", "zu", "zum", "zur", "de", "der", "den", "del", "della", "di", "da", "do", "dos", "das", "du",
    "la", "le", "el", "al", "bin", "ibn", "ter", "ten", "te", "y", "e",
];

/// Settles by their contents what columns are of which the heads say nothing. The name, wherever no head is one; all the rest only
/// where most heads are unknown. Tables of what happened tell whom it was with by their heads, unless none of them is known.
pub fn by_contents(bytes: &[u8], shape: &Shape, encoding: Encoding, what: Rows, columns: &mut [Column]) {
    let table = table(bytes, shape, encoding);
    let below = |at: usize| table.iter().filter_map(move |row| row.get(at)).filter(|text| !text.is_empty());
    let mostly = |at: usize, is: fn(&str) -> bool| {
        let (all, fit) = below(at).fold((0, 0), |(all, fit), text| (all + 1, fit + usize::from(is(text))));
        fit * 2 > all
    };
    // Numbers are nobody's name, whatever stands over them: "Contact 1".
    for (at, column) in columns.iter_mut().enumerate().filter(|_| what == Rows::Contacts) {
        let is_number = |text: &str| is_phone(text) || is_mails(text) || text.chars().all(|c| !c.is_alphabetic());
        if matches!(column.meaning, Meaning::Name | Meaning::Customer) && !column.given && mostly(at, is_number) {
            column.meaning = Meaning::Free;
        }
    }
    let unknown = columns.iter().filter(|column| column.meaning == Meaning::Free).count();
    let (none_known, few_known) = (unknown == columns.len(), unknown * 2 > columns.len());
    let is_name = |column: &Column| {
        matches!(column.meaning, Meaning::Name | Meaning::Customer | Meaning::Given | Meaning::Family)
    };
    let is_named = columns.iter().any(is_name);
    if unknown == 0 || is_named && !few_known || what != Rows::Contacts && !none_known {
        return;
    }
    if few_known {
        for (meaning, is) in
            [(Meaning::Mail, is_mails as fn(&str) -> bool), (Meaning::Web, is_page), (Meaning::Phone, is_phone)]
        {
            if columns.iter().any(|column| column.meaning == meaning) {
                continue;
            }
            for (at, column) in columns.iter_mut().enumerate() {
                if column.meaning == Meaning::Free && mostly(at, is) {
                    (column.meaning, column.guessed) = (meaning, true);
                }
            }
        }
    }
    let free = |at: &usize| columns.get(*at).is_some_and(|column| column.meaning == Meaning::Free);
    let named = if is_named { None } else { of_people(&table, (0..columns.len()).filter(free)) };
    let words = || (0..columns.len()).filter(free).find(|at| none_known && mostly(*at, is_words));
    if let Some(at) = named.or_else(words)
        && let Some(column) = columns.get_mut(at)
    {
        (column.meaning, column.guessed) = (Meaning::Name, true);
    }
}

/// The first rows below the heads, cell by cell.
fn table(bytes: &[u8], shape: &Shape, encoding: Encoding) -> Vec<Vec<String>> {
    let end = bytes.len().min(shape.heads.end + shape::HEAD);
    let rows = rows::rows(&bytes[..end], shape.heads.end, shape.next_line, shape.sign).take(LOOKED_AT);
    let rows = rows.filter(|row| row.refused.is_none()).map(|row| {
        let row = &bytes[row.start..row.end];
        let cells = cells::cells(row, shape.sign, COLUMNS);
        cells.map(|cell| cells::text(row, &cell, encoding).trim().to_owned()).collect()
    });
    rows.collect()
}

/// The column in which people's names stand: in most of its cells, and hardly one of them twice. Of several the one that has the
/// most, those first that the mail address of their row has in it.
fn of_people(table: &[Vec<String>], columns: impl Iterator<Item = usize>) -> Option<usize> {
    let mut best: Option<(usize, usize)> = None;
    for at in columns {
        let (mut filled, mut fit, mut in_mail) = (0, 0, 0);
        let mut different = HashSet::new();
        for row in table {
            let Some(text) = row.get(at).filter(|text| !text.is_empty()) else { continue };
            let is_in_mail = row.iter().any(|mail| is_mails(mail) && has_of(mail, text));
            filled += 1;
            fit += usize::from(is_name(text) || is_in_mail && is_word(text));
            in_mail += usize::from(is_in_mail);
            different.insert(text);
        }
        let is_of_people = fit * 10 >= filled * 7 && filled * 2 >= table.len() && different.len() * 5 >= filled * 4;
        let score = fit + in_mail * 2;
        if fit > 0 && is_of_people && best.is_none_or(|(most, _)| score > most) {
            best = Some((score, at));
        }
    }
    best.map(|(_, at)| at)
}

/// `Lena Vogt`, `Weiß, Jürgen`, `José de la Cruz`, `山田太郎`.
fn is_name(text: &str) -> bool {
    let words: Vec<&str> = text.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    let is_cased = |c: char| c.is_lowercase() || c.is_uppercase();
    if let [word] = words[..] {
        return (2..=6).contains(&word.chars().count()) && word.chars().all(|c| c.is_alphabetic() && !is_cased(c));
    }
    let capitals = words.iter().filter(|word| is_word(word)).count();
    let all = words.iter().all(|word| is_word(word) || PARTICLES.contains(word));
    (2..=5).contains(&words.len()) && capitals > 1 && all && !has_legal_form(text)
}

/// A word as names have them: `Anna`, `O'Neil`, `Müller-Lüdenscheidt`, `Dr.`.
fn is_word(word: &str) -> bool {
    let begins = word.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase());
    begins && word.chars().all(|c| c.is_alphabetic() || "-'’.".contains(c))
}

/// Whether a word of the name stands before the @ of one of the addresses, however umlauts are written.
fn has_of(mails: &str, name: &str) -> bool {
    let plain = |text: &str| fold(text).replace("ae", "a").replace("oe", "o").replace("ue", "u");
    let words: Vec<String> = name.split([' ', ',', '-']).map(plain).filter(|word| word.len() > 2).collect();
    let local = |mail: &str| mail.split_once('@').map(|(local, _)| plain(local));
    mails.split([';', ',', ' ']).filter_map(local).any(|local| words.iter().any(|word| local.contains(word)))
}

/// One address or several.
fn is_mails(text: &str) -> bool {
    let is_mail = |text: &str| {
        let parts = text.split_once('@');
        parts.is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
    };
    let mut all = text.split([';', ',', ' ', '\n']).filter(|one| !one.is_empty()).peekable();
    all.peek().is_some() && all.all(is_mail)
}

fn is_page(text: &str) -> bool {
    text.starts_with("http://") || text.starts_with("https://") || text.starts_with("www.")
}

/// A number with the zero or plus that dialled ones begin with: other numbers may be anything.
fn is_phone(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let signs = text.chars().all(|c| c.is_ascii_digit() || " +-/().".contains(c));
    (6..=15).contains(&digits) && signs && text.starts_with(['+', '0', '('])
}

fn is_words(text: &str) -> bool {
    let words = text.split_whitespace().count();
    (1..=5).contains(&words) && text.starts_with(char::is_alphabetic) && !text.contains(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use crate::formats::csv::{Mapping, Meaning};

    /// The heads of what is guessed or known as a name, and of mails.
    #[track_caller]
    fn check(table: &str, name: &str, mail: &str) {
        let mapping = Mapping::guess(table.as_bytes());
        let heads = |meaning| {
            let columns = mapping.columns.iter().filter(|column| column.becomes == meaning);
            columns.map(|column| column.head.as_str()).collect::<Vec<_>>().join(",")
        };
        assert_eq!((&*heads(Meaning::Name), &*heads(Meaning::Mail)), (name, mail), "{table:?}");
    }

    #[test]
    fn a_column_of_peoples_names_is_the_name() {
        check(
            "Kd-Nr|Wer|Mailbox|Handy|Haus\nK-1|Weiß, Jürgen|j.weiss@sued.example|0172 1|Großhandel Süd\n\
             K-2|Lena Vogt|a@v.example; b@v.example||Vogt & Söhne\nK-3|Peter Pan||0160 1|\nK-4|Ohne Alles|||\n",
            "Wer",
            "Mailbox",
        );
        // The one whose words stand in the mails, wherever it stands.
        check(
            "Betreut;Wer;E-Mail\nEva Berg;Jörg Müller;joerg@x.example\nUte Maas;Ana Lopes;ana.lopes@x.example\n",
            "Wer",
            "E-Mail",
        );
        check("Firma;Chef;Telefon\nHolz AG;Ana de la Cruz;1\nStein GmbH;Tom O'Neil;2\n", "Chef", "");
        check("Wer;E-Mail\nAnna;anna@x.example\nBernd;bernd@x.example\n", "Wer", "E-Mail");
        check("氏名;E-Mail\n山田太郎;a@x.example\n鈴木花子;b@x.example\n", "氏名", "E-Mail");
    }

    #[test]
    fn other_columns_are_none() {
        check("E-Mail;Farbe\na@x.example;rot\nb@x.example;blau\n", "", "E-Mail");
        check("E-Mail;Haus\na@x.example;Holz GmbH\nb@x.example;Stein und Erde AG\n", "", "E-Mail");
        check("E-Mail;Wo\na@x.example;Bad Homburg\nb@x.example;\nc@x.example;\n", "", "E-Mail");
        let products = "Eiche Massiv\n".repeat(3) + "Buche Massiv\n";
        let rows: String = products.lines().enumerate().map(|(n, row)| format!("m{n}@x.example;{row}\n")).collect();
        check(&format!("E-Mail;Will\n{rows}"), "", "E-Mail");
        check("Name;Chef;Telefon\nAnna;Ana Lopes;1\nTom;Tom Berg;2\n", "Name", "");
        check("Email,NPS score,Comment\na@x.example,9,Very Good\n", "", "Email");
    }
}
