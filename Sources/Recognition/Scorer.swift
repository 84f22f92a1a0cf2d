// SPDX-License-Identifier: EUPL-1.2
import Groundwork

/// What one sentence says: its cues with the weight they have here, and the sums of both sides.
struct SentenceEvidence: Sendable {
    struct Found: Sendable {
        let kind: CueKind
        var weight: Double
        let theme: Theme?
        let span: ClosedRange<Int>
    }

    let sentence: Sentence
    var cues: [Found]
    /// How much dissatisfaction the sentence carries, 0 or more.
    var discontent: Double
    /// How much it speaks against dissatisfaction, 0 or more.
    var against: Double
    /// What the lexicons found.
    let hits: [Lexicon.Hit]
    /// The public bodies, and we ourselves, that are spoken of.
    var bodyHits: [Lexicon.Hit] { hits.filter { $0.entry.list == .bodies } }
    var bodies: [String] { bodyHits.map(\.entry.heading) }

    func has(_ kinds: CueKind...) -> Bool { cues.contains { kinds.contains($0.kind) } }
}

/// Weighs a letter sentence by sentence. The numbers here are the hand-set part of the scorer; phrases have theirs in the lexicon.
struct Scorer {
    private static let negators: Set<String> = [
        "niet", "geen", "nooit", "zonder", "noch", "not", "no", "never", "nicht", "kein", "keine", "pas",
    ]
    /// Words that may stand between "niet" and what it turns around.
    private static let softeners: Set<String> = [
        "echt", "zo", "erg", "heel", "zeer", "een", "enige", "bepaald", "direct", "really", "very", "a", "sehr",
    ]
    /// The cues of another language, heard beside the Dutch ones.
    var foreign: Lexicon?

    /// The evidence of each sentence and the letter's balance: above 0 speaks for dissatisfaction.
    func weigh(_ sentences: [Sentence]) -> (evidence: [SentenceEvidence], balance: Double) {
        var evidence = sentences.map(evidence(of:))
        turnIrony(&evidence)
        pairPromises(&evidence)
        countContacts(&evidence)
        aimDispleasure(&evidence)
        tellStory(&evidence)
        fadeSolvedStory(&evidence)
        return (evidence, balance(of: evidence))
    }

    private func evidence(of sentence: Sentence) -> SentenceEvidence {
        var found: [SentenceEvidence.Found] = []
        let hits = BuiltIn.dutch.hits(in: sentence) + (foreign?.hits(in: sentence) ?? [])
        for hit in hits where hit.entry.list == .cues {
            guard let kind = CueKind(rawValue: hit.entry.heading) else { continue }
            let turned = kind.isTurnedByNegation && isNegated(hit, in: sentence)
            let theme = hit.entry.theme ?? kind.theme
            found.append(
                .init(
                    kind: turned ? .denial : kind, weight: turned ? 0.8 : hit.entry.weight, theme: theme,
                    span: hit.span))
        }
        // Of one kind, phrases that overlap are one phrase: the heaviest.
        found.sort { ($1.weight, $0.span.lowerBound) < ($0.weight, $1.span.lowerBound) }
        var cues: [SentenceEvidence.Found] = []
        for cue in found where !cues.contains(where: { $0.kind == cue.kind && $0.span.overlaps(cue.span) }) {
            cues.append(cue)
        }
        return summed(SentenceEvidence(sentence: sentence, cues: cues, discontent: 0, against: 0, hits: hits))
    }

    private func isNegated(_ hit: Lexicon.Hit, in sentence: Sentence) -> Bool {
        let words = sentence.words
        let first = hit.span.lowerBound
        if first >= 1, Self.negators.contains(words[first - 1].text) { return true }
        return first >= 2 && Self.negators.contains(words[first - 2].text)
            && Self.softeners.contains(words[first - 1].text)
    }

    private func summed(_ evidence: SentenceEvidence) -> SentenceEvidence {
        var evidence = evidence
        let raising = evidence.cues.filter { $0.kind.effect == .raises }.map(\.weight).sorted(by: >)
        let lowering = evidence.cues.filter { $0.kind.effect == .lowers }.map(\.weight).sorted(by: >)
        let weakening = evidence.cues.filter { $0.kind.effect == .weakens }.map(\.weight).max() ?? 0
        evidence.discontent = Self.fading(raising, by: 0.5) * max(0, 1 - weakening)
        evidence.against = Self.fading(lowering, by: 0.5)
        if evidence.has(.denial, .health), raising.first ?? 0 < 2 { evidence.discontent *= 0.3 }
        return evidence
    }

    /// Praise close to a bad fact is meant the other way; praise alone is praise.
    private func turnIrony(_ evidence: inout [SentenceEvidence]) {
        for i in evidence.indices where evidence[i].has(.praise) {
            let near = evidence[max(0, i - 2)...min(evidence.count - 1, i + 1)]
            let isBesideHarm = near.contains { $0.discontent >= 1 } && !near.contains { $0.has(.resolved) }
            let kind: CueKind = isBesideHarm ? .irony : .thanks
            evidence[i].cues = evidence[i].cues.map { cue in
                cue.kind == .praise ? .init(kind: kind, weight: cue.weight, theme: nil, span: cue.span) : cue
            }
            if isBesideHarm { evidence[i].cues.removeAll { $0.kind == .thanks } }
            evidence[i] = summed(evidence[i])
        }
    }

    /// A promise followed by a sentence of silence, delay or failure is a broken promise.
    private func pairPromises(_ evidence: inout [SentenceEvidence]) {
        for i in evidence.indices where evidence[i].has(.promise) {
            let end = min(evidence.count - 1, i + 3)
            let isFollowedByFailure = evidence[i...end].contains { item in
                item.cues.contains {
                    $0.weight >= 1 && [.silence, .delay, .repetition, .mistake, .reproach, .harm].contains($0.kind)
                }
            }
            guard isFollowedByFailure else { continue }
            evidence[i].cues = evidence[i].cues.map { cue in
                cue.kind == .promise
                    ? .init(kind: .brokenPromise, weight: 1.2, theme: .brokenPromise, span: cue.span) : cue
            }
            evidence[i] = summed(evidence[i])
        }
    }

    /// Whoever tells of three attempts to get in touch, or of two beside silence, is counting.
    private func countContacts(_ evidence: inout [SentenceEvidence]) {
        let attempts = evidence.indices.filter { evidence[$0].has(.contact) }
        guard
            attempts.count >= 3
                || (attempts.count == 2 && evidence.contains { $0.has(.silence, .delay, .unreachable) })
        else { return }
        for i in attempts.dropFirst() {
            evidence[i].cues = evidence[i].cues.map { cue in
                cue.kind == .contact ? .init(kind: .repetition, weight: 0.9, theme: cue.theme, span: cue.span) : cue
            }
            evidence[i] = summed(evidence[i])
        }
    }

    /// Displeasure counts in full where a body or its people stand in the sentence or beside it; anger is often about something else.
    private func aimDispleasure(_ evidence: inout [SentenceEvidence]) {
        let isAimed = evidence.map { !$0.bodyHits.isEmpty }
        for i in evidence.indices where evidence[i].has(.displeasure) {
            if isAimed[max(0, i - 1)...min(evidence.count - 1, i + 1)].contains(true) { continue }
            for c in evidence[i].cues.indices where evidence[i].cues[c].kind == .displeasure {
                evidence[i].cues[c].weight *= 0.6
            }
            evidence[i] = summed(evidence[i])
        }
    }

    /// Three or more moments told one after the other are the story of a matter that drags on.
    private func tellStory(_ evidence: inout [SentenceEvidence]) {
        let moments = evidence.indices.filter { evidence[$0].has(.moment) && evidence[$0].against < 1 }
        let count = moments.reduce(0) { sum, i in sum + evidence[i].cues.count { $0.kind == .moment } }
        guard count >= 3, !evidence.contains(where: { $0.has(.appointment, .resolved) }) else { return }
        for i in moments {
            evidence[i].cues = evidence[i].cues.map { cue in
                cue.kind == .moment ? .init(kind: .delay, weight: 0.7, theme: .late, span: cue.span) : cue
            }
            evidence[i] = summed(evidence[i])
        }
    }

    /// What was told before "inmiddels opgelost" with thanks is a story that ended well.
    private func fadeSolvedStory(_ evidence: inout [SentenceEvidence]) {
        guard let end = evidence.lastIndex(where: { $0.has(.resolved) }) else { return }
        let after = evidence[end...].reduce(0) { max($0, $1.discontent) }
        guard after < 1.5 else { return }
        for i in evidence.indices { evidence[i].discontent *= 0.35 }
    }

    private func balance(of evidence: [SentenceEvidence]) -> Double {
        var discontent = Self.fading(evidence.map(\.discontent).sorted(by: >), by: 0.7)
        let against = Self.fading(evidence.map(\.against).sorted(by: >), by: 0.6)
        let genre = evidence.flatMap(\.cues).filter { $0.kind.isGenre }.map(\.weight).sorted(by: >)
        discontent *= max(0.15, 1 - 0.3 * Self.fading(genre, by: 0.6))
        // Thanks and questions stand in complaints too: they count less the more discontent there is.
        return discontent - against / (1 + 0.35 * discontent)
    }

    /// The sum of falling values, each counting less than the one before.
    private static func fading(_ falling: [Double], by factor: Double) -> Double {
        var share = 1.0
        return falling.reduce(0) { sum, value in
            defer { share *= factor }
            return sum + value * share
        }
    }
}
