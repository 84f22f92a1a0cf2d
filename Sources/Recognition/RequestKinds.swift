// SPDX-License-Identifier: EUPL-1.2

/// The other procedures that a letter may (also) belong to (DOMAIN §4): labels beside a complaint, never instead of it.
enum RequestKinds {
    /// A label is given when its phrases weigh 1 or more together.
    static func of(_ letter: [SentenceEvidence], isDissatisfied: Bool) -> [NeighbouringKind] {
        var weights: [NeighbouringKind: Double] = [:]
        for sentence in letter {
            let hits = sentence.hits.filter { $0.entry.list == .kinds }
            if hits.contains(where: { $0.entry.heading == "niet" }) { continue }
            for hit in hits {
                guard let kind = NeighbouringKind(rawValue: hit.entry.heading) else { continue }
                weights[kind, default: 0] += hit.entry.weight
            }
        }
        return NeighbouringKind.allCases.filter { kind in
            guard weights[kind, default: 0] >= 1 else { return false }
            return kind == .compliment || kind == .advertising ? !isDissatisfied : true
        }
    }
}
