// SPDX-License-Identifier: EUPL-1.2
import Foundation

/// The operator's log: lines on standard error with the priority prefix that systemd's journal reads (sd-daemon(3)).
/// No personal data goes in: callers name mailboxes, dossiers and ledger numbers, never a citizen.
package enum Log {
    package enum Level: Int, Sendable {
        /// A fault of the program itself.
        case bug = 2
        /// A person must act.
        case error = 3
        /// The program goes on by itself; says what it does instead.
        case warning = 4
        case info = 6
        case debug = 7
    }

    package static func write(_ level: Level, _ line: String) {
        let flat = String(line.map { $0.isNewline ? " " : $0 })
        FileHandle.standardError.write(Data("<\(level.rawValue)>\(flat)\n".utf8))
    }
    package static func info(_ line: String) { write(.info, line) }
    package static func warning(_ line: String) { write(.warning, line) }
    package static func error(_ line: String) { write(.error, line) }
}
