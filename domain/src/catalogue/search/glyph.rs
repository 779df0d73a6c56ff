//! A written character with the ways to say it.

use super::sound::Sound;
use pinyin::ToPinyinMulti;

/// The most readings of a character that are kept; the rest are too rare to help.
const READINGS: usize = 3;

/// A character of a term or a query; a syllable that was typed in letters has no character.
#[derive(Clone, Copy, Debug)]
pub(super) struct Glyph {
    /// What is written, if it is known.
    pub(super) character: Option<char>,
    sounds: [Option<Sound>; READINGS],
    southern: [Option<Sound>; READINGS],
    /// A few bits of 64: glyphs that are near have one in common.
    pub(super) mask: u64,
}

/// How near two glyphs are, the nearest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Nearness {
    /// The same character.
    Same,
    /// A syllable typed in letters, and a character that is read so.
    Typed,
    /// Different characters that are read alike.
    Homophone,
    /// Alike only as the south speaks.
    Southern,
}

impl Glyph {
    /// A character with its readings; letters and digits read as themselves.
    pub(super) fn written(character: char) -> Self {
        let mut sounds = [None; READINGS];
        let mut free = 0;
        let mut add = |sound: Option<Sound>| {
            if free < READINGS && sound.is_some() && !sounds.contains(&sound) {
                sounds[free] = sound;
                free += 1;
            }
        };
        match character.to_pinyin_multi() {
            Some(readings) => readings.into_iter().for_each(|reading| add(Sound::new(reading.plain()))),
            None => add(Sound::single(character)),
        }
        Self::with_sounds(Some(character), sounds)
    }

    /// A syllable that was typed in letters.
    pub(super) fn typed(sound: Sound) -> Self {
        Self::with_sounds(None, [Some(sound), None, None])
    }

    fn with_sounds(character: Option<char>, sounds: [Option<Sound>; READINGS]) -> Self {
        let southern = sounds.map(|sound| sound.map(Sound::southern));
        let bits = southern.iter().flatten().map(|sound| 1 << (sound.spread() % u64::from(u64::BITS)));
        // A character without a known reading is near to itself alone.
        let own =
            character.filter(|_| sounds[0].is_none()).map_or(0, |own| 1 << (u32::from(own) % u64::BITS));
        Self { character, sounds, southern, mask: bits.fold(own, |mask, bit: u64| mask | bit) }
    }

    /// Its readings, the usual one first.
    pub(super) fn sounds(&self) -> impl Iterator<Item = Sound> {
        self.sounds.into_iter().flatten()
    }

    /// The usual reading.
    pub(super) fn sound(&self) -> Option<Sound> {
        self.sounds[0]
    }

    /// How near two glyphs are; none if they have nothing in common.
    pub(super) fn nearness(&self, other: &Self) -> Option<Nearness> {
        if self.character.is_some() && self.character == other.character {
            return Some(Nearness::Same);
        }
        let typed = self.character.is_none() || other.character.is_none();
        // Typed letters may mean any reading; whoever takes a wrong character takes one that is usually read so.
        let readings = if typed { READINGS } else { 1 };
        let share = |own: &[Option<Sound>; READINGS], others: &[Option<Sound>; READINGS]| {
            own[..readings].iter().any(|sound| sound.is_some() && others[..readings].contains(sound))
        };
        if share(&self.sounds, &other.sounds) {
            Some(if typed { Nearness::Typed } else { Nearness::Homophone })
        } else if share(&self.southern, &other.southern) {
            Some(Nearness::Southern)
        } else {
            None
        }
    }
}

/// The characters of a text that can be searched for: small letters, digits and Chinese characters;
/// 没有 is 没.
pub(super) fn searchable(text: &str) -> impl Iterator<Item = char> {
    let mut before = None;
    text.chars().filter_map(narrow).filter(move |character| {
        let idle = *character == '有' && before == Some('没');
        before = Some(*character);
        !idle
    })
}

fn narrow(character: char) -> Option<char> {
    match character {
        'ａ'..='ｚ' | 'Ａ'..='Ｚ' | '０'..='９' => {
            char::from_u32(u32::from(character) - 0xFEE0).map(|narrow| narrow.to_ascii_lowercase())
        }
        'ü' | 'Ü' => Some('v'),
        '\u{3400}'..='\u{9FFF}' | '\u{20000}'..='\u{323AF}' => Some(character),
        _ if character.is_ascii_alphanumeric() => Some(character.to_ascii_lowercase()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nearness(one: char, other: char) -> Option<Nearness> {
        Glyph::written(one).nearness(&Glyph::written(other))
    }

    #[test]
    fn near_and_far() {
        assert_eq!(nearness('漏', '漏'), Some(Nearness::Same));
        assert_eq!(nearness('漏', '楼'), Some(Nearness::Homophone));
        assert_eq!(nearness('灯', '墩'), None);
        assert_eq!(nearness('灯', '扽'), Some(Nearness::Southern));
        assert_eq!(nearness('水', '火'), None);
        let typed = Glyph::typed(Sound::new("lou").unwrap());
        assert_eq!(typed.nearness(&Glyph::written('漏')), Some(Nearness::Typed));
        assert_eq!(typed.nearness(&Glyph::typed(Sound::new("nou").unwrap())), Some(Nearness::Southern));
    }

    #[test]
    fn a_character_may_be_read_in_several_ways() {
        for reading in ["tiao", "diao"] {
            let typed = Glyph::typed(Sound::new(reading).unwrap());
            assert_eq!(typed.nearness(&Glyph::written('调')), Some(Nearness::Typed), "{reading}");
        }
    }

    #[test]
    fn near_glyphs_share_a_bit() {
        for (one, other) in [('漏', '楼'), ('灯', '扽'), ('水', '睡'), ('管', '馆'), ('瓼', '瓼')] {
            assert!(nearness(one, other).is_some(), "{one} {other}");
            assert_ne!(Glyph::written(one).mask & Glyph::written(other).mask, 0, "{one} {other}");
        }
    }

    #[test]
    fn punctuation_and_pictures_are_left_out() {
        assert_eq!(searchable("做Ｂ超，100% 😀！").collect::<String>(), "做b超100");
        assert_eq!(searchable("没有水，有没有人").collect::<String>(), "没水有没人");
    }
}
