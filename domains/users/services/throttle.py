"""How often something may be tried: counted before it is made, so that a hundred attempts at once are a hundred."""

from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

from django.db import connection

from domains.kit import clock
from domains.kit.errors import Refusal
from domains.users.errors import TooManyAttempts

COUNT = """
INSERT INTO users_attempts (key, count, started_at) VALUES (%s, 1, %s)
ON CONFLICT (key) DO UPDATE SET
  count = CASE WHEN users_attempts.started_at > %s THEN users_attempts.count + 1 ELSE 1 END,
  started_at = CASE WHEN users_attempts.started_at > %s THEN users_attempts.started_at ELSE excluded.started_at END
RETURNING count
"""
FORGIVE = "UPDATE users_attempts SET count = CASE WHEN %s THEN 0 ELSE greatest(count - 1, 0) END WHERE key = %s"


@dataclass(frozen=True)
class Limit:
    """How often in which time, and how one time too many is refused."""

    name: str
    most: int
    within: timedelta
    refusal: type[Refusal] = TooManyAttempts

    def count(self, subject: str | None) -> None:
        """Count an attempt; it stays counted whatever comes of it. Nobody's attempts are not counted.

        Raises:
            TooManyAttempts, or the refusal of this limit: this was one too many.
        """
        if subject is None:
            return
        moment = clock.now()
        with connection.cursor() as cursor:
            cursor.execute(COUNT, [self._key(subject), moment, moment - self.within, moment - self.within])
            (count,) = cursor.fetchone()
        if count > self.most:
            raise self.refusal

    def forgive(self, subject: str | None, *, all_of_them: bool = False) -> None:
        """Count the last attempt, or none of them, no longer."""
        if subject is not None:
            with connection.cursor() as cursor:
                cursor.execute(FORGIVE, [all_of_them, self._key(subject)])

    def _key(self, subject: str) -> str:
        return sha256(f"{self.name}:{subject}".encode()).hexdigest()


LOGIN_OF_ACCOUNT = Limit("login account", 10, timedelta(minutes=15))
LOGIN_FROM_ADDRESS = Limit("login address", 100, timedelta(minutes=15))
PASSWORD_OF_ACCOUNT = Limit("password account", 10, timedelta(minutes=15))
REGISTER_FROM_ADDRESS = Limit("register address", 30, timedelta(hours=1))
CODE_TO_ADDRESSEE = Limit("code addressee", 5, timedelta(hours=1))
CODE_FROM_ADDRESS = Limit("code address", 30, timedelta(hours=1))
UPLOAD_OF_ACCOUNT = Limit("upload account", 60, timedelta(hours=1))
GUESS_FROM_ADDRESS = Limit("guess address", 50, timedelta(minutes=15))
