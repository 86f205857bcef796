// What is said about a project: threads, answers, and each new one as it is said.

import { busy, element, safeHtml } from "./dom.js";
import { counted, time } from "./words.js";

const DEEPEST = 3;
const LONGEST = 5000;

export class Comments {
  root;
  #project;
  #gateway;
  #account;
  #list = element("ol", { class: "thread" });
  #count = element("span", { class: "count" });
  #alert = element("p", { role: "alert" });
  #more;
  #total = 0;
  #after = null;
  #lists = new Map();
  #reading = Promise.resolve();
  #stop;

  constructor(project, liveCursor, gateway, socket, account) {
    this.#project = project;
    this.#gateway = gateway;
    this.#account = account;
    this.#more = element("button", { type: "button", click: () => this.#next() }, "Load more");
    this.root = element(
      "section",
      { class: "comments", "aria-labelledby": "comments-title" },
      element("h3", { id: "comments-title" }, "Comments ", this.#count),
      account.viewer ? this.#form("Say something", null) : account.invitation("to say something."),
      this.#list,
      this.#alert,
      this.#more,
    );
    this.#show(project.comments);
    this.#stop = socket.subscribe(gateway.request("CommentAdded", { project: project.id }), {
      after: liveCursor,
      event: (told) => this.#hear(told),
      refused: (reason) => (this.#alert.textContent = `New comments do not come by themselves: ${reason}`),
    });
  }

  stop() {
    this.#stop();
  }

  #show({ edges, pageInfo, totalCount }) {
    this.#total = totalCount;
    this.#after = pageInfo.endCursor;
    this.#more.hidden = !pageInfo.hasNextPage;
    this.#list.append(...edges.filter(({ node }) => !this.#lists.has(node.id)).map(({ node }) => this.#row(node, 1)));
    this.#tally();
  }

  #next() {
    return busy(this.#more, this.#alert, async () => this.#show(await this.#read(this.#after)));
  }

  async #read(after) {
    const { webPath, slug } = this.#project;
    const owner = webPath.split("/")[1];
    return (await this.#gateway.run("Project", { owner, slug, after })).project.comments;
  }

  #hear(told) {
    if (told.__typename === "Resync") {
      this.#reading = this.#reread().catch((error) => (this.#alert.textContent = error.message));
    } else if (told.__typename === "CommentAdded" && told.comment) {
      // What is told while the threads are read anew waits for them.
      this.#reading.then(() => this.#add(told.comment));
    }
  }

  /** Reads the threads anew, when the gateway cannot tell what was missed; a comment half written stays. */
  async #reread() {
    const comments = await this.#read(null);
    this.#lists.clear();
    this.#list.replaceChildren();
    this.#show(comments);
  }

  /** Shows a comment, once: it comes as the answer to who wrote it, and live to everybody. */
  #add(comment) {
    if (this.#lists.has(comment.id)) {
      return;
    }
    if (!comment.parent) {
      this.#list.prepend(this.#row(comment, 1, "new"));
      this.#total += 1;
      this.#tally();
      return;
    }
    // An answer to a thread that is further down comes with its page.
    const above = this.#lists.get(comment.parent.id);
    above?.list.append(this.#row(comment, above.depth + 1, "new"));
  }

  #tally() {
    this.#count.textContent = this.#total > 0 ? counted(this.#total, "thread", "threads") : "none yet";
  }

  #row(comment, depth, novelty = "") {
    const replies = comment.replies?.edges ?? [];
    const list = element("ol", { class: "thread" });
    this.#lists.set(comment.id, { list, depth });
    list.append(...replies.map(({ node }) => this.#row(node, depth + 1)));
    const untold = (comment.replies?.totalCount ?? 0) - replies.length;
    return element(
      "li",
      { class: novelty, "data-id": comment.id },
      element(
        "p",
        { class: "by" },
        element("strong", {}, comment.author?.username ?? "Somebody"),
        " ",
        time(comment.createdAt),
        comment.isEdited ? " · edited" : null,
      ),
      comment.isDeleted ? element("p", { class: "gone" }, "This comment was taken back.") : element("div", { class: "prose" }, safeHtml(comment.contentHtml)),
      this.#account.viewer && depth < DEEPEST && !comment.isDeleted ? this.#answer(comment.id) : null,
      list,
      untold > 0 ? element("p", { class: "gone" }, `… and ${counted(untold, "more answer", "more answers")}`) : null,
    );
  }

  /** A button that opens the form for an answer in its own place. */
  #answer(parentId) {
    const button = element("button", { type: "button", class: "link" }, "Answer");
    button.addEventListener("click", () => {
      const form = this.#form("Answer", parentId, () => form.replaceWith(button));
      button.replaceWith(form);
      form.querySelector("textarea").focus();
    });
    return button;
  }

  #form(label, parentId, close = null) {
    const alert = element("p", { role: "alert" });
    const text = element("textarea", { name: "content", rows: "3", maxlength: LONGEST, required: true });
    const send = element("button", { class: "primary" }, "Send");
    const cancel = close && element("button", { type: "button", class: "link", click: close }, "Cancel");
    const form = element(
      "form",
      { class: "say" },
      element("label", {}, element("span", {}, `${label}, in Markdown if you like`), text),
      element("div", { class: "deeds" }, send, cancel, alert),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      busy(send, alert, async () => {
        const input = { projectId: this.#project.id, content: text.value, parentId };
        this.#add((await this.#gateway.change("AddComment", input)).comment);
        form.reset();
        close?.();
      });
    });
    return form;
  }
}
