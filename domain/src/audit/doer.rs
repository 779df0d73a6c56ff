//! Who does something, and as what.

use crate::accounts::{Grant, PersonId, Role};
use crate::areas::AreaCode;

/// Who does something that is recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Doer {
    /// Somebody who is signed in.
    Person {
        /// Who.
        person: PersonId,
        /// The role in use.
        role: Role,
        /// The area that they hold it for; none for a resident.
        area: Option<AreaCode>,
    },
    /// 命令行: whoever runs a command of the program on its machine.
    Console,
    /// 系统: the program by itself, when a time has come.
    Program,
    /// Somebody who is not signed in.
    Nobody,
}

impl Doer {
    /// Somebody by the grant that they use; without one they act as a resident.
    #[must_use]
    pub fn holding(person: &PersonId, grant: Option<&Grant>) -> Self {
        Self::Person {
            person: person.clone(),
            role: grant.map_or(Role::Resident, |grant| grant.role),
            area: grant.map(|grant| grant.area.clone()),
        }
    }

    /// The person, if it is one.
    #[must_use]
    pub fn person(&self) -> Option<&PersonId> {
        match self {
            Self::Person { person, .. } => Some(person),
            Self::Console | Self::Program | Self::Nobody => None,
        }
    }

    /// The area that they act for.
    #[must_use]
    pub fn area(&self) -> Option<&AreaCode> {
        match self {
            Self::Person { area, .. } => area.as_ref(),
            Self::Console | Self::Program | Self::Nobody => None,
        }
    }

    /// As what they act, as it is stored: the role's code, `console`, `program` or `nobody`.
    #[must_use]
    pub fn acting(&self) -> &'static str {
        match self {
            Self::Person { role, .. } => role.into(),
            Self::Console => "console",
            Self::Program => "program",
            Self::Nobody => "nobody",
        }
    }

    /// From what is stored; `None` if that is nothing that [`Doer::acting`] says.
    #[must_use]
    pub fn stored(acting: &str, person: Option<PersonId>, area: Option<AreaCode>) -> Option<Self> {
        match (acting, person) {
            ("console", None) => Some(Self::Console),
            ("program", None) => Some(Self::Program),
            ("nobody", None) => Some(Self::Nobody),
            (role, Some(person)) => Some(Self::Person { person, role: role.parse().ok()?, area }),
            _ => None,
        }
    }

    /// As what they act, as it stands on the screen.
    #[must_use]
    pub fn acting_name(&self) -> &'static str {
        match self {
            Self::Person { role, .. } => role.name(),
            Self::Console => "命令行",
            Self::Program => "系统",
            Self::Nobody => "没登录的人",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use strum::IntoEnumIterator;

    #[test]
    fn what_is_stored_is_read_again() {
        let person = PersonId("p".into());
        for role in Role::iter() {
            let area = (role != Role::Resident).then(|| AreaCode::parse("K101").unwrap());
            let doer = Doer::Person { person: person.clone(), role, area: area.clone() };
            assert_eq!(Doer::stored(doer.acting(), Some(person.clone()), area), Some(doer));
        }
        for doer in [Doer::Console, Doer::Program, Doer::Nobody] {
            assert_eq!(Doer::stored(doer.acting(), None, None), Some(doer.clone()));
            assert_eq!(
                Doer::stored(doer.acting(), Some(person.clone()), None),
                None,
                "a person is no {doer:?}"
            );
        }
        assert_eq!(Doer::stored("staff", None, None), None);
    }
}
