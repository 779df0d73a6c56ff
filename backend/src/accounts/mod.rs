//! Accounts: signing in with a one-time code or a passkey, who somebody is, and what they may do where.

mod ask;
mod asked;
mod claim;
mod devices;
mod door;
mod form_states;
mod gateway;
mod grant_list;
mod grants;
mod hash_doors;
mod homes;
mod locks;
mod notices;
mod passkeys;
mod people;
mod profile;
mod rename;
mod revoke;
mod second_factor;
mod sender;
mod session;
mod session_list;
mod sign_in;
mod sign_in_link;
mod sign_in_load;
mod team;
mod viewer;

pub use ask::{CodeSent, Origin, Repeat, ask_for_code};
pub use claim::{ASKED_WHOSE, ClaimForm, claim_account};
pub use form_states::{ENCRYPTED_MOST, FormState, FormStates, Owner};
pub use gateway::{GatewayConfig, GatewaySender};
pub use grant_list::{GrantLine, GrantPage, grants_of_area};
pub use grants::{GrantForm, grant_from_console, grant_role};
pub use hash_doors::hash_doors;
pub use locks::{lock_account, unlock_account};
pub use notices::{AccountNotice, AccountNoticeLine, account_notices, read_account_notices};
pub use passkeys::{
    NewPasskey, PasskeyAnswer, PasskeyLine, PasskeyRequest, add_passkey, ask_for_new_passkey,
    ask_for_passkey, passkeys, remove_passkey, rename_passkey, sign_in_by_passkey,
};
pub use people::{Contact, DOOR_AAD, PHONE_AAD, contact_of, ensure_person, find_person_by_phone};
pub use profile::{ProfileForm, complete_profile, set_elder, set_locale};
pub use rename::rename_holder;
pub use second_factor::{
    NewTotp, RecoverySet, has_totp, is_asked_for_totp, keep_recovery_codes, new_recovery_codes, offered_totp,
    prove_totp, recovery_codes_left, remove_totp, set_up_totp, use_recovery_code,
};
pub use sender::{CodeSender, DemoSender, SendError};
pub use session::{sign_out, sweep, use_grant};
pub use session_list::{SessionLine, acknowledge_sessions, end_other_sessions, end_session, sessions};
pub use sign_in::{SignedIn, sign_in, sign_in_by_shown_code};
pub use sign_in_link::{SIGN_IN_LINK_LIFETIME, make_sign_in_link, sign_in_by_link};
pub use sign_in_load::{SignInLoad, sign_in_load};
pub use viewer::{HeldGrant, Viewer, viewer};

pub(crate) use door::{DOOR_RULE, HOUSEHOLD_AAD, door_hash};
pub(crate) use grants::{hold, misfit};
pub(crate) use homes::{count_homes, home_counts, move_homes};
pub(crate) use people::{decrypt_phone, hold_people, known, phone_hash};
pub(crate) use revoke::{Revoked, end_first_due, revoke};
pub(crate) use team::{TEAM_NAME_LIMIT, ensure_team};
pub(crate) use viewer::home_of;
