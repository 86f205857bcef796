// The roads to the gateway: POST for queries and mutations, one WebSocket for subscriptions.
import { createGraphiQLFetcher } from "@graphiql/toolkit";
import { createClient } from "graphql-ws";

import { resuming } from "./resuming.js";

const RETRIES = 20;

/** Returns the editor's fetcher, `ask` for the page's own operations, and `reopen` for the socket. */
export function connect(endpoint, socket, explanation) {
  const client = createClient({
    url: webSocketAddress(socket),
    lazy: true,
    retryAttempts: RETRIES,
    shouldRetry: () => true,
  });
  const fetcher = createGraphiQLFetcher({ url: endpoint, wsClient: resuming(client), enableIncrementalDelivery: false });
  return {
    fetcher: explanation ? explained(fetcher, explanation) : fetcher,
    ask: (query, variables) => ask(endpoint, query, variables),
    // A socket stays whose it was when it was opened. Its subscriptions go on over the next one.
    reopen: () => client.terminate(),
  };
}

/** The fetcher of an editor whose operations are explained, all but its own question for the schema. */
function explained(fetcher, explanation) {
  return async (operation, options) => {
    if (operation.operationName === "IntrospectionQuery") {
      return fetcher(operation, options);
    }
    const headers = { ...options?.headers, ...explanation.headers() };
    return explanation.take(await fetcher(operation, { ...options, headers }), operation.operationName);
  };
}

function webSocketAddress(path) {
  const address = new URL(path, window.location.href);
  address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
  return address.href;
}

async function ask(endpoint, query, variables) {
  const response = await fetch(endpoint, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/json" },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = await response.json();
  if (errors) {
    throw new Error(errors[0].message);
  }
  return data;
}
