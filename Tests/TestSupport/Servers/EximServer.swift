// SPDX-License-Identifier: EUPL-1.2
import Foundation

/// A real exim on loopback that takes mail for anyone and keeps it, and refuses on demand.
///
/// Recipients `tmp…` get 451 and `perm…` 550; sender `refused…` gets 550; a subject that begins with `refuse` gets 554.
package final class EximServer {
    /// Plain with STARTTLS.
    package let port: Int
    /// TLS from the first byte.
    package let tlsPort: Int
    /// The certificate authority to trust.
    package var authority: String { certificates.authority.path }

    package static let user = "jan"
    package static let password = "geheim"

    private let folder: URL
    private let certificates: TestCertificates
    private let process: ServerProcess

    /// A mail as it was accepted.
    package struct Accepted: Hashable, Sendable {
        /// Empty for the null sender.
        package let from: String
        package let to: [String]
        /// With LF line ends.
        package let text: String
        package init(from: String, to: [String], text: String) { (self.from, self.to, self.text) = (from, to, text) }
    }

    private init(in folder: URL) throws {
        self.folder = folder
        let home = checkout.appending(path: ".build/exim")
        let exim = try ServerProcess.tool("exim4", package: "exim4-daemon-light, unpacked", besides: [home.path])
        certificates = try TestCertificates(in: folder.appending(path: "tls"))
        let ports = Loopback.freePorts(2)
        (port, tlsPort) = (ports[0], ports[1])
        for part in ["spool", "log"] {
            try FileManager.default.createDirectory(at: folder.appending(path: part), withIntermediateDirectories: true)
        }
        // Nobody cannot reach a checkout in a home folder; a copy here it can.
        let (binary, libraries) = (folder.appending(path: "exim4"), folder.appending(path: "lib"))
        try Self.copyProgram(exim, to: binary)
        try FileManager.default.createDirectory(at: libraries, withIntermediateDirectories: true)
        for name in (try? FileManager.default.contentsOfDirectory(atPath: home.appending(path: "lib").path)) ?? [] {
            try Self.copyProgram(home.appending(path: "lib/\(name)").path, to: libraries.appending(path: name))
        }
        let configuration = folder.appending(path: "exim.conf")
        try Data(Self.configuration(folder, certificates, ports).utf8).write(to: configuration)
        ServerProcess.handOver(folder)
        process = try ServerProcess(
            binary.path, ["-bdf", "-C", configuration.path], environment: try Self.environment(folder, libraries),
            output: folder.appending(path: "output"))
    }

    /// The bytes only: whose the original is, and whether it is a link, is of no interest.
    private static func copyProgram(_ path: String, to copy: URL) throws {
        try Data(contentsOf: URL(filePath: path)).write(to: copy)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: copy.path)
    }

    /// Debian's exim wants the user that its package makes; where it is only unpacked, nss_wrapper shows it that user.
    private static func environment(_ folder: URL, _ libraries: URL) throws -> [String: String] {
        let (users, groups) = (folder.appending(path: "passwd"), folder.appending(path: "group"))
        let (uid, gid) = ServerProcess.numbers
        let (knownUsers, knownGroups) = (
            try Data(contentsOf: URL(filePath: "/etc/passwd")), try Data(contentsOf: URL(filePath: "/etc/group"))
        )
        try (knownUsers + Data("Debian-exim:x:\(uid):\(gid)::/:/bin/false\n".utf8)).write(to: users)
        try (knownGroups + Data("Debian-exim:x:\(gid):\n".utf8)).write(to: groups)
        return [
            "LD_LIBRARY_PATH": libraries.path, "LD_PRELOAD": libraries.appending(path: "libnss_wrapper.so").path,
            "NSS_WRAPPER_PASSWD": users.path, "NSS_WRAPPER_GROUP": groups.path,
        ]
    }

    /// Starts a server for the duration of the body.
    @discardableResult
    package static func run<T>(_ body: (EximServer) async throws -> T) async throws -> T {
        try await withScratchFolder { scratch in
            for attempt in 1... {  // another process may take a port between finding and using it
                let server = try EximServer(in: scratch.appending(path: "\(attempt)"))
                defer { server.process.stop() }
                if server.process.waitUntilListening(on: server.port) { return try await body(server) }
                if attempt == 3 { throw TestServerFault(description: "exim does not start: \(server.log)") }
            }
            preconditionFailure("the loop ends above")
        }
    }

    /// The mails accepted, once there are as many as expected; in the order of their texts.
    package func accepted(_ count: Int) throws -> [Accepted] {
        let new = folder.appending(path: "mail/new").path
        for _ in 0..<2_000 {
            let names = (try? FileManager.default.contentsOfDirectory(atPath: new)) ?? []
            if names.count >= count {
                return try names.map { Self.read(try Data(contentsOf: URL(filePath: new + "/" + $0))) }
                    .sorted { $0.text < $1.text }
            }
            Loopback.pause(milliseconds: 5)
        }
        throw TestServerFault(description: "exim did not deliver \(count) mails: \(log)")
    }

    /// All mails accepted so far, once each of them was delivered; in the order of their texts.
    package func settled() throws -> [Accepted] {
        // Exim logs the arrival (`<=`) of a mail before it answers 250.
        let arrivals = log.split(separator: "\n").count { $0.contains(" <= ") }
        return try accepted(arrivals)
    }

    /// What the server wrote in its logs so far.
    package var log: String {
        ["log/mainlog", "log/paniclog", "output"].map {
            (try? String(contentsOf: folder.appending(path: $0), encoding: .utf8)) ?? ""
        }
        .joined()
    }

    /// Takes off the two fields that the delivery added: the envelope.
    private static func read(_ data: Data) -> Accepted {
        var lines = String(decoding: data, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        func takeField() -> String {
            var field = String(lines.removeFirst())
            while let first = lines.first, first.hasPrefix(" ") || first.hasPrefix("\t") {
                field += lines.removeFirst()
            }
            return String(field.drop { $0 != ":" }.dropFirst())
        }
        let from = takeField().filter { !" <>".contains($0) }
        let to = takeField().split(separator: ",").map { $0.filter { !$0.isWhitespace } }
        return Accepted(from: from, to: to.sorted(), text: lines.joined(separator: "\n"))
    }

    private static func configuration(_ folder: URL, _ tls: TestCertificates, _ ports: [Int]) -> String {
        let (user, group) = ServerProcess.numbers
        return """
            exim_path = \(folder.path)/exim4
            exim_user = \(user)
            exim_group = \(group)
            never_users =
            deliver_drop_privilege = true
            keep_environment = LD_LIBRARY_PATH : LD_PRELOAD : NSS_WRAPPER_PASSWD : NSS_WRAPPER_GROUP
            primary_hostname = mail.example
            spool_directory = \(folder.path)/spool
            log_file_path = \(folder.path)/log/%slog
            pid_file_path = \(folder.path)/exim.pid
            local_interfaces = <; [127.0.0.1]:\(ports[0]) ; [127.0.0.1]:\(ports[1])
            tls_on_connect_ports = \(ports[1])
            tls_advertise_hosts = *
            tls_certificate = \(tls.certificate.path)
            tls_privatekey = \(tls.key.path)
            host_lookup =
            rfc1413_query_timeout = 0s
            smtp_accept_max_per_connection = 0
            smtp_accept_queue_per_connection = 0
            smtputf8_advertise_hosts = *
            received_header_text =
            acl_smtp_mail = mail
            acl_smtp_rcpt = recipient
            acl_smtp_data = data
            begin acl
            mail:
              deny message = deze afzender niet
                   condition = ${if match{$sender_address}{^refused}}
              accept
            recipient:
              defer message = brievenbus tijdelijk vol
                    local_parts = ^tmp
              deny message = onbekend adres
                   local_parts = ^perm
              accept
            data:
              deny message = deze inhoud niet
                   condition = ${if match{$h_subject:}{^refuse}}
              accept
            begin routers
            all:
              driver = accept
              transport = keep
            begin transports
            keep:
              driver = appendfile
              directory = \(folder.path)/mail
              maildir_format
              batch_max = 100
              return_path_add
              envelope_to_add
            begin authenticators
            plain:
              driver = plaintext
              public_name = PLAIN
              server_prompts = :
              server_condition = ${if and{{eq{$auth2}{\(Self.user)}}{eq{$auth3}{\(Self.password)}}}}
              server_set_id = $auth2
            login:
              driver = plaintext
              public_name = LOGIN
              server_prompts = Username:: : Password::
              server_condition = ${if and{{eq{$auth1}{\(Self.user)}}{eq{$auth2}{\(Self.password)}}}}
              server_set_id = $auth1

            """
    }
}
