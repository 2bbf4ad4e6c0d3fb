"""What the money's room has to know of orders for dues."""

from law.wording import Text
from payments.registry import Purpose
from services.dues.actions import crediting
from services.dues.actions.ordering import PURPOSE

DUES = Purpose(
    name=PURPOSE,
    title=Text("社会保险费", "Contributions"),
    page="dues_order",
    back="dues_back",
    is_owed=crediting.is_owed,
    credit=crediting.credit,
    let_go=crediting.let_go,
    disputed=crediting.disputed,
)
