// GraphiQL on the page's one element; what it has to know comes in that element's `data-` attributes.
import "graphiql/setup-workers/vite";
import { createRoot } from "react-dom/client";

import { explaining } from "./explaining.js";
import { Explorer } from "./explorer.jsx";
import { connect } from "./gateway.js";
import { exampleTabs } from "./tabs.js";
import "./style.css";

const root = document.getElementById("graphiql");
const { endpoint, socket, operations, accounts, password, explains } = root.dataset;

const demo = accounts ? { accounts: accounts.split(" "), password } : null;
// In production nothing is explained.
const explanation = explains ? explaining() : null;
const gateway = connect(endpoint, socket, explanation);
const tabs = await exampleTabs(operations, demo);
createRoot(root).render(
  <Explorer gateway={gateway} tabs={tabs} demo={demo} explanation={explanation} />,
);
