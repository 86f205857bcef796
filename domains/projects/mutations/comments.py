"""Saying something, and what others think of it."""

from typing import Annotated
from uuid import UUID

import strawberry

from domains.kit import ids
from domains.kit.fields import written
from domains.kit.payloads import Payload, mutation
from domains.kit.viewer import Viewer
from domains.projects import inputs, models, services


@strawberry.type(description="The answer to `addComment`.")
class AddCommentPayload(Payload):
    """The new comment."""

    comment: models.Comment | None = written(of="Comment", description="The new comment.")


@strawberry.type(description="The answer to `editComment`.")
class EditCommentPayload(Payload):
    """The changed comment."""

    comment: models.Comment | None = written(of="Comment", description="The comment as it is now.")


@strawberry.type(description="The answer to `deleteComment`.")
class DeleteCommentPayload(Payload):
    """The comment."""

    comment: models.Comment | None = written(
        of="Comment", description="The comment as it is now; null where you do not see it."
    )


@strawberry.type(description="The answer to `likeComment`.")
class LikeCommentPayload(Payload):
    """The liked comment."""

    comment: models.Comment | None = written(of="Comment", description="The comment as it is now.")


@strawberry.type(description="The answer to `unlikeComment`.")
class UnlikeCommentPayload(Payload):
    """The comment."""

    comment: models.Comment | None = written(of="Comment", description="The comment as it is now.")


@strawberry.type(description="The answer to `flagComment`.")
class FlagCommentPayload(Payload):
    """The flagged comment."""

    comment: models.Comment | None = written(of="Comment", description="The comment as it is now.")


@strawberry.type(description="The answer to `moderateComment`.")
class ModerateCommentPayload(Payload):
    """The comment."""

    comment: models.Comment | None = written(of="Comment", description="The comment as it is now.")


@mutation
def add_comment(
    viewer: Viewer, input: Annotated[inputs.AddCommentInput, strawberry.argument(description="What to say.")]
) -> AddCommentPayload:
    """Say something about a project, or answer somebody who did."""
    answered = input.parent_id
    parent = None if answered is None else ids.key_of("Comment", answered, path=["input", "parentId"])
    comment = services.add_comment(
        viewer=viewer,
        project_id=ids.key_of("Project", input.project_id, path=["input", "projectId"]),
        content=input.content,
        parent_id=parent,
    )
    return AddCommentPayload(comment=comment)


@mutation
def edit_comment(
    viewer: Viewer, input: Annotated[inputs.EditCommentInput, strawberry.argument(description="In which words.")]
) -> EditCommentPayload:
    """Say a comment of yours in other words. The same words change nothing."""
    comment = services.edit_comment(viewer=viewer, comment_id=_comment(input.comment_id), content=input.content)
    return EditCommentPayload(comment=comment)


@mutation
def delete_comment(
    viewer: Viewer, input: Annotated[inputs.DeleteCommentInput, strawberry.argument(description="Which one.")]
) -> DeleteCommentPayload:
    """Take a comment back: one of yours, or one on a project of yours. Its place in the thread stays."""
    comment = services.delete_comment(viewer=viewer, comment_id=_comment(input.comment_id))
    return DeleteCommentPayload(comment=comment)


@mutation
def like_comment(
    viewer: Viewer, input: Annotated[inputs.LikeCommentInput, strawberry.argument(description="Which one.")]
) -> LikeCommentPayload:
    """Like a comment. Liking twice changes nothing."""
    comment = services.like_comment(viewer=viewer, comment_id=_comment(input.comment_id))
    return LikeCommentPayload(comment=comment)


@mutation
def unlike_comment(
    viewer: Viewer, input: Annotated[inputs.UnlikeCommentInput, strawberry.argument(description="Which one.")]
) -> UnlikeCommentPayload:
    """Like a comment no longer. Not liking it changes nothing."""
    comment = services.unlike_comment(viewer=viewer, comment_id=_comment(input.comment_id))
    return UnlikeCommentPayload(comment=comment)


@mutation
def flag_comment(
    viewer: Viewer, input: Annotated[inputs.FlagCommentInput, strawberry.argument(description="Which one, and why.")]
) -> FlagCommentPayload:
    """Say that a comment should not stand: a moderator looks at it. Once a person; again changes nothing."""
    comment = services.flag_comment(
        viewer=viewer, comment_id=_comment(input.comment_id), reason=input.reason, note=input.note
    )
    return FlagCommentPayload(comment=comment)


@mutation
def moderate_comment(
    viewer: Viewer,
    input: Annotated[inputs.ModerateCommentInput, strawberry.argument(description="What becomes of which one.")],
) -> ModerateCommentPayload:
    """Decide what becomes of a comment. For moderators."""
    comment = services.moderate_comment(viewer=viewer, comment_id=_comment(input.comment_id), decision=input.decision)
    return ModerateCommentPayload(comment=comment)


def _comment(id: str) -> UUID:
    return ids.key_of("Comment", id, path=["input", "commentId"])
