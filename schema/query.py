"""`Query`: the nouns of every domain, and Relay's way back to any object."""

from schema.live import live_cursor
from schema.node import node, nodes
from schema.roots import root

Query = root("Query", "queries", also=[node, nodes, live_cursor], description="Everything that can be read.")
