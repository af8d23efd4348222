import { keyRoutes, staffRoutes } from "@bijak/contract";
import {
  type Directory,
  generateIdentity,
  generateSigningKey,
  holdersHash,
  isActive,
  type MemberEntry,
  openKeyring,
  type Recipient,
  recipientOf,
  rotateUnit,
  type Rotation,
  sealKeyring,
  type SigningKey,
  unitKeyName,
  type UnitKeyring,
  writeRotation,
} from "@bijak/envelope";
import { toBase64 } from "../../src/encoding.ts";
import { type House, type Login, type Person, REALM } from "./house.ts";
import { logPoint, nextDirectory, published } from "./notes.ts";

/** What a test changes in a request for the next key of a unit. */
type Asking = {
  readonly unit?: string;
  readonly change?: Partial<Rotation>;
  /** Who signs in the place of who sends. */
  readonly signedBy?: Login;
  /** Whom the keyring is sealed to: the unit's holders unless said. */
  readonly holders?: (member: MemberEntry) => boolean;
};

export type Asked = { readonly rotation: Rotation; readonly sealed: Uint8Array };

/** Makes the next key of a unit and asks for it, as a member's browser does. */
export async function askRotation(house: House, login: Login, asking: Asking = {}): Promise<Asked> {
  const made = await makeRotation(house, login, asking);
  const { rotation, sealed, note } = made;
  const body = { unit: rotation.unit, note, sealed: toBase64(sealed) };
  await house.staff(login).call(keyRoutes.rotate, { body });
  return { rotation, sealed };
}

async function makeRotation(
  house: House,
  login: Login,
  { unit = "DJP", change = {}, signedBy = login, holders }: Asking,
): Promise<Asked & { readonly note: string }> {
  const { directory, members } = await published(house);
  const keyring = await keyringOf(house, house.person(login), unit);
  const epoch = keyring.current.epoch + 1;
  const identity = await generateIdentity(REALM.suite);
  const signing = await generateSigningKey(unitKeyName(unit, epoch));
  const entries = [...keyring.entries, { epoch, identity, signingSeed: signing.seed }];
  const recovery = change.recovery ?? recoveryOf(directory, unit);
  const isHolder = holders ?? ((member) => member.units.includes(unit));
  const own = members.filter((one) => isActive(one) && isHolder(one));
  const recipients: Recipient[] = own.map(({ recipient }) => recipient);
  const all = [...recipients, ...(recovery === null ? [] : [recovery])];
  const rotation: Rotation = {
    realm: REALM,
    unit,
    epoch,
    recipient: await recipientOf(identity),
    vkey: signing.vkey,
    recovery: null,
    holders: await holdersHash(all),
    reason: "schedule",
    ...change,
  };
  const key = house.person(signedBy).signing;
  return {
    rotation,
    note: await writeRotation(rotation, key),
    sealed: await sealKeyring({ realm: REALM, unit, entries }, all, key),
  };
}

/** The unit's keyring as the member opens it. */
export async function keyringOf(house: House, person: Person, unit = "DJP"): Promise<UnitKeyring> {
  const { epoch, sealed } = await house
    .staff(person.login)
    .call(staffRoutes.keyring, { params: { unit } });
  const { members } = await published(house);
  const memberVkeys = members.map(({ vkey }) => vkey);
  const expected = { realm: REALM, unit, epoch, memberVkeys };
  return openKeyring(Buffer.from(sealed, "base64"), [person.vault.identity], expected);
}

export const recoveryOf = ({ recoveries }: Directory, unit: string): Recipient | null =>
  recoveries.find((one) => one.unit === unit)?.recipient ?? null;

/** The lines of the next directory after this rotation, with the log as it stands. */
export async function keysAfter(
  house: House,
  rotation: Rotation,
): Promise<Pick<Directory, "units" | "recoveries" | "retired">> {
  const { directory } = await published(house);
  return rotateUnit(directory, rotation, await logPoint(house));
}

/** The next directory after this rotation. `change` comes on top. */
export const rotatedDirectory = async (
  house: House,
  rotation: Rotation,
  change: Partial<Directory> = {},
  keys?: readonly SigningKey[],
) =>
  nextDirectory(house, {
    change: { ...(await keysAfter(house, rotation)), ...change },
    ...(keys === undefined ? {} : { keys }),
  });

/** The whole way: asked for by a member, published by the signer. */
export async function rotate(house: House, login: Login, unit = "DJP"): Promise<Asked> {
  const asked = await askRotation(house, login, { unit });
  const { directory } = await rotatedDirectory(house, asked.rotation);
  await house.staff("itjen-penyelia").call(keyRoutes.publishNotes, {
    body: { directory, config: null, members: null },
  });
  return asked;
}
