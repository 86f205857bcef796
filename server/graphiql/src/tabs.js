// The tabs of a first visit: named operations of the gateway, with variables that work.

// The key under which GraphiQL keeps its tabs.
const STORED_TABS = "graphiql:tabState";

/** Whether GraphiQL has no tabs of an earlier visit to show. */
export function isFirstVisit() {
  return window.localStorage.getItem(STORED_TABS) === null;
}

/** Returns the example tabs, or nothing when the operations cannot be had: then GraphiQL greets in its own words. */
export async function exampleTabs(address, demo) {
  try {
    const { operations } = await (await fetch(address)).json();
    const documents = new Map(operations.map(({ name, document }) => [name, document]));
    const tabs = examples(demo)
      .filter(([name]) => documents.has(name))
      .map(([name, variables]) => ({
        query: documents.get(name),
        variables: JSON.stringify(variables, null, 2),
      }));
    return tabs.length > 0 ? tabs : undefined;
  } catch {
    return undefined;
  }
}

function examples(demo) {
  return [
    // `order` has a default, yet the editor marks required variables that are not there.
    ["Explore", { order: "NEWEST", first: 5 }],
    ["Viewer", {}],
    ["ActivityFeed", { scope: "PUBLIC", first: 5 }],
    ["ActivityFeedLive", { scope: "PUBLIC" }],
    ["Login", { input: { identifier: demo?.accounts[0] ?? "", password: demo?.password ?? "" } }],
    ["CreateProject", { input: { title: "My first project", type: "PROMPT" } }],
  ];
}
