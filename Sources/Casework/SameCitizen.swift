// SPDX-License-Identifier: EUPL-1.2

/// Which registered persons are probably one citizen: names that fit, and an address, telephone or postcode that agrees.
/// Two people of one household share those three, but not their given names.
package struct SameCitizen: Sendable {
    package let pairs: [Decision.PersonPair]
    private let names: [ID<Person>: PersonName]

    package init(_ people: [Person]) {
        let names = people.map { PersonName($0.name) }
        var pairs: [Decision.PersonPair] = []
        for (i, first) in people.enumerated() {
            for j in people.indices[(i + 1)...] where Self.share(first, people[j]) && Self.fit(names[i], names[j]) {
                pairs.append(.init(first: min(first.id, people[j].id), second: max(first.id, people[j].id)))
            }
        }
        self.pairs = pairs
        self.names = Dictionary(zip(people.map(\.id), names), uniquingKeysWith: { first, _ in first })
    }

    /// The citizen's registrations: this person and all that are probably the same. A registration that could as well be
    /// somebody else's (J. of a couple Jan and Joke) joins neither.
    package func group(of person: ID<Person>) -> Set<ID<Person>> {
        var linked: Set = [person]
        var grew = true
        while grew {
            let more = pairs.filter { linked.contains($0.first) || linked.contains($0.second) }.flatMap {
                [$0.first, $0.second]
            }
            grew = !linked.isSuperset(of: more)
            linked.formUnion(more)
        }
        func fitting(_ one: ID<Person>) -> Set<ID<Person>> {
            linked.filter { other in names[one].flatMap { a in names[other].map { Self.fit(a, $0) } } ?? (one == other)
            }
        }
        let own = fitting(person)
        return linked.filter { $0 == person || fitting($0) == own }
    }

    private static func fit(_ a: PersonName, _ b: PersonName) -> Bool { a.sameSurname(b) && a.fits(b) }

    /// Whether they have an address, a telephone number or a postcode in common.
    private static func share(_ a: Person, _ b: Person) -> Bool {
        if !a.addresses.isDisjoint(with: b.addresses) { return true }
        if let phone = a.phone.flatMap(IdentityFacts.normalPhone), phone == b.phone.flatMap(IdentityFacts.normalPhone) {
            return true
        }
        return a.postcode != nil
            && a.postcode.map(IdentityFacts.normalPostcode) == b.postcode.map(IdentityFacts.normalPostcode)
    }

    /// Whether both live in one household: a surname in common, and an address, telephone number or postcode.
    static func sameHousehold(_ a: Person, _ b: Person) -> Bool {
        share(a, b) && PersonName(a.name).sameSurname(PersonName(b.name))
    }
}
