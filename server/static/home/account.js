// Who is signed in, and the way in and out: the session's cookie is the browser's to keep.

import { busy, element } from "./dom.js";

export class Account {
  /** Who looks at the page; null while nobody is signed in. */
  viewer = null;
  #root;
  #alert;
  #gateway;
  #onChange;

  constructor(root, gateway, onChange) {
    this.#root = root;
    this.#alert = root.querySelector("[role=alert]");
    this.#gateway = gateway;
    this.#onChange = onChange;
    for (const button of root.querySelectorAll("button[data-account]")) {
      const { account, password } = button.dataset;
      button.addEventListener("click", () => this.#act(button, () => this.#signIn(account, password)));
    }
    const form = root.querySelector("form");
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const { identifier, password } = form.elements;
      this.#act(event.submitter, async () => {
        await this.#signIn(identifier.value, password.value);
        form.reset();
      });
    });
    const leave = root.querySelector("[data-leave]");
    leave.addEventListener("click", () => this.#act(leave, () => this.#signOut()));
  }

  /** Learns who is signed in already. */
  async start() {
    try {
      this.#show((await this.#gateway.run("Viewer")).viewer);
    } catch (error) {
      this.#show(null);
      this.#alert.textContent = error.message;
    }
  }

  /** Returns an invitation to sign in first, for the place of what only members may do. */
  invitation(words) {
    const button = element("button", { type: "button", class: "link", click: () => this.#invite() }, "Sign in");
    return element("p", { class: "invitation" }, button, ` ${words}`);
  }

  #invite() {
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.#root.scrollIntoView({ block: "center", behavior: still ? "auto" : "smooth" });
    this.#root.querySelector(".sign-in button, .sign-in input").focus({ preventScroll: true });
  }

  #act(control, act) {
    return busy(control, this.#alert, act);
  }

  async #signIn(identifier, password) {
    const { viewer } = await this.#gateway.change("Login", { identifier, password });
    this.#show(viewer);
    this.#root.querySelector("[data-leave]").focus();
    this.#onChange();
  }

  async #signOut() {
    await this.#gateway.change("Logout");
    this.#show(null);
    this.#root.querySelector(".sign-in button, .sign-in input").focus();
    this.#onChange();
  }

  #show(viewer) {
    this.viewer = viewer;
    this.#root.querySelector(".sign-in").hidden = Boolean(viewer);
    this.#root.querySelector(".signed-in").hidden = !viewer;
    this.#root.querySelector("[data-username]").textContent = viewer?.username ?? "";
  }
}
