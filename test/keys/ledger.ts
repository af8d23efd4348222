import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { combineSeed, parseIdentity } from "@bijak/envelope";
import { readRows } from "../../apps/server/test/support/dump.ts";
import { keyOf, stanzasOf, unwraps, type Key } from "../../apps/server/test/support/thief.ts";
import { identityFromSeed, seedOf } from "../../packages/envelope/src/identities.ts";
import type { Counts, Seen } from "./check.ts";
import { hasKeys, holds, type Case, type Login, type Member, type Model } from "./model.ts";
import type { World } from "./world.ts";

/*
 * [Note: The ledger]
 *
 * Every private key that anybody ever held has a label: `unit DJP 2`, `case kasus-1 0`, `member budi.djp`, `reporter kasus-1 1`,
 * `recovery DJP 1`. After each step every new sealed object of the raw database is tried with every one of them. It must open with
 * just those that the model names, and with none that a person kept who is to be shut out of it by now.
 */
export type Ledger = {
  readonly seen: Seen;
  /** Looks at all that was stored since the last time. */
  readonly check: () => Promise<void>;
};

type Sealed = {
  readonly kind: string;
  readonly bytes: Buffer;
  readonly owner: Owner;
  /** Labels without their numbers, or with them where just one number is right. */
  readonly wanted: readonly string[];
};
type Owner = { readonly of?: Case; readonly unit?: string };

export async function openLedger(world: World, counts: Counts): Promise<Ledger> {
  const keys = new Map<string, Key>();
  const kept = new Map<Login, Set<string>>();
  const tried = new Set<string>();
  const before = new Map<string, number>();
  const seen: Seen = (login, label, identity) => {
    if (!keys.has(label))
      keys.set(label, keyOf(Buffer.from(seedOf(parseIdentity("x25519", identity)))));
    const own = kept.get(login) ?? new Set<string>();
    kept.set(login, own.add(label));
  };
  const look = async (): Promise<void> => {
    await gather(world, seen);
    for (const sealed of await listSealed(world)) {
      const name = createHash("sha256").update(sealed.bytes).digest("hex");
      if (tried.has(name)) continue;
      tried.add(name);
      const openers = openersOf(keys, sealed.bytes);
      counts.opens += openers.length;
      counts.refusals += keys.size - openers.length;
      ensureOpeners(sealed, openers, before);
      ensureShutOut(world.model, sealed, { openers, kept });
    }
    for (const one of world.model.cases.values()) before.set(one.name, one.n);
  };
  await look();
  return { seen, check: look };
}

/** All keys that are held now. Those of cases are seen by whoever opens them. */
async function gather(world: World, seen: Seen): Promise<void> {
  for (const member of world.model.members.values()) {
    if (!member.isActive) continue;
    const { identity, keyrings } = await world.desk(member.login);
    seen(member.login, `member ${member.login}`, identity);
    for (const [unit, { entries }] of keyrings)
      for (const entry of entries)
        seen(member.login, `unit ${unit} ${entry.epoch}`, entry.identity);
  }
  for (const [name, { receipts }] of world.reporters)
    receipts.forEach((keys, at) =>
      seen(`reporter of ${name}`, `reporter ${name} ${at + 1}`, keys.identity),
    );
  for (const { id, recovery } of world.model.units.values()) {
    const seed = await combineSeed((world.rows.get(id) ?? []).slice(1));
    seen(`holders of ${id}`, `recovery ${id} ${recovery}`, identityFromSeed("x25519", seed));
  }
}

function openersOf(keys: ReadonlyMap<string, Key>, bytes: Buffer): readonly string[] {
  const stanzas = stanzasOf(bytes);
  return [...keys]
    .filter(([, key]) => stanzas.some((stanza) => unwraps(key, stanza)))
    .map(([label]) => label)
    .toSorted();
}

/** A label that ends in `*` stands for any number, one in `+` for a key of the case that was made by now. */
function ensureOpeners(
  { kind, wanted, owner }: Sealed,
  openers: readonly string[],
  before: ReadonlyMap<string, number>,
): void {
  const { of } = owner;
  const plain = (label: string): string => {
    if (of === undefined || !label.startsWith(`case ${of.name} `)) return label;
    const n = Number(label.split(" ").at(-1));
    const least = Math.min(of.n, (before.get(of.name) ?? -1) + 1);
    return n >= least && n <= of.n ? `case ${of.name} now` : label;
  };
  assert.deepEqual(openers.map(plain).toSorted(), wanted.toSorted(), `who opens: ${kind}`);
}

type Opening = {
  readonly openers: readonly string[];
  readonly kept: ReadonlyMap<Login, ReadonlySet<string>>;
};

/** What a person kept opens nothing that was made since they were shut out. */
function ensureShutOut(model: Model, { kind, owner }: Sealed, { openers, kept }: Opening): void {
  for (const member of model.members.values()) {
    if (!isShutOut(model, owner, member)) continue;
    const own = kept.get(member.login);
    const opened = openers.filter((label) => own?.has(label) === true);
    assert.deepEqual(opened, [], `${member.login} is shut out, and opens: ${kind}`);
  }
}

/**
 * Whether somebody has no way to an object. A unit that stands by has a wrap that its clients do not open (R5); until the unit of
 * somebody who left has its next key, and until a case from which somebody is left out has, what is kept still opens.
 */
function isShutOut(model: Model, { of, unit }: Owner, member: Member): boolean {
  const units = of === undefined ? [unit ?? ""] : [...of.units, of.standby ?? ""];
  const formerly = member.formerUnits.filter((id) => units.includes(id));
  if (formerly.some((id) => model.units.get(id)?.mustRotate === true)) return false;
  if (of === undefined) return unit !== undefined && !holds(model, member, units);
  const isStandingBy = of.standby !== null && holds(model, member, [of.standby]);
  return !hasKeys(model, of, member) && !isStandingBy && !of.keptBy.includes(member.login);
}

type Row = Readonly<Record<string, unknown>>;

/** Every sealed object of the database with who must be able to open it. */
async function listSealed(world: World): Promise<readonly Sealed[]> {
  const { model, institution } = world;
  const found: Sealed[] = [];
  const read = (table: string): Promise<Row[]> => readRows(institution.store.db, table);
  const caseIds = new Map([...world.reporters].map(([name, { caseId }]) => [caseId, name]));
  const caseOf = (row: Row): Case => world.caseOf(caseIds.get(String(row["case_id"])) ?? "");
  const loginOf = (id: unknown): string =>
    [...model.members.keys()].find((login) => world.memberIdOf(login) === id) ?? "nobody";
  const add = (kind: string, bytes: unknown, owner: Owner, wanted: readonly string[]): void => {
    if (bytes instanceof Uint8Array) found.push({ kind, bytes: Buffer.from(bytes), owner, wanted });
  };
  const unitKey = (id: unknown): string =>
    `unit ${String(id)} ${model.units.get(String(id))?.epoch ?? 0}`;
  const recoveryKey = (id: string): string =>
    `recovery ${id} ${model.units.get(id)?.recovery ?? 0}`;

  for (const row of await read("unit_keyring")) {
    const unit = String(row["unit"]);
    const holders = [...(model.units.get(unit)?.sealedTo ?? [])].map((login) => `member ${login}`);
    add(`keyring of ${unit}`, row["sealed"], { unit }, [...holders, recoveryKey(unit)]);
  }
  for (const row of await read("case_wrap")) {
    const of = caseOf(row);
    const [kind = "", id = ""] = String(row["holder"]).split(" ");
    const wanted = {
      unit: () => unitKey(id),
      member: () => `member ${loginOf(id)}`,
      recovery: () => recoveryKey(id),
    }[kind as "unit" | "member" | "recovery"](); // the three kinds of holders
    add(`wrap of ${of.name} for ${kind} ${id}`, row["sealed"], { of }, [wanted]);
  }
  for (const row of await read("message")) {
    const of = caseOf(row);
    const isOut = row["direction"] === "to-reporter";
    const own = isOut ? [`reporter ${of.name} ${of.receipts}`] : [];
    add(`message ${String(row["number"])} of ${of.name}`, row["sealed"], { of }, [
      `case ${of.name} now`,
      ...own,
    ]);
  }
  for (const row of await read("case_record")) {
    const of = caseOf(row);
    add(`record of ${of.name}`, row["sealed"], { of }, [`case ${of.name} now`]);
  }
  for (const row of await read("mailbox")) {
    const of = caseOf(row);
    add(`card of ${of.name}`, row["card"], { of }, [`reporter ${of.name} ${of.receipts}`]);
  }
  for (const row of await read("identity_file"))
    add(`identity of ${caseOf(row).name}`, row["sealed"], { of: caseOf(row) }, []);
  for (const row of await read("identity_share")) {
    const of = caseOf(row);
    const custodian = loginOf(row["custodian"]);
    add(`share of ${custodian}`, row["sealed"], {}, [`member ${custodian}`]);
    const asker = of.identity?.request?.by ?? "nobody";
    add(`release of ${custodian}`, row["released"], {}, [`member ${asker}`]);
  }
  for (const row of await read("identity_request")) {
    const of = caseOf(row);
    const asker = model.members.get(of.identity?.request?.by ?? "");
    const own = of.units.find((unit) => asker?.units.includes(unit) === true);
    const custodians = (of.identity?.custodians ?? []).map((login) => `member ${login}`);
    add(`reason for an identity of ${of.name}`, row["reason"], {}, [...custodians, unitKey(own)]);
  }
  for (const row of await read("transfer")) {
    const { target, source } = row;
    add("offer", row["offer"], { unit: String(target) }, [unitKey(target)]);
    add("answer", row["answer"], { unit: String(source) }, [unitKey(source)]);
  }
  for (const row of await read("takeover"))
    add("reason of a takeover", row["reason"], { unit: String(row["unit"]) }, [
      unitKey(row["unit"]),
    ]);
  for (const table of ["inbox_page", "unit_record"])
    for (const row of await read(table))
      add(`${table} of ${String(row["unit"])}`, row["sealed"], { unit: String(row["unit"]) }, [
        unitKey(row["unit"]),
      ]);
  for (const row of await read("account")) add("vault", row["vault"], {}, []);
  return found;
}
