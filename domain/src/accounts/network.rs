//! Networks, as limits count them.

use std::net::{IpAddr, Ipv6Addr};

/// The network that an address belongs to. Whoever has an IPv6 address has 2⁶⁴ of them: the first half counts. An IPv4
/// address written as IPv6 is that IPv4 address.
///
/// ```
/// use domain::accounts::network_of;
/// assert_eq!(network_of("2001:db8::7".parse().unwrap()), network_of("2001:db8::ffff".parse().unwrap()));
/// assert_eq!(network_of("::ffff:192.0.2.1".parse().unwrap()), "192.0.2.1".parse::<std::net::IpAddr>().unwrap());
/// ```
#[must_use]
pub fn network_of(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => Ipv6Addr::from_bits(address.to_bits() >> 64 << 64).into(),
        address @ IpAddr::V4(_) => address,
    }
}
