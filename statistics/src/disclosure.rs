//! From how many answers on a figure is told, so that nobody's own answer can be read off it.
//!
//! The threshold rule of official statistics: ten units behind each published figure, and behind what two published
//! figures differ by (Brandt et al., Guidelines for the checking of output based on microdata research, ESSnet 2010,
//! rule of thumb for frequency tables; Hundepool et al., Handbook on Statistical Disclosure Control, 2nd edition 2024,
//! on secondary suppression and on tables that are linked; the Office for National Statistics has the same ten).

use std::ops::Range;

/// With fewer answers a figure isn't told.
pub const LEAST_ANSWERS: u32 = 10;

/// Two figures of which one is a part of the other differ by nothing or by as many answers, or the part isn't told.
pub const LEAST_APART: u32 = 5;

/// Whether a figure of so many answers may be told.
#[must_use]
pub fn may_be_told(answers: u32) -> bool {
    answers >= LEAST_ANSWERS
}

/// Whether a part may be told beside its whole: what is left over must be nobody, or enough.
#[must_use]
pub fn may_stand_beside(whole: u32, part: u32) -> bool {
    let rest = whole.saturating_sub(part);
    may_be_told(whole) && may_be_told(part) && (rest == 0 || rest >= LEAST_APART)
}

/// Cuts what came in over time into batches of [`LEAST_ANSWERS`] answers or more, each as short as can be, from the first on:
/// the places of each. What is left at the end waits for more.
///
/// Told whole or not at all, no sums of batches differ by fewer answers than one batch has, whatever months and places are
/// put together, and a batch that stands isn't changed by what comes in later.
#[must_use]
pub fn batches(answers: &[u32]) -> Vec<Range<usize>> {
    let (mut batches, mut begin, mut sum) = (Vec::new(), 0, 0_u32);
    for (place, more) in answers.iter().enumerate() {
        sum = sum.saturating_add(*more);
        if may_be_told(sum) {
            batches.push(begin..place + 1);
            (begin, sum) = (place + 1, 0);
        }
    }
    batches
}

/// Which cells of a table aren't told, where their sum is: those of few answers, and as many of the smallest others as it
/// takes until the hidden ones are two at least and come to [`LEAST_ANSWERS`] together, so that none follows from the rest. A
/// cell of nobody says nothing of anybody and is never hidden.
#[must_use]
pub fn hidden(cells: &[u32]) -> Vec<bool> {
    let mut hidden: Vec<_> = cells.iter().map(|answers| *answers > 0 && !may_be_told(*answers)).collect();
    loop {
        let chosen = cells.iter().zip(&hidden).filter(|(_, hidden)| **hidden);
        let (count, sum) =
            chosen.fold((0, 0_u32), |(count, sum), (more, _)| (count + 1, sum.saturating_add(*more)));
        if count == 0 || (count > 1 && may_be_told(sum)) {
            return hidden;
        }
        let open = (0..cells.len()).filter(|place| !hidden[*place] && cells[*place] > 0);
        match open.min_by_key(|place| cells[*place]) {
            Some(smallest) => hidden[smallest] = true,
            None => return hidden,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_week_of_one_answer_waits_for_nine_more() {
        assert_eq!(batches(&[1]), []);
        assert_eq!(batches(&[1, 4, 5, 1, 12, 9]), [0..3, 3..5]);
        assert_eq!(batches(&[30, 0, 30]), [0..1, 1..3]);
    }

    #[test]
    fn one_hidden_month_takes_another_along() {
        assert_eq!(
            hidden(&[40, 3, 0, 25]),
            [false, true, false, true],
            "the year less the others would tell the 3"
        );
        assert_eq!(hidden(&[6, 5, 40]), [true, true, false], "of eleven nobody knows which");
        assert_eq!(hidden(&[3, 4, 40]), [true; 3]);
        assert_eq!(hidden(&[40, 25, 0]), [false; 3]);
        assert_eq!(hidden(&[0, 4]), [false, true], "then the sum isn't told either");
    }

    #[test]
    fn what_is_left_over_is_nobody_or_enough() {
        assert!(may_stand_beside(20, 20) && may_stand_beside(20, 15));
        assert!(!may_stand_beside(20, 16) && !may_stand_beside(20, 9) && !may_stand_beside(9, 9));
    }

    proptest! {
        #[test]
        fn no_two_sums_of_batches_differ_by_few(answers in proptest::collection::vec(0_u32..15, 0..60)) {
            let told = batches(&answers);
            let sizes: Vec<u32> = told.iter().map(|batch| answers[batch.clone()].iter().sum()).collect();
            prop_assert!(sizes.iter().all(|size| *size >= LEAST_ANSWERS));
            prop_assert!(told.windows(2).all(|two| two[0].end == two[1].start));
            // Whoever looks again later finds the same batches and perhaps one more.
            for seen in 0..answers.len() {
                let before = batches(&answers[..seen]);
                prop_assert_eq!(&before[..], &told[..before.len()]);
            }
        }

        #[test]
        fn no_hidden_cell_follows_from_the_others(cells in proptest::collection::vec(0_u32..30, 1..14)) {
            let hidden = hidden(&cells);
            let told = |place: &usize| !hidden[*place];
            prop_assert!((0..cells.len()).filter(told).all(|place| cells[place] == 0 || cells[place] >= LEAST_ANSWERS));
            let sizes: Vec<_> = cells.iter().zip(&hidden).filter(|(_, hidden)| **hidden).map(|(size, _)| *size).collect();
            let whole: u32 = cells.iter().sum();
            if whole >= LEAST_ANSWERS && !sizes.is_empty() {
                prop_assert!(sizes.iter().sum::<u32>() >= LEAST_ANSWERS, "{:?} of {:?}", sizes, cells);
                prop_assert!(sizes.len() > 1 || sizes[0] == whole);
            }
        }
    }
}
