//! Who comes before whom.

/// The place of each by its points, 1 for the most; who has the same shares the place, who has none has none.
#[must_use]
pub fn places(points: &[Option<i64>]) -> Vec<Option<usize>> {
    let before = |own: i64| points.iter().flatten().filter(|other| **other > own).count();
    points.iter().map(|own| own.map(|own| before(own) + 1)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_has_the_same_shares_the_place() {
        let places = places(&[Some(88), None, Some(95), Some(88), Some(70)]);
        assert_eq!(places, [Some(2), None, Some(1), Some(2), Some(4)]);
    }
}
