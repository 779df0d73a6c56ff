use super::*;
use proptest::prelude::*;

const BUDGET: i64 = 100;
const NOW: Timestamp = Timestamp(1_000 * DAY);

fn ago(milliseconds: i64) -> Timestamp {
    NOW.plus(-milliseconds)
}

/// Asked from here so many minutes ago.
fn here(minutes: &[i64]) -> Vec<Asked> {
    let asked = |minutes| Asked {
        at: ago(minutes * MINUTE),
        same_browser: true,
        same_network: true,
        by_stranger: true,
    };
    minutes.iter().copied().map(asked).collect()
}

/// Asked by strangers elsewhere.
fn elsewhere(minutes: &[i64]) -> Vec<Asked> {
    let far = |asked| Asked { same_browser: false, same_network: false, ..asked };
    here(minutes).into_iter().map(far).collect()
}

fn asks(asker: Asker, of_number: Vec<Asked>) -> Result<(), CodeRefusal> {
    may_ask_for_code(asker, &AskedSoFar { of_number, ..AskedSoFar::default() }, BUDGET, NOW)
}

#[test]
fn the_owner_has_one_a_minute_five_an_hour_ten_a_day() {
    for owner in [Asker::OwnBrowser, Asker::OwnNetwork] {
        let wait = |of_number| match asks(owner, of_number) {
            Err(CodeRefusal::Number { wait }) => wait,
            other => panic!("{other:?}"),
        };
        assert_eq!(asks(owner, Vec::new()), Ok(()));
        assert_eq!(wait(here(&[0])), MINUTE);
        assert_eq!(wait(here(&[10, 20, 30, 40, 50])), 10 * MINUTE);
        let ten: Vec<_> = (1..=10).map(|n| n * 120).collect();
        assert_eq!(wait(here(&ten)), 4 * HOUR);
        assert_eq!(asks(owner, here(&ten[..9])), Ok(()));
    }
}

#[test]
fn strangers_keep_nobody_out_who_is_known() {
    let strangers = elsewhere(&(1..=1_000).collect::<Vec<_>>());
    assert!(matches!(asks(Asker::Stranger, strangers.clone()), Err(CodeRefusal::Number { .. })));
    assert_eq!(asks(Asker::OwnBrowser, strangers.clone()), Ok(()));
    assert_eq!(asks(Asker::OwnNetwork, strangers.clone()), Ok(()));
    let of_network = vec![ago(0); 1_000];
    let so_far = AskedSoFar { of_number: strangers, of_network, today: strangers_share(BUDGET) };
    assert_eq!(may_ask_for_code(Asker::OwnBrowser, &so_far, BUDGET, NOW), Ok(()));
}

#[test]
fn strangers_on_one_network_leave_something_for_another() {
    let there = elsewhere(&[1, 5, 9, 13]);
    assert_eq!(asks(Asker::Stranger, there.clone()), Ok(()));
    let same_network = |asked| Asked { same_network: true, ..asked };
    let refused = asks(Asker::Stranger, there.into_iter().map(same_network).collect());
    assert_eq!(refused, Err(CodeRefusal::Number { wait: 47 * MINUTE }));
    let refused = asks(Asker::Stranger, elsewhere(&[1, 5, 9, 13, 17, 21]));
    assert_eq!(refused, Err(CodeRefusal::Number { wait: 39 * MINUTE }));
}

#[test]
fn a_network_has_its_limit() {
    let asks = |number: i64| {
        let of_network = (1..=number).map(|n| ago(n * 10_000)).collect();
        let so_far = AskedSoFar { of_network, ..AskedSoFar::default() };
        may_ask_for_code(Asker::OwnNetwork, &so_far, BUDGET, NOW)
    };
    assert!(matches!(asks(60), Err(CodeRefusal::Network { .. })));
    assert_eq!(asks(59), Ok(()));
}

#[test]
fn a_fifth_of_the_day_is_kept_for_those_who_are_known() {
    let asks =
        |asker, today| may_ask_for_code(asker, &AskedSoFar { today, ..AskedSoFar::default() }, BUDGET, NOW);
    assert_eq!(asks(Asker::Stranger, 79), Ok(()));
    assert_eq!(asks(Asker::Stranger, 80), Err(CodeRefusal::Budget));
    assert_eq!(asks(Asker::OwnNetwork, 99), Ok(()));
    assert_eq!(asks(Asker::OwnBrowser, 100), Err(CodeRefusal::Budget));
}

#[test]
fn while_somebody_guesses_strangers_have_fewer_tries() {
    assert_eq!(code_tries(true, GUESSING - 1), CODE_TRIES);
    assert_eq!(code_tries(true, GUESSING), TRIES_WHILE_GUESSING);
    assert_eq!(code_tries(false, GUESSING * 10), CODE_TRIES, "the owner is none of them");
}

#[test]
fn within_a_minute_the_code_of_this_browser_is_still_on_its_way() {
    let asked = |milliseconds, same_browser| Asked {
        at: ago(milliseconds),
        same_browser,
        same_network: true,
        by_stranger: true,
    };
    assert_eq!(asked_just_now(&[], NOW), None);
    assert_eq!(asked_just_now(&[asked(59_999, true), asked(HOUR, true)], NOW), Some(ago(59_999)));
    assert_eq!(asked_just_now(&[asked(MINUTE, true)], NOW), None, "then another may be sent");
    assert_eq!(asked_just_now(&[asked(10, false)], NOW), None, "it is somebody else's");
}

proptest! {
    /// Whoever waits as long as told is let through, and not a millisecond earlier.
    #[test]
    fn the_wait_is_exact(
        offsets in proptest::collection::vec((0..2 * DAY, any::<[bool; 3]>()), 0..20),
        asker in prop_oneof![Just(Asker::OwnBrowser), Just(Asker::OwnNetwork), Just(Asker::Stranger)],
    ) {
        let asked = |(offset, [same_browser, same_network, by_stranger]): (i64, [bool; 3])| Asked {
            at: ago(offset),
            same_browser,
            same_network,
            by_stranger,
        };
        let so_far =
            AskedSoFar { of_number: offsets.into_iter().map(asked).collect(), ..AskedSoFar::default() };
        if let Err(CodeRefusal::Number { wait }) = may_ask_for_code(asker, &so_far, BUDGET, NOW) {
            prop_assert!(may_ask_for_code(asker, &so_far, BUDGET, NOW.plus(wait)).is_ok());
            let early = may_ask_for_code(asker, &so_far, BUDGET, NOW.plus(wait - 1));
            prop_assert_eq!(early, Err(CodeRefusal::Number { wait: 1 }));
        }
    }
}
