"""The tables of people: accounts, settings, relationships, sign-ins and what proves them."""

from domains.users.models.accounts import People, ThriveCircleTier, User, UserKind, UserRole
from domains.users.models.proofs import Attempts, AuthEvent, AuthEventType, CodePurpose, VerificationCode
from domains.users.models.relationships import RelationshipStatus, UserRelationship
from domains.users.models.settings import ProfileVisibility, UserSettings
from domains.users.models.sign_ins import ApiToken, TokenScope, UserSession

__all__ = [
    "ApiToken",
    "Attempts",
    "AuthEvent",
    "AuthEventType",
    "CodePurpose",
    "People",
    "ProfileVisibility",
    "RelationshipStatus",
    "ThriveCircleTier",
    "TokenScope",
    "User",
    "UserKind",
    "UserRelationship",
    "UserRole",
    "UserSession",
    "UserSettings",
    "VerificationCode",
]
