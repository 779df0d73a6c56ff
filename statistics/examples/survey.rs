//! A stratified sample: two estates, of one of which more was asked than its share: `cargo run -p statistics --example survey`.
#![allow(clippy::print_stdout, reason = "it is for reading")]

use statistics::{Confidence, Design, Stratum, Target, Unit, span};
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let strata = [("large", 3_000), ("small", 400)].map(|(name, households)| Stratum {
        name: name.to_owned(),
        households,
        clusters: None,
    });
    // 60 households of the large estate and 40 of the small one were drawn; 54 and 28 of them know the lists.
    let (mut units, mut answers) = (Vec::new(), Vec::new());
    for (stratum, (drawn, know)) in [(60, 54), (40, 28)].into_iter().enumerate() {
        for unit in 0..drawn {
            units.push(Unit { stratum, cluster: None, weight: None });
            answers.push(Some(unit < know));
        }
    }
    let design = Design::new(&strata, &units)?;
    let known = design.proportion(&answers, Confidence::USUAL).ok_or("nobody answered")?;
    let interval = known.interval.ok_or("no interval")?;
    println!("82 of 100 know the lists, but every answer of the large estate stands for 50 households.");
    println!(
        "Of all 3,400 households {:.1} % do, {}; {:?}",
        known.value * 100.0,
        span(interval),
        known.target_status(Target::of_percent(95))
    );
    Ok(())
}
