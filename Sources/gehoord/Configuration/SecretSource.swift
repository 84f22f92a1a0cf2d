// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Groundwork
import Mailbox

/// Where a password or token is read from, at the moment it is used and no sooner.
enum SecretSource: Hashable, Sendable {
    case file(String)
    /// A credential of the systemd service (systemd.exec(5), LoadCredential=).
    case credential(String)

    /// The folder in which systemd gives a service its credentials; nil outside the service.
    static var credentialsFolder: String? { ProcessInfo.processInfo.environment["CREDENTIALS_DIRECTORY"] }

    /// Nil for a credential outside the service.
    func path(credentials folder: String? = credentialsFolder) -> String? {
        switch self {
        case .file(let path): path
        case .credential(let name): folder.map { $0 + "/" + name }
        }
    }

    /// The secret, without the line end that editors put behind it.
    func read(credentials folder: String? = credentialsFolder) throws(Problem) -> String {
        guard let path = path(credentials: folder) else {
            throw Problem(
                "The credential is only there inside the service", at: described, now: "gehoord does not log in",
                remedy: "Run gehoord under systemd, or name a passwordFile")
        }
        guard let bytes = FileManager.default.contents(atPath: path) else {
            throw Problem(
                "The password file is missing or cannot be read", at: path, now: "gehoord does not log in",
                remedy: "Create it, readable only for the account that runs gehoord")
        }
        guard let text = String(validating: bytes, as: UTF8.self)?.trimmingCharacters(in: .newlines), !text.isEmpty
        else {
            throw Problem(
                "The password file is empty or no UTF-8 text", at: path, now: "gehoord does not log in",
                remedy: "Put the password in it, on one line")
        }
        return text
    }

    var described: String {
        switch self {
        case .file(let path): path
        case .credential(let name): "credential \(name)"
        }
    }
}

/// Who logs in, and where the secret is read at that moment.
struct LoginSource: Hashable, Sendable {
    enum Kind: String, Sendable, CaseIterable {
        case password
        /// An OAuth 2.0 access token that another program keeps fresh in the file.
        case accessToken
    }

    var user: String
    var secret: SecretSource
    var kind: Kind

    func login(credentials folder: String? = SecretSource.credentialsFolder) throws(Problem) -> Login {
        let text = try secret.read(credentials: folder)
        switch kind {
        case .password: return Login(user: user, secret: .password(text))
        case .accessToken: return Login(user: user, secret: .bearer(text))
        }
    }
}
