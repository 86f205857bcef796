// One project, opened in place: its page, its likes, what is said about it.

import { Comments } from "./comments.js";
import { busy, element, isOurs, outward, safeHtml } from "./dom.js";
import { picture } from "./picture.js";
import { time, typeName } from "./words.js";

const TITLE = document.title;

export class ProjectPage {
  #root;
  #gateway;
  #socket;
  #account;
  #comments = null;
  #asked = 0;

  constructor(root, gateway, socket, account) {
    this.#root = root;
    this.#gateway = gateway;
    this.#socket = socket;
    this.#account = account;
  }

  /** Opens the project at an owner's address. */
  async open(owner, slug) {
    this.close();
    const asked = this.#asked;
    try {
      // The cursor is read before the comments: what is said between the two is told, and shown once.
      const { liveCursor } = await this.#gateway.run("LiveCursor");
      const { project } = await this.#gateway.run("Project", { owner, slug });
      if (asked === this.#asked) {
        this.#show(project, liveCursor);
      }
    } catch (error) {
      if (asked === this.#asked) {
        this.#root.replaceChildren(element("p", { role: "alert" }, error.message));
      }
    }
  }

  close() {
    this.#asked += 1;
    this.#comments?.stop();
    this.#comments = null;
    this.#root.replaceChildren();
    document.title = TITLE;
  }

  #show(project, liveCursor) {
    if (!project) {
      this.#root.replaceChildren(element("p", { role: "alert" }, "There is no such project, or not for you."));
      return;
    }
    this.#comments = new Comments(project, liveCursor, this.#gateway, this.#socket, this.#account);
    this.#root.replaceChildren(
      element("div", { class: "banner" }, picture(project.title, project.bannerUrl || project.featuredImageUrl, isOurs)),
      element("h2", { tabindex: "-1" }, project.title),
      element("p", { class: "facts" }, `${project.owner?.username ?? ""} · ${typeName(project.type)} · `, time(project.createdAt)),
      project.description && element("p", { class: "lead" }, project.description),
      this.#deeds(project),
      element("div", { class: "prose" }, ...project.content.blocks.map(block)),
      words(project),
      this.#comments.root,
    );
    document.title = `${project.title} · ${TITLE}`;
  }

  /** What one can do: like it, and go and see the work itself. */
  #deeds(project) {
    const alert = element("p", { role: "alert" });
    const like = element("button", { type: "button", class: "like" });
    const show = ({ likeCount, isLikedByViewer }) => {
      like.setAttribute("aria-pressed", isLikedByViewer);
      like.textContent = `${isLikedByViewer ? "Liked" : "Like"} · ${likeCount}`;
    };
    like.addEventListener("click", () =>
      busy(like, alert, async () => {
        const name = like.getAttribute("aria-pressed") === "true" ? "UnlikeProject" : "LikeProject";
        show((await this.#gateway.change(name, { projectId: project.id })).project);
      }),
    );
    show(project);
    const work = project.externalUrl && outward(project.externalUrl, "See the work itself");
    return element("div", { class: "deeds" }, like, work || null, alert);
  }
}

function words({ topics, tools, categories }) {
  const all = [...categories.map(({ name }) => name), ...tools.map(({ name }) => name), ...topics];
  return all.length > 0 ? element("ul", { class: "words", "aria-label": "Found under" }, ...all.map((each) => element("li", {}, each))) : null;
}

/** One block of the page; a kind that came later than this script is passed over. */
function block(given) {
  switch (given.__typename) {
    case "CoverBlock":
      return element("figure", {}, picture(given.title, given.bannerUrl, isOurs), element("figcaption", {}, given.title));
    case "TextBlock":
      return element("div", {}, safeHtml(given.contentHtml));
    case "ImageBlock":
      return isOurs(given.url)
        ? element("figure", {}, element("img", { src: given.url, alt: given.caption }), element("figcaption", {}, given.caption))
        : element("p", {}, "A picture elsewhere: ", outward(given.url, given.caption || given.url));
    case "VideoBlock":
      return element("p", {}, `A film on ${given.provider}: `, element("code", {}, given.videoId));
    case "MermaidBlock":
      return element(
        "figure",
        {},
        element("pre", { tabindex: "0", "aria-label": "A diagram, as text" }, element("code", {}, given.diagram)),
        element("figcaption", {}, "A diagram, in Mermaid’s language"),
      );
    default:
      return null;
  }
}
