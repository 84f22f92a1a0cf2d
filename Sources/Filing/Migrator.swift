// SPDX-License-Identifier: EUPL-1.2
import Groundwork

/// Brings a store to the shape this program knows: named steps, each in its own transaction, recorded in the store itself.
struct Migrator {
    struct Step {
        let name: String
        let sql: [UInt8]
    }

    static let steps = [
        Step(name: "step-0001-house", sql: PackageResources.step_0001_house_sql),
        Step(name: "step-0002-corrections", sql: PackageResources.step_0002_corrections_sql),
    ]

    /// Refuses a store that has a step unknown here, or one that was edited after it was applied.
    static func bring(_ db: Connection) throws {
        try db.run("CREATE TABLE IF NOT EXISTS schema_step (name TEXT PRIMARY KEY, checksum TEXT NOT NULL) STRICT")
        let applied = try db.rows("SELECT name, checksum FROM schema_step ORDER BY name").map {
            ($0.text(0), $0.text(1))
        }
        let known = Dictionary(uniqueKeysWithValues: steps.map { ($0.name, hex(SHA256.hash($0.sql))) })
        let unknown = applied.filter { known[$0.0] != $0.1 }.map(\.0)
        guard unknown.isEmpty else { throw ArchiveProblem.newer(path: db.path, steps: unknown) }
        for step in steps where !applied.contains(where: { $0.0 == step.name }) {
            try db.transaction {
                try db.script(String(decoding: step.sql, as: UTF8.self))
                try db.run(
                    "INSERT INTO schema_step (name, checksum) VALUES (?, ?)", .text(step.name), .text(known[step.name]!)
                )
            }
        }
    }
}
