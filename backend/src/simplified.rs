//! What somebody typed, in the characters in which everything is stored.

use domain::typed::hyphenated;
use ferrous_opencc::OpenCC;
use ferrous_opencc::config::BuiltinConfig;
use std::sync::LazyLock;

/// The tables; without them what was typed stays as it is, and finds less.
static TABLES: LazyLock<Option<OpenCC>> = LazyLock::new(|| OpenCC::from_config(BuiltinConfig::T2s).ok());

/// Words that are searched for, without what they may be typed in otherwise: 燈 is 灯, `Ｋ１０１` is `K101`.
#[must_use]
pub fn simplified(typed: &str) -> String {
    let plain = hyphenated(typed);
    match TABLES.as_ref() {
        Some(tables) if !plain.is_ascii() => tables.convert(&plain),
        _ => plain,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_it_is_typed_in() {
        for (typed, wanted) in [
            ("燈泡", "灯泡"),
            ("Ｋ101-0343", "K101-0343"),
            ("Ｋ１０１－０３４３", "K101-0343"),
            ("K101–0343", "K101-0343"),
            ("１３８　0000", "138 0000"),
            ("灯泡", "灯泡"),
            ("", ""),
        ] {
            assert_eq!(simplified(typed), wanted, "{typed}");
        }
    }
}
