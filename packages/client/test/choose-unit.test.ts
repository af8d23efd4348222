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

  describe("standby", () => {
    const standby = (
      unit: string,
      given: {
        office?: string;
        isUnitInvolved?: Involvement | null;
        institution?: Institution;
      } = {},
    ) =>
      standbyOf({
        unit,
        office: "KPP Pratama Contoh",
        isUnitInvolved: "no",
        institution,
        ...given,
      });

    test("is the fallback unit, whatever conflict target a unit names", async () => {
      assert.equal(standby("DJP"), "ITJEN");
      const units = aPlan().units.map((unit) =>
        unit.id === "DJP" ? { ...unit, conflictTarget: "DJBC" } : unit,
      );
      const { institution: other } = await anInstitution({ units });
      assert.equal(standby("DJP", { institution: other }), "ITJEN");
    });

    test("is never the unit that the report goes to, even if that names another", async () => {
      const units = aPlan().units.map((unit) =>
        unit.id === "ITJEN" ? { ...unit, conflictTarget: "DJP" } : unit,
      );
      const { institution: other } = await anInstitution({ units });
      assert.equal(standby("ITJEN", { institution: other }), null);
    });

    test("is never a unit whose people are involved, as the reporter says", () => {
      assert.equal(standby("DJP", { isUnitInvolved: "yes" }), "ITJEN");
      assert.equal(standby("DJP", { office: "Inspektorat Jenderal", isUnitInvolved: "yes" }), null);
      assert.equal(standby("DJP", { office: "Dinas Entah", isUnitInvolved: "yes" }), null);
      assert.equal(
        standby("DJP", { office: "Inspektorat Jenderal", isUnitInvolved: "unknown" }),
        "ITJEN",
      );
    });

    test("is never a closed unit", () => {
      const { directory: open } = institution;
      const units = open.units.map((unit) => ({ ...unit, isOpen: unit.id !== "ITJEN" }));
      const directory = { ...open, units };
      assert.equal(standby("DJP", { institution: { ...institution, directory } }), null);
    });
  });
});
