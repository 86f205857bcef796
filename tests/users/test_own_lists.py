"""The short lists of one's own account: what they cost does not depend on how long they are."""

import pytest

from domains.users.models import SocialAccount, UserVariable
from tests.support.client import Client
from tests.support.growth import costs_the_same


@pytest.mark.parametrize(
    "field", ["variables { variableKey variableValue }", "socialAccounts { provider connectedAt }"]
)
async def test_a_list_of_ones_own_costs_the_same_at_any_length(as_student: Client, field: str) -> None:
    async def grow(number: int) -> None:
        if field.startswith("variables"):
            await UserVariable.objects.acreate(user=as_student.user, variable_key=f"key_{number}", variable_value="x")
        else:
            await SocialAccount.objects.acreate(user=as_student.user, provider="google", uid=str(number))

    async def ask() -> int:
        answer = await as_student.ask(f"{{ viewer {{ {field} }} }}")
        return len(next(iter(answer["data"]["viewer"].values())))

    await costs_the_same(as_student, grow, ask)


async def test_others_see_none_of_them(as_student: Client, as_stranger: Client) -> None:
    await UserVariable.objects.acreate(user=as_student.user, variable_key="key", variable_value="x")
    await SocialAccount.objects.acreate(user=as_student.user, provider="google", uid="1")

    answer = await as_stranger.ask(
        '{ user(username: "student") { variables { variableKey } socialAccounts { provider } } }'
    )

    assert answer == {"data": {"user": {"variables": [], "socialAccounts": []}}}
