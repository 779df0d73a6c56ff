//! One-time codes: typed by hand, read out, or pasted with the whole message around them.

use super::{digits, folded};

/// More than any message has; what is longer is no code.
const LIMIT: usize = 500;
/// What stands before the code in a message.
const BEFORE: [&str; 4] = ["验证码", "驗證碼", "上门码", "code"];

/// The code of so many digits in a text: the text is the code, or the only number of that length in it.
///
/// ```
/// use domain::typed::code;
/// assert_eq!(code("590-299", 6).as_deref(), Some("590299"));
/// assert_eq!(code("【点点通】验证码015367，5 分钟内有效", 6).as_deref(), Some("015367"));
/// ```
#[must_use]
pub fn code(text: &str, length: usize) -> Option<String> {
    if text.len() > LIMIT {
        return None;
    }
    if let Some(digits) = digits(text) {
        return (digits.len() == length).then_some(digits);
    }
    let text = folded(text).to_lowercase();
    let named = BEFORE
        .iter()
        .find_map(|word| text.split_once(word))
        .and_then(|(_, rest)| numbers(rest, length).next());
    let mut numbers = numbers(&text, length);
    let only = numbers.next().filter(|first| numbers.all(|other| other == *first));
    // A word alone, without any sentence around it, is a slip of the finger and no message.
    named.or(only.filter(|_| !text.is_ascii()))
}

/// The numbers of just that length.
fn numbers(text: &str, length: usize) -> impl Iterator<Item = String> {
    let runs = text.split(|character: char| !character.is_ascii_digit());
    runs.filter(move |run| run.len() == length).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn six_digits_in_every_shape() {
        for text in [
            "123456",
            " 123 456 ",
            "１２３４５６",
            "123-456",
            "123－456",
            "\u{202a}123456\u{202c}",
            "123456\u{200b}",
            "【点点通】验证码123456，5 分钟内有效。",
            "【点点通】您的验证码是：123456（5分钟内有效），如需帮助请打 051257300000",
            "【点点通】123456",
            "[Diandiantong] Your code is 123456, valid for 5 minutes.",
        ] {
            assert_eq!(code(text, 6).as_deref(), Some("123456"), "{text}");
        }
    }

    #[test]
    fn what_is_no_code_of_that_length() {
        for text in
            ["", "12345", "1234567", "12345a", "123456a", "【点点通】订单 222222 和 333333", "13800000001"]
        {
            assert_eq!(code(text, 6), None, "{text}");
        }
        assert_eq!(code(&"验证码123456".repeat(60), 6), None);
    }

    #[test]
    fn of_several_numbers_the_one_that_is_called_a_code() {
        let message = "【点点通】尾号 202611 的用户，验证码 015367";
        assert_eq!(code(message, 6).as_deref(), Some("015367"));
    }
}
