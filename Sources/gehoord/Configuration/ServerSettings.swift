// SPDX-License-Identifier: EUPL-1.2
import Groundwork
import Mailbox

/// The keys of a mail server and a login, which mailboxes and outgoing mail share.
struct ServerSettings {
    static let keyNames = [
        "host", "port", "security", "allowPlain", "authorities", "user", "passwordFile", "credential",
        "authentication",
    ]

    /// Nil when a key that a server needs is missing or wrong.
    var endpoint: ServerEndpoint?
    var login: LoginSource?

    enum Need {
        case none
        case server
        case serverAndLogin
    }

    /// Reads all the keys, needed or not, so that every one is declared.
    init(_ keys: ConfigurationSection, need: Need, folder: String, ports: (ServerEndpoint.Security) -> Int) {
        let host = keys.optional("host", .host, "The mail server's name, as its certificate has it.")
        let security = keys.value(
            "security", Shape<ServerEndpoint.Security>.name, default: .implicitTLS, as: "tls",
            "tls from the first byte, starttls, or plain.")
        let port = keys.value(
            "port", .integer(1...65_535), default: ports(security),
            as: ServerEndpoint.Security.allCases.map { "\(ports($0)) for \($0.rawValue)" }.joined(separator: ", "),
            "The port.")
        let allowPlain = keys.value(
            "allowPlain", .flag, default: false,
            "Allows security plain to another machine: passwords and letters can be read on the way.")
        let authorities = keys.optional(
            "authorities", .path(in: folder),
            "A file with the certificate authorities to trust instead of the system's.")
        let user = keys.optional("user", .text, "The name to log in with.")
        let passwordFile = keys.optional(
            "passwordFile", .path(in: folder), "A file with the password on one line, readable only for gehoord.")
        let credential = keys.optional(
            "credential", .text, "In place of passwordFile: the name of a LoadCredential= of the systemd service.")
        let kind = keys.value(
            "authentication", Shape<LoginSource.Kind>.name, default: .password, as: "password",
            "Whether the file holds a password or an OAuth 2.0 accessToken.")
        keys.refuse(
            ["password", "wachtwoord", "secret", "token"],
            remedy:
                "Put it in a file that only gehoord can read and name that with `passwordFile`, or use `credential`"
        )
        guard need != .none else { return }
        if host == nil, !keys.has("host") {
            keys.reader.error(
                "`\(keys.path(of: "host"))` is missing", at: keys.path, remedy: "Name the mail server")
        }
        if let host, security == .plain, !allowPlain, !Self.isLoopback(host) {
            keys.reader.error(
                "Without encryption everybody on the way can read the mail and the password for \(host)",
                at: keys.path(of: "security"),
                remedy: "Use \"tls\" or \"starttls\"; if it must be, add `allowPlain: true`")
        }
        if need == .serverAndLogin, !["user", "passwordFile", "credential"].contains(where: keys.has) {
            keys.reader.error(
                "`\(keys.path)` has no login", at: keys.path,
                remedy: "Name the `user`, and a `passwordFile` or a `credential`")
        }
        login = Self.login(keys, user: user, passwordFile: passwordFile, credential: credential, kind: kind)
        endpoint = host.map { ServerEndpoint(host: $0, port: port, security: security, authorities: authorities) }
    }

    private static func login(
        _ keys: ConfigurationSection, user: String?, passwordFile: String?, credential: String?,
        kind: LoginSource.Kind
    ) -> LoginSource? {
        switch (user, passwordFile, credential) {
        case (nil, nil, nil): return nil
        case (let user?, let path?, nil): return LoginSource(user: user, secret: .file(path), kind: kind)
        case (let user?, nil, let name?): return LoginSource(user: user, secret: .credential(name), kind: kind)
        case (_, .some, .some):
            keys.reader.error(
                "`\(keys.path)` has both a passwordFile and a credential", at: keys.path(of: "credential"),
                remedy: "Remove one")
        case (.some, nil, nil):
            keys.reader.error(
                "`\(keys.path)` has a user and no password", at: keys.path(of: "user"),
                remedy: "Name a `passwordFile` or a `credential`")
        case (nil, _, _):
            keys.reader.error("`\(keys.path)` has a password and no user", at: keys.path, remedy: "Name the `user`")
        }
        return nil
    }

    static func isLoopback(_ host: String) -> Bool {
        host.lowercased() == "localhost" || host == "::1"
            || host.hasPrefix("127.") && host.allSatisfy { $0.isNumber || $0 == "." }
    }
}
