// SPDX-License-Identifier: EUPL-1.2
package import Casework
package import Groundwork

/// The open duties of the store and the settled ones.
package struct Duties {
    let db: Connection
    private static let longestSentence = 300
    private static let columns = "id, kind, dossier, ledger, assignee, opened_at, due_day, step, sentence"

    package func open(
        _ kind: Duty.Kind, dossier: ID<Dossier>?, arrival: ID<Arrival>?, assignee: String, at moment: Moment,
        due: CalendarDay?, next: Moment?, sentence: String? = nil
    ) throws -> ID<Duty> {
        try db.run(
            "INSERT INTO duty (kind, dossier, ledger, assignee, opened_at, due_day, step, next_at, sentence) VALUES (?, ?, ?, ?, ?, ?, 0, ?, ?)",
            .text(kind.rawValue), .orNull(dossier?.number), .orNull(arrival?.number), .text(assignee),
            .int(moment.seconds),
            .orNull(due?.iso), .orNull(next?.seconds),
            .orNull(sentence.map { CitizenNumber.masked(String($0.prefix(Self.longestSentence))) }))
        return ID(db.lastInsertedID)
    }

    /// The open duty on which the clock acts first, and when.
    package func next() throws -> (Duty, at: Moment)? {
        try db.rows(
            "SELECT \(Self.columns), next_at FROM duty WHERE settled_at IS NULL AND next_at IS NOT NULL ORDER BY next_at, id LIMIT 1"
        ).first.flatMap { row in duty(row).map { ($0, Moment(seconds: row.int(9))) } }
    }

    /// The clock has acted `step` times; it acts again at `next`, or not any more.
    package func stepped(_ id: ID<Duty>, to step: Int, next: Moment?) throws {
        try db.run(
            "UPDATE duty SET step = ?, next_at = ? WHERE id = ?", .int(step), .orNull(next?.seconds), .int(id.number))
    }

    package func openDuties(_ kind: Duty.Kind? = nil, of dossier: ID<Dossier>? = nil) throws -> [Duty] {
        try db.rows(
            """
            SELECT \(Self.columns) FROM duty WHERE settled_at IS NULL AND (? IS NULL OR kind = ?) AND (? IS NULL OR dossier = ?)
            ORDER BY due_day, id
            """,
            .orNull(kind?.rawValue), .orNull(kind?.rawValue), .orNull(dossier?.number), .orNull(dossier?.number)
        ).compactMap(duty)
    }

    /// Settles the duty, and forgets the citizen's sentence.
    package func settle(_ id: ID<Duty>, at moment: Moment, by whom: String) throws {
        try db.run(
            "UPDATE duty SET settled_at = ?, settled_by = ?, next_at = NULL, sentence = NULL WHERE id = ? AND settled_at IS NULL",
            .int(moment.seconds), .text(whom), .int(id.number))
    }

    private func duty(_ row: Row) -> Duty? {
        guard let kind = Duty.Kind(rawValue: row.text(1)) else { return nil }
        return Duty(
            id: ID(row.int(0)), kind: kind, dossier: row.intOrNil(2).map { ID($0) },
            arrival: row.intOrNil(3).map { ID($0) },
            assignee: row.text(4), openedAt: Moment(seconds: row.int(5)),
            dueDay: row.textOrNil(6).flatMap(CalendarDay.init(iso:)),
            step: row.int(7), sentence: row.textOrNil(8))
    }
}
