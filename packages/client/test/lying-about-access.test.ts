import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Fetch, ReplyOf } from "@bijak/contract";
import { staffRoutes } from "@bijak/contract";
import { declare, openCase, reply, takeCase, type Desk } from "../src/handler.ts";
import { inboxRow } from "../src/handler/inbox.ts";
import { unwrapCase } from "../src/handler/unwrap.ts";
import { anAnsweredCase, refused } from "./support/cases.ts";
import { lyingAt, openJourney, type Sent } from "./support/journey.ts";

type Case = ReplyOf<typeof staffRoutes.case>;

const journey = await openJourney();
const handler = await journey.desk("handler.djp");
const first = await anAnsweredCase(journey, handler);
const second = await anAnsweredCase(journey, handler);

const deskThrough = (through: (inner: Fetch) => Fetch): Promise<Desk> =>
  journey.desk("handler.djp", through);

describe("a server that lies to the handler about who can read", () => {
  const naming =
    (caseId: string, change: (row: Case["case"]) => Partial<Case["case"]>) =>
    (through: Fetch): Fetch =>
      lyingAt(`/api/cases/${caseId}`, (reply: Case) => ({
        ...reply,
        case: { ...reply.case, ...change(reply.case) },
      }))(through);

  test("cannot have the key made for a unit that the reporter was not shown", async () => {
    const { sealed } = await journey.report();
    const { caseId } = sealed;
    await declare(handler, caseId, { hasConflict: false });
    const wraps: string[] = [];
    const watching =
      (inner: Fetch): Fetch =>
      (input, init) => {
        if (input.endsWith("/steps")) wraps.push(input);
        return inner(input, init);
      };
    const lies = [
      naming(caseId, ({ units }) => ({ units: [...units, "DJBC"] })),
      naming(caseId, () => ({ standby: "DJBC" })),
      naming(caseId, () => ({ standby: null })),
    ];
    for (const through of lies) {
      const desk = await deskThrough((inner) => watching(through(inner)));
      const view = await openCase(desk, caseId);
      assert.deepEqual(
        [view.warnings, view.canRead, view.standby],
        [["access-differs"], ["DJP"], "ITJEN"],
      );
      await assert.rejects(takeCase(desk, caseId), refused("access-differs"));
    }
    assert.deepEqual(wraps, []);
    assert.deepEqual((await takeCase(handler, caseId)).warnings, []);
  });

  test("cannot take any step with a case whose access it tells otherwise", async () => {
    const { caseId } = first.sealed;
    const desk = await deskThrough(naming(caseId, () => ({ units: ["DJP", "DJBC"] })));
    const words = { text: "Balasan.", kind: "message" } as const;
    await assert.rejects(reply(desk, caseId, words), refused("access-differs"));
  });

  test("cannot have the standby unit open a case, even by calling it a unit at work", async () => {
    const { caseId, standbyWrap } = first.sealed;
    const { case: row } = await handler.api.call(staffRoutes.case, { params: { id: caseId } });
    const wrap = Buffer.from(standbyWrap).toString("base64");
    const lies = [{ units: ["ITJEN"], standby: null }, { units: ["DJP", "ITJEN"] }, {}];
    for (const lie of lies) {
      const standing = await journey.desk("supervisor.itjen");
      const told = { ...row, ...lie, holder: "unit ITJEN", wrap };
      const { isLocked, standbyOnly, title } = await inboxRow(standing, told);
      assert.deepEqual([isLocked, standbyOnly, title], [true, true, ""]);
      assert.equal((await unwrapCase(standing, told)).caseKeys, null);
    }
  });

  test("cannot have keys that were opened for one case count for another", async () => {
    const desk = await deskThrough((inner) => inner);
    const wrapOf = async ({ sealed: { caseId } }: Sent) =>
      (await desk.api.call(staffRoutes.case, { params: { id: caseId } })).case;
    const [one, two] = [await wrapOf(first), await wrapOf(second)];
    assert.notEqual((await unwrapCase(desk, one)).caseKeys, null);
    assert.equal((await unwrapCase(desk, { ...two, wrap: one.wrap })).caseKeys, null);
  });
});
