// SPDX-License-Identifier: EUPL-1.2
import CCurl
import Glibc

/// A two-way stream to a mail server, connected, secured and logged in by libcurl (`CURLOPT_CONNECT_ONLY`).
///
/// TLS is always verified. Used by one task at a time; every wait ends at the step limit or when `stop` is raised.
/// The only file that touches libcurl: its URL mode sets `\Seen`, hides replies and lets a mail's body end the response.
@safe final class CurlStream {
    enum Service: String {
        case imap, smtp
    }

    /// How long to wait for the server, and whether a stop ends the wait.
    enum Patience {
        case step
        /// After the final dot of a mail (RFC 5321 4.5.3.2.6): ten steps, and one more step after a stop.
        case verdict
    }

    /// Every line the server sent until the login was done.
    private(set) var serverLines: [String] = []
    private let handle = unsafe curl_easy_init()
    private var socket: Int32 = -1
    private var isOpen = true
    private var buffer = [UInt8](repeating: 0, count: 65_536)
    private let stepLimit: Int
    private let stop: StopSignal

    /// Connects, secures the connection as asked, and logs in if there is a login; `name` is our own, for SMTP.
    init(
        _ service: Service, to endpoint: ServerEndpoint, login: Login?, name: String = "", stop: StopSignal
    ) throws(MailboxProblem) {
        (stepLimit, self.stop) = (endpoint.stepLimit, stop)
        guard CurlStream.library == CURLE_OK, unsafe handle != nil else {
            throw .unreachable(detail: "libcurl does not start")
        }
        try configure(service, endpoint, name)
        try logIn(with: login)
        try connect(service, retriesPlainly: service == .imap && login?.hasPassword == true)
        // Where an SMTP server offers no login, libcurl goes on without one and calls that success.
        if service == .smtp, login != nil, !serverLines.contains(where: { $0.hasPrefix("235") }) {
            throw .loginRefused(reply: "")
        }
    }

    deinit { close() }

    /// Drops the connection; the conversation says goodbye before.
    func close() {
        guard isOpen else { return }
        isOpen = false
        unsafe curl_easy_cleanup(handle)
    }

    /// Starts libcurl once, and keeps a peer that hangs up from ending the process.
    private static let library: CURLcode = {
        signal(SIGPIPE, SIG_IGN)
        return curl_global_init(Int(CURL_GLOBAL_DEFAULT))
    }()

    // MARK: Connecting

    private func configure(_ service: Service, _ endpoint: ServerEndpoint, _ name: String) throws(MailboxProblem) {
        let host = endpoint.host.contains(":") ? "[\(endpoint.host)]" : endpoint.host
        let allowed = host.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F && !"/?#@\\%\"<>".utf8.contains($0) }
        guard allowed, !host.isEmpty, (1...65_535).contains(endpoint.port) else {
            throw .unreachable(detail: "\(endpoint.host):\(endpoint.port) is no server name and port")
        }
        guard name.utf8.allSatisfy({ $0 < 0x80 && ($0.isLetterOrDigit || ".-:[]".utf8.contains($0)) }) else {
            throw .unreachable(detail: "\u{201C}\(name)\u{201D} is no name to greet a server with")
        }
        let scheme = service.rawValue + (endpoint.security == .implicitTLS ? "s" : "")
        try set(CURLOPT_URL, "\(scheme)://\(host):\(endpoint.port)/\(name)")
        try set(CURLOPT_CONNECT_ONLY, 1)
        try set(CURLOPT_NOSIGNAL, 1)
        try set(CURLOPT_PROXY, "")  // no environment variable sends mail elsewhere
        try set(CURLOPT_CONNECTTIMEOUT, endpoint.stepLimit)  // covers greeting, TLS and login
        try set(CURLOPT_TCP_KEEPALIVE, 1)
        try set(CURLOPT_USE_SSL, endpoint.security == .startTLS ? Int(CURLUSESSL_ALL.rawValue) : 0)
        try set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
        try set(CURLOPT_SSL_VERIFYPEER, 1)
        try set(CURLOPT_SSL_VERIFYHOST, 2)
        if let authorities = endpoint.authorities {
            try set(CURLOPT_CAINFO, authorities)
            try set(CURLOPT_CAPATH, nil)  // instead of the system's, not beside them
        }
    }

    /// Names the mechanisms, because libcurl would otherwise try Kerberos or NTLM where the server offers them.
    private func logIn(with login: Login?) throws(MailboxProblem) {
        guard let login else { return }
        try set(CURLOPT_USERNAME, login.user)
        switch login.secret {
        case .password(let password):
            try set(CURLOPT_PASSWORD, password)
            try set(CURLOPT_LOGIN_OPTIONS, "AUTH=PLAIN;AUTH=LOGIN")
        case .bearer(let token):
            try set(CURLOPT_XOAUTH2_BEARER, token)
            try set(CURLOPT_LOGIN_OPTIONS, "AUTH=OAUTHBEARER;AUTH=XOAUTH2")
        }
    }

    private func connect(_ service: Service, retriesPlainly: Bool) throws(MailboxProblem) {
        let context = unsafe Unmanaged.passUnretained(self).toOpaque()
        _ = unsafe gehoord_curl_set_header_sink(
            handle,
            { bytes, one, count, context in
                guard let bytes = unsafe bytes, let context = unsafe context else { return 0 }
                let line = unsafe UnsafeRawBufferPointer(start: bytes, count: one * count)
                let stream = unsafe Unmanaged<CurlStream>.fromOpaque(context).takeUnretainedValue()
                stream.serverLines.append(unsafe String(decoding: line, as: UTF8.self).trimmingLineEnd())
                return one * count
            }, context)
        _ = unsafe gehoord_curl_set_progress(
            handle,
            { context, _, _, _, _ in
                guard let context = unsafe context else { return 1 }
                return unsafe Unmanaged<CurlStream>.fromOpaque(context).takeUnretainedValue().stop.isRaised ? 1 : 0
            }, context)
        var code = unsafe curl_easy_perform(handle)
        if retriesPlainly, code == CURLE_LOGIN_DENIED, ServerWords.knowOnlyLoginCommand(serverLines) {
            try set(CURLOPT_LOGIN_OPTIONS, "AUTH=*")  // lets libcurl use that command
            code = unsafe curl_easy_perform(handle)
        }
        guard code == CURLE_OK else { throw problem(code, service) }
        socket = unsafe gehoord_curl_socket(handle)
        guard socket >= 0 else { throw .broken(detail: "the connection was lost at once") }
    }

    private func set(_ option: CURLoption, _ text: String?) throws(MailboxProblem) {
        guard unsafe gehoord_curl_set_text(handle, option, text) == CURLE_OK else {
            throw .unreachable(detail: "libcurl refuses setting \(option.rawValue)")
        }
    }

    private func set(_ option: CURLoption, _ number: Int) throws(MailboxProblem) {
        guard unsafe gehoord_curl_set_number(handle, option, number) == CURLE_OK else {
            throw .unreachable(detail: "libcurl refuses setting \(option.rawValue)")
        }
    }

    private func problem(_ code: CURLcode, _ service: Service) -> MailboxProblem {
        let reason = unsafe String(cString: curl_easy_strerror(code))
        switch code {
        case CURLE_ABORTED_BY_CALLBACK:
            return .stopped
        case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_CONNECT, CURLE_COULDNT_RESOLVE_PROXY:
            return .unreachable(detail: reason)
        case CURLE_OPERATION_TIMEDOUT:
            guard let last = serverLines.last else {
                return .unreachable(detail: "no answer within \(stepLimit) seconds")
            }
            return .broken(detail: "the server was silent for \(stepLimit) seconds after \u{201C}\(last)\u{201D}")
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ISSUER_ERROR:
            return .certificateRefused(detail: reason)
        case CURLE_USE_SSL_FAILED:
            return .noEncryption(detail: "the server offers no STARTTLS")
        case CURLE_SSL_CONNECT_ERROR:
            return .noEncryption(detail: reason)
        case CURLE_LOGIN_DENIED, CURLE_AUTH_ERROR:
            return ServerWords.loginProblem(serverLines, service)
        case CURLE_WEIRD_SERVER_REPLY:
            return .protocolFault(detail: serverLines.last.map { "it answered \u{201C}\($0)\u{201D}" } ?? reason)
        default:
            return .broken(detail: reason)
        }
    }

    // MARK: Talking

    /// Sends everything, or throws.
    func send(_ bytes: [UInt8]) throws(MailboxProblem) {
        var sent = 0
        while sent < bytes.count {
            var count = 0
            let code = unsafe bytes.withUnsafeBytes { all in
                unsafe curl_easy_send(handle, all.baseAddress! + sent, all.count - sent, &count)
            }
            sent += count
            switch code {
            case CURLE_OK: continue
            case CURLE_AGAIN: try wait(for: POLLOUT, .step)
            default: throw .broken(detail: "the connection broke while sending")
            }
        }
    }

    /// What the server sent, at least one byte.
    func receive(_ patience: Patience = .step) throws(MailboxProblem) -> ArraySlice<UInt8> {
        while true {
            var count = 0
            let code = unsafe buffer.withUnsafeMutableBytes { room in
                unsafe curl_easy_recv(handle, room.baseAddress, room.count, &count)
            }
            switch code {
            case CURLE_OK where count > 0: return buffer[..<count]
            case CURLE_OK: throw .broken(detail: "the server closed the connection")
            case CURLE_AGAIN: try wait(for: POLLIN, patience)
            default: throw .broken(detail: "the connection broke")
            }
        }
    }

    /// Waits for the socket or the stop signal; TLS may hold bytes that poll does not see, so callers ask libcurl first.
    private func wait(for event: Int32, _ patience: Patience) throws(MailboxProblem) {
        var limit = patience == .step ? stepLimit : stepLimit * 10
        var watchesStop = true
        while true {
            var watched = [
                pollfd(fd: socket, events: Int16(event), revents: 0),
                pollfd(fd: watchesStop ? stop.descriptor : -1, events: Int16(POLLIN), revents: 0),
            ]
            let ready = unsafe poll(&watched, 2, Int32(clamping: limit * 1000))
            if ready < 0, errno == EINTR { continue }
            if ready == 0 { throw .broken(detail: "the server was silent for \(limit) seconds") }
            if ready < 0 { throw .broken(detail: "the connection cannot be watched") }
            if watched[0].revents != 0 { return }
            if patience == .step { throw .stopped }
            (watchesStop, limit) = (false, stepLimit)
        }
    }
}

extension UInt8 {
    fileprivate var isLetterOrDigit: Bool {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"):
            true
        default: false
        }
    }
}

extension Login {
    fileprivate var hasPassword: Bool {
        if case .password = secret { true } else { false }
    }
}

extension String {
    fileprivate func trimmingLineEnd() -> String {
        var text = self[...]
        while let last = text.unicodeScalars.last, last == "\r" || last == "\n" { text.unicodeScalars.removeLast() }
        return String(text)
    }
}
