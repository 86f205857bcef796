"""Chunks of an HTTP body: a provider sends each piece as one, and each costs the HTTP library as much as a long one."""

# More digits than any size has.
LONGEST_SIZE = 16
END = b"\r\n"


def joined(data: bytes) -> bytes:
    """Return the same with the whole chunks that it begins with as one.

    What does not begin with a chunk (it goes on with one, or has words behind its size) stays as it is.
    """
    parts, at = list[bytes](), 0
    while size := _size(data, at):
        begin = data.index(END, at) + len(END)
        if data[begin + size : begin + size + len(END)] != END:
            break
        parts.append(data[begin : begin + size])
        at = begin + size + len(END)
    if len(parts) < 2:  # noqa: PLR2004 - there is nothing to join
        return data
    return b"%x\r\n%b\r\n%b" % (sum(map(len, parts)), b"".join(parts), data[at:])


def _size(data: bytes, at: int) -> int:
    """Return the size of the chunk that begins there; none where none begins, and for the last one of a body."""
    digits = data[at : max(at, data.find(END, at, at + LONGEST_SIZE))]
    try:
        return int(digits, 16) if digits.isalnum() else 0
    except ValueError:
        return 0
