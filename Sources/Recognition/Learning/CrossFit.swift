// SPDX-License-Identifier: EUPL-1.2

/// How a model is learned; the choices that an ablation varies.
package struct LearningSettings: Sendable {
    package var seed: UInt64 = 1
    package var folds = 5
    var groups = FeatureGroups.all
    var sentencePenalty = 2.0
    var bagPenalty = 0.25
    var topicPenalty = 2.0
    var employeePenalty = 2.0
    var judgePenalty = 0.5
    var leastWriters = 2
    var bagTrust = 0.5
    var topicTrust = 0.7
    /// How much a rare feature of the whole letter weighs above a common one.
    var bagRarity = 2.0
    /// The bits of a hash that tell the features of sentences and letters apart.
    var bits = 21
    /// Weights of fewer steps than this are left out of the file.
    var least = 10.0
    /// How much more a sentence that carries dissatisfaction counts than one that does not.
    var carriesShare = 1.0
    /// Inputs of the judge that are left out.
    var withheldInputs: Set<Int> = []
    package init() {}
}

/// Scores for every letter by heads that never saw its writer.
struct CrossFit {
    let samples: [Sample]
    let folds: Folds
    let settings: LearningSettings
    private(set) var scores: [SentenceScores]
    private(set) var inputs: [[Double]] = []
    /// The judge's log-odds for each letter.
    private(set) var letterScores: [Double]
    private let writers: [Int]
    private var topicRows: [FeatureVector] = []

    init(_ samples: [Sample], _ folds: Folds, _ settings: LearningSettings) {
        (self.samples, self.folds, self.settings) = (samples, folds, settings)
        let names = Array(Set(samples.map(\.letter.writer))).sorted()
        let numbers = Dictionary(uniqueKeysWithValues: zip(names, names.indices))
        writers = samples.map { numbers[$0.letter.writer] ?? 0 }
        scores = samples.map { _ in SentenceScores(carries: [], against: [], bag: 0) }
        letterScores = samples.map { _ in 0 }
        for fold in 0..<folds.count {
            let heads = sentenceHeads(learnedFrom: samples.indices.filter { folds.of[$0] != fold })
            for i in samples.indices where folds.of[i] == fold { scores[i] = heads.scores(of: samples[i]) }
        }
        topicRows = samples.indices.map { i in
            FeatureReader(groups: settings.groups).topicFeatures(
                of: samples[i].evidence.heard(scores[i]), samples[i].tokens,
                discontent: scores[i].carries.map(ExactMath.sigmoid))
        }
        inputs = scores.map(LetterJudge.inputs)
        for i in inputs.indices { for k in settings.withheldInputs { inputs[i][k] = 0 } }
        for fold in 0..<folds.count {
            let judge = judge(learnedFrom: samples.indices.filter { folds.of[$0] != fold })
            for i in samples.indices where folds.of[i] == fold { letterScores[i] = judge.score(inputs[i]) }
        }
    }

    struct LearnedHeads {
        let carries: LinearHead
        let against: LinearHead
        let bag: LinearHead

        func scores(of sample: Sample) -> SentenceScores {
            SentenceScores(
                carries: sample.rows.map(carries.score), against: sample.rows.map(against.score),
                bag: bag.score(sample.bag))
        }
    }

    func sentenceHeads(learnedFrom places: [Int]) -> LearnedHeads {
        func sentences(_ label: TrainingLetter.Label, _ share: Double) -> [HeadTrainer.Example] {
            places.flatMap { i in
                zip(samples[i].rows, samples[i].labels).map { row, own in
                    let doubt = samples[i].target == nil ? 0.5 : 1
                    return HeadTrainer.Example(
                        row: row, target: own == label ? 1 : 0, share: doubt * (own == label ? share : 1),
                        writer: writers[i])
                }
            }
        }
        let bags = places.compactMap { i in
            samples[i].target.map { HeadTrainer.Example(row: samples[i].bag, target: $0, share: 1, writer: writers[i]) }
        }
        return LearnedHeads(
            carries: HeadTrainer(
                penalty: settings.sentencePenalty, bits: settings.bits, least: settings.least,
                leastWriters: settings.leastWriters
            ).head(sentences(.carries, settings.carriesShare)),
            against: HeadTrainer(
                penalty: settings.sentencePenalty, bits: settings.bits, least: settings.least,
                leastWriters: settings.leastWriters
            ).head(sentences(.against, 1)),
            bag: HeadTrainer(
                penalty: settings.bagPenalty, bits: settings.bits, least: settings.least,
                leastWriters: settings.leastWriters, trust: settings.bagTrust, rarity: settings.bagRarity
            ).head(bags))
    }

    /// Learns to judge letters from scores by heads that did not know them; an input that would speak the wrong way is silenced.
    func judge(learnedFrom places: [Int]) -> LetterJudge {
        var silent: Set<Int> = []
        while true {
            let weights = judgeWeights(learnedFrom: places, silent)
            let wrong = LetterJudge.signs.indices.filter { weights[$0] * LetterJudge.signs[$0] < 0 }
            if wrong.isEmpty { return LetterJudge(weights: weights.map { ($0 * 1e6).rounded() / 1e6 }) }
            silent.formUnion(wrong)
        }
    }

    private func judgeWeights(learnedFrom places: [Int], _ silent: Set<Int>) -> [Double] {
        var rows = LogisticRegression.Rows()
        var targets: [Double] = []
        for i in places {
            guard let target = samples[i].target else { continue }
            rows.append(
                inputs[i].enumerated().map { (Int32($0.offset), silent.contains($0.offset) ? 0 : Float($0.element)) })
            targets.append(target)
        }
        let fit = LogisticRegression(penalty: settings.judgePenalty, rounds: 200).fit(
            rows, width: LetterJudge.inputCount, targets: targets, shares: targets.map { _ in 1 })
        return fit.weights.enumerated().map { silent.contains($0.offset) ? 0 : $0.element } + [fit.bias]
    }

    /// The letters that have themes, with their rows.
    func themed() -> [(place: Int, row: FeatureVector)] {
        samples.indices.filter { !samples[$0].letter.themes.isEmpty }.map { ($0, topicRows[$0]) }
    }

    func themeHeads(_ rows: [(place: Int, row: FeatureVector)]) -> [LinearHead] {
        Theme.allCases.map { theme in
            HeadTrainer(penalty: settings.topicPenalty, least: settings.least, trust: settings.topicTrust).head(
                rows.map { i, row in
                    .init(
                        row: row, target: samples[i].letter.themes.contains(theme) ? 1 : 0, share: 1, writer: writers[i]
                    )
                })
        }
    }

    /// The letters to an office that hears about others, of which it is known whom they are about.
    func addressed() -> [(place: Int, row: FeatureVector)] {
        samples.indices.filter { samples[$0].letter.isToOmbudsman && samples[$0].letter.about != nil }.map { i in
            (i, AboutWhom.row(topicRows[i], samples[i].evidence.heard(scores[i])))
        }
    }

    func aboutHead(_ rows: [(place: Int, row: FeatureVector)]) -> LinearHead {
        HeadTrainer(penalty: settings.topicPenalty, least: settings.least, trust: settings.topicTrust).head(
            rows.map { i, row in
                .init(row: row, target: samples[i].letter.about == .office ? 1 : 0, share: 1, writer: writers[i])
            })
    }

    /// Applies what each fold's outsiders taught to the fold.
    func crossed<T, Result>(
        _ rows: [(place: Int, row: FeatureVector)], _ learn: ([(place: Int, row: FeatureVector)]) -> T,
        _ apply: (T, FeatureVector) -> Result
    ) -> [(place: Int, result: Result)] {
        (0..<folds.count).flatMap { fold in
            let learned = learn(rows.filter { folds.of[$0.place] != fold })
            return rows.filter { folds.of[$0.place] == fold }.map { ($0.place, apply(learned, $0.row)) }
        }
    }
}
