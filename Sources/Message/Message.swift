// SPDX-License-Identifier: EUPL-1.2
package import Groundwork

/// A mail as it was read. Reading never fails: what was odd stands in `findings`, and the raw bytes are kept elsewhere.
package struct Message: Sendable {
    /// Header fields in order, unfolded and undecoded.
    package var header: [HeaderField] = []
    /// Without angle brackets; nil when missing or empty.
    package var messageID: String?
    package var inReplyTo: [String] = []
    package var references: [String] = []
    package var from: [EmailAddress] = []
    package var replyTo: [EmailAddress] = []
    package var to: [EmailAddress] = []
    package var cc: [EmailAddress] = []
    package var subject = ""
    /// The sender's own `Date`; evidence of nothing but what the sender's clock said.
    package var date: Moment?
    /// The moment of the topmost `Received` field.
    package var received: Moment?
    /// The whole body as plain text, history, signature and all: lines end in `\n`, quoted ones start with `> `, cells of a
    /// table stand apart by tabs, and no blank lines stand at the ends. Enclosed mails are not in it.
    package var text = ""
    /// The sender's own new words: without quoted history, forwarded blocks and signature. Of a form mail: the citizen's
    /// own words, `form.question`. Empty when the sender only passed something on or sent files: that is no sign of
    /// content, see `forwarded` and `attachments`. In doubt a line is here, not in the history: also the letter that an
    /// answer to us consists of, and an older letter in which an answer may stand.
    package var newText = ""
    /// The signature that was folded away, for identity facts; empty when there is none.
    package var signature = ""
    /// Set when the mail itself is a form's submission, never for a form that is quoted, forwarded, or copied to its visitor.
    package var form: FormSubmission?
    /// Every part that is not read as body, in order; enclosed mails whole, as `message/rfc822`.
    package var attachments: [Attachment] = []
    /// Nil for a person's mail, a web form's submission among them, also when the site's machine sent that.
    package var automatic: AutomaticKind?
    /// Set for every bounce.
    package var report: DeliveryReport?
    /// The letter that was forwarded inside the body; one forwarded as a file is an attachment.
    package var forwarded: ForwardedMessage?
    package var findings: [Finding] = []

    package init() {}

    /// The first header field of this name, compared without case.
    package func field(_ name: String) -> String? {
        header.first { $0.name.equalsIgnoringCase(name) }?.value
    }
}

package struct HeaderField: Hashable, Sendable {
    package let name: String
    package let value: String
    package init(name: String, value: String) { (self.name, self.value) = (name, value) }
}

/// A mailbox of RFC 5322: display name (empty when absent) and address as written.
package struct EmailAddress: Hashable, Sendable {
    package let name: String
    package let address: String
    package init(name: String = "", address: String) { (self.name, self.address) = (name, address) }

    /// The address for comparing: in lower case.
    package var key: String { address.lowercased() }
}

package struct Attachment: Hashable, Sendable {
    /// The last part of the name given, decoded; empty when none was given.
    package let filename: String
    /// `type/subtype` in lower case.
    package let contentType: String
    /// The decoded bytes.
    package let content: [UInt8]
    package let isInline: Bool

    package init(filename: String, contentType: String, content: [UInt8], isInline: Bool = false) {
        (self.filename, self.contentType, self.content, self.isInline) = (filename, contentType, content, isInline)
    }
}

/// A web form's submission as a form mail carried it.
package struct FormSubmission: Hashable, Sendable {
    /// The layout's name: `drupal-contact`, `drupal-webform`, `open-forms`, `gravity-forms`, `contact-form-7`, or a configured
    /// profile's.
    package let layout: String
    /// Label and value, in the order of the mail.
    package let fields: [Field]
    /// The citizen, when the form says who it is: what a visitor typed, so a claim and no proof.
    package let sender: EmailAddress?
    /// The citizen's own words: the question or complaint.
    package let question: String
    package let phone: String?
    package let postcode: String?
    package let dossierNumber: String?

    package struct Field: Hashable, Sendable {
        package let label: String
        package let value: String
        package init(label: String, value: String) { (self.label, self.value) = (label, value) }
    }

    /// Whether a field for files holds a link, which the site may let expire.
    var hasFilesElsewhere: Bool {
        fields.contains { field in
            let label = Phrase(field.label)
            return ["bijlage", "bestand", "upload", "foto", "attachment", "file", "document"].contains {
                label.contains($0)
            } && Phrase(field.value).contains("http")
        }
    }

    package init(
        layout: String, fields: [Field], sender: EmailAddress?, question: String,
        phone: String? = nil, postcode: String? = nil, dossierNumber: String? = nil
    ) {
        (self.layout, self.fields, self.sender, self.question) = (layout, fields, sender, question)
        (self.phone, self.postcode, self.dossierNumber) = (phone, postcode, dossierNumber)
    }
}

/// Mail that a machine wrote.
package enum AutomaticKind: String, Sendable, CaseIterable {
    /// An automatic answer, a read receipt, or anything else that a program sent to one person (RFC 3834).
    case autoReply = "auto-reply"
    /// A report on the delivery of a letter, also of one that is only late.
    case bounce
    /// A newsletter or a mailing list.
    case bulk
}

/// What a bounce says: which address, for good or for now, and about which of our letters.
package struct DeliveryReport: Hashable, Sendable {
    package let recipient: String?
    package let isPermanent: Bool
    /// The enhanced status code (RFC 3463), such as `5.1.1`.
    package let status: String?
    /// The Message-ID of the letter that did not arrive, when the report carries it.
    package let originalMessageID: String?

    package init(recipient: String?, isPermanent: Bool, status: String?, originalMessageID: String?) {
        (self.recipient, self.isPermanent) = (recipient, isPermanent)
        (self.status, self.originalMessageID) = (status, originalMessageID)
    }
}

/// The letter inside a forward: who wrote it and when, as the forward's header block says.
package struct ForwardedMessage: Hashable, Sendable {
    package let from: EmailAddress?
    package let date: Moment?
    package let subject: String?
    package let text: String

    package init(from: EmailAddress?, date: Moment?, subject: String?, text: String) {
        (self.from, self.date, self.subject, self.text) = (from, date, subject, text)
    }
}

/// Something odd that was met while reading, in English for the operator; never a reason to drop the mail.
package struct Finding: Hashable, Sendable {
    package let what: String
    package init(_ what: String) { self.what = what }
}

/// A form layout of the configuration: how this site's form mail is known and which labels carry what.
package struct FormProfile: Hashable, Sendable {
    package var name: String
    package var layout: String
    /// The address that the site's form mails come from; nil for any.
    package var from: String?
    /// What the subject starts with; nil for any.
    package var subjectPrefix: String?
    package var labels: Labels
    /// Whether the site already gives the sender a copy of what was entered (Awb 2:17 lid 2).
    package var siteGivesCopy: Bool

    package struct Labels: Hashable, Sendable {
        package var name: [String]
        package var email: [String]
        package var phone: [String]
        package var postcode: [String]
        package var dossierNumber: [String]
        package var question: [String]
        package init(
            name: [String] = [], email: [String] = [], phone: [String] = [], postcode: [String] = [],
            dossierNumber: [String] = [], question: [String] = []
        ) {
            (self.name, self.email, self.phone) = (name, email, phone)
            (self.postcode, self.dossierNumber, self.question) = (postcode, dossierNumber, question)
        }
    }

    package init(
        name: String, layout: String, from: String? = nil, subjectPrefix: String? = nil, labels: Labels = Labels(),
        siteGivesCopy: Bool = true
    ) {
        (self.name, self.layout, self.from, self.subjectPrefix) = (name, layout, from, subjectPrefix)
        (self.labels, self.siteGivesCopy) = (labels, siteGivesCopy)
    }
}
