import assert from "node:assert/strict";
import type { Fetch } from "@bijak/contract";
import {
  combineSeed,
  EnvelopeError,
  generateIdentity,
  openBytes,
  openKeyring,
} from "@bijak/envelope";
import { sealCaseKeys, sealKeyring, signingKeyFromSeed, unitKeyName } from "@bijak/envelope";
import {
  CHEAP_STRETCHING,
  PUBLIC_ORIGIN,
  STAFF_ORIGIN,
} from "../../apps/server/test/support/app.ts";
import { readRows } from "../../apps/server/test/support/dump.ts";
import { createReporterApi, loadInstitution } from "../../packages/client/src/reporter.ts";
import {
  createStaffApi,
  openCase,
  openDesk,
  signInWithPassword,
  type Desk,
} from "../../packages/client/src/handler.ts";
import { loadCase } from "../../packages/client/src/handler/case-file.ts";
import { identityFromSeed } from "../../packages/envelope/src/identities.ts";
import { withCookies } from "../../packages/client/test/support/journey.ts";
import type { Counts } from "./check.ts";
import type { Draw } from "./draw.ts";
import { hasKeys, holds, reads, type Case, type Login, type Member, type UnitId } from "./model.ts";
import type { World } from "./world.ts";

/*
 * [Note: Sabotage]
 *
 * At the end of a sequence the server turns against its people, in the database itself: it moves what belongs to one case to
 * another, shows notes and keyrings of yesterday, and puts its own in their place. After each attack the database is as before.
 */
type Attack = { readonly world: World; readonly counts: Counts; readonly draw: Draw };

export async function sabotage(attack: Attack): Promise<void> {
  await moveBetweenCases(attack);
  await rollBackNotes(attack);
  await forgeDirectory(attack);
  await forgeKeyring(attack);
  await forgeWrap(attack);
  await recoverAll(attack);
}

/** Somebody for whom this holds, if there is anybody. */
const findMember = (world: World, is: (member: Member) => boolean): Member | null =>
  [...world.model.members.values()].find((member) => member.isActive && is(member)) ?? null;

const desksAnew = async (world: World, login: Login): Promise<Desk> => {
  world.turn();
  return world.desk(login);
};

/** Refused with a word of the envelope: what was shown is not authentic, not current or not where it belongs. */
async function ensureRefused({ counts }: Attack, work: Promise<unknown>): Promise<void> {
  await assert.rejects(work, (fault) => fault instanceof EnvelopeError);
  counts.refusals += 1;
}

type Bytes = {
  readonly table: "case_wrap" | "mailbox" | "message";
  readonly column: "sealed" | "card";
};
type Place = Readonly<Record<string, string | number>>;

async function put(
  { institution }: World,
  { table, column }: Bytes,
  place: Place,
  bytes: Uint8Array,
): Promise<void> {
  await institution.store.transact(async (tx) => {
    let query = tx.updateTable(table).set({ [column]: bytes });
    for (const [name, value] of Object.entries(place))
      query = query.where(name as "case_id", "=", value as string); // columns of the three tables
    await query.execute();
  });
}

async function read({ institution }: World, { table, column }: Bytes, place: Place) {
  const rows = await readRows(institution.store.db, table);
  const row = rows.find((one) =>
    Object.entries(place).every(([name, value]) => one[name] === value),
  );
  const bytes = row?.[column];
  return bytes instanceof Uint8Array ? bytes : null;
}

/** Shows `from` in the place of `to` while `look` looks. False when one of them is not there. */
async function withMoved(
  { world }: Attack,
  bytes: Bytes,
  { from, to, look }: { from: Place; to: Place; look: () => Promise<void> },
): Promise<void> {
  const [moved, kept] = [await read(world, bytes, from), await read(world, bytes, to)];
  if (moved === null || kept === null) return;
  await put(world, bytes, to, moved);
  await look();
  await put(world, bytes, to, kept);
}

async function moveBetweenCases(attack: Attack): Promise<void> {
  const { world, draw } = attack;
  const cases = [...world.model.cases.values()];
  if (cases.length < 2) return;
  const one = draw.pick(cases);
  const other = draw.pick(cases.filter((each) => each !== one));
  await moveWraps(attack, one, other);
  await moveCard(attack, one, other);
  await moveReport(attack, one, other);
}

async function moveWraps(attack: Attack, one: Case, other: Case): Promise<void> {
  const { world, counts } = attack;
  const [from, to] = [world.reporterOf(other.name).caseId, world.reporterOf(one.name).caseId];
  for (const unit of one.listed === null && other.listed === null ? one.units : []) {
    const holder = `unit ${unit}`;
    const reader = findMember(
      world,
      (member) => holds(world.model, member, [unit]) && hasKeys(world.model, one, member),
    );
    if (reader === null) continue;
    await withMoved(
      attack,
      { table: "case_wrap", column: "sealed" },
      {
        from: { case_id: from, holder },
        to: { case_id: to, holder },
        look: async () => {
          const { caseKeys } = await loadCase(await desksAnew(world, reader.login), to);
          assert.equal(caseKeys, null, `a wrap of ${other.name} opens as one of ${one.name}`);
          counts.refusals += 1;
        },
      },
    );
  }
}

async function moveCard(attack: Attack, one: Case, other: Case): Promise<void> {
  const { world } = attack;
  if (one.isBurnt || other.isBurnt) return;
  await withMoved(
    attack,
    { table: "mailbox", column: "card" },
    {
      from: { case_id: world.reporterOf(other.name).caseId },
      to: { case_id: world.reporterOf(one.name).caseId },
      look: () => ensureRefused(attack, world.mailbox(one.name)),
    },
  );
}

/** The report of one case shown as that of another is not read as such. */
async function moveReport(attack: Attack, one: Case, other: Case): Promise<void> {
  const { world, counts } = attack;
  const reader = findMember(world, (member) => reads(world.model, one, member));
  if (reader === null) return;
  await withMoved(
    attack,
    { table: "message", column: "sealed" },
    {
      from: { case_id: world.reporterOf(other.name).caseId, number: 0 },
      to: { case_id: world.reporterOf(one.name).caseId, number: 0 },
      look: async () => {
        const desk = await desksAnew(world, reader.login);
        const view = await openCase(desk, world.reporterOf(one.name).caseId);
        assert.equal(view.report, null);
        assert.ok(view.warnings.includes("message-unreadable"), view.warnings.join());
        counts.refusals += 1;
      },
    },
  );
}

/** The directory, and the list of members, of the day before: whoever has seen newer ones goes by no older ones. */
async function rollBackNotes(attack: Attack): Promise<void> {
  const { world } = attack;
  const signer = findMember(world, ({ roles }) => roles.includes("signer"));
  assert.ok(signer);
  await desksAnew(world, signer.login);
  for (const table of ["directory_note", "members_note"] as const) {
    const [newest, before] = (await readRows(world.institution.store.db, table)).toSorted(
      (a, b) => Number(b["serial"]) - Number(a["serial"]),
    );
    if (newest === undefined || before === undefined) continue;
    const words = [newest, before].map(({ note }) => JSON.stringify(note).slice(1, -1));
    await ensureRefused(attack, openShown(world, signer.login, [words[0] ?? "", words[1] ?? ""]));
  }
}

/** Opens the desk of a member to whom the server says one word in the place of another. */
async function openShown(
  { institution, passwords, pace }: World,
  name: Login,
  words: readonly [string, string],
): Promise<Desk> {
  const api = createStaffApi(STAFF_ORIGIN, swapped(withCookies(institution.staffFetch), words));
  const password = passwords.get(name) ?? "";
  const keyStretching = CHEAP_STRETCHING;
  const signedIn = await signInWithPassword(api, { name, password, keyStretching });
  return openDesk(api, signedIn, institution.clock.today, pace);
}

/** A unit's key in the directory is another: neither reporters nor members follow it. */
async function forgeDirectory(attack: Attack): Promise<void> {
  const { world, draw } = attack;
  const { institution, model } = world;
  const [first, second] = (await world.notes()).directory.units;
  assert.ok(first && second);
  const words = [first.recipient, second.recipient] as const;
  const api = createReporterApi(PUBLIC_ORIGIN, swapped(institution.publicFetch, words));
  await ensureRefused(attack, loadInstitution(api, model.today));
  const active = [...model.members.values()].filter(({ isActive }) => isActive);
  await ensureRefused(attack, openShown(world, draw.pick(active).login, words));
}

/** A server that says one word in the place of another. */
const swapped =
  (inner: Fetch, [word, other]: readonly [string, string]): Fetch =>
  async (input, init) => {
    const response = await inner(input, init);
    if (!new URL(input).pathname.endsWith("/directory")) return response;
    return new Response((await response.text()).replaceAll(word, other), response);
  };

const STRANGE_SEED = new Uint8Array(32).fill(7);

/** A keyring that nobody of the unit sealed opens no desk, though it is sealed to the member and names a key of the server's own. */
async function forgeKeyring(attack: Attack): Promise<void> {
  const { world, draw } = attack;
  const unit = draw.pick([...world.model.units.keys()]);
  const reader = findMember(world, (member) => holds(world.model, member, [unit]));
  if (reader === null) return;
  const { store } = world.institution;
  const desk = await desksAnew(world, reader.login);
  const { realm } = desk.institution;
  const epoch = world.model.units.get(unit)?.epoch ?? 1;
  const entries = [];
  for (let each = 1; each <= epoch; each += 1)
    entries.push({
      epoch: each,
      identity: await generateIdentity("x25519"),
      signingSeed: STRANGE_SEED,
    });
  const recipient = desk.members.find(({ id }) => id === desk.me.memberId)?.recipient;
  assert.ok(recipient);
  const signing = await signingKeyFromSeed(desk.memberKey.name, STRANGE_SEED);
  const own = { realm, unit, entries };
  const row = (await readRows(store.db, "unit_keyring")).find((one) => one["unit"] === unit);
  const kept = row?.["sealed"];
  assert.ok(kept instanceof Uint8Array);
  for (const signer of [signing, desk.memberKey]) {
    await writeKeyring(world, unit, await sealKeyring(own, [recipient], signer));
    await ensureRefused(attack, desksAnew(world, reader.login));
  }
  await writeKeyring(world, unit, kept);
}

const writeKeyring = ({ institution }: World, unit: UnitId, sealed: Uint8Array): Promise<void> =>
  institution.store.transact(async (tx) => {
    await tx.updateTable("unit_keyring").set({ sealed }).where("unit", "=", unit).execute();
  });

/** A wrap that a stranger signed gives no keys, though it is sealed to the unit and names the case. */
async function forgeWrap(attack: Attack): Promise<void> {
  const { world, counts } = attack;
  for (const one of world.model.cases.values()) {
    const reader = findMember(world, (member) => hasKeys(world.model, one, member));
    if (reader === null || one.listed !== null) continue;
    const { caseId } = world.reporterOf(one.name);
    const desk = await desksAnew(world, reader.login);
    const { caseKeys } = await loadCase(desk, caseId);
    const { realm, directory } = desk.institution;
    const unit = directory.units.find(({ id }) => id === caseKeys?.holder.id);
    if (caseKeys === null || unit === undefined) continue;
    const signing = await signingKeyFromSeed(unitKeyName(unit.id, unit.epoch), STRANGE_SEED);
    const keys = [...caseKeys.keys, await generateIdentity("x25519")];
    const forged = await sealCaseKeys(realm, { ...caseKeys, keys }, [unit.recipient], signing);
    const place = { case_id: caseId, holder: `unit ${unit.id}` };
    const bytes = { table: "case_wrap", column: "sealed" } as const;
    const kept = await read(world, bytes, place);
    assert.ok(kept !== null);
    await put(world, bytes, place, forged);
    assert.equal((await loadCase(await desksAnew(world, reader.login), caseId)).caseKeys, null);
    await put(world, bytes, place, kept);
    counts.refusals += 1;
  }
}

/** Any k rows of a unit open all its epochs, and by them each of its cases; one row fewer gives nothing (invariant 10). */
async function recoverAll(attack: Attack): Promise<void> {
  const { world, counts } = attack;
  const { realm } = await world.notes();
  const memberVkeys = (await world.desk("petugas")).members.map(({ vkey }) => vkey);
  for (const { id, epoch } of world.model.units.values()) {
    const rows = world.rows.get(id) ?? [];
    for (const [at, row] of rows.entries()) {
      await ensureRefused(attack, combineSeed([row]));
      const seed = await combineSeed(rows.filter((_, other) => other !== at));
      const keyring = (await readRows(world.institution.store.db, "unit_keyring")).find(
        (one) => one["unit"] === id,
      )?.["sealed"];
      assert.ok(keyring instanceof Uint8Array);
      const recovery = identityFromSeed("x25519", seed);
      const opened = await openKeyring(keyring, [recovery], {
        realm,
        unit: id,
        epoch,
        memberVkeys,
      });
      assert.equal(opened.entries.length, epoch);
      const keys = opened.entries.map(({ identity }) => identity);
      for (const wrap of await readRows(world.institution.store.db, "case_wrap"))
        if (wrap["holder"] === `unit ${id}` && wrap["sealed"] instanceof Uint8Array)
          await openBytes(keys, wrap["sealed"]);
      for (const wrap of await readRows(world.institution.store.db, "case_wrap"))
        if (wrap["holder"] === `recovery ${id}` && wrap["sealed"] instanceof Uint8Array)
          await openBytes([recovery], wrap["sealed"]);
      counts.opens += 1;
    }
  }
}
