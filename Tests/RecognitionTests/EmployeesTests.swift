// SPDX-License-Identifier: EUPL-1.2
import Testing

@testable import Recognition

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
            names: ["De heer van der Meer", "mevrouw Bos"]),
        Row(text: "Karin de Boer heeft mij niet teruggebeld, voor de derde keer.", names: ["Karin de Boer"]),
        Row(
            text: "Ik ben zeer ontevreden over de heer Van der Weg, die niet naar mij luisterde.",
            names: ["de heer Van der Weg"]),
        Row(text: "Uw dossierbehandelaar Ben heeft mij niet teruggebeld, voor de derde keer.", names: ["Ben"]),
        Row(text: "Yasemin van de receptie hing zomaar op, heel onbeschoft.", names: ["Yasemin"]),
        Row(text: "Ik ben boos op mevrouw van de balie, zij was onbeschoft.", names: []),
        Row(text: "Mijn buurvrouw mevrouw Kok en ik zijn zeer ontevreden, niemand belt terug.", names: []),
        Row(text: "Wij zijn zeer ontevreden over d'r houding.", names: []),
        Row(text: "Ik ben zeer ontevreden.\n\nFatma Çelik", names: []),
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

    @Test(arguments: [
        ("Mevrouw Bos belde. Later zei Bos dat het klaar was.", ["Mevrouw Bos"]),
        ("Ik sprak Karin. Karin de Boer beloofde het.", ["Karin de Boer"]),
        ("Mevrouw Bos, Karin en de heer De Wit waren er.", ["Mevrouw Bos", "Karin", "de heer De Wit"]),
        ("De Gemeente, het UWV en Amsterdam zijn geen mensen.", []),
        ("tim zou mij gisteren bellen", ["tim"]),
    ]) func `a name is one person wherever it stands`(_ text: String, _ names: [String]) {
        let found = PersonFinder(office: ombudsman).persons(in: SentenceSplitter.sentences(of: text))
        #expect(found.map(\.name) == names)
    }

    @Test(arguments: [
        ("bakker", "bakker", true), ("bakker", "baker", true), ("jansen", "janssen", true), ("jansen", "jensen", true),
        ("jansen", "hansma", false), ("bos", "vos", true), ("de", "meer", false),
    ]) func `one letter more, less or other is near`(_ a: String, _ b: String, _ isNear: Bool) {
        #expect(PersonFinder.areNear(a, b) == isNear)
        #expect(PersonFinder.areNear(b, a) == isNear)
    }

    @Test func `a name of the staff list is known with one letter wrong`() {
        let text = "Ik heb al drie keer met Bakkers gesproken."
        let persons = PersonFinder(office: ombudsman).persons(in: SentenceSplitter.sentences(of: text))
        #expect(persons.map(\.surname) == ["bakkers"])
        #expect(persons.first?.mentions.first?.form == .staff)
    }
}

struct ThemeChoiceTests {
    @Test func `of the chances the set is given that shares most with the truth`() {
        func chances(_ likely: [Theme: Double]) -> [Double] { Theme.allCases.map { likely[$0] ?? 0.01 } }
        #expect(Theme.likeliest(chances([.late: 0.9])) == [.late])
        #expect(Theme.likeliest(chances([.late: 0.8, .noReply: 0.75])) == [.late, .noReply])
        #expect(Theme.likeliest(chances([.noReply: 0.6, .late: 0.2])) == [.noReply])
        #expect(Theme.likeliest(chances([.late: 0.95, .noReply: 0.95, .privacy: 0.95, .digital: 0.95])).count == 3)
        #expect(Theme.likeliest(chances([:])).count >= 1)
    }
}
