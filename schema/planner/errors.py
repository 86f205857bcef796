"""Why an operation is not answered by a plan."""


class Unplannable(Exception):  # noqa: N818 - it is an answer
    """No plan can be made of it: the executor answers."""


class Mismatch(Exception):  # noqa: N818
    """A value is not what its type promises, or an argument is refused: the executor says how, in its words."""


class TooComplex(Exception):  # noqa: N818
    """The operation asks for more lists and rows within each other than one request may."""
