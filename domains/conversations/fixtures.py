"""Demo conversations: a demo account asks tools of the catalogue about themselves, and the gateway answers for them."""

from datetime import timedelta

from domains.catalog.models import Tool
from domains.conversations import models, rules, services
from domains.conversations.services.replies import demonstration
from domains.kit import clock
from domains.kit.markdown import markdown_to_html
from domains.users import fixtures as people

SPEAKER = "student"
# To which tool, what is asked, and whether everybody may read along.
TALKS = (
    ("whisper", "What are you good for, and what do you cost?", True),
    ("claude", "What could I ask you first?", False),
)
PROMPT = "Explain this to me as if I had never heard of it, then ask me three questions about it."


def load_demo() -> None:
    """Let the demo account have talked to tools yesterday, an hour apart, unless it has talked to them already."""
    viewer = people.viewer(SPEAKER)
    for number, (slug, question, is_public) in enumerate(TALKS):
        tool = Tool.objects.filter(slug=slug, is_active=True).first()
        if tool is None or models.Conversation.objects.filter(user=viewer.user_id, tool=tool).exists():
            continue
        with clock.at(clock.now() - timedelta(hours=24 - number)):
            conversation = services.start_conversation(viewer=viewer, tool_id=tool.pk)
            _talk(conversation, question, demonstration.answer(tool, question, viewer))
            if is_public:
                services.share_conversation(viewer=viewer, conversation_id=conversation.pk, is_public=True)
    if not models.FavoritePrompt.objects.filter(user=viewer.user_id).exists():
        services.save_favorite_prompt(viewer=viewer, prompt_text=PROMPT)


def _talk(conversation: models.Conversation, question: str, reply: str) -> None:
    """Write down what was asked and answered: no job writes this reply."""
    now = clock.now()
    for content, is_user, moment in ((question, True, now), (reply, False, now + timedelta(seconds=2))):
        models.Message.objects.create(
            conversation=conversation,
            content=content,
            content_html=markdown_to_html(content),
            is_user=is_user,
            tokens=rules.estimated_tokens(content),
            is_demonstration=not is_user,
            created_at=moment,
            completed_at=moment,
        )
    models.Conversation.objects.filter(pk=conversation.pk).update(title=rules.title_of(question), updated_at=now)
