// SPDX-License-Identifier: EUPL-1.2
package import Groundwork

/// What can go wrong with the store, as data; `wording` makes the sentence.
package enum ArchiveProblem: Error, Hashable, Sendable {
    case cannotOpen(path: String, detail: String)
    /// There is no store yet, for a command that only looks.
    case missing(path: String)
    /// The store has steps that this program does not know: a newer program made them.
    case newer(path: String, steps: [String])
    /// Another daemon works with this store.
    case inUse(path: String)
    case diskFull(path: String)
    case damaged(path: String, detail: String)
    case statement(code: Int, message: String, sql: String)

    package var wording: Problem {
        switch self {
        case .cannotOpen(let path, let detail):
            Problem(
                "the store cannot be opened: \(detail)", at: path, now: "gehoord does not start",
                remedy: "See that the folder exists and that the program may read and write it")
        case .missing(let path):
            Problem(
                "there is no store here yet", at: path, now: "Nothing was done",
                remedy: "The daemon makes it when it first runs; see that `store` in the configuration names its folder"
            )
        case .newer(let path, let steps):
            Problem(
                "the store was made by a newer gehoord (it has \(steps.joined(separator: ", ")))", at: path,
                now: "gehoord does not start, and changes nothing",
                remedy: "Install the newer version again, or restore a backup of before it")
        case .inUse(let path):
            Problem(
                "another gehoord daemon works with this store", at: path, now: "This one does not start",
                remedy: "Stop the other one first; `status` and `dossier` may run beside it")
        case .diskFull(let path):
            Problem(
                "the disk is full", at: path,
                now: "Nothing of the work in hand was written; mail stays on the server and is tried again",
                remedy: "Make room on the disk")
        case .damaged(let path, let detail):
            Problem(
                "the store is damaged: \(detail)", at: path, now: "gehoord stops, and changes nothing",
                remedy: "Restore the last backup; mail since then is still on the server")
        case .statement(let code, let message, let sql):
            Problem(
                "SQLite error \(code): \(message), while executing “\(sql.split(separator: "\n").first ?? "")”",
                at: "store",
                now: "The work in hand was rolled back", remedy: "This is a fault of the program: report it")
        }
    }
}
