import assert from "node:assert/strict";

const MISSING = new Set(["Ed25519", "X25519"]);

const nameOf = (algorithm: unknown): unknown =>
  typeof algorithm === "object" && algorithm !== null && "name" in algorithm
    ? algorithm.name
    : algorithm;

/**
 * Runs `work` as in a browser whose WebCrypto knows neither Ed25519 nor X25519 (Chrome 111, Firefox 115, Safari
 * 16.4): importing such a key fails with the error that these browsers give. Fails if no such key was ever imported.
 */
export async function withOldBrowser(work: () => Promise<void>): Promise<void> {
  const { subtle } = crypto;
  const native: unknown = Reflect.get(subtle, "importKey");
  assert.ok(typeof native === "function");
  let refusals = 0;
  const importKey = (...parameters: readonly unknown[]): unknown => {
    if (!MISSING.has(String(nameOf(parameters[2]))))
      return Reflect.apply(native, subtle, parameters);
    refusals += 1;
    return Promise.reject(new DOMException("Unrecognized name.", "NotSupportedError"));
  };
  Object.defineProperty(subtle, "importKey", { value: importKey, configurable: true });
  try {
    await work();
  } finally {
    Reflect.deleteProperty(subtle, "importKey");
  }
  assert.ok(refusals > 0, "the missing algorithms were never asked for");
}
