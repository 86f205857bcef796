#!/bin/sh
# Fails when the committed build is not what the sources give: builds anew in a temporary folder, and compares.
set -eu

if ! command -v npm >/dev/null || ! node -e 'process.exit(Number(process.versions.node.split(".")[0]) < 20 ? 1 : 0)'; then
  echo "The explorer's build was not compared with its sources: that takes Node 20.19 or newer."
  exit 0
fi

here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM

mkdir "$work/graphiql"
(cd "$here" && tar -cf - --exclude=./node_modules .) | (cd "$work/graphiql" && tar -xf -)
cd "$work/graphiql"
npm ci --no-audit --no-fund --loglevel=error
npm run build --silent -- --logLevel=warn

if ! diff -rq "$work/static/graphiql" "$here/../static/graphiql"; then
  echo "The committed build is not what the sources give: run npm ci && npm run build, and commit." >&2
  exit 1
fi
echo "The committed build is what the sources give."
