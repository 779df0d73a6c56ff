//! The codes for the doors, to be printed and put up.

use crate::components::{DataCell, DataRow, DataTable, DeskPage, Empty, Notice};
use crate::context::{backend, param, public_address, signed_in};
use crate::nav::{AtDesk, desk_bar, desk_who};
use crate::page::page;
use crate::paths;
use crate::qr::{QrDrawing, QrImage};
use crate::verbatim::verbatim;
use backend::AppError;
use backend::surveys::{DoorLink, door_links};
use leptos::prelude::*;

/// The codes of the households that have not answered yet.
#[component]
pub fn DoorsPage() -> impl IntoView {
    page(async move {
        let (backend, viewer) = (backend()?, signed_in()?);
        let links = door_links(&backend, &viewer, &param("wave")).await?;
        let nav = desk_bar(&backend, &viewer, AtDesk::Surveys).await?;
        let count = links.len();
        let rows = links.into_iter().map(row).collect::<Result<Vec<_>, AppError>>()?;
        let list = if rows.is_empty() {
            view! { <Empty icon="circle-check" words="抽中的户都答了，没有要贴的"/> }.into_any()
        } else {
            view! { <DataTable caption="门上的二维码" heads=vec!["门牌", "二维码", "贴在门上的话"]>{rows}</DataTable> }
                .into_any()
        };
        Ok(view! {
            <DeskPage title="门上的二维码" nav who=desk_who(&viewer) who_href=paths::ME>
                <Notice title=format!("{count} 户还没答；打印后剪开，送到门上")>
                    "一户一码，只能答一次。谁有码谁就能替这户答，请别拍照、别外传；打开本页已记录在案。"
                </Notice>
                {list}
            </DeskPage>
        })
    })
}

fn row(link: DoorLink) -> Result<AnyView, AppError> {
    let path = paths::survey_link(&link.token);
    let address = format!("{}{path}", public_address());
    let drawing = QrDrawing::of(&address)?;
    let label = format!("{}的二维码", verbatim(&link.place));
    Ok(view! {
        <DataRow>
            <DataCell><b>{verbatim(link.place)}</b></DataCell>
            <DataCell label="二维码">
                <QrImage drawing label size=150/>
            </DataCell>
            <DataCell label="贴在门上的话">
                "请用手机扫一扫，答几个问题，一两分钟就好；不用登录，不问姓名。"
                <span class="table-line"><a class="text-link" href=path>{address}</a></span>
            </DataCell>
        </DataRow>
    }
    .into_any())
}
