// One message: what its writer said, or a reply, which grows until it is whole.

import { element, safeHtml } from "./dom.js";
import { time } from "./words.js";

const OPEN = new Set(["WAITING", "STREAMING"]);
const RETRYABLE = new Set(["FAILED", "STOPPED"]);
const FAILURES = {
  UNREACHABLE: "the tool could not be reached",
  TIMED_OUT: "the tool did not begin to answer in time",
  STALLED: "the tool stopped in the middle of it",
  UNAUTHORIZED: "the tool does not accept this platform’s key",
  RATE_LIMITED: "the tool takes no more for the moment",
  PROVIDER_ERROR: "the tool failed, or refused what was asked",
  UNREADABLE: "what the tool answered makes no sense",
  EMPTY: "the tool answered nothing",
  WITHHELD: "the tool withholds the answer by its own rules",
  TOO_LONG: "it went on beyond what this platform keeps",
  INTERRUPTED: "this platform was interrupted while it grew",
  TOOL_UNAVAILABLE: "the tool was taken out of use meanwhile",
};

export class Message {
  root;
  #by;
  #given = null;
  // What grows is one text, changed in place: nothing else on the page is touched by a new word.
  #text = document.createTextNode("");

  /** `names` says what its writer and the tool are called. */
  constructor(given, names) {
    this.#by = given.isUser ? names.person : names.tool;
    this.root = element("li", { class: given.isUser ? "message said" : "message", "data-id": given.id });
    this.show(given);
  }

  get id() {
    return this.#given.id;
  }

  get isOpen() {
    return OPEN.has(this.#given.status);
  }

  get isRetryable() {
    return RETRYABLE.has(this.#given.status);
  }

  /** Shows a message as it is told; that it has begun is no news of one that grows, or has ended. */
  show(given) {
    if (this.#given && OPEN.has(given.status)) {
      return;
    }
    this.#given = given;
    this.#text.data = given.content;
    // What grows is not read aloud word by word, but once it is whole.
    this.root.ariaBusy = String(this.isOpen);
    this.root.dataset.status = given.status;
    const body = this.isOpen ? element("p", { class: "growing" }, this.#text) : element("div", { class: "prose" }, safeHtml(given.contentHtml));
    const outcome = outcomeOf(given);
    this.root.replaceChildren(this.#head(), body, ...(outcome ? [element("p", { class: "outcome" }, outcome)] : []));
  }

  /** Takes the next piece of what grows: it stands in place of all that is there from `offset` on. */
  grow(offset, text) {
    if (this.isOpen) {
      const start = Math.min(offset, this.#text.length);
      this.#text.replaceData(start, this.#text.length - start, text);
    }
  }

  #head() {
    const demonstration = this.#given.isDemonstration && element("span", { class: "badge" }, "demonstration");
    return element("p", { class: "by" }, element("strong", {}, this.#by), " ", time(this.#given.createdAt), " ", demonstration || null);
  }
}

/** Returns a message of one's own that the gateway has not answered yet. */
export function pendingMessage(content, names) {
  const state = element("p", { class: "outcome" }, "Sending …");
  const root = element(
    "li",
    { class: "message said pending" },
    element("p", { class: "by" }, element("strong", {}, names.person)),
    element("p", { class: "growing" }, content),
    state,
  );
  return { root, content, tell: (words) => (state.textContent = words) };
}

function outcomeOf({ status, failure, content }) {
  switch (status) {
    case "FAILED":
      return `This reply failed: ${FAILURES[failure] ?? "something went wrong"}.`;
    case "STOPPED":
      return content ? "Stopped here." : "Stopped before it said anything.";
    default:
      return null;
  }
}
