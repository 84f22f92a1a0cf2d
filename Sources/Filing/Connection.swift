// SPDX-License-Identifier: EUPL-1.2
import CSQLite
import Glibc

/// A value in a statement or a row.
enum SQLValue: Hashable {
    case null
    case int(Int)
    case text(String)
    case blob([UInt8])

    static func orNull(_ number: Int?) -> SQLValue { number.map(SQLValue.int) ?? .null }
    static func orNull(_ text: String?) -> SQLValue { text.map(SQLValue.text) ?? .null }
}

/// One row of a result, by column number.
struct Row {
    fileprivate let values: [SQLValue]
    func int(_ column: Int) -> Int { intOrNil(column) ?? 0 }
    func intOrNil(_ column: Int) -> Int? { if case .int(let n) = values[column] { n } else { nil } }
    func text(_ column: Int) -> String { textOrNil(column) ?? "" }
    func textOrNil(_ column: Int) -> String? { if case .text(let s) = values[column] { s } else { nil } }
    func blob(_ column: Int) -> [UInt8] { if case .blob(let b) = values[column] { b } else { [] } }
}

/// A connection to the SQLite file; the only code that touches SQLite. Used by one thread at a time.
@safe final class Connection {
    let path: String
    private let handle: OpaquePointer
    private var prepared: [String: OpaquePointer] = unsafe [:]
    private var depth = 0

    /// `:memory:` makes a store that goes with the connection.
    init(path: String) throws(ArchiveProblem) {
        self.path = path
        var opened: OpaquePointer?
        let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX
        let code = unsafe sqlite3_open_v2(path, &opened, flags, nil)
        guard code == SQLITE_OK, let opened = unsafe opened else {
            let detail = unsafe String(cString: sqlite3_errmsg(opened))
            unsafe sqlite3_close_v2(opened)  // a failed open still hands out a handle that must be closed
            throw .cannotOpen(path: path, detail: detail)
        }
        unsafe handle = opened
        unsafe sqlite3_extended_result_codes(opened, 1)
        unsafe sqlite3_busy_timeout(opened, 10_000)
        unsafe _ = gehoord_sqlite_switch(opened, SQLITE_DBCONFIG_DQS_DML, 0)
        unsafe _ = gehoord_sqlite_switch(opened, SQLITE_DBCONFIG_DQS_DDL, 0)
        unsafe _ = gehoord_sqlite_switch(opened, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0)
        for pragma in ["journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "cell_size_check = ON"] {
            try run("PRAGMA " + pragma)
        }
    }

    deinit {
        unsafe prepared.values.forEach { statement in unsafe sqlite3_finalize(statement) }
        unsafe sqlite3_close_v2(handle)
    }

    func run(_ sql: String, _ values: SQLValue...) throws(ArchiveProblem) { _ = try rows(sql, values: values) }
    func rows(_ sql: String, _ values: SQLValue...) throws(ArchiveProblem) -> [Row] { try rows(sql, values: values) }

    /// Runs one statement and gives its rows.
    func rows(_ sql: String, values: [SQLValue]) throws(ArchiveProblem) -> [Row] {
        let statement = unsafe try prepare(sql)
        defer {
            unsafe sqlite3_reset(statement)
            unsafe sqlite3_clear_bindings(statement)
        }
        for (i, value) in values.enumerated() { unsafe bind(value, at: Int32(i + 1), to: statement) }
        var rows: [Row] = []
        while true {
            let code = unsafe sqlite3_step(statement)
            guard code == SQLITE_ROW else {
                guard code == SQLITE_DONE else { throw problem(code, sql) }
                return rows
            }
            let columns = unsafe sqlite3_column_count(statement)
            rows.append(Row(values: (0..<columns).map { unsafe value(at: $0, of: statement) }))
        }
    }

    /// Runs a script of several statements without values.
    func script(_ sql: String) throws(ArchiveProblem) {
        let code = unsafe sqlite3_exec(handle, sql, nil, nil, nil)
        guard code == SQLITE_OK else { throw problem(code, sql) }
    }

    var lastInsertedID: Int { Int(unsafe sqlite3_last_insert_rowid(handle)) }

    /// All of the body or nothing of it. Inside another transaction it is part of that one.
    func transaction<T>(_ body: () throws -> T) throws -> T {
        guard depth == 0 else { return try body() }
        try run("BEGIN IMMEDIATE")
        depth = 1
        defer { depth = 0 }
        do {
            let result = try body()
            try run("COMMIT")
            return result
        } catch {
            try? script("ROLLBACK")
            throw error
        }
    }

    private func prepare(_ sql: String) throws(ArchiveProblem) -> OpaquePointer {
        if let statement = unsafe prepared[sql] { return unsafe statement }
        var statement: OpaquePointer?
        let code = unsafe sqlite3_prepare_v3(handle, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &statement, nil)
        guard code == SQLITE_OK, let statement = unsafe statement else { throw problem(code, sql) }
        unsafe prepared[sql] = statement
        return unsafe statement
    }

    private func bind(_ value: SQLValue, at index: Int32, to statement: OpaquePointer) {
        switch value {
        case .null: unsafe sqlite3_bind_null(statement, index)
        case .int(let number): unsafe sqlite3_bind_int64(statement, index, Int64(number))
        case .text(let text):
            unsafe sqlite3_bind_text64(
                statement, index, text, UInt64(text.utf8.count), gehoord_sqlite_transient(), UInt8(SQLITE_UTF8))
        case .blob(let bytes):
            if bytes.isEmpty {
                unsafe sqlite3_bind_zeroblob(statement, index, 0)
            } else {
                unsafe sqlite3_bind_blob64(statement, index, bytes, UInt64(bytes.count), gehoord_sqlite_transient())
            }
        }
    }

    private func value(at column: Int32, of statement: OpaquePointer) -> SQLValue {
        switch unsafe sqlite3_column_type(statement, column) {
        case SQLITE_INTEGER: return .int(Int(unsafe sqlite3_column_int64(statement, column)))
        case SQLITE_TEXT:
            guard let text = unsafe sqlite3_column_text(statement, column) else { return .null }
            let count = Int(unsafe sqlite3_column_bytes(statement, column))
            return .text(unsafe String(decoding: UnsafeBufferPointer(start: text, count: count), as: UTF8.self))
        case SQLITE_BLOB:
            guard let bytes = unsafe sqlite3_column_blob(statement, column) else { return .blob([]) }
            let count = Int(unsafe sqlite3_column_bytes(statement, column))
            return .blob(unsafe Array(UnsafeRawBufferPointer(start: bytes, count: count)))
        default: return .null
        }
    }

    private var lacksRoom: Bool { [ENOSPC, EDQUOT].contains(unsafe sqlite3_system_errno(handle)) }

    private func problem(_ code: Int32, _ sql: String) -> ArchiveProblem {
        let message = unsafe String(cString: sqlite3_errmsg(handle))
        switch code & 0xff {
        case SQLITE_FULL: return .diskFull(path: path)
        // What SQLite cannot write beside the file (the index of the log) it calls an input/output error.
        case SQLITE_IOERR: return lacksRoom ? .diskFull(path: path) : .damaged(path: path, detail: message)
        case SQLITE_CORRUPT, SQLITE_NOTADB: return .damaged(path: path, detail: message)
        case SQLITE_CANTOPEN, SQLITE_READONLY, SQLITE_PERM, SQLITE_AUTH: return .cannotOpen(path: path, detail: message)
        default: return .statement(code: Int(code), message: message, sql: sql)
        }
    }
}
