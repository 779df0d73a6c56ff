//! The stars as a table, for files.

use super::{CommunityStars, StarsView};
use crate::spreadsheet::{Cell, Table};
use domain::star_rating::Part;
use strum::IntoEnumIterator;

/// The communities of the desk's area with every number that their points are made of.
#[must_use]
pub fn stars_table(view: &StarsView) -> Table {
    let mut heads: Vec<String> =
        ["季度", "代码", "社区", "总分", "全区名次", "全年平均", "全年星级"].map(str::to_owned).into();
    for part in Part::iter() {
        let name = part.name();
        heads.push(format!("{name}（满分 {}）", part.weight()));
        heads.extend([format!("{name}：做到"), format!("{name}：总数")]);
    }
    let rows = view.communities.iter().map(|one| row(view, one)).collect();
    Table { name: "星级", heads, rows }
}

fn row(view: &StarsView, one: &CommunityStars) -> Vec<Cell> {
    let whole = |number: Option<i64>| number.map_or(Cell::Nothing, Cell::Whole);
    let place = one.place.and_then(|place| i64::try_from(place).ok());
    let tenths = one.year.tenths().and_then(|tenths| i32::try_from(tenths).ok());
    let mean = tenths.map_or(Cell::Nothing, |tenths| Cell::Number(f64::from(tenths) / 10.0));
    let mut row = vec![
        Cell::Text(view.quarter.to_string()),
        Cell::Text(one.code.to_string()),
        Cell::Text(one.name.clone()),
        whole(one.score.points),
        whole(place),
        mean,
        one.year.words().into(),
    ];
    for part in &one.score.parts {
        row.push(whole(part.points));
        let counted = (part.part != Part::Honest).then_some((part.good, part.all));
        row.extend([whole(counted.map(|(good, _)| good)), whole(counted.map(|(_, all)| all))]);
    }
    row
}
