/** Every sentence of the page of an invitation. English must have the same keys. */
export const id = {
  place: "Undangan",

  opening: { title: "Undangan", text: "Membuka undangan Anda…" },

  noToken: {
    title: "Buka lagi tautan undangan Anda",
    text: "Tautan itu membawa kode yang tidak disimpan di alamat halaman. Bila halaman dimuat ulang, kodenya hilang dari sini, bukan dari tautan Anda.",
  },

  unreached: {
    title: "Server tidak menjawab",
    text: "Tidak ada yang hilang. Undangan Anda belum terpakai. Periksa sambungan, lalu coba lagi.",
  },

  refused: {
    title: "Undangan ini tidak berlaku lagi",
    text: "Tautan undangan hanya berlaku 36 jam dan sekali pakai. Tautan ini sudah dipakai, ditarik, atau lewat waktunya.",
    unknown: "Bukan Anda yang memakainya? Beri tahu petugas yang mengundang Anda sekarang juga.",
    uncertain:
      "Mungkin percobaan Anda tadi sampai, tetapi jawabannya hilang. Minta petugas menolak kunci itu dan mengundang Anda lagi.",
    again: "Minta undangan baru kepada petugas yang mengundang Anda.",
  },

  choosing: {
    title: (name: string) => `Selamat datang, ${name}`,
    lead: "Anda diundang ke ruang kerja Bijak. Di halaman ini Anda membuat kunci Anda sendiri.",
    login: "Nama akun",
    units: "Unit",
    roles: "Peran",
    noUnits: "Belum ada",
    here: "Kunci dibuat di perangkat ini. Server hanya menyimpannya tersegel dan tidak bisa membukanya.",
    ways: "Bagaimana Anda akan masuk?",
    waysHint: "Pilih paling sedikit dua. Bila satu hilang, yang lain masih membuka kunci Anda.",
    hints: {
      passkey:
        "Satu sentuhan: sidik jari, wajah, atau PIN perangkat ini. Tidak ada yang perlu diingat.",
      password: "Untuk perangkat lain, dan bila kunci sandi tidak bisa dipakai.",
      paper: "Satu lembar cetak untuk disimpan di tempat terkunci, bila yang lain hilang.",
    },
    tooFew: "Pilih paling sedikit dua cara.",
    submit: "Buat kunci saya",
    working:
      "Membuat kunci di perangkat ini. Ikuti petunjuk peramban Anda. Ini bisa beberapa detik.",
  },

  failures: {
    network:
      "Server tidak menjawab. Isian Anda masih di halaman ini. Periksa sambungan, lalu coba lagi.",
    busy: "Terlalu banyak permintaan. Tunggu sebentar, lalu coba lagi.",
    passkeyRefused:
      "Server tidak menerima kunci sandi ini. Coba lagi, atau pilih kata sandi dan kunci kertas.",
    other: (code: string) => `Kunci belum dibuat (${code}). Isian Anda masih di halaman ini.`,
  },

  paper: {
    step: "Kunci Anda sudah dibuat. Simpan dulu lembar ini, lalu lanjut ke langkah terakhir.",
  },

  done: {
    title: "Kunci Anda sudah dibuat",
    lead: "Satu langkah lagi: petugas memastikan bahwa kunci ini milik Anda.",
    sheet: "Sidik jari untuk dibacakan",
    sheetTitle: "Sidik jari kunci Anda",
    how: "Telepon petugas yang mengundang Anda di nomor yang sudah Anda kenal, atau temui orangnya. Bacakan enam kelompok angka ini berurutan, dari kiri ke kanan.",
    notByMail:
      "Jangan mengirimnya lewat surel atau pesan. Siapa pun yang bisa mengubah pesan bisa mengubah angkanya juga.",
    noSecret: "Angka ini bukan rahasia. Catat atau cetak: halaman ini tidak bisa dibuka lagi.",
    after:
      "Setelah petugas mengesahkan, Anda bisa masuk. Kunci unit sampai kepada Anda begitu seorang rekan di unit itu masuk.",
    toSignIn: "Ke halaman Masuk",
  },
};

export type InviteWords = typeof id;
