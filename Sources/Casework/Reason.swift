// SPDX-License-Identifier: EUPL-1.2

/// Why a message was filed where it was; data, worded here for the operator (English) and for staff (Dutch).
package enum Reason: Hashable, Sendable {
    case answersOurLetter(dossier: String)
    case threadNames(dossier: String)
    case numberNamed(dossier: String)
    case addressBelongs(to: String)
    case tookPart(dossier: String)
    case household(of: String)
    case factsAgree(with: String, count: Int)
    case bodyAnswers(dossier: String)
    case colleaguePassesOn
    case nameTells(who: String)
    case unknownSender
    case runningAndNamed(dossier: String)
    case namedThoughClosed(dossier: String)
    case latest(dossier: String)
    case noDossierYet
    case newMatterSaid(phrase: String)
    case newStory
    case aboutTheOffice
    case sameMatterOpen(dossier: String)
    case wooRequest
    case numberIsNotTheSenders
    case sharedAddress
    case strangerInThread
    case strangerNamesNumber
    case automatic(String)
    case sameMessage
    case undelivered(dossier: String)
    case arrangement

    package var english: String {
        switch self {
        case .answersOurLetter(let dossier): "it answers our letter in \(dossier): the token came back"
        case .threadNames(let dossier): "In-Reply-To or References names a message of \(dossier)"
        case .numberNamed(let dossier): "it names dossier \(dossier)"
        case .addressBelongs(let who): "the sender's address belongs to \(who)"
        case .tookPart(let dossier): "the sender took part in \(dossier) before"
        case .household(let who): "the sender is of the household of \(who)"
        case .factsAgree(let who, let count): "\(count) identity facts agree with \(who)"
        case .bodyAnswers(let dossier): "the body that \(dossier) is about answers under our number"
        case .colleaguePassesOn: "a colleague passes it on"
        case .nameTells(let who): "the name tells which of the people at this address it is: \(who)"
        case .unknownSender: "the sender is not known yet"
        case .runningAndNamed(let dossier): "\(dossier) is running and is plainly named or answered"
        case .namedThoughClosed(let dossier): "\(dossier) is named, and this belongs there although it is closed"
        case .latest(let dossier): "\(dossier) is the citizen's latest dossier"
        case .noDossierYet: "the citizen has no dossier yet"
        case .newMatterSaid(let phrase): "the citizen says that it is a new matter: “\(phrase)”"
        case .newStory: "it tells a new matter that no dossier of the citizen is about"
        case .aboutTheOffice: "it is discontent about the office itself"
        case .sameMatterOpen(let dossier): "internal complaint \(dossier) is still open"
        case .wooRequest: "it asks for documents (Woo)"
        case .numberIsNotTheSenders: "a number is named that is not the sender's: it proves nothing"
        case .sharedAddress: "several people share the address and nothing tells who wrote"
        case .strangerInThread: "somebody without a tie to the citizen writes in the thread"
        case .strangerNamesNumber: "an unknown sender only names a number"
        case .automatic(let kind): "automatic mail (\(kind)) without discontent"
        case .sameMessage: "the same message was received before"
        case .undelivered(let dossier): "a letter of \(dossier) could not be delivered"
        case .arrangement: "an arrangement on contact is in force"
        }
    }

    package var dutch: String {
        switch self {
        case .answersOurLetter(let dossier): "antwoord op onze brief in \(dossier)"
        case .threadNames(let dossier): "reactie in een mailwisseling van \(dossier)"
        case .numberNamed(let dossier): "noemt dossier \(dossier)"
        case .addressBelongs(let who): "het e-mailadres is van \(who)"
        case .tookPart(let dossier): "de afzender deed al mee in \(dossier)"
        case .household(let who): "de afzender is een huisgenoot van \(who)"
        case .factsAgree(let who, let count): "\(count) gegevens kloppen met \(who) (naam, telefoon, postcode)"
        case .bodyAnswers(let dossier): "de instantie uit \(dossier) antwoordt onder ons nummer"
        case .colleaguePassesOn: "een collega stuurt dit door"
        case .nameTells(let who): "de naam wijst aan wie op dit adres schrijft: \(who)"
        case .unknownSender: "de afzender is nog niet bekend"
        case .runningAndNamed(let dossier): "\(dossier) loopt en is duidelijk bedoeld"
        case .namedThoughClosed(let dossier): "\(dossier) is genoemd en dit hoort daar, ook al is het gesloten"
        case .latest(let dossier): "\(dossier) is het laatste dossier van deze burger"
        case .noDossierYet: "deze burger heeft nog geen dossier"
        case .newMatterSaid(let phrase): "de burger zegt dat het om iets nieuws gaat: “\(phrase)”"
        case .newStory: "het verhaal gaat over iets waar nog geen dossier van is"
        case .aboutTheOffice: "het ongenoegen gaat over ons eigen bureau"
        case .sameMatterOpen(let dossier): "interne klacht \(dossier) loopt nog"
        case .wooRequest: "er wordt om documenten gevraagd (Woo)"
        case .numberIsNotTheSenders: "het genoemde nummer is niet van de afzender en bewijst niets"
        case .sharedAddress: "meer mensen gebruiken dit adres en niet te zien is wie schreef"
        case .strangerInThread: "iemand zonder band met de burger schrijft in deze mailwisseling"
        case .strangerNamesNumber: "een onbekende afzender noemt alleen een nummer"
        case .automatic(let kind): "automatisch bericht (\(kind)) zonder ongenoegen"
        case .sameMessage: "hetzelfde bericht kwam al eerder binnen"
        case .undelivered(let dossier): "een brief in \(dossier) kon niet worden bezorgd"
        case .arrangement: "er geldt een afspraak over het contact"
        }
    }
}
