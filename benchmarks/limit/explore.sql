-- The newest fifty projects with what hangs on them, for a member.
WITH blocked AS MATERIALIZED (
    SELECT following_id AS id FROM users_userrelationship WHERE follower_id = %(viewer)s AND status = 'blocked'
    UNION ALL
    SELECT follower_id FROM users_userrelationship WHERE following_id = %(viewer)s AND status = 'blocked'
)
SELECT json_build_object('explore', json_build_object('edges', (
    SELECT coalesce(json_agg(json_build_object('node', json_build_object(
        'id', translate(rtrim(encode(uuid_send(p.id) || 'Project', 'base64'), '='), '+/', '-_'),
        'slug', p.slug,
        'title', p.title,
        'description', p.description,
        'type', upper(p.type),
        'webPath', '/' || p.o_username || '/' || p.slug,
        'externalUrl', p.external_url,
        'featuredImageUrl', p.featured_image_url,
        'topics', p.topics,
        'likeCount', p.like_count,
        'createdAt', p.created_at,
        'isLikedByViewer', EXISTS (SELECT FROM projects_projectlike AS l WHERE l.project_id = p.id AND l.user_id = %(viewer)s),
        'owner', json_build_object(
            'id', translate(rtrim(encode(uuid_send(p.o_id) || 'User', 'base64'), '='), '+/', '-_'),
            'username', p.o_username,
            'avatarUrl', CASE WHEN p.o_profile_image <> '' THEN '/media/' || p.o_profile_image ELSE p.o_avatar_url END,
            'webPath', '/' || p.o_username
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
                    'author', CASE WHEN c.a_id IS NOT NULL THEN json_build_object('id', translate(rtrim(encode(uuid_send(c.a_id) || 'User', 'base64'), '='), '+/', '-_'), 'username', c.a_username) END
                ))), '[]')
                FROM (
                    SELECT c.*, a.id AS a_id, a.username AS a_username
                    FROM projects_comment AS c LEFT JOIN users_user AS a ON a.id = c.user_id AND a.is_active
                    WHERE c.project_id = p.id AND c.parent_id IS NULL AND c.user_id NOT IN (SELECT id FROM blocked)
                    ORDER BY c.created_at DESC, c.id DESC LIMIT 3
                ) AS c
            )
        )
    ))), '[]')
    FROM (
        SELECT p.*, o.username AS o_username, o.id AS o_id, o.profile_image AS o_profile_image, o.avatar_url AS o_avatar_url
        FROM projects_project AS p JOIN users_user AS o ON o.id = p.user_id
        WHERE NOT p.is_private AND NOT p.is_archived AND (o.is_active AND o.id NOT IN (SELECT id FROM blocked) OR o.id = %(viewer)s)
        ORDER BY p.created_at DESC, p.id DESC LIMIT 50
    ) AS p
)))
