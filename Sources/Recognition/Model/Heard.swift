// SPDX-License-Identifier: EUPL-1.2

/// A letter as the model heard it: the score, the sentences that made it, the themes and whom it is about.
struct Heard {
    /// The judge's log-odds, before calibration.
    let score: Double
    let letter: LetterEvidence
    private let model: Model
    private let scores: SentenceScores
    private let tokens: [FeatureReader.Tokens]

    init(_ letter: LetterEvidence, _ model: Model) {
        let reader = FeatureReader(groups: model.groups)
        tokens = letter.sentences.map { reader.tokens(of: $0.sentence) }
        scores = model.scores(letter, tokens)
        score = model.judge.score(scores)
        self.letter = letter.heard(scores)
        self.model = model
    }

    /// The features of what the letter is about, for `themes` and `about`.
    var topic: FeatureVector {
        FeatureReader(groups: model.groups).topicFeatures(
            of: letter, tokens, discontent: scores.carries.map(ExactMath.sigmoid))
    }

    func themes(_ topic: FeatureVector) -> [Theme] { model.themes(of: topic) }

    func about(_ topic: FeatureVector) -> About {
        model.about.score(AboutWhom.row(topic, letter)) > 0 ? .office : .elsewhere
    }

    var employees: EmployeeModel { model.employees }

    /// For each theme the sentence, of the three that carry most dissatisfaction, that speaks of it most when it stands alone; for a
    /// theme by itself the strongest.
    func reasons(_ themes: [Theme]) -> [Reason] {
        let strongest = letter.sentences.indices.sorted { (scores.carries[$1], $0) < (scores.carries[$0], $1) }
            .prefix(3)
        if themes.count == 1, let first = strongest.first {
            return [Reason(conclusion: themes[0].rawValue, phrase: letter.sentences[first].sentence.text)]
        }
        let alone = strongest.map { place in
            let single = LetterEvidence(
                sentences: [letter.sentences[place]], subjectCount: 0, language: letter.language, balance: 0)
            let row = FeatureReader(groups: model.groups).topicFeatures(of: single, [tokens[place]], discontent: [1])
            return (sentence: letter.sentences[place].sentence, scores: model.themes.scores(row))
        }
        return themes.compactMap { theme in
            guard let lane = Theme.allCases.firstIndex(of: theme) else { return nil }
            return alone.max { $0.scores[lane] < $1.scores[lane] }.map {
                Reason(conclusion: theme.rawValue, phrase: $0.sentence.text)
            }
        }
    }

    /// The sentences that moved the score, each with the score that the letter would lack without it.
    var cues: [Cue] {
        let strong = letter.sentences.indices.filter { scores.carries[$0] > -1.5 || scores.against[$0] > -0.5 }
            .sorted { a, b in
                let (first, second) = (
                    max(scores.carries[a], scores.against[a]), max(scores.carries[b], scores.against[b])
                )
                return first != second ? first > second : a < b
            }
        return strong.prefix(8).compactMap { place in
            var without = scores
            (without.carries[place], without.against[place]) = (-6, -6)
            let weight = score - model.judge.score(without)
            guard abs(weight) >= 0.05 else { return nil }
            let item = letter.sentences[place]
            let kinds = item.cues.filter { ($0.kind.effect == .raises) == (weight > 0) }
            let kind = kinds.max { $0.weight < $1.weight }?.kind.rawValue ?? (weight > 0 ? "toon" : "tegenspraak")
            return Cue(phrase: item.sentence.text, kind: kind, weight: (weight * 100).rounded() / 100)
        }
    }
}

extension LetterEvidence {
    /// The same letter with the dissatisfaction of each sentence as the model hears it.
    func heard(_ scores: SentenceScores) -> LetterEvidence {
        let sentences = zip(sentences, scores.carries).map { item, carries in
            var item = item
            item.discontent = 2.5 * ExactMath.sigmoid(carries)
            return item
        }
        return LetterEvidence(sentences: sentences, subjectCount: subjectCount, language: language, balance: balance)
    }
}
