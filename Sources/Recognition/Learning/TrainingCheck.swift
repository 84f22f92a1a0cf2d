// SPDX-License-Identifier: EUPL-1.2
package import Groundwork

/// Whether the training letters can be learned from honestly: no letter twice, and no trick that gives the label away.
package struct TrainingCheck {
    package private(set) var problems: [Problem] = []
    /// The figures, a line each.
    package private(set) var account: [String] = []

    /// An area under the curve between these tells that a measure does not give the label away.
    private static let fairArea = 0.38...0.62
    private static let fairGuess = 0.62
    private static let remedy = "Write letters that break the pattern, or rewrite these"

    package init(_ letters: [TrainingLetter]) {
        let counts = Dissatisfaction.allCases.map { verdict in
            "\(letters.count { $0.verdict == verdict }) \(verdict.rawValue)"
        }
        let sentences = letters.reduce(0) { $0 + $1.lines.count }
        account.append(
            "\(letters.count) letters (\(counts.joined(separator: ", "))), \(sentences) sentences, "
                + "\(Set(letters.map(\.writer)).count) writers")
        checkIdentity(letters)
        checkNearness(letters)
        checkLeaks(letters.filter { $0.verdict != .doubt })
    }

    private mutating func complain(_ what: String, _ place: String, _ remedy: String = Self.remedy) {
        problems.append(Problem(what, at: place, now: "The letters are used all the same", remedy: remedy))
    }

    private mutating func checkIdentity(_ letters: [TrainingLetter]) {
        let byID = Dictionary(letters.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        if byID.count < letters.count {
            var seen: Set<String> = []
            for letter in letters where !seen.insert(letter.id).inserted {
                complain("\(letter.id) is used twice", letter.place, "Number it anew")
            }
        }
        for letter in letters {
            guard let twin = letter.twin else { continue }
            if byID[twin] == nil {
                complain("the twin \(twin) of \(letter.id) is missing", letter.place, "Write it, or leave the line out")
            }
        }
    }

    /// Sentences of more than six words that stand in two letters, and letters that share more than a third of their word triples.
    private mutating func checkNearness(_ letters: [TrainingLetter]) {
        var owner: [String: Int] = [:]
        var shared = 0
        var triples: [UInt64: [Int]] = [:]
        var sizes = [Int](repeating: 0, count: letters.count)
        for (i, letter) in letters.enumerated() {
            var own: Set<UInt64> = []
            for line in letter.lines {
                let words = words(line.text)
                let key = words.joined(separator: " ")
                if words.count > 8, let other = owner.updateValue(i, forKey: key), other != i {
                    shared += 1
                    complain("\(letter.id) and \(letters[other].id) share a sentence: \(line.text)", letter.place)
                }
                let hashes = words.map(WordHash.of)
                for k in hashes.indices.dropFirst(2) {
                    let triple = WordHash.of(WordHash.of(hashes[k - 2], hashes[k - 1]), hashes[k])
                    if own.insert(triple).inserted { triples[triple, default: []].append(i) }
                }
            }
            sizes[i] = own.count
        }
        var common: [[Int]: Int] = [:]
        for places in triples.values where places.count > 1 && places.count < 12 {
            for (k, a) in places.enumerated() { for b in places[(k + 1)...] { common[[a, b], default: 0] += 1 } }
        }
        var near = 0
        for (pair, count) in common.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) })
        where count * 3 > sizes[pair[0]] + sizes[pair[1]] - count {
            near += 1
            complain(
                "\(letters[pair[0]].id) and \(letters[pair[1]].id) are nearly the same letter", letters[pair[1]].place)
        }
        account.append("near-duplicates: \(near) letters, \(shared) sentences")
    }

    private mutating func checkLeaks(_ letters: [TrainingLetter]) {
        let targets = letters.map { $0.verdict == .complaint }
        let lengths = letters.map { letter in Double(letter.lines.reduce(0) { $0 + $1.text.utf8.count }) }
        let area = Figures.area(lengths, targets)
        account.append("length alone: AUC \(percent(area))")
        if !Self.fairArea.contains(area) {
            complain("the length of a letter gives its label away (AUC \(percent(area)))", "the letters")
        }
        let greetings = letters.map { words($0.lines.first?.text ?? "").first ?? "" }
        let guess = leaveOneOut(greetings, targets)
        account.append("greeting alone: \(percent(guess)) right")
        if guess > Self.fairGuess {
            complain("the greeting gives the label away (\(percent(guess)) right)", "the letters")
        }
        let strongest = strongestWords(letters, targets)
        account.append(
            "one word alone: " + strongest.prefix(6).map { "\($0.word) \(percent($0.right))" }.joined(separator: ", "))
        for word in strongest where word.right > Self.fairGuess {
            complain("the word “\(word.word)” gives the label away (\(percent(word.right)) right)", "the letters")
        }
    }

    private func percent(_ share: Double) -> String { "\((share * 1000).rounded() / 10) %" }

    /// How often the label is guessed from what the other letters with the same key have.
    private func leaveOneOut(_ keys: [String], _ targets: [Bool]) -> Double {
        var counts: [String: (yes: Int, no: Int)] = [:]
        for (key, target) in zip(keys, targets) {
            if target { counts[key, default: (0, 0)].yes += 1 } else { counts[key, default: (0, 0)].no += 1 }
        }
        let right = zip(keys, targets).reduce(0.0) { sum, pair in
            let (yes, no) = counts[pair.0] ?? (0, 0)
            let (others, against) = pair.1 ? (yes - 1, no) : (no - 1, yes)
            return sum + (others > against ? 1 : others == against ? 0.5 : 0)
        }
        return right / Double(max(1, targets.count))
    }

    /// The words whose presence alone guesses most labels.
    private func strongestWords(_ letters: [TrainingLetter], _ targets: [Bool]) -> [(word: String, right: Double)] {
        var counts: [String: (yes: Int, no: Int)] = [:]
        for (letter, target) in zip(letters, targets) {
            for word in Set(letter.lines.flatMap { words($0.text) }) {
                if target { counts[word, default: (0, 0)].yes += 1 } else { counts[word, default: (0, 0)].no += 1 }
            }
        }
        let (yes, no) = (targets.count { $0 }, targets.count { !$0 })
        return counts.filter { $0.value.yes + $0.value.no >= 20 }.map { word, count in
            let right = max(count.yes + no - count.no, count.no + yes - count.yes)
            return (word, Double(right) / Double(max(1, letters.count)))
        }.sorted { ($1.right, $0.word) < ($0.right, $1.word) }
    }
}
