//! Escaping for the few places where leptos writes text as it stands.

/// Escapes what HTML would read as markup, inside text and inside quoted attributes.
pub(super) fn escape_html(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_becomes_text() {
        assert_eq!(escape_html("</title><b a=\"1\">&"), "&lt;/title&gt;&lt;b a=&quot;1&quot;&gt;&amp;");
        assert_eq!(escape_html("水龙头"), "水龙头");
    }
}
