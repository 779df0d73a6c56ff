//! Orders as people live them.

use domain::accounts::PersonId;
use domain::areas::AreaCode;
use domain::orders::*;
use domain::time::{DAY, MINUTE, Timestamp};

const CODE: &str = "4072";

struct Story {
    now: Timestamp,
    state: State,
    events: Vec<Event>,
}

impl Story {
    fn begin() -> Self {
        let now = Timestamp(1_000 * DAY);
        let kind = EventKind::Placed { by_telephone: false, recurrence: None };
        let event = Event { at: now, actor: resident(), kind };
        Self { now, state: State::Placed, events: vec![event] }
    }

    fn does(&mut self, actor: &Actor, command: Command) -> &mut Self {
        self.now = self.now.plus(MINUTE);
        let (state, events) = transition(&self.state, command, actor, self.now).unwrap();
        self.state = state;
        self.events.extend(events);
        self
    }

    fn refuses(&self, actor: &Actor, command: Command) -> OrderError {
        transition(&self.state, command, actor, self.now).unwrap_err()
    }

    fn done() -> Self {
        let mut story = Self::begin();
        story
            .does(&member(), Command::Claim { arrival_code: CODE.into() })
            .does(&member(), Command::Arrive { proof: ArrivalProof::Code(CODE.into()) })
            .does(&member(), Command::Finish { note: "换了垫圈".into(), minutes: 25 });
        story
    }
}

fn actor(name: &str, acting: Acting) -> Actor {
    Actor { person: Some(PersonId(name.into())), name: name.into(), acting }
}
fn resident() -> Actor {
    actor("王秀英", Acting::Resident)
}
fn member() -> Actor {
    actor("李建国", Acting::Member)
}
fn staff() -> Actor {
    actor("陈静", Acting::Staff)
}
fn to(actor: &Actor) -> Assignee {
    Assignee::Person { id: actor.person.clone().unwrap(), name: actor.name.clone() }
}
fn rating() -> Rating {
    Rating { level: Satisfaction::Satisfied, sentence: "很快".into() }
}

#[test]
fn from_order_to_doorstep() {
    let mut story = Story::begin();
    story
        .does(&staff(), Command::Dispatch { to: to(&member()), rule: DispatchRule::ByHand })
        .does(&member(), Command::Accept { arrival_code: CODE.into() })
        .does(&member(), Command::Arrive { proof: ArrivalProof::Code(CODE.into()) })
        .does(&member(), Command::Finish { note: "换了垫圈".into(), minutes: 25 })
        .does(&resident(), Command::Rate { rating: rating() })
        .does(&staff(), Command::Close);
    assert_eq!(story.state.kind(), StateKind::Closed);
    let words: Vec<String> = story.events.iter().map(event_words).collect();
    assert_eq!(
        words,
        [
            "王秀英点了单",
            "社区陈静派给李建国",
            "李建国接了单",
            "李建国到了",
            "李建国做完了，用了 25 分钟：换了垫圈",
            "王秀英评价：满意。很快",
            "社区陈静办结",
        ]
    );
    assert!(!words.concat().contains(CODE), "the code for the door is never in the history");
}

#[test]
fn a_declined_order_is_in_the_pool_again() {
    let mut story = Story::begin();
    story
        .does(&staff(), Command::Dispatch { to: to(&member()), rule: DispatchRule::ByHand })
        .does(&member(), Command::Decline { reason: DeclineReason::NoTime, note: "在外地".into() });
    assert_eq!(story.state, State::Placed);
    assert_eq!(event_words(story.events.last().unwrap()), "李建国退了单：这段时间没空，在外地");
}

#[test]
fn only_whom_it_was_dispatched_to_accepts() {
    let mut story = Story::begin();
    story.does(&staff(), Command::Dispatch { to: to(&member()), rule: DispatchRule::ByHand });
    let other = actor("周敏", Acting::Member);
    assert_eq!(
        story.refuses(&other, Command::Accept { arrival_code: CODE.into() }),
        OrderError::InOtherHands
    );
}

#[test]
fn a_wrong_code_is_written_down_and_five_are_enough() {
    let mut story = Story::begin();
    story.does(&member(), Command::Claim { arrival_code: CODE.into() });
    let wrong = || Command::Arrive { proof: ArrivalProof::Code("0000".into()) };
    for tries in 1..=ARRIVAL_CODE_TRIES {
        story.does(&member(), wrong());
        assert_eq!(story.state.kind(), StateKind::Accepted);
        assert_eq!(story.state.progress().unwrap().wrong_codes, tries);
    }
    let right = Command::Arrive { proof: ArrivalProof::Code(CODE.into()) };
    assert_eq!(story.refuses(&member(), right), OrderError::ArrivalCodeLocked);
    let empty = Command::Arrive { proof: ArrivalProof::WithoutCode("  ".into()) };
    assert_eq!(story.refuses(&member(), empty), OrderError::ReasonMissing);
    story.does(&member(), Command::Arrive { proof: ArrivalProof::WithoutCode("老人耳背".into()) });
    assert_eq!(event_words(story.events.last().unwrap()), "李建国到了，没有用上门码：老人耳背");
}

#[test]
fn a_pause_remembers_where_it_was() {
    let mut story = Story::begin();
    story.does(&member(), Command::Claim { arrival_code: CODE.into() });
    let before = story.state.clone();
    story.does(&member(), Command::Pause { reason: PauseReason::WaitingForParts });
    assert_eq!(state_words(&story.state).sentence, "先停一停：等配件");
    story.does(&staff(), Command::Resume);
    assert_eq!(story.state, before);
}

#[test]
fn one_cannot_cancel_while_somebody_is_working_even_in_a_pause() {
    let mut story = Story::begin();
    story
        .does(&member(), Command::Claim { arrival_code: CODE.into() })
        .does(&member(), Command::Arrive { proof: ArrivalProof::Code(CODE.into()) })
        .does(&member(), Command::Pause { reason: PauseReason::WaitingForParts });
    let cancel = Command::Cancel { reason: CancelReason::Solved };
    assert!(matches!(story.refuses(&resident(), cancel), OrderError::NotNow { .. }));
}

#[test]
fn staff_cannot_close_over_the_residents_head() {
    let mut story = Story::done();
    assert_eq!(story.refuses(&staff(), Command::Close), OrderError::NotConfirmed);
    story.does(&resident(), Command::Confirm).does(&staff(), Command::Close);
    assert!(matches!(story.state, State::Closed { rating: None, .. }), "closed unrated is not satisfied");

    let mut waiting = Story::done();
    waiting.now = waiting.now.plus(RATING_WINDOW);
    waiting.does(&Actor::system(), Command::Close);
    assert_eq!(event_words(waiting.events.last().unwrap()), "满 7 天，自动办结");
}

#[test]
fn one_rating_for_each_completion_within_seven_days() {
    let mut story = Story::done();
    story.does(&resident(), Command::Rate { rating: rating() });
    assert_eq!(story.refuses(&resident(), Command::Rate { rating: rating() }), OrderError::AlreadyRated);
    story
        .does(&resident(), Command::Reopen { reason: "又漏了".into() })
        .does(&member(), Command::Claim { arrival_code: CODE.into() })
        .does(&member(), Command::Arrive { proof: ArrivalProof::Code(CODE.into()) })
        .does(&member(), Command::Finish { note: "换了龙头".into(), minutes: 40 })
        .does(&resident(), Command::Rate { rating: rating() });

    let mut late = Story::done();
    late.now = late.now.plus(RATING_WINDOW + 1);
    assert_eq!(late.refuses(&resident(), Command::Rate { rating: rating() }), OrderError::TooLate);
    assert_eq!(late.refuses(&resident(), Command::Reopen { reason: "又漏".into() }), OrderError::TooLate);
}

#[test]
fn a_closed_order_can_still_be_rated_and_reopened_within_seven_days() {
    let mut story = Story::done();
    story
        .does(&resident(), Command::Confirm)
        .does(&staff(), Command::Close)
        .does(&resident(), Command::Rate { rating: rating() });
    assert_eq!(state_words(&story.state).steps, 5);
    story.does(&resident(), Command::Reopen { reason: "又漏了".into() });
    assert_eq!(story.state, State::Placed);
}

#[test]
fn who_served_cannot_rate_as_the_resident() {
    let story = Story::done();
    let same_person = Actor { acting: Acting::Resident, ..member() };
    assert_eq!(story.refuses(&same_person, Command::Rate { rating: rating() }), OrderError::OwnService);
    assert_eq!(story.refuses(&same_person, Command::Confirm), OrderError::OwnService);
}

#[test]
fn handing_it_to_whom_it_is_with_is_refused() {
    let mut story = Story::begin();
    story.does(&staff(), Command::Dispatch { to: to(&member()), rule: DispatchRule::ByHand });
    let again = Command::Transfer { to: to(&member()) };
    assert_eq!(story.refuses(&staff(), again), OrderError::SameAssignee("李建国".into()));
}

#[test]
fn an_observer_urges_and_does_nothing_else() {
    let story = Story::begin();
    let observer = actor("办事处", Acting::Observer);
    assert_eq!(allowed(&story.state, &observer, story.now), [CommandKind::Nudge]);
    assert_eq!(
        story.refuses(&observer, Command::Dispatch { to: to(&member()), rule: DispatchRule::ByHand }),
        OrderError::NotYours
    );
}

#[test]
fn those_whom_it_concerns_are_told_and_nobody_of_their_own_doing() {
    let parties = Parties {
        placed_by: PersonId("女儿".into()),
        resident: PersonId("王秀英".into()),
        estate: AreaCode::parse("K10101").unwrap(),
    };
    let community = AreaCode::parse("K101").unwrap();
    let mut story = Story::begin();
    let told = |story: &Story, before: Option<&State>| -> Vec<String> {
        notifications(story.events.last().unwrap(), before, &parties, &community)
            .into_iter()
            .map(|notification| match notification.to {
                Recipient::Person(PersonId(person)) => person,
                Recipient::Team(team) => team.0,
                Recipient::Desk(area) => area.to_string(),
                Recipient::Leads(role) => role.to_string(),
            })
            .collect()
    };
    assert_eq!(told(&story, None), ["K101", "女儿"], "not the resident, who placed it herself");
    let before = story.state.clone();
    story.does(&staff(), Command::Dispatch { to: to(&member()), rule: DispatchRule::ByHand });
    assert_eq!(told(&story, Some(&before)), ["李建国", "王秀英", "女儿"]);
    let before = story.state.clone();
    story.does(
        &staff(),
        Command::Transfer {
            to: Assignee::Team { id: domain::accounts::TeamId("安居".into()), name: "安居".into() },
        },
    );
    assert_eq!(told(&story, Some(&before)), ["李建国", "安居", "王秀英", "女儿"]);
    story.does(&resident(), Command::Cancel { reason: CancelReason::NotNow });
    assert_eq!(told(&story, Some(&State::Placed)), ["K101", "女儿"], "the daughter learns it too");
}
