//! Strata as results are made of them: those with few answers are put together with their neighbours.

use statistics::{LEAST_APART, Stratum};

/// Strata of which each has enough answers, or all there are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merged {
    /// The strata, in the order of those that they are made of; one made of several is called «K10101+K10102».
    pub strata: Vec<Stratum>,
    /// For each stratum as drawn the place of the one that it went into.
    pub of: Vec<usize>,
}

/// Puts strata of fewer than [`LEAST_APART`] answers together with the next, the last with the one before, so that nobody's
/// answer stands by itself and the error of each can be seen. `strata` come as neighbours do, by their codes; `answers` has
/// how many answered in each.
#[must_use]
pub fn merged(strata: &[Stratum], answers: &[u32]) -> Merged {
    let mut groups: Vec<(Vec<usize>, u32)> = Vec::new();
    for place in 0..strata.len() {
        let more = answers.get(place).copied().unwrap_or(0);
        match groups.last_mut() {
            Some((places, sum)) if *sum < LEAST_APART => {
                places.push(place);
                *sum += more;
            }
            _ => groups.push((vec![place], more)),
        }
    }
    if let Some((places, _)) = groups.pop_if(|(_, sum)| *sum < LEAST_APART) {
        match groups.last_mut() {
            Some((before, _)) => before.extend(places),
            None => groups.push((places, 0)),
        }
    }
    let mut of = vec![0; strata.len()];
    let together = |(group, (places, _)): (usize, &(Vec<usize>, u32))| {
        places.iter().for_each(|place| of[*place] = group);
        let parts: Vec<_> = places.iter().map(|place| &strata[*place]).collect();
        let names: Vec<_> = parts.iter().map(|stratum| stratum.name.as_str()).collect();
        let households = parts.iter().map(|stratum| stratum.households).sum();
        Stratum { name: names.join("+"), households, clusters: None }
    };
    let strata = groups.iter().enumerate().map(together).collect();
    Merged { strata, of }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(answers: &[u32]) -> Vec<String> {
        let strata: Vec<_> = (1_u32..)
            .take(answers.len())
            .map(|place| Stratum { name: format!("K{place}"), households: 100 * place, clusters: None })
            .collect();
        let merged = merged(&strata, answers);
        for (place, stratum) in strata.iter().enumerate() {
            assert!(merged.strata[merged.of[place]].name.split('+').any(|name| name == stratum.name));
        }
        let households: u32 = merged.strata.iter().map(|stratum| stratum.households).sum();
        assert_eq!(households, strata.iter().map(|stratum| stratum.households).sum::<u32>());
        merged.strata.into_iter().map(|stratum| stratum.name).collect()
    }

    #[test]
    fn the_one_answer_of_a_stratum_is_put_with_its_neighbours() {
        assert_eq!(names(&[8, 12]), ["K1", "K2"]);
        assert_eq!(names(&[1, 12, 7]), ["K1+K2", "K3"]);
        assert_eq!(names(&[8, 0, 3]), ["K1+K2+K3"], "nobody answered in the second, three in the third");
        assert_eq!(names(&[8, 2, 3, 9, 4]), ["K1", "K2+K3", "K4+K5"]);
        assert_eq!(names(&[1, 2]), ["K1+K2"]);
        assert_eq!(names(&[]), [""; 0]);
    }
}
