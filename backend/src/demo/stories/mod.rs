//! The orders of the demo: some in every state, as they come about in a community.

mod finished;
mod open;

use super::cast::{Cast, MEMBER_ELSEWHERE, STAFF_ELSEWHERE};
use super::script::When::{Day, Minutes};
use super::script::Whom::{Caller, Oneself};
use super::script::{Story, When, Whom};
use super::step::Step::{self, Accept, ArriveWithoutCode, Dispatch, Finish};
use crate::{AppError, Backend};
use domain::orders::Daypart::{self, Afternoon, Morning};
use domain::time::Timestamp;

/// When the first of them may begin: people sign in that morning.
pub(super) fn beginning(now: Timestamp) -> Timestamp {
    Day(14, 8, 30).before(now)
}

/// Lives through all of them, in the order in which they were placed.
pub(super) async fn live_through(backend: &Backend, cast: &Cast, now: Timestamp) -> Result<(), AppError> {
    let mut stories = open::waiting();
    stories.extend(open::in_hand());
    stories.extend(finished::done());
    stories.extend(finished::over());
    stories.extend(elsewhere());
    stories.sort_by_key(|story| story.when.before(now));
    for story in &stories {
        story.live(backend, cast, now).await?;
    }
    Ok(())
}

type Steps = &'static [(i64, &'static str, Step)];

/// Who orders what when, and what becomes of it.
fn story(
    when: When,
    (by, whom): (&'static str, Whom),
    (service, note): (&'static str, &'static str),
    part: Option<Daypart>,
    steps: Steps,
) -> Story {
    Story { when, by, whom, service, note, part, steps }
}

/// In another community, of which the first sees nothing.
fn elsewhere() -> Vec<Story> {
    let callers = [
        ["13800000103", "蒋大爷", "K10201", "2", "1", "302"],
        ["13800000104", "顾阿姨", "K10202", "10", "", "1101"],
    ];
    vec![
        story(Minutes(60), (MEMBER_ELSEWHERE, Oneself), ("S009", "卫生间地漏堵了。"), Some(Morning), &[]),
        story(
            Minutes(130),
            (STAFF_ELSEWHERE, Caller(callers[0])),
            ("S044", "大爷打电话来，糖尿病的药要配了。"),
            Some(Morning),
            &[(20, STAFF_ELSEWHERE, Dispatch(MEMBER_ELSEWHERE))],
        ),
        story(
            Day(1, 10, 0),
            (STAFF_ELSEWHERE, Caller(callers[1])),
            ("S077", "独居，女儿在外地，想请人看看她。"),
            Some(Afternoon),
            &[
                (15, STAFF_ELSEWHERE, Dispatch(MEMBER_ELSEWHERE)),
                (30, MEMBER_ELSEWHERE, Accept),
                (200, MEMBER_ELSEWHERE, ArriveWithoutCode("阿姨不用智能手机")),
                (40, MEMBER_ELSEWHERE, Finish("身体都好，陪着聊了一会儿，药量够。", 40)),
            ],
        ),
    ]
}
