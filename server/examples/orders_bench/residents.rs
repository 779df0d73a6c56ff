//! Those who order: some for each connection, all over the district, signed in as people are.

use crate::Failure;
use backend::Backend;
use backend::accounts::{ProfileForm, complete_profile, sign_in_by_shown_code, viewer};
use domain::areas::{Area, AreaKind};

/// For each connection so many residents, who take turns: nobody may have too many orders under way.
const EACH: usize = 40;

/// The tokens of their sessions, by connection.
pub async fn sign_in(backend: &Backend, connections: usize) -> Result<Vec<Vec<String>>, Failure> {
    let tree = backend::areas::tree(backend).await?;
    let estates: Vec<&Area> = tree.of_kind(AreaKind::Estate);
    let mut tokens = vec![Vec::with_capacity(EACH); connections];
    for (number, estate) in (0..connections * EACH).zip(estates.iter().cycle()) {
        let phone = format!("139{number:08}");
        let token = sign_in_by_shown_code(backend, &phone).await?.token;
        let person = viewer(backend, &token).await?.ok_or("no session")?;
        let form = ProfileForm {
            name: "演示".to_owned(),
            estate: estate.code.to_string(),
            building: "3".to_owned(),
            unit: String::new(),
            room: "502".to_owned(),
            consent: true,
            ..ProfileForm::default()
        };
        complete_profile(backend, &person, &form).await?;
        // At one moment the connections order in different communities.
        tokens[number / EACH].push(token);
    }
    Ok(tokens)
}
