// SPDX-License-Identifier: EUPL-1.2
import Groundwork
import Mailbox

/// How mail leaves the office.
struct OutgoingSettings: Hashable, Sendable {
    enum Transport: Hashable, Sendable {
        /// Some servers inside an office take mail without a login.
        case smtp(ServerEndpoint, LoginSource?)
        case maildir(path: String)
    }

    enum Kind: String, Sendable, CaseIterable {
        case smtp
        case maildir
    }

    var transport: Transport
    var from: String
    var fromName: String?
    /// A folder that letters to citizens go to in place of the citizens; nil outside a trial.
    var shadow: String?

    static func shape(in folder: String) -> Shape<OutgoingSettings> {
        .section { keys in
            let kind = keys.required(
                "kind", Shape<Kind>.name, "smtp for a mail server, maildir for a folder on this machine.")
            let server = ServerSettings(keys, need: kind == .smtp ? .server : .none, folder: folder) { security in
                switch security {
                case .implicitTLS: 465
                case .startTLS: 587
                case .plain: 25
                }
            }
            let path = keys.optional("path", .path(in: folder), "The Maildir, for kind maildir.")
            let from = keys.required(
                "from", .address, "The address that letters come from; answers must reach one of the mailboxes.")
            let fromName = keys.optional("fromName", .text, "The name beside that address; else the office's name.")
            let shadow = keys.optional(
                "shadow", .path(in: folder),
                "For a trial: a folder that letters to citizens go to in place of the citizens.")
            switch kind {
            case .smtp:
                keys.ignore(["path"], because: "it belongs to kind maildir")
                guard let from, let endpoint = server.endpoint else { return nil }
                return OutgoingSettings(
                    transport: .smtp(endpoint, server.login), from: from, fromName: fromName, shadow: shadow)
            case .maildir:
                keys.ignore(ServerSettings.keyNames, because: "it belongs to kind smtp")
                if !keys.has("path") {
                    keys.reader.error(
                        "`\(keys.path(of: "path"))` is missing", at: keys.path,
                        remedy: "Name the Maildir to write to")
                }
                guard let from, let path else { return nil }
                return OutgoingSettings(
                    transport: .maildir(path: path), from: from, fromName: fromName, shadow: shadow)
            case nil: return nil
            }
        }
    }
}
