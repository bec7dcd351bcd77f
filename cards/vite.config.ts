import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const path = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

const LICENCES =
  "/*! LLM Agents, Apache-2.0. Contains Lit, Copyright Google LLC, BSD-3-Clause: https://github.com/lit/lit/blob/main/LICENSE */";

export default defineConfig({
  build: {
    lib: { entry: path("src/index.ts"), formats: ["es"], fileName: () => "llm-agents.js" },
    outDir: process.env["CARDS_OUT"] ?? path("../custom_components/llm_agents/frontend"),
    emptyOutDir: false,
    // The oldest browsers that Home Assistant 2026.10 serves its modern frontend to.
    target: ["chrome131", "safari18.2", "firefox133"],
    sourcemap: false,
    // Vite leaves white space in ES libraries; nobody bundles this one further.
    rolldownOptions: { output: { minify: true, postBanner: LICENCES, comments: { legal: false } } },
    reportCompressedSize: false,
  },
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // One browser serves all its tests; two at once only slow each other down.
    fileParallelism: false,
  },
});
