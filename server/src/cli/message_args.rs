//! The templates of the short messages that tell what happened; one that isn't set keeps its kind from
//! being sent.

use backend::messages::MessageTemplates;
use clap::Args;

/// The gateway's template for each kind of message.
#[derive(Debug, Default, Args)]
pub struct MessageArgs {
    /// How an order goes on.
    #[arg(
        long,
        env = "DIANDIANTONG_SMS_TEMPLATE_PROGRESS",
        value_name = "模板",
        help = "“工单进展”的短信模板（不写就不发这种短信；下同）"
    )]
    pub sms_template_progress: Option<String>,
    /// What is to be done.
    #[arg(
        long,
        env = "DIANDIANTONG_SMS_TEMPLATE_WORK",
        value_name = "模板",
        help = "“派给我的单”的短信模板"
    )]
    pub sms_template_work: Option<String>,
    /// What has come in at the desk.
    #[arg(
        long,
        env = "DIANDIANTONG_SMS_TEMPLATE_DESK",
        value_name = "模板",
        help = "“派单台有新情况”的短信模板"
    )]
    pub sms_template_desk: Option<String>,
    /// A clock that runs out.
    #[arg(
        long,
        env = "DIANDIANTONG_SMS_TEMPLATE_ESCALATION",
        value_name = "模板",
        help = "“超时提醒”的短信模板"
    )]
    pub sms_template_escalation: Option<String>,
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
