//! Survey waves by households: made and published, drawn, shared out, answered, closed, handed out.
//!
//! Whoever may make a wave decides what is asked and how many are drawn, before anybody can know who it will be.
//! From then on each step is an event, the sample is fixed, a household answers once, and the time at which
//! a wave ends stands in it from the beginning: nobody stops when the figures please.

mod access;
mod answer;
mod answer_files;
mod by_link;
mod close;
mod create;
mod draw_sample;
mod events;
mod export;
mod frame;
mod link;
mod new_wave;
mod progress;
mod questionnaires;
mod records;
mod results;
mod share_out;
mod visit;
mod visitors;
mod visits;
mod wave;

pub use access::{may_manage, may_see, reads_answers, sees_doors};
pub use answer::FIELD_PREFIX;
pub use by_link::{LinkPage, answer_by_link, link_page};
pub use close::close_wave;
pub use create::{WAVE_FORM_USED, create_wave};
pub use draw_sample::draw_sample;
pub use events::EventLine;
pub use export::{ExportFile, Frames, export_wave, exported_file, frame_file, strata_file};
pub use link::{DoorLink, door_links};
pub use new_wave::{NewWave, StrataKind};
pub use progress::{HandProgress, Progress, StratumProgress, progress};
pub(crate) use results::newest_result;
pub use results::{SurveyResult, survey_result};
pub use share_out::{SharedOut, share_out};
pub use visit::{VisitView, answer_visit, record_attempt, visit};
pub use visitors::{VisitorChoice, visitor_choices};
pub use visits::{VisitLine, visits, visits_waiting};
pub use wave::{Wave, WaveView, published_waves, wave_record, wave_view, waves};
