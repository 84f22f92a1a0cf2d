// SPDX-License-Identifier: EUPL-1.2
import Foundation
package import Groundwork

/// A real Dovecot on loopback with the users of `password`, mail in Maildirs, and a certificate for `localhost`.
package final class DovecotServer {
    /// Plain with STARTTLS.
    package let imapPort: Int
    /// TLS from the first byte.
    package let imapsPort: Int
    package let lmtpPort: Int
    /// The certificate authority to trust.
    package var authority: String { certificates.authority.path }

    package static let user = "jan"
    package static let password = "geheim"
    private static let tokenKey = Array("a key of the test".utf8)

    private let folder: URL
    private let certificates: TestCertificates
    private let process: ServerProcess

    private init(in folder: URL) throws {
        let dovecot = try ServerProcess.tool("dovecot", package: "dovecot-imapd, dovecot-lmtpd")
        self.folder = folder
        certificates = try TestCertificates(in: folder.appending(path: "tls"))
        let ports = Loopback.freePorts(3)
        (imapPort, imapsPort, lmtpPort) = (ports[0], ports[1], ports[2])
        for part in ["run", "mail", "keys/default/HS256"] {
            try FileManager.default.createDirectory(at: folder.appending(path: part), withIntermediateDirectories: true)
        }
        let key = Data(Self.tokenKey).base64EncodedString()
        try Data(key.utf8).write(to: folder.appending(path: "keys/default/HS256/test"))
        try Data("\(Self.user):{PLAIN}\(Self.password)\n".utf8).write(to: folder.appending(path: "passwd"))
        try Data(Self.oauth(folder).utf8).write(to: folder.appending(path: "oauth2.conf"))
        let configuration = folder.appending(path: "dovecot.conf")
        try Data(try Self.configuration(folder, certificates, ports).utf8).write(to: configuration)
        ServerProcess.handOver(folder)
        process = try ServerProcess(
            dovecot, ["-F", "-c", configuration.path], output: folder.appending(path: "output"))
    }

    /// Starts a server for the duration of the body.
    @discardableResult
    package static func run<T>(_ body: (DovecotServer) async throws -> T) async throws -> T {
        try await withScratchFolder { scratch in
            for attempt in 1... {  // another process may take a port between finding and using it
                let server = try DovecotServer(in: scratch.appending(path: "\(attempt)"))
                defer { server.process.stop() }
                if server.process.waitUntilListening(on: server.imapPort) { return try await body(server) }
                if attempt == 3 { throw TestServerFault(description: "dovecot does not start: \(server.log)") }
            }
            preconditionFailure("the loop ends above")
        }
    }

    /// Puts a mail into a folder (in modified UTF-7) as if it had been received at this moment.
    package func deliver(_ raw: [UInt8], folder name: String = "INBOX", receivedAt: Moment) throws {
        try createFolder(name)
        let file = maildir(name).appending(path: "new/\(receivedAt.seconds).\(UUID().uuidString).test")
        try Data(raw).write(to: file)
        let date = Date(timeIntervalSince1970: Double(receivedAt.seconds))
        try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: file.path)
        ServerProcess.handOver(file)
    }

    package func deliver(_ raw: String, folder name: String = "INBOX", receivedAt: Moment) throws {
        try deliver(Array(raw.utf8), folder: name, receivedAt: receivedAt)
    }

    /// Makes a folder, named in modified UTF-7.
    package func createFolder(_ name: String) throws {
        guard !FileManager.default.fileExists(atPath: maildir(name).appending(path: "new").path) else { return }
        for part in ["cur", "new", "tmp"] {
            let part = maildir(name).appending(path: part)
            try FileManager.default.createDirectory(at: part, withIntermediateDirectories: true)
        }
        ServerProcess.handOver(folder.appending(path: "mail/\(Self.user)"))
    }

    /// The flags (RFC 3501 letters of Maildir, such as `S`) of each mail in a folder, new mail with none.
    package func flags(folder name: String = "INBOX") throws -> [String] {
        let names = try ["cur", "new"].flatMap { part in
            try FileManager.default.contentsOfDirectory(atPath: maildir(name).appending(path: part).path)
        }
        return names.map { $0.contains(":2,") ? String($0.split(separator: ",").dropFirst().first ?? "") : "" }.sorted()
    }

    /// A bearer token that the server accepts for its user, or one that ended long ago.
    package func token(expired: Bool = false) -> String {
        let header = #"{"alg":"HS256","typ":"JWT","kid":"test"}"#
        let ends = Timekeeper.wall.now.seconds + (expired ? -86_400 : 3_600)
        let claims = #"{"sub":"\#(Self.user)","azp":"default","iat":\#(ends - 7_200),"exp":\#(ends)}"#
        let signed = [header, claims].map { Self.base64URL(Array($0.utf8)) }.joined(separator: ".")
        return signed + "." + Self.base64URL(SHA256.hmac(key: Self.tokenKey, Array(signed.utf8)))
    }

    /// What the server wrote in its log so far.
    package var log: String {
        ["dovecot.log", "output"].map { (try? String(contentsOf: folder.appending(path: $0), encoding: .utf8)) ?? "" }
            .joined()
    }

    private func maildir(_ name: String) -> URL {
        folder.appending(path: "mail/\(Self.user)/Maildir" + (name == "INBOX" ? "" : "/." + name))
    }

    private static func base64URL(_ bytes: [UInt8]) -> String {
        String(Data(bytes).base64EncodedString().filter { $0 != "=" }.map { $0 == "+" ? "-" : $0 == "/" ? "_" : $0 })
    }

    private static func oauth(_ folder: URL) -> String {
        """
        introspection_mode = local
        local_validation_key_dict = fs:posix:prefix=\(folder.path)/keys/
        username_attribute = sub

        """
    }

    private static func configuration(_ folder: URL, _ tls: TestCertificates, _ ports: [Int]) throws -> String {
        let (user, group) = try ServerProcess.names()
        return """
            base_dir = \(folder.path)/run
            state_dir = \(folder.path)/run
            log_path = \(folder.path)/dovecot.log
            listen = 127.0.0.1
            protocols = imap lmtp
            default_internal_user = \(user)
            default_internal_group = \(group)
            default_login_user = \(user)
            ssl_cert = <\(tls.certificate.path)
            ssl_key = <\(tls.key.path)
            mail_location = maildir:~/Maildir
            mail_fsync = never
            auth_mechanisms = plain login xoauth2 oauthbearer
            auth_failure_delay = 0
            passdb {
              driver = oauth2
              mechanisms = xoauth2 oauthbearer
              args = \(folder.path)/oauth2.conf
            }
            passdb {
              driver = passwd-file
              args = scheme=PLAIN username_format=%u \(folder.path)/passwd
            }
            userdb {
              driver = static
              args = uid=\(user) gid=\(group) home=\(folder.path)/mail/%u
            }
            service anvil {
              chroot =
            }
            service imap-login {
              chroot =
              inet_listener imap {
                port = \(ports[0])
              }
              inet_listener imaps {
                port = \(ports[1])
                ssl = yes
              }
            }
            service lmtp {
              inet_listener lmtp {
                port = \(ports[2])
              }
            }
            protocol lmtp {
              auth_username_format = %Ln
            }

            """
    }
}
