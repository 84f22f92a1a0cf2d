// SPDX-License-Identifier: EUPL-1.2

/// Themes and addressees as heard by heads that did not know the writer.
struct Topics {
    /// The log-odds of each theme.
    let scores: [(place: Int, result: [Double])]
    let abouts: [(place: Int, result: Double)]
    let themeShift: Double
    /// The mean share of themes that both name.
    let jaccard: Double

    init(_ cross: CrossFit) {
        scores = cross.crossed(cross.themed(), cross.themeHeads) { heads, row in heads.map { $0.score(row) } }
        abouts = cross.crossed(cross.addressed(), cross.aboutHead) { $0.score($1) }
        var best = (shift: 0.0, jaccard: -1.0)
        for step in -4...4 {
            let shift = Double(step) / 5
            let jaccard = Self.jaccard(scores, cross.samples, shift)
            if jaccard > best.jaccard { best = (shift, jaccard) }
        }
        (themeShift, jaccard) = best
    }

    private static func jaccard(_ scores: [(place: Int, result: [Double])], _ samples: [Sample], _ shift: Double)
        -> Double
    {
        guard !scores.isEmpty else { return 0 }
        let shares = scores.map { i, scores in
            let found = Theme.likeliest(scores.map { ExactMath.sigmoid($0 + shift) })
            return Self.overlap(Set(found), Set(samples[i].letter.themes))
        }
        return shares.reduce(0, +) / Double(shares.count)
    }

    static func overlap(_ a: Set<Theme>, _ b: Set<Theme>) -> Double {
        a.isEmpty && b.isEmpty ? 1 : Double(a.intersection(b).count) / Double(a.union(b).count)
    }
}
