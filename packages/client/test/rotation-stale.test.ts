import assert from "node:assert/strict";
import { test } from "node:test";
import { staffRoutes } from "@bijak/contract";
import { combineSeed, identityFromSeed, openBytes, recipientOf } from "@bijak/envelope";
import { reopenDesk } from "../src/handler.ts";
import { dismiss, listRotations, publishRotations, rotateUnit } from "../src/people.ts";
import { parseBase64 } from "../src/shared/bytes.ts";
import { aNewcomer, letIn } from "./support/enrolment.ts";
import { codeOf, openJourney } from "./support/journey.ts";

test("a key that was asked for before one member left and another came is not handed to the one who left", async () => {
  const journey = await openJourney();
  const handler = await journey.desk("handler.djp");
  const leaving = await journey.desk("supervisor.djp");
  await rotateUnit(handler, { unit: "DJP", reason: "schedule" });
  const signer = await journey.desk("supervisor.itjen");
  await dismiss(signer, { memberId: leaving.me.memberId });
  const newcomer = await aNewcomer(journey, signer, { login: "baru.djp", units: ["DJP"] });
  await letIn(signer, newcomer);
  assert.equal(await codeOf(publishRotations(await reopenDesk(signer))), "rotation-missing");

  const staying = await reopenDesk(handler);
  await rotateUnit(staying, { unit: "DJP", reason: "dismissal" });
  assert.equal((await listRotations(signer)).length, 1);
  assert.equal((await publishRotations(await reopenDesk(signer))).kind, "published");
  const { sealed } = await staying.api.call(staffRoutes.keyring, { params: { unit: "DJP" } });
  await assert.rejects(openBytes([leaving.identity], parseBase64(sealed)));
  assert.deepEqual([...(await newcomer.desk()).keyrings.keys()], ["DJP"]);
});

test("the rows of a new recovery key are shown even when its key cannot be published at once", async () => {
  const journey = await openJourney();
  const failing = await journey.desk("supervisor.itjen", (inner) => async (input, init) => {
    if (input.endsWith("/api/staff/notes") && init.method === "PUT")
      throw new TypeError("the network is gone");
    return inner(input, init);
  });
  const wanted = { unit: "ITJEN", reason: "schedule", recovery: { k: 2, n: 3 } } as const;
  const { published, shares } = await rotateUnit(failing, wanted);
  assert.equal(published, null);
  const signer = await journey.desk("supervisor.itjen");
  assert.equal((await publishRotations(signer)).kind, "published");
  const { recoveries } = (await reopenDesk(signer)).institution.directory;
  const seed = await combineSeed(shares?.slice(1).map(({ row }) => row) ?? []);
  assert.equal(
    recoveries.find(({ unit }) => unit === "ITJEN")?.recipient,
    await recipientOf(identityFromSeed("x25519", seed)),
  );
});
