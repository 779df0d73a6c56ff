//! Survey waves by households: what is asked, who is drawn, who goes there when, and what looks odd.
//!
//! A wave can be polished nowhere without leaving a mark. The frame and the seed are fixed by their SHA-256
//! before anybody can know the sample ([`frame_hash`], [`Seed::commitment`]); the draw can be repeated with any
//! tool ([`draw`]); who isn't reached stays in the sample and counts as not reached ([`Tally`]). There is no
//! list of reserves: replacing those who don't answer by those who do is the oldest way to a better rate.

mod allocation;
mod answers;
mod attempts;
mod draw;
mod findings;
mod likeness;
mod lists;
mod merged;
mod own_questions;
mod questionnaire;
mod response;
mod seed;
mod slot;
mod stage;

pub use allocation::{Allocation, AllocationError, Stratum, allocate, spread_of};
pub use answers::{AnswerError, AnswerProblem, Answers, Completeness, TEXT_LIMIT};
pub use attempts::{Attempt, NextVisit, Outcome, Over, TRIES, next_visit};
pub use draw::{FrameRow, Sampled, draw, frame_hash};
pub use findings::{Answered, SurveyFinding, findings};
pub use likeness::{Flag, Form, LEAST_FORMS, flags};
pub use lists::{KNOWS_LISTS, knows_lists};
pub use merged::{Merged, merged};
pub use own_questions::{OWN_LIMIT, OwnQuestionError, OwnReason, parse_own_questions};
pub use questionnaire::{
    KNOWS_AGENCY, KNOWS_DIANDIANTONG, KNOWS_GRID_WORKER, KNOWS_ROUTINE, KNOWS_VOLUNTEER, Question,
    QuestionKind, Questionnaire, SATISFACTION, SATISFIED_GRID, WORDS_LIMIT,
};
pub use response::Tally;
pub use seed::{Seed, SeedError, hex};
pub use slot::Slot;
pub use stage::{Stage, Step};
