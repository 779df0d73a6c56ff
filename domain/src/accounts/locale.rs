//! The locale in which somebody reads.

/// A locale of the pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Locale {
    /// 简体中文, in which everything is written.
    #[default]
    Simplified,
    /// 繁體中文.
    Traditional,
    /// English.
    English,
}

impl Locale {
    /// All of them, in the order of the switch.
    pub const ALL: [Self; 3] = [Self::Simplified, Self::Traditional, Self::English];

    /// The tag of `lang` (BCP 47).
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Simplified => "zh-CN",
            Self::Traditional => "zh-Hant",
            Self::English => "en",
        }
    }

    /// What its readers call it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Simplified => "简体中文",
            Self::Traditional => "繁體中文",
            Self::English => "English",
        }
    }

    /// The locale of a tag as [`Locale::tag`] gives it.
    #[must_use]
    pub fn parse(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|locale| locale.tag() == tag)
    }

    /// What a browser asks for by its `Accept-Language` (RFC 9110, 12.5.4): the first of its languages that we have.
    /// Whoever has none of them reads English rather than Chinese; a browser that says nothing gets what is written.
    #[must_use]
    pub fn accepted(header: &str) -> Self {
        let mut ranges: Vec<(&str, f32)> = header
            .split(',')
            .filter_map(|range| {
                let (tag, weight) = range.split_once(';').unwrap_or((range, ""));
                let weight = match weight.trim() {
                    "" => 1.0,
                    weight => weight.strip_prefix("q=")?.parse().ok()?,
                };
                Some((tag.trim(), weight)).filter(|(tag, weight)| !tag.is_empty() && *weight > 0.0)
            })
            .collect();
        ranges.sort_by(|(_, one), (_, other)| other.total_cmp(one));
        let known = ranges.iter().find_map(|(tag, _)| Self::of_range(tag));
        known.unwrap_or(if ranges.is_empty() { Self::Simplified } else { Self::English })
    }

    fn of_range(range: &str) -> Option<Self> {
        let range = range.to_ascii_lowercase();
        let mut parts = range.split('-');
        match parts.next()? {
            "en" => Some(Self::English),
            "zh" if parts.any(|part| ["hant", "tw", "hk", "mo"].contains(&part)) => Some(Self::Traditional),
            "zh" | "*" => Some(Self::Simplified),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn browsers_get_the_first_of_their_languages() {
        for (header, expected) in [
            ("", Locale::Simplified),
            ("zh-CN,zh;q=0.9,en;q=0.8", Locale::Simplified),
            ("zh-TW,zh;q=0.9,en-US;q=0.8", Locale::Traditional),
            ("zh-Hant-HK", Locale::Traditional),
            ("en-GB,en;q=0.5", Locale::English),
            ("zh;q=0.3, en;q=0.7", Locale::English),
            ("fr-FR, zh-CN;q=0.4", Locale::Simplified),
            ("ja", Locale::English),
            ("*", Locale::Simplified),
            ("en;q=0, zh", Locale::Simplified),
            ("nonsense;;q=x", Locale::Simplified),
        ] {
            assert_eq!(Locale::accepted(header), expected, "{header}");
        }
    }

    #[test]
    fn a_tag_is_read_as_it_is_written() {
        for locale in Locale::ALL {
            assert_eq!(Locale::parse(locale.tag()), Some(locale));
        }
        assert_eq!(Locale::parse("de"), None);
    }
}
