//! What each argument of each verb takes, as far as it can be proposed.

/// What may stand in an argument's place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value {
    Contact,
    Company,
    ContactOrCompany,
    /// A contact, or a tag with `+` or `-` before it.
    ContactOrTag,
    Tag,
    /// `FIELD=VALUE`.
    Assignment,
    Field,
    /// What is open, by id; or a contact.
    Open,
    /// An open follow-up's id; of the contact on the line, if one is there.
    FollowUp,
    /// The id of feedback that isn't closed.
    Feedback,
    /// The number of a set.
    Set,
    /// A saved mapping.
    Mapping,
    /// A saved view.
    View,
    /// A saved view that is a segment.
    Segment,
    /// Columns of a list, several after commas.
    Columns,
    /// The same; with a hyphen the other way round.
    Sorts,
    /// What is searched for: words, and what narrows.
    Query,
    Kind,
    Channel,
    Tier,
    Stage,
    Words(&'static [&'static str]),
    Files,
    Dirs,
    /// Whatever the user has in mind.
    Free,
}

use Value::{
    Assignment, Channel, Columns, Company, Contact, ContactOrCompany, ContactOrTag, Dirs, Feedback, Field, Files,
    FollowUp, Free, Kind, Mapping, Open, Query, Segment, Set, Sorts, Stage, Tag, Tier, View, Words,
};

const PURPOSE: Value = Words(&["contract", "service", "marketing", "survey"]);
const SEVERITY: Value = Words(&["minor", "serious", "critical"]);
const RECORDS: Value = Words(&["contact", "company"]);
const LISTS: Value = Words(&["contact", "company", "feedback"]);
const CURRENCY: Value = Words(&["EUR", "USD", "GBP", "CHF", "SEK", "DKK", "NOK", "PLN", "CZK", "JPY"]);
const AHEAD: Value = Words(&["today", "tomorrow", "mon", "tue", "wed", "thu", "fri", "3d", "1w", "2w", "1m"]);
const BACK: Value = Words(&["today", "yesterday", "mon", "tue", "wed", "thu", "fri"]);
const SINCE: Value = Words(&["7d", "30d", "90d", "12m"]);
const SPAN: Value = Words(&["7d", "14d", "30d", "90d", "180d", "none"]);
const RECURS: Value = Words(&["1w", "2w", "1m", "3m", "6m", "12m"]);

/// Of the options that stand with every verb.
const GLOBAL: &[(&str, Value)] = &[
    ("store", Dirs),
    ("config", Files),
    ("read_only", Words(&["yes", "no"])),
    ("today", AHEAD),
    ("lang", Words(&["en", "de"])),
    ("once", Free),
];

/// Of each verb; what has a closed list of values in the grammar needs no line.
const VERBS: &[(&str, &[(&str, Value)])] = &[
    (
        "add",
        &[
            ("name", Free),
            ("kind", RECORDS),
            ("company", Company),
            ("role", Free),
            ("email", Free),
            ("phone", Free),
            ("tag", Tag),
            ("tier", Tier),
            ("stage", Stage),
            ("every", SPAN),
            ("birthday", Free),
            ("fields", Assignment),
        ],
    ),
    ("set", &[("who", ContactOrCompany), ("fields", Assignment), ("filter", Query)]),
    ("tag", &[("words", ContactOrTag), ("filter", Query)]),
    (
        "move",
        &[
            ("what", ContactOrCompany),
            ("company", Company),
            ("on", BACK),
            ("role", Free),
            ("to", Contact),
            ("from", Contact),
            ("into", Company),
            ("filter", Query),
        ],
    ),
    ("merge", &[("who", Contact), ("into", Contact), ("take", Field), ("keep", Field)]),
    ("duplicates", &[("contact", ContactOrCompany), ("kind", RECORDS), ("not_same", ContactOrCompany)]),
    ("archive", &[("who", ContactOrCompany), ("filter", Query)]),
    ("delete", &[("what", ContactOrCompany)]),
    (
        "log",
        &[
            ("contact", Contact),
            ("line", Free),
            ("kind", Kind),
            ("outcome", Words(&["reached", "no_answer", "left_message"])),
            ("at", BACK),
            ("minutes", Free),
            ("purpose", PURPOSE),
            ("worth", Free),
            ("with", Contact),
            ("next", Free),
            ("topic", Free),
            ("done", FollowUp),
        ],
    ),
    ("log-mail", &[("files", Files), ("own", Free)]),
    (
        "follow-up",
        &[
            ("contact", Contact),
            ("title", Free),
            ("due", AHEAD),
            ("every", RECURS),
            ("after", RECURS),
            ("filter", Query),
            ("purpose", PURPOSE),
            ("by", Channel),
        ],
    ),
    ("done", &[("ids", Open)]),
    ("snooze", &[("id", Open), ("when", AHEAD), ("filter", Query)]),
    ("spread", &[("query", Query), ("days", Free), ("until", AHEAD), ("most", Free), ("on", AHEAD)]),
    (
        "feedback",
        &[
            ("contact", Contact),
            ("text", Free),
            ("kind", Words(&["praise", "complaint", "wish", "survey"])),
            ("score", Free),
            ("topic", Free),
            ("due", AHEAD),
            ("severity", SEVERITY),
            ("owner", Free),
            ("promise", Free),
            ("since", SINCE),
        ],
    ),
    (
        "answer",
        &[
            ("id", Feedback),
            ("state", Words(&["acknowledged", "resolved", "told", "open"])),
            ("on", BACK),
            ("text", Free),
            ("cause", Free),
            ("goodwill", Free),
            ("severity", SEVERITY),
            ("owner", Free),
            ("promise", Free),
            ("about", Free),
            ("kind", Words(&["praise", "complaint", "wish", "survey"])),
        ],
    ),
    ("reply", &[("id", Feedback), ("text", Free), ("on", BACK)]),
    (
        "consent",
        &[
            ("contact", Contact),
            ("channel", Channel),
            ("state", Words(&["given", "withdrawn", "unknown"])),
            ("purpose", PURPOSE),
            ("proof", Free),
            ("how", Free),
            ("on", BACK),
            ("filter", Query),
        ],
    ),
    (
        "order",
        &[
            ("who", ContactOrCompany),
            ("amount", Free),
            ("currency", CURRENCY),
            ("on", BACK),
            ("what", Free),
            ("reference", Free),
        ],
    ),
    ("referrals", &[("contact", Contact)]),
    (
        "survey",
        &[
            ("words", Contact),
            ("by", Words(&["month", "quarter", "year"])),
            ("topic", Free),
            ("since", SINCE),
            ("channel", Channel),
            ("filter", Query),
        ],
    ),
    ("health", &[("who", ContactOrCompany), ("by", RECORDS)]),
    (
        "report",
        &[
            (
                "name",
                Words(&[
                    "retention",
                    "cohorts",
                    "win-backs",
                    "revenue",
                    "quiet",
                    "touches",
                    "agenda",
                    "promises",
                    "complaints",
                    "scores",
                ]),
            ),
            ("since", SINCE),
            ("of", Free),
        ],
    ),
    ("orders", &[("who", ContactOrCompany), ("since", SINCE), ("by", RECORDS)]),
    ("due", &[("days", Free)]),
    (
        "list",
        &[
            ("query", Query),
            ("kind", LISTS),
            ("view", View),
            ("sort", Sorts),
            ("columns", Columns),
            ("purpose", PURPOSE),
            ("by", Channel),
        ],
    ),
    ("segments", &[("name", Segment)]),
    ("search", &[("query", Query), ("limit", Free), ("since", SINCE)]),
    ("show", &[("who", ContactOrCompany), ("since", SINCE), ("format", Words(&["md"]))]),
    (
        "import",
        &[
            ("files", Files),
            ("mapping", Mapping),
            ("save_mapping", Mapping),
            ("tier", Tier),
            ("every", SPAN),
            ("tag", Tag),
        ],
    ),
    (
        "export",
        &[
            ("query", Query),
            ("output", Files),
            ("kind", Words(&["contact", "order"])),
            ("purpose", PURPOSE),
            ("by", Channel),
        ],
    ),
    ("query", &[("text", Query)]),
    ("undo", &[("id", Set)]),
    ("history", &[("of", ContactOrCompany), ("limit", Free)]),
    ("backup", &[("file", Files)]),
    ("restore", &[("file", Files)]),
];

/// What the argument of this id takes, of a verb or of all; `None` if the table doesn't know it.
pub fn of(verb: &str, argument: &str) -> Option<Value> {
    let of_verb = VERBS.iter().find(|(name, _)| *name == verb).map_or(&[][..], |(_, arguments)| arguments);
    of_verb.iter().chain(GLOBAL).find(|(id, _)| *id == argument).map(|(_, value)| *value)
}

#[cfg(test)]
mod tests {
    use clap::{Command, CommandFactory};

    use super::*;
    use crate::cli::args::Arguments;

    /// Another option is proposed by the name alone until a line here says what it takes.
    #[test]
    fn each_argument_is_in_the_table() {
        let mut whole = Arguments::command();
        whole.build();
        let hidden = |verb: &&Command| !verb.is_hide_set();
        for verb in whole.get_subcommands().filter(hidden).chain([&whole]) {
            let closed = |argument: &&clap::Arg| {
                !argument.get_action().takes_values() || !argument.get_possible_values().is_empty()
            };
            for argument in verb.get_arguments().filter(|argument| !closed(argument)) {
                let (verb, id) = (verb.get_name(), argument.get_id());
                assert!(of(verb, id.as_str()).is_some(), "{verb} {id}: what does it take? Say so in {}", file!());
            }
        }
    }

    #[test]
    fn nothing_else_is_in_the_table() {
        let mut whole = Arguments::command();
        whole.build();
        for (verb, arguments) in VERBS {
            let verb = whole.find_subcommand(verb).unwrap_or_else(|| panic!("{verb} is no verb"));
            for (id, _) in *arguments {
                assert!(
                    verb.get_arguments().any(|argument| argument.get_id() == id),
                    "{} has no {id}",
                    verb.get_name()
                );
            }
        }
    }
}
