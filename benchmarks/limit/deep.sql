-- Five levels down, for a member.
WITH blocked AS MATERIALIZED (
    SELECT following_id AS id FROM users_userrelationship WHERE follower_id = %(viewer)s AND status = 'blocked'
    UNION ALL
    SELECT follower_id FROM users_userrelationship WHERE following_id = %(viewer)s AND status = 'blocked'
)
SELECT json_build_object('explore', json_build_object('edges', (
    SELECT coalesce(json_agg(json_build_object('node', json_build_object(
        'id', translate(rtrim(encode(uuid_send(page.id) || 'Project', 'base64'), '='), '+/', '-_'),
        'title', page.title,
        'owner', json_build_object(
            'id', translate(rtrim(encode(uuid_send(page.user_id) || 'User', 'base64'), '='), '+/', '-_'),
            'username', page.username,
            'projects', json_build_object('edges', (
                SELECT coalesce(json_agg(json_build_object('node', json_build_object(
                    'id', translate(rtrim(encode(uuid_send(p.id) || 'Project', 'base64'), '='), '+/', '-_'),
                    'title', p.title,
                    'comments', json_build_object('edges', (
                        SELECT coalesce(json_agg(json_build_object('node', json_build_object(
                            'id', translate(rtrim(encode(uuid_send(c.id) || 'Comment', 'base64'), '='), '+/', '-_'),
                            'content', CASE WHEN c.is_deleted THEN '' ELSE c.content END,
                            'author', CASE WHEN c.author IS NOT NULL THEN json_build_object(
                                'id', translate(rtrim(encode(uuid_send(c.author) || 'User', 'base64'), '='), '+/', '-_'),
                                'username', c.username,
                                'followers', json_build_object('edges', (
                                    SELECT coalesce(json_agg(json_build_object('node', json_build_object(
                                        'id', translate(rtrim(encode(uuid_send(follower.id) || 'User', 'base64'), '='), '+/', '-_'),
                                        'username', follower.username
                                    ))), '[]')
                                    FROM (
                                        SELECT u.id, u.username
                                        FROM users_userrelationship AS follow
                                        JOIN users_user AS u ON u.id = follow.follower_id
                                        WHERE follow.following_id = c.author AND follow.status IN ('active', 'muted')
                                            AND u.is_active AND u.id NOT IN (SELECT id FROM blocked)
                                            AND (
                                                NOT EXISTS (
                                                    SELECT FROM users_usersettings AS s WHERE s.user_id = c.author AND s.profile_visibility = 'private'
                                                )
                                                OR c.author = %(viewer)s
                                                OR EXISTS (
                                                    SELECT FROM users_userrelationship AS back
                                                    WHERE back.follower_id = c.author AND back.following_id = %(viewer)s AND back.status IN ('active', 'muted')
                                                )
                                            )
                                        ORDER BY follow.created_at DESC, u.id DESC LIMIT 2
                                    ) AS follower
                                ))
                            ) END
                        ))), '[]')
                        FROM (
                            SELECT c.id, c.content, c.is_deleted, a.id AS author, a.username
                            FROM projects_comment AS c LEFT JOIN users_user AS a ON a.id = c.user_id AND a.is_active
                            WHERE c.project_id = p.id AND c.parent_id IS NULL
                                AND c.user_id NOT IN (SELECT id FROM blocked)
                            ORDER BY c.created_at DESC, c.id DESC LIMIT 3
                        ) AS c
                    ))
                ))), '[]')
                FROM (
                    SELECT p.* FROM projects_project AS p
                    WHERE p.user_id = page.user_id
                        AND (NOT p.is_private AND NOT p.is_archived OR p.user_id = %(viewer)s)
                        AND (
                            NOT EXISTS (
                                SELECT FROM users_usersettings AS s WHERE s.user_id = page.user_id AND s.profile_visibility = 'private'
                            )
                            OR page.user_id = %(viewer)s
                            OR EXISTS (
                                SELECT FROM users_userrelationship AS back
                                WHERE back.follower_id = page.user_id AND back.following_id = %(viewer)s AND back.status IN ('active', 'muted')
                            )
                        )
                    ORDER BY p.created_at DESC, p.id DESC LIMIT 3
                ) AS p
            ))
        )
    ))), '[]')
    FROM (
        SELECT p.id, p.title, p.user_id, o.username
        FROM projects_project AS p JOIN users_user AS o ON o.id = p.user_id
        WHERE NOT p.is_private AND NOT p.is_archived AND (o.is_active AND o.id NOT IN (SELECT id FROM blocked) OR o.id = %(viewer)s)
        ORDER BY p.created_at DESC, p.id DESC LIMIT 5
    ) AS page
)))
