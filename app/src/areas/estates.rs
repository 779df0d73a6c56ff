//! The estates that one can choose from.

use crate::components::Choice;
use crate::verbatim::verbatim;
use backend::areas::estates_for_choice;
use backend::{AppError, Backend};
use domain::areas::AreaCode;

/// Estates to choose from, by community.
#[derive(Clone, Debug, Default)]
pub(crate) struct Estates {
    /// Each under its community; those of `own` first.
    pub(super) choices: Vec<Choice>,
    /// The community of whoever chooses, if it is known.
    pub(super) own: Option<AreaCode>,
    /// Whether whoever finds none is told whom to call: the desk answers that telephone itself.
    pub(super) by_telephone: bool,
}

impl Estates {
    /// All estates; those of the community of whoever chooses first.
    ///
    /// # Errors
    /// [`AppError::internal`] if the database fails.
    pub(crate) async fn of(backend: &Backend, own: Option<&AreaCode>) -> Result<Self, AppError> {
        let offices = estates_for_choice(backend).await?;
        let mut communities: Vec<_> = offices.into_iter().flat_map(|office| office.communities).collect();
        communities.sort_by_key(|community| Some(&community.code) != own);
        let choices = communities.into_iter().flat_map(|community| {
            let heading = verbatim(community.name);
            let estates = community.estates.into_iter();
            estates.map(move |estate| {
                Choice::new(estate.code.to_string(), verbatim(estate.name)).group(heading.as_str())
            })
        });
        Ok(Self { choices: choices.collect(), own: own.cloned(), by_telephone: true })
    }

    /// Those of one community, for its desk.
    ///
    /// # Errors
    /// [`AppError::internal`] if the database fails.
    pub(crate) async fn of_community(backend: &Backend, community: &AreaCode) -> Result<Self, AppError> {
        let mut all = Self::of(backend, Some(community)).await?;
        all.choices.retain(|choice| choice.value.starts_with(community.as_str()));
        Ok(Self { by_telephone: false, ..all })
    }
}
