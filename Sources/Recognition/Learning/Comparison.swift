// SPDX-License-Identifier: EUPL-1.2

extension LearningSettings {
    /// The settings with one thing changed at a time, named for the table.
    package var variants: [(name: String, settings: LearningSettings)] {
        func variant(_ name: String, _ change: (inout LearningSettings) -> Void) -> (String, LearningSettings) {
            var settings = self
            change(&settings)
            return (name, settings)
        }
        return [
            variant("as shipped") { _ in },
            variant("without pairs of words") { $0.groups.remove(.pairs) },
            variant("without pieces of words") { $0.groups.remove(.characters) },
            variant("without neighbours") { $0.groups.remove(.neighbours) },
            variant("without form and place") { $0.groups.remove(.form) },
            variant("only sentences") { $0.withheldInputs = [11] },
            variant("only the strongest sentence") { $0.withheldInputs = Set(1..<LetterJudge.inputCount) },
            variant("only the bag") { $0.withheldInputs = Set(0..<LetterJudge.inputCount).subtracting([11]) },
            variant("carrying sentences count double") { $0.carriesShare = 2 },
            variant("features trusted alike") { $0.bagTrust = 0 },
            variant("half the penalty") {
                $0.sentencePenalty /= 2; $0.bagPenalty /= 2
            },
            variant("twice the penalty") {
                $0.sentencePenalty *= 2; $0.bagPenalty *= 2
            },
        ]
    }
}

/// What more letters would bring: the same writers heard by models of fewer and fewer others.
package struct LearningCurve {
    let letters: [TrainingLetter]
    let settings: LearningSettings

    package init(_ letters: [TrainingLetter], _ settings: LearningSettings) {
        (self.letters, self.settings) = (letters, settings)
    }

    /// An eighth, a quarter, a half and all of the writers.
    package func steps() -> [(writers: Int, letters: Int, figures: Figures)] {
        var writers = Array(Set(letters.map(\.writer))).sorted()
        var numbers = SeededNumbers(seed: settings.seed &+ 17)
        numbers.shuffle(&writers)
        return [8, 4, 2, 1].map { part in
            let chosen = Set(writers.prefix(max(5, writers.count / part)))
            let some = letters.filter { chosen.contains($0.writer) }
            return (chosen.count, some.count, Trainer(settings).evaluate(some))
        }
    }
}
