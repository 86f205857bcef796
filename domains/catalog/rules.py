"""What holds in the catalogue, as pure functions."""


def web_path(slug: str) -> str:
    """Return the path of a tool's page."""
    return f"/tools/{slug}"
