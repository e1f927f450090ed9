//! What is said between the important things: log lines for the years before the ones that are written out, and
//! follow-ups that were kept.

/// Log lines without a day, in German or English.
pub(super) fn lines(german: bool) -> &'static [&'static str] {
    if german { GERMAN } else { ENGLISH }
}

/// Titles of follow-ups.
pub(super) fn titles(german: bool) -> &'static [&'static str] {
    if german { &GERMAN_TITLES } else { &ENGLISH_TITLES }
}

const GERMAN: &[&str] = &[
    "call 10min: alles in Ordnung, keine offenen Punkte",
    "call 15min: Lieferung ist da, eine Kiste war angestoßen, Ware heil",
    "mail in: fragt nach dem aktuellen Stand der Bestellung",
    "mail out: Preisliste geschickt, die alte gilt bis Monatsende",
    "call in 5min: Nachfrage zur Rechnung, war ein Zahlendreher",
    "visit 45min: Muster dagelassen, zwei davon gefallen sofort",
    "mail out: Dank für den Auftrag und Liefertermin bestätigt",
    "call 20min: spricht über die Auftragslage, vorsichtig zuversichtlich",
    "mail in: schickt Maße, bittet um ein Angebot",
    "call 10min: Angebot angekommen, Entscheidung nächste Woche",
    "meeting 60min: Planung für das nächste Halbjahr",
    "chat: kurze Frage zur Pflege, beantwortet",
    "call 10min: Öl statt Lack, Muster folgt",
    "mail in: bestätigt den Empfang, zufrieden",
    "letter out: Katalog mit der Post geschickt",
    "call lm: um Rückruf gebeten",
    "call in 10min: Termin um eine Woche verschoben",
    "video 30min: Zeichnung gemeinsam durchgesehen, ein Maß geändert",
    "call na: niemand da",
    "note: Kollege sagt, dort wird gerade umgebaut",
];

const ENGLISH: &[&str] = &[
    "call 10min: all well, nothing open",
    "call 15min: delivery has arrived, one box dented, nothing broken",
    "mail in: asks where the order stands",
    "mail out: price list sent, the old one holds until the end of the month",
    "call in 5min: question on an invoice, two digits were swapped",
    "visit 45min: left samples, two of them liked at once",
    "mail out: thanks for the order, delivery date confirmed",
    "call 20min: talked about how business goes, carefully hopeful",
    "mail in: sends measurements, asks for a quote",
    "call 10min: quote has arrived, decision next week",
    "meeting 60min: plans for the next half-year",
    "chat: short question on care, answered",
    "call 10min: oil instead of lacquer, sample to follow",
    "mail in: confirms receipt, happy with it",
    "letter out: catalogue sent by post",
    "call lm: asked to be called back",
    "call in 10min: date moved by a week",
    "video 30min: went through the drawing together, one measure changed",
    "call na: nobody there",
    "note: a colleague says they are rebuilding there",
];

const GERMAN_TITLES: [&str; 5] =
    ["nachfassen", "Angebot schicken", "Muster schicken", "Termin bestätigen", "nach der Lieferung fragen"];

const ENGLISH_TITLES: [&str; 5] =
    ["ask what they decided", "send offer", "send samples", "confirm the date", "ask how the delivery went"];
