//! What one does to a job: take it, give it back, arrive, finish, pause.

use crate::components::{
    ButtonKind, ButtonRow, Choice, FieldArea, FieldChoice, FieldSelect, FieldText, Fold, Section,
    SubmitButton, TextKind, Words,
};
use crate::context::now;
use crate::orders::{ActForm, act_form_state, act_id};
use crate::photos::PhotosWithin;
use backend::field;
use backend::orders::{CommandForm, OrderView};
use domain::orders::{
    ASSUMED_WORK_LIMIT, CommandKind, DeclineReason, FINISH_NOTE_LIMIT, FinishPhrase, NOTE_LIMIT, PauseReason,
    StateKind, worked_since,
};
use domain::time::Timestamp;
use leptos::prelude::*;
use strum::IntoEnumIterator;

/// The two answers to a job that is offered: yes, or not now. From the pool there is only yes.
#[component]
pub fn Answer(
    /// The order's number.
    number: String,
    /// The version that the page shows.
    version: i64,
    /// Placed for the pool, dispatched for a job that one was given.
    state: StateKind,
    /// The page to come back to.
    back: String,
) -> impl IntoView {
    if state == StateKind::Placed {
        return view! {
            <ActForm number=number.clone() version view="role" command=CommandKind::Claim back
                next=crate::paths::job(&number)>
                <SubmitButton label="抢单" about=number.clone()/>
            </ActForm>
        }
        .into_any();
    }
    let (about, accepting, next) = (number.clone(), number.clone(), crate::paths::job(&number));
    let here = back.clone();
    view! {
        <ButtonRow>
            <ActForm number=accepting version view="role" command=CommandKind::Accept back=here next>
                <SubmitButton label="接单" about/>
            </ActForm>
        </ButtonRow>
        <Decline number version back next=crate::paths::JOBS.to_owned()/>
    }
    .into_any()
}

/// Everything that may be done to an order by whoever serves it, the next step first.
#[component]
pub fn ServeActions(
    /// The order.
    view: OrderView,
    /// The page to come back to.
    back: String,
    /// Where to go when the order leaves one's hands.
    #[prop(into)]
    next: String,
    /// Whether the form that finishes it adds pictures, too.
    photos: bool,
) -> impl IntoView {
    let number = view.order.number.to_string();
    let version = view.order.version;
    let can = |command: CommandKind| view.allowed.contains(&command);
    // Who was too slow for a job of the pool can't see it any more, and reads so above the list.
    let claimed = crate::paths::job(&number);
    let after = |command| match command {
        CommandKind::Claim => (next.clone(), claimed.clone()),
        _ => (back.clone(), String::new()),
    };
    let one = |command: CommandKind, label: &'static str, kind: ButtonKind| {
        can(command).then(|| {
            let (back, next) = after(command);
            view! {
                <ActForm number=number.clone() version view="role" command back next>
                    <SubmitButton label kind/>
                </ActForm>
            }
        })
    };
    let arrive = can(CommandKind::Arrive).then(|| {
        let (doorstep, telephoned) = (view.order.doorstep, view.order.entered_by.is_some());
        view! { <Arrive number=number.clone() version doorstep telephoned back=back.clone()/> }
    });
    let finish = can(CommandKind::Finish).then(|| {
        let since = worked_since(&view.events, now());
        view! { <Finish number=number.clone() version since back=back.clone() photos/> }
    });
    let decline = can(CommandKind::Decline).then(|| {
        view! { <Decline number=number.clone() version back=back.clone() next=next.clone()/> }
    });
    let pause =
        can(CommandKind::Pause).then(|| view! { <Pause number=number.clone() version back=back.clone()/> });
    view! {
        <div class="actions">
            {one(CommandKind::Claim, "抢单", ButtonKind::Main)}
            {one(CommandKind::Accept, "接单", ButtonKind::Main)}
            {one(CommandKind::Resume, "继续办理", ButtonKind::Main)}
            {arrive}
            {finish}
            {pause}
            {decline}
        </div>
    }
}

/// At the door: the four digits, or why there are none.
#[component]
fn Arrive(number: String, version: i64, doorstep: bool, telephoned: bool, back: String) -> impl IntoView {
    if !doorstep {
        return view! {
            <ActForm number version view="role" command=CommandKind::Arrive back>
                <SubmitButton label="开始办理"/>
            </ActForm>
        }
        .into_any();
    }
    let form_state = act_form_state(&number, CommandKind::Arrive);
    let stuck = form_state.error(field!(CommandForm, without_code)).is_some()
        || [field!(CommandForm, without_code), field!(CommandForm, no_code)]
            .map(|field| form_state.value_or(field, ""))
            .iter()
            .any(|typed| !typed.is_empty());
    view! {
        <Section title="到了门口">
            <div class="card">
                <ActForm number=number.clone() version view="role" command=CommandKind::Arrive back=back.clone()>
                    <FieldText field=form_state.field(field!(CommandForm, code)) id=act_id(&number, CommandKind::Arrive, "code") label="上门码" kind=TextKind::Code
                        hint="请居民把手机上的 4 位数字念给您听"/>
                    <SubmitButton label="我到了"/>
                    <Fold label="没有上门码" open=stuck || telephoned>
                        {telephoned.then(|| view! { <p>"这一单是电话点的，居民可能没有码。"</p> })}
                        <FieldText field=form_state.field(field!(CommandForm, without_code)) id=act_id(&number, CommandKind::Arrive, "without_code") label="没有上门码的原因" maxlength=Some(limit())
                            hint="比如：老人听不清、手机没电。居民会看到这条说明"/>
                        <SubmitButton label="不用码，我到了" kind=ButtonKind::Plain name="no_code" value="on"/>
                    </Fold>
                </ActForm>
            </div>
        </Section>
    }
    .into_any()
}

/// Done: what, and how long it took. Both can be said without typing: by a phrase, and by leaving the minutes empty.
#[component]
fn Finish(
    number: String,
    version: i64,
    since: Option<Timestamp>,
    back: String,
    photos: bool,
) -> impl IntoView {
    let form_state = act_form_state(&number, CommandKind::Finish);
    let id = |field| act_id(&number, CommandKind::Finish, field);
    let (phrase, note, minutes) = (id("phrase"), id("note"), id("minutes"));
    let phrases = FinishPhrase::iter().map(|phrase| Choice::new(phrase.to_string(), phrase.name())).collect();
    let counted = since.filter(|since| now().since(*since) <= ASSUMED_WORK_LIMIT);
    let hint = match counted {
        Some(_) => "不填就从开始算到现在，停的时间不算",
        None => "大约几分钟，比如 25",
    };
    let required = counted.is_none();
    let within = photos.then(|| view! { <PhotosWithin number=number.clone() back=back.clone()/> });
    view! {
        <Section title="做完了">
            <div class="card">
                <ActForm number version view="role" command=CommandKind::Finish back>
                    <FieldChoice field=form_state.field(field!(CommandForm, phrase)) id=phrase label="做了什么" choices=phrases/>
                    <FieldArea field=form_state.field(field!(CommandForm, note)) id=note label="补充一句" maxlength=u32::try_from(FINISH_NOTE_LIMIT).ok() rows=2
                        hint="居民会看到；上面点了一句，这里不写也行"/>
                    <div data-since=counted.map(|since| since.0.to_string()) data-limit=ASSUMED_WORK_LIMIT.to_string()>
                        <FieldText field=form_state.field(field!(CommandForm, minutes)) id=minutes label="用了多久" kind=TextKind::Number unit="分钟"
                            hint required optional=!required/>
                    </div>
                    <SubmitButton label="完成"/>
                    {within}
                </ActForm>
            </div>
        </Section>
    }
}

/// Giving it back, folded away.
#[component]
pub(crate) fn Decline(number: String, version: i64, back: String, next: String) -> impl IntoView {
    let form_state = act_form_state(&number, CommandKind::Decline);
    let reasons =
        DeclineReason::iter().map(|reason| Choice::new(reason.to_string(), reason.name())).collect();
    view! {
        <Fold label="不方便，退单" open=form_state.is_some()>
            <ActForm number=number.clone() version view="role" command=CommandKind::Decline back next>
                <FieldSelect field=form_state.field(field!(CommandForm, reason)) label="为什么" choices=reasons blank="请选一个原因" id=act_id(&number, CommandKind::Decline, "reason") required=true/>
                <FieldText field=form_state.field(field!(CommandForm, note)) label="再说一句" maxlength=Some(limit()) optional=true id=act_id(&number, CommandKind::Decline, "note")/>
                <SubmitButton label="退单" kind=ButtonKind::Danger about=number.clone()/>
            </ActForm>
        </Fold>
    }
}

/// Letting it stand still, folded away.
#[component]
pub(crate) fn Pause(number: String, version: i64, back: String) -> impl IntoView {
    let form_state = act_form_state(&number, CommandKind::Pause);
    let reasons = PauseReason::iter().map(|reason| Choice::new(reason.to_string(), reason.name())).collect();
    let hint: Words = "居民会看到原因，也看到停了多久".into();
    view! {
        <Fold label="先停一停" open=form_state.is_some()>
            <ActForm number=number.clone() version view="role" command=CommandKind::Pause back>
                <FieldSelect field=form_state.field(field!(CommandForm, reason)) label="为什么停" choices=reasons blank="请选一个原因" hint
                    id=act_id(&number, CommandKind::Pause, "reason") required=true/>
                <SubmitButton label="暂停" kind=ButtonKind::Plain/>
            </ActForm>
        </Fold>
    }
}

/// [`NOTE_LIMIT`] as an attribute.
fn limit() -> u32 {
    u32::try_from(NOTE_LIMIT).unwrap_or(u32::MAX)
}
