//! What a card says and no field holds goes through: unknown properties, and parameters and groups beside a field, in both
//! versions, byte for byte where they are sound there.

use proptest::prelude::*;
use touchbase::domain::contact::Contact;
use touchbase::formats::vcard::Foreign;
use touchbase::formats::vcard::write::{self, Version};

use crate::kept::Kept;

const VERSIONS: [Version; 2] = [Version::V3, Version::V4];

/// One person's card; its lines stand between ` | `.
fn card(version: &str, lines: &str) -> String {
    format!("BEGIN:VCARD\r\nVERSION:{version}\r\nFN:Bernd Kaiser\r\n{}\r\nEND:VCARD\r\n", lines.replace(" | ", "\r\n"))
}

/// The one person, written.
fn written(kept: &Kept, version: Version) -> String {
    let people: Vec<&Contact> = kept.people().collect();
    assert_eq!(people.len(), 1);
    write::contact(version, kept.book(), people[0])
}

/// The lines that are looked at: all but those that every card has.
fn lines(card: &str) -> Vec<String> {
    const ALWAYS: &[&str] = &["BEGIN", "END", "VERSION", "PRODID", "FN", "UID", "X-TOUCHBASE-ADDED"];
    let whole = card.replace("\r\n ", "");
    let is_looked_at = |line: &&str| !ALWAYS.contains(&line.split([':', ';']).next().unwrap_or_default());
    whole.lines().filter(is_looked_at).filter(|line| !line.contains("X-TOUCHBASE-GUESSED")).map(str::to_owned).collect()
}

fn imported(card: &str) -> Kept {
    let mut kept = Kept::default();
    kept.import(card.as_bytes());
    kept
}

/// A card of this version comes out as these lines of 3.0 and 4.0, and what came out is nothing new, and the same elsewhere.
fn check(version: &str, body: &str, v3: &str, v4: &str) {
    let mut kept = imported(&card(version, body));
    for (version, expect) in VERSIONS.into_iter().zip([v3, v4]) {
        let out = written(&kept, version);
        assert_eq!(lines(&out).join(" | "), expect, "{body} in {version:?}");
        comes_back(&mut kept, &out);
    }
}

/// What was written is nothing new where it came from, and in an empty book says the same in the same lines.
fn comes_back(kept: &mut Kept, out: &str) {
    let again = kept.import(out.as_bytes());
    assert!(again.is_empty(), "{out}: {:?}", again.updated);
    let other = imported(out);
    let (here, there) = (one(kept), one(&other));
    assert_eq!(here.foreign.len(), there.foreign.len(), "{out}: {:?} {:?}", here.foreign, there.foreign);
    let known = Foreign::of(&there.foreign);
    assert!(here.foreign.iter().all(|line| known.has(line)), "{:?} in {:?}", here.foreign, there.foreign);
}

fn one(kept: &Kept) -> Contact {
    kept.people().next().unwrap().clone()
}

#[test]
fn parameters_and_groups_go_through() {
    let same = |body: &str| check("3.0", body, body, body);
    same("TEL;type=IPHONE;type=CELL;waid=491510000001:+49 151 0000001");
    same("TEL;TYPE=work,msg:+49 30 1");
    same("EMAIL;TYPE=home;X-COUCHDB-UUID=\"a;b:c\":a@b.example");
    same("item1.ADR;TYPE=work:;;Hof 3;Berlin;;10115; | item1.X-ABADR:de");
    same("ADR;TYPE=work:;;Hof 3;Berlin;;10115;;room 4");
    same("N;LANGUAGE=de:Kaiser;Bernd;;Herr Dr.;");
    same("N:Kaiser;Bernd,Maria;;;");
    same("ORG;SORT-AS=\"Kaiser\":Die Kaiser KG;Bau | TITLE;LANGUAGE=de:Chef");
    same("X-SOCIALPROFILE;type=mastodon;x-user=deniz:x-apple:deniz");
    same("IMPP:matrix:u/anna:chat.example.com");
    same("item3.IMPP:skype:anna | item3.X-ABLabel:Privat");
    same("URL;X-OWN=1:https://a.example");
    same("item1.URL:a.example | item1.X-ABLabel:Shop");
    same("NOTE;LANGUAGE=de:nur mittwochs\\, bitte");
    same("item2.TEL;waid=491:+49 1 | item2.X-ABLabel:_$!<Main>!$_");
    check(
        "3.0",
        "TEL;type=IPHONE;type=pref;waid=491:+49 1",
        "TEL;type=IPHONE;type=pref;waid=491:+49 1",
        "TEL;type=IPHONE;PREF=1;waid=491:+49 1",
    );
    check(
        "3.0",
        "IMPP;X-SERVICE-TYPE=Skype;type=HOME;type=pref:skype:deniz",
        "IMPP;X-SERVICE-TYPE=Skype;type=HOME;type=pref:skype:deniz",
        "IMPP;X-SERVICE-TYPE=Skype;type=HOME;PREF=1:skype:deniz",
    );
    check(
        "4.0",
        "BDAY;CALSCALE=gregorian:19710412",
        "BDAY;CALSCALE=gregorian:1971-04-12",
        "BDAY;CALSCALE=gregorian:19710412",
    );
    check(
        "2.1",
        "N;LANGUAGE=de;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Kais=C3=A9r;Bernd;;; | TEL;WORK;MSG:+49 30 1",
        "N;LANGUAGE=de:Kaisér;Bernd;;; | TEL;TYPE=WORK;TYPE=MSG:+49 30 1",
        "N;LANGUAGE=de:Kaisér;Bernd;;; | TEL;TYPE=WORK;TYPE=MSG:+49 30 1",
    );
}

/// How an address stands on an envelope is a property in 3.0 (RFC 2426, 3.2.2), a parameter in 4.0 (RFC 6350, 6.3.1).
#[test]
fn addresses_keep_their_labels() {
    let adr = "ADR;TYPE=work:;;Hof 3;Berlin;;10115;";
    let (label, v3) = ("LABEL=\"Eva\\nHof 3, Berlin\"", "LABEL;TYPE=work:Eva\\nHof 3\\, Berlin");
    let v4 = adr.replace("work", &format!("work;{label}"));
    check("4.0", &v4, &format!("{adr} | {v3}"), &v4);
    check("3.0", &format!("{v3} | {adr}"), &format!("{adr} | {v3}"), &v4);
    check(
        "3.0",
        "ADR;TYPE=home:;;A 1;;;; | ADR;TYPE=home:;;B 2;;;; | LABEL;TYPE=home:B 2",
        "ADR;TYPE=home;TYPE=pref:;;A 1;;;; | item1.ADR;TYPE=home:;;B 2;;;; | item1.LABEL;TYPE=home:B 2",
        "ADR;TYPE=home;PREF=1:;;A 1;;;; | ADR;TYPE=home;LABEL=\"B 2\":;;B 2;;;;",
    );
    check(
        "2.1",
        "ADR;WORK;ENCODING=QUOTED-PRINTABLE:;;Hof 3=0D=0ASt=C3=B6ckl | LABEL;WORK;ENCODING=QUOTED-PRINTABLE:Hof 3=0D=0ABerlin",
        "ADR;TYPE=WORK:;;Hof 3\\nStöckl;;;; | LABEL;TYPE=WORK:Hof 3\\nBerlin",
        "ADR;TYPE=WORK;LABEL=\"Hof 3\\nBerlin\":;;Hof 3\\nStöckl;;;;",
    );
    check(
        "3.0",
        "a.ADR:;;Hof 3;;;; | a.ADR;LABEL=\"Hof 3\":;;Weg 1;;;;",
        "a.ADR;TYPE=pref:;;Hof 3;;;; | a.ADR:;;Weg 1;;;; | a.LABEL:Hof 3",
        "a.ADR;PREF=1:;;Hof 3;;;; | a.ADR;LABEL=\"Hof 3\":;;Weg 1;;;;",
    );
    // It was that of another address.
    let mut kept = imported(&card("4.0", &v4));
    kept.change(|one| one.addresses[0].city = "Ulm".to_owned());
    assert_eq!(lines(&written(&kept, Version::V3)).join(" | "), "ADR;TYPE=work:;;Hof 3;Ulm;;10115;");
}

/// A street of several lines stands on one here, and is written as it came; an address has all its parts.
#[test]
fn streets_of_several_lines_go_through() {
    let same = |body: &str| check("3.0", body, body, body);
    same("ADR;TYPE=home:;;Hof 3\\nHinterhaus;Berlin;;10115;");
    same("ADR:;2. Stock\\nlinks;Hof 3;;;;");
    check("3.0", "ADR:;;Hof 3\\nlinks", "ADR:;;Hof 3\\nlinks;;;;", "ADR:;;Hof 3\\nlinks;;;;");
    check("3.0", "ADR;X-A=1:;;Hof 3", "ADR;X-A=1:;;Hof 3;;;;", "ADR;X-A=1:;;Hof 3;;;;");
    let kept = imported(&card("3.0", "ADR:;;Hof 3\\nHinterhaus\\n;Berlin;;;"));
    assert_eq!(one(&kept).addresses[0].street, "Hof 3, Hinterhaus");
}

#[test]
fn what_the_fields_hold_is_written_by_them() {
    let same = |version: &str, body: &str, out: &str| check(version, body, out, out);
    same("2.1", "TEL;WORK;VOICE:+49 30 1", "TEL;TYPE=work:+49 30 1");
    same("3.0", "EMAIL;type=INTERNET;type=WORK;type=pref:a@b.example", "EMAIL;TYPE=work:a@b.example");
    same("3.0", "item1.URL;type=pref:https\\://a.example | item1.X-ABLabel:_$!<HomePage>!$_", "URL:https://a.example");
    same("3.0", "URL:a.example", "URL:a.example");
    same("4.0", "TEL;VALUE=uri;TYPE=\"work,voice\":tel:+49-30-1;ext=2", "TEL;TYPE=work:+49-30-1 ext. 2");
    same("4.0", "IMPP:xmpp:anna@a.example", "IMPP:xmpp:anna@a.example");
}

#[test]
fn foreign_properties_are_as_the_version_has_them() {
    let jpeg = "PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQ";
    check("3.0", jpeg, jpeg, "PHOTO:data:image/jpeg;base64,/9j/4AAQ");
    check("2.1", "PHOTO;ENCODING=BASE64;JPEG:/9j/4AAQ", jpeg, "PHOTO:data:image/jpeg;base64,/9j/4AAQ");
    let png = "PHOTO:data:image/png;base64,iVBORw0=";
    check("4.0", png, "PHOTO;ENCODING=b;TYPE=PNG:iVBORw0=", png);
    check(
        "3.0",
        "LABEL;TYPE=home:Hof 3 | GEO:48.1;11.5",
        "LABEL;TYPE=home:Hof 3 | GEO:48.1;11.5",
        "ADR;TYPE=home;LABEL=\"Hof 3\":;;;;;; | GEO:geo:48.1,11.5",
    );
    let spouse = "item1.X-ABRELATEDNAMES:Eva | item1.X-ABLabel:_$!<Spouse>!$_";
    check("3.0", spouse, spouse, spouse);
    let own = "X-Own;type=\"a;b\":un\\,known =C3";
    check("3.0", own, own, own);
}

/// The user's word is the last: what stood beside goes with the value, and says no more than it was about.
#[test]
fn what_is_changed_here_is_written_as_it_is_here() {
    let check = |body: &str, change: &dyn Fn(&mut Contact), expect: &str| {
        let mut kept = imported(&card("3.0", body));
        kept.change(change);
        assert_eq!(lines(&written(&kept, Version::V3)).join(" | "), expect, "{body}");
    };
    let phone = "TEL;type=IPHONE;waid=491:+49 1";
    check(phone, &|one| one.phones[0].value = "+49 2".to_owned(), "TEL;TYPE=cell:+49 2");
    check(phone, &|one| one.phones.clear(), "");
    check(phone, &|one| one.phones[0].label = "work".to_owned(), "TEL;TYPE=work;waid=491:+49 1");
    check(phone, &|one| one.phones[0].label = "Büro".to_owned(), "item1.TEL;waid=491:+49 1 | item1.X-ABLabel:Büro");
    check(
        "EMAIL;X-A=1;TYPE=pref:a@x.example | EMAIL;X-B=2:b@x.example",
        &|one| one.mails.swap(0, 1),
        "EMAIL;X-B=2;TYPE=pref:b@x.example | EMAIL;X-A=1:a@x.example",
    );
    check("N;LANGUAGE=de:Kaiser;Bernd;;;", &|one| one.name_parts.family = "Berg".to_owned(), "N:Berg;Bernd;;;");
    check(
        "item1.ADR;X-P=1:;;Hof 3;Berlin;;; | item1.X-ABADR:de",
        &|one| one.addresses[0].city = "Ulm".to_owned(),
        "ADR:;;Hof 3;Ulm;;; | item1.X-ABADR:de",
    );
}

/// Properties with a field, each with parameters that may say anything.
fn properties() -> impl Strategy<Value = String> {
    let param = prop::sample::select(vec![
        "TYPE=work",
        "TYPE=home,voice",
        "type=IPHONE",
        "TYPE=\"cell,pref\"",
        "PREF=1",
        "PREF=2",
        "TYPE=pref",
        "X-A=1",
        "X-A=2",
        "LANGUAGE=de",
        "waid=\"a;b:c,d\"",
        "SORT-AS=\"a,b\"",
        "VALUE=uri",
        "ALTID=1",
    ]);
    let values = vec![
        "TEL#:+49 30 1",
        "TEL#:+49 30 2",
        "EMAIL#:a@x.example",
        "EMAIL#:b@x.example",
        "ADR#:;;Hof 3;Berlin;;;",
        "ADR#:;;Hof 3;Ulm;;;;more",
        "URL#:https://a.example",
        "URL#:a.example",
        "IMPP#:xmpp:a@x.example",
        "IMPP#:https://im.example/a",
        "X-SOCIALPROFILE#:x-apple:anna",
        "N#:Kaiser;Bernd;;;",
        "ORG#:Kaiser Bau;Büro",
        "TITLE#:Chef",
        "NICKNAME#:Berni",
        "BDAY#:19710412",
        "NOTE#:one\\ntwo",
        "X-FOO#:bar",
        "X-ABADR#:de",
        "LABEL#:Hof 3",
        "ADR;LABEL=\"Weg 1\\nUlm\"#:;;;;;;",
        "ADR;LABEL=\"Hof 3^nUlm\"#:;;Weg 1\\nlinks",
    ];
    let group = prop::sample::select(vec!["", "", "item1.", "item2."]);
    let around = prop::collection::vec((group, prop::collection::vec(param, 0..3)), 6);
    (prop::sample::subsequence(values, 1..6).prop_shuffle(), around).prop_map(|(values, around)| {
        let of = |(value, (group, params)): (&str, (&str, Vec<&str>))| {
            let params: String = params.iter().flat_map(|param| [";", param]).collect();
            format!("{group}{}", value.replace('#', &params))
        };
        values.into_iter().zip(around).map(of).collect::<Vec<_>>().join(" | ")
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    /// However parameters, groups and fields stand together: what is written is nothing new, and is written so again.
    #[test]
    fn any_parameters_come_in_once(body in properties(), from in prop::sample::select(vec!["3.0", "4.0"])) {
        let mut kept = imported(&card(from, &body));
        for version in VERSIONS {
            let out = written(&kept, version);
            let again = kept.import(out.as_bytes());
            prop_assert!(again.is_empty(), "{out}: {:?}", again.updated);
            let other = imported(&out);
            prop_assert_eq!(lines(&written(&other, version)), lines(&out));
        }
    }
}

/// Programs that go by N show a name, too, where nothing but what stands before or behind it is known.
#[test]
fn a_title_alone_is_no_name() {
    for (given, expect) in [
        ("N:;;;Dr.;", "N;X-TOUCHBASE-GUESSED=yes:Kaiser;Bernd;;Dr.;"),
        ("N:;;;;MBA", "N;X-TOUCHBASE-GUESSED=yes:Kaiser;Bernd;;;MBA"),
        ("N:Kaiser;;;Dr.;", "N:Kaiser;;;Dr.;"),
    ] {
        let mut kept = imported(&card("3.0", given));
        for version in VERSIONS {
            let out = written(&kept, version);
            assert!(out.lines().any(|line| line == expect), "{given}: {out}");
            comes_back(&mut kept, &out);
            assert_eq!(one(&imported(&out)).name_parts, one(&kept).name_parts, "{out}");
        }
    }
}
