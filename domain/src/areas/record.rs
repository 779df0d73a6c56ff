//! Areas as they stand in a table.

use super::{
    Area, AreaCode, AreaKind, AreaProblem, HOUSEHOLDS_LIMIT, NAME_LIMIT, NOTE_LIMIT, Telephone, check_tree,
};
use crate::import::{self, FieldProblems, FieldReason};
use crate::text::TextError;
use crate::typed::folded;
use serde::Deserialize;

/// A row of `areas.csv`; the fields are named as its columns.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct AreaRecord {
    /// The area's own code.
    pub code: String,
    /// `district`, `office`, `community`, `estate` or `grid`.
    pub kind: String,
    /// The code of the area one level up; blank for a district.
    pub parent_code: String,
    /// The name.
    pub name: String,
    /// Households, a whole number.
    pub households: String,
    /// Remarks; may be blank.
    #[serde(default)]
    pub note: String,
    /// The service telephone of a community or an office; may be blank.
    #[serde(default)]
    pub telephone: String,
    /// `true` for an estate that is no more, `false` for one that is there; blank leaves it as it is.
    #[serde(default)]
    pub closed: String,
    /// The code of the estate that this one has become a part of, and is closed for that; blank leaves it as it is.
    #[serde(default)]
    pub merged_into: String,
}

impl AreaRecord {
    /// Takes the row for itself; how it stands to the others is [`check_tree`]'s question.
    ///
    /// # Errors
    /// Every field that can't be taken.
    pub fn parse(&self) -> Result<Area, FieldProblems> {
        let mut problems = FieldProblems::default();
        let code = problems.take("code", required_code(&self.code));
        let kind = problems.take("kind", import::choice(&self.kind));
        let parent = if folded(&self.parent_code).is_empty() {
            Some(None)
        } else {
            problems.take("parent_code", required_code(&self.parent_code).map(Some))
        };
        let name = problems.take("name", import::name(&self.name, NAME_LIMIT));
        let households = problems.take("households", import::number(&self.households, 0..=HOUSEHOLDS_LIMIT));
        let note = problems.take("note", import::optional(&self.note, NOTE_LIMIT));
        let telephone = kind.map_or(Some(None), |kind| problems.take("telephone", self.telephone(kind)));
        let closed = kind.map_or(Some(None), |kind| problems.take("closed", self.closed(kind)));
        let merged = kind.map_or(Some(None), |kind| problems.take("merged_into", self.merged_into(kind)));
        let closed = telephone.and(closed).zip(merged);
        match (code, kind, parent, name, households, note, closed) {
            (
                Some(code),
                Some(kind),
                Some(parent),
                Some(name),
                Some(households),
                Some(note),
                Some(closed),
            ) => {
                let (closed, merged_into) = closed;
                let closed = merged_into.is_some() || closed == Some(true);
                Ok(Area { code, kind, parent, name, households, note, closed, merged_into })
            }
            _ => Err(problems),
        }
    }

    /// The telephone, if the row has one.
    fn telephone(&self, kind: AreaKind) -> Result<Option<Telephone>, FieldReason> {
        if folded(&self.telephone).is_empty() {
            Ok(None)
        } else if !kind.has_telephone() {
            Err(FieldReason::NoTelephone)
        } else {
            Telephone::parse_new(&self.telephone).map(Some).map_err(FieldReason::Telephone)
        }
    }

    /// Whether it is no more, if the row says so.
    fn closed(&self, kind: AreaKind) -> Result<Option<bool>, FieldReason> {
        match folded(&self.closed).as_str() {
            "" => Ok(None),
            _ if !kind.closes() => Err(FieldReason::OnlyEstatesClose),
            said => import::truth(said).map(Some),
        }
    }

    /// What it has become a part of, if the row says so.
    fn merged_into(&self, kind: AreaKind) -> Result<Option<AreaCode>, FieldReason> {
        match folded(&self.merged_into).as_str() {
            "" => Ok(None),
            _ if !kind.closes() => Err(FieldReason::OnlyEstatesClose),
            _ if import::truth(&self.closed) == Ok(false) => Err(FieldReason::MergedIsClosed),
            code => required_code(code).map(Some),
        }
    }

    /// Whether the row says nothing of whether the area is there: then it stays as it is.
    fn says_nothing(&self) -> bool {
        folded(&self.closed).is_empty() && folded(&self.merged_into).is_empty()
    }
}

/// The estates of a table whose rows are right that say nothing of whether they are there, and stay as they are.
#[must_use]
pub fn left_open(records: &[AreaRecord]) -> Vec<AreaCode> {
    let silent = records.iter().filter(|record| record.says_nothing());
    silent.filter_map(|record| AreaCode::parse(&record.code).ok()).collect()
}

fn required_code(field: &str) -> Result<AreaCode, FieldReason> {
    if folded(field).is_empty() {
        return Err(TextError::Missing.into());
    }
    AreaCode::parse(field).map_err(|_| FieldReason::Code { limit: AreaCode::LIMIT })
}

/// The telephones of a table whose rows are right.
#[must_use]
pub fn parse_telephones(records: &[AreaRecord]) -> Vec<(AreaCode, Telephone)> {
    let pair = |record: &AreaRecord| {
        Some((AreaCode::parse(&record.code).ok()?, Telephone::parse_new(&record.telephone).ok()?))
    };
    records.iter().filter_map(pair).collect()
}

/// Takes a whole table: every row for itself, then the tree that they make.
///
/// # Errors
/// Everything that is wrong, in the order of the rows. Whether the rows make a tree is asked only if each is right
/// for itself: one wrong code would otherwise be told a hundred times.
pub fn parse_areas(records: &[AreaRecord]) -> Result<Vec<Area>, Vec<AreaProblem>> {
    let mut areas = Vec::with_capacity(records.len());
    let mut problems = Vec::new();
    for (row, record) in records.iter().enumerate() {
        match record.parse() {
            Ok(area) => areas.push(area),
            Err(wrong) => problems.extend(wrong.in_row(row)),
        }
    }
    if problems.is_empty() {
        check_tree(&areas)?;
        Ok(areas)
    } else {
        Err(problems)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::areas::AreaKind;

    fn record(fields: [&str; 6]) -> AreaRecord {
        let [code, kind, parent_code, name, households, note] = fields.map(str::to_owned);
        AreaRecord { code, kind, parent_code, name, households, note, ..AreaRecord::default() }
    }

    #[test]
    fn a_community_or_an_office_may_have_a_telephone() {
        let row = |kind: &str, telephone: &str| AreaRecord {
            telephone: telephone.to_owned(),
            ..record(["K101", kind, "K1", "樾城社区", "3559", ""])
        };
        let good = row("community", " 0512-0000-0101 ");
        assert!(good.parse().is_ok());
        let telephones = parse_telephones(&[good, row("office", "")]);
        assert_eq!(
            telephones,
            [(AreaCode::parse("K101").unwrap(), Telephone::parse("0512-0000-0101").unwrap())]
        );
        let told = |record: AreaRecord| {
            let problems = parse_areas(&[record]).unwrap_err();
            problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("；")
        };
        assert_eq!(
            told(row("community", "12")),
            "telephone：电话要有 3 个以上的数字，连空格和短横最多 20 个"
        );
        assert_eq!(
            told(row("community", "120")),
            "telephone：电话至少有 5 个数字，例如 12345 或 0512-57300000"
        );
        assert_eq!(
            told(row("community", "51257300000")),
            "telephone：区号前面的 0 没有了（表格软件会去掉它），请写成 0512-57300000 这样"
        );
        assert_eq!(told(row("estate", "12345")), "telephone：只有社区和办事处有自己的电话，请把这一格空着");
    }

    #[test]
    fn a_name_is_seen_and_stands_on_one_line() {
        let told = |name: &str| {
            parse_areas(&[record(["K", "district", "", name, "0", ""])]).unwrap_err()[0].to_string()
        };
        assert_eq!(told("\u{200b}"), "name：这一项要填");
        assert_eq!(told("\u{2800}\u{3164}"), "name：这一项要填");
        assert_eq!(told("中华\n园"), "name：这一格里有换行，请写成一行");
    }

    #[test]
    fn takes_a_row() {
        let area = record(["K101", "community", "K1", "樾城社区", "3559", "real"]).parse().unwrap();
        assert_eq!(area.kind, AreaKind::Community);
        assert_eq!(area.parent, Some(AreaCode::parse("K1").unwrap()));
        assert_eq!(area.households, 3559);
    }

    #[test]
    fn names_every_wrong_field_with_its_row() {
        let good = record(["K", "district", "", "区", "0", ""]);
        let bad = record(["K-1", "street", "昆", "", "many", &"注".repeat(201)]);
        let problems = parse_areas(&[good, bad]).unwrap_err();
        let told: Vec<_> = problems.iter().map(|problem| (problem.row, problem.to_string())).collect();
        assert_eq!(
            told,
            [
                (1, "code：编码只能用大写字母和数字，最多 16 位".to_owned()),
                (1, "kind：只能从这些里选一个：district、office、community、estate、grid".to_owned()),
                (1, "parent_code：编码只能用大写字母和数字，最多 16 位".to_owned()),
                (1, "name：这一项要填".to_owned()),
                (1, "households：要填 0 到 10000000 之间的整数".to_owned()),
                (1, "note：最多 200 个字，现在有 201 个，请删短一些".to_owned()),
            ]
        );
    }

    #[test]
    fn rows_that_are_right_alone_must_also_make_a_tree() {
        let orphan = record(["K1", "office", "X", "办事处", "0", ""]);
        let problems = parse_areas(&[orphan]).unwrap_err();
        assert_eq!(problems[0].column, "parent_code");
    }
}
