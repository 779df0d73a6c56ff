//! Errors that say which field they are about, for the list above a form.

use crate::components::FieldErrors;
use crate::form::FormState;

/// What is wrong with the fields; the error of a field among `names` begins with the field's name:
/// «姓名：这一项要填», unless the sentence names it: «姓名太长：最多 50 个字». Beside the field, where its name stands
/// anyway, the error stays as it is.
pub(crate) fn named_errors(form_state: &FormState, names: &[(&str, &str)]) -> FieldErrors {
    let named = form_state.errors().0.into_iter().map(|error| {
        let name = names.iter().find(|(field, _)| *field == error.field).map(|(_, name)| *name);
        let name = name.filter(|name| !error.message.contains(name));
        let message = name.map_or(error.message.clone(), |name| format!("{name}：{}", error.message));
        (error.field, message)
    });
    named.collect()
}
