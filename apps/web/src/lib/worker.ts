type WorkerPolicy = { createScriptURL: (url: string) => string };
type PolicyFactory = { createPolicy: (name: string, rules: WorkerPolicy) => WorkerPolicy };

/** The scripts that may ever run as a worker: those our build named, filled as each entry loads. */
const known = new Set<string>();

const rules: WorkerPolicy = {
  createScriptURL: (url) => {
    if (!known.has(url)) throw new TypeError("not one of our workers");
    return url;
  },
};

let policy: WorkerPolicy | null = null;

/** The one Trusted Types policy of the page; browsers without Trusted Types follow the same rules. */
function ensurePolicy(): WorkerPolicy {
  const factory = (globalThis as { trustedTypes?: PolicyFactory }).trustedTypes; // Not yet in the DOM types of TypeScript.
  policy ??= factory ? factory.createPolicy("bijak-worker", rules) : rules;
  return policy;
}

/**
 * Starts a worker from an address that Vite's `?worker&url` import gave.
 * Throws when the browser refuses workers.
 */
export function startWorker(url: string): Worker {
  known.add(url);
  return new Worker(ensurePolicy().createScriptURL(url), { type: "module" });
}
