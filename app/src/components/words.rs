//! Small values that every part takes: a text that may be absent, and a colour that means a state.

/// A text that may be absent; the empty text counts as absent.
///
/// Props of this type take `&str`, `String`, or an `Option` of either, so that a page can hand over
/// what it has: `hint="…"`, `title=released.sentence`, `line=order.line()`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words(Option<String>);

impl Words {
    /// The text, if there is one.
    pub fn get(&self) -> Option<&str> {
        self.0.as_deref()
    }

    /// Whether there is a text.
    pub fn is_some(&self) -> bool {
        self.0.is_some()
    }

    /// The text, or the empty one.
    pub fn or_empty(self) -> String {
        self.0.unwrap_or_default()
    }

    /// The text, or the given one.
    pub fn or(self, otherwise: &str) -> String {
        self.0.unwrap_or_else(|| otherwise.to_owned())
    }

    /// The text as an option, as attributes and `map` want it.
    pub fn into_option(self) -> Option<String> {
        self.0
    }
}

impl From<String> for Words {
    fn from(text: String) -> Self {
        Self(Some(text).filter(|text| !text.is_empty()))
    }
}

impl From<&str> for Words {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl From<&String> for Words {
    fn from(text: &String) -> Self {
        text.clone().into()
    }
}

impl From<Option<String>> for Words {
    fn from(text: Option<String>) -> Self {
        text.unwrap_or_default().into()
    }
}

impl From<Option<&str>> for Words {
    fn from(text: Option<&str>) -> Self {
        text.unwrap_or_default().into()
    }
}

/// A colour that means something. It never stands alone: a word says the same.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Tone {
    /// Nothing particular.
    #[default]
    Plain,
    /// What is overdue or urgent; the product's own colour on icons.
    Red,
    /// Well, done, free.
    Green,
    /// Waiting, soon due.
    Amber,
    /// Under way; for your information; the property company.
    Blue,
}

impl Tone {
    /// The tone's class in the stylesheet.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Plain => "tone-plain",
            Self::Red => "tone-red",
            Self::Green => "tone-green",
            Self::Amber => "tone-amber",
            Self::Blue => "tone-blue",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_text_is_absent() {
        assert_eq!(Words::from(""), Words::default());
        assert_eq!(Words::from(Some(String::new())), Words::from(None::<&str>));
        assert_eq!(Words::from("是").get(), Some("是"));
        assert_eq!(Words::default().or("无"), "无");
    }
}
