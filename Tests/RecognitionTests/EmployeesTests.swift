// SPDX-License-Identifier: EUPL-1.2
import Recognition
import Testing

struct EmployeesTests {
    struct Row: CustomTestStringConvertible, Sendable {
        let text: String
        let names: [String]
        var isUnnamed = false
        var testDescription: String { text }
    }

    @Test(arguments: [
        Row(text: "Mevrouw De Vries hing zomaar op.", names: ["Mevrouw De Vries"]),
        Row(text: "Ik ben onbeschoft behandeld door uw dhr. Jansen.", names: ["dhr. Jansen"]),
        Row(text: "Uw medewerker Karin luisterde niet en onderbrak mij steeds.", names: ["Karin"]),
        Row(text: "mevrouw de vries belt nooit terug", names: ["mevrouw de vries"]),
        Row(text: "IK BEN BOOS OP MEVROUW VAN DIJK VAN UW KANTOOR", names: ["MEVROUW VAN DIJK"]),
        Row(
            text: "De heer van der Meer en mevrouw Bos weigerden mij te helpen.",
            names: ["heer van der Meer", "mevrouw Bos"]),
        Row(text: "Karin de Boer heeft mij niet teruggebeld, voor de derde keer.", names: ["Karin de Boer"]),
        Row(text: "Uw collega was onbeleefd tegen mij.", names: [], isUnnamed: true),
        Row(text: "Uw medewerkster die ik sprak was onbeleefd.", names: [], isUnnamed: true),
        Row(text: "Geachte mevrouw De Vries,\n\nIk wacht al drie maanden op een reactie van u.", names: []),
        Row(text: "Mevrouw Bos van de gemeente was onbeleefd. Wilt u meekijken?", names: []),
        Row(text: "Mijn naam is mevrouw Pietersen en ik wacht al maanden op uw antwoord.", names: []),
        Row(text: "Ik wacht al maanden op uw antwoord.\n\nMet vriendelijke groet,\nmevrouw Smit", names: []),
    ]) func `an employee complained about is named as the citizen does`(_ row: Row) {
        let heard = verdict(row.text)
        #expect(heard.employees == row.names, "\(heard)")
        #expect(heard.concernsUnnamedEmployee == row.isUnnamed)
    }
}
