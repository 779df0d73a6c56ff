//! What rules and use cases say, in the language of the console.

use backend::import::{ImportError, ImportFailure};
use domain::accounts::Locale;
use i18n::{CatalogueError, Translator};
use locale::{Language, said, spoken};
use std::fmt::Display;
use std::sync::LazyLock;

/// What says in English what is said in Chinese.
static TRANSLATOR: LazyLock<Result<Translator, CatalogueError>> = LazyLock::new(Translator::load);

/// What a rule or a use case says, such as a reason: they speak Chinese, as on pages, and are translated by the pages'
/// catalogue. What is in no catalogue, such as names, stays.
pub(crate) fn translated(words: impl Display) -> String {
    let words = words.to_string();
    match (spoken(), TRANSLATOR.as_ref()) {
        (Language::English, Ok(translator)) => translator.text(Locale::English, &words).into_owned(),
        _ => words,
    }
}

/// What is wrong in a row of a table.
pub(crate) fn row(error: &ImportError) -> String {
    let ImportError { file, line, column, reason } = error;
    let reason = translated(reason);
    if column.is_empty() {
        return said!("{file} 第 {line} 行：{reason}", "{file} line {line}: {reason}");
    }
    said!("{file} 第 {line} 行，{column} 列：{reason}", "{file} line {line}, column {column}: {reason}")
}

/// What is wrong with a table, a line for each error.
pub(crate) fn table(failure: &ImportFailure) -> String {
    let ImportFailure::Rows { errors, more } = failure else { return translated(failure) };
    let mut lines: Vec<_> = errors.iter().map(row).collect();
    if *more > 0 {
        lines.push(said!(
            "还有 {more} 处，请改好上面这些再试",
            "and {more} more: mend these first, then try again"
        ));
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use locale::within;

    #[test]
    fn in_chinese_a_table_reads_as_the_use_case_says_it() {
        let error = |column: &str| ImportError {
            file: "areas.csv".into(),
            line: 3,
            column: column.into(),
            reason: "要写数字".into(),
        };
        assert_eq!(row(&error("households")), error("households").to_string());
        assert_eq!(row(&error("")), error("").to_string());
        let failure = ImportFailure::Rows { errors: vec![error("kind"), error("")], more: 2 };
        assert_eq!(table(&failure), failure.to_string());
        let english = within(Language::English, || row(&error("kind")));
        assert!(english.starts_with("areas.csv line 3, column kind: "), "{english}");
    }
}
