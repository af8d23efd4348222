import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { Page, Route } from "playwright-core";
import { id as copy } from "../../apps/web/src/lapor/copy/id.ts";
import { id as shared } from "../../apps/web/src/lib/i18n/shared/id.ts";
import { report } from "./support/lapor.ts";
import { openStage, type Stage } from "./support/stage.ts";

const FILLED = {
  category: "HOAKS",
  link: "https://example.org/post/7",
  person: "",
  office: "Direktorat Jenderal Pajak",
  text: "Kabar bohong tentang kantor lain dibagikan ulang.",
  unit: "DJP",
  file: null,
};

type Reply = { readonly notes: readonly string[]; readonly config: string };
type Lie = (text: string) => string;

const [NAME, OTHER_NAME] = ["Direktorat Jenderal Pajak", "Inspektorat Jenderal"] as const;

/** The same text with two units in each other's place: ids and names. */
const swapped: Lie = (text) =>
  [
    ["DJP", "ITJEN"],
    [NAME, OTHER_NAME],
    [encodeURIComponent(NAME), encodeURIComponent(OTHER_NAME)],
  ].reduce((changed, [one = "", other = ""]) => {
    const either = new RegExp(String.raw`\b(?:${one}|${other})\b`, "gu");
    return changed.replaceAll(either, (found) => (found === one ? other : one));
  }, text);

/** A server that lies in its answers at these addresses. */
const lieAt = (page: Page, isThere: (path: string) => boolean, lie: Lie): Promise<unknown> =>
  page.route("**/*", async (route: Route) => {
    const request = route.request();
    if (!isThere(new URL(request.url()).pathname)) return route.continue();
    const response = await route.fetch();
    return route.fulfill({ response, body: lie(await response.text()) });
  });

/** A server that changes the first signed note so. */
const inNotes =
  (lie: Lie): Lie =>
  (text) => {
    const reply = JSON.parse(text) as Reply; // the contract's form
    return JSON.stringify({ ...reply, notes: reply.notes.map(lie) });
  };
const inConfig =
  (lie: Lie): Lie =>
  (text) => {
    const reply = JSON.parse(text) as Reply; // the contract's form
    return JSON.stringify({ ...reply, config: lie(reply.config) });
  };

describe("the unit that is named beside the button that sends", () => {
  let stage: Stage;
  let page: Page;

  before(async () => {
    stage = await openStage("SQLite");
  });
  after(() => stage.close());

  /** Every answer with words in it but the signed notes; the report itself goes by untouched. */
  const isTold = (path: string): boolean =>
    path.endsWith(".json") ||
    (path.startsWith("/api/") && !["/api/directory", "/api/reports"].includes(path));

  test("is that of the signed directory, whatever else the server calls it", async () => {
    page = await stage.newPage();
    await lieAt(page, isTold, swapped);
    const seen: string[] = [];
    const onScreen = async (name: string): Promise<void> => {
      if (name === "check") seen.push(await page.locator("#readers").innerText());
      if (name === "done") seen.push(await page.locator("main").innerText());
    };
    await report(page, { url: stage.installation.url, filled: FILLED, onScreen });
    assert.equal(seen[0], copy.check.sentTo("Direktorat Jenderal Pajak"));
    assert.match(seen[1] ?? "", new RegExp(NAME, "u"));
  });

  const changes: Readonly<Record<string, Lie>> = {
    "in the directory's names and ids": inNotes(swapped),
    "in the list of offices": inConfig(swapped),
    "by an address in a key": inNotes((note) =>
      note.replace(
        /age1[a-z0-9]{20}/u,
        (key) => `${key.slice(0, -1)}${key.endsWith("q") ? "p" : "q"}`,
      ),
    ),
  };
  for (const [where, lie] of Object.entries(changes))
    test(`is not shown at all when the server changes it ${where}: nothing can be sent`, async () => {
      page = await stage.newPage();
      await lieAt(page, (path) => path === "/api/directory", lie);
      await page.goto(`${stage.installation.url}/lapor`);
      await page.getByText(shared.unproven).first().waitFor();
      assert.equal(await page.getByRole("button", { name: copy.start.begin }).count(), 0);
    });
});
