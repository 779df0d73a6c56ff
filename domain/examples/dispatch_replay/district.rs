//! The areas and services that are shipped.

use crate::assumptions::Grid;
use domain::areas::{Area, AreaCode, AreaKind, parse_areas};
use domain::catalogue::{Service, Subcategory, parse_categories, parse_services};
use serde::de::DeserializeOwned;
use std::error::Error;

const AREAS: &str = include_str!("../../../data/areas.csv");
const CATEGORIES: &str = include_str!("../../../data/categories.csv");
const SERVICES: &str = include_str!("../../../data/services.csv");

/// Where orders come from.
pub struct Community {
    pub code: AreaCode,
    pub households: i64,
    pub grids: Vec<Grid>,
}

/// Everything that is real about the month.
pub struct District {
    pub communities: Vec<Community>,
    pub subcategories: Vec<Subcategory>,
    pub services: Vec<Service>,
}

impl District {
    /// The subcategory of a service.
    pub fn subcategory(&self, service: &Service) -> Option<&Subcategory> {
        self.subcategories.iter().find(|one| one.code == service.subcategory)
    }
}

fn records<T: DeserializeOwned>(table: &str) -> Result<Vec<T>, csv::Error> {
    csv::Reader::from_reader(table.as_bytes()).deserialize().collect()
}

/// The first of what is wrong in a table.
fn first<T: ToString>(problems: Vec<T>) -> Box<dyn Error> {
    problems.first().map(ToString::to_string).unwrap_or_default().into()
}

/// Reads what is in `data/`.
pub fn read() -> Result<District, Box<dyn Error>> {
    let areas = parse_areas(&records(AREAS)?).map_err(first)?;
    let (_, subcategories) = parse_categories(&records(CATEGORIES)?).map_err(first)?;
    let services = parse_services(&records(SERVICES)?, &subcategories).map_err(first)?;
    let grid = |area: &Area| {
        let households = i64::from(area.households);
        area.parent.clone().map(|estate| Grid { code: area.code.clone(), estate, households })
    };
    let of = |kind: AreaKind| areas.iter().filter(move |area| area.kind == kind);
    let communities = of(AreaKind::Community).map(|area| Community {
        code: area.code.clone(),
        households: i64::from(area.households),
        grids: of(AreaKind::Grid).filter(|one| area.code.covers(&one.code)).filter_map(grid).collect(),
    });
    Ok(District { communities: communities.collect(), subcategories, services })
}
