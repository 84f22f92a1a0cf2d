// SPDX-License-Identifier: EUPL-1.2

/// What a letter shows of a person named in it, for judging whether the person is an employee complained about.
struct EmployeeFeatures {
    let office: Recogniser.Office

    /// The row of one of the persons of a letter.
    func row(of person: Person, among persons: [Person], in evidence: [SentenceEvidence]) -> FeatureVector {
        var row = FeatureVector()
        func add(_ number: UInt64, _ value: Double = 1) { row.add(.rule, 2000 + number, Float(value)) }
        let told = person.mentions.filter { !$0.isSalutation }
        let surest = person.mentions.map(\.form.rawValue).min() ?? 4
        add(UInt64(surest))
        if person.mentions.contains(where: {
            PersonWords.firstNames.contains(person.keys.first ?? "") && $0.form.rawValue < 9
        }) {
            add(9)
        }
        for side in Set(person.mentions.map { Self.number(of: $0.side) }).sorted() { add(10 + side) }
        add(20 + (told.isEmpty ? 1 : person.mentions.count > told.count ? 2 : 0))
        add(office.hearsAboutOthers ? 30 : 31)
        add(40 + UInt64(min(person.mentions.count, 4)))
        add(50 + UInt64(min(persons.count, 5)))
        let strongest = evidence.map(\.discontent).max() ?? 0
        func discontent(_ place: Int) -> Double { evidence.indices.contains(place) ? evidence[place].discontent : 0 }
        let places = Set((told.isEmpty ? person.mentions : told).map(\.sentence)).sorted()
        let own = places.map(discontent).max() ?? 0
        let after = places.map { max(discontent($0 + 1), discontent($0 + 2) * 0.7) }.max() ?? 0
        add(60, min(own, 3))
        add(61, min(after, 3))
        add(62, min(places.map { discontent($0 - 1) }.max() ?? 0, 3))
        add(63, own / max(strongest, 0.1))
        add(64, places.map { min(evidence[$0].against, 2) }.max() ?? 0)
        if places.contains(where: { evidence[$0].has(.thanks, .praise) }) { add(65) }
        if places.contains(where: { evidence[$0].has(.treatment, .notHeard, .brokenPromise, .promise) }) { add(66) }
        if places.contains(where: { pointsBack(evidence, $0 + 1) }) { add(67, 0.5 + min(after, 2) / 2) }
        if places.contains(where: { evidence[$0].bodies.contains("ander") }) { add(68) }
        if places.contains(where: { evidence[$0].bodies.contains("ons") }) { add(69) }
        if places.contains(0) || places.contains(where: { $0 <= 1 }) { add(70) }
        if places.allSatisfy({ $0 >= evidence.count - 2 }) { add(71) }
        if told.isEmpty {
            // To the person written to: what "u" said or would do.
            let acts = evidence.count { item in remindsOfAct(item.sentence.words.map(\.text)) }
            add(90 + UInt64(min(acts, 2)))
            let reproached =
                evidence.map { item in
                    item.sentence.words.contains { ["u", "je", "jij", "you"].contains($0.text) } ? item.discontent : 0
                }.max() ?? 0
            add(93, min(reproached, 3))
        }
        addNeighbours(of: told.isEmpty ? person.mentions : told, evidence, to: &row)
        row.closeGroup()
        return row
    }

    private func addNeighbours(
        of mentions: [Person.Mention], _ evidence: [SentenceEvidence], to row: inout FeatureVector
    ) {
        for mention in mentions.prefix(5) {
            let words = evidence[mention.sentence].sentence.words
            let before = mention.span.lowerBound > 0 ? words[mention.span.lowerBound - 1].text : "<<"
            let after = mention.span.upperBound + 1 < words.count ? words[mention.span.upperBound + 1].text : ">>"
            row.add(.wordBefore, WordHash.of(before), 0.7)
            row.add(.wordAfter, WordHash.of(after), 0.7)
            if PersonWords.says.contains(after) { row.add(.rule, 2080) }
            if PersonWords.speaksWith.contains(before) { row.add(.rule, 2081) }
            row.add(.first, WordHash.of(words[mention.span.lowerBound].text), 0.7)
            if mention.form == .capital || mention.form == .firstName, mention.span.lowerBound == 0 {
                row.add(.rule, 2082)
            }
        }
    }

    /// Whether a sentence speaks of somebody named before: "Hij hing op."
    private func pointsBack(_ evidence: [SentenceEvidence], _ place: Int) -> Bool {
        guard evidence.indices.contains(place) else { return false }
        return evidence[place].sentence.words.prefix(12).contains {
            ["hij", "zij", "ze", "hem", "haar", "zijn", "deze", "die", "he", "she", "her", "his", "hem", "zelf"]
                .contains($0.text)
        }
    }

    private func remindsOfAct(_ words: [String]) -> Bool {
        zip(words, words.dropFirst()).contains { a, b in
            let (isFirst, isSecond) = (Self.you.contains(a), Self.you.contains(b))
            return (isFirst && Self.acts.contains(b)) || (isSecond && Self.acts.contains(a))
        }
    }

    private static let you: Set<String> = ["u", "je", "jij", "you", "gij"]
    private static let acts: Set<String> = [
        "zei", "zou", "beloofde", "vroeg", "schreef", "belde", "mailde", "antwoordde", "noemde", "vond", "hing",
        "vertelde",
        "verzekerde", "said", "told", "promised", "would", "adviseerde", "beloofd", "gezegd", "lachte", "keek", "liet",
    ]

    private static func number(of side: Person.Side) -> UInt64 {
        switch side {
        case .office: 0
        case .elsewhere: 1
        case .writer: 2
        case .writersOwn: 3
        case .unsaid: 4
        }
    }
}
