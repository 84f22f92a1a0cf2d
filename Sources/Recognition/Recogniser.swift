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
    /// What was learned; without it the lexicon alone decides.
    package let model: Model?
    private var calibration: Calibration { model?.calibration ?? Calibration() }
    /// A letter of no more own words than this says too little to be called free of dissatisfaction.
    private static let fewWords = 20
    private static let leastWords = 3
    private static let mostCues = 12

    package init(office: Office, model: Model? = nil) { (self.office, self.model) = (office, model) }

    /// The verdict on a mail that was read: its subject, own new words, form question and what is attached.
    package func hear(_ message: Message) -> Verdict {
        let own = OwnWords(message)
        var body = SentenceSplitter.sentences(of: own.body)
        let isBrief = body.reduce(0) { $0 + $1.words.count } <= Self.fewWords
        if isBrief { body += own.enclosed.flatMap { SentenceSplitter.sentences(of: OwnWords.withoutSignOff($0)) } }
        let letter = Self.evidence(own, body)
        var verdict = verdict(on: letter, isMachine: message.automatic != nil)
        if !isBrief, verdict.dissatisfaction == .none, !own.enclosed.isEmpty {
            // A letter enclosed with a long covering letter cannot speak for it, but it can ask for a look.
            let enclosed = own.enclosed.flatMap { SentenceSplitter.sentences(of: $0) }
            let evidence = Self.evidence(subject: [], enclosed, in: letter.language)
            if self.verdict(on: evidence, isMachine: false).dissatisfaction == .complaint { raiseToDoubt(&verdict) }
        }
        let isUnheard = (isBrief && own.hasUnreadEnclosure) || isForeignToUs(letter)
        // Who says in so many words that this is a complaint is never passed over.
        if isUnheard || letter.saysComplaint, message.automatic == nil, verdict.dissatisfaction == .none {
            raiseToDoubt(&verdict)
        }
        return verdict
    }

    /// What the lexicon finds in a subject and a letter.
    static func evidence(_ own: OwnWords, _ body: [Sentence]) -> LetterEvidence {
        let subject = SentenceSplitter.sentences(of: own.subject)
        return evidence(subject: subject, body, in: Language.of(subject + body))
    }

    private static func evidence(subject: [Sentence], _ body: [Sentence], in language: String) -> LetterEvidence {
        let (evidence, balance) = Scorer(foreign: BuiltIn.foreignCues[language]).weigh(subject + body)
        return LetterEvidence(sentences: evidence, subjectCount: subject.count, language: language, balance: balance)
    }

    private func verdict(on letter: LetterEvidence, isMachine: Bool) -> Verdict {
        // One or two words are no letter to judge by; the lexicon knows those that speak.
        let words = letter.sentences.reduce(0) { $0 + $1.sentence.words.count }
        let model = words < Self.leastWords ? nil : model
        let calibration = model?.calibration ?? Calibration()
        let heard = model.map { Heard(letter, $0) }
        let balance = (heard?.score ?? letter.balance) - (isMachine ? Self.machineDiscount / calibration.slope : 0)
        let probability = calibration.probability(balance)
        let dissatisfaction = calibration.dissatisfaction(probability)
        let evidence = heard?.letter.sentences ?? letter.sentences
        let cues = (heard?.cues ?? []) + Self.cues(of: letter.sentences, isBesideModel: heard != nil)
        var verdict = Verdict(
            dissatisfaction: dissatisfaction, score: probability, cues: Self.heaviest(cues), language: letter.language)
        let kinds = RequestKinds.of(evidence, isDissatisfied: dissatisfaction == .complaint)
        verdict.kinds = kinds.map(\.kind)
        verdict.reasons = kinds.map { Reason(conclusion: $0.kind.rawValue, phrase: $0.phrase) }
        verdict.urgency = isMachine ? [] : Urgency.sentences(in: evidence)
        guard dissatisfaction != .none else { return verdict }
        let topic = heard?.topic
        verdict.themes = topic.flatMap { heard?.themes($0) } ?? Themes.of(evidence)
        verdict.about =
            !office.hearsAboutOthers
            ? .office : topic.flatMap { heard?.about($0) } ?? AboutWhom(office: office).tell(evidence)
        if verdict.about != .elsewhere {
            let persons = Employees(office: office, model: heard?.employees).complainedAbout(in: evidence)
            (verdict.employees, verdict.concernsUnnamedEmployee) = (persons.names, persons.hasUnnamed)
            verdict.reasons += persons.named.map { Reason(conclusion: $0.name, phrase: $0.sentence) }
        }
        verdict.reasons += heard?.reasons(verdict.themes) ?? []
        return verdict
    }

    /// How much less likely a machine is to complain, in log-odds.
    private static let machineDiscount = 3.0

    private func raiseToDoubt(_ verdict: inout Verdict) {
        verdict.dissatisfaction = .doubt
        verdict.score = max(verdict.score, calibration.doubtFrom)
    }

    /// A longer letter in a language for which there is no lexicon must be read by a person.
    private func isForeignToUs(_ letter: LetterEvidence) -> Bool {
        letter.language != "nl" && BuiltIn.foreignCues[letter.language] == nil
            && letter.sentences.reduce(0) { $0 + $1.sentence.words.count } >= 8
    }

    /// The phrases of the lexicon that were found; beside a model they weigh little, for the model has weighed them.
    private static func cues(of evidence: [SentenceEvidence], isBesideModel: Bool) -> [Cue] {
        evidence.flatMap { item in
            item.cues.filter { $0.kind.effect != .pairs }.map { cue in
                let sign: Double =
                    switch cue.kind.effect {
                    case .raises: 1
                    case .lowers, .weakens, .pairs: -1
                    }
                return Cue(
                    phrase: item.sentence.phrase(cue.span), kind: cue.kind.rawValue,
                    weight: sign * cue.weight * (isBesideModel ? 0.1 : 1))
            }
        }
    }

    private static func heaviest(_ cues: [Cue]) -> [Cue] {
        Array(
            cues.enumerated().sorted { (abs($1.element.weight), $0.offset) < (abs($0.element.weight), $1.offset) }
                .prefix(mostCues).map(\.element))
    }
}
