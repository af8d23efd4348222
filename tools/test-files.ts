import { readdirSync } from "node:fs";
import { join, relative } from "node:path";

/** What one run of the tests told about its files. */
export type Report = {
  readonly files: ReadonlyMap<string, number>;
  readonly notProved: readonly string[];
};

type TestEvent = {
  readonly type: string;
  readonly data: {
    readonly file?: string;
    readonly name: string;
    readonly nesting: number;
    readonly skip?: string | boolean;
  };
};

/** Test files below `root`, as paths from there, sorted. Installed and built folders are not looked into. */
export function listTestFiles(root: string, folder = root): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory())
        return /^(node_modules|dist|var.*|\..*)$/u.test(entry.name)
          ? []
          : listTestFiles(root, path);
      return entry.name.endsWith(".test.ts") ? [relative(root, path)] : [];
    })
    .toSorted();
}

/** Reads the lines of `test-files-reporter.ts`: how many tests each file reported, and what was skipped for which reason. */
export function readReport(root: string, lines: string): Report {
  const files = new Map<string, number>();
  const notProved: string[] = [];
  for (const line of lines.split("\n").filter(Boolean)) {
    const { data } = JSON.parse(line) as TestEvent; // written by our own reporter
    const file = relative(root, data.file ?? "");
    if (data.name === data.file || data.name === file) continue; // a file without tests reports itself
    files.set(file, (files.get(file) ?? 0) + 1);
    if (typeof data.skip === "string") notProved.push(`${data.name}: ${data.skip}`);
  }
  return { files, notProved };
}

/** Test files on disk from which the report holds no test. */
export function silentFiles(onDisk: readonly string[], report: Report): string[] {
  return onDisk.filter((file) => !report.files.has(file));
}
