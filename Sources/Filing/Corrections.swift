// SPDX-License-Identifier: EUPL-1.2
package import Casework
package import Groundwork

/// What staff said against the verdict on a message: examples to learn from. A row goes when its message goes.
package struct Corrections {
    let db: Connection

    package struct Correction: Hashable, Sendable {
        package let arrival: ID<Arrival>
        /// Who wrote the message; nil when that is not known.
        package let person: ID<Person>?
        package let isComplaint: Bool
        /// The subject on the first line, then the writer's own words; masked.
        package let text: String
        package let at: Moment
    }

    /// Keeps the latest verdict of a person on a message whose raw text is in the store. The text must have been masked.
    package func keep(_ arrival: ID<Arrival>, isComplaint: Bool, masked text: String, at moment: Moment) throws {
        try db.run(
            """
            INSERT INTO correction (ledger, raw, is_complaint, text, at) SELECT id, raw, ?, ?, ? FROM ledger WHERE id = ?
            ON CONFLICT (ledger) DO UPDATE SET is_complaint = excluded.is_complaint, text = excluded.text, at = excluded.at
            """, .int(isComplaint ? 1 : 0), .text(text), .int(moment.seconds), .int(arrival.number))
    }

    /// All of them, in the order of their messages.
    package func all() throws -> [Correction] {
        try db.rows(
            """
            SELECT correction.ledger, ledger.person, is_complaint, text, at FROM correction
            JOIN ledger ON ledger.id = correction.ledger ORDER BY correction.ledger
            """
        ).map {
            Correction(
                arrival: ID($0.int(0)), person: $0.intOrNil(1).map { ID($0) }, isComplaint: $0.int(2) == 1,
                text: $0.text(3), at: Moment(seconds: $0.int(4)))
        }
    }
}
