import assert from "node:assert/strict";
import { test } from "node:test";
import { sharingRoutes } from "@bijak/contract";
import { generateIdentity, recipientOf, sealIdentityRelease } from "@bijak/envelope";
import {
  askIdentity,
  confirmIdentity,
  declare,
  openIdentity,
  releaseShare,
  takeCase,
} from "../src/handler.ts";
import { encodeBase64 } from "../src/shared/bytes.ts";
import { lockIdentity, openThread } from "../src/reporter.ts";
import { PLAN } from "../../../apps/server/test/support/app.ts";
import { refused } from "./support/cases.ts";
import { openJourney, solve } from "./support/journey.ts";
import { impatient as pace } from "./support/pace.ts";

const IDENTITY = { name: "Rahasia Sekali", contact: "rahasia@contoh.id" };

test("one custodian who releases something else does not keep k others from opening a name", async () => {
  const names = ["one", "two", "three"];
  const custodians = names.map((name) => ({
    login: `custodian.${name}`,
    name: `Custodian ${name}`,
    unit: null,
    roles: ["custodian"] as const,
  }));
  const plan = { members: [...PLAN.members, ...custodians], custody: { k: 2 } };
  const journey = await openJourney({ plan });
  const { reporterApi: api, institution } = journey;
  const handler = await journey.desk("handler.djp");
  const supervisor = await journey.desk("supervisor.djp");
  const [spoiler, second, third] = await Promise.all(
    names.map((name) => journey.desk(`custodian.${name}`)),
  );
  assert.ok(spoiler && second && third);
  const sent = await journey.report();
  const { caseId } = sent.sealed;
  const thread = openThread(sent.sealed, sent.acknowledgement);
  await lockIdentity({
    api,
    institution,
    keys: sent.keys,
    thread,
    identity: IDENTITY,
    solve,
    pace,
  });
  for (const desk of [handler, supervisor]) await declare(desk, caseId, { hasConflict: false });
  await takeCase(handler, caseId);
  await askIdentity(handler, caseId, { reason: "Keterangan saksi diperlukan." });
  await confirmIdentity(supervisor, caseId);

  const elsewhere = await recipientOf(await generateIdentity("x25519"));
  const made = {
    realm: institution.realm,
    caseId,
    custodian: spoiler.me.memberId,
    asker: handler.me.memberId,
    share: new Uint8Array(33),
    reasonHash: "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
  };
  const sealed = await sealIdentityRelease(made, elsewhere, spoiler.memberKey);
  const body = { share: encodeBase64(sealed) };
  await spoiler.api.call(sharingRoutes.releaseShare, { params: { id: caseId }, body });
  await releaseShare(second, caseId);
  await assert.rejects(openIdentity(handler, caseId), refused("not-openable"));
  await releaseShare(third, caseId);
  assert.deepEqual(await openIdentity(handler, caseId), IDENTITY);
});
