//! Forms: every field, empty, filled in, and wrong.

use crate::components::*;
use domain::orders::Satisfaction;
use leptos::prelude::*;
use strum::IntoEnumIterator;

/// The times one can choose for a visit.
fn windows() -> Vec<Choice> {
    vec![
        Choice::new("a", "今天下午").second("14:00–17:30"),
        Choice::new("b", "今天晚上").second("18:00–20:00"),
        Choice::new("c", "明天上午").second("9:00–12:00"),
        Choice::new("d", "别的时间").second("自己选"),
    ]
}

/// The estates one can live in, by community.
fn estates() -> Vec<Choice> {
    vec![
        Choice::new("e1", "中华园").group("样例社区"),
        Choice::new("e2", "丽华园").group("样例社区"),
        Choice::new("e3", "书香名邸").group("邻近社区"),
    ]
}

/// A form as it comes, the same with errors, and the other parts of forms.
#[component]
pub(super) fn FormSamples() -> impl IntoView {
    view! {
        <Section title="表单"><OrderFormSample/></Section>
        <Section title="填错了"><WrongFormSample/></Section>
        <Section title="评价"><RatingSample/></Section>
        <Section title="提示">
            <Notice title="新单会先问社区">"一般两小时内有回音。"</Notice>
            <Notice kind=NoticeKind::Done title="派给李建国了"/>
            <Notice kind=NoticeKind::Warning title="还有 42 分钟就超时"/>
            <Notice kind=NoticeKind::Failed title="顾卫先接了这一单">
                "看看" <a href="/jobs">"别的单"</a> "。"
            </Notice>
        </Section>
        <Section title="按钮">
            <Stack>
                <SubmitButton label="点单"/>
                <SubmitButton label="改时间" kind=ButtonKind::Plain icon="calendar-clock"/>
                <SubmitButton label="取消这一单" kind=ButtonKind::Danger/>
                <SubmitButton label="先不填" kind=ButtonKind::Quiet/>
                <ButtonRow>
                    <SubmitButton label="不方便" kind=ButtonKind::Plain/>
                    <SubmitButton label="接单"/>
                </ButtonRow>
                <Fold label="不予受理">
                    <FieldArea field=Field::named("advice") label="请居民去哪里" required=true/>
                    <SubmitButton label="不予受理" kind=ButtonKind::Danger/>
                </Fold>
            </Stack>
        </Section>
    }
}

/// The order form with everything as it first comes.
#[component]
fn OrderFormSample() -> impl IntoView {
    view! {
        <div class="sample-frame">
            <div class="page-main">
                <Form action="/api/place" back="/order/S001" token="t1" tall=true>
                    <FieldSegment
                        field=Field::named("for").or("self")
                        label="给谁点"
                        choices=vec![Choice::new("self", "自己"), Choice::new("relative", "家人")]
                    />
                    <AddressCard address="中华园 12 幢 2 单元 301 室" line="王秀英　138****0427" href="/me/address"/>
                    <FieldChoice field=Field::named("window").or("a") label="什么时候方便" choices=windows()/>
                    <FieldText field=Field::named("unit").or("35") label="花了多久" kind=TextKind::Number unit="分钟" hint="从到门口算起"/>
                    <FieldText field=Field::named("day").or("2026-11-24") label="哪一天" kind=TextKind::Date/>
                    <FieldArea field=Field::named("note").or("厨房水龙头关不紧，\n一直滴水") label="再说两句" optional=true maxlength=Some(200)/>
                    <FieldHidden field="service" value="S001"/>
                    <ActionBar fee="上门免费" note="尽快 · 中华园 12 幢 301".into_any()><SubmitButton label="点单"/></ActionBar>
                </Form>
            </div>
        </div>
    }
}

/// A form that came back with what was typed and what is wrong.
#[component]
fn WrongFormSample() -> impl IntoView {
    let errors: FieldErrors = [
        ("phone", "手机号要 11 位，请再看一看"),
        ("code", "验证码不对，还可以试 3 次"),
        ("estate", "请选您住的小区"),
        ("reason", "请选一个原因"),
        ("consent", "要先同意，才能往下走"),
    ]
    .into_iter()
    .collect();
    let reasons = vec![
        Choice::new("away", "人不在附近"),
        Choice::new("skill", "这个活我不会"),
        Choice::new("time", "时间上来不及"),
    ];
    view! {
        <Form action="/api/sign-in" errors=errors.clone()>
            <FieldText
                field=Field::named("phone").or("1380000").wrong(errors.of("phone"))
                label="手机号"
                kind=TextKind::Phone
                required=true
            />
            <FieldText
                field=Field::named("code").or("123456").wrong(errors.of("code"))
                label="验证码"
                kind=TextKind::Code
                hint="短信里的 6 位数字"
            />
            <FieldSelect
                field=Field::named("estate").wrong(errors.of("estate"))
                label="小区"
                choices=estates()
                blank="请选择"
                required=true
            />
            <FieldChoice
                field=Field::named("reason").or("skill").wrong(errors.of("reason"))
                label="为什么不方便"
                choices=reasons
                layout=ChoiceLayout::Rows
                required=true
            />
            <FieldCheck field=Field::named("consent").wrong(errors.of("consent")) required=true>
                "我看过并同意" <a href="/privacy">"隐私说明"</a>
            </FieldCheck>
            <SubmitButton label="登录"/>
        </Form>
    }
}

/// How content somebody was.
#[component]
fn RatingSample() -> impl IntoView {
    let faces = ["laugh", "smile", "meh", "frown", "angry"];
    let levels = Satisfaction::iter().zip(faces);
    let levels = levels.map(|(level, face)| Choice::new(<&str>::from(level), level.name()).icon(face));
    view! {
        <Form action="/api/rate">
            <FieldChoice
                field=Field::named("level").or("very_satisfied")
                label="满意吗"
                layout=ChoiceLayout::Rating
                choices=levels.collect()
            />
            <FieldText field=Field::named("words") label="说一句" optional=true maxlength=Some(100)/>
            <FieldCheck field=Field::named("open") checked=true>"可以给别的居民看"</FieldCheck>
            <SubmitButton label="评价"/>
        </Form>
    }
}
