// SPDX-License-Identifier: EUPL-1.2
import Groundwork

/// Makes a model from training letters.
package struct Trainer {
    let settings: LearningSettings

    package init(_ settings: LearningSettings = LearningSettings()) { self.settings = settings }

    /// The model and what it is worth on writers it did not know.
    package func train(_ letters: [TrainingLetter], texts: [UInt8]) -> (model: Model, figures: Figures) {
        let samples = letters.map { Sample($0, groups: settings.groups) }
        let cross = CrossFit(samples, Folds(letters, count: settings.folds, seed: settings.seed), settings)
        let everything = Array(samples.indices)
        let heads = cross.sentenceHeads(learnedFrom: everything)
        let calibration = Calibration.fitted(scores: cross.letterScores, targets: samples.map(\.target))
        let topics = Topics(cross)
        let model = Model(
            origin: .init(seed: settings.seed, letters: letters.count, texts: hex(SHA256.hash(texts))),
            groups: settings.groups,
            carries: heads.carries, against: heads.against, bag: heads.bag,
            judge: cross.judge(learnedFrom: everything), calibration: calibration,
            themes: cross.themeHeads(cross.themed()), themeFrom: topics.themeFrom,
            about: cross.aboutHead(cross.addressed()))
        return (model, Figures(cross, calibration, topics))
    }

    /// What a model is worth on writers it did not know, without making the final one.
    package func evaluate(_ letters: [TrainingLetter], byHand: Bool = false) -> Figures {
        let samples = letters.map { Sample($0, groups: settings.groups) }
        let folds = byHand ? Folds(byHand: letters) : Folds(letters, count: settings.folds, seed: settings.seed)
        let cross = CrossFit(samples, folds, settings)
        return Figures(
            cross, Calibration.fitted(scores: cross.letterScores, targets: samples.map(\.target)), Topics(cross))
    }
}

/// Themes and addressees as heard by heads that did not know the writer.
struct Topics {
    let chances: [(place: Int, result: [Double])]
    let abouts: [(place: Int, result: Double)]
    let themeFrom: Double
    /// The mean share of themes that both name.
    let jaccard: Double

    init(_ cross: CrossFit) {
        guard cross.settings.hearsTopics else {
            (chances, abouts, themeFrom, jaccard) = ([], [], 0, 0)
            return
        }
        chances = cross.crossed(cross.themed(), cross.themeHeads) { heads, row in
            heads.map { ExactMath.sigmoid($0.score(row)) }
        }
        abouts = cross.crossed(cross.addressed(), cross.aboutHead) { $0.score($1) }
        var best = (from: 0.3, jaccard: -1.0)
        for step in 4...16 {
            let from = Double(step) / 40
            let jaccard = Self.jaccard(chances, cross.samples, from)
            if jaccard > best.jaccard { best = (from, jaccard) }
        }
        (themeFrom, jaccard) = best
    }

    private static func jaccard(_ chances: [(place: Int, result: [Double])], _ samples: [Sample], _ from: Double)
        -> Double
    {
        guard !chances.isEmpty else { return 0 }
        let shares = chances.map { i, chances in
            Self.overlap(Set(Model.themes(chances, from: from)), Set(samples[i].letter.themes))
        }
        return shares.reduce(0, +) / Double(shares.count)
    }

    static func overlap(_ a: Set<Theme>, _ b: Set<Theme>) -> Double {
        a.isEmpty && b.isEmpty ? 1 : Double(a.intersection(b).count) / Double(a.union(b).count)
    }
}
