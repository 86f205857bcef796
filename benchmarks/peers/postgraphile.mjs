// PostGraphile 5 over the gateway's tables, as it makes its schema of them; nobody signs in, and it hides nothing.
import { createServer } from "node:http";
import { PgSimplifyInflectionPreset } from "@graphile/simplify-inflection";
import pg from "pg";
import { postgraphile } from "postgraphile";
import { makePgService } from "postgraphile/adaptors/pg";
import { connection } from "postgraphile/grafast";
import { grafserv } from "postgraphile/grafserv/node";
import { PostGraphileAmberPreset } from "postgraphile/presets/amber";
import { extendSchema, gql, jsonPgSmartTags } from "postgraphile/utils";

// What an activity is about is a key of one of three tables, so each of them is looked into.
const about = (table, field) => `(reference_id) references public.${table} (id)|@fieldName ${field}`;
const tags = jsonPgSmartTags({
  version: 1,
  config: {
    class: {
      feed_activity: {
        tags: {
          foreignKey: [
            about("projects_project", "project"),
            about("projects_comment", "comment"),
            about("users_user", "person"),
          ],
        },
      },
    },
  },
});

// With the visibility as a condition, which is a parameter there, PostgreSQL would not see that the partial index fits.
const feed = extendSchema((build) => ({
  typeDefs: gql`
    extend type Query {
      publicActivities: FeedActivityConnection
    }
  `,
  objects: {
    Query: {
      plans: {
        publicActivities() {
          const $rows = build.pgResources.feed_activity.find();
          $rows.where(build.sql`${$rows.alias}.visibility = 'public'`);
          $rows.orderBy({ attribute: "created_at", direction: "DESC" });
          $rows.orderBy({ attribute: "id", direction: "DESC" });
          $rows.setOrderIsUnique();
          return connection($rows);
        },
      },
    },
  },
}));

const pool = new pg.Pool({ max: 8 });
const instance = postgraphile({
  extends: [PostGraphileAmberPreset, PgSimplifyInflectionPreset],
  plugins: [tags, feed],
  // Conditions on columns without an index too, as the operations need them.
  disablePlugins: ["PgIndexBehaviorsPlugin", "MutationPlugin", "SubscriptionPlugin"],
  pgServices: [makePgService({ pool, schemas: ["public"] })],
  grafserv: { graphqlPath: "/graphql", graphiql: false, watch: false },
  grafast: { explain: false },
});

if (process.argv[2] === "--schema") {
  const { printSchema } = await import("graphql");
  console.log(printSchema(await instance.getSchema()));
  process.exit();
}
const server = createServer();
await instance.createServ(grafserv).addTo(server);
server.listen(Number(process.env.PORT), "127.0.0.1");
