//! A verb for all who fit a filter asks first where they are many and somebody is there to answer.

use crate::terminal::Terminal;
use crate::{TODAY, verb};

const TOUCHBASE: &str = env!("CARGO_BIN_EXE_touchbase");

#[test]
fn many_are_tagged_only_where_that_is_answered() {
    let home = tempfile::tempdir().unwrap();
    for number in 1..=11 {
        verb(home.path(), &["add", &format!("Nr {number}")]);
    }
    let tag = |more: &[&str], answer: &str, lang: &str, question: &str| {
        let begin = [TOUCHBASE, "--today", TODAY, "--lang", lang, "tag", "--query", "archived:no"];
        let mut screen = Terminal::run(home.path(), 80, 24, &[&begin, more, &["+vip"]].concat());
        if !question.is_empty() {
            screen.shows("Nr 1, Nr 10, Nr 11, Nr 2").shows(question).keys(answer);
        }
        assert!(screen.ends().success());
        let listed = verb(home.path(), &["list", "#vip"]).lines().count();
        verb(home.path(), &["tag", "--query", "archived:no", "-vip"]);
        listed
    };
    assert_eq!(tag(&[], "n<enter>", "en", "That is 11 contacts. All of them? [y/N]"), 0);
    assert_eq!(tag(&[], "<enter>", "en", "[y/N]"), 0);
    assert_eq!(tag(&[], "y<enter>", "en", "[y/N]"), 11);
    assert_eq!(tag(&[], "j<enter>", "de", "Das sind 11 Kontakte. Wirklich alle? [j/N]"), 11);
    assert_eq!(tag(&["--yes"], "", "en", ""), 11);
}
