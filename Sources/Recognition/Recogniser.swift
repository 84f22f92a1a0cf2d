// SPDX-License-Identifier: EUPL-1.2
package import Message

/// Hears dissatisfaction, themes, persons and urgency in a letter's own words. Pure and deterministic.
package struct Recogniser: Sendable {
    /// The office that runs gehoord, so that `about` and the employees can be told.
    package struct Office: Sendable {
        /// The office's names as citizens write them ("ombudsman", "de Nationale ombudsman").
        package var names: [String]
        /// Whether every complaint is about the office itself (a municipality), or complaints about other bodies come in too.
        package var hearsAboutOthers: Bool
        /// Full names of the staff.
        package var staff: [String]
        package init(names: [String], hearsAboutOthers: Bool, staff: [String]) {
            (self.names, self.hearsAboutOthers, self.staff) = (names, hearsAboutOthers, staff)
        }
    }

    package let office: Office
    private let calibration = Calibration()
    /// A letter of no more own words than this says too little to be called free of dissatisfaction.
    private static let fewWords = 20
    private static let mostCues = 12

    package init(office: Office) { self.office = office }

    /// The verdict on a mail that was read: its subject, own new words, form question and what is attached.
    package func hear(_ message: Message) -> Verdict {
        let own = OwnWords(message)
        let body = SentenceSplitter.sentences(of: own.body)
        let isBrief = body.reduce(0) { $0 + $1.words.count } <= Self.fewWords
        var letter = SentenceSplitter.sentences(of: own.subject) + body
        if isBrief { letter += own.enclosed.flatMap { SentenceSplitter.sentences(of: OwnWords.withoutSignOff($0)) } }
        let language = Language.of(letter)
        var verdict = verdict(on: letter, in: language, isMachine: message.automatic != nil)
        if !isBrief, verdict.dissatisfaction == .none {
            // A letter enclosed with a long covering letter cannot speak for it, but it can ask for a look.
            let enclosed = own.enclosed.flatMap { SentenceSplitter.sentences(of: $0) }
            if self.verdict(on: enclosed, in: language, isMachine: false).dissatisfaction == .complaint {
                raiseToDoubt(&verdict)
            }
        }
        let isUnheard = (isBrief && own.hasUnreadEnclosure) || isForeignToUs(language, letter)
        if isUnheard, message.automatic == nil, verdict.dissatisfaction == .none { raiseToDoubt(&verdict) }
        return verdict
    }

    private func verdict(on letter: [Sentence], in language: String, isMachine: Bool) -> Verdict {
        let lexicons = [BuiltIn.cues] + (BuiltIn.foreignCues[language].map { [$0] } ?? [])
        let (evidence, balance) = Scorer(lexicons: lexicons).weigh(letter)
        let probability = calibration.probability(isMachine ? balance - 2 : balance)
        let heard = calibration.dissatisfaction(probability)
        var verdict = Verdict(
            dissatisfaction: heard, score: probability, cues: cues(of: evidence), language: language)
        verdict.kinds = RequestKinds.of(letter, isDissatisfied: heard == .complaint)
        verdict.urgency = isMachine ? [] : Urgency.sentences(in: letter)
        guard heard != .none else { return verdict }
        verdict.themes = Themes.of(evidence)
        verdict.about = AboutWhom(office: office).tell(evidence)
        if verdict.about != .elsewhere {
            let persons = Employees(office: office).complainedAbout(in: evidence)
            (verdict.employees, verdict.concernsUnnamedEmployee) = (persons.names, persons.hasUnnamed)
        }
        return verdict
    }

    private func raiseToDoubt(_ verdict: inout Verdict) {
        verdict.dissatisfaction = .doubt
        verdict.score = max(verdict.score, calibration.doubtFrom)
    }

    /// A longer letter in a language for which there is no lexicon must be read by a person.
    private func isForeignToUs(_ language: String, _ letter: [Sentence]) -> Bool {
        language != "nl" && BuiltIn.foreignCues[language] == nil && letter.reduce(0) { $0 + $1.words.count } >= 8
    }

    private func cues(of evidence: [SentenceEvidence]) -> [Cue] {
        let all = evidence.flatMap { item in
            item.cues.filter { $0.kind.effect != .pairs }.map { cue in
                let sign: Double =
                    switch cue.kind.effect {
                    case .raises: 1
                    case .lowers, .weakens, .pairs: -1
                    }
                return Cue(phrase: item.sentence.phrase(cue.span), kind: cue.kind.rawValue, weight: sign * cue.weight)
            }
        }
        return Array(
            all.enumerated().sorted { (abs($1.element.weight), $0.offset) < (abs($0.element.weight), $1.offset) }
                .prefix(Self.mostCues).map(\.element))
    }
}
