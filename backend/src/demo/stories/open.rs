//! Orders that are waiting for somebody, or in somebody's hand.

use super::super::cast::{
    DAUGHTER, FOURTH_MEMBER, MEMBER, MOTHER, REPAIRER, RESIDENT, SECOND_MEMBER, SECOND_REPAIRER,
    SECOND_STAFF, STAFF, VOLUNTEER,
};
use super::super::script::Story;
use super::super::script::When::{Day, Minutes};
use super::super::script::Whom::{Caller, Oneself, Relative};
use super::super::step::Step::{
    Accept, Arrive, Claim, Decline, Dispatch, DispatchTeam, Finish, Pause, Reopen,
};
use super::story;
use domain::orders::Daypart::{Afternoon, Morning};

/// Placed, by several ways.
pub(super) fn waiting() -> Vec<Story> {
    let caller = ["13800000101", "吴阿婆", "K10102", "11", "1", "102"];
    vec![
        story(
            Minutes(18),
            (RESIDENT, Oneself),
            ("S009", "厨房下水慢，洗完菜半天才下去。"),
            Some(Morning),
            &[],
        ),
        story(
            Minutes(95),
            (DAUGHTER, Relative(MOTHER)),
            ("S031", "我妈妈腿脚不好，想请师傅上门理发，她耳朵背，请敲门重一点。"),
            Some(Afternoon),
            &[],
        ),
        story(
            Minutes(240),
            (STAFF, Caller(caller)),
            ("S012", "客厅灯泡坏了，老人不敢爬高，打电话来的。"),
            None,
            &[],
        ),
        story(
            Day(1, 8, 35),
            (RESIDENT, Oneself),
            ("S110", "青菜两把、鸡蛋一斤、嫩豆腐一盒，钱当面给。"),
            None,
            &[(14, STAFF, Dispatch(MEMBER)), (26, MEMBER, Decline("no_time", "上午单位走不开，对不起。"))],
        ),
        story(
            Day(3, 9, 20),
            (DAUGHTER, Oneself),
            ("S028", "卧室纱窗掉下来了。"),
            None,
            &[
                (10, SECOND_STAFF, DispatchTeam(REPAIRER)),
                (35, REPAIRER, Accept),
                (150, REPAIRER, Arrive),
                (40, REPAIRER, Finish("纱窗重新装好，换了两个滑轮。", 40)),
                (400, DAUGHTER, Reopen("晚上风一吹又掉下来了。")),
            ],
        ),
    ]
}

/// With somebody who is to answer, who comes, or who is there; or standing still.
pub(super) fn in_hand() -> Vec<Story> {
    vec![
        story(
            Minutes(50),
            (RESIDENT, Oneself),
            ("S008", "卫生间水管漏了，地上都是水，总阀已经关了。"),
            None,
            &[(6, STAFF, DispatchTeam(REPAIRER))],
        ),
        story(
            Minutes(300),
            (MOTHER, Oneself),
            ("S044", "降压药吃完了，医保卡和病历都准备好了。"),
            Some(Morning),
            &[(22, STAFF, Dispatch(SECOND_MEMBER))],
        ),
        story(
            Day(1, 15, 20),
            (DAUGHTER, Relative(MOTHER)),
            ("S077", "妈妈一个人住，我不在她身边，请来看看她。"),
            Some(Afternoon),
            &[(12, SECOND_STAFF, Dispatch(SECOND_MEMBER)), (31, SECOND_MEMBER, Accept)],
        ),
        story(
            Minutes(400),
            (RESIDENT, Oneself),
            ("S035", "旧洗衣机要从三楼搬到楼下，没有电梯。"),
            Some(Afternoon),
            &[(45, FOURTH_MEMBER, Claim)],
        ),
        story(
            Minutes(170),
            (MOTHER, Oneself),
            ("S008", "厨房灯不亮，换了灯泡也不行。"),
            None,
            &[
                (8, STAFF, DispatchTeam(REPAIRER)),
                (11, SECOND_REPAIRER, Accept),
                (95, SECOND_REPAIRER, Arrive),
            ],
        ),
        story(
            Day(2, 10, 5),
            (RESIDENT, Oneself),
            ("S010", "下雨天客厅外墙渗水，墙皮鼓起来了。"),
            None,
            &[
                (25, STAFF, DispatchTeam(REPAIRER)),
                (18, REPAIRER, Accept),
                (190, REPAIRER, Arrive),
                (30, REPAIRER, Pause("weather")),
            ],
        ),
        story(
            Day(1, 9, 40),
            (MOTHER, Oneself),
            ("S056", "想学微信视频，和外孙通话。"),
            Some(Afternoon),
            &[
                (15, STAFF, DispatchTeam(VOLUNTEER)),
                (60, VOLUNTEER, Accept),
                (120, VOLUNTEER, Pause("resident_asked")),
            ],
        ),
    ]
}
