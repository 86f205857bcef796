// What is said in a conversation, from the latest page on: each message once, and the reply that grows.

import { busy, element } from "./dom.js";
import { Follower } from "./follow.js";
import { Message, pendingMessage } from "./message.js";

export class Messages {
  root;
  #names;
  #earlier;
  #list = element("ol", { class: "said-so-far" });
  #rows = new Map();
  #pending = null;
  #before = null;
  #follower;
  #retry;
  #onReply;

  /**
   * `readEarlier` returns what was said before a cursor; `retry` asks anew for a reply, where the reader may;
   * `onReply` is told the id of the reply that is on its way, or null.
   */
  constructor(names, { alert, readEarlier, retry, onReply }) {
    this.#names = names;
    this.#onReply = onReply;
    this.#earlier = element("button", { type: "button", class: "earlier", hidden: true }, "Earlier messages");
    this.#earlier.addEventListener("click", () =>
      busy(this.#earlier, alert, async () => this.#prepend(await readEarlier(this.#before))),
    );
    this.#retry = retry && element("button", { type: "button", class: "retry" }, "Retry");
    this.#retry?.addEventListener("click", () =>
      busy(this.#retry, alert, async () => {
        this.put(await retry(this.#last.id));
        this.#follower.toEnd();
        // The button is gone: who presses keys goes on with what is said.
        this.root.focus({ preventScroll: true });
      }),
    );
    this.root = element(
      "div",
      { class: "log", role: "log", tabindex: "0", "aria-label": "What is said" },
      element("div", {}, this.#earlier, this.#list),
    );
    this.#follower = new Follower(this.root, this.root.firstChild);
  }

  close() {
    this.#follower.stop();
  }

  /** Shows the latest page in place of all that is here; what was not answered yet stays. */
  show(page) {
    this.#rows.clear();
    this.#list.replaceChildren();
    this.#add(page, (rows) => this.#list.append(...rows));
    if (this.#pending) {
      this.#list.append(this.#pending.root);
    }
    this.#settle();
    this.#follower.toEnd();
  }

  /** Shows a message as it is told: it comes as an answer to who sent it, and live to everybody. */
  put(message) {
    const known = this.#rows.get(message.id);
    if (known) {
      known.show(message);
    } else {
      // The answer may have been lost though the message arrived.
      if (message.isUser && message.content === this.#pending?.content) {
        this.settlePending();
      }
      this.#list.append(this.#row(message));
    }
    this.#settle();
  }

  grow({ messageId, offset, text }) {
    this.#rows.get(messageId)?.grow(offset, text);
  }

  /** Shows at once what is being sent, and returns how to tell what becomes of it. */
  pend(content) {
    this.#pending = pendingMessage(content, this.#names);
    this.#list.append(this.#pending.root);
    this.#follower.toEnd();
    return this.#pending.tell;
  }

  settlePending() {
    this.#pending?.root.remove();
    this.#pending = null;
  }

  get #last() {
    return [...this.#rows.values()].at(-1);
  }

  #prepend(page) {
    this.#follower.keep(() => {
      const later = [...this.#rows];
      this.#rows.clear();
      this.#add(page, (rows) => this.#list.prepend(...rows));
      later.forEach(([id, row]) => this.#rows.set(id, row));
    });
    this.root.focus({ preventScroll: true });
  }

  #add({ edges, pageInfo }, place) {
    place(edges.map(({ node }) => this.#row(node)));
    this.#before = pageInfo.startCursor;
    this.#earlier.hidden = !pageInfo.hasPreviousPage;
  }

  #row(message) {
    const row = new Message(message, this.#names);
    this.#rows.set(message.id, row);
    return row.root;
  }

  /** Says whether a reply is on its way, and offers to ask anew for the last one, if it came to nothing. */
  #settle() {
    const last = this.#last;
    this.#onReply(last?.isOpen ? last.id : null);
    this.#retry?.remove();
    if (this.#retry && last?.isRetryable) {
      last.root.append(this.#retry);
    }
  }
}
