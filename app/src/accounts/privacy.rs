//! The privacy notice. Who changes what it promises gives it a new number
//! (`domain::accounts::PRIVACY_NOTICE`): everybody is then asked again.

use crate::components::{Card, Page, Section};
use crate::context::viewer;
use crate::page::page;
use crate::paths;
use domain::accounts::{CODE_LIFETIME, DEVICE_LIFETIME, PRIVACY_NOTICE, Role, SessionLimits};
use domain::orders::{FAMILY_LIMIT, PERSON_SEARCHES_AN_HOUR};
use domain::time::length_words;
use leptos::prelude::*;

/// What is stored, why, who sees it, for how long, and whom to ask.
#[component]
pub fn PrivacyPage() -> impl IntoView {
    page(async move {
        let back = if viewer().is_some() { paths::ME } else { paths::HOME };
        Ok(view! {
            <Page title="隐私说明" back>
                <p class="aside">{format!("第 {PRIVACY_NOTICE} 版。几分钟能看完，都是大白话。")}</p>
                <Stored/>
                <Seen/>
                <Kept/>
                <Rights/>
            </Page>
        })
    })
}

/// A part of the notice: a heading and its sentences.
#[component]
fn Part(title: &'static str, sentences: Vec<AnyView>) -> impl IntoView {
    let items = sentences.into_iter().map(|sentence| view! { <li>{sentence}</li> });
    view! { <Section title><Card><ul class="plain-list">{items.collect_view()}</ul></Card></Section> }
}

/// A sentence with its first words in bold.
fn point(term: &'static str, words: impl Into<String>) -> AnyView {
    view! { <b>{term}</b>{words.into()} }.into_any()
}

/// What is stored, and what for.
#[component]
fn Stored() -> impl IntoView {
    let sentences = vec![
        point("手机号：", "登录用，上门的人联系您也用它。加密后才存进数据库。"),
        point(
            "姓名和住址：",
            "上门服务用。幢、单元、室加密存放；小区不加密，派单要靠它找离您近的人。门牌另有一个加密指纹，只用来数有多少户登记过。",
        ),
        point(
            "工单：",
            "您点了什么、想几点来、备注写了什么，谁派的、谁接的、几点到、办得怎么样，还有您的评价和回访时说的。备注不加密，请别写身份证号、门锁密码。",
        ),
        point(
            "短信提醒：",
            "工单有了进展，发到您手机上。不想收，在“我的”里关掉。发过什么、什么时候发的，会存下来。",
        ),
        point(
            "替家里人点单：",
            "还会存下家里人的姓名、手机号和住址。请先跟家里人说一声；他们用自己的手机号登录，也看得到这张单。",
        ),
        point(
            "记住的家人：",
            format!(
                "您勾了“记住这位家人”才记：姓名、手机号和住址，加密存在您名下，最多 {FAMILY_LIMIT} 位，只给您自己下次点单用，别人看不到。"
            ),
        ),
        point(
            "照片：",
            "您加到工单里的。拍摄的时间和地点先去掉，再加密存放。来办的人、社区和上级看得到；抢单的人，抢到了才看得到。撤下就删。",
        ),
        point(
            "手机里：",
            "看过的页面，没网的时候也能看；没发出去的单子和照片先存着，有网再发。都加密，只在您这部手机里，退出登录就删。",
        ),
        point(
            "浏览器里：",
            "只放小标记：让您保持登录，记住长辈模式、语言、没填完的表、扫过哪个小区的海报，还有网页的样式来过没有。海报只数打开了多少次，不记是谁。不做广告，不跟踪您去过哪些网站，也不要定位。",
        ),
        point(
            "说给我听：",
            "长辈模式里您按了才听，由您的浏览器把话变成字，我们只收到要找的那几个字，不录音。",
        ),
    ];
    view! { <Part title="存了什么，为什么" sentences/> }
}

/// Who sees it, and when.
#[component]
fn Seen() -> impl IntoView {
    let sentences = vec![
        point(
            "上门的人：",
            "接了单以后，看得到您完整的手机号和门牌；办完就看不到了。接单以前，只看得到是哪一幢、哪个单元。",
        ),
        point(
            "社区、办事处和区里：",
            format!(
                "看到的是“王**”“138****0000”和几幢几单元，看不到完整的手机号和门牌，只有打回访电话的时候例外。社区的人为了办您的单要打电话，先选为什么，才看得到手机号，半小时后收起；办事处和区里看不到。社区的人按完整的姓名或手机号找您的单，要先写为什么找，一小时最多找 {PERSON_SEARCHES_AN_HOUR} 次；找过您、看过您号码的人，您在“我的”里看得到。您打电话请社区代为点单时，接电话的人按号码查您的姓名、住址和最近的单，也都记下来；查不到的，要填进去。"
            ),
        ),
        point(
            "打回访电话的人：",
            "办完的单子每周随机抽一些，抽到了，两个星期里由办事处、区里或者别的社区的人打电话问您满不满意，他们看得到您的姓名和完整的手机号，看不到门牌。上门的人和本社区的人不打这个电话。您可以不回答。",
        ),
        point("您自己：", "看得到是谁上门；单子在办的时候，还看得到怎么联系对方。"),
        point(
            "每看一次都有记录：",
            "服务人员每打开一次完整的手机号和门牌，系统都记下是谁、什么时候看的（十分钟内再看算一次）；这份记录只能往后添，不能改。",
        ),
        point("地图：", "来办的人点开地图找路，小区、几幢、几单元会交给地图公司；姓名、电话和室号不给。"),
        point(
            "不给别人：",
            "替我们发短信的公司会收到手机号、验证码，还有短信提醒里的服务名称、单号和办到哪一步（没有姓名、门牌和您写的话）；地图公司收到的上面说了。除此以外，您的信息不给任何别的单位和个人，法律规定必须提供的除外。",
        ),
    ];
    view! { <Part title="谁看得到，什么时候" sentences/> }
}

/// For how long.
#[component]
fn Kept() -> impl IntoView {
    let sentences = vec![
        point(
            "验证码：",
            format!(
                "{}内有效，只能用一次。为了防止有人乱发，还存一天发送记录和上网地址的加密指纹，过一天就删。",
                length_words(CODE_LIFETIME)
            ),
        ),
        point(
            "登录过的手机：",
            format!(
                "记下您在哪个浏览器登录过，还有当时上网地址的加密指纹：有人拿您的号码乱要验证码，也挡不住您登录。{}没有用就删。",
                length_words(DEVICE_LIFETIME)
            ),
        ),
        point(
            "登录：",
            format!(
                "{}没有用，就自动退出，最长 {}；管派单的人{}没有用就退出。在哪里登录着、用什么设备，您在“我的”里看得到，也能一按就退出。",
                length_words(SessionLimits::of([]).idle),
                length_words(SessionLimits::of([]).absolute),
                length_words(SessionLimits::of([Role::Staff]).idle),
            ),
        ),
        point(
            "通行密钥：",
            "登记了才有。指纹、长相和密钥本身都留在您的设备里，我们只存一个用来核对的公钥、您起的名称和用它登录的时间。删了以后，留一行记录，说明登记过、什么时候删的，不能再用来登录。",
        ),
        point(
            "动态口令和备用码：",
            "设了才有。动态口令的密钥加密存放，备用码只存指纹；不用了、换了新的就删。",
        ),
        point(
            "安全记录：",
            "谁什么时候登录、从哪个网络（只记前一半，加密），谁看过电话、找过人、授过身份、改过设置，一直保存，不能改、不能删，出了事查得清。只有办事处、区里和管理员看得到。",
        ),
        point("没填对的表：", "加密保存，方便您接着改；最多半小时就删。"),
        point("姓名、手机号和住址：", "您还在用就一直保存，直到您要求删除。"),
        point("记住的家人：", "记到您删掉为止：在“我的”里一按就删，马上从数据库里去掉。"),
        point("工单的经过：", "一直保存，只能往后添，不能改、不能删，这样谁都没法事后改记录。"),
    ];
    view! { <Part title="存多久" sentences/> }
}

/// What one may ask for, and whom.
#[component]
fn Rights() -> impl IntoView {
    let change = view! {
        <b>"改："</b>
        "姓名和住址，您自己随时能在"
        <a class="text-link" href=paths::welcome(paths::ME)>"我的资料"</a>
        "里改。"
    };
    let ask = view! {
        <b>"查、删、不再同意："</b>
        "请到您所在社区的服务窗口，或打"
        <a class="text-link" href=paths::TELEPHONES>"社区的电话"</a>
        "。工作人员核实是您本人，就转给区里的管理员办理，并给您回音。"
    };
    let sentences = vec![
        change.into_any(),
        ask.into_any(),
        point(
            "删了以后：",
            "您的姓名、手机号和住址会从系统里去掉，不能再用这个号码查以前的工单；工单的经过留着，但不再写明是谁家。",
        ),
        point("有疑问、觉得信息被乱用：", "找社区书记，或者找城市管理办事处；也可以打 12345。"),
    ];
    view! { <Part title="您可以要求什么，找谁" sentences/> }
}
