import { linesOf, tableOf } from "./sql.js";

/** One statement that ran: how long, how many rows, PostgreSQL's plan where it is known, its SQL. */
export function Statement({ statement, share, isOpen }) {
  const { sql, milliseconds, rows, plan } = statement;
  const lines = linesOf(sql);
  const [verb] = sql.split(/\s/, 1);
  return (
    <li className="explain-statement">
      <details open={isOpen}>
        <summary>
          <span className="explain-title">{[verb, tableOf(lines)].filter(Boolean).join(" ")}</span>
          <span className="explain-cost">
            {inMilliseconds(milliseconds)} · {rows} {rows === 1 ? "row" : "rows"}
          </span>
        </summary>
        {plan && <pre className="explain-plan">{plan.join("\n")}</pre>}
        <Sql lines={lines} />
      </details>
      <div className="explain-share" style={{ width: `${Math.round(share * 100)}%` }} />
    </li>
  );
}

/** A duration, as exact as it matters. */
export function inMilliseconds(milliseconds) {
  return `${milliseconds.toFixed(milliseconds < 10 ? 2 : 1)} ms`;
}

function Sql({ lines }) {
  return (
    <code className="explain-sql">
      {lines.map(({ depth, words }, line) => (
        <div key={line} style={{ paddingInlineStart: `${2 * depth + 4}ch` }}>
          {words.map(({ kind, text }, place) => (
            <span key={place} className={`sql-${kind}`}>
              {text}
            </span>
          ))}
        </div>
      ))}
    </code>
  );
}
