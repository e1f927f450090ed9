//! How long a German area code is. The Bundesnetzagentur's list of local networks (ONB) has some 5,200 of them; what is common to them
//! is this.

/// Where a network in the east has four digits, though its neighbours have five: three digits, and which follow.
const FOUR_IN_THE_EAST: &[(&str, &str)] = &[
    ("330", "13467"),
    ("332", "12789"),
    ("333", "124578"),
    ("334", "1246"),
    ("336", "1246"),
    ("337", "125789"),
    ("338", "1256"),
    ("339", "145"),
    ("342", "135"),
    ("343", "1357"),
    ("344", "13578"),
    ("346", "1246"),
    ("347", "1356"),
    ("349", "1346"),
    ("350", "14"),
    ("352", "1235689"),
    ("353", "1357"),
    ("354", "1246"),
    ("356", "1234"),
    ("357", "13468"),
    ("358", "13568"),
    ("359", "1246"),
    ("360", "1356"),
    ("362", "1234689"),
    ("363", "12456"),
    ("364", "1347"),
    ("366", "13"),
    ("367", "12579"),
    ("368", "12356"),
    ("369", "135"),
    ("372", "1234567"),
    ("373", "1357"),
    ("374", "145"),
    ("376", "12345"),
    ("377", "1234"),
    ("382", "1"),
    ("383", "1468"),
    ("384", "1347"),
    ("386", "0123456789"),
    ("387", "1467"),
    ("388", "136"),
    ("390", "12479"),
    ("392", "1358"),
    ("393", "1357"),
    ("394", "134679"),
    ("396", "123456789"),
    ("397", "136"),
    ("398", "147"),
    ("399", "1468"),
];

/// Digits of the area code with which a number without its trunk prefix begins; `None` for one that has none (mobile, free, paid).
pub(super) fn area_code(national: &str) -> Option<usize> {
    let digits = national.as_bytes();
    let at = |place: usize| digits.get(place).copied().unwrap_or_default();
    Some(match (at(0), at(1), at(2)) {
        (b'3', b'0', _) | (b'4', b'0', _) | (b'6' | b'8', b'9', _) => 2,
        (b'0' | b'1', ..) | (b'3', b'2', _) | (b'7', b'0', b'0' | b'1') | (b'8', b'0', b'0' | b'1') => return None,
        (b'9', b'0', b'6') => 3,
        (b'9', b'0', b'0'..=b'5') => return None,
        (b'2', b'0', b'0' | b'4'..=b'7') => 4,
        (b'2', b'0', _) => 3,
        // 0212 is Solingen's, 02129 Haan's.
        (b'2', b'1', b'2') if at(3) == b'9' => 4,
        (b'2', b'1', b'1' | b'2' | b'4') | (b'2', b'2', b'1' | b'8') | (b'2', b'3', b'1' | b'4') => 3,
        (b'3', b'3' | b'5'..=b'9', b'1' | b'5') | (b'3', b'4', b'0' | b'1' | b'5') => 3,
        (b'2', b'4'..=b'9', b'1') | (b'4', b'2'..=b'9', b'1') => 3,
        (b'5' | b'7' | b'9', b'1'..=b'9', b'1') | (b'6' | b'8', b'1'..=b'8', b'1') => 3,
        (b'3', ..) => {
            let four = FOUR_IN_THE_EAST.iter().find(|(begin, _)| national.starts_with(begin));
            if four.is_some_and(|(_, next)| next.as_bytes().contains(&at(3))) { 4 } else { 5 }
        }
        _ => 4,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn area_codes_are_as_long_as_their_towns_have_them() {
        for (code, town) in [
            ("30", "Berlin"),
            ("40", "Hamburg"),
            ("69", "Frankfurt am Main"),
            ("89", "München"),
            ("201", "Essen"),
            ("203", "Duisburg"),
            ("211", "Düsseldorf"),
            ("212", "Solingen"),
            ("221", "Köln"),
            ("228", "Bonn"),
            ("231", "Dortmund"),
            ("251", "Münster"),
            ("340", "Dessau"),
            ("341", "Leipzig"),
            ("351", "Dresden"),
            ("391", "Magdeburg"),
            ("421", "Bremen"),
            ("511", "Hannover"),
            ("621", "Mannheim"),
            ("711", "Stuttgart"),
            ("811", "Hallbergmoos"),
            ("906", "Donauwörth"),
            ("911", "Nürnberg"),
            ("2129", "Haan"),
            ("2041", "Bottrop"),
            ("2202", "Bergisch Gladbach"),
            ("3301", "Oranienburg"),
            ("3334", "Eberswalde"),
            ("3421", "Torgau"),
            ("3643", "Weimar"),
            ("3661", "Greiz"),
            ("3831", "Stralsund"),
            ("3841", "Wismar"),
            ("3861", "Plate"),
            ("4131", "Lüneburg"),
            ("5361", "Wolfsburg"),
            ("6221", "Heidelberg"),
            ("7031", "Böblingen"),
            ("8031", "Rosenheim"),
            ("9071", "Dillingen"),
            ("33056", "Mühlenbeck"),
            ("34298", "Taucha"),
            ("35243", "Weinböhla"),
            ("36041", "Bad Tennstedt"),
            ("38203", "Bad Doberan"),
            ("39483", "Ballenstedt"),
        ] {
            assert_eq!(area_code(&format!("{code}2345678")), Some(code.len()), "{town}");
        }
        for none in ["1701234567", "8001234567", "7001234567", "9001234567", "3212345678"] {
            assert_eq!(area_code(none), None, "{none}");
        }
    }
}
