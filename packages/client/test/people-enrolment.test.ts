import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { keyRoutes, type Invitation } from "@bijak/contract";
import { fingerprint, generateIdentity, generateSigningKey, recipientOf } from "@bijak/envelope";
import { createStaffApi, reopenDesk, type Desk } from "../src/handler.ts";
import {
  absence,
  admit,
  changeMember,
  dismiss,
  enrol,
  grantKeyrings,
  invite,
  keyHealth,
  listInvitations,
  openInvitation,
  withdrawInvitation,
} from "../src/people.ts";
import { STAFF_ORIGIN } from "../../../apps/server/test/support/app.ts";
import { aNewcomer, SLOT_NAMES } from "./support/enrolment.ts";
import { codeOf, lyingAt, openJourney, withCookies } from "./support/journey.ts";
import { impatient as pace } from "./support/pace.ts";

const journey = await openJourney();
const SIGNER = "supervisor.itjen";
const staffApi = (through = journey.staffFetch) =>
  createStaffApi(STAFF_ORIGIN, withCookies(through));
const shown = async (officer: Desk, id: string) => {
  const invitation = (await listInvitations(officer)).find((one) => one.id === id);
  assert.ok(invitation);
  return invitation;
};
const letIn = async (officer: Desk, id: string, groups: readonly string[]) =>
  admit(officer, { invitation: await shown(officer, id), typedFingerprint: groups.join("  ") });

describe("an invited person", { concurrency: false }, () => {
  test("becomes a member who waits for keys, and reads once a colleague has granted them", async () => {
    const officer = await journey.desk(SIGNER);
    const newcomer = await aNewcomer(journey, officer, { login: "ani.djp", units: ["DJP"] });
    assert.equal(await codeOf(newcomer.desk()), "not-available");
    const { id } = newcomer.invited;
    assert.equal((await shown(officer, id)).isEnrolled, true);
    assert.equal((await letIn(officer, id, newcomer.enrolled.fingerprint)).kind, "published");
    assert.equal((await shown(officer, id)).state, "admitted");

    const waiting = await newcomer.desk();
    assert.deepEqual([waiting.lacks, [...waiting.keyrings.keys()]], [["DJP"], []]);
    const health = await keyHealth(await reopenDesk(officer));
    assert.ok(health.problems.some(({ code, at }) => code === "keyring-differs" && at === "DJP"));

    const colleague = await journey.desk("handler.djp");
    assert.deepEqual(await grantKeyrings(colleague), ["DJP"]);
    assert.deepEqual(await grantKeyrings(colleague), []);
    const reading = await reopenDesk(waiting);
    assert.deepEqual([reading.lacks, [...reading.keyrings.keys()]], [[], ["DJP"]]);
    assert.equal(reading.keyrings.get("DJP")?.current.epoch, 1);
  });

  test("needs two different ways to sign in", async () => {
    const officer = await journey.desk(SIGNER);
    const { token } = await invite(officer, {
      login: "satu.cara",
      name: "Satu Cara",
      units: [],
      roles: ["auditor"],
    });
    const only = { wantsPaperKey: true, slotNames: SLOT_NAMES, pace };
    assert.equal(await codeOf(enrol(staffApi(), token, only)), "slots-too-few");
    assert.equal((await openInvitation(staffApi(), token)).login, "satu.cara");
  });

  test("has a link whose token stands in the fragment, and which is good once", async () => {
    const officer = await journey.desk(SIGNER);
    const { invited } = await aNewcomer(journey, officer, { login: "sekali.djp", units: ["DJP"] });
    const link = new URL(invited.link);
    assert.deepEqual([link.pathname, link.search], ["/undangan", ""]);
    assert.equal(link.hash.slice(1), invited.token);
    assert.equal(await codeOf(openInvitation(staffApi(), invited.token)), "invitation-refused");
    await withdrawInvitation(officer, invited.id);
    assert.equal((await shown(officer, invited.id)).state, "withdrawn");
    const late = admit(officer, {
      invitation: await shown(officer, invited.id),
      typedFingerprint: "",
    });
    assert.equal(await codeOf(late), "not-available");
  });

  test("is not let in by a handler", async () => {
    const officer = await journey.desk(SIGNER);
    const newcomer = await aNewcomer(journey, officer, { login: "coba.djp", units: ["DJP"] });
    const invitation = await shown(officer, newcomer.invited.id);
    const typedFingerprint = newcomer.enrolled.fingerprint.join("");
    const handler = await journey.desk("handler.djp");
    assert.equal(await codeOf(admit(handler, { invitation, typedFingerprint })), "role-missing");
  });
});

describe("a server that swaps what was enrolled", () => {
  const lying = (change: (invitation: Invitation) => Invitation) =>
    lyingAt("/api/invitations", (rows: Invitation[]) => rows.map(change));

  test("is found out by the fingerprint, and nothing is signed", async () => {
    const officer = await journey.desk(SIGNER);
    const newcomer = await aNewcomer(journey, officer, { login: "budi.djp", units: ["DJP"] });
    const before = (await reopenDesk(officer)).members.length;
    const recipient = await recipientOf(await generateIdentity("x25519"));
    const swapping = await journey.desk(
      SIGNER,
      lying(({ enrolled, ...rest }) => ({
        ...rest,
        enrolled: enrolled === null ? null : { ...enrolled, recipient },
      })),
    );
    await assert.rejects(letIn(swapping, newcomer.invited.id, newcomer.enrolled.fingerprint), {
      code: "fingerprint-differs",
    });
    assert.equal((await reopenDesk(officer)).members.length, before);
  });

  test("is found out by the fingerprint of the signing key, too", async () => {
    const officer = await journey.desk(SIGNER);
    const newcomer = await aNewcomer(journey, officer, { login: "cici.djp", units: ["DJP"] });
    const { memberId } = await enrolledOf(officer, newcomer.invited.id);
    const { vkey } = await generateSigningKey(`member.${memberId}`);
    const swapping = await journey.desk(
      SIGNER,
      lying(({ enrolled, ...rest }) => ({
        ...rest,
        enrolled: enrolled === null ? null : { ...enrolled, vkey },
      })),
    );
    await assert.rejects(letIn(swapping, newcomer.invited.id, newcomer.enrolled.fingerprint), {
      code: "fingerprint-differs",
    });
  });

  test("cannot add a role between showing and signing", async () => {
    const officer = await journey.desk(SIGNER);
    const newcomer = await aNewcomer(journey, officer, { login: "dodi.djp", units: ["DJP"] });
    const invitation = await shown(officer, newcomer.invited.id);
    const greedy = await journey.desk(
      SIGNER,
      lying((one) => ({ ...one, roles: [...one.roles, "signer"] })),
    );
    const typedFingerprint = newcomer.enrolled.fingerprint.join("-");
    assert.equal(
      await codeOf(admit(greedy, { invitation, typedFingerprint })),
      "revision-conflict",
    );
  });

  test("the digits that the invited person sees are those of the keys in the list of members", async () => {
    const officer = await journey.desk(SIGNER);
    const newcomer = await aNewcomer(journey, officer, { login: "eka.djp", units: ["DJP"] });
    await letIn(officer, newcomer.invited.id, newcomer.enrolled.fingerprint);
    const { members } = await reopenDesk(officer);
    const entry = members.find(({ name }) => name === "Baru eka.djp");
    assert.ok(entry);
    assert.deepEqual(await fingerprint(entry.recipient, entry.vkey), newcomer.enrolled.fingerprint);
  });
});

async function enrolledOf({ api }: Desk, id: string) {
  const found = (await api.call(keyRoutes.invitations, {})).find((one) => one.id === id);
  assert.ok(found?.enrolled);
  return found.enrolled;
}

describe("members", { concurrency: false }, () => {
  test("who become signers sign with their own key; the last ones cannot leave", async () => {
    const officer = await journey.desk(SIGNER);
    const own = changeMember(officer, {
      ...entryById(officer, officer.me.memberId),
      roles: ["supervisor"],
    });
    assert.equal(await codeOf(own), "signers-too-few");

    const other = await journey.desk("supervisor.djbc");
    const { memberId } = other.me;
    const roles = ["supervisor", "signer"] as const;
    await changeMember(officer, { memberId, name: other.me.name, units: ["DJBC"], roles });
    const second = await reopenDesk(other);
    assert.deepEqual(second.institution.directory.signers.length, 2);
    assert.ok(second.institution.directory.signers.includes(other.memberKey.vkey));

    const { memberId: first } = officer.me;
    await changeMember(second, { ...entryById(second, first), roles: ["supervisor"] });
    const after = await reopenDesk(second);
    assert.deepEqual(after.institution.directory.signers, [other.memberKey.vkey]);
    assert.equal(await codeOf(dismissed(await reopenDesk(officer), memberId)), "role-missing");
    await changeMember(after, { ...entryById(after, first), roles: ["supervisor", "signer"] });
    await changeMember(await journey.desk(SIGNER), {
      memberId,
      name: other.me.name,
      units: ["DJBC"],
      roles: ["supervisor"],
    });
  });

  test("who are dismissed lose units, roles and sessions at once, and stay listed", async () => {
    const officer = await journey.desk(SIGNER);
    const leaving = await journey.desk("handler.djbc");
    const { memberId } = leaving.me;
    assert.equal(await codeOf(dismiss(officer, { memberId: officer.me.memberId })), "role-missing");
    await dismiss(officer, { memberId });
    assert.equal(await codeOf(leaving.vault.reload()), "session-missing");
    const { members, institution } = await reopenDesk(officer);
    const entry = members.find(({ id }) => id === memberId);
    assert.deepEqual([entry?.units, entry?.roles], [[], []]);
    const unit = institution.directory.units.find(({ id }) => id === "DJBC");
    assert.equal(unit?.isOpen, false, "one holder is too few");
    assert.equal(await codeOf(journey.desk("handler.djbc")), "not-available");
  });

  test("who are absent have a deputy who is granted their units", async () => {
    const officer = await journey.desk(SIGNER);
    const [absent, deputy] = [
      await journey.desk("supervisor.djp"),
      await journey.desk("handler.itjen"),
    ];
    const named = { memberId: absent.me.memberId, deputyId: deputy.me.memberId };
    const { units, published } = await absence(officer, named);
    assert.deepEqual([units, published?.kind], [["DJP"], "published"]);
    const again = await absence(await reopenDesk(officer), named);
    assert.deepEqual(again, { units: [], published: null });
    await grantKeyrings(await journey.desk("handler.djp"));
    assert.ok((await reopenDesk(deputy)).keyrings.has("DJP"));
  });
});

const dismissed = (desk: Desk, memberId: string) => dismiss(desk, { memberId });

function entryById({ members }: Desk, memberId: string) {
  const entry = members.find(({ id }) => id === memberId);
  assert.ok(entry);
  const { name, units, roles } = entry;
  return { memberId, name, units, roles };
}
