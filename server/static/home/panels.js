// Buttons that open what they are for beneath them, one at a time.

import { element } from "./dom.js";

export class Panels {
  root;
  #place = element("div", { class: "panel", id: "panel", hidden: true });
  #opened = null;

  /** `offers` has, by the words on each button, what returns the content of its panel. */
  constructor(offers) {
    const buttons = Object.entries(offers).map(([words, content]) => this.#button(words, content));
    this.root = element("div", { class: "panels" }, element("p", { class: "deeds" }, ...buttons), this.#place);
    this.root.addEventListener("keydown", (event) => event.key === "Escape" && this.close());
  }

  /** Closes what is open, and gives the focus back to its button. */
  close() {
    if (this.#opened) {
      this.#opened.ariaExpanded = "false";
      this.#opened.focus();
    }
    this.#opened = null;
    this.#place.hidden = true;
    this.#place.replaceChildren();
  }

  #button(words, content) {
    const button = element("button", { type: "button", "aria-expanded": "false", "aria-controls": "panel" }, words);
    button.addEventListener("click", () => {
      const isOpen = this.#opened === button;
      this.close();
      if (!isOpen) {
        this.#open(button, content());
      }
    });
    return button;
  }

  #open(button, content) {
    this.#opened = button;
    button.ariaExpanded = "true";
    this.#place.hidden = false;
    this.#place.replaceChildren(content);
    content.querySelector("input, select, button")?.focus();
  }
}
