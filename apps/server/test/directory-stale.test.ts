import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { codeOf, openHouse } from "./support/house.ts";
import { GONE, nextMembers, publish } from "./support/notes.ts";
import { askRotation, rotatedDirectory } from "./support/rotations.ts";
import { DIALECTS } from "./support/stores.ts";

for (const dialect of DIALECTS)
  describe(`the next key of a unit, on ${dialect}`, () => {
    test("attack: its keyring was sealed before one holder left and another came, to as many keys as there are now", async () => {
      const house = await openHouse(dialect);
      const { rotation } = await askRotation(house, "djp-petugas");
      const members = await nextMembers(house, (member) => {
        if (member.name === "djp-rekan") return { ...member, ...GONE };
        return member.name === "humas" ? { ...member, units: ["DJP"] } : member;
      });
      await publish(house, { members });
      const { directory } = await rotatedDirectory(house, rotation);
      assert.equal(await codeOf(publish(house, { directory })), "rotation-missing");

      const anew = await askRotation(house, "djp-petugas");
      const next = await rotatedDirectory(house, anew.rotation);
      assert.equal(await codeOf(publish(house, { directory: next.directory })), "accepted");
    });
  });
