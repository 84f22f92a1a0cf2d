// SPDX-License-Identifier: EUPL-1.2

/// Bounds that keep one sender or one message from being a burden to everybody else.
struct LimitSettings: Hashable, Sendable {
    /// Larger messages stay on the server and go to review.
    var messageMegabytes = 150
    /// Automatic letters to one address in a day, so that two answering machines cannot keep each other busy.
    var acknowledgementsPerAddressPerDay = 5

    static let shape = Shape<LimitSettings>.section { keys in
        LimitSettings(
            messageMegabytes: keys.value(
                "messageMegabytes", .integer(1...1000), default: 150,
                "Larger messages stay on the server and go to review."),
            acknowledgementsPerAddressPerDay: keys.value(
                "acknowledgementsPerAddressPerDay", .integer(1...100), default: 5,
                "The most automatic letters to one address in a day."))
    }
}

/// What staff mail shows, and what is kept.
struct PrivacySettings: Hashable, Sendable {
    /// Whether assignments carry the citizen's words, or only number, theme and term.
    var assignmentsShowText = true
    /// Whether GEEN KLACHT and WEL KLACHT are kept, with the masked text, to learn from.
    var learnFromCorrections = false

    static let shape = Shape<PrivacySettings>.section { keys in
        PrivacySettings(
            assignmentsShowText: keys.value(
                "assignmentsShowText", .flag, default: true,
                "Whether mail to handlers carries the citizen's words, or only number, theme and term."),
            learnFromCorrections: keys.value(
                "learnFromCorrections", .flag, default: false,
                "Whether GEEN KLACHT and WEL KLACHT are kept, with the masked text, for `gehoord train --corrections`.")
        )
    }
}
