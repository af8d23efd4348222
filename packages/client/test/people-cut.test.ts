import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Fetch } from "@bijak/contract";
import { reopenDesk } from "../src/handler.ts";
import {
  changeMember,
  grantKeyrings,
  renewDirectory,
  rotateUnit,
  setUnitOpen,
} from "../src/people.ts";
import { aNewcomer, letIn } from "./support/enrolment.ts";
import { aNetwork, cutEverywhere, openJourney } from "./support/journey.ts";

const SIGNER = "supervisor.itjen";

test("notes that another session overtook are written again on top of its own", async () => {
  const journey = await openJourney();
  let publications = 0;
  const meanwhile =
    (inner: Fetch): Fetch =>
    async (input, init) => {
      if (input.endsWith("/api/staff/notes") && (publications += 1) === 1)
        await renewDirectory(await journey.desk(SIGNER));
      return inner(input, init);
    };
  const officer = await journey.desk(SIGNER, meanwhile);
  await setUnitOpen(officer, { unit: "DJBC", isOpen: false });
  const { directory } = (await reopenDesk(officer)).institution;
  assert.deepEqual([publications, directory.serial], [2, 3]);
  assert.equal(directory.units.find(({ id }) => id === "DJBC")?.isOpen, false);
});

describe(
  "with the network cut at any request, before or after it arrived",
  { concurrency: false },
  () => {
    test("a directory is renewed once", async () => {
      const journey = await openJourney();
      const network = aNetwork();
      const officer = await journey.desk(SIGNER, network.through);
      let serial = officer.institution.directory.serial;
      await cutEverywhere(network, async (cut) => {
        cut();
        const published = await renewDirectory(officer);
        serial += 1;
        assert.equal(published.kind === "published" && published.directorySerial, serial);
      });
    });

    test("a member and what the directory says of them change once and together", async () => {
      const journey = await openJourney();
      const network = aNetwork();
      const officer = await journey.desk(SIGNER, network.through);
      const { memberId, name, units } = (await journey.desk("supervisor.djp")).me;
      let isSigner = false;
      await cutEverywhere(network, async (cut) => {
        isSigner = !isSigner;
        cut();
        const roles = isSigner ? (["supervisor", "signer"] as const) : (["supervisor"] as const);
        await changeMember(officer, { memberId, name, units, roles });
        const { institution, members } = await journey.desk(SIGNER);
        const member = members.find(({ id }) => id === memberId);
        assert.equal(member?.roles.includes("signer"), isSigner);
        assert.equal(institution.directory.signers.length, isSigner ? 2 : 1);
      });
    });

    test("a unit gets one next key", async () => {
      const journey = await openJourney();
      const network = aNetwork();
      let officer = await journey.desk(SIGNER, network.through);
      let epoch = 1;
      await cutEverywhere(network, async (cut) => {
        cut();
        await rotateUnit(officer, { unit: "ITJEN", reason: "schedule" });
        epoch += 1;
        network.cutAt(0, "before");
        officer = await reopenDesk(officer);
        assert.equal(officer.keyrings.get("ITJEN")?.current.epoch, epoch);
        assert.equal(officer.institution.directory.retired.length, epoch - 1);
      });
    });

    test("a new member is let in once and granted keys once", async () => {
      const journey = await openJourney();
      const network = aNetwork();
      const officer = await journey.desk(SIGNER, network.through);
      const colleague = await journey.desk("handler.djp", network.through);
      let no = 0;
      await cutEverywhere(network, async (cut) => {
        no += 1;
        network.cutAt(0, "before");
        const newcomer = await aNewcomer(journey, officer, {
          login: `baru${no}.djp`,
          units: ["DJP"],
        });
        const granting = await reopenDesk(colleague);
        cut();
        await letIn(officer, newcomer);
        assert.deepEqual(await grantKeyrings(await reopenDesk(granting)), ["DJP"]);
        assert.deepEqual((await newcomer.desk()).lacks, []);
        const { members } = await journey.desk(SIGNER);
        assert.equal(members.filter(({ name }) => name === `Baru baru${no}.djp`).length, 1);
      });
    });
  },
);
