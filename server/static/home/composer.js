// Where one says something: each message until an answer came, under one key, so that it is said once.

import { busy, element } from "./dom.js";
import { Unanswered } from "./gateway.js";

const LONGEST = 20_000;
const FIRST_DELAY = 1_000;
const LONGEST_DELAY = 15_000;

export class Composer {
  root;
  #conversationId;
  #gateway;
  #messages;
  #text;
  #alert = element("p", { role: "alert" });
  #send = element("button", { class: "primary" }, "Send");
  #stop = element("button", { type: "button", class: "stop", hidden: true }, "Stop");
  #openReply = null;
  #isSending = false;

  constructor(conversationId, toolName, gateway, messages) {
    this.#conversationId = conversationId;
    this.#gateway = gateway;
    this.#messages = messages;
    this.#text = element("textarea", { name: "message", rows: "2", maxlength: LONGEST, keydown: (event) => this.#press(event) });
    this.#stop.addEventListener("click", () => busy(this.#stop, this.#alert, () => this.#end()));
    this.root = element(
      "form",
      { class: "composer" },
      element("label", {}, element("span", {}, `Say something to ${toolName}`), this.#text),
      this.#alert,
      element("p", { class: "deeds" }, element("small", {}, "Enter sends, Shift and Enter begins a line."), this.#stop, this.#send),
    );
    this.root.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#say();
    });
  }

  focus() {
    this.#text.focus({ preventScroll: true });
  }

  /** Offers to stop the reply that is on its way, or to say something. */
  attend(openReply) {
    const hadFocus = document.activeElement === this.#stop;
    this.#openReply = openReply;
    this.#stop.hidden = !openReply;
    this.#send.hidden = Boolean(openReply);
    if (hadFocus && !openReply) {
      this.focus();
    }
  }

  #press(event) {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      this.root.requestSubmit();
    }
  }

  async #say() {
    const content = this.#text.value;
    this.#alert.textContent = "";
    if (this.#isSending || !content.trim()) {
      return;
    }
    if (this.#openReply) {
      this.#alert.textContent = "A reply is on its way: wait for it, or stop it.";
      return;
    }
    this.#isSending = true;
    this.#text.value = "";
    try {
      const { message, reply } = await this.#deliver(content, this.#messages.pend(content));
      this.#messages.put(message);
      this.#messages.put(reply);
    } catch (error) {
      // It was not said: the words go back to where they can be changed.
      this.#text.value = [content, this.#text.value].filter(Boolean).join("\n\n");
      this.#alert.textContent = error.message;
    } finally {
      this.#messages.settlePending();
      this.#isSending = false;
    }
  }

  /** Sends a message again and again until it is answered; the key lets the gateway know it. */
  async #deliver(content, tell) {
    const input = { conversationId: this.#conversationId, content, clientKey: crypto.randomUUID() };
    for (let delay = FIRST_DELAY; ; delay = Math.min(delay * 2, LONGEST_DELAY)) {
      try {
        return await this.#gateway.change("SendMessage", input);
      } catch (error) {
        if (!(error instanceof Unanswered)) {
          throw error;
        }
        tell(`${error.message} It is sent again by itself.`);
        await passed(delay);
      }
    }
  }

  async #end() {
    this.#messages.put((await this.#gateway.change("StopReply", { messageId: this.#openReply })).reply);
  }
}

/** Waits a while, or until the network is back. */
function passed(delay) {
  return new Promise((resolve) => {
    const waiting = new AbortController();
    const end = () => (waiting.abort(), resolve());
    setTimeout(end, delay);
    addEventListener("online", end, { signal: waiting.signal });
  });
}
