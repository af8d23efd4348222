import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Difference } from "@bijak/client/people";
import { en } from "../src/ruang/copy/en.ts";
import { id } from "../src/ruang/copy/id.ts";
import { differenceText } from "../src/ruang/admin/differenceText.ts";

const say = (difference: Difference, language: "id" | "en" = "id"): string => {
  const words = language === "id" ? id : en;
  const { differences } = words.admin;
  return differenceText(difference, {
    words: differences,
    roleWords: words.account.roleWords,
    language,
  });
};

const change = <T>(added: readonly T[], removed: readonly T[]) => ({ added, removed });

describe("what a draft would change, in words", () => {
  test("who comes in, where, and as what", () => {
    const text = say({
      kind: "member-added",
      id: "m",
      name: "Sari",
      units: ["DJP"],
      roles: ["handler"],
    });
    assert.match(text, /Sari/u);
    assert.match(text, /DJP/u);
    assert.match(text, new RegExp(id.account.roleWords.handler, "u"));
  });

  test("exchanged keys of a member are a loud warning in both languages", () => {
    const swapped: Difference = { kind: "member-keys-changed", id: "m", name: "Sari" };
    assert.match(say(swapped), /Jangan tandatangani/u);
    assert.match(say(swapped, "en"), /Do not sign/u);
  });

  test("of keys that sign, only how many come and go is said", () => {
    const text = say({
      kind: "signers",
      count: change(["member.x+00000000+AAAA", "member.y+00000000+BBBB"], []),
      threshold: 2,
    });
    assert.match(text, /\+ 2/u);
    assert.doesNotMatch(text, /AAAA/u);
  });

  test("a changed member: former name, units and roles that come and go", () => {
    const text = say({
      kind: "member-changed",
      id: "m",
      name: "Sari",
      formerName: "Sara",
      units: change(["DJBC"], ["DJP"]),
      roles: change([], ["admin"]),
    });
    for (const part of [
      /Sara/u,
      /\+ DJBC/u,
      /− DJP/u,
      new RegExp(`− ${id.account.roleWords.admin.replace(/[()]/gu, "\\$&")}`, "u"),
    ])
      assert.match(text, part);
  });

  test("a changed text is called what the form calls it", () => {
    const contact: Difference = { kind: "text", field: "contact" };
    assert.equal(say(contact), "Berubah: Kontak untuk pelapor");
    assert.equal(say(contact, "en"), "Changed: Contact for reporters");
    const languages = [id, en].map(({ admin }) => admin);
    for (const { differences, setUp } of languages)
      for (const field of ["contact", "privacy"] as const)
        assert.ok(setUp[field]("").startsWith(differences.fields[field]), field);
  });

  test("the day until which the directory holds is a date of the language", () => {
    const expiry: Difference = { kind: "expiry", expiresOn: 20_454 };
    assert.match(say(expiry), /2026/u);
    assert.notEqual(say(expiry), say(expiry, "en"));
  });
});
