// SPDX-License-Identifier: EUPL-1.2
package import Message

/// A letter of which a person said what it is.
package struct CorrectedLetter: Hashable, Sendable {
    /// The subject on the first line, then the writer's own words.
    package let text: String
    package let isComplaint: Bool
    /// The same for letters of one writer, who is never learned from and tested on at once.
    package let writer: String

    package init(text: String, isComplaint: Bool, writer: String) {
        (self.text, self.isComplaint, self.writer) = (text, isComplaint, writer)
    }

    var message: Message {
        var message = Message()
        let end = text.firstIndex(of: "\n") ?? text.endIndex
        (message.subject, message.newText) = (String(text[..<end]), String(text[end...].dropFirst()))
        return message
    }
}

/// What corrections bring, on letters that were set apart.
package struct CorrectionFigures: Hashable, Sendable {
    package struct Tally: Hashable, Sendable {
        /// A complaint heard as one, or none as none.
        package var right = 0
        /// Left to a person.
        package var doubt = 0
    }
    package var letters = 0
    package var complaints = 0
    package var before = Tally()
    package var after = Tally()
}

/// Teaches a model what staff said against it: the words of the corrected letters get other weights in the bag head, and all the
/// rest stays. The thresholds stay too, for what is corrected is no sample of the mail.
package struct CorrectionTrainer {
    /// Of fewer letters, or fewer of either kind, nothing can be learned that could also be checked.
    package static let leastLetters = 20
    package static let leastOfEither = 5
    private static let folds = 5
    private static let bagInput = 11
    /// As long as a row is: then one letter alone moves itself by half at most.
    private static let penalty = 40.0

    let model: Model
    let office: Recogniser.Office
    let seed: UInt64

    package init(model: Model, office: Recogniser.Office, seed: UInt64) {
        (self.model, self.office, self.seed) = (model, office, seed)
    }

    /// The new model, and how the present one and its like do on letters that they did not learn from; nil for too few letters.
    /// Each fifth of the writers is set apart once; the seed alone decides which.
    package func learn(from letters: [CorrectedLetter]) -> (model: Model, figures: CorrectionFigures)? {
        let complaints = letters.count(where: \.isComplaint)
        guard letters.count >= Self.leastLetters, min(complaints, letters.count - complaints) >= Self.leastOfEither
        else { return nil }
        let examples = letters.map { Example($0, model) }
        let folds = folds(letters)
        var figures = CorrectionFigures()
        (figures.letters, figures.complaints) = (letters.count, complaints)
        for fold in 0..<Self.folds {
            let taught = taught(examples.indices.filter { folds[$0] != fold }.map { examples[$0] })
            for i in letters.indices where folds[i] == fold {
                count(letters[i], heardBy: model, in: &figures.before)
                count(letters[i], heardBy: taught, in: &figures.after)
            }
        }
        return (taught(examples), figures)
    }

    private struct Example {
        let row: FeatureVector
        /// What the present model says, in log-odds.
        let base: Double
        let isComplaint: Bool

        init(_ letter: CorrectedLetter, _ model: Model) {
            let own = OwnWords(letter.message)
            let evidence = Recogniser.evidence(own, SentenceSplitter.sentences(of: own.body))
            let reader = FeatureReader(groups: model.groups)
            row = reader.features(of: evidence, evidence.sentences.map { reader.tokens(of: $0.sentence) })
            base = model.calibration.slope * (Heard(evidence, model).score - model.calibration.middle)
            isComplaint = letter.isComplaint
        }
    }

    private func count(_ letter: CorrectedLetter, heardBy model: Model, in tally: inout CorrectionFigures.Tally) {
        switch Recogniser(office: office, model: model).hear(letter.message).dissatisfaction {
        case .complaint: tally.right += letter.isComplaint ? 1 : 0
        case .none: tally.right += letter.isComplaint ? 0 : 1
        case .doubt: tally.doubt += 1
        }
    }

    /// Whole writers, dealt out at random.
    private func folds(_ letters: [CorrectedLetter]) -> [Int] {
        var writers = Array(Set(letters.map(\.writer))).sorted()
        var numbers = SeededNumbers(seed: seed)
        numbers.shuffle(&writers)
        let places = Dictionary(uniqueKeysWithValues: zip(writers, writers.indices))
        return letters.map { places[$0.writer, default: 0] % Self.folds }
    }

    /// The bag head with what it lacked: a penalised regression on the words, from where the present model stands, with as much
    /// say for both kinds.
    private func taught(_ examples: [Example]) -> Model {
        let mask = model.bag.weights.count - 1
        var columns: [Int: Int32] = [:]
        var rows = LogisticRegression.Rows()
        for example in examples {
            rows.append(
                example.row.features.map { feature in
                    let place = Int(feature.place) & mask
                    let column = columns[place, default: Int32(columns.count)]
                    columns[place] = column
                    return (column, feature.value)
                })
        }
        let yes = Double(examples.count(where: \.isComplaint))
        let half = Double(examples.count) / 2
        let fit = LogisticRegression(penalty: Self.penalty).fit(
            rows, width: columns.count, targets: examples.map { $0.isComplaint ? 1 : 0 },
            shares: examples.map { half / max(1, $0.isComplaint ? yes : 2 * half - yes) },
            offsets: examples.map(\.base))
        // What one step of the bag's score is worth to the letter's log-odds; the judge halves it.
        let worth = max(0.05, model.calibration.slope * model.judge.weights[Self.bagInput] / 2)
        var weights = model.bag.weights
        for (place, column) in columns {
            let change = (fit.weights[Int(column)] / worth / LinearHead.unit).rounded()
            weights[place] = Int16(max(-32_000, min(32_000, Double(weights[place]) + change)))
        }
        var taught = model
        taught.bag = LinearHead(bias: model.bag.bias, weights: weights)
        return taught
    }
}

extension Recogniser {
    /// What the sender says in a mail: the subject on the first line, then the own words without quoted text or signature.
    package static func ownText(of message: Message) -> String {
        let own = OwnWords(message)
        return own.subject.split(whereSeparator: \.isNewline).joined(separator: " ") + "\n" + own.body
    }
}
