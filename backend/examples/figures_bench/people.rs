//! Residents and those who serve: rows that nobody signs in to.

use crate::Failure;
use crate::cast::Cast;
use crate::database::Database;
use crate::dice::Dice;
use crate::district::Community;
use crate::fixtures::{STAFF, TEAM};
use crate::insert::Rows;
use backend::Backend;
use backend::accounts::PHONE_AAD;
use backend::store::values;

/// Orders of each resident.
const ORDERS: usize = 20;
/// Those who serve in a community.
const HELPERS: usize = 25;

/// The people of one community.
pub struct People {
    /// The community's code.
    code: String,
    residents: usize,
    /// Who is measured by, and has orders as everybody has.
    known: Option<(String, String)>,
}

impl People {
    pub fn resident(&self, dice: &Dice) -> String {
        let place = dice.below(self.residents);
        match &self.known {
            Some((resident, _)) if place == 0 => resident.clone(),
            _ => resident(&self.code, place),
        }
    }

    pub fn helper(&self, dice: &Dice) -> String {
        let place = dice.below(HELPERS);
        match &self.known {
            Some((_, member)) if place == 0 => member.clone(),
            _ => helper(&self.code, place),
        }
    }
}

fn resident(community: &str, place: usize) -> String {
    format!("resident-{community}-{place:06}")
}

fn helper(community: &str, place: usize) -> String {
    format!("helper-{community}-{place:02}")
}

/// The staff member of a community who did what its desk did.
pub fn staff(community: &str) -> String {
    STAFF.replace("{community}", community)
}

/// Writes down so many people as so many orders need.
pub async fn write(
    backend: &Backend,
    database: &Database,
    cast: &Cast,
    communities: &[Community],
    orders: &[u64],
) -> Result<Vec<People>, Failure> {
    let phone = backend.vault.encrypt(PHONE_AAD, "13800000000", &backend.entropy)?;
    let now = backend.clock.now();
    let mut tx = database.begin(backend).await?;
    let mut persons = Rows::new("people (id, phone, phone_hash, name, created_at)");
    let mut all = Vec::new();
    for (community, orders) in communities.iter().zip(orders) {
        let code = community.code.to_string();
        let residents = (usize::try_from(*orders)? / ORDERS).max(10);
        let names = (0..residents).map(|place| resident(&code, place));
        let names = names.chain((0..HELPERS).map(|place| helper(&code, place))).chain([staff(&code)]);
        for id in names {
            let row = values![&id, &phone, &id, "演示居民", now];
            persons.add(&mut tx, row).await?;
        }
        let sql = "INSERT INTO teams (id, kind, area, name, created_at) VALUES ($1, 'property_company', $2, $3, $4)";
        let team = TEAM.replace("{community}", &code);
        tx.run(sql, values![team, &code, "演示物业", now]).await?;
        let known = (community.code == cast.community)
            .then(|| (cast.resident.person.0.clone(), cast.member.person.0.clone()));
        all.push(People { code, residents, known });
    }
    persons.write(&mut tx).await?;
    tx.commit().await?;
    Ok(all)
}
