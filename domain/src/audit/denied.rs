//! How many refusals are written down: enough to see that somebody tries doors, too few to fill a disk.

use crate::time::MINUTE;

/// How many refusals of one person are written down within [`DENIED_SPAN`]; further ones are in the log of requests alone.
pub const DENIED_A_MINUTE: i64 = 3;
/// The span that they are counted over, in milliseconds.
pub const DENIED_SPAN: i64 = MINUTE;
