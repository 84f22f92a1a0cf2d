// SPDX-License-Identifier: EUPL-1.2

/// What a letter was heard to say; provisional until a person agrees.
package struct Verdict: Hashable, Sendable {
    package var dissatisfaction: Dissatisfaction
    /// The calibrated probability of dissatisfaction, 0 to 1, on one scale for all three verdicts.
    package var score: Double
    package var cues: [Cue]
    /// At most three.
    package var themes: [Theme]
    /// Whom the dissatisfaction is about; nil when there is none or it is not clear.
    package var about: About?
    /// Employees of the office complained about, as the citizen writes the names.
    package var employees: [String]
    /// Whether an employee is complained about without a name ("uw collega").
    package var concernsUnnamedEmployee: Bool
    package var kinds: [NeighbouringKind]
    /// ISO 639-1.
    package var language: String
    /// The sentences that speak of acute need; empty when there is none.
    package var urgency: [String]
    /// What in the letter led to each theme, kind and employee.
    package var reasons: [Reason] = []

    package init(
        dissatisfaction: Dissatisfaction, score: Double, cues: [Cue] = [], themes: [Theme] = [], about: About? = nil,
        employees: [String] = [], concernsUnnamedEmployee: Bool = false, kinds: [NeighbouringKind] = [],
        language: String = "nl", urgency: [String] = []
    ) {
        (self.dissatisfaction, self.score, self.cues, self.themes) = (dissatisfaction, score, cues, themes)
        (self.about, self.employees, self.concernsUnnamedEmployee) = (about, employees, concernsUnnamedEmployee)
        (self.kinds, self.language, self.urgency) = (kinds, language, urgency)
    }
}

package enum Dissatisfaction: String, Sendable, CaseIterable {
    case complaint = "klacht"
    /// Counts as a complaint until a person says otherwise.
    case doubt = "twijfel"
    case none = "geen"
}

/// A phrase that counted for or against dissatisfaction.
package struct Cue: Hashable, Sendable {
    /// The words as the citizen wrote them.
    package let phrase: String
    package let kind: String
    /// Positive speaks for dissatisfaction, negative against.
    package let weight: Double
    package init(phrase: String, kind: String, weight: Double) {
        (self.phrase, self.kind, self.weight) = (phrase, kind, weight)
    }
}

/// The words of the letter for which something was concluded.
package struct Reason: Hashable, Sendable {
    /// A theme, a kind or the name of an employee.
    package let conclusion: String
    /// As the citizen wrote them.
    package let phrase: String
}

package enum About: String, Sendable, CaseIterable {
    /// The office that runs gehoord, its staff or its handling.
    case office = "intern"
    /// Another body.
    case elsewhere = "extern"
}

package enum Theme: String, Sendable, CaseIterable {
    case late = "niet-tijdig"
    case noReply = "geen-reactie"
    case brokenPromise = "toezegging-niet-nagekomen"
    case treatment = "bejegening"
    case wrongInformation = "onjuiste-informatie"
    case sentAround = "van-kastje-naar-muur"
    case handlingError = "fout-in-behandeling"
    case unreachable = "slechte-bereikbaarheid"
    case unclearInformation = "onduidelijke-informatie"
    case digital = "digitaal-probleem"
    case outcome = "oneens-met-uitkomst"
    case privacy
    case accessibility = "toegankelijkheid"
    case other = "overig"
}

/// Other procedures that a letter may (also) belong to (DOMAIN §4); labels beside a complaint, never instead of it.
package enum NeighbouringKind: String, Sendable, CaseIterable {
    case objection = "bezwaar"
    case appeal = "beroep"
    case noticeOfDefault = "ingebrekestelling"
    case wooRequest = "woo-verzoek"
    case accessRequest = "inzageverzoek"
    case erasureRequest = "avg-verzoek"
    case review = "herziening"
    case publicSpace = "melding-openbare-ruimte"
    case damages = "schadeclaim"
    case signal = "signaal"
    case compliment
    case advertising = "reclame"
}
