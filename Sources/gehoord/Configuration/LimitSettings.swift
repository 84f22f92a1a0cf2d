// SPDX-License-Identifier: EUPL-1.2

/// Bounds that keep one sender or one message from being a burden to everybody else.
struct LimitSettings: Hashable, Sendable {
    /// Larger messages stay on the server and go to review.
    var messageMegabytes = 150
    /// Automatic letters to one address in a day, so that two answering machines cannot keep each other busy.
    var acknowledgementsPerAddressPerDay = 5
    /// The same for one dossier, because some relays change the sender's address with each message.
    var acknowledgementsPerDossierPerDay = 3

    static let shape = Shape<LimitSettings>.section { keys in
        LimitSettings(
            messageMegabytes: keys.value(
                "messageMegabytes", .integer(1...1000), default: 150,
                "Larger messages stay on the server and go to review."),
            acknowledgementsPerAddressPerDay: keys.value(
                "acknowledgementsPerAddressPerDay", .integer(1...100), default: 5,
                "The most automatic letters to one address in a day."),
            acknowledgementsPerDossierPerDay: keys.value(
                "acknowledgementsPerDossierPerDay", .integer(1...100), default: 3,
                "The most automatic letters in one dossier in a day."))
    }
}

/// What staff mail shows, and what is kept to learn from.
struct PrivacySettings: Hashable, Sendable {
    /// Whether assignments carry the citizen's words, or only number, theme and term.
    var assignmentsShowText = true
    /// Whether corrections by staff become labelled examples, which are erased with their message.
    var keepCorrections = false

    static let shape = Shape<PrivacySettings>.section { keys in
        PrivacySettings(
            assignmentsShowText: keys.value(
                "assignmentsShowText", .flag, default: true,
                "Whether mail to handlers carries the citizen's words, or only number, theme and term."),
            keepCorrections: keys.value(
                "keepCorrections", .flag, default: false,
                "Whether corrections by staff are kept as examples to learn from; they are erased with their message."
            ))
    }
}
