// SPDX-License-Identifier: EUPL-1.2
import Casework
import Filing
import Groundwork
import Recognition

/// What became of one message, for the account that `rehearse` and `demo` give.
struct Handled {
    struct Outgoing: Hashable {
        let kind: LetterKind
        let to: String
        let subject: String
    }

    let id: ID<Arrival>
    /// The moment of receipt.
    let at: Moment
    var verdict: Verdict?
    var decision: Decision?
    var filed: FilingDesk.Filed?
    /// The dossier in which a reply of staff was kept.
    var reply: Dossier?
    var isReply: Bool
    /// Whether the employee who replied may know of the dossier.
    var mayKnow = true
    var outgoing: [Outgoing] = []

    init(id: ID<Arrival>, at: Moment, verdict: Verdict, decision: Decision, filed: FilingDesk.Filed) {
        (self.id, self.at, self.verdict, self.decision, self.filed, isReply) = (id, at, verdict, decision, filed, false)
    }

    /// A message from before the start moment: registered, and no more.
    init(id: ID<Arrival>, at: Moment, beforeStart verdict: Verdict) {
        (self.id, self.at, self.verdict, isReply) = (id, at, verdict, false)
        decision = Decision(.ignore("before-start"), who: .undecided, because: [])
    }

    init(id: ID<Arrival>, at: Moment, reply: Dossier?) {
        (self.id, self.at, self.reply, isReply) = (id, at, reply, true)
        verdict = Verdict(dissatisfaction: .none, score: 0)
    }
}
