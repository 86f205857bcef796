// How things are called, and how long ago they were.

import { element } from "./dom.js";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const VERBS = {
  PROJECT_CREATED: "made",
  PROJECT_UPDATED: "changed",
  PROJECT_LIKED: "likes",
  COMMENTED: "said something about",
  FOLLOWED: "follows",
  STARTED_COURSE: "began the course",
  COMPLETED_COURSE: "completed the course",
  COMPLETED_LESSON: "completed the lesson",
  COMPLETED_MODULE: "completed a module of",
  PASSED_EXERCISE: "passed an exercise of",
  PASSED_REVIEW: "passed a review in",
};
const TYPES = {
  GITHUB_REPO: "Repository",
  FIGMA_DESIGN: "Figma design",
  IMAGE_COLLECTION: "Images",
  PROMPT: "Prompt",
  VIDEO: "Film",
  REDDIT_THREAD: "Reddit thread",
  OTHER: "Other work",
};

/** What somebody did; kinds of activity that came later than this page are told by their own name. */
export function verb(activityType) {
  return VERBS[activityType] ?? plain(activityType);
}

export function typeName(type) {
  return TYPES[type] ?? plain(type);
}

export function counted(count, one, many) {
  return `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
}

/** Returns a time that `keepTimes` keeps true. */
export function time(iso) {
  const title = new Date(iso).toLocaleString("en", { dateStyle: "long", timeStyle: "short" });
  return element("time", { datetime: iso, title }, ago(iso));
}

export function keepTimes() {
  setInterval(() => {
    document.querySelectorAll("time").forEach((shown) => (shown.textContent = ago(shown.dateTime)));
  }, MINUTE / 2);
}

function ago(iso) {
  const then = new Date(iso);
  const passed = Date.now() - then;
  if (passed < MINUTE) return "just now";
  if (passed < HOUR) return `${Math.floor(passed / MINUTE)} min ago`;
  if (passed < DAY) return `${Math.floor(passed / HOUR)} h ago`;
  return then.toLocaleDateString("en", { day: "numeric", month: "short", year: "numeric" });
}

function plain(name) {
  return name.toLowerCase().replaceAll("_", " ");
}
