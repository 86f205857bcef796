// Subscriptions: one WebSocket that speaks graphql-transport-ws, comes back by itself, and goes on where it was cut.

const PROTOCOL = "graphql-transport-ws";
const FIRST_DELAY = 500;
const LONGEST_DELAY = 15_000;
// Why a socket was closed: who opened it is not signed in as they were.
const FORBIDDEN = 4403;
// What the gateway cannot tell now is asked for again.
const LATER = 2_000;
// A socket that says nothing for so long is asked whether it still lives, and left when it does not answer.
const PATIENCE = 20_000;

export class Socket {
  #address;
  #onState;
  #onForbidden;
  #socket = null;
  #isReady = false;
  #isAsked = false;
  #failures = 0;
  #retry;
  #subscriptions = new Map();
  #number = 0;
  #heardAt = 0;

  /**
   * `onState` is told `connecting`, `live` or `waiting` (until it is tried again); `onForbidden`, that the gateway ended a
   * socket because somebody has signed in or out elsewhere. The next one is whose the cookie says.
   */
  constructor(path, onState = () => {}, onForbidden = () => {}) {
    const address = new URL(path, location.href);
    address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
    this.#address = address.href;
    this.#onState = onState;
    this.#onForbidden = onForbidden;
    setInterval(() => this.#watch(), PATIENCE / 2);
    addEventListener("online", () => this.#socket ?? this.#open());
  }

  /**
   * Subscribes, from the cursor `after` on, and returns how to stop.
   *
   * `event` hears each event once; every event moves the cursor, so that nothing is lost when the socket is cut.
   * `refused` hears why the gateway will not tell (any more), in words and as a code; the subscription has ended then.
   */
  subscribe(request, { after, event, refused = () => {} }) {
    const id = String(++this.#number);
    this.#subscriptions.set(id, { request, cursor: after, event, refused });
    if (this.#isReady) {
      this.#begin(id);
    } else if (!this.#socket) {
      this.#open();
    }
    return () => {
      if (this.#subscriptions.delete(id) && this.#isReady) {
        this.#send({ id, type: "complete" });
      }
    };
  }

  /** Opens a socket anew: it stays whose it was when it was opened, and somebody else has signed in. */
  reopen() {
    this.#leave();
    this.#open();
  }

  #open() {
    clearTimeout(this.#retry);
    this.#onState("connecting");
    const socket = new WebSocket(this.#address, PROTOCOL);
    this.#socket = socket;
    this.#heardAt = Date.now();
    socket.onopen = () => socket.send(JSON.stringify({ type: "connection_init" }));
    socket.onmessage = ({ data }) => socket === this.#socket && this.#read(JSON.parse(data));
    socket.onclose = ({ code }) => socket === this.#socket && this.#closed(code);
  }

  #leave() {
    const socket = this.#socket;
    this.#socket = null;
    this.#isReady = this.#isAsked = false;
    socket?.close();
  }

  #closed(code) {
    this.#wait();
    if (code === FORBIDDEN) {
      this.#onForbidden();
    }
  }

  /** Tries again later: each time later still, and never all clients at the same moment. */
  #wait() {
    this.#leave();
    this.#onState("waiting");
    const delay = Math.min(FIRST_DELAY * 2 ** this.#failures++, LONGEST_DELAY);
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => this.#open(), delay * (0.5 + Math.random() / 2));
  }

  #watch() {
    if (!this.#socket || Date.now() - this.#heardAt < PATIENCE) {
      return;
    }
    if (this.#isAsked || !this.#isReady) {
      this.#wait();
    } else {
      this.#isAsked = true;
      this.#send({ type: "ping" });
    }
  }

  #read(message) {
    this.#heardAt = Date.now();
    this.#isAsked = false;
    const subscription = this.#subscriptions.get(message.id);
    switch (message.type) {
      case "connection_ack":
        this.#isReady = true;
        this.#failures = 0;
        this.#onState("live");
        return [...this.#subscriptions.keys()].forEach((id) => this.#begin(id));
      case "ping":
        return this.#send({ type: "pong" });
      case "next":
        return subscription && this.#hear(subscription, message.payload.data);
      case "error":
        return subscription && this.#refused(message.id, subscription, message.payload[0]);
      case "complete":
        this.#subscriptions.delete(message.id);
        return subscription?.refused("The gateway has ended this.");
    }
  }

  #begin(id) {
    const { request, cursor } = this.#subscriptions.get(id);
    const variables = { ...request.variables, after: cursor };
    this.#send({ id, type: "subscribe", payload: { ...request, variables } });
  }

  #refused(id, subscription, { message, extensions }) {
    if (extensions.code === "UNAVAILABLE") {
      // The database is away for a while: what has a cursor loses nothing by waiting.
      const socket = this.#socket;
      setTimeout(() => socket === this.#socket && this.#subscriptions.has(id) && this.#begin(id), LATER);
      return;
    }
    this.#subscriptions.delete(id);
    subscription.refused(message, extensions.code);
  }

  #hear(subscription, data) {
    for (const told of Object.values(data ?? {})) {
      if (told) {
        subscription.cursor = told.cursor;
        subscription.event(told);
      }
    }
  }

  #send(message) {
    this.#socket.send(JSON.stringify(message));
  }
}
