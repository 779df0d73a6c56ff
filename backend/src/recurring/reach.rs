//! At which door somebody is to be reached on the days to come, or why at none any more.

use super::stored::{CONTACT_AAD, Stored};
use crate::accounts::home_of;
use crate::orders::Contact;
use crate::store::Transaction;
use crate::{AppError, Backend, areas};
use domain::areas::AreaCode;

/// Who is served lives in another community now.
pub(super) const MOVED: &str = "住址换到别的社区了，请重新点单";
/// The estate is no more.
pub(super) const CLOSED: &str = "这个小区已经撤了，定期点单停了，请重新点单";

/// Who is to be reached, and where: a door that was the resident's own moves with them, within the
/// community, if they ordered it themselves; any other stays. Otherwise why nobody can be sent.
pub(super) async fn reach(
    tx: &mut Transaction,
    backend: &Backend,
    stored: &Stored,
) -> Result<Result<Contact, &'static str>, AppError> {
    let mut contact = Contact::decrypt_from(backend, CONTACT_AAD, &stored.contact)?;
    let tree = areas::tree_in(tx, backend).await?;
    let here =
        |estate: &AreaCode| tree.community_of(estate).is_some_and(|area| area.code == *stored.id.community());
    if stored.at_home
        && stored.parties.may_follow_home()
        && let Some(home) = home_of(tx, backend, &stored.parties.resident).await?
    {
        if !here(&home.estate) {
            return Ok(Err(MOVED));
        }
        contact.address = home;
    }
    let estate = tree.lived_in_now(contact.estate()).map(|area| area.code.clone()).filter(here);
    let Some(estate) = estate else { return Ok(Err(CLOSED)) };
    contact.address.estate = estate;
    Ok(Ok(contact))
}
