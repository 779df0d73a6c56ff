//! What a form asks for, before it is known to make sense.

use super::assignee::assignee;
use super::clocks::clocks_of;
use super::{Order, arrival_code, view};
use crate::accounts::Viewer;
use crate::store::Transaction;
use crate::{AppError, Backend, FieldError, field};
use domain::orders::{
    Actor, ArrivalProof, CancelReason, Command, CommandKind, DeclineReason, DispatchRule, FINISH_NOTE_LIMIT,
    FinishPhrase, NOTE_LIMIT, OrderError, PauseReason, Rating, ReasonError, may_nudge, minutes_worked,
};
use domain::text::{self, TextError};
use domain::time::Timestamp;
use domain::typed;
use serde::{Deserialize, Serialize};

/// Asked for where an order is finished without a word.
const WHAT_WAS_DONE: &str = "请点一句，或写一句做了什么";

/// What is to be done to which order, as it was typed; only the fields of its command are read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CommandForm {
    /// The order's number.
    pub number: String,
    /// The version that the form was made from; empty where the form doesn't care.
    pub version: String,
    /// From which side: `resident`, or `role` for the role in use.
    pub view: String,
    /// The name of a [`CommandKind`].
    pub command: String,
    /// `person:ID` or `team:ID`, for dispatch and transfer.
    pub to: String,
    /// A typed reason, for decline, pause and cancel.
    pub reason: String,
    /// Free text: what was done, what is still wrong, advice, a sentence.
    pub note: String,
    /// The four digits for the door.
    pub code: String,
    /// Why there is no code.
    pub without_code: String,
    /// Anything, if the button was pressed that stands for having none.
    pub no_code: String,
    /// Minutes spent; empty for those since the arrival.
    pub minutes: String,
    /// What was done, as a [`FinishPhrase`]; empty for what the note says alone.
    pub phrase: String,
    /// The day on which one comes: `2026-12-03`.
    pub day: String,
    /// And the time of that day.
    pub time: String,
    /// How satisfied.
    pub level: String,
}

impl CommandForm {
    /// Which command it is.
    ///
    /// # Errors
    /// [`AppError`] if there is none of that name; only a forged form sends that.
    pub fn kind(&self) -> Result<CommandKind, AppError> {
        self.command.parse().map_err(|_| AppError::not_found("order.command", "这个操作"))
    }

    /// What the form is known again by when it is sent twice: who sends it, and all that it says. `None` if it names no
    /// version: then the same again may be meant.
    pub(super) fn fingerprint(&self, backend: &Backend, viewer: &Viewer) -> Result<Option<String>, AppError> {
        if self.version.is_empty() {
            return Ok(None);
        }
        let said = serde_json::to_string(self).map_err(|error| AppError::internal(&error))?;
        // A script sends other line breaks than a browser.
        let said = said.replace("\\r\\n", "\\n");
        Ok(Some(backend.vault.fingerprint("orders.command", &format!("{}\0{said}", viewer.person))))
    }

    /// The command, with what the program adds to it. `whole_queue` says that it is a row of a plan for all that waits.
    pub(super) async fn command(
        &self,
        backend: &Backend,
        tx: &mut Transaction,
        order: &Order,
        actor: &Actor,
        whole_queue: bool,
    ) -> Result<Command, AppError> {
        let reason =
            |error: ReasonError| AppError::invalid(vec![FieldError::new(field!(CommandForm, reason), error)]);
        let note = self.note.clone();
        Ok(match self.kind()? {
            CommandKind::Dispatch => {
                let rule = DispatchRule::of(order.declines, &actor.acting, whole_queue)?;
                Command::Dispatch { to: assignee(tx, actor, order, &self.to).await?, rule }
            }
            CommandKind::Transfer => {
                // What the lead decided is not undone by anybody else.
                DispatchRule::of(order.declines, &actor.acting, false)?;
                Command::Transfer { to: assignee(tx, actor, order, &self.to).await? }
            }
            CommandKind::Claim => Command::Claim { arrival_code: arrival_code::draw(backend)? },
            CommandKind::Accept => Command::Accept { arrival_code: arrival_code::draw(backend)? },
            CommandKind::Decline => {
                Command::Decline { reason: DeclineReason::parse(&self.reason).map_err(reason)?, note }
            }
            CommandKind::Pause => {
                Command::Pause { reason: PauseReason::parse(&self.reason).map_err(reason)? }
            }
            CommandKind::Resume => Command::Resume,
            CommandKind::Arrive => Command::Arrive { proof: self.proof(backend, order)? },
            CommandKind::Finish => self.finish(backend, tx, order).await?,
            CommandKind::Confirm => Command::Confirm,
            CommandKind::Rate => {
                let level = self.level.parse().map_err(|_| {
                    AppError::invalid(vec![FieldError::new(field!(CommandForm, level), "请选一个满意程度")])
                })?;
                Command::Rate { rating: Rating { level, sentence: note } }
            }
            CommandKind::Reopen => Command::Reopen { reason: note },
            CommandKind::Close => Command::Close,
            CommandKind::Cancel => {
                Command::Cancel { reason: CancelReason::parse(&self.reason).map_err(reason)? }
            }
            CommandKind::Refuse => Command::Refuse { advice: note },
            CommandKind::Agree => Command::Agree { arrives_at: self.arrives_at()? },
            CommandKind::Nudge => {
                let now = backend.clock.now();
                let events = view::events(tx, &order.number).await?;
                let clocks = clocks_of(tx, backend, order, &events, now).await?;
                Command::Nudge { clock: may_nudge(&actor.acting, &clocks, &events, now)? }
            }
        })
    }

    /// The day and the time on which somebody comes.
    fn arrives_at(&self) -> Result<Timestamp, AppError> {
        let read = typed::day(&self.day).zip(typed::time_of_day(&self.time));
        let (day, time) = read.ok_or_else(|| self.refused(OrderError::AgreedTime))?;
        Ok(Timestamp::from_civil(day.to_datetime(time)))
    }

    /// What was done, and how long it took; all that is missing is told at once.
    async fn finish(
        &self,
        backend: &Backend,
        tx: &mut Transaction,
        order: &Order,
    ) -> Result<Command, AppError> {
        let minutes = if typed::folded(&self.minutes).is_empty() {
            minutes_worked(&view::events(tx, &order.number).await?, backend.clock.now())
        } else {
            typed::minutes(&self.minutes)
        };
        let minutes =
            minutes.ok_or_else(|| FieldError::new(field!(CommandForm, minutes), OrderError::Minutes));
        match (self.what_was_done(), minutes) {
            (Ok(note), Ok(minutes)) => Ok(Command::Finish { note, minutes }),
            (note, minutes) => {
                Err(AppError::invalid([note.err(), minutes.err()].into_iter().flatten().collect()))
            }
        }
    }

    /// The phrase and the note in one: «修好了，换了垫圈».
    fn what_was_done(&self) -> Result<String, FieldError> {
        let phrase = match self.phrase.as_str() {
            "" => None,
            phrase => Some(
                FinishPhrase::parse(phrase)
                    .map_err(|_| FieldError::new(field!(CommandForm, note), WHAT_WAS_DONE))?,
            ),
        };
        let limit = if phrase.is_some() { FINISH_NOTE_LIMIT } else { NOTE_LIMIT };
        let note = text::optional(&self.note, limit)
            .map_err(|error| FieldError::new(field!(CommandForm, note), error.about("这段话")))?;
        match (phrase.map(FinishPhrase::name), note.as_str()) {
            (None, "") => Err(FieldError::new(field!(CommandForm, note), WHAT_WAS_DONE)),
            (None, _) => Ok(note),
            (Some(phrase), "") => Ok(phrase.to_owned()),
            (Some(phrase), note) => Ok([phrase, note].join("，")),
        }
    }

    /// The proof at the door: four digits, or why there are none.
    fn proof(&self, backend: &Backend, order: &Order) -> Result<ArrivalProof, AppError> {
        let without_code = text::optional(&self.without_code, usize::MAX).unwrap_or_default();
        if !self.no_code.is_empty() && without_code.is_empty() {
            let missing = FieldError::new(field!(CommandForm, without_code), "请写明为什么没有上门码");
            return Err(AppError::invalid(vec![missing]));
        }
        let read = arrival_code::typed(backend, order, &self.code)?;
        let proof = view::door(order, read.clone().unwrap_or_else(|| self.code.clone()), without_code);
        if read.is_none() && matches!(proof, ArrivalProof::Code(_)) {
            return Err(AppError::invalid(vec![FieldError::new(
                field!(CommandForm, code),
                "上门码是 4 位数字，请居民念给您听",
            )]));
        }
        Ok(proof)
    }

    /// The domain's error beside the field that it is about.
    pub(super) fn refused(&self, error: OrderError) -> AppError {
        let field = match &error {
            OrderError::Minutes => "minutes",
            OrderError::AgreedTime => "time",
            OrderError::ArrivalCodeLocked | OrderError::ReasonMissing => "without_code",
            OrderError::Text(_) if self.command == "arrive" => "without_code",
            OrderError::Text(_) => "note",
            OrderError::SameAssignee(_) => "to",
            _ => return error.into(),
        };
        let missing = matches!(error, OrderError::Text(TextError::Missing));
        let sentence = match self.command.as_str() {
            "reopen" if missing => "请写明哪里没办好".to_owned(),
            "refuse" if missing => "请写明居民找谁办、怎么办".to_owned(),
            _ => match &error {
                OrderError::Text(text) if field == "without_code" => text.about("原因"),
                OrderError::Text(text) => text.about("这段话"),
                other => other.to_string(),
            },
        };
        let mut refused = AppError::from(error);
        refused.fields = vec![FieldError::new(field, sentence)];
        refused
    }
}
