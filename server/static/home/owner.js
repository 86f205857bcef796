// What one can do with a conversation of one's own: call it something else, share it, delete it.

import { busy, element } from "./dom.js";
import { Panels } from "./panels.js";
import { Sharing } from "./sharing.js";

const LONGEST_TITLE = 100;

export class OwnerDeeds {
  root;
  #id;
  #title;
  #gateway;
  #panels;
  #onTitle;

  constructor(conversation, gateway, onTitle) {
    this.#id = conversation.id;
    this.#title = conversation.title;
    this.#gateway = gateway;
    this.#onTitle = onTitle;
    const sharing = new Sharing(conversation, gateway);
    this.#panels = new Panels({
      Share: () => sharing.form(),
      Rename: () => this.#renaming(),
      Delete: () => this.#deleting(),
    });
    this.root = this.#panels.root;
  }

  #renaming() {
    const alert = element("p", { role: "alert" });
    const title = element("input", { name: "title", maxlength: LONGEST_TITLE, required: true, autocomplete: "off", value: this.#title });
    const save = element("button", { class: "primary" }, "Rename");
    const form = element("form", { class: "rename" }, element("label", {}, "What to call it ", title), save, alert);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      busy(save, alert, async () => {
        const input = { conversationId: this.#id, title: title.value };
        const { conversation } = await this.#gateway.change("RenameConversation", input);
        this.#onTitle(conversation.title);
        this.#panels.close();
      });
    });
    return form;
  }

  #deleting() {
    const alert = element("p", { role: "alert" });
    const keep = element("button", { type: "button", click: () => this.#panels.close() }, "Keep it");
    const remove = element("button", { type: "button", class: "remove" }, "Delete for good");
    remove.addEventListener("click", () =>
      busy(remove, alert, async () => {
        await this.#gateway.change("DeleteConversation", { conversationId: this.#id });
        location.hash = "#/chat";
      }),
    );
    const question = element("p", {}, "All that was said here is deleted, and whoever reads along is cut off.");
    return element("div", {}, question, element("p", { class: "deeds" }, keep, remove), alert);
  }

  /** Takes note of a new title, wherever it was given. */
  entitle(title) {
    this.#title = title;
  }
}
