//! Words that people say around what they need.

use super::glyph::{Glyph, Nearness, searchable};
use std::sync::LazyLock;

/// Whoever asks, politeness, how long, and that something is broken: none of it tells one service from
/// another.
const FILLERS: &str = "
    我 我们 我家 我们家 我家里 我妈 我爸 我爸妈 我老公 我老婆 我奶奶 我爷爷 咱
    咱们 咱家 俺 你 你们 您 他 她 它 家里 家里的 自己 一个人 有人 别人 谁
    哪个 的 了 着 过 得 地 啊 呀 呢 吗 嘛 吧 哦 哎 唉 喂 你好 您好 请
    请问 谢谢 麻烦 帮 帮我 帮忙 帮帮忙 给 给我 替我 叫人 找人 来个人 派人 想
    我想 想要 要 需要 可以 可不可以 能 能不能 能否 会不会 有没有 怎么 怎么办
    怎么弄 怎么搞 怎么回事 咋 咋办 咋整 咋回事 什么 啥 哪里 在哪里 在哪 为什么
    一直 老是 老 总是 经常 突然 忽然 又 还 也 都 很 好像 有点 有一点 一点
    一下 这个 那个 今天 昨天 现在 这几天 个 点 些 一些 一次 一趟 坏掉 坏掉了
    坏了 不行了 出问题
";

static WORDS: LazyLock<Vec<Vec<Glyph>>> = LazyLock::new(|| {
    let mut words: Vec<Vec<Glyph>> =
        FILLERS.split_whitespace().map(|word| searchable(word).map(Glyph::written).collect()).collect();
    words.sort_by_key(|word| usize::MAX - word.len());
    words
});

/// The sentence without fillers.
///
/// A word is only taken for a filler as it is written, or as its pinyin.
pub(super) fn without_fillers(sentence: &[Glyph]) -> Vec<Glyph> {
    let mut left = Vec::with_capacity(sentence.len());
    let mut rest = sentence;
    while let [first, behind @ ..] = rest {
        match WORDS.iter().find(|word| begins_with(rest, word)) {
            Some(word) => rest = &rest[word.len()..],
            None => {
                left.push(*first);
                rest = behind;
            }
        }
    }
    left
}

fn begins_with(sentence: &[Glyph], word: &[Glyph]) -> bool {
    sentence.len() >= word.len()
        && sentence
            .iter()
            .zip(word)
            .all(|(glyph, other)| glyph.nearness(other).is_some_and(|nearness| nearness <= Nearness::Typed))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bare(text: &str) -> String {
        let sentence: Vec<_> = text.chars().map(Glyph::written).collect();
        without_fillers(&sentence).into_iter().filter_map(|glyph| glyph.character).collect()
    }

    #[test]
    fn only_the_need_is_left() {
        assert_eq!(bare("我家水龙头一直滴水怎么办"), "水龙头滴水");
        assert_eq!(bare("请问马桶坏掉了吗"), "马桶");
        assert_eq!(bare("水管漏"), "水管漏");
        assert_eq!(bare("怎么办呀"), "");
    }

    #[test]
    fn the_longest_word_first() {
        assert_eq!(bare("我们家灯泡坏掉了"), "灯泡");
    }
}
