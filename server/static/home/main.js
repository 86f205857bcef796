// The page at `/`: finds its places, opens its roads, and follows the address.

import { Account } from "./account.js";
import { Chat } from "./chat.js";
import { Explore } from "./explore.js";
import { Gateway } from "./gateway.js";
import { ProjectPage } from "./project.js";
import { Socket } from "./socket.js";
import { Ticker } from "./ticker.js";
import { keepTimes } from "./words.js";

const STATES = { connecting: "connecting", live: "live", waiting: "cut off, trying again" };
const PROJECT = /^#\/([^/]+)\/([^/]+)$/;
const CHAT = /^#\/(chats?)(?:\/([^/]+))?$/;
const VIEWS = ["explore", "project", "chat"];

const place = (id) => document.getElementById(id);
const { endpoint, operations } = document.body.dataset;

function tellState(state) {
  for (const shown of document.querySelectorAll(".state")) {
    shown.dataset.state = state;
    shown.textContent = STATES[state];
  }
}

const gateway = await Gateway.open(endpoint, operations).catch((error) => {
  place("state").textContent = "The gateway does not answer: load the page again.";
  throw error;
});
const socket = new Socket(endpoint, tellState, recognise);
const ticker = new Ticker(place("ticker"), gateway, socket);
const explore = new Explore(place("explore"), gateway);
const account = new Account(place("account"), gateway, async () => {
  socket.reopen();
  await show();
  if (account.viewer && isChat()) {
    arrive(); // who signed in to talk goes on there
  }
});
const project = new ProjectPage(place("project-page"), gateway, socket, account);
const chat = new Chat(place("chat"), gateway, socket, account);

/** Shows everything as whoever is signed in may see it. */
function show() {
  return Promise.all([ticker.start(), explore.load(), follow()]);
}

/** Learns who is signed in now, and shows what has changed with them. */
async function recognise() {
  const before = account.viewer?.id;
  await account.start();
  if (account.viewer?.id !== before) {
    await show();
  }
}

/** Shows what the address names: a chat, a project, or all of these. */
async function follow() {
  const [, kind, named] = CHAT.exec(location.hash) ?? [];
  const [, owner, slug] = (!kind && PROJECT.exec(location.hash)) || [];
  const shown = kind ? "chat" : owner ? "project" : "explore";
  VIEWS.forEach((name) => (place(name).hidden = name !== shown));
  project.close();
  chat.close();
  if (kind) {
    await chat.open(kind, named);
  } else if (owner) {
    await project.open(owner, slug);
  }
}

function isChat() {
  return CHAT.test(location.hash);
}

/** Goes to what is shown; who begins to write there goes on writing. */
function arrive() {
  const shown = VIEWS.map(place).find((each) => !each.hidden);
  if (!shown.querySelector("textarea:focus")) {
    shown.querySelector("h2")?.focus({ preventScroll: true });
  }
  if (location.hash.length > 1) {
    shown.scrollIntoView();
  }
}

addEventListener("hashchange", async () => {
  if (location.hash === "#content") {
    return; // the link that skips the bar: a place on the page
  }
  await follow();
  arrive();
});
// GraphiQL opens the panel that its visitor had open last.
place("docs").addEventListener("click", () => localStorage.setItem("graphiql:visiblePlugin", "Documentation Explorer"));

keepTimes();
await account.start();
await show();
if (isChat()) {
  arrive(); // a chat has its own place to read and write in, as high as the window
}
