import type { Role } from "@bijak/domain";
import type { StepName } from "../machine.ts";
import type { Problem } from "../problems.ts";

const steps: Readonly<Record<StepName, string>> = {
  institution: "Instansi",
  units: "Unit",
  members: "Anggota pertama",
  keys: "Tanda tangan dan pemulihan",
  texts: "Kontak dan privasi",
  check: "Periksa",
};

const roles: Readonly<Record<Role, string>> = {
  handler: "Penelaah",
  supervisor: "Penyelia",
  signer: "Penanda tangan direktori",
  custodian: "Pemegang kunci identitas",
  admin: "Admin (tanpa kunci kasus)",
  communications: "Komunikasi",
  auditor: "Auditor",
};

const problems: Readonly<Record<Problem, string>> = {
  "text-missing": "Isi bagian ini.",
  "unit-malformed": "Kode unit: huruf besar, angka, atau tanda hubung, 2 sampai 32 tanda.",
  "unit-twice": "Dua unit memakai kode yang sama.",
  "unit-unknown": "Unit ini tidak ada dalam daftar.",
  "conflict-target-itself": "Unit tidak bisa menjawab laporan tentang dirinya sendiri.",
  "unit-needs-two": "Unit yang menerima laporan perlu dua pemegang kunci.",
  "login-malformed": "Nama masuk: huruf kecil, angka, titik, atau tanda hubung.",
  "login-twice": "Dua anggota memakai nama masuk yang sama.",
  "member-without-role": "Pilih paling sedikit satu peran.",
  "member-without-unit": "Penelaah dan penyelia perlu unit.",
  "unit-without-work":
    "Hanya penelaah dan penyelia yang memegang kunci unit. Beri salah satu peran itu, atau pilih tanpa unit.",
  "signer-missing":
    "Penanda tangan direktori harus sebanyak yang diperlukan, paling sedikit satu, paling banyak sembilan.",
  "supervisors-missing": "Perlu dua penyelia.",
  "recovery-wrong": "k paling sedikit 2, n tidak kurang dari k, paling banyak 255.",
  "custody-wrong":
    "Paling sedikit dua pemegang kunci identitas, dan ambangnya antara dua dan jumlah mereka.",
  "year-not-releasable": "Angka tahun ini tidak dapat diterbitkan.",
  "config-malformed": "Teks atau alamat terlalu panjang, atau unit cadangan belum dipilih.",
  "instance-malformed": "Pengenal: 3 sampai 64 huruf kecil, angka, titik, atau tanda hubung.",
};

/** Sentences of the ceremony. English must have the same keys. */
export const id = {
  title: "Penyiapan",
  lead: "Semua kunci dibuat di perangkat ini dan tidak pernah sampai ke server tanpa dikunci. Siapkan pencetak, dua orang saksi, dan satu jam tanpa gangguan.",
  noToken:
    "Halaman ini memerlukan tautan dari terminal server. Jalankan node bijak.mjs init --browser, lalu buka tautan yang ditampilkan.",
  toSignIn: "Ke halaman masuk",
  counted: (at: number, of: number) => `Langkah ${at} dari ${of}`,
  next: "Lanjut",
  back: "Kembali",
  steps,
  roles,
  problems,
  indonesian: "bahasa Indonesia",
  english: "bahasa Inggris",
  institutionName: (language: string) => `Nama instansi, ${language}`,
  instance: "Pengenal tetap",
  instanceHint:
    "Biasanya alamat lapor, misalnya lapor.kota-contoh.go.id. Tidak bisa diganti: kode laporan bergantung padanya.",
  publicOrigin: "Alamat untuk pelapor",
  staffOrigin: "Alamat untuk petugas",
  suite: "Jenis kunci",
  suitePq: "Tahan komputer kuantum (dianjurkan)",
  suitePqHint: "X25519 dan ML-KEM bersama. Laporan 29 sampai 35 KB.",
  suiteX: "X25519 saja",
  suiteXHint: "Berkas bisa dibuka dengan program age lama. Laporan 24 KB.",
  unitLead:
    "Hanya unit yang dipilih pelapor yang bisa membaca. Tiap unit perlu dua pemegang kunci.",
  unit: (at: number) => `Unit ${at}`,
  unitId: "Kode",
  unitName: (language: string) => `Nama, ${language}`,
  conflictTarget: "Bila laporan tentang unit ini, yang menjawab",
  nobody: "Tidak ada",
  chooseUnit: "Pilih unit",
  addUnit: "Tambah unit",
  remove: "Hapus",
  fallback: "Bila pelapor tidak tahu unitnya, laporan ke",
  memberLead:
    "Cukup orang yang diperlukan untuk mulai. Yang lain diundang kemudian dan membuat kuncinya sendiri.",
  member: (at: number) => `Anggota ${at}`,
  login: "Nama masuk",
  personName: "Nama",
  memberUnit: "Unit",
  noUnit: "Tanpa unit (tidak menangani kasus)",
  rolesLegend: "Peran",
  addMember: "Tambah anggota",
  threshold: "Berapa penanda tangan yang diperlukan untuk mengubah direktori",
  thresholdHint:
    "Satu cukup untuk instansi kecil. Dengan tiga penanda tangan, dua lebih aman: satu orang saja tidak bisa menukar kunci.",
  recoveryLead:
    "Bila semua anggota unit kehilangan kuncinya, pemegang lembar bersama-sama bisa membuka kunci unit. Sebanyak k pemegang bersama bisa membaca kasus unit: pilih orang yang tidak sekantor.",
  k: "Lembar yang diperlukan (k)",
  n: "Lembar yang dicetak (n)",
  custodyK: "Pemegang kunci identitas yang harus setuju",
  custodyHint:
    "Nama pelapor yang dirahasiakan baru terbuka bila sebanyak ini setuju, dan pelapor diberi tahu.",
  contact: (language: string) => `Kontak untuk pelapor, ${language}`,
  contactHint: "Alamat surat dan jam buka. Tampil bagi yang tidak bisa memakai halaman ini.",
  privacy: (language: string) => `Teks privasi, ${language}`,
  privacyHint:
    "Siapa pengendali data, untuk apa, berapa lama disimpan, ke mana mengajukan keberatan (UU 27/2022).",
  checkLead: "Setelah ini kunci dibuat. Yang bertanda tetap tidak bisa diubah lagi.",
  fixed: "tetap",
  make: "Buat kunci",
  making: "Kunci sedang dibuat. Ini bisa memakan waktu satu menit.",
  sheetsTitle: "Lembar pemulihan",
  sheetsLead: (k: number, n: number) =>
    `Cetak ${n} lembar sekarang. Serahkan masing-masing kepada satu orang, dalam amplop tertutup. ${k} lembar bersama-sama membuka kunci unit; kurang dari itu tidak membuka apa pun.`,
  print: "Cetak",
  sheet: (holder: number, n: number) => `Lembar ${holder} dari ${n}`,
  sheetUse: (k: number) =>
    `Simpan di tempat terkunci, jangan difoto, jangan dikirim. Bila diminta memulihkan, bawa lembar ini: ${k} lembar diperlukan.`,
  sheetUnit: "Unit",
  sheetRow: "Baris",
  sheetDay: "Dibuat",
  sheetHolder: "Pemegang",
  verifyTitle: "Ketik kembali dari kertas",
  verifyLead: (k: number) =>
    `Ambil ${k} lembar yang sudah dicetak, dan ketik barisnya. Begitu kita tahu bahwa cetakan itu benar. Belum ada yang dikirim sebelum ini cocok.`,
  verifyRow: (unit: string, at: number) => `${unit}, lembar pilihan ${at}`,
  verify: "Cocokkan dan kirim",
  verifyWrong: "Baris ini salah ketik, bukan dari unit ini, atau sudah diketik di atas.",
  verifyFew: "Baris-baris ini tidak menghasilkan kunci pemulihan unit.",
  sending: "Sedang dikirim…",
  failures: {
    network: "Server tidak bisa dihubungi. Tidak ada yang disimpan. Yang Anda ketik masih di sini.",
    "founding-refused":
      "Tautan dari terminal sudah tidak berlaku. Jalankan init --browser lagi, dan buka tautan yang baru.",
    "already-founded": "Di folder data ini sudah ada instansi. Tidak ada yang diubah.",
    "rate-limited": "Terlalu banyak percobaan. Tunggu semenit, lalu coba lagi.",
    "name-invalid": "Ada nama dengan tanda yang tidak bisa ditandatangani, atau terlalu panjang.",
  },
  failed: (code: string) =>
    `Tidak berhasil (${code}). Tidak ada yang disimpan. Yang Anda ketik masih di sini.`,
  doneTitle: "Instansi sudah berdiri",
  doneLead:
    "Serahkan tiap lembar masuk kepada orangnya, langsung. Sandi dan kunci kertas hanya tampil sekali ini. Kanal masih LATIHAN sampai daftar tugas di halaman admin selesai.",
  recordTitle: "Catatan penyiapan",
  recordUse:
    "Simpan bersama surat keputusan, dan umumkan sidiknya. Saat pemulihan, angka di layar dibandingkan dengan lembar ini.",
  recordSigners: "Sidik penanda tangan direktori",
  accessTitle: "Lembar masuk",
  password: "Sandi",
  paperKey: "Kunci kertas",
  accessUse: "Ganti sandi setelah masuk pertama kali. Simpan kunci kertas terpisah dari sandi.",
};

export type CeremonyWords = typeof id;
