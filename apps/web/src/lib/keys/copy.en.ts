import type { KeyWords } from "./copy.id.ts";

export const en: KeyWords = {
  kinds: {
    passkey: "Passkey",
    password: "Password",
    paper: "Paper key",
  },

  roles: {
    handler: "Handler",
    supervisor: "Supervisor",
    custodian: "Custodian of identities",
    signer: "Signer of the directory",
    admin: "Admin",
    communications: "Communications",
    auditor: "Auditor",
  },

  lacks: {
    "no-passkeys": "This browser knows no passkeys. Use the password.",
    "no-prf": "This browser knows passkeys but cannot unlock keys with them. Use the password.",
  },

  failures: {
    "passkey-cancelled":
      "No passkey was used. It may have been cancelled, or the time ran out. Try again, or use the password.",
    "passkey-without-prf":
      "This passkey cannot unlock your keys, so it is not used. Use the password.",
    "passkey-known": "The passkey on this device is registered already.",
    "passkey-unsupported": "This device cannot make the kind of passkey needed. Use the password.",
    "passkey-failed": "The passkey could not be used. Try again, or use the password.",
  },

  password: {
    label: "New password",
    hint: "12 characters or more. Four random words are easier to remember than odd signs.",
    show: "Show the password",
    strength: "Strength:",
    judged: {
      empty: "nothing typed yet.",
      good: "strong enough.",
      "too-short": "too short. It needs 12 characters or more.",
      "too-common": "too easy to guess. It has a common word, or your account name, in it.",
      "too-simple": "too simple. It needs at least five different characters.",
    },
  },

  paper: {
    title: "Your paper key",
    once: "This key is shown only once. Print it, or copy it by hand. Keep it in a locked place.",
    danger: "Whoever holds this sheet and knows your account name can sign in as you.",
    sheet: "Sheet with the paper key",
    sheetTitle: "Paper key",
    account: "Account name",
    made: "Made on",
    key: "The key, in groups",
    use: "How to use it: on the sign-in page choose Paper key, then type all groups in order. Small letters and spaces do not matter.",
    print: "Print the sheet",
    confirmTitle: "Compare it with your sheet",
    confirm: "Type these four groups from the sheet, not from the screen.",
    group: (number) => `Group ${number}`,
    wrong: (number) => `Group ${number} is not the same as the key yet.`,
    kept: "I have kept it",
  },

  fingerprint: {
    label: "Fingerprint of the keys, six groups",
    print: "Print the fingerprint",
  },
};
