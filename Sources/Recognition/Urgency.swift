// SPDX-License-Identifier: EUPL-1.2

/// Acute need: eviction, water or power cut off, no money for food, a threat to oneself or others.
enum Urgency {
    /// The sentences that speak of it, as the citizen wrote them.
    static func sentences(in letter: [SentenceEvidence]) -> [String] {
        letter.filter { item in
            let hits = item.hits.filter { $0.entry.list == .urgency }
            return hits.contains { $0.entry.heading == "nood" } && !hits.contains { $0.entry.heading == "niet" }
        }.map(\.sentence.text)
    }
}
