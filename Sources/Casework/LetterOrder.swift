// SPDX-License-Identifier: EUPL-1.2
package import Groundwork

/// A letter that is owed: which, to whom, about what, and not before when. The cause names it once and for all, so that the
/// same cause never owes the same letter twice.
package struct LetterOrder: Hashable, Sendable {
    package var kind: LetterKind
    package var recipient: String
    package var dossier: ID<Dossier>?
    package var arrival: ID<Arrival>?
    package var duty: ID<Duty>?
    package var cause: String
    package var notBefore: Moment

    package init(
        _ kind: LetterKind, to recipient: String, dossier: ID<Dossier>? = nil, arrival: ID<Arrival>? = nil,
        duty: ID<Duty>? = nil,
        cause: String, notBefore: Moment
    ) {
        (self.kind, self.recipient, self.dossier, self.arrival, self.duty) = (kind, recipient, dossier, arrival, duty)
        (self.cause, self.notBefore) = (cause, notBefore)
    }
}
