//! What is printed on a console, in the language of whoever reads it.
//!
//! Both languages stand side by side where something is said, so that a sentence without its English doesn't compile:
//! [`text`] for fixed words, [`Text`] for those in tables, [`said!`] for sentences with holes. Pages are another matter:
//! they are translated as a whole, by the crate `i18n`.
//!
//! ```
//! use locale::{Language, said, text, within};
//!
//! let orders = 3;
//! assert_eq!(said!("有 {orders} 单", "{orders} orders"), "有 3 单");
//! assert_eq!(within(Language::English, || text("没有单", "no orders")), "no orders");
//! ```

use std::cell::Cell;
use std::fmt;
use std::sync::OnceLock;

/// The variables that name a person's locale, in the order in which POSIX asks them.
const VARIABLES: [&str; 3] = ["LC_ALL", "LC_MESSAGES", "LANG"];

/// What the whole program speaks, once it has looked at its environment.
static SPOKEN: OnceLock<Language> = OnceLock::new();

thread_local! {
    /// What is spoken instead, for a while.
    static WITHIN: Cell<Option<Language>> = const { Cell::new(None) };
}

/// A language of consoles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// Simplified Chinese: the language of the product, spoken where the environment names none.
    Chinese,
    /// English: for everybody else.
    English,
}

impl Language {
    /// The language of a locale as POSIX writes it: Chinese of every country and script is `zh`, and whoever names
    /// another language, or `C`, reads English.
    #[must_use]
    pub fn of_locale(name: &str) -> Self {
        let language = name.split(['_', '-', '.', '@']).next().unwrap_or_default();
        if language.eq_ignore_ascii_case("zh") { Self::Chinese } else { Self::English }
    }

    /// What an environment asks for: the first variable that isn't empty, of LC_ALL, LC_MESSAGES and LANG.
    #[must_use]
    pub fn of_environment(read: impl Fn(&str) -> Option<String>) -> Self {
        let named = VARIABLES.iter().filter_map(|name| read(name)).find(|value| !value.is_empty());
        named.map_or(Self::Chinese, |name| Self::of_locale(&name))
    }
}

/// Speaks the language of this program's environment from now on. Whatever doesn't ask for it, such as a test, speaks
/// Chinese on every machine.
pub fn follow_environment() {
    SPOKEN.get_or_init(|| {
        Language::of_environment(|name| {
            std::env::var_os(name).map(|value| value.to_string_lossy().into_owned())
        })
    });
}

/// The language that is spoken now.
#[must_use]
pub fn spoken() -> Language {
    WITHIN.get().or_else(|| SPOKEN.get().copied()).unwrap_or(Language::Chinese)
}

/// Does some work in a language, on this thread, whatever the environment says.
pub fn within<T>(language: Language, work: impl FnOnce() -> T) -> T {
    struct Before(Option<Language>);
    impl Drop for Before {
        fn drop(&mut self) {
            WITHIN.set(self.0);
        }
    }
    let _before = Before(WITHIN.replace(Some(language)));
    work()
}

/// Fixed words in the language that is spoken now.
#[must_use]
pub fn text(chinese: &'static str, english: &'static str) -> &'static str {
    Text::new(chinese, english).said()
}

/// Fixed words in both languages, for tables of constants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text {
    chinese: &'static str,
    english: &'static str,
}

impl Text {
    /// The same words in both languages.
    #[must_use]
    pub const fn new(chinese: &'static str, english: &'static str) -> Self {
        Self { chinese, english }
    }

    /// The Chinese, by which the product itself knows it.
    #[must_use]
    pub const fn chinese(self) -> &'static str {
        self.chinese
    }

    /// The words in the language that is spoken now.
    #[must_use]
    pub fn said(self) -> &'static str {
        match spoken() {
            Language::Chinese => self.chinese,
            Language::English => self.english,
        }
    }
}

impl fmt::Display for Text {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.said())
    }
}

/// A number with what it counts, in English: «1 test», «12 tests».
#[must_use]
pub fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// A sentence with holes, in the language that is spoken now: the Chinese, the English, and what fills both, as `format!`
/// takes it.
#[macro_export]
macro_rules! said {
    ($chinese:literal, $english:literal $(, $($filled:tt)*)?) => {
        match $crate::spoken() {
            $crate::Language::Chinese => ::std::format!($chinese $(, $($filled)*)?),
            $crate::Language::English => ::std::format!($english $(, $($filled)*)?),
        }
    };
}

/// Whether a text has Chinese characters or signs.
#[must_use]
pub fn is_chinese(text: &str) -> bool {
    text.chars().any(|character| {
        matches!(character, '\u{2e80}'..='\u{303f}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(variables: &[(&str, &str)]) -> Language {
        Language::of_environment(|name| {
            variables.iter().find(|(variable, _)| *variable == name).map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn a_locale_names_its_language_first() {
        for name in ["zh", "zh_CN", "zh_CN.UTF-8", "zh_TW.Big5", "zh_Hans_CN", "ZH_cn@pinyin", "zh-CN"] {
            assert_eq!(Language::of_locale(name), Language::Chinese, "{name}");
        }
        for name in ["C", "C.UTF-8", "POSIX", "en_US.UTF-8", "de_DE", "zha_CN", "CN_zh"] {
            assert_eq!(Language::of_locale(name), Language::English, "{name}");
        }
    }

    #[test]
    fn the_first_variable_that_says_something_counts() {
        assert_eq!(of(&[]), Language::Chinese);
        assert_eq!(of(&[("LANG", "")]), Language::Chinese);
        assert_eq!(of(&[("LANG", "C.UTF-8")]), Language::English);
        assert_eq!(of(&[("LANG", "en_US.UTF-8"), ("LC_MESSAGES", "zh_CN.UTF-8")]), Language::Chinese);
        assert_eq!(of(&[("LC_ALL", ""), ("LC_MESSAGES", "C"), ("LANG", "zh_CN.UTF-8")]), Language::English);
        assert_eq!(of(&[("LC_ALL", "zh_CN.UTF-8"), ("LC_MESSAGES", "C"), ("LANG", "C")]), Language::Chinese);
    }

    #[test]
    fn a_language_is_spoken_for_a_while_and_nested() {
        let orders = 3;
        let say = || said!("{orders} 单（{}）", "{orders} orders ({})", "K101");
        let nested = within(Language::English, || (say(), within(Language::Chinese, say), say()));
        assert_eq!(nested, ("3 orders (K101)".into(), "3 单（K101）".into(), "3 orders (K101)".into()));
        assert_eq!(text("没有", "none"), "没有");
        assert_eq!(
            format!("{:>6}|", within(Language::English, || Text::new("没有", "none").said())),
            "  none|"
        );
    }

    #[test]
    fn english_counts_by_number() {
        assert_eq!(
            [0, 1, 2].map(|number| counted(number, "test", "tests")),
            ["0 tests", "1 test", "2 tests"]
        );
    }

    #[test]
    fn chinese_signs_are_chinese_too() {
        assert!(
            is_chinese("单") && is_chinese("order。") && is_chinese("（a）") && !is_chinese("✓ 3 … — «x»")
        );
    }
}
