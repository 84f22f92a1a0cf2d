// SPDX-License-Identifier: EUPL-1.2

/// Which registered persons are probably one citizen: names that fit, and an address, telephone or postcode that agrees.
/// Two people of one household share those three, but not their given names.
package struct SameCitizen: Sendable {
    private let people: [Person]

    package init(_ people: [Person]) { self.people = people }

    package var pairs: [Decision.PersonPair] {
        var pairs: [Decision.PersonPair] = []
        for (i, first) in people.enumerated() {
            for second in people[(i + 1)...] where Self.probablyOne(first, second) {
                pairs.append(.init(first: min(first.id, second.id), second: max(first.id, second.id)))
            }
        }
        return pairs
    }

    /// The citizen's registrations: this person and all that are probably the same.
    package func group(of person: ID<Person>) -> Set<ID<Person>> {
        var group: Set = [person]
        let pairs = pairs
        var grew = true
        while grew {
            let linked = pairs.filter { group.contains($0.first) || group.contains($0.second) }.flatMap { [$0.first, $0.second] }
            grew = !group.isSuperset(of: linked)
            group.formUnion(linked)
        }
        return group
    }

    static func probablyOne(_ a: Person, _ b: Person) -> Bool {
        let (x, y) = (PersonName(a.name), PersonName(b.name))
        guard x.fits(y) else { return false }
        let shared = !a.addresses.isDisjoint(with: b.addresses)
        let phone = a.phone.flatMap(IdentityFacts.normalPhone).map { $0 == b.phone.flatMap(IdentityFacts.normalPhone) } ?? false
        let postcode = a.postcode.map { IdentityFacts.normalPostcode($0) == b.postcode.map(IdentityFacts.normalPostcode) } ?? false
        return shared || phone || postcode
    }

    /// Whether the facts or the address of one person tie somebody to the household of another: a surname in common and a
    /// telephone, postcode or address.
    static func sameHousehold(_ a: Person, _ b: Person) -> Bool {
        let surname = PersonName(a.name).sameSurname(PersonName(b.name))
        let phone = a.phone.flatMap(IdentityFacts.normalPhone).map { $0 == b.phone.flatMap(IdentityFacts.normalPhone) } ?? false
        let postcode = a.postcode.map { IdentityFacts.normalPostcode($0) == b.postcode.map(IdentityFacts.normalPostcode) } ?? false
        return surname && (phone || postcode || !a.addresses.isDisjoint(with: b.addresses))
    }
}
