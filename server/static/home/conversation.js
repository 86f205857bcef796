// One conversation, one's own or one to read along in: its head, what is said, live, and where to say something.

import { Composer } from "./composer.js";
import { element } from "./dom.js";
import { Messages } from "./messages.js";
import { OwnerDeeds } from "./owner.js";
import { time } from "./words.js";

const PAGE = 30;
const TITLE = document.title;
const GONE = "This conversation is not here any more.";
const ENDED = "This shared chat has ended: it was revoked, or its time is over. What was said is its owner’s again.";

export class Conversation {
  root = element("div", { class: "talk" });
  #address;
  #gateway;
  #socket;
  #account;
  #title = element("h2", { tabindex: "-1" });
  #alert = element("p", { role: "alert" });
  #messages = null;
  #composer = null;
  #deeds = null;
  #isClosed = false;
  #isOwn = false;
  #stop = () => {};
  #reading = Promise.resolve();

  /** `address` has the `id` of a conversation, or the `token` of a shared chat. */
  constructor(address, gateway, socket, account) {
    this.#address = address;
    this.#gateway = gateway;
    this.#socket = socket;
    this.#account = account;
  }

  async open() {
    try {
      // The cursor is read before the conversation: what is said between the two is told, and shown once.
      const { liveCursor } = await this.#gateway.run("LiveCursor");
      const conversation = await this.#read();
      if (!this.#isClosed) {
        this.#show(conversation, liveCursor);
      }
    } catch (error) {
      this.root.replaceChildren(element("p", { role: "alert" }, error.message));
    }
  }

  close() {
    this.#isClosed = true;
    this.#stop();
    this.#messages?.close();
  }

  async #read(before = null) {
    const { id, token } = this.#address;
    const page = { last: PAGE, before };
    if (token) {
      const { sharedChat } = await this.#gateway.run("SharedChat", { token, ...page });
      return sharedChat?.conversation ?? null;
    }
    return (await this.#gateway.run("Conversation", { id, ...page })).conversation;
  }

  #show(conversation, liveCursor) {
    if (!conversation) {
      this.#leave(this.#address.token ? "There is nothing to read along here, or not any more." : "There is no such conversation, or not for you.");
      return;
    }
    const { id, tool, user } = conversation;
    this.#isOwn = !this.#address.token && user?.id === this.#account.viewer?.id;
    const names = { person: this.#isOwn ? "You" : (user?.username ?? "Somebody"), tool: tool?.name ?? "The tool" };
    this.#messages = this.#list(names);
    this.#composer = this.#isOwn && tool ? new Composer(id, tool.name, this.#gateway, this.#messages) : null;
    this.#entitle(conversation.title);
    this.root.replaceChildren(this.#head(conversation, names), this.#alert, this.#messages.root, ...this.#foot());
    this.#messages.show(conversation.messages);
    if (conversation.messages.edges.length === 0) {
      this.#composer?.focus();
    }
    this.#listen(id, liveCursor);
  }

  #list(names) {
    const retry = async (messageId) => (await this.#gateway.change("RetryReply", { messageId })).reply;
    return new Messages(names, {
      alert: this.#alert,
      readEarlier: async (before) => (await this.#read(before)).messages,
      retry: this.#isOwn ? retry : null,
      onReply: (openReply) => this.#composer?.attend(openReply),
    });
  }

  #head(conversation, names) {
    const { tool, createdAt } = conversation;
    const whose = this.#isOwn ? "" : ` · by ${names.person}`;
    const head = element("header", {}, this.#title, element("p", { class: "facts" }, `${tool?.name ?? "A tool out of use"}${whose} · `, time(createdAt)));
    if (this.#isOwn) {
      this.#deeds = new OwnerDeeds(conversation, this.#gateway, (title) => this.#entitle(title));
      head.append(this.#deeds.root);
    }
    return head;
  }

  /** Where its owner says something, as long as the tool can answer. */
  #foot() {
    const idle = element("p", { class: "invitation" }, "This tool is out of use: what was said stays, and nothing is added.");
    return this.#isOwn ? [this.#composer?.root ?? idle] : [];
  }

  #entitle(title) {
    this.#deeds?.entitle(title);
    this.#title.textContent = title || "A new chat";
    document.title = `${this.#title.textContent} · ${TITLE}`;
  }

  #listen(id, liveCursor) {
    const request = this.#gateway.request("ConversationLive", { id, token: this.#address.token ?? null });
    this.#stop = this.#socket.subscribe(request, {
      after: liveCursor,
      // What is told while the conversation is read anew waits for it.
      event: (told) => this.#reading.then(() => this.#hear(told)),
      refused: (reason, code) => this.#refused(reason, code),
    });
  }

  #hear(told) {
    switch (told.__typename) {
      case "MessageDelta":
        return this.#messages.grow(told);
      case "MessageAdded":
      case "MessageCompleted":
      case "MessageFailed":
        return told.message && this.#messages.put(told.message);
      case "ConversationChanged":
        return told.conversation && this.#entitle(told.conversation.title);
      case "Resync":
        this.#reading = this.#reread().catch((error) => (this.#alert.textContent = error.message));
    }
  }

  /** Reads the latest page anew, when the gateway cannot tell what was missed. */
  async #reread() {
    const conversation = await this.#read();
    if (!conversation) {
      this.#leave(this.#isOwn ? GONE : ENDED);
    } else {
      this.#entitle(conversation.title);
      this.#messages.show(conversation.messages);
    }
  }

  #refused(reason, code) {
    if (code === "NOT_FOUND") {
      this.#leave(this.#isOwn ? GONE : ENDED);
    } else {
      this.#alert.textContent = `New messages do not come by themselves: ${reason}`;
    }
  }

  /** Takes away what was shown, and says why there is nothing. */
  #leave(why) {
    this.close();
    document.title = TITLE;
    const invitation = this.#account.viewer || this.#address.token ? null : this.#account.invitation("to see yours.");
    this.root.replaceChildren(element("h2", { tabindex: "-1" }, "Nothing to read here"), element("p", { role: "alert" }, why), ...(invitation ? [invitation] : []));
  }
}
