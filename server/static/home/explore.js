// What people make: cards with pictures, by type and in an order, page after page.

import { element, isOurs } from "./dom.js";
import { picture } from "./picture.js";
import { counted, typeName } from "./words.js";

const PAGE = 12;

export class Explore {
  #form;
  #list;
  #count;
  #more;
  #alert;
  #gateway;
  #after = null;
  #asked = 0;

  constructor(root, gateway) {
    this.#form = root.querySelector("form");
    this.#list = root.querySelector("ul");
    this.#count = root.querySelector("[role=status]");
    this.#more = root.querySelector("[data-more]");
    this.#alert = root.querySelector("[role=alert]");
    this.#gateway = gateway;
    this.#form.addEventListener("change", () => this.load());
    this.#form.addEventListener("submit", (event) => event.preventDefault());
    this.#more.addEventListener("click", () => this.#next());
  }

  /** Shows the first page of what the form asks for. */
  async load() {
    this.#after = null;
    await this.#page((cards) => this.#list.replaceChildren(...cards));
  }

  #next() {
    return this.#page((cards) => {
      this.#list.append(...cards);
      // Who presses keys goes on with the first of the new ones.
      cards[0]?.querySelector("a").focus({ preventScroll: true });
    });
  }

  async #page(show) {
    const asked = ++this.#asked;
    const { type, order } = Object.fromEntries(new FormData(this.#form));
    const variables = { filter: type ? { type } : null, order, first: PAGE, after: this.#after };
    this.#alert.textContent = "";
    try {
      const { explore } = await this.#gateway.run("Explore", variables);
      // Of two questions the later one counts, in whatever order they are answered.
      if (asked === this.#asked) {
        show(explore.edges.map(({ node }) => card(node)));
        this.#after = explore.pageInfo.endCursor;
        this.#more.hidden = !explore.pageInfo.hasNextPage;
        this.#count.textContent = this.#shown(explore.totalCount);
      }
    } catch (error) {
      this.#alert.textContent = `The projects could not be read: ${error.message}`;
    }
  }

  #shown(total) {
    const shown = this.#list.children.length;
    return shown < total ? `${shown} of ${counted(total, "project", "projects")}` : counted(total, "project", "projects");
  }
}

function card(project) {
  const threads = project.comments.totalCount;
  return element(
    "li",
    { class: "card" },
    picture(project.title, project.featuredImageUrl, isOurs),
    element("h3", {}, element("a", { href: `#${project.webPath}` }, project.title)),
    element("p", { class: "gist" }, project.description),
    element(
      "p",
      { class: "facts" },
      [
        project.owner?.username,
        typeName(project.type),
        project.likeCount > 0 && counted(project.likeCount, "like", "likes"),
        threads > 0 && counted(threads, "thread", "threads"),
      ]
        .filter(Boolean)
        .join(" · "),
    ),
  );
}
