//! Syllables of pinyin without tones, small enough to be compared by the thousand.

/// A syllable of toneless pinyin, or a single letter or digit: up to six characters, five bits
/// each, the first in the highest bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Sound(u32);

const BITS: u32 = 5;
/// The most letters of a syllable: «zhuang».
pub(super) const LONGEST: usize = 6;

impl Sound {
    /// A syllable in small letters; none if it is empty, too long, or has other characters. ü is v.
    pub(super) fn new(letters: &str) -> Option<Self> {
        let mut packed = 0;
        let mut length = 0;
        for letter in letters.chars() {
            let value = match letter {
                'a'..='z' => u32::from(letter) - u32::from('a') + 1,
                'ü' => u32::from('v') - u32::from('a') + 1,
                _ => return None,
            };
            length += 1;
            if length > LONGEST {
                return None;
            }
            packed = packed << BITS | value;
        }
        (length > 0).then(|| Self(packed << (BITS * Self::spare(length))))
    }

    /// A digit or a letter that stands for itself.
    pub(super) fn single(character: char) -> Option<Self> {
        match character {
            '0'..='9' => Some(Self(1 << 31 | u32::from(character))),
            _ => Self::new(character.encode_utf8(&mut [0; 4])),
        }
    }

    fn spare(length: usize) -> u32 {
        LONGEST.saturating_sub(length).try_into().unwrap_or_default()
    }

    /// A number that spreads sounds evenly.
    pub(super) fn spread(self) -> u64 {
        (u64::from(self.0).wrapping_mul(0x9E37_79B9_7F4A_7C15)) >> 32
    }

    /// Its letters.
    pub(super) fn letters(self) -> impl Iterator<Item = char> {
        (0..LONGEST).map_while(move |place| {
            let value = self.0 >> (BITS * Self::spare(place + 1)) & ((1 << BITS) - 1);
            char::from_u32(value + u32::from('a') - 1).filter(|_| value > 0)
        })
    }

    /// Whether the syllable begins with these letters.
    pub(super) fn begins_with(self, start: Self) -> bool {
        // Whole letters of `start` that are zero are spare: what they hide is left open.
        let spare = start.0.trailing_zeros() / BITS * BITS;
        self.0 >> spare == start.0 >> spare
    }

    /// How somebody from the south may say it: zh is z, ch is c, sh is s, l is n, and -ng is -n
    /// behind a, e and i. Equal for two syllables that are told apart by nothing else.
    pub(super) fn southern(self) -> Self {
        let text: String = self.letters().collect();
        let start = match text.as_bytes() {
            [b'z' | b'c' | b's', b'h', ..] => format!("{}{}", &text[..1], &text[2..]),
            [b'l', ..] => format!("n{}", &text[1..]),
            _ => text,
        };
        let folded = match start.strip_suffix("ng") {
            Some(stem) if stem.ends_with(['a', 'e', 'i']) => format!("{stem}n"),
            _ => start,
        };
        Self::new(&folded.replace('v', "u")).unwrap_or(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn sound(text: &str) -> Sound {
        Sound::new(text).unwrap()
    }

    #[test]
    fn syllables_are_told_apart() {
        assert_ne!(sound("an"), sound("ang"));
        assert_ne!(sound("a"), sound("aa"));
        assert_eq!(sound("lü"), sound("lv"));
        assert_eq!(Sound::new(""), None);
        assert_eq!(Sound::new("zhuangs"), None);
        assert_eq!(Sound::new("水"), None);
        assert_ne!(Sound::single('1'), Sound::single('2'));
    }

    #[test]
    fn southern_speech() {
        let pairs =
            [("zhi", "zi"), ("chang", "can"), ("sheng", "sen"), ("li", "ni"), ("xin", "xing"), ("lv", "nu")];
        for (one, other) in pairs {
            assert_eq!(sound(one).southern(), sound(other).southern(), "{one} {other}");
        }
        assert_ne!(sound("long").southern(), sound("non").southern());
        assert_ne!(sound("hu").southern(), sound("fu").southern());
    }

    proptest! {
        #[test]
        fn a_sound_begins_with_its_prefixes_only(text in "[a-z]{1,6}", other in "[a-z]{1,6}") {
            prop_assert_eq!(sound(&text).begins_with(sound(&other)), text.starts_with(&other));
            prop_assert_eq!(sound(&text).letters().collect::<String>(), text);
        }
    }
}
