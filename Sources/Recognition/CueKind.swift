// SPDX-License-Identifier: EUPL-1.2

/// What a phrase says about dissatisfaction; the raw value is the heading in the lexicon and what staff read.
enum CueKind: String, Sendable, CaseIterable {
    // For dissatisfaction.
    case complaint = "klacht-geuit"
    case displeasure = "ongenoegen"
    case silence = "stilte"
    case delay = "vertraging"
    case repetition = "herhaling"
    case brokenPromise = "belofte"
    case sentAround = "kastje-muur"
    case notHeard = "niet-gehoord"
    case treatment = "bejegening"
    case mistake = "fout"
    case unreachable = "onbereikbaar"
    case information = "informatie"
    case reproach = "verwijt"
    case irony = "ironie"
    case resignation = "moedeloos"
    case demand = "eis"
    case help = "hulpvraag"
    case harm = "gevolg"
    case standard = "maatstaf"
    case understatement = "understatement"
    case disagreement = "oneens"
    case privacy = "privacy"
    case digital = "digitaal"
    case accessibility = "toegankelijkheid"
    // Half of a pair: says little alone, much beside another cue.
    case promise = "toezegging"
    case contact = "contactpoging"
    case praise = "lof"
    case moment = "tijdstip"
    // Against dissatisfaction.
    case thanks = "dank"
    case question = "vraag"
    case appointment = "afspraak"
    case notice = "mededeling"
    case machine = "automatisch"
    case advertising = "reclame"
    case study = "onderzoek"
    case job = "sollicitatie"
    case health = "gezondheid"
    case resolved = "opgelost"
    case denial = "geen-klacht"
    case official = "ambtelijk"
    // Weakens the sentence that it stands in.
    case hypothetical = "veronderstelling"
    case others = "derden"

    enum Effect: Sendable { case raises, pairs, lowers, weakens }

    var effect: Effect {
        switch self {
        case .complaint, .displeasure, .silence, .delay, .repetition, .brokenPromise, .sentAround, .notHeard,
            .treatment, .mistake,
            .unreachable, .information, .reproach, .irony, .resignation, .demand, .help, .harm, .standard,
            .understatement,
            .disagreement, .privacy, .digital, .accessibility:
            .raises
        case .promise, .contact, .praise, .moment: .pairs
        case .thanks, .question, .appointment, .notice, .machine, .advertising, .study, .job, .health, .resolved,
            .denial,
            .official:
            .lowers
        case .hypothetical, .others: .weakens
        }
    }

    /// The kinds of letter in which words of discontent are not the writer's own.
    var isGenre: Bool {
        switch self {
        case .machine, .advertising, .study, .job, .official: true
        default: false
        }
    }

    /// Whether "niet" or "geen" just before the phrase turns it around.
    var isTurnedByNegation: Bool {
        switch self {
        case .complaint, .displeasure, .treatment, .mistake, .resignation: true
        default: false
        }
    }

    /// The theme that such a phrase speaks of, unless its line in the lexicon names another.
    var theme: Theme? {
        switch self {
        case .silence: .noReply
        case .delay: .late
        case .brokenPromise: .brokenPromise
        case .sentAround: .sentAround
        case .notHeard, .treatment: .treatment
        case .mistake: .handlingError
        case .unreachable: .unreachable
        case .information: .wrongInformation
        case .disagreement: .outcome
        case .privacy: .privacy
        case .digital: .digital
        case .accessibility: .accessibility
        default: nil
        }
    }
}
