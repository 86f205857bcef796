// The roads to the gateway: POST for queries and mutations, one WebSocket for subscriptions.
import { createGraphiQLFetcher } from "@graphiql/toolkit";
import { createClient } from "graphql-ws";

const RETRIES = 20;

/** Returns the editor's fetcher, `ask` for the page's own operations, and `reopen` for the socket. */
export function connect(endpoint, socket) {
  const client = createClient({
    url: webSocketAddress(socket),
    lazy: true,
    retryAttempts: RETRIES,
    shouldRetry: () => true,
  });
  return {
    fetcher: createGraphiQLFetcher({ url: endpoint, wsClient: client, enableIncrementalDelivery: false }),
    ask: (query, variables) => ask(endpoint, query, variables),
    // A socket stays whose it was when it was opened. Its subscriptions go on over the next one.
    reopen: () => client.terminate(),
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
