// Elements. Text is always inserted as text; the one exception is `safeHtml`.

/** Returns a new element. Attributes that are `false` or null are left out; functions are listeners. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") {
      made.addEventListener(key, value);
    } else if (value !== false && value != null) {
      made.setAttribute(key, value === true ? "" : value);
    }
  }
  made.append(...children.filter((child) => child != null));
  return made;
}

/**
 * Returns what a `contentHtml` of the gateway shows. THE ONE PLACE where markup is taken over: the gateway has
 * cleaned it, and the page's policy lets nothing in it run.
 *
 * The page asks no other host for anything: pictures that lie elsewhere become links to them.
 */
export function safeHtml(html) {
  const inert = document.createElement("template");
  inert.innerHTML = html;
  for (const image of inert.content.querySelectorAll("img")) {
    if (!isOurs(image.src)) {
      image.replaceWith(outward(image.src, image.alt || "A picture"));
    }
  }
  for (const link of inert.content.querySelectorAll("a")) {
    link.target = "_blank";
    link.rel = "noopener noreferrer nofollow";
  }
  return inert.content;
}

/** Returns the words of a `contentHtml`, shortened. */
export function excerpt(html, longest = 90) {
  const words = safeHtml(html).textContent.trim().replace(/\s+/g, " ");
  return words.length > longest ? `${words.slice(0, longest).trimEnd()}…` : words;
}

/** Returns a link to another site, or its words alone where the address is none of the web. */
export function outward(address, words) {
  const isWeb = /^https?:$/.test(URL.canParse(address) ? new URL(address).protocol : "");
  return isWeb
    ? element("a", { href: address, target: "_blank", rel: "noopener noreferrer nofollow" }, words)
    : element("span", {}, words);
}

/** Whether an address is one of this gateway's own. */
export function isOurs(address) {
  return Boolean(address) && URL.canParse(address, location.href) && new URL(address, location.href).origin === location.origin;
}

/** Runs what a control does, once at a time, and leaves the focus where it is; a failure is told in words. */
export async function busy(control, alert, act) {
  if (control.ariaBusy === "true") {
    return;
  }
  control.ariaBusy = "true";
  alert.textContent = "";
  try {
    await act();
  } catch (error) {
    alert.textContent = error.message;
  } finally {
    control.ariaBusy = "false";
  }
}
