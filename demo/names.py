"""Invented names, some of them rare: characters beyond the basic plane, and names with a dot."""

from random import Random

SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾萧田董袁潘于蒋蔡"
    "余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯"
)
GIVEN = {
    "male": (
        "建国 志强 伟 文博 浩然 俊杰 国庆 海涛 永康 家豪 子轩 明辉 春生 立军 德胜 学文 宏伟 剑锋 "
        "晓东 鹏飞 振华 光明 云龙 少波 勇 磊 刚 斌 向阳 长江 卫东 天佑 嘉诚 思源 启明 世杰"
    ),
    "female": (
        "秀英 桂兰 丽 静 雅婷 欣怡 玉梅 春燕 晓红 雪 敏 思雨 佳琪 美玲 淑芬 海燕 文静 梦瑶 婷婷 "
        "慧敏 红霞 凤英 月娥 爱华 小芳 若兰 诗涵 巧云 素珍 金凤 琳 颖 丹 莉 倩 冬梅"
    ),
}
COMPOUND = ("欧阳", "司马", "上官", "诸葛")
# Names that break careless programs: kept exactly as they are written.
RARE = {
    "male": (
        "王𠮷祥",
        "龚䶮",
        "艾力·买买提",
        "李𬭎",
        "次仁·多吉旺堆",
        "张㛃",
        "亚历山大·伊万诺维奇·李",
    ),
    "female": (
        "阿依古丽·阿不都热依木",
        "陈𫖯",
        "迪丽努尔·艾尼瓦尔",
        "刘𬀩",
        "卓玛·央金",
        "赵𦈡",
        "古丽仙·吐尔逊",
    ),
}
ONE_IN_RARE = 20
ONE_IN_COMPOUND = 30


def draw(sex: str, chance: Random) -> str:
    """Return a name; about one in twenty is rare."""
    if chance.randrange(ONE_IN_RARE) == 0:
        return chance.choice(RARE[sex])
    is_compound = chance.randrange(ONE_IN_COMPOUND) == 0
    surname = chance.choice(COMPOUND if is_compound else SURNAMES)
    return surname + chance.choice(GIVEN[sex].split())
