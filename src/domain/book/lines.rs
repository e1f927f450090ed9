//! Many short texts by place, one behind the other.

/// Texts, each with a place from 0 on.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Lines {
    text: String,
    /// Where each ends.
    ends: Vec<u32>,
}

impl Lines {
    /// From all texts, one behind the other, and where each ends. `None` where that doesn't fit together.
    pub fn new(text: String, ends: Vec<u32>) -> Option<Self> {
        let whole = ends.last().map_or(0, |end| *end as usize) == text.len();
        (whole && ends.is_sorted()).then_some(Self { text, ends })
    }

    /// The text at a place; empty if there is none.
    pub fn get(&self, place: usize) -> &str {
        let start = place.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied());
        let range = start.zip(self.ends.get(place)).map(|(start, end)| start as usize..*end as usize);
        range.and_then(|range| self.text.get(range)).unwrap_or_default()
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    pub fn ends(&self) -> &[u32] {
        &self.ends
    }
}

impl<'a> FromIterator<&'a str> for Lines {
    fn from_iter<I: IntoIterator<Item = &'a str>>(all: I) -> Self {
        let mut lines = Self::default();
        for one in all {
            lines.text.push_str(one);
            lines.ends.push(u32::try_from(lines.text.len()).unwrap_or(u32::MAX));
        }
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_text_has_its_place() {
        let lines: Lines = ["Anna", "", "Çelik"].into_iter().collect();
        let all: Vec<&str> = (0..4).map(|place| lines.get(place)).collect();
        assert_eq!(all, ["Anna", "", "Çelik", ""]);
        assert_eq!(Lines::new(lines.text().to_owned(), lines.ends().to_vec()), Some(lines));
        for (text, ends) in [("ab", vec![1]), ("ab", vec![2, 1]), ("a", vec![])] {
            assert_eq!(Lines::new(text.to_owned(), ends), None);
        }
    }
}
