// Listens with graphql-sse, and goes on where it was cut.

import { createClient } from "graphql-sse";

const wait = () => new Promise((done) => setTimeout(done, 500 + Math.random() * 500));

/** Gives the results of one operation, across cuts; `headers` returns those of a request, such as `authorization`. */
export async function* listen(address, payload, headers = () => ({})) {
  // It would repeat the request as it was, with the cursor of the beginning: we try again ourselves.
  const client = createClient({ url: `${address}/graphql/stream`, headers, retryAttempts: 0 });
  let after = payload.variables?.after;
  for (;; await wait()) {
    try {
      for await (const result of client.iterate({ ...payload, variables: { ...payload.variables, after } })) {
        if (result.errors?.[0].extensions.code === "UNAVAILABLE") break;
        for (const told of Object.values(result.data ?? {})) after = told?.cursor ?? after;
        yield result;
        if (!result.data) return;
      }
    } catch (cut) {
      if (cut.response?.status === 401) throw cut; // this token does not count
    }
  }
}
