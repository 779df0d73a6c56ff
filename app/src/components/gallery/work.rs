//! The desk: counts, a table, one order beside it, whom to send.

use crate::components::*;
use leptos::prelude::*;

/// A row of the sample table: name, place, time, state, clock in words, percent gone, level.
type SampleRow = (&'static str, &'static str, &'static str, &'static str, &'static str, u8, ClockLevel);

const ROWS: [SampleRow; 5] = [
    ("家庭水电小修", "中华园 12 幢", "9:58", "新单", "接单还有 42 分钟", 78, ClockLevel::Soon),
    ("电梯困人后续", "书香名邸 5 幢", "9:40", "新单", "已超 6 分钟", 100, ClockLevel::Late),
    ("社保卡补办代办", "中华园 8 幢", "9:31", "已派 · 周敏", "回音还有 3 小时", 35, ClockLevel::Calm),
    ("独居老人探访", "丽华园 3 幢", "9:02", "已接 · 顾卫", "上门还有 6 小时", 20, ClockLevel::Calm),
    ("下水道疏通", "中华园 30 幢", "昨天 17:20", "暂停 · 等配件", "钟停着", 50, ClockLevel::Stopped),
];

/// The counts of the desk.
fn stats() -> Vec<Stat> {
    let stat = |label: &str, count, tone, current| Stat {
        href: format!("/desk?state={label}"),
        label: label.to_owned(),
        count,
        tone,
        current,
    };
    vec![
        stat("待派单", 6, Tone::Plain, true),
        stat("待接单", 11, Tone::Plain, false),
        stat("在办", 17, Tone::Plain, false),
        stat("已超时", 1, Tone::Red, false),
        stat("待评价", 4, Tone::Plain, false),
    ]
}

/// The list at the left, the chosen order at the right.
#[component]
pub(super) fn WorkSamples() -> impl IntoView {
    let list = view! {
        <StatTiles stats=stats()/>
        <WorkTable/>
        <div class="sample-line">
            <ButtonLink href="/desk/new" label="替居民点单" kind=ButtonKind::Plain icon="phone"/>
        </div>
    };
    let detail = view! { <DispatchSample/> };
    view! { <Split list=list.into_any() detail=Some(detail.into_any()) list_href="/desk?state=placed"/> }
}

/// Orders with their clocks.
#[component]
fn WorkTable() -> impl IntoView {
    let rows = ROWS.into_iter().enumerate().map(|(index, (name, place, time, state, clock, used, level))| {
        let current = index == 0;
        let urgent = (level == ClockLevel::Late).then(|| view! { <UrgentTag/> }.into_any());
        view! {
            <DataRow current>
                <DataCell>
                    <RowLink href=format!("/desk/{index}") label=name line=place tag=urgent current/>
                </DataCell>
                <DataCell label="点单">{time}</DataCell>
                <DataCell label="现在">{state}</DataCell>
                <DataCell label="钟"><ClockBar words=clock used level/></DataCell>
            </DataRow>
        }
    });
    view! {
        <DataTable caption="待派的工单" heads=vec!["服务 · 地点", "点单", "现在", "钟"]>
            {rows.collect_view()}
        </DataTable>
    }
}

/// One order, and whom it could be given to.
#[component]
fn DispatchSample() -> impl IntoView {
    view! {
        <OrderHero
            title="家庭水电小修"
            line="中华园 12 幢 2 单元 · 王** 138****0427"
            tag_tone=TagTone::Placed
            steps=StepsAt::done(1)
        >
            <Said words="厨房水龙头关不紧，一直滴水"/>
        </OrderHero>
        <Section title="派给谁">
            <Stack>
                <PickCard name="李建国" tag="党员" line="同小区 · 会水电 · 今天 1 单 · 近 30 天 6 单" best=true>
                    <SubmitButton label="派给他" about="李建国"/>
                </PickCard>
                <PickCard name="安居物业" tag="物业" tone=Tone::Blue line="负责中华园 · 平均 2 小时上门 · 在办 5 单">
                    <SubmitButton label="派" kind=ButtonKind::Plain about="安居物业"/>
                </PickCard>
            </Stack>
        </Section>
        <ButtonRow>
            <ButtonLink href="/desk/0/transfer" label="转派" kind=ButtonKind::Plain/>
            <ButtonLink href="/desk/0/pause" label="暂停" kind=ButtonKind::Plain/>
            <ButtonLink href="/desk/0/refuse" label="不予受理" kind=ButtonKind::Plain/>
        </ButtonRow>
    }
}
