// Letting others read along: who, for how long, by which link; and no longer.

import { busy, element } from "./dom.js";

const HOUR = 3_600_000;
const LASTING = [
  ["", "Until I end it"],
  ["1", "An hour"],
  ["24", "A day"],
  ["168", "A week"],
];

export class Sharing {
  #id;
  #gateway;
  #shared;
  #form;

  constructor({ id, sharedChat }, gateway) {
    this.#id = id;
    this.#gateway = gateway;
    this.#shared = sharedChat;
  }

  /** Returns the form, as things are now. */
  form() {
    this.#form = element("form", { class: "sharing" });
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      busy(event.submitter, this.#form.querySelector("[role=alert]"), () => this.#share());
    });
    this.#draw();
    return this.#form;
  }

  #draw() {
    const alert = element("p", { role: "alert" });
    this.#form.replaceChildren(
      element(
        "fieldset",
        {},
        element("legend", {}, "Who may read along"),
        this.#who("", "Who has the link"),
        this.#who("public", "Everybody"),
      ),
      element("label", {}, "How long ", this.#lasting()),
      element("p", { class: "deeds" }, element("button", { class: "primary" }, this.#shared ? "Change" : "Share"), this.#shared && this.#revoke(alert)),
      alert,
      ...(this.#shared ? this.#link() : []),
    );
  }

  #who(value, words) {
    const isChosen = Boolean(this.#shared?.isPublic) === Boolean(value);
    return element("label", {}, element("input", { type: "radio", name: "who", value, checked: isChosen }), ` ${words}`);
  }

  #lasting() {
    return element("select", { name: "hours" }, ...LASTING.map(([value, words]) => element("option", { value }, words)));
  }

  #link() {
    const { webPath, expiresAt } = this.#shared;
    const link = element("input", { name: "link", readonly: true, value: `${location.origin}/#${webPath}`, focus: () => link.select() });
    const told = element("span", { role: "status", class: "facts" });
    const copy = element("button", { type: "button", click: () => copied(link, told) }, "Copy");
    const until = expiresAt ? `It ends on ${new Date(expiresAt).toLocaleString("en", { dateStyle: "long", timeStyle: "short" })}.` : "It goes on until you end it.";
    return [
      element("label", { class: "linked" }, "The link ", link),
      element("p", { class: "deeds" }, copy, element("span", { class: "facts" }, until), told),
    ];
  }

  #revoke(alert) {
    const button = element("button", { type: "button", class: "revoke" }, "Revoke");
    button.addEventListener("click", () =>
      busy(button, alert, async () => {
        await this.#gateway.change("RevokeShare", { conversationId: this.#id });
        this.#redraw(null);
      }),
    );
    return button;
  }

  async #share() {
    const { who, hours } = Object.fromEntries(new FormData(this.#form));
    const expiresAt = hours ? new Date(Date.now() + hours * HOUR).toISOString() : null;
    const input = { conversationId: this.#id, isPublic: who === "public", expiresAt };
    this.#redraw((await this.#gateway.change("ShareConversation", input)).sharedChat);
  }

  #redraw(shared) {
    this.#shared = shared;
    this.#draw();
    this.#form.querySelector(shared ? "[name=link]" : ".primary").focus();
  }
}

/** Copies the link, and says whether that was done: browsers refuse it on pages without encryption. */
async function copied(link, told) {
  link.select();
  try {
    await navigator.clipboard.writeText(link.value);
    told.textContent = "Copied.";
  } catch {
    told.textContent = "It is selected: copy it with your keyboard.";
  }
}
