import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** GraphiQL was compiled with hints for a compiler that is done with it; that they are dropped is no news. */
function withoutDirectives(level, log, report) {
  if (log.code !== "MODULE_LEVEL_DIRECTIVE") {
    report(level, log);
  }
}

export default defineConfig({
  base: "/static/graphiql/",
  plugins: [react()],
  // Two copies of one of these do not recognise each other's objects.
  resolve: { dedupe: ["graphql", "react", "react-dom", "monaco-editor", "monaco-graphql"] },
  worker: { format: "es" },
  build: {
    outDir: "../static/graphiql",
    emptyOutDir: true,
    manifest: "manifest.json",
    license: { fileName: "licenses.md" },
    // Nothing as a `data:` address: every asset is a file that one can see.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 8000,
    rolldownOptions: { input: "src/main.jsx", onLog: withoutDirectives },
  },
});
