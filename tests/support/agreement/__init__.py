"""Whether two ways of answering an operation agree: a world, operations drawn for it, and what compares answers."""
