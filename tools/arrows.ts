import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  AGE,
  AUDIT_DOOR,
  CAPABILITIES,
  JOINERS,
  REPORTER_ENTRIES,
  STAFF_ONLY,
  STORE_TABLES,
  TABLES,
  WEB_SHARED,
  WORKSPACES,
} from "./arrows-rules.ts";
import { type Import, importsOf, lineOf, listSources, withoutComments } from "./imports.ts";

const SERVER = "apps/server/src/";
const WEB = "apps/web/src/";

const says = ({ file, line }: { file: string; line: number }, sentence: string): string =>
  `${file}:${line} ${sentence}`;
/** A package allows its doors, a door does not allow its package. */
const within = (asked: string, allowed: string): boolean =>
  asked === allowed ||
  (allowed.endsWith("*")
    ? asked.startsWith(allowed.slice(0, -1))
    : asked.startsWith(`${allowed}/`));
const roomOf = (file: string, base: string): string => file.slice(base.length).split("/")[0] ?? "";

/** Every arrow that points the wrong way below `root`, each as `file:line sentence`. Empty when the house stands. */
export function findWrongArrows(root: string): string[] {
  const imports = Object.keys(WORKSPACES).flatMap((workspace) =>
    listSources(root, `${workspace}/src`).flatMap((file) => importsOf(root, file)),
  );
  return [
    ...imports.flatMap(wrongPackage),
    ...imports.flatMap(wrongFile),
    ...imports.flatMap(wrongRoom),
    ...imports.flatMap(wrongEntry),
    ...ageBehindAudit(root),
    ...staffCodeForReporters(root),
    ...wrongWriters(root),
  ];
}

const workspaceOf = (file: string): string => file.split("/").slice(0, 2).join("/");

function wrongPackage(found: Import): string[] {
  if (found.isFile) return [];
  const workspace = workspaceOf(found.file);
  const allowed = WORKSPACES[workspace] ?? [];
  if (allowed.some((one) => within(found.target, one))) return [];
  return [says(found, `${workspace} must not import ${found.target}`)];
}

function wrongFile(found: Import): string[] {
  if (!found.isFile || found.target.startsWith(`${workspaceOf(found.file)}/`)) return [];
  return [says(found, `reaches out of ${workspaceOf(found.file)} into ${found.target}`)];
}

const isCapability = (room: string): boolean => CAPABILITIES.some((one) => one === room);

function wrongRoom(found: Import): string[] {
  if (!found.file.startsWith(SERVER) || !found.isFile || !found.target.startsWith(SERVER))
    return [];
  const [from, to] = [roomOf(found.file, SERVER), roomOf(found.target, SERVER)];
  if (isCapability(from) && (to === "app.ts" || to === "main.ts"))
    return [says(found, `the capability ${from} imports ${to}, which joins capabilities`)];
  if (!isCapability(to) || from === to || JOINERS.some((one) => one === from)) return [];
  return [says(found, `${from} imports the capability ${to}; only ${JOINERS.join(", ")} may`)];
}

function wrongEntry(found: Import): string[] {
  if (!found.file.startsWith(WEB) || !found.isFile || !found.target.startsWith(WEB)) return [];
  const [from, to] = [roomOf(found.file, WEB), roomOf(found.target, WEB)];
  if (from === to || WEB_SHARED.some((one) => one === to)) return [];
  return [
    says(found, `${from} imports ${to}; entries of the web share only ${WEB_SHARED.join(", ")}`),
  ];
}

/** Every import that can be reached from `start` by way of files and of our own packages. */
function reachable(root: string, start: string): Import[] {
  const seen = new Set<string>();
  const found: Import[] = [];
  const queue = [start];
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    if (seen.has(file) || !existsSync(join(root, file))) continue;
    seen.add(file);
    for (const one of importsOf(root, file)) {
      found.push(one);
      const next = one.isFile ? one.target : doorOf(root, one.target);
      if (next !== null && /\.(ts|tsx)$/u.test(next)) queue.push(next);
    }
  }
  return found;
}

/** The file behind `@bijak/name/door`, or null for packages that are not ours. */
function doorOf(root: string, asked: string): string | null {
  const [, name, door] = /^@bijak\/([a-z]+)(?:\/(.+))?$/u.exec(asked) ?? [];
  const folder = ["packages", "apps"].find((one) =>
    existsSync(join(root, one, name ?? "-", "package.json")),
  );
  if (name === undefined || folder === undefined) return null;
  const { exports } = JSON.parse(
    readFileSync(join(root, folder, name, "package.json"), "utf8"),
  ) as { exports?: Record<string, string> }; // our own package files
  const path = exports?.[door === undefined ? "." : `./${door}`];
  return path === undefined ? null : join(folder, name, path);
}

function ageBehindAudit(root: string): string[] {
  return reachable(root, AUDIT_DOOR)
    .filter(({ target }) => within(target, AGE))
    .map((found) => says(found, `${AUDIT_DOOR} reaches ${AGE}: the server could open reports`));
}

function staffCodeForReporters(root: string): string[] {
  const found = REPORTER_ENTRIES.flatMap((entry) => listSources(root, `${WEB}${entry}`))
    .filter((file) => /\/main[^/]*\.tsx$/u.test(file))
    .flatMap((start) => reachable(root, start))
    .filter(({ target }) => STAFF_ONLY.some((one) => within(target, one) || target === `${one}.ts`))
    .map((one) => says(one, `a reporter's page would load ${one.target}`));
  return [...new Set(found)];
}

const WRITE =
  /\b(?:insertInto|updateTable|deleteFrom|replaceInto|mergeInto)\(\s*["'`]([a-z_]+)|\b(?:INSERT\s+(?:OR\s+[A-Z]+\s+)?INTO|UPDATE|DELETE\s+FROM|REPLACE\s+INTO)\s+"?([a-z_]+)/gu;

function wrongWriters(root: string): string[] {
  return listSources(root, SERVER)
    .filter((file) => !file.startsWith(`${SERVER}store/migrations/`))
    .flatMap((file) => {
      const text = withoutComments(readFileSync(join(root, file), "utf8"));
      return [...text.matchAll(WRITE)].flatMap((match) => {
        const table = match[1] ?? match[2] ?? "";
        const owner = TABLES[table] ?? STORE_TABLES[table];
        if (owner === roomOf(file, SERVER)) return [];
        const why =
          owner === undefined ? "is in no capability's list" : `is written by ${owner} alone`;
        return [says({ file, line: lineOf(text, match.index) }, `the table ${table} ${why}`)];
      });
    });
}

if (import.meta.main) {
  const wrong = findWrongArrows(join(import.meta.dirname, ".."));
  for (const sentence of wrong) console.error(sentence);
  process.exitCode = wrong.length > 0 ? 1 : 0;
}
