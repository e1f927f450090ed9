//! Whom an entry is with, as its cells tell: several people in one cell, with their addresses in another.

use crate::formats::clean;
use crate::formats::csv::value;
use crate::formats::draft::Whom;

/// People of one entry that are taken in.
const PEOPLE: usize = 200;
/// Which of the lists the names are.
const NAMES: usize = 1;

/// What a row says of the people.
#[derive(Debug, Default)]
pub struct People {
    names: Vec<String>,
    pub given: String,
    pub family: String,
    mails: Vec<String>,
    phones: Vec<String>,
    ids: Vec<String>,
    pub company: String,
}

impl People {
    /// `Anna Berg; Tom Holm`; a comma stands between people only where each has a name of several words: `Berg, Anna` is one.
    pub fn names(&mut self, text: &str) {
        let with_commas = value::pieces(text, &[',', ';']);
        let whole = |name: &String| name.split(' ').count() > 1;
        let names = if with_commas.iter().all(whole) { with_commas } else { value::pieces(text, &[';']) };
        for name in names {
            // `Anna Berg <anna@x.example>`
            match name.split_once('<').and_then(|(name, rest)| Some((name, rest.split_once('>')?.0))) {
                Some((name, mail)) => {
                    self.names.extend(Some(clean::one_line(name, " ").text).filter(|name| !name.is_empty()));
                    self.mails(mail);
                }
                None if name.contains('@') && !name.contains(' ') => self.mails(&name),
                None => self.names.push(name),
            }
        }
    }

    pub fn mails(&mut self, text: &str) {
        let all = value::pieces(text, &[';', ',', '\n', '\r', ' ']);
        self.mails.extend(all.into_iter().map(|mail| mail.strip_prefix("mailto:").unwrap_or(&mail).to_owned()));
    }

    pub fn phones(&mut self, text: &str) {
        self.phones.extend(value::pieces(text, &[';', ',', '\n', '\r']));
    }

    pub fn ids(&mut self, text: &str) {
        self.ids.extend(value::pieces(text, &[';', ',', '\n', '\r']));
    }

    /// Whether nothing tells who it was.
    pub fn is_nobody(&self) -> bool {
        let lists = [&self.names, &self.mails, &self.phones, &self.ids];
        lists.iter().all(|list| list.is_empty())
            && [&self.given, &self.family, &self.company].iter().all(|one| one.is_empty())
    }

    /// What the first of them is called, for messages.
    pub fn first_name(&self) -> Option<String> {
        let parts = [self.given.as_str(), &self.family].join(" ").trim().to_owned();
        let parts = Some(parts).filter(|name| !name.is_empty());
        parts.or_else(|| [&self.names, &self.mails].iter().find_map(|list| list.first().cloned()))
    }

    /// Each of them. Of lists that are equally long the values belong together one by one, and one name is of all addresses; a list
    /// that is shorter stands for itself.
    pub fn each(mut self) -> Vec<Whom> {
        let parts = [self.given, self.family].join(" ").trim().to_owned();
        if self.names.is_empty() && !parts.is_empty() {
            self.names.push(parts);
        }
        let mut lists = [self.ids, self.names, self.mails, self.phones];
        lists.iter_mut().for_each(|list| list.truncate(PEOPLE));
        let most = lists.iter().map(Vec::len).max().unwrap_or(0).max(1);
        let company = self.company;
        let whom = |[id, name, mail, phone]: [String; 4]| Whom { id, name, mail, phone, company: company.clone() };
        let is_of_all = |place: usize, list: &[String]| list.len() == most || place == NAMES && list.len() == 1;
        let mut all: Vec<Whom> = Vec::with_capacity(most);
        for at in 0..most {
            all.push(whom(std::array::from_fn(|place| {
                let list = &lists[place];
                let own = if is_of_all(place, list) { list.get(at).or(list.first()) } else { None };
                own.cloned().unwrap_or_default()
            })));
        }
        for (place, list) in lists.iter().enumerate().filter(|(place, list)| !is_of_all(*place, list)) {
            for text in list {
                let alone = |field| if field == place { text.clone() } else { String::new() };
                all.push(whom(std::array::from_fn(alone)));
            }
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Names, mails and ids, and the people they make.
    #[track_caller]
    fn check((names, mails, ids): (&str, &str, &str), expect: &[&str]) {
        let mut people = People::default();
        people.names(names);
        people.mails(mails);
        people.ids(ids);
        let said = |whom: &Whom| [whom.id.as_str(), &whom.name, &whom.mail].join("|");
        assert_eq!(people.each().iter().map(said).collect::<Vec<_>>(), expect, "{names:?} {mails:?} {ids:?}");
    }

    #[test]
    fn people_of_a_row_are_told_apart() {
        check(("Anna Berg", "", ""), &["|Anna Berg|"]);
        check(("Berg, Anna", "", ""), &["|Berg, Anna|"]);
        check(("Anna Berg, Tom Holm", "", ""), &["|Anna Berg|", "|Tom Holm|"]);
        check(("Anna; Tom", "a@x.example, t@x.example", ""), &["|Anna|a@x.example", "|Tom|t@x.example"]);
        check(("Anna Berg", "a@x.example;b@x.example", ""), &["|Anna Berg|a@x.example", "|Anna Berg|b@x.example"]);
        check(("Anna Berg <a@x.example>; b@x.example", "", ""), &["|Anna Berg|a@x.example", "|Anna Berg|b@x.example"]);
        check(("Anna; Tom; Ida", "a@x.example", "7"), &["|Anna|", "|Tom|", "|Ida|", "7||", "||a@x.example"]);
        check(("", "", "4711"), &["4711||"]);
    }
}
