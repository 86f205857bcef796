"""What staff says about settings."""

import strawberry


@strawberry.input(description="Which setting, and its new value.")
class SetAppSettingInput:
    """A key and a value."""

    key: str = strawberry.field(description="The setting's key.")
    value: str | None = strawberry.field(
        description="The value as a text, such as `500`, `true` or `a.example, b.example`; null lets it fall back."
    )
