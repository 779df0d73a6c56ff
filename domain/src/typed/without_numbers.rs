//! Free text for those who may not see a phone number.

use super::{is_dropped, is_separator};

/// The fewest digits that look like a phone number.
const LEAST: usize = 7;
/// Digits as words, which people use so that no program finds the number.
const WORDS: &str = "零〇一二三四五六七八九壹贰貳叁參肆伍陆陸柒捌玖幺";

/// The text with every run of seven digits or more hidden, whatever they are written with: what looks like a phone
/// number. Spaces, dashes, dots and brackets within a run count to it.
///
/// This is the one function that masks; every notification and every page that shows free text to others uses it.
#[must_use]
pub fn without_numbers(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let (mut run, mut digits) = (String::new(), 0);
    for character in text.chars().map(Some).chain([None]) {
        if let Some(character) = character {
            if is_digit(character) {
                run.push(character);
                digits += 1;
                continue;
            }
            let between =
                character != '\n' && (is_separator(character) || is_dropped(character)) || character == '#';
            if digits > 0 && between {
                run.push(character);
                continue;
            }
        }
        if digits < LEAST {
            out.push_str(&run);
        } else {
            out.push_str("****");
            // What stood between the number and the next word stays.
            let end = run.trim_end_matches(|last| !is_digit(last)).len();
            out.push_str(run.get(end..).unwrap_or_default());
        }
        run.clear();
        digits = 0;
        out.extend(character);
    }
    out
}

/// A digit in any form: 8, ８, 八, ⑧.
fn is_digit(character: char) -> bool {
    character.is_numeric() || WORDS.contains(character)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_like_a_phone_number_is_hidden() {
        for (text, masked) in [
            ("打我女儿 138-1234 5678 就行", "打我女儿 **** 就行"),
            ("电话１３８１２３４５６７８", "电话****"),
            ("138.1234.5678", "****"),
            ("一三八一二三四五六七八", "****"),
            ("打 幺三八 一二三四 五六七八 找我", "打 **** 找我"),
            ("1三8-1二3四(5六7八)，快", "****)，快"),
            ("138\u{200b}1234\u{200b}5678", "****"),
            ("138\0 1234 5678", "****"),
            ("⑬⑧①②③④⑤⑥⑦⑧", "****"),
            ("0512-6521 1234。谢谢", "****。谢谢"),
        ] {
            assert_eq!(without_numbers(text), masked, "{text}");
        }
    }

    #[test]
    fn what_is_no_phone_number_stays() {
        for text in [
            "3 幢 502 室，要 2 只 40 瓦的",
            "",
            "三幢五零二室，二十五分钟",
            "一个星期内，第三次来了",
            "1、2、3、4、5、6、7 楼都没有水",
            "换了 1.5 米的管子，98.50 元",
            "周一\n周二\n周三\n周四\n周五",
        ] {
            assert_eq!(without_numbers(text), text);
        }
    }
}
