"""The catalogue, as clients see it."""

import strawberry
from strawberry import auto

from domains.catalog import models, selectors
from domains.catalog.models import TaxonomyType, ToolPricingModel
from domains.kit.fields import column, expression, object_type
from domains.kit.nodes import Node
from domains.kit.relations import connection, forward, many


@object_type(models.ToolCategory)
class ToolCategory(Node):
    """A kind of tool, such as image or code."""

    slug: auto
    name: auto
    description: auto
    icon: auto
    created_at: auto
    updated_at: auto
    tools = connection("Tool")(selectors.tools_of_category)


@object_type(models.ToolTag)
class ToolTag(Node):
    """A word that tools are found by."""

    slug: auto
    name: auto


@object_type(models.ToolExample)
class ToolExample(Node):
    """Something that can be done with a tool."""

    title: auto
    description: auto


@object_type(models.Tool, name="Tool")
class ToolFields(Node):
    """An AI tool, with facts that were checked."""

    slug: auto
    name: auto
    provider: auto
    short_description: auto
    long_description: auto
    website_url: auto
    docs_url: auto
    pricing_url: auto
    logo_url: auto
    banner_url: auto
    demo_video_url: auto
    pricing_model: ToolPricingModel
    api_key_required: auto
    is_featured: auto
    popularity: auto
    source_url: auto
    facts_as_of: auto
    created_at: auto
    updated_at: auto
    web_path: str = expression(selectors.web_path, description="The path of the tool's page.")
    favorited_by_count: int = column("popularity", description="How many people have it among their favourites.")
    is_favorited_by_viewer: bool = expression(
        selectors.is_favorited_by_viewer, description="Whether you have it among your favourites."
    )
    category = forward("category", of="ToolCategory", description="The main category.")
    categories = many("ToolCategory")(selectors.categories_of_tool)
    tags = many("ToolTag")(selectors.tags_of_tool)
    examples = many("ToolExample")(selectors.examples_of_tool)


@strawberry.type
class UserFavorites:
    """What the catalogue lends to a person."""

    favorites = connection("Tool")(selectors.favorites_of_user)


@object_type(models.Taxonomy)
class Taxonomy(Node):
    """A term of the controlled vocabulary; terms of one type form a tree."""

    slug: auto
    name: auto
    taxonomy_type: TaxonomyType
    parent = forward("parent", of="Taxonomy", description="The term above; null at the root of a tree.")
    children = connection("Taxonomy")(selectors.children_of_term)
