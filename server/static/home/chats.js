// Whom to talk to: one's own conversations, the tools to begin another one with, and where to read along.

import { busy, element } from "./dom.js";
import { Pages } from "./pages.js";
import { counted, time } from "./words.js";

const CHATS = 5;
const TOOLS = 12;
// Who types is answered when they pause.
const PAUSE = 250;

export class Chats {
  root = element("div", { class: "chats" });
  #gateway;
  #account;
  #search = element("input", { type: "search", name: "search", autocomplete: "off", maxlength: 100 });
  #count = element("span", { role: "status", class: "count" });
  #alert = element("p", { role: "alert" });
  #typing;
  #tools;

  constructor(gateway, account) {
    this.#gateway = gateway;
    this.#account = account;
  }

  async open() {
    const mine = this.#account.viewer ? [this.#mine(), this.#choice()] : [this.#account.invitation("to talk to a tool.")];
    this.root.append(element("h2", { tabindex: "-1" }, "Talk to a tool"), ...mine, this.#shared());
  }

  close() {
    clearTimeout(this.#typing);
  }

  /** One's own conversations; nothing is said of them before there are any. */
  #mine() {
    const read = async (after) => (await this.#gateway.run("Conversations", { first: CHATS, after })).viewer.conversations;
    return group("Your chats", new Pages({ class: "talks" }, read, mine));
  }

  /** What everybody may read along in. */
  #shared() {
    const read = async (after) => (await this.#gateway.run("SharedChats", { first: CHATS, after })).sharedChats;
    return group("Read along", new Pages({ class: "talks" }, read, theirs));
  }

  #choice() {
    this.#tools = new Pages({ class: "tools" }, (after) => this.#readTools(after), (tool) => this.#tool(tool));
    this.#search.addEventListener("input", () => {
      clearTimeout(this.#typing);
      this.#typing = setTimeout(() => this.#look(), PAUSE);
    });
    this.#look();
    return element(
      "section",
      { "aria-labelledby": "tools-title" },
      element("h3", { id: "tools-title" }, "Choose a tool ", this.#count),
      element("label", { class: "search" }, "Search the tools ", this.#search),
      this.#alert,
      this.#tools.root,
    );
  }

  async #look() {
    const total = await this.#tools.load();
    if (total !== null) {
      this.#count.textContent = counted(total, "tool", "tools");
    }
  }

  async #readTools(after) {
    const search = this.#search.value.trim() || null;
    return (await this.#gateway.run("Tools", { search, first: TOOLS, after })).tools;
  }

  #tool(tool) {
    const button = element("button", { type: "button", class: "tool", "data-tool": tool.slug });
    button.append(
      element("strong", {}, tool.name),
      element("span", { class: "facts" }, ` ${tool.provider} `),
      element("span", { class: "gist" }, tool.shortDescription),
    );
    button.addEventListener("click", () => busy(button, this.#alert, () => this.#begin(tool)));
    return element("li", {}, button);
  }

  async #begin(tool) {
    const { conversation } = await this.#gateway.change("StartConversation", { toolId: tool.id });
    location.hash = `#/chat/${conversation.id}`;
  }
}

function group(title, pages) {
  const section = element("section", { "aria-label": title, hidden: true }, element("h3", {}, title), pages.root);
  pages.load().then((total) => (section.hidden = total === 0));
  return section;
}

function mine(conversation) {
  const { openReply, sharedChat } = conversation;
  return talk(conversation, openReply && "replying now", sharedChat && (sharedChat.isPublic ? "shared with everybody" : "shared by link"));
}

function theirs({ conversation }) {
  return talk(conversation, conversation.user && `by ${conversation.user.username}`);
}

function talk({ id, title, tool, updatedAt }, ...facts) {
  const told = [tool?.name ?? "A tool out of use", ...facts.filter(Boolean)].join(" · ");
  return element(
    "li",
    {},
    element("a", { href: `#/chat/${id}` }, title || "Nothing said yet"),
    element("p", { class: "facts" }, `${told} · `, time(updatedAt)),
  );
}
