//! The contact form with every field: what is shown, what is added and taken away, labels, drafts, and what can't be saved.

use super::forms::{contact, english};
use super::play::Screen;
use super::{check, check_in, small_world};
use touchbase::domain::cadence::Cadence;
use touchbase::domain::change::{Act, Change, Label, Set};
use touchbase::domain::company::Company;
use touchbase::domain::contact::{
    Address, AddressForm, Channel, Contact, DoNotContact, Job, Labelled, NameParts, Referrer, Stage, Tier,
};
use touchbase::domain::id::Ids;
use touchbase::text::Lang;

/// Somebody of whom everything is known, and who recommended her.
fn full_world() -> Vec<Change> {
    let mut ids = Ids::seeded(1_700_000_000_000, 7);
    let day = |day: &str| day.parse().unwrap();
    let hofmann = Company::new(ids.draw(), "Hofmann GmbH", day("2024-01-01"));
    let kaiser = Company::new(ids.draw(), "Kaiser Bau", day("2024-01-01"));
    let bernd = Contact::new(ids.draw(), "Bernd Kaiser", day("2024-01-01"));
    let text = str::to_owned;
    let anna = Contact {
        name_parts: NameParts {
            honorific: text("Dr."),
            given: text("Anna"),
            middle: text("Maria"),
            family: text("Müller"),
            suffix: text("MBA"),
            nickname: text("Änni"),
        },
        salutation: text("Frau"),
        address_form: Some(AddressForm::Sie),
        jobs: vec![
            Job {
                company: Some(hofmann.id),
                role: text("Head of purchasing"),
                department: text("Purchasing"),
                from: Some(day("2021-06-01")),
                to: None,
            },
            Job {
                company: Some(kaiser.id),
                role: text("Buyer"),
                from: Some(day("2017-01-01")),
                to: Some(day("2021-05-31")),
                ..Job::default()
            },
        ],
        mails: vec![Labelled::new("work", "anna@hofmann.example"), Labelled::new("home", "anna@home.example")],
        phones: vec![Labelled::new("mobile", "+49 170 555 0101"), Labelled::new("work", "+49 30 555 0102")],
        addresses: vec![
            Address {
                label: text("work"),
                street: text("Hauptstr. 5"),
                postcode: text("20095"),
                city: text("Hamburg"),
                country: text("Germany"),
                ..Address::default()
            },
            Address { street: text("Hof 1"), city: text("Ulm"), postcode: text("89073"), ..Address::default() },
        ],
        handles: vec![Labelled::new("LinkedIn", "https://linkedin.example/anna")],
        birthday: Some("1971-12-24".parse().unwrap()),
        language: text("de"),
        preferred_channel: Some(Channel::Phone),
        tier: Some(Tier::A),
        stage: Some(Stage::Key),
        tags: vec![text("oak"), text("vip")],
        cadence: Cadence::Never,
        do_not_contact: Some(DoNotContact { until: Some(day("2027-03-01")), reason: text("parental leave") }),
        owner: text("Ina"),
        source: text("trade fair 2024"),
        referred_by: Some(Referrer::Contact(bernd.id)),
        notes: text("Two children.\nPlays the oboe."),
        fields: [("Shoe size", "39"), ("Customer no.", "4711")].map(|(n, v)| (text(n), text(v))).into(),
        ..Contact::new(ids.draw(), "Anna Müller", day("2024-01-01"))
    };
    vec![Change::create(hofmann), Change::create(kaiser), Change::create(bernd), Change::create(anna)]
}

fn full(lang: Lang, size: (u16, u16)) -> Screen {
    Screen::new(lang, size, small_world::TODAY, full_world())
}

/// Plays `keys` on Anna's record in each language and size, and compares with the snapshots of `name`.
fn check_full(name: &str, keys: &str) {
    check_in(name, &format!("2/anna<enter>{keys}"), full);
}

#[test]
fn the_form_looks_like_this() {
    check("form_adding", "a<ctrl-n>");
    check("form_adding_typed", "aPia<ctrl-n>mo");
    check("form_label", "aPia<tab><tab><tab>pia@example.com<ctrl-l>");
    check("form_wrong", "aPia<ctrl-n>job<enter>Buyer @ Nordlys AS (2021 - 2019)<ctrl-s>");
    check_full("form_full", "e");
    check_full("form_full_below", "e<shift-tab>");
    check_full("facts_full", "<enter>");
    check_full("facts_full_below", "<enter>jjjjjjjjjj");
}

#[test]
fn the_shown_name_follows_the_parts_that_it_was_made_of() {
    let mut screen = full(Lang::En, (120, 40));
    screen.play("2/anna<enter>e<tab><tab><tab><tab><ctrl-u>Hofer<ctrl-s>").shows("Changed").shows("Anna Hofer");
    let after = contact(&screen, "Anna Hofer");
    assert_eq!((after.name_parts.family.as_str(), after.name_parts.middle.as_str()), ("Hofer", "Maria"));
    // One that is typed stays as it is typed, and so does one that was made of other things.
    screen.play("e<ctrl-u>Änni H.<tab><tab><ctrl-u>Anne<ctrl-s>").shows("Änni H.");
    screen.play("e<tab><tab><ctrl-u>Hanna<ctrl-s>").shows("Änni H.");
    assert_eq!(contact(&screen, "Änni H.").name_parts.given, "Hanna");
}

#[test]
fn opening_and_saving_changes_nothing() {
    let mut screen = full(Lang::En, (80, 24));
    let before = contact(&screen, "Anna Müller");
    let at = screen.store.position();
    screen.play("2/anna<enter>e").shows("Head of purchasing").play("<ctrl-s>");
    assert_eq!(screen.store.position(), at, "there was nothing to save");
    assert_eq!(contact(&screen, "Anna Müller"), before);
}

#[test]
fn every_field_can_be_typed() {
    let mut screen = full(Lang::En, (80, 24));
    screen.play("aAnna Zwei<tab>Hofmann GmbH<tab>Head of purchasing<tab>anna@hofmann.example<ctrl-l>work<enter>");
    screen.play("<tab>+49 170 555 0101<ctrl-l>mob<enter><tab>oak, vip<tab>a<tab>k<tab>none<tab>24.12.1971<tab>s");
    screen.play("<tab>Two children.<enter>Plays the oboe.");
    for (what, text) in [
        ("title", "Dr."),
        ("given name", "Anna"),
        ("middle", "Maria"),
        ("family name", "Müller"),
        ("name suffix", "MBA"),
        ("nickname", "Änni"),
        ("department", "Purchasing"),
        ("since", "June 2021"),
        ("other job", "Buyer @ Kaiser Bau (2017 - 2021-05)"),
        ("mail home", "anna@home.example"),
        ("phone work", "+49 30 555 0102"),
        ("address work", "Hauptstr. 5, 20095 Hamburg, Germany"),
        ("address", "Hof 1, 89073 Ulm"),
        ("linkedin", "https://linkedin.example/anna"),
        ("prefers", "p"),
        ("do not contact", "2027-03-01: parental leave"),
        ("owner", "Ina"),
        ("source", "trade fair 2024"),
        ("referred by", "Bernd Kaiser"),
        ("salutation", "Frau"),
        ("language", "de"),
        ("Shoe size", "39"),
        ("Customer no.", "4711"),
    ] {
        screen.play(&format!("<ctrl-n>{what}<enter>{text}"));
    }
    screen.play("<ctrl-s>").shows("Added Anna Zwei");
    let typed = contact(&screen, "Anna Zwei");
    let before = contact(&screen, "Anna Müller");
    let expect = Contact { id: typed.id, name: typed.name.clone(), added: typed.added, ..before };
    assert_eq!(typed, expect);
    screen.play("u");
    assert!(screen.store.book().contacts().all(|row| row.name != "Anna Zwei"));
}

#[test]
fn a_value_is_added_labelled_and_taken_away() {
    let mut screen = full(Lang::En, (80, 24));
    let before = contact(&screen, "Anna Müller");
    // Another mail, from the mail that has the focus; its label is typed.
    screen.play("2/anna<enter>e").play(&"<tab>".repeat(12)).shows("anna@home.example");
    screen.play("<ctrl-n>mail<enter>third@x.example<ctrl-l>club<enter>").shows("Mail (club)");
    screen.play("<ctrl-s>").shows("Changed mail · Anna Müller");
    let mails = contact(&screen, "Anna Müller").mails;
    assert_eq!(mails[..2], before.mails);
    assert_eq!(mails[2], Labelled::new("club", "third@x.example"));
    // A label goes by the list, too.
    screen
        .play("ue")
        .shows("Edit · Anna")
        .play(&"<tab>".repeat(13))
        .play("<ctrl-l><up><up>")
        .play("<down><down><down><enter>");
    screen.shows("Mail  ").play("<ctrl-s>");
    assert_eq!(contact(&screen, "Anna Müller").mails[1], Labelled::new("", "anna@home.example"));
    screen.play("ue").shows("Edit · Anna");
    assert_eq!(contact(&screen, "Anna Müller"), before);
    // The address is asked for by its synonym, and taken away again before it is saved.
    screen.play("<ctrl-n>anschrift<enter>Ring 3, 1010 Wien<ctrl-r>").shows_not("Ring 3").play("<ctrl-s>");
    assert_eq!(contact(&screen, "Anna Müller"), before);
}

#[test]
fn what_is_taken_away_is_gone_when_it_is_saved() {
    let mut screen = full(Lang::En, (120, 40));
    screen.play("2/anna<enter>e").play(&"<tab>".repeat(12)).play("<ctrl-r><ctrl-s>").shows("Changed mail");
    assert_eq!(contact(&screen, "Anna Müller").mails, [Labelled::new("home", "anna@home.example")]);
}

#[test]
fn a_draft_keeps_every_field() {
    let mut screen = full(Lang::En, (120, 40));
    screen.play("2/anna<enter>e<ctrl-n>phone<enter>110<ctrl-l>fax<enter><ctrl-n>hobby<enter>sailing").restart();
    screen.play("2/anna<enter>e").shows("is back").shows("Phone (fax)").shows("110").play("<shift-tab>");
    screen.shows("hobby").shows("sailing");
    screen.play("<ctrl-s>").shows("Changed ");
    let after = contact(&screen, "Anna Müller");
    assert_eq!(after.phones[2], Labelled::new("fax", "110"));
    assert_eq!(after.fields["hobby"], "sailing");
}

#[test]
fn lists_changed_on_both_sides_are_merged_field_by_field() {
    let mut screen = full(Lang::En, (120, 40));
    screen.play("2/anna<enter>e").play("<ctrl-n>nickname<enter>").play("<ctrl-n>phone<enter>110");
    let before = contact(&screen, "Anna Müller");
    let mut after = before.clone();
    after.mails.remove(0);
    after.addresses.push(Address { city: "Kiel".into(), ..Address::default() });
    let set = Set::new(Label::new(Act::Edit, "Anna"), [Change::edit(before, after.clone())]);
    screen.store.commit(set, screen.store.position()).unwrap();
    screen.play("<ctrl-s>").shows("u takes it back");
    after.phones.push(Labelled::new("", "110"));
    assert_eq!(contact(&screen, "Anna Müller"), after);
}

#[test]
fn what_cannot_be_saved_is_said_at_its_field() {
    for (keys, said) in [
        ("<ctrl-n>job<enter>Buyer @ X (2021 - 2019)", "it ends before it begins"),
        ("<ctrl-n>since<enter>once upon a time", "✗ "),
        ("<ctrl-n>address<enter>street=Hof 1; colour=red", "colour"),
        ("<ctrl-n>do not contact<enter>perhaps", "✗ "),
        ("<ctrl-n>free field<enter><esc>39", "a free field needs a name"),
        ("<ctrl-n>shoe<enter>39<ctrl-n>shoe<enter>40", "there is a field \"shoe\" already"),
        ("<ctrl-n>birthday<enter>", "Added Pia"),
        ("<ctrl-n>referred<enter>Nobody Known", "Added Pia"),
        ("<tab><tab><tab><tab><tab><tab><tab><tab>often", "✗ "),
        ("<tab><tab><tab><tab><tab><tab><tab><tab><tab>24.12.2030", "✗ "),
    ] {
        let mut screen = english();
        screen.play("aPia").play(keys).play("<ctrl-s>").shows(said);
        let saved = screen.store.book().contacts().any(|row| row.name == "Pia");
        assert_eq!(saved, said.starts_with("Added"), "{keys}");
    }
}

#[test]
fn nobody_is_recommended_by_themself() {
    let mut screen = full(Lang::En, (80, 24));
    screen.play("2/bernd<enter>e<ctrl-n>referred<enter>Bernd Kaiser<ctrl-s>").shows("✗ ").shows("Referred by");
}

#[test]
fn the_list_of_fields_is_left_by_esc_and_speaks_both_languages() {
    let mut screen = full(Lang::De, (80, 24));
    screen.play("aPia<ctrl-n>birthday").shows("freies Feld: birthday").play("<esc>").shows("Pia");
    screen.play("<ctrl-n>handy<enter>0170 1").shows("Telefon (mobil)").play("<ctrl-n>PLZ<enter>").shows("Adresse");
    screen.play("<ctrl-n>Verein").shows("freies Feld: Verein");
    screen.play("<esc><esc>").shows("Entwurf");
}
