//! Orders that are done, closed, cancelled or refused.

use super::super::cast::{
    DAUGHTER, MEMBER, MOTHER, REPAIRER, RESIDENT, SECOND_REPAIRER, SECOND_STAFF, STAFF, THIRD_MEMBER,
    VOLUNTEER,
};
use super::super::script::Story;
use super::super::script::When::Day;
use super::super::script::Whom::{Caller, Oneself};
use super::super::step::Step::{
    Accept, Arrive, ArriveWithoutCode, Cancel, Close, Confirm, Dispatch, DispatchTeam, Finish, Pause, Rate,
    Refuse, Resume, Transfer,
};
use super::story;
use domain::orders::Daypart::Morning;

/// Done: not heard of, confirmed, or rated.
pub(super) fn done() -> Vec<Story> {
    vec![
        story(
            Day(1, 12, 30),
            (RESIDENT, Oneself),
            ("S111", "快递在北门驿站，取件码到时候告诉您。"),
            None,
            &[
                (20, STAFF, Dispatch(MEMBER)),
                (10, MEMBER, Accept),
                (70, MEMBER, Arrive),
                (5, MEMBER, Finish("快递两件，当面交给居民。", 25)),
            ],
        ),
        story(
            Day(2, 9, 15),
            (DAUGHTER, Oneself),
            ("S027", "家里老插座多，想请人看看安不安全。"),
            Some(Morning),
            &[
                (30, SECOND_STAFF, Dispatch(THIRD_MEMBER)),
                (40, THIRD_MEMBER, Accept),
                (1_390, THIRD_MEMBER, Arrive),
                (35, THIRD_MEMBER, Finish("查了插座和煤气管，提醒换掉一个旧插线板。", 35)),
                (60, DAUGHTER, Rate("very_satisfied", "看得很仔细，还帮我把插线板换了。")),
            ],
        ),
        story(
            Day(3, 14, 10),
            (RESIDENT, Oneself),
            ("S112", "钥匙落在单位了，请帮忙送到家门口。"),
            None,
            &[
                (9, STAFF, Dispatch(MEMBER)),
                (15, STAFF, Transfer(THIRD_MEMBER)),
                (6, THIRD_MEMBER, Accept),
                (40, THIRD_MEMBER, Arrive),
                (3, THIRD_MEMBER, Finish("钥匙送到，居民已开门。", 45)),
                (15, RESIDENT, Confirm),
            ],
        ),
    ]
}

/// Closed, cancelled or refused.
pub(super) fn over() -> Vec<Story> {
    let caller = ["13800000102", "郑爷爷", "K10101", "15", "2", "501"];
    vec![
        story(
            Day(5, 8, 50),
            (MOTHER, Oneself),
            ("S031", "头发长了，走不到活动室。"),
            Some(Morning),
            &[
                (30, STAFF, DispatchTeam(VOLUNTEER)),
                (25, VOLUNTEER, Accept),
                (1_450, VOLUNTEER, Arrive),
                (30, VOLUNTEER, Finish("理发、修面，老人很高兴。", 30)),
                (20, MOTHER, Rate("very_satisfied", "手艺好，人也和气。")),
                (120, STAFF, Close),
            ],
        ),
        story(
            Day(6, 18, 40),
            (RESIDENT, Oneself),
            ("S013", "12 幢门口路灯不亮，晚上看不清台阶。"),
            None,
            &[
                (830, SECOND_STAFF, DispatchTeam(REPAIRER)),
                (40, SECOND_REPAIRER, Accept),
                (30, SECOND_REPAIRER, Pause("waiting_for_parts")),
                (170, SECOND_REPAIRER, Resume),
                (20, SECOND_REPAIRER, Arrive),
                (50, SECOND_REPAIRER, Finish("换了灯头，晚上再来看一次。", 50)),
                (300, RESIDENT, Rate("fairly_satisfied", "亮了，就是等了一天。")),
                (900, SECOND_STAFF, Close),
            ],
        ),
        story(
            Day(4, 9, 5),
            (DAUGHTER, Oneself),
            ("S001", "妈妈的异地医保怎么备案？"),
            None,
            &[
                (12, STAFF, Dispatch(STAFF)),
                (1, STAFF, Accept),
                (20, STAFF, Arrive),
                (15, STAFF, Finish("电话讲清了备案步骤，材料清单已发短信。", 15)),
                (90, DAUGHTER, Rate("satisfied", "讲得清楚。")),
                (30, STAFF, Close),
            ],
        ),
        story(
            Day(10, 9, 0),
            (STAFF, Caller(caller)),
            ("S110", "老人打电话来，想买点面条和青菜。"),
            None,
            &[
                (10, STAFF, Dispatch(MEMBER)),
                (20, MEMBER, Accept),
                (60, MEMBER, ArriveWithoutCode("老人是打电话点的单，手机上没有上门码")),
                (10, MEMBER, Finish("菜送到，钱已当面结清。", 60)),
            ],
        ),
        story(
            Day(3, 19, 10),
            (DAUGHTER, Oneself),
            ("S110", "土豆、番茄各两斤。"),
            None,
            &[(35, DAUGHTER, Cancel("solved"))],
        ),
        story(
            Day(4, 20, 15),
            (RESIDENT, Oneself),
            ("S005", "小区外面的马路想加一个公交站。"),
            None,
            &[(
                770,
                STAFF,
                Refuse("公交站由市公交公司定，请打 12345 提建议，我们也把您的意见报给了办事处。"),
            )],
        ),
    ]
}
