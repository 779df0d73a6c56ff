//! What those see who serve: a member's jobs, the desk, the people of a community.

use app::components::*;
use leptos::prelude::*;

fn job_buttons() -> AnyView {
    view! {
        <ButtonRow>
            <ButtonLink href="/jobs/1/decline" label="不方便" kind=ButtonKind::Plain/>
            <ButtonLink href="/jobs/1" label="接单"/>
        </ButtonRow>
    }
    .into_any()
}

/// A member's jobs.
#[component]
pub fn Jobs() -> impl IntoView {
    let tabs = vec![
        NavItem::new("/jobs", "干活").icon("hand-heart").current(true),
        NavItem::new("/", "点单").icon("house"),
        NavItem::new("/messages", "消息").icon("bell").count(12),
        NavItem::new("/me", "我的").icon("user"),
    ];
    let strip = vec![
        NavItem::new("/jobs", "可接").count(3).current(true),
        NavItem::new("/jobs?at=doing", "在办").count(2),
        NavItem::new("/jobs?at=done", "办完").count(61),
    ];
    let first = vec![
        Fact::new("在哪", "中华园 12 幢（走路 4 分钟）"),
        Fact::new("何时", "今天 14:00–17:30"),
        Fact::new("说明", "厨房水龙头关不紧，一直滴水"),
        Fact::new("为什么给您", "同小区，会水电，今天只有 1 单"),
    ];
    let second = vec![
        Fact::new("在哪", "丽华园 3 幢（骑车 8 分钟）"),
        Fact::new("何时", "明天 8:00–11:00"),
        Fact::new("说明", "去中医院，要推轮椅"),
    ];
    view! {
        <Page
            title="我来服务"
            tabs
            end=view! { <Tag label="在岗" tone=Tone::Green/> }.into_any()
            under=view! { <TabStrip label="按进度看" items=strip/> }.into_any()
        >
            <Stack>
                <JobCard
                    title="家庭水电小修" href="/jobs/1" facts=first
                    tag=view! { <Tag label="还有 42 分钟" tone=Tone::Amber/> }.into_any()
                >
                    {job_buttons()}
                </JobCard>
                <JobCard
                    title="陪老人看病" href="/jobs/2" facts=second
                    tag=view! { <Tag label="明天"/> }.into_any()
                >
                    {job_buttons()}
                </JobCard>
            </Stack>
        </Page>
    }
}

/// The header's items.
fn nav(current: &str) -> Vec<NavItem> {
    [("/desk", "派单台"), ("/visits", "回访"), ("/lists", "清单"), ("/people", "人员")]
        .into_iter()
        .map(|(href, label)| NavItem::new(href, label).current(href == current))
        .collect()
}

/// The desk with one order beside the list.
#[component]
pub fn Desk() -> impl IntoView {
    let stats = [
        ("待派单", 6, Tone::Plain),
        ("待接单", 11, Tone::Plain),
        ("在办", 17, Tone::Plain),
        ("已超时", 1, Tone::Red),
        ("待评价", 4, Tone::Plain),
    ];
    let stats = stats
        .into_iter()
        .map(|(label, count, tone)| Stat {
            href: format!("/desk?state={label}"),
            label: label.to_owned(),
            count,
            tone,
            current: label == "待派单",
        })
        .collect();
    let rows = [
        ("家庭水电小修", "中华园 12 幢", "9:58", "新单", "接单还有 42 分钟", 78, ClockLevel::Soon),
        ("电梯困人后续", "书香名邸 5 幢", "9:40", "新单", "已超 6 分钟", 100, ClockLevel::Late),
        ("社保卡补办代办", "中华园 8 幢", "9:31", "已派 · 周敏", "回音还有 3 小时", 35, ClockLevel::Calm),
        ("独居老人探访", "丽华园 3 幢", "9:02", "已接 · 顾卫", "上门还有 6 小时", 20, ClockLevel::Calm),
        ("楼道堆物清理", "樾城花园 1 幢", "8:47", "退回 1 次", "接单还有 51 分钟", 64, ClockLevel::Soon),
        ("下水道疏通", "中华园 30 幢", "昨天 17:20", "暂停 · 等配件", "钟停着", 50, ClockLevel::Stopped),
    ];
    let rows = rows.map(|(title, line, time, state, words, used, level)| {
        let current = title == "家庭水电小修";
        view! {
            <DataRow current>
                <DataCell><RowLink href=format!("/desk/{time}") label=title line current/></DataCell>
                <DataCell label="点单">{time}</DataCell>
                <DataCell label="现在">{state}</DataCell>
                <DataCell label="钟"><ClockBar words used level/></DataCell>
            </DataRow>
        }
    });
    let list = view! {
        <StatTiles stats/>
        <FilterForm action="/desk">
            <FieldText field=Field::named("q") label="单号、服务、地点"/>
            <FieldSelect field=Field::named("list") label="清单" blank="全部" choices=vec![Choice::new("routine", "常规"), Choice::new("agency", "代办")]/>
        </FilterForm>
        <DataTable caption="待派的工单" heads=vec!["服务 · 地点", "点单", "现在", "钟"]>{rows.collect_view()}</DataTable>
        <Pager older="/desk?after=K1" shown="第 1–50 件"/>
    };
    let end = view! { <ButtonLink href="/desk/new" label="替居民点单" icon="phone" kind=ButtonKind::Plain/> };
    view! {
        <DeskPage title="派单台" nav=nav("/desk") who="樾城社区 · 社区工作者 陈静" who_href="/me" end=end.into_any()>
            <Split list=list.into_any() detail=Some(detail()) list_href="/desk"/>
        </DeskPage>
    }
}

/// The chosen order.
fn detail() -> AnyView {
    view! {
        <OrderHero
            title="家庭水电小修" line="K101-0427 · 中华园 12 幢 2 单元 · 王** 138****0427"
            tag_tone=TagTone::Placed steps=StepsAt::done(1)
        >
            <Said words="厨房水龙头关不紧，一直滴水"/>
        </OrderHero>
        <Section title="派给谁">
            <Stack>
                <PickCard name="李建国" tag="党员" line="同小区 · 会水电 · 今天 1 单 · 近 30 天 6 单" best=true>
                    <Form action="/api/dispatch"><SubmitButton label="派给他" about="李建国"/></Form>
                </PickCard>
                <PickCard name="安居物业" tag="物业" tone=Tone::Blue line="负责中华园 · 平均 2 小时上门 · 在办 5 单">
                    <Form action="/api/dispatch"><SubmitButton label="派" kind=ButtonKind::Plain about="安居物业"/></Form>
                </PickCard>
                <PickCard name="周敏" tag="党员" line="同社区 · 会水电 · 今天 3 单">
                    <Form action="/api/dispatch"><SubmitButton label="派" kind=ButtonKind::Plain about="周敏"/></Form>
                </PickCard>
            </Stack>
        </Section>
        <Stack>
            <Fold label="暂停"><p>"说清等什么，居民看得到。"</p></Fold>
            <Fold label="不予受理"><p>"告诉居民该去哪里。"</p></Fold>
        </Stack>
    }
    .into_any()
}

/// The people of a community and their roles.
#[component]
pub fn People() -> impl IntoView {
    let rows = [
        ("陈静", "社区工作者", "138****0001", Tone::Plain),
        ("李建国", "党员", "138****0427", Tone::Red),
        ("安居物业", "物业", "139****2210", Tone::Blue),
    ];
    let rows = rows.map(|(name, role, phone, tone)| {
        view! {
            <DataRow>
                <DataCell><b>{name}</b></DataCell>
                <DataCell label="角色"><Tag label=role tone/></DataCell>
                <DataCell label="手机">{phone}</DataCell>
                <DataCell label="操作">
                    <Form action="/api/revoke"><SubmitButton label="收回" kind=ButtonKind::Quiet about=name/></Form>
                </DataCell>
            </DataRow>
        }
    });
    view! {
        <DeskPage title="人员" nav=nav("/people") who="樾城社区 · 社区书记 沈芳" who_href="/me">
            <Beside side=grant_form()>
                <DataTable caption="有角色的人" heads=vec!["姓名", "角色", "手机", "操作"]>{rows.collect_view()}</DataTable>
            </Beside>
        </DeskPage>
    }
}

/// Gives somebody a role.
fn grant_form() -> AnyView {
    view! {
            <Card>
                <Form action="/api/grant">
                    <FieldText field=Field::named("phone") label="手机号" kind=TextKind::Phone required=true maxlength=Some(11)/>
                    <FieldSelect
                        field=Field::named("role") label="角色" blank="请选择" required=true
                        choices=vec![Choice::new("member", "党员"), Choice::new("staff", "社区工作者")]
                    />
                    <SubmitButton label="给他这个角色"/>
                </Form>
            </Card>
    }
    .into_any()
}
