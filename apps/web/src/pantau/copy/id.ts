/** Every sentence of the page a reporter returns to. English must have the same keys. */
export const id = {
  titles: { entry: "Kode – Bijak", mailbox: "Laporan saya – Bijak", burnt: "Selesai – Bijak" },
  entry: {
    title: "Lihat laporan saya",
    hint: "Masukkan kode laporan Anda: 28 angka, tujuh kelompok.",
    label: "Kode laporan",
    forgiving: "Spasi, titik, dan tanda hubung tidak masalah.",
    open: "Buka",
    opening: "Kode sedang diperiksa di perangkat Anda…",
    lostTitle: "Kode hilang?",
    lost: "Kode tidak bisa dicari kembali, juga tidak oleh kami. Kirim laporan baru dan sebut perkiraan tanggal laporan lama.",
    newReport: "Kirim laporan baru",
  },
  problems: {
    "receipt-letters": "Kode hanya berisi angka",
    "receipt-length": (now: string) => `Kode berisi 28 angka. Yang Anda masukkan ${now}`,
    "receipt-checksum": "Ada angka yang keliru. Periksa lagi tiap kelompok",
    "mailbox-not-found": "Kode tidak ditemukan. Laporan juga dihapus setelah masa simpan",
    network: "Server belum terjangkau. Kode Anda masih di layar ini. Coba lagi",
    "rate-limited": "Terlalu banyak permintaan saat ini. Tunggu sebentar, lalu coba lagi",
    damaged: "Isi kotak ini tidak utuh atau bukan dari petugas yang sah. Kami tidak menampilkannya",
    "rolled-back":
      "Server menyerahkan kunci lama untuk kotak ini. Jangan kirim apa pun dulu. Coba lagi nanti; bila tetap begini, pakai saluran lain",
    other: "Kotak ini tidak bisa dibuka sekarang. Coba lagi nanti",
  },
  reportOf: (day: string) => `Laporan Anda tanggal ${day}`,
  states: {
    received: {
      title: "Diterima",
      text: (unit: string) => `Laporan ada di kotak masuk ${unit}. Belum dibuka.`,
    },
    assessed: {
      title: "Ditelaah",
      text: () => "Petugas membaca laporan dan memeriksa apakah bisa ditindaklanjuti.",
    },
    "answer-needed": {
      title: "Perlu jawaban Anda",
      text: () => "Petugas bertanya. Jawaban Anda membantu. Anda boleh menjawab “tidak tahu”.",
    },
    forwarded: {
      title: "Diteruskan",
      text: () => "Laporan sedang diteruskan ke unit lain. Petugas di sana akan membacanya.",
    },
    examined: {
      title: "Diperiksa",
      text: () => "Terlapor dan bukti sedang diperiksa. Terlapor belum tentu bersalah.",
    },
    "awaiting-decision": {
      title: "Menunggu putusan",
      text: () => "Pemeriksaan selesai. Pejabat yang berwenang sedang memutus.",
    },
    concluded: { title: "Selesai", text: () => "Ada hasil. Baca penjelasannya di bawah." },
    archived: {
      title: "Selesai",
      text: () => "Kasus ini sudah diarsipkan. Anda hanya bisa membaca.",
    },
    erased: { title: "Dihapus", text: () => "Isi kasus ini sudah dihapus setelah masa simpan." },
  },
  promises: {
    T_ACK: "Jawaban pertama paling lambat",
    T_FIRST_ANSWER: "Jawaban atas isi laporan paling lambat",
    T_FEEDBACK: "Kabar berikut paling lambat",
    T_WAIT_INFO: "Jawaban Anda ditunggu sampai",
    other: "Langkah berikut paling lambat",
  },
  daysLeft: (days: string) => `${days} hari lagi`,
  today: "Hari ini",
  daysOver: (days: string) => `Lewat ${days} hari`,
  late: "Petugas terlambat dari tanggal itu. Anda boleh menulis pesan dan menanyakannya.",
  waitingForYou:
    "Selama menunggu Anda, tenggat petugas berhenti. Tanpa jawaban pun laporan tidak ditutup sendiri.",
  signedBy: (unit: string) => `Status ini ditandatangani ${unit}`,
  unsigned: "Status ini dari server. Petugas belum menandatanganinya.",
  differs: "Server menyebut status lain. Yang tertulis di sini adalah yang ditandatangani petugas.",
  question: {
    answer: "Jawaban Anda",
    noName: "Jangan tulis nama Anda.",
    send: "Kirim jawaban",
    unknown: "Saya tidak tahu",
    decline: "Tidak ingin menjawab",
    askedOn: (day: string) => `Ditanyakan ${day}`,
  },
  answers: { unknown: "Saya tidak tahu.", decline: "Saya tidak ingin menjawab." },
  thread: {
    title: "Pesan",
    officer: (unit: string) => `Petugas, ${unit}`,
    own: "Anda",
    ownReport: "Laporan Anda. Isinya tidak bisa dibuka dengan kode.",
    ownMessage: "Pesan Anda. Isinya tidak bisa dibuka dengan kode.",
    files: (count: number) => `${count} berkas`,
    empty: (day: string) => `Belum ada pesan. Kami menulis paling lambat ${day}.`,
    emptyNoDate: "Belum ada pesan.",
    why: "Isi laporan dan pesan Anda tidak bisa dibuka lagi dengan kode. Orang yang menemukan kode Anda pun tidak bisa membacanya.",
    write: "Tulis pesan",
    addFiles: "Tambah bukti",
    readOnly: "Kotak ini sekarang hanya bisa dibaca.",
  },
  write: {
    label: "Pesan Anda untuk petugas",
    send: "Kirim pesan",
    sending: "Sedang mengirim…",
    sent: "Terkirim.",
    notSent: "Belum terkirim. Tulisan Anda masih ada di layar ini.",
    empty: "Tulis pesan dulu",
    tooLong: "Tulis paling banyak 2.000 huruf",
  },
  files: {
    warning:
      "Berkas dikunci dan dikirim apa adanya. Lokasi, kamera, dan nama pembuat di dalamnya tidak dihapus.",
    choose: "Pilih berkas",
    sending: (name: string) => `Mengirim ${name}`,
    sent: "Berkas tersimpan.",
    notSent: (names: string) => `Belum terkirim: ${names}. Pilih lagi untuk mencoba.`,
    limits: (files: string, size: string) =>
      `Paling banyak ${files} berkas sekali kirim, ${size} seluruhnya.`,
    tooMuch: "Terlalu banyak atau terlalu besar. Kirim sebagian dulu.",
  },
  outcome: {
    title: "Hasil",
    reason: "Penjelasan petugas",
  },
  path: {
    title: "Perjalanan laporan",
    steps: {
      received: "Diterima",
      assessed: "Ditelaah",
      "answer-needed": "Perlu jawaban Anda",
      examined: "Diperiksa",
      "awaiting-decision": "Menunggu putusan",
      concluded: "Selesai",
    },
  },
  readers: {
    title: "Siapa bisa membaca sekarang",
    officers: (unit: string) => `Petugas pengaduan ${unit}`,
    standby: (unit: string) => `${unit}, bila unit tidak bergerak`,
    nobodyElse: "Pengelola situs tidak bisa.",
  },
  safety: {
    title: "Keamanan saya",
    burn: "Hapus kode",
    burnTitle: "Hapus kode ini?",
    burnMeans:
      "Kotak pesan ini hilang untuk selamanya. Anda tidak bisa membaca jawaban lagi. Laporan tetap ada pada petugas.",
    burnYes: "Ya, hapus kode",
    burning: "Sedang menghapus…",
    burnFailed: "Kode belum dihapus. Coba lagi.",
    leave: "Bersihkan dan keluar",
    leaveNote: "Halaman ini dikosongkan. Riwayat peramban tetap ada.",
  },
  burnt: {
    title: "Kode sudah dihapus",
    text: "Kode itu tidak membuka apa pun lagi. Buang juga catatan Anda.",
  },
};

export type PantauCopy = typeof id;
