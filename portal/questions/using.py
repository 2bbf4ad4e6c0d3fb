"""Questions on using the portal."""

from law import documents as law
from law.documents import cite
from law.wording import Text
from portal.questions.chapter import Chapter, Question

USING = Chapter(
    "using",
    Text("使用本网站", "Using this portal"),
    (
        Question(
            Text("填到一半可以先停下吗？", "Can I stop half-way?"),
            Text(
                "可以。每填一页都会自动保存，下次登录后接着填。",
                "Yes. Each page is kept as you go; sign in again later and carry on.",
            ),
        ),
        Question(
            Text("收不到验证码怎么办？", "The code does not arrive. What can I do?"),
            Text(
                "等一分钟后点“重新发送验证码”。档案里的手机号已经停用的，请到任何一家经办机构更新，"
                "或拨打12333。",
                "Wait a minute and choose “Send a new code”. If the number on record is no longer "
                "yours, have it changed at any agency or call 12333.",
            ),
        ),
        Question(
            Text("家里老人不会用，可以帮他办吗？", "Can I help an elderly relative?"),
            Text(
                "可以陪老人一起，用老人自己的账号办理；页面右上角可以切换长者版。"
                "也可以到就近的经办机构窗口办理，或拨打12333。",
                "Yes: sit with them and use their own account. “Larger text” is at the top of "
                "every page. The agencies' counters and the hotline 12333 help as well.",
            ),
            cite(law.HANDLING_REGULATIONS, "30"),
        ),
        Question(
            Text("谁看过我的信息？", "Who has looked at my data?"),
            Text(
                "登录后在“谁看过我的信息”中可以看到每一次查看：哪个机构、什么时间、看了什么。",
                "After signing in, “Who looked at my data” lists every look: which agency, when, "
                "and at what.",
            ),
            cite(law.PERSONAL_INFORMATION_LAW, "45"),
        ),
    ),
)
