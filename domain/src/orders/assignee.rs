//! Into whose hands an order can be put.

use crate::accounts::{PersonId, TeamId};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use thiserror::Error;

/// Whom an order is dispatched to. The name is kept as it was then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Assignee {
    /// One person: a member, or the staff member who dispatches to themselves.
    Person {
        /// Who.
        id: PersonId,
        /// Their name.
        name: String,
    },
    /// A volunteer team or a property company: whoever of them accepts.
    Team {
        /// Which.
        id: TeamId,
        /// Its name.
        name: String,
    },
}

impl Assignee {
    /// The name of the person or team.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Person { name, .. } | Self::Team { name, .. } => name,
        }
    }

    /// Who it is, without the name.
    #[must_use]
    pub fn id(&self) -> AssigneeId {
        match self {
            Self::Person { id, .. } => AssigneeId::Person(id.clone()),
            Self::Team { id, .. } => AssigneeId::Team(id.clone()),
        }
    }
}

/// A person or a team, as a form names them: `person:ID` or `team:ID`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AssigneeId {
    /// One person.
    Person(PersonId),
    /// A volunteer team or a property company.
    Team(TeamId),
}

impl AssigneeId {
    /// The assignee, by the name that they have now.
    #[must_use]
    pub fn named(self, name: String) -> Assignee {
        match self {
            Self::Person(id) => Assignee::Person { id, name },
            Self::Team(id) => Assignee::Team { id, name },
        }
    }
}

impl fmt::Display for AssigneeId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Person(id) => write!(out, "person:{id}"),
            Self::Team(id) => write!(out, "team:{}", id.0),
        }
    }
}

/// A text that names neither a person nor a team; only a forged form sends one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("请选一个派给谁")]
pub struct AssigneeIdError;

impl FromStr for AssigneeId {
    type Err = AssigneeIdError;

    fn from_str(text: &str) -> Result<Self, AssigneeIdError> {
        match text.split_once(':') {
            Some(("person", id)) if !id.is_empty() => Ok(Self::Person(PersonId(id.to_owned()))),
            Some(("team", id)) if !id.is_empty() => Ok(Self::Team(TeamId(id.to_owned()))),
            _ => Err(AssigneeIdError),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_names_a_person_or_a_team() {
        for text in ["person:p1", "team:t1"] {
            assert_eq!(text.parse::<AssigneeId>().unwrap().to_string(), text);
        }
        let team = Assignee::Team { id: TeamId("t1".into()), name: "安居物业".into() };
        assert_eq!(team.id().to_string(), "team:t1");
        assert_eq!(team.id().named("安居物业".into()), team);
        for wrong in ["", "p1", "person:", "team:", "desk:K101", ":p1"] {
            assert_eq!(wrong.parse::<AssigneeId>(), Err(AssigneeIdError), "{wrong}");
        }
    }
}
