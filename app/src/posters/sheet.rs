//! The poster itself: one sheet of A4, to be read from a metre away, in black and white too.

use crate::components::PrintPage;
use crate::context::{backend, param, public_address, settings, signed_in};
use crate::page::page;
use crate::paths;
use crate::qr::{QrDrawing, QrImage};
use crate::verbatim::verbatim;
use backend::AppError;
use backend::posters::{Poster, PosterServices, posters};
use domain::posters::spread;
use leptos::prelude::*;

/// How many services of a list there is room for.
const ROOM: usize = 12;
/// Pixels that the code is wide before the stylesheet has come.
const CODE: u32 = 340;

/// The steps of ordering: what to do, and a line on how.
const STEPS: [(&str, &str); 3] = [
    ("扫一扫", "用手机号登录，不用装软件，不用记密码"),
    ("点一项", "要办什么点什么，写好门牌和哪天来"),
    ("等上门", "24 小时内一定有回音，办完您来评价"),
];

/// The poster of an estate, or all of a community.
#[component]
pub fn PosterSheetPage() -> impl IntoView {
    page(async move {
        let (backend, viewer) = (backend()?, signed_in()?);
        let posters = posters(&backend, &viewer, &param("area")).await?;
        let title = match posters.as_slice() {
            [poster] => format!("{}的海报", verbatim(&poster.estate)),
            several => format!("{} 张海报", several.len()),
        };
        let note = format!(
            "用 A4 纸竖着打印，黑白、彩色都行：电脑上按 Ctrl+P，手机上用浏览器菜单里的“打印”。码指向 {}，\
             打印前请先用手机扫一扫，看打不打得开。",
            public_address()
        );
        let sheets = posters.into_iter().map(sheet).collect::<Result<Vec<_>, AppError>>()?;
        Ok(view! { <PrintPage title note back=paths::DESK_POSTERS>{sheets}</PrintPage> })
    })
}

fn sheet(poster: Poster) -> Result<AnyView, AppError> {
    let address = format!("{}{}", public_address(), paths::poster(&poster.code));
    let drawing = QrDrawing::of(&address)?;
    let label = format!("{}的二维码", verbatim(&poster.estate));
    let place = format!("{} · {}", verbatim(&poster.community), verbatim(&poster.estate));
    let typed = address.split_once("://").map_or(address.as_str(), |(_, rest)| rest).to_owned();
    let steps = STEPS.into_iter().map(|(what, how)| {
        view! { <li class="poster-step"><b>{what}</b><span>{how}</span></li> }
    });
    let lists = poster.lists.into_iter().map(list).collect_view();
    let help = match poster.telephone {
        Some(_) => "不会用手机？打上面的电话，工作人员替您点。",
        None => "不会用手机？到社区来，工作人员替您点。",
    };
    let telephone = poster.telephone.map(|telephone| {
        view! { <p class="poster-telephone"><span>"电话也能点 "</span><b>{telephone.to_string()}</b></p> }
    });
    let demo = settings().demo.then(|| view! { <b class="poster-demo">"演示用，请不要张贴"</b> });
    Ok(view! {
        <article class="poster" aria-label=format!("{}的海报", verbatim(&poster.estate))>
            <header class="poster-head">
                <h2 class="poster-name">"点点通"</h2>
                <div>
                    <p class="poster-slogan">"您点单，我上门"</p>
                    <p class="poster-place">{place}</p>
                    {telephone}
                </div>
            </header>
            <div class="poster-middle">
                <figure class="poster-code">
                    <QrImage drawing label size=CODE/>
                    <figcaption>"微信扫一扫，或用手机相机对准"</figcaption>
                </figure>
                <ol class="poster-steps">{steps.collect_view()}</ol>
            </div>
            <div class="poster-lists">{lists}</div>
            <footer class="poster-foot">
                <p>{help}</p>
                <p class="poster-address">{demo}<span>{typed}</span></p>
            </footer>
        </article>
    }
    .into_any())
}

/// A list with as many services as fit, and how many there are.
fn list(services: PosterServices) -> impl IntoView {
    let count = services.count();
    let names = spread(services.by_category, ROOM);
    let total = match count {
        0 => "还没有上架的服务".to_owned(),
        count if count > names.len() => format!("共 {count} 项，扫码全看到"),
        count => format!("共 {count} 项"),
    };
    let names = names.into_iter().map(|name| view! { <li>{name}</li> });
    view! {
        <section class="poster-list">
            <h3>{format!("{}服务", services.list.name())}</h3>
            <p class="poster-motto">{services.list.motto()}</p>
            <ul>{names.collect_view()}</ul>
            <p class="poster-total">{total}</p>
        </section>
    }
}
