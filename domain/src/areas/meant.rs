//! Which names somebody may mean who types a part of one: in characters, in pinyin, or in its first letters.

use crate::typed::folded;
use pinyin::ToPinyinMulti;
use std::collections::BTreeSet;

/// How many characters of what was typed are looked at.
const TYPED_LIMIT: usize = 40;

/// How a name may be meant, the nearest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Meant {
    /// All of it was typed.
    Whole,
    /// It begins so.
    Start,
    /// What was typed stands somewhere within.
    Within,
}

/// How a name is meant by what was typed; `None` if it isn't. Each character is typed as itself, by its whole pinyin
/// without tones (ü is v), or by the beginning of that: «中华园», «zhonghuayuan», «zhhy» and «华yuan» all mean 中华园.
///
/// ```
/// use domain::areas::{Meant, meant};
/// assert_eq!(meant("中华园", "zhy"), Some(Meant::Whole));
/// assert_eq!(meant("中华园", "zhh"), Some(Meant::Start));
/// assert_eq!(meant("中华园", "hy"), Some(Meant::Within));
/// assert_eq!(meant("中华园", "yh"), None);
/// ```
#[must_use]
pub fn meant(name: &str, typed: &str) -> Option<Meant> {
    let plain = |text: &str| folded(text).to_lowercase().replace(' ', "");
    let name: Vec<char> = plain(name).chars().collect();
    let typed: Vec<char> = plain(typed).chars().take(TYPED_LIMIT).collect();
    if typed.is_empty() {
        return None;
    }
    (0..name.len()).find_map(|start| {
        let length = said_by(&name[start..], &typed)?;
        Some(match start {
            0 if length == name.len() => Meant::Whole,
            0 => Meant::Start,
            _ => Meant::Within,
        })
    })
}

/// How many characters of a name what was typed says, from its first on: the most there are ways to read it; `None` if it
/// says something else.
fn said_by(name: &[char], typed: &[char]) -> Option<usize> {
    // How far what was typed is used up, after each character.
    let mut places = BTreeSet::from([0]);
    let mut most = None;
    for (index, character) in name.iter().enumerate() {
        let next: BTreeSet<_> = places
            .iter()
            .flat_map(|place| lengths(*character, &typed[*place..]).map(move |length| place + length))
            .collect();
        if next.contains(&typed.len()) {
            most = Some(index + 1);
        }
        places = next;
    }
    most
}

/// How many of these may have been typed for one character.
fn lengths(character: char, typed: &[char]) -> impl Iterator<Item = usize> + use<> {
    let itself = (typed.first() == Some(&character)).then_some(1);
    let mut lengths: BTreeSet<usize> = itself.into_iter().collect();
    for reading in character.to_pinyin_multi().into_iter().flatten() {
        let letters = reading.plain().chars().map(|letter| if letter == 'ü' { 'v' } else { letter });
        let alike = letters.zip(typed).take_while(|(letter, typed)| letter == *typed).count();
        lengths.extend(1..=alike);
    }
    lengths.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_are_typed_in_many_ways() {
        for typed in ["书香名邸", "shuxiangmingdi", "sxmd", "SXMD", "ｓｘｍｄ", "shu xiang ming di", "书x名d"]
        {
            assert_eq!(meant("书香名邸", typed), Some(Meant::Whole), "{typed}");
        }
        for typed in ["书香", "shuxi", "sx", "sxmin"] {
            assert_eq!(meant("书香名邸", typed), Some(Meant::Start), "{typed}");
        }
        for typed in ["名邸", "xmd", "mingd"] {
            assert_eq!(meant("书香名邸", typed), Some(Meant::Within), "{typed}");
        }
        for typed in ["", " ", "中", "sxd", "shuxiangmingdian", "书香名邸一期"] {
            assert_eq!(meant("书香名邸", typed), None, "{typed}");
        }
    }

    #[test]
    fn characters_with_several_readings_and_letters_are_known() {
        assert_eq!(meant("长江花园", "cjhy"), Some(Meant::Whole));
        assert_eq!(meant("绿地", "lvdi"), Some(Meant::Whole));
        assert_eq!(meant("A1 公寓", "a1gy"), Some(Meant::Whole));
    }

    proptest! {
        #[test]
        fn every_part_of_a_name_means_it(name in "[中华园书香名邸长江]{1,8}", from in 0usize..8, length in 1usize..8) {
            let part: String = name.chars().skip(from).take(length).collect();
            prop_assert_eq!(meant(&name, &part).is_some(), !part.is_empty());
        }

        #[test]
        fn whatever_is_typed_is_answered(name in "\\PC{0,30}", typed in "\\PC{0,60}|[a-z]{0,60}") {
            let _ = meant(&name, &typed);
        }
    }
}
