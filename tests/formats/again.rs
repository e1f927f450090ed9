//! The same source again: what was changed here stays, what is newer in the file comes in, and nothing is emptied unasked.

use touchbase::domain::contact::Contact;
use touchbase::domain::record::Record;
use touchbase::formats::import::{Choice, Choices, Field, Options, Plan, Side};
use touchbase::formats::{self, Reading};

use super::kept::Kept;

fn file(cards: &str) -> Vec<u8> {
    let card = |card: &str| format!("BEGIN:VCARD\nVERSION:3.0\n{}\nEND:VCARD\n", card.trim().replace(" | ", "\n"));
    cards.split(" / ").map(card).collect::<String>().into_bytes()
}

fn names(fields: &[Field]) -> String {
    fields.iter().map(|field| format!("{field:?}")).collect::<Vec<_>>().join(" ")
}

/// Anna, imported with `first`, changed here and imported with `second`: what is taken, what is kept, and what she is then.
fn again(first: &str, change: impl Fn(&mut Contact), second: &str, options: Options, expect: (&str, &str, &str)) {
    let mut kept = Kept::default();
    kept.import(&file(&format!("UID:1 | FN:Anna Müller | {first}")));
    kept.change(change);
    let bytes = file(&format!("UID:1 | FN:Anna Müller | {second}"));
    let plan =
        kept.import_with(&formats::read(&bytes, &Reading::on(options.today)).unwrap(), options, |_| Choices::default());
    let told = plan.updated.iter().chain(&plan.unchanged).next().unwrap();
    let anna = kept.people().next().unwrap();
    let list = |list: &[touchbase::domain::contact::Labelled]| {
        list.iter().map(|one| one.value.as_str()).collect::<Vec<_>>().join(",")
    };
    let jobs = anna.jobs.iter().map(|job| {
        let company = job.company.and_then(|id| kept.book().company(id)).map_or("", |company| company.name.as_str());
        format!("{company}/{}{}", job.role, if job.to.is_some() { " (past)" } else { "" })
    });
    let is = [
        anna.notes.clone(),
        jobs.collect::<Vec<_>>().join("; "),
        list(&anna.mails),
        list(&anna.phones),
        anna.tags.join(","),
        anna.birthday.map(|day| day.to_string()).unwrap_or_default(),
    ];
    let is = is.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" | ");
    assert_eq!((names(&told.fields).as_str(), names(&told.kept).as_str(), is.as_str()), expect, "{first} + {second}");
    assert!(kept.import(&bytes).is_empty(), "{second} again");
}

fn options() -> Options {
    Options { today: "2026-11-21".parse().unwrap(), ..Options::default() }
}

#[test]
fn what_is_newer_in_the_file_comes_in() {
    let check = |first: &str, second: &str, expect| again(first, |_| {}, second, options(), expect);
    check("NOTE:a", "NOTE:b", ("Notes", "", "b"));
    check("TITLE:x", "TITLE:y", ("Role", "", "/y"));
    check("ORG:Hofmann | TITLE:x", "ORG:Kaiser | TITLE:y", ("Company Role PastJobs", "", "Kaiser/y; Hofmann/x (past)"));
    check("TEL;TYPE=cell:+49 151 1111111", "TEL;TYPE=cell:+49 151 2222222", ("Phones", "", "+49 151 2222222"));
    check(
        "EMAIL:a@x.example",
        "EMAIL:b@x.example | EMAIL:c@x.example",
        ("Mails", "", "a@x.example,b@x.example,c@x.example"),
    );
    check("BDAY:1971-04-12", "BDAY:1972-04-12", ("Birthday", "", "1972-04-12"));
    check("CATEGORIES:a", "CATEGORIES:b", ("Tags", "", "a,b"));
}

#[test]
fn what_was_changed_here_stays() {
    let notes = |text: &'static str| move |anna: &mut Contact| anna.notes = text.into();
    again("NOTE:a", notes("mine"), "NOTE:b", options(), ("", "Notes", "mine"));
    // An older file says nothing new.
    again("NOTE:a", notes("mine"), "NOTE:a", options(), ("", "", "mine"));
    // What was taken away stays away, be it emptied or one of several.
    again("NOTE:a", notes(""), "NOTE:a", options(), ("", "", ""));
    let mail = "EMAIL:a@x.example | EMAIL:b@x.example";
    again(mail, |anna| _ = anna.mails.remove(0), mail, options(), ("", "", "b@x.example"));
    again(
        "ORG:Hofmann | TITLE:x",
        |anna| anna.jobs[0].to = Some("2026-01-01".parse().unwrap()),
        "ORG:Hofmann | TITLE:x",
        options(),
        ("", "", "Hofmann/x (past)"),
    );
    again("ORG:Hofmann", |anna| anna.jobs.clear(), "ORG:Hofmann", options(), ("", "", ""));
    // Beside it what is new comes in.
    again("NOTE:a | TITLE:x", notes("mine"), "NOTE:a | TITLE:y", options(), ("Role", "", "mine | /y"));
}

/// Company and role are each compared for itself: a role that was changed here keeps no company out.
#[test]
fn a_role_that_was_changed_here_keeps_no_company_out() {
    let founder = |anna: &mut Contact| anna.jobs[0].role = "Gründerin".into();
    let first = "ORG:Lang AG | TITLE:Chef";
    let job = "Huber KG/Gründerin; Lang AG/Gründerin (past)";
    again(first, founder, "ORG:Huber KG | TITLE:Chef", options(), ("Company PastJobs", "Role", job));
    let job = "Huber KG/Rat; Lang AG/Gründerin (past)";
    again(first, founder, "ORG:Huber KG | TITLE:Rat", options(), ("Company Role PastJobs", "", job));
    // Where the company stays, the role that differs is told, too.
    let elsewhere = |anna: &mut Contact| anna.jobs[0].company = None;
    again(first, elsewhere, "ORG:Huber KG | TITLE:Rat", options(), ("Company Role", "", "Huber KG/Rat"));
}

/// What was kept against a file stays against the same file, and no longer.
#[test]
fn what_was_kept_against_a_file_stays_against_it() {
    let keep = |fields: &'static [Field]| {
        move |_: &Plan| {
            let mut choices = Choices::default();
            fields.iter().for_each(|field| choices.take_field(0, *field, Some(false)));
            choices
        }
    };
    let role = |kept: &Kept| kept.people().next().unwrap().jobs[0].role.clone();
    let of = |role: &str| file(&format!("UID:1 | FN:Kai Ott | TITLE:{role} | EMAIL:{role}@x.example"));
    let mut kept = Kept::default();
    kept.import(&of("Chef"));
    let bytes = of("Berater");
    let read = formats::read(&bytes, &Reading::on(options().today)).unwrap();
    kept.import_with(&read, options(), keep(&[Field::Role, Field::Mails]));
    assert_eq!(role(&kept), "Chef");
    assert!(kept.import(&bytes).is_empty(), "the same file");
    assert_eq!((role(&kept), kept.people().next().unwrap().mails.len()), ("Chef".into(), 1));
    kept.import(&of("Rat"));
    assert_eq!(role(&kept), "Rat");
}

/// A card that was given to somebody whose id it has, though all else is another's, doesn't rename them the next time.
#[test]
fn who_a_card_was_given_to_keeps_their_name() {
    let mut kept = Kept::default();
    kept.import(&file("UID:7 | FN:Anna Müller | EMAIL:a@x.example"));
    let id = kept.people().next().unwrap().id;
    let bytes = file("UID:7 | FN:Tom Berg | EMAIL:t@x.example");
    let read = formats::read(&bytes, &Reading::on(options().today)).unwrap();
    kept.import_with(&read, options(), |_| {
        let mut choices = Choices::default();
        choices.set(0, Some(Choice::Into(id)));
        choices
    });
    let anna = |kept: &Kept| kept.people().map(|one| format!("{} {}", one.name, one.mails.len())).collect::<Vec<_>>();
    assert_eq!(anna(&kept), ["Anna Müller 2"]);
    let again = kept.import(&bytes);
    assert_eq!(anna(&kept), ["Anna Müller 2"], "{again:?}");
    assert!(again.is_empty(), "{again:?}");
}

#[test]
fn several_jobs_stay_apart_and_in_their_order() {
    let both = "ORG:Hofmann | TITLE:Buyer | X-TOUCHBASE-JOB:;;Chair;;Verein";
    // Another one comes beside the first, and ends none.
    again("ORG:Hofmann | TITLE:Buyer", |_| {}, both, options(), ("Company Role", "", "Hofmann/Buyer; Verein/Chair"));
    again(both, |_| {}, both, options(), ("", "", "Hofmann/Buyer; Verein/Chair"));
    // Which is the first is what it was here.
    again(both, |anna| anna.jobs.reverse(), both, options(), ("", "", "Verein/Chair; Hofmann/Buyer"));
    let one_firm = "ORG:Hofmann;Stock | X-TOUCHBASE-JOB:;;Trainer;School;Hofmann";
    again(one_firm, |_| {}, one_firm, options(), ("", "", "Hofmann/; Hofmann/Trainer"));
    // Who leaves one of both holds the other.
    let left = "ORG:Neu | TITLE:Chef | X-TOUCHBASE-JOB:;;Chair;;Verein";
    again(both, |_| {}, left, options(), ("Company Role PastJobs", "", "Neu/Chef; Hofmann/Buyer (past); Verein/Chair"));
    let past = "X-TOUCHBASE-JOB:2010-01-01;2012-12-31;Intern;;Alt | ORG:Neu | TITLE:Chef";
    again(past, |_| {}, past, options(), ("", "", "Neu/Chef; Alt/Intern (past)"));
}

#[test]
fn nothing_is_emptied_unasked() {
    let all = "NOTE:a | TITLE:x | EMAIL:a@x.example | TEL:110 | CATEGORIES:k";
    again(all, |_| {}, "REV:1", options(), ("", "", "a | /x | a@x.example | 110 | k"));
    let asked = Options { empties: true, ..options() };
    again(all, |_| {}, "REV:1", asked, ("Role Mails Phones Tags Notes", "", ""));
    // Not what was changed or added here.
    let change = |anna: &mut Contact| {
        anna.notes = "mine".into();
        anna.tags.push("own".into());
    };
    again(all, change, "REV:1", asked, ("Role Mails Phones Tags", "", "mine | own"));
}

/// Another program's card of the same person has a memory of its own.
#[test]
fn each_source_is_compared_with_itself() {
    let mut kept = Kept::default();
    let (google, other) =
        ("FN:Anna | UID:g1 | EMAIL:a@x.example | TITLE:x", "FN:Anna | UID:o1 | EMAIL:a@x.example | TITLE:y");
    kept.import(&file(google));
    assert_eq!(names(&kept.import(&file(other)).updated[0].kept), "Role");
    assert!(kept.import(&file(google)).is_empty() && kept.import(&file(other)).is_empty(), "they don't take turns");
    let plan = kept.import(&file(&google.replace("TITLE:x", "TITLE:z")));
    assert_eq!(names(&plan.updated[0].fields), "Role");
    assert!(kept.import(&file(other)).is_empty());
}

/// A card that has no id is known again, whatever else it says by now.
#[test]
fn a_card_without_an_id_is_compared_with_what_it_said() {
    let mut kept = Kept::default();
    kept.import(&file("FN:Anna Müller | EMAIL:a@x.example | TEL:+49 30 1234567 | TITLE:x"));
    let plan = kept.import(&file("FN:Anna Müller | EMAIL:b@x.example | TEL:+49 30 1234567 | TITLE:y"));
    assert_eq!((names(&plan.updated[0].fields), plan.created.len()), ("Role Mails".into(), 0));
    let plan = kept.import(&file("FN:Anna Müller | EMAIL:b@x.example | TEL:+49 30 1234567 | TITLE:z"));
    assert_eq!(names(&plan.updated[0].fields), "Role");
}

/// A plan with choices about its only new file, applied to Anna and Tom.
fn decided(new: &str, decide: impl FnOnce(&Plan, &[touchbase::domain::id::ContactId]) -> Choices) -> Kept {
    let mut kept = Kept::default();
    kept.import(&file("UID:1 | FN:Anna Müller | NOTE:a / UID:2 | FN:Tom Berg"));
    let mut ids: Vec<_> = kept.people().map(|one| (one.name.clone(), one.id)).collect();
    ids.sort();
    let ids: Vec<_> = ids.into_iter().map(|(_, id)| id).collect();
    let bytes = file(new);
    kept.import_with(&formats::read(&bytes, &Reading::on(options().today)).unwrap(), options(), |plan| {
        decide(plan, &ids)
    });
    kept
}

fn described(kept: &Kept) -> String {
    let of = |one: &Contact| {
        let jobs = one.jobs.iter().filter_map(|job| kept.book().company(job.company?).map(|c| format!("@{}", c.name)));
        format!("{}:{}{}", one.name, one.notes, jobs.collect::<String>())
    };
    let mut all: Vec<String> = kept.people().map(of).collect();
    all.sort();
    all.join(" ")
}

#[test]
fn choices_are_followed() {
    let choose = |row: usize, choice: Choice| {
        move |_: &Plan, _: &[_]| {
            let mut choices = Choices::default();
            choices.set(row, Some(choice));
            choices
        }
    };
    let new = "UID:1 | FN:Anna Müller | NOTE:b / UID:3 | FN:Eva Lind | NOTE:c | ORG:Hofmann";
    assert_eq!(described(&decided(new, |_, _| Choices::default())), "Anna Müller:b Eva Lind:c@Hofmann Tom Berg:");
    assert_eq!(described(&decided(new, choose(0, Choice::Leave))), "Anna Müller:a Eva Lind:c@Hofmann Tom Berg:");
    let left = decided(new, choose(1, Choice::Leave));
    assert_eq!(described(&left), "Anna Müller:b Tom Berg:");
    assert_eq!(left.book().companies().count(), 0, "a company that nobody needs isn't made");
    assert_eq!(
        described(&decided(new, choose(0, Choice::New))),
        "Anna Müller:a Anna Müller:b Eva Lind:c@Hofmann Tom Berg:"
    );
    let into_tom = |_: &Plan, ids: &[_]| {
        let mut choices = Choices::default();
        choices.set(1, Some(Choice::Into(ids[1])));
        choices
    };
    assert_eq!(described(&decided(new, into_tom)), "Anna Müller:b Tom Berg:c@Hofmann");
    let into_anna = |_: &Plan, ids: &[_]| {
        let mut choices = Choices::default();
        choices.set(1, Some(Choice::Into(ids[0])));
        choices
    };
    assert_eq!(described(&decided(new, into_anna)), "Anna Müller:b\n\nc@Hofmann Tom Berg:", "two cards, one change");
    let field = |row: usize, field: Field, takes: bool| {
        move |_: &Plan, _: &[_]| {
            let mut choices = Choices::default();
            choices.take_field(row, field, Some(takes));
            choices
        }
    };
    assert!(described(&decided(new, field(0, Field::Notes, false))).starts_with("Anna Müller:a "));
    assert!(described(&decided(new, field(1, Field::Notes, false))).contains("Eva Lind:@Hofmann"));
    let renamed = "UID:1 | FN:Anna Berg | NOTE:b";
    let files = |_: &Plan, _: &[_]| {
        let mut choices = Choices::default();
        choices.wins = Some(Side::File);
        choices
    };
    assert!(described(&decided(renamed, files)).contains("Anna Berg:b"));
}

/// Two cards that go to one who is here come in as two cards of theirs would: what the first says stands, what the second says
/// otherwise doesn't replace it.
#[test]
fn two_cards_given_to_one_add_up() {
    let new = "FN:Eva Lind | TITLE:x | NOTE:one | TEL:1 | BDAY:1980-01-02 / FN:Eva Linde | TITLE:y | NOTE:two | TEL:2 | BDAY:1981-03-04";
    let into = |wins: Option<Side>| {
        decided(new, |_, ids| {
            let mut choices = Choices::default();
            choices.wins = wins;
            [0, 1].into_iter().for_each(|row| choices.set(row, Some(Choice::Into(ids[1]))));
            choices
        })
    };
    for wins in [None, Some(Side::File)] {
        let kept = into(wins);
        let tom = kept.people().find(|one| one.jobs.iter().any(|job| job.role == "x")).unwrap();
        assert_eq!(kept.people().count(), 2);
        assert_eq!(tom.name, if wins.is_none() { "Tom Berg" } else { "Eva Lind" });
        assert_eq!((tom.jobs.len(), tom.notes.as_str(), tom.phones.len()), (1, "one\n\ntwo", 2), "{wins:?}");
        assert_eq!(tom.birthday.map(|day| day.to_string()), Some("1980-01-02".to_owned()));
    }
}

/// Decisions on channels come in with whoever a card is given to, or as whom it comes in, where none is known.
#[test]
fn consents_follow_the_choices() {
    let new = "FN:Anna Müller | UID:1 | X-TOUCHBASE-CONSENT:mail;given;2025-01-02;form / FN:Eva Lind | X-TOUCHBASE-CONSENT:phone;withdrawn;2025-01-02;call";
    let consents = |decide: fn(&mut Choices, &[touchbase::domain::id::ContactId])| {
        let kept = decided(new, |_, ids| {
            let mut choices = Choices::default();
            decide(&mut choices, ids);
            choices
        });
        let of = |record: &Record| match record {
            Record::Consent(one) => {
                kept.people().find(|who| who.id == one.contact).map(|who| format!("{} {:?}", who.name, one.channel))
            }
            _ => None,
        };
        let mut all: Vec<String> = kept.others().filter_map(of).collect();
        all.sort();
        all.join(", ")
    };
    assert_eq!(consents(|_, _| {}), "Anna Müller Mail, Eva Lind Phone");
    assert_eq!(consents(|choices, _| choices.set(0, Some(Choice::New))), "Anna Müller Mail, Eva Lind Phone");
    assert_eq!(consents(|choices, ids| choices.set(1, Some(Choice::Into(ids[1])))), "Anna Müller Mail, Tom Berg Phone");
    assert_eq!(consents(|choices, _| choices.set(1, Some(Choice::Leave))), "Anna Müller Mail");
}

/// An address that says less than one that is there isn't another one; one that says more fills it up.
#[test]
fn an_address_that_says_less_is_no_second_one() {
    let check = |first: &str, second: &str, expect: &str| {
        let mut kept = Kept::default();
        kept.import(&file(&format!("UID:1 | FN:Anna | {first}")));
        // Of another source.
        let bytes = file(&format!("UID:2 | FN:Anna | {second}"));
        kept.import(&bytes);
        let anna = kept.people().next().unwrap();
        let is: Vec<_> = anna.addresses.iter().map(|one| format!("{}:{}", one.label, one.on_one_line())).collect();
        assert_eq!(is.join(" / "), expect, "{first} + {second}");
        assert!(kept.import(&bytes).is_empty(), "{second} again");
    };
    let known = |address: &str| format!("EMAIL:a@x.example | {address}");
    let (full, town) = ("ADR:;;Hafenstr. 1;Hamburg;;20457;", "ADR:;;;Hamburg;;;");
    check(&known(full), &known(town), ":Hafenstr. 1, 20457 Hamburg");
    check(&known(town), &known(full), ":Hafenstr. 1, 20457 Hamburg");
    check(&known("ADR;TYPE=home:;;;Hamburg;;;"), &known(full), "home:Hafenstr. 1, 20457 Hamburg");
    // Another street, town or label is another address.
    let other = "ADR:;;Neustr. 2;Hamburg;;20457;";
    check(&known(full), &known(other), ":Hafenstr. 1, 20457 Hamburg / :Neustr. 2, 20457 Hamburg");
    check(&known(full), &known("ADR:;;;Bremen;;;"), ":Hafenstr. 1, 20457 Hamburg / :Bremen");
    let (home, work) = (full.replace("ADR", "ADR;TYPE=home"), town.replace("ADR", "ADR;TYPE=work"));
    check(&known(&home), &known(&work), "home:Hafenstr. 1, 20457 Hamburg / work:Hamburg");
    // Of two that it may be it is neither's.
    check(
        &format!("{} | {other}", known(full)),
        &known(town),
        ":Hafenstr. 1, 20457 Hamburg / :Neustr. 2, 20457 Hamburg",
    );
}

/// What touchbase notes for itself of a file is no change.
#[test]
fn a_row_that_is_only_noted_is_unchanged() {
    let mut kept = Kept::default();
    kept.import(&file("UID:1 | FN:Jörg Böhm | EMAIL:jb@x.example"));
    let table = b"Name;E-Mail\nJ\xc3\xb6rg B\xc3\xb6hm;jb@x.example\n";
    let plan = kept.import(table);
    assert_eq!((plan.updated.len(), plan.unchanged.len(), plan.changes_count()), (0, 1, 1));
    let plan = kept.import(table);
    assert_eq!((plan.unchanged.len(), plan.changes_count()), (1, 0));
}

/// A contact that others were merged into stays the one that it was in files, whichever of their older cards comes.
#[test]
fn older_cards_of_the_merged_change_no_id() {
    use touchbase::formats::vcard::write::{Version, contact};
    let mut kept = Kept::default();
    kept.import(&file("FN:Anna Weber | EMAIL:a@x.example / FN:Anna Berg | EMAIL:b@x.example"));
    let mut both: Vec<Contact> = kept.people().cloned().collect();
    both.sort_by_key(|one| one.name.clone());
    let [gone, into] = [&both[0], &both[1]];
    let of = |version, one: &Contact, kept: &Kept| contact(version, kept.book(), one).into_bytes();
    let old = of(Version::V4, gone, &kept);
    let mut merged = into.clone();
    merged.mails.extend(gone.mails.clone());
    merged.ids.push(touchbase::domain::contact::ForeignId { source: "merged".into(), value: gone.id.to_string() });
    for version in [Version::V3, Version::V4] {
        let mut here = Kept::default();
        here.add_contact(&merged);
        let card = of(version, &merged, &here);
        assert!(here.import(&old).is_empty(), "all of it is here");
        assert_eq!(of(version, here.people().next().unwrap(), &here), card);
        // In another store, too.
        let mut there = Kept::default();
        there.import(&card);
        assert!(there.import(&old).is_empty());
        let own = there.people().next().unwrap();
        assert_eq!((there.people().count(), own.name.as_str()), (1, "Anna Weber"));
        let uid = |card: &[u8]| {
            String::from_utf8_lossy(card).lines().find(|line| line.starts_with("UID")).unwrap().to_owned()
        };
        assert_eq!(uid(&of(version, own, &there)), uid(&card));
        assert_eq!(touchbase::domain::contact::merged_ids(&own.ids).collect::<Vec<_>>(), [gone.id]);
        // Whoever is here under an id is that one, though another took one of that id in.
        let mut apart = Kept::default();
        apart.add_contact(gone);
        apart.add_contact(&merged);
        assert_eq!(apart.import(&old).unchanged[0].contact, gone.id);
    }
}
