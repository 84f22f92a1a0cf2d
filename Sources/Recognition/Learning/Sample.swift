// SPDX-License-Identifier: EUPL-1.2
import Message

/// A training letter read the way mail is read, with its features.
struct Sample: Sendable {
    let letter: TrainingLetter
    let evidence: LetterEvidence
    let tokens: [FeatureReader.Tokens]
    /// What each sentence does, after the sentences were found again in the text.
    let labels: [TrainingLetter.Label]
    let rows: [FeatureVector]
    let bag: FeatureVector

    /// 1 for a complaint, 0 for none, nil where readers differ.
    var target: Double? {
        switch letter.verdict {
        case .complaint: 1
        case .none: 0
        case .doubt: nil
        }
    }

    init(_ letter: TrainingLetter, groups: FeatureGroups) {
        self.letter = letter
        let (body, starts) = letter.composed()
        var message = Message()
        (message.subject, message.newText) = (letter.subject, body)
        let own = OwnWords(message)
        evidence = Recogniser.evidence(own, SentenceSplitter.sentences(of: own.body))
        let reader = FeatureReader(groups: groups)
        let tokens = evidence.sentences.map { reader.tokens(of: $0.sentence) }
        let evidence = evidence
        self.tokens = tokens
        labels = evidence.sentences.enumerated().map { place, item in
            place < evidence.subjectCount ? .neutral : Self.label(of: item.sentence, letter.lines, starts)
        }
        rows = evidence.sentences.indices.map { reader.features(of: $0, in: evidence, tokens) }
        bag = reader.features(of: evidence, tokens)
    }

    /// A sentence found has the label of the written lines that it overlaps: `+` before `-` before `.`.
    private static func label(of sentence: Sentence, _ lines: [TrainingLetter.Line], _ starts: [Int])
        -> TrainingLetter.Label
    {
        guard let first = sentence.words.first, let last = sentence.words.last else { return .neutral }
        let text = sentence.source.utf8
        let from = text.distance(from: text.startIndex, to: first.range.lowerBound)
        let to = text.distance(from: text.startIndex, to: last.range.upperBound)
        let labels = lines.indices.filter { starts[$0] < to && starts[$0] + lines[$0].text.utf8.count > from }.map {
            lines[$0].label
        }
        return labels.contains(.carries) ? .carries : labels.contains(.against) ? .against : .neutral
    }
}
