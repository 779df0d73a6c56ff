//! A community's own questions, as somebody types them: one a line.

use super::seed::hex;
use super::{Question, QuestionKind, WORDS_LIMIT};
use crate::text::{self, TextError};
use crate::typed::{begins_a_formula, folded};
use sha2::{Digest, Sha256};
use thiserror::Error;

/// The most questions of one's own.
pub const OWN_LIMIT: usize = 20;
/// The most characters of something to choose.
const OPTION_LIMIT: usize = 20;
/// The most things to choose from.
const OPTIONS_MOST: usize = 8;

/// A line that is no question.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("第 {line} 行：{reason}")]
pub struct OwnQuestionError {
    /// Which line, from 1.
    pub line: usize,
    /// Why.
    pub reason: OwnReason,
}

/// Why a line is no question.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum OwnReason {
    /// The question or a choice is missing or too long.
    #[error("{0}")]
    Text(#[from] TextError),
    /// How it is answered isn't known.
    #[error("类型只能写：是否、1-5、1-10、选择、文字")]
    Kind,
    /// There is too little, or too much, to choose from.
    #[error("选择题要写 2 到 {OPTIONS_MOST} 个选项，用分号隔开")]
    Options,
    /// A choice that a spreadsheet would take for a formula.
    #[error("选项不能用 = + - @ 开头，表格软件会当成公式，请换个写法")]
    Formula,
    /// The same question stands above.
    #[error("这一题前面已经有了，请删掉")]
    Twice,
    /// There are too many questions.
    #[error("自己的题目最多 {OWN_LIMIT} 道")]
    TooMany,
}

/// Reads questions, one a line: «您用过楼下的活动室吗？|是否», «想在哪里办活动？|选择|活动室;广场».
///
/// A question's code comes from its words, so that it stays the same from version to version as long as the
/// question does.
///
/// # Errors
/// The first line that is no question.
pub fn parse_own_questions(typed: &str) -> Result<Vec<Question>, OwnQuestionError> {
    let mut questions: Vec<Question> = Vec::new();
    for (place, line) in typed.lines().enumerate().filter(|(_, line)| !folded(line).is_empty()) {
        let wrong = |reason| OwnQuestionError { line: place + 1, reason };
        let question = question(line).map_err(wrong)?;
        if questions.iter().any(|known| known.code == question.code) {
            return Err(wrong(OwnReason::Twice));
        }
        if questions.len() == OWN_LIMIT {
            return Err(wrong(OwnReason::TooMany));
        }
        questions.push(question);
    }
    Ok(questions)
}

fn question(line: &str) -> Result<Question, OwnReason> {
    let mut parts = line.split(['|', '｜']).map(str::trim);
    let words = text::required(parts.next().unwrap_or_default(), WORDS_LIMIT)?;
    let kind = match parts.next().unwrap_or("是否") {
        "是否" | "Yes/No" => QuestionKind::YesNo,
        "1-5" => QuestionKind::Scale { most: 5 },
        "1-10" => QuestionKind::Scale { most: 10 },
        "选择" | "Choice" => QuestionKind::Choice { options: options(parts.next().unwrap_or_default())? },
        "文字" | "Text" => QuestionKind::Text,
        _ => return Err(OwnReason::Kind),
    };
    let digest = hex(&Sha256::digest(format!("{words}\n{kind:?}")));
    let code = format!("own_{}", digest.get(..8).unwrap_or_default());
    Ok(Question { code, words, kind })
}

fn options(typed: &str) -> Result<Vec<String>, OwnReason> {
    let options = typed.split([';', '；']).map(|option| text::required(option, OPTION_LIMIT));
    let options = options.collect::<Result<Vec<_>, _>>().map_err(|_| OwnReason::Options)?;
    if options.iter().any(|option| begins_a_formula(option)) {
        return Err(OwnReason::Formula);
    }
    if (2..=OPTIONS_MOST).contains(&options.len()) { Ok(options) } else { Err(OwnReason::Options) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_every_kind() {
        let typed = "您用过活动室吗？|是否\n\n给物业打几分？｜1-10\n想在哪里办活动？|选择|活动室；广场\n还有什么话？|文字";
        let own = parse_own_questions(typed).unwrap();
        assert_eq!(own.len(), 4);
        assert_eq!(own[1].kind, QuestionKind::Scale { most: 10 });
        assert_eq!(own[2].choices(), [("1".into(), "活动室".into()), ("2".into(), "广场".into())]);
        assert!(!own[3].is_closed());
    }

    #[test]
    fn kinds_may_be_named_in_english() {
        let typed = "Do you know us?|Yes/No\nWhere?|Choice|here;there\nWhat else?|Text";
        let kinds = parse_own_questions(typed).unwrap().into_iter().map(|question| question.kind);
        let options = vec!["here".to_owned(), "there".to_owned()];
        assert_eq!(
            kinds.collect::<Vec<_>>(),
            [QuestionKind::YesNo, QuestionKind::Choice { options }, QuestionKind::Text]
        );
    }

    #[test]
    fn a_code_stays_as_long_as_the_question_does() {
        let alone = parse_own_questions("您用过活动室吗？").unwrap();
        let behind = parse_own_questions("您养狗吗？\n您用过活动室吗？|是否").unwrap();
        assert_eq!(alone[0].code, behind[1].code);
        let other = parse_own_questions("您用过活动室吗？|1-5").unwrap();
        assert_ne!(alone[0].code, other[0].code);
    }

    #[test]
    fn names_the_wrong_line() {
        let said = |typed: &str| parse_own_questions(typed).unwrap_err().to_string();
        assert!(said("您养狗吗？\n几分？|1-7").starts_with("第 2 行：类型只能写"));
        assert!(said("哪里？|选择|广场").contains("2 到 8 个选项"));
        assert!(said("哪里？|选择|广场;＝1+1").contains("公式"));
        assert!(said("您养狗吗？\n您养狗吗？|是否").contains("前面已经有了"));
        let many: String = (0..21).map(|number| format!("第{number}题？\n")).collect();
        assert!(said(&many).starts_with("第 21 行：自己的题目最多 20 道"));
    }
}
