//! What is published of the waves, for everybody.

use super::facts::{Asked, Steps, WaveFacts};
use super::results::Results;
use crate::components::{
    ButtonKind, ButtonLink, ButtonRow, Card, Empty, Fold, ListRow, Page, Section, Stack, Tone,
};
use crate::context::{backend, now, param};
use crate::page::page;
use crate::paths;
use crate::verbatim::verbatim;
use backend::surveys::{published_waves, survey_result, wave_record};
use leptos::prelude::*;

/// All waves that were ever made. Nobody has to sign in for it.
#[component]
pub fn RecordsPage() -> impl IntoView {
    page(async move {
        let waves = published_waves(&backend()?).await?;
        let empty = waves.is_empty().then(|| {
            view! { <Empty icon="clipboard-check" words="还没有做过知晓率调查"/> }
        });
        let rows = waves.into_iter().map(|wave| {
            let line = format!("{} · {} · {}", wave.area_name, wave.id, wave.stage.name());
            let href = paths::survey(&wave.id);
            view! { <ListRow href title=wave.title line icon="clipboard-check" tone=Tone::Blue/> }
        });
        let rows = rows.collect_view();
        Ok(view! {
            <Page title="知晓率调查" back=paths::HOME>
                <p>"抽样之前先公布种子指纹和名册指纹，抽完公开种子，谁都可以再抽一遍。建过的都在这里，一次也不删。"</p>
                {empty}
                <Stack>{rows}</Stack>
            </Page>
        })
    })
}

/// What is published of a wave. Nobody has to sign in for it.
#[component]
pub fn RecordPage() -> impl IntoView {
    page(async move {
        let (backend, id) = (backend()?, param("wave"));
        let view = wave_record(&backend, &id).await?;
        let result = survey_result(&backend, &id).await?;
        let result = result.map(|result| view! { <Results result title="结果"/> });
        let (wave, now) = (view.wave, now());
        let file = |name: &str| format!("{}/{name}", paths::survey(&wave.id));
        let (frame, draw) = (file("FRAME.csv"), file("DRAW.csv"));
        let title = verbatim(&wave.title);
        Ok(view! {
            <Page title back=paths::SURVEYS>
                {result}
                <Card><WaveFacts wave now/></Card>
                <Section title="自己抽一遍">
                    <Card>
                        <p>"指纹是在抽样之前公布的，种子在抽样之后公开。下载下面两个文件，用任何工具照规则再抽，得到的户应该一样："</p>
                        <p>"每户按 SHA-256（种子、0x00、层、0x00、户）从小到大排队，每层取前面的若干户。户用代号写，看不出是谁家。"</p>
                        <p>"点点通自带的命令：diandiantong survey redraw 种子 FRAME.csv DRAW.csv"</p>
                        <ButtonRow>
                            <ButtonLink href=frame label="名册 FRAME.csv" kind=ButtonKind::Plain icon="download"/>
                            <ButtonLink href=draw label="户数 DRAW.csv" kind=ButtonKind::Plain icon="download"/>
                        </ButtonRow>
                    </Card>
                </Section>
                <Fold label="问什么"><Asked questionnaire=view.questionnaire/></Fold>
                <Section title="经过"><Card><Steps events=view.events now public=true/></Card></Section>
            </Page>
        })
    })
}
