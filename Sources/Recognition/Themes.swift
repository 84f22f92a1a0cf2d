// SPDX-License-Identifier: EUPL-1.2
import Groundwork

/// What the dissatisfaction is about: the themes that weigh most, at most three.
enum Themes {
    /// How much the lexicons speak for each theme.
    static func weights(_ evidence: [SentenceEvidence]) -> [Theme: Double] {
        var weights: [Theme: Double] = [:]
        for sentence in evidence {
            let share = sentence.discontent > 0.3 ? 1 : 0.5
            for cue in sentence.cues where cue.kind.effect == .raises {
                if let theme = cue.theme { weights[theme, default: 0] += 0.5 * share * cue.weight }
            }
            for hit in sentence.hits where hit.entry.list == .themes {
                if let theme = Theme(rawValue: hit.entry.heading) {
                    weights[theme, default: 0] += share * hit.entry.weight
                }
            }
        }
        // Silence is told with delay words: where both speak, silence is the theme unless delay stands on its own.
        if let silence = weights[.noReply], let late = weights[.late], late < silence * 0.7 { weights[.late] = nil }
        return weights
    }

    static func of(_ evidence: [SentenceEvidence]) -> [Theme] {
        let order = Theme.allCases
        let ranked = weights(evidence).sorted { a, b in
            a.value != b.value
                ? a.value > b.value : (order.firstIndex(of: a.key) ?? 0) < (order.firstIndex(of: b.key) ?? 0)
        }
        guard let first = ranked.first else { return [.other] }
        return ranked.prefix(3).filter { $0.value >= max(0.8, first.value * 0.45) }.map(\.key).orElse([first.key])
    }
}

/// Groups of words that mean about the same, seen as one feature each by the learned heads.
enum TopicWords {
    static let text = String(decoding: PackageResources.topics_txt, as: UTF8.self)
    static let headings = text.split(separator: "\n").filter { $0.hasPrefix("[") }.map {
        String($0.dropFirst().prefix { $0 != "]" })
    }
    private static let numbers = Dictionary(uniqueKeysWithValues: Set(headings).map { ($0, WordHash.of("~" + $0)) })

    /// The groups found in a sentence, in order of their number.
    static func found(in sentence: SentenceEvidence) -> [UInt64] {
        Set(sentence.hits.lazy.filter { $0.entry.list == .topics }.compactMap { numbers[$0.entry.heading] }).sorted()
    }
}

extension Theme {
    /// The set of at most three themes that shares most with the true one, as far as the chances tell (the expected Jaccard index).
    ///
    /// Chances are taken as independent; the likeliest themes are always given before the less likely.
    static func likeliest(_ chances: [Double]) -> [Theme] {
        let ranked = chances.indices.sorted { chances[$0] != chances[$1] ? chances[$0] > chances[$1] : $0 < $1 }
        var best = (count: 1, overlap: -1.0)
        for count in 1...3 {
            let among = counts(ranked.prefix(count).map { chances[$0] })
            let beside = counts(ranked.dropFirst(count).map { chances[$0] })
            var overlap = 0.0
            for (both, chance) in among.enumerated() {
                for (more, other) in beside.prefix(4).enumerated() {
                    overlap += chance * other * Double(both) / Double(count + more)
                }
            }
            if overlap > best.overlap { best = (count, overlap) }
        }
        return ranked.prefix(best.count).map { Theme.allCases[$0] }
    }

    /// How likely it is that none, one, two, ... of these come true.
    private static func counts(_ chances: [Double]) -> [Double] {
        chances.reduce([1]) { counts, chance in
            var next = counts.map { $0 * (1 - chance) } + [0]
            for (i, count) in counts.enumerated() { next[i + 1] += count * chance }
            return next
        }
    }
}

extension Array {
    fileprivate func orElse(_ other: [Element]) -> [Element] { isEmpty ? other : self }
}
