//! Contacts that are merged, or told apart.

use super::*;
use crate::domain::agenda_mark::AgendaMark;
use crate::domain::consent::{Consent, ConsentState};
use crate::domain::contact::{Channel, DoNotContact, Labelled, NOT_SAME, Referrer};
use crate::domain::field::{Field, FieldName};

impl Town {
    fn whole_contact(&self, id: ContactId) -> WholeContact {
        let mark = self.desk.book.contact(id).unwrap().mark.clone();
        WholeContact { contact: self.full(id), timeline: self.timeline(id), mark }
    }

    fn edit(&mut self, id: ContactId, change: impl FnOnce(&mut Contact)) {
        let before = self.full(id);
        let mut after = before.clone();
        change(&mut after);
        self.apply(&Change::edit(before, after));
    }

    /// Merges, and takes that back and does it again.
    fn merge(&mut self, gone: ContactId, kept: ContactId, chosen: &[(Piece, Takes)]) -> Set {
        let gone = Gone { whole: self.whole_contact(gone), chosen: chosen.to_vec() };
        let set = merge_contacts(
            &[Merging { kept: self.whole_contact(kept), gone: vec![gone] }],
            &self.desk.book,
            day("2026-11-21"),
            &mut self.desk.ids,
        )
        .unwrap();
        self.and_back(&set);
        set
    }

    fn follow(&mut self, who: ContactId, title: &str, due: &str) {
        let follow_up = FollowUp::new(self.desk.ids.draw(), who, title, day(due), day("2026-01-01"));
        self.make(follow_up);
    }
}

fn values(list: &[Labelled]) -> Vec<&str> {
    list.iter().map(|one| one.value.as_str()).collect()
}

#[test]
fn two_contacts_become_one_who_says_what_both_said() {
    let mut town = Town::new();
    let firm = town.company("Hofmann");
    let (kept, gone) =
        (town.contact("Jörg Weiß", &[job(firm, "")]), town.contact("Joerg Weiss", &[job(firm, "Buyer")]));
    town.edit(kept, |c| {
        c.added = day("2026-02-01");
        c.mails = vec![Labelled::new("", "joerg@x.example")];
        c.phones = vec![Labelled::new("mobile", "+49 170 1234567")];
        c.tags = vec!["oak".into()];
        c.notes = "likes oak".into();
        c.tier = Some(Tier::A);
        c.fields = [("VAT".into(), "9".into())].into();
    });
    town.edit(gone, |c| {
        c.mails = vec![Labelled::new("work", "Joerg@X.example"), Labelled::new("home", "jw@y.example")];
        c.phones = vec![Labelled::new("", "0049 170 1234567")];
        c.tags = vec!["Oak".into(), "fair".into()];
        c.notes = "pays late".into();
        c.tier = Some(Tier::C);
        c.birthday = "1971-12-24".parse().ok();
        (c.name_parts.given, c.name_parts.family) = ("Joerg".into(), "Weiss".into());
        c.do_not_contact = Some(DoNotContact::default());
        c.fields = [("VAT".into(), "1".into()), ("Shoe".into(), "43".into())].into();
        c.archived = true;
    });
    let set = town.merge(gone, kept, &[]);
    assert_eq!(set.label, Label::new(Act::Merge, "Joerg Weiss").about("Jörg Weiß"));
    let after = town.full(kept);
    assert_eq!((after.name.as_str(), after.name_parts.family.as_str()), ("Jörg Weiß", "Weiss"));
    assert_eq!(values(&after.mails), ["joerg@x.example", "jw@y.example"]);
    assert_eq!((after.mails[0].label.as_str(), values(&after.phones)), ("work", vec!["+49 170 1234567"]));
    assert_eq!((after.tags.join(" "), after.notes.as_str()), ("oak fair".into(), "likes oak\n\npays late"));
    assert_eq!((after.tier, after.added, after.archived), (Some(Tier::A), day("2026-01-01"), false));
    assert!(after.birthday.is_some() && after.do_not_contact.is_some());
    assert_eq!((after.fields["VAT"].as_str(), after.fields["Shoe"].as_str()), ("9", "43"));
    assert_eq!(after.jobs, [job(firm, "Buyer")], "one job, not two");
    assert_eq!(find::contact(&town.desk.book, &gone.to_string()), Found::One(kept));
}

#[test]
fn what_was_chosen_is_taken() {
    let mut town = Town::new();
    let (kept, gone) = (town.contact("Bob Smith", &[]), town.contact("Robert Smith", &[]));
    town.edit(kept, |c| {
        c.mails = vec![Labelled::new("", "bob@x.example")];
        c.fields = [("Shoe".into(), "43".into())].into();
    });
    town.edit(gone, |c| {
        c.mails = vec![Labelled::new("", "robert@x.example")];
        c.language = "en".into();
    });
    let compared = Joining::new(&town.full(kept), &town.desk.book).compared(&town.full(gone), &[]);
    let takes: Vec<(String, Takes)> = compared.iter().map(|one| (one.piece.to_string(), one.takes)).collect();
    assert_eq!(
        takes,
        [("name", Takes::Kept), ("email", Takes::Both), ("language", Takes::Gone), ("field.Shoe", Takes::Kept)]
            .map(|(name, takes)| (name.to_owned(), takes))
    );
    let chosen = [
        (Field::Name.into(), Takes::Gone),
        (Field::Email.into(), Takes::Gone),
        (Field::Language.into(), Takes::Kept),
        (FieldName::Free("Shoe".into()).into(), Takes::Nothing),
    ];
    town.merge(gone, kept, &chosen);
    let after = town.full(kept);
    assert_eq!((after.name.as_str(), after.language.as_str()), ("Robert Smith", ""));
    assert_eq!((values(&after.mails), after.fields.len()), (vec!["robert@x.example"], 0));
}

#[test]
fn what_is_empty_takes_nobodys_place() {
    let mut town = Town::new();
    let [one, two, three, four] = ["One", "Two", "Three", "Four"].map(|name| town.contact(name, &[]));
    town.edit(one, |c| {
        c.notes = "one".into();
        c.language = "de".into();
        c.fields = [("Shoe".into(), "43".into())].into();
    });
    town.edit(three, |c| {
        c.notes = "three".into();
        c.owner = "mia".into();
    });
    town.edit(four, |c| {
        c.notes = "four".into();
        c.owner = "tom".into();
    });
    let take = |town: &Town, gone: &[ContactId]| {
        let fields = [Field::Notes, Field::Language, Field::Owner].map(Piece::from);
        let chosen =
            fields.into_iter().chain([FieldName::Free("Shoe".into()).into()]).map(|piece| (piece, Takes::Gone));
        let chosen: Vec<_> = chosen.collect();
        let gone = gone.iter().map(|id| Gone { whole: town.whole_contact(*id), chosen: chosen.clone() });
        let merging = Merging { kept: town.whole_contact(one), gone: gone.collect() };
        let set = merge_contacts(&[merging], &town.desk.book, day("2026-11-21"), &mut Ids::seeded(1, 1)).unwrap();
        let Some(Record::Contact(after)) = set.changes[0].after.clone() else { panic!("{set:?}") };
        (after.notes, after.language, after.owner, after.fields.len())
    };
    let said = |notes: &str, owner: &str| (notes.to_owned(), "de".to_owned(), owner.to_owned(), 1);
    for (gone, expect) in [
        (&[two][..], said("one", "")),
        (&[three, two], said("three", "mia")),
        (&[two, three], said("three", "mia")),
        (&[three, two, four], said("three\n\nfour", "mia")),
        (&[four, three], said("four\n\nthree", "tom")),
    ] {
        assert_eq!(take(&town, gone), expect, "{gone:?}");
    }
}

#[test]
fn what_becomes_of_each_value_is_told_before() {
    let mut town = Town::new();
    let (kept, gone) = (town.contact("Jörg Weiß", &[]), town.contact("Joerg Weiss", &[]));
    town.edit(kept, |c| {
        c.phones = vec![Labelled::new("mobile", "+49 170 1234567")];
        c.referred_by = Some(Referrer::Contact(gone));
        c.language = "de".into();
    });
    town.edit(gone, |c| {
        c.phones = vec![Labelled::new("work", "0170/1234567"), Labelled::new("", "030 123456")];
        c.language = "en".into();
        c.notes = "likes oak".into();
    });
    let compared = |chosen: &[(Piece, Takes)]| {
        let all = Joining::new(&town.full(kept), &town.desk.book).compared(&town.full(gone), chosen);
        all.iter().map(|one| (one.piece.to_string(), one.loses().join(" "))).collect::<Vec<_>>()
    };
    let lost = |all: [(&str, &str); 5]| all.map(|(name, lost)| (name.to_owned(), lost.to_owned())).to_vec();
    let by_itself = [
        ("name", "Joerg Weiss"),
        // The number stands with its country.
        ("phone", ""),
        ("language", "en"),
        ("referred_by", "Joerg Weiss"),
        ("notes", ""),
    ];
    assert_eq!(compared(&[]), lost(by_itself));
    let chosen = [(Field::Notes.into(), Takes::Nothing), (Field::Language.into(), Takes::Gone)];
    let mut otherwise = by_itself;
    (otherwise[2].1, otherwise[4].1) = ("de", "likes oak");
    assert_eq!(compared(&chosen), lost(otherwise));
}

#[test]
fn histories_are_joined_and_promises_that_are_the_same_stand_once() {
    let mut town = Town::new();
    let (kept, gone, tom) = (town.contact("Anna", &[]), town.contact("Ana", &[]), town.contact("Tom", &[]));
    town.call("2026-10-01", &[kept]);
    town.call("2026-10-02", &[gone, tom]);
    town.call("2026-10-03", &[kept, gone]);
    town.follow(kept, "send offer", "2026-11-20");
    town.follow(gone, "Send offer", "2026-11-20");
    town.follow(gone, "call back", "2026-11-21");
    let mark = |who, off: &str, congratulated: &str| AgendaMark {
        off_until: off.parse().ok(),
        congratulated: congratulated.parse().ok(),
        ..AgendaMark::new(who)
    };
    town.make(mark(kept, "", "2024-05-05"));
    town.make(mark(gone, "2026-12-01", "2025-05-05"));
    town.merge(gone, kept, &[]);
    let happened: Vec<usize> = town
        .timeline(kept)
        .iter()
        .filter_map(|record| if let Record::Interaction(one) = record { Some(one.with.len()) } else { None })
        .collect();
    assert_eq!(happened, [1, 2, 1], "with both it was with one");
    assert!(town.timeline(gone).is_empty() && town.timeline(tom).len() == 1);
    let titles: Vec<&str> = town.desk.book.follow_ups_of(kept).iter().map(|one| one.title.as_str()).collect();
    assert_eq!(titles, ["send offer", "call back"]);
    let row = town.desk.book.contact(kept).unwrap();
    assert_eq!((row.mark.clone(), row.interactions.count), (Some(mark(kept, "2026-12-01", "2025-05-05")), 3));
}

#[test]
fn several_are_merged_in_one_step() {
    let mut town = Town::new();
    let names = ["A1", "A2", "A3", "B1", "B2"];
    let all: Vec<ContactId> = names.iter().map(|name| town.contact(name, &[])).collect();
    town.call("2026-10-01", &[all[1], all[4]]);
    town.edit(all[3], |c| c.referred_by = Some(Referrer::Contact(all[1])));
    let merging = |town: &Town, kept: usize, gone: &[usize]| Merging {
        kept: town.whole_contact(all[kept]),
        gone: gone.iter().map(|one| town.whole_contact(all[*one]).into()).collect(),
    };
    let mergings = [merging(&town, 0, &[1, 2]), merging(&town, 3, &[4])];
    let set = merge_contacts(&mergings, &town.desk.book, day("2026-11-21"), &mut town.desk.ids).unwrap();
    town.and_back(&set);
    assert_eq!(town.desk.book.contacts().len(), 2);
    let Record::Interaction(call) = &town.timeline(all[0])[0] else { panic!() };
    assert_eq!(call.with.iter().map(|p| p.contact).collect::<Vec<_>>(), [all[0], all[3]]);
    assert_eq!(town.desk.book.stands_for(all[2]), Some(all[0]));
    assert_eq!(set.label.names, ["A2", "A3", "B2"]);
    // Those who went into one who goes lead on.
    town.merge(all[0], all[3], &[]);
    assert!(all.iter().all(|id| town.desk.book.stands_for(*id) == Some(all[3])));
    assert_eq!(town.full(all[3]).referred_by, None, "nobody recommends themself");
    let own = Merging { kept: town.whole_contact(all[3]), gone: vec![town.whole_contact(all[3]).into()] };
    assert_eq!(
        merge_contacts(&[own], &town.desk.book, day("2026-11-21"), &mut town.desk.ids),
        Err(ActError::SameContact)
    );
}

#[test]
fn who_was_told_apart_stays_apart_until_merged_all_the_same() {
    let mut town = Town::new();
    let (one, other, third) = (town.contact("Anna", &[]), town.contact("Anna", &[]), town.contact("Anna", &[]));
    let set = tell_apart(&town.full(other), &town.full(one)).unwrap();
    assert_eq!((set.changes.len(), set.label.act), (1, Act::TellApart));
    town.and_back(&set);
    assert!(tell_apart(&town.full(one), &town.full(other)).unwrap().is_empty(), "it is known");
    assert_eq!(tell_apart(&town.full(one), &town.full(one)), Err(ActError::SameContact));
    let apart = |town: &Town| {
        let pairs = crate::domain::pairs::Pairs::of(&town.desk.book).all();
        pairs.iter().map(|pair| (pair.one, pair.other)).collect::<Vec<_>>()
    };
    assert_eq!(apart(&town), [(one, third), (other, third)]);
    // What was known of one who went holds of who is kept.
    town.merge(other, third, &[]);
    assert_eq!(apart(&town), []);
    town.merge(third, one, &[]);
    assert!(town.full(one).ids.iter().all(|id| id.source != NOT_SAME));
}

#[test]
fn a_withdrawal_holds_unless_it_is_chosen_otherwise() {
    use ConsentState::{Given, Unknown, Withdrawn};
    // What both decided, on which day of October; what is chosen; what holds then, and whether it had to be decided once more.
    let by_itself = [
        (Some((Withdrawn, 1)), Some((Given, 2)), None, Withdrawn, true),
        (Some((Given, 2)), Some((Withdrawn, 1)), None, Withdrawn, true),
        (Some((Given, 1)), Some((Withdrawn, 2)), None, Withdrawn, false),
        (Some((Withdrawn, 1)), Some((Unknown, 2)), None, Withdrawn, true),
        (Some((Withdrawn, 1)), None, None, Withdrawn, false),
        (None, Some((Given, 1)), None, Given, false),
        (Some((Given, 1)), Some((Unknown, 2)), None, Unknown, false),
        (Some((Given, 1)), Some((Withdrawn, 2)), Some(Takes::Kept), Given, true),
        (Some((Withdrawn, 1)), Some((Given, 2)), Some(Takes::Gone), Given, false),
        // Nobody decided nothing: a side that says nothing can't be taken.
        (Some((Withdrawn, 1)), None, Some(Takes::Gone), Withdrawn, false),
    ];
    for (one, other, chosen, holds, is_anew) in by_itself {
        let mut town = Town::new();
        let (kept, gone) = (town.contact("Anna", &[]), town.contact("Ana", &[]));
        for (contact, said) in [(kept, one), (gone, other)] {
            let Some((state, of_month)) = said else { continue };
            let (id, day) = (town.desk.ids.draw(), day(&format!("2026-10-{of_month:02}")));
            let (how, proof) = ("by phone".to_owned(), String::new());
            town.make(Consent { id, contact, channel: Channel::Mail, purpose: None, state, day, how, proof });
        }
        let chosen: Vec<(Piece, Takes)> =
            chosen.into_iter().map(|takes| (Piece::Consent(Channel::Mail, None), takes)).collect();
        let set = town.merge(gone, kept, &chosen);
        let row = town.desk.book.contact(kept).unwrap();
        assert_eq!(row.consent(Channel::Mail), holds, "{one:?} {other:?} {chosen:?}");
        let anew = set.changes.iter().find_map(|change| match (&change.before, &change.after) {
            (None, Some(Record::Consent(one))) => Some((one.day, one.how.clone())),
            _ => None,
        });
        assert_eq!(anew.is_some(), is_anew, "{one:?} {other:?} {chosen:?}");
        if let Some((of, how)) = anew {
            assert!(of == day("2026-11-21") && how.starts_with("by phone (2026-10-0"), "{of} {how}");
        }
    }
}

#[test]
fn of_several_who_go_one_who_withdrew_is_enough() {
    let mut town = Town::new();
    let all: Vec<ContactId> = ["A", "B", "C"].iter().map(|name| town.contact(name, &[])).collect();
    for (at, state) in [(0, ConsentState::Given), (1, ConsentState::Withdrawn), (2, ConsentState::Given)] {
        let (id, day) = (town.desk.ids.draw(), day(&format!("2026-10-{:02}", at + 1)));
        let (how, proof) = Default::default();
        let channel = Channel::Letter;
        town.make(Consent { id, contact: all[at], channel, purpose: None, state, day, how, proof });
    }
    let gone = all[1..].iter().map(|id| town.whole_contact(*id).into()).collect();
    let merging = Merging { kept: town.whole_contact(all[0]), gone };
    let set = merge_contacts(&[merging], &town.desk.book, day("2026-11-21"), &mut town.desk.ids).unwrap();
    town.and_back(&set);
    assert_eq!(town.desk.book.contact(all[0]).unwrap().consent(Channel::Letter), ConsentState::Withdrawn);
}

proptest! {
    /// Whatever happened with whom: a merge loses nothing of it, and taken back all is as it was.
    #[test]
    fn a_merge_of_contacts_keeps_the_history(
        // No more than a row keeps, so that none has to be filled up when it is taken back.
        calls in prop::collection::vec((1u32..28, prop::collection::vec(0usize..4, 1..4)), 0..4),
        promises in prop::collection::vec((0usize..4, 1u32..4), 0..8),
    ) {
        let mut town = Town::new();
        let people: Vec<ContactId> = ["A", "B", "C", "D"].iter().map(|name| town.contact(name, &[])).collect();
        for (of_month, with) in calls {
            let with = without_doubles(with.iter().map(|at| people[*at]));
            town.call(&format!("2026-10-{of_month:02}"), &with);
        }
        promises.iter().for_each(|(who, due)| town.follow(people[*who], "x", &format!("2026-12-{due:02}")));
        let days = |town: &Town, who: &[ContactId]| {
            let all = who.iter().flat_map(|id| town.timeline(*id));
            let mut days: Vec<RecordId> =
                all.filter(|record| matches!(record, Record::Interaction(_))).map(|record| record.id()).collect();
            days.sort_unstable();
            days.dedup();
            days
        };
        let before = (days(&town, &people[..3]), days(&town, &people[3..]));
        let merging = Merging {
            kept: town.whole_contact(people[0]),
            gone: people[1..3].iter().map(|id| town.whole_contact(*id).into()).collect(),
        };
        let set = merge_contacts(&[merging], &town.desk.book, day("2026-11-21"), &mut town.desk.ids).unwrap();
        town.and_back(&set);
        prop_assert_eq!((days(&town, &people[..1]), days(&town, &people[3..])), before);
        for record in town.timeline(people[0]) {
            let with = record.contacts();
            prop_assert_eq!(without_doubles(with.iter().copied()).len(), with.len(), "nobody twice");
        }
        let mut dues: Vec<u32> = promises.iter().filter(|(who, _)| *who < 3).map(|(_, due)| *due).collect();
        let own: Vec<u32> = promises.iter().filter(|(who, _)| *who == 0).map(|(_, due)| *due).collect();
        let open = town.desk.book.follow_ups_of(people[0]).len();
        dues.sort_unstable();
        dues.dedup();
        prop_assert!(open >= own.len() && open >= dues.len() && open <= promises.len());
    }
}
