//! For whom passkeys are made: a site, by its name.

use std::net::IpAddr;

/// A site for which passkeys are made. A passkey is of one name, and of no other: nobody can be led to use it elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RelyingParty {
    /// The name of its host, without the port.
    pub id: String,
    /// Scheme, host and port, as browsers write them.
    pub origin: String,
}

impl RelyingParty {
    /// The site at this origin; `None` where browsers have no passkeys: at an address of numbers, and without TLS but on one's
    /// own machine.
    ///
    /// ```
    /// use domain::accounts::RelyingParty;
    /// assert_eq!(RelyingParty::of("https://dian.example.cn:8443").unwrap().id, "dian.example.cn");
    /// assert_eq!(RelyingParty::of("http://localhost:3000").unwrap().id, "localhost");
    /// for without in ["http://127.0.0.1:3000", "https://[::1]", "https://58.210.7.9", "http://dian.example.cn", "https://"] {
    ///     assert_eq!(RelyingParty::of(without), None, "{without}");
    /// }
    /// ```
    #[must_use]
    pub fn of(origin: &str) -> Option<Self> {
        let origin = origin.trim_end_matches('/').to_ascii_lowercase();
        let (scheme, host) = origin.split_once("://")?;
        let id = host.split(':').next().filter(|id| !id.is_empty() && !id.starts_with('['))?.to_owned();
        let is_secure = scheme == "https" || (scheme == "http" && id == "localhost");
        (is_secure && id.parse::<IpAddr>().is_err()).then_some(Self { id, origin })
    }
}
