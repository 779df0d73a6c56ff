//! Where something is: «三单元», «12幢», «8号楼». It tells no service from another, and would hide the short word for what
//! it is about.

use super::glyph::Glyph;

/// What is counted in an estate, the longer first: 号楼 begins as 号 does.
const COUNTED: [&[char]; 12] = [
    STAIRCASE,
    &['号', '楼'],
    &['号', '门'],
    &['号'],
    &['幢'],
    &['栋'],
    &['楼'],
    &['层'],
    &['室'],
    &['弄'],
    &['期'],
    &['组'],
];
const STAIRCASE: &[char] = &['单', '元'];
/// With what one counts, digits apart.
const NUMBERS: [char; 13] = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '零', '两', '几'];

/// A sentence without the places in it.
pub(super) struct Placeless {
    /// Without each number and what it counts: «灯坏了» of «三单元灯坏了».
    pub(super) sentence: Vec<Glyph>,
    /// Without the numbers alone: «单元门关不上» of «三单元门关不上».
    pub(super) numberless: Vec<Glyph>,
}

/// The sentence without places; the same if there are none in it.
pub(super) fn without_places(whole: &[Glyph]) -> Placeless {
    let mut sentence = Vec::with_capacity(whole.len());
    let mut numberless = Vec::with_capacity(whole.len());
    let mut rest = whole;
    while let [first, behind @ ..] = rest {
        let (number, counted) = place(rest);
        if number + counted == 0 {
            sentence.push(*first);
            numberless.push(*first);
            rest = behind;
        } else {
            let (place, behind) = rest.split_at(number + counted);
            numberless.extend(place.iter().skip(number));
            rest = behind;
        }
    }
    Placeless { sentence, numberless }
}

/// How many glyphs the number and what it counts take in a place with which the sentence begins.
fn place(sentence: &[Glyph]) -> (usize, usize) {
    let counts = |written: char| written.is_ascii_digit() || NUMBERS.contains(&written);
    let is_number = |glyph: &&Glyph| glyph.character.is_some_and(counts);
    let number = sentence.iter().take_while(is_number).count();
    let behind = sentence.get(number..).unwrap_or_default();
    let counted = COUNTED.iter().find(|counted| begins_with(behind, counted));
    match counted {
        // A staircase of houses needs no number.
        Some(counted) if number > 0 || *counted == STAIRCASE => (number, counted.len()),
        _ => (0, 0),
    }
}

fn begins_with(sentence: &[Glyph], words: &[char]) -> bool {
    let mut written = sentence.iter().map(|glyph| glyph.character);
    words.iter().all(|character| written.next() == Some(Some(*character)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn left(text: &str) -> String {
        let sentence: Vec<_> = text.chars().map(Glyph::written).collect();
        without_places(&sentence).sentence.into_iter().filter_map(|glyph| glyph.character).collect()
    }

    #[test]
    fn a_place_is_a_number_with_what_is_counted() {
        assert_eq!(left("三单元灯坏了"), "灯坏了");
        assert_eq!(left("12幢2单元301室楼道灯不亮"), "楼道灯不亮");
        assert_eq!(left("8号楼电梯停了"), "电梯停了");
        assert_eq!(left("单元灯坏了"), "灯坏了");
        assert_eq!(left("八十岁老人"), "八十岁老人");
        assert_eq!(left("三"), "三");
        assert_eq!(left(""), "");
    }
}
