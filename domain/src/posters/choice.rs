//! What stands on a sheet that hasn't room for everything.

/// At most `room` things out of groups, so that each group has its turn before any has another: from each the first
/// ones, in the order of the groups.
///
/// ```
/// use domain::posters::spread;
/// let groups = vec![vec!["水电小修", "换灯泡", "开锁"], vec!["理发"], vec!["送药", "量血压"]];
/// assert_eq!(spread(groups.clone(), 4), ["水电小修", "换灯泡", "理发", "送药"]);
/// assert_eq!(spread(groups, 9).len(), 6);
/// ```
#[must_use]
pub fn spread<T>(groups: Vec<Vec<T>>, room: usize) -> Vec<T> {
    let mut taken = vec![0; groups.len()];
    let mut left = room.min(groups.iter().map(Vec::len).sum());
    while left > 0 {
        for (count, group) in taken.iter_mut().zip(&groups) {
            if left > 0 && *count < group.len() {
                *count += 1;
                left -= 1;
            }
        }
    }
    groups.into_iter().zip(taken).flat_map(|(group, count)| group.into_iter().take(count)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn where_there_is_no_room_the_first_groups_come_first() {
        assert_eq!(spread(vec![vec![1, 2], vec![], vec![3]], 1), [1]);
        assert_eq!(spread(vec![vec![1, 2], vec![], vec![3]], 2), [1, 3]);
        assert!(spread(Vec::<Vec<u8>>::new(), 5).is_empty());
    }

    proptest! {
        #[test]
        fn fills_the_room_and_is_fair(sizes in prop::collection::vec(0_usize..6, 0..8), room in 0_usize..30) {
            let groups: Vec<Vec<_>> =
                sizes.iter().enumerate().map(|(group, size)| (0..*size).map(|one| (group, one)).collect()).collect();
            let chosen = spread(groups, room);
            prop_assert_eq!(chosen.len(), room.min(sizes.iter().sum()));
            prop_assert!(chosen.is_sorted());
            let count = |group: usize| chosen.iter().filter(|one| one.0 == group).count();
            let most = (0..sizes.len()).map(count).max().unwrap_or(0);
            for (group, size) in sizes.iter().enumerate() {
                prop_assert!(count(group) == *size || count(group) + 1 >= most, "no group is passed over twice");
            }
        }
    }
}
