// SPDX-License-Identifier: EUPL-1.2

/// What was learned from the training letters: a judgement of sentences, of letters, of themes and of whom it is about.
///
/// A plain file without dates: the same letters and the same seed give the same file to the last byte.
package struct Model: Hashable, Sendable {
    /// Where the model comes from.
    package struct Origin: Hashable, Sendable {
        package let seed: UInt64
        package let letters: Int
        /// SHA-256 of the training texts, in hexadecimal.
        package let texts: String
    }

    package let origin: Origin
    let groups: FeatureGroups
    /// For carrying dissatisfaction and for speaking against it.
    let sentences: SentenceHeads
    var bag: LinearHead
    let judge: LetterJudge
    let calibration: Calibration
    /// One for each theme, in the order of `Theme`.
    let themes: ThemeHeads
    /// Added to the log-odds of each theme before the likeliest set is chosen.
    let themeShift: Double
    let about: LinearHead
    let employees: EmployeeModel

    /// What the heads say of a letter.
    func scores(_ letter: LetterEvidence, _ tokens: [FeatureReader.Tokens]) -> SentenceScores {
        let reader = FeatureReader(groups: groups)
        var scores = SentenceScores(carries: [], against: [], bag: 0)
        for place in letter.sentences.indices {
            let row = reader.features(of: place, in: letter, tokens)
            let both = sentences.scores(row)
            scores.carries.append(both[0])
            scores.against.append(both[1])
        }
        scores.bag = bag.score(reader.features(of: letter, tokens))
        return scores
    }

    /// The likeliest themes, at most three.
    func themes(of row: FeatureVector) -> [Theme] {
        Theme.likeliest(themes.scores(row).map { ExactMath.sigmoid($0 + themeShift) })
    }
}
