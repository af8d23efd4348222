import type { RecoveryWords } from "./id.ts";

export const en: RecoveryWords = {
  title: "Recovery of a unit's keys",
  lead: "For a unit all of whose members have lost their keys. The sheet holders sit together and each types a row. This page cannot reach anyone, not even our own server.",
  online:
    "This device is still connected to a network. Disconnect first: Wi-Fi off, cable unplugged.",
  offline: "This device is not connected. Good.",
  file: "Recovery file",
  fileHint:
    "Downloaded by a new member from the key page and carried here on a stick. It holds no open key.",
  choose: "Choose the file",
  institution: "Institution",
  unit: "Unit",
  holders: "The keys will go to",
  signers: "Fingerprint of the directory's signers",
  compare:
    "Compare it with the printed record of the set-up. If these are not the people you expect, stop here.",
  rows: "Rows for this unit",
  row: (at) => `Row ${at}`,
  addRow: "Add a row",
  combine: "Combine",
  working: "Combining…",
  refusals: {
    "file-unreadable":
      "This is not a recovery file, or it is damaged. Download it again from the key page.",
    "file-not-authentic":
      "The signatures in this file do not fit. Do not go on; ask for a new file and find out where this one came from.",
    "unit-without-recovery": "This unit has no recovery key, or no new member yet.",
    "share-damaged": "A row is mistyped. Check it letter by letter.",
    "shares-missing": "There are not enough rows for this unit yet.",
    "shares-differ": "A row is of another unit, or the same row stands twice.",
    "recovery-differs":
      "These rows give another key than the directory names. Are the sheets from an earlier set-up?",
    "keyring-refused":
      "The unit's keys in this file cannot be opened with that recovery key. Ask for a new file.",
  },
  doneTitle: "The unit's keys are open to its new members",
  done: (names) =>
    `Only ${names} can open this file. Carry it back and choose it on the key page. After that the unit must make a new key and new sheets, because the old sheets have met.`,
  download: "Save the file",
  burn: "Destroy the old sheets once new ones are printed and checked.",
  fileName: "recovery-result.json",
};
