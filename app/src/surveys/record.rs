//! What is published of a wave, for everybody.

use super::facts::{Asked, Steps, WaveFacts};
use crate::context::{backend, now, param};
use crate::page::page;
use crate::parts::{ButtonKind, ButtonLink, ButtonRow, Card, Fold, Page, Section};
use crate::paths;
use backend::surveys::wave_record;
use leptos::prelude::*;

/// What is published of a wave. Nobody has to sign in for it.
#[component]
pub fn RecordPage() -> impl IntoView {
    page(async move {
        let view = wave_record(&backend()?, &param("wave")).await?;
        let (wave, now) = (view.wave, now());
        let file = |name: &str| format!("{}/{name}", paths::survey(&wave.id));
        let (frame, draw) = (file("FRAME.csv"), file("DRAW.csv"));
        let title = wave.title.clone();
        Ok(view! {
            <Page title back=paths::HOME>
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
