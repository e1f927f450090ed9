//! Surveys: who is asked and who isn't, what answers come to, and the call to those who wouldn't recommend us.

use crate::desk::Desk;

/// Anna Müller and Deniz consented to surveys by mail.
fn desk() -> Desk {
    let desk = Desk::with_contacts();
    for who in ["anna m", "deniz"] {
        desk.ok(&["consent", who, "mail", "given", "--purpose", "survey"]);
    }
    desk
}

#[test]
fn nobody_is_asked_twice_in_90_days_nor_without_a_consent() {
    let desk = desk();
    let said = desk.run(&["survey", "ask", "anna m", "anna b", "--topic", "samples"]);
    assert_eq!(said.out.split_whitespace().count(), 1, "{said:?}");
    for words in ["Asked for a survey: samples · Anna Müller", "One isn't asked", "Anna Berg: "] {
        assert!(said.err.contains(words), "{words} in {said:?}");
    }
    let history = desk.ok(&["history", "anna m"]);
    assert!(history.contains("Asked for a survey: samples"), "{history}");
    assert_eq!(desk.json(&["show", "anna m"])["feedback"][0]["state"], "asked");
    // A question is nothing that was said.
    assert_eq!(desk.ok(&["feedback", "--topics"]), "");
    desk.fails(&["survey", "ask", "anna m"], 1, &["Anna Müller: asked 21 Nov"]);
    let again = desk.run_on("2027-02-18", &["survey", "ask", "anna m"]);
    assert_eq!(again.status, 1, "89 days later: {again:?}");
    let again = desk.run_on("2027-02-19", &["survey", "ask", "anna m"]);
    assert_eq!(again.status, 0, "{again:?}");
    desk.ok(&["undo"]);
    desk.ok(&["undo"]);
    assert_eq!(desk.run(&["survey", "ask", "--query", "may:survey", "--yes"]).out.lines().count(), 2);
    assert!(desk.run(&["survey", "ask", "anna m", "--lang", "de"]).err.contains("zuletzt befragt"));
}

#[test]
fn a_detractors_answer_makes_a_follow_up_and_one_undo_takes_both_back() {
    let desk = desk();
    let said = desk.run(&["feedback", "anna m", "too slow", "--kind", "survey", "--score", "3"]);
    assert!(said.err.contains("call back, 3 of 10: too slow"), "{said:?}");
    let first = said.out.lines().next().unwrap().to_owned();
    assert_eq!(desk.run(&["answer", &first, "acknowledged"]).status, 0, "the feedback's id stands first");
    desk.ok(&["undo"]);
    let titles = |desk: &Desk| desk.json(&["show", "anna m"])["follow_ups"].to_string();
    assert!(titles(&desk).contains("2026-11-23"), "{}", titles(&desk));
    desk.ok(&["undo"]);
    assert!(!titles(&desk).contains("call back"));
    assert_eq!(desk.json(&["show", "anna m"])["feedback"].as_array().map(Vec::len), Some(0));
    let said = desk.run(&["feedback", "anna m", "zu langsam", "--kind", "survey", "--score", "3", "--lang", "de"]);
    assert!(said.err.contains("zurückrufen, 3 von 10: zu langsam"), "{said:?}");
}

#[test]
fn whom_the_last_answer_makes_a_promoter_is_filtered() {
    let desk = desk();
    let found = |filter: &str| {
        let found = desk.json(&["list", filter]);
        let names = found.as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap().to_owned());
        names.collect::<Vec<_>>()
    };
    assert!(found("nps:*").is_empty());
    desk.ok(&["survey", "ask", "deniz"]);
    assert_eq!(found("asked:today"), ["Deniz Çelik"]);
    desk.ok(&["feedback", "anna m", "too slow", "--kind", "survey", "--score", "3"]);
    assert_eq!((found("nps:detractor"), found("score:<5")), (vec!["Anna Müller".into()], vec!["Anna Müller".into()]));
    desk.ok(&["feedback", "anna m", "", "--kind", "survey", "--score", "9"]);
    assert_eq!(found("nps:promotor"), ["Anna Müller"], "the last answer counts");
    assert_eq!(found("nps:detractor OR nps:passiv"), Vec::<String>::new());
    assert_eq!(found("asked:<1d").len(), 2, "who answered was asked");
}

#[test]
fn scores_over_time_have_their_interval_and_few_answers_have_no_score() {
    let desk = Desk::new();
    assert_eq!(desk.ok(&["survey"]), "");
    let people: String = (0..10).map(|at| format!("C{at},c{at}@example.com\n")).collect();
    let file = desk.file("people.csv", format!("Name,Email\n{people}"));
    desk.ok(&["import", &file]);
    // Of October 5 promoters and 5 detractors, of November one answer.
    for at in 0..10 {
        let score = if at < 5 { "10" } else { "2" };
        let mail = format!("c{at}@example.com");
        let said = desk
            .run_on("2026-10-15", &["feedback", &mail, "", "--kind", "survey", "--score", score, "--topic", "Service"]);
        assert_eq!(said.status, 0, "{said:?}");
    }
    desk.ok(&["feedback", "c1@example.com", "fine", "--kind", "survey", "--score", "8"]);
    // p = d = 5.75/13: 0 ± 1.96 √(0.8846/13) = ± 0.5113.
    assert_eq!(desk.ok(&["survey"]), "2026-10-01\t10\t5\t0\t5\t0\t-51\t51\t0\n2026-11-01\t1\t0\t1\t0\t\t\t\t0\n");
    // In the quarter C1's later answer stands for both; p = 4.75/13, d = 5.75/13: -0.0769 ± 1.96 √((0.8077 - 0.0059)/13)
    // = -0.0769 ± 0.4868.
    assert_eq!(desk.ok(&["survey", "--by", "quarter"]), "2026-10-01\t10\t4\t1\t5\t-10\t-56\t41\t0\n");
    assert_eq!(desk.ok(&["survey", "--topic", "service"]).lines().count(), 1);
    assert_eq!(desk.ok(&["survey", "--since", "1.11."]).lines().count(), 1);
    let told = desk.json(&["survey"]);
    assert_eq!((&told[0]["score"], &told[0]["high"], &told[1]["score"]), (&0.into(), &51.into(), &().into()));
    desk.fails(&["survey", "anna"], 2, &["\"anna\"", "survey ask"]);
    desk.fails(&["survey", "ask"], 2, &["CONTACT"]);
    desk.fails(&["survey", "--channel", "mail"], 2, &["survey ask"]);
    desk.fails(&["survey", "--by", "week"], 2, &["quarter"]);
}

#[test]
fn a_table_of_answers_comes_in_and_counts() {
    let desk = Desk::new();
    let people = desk.file("people.csv", "Name,Email\nMia Olsen,mia@example.com\n");
    desk.ok(&["import", &people]);
    let answers = "Date,Email,Kind,Score,Topic,Text\n2026-10-02,mia@example.com,survey,9,Service,quick and kind\n";
    let answers = desk.file("answers.csv", answers);
    desk.ok(&["import", &answers]);
    assert_eq!(desk.ok(&["survey", "--topic", "service"]), "2026-10-01\t1\t1\t0\t0\t\t\t\t0\n");
    assert_eq!(desk.json(&["list", "nps:promoter"])[0]["name"], "Mia Olsen");
}
