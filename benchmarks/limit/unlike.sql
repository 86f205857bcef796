-- Likes a project no longer, tells of it and takes the activity back, as the service does.
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
unliked AS (
    DELETE FROM projects_projectlike WHERE user_id = %(viewer)s AND project_id IN (SELECT id FROM project)
    RETURNING project_id
),
counted AS (
    UPDATE projects_project SET like_count = like_count - 1 WHERE id IN (SELECT project_id FROM unliked)
    RETURNING like_count
),
activity AS (
    DELETE FROM feed_activity
    WHERE user_id = %(viewer)s AND activity_type = 'project_liked'
        AND reference_type = 'projects.Project' AND reference_id IN (SELECT project_id FROM unliked)
),
told AS (
    INSERT INTO live_outbox (topic, kind, payload)
    SELECT 'project:' || project_id, 'project_likes_changed', jsonb_build_object('id', project_id) FROM unliked
)
SELECT json_build_object('unlikeProject', json_build_object(
    'project', json_build_object(
        'id', translate(rtrim(encode(uuid_send(project.id) || 'Project', 'base64'), '='), '+/', '-_'),
        'likeCount', coalesce((SELECT like_count FROM counted), project.like_count),
        'isLikedByViewer', false
    ),
    'errors', '[]'::json
)) FROM project
