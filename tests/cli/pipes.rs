//! What stands in a pipe: lines with tabs, of each verb as many fields as the README says, and nothing for terminals.

use clap::CommandFactory;
use touchbase::cli::args::Arguments;

use crate::desk::Desk;

/// Verbs whose output has a form of its own, which their own tests look at.
const OWN_FORM: [&str; 9] =
    ["show", "export", "backup", "restore", "verify", "repair", "completions", "man", "complete"];

/// Arguments, how many fields each line has, and how many lines there are at the least.
const CASES: &[(&[&str], usize, usize)] = &[
    (&["add", "Tom Holm", "--company", "Holm AS"], 1, 2),
    (&["add", "Holm, Tom"], 1, 1),
    (&["duplicates"], 8, 1),
    (&["merge", "holm tom", "--into", "tom holm", "--dry-run"], 6, 1),
    (&["merge", "holm tom", "--into", "tom holm"], 1, 0),
    (&["set", "deniz", "tier=A"], 1, 0),
    (&["tag", "deniz", "+vip"], 1, 0),
    (&["consent", "deniz", "mail", "given"], 1, 1),
    (&["move", "anna berg", "--company", "Holm AS"], 1, 0),
    (&["archive", "anna berg"], 1, 0),
    (&["delete", "anna berg"], 1, 0),
    (&["log", "deniz", "call: hello\tthere >> wish: darker >> today offer"], 1, 3),
    (&["follow-up", "deniz", "call", "--due", "today"], 1, 1),
    (&["feedback", "deniz", "late\ttwice", "--kind", "complaint", "--due", "today"], 1, 1),
    (&["feedback", "--topics"], 9, 1),
    (&["feedback", "--to-tell"], 10, 1),
    (&["survey"], 9, 0),
    (&["order", "deniz", "12.50", "--what", "oak\tboards"], 1, 1),
    (&["orders"], 8, 1),
    (&["orders", "--by", "contact"], 8, 1),
    (&["set", "deniz", "referred_by=Tom Holm"], 1, 0),
    (&["referrals", "deniz"], 5, 1),
    (&["health"], 5, 1),
    (&["health", "--by", "company"], 5, 1),
    (&["report"], 2, 1),
    (&["report", "touches"], 5, 10),
    (&["report", "touches", "--of", "call"], 2, 1),
    (&["report", "agenda"], 5, 10),
    (&["report", "promises"], 5, 10),
    (&["report", "complaints"], 5, 10),
    (&["report", "scores"], 5, 10),
    (&["orders", "--classes"], 11, 1),
    (&["orders", "--regulars"], 3, 0),
    (&["due", "--days", "30"], 8, 3),
    (&["spread", "--days", "5", "--dry-run"], 6, 1),
    (&["list"], 7, 3),
    (&["segments"], 6, 0),
    (&["search", "hello"], 10, 1),
    (&["query", "anna"], 3, 1),
    (&["snooze", "deniz", "1w"], 1, 0),
    (&["undo"], 1, 0),
    (&["done", "deniz"], 1, 0),
    (&["undo"], 1, 0),
    (&["history"], 7, 5),
    (&["history", "deniz"], 7, 5),
    (&["config"], 3, 5),
    (&["config", "keys"], 3, 20),
    (&["config", "path"], 1, 1),
    (&["config", "init"], 1, 1),
];

#[test]
fn each_verb_prints_lines_with_tabs() {
    let desk = Desk::with_contacts();
    desk.ok(&["log", "deniz", "na:"]);
    let wish = desk.id(&["feedback", "deniz", "darker", "--kind", "wish"]);
    assert_eq!(desk.ok(&["answer", &wish, "told"]), "");
    let wish = desk.id(&["feedback", "deniz", "darker\tyet", "--kind", "wish"]);
    assert_eq!(desk.ok(&["reply", &wish, "soon"]) + &desk.ok(&["answer", &wish, "resolved"]), "");
    for (arguments, fields, least) in CASES {
        let out = desk.ok(arguments);
        assert!(out.is_empty() || out.ends_with('\n'), "{arguments:?}: {out:?}");
        assert!(!out.contains(['\u{1b}', '\r']), "{arguments:?}: {out:?}");
        // Mutt's message line is no data.
        let lines: Vec<&str> = out.lines().skip(usize::from(arguments[0] == "query")).collect();
        assert!(lines.len() >= *least, "{arguments:?}: {out:?}");
        for line in lines {
            assert_eq!(line.split('\t').count(), *fields, "{arguments:?}: {line:?}");
        }
    }
    let cards = desk.file("a.vcf", "BEGIN:VCARD\nVERSION:4.0\nFN:Mia\nEND:VCARD\n");
    assert_eq!(desk.ok(&["import", &cards]).trim_end_matches('\n').split('\t').count(), 5);
    let mail = desk.file("a.eml", "From: anna@hofmann.example\nSubject: a\tb\n\nhello\n");
    assert_eq!(desk.ok(&["log-mail", "--dry-run", &mail]).trim_end_matches('\n').split('\t').count(), 6);
    assert_eq!(desk.ok(&["log-mail", &mail]).split_whitespace().count(), 1);
}

#[test]
fn each_verb_is_in_the_table() {
    for verb in Arguments::command().get_subcommands().map(clap::Command::get_name) {
        let is_told = OWN_FORM.contains(&verb)
            || ["answer", "reply", "import", "log-mail"].contains(&verb)
            || CASES.iter().any(|(words, ..)| words[0] == verb);
        assert!(is_told, "{verb}: how many fields have its lines in a pipe?");
    }
}
