"""Projects, as clients see them."""

import strawberry
from strawberry import auto

from domains.kit.fields import column, computed, expression, found, object_type
from domains.kit.nodes import Node
from domains.kit.relations import connection, forward, many, one
from domains.projects import models, rules, selectors
from domains.projects.models import ProjectType
from domains.projects.types.content import ProjectContent, content_of


@object_type(models.Project)
class Project(Node):
    """A piece of work that somebody shows."""

    slug: auto
    title: auto
    description: auto
    type: ProjectType
    is_showcased: auto
    is_highlighted: auto
    is_private: auto
    is_archived: auto
    banner_url: auto
    featured_image_url: auto
    external_url: auto
    topics: list[str] = column(description="Words its owner gave it.")
    content: ProjectContent = computed(content_of, "content", description="The page, as blocks.")
    like_count: auto
    view_count: auto
    engagement_velocity: auto
    created_at: auto
    updated_at: auto
    web_path: str = expression(selectors.web_path, description="The path of the project's page.")
    is_liked_by_viewer: bool = expression(selectors.is_liked_by_viewer, description="Whether you like it.")
    search_excerpt: str | None = found(
        "searched",
        selectors.excerpt,
        rules.excerpt_html,
        description="Where the search found something, as HTML that is safe to show: text and `<mark>`. "
        "Null elsewhere.",
    )
    owner = forward("user", of="User", description="Whose it is.", is_seen=True)
    tools = many("Tool")(selectors.tools_of_project)
    categories = many("Taxonomy")(selectors.categories_of_project)
    comments = connection("Comment")(selectors.comments_of_project)


@strawberry.type
class UserProjects:
    """What the projects domain lends to people."""

    projects = connection("Project")(selectors.projects_of_user)
    showcase = connection("Project")(selectors.showcase)
    playground = connection("Project")(selectors.playground)
    highlighted_project = one("Project")(selectors.highlighted)
    archived_projects = connection("Project")(selectors.archived_projects)
    liked_projects = connection("Project")(selectors.liked_projects)
    comments = connection("Comment")(selectors.comments_of_user)


@strawberry.type
class ToolProjects:
    """What the projects domain lends to tools."""

    projects = connection("Project")(selectors.projects_of_tool)
