import type { HealthProblem } from "@bijak/client/people";
import type { ApiError } from "@bijak/contract";
import type { ReporterLabelKey } from "@bijak/domain";

const refusals: Record<ApiError["code"], string> = {
  "request-malformed": "Permintaan tidak sesuai kontrak.",
  "request-too-large": "Permintaan lebih besar daripada yang diterima.",
  "host-unknown": "Nama host ini bukan milik lembaga di server itu.",
  "route-unknown": "Tidak ada apa pun di alamat itu.",
  "method-unknown": "Alamat itu tidak menerima cara ini.",
  "origin-refused": "Permintaan datang dari asal lain.",
  "sections-torn": "Isi kiriman tidak utuh.",
  "ciphertext-refused": "Salah satu objek tersegel tidak berbentuk semestinya.",
  "challenge-refused": "Bukti kerja tidak ada, salah, kedaluwarsa, atau sudah dipakai.",
  "unit-unknown": "Unit itu tidak ada.",
  "unit-closed": "Unit itu sedang tidak menerima laporan.",
  "report-conflict": "Laporan lain sudah tersimpan di bawah kode ini.",
  "mailbox-not-found":
    "Tidak ada laporan untuk kode ini. Laporan juga dihapus setelah masa simpannya.",
  "mailbox-read-only": "Kotak ini tidak lagi menerima pesan.",
  "message-budget":
    "Laporan ini sudah membawa pesan sebanyak yang boleh, untuk hari ini atau seluruhnya. Tidak ada yang tersimpan.",
  "upload-refused": "Izin unggah salah atau kedaluwarsa.",
  "upload-budget": "Berkas-berkas itu bersama-sama terlalu besar untuk satu laporan.",
  "part-conflict": "Bagian lain sudah ada di tempat itu.",
  "part-digest": "Bagian berkas tidak cocok dengan sidiknya.",
  "part-missing": "Satu bagian berkas belum tiba.",
  "storage-full": "Tidak ada ruang untuk menyimpan. Tidak ada yang tersimpan.",
  "storage-lost": "Penyimpanan tidak terjangkau. Tidak ada yang tersimpan. Coba lagi.",
  "rate-limited": "Terlalu banyak permintaan. Coba lagi nanti.",
  "founding-refused": "Token pendirian salah atau sudah dipakai.",
  "already-founded": "Lembaga ini sudah ada.",
  "sign-in-refused": "Nama atau rahasianya salah.",
  "session-missing": "Masuk dahulu.",
  "not-available": "Ini tidak tersedia bagi Anda.",
  "declaration-missing": "Nyatakan dahulu apakah Anda punya benturan kepentingan: cases declare.",
  "role-missing": "Peran Anda tidak mengizinkan langkah ini.",
  "move-impossible": "Kasus tidak dapat pindah ke status itu dari sini.",
  "revision-conflict": "Orang lain telah mengubahnya. Baca lagi, lalu ulangi.",
  "act-refused": "Langkah ini butuh tanda tangan sah dari dua anggota.",
  "note-refused": "Catatan bertanda tangan itu tidak sah di sini.",
  "directory-rolled-back": "Direktori hanya boleh maju.",
  "retirement-outdated":
    "Unit sudah menulis sejak titik catatan yang disebut direktori. Tandatangani lagi.",
  "unit-rotating": "Kunci unit ini sedang diganti. Coba lagi beberapa menit lagi.",
  "directory-outdated":
    "Laporan dikunci dengan direktori lama. Muat ulang; tidak ada yang disimpan.",
  "rotation-missing": "Unit belum meminta kunci yang disebut direktori.",
  "opening-refused": "Masih ada yang harus diselesaikan sebelum kanal dibuka.",
  "slots-too-few": "Harus tersisa dua cara membuka yang berbeda.",
  "passkey-refused": "Kunci sandi tidak dikenal atau jawabannya salah.",
  "invitation-refused": "Undangan tidak dikenal, sudah dipakai, ditarik, atau kedaluwarsa.",
  "login-taken": "Nama masuk ini sudah dipakai.",
  "not-overdue": "Kasus belum lewat tenggat, jadi tidak dapat diambil alih.",
  "identity-conflict": "Laporan ini sudah membawa identitas.",
  "release-missing": "Pemegang kunci yang melepas bagiannya belum cukup.",
  "facts-conflict": "Fakta dengan id ini sudah ada dengan nilai lain.",
  "release-refused": "Angka ini tidak dapat diterbitkan.",
  "internal-fault": "Terjadi kesalahan di server. Sudah dicatat tanpa data Anda.",
  "slot-name-taken": "Nama itu sudah dipakai untuk cara masuk Anda yang lain.",
  "signers-too-few":
    "Penanda tangan direktori menjadi lebih sedikit daripada yang diminta direktori. Tunjuk penanda tangan lain dahulu.",
  "custodians-too-few":
    "Pemegang kunci identitas menjadi lebih sedikit daripada yang dibutuhkan. Tunjuk yang lain dahulu.",
  "log-rewritten":
    "Log audit server tidak menyambung dengan yang pernah Anda lihat. Tidak ada yang ditandatangani.",
  network: "Server tidak menjawab.",
  "reply-malformed": "Server menjawab di luar kontrak. Apakah alamatnya benar?",
};

const reporterStates: Record<ReporterLabelKey, string> = {
  received: "Diterima",
  assessed: "Ditelaah",
  "answer-needed": "Perlu jawaban Anda",
  forwarded: "Diteruskan ke unit lain",
  examined: "Diperiksa",
  "awaiting-decision": "Menunggu putusan",
  concluded: "Selesai",
  archived: "Diarsipkan",
  erased: "Dimusnahkan",
};

/** Sentences of the command line in Indonesian. This object is the type of every other language. */
export const id = {
  refusals,
  reporterStates,
  unknownCommand: (word: string) => `Tidak ada perintah "${word}". Ketik: node bijak.mjs help`,
  unknownOption: (sentence: string) => `Pilihan tidak dipahami: ${sentence}`,
  optionMissing: (name: string) => `Pilihan ${name} wajib diisi.`,
  fileUnreadable: (path: string) => `Berkas ${path} tidak dapat dibaca.`,
  notJson: (place: string) => `${place} bukan JSON yang benar.`,
  planWrong: (place: string) => `Rencana tidak dapat dipakai: ${place}`,
  localFault: (code: string) => `Tidak berhasil: ${code}`,
  buildMissing:
    "Klien web belum dibangun, dan alat pembangunnya tidak terpasang. Ketik: npm ci && npm run build",
  buildTaken:
    "Klien web dipakai seperti adanya di apps/web/dist; alat pembangunnya tidak terpasang.",
  buildFailed: "Klien web gagal dibangun; sebabnya di atas.",
  building: "Membangun klien web …",
  trialTitle:
    "UJI COBA: lembaga percobaan, hanya di komputer ini. Jangan dipakai untuk laporan sungguhan.",
  trialMade: "Lembaga percobaan dibuat.",
  trialLost: (path: string) =>
    `Lembaga ini percobaan, tetapi akunnya tidak ada di ${path}. Hapus folder data untuk mulai dari awal.`,
  trialNeedsLocalhost:
    "Folder data kosong, dan alamatnya bukan localhost. Dirikan lembaga sungguhan dahulu: node bijak.mjs init",
  forReporters: "Untuk pelapor dan umum",
  forStaff: "Untuk petugas",
  accounts: "Akun petugas",
  columns: { name: "nama", password: "kata sandi", unit: "unit", role: "peran" },
  paperKeys: (path: string) => `Kunci kertas setiap akun ada di ${path}`,
  roles: { handler: "petugas", supervisor: "penyelia" } as Record<string, string>, // other roles show their code
  ready: "Siap. Ctrl+C untuk berhenti.",
  stopped: "Berhenti.",
  askReceipt: "Kode laporan (28 angka, tidak ditampilkan): ",
  askPassword: (name: string) => `Kata sandi ${name} (tidak ditampilkan): `,
  askPaperKey: (name: string) => `Kunci kertas ${name} (tidak ditampilkan): `,
  receiptWrong: "Kode itu salah: harus 28 angka, dan dua angka terakhir memeriksa yang lain.",
  sent: (unit: string, receivedOn: string, dueOn: string) =>
    `Laporan diterima ${unit} pada ${receivedOn}. Petugas memberi tanda terima paling lambat ${dueOn}.`,
  readers: (unit: string, standby: string | null): string =>
    standby === null
      ? `Yang dapat membuka: ${unit}. Tidak ada unit lain.`
      : `Yang dapat membuka: ${unit}; ${standby} bila unit itu tidak bergerak (--no-standby meniadakannya).`,
  receipt: (groups: string) => `Kode laporan: ${groups}`,
  receiptAdvice:
    "Simpan kode ini. Hanya kode ini yang membuka jawaban; laporan sendiri tidak dapat dibuka lagi.",
  fileSent: (name: string) => `Berkas ${name} terkirim.`,
  reportProblems: (line: number, problems: string) =>
    `Laporan ${line} belum dapat dikirim: ${problems}`,
  nothingToSend: "Tidak ada laporan di masukan standar.",
  waiting: (seconds: number) => `Belum terkirim. Dicoba lagi dalam ${seconds} detik.`,
  state: (label: string, since: string) => `Status: ${label} sejak ${since}`,
  stateUnsigned: "Belum ada status bertanda tangan dari unit.",
  stateDiffers: "Peringatan: indeks server berbeda dari status yang ditandatangani unit.",
  promised: (code: string, on: string) => `Janji berikut: ${code}, paling lambat ${on}`,
  outcome: (code: string) => `Hasil: ${code}`,
  late: "Petugas terlambat.",
  noMessages: "Belum ada pesan.",
  ownMessage: "pesan Anda (tidak dapat dibuka lagi)",
  noCases: "Tidak ada kasus.",
  caseNotTaken: "Ambil kasus ini dahulu: cases take",
  declared: (hasConflict: boolean): string =>
    hasConflict
      ? "Benturan kepentingan dicatat. Isi kasus tertutup bagi Anda."
      : "Dicatat: tidak ada benturan kepentingan.",
  taken: "Kasus Anda ambil.",
  replied: "Balasan terkirim.",
  auditBroken:
    "PERINGATAN: log audit server tidak menyambung dengan yang pernah Anda lihat. Laporkan sebelum melanjutkan.",
  nothingHere: "Tidak ada lembaga di folder data ini.",
  checked: (broken: number, warnings: number): string =>
    broken + warnings === 0
      ? "Instalasi ini baik."
      : `${broken} rusak, ${warnings} perlu perhatian.`,
  signed: (serial: number, until: string) =>
    `Direktori ditandatangani lagi: nomor ${serial}, berlaku sampai ${until}.`,
  ceremony:
    "Buka tautan ini di peramban komputer ini. Tautan ini bisa mendirikan satu lembaga, dan berlaku sampai itu:",
  initDone: "Lembaga didirikan. Semua rahasia di bawah dicetak sekali ini saja.",
  paperKey: "kunci kertas",
  sheet: (holder: number) => `Lembar pemulihan untuk pemegang ${holder}`,
  typeRows: (k: number) =>
    `Belum ada yang disimpan. Bagikan lembar-lembar itu dahulu; lalu ${k} pemegang mengetik barisnya kembali dari kertas. Baris kosong membatalkan.`,
  askRow: (unit: string, no: number, k: number) =>
    `${unit}, baris ${no} dari ${k} (tidak ditampilkan): `,
  rowsWrong: (units: string) => `Baris ini tidak cocok, ketik lagi: ${units}`,
  rowsGivenUp: "Dibatalkan sebelum ada yang disimpan.",
  recoverPlan: (unit: string, members: string, signers: string) =>
    `Berkas ini memulihkan kunci ${unit} untuk: ${members}. Cocokkan penanda tangan dengan instance.json tercetak: ${signers}`,
  askRecoveryRow: (no: number) =>
    `Baris pemulihan ${no} (tidak ditampilkan; kosong bila sudah semua): `,
  recoverDone: (path: string, members: string) =>
    `Kunci tersegel untuk ${members} ada di ${path}. Bawa ke meja salah satunya: Admin, Pemulihan.`,
  casesLost: (count: number) =>
    `${count} kasus terbatas tidak dapat dipulihkan: kuncinya rusak atau tidak terbukti.`,
  fileExists: (path: string) => `Berkas ${path} sudah ada; tidak ditimpa.`,
  published: (directorySerial: number, membersSerial: number) =>
    `Terbit: direktori nomor ${directorySerial}, daftar anggota nomor ${membersSerial}.`,
  waitsForSignatures: (have: number, need: number) =>
    `Menunggu tanda tangan: ${have} dari ${need}. Penanda tangan lain melihatnya di Admin.`,
  waitsForSigner: "Permintaan kunci baru menunggu penanda tangan direktori.",
  invited: (link: string, until: string) =>
    `Serahkan tautan ini kepada orangnya saja; berlaku sekali, sampai ${until}:\n${link}`,
  rekeyed: (done: number, left: number, locked: number) =>
    `${done} kasus berkunci baru, ${left} tersisa, ${locked} tidak dapat Anda buka.`,
  rekeying: (done: number, total: number) => `${done} dari ${total} kasus`,
  healthProblems: {
    "directory-expires": "Direktori segera kedaluwarsa: bijak sign.",
    "signer-alone": "Bila satu penanda tangan hilang, direktori tidak dapat ditandatangani lagi.",
    "holders-too-few": "Unit terbuka ini punya kurang dari dua pemegang kunci.",
    "keyring-differs":
      "Gantungan kunci belum tersegel untuk semua anggota, atau masih untuk lebih.",
    "drill-missing": "Lembar pemulihan unit ini belum pernah diuji.",
    "drill-old": "Lembar pemulihan unit ini diuji lebih dari setahun lalu.",
    "rekey-waits": "Ada kasus yang masih memakai kunci lama.",
    "rotation-waits": "Kunci baru menunggu penanda tangan direktori.",
    "slots-too-few": "Anggota ini punya kurang dari dua cara masuk.",
    "recovery-missing": "Unit ini tidak punya kunci pemulihan.",
  } as Record<HealthProblem["code"], string>,
  directoryLine: (serial: number, until: string, signers: string) =>
    `Direktori nomor ${serial}, berlaku sampai ${until}; tanda tangan yang diminta dari penanda tangan: ${signers}`,
  unitLine: (unit: string, epoch: number, holders: string, sealed: string) =>
    `${unit}  kunci ke-${epoch}  pemegang: ${holders}  tersegel: ${sealed}`,
  nobodyWaits: (login: string) => `Tidak ada yang menunggu atas nama ${login}.`,
  healthy: "Semua kunci dalam keadaan baik.",
};

export type Sentences = typeof id;
