//! What somebody does to an order, as the form that they send.

use super::cast::Cast;
use crate::accounts::Viewer;
use crate::orders::{CommandForm, Viewpoint, view};
use crate::{AppError, Backend};

/// What somebody does. Whom it is done to, reasons and notes are what a form would carry.
#[derive(Clone, Copy, Debug)]
pub(super) enum Step {
    Dispatch(&'static str),
    DispatchTeam(&'static str),
    Transfer(&'static str),
    Claim,
    Accept,
    Decline(&'static str, &'static str),
    Pause(&'static str),
    Resume,
    Arrive,
    ArriveWithoutCode(&'static str),
    Finish(&'static str, u32),
    Confirm,
    Rate(&'static str, &'static str),
    Reopen(&'static str),
    Close,
    Cancel(&'static str),
    Refuse(&'static str),
}

impl Step {
    /// Whether one does it as a resident or in one's role.
    pub(super) fn viewpoint(self) -> Viewpoint {
        match self {
            Self::Confirm | Self::Rate(..) | Self::Reopen(_) | Self::Cancel(_) => Viewpoint::Resident,
            _ => Viewpoint::Role,
        }
    }

    /// The form; `placed` is who placed the order, and its number.
    pub(super) async fn form(
        self,
        backend: &Backend,
        cast: &Cast,
        placed: (&Viewer, &str),
    ) -> Result<CommandForm, AppError> {
        let form = |command: &str| CommandForm {
            number: placed.1.to_owned(),
            view: self.viewpoint().name().to_owned(),
            command: command.to_owned(),
            ..CommandForm::default()
        };
        let reason = |command, reason: &str| CommandForm { reason: reason.to_owned(), ..form(command) };
        let note = |command, note: &str| CommandForm { note: note.to_owned(), ..form(command) };
        Ok(match self {
            Self::Dispatch(phone) => CommandForm { to: person(cast, phone)?, ..form("dispatch") },
            Self::DispatchTeam(phone) => CommandForm { to: team(cast, phone)?, ..form("dispatch") },
            Self::Transfer(phone) => CommandForm { to: person(cast, phone)?, ..form("transfer") },
            Self::Claim => form("claim"),
            Self::Accept => form("accept"),
            Self::Decline(why, words) => CommandForm { note: words.to_owned(), ..reason("decline", why) },
            Self::Pause(why) => reason("pause", why),
            Self::Resume => form("resume"),
            Self::Arrive => CommandForm { code: read_out(backend, placed).await?, ..form("arrive") },
            Self::ArriveWithoutCode(why) => CommandForm { without_code: why.to_owned(), ..form("arrive") },
            Self::Finish(words, minutes) => {
                CommandForm { minutes: minutes.to_string(), ..note("finish", words) }
            }
            Self::Confirm => form("confirm"),
            Self::Rate(level, words) => CommandForm { level: level.to_owned(), ..note("rate", words) },
            Self::Reopen(words) => note("reopen", words),
            Self::Close => form("close"),
            Self::Cancel(why) => reason("cancel", why),
            Self::Refuse(words) => note("refuse", words),
        })
    }
}

fn person(cast: &Cast, phone: &str) -> Result<String, AppError> {
    Ok(format!("person:{}", cast.get(phone)?.person))
}

/// The team of one of the cast.
fn team(cast: &Cast, phone: &str) -> Result<String, AppError> {
    let team = cast.get(phone)?.in_use.as_ref().and_then(|grant| grant.team.as_ref());
    Ok(team.map(|team| format!("team:{team}")).unwrap_or_default())
}

/// The digits that are read out at the door; none where nobody comes to a door.
async fn read_out(backend: &Backend, (viewer, number): (&Viewer, &str)) -> Result<String, AppError> {
    let seen = view(backend, viewer, number, Viewpoint::Resident).await?;
    Ok(seen.arrival_code.unwrap_or_default())
}
