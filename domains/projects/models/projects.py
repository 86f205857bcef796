"""The tables of projects, and of what people think of them."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import BrinIndex, GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from domains.kit.counts import CountField
from domains.kit.enums import described
from domains.kit.models import ChangingEntity, Entity, LimitedTextField, WebAddressField
from domains.kit.viewer import Viewer
from domains.kit.visibility import VisibleQuerySet
from domains.projects import rules


@described
class ProjectType(models.TextChoices):
    """What kind of work a project is."""

    GITHUB_REPO = "github_repo", "A repository on GitHub."
    FIGMA_DESIGN = "figma_design", "A design in Figma."
    IMAGE_COLLECTION = "image_collection", "A collection of images."
    PROMPT = "prompt", "A prompt for an AI tool."
    VIDEO = "video", "A film."
    REDDIT_THREAD = "reddit_thread", "A thread on Reddit."
    OTHER = "other", "Anything else."


class Projects(models.Manager["Project"]):
    """The manager of projects: it leaves what search alone needs in the database."""

    def get_queryset(self) -> "VisibleQuerySet[Project]":
        """Return all projects, without their words."""
        return VisibleQuerySet(self.model, using=self._db).defer("words")

    def visible_to(self, viewer: Viewer) -> "VisibleQuerySet[Project]":
        """Return the projects that the viewer sees."""
        return self.get_queryset().visible_to(viewer)


class Project(ChangingEntity):
    """A piece of work that somebody shows."""

    user = models.ForeignKey("users.User", on_delete=models.CASCADE, related_name="projects")
    slug = models.SlugField(max_length=80, help_text="The project's name in addresses, unique for its owner.")
    title = models.CharField(max_length=200, help_text="The title.")
    description = LimitedTextField(max_length=5_000, blank=True, help_text="What it is, in a few sentences.")
    type = models.CharField(
        max_length=20,
        choices=ProjectType.choices,
        default=ProjectType.OTHER,
        help_text="What kind of work it is.",
    )
    is_showcased = models.BooleanField(default=True, help_text="Whether the profile shows it off.")
    is_highlighted = models.BooleanField(default=False, help_text="Whether it stands first on the profile.")
    is_private = models.BooleanField(default=False, help_text="Whether its owner alone sees it.")
    is_archived = models.BooleanField(default=False, help_text="Whether it was put away; its owner alone sees it then.")
    banner_url = WebAddressField(
        max_length=500,
        blank=True,
        help_text="The address of a wide picture; may be empty.",
    )
    featured_image_url = WebAddressField(
        max_length=500,
        blank=True,
        help_text="The address of its picture; may be empty.",
    )
    external_url = WebAddressField(
        max_length=500,
        blank=True,
        help_text="Where the work itself is; may be empty.",
    )
    tools = models.ManyToManyField("catalog.Tool", related_name="projects", blank=True)
    categories = models.ManyToManyField("catalog.Taxonomy", related_name="projects", blank=True)
    topics = ArrayField(
        models.CharField(max_length=rules.TOPIC_LENGTH),
        default=list,
        blank=True,
        help_text="Words its owner gave it.",
    )
    content = models.JSONField(default=rules.empty_content, blank=True, help_text="The page, as blocks.")
    like_count = CountField("likes", help_text="How many people like it.")
    view_count = CountField("views", help_text="How often it was looked at.")
    engagement_velocity = models.FloatField(default=0.0, editable=False, help_text="How fast interest in it grows.")
    last_velocity_update = models.DateTimeField(null=True, blank=True, editable=False)
    # Made by the database from title, topics, description and page, by a function of the migrations.
    words = models.GeneratedField(
        expression=models.Func("title", "topics", "description", "content", function="projects_words"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects: ClassVar[Projects] = Projects()  # type: ignore[assignment]

    class Meta:
        ordering = ("-created_at",)
        indexes = (
            models.Index(fields=["is_private", "is_archived", "-created_at"], name="project_explore"),
            models.Index(fields=["is_showcased", "is_archived", "-created_at"], name="project_showcase"),
            models.Index(
                fields=["-created_at", "-id"],
                name="project_newest",
                condition=models.Q(is_private=False, is_archived=False),
            ),
            models.Index(
                fields=["-like_count", "-created_at", "-id"],
                name="project_most_liked",
                condition=models.Q(is_private=False, is_archived=False),
            ),
            models.Index(fields=["user", "-created_at", "-id"], name="project_owner"),
            GinIndex(fields=["topics"], name="project_topics"),
            GinIndex(fields=["words"], name="project_words"),
            models.Index(
                fields=["-engagement_velocity", "-created_at", "-id"],
                name="project_trending",
                condition=models.Q(is_private=False, is_archived=False),
            ),
        )
        constraints = (
            models.UniqueConstraint(fields=("user", "slug"), name="project_slug_unique"),
            models.UniqueConstraint(
                fields=("user", "external_url"),
                name="project_external_url_unique",
                condition=~models.Q(external_url=""),
            ),
            models.UniqueConstraint(
                fields=("user",), name="project_one_highlighted", condition=models.Q(is_highlighted=True)
            ),
        )

    def __str__(self) -> str:
        return self.title


class ProjectLike(Entity):
    """That somebody likes a project."""

    user = models.ForeignKey("users.User", on_delete=models.CASCADE, related_name="project_likes")
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="likes")

    class Meta:
        indexes = (
            models.Index(fields=["user", "-created_at"], name="project_like_user"),
            BrinIndex(fields=["created_at"], name="project_like_recent"),
        )
        constraints = (models.UniqueConstraint(fields=("project", "user"), name="project_like_unique"),)


class ProjectView(Entity):
    """That somebody looked at a project on a day."""

    user = models.ForeignKey("users.User", on_delete=models.CASCADE, related_name="project_views")
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="views")
    # In UTC, for everybody: a day that moved with the viewer could be lived twice.
    day = models.DateField()

    class Meta:
        indexes = (BrinIndex(fields=["created_at"], name="project_view_recent"),)
        constraints = (models.UniqueConstraint(fields=("project", "user", "day"), name="project_view_unique"),)
