// Installs the programs that the tests drive and npm does not bring. Plain JavaScript, so that any Node runs it.
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";

/** Debian packages: `needed` ones stop the tests when missing, the others leave single tests unproved. */
const PACKAGES = [
  { name: "chromium", program: "/usr/bin/chromium", isNeeded: true },
  { name: "age", program: "/usr/bin/age", isNeeded: false },
];

const missing = PACKAGES.filter(({ program }) => !existsSync(program));
if (missing.length > 0) install(missing.map(({ name }) => name));

const absent = PACKAGES.filter(({ program, isNeeded }) => isNeeded && !existsSync(program));
if (absent.length > 0) {
  const names = absent.map(({ name }) => name).join(" ");
  console.error(
    `The tests drive a real browser. Please install it first:\n\n  sudo apt-get install --no-install-recommends ${names}\n`,
  );
  process.exit(1);
}

function install(names) {
  if (process.getuid?.() !== 0) return;
  try {
    aptGet("update");
    aptGet("install", "--yes", "--no-install-recommends", ...names);
  } catch {
    console.error(`apt-get could not install: ${names.join(", ")}`);
  }
}

function aptGet(...words) {
  execFileSync("apt-get", ["-qq", ...words], {
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  });
}
