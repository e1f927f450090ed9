//! Orders: noted, listed, taken back, brought along, and figures of them.

use serde_json::{Value, json};

use super::desk::Desk;

/// Three orders of Anna's and one of a company.
fn shop() -> Desk {
    let desk = Desk::with_contacts();
    desk.ok(&["order", "anna m", "1.234,56 €", "--on", "2026-10-02", "--what", "oak boards", "--ref", "R-1"]);
    desk.ok(&["order", "anna m", "1,000.00", "usd", "--on", "3.11."]);
    desk.ok(&["order", "anna m", "(34.56)", "--what", "knots", "--ref", "R-1"]);
    desk.ok(&["order", "Nordlys AS", "99", "--on", "2026-11-20"]);
    desk
}

#[test]
fn an_order_is_noted_and_shown() {
    let desk = shop();
    let orders = desk.json(&["show", "anna m"])["orders"].clone();
    let told: Vec<[&Value; 5]> =
        (0..3).map(|at| ["day", "amount", "currency", "what", "reference"].map(|field| &orders[at][field])).collect();
    assert_eq!(
        json!(told),
        json!([
            ["2026-11-21", "-34.56", "EUR", "knots", "R-1"],
            ["2026-11-03", "1000.00", "USD", null, null],
            ["2026-10-02", "1234.56", "EUR", "oak boards", "R-1"],
        ])
    );
    assert_eq!(orders[0]["company_id"], desk.json(&["show", "anna m"])["company_id"], "where she is");
    let hofmann = desk.json(&["show", "Hofmann GmbH"]);
    assert_eq!(hofmann["orders"].as_array().unwrap().len(), 3, "it is the company's, too");
    let nordlys = desk.json(&["show", "Nordlys AS"]);
    assert_eq!((&nordlys["orders"][0]["contact_id"], &nordlys["orders"][0]["amount"]), (&Value::Null, &"99.00".into()));
    assert!(desk.ok(&["show", "anna m"]).contains("1,234.56 EUR\toak boards\tR-1"));
    assert!(desk.ok(&["show", "anna m", "--lang", "de"]).contains("1.234,56 EUR"));
    let review = desk.ok(&["show", "anna m", "--format", "md"]);
    assert!(review.contains("- 2 Oct 2026 **1,234.56 EUR**: oak boards · R-1"), "{review}");
}

#[test]
fn orders_are_listed_the_latest_first() {
    let desk = shop();
    let lines = |arguments: &[&str]| -> Vec<String> {
        let out = desk.ok(arguments);
        out.lines().map(|line| line.split_once('\t').unwrap().1.replace('\t', "|")).collect()
    };
    assert_eq!(
        lines(&["orders"]),
        [
            "2026-11-21|-34.56|EUR|Anna Müller|Hofmann GmbH|knots|R-1",
            "2026-11-20|99.00|EUR||Nordlys AS||",
            "2026-11-03|1000.00|USD|Anna Müller|Hofmann GmbH||",
            "2026-10-02|1234.56|EUR|Anna Müller|Hofmann GmbH|oak boards|R-1",
        ]
    );
    assert_eq!(lines(&["orders", "Nordlys AS"]).len(), 1);
    assert_eq!(lines(&["orders", "anna m", "--since", "2026-11-01"]).len(), 2);
    let all = desk.json(&["orders"]);
    assert_eq!((&all[1]["name"], &all[1]["company"]), (&Value::Null, &"Nordlys AS".into()));
}

#[test]
fn an_order_goes_and_comes_back() {
    let desk = shop();
    let id = desk.id(&["order", "deniz", "12"]);
    desk.ok(&["delete", &id]);
    assert_eq!(desk.json(&["show", "deniz"])["orders"], json!([]));
    desk.ok(&["undo"]);
    assert!(desk.json(&["show", "deniz"])["orders"][0]["id"].as_str().unwrap().ends_with(&id));
    desk.ok(&["undo", "--json"]);
    assert_eq!(desk.json(&["orders"]).as_array().unwrap().len(), 4);
    let history = desk.ok(&["history", "Nordlys AS"]);
    assert!(history.contains("Order noted: 99.00 EUR · Nordlys AS"), "{history}");
    // With who ordered it goes, and is said before.
    desk.fails(&["delete", "anna m"], 2, &["3 orders"]);
    desk.ok(&["delete", "anna m", "--yes"]);
    assert_eq!(desk.json(&["orders"]).as_array().unwrap().len(), 1);
    desk.ok(&["delete", "Nordlys AS", "--yes"]);
    assert_eq!(desk.json(&["orders"]), json!([]));
    desk.ok(&["undo"]);
    assert_eq!(desk.json(&["orders"]).as_array().unwrap().len(), 1);
}

#[test]
fn orders_go_along_with_a_merge_and_a_move() {
    let desk = shop();
    desk.ok(&["order", "deniz", "5", "--on", "2026-11-19"]);
    desk.ok(&["merge", "deniz", "--into", "anna m"]);
    assert_eq!(desk.json(&["show", "anna m"])["orders"].as_array().unwrap().len(), 4);
    desk.ok(&["undo"]);
    assert_eq!(desk.json(&["show", "deniz"])["orders"].as_array().unwrap().len(), 1);
    desk.ok(&["move", "deniz", "--company", "Nordlys AS", "--on", "2026-11-10"]);
    assert_eq!(desk.json(&["show", "Nordlys AS"])["orders"].as_array().unwrap().len(), 2, "what came after that day");
    let merged = desk.run(&["merge", "Nordlys AS", "--into", "Hofmann GmbH"]);
    assert!(merged.err.contains("2 orders go over"), "{merged:?}");
    assert_eq!(desk.json(&["show", "Hofmann GmbH"])["orders"].as_array().unwrap().len(), 5, "also those of it alone");
    desk.ok(&["undo"]);
    assert_eq!(desk.json(&["show", "Nordlys AS"])["orders"].as_array().unwrap().len(), 2);
}

#[test]
fn a_whole_store_brings_its_orders_along() {
    let desk = shop();
    let file = desk.path("all.json");
    desk.ok(&["export", "--format", "json", "-o", file.to_str().unwrap()]);
    let other = Desk::new();
    other.ok(&["import", file.to_str().unwrap()]);
    assert_eq!(other.json(&["orders"]), desk.json(&["orders"]));
    other.ok(&["import", file.to_str().unwrap()]);
    assert_eq!(other.json(&["orders"]).as_array().unwrap().len(), 4, "nothing comes twice");
    other.ok(&["verify"]);
}

#[test]
fn what_was_ordered_is_found() {
    let desk = shop();
    for said in ["oak boards", "r-1"] {
        let found = desk.json(&["search", said]);
        assert_eq!(
            (&found[0]["name"], &found[0]["hits"][0]["kind"]),
            (&"Anna Müller".into(), &"order".into()),
            "{said}"
        );
    }
}

#[test]
fn orders_come_from_lines() {
    let desk = Desk::with_contacts();
    let lines = r#"{"contact": "deniz", "amount": "12.50", "currency": "CHF", "on": "2026-11-02", "ref": "7"}
{"contact": "anna m", "amount": "3", "what": "nails"}"#;
    let said = desk.run_with_input(&["order", "-", "--json"], lines);
    assert_eq!(said.status, 0, "{said:?}");
    assert_eq!(desk.json(&["orders"])[1]["amount"], "12.50");
    let said = desk.run_with_input(&["order", "-"], r#"{"contact": "deniz", "amount": "1.234,5,6"}"#);
    assert!(said.status == 2 && said.err.contains("is no amount"), "{said:?}");
}

#[test]
fn what_is_no_order_is_refused() {
    let desk = Desk::with_contacts();
    desk.fails(&["order", "deniz"], 2, &["AMOUNT"]);
    desk.fails(&["order", "nobody", "5"], 1, &["nobody"]);
    desk.fails(&["order", "deniz", "five"], 2, &["\"five\" is no amount", "1,234.56"]);
    desk.fails(&["order", "deniz", "5 apples"], 2, &["\"apples\" is no currency"]);
    desk.fails(&["order", "deniz", "5", "XXX"], 2, &["\"XXX\" is no currency"]);
    desk.fails(&["order", "deniz", "5 €", "USD"], 2, &["USD or EUR, not both"]);
    desk.fails(&["order", "deniz", "1.2345"], 2, &["EUR has 2 decimals"]);
    desk.fails(&["order", "deniz", "5", "--on", "2026-12-01"], 2, &["yet to come"]);
    desk.fails(&["order", "deniz", "5", "--read-only"], 2, &["order"]);
    assert_eq!(desk.json(&["orders"]), json!([]));
}

#[test]
fn the_currency_is_the_configured_one_else_the_country_s() {
    let desk = Desk::with_contacts();
    let config = |text: &str| desk.file("config.toml", text);
    let currency = |path: &str| {
        desk.ok(&["--config", path, "order", "deniz", "5"]);
        desk.json(&["show", "deniz"])["orders"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one["currency"].clone())
            .collect::<Vec<_>>()
    };
    assert!(currency(&config("country = \"CH\"\n")).contains(&"CHF".into()));
    assert!(currency(&config("country = \"CH\"\n[orders]\ncurrency = \"sek\"\n")).contains(&"SEK".into()));
    desk.fails(&["--config", &config("[orders]\ncurrency = \"EURO2\"\n"), "orders"], 2, &["EURO2"]);
}

/// Day, amount, currency, who, what and reference of each order, the latest first.
fn told(desk: &Desk) -> Vec<String> {
    let all = desk.ok(&["orders"]);
    all.lines().map(|line| line.split_once('\t').unwrap().1.replace('\t', "|")).collect()
}

#[test]
fn a_table_of_orders_comes_in_once() {
    let desk = Desk::with_contacts();
    let table = "Rechnungsdatum;Kunde;E-Mail;Artikel;Rechnungsnummer;Betrag;Währung;MwSt\n\
        02.10.2026;Anna Müller;anna@hofmann.example;Eichenbretter;R-1;\"1.234,56\";;19\n\
        02.10.2026;Anna Müller;anna@hofmann.example;Lasur;R-1;45,00 €;;19\n\
        03.10.2026;Anna Müller;;Lasur;R-1;(45,00);EUR;\n\
        05.10.2026;Nordlys;;Kufe;R-2;900;SEK;\n\
        06.10.2026;Niemand Bekanntes;;Kufe;R-3;900;SEK;\n\
        07.10.2026;Anna Müller;;Kufe;R-4;viel;;\n";
    let file = desk.file("orders.csv", table);
    let said = desk.run(&["import", &file]);
    assert!(said.out.contains("it has no amount that can be read"), "{said:?}");
    let expect = [
        "2026-10-05|900.00|SEK||Nordlys AS|Kufe|R-2",
        "2026-10-03|-45.00|EUR|Anna Müller|Hofmann GmbH|Lasur|R-1",
        "2026-10-02|45.00|EUR|Anna Müller|Hofmann GmbH|Lasur · MwSt: 19|R-1",
        "2026-10-02|1234.56|EUR|Anna Müller|Hofmann GmbH|Eichenbretter · MwSt: 19|R-1",
    ];
    let sorted = |mut all: Vec<String>| {
        all.sort();
        all
    };
    assert_eq!(sorted(told(&desk)), sorted(expect.map(str::to_owned).to_vec()));
    desk.ok(&["import", &file]);
    assert_eq!(told(&desk).len(), 4, "nothing comes twice");
    // What was put right in the file is put right here; what was deleted here stays out.
    let kufe = desk.json(&["orders", "Nordlys AS"])[0]["id"].as_str().unwrap().to_owned();
    desk.ok(&["delete", &kufe]);
    let file = desk.file("orders.csv", table.replace("45,00 €", "54,00 €"));
    desk.ok(&["import", &file]);
    assert_eq!(told(&desk).len(), 3);
    assert!(told(&desk).iter().any(|line| line.starts_with("2026-10-02|54.00|EUR")), "{:?}", told(&desk));
    desk.ok(&["undo"]);
    assert!(told(&desk).iter().any(|line| line.starts_with("2026-10-02|45.00|EUR")));
}

#[test]
fn a_shop_s_table_is_one_of_orders_and_its_ids_are_known_again() {
    let desk = Desk::with_contacts();
    let table = "order id,created at,email,billing city,total,currency,order number\n\
        77,2026-11-02 10:15,anna@hofmann.example,Ulm,\"1,234.50\",USD,#1001\n";
    let file = desk.file("shop.csv", table);
    desk.ok(&["import", &file]);
    assert!(told(&desk)[0].starts_with("2026-11-02|1234.50|USD|Anna Müller|Hofmann GmbH|"), "{:?}", told(&desk));
    let file = desk.file("shop.csv", table.replace("1,234.50", "1,200.00").replace("11-02", "11-03"));
    desk.ok(&["import", &file]);
    assert_eq!(told(&desk).len(), 1, "by its id: {:?}", told(&desk));
    assert!(told(&desk)[0].starts_with("2026-11-03|1200.00|USD|Anna Müller"), "{:?}", told(&desk));
}

#[test]
fn a_table_of_orders_goes_out_and_comes_back() {
    let desk = shop();
    let path = desk.path("out.csv");
    let out = path.to_str().unwrap();
    desk.ok(&["export", "--format", "csv", "--kind", "order", "-o", out]);
    let table = std::fs::read_to_string(&path).unwrap();
    assert!(table.starts_with("\u{feff}date,amount,currency,what,reference,name,email,company,touchbase order\r\n"));
    assert!(table.contains("2026-10-02,1234.56,EUR,oak boards,R-1,Anna Müller,anna@hofmann.example,Hofmann GmbH,"));
    assert!(table.contains("2026-11-21,(34.56),EUR,knots,"), "{table}");
    desk.ok(&["import", out]);
    assert_eq!(told(&desk).len(), 4, "they are here");
    let other = Desk::with_contacts();
    other.ok(&["import", out]);
    assert_eq!(told(&other), told(&desk));
    let german = desk.ok(&["export", "--format", "csv", "--kind", "order", "--lang", "de", "müller"]);
    assert!(
        german.contains(";1234,56;EUR;") && german.contains(";(34,56);") && !german.contains("Nordlys"),
        "{german}"
    );
    let raw = desk.ok(&["export", "--format", "csv", "--kind", "order", "--raw"]);
    assert!(raw.contains(",-34.56,EUR,"), "{raw}");
    desk.fails(&["export", "--format", "vcard", "--kind", "order"], 2, &["--kind order"]);
}

/// Six customers: one who bought four times, and five once.
fn six() -> Desk {
    let desk = Desk::new();
    for (at, name) in ["Ada", "Bea", "Cem", "Dan", "Eva", "Fay"].into_iter().enumerate() {
        desk.ok(&["add", name, "--company", if at < 3 { "Oak" } else { "Ash" }]);
        desk.ok(&["order", name, &format!("{}", 100 * (at + 1)), "--on", &format!("2024-0{}-01", at + 1)]);
    }
    for day in ["2025-01-01", "2025-07-01", "2026-06-01"] {
        desk.ok(&["order", "ada", "10.50", "--on", day]);
    }
    desk.ok(&["order", "ada", "(0.25)", "--on", "2026-06-02"]);
    desk.ok(&["order", "bea", "7", "USD", "--on", "2024-02-01"]);
    desk.ok(&["order", "Ash", "1000", "--on", "2024-03-03"]);
    desk
}

#[test]
fn revenue_is_added_up_for_each_customer_and_currency() {
    let desk = six();
    let fields = |out: &str| out.lines().map(|line| line.split_once('\t').unwrap().1.to_owned()).collect::<Vec<_>>();
    assert_eq!(
        fields(&desk.ok(&["orders", "--by", "contact"])),
        [
            "Fay\t1\t1\t600.00 EUR\t2024-06-01\t2024-06-01\t",
            "Eva\t1\t1\t500.00 EUR\t2024-05-01\t2024-05-01\t",
            "Dan\t1\t1\t400.00 EUR\t2024-04-01\t2024-04-01\t",
            "Cem\t1\t1\t300.00 EUR\t2024-03-01\t2024-03-01\t",
            // 366, 181 and 335 days lie between.
            "Ada\t5\t4\t131.25 EUR\t2024-01-01\t2026-06-01\t335",
            "Bea\t2\t1\t200.00 EUR + 7.00 USD\t2024-02-01\t2024-02-01\t",
        ]
        .map(str::to_owned)
    );
    let companies = desk.json(&["orders", "--by", "company"]);
    let ash = &companies[0];
    assert_eq!((&ash["name"], &ash["orders"], &ash["purchases"]), (&"Ash".into(), &4.into(), &4.into()));
    assert_eq!(ash["revenue"], json!([{ "amount": "2500.00", "currency": "EUR" }]));
    assert_eq!(companies[1]["revenue"][1], json!({ "amount": "7.00", "currency": "USD" }));
    let said = desk.run(&["orders", "--by", "contact"]);
    assert!(said.err.contains("1 order is of a company alone"), "{said:?}");
    let since = desk.json(&["orders", "--by", "contact", "--since", "2026-01-01"]);
    assert_eq!((since.as_array().unwrap().len(), &since[0]["revenue"][0]["amount"]), (1, &"10.25".into()));
    desk.fails(&["orders", "--by", "city"], 2, &["--by"]);
}

#[test]
fn customers_have_classes_where_there_are_enough() {
    let desk = six();
    let classes = desk.json(&["orders", "--classes"]);
    let of = |name: &str| {
        let all = classes.as_array().unwrap();
        all.iter().find(|one| one["name"] == name).unwrap()["classes"].clone()
    };
    // Ada bought last and most often; of six, five are alike in how often: 5 * (0 + 4) / 12 is 1, and one more. Bea, of two orders in two
    // currencies on one day, is in that whose code comes last: alone there, so that value has no class.
    assert_eq!(of("Ada"), json!({ "recency": 5, "frequency": 5, "value": 1 }));
    assert_eq!(of("Fay"), json!({ "recency": 4, "frequency": 2, "value": 5 }));
    assert_eq!(of("Bea")["value"], Value::Null);
    let companies = desk.json(&["orders", "--classes", "--by", "company"]);
    assert_eq!(
        companies[0]["classes"],
        json!({ "recency": null, "frequency": null, "value": null }),
        "two are too few"
    );
}

#[test]
fn it_is_told_after_how_many_purchases_customers_stay() {
    let desk = six();
    let told = desk.json(&["orders", "--regulars"]);
    assert_eq!(
        told,
        json!({ "within_days": 365, "regular_from": null, "steps": [{ "purchases": 1, "customers": 6, "again": 0 }] }),
        "Ada's second came 366 days after"
    );
    for name in ["bea", "cem", "dan"] {
        desk.ok(&["order", name, "1", "--on", "2024-09-01"]);
    }
    let told = desk.json(&["orders", "--regulars"]);
    assert_eq!((&told["regular_from"], &told["steps"][0]["again"]), (&1.into(), &3.into()));
    assert_eq!(told["steps"][1], json!({ "purchases": 2, "customers": 3, "again": 0 }), "three are too few to matter");
    let said = desk.run(&["orders", "--regulars"]);
    assert!(said.err.contains("Customers stay after their 1st purchase."), "{said:?}");
    let none = Desk::new();
    assert_eq!(none.json(&["orders", "--regulars"])["steps"], json!([]));
    assert_eq!(none.json(&["orders", "--by", "company"]), json!([]));
}

#[test]
fn show_tells_what_orders_come_to() {
    let desk = six();
    let ada = desk.ok(&["show", "ada"]);
    assert!(ada.contains("Orders\t5 orders · 131.25 EUR · last 1 Jun (173 d ago) · every 335 d (median)"), "{ada}");
    assert_eq!(desk.json(&["show", "bea"])["purchases"]["revenue"][0]["amount"], "200.00");
    assert_eq!(desk.json(&["show", "bea", "--since", "2025-01-01"])["orders"], json!([]));
    assert!(desk.ok(&["show", "Oak", "--lang", "de"]).contains("8 Aufträge · 631,25 EUR + 7,00 USD · zuletzt 1. Jun"));
}
