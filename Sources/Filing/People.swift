// SPDX-License-Identifier: EUPL-1.2
package import Casework

/// The persons of the store.
package struct People {
    let db: Connection

    package func add(naw: String? = nil, name: String, addresses: Set<String>, phone: String?, postcode: String?) throws
        -> ID<Person>
    {
        try db.run(
            "INSERT INTO person (naw, name, phone, postcode) VALUES (?, ?, ?, ?)", .orNull(naw), .text(name),
            .orNull(phone.flatMap(IdentityFacts.normalPhone) ?? phone),
            .orNull(postcode.map(IdentityFacts.normalPostcode)))
        let id = ID<Person>(db.lastInsertedID)
        for address in addresses { try addAddress(address, to: id) }
        return id
    }

    func addAddress(_ address: String, to person: ID<Person>) throws {
        try db.run(
            "INSERT OR IGNORE INTO person_address (person, address) VALUES (?, ?)", .int(person.number),
            .text(address.lowercased()))
    }

    package func with(_ id: ID<Person>) throws -> Person? {
        guard let row = try db.rows("SELECT naw, name, phone, postcode FROM person WHERE id = ?", .int(id.number)).first
        else { return nil }
        let addresses = try db.rows("SELECT address FROM person_address WHERE person = ?", .int(id.number)).map {
            $0.text(0)
        }
        return Person(
            id: id, naw: row.textOrNil(0), name: row.text(1), addresses: Set(addresses), phone: row.textOrNil(2),
            postcode: row.textOrNil(3))
    }

    func with(naw: String) throws -> ID<Person>? {
        try db.rows("SELECT id FROM person WHERE naw = ?", .text(naw)).first.map { ID($0.int(0)) }
    }

    func atAddress(_ address: String) throws -> [ID<Person>] {
        try ids("SELECT person FROM person_address WHERE address = ? ORDER BY person", .text(address.lowercased()))
    }

    func withPhone(_ phone: String) throws -> [ID<Person>] {
        try ids("SELECT id FROM person WHERE phone = ? LIMIT 50", .text(phone))
    }
    func withPostcode(_ code: String) throws -> [ID<Person>] {
        try ids("SELECT id FROM person WHERE postcode = ? LIMIT 50", .text(code))
    }

    private func ids(_ sql: String, _ value: SQLValue) throws -> [ID<Person>] {
        try db.rows(sql, value).map { ID($0.int(0)) }
    }
}
