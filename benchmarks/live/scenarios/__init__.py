"""The scenarios, a module each: its `measure` runs it and returns its rows."""

# In the order in which they run.
SCENARIOS = ("phantoms", "latency", "fanout", "cut", "cycles", "stalled", "idle", "faults")
# Those in which every process is free to run on every core.
UNPINNED = {"faults"}
