//! Ways into the lists of services, and the bars of a page.

use crate::components::*;
use leptos::prelude::*;

/// The ten categories.
fn categories() -> Vec<CategoryItem> {
    [
        ("事务咨询", "messages-square"),
        ("物业服务", "building"),
        ("居家生活", "house"),
        ("医疗卫生", "heart-pulse"),
        ("教育培训", "graduation-cap"),
        ("文化体育", "palette"),
        ("养老托育", "heart-handshake"),
        ("帮困助残", "hand-helping"),
        ("法律援助", "scale"),
        ("社区代办", "clipboard-check"),
    ]
    .into_iter()
    .map(|(label, icon)| CategoryItem {
        href: format!("/services/{icon}"),
        label: label.to_owned(),
        icon: icon.to_owned(),
    })
    .collect()
}

/// Banner, search, tiles, rows, categories, bars, the empty state.
#[component]
pub(super) fn ListSamples() -> impl IntoView {
    let items = vec![
        NavItem::new("/", "首页").icon("house").current(true),
        NavItem::new("/orders", "我的工单").icon("clipboard-list"),
        NavItem::new("/messages", "消息").icon("bell").count(2),
        NavItem::new("/me", "我的").icon("user"),
    ];
    let strip = vec![
        NavItem::new("/jobs", "可接").count(3).current(true),
        NavItem::new("/jobs/doing", "在办").count(2),
        NavItem::new("/jobs/done", "办完").count(61),
    ];
    view! {
        <Section title="首页的头">
            <div class="sample-frame">
                <Banner
                    place="样例社区"
                    place_href="/me/address"
                    slogan="您点单，我上门"
                    line="三张清单 112 项服务，24 小时内一定有回音"
                    end=view! { <ElderSwitch action="/api/elder" elder=false back="/style"/> }.into_any()
                    search=view! { <SearchBox action="/search"/> }.into_any()
                />
                <TabStrip label="按进度看" items=strip/>
                <div class="page-main"><p class="sample-note">"这里是正文。"</p></div>
                <Tabs items/>
            </div>
        </Section>
        <Section title="三张清单">
            <ListRow
                href="/services/routine" title="常规服务" line="社区该做的事，点了就来"
                icon="list-checks" tone=Tone::Red count="47 项"
            />
            <ListRow
                href="/services/agency" title="代办服务" line="跑腿的事，交给我们"
                icon="footprints" tone=Tone::Blue count="31 项"
            />
            <ListRow
                href="/services/volunteer" title="志愿服务" line="邻里搭把手，不花钱"
                icon="hand-heart" tone=Tone::Green count="34 项"
            />
        </Section>
        <Section title="按事情找"><CategoryGrid items=categories()/></Section>
        <Section title="服务">
            <Rows>
                <ServiceRow
                    href="/services/S010" title="家庭水电小修" line="水龙头滴水、跳闸、灯不亮，师傅上门来修。"
                    tag="常规" tone=Tone::Red fee="上门免费"
                />
                <ServiceRow
                    href="/services/S011" title="陪老人看病" line="挂号、排队、取药，陪到家门口。"
                    tag="志愿" tone=Tone::Green fee="免费"
                />
                <ServiceRow href="/services/S012" title="社保卡补办代办"/>
            </Rows>
        </Section>
        <Section title="长辈模式的首页">
            <Stack>
                <BigTile href="/services" title="看清单点单" line="一共 112 项" icon="list-checks" tone=Tone::Blue/>
                <BigTile href="tel:051200000000" title="打电话给社区" line="有人接，帮您点" icon="phone" call=true/>
            </Stack>
        </Section>
        <Section title="还没有">
            <Empty icon="clipboard-list" words="您还没点过单。" href="/services" action="看看能点什么"/>
            <Pager newer="/desk?before=K2" older="/desk?after=K9" shown="第 51–100 件"/>
        </Section>
    }
}
