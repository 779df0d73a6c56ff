//! The real IP address of a client, also behind trusted proxies.

use http::HeaderMap;
use locale::text;
use std::net::IpAddr;
use std::str::FromStr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use thiserror::Error;

/// The header in which proxies say for whom they ask.
const FORWARDED: &str = "x-forwarded-for";

/// A network of addresses, such as `10.0.0.0/8`; a single address is a network of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Network {
    address: IpAddr,
    bits: u8,
}

/// The text is no network.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error(
    "{}",
    text("请写 IP 地址，或网段如 10.0.0.0/8", "write an IP address, or a network such as 10.0.0.0/8")
)]
pub struct NetworkError;

impl FromStr for Network {
    type Err = NetworkError;

    fn from_str(text: &str) -> Result<Self, NetworkError> {
        let (address, bits) = match text.trim().split_once('/') {
            Some((address, bits)) => (address, Some(bits.parse::<u8>().map_err(|_| NetworkError)?)),
            None => (text.trim(), None),
        };
        let address: IpAddr = address.parse().map_err(|_| NetworkError)?;
        let most = if address.is_ipv4() { 32 } else { 128 };
        let bits = bits.unwrap_or(most);
        if bits <= most { Ok(Self { address, bits }) } else { Err(NetworkError) }
    }
}

impl Network {
    /// Whether an address lies in the network.
    #[must_use]
    pub fn contains(self, address: IpAddr) -> bool {
        let (own, other, length) = match (self.address, address.to_canonical()) {
            (IpAddr::V4(own), IpAddr::V4(other)) => (own.to_bits().into(), other.to_bits().into(), 32),
            (IpAddr::V6(own), IpAddr::V6(other)) => (own.to_bits(), other.to_bits(), 128),
            _ => return false,
        };
        let shift = length - u32::from(self.bits);
        let head = |bits: u128| bits.checked_shr(shift).unwrap_or(0);
        head(own) == head(other)
    }
}

/// The client's address: the peer's own, or, if the peer is a trusted proxy, the last address in
/// `X-Forwarded-For` that is not one of those proxies. What stands before it anybody could have written.
#[must_use]
pub fn address(peer: IpAddr, headers: &HeaderMap, trusted: &[Network]) -> IpAddr {
    let is_trusted = |address: IpAddr| trusted.iter().any(|network| network.contains(address));
    let peer = peer.to_canonical();
    if !is_trusted(peer) {
        return peer;
    }
    let forwarded = headers.get_all(FORWARDED);
    let named: Vec<&str> =
        forwarded.iter().filter_map(|value| value.to_str().ok()).flat_map(|value| value.split(',')).collect();
    let mut nearest = peer;
    for name in named.iter().rev() {
        let Ok(address) = name.trim().parse::<IpAddr>() else { break };
        nearest = address.to_canonical();
        if !is_trusted(nearest) {
            break;
        }
    }
    nearest
}

/// Whether a proxy has been seen that nobody has named. Cloning shares it.
#[derive(Clone, Debug, Default)]
pub struct UnknownProxy(Arc<AtomicBool>);

impl UnknownProxy {
    /// Whether one has been seen.
    #[must_use]
    pub fn is_seen(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    /// Notes that one was seen; whether it is the first time.
    #[must_use]
    pub fn is_first(&self) -> bool {
        !self.0.swap(true, Ordering::Relaxed)
    }
}

/// Whether a request comes with `X-Forwarded-For` from a machine of the own network that isn't believed: from a proxy that
/// nobody has named. Behind it stands everybody, so that its address says nothing of a client. From further away anybody may
/// send the header.
#[must_use]
pub fn is_unknown_proxy(peer: IpAddr, headers: &HeaderMap, trusted: &[Network]) -> bool {
    let peer = peer.to_canonical();
    let near = match peer {
        IpAddr::V4(address) => address.is_private() || address.is_loopback() || address.is_link_local(),
        IpAddr::V6(address) => {
            address.is_loopback() || address.is_unique_local() || address.is_unicast_link_local()
        }
    };
    near && headers.contains_key(FORWARDED) && !trusted.iter().any(|network| network.contains(peer))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proxy_that_nobody_named_is_noticed_once() {
        let seen = UnknownProxy::default();
        assert!(!seen.is_seen() && seen.is_first());
        assert!(seen.clone().is_seen() && !seen.clone().is_first(), "once is enough");
    }

    #[test]
    fn a_proxy_that_nobody_named_is_one_that_is_near() {
        let mut forwarded = HeaderMap::new();
        forwarded.insert(FORWARDED, "198.51.100.1".parse().unwrap());
        let (trusted, plain) = (["10.0.0.0/8".parse().unwrap()], HeaderMap::new());
        let unknown = |peer: &str, headers| is_unknown_proxy(peer.parse().unwrap(), headers, &trusted);
        for near in ["127.0.0.1", "::ffff:127.0.0.1", "::1", "192.168.1.2", "fd00::2", "fe80::1"] {
            assert!(unknown(near, &forwarded), "{near}");
            assert!(!unknown(near, &plain), "nothing was forwarded");
        }
        assert!(!unknown("10.0.0.1", &forwarded), "it is believed");
        assert!(!unknown("203.0.113.9", &forwarded), "anybody may write the header");
    }

    fn client(peer: &str, forwarded: &[&str], trusted: &[&str]) -> String {
        let mut headers = HeaderMap::new();
        for value in forwarded {
            headers.append("x-forwarded-for", value.parse().unwrap());
        }
        let trusted: Vec<_> = trusted.iter().map(|network| network.parse().unwrap()).collect();
        address(peer.parse().unwrap(), &headers, &trusted).to_string()
    }

    #[test]
    fn networks() {
        let inside = |network: &str, address: &str| {
            network.parse::<Network>().unwrap().contains(address.parse().unwrap())
        };
        assert!(inside("10.0.0.0/8", "10.255.0.1"));
        assert!(!inside("10.0.0.0/8", "11.0.0.1"));
        assert!(inside("127.0.0.1", "127.0.0.1"));
        assert!(inside("127.0.0.1", "::ffff:127.0.0.1"));
        assert!(inside("0.0.0.0/0", "203.0.113.9"));
        assert!(inside("::/0", "2001:db8::1"));
        assert!(inside("2001:db8::/32", "2001:db8:1::1"));
        assert!(!inside("2001:db8::/32", "10.0.0.1"));
        for wrong in ["", "proxy", "10.0.0.0/33", "::1/129", "10.0.0.0/-1"] {
            assert_eq!(wrong.parse::<Network>(), Err(NetworkError), "{wrong}");
        }
    }

    #[test]
    fn nobody_is_believed_who_is_not_trusted() {
        assert_eq!(client("203.0.113.9", &["198.51.100.1"], &[]), "203.0.113.9");
        assert_eq!(client("203.0.113.9", &["198.51.100.1"], &["10.0.0.1"]), "203.0.113.9");
    }

    #[test]
    fn the_last_stranger_counts() {
        let trusted = ["10.0.0.0/8"];
        assert_eq!(client("10.0.0.1", &["6.6.6.6, 198.51.100.1"], &trusted), "198.51.100.1");
        assert_eq!(client("10.0.0.1", &["6.6.6.6, 198.51.100.1, 10.0.0.2"], &trusted), "198.51.100.1");
        assert_eq!(client("10.0.0.1", &["6.6.6.6", "198.51.100.1"], &trusted), "198.51.100.1");
        assert_eq!(client("10.0.0.1", &[], &trusted), "10.0.0.1");
        assert_eq!(client("10.0.0.1", &["nonsense"], &trusted), "10.0.0.1");
    }
}
