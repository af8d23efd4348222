import type { PageTexts } from "./texts.ts";

const percent = (share: number) => `${share}\u00A0%`;

export const INDONESIAN: PageTexts = Object.freeze({
  skip: "Langsung ke isi",
  practice: {
    trial: {
      label: "Uji coba",
      name: "UJI COBA",
      note: "Ini bukan layanan resmi. Jangan kirim laporan sungguhan.",
    },
    rehearsal: {
      label: "Latihan",
      name: "LATIHAN",
      note: "Saluran ini belum dibuka. Laporan di sini hanya latihan.",
    },
  },
  mainNav: "Utama",
  menu: "Menu",
  report: "Lapor",
  mailbox: "Pantau",
  statistics: "Statistik",
  otherLanguage: "English",
  noTrackers: "Tidak ada pelacak. Tidak ada kuki. Tidak ada permintaan ke situs lain.",
  front: {
    title: "Bijak bermedia sosial, aman\u00A0melapor",
    lead: "Saluran pengaduan atas unggahan pegawai. Laporan dikunci di perangkat Anda. Hanya petugas yang kami tunjukkan kepada Anda bisa membukanya.",
    reportDoor: {
      title: "Lapor unggahan",
      text: "Sekitar 3 menit. Tanpa akun. Nama Anda tidak ditanya.",
    },
    mailboxDoor: {
      title: "Lihat laporan saya",
      text: "Pakai kode 28 angka. Baca jawaban, tambah bukti.",
    },
    whoTitle: "Siapa melihat apa",
    who: {
      device: {
        title: "Perangkat Anda",
        text: "Tulisan dan bukti Anda. Semua dikunci di sini, sebelum dikirim.",
      },
      server: {
        title: "Server kami",
        text: "Unit tujuan, tanggal, ukuran, dan status. Untuk statistik, terpisah dari kasus: unit, triwulan, kategori, dan hasil. Isi laporan tidak bisa dibuka. Pengelola situs pun tidak bisa.",
      },
      officer: {
        title: "Petugas unit yang Anda lihat",
        text: "Membuka laporan dengan kunci mereka. Nama unit tertulis di samping tombol kirim.",
      },
    },
    limitsTitle: "Batas perlindungan kami, dengan jujur",
    limits: [
      {
        title: "Situs ini harus jujur.",
        text: "Orang yang menguasai server bisa mengganti halaman ini dengan halaman palsu. Periksa alamat situs sebelum menulis.",
      },
      {
        title: "Kunci cadangan dipegang orang.",
        text: "Bila cukup banyak pemegangnya bersepakat, mereka bisa membaca kasus unit itu.",
      },
      {
        title: "Tulisan bisa menunjuk Anda.",
        text: "Hindari nama, jabatan, dan cerita yang hanya Anda tahu. Jangan pakai perangkat atau Wi-Fi kantor.",
      },
    ],
    numbersTitle: "Angka yang bisa diperiksa",
    numbersNote:
      "Laporan bukan bukti. Angka terbit sebagai rilis, bukan penghitung langsung. Angka kecil dilindungi agar tidak menunjuk orang.",
    noNumbers: "Belum ada angka yang terbit.",
    seeYear: (year) => `Lihat statistik ${year}`,
    rulesTitle: "Aturan singkat",
    rules: [
      {
        title: "Netral dalam pemilu.",
        text: "Jangan mendukung calon atau partai, juga lewat suka dan foto.",
      },
      { title: "Tanpa kebencian, tanpa SARA.", text: "Jangan membuatnya, jangan meneruskannya." },
      { title: "Sopan, juga saat marah.", text: "Tahan sebentar sebelum membalas." },
      { title: "Rahasia kantor tetap di kantor.", text: "Pikirkan siapa yang bisa melihat." },
      { title: "Sikap kita mewakili instansi.", text: "Bagikan yang benar dan berguna." },
    ],
  },
  figures: {
    title: (year) => `Statistik ${year}`,
    before: "Data sebelum Bijak",
    released: (day) => `Terbit ${day}`,
    lead: "Angka ini dari masa sebelum Bijak. Sumbernya hanya menyebut jumlah dan bagian tiap kategori.",
    headline: ({ total, year, top, share }) => {
      const [first = ""] = top;
      if (share === null) return `Tidak ada laporan pada ${year}.`;
      if (top.length > 1)
        return `${total} laporan pada ${year}. Terbanyak: ${top.join(" dan ")}, sama banyak.`;
      if (share > 50) return `${total} laporan pada ${year}. Lebih dari setengahnya ${first}.`;
      return `${total} laporan pada ${year}. Terbanyak: ${first}.`;
    },
    amount: (count, share) => (share === null ? count : `${count} · ${percent(share)}`),
    inText: (name, count, share) =>
      share === null ? `${name} ${count}` : `${name} ${count} (${percent(share)})`,
    otherCategories: (howMany) => `${howMany} kategori lain`,
    chartTitle: (year) => `Laporan menurut kategori utama, ${year}`,
    chartIntro: "Diagram batang.",
    caption:
      "Jumlah laporan menurut kategori utama. Skala mulai dari nol. Satu laporan, satu kategori utama.",
    showTable: "Tampilkan sebagai tabel",
    category: "Kategori",
    reports: "Laporan",
    share: "Bagian",
    sum: "Jumlah",
    percent,
    download: "Unduh:",
    unknownTitle: "Hasil, kecepatan, dan unit kerja: tidak diketahui",
    unknownText:
      "Sumbernya tidak memuat hasil kasus, lama jawaban, unit kerja, platform, atau cara melapor. Kami menulis “tidak diketahui”, bukan nol.",
    definitionsTitle: "Definisi",
    definitions: [
      { title: "Laporan", text: "Satu kiriman dari satu pelapor." },
      {
        title: "Kasus",
        text: "Yang dikerjakan petugas. Beberapa laporan tentang unggahan yang sama bisa menjadi satu kasus.",
      },
      {
        title: "Kategori utama",
        text: "Tepat satu untuk tiap laporan. Karena itu jumlah kategori sama dengan jumlah laporan.",
      },
      {
        title: "Bagian",
        text: "Dibulatkan ke persen penuh, setengah ke atas. Jumlahnya bisa tidak tepat 100.",
      },
      { title: "Tidak diketahui", text: "Sumber tidak menyebutnya. Artinya bukan nol." },
    ],
    aboutData: "Tentang data",
    years: "Tahun",
    howToRead: "Cara membaca",
    readingNotes: [
      { title: "Laporan bukan bukti.", text: "Angka ini tidak berkata siapa bersalah." },
      { title: "Laporan bukan kasus.", text: "Beberapa laporan bisa menjadi satu kasus." },
      { title: "Bagian dibulatkan.", text: "Jumlahnya bisa tidak tepat 100." },
    ],
    hiddenSign: " = angka dirahasiakan",
    hiddenNote:
      " untuk melindungi orang. Setahun penuh, seluruh instansi: di bawah 3. Lainnya: di bawah 5. Di halaman ini tidak ada.",
    toDefinitions: "Definisi lengkap",
    sourceTitle: "Sumber",
    signed: "Rilis ini ditandatangani dua orang.",
  },
  list: {
    title: "Statistik",
    lead: "Berapa laporan yang masuk, dan tentang apa. Setiap angka bisa diunduh dan diperiksa.",
    tableTitle: "Tahun yang sudah terbit",
    year: "Tahun",
    largest: "Kategori terbanyak",
    empty: "Belum ada angka yang terbit. Rilis akan muncul di sini.",
    nextTitle: "Rilis berikut",
    next: (year, day) => `Angka ${year} terbit ${day}.`,
    nextUnknown: "Tanggalnya belum ditetapkan.",
    howTitle: "Cara kami menerbitkan angka",
    how: [
      "Angka terbit sebagai rilis. Tidak ada penghitung langsung.",
      "Dua orang menandatangani setiap rilis.",
      "Angka yang bisa menunjuk orang tidak ditampilkan.",
      "Yang tidak kami ketahui ditulis “tidak diketahui”, bukan nol.",
    ],
  },
});
