"""Memory of processes that live long: what they have loaded stays, and is not looked through again and again."""

import gc

# So many objects more than were freed, and so many young collections before an older generation is looked at.
COLLECT_AFTER = (20_000, 20, 20)


def spare_what_stays() -> None:
    """Let the collector pass over all that a process has loaded: it is there for as long as the process is.

    What requests leave behind is freed when they end; cycles among it are few, and are looked for seldom.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECT_AFTER)


def forget_what_stayed() -> None:
    """Let the collector look at everything again: the process ends."""
    gc.unfreeze()
