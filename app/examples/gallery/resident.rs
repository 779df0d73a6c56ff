//! What residents see: home, a service, the order form, an order.

use app::components::*;
use leptos::prelude::*;

/// The resident's bottom bar.
fn tabs(current: usize) -> Vec<NavItem> {
    let items = [
        NavItem::new("/", "首页").icon("house"),
        NavItem::new("/orders", "我的工单").icon("clipboard-list"),
        NavItem::new("/messages", "消息").icon("bell").count(2),
        NavItem::new("/me", "我的").icon("user"),
    ];
    items.into_iter().enumerate().map(|(index, place)| place.current(index == current)).collect()
}

fn category(label: &str, icon: &str) -> CategoryItem {
    CategoryItem { href: format!("/c/{icon}"), label: label.to_owned(), icon: icon.to_owned() }
}

/// The home page.
#[component]
pub fn Home() -> impl IntoView {
    let banner = view! {
        <Banner
            place="樾城社区"
            place_href="/me/address"
            slogan="您点单，我上门"
            line="三张清单 112 项服务，24 小时内一定有回音"
            end=view! { <ElderSwitch action="/api/elder" elder=false back="/"/> }.into_any()
            search=view! { <SearchBox action="/search"/> }.into_any()
        />
    };
    let items = vec![
        category("事务咨询", "messages-square"),
        category("物业服务", "building"),
        category("居家生活", "house"),
        category("医疗卫生", "heart-pulse"),
        category("教育培训", "graduation-cap"),
        category("文化体育", "palette"),
        category("养老托育", "heart-handshake"),
        category("帮困助残", "hand-helping"),
        category("法律援助", "scale"),
        category("社区代办", "clipboard-check"),
    ];
    view! {
        <Page title="首页" tabs=tabs(0) banner=banner.into_any()>
            <Section title="正在办的" more_href="/orders" more="全部 2 件">
                <OrderCard
                    title="家庭水电小修" number="K101-0427" href="/orders/K101-0427" steps=StepsAt::done(3)
                    hint="李建国今天 14:00–16:00 上门"
                />
            </Section>
            <Section title="三张清单">
                <ListRow
                    href="/l/routine" title="常规服务" line="社区该做的事，点了就来" icon="list-checks"
                    tone=Tone::Red count="47 项"
                />
                <ListRow
                    href="/l/agency" title="代办服务" line="跑腿的事，交给我们" icon="footprints"
                    tone=Tone::Blue count="31 项"
                />
                <ListRow
                    href="/l/volunteer" title="志愿服务" line="邻里搭把手，不花钱" icon="hand-heart"
                    tone=Tone::Green count="34 项"
                />
            </Section>
            <Section title="按事情找"><CategoryGrid items/></Section>
        </Page>
    }
}

/// The home page in elder mode.
#[component]
pub fn LargeHome() -> impl IntoView {
    let end = view! { <ElderSwitch action="/api/elder" elder=true back="/"/> };
    let banner = view! { <Banner place="樾城社区" end=end.into_any()/> };
    view! {
        <Page title="首页" tabs=tabs(0) banner=banner.into_any()>
            <Stack>
                <BigTile href="/services" title="看清单点单" line="一共 112 项" icon="list-checks" tone=Tone::Blue/>
                <BigTile href="/orders" title="我点的单" line="李建国今天下午来" icon="clipboard-list" tone=Tone::Green/>
                <BigTile href="/search" title="找一找" line="比如“水管漏了”" icon="search" tone=Tone::Red/>
                <BigTile href="tel:051200000000" title="打电话给社区" line="有人接，帮您点" icon="phone" call=true/>
            </Stack>
        </Page>
    }
}

/// One service.
#[component]
pub fn Service() -> impl IntoView {
    let facts = vec![
        Fact::new("谁来做", "物业师傅"),
        Fact::new("多久", "2 小时内有人接单，当天上门"),
        Fact::view("多少钱", view! { <Money fen=0/> "，换零件先报价" }),
        Fact::new("要准备", "把水阀关上，腾出水池下面的地方"),
    ];
    view! {
        <Page title="家庭水电小修" back="/c/wrench" tabs=tabs(0)>
            <Card>
                <p>"水龙头滴水、跳闸、灯不亮、马桶堵了，点一下，师傅带着工具上门来修。"</p>
            </Card>
            <Card><Facts facts/></Card>
            <ButtonLink href="/place/S010" label="点这个"/>
        </Page>
    }
}

/// The order form.
#[component]
pub fn PlaceOrder() -> impl IntoView {
    let windows = vec![
        Choice::new("a", "今天下午").second("14:00–17:30"),
        Choice::new("b", "今天晚上").second("18:00–20:00"),
        Choice::new("c", "明天上午").second("9:00–12:00"),
        Choice::new("d", "别的时间").second("自己选"),
    ];
    view! {
        <Page title="点单：家庭水电小修" back="/s/S010">
            <Form action="/api/place" back="/place/S010" token="t" tall=true>
                <FieldSegment
                    field=Field::named("for").or("self") label="给谁点"
                    choices=vec![Choice::new("self", "自己"), Choice::new("relative", "家人")]
                />
                <AddressCard address="中华园 12 幢 2 单元 301 室" line="王秀英　138****0427" href="/me/address"/>
                <FieldChoice field=Field::named("window").or("a") label="什么时候方便" choices=windows/>
                <FieldArea field=Field::named("note").or("厨房水龙头关不紧，一直滴水") label="再说两句" optional=true maxlength=Some(200)/>
                <ActionBar fee="上门免费" note="尽快 · 中华园 12 幢 301".into_any()><SubmitButton label="点单"/></ActionBar>
            </Form>
        </Page>
    }
}

/// One order.
#[component]
pub fn Order() -> impl IntoView {
    let happenings = vec![
        Happening::new("10:12", "李建国接了单，约好下午来"),
        Happening::new("10:05", "社区派给李建国：同小区、会水电"),
        Happening::new("9:58", "您点了单"),
    ];
    view! {
        <Page title="工单 K101-0427" back="/orders" tabs=tabs(1)>
            <Notice kind=NoticeKind::Done title="时间改好了"/>
            <OrderHero
                title="今天 14:00–16:00 上门"
                line="家庭水电小修 · 中华园 12 幢 2 单元 301 室"
                tag_tone=TagTone::Accepted
                steps=StepsAt::done(3)
            />
            <Section title="谁来">
                <PersonCard name="李建国" tag="党员" line="同小区，会水电，上门 63 次" phone="13800000427"/>
            </Section>
            <Section title="上门码">
                <Card><p>"人到了，把这四个数字念给他听"</p><CodeDigits code="4072"/></Card>
            </Section>
            <Section title="经过"><Card><Timeline happenings/></Card></Section>
            <ButtonRow>
                <ButtonLink href="/orders/1/cancel" label="取消" kind=ButtonKind::Plain/>
                <ButtonLink href="/orders/1/say" label="改时间或说一句" kind=ButtonKind::Plain/>
            </ButtonRow>
        </Page>
    }
}
