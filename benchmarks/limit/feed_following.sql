-- The newest fifty activities of those whom a member follows. First the newest of each of them, seen or not, newest
-- first; the fiftieth of these that is seen bounds the page, and only who did something since is asked for more.
WITH blocked AS MATERIALIZED (
    SELECT following_id AS id FROM users_userrelationship WHERE follower_id = %(viewer)s AND status = 'blocked'
    UNION ALL
    SELECT follower_id FROM users_userrelationship WHERE following_id = %(viewer)s AND status = 'blocked'
),
followed AS MATERIALIZED (
    SELECT following_id AS id FROM users_userrelationship WHERE follower_id = %(viewer)s AND status = 'active'
),
newest AS MATERIALIZED (
    SELECT f.* FROM followed CROSS JOIN LATERAL (
        SELECT f.id, f.created_at, f.user_id, f.visibility, f.reference_type, f.reference_id FROM feed_activity AS f
        WHERE f.user_id = followed.id
        -- Of few people some each, so that there are fifty.
        ORDER BY f.created_at DESC, f.id DESC LIMIT (SELECT greatest(1, 100 / greatest(count(*), 1)) FROM followed)
    ) AS f
),
bound AS MATERIALIZED (
    SELECT f.created_at FROM (SELECT * FROM newest ORDER BY created_at DESC) AS f
    JOIN users_user AS actor ON actor.id = f.user_id
    LEFT JOIN users_usersettings AS s ON s.user_id = f.user_id
    CROSS JOIN LATERAL (SELECT EXISTS (
        SELECT FROM users_userrelationship AS back
        WHERE back.follower_id = f.user_id AND back.following_id = %(viewer)s AND back.status IN ('active', 'muted')
    ) AS is_friend OFFSET 0) AS back
    LEFT JOIN projects_comment AS c ON f.reference_type = 'projects.Comment' AND c.id = f.reference_id
    LEFT JOIN projects_project AS p
        ON p.id = CASE f.reference_type WHEN 'projects.Project' THEN f.reference_id ELSE c.project_id END
    LEFT JOIN users_user AS o ON o.id = p.user_id
    LEFT JOIN users_user AS r ON f.reference_type = 'users.User' AND r.id = f.reference_id
    WHERE actor.is_active AND actor.id NOT IN (SELECT id FROM blocked)
        AND s.show_activity IS NOT FALSE
        AND (s.profile_visibility IS DISTINCT FROM 'private' OR back.is_friend)
        AND (f.visibility = 'public' OR f.visibility = 'friends' AND back.is_friend)
        AND (
            f.reference_id IS NULL
            OR r.is_active AND r.id NOT IN (SELECT id FROM blocked)
            OR (NOT p.is_private AND NOT p.is_archived AND o.is_active AND o.id NOT IN (SELECT id FROM blocked) OR o.id = %(viewer)s)
                AND (c.id IS NULL OR c.user_id NOT IN (SELECT id FROM blocked))
        )
    ORDER BY f.created_at DESC OFFSET 49 LIMIT 1
),
person AS MATERIALIZED (
    SELECT actor.id, actor.username, actor.profile_image, actor.avatar_url, back.is_friend
    FROM (
        SELECT DISTINCT user_id FROM newest WHERE created_at >= coalesce((SELECT created_at FROM bound), '-infinity')
    ) AS f
    JOIN users_user AS actor ON actor.id = f.user_id
    LEFT JOIN users_usersettings AS s ON s.user_id = f.user_id
    CROSS JOIN LATERAL (SELECT EXISTS (
        SELECT FROM users_userrelationship AS back
        WHERE back.follower_id = f.user_id AND back.following_id = %(viewer)s AND back.status IN ('active', 'muted')
    ) AS is_friend OFFSET 0) AS back
    WHERE actor.is_active AND actor.id NOT IN (SELECT id FROM blocked)
        AND s.show_activity IS NOT FALSE
        AND (s.profile_visibility IS DISTINCT FROM 'private' OR back.is_friend)
),
page AS (
    SELECT f.* FROM person AS actor CROSS JOIN LATERAL (
        SELECT
            f.id, f.created_at, f.activity_type, f.visibility,
            actor.id AS actor_id, actor.username AS actor_username, actor.profile_image AS actor_profile_image, actor.avatar_url AS actor_avatar_url,
            c.id AS c_id, c.is_deleted AS c_is_deleted, c.content AS c_content, c.like_count AS c_like_count,
            p.id AS p_id, p.title AS p_title, o.username AS o_username, p.slug AS p_slug,
            p.like_count AS p_like_count, r.id AS r_id, r.username AS r_username
        FROM feed_activity AS f
        LEFT JOIN projects_comment AS c ON f.reference_type = 'projects.Comment' AND c.id = f.reference_id
        LEFT JOIN projects_project AS p
            ON p.id = CASE f.reference_type WHEN 'projects.Project' THEN f.reference_id ELSE c.project_id END
        LEFT JOIN users_user AS o ON o.id = p.user_id
        LEFT JOIN users_user AS r ON f.reference_type = 'users.User' AND r.id = f.reference_id
        WHERE f.user_id = actor.id AND f.created_at >= coalesce((SELECT created_at FROM bound), '-infinity')
            AND (f.visibility = 'public' OR f.visibility = 'friends' AND actor.is_friend)
            AND (
                f.reference_id IS NULL
                OR r.is_active AND r.id NOT IN (SELECT id FROM blocked)
                OR (NOT p.is_private AND NOT p.is_archived AND o.is_active AND o.id NOT IN (SELECT id FROM blocked) OR o.id = %(viewer)s)
                    AND (c.id IS NULL OR c.user_id NOT IN (SELECT id FROM blocked))
            )
        ORDER BY f.created_at DESC, f.id DESC LIMIT 50
    ) AS f ORDER BY f.created_at DESC, f.id DESC LIMIT 50
)
SELECT json_build_object('activityFeed', json_build_object('edges', (
    SELECT coalesce(json_agg(json_build_object('node', json_build_object(
        'id', translate(rtrim(encode(uuid_send(f.id) || 'Activity', 'base64'), '='), '+/', '-_'),
        'activityType', upper(f.activity_type),
        'visibility', upper(f.visibility),
        'createdAt', f.created_at,
        'actor', json_build_object(
            'id', translate(rtrim(encode(uuid_send(f.actor_id) || 'User', 'base64'), '='), '+/', '-_'),
            'username', f.actor_username,
            'avatarUrl', CASE WHEN f.actor_profile_image <> '' THEN '/media/' || f.actor_profile_image ELSE f.actor_avatar_url END,
            'webPath', '/' || f.actor_username
        ),
        'reference', CASE
            WHEN f.c_id IS NOT NULL THEN json_build_object(
                '__typename', 'Comment',
                'id', translate(rtrim(encode(uuid_send(f.c_id) || 'Comment', 'base64'), '='), '+/', '-_'),
                'content', CASE WHEN f.c_is_deleted THEN '' ELSE f.c_content END,
                'likeCount', f.c_like_count,
                'project', json_build_object(
                    'id', translate(rtrim(encode(uuid_send(f.p_id) || 'Project', 'base64'), '='), '+/', '-_'),
                    'title', f.p_title,
                    'webPath', '/' || f.o_username || '/' || f.p_slug
                )
            )
            WHEN f.p_id IS NOT NULL THEN json_build_object(
                '__typename', 'Project',
                'id', translate(rtrim(encode(uuid_send(f.p_id) || 'Project', 'base64'), '='), '+/', '-_'),
                'title', f.p_title,
                'webPath', '/' || f.o_username || '/' || f.p_slug,
                'likeCount', f.p_like_count
            )
            WHEN f.r_id IS NOT NULL THEN json_build_object(
                '__typename', 'User',
                'id', translate(rtrim(encode(uuid_send(f.r_id) || 'User', 'base64'), '='), '+/', '-_'),
                'username', f.r_username,
                'webPath', '/' || f.r_username
            )
        END
    ))), '[]') FROM page AS f
)))
