// mercurius with its JIT and loaders over hand-written SQL; the gateway's own documents, nobody signed in, nothing hidden.
import Fastify from "fastify";
import mercurius from "mercurius";
import pg from "pg";

const pool = new pg.Pool({ max: 8 });
// Named statements are prepared once for each connection.
const names = new Map();
const rows = async (text, values = []) => {
  if (!names.has(text)) names.set(text, `s${names.size}`);
  return (await pool.query({ name: names.get(text), text, values })).rows;
};

const schema = `
  type Query {
    project(owner: String!, slug: String!): Project
    explore(first: Int, order: ProjectOrder = NEWEST, filter: ProjectFilter): ProjectConnection!
    activityFeed(scope: FeedScope!, first: Int): ActivityConnection!
  }
  enum ProjectOrder { NEWEST MOST_LIKED TRENDING }
  enum FeedScope { PUBLIC FOLLOWING MINE }
  input ProjectFilter { type: ProjectType }
  enum ProjectType { GITHUB_REPO FIGMA_DESIGN IMAGE_COLLECTION PROMPT VIDEO REDDIT_THREAD OTHER }
  type Project {
    id: ID! slug: String! title: String! description: String! type: String! webPath: String! externalUrl: String!
    featuredImageUrl: String! bannerUrl: String! isShowcased: Boolean! isHighlighted: Boolean! topics: [String!]!
    likeCount: Int! viewCount: Int! isLikedByViewer: Boolean! createdAt: String! owner: User tools: [Tool!]!
    categories: [Taxonomy!]! comments(first: Int): CommentConnection!
  }
  type ProjectConnection { edges: [ProjectEdge!]! }
  type ProjectEdge { node: Project! }
  type Tool { id: ID! slug: String! name: String! provider: String! pricingModel: String! webPath: String! }
  type Taxonomy { slug: String! name: String! }
  type User {
    id: ID! username: String! avatarUrl: String! webPath: String!
    projects(first: Int): ProjectConnection! followers(first: Int): UserConnection!
  }
  type UserConnection { edges: [UserEdge!]! }
  type UserEdge { node: User! }
  type Comment { id: ID! content: String! createdAt: String! likeCount: Int! author: User project: Project }
  type CommentConnection { totalCount: Int! edges: [CommentEdge!]! }
  type CommentEdge { node: Comment! }
  type Activity {
    id: ID! activityType: String! visibility: String! createdAt: String! actor: User reference: ActivityReference
  }
  union ActivityReference = Project | Comment | User
  type ActivityConnection { edges: [ActivityEdge!]! }
  type ActivityEdge { node: Activity! }
`;

const PROJECT = `p.id, p.slug, p.title, p.description, p.type, p.external_url AS "externalUrl",
  p.featured_image_url AS "featuredImageUrl", p.banner_url AS "bannerUrl", p.is_showcased AS "isShowcased",
  p.is_highlighted AS "isHighlighted", p.topics, p.like_count AS "likeCount", p.view_count AS "viewCount",
  to_json(p.created_at) AS "createdAt", p.user_id AS "ownerId", '/' || o.username || '/' || p.slug AS "webPath",
  false AS "isLikedByViewer"`;
const PROJECTS = "projects_project AS p JOIN users_user AS o ON o.id = p.user_id";
const USER = `u.id, u.username, '/' || u.username AS "webPath",
  CASE WHEN u.profile_image <> '' THEN '/media/' || u.profile_image ELSE u.avatar_url END AS "avatarUrl"`;
const COMMENT = `c.id, CASE WHEN c.is_deleted THEN '' ELSE c.content END AS content, c.like_count AS "likeCount",
  to_json(c.created_at) AS "createdAt", c.user_id AS "authorId", c.project_id AS "projectId"`;
const ORDERS = {
  NEWEST: "p.created_at DESC, p.id DESC",
  MOST_LIKED: "p.like_count DESC, p.created_at DESC, p.id DESC",
  TRENDING: "p.engagement_velocity DESC, p.created_at DESC, p.id DESC",
};
const connection = (nodes) => ({ edges: nodes.map((node) => ({ node })) });

// One statement for the rows of all parents: each parent's own by a lateral join.
const ofParents = async (queries, select, values = []) => {
  const keys = queries.map(({ obj }) => obj.id);
  const text = `SELECT parent.place, own.* FROM unnest($1::uuid[]) WITH ORDINALITY AS parent(key, place)
    CROSS JOIN LATERAL (${select}) AS own`;
  const found = keys.map(() => []);
  for (const row of await rows(text, [keys, ...values])) found[row.place - 1].push(row);
  return found;
};
const byKey = async (select, keys) => {
  const wanted = [...new Set(keys.filter(Boolean))];
  const found = new Map((await rows(select, [wanted])).map((row) => [row.id, row]));
  return keys.map((key) => found.get(key) ?? null);
};
const users = (keys) => byKey(`SELECT ${USER} FROM users_user AS u WHERE u.id = ANY($1)`, keys);
const projects = (keys) => byKey(`SELECT ${PROJECT} FROM ${PROJECTS} WHERE p.id = ANY($1)`, keys);
const comments = (keys) => byKey(`SELECT ${COMMENT} FROM projects_comment AS c WHERE c.id = ANY($1)`, keys);
const selects = (info, name) =>
  info.fieldNodes.some((node) => node.selectionSet.selections.some((field) => field.name?.value === name));
const KINDS = { "projects.Project": ["Project", projects], "projects.Comment": ["Comment", comments], "users.User": ["User", users] };

const resolvers = {
  Query: {
    project: async (_, { owner, slug }) =>
      (await rows(`SELECT ${PROJECT} FROM ${PROJECTS} WHERE o.username = $1 AND p.slug = $2`, [owner, slug]))[0],
    explore: async (_, { first = 20, order, filter }) => {
      const type = filter?.type ? `AND p.type = '${filter.type.toLowerCase()}'` : "";
      const text = `SELECT ${PROJECT} FROM ${PROJECTS} WHERE NOT p.is_private AND NOT p.is_archived ${type}
        ORDER BY ${ORDERS[order]} LIMIT $1`;
      return connection(await rows(text, [first]));
    },
    activityFeed: async (_, { first = 20 }) =>
      connection(
        await rows(
          `SELECT id, upper(activity_type) AS "activityType", upper(visibility) AS visibility,
            to_json(created_at) AS "createdAt", user_id AS "actorId", reference_type AS kind, reference_id AS about
          FROM feed_activity WHERE visibility = 'public' ORDER BY created_at DESC, id DESC LIMIT $1`,
          [first],
        ),
      ),
  },
  Project: { type: (project) => project.type.toUpperCase() },
  Tool: { pricingModel: (tool) => tool.pricingModel.toUpperCase() },
  ActivityReference: { resolveType: (row) => row.kind },
};

const loaders = {
  Project: {
    owner: (queries) => users(queries.map(({ obj }) => obj.ownerId)),
    tools: (queries) =>
      ofParents(
        queries,
        `SELECT t.id, t.slug, t.name, t.provider, t.pricing_model AS "pricingModel", '/tools/' || t.slug AS "webPath"
        FROM projects_project_tools AS made_with JOIN catalog_tool AS t ON t.id = made_with.tool_id
        WHERE made_with.project_id = parent.key ORDER BY t.name`,
      ),
    categories: (queries) =>
      ofParents(
        queries,
        `SELECT t.slug, t.name
        FROM projects_project_categories AS sorted_by JOIN catalog_taxonomy AS t ON t.id = sorted_by.taxonomy_id
        WHERE sorted_by.project_id = parent.key ORDER BY t.name`,
      ),
    comments: async (queries) => {
      const isCounted = selects(queries[0].info, "totalCount");
      const where = "FROM projects_comment AS c WHERE c.project_id = parent.key AND c.parent_id IS NULL";
      const [pages, counts] = await Promise.all([
        ofParents(queries, `SELECT ${COMMENT} ${where} ORDER BY c.created_at DESC, c.id DESC LIMIT $2`, [
          queries[0].params.first ?? 20,
        ]),
        isCounted ? ofParents(queries, `SELECT count(*)::int AS total ${where}`) : [],
      ]);
      return pages.map((page, place) => ({ totalCount: counts[place]?.[0].total, ...connection(page) }));
    },
  },
  Comment: {
    author: (queries) => users(queries.map(({ obj }) => obj.authorId)),
    project: (queries) => projects(queries.map(({ obj }) => obj.projectId)),
  },
  User: {
    projects: async (queries) =>
      (
        await ofParents(
          queries,
          `SELECT ${PROJECT} FROM ${PROJECTS} WHERE p.user_id = parent.key AND NOT p.is_private AND NOT p.is_archived
          ORDER BY p.created_at DESC, p.id DESC LIMIT $2`,
          [queries[0].params.first ?? 20],
        )
      ).map(connection),
    followers: async (queries) =>
      (
        await ofParents(
          queries,
          `SELECT ${USER} FROM users_userrelationship AS r JOIN users_user AS u ON u.id = r.follower_id
          WHERE r.following_id = parent.key AND r.status IN ('active', 'muted')
          ORDER BY r.created_at DESC, u.id DESC LIMIT $2`,
          [queries[0].params.first ?? 20],
        )
      ).map(connection),
  },
  Activity: {
    actor: (queries) => users(queries.map(({ obj }) => obj.actorId)),
    reference: async (queries) => {
      const answers = new Array(queries.length);
      await Promise.all(
        Object.entries(KINDS).map(async ([label, [kind, load]]) => {
          const places = queries.map((_, place) => place).filter((place) => queries[place].obj.kind === label);
          if (!places.length) return;
          const found = await load(places.map((place) => queries[place].obj.about));
          places.forEach((place, number) => (answers[place] = found[number] && { ...found[number], kind }));
        }),
      );
      return answers.map((answer) => answer ?? null);
    },
  },
};

const app = Fastify();
// Without a cache of answers; queries are grouped by their arguments, so that a page is the same for all of a group.
const uncached = (name) =>
  Object.fromEntries(
    Object.entries(loaders[name]).map(([field, loader]) => [field, { loader, opts: { cache: false } }]),
  );
app.register(mercurius, {
  schema,
  resolvers,
  loaders: Object.fromEntries(Object.keys(loaders).map((name) => [name, uncached(name)])),
  jit: 1,
  graphiql: false,
});
await app.listen({ port: Number(process.env.PORT), host: "127.0.0.1" });
