"""Why the conversations domain refuses."""

from domains.kit.errors import Refusal


class ReplyInProgress(Refusal, code="REPLY_IN_PROGRESS"):
    """A reply is on its way in this conversation: wait for it, or stop it."""


class TooManyMessages(Refusal, code="TOO_MANY_MESSAGES"):
    """That were more messages than fit into a minute: try again a little later."""


class TooManyReplies(Refusal, code="TOO_MANY_REPLIES"):
    """Too many replies to you are on their way at once: wait for one, or stop one."""


class TokensUsedUp(Refusal, code="TOKENS_USED_UP"):
    """Today's tokens are used up; tomorrow (UTC) there are new ones."""


class ToolUnavailable(Refusal, code="TOOL_UNAVAILABLE"):
    """This tool is out of use: what was said with it stays, and nothing is added."""


class NotRetryable(Refusal, code="NOT_RETRYABLE"):
    """Only the last reply of a conversation is retried, and only one that failed or was stopped."""


class TooManyPrompts(Refusal, code="TOO_MANY_PROMPTS"):
    """There is no room for another favourite prompt: delete one that you no longer use."""


class ShareExpired(Refusal, code="SHARE_EXPIRED"):
    """A share ends in the future, a minute from now at least."""
