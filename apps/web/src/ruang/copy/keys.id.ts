/** What the room says about the member's own keys, sessions and typed text. English must have the same keys. */
export const ownWords = {
  signIn: {
    passkey: "Masuk dengan kunci sandi (passkey)",
    passkeyUnlock: "Buka dengan kunci sandi (passkey)",
    oneTouch: "Satu sentuhan untuk masuk dan membuka kunci. Nama akun tidak perlu diketik.",
    others: "Pakai kata sandi atau kunci kertas",
    touching: "Ikuti petunjuk peramban Anda.",
    unknown: "Kunci sandi ini tidak dikenal di sini. Pakai kata sandi atau kunci kertas.",
    notAdmitted:
      "Rahasianya benar, tetapi Anda belum tercatat sebagai anggota. Mungkin petugas belum mencocokkan sidik jari kunci Anda, atau keanggotaan Anda sudah berakhir.",
  },

  typed: {
    none: "Tidak ada ketikan yang menunggu.",
    sealing: "Ketikan Anda sedang disegel dan disimpan…",
    server: "Ketikan Anda tersimpan di server, tersegel. Hanya Anda yang bisa membukanya lagi.",
    page: "Ketikan Anda tersegel di halaman ini, belum sampai ke server. Jangan tutup tab ini sebelum membuka kunci.",
    stuck: (code: string) =>
      `Ketikan yang tersimpan di server tidak bisa dibuka, jadi ketikan baru belum tersimpan di sana (${code}). Jangan tutup halaman ini; beri tahu pengelola.`,
    lost: "Bagian yang memegang kunci berhenti, jadi ketikan terakhir tidak bisa disegel. Yang sudah tersimpan kembali saat Anda membuka kunci.",
  },

  waiting: {
    title: "Kunci unit belum sampai kepada Anda",
    what: (units: string) =>
      `Anda sudah tercatat sebagai anggota. Kunci ${units} masih harus disegel untuk Anda oleh rekan yang sudah memegangnya.`,
    how: "Itu terjadi sendiri begitu seorang rekan di unit itu masuk. Hubungi rekan Anda bila perlu cepat.",
    look: "Lihat lagi",
    still: "Kuncinya belum ada. Coba lagi setelah seorang rekan masuk.",
    got: (units: string) => `Kunci ${units} sudah Anda pegang.`,
  },

  granted: (units: string) =>
    `Kunci ${units} disegel ulang untuk semua anggota yang tercatat sekarang, juga yang baru.`,

  fingerprint: {
    title: "Sidik jari kunci Anda",
    note: "Bacakan bila petugas ingin memastikan bahwa kunci Anda asli. Sidik jari ini bukan rahasia.",
  },

  ways: {
    title: "Cara membuka kunci",
    note: "Ini yang tercatat di brankas Anda. Selalu harus ada dua cara yang berbeda jenis.",
    loading: "Melihat brankas Anda…",
    rename: "Ganti nama",
    renameOf: (name: string) => `Ganti nama: ${name}`,
    remove: "Hapus",
    removeOf: (name: string) => `Hapus: ${name}`,
    change: "Ganti kata sandi",
    stays: "Tidak bisa dihapus: dua cara yang berbeda jenis harus tersisa.",
    addTitle: "Tambah cara",
    add: {
      passkey: "Tambah kunci sandi (passkey)",
      password: "Tambah kata sandi",
      paper: "Buat kunci kertas",
    },
    paperAgain: "Buat kunci kertas baru",
    name: "Nama",
    nameHint: "Hanya Anda yang membacanya. Misalnya: laptop kantor.",
    defaults: { passkey: "Kunci sandi", password: "Kata sandi", paper: "Kunci kertas" },
    nameMissing: "Isi namanya.",
    nameTaken: "Nama itu sudah dipakai.",
    save: "Simpan",
    make: "Buat",
    passkeyNext: "Peramban Anda akan meminta sentuhan. Kadang dua kali.",
    paperReplaces: "Kunci kertas yang lama langsung tidak berlaku. Musnahkan lembarnya.",
    removeTitle: (name: string) => `Hapus ${name}?`,
    removeWhat: "Cara ini tidak bisa lagi dipakai untuk masuk.",
    removePasskey:
      "Cara ini tidak bisa lagi dipakai untuk masuk. Hapus juga kunci sandinya di pengaturan perangkat Anda.",
    removePaper: "Cara ini tidak bisa lagi dipakai untuk masuk. Musnahkan lembarnya.",
    working: "Sedang menyimpan…",
    done: {
      added: "Cara baru tersimpan.",
      changed: "Kata sandi sudah diganti.",
      renamed: "Namanya sudah diganti.",
      removed: "Caranya sudah dihapus.",
    },
    tooFew: "Dua cara yang berbeda jenis harus tersisa.",
  },

  sessions: {
    title: "Sesi",
    note: "Di sini Anda sedang masuk. Sesi berakhir sendiri 15 menit setelah permintaan terakhir.",
    loading: "Melihat sesi Anda…",
    methods: { passkey: "Kunci sandi (passkey)", password: "Kata sandi", paper: "Kunci kertas" },
    since: (moment: string) => `sejak ${moment}`,
    isThis: "Sesi ini",
    end: "Akhiri",
    endOf: (method: string, moment: string) => `Akhiri sesi: ${method}, ${moment}`,
    endOthers: "Akhiri semua sesi lain",
    ended: "Sesi diakhiri.",
    othersEnded: "Semua sesi lain diakhiri.",
    only: "Tidak ada sesi lain.",
    strange: "Ada sesi yang tidak Anda kenal? Akhiri, lalu ganti cara membuka kunci Anda.",
  },

  absence: {
    title: "Bila Anda berhalangan",
    note: "Jangan pinjamkan kunci, kata sandi, atau lembar kunci. Minta penanda tangan direktori menunjuk wakil: ia mendapat kunci unit atas namanya sendiri.",
  },
};

export type OwnWords = typeof ownWords;
