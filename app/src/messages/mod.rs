//! Which short messages one wants: a switch for each kind, on the page of the own account.

use crate::components::{ButtonKind, FieldHidden, Form, PickCard, Section, Stack, SubmitButton, Tone};
use crate::context::{backend, here, signed_in};
use crate::flash::flash;
use crate::form::answer;
use crate::paths;
use backend::field;
use backend::messages::{self, Switch};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::ServerFn;

/// What the form sends to switch a kind on; anything else switches it off.
const ON: &str = "on";

/// Which kind to switch how.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct SetMessagesForm {
    /// The page to come back to.
    pub back: String,
    /// The kind, as in the database.
    pub kind: String,
    /// `on` to get messages of that kind.
    pub messages: String,
}

/// Switches a kind of message on or off.
#[server(prefix = "/do", endpoint = "set_messages")]
pub async fn set_messages(#[server(flatten)] form: SetMessagesForm) -> Result<(), ServerFnError> {
    answer(&form, &form.back, async {
        let (viewer, on) = (signed_in()?, form.messages == ON);
        messages::set_switch(&backend()?, &viewer, &form.kind, on).await?;
        Ok(flash(paths::own(&form.back), if on { "messages_on" } else { "messages_off" }))
    })
    .await
}

/// A switch for each kind that may concern the person; nothing where no messages are sent.
#[component]
pub fn MessageSwitches(switches: Vec<Switch>) -> impl IntoView {
    (!switches.is_empty()).then(|| {
        let cards = switches.into_iter().map(|switch| view! { <SwitchCard switch/> });
        view! {
            <Section title="短信提醒">
                <p class="aside">"不管开没开，“消息”里都有。夜里 22 点到早上 7 点不发，超时提醒除外。"</p>
                <Stack>{cards.collect_view()}</Stack>
            </Section>
        }
    })
}

/// A kind, what it is for, and the button that switches it.
#[component]
fn SwitchCard(switch: Switch) -> impl IntoView {
    let Switch { kind, on } = switch;
    let kind_value = <&'static str>::from(kind);
    let (tag, tone) = if on { ("会发", Tone::Green) } else { ("不发", Tone::Plain) };
    let (value, label) = if on { ("off", "关掉") } else { (ON, "打开") };
    view! {
        <PickCard name=kind.name() tag tone line=kind.purpose()>
            <Form action=SetMessages::PATH back=here()>
                <FieldHidden field=field!(SetMessagesForm, kind) value=kind_value/>
                <FieldHidden field=field!(SetMessagesForm, messages) value/>
                <SubmitButton label kind=ButtonKind::Plain about=kind.name()/>
            </Form>
        </PickCard>
    }
}
