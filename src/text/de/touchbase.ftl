# Deutsch. Dieselben Schlüssel in derselben Reihenfolge wie im englischen Katalog.

## Screens
screen-agenda = Agenda
screen-contacts = Kontakte
screen-companies = Firmen
screen-feedback = Rückmeldungen
screen-reports = Berichte

## Aktionen: ein Wort für die Fußzeile, eine Zeile für die Hilfe
action-log = erfassen
    .help = Festhalten, was mit den Gewählten war
action-follow-up = Wiedervorlage
    .help = Neue Wiedervorlage
action-feedback = Rückmeldung
    .help = Neue Rückmeldung: Lob, Beschwerde, Wunsch
action-order = Auftrag
    .help = Neuer Auftrag: was gekauft wurde, und für wie viel
action-snooze = zurückstellen
    .help = Zurückstellen: bis zu einem Tag ausblenden
action-ask = befragen
    .help = Vermerken, dass sie um eine Umfrage gebeten werden
action-scores = Noten
    .help = Was die Noten der Umfragen ergeben, Monat für Monat
action-health = Gesundheit
    .help = Wie die Beziehung steht, und warum
action-topics = Themen
    .help = Wie oft jedes Thema genannt wurde, nach Art
action-spread = verteilen
    .help = Was sich staut, auf Arbeitstage verteilen
action-reports = Berichte
    .help = Berichte: was die Geschichte aller sagt
action-month = Kalender
    .help = Kalender: ein Monat, und wen jeder Tag bringt
action-today = heute
    .help = Zu heute
action-done = erledigt
    .help = Erledigt: Wiedervorlage, Beschwerde, Geburtstag
action-filter = suchen
    .help = Diese Liste beim Tippen filtern
action-search = alles suchen
    .help = Alles Gesagte durchsuchen
action-palette = Palette
    .help = Palette: Aktionen, Kontakte, Firmen, Entwürfe beim Namen
action-note = Notiz
    .help = Neue Notiz
action-off = weg
    .help = Von der Agenda: heute, bis zu einem Tag oder ganz
action-log-other = für andere
    .help = Für jemand anderen erfassen: wählen, dann die Zeile
action-open = öffnen
    .help = Öffnen
action-back = zurück
    .help = Eine Schicht zurück: Fenster, Filter, Ansicht
action-add = neu
    .help = Kontakt anlegen; bei den Firmen eine Firma
action-add-company = neue Firma
    .help = Firma anlegen
action-add-first = neu
    .help = Kontakt anlegen
action-edit = bearbeiten
    .help = Kontakt bearbeiten
action-edit-text = Editor
    .help = Text, sonst Notizen, in $EDITOR ändern
action-move = umhängen
    .help = Interaktion umhängen, Firma wechseln, zwei zusammenführen
action-merge = zusammenführen
    .help = Dieses Paar zusammenführen: ein sicheres sofort
action-not-same = nicht dieselbe
    .help = Nicht dieselben: wird dauerhaft vermerkt
action-merge-certain = alle sicheren zusammenführen
    .help = Alle sicheren Paare in einem Schritt zusammenführen
action-duplicates = Dubletten
    .help = Kontakte, die dieselbe Person sein können, zusammenführen
action-delete = löschen
    .help = Löschen; mit Verlauf wird erst das Archiv angeboten
action-import = importieren
    .help = Kontakte aus einer Datei importieren
action-left = Ansicht zurück
    .help = Die Ansicht davor; bei den Feldern: was hier steht, bleibt
action-right = Ansicht weiter
    .help = Die nächste Ansicht; bei den Feldern: was die Datei sagt
action-leave-out = weglassen
    .help = Markiertes oder Gewähltes weglassen oder wieder hereinnehmen
action-take-new = als neu
    .help = Als neu hereinnehmen, wem auch immer es gleicht
action-take-into = zuordnen
    .help = Jemandem zuordnen, der schon da ist
action-take-file = Datei gilt
    .help = Die Werte der Datei gelten, in allen Feldern oder diesem
action-keep-here = hier gilt
    .help = Was hier steht, bleibt, in allen Feldern oder diesem
action-for-all = für alle
    .help = Für alle Zeilen einer Art auf einmal entscheiden
action-as-before = wie vorgesehen
    .help = Entschiedenes zurücknehmen; bei Tabellenspalten: neu raten
action-columns = Spalten
    .help = Was die Spalten der Tabelle bedeuten
action-change-column = ändern
    .help = Ändern, was eine Spalte bedeutet oder wie gelesen wird
action-save-mapping = speichern
    .help = Die Spalten unter einem Namen speichern
action-load-mapping = gespeicherte
    .help = Gespeicherte Spalten nehmen
action-export = exportieren
    .help = Exportieren: so macht es die Befehlszeile
export-how = Exportiert wird auf der Befehlszeile: touchbase export --format vcard -o kontakte.vcf, oder csv, ics, oder json für alles
action-back-up = sichern
    .help = Jetzt sichern: alle Daten in eine Datei
action-check = prüfen
    .help = Daten prüfen: jede Datei, und ob alle zusammenpassen
action-mended = Schäden
    .help = Was nach einem Schaden instand gesetzt ist und was fehlt
action-tags = Tags
    .help = Tags ändern
action-pin = anheften
    .help = Interaktion ans Briefing heften oder lösen
action-undo = zurücknehmen
    .help = Das Letzte zurücknehmen
action-redo = wiederherstellen
    .help = Zurückgenommenes wiederherstellen
action-mark = markieren
    .help = Markieren und weiter; Verben gelten dann allen
action-mark-range = Bereich
    .help = Einen Bereich markieren
action-mark-all = alle markieren
    .help = Alles Gelistete markieren, oder alle diese Marken wegnehmen
action-next-pane = nächster Bereich
    .help = Nächster Bereich; Verben gelten dem dort Gewählten
action-previous-pane = voriger Bereich
    .help = Voriger Bereich
action-down = abwärts
    .help = Abwärts
action-up = aufwärts
    .help = Aufwärts
action-first = Anfang
    .help = Zum Anfang
action-last = Ende
    .help = Zum Ende
action-half-down = halb abwärts
    .help = Eine halbe Seite abwärts
action-half-up = halb aufwärts
    .help = Eine halbe Seite aufwärts
action-page-down = Seite abwärts
    .help = Eine Seite abwärts
action-page-up = Seite aufwärts
    .help = Eine Seite aufwärts
action-backward = rückwärts
    .help = Zurück zu dem, was vorher besucht war
action-forward = vorwärts
    .help = Wieder vorwärts zu dem, was danach besucht war
action-previous-view = vorige Ansicht
    .help = Bildschirm, Ansicht oder Filter davor, und zurück
action-zoom = vergrößern
    .help = Nur dieser Bereich; noch einmal: der andere oder beide
action-narrower = kleiner
    .help = Trennlinie nach links oder oben: der erste Bereich kleiner
action-wider = größer
    .help = Trennlinie nach rechts oder unten: der erste Bereich größer
action-usual-split = übliche Größe
    .help = Trennlinie zurück, wo sie üblicherweise steht
action-scroll-down = weiter
    .help = Briefing abwärts; in einem Kontakt: der nächste
action-scroll-up = zurück
    .help = Briefing aufwärts; in einem Kontakt: der vorige
action-agenda = Agenda
    .help = Agenda
action-contacts = Kontakte
    .help = Kontakte
action-companies = Firmen
    .help = Firmen
action-company = Firma
    .help = Die Firma des gewählten Kontakts
action-all-feedback = Rückmeldungen
    .help = Rückmeldungen: Beschwerden, Lob, Wünsche, Umfragen
action-copy = kopieren
    .help = Mailadresse oder Telefonnummer kopieren
action-open-link = aufrufen
    .help = Mail, Seite oder Anruf auf dem Desktop öffnen
action-consent = Einwilligung
    .help = Einwilligung je Kanal: erteilt, widerrufen, unbekannt
action-mouse = Maus
    .help = Maus: ein oder aus bis zum Beenden
action-theme = Thema
    .help = Thema: die Farben, beim Wählen gleich zu sehen
action-views = Ansichten
    .help = Ansichten der Liste: eine wählen, die Liste so speichern
action-sort = sortieren
    .help = Nach einer Spalte sortieren; noch einmal dieselbe kehrt um
action-list-columns = Spalten
    .help = Spalten der Liste: zeigen, verbergen, ordnen, Breite
action-quit = beenden
    .help = Zurück; auf der Agenda beenden
action-help = Hilfe
    .help = Hilfe: alle Tasten dieser Ansicht
## Days
month-short = { $month ->
    [1] Jan
    [2] Feb
    [3] Mär
    [4] Apr
    [5] Mai
    [6] Jun
    [7] Jul
    [8] Aug
    [9] Sep
    [10] Okt
    [11] Nov
   *[12] Dez
}
weekday-short = { $weekday ->
    [1] Mo
    [2] Di
    [3] Mi
    [4] Do
    [5] Fr
    [6] Sa
   *[7] So
}
day-of-year = { $day }. { $month }
day-since = seit { $day }
day-near = { $weekday } { $day }.
day-with-year = { $day }. { $month } { $year }
day-today = heute
day-tomorrow = morgen
day-yesterday = gestern
day-ahead = in { $days } T
day-ago = vor { $days } T
day-late = { $days } T überfällig
span-days = { $count } T
span-weeks = { $count } W
span-months = { $count } M
span-years = { $count } J
span-every = alle { $span }
span-at-most = höchstens { $touches } in { $span }
span-ceiling = { $touches } in { $span }

## Names of things
kind-call = Anruf
kind-mail = Mail
kind-meeting = Treffen
kind-video = Video
kind-chat = Chat
kind-visit = Besuch
kind-letter = Brief
kind-social = Social
kind-event = Veranstaltung
kind-note = Notiz
said-notes = Notizen
said-order = Auftrag
said-answer = Antwort
direction-in = eingehend
direction-out = ausgehend
outcome-reached = erreicht
outcome-no-answer = nicht erreicht
outcome-left-message = Nachricht hinterlassen
interaction-automatic = automatisch
interaction-is-automatic = nein, automatisch versandt
interaction-is-personal = ja, persönlich geschrieben
stage-lead = Interessent
stage-occasional = gelegentlich
stage-regular = Stammkunde
stage-key = Schlüsselkunde
stage-dormant = ruhend
stage-former = ehemalig
tier-named = Stufe { $tier }
form-du = du
form-sie = Sie
channel-phone = Telefon
channel-mail = Mail
channel-video = Video
channel-chat = Chat
channel-visit = Besuch
channel-letter = Brief
channel-social = Social
consent-given = erteilt
consent-withdrawn = widerrufen
consent-unknown = unbekannt
purpose-contract = Vertrag
purpose-service = Betreuung
purpose-marketing = Werbung
purpose-survey = Umfrage
consent-all = alle
consent-do-not-contact = nicht kontaktieren
consent-none = { $who } hat noch nichts entschieden.
feedback-praise = Lob
feedback-complaint = Beschwerde
feedback-wish = Wunsch
feedback-survey = Umfrage
feedback-open = offen
feedback-acknowledged = bestätigt
feedback-resolved = gelöst
feedback-told = abgeschlossen
feedback-asked = befragt
severity-minor = gering
severity-serious = ernst
severity-critical = kritisch
promise-check-back = nachfragen
promise-call-back = zurückrufen, { $score } von 10
report-percent = { $percent } %
report-not-yet = offen
report-nothing = In dieser Zeit ist nichts zu zählen.
report-by-touches = Noch ist kein Auftrag bekannt, deshalb zählen Kontakte statt Käufe.
report-retention = Bindung und Abwanderung je Monat: wer bleibt, wer verloren geht
    .short = Bindung
report-retention-month = Bindung und Abwanderung je Monat
report-retention-month-says = Aktiv ist, wer innerhalb von { $within } gekauft hat ([reports] active); Kunde ist die Firma, sonst der Kontakt. Geblieben und verloren sind Anteile derer, die zu Beginn des Monats aktiv waren; zurück ist, wer früher schon aktiv war. Der letzte Monat reicht bis heute. Hinter einem Monat stehen erst die Verlorenen, dann die Zurückgewonnenen, dann die Neuen.
report-cohorts = Kohorten nach dem Quartal des ersten Kaufs: wer wieder kaufte, wer noch aktiv ist
    .short = Kohorten
report-cohorts-again = Wieder gekauft, nach dem Quartal des ersten Kaufs
report-cohorts-again-says = Der Anteil dieser Kunden, die innerhalb von so vielen Monaten nach dem ersten Kauf an einem späteren Tag wieder kauften. Offen ist er, solange diese Zeit für jemanden des Quartals läuft.
report-cohorts-active = Noch aktiv, nach dem Quartal des ersten Kaufs
report-cohorts-active-says = Der Anteil derselben Kunden, die so viele Monate nach dem ersten Kauf durch einen späteren aktiv waren, innerhalb von { $within } davor; der erste allein hält niemanden.
report-win-backs = Zurückgewonnene: wer verloren war und wiederkam, nach wie langer Zeit, wodurch
    .short = Rückgewinnung
report-lost = Verloren je Monat, und seither zurückgewonnen
report-lost-says = Verloren ist, wer innerhalb von { $within } nichts gekauft hat ([reports] active). Zurückgewonnen ist, wer bis heute wieder kaufte: In den letzten Monaten war dafür weniger Zeit. Nach: der Median der Tage vom Verlust bis zu diesem Kauf.
report-brought-back = Wodurch sie zurückkamen
report-brought-back-says = Bei denen, die in dieser Zeit zurückkamen, die Art des letzten Kontakts nach dem Kauf davor, spätestens am Tag der Rückkehr.
report-won-back = Wer zurückkam
report-won-back-says = Wer in dieser Zeit zurückkam, die letzten zuerst.
report-revenue = Anteil am Umsatz: was die besten Kunden bringen
    .short = Umsatzanteile
report-revenue-tenths = Umsatz nach Zehnteln der Kunden
report-revenue-tenths-says = Kunden nach dem, was sie kauften, abzüglich dessen, was sie zurückgaben, in den letzten 12 Monaten, wenn kein anderer Tag genannt ist; die besten zuerst, in zehn Teilen. Bis hier: der Anteil eines Zehntels und derer davor. Wer so viel zurückgab, wie er kaufte, oder mehr, zählt in keinem Anteil. Bei weniger als { $few } Kunden steht keiner da.
report-quiet = Stille große Kunden: wer viel bringt und lange keinen Kontakt hatte
    .short = Stille Großkunden
report-quiet-accounts = Stille große Kunden
report-quiet-accounts-says = Von den ersten drei Zehnteln der Kunden nach Umsatz die, zu denen länger kein Kontakt war, als ihr Rhythmus sagt, ohne Rhythmus { $days }. Wo keine Tage stehen, gab es noch keinen Kontakt. Weggelassen ist, wer archiviert, ehemalig oder nicht zu kontaktieren ist.
report-head-active-before = zu Beginn
report-head-kept = geblieben
report-head-lost = verloren
report-head-new = neu
report-head-won-back = zurück
report-head-active-after = am Ende
report-head-retention = Bindung
report-head-churn = Abgang
report-head-customers = Kunden
report-head-months = { $months } Mon.
report-head-back-since = zurück
report-head-away = nach
report-head-lost-on = verloren
report-head-back-on = zurück
report-head-last-touch = letzter Kontakt
report-head-revenue = Umsatz
report-head-share = Anteil
report-head-up-to = bis hier
report-head-since-touch = still seit
report-head-rhythm = Rhythmus
report-head-follow-up = Wiedervorlage
report-tenth = { $tenth }. Zehntel
report-all = alle
report-gave-back = zurückgegeben
report-no-touch = kein Kontakt
report-found-kept = Von { $of } Kunden, die zu Beginn von { $since } aktiv waren, sind es noch { $kept }: { $share }.
report-found-bought-again = Von { $of } Kunden, deren erstes Jahr vorbei ist, kauften { $again } darin wieder: { $share }.
report-found-won-back = Von { $of } in dieser Zeit Verlorenen kamen { $back } zurück: { $share }.
report-found-won-back-after = Von { $of } in dieser Zeit Verlorenen kamen { $back } zurück: { $share }, nach { $days } (Median).
report-found-best = Die besten 30 % ({ $best } von { $of } Kunden) bringen { $share } des Umsatzes; die Faustregel sagt 65 %.
report-found-quiet = Still: { $quiet } der { $of } größten Kunden.
report-touches = Kontakte je Woche und Art: wie oft, und von wem sie ausgingen
    .short = Kontakte
report-touches-week = Kontakte je Woche
report-touches-week-says = Als Kontakt zählen weder Notizen noch Anrufe, die niemanden erreichten, noch automatische Mails. Die letzte Woche läuft noch.
report-touches-kind = Kontakte je Art
report-touches-kind-says = Dieselben Wochen zusammen. Erreicht: der Anteil der Versuche, die jemanden erreichten; unter { $few } Versuchen steht er nicht da.
report-head-touches = Kontakte
report-head-contacts = Personen
report-head-ours = von uns
report-head-theirs = von ihnen
report-head-tried = versucht
report-head-reached = erreicht
report-found-started = Von { $of } Kontakten, bei denen man es weiß, gingen { $share } von uns aus.
report-agenda = Agenda eingehalten oder versäumt, je Monat: wer rechtzeitig kontaktiert wurde
    .short = Agenda eingehalten
report-agenda-month = Agenda eingehalten oder versäumt, je Monat
report-agenda-month-says = Ein Kontaktrhythmus wird fällig, wenn er seit dem letzten Kontakt verstrichen ist (ohne Kontakt: seit dem Anlegen), am nächsten Arbeitstag; eine spätere Wiedervorlage verschiebt den Tag. Pünktlich: bis dahin ein Kontakt; zu spät: danach; versäumt: bis heute nicht. Frühere Rhythmen sind nicht bekannt: Es gilt der heutige, und wer heute keinen hat, zählt nicht mit. Der Verzug ist der Median in Tagen. Unter { $few } Fällen stehen weder Anteil noch Median da.
report-promises = Gehaltene Zusagen je Monat und Kunde
    .short = Zusagen
report-promises-month = Gehaltene Zusagen je Monat
report-promises-month-says = Wiedervorlagen in dem Monat, in dem sie fällig sind; verschobene in dem des neuen Tages. Pünktlich: bis zu diesem Tag erledigt; zu spät: danach; überfällig: noch offen, obwohl der Tag vorbei ist. Gehalten: der pünktliche Anteil ohne die abgesagten. Der Verzug ist der Median in Tagen. Unter { $few } Fällen steht beides nicht da.
report-promises-customer = Nicht gehaltene Zusagen je Kunde
report-promises-customer-says = Dieselben Monate zusammen: Kunden, bei denen die meisten Zusagen zu spät oder noch überfällig sind. Der Kunde ist die Firma, in der sie heute arbeiten, sonst der Kontakt.
report-complaints = Antwortzeit bei Beschwerden je Monat
    .short = Beschwerden
report-complaints-month = Antwortzeit bei Beschwerden je Monat
report-complaints-month-says = Beschwerden in dem Monat, in dem sie kamen. Beantwortet: Der Kunde weiß, was daraus wurde. Pünktlich: bis zum zugesagten Tag, ohne Zusage binnen zwei Tagen; der Anteil an denen, die beantwortet sind oder deren Tag vorbei ist. Median und längste: Kalendertage von der Beschwerde bis zur Antwort. Unter { $few } Fällen stehen weder Anteil noch Median da.
report-scores = Net Promoter Score je Quartal und Monat mit seinem Bereich
    .short = Bewertungen
report-scores-quarter = Net Promoter Score je Quartal
report-scores-quarter-says = NPS: Anteil der Promotoren (9, 10) minus Anteil der Kritiker (0 bis 6), von -100 bis 100; 7 und 8 sind Passive. In 95 von 100 Fällen enthält der Bereich (von, bis) den Wert aller, die man hätte fragen können. Von jedem Kontakt zählt die letzte Antwort im Zeitraum. Zu wenig: unter { $few } Antworten.
report-scores-month = Net Promoter Score je Monat
report-scores-month-says = Dasselbe je Monat.
report-head-due = fällig
report-head-in-time = pünktlich
report-head-late = zu spät
report-head-missed = versäumt
report-head-past-due = überfällig
report-head-cancelled = abgesagt
report-head-not-kept = nicht gehalten
report-head-share-kept = gehalten
report-head-days-late = Verzug
report-head-complaints = Beschwerden
report-head-answered = beantwortet
report-head-open = offen
report-head-days-to-answer = Median
report-head-most-days = längste
report-head-answers = Antworten
report-head-promoters = Promotoren
report-head-passives = Passive
report-head-detractors = Kritiker
report-head-nps = NPS
report-head-nps-low = von
report-head-nps-high = bis
report-head-asked = befragt
report-found-agenda = Von { $of } fälligen Kontakten kamen { $share } pünktlich zustande.
report-found-promises = Von { $of } Zusagen wurden { $share } pünktlich gehalten.
report-found-complaints = Von { $of } Beschwerden wurden { $share } pünktlich beantwortet.
reports-nobody = In dieser Zeile ist niemand gezählt.
reports-whose = { $label } · { $count } · { $report }
reports-hint-type = ein Name
reports-hint-whose = wer
reports-hint-open = Zahlen
reports-hint-sections = Abschnitt
reports-hint-list = Berichte
reports-too-few = Zu wenige Fälle für ein Bild: in jeder Zeile unter { $few }.
reports-stopped = Abgebrochen. { $key } rechnet neu.
survey-asked-on = zuletzt befragt { $day }
survey-no-channel = ohne Mail, Telefon und Einwilligung
survey-heads = Zeitraum | Antworten | Promotoren | Passive | Kritiker | NPS | 95-%-Bereich | befragt
survey-interval = { $low } bis { $high }
survey-quarter = { $year } Q{ $quarter }
survey-too-few = zu wenig
survey-columns = Antw. | Prom. | Pass. | Krit. | NPS | 95-%-Bereich | befragt
survey-definition-short =
    NPS: Promotoren (9, 10) minus Kritiker (0 bis 6), von -100 bis 100.
    In 95 von 100 Fällen enthält der Bereich den Wert aller Befragbaren.
    Zu wenig: unter { $few } Antworten.
survey-title = Net Promoter Score
survey-ask-title = Umfrage für { $who }
survey-not-asked = Nicht zu befragen · { $why }
survey-nobody = Keine der { $count } Personen ist jetzt zu befragen: erst kürzlich befragt oder keine Einwilligung
survey-left-out-more = und { $count } weitere
survey-none = Noch keine Antworten auf Umfragen.
survey-definition =
    NPS: Anteil der Promotoren (9, 10) minus Anteil der Kritiker (0 bis 6), von
    -100 bis 100; 7 und 8 sind Passive. In 95 von 100 Fällen enthält der Bereich
    den Wert aller, die man hätte fragen können. Zu wenig: unter { $few } Antworten.
survey-left-out = { $count ->
    [one] Eine Person wird nicht befragt:
   *[other] { $count } werden nicht befragt:
}
error-survey-word = „{ $word }“ ist hier unbekannt: „touchbase survey ask KONTAKT“ vermerkt, wer befragt wird
error-survey-ask-only = --channel und --query gehen nur mit „survey ask“
error-survey-times-only = --by und --since gehen nicht mit „survey ask“
complaint-severity = Schwere: { $severity }
complaint-owner = kümmert sich: { $who }
complaint-promise = zugesagt: { $what }
complaint-reply = mitgeteilt { $day }: { $what }
complaint-cause = Ursache: { $what }
complaint-goodwill = Kulanz: { $what }
feedback-not-told = Kunde nicht informiert
feedback-told-on = informiert { $day }
feedback-due = fällig { $day }
follow-up-open = offen
follow-up-done = erledigt
follow-up-cancelled = abgesagt
follow-up-untitled = Wiedervorlage
section-now = Jetzt
section-rhythm = Rhythmus
section-next = { $days ->
    [one] Nächster Tag
   *[other] Nächste { $days } Tage
}
section-touched = Heute kontaktiert

## The calendar
month-title = { $month ->
    [1] Januar { $year }
    [2] Februar { $year }
    [3] März { $year }
    [4] April { $year }
    [5] Mai { $year }
    [6] Juni { $year }
    [7] Juli { $year }
    [8] August { $year }
    [9] September { $year }
    [10] Oktober { $year }
    [11] November { $year }
   *[other] Dezember { $year }
}
month-week = KW
month-off = frei
month-nobody = An diesem Tag kommt niemand.
month-past = Dieser Tag ist vorbei. Was überfällig ist, steht unter heute.
month-hint-days = Tage
month-hint-list = Liste
month-hint-month = Monat
feast-new-year = Neujahr
feast-second-of-january = 2. Januar
feast-epiphany = Heilige Drei Könige
feast-candlemas = Mariä Lichtmess
feast-st-brigid = St. Brigid
feast-womens-day = Frauentag
feast-st-joseph = Josefstag
feast-st-patrick = St. Patrick
feast-naefels = Näfelser Fahrt
feast-maundy-thursday = Gründonnerstag
feast-good-friday = Karfreitag
feast-easter = Ostern
feast-easter-monday = Ostermontag
feast-liberation-day = Tag der Befreiung
feast-kings-day = Königstag
feast-labour-day = Tag der Arbeit
feast-victory-day = Tag des Sieges
feast-europe-day = Europatag
feast-ascension = Himmelfahrt
feast-whit-sunday = Pfingsten
feast-whit-monday = Pfingstmontag
feast-corpus-christi = Fronleichnam
feast-midsummer-eve = Mittsommerabend
feast-midsummer = Mittsommer
feast-peter-and-paul = Peter und Paul
feast-cyril-and-methodius = Kyrill und Method
feast-jan-hus = Jan Hus
feast-national-day = Nationalfeiertag
feast-boyne = Schlacht am Boyne
feast-assumption = Mariä Himmelfahrt
feast-nativity-of-mary = Mariä Geburt
feast-childrens-day = Weltkindertag
feast-day-of-fasting = Bettag
feast-brother-klaus = Bruder Klaus
feast-st-francis = Franz von Assisi
feast-reformation = Reformationstag
feast-all-saints = Allerheiligen
feast-armistice = Waffenstillstand
feast-repentance = Buß- und Bettag
feast-st-andrew = St. Andreas
feast-immaculate = Mariä Empfängnis
feast-christmas-eve = Heiligabend
feast-christmas = Weihnachten
feast-second-christmas = 2. Weihnachtstag
feast-new-years-eve = Silvester
feast-bank-holiday = Bankfeiertag
feast-martin-luther-king = Martin Luther King
feast-presidents = Presidents' Day
feast-memorial = Memorial Day
feast-juneteenth = Juneteenth
feast-columbus = Columbus Day
feast-veterans = Veterans Day
feast-thanksgiving = Thanksgiving

## Piles spread over days
count-complaints = { $count ->
    [one] 1 Beschwerde
   *[other] { $count } Beschwerden
}
count-follow-ups = { $count ->
    [one] 1 Wiedervorlage
   *[other] { $count } Wiedervorlagen
}
count-retries = { $count ->
    [one] 1 neuer Versuch
   *[other] { $count } neue Versuche
}
count-birthdays = { $count ->
    [one] 1 Geburtstag
   *[other] { $count } Geburtstage
}
count-cadences = { $count } nach Rhythmus
spread-day = { $day } · { $all } fällig, davon { $come } von hier
spread-day-none = { $day } · { $all } fällig
spread-stay = Bleiben, wo sie sind { $count }
spread-left = Kein Platz { $count }
spread-stay-why = bleibt, wo es ist: { $what }
spread-left-why = kein Platz für { $count }: mehr Tage, oder mehr am Tag
spread-times = { $count } mit Uhrzeit
spread-recurring = { $count } wiederkehrend
spread-title = { $count } vom { $day } verteilen
spread-what = Auf { $days } Arbeitstage sind das { $most } am Tag. Was warten muss, ist bis dahin zurückgestellt; Fälligkeiten bleiben.
field-spread-days = Auf
field-spread-days-hint = 5, oder bis fr; leer: so viele Tage wie nötig
field-spread-most = Höchstens am Tag
field-spread-most-hint = so wenige wie nötig
spread-over-days = { $count ->
    [one] 1 Arbeitstag
   *[other] { $count } Arbeitstage
}
spread-no-days = 1 bis { $most } Tage
spread-no-most = eine Zahl ab 1
spread-nobody-goes = so geht niemand anderswohin
spread-verb = verteilen
spread-more-days = … und { $count } weitere Tage bis { $day }
spread-pile = { $count } sind nach deinen freien Tagen fällig: { $key } verteilt sie auf Arbeitstage
spread-nothing = Nichts davon kann auf einen anderen Tag.

## Reasons on the agenda
reason-complaint = Beschwerde
reason-complaint-text = Beschwerde: { $text }
reason-birthday = Geburtstag
reason-birthday-age = Geburtstag ({ $age })
reason-birthday-early = { $birthday } am { $day }
reason-birthday-missed = { $birthday }, war { $day }
reason-retry = { $outcome } { $day }, nochmal versuchen
reason-retry-instead = { $tries } Mal nicht erreicht, stattdessen { $channel } versuchen
reason-retry-other = { $tries } Mal nicht erreicht, einen anderen Weg versuchen
reason-snoozed = zurückgestellt bis { $day }
reason-rhythm-last = { $every }, zuletzt { $kind } { $day }
reason-account = Firma: seit { $days } niemand kontaktiert, { $every }
reason-account-never = Firma: noch niemand kontaktiert, { $every }
reason-account-short = Firma { $every }
reason-lead = Interessent, noch nie kontaktiert
reason-lead-short = neu: Interessent
last-imported = letzter Kontakt { $day } (aus dem Import)
last-imported-day = { $day } (aus dem Import)
reason-rhythm-never = { $every }, noch nie kontaktiert

## What a set did
label-add = { $who } angelegt
label-edit = { $who } geändert
label-edit-what = { $what } geändert · { $who }
label-delete = { $who } gelöscht
label-delete-what = { $what } gelöscht · { $who }
label-archive = { $who } archiviert
label-unarchive = Aus dem Archiv geholt: { $who }
label-log = Etwas mit { $who } erfasst
label-log-several = { $kind ->
    [call] { $count } Anrufe mit { $who } erfasst
    [mail] { $count } Mails mit { $who } erfasst
    [meeting] { $count } Treffen mit { $who } erfasst
    [visit] { $count } Besuche mit { $who } erfasst
   *[other] { $count } Interaktionen mit { $who } erfasst
}
label-log-kind = { $kind } mit { $who } erfasst
label-note = Notiert: { $what } · { $who }
label-follow-up = Wiedervorlage { $what } am { $day } · { $who }
label-feedback = Rückmeldung: { $what } · { $who }
label-ask = Um eine Umfrage gebeten · { $who }
label-ask-topic = Um eine Umfrage gebeten: { $what } · { $who }
label-order = Auftrag vermerkt: { $what } · { $who }
label-done = Erledigt: { $what } · { $who }
label-acknowledge = Eingang bestätigt: { $what } · { $who }
label-tell = Kunde informiert am { $day }: { $what } · { $who }
label-reply = Zwischenbescheid am { $day }: { $what } · { $who }
label-reopen = Wieder offen: { $what } · { $who }
label-congratulate = Zum Geburtstag gratuliert · { $who }
label-snooze = Zurückgestellt bis { $day } · { $who }
label-snooze-what = { $what } zurückgestellt bis { $day } · { $who }
label-spread = Verteilt bis { $day } · { $who }
label-off = Bis { $day } von der Agenda genommen · { $who }
label-no-rhythm = Kein Kontaktrhythmus mehr · { $who }
label-do-not-contact = Nicht mehr kontaktieren · { $who }
label-do-not-contact-until = Bis { $day } nicht kontaktieren · { $who }
label-former = Ab jetzt ehemalig · { $who }
label-rhythm = Kontaktrhythmus gesetzt · { $who }
label-tag = Tags geändert · { $who }
label-tag-what = Tags { $what } · { $who }
label-pin = { $what } angeheftet · { $who }
label-unpin = { $what } nicht mehr angeheftet · { $who }
label-move-nowhere = Nicht mehr bei der Firma · { $who }
label-move-company = Jetzt bei { $company } · { $who }
label-move-from = { $what } von { $from } zu { $to } umgehängt
label-along-went = kam mit: { $what }
label-along-open = wieder offen: { $what }
label-along-gone = zurückgenommen, schon vorhanden: { $what }
label-along-done = vielleicht dadurch erledigt, bleibt erledigt: { $what }
label-add-person = War dabei: { $what } · { $who }
label-merge-into = { $who } mit { $into } zusammengeführt
label-merge = { $who } zusammengeführt
label-tell-apart = Nicht dieselben: { $who }
label-consent = Einwilligung vermerkt · { $who }
label-consent-what = Einwilligung vermerkt: { $what } · { $who }
pairs-mail = gleiche Mail
pairs-shared-mail = gleiches Sammelpostfach
pairs-mobile = gleiche Mobilnummer
pairs-phone = gleiche Telefonnummer
pairs-name = gleicher Name
pairs-name-spelled = gleicher Name: { $words }
pairs-name-similar = ähnlicher Name: { $words }
pairs-other-family = anderer Nachname: { $words }
pairs-name-part = Name zum Teil gleich
pairs-name-part-of = Name zum Teil gleich: { $part }
pairs-archived = { $who } ist archiviert
pairs-company = gleiche Firma
pairs-web = gleiche Webseite
pairs-birthday = gleicher Geburtstag
pairs-but = aber: { $what }
pairs-other-consent = Einwilligungen widersprechen sich
pairs-other-birthday = anderer Geburtstag
pairs-other-company = andere Firma
pairs-other-mail = andere Mail
pairs-other-phone = andere Telefonnummer
pairs-other-role = andere Funktion
pairs-other-language = andere Sprache
pairs-other-id = andere Kennung derselben Quelle
label-import = { $who } importiert
label-sample = Beispieldaten
label-lost = Durch Schaden an den Dateien verloren
label-repair = Daten instand gesetzt
label-restore = { $who } zurückgespielt
label-migrate = Daten auf Version { $who } gebracht
label-interaction = { $kind } vom { $day }
label-field = { $field ->
    [name] Name
    [name_parts] Name
    [given_name] Vorname
    [middle_name] weitere Vornamen
    [family_name] Nachname
    [honorific] Titel
    [name_suffix] Namenszusatz
    [nickname] Spitzname
    [jobs] Stelle
    [job] Stelle
    [company] Firma
    [role] Rolle
    [department] Abteilung
    [industry] Branche
    [size] Größe
    [mails] Mail
    [email] Mail
    [phones] Telefon
    [phone] Telefon
    [addresses] Adresse
    [address] Adresse
    [handles] Web
    [web] Web
    [birthday] Geburtstag
    [salutation] Anrede
    [address_form] du oder Sie
    [form] du oder Sie
    [language] Sprache
    [preferred_channel] Kanal
    [channel] Kanal
    [tier] Stufe
    [stage] Stand
    [tags] Tags
    [tag] Tags
    [cadence] Kontaktrhythmus
    [every] Kontaktrhythmus
    [key_contact] Hauptkontakt
    [deputy] Vertretung
    [ceiling] Obergrenze
    [do_not_contact] Kontaktsperre
    [dnc] Kontaktsperre
    [archived] Archiv
    [owner] Zuständigkeit
    [source] Herkunft
    [referred_by] Empfehlung
    [notes] Notizen
    [added] Tag der Aufnahme
    [ids] Ids anderswo
    [fields] freie Felder
    [title] Titel
    [due] Tag
    [at] Tag und Uhrzeit
    [day] Tag
    [time] Uhrzeit
    [recurs] Wiederholung
    [snoozed_until] Zurückstellung
    [retry] neuer Versuch
    [off_until] Pause von der Agenda
    [congratulated] Glückwunsch
    [with] Beteiligte
    [contact] Kontakt
    [amount] Betrag
    [currency] Währung
    [what] Was
    [reference] Beleg
    [direction] Richtung
    [outcome] Ergebnis
    [purpose] Zweck
    [worth] Nutzen für den Kunden
    [minutes] Minuten
    [text] Text
    [topics] Themen
    [pinned] Anheftung
    [kind] Art
    [topic] Thema
    [score] Note
    [promised] zugesagter Tag
    [state] Zustand
    [answer] Antwort
    [severity] Schwere
    [promise] Zusage
    [replies] Zwischenbescheide
    [cause] Ursache
    [goodwill] Kulanz
    [about] Rückmeldung
    [resolved] Tag der Lösung
    [told] Tag der Rückmeldung
    [closed] Tag des Abschlusses
    [how] Herkunft der Einwilligung
   *[other] Einzelheiten
}
label-files = { $name } und { $more ->
    [one] 1 weitere Datei
   *[other] { $more } weitere Dateien
}
label-and-more = { $names } und { $more ->
    [one] 1 weiterer
   *[other] { $more } weitere
}
label-and-more-with = { $names } und { $more ->
    [one] einer weiteren Person
   *[other] { $more } weiteren Personen
}
whom-many = { $count } Kontakte: { $names }
whom-unseen = { $name }, ausgefiltert
whom-many-unseen = { $count } Kontakte, { $unseen } davon ausgefiltert: { $names }
label-records = { $count ->
    [one] 1 Eintrag
   *[other] { $count } Einträge
}

## Die Palette, und wie Aktionen dort noch heißen
palette-title = Palette
palette-placeholder = eine Aktion, ein Kontakt, eine Firma, eine Wiedervorlage
palette-none = Hier gilt nichts mit diesem Namen. { $key } auf der Ansicht zeigt, was gilt.
place-contact = Ein Kontakt
place-company = Eine Firma
place-duplicates = Dubletten
place-month = Kalender
place-said = Suche
place-import = Ein Import
place-columns = Spalten einer Tabelle
palette-elsewhere = in: { $places }
palette-applies-elsewhere = { $what } · gilt in: { $places }
palette-do = ausführen oder öffnen
palette-contact = Kontakt
palette-view = Ansicht
palette-company = Firma
palette-follow-up = Wiedervorlage { $day }
palette-draft = Entwurf: { $what }
palette-draft-open = offen: { $session }
palette-draft-elsewhere = Dieser Entwurf öffnet sich wieder mit dem Formular, in dem er begonnen wurde.
also-log = Telefon, Telefonat, Anruf, anrufen, Mail, Treffen, Besuch, aufschreiben, festhalten, eintragen, Interaktion, Gespräch, telefonieren
also-log-other = jemand anders, eingehender Anruf, Anrufer, Telefon, Telefonat
also-follow-up = erinnern, Erinnerung, Aufgabe, Versprechen, Termin, fällig, planen, Rückruf, zurückrufen
also-done = fertig, abschließen, abhaken, lösen, schließen, gratulieren
also-snooze = umplanen, neu planen, anderer Tag, später, verschieben, aufschieben, ausblenden, warten, nicht jetzt, vertagen
also-sort = ordnen, Reihenfolge, aufsteigend, absteigend, sortieren
also-ask = Umfrage, Fragebogen, Rückmeldung erbitten
also-scores = Net Promoter Score, NPS, Umfrage, Promotoren, Kritiker
also-health = Gesundheit, Zustand, Zahl, warum gefährdet
also-topics = Themen, Stichworte, worüber Kunden sprechen
also-spread = Stau, aufteilen, entzerren, Urlaub, zu viel, verschieben
also-month = Monat, Tage, Vorschau, Monatsansicht
also-today = jetzt
also-feedback = Beschwerde, Lob, Wunsch, Umfrage, Meinung, Note, Sterne, Reklamation, Ärger
also-filter = finden, suchen, eingrenzen, wo ist, Filter
also-search = Verlauf, Gesagtes, Notizen, Volltext, alles, in Texten finden
also-note = Vermerk, Kommentar, notieren, Bemerkung, merken
also-off = nicht kontaktieren, ehemalig, archivieren, kein Rhythmus, von der Agenda nehmen, Pause, Sperre, darf wieder kontaktiert werden, freigeben
also-open = zeigen, Einzelheiten, ansehen, gehe zu
also-back = schließen, abbrechen, verlassen
also-add = neu, anlegen, Kontakt, Person, Kunde, hinzufügen
also-add-company = neue Firma, Firma hinzufügen, Organisation, Unternehmen, Betrieb
also-edit-text = vim, emacs, nano, externer Editor, langer Text, schreiben, EDITOR
also-edit = ändern, umbenennen, bearbeiten, Felder, Name, Telefonnummer, Mailadresse, Geburtstag, Stufe, Rhythmus, Einzelheiten
also-move = geben, falsche Person, umhängen, zusammenführen, Firma wechseln, verschieben
also-duplicates = Dubletten, Doppelte, dieselbe Person, zweimal, zusammenführen, aufräumen
also-delete = löschen, entfernen, wegwerfen, archivieren
also-import = laden, vCard, vcf, csv, Adressbuch, Datei, übernehmen
also-export = Export, vCard, csv, ics, Kalender, json, Sicherung, ausgeben, mitnehmen, speichern unter
also-back-up = Sicherung, Backup, Kopie, Datensicherung, aufbewahren
also-check = Prüfung, überprüfen, Integrität, Zustand, Schaden, Test, kontrollieren
also-mended = Schaden, beschädigt, kaputt, defekt, Instandsetzung, verloren, fehlt, Bericht, Reparatur
also-tags = Stern, Etikett, Kategorie, Gruppe, Schlagwort
also-pin = Stern, anheften, Favorit, wichtig, Fahne, festpinnen
also-undo = zurücknehmen, rückgängig, Fehler, Versehen
also-redo = noch einmal, wiederholen, wiederherstellen
also-mark = auswählen, mehrere, Auswahl, ankreuzen
also-mark-all = alles auswählen, alle, keine, Auswahl aufheben
also-pane = Fokus, wechseln, Überblick, Ansicht
also-trail = besucht, zuletzt, vorher, springen, wechseln, zurück
also-zoom = Zoom, Vollbild, maximieren, ganz
also-split = Aufteilung, Trennlinie, Breite, Höhe, teilen
also-agenda = heute, fällig, Anfang, Start, wer ist dran, morgens
also-contacts = Leute, Personen, Kunden, Liste, Adressbuch
also-companies = Organisationen, Unternehmen, Betriebe
also-reports = Zahlen, Statistik, Auswertung, Bindung, Abwanderung, Umsatz
also-company = Arbeitgeber, Unternehmen
also-all-feedback = Beschwerden, Lob, Wünsche, Umfragen, Reklamationen, Kritik
also-copy = Zwischenablage, Telefonnummer, Mailadresse
also-consent = abbestellen, abmelden, DSGVO, GDPR, Datenschutz, Erlaubnis, Widerruf, widerrufen, Opt-in, Opt-out, Werbung
also-open-link = Browser, Webseite, wählen, Mail schreiben, öffnen
also-mouse = Zeiger, Klick, Mausrad, Text markieren
also-theme = Farben, Farbschema, dunkel, hell, Darkmode, Aussehen, Hintergrund, Design, Kontrast, Theme
also-quit = beenden, verlassen, schließen, Ende
also-help = Tasten, Tastenkürzel, Anleitung, wie geht, Willkommen, Einführung, erste Schritte, Einstieg

## Suche in allem, was gesagt wurde
said-title = Alles Gesagte
said-count = Alles Gesagte: { $count } gefunden
said-count-so-far = Alles Gesagte: bisher { $count } gefunden, die Suche läuft …
said-placeholder = Wörter in beliebiger Folge; -Wort darf nicht vorkommen
said-how = Eintippen, was gesagt wurde: Interaktionen, Rückmeldungen und Notizen von allen, das Neueste zuerst. Jedes Wort beginnt ein Wort des Textes; ein Wort hinter einem Bindestrich darf nicht darin stehen.
said-nothing = Nichts Gesagtes passt.
said-goes-on = Die Suche läuft …
said-back = zurück, die Wörter bleiben

## The command line
cli-store-made = touchbase: in { $path } lagen noch keine Daten; dort ist nun ein neuer, leerer Bestand angelegt
cli-unchanged = Nichts hat sich geändert.
cli-once = Mit dem Schlüssel „{ $key }“ ist das schon geschehen, nichts geschieht noch einmal: { $said }
cli-redone = Wiederhergestellt: „{ $label }“
cli-undone = Zurückgenommen: „{ $label }“
cli-saved = { $said } · „touchbase undo“ nimmt es zurück
add-same-name = „{ $name }“ gibt es schon ({ $id }); ist es dieselbe Person?
add-same-mail = { $mail } ist die Mailadresse von { $name } ({ $id }); ist es dieselbe Person?
add-same-company = eine andere Firma heißt schon „{ $name }“ ({ $id }), jetzt sind es zwei: touchbase merge macht daraus eine
add-like-company = „{ $name }“ ({ $id }) ist vielleicht dieselbe Firma: dann macht touchbase merge aus beiden eine
add-likely = { $name } ({ $id }) ist vielleicht dieselbe Person: { $why }
add-likely-more = … und { $count } weitere vielleicht auch
pairs-companies-only = --certain und --apart sind für Kontakte
pairs-none-companies = Keine zwei Firmen sehen nach derselben aus.
pairs-how-companies = { $count ->
    [one] 1 Paar. touchbase move ID --into ID macht eine daraus, duplicates --kind company --not-same ID ID hält sie auseinander.
   *[other] { $count } Paare. touchbase move ID --into ID macht aus zweien eine, duplicates --kind company --not-same ID ID hält sie auseinander.
}
pairs-none = Keine zwei Kontakte sehen nach derselben Person aus.
pairs-none-apart = Von keinen zwei Kontakten ist gemerkt, dass sie nicht dieselben sind.
pairs-how = { $count ->
    [one] 1 Paar. touchbase merge ID --into ID führt sie zusammen, --not-same ID ID hält sie auseinander.
   *[other] { $count } Paare. touchbase merge ID --into ID führt zwei zusammen, --not-same ID ID hält sie auseinander.
}
pairs-merged = { $count ->
    [one] 1 Kontakt in einem anderen aufgegangen
   *[other] { $count } Kontakte in anderen aufgegangen
}
cli-log-head = Als Text der Art „{ $kind }“ gelesen. Ein Kopf endet mit einem Doppelpunkt: anruf: fragte nach Preisen
cli-log-worth = Was hat der Kunde davon? --worth TEXT hält es fest (--worth '' sagt, dass es nichts zu sagen gibt).
cli-log-does = Erledigt: { $title }
cli-log-feedback = Notiert: { $kind }: { $text }
cli-log-next = Als Nächstes: { $day } { $title }
log-mail-nobody = Keine dieser Adressen gehört zu einem Kontakt: { $mails }
log-mail-no-address = Außer den eigenen steht keine Adresse darin.
log-mail-before = Schon abgelegt ({ $id }).
log-mail-automatic = Eine automatische Antwort, Listen- oder Massenmail: abgelegt, zählt aber nicht als Kontakt.
log-mail-shared = { $mail } ist die Adresse mehrerer, alle sind beteiligt: { $who }
log-mail-broken = { $file }, Nummer { $number }: keine Mail
log-mail-numbers = { $read ->
    [one] Eine Mail
   *[other] { $read } Mails
} gelesen: { $new } neu, { $before } schon abgelegt, { $nobody } ohne bekannten Kontakt
log-mail-undated = Wann das geschrieben wurde, ist nicht zu erkennen: es steht beim heutigen Tag und zählt als Kontakt von heute: { $subject }
log-mail-no-subject = ohne Betreff ({ $who })
log-mail-is-new = neu
log-mail-is-before = schon abgelegt
log-mail-is-nobody = niemand bekannt
cli-also-company = Neue Firma: { $company }
cli-delete-with = Damit: { $what }.
cli-delete-people = { $count ->
    [one] 1 Kontakt bleibt ohne Firma
   *[other] { $count } Kontakte bleiben ohne Firma
}
cli-delete-interactions = { $count ->
    [one] 1 Interaktion
   *[other] { $count } Interaktionen
}
cli-delete-follow-ups = { $count ->
    [one] 1 Wiedervorlage
   *[other] { $count } Wiedervorlagen
}
cli-delete-feedback = { $count ->
    [one] 1 Rückmeldung
   *[other] { $count } Rückmeldungen
}
cli-delete-consents = { $count ->
    [one] 1 Einwilligung
   *[other] { $count } Einwilligungen
}
history-none = Noch hat sich nichts geändert.
history-more = Das sind die letzten { $count }; --limit zeigt mehr.
history-begins = Der Verlauf beginnt mit Satz { $set }: Was davor war, ist über 90 Tage her.
history-undo = Zurückgenommen (#{ $set }): { $label }
history-taken-back = { $label } (zurückgenommen)
history-is-taken-back = zurückgenommen
history-made = neu: { $what }
history-gone = gelöscht: { $what }
history-mark = Agenda
history-someone = jemand Gelöschtes
history-some-company = eine gelöschte Firma
made-in-screen = Bildschirm
made-in-screen-on = Bildschirm auf { $terminal }
made-in-process = { $place }, Prozess { $process }
made-in-verb = Befehlszeile
made-in-verb-on = Befehlszeile auf { $terminal }
cli-also-more = … und { $count } weitere
due-nobody = Niemand ist fällig.
due-without-rhythm = { $count ->
    [one] 1 Kontakt hat keinen Kontaktrhythmus.
   *[other] { $count } Kontakte haben keinen Kontaktrhythmus.
}
due-brief = { $count } fällig: { $names }
due-notice = touchbase: { $count } fällig
due-notified = { $count } fällig, gemeldet durch { $by ->
    [desktop] eine Meldung der Arbeitsumgebung
    [mail] eine Mail
   *[bell] die Glocke
}.
due-silent = Die Konfiguration nennt keinen Weg, es zu melden (notify.by).
notify-no-desktop = hier gibt es keine Arbeitsumgebung
notify-no-terminal = kein Terminal ist offen
notify-no-recipient = kein Empfänger
notify-no-program = { $name } ist nicht installiert
notify-no-answer = keine Antwort
list-nobody = Es ist niemand da.
search-nothing = Auf „{ $query }“ passt nichts.
search-cut = { $count } von { $all }; mehr mit --limit.
search-more = Die ersten { $count }; mehr mit --limit.
search-said = Gesagt: { $count ->
    [one] 1 Treffer
   *[other] { $count } Treffer
}
show-notes = Notizen
show-follow-ups = Wiedervorlagen
show-feedback = Rückmeldungen
topics-none = ohne Thema
topics-columns = Lob | Beschw. | Wünsche | Umfrag. | offen | warten
topics-title = Worüber Kunden sprechen
topics-heads = Thema | alle | Lob | Beschwerden | Wünsche | Umfragen | offen | zu informieren | zuletzt
show-orders = Aufträge
head-health = Gesundheit
head-band = Zustand
band-warm = warm
band-cooling = kühlt ab
band-at-risk = gefährdet
band-lost = verloren
health-rhythm = Rhythmus
health-trend = Verlauf
health-started = Anstoß
health-feedback = Rückmeldungen
health-complaints = Beschwerden
health-orders = Aufträge
health-promises = Zusagen
health-because-rhythm = { $days } seit dem letzten Kontakt, alle { $every }
health-because-trend = jetzt alle { $now }, sonst alle { $usual }
health-because-started = { $theirs } von { $count } Kontakten gingen von ihnen aus
health-because-feedback = { $count ->
    [one] was zuletzt gesagt wurde
   *[other] die letzten { $count }
}
health-because-no-complaints = keine offen
health-because-complaints = { $count } offen, davon { $late } überfällig
health-because-orders = { $days } seit dem letzten Kauf, sonst alle { $usual }
health-because-order = { $days } seit dem einzigen Kauf
health-because-promises = { $kept } von { $count } rechtzeitig gehalten
health-title = Gesundheit: { $name }
health-of-one = Die Gesundheit gilt einem Kontakt oder einer Firma.
fact-health = Gesundheit { $figure } ({ $key } warum)
health-figure = { $figure } von 100 · { $band }
health-before = vor { $days } { $figure }
health-sum = Das Mittel der Teile nach ihrem Gewicht: { $sum } / { $weight } = { $figure }
health-unknown = Es ist nichts bekannt, woraus eine Zahl würde: kein Rhythmus, keine Rückmeldung, kein Auftrag, keine Zusage.
health-nobody = Noch hat niemand eine Zahl: Es gibt keinen Rhythmus, keine Rückmeldung, keinen Auftrag und keine Zusage.
health-none-worse = Niemand steht schlechter da als vor { $days }.
health-counts = { $warm } warm, { $cooling } kühlen ab, { $risk } gefährdet, { $lost } verloren; von { $unknown } ist nichts bekannt
orders-last = zuletzt { $day } ({ $ago })
orders-median = alle { $days } (Median)
orders-every = alle { $days }
orders-purchases = { $count ->
    [one] 1 Kauf
   *[other] { $count } Käufe
}
orders-classes = A{ $r } H{ $f } W{ $v }
orders-total = { $count ->
    [one] 1 Kunde
   *[other] { $count } Kunden
}: { $revenue }
orders-of-no-contact = { $count ->
    [one] 1 Auftrag ist
   *[other] { $count } Aufträge sind
} nur von einer Firma: --by company
orders-of-no-company = { $count ->
    [one] 1 Auftrag ist
   *[other] { $count } Aufträge sind
} ohne Firma
orders-after = { $count ->
    [one] nach 1 Kauf
   *[other] nach { $count } Käufen
}
orders-again = { $again } von { $customers } kauften wieder
orders-regular-from = { $count ->
    [one] Kunden bleiben nach dem ersten Kauf.
   *[other] Kunden bleiben nach { $count } Käufen.
}
orders-regular-unknown = Zu wenige Kunden kauften wieder, um zu sagen, nach wie vielen Käufen sie bleiben.
orders-regular-meaning = Wieder gekauft: innerhalb von { $days } Tagen. Sie bleiben, wo mindestens die Hälfte das tut, von fünf oder mehr Kunden.
show-interactions = Verlauf
show-people = Kontakte
show-former = Früher oder nebenbei
show-was = ehemals
show-was-until = ehemals, bis { $day }
show-besides = neben einer anderen Stelle
show-open = Offen
show-since = Was seit { $day } geschah
show-nothing = Nichts.
show-more = { $count } weitere; alles mit --since
fact-id = Id
fact-job = Stelle
fact-mail = Mail
fact-phone = Telefon
fact-address = Adresse
fact-web = Web
fact-birthday = Geburtstag
fact-salutation = Anrede
fact-honorific = Titel
fact-form = du oder Sie
fact-nickname = Rufname
fact-foreign = auch behalten
relation-any = Beziehung
relation-spouse = Ehepartner
relation-partner = Partner
relation-child = Kind
relation-son = Sohn
relation-daughter = Tochter
relation-parent = Elternteil
relation-mother = Mutter
relation-father = Vater
relation-sibling = Geschwister
relation-brother = Bruder
relation-sister = Schwester
relation-friend = befreundet
relation-assistant = Assistenz
relation-manager = Führungskraft
relation-anniversary = Jahrestag
relation-date = Datum
of-work = geschäftlich
of-home = privat
of-mobile = mobil
of-work-mobile = mobil geschäftlich
of-home-mobile = mobil privat
of-main = Zentrale
of-fax = Fax
of-work-fax = Fax geschäftlich
of-home-fax = Fax privat
of-pager = Pager
of-web = Web
of-other = andere
fact-language = Sprache
fact-channel = bevorzugt
fact-tier = Stufe
fact-stage = Stand
fact-tags = Tags
fact-rhythm = Kontaktrhythmus
fact-ceiling = Obergrenze
fact-last-touch = letzter Kontakt
fact-consent = Einwilligung
fact-do-not-contact = nicht kontaktieren
fact-owner = zuständig
fact-source = Herkunft
fact-referred-by = empfohlen von
fact-added = angelegt
fact-name-parts = Namensteile
fact-archived = archiviert
fact-former-names = früher auch
fact-industry = Branche
fact-size = Größe
fact-until = bis { $day }
fact-yes = ja
fact-none = keiner
backup-done = { $path }: { $what }; geschrieben und zur Probe gelesen
error-backup-there = { $path } gibt es schon
hint-backup-there = Mit --force wird sie ersetzt; ohne Datei kommt die Sicherung nach backups/ im Datenverzeichnis.
error-backup-terminal = eine Sicherung ist kein Text für ein Terminal
hint-backup-terminal = Eine Datei nennen oder weiterleiten: touchbase backup - | ssh rechner 'cat > touchbase.jsonl.gz'
records-contacts = { $count ->
    [one] 1 Kontakt
   *[other] { $count } Kontakte
}
records-companies = { $count ->
    [one] 1 Firma
   *[other] { $count } Firmen
}
records-interactions = { $count ->
    [one] 1 Interaktion
   *[other] { $count } Interaktionen
}
records-follow-ups = { $count ->
    [one] 1 Wiedervorlage
   *[other] { $count } Wiedervorlagen
}
records-feedback = { $count ->
    [one] 1 Rückmeldung
   *[other] { $count } Rückmeldungen
}
records-consents = { $count ->
    [one] 1 Einwilligung
   *[other] { $count } Einwilligungen
}
records-orders = { $count ->
    [one] 1 Auftrag
   *[other] { $count } Aufträge
}
records-marks = { $count ->
    [one] 1 Agendavermerk
   *[other] { $count } Agendavermerke
}
records-none = nichts
restore-file = { $path }: von { $when }, geschrieben von touchbase { $version }; { $what }
restore-store = Datenbestand { $store }
restore-same = Der Datenbestand ist so, wie die Sicherung sagt; es gibt nichts zu tun.
restore-new = kommt dazu: { $what }
restore-changed = ändert sich: { $what }
restore-gone = verschwindet: { $what }
restore-question = Den Datenbestand durch diese Sicherung ersetzen? [j/N]
restore-not = Nichts wurde geändert.
restore-done = Der Datenbestand ist jetzt so, wie { $path } sagt.
restore-undo = Der Weg zurück: touchbase restore { $name }
restore-none = Es gibt noch keine Sicherungen; touchbase backup schreibt eine.
error-restore-yes = restore ersetzt den ganzen Datenbestand: ohne Terminal für die Rückfrage braucht es --yes
hint-restore-yes = --dry-run zeigt, was sich ändern würde.
error-restore-busy = die Daten sind in touchbase geöffnet, Prozess { $pid }; nichts wurde geändert
error-restore-busy-on = die Daten sind in touchbase auf { $terminal } geöffnet, Prozess { $pid }; nichts wurde geändert
hint-restore-damaged = Nichts wurde geändert. Eine andere nehmen: touchbase restore zeigt die Sicherungen.
hint-restore-busy = Zuerst dort beenden.
records-all = { $count ->
    [one] 1 Eintrag
   *[other] { $count } Einträge
}
work-compacting = Archiv wird neu geschrieben … { $count } Einträge
work-reading-file = Datei wird gelesen … { $count } von { $of } Einträgen
work-importing = wird übernommen … { $count } von { $of } Einträgen
work-counting = zählen … { $count } Einträge
work-following = Archiv wird nachgeführt … { $count } Änderungen
work-verifying = Prüfung: { $what } … { $count }
verify-place = Dateien
verify-journal = Journal
verify-sets = große Sätze
verify-base = Grundstand
verify-archive = Archiv
verify-side = Abbild der Listen
verify-texts = Texte für die Suche
verify-backups = Sicherungen
verify-references = Verweise
verify-count-sets = { $count ->
    [one] 1 Satz
   *[other] { $count } Sätze
}
verify-count-files = { $count ->
    [one] 1 Datei
   *[other] { $count } Dateien
}
verify-count-texts = { $count ->
    [one] 1 Text
   *[other] { $count } Texte
}
verify-count-references = { $count ->
    [one] 1 Verweis
   *[other] { $count } Verweise
}
verify-fine = in Ordnung
verify-damaged = beschädigt
verify-absent = keine
verify-not-checked = nicht geprüft
verify-why-truth = woran es geprüft wird, ist beschädigt
verify-why-keeper = touchbase hat es geöffnet, Prozess { $pid }
verify-why-keeper-on = touchbase hat es auf { $terminal } geöffnet, Prozess { $pid }
verify-why-copy = geprüft wird eine Kopie, und die lässt sich nicht anlegen: { $reason }
verify-why-changing = es hat sich bei jedem Lesen geändert
verify-current = CURRENT: { $what }
verify-open = { $file } ist für andere lesbar
verify-owned = { $file } gehört jemand anderem
verify-witness = lock sagt nicht mehr, wie weit das Journal reicht
verify-cut = das Journal endet bei Satz { $ends }, gespeichert war Satz { $saved }
verify-gone = { $file } fehlt
verify-lost-one = { $file }: Satz { $set } ist nicht lesbar
verify-lost = { $file }: die Sätze { $first } bis { $last } sind nicht lesbar
verify-what = { $file }: { $what }
verify-ahead = es kennt Satz { $archive }, aber das Journal endet bei Satz { $journal }
verify-differs = es sagt nicht, was das Journal sagt: { $what }
verify-differs-missing = { $count } fehlen
verify-differs-other = { $count } weichen ab
verify-differs-old = { $count } zu viel
verify-dangling = { $count } × { $from } verweisen auf { $to }, die es nicht mehr gibt
verify-backup-newer = { $file } stammt von touchbase { $version }
verify-backup-foreign = { $file } ist keine Sicherung von touchbase
verify-more = … und { $count } weitere
verify-kind-contact = Kontakte
verify-kind-company = Firmen
verify-kind-interaction = Interaktionen
verify-kind-follow-up = Wiedervorlagen
verify-kind-feedback = Rückmeldungen
verify-kind-consent = Einwilligungen
verify-kind-order = Aufträge
verify-kind-mark = Agenda-Merker
verify-all-fine = Alles in Ordnung bis Satz { $set }: { $what }
verify-is-damaged = Beschädigt: { $what } · touchbase repair stellt wieder her, was sich wiederherstellen lässt
repair-nothing = Es gab nichts zu reparieren.
repair-backup = Der Datenbestand ist gesichert in { $path }
repair-modes = { $count ->
    [one] Eine Datei ist für andere nicht mehr lesbar.
   *[other] { $count } Dateien sind für andere nicht mehr lesbar.
}
repair-archive = Das Archiv ist neu aufgebaut; das alte liegt in { $aside }.
repair-archive-gone = Das Archiv ist neu aufgebaut.
repair-side = Das Abbild der Listen ist neu geschrieben.
repair-texts = Die Texte für die Suche sind neu geschrieben.
repair-witness = lock sagt wieder, wie weit das Journal reicht.
repair-backup-named = { $from } taugt nicht als Sicherung und heißt jetzt { $to }.
repair-done = Alles Beschädigte ist wiederhergestellt.
repair-done-but = Die Dateien sind wieder in Ordnung; was fehlt, steht oben.
repair-compacted = Das Archiv hatte { $before } und hat jetzt { $after }.
repair-left = Noch beschädigt ist:
size-decimal = { $whole },{ $tenth }
size-bytes = { $count } Byte
size-kilo = { $count } kB
size-mega = { $count } MB
size-giga = { $count } GB
work-writing = Sicherung wird geschrieben … { $count } Einträge
work-checking = Probelesen … { $count } Einträge
work-reading = Sicherung wird gelesen … { $count } Einträge
work-building = Datenbestand wird aufgebaut … { $count } Einträge
export-same-name = { $count } Firmen heißen wie eine andere: Karten und Tabellen halten sie auseinander, aber nicht, bei welcher von ihnen jemand arbeitet. JSON schon.
export-done = { $path }: { $contacts ->
    [one] ein Kontakt
   *[other] { $contacts } Kontakte
} und { $companies ->
    [one] eine Firma
   *[other] { $companies } Firmen
} geschrieben
export-done-orders = { $path }: { $count ->
    [one] ein Auftrag
   *[other] { $count } Aufträge
}
export-done-calendar = { $path }: { $events ->
    [one] ein Termin
   *[other] { $events } Termine
} mit { $contacts ->
    [one] einem Kontakt
   *[other] { $contacts } Kontakten
} geschrieben
export-not-in-table = Nicht in einer Tabelle: { $what }. JSON enthält es.
export-interactions = Interaktionen von { $count ->
    [one] 1 Kontakt
   *[other] { $count } Kontakten
}
export-follow-ups = Wiedervorlagen von { $count ->
    [one] 1 Kontakt
   *[other] { $count } Kontakten
}
export-feedback = Rückmeldungen von { $count ->
    [one] 1 Kontakt
   *[other] { $count } Kontakten
}
left-out-purpose = { $count ->
    [one] 1 Kontakt ist ausgelassen
   *[other] { $count } Kontakte sind ausgelassen
}, die für { $purpose } nicht angesprochen werden dürfen ({ $channel }): { $why }
left-out-withdrawn = widerrufen { $count }
left-out-not-given = ohne Einwilligung { $count }
left-out-do-not-contact = nicht kontaktieren { $count }
export-consents = frühere Einwilligungen von { $count ->
    [one] 1 Kontakt
   *[other] { $count } Kontakten
}
export-orders = Aufträge von { $count ->
    [one] 1 Kontakt
   *[other] { $count } Kontakten
}
export-foreign = fremde Angaben von { $count ->
    [one] 1 Eintrag
   *[other] { $count } Einträgen
}
export-marked = { $count ->
    [one] { $who } will gar nicht oder nicht auf jedem Kanal angesprochen werden und ist gekennzeichnet.
   *[other] { $count } wollen gar nicht oder nicht auf jedem Kanal angesprochen werden und sind gekennzeichnet: { $who }
}
query-found = { $count ->
    [0] Keine Adresse passt auf „{ $query }“
    [one] Eine Adresse passt auf „{ $query }“
   *[other] { $count } Adressen passen auf „{ $query }“
}
query-not-for = nicht für { $purposes }
query-left-out = { $found }; { $count ->
    [one] ein Kontakt, der keine Mail will, ist ausgelassen
   *[other] { $count } Kontakte, die keine Mail wollen, sind ausgelassen
}
import-numbers = { $file }: { $read } gelesen; { $created ->
    [one] 1 Kontakt
   *[other] { $created } Kontakte
} und { $companies ->
    [one] 1 Firma
   *[other] { $companies } Firmen
} neu, { $updated } ergänzt, { $unchanged } unverändert{ $renamed ->
    [0] { "" }
    [one] , 1 Firma umbenannt
   *[other] , { $renamed } Firmen umbenannt
}{ $left ->
    [0] { "" }
   *[other] , { $left } weggelassen
}{ $joined ->
    [0] { "" }
   *[other] , { $joined } mit anderen der Datei vereint
}, { $skipped } übergangen, { $refused } unlesbar
import-numbers-dry = { $file }: { $read } gelesen; neu kämen { $created ->
    [one] 1 Kontakt
   *[other] { $created } Kontakte
} und { $companies ->
    [one] 1 Firma
   *[other] { $companies } Firmen
}; ergänzt: { $updated }, unverändert: { $unchanged }{ $renamed ->
    [0] { "" }
   *[other] , umzubenennende Firmen: { $renamed }
}{ $left ->
    [0] { "" }
   *[other] , weggelassen: { $left }
}{ $joined ->
    [0] { "" }
   *[other] , mit anderen der Datei vereint: { $joined }
}, übergangen: { $skipped }, unlesbar: { $refused }
import-employers = { $count ->
    [one] Dazu 1 neue Firma, bei der Personen der Datei arbeiten
   *[other] Dazu { $count } neue Firmen, bei denen Personen der Datei arbeiten
}
import-noted = { $count ->
    [one] 1 Eintrag bleibt, wie er ist: touchbase merkt sich nur, welcher Eintrag der Datei es ist
   *[other] { $count } Einträge bleiben, wie sie sind: touchbase merkt sich nur, welche Einträge der Datei es sind
}
import-company-was = hieß { $name }
import-whole-numbers = { $file }: { $read ->
    [one] ein Eintrag
   *[other] { $read } Einträge
} gelesen; { $created } neu, { $unchanged } unverändert, { $kept } wie hier belassen, { $refused } unlesbar
import-whole-kept = wie hier belassen
import-line = Zeile { $line }
import-created = neu
import-updated = ergänzt
import-unchanged = unverändert
import-skipped = übergangen
import-refused = unlesbar
import-cleaned = geändert
import-changes = ändert sich
import-perhaps = vielleicht
import-deleted = gelöscht
import-deleted-left = hier am { $day } gelöscht: nicht übernommen; --deleted übernimmt es
import-deleted-new = hier am { $day } gelöscht und wieder übernommen
import-row-deleted = hier gelöscht am { $day }
import-perhaps-here = { $name } von hier
import-perhaps-row = { $name } ({ $place })
import-perhaps-why-left = ist vielleicht { $name }: { $reasons }; nicht übernommen
import-perhaps-why-new = kam als neu dazu und ist vielleicht { $name }: { $reasons }
import-perhaps-why-into = gilt als { $name }: { $reasons }
import-passed-over = Nicht gelesen in { $folder }: { $names }{ $more ->
    [0] { "" }
   *[other] {" "}und { $more } weitere
}
hint-import-sheet = Eine Kalkulationstabelle wird gelesen, wenn sie als CSV gespeichert ist: „Speichern unter“, UTF-8.
import-left-before = { $count ->
    [one] 1 wurde schon früher weggelassen und bleibt weg; --perhaps leave führt ihn auf, --perhaps new und into entscheiden auch über ihn
   *[other] { $count } wurden schon früher weggelassen und bleiben weg; --perhaps leave führt sie auf, --perhaps new und into entscheiden auch über sie
}
import-perhaps-left = { $count ->
    [one] 1 ist vielleicht schon als Kontakt oder in einer anderen Zeile da und wurde nicht übernommen; ab jetzt wird er nur noch gezählt. Als neu übernehmen: --perhaps new; in diesen Kontakt: --perhaps into
   *[other] { $count } sind vielleicht schon als Kontakte oder in anderen Zeilen da und wurden nicht übernommen; ab jetzt werden sie nur noch gezählt. Als neu übernehmen: --perhaps new; in diese Kontakte: --perhaps into
}
import-perhaps-new = { $count ->
    [one] 1 ist vielleicht ein anderer Kontakt: touchbase duplicates nennt solche Paare.
   *[other] { $count } sind vielleicht andere Kontakte: touchbase duplicates nennt solche Paare.
}
import-companies-alike = { $count ->
    [one] 1 Firma ist vielleicht schon hier: --perhaps into nimmt sie dafür; touchbase duplicates --kind company zeigt solche Paare.
   *[other] { $count } Firmen sind vielleicht schon hier: --perhaps into nimmt sie dafür; touchbase duplicates --kind company zeigt solche Paare.
}
import-companies-taken = { $count ->
    [one] 1 Firma gilt als eine von hier; ihr Name führt ab jetzt dorthin
   *[other] { $count } Firmen gelten als welche von hier; ihre Namen führen ab jetzt dorthin
}
import-all-firms = { $count ->
    [one] 1 Firma ist vielleicht schon da: wählen
   *[other] { $count } Firmen sind vielleicht schon da: wählen
}
import-firms-title = Firmen, die vielleicht schon da sind
import-firms-into = { $count ->
    [one] sie ist die von hier (1)
   *[other] alle sind die von hier ({ $count })
}
import-firms-new = { $count ->
    [one] sie kommt neu dazu (1)
   *[other] alle kommen neu dazu ({ $count })
}
import-firm-into = { $name } ist { $who } ({ $reasons })
import-firm-new = { $name } ist neu und nicht { $who }
import-row-is = ist { $who }
import-row-company-alike = vielleicht { $who } ({ $reasons })
import-perhaps-into = { $count ->
    [one] 1 gilt als der Kontakt, der er vielleicht ist.
   *[other] { $count } gelten als die Kontakte, die sie vielleicht sind.
}
import-unmatched = niemand Bekanntes
import-ambiguous = mehrdeutig
import-ambiguous-why = mehrere passen: { $names }
import-unmatched-why = keiner der Genannten ist hier ein Kontakt
import-entry-over = in der Datei erledigt oder abgesagt
import-entry-older = älter als das zuletzt Gelesene, bleibt wie es ist
import-entry-again = wieder offen wie in der Datei
import-closed = abgesagt
import-removed = entfernt
import-gone-unsure = { $count ->
    [one] Eine Wiedervorlage steht nicht in der Datei. Der Kalender hat keinen Namen: ob sie wegfällt, ist nicht sicher, sie bleibt offen.
   *[other] { $count } Wiedervorlagen stehen nicht in der Datei. Der Kalender hat keinen Namen: ob sie wegfallen, ist nicht sicher, sie bleiben offen.
}
import-removed-count = { $count ->
    [one] Eine Interaktion entfällt: laut Kalender fand sie nicht statt
   *[other] { $count } Interaktionen entfallen: laut Kalender fanden sie nicht statt
}
import-own-rhythm = { $count ->
    [one] Einer der Neuen behält Stufe oder Kontaktrhythmus aus der Datei: --every gilt für die übrigen.
   *[other] { $count } der Neuen behalten Stufe oder Kontaktrhythmus aus der Datei: --every gilt für die übrigen.
}
import-closed-count = { $count ->
    [one] Eine Wiedervorlage ist abgesagt wie im Kalender
   *[other] { $count } Wiedervorlagen sind abgesagt wie im Kalender
}
import-times = { $why } ({ $count }-mal)
import-skipped-over = vorbei oder abgesagt und nie hier gewesen
import-entries = { $what ->
    [orders] Aufträge
   *[others] Interaktionen, Wiedervorlagen und Rückmeldungen
}: { $created } angelegt, { $updated } aktualisiert, { $unchanged } unverändert{ $ambiguous ->
    [0] { "" }
   *[other] , { $ambiguous } mehrdeutig
}{ $alone ->
    [0] { "" }
   *[other] , { $alone } wie ihre Personen weggelassen
}{ $deleted ->
    [0] { "" }
   *[other] , { $deleted } hier gelöscht
}, { $unmatched } zu niemand Bekanntem
import-column = Spalte
import-columns = Spalten: { $names }
import-free = Als freie Felder: { $names }
import-guessed = Am Inhalt erkannt: { $names }. Anders wählen mit: touchbase import --columns --save-mapping NAME DATEI
import-last-contact = { $count ->
    [one] Von 1 neuem Kontakt ist der letzte Kontakt bekannt; ein Rhythmus zählt von ihm an.
   *[other] Von { $count } neuen Kontakten ist der letzte Kontakt bekannt; ein Rhythmus zählt von ihm an.
}
import-cleaned-more = … und { $count } weitere geänderte Werte
import-outside = (in der Datei)
import-foreign = Behalten, auch wenn es dafür kein Feld gibt: { $names }. show zeigt es.
import-skipped-total = eine Zeile mit Summen
import-skipped-kind = weder Kontakt noch Firma, sondern { $kind }
import-skipped-own = ein Termin, den touchbase aus Geburtstag, Rhythmus oder Beschwerde macht; aus seinen Kalendern kommen nur Wiedervorlagen
import-skipped-cancelled = ein abgesagter Termin
import-skipped-birthday = eine Erinnerung an einen Geburtstag; die Agenda nennt ihn von selbst
import-skipped-relation = nur als Beziehung eines Kontakts bekannt; steht dort als Feld
import-skipped-lone-relation = nur als Beziehung bekannt, und von niemandem, der hereinkommt; weggelassen
import-skipped-gift = ein Geschenk; dafür ist hier kein Platz
import-skipped-debt = eine Schuld; dafür ist hier kein Platz
import-skipped-journal = ein Eintrag des eigenen Tagebuchs, von niemandem
import-skipped-pet = ein Haustier; dafür ist hier kein Platz
import-skipped-photo = ein Foto; dafür ist hier kein Platz
import-skipped-document = ein Dokument; dafür ist hier kein Platz
import-older-kept = älter als das zuletzt Gelesene; bleibt hier, wie es ist: { $fields }
import-keeps = bleibt
import-keeps-value = { $field }: { $here }, in der Datei { $file }
import-kept = bleibt hier, wie es ist: { $fields }
import-dry-run = Nichts wurde geändert.
import-undo = Zurücknehmen mit: touchbase undo
import-question = { $count ->
    [one] Wie soll der neue Kontakt gepflegt werden?
   *[other] Wie sollen die { $count } neuen Kontakte gepflegt werden?
}
    Enter  kein Kontaktrhythmus
    a b c  nach Stufe: A alle { $a }, B alle { $b }, C alle { $c }
    30t    alle 30 Tage, oder eine andere Zeitspanne: 2w, 3m
import-field-name = Name
import-field-name-parts = Teile des Namens
import-field-company = Firma
import-field-role = Funktion
import-field-department = Abteilung
import-field-ids = Id anderswo
import-field-foreign = fremde Felder
import-field-past-jobs = weitere Stellen
import-field-kind = Art
import-field-day = Tag
import-field-minutes = Dauer
import-field-outcome = Ergebnis
import-field-repeats = wiederholt
import-field-state = Stand
import-field-people = mit
import-field-title = Titel
import-field-text = Text
import-field-topics = Themen
import-field-score = Note
import-field-promised = zugesagt für
field-amount = Betrag
field-reference = Beleg
import-kind-follow-up = Wiedervorlage
import-kind-consent = Einwilligung
import-kind-mark = Agenda
import-state-open = offen
import-state-done = erledigt
import-state-cancelled = abgesagt
import-gone-cancelled = im Kalender abgesagt
import-gone-shortened = die Serie findet dann nicht mehr statt
import-gone-deleted = nicht mehr im Kalender
import-gone-moved = findet jetzt an einem anderen Tag statt
import-gone-stays = hier geändert, bleibt
column-job-since = Beginn der Stelle
column-free = freies Feld
column-given = Vorname
column-middle = weitere Vornamen
column-family = Nachname
column-suffix = Namenszusatz
column-honorific = Titel vor dem Namen
column-title = Titel oder Funktion
column-industry = Branche einer Firma
column-size = Größe einer Firma
column-last-contact = letzter Kontakt
column-kind = Kontakt oder Firma
column-left-out = ausgelassen
column-named = freies Feld mit eigener Bezeichnung
column-label-mail = Bezeichnung einer Mail
column-label-phone = Bezeichnung eines Telefons
column-label-web = Bezeichnung einer Webseite
column-label-address = Bezeichnung einer Adresse
column-label-named = Name eines freien Feldes
column-consent = Einwilligung: { $channel }
column-consents = Einwilligungen für Zwecke
column-opt-out = Einwilligung widerrufen: { $channel }
column-birth-year = Geburtstag: Jahr
column-birth-month = Geburtstag: Monat
column-birth-day = Geburtstag: Tag
column-no-contact-reason = nicht kontaktieren: Grund
column-referrer-id = empfohlen von: Id
column-street = Adresse: Straße
column-house = Adresse: Hausnummer
column-extended = Adresse: Zusatz
column-post-box = Adresse: Postfach
column-city = Adresse: Ort
column-postcode = Adresse: PLZ
column-postcode-city = Adresse: PLZ und Ort
column-region = Adresse: Region
column-country = Adresse: Land
column-entry-id = eigene Id
column-day = Tag
column-time = Uhrzeit
column-due = fällig
column-made = notiert am
column-entry-kind = Art
column-direction = ein- oder ausgehend
column-outcome = erreicht oder nicht
column-minutes = Minuten
column-subject = Betreff oder Titel
column-text = Text
column-topics = Themen
column-state = offen oder erledigt
column-closed = erledigt am
column-recurs = wieder alle
column-score = Punkte
column-currency = Währung
column-answer = was daraus wurde
column-severity = Schwere
column-promise = Zusage
column-cause = Ursache
column-goodwill = Kulanz
rows-contacts = Kontakte und Firmen
rows-interactions = Interaktionen
rows-follow-ups = Wiedervorlagen
rows-feedback = Rückmeldungen
rows-orders = Aufträge
separator-comma = Komma ,
separator-semicolon = Semikolon ;
separator-tab = Tabulator
separator-bar = Strich |
separator-space = Leerzeichen
format-vcard = eine vCard-Datei
format-table = eine Tabelle (CSV)
format-calendar = ein Kalender (iCalendar)
format-json = JSON
format-ldif = ein LDIF-Verzeichnis
format-xml = XML
format-html = eine Webseite
format-mail = eine Mail
format-pdf = ein PDF
format-packed = eine gepackte Datei
format-spreadsheet = eine Kalkulationstabelle
format-outlook = eine Datei von Outlook
format-database = eine Datenbank
format-image = ein Bild
format-text = reiner Text
format-binary = gar kein Text
refusal-unterminated = die Karte hat kein Ende und sagt ohne es zu wenig
refusal-nameless = weder Name noch Firma, Mail oder Telefon
refusal-dayless = es steht kein lesbarer Tag da
refusal-no-amount = es steht kein lesbarer Betrag da
refusal-too-long = die Karte ist zu lang
refusal-too-many-properties = die Karte hat zu viele Zeilen
refusal-too-deep = zu viele Karten in Karten
refusal-too-many = zu viele in einer Datei; ab hier alle
refusal-unquoted = ein Anführungszeichen wird in der Zeile nicht geschlossen
refusal-row-too-long = die Zeile ist zu lang
refusal-too-many-cells = die Zeile hat zu viele Zellen
refusal-no-text = sie hat keinen Text
cleaned-characters = { $property }: Steuerzeichen entfernt
cleaned-cut = { $property }: auf { $limit } Bytes gekürzt
cleaned-left-out = { $property }: weggelassen, länger als { $limit } Bytes
cleaned-too-many = { $property }: nur die ersten { $taken } übernommen
cleaned-newest = { $property }: nur die neuesten { $taken } Male übernommen, { $left } davor nicht; alle bringt --all-times, am Bildschirm „Für alle“
cleaned-first-only = { $property }: wann es wiederkehrt, ist nicht verstanden; nur das erste Mal übernommen
cleaned-days = { $property }: ganztägig, und niemand war eingeladen; vergangene Male nicht übernommen
cleaned-no-day = { $property }: kein Tag; bleibt, wie es dasteht
cleaned-no-property = „{ $property }“ ist keine vCard-Eigenschaft; weggelassen
cleaned-no-end = die Karte hat kein Ende; übernommen, so weit sie reicht
cleaned-cut-off = „{ $property }“ ist abgeschnitten; weggelassen
cleaned-id-of-another = ID { $property } gehört dem Namen nach jemand anderem; davon getrennt gehalten
cleaned-one-company = { $property } unterscheiden sich nur in der Rechtsform: als eine Firma genommen
cleaned-unknown-zone = Zeitzone „{ $zone }“ ist nicht bekannt: ihre Zeiten gelten als hiesige
cleaned-version = { $property }: unbekannt; als 4.0 gelesen
cleaned-no-value = { $property }: nicht verstanden; als freies Feld behalten
cleaned-not-understood = { $property }: nicht verstanden; bleibt, wie es dasteht
cleaned-in-text = { $property }: nicht verstanden; steht im Text
cleaned-more-cells = mehr Zellen, als die Tabelle Spalten hat; ab { $property } als freie Felder behalten
cleaned-charset = { $property }: ein Zeichen, das kein UTF-8 ist, wurde als Windows-1252 gelesen
cleaned-spoiled = { $property }: eine Tabellenkalkulation hat die Zahl gerundet; behalten, wie sie dasteht

## Errors
error-import-empty = { $file } ist leer
error-import-no-card = { $file } enthält keine vCard
error-import-format = { $file } ist weder vCard noch Tabelle noch Kalender, sondern { $format }
error-import-folder = im Ordner { $path } lässt sich nichts importieren
error-import-untitled = { $file }: keine Zeile benennt die Spalten; in Zeile { $line } steht { $cells }
hint-import-untitled = Darüber eine Zeile setzen, die sie benennt: Name, Firma, E-Mail, Telefon, Ort …; oder zuordnen: touchbase import --columns DATEI
error-import-other-heads = { $file }: keine Spalte der Zuordnung ist vorhanden; in Zeile { $line } steht { $cells }
hint-import-other-heads = Was die Tabelle enthält, zeigt: touchbase import --columns DATEI
error-mapping-name = { $name } kann keine Zuordnung heißen
hint-mapping-name = Im Namen können Buchstaben, Ziffern, Leerzeichen, - und _ stehen.
error-mapping-unknown = Es gibt keine Zuordnung { $name } in { $dir }
hint-mapping-known = Es gibt: { $names }
hint-mapping-none = Anlegen mit: touchbase import --columns --save-mapping { $name } DATEI
error-mapping-broken = { $path }, Zeile { $line }: { $why }
error-mapping-broken-all = { $path }: { $why }
error-mapping-becomes = „{ $name }“ kann eine Spalte nicht werden
hint-mapping-broken = Berichtigen, oder entfernen und mit --save-mapping neu anlegen
hint-mapping-becomes = Eine Spalte kann werden: { $names }
error-mapping-no-table = { $file } ist keine Tabelle
hint-mapping-no-table = --columns und Zuordnungen sind für Tabellen (CSV)
mapping-saved = Gesichert als { $name }: { $path }
mapping-head = { $file }: { $encoding }, { $separator }, Köpfe in Zeile { $line }, Zeilen sind { $rows }
mapping-head-bare = { $file }: { $encoding }, { $separator }, ohne Köpfe, Zeilen sind { $rows }
mapping-use = Dort ändern, dann: touchbase import --mapping "{ $name }" DATEI
error-import-too-wide = { $file }, Zeile { $line }: mehr als { $limit } Spalten
hint-import-too-wide = Nicht benötigte Spalten entfernen; trennt sie ein anderes Zeichen, es in einer ersten Zeile nennen: sep=;
error-import-whole-alone = { $file } enthält alle Daten eines touchbase und wird für sich importiert
hint-import-whole-alone = Die anderen Dateien davor oder danach importieren.
error-import-whole-newer = { $file } wurde von einem neueren touchbase geschrieben (Format { $format })
hint-import-whole-newer = Mit dieser neueren Version importieren.
error-import-whole-broken = { $file } ist nicht lesbar, Zeile { $line }: { $what }; nichts wurde importiert
hint-import-whole-broken = Die Datei wurde abgeschnitten oder verändert: noch einmal exportieren oder eine ältere nehmen.
refusal-whole-unread = kein solcher Eintrag: { $what }
refusal-whole-no-contact = wen es betrifft, ist weder hier noch in der Datei
refusal-whole-twice = die Id steht zweimal in der Datei
hint-import-format = Die Kontakte als vCard (.vcf) oder CSV, den Kalender als iCalendar (.ics) exportieren und diese Datei importieren.
hint-import-unpack = Entpacken und die Datei darin (.vcf oder .csv) importieren.
hint-import-mail = Mails kommen in den Verlauf: touchbase log-mail DATEI
error-read = { $path } ist nicht lesbar: { $reason }
error-write-file = { $path } kann nicht geschrieben werden: { $reason }
error-export-whole = ein JSON-Export enthält alle Daten, nicht nur passende Kontakte
hint-export-whole = Die Wörter weglassen, oder --format vcard oder csv verwenden.
error-for-contacts-only = --for gilt nur für Kontakte
error-export-only = { $option } gehört zu --format { $format }
error-write-saved = { $what }; die Änderung ist gespeichert (Satz { $set })
hint-write-saved = „touchbase undo { $set }“ nimmt sie zurück.
error-notify = es ließ sich nicht melden, wer fällig ist: { $reasons }
hint-notify = Welche Wege versucht werden, steht in der Konfiguration unter notify.by: "desktop", "mail", "bell".
error-write = die Ausgabe lässt sich nicht schreiben: { $reason }
error-choice = „{ $value }“ ist kein Wert für { $option }
hint-own-mail = Eine Mailadresse oder eine Domain mit ihrem Zeichen davor: ich@example.com, @example.com.
error-log-mail-none = { $file } enthält keine Mail
hint-log-mail-none = Möglich sind Mails, wie sie gesendet werden (.eml), Postfächer (mbox) und Verzeichnisse mit Mails (Maildir).
error-birthday = „{ $birthday }“ ist kein Geburtstag
hint-birthday = Geburtstage schreibt man 24.12.1971 oder 1971-12-24, ohne Jahr 24.12. oder --12-24.
error-field-form = „{ $field }“ ist kein FELD=WERT
hint-field-form = Felder setzt man so: tier=A phone+='+49 30 123' birthday=1971-12-24
error-tag-option = „{ $option }“ steht hinter Kontakten und Tags, wo Optionen nicht gelesen werden
hint-tag-option = Optionen stehen gleich hinter dem Befehl: touchbase tag --json KONTAKT +TAG.
error-field-unknown = ein Feld „{ $field }“ gibt es nicht
error-field-no-list = „{ $field }“ hat nur einen Wert: { $field }=WERT
error-field-contact = ein Feld „{ $field }“ hat nur eine Firma
error-field-part = { $field } hat keinen Teil „{ $part }“
hint-field-part = Die Teile sind { $parts }.
error-field-source = „{ $id }“ sagt nicht, wo es eine Id ist
hint-field-source = So wird es geschrieben: crm: 4711.
error-in-field = { $field }: { $what }
error-in-line = Zeile { $line }: { $what }
error-json-object = das ist kein JSON-Objekt (Spalte { $column })
hint-json-object = Jede Zeile ist ein Objekt: {"{"}"name": "Anna Müller"{"}"}
error-json-text = „{ $field }“ nimmt einen Text
error-json-texts = „{ $field }“ nimmt einen Text oder eine Liste von Texten
error-json-parts = „{ $field }“ nimmt einen Text oder ein Objekt mit { $parts }
error-json-list = „{ $field }“ nimmt Texte oder Objekte mit { $parts }, einzeln oder als Liste
lines-passed-over = Nicht übernommen, weil es keine Felder sind: { $fields }
error-json-options = zu JSON-Zeilen auf der Standardeingabe gehören keine Optionen: alles steht in den Zeilen
error-once-other = der Schlüssel „{ $key }“ gehört zu etwas anderem: { $said }
hint-once-other = Jeder Vorgang hat einen eigenen Schlüssel; nichts ist geschehen.
error-once-taken = was mit dem Schlüssel „{ $key }“ geschah, ist inzwischen zurückgenommen: { $said }
hint-once-taken = Nichts ist geschehen. Mit einem anderen Schlüssel geschieht es noch einmal.
error-once = --once gehört zu Befehlen, die etwas ändern; „{ $verb }“ nimmt keinen Schlüssel
hint-once-import = Dieselbe Datei noch einmal zu importieren legt niemanden doppelt an.
hint-field-free = Ein freies Feld schreibt man field.{ $name }=WERT.
error-field-company = ein Feld „{ $field }“ hat nur ein Kontakt
hint-fields = Die Felder sind { $fields }.
error-archive-other = „{ $id }“ ist weder Kontakt noch Firma
error-one-company = eine Firma geht nur allein, ohne andere
error-delete-one = nur Kontakte lassen sich zu mehreren löschen
error-delete-history = { $who } hat einen Verlauf: { $what }
hint-delete-history = „touchbase archive“ blendet aus und behält alles; --with-history löscht alles.
error-move-where = wohin? --company, --to oder --into sagt es
error-move-one = nur eines zugleich: allein Kontakte wechseln zusammen die Firma
error-merge-both = „{ $field }“ steht hinter --take und hinter --keep
error-move-from = mehrere waren dabei: --from sagt, mit wem es irrtümlich erfasst wurde
error-move-interaction = „{ $id }“ ist keine Interaktion
hint-move-interaction = Die Ids von Interaktionen stehen in der Ausgabe von log und show.
error-no-company = keine Firma passt zu „{ $name }“
hint-no-company = Eine Firma wird genannt mit Id, vollem Namen oder Wörtern, die Wörter ihres Namens beginnen: touchbase list --kind company
error-no-id = „{ $id }“ gibt es nicht
hint-no-id = Ids stehen in der Ausgabe von due, list und show; was erledigt oder gelöst ist, steht dort nicht mehr.
error-answer-id-and-topic = eine Id und --about meinen Verschiedenes
error-answer-no-state = wie weit ist es?
hint-answer-no-state = acknowledged, resolved, told oder open; oder was davon zu sagen ist: --severity, --owner, --promise, --cause, --goodwill, --text
error-no-topic = zu „{ $topic }“ ist nichts offen und niemand mehr zu informieren
hint-no-topic = touchbase feedback --topics nennt alle Themen; eine offene Beschwerde wird mit ihrer Id beantwortet, oder mit --kind complaint.
error-several-ids = { $count } Einträge enden auf „{ $id }“
hint-several-ids = Mehr Stellen der einen angeben.
error-plus-nobody = „{ $name }“ nennt niemanden
hint-plus-nobody = Tags setzt „touchbase tag“; mit + beginnt hier nur eine Telefonnummer.
error-contact-or-company = „{ $name }“ heißen ein Kontakt und eine Firma
hint-contact-or-company = Den einen oder die andere mit der Id nennen.
error-set-or-id = „{ $id }“ ist sowohl ein Satz als auch das Ende einer Id
hint-set-or-id = #{ $set } nennt den Satz, mehr Stellen nennen die Id.
error-no-follow-up = „{ $id }“ ist keine offene Wiedervorlage
error-demo-verb = --demo öffnet die Bildschirme und verträgt kein Verb
error-no-home = es gibt kein Benutzerverzeichnis für die Daten
hint-no-home = Einen Ort mit --store oder TOUCHBASE_STORE nennen.
error-config-unreadable = die Konfiguration { $path } ist nicht lesbar: { $reason }
hint-config-init = Eine mit allen Einstellungen und Erklärungen schreibt: touchbase --config { $path } config init
error-config-syntax = die Konfiguration { $path }, Zeile { $line }, ist kein gültiges TOML ({ $reason })
hint-config-syntax = Texte stehen in Anführungszeichen, Listen in eckigen Klammern: kind = "call"
error-config-key = die Konfiguration { $path }, Zeile { $line }, hat einen unbekannten Schlüssel „{ $key }“
error-config-keys = die Konfiguration { $path } hat unbekannte Schlüssel: { $keys }
config-key-at = „{ $key }“ (Zeile { $line })
error-use-option = die Option { $option } gibt es hier nicht
error-use-surplus = „{ $argument }“ ist ein Argument zu viel
hint-use-quotes = Text aus mehreren Wörtern steht in Anführungszeichen: touchbase log anna 'anruf: fragte nach Preisen'
error-use-verb = den Befehl „{ $verb }“ gibt es nicht
hint-use-verbs = Die Befehle sind { $verbs }.
error-use-missing = { $what } { $count ->
    [one] fehlt
   *[other] fehlen
}
error-use-no-value = { $option } braucht einen Wert
hint-use-number = Hier steht eine ganze Zahl.
error-use-conflict = { $one } und { $other } schließen sich aus
hint-use-written = So wird es geschrieben: { $usage }
use-placeholder = { $name ->
    [CONTACT] { $name } (wer: Id, Mail, Telefon oder Name)
    [COMPANY] { $name } (Id oder Name)
    [LINE] { $name } (was war, in Anführungszeichen)
    [TITLE] { $name } (was zu tun ist)
    [TEXT] { $name } (Worte in Anführungszeichen)
    [STATE] { $name } (Zustand, siehe --help)
    [CHANNEL] { $name } (Kanal: mail, phone, …)
    [WHEN] { $name } (ein Tag)
    [DAY] { $name } (ein Tag)
    [ID] { $name } (eine Id)
    [FILE] { $name } (eine Datei)
    [NAME] { $name } (der Name)
    [QUERY] { $name } (was gesucht wird)
    [COMMAND] { $name } (was zu tun ist)
    [SET] { $name } (Nummer eines Satzes)
   *[other] { $name }
}
use-options = OPTIONEN
error-config-value = die Konfiguration { $path }, Zeile { $line }: { $value } ist kein Wert für „{ $key }“
hint-config-keys = Die Schlüssel sind { $keys }.
hint-config-values = Möglich ist { $values }.
hint-did-you-mean = Ist „{ $near }“ gemeint?
error-store-io = { $path } ist nicht benutzbar: { $reason }
hint-store-permission = Das Recht darauf wieder einräumen, zum Beispiel: chmod u+rwX '{ $path }'
hint-store-io = Ein anderer Ort für die Daten lässt sich mit --store oder TOUCHBASE_STORE nennen.
error-store-full = kein Platz auf dem Datenträger für { $path }; nichts wurde gespeichert
hint-store-full = Platz schaffen und noch einmal versuchen.
error-store-none = { $path } ist kein Datenverzeichnis von touchbase: darin liegt anderes
hint-store-none = Dort bleibt alles, wie es ist. Neue Daten beginnen in einem neuen oder leeren Verzeichnis.
error-store-open-read-only = die Daten unter { $path } sind nur zum Lesen geöffnet; nichts wurde geändert
hint-store-open-read-only = Zum Ändern touchbase ohne --read-only starten.
error-store-absent = unter { $path } gibt es keine Daten
hint-store-absent = Ohne --read-only werden dort neue angelegt.
read-only-flag = Zum Ändern touchbase ohne --read-only starten.
read-only-environment = So will es { $name }; touchbase --read-only=no geht vor.
read-only-file = So will es read_only in der Konfigurationsdatei, Zeile { $line }; touchbase --read-only=no geht vor.
error-read-only-verb = nichts darf geändert werden, und „{ $verb }“ ändert etwas
error-store-unwritable = in { $path } kann nicht geschrieben werden: { $reason }; nichts wurde gespeichert
hint-store-unwritable = Lesen geht trotzdem, und Speichern, sobald dort geschrieben werden kann.
error-store-gone = die Daten in { $path } sind nicht mehr da: verschoben, gelöscht oder ausgehängt; nichts wurde gespeichert
hint-store-gone = An ihren Ort zurückbringen und noch einmal versuchen.
error-store-replaced = in { $path } liegen jetzt andere Daten; nichts wurde gespeichert
hint-store-replaced = Die vorigen zurückbringen und noch einmal versuchen, oder für die anderen touchbase neu starten.
error-store-lost = in { $path } fehlen die Daten: nur Entwürfe, Sicherungen oder Beiseitegelegtes sind noch da
hint-store-lost = Dort wurde nichts angelegt. Die Dateien zurückbringen, eine Sicherung in ein neues Verzeichnis einspielen (touchbase --store NEUES-VERZEICHNIS restore DATEI), oder für einen neuen Anfang den Rest woandershin bringen.
warning-network = Die Daten in { $path } liegen auf einem Netzlaufwerk ({ $system }): speichern zwei zugleich oder reißt die Verbindung ab, kann Gespeichertes verloren gehen · Besser auf einem Datenträger dieses Rechners (--store)
warning-clock = Die Uhr sagt { $now }, das zuletzt Gespeicherte ist aber vom { $last } · Geht sie falsch, bitte stellen: Fälliges und die Tage des Erfassten richten sich nach ihr
warning-no-saving = In { $path } kann nichts gespeichert werden: { $reason } · Lesen geht
reason-full = auf dem Datenträger ist kein Platz
reason-gone = die Daten sind nicht mehr da
error-store-open = { $path } ist für andere offen
hint-store-open = Das behebt: { $mend }
store-owner = { $number ->
    [0] root
   *[other] Benutzer { $number }
}
error-store-owned = { $path } gehört { $owner } und lässt sich nur von dort öffnen
hint-store-owned = --store nennt eigene Daten; sollten es diese sein: { $mend }
error-store-newer = { $path } wurde von touchbase { $version } geschrieben, dies ist { $own }; nichts wurde angerührt
hint-store-newer = Für diese Daten das neuere touchbase benutzen.
error-store-older = die Daten unter { $path } haben eine ältere Form ({ $form })
hint-store-older = touchbase beenden und ohne --read-only neu starten: Dann werden sie nach einer Sicherung in die Form dieser Version gebracht.
error-store-damaged = { $path } ist beschädigt (für die Fehlersuche, englisch: { $what })
hint-store-damaged = Nichts wurde geändert. Zuerst das ganze Verzeichnis kopieren; touchbase --store NEU restore DATEI spielt eine Sicherung daraus in ein neues Verzeichnis ein.
hint-store-unmended = Nichts wurde geändert. Ohne --read-only setzt touchbase instand, was sich instand setzen lässt; touchbase verify sagt mehr.
error-not-a-backup = { $path } ist keine Sicherung von touchbase; nichts wurde geändert
hint-not-a-backup = touchbase restore ohne Datei zeigt die vorhandenen Sicherungen.
error-other-store = { $path } ist die Sicherung eines anderen Datenbestands, und dieser hier ist nicht leer; nichts wurde geändert
hint-other-store = Daneben einspielen: touchbase --store NEUES-VERZEICHNIS restore { $path }
error-stopped = vorzeitig beendet; nichts wurde geändert
error-store-on-screen = { $path } ist in einem touchbase auf dem Bildschirm geöffnet
error-store-mending = { $path } ist beschädigt; was es instand setzt, ist in einem anderen touchbase geöffnet ({ $place })
hint-store-mending = Nichts wurde geändert. Jenes beenden ({ $place }): Der nächste Start setzt die Daten instand.
error-store-busy = touchbase, Prozess { $pid }, hat die vollständigen Einträge und antwortet nicht
error-store-busy-on = touchbase auf { $terminal }, Prozess { $pid }, hat die vollständigen Einträge und antwortet nicht
hint-store-busy = Dort weiterlaufen lassen oder beenden; due, list, search, log, follow-up, done, snooze, feedback, add und undo gehen so lange weiter.
error-store-newer-keeper = touchbase { $version } ({ $place }) hat die vollständigen Einträge; dies ist { $own } und kann sie dort nicht erfragen
hint-store-newer-keeper = Jenes beenden oder hier dieselbe Version verwenden; due, list, search, log, follow-up, done, snooze, feedback, add und undo gehen so lange weiter.
error-store-saving = ein anderes touchbase ist mitten im Speichern und wird nicht fertig; hier wurde nichts gespeichert
error-store-saving-by = touchbase, Prozess { $pid }, ist mitten im Speichern und wird nicht fertig; hier wurde nichts gespeichert
error-store-saving-on = touchbase auf { $terminal }, Prozess { $pid }, ist mitten im Speichern und wird nicht fertig; hier wurde nichts gespeichert
hint-store-saving = Ist es angehalten (Strg-Z), dort fortsetzen (fg) oder beenden; danach erneut speichern.
error-store-changed = das wurde inzwischen anderswo geändert
hint-store-changed = Nichts wurde gespeichert. Noch einmal ansehen und wiederholen.
error-conflict = { $what }: { $fields } inzwischen geändert von { $by }
error-conflict-deleted = { $what } wurde inzwischen gelöscht, von { $by }
error-conflict-deleting = { $what } wird nicht gelöscht: inzwischen geändert von { $by }
error-conflict-more = { $said }; und { $count ->
    [one] 1 weiterer Eintrag
   *[other] { $count } weitere Einträge
}
hint-conflict = Nichts wurde gespeichert. Dasselbe noch einmal setzt den eigenen Text an die Stelle des anderen.
hint-conflict-deleted = Nichts wurde gespeichert. touchbase undo { $set } bringt es zurück; danach dasselbe noch einmal.
conflict-theirs = anderswo
conflict-yours = hier
conflict-nothing = (nichts)
who-own = eine andere eigene Sitzung ({ $place })
met-both = { $what } wurde inzwischen auch von { $by } geändert: beide Änderungen gelten.
met-same = { $what }: dasselbe geschah inzwischen schon durch { $by }.
error-undo-nothing = es gibt nichts zurückzunehmen
error-undo-no-such = es gibt keinen Satz { $set }
error-undo-trimmed = Satz { $set } ist über 90 Tage her: Der Verlauf beginnt mit Satz { $first }
hint-undo-no-such = „touchbase history“ nennt sie.
error-undo-already = Satz { $set } ist schon zurückgenommen
error-undo-barrier = was vor „{ $label }“ geschah, lässt sich nicht mehr zurücknehmen
hint-undo-barrier = touchbase restore zeigt die Sicherungen; eine davon bringt den Stand von damals zurück.
error-undo-since = „{ $label }“ lässt sich nicht zurücknehmen: danach kam „{ $since }“, von { $by }
error-undo-since-fields = „{ $label }“ lässt sich nicht zurücknehmen: { $fields } seitdem geändert von { $by }
hint-undo-since = Zuerst jenen zurücknehmen: touchbase undo { $by }
reason-not-found = die Datei gibt es nicht
reason-permission = keine Berechtigung
reason-directory = es ist ein Verzeichnis
reason-not-directory = es ist kein Verzeichnis
reason-read-only = das Dateisystem ist schreibgeschützt
reason-too-large = es ist mehr als 1 GiB
reason-not-text = es ist kein Text in UTF-8
error-day-empty = ein Tag fehlt
error-day-unknown = „{ $day }“ ist kein Tag
error-day-no-such = den Tag „{ $day }“ gibt es nicht
error-day-no-such-time = die Uhrzeit „{ $day }“ gibt es nicht
error-day-slashes = „{ $day }“ ließe sich auf zwei Arten lesen
error-day-too-far = „{ $day }“ ist zu weit weg
error-day-more = „{ $day }“ ist mehr als ein Tag
hint-day = Tage schreibt man so: fr, 3t, 2w, 1.12., 1. Dezember, 2026-12-01 oder kw48; eine Uhrzeit darf folgen: fr 14:30.
hint-day-slashes = Möglich ist 24.12., 24. Dezember oder 2026-12-24.
error-span = „{ $span }“ ist keine Zeitspanne
hint-span = Zeitspannen schreibt man 30t, 2w, 3m oder 1j.
error-ceiling = „{ $ceiling }“ ist nicht wie „4 in 30 Tagen“
hint-ceiling = Man schreibt, wie viele in welcher Zeit: „4 in 30 Tagen“, „1 im Monat“, bis 12; „keine“ für keine Obergrenze.
error-line-empty = es gibt nichts zu erfassen
error-line-only-head = „{ $head }“ ist nur ein Kopf; gemeint ist „{ $head }:“
error-line-future = { $day } liegt noch vor uns
error-line-past = { $day } liegt in der Vergangenheit
error-line-twice = { $part } steht zweimal da
error-line-minutes = „m“ können Minuten oder Monate sein
error-line-duration = das ist keine Dauer
error-line-clause-empty = hinter „>>“ steht nichts
error-line-glued = „>>“ braucht auf beiden Seiten ein Leerzeichen
error-line-no-colon = „{ $kind }“ braucht einen Doppelpunkt und dahinter einen Text
error-line-no-text = hinter „{ $kind }:“ fehlt der Text
error-line-no-number = „erledigt“ braucht die Nummer einer Wiedervorlage
error-line-not-a-number = hinter „erledigt“ stehen nur Nummern von Wiedervorlagen
error-line-keep-and-done = „behalten“ und „erledigt“ passen nicht in eine Zeile
error-line-after-keep = hinter „behalten“ darf nichts stehen
hint-line = Gefragt ist, was geschah: anruf: fragte nach Preisen >> fr Angebot schicken
hint-line-future = Was kommt, steht hinter „>>“: >> fr 14:30 Rückruf
hint-line-past = Hinter „>>“ steht, was kommt: heute oder später.
hint-line-minutes = Minuten schreibt man 20min, für Monate den Tag.
hint-line-clause = Hinter „>>“ steht ein Tag mit einem Titel, „beschwerde: …“, „erledigt 1“ oder „behalten“.
hint-line-number = Die offenen Wiedervorlagen sind nach ihrem Tag nummeriert: erledigt 1 2
part-kind = die Art
part-direction = die Richtung
part-outcome = das Ergebnis
part-day = der Tag
part-time = die Uhrzeit
part-minutes = die Dauer
part-shared = alle oder einzeln
part-purpose = den Zweck
part-worth = den Nutzen
part-keep = „behalten“
error-act-gone = das gibt es nicht mehr
error-act-no-follow-up = eine offene Wiedervorlage { $number } gibt es nicht, es { $open ->
    [0] gibt keine
    [one] gibt 1
   *[other] gibt { $open }
}
error-act-numbers = Wiedervorlagen sind nur bei einem einzelnen Kontakt nummeriert
error-act-not-ahead = { $day } liegt nicht nach heute
error-act-not-yet = { $day } liegt noch vor uns
error-act-already = die Rückmeldung ist schon { $standing }
error-act-already-since = die Rückmeldung ist schon { $standing }, seit { $day }
error-done-already = „{ $title }“ ist schon erledigt
error-cancelled-already = „{ $title }“ ist schon abgesagt
error-act-before-it-came = die Rückmeldung kam erst am { $day }
error-act-complaint-due = die Beschwerde ist am { $day } fällig: länger lässt sie sich nicht zurückstellen
error-act-late-complaint = eine überfällige Beschwerde lässt sich nicht zurückstellen
error-act-not-on-agenda = das steht nicht auf der Agenda
error-act-ends-with-touch = das endet, sobald ein Kontakt erfasst wird
error-done-none-due = { $who }: nichts ist fällig
error-done-by-id = { $who }: was fällig ist, wird über die eigene Id erledigt
hint-done-by-id = Die Id dessen angeben, was erledigt ist.
error-act-already-there = das ist schon die Firma
error-act-took-part = diese Person war schon dabei
error-act-job-began = die jetzige Stelle begann am { $day }: die neue kann nicht davor beginnen
error-act-same-contact = beides ist ein und derselbe Kontakt
error-act-into-itself = eine Firma lässt sich nicht mit sich selbst zusammenführen
error-act-empty = der Text fehlt
error-act-score = { $score } ist keine Note von 0 bis 10
hint-act-late-complaint = Erst beantworten, dann als erledigt kennzeichnen.
hint-act-ends-with-touch = Den Anruf erfassen oder zurückstellen.
error-nobody = auf „{ $name }“ passt niemand
hint-merged-into = { $who } ist in { $into } aufgegangen (Nummer { $set }).
hint-merged = { $who } ist in einem anderen Kontakt aufgegangen: touchbase undo { $set } nimmt es zurück.
hint-nobody = Ein Kontakt wird benannt durch Id, Mailadresse, Telefonnummer, vollen Namen oder Wörter, mit denen Wörter von Name und Firma beginnen.
error-several = auf „{ $name }“ passen { $count } Kontakte
company-taken = „{ $typed }“ ist { $company } ({ $id })
error-several-companies = auf „{ $name }“ passen { $count } Firmen
hint-several = Einen davon mit Id oder vollem Namen nennen.
error-wrong-no-name = der Name fehlt
error-wrong-nobody = niemand war beteiligt
error-wrong-no-buyer = weder ein Kontakt noch eine Firma hat bestellt
error-currency = „{ $currency }“ ist keine Währung: EUR, USD, GBP, CHF, …
error-two-currencies = { $one } oder { $other }, nicht beides
error-no-amount = „{ $typed }“ ist kein Betrag
hint-no-amount = 1.234,56 EUR oder 1,234.56; was zurückging: (45,00)
error-amount-decimals = { $currency } hat { $decimals ->
    [0] keine Nachkommastellen
   *[other] { $decimals } Nachkommastellen
}: „{ $typed }“
error-amount-great = „{ $typed }“ ist zu groß
error-wrong-birthday = der Geburtstag { $birthday } liegt noch vor uns
error-wrong-job = eine Stelle kann nicht am { $to } enden und am { $from } beginnen
error-wrong-referrer = niemand kann sich selbst empfehlen
error-wrong-too-long = { $field } ist länger als { $limit } Bytes
odd-mail = „{ $mail }“ sieht nicht nach einer Mailadresse aus
odd-phone = „{ $phone }“ sieht nicht nach einer Telefonnummer aus
odd-age = { $age } Jahre alt?
odd-cleaned = Entfernt: Steuer- oder unsichtbare Zeichen oder Zeilenumbrüche, wo nur eine Zeile steht
odd-ahead = { $day } liegt noch vor uns

## Instandsetzen und Sicherungen
mending-happened = { $what ->
    [journal] Das Journal war beschädigt und ist instand gesetzt.
    [cut] Dem Journal fehlte das Ende; es ist instand gesetzt.
    [current] Die Datei CURRENT fehlte oder war beschädigt und ist neu geschrieben.
    [archive] Das Archiv, aus dem die vollständigen Einträge gelesen werden, war beschädigt und ist neu aufgebaut.
    [side] Dateien, die touchbase nur schneller machen, waren beschädigt und sind neu angelegt.
   *[store] Die Daten waren beschädigt und sind instand gesetzt.
}
mending-whole = Es fehlt nichts.
mending-untold = { $count ->
    [one] Es fehlt nichts; 1 Satz lässt sich nicht mehr zurücknehmen.
   *[other] Es fehlt nichts; { $count } Sätze lassen sich nicht mehr zurücknehmen.
}
mending-missing = { $count ->
    [one] 1 Satz fehlt: { $which }.
   *[other] { $count } Sätze fehlen: { $which }.
}
mending-missing-in-part = { $count ->
    [one] Von 1 Satz fehlt ein Teil: { $which }.
   *[other] Von { $count } Sätzen fehlt ein Teil: { $which }.
}
mending-more = { $count ->
    [one] 1 weiterer
   *[other] { $count } weitere
}
mending-unknown = { $count ->
    [one] Satz { $sets } (unbekannt)
   *[other] Sätze { $sets } (unbekannt)
}
mending-part = { $said } ({ $lost } von { $of } Änderungen)
mending-lost = Fehlt: { $which }
mending-perhaps = Im beschädigten Archiv fanden sich Einträge, die das Fehlende sein könnten; sie sind übernommen.
mending-next = Was fehlt, muss noch einmal eingegeben werden: touchbase history zeigt, was da ist.
mending-untold-sets = { $count ->
    [one] Was Satz { $sets } getan hat, ist da, lässt sich aber nicht mehr anzeigen und zurücknehmen.
   *[other] Was die Sätze { $sets } getan haben, ist da, lässt sich aber nicht mehr anzeigen und zurücknehmen.
}
mending-unmended = Beschädigt: { $found }. Nichts wurde geändert, und alles lässt sich lesen; ohne --read-only legt touchbase es neu an.
mending-found = Beschädigt oder verschwunden: { $found }
mending-of-cut = das Ende des Journals
mending-of-archive = das Archiv
mending-of-side = die Kopie für den schnellen Start
mending-of-texts = die Texte für die schnelle Suche
mending-bare = { $count ->
    [one] 1 Kontakt steht nur noch mit seinem Namen da, weil etwas an ihm hängt; ihn ergänzen statt neu anlegen
   *[other] { $count } Kontakte stehen nur noch mit ihrem Namen da, weil etwas an ihnen hängt; sie ergänzen statt neu anlegen
}
mending-backup = Instand gesetzt mit der Sicherung { $name }
mending-aside = Die beschädigten Dateien liegen in { $path }
backup-last = zuletzt { $ago }
backup-none = noch keine Sicherung
work-begins = Es geht los
work-stopping = Wird abgebrochen
work-under-way = So etwas läuft schon · Esc bricht es ab
toast-backed-up = Gesichert: { $count ->
    [one] 1 Eintrag
   *[other] { $count } Einträge
}, { $size } · { $path }
toast-backup-stopped = Die Sicherung ist abgebrochen; nichts wurde geschrieben
toast-backup-failed = Keine Sicherung geschrieben: { $why }
checked-title = Prüfung der Daten
toast-check-stopped = Die Prüfung ist abgebrochen
toast-import-stopped = Der Import ist abgebrochen; nichts wurde geändert
unwell-store = Die Daten lassen sich nicht pflegen: { $why } · touchbase verify sagt mehr, touchbase repair setzt instand
unwell-no-backup = Seit { $day } ließ sich keine Sicherung schreiben: { $why } · touchbase backup DATEI schreibt eine woandershin
unwell-never = Noch ließ sich keine Sicherung schreiben: { $why } · touchbase backup DATEI schreibt eine woandershin
open-slow = touchbase: Die Daten werden instand gesetzt oder neu gelesen. Ctrl-C bricht ab.
editor-nothing = Hier ist kein langer Text für den Editor
editor-none = Der Editor lässt sich nicht starten: {$editor} · EDITOR auf einen setzen, den es gibt
editor-gave-up = {$editor} endete mit einem Fehler: der Text bleibt, wie er war
editor-no-text = Was der Editor hinterlassen hat, ist kein Text in UTF-8: alles bleibt, wie es war
editor-file = Der Text lässt sich nicht an den Editor geben oder wieder lesen: {$reason}
suspend-no-shell = Hinter diesem Terminal wartet keine Shell: Mit Ctrl-Z geht es nirgends hin.
mended-title = Instand gesetzt
mended-none = Hier war noch nie etwas Gespeichertes beschädigt.
toast-mended = { $said } · { $key } zeigt mehr

## Ansichten: Rahmen, Agenda, Briefing, Hinweise
screen-too-small = Dieses Terminal hat {$columns}x{$rows}; touchbase braucht mindestens {$least_columns}x{$least_rows}.
header-due = {$count} fällig
header-demo = Beispieldaten
header-full = Datenträger voll
header-read-only = nur lesbar
toast-no-key = { $key } bewirkt hier nichts · Esc schließt
toast-no-action = { $key } bewirkt hier nichts · { $help } zeigt die Tasten
toast-read-only = Nur lesbar: { $how }
reach-read-only = { $why } · Nur lesbar: Die nötige Begründung kann nicht festgehalten werden
header-gone = Daten nicht da
agenda-without-rhythm = {$count ->
    [one] 1 Kontakt ohne Rhythmus
   *[other] {$count} Kontakte ohne Rhythmus
}
agenda-empty = Niemand ist fällig. {$contacts} zeigt alle Kontakte, {$add} legt einen an.
agenda-empty-read-only = Niemand ist fällig. {$contacts} zeigt alle Kontakte.
filter-nothing = Nichts passt. Esc nimmt den Filter weg.
filter-keep = behalten
filter-move = bewegen
filter-narrows = #tag firma: stufe: stand: fällig -wort
filter-widen = auch in Gesagtem
filter-narrow = ohne Gesagtes
filter-is-wide = + Gesagtes
filter-clear = aufheben
briefing-do-not-contact = nicht kontaktieren
briefing-do-not-contact-until = nicht kontaktieren bis {$day}
briefing-draft = Entwurf, nicht gespeichert: {$said}
briefing-draft-many = Entwurf für { $whom }, nicht gespeichert: { $said }
briefing-pinned = Angeheftet
briefing-no-rhythm = kein Rhythmus
briefing-last = zuletzt {$kind} {$day} ({$distance})
briefing-never = noch nie kontaktiert, angelegt {$day}
briefing-withdrawn = widerrufen {$day}
briefing-preferred = bevorzugt
briefing-complaint = Beschwerde, {$when}: „{$said}“
briefing-untold = { $kind }, { $progress }: „{ $said }“
briefing-others = {$count ->
    [one] mit einer weiteren Person
   *[other] mit {$count} weiteren
}
toast-quit = {$key} beendet
toast-draft-gone = Der Entwurf ist verworfen
toast-draft-gone-other = Dieser Entwurf ist verworfen; ein früherer ist noch da
toast-quit-in-memory = Getipptes, das nicht gespeichert ist, lässt sich nicht auf dem Datenträger behalten und geht mit dem Beenden verloren · {$key} noch einmal beendet
toast-draft-in-memory = Das Getippte lässt sich nicht auf dem Datenträger behalten und steht nur in diesem Fenster; beim nächsten Öffnen geht es weiter
toast-others = { $who }: { $said }
toast-others-more = { $who }: { $said } · davor noch { $count } mehr
toast-others-undid = zurückgenommen oder wiederhergestellt: { $said }
toast-draft-goes-on = Was hier steht, wird anderswo weitergeschrieben ({ $session }); beides bleibt, zu speichern reicht eines
toast-draft-saved-there = Was hier steht, wurde inzwischen anderswo übernommen und gespeichert ({ $session }); hier bleibt es stehen
toast-draft-take-typed = Hier steht schon etwas: Ctrl-x zweimal verwirft es, dann übernimmt Ctrl-t das andere
draft-offer-open = In einer anderen Sitzung begonnen, die noch offen ist ({ $session }); Ctrl-t übernimmt es.
draft-offer-left = { $author } hat hierzu einen Entwurf hinterlassen; Ctrl-t übernimmt ihn.
draft-saved-by = übernommen und gespeichert von { $who }
draft-save-again = Übernommen und schon gespeichert von { $who }. Dieselbe Taste speichert es noch einmal, Ctrl-x verwirft es.
draft-taken = Aus einer Sitzung übernommen, die noch offen ist ({ $session }); beides bleibt.
toast-draft-unkept = Das Getippte lässt sich noch nicht als Entwurf behalten und steht nur in diesem Fenster · {$reason}
toast-draft-kept = Das Getippte ist als Entwurf behalten; beim nächsten Öffnen geht es weiter
popup-unusable = {$who} ist gerade nicht zu ändern: {$why}
toast-saved = {$said} · {$key} nimmt es zurück
toast-nothing-changed = Nichts hat sich geändert
toast-marks-stay = {$count} { $count ->
    [one] bleibt
   *[other] bleiben
} markiert · {$key}
toast-undone = Zurückgenommen: „{$said}“ · {$key} stellt es wieder her
toast-undoing = Wird zurückgenommen …
toast-redoing = Wird wiederhergestellt …
toast-redone = Wiederhergestellt: „{$said}“ · {$key} nimmt es zurück
error-file = {$path} kann nicht gelesen werden: {$reason}
error-gone = Es ist nicht mehr da.
error-mapping = { $path }: { $why }
error-opener = lässt sich nicht öffnen: { $reason }
error-broken = Das ging in touchbase schief; nichts wurde geändert.
error-no-terminal = die Ansichten brauchen ein Terminal
error-dumb-terminal = die Ansichten brauchen ein Terminal mit beweglichem Cursor (TERM ist dumb)
error-terminal = das Terminal ist nicht benutzbar: {$reason}
hint-verbs = Die Befehle gehen überall: touchbase due, touchbase --help.

## Pop-ups: titles, fields, hints
popup-resumed = Ungespeicherter Text von vorhin ist wieder da. Zweimal Ctrl-x verwirft ihn.
hint-save = speichern
hint-next-field = nächstes Feld
hint-add-field = Feld dazu
hint-label = Bezeichnung
hint-remove = weg
form-add-title = Feld hinzufügen
form-add-hint = Telefon, Adresse, Geburtstag …
form-add-there = dorthin
form-add-none = kein Feld heißt so
form-add-own = freies Feld: { $name }
form-label-title = Bezeichnung · { $field }
form-label-hint = auswählen oder eintippen
form-label-none = Bezeichnung eintippen
form-label-without = ohne Bezeichnung
form-label-own = Bezeichnung: { $label }
hint-editor = Editor
hint-new-line = neue Zeile
hint-close = schließen
hint-calendar = Kalender
hint-year = Jahr
hint-without-year = ohne Jahr
key-backspace = Rücktaste
form-calendar-title = { $field }: { $day }
hint-take = Vorschlag nehmen
hint-throw-away = verwerfen
hint-close-kept = schließen, Text bleibt
hint-close-draft = als Entwurf
hint-pick = wählen
hint-choose-letter = per Buchstabe wählen
hint-choose = per Ziffer wählen
trail-begin = Davor war nichts
trail-end = Danach kommt nichts
trail-no-view = Davor war keine andere Ansicht
zoom-both = beide Bereiche
zoom-other = anderer Bereich
split-no-further = Weiter geht die Trennlinie nicht
split-no-border = Hier lässt sich keine Trennlinie verschieben; { $key } zeigt einen Bereich allein, und zurück
hint-move = bewegen
hint-scroll = blättern
hint-marked = markiert
hint-marked-unseen = markiert ({ $unseen } ausgefiltert)
hint-unmark = Marken weg
hint-mark = markieren
key-space = Leertaste
hint-all = alle
pick-placeholder = Name, Firma, Mail, Telefon oder #Tag
pick-none = nichts passt
field-title = Was
field-title-hint = Angebot schicken
field-when = Wann
field-when-hint = fr, 2w, 1.12. 14:30
field-again = Wieder
field-again-hint = alle 3m, nach 2w
field-kind = Art
field-text = Text
field-touch = Zählt
field-topic = Thema
field-topic-hint = Lieferung
field-score = Note
field-score-hint = 0-10
field-promised = Antwort bis
field-promised-hint = fr, 2w; Beschwerden sind nach zwei Tagen fällig
field-severity = Schwere
severity-none = nicht angegeben
field-promise = Zugesagt
field-promise-hint = neue Charge bis Freitag
field-feedback-owner-hint = wer sich kümmert
field-cause = Ursache
field-goodwill = Kulanz
field-goodwill-hint = 50 EUR, oder in Worten
field-replies = Mitgeteilt
field-replies-hint = je eine Zeile: 3.11. neue Charge ist unterwegs
form-no-reply = eine Zeile beginnt mit dem Tag: 3.11. neue Charge ist unterwegs
field-order-amount = Betrag
field-order-amount-hint = 1.234,56 { $currency }; zurück: (45,00)
field-order-day = Tag
field-order-day-hint = heute; oder gestern, 2.11.
field-order-what = Was
field-order-reference = Nummer
field-order-reference-hint = von Auftrag oder Rechnung
field-until = Bis
field-until-hint = morgen, mo, 1w
field-for-good-hint = auf Dauer
field-reason-hint = warum; der Tag darunter oder davor: 1.3.: Elternzeit
field-reason = Grund
form-recurs-after = { $span } nach dem Erledigen
form-no-recurs = weder „alle 3m“ noch „nach 3m“
form-every-typed = alle { $span }
form-after-typed = nach { $span }
form-birthday-age = { $day } (dieses Jahr { $age })
form-birthday-leap = { $day } (in anderen Jahren { $other })
form-cadence-none = kein Kontaktrhythmus
form-ceiling-none = keine Obergrenze
form-odd-mail = sieht nicht wie eine Mailadresse aus
form-known-mail = { $count ->
    [one] hat schon { $who }
   *[other] haben schon { $who }
}
form-odd-phone = sieht nicht wie eine Telefonnummer aus
form-no-score = eine Note von 0 bis 10
follow-up-new = Wiedervorlage · { $who }
follow-up-edit = Wiedervorlage ändern · { $who }
feedback-complaints = Beschwerden
feedback-section-acknowledged = Bestätigt
feedback-other = Wünsche, Lob, Umfragen
feedback-tell-by = zu informieren, am besten: { $channel }
feedback-tell-no-way = zu informieren; weder Mail noch Telefon bekannt
feedback-to-be-told = Kunde noch zu informieren
feedback-closed = Abgeschlossen
feedback-view-open = Offen
feedback-view-to-be-told = noch zu informieren
feedback-view-all = alle
feedback-came = { $day }
feedback-empty = Keine offene Rückmeldung. Sie entsteht aus einer Zeile (>> beschwerde: …) oder mit { $key } beim Kontakt; { $all } zeigt, was abgeschlossen ist.
feedback-empty-read-only = Keine offene Rückmeldung. { $all } zeigt, was abgeschlossen ist.
feedback-none-to-be-told = Alle wissen, was aus ihrer Rückmeldung wurde.
feedback-none = Noch keine Rückmeldung. { $key } bei einem Kontakt hält sie fest.
feedback-none-read-only = Noch keine Rückmeldung.
handling-many = { $count } Rückmeldungen · { $who }
handling-open = wieder offen
handling-acknowledged = Eingang bestätigt
handling-resolved = gelöst
handling-told = Kunde informiert
handling-resolved-and-told = gelöst und Kunde informiert
handling-resolved-title = Gelöst: { $what }
handling-told-title = Kunde informiert: { $what }
handling-reply = Zwischenbescheid gegeben
handling-reply-title = Zwischenbescheid: { $what }
handling-topic = informiert, und alle { $count } zu #{ $topic } mit
handling-topic-title = Alle { $count } zu #{ $topic } informiert
field-reply = Was mitgeteilt wurde
field-answer = Was daraus wurde
field-answer-hint = kann leer bleiben
field-told = Informiert am
field-told-hint = heute
feedback-edit = Rückmeldung ändern · { $who }
order-edit = Auftrag ändern · { $who }
feedback-new = Rückmeldung · { $who }
order-new = Auftrag · { $who }
order-one-by-one = Aufträge werden einzeln vermerkt: einen Kontakt wählen
note-new = Notiz · { $who }
snooze-title = Zurückstellen · { $who }
snooze-which = Was zurückstellen? · { $who }
snooze-nothing = { $who }: nichts auf der Agenda zum Zurückstellen
done-which = Was ist erledigt? · { $who }
done-ahead = Heute ist nichts fällig. Was noch kommt:
done-nothing = { $who }: nichts zu erledigen · { $log } erfasst, { $off } nimmt von der Agenda
off-title = Von der Agenda nehmen · { $who }
off-today = für heute
off-until = bis zu einem Tag
off-no-rhythm = kein Kontaktrhythmus mehr
off-do-not-contact = nicht kontaktieren
off-consent = einen Kanal widerrufen oder erteilen …
off-former = ehemalig: die Beziehung ist beendet
off-archive = archivieren
off-contact-again = darf wieder kontaktiert werden
off-until-read = bis {$day}
off-unarchive = aus dem Archiv zurück
off-until-title = Von der Agenda bis · { $who }
off-do-not-contact-title = Nicht kontaktieren · { $who }

## Logzeile
log-title = Erfassen: {$who}
log-title-many = Erfassen für {$count}: {$who}
log-count-unseen = {$count} ({$unseen} ausgefiltert)
log-whom = Für wen erfassen?
log-example = Was war? Zum Beispiel: fragt nach Preisen >> 2w Angebot schicken
log-looks-like-head = Die Zeile beginnt mit einer Art, aber ohne Doppelpunkt. Nochmal Enter speichert alles als Text; ein Doppelpunkt dahinter macht eine Art daraus.
log-worth = Nutzen für den Kunden: { $worth }
log-worth-word = Nutzen
log-asks-worth = Was hat der Kunde davon? In einer Zeile; Enter allein lässt es leer.
log-again-head = Nochmal Enter nimmt es als Kopf.
log-unknown-head = { $word } ist kein bekanntes Wort: bleibt Text
log-does-changed = Andere haben die Wiedervorlagen geändert: Diese Zeile erledigt nun anderes, siehe unten.
log-resumed = Die Zeile von vorhin ist wieder da. Ctrl-x leert und verwirft sie.
log-hint-next = was als Nächstes kommt
log-next = als Nächstes: {$what}
log-one-each = je einzeln für { $count }
log-logged = {$kind} mit {$who} erfasst
log-done = erledigt: {$what}
log-again = wieder {$day}
log-complaint-stays = die Beschwerde bleibt offen
log-birthday-stays = der Geburtstag bleibt, bis { $key } den Glückwunsch vermerkt
log-several = eins davon schreiben:
log-guide-kind = Art:
log-guide-kinds = Arten: {$kinds}
log-guide-head = Kopf:
log-guide-heads = Auch vor dem Doppelpunkt: na (nicht erreicht), ab (Nachricht hinterlassen), ein, aus, gestern 14:30, 20min, +Name oder +1a2b, Werbung
log-guide-clauses = Hinter >>: ein Tag mit Titel, Beschwerde: …, Lob: …, Wunsch: …, Nutzen: …, erledigt 1, behalten
log-together = {$count} Kontakte zusammen: {$who}
log-each = {$count} Kontakte, je eine Interaktion: {$who}
log-will-be-done = wird erledigt

## Hilfe und erster Start
action-demo = Beispieldaten
    .help = Beispieldaten ansehen, in einem Wegwerfspeicher
theme-title = Thema
theme-own = ein eigenes
theme-unusable = unbrauchbar: Enter sagt, warum
theme-terminal = die Farben des Terminals
theme-auto = dark/light je nach Terminal
theme-dark = hell auf dunkel
theme-light = dunkel auf hell
theme-warm = cremefarben auf warmem Grau
theme-paper = dunkel auf Creme
theme-contrast = weiß auf schwarz, kräftig
theme-mono = ohne Farbe
theme-keep = behalten
theme-try-on = ansehen
theme-as-before = wie zuvor
theme-kept = Thema { $theme }: steht jetzt in { $path }
theme-not-kept = Thema { $theme } bis zum Beenden: { $path } lässt sich nicht ändern: { $reason }
theme-colourless = Farben sind abgeschaltet ({ $by }): ohne das lassen sich Themen wählen
mouse-on = Die Maus ist an · Umschalttaste und Ziehen markiert Text
mouse-off = Die Maus ist aus bis zum Beenden: Text markiert wieder das Terminal
keys-view = Die Ansicht „{ $name }“
keys-follow = { $keys } und dann
help-title = Tasten dieser Ansicht
help-here = Nur hier
help-selected = Mit Gewählten und Markierten
help-new = Neu
help-lists = In Listen
help-finding = Finden und hingehen
help-moving = Bewegen
help-store = Getanes und die Daten
help-program = touchbase selbst
help-line = Die Logzeile: Kopf: Text >> was als Nächstes kommt
help-find = tippen zum Suchen
help-do = ausführen
help-none = Hier heißt nichts so. Die Palette ({ $key }) findet auch Kontakte und Firmen.
welcome-title = Willkommen bei touchbase
welcome-what = Jeden Morgen sagt eine Ansicht, bei wem man sich heute melden sollte, und warum. Zum Anfang:
draft-new = etwas Neues
toast-drafts = {$count ->
    [one] Ein Entwurf von vorhin ist behalten: {$names}
   *[other] {$count} Entwürfe von vorhin sind behalten: {$names}
} · „Entwurf“ in der Palette ({ $key }) öffnet sie
draft-and-more = { $names }, … und { $count } weitere
draft-deleted = { $who } (gelöscht)
popup-reading = wird gelesen …
popup-not-read = Bis es gelesen ist, lässt sich hier nichts eingeben oder speichern.
reading-busy = touchbase, Prozess { $pid }, antwortet nicht: dort fg, oder beenden
reading-busy-on = touchbase auf { $terminal } ({ $pid }) antwortet nicht: dort fg, oder beenden
reading-again = es wird immer wieder gefragt, alles andere geht weiter
reading-newer = jenes beenden oder hier dieselbe Version verwenden, alles andere geht weiter
popup-saving = wird gespeichert …
contact-new = Neuer Kontakt
contact-added = { $who } angelegt · { $key } zeigt alle Kontakte
contact-edit = Ändern · { $who }
contact-meanwhile = inzwischen geändert in: { $text }
form-own = eigene
form-theirs = andere
form-clash-open = auf beiden Seiten geändert: eine der beiden Fassungen nehmen
form-clash-theirs = die andere
form-clash-own = die eigene
form-clash-both = beide
form-since-draft = seit dem Entwurf
form-clashes = Dasselbe wurde inzwischen anderswo geändert, nichts wurde gespeichert: an jedem ≠ eine Fassung nehmen.
form-decided = Entschieden: Enter speichert (in mehrzeiligem Text Ctrl-s).
meanwhile-changed = inzwischen von { $who }: { $what }
meanwhile-done = inzwischen { $who }: { $what }
meanwhile-met = { $what } bleibt, wie { $who } es inzwischen geändert hat
meanwhile-met-done = inzwischen { $who }: { $what }
meanwhile-same = { $who } hat dasselbe schon getan: nichts blieb zu speichern
meanwhile-who = { $who }, { $when }
gone-title = Das gibt es nicht mehr
gone-said = { $who }: { $what }
gone-bring-back = zurückholen und das Getippte speichern
gone-keep = den Entwurf behalten
lost-bring-back = zurückholen und den Entwurf öffnen
lost-trimmed = Das wurde gelöscht, und der Verlauf reicht nicht so weit zurück: zurückholen lässt es sich hier nicht. Das Getippte lässt sich kopieren.
lost-copy = das Getippte kopieren
lost-copied = Das Getippte ist kopiert, der Entwurf bleibt
lost-throw-away = den Entwurf verwerfen
not-deleted = Nichts wurde gelöscht: inzwischen { $who }: { $what }
field-name = Name
field-company = Firma
field-role = Funktion
field-mail = Mail
field-phone = Telefon
field-tags = Tags
field-tags-hint = Kunde, Eiche
field-tags-many-hint = Kunde, -Eiche entfernt
field-tier = Stufe
field-stage = Stand
field-cadence = Rhythmus
field-key-contact = Hauptkontakt
field-deputy = Vertretung
company-key-contact = Hauptkontakt
company-deputy = Vertretung
error-referral-round = { $name } kam durch diesen Kontakt: eine Empfehlung kann nicht im Kreis gehen
field-reference-permission = Referenz
field-reference-permission-hint = ja, nein; ein Tag; wie: ja 1.10.: per Mail
reference-may = darf genannt werden
reference-may-not = darf nicht genannt werden
referrals-referred = Empfohlen
referrals-none = niemand kam durch { $who }
referrals-count = { $count ->
    [one] eine Person kam durch { $who }
   *[other] { $count } kamen durch { $who }
 }
referrals-revenue = { $count ->
    [one] eine Person kam durch { $who }: { $revenue }
   *[other] { $count } kamen durch { $who }: { $revenue }
 }
field-company-cadence-hint = 30t, 3m, keiner
field-cadence-hint = nach Stufe; 30t, 3m, keiner
field-ceiling = Obergrenze
field-ceiling-hint = nach Stufe; 4 in 30 Tagen, keine
field-birthday = Geburtstag
field-birthday-hint = 24.12., 24.12.1971
field-language = Sprache
field-channel = Bevorzugt
field-salutation = Anrede
field-salutation-hint = Frau, Ms
field-form = du oder Sie
field-given = Vorname
field-middle = Weitere Vornamen
field-family = Nachname
field-suffix = Namenszusatz
field-department = Abteilung
field-since = Dort seit
field-since-hint = 2024, März 2024, 1.3.2024
field-job = Weitere Stelle
field-job-hint = Einkäufer @ Hofmann GmbH / Einkauf (2019 - 2021)
field-address-hint = Hauptstr. 5, 20095 Hamburg, Deutschland
field-dnc = Nicht kontaktieren
field-dnc-hint = ja, 1. März: Elternzeit
field-source-hint = Messe 2024
field-referred-hint = ein Kontakt oder ein Name
field-language-hint = de, en
field-own = Freies Feld
field-own-also = frei weiteres sonstiges
group-reach = Erreichbar
group-relationship = Beziehung
group-person = Person
form-no-part = „{ $part }“ ist nichts von { $parts }
form-job-ends = sie endet vor ihrem Beginn
form-name-only = nur der Name, kein Kontakt
form-own-nameless = ein freies Feld braucht einen Namen: Ctrl-l
form-own-twice = ein Feld „{ $name }“ gibt es schon
field-notes = Notizen
form-cadence-typed-none = keiner
form-ceiling-typed-none = keine
form-known-name = schon da: { $who }
form-known-person = schon da
contact-like = Schon da? { $who } · Ctrl-o öffnet
contact-like-several = Schon da? { $who } · Ctrl-o zeigt alle
contact-like-title = Schon da?
contact-like-open = öffnen
form-company-new = neue Firma
tags-title = Tags · { $who }
bulk-title = Bearbeiten · { $who }
bulk-said = Nur was angefasst wird, ändert sich. Wo sie sich unterscheiden, leert - das Feld.
bulk-nothing = noch ist nichts angefasst
bulk-meanwhile = { $count ->
    [one] Bei einem davon wurde inzwischen etwas geändert
   *[other] Bei { $count } davon wurde inzwischen etwas geändert
}
bulk-meanwhile-others = { $count ->
    [one] für den anderen speichern
   *[other] für die { $count } anderen speichern
}
bulk-meanwhile-all = für alle { $count } speichern
bulk-mixed = verschieden
bulk-mixed-line = verschieden: { $values }
bulk-stays = bleibt, wie es ist
bulk-by-tier = nach Stufe
bulk-note = Zu den Notizen
bulk-tags-all = alle haben { $tags }
bulk-tags-some = einige haben { $tags }
delete-title = { $what } löschen?
delete-yes = löschen
delete-no = behalten
delete-archive-instead = stattdessen archivieren: ausgeblendet, alles bleibt
delete-confirm = Alle verschwinden mit ihrem Verlauf. { $count } und Enter löscht sie.
delete-count = Wie viele
delete-count-wrong = { $count } eintippen löscht sie, Esc behält sie
delete-feedback = Diese Rückmeldung
delete-order = Dieser Auftrag
delete-many-feedback = { $count } Rückmeldungen
delete-interaction = Diese Interaktion
delete-goes-with = { $count ->
    [one] Damit verschwindet:
   *[other] Damit verschwinden:
}
delete-goes-interactions = { $count ->
    [one] 1 Interaktion
   *[other] { $count } Interaktionen
}
delete-goes-follow-ups = { $count ->
    [one] 1 offene Wiedervorlage
   *[other] { $count } offene Wiedervorlagen
}
delete-goes-feedback = { $count ->
    [one] 1 offene Rückmeldung
   *[other] { $count } offene Rückmeldungen
}
move-title = Umhängen: { $what } zu
move-this = Interaktion
move-what = { $kind } vom { $day } „{ $said }“
move-nothing = Keine Interaktion ist gewählt · { $key } geht zum Verlauf
contacts-all = Kontakte
contacts-without-rhythm = ohne Rhythmus
contacts-archived = archiviert
contacts-marked = { $count } markiert
contacts-marked-unseen = { $count } markiert ({ $unseen } ausgefiltert)
views-title = Ansichten
views-find = Eine Ansicht, oder was zu tun ist
views-all = Alle
views-save = Als Ansicht speichern…
views-change = Name oder Taste von „{ $name }“…
views-delete = „{ $name }“ löschen…
views-key = Taste
views-key-hint = 9, oder „g v“; es geht auch ohne
views-name-hint = Schlüsselkunden
views-holds = Filter: { $filter } · Reihenfolge: { $order } · Spalten: { $columns }
views-usual-order = wie üblich
views-no-name = Buchstaben, Ziffern, Leerzeichen, - und _
views-name-taken = so heißt schon eine andere Ansicht
views-no-key = keine Taste: 9, ctrl-t, oder „g v“ für zwei nacheinander
views-key-taken = die Taste ist vergeben: { $what }
views-delete-said = Nur die Ansicht wird gelöscht, nichts von dem, was sie zeigt.
views-nobody = Auf diese Ansicht passt niemand. { $all } zeigt wieder alle.
views-saved = Ansicht „{ $name }“ gespeichert
views-saved-key = Ansicht „{ $name }“ gespeichert, auf { $key }
views-deleted = Ansicht „{ $name }“ gelöscht
sort-title = Sortieren nach · noch einmal dieselbe kehrt um
view-columns-title = Spalten
view-columns-width = { $width } breit
view-columns-show = zeigen, verbergen
view-columns-move = ordnen
view-columns-wider = Breite
view-columns-no-room = kein Platz
view-columns-keys =
    Leer      die Spalte zeigen oder verbergen
    J  K      sie unter den gezeigten verschieben
    +  -      breiter, schmaler
    0         so breit, wie Platz ist
    Spalten, für die bei dieser Breite kein Platz ist, fallen weg, die
    letzten zuerst: andere schmaler machen, verbergen oder das Fenster weiten.
view-columns-auto = nach Platz
error-view = Es gibt keine Ansicht "{ $name }".
hint-views = Es gibt: { $names }.
hint-views-none = Noch ist keine gespeichert: w auf den Listen speichert eine.
error-view-broken = { $path }, Zeile { $line }, ist keine Ansicht: { $why }
error-view-broken-all = { $path } ist keine Ansicht: { $why }
error-view-screen = "{ $screen }" hat keine Ansichten, nur contacts, companies und feedback
hint-view-broken = Die Datei richten oder löschen; w auf den Listen speichert Ansichten.
error-view-kind = Die Ansicht "{ $name }" ist eine von { $list }.
hint-view-kind = --kind weglassen.
error-column = Es gibt keine Spalte "{ $name }".
hint-columns = Spalten: { $names }; in der Reihenfolge kehrt ein - davor eine um.
list-column-people = Kontakte
list-column-kind = Art
list-column-score = Punkte
list-column-text = Was gesagt wurde
list-column-state = Stand
list-column-came = Eingang
list-column-age = Alter
views-nothing = Auf diese Ansicht passt nichts. { $all } zeigt wieder alle.
list-column-overdue = Zu spät
list-column-touched = Letzter Kontakt
list-column-due = Als Nächstes fällig
list-column-days-late = Tage zu spät
list-column-city = Ort
list-column-mail = Mail
list-column-phone = Telefon
list-column-added = Angelegt
contacts-touched = Zuletzt
contacts-due = Nächstes
contacts-view = Ansicht
contacts-empty = Noch keine Kontakte. { $add } legt einen an, { $import } importiert eine Datei.
contacts-empty-read-only = Noch keine Kontakte.
contacts-all-have-rhythm = Alle haben einen Kontaktrhythmus.
contacts-none-archived = Niemand ist archiviert. { $off } auf einem Kontakt bietet es an.
contacts-none-archived-read-only = Niemand ist archiviert.
company-new = Neue Firma
company-bare = Noch nichts bekannt · { $key } bearbeitet
company-bare-read-only = Noch nichts bekannt
company-none = Hier ist keine Firma ausgewählt · { $key } zeigt alle
company-nobody = Hier arbeitet niemand · { $key } auf einem Kontakt wechselt dessen Firma
company-nobody-read-only = Hier arbeitet niemand
company-works-nobody = Bei { $company } arbeitet niemand
company-of-nobody = Von diesem Kontakt ist keine Firma bekannt
company-people = Kontakte { $count }
company-people-archived = Kontakte { $count }, archiviert { $archived }
company-others = Früher { $count }
company-now-at = jetzt { $company }
company-untouched = noch kein Kontakt mit jemandem dort
company-merged = Früher auch
company-merge-hint = zusammenführen
company-whom = wer bei { $company }?
company-copy-nothing = Es gibt keine Telefonnummer, keine Mailadresse und keine Webseite
company-timeline-empty = Hier ist noch nichts geschehen. { $key } erfasst das Erste.
company-timeline-empty-read-only = Hier ist noch nichts geschehen.
company-delete-people = { $count ->
    [one] 1 Kontakt ist oder war dort: er bleibt, mit seiner Funktion.
   *[other] { $count } Kontakte sind oder waren dort: sie bleiben, mit ihrer Funktion.
}
company-delete-stays = Was geschah, bleibt bei ihnen; nur die Firma steht nicht mehr dabei.
companies-empty = Noch keine Firmen. { $add } legt eine an, ebenso die Firma eines Kontakts; { $import } importiert eine Datei.
companies-empty-read-only = Noch keine Firmen.
companies-none-archived = Keine Firma ist archiviert. { $off } archiviert eine.
companies-none-archived-read-only = Keine Firma ist archiviert.
companies-open = Offen
change-title = Neue Firma · { $who }
change-hint = Firma, oder der Name einer neuen
change-new = neue Firma: { $company }
change-nobody = bei keiner Firma mehr
change-to = { $who } → { $company }
change-leaves = { $who } → keine Firma
change-stays = Was bis dahin geschah, bleibt bei der alten Firma.
merge-title = { $company } zusammenführen mit
merge-hint-into = mit welcher? nur eine, die da ist
merge-preview = Zwei Firmen zusammenführen
merge-contacts = { $count ->
    [one] 1 Kontakt geht über
   *[other] { $count } Kontakte gehen über
}
merge-interactions = { $count ->
    [one] 1 Interaktion geht über
   *[other] { $count } Interaktionen gehen über
}
merge-feedback = { $count ->
    [one] 1 Rückmeldung geht über
   *[other] { $count } Rückmeldungen gehen über
}
merge-orders = { $count ->
    [one] 1 Auftrag geht über
   *[other] { $count } Aufträge gehen über
}
merge-do = zusammenführen
merge-follow-ups = { $count ->
    [one] 1 Wiedervorlage geht über
   *[other] { $count } Wiedervorlagen gehen über
}
merge-follow-ups-there = { $count ->
    [one] 1 Wiedervorlage war schon da
   *[other] { $count } Wiedervorlagen waren schon da
}
merge-consents = { $count ->
    [one] 1 Einwilligung geht über
   *[other] { $count } Einwilligungen gehen über
}
merge-consent = Einwilligung, { $channel }
error-merge-undecided = über { $field } hat keiner von ihnen entschieden
hint-merge-undecided = Was zu wählen ist, sagt --dry-run.
merge-consent-for = { $channel }, { $purpose }
merge-consent-row = { $channel } erlaubt
merge-consent-holds = Einwilligung { $channel }: { $holds } gilt, { $other } nicht
merge-lost = Nicht übernommen: { $field } { $value } ({ $who })
merge-were-apart = Gemerkt war, dass diese nicht dieselben sind: { $one }, { $other }
merge-hint-swap = tauschen
merge-drops = Fällt weg: { $what }
merge-are-apart = Gemerkt war, dass diese beiden nicht dieselben sind.
merge-keys = Enter  führt zusammen, wie es hier steht
    ← → Leertaste  wessen bleibt; eine Seite, auf der nichts steht: nichts
    b  beides, bei Listen und Notizen
    J K  blättert in einem Wert, der nicht ganz Platz hat
    Tab  der andere bleibt
    x  merkt, dass es nicht dieselben sind
    Esc  schließt, nichts ändert sich
merge-happened = { $count ->
    [one] 1 Interaktion
   *[other] { $count } Interaktionen
}
merge-would = { $who } geht auf in { $into }
merge-keys-title = Zusammenführen
merge-people = Zwei Kontakte zusammenführen
merge-job-until = bis { $day }
merge-head-kept = bleibt
merge-head-gone = geht darin auf
merge-ids-lead = die alte Id führt weiter hierher
merge-hint-take = wessen
merge-hint-both = beide
merge-with = { $who } ist dieselbe Person wie
merge-which-kept = { $count } Kontakte zusammenführen: wer bleibt?
merge-several-how = Leere Felder werden ergänzt, Listen, Notizen und Verläufe vereint.
    Hat jemand eine Einwilligung widerrufen, so gilt das.
merge-several-all = Nichts geht verloren.
merge-several-into = { $count } Kontakte in { $who } zusammenführen
merge-several-whose = Hier widersprechen sie sich; was markiert ist, gilt.
merge-with-hint = welcher Kontakt?
duplicates-title = Dubletten
duplicates-count = Dubletten { $count }
duplicates-found = Dubletten { $count } von { $all }
duplicates-certain = sicher { $count }
duplicates-companies = Firmen { $count }
duplicates-companies-found = Firmen { $count } von { $all }
duplicates-to-companies = Firmen
duplicates-to-contacts = Kontakte
duplicates-people = Kontakte
duplicates-city = Ort
duplicates-none = Keine zwei Kontakte sehen nach derselben Person aus.
duplicates-reading = Alle Kontakte werden verglichen …
duplicates-compare = vergleichen
duplicates-happened = { $count ->
    [one] 1 Interaktion, { $last }
   *[other] { $count } Interaktionen, zuletzt { $last }
}
duplicates-score = { $score } %
duplicates-history = Verlauf
duplicates-consent = Einwilligung
duplicates-added = Hinzugefügt
duplicates-archived = Archiviert
duplicates-none-certain = Kein Paar ist sicher: { $key } zeigt zwei nebeneinander
duplicates-merge-certain = Alle sicheren Paare zusammenführen
duplicates-hint-all = alle
duplicates-hint-not-same = verschieden
duplicates-hint-undo = zurück
duplicates-certain-how = Gleicher Name, gleiche Mail oder Nummer, nichts spricht dagegen:
duplicates-certain-more = und { $count } weitere
duplicates-merge-all = { $count ->
    [one] zusammenführen: 1 Kontakt geht in einem anderen auf
   *[other] zusammenführen: { $count } Kontakte gehen in anderen auf
}
duplicates-merge-none = lassen, wie sie sind
field-industry = Branche
field-industry-hint = Möbel
field-size = Größe
field-size-hint = 12 Leute
field-company-notes = Notizen
field-company-address-hint = Hafenstraße 5, 20457 Hamburg
form-no-address = das lässt sich nicht als Adresse lesen
form-field-nameless = das Feld hat keinen Namen: Ctrl-l gibt ihm einen
move-which = Umhängen · { $who }
move-interaction = { $what } einer anderen Person geben
move-add = { $what }: noch eine Person war dabei
move-company = Firma wechseln
move-merge = mit einem anderen Kontakt zusammenführen: dieselbe Person
move-merge-all = alle { $count } zusammenführen: dieselbe Person
move-merge-both = beide zusammenführen: dieselbe Person
move-help-interaction = Sie steht bei der falschen Person: sie geht zu einer anderen, mit den Wiedervorlagen und Rückmeldungen aus ihrer Zeile.
move-help-add = Es war noch jemand dabei: sie steht dann bei beiden.
move-help-company = Die Person arbeitet jetzt woanders. Was bis dahin war, bleibt bei der alten Firma.
move-help-merge = Zwei Kontakte sind dieselbe Person: beide stehen nebeneinander, bevor daraus einer wird. Was doppelt sein könnte, zeigt g d.
menu-keys = ↑ ↓ j k  auf und ab
    Enter  nimmt das Gewählte; Buchstabe oder Ziffer gleich den Eintrag
    Esc q  schließen; nichts ändert sich
menu-keys-many = Leertaste  markiert: Enter nimmt dann alles Markierte
    a  nimmt alle
add-person-title = Wer war noch dabei? · { $what }
contact-pane = Bereich
contact-foreign = { $count ->
    [one] 1 weitere Eigenschaft der Datei ist behalten
   *[other] { $count } weitere Eigenschaften der Datei sind behalten
}
contact-next = weiter, zurück
timeline = Verlauf
timeline-count = Verlauf { $count }
timeline-empty = Noch ist nichts geschehen. { $key } erfasst das Erste.
timeline-empty-read-only = Noch ist nichts geschehen.
timeline-with = mit { $who }
timeline-follow-up = Wiedervorlage, { $state }
interaction-edit = Erfasstes ändern · { $who }
field-web = Web
field-address = Adresse
field-honorific = Titel
field-nickname = Rufname
field-owner = Zuständig
field-source = Herkunft
field-referred-by = Empfohlen von
field-past-job = Früher
field-added = Angelegt
import-title = Datei oder Verzeichnis importieren
import-path-hint = ~/kontakte.vcf, ~/kontakte.csv
import-hint-look = hineinsehen
import-hint-complete = vervollständigen
import-all-of = alle { $count } Dateien dieses Verzeichnisses
import-hint-on = weiter
import-hint-fields = Felder
import-hint-leave = raus
import-hint-whose = wem
import-hint-new = neu
import-hint-file = Datei
import-hint-here = hier
import-hint-all = alle
import-hint-rows = zu den Zeilen
import-hint-side = hier, Datei
import-hint-other = das andere
import-left = Nichts ist importiert.
import-empty = Nichts dieser Art.
import-no-columns = Nur eine Tabelle hat Spalten zu bestimmen.
import-line-of = { $file }, Zeile { $line }
import-view-all = alle
import-view-new = neu
import-view-changed = geändert
import-view-alike = schon da?
import-view-nobodys = niemandes
import-view-unchanged = gleich
import-view-differing = hier anders
import-view-joined = vereint
import-view-left = bleibt weg
import-view-deleted = hier gelöscht
import-row-joined = wie { $place }
import-view-refused = unmöglich
import-row-new = neu
import-row-as-new = als neu
import-row-left = bleibt weg
import-row-alone = bleibt weg wie alle, die es betrifft
import-row-differs = hier anders: bleibt so
import-whole-no-choice = Alle Daten eines touchbase kommen herein, wie sie sind: zu wählen gibt es nichts.
import-row-kept = bleibt wie es hier ist
import-row-older = älter, ergänzt nur: { $fields }
import-row-out-already = Es bleibt ohnehin weg; mit { $new } kommt es herein.
import-row-into = geht an { $who }
import-row-with = kommt zu { $who }, { $place }
import-row-left-before = früher weggelassen; { $who }? { $reasons }
import-row-alike = { $who }? { $reasons }
import-row-alike-row = { $who }, { $place }? { $reasons }
import-row-decide = { $into } ordnet es zu, { $new } legt neu an; unentschieden bleibt es weg, auch beim nächsten Mal.
import-row-ambiguous = { $count } heißen { $name }
import-row-unmatched = von niemandem, der hier bekannt ist
import-row-unchanged = alles davon ist da
import-row-changed = wird ergänzt oder geändert
import-row-over-here = hier beendet; { $file } öffnet es
import-row-remembered = ist da, wird wiedererkannt
import-row-cannot = Das kann nicht herein.
import-row-give = { $into } gibt es einem Kontakt, { $new } legt einen neuen an.
import-row-give-only = { $into } gibt es einem Kontakt.
import-row-given = Wessen es ist, ist bekannt: { $into } und { $new } gelten dem, was noch niemandem gehört.
import-row-no-newcomer = Es nennt keinen Namen und keine Mailadresse: { $into } gibt es einem Kontakt.
import-entry-whole = Ein Eintrag kommt ganz herein: Felder lassen sich nicht einzeln wählen.
import-nothing-of-nobody = Von den Genannten ist hier niemand bekannt: Es gibt nichts zu importieren. In der Liste gibt { $into } einen Eintrag einem Kontakt, { $new } legt einen neuen an.
import-field-empty = (leer)
import-here = hier
import-file = Datei
import-into-title = Wem gehört { $name }?
import-into-several = Wem gehören diese { $count }?
import-into-left = Wer gemeint ist, bleibt weg: { $new } nimmt diese als neu auf.
import-into-whom = Von mehreren lassen sich nur die zuordnen, die vielleicht schon da sind.
import-leave = { $count ->
    [one] Verlassen? 1 Entscheidung geht verloren
   *[other] Verlassen? { $count } Entscheidungen gehen verloren
}
import-leave-stay = bleiben
import-leave-go = verlassen: nichts wird importiert
import-all-title = Für alle
import-all-alike-into = { $count ->
    [one] wer vielleicht schon da ist, wird zugeordnet (1)
   *[other] wer vielleicht schon da ist, wird zugeordnet ({ $count })
}
import-all-alike-new = { $count ->
    [one] wer vielleicht schon da ist, kommt neu dazu (1)
   *[other] wer vielleicht schon da ist, kommt neu dazu ({ $count })
}
import-all-alike-leave = { $count ->
    [one] wer vielleicht schon da ist, bleibt weg (1)
   *[other] wer vielleicht schon da ist, bleibt weg ({ $count })
}
import-all-alike-again = { $count ->
    [one] nach dem früher Weggelassenen wieder fragen (1)
   *[other] nach den früher Weggelassenen wieder fragen ({ $count })
}
import-all-file = wo beide geändert haben, gilt die Datei
import-all-here = wo beide geändert haben, gilt, was hier steht
import-all-each = wessen Wert gilt, wie vorgesehen
import-all-empty = was in der Datei leer ist, wird hier geleert
import-all-not-empty = was in der Datei leer ist, leert nichts
import-all-new-leave = { $count ->
    [one] der neue bleibt weg (1)
   *[other] alle neuen bleiben weg ({ $count })
}
import-all-changed-leave = { $count ->
    [one] was sich ändert, bleibt wie hier (1)
   *[other] alle, die sich ändern, bleiben wie hier ({ $count })
}
import-all-deleted = { $count ->
    [one] was hier gelöscht wurde, kommt wieder herein (1)
   *[other] alles, was hier gelöscht wurde, kommt wieder herein ({ $count })
}
import-all-times = alle vergangenen Termine von Serien kommen herein
import-all-newest = von Serien kommen nur die neuesten Termine herein
import-read-anew = Neu gelesen: was gewählt war, ist zurückgenommen.
import-all-none = Für alle gibt es hier nichts zu wählen.
import-all-forget = alle Entscheidungen zurücknehmen
import-preview-entries = { $count ->
    [one] + 1 Interaktion, Wiedervorlage oder Rückmeldung
   *[other] + { $count } Interaktionen, Wiedervorlagen, Rückmeldungen
}
import-preview-orders = { $count ->
    [one] + 1 Auftrag
   *[other] + { $count } Aufträge
}
import-preview-undecided = { $count ->
    [one] ? 1 vielleicht schon da, bleibt weg: nicht entschieden
   *[other] ? { $count } vielleicht schon da, bleiben weg: nicht entschieden
}
import-preview-left = { $count ->
    [one] – 1 bleibt auf Wunsch weg
   *[other] – { $count } bleiben auf Wunsch weg
}
import-preview-left-before = { $count ->
    [one] – 1 vielleicht schon da, schon früher weggelassen
   *[other] – { $count } vielleicht schon da, schon früher weggelassen
}
import-preview-not-again = { $count ->
    [one] · nach 1, der wegbleibt, wird nicht wieder gefragt
   *[other] · nach { $count }, die wegbleiben, wird nicht wieder gefragt
}
import-preview-alone = – { $count } nur von denen, die wegbleiben
import-preview-older = · { $count } älter als das zuletzt Gelesene: was hier ist, bleibt
import-preview-ambiguous = ? { $count } zu einem von mehreren, die so heißen
import-preview-unmatched = – { $count } von niemandem, der hier bekannt ist
import-preview-closed = { $count ->
    [one] ~ Eine Wiedervorlage abgesagt wie im Kalender
   *[other] ~ { $count } Wiedervorlagen abgesagt wie im Kalender
}
import-preview-deleted = – { $count } hier gelöscht: { $count ->
    [one] bleibt
   *[other] bleiben
} weg
import-preview-renamed = ~ { $was } heißt jetzt { $name }
import-preview-given = { $count ->
    [one] → 1 geht an einen Kontakt von hier
   *[other] → { $count } gehen an Kontakte von hier
}
import-preview-strangers = { $count ->
    [one] + 1 neuer Kontakt, den ein Eintrag nennt
   *[other] + { $count } neue Kontakte, die Einträge nennen
}
import-preview-remembered = { $count ->
    [one] = 1 bleibt wie hier, auch wenn dieselbe Datei wiederkommt
   *[other] = { $count } bleiben wie hier, auch wenn dieselbe Datei wiederkommt
}
import-preview-joined = = { $count } mit anderen der Datei vereint
import-preview-employers = { $count ->
    [one] + 1 neue Firma, bei der Personen der Datei arbeiten
   *[other] + { $count } neue Firmen, bei denen Personen der Datei arbeiten
}
import-preview-removed = { $count ->
    [one] – Eine Interaktion entfällt: laut Kalender fand sie nicht statt
   *[other] – { $count } Interaktionen entfallen: laut Kalender fanden sie nicht statt
}
import-nothing-chosen = So entschieden gibt es nichts zu importieren.
work-progress = { $said } · Esc bricht ab
columns-title = Spalten von { $file }: { $count }
columns-become = Was aus den ersten Zeilen wird
columns-encoding = Zeichensatz
columns-separator = Trennzeichen
columns-heads = Kopfzeile
columns-no-heads = keine Kopfzeile
columns-rows = Zeilen sind
columns-meaning = { $head } wird
columns-not-one = Das gilt für die ganze Tabelle: { $key } ändert es.
columns-hint-on = Vorschau
columns-save = Spalten speichern
columns-save-how = Danach wird die gleiche Tabelle nächsten Monat gelesen: hier und mit import --mapping NAME.
columns-name-hint = crm
columns-no-name = ein Name aus Buchstaben, Ziffern, - und _
columns-saved = Gespeichert als { $name }: import --mapping "{ $name }" liest danach
columns-none-saved = Noch keine gespeichert: { $key } speichert diese.
columns-as-saved = Nach den gespeicherten Spalten { $name } gelesen
columns-load = Gespeicherte Spalten
columns-find = Teil der Bezeichnung: Mail, Ort, Notizen
columns-unfit = { $head }: keiner dieser Werte passt zu „{ $meaning }“: { $values }
columns-headless = Die Tabelle hat keine Kopfzeile: was ihre Spalten werden, ist am Inhalt erkannt; Enter führt weiter.
columns-unknown = { $unknown } von { $count } Köpfen sind unbekannt: hier wird gewählt, was sie werden; Enter führt weiter.
import-preview = Importieren · { $file }
import-whole-perhaps = vielleicht { $name }, hier schon da: { $reasons }
import-whole-perhaps-count = { $count ->
    [one] 1 neuer Kontakt ist vielleicht schon da: touchbase duplicates nennt ihn, merge macht aus beiden einen
   *[other] { $count } neue Kontakte sind vielleicht schon da: touchbase duplicates nennt sie, merge macht aus zweien einen
}
import-preview-whole-alike = { $count ->
    [one] ? 1 davon ist vielleicht schon da: die Dubletten zeigen ihn danach
   *[other] ? { $count } davon sind vielleicht schon da: die Dubletten zeigen sie danach
}
import-preview-whole-new = + neu: { $what }
import-preview-whole-unchanged = = hier wie in der Datei: { $what }
import-preview-whole-differs = = hier anders, bleibt so: { $what }
import-preview-read = { $count ->
    [one] 1 Datensatz gelesen:
   *[other] { $count } Datensätze gelesen:
}
import-preview-created = { $count ->
    [one] + 1 neuer Kontakt
   *[other] + { $count } neue Kontakte
}
import-preview-companies = { $count ->
    [one] + 1 neue Firma
   *[other] + { $count } neue Firmen
}
import-preview-updated = ~ { $count } ergänzt oder geändert
import-preview-unchanged = = { $count } schon da, unverändert
import-preview-skipped = – { $count } übergangen: weder Kontakt noch Firma
import-preview-last-contact = { $count ->
    [one] · von 1 ist der letzte Kontakt bekannt: ein Rhythmus zählt von ihm an
   *[other] · von { $count } ist der letzte Kontakt bekannt: ein Rhythmus zählt von ihm an
}
import-preview-kept = { $count ->
    [one] · 1 mit Stufe oder Rhythmus aus der Datei
   *[other] · { $count } mit Stufe oder Rhythmus aus der Datei
}
import-preview-columns = Spalten: { $names }
import-preview-free = freie Felder: { $names }
import-preview-foreign = · behalten, auch ohne Feld dafür: { $names }
import-preview-more = … und { $count } weitere
import-preview-cleaned = { $count ->
    [one] ! 1 Wert anders übernommen, als er dastand:
   *[other] ! { $count } Werte anders übernommen, als sie dastanden:
}
import-preview-refused = ✗ { $count } unlesbar:
sheet-hint-more = mehr
sheet-below = { $count ->
    [one] … 1 weitere Zeile darunter
   *[other] … { $count } weitere Zeilen darunter
}
sheet-above = { $count ->
    [one] … 1 Zeile darüber
   *[other] … { $count } Zeilen darüber
}
import-will-ask = Alle … wie oft?
import-will-spread = { $every }; die ersten Tage werden gleichmäßig darauf verteilt.
import-will-none = Ohne Rhythmus: nur bei Wiedervorlage, Geburtstag, Beschwerde fällig.
import-how-kept = { $count ->
    [one] Wie soll der neue Kontakt gepflegt werden? A, B, C sind Stufen.
   *[other] Wie sollen die { $count } neuen Kontakte gepflegt werden? A, B, C sind Stufen.
}
import-kept-none = kein Rhythmus
import-kept-every = alle …
import-no-every = wie oft? 30t, 6w, 3m
import-nothing = Alles davon ist schon da: Es gibt nichts zu importieren.
import-field-every = Alle
import-field-every-hint = 30t, 6w, 3m: von heute an gleichmäßig verteilt
footer-saving = wird gespeichert …
log-new-contact = neuer Kontakt: {$name}
agenda-without-rhythm-log = Diese Zeile steht für mehrere Kontakte · {$key} zeigt sie, {$other} erfasst für jemanden nach Namen
agenda-without-rhythm-what = An diese erinnert niemand. {$key} zeigt sie; dort bekommt jeder eine Stufe oder einen eigenen Rhythmus.
agenda-without-rhythm-what-read-only = An diese erinnert niemand. {$key} zeigt sie.
copy-nothing = Es gibt weder Mailadresse noch Telefonnummer
copy-which = Was kopieren?
copy-done = An die Zwischenablage des Terminals gesendet: {$what}
copy-by-tmux = { $said } · über tmux
copy-too-long = { $size } sind zu viel für die Zwischenablage eines Terminals, die { $limit } fasst: Nichts wurde kopiert.
may-not-given = keine Einwilligung in { $purpose } ({ $channel })
ceiling-reached = bisher { $touches }
ceiling-too-many = wäre Kontakt Nr. { $touch } in { $span }, höchstens { $most } gewünscht
may-withdrawn = { $channel } widerrufen { $day }
may-withdrawn-for = { $channel } für { $purpose } widerrufen { $day }
open-done = Geöffnet: { $what }
open-no-desktop = Kein Desktop hier, stattdessen an die Zwischenablage des Terminals gesendet: { $what }
open-which = Öffnen
open-nothing = Keine Mail, Seite oder Telefonnummer, die sich öffnen lässt
reach-add = { $nothing } · { $key } trägt etwas ein
open-one-only = Öffnen geht nur für einen Kontakt auf einmal.
reach-title = { $what } · { $who }
reach-why-not = ✗ { $why }
reach-reason-hint = warum trotzdem; bleibt als Notiz erhalten
reach-no-reason = Ohne Grund wird nichts verwendet.
reach-said = { $said } · der Grund steht als Notiz da
reach-kept = Der Grund steht als Notiz da
reach-note = { $what } verwendet trotz „{ $why }“: { $reason }
consent-not-chosen = erst wählen, was entschieden wurde
consent-title = Einwilligung · { $who }
field-consent-channel = Kanal
field-consent = Einwilligung
field-purpose = Wofür
field-worth = Nutzen
field-purpose-every = jeden Zweck
field-proof = Nachweis
field-proof-hint = wo er liegt: Datei, Nummer
field-how = Wie
field-how-hint = per Mail, Double-Opt-in, auf der Messe
field-day = Tag

## Der Befehl config
config-default = Vorgabe
config-line = Zeile { $line }
config-none = Diese Datei gibt es noch nicht; „touchbase config init“ schreibt eine, die jede Einstellung erklärt.
config-made = { $path } geschrieben. Alles bleibt, wie es ist, bis ein „#“ wegfällt.
error-config-there = { $path } gibt es schon und bleibt, wie es ist
hint-config-there = „touchbase config“ zeigt, was gilt; --config FILE nennt eine andere Datei.
error-config-write = die Konfiguration { $path } ist nicht zu schreiben: { $reason }

## Themes
error-theme-none = {$path}, Zeile {$line}: es gibt kein Theme „{$theme}“
error-theme-unreadable = das Theme {$path} ist nicht lesbar: {$reason}
error-theme-syntax = das Theme {$path}, Zeile {$line}, ist kein TOML: {$reason}
error-theme-role = das Theme {$path}, Zeile {$line}: nichts heißt „{$role}“
error-theme-word = das Theme {$path}, Zeile {$line}: „{$word}“ ist weder Farbe noch Attribut (für {$role})
error-theme-text = das Theme {$path}, Zeile {$line}: „{$role}“ verlangt Worte in Anführungszeichen
error-theme-circle = das Theme {$path}, Zeile {$line}: dieses und „{$theme}“ bauen aufeinander auf
hint-theme-words = Ein Stil besteht aus {$words}, Nummern von Farben und Farben wie #rrggbb.

## Tasten der Konfiguration
error-keys-action = {$path}, Zeile {$line}: es gibt keine Aktion "{$action}"
hint-keys-actions = Die Aktionen sind {$actions}.
error-keys-key = {$path}, Zeile {$line}: "{$key}" ist keine Taste (für {$action})
hint-keys-key = Tasten schreibt man c, G, ctrl-d, shift-tab, space, pgdn, oder g g für eine nach der anderen.
error-keys-clash = {$path}, Zeile {$line}: "{$key}" ist sowohl {$one} als auch {$other}
error-keys-begins = {$path}, Zeile {$line}: "{$key}" ist {$one} und der Anfang von "{$longer}", das {$other} ist
error-keys-none = {$path}, Zeile {$line}: {$action} hat keine Taste mehr
hint-keys-none = Ohne eine ist es nicht zu erreichen. Ohne die Zeile gilt die übliche Taste: {$action} = …
hint-keys-clash = Eine davon braucht eine andere Taste; keine ist []: log = []
toast-nobody = Hier ist kein Kontakt gewählt · { $key } findet einen beim Namen
error-condition = Der Filter ist bei „{ $piece }“ (Zeichen { $at }) nicht lesbar: { $why }
error-condition-field = ein solches Feld gibt es nicht
error-condition-value = „{ $value }“ ist nicht { $of }
error-condition-compared = das ist nicht mehr oder weniger als anderes
error-condition-parenthesis = eine Klammer ist nicht geschlossen oder schließt nichts
error-condition-missing = es fehlt noch etwas
error-condition-deep = zu viele Klammern ineinander
error-segment = Das Segment „{ $name }“ gibt es nicht.
condition-of-text = ein Wort
condition-of-choice = eines von: { $all }
condition-of-number = eine Zahl
condition-of-day = ein Tag oder eine Spanne: 60d, 2026-10, 1.10.2026
condition-of-birthday = ein Geburtstag: dez, 24.12., <14d
hint-condition = Zum Beispiel: stufe:a,b zuletzt:>60d -#wettbewerb (ort:Ulm ODER ort:Bonn)
hint-condition-field = Ein Wort mit Doppelpunkt steht in Anführungszeichen; die README nennt die Felder.
hint-segments-none = Eine Ansicht der Kontakte mit Filter ist eines: w in der Oberfläche sichert sie.
segments-since = +{ $came } -{ $left } seit { $day }
segments-came = Dazugekommen: { $count }
segments-left = Nicht mehr dabei: { $count }
segments-gone = (gelöscht)
segments-now = { $count ->
    [one] Jetzt ist 1 Kontakt darin; verglichen mit { $day }.
   *[other] Jetzt sind { $count } Kontakte darin; verglichen mit { $day }.
}
segments-first = { $count ->
    [one] Jetzt ist 1 Kontakt darin. Wer kommt und geht, wird ab heute festgehalten.
   *[other] Jetzt sind { $count } Kontakte darin. Wer kommt und geht, wird ab heute festgehalten.
}
segments-not-kept = Wer heute in den Segmenten ist, konnte nicht festgehalten werden: { $why }
left-out-may = { $count ->
    [one] 1 Kontakt, der sonst passt, ist ausgelassen: Dafür darf er nicht angesprochen werden.
   *[other] { $count } Kontakte, die sonst passen, sind ausgelassen: Dafür dürfen sie nicht angesprochen werden.
}
error-bulk-empty = --query ist leer.
hint-bulk-empty = Alle, die nicht archiviert sind: --query archived:no
error-bulk-named = Mit --query wird sonst niemand genannt.
error-bulk-purpose = --for engt ein, was --query findet; zu einem genannten Kontakt gehört es nicht.
error-consent-state = Es fehlt, was entschieden wurde: given, withdrawn oder unknown.
bulk-would = { $count ->
    [one] Es wäre 1 Kontakt; nichts wurde geändert.
   *[other] Es wären { $count } Kontakte; nichts wurde geändert.
}
bulk-left-out-dnc = { $count ->
    [one] 1 Kontakt ist ausgelassen: nicht kontaktieren.
   *[other] { $count } Kontakte sind ausgelassen: nicht kontaktieren.
}
bulk-left-out-agenda = { $count ->
    [one] 1 Kontakt ist ausgelassen: nichts auf der Agenda, was sich zurückstellen lässt.
   *[other] { $count } Kontakte sind ausgelassen: nichts auf der Agenda, was sich zurückstellen lässt.
}
bulk-who = { $names }{ $rest ->
    [0] {""}
    [one] {" "}und 1 weiterer
   *[other] {" "}und { $rest } weitere
}
bulk-ask = Das sind { $count } Kontakte. Wirklich alle? [j/N]
segments-hint = wer kam und ging
segments-one-came = dazugekommen
segments-one-left = nicht mehr dabei
segments-counting = Wer darin ist, wird gerade gezählt
segments-no-filter = Nur eine gesicherte Ansicht mit Filter ist ein Segment
segments-nobody = Niemand kam oder ging ({ $since })
reason-worse = Beziehung verschlechtert
reason-segment = Segment { $name }
views-agenda = Agenda
views-agenda-no = wie sonst
views-agenda-yes = alle daraus, bis zum nächsten Kontakt
filter-reading = Wer passt, wird gerade gelesen…
filter-unread = Wer passt, ließ sich nicht lesen; neu getippt wird es wieder versucht.
filter-is-open = liest
column-purpose = wofür es war
column-worth = was es dem Kunden bringt
