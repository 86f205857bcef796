// Reading at the end of what grows: who is at the end stays there, who has gone back is left in peace.

const NEAR = 48;

/** Follows the end of what grows in a box that scrolls. */
export class Follower {
  #box;
  #isAtEnd = true;
  #place = 0;
  #observer;

  constructor(box, content) {
    this.#box = box;
    box.addEventListener("scroll", () => this.#look(), { passive: true });
    // Told once a frame at most, after the browser has laid things out anyway.
    this.#observer = new ResizeObserver(() => this.#isAtEnd && this.#goToEnd());
    this.#observer.observe(box);
    this.#observer.observe(content);
  }

  stop() {
    this.#observer.disconnect();
  }

  /** Goes to the end, and stays there. */
  toEnd() {
    this.#isAtEnd = true;
    this.#goToEnd();
  }

  /** Lets something be added above, and what is read stay where it is. */
  keep(add) {
    const below = this.#box.scrollHeight - this.#box.scrollTop;
    add();
    this.#isAtEnd = false;
    this.#place = this.#box.scrollTop = this.#box.scrollHeight - below;
  }

  #goToEnd() {
    this.#box.scrollTop = this.#box.scrollHeight;
  }

  #look() {
    const { scrollTop, scrollHeight, clientHeight } = this.#box;
    if (scrollHeight - scrollTop - clientHeight < NEAR) {
      this.#isAtEnd = true;
    } else if (scrollTop < this.#place) {
      // Only a reader goes back; what grows merely gets ahead of them.
      this.#isAtEnd = false;
    }
    this.#place = scrollTop;
  }
}
