import { id as keyWords } from "../../lib/keys/copy.id.ts";
import { caseWords } from "./case.id.ts";
import { figureWords } from "./figures.id.ts";
import { adminWords } from "./admin.id.ts";
import { ownWords } from "./keys.id.ts";
import { sharingWords } from "./sharing.id.ts";

/** Every sentence of the staff room. English must have the same keys. */
export const id = {
  room: "Ruang",
  pageTitle: (title: string) => `${title} – Ruang`,
  nav: { label: "Utama", inbox: "Kotak masuk", figures: "Angka", account: "Akun" },
  lockNow: "Kunci",
  language: "Bahasa",
  notFound: "Halaman ini tidak tersedia untuk Anda.",
  toInbox: "Ke kotak masuk",
  close: "Tutup",
  slow: "Sambungan lambat. Masih dicoba.",
  waiting: "Sebentar…",

  signIn: {
    title: "Masuk",
    lead: "Untuk petugas. Pelapor tidak perlu akun.",
    name: "Nama akun",
    how: "Cara masuk",
    password: "Kata sandi",
    paper: "Kunci kertas",
    paperHint: "Baris panjang pada lembar kunci Anda, dimulai dengan AGE-SECRET-KEY.",
    unlockTitle: "Membuka kunci di perangkat ini",
    unlock:
      "Rahasia Anda tidak dikirim ke server. Perangkat ini memakainya untuk membuka kunci Anda. Kunci hanya ada di memori halaman ini: hilang saat ruang dikunci, halaman dimuat ulang, atau tab ditutup.",
    submit: "Masuk dan buka kunci",
    checking: "Memeriksa nama dan rahasia. Ini bisa beberapa detik.",
    unlocking: "Membuka kunci di perangkat ini…",
    missing: "Isi nama akun dan rahasianya.",
    refused: "Nama atau rahasianya keliru.",
  },

  lock: {
    title: "Terkunci",
    idle: "Tidak ada kegiatan selama 10 menit.",
    manual: "Anda mengunci ruang ini.",
    session: "Sesi di server berakhir.",
    unlock: "Kunci Anda dibuka lagi di perangkat ini. Rahasianya tidak dikirim ke server.",
    submit: "Buka kunci",
    other: "Masuk sebagai orang lain",
    warning: "Ruang ini terkunci sebentar lagi karena tidak ada kegiatan.",
    stay: "Tetap terbuka",
  },

  keys: {
    title: "Tombol cepat",
    note: "Tidak bekerja saat Anda mengetik.",
    on: "Tombol satu huruf menyala",
    onHint: "Berlaku sampai halaman ini ditutup. Ctrl+Alt+L selalu bekerja.",
    help: "Tombol cepat",
    commands: {
      next: "Kasus berikutnya",
      previous: "Kasus sebelumnya",
      open: "Buka kasus",
      back: "Kembali ke daftar",
      take: "Ambil kasus",
      reply: "Balas pelapor",
      note: "Catatan internal",
      status: "Ubah status",
      search: "Cari",
      help: "Daftar ini",
    },
    lock: "Kunci ruang",
    send: "Kirim (di dalam kotak tulis)",
    or: "atau",
    move: "pindah",
    openShort: "buka",
    takeShort: "ambil",
    all: "semua",
  },

  inbox: {
    title: "Kotak masuk",
    unit: "Unit",
    viewsLabel: "Tampilan",
    views: {
      mine: "Perlu saya",
      unclaimed: "Belum diambil",
      "awaiting-reporter": "Menunggu pelapor",
      "due-this-week": "Tenggat minggu ini",
      examined: "Diperiksa",
      "awaiting-decision": "Menunggu putusan",
      concluded: "Selesai",
      all: "Semua",
    },
    count: (cases: string) => `${cases} kasus · tenggat dulu`,
    more: "Muat lagi",
    loadingMore: "Memuat lagi…",
    refresh: "Segarkan",
    refreshed: "Daftar sudah disegarkan.",
    opening: "Membuka daftar di perangkat ini…",
    empty: {
      mine: "Tidak ada kasus yang perlu Anda tangani. Kasus yang Anda ambil akan muncul di sini.",
      unclaimed: "Semua laporan sudah diambil. Laporan baru muncul otomatis.",
      "awaiting-reporter": "Tidak ada kasus yang menunggu jawaban pelapor.",
      "due-this-week": "Tidak ada tenggat minggu ini.",
      examined: "Tidak ada kasus yang sedang diperiksa.",
      "awaiting-decision": "Tidak ada kasus yang menunggu putusan.",
      concluded: "Belum ada kasus yang selesai.",
      all: "Belum ada laporan di sini. Laporan baru muncul otomatis.",
    },
    toUnclaimed: "Lihat yang belum diambil",
    unread: "Belum dibaca:",
    indexing: (done: string, total: string) =>
      `Menyusun indeks pencarian di perangkat ini: ${done} dari ${total} halaman`,
    indexed: (cards: string) => `Indeks pencarian: ${cards} kasus`,
    indexFailed: "Indeks pencarian belum bisa disusun.",
    search: "Cari di kartu kasus",
    searchHint: "Pencarian berjalan di perangkat ini. Isi pesan dan gambar tidak ikut dicari.",
    found: (cases: string) => `${cases} kasus ditemukan`,
    foundNone: "Tidak ada di kartu kasus.",
    noUnit: "Akun Anda belum menjadi anggota unit mana pun. Minta admin menambahkan Anda.",
    choose: "Pilih kasus di daftar. Enter membukanya di sini.",
    row: {
      newReport: "Laporan baru",
      locked: "Terkunci untuk Anda",
      noKey: "Isi tidak dibuka untuk Anda",
      noCategory: "Belum ada kategori",
      notTaken: "Belum diambil",
      standby: "Unit Anda hanya siaga",
      urgent: "Mendesak",
      restricted: "Akses terbatas",
    },
  },

  deadline: {
    stopped: "Menunggu pelapor",
    today: "Hari ini",
    left: (days: number) => `${days} hari lagi`,
    late: (days: number) => `Lewat ${days} hari`,
  },

  account: {
    title: "Akun",
    name: "Nama",
    login: "Nama akun",
    units: "Unit",
    roles: "Peran",
    roleWords: keyWords.roles,
    sessionTitle: "Kunci dan keluar",
    session:
      "Ruang ini mengunci diri sesudah 10 menit tanpa kegiatan. Ctrl+Alt+L mengunci seketika. Mengunci menghapus kunci dari memori; sesi di server tetap ada sampai berakhir sendiri.",
    lock: "Kunci sekarang",
    signOut: "Keluar",
    signOutNote:
      "Keluar mengakhiri sesi di server dan menghapus semua yang ada di halaman ini. Ketikan Anda tetap tersimpan tersegel di server.",
    signOutDrafts:
      "Ketikan Anda belum bisa disimpan di server. Bila Anda keluar sekarang, ketikan terakhir hilang.",
    auditTitle: "Catatan audit",
    auditOk: "Catatan audit utuh",
    auditSize: (size: string, day: string) => `${size} entri, diperiksa ${day}`,
    auditHow:
      "Diperiksa di perangkat ini: catatan yang sekarang adalah lanjutan dari yang terakhir Anda lihat.",
    auditBroken: "Catatan audit TIDAK cocok dengan yang terakhir Anda lihat.",
    auditSeeAbove: "Baca peringatan di atas halaman ini.",
    auditBrokenWhat:
      "Ada entri yang hilang atau diubah, atau kunci catatan diganti. Jangan lanjutkan pekerjaan. Catat waktunya dan beri tahu Itjen lewat jalur lain, bukan lewat sistem ini.",
    auditCheck: "Periksa lagi",
    auditUnknown: "Catatan audit belum bisa diperiksa.",
    keysTitle: "Papan ketik",
  },

  errors: {
    silent: "Server tidak menjawab. Periksa sambungan Anda, lalu coba lagi.",
    network:
      "Server tidak menjawab. Langkah terakhir mungkin sudah tersimpan, mungkin belum. Segarkan untuk melihatnya.",
    conflict:
      "Rekan Anda baru saja mengubah kasus ini. Isinya sudah dimuat ulang. Yang Anda ketik masih ada.",
    unavailable: "Halaman ini tidak tersedia untuk Anda.",
    role: "Peran Anda tidak mengizinkan langkah ini.",
    move: "Kasus ini tidak bisa pindah ke status itu dari status sekarang.",
    act: "Langkah ini perlu tanda tangan sah dari dua orang.",
    declaration: "Nyatakan dulu apakah Anda punya benturan kepentingan.",
    busy: "Terlalu banyak permintaan. Tunggu sebentar, lalu coba lagi.",
    storage: "Server sedang tidak bisa menyimpan. Tidak ada yang tersimpan. Coba lagi.",
    release: "Angka ini tidak bisa diterbitkan.",
    differs:
      "Langkah ini tidak dilakukan: keterangan server tentang kasus ini berbeda dari yang ditandatangani. Beri tahu penyelia Anda.",
    untrue: (code: string) =>
      `Ada yang tidak lolos pemeriksaan keaslian, jadi tidak ditampilkan (${code}). Beri tahu penyelia Anda.`,
    rolledBack:
      "Server memberi daftar kunci yang lebih lama dari yang pernah Anda lihat. Jangan lanjutkan. Beri tahu Itjen.",
    expired:
      "Daftar kunci instansi sudah kedaluwarsa dan harus ditandatangani ulang. Periksa juga tanggal perangkat ini.",
    worker: "Bagian yang memegang kunci berhenti. Kunci ruang ini, lalu masuk lagi.",
    locked: "Ruang ini sedang terkunci.",
    other: (code: string) => `Langkah ini tidak jadi (${code}).`,
  },

  case: caseWords,
  figures: figureWords,
  own: ownWords,
  admin: adminWords,
  sharing: sharingWords,
};

export type RoomWords = typeof id;
