"""`Mutation`: the verbs of every domain."""

from schema.roots import root

Mutation = root(
    "Mutation",
    "mutations",
    description="Everything that can be done. A refusal comes back in `errors`, and then nothing was changed.",
)
