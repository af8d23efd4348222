import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { encodeSections } from "@bijak/contract";
import {
  EnvelopeError,
  openBytes,
  openCaseKeys,
  openMailboxCard,
  openMessage,
  recipientOf,
  type CaseKeys,
  type Identity,
} from "@bijak/envelope";
import { checkAgeShape } from "@bijak/envelope/audit";
import { unitVkeys } from "../src/shared/institution.ts";
import { anInstitution, type MadeInstitution } from "./support/institution.ts";
import { aSealedReport, type Sealed } from "./support/report.ts";

/** Of a text report with a standby unit. Each public key of suite pq takes 1.6 KB in a header and 2 KB as text. */
const SEALED_KIB = { x25519: 24, pq: 34 };

for (const suite of ["x25519", "pq"] as const) {
  describe(`sealReport, ${suite}`, () => {
    let made: MadeInstitution;
    let sent: Sealed;
    before(async () => {
      made = await anInstitution({ suite });
      sent = await aSealedReport(made.institution);
    });
    const identityOf = (unit: string): Identity => {
      const found = made.units.find(({ entry }) => entry.id === unit);
      assert.ok(found);
      return found.identity;
    };
    const unwrap = (unit: string, wrap: Uint8Array): Promise<CaseKeys> =>
      openCaseKeys(wrap, [identityOf(unit)], {
        realm: made.institution.realm,
        caseId: sent.sealed.caseId,
        holder: { kind: "unit", id: unit },
        unitVkeys: unitVkeys(made.institution.directory),
      });

    test("the unit reads the report; so can the standby unit, with the same key", async () => {
      const { sealed, keys } = sent;
      const [forUnit, forStandby] = await Promise.all([
        unwrap("DJP", sealed.wrap),
        unwrap("ITJEN", sealed.standbyWrap),
      ]);
      assert.deepEqual(forUnit.keys, forStandby.keys);
      const opened = await openMessage(sealed.message, forUnit.keys, {
        realm: made.institution.realm,
        caseId: sealed.caseId,
        reporterVkeys: [keys.signing.vkey],
        unitVkeys: [],
      });
      assert.match(opened.body.text, /^Pegawai ini/);
      assert.equal(opened.body.answers?.["category"], "NETRALITAS");
    });

    test("the summary tells the reported name, account and office, and nothing of the text", async () => {
      const { summary } = await unwrap("DJP", sent.sealed.wrap);
      assert.deepEqual(summary, {
        title: "",
        language: "id",
        kind: "NETRALITAS",
        account: "@contoh.pegawai",
        name: "Budi Contoh",
        office: "Kantor Pelayanan Contoh",
      });
    });

    test("the card tells the reporter where to write and who can read", async () => {
      const { sealed, keys } = sent;
      const expected = {
        realm: made.institution.realm,
        reporterVkey: keys.signing.vkey,
        unitVkeys: [],
      };
      const card = await openMailboxCard(sealed.card, keys.identity, expected);
      const [caseKey] = (await unwrap("DJP", sealed.wrap)).keys;
      assert.ok(caseKey);
      assert.deepEqual([card.units, card.standby, card.n], [["DJP"], "ITJEN", 0]);
      assert.equal(card.caseRecipient, await recipientOf(caseKey));
    });

    test("the receipt opens neither the report nor the wraps", async () => {
      const { sealed, keys } = sent;
      for (const bytes of [sealed.message, sealed.wrap, sealed.standbyWrap]) {
        await assert.rejects(openBytes([keys.identity], bytes), EnvelopeError);
      }
    });

    test("another unit opens nothing of it", async () => {
      const { sealed } = sent;
      for (const bytes of [sealed.message, sealed.wrap, sealed.standbyWrap, sealed.card]) {
        await assert.rejects(openBytes([identityOf("DJBC")], bytes), EnvelopeError);
      }
    });

    test("without leave no standby can read", async () => {
      const { sealed } = await aSealedReport(made.institution, { isStandbyAllowed: false });
      assert.equal(sealed.standby, null);
      assert.equal(sealed.standbyWrap.length, 0);
    });

    test("its sealed parts have the shapes the server asks for, and their size tells nothing", () => {
      const { message, card, wrap, standbyWrap } = sent.sealed;
      const expected = { suite, recipientCounts: [1] };
      checkAgeShape(message, { ...expected, kind: "message" });
      checkAgeShape(card, { ...expected, kind: "card" });
      for (const one of [wrap, standbyWrap]) checkAgeShape(one, { ...expected, kind: "wrap" });
      const sealedBytes = encodeSections([message, card, wrap, standbyWrap]).length;
      assert.ok(sealedBytes <= SEALED_KIB[suite] * 1_024, String(sealedBytes));
    });

    test("two sealings of one report share no case, no key and no byte that could link them", async () => {
      const again = await aSealedReport(made.institution);
      assert.notEqual(again.sealed.caseId, sent.sealed.caseId);
      assert.notDeepEqual(again.sealed.message, sent.sealed.message);
      assert.notEqual(again.sealed.head.lookup, sent.sealed.head.lookup);
    });
  });
}
