// SPDX-License-Identifier: EUPL-1.2

/// The other procedures that a letter may (also) belong to (DOMAIN §4): labels beside a complaint, never instead of it.
enum RequestKinds {
    /// A label is given when its phrases weigh 1 or more together; with it the heaviest of them.
    static func of(_ letter: [SentenceEvidence], isDissatisfied: Bool) -> [(kind: NeighbouringKind, phrase: String)] {
        var weights: [NeighbouringKind: Double] = [:]
        var heaviest: [NeighbouringKind: (weight: Double, phrase: String)] = [:]
        for sentence in letter {
            let hits = sentence.hits.filter { $0.entry.list == .kinds }
            if hits.contains(where: { $0.entry.heading == "niet" }) { continue }
            for hit in hits {
                guard let kind = NeighbouringKind(rawValue: hit.entry.heading) else { continue }
                weights[kind, default: 0] += hit.entry.weight
                if hit.entry.weight > heaviest[kind]?.weight ?? 0 {
                    heaviest[kind] = (hit.entry.weight, sentence.sentence.phrase(hit.span))
                }
            }
        }
        return NeighbouringKind.allCases.compactMap { kind in
            guard weights[kind, default: 0] >= 1, let phrase = heaviest[kind]?.phrase else { return nil }
            return isDissatisfied && (kind == .compliment || kind == .advertising) ? nil : (kind, phrase)
        }
    }
}
