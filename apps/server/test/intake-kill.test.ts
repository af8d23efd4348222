import assert from "node:assert/strict";
import { test } from "node:test";
import { killAndLook } from "../../../test/support/kill.ts";

test("ten kills at random moments under load: no acknowledged report or message is lost, none is half there, the log is whole", async () => {
  const { kills, acknowledgedReports, acknowledgedMessages, lost, wrong } = await killAndLook(10);
  assert.equal(kills, 10);
  assert.deepEqual(lost, []);
  assert.deepEqual(wrong, []);
  assert.ok(acknowledgedReports > 10, `only ${acknowledgedReports} reports were acknowledged`);
  assert.ok(acknowledgedMessages > 0, "no message with a file was acknowledged");
});
