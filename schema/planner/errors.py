"""Why an operation is not answered by a plan."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from domains.kit.errors import Refusal, Refusals

logger = logging.getLogger("gateway.planner")


class Unplannable(Exception):  # noqa: N818 - it is an answer
    """No plan can be made of it: the executor answers."""


class Mismatch(Exception):  # noqa: N818
    """A value is not what its type promises, or an argument is refused: the executor says how, in its words."""


class TooComplex(Exception):  # noqa: N818
    """The operation asks for more lists and rows within each other than one request may."""


@contextmanager
def as_unplannable() -> Iterator[None]:
    """Leave to the executor what a plan cannot be made of, whatever the reason is.

    Raises:
        Unplannable, TooComplex
    """
    try:
        yield
    except (Unplannable, TooComplex):
        raise
    except (Refusal, Refusals) as refusal:
        raise Unplannable(str(refusal)) from refusal
    except Exception as error:
        # An accident of ours, and no reason not to answer: it is told once, and not tried again.
        logger.exception("no plan could be made")
        raise Unplannable(type(error).__name__) from error
