//! What comes to one person within a short time is one message.

use super::MessageKind;
use crate::time::MINUTE;
use std::collections::BTreeSet;

/// How long a message is held back, in milliseconds: what comes to the same person meanwhile goes out with it.
pub const HOLD: i64 = MINUTE;

/// What a short message says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The name of the service that was ordered; of several services the newest: «家庭水电小修等».
    pub service: String,
    /// The order's number; of several orders the newest: «K101-0427 等 3 单».
    pub number: String,
    /// What happened.
    pub sentence: String,
}

/// What is said of several things of a kind, the oldest first; `None` if there are none. A single order has its newest
/// word, several have one sentence of the kind.
#[must_use]
pub fn bundled(kind: MessageKind, said: &[Said]) -> Option<Said> {
    let newest = said.last()?;
    let different = |of: fn(&Said) -> &str| said.iter().map(of).collect::<BTreeSet<_>>().len();
    let orders = different(|said| &said.number);
    if orders == 1 {
        // Two clocks of one order: the newest word alone would hide the other.
        let several = kind == MessageKind::Escalation && different(|said| &said.sentence) > 1;
        let sentence = several.then(|| "有几项快到时限或者超时了，请看点点通".to_owned());
        return Some(Said {
            sentence: sentence.unwrap_or_else(|| newest.sentence.clone()),
            ..newest.clone()
        });
    }
    let several = different(|said| &said.service) > 1;
    Some(Said {
        service: if several { format!("{}等", newest.service) } else { newest.service.clone() },
        number: format!("{} 等 {orders} 单", newest.number),
        sentence: match kind {
            MessageKind::Progress => format!("您有 {orders} 单有了新进展，请看点点通"),
            MessageKind::Work => format!("您手上有 {orders} 单有新情况，请看点点通"),
            MessageKind::Desk => format!("派单台有 {orders} 单有新情况，请去看看"),
            MessageKind::Escalation => format!("您有 {orders} 单快到时限或者超时了，请看点点通"),
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use strum::IntoEnumIterator;

    fn said(service: &str, number: &str, sentence: &str) -> Said {
        Said { service: service.into(), number: number.into(), sentence: sentence.into() }
    }

    #[test]
    fn one_thing_is_said_as_it_is_and_nothing_is_nothing() {
        let one = said("修水管", "K101-0001", "有人接了单，会来给您办");
        for kind in MessageKind::iter() {
            assert_eq!(bundled(kind, &[]), None);
            assert_eq!(bundled(kind, std::slice::from_ref(&one)), Some(one.clone()));
        }
    }

    #[test]
    fn of_one_order_the_newest_word_counts() {
        let taken = said("修水管", "K101-0001", "有人接了单，会来给您办");
        let there = said("修水管", "K101-0001", "上门的人已经到了");
        assert_eq!(bundled(MessageKind::Progress, &[taken, there.clone()]), Some(there));
        let late = said("修水管", "K101-0001", "“接单”超时了");
        let near = said("修水管", "K101-0001", "“回音”快到时限了");
        let both = bundled(MessageKind::Escalation, &[late.clone(), near]).unwrap();
        assert_eq!(both.sentence, "有几项快到时限或者超时了，请看点点通");
        assert_eq!(bundled(MessageKind::Escalation, &[late.clone(), late.clone()]), Some(late));
    }

    #[test]
    fn several_orders_are_counted() {
        let work = "派给您一张工单，请接单";
        let all = [said("修水管", "K101-0001", work), said("修水管", "K101-0002", work)];
        let told = bundled(MessageKind::Work, &all).unwrap();
        assert_eq!(told, said("修水管", "K101-0002 等 2 单", "您手上有 2 单有新情况，请看点点通"));
        let [one, two] = all;
        let three = said("陪诊", "K101-0003", "居民取消了，您不用去了");
        let told = bundled(MessageKind::Work, &[one, two.clone(), two, three]).unwrap();
        assert_eq!(told, said("陪诊等", "K101-0003 等 3 单", "您手上有 3 单有新情况，请看点点通"));
    }
}
