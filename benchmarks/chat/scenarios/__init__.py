"""The scenarios, a module each: its `measure` runs it and returns its rows."""

# In the order in which they run.
SCENARIOS = ("tokens", "split", "viewers", "stops", "memory", "kills")
# Those in which every process is free to run on every core.
UNPINNED = {"tokens", "split", "kills"}
