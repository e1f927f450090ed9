//! What the manual page says besides the verbs' own help.

/// Titles and texts before the options.
pub const BEFORE: &[(&str, &str)] = &[
    (
        "SYNOPSIS",
        "  touchbase [OPTION]...\n  touchbase [OPTION]... COMMAND [ARGUMENT]...\n  touchbase --demo",
    ),
    (
        "DESCRIPTION",
        "\
touchbase is a relationship manager for the terminal. It keeps contacts, companies, what happened with them, feedback and follow-ups, \
and shows each morning who is to be touched base with, most pressing first, with the reasons.
Without a command the full-screen program opens; ? there lists all keys. With a command it does one thing and ends, on the same store, \
also while screens are open. Without a terminal nothing is ever asked.
Tables are aligned on a terminal; into a pipe they are lines with tabs between the fields, or JSON with `--json`. Data goes to standard \
output, everything else to standard error.",
    ),
];

/// Titles and texts behind the commands.
pub const AFTER: &[(&str, &str)] = &[
    (
        "CONTACTS AND IDS",
        "\
CONTACT is an id, a mail address, a phone number, the full name, or words that each begin a word of name or company, if exactly one \
contact fits. Umlauts and accents are found in any spelling: `muller`, `mueller` and `Müller` are the same.
An id can be shortened to its end, four characters at least, as `list`, `due` and `show` print it.",
    ),
    (
        "THE LOG LINE",
        "\
What `log` takes as LINE, and what is typed on the screens:
  [HEAD:] TEXT [>> CLAUSE]...
HEAD is what kind (call, mail, meeting, video, chat, visit, letter, social, event, note), `in` or `out`, `na` (no answer), `lm` (left \
message), a past day or time, `25min`, `+Name` for others who took part; in any order.
CLAUSE is a day and what is to be done on it, `complaint:`, `praise:` or `wish:` and a text, `done 1 2` or `keep`.
  yesterday call 20min +Berg: delivery late twice >> complaint: late delivery >> fri 14:30 call back",
    ),
    (
        "DAYS",
        "\
In English and German wherever one is asked for: today, morgen, fri (the first after today), next tue, kommenden Freitag, kw48, 3d, 2w, \
1m, in 3 weeks, end of month, 1.12., Dec 1, 2026-12-01; a time may follow (14:30).",
    ),
    (
        "EXIT STATUS",
        "\
0\tDone; an empty list, too
1\tNothing found, or no such contact or id; with `due --check`: someone is due
2\tWrong use, or a text that can't be read
3\tThe store can't be used, or the output can't be written
4\tRefused, because it changed meanwhile
5\tSeveral contacts, companies or records fit; they are listed on standard error",
    ),
    (
        "ENVIRONMENT",
        "\
TOUCHBASE_STORE\tThe store's directory, unless --store says it
TOUCHBASE_CONFIG\tThe configuration file, unless --config says it
TOUCHBASE_LANG\tThe language of words and days, unless --lang says it
TOUCHBASE_READ_ONLY\tyes, and nothing is changed
LC_ALL, LC_MESSAGES, LANG\tThe language, where nothing else says it
NO_COLOR\tNo colours
VISUAL, EDITOR\tThe editor for long texts",
    ),
    (
        "FILES",
        "\
~/.config/touchbase/config.toml\tThe configuration; `touchbase config init` writes it with every setting explained
~/.config/touchbase/mappings/\tHow tables are read, by `import --save-mapping`
~/.config/touchbase/themes/\tThemes of your own
~/.local/share/touchbase/store/\tThe store; its backups lie in backups/, what was damaged in aside/",
    ),
    (
        "EXAMPLES",
        "\
Bring contacts in, and open the screens:
  touchbase import contacts.vcf
  touchbase
Say what happened, and what comes next:
  touchbase log 'Deniz Çelik' 'call: asked for the new price list >> 2w send offer'
Each working morning a notice of who is due, by cron:
  30 8 * * 1-5 touchbase due --notify
The same by systemd, with the units of the package:
  systemctl --user enable --now touchbase-due.timer",
    ),
    ("SEE ALSO", "Completion of names, tags and ids in bash, zsh and fish: `touchbase completions --help`."),
];
