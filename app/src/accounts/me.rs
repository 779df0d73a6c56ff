//! The own account: who one is, in which role, and how one wants to read.

use super::roles::{Roles, role_tone};
use super::switch::{SetElder, SetElderForm, SignOut};
use super::{LocaleSwitch, first_page};
use crate::components::{
    AddressCard, ButtonKind, Fact, Facts, FieldHidden, Fold, Form, ListRow, Page, PersonCard, Section, Stack,
    SubmitButton, Tone,
};
use crate::context::{backend, elder, here, now, signed_in};
use crate::messages::MessageSwitches;
use crate::nav::{Here, bottom_bar};
use crate::page::{Notices, page};
use crate::paths;
use crate::verbatim::verbatim;
use backend::orders::{NumberLook, SearchedFor, looks_at_own_number, searched_for};
use backend::{areas, field, messages};
use domain::accounts::Role;
use domain::time::Timestamp;
use leptos::prelude::*;
use server_fn::ServerFn;

/// Who one is.
#[component]
pub fn MePage() -> impl IntoView {
    page(async move {
        let (backend, viewer) = (backend()?, signed_in()?);
        let tree = areas::tree(&backend).await?;
        let tabs = bottom_bar(&backend, Some(&viewer), Here::Me).await?;
        let switches = messages::switches(&backend, &viewer).await?;
        let address = viewer.home.as_ref().map_or_else(
            || "还没有填住址".to_owned(),
            |home| format!("{} {}", verbatim(tree.name_path(&home.estate)), home.door_words()),
        );
        let action = if viewer.home.is_some() { "改资料" } else { "去填写" };
        let (role, notices) = (viewer.role(), viewer.unread_notices);
        let (name, phone) = (viewer.name.clone(), viewer.phone.masked());
        let sought = searched_for(&backend, &viewer).await?;
        let sought = (!sought.is_empty()).then(|| {
            let facts = sought.into_iter().map(|search| sought_fact(search, now())).collect::<Vec<_>>();
            view! { <Fold label="谁按姓名、手机找过我"><Facts facts/></Fold> }
        });
        let looks = looks_at_own_number(&backend, &viewer).await?;
        let looks = (!looks.is_empty()).then(|| {
            let facts = looks.into_iter().map(|look| look_fact(look, now())).collect::<Vec<_>>();
            view! { <Fold label="社区谁看过我的号码"><Facts facts/></Fold> }
        });
        let roles = (!viewer.grants.is_empty())
            .then(|| view! { <Section title="现在的身份"><Roles viewer/></Section> });
        Ok(view! {
            <Page title="我的" tabs>
                <Notices/>
                <Stack>
                    <PersonCard name tag=role.name() tone=role_tone(role) line=phone/>
                    <AddressCard address href=paths::welcome(paths::ME) action/>
                </Stack>
                {roles}
                <Section title="常用"><Ways role notices/></Section>
                <MessageSwitches switches/>
                {sought}
                {looks}
                <Section title="看得舒服些"><Elder/><LocaleSwitch/></Section>
                <Form action=SignOut::PATH back=here()>
                    <SubmitButton label="退出登录" kind=ButtonKind::Quiet icon="log-out"/>
                </Form>
            </Page>
        })
    })
}

/// «李静：樾城社区，本人来电，今天 9:40».
fn sought_fact(search: SearchedFor, now: Timestamp) -> Fact {
    let SearchedFor { at, name, community, reason } = search;
    let words = format!("{}，{}，{}", verbatim(community), reason.name(), at.words(now));
    Fact::new(verbatim(name), words)
}

/// «李静：樾城社区，为了工单 K101-0004 催进度，今天 9:40».
fn look_fact(look: NumberLook, now: Timestamp) -> Fact {
    let NumberLook { at, name, community, number, reason } = look;
    let (community, why, at) = (verbatim(community), reason.name(), at.words(now));
    Fact::new(verbatim(name), format!("{community}，为了工单 {number} {why}，{at}"))
}

/// Where one goes from here.
#[component]
fn Ways(role: Role, notices: i64) -> impl IntoView {
    let told = if notices > 0 {
        format!("有 {notices} 条没看过")
    } else {
        "登录办法和身份有了变化，这里告诉您".to_owned()
    };
    let work = match role {
        role if role.serves() => Some(("我来服务", "能接的单、手上的单、办完的单", "hand-heart")),
        Role::OfficeLead | Role::DistrictLead => {
            Some(("总览", "各社区怎么样，最要紧的在前", "clipboard-list"))
        }
        role if role.has_desk() => Some(("派单台", "看工单，派给合适的人", "clipboard-list")),
        Role::Admin => Some(("人员", "授予身份，收回身份", "users")),
        _ => None,
    };
    let work = work.map(|(title, line, icon)| {
        view! { <ListRow href=first_page(role) title line icon tone=Tone::Red/> }
    });
    let profile = (role == Role::Member).then(|| {
        view! { <ListRow href=paths::JOBS_PROFILE title="我的服务资料" line="会做什么、什么时候有空、哪几天不在" icon="user-check" tone=Tone::Red/> }
    });
    let duty = matches!(role, Role::PropertyCompany | Role::VolunteerTeam).then(|| {
        view! { <ListRow href=paths::JOBS_TELEPHONE title="值班电话" line="单子派给你们以后，居民点一下就拨" icon="phone" tone=Tone::Green/> }
    });
    let visits = matches!(role, Role::Member | Role::Staff).then(|| {
        view! { <ListRow href=paths::JOBS_SURVEYS title="入户调查" line="知晓率调查分给我的住户" icon="door-open" tone=Tone::Blue/> }
    });
    view! {
        <Stack>
            {work}
            {profile}
            {duty}
            {visits}
            <ListRow href=paths::ORDERS title="我的工单" line="自己和家里人点的单" icon="list-checks" tone=Tone::Blue/>
            <ListRow href=paths::ME_FAMILY title="记住的家人" line="给他们点单，不用再填一遍" icon="users" tone=Tone::Red/>
            <ListRow href=paths::FIGURES title="社区成绩单" line="满意不满意、多久有回音，人人都能看" icon="medal" tone=Tone::Amber/>
            <ListRow href=paths::SURVEYS title="知晓率调查" line="怎么抽的，谁都可以再抽一遍" icon="clipboard-check" tone=Tone::Green/>
            <ListRow href=paths::ME_SESSIONS title="在哪里登录着" line="认不得的设备，一按就退出" icon="smartphone" tone=Tone::Blue/>
            <ListRow href=paths::HELP title="帮助" line="怎么点单，怎么办，打给谁" icon="book-open-text" tone=Tone::Blue/>
            <ListRow href=paths::ME_PASSKEYS title="通行密钥" line="按指纹、看一眼就登录，不用等短信" icon="key-round" tone=Tone::Green/>
            <ListRow href=paths::ME_NOTICES title="账号消息" line=told icon="shield-alert" tone=Tone::Green/>
            <ListRow href=paths::PRIVACY title="隐私说明" line="存了什么，谁看得到" icon="shield-check" tone=Tone::Green/>
        </Stack>
    }
}

/// The switch of elder mode.
#[component]
fn Elder() -> impl IntoView {
    let (value, label) =
        if elder() { ("off", "换回标准模式") } else { ("on", "换成长辈模式，字更大") };
    view! {
        <Form action=SetElder::PATH back=here()>
            <FieldHidden field=field!(SetElderForm, elder) value/>
            <SubmitButton label kind=ButtonKind::Plain icon="a-large-small"/>
        </Form>
    }
}
