// SPDX-License-Identifier: EUPL-1.2

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
            for hit in BuiltIn.themes.hits(in: sentence.sentence) {
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

extension Array {
    fileprivate func orElse(_ other: [Element]) -> [Element] { isEmpty ? other : self }
}
