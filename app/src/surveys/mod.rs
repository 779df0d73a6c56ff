//! Survey waves: made and run at the desk, asked at the door, answered by a link, published for everybody.

mod doors;
mod facts;
mod link;
mod new_wave;
mod progress;
mod questions;
mod record;
mod results;
mod run;
mod share;
mod visit;
mod visits;
mod wave;
mod waves;

pub use doors::DoorsPage;
pub use link::{AnswerByLink, LinkForm, LinkPage, answer_by_link};
pub use new_wave::{CreateWave, NewWaveForm, create_wave};
pub use record::{RecordPage, RecordsPage};
pub(crate) use results::Results;
pub use run::{CloseWave, DrawSample, WaveForm, close_wave, draw_sample};
pub use share::{ShareForm, ShareOut, share_out};
pub use visit::{
    AnswerForm, AnswerVisit, AttemptForm, RecordAttempt, VisitPage, answer_visit, record_attempt,
};
pub use visits::VisitsPage;
pub(crate) use visits::VisitsWaiting;
pub use wave::WavePage;
pub use waves::WavesPage;
