// SPDX-License-Identifier: EUPL-1.2
import Groundwork

/// Whether the dissatisfaction concerns the office that runs gehoord or another body.
struct AboutWhom {
    /// `ons`: the office addressed as the one that failed. `vraag-aan-ons`: the office asked for help. `ander`: another body.
    static let headings = ["ons", "vraag-aan-ons", "ander"]

    private let hearsAboutOthers: Bool
    private let names: [[String]]

    init(office: Recogniser.Office) {
        (hearsAboutOthers, names) = (office.hearsAboutOthers, office.names.map(words))
    }

    /// A letter that names nobody speaks to whom it is addressed: the office.
    func tell(_ evidence: [SentenceEvidence]) -> About {
        guard hearsAboutOthers else { return .office }
        let (ours, theirs) = weights(evidence)
        return ours >= theirs ? .office : .elsewhere
    }

    /// How much speaks for the office and for another body.
    func weights(_ evidence: [SentenceEvidence]) -> (ours: Double, theirs: Double) {
        var ours = 0.0
        var theirs = 0.0
        for sentence in evidence {
            let weight = sentence.discontent > 0.3 ? 0.5 + sentence.discontent : 0.25
            let hits = sentence.bodyHits
            func heaviest(_ heading: String) -> Double {
                hits.filter { $0.entry.heading == heading }.map(\.entry.weight).max() ?? 0
            }
            let other = heaviest("ander")
            let asked = heaviest("vraag-aan-ons")
            let own = max(heaviest("ons"), namesOffice(sentence.sentence) ? 1.2 : 0)
            theirs += other * weight + asked * 0.5
            if own > 0 { ours += own * weight * (other > 0 && own < 2 ? 0.4 : 1) * (asked > 0 && own < 2 ? 0.3 : 1) }
        }
        return (ours, theirs)
    }

    private static let ombudsman = Self(
        office: .init(names: ["ombudsman", "Nationale ombudsman"], hearsAboutOthers: true, staff: []))

    /// The features of a letter to an ombudsman: its topic, and what the rules make of it.
    static func row(_ topic: FeatureVector, _ evidence: LetterEvidence) -> FeatureVector {
        var row = topic
        let (ours, theirs) = ombudsman.weights(evidence.sentences)
        row.add(.rule, 1001, Float(min(ours, 6)))
        row.add(.rule, 1002, Float(min(theirs, 6)))
        row.add(.rule, 1003, ours >= theirs ? 1 : -1)
        row.add(.rule, 1004, theirs == 0 ? 1 : 0)
        addAddressee(evidence.sentences, to: &row)
        row.closeGroup()
        return row
    }

    private static let you: Set<String> = [
        "u", "uw", "jullie", "je", "jij", "jou", "jouw", "you", "your", "ihr", "vous", "votre",
    ]

    /// How the dissatisfaction is shared between sentences that speak to "u", of another body, of both and of neither, and which of
    /// these the strongest sentence is.
    private static func addAddressee(_ sentences: [SentenceEvidence], to row: inout FeatureVector) {
        var (sums, strongest) = ([0.0, 0, 0, 0], (kind: 3, discontent: -1.0))
        for item in sentences {
            let isToUs = item.sentence.words.contains { you.contains($0.text) }
            let isOfOthers = item.bodyHits.contains { $0.entry.heading == "ander" }
            let kind = isToUs ? (isOfOthers ? 2 : 0) : (isOfOthers ? 1 : 3)
            sums[kind] += item.discontent
            if item.discontent > strongest.discontent { strongest = (kind, item.discontent) }
        }
        let total = max(sums.reduce(0, +), 0.1)
        for (kind, sum) in sums.enumerated() { row.add(.rule, 1010 + UInt64(kind), Float(2 * sum / total)) }
        row.add(.rule, 1020 + UInt64(strongest.kind))
    }

    private func namesOffice(_ sentence: Sentence) -> Bool {
        names.contains { parts in
            guard let first = parts.first else { return false }
            return sentence.words.indices.contains { at in
                sentence.words[at].text == first && sentence.words[at...].map(\.text).starts(with: parts)
            }
        }
    }
}
