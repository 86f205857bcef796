"""Two ways of answering an operation agree."""
