//! Signing in, sessions, profiles, grants, kept forms.

mod blocking;
mod claim;
mod codes;
mod form_states;
mod grants;
mod naming;
mod passkeys;
mod profile;
mod second_factor;
mod sender;
mod sessions;
mod sign_in;

use backend::AppError;

/// The fields that an error names.
fn fields(error: &AppError) -> Vec<&str> {
    error.fields.iter().map(|field| field.field.as_str()).collect()
}
