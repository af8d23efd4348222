import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { askQuestions, isConfirmed, type Roll } from "../src/lib/reporter/confirmation.ts";
import { EMPTY_DRAFT, happenedOn, isDateWrong } from "../src/lapor/draft.ts";
import { readLink, readLinks } from "../src/lapor/links.ts";
import { hasSelfTraces } from "../src/lapor/selfTraces.ts";
import { exitAddressOf } from "../src/lib/exitAddresses.ts";
import {
  addFiles,
  changeUpload,
  countUploads,
  MOST_FILES,
  problemOfFiles,
  shareSent,
} from "../src/lib/reporter/evidence.ts";

const groupsOf = fc.array(fc.stringMatching(/^[0-9]{4}$/), { minLength: 7, maxLength: 7 });

/** A roll from numbers handed in, repeated as often as needed. */
function rollOf(numbers: readonly number[]): Roll {
  let at = 0;
  return (below) => {
    const number = numbers[at % numbers.length] ?? 0;
    at += 1;
    return (number + at) % below;
  };
}

const rolls = fc.array(fc.nat(9_999), { minLength: 1, maxLength: 30 }).map(rollOf);

describe("the confirmation of a code", () => {
  test("asks for two different groups, each among four different choices with the real one", () => {
    fc.assert(
      fc.property(groupsOf, rolls, (groups, roll) => {
        const questions = askQuestions(groups, roll);
        assert.equal(new Set(questions.map(({ group }) => group)).size, 2);
        for (const { group, choices, picked } of questions) {
          assert.equal(picked, null);
          assert.equal(new Set(choices).size, 4);
          assert.ok(choices.includes(groups[group] ?? ""));
          assert.ok(choices.every((choice) => /^[0-9]{4}$/.test(choice)));
        }
      }),
    );
  });

  test("is given by the real groups and by no others", () => {
    fc.assert(
      fc.property(groupsOf, rolls, fc.nat(3), fc.nat(3), (groups, roll, first, second) => {
        const picks = [first, second];
        const questions = askQuestions(groups, roll).map((question, index) => ({
          ...question,
          picked: question.choices[picks[index] ?? 0] ?? null,
        }));
        const isRight = questions.every(({ picked, group }) => picked === groups[group]);
        assert.equal(isConfirmed(questions, groups), isRight);
      }),
    );
  });

  test("is not given by no questions at all", () => {
    assert.equal(isConfirmed([], ["1234"]), false);
  });
});

describe("a link, read on the device", () => {
  test("shows platform and account where the platform puts the account first", () => {
    const known: readonly (readonly [string, string | null, string | null])[] = [
      ["https://www.instagram.com/warga.contoh/", "instagram", "@warga.contoh"],
      ["https://instagram.com/p/Cx1/", "instagram", null],
      ["https://x.com/warga_contoh/status/1", "x", "@warga_contoh"],
      ["https://twitter.com/i/web/status/1", "x", null],
      ["https://m.facebook.com/groups/123", "facebook", null],
      ["https://www.tiktok.com/@warga.contoh/video/1", "tiktok", "@warga.contoh"],
      ["https://www.youtube.com/watch?v=1", "youtube", null],
      ["https://www.youtube.com/@warga", "youtube", "@warga"],
      ["https://t.me/warga_contoh/5", "telegram", "@warga_contoh"],
      ["https://contoh.example/warga.contoh", null, null],
      ["https://instagram.com.contoh.example/warga", null, null],
      ["javascript:alert(1)", null, null],
      ["bukan tautan", null, null],
    ];
    for (const [link, platform, account] of known) {
      assert.deepEqual(readLink(link), { platform, account }, link);
    }
  });

  test("of several gives the first platform and the first account", () => {
    const links = ["https://instagram.com/p/1", "https://x.com/warga/status/1"];
    assert.deepEqual(readLinks(links), { platform: "instagram", account: "@warga" });
  });

  test("never throws, whatever was pasted", () => {
    fc.assert(fc.property(fc.string(), (text) => void readLink(text)));
    fc.assert(fc.property(fc.webUrl(), (text) => void readLink(text)));
  });
});

describe("traces of the writer in a text", () => {
  test("are noticed: phone, mail, numbers of identity and staff, own name and post", () => {
    for (const text of [
      "Hubungi saya di 0812-3456-7890.",
      "Nomor saya +62 812 3456 7890",
      "Kirim ke warga@contoh.example ya",
      "NIK 3171234567890001",
      "NIP 198001012005011001",
      "Nama saya Warga",
      "saya adalah kepala seksi di sana",
      "My name is Warga",
    ]) {
      assert.equal(hasSelfTraces(text), true, text);
    }
  });

  test("are not seen in dates, links, amounts and titles of others", () => {
    for (const text of [
      "Ia mengunggah pada 20 November 2026 pukul 08.15.",
      "Ia kepala seksi di kantor itu.",
      "Ia menawarkan Rp12.500.000 kepada warga.",
      "Akunnya @warga.contoh, tautannya https://contoh.example/8842017",
    ]) {
      assert.equal(hasSelfTraces(text), false, text);
    }
  });
});

describe("files of evidence", () => {
  const file = (name: string, size = 10): File => new File([new Uint8Array(size)], name);

  test("lose their own names and keep their kind", () => {
    const files = addFiles([], [file("IMG Budi Santoso.JPG"), file("surat"), file("a.b.Pdf")]);
    assert.deepEqual(
      files.map(({ name }) => name),
      ["bukti-1.jpg", "bukti-2", "bukti-3.pdf"],
    );
  });

  test("never get a name twice, even after one was removed", () => {
    const [, second] = addFiles([], [file("a.png"), file("b.png")]);
    assert.ok(second);
    const names = addFiles([second], [file("c.png")]).map(({ name }) => name);
    assert.deepEqual(names, ["bukti-2.png", "bukti-3.png"]);
  });

  test("that are empty are left out", () => {
    assert.deepEqual(addFiles([], [file("kosong.txt", 0)]), []);
  });

  test("are limited in number and in size", () => {
    const many = addFiles(
      [],
      Array.from({ length: MOST_FILES + 1 }, () => file("a.png")),
    );
    assert.equal(problemOfFiles(many), "too-many-files");
    assert.equal(problemOfFiles(many.slice(1)), null);
    const large = { size: 500 * 1024 * 1024, name: "film.mp4" } as File; // its content is never read here
    assert.equal(problemOfFiles(addFiles([], [large])), null);
    assert.equal(problemOfFiles(addFiles([], [large, file("a.png", 1)])), "files-too-large");
  });

  test("are counted as stored, failed and open, and the share follows the bytes", () => {
    let files = addFiles([], [file("a.png", 30), file("b.png", 70)]);
    assert.equal(shareSent([]), 1);
    assert.equal(shareSent(files), 0);
    files = changeUpload(files, 1, { kind: "stored" });
    assert.equal(shareSent(files), 0.3);
    files = changeUpload(files, 2, { kind: "sending", sentBytes: 50, totalBytes: 100 });
    assert.equal(shareSent(files), 0.65);
    assert.deepEqual(countUploads(files), { stored: 1, failed: 0, open: 1 });
    files = changeUpload(files, 2, { kind: "failed" });
    assert.deepEqual(countUploads(files), { stored: 1, failed: 1, open: 0 });
  });
});

describe("the day of the post", () => {
  const today = 20_782; // 2026-11-25

  test("follows the choice", () => {
    const at = (dateChoice: "today" | "yesterday" | "unknown" | null) =>
      happenedOn({ ...EMPTY_DRAFT, dateChoice }, today);
    assert.deepEqual(
      [at("today"), at("yesterday"), at("unknown"), at(null)],
      [today, today - 1, null, null],
    );
  });

  test("that is picked is a day that has come", () => {
    const picked = (pickedOn: string) => ({
      ...EMPTY_DRAFT,
      dateChoice: "picked" as const,
      pickedOn,
    });
    assert.equal(happenedOn(picked("2026-11-20"), today), today - 5);
    assert.equal(isDateWrong(picked("2026-11-25"), today), false);
    for (const wrong of ["", "2026-11-26", "20-11-2026", "kemarin"]) {
      assert.equal(isDateWrong(picked(wrong), today), true, wrong);
    }
  });
});

describe("the quick exit", () => {
  test("leads to an address of the compiled list, whatever the configuration names", () => {
    assert.equal(exitAddressOf("wikipedia"), "https://id.wikipedia.org/");
    for (const name of ["", "constructor", "https://jahat.example/", "bmkg"]) {
      assert.equal(exitAddressOf(name), "https://www.bmkg.go.id/");
    }
  });
});
