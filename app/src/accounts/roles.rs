//! The roles that one holds, and the switch between them.

use super::switch::{UseGrant, UseGrantForm};
use crate::components::{ButtonKind, FieldHidden, Form, PickCard, Stack, SubmitButton, Tag, Tone};
use crate::context::here;
use crate::verbatim::verbatim;
use backend::accounts::{HeldGrant, Viewer};
use backend::field;
use domain::accounts::Role;
use leptos::prelude::*;
use server_fn::ServerFn;

/// A role to act in.
struct RoleLine {
    /// The grant's id; empty for the resident that everybody is.
    grant: String,
    role: Role,
    /// Where, and for which team.
    line: String,
    in_use: bool,
}

/// The colour of a role's tag: blue for the property company, green for volunteers.
pub(crate) fn role_tone(role: Role) -> Tone {
    match role {
        Role::PropertyCompany => Tone::Blue,
        Role::VolunteerTeam => Tone::Green,
        _ => Tone::Plain,
    }
}

/// The role in use first.
fn role_lines(viewer: &Viewer) -> Vec<RoleLine> {
    let in_use = viewer.in_use.as_ref().map(|grant| grant.id.as_str());
    let resident = RoleLine {
        grant: String::new(),
        role: Role::Resident,
        line: "给自己和家里人点单".to_owned(),
        in_use: in_use.is_none(),
    };
    let held = viewer.grants.iter().map(|held| RoleLine {
        grant: held.grant.id.clone(),
        role: held.grant.role,
        line: place_words(held),
        in_use: in_use == Some(held.grant.id.as_str()),
    });
    let mut lines: Vec<_> = std::iter::once(resident).chain(held).collect();
    lines.sort_by_key(|line| !line.in_use);
    lines
}

/// «樾城社区 · 中华园 · 安居物业».
fn place_words(held: &HeldGrant) -> String {
    let community = (held.community_name != held.area_name).then_some(held.community_name.as_str());
    let parts = [community, Some(held.area_name.as_str()), held.team_name.as_deref()];
    parts.into_iter().flatten().filter(|part| !part.is_empty()).map(verbatim).collect::<Vec<_>>().join(" · ")
}

/// Every role that the viewer may act in, with a button for each but the one in use.
#[component]
pub(super) fn Roles(viewer: std::sync::Arc<Viewer>) -> impl IntoView {
    let cards = role_lines(&viewer).into_iter().map(|role| {
        let action = if role.in_use {
            view! { <Tag label="正在用" tone=Tone::Green icon="check"/> }.into_any()
        } else {
            view! { <Switch grant=role.grant about=format!("{}，{}", role.role.name(), role.line)/> }
                .into_any()
        };
        view! { <PickCard name=role.role.name() line=role.line best=role.in_use>{action}</PickCard> }
    });
    view! { <Stack>{cards.collect_view()}</Stack> }
}

/// The button that changes to a role.
#[component]
fn Switch(grant: String, about: String) -> impl IntoView {
    view! {
        <Form action=UseGrant::PATH back=here()>
            <FieldHidden field=field!(UseGrantForm, grant) value=grant/>
            <SubmitButton label="换成这个" kind=ButtonKind::Plain about/>
        </Form>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::accounts::{Grant, PersonId};
    use domain::areas::AreaCode;
    use domain::time::Timestamp;

    fn held(area: &str, community: &str, team: Option<&str>) -> HeldGrant {
        let grant = Grant {
            id: "g".into(),
            person: PersonId("p".into()),
            role: Role::Member,
            area: AreaCode::parse("K101").unwrap(),
            team: None,
        };
        let team_name = team.map(str::to_owned);
        let since = Timestamp(0);
        HeldGrant { grant, since, area_name: area.into(), community_name: community.into(), team_name }
    }

    #[test]
    fn a_place_is_named_once() {
        assert_eq!(place_words(&held("樾城社区", "樾城社区", None)), "樾城社区");
        assert_eq!(
            place_words(&held("中华园", "樾城社区", Some("安居物业"))),
            "樾城社区 · 中华园 · 安居物业"
        );
        assert_eq!(place_words(&held("昆山开发区", "", None)), "昆山开发区");
    }
}
