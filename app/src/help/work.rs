//! The first steps of somebody who begins to work with it.

use super::Steps;
use crate::components::Section;
use crate::paths;
use domain::accounts::Role;
use leptos::prelude::*;

/// The first steps in a role; `None` for residents, whose help stands there anyway.
pub(super) fn first_steps(role: Role) -> Option<AnyView> {
    let (title, steps) = match role {
        Role::Resident => return None,
        Role::Member => ("第一次来服务", member()),
        Role::VolunteerTeam | Role::PropertyCompany => ("第一次来服务", team()),
        Role::Staff | Role::CommunityLead => ("第一天在派单台", desk(role == Role::CommunityLead)),
        Role::OfficeLead | Role::DistrictLead => ("第一次看总览", above()),
        Role::Admin => ("第一次管人员", administrator()),
    };
    Some(view! { <Section title><Steps steps/></Section> }.into_any())
}

/// A step that leads somewhere.
fn step(href: &'static str, link: &'static str, words: &'static str) -> AnyView {
    view! { <a class="text-link" href=href>{link}</a>{words} }.into_any()
}

fn member() -> Vec<AnyView> {
    vec![
        step(paths::JOBS_PROFILE, "填好服务资料", "：会做什么、什么时候有空。派单先看它。"),
        step(paths::JOBS, "打开“我来服务”", "：派给您的在上面，谁有空谁接的在下面。急的排在前面。"),
        "接了单，才看得到电话和门牌。先打个电话，约好几点到，写下来，居民马上看得到。".into_any(),
        "到了门口，请居民念四个数字，填好按“我到了”。没有码，就写一句为什么。".into_any(),
        "做完点一句“修好了”，按“完成”。用了多久不用填，从到了算起。".into_any(),
        "去不了就退单，选个原因，社区马上另派。出门几天，先在服务资料里写上。".into_any(),
    ]
}

fn team() -> Vec<AnyView> {
    vec![
        step(paths::JOBS_TELEPHONE, "填好值班电话", "：单子派给你们，居民和社区一点就能打。"),
        step(paths::JOBS, "打开“我来服务”", "：派给你们的单，谁去谁接。急的排在前面，快到时限的跟着。"),
        "接了单，才看得到电话和门牌。先打个电话，约好几点到，写下来。".into_any(),
        "到了门口，请居民念四个数字，填好按“我到了”。".into_any(),
        "要等配件，就按“先停一停”，时限跟着停。做完点一句，按“完成”。".into_any(),
    ]
}

fn desk(leads: bool) -> Vec<AnyView> {
    let mut steps = vec![
        step(paths::DESK, "打开派单台", "：急的在最上面，再是快到时限的。按一行，单子在旁边打开。"),
        step(paths::DESK_PLAN, "全部派单", "：先看方案，每一行都写着为什么是他，再一次派出去。"),
        step(paths::DESK_NEW, "替居民点单", "：有人打电话来，就在这里替他点。"),
        step(paths::DESK_HOURS, "看看上班时间", "：时限按它来算，节假日不算。"),
        "超时的单子点“超时”就能找到；可以转给别人，也可以催办。".into_any(),
    ];
    if leads {
        steps.push(step(
            paths::DESK_PEOPLE,
            "授予身份",
            "：党员、社区工作者、志愿者队伍和物业，都由您来给。",
        ));
        steps.push(step(paths::DESK_RULES, "定派单办法", "：哪些直接派给物业，哪些过一会儿自动派。"));
    }
    steps
}

fn above() -> Vec<AnyView> {
    vec![
        step(paths::DESK_OVERVIEW, "打开总览", "：最要紧的社区在前，每个数字点进去就是那些单子。"),
        step(paths::DESK, "看工单", "：只看，不派。超时的可以催办，社区和办的人都会收到消息。"),
        step(paths::DESK_FIGURES, "看统计", "：每个比例都写着有多少人答了、可能在多少和多少之间。"),
        step(paths::DESK_SURVEYS, "做调查", "：知晓率靠随机抽的住户，抽样谁都可以再算一遍。"),
    ]
}

fn administrator() -> Vec<AnyView> {
    vec![
        step(paths::DESK_PEOPLE, "打开人员", "：先选社区，再授予身份。自己的身份要别人来给。"),
        "手机丢了、人走了，先停用账号，再收回身份；手上的单，社区会收到消息。".into_any(),
    ]
}
