//! Browsers in which a number has signed in, and the networks it did so from.

use super::ask::Origin;
use crate::store::{FromRow, StoreError, Transaction};
use crate::{AppError, Backend, values};
use domain::accounts::{Asker, PersonId, device_words, network_of, network_words};
use domain::time::Timestamp;
use std::net::IpAddr;

/// Label of the fingerprints of networks.
const NETWORK_LABEL: &str = "sign_in_codes.network";
/// Additional data of the networks of sessions.
pub(super) const NETWORK_AAD: &str = "sessions.network";
/// Label of the fingerprints of browsers.
const DEVICE_LABEL: &str = "sign_in_codes.browser";

/// What is stored of where somebody signs in.
pub(super) struct OriginHashes {
    /// The fingerprint of the browser's secret.
    pub device: String,
    /// The fingerprint of the network; empty where it isn't known.
    pub network: String,
    /// What the browser is called.
    pub device_words: String,
    /// The network as one may read it; empty where it isn't known.
    pub network_words: String,
    /// The same, encrypted.
    pub network_shown: String,
}

impl OriginHashes {
    /// Of a browser on a network.
    pub(super) fn of(backend: &Backend, origin: &Origin<'_>) -> Result<Self, AppError> {
        let address: Option<IpAddr> = origin.network.and_then(|network| network.parse().ok());
        let words = address.map(network_words);
        let shown = words.as_ref().map(|words| backend.vault.encrypt(NETWORK_AAD, words, &backend.entropy));
        let network = origin.network.map(|network| {
            let place = address.map_or_else(|| network.to_owned(), |address| network_of(address).to_string());
            backend.vault.fingerprint(NETWORK_LABEL, &place)
        });
        let device = backend.vault.fingerprint(DEVICE_LABEL, origin.device);
        Ok(Self {
            device,
            network: network.unwrap_or_default(),
            device_words: device_words(origin.agent),
            network_shown: shown.transpose()?.unwrap_or_default(),
            network_words: words.unwrap_or_default(),
        })
    }
}

/// Who asks for a number's code there.
pub(super) async fn asker(
    tx: &mut Transaction,
    number: &str,
    origin: &OriginHashes,
) -> Result<Asker, StoreError> {
    #[derive(FromRow)]
    struct Row {
        devices: i64,
        networks: i64,
    }
    let row: Option<Row> = tx
        .one(
            "SELECT count(CASE WHEN device_hash = $2 THEN 1 END) AS devices, \
             count(CASE WHEN network_hash = $3 AND network_hash <> '' THEN 1 END) AS networks \
             FROM devices WHERE phone_hash = $1",
            values![number, &origin.device, &origin.network],
        )
        .await?;
    Ok(match row {
        Some(row) if row.devices > 0 => Asker::OwnBrowser,
        Some(row) if row.networks > 0 => Asker::OwnNetwork,
        _ => Asker::Stranger,
    })
}

/// Whether a number has signed in before, and never in this browser, as far as browsers have been noted.
pub(super) async fn is_new(
    tx: &mut Transaction,
    (number, person): (&str, &PersonId),
    origin: &OriginHashes,
    now: Timestamp,
) -> Result<bool, StoreError> {
    #[derive(FromRow)]
    struct Row {
        before: i64,
        same: i64,
    }
    let row: Option<Row> = tx
        .one(
            "SELECT count(*) + (SELECT count(*) FROM sessions WHERE person = $3 AND expires_at > $4) AS before, \
             count(CASE WHEN device_hash = $2 THEN 1 END) AS same FROM devices WHERE phone_hash = $1",
            values![number, &origin.device, person, now],
        )
        .await?;
    Ok(row.is_some_and(|row| row.before > 0 && row.same == 0))
}

/// Notes that a number has signed in there.
pub(super) async fn remember(
    tx: &mut Transaction,
    number: &str,
    origin: &OriginHashes,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.run(
        "INSERT INTO devices (phone_hash, device_hash, network_hash, first_at, seen_at) VALUES ($1, $2, $3, $4, $4) \
         ON CONFLICT (phone_hash, device_hash, network_hash) DO UPDATE SET seen_at = excluded.seen_at",
        values![number, &origin.device, &origin.network, now],
    )
    .await?;
    Ok(())
}
