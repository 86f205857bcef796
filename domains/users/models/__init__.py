"""The tables of people: accounts, settings, relationships, sign-ins and what proves them."""

from domains.users.models.accounts import People, ThriveCircleTier, User, UserKind, UserRole
from domains.users.models.learning import UserArchetype, UserProgress, UserVariable
from domains.users.models.proofs import Attempts, AuthEvent, AuthEventType, CodePurpose, VerificationCode
from domains.users.models.relationships import RelationshipStatus, UserRelationship
from domains.users.models.settings import NotificationType, ProfileVisibility, UserSettings
from domains.users.models.sign_ins import ApiToken, SocialAccount, TokenScope, UserSession
from domains.users.models.uploads import Upload

__all__ = [
    "ApiToken",
    "Attempts",
    "AuthEvent",
    "AuthEventType",
    "CodePurpose",
    "NotificationType",
    "People",
    "ProfileVisibility",
    "RelationshipStatus",
    "SocialAccount",
    "ThriveCircleTier",
    "TokenScope",
    "Upload",
    "User",
    "UserArchetype",
    "UserKind",
    "UserProgress",
    "UserRelationship",
    "UserRole",
    "UserSession",
    "UserSettings",
    "UserVariable",
    "VerificationCode",
]
