//! How long an assignment takes.

use crate::dice::Dice;
use domain::accounts::PersonId;
use domain::areas::AreaCode;
use domain::catalogue::{CategoryCode, SubcategoryCode};
use domain::dispatch::{
    Demand, MatchingError, Member, PairCosts, Preferences, Shift, Skill, Task, Weights, WorkingTimes, plan,
};
use domain::orders::OrderNumber;
use domain::time::{HOUR, Timestamp};
use locale::{Text, said};
use std::collections::BTreeSet;
use std::error::Error;
use std::time::Instant;

/// The cost of a pair.
type Cell = fn(&mut Dice, u64, u64) -> u64;

const SHAPES: [(Text, Cell); 3] = [
    (Text::new("随机", "random"), |dice, _, _| u64::try_from(dice.between(0, 1_000_000)).unwrap_or(0)),
    (Text::new("大量同分", "many equal"), |dice, _, _| u64::try_from(dice.between(0, 20)).unwrap_or(0)),
    (Text::new("最难（行号乘列号）", "hardest (row times column)"), |_, row, column| {
        (row + 1) * (column + 1)
    }),
];

/// Times for matrices, and for a whole plan with its reasons.
pub fn lines() -> Result<Vec<String>, Box<dyn Error>> {
    let mut lines = Vec::new();
    for (name, cell) in SHAPES {
        let took = matrix(1000, 1000, cell)?;
        lines.push(said!(
            "指派 1000 × 1000，{name}：{took} 毫秒",
            "Assignment 1000 × 1000, {name}: {took} ms"
        ));
    }
    for (name, cell) in &SHAPES[..2] {
        let took = matrix(2000, 3000, *cell)?;
        lines.push(said!(
            "指派 2000 × 3000，{name}：{took} 毫秒",
            "Assignment 2000 × 3000, {name}: {took} ms"
        ));
    }
    for limit in [1, 3] {
        let (took, assigned) = whole_plan(1000, 1000, limit)?;
        lines.push(said!(
            "全部派单 1000 单 × 1000 人（各 {limit} 个空位，含理由）：{took} 毫秒，派出 {assigned} 单",
            "A whole plan, 1000 orders × 1000 people (room for {limit} each, with reasons): {took} ms, {assigned} assigned"
        ));
    }
    Ok(lines)
}

fn matrix(rows: u64, columns: u64, cell: Cell) -> Result<u128, Box<dyn Error>> {
    let mut dice = Dice::new(1, "speed");
    let cells = (0..rows).flat_map(|row| (0..columns).map(move |column| (row, column)));
    let cells = cells.map(|(row, column)| Some(cell(&mut dice, row, column))).collect();
    let costs =
        PairCosts { columns: usize::try_from(columns)?, cells, leaving: vec![0; usize::try_from(rows)?] };
    let begun = Instant::now();
    costs.cheapest()?;
    Ok(begun.elapsed().as_millis())
}

fn whole_plan(tasks: u32, members: u32, limit: u32) -> Result<(u128, usize), Box<dyn Error>> {
    let mut dice = Dice::new(2, "speed");
    let now = Timestamp::from_civil("2026-11-24T09:00:00".parse()?);
    let tasks = (1..=tasks).map(|number| task(number, now, &mut dice)).collect::<Result<Vec<_>, _>>()?;
    let members = (1..=members).map(|id| member(id, limit, &mut dice)).collect::<Result<Vec<_>, _>>()?;
    let begun = Instant::now();
    let plan: Result<_, MatchingError> = plan(&tasks, &members, now, &Weights::default());
    Ok((begun.elapsed().as_millis(), plan?.assigned.len()))
}

fn subcategory(dice: &mut Dice) -> String {
    format!("C{:02}{:02}", dice.between(1, 11), dice.between(1, 5))
}

fn grid(dice: &mut Dice) -> String {
    format!("K101{:02}{:02}", dice.between(1, 6), dice.between(1, 5))
}

fn task(number: u32, now: Timestamp, dice: &mut Dice) -> Result<Task, Box<dyn Error>> {
    let (code, grid) = (subcategory(dice), grid(dice));
    Ok(Task {
        number: OrderNumber::new(AreaCode::parse("K101")?, number),
        estate: AreaCode::parse(&grid[..6])?,
        grid: Some(AreaCode::parse(&grid)?),
        demand: Demand {
            subcategory: SubcategoryCode::parse(&code)?,
            category: CategoryCode::parse(&code[..3])?,
            name: code,
            required: dice.percent(70),
        },
        doorstep: true,
        window: None,
        urgent: dice.percent(5),
        preferences: Preferences::default(),
        minutes: 45,
        placed_at: now.plus(-dice.between(0, 48) * HOUR),
        own: Vec::new(),
        declined_by: Vec::new(),
    })
}

fn member(id: u32, limit: u32, dice: &mut Dice) -> Result<Member, Box<dyn Error>> {
    let skill = |_| SubcategoryCode::parse(&subcategory(dice)).map(Skill::Subcategory);
    let skills = (0..6).map(skill).collect::<Result<_, _>>()?;
    let from = u16::try_from(dice.between(8, 14) * 60)?;
    let shifts = (1..=7).map(|weekday| Shift { weekday, from, until: from + 360 }).collect();
    Ok(Member {
        id: PersonId(format!("{id:04}")),
        name: id.to_string(),
        area: AreaCode::parse(&grid(dice))?,
        skills,
        working_times: WorkingTimes::new(shifts)?,
        absences: Vec::new(),
        suspended_until: None,
        limit,
        open: 0,
        taken_this_week: 0,
        taken_in_30_days: u32::try_from(dice.between(0, 20))?,
        gender: None,
        languages: BTreeSet::new(),
    })
}
