// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Groundwork
import Mailbox
import TestSupport
import Testing

@testable import gehoord

struct ConfigurationSecretTests {
    private static let mailbox = #"kind: "imap", host: "h.example", user: "u", "#

    private func configured(_ secret: String) throws -> String {
        try soundConfiguration.changing(#"kind: "maildir", path: "in""#, to: Self.mailbox + secret)
    }

    @Test(arguments: [0o600, 0o640, 0o400]) func `a password file that others cannot read is well`(mode: Int)
        async throws
    {
        try await load(configured(#"passwordFile: "p""#), files: ["p": "x"], modes: mode) { _, problems in
            #expect(problems == [])
        }
    }

    @Test(arguments: [0o644, 0o604]) func `a password file that everybody can read gives a warning`(mode: Int)
        async throws
    {
        try await load(configured(#"passwordFile: "p""#), files: ["p": "x"], modes: mode) { loaded, problems in
            #expect(
                problems == [
                    "warning office.json5:10: Everybody on this machine can read the password file p. It is used all the same. "
                        + "Run chmod o-r p."
                ])
            #expect(loaded.configuration != nil)
        }
    }

    @Test func `a credential is looked for where systemd puts it`() async throws {
        try await withScratchFolder { credentials in
            let inService = surroundings(credentials: credentials.path)
            try await load(configured(#"credential: "post""#), in: inService) { loaded, problems in
                #expect(
                    problems.count == 1
                        && problems[0].contains("\(credentials.path)/post is missing or cannot be read"))
                #expect(loaded.configuration == nil)
            }
            let file = credentials.appending(path: "post")
            try Data("geheim".utf8).write(to: file)
            try FileManager.default.setAttributes([.posixPermissions: 0o400], ofItemAtPath: file.path)
            try await load(configured(#"credential: "post""#), in: inService) { loaded, problems in
                #expect(problems == [])
                #expect(loaded.configuration != nil)
            }
        }
    }

    @Test func `a secret is read when it is used, without the line end behind it`() async throws {
        try await withScratchFolder { folder in
            let file = folder.appending(path: "post")
            try Data("geheim mét spatie \r\n".utf8).write(to: file)
            #expect(try SecretSource.file(file.path).read() == "geheim mét spatie ")
            #expect(try SecretSource.credential("post").read(credentials: folder.path) == "geheim mét spatie ")
            let source = LoginSource(user: "u", secret: .file(file.path), kind: .accessToken)
            try Data("nieuw".utf8).write(to: file)
            guard case .bearer("nieuw") = try source.login().secret else {
                Issue.record("not the new token")
                return
            }
            #expect(!"\(source)".contains("nieuw"))
            #expect(try "\(source.login())" == "Login(…)")
        }
    }

    @Test func `a secret that cannot be had is told without printing anything of it`() async throws {
        try await withScratchFolder { folder in
            let file = folder.appending(path: "p").path
            #expect { try SecretSource.file(file).read() } throws: {
                "\($0)" == "\(file): The password file is missing or cannot be read. gehoord does not log in. "
                    + "Create it, readable only for the account that runs gehoord."
            }
            try Data("\n".utf8).write(to: folder.appending(path: "p"))
            #expect { try SecretSource.file(file).read() } throws: {
                "\($0)" == "\(file): The password file is empty or no UTF-8 text. gehoord does not log in. "
                    + "Put the password in it, on one line."
            }
            #expect { try SecretSource.credential("post").read(credentials: nil) } throws: {
                "\($0)"
                    == "credential post: The credential is only there inside the service. gehoord does not log in. "
                    + "Run gehoord under systemd, or name a passwordFile."
            }
        }
    }

    @Test(arguments: ["password", "wachtwoord", "secret", "token"])
    func `a password in the file is refused and not repeated`(key: String) async throws {
        try await load(configured(#"passwordFile: "p", \#(key): "hunter2""#), files: ["p": "x"]) {
            loaded, problems in
            #expect(loaded.configuration == nil)
            #expect(problems.count == 1 && !problems[0].contains("hunter2"))
        }
    }
}
