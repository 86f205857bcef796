// The chat, as the address names it: whom to talk to, one conversation, or one that somebody shares.

import { Chats } from "./chats.js";
import { Conversation } from "./conversation.js";

const TITLE = document.title;

export class Chat {
  #page;
  #back;
  #gateway;
  #socket;
  #account;
  #shown = null;

  constructor(root, gateway, socket, account) {
    this.#page = root.querySelector("#chat-page");
    this.#back = root.querySelector(".back");
    this.#gateway = gateway;
    this.#socket = socket;
    this.#account = account;
  }

  /** Opens `#/chat`, `#/chat/<id of a conversation>` or `#/chats/<token of a shared chat>`. */
  async open(kind, named) {
    this.close();
    this.#lead(named);
    const shown = this.#choose(kind, named);
    this.#shown = shown;
    this.#page.replaceChildren(shown.root);
    await shown.open();
  }

  close() {
    this.#shown?.close();
    this.#shown = null;
    this.#page.replaceChildren();
    document.title = TITLE;
  }

  #choose(kind, named) {
    if (!named) {
      return new Chats(this.#gateway, this.#account);
    }
    const address = kind === "chat" ? { id: named } : { token: named };
    return new Conversation(address, this.#gateway, this.#socket, this.#account);
  }

  /** Says where the way back goes. */
  #lead(named) {
    this.#back.href = named ? "#/chat" : "#explore";
    this.#back.textContent = named ? "← All chats" : "← All projects";
  }
}
