//! The heads themselves, in English and German.

use crate::domain::contact::Channel;
use crate::formats::csv::meaning::Meaning::{self, self as M};
use crate::formats::csv::meaning::{Of, Part};

/// Heads by what they mean, `; ` between them; the label is that of a mail, phone, address or page.
pub const HEADS: &[(Meaning, &str, &str)] = &[
    (
        M::Name,
        "",
        "name; full name; vollständiger Name; Vor- und Nachname; Vorname Nachname; Nachname Vorname; \
         Vorname Name; Vor-/Nachname; Nach-/Vorname; first and last name; first last; last first; \
         last name, first name; Name Vorname; Name (Vorname Nachname); Name und Vorname; Name, Vorname; \
         display name; Anzeigename; contact name; Kontaktname; contact; Kontakt; Ansprechpartner; \
         Ansprechpartnerin; Ansprechperson; person; Kontaktperson; contact person; contact person name; AP; \
         AP Name; Ansprechpartner/in; Ansprechpartner:in; Ansprechpartner(in); Hauptansprechpartner; \
         Hauptkontakt; primary contact; main contact",
    ),
    (
        M::Customer,
        "",
        "customer; customer name; client; client name; Kunde; Kundenname; Kundenbezeichnung; \
         customer/company; Name des Kunden; Debitorenname",
    ),
    (
        M::Given,
        "",
        "first name; given name; given; forename; first; Vorname; Rufname; Vornamen; Vorname(n); \
         first names; forenames",
    ),
    (M::Middle, "", "middle name; middle; additional name; weitere Vornamen; zweiter Vorname; Zweitname"),
    (
        M::Family,
        "",
        "last name; family name; family; surname; last; Nachname; Familienname; Zuname; Nachnamen; \
         Nachname(n); surnames",
    ),
    (M::Suffix, "", "suffix; name suffix; Namenszusatz"),
    (
        M::Honorific,
        "",
        "honorific; name prefix; prefix; academic title; akademischer Titel; akad. Titel; akademischer Grad; \
         Grad; Doktortitel; Namenspräfix",
    ),
    (M::Title, "", "title; Titel"),
    (M::Nickname, "", "nickname; nick; Spitzname"),
    (M::Salutation, "", "salutation; Anrede"),
    (M::Form, "", "du/Sie; Du oder Sie; form; form of address; address form; Anredeform; per du"),
    (
        M::Company,
        "",
        "company; company name; organisation; organization; organisation name; organization name; org; \
         employer; account; account name; associated company; business name; firm; Firma; Firmenname; \
         Firma Name; Name der Firma; Unternehmen; Unternehmensname; Arbeitgeber; Betrieb; Institution; \
         Firmierung; Gesellschaft; Firmenbezeichnung; Firma kurz; Kurzname Firma; Name des Unternehmens; \
         Bezeichnung der Firma; Firma/Organisation; Organisation/Firma; company/organization; \
         organization/company; organisation/company; workplace; company or organization; Einrichtung; \
         Verein; Behörde; client company",
    ),
    (
        M::Role,
        "",
        "role; job title; position; function; occupation; profession; organization title; \
         organisation title; Arbeitstitel; job; Rolle; Funktion; Berufsbezeichnung; Stellenbezeichnung; \
         Stelle; Tätigkeit; Beruf; Jobtitel; Job-Titel; Funktion im Unternehmen; Position im Unternehmen; \
         Titel/Position; title/position; Aufgabenbereich; Stellung",
    ),
    (M::Department, "", "department; dept; organization department; division; Abteilung; Bereich; Abt; team"),
    (M::JobSince, "", "job since; in position since; in Funktion seit"),
    (M::PastJob, "", "past job; frühere Stelle"),
    (
        M::Industry,
        "",
        "industry; sector; Branche; Wirtschaftszweig; Geschäftsfeld; Branchenzugehörigkeit; vertical; \
         line of business",
    ),
    (
        M::Size,
        "",
        "size; company size; employees; number of employees; headcount; Größe; Unternehmensgröße; \
         Mitarbeiter; Mitarbeiterzahl; Anzahl Mitarbeiter; Mitarbeiteranzahl; MA-Anzahl; Anzahl MA; \
         Beschäftigte; Anzahl Beschäftigte; no of employees; staff; number of staff",
    ),
    (
        M::Mail,
        "",
        "mail; e-mail; mails; e-mails; e-mail address; mail address; E-Mail-Adresse; Mailadresse; \
         e-mail value; primary e-mail; secondary e-mail; primäre E-Mail-Adresse; sekundäre E-Mail-Adresse; \
         Mail-Adressen; E-Mail-Adressen; e-mail contact; elektronische Post",
    ),
    (
        M::Phone,
        "",
        "phone; phones; phone number; telephone; telephone number; tel; tel no; phone no; phone value; \
         Telefon; Telefonnummer; Telefon-Nr; Telefonnr; Tel-Nr; Fon; Rufnummer; Festnetz; Festnetznummer; \
         Telefon Festnetz; Telefonnummern; landline; landline number; Kontaktnummer; contact number; \
         Tel-Nummer; telephone no",
    ),
    (
        M::Phone,
        "mobile",
        "mobile; mobile phone; mobile number; mobile phone number; cell; cell phone; cellphone number; \
         Mobil; Mobiltelefon; Mobilnummer; Mobilfunk; Handy; Handynummer; Handy-Nr; Mobil-Nr; \
         Mobilfunknummer; Mobiltelefonnummer; Mobilrufnummer; Handytelefon; mobile no; cell no; mobil tel; \
         Funktelefon",
    ),
    (M::Phone, "fax", "fax; fax number; telefax; Faxnummer; Fax-Nr; Telefaxnummer; Telefax-Nr; fax no"),
    (
        M::Phone,
        "main",
        "company main phone; primary phone; Haupttelefon; Telefon Firma; Zentrale; Telefonzentrale; \
         switchboard; head office phone; Zentralnummer; Telefon Zentrale; company phone; company phone number",
    ),
    (
        M::Phone,
        "direct",
        "direct phone; direct; direct dial; direct line; direct number; Direktwahl; Durchwahlnummer; \
         Durchwahl",
    ),
    (M::Phone, "assistant", "assistant's phone; assistant phone; Telefon Assistent"),
    (M::Phone, "car", "car phone; Autotelefon"),
    (M::Phone, "pager", "pager; pager number; Pager-Nummer"),
    (
        M::Address(Part::Full),
        "",
        "address; full address; postal address; address formatted; adr; Adresse; Anschrift; Postanschrift; \
         vollständige Adresse; Adresse komplett",
    ),
    (
        M::Address(Part::Street),
        "",
        "street; street address; address street; mailing street; street name; address line; Straße; Str; \
         Straße und Hausnummer; Straße Hausnummer; Straße Nr; Straße u. Hausnr; Straße/Hausnr; Straße u. Nr; \
         Straße + Nr; Str/Nr; Str u. Nr; Str, Nr; Str Nr; Straßenname; Straße und Nr; street and number; \
         street/number; street & number; street no",
    ),
    (M::Address(Part::House), "", "house number; Hausnummer; Hausnr; Haus-Nr; house no; street number"),
    (
        M::Address(Part::Extended),
        "",
        "extended; extended address; address extended address; address extended; apartment; Adresszusatz; \
         Adresszeile; Adresszusatz 1; c/o; Gebäude; suite; address supplement",
    ),
    (M::Address(Part::PostBox), "", "post box; po box; address po box; address post box; Postfach"),
    (
        M::Address(Part::City),
        "",
        "city; town; address city; mailing city; locality; Ort; Stadt; Wohnort; Ort/Stadt; Stadt/Ort; \
         city/town; town/city; Ortschaft; Gemeinde",
    ),
    (
        M::Address(Part::Postcode),
        "",
        "postcode; postal code; zip; zip code; zip/postal code; address postal code; mailing postal code; \
         address postcode; PLZ; Postleitzahl; zip/postal; zip/postcode; postal; post code",
    ),
    (
        M::Address(Part::PostcodeCity),
        "",
        "zip city; PLZ Ort; PLZ/Ort; PLZ und Ort; PLZ Stadt; PLZ, Ort; PLZ + Ort; PLZ & Ort; PLZ u. Ort; \
         Postleitzahl Ort; postcode city; postal code city",
    ),
    (
        M::Address(Part::Region),
        "",
        "region; state; province; county; state/province; state/region; address region; mailing state; \
         Bundesland; Kanton; Bundesland/Kanton",
    ),
    (
        M::Address(Part::Country),
        "",
        "country; country/region; address country; mailing country; country name; Land; Land/Region; Staat; \
         Länderkennzeichen; LKZ; Ländercode; Länderkürzel; country code; Land (ISO); nation",
    ),
    (
        M::Web,
        "web",
        "web; website; web page; homepage; url; www; website url; website value; handle; handles; social; \
         Webseite; Internet; Internetseite; Internetadresse; Web-Adresse; Webadresse; Website-Adresse; \
         Homepage-Adresse; Domain; company domain name; domain name; Webpage; company url; Internet-Adresse; \
         company website; webs",
    ),
    (
        M::Web,
        "linkedin",
        "linkedin; linkedin url; linkedin profile; LinkedIn-Profil; linkedin link; linkedin profile url; \
         LinkedIn-Link; linkedin bio",
    ),
    (M::Web, "xing", "xing; xing url; xing profile; XING-Profil"),
    (M::Web, "twitter", "twitter; twitter username; twitter handle; x/twitter"),
    (M::Web, "facebook", "facebook"),
    (M::Web, "instagram", "instagram"),
    (M::Web, "mastodon", "mastodon"),
    (M::Web, "github", "github"),
    (M::Web, "skype", "skype; skype name"),
    (M::Web, "whatsapp", "whatsapp"),
    (M::Web, "telegram", "telegram"),
    (M::Web, "signal", "signal"),
    (M::Web, "threema", "threema; Threema-ID"),
    (M::Web, "chat", "im value; im; chat; screen name; Messenger-Name"),
    (
        M::Birthday,
        "",
        "birthday; bday; birth date; birthdate; date of birth; dob; Geburtstag; Geburtsdatum; Geb-Datum; \
         geb; geb am; geboren; geboren am; Geburtstag am; Geb-Tag; Geb; date birth; Geburtsdat; Geb-Dat; \
         birthday date",
    ),
    (M::BirthYear, "", "birth year; birthday year; Geburtsjahr"),
    (M::BirthMonth, "", "birth month; birthday month; Geburtsmonat"),
    (M::BirthDay, "", "birth day; birthday day"),
    (
        M::Language,
        "",
        "language; lang; preferred language; Sprache; Korrespondenzsprache; Sprachcode; Kundensprache; locale",
    ),
    (
        M::Channel,
        "",
        "channel; preferred channel; preferred contact method; Kanal; bevorzugter Kanal; Kontaktweg; \
         bevorzugter Kontaktweg; bevorzugte Kontaktart; Kommunikationsweg; preferred contact; \
         contact preference; best way to contact",
    ),
    (
        M::Tier,
        "",
        "tier; ABC; ABC-Klasse; ABC-Kunde; ABC-Einstufung; ABC-Analyse; ABC-Kategorie; ABC-Kennzeichen; \
         A/B/C-Kunde; A-B-C; Kundenwert; Kundenrang; customer class; customer category abc; Klasse; \
         Kundenklasse; Stufe; Einstufung; Klassifizierung; customer tier; A/B/C; rating",
    ),
    (
        M::Stage,
        "",
        "stage; status; lifecycle stage; lead status; customer status; Phase; Kundenstatus; Kontaktstatus; \
         Kundenphase; contact status; client status; Lead-Status; lead stage; pipeline stage; Stand",
    ),
    (
        M::Rhythm,
        "",
        "every; rhythm; cadence; frequency; contact every; interval; stay in touch frequency; Rhythmus; \
         Kontaktrhythmus; Turnus; Intervall; Frequenz; alle; Kontaktintervall; how often; wie oft; \
         Besuchsrhythmus; Besuchsfrequenz; Besuchsturnus; Kontakt alle; Kontaktfrequenz; contact frequency; \
         visit frequency; touch frequency; follow-up interval",
    ),
    (
        M::Ceiling,
        "",
        "ceiling; frequency cap; contact limit; touch limit; contact ceiling; Obergrenze; Kontaktobergrenze; \
         Kontaktlimit; höchstens; at most",
    ),
    (
        M::DoNotContact,
        "",
        "do not contact; dnc; nicht kontaktieren; Kontaktsperre; kein Kontakt; Kontakt gesperrt; \
         nicht anschreiben; Werbesperre; do not disturb",
    ),
    (M::NoContactReason, "", "do not contact reason"),
    (M::Consent(Channel::Phone), "", "consent phone; Einwilligung Telefon"),
    (M::Consent(Channel::Mail), "", "consent mail; Einwilligung Mail"),
    (M::Consent(Channel::Video), "", "consent video; Einwilligung Video"),
    (M::Consent(Channel::Chat), "", "consent chat; Einwilligung Chat"),
    (M::Consent(Channel::Visit), "", "consent visit; Einwilligung Besuch"),
    (M::Consent(Channel::Letter), "", "consent letter; Einwilligung Brief"),
    (M::Consent(Channel::Social), "", "consent social; Einwilligung Social Media"),
    (M::Consents, "", "consents; Einwilligungen"),
    (M::OptOut(Channel::Phone), "", "do not call; phone opt out; nicht anrufen; keine Anrufe; Telefonsperre"),
    (
        M::OptOut(Channel::Mail),
        "",
        "email opt out; has opted out of email; opted out of email; unsubscribed; \
         unsubscribed from all email; keine E-Mails; kein Newsletter; vom Newsletter abgemeldet; opted out; \
         Newsletter abbestellt; keine Mails; email opted out; marketing opt out",
    ),
    (M::OptOut(Channel::Letter), "", "do not mail; keine Briefe"),
    (
        M::Owner,
        "",
        "owner; contact owner; account owner; record owner; account manager; assigned to; Betreuer; \
         Betreuerin; Kundenbetreuer; zuständig; verantwortlich; Zuständigkeit; zuständiger Mitarbeiter; \
         zuständige Person; Verantwortlicher; Verantwortliche; Verantwortliche/r; Sachbearbeiter; \
         Sachbearbeiterin; Vertreter; Außendienst; Außendienstmitarbeiter; ADM; sales rep; \
         sales representative; salesperson; sales owner; relationship owner; responsible; Kundenberater; \
         Berater; Vertrieb; Vertriebsmitarbeiter; interner Ansprechpartner; Ansprechpartner intern; \
         Kundenverantwortlicher",
    ),
    (
        M::Source,
        "",
        "source; lead source; original source; origin; Quelle; Herkunft; Leadquelle; Kontaktquelle; \
         Lead-Quelle; Akquise; Akquisequelle; how did you hear about us; found via; Kanal der Akquise; \
         aufmerksam geworden durch; acquisition; campaign",
    ),
    (M::ReferrerId, "", "referred by id"),
    (
        M::ReferredBy,
        "",
        "referred by; recommended by; referrer; referral; empfohlen von; Empfehlung; Empfehlung von; \
         empfohlen durch; Empfehler; Empfehlungsgeber; geworben von; referral source; introduced by",
    ),
    (
        M::Tags,
        "",
        "tags; tag; labels; label; categories; category; keywords; group; groups; group membership; \
         Kategorie; Kategorien; Schlagwort; Schlagwörter; Schlagworte; Stichwörter; Stichworte; Gruppe; \
         Gruppen; Etiketten; Kundengruppe; Kundengruppen; Kundenkategorie; Kundensegment; Segment; Segmente; \
         Zielgruppe; Verteiler; Kundenart; Kundentyp; customer group; customer type; customer segment; \
         contact type; Kontakttyp; list; lists; Interessen; interests",
    ),
    (
        M::Notes,
        "",
        "notes; note; comment; comments; remark; remarks; memo; personal notes; description; Notiz; Notizen; \
         Bemerkung; Bemerkungen; Kommentar; Kommentare; Anmerkung; Anmerkungen; Beschreibung; Info; Infos; \
         Information; Informationen; Hinweis; Hinweise; Freitext; Zusatzinfo; Zusatzinformation; \
         Zusatzinformationen; Sonstiges; sonstige Angaben; additional information; further information; \
         background; Hintergrund; Vermerk; Vermerke; interne Notiz; internal notes",
    ),
    (
        M::Added,
        "",
        "created; created at; created on; created date; create date; date created; creation date; created time; person created; \
         customer since; client since; date added; added on; added at; erstellt; erstellt am; Erstelldatum; Erstellungsdatum; \
         angelegt; angelegt am; Anlagedatum; hinzugefügt; hinzugefügt am; erfasst am; Kunde seit; Kundin seit",
    ),
    (
        M::LastContact,
        "",
        "last contact; last contacted; last contact date; last contact on; last touch; last activity; \
         last activity date; last interaction; last call; last talked to; date of last contact; \
         letzter Kontakt; letzter Kontakt am; Datum letzter Kontakt; zuletzt kontaktiert; \
         letzte Kontaktaufnahme; letzte Aktivität; letztes Gespräch; letzter Anruf; letzte Interaktion; \
         kontaktiert am; letzter Besuch; letzter Besuch am; letztes Treffen; letzter Termin; \
         letzter Kontakt Datum; Datum des letzten Kontakts; Datum des letzten Kontaktes; \
         zuletzt kontaktiert am; zuletzt gesprochen; zuletzt gesprochen am; zuletzt besucht; \
         zuletzt besucht am; letzte Kontaktaufnahme am; letzte Aktivität am; letztes Telefonat; \
         letztes Gespräch am; letzte Begegnung; letzter Kontakttag; last visit; last visited; last meeting; \
         last met; last spoke; last spoken; last spoke to; last seen; last e-mail; last mail; \
         last contacted on; last contacted date; last contact made; date last contacted; \
         last contact (date); last reached out; last conversation; last touchpoint; most recent contact",
    ),
    (
        M::Id,
        "",
        "id; uid; uuid; contact id; record id; customer id; customer number; customer no; external id; \
         crm id; client id; Kontakt-ID; Kunden-ID; Kundennummer; Kundennr; Kunden-Nr; Debitor; \
         Debitorennummer; Debitor-Nr; Mitgliedsnummer; Mitglieds-Nr; externe ID; Adressnummer; Kd-Nr; KdNr; \
         KDNR; Kundenummer; Kunden-Nummer; customer num; cust no; cust id; client no; client number; \
         account number; account no; account num; Debitorennr; Debitoren-Nr; Debitorenkonto; Debitorkonto; \
         Personenkonto; Mitgliedsnr; Mitglied-Nr; member id; member number; membership number; Adress-Nr; \
         Adressnr; Kontaktnr; Kontakt-Nr; Geschäftspartnernummer; GP-Nr; Partnernummer; contact number id; \
         Lieferantennummer; Lieferanten-Nr; Kreditor; Kreditorennummer; supplier number; vendor number; \
         Kundenkonto",
    ),
    (M::Kind, "", "kind; record type"),
    (M::Added, "", "added; date added; added on; hinzugefügt; hinzugefügt am; angelegt; angelegt am"),
    (M::Archived, "", "archived; archiviert"),
    (M::Named, "", "custom field value"),
    (M::Named, "relation", "relation value"),
    (M::Named, "event", "event value"),
    (M::Label(Of::Named), "", "custom field label; custom field type"),
    (M::Label(Of::Named), "relation", "relation label; relation type"),
    (M::Label(Of::Named), "event", "event label; event type"),
    (M::Label(Of::Web), "web", "website type; website label"),
    (M::Label(Of::Web), "chat", "im service"),
    (M::Free, "", "e-mail display name; E-Mail Angezeigter Name; organization type; im type; im label"),
];
