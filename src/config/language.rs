//! Which language is spoken, whether a month comes before its day, and whose national phone numbers are meant.

use crate::domain::country::Country;
use crate::text::Lang;

/// The language in force: what was `asked` for (flag or TOUCHBASE_LANG), else the file's, else the locale's, else English.
pub fn language(asked: Option<Lang>, config: Option<Lang>, locale: Option<&str>) -> Lang {
    asked.or(config).or_else(|| locale.and_then(Lang::from_tag)).unwrap_or_default()
}

/// Whether `12/24` is a day: only where the locale is that of the United States and English is spoken.
pub fn month_first(lang: Lang, locale: Option<&str>) -> bool {
    lang == Lang::En && locale.is_some_and(|locale| locale.starts_with("en_US"))
}

/// Whose national phone numbers are meant: the file's country, else the locale's.
pub fn country(config: Country, locale: Option<&str>) -> Country {
    if config == Country::default() { locale.map_or(config, Country::of_locale) } else { config }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flag_over_file_over_locale() {
        use Lang::{De, En};
        let check = |asked, config, locale, expect| {
            assert_eq!(language(asked, config, locale), expect, "{asked:?} {config:?} {locale:?}");
        };
        check(None, None, None, En);
        check(None, None, Some("de_AT.UTF-8"), De);
        check(None, None, Some("C.UTF-8"), En);
        check(None, None, Some("den"), En);
        check(None, Some(En), Some("de_DE"), En);
        check(Some(De), Some(En), Some("en_US"), De);
    }

    #[test]
    fn only_the_united_states_put_the_month_first() {
        assert!(month_first(Lang::En, Some("en_US.UTF-8")));
        assert!(!month_first(Lang::En, Some("en_GB.UTF-8")));
        assert!(!month_first(Lang::De, Some("en_US.UTF-8")));
        assert!(!month_first(Lang::En, None));
    }

    #[test]
    fn the_file_says_the_country_before_the_locale() {
        let known = |letters| Country::of(letters).unwrap();
        assert_eq!(country(known("CH"), Some("de_DE")), known("CH"));
        assert_eq!(country(Country::default(), Some("de_DE.UTF-8")), known("DE"));
        assert_eq!(country(Country::default(), None), Country::default());
    }
}
