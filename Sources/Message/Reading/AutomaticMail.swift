// SPDX-License-Identifier: EUPL-1.2

/// Tells mail that a machine wrote from a person's: by RFC 3834, by the marks in use beside it, and by the words of bounces.
///
/// `Auto-Submitted: no` is a person. Asking for a read receipt is a person; the receipt itself (RFC 8098) is an automatic
/// answer. Words alone never make a bounce: its sender must be a robot or null too.
struct AutomaticMail {
    private(set) var kind: AutomaticKind?
    private(set) var report: DeliveryReport?
    /// Whether a person may have written it through a web form: not for bounces, receipts and automatic answers.
    var mayBeForm: Bool { !isAnswer && kind != .bounce }

    /// An automatic answer to a mail, as opposed to mail that a program started.
    private var isAnswer = false
    private let message: Message

    init(_ message: Message) {
        self.message = message
        let type = ParameterizedValue(message.field("content-type") ?? "")
        reportType = type.value == "multipart/report" ? (type["report-type"] ?? "").lowercased() : ""
        guard !message.header.isEmpty else { return }
        if isBounce {
            kind = .bounce
            report = DeliveryReportReader.read(message)
        } else if isReply {
            (kind, isAnswer) = (.autoReply, true)
        } else if isBulk {
            kind = .bulk
        } else if isGenerated {
            kind = .autoReply
        }
    }

    private func value(_ name: String) -> String { message.field(name).map { Phrase($0).text } ?? "" }
    private func says(_ name: String, _ words: String) -> Bool {
        message.field(name).map { Phrase($0).contains(words) } ?? false
    }
    private func has(_ name: String) -> Bool { message.field(name) != nil }

    /// The word of `Auto-Submitted`, without its parameters (RFC 3834 §5).
    private var autoSubmitted: String {
        String(value("auto-submitted").prefix { $0 != ";" && $0 != "(" }).trimmed
    }

    private var isNullSender: Bool { value("return-path").filter { $0 != " " } == "<>" }

    /// `report-type` of a multipart/report (RFC 6522).
    private let reportType: String

    private var isBounce: Bool {
        if reportType == "disposition-notification" || reportType == "feedback-report" { return false }
        if reportType == "delivery-status" || has("x-failed-recipients") { return true }
        if message.attachments.contains(where: { $0.contentType.hasSuffix("/delivery-status") }) { return true }
        let subject = Phrase(message.subject)
        let failsInSubject = Phrases.failureSubjects.contains { subject.contains($0) }
        if isRobot { return isDaemon || failsInSubject || failsInText }
        if isNullSender { return failsInSubject || failsInText }
        return Phrases.failureSubjectsAlone.contains { subject.hasPrefix($0) } && failsInText && autoSubmitted != "no"
    }

    /// Whether the sender is a mail system by its name or address.
    private var isRobot: Bool {
        guard let from = message.from.first else { return false }
        let (local, name) = (Phrase(from.address.prefix { $0 != "@" }), Phrase(from.name))
        return isDaemon || local.hasPrefix("postmaster") || local.hasPrefix("post_master")
            || local.hasPrefix("mailadmin") || local.hasPrefix("microsoftexchange")
            || Phrases.robotNames.contains { name.contains($0) }
    }

    private var isDaemon: Bool {
        guard let from = message.from.first else { return false }
        let local = Phrase(from.address.isEmpty ? from.name : String(from.address.prefix { $0 != "@" }))
        return ["mailer-daemon", "mailerdaemon", "mail-daemon", "mail_daemon", "mdaemon"].contains {
            local.hasPrefix($0)
        }
            || Phrase(from.name).contains("mailer-daemon")
    }

    private var failsInText: Bool {
        let text = Phrase(folding: message.text.utf8.prefix(4_000))
        return Phrases.failureTexts.contains { text.contains($0) }
    }

    private var isReply: Bool {
        if reportType == "disposition-notification" || reportType == "feedback-report" { return true }
        let reports = ["message/disposition-notification", "message/feedback-report"]
        if message.attachments.contains(where: { reports.contains($0.contentType) }) { return true }
        if autoSubmitted == "no" { return false }
        if autoSubmitted.hasPrefix("auto-replied") || autoSubmitted.hasPrefix("auto-notified") { return true }
        if Phrases.replyFields.contains(where: { has($0) && !["no", "none", "false"].contains(value($0)) }) {
            return true
        }
        if value("precedence").hasPrefix("auto") { return true }
        if value("x-precedence").hasPrefix("auto") || value("delivered-to") == "autoresponder" { return true }
        if says("x-post-messageclass", "autoresponder") || value("preference") == "auto_reply" { return true }
        if says("x-ms-exchange-generated-message-source", "mailbox rules agent") { return true }
        let subject = Phrase(message.subject)
        return Phrases.replySubjects.contains { subject.hasPrefix($0) } || isNullSender
            || AutomaticWords.areIn(message)
    }

    private var isBulk: Bool {
        let fields = ["feedback-id", "x-campaign-id", "x-mailinglist", "x-mlserver"]
        let isList = message.header.contains { field in
            let name = field.name.bytes
            return name.starts(withLower: "list-") || fields.contains { name.equals(lower: $0) }
        }
        if isList { return true }
        return ["bulk", "list", "junk"].contains(value("precedence"))
    }

    /// Mail that a program sent by itself, such as a monitor's or a shop's.
    private var isGenerated: Bool {
        (!autoSubmitted.isEmpty && autoSubmitted != "no") || value("x-fc-machinegenerated") == "true"
            || has("x-cron-env")
    }

    /// What programs write, folded.
    private enum Phrases {
        static let replyFields = [
            "x-autoreply", "x-autorespond", "x-autoresponder", "x-autoreply-from", "x-mail-autoreply", "x-vacation",
            "x-autogenerated", "x-auto-reply", "x-ebay-mailtracker-autoreply",
        ]
        static let replySubjects = [
            "automatisch antwoord", "automatische reactie", "automatisch bericht", "autoreply", "auto reply",
            "auto-reply",
            "automatic reply", "automatic response", "out of office", "out-of-office", "ooo:", "afwezig:", "afwezig ",
            "afwezigheidsbericht", "afwezigheid:", "automatisch afwezig", "niet op kantoor", "abwesenheitsnotiz",
            "automatische antwort", "abwesend", "reponse automatique", "absence du bureau", "respuesta automatica",
            "risposta automatica", "vacation reply", "autosvar", "automatiskt svar", "resposta automatica", "auto:",
        ]
        static let robotNames = [
            "mail delivery", "mail system", "postmaster", "delivery subsystem", "mail administrator",
            "system administrator",
            "systeembeheerder", "mail-systeem", "mail router", "microsoft outlook", "microsoft exchange",
        ]
        static let failureSubjectsAlone = [
            "undelivered mail returned", "delivery status notification", "failure notice", "mail delivery failed",
            "returned mail:", "undeliverable:", "undeliverable mail", "onbestelbaar:", "niet bezorgd:",
            "niet afgeleverd:",
            "delivery failure", "delivery failed", "unzustellbar:", "non remis", "mail delivery failure",
        ]
        static let failureSubjects =
            failureSubjectsAlone + [
                "undeliver", "non-deliver", "nondeliver", "not deliver", "deliver", "returned to sender",
                "return to sender",
                "niet afgeleverd", "niet bezorgd", "onbestelbaar", "bezorgbaar", "bezorging mislukt", "kon niet worden",
                "failure", "failed",
                "unknown user",
                "user unknown", "returned mail", "unzustellbar", "zugestellt", "non remis", "echec", "no entregado",
                "mail error", "mailfout", "bounce", "non recapitabile", "mancata consegna", "warning: could not send",
                "message status", "error sending", "mail quota", "quota exceeded", "over quota", "rejected",
                "geweigerd",
                "mail system error", "email address", "permanent error", "message not", "mailbox full", "dsn:",
            ]
        static let failureTexts = [
            "could not be delivered", "not be delivered", "was not delivered", "not delivered", "unable to deliver",
            "delivery failed", "delivery failure", "delivery has failed", "failed to deliver", "undeliverable",
            "undelivered",
            "niet afgeleverd", "niet bezorgd", "kon niet worden bezorgd", "kon niet worden afgeleverd",
            "kan niet worden bezorgd", "kan niet worden afgeleverd", "bezorging aan", "aflevering is mislukt",
            "onbestelbaar",
            "user unknown", "unknown user", "mailbox full", "mailbox is full", "mailbox unavailable", "postvak vol",
            "postvak is vol", "quota exceeded", "over quota", "exceeded", "no such user", "address rejected",
            "does not exist",
            "nicht zugestellt", "konnte nicht", "unzustellbar", "n'a pas pu", "permanent error",
            "permanent fatal error",
            "returned mail", "delivery status", "action: failed", "recipient rejected", "host unknown", "unrouteable",
            "message could not", "delivery error", "wasn't delivered", "couldn't be delivered", "couldn't deliver",
            "could not deliver", "cannot be delivered", "can't be delivered", "delivery incomplete", "delayed",
            "has not been delivered", "unknown address", "unknown or illegal", "not listed in", "rejected",
            "no entregado",
            "550 ", "552 ", "553 ", "554 ", "550-", "5.1.1", "5.2.2",
        ]
    }
}
