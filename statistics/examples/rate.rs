//! A share with its intervals, held against a target: `cargo run -p statistics --example rate -- 192 200 95`.
#![allow(clippy::print_stdout, reason = "it is for reading")]

use statistics::{Confidence, Count, Target, agresti_coull, clopper_pearson, span, target_status, wilson};
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let numbers: Vec<u32> = std::env::args().skip(1).map(|text| text.parse()).collect::<Result<_, _>>()?;
    let [yes, asked, percent] = numbers[..] else {
        return Err("usage: rate YES ASKED TARGET_PERCENT".into());
    };
    let (count, confidence) = (Count::new(yes, asked)?, Confidence::USUAL);
    let target = Target::new(f64::from(percent) / 100.0)?;
    println!("{yes} of {asked}: {:.4}, intervals at {confidence}", count.share());
    for (name, interval) in [
        ("Wilson", wilson(count, confidence)),
        ("Clopper-Pearson", clopper_pearson(count, confidence)),
        ("Agresti-Coull", agresti_coull(count, confidence)),
    ] {
        println!(
            "{name:>16}: {} against {}: {:?}",
            span(interval),
            target.aim(),
            target_status(interval, target)
        );
    }
    Ok(())
}
