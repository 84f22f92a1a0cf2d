// SPDX-License-Identifier: EUPL-1.2
import Testing

@testable import Message

/// The lines that mail programs set above older mail, in the languages they speak.
struct HistoryLanguagesTests {
    private func own(_ history: String, old: String) -> String {
        QuoteSplitter.split(BodyText(plain: "Dit klopt niet.\n\n\(history)\n\n\(old)"), subject: .reply).newText
    }

    static let attributions = [
        "Team <t@x.example> schreef op di 17 nov 2026 om 10:11:",
        "Op 17 november 2026 10:11:22 CET schreef Team <t@x.example>:",
        "On Tuesday, November 17th, 2026 at 10:11, Team <t@x.example> wrote:",
        "---- Op di, 17 nov 2026 10:11:12 +0100 Team <t@x.example> schreef ----",
        "Am Di., 17. Nov. 2026 um 10:11 Uhr schrieb Team <t@x.example>:",
        "Team <t@x.example> a écrit le 17 nov. 2026 à 10:11 :",
        "El mar, 17 nov 2026 a las 10:11, Team (<t@x.example>) escribió:",
        "Il giorno mar 17 nov 2026 alle ore 10:11 Team <t@x.example> ha scritto:",
        "A terça, 17/11/2026, 10:11, Team <t@x.example> escreveu:",
        "Den tir. 17. nov. 2026 kl. 10.11 skrev Team <t@x.example>:",
        "ti 17. marrask. 2026 klo 10.11 Team (t@x.example) kirjoitti:",
        "wt., 17 lis 2026 o 10:11 Team <t@x.example> napisał(a):",
        "út 17. 11. 2026 v 10:11 odesílatel Team <t@x.example> napsal:",
        "Team <t@x.example> ezt írta (időpont: 2026. nov. 17., K, 10:11):",
        "În mar., 17 nov. 2026 la 10:11, Team <t@x.example> a scris:",
        "На вт, 17.11.2026 г. в 10:11 Team <t@x.example> написа:",
        "вт, 17 нояб. 2026 г. в 10:11, Team <t@x.example>:",
        "Вторник, 17 ноября 2026, 10:11 +03:00 от Team <t@x.example>:",
        "уто, 17. нов 2026. у 10:11 Team <t@x.example> је написао/ла:",
        "uto, 17. stu 2026. u 10:11 Team <t@x.example> napisao je:",
        "Team <t@x.example>, 17 Kas 2026 Sal, 10:11 tarihinde şunu yazdı:",
        "Στις Τρί 17 Νοε 2026 στις 10:11 π.μ., ο/η Team <t@x.example> έγραψε:",
        "في ثلاثاء، 17 نوفمبر 2026 في 10:11 ص تمت كتابة ما يلي بواسطة Team <t@x.example>:",
        "\u{202b}בתאריך יום ג׳, 17 בנוב׳ 2026 ב-10:11 מאת \u{202a}Team\u{202c}\u{200f} <\u{202a}t@x.example\u{202c}\u{200f}>:\u{202c}",
        "2026年11月17日(火) 10:11 Team <t@x.example>:",
        "Team <t@x.example> 于2026年11月17日周二 10:11写道：",
        "Vào Th 3, 17 thg 11, 2026 vào lúc 10:11 Team <t@x.example> đã viết:",
        "Pada tanggal Sel, 17 Nov 2026 pukul 10.11 Team <t@x.example> menulis:",
        "* Team <t@x.example> [2026-11-17 10:11]:",
    ]

    @Test(arguments: attributions) func `an attribution ends the own words, with quote marks or without`(line: String) {
        #expect(own(line, old: "> Oud\n> ouder") == "Dit klopt niet.")
        #expect(own(line, old: "Oud\nouder") == "Dit klopt niet.")
    }

    static let blocks = [
        "Von: Team|Gesendet: Dienstag, 17. November 2026 10:11|An: Jan|Betreff: x",
        "De : Team <t@x.example>|Envoyé : mardi 17 novembre 2026 10:11|À : Jan|Objet : x",
        "Sent: Tuesday, November 17, 2026 at 10:11 AM|From: \"Team\" <t@x.example>|To: Jan|Subject: x",
        "De: Team <t@x.example>|Enviada em: terça-feira, 17 de novembro de 2026 10:11|Para: Jan|Assunto: x",
        "Da: Team|Inviato: martedì 17 novembre 2026 10:11|A: Jan|Oggetto: x",
        "Från: Team|Skickat: den 17 november 2026 10:11|Till: Jan|Ämne: x",
        "Lähettäjä: Team|Lähetetty: tiistai 17. marraskuuta 2026 10.11|Vastaanottaja: Jan|Aihe: x",
        "Od: Team|Wysłano: wtorek, 17 listopada 2026 10:11|Do: Jan|Temat: x",
        "Odesílatel: Team|Odesláno: úterý 17. listopadu 2026 10:11|Komu: Jan|Předmět: x",
        "Feladó: Team|Elküldve: 2026. november 17., kedd 10:11|Címzett: Jan|Tárgy: x",
        "Kimden: Team|Gönderildi: 17 Kasım 2026 Salı 10:11|Kime: Jan|Konu: x",
        "От: Team|Отправлено: 17 ноября 2026 г. 10:11|Кому: Jan|Тема: x",
        "Από: Team|Στάλθηκε: Τρίτη, 17 Νοεμβρίου 2026 10:11|Προς: Jan|Θέμα: x",
        "מאת: Team|נשלח: 17 נובמבר 2026 10:11|אל: Jan|נושא: x",
        "发件人：Team|发送时间：2026年11月17日 10:11|收件人：Jan|主题：x",
        "보낸 사람: Team|보낸 날짜: 2026년 11월 17일 10:11|받는 사람: Jan|제목: x",
        "Mittunti: Team <t@x.example>|Nutturi: 17.11.2026 10:11|Gattunu: jan@example.org|Temuri: x",
    ]

    @Test(arguments: blocks) func `a header block ends the own words in any language`(block: String) {
        #expect(own(block.replacing("|", with: "\n"), old: "Oud\nouder") == "Dit klopt niet.")
    }

    @Test(arguments: [
        "-----Ursprüngliche Nachricht-----", "-----Message d'origine-----", "-----Исходное сообщение-----",
        "-----Původní zpráva-----", "-----Eredeti üzenet-----", "------------------ 原始邮件 ------------------",
        "##- Typ uw antwoord boven deze regel -##", "--- Reply above this line ---",
    ])
    func `a separator ends the own words`(line: String) { #expect(own(line, old: "Oud") == "Dit klopt niet.") }

    @Test(arguments: [
        "Naam: Jan Jansen\nE-mail: jan@example.org\nDatum: 17-11-2026 10:11\nKlacht: de lamp is stuk",
        "Ik belde met:\nJan: maandag 10:11\nPiet: dinsdag 17-11-2026 10:12\nKees: nooit\n\nNiemand hielp.",
        "---- Vraag een ----\nWaarom?", "Boven deze regel stond iets anders.",
        "Op 17 november 2026 om 10:11 mailde ik aan Team <t@x.example>:\nwaar blijft het?",
    ])
    func `what a citizen writes is no history`(words: String) {
        let split = QuoteSplitter.split(BodyText(plain: words), subject: .reply)
        #expect((split.isWhole ? words : split.newText) == words)
    }
}
