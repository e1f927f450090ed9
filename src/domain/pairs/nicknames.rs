//! What people are called for short: given names that stand for each other.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::domain::search::fold;

/// In each line the names that may stand for one another. A name may stand in several.
const ALIKE: &[&str] = &[
    "Alexander Alex Alec Aleks Sascha Sasha Xander Aleksander",
    "Alexandra Alex Sandra Alexa Sascha",
    "Andreas Andy Andi",
    "Andrew Andy Drew",
    "Angelika Geli Angie",
    "Anthony Tony Toni",
    "Anton Toni Tony",
    "Antonia Toni Tony",
    "Barbara Babs Babsi Barb Bärbel",
    "Benjamin Ben Benni Benny",
    "Bernhard Bernd Berni Bernard",
    "Brigitte Gitte Gitta Biggi",
    "Charles Charlie Chuck",
    "Charlotte Charlie Lotte Lotti",
    "Christian Chris Christo",
    "Christine Christina Chris Tina Christl",
    "Christopher Christoph Chris Topher",
    "Claudia Klaudia",
    "Cornelia Kornelia Conny Nelly",
    "Daniel Dan Danny Dani",
    "Daniela Dani",
    "David Dave",
    "Deborah Debbie Debora",
    "Dieter Didi",
    "Dorothea Dorothy Dorothee Doro Dora Thea",
    "Edward Ed Eddie Ted Ned",
    "Eduard Edi Eddy Edward",
    "Elisabeth Elizabeth Liz Lisa Lisbeth Beth Betty Elli Elsa Else Ilse Sissi Eliza Libby Lizzie",
    "Emanuel Manuel Manu Emmanuel",
    "Ferdinand Ferdi",
    "Florian Flo",
    "Frances Fran Fanny",
    "Francis Frank Fran",
    "Franziska Franzi",
    "Franz Franzl Francis",
    "Friedrich Fritz Fred Friedl Frederick Freddy Frederic",
    "Gabriele Gabi Gaby Gabriela",
    "Georg George Schorsch",
    "Gerhard Gerd Gert Gerard",
    "Gregor Greg Gregory",
    "Günter Günther Gunter Gunther",
    "Hans Johannes Johann Hannes Hansi",
    "Heinrich Heinz Heiner Hinrich Henry",
    "Helena Helene Lena Leni Ellen",
    "Henry Harry Hank Henrik",
    "Hildegard Hilde",
    "Ingeborg Inge",
    "Jakob Jacob Jake",
    "James Jim Jimmy Jamie",
    "Jennifer Jenny Jen",
    "Jessica Jess Jessie",
    "Joachim Jochen Achim Jo",
    "Johanna Hanna Hanne Joanna",
    "John Johnny Jack Jonny",
    "Jonathan Jon Jonny Jonathon",
    "Josef Joseph Sepp Joe Jo Jupp",
    "Josefine Josephine Josi",
    "Karl Carl Charly",
    "Katharina Katarina Kathrin Katrin Käthe Kathi Kati Kate Catharina",
    "Katherine Catherine Kathryn Kate Kathy Cathy Katie",
    "Kenneth Ken Kenny",
    "Konrad Conrad Conny",
    "Lawrence Laurence Larry",
    "Leonhard Leonard Leo Lenny",
    "Leopold Leo Poldi",
    "Magdalena Lena Leni Magda",
    "Manfred Manni Fred",
    "Manuela Manu Ela",
    "Margarete Margarethe Margareta Margret Grete Greta Gretl Rita Marga",
    "Margaret Maggie Meg Peggy Marge Rita",
    "Maria Marie Mary Mia Mitzi",
    "Martina Tina",
    "Matthias Mathias Matze Hias Mathis",
    "Matthew Matt Matty",
    "Maximilian Max Maxi",
    "Michael Mike Micha Michi Mick Michel",
    "Michaela Michi Ela",
    "Monika Moni Monica",
    "Nathaniel Nathan Nat Nate",
    "Nicholas Nick Nicolas Nicky Nico",
    "Nikolaus Klaus Claus Niko Nico Nikolas Nick",
    "Oliver Olli Oli Ollie",
    "Pamela Pam",
    "Patricia Pat Patty Tricia Trish",
    "Patrick Pat Paddy",
    "Peter Pete Pit",
    "Philipp Philip Phil Phillip",
    "Rebecca Rebekka Becky Becca",
    "Reinhard Reinhart Hardy",
    "Richard Rick Dick Rich Richie",
    "Robert Rob Bob Bobby Robbie Robby Bert",
    "Ronald Ron Ronnie",
    "Rudolf Rudolph Rudi Rolf",
    "Samantha Sam",
    "Samuel Sam Sammy",
    "Sebastian Basti Seb Bastian",
    "Siegfried Sigi Siggi",
    "Sigrid Sigi Siggi",
    "Stefanie Stephanie Steffi Steph",
    "Stefan Stephan Steffen Stephen Steven Steve",
    "Susanne Susanna Susi Sanne Suzanne",
    "Susan Sue Susie Suzanne",
    "Theodor Theodore Theo Ted",
    "Theresa Therese Teresa Resi Tess",
    "Thomas Tom Tommy Thommy",
    "Timothy Tim Timmy",
    "Ulrich Uli Ulli",
    "Ulrike Uli Ulli Rike",
    "Ursula Uschi Ursel Ulla",
    "Veronika Vroni Veronica",
    "Viktoria Victoria Vicky Vicki",
    "Viktor Victor Vic",
    "Walter Walther",
    "Waltraud Traudl",
    "Wilhelm Willi Willy William",
    "William Will Bill Billy Willy Liam",
    "Wolfgang Wolf Wolfi",
];

/// In which lines each folded name stands.
static LINES: LazyLock<HashMap<String, Vec<u8>>> = LazyLock::new(|| {
    let mut lines: HashMap<String, Vec<u8>> = HashMap::new();
    for (line, names) in (0_u8..).zip(ALIKE) {
        names.split(' ').for_each(|name| lines.entry(fold(name)).or_default().push(line));
    }
    lines
});

/// The numbers of the lines in which a folded name stands: none for most.
pub(super) fn lines(word: &str) -> &'static [u8] {
    LINES.get(word).map_or(&[], Vec::as_slice)
}

/// Whether a folded word is a given name that has others beside it.
pub fn is_given_name(word: &str) -> bool {
    !lines(word).is_empty()
}

/// Whether two folded names may stand for one another.
pub(super) fn are_alike(one: &str, other: &str) -> bool {
    let others = lines(other);
    lines(one).iter().any(|line| others.contains(line))
}

/// The names that may stand for a folded one, that one left out, as they are written.
pub(super) fn instead_of(word: &str) -> impl Iterator<Item = &'static str> {
    let names = lines(word).iter().filter_map(|line| ALIKE.get(usize::from(*line))).flat_map(|names| names.split(' '));
    names.filter(move |name| fold(name) != word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_names_stand_for_long_ones() {
        for (one, other, alike) in [
            ("bob", "robert", true),
            ("hans", "johannes", true),
            ("michal", "mike", true),
            ("alex", "alexandra", true),
            ("alexander", "alexandra", false),
            ("anna", "anne", false),
            ("bob", "bob", true),
            ("zoe", "zoe", false),
        ] {
            assert_eq!(are_alike(one, other), alike, "{one}, {other}");
        }
        assert!(ALIKE.len() < 256);
    }
}
