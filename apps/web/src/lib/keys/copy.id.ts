/** What every staff page says about keys. English must have the same keys. */
export const id = {
  kinds: {
    passkey: "Kunci sandi (passkey)",
    password: "Kata sandi",
    paper: "Kunci kertas",
  },

  roles: {
    handler: "Petugas",
    supervisor: "Penyelia",
    custodian: "Pemegang kunci identitas",
    signer: "Penanda tangan direktori",
    admin: "Admin",
    communications: "Komunikasi",
    auditor: "Auditor",
  },

  lacks: {
    "no-passkeys": "Peramban ini tidak mengenal kunci sandi (passkey). Pakai kata sandi.",
    "no-prf":
      "Peramban ini mengenal kunci sandi (passkey), tetapi tidak bisa membuka kunci dengannya. Pakai kata sandi.",
  },

  failures: {
    "passkey-cancelled":
      "Tidak ada kunci sandi yang dipakai. Mungkin dibatalkan atau waktunya habis. Coba lagi, atau pakai kata sandi.",
    "passkey-without-prf":
      "Kunci sandi ini tidak bisa membuka kunci Anda, jadi tidak dipakai. Pakai kata sandi.",
    "passkey-known": "Kunci sandi di perangkat ini sudah terdaftar.",
    "passkey-unsupported":
      "Perangkat ini tidak bisa membuat kunci sandi yang diperlukan. Pakai kata sandi.",
    "passkey-failed": "Kunci sandi gagal dipakai. Coba lagi, atau pakai kata sandi.",
  },

  password: {
    label: "Kata sandi baru",
    hint: "12 huruf atau lebih. Empat kata acak lebih mudah diingat daripada tanda yang rumit.",
    show: "Tampilkan kata sandi",
    strength: "Kekuatan:",
    judged: {
      empty: "belum diisi.",
      good: "cukup kuat.",
      "too-short": "terlalu pendek. Perlu 12 huruf atau lebih.",
      "too-common": "terlalu mudah ditebak. Ada kata yang sering dipakai, atau nama akun Anda.",
      "too-simple": "terlalu sederhana. Perlu paling sedikit lima huruf atau tanda yang berbeda.",
    },
  },

  paper: {
    title: "Kunci kertas Anda",
    once: "Kunci ini hanya ditampilkan sekali. Cetak, atau salin dengan tangan. Simpan di tempat terkunci.",
    danger: "Siapa pun yang memegang lembar ini dan tahu nama akun Anda bisa masuk sebagai Anda.",
    sheet: "Lembar kunci kertas",
    sheetTitle: "Kunci kertas",
    account: "Nama akun",
    made: "Dibuat",
    key: "Kunci, per kelompok",
    use: "Cara memakai: di halaman Masuk pilih Kunci kertas, lalu ketik semua kelompok berurutan. Huruf kecil dan spasi tidak masalah.",
    print: "Cetak lembar",
    confirmTitle: "Cocokkan dengan lembar Anda",
    confirm: "Ketik empat kelompok ini dari lembar, bukan dari layar.",
    group: (number: string) => `Kelompok ${number}`,
    wrong: (number: string) => `Kelompok ${number} belum sama dengan kunci.`,
    kept: "Sudah saya simpan",
  },

  fingerprint: {
    label: "Sidik jari kunci, enam kelompok",
    print: "Cetak sidik jari",
  },
};

export type KeyWords = typeof id;
