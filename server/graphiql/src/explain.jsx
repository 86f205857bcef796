import { useEffect, useSyncExternalStore } from "react";

import "./explain.css";
import { Statement, inMilliseconds } from "./statement.jsx";

const PATHS = {
  planned: "Compiled to SQL, whose rows became the answer.",
  "part planned": "Some fields by a plan; the others by the executor.",
  resolved: "By the executor, field by field.",
};
// So many statements are read at a glance; of more, one chooses.
const FEW = 3;

/** Returns the plugin for GraphiQL's sidebar, which remembers whether it is open. */
export function explainPlugin(explanation) {
  return { title: "Explain", icon: ExplainIcon, content: () => <Explain explanation={explanation} /> };
}

function Explain({ explanation }) {
  const { withPlans, told } = useSyncExternalStore(explanation.subscribe, explanation.read);
  useEffect(explanation.open, [explanation]);
  return (
    <section className="explain" aria-label="Explain">
      <div className="explain-header">Explain</div>
      <label className="explain-choice">
        <input
          type="checkbox"
          checked={withPlans}
          onChange={(event) => explanation.choosePlans(event.currentTarget.checked)}
        />
        with PostgreSQL’s plan, for staff
      </label>
      {told?.plan ? <Told {...told} /> : <p className="explain-note">{silence(told)}</p>}
    </section>
  );
}

function silence(told) {
  return told
    ? "The last answer tells nothing: it is a subscription’s, or nothing ran."
    : "Run an operation: here is how it was answered.";
}

function Told({ name, plan, withPlans }) {
  const { path, milliseconds, planningMilliseconds, statements } = plan;
  const spent = statements.reduce((sum, each) => sum + each.milliseconds, 0);
  const lacksPlans = withPlans && statements.length > 0 && !statements.some((each) => each.plan);
  return (
    <>
      <div className="explain-answer">
        {name && <span className="explain-name">{name}</span>}
        <span className={`explain-path explain-${path.replace(" ", "-")}`}>{path}</span>
      </div>
      <p className="explain-note">{PATHS[path]}</p>
      <dl className="explain-facts">
        <Fact name="In all">{inMilliseconds(milliseconds)}</Fact>
        <Fact name="Planning">{inMilliseconds(planningMilliseconds)}</Fact>
        <Fact name={statements.length === 1 ? "1 statement" : `${statements.length} statements`}>
          {inMilliseconds(spent)}
        </Fact>
      </dl>
      {lacksPlans && <p className="explain-note">PostgreSQL’s plans are told to staff, of planned statements.</p>}
      <ol key={milliseconds} className="explain-statements">
        {statements.map((each, place) => (
          <Statement
            key={place}
            statement={each}
            share={each.milliseconds / milliseconds}
            isOpen={statements.length <= FEW}
          />
        ))}
      </ol>
      {statements.length > 0 && <p className="explain-note">Values stay where they are: $1 stands for the first.</p>}
    </>
  );
}

function Fact({ name, children }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function ExplainIcon(props) {
  return (
    <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" {...props}>
      <path d="M3 5h18M7 12h14M11 19h10M3 9v3M7 16v3" />
    </svg>
  );
}
