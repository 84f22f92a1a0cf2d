// SPDX-License-Identifier: EUPL-1.2

/// Takes out of a text what tells who somebody is: citizen numbers, mail addresses, telephone numbers, postcodes and house
/// addresses, bank accounts (IBAN), and the names that are known. In doubt it takes out too much.
package struct PersonalData: Sendable {
    private static let mark = "***"
    private let names: Set<String>

    /// - Parameter names: of persons, as they are written; each of their words counts.
    package init(names: some Sequence<String>) {
        self.names = Set(names.flatMap { words($0) }.filter { $0.count > 1 && !Self.noNames.contains($0) })
    }

    /// The text with three asterisks for each stretch that was taken out; blanks run together, lines stay.
    package func masked(_ text: String) -> String {
        text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map { line in
            let written = line.split(whereSeparator: \.isWhitespace)
            return Self.joined(written, without: hidden(written.map(Word.init)))
        }.joined(separator: "\n")
    }

    private struct Word {
        let text: Substring
        /// Without the marks around it.
        let core: Substring
        let folded: String
        /// How many; of an amount those before the comma.
        let digits: Int

        init(_ text: Substring) {
            self.text = text
            let start = text.firstIndex { $0.isLetter || $0.isNumber } ?? text.endIndex
            core =
                text[start...].last { $0.isLetter || $0.isNumber } == nil
                ? "" : text[start...(text.lastIndex { $0.isLetter || $0.isNumber } ?? start)]
            folded = Groundwork.folded(String(core))
            digits = core.split(separator: ",").map { $0.count(where: \.isNumber) }.max() ?? 0
        }

        var isCapitalised: Bool { core.first?.isUppercase == true }
        var isParticle: Bool { PersonalData.particles.contains(folded) }
        var endsSentence: Bool { core.count > 1 && text.last.map { ".,;:!?".contains($0) } == true }
        /// Made of digits and what stands between the groups of a telephone number.
        var isNumber: Bool {
            !isDate && (core.isEmpty ? text : core).allSatisfy { $0.isNumber || "+-./()–".contains($0) }
        }
        var isDate: Bool {
            let groups = core.split(omittingEmptySubsequences: false) { "-/.".contains($0) }
            return groups.count == 3 && groups.allSatisfy { !$0.isEmpty && $0.allSatisfy(\.isNumber) }
                && [[2, 2, 4], [2, 2, 2], [4, 2, 2]].contains { zip(groups, $0).allSatisfy { $0.count <= $1 } }
        }
        /// `12`, `12a`, `12-3`, `12bis`
        var isHouseNumber: Bool {
            let number = core.prefix(while: \.isNumber)
            return (1...5).contains(number.count) && core.count <= number.count + 4
        }
        var isStreet: Bool {
            PersonalData.streets.contains { folded.hasSuffix($0) && folded.count >= $0.count + 3 }
                || isCapitalised && PersonalData.streets.contains(folded) || folded == "postbus"
        }
    }

    private func hidden(_ line: [Word]) -> [Bool] {
        var hidden = line.map { $0.text.contains("@") || $0.text.contains("://") || $0.digits >= 6 && !$0.isDate }
        func hide(_ range: Range<Int>) { for i in range { hidden[i] = true } }
        for i in line.indices {
            if isName(line[i]) { hidden[i] = true }
            if i > 0, Self.titles.contains(line[i - 1].folded) {
                hide(Self.name(line, from: i))
            }
            let number = Self.run(line, from: i, while: \.isNumber)
            if line[number].reduce(0, { $0 + $1.digits }) >= 6 { hide(number) }
            if let end = endOfAccount(line, from: i) { hide(i..<end) }
            if let end = endOfPostcode(line, from: i) { hide(startOfAddress(line, before: i)..<end) }
            if line[i].isHouseNumber, let street = street(line, before: i) { hide(start(line, at: street)..<(i + 1)) }
        }
        return hidden
    }

    /// The words from here on that fit, a dozen at most, so that a long line takes no more than its length.
    private static func run(_ line: [Word], from start: Int, while fits: (Word) -> Bool) -> Range<Int> {
        start..<(line[start...].prefix(12).firstIndex { !fits($0) } ?? min(start + 12, line.count))
    }

    /// The words from here on that make a name: capitalised, with particles between, within one sentence.
    private static func name(_ line: [Word], from start: Int) -> Range<Int> {
        var name = run(line, from: start) { $0.isCapitalised || $0.isParticle }
        if let end = name.first(where: { line[$0].endsSentence }) { name = start..<(end + 1) }
        return start..<((line[name].lastIndex(where: \.isCapitalised) ?? start - 1) + 1)
    }

    private func isName(_ word: Word) -> Bool {
        words(word.folded).contains { part in
            names.contains(part) || part.count > 4 && part.last == "s" && names.contains(String(part.dropLast()))
        }
    }

    /// `NL91 ABNA 0417 1643 00`
    private func endOfAccount(_ line: [Word], from start: Int) -> Int? {
        let head = line[start].core
        guard head.count == 4, head.prefix(2).allSatisfy(\.isLetter), head.suffix(2).allSatisfy(\.isNumber) else {
            return nil
        }
        let account = Self.run(line, from: start) {
            $0.core.count <= 4 && ($0.digits > 0 || $0.core.allSatisfy(\.isUppercase))
        }
        return line[account].reduce(0) { $0 + $1.core.count } >= 15 ? account.upperBound : nil
    }

    /// The postcode with the place, or the house number, that follows it. "In 2025 is" is none.
    private func endOfPostcode(_ line: [Word], from start: Int) -> Int? {
        let number = line[start].core
        guard number.prefix(4).count == 4, number.prefix(4).allSatisfy(\.isNumber), number.first != "0" else {
            return nil
        }
        var end = start + 1
        var letters = number.dropFirst(4).filter { $0 != "-" }
        if letters.isEmpty, end < line.count {
            letters = String(line[end].core)
            end += 1
        }
        guard letters.count == 2, letters.allSatisfy(\.isLetter),
            letters.allSatisfy(\.isUppercase) || !Self.shortWords.contains(letters.lowercased())
        else { return nil }
        if end < line.count, line[end].isHouseNumber { return end + 1 }
        return Self.name(line, from: end).upperBound
    }

    private func startOfAddress(_ line: [Word], before end: Int) -> Int {
        end > 0 && line[end - 1].isHouseNumber ? start(line, at: end - 1) : end
    }

    /// The street that a house number follows, with no other words between than those of a name.
    private func street(_ line: [Word], before number: Int) -> Int? {
        for i in stride(from: number - 1, through: max(0, number - 4), by: -1) {
            if line[i].isStreet { return i }
            guard line[i].isCapitalised || line[i].isParticle || ["nr", "nummer"].contains(line[i].folded) else {
                break
            }
        }
        return nil
    }

    private func start(_ line: [Word], at place: Int) -> Int {
        (line[..<place].lastIndex { !$0.isCapitalised && !$0.isParticle } ?? -1) + 1
    }

    private static func joined(_ line: [Substring], without hidden: [Bool]) -> String {
        var kept: [String] = []
        for i in line.indices {
            guard hidden[i] else {
                kept.append(String(line[i]))
                continue
            }
            if i == 0 || !hidden[i - 1] { kept.append(mark) }
            let isLast = i + 1 == line.count || !hidden[i + 1]
            if isLast, let end = line[i].last, ".,;:!?".contains(end) { kept[kept.count - 1].append(end) }
        }
        return kept.joined(separator: " ")
    }

    private static let particles: Set<String> = [
        "van", "de", "der", "den", "het", "ter", "ten", "te", "t", "la", "le", "du", "von", "el", "al", "op", "in",
    ]
    /// Words of senders' names that are no names, and that the letter needs.
    private static let noNames = particles.union([
        "en", "info", "post", "mail", "contact", "klacht", "klachten", "mevrouw", "meneer", "heer", "familie", "via",
    ])
    private static let titles: Set<String> = ["mevrouw", "mevr", "mw", "meneer", "dhr", "heer", "familie", "fam"]
    private static let streets: Set<String> = [
        "straat", "laan", "weg", "plein", "gracht", "kade", "dijk", "singel", "steeg", "plantsoen", "dreef", "hof",
        "pad", "park", "markt", "wal", "baan", "str", "ring", "haven", "hoek", "veld", "kamp", "akker", "burg",
    ]
    private static let shortWords: Set<String> = [
        "af", "al", "bv", "de", "en", "er", "eu", "ga", "ha", "he", "ik", "in", "is", "ja", "je", "kg", "km", "me",
        "mm",
        "na", "nu", "of", "om", "op", "te", "to", "tm", "we", "wa", "ze", "zo",
    ]
}
