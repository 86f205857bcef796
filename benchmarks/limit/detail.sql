-- One project with what hangs on it, for a member.
WITH blocked AS MATERIALIZED (
    SELECT following_id AS id FROM users_userrelationship WHERE follower_id = %(viewer)s AND status = 'blocked'
    UNION ALL
    SELECT follower_id FROM users_userrelationship WHERE following_id = %(viewer)s AND status = 'blocked'
)
SELECT json_build_object('project', (
    SELECT json_build_object(
        'id', translate(rtrim(encode(uuid_send(p.id) || 'Project', 'base64'), '='), '+/', '-_'),
        'slug', p.slug,
        'title', p.title,
        'description', p.description,
        'type', upper(p.type),
        'webPath', '/' || o.username || '/' || p.slug,
        'externalUrl', p.external_url,
        'featuredImageUrl', p.featured_image_url,
        'bannerUrl', p.banner_url,
        'isShowcased', p.is_showcased,
        'isHighlighted', p.is_highlighted,
        'topics', p.topics,
        'likeCount', p.like_count,
        'viewCount', p.view_count,
        'isLikedByViewer', EXISTS (SELECT FROM projects_projectlike AS l WHERE l.project_id = p.id AND l.user_id = %(viewer)s),
        'createdAt', p.created_at,
        'owner', json_build_object(
            'id', translate(rtrim(encode(uuid_send(o.id) || 'User', 'base64'), '='), '+/', '-_'),
            'username', o.username,
            'avatarUrl', CASE WHEN o.profile_image <> '' THEN '/media/' || o.profile_image ELSE o.avatar_url END,
            'webPath', '/' || o.username
        ),
        'tools', (
            SELECT coalesce(json_agg(json_build_object(
                'id', translate(rtrim(encode(uuid_send(t.id) || 'Tool', 'base64'), '='), '+/', '-_'),
                'slug', t.slug,
                'name', t.name,
                'provider', t.provider,
                'pricingModel', upper(t.pricing_model),
                'webPath', '/tools/' || t.slug
            ) ORDER BY t.name), '[]')
            FROM projects_project_tools AS made_with JOIN catalog_tool AS t ON t.id = made_with.tool_id
            WHERE made_with.project_id = p.id AND t.is_active
        ),
        'categories', (
            SELECT coalesce(json_agg(json_build_object('slug', t.slug, 'name', t.name) ORDER BY t.name), '[]')
            FROM projects_project_categories AS sorted_by JOIN catalog_taxonomy AS t ON t.id = sorted_by.taxonomy_id
            WHERE sorted_by.project_id = p.id AND t.is_active
        ),
        'comments', json_build_object(
            'totalCount', (
                SELECT count(*) FROM projects_comment AS c
                WHERE c.project_id = p.id AND c.parent_id IS NULL AND c.user_id NOT IN (SELECT id FROM blocked)
            ),
            'edges', (
                SELECT coalesce(json_agg(json_build_object('node', json_build_object(
                    'id', translate(rtrim(encode(uuid_send(c.id) || 'Comment', 'base64'), '='), '+/', '-_'),
                    'content', CASE WHEN c.is_deleted THEN '' ELSE c.content END,
                    'createdAt', c.created_at,
                    'likeCount', c.like_count,
                    'author', CASE WHEN c.a_id IS NOT NULL THEN json_build_object(
                        'id', translate(rtrim(encode(uuid_send(c.a_id) || 'User', 'base64'), '='), '+/', '-_'),
                        'username', c.a_username,
                        'avatarUrl', CASE WHEN c.a_profile_image <> '' THEN '/media/' || c.a_profile_image ELSE c.a_avatar_url END,
                        'webPath', '/' || c.a_username
                    ) END
                ))), '[]')
                FROM (
                    SELECT c.*, a.id AS a_id, a.username AS a_username, a.profile_image AS a_profile_image, a.avatar_url AS a_avatar_url
                    FROM projects_comment AS c LEFT JOIN users_user AS a ON a.id = c.user_id AND a.is_active
                    WHERE c.project_id = p.id AND c.parent_id IS NULL AND c.user_id NOT IN (SELECT id FROM blocked)
                    ORDER BY c.created_at DESC, c.id DESC LIMIT 10
                ) AS c
            )
        )
    )
    FROM projects_project AS p JOIN users_user AS o ON o.id = p.user_id
    WHERE o.username = %(owner)s AND p.slug = %(slug)s
        AND (NOT p.is_private AND NOT p.is_archived AND o.is_active AND o.id NOT IN (SELECT id FROM blocked) OR o.id = %(viewer)s)
))
