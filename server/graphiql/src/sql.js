// SQL as one reads it: clauses and subqueries on lines of their own, words told apart. Nothing of the text changes
// but quotes that PostgreSQL does not need.

const TOKENS = /'(?:[^']|'')*'|"(?:[^"]|"")*"|\$\d+|\w+|\s+|[^\w\s]/g;
const CLAUSES =
  /^(FROM|WHERE|GROUP|HAVING|ORDER|LIMIT|OFFSET|UNION|VALUES|RETURNING|SET|INNER|LEFT|CROSS|JOIN|FOR)$/;
// What goes on where the word before it began a line.
const WITHIN = /^(INNER|LEFT|OUTER|CROSS)$/;
const TABLE = /\b(?:FROM|INTO|UPDATE) "?(\w+)/;
const BLOCK = "block";
const CONDITION = "condition";
const PLAIN = "plain";

/** Returns the lines of a statement: how deep each stands, and its words with their kinds. */
export function linesOf(sql) {
  const tokens = sql.match(TOKENS) ?? [];
  const lines = [{ depth: 0, words: [] }];
  const around = [{ kind: BLOCK, depth: 0 }];
  let before = "";
  tokens.forEach((token, place) => {
    const inner = around.at(-1);
    const isSpace = token.trim() === "";
    if (token === "(") {
      add(lines, token, before);
      around.push(opened(tokens[place + 1], before, inner.depth));
    } else if (token === ")" && around.length > 1) {
      around.pop();
      if (inner.kind === BLOCK) {
        lines.push({ depth: inner.depth - 1, words: [] });
      }
      add(lines, token, before);
    } else {
      if (beginsLine(token, before, inner)) {
        lines.push({ depth: inner.depth, words: [] });
      }
      add(lines, token, before);
    }
    before = isSpace ? before : token;
  });
  return lines.filter(({ words }) => words.length > 0);
}

/** Returns the table that a statement is about: the outermost one that its lines name. */
export function tableOf(lines) {
  const named = lines.map(({ depth, words }) => [depth, TABLE.exec(words.map(({ text }) => text).join(""))?.[1]]);
  return named.filter(([, table]) => table).sort(([one], [other]) => one - other)[0]?.[1];
}

function opened(next, before, depth) {
  if (next === "SELECT") {
    return { kind: BLOCK, depth: depth + 1 };
  }
  return before === "WHERE" ? { kind: CONDITION, depth: depth + 1 } : { kind: PLAIN, depth };
}

function beginsLine(token, before, { kind }) {
  if (kind === BLOCK) {
    return (
      (CLAUSES.test(token) && !(WITHIN.test(before) && token === "JOIN")) ||
      (token === "SELECT" && before === "(")
    );
  }
  return kind === CONDITION && (token === "AND" || token === "OR");
}

function add(lines, token, before) {
  const { words } = lines.at(-1);
  if (token.trim() === "" && words.length === 0) {
    return;
  }
  const word = { text: readable(token, before), kind: kindOf(token) };
  if (words.at(-1)?.kind === word.kind) {
    words.at(-1).text += word.text;
  } else {
    words.push(word);
  }
}

/** A name needs no quotes after a point or `AS`, nor where no keyword is like it. */
function readable(token, before) {
  const isFree = before === "." || before === "AS" || token.includes("_");
  return isFree && /^"[a-z_][a-z0-9_]*"$/.test(token) ? token.slice(1, -1) : token;
}

function kindOf(token) {
  if (/^[A-Z]{2,}$/.test(token)) {
    return "keyword";
  }
  if (token.startsWith("'")) {
    return "text";
  }
  return token.startsWith("$") ? "parameter" : "name";
}
