//! Companies: the list, one company's screen, its form; who changes company, and companies that are merged.

use super::play::Screen;
use super::{check, small, small_world};
use touchbase::domain::company::Company;
use touchbase::domain::contact::Contact;
use touchbase::domain::standing;
use touchbase::text::Lang;

fn english() -> Screen {
    small(Lang::En, (120, 40))
}

fn company(screen: &Screen, name: &str) -> Company {
    let book = screen.store.book();
    book.companies().find(|company| company.name == name).unwrap_or_else(|| panic!("no {name}")).clone()
}

fn contact(screen: &Screen, name: &str) -> Contact {
    let id = screen.store.book().contacts().find(|row| row.name == name).unwrap().id;
    screen.store.contact(id).unwrap().unwrap()
}

/// How many work at a company, and how much happened there.
fn at(screen: &Screen, name: &str) -> (usize, usize) {
    let id = company(screen, name).id;
    let people = standing::people(&screen.store.book(), id).now.len();
    (people, screen.store.timeline(id.into(), 0, 100).unwrap().len())
}

#[test]
fn companies_look_like_this() {
    check("companies", "3");
    check("companies_filter", "3/joi");
    check("companies_archived", "3<tab>");
    check("company", "3<enter>");
    check("company_timeline", "3<enter><tab>j");
    check("company_add", "3aNordlys");
    check("company_edit", "3e");
    check("company_delete", "3X");
    check("company_whom", "3c");
    check("merge", "3mkaiser<enter>");
    check("change", "mcnord<enter>");
    check("change_which", "mc");
}

#[test]
fn the_first_company_is_asked_for() {
    for (lang, words) in [(Lang::En, "No companies yet. a adds one"), (Lang::De, "Noch keine Firmen. a legt")] {
        let mut changes = small_world::changes();
        changes.retain(|change| !matches!(change.after, Some(touchbase::domain::record::Record::Company(_))));
        let mut screen = Screen::new(lang, (80, 24), small_world::TODAY, changes);
        screen.play("3").shows(words);
        for key in ["c", "e", "t", "m", "X", "x", "y", "<enter>"] {
            screen.play(key).shows(words);
        }
    }
}

#[test]
fn a_company_is_added_and_selected() {
    let mut screen = english();
    screen.play("3aLund ApS<tab>toys<tab>a<tab>oak, fair<tab>030 1<tab>info@lund.example<tab>https://lund.example");
    screen
        .play("<tab>Dock Street 5, 2100 Copenhagen, Denmark<tab>12<enter>")
        .shows("Added Lund ApS")
        .selects("Lund ApS");
    let lund = company(&screen, "Lund ApS");
    assert_eq!((lund.industry.as_str(), lund.tags.join(" "), lund.size.as_str()), ("toys", "oak fair".into(), "12"));
    assert_eq!((lund.phones[0].value.as_str(), lund.addresses[0].city.as_str()), ("030 1", "Copenhagen"));
    screen.play("u").shows("Taken back").shows_not("Lund ApS  ");
}

#[test]
fn renaming_a_company_renames_it_everywhere() {
    let mut screen = english();
    screen.play("3/kaiser<enter>e").play("<ctrl-u>Kaiser & Sons<enter>").shows("Changed name · Kaiser & Sons");
    screen.play("<esc>2/bernd<enter>").shows("Kaiser & Sons").shows_not("Kaiser Bau");
    screen.play("<esc>/sons").selects("Bernd Kaiser");
}

#[test]
fn a_form_keeps_what_it_does_not_show_and_says_what_is_wrong() {
    let mut screen = english();
    let before = company(&screen, "Atelier Çelik");
    screen.play("3e<enter>").shows_not("Edit ·");
    assert_eq!(company(&screen, "Atelier Çelik"), before, "nothing was changed");
    screen.play("e<ctrl-u><enter>").shows("the name is missing").play("Çelik<enter>").shows("Changed name");
    let after = company(&screen, "Çelik");
    assert_eq!(after.former_names().collect::<Vec<_>>(), ["Atelier Çelik"], "the old name leads there");
    assert_eq!(Company { name: "Atelier Çelik".into(), ids: before.ids.clone(), ..after }, before);
}

#[test]
fn verbs_on_a_company_ask_whom() {
    let mut screen = english();
    // Two work at Atelier Çelik.
    screen.play("3c").shows("whom at Atelier Çelik?").play("zo<enter>").shows("Log: Zoë van Dijk");
    screen.play("asked<enter>").shows("Logged call with Zoë van Dijk");
    // One at Hofmann: there is nothing to ask.
    screen.play("/hof<enter>f").shows("Follow-up · Anna Müller").play("<esc><esc>");
    screen.play("/kaiser<enter>d").shows("Done: send offer · Bernd Kaiser");
}

#[test]
fn on_a_company_verbs_act_on_what_the_focus_stands_on() {
    let mut screen = english();
    screen.play("3<enter>").selects("joinery").play("e").shows("Edit · Atelier Çelik").play("<esc>");
    // Complaint, follow-up, then its people.
    screen.play("j").selects("late twice").play("jd").shows("Done: send price list · Deniz Çelik");
    screen.play("G").selects("Zoë van Dijk").play("c").shows("Log: Zoë van Dijk").play("<esc><enter>");
    screen.shows("never touched").play("K").shows("Deniz").play("<esc>").shows("Contacts 2");
    screen.play("J").shows("Hofmann GmbH").shows("Contacts 1").play("K").shows("Contacts 2");
    // Its people are known where it was gone to like this, too.
    screen.play("G<enter>").shows("never touched").play("K").shows("─ Deniz Çelik ─").play("<esc>");
    screen.shows("Contacts 2").play("<esc>").shows("[Companies 6]");
}

#[test]
fn people_are_counted_as_in_the_list() {
    let mut screen = english();
    screen.play("3<enter>").shows("Contacts 2").play("G").selects("Zoë van Dijk").play("X1");
    screen.shows("Archived Zoë van Dijk").shows("Contacts 1, archived 1");
}

#[test]
fn what_was_logged_on_the_wrong_person_goes_with_all_its_line_did() {
    let mut screen = english();
    screen.play("2/zo<enter><enter>").play("fask<tab>today<ctrl-s>").shows("Follow-up ask");
    screen.play("clate again >> fri send list<enter>").shows("done: ask");
    screen
        .play("m<enter>")
        .play("mia<enter>")
        .shows("Moved call")
        .shows("went along: send list")
        .shows("open again: ask");
    screen.play("u").shows("Taken back");
}

#[test]
fn who_is_added_on_a_company_works_there() {
    let mut screen = english();
    screen.play("3/nord<enter><enter>a").shows("New contact").shows("Nordlys AS").play("<esc>").shows_not("draft");
    screen.play("aPia Lund<enter>").shows("Added Pia Lund");
    assert_eq!(at(&screen, "Nordlys AS").0, 2);
}

#[test]
fn from_a_contact_a_key_leads_to_the_company() {
    let mut screen = english();
    screen.play("gc").shows("Contacts 2").play("q").selects("Deniz");
    screen.play("2/tom<enter>gc").shows("No company is known of this contact");
}

#[test]
fn who_changes_company_takes_what_is_open_along_and_leaves_the_history() {
    let mut screen = english();
    assert_eq!((at(&screen, "Kaiser Bau"), at(&screen, "Nordlys AS")), ((1, 1), (1, 1)));
    screen.play("jmcnord<enter>").shows("Bernd Kaiser → Nordlys AS").play("Head of roofs<tab>1.11.").shows("Sun 1 Nov");
    screen.play("<enter>").shows("Now at Nordlys AS · Bernd Kaiser");
    assert_eq!((at(&screen, "Kaiser Bau"), at(&screen, "Nordlys AS")), ((0, 1), (2, 1)), "one call stays there");
    let jobs = contact(&screen, "Bernd Kaiser").jobs;
    assert_eq!((jobs.len(), jobs[0].role.as_str()), (2, "Head of roofs"));
    screen.play("cmoved well<enter>").shows("Logged");
    assert_eq!((at(&screen, "Kaiser Bau"), at(&screen, "Nordlys AS")), ((0, 1), (2, 2)));
    screen.play("3/nord<enter><enter>").shows("since Nov 2026").shows("moved well").play("<esc>");
    screen.play("<esc>/kaiser<enter><enter>").shows("Earlier 1").shows("until 1 Nov").shows("now Nordlys AS");
    screen.play("uu").shows("Taken back: \"Now at Nordlys AS");
    assert_eq!((at(&screen, "Kaiser Bau"), at(&screen, "Nordlys AS")), ((1, 1), (1, 1)));
}

#[test]
fn several_change_to_a_company_that_is_new() {
    let mut screen = english();
    screen.play("<space><space>mcNew Hands<enter>").shows("Deniz Çelik, Bernd Kaiser → New Hands").play("<enter>");
    screen.shows("Now at New Hands · Deniz Çelik, Bernd Kaiser");
    assert_eq!(at(&screen, "New Hands"), (2, 0));
    screen
        .play("<esc>gg")
        .play("mc")
        .shows("no company any more")
        .play("<down><enter>")
        .shows("Deniz Çelik → no company");
    screen.play("<enter>").shows("No longer at the company · Deniz Çelik");
}

#[test]
fn a_day_to_come_is_refused() {
    let mut screen = english();
    screen
        .play("jmcnord<enter><tab>2026-11-22")
        .shows("Sun 22 Nov is yet to come")
        .play("<enter>")
        .shows("yet to come");
    screen.play("<ctrl-u>someday<enter>").shows("\"someday\" is no day").play("<esc>");
}

#[test]
fn a_person_is_added_to_what_was_logged() {
    let mut screen = english();
    screen
        .play("jmp")
        .shows("Who else took part in the call of 1 Nov")
        .play("tom<enter>")
        .shows("Added to call of 1 Nov · Tom Berg");
    screen.play("2/tom<enter><enter>").shows("with Bernd Kaiser").play("u").shows_not("with Bernd Kaiser");
}

#[test]
fn a_company_is_merged_into_another() {
    let mut screen = english();
    screen.play("3/kaiser<enter>mhof<enter>");
    screen.shows("✓ Hofmann GmbH").shows("○ Kaiser Bau").shows("1 contact goes over").shows("1 interaction goes over");
    screen.play("<tab>").shows("✓ Kaiser Bau").play("<tab><enter>").shows("Merged Kaiser Bau into Hofmann GmbH");
    assert_eq!(at(&screen, "Hofmann GmbH"), (2, 2));
    screen.play("u").shows("Taken back: \"Merged Kaiser Bau into Hofmann GmbH");
    assert_eq!((at(&screen, "Hofmann GmbH"), at(&screen, "Kaiser Bau")), ((1, 1), (1, 1)));
}

/// What both say of a field is chosen side by side, as with contacts.
#[test]
fn what_of_which_company_is_taken_is_chosen() {
    let mut screen = english();
    let kaiser = |screen: &Screen| {
        let book = screen.store.book();
        book.companies().find(|one| one.name == "Kaiser Bau").map(|one| (one.industry.clone(), one.size.clone()))
    };
    screen.play("3/kaiser<enter>matelier<enter><tab>").shows("✓ Kaiser Bau").shows("✓ joinery");
    screen.play("j<left>").shows("✗ joinery").shows("joinery").play("G").play("gg<enter>").shows("Merged Atelier");
    assert_eq!(kaiser(&screen), Some((String::new(), "12 people".to_owned())));
    screen.play("u").shows("Taken back");
    // The other one's name: both lead there.
    screen.play("3/kaiser<enter>matelier<enter><tab><right><enter>").shows("Merged Atelier");
    assert_eq!(kaiser(&screen), None);
}

#[test]
fn a_filter_that_hides_all_goes() {
    let mut screen = english();
    screen.play("3/atelier<enter>").shows_not("Hofmann GmbH").play("X2").shows("Deleted Atelier Çelik");
    screen.shows("Hofmann GmbH").shows_not("Nothing fits");
}

#[test]
fn a_filter_stays_in_another_view_and_when_nothing_is_hidden_by_it() {
    let mut screen = english();
    screen.play("3/kaiser<enter><tab>").shows("Nothing fits").shows("/kaiser").play("<tab>").selects("Kaiser Bau");
    screen.shows_not("Hofmann GmbH").play("x").shows("Archived Kaiser Bau").shows_not("/kaiser");
    // Where one is brought that it hides, it goes.
    screen.play("/nord<enter>aLund ApS<enter>").selects("Lund ApS").shows("Hofmann GmbH").shows_not("/nord");
}

#[test]
fn closed_feedback_is_opened_again_in_the_timeline() {
    let mut screen = english();
    screen.play("3/kaiser<enter><enter>bwrong colour<ctrl-s>").play("<tab>gg").shows("wrong colour");
    screen.play("d").shows("acknowledged: they know").play("3<enter>").selects("told 21 Nov");
    screen.play("d").shows("open again").play("<enter>").selects("Bernd Kaiser · complaint").shows_not("told 21 Nov");
    screen.play("d").shows("acknowledged: they know");
}

#[test]
fn a_slip_of_enter_deletes_no_company() {
    let mut screen = english();
    screen.play("3aLund ApS<enter>").selects("Lund ApS").play("X<enter>").selects("Lund ApS").shows_not("Deleted");
    screen.play("X2").shows("Deleted Lund ApS");
}

#[test]
fn deleting_a_company_offers_the_archive_first() {
    let mut screen = english();
    screen
        .play("3X")
        .shows("2 contacts work there or did")
        .play("1")
        .shows("Archived Atelier Çelik")
        .selects("Hofmann");
    screen
        .play("<tab>")
        .selects("Atelier Çelik")
        .play("x")
        .shows("No longer archived")
        .play("<tab>")
        .selects("Atelier Çelik");
    screen.play("X2").shows("Deleted Atelier Çelik");
    assert_eq!(contact(&screen, "Deniz Çelik").company(), None);
    screen.play("u");
    assert_eq!(at(&screen, "Atelier Çelik"), (2, 3));
}
