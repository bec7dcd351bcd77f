// Finds and starts a Chromium; used by the tests on the static page and by the one on a real Home Assistant.
import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

const USUAL = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Start Chromium; throws when there is none. */
export const startChromium = () => {
  const path = [process.env.CHROMIUM, ...USUAL].find((candidate) => candidate && existsSync(candidate));
  if (path === undefined) {
    throw new Error("no Chromium found: install Debian's chromium, or set CHROMIUM to its path");
  }
  return chromium.launch({ executablePath: path, headless: true, args: FLAGS });
};
