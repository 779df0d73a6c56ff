//! The rows of OWASP ASVS in `docs/security/asvs`: each has a state, none stands twice, and the index counts them right.

use super::document::Document;
use locale::said;
use std::collections::BTreeMap;

/// The folder of the chapters.
const FOLDER: &str = "docs/security/asvs/";
/// The index of the chapters in it.
const INDEX: &str = "README.md";
/// What a row may say of what is asked for, as the index has its columns.
const STATES: [&str; 5] = ["met", "partly", "not met", "not applicable", "operator"];
/// How many cells a row of a chapter has: number, level, what is asked for, state, where.
const CELLS: usize = 5;

/// How many rows there are, and how many of each state.
type Counts = [usize; STATES.len() + 1];

/// One line for each fault, by chapter; those of the index at last.
pub fn faults(documents: &[Document]) -> Vec<String> {
    let mut faults = Vec::new();
    let mut places = BTreeMap::new();
    let mut counts = BTreeMap::from(["all", "level 1", "level 2"].map(|sum| (sum, Counts::default())));
    for (name, chapter) in files(documents).filter(|(name, _)| *name != INDEX) {
        counts.insert(name, Counts::default());
        for (line, cells) in chapter.lines().filter_map(|(line, text)| Some((line, cells(text)?))) {
            let mut fault = |what: String| faults.push(chapter.fault(line, &what));
            let row = match row(name, &cells) {
                Ok(row) => row,
                Err(what) => {
                    fault(what);
                    continue;
                }
            };
            if let Some(place) = places.insert(row.number, format!("{name}:{line}")) {
                fault(said!("{} 在 {place} 已经有了", "{} stands in {place} already", row.number));
            }
            for sum in [name, "all", row.level] {
                if let Some(counts) = counts.get_mut(sum) {
                    counts[0] += 1;
                    counts[row.state + 1] += 1;
                }
            }
        }
    }
    match files(documents).find(|(name, _)| *name == INDEX) {
        Some((_, index)) => faults.extend(miscounts(index, counts)),
        None => faults.push(said!("没有 {FOLDER}{INDEX}", "there is no {FOLDER}{INDEX}")),
    }
    faults
}

/// The documents of the folder, by their names.
fn files(documents: &[Document]) -> impl Iterator<Item = (&str, &Document)> {
    documents.iter().filter_map(|document| Some((document.path.strip_prefix(FOLDER)?, document)))
}

/// The cells of a line of a table that is neither its head nor what separates it from its rows.
fn cells(line: &str) -> Option<Vec<&str>> {
    let line = line.trim().strip_prefix('|')?;
    let cells: Vec<_> = line.strip_suffix('|').unwrap_or(line).split('|').map(str::trim).collect();
    let head = ["---", "no.", "chapter", "state"].contains(&cells[0]);
    (!head).then_some(cells)
}

/// A row of a chapter.
struct Row<'a> {
    number: &'a str,
    /// As the index calls it.
    level: &'static str,
    /// Which of [`STATES`].
    state: usize,
}

fn row<'a>(chapter: &str, cells: &[&'a str]) -> Result<Row<'a>, String> {
    let [number, level, _, state, _] = cells[..] else {
        let found = cells.len();
        return Err(said!("一行有 {CELLS} 格，这里有 {found} 格", "a row has {CELLS} cells, not {found}"));
    };
    let parts: Option<Vec<u32>> = number.split('.').map(|part| part.parse().ok()).collect();
    let own = chapter.get(1..3).and_then(|own| own.parse().ok());
    if !parts.is_some_and(|parts| parts.len() == 3 && own == Some(parts[0])) {
        return Err(said!("{number} 不是这一章的编号", "{number} is no number of this chapter"));
    }
    let level = match level {
        "1" => "level 1",
        "2" => "level 2",
        _ => return Err(said!("{number} 的级别是 1 或 2", "{number} is of level 1 or 2")),
    };
    let Some(state) = STATES.iter().position(|known| *known == state) else {
        return Err(said!("{number} 没有这种状态：{state}", "{number} has no known state: {state}"));
    };
    Ok(Row { number, level, state })
}

/// Where the index counts otherwise than the chapters, or leaves one out.
fn miscounts(index: &Document, mut counts: BTreeMap<&str, Counts>) -> Vec<String> {
    let mut faults = Vec::new();
    for (line, text) in index.lines() {
        let Some(cells) = cells(text).filter(|cells| cells.len() == STATES.len() + 2) else {
            continue;
        };
        let name = cells[0].split(['(', ')']).nth(1).unwrap_or(cells[0]);
        let Some(counted) = counts.remove(name) else {
            faults.push(index.fault(line, &said!("没有这一章：{name}", "there is no such chapter: {name}")));
            continue;
        };
        let counted = counted.map(|count| count.to_string());
        if counted.iter().ne(&cells[1..]) {
            let counted = counted.join(" | ");
            faults.push(index.fault(line, &said!("{name} 应为 {counted}", "{name} should say {counted}")));
        }
    }
    let missing = counts.into_keys();
    faults.extend(missing.map(|name| index.fault(1, &said!("没有 {name} 的一行", "no row for {name}"))));
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "| no. | level | asked for | state | where |\n| --- | --- | --- | --- | --- |\n";
    const SUMS: &str = "| state | means |\n| --- | --- |\n| met | it does |\n\n\
                        | chapter | rows | met | partly | not met | not applicable | operator |\n\
                        | --- | --- | --- | --- | --- | --- | --- |\n";

    /// What is told of a chapter with these rows, and an index with these.
    fn told(rows: &str, index: &str) -> Vec<String> {
        let document = |path: &str, text| Document { path: format!("{FOLDER}{path}"), text };
        faults(&[document(INDEX, format!("{SUMS}{index}")), document("v02-two.md", format!("{TABLE}{rows}"))])
    }

    const INDEX_OF_TWO: &str = "| [V2 Two](v02-two.md) | 2 | 1 | 0 | 1 | 0 | 0 |\n| all | 2 | 1 | 0 | 1 | 0 | 0 |\n\
                                | level 1 | 1 | 1 | 0 | 0 | 0 | 0 |\n| level 2 | 1 | 0 | 0 | 1 | 0 | 0 |\n";

    #[test]
    fn rows_that_are_counted_right_have_no_fault() {
        let rows = "| 2.1.1 | 1 | a | met | b |\n| 2.1.2 | 2 | a | not met | b |\n";
        assert_eq!(told(rows, INDEX_OF_TWO), Vec::<String>::new());
    }

    #[test]
    fn each_fault_of_a_row_is_told() {
        let rows = "| 2.1.1 | 1 | a | met | b |\n| 2.1.2 | 2 | a | not met | b |\n| 2.1.3 | 1 | a | meet | b |\n\
                    | 3.1.1 | 1 | a | met | b |\n| 2.1.4 | 3 | a | met | b |\n| 2.1.5 | 1 | a | met |\n";
        let at = |line, what| format!("{FOLDER}v02-two.md:{line}：{what}");
        assert_eq!(
            told(rows, INDEX_OF_TWO),
            [
                at(5, "2.1.3 没有这种状态：meet"),
                at(6, "3.1.1 不是这一章的编号"),
                at(7, "2.1.4 的级别是 1 或 2"),
                at(8, "一行有 5 格，这里有 4 格"),
            ]
        );
    }

    #[test]
    fn a_number_that_stands_twice_is_told() {
        let rows = "| 2.1.1 | 1 | a | met | b |\n| 2.1.1 | 2 | a | not met | b |\n";
        let fault = format!("{FOLDER}v02-two.md:4：2.1.1 在 v02-two.md:3 已经有了");
        assert_eq!(told(rows, INDEX_OF_TWO), [fault]);
    }

    #[test]
    fn an_index_that_counts_otherwise_is_told() {
        let rows = "| 2.1.1 | 1 | a | met | b |\n| 2.1.2 | 2 | a | partly | b |\n";
        let at = |line, what| format!("{FOLDER}README.md:{line}：{what}");
        let without_sums =
            "| [V2 Two](v02-two.md) | 2 | 1 | 0 | 1 | 0 | 0 |\n| [V3](v03.md) | 0 | 0 | 0 | 0 | 0 | 0 |\n";
        assert_eq!(
            told(rows, without_sums),
            [
                at(7, "v02-two.md 应为 2 | 1 | 1 | 0 | 0 | 0"),
                at(8, "没有这一章：v03.md"),
                at(1, "没有 all 的一行"),
                at(1, "没有 level 1 的一行"),
                at(1, "没有 level 2 的一行"),
            ]
        );
        assert_eq!(faults(&[]), ["没有 docs/security/asvs/README.md"]);
    }
}
