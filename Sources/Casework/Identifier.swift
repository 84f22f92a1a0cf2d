// SPDX-License-Identifier: EUPL-1.2

/// A row's number in the store, of one kind of row: a person's can never be passed where a dossier's is meant.
package struct ID<Subject>: Hashable, Sendable, Comparable {
    package let number: Int
    package init(_ number: Int) { self.number = number }
    package static func < (a: ID, b: ID) -> Bool { a.number < b.number }
}
