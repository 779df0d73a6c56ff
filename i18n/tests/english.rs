//! Pages and sentences in English and 繁體, by the catalogue of the program.
#![allow(clippy::unwrap_used, reason = "tests may fail loudly")]

use domain::accounts::Locale::{English, Simplified, Traditional};
use i18n::{Translator, kept};
use serde_json::json;

fn english(text: &str) -> String {
    Translator::load().unwrap().text(English, text).into_owned()
}

#[test]
fn a_sentence_stands_with_what_fills_its_holes() {
    for (chinese, expected) in [
        ("今天 15:00 上门", "Today 15:00 visit"),
        ("还剩 2 天", "2 days left"),
        ("手上有 1 单", "1 open order"),
        ("手上有 3 单", "3 open orders"),
        ("3月15日 周二 15:00", "15 Mar Tue 15:00"),
        ("2026年3月", "Mar 2026"),
        ("11月27日 9:30 前", "By 27 Nov 9:30"),
        (
            "“上门”超时，已报社区、社区书记、办事处",
            "“Visit” is overdue; reported to community, community secretary, office",
        ),
        ("会说英语", "Speaks English"),
        ("请填姓名", "Please fill in name"),
        ("王丽，今天", "王丽, today"),
        ("社区已派给樾安物业", "The community assigned it to 樾安物业"),
        (
            "家庭水电小修 · 中华园 12 幢 2 单元 301 室",
            "Plumbing and electrical repairs · 中华园 building 12, unit 2, flat 301",
        ),
        ("“上门”超时了，还没有做到，请督促", "“Visit” is overdue and not done yet; please follow it up"),
    ] {
        assert_eq!(english(chinese), expected, "{chinese}");
    }
}

#[test]
fn what_people_wrote_stays() {
    assert_eq!(english("王丽"), "王丽");
    assert_eq!(
        english("灯坏了，今天来修一下，走道尽头那一家，敲门响一点"),
        "灯坏了，今天来修一下，走道尽头那一家，敲门响一点"
    );
    assert_eq!(english("K101-0427"), "K101-0427");
    assert_eq!(english("换了垫圈，不漏了"), "换了垫圈，不漏了");
}

#[test]
fn a_page_is_said_whole_but_for_what_somebody_wrote() {
    let page = r#"<!DOCTYPE html><html lang="zh-CN"><head><title>登录</title></head><body>
<p aria-label="手机号">手机号<b>王丽</b></p><p translate="no">登录<i>登录</i></p><textarea>登录</textarea>
<script>"登录"</script><button value="登录">登录</button></body></html>"#;
    let translator = Translator::load().unwrap();
    assert_eq!(translator.document(Simplified, page).unwrap(), page);
    let said = translator.document(English, page).unwrap();
    assert!(said.contains(r#"<html lang="en">"#) && said.contains("<title>Sign in</title>"), "{said}");
    assert!(said.contains(r#"<p translate="no">登录<i>登录</i></p><textarea>登录</textarea>"#), "{said}");
    assert!(said.contains(r#"<script>"登录"</script><button value="登录">Sign in</button>"#), "{said}");
    assert!(
        said.contains("<b>王丽</b>") && !said.contains("手机号<") && !said.contains(r#""手机号""#),
        "{said}"
    );
    let said = translator.document(Traditional, page).unwrap();
    assert!(said.contains("<title>登錄</title>") && said.contains(r#"lang="zh-Hant""#), "{said}");
    assert!(said.contains(r#""网络很慢":"網絡很慢""#), "its scripts, too: {said}");
}

#[test]
fn what_a_script_asked_for_is_said_as_well() {
    let mut told = json!({ "to": "/orders", "sentence": "请先登录", "tries": 3 });
    Translator::load().unwrap().value(Traditional, &mut told);
    assert_eq!(told, json!({ "to": "/orders", "sentence": "請先登錄", "tries": 3 }));
}

#[test]
fn names_are_written_as_their_owners_write_them() {
    let translator = Translator::load().unwrap();
    let traditional = |text: &str| translator.text(Traditional, text).into_owned();
    for (written, said) in [
        ("社区已派给于后征", "社區已派給于后征"),
        ("已派给余范物业服务，等对方接单", "已派給余范物业服务，等對方接單"),
        ("9:30 · 社区改派给韩语", "9:30 · 社區改派給韩语"),
        ("9:30 · 社区已派给余范物业服务", "9:30 · 社區已派給余范物业服务"),
        ("周一接了单，会来给您办", "周一接了單，會來給您辦"),
        ("范公里办事处 · 3 单", "范公里办事处 · 3 單"),
        ("居民重开了工单：里面还在漏", "居民重開了工單：里面还在漏"),
        ("已经收到您的点单，有人接单马上告诉您", "已經收到您的點單，有人接單馬上告訴您"),
    ] {
        assert_eq!(traditional(written), said, "{written}");
    }
    assert_eq!(english("周一接了单，会来给您办"), "周一 accepted your order and will take care of it");
    assert_eq!(english("居民重开了工单：今天"), "The resident reopened the order: 今天");
    let text = format!("{}，今天 15:00 上门", kept("余后"));
    assert_eq!(traditional(&text), "余后，今天 15:00 上門");
    assert_eq!(english(&text), "余后 will come today 15:00");
    let handed = format!("社区{}派给{}", kept("范里"), kept("余范物业服务"));
    assert_eq!(english(&handed), "范里 (community) assigned it to 余范物业服务");
    let address = format!("{} 11 幢 1 单元", kept("书香名邸"));
    assert_eq!(english(&address), "书香名邸 building 11, unit 1");
    assert_eq!(traditional(&address), "书香名邸 11 幢 1 單元");
    assert_eq!(
        english("0512-0000-0101\n现在有人接，到 12:00"),
        "0512-0000-0101\nsomebody answers now, until 12:00"
    );
    assert_eq!(translator.text(Simplified, &text), "余后，今天 15:00 上门", "marks go in every language");
    let page = format!(r#"<p title="{0}">{0}</p><input value="{0}">"#, kept("余后"));
    for locale in [Traditional, English] {
        let said = translator.document(locale, &page).unwrap();
        assert_eq!(said, r#"<p title="余后">余后</p><input value="余后">"#);
    }
}

#[test]
fn what_fits_in_too_many_ways_is_left_in_time() {
    let text = "甲，乙：丙（丁）、".repeat(60);
    assert!(english(&text).contains('甲'), "names stay, however many");
}
