//! Amounts of money.

use leptos::prelude::*;

/// An amount in words: «免费», «15 元», «12.50 元».
pub fn money(fen: u64) -> String {
    match (fen / 100, fen % 100) {
        (0, 0) => "免费".to_owned(),
        (yuan, 0) => format!("{yuan} 元"),
        (yuan, rest) => format!("{yuan}.{rest:02} 元"),
    }
}

/// An amount; nothing to pay is green.
#[component]
pub fn Money(
    /// The amount in 分 (cents).
    fen: u64,
) -> impl IntoView {
    let class = if fen == 0 { "money money-free" } else { "money" };
    view! { <span class=class>{money(fen)}</span> }
}

#[cfg(test)]
mod tests {
    use super::money;

    #[test]
    fn amounts_are_read_as_people_say_them() {
        assert_eq!(money(0), "免费");
        assert_eq!(money(5), "0.05 元");
        assert_eq!(money(1500), "15 元");
        assert_eq!(money(1250), "12.50 元");
    }
}
