-- Likes a project, tells of it and writes the activity down, as the service does.
WITH blocked AS MATERIALIZED (
    SELECT following_id AS id FROM users_userrelationship WHERE follower_id = %(viewer)s AND status = 'blocked'
    UNION ALL
    SELECT follower_id FROM users_userrelationship WHERE following_id = %(viewer)s AND status = 'blocked'
),
project AS MATERIALIZED (
    SELECT p.id, p.like_count FROM projects_project AS p JOIN users_user AS o ON o.id = p.user_id
    WHERE p.id = %(project)s AND (NOT p.is_private AND NOT p.is_archived AND o.is_active AND o.id NOT IN (SELECT id FROM blocked) OR o.id = %(viewer)s)
    FOR NO KEY UPDATE OF p
),
liked AS (
    INSERT INTO projects_projectlike (id, created_at, user_id, project_id)
    SELECT uuidv7(), now(), %(viewer)s, id FROM project
    ON CONFLICT DO NOTHING RETURNING project_id
),
counted AS (
    UPDATE projects_project SET like_count = like_count + 1 WHERE id IN (SELECT project_id FROM liked)
    RETURNING like_count
),
activity AS (
    INSERT INTO feed_activity
        (id, created_at, user_id, activity_type, reference_type, reference_id, metadata, visibility)
    SELECT uuidv7(), now(), %(viewer)s, 'project_liked', 'projects.Project', project_id, '{}', 'public' FROM liked
    RETURNING id
),
told AS (
    INSERT INTO live_outbox (topic, kind, payload)
    SELECT 'project:' || project_id, 'project_likes_changed', jsonb_build_object('id', project_id) FROM liked
    UNION ALL SELECT 'activity', 'activity_added', jsonb_build_object('id', id) FROM activity
)
SELECT json_build_object('likeProject', json_build_object(
    'project', json_build_object(
        'id', translate(rtrim(encode(uuid_send(project.id) || 'Project', 'base64'), '='), '+/', '-_'),
        'likeCount', coalesce((SELECT like_count FROM counted), project.like_count),
        'isLikedByViewer', true
    ),
    'errors', '[]'::json
)) FROM project
