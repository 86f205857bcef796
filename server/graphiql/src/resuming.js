// Subscriptions that go on where they were cut: the client repeats them as they were, but for the cursor.

// The variable that the gateway's own examples take the cursor by.
const CURSOR = /\$after\s*:\s*String\b/;

/** Returns a client of graphql-ws whose subscriptions, where they take a cursor, go on after the last one they heard. */
export function resuming(client) {
  return { ...client, subscribe: (payload, sink) => subscribe(client, payload, sink) };
}

function subscribe(client, payload, sink) {
  if (!CURSOR.test(payload.query)) {
    return client.subscribe(payload, sink);
  }
  let after = payload.variables?.after;
  const resumed = {
    ...payload,
    // Read each time that the payload is sent.
    get variables() {
      return { ...payload.variables, after };
    },
  };
  return client.subscribe(resumed, {
    ...sink,
    next(result) {
      after = Object.values(result.data ?? {})[0]?.cursor ?? after;
      sink.next(result);
    },
  });
}
