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
        let employees = EmployeeCross(cross)
        let model = Model(
            origin: .init(seed: settings.seed, letters: letters.count, texts: hex(SHA256.hash(texts))),
            groups: settings.groups,
            sentences: SentenceHeads([heads.carries, heads.against]), bag: heads.bag,
            judge: cross.judge(learnedFrom: everything), calibration: calibration,
            themes: ThemeHeads(cross.themeHeads(cross.themed())), themeShift: topics.themeShift,
            about: cross.aboutHead(cross.addressed()),
            employees: EmployeeModel(head: employees.head(), from: employees.from))
        return (model, Figures(cross, calibration, topics, employees))
    }

    /// What a model is worth on writers it did not know, without making the final one.
    package func evaluate(_ letters: [TrainingLetter], byHand: Bool = false) -> Figures {
        let samples = letters.map { Sample($0, groups: settings.groups) }
        let folds = byHand ? Folds(byHand: letters) : Folds(letters, count: settings.folds, seed: settings.seed)
        let cross = CrossFit(samples, folds, settings)
        return Figures(
            cross, Calibration.fitted(scores: cross.letterScores, targets: samples.map(\.target)), Topics(cross),
            EmployeeCross(cross))
    }
}
