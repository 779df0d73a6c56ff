//! Orders: steps, cards, people, what happened.

use crate::components::*;
use leptos::prelude::*;

/// Steps, order cards, heads, jobs, people, timelines, tags.
#[component]
pub(super) fn OrderSamples() -> impl IntoView {
    let tag_tones = [
        TagTone::Placed,
        TagTone::Dispatched,
        TagTone::Accepted,
        TagTone::OnSite,
        TagTone::Done,
        TagTone::Closed,
        TagTone::Paused,
        TagTone::Cancelled,
        TagTone::Refused,
    ];
    let states = tag_tones.map(|tag_tone| view! { <StateTag tag_tone/> }).collect_view();
    let tones = [
        ("普通", Tone::Plain),
        ("超时 2 小时", Tone::Red),
        ("在岗", Tone::Green),
        ("还有 42 分钟", Tone::Amber),
        ("物业", Tone::Blue),
    ];
    let tags = tones.map(|(label, tone)| view! { <Tag label tone/> }).collect_view();
    view! {
        <Section title="五步">
            <Card>
                {(0..=5).map(|done| view! { <Steps at=StepsAt::done(done)/> }).collect_view()}
                <Steps at=StepsAt::stopped(3, Stop::Paused)/>
                <Steps at=StepsAt::stopped(1, Stop::Cancelled)/>
                <Steps at=StepsAt::stopped(1, Stop::Refused)/>
            </Card>
        </Section>
        <Section title="工单卡" more_href="/orders" more="全部 4 件">
            <Stack><OrderCardSamples/></Stack>
        </Section>
        <Section title="工单页">
            <OrderHero
                title="今天 14:00–16:00 上门"
                line="家庭水电小修 · 中华园 12 幢 2 单元 301 室"
                tag_tone=TagTone::Accepted
                steps=StepsAt::done(3)
            />
            <OrderHero
                title="等配件，到了就来"
                line="下水道疏通 · 中华园 30 幢"
                tag_tone=TagTone::Paused
                tag_label="暂停 · 等配件"
                steps=StepsAt::stopped(3, Stop::Paused)
            >
                <Notice kind=NoticeKind::Warning title="水龙头阀芯缺货">"预计周四到货，到了马上约您。"</Notice>
            </OrderHero>
            <Card><OrderNumber number="K101-0427"/></Card>
        </Section>
        <PeopleSamples/>
        <Section title="标签">
            <Card><div class="sample-line">{states}</div></Card>
            <Card><div class="sample-line">{tags}<Money fen=0/><Money fen=1250/></div></Card>
        </Section>
    }
}

/// Order cards: going on, paused, cancelled, refused, rated.
#[component]
fn OrderCardSamples() -> impl IntoView {
    view! {
        <OrderCard
            title="家庭水电小修"
            number="K101-0427"
            href="/orders/K101-0427"
            steps=StepsAt::done(3)
            hint="李建国今天 14:00–16:00 上门"
        />
        <OrderCard
            title="下水道疏通"
            number="K101-0420"
            href="/orders/K101-0420"
            steps=StepsAt::stopped(3, Stop::Paused)
            tag_tone=Some(TagTone::Paused)
            hint="等配件，预计周四到货"
            hint_icon="circle-pause"
            tone=Tone::Amber
        />
        <OrderCard
            title="社保卡补办代办"
            number="K101-0398"
            href="/orders/K101-0398"
            steps=StepsAt::stopped(1, Stop::Refused)
            tag_tone=Some(TagTone::Refused)
            hint="请带身份证到市民中心 3 号窗口"
            hint_icon="info"
            tone=Tone::Plain
        />
        <OrderCard
            title="独居老人探访"
            number="K101-0377"
            href="/orders/K101-0377"
            steps=StepsAt::done(4)
            tag_tone=Some(TagTone::Done)
            hint="办得怎么样？说一句"
            hint_icon="star"
            tone=Tone::Green
        />
    }
}

/// Who comes, the code for the door, what happened, a job.
#[component]
fn PeopleSamples() -> impl IntoView {
    let happenings = vec![
        Happening::new("10:12", "李建国接了单，约好下午来").datetime("2026-11-23T10:12:00+08:00"),
        Happening::new("10:05", "社区派给李建国：同小区、会水电"),
        Happening::new("10:01", "周敏退了单").note("今天在外地，明天才回来"),
        Happening::new("昨天 17:20", "您点了单"),
    ];
    let facts = vec![
        Fact::new("在哪", "中华园 12 幢（走路 4 分钟）"),
        Fact::new("何时", "今天 14:00–17:30"),
        Fact::new("说明", "厨房水龙头关不紧，一直滴水"),
        Fact::new("为什么给您", "同小区，会水电，今天只有 1 单"),
    ];
    view! {
        <Section title="谁来">
            <PersonCard name="李建国" tag="党员" line="同小区，会水电，上门 63 次" phone="13800000427"/>
            <PersonCard name="安居物业" tag="物业" tone=Tone::Blue line="负责中华园"/>
        </Section>
        <Section title="上门码">
            <Card><p>"人到了，把这四个数字念给他听"</p><CodeDigits code="4072"/></Card>
        </Section>
        <Section title="经过"><Card><Timeline happenings/></Card></Section>
        <Section title="一件活">
            <JobCard
                title="家庭水电小修"
                href="/jobs/K101-0427"
                tag=view! { <Tag label="还有 42 分钟" tone=Tone::Amber/> }.into_any()
                facts
            >
                <ButtonRow>
                    <ButtonLink href="/jobs/K101-0427/decline" label="不方便" kind=ButtonKind::Plain/>
                    <ButtonLink href="/jobs/K101-0427/accept" label="接单"/>
                </ButtonRow>
            </JobCard>
        </Section>
    }
}
