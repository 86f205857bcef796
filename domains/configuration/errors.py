"""Why the configuration domain refuses: with the kit's refusals. What it cannot read is an accident, said aloud."""


class UnreadableSetting(Exception):  # noqa: N818 - it says what is wrong
    """A stored value that cannot be read: encrypted with another secret key, or of another type by now."""
