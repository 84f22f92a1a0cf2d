// SPDX-License-Identifier: EUPL-1.2
import Casework
import Correspondence
import Groundwork
import Message
import Recognition

/// What the engine needs of the configuration.
struct EngineSettings: Sendable {
    var rules: OfficeRules
    var identity: OfficeIdentity
    var recognition: Recogniser.Office
    var forms: [FormProfile]
    /// Mail from before this moment is only registered.
    var startsAt: Moment
    /// Whether mail to staff carries the citizen's words, or only number, theme and term.
    var showsText: Bool
    /// The name with which the office's own mail server begins Authentication-Results; nil when it writes none.
    var authenticationServer: String?
    /// Whether what staff say against a verdict is kept to learn from.
    var keepsCorrections = false
}
