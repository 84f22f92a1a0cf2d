// SPDX-License-Identifier: EUPL-1.2
import Casework
import Groundwork
import Mailbox

/// A mailbox to read: where it is, what comes into it, and what happens on the server afterwards.
struct MailboxSettings: Hashable, Sendable {
    enum Source: Hashable, Sendable {
        case imap(ServerEndpoint, LoginSource, folder: String)
        case maildir(path: String)
    }

    enum Kind: String, Sendable, CaseIterable {
        case imap
        case maildir
    }

    var address: String
    var source: Source
    /// What is done with a message on the server once it is stored.
    var afterwards: Mark
    /// The address of the employee who gets messages that are no complaint; nil for the first coordinator.
    var desk: String?
    var pollSeconds: Int
    var purpose: MailboxPurpose

    static func shape(in folder: String) -> Shape<MailboxSettings> {
        .section { keys in
            let address = keys.required("address", .address, "The address whose mail comes into this mailbox.")
            let kind = keys.required(
                "kind", Shape<Kind>.name, "imap for a mail server, maildir for a folder on this machine.")
            let server = ServerSettings(keys, need: kind == .imap ? .serverAndLogin : .none, folder: folder) {
                $0 == .implicitTLS ? 993 : 143
            }
            let imapFolder = keys.value("folder", .text, default: "INBOX", "The IMAP folder.")
            let path = keys.optional("path", .path(in: folder), "The Maildir, for kind maildir.")
            let afterwards = keys.value(
                "after", Mark.shape, default: .seen, as: "\"seen\"",
                "What is done with a message once it is stored: \"seen\", { keyword: \"…\" } or { move: \"folder\" }."
            )
            let desk = keys.optional(
                "desk", .address, "The employee who gets messages that are no complaint; else the coordinator.")
            let pollSeconds = keys.value(
                "pollSeconds", .integer(5...3600), default: 60, "How often the mailbox is looked into.")
            let purpose = keys.value(
                "purpose", Shape<MailboxPurpose>.name, default: .intake, as: "intake",
                "intake, internal-complaints or woo.")
            switch kind {
            case .imap:
                keys.ignore(["path"], because: "it belongs to kind maildir")
                guard let address, let endpoint = server.endpoint, let login = server.login else { return nil }
                return MailboxSettings(
                    address: address, source: .imap(endpoint, login, folder: imapFolder), afterwards: afterwards,
                    desk: desk, pollSeconds: pollSeconds, purpose: purpose)
            case .maildir:
                keys.ignore(ServerSettings.keyNames + ["folder"], because: "it belongs to kind imap")
                if !keys.has("path") {
                    keys.reader.error(
                        "`\(keys.path(of: "path"))` is missing", at: keys.path,
                        remedy: "Name the Maildir that the mail is delivered in")
                }
                guard let address, let path else { return nil }
                return MailboxSettings(
                    address: address, source: .maildir(path: path), afterwards: afterwards, desk: desk,
                    pollSeconds: pollSeconds, purpose: purpose)
            case nil: return nil
            }
        }
    }
}

extension Mark {
    static let shape = Shape<Self>(wording: "\"seen\", { keyword: \"…\" } or { move: \"folder\" }") { value in
        if case .string = value.node.value { return Shape.choice([("seen", .seen)]).read(value) }
        return group.read(value)
    }

    private static let group = Shape<Self>.section { keys in
        let keyword = keys.optional("keyword", keywordShape, "The IMAP keyword that is set.")
        let folder = keys.optional("move", .text, "The IMAP folder that the message is moved to.")
        switch (keyword, folder) {
        case (let keyword?, nil): return .keyword(keyword)
        case (nil, let folder?): return .move(folder: folder)
        case (.some, .some), (nil, nil):
            if keys.has("keyword") == keys.has("move") {
                keys.reader.error(
                    "`\(keys.path)` has to say one thing", at: keys.path,
                    remedy: "Give either `keyword` or `move`, or \"seen\"")
            }
            return nil
        }
    }

    /// An atom of RFC 3501, because servers refuse anything else as a keyword.
    private static let keywordShape = Shape<String>.text.then("an IMAP keyword: letters, digits, - and _") { text in
        text.utf8.allSatisfy { (0x21..<0x7f).contains($0) && !Array("(){%*\"\\]".utf8).contains($0) } ? text : nil
    }
}
