//! Which language is spoken, whether a month comes before its day, and whose national phone numbers are meant.

use chrono::Weekday;

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

/// Where weeks begin on Sunday, by the two letters of the locale (CLDR's week data).
const SUNDAY: [&str; 14] = ["US", "CA", "MX", "BR", "CO", "PE", "VE", "JP", "KR", "TW", "HK", "IL", "IN", "ZA"];

/// On which day weeks begin: as the file says, else as the locale has it, if that is of the language that is spoken.
pub fn week_start(config: Option<Weekday>, lang: Lang, locale: Option<&str>) -> Weekday {
    let spoken = locale.filter(|locale| Lang::from_tag(locale).is_none_or(|of| of == lang));
    let territory = spoken.and_then(|locale| locale.split_once('_')).and_then(|(_, rest)| rest.get(..2));
    let by_locale = if territory.is_some_and(|of| SUNDAY.contains(&of)) { Weekday::Sun } else { Weekday::Mon };
    config.unwrap_or(by_locale)
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
    fn weeks_begin_as_the_locale_has_it() {
        let check = |config, lang, locale, expect| {
            assert_eq!(week_start(config, lang, locale), expect, "{config:?} {lang:?} {locale:?}");
        };
        check(None, Lang::En, Some("en_US.UTF-8"), Weekday::Sun);
        check(None, Lang::En, Some("pt_BR"), Weekday::Sun);
        check(None, Lang::En, Some("en_GB.UTF-8"), Weekday::Mon);
        check(None, Lang::De, Some("en_US.UTF-8"), Weekday::Mon);
        check(None, Lang::De, Some("de_DE"), Weekday::Mon);
        check(None, Lang::En, None, Weekday::Mon);
        check(None, Lang::En, Some("C"), Weekday::Mon);
        check(Some(Weekday::Sun), Lang::De, Some("de_DE"), Weekday::Sun);
        check(Some(Weekday::Mon), Lang::En, Some("en_US"), Weekday::Mon);
    }

    #[test]
    fn the_file_says_the_country_before_the_locale() {
        let known = |letters| Country::of(letters).unwrap();
        assert_eq!(country(known("CH"), Some("de_DE")), known("CH"));
        assert_eq!(country(Country::default(), Some("de_DE.UTF-8")), known("DE"));
        assert_eq!(country(Country::default(), None), Country::default());
    }
}
