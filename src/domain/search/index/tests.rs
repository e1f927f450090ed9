//! What is found, and in which order.

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use proptest::prelude::*;

use super::*;
use crate::domain::change::Change;
use crate::domain::company::Company;
use crate::domain::condition::Condition;
use crate::domain::contact::{Contact, Job, Labelled, Stage, Tier};
use crate::domain::find::Words;
use crate::domain::id::Ids;
use crate::domain::interaction::{Interaction, Kind, Outcome, Participant};
use crate::domain::record::Record;
use crate::domain::search::{Query, fold};

/// A book of people: name, company, mail, phone, tags.
fn book_of(people: &[(&str, &str, &str, &str, &str)]) -> Book {
    let mut ids = Ids::seeded(1_700_000_000_000, 3);
    let mut book = Book::default();
    let day = "2026-11-21".parse().unwrap();
    for (name, company, mail, phone, tags) in people {
        let company = Company::new(ids.draw(), *company, day);
        let mut contact = Contact::new(ids.draw(), *name, day);
        contact.jobs.push(Job { company: Some(company.id), ..Job::default() });
        contact.mails.push(Labelled::new("", *mail));
        contact.phones.push(Labelled::new("", *phone));
        contact.tags = tags.split_whitespace().map(str::to_owned).collect();
        book.apply(&Change::create(company));
        book.apply(&Change::create(contact));
    }
    book
}

fn people() -> Book {
    book_of(&[
        ("Anna Müller", "Hofmann GmbH", "anna@example.com", "+49 170 1234567", "key Messe2024"),
        ("Hans Mueller", "Straße & Söhne", "", "", "messe2024"),
        ("Max Muller", "Kaiser Bau", "max@hofmann.example", "", ""),
        ("Susanna Berg", "Annabelle Mode", "", "", "key"),
        ("Çiçek Yılmaz", "Müllerei Nord", "", "", ""),
        ("Anna Bergmann", "", "", "", ""),
    ])
}

fn names(book: &Book, ids: Vec<ContactId>) -> Vec<&str> {
    ids.into_iter().map(|id| book.contact(id).unwrap().name.as_str()).collect()
}

#[track_caller]
fn check(typed: &str, expect: &[&str]) {
    let book = people();
    assert_eq!(names(&book, Index::new(&book).search(&Query::new(typed), 10)), expect, "{typed:?}");
}

#[test]
fn everyone_is_found_however_they_are_typed() {
    for typed in ["mueller", "muller", "müller", "MÜLLER", "mu\u{308}ller"] {
        check(typed, &["Anna Müller", "Hans Mueller", "Max Muller", "Çiçek Yılmaz"]);
    }
    check("strasse", &["Hans Mueller"]);
    check("cicek", &["Çiçek Yılmaz"]);
    check("yilmaz cicek", &["Çiçek Yılmaz"]);
    check("0170 1234", &["Anna Müller"]);
    check("+49170", &["Anna Müller"]);
    check("xyz", &[]);
    check("", &[]);
}

#[test]
fn the_nearest_stands_first() {
    check("anna", &["Anna Bergmann", "Anna Müller", "Susanna Berg"]);
    check("anna bergmann", &["Anna Bergmann"]);
    check("berg", &["Susanna Berg", "Anna Bergmann"]);
    check("hofmann", &["Anna Müller", "Max Muller"]);
    check("bg", &["Anna Bergmann", "Susanna Berg"]);
}

#[test]
fn tags_narrow() {
    check("#key", &["Anna Müller", "Susanna Berg"]);
    check("#MESSE", &["Anna Müller", "Hans Mueller"]);
    check("#messe muller", &["Anna Müller", "Hans Mueller"]);
    check("#key #messe", &["Anna Müller"]);
    check("#esse", &[]);
}

#[test]
fn what_fits_is_highlighted() {
    for (typed, text, expect) in [
        ("muller", "Anna Müller", "Anna [Müller]"),
        ("mueller", "Anna Müller", "Anna [Müller]"),
        ("mu", "Anna Mueller", "Anna [Mue]ller"),
        ("strasse", "Straße 7", "[Straße] 7"),
        ("be an", "Anna Berg", "[An]na [Be]rg"),
        ("oneill", "Pat O'Neill", "Pat [O'Neill]"),
        ("oneill pat", "Pat O’Neill", "[Pat] [O’Neill]"),
        ("neil", "Pat O’Neill", "Pat O’[Neil]l"),
        ("eal o", "O'Ealy", "[O'Eal]y"),
        ("amr", "Anna Müller", "[A]nna [M]ülle[r]"),
        ("u\u{308}", "Mu\u{308}ller", "M[u]\u{308}ller"),
        ("xyz", "Anna", "Anna"),
        ("", "Anna", "Anna"),
    ] {
        let mut shown = text.to_owned();
        for range in Query::new(typed).highlights(text).into_iter().rev() {
            shown.insert(range.end, ']');
            shown.insert(range.start, '[');
        }
        assert_eq!(shown, expect, "{typed:?} in {text:?}");
    }
}

#[test]
fn scattered_letters_fit_only_in_a_filter() {
    let book = people();
    let index = Index::new(&book);
    assert!(index.search(&Query::plain("amr"), 10).is_empty());
    assert_eq!(names(&book, index.search(&Query::plain("mülle"), 1)), ["Anna Müller"]);
    assert!(Query::new("kb").rank("Kaiser Bau") < Query::new("bau").rank("Kaiser Bau"));
    assert_eq!(Query::new("nord").rank("Kaiser Bau"), None);
}

#[test]
fn the_index_follows_the_book() {
    let mut book = people();
    let mut index = Index::new(&book);
    let apply = |book: &mut Book, index: &mut Index, change: Change| {
        let changed = change.id().unwrap();
        book.apply(&change);
        index.update(book, changed);
    };
    for round in 0..100 {
        let row = book.contacts().next().unwrap().clone();
        let before = Contact::new(row.id, row.name.clone(), row.added);
        let after = Contact { name: format!("Round {round} Ñandú"), ..before.clone() };
        apply(&mut book, &mut index, Change::edit(before, after.clone()));
        assert_eq!(names(&book, index.search(&Query::new(&format!("nandu {round}")), 1)), [&*after.name]);
    }
    assert!(index.over.ids().len() < 200, "what is unused is given back");

    let company = book.companies().find(|c| c.name == "Kaiser Bau").unwrap().clone();
    let renamed = Company { name: "Zwirn AG".into(), ..company.clone() };
    apply(&mut book, &mut index, Change::edit(company, renamed));
    if book.contacts().any(|row| book.company_name(row) == "Zwirn AG") {
        assert_eq!(index.search(&Query::new("zwirn"), 10).len(), 1);
    }
    for row in book.contacts().cloned().collect::<Vec<_>>() {
        let gone = Record::Contact(Contact::new(row.id, row.name, row.added));
        apply(&mut book, &mut index, Change { before: Some(gone), after: None });
    }
    assert!(index.search(&Query::new("a"), 10).is_empty());
    assert!(index.over_places.is_empty());
}

/// Who is found by a query, in which order; a name ends where the next begins.
#[test]
fn the_first_hits_are_who_was_meant() {
    let book = book_of(&[
        ("Anna Müller", "Hofmann GmbH", "anna@example.com", "+49 170 1234567", "key"),
        ("Hannah Annen", "Bau AG", "", "", ""),
        ("Joanna Smith", "", "", "", ""),
        ("Bert Klein", "Anna-Apotheke", "", "", ""),
        ("Carl Groß", "", "info@annaberg.example", "", ""),
        ("Dora Weiß", "", "", "", "annaberg"),
        ("Ali Nannini", "", "", "", ""),
        ("Max Frank", "Großmann & Söhne", "", "", ""),
        ("Frank Groß", "", "", "", ""),
        ("Çiçek Yılmaz", "", "", "", ""),
        ("Łukasz Wójcik", "", "", "", ""),
        ("Søren Kjær", "", "", "", ""),
        ("Đorđe Petrović", "", "", "", ""),
        ("山田 太郎", "", "", "", ""),
        ("Елена Иванова", "", "", "", ""),
        ("Γιώργος Παπαδόπουλος", "", "", "", ""),
        ("מרים לוי", "", "", "", ""),
        ("Işıl Yağmur", "", "", "", ""),
        ("Wanda Żółć", "", "", "", ""),
        ("Ἀθηνᾶ Ζωή", "", "", "", ""),
        ("Андрей Ёлкин", "", "", "", ""),
        ("J. Q. Public", "", "", "", ""),
        ("Jean-Pierre O'Neil", "", "", "", ""),
        ("Due Diligence", "", "", "", ""),
        ("Odile d’Aubigné", "", "", "", ""),
        ("Edda Voss", "", "", "+44 113 5949 633", ""),
        ("Ida Voss", "Halle 54 Nord 7", "", "0113 2223344", ""),
    ]);
    for (typed, first) in [
        // Whole words of names before beginnings, then the company's words, what is inside, mail, tag.
        ("anna", "Anna Müller|Bert Klein|Hannah Annen|Joanna Smith|Carl Groß|Dora Weiß"),
        ("ann", "Anna Müller|Hannah Annen|Bert Klein|Ali Nannini|Joanna Smith|Max Frank|Carl Groß|Dora Weiß"),
        ("frank", "Frank Groß|Max Frank"),
        ("gross", "Carl Groß|Frank Groß|Max Frank"),
        ("groß fr", "Frank Groß|Max Frank"),
        ("anna müller", "Anna Müller"),
        ("mueller a", "Anna Müller"),
        ("cicek", "Çiçek Yılmaz"),
        ("ÇİÇEK", "Çiçek Yılmaz"),
        ("lukasz", "Łukasz Wójcik"),
        ("wojcik łu", "Łukasz Wójcik"),
        ("soren", "Søren Kjær"),
        ("kjaer", "Søren Kjær"),
        ("dorde", "Đorđe Petrović"),
        ("山田", "山田 太郎"),
        ("太郎", "山田 太郎"),
        ("елена", "Елена Иванова"),
        ("ИВАН", "Елена Иванова"),
        ("γιωργος", "Γιώργος Παπαδόπουλος"),
        ("לוי", "מרים לוי"),
        ("isil", "Işıl Yağmur"),
        ("ISIL", "Işıl Yağmur"),
        ("yağm", "Işıl Yağmur"),
        ("zolc", "Wanda Żółć"),
        ("żo\u{301}ł", "Wanda Żółć"),
        ("αθηνα", "Ἀθηνᾶ Ζωή"),
        ("ζωη ΑΘ", "Ἀθηνᾶ Ζωή"),
        ("елкин", "Андрей Ёлкин"),
        ("q", "J. Q. Public"),
        ("q j", "J. Q. Public"),
        ("o'neil", "Jean-Pierre O'Neil"),
        ("o’neil", "Jean-Pierre O'Neil"),
        ("oneil", "Jean-Pierre O'Neil"),
        ("neil", "Jean-Pierre O'Neil"),
        ("neil -o'", ""),
        ("\"pierre o’neil\"", "Jean-Pierre O'Neil"),
        ("jean-pierre oneil", "Jean-Pierre O'Neil"),
        ("d'aubigné", "Odile d’Aubigné"),
        ("daub", "Odile d’Aubigné"),
        ("aubi", "Odile d’Aubigné"),
        ("pierre", "Jean-Pierre O'Neil"),
        ("0170 123", "Anna Müller"),
        // However a phone number is written, as far as it is.
        ("+44 113 5949 633", "Edda Voss"),
        ("+441135949633", "Edda Voss"),
        ("0044 113 / 5949-633", "Edda Voss"),
        ("+44 (0) 113 5949", "Edda Voss"),
        ("+44 (0", "Edda Voss|Ida Voss"),
        ("+44", "Edda Voss|Ida Voss"),
        ("0113 5949633", "Edda Voss"),
        ("(0113) 5949 - 633", "Edda Voss"),
        ("5949 633", "Edda Voss"),
        ("949 633 edda", "Edda Voss"),
        ("edda +44 113 59", "Edda Voss"),
        ("+49 113 5949 633", ""),
        ("+44 113 2223344", "Ida Voss"),
        ("7 54", "Ida Voss"),
        ("voss -5949", "Edda Voss|Ida Voss"),
        // A sign that nothing follows yet narrows nothing.
        ("edda -", "Edda Voss"),
        ("edda \"", "Edda Voss"),
        ("edda -\"", "Edda Voss"),
        ("edda #", "Edda Voss"),
        ("edda +", "Edda Voss"),
        ("anna@", "Anna Müller"),
        ("\"due\"", "Due Diligence"),
        ("dilig", "Due Diligence"),
    ] {
        let found = book.index().search(&Query::plain(typed), 20);
        assert_eq!(names(&book, found).join("|"), first, "{typed:?}");
    }
}

/// Scattered letters stand behind all that is really there, and are left out where nobody sees who fits better.
#[test]
fn scattered_letters_count_last() {
    let book = book_of(&[
        ("Samuel Dylan O'Neill", "Joinery Norwich", "", "", ""),
        ("Zoe Li", "Mueller & Co", "", "", ""),
        ("Eva Tamuller", "", "", "", ""),
        ("Stephan Köhler", "Köhler & Strauß Stegen", "", "", ""),
        ("Ute Kranz", "", "strasse@example.com", "", ""),
        ("Anna Berg", "", "", "", ""),
    ]);
    for (typed, best, fitting) in [
        ("mueller", "Zoe Li|Eva Tamuller|Samuel Dylan O'Neill", "Eva Tamuller|Zoe Li"),
        ("strasse", "Ute Kranz|Stephan Köhler", "Ute Kranz"),
        ("abg", "Anna Berg", "Anna Berg"),
    ] {
        let query = Query::new(typed);
        assert_eq!(names(&book, book.index().search(&query, 9)).join("|"), best, "{typed:?}");
        let mut all = book.index().fitting(&query);
        book.index().sort(&mut all);
        assert_eq!(names(&book, all).join("|"), fitting, "{typed:?} narrows");
    }
    let rank = |typed: &str, text: &str| Query::new(typed).rank(text).unwrap();
    assert!(rank("anna abg", "Anna Berg") < rank("nn er", "Anna Berg"), "a whole word beside scattered letters");
}

/// Each spelling finds each.
#[test]
fn names_are_found_in_both_directions() {
    for alike in [
        vec!["Müller", "Mueller", "Muller", "MÜLLER", "Mu\u{308}ller"],
        vec!["Straße", "Strasse", "STRASSE"],
        vec!["Çiçek", "Cicek", "C\u{327}ic\u{327}ek"],
        vec!["José", "Jose", "Jose\u{301}"],
    ] {
        for name in &alike {
            let book = book_of(&[(name, "", "", "", "")]);
            for typed in
                alike.iter().flat_map(|typed| [(*typed).to_owned(), typed.to_lowercase(), typed.to_uppercase()])
            {
                assert_eq!(book.index().search(&Query::plain(&typed), 9).len(), 1, "{typed:?} finds {name:?}");
            }
        }
    }
}

#[test]
fn conditions_narrow() {
    let mut book = people();
    let set = |book: &mut Book, name: &str, change: &dyn Fn(&mut Contact)| {
        let row = book.contacts().find(|row| row.name == name).unwrap();
        let before = Contact::new(row.id, row.name.clone(), row.added);
        let company = row.company;
        let mut after = before.clone();
        after.jobs.extend(company.map(|id| Job { company: Some(id), ..Job::default() }));
        after.tags = row.tags.clone();
        change(&mut after);
        book.apply(&Change::edit(before, after));
    };
    book.index();
    set(&mut book, "Anna Müller", &|contact| contact.tier = Some(Tier::A));
    set(&mut book, "Hans Mueller", &|contact| contact.stage = Some(Stage::Regular));
    set(&mut book, "Max Muller", &|contact| contact.archived = true);
    let due = book.contacts().find(|row| row.name == "Susanna Berg").unwrap().id;
    for (typed, expect) in [
        ("tier:a", "Anna Müller"),
        ("Stufe:A", "Anna Müller"),
        ("tier:none muller -nord", "Hans Mueller|Max Muller"),
        ("stage:regular", "Hans Mueller"),
        ("stand:stamm", "Hans Mueller"),
        ("stage:reg", "Hans Mueller"),
        ("co:hofmann", "Anna Müller"),
        ("firma:\"kaiser bau\"", "Max Muller"),
        ("co:strasse", "Hans Mueller"),
        ("#key", "Anna Müller|Susanna Berg"),
        ("#key -#messe", "Susanna Berg"),
        ("muller -tier:a", "Hans Mueller|Max Muller|Çiçek Yılmaz"),
        ("anna -berg", "Anna Müller"),
        ("due", "Susanna Berg"),
        ("du", ""),
        ("FÄLLIG", "Susanna Berg"),
        ("anna -due", "Anna Bergmann|Anna Müller"),
        ("-muller -berg", ""),
        // What is no condition is a word.
        ("unknown:a", ""),
        ("\"due\"", ""),
        ("\"anna berg\"", "Anna Bergmann|Susanna Berg"),
        ("\"berg anna\"", ""),
    ] {
        let query = Query::plain(typed);
        let all = || book.contacts().map(|row| row.id);
        let query = query.with_told(|asked| match asked {
            Condition::Due => vec![due],
            _ => all().filter(|id| *id != due).collect(),
        });
        assert_eq!(names(&book, book.index().search(&query, 20)).join("|"), expect, "{typed:?}");
        let mut fitting = names(&book, book.index().fitting(&query));
        let mut asked = names(&book, book.contacts().map(|row| row.id).collect());
        asked.retain(|name| {
            let id = book.contacts().find(|row| row.name == *name).unwrap().id;
            book.index().asked(&query).fits(id)
        });
        let mut found: Vec<&str> = expect.split('|').filter(|name| !name.is_empty()).collect();
        [&mut fitting, &mut asked, &mut found].into_iter().for_each(|names| names.sort_unstable());
        assert_eq!((&fitting, &asked), (&found, &found), "{typed:?}");
    }
    assert_eq!(names(&book, book.index().search(&Query::new("max").without_archived(), 9)), Vec::<&str>::new());
}

#[test]
fn a_recent_touch_breaks_ties() {
    let mut book =
        book_of(&[("Anna Aal", "", "", "", ""), ("Anna Berg", "", "", "", ""), ("Anna Carl", "", "", "", "")]);
    let first = |book: &Book| names(book, book.index().search(&Query::new("anna"), 1))[0].to_owned();
    assert_eq!(first(&book), "Anna Aal");
    let mut ids = Ids::seeded(1_700_000_999_000, 9);
    for (name, day) in [("Anna Carl", "2026-11-03"), ("Anna Berg", "2026-11-04")] {
        let contact = book.contacts().find(|row| row.name == name).unwrap().id;
        let at = format!("{day}T10:00:00+01:00").parse().unwrap();
        book.apply(&Change::create(Interaction {
            id: ids.draw(),
            at,
            time_known: true,
            with: vec![Participant { contact, company: None }],
            kind: Kind::Call,
            direction: None,
            outcome: Outcome::Reached,
            minutes: None,
            text: String::new(),
            topics: Vec::new(),
            purpose: None,
            worth: String::new(),
            automatic: false,
            pinned: false,
            source_id: String::new(),
        }));
        assert_eq!(first(&book), name);
    }
}

proptest! {
    /// What an index finds doesn't hang on whether it was made now, kept up, or read from an image.
    #[test]
    fn an_image_finds_the_same(
        people in prop::collection::vec((NAME, "[abmü]{0,3} ?(bau|gmbh)?", "[abn]{0,4}", "(#key|#mes)?"), 1..40),
        changed in prop::collection::vec((any::<prop::sample::Index>(), NAME, any::<bool>()), 0..8),
        typed in prop::collection::vec(QUERY, 1..6),
    ) {
        let people: Vec<_> = people.iter().map(|(n, c, m, t)| (&**n, &**c, &**m, "", t.trim_start_matches('#'))).collect();
        let mut book = book_of(&people);
        let (ids, parts) = book.index().image();
        for (part, bytes) in &parts {
            prop_assert!(part.is_sound(bytes, ids.len()), "{:?}", part);
            let cut = bytes.split_last().filter(|_| *part != Part::Rest).map(|(_, cut)| cut);
            prop_assert!(cut.is_none_or(|cut| !part.is_sound(cut, ids.len())), "{:?} cut", part);
        }
        let mut kept = Index::from_image(Arc::new(Written(ids.into(), parts)));
        for (which, name, stays) in &changed {
            let all: Vec<ContactId> = book.contacts().map(|row| row.id).collect();
            if all.is_empty() {
                break;
            }
            let row = book.contact(all[which.index(all.len())]).unwrap();
            let before = Contact::new(row.id, row.name.clone(), row.added);
            let after = stays.then(|| Record::Contact(Contact { name: name.clone(), ..before.clone() }));
            let change = Change { before: Some(Record::Contact(before)), after };
            book.apply(&change);
            kept.update(&book, change.id().unwrap());
        }
        let new = Index::new(&book);
        let (ids, parts) = kept.image();
        let written = Arc::new(Written(ids.into(), parts));
        let again = Index::from_image(written.clone());
        for name in people.iter().map(|(name, ..)| *name).chain(typed.iter().map(String::as_str)) {
            let words = Words::of(name);
            let again = Index::from_image(written.clone());
            if !words.is_empty() {
                // One that hasn't read the names, and one that has.
                prop_assert_eq!(again.called(&words), new.called(&words), "{:?} is called", name);
                prop_assert_eq!(again.begun(&words), new.begun(&words), "{:?} is begun", name);
                again.read_ahead(Part::Names);
                prop_assert_eq!(again.called(&words), new.called(&words), "{:?} is called", name);
            }
        }
        for typed in &typed {
            for query in [Query::new(typed), Query::plain(typed)] {
                let expect = new.best(&query, 100);
                for (index, how) in [(&kept, "kept up"), (&again, "written again"), (book.index(), "the book's")] {
                    prop_assert_eq!(&index.best(&query, 100), &expect, "{}: {:?}", how, typed);
                }
                let mut fitting = kept.fitting(&query);
                let in_earnest = expect.iter().any(|(rank, _)| *rank >= 0);
                let listed = expect.iter().filter(|(rank, _)| !in_earnest || *rank >= 0);
                let mut found: Vec<ContactId> = listed.map(|(_, id)| *id).collect();
                fitting.sort_unstable();
                found.sort_unstable();
                prop_assert_eq!(fitting, found, "{:?}", typed);
            }
        }
    }

    /// Who comes first doesn't hang on how many are wanted: those that can't come among them are left out early.
    #[test]
    fn the_first_are_the_first_of_all(
        people in prop::collection::vec((NAME, "[abmü]{0,3} ?(bau|gmbh)?", "[abn]{0,4}", "(key|mes)?"), 30..120),
        typed in QUERY,
        limit in 1..30_usize,
    ) {
        let people: Vec<_> = people.iter().map(|(n, c, m, t)| (&**n, &**c, &**m, "", &**t)).collect();
        let book = book_of(&people);
        for query in [Query::new(&typed), Query::plain(&typed)] {
            let mut all = book.index().best(&query, 1_000);
            all.truncate(limit);
            prop_assert_eq!(book.index().best(&query, limit), all, "{:?}", typed);
        }
    }

    /// The best of two stages are as good as the best of a matcher that scores everybody, for what people type: how words begin.
    #[test]
    fn two_stages_find_what_one_does(
        people in prop::collection::vec((BELIEVABLE, "(Kaiser|Hofmann|Nordlys|Anker) (Bau|GmbH|Mode)"), 30..200),
        of in any::<prop::sample::Index>(),
        letters in 1..5_usize,
    ) {
        let begun: Vec<&str> = people.iter().flat_map(|(name, company)| name.split(' ').chain(company.split(' '))).collect();
        let word: String = of.get(&begun).chars().take(letters).collect();
        let people: Vec<_> = people.iter().map(|(name, company)| (&**name, &**company, "", "", "")).collect();
        let book = book_of(&people);
        let (query, matcher) = (Query::new(&word), SkimMatcherV2::default());
        let score = |id: ContactId| {
            let row = book.contact(id).unwrap();
            matcher.fuzzy_match(&fold(&format!("{}\n{}", row.name, book.company_name(row))), &fold(&word))
        };
        let mut all: Vec<i64> = book.contacts().filter_map(|row| score(row.id)).collect();
        all.sort_unstable_by_key(|score| std::cmp::Reverse(*score));
        let best: i64 = all.iter().take(20).sum();
        let found: i64 = book.index().search(&query, 20).into_iter().filter_map(score).sum();
        prop_assert!(found * 10 >= best * 9, "{} of {} for {:?}", found, best, word);
    }
}

const BELIEVABLE: &str = "(Anna|Bernd|Çiçek|Dana|Élodie|Frank|Jürgen|Łukasz|Mia|Søren) (Bau|Berg|Grün|Hof|Kaiser|Müll|Nord|Stein)(er|mann|ström|ova)?";
const NAME: &str = "[A-Ea-eäü]{2,6} [a-eßø]{2,7}";
const QUERY: &str = "-?(#key|co:b|tier:none|[a-eü]{1,3}|\"[ab]{1,2}) ?([a-e]{1,3}| -[ab])?";

/// An image in memory.
struct Written(Arc<[ContactId]>, Vec<(Part, Vec<u8>)>);

impl Parts for Written {
    fn ids(&self) -> Arc<[ContactId]> {
        self.0.clone()
    }

    fn part(&self, part: Part) -> Vec<u8> {
        self.1.iter().find(|(one, _)| *one == part).unwrap().1.clone()
    }

    fn count(&self) -> usize {
        self.0.len()
    }

    fn id_at(&self, place: usize) -> Option<ContactId> {
        self.0.get(place).copied()
    }

    fn bytes(&self, part: Part, range: std::ops::Range<usize>) -> Vec<u8> {
        self.part(part).get(range).unwrap_or_default().to_vec()
    }

    /// In small pieces, so that much begins in one and ends in another.
    fn each(&self, part: Part, take: &mut dyn FnMut(&[u8])) {
        self.part(part).chunks(7 * part.size()).for_each(take);
    }
}
