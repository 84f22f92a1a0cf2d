// SPDX-License-Identifier: EUPL-1.2
package import Groundwork

/// What a mailbox is for; decides who sees plain messages first.
package enum MailboxPurpose: String, Sendable, CaseIterable {
    case intake
    case internalComplaints = "internal-complaints"
    case woo
}

/// What casework sees of a mail: who wrote it, what it points at, and what was heard in it.
package struct Arrival: Sendable {
    package enum Writer: Hashable, Sendable {
        case citizen
        /// An employee who passes on somebody else's words, or writes about a dossier.
        case employee(address: String)
        /// Our own mail, come back.
        case ourselves
    }

    package enum Machine: String, Sendable {
        case autoReply = "auto-reply"
        case bounce
        case bulk
    }

    package struct Bounce: Hashable, Sendable {
        package var isPermanent: Bool
        package var recipient: String?
        /// The dossier of the letter that did not arrive, where known.
        package var dossier: ID<Dossier>?
        package init(isPermanent: Bool, recipient: String?, dossier: ID<Dossier>?) {
            (self.isPermanent, self.recipient, self.dossier) = (isPermanent, recipient, dossier)
        }
    }

    /// What recognition heard, in casework's own terms.
    package struct Heard: Hashable, Sendable {
        package enum Level: Int, Comparable, Sendable {
            case none, doubt, complaint
            package static func < (a: Level, b: Level) -> Bool { a.rawValue < b.rawValue }
        }
        package var level: Level
        /// True for the office, false for another body, nil when that is not clear.
        package var aboutOffice: Bool?
        /// As the citizen names them.
        package var employees: [String]
        package var unnamedEmployee: Bool
        package var isWooRequest: Bool
        package var isReviewRequest: Bool
        package var isSignal: Bool
        package var isAdvertising: Bool
        package var isUrgent: Bool
        /// Why it was heard so, for the letters that explain it to staff.
        package var explanation = Explanation()
        package init(
            level: Level = .none, aboutOffice: Bool? = nil, employees: [String] = [], unnamedEmployee: Bool = false,
            isWooRequest: Bool = false, isReviewRequest: Bool = false, isSignal: Bool = false,
            isAdvertising: Bool = false,
            isUrgent: Bool = false
        ) {
            (self.level, self.aboutOffice, self.employees, self.unnamedEmployee) = (
                level, aboutOffice, employees, unnamedEmployee
            )
            (self.isWooRequest, self.isReviewRequest, self.isSignal) = (isWooRequest, isReviewRequest, isSignal)
            (self.isAdvertising, self.isUrgent) = (isAdvertising, isUrgent)
        }
    }

    /// The verdict in words for staff.
    package struct Explanation: Hashable, Sendable {
        package struct Sentence: Hashable, Sendable {
            package let words: String
            package let kind: String
            package let weight: Double
            package init(words: String, kind: String, weight: Double) {
                (self.words, self.kind, self.weight) = (words, kind, weight)
            }
        }
        /// 0 to 1.
        package var probability = 0.0
        package var sentences: [Sentence] = []
        package var themes: [String] = []
        package var alsoKinds: [String] = []
        package var urgency: [String] = []
        package init() {}
    }

    package var receivedAt: Moment
    package var mailbox: MailboxPurpose
    package var writer: Writer
    /// Where an answer would go, in lower case; nil when the mail gives none.
    package var sender: String?
    /// Further addresses of the writer: `From` beside another `Reply-To`.
    package var otherSenders: Set<String>
    package var senderName: String
    package var subject: String
    /// The writer's own new words.
    package var words: String
    package var facts: IdentityFacts
    /// Our letter that this answers, when its token came back: the dossier and the address the letter went to.
    package var answered: AnsweredLetter?
    /// Dossiers that the thread fields name, in order of mention, each once.
    package var threadDossiers: [ID<Dossier>]
    /// Numbers of the shape of ours that the subject and the words name as ours.
    package var numbers: [String]
    package var machine: Machine?
    package var bounce: Bounce?
    package var isForm: Bool
    package var isForward: Bool
    package var documents: Int
    package var heard: Heard
    /// An earlier message with the same words, documents and sender.
    package var sameAs: ID<Arrival>?

    /// The sentences that speak for dissatisfaction, the strongest first; where none does, the letter's first line.
    package var tellingSentences: [String] {
        var told: [String] = []
        for sentence in heard.explanation.sentences where sentence.weight > 0 && !told.contains(sentence.words) {
            told.append(sentence.words)
        }
        return told.isEmpty ? words.split(whereSeparator: \.isNewline).prefix(1).map(String.init) : told
    }

    package struct AnsweredLetter: Hashable, Sendable {
        package var dossier: ID<Dossier>
        package var recipient: String
        package init(dossier: ID<Dossier>, recipient: String) { (self.dossier, self.recipient) = (dossier, recipient) }
    }

    package init(
        receivedAt: Moment, mailbox: MailboxPurpose = .intake, writer: Writer = .citizen, sender: String?,
        otherSenders: Set<String> = [], senderName: String = "", subject: String = "", words: String = "",
        facts: IdentityFacts = IdentityFacts(), answered: AnsweredLetter? = nil, threadDossiers: [ID<Dossier>] = [],
        numbers: [String] = [], machine: Machine? = nil, bounce: Bounce? = nil, isForm: Bool = false,
        isForward: Bool = false,
        documents: Int = 0, heard: Heard = Heard(), sameAs: ID<Arrival>? = nil
    ) {
        (self.receivedAt, self.mailbox, self.writer, self.sender) = (receivedAt, mailbox, writer, sender)
        (self.otherSenders, self.senderName, self.subject, self.words) = (otherSenders, senderName, subject, words)
        (self.facts, self.answered, self.threadDossiers, self.numbers) = (facts, answered, threadDossiers, numbers)
        (self.machine, self.bounce, self.isForm, self.isForward) = (machine, bounce, isForm, isForward)
        (self.documents, self.heard, self.sameAs) = (documents, heard, sameAs)
    }

    /// A reply in good manners that asks for nothing: it needs no answer from a machine.
    package var isBareThanks: Bool {
        let said = Casework.words(of: words)
        return documents == 0 && heard.level == .none && said.count <= 25
            && said.contains { ["bedankt", "dank", "dankjewel", "dankuwel", "thanks", "thank", "merci"].contains($0) }
            && !words.contains("?")
    }

    /// An address that nobody reads answers to.
    package var hasNoReplyAddress: Bool { sender.map(Self.isNoReply) ?? true }

    /// Such an address is a machine's, of many citizens: it identifies nobody.
    package static func isNoReply(_ address: String) -> Bool {
        let plain = address.prefix { $0 != "@" }.filter { $0.isLetter }
        return ["noreply", "donotreply", "nietbeantwoorden", "nietreageren", "geenantwoord"].contains {
            plain.hasPrefix($0)
        }
            || plain == "mailerdaemon"
    }
}

enum Casework {
    static func words(of text: String) -> [String] { Groundwork.words(text) }
}
