import { createHmac, randomBytes } from "node:crypto";
import { isIPv4, isIPv6 } from "node:net";

/*
 * [Note: Limiter without addresses]
 *
 * A fixed table of 2^16 counters of 16 bits. A request counts at HMAC(key, network of its address): /24 for IPv4, /48 for IPv6. Table and
 * key live in memory only and are replaced together every ten minutes, so nothing can be turned back into an address later. Two networks
 * may share a counter; the table never grows. Loopback is not counted: it is a proxy or a test, and says nothing about who asks.
 */
const SLOTS = 65_536;
const MOST = 65_535;
const KEPT_MS = 600_000;

export type Limiter = {
  /** Counts one request from `address`; false when its network has used up its share of these ten minutes. */
  readonly admit: (address: string) => boolean;
};

/** A limiter that admits `most` requests per network and ten minutes. See [Note: Limiter without addresses]. */
export function createLimiter(most: number, nowMs: () => number): Limiter {
  let key = randomBytes(32);
  let counts = new Uint16Array(SLOTS);
  let since = nowMs();
  return {
    admit: (address) => {
      const network = networkOf(address);
      if (network === null) return true;
      if (nowMs() - since >= KEPT_MS)
        [key, counts, since] = [randomBytes(32), new Uint16Array(SLOTS), nowMs()];
      const slot = createHmac("sha256", key).update(network).digest().readUInt16BE(0);
      const count = Math.min(MOST, (counts[slot] ?? 0) + 1);
      counts[slot] = count;
      return count <= most;
    },
  };
}

/** The /24 or /48 of an address as text; null for loopback and for what is no address. */
export function networkOf(address: string): string | null {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/iu.exec(address)?.[1];
  const plain = mapped ?? address;
  if (isIPv4(plain))
    return plain.startsWith("127.") ? null : plain.split(".").slice(0, 3).join(".");
  if (!isIPv6(plain) || plain === "::1") return null;
  return groupsOf(plain).slice(0, 3).join(":");
}

function groupsOf(address: string): string[] {
  const [left = "", right = ""] = (address.split("%")[0] ?? "").split("::");
  const [head, tail] = [left.split(":").filter(Boolean), right.split(":").filter(Boolean)];
  const missing = Math.max(0, 8 - head.length - tail.length);
  return [...head, ...Array<string>(missing).fill("0"), ...tail].map((group) =>
    group.replace(/^0+(?=.)/u, "").toLowerCase(),
  );
}
