//! What people ask again and again.

use crate::components::{Fold, Stack};
use crate::paths;
use leptos::prelude::*;

/// The questions, each folded over its answer.
#[component]
pub(super) fn Questions() -> impl IntoView {
    view! {
        <Stack>
            <Fold label="等太久了，怎么办？">
                <p>"过了说好的时间，单子会自己报给社区，再没动静就往上报。您也可以打开这一单，按“催一下”，或者打上面的电话。"</p>
            </Fold>
            <Fold label="给爸妈点，行吗？">
                <p>"行。点单的时候选“家人”，写上他们的姓名、手机和住址。他们用自己的手机号登录，也看得到这一单。"</p>
            </Fold>
            <Fold label="家里老人没有智能手机">
                <p>"打社区的电话就行，工作人员替您点。也可以换成长辈模式：字大、按钮大，能念给您听，能说着找。"</p>
            </Fold>
            <Fold label="要每个星期都来呢？">
                <p>"点过一次，打开那一单，按“以后定期上门”，选每周或者每月。哪一次不用来，跳过就行；随时能停。"</p>
            </Fold>
            <Fold label="点错了，不要了">
                <p>"人还没到，就能取消：打开这一单，按“取消这一单”。"</p>
            </Fold>
            <Fold label="我的电话和门牌，谁看得到？">
                <p>"来办的人接了单才看得到，办完就看不到了。谁看过，工单上都写着。" <a class="text-link" href=paths::PRIVACY>"隐私说明"</a></p>
            </Fold>
            <Fold label="换了手机号">
                <p>"用新号码登录，重新填一次姓名和住址。老号码不用了，请打社区电话说一声。"</p>
            </Fold>
            <Fold label="没有网络的时候">
                <p>"看过的页面还能看。点的单、写的评价先存在手机里，有了网自己发出去，只发一次。"</p>
            </Fold>
        </Stack>
    }
}
