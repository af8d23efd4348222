import type { HealthProblem } from "@bijak/client/people";
import type { ConfigContent, OpeningChecks } from "@bijak/contract";

type Check = (typeof OpeningChecks)[number];

const checks: Readonly<Record<Check, string>> = {
  "recovery-verified": "Lembar pemulihan tiap unit sudah digabung dan cocok",
  "two-holders": "Tiap unit yang terbuka punya dua pemegang kunci",
  "contact-text": "Kontak untuk pelapor sudah diisi",
  "privacy-text": "Teks privasi sudah diisi",
  "dummy-report": "Satu laporan latihan sudah dikirim, dibaca, dijawab, dan ditutup",
};

const problems: Readonly<Record<HealthProblem["code"], (at: string) => string>> = {
  "directory-expires": () =>
    "Direktori hampir kedaluwarsa. Setelah itu tidak ada laporan yang bisa dikirim.",
  "signer-alone": () =>
    "Hanya ada satu penanda tangan direktori. Bila ia berhalangan, tidak ada yang bisa mengubah apa pun.",
  "holders-too-few": (at) => `${at}: kunci unit tersisa satu orang. Tambahkan anggota.`,
  "keyring-differs": (at) =>
    `${at}: ada anggota yang belum mendapat kunci unit. Seorang rekan di unit itu perlu masuk.`,
  "drill-missing": (at) => `${at}: lembar pemulihan belum pernah dicocokkan.`,
  "drill-old": (at) => `${at}: lembar pemulihan terakhir dicocokkan lebih dari setahun lalu.`,
  "rekey-waits": (at) => `${at}: masih ada kasus dengan kunci lama.`,
  "rotation-waits": (at) => `${at}: kunci baru menunggu tanda tangan direktori.`,
  "slots-too-few": (at) => `${at}: hanya punya satu cara membuka kunci.`,
  "recovery-missing": (at) => `${at}: tidak punya kunci pemulihan.`,
};

const fields: Readonly<Record<keyof ConfigContent, string>> = {
  institution: "Nama instansi",
  offices: "Daftar kantor yang bisa disebut pelapor",
  categories: "Jenis laporan yang ditawarkan",
  fallbackUnit: "Unit penerima bila pelapor tidak tahu unitnya",
  contact: "Kontak untuk pelapor",
  privacy: "Teks privasi",
  exit: "Alamat tujuan keluar cepat",
};

/** What the room says about members, the directory and keys of units. English must have the same keys. */
export const adminWords = {
  nav: "Admin",
  tabs: { setUp: "Penyiapan", members: "Anggota", keys: "Kunci" },
  noCases:
    "Halaman admin tidak menampilkan kasus. Yang terlihat hanya orang, peran, dan keadaan kunci.",
  notForYou: "Bagian ini untuk admin, penanda tangan direktori, dan anggota unit.",
  loading: "Sedang memeriksa…",
  again: "Periksa lagi",
  published: "Sudah ditandatangani dan berlaku.",
  waits: (have: number, need: number) =>
    `Tanda tangan Anda tersimpan: ${have} dari ${need}. Perlu penanda tangan lain.`,
  asked: "Kunci baru sudah dibuat dan menunggu penanda tangan direktori.",

  setUp: {
    title: "Penyiapan",
    rehearsal:
      "Kanal masih LATIHAN. Laporan bisa dicoba dari awal sampai akhir, tetapi tidak dihitung.",
    open: "Kanal sudah dibuka untuk pelapor.",
    trial: "Ini instansi uji coba. Ia tidak pernah dibuka untuk pelapor sungguhan.",
    list: "Sebelum kanal dibuka",
    done: "Selesai",
    todo: "Belum",
    counted: (done: number, of: number) => `${done} dari ${of} selesai`,
    checks,
    ready: "Semua selesai. Membuka kanal tidak bisa dibatalkan: LATIHAN tidak pernah kembali.",
    openNow: "Buka kanal",
    onlySigner: "Yang membuka adalah penanda tangan direktori.",
    textsTitle: "Kontak dan privasi",
    contact: (language: string) => `Kontak untuk pelapor, ${language}`,
    privacy: (language: string) => `Teks privasi, ${language}`,
    indonesian: "bahasa Indonesia",
    english: "bahasa Inggris",
    save: "Tandatangani teks",
  },

  members: {
    title: "Anggota",
    name: "Nama",
    units: "Unit",
    roles: "Peran",
    ways: "Cara membuka",
    noUnit: "tanpa unit",
    methods: (passkeys: number, hasPassword: boolean, hasPaper: boolean) =>
      [
        ...(passkeys > 0 ? [`${passkeys} kunci sandi`] : []),
        ...(hasPassword ? ["kata sandi"] : []),
        ...(hasPaper ? ["kunci kertas"] : []),
      ].join(", ") || "tidak ada",
    unknownWays: "hanya terlihat oleh admin",
    change: "Ubah",
    changeOf: (name: string) => `Ubah ${name}`,
    dismiss: "Berhentikan",
    dismissOf: (name: string) => `Berhentikan ${name}`,
    dismissTitle: (name: string) => `Berhentikan ${name}?`,
    dismissWhat:
      "Sesinya berakhir seketika, dan server tidak lagi memberinya apa pun. Setelah itu tiap unitnya harus membuat kunci baru, dan kasusnya dikunci ulang dari halaman Kunci.",
    dismissKept:
      "Yang pernah ia baca atau simpan tetap ia ketahui: isi kasus lama tidak bisa ditarik dari ingatan atau dari perangkatnya.",
    deputy: "Wakil",
    deputyOf: (name: string) => `Tunjuk wakil ${name}`,
    deputyTitle: (name: string) => `Siapa mewakili ${name}?`,
    deputyWhat:
      "Wakil mendapat kunci unit atas namanya sendiri. Setelah masa wakil selesai, ambil kembali unitnya di sini dan buat kunci unit baru.",
    deputyField: "Wakil",
    save: "Tandatangani",
    self: "Anda",
    invitations: "Undangan",
    noInvitations: "Tidak ada undangan yang berjalan.",
    invite: "Undang orang",
    inviteWhat:
      "Tautan berlaku 36 jam dan sekali pakai. Berikan langsung kepada orangnya, bukan lewat grup.",
    login: "Nama masuk",
    makeLink: "Buat tautan",
    linkTitle: "Tautan undangan",
    linkWhat: "Tampil sekali ini saja. Salin sekarang.",
    copy: "Salin",
    copied: "Tautan disalin.",
    close: "Tutup",
    states: {
      open: "Belum dipakai",
      expired: "Kedaluwarsa",
      enrolled: "Menunggu pencocokan sidik jari",
      admitted: "Sudah anggota",
      withdrawn: "Ditarik",
    },
    until: (day: string) => `sampai ${day}`,
    withdraw: "Tarik",
    withdrawOf: (name: string) => `Tarik undangan ${name}`,
    admit: "Cocokkan",
    admitOf: (name: string) => `Cocokkan sidik jari ${name}`,
    admitTitle: (name: string) => `Sidik jari kunci ${name}`,
    admitWhat:
      "Hubungi orangnya lewat telepon yang Anda kenal, atau temui. Minta ia membacakan enam kelompok angka di layarnya, lalu ketik di sini. Angkanya sengaja tidak ditampilkan kepada Anda.",
    fingerprint: "Enam kelompok angka",
    differs:
      "Angkanya tidak cocok dengan kunci yang sampai ke server. Jangan terima. Minta dibacakan sekali lagi; bila tetap berbeda, tarik undangan dan laporkan kepada pengelola server.",
    loginTaken: "Nama masuk itu sudah dipakai.",
    signersTooFew:
      "Penanda tangan yang tersisa akan kurang dari ambangnya. Tunjuk penanda tangan lain lebih dulu.",
    custodiansTooFew: "Pemegang kunci identitas yang tersisa akan kurang dari ambangnya.",
    needName: "Isi namanya.",
    needLogin: "Huruf kecil, angka, titik, atau tanda hubung, paling sedikit dua tanda.",
    needRole: "Pilih paling sedikit satu peran.",
  },

  keys: {
    title: "Kunci",
    problems,
    fine: "Tidak ada yang perlu dikerjakan.",
    todo: "Perlu dikerjakan",
    directory: "Direktori",
    serial: (serial: number) => `Nomor ${serial}`,
    expires: (day: string, days: number) => `berlaku sampai ${day} (${days} hari lagi)`,
    signers: (count: number, need: number) => `${count} penanda tangan, perlu ${need}`,
    renew: "Perpanjang 90 hari",
    drafts: "Menunggu tanda tangan",
    by: (name: string, day: string) => `${name}, ${day}`,
    unsound: "Usulan ini tidak mengikuti catatan yang berlaku sekarang. Ia hanya bisa ditarik.",
    readOut: (name: string) =>
      `Minta ${name} membacakan sidik jari kuncinya. Tandatangani hanya bila sama dengan ini:`,
    sign: "Tandatangani",
    signed: "Sudah Anda tandatangani",
    turnDown: "Tolak",
    takeRotations: "Terima kunci baru ke direktori",
    unit: (name: string, epoch: number) => `${name}, kunci ke-${epoch}`,
    holders: "Pemegang kunci",
    sealed: (to: number, of: number) =>
      `Kunci unit tersegel untuk ${to} dari ${of} pemegang, termasuk pemulihan`,
    drilled: (day: string) => `Lembar pemulihan dicocokkan ${day}`,
    neverDrilled: "Lembar pemulihan belum dicocokkan",
    toRekey: (count: string) => `${count} kasus masih memakai kunci lama`,
    closed: "tidak menerima laporan",
    rotate: "Buat kunci baru",
    rotateTitle: (name: string) => `Kunci baru untuk ${name}`,
    rotateWhat:
      "Kunci lama tidak lagi dipakai untuk hal baru. Yang pernah ditandatanganinya tetap sah bila sudah tercatat sebelum ini.",
    rotateReason: "Alasan",
    reasons: { dismissal: "Ada anggota yang berhenti", schedule: "Pergantian berkala" },
    newSheets: "Buat juga lembar pemulihan baru",
    k: "Lembar yang diperlukan (k)",
    n: "Lembar yang dicetak (n)",
    withdrawRotation: "Batalkan permintaan kunci",
    rekey: "Kunci ulang kasus",
    rekeying: (done: string, total: string) => `${done} dari ${total} kasus dikunci ulang`,
    stop: "Berhenti dulu",
    rekeyed: (done: string, left: string) => `${done} kasus selesai, ${left} tersisa.`,
    rekeyLocked: (count: string) =>
      `${count} kasus tidak bisa Anda buka. Rekan yang terdaftar di kasus itu harus melakukannya.`,
    rekeyKept: "Isi lama tidak dikunci ulang: yang pernah dibaca seseorang tetap ia ketahui.",
    stopped: "Dihentikan. Yang sudah selesai tetap selesai; lanjutkan kapan saja.",
    drill: "Cocokkan lembar",
    drillTitle: (name: string) => `Cocokkan lembar pemulihan ${name}`,
    drillWhat:
      "Ketik baris unit ini dari sebanyak k lembar. Barisnya digabung di perangkat ini, dicocokkan dengan direktori, lalu dilupakan.",
    row: (at: number) => `Baris ${at}`,
    drillDone: "Lembarnya cocok. Dicatat dengan tanda tangan Anda.",
    shareRefusals: {
      "share-damaged": "Ada baris yang salah ketik.",
      "shares-missing": "Barisnya belum cukup.",
      "shares-differ": "Ada baris dari unit lain, atau baris yang sama dua kali.",
      "recovery-differs": "Baris ini menghasilkan kunci lain daripada yang tertulis di direktori.",
    },
    recover: "Pemulihan",
    recoverTitle: (name: string) => `Pulihkan kunci ${name}`,
    recoverWhat:
      "Bila tidak ada lagi anggota yang bisa membuka kunci unit: unduh berkas ini, bawa ke komputer tanpa jaringan, buka halaman /pemulihan bersama pemegang lembar, lalu kembalikan hasilnya di sini.",
    download: "Unduh berkas pemulihan",
    fileName: (unit: string) => `pemulihan-${unit.toLowerCase()}.json`,
    bringBack: "Pilih berkas hasil",
    recovered: "Kunci unit sudah kembali. Cetak lembar baru sekarang.",
    sheetsTitle: (name: string) => `Lembar pemulihan baru untuk ${name}`,
    sheetsWhat: (k: number, n: number) =>
      `Tampil sekali ini saja. Cetak, dan serahkan ${n} lembar kepada ${n} orang; ${k} di antaranya diperlukan. Hancurkan lembar lama.`,
    sheet: (holder: number, n: number) => `Lembar ${holder} dari ${n}`,
    print: "Cetak",
    custody: "Pemegang kunci identitas",
    custodyWhat:
      "Nama pelapor yang dirahasiakan terbuka hanya bila sebanyak k pemegang setuju. Anggota berperan pemegang kunci identitas bisa ditunjuk di sini.",
    custodyNone: "Belum ada anggota dengan peran itu.",
    custodyK: "Berapa yang harus setuju",
    custodySave: "Tandatangani penunjukan",
    openUnit: "Terima laporan",
    closeUnit: "Jangan terima laporan",
  },

  differences: {
    "member-added": (name: string, units: string, roles: string) =>
      `${name} masuk sebagai anggota (${units}; ${roles})`,
    "member-removed": (name: string) => `${name} tidak lagi anggota`,
    "member-changed": (name: string, change: string) => `${name} berubah: ${change}`,
    "member-keys-changed": (name: string) =>
      `KUNCI ${name} DITUKAR. Jangan tandatangani: program ini tidak pernah membuat perubahan seperti itu.`,
    "unit-added": (unit: string) => `Unit ${unit} ditambahkan`,
    "unit-removed": (unit: string) => `Unit ${unit} dihapus`,
    "unit-opened": (unit: string) => `${unit} menerima laporan`,
    "unit-closed": (unit: string) => `${unit} tidak menerima laporan`,
    "unit-changed": (unit: string) => `Nama, masa berlaku, atau penjawab ${unit} berubah`,
    "unit-key": (unit: string, epoch: string) => `${unit} mendapat kunci ke-${epoch}`,
    "recovery-key": (unit: string) => `${unit} mendapat kunci pemulihan baru`,
    signers: (change: string, threshold: string) =>
      `Penanda tangan direktori: ${change}; diperlukan ${threshold}`,
    custody: (k: string, names: string) => `Pemegang kunci identitas: ${names}; ${k} harus setuju`,
    "retired-keys": (units: string) =>
      `Catatan kunci lama ${units} BERUBAH. Jangan tandatangani tanpa penjelasan.`,
    "channel-opened": () => "Kanal dibuka untuk pelapor",
    "channel-to-rehearsal": () => "Kanal kembali ke latihan",
    trial: () => "Sifat uji coba berubah",
    expiry: (day: string) => `Direktori berlaku sampai ${day}`,
    text: (field: string) => `Berubah: ${field}`,
    fields,
    renamed: (from: string) => `dahulu ${from}`,
    plus: (words: string) => `+ ${words}`,
    minus: (words: string) => `− ${words}`,
  },
};

export type AdminWords = typeof adminWords;
