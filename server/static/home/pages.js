// A list that is read page after page.

import { busy, element } from "./dom.js";

export class Pages {
  root;
  #list;
  #alert = element("p", { role: "alert" });
  #more = element("button", { type: "button", "data-more": true, hidden: true, click: () => this.#next() }, "Load more");
  #read;
  #row;
  #after = null;
  #asked = 0;

  /** `read` takes a cursor and returns a connection; `row` returns the element of a node. */
  constructor(attributes, read, row) {
    this.#list = element("ul", attributes);
    this.root = element("div", {}, this.#alert, this.#list, this.#more);
    this.#read = read;
    this.#row = row;
  }

  /** Reads the first page, and returns how many there are in all; null when that was not to be known. */
  async load() {
    this.#after = null;
    const asked = ++this.#asked;
    this.#alert.textContent = "";
    try {
      const page = await this.#read(null);
      // Of two questions the later one counts, in whatever order they are answered.
      if (asked !== this.#asked) {
        return null;
      }
      this.#list.replaceChildren();
      this.#show(page);
      return page.totalCount;
    } catch (error) {
      this.#alert.textContent = error.message;
      return null;
    }
  }

  #next() {
    return busy(this.#more, this.#alert, async () => {
      const asked = this.#asked;
      const page = await this.#read(this.#after);
      if (asked === this.#asked) {
        // Who presses keys goes on with the first of the new ones.
        this.#show(page)[0]?.querySelector("a, button").focus({ preventScroll: true });
      }
    });
  }

  #show({ edges, pageInfo }) {
    const rows = edges.map(({ node }) => this.#row(node));
    this.#list.append(...rows);
    this.#after = pageInfo.endCursor;
    this.#more.hidden = !pageInfo.hasNextPage;
    return rows;
  }
}
