import { explorerPlugin } from "@graphiql/plugin-explorer";
import "@graphiql/plugin-explorer/style.css";
import { HISTORY_PLUGIN } from "@graphiql/plugin-history";
import { GraphiQL } from "graphiql";
import "graphiql/style.css";
import { useState } from "react";

import { Account } from "./account.jsx";
import { explainPlugin } from "./explain.jsx";
import { isFirstVisit } from "./tabs.js";

function pluginsWith(explanation) {
  const plugins = [HISTORY_PLUGIN, explorerPlugin({ showAttribution: false })];
  return explanation ? [...plugins, explainPlugin(explanation)] : plugins;
}

/** The editor with its panels, and the account in the corner where GraphiQL would show its logo. */
export function Explorer({ gateway, tabs, demo, explanation }) {
  const [plugins] = useState(() => pluginsWith(explanation));
  return (
    <GraphiQL
      fetcher={gateway.fetcher}
      plugins={plugins}
      defaultTabs={tabs}
      // GraphiQL opens the first tab without the variables it was given.
      initialVariables={isFirstVisit() ? tabs?.[0].variables : undefined}
      defaultEditorToolsVisibility="variables"
      inputValueDeprecation
      schemaDescription
    >
      <GraphiQL.Logo>
        <Account gateway={gateway} demo={demo} />
      </GraphiQL.Logo>
    </GraphiQL>
  );
}
