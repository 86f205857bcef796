"""`python -m benchmarks chat`: run the scenarios one after the other, each in a process and a folder of its own."""

from benchmarks.chat.scenarios import SCENARIOS, UNPINNED
from benchmarks.live.__main__ import main
from benchmarks.live.report import Book

INTRODUCTION = """# Chats under load and faults

Written by `make bench BENCH=chat`; what is measured, and how, is said in [`../README.md`](../README.md). The *bare
server* is the provider itself, read by the same client without a gateway between them, in the same run.
"""

if __name__ == "__main__":
    main(Book("chat", INTRODUCTION, SCENARIOS, UNPINNED))
