// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Glibc
import Synchronization

/// A peer on loopback that answers from a script: for the faults that no real server commits on request.
package final class ScriptedServer: Sendable {
    package enum Step: Sendable {
        /// Sends this; `{tag}` becomes the first word of the line heard last.
        case say(String)
        /// Waits for a line, and notes it.
        case hear
        /// Waits for lines until one that is exactly this, and notes them all.
        case hearUntil(String)
        /// Keeps the connection open and says nothing more.
        case silence
        case close
    }

    package let port: Int
    private let socket: Int32
    private let notes = Mutex<[String]>([])
    /// The connections accepted; nil when the test is over.
    private let connections = Mutex<[Int32]?>([])
    private let ended = DispatchSemaphore(value: 0)

    /// A script for each connection, in the order in which they come.
    @discardableResult
    package static func run<T>(_ scripts: [Step]..., body: (ScriptedServer) async throws -> T) async throws -> T {
        let server = ScriptedServer()
        Thread.detachNewThread { server.serve(scripts) }
        defer { server.stop() }
        return try await body(server)
    }

    /// The lines heard so far, without their ends.
    package var heard: [String] { notes.withLock { $0 } }

    /// Does this from another thread, once so many lines were heard.
    package func afterHearing(_ count: Int, _ body: @escaping @Sendable () -> Void) {
        Thread.detachNewThread { [self] in
            while heard.count < count {
                guard connections.withLock({ $0 != nil }) else { return }
                Loopback.pause(milliseconds: 1)
            }
            body()
        }
    }

    private init() { (socket, port) = Loopback.listen() }

    private func serve(_ scripts: [[Step]]) {
        defer { ended.signal() }
        for script in scripts {
            let connection = Loopback.accept(socket)
            guard connection >= 0 else { return }
            let isWanted = connections.withLock { connections in
                connections?.append(connection)
                return connections != nil
            }
            guard isWanted else {
                close(connection)
                return
            }
            play(script, on: connection)
        }
    }

    private func play(_ script: [Step], on connection: Int32) {
        var (pending, last) = ([UInt8](), "")
        func hear() -> String? {
            while true {
                if let end = pending.firstIndex(of: 10) {
                    let line = String(decoding: pending[..<end], as: UTF8.self).filter { $0 != "\r" && $0 != "\r\n" }
                    pending.removeFirst(end + 1)
                    notes.withLock { $0.append(line) }
                    last = line
                    return line
                }
                let bytes = Loopback.receive(connection)
                if bytes.isEmpty { return nil }
                pending += bytes
            }
        }
        for step in script {
            switch step {
            case .say(let text):
                let tag = last.split(separator: " ").first.map(String.init) ?? ""
                Loopback.send(Array(text.replacing("{tag}", with: tag).utf8), to: connection)
            case .hear:
                guard hear() != nil else { return }
            case .hearUntil(let end):
                while let line = hear(), line != end {}
            case .silence:
                while !Loopback.receive(connection).isEmpty {}
            case .close:
                shutdown(connection, Int32(SHUT_RDWR))
            }
        }
    }

    private func stop() {
        let open = connections.withLock { connections in
            defer { connections = nil }
            return connections ?? []
        }
        for descriptor in open + [socket] { shutdown(descriptor, Int32(SHUT_RDWR)) }
        // Closed only when nobody uses them any more: the numbers go to the sockets of other tests at once.
        ended.wait()
        for descriptor in open + [socket] { close(descriptor) }
    }
}
