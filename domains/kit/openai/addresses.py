"""Addresses of providers."""

import re
from urllib.parse import urlsplit

# A host as it stands in a certificate, and a port: what all readers of addresses read alike.
HOST = re.compile(r"(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(?::\d+)?")
LONGEST_ADDRESS = 300


def base_of(endpoint: str) -> str:
    """Return the address under which the protocol's paths are, of an endpoint that may name one of them."""
    return endpoint.rstrip("/").removesuffix("/chat/completions")


def is_address(text: str) -> bool:
    """Tell whether a provider can be at an address: http or https, a host, a path, and nothing that is secret."""
    try:
        address = urlsplit(text)
        has_port = address.port != 0
    except ValueError:
        return False
    is_plain = text.isascii() and text.isprintable() and not re.search(r"[\s?#@]", text)
    is_web = address.scheme in {"http", "https"} and HOST.fullmatch(address.netloc) is not None
    return is_plain and is_web and has_port and len(text) <= LONGEST_ADDRESS
