import type { Refusal } from "../machine.ts";

const refusals: Readonly<Record<Refusal, string>> = {
  "file-unreadable":
    "Ini bukan berkas pemulihan, atau berkasnya rusak. Unduh lagi dari halaman kunci.",
  "file-not-authentic":
    "Tanda tangan di berkas ini tidak cocok. Jangan lanjutkan; minta berkas baru dan periksa dari mana asalnya.",
  "unit-without-recovery": "Unit ini tidak punya kunci pemulihan, atau belum ada anggota barunya.",
  "share-damaged": "Ada baris yang salah ketik. Periksa huruf demi huruf.",
  "shares-missing": "Barisnya belum cukup untuk unit ini.",
  "shares-differ": "Ada baris yang bukan dari unit ini, atau baris yang sama dua kali.",
  "recovery-differs":
    "Baris ini menghasilkan kunci lain daripada yang tertulis di direktori. Apakah lembarnya dari penyiapan yang lama?",
  "keyring-refused":
    "Kunci unit di berkas ini tidak bisa dibuka dengan kunci pemulihan itu. Minta berkas baru.",
};

/** Sentences of the recovery page. English must have the same keys. */
export const id = {
  title: "Pemulihan kunci unit",
  lead: "Untuk unit yang semua anggotanya kehilangan kunci. Pemegang lembar duduk bersama, masing-masing mengetik barisnya. Halaman ini tidak bisa menghubungi siapa pun, juga bukan server kami.",
  online: "Perangkat ini masih tersambung ke jaringan. Putuskan dulu: matikan Wi-Fi, cabut kabel.",
  offline: "Perangkat ini tidak tersambung. Baik.",
  file: "Berkas pemulihan",
  fileHint:
    "Diunduh oleh anggota baru dari halaman kunci, dibawa ke sini dengan diska lepas. Tidak berisi kunci yang terbuka.",
  choose: "Pilih berkas",
  institution: "Instansi",
  unit: "Unit",
  holders: "Kunci akan diserahkan kepada",
  signers: "Sidik penanda tangan direktori",
  compare:
    "Bandingkan dengan catatan tercetak dari penyiapan. Bila namanya bukan orang yang Anda harapkan, berhenti di sini.",
  rows: "Baris untuk unit ini",
  row: (at: number) => `Baris ${at}`,
  addRow: "Tambah baris",
  combine: "Gabungkan",
  working: "Sedang digabung…",
  refusals,
  doneTitle: "Kunci unit sudah terbuka untuk anggota baru",
  done: (names: string) =>
    `Berkas ini hanya bisa dibuka oleh ${names}. Bawa kembali dan pilih di halaman kunci. Sesudah itu unit wajib membuat kunci dan lembar baru, karena lembar lama sudah pernah bertemu.`,
  download: "Simpan berkas",
  burn: "Hancurkan lembar lama setelah lembar baru dicetak dan dicocokkan.",
  fileName: "pemulihan-hasil.json",
};

export type RecoveryWords = typeof id;
