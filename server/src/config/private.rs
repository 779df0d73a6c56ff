//! What goes to other machines goes where nobody reads along.

use crate::failure::Failure;
use std::net::IpAddr;

/// Whether nobody between can read what is sent there: over TLS, or on this machine.
pub(super) fn is_private(url: &str) -> bool {
    let url = url.trim().to_ascii_lowercase();
    if url.starts_with("https://") {
        return true;
    }
    let host = url.strip_prefix("http://").unwrap_or_default().split(['/', '?', '#']).next();
    // What stands before an @ is no host.
    host.filter(|host| !host.contains('@')).is_some_and(|host| is_loopback(without_port(host)))
}

/// A host without its port, and without the brackets of IPv6.
fn without_port(host: &str) -> &str {
    match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    }
}

fn is_loopback(host: &str) -> bool {
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// A connection to PostgreSQL on another machine says whether it is encrypted: by itself, the driver would go on
/// without where the server doesn't offer it, or somebody between takes the offer away.
///
/// # Errors
/// [`Failure::NoSslMode`].
pub fn says_how_private(database: &str) -> Result<(), Failure> {
    if std::env::var("PGSSLMODE").is_ok_and(|mode| is_certain(&mode)) || is_settled(database) {
        Ok(())
    } else {
        Err(Failure::NoSslMode)
    }
}

/// Whether a mode says for certain that it is encrypted, or that it isn't: «prefer» and «allow» leave it to whoever answers.
fn is_certain(mode: &str) -> bool {
    ["disable", "require", "verify-ca", "verify-full"].contains(&mode.to_ascii_lowercase().as_str())
}

fn is_settled(database: &str) -> bool {
    let Some(rest) = database.strip_prefix("postgres").and_then(|rest| rest.split_once("://")) else {
        return true;
    };
    let (place, query) = rest.1.split_once('?').unwrap_or((rest.1, ""));
    let host = place.split('/').next().unwrap_or_default();
    let host = without_port(host.rsplit('@').next().unwrap_or_default());
    // Without a host, or with the path of a socket, it is this machine.
    let on_socket = host.is_empty() || host.starts_with("%2f") || host.starts_with("%2F");
    let says = |key: &str| query.split('&').any(|pair| pair.split('=').next() == Some(key));
    let mode = query.split('&').filter_map(|pair| pair.split_once('='));
    let mut modes = mode.filter(|(key, _)| ["sslmode", "ssl-mode"].contains(key)).map(|(_, mode)| mode);
    modes.next_back().is_some_and(is_certain)
        || (on_socket && !says("host"))
        || (is_loopback(host) && !says("host") && !says("hostaddr"))
        || names_socket(query)
}

/// Whether the query names the folder of a socket.
fn names_socket(query: &str) -> bool {
    let mut hosts = query.split('&').filter_map(|pair| pair.strip_prefix("host="));
    hosts
        .next_back()
        .is_some_and(|host| host.starts_with('/') || host.to_ascii_lowercase().starts_with("%2f"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gateway_is_asked_where_nobody_reads_along() {
        for url in
            ["http://127.0.0.1:8080/send", "http://localhost", "http://[::1]:90/", "HTTPS://sms.example"]
        {
            assert!(is_private(url), "{url}");
        }
        for url in [
            "http://sms.example.cn/",
            "http://10.0.0.1/",
            "http://127.0.0.1@sms.example/",
            "ftp://127.0.0.1",
            "x",
        ] {
            assert!(!is_private(url), "{url}");
        }
    }

    #[test]
    fn a_database_elsewhere_says_whether_it_is_encrypted() {
        for settled in [
            "sqlite:data/d.db",
            "postgres://d@127.0.0.1/d",
            "postgres://d:secret@localhost:5432/d",
            "postgres:///d?host=/run/postgresql",
            "postgres://%2Frun%2Fpostgresql/d",
            "postgres://db.example/d?sslmode=verify-full&sslrootcert=/etc/ca.pem",
            "postgresql://db.example/d?application_name=x&sslmode=disable",
        ] {
            assert!(is_settled(settled), "{settled}");
        }
        for open in [
            "postgres://db.example/d",
            "postgres://d@10.0.0.7:5432/d?application_name=x",
            "postgres:///d?host=db",
            "postgres://127.0.0.1/d?host=db.example",
            "postgres://localhost/d?hostaddr=10.0.0.7",
            "postgres://db.example/d?sslmode=prefer",
            "postgres://db.example/d?sslmode=verify-full&sslmode=allow",
        ] {
            assert!(!is_settled(open), "{open}");
        }
    }
}
