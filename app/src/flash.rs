//! Flash messages: what is shown after a form was taken. A fixed table, looked up by a word in the address.
//!
//! Nothing from the address itself ever stands on the page.

use crate::context::query;
use crate::paths;

/// The key in the address's query.
pub const KEY: &str = "done";

/// The word in the address, and the message.
const SENTENCES: &[(&str, &str)] = &[
    // Orders: the words of `domain::orders::CommandKind`, and placing.
    ("place", "点单成功"),
    ("place_again", "点单成功，以后定期再来；到日子前几天自动点好"),
    ("place_once", "点单成功，但定期没有设上，请在这一单最下面再设一次"),
    ("place_too_many", "点单成功，但定期点单太多，这一单没有设上；请先停掉一个，再在这一单最下面设"),
    ("dispatch", "已派单，接单人会收到消息"),
    ("dispatch_own", "已派给自己，请在下面接单"),
    ("claim", "抢单成功，请按约定的时间去办"),
    ("accept", "已接单，请按约定的时间去办"),
    ("decline", "已退单，社区会另派人"),
    ("transfer", "已转派，接手的人会收到消息"),
    ("pause", "已暂停，居民能看到原因"),
    ("resume", "已继续办理"),
    ("arrive", "已到达，可以开始服务了"),
    ("finish", "已完成，等居民确认和评价"),
    ("confirm", "已确认完成，给这次服务打个分吧"),
    ("rate", "谢谢您的评价"),
    ("reopen", "已重开，社区会再安排"),
    ("close", "已办结"),
    ("cancel", "工单已取消"),
    ("place_for", "已替居民点单，可以派单了"),
    ("refuse", "已回复居民不予受理和去处"),
    ("agree", "约好了，居民马上能看到"),
    ("nudge", "已经催了，办的人和社区都会收到消息"),
    ("note", "备注已记下"),
    // Pictures.
    ("photo", "照片已加好"),
    ("photo_withdrawn", "照片已撤下"),
    // Accounts.
    ("signed_in", "登录成功"),
    ("signed_out", "已退出登录"),
    ("code_before", "刚发过，请填短信里的验证码"),
    ("code_again", "验证码又发了一次，请看最新的短信"),
    ("welcome", "资料已保存，可以点单了"),
    ("profile", "资料已保存"),
    ("profile_moved", "资料已保存；没办完的单还是去原来的地址，要改就打社区电话"),
    ("relative_forgotten", "已删掉，下次点单要再填"),
    ("role", "已换身份"),
    ("elder_on", "已切换到长辈模式"),
    ("elder_off", "已切换到标准模式"),
    ("language", "语言换好了"),
    ("service_profile", "服务资料已保存，派单会按它来"),
    ("absence", "已记下，这几天不会派单给您"),
    ("absence_removed", "已删掉"),
    ("messages_on", "已打开，以后会发短信给您"),
    ("messages_off", "已关掉，以后不发这种短信；“消息”里照样看得到"),
    // Recurrences.
    ("recurring", "以后会定期上门，到日子前几天自动点好单"),
    ("recurring_stopped", "已停止，以后不再自动点单"),
    ("recurring_stopped_all", "已停止，先点好的单也取消了"),
    ("recurring_stopped_left", "已停止，以后不再自动点单；先点好的单还在，请到工单里看"),
    ("recurring_skipped", "已记下，这次不来"),
    // The desk.
    ("number_look", "号码看得到了，已经记下；半小时后收起"),
    ("planned", "已按方案派单，接单的人会收到消息"),
    ("planned_partly", "已按方案派单；有几单刚刚有了变化，没有派，还在待派单里"),
    ("grant", "已授予身份"),
    ("locked", "账号已停用，正在用的也都退出了；手上的单请收回身份后转给别人"),
    ("unlocked", "账号已恢复，可以登录了"),
    ("session_ended", "那里已经退出"),
    ("sessions_ended", "别的地方都已经退出"),
    ("sessions_own", "好的，记下了"),
    ("passkey_added", "通行密钥登记好了，下次登录就能用"),
    ("passkey_renamed", "名称已改"),
    ("passkey_removed", "通行密钥已删掉；设备里存的那份，请在设备的设置里也删掉"),
    ("totp_set_up", "动态口令设好了；再备一套备用码，手机丢了也进得来"),
    ("totp_removed", "动态口令已经去掉"),
    ("factor_proved", "核对好了"),
    ("recovery_kept", "备用码记下了，请收好那张纸"),
    ("notices_read", "好的，记下了"),
    ("renamed", "姓名已改；以前办的事还写着当时的名字"),
    ("revoke", "已收回身份"),
    ("revoke_left", "已收回身份；这个人手上还有没办完的工单，请到“消息”里看，转给别人"),
    ("hours", "上班时间已保存，从下一张工单起算"),
    ("telephone", "电话已保存，居民现在就能看到"),
    ("rule", "派单办法已保存，马上生效"),
    ("satisfaction_rule", "已保存，从那个月起照新的算法"),
    ("publish", "已上架，居民现在就能看到"),
    ("withdraw", "已下架，居民不再看到"),
    ("text", "文字已保存，居民现在就能看到"),
    ("text_hidden", "文字已保存，上架后居民就能看到"),
    // Surveys.
    ("survey_created", "调查已建好，种子指纹和名册指纹已经公布；抽样前谁也不知道会抽到谁"),
    ("survey_drawn", "样本已抽好，种子已经公开"),
    ("survey_shared", "已分派，各人的手机上就能看到"),
    ("survey_shared_partly", "已分派；有几户没有合适的人去，请再选几个人"),
    ("survey_closed", "调查已结束，可以导出答卷了"),
    ("survey_answered", "答卷已收下"),
    ("survey_attempt", "已记下"),
    ("return_call", "已记下，谢谢"),
    ("survey_thanks", "谢谢您！答卷已经收到"),
    // The inbox.
    ("read", "消息已全部标为已读"),
];

/// The page at `path` with a flash message; `what` is a word of the table, such as a
/// command's. An unknown word shows nothing.
#[must_use]
pub fn flash(path: impl Into<String>, what: &str) -> String {
    paths::with(path, &[(KEY, what)])
}

/// The flash message that the address names.
#[must_use]
pub fn sentence() -> Option<&'static str> {
    let what = query(KEY);
    sentence_for(&what)
}

fn sentence_for(what: &str) -> Option<&'static str> {
    SENTENCES.iter().find(|(word, _)| *word == what).map(|(_, sentence)| *sentence)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::orders::CommandKind;
    use strum::IntoEnumIterator;

    #[test]
    fn every_command_has_its_sentence_and_no_word_stands_twice() {
        for command in CommandKind::iter() {
            assert!(sentence_for(&command.to_string()).is_some(), "{command}");
        }
        let words: std::collections::BTreeSet<_> = SENTENCES.iter().map(|(word, _)| word).collect();
        assert_eq!(words.len(), SENTENCES.len());
    }

    #[test]
    fn nothing_from_the_address_is_shown() {
        assert_eq!(sentence_for("<b>赢了一百万</b>"), None);
        assert_eq!(flash("/orders/K101-0427", "place"), "/orders/K101-0427?done=place");
    }
}
