"""Verification codes: made and sent by a job, redeemed once, guessed at five times at most."""

import hmac
from datetime import timedelta

from django.db.models import F
from django.utils.crypto import salted_hmac

from domains.kit import clock
from domains.users import models, rules, selectors
from domains.users.models import CodePurpose

LIFETIME = timedelta(minutes=10)
MOST_TRIES = 5


def issue(user: models.User, purpose: CodePurpose) -> str:
    """Make a code, which ends the earlier ones of its purpose, and return it: this once."""
    earlier = models.VerificationCode.objects.filter(user=user, purpose=purpose, used=False)
    earlier.update(used=True)
    code = rules.new_code()
    made = models.VerificationCode(user=user, purpose=purpose, expires_at=clock.now() + LIFETIME)
    made.code_hash = _hash(made, code)
    made.save(force_insert=True)
    return code


def redeemed(purpose: CodePurpose, address: str | None, code: str) -> models.User | None:
    """Count a try, and return whose code it is if it is right; it is used then.

    The same statements run whether or not there is an account. The caller holds a transaction that commits in any
    case, or tries would not count; the row stays locked in it, so that no code is used twice.
    """
    sent = selectors.codes(purpose, address)
    tried = models.VerificationCode.objects.filter(
        pk__in=sent.values("pk")[:1], used=False, tries__lt=MOST_TRIES, expires_at__gt=clock.now()
    ).update(tries=F("tries") + 1)
    found = sent.select_related("user").first()
    if not tried or found is None or not hmac.compare_digest(found.code_hash, _hash(found, code.strip())):
        return None
    found.used = True
    found.save(update_fields=["used"])
    return found.user


def _hash(row: models.VerificationCode, code: str) -> str:
    """Return a keyed hash: who reads the table alone could try all codes of a plain one."""
    return salted_hmac(f"verification code {row.pk}", code, algorithm="sha256").hexdigest()
