// SPDX-License-Identifier: EUPL-1.2
import Foundation

/// A certificate authority for one test, and a server certificate for the name `localhost` signed by it.
struct TestCertificates {
    let authority: URL
    let certificate: URL
    let key: URL

    init(in folder: URL) throws {
        let openssl = try ServerProcess.tool("openssl", package: "openssl")
        let authorityKey = folder.appending(path: "authority.key")
        (authority, certificate) = (folder.appending(path: "authority.pem"), folder.appending(path: "server.pem"))
        key = folder.appending(path: "server.key")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let new = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
        try ServerProcess.run(
            openssl,
            new + [
                "-subj", "/CN=Test authority", "-keyout", authorityKey.path, "-out", authority.path,
            ])
        try ServerProcess.run(
            openssl,
            new + [
                "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost",
                "-addext", "basicConstraints=critical,CA:FALSE",
                "-CA", authority.path, "-CAkey", authorityKey.path, "-keyout", key.path, "-out", certificate.path,
            ])
    }
}
