use super::*;
use crate::areas::{AreaRecord, parse_areas};
use proptest::prelude::*;

const AREAS: &str = include_str!("../../../../data/areas.csv");

/// The fields of the shipped table hold neither quotes nor commas, so that a split reads them.
fn shipped() -> Vec<AreaRecord> {
    AREAS
        .lines()
        .skip(1)
        .map(|line| {
            let fields: Vec<_> = line.split(',').map(str::to_owned).collect();
            let [code, kind, parent_code, name, households, note] = fields.try_into().unwrap();
            AreaRecord { code, kind, parent_code, name, households, note, ..AreaRecord::default() }
        })
        .collect()
}

fn area(code: &str, kind: AreaKind, parent: &str, households: u32) -> Area {
    Area {
        code: AreaCode::parse(code).unwrap(),
        kind,
        parent: AreaCode::parse(parent).ok(),
        name: code.to_owned(),
        households,
        note: String::new(),
        closed: false,
        merged_into: None,
    }
}

fn small() -> Vec<Area> {
    vec![
        area("K", AreaKind::District, "", 7),
        area("K1", AreaKind::Office, "K", 7),
        area("K101", AreaKind::Community, "K1", 3),
        area("K102", AreaKind::Community, "K1", 4),
        area("K10101", AreaKind::Estate, "K101", 3),
        area("K10201", AreaKind::Estate, "K102", 4),
        area("K1010101", AreaKind::Grid, "K10101", 1),
        area("K1010102", AreaKind::Grid, "K10101", 2),
        area("K1020101", AreaKind::Grid, "K10201", 4),
    ]
}

fn told(areas: &[Area]) -> Vec<(usize, &'static str, &'static str)> {
    let problems = check_tree(areas).unwrap_err();
    problems.iter().map(|problem| (problem.row, problem.column, problem.reason.code())).collect()
}

#[test]
fn the_shipped_table_is_a_tree() {
    let areas = parse_areas(&shipped()).unwrap();
    let count = |kind| areas.iter().filter(|area| area.kind == kind).count();
    assert_eq!(count(AreaKind::Community), 63);
    assert_eq!(count(AreaKind::Estate), 236);
    let grids = areas.iter().filter(|area| area.kind == AreaKind::Grid);
    assert_eq!(grids.map(|area| area.households).sum::<u32>(), areas[0].households);
}

#[test]
fn a_small_tree_in_any_order() {
    let mut areas = small();
    assert_eq!(check_tree(&areas), Ok(()));
    areas.reverse();
    assert_eq!(check_tree(&areas), Ok(()));
    assert_eq!(check_tree(&[]), Ok(()));
}

#[test]
fn each_rule_names_its_row_and_column() {
    type Change = fn(&mut Vec<Area>);
    type Told = &'static [(usize, &'static str, &'static str)];
    let cases: [(Change, Told); 9] = [
        (|areas| areas[7].name = "Ｋ1010101 ".to_owned(), &[(7, "name", "area.duplicate_name")]),
        (
            |areas| areas[3].code = areas[2].code.clone(),
            &[(3, "code", "area.duplicate_code"), (5, "parent_code", "area.parent_unknown")],
        ),
        (|areas| areas[8].code = AreaCode::parse("K10201001").unwrap(), &[(8, "code", "area.code_length")]),
        (|areas| areas[8].code = AreaCode::parse("K1010103").unwrap(), &[(8, "code", "area.not_prefixed")]),
        (
            |areas| areas[1].parent = None,
            &[(0, "households", "area.households"), (1, "parent_code", "area.parent_missing")],
        ),
        (
            |areas| areas[0].parent = Some(areas[1].code.clone()),
            &[(0, "parent_code", "area.parent_of_district"), (1, "households", "area.households")],
        ),
        (
            |areas| areas[7].parent = Some(areas[2].code.clone()),
            &[
                (2, "households", "area.households"),
                (4, "households", "area.households"),
                (7, "parent_code", "area.parent_kind"),
            ],
        ),
        (
            |areas| drop(areas.remove(5)),
            &[(3, "households", "area.households"), (7, "parent_code", "area.parent_unknown")],
        ),
        (|areas| areas[6].households += 1, &[(4, "households", "area.households")]),
    ];
    for (change, expected) in cases {
        let mut areas = small();
        change(&mut areas);
        assert_eq!(told(&areas), expected);
    }
}

#[test]
fn reasons_are_plain_sentences() {
    let mut areas = small();
    areas[7].parent = Some(areas[2].code.clone());
    let problems = check_tree(&areas).unwrap_err();
    assert_eq!(problems[2].to_string(), "parent_code：网格的上级应当是小区，K101 却是社区");
    assert_eq!(problems[0].to_string(), "households：户数应等于下级之和 5，这里是 3");
}

proptest! {
    /// Whatever one does to one code, a tree that is taken has codes that tell the descent.
    #[test]
    fn in_a_tree_that_is_taken_a_prefix_is_descent(
        row in 0usize..9, code in "K[0-9]{0,7}", parent in proptest::option::of("K[0-9]{0,5}"),
    ) {
        let mut areas = small();
        areas[row].code = AreaCode::parse(&code).unwrap();
        if let Some(parent) = parent {
            areas[row].parent = AreaCode::parse(&parent).ok();
        }
        if check_tree(&areas).is_ok() {
            for upper in &areas {
                for lower in &areas {
                    prop_assert_eq!(upper.code.covers(&lower.code), descends(&areas, lower, upper));
                }
            }
        }
    }
}

fn descends(areas: &[Area], lower: &Area, upper: &Area) -> bool {
    lower.code == upper.code
        || areas.iter().any(|parent| parent.is_parent_of(lower) && descends(areas, parent, upper))
}
