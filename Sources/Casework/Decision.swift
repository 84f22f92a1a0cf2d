// SPDX-License-Identifier: EUPL-1.2

/// Where a message goes and why. Every message ends as exactly one of these.
package struct Decision: Hashable, Sendable {
    package enum Outcome: Hashable, Sendable {
        case file(ID<Dossier>, copies: [ID<Dossier>])
        case open(DossierKind, copies: [ID<Dossier>])
        /// A person must look first; nothing is disclosed to the sender.
        case hold(Hold)
        case duplicate(of: ID<Arrival>)
        case ignore(String)
    }

    package enum Hold: String, Hashable, Sendable {
        case stranger = "unknown sender without a tie to the dossier"
        case strangerNumber = "unknown sender names a number"
        case possibleDataLeak = "our letter may have reached the wrong person"
        case sharedAddress = "several people share this address"
        case colleague = "mail of a colleague that names no dossier"
        case discontentInAutomaticMail = "automatic mail with discontent in it"
        case undelivered = "a bounce that names no letter of ours"
        case noSender = "no address to answer to"
        case quarantined = "the message brought the program down twice"
        case tooLarge = "larger than the limit: it stays on the server"

        case notGiven = "the mail server would not give it"

        package var dutch: String {
            switch self {
            case .stranger: "onbekende afzender in een mailwisseling van een ander"
            case .strangerNumber: "onbekende afzender noemt een nummer"
            case .possibleDataLeak: "mogelijk datalek: onze brief kwam misschien bij de verkeerde"
            case .sharedAddress: "meer mensen gebruiken dit adres"
            case .colleague: "mail van een collega zonder dossier"
            case .discontentInAutomaticMail: "automatisch bericht met ongenoegen erin"
            case .undelivered: "een brief is niet bezorgd, maar niet te zien is welke"
            case .noSender: "geen afzender om te antwoorden"
            case .quarantined: "het programma kon dit bericht twee keer niet verwerken"
            case .tooLarge: "te groot: het bericht staat nog op de mailserver"
            case .notGiven: "de mailserver wilde het bericht niet geven; het staat daar nog"
            }
        }
    }

    package enum Who: Hashable, Sendable {
        case known(ID<Person>)
        case new
        case undecided
    }

    /// How firmly the sender is tied to the citizen; what may be answered depends on it.
    package enum Tie: Hashable, Sendable {
        case ownAddress
        /// Partner, representative, cc or a new address of the citizen: known by other facts.
        case otherPerson
        /// The body that answers us, or a colleague: gets no receipt.
        case official
    }

    package var outcome: Outcome
    package var who: Who
    package var tie: Tie
    package var because: [Reason]
    /// Pairs of persons that are probably one citizen.
    package var suspectedDuplicates: [PersonPair] = []
    /// The dossier whose letter reached somebody else, when that is what happened.
    package var leakedFrom: ID<Dossier>?
    /// Offered to Interne klachten: doubt about the office in a follow-up, or a possible request for revision.
    package var offersToCoordinator = false
    package var isUnderArrangement = false
    /// All registrations of the citizen, where one is known.
    package var citizen: Set<ID<Person>> = []

    package struct PersonPair: Hashable, Sendable {
        package let first: ID<Person>
        package let second: ID<Person>
    }

    package init(_ outcome: Outcome, who: Who, tie: Tie = .ownAddress, because: [Reason]) {
        (self.outcome, self.who, self.tie, self.because) = (outcome, who, tie, because)
    }
}

/// What the store knows that could matter for one arrival.
package struct Knowledge: Sendable {
    package var people: [Person] = []
    /// Every dossier of these people.
    package var dossiers: [Dossier] = []
    /// Numbers and aliases, in normal form.
    package var byNumber: [String: ID<Dossier>] = [:]
    /// Words that earlier messages of a dossier used, folded.
    package var vocabulary: [ID<Dossier>: Set<String>] = [:]
    /// People with whom an arrangement on contact is in force.
    package var underArrangement: Set<ID<Person>> = []
    /// The employees on the staff list whom the message complains about.
    package var complainedAbout: Set<String> = []

    package init() {}

    package func dossier(_ id: ID<Dossier>) -> Dossier? { dossiers.first { $0.id == id } }
    package func person(_ id: ID<Person>) -> Person? { people.first { $0.id == id } }
}
