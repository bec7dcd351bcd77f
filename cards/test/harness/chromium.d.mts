import type { Browser } from "playwright-core";

/** Start Chromium; throws when there is none. */
export declare const startChromium: () => Promise<Browser>;
