"""How sure the portal is of who somebody is; each service names the level that it needs.

国务院令第716号 art. 5 asks for one real-name sign-in and numbers no levels; these are ours.
"""

from enum import StrEnum

from law.wording import Text


class Level(StrEnum):
    """What is proven of whoever is signed in; each level holds all that the ones before it do."""

    CONTACT = "contact-confirmed"
    NUMBER = "number-matched"
    PERSON = "real-person"

    @property
    def rank(self) -> int:
        """How far up it stands."""
        return tuple(Level).index(self)

    def reaches(self, needed: "Level") -> bool:
        """Whether this is as much as is needed, or more."""
        return self.rank >= needed.rank


TITLES = {
    Level.CONTACT: Text("已验证手机号码或电子邮箱", "Phone number or e-mail confirmed"),
    Level.NUMBER: Text("姓名和证件号码与参保记录一致", "Name and number match the record"),
    Level.PERSON: Text("已核验本人", "Proven in person"),
}
# One sentence each: why a service asks for it, and for nothing below.
WHY = {
    Level.CONTACT: Text(
        "需要一个能联系到您的方式。",
        "There has to be a way to reach you.",
    ),
    Level.NUMBER: Text(
        "只有您本人才能查看自己的缴费记录、办理自己的业务，所以要先核对姓名和证件号码。",
        "Only you may see your contributions and ask for something in your name, so your name and "
        "number are compared with the record first.",
    ),
    Level.PERSON: Text(
        "这一步关系到记录上您是谁、待遇发不发和发到哪里，或者谁可以替您办事。别人知道您的号码、"
        "拿到您的手机，也不能替您办，所以要核验本人。",
        "This decides who you are on the record, whether and where you are paid, or who may act "
        "for you. Nobody who knows your number or holds your phone may do it in your place, so you "
        "prove that it is you in person.",
    ),
}
