//! People for tests, made as people are: by signing in.

use backend::Backend;
use backend::accounts::{
    GrantForm, ProfileForm, Viewer, complete_profile, grant_from_console, sign_in_by_shown_code, use_grant,
    viewer,
};
use domain::accounts::Role;
use std::ops::Deref;

/// Somebody who is signed in, as their last request found them.
pub struct Person {
    /// What their browser holds.
    pub token: String,
    viewer: Viewer,
}

impl Deref for Person {
    type Target = Viewer;
    fn deref(&self) -> &Viewer {
        &self.viewer
    }
}

impl Person {
    /// The same person at their next request.
    pub async fn again(self, backend: &Backend) -> Self {
        let viewer = viewer(backend, &self.token).await.unwrap().expect("a session that lasts");
        Self { viewer, ..self }
    }
}

/// Signs in. The network is as the number is, so that people don't use up each other's limit.
pub async fn sign_in(backend: &Backend, phone: &str) -> Person {
    let token = sign_in_by_shown_code(backend, phone).await.unwrap().token;
    let viewer = viewer(backend, &token).await.unwrap().expect("a new session");
    Person { token, viewer }
}

/// A resident of 3 幢 1 单元 502 室 in an estate, who has consented.
pub async fn resident(backend: &Backend, phone: &str, name: &str, estate: &str) -> Person {
    let person = sign_in(backend, phone).await;
    let form = ProfileForm {
        name: name.into(),
        estate: estate.into(),
        building: "3".into(),
        unit: "1".into(),
        room: "502".into(),
        consent: true,
        ..ProfileForm::default()
    };
    complete_profile(backend, &person, &form).await.unwrap();
    person.again(backend).await
}

/// Somebody who holds a role that was granted to their number, and has consented.
pub async fn with_profile(backend: &Backend, phone: &str) -> Person {
    let person = sign_in(backend, phone).await;
    let form = ProfileForm { consent: true, ..ProfileForm::default() };
    complete_profile(backend, &person, &form).await.unwrap();
    person.again(backend).await
}

/// As many residents of one estate as are needed to have so many orders under way: nobody has all of them alone.
pub async fn residents_for(backend: &Backend, orders: usize) -> Vec<Person> {
    let mut all = Vec::new();
    for place in 0..orders.div_ceil(25) {
        all.push(resident(backend, &format!("139000000{place:02}"), "王丽", "K10101").await);
    }
    all
}

/// Somebody with a role, in use; `team` is empty for the roles that have none. They may live elsewhere.
pub async fn with_grant(
    backend: &Backend,
    phone: &str,
    name: &str,
    (role, area, team): (Role, &str, &str),
) -> Person {
    let grant = grant_from_console(
        backend,
        &GrantForm {
            phone: phone.into(),
            role: <&str>::from(role).into(),
            area: area.into(),
            team: team.into(),
            ..GrantForm::default()
        },
    )
    .await
    .unwrap();
    let person = sign_in(backend, phone).await;
    let form = ProfileForm { name: name.into(), consent: true, ..ProfileForm::default() };
    complete_profile(backend, &person, &form).await.unwrap();
    use_grant(backend, &person, Some(&grant)).await.unwrap();
    person.again(backend).await
}
