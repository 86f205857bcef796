"""Pictures that come from outside: checked, and written anew, so that nothing but the picture is kept."""

import struct
from io import BytesIO

from PIL import Image, ImageOps

from domains.kit.errors import Refusal

FORMATS = ("PNG", "JPEG", "WEBP", "GIF")
# What a picture may unpack to: a few kilobytes can claim gigabytes.
MOST_PIXELS = 25_000_000
LONGEST_SIDE = 1_024
QUALITY = 85
UNREADABLE = (OSError, ValueError, SyntaxError, EOFError, struct.error, IndexError, KeyError)


class NoPicture(Refusal, code="NO_PICTURE"):
    """This is no picture in PNG, JPEG, WebP or GIF that can be read."""


class PictureTooLarge(Refusal, code="PICTURE_TOO_LARGE"):
    """This picture is too large."""


def recoded(content: bytes) -> bytes:
    """Return a picture as WebP, upright and no longer than a screen; its metadata stays behind.

    Raises:
        NoPicture: it is none, or a broken one.
        PictureTooLarge: it unpacks to more than a picture of a person needs.
    """
    try:
        with Image.open(BytesIO(content), formats=FORMATS) as picture:
            # The header tells before anything is unpacked.
            if picture.width * picture.height > MOST_PIXELS:
                raise PictureTooLarge
            upright = ImageOps.exif_transpose(picture)
            upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            written = BytesIO()
            upright.convert("RGBA" if upright.has_transparency_data else "RGB").save(
                written, format="WEBP", quality=QUALITY
            )
            return written.getvalue()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise PictureTooLarge from None
    except UNREADABLE:
        raise NoPicture from None
