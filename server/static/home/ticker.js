// What happens, as it happens: the latest activities, and then each new one at the top.

import { element, excerpt } from "./dom.js";
import { time, verb } from "./words.js";

const FIRST = 12;
const MOST = 40;

export class Ticker {
  #list;
  #alert;
  #gateway;
  #socket;
  #stop = () => {};
  #reading = Promise.resolve();

  constructor(root, gateway, socket) {
    this.#list = root.querySelector("ol");
    this.#alert = root.querySelector("[role=alert]");
    this.#gateway = gateway;
    this.#socket = socket;
  }

  /** Shows what this viewer hears of, from now on. */
  async start() {
    this.#stop();
    this.#alert.textContent = "";
    try {
      // The cursor is read before the list: what happens between the two is told, and shown once.
      const { liveCursor } = await this.#gateway.run("LiveCursor");
      await this.#read();
      this.#stop();
      this.#stop = this.#socket.subscribe(this.#gateway.request("ActivityFeedLive", { scope: "PUBLIC" }), {
        after: liveCursor,
        event: (told) => this.#hear(told),
        refused: (reason) => (this.#alert.textContent = `This list stands still: ${reason}`),
      });
    } catch (error) {
      this.#alert.textContent = error.message;
    }
  }

  async #read() {
    const { activityFeed } = await this.#gateway.run("ActivityFeed", { scope: "PUBLIC", first: FIRST });
    this.#list.replaceChildren(...activityFeed.edges.map(({ node }) => row(node)));
  }

  #hear(told) {
    if (told.__typename === "Resync") {
      // The gateway cannot tell what was missed: the list is read anew, and what is told meanwhile waits for it.
      this.#reading = this.#read().catch((error) => (this.#alert.textContent = error.message));
    } else if (told.__typename === "ActivityAdded" && told.activity) {
      this.#reading.then(() => this.#add(told.activity));
    }
  }

  #add(activity) {
    if ([...this.#list.children].some((shown) => shown.dataset.id === activity.id)) {
      return;
    }
    const added = row(activity);
    added.classList.add("new");
    this.#list.prepend(added);
    [...this.#list.children].slice(MOST).forEach((old) => old.remove());
  }
}

function row({ id, activityType, createdAt, actor, reference }) {
  const { what, said } = about(reference);
  return element(
    "li",
    { "data-id": id },
    element("p", {}, element("strong", {}, actor?.username ?? "Somebody"), ` ${verb(activityType)} `, what),
    said && element("q", {}, said),
    time(createdAt),
  );
}

/** What an activity is about: with a link, where this page can show it. */
function about(reference) {
  switch (reference?.__typename) {
    case "Project":
      return { what: projectLink(reference) };
    case "Comment":
      return {
        what: reference.project ? projectLink(reference.project) : "a project",
        said: excerpt(reference.contentHtml),
      };
    case "User":
      return { what: element("strong", {}, reference.username) };
    case "TaughtCourse":
    case "GeneratedCourse":
    case "Lesson":
      return { what: element("em", {}, reference.title) };
    default:
      return { what: "something" };
  }
}

function projectLink({ title, webPath }) {
  return element("a", { href: `#${webPath}` }, title);
}
