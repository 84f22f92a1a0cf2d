// SPDX-License-Identifier: EUPL-1.2
import Groundwork
import Testing

struct PersonalDataTests {
    private let personal = PersonalData(names: ["Sanne de Boer", "Özgül, F.", "J.P. van den Wijngaarden"])

    @Test(arguments: [
        ("Mijn BSN is 111222333.", "Mijn BSN is ***."),
        ("Mijn bsn: 111 222 333, dank.", "Mijn bsn: ***, dank."),
        ("Mail mij op sanne@post.example, graag", "Mail mij op ***, graag"),
        ("Bel 06-12345678 of 070 356 35 63.", "Bel *** of ***."),
        ("Bel (070) 356 35 63 of +31 (0)6 12 34 56 78!", "Bel *** of ***!"),
        ("Het nummer 06 - 12 34 56 78 is van mij", "Het nummer *** is van mij"),
        ("Ik woon op 1234 AB Utrecht en wacht", "Ik woon op *** en wacht"),
        ("Ik woon op 1234 AB Den Haag. Ik wacht", "Ik woon op ***. Ik wacht"),
        ("Kerkbuurt 12, 1234ab Utrecht, daar woon ik", "***, daar woon ik"),
        ("Ik woon in de Dorpsstraat 12a, al jaren", "Ik woon ***, al jaren"),
        ("dorpsstraat 7 is mijn adres", "*** is mijn adres"),
        ("aan de Laan van Meerdervoort 121 woon ik", "aan *** woon ik"),
        ("Burgemeester de Vlugtlaan nr. 3-II", "***"),
        ("Stuur het naar Postbus 12 te Delft", "Stuur het naar *** te Delft"),
        ("Rekening NL91 ABNA 0417 1643 00 is van mij", "Rekening *** is van mij"),
        ("Rekening NL91ABNA0417164300.", "Rekening ***."),
        ("Ik ben Sanne de Boer, en Sannes man ook.", "Ik ben *** de ***, en *** man ook."),
        ("Mevrouw OZGUL en de heer Van den Wijngaarden", "Mevrouw *** en de heer ***"),
        ("Ik sprak mevrouw Klaver van de balie", "Ik sprak mevrouw *** van de balie"),
    ]) func `what tells who somebody is goes out of the text`(_ text: String, _ masked: String) {
        #expect(personal.masked(text) == masked)
    }

    @Test(arguments: [
        "Al 3 weken wacht ik, sinds 12-05-2026, op antwoord.", "In 2025 is er 4 keer gebeld over € 1.250,00.",
        "Ik wacht 12 weken.\n\nNiemand belt mij terug!", "Op 1 mei 2026 om 10:30 uur.", "",
    ]) func `what tells how it went stays`(_ text: String) {
        #expect(personal.masked(text) == text)
    }

    @Test(arguments: ["a", "1 ", "A1 ", "06-", "1234 AB ", "straat 1 "])
    func `a long text costs what a long text costs`(_ piece: String) {
        let text = String(repeating: piece, count: 20_000 / piece.utf8.count)
        #expect(personal.masked(text).utf8.count <= text.utf8.count)
    }
}
