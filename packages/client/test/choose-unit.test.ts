import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { chooseUnit, standbyOf } from "../src/reporter/choose-unit.ts";
import type { Involvement } from "../src/reporter/report.ts";
import type { Institution } from "../src/shared/institution.ts";
import { anInstitution, aPlan, TODAY } from "./support/institution.ts";

describe("chooseUnit", () => {
  let institution: Institution;
  before(async () => {
    const offices = [
      {
        name: { id: "KPP Pratama Contoh", en: "Example Tax Office" },
        unit: "DJP",
        validUntil: null,
      },
      { name: { id: "Kantor Lama", en: "Old Office" }, unit: "DJBC", validUntil: TODAY - 1 },
      { name: { id: "Balai Diklat", en: "Training Centre" }, unit: "BPPK", validUntil: null },
    ];
    ({ institution } = await anInstitution({ offices }));
  });
  const choose = (office: string, isUnitInvolved: Involvement | null = "no") =>
    chooseUnit({ office, isUnitInvolved, institution });

  test("sends a report about a known office to its unit, in either language and any case", () => {
    assert.equal(choose("kpp  pratama contoh").unit, "DJP");
    assert.equal(choose("EXAMPLE TAX OFFICE").unit, "DJP");
  });

  test("knows units by their names and ids", () => {
    assert.equal(choose("Direktorat Jenderal Bea dan Cukai").unit, "DJBC");
    assert.equal(choose("djbc").unit, "DJBC");
  });

  test("sends a report about an unknown or abolished office to the fallback unit", () => {
    assert.deepEqual(choose("Dinas Entah"), { unit: "ITJEN", alternatives: [] });
    assert.equal(choose("Kantor Lama").unit, "ITJEN");
    assert.equal(choose("").unit, "ITJEN");
  });

  test("sends it to the conflict target when people of the unit are involved, and leaves the unit as a choice", () => {
    assert.deepEqual(choose("KPP Pratama Contoh", "yes"), { unit: "ITJEN", alternatives: ["DJP"] });
  });

  test("stays with the unit and shows the choice when the reporter does not know", () => {
    assert.deepEqual(choose("KPP Pratama Contoh", "unknown"), {
      unit: "DJP",
      alternatives: ["ITJEN"],
    });
  });

  test("never proposes a closed unit", () => {
    assert.deepEqual(choose("Balai Diklat"), { unit: "ITJEN", alternatives: [] });
  });

  test("standby is the conflict target, never a closed one", async () => {
    assert.equal(standbyOf(institution, "DJP"), "ITJEN");
    assert.equal(standbyOf(institution, "ITJEN"), null);
    const units = aPlan().units.map((unit) =>
      unit.id === "DJP" ? { ...unit, conflictTarget: "BPPK" } : unit,
    );
    assert.equal(standbyOf((await anInstitution({ units })).institution, "DJP"), null);
  });
});
