//! The people who look and act while it is measured, signed in as people are.

use crate::Failure;
use crate::district;
use backend::Backend;
use backend::accounts::{
    GrantForm, ProfileForm, Viewer, complete_profile, grant_from_console, sign_in_by_shown_code, use_grant,
    viewer,
};
use domain::accounts::Role;
use domain::areas::AreaCode;

/// Everybody who is measured by.
pub struct Cast {
    pub community: AreaCode,
    pub resident: Viewer,
    pub member: Viewer,
    pub staff: Viewer,
    pub office: Viewer,
    pub district: Viewer,
}

/// Signs them in: in the largest community, its office and its district.
pub async fn sign_in(backend: &Backend) -> Result<Cast, Failure> {
    let communities = district::communities(backend).await?;
    let largest = communities.iter().max_by_key(|one| one.households).ok_or("no community")?;
    let estate = largest.estates.first().ok_or("no estate")?;
    let tree = backend::areas::tree(backend).await?;
    let parent = |code: &AreaCode| tree.get(code).and_then(|area| area.parent.clone()).ok_or("no parent");
    let office = parent(&largest.code)?;
    let district = parent(&office)?;
    let with = async |phone, role: Role, area: &AreaCode| one(backend, phone, role, area).await;
    Ok(Cast {
        community: largest.code.clone(),
        resident: one(backend, "13800000001", Role::Resident, estate).await?,
        member: with("13800000002", Role::Member, &largest.code).await?,
        staff: with("13800000003", Role::Staff, &largest.code).await?,
        office: with("13800000004", Role::OfficeLead, &office).await?,
        district: with("13800000005", Role::DistrictLead, &district).await?,
    })
}

/// One of them; residents live in that area, the others hold their role there.
async fn one(backend: &Backend, phone: &str, role: Role, area: &AreaCode) -> Result<Viewer, Failure> {
    let mut form = ProfileForm { name: "演示".to_owned(), consent: true, ..ProfileForm::default() };
    let mut grant = None;
    if role == Role::Resident {
        form.estate = area.to_string();
        (form.building, form.room) = ("3".to_owned(), "502".to_owned());
    } else {
        grant = Some(
            grant_from_console(
                backend,
                &GrantForm {
                    phone: phone.into(),
                    role: <&str>::from(role).into(),
                    area: area.as_str().into(),
                    ..GrantForm::default()
                },
            )
            .await?,
        );
    }
    let token = sign_in_by_shown_code(backend, phone).await?.token;
    let fresh = viewer(backend, &token).await?.ok_or("no session")?;
    complete_profile(backend, &fresh, &form).await?;
    if let Some(grant) = grant {
        use_grant(backend, &fresh, Some(&grant)).await?;
    }
    Ok(viewer(backend, &token).await?.ok_or("no session")?)
}
