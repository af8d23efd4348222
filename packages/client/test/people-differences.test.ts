import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { generateIdentity, generateSigningKey, recipientOf } from "@bijak/envelope";
import { listDifferences, type Difference, type NotesContent } from "../src/people/differences.ts";
import { anInstitution } from "./support/institution.ts";

const made = await anInstitution({ isTrial: false });
const { directory, config } = made.institution;
const members = made.members.map(({ entry }) => entry);
const before: NotesContent = { directory, config, members };
const [first, second] = members;
assert.ok(first && second);
const recipient = await recipientOf(await generateIdentity("x25519"));
const signer = await generateSigningKey("member.AAAAAAAAAAAAAAAA");
const unitWith = (changes: Partial<(typeof directory.units)[number]>): NotesContent => ({
  ...before,
  directory: {
    ...directory,
    units: directory.units.map((unit) => (unit.id === "DJP" ? { ...unit, ...changes } : unit)),
  },
});
const memberWith = (changes: Partial<typeof first>): NotesContent => ({
  ...before,
  members: members.map((member) => (member.id === first.id ? { ...member, ...changes } : member)),
});
const directoryWith = (changes: Partial<typeof directory>): NotesContent => ({
  ...before,
  directory: { ...directory, ...changes },
});
const { id, name } = first;
const nothing = { added: [], removed: [] };

const TABLE: readonly (readonly [
  what: string,
  after: NotesContent,
  found: readonly Difference[],
])[] = [
  ["nothing", before, []],
  [
    "a new member",
    {
      ...before,
      members: [...members, { ...first, id: "BBBBBBBBBBBBBBBB", name: "Baru", units: ["DJP"] }],
    },
    [
      {
        kind: "member-added",
        id: "BBBBBBBBBBBBBBBB",
        name: "Baru",
        units: ["DJP"],
        roles: first.roles,
      },
    ],
  ],
  [
    "a member without units and roles",
    memberWith({ units: [], roles: [] }),
    [{ kind: "member-removed", id, name }],
  ],
  [
    "a member who is not listed any more",
    { ...before, members: members.slice(1) },
    [{ kind: "member-removed", id, name }],
  ],
  [
    "other units and roles",
    memberWith({ units: ["DJP"], roles: [...first.roles, "admin"] }),
    [
      {
        kind: "member-changed",
        id,
        name,
        formerName: null,
        units: { added: ["DJP"], removed: ["ITJEN"] },
        roles: { added: ["admin"], removed: [] },
      },
    ],
  ],
  [
    "another name",
    memberWith({ name: "Nama Lain" }),
    [
      {
        kind: "member-changed",
        id,
        name: "Nama Lain",
        formerName: name,
        units: nothing,
        roles: nothing,
      },
    ],
  ],
  [
    "other keys of a member",
    memberWith({ recipient }),
    [{ kind: "member-keys-changed", id, name }],
  ],
  [
    "other keys of a member who leaves with them",
    memberWith({ vkey: signer.vkey, units: [], roles: [] }),
    [
      { kind: "member-keys-changed", id, name },
      { kind: "member-removed", id, name },
    ],
  ],
  [
    "one more signer",
    directoryWith({ signers: [...directory.signers, signer.vkey], threshold: 2 }),
    [{ kind: "signers", count: { added: [signer.vkey], removed: [] }, threshold: 2 }],
  ],
  ["a closed unit", unitWith({ isOpen: false }), [{ kind: "unit-closed", unit: "DJP" }]],
  [
    "another key of a unit",
    unitWith({ epoch: 2, recipient }),
    [{ kind: "unit-key", unit: "DJP", epoch: 2 }],
  ],
  [
    "another key of a unit under the same epoch",
    unitWith({ recipient }),
    [{ kind: "unit-key", unit: "DJP", epoch: 1 }],
  ],
  ["another name of a unit", unitWith({ name: "Lain" }), [{ kind: "unit-changed", unit: "DJP" }]],
  [
    "another conflict target",
    unitWith({ conflictTarget: null }),
    [{ kind: "unit-changed", unit: "DJP" }],
  ],
  [
    "a unit that goes",
    directoryWith({ units: directory.units.filter((unit) => unit.id !== "DJP") }),
    [{ kind: "unit-removed", unit: "DJP" }],
  ],
  [
    "another recovery key",
    directoryWith({
      recoveries: directory.recoveries.map((one) =>
        one.unit === "DJP" ? { ...one, recipient } : one,
      ),
    }),
    [{ kind: "recovery-key", unit: "DJP" }],
  ],
  [
    "custodians",
    directoryWith({
      custody: {
        k: 2,
        custodians: [first, second].map((one) => ({ id: one.id, recipient: one.recipient })),
      },
    }),
    [{ kind: "custody", k: 2, custodians: [first.name, second.name] }],
  ],
  ["the channel opened", directoryWith({ isRehearsal: false }), [{ kind: "channel-opened" }]],
  [
    "a later expiry",
    directoryWith({ expiresOn: directory.expiresOn + 9 }),
    [{ kind: "expiry", expiresOn: directory.expiresOn + 9 }],
  ],
  [
    "other texts",
    {
      ...before,
      config: { ...config, contact: { id: "x", en: "x" }, privacy: { id: "p", en: "p" } },
    },
    [
      { kind: "text", field: "contact" },
      { kind: "text", field: "privacy" },
    ],
  ],
];

describe("what notes would change", () => {
  for (const [what, after, found] of TABLE)
    test(`${what}`, () => assert.deepEqual(listDifferences(before, after), found));

  test("every field of a directory that can differ is told, but serial, issue and chain", () => {
    const silent = ["instance", "suite", "serial", "issuedOn", "previous", "configHash"];
    const changed: Partial<typeof directory> = {
      expiresOn: 1,
      threshold: 2,
      signers: [],
      isRehearsal: false,
      isTrial: true,
      custody: { k: 2, custodians: [] },
      recoveries: [],
      units: [],
      retired: [{ unit: "DJP", epoch: 1, vkey: "x", logSize: 1, root: "" }],
    };
    assert.deepEqual(
      Object.keys(directory)
        .filter((field) => !silent.includes(field))
        .toSorted(),
      Object.keys(changed).toSorted(),
    );
    for (const [field, value] of Object.entries(changed))
      assert.notDeepEqual(
        listDifferences(before, directoryWith({ [field]: value })),
        [],
        `${field} changes unseen`,
      );
  });
});
