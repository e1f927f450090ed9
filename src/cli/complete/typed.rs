//! A command line that is being typed, as shells hand it over, and words put back into it. Nothing in it is ever expanded or run.

use clap::ValueEnum;

/// Whose line it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Shell {
    Bash,
    Zsh,
    Fish,
}

/// The line up to the cursor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Typed {
    /// The words before, the program's name first.
    pub before: Vec<String>,
    /// The word that is begun, perhaps empty.
    pub word: String,
    /// What of it stays on the line as it is: bash replaces only what stands behind a `=`, say.
    stays: String,
    /// The quote that is open there.
    open: Quote,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Quote {
    #[default]
    None,
    Single,
    Double,
}

/// What bash takes for something else outside quotes.
const SPECIAL: &str = " \t\"'\\$`&|;()<>*?[]{}!#~^";

impl Typed {
    /// Of bash, the line as one text, and the end of it that will be replaced; of the others word by word, of fish the last as it
    /// stands there.
    pub fn read(shell: Shell, words: &[String], replaces: &str) -> Self {
        let (last, before) = words.split_last().map_or(("", &[][..]), |(last, before)| (last.as_str(), before));
        match shell {
            Shell::Zsh => Self::plain(before.to_vec(), last.to_owned()),
            Shell::Fish => Self::plain(before.to_vec(), Line::read(last).word),
            Shell::Bash => {
                let line = Line::read(last);
                let kept = Line::read(last.strip_suffix(replaces).unwrap_or(last));
                Self { before: line.before, word: line.word, stays: kept.word, open: kept.open }
            }
        }
    }

    fn plain(before: Vec<String>, word: String) -> Self {
        Self { before, word, stays: String::new(), open: Quote::None }
    }

    /// The value of an option before the cursor, the last deciding; `~/` is the home directory.
    pub fn option(&self, name: &str) -> Option<String> {
        let mut words = self.before.iter().skip(1).take_while(|word| *word != "--");
        let mut found = None;
        while let Some(word) = words.next() {
            match word.strip_prefix(name) {
                Some("") => found = words.next().cloned(),
                Some(value) => found = value.strip_prefix('=').map(str::to_owned).or(found),
                None => {}
            }
        }
        found.map(at_home)
    }

    /// What bash is to put in the place of what it replaces; `None` where the word would change what stays.
    pub fn put_back(&self, word: &str) -> Option<String> {
        word.strip_prefix(&self.stays).map(|rest| quoted(rest, self.open))
    }
}

fn at_home(path: String) -> String {
    match (path.strip_prefix("~/"), std::env::var("HOME")) {
        (Some(rest), Ok(home)) => format!("{home}/{rest}"),
        _ => path,
    }
}

/// `text` as it goes into a line where that quote is open, so that the shell reads it as it is.
fn quoted(text: &str, open: Quote) -> String {
    let put = |letter: char| match open {
        Quote::None if SPECIAL.contains(letter) => format!("\\{letter}"),
        Quote::Single if letter == '\'' => "'\\''".to_owned(),
        Quote::Double if "\"\\$`".contains(letter) => format!("\\{letter}"),
        // A backslash doesn't take its meaning from it there: it stands between single quotes.
        Quote::Double if letter == '!' => "\"'!'\"".to_owned(),
        _ => letter.to_string(),
    };
    let put: String = text.chars().map(put).collect();
    // Bash puts the closing quote behind it, but not where that stands there already.
    match open {
        Quote::Single if put.ends_with('\'') => put + "'",
        Quote::Double if put.ends_with('"') => put + "\"",
        _ => put,
    }
}

/// Words as bash reads them, without what it would expand.
#[derive(Debug, Default)]
struct Line {
    before: Vec<String>,
    word: String,
    open: Quote,
}

impl Line {
    fn read(line: &str) -> Self {
        let mut read = Self::default();
        // An empty word between quotes is one.
        let mut begun = false;
        let mut letters = line.chars().peekable();
        while let Some(letter) = letters.next() {
            match (read.open, letter) {
                (Quote::None, ' ' | '\t') => {
                    if std::mem::take(&mut begun) {
                        read.before.push(std::mem::take(&mut read.word));
                    }
                    continue;
                }
                (Quote::None, '\'') => read.open = Quote::Single,
                (Quote::None, '"') => read.open = Quote::Double,
                (Quote::Single, '\'') | (Quote::Double, '"') => read.open = Quote::None,
                (Quote::None, '\\') => read.word.extend(letters.next()),
                (Quote::Double, '\\') => match letters.next_if(|next| "\"\\$`".contains(*next)) {
                    Some(next) => read.word.push(next),
                    None => read.word.push('\\'),
                },
                _ => read.word.push(letter),
            }
            begun = true;
        }
        read
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bash(line: &str, replaces: &str) -> Typed {
        Typed::read(Shell::Bash, &[line.to_owned()], replaces)
    }

    #[test]
    fn a_line_is_read_as_bash_reads_it() {
        let check = |line: &str, before: &[&str], word: &str| {
            let typed = bash(line, "");
            assert_eq!(
                (typed.before.as_slice(), typed.word.as_str()),
                (&before.iter().map(ToString::to_string).collect::<Vec<_>>()[..], word),
                "{line}"
            );
        };
        check("touchbase show ", &["touchbase", "show"], "");
        check("touchbase  show An", &["touchbase", "show"], "An");
        check(r"touchbase show Anna\ M", &["touchbase", "show"], "Anna M");
        check(r#"touchbase show "Anna M"#, &["touchbase", "show"], "Anna M");
        check(
            "touchbase show 'it is' \"a \\\"b\\\" \\x\" '' c",
            &["touchbase", "show", "it is", "a \"b\" \\x", ""],
            "c",
        );
        check("touchbase show $(rm -rf x)", &["touchbase", "show", "$(rm", "-rf"], "x)");
    }

    #[test]
    fn what_stays_is_not_put_back_again() {
        let check = |line: &str, replaces: &str, word: &str, expect: Option<&str>| {
            assert_eq!(bash(line, replaces).put_back(word).as_deref(), expect, "{line}");
        };
        check("touchbase show An", "An", "Anna Müller", Some(r"Anna\ Müller"));
        check("touchbase add x --company=Ho", "Ho", "--company=Hofmann & Söhne", Some(r"Hofmann\ \&\ Söhne"));
        check("touchbase show \"An", "An", "Anna $(x) `y` \"z\"!", Some("Anna \\$(x) \\`y\\` \\\"z\\\"\"'!'\"\""));
        check("touchbase show \"An", "An", "Anna \"Q\"", Some("Anna \\\"Q\\\"\""));
        check("touchbase show 'O", "O", "O'Neil", Some(r"O'\''Neil"));
        check("touchbase show mueller@h", "h", "Müller@hof", None);
    }

    #[test]
    fn options_before_the_cursor_count() {
        let check = |line: &str, expect: Option<&str>| {
            assert_eq!(bash(line, "").option("--store").as_deref(), expect, "{line}")
        };
        check("touchbase --store /a show x", Some("/a"));
        check("touchbase --store=/a show --store '/b c' x", Some("/b c"));
        check("touchbase show --store /a", None);
        check("touchbase --storehouse=/a show -- --store /a x", None);
    }
}
