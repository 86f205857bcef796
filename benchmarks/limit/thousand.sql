-- Ten lists of a hundred projects, ten fields each, for a member.
WITH blocked AS MATERIALIZED (
    SELECT following_id AS id FROM users_userrelationship WHERE follower_id = %(viewer)s AND status = 'blocked'
    UNION ALL
    SELECT follower_id FROM users_userrelationship WHERE following_id = %(viewer)s AND status = 'blocked'
)
SELECT json_build_object(
    'newest', json_build_object('edges', (
        SELECT coalesce(json_agg(json_build_object('node', json_build_object(
            'id', translate(rtrim(encode(uuid_send(p.id) || 'Project', 'base64'), '='), '+/', '-_'),
            'slug', p.slug,
            'title', p.title,
            'description', p.description,
            'type', upper(p.type),
            'externalUrl', p.external_url,
            'likeCount', p.like_count,
            'viewCount', p.view_count,
            'isShowcased', p.is_showcased,
            'createdAt', p.created_at
        ))), '[]')
        FROM (
            SELECT p.* FROM projects_project AS p JOIN users_user AS o ON o.id = p.user_id
            WHERE NOT p.is_private AND NOT p.is_archived AND (o.is_active AND o.id NOT IN (SELECT id FROM blocked) OR o.id = %(viewer)s)
            ORDER BY p.created_at DESC, p.id DESC LIMIT 100
        ) AS p
    )),
    'liked', json_build_object('edges', (
        SELECT coalesce(json_agg(json_build_object('node', json_build_object(
            'id', translate(rtrim(encode(uuid_send(p.id) || 'Project', 'base64'), '='), '+/', '-_'),
            'slug', p.slug,
            'title', p.title,
            'description', p.description,
            'type', upper(p.type),
            'externalUrl', p.external_url,
            'likeCount', p.like_count,
            'viewCount', p.view_count,
            'isShowcased', p.is_showcased,
            'createdAt', p.created_at
        ))), '[]')
        FROM (
            SELECT p.* FROM projects_project AS p JOIN users_user AS o ON o.id = p.user_id
            WHERE NOT p.is_private AND NOT p.is_archived AND (o.is_active AND o.id NOT IN (SELECT id FROM blocked) OR o.id = %(viewer)s)
            ORDER BY p.like_count DESC, p.created_at DESC, p.id DESC LIMIT 100
        ) AS p
    )),
    'trending', json_build_object('edges', (
        SELECT coalesce(json_agg(json_build_object('node', json_build_object(
            'id', translate(rtrim(encode(uuid_send(p.id) || 'Project', 'base64'), '='), '+/', '-_'),
            'slug', p.slug,
            'title', p.title,
            'description', p.description,
            'type', upper(p.type),
            'externalUrl', p.external_url,
            'likeCount', p.like_count,
            'viewCount', p.view_count,
            'isShowcased', p.is_showcased,
            'createdAt', p.created_at
        ))), '[]')
        FROM (
            SELECT p.* FROM projects_project AS p JOIN users_user AS o ON o.id = p.user_id
            WHERE NOT p.is_private AND NOT p.is_archived AND (o.is_active AND o.id NOT IN (SELECT id FROM blocked) OR o.id = %(viewer)s)
            ORDER BY p.engagement_velocity DESC, p.created_at DESC, p.id DESC LIMIT 100
        ) AS p
    )),
    'designs', json_build_object('edges', (
        SELECT coalesce(json_agg(json_build_object('node', json_build_object(
            'id', translate(rtrim(encode(uuid_send(p.id) || 'Project', 'base64'), '='), '+/', '-_'),
            'slug', p.slug,
            'title', p.title,
            'description', p.description,
            'type', upper(p.type),
            'externalUrl', p.external_url,
            'likeCount', p.like_count,
            'viewCount', p.view_count,
            'isShowcased', p.is_showcased,
            'createdAt', p.created_at
        ))), '[]')
        FROM (
            SELECT p.* FROM projects_project AS p JOIN users_user AS o ON o.id = p.user_id
            WHERE NOT p.is_private AND NOT p.is_archived AND (o.is_active AND o.id NOT IN (SELECT id FROM blocked) OR o.id = %(viewer)s) AND p.type = 'figma_design'
            ORDER BY p.created_at DESC, p.id DESC LIMIT 100
        ) AS p
    )),
    'prompts', json_build_object('edges', (
        SELECT coalesce(json_agg(json_build_object('node', json_build_object(
            'id', translate(rtrim(encode(uuid_send(p.id) || 'Project', 'base64'), '='), '+/', '-_'),
            'slug', p.slug,
            'title', p.title,
            'description', p.description,
            'type', upper(p.type),
            'externalUrl', p.external_url,
            'likeCount', p.like_count,
            'viewCount', p.view_count,
            'isShowcased', p.is_showcased,
            'createdAt', p.created_at
        ))), '[]')
        FROM (
            SELECT p.* FROM projects_project AS p JOIN users_user AS o ON o.id = p.user_id
            WHERE NOT p.is_private AND NOT p.is_archived AND (o.is_active AND o.id NOT IN (SELECT id FROM blocked) OR o.id = %(viewer)s) AND p.type = 'prompt'
            ORDER BY p.created_at DESC, p.id DESC LIMIT 100
        ) AS p
    )),
    'films', json_build_object('edges', (
        SELECT coalesce(json_agg(json_build_object('node', json_build_object(
            'id', translate(rtrim(encode(uuid_send(p.id) || 'Project', 'base64'), '='), '+/', '-_'),
            'slug', p.slug,
            'title', p.title,
            'description', p.description,
            'type', upper(p.type),
            'externalUrl', p.external_url,
            'likeCount', p.like_count,
            'viewCount', p.view_count,
            'isShowcased', p.is_showcased,
            'createdAt', p.created_at
        ))), '[]')
        FROM (
            SELECT p.* FROM projects_project AS p JOIN users_user AS o ON o.id = p.user_id
            WHERE NOT p.is_private AND NOT p.is_archived AND (o.is_active AND o.id NOT IN (SELECT id FROM blocked) OR o.id = %(viewer)s) AND p.type = 'video'
            ORDER BY p.created_at DESC, p.id DESC LIMIT 100
        ) AS p
    )),
    'repositories', json_build_object('edges', (
        SELECT coalesce(json_agg(json_build_object('node', json_build_object(
            'id', translate(rtrim(encode(uuid_send(p.id) || 'Project', 'base64'), '='), '+/', '-_'),
            'slug', p.slug,
            'title', p.title,
            'description', p.description,
            'type', upper(p.type),
            'externalUrl', p.external_url,
            'likeCount', p.like_count,
            'viewCount', p.view_count,
            'isShowcased', p.is_showcased,
            'createdAt', p.created_at
        ))), '[]')
        FROM (
            SELECT p.* FROM projects_project AS p JOIN users_user AS o ON o.id = p.user_id
            WHERE NOT p.is_private AND NOT p.is_archived AND (o.is_active AND o.id NOT IN (SELECT id FROM blocked) OR o.id = %(viewer)s) AND p.type = 'github_repo'
            ORDER BY p.created_at DESC, p.id DESC LIMIT 100
        ) AS p
    )),
    'images', json_build_object('edges', (
        SELECT coalesce(json_agg(json_build_object('node', json_build_object(
            'id', translate(rtrim(encode(uuid_send(p.id) || 'Project', 'base64'), '='), '+/', '-_'),
            'slug', p.slug,
            'title', p.title,
            'description', p.description,
            'type', upper(p.type),
            'externalUrl', p.external_url,
            'likeCount', p.like_count,
            'viewCount', p.view_count,
            'isShowcased', p.is_showcased,
            'createdAt', p.created_at
        ))), '[]')
        FROM (
            SELECT p.* FROM projects_project AS p JOIN users_user AS o ON o.id = p.user_id
            WHERE NOT p.is_private AND NOT p.is_archived AND (o.is_active AND o.id NOT IN (SELECT id FROM blocked) OR o.id = %(viewer)s) AND p.type = 'image_collection'
            ORDER BY p.created_at DESC, p.id DESC LIMIT 100
        ) AS p
    )),
    'likedDesigns', json_build_object('edges', (
        SELECT coalesce(json_agg(json_build_object('node', json_build_object(
            'id', translate(rtrim(encode(uuid_send(p.id) || 'Project', 'base64'), '='), '+/', '-_'),
            'slug', p.slug,
            'title', p.title,
            'description', p.description,
            'type', upper(p.type),
            'externalUrl', p.external_url,
            'likeCount', p.like_count,
            'viewCount', p.view_count,
            'isShowcased', p.is_showcased,
            'createdAt', p.created_at
        ))), '[]')
        FROM (
            SELECT p.* FROM projects_project AS p JOIN users_user AS o ON o.id = p.user_id
            WHERE NOT p.is_private AND NOT p.is_archived AND (o.is_active AND o.id NOT IN (SELECT id FROM blocked) OR o.id = %(viewer)s) AND p.type = 'figma_design'
            ORDER BY p.like_count DESC, p.created_at DESC, p.id DESC LIMIT 100
        ) AS p
    )),
    'likedPrompts', json_build_object('edges', (
        SELECT coalesce(json_agg(json_build_object('node', json_build_object(
            'id', translate(rtrim(encode(uuid_send(p.id) || 'Project', 'base64'), '='), '+/', '-_'),
            'slug', p.slug,
            'title', p.title,
            'description', p.description,
            'type', upper(p.type),
            'externalUrl', p.external_url,
            'likeCount', p.like_count,
            'viewCount', p.view_count,
            'isShowcased', p.is_showcased,
            'createdAt', p.created_at
        ))), '[]')
        FROM (
            SELECT p.* FROM projects_project AS p JOIN users_user AS o ON o.id = p.user_id
            WHERE NOT p.is_private AND NOT p.is_archived AND (o.is_active AND o.id NOT IN (SELECT id FROM blocked) OR o.id = %(viewer)s) AND p.type = 'prompt'
            ORDER BY p.like_count DESC, p.created_at DESC, p.id DESC LIMIT 100
        ) AS p
    ))
)
