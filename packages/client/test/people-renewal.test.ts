import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { keyRoutes, type NoteSet } from "@bijak/contract";
import { createStaffApi, signInWithPassword } from "../src/handler.ts";
import { renewDirectory } from "../src/founding.ts";
import { loadInstitution } from "../src/reporter.ts";
import { setUnitOpen } from "../src/people.ts";
import { CHEAP_STRETCHING, PLAN, STAFF_ORIGIN } from "../../../apps/server/test/support/app.ts";
import { lyingAt, openJourney, passwordOf, withCookies } from "./support/journey.ts";
import { impatient as pace } from "./support/pace.ts";

const [FIRST, SECOND] = ["supervisor.itjen", "supervisor.djp"];
const LONG_DAYS = 100;

describe(
  "a directory that has expired, where two of two signers must sign",
  {
    concurrency: false,
  },
  async () => {
    const journey = await openJourney({
      plan: {
        threshold: 2,
        members: PLAN.members.map((member) =>
          member.login === SECOND ? { ...member, roles: ["supervisor", "signer"] } : member,
        ),
      },
    });
    const now = () => loadInstitution(journey.reporterApi, journey.today());
    const renew = async (name: string, through = (inner: typeof journey.staffFetch) => inner) => {
      const staffApi = createStaffApi(STAFF_ORIGIN, through(withCookies(journey.staffFetch)));
      const password = passwordOf(journey, name);
      const keyStretching = CHEAP_STRETCHING;
      const signedIn = await signInWithPassword(staffApi, { name, password, keyStretching });
      return renewDirectory({ staffApi, signedIn, today: journey.today(), pace });
    };
    /** What the server says waits for signatures. */
    let other: NoteSet = { directory: null, config: null, members: null };

    test("is no longer followed, and no desk opens by which a draft could be signed", async () => {
      await setUnitOpen(await journey.desk(FIRST), { unit: "DJBC", isOpen: false });
      const drafts = await (await journey.desk(SECOND)).api.call(keyRoutes.noteDrafts, {});
      other = drafts[0]?.notes ?? other;
      assert.notEqual(other.directory, null);
      journey.toDay(journey.today() + LONG_DAYS);
      await assert.rejects(now(), { code: "directory-expired" });
      await assert.rejects(journey.desk(SECOND), { code: "directory-expired" });
    });

    test("is renewed by the one and then by the other", async () => {
      assert.deepEqual((await renew(FIRST)).published, {
        kind: "waits-for-signatures",
        have: 1,
        need: 2,
      });
      await assert.rejects(now(), { code: "directory-expired" });
      const { published, expiresOn } = await renew(SECOND);
      assert.deepEqual([published.kind, expiresOn], ["published", journey.today() + 90]);
      const { units } = (await now()).directory;
      assert.equal(units.find(({ id }) => id === "DJBC")?.isOpen, true);
      assert.equal((await journey.desk(FIRST)).me.name, "Supervisor ITJEN");
    });

    test("is not signed unseen by the second where the draft changes anything else", async () => {
      await setUnitOpen(await journey.desk(FIRST), { unit: "DJBC", isOpen: false });
      const { published } = await renew(SECOND);
      assert.deepEqual(published, { kind: "waits-for-signatures", have: 1, need: 2 });
      const { units } = (await now()).directory;
      assert.equal(units.find(({ id }) => id === "DJBC")?.isOpen, true);
    });

    test("nor where the server shows one that nobody can follow", async () => {
      const lying = lyingAt("/api/staff/notes/drafts", (reply: { notes: NoteSet }[] | object) =>
        Array.isArray(reply) ? reply.map((row) => ({ ...row, notes: other })) : reply,
      );
      const { published } = await renew(SECOND, lying);
      assert.equal(published.kind, "waits-for-signatures");
    });
  },
);
