//! The templates of the short messages that tell what happened; one that isn't set keeps its kind from
//! being sent. And how many may go out in a day.

use backend::MESSAGES_A_DAY;
use backend::messages::MessageTemplates;
use clap::Args;
use domain::accounts::CODES_A_DAY;
use locale::text;

/// The gateway's template for each kind of message.
#[derive(Debug, Args)]
pub struct MessageArgs {
    /// How an order goes on.
    #[arg(
        long,
        env = "DIANDIANTONG_SMS_TEMPLATE_PROGRESS",
        value_name = text("模板", "TEMPLATE"),
        help = text("“工单进展”的短信模板（不写就不发这种短信；下同）", "The template of messages on how an order goes on (without it, this kind isn't sent; the same holds below)")
    )]
    pub sms_template_progress: Option<String>,
    /// What is to be done.
    #[arg(
        long,
        env = "DIANDIANTONG_SMS_TEMPLATE_WORK",
        value_name = text("模板", "TEMPLATE"),
        help = text("“派给我的单”的短信模板", "The template of messages on orders dispatched to oneself")
    )]
    pub sms_template_work: Option<String>,
    /// What has come in at the desk.
    #[arg(
        long,
        env = "DIANDIANTONG_SMS_TEMPLATE_DESK",
        value_name = text("模板", "TEMPLATE"),
        help = text("“派单台有新情况”的短信模板", "The template of messages on news at the desk")
    )]
    pub sms_template_desk: Option<String>,
    /// A clock that runs out.
    #[arg(
        long,
        env = "DIANDIANTONG_SMS_TEMPLATE_ESCALATION",
        value_name = text("模板", "TEMPLATE"),
        help = text("“超时提醒”的短信模板", "The template of messages on orders that are late")
    )]
    pub sms_template_escalation: Option<String>,
    /// How many of all kinds in a day.
    #[arg(
        long,
        env = "DIANDIANTONG_SMS_A_DAY",
        value_name = text("条数", "NUMBER"),
        default_value_t = MESSAGES_A_DAY,
        value_parser = clap::value_parser!(i64).range(0..),
        help = text("一天最多发多少条短信（验证码另算）", "How many short messages go out in a day at most (sign-in codes apart)")
    )]
    pub sms_a_day: i64,
    /// How many codes for signing in in a day.
    #[arg(
        long,
        env = "DIANDIANTONG_CODES_A_DAY",
        value_name = text("条数", "NUMBER"),
        default_value_t = CODES_A_DAY,
        value_parser = clap::value_parser!(i64).range(1..),
        help = text("一天最多发多少条验证码（五分之一留给以前登录过的人）", "How many sign-in codes go out in a day at most (a fifth is kept for those who have signed in before)")
    )]
    pub codes_a_day: i64,
}

impl Default for MessageArgs {
    fn default() -> Self {
        Self {
            sms_template_progress: None,
            sms_template_work: None,
            sms_template_desk: None,
            sms_template_escalation: None,
            sms_a_day: MESSAGES_A_DAY,
            codes_a_day: CODES_A_DAY,
        }
    }
}

impl From<MessageArgs> for MessageTemplates {
    fn from(args: MessageArgs) -> Self {
        Self {
            progress: args.sms_template_progress,
            work: args.sms_template_work,
            desk: args.sms_template_desk,
            escalation: args.sms_template_escalation,
        }
    }
}
