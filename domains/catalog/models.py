"""The tables of the catalogue."""

from django.core.exceptions import ValidationError
from django.db import models

from domains.kit.counts import CountField
from domains.kit.enums import described
from domains.kit.models import ChangingEntity, Entity, WebAddressField


@described
class ToolPricingModel(models.TextChoices):
    """What it costs to use a tool."""

    FREE = "free", "Free of charge."
    FREEMIUM = "freemium", "Free to begin with, more for money."
    PAID = "paid", "For money only."
    API = "api", "Paid by use, through an API."


@described
class TaxonomyType(models.TextChoices):
    """What kind of term it is."""

    CATEGORY = "category", "A category of the platform's own."
    TOPIC = "topic", "A topic that the community speaks about."
    TAG = "tag", "A free word."


class ToolCategory(ChangingEntity):
    """A kind of tool, such as image or code."""

    slug = models.SlugField(max_length=80, unique=True, help_text="The unique name, a part of addresses.")
    name = models.CharField(max_length=80, help_text="The name.")
    description = models.TextField(blank=True, help_text="What belongs here.")
    icon = models.CharField(max_length=50, blank=True, help_text="The name of a FontAwesome icon.")

    class Meta:
        ordering = ("name",)
        verbose_name_plural = "tool categories"

    def __str__(self) -> str:
        return self.name


class ToolTag(Entity):
    """A word that tools are found by."""

    slug = models.SlugField(max_length=80, unique=True, help_text="The unique name, a part of addresses.")
    name = models.CharField(max_length=80, help_text="The name.")

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class ToolExample(Entity):
    """Something that can be done with a tool."""

    title = models.CharField(max_length=150, help_text="What it is, in a few words.")
    description = models.TextField(blank=True, help_text="What is done, and how.")

    class Meta:
        ordering = ("title",)

    def __str__(self) -> str:
        return self.title


class Tool(ChangingEntity):
    """An AI tool, with facts that were checked."""

    slug = models.SlugField(max_length=80, unique=True, help_text="The unique name, a part of addresses.")
    name = models.CharField(max_length=100, help_text="The name.")
    provider = models.CharField(max_length=100, help_text="Who makes it.")
    short_description = models.CharField(max_length=300, help_text="What it is, in one sentence.")
    long_description = models.TextField(blank=True, help_text="What it is and does, in a few sentences.")
    # Categories are what others build on: one that has tools stays.
    category = models.ForeignKey(ToolCategory, on_delete=models.PROTECT, related_name="main_tools")
    categories = models.ManyToManyField(ToolCategory, related_name="all_tools", blank=True)
    tags = models.ManyToManyField(ToolTag, related_name="tools", blank=True)
    examples = models.ManyToManyField(ToolExample, related_name="tools", blank=True)
    website_url = WebAddressField(max_length=300, help_text="The address of its site.")
    docs_url = WebAddressField(max_length=300, blank=True, help_text="The address of its documentation; may be empty.")
    pricing_url = WebAddressField(max_length=300, blank=True, help_text="The address of its prices; may be empty.")
    logo_url = WebAddressField(max_length=500, blank=True, help_text="The address of its logo; may be empty.")
    banner_url = WebAddressField(max_length=500, blank=True, help_text="The address of a wide picture; may be empty.")
    demo_video_url = WebAddressField(max_length=500, blank=True, help_text="The address of a film; may be empty.")
    pricing_model = models.CharField(
        max_length=10, choices=ToolPricingModel.choices, help_text="What it costs to use it."
    )
    api_endpoint = WebAddressField(max_length=300, blank=True)
    # What its provider calls the model that answers; the slug where nothing is said.
    api_model = models.CharField(max_length=100, blank=True, db_default="")
    api_key_required = models.BooleanField(default=False, help_text="Whether its API asks for a key.")
    is_featured = models.BooleanField(default=False, help_text="Whether the platform points it out.")
    is_active = models.BooleanField(default=True)
    favorited_by = models.ManyToManyField("users.User", through="ToolFavorite", related_name="favorites")
    popularity = CountField("favorite_marks", help_text="How many people have it among their favourites.")
    source_url = WebAddressField(max_length=300, blank=True, help_text="Where these facts can be checked.")
    facts_as_of = models.DateField(null=True, blank=True, help_text="The day on which these facts were true.")

    class Meta:
        ordering = ("name",)
        indexes = (
            models.Index(fields=["name", "id"], name="tool_name", condition=models.Q(is_active=True)),
            models.Index(fields=["-popularity", "name"], name="tool_popularity", condition=models.Q(is_active=True)),
            models.Index(fields=["-created_at"], name="tool_created", condition=models.Q(is_active=True)),
        )

    def __str__(self) -> str:
        return self.name


class ToolFavorite(Entity):
    """That somebody has a tool among their favourites."""

    user = models.ForeignKey("users.User", on_delete=models.CASCADE, related_name="favorite_marks")
    tool = models.ForeignKey(Tool, on_delete=models.CASCADE, related_name="favorite_marks")

    class Meta:
        indexes = (models.Index(fields=["user", "-created_at"], name="tool_favorite_user"),)
        constraints = (models.UniqueConstraint(fields=("tool", "user"), name="tool_favorite_unique"),)


class Taxonomy(Entity):
    """A term of the controlled vocabulary; terms of one type form a tree."""

    slug = models.SlugField(max_length=80, unique=True, help_text="The unique name, a part of addresses.")
    name = models.CharField(max_length=80, help_text="The name.")
    taxonomy_type = models.CharField(max_length=10, choices=TaxonomyType.choices, help_text="What kind of term it is.")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ("name",)
        verbose_name_plural = "taxonomy"
        indexes = (models.Index(fields=["taxonomy_type", "name"], name="taxonomy_type_name"),)
        constraints = (
            models.CheckConstraint(condition=~models.Q(parent=models.F("id")), name="taxonomy_not_its_own_parent"),
        )

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Keep the tree a tree.

        Raises:
            ValidationError: the parent or a child is of another type, or the parent stands below this term.
        """
        above = self.parent
        if above is not None and above.taxonomy_type != self.taxonomy_type:
            raise ValidationError({"parent": "The parent is a term of another type."})
        if self.children.exclude(taxonomy_type=self.taxonomy_type).exists():
            raise ValidationError({"taxonomy_type": "Terms of another type stand below this one."})
        while above is not None:
            if above.pk == self.pk:
                raise ValidationError({"parent": "This term stands above its parent already."})
            above = above.parent
