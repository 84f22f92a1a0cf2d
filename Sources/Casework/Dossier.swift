// SPDX-License-Identifier: EUPL-1.2
package import Groundwork

/// A citizen as the office knows one: with one or several addresses, and a NAW number when a registration system gave it.
package struct Person: Hashable, Sendable {
    package let id: ID<Person>
    package var naw: String?
    package var name: String
    package var addresses: Set<String>
    package var phone: String?
    package var postcode: String?

    package init(id: ID<Person>, naw: String?, name: String, addresses: Set<String>, phone: String?, postcode: String?)
    {
        (self.id, self.naw, self.name) = (id, naw, name)
        (self.addresses, self.phone, self.postcode) = (Set(addresses.map { $0.lowercased() }), phone, postcode)
    }
}

package struct Dossier: Hashable, Sendable {
    package let id: ID<Dossier>
    package var number: String
    package var person: ID<Person>
    package var kind: DossierKind
    package var subject: String
    package var opened: CalendarDay
    package var closed: CalendarDay?
    /// The address of the employee who owns it.
    package var owner: String
    /// The addresses of the employees complained about; nothing about the dossier reaches them.
    package var concerned: Set<String>
    /// Addresses that took part besides the citizen's own: partner, representative, the body that answers.
    package var participants: Set<String>
    /// When the citizen's first message reached us; nil for an imported dossier that does not say.
    package var receivedAt: Moment?
    /// The last day of the promised contact; nil where none was promised.
    package var contactDay: CalendarDay?
    /// The last day of the statutory term, unextended.
    package var finalDay: CalendarDay?
    package var contactedAt: Moment?

    package init(
        id: ID<Dossier>, number: String, person: ID<Person>, kind: DossierKind, subject: String, opened: CalendarDay,
        closed: CalendarDay? = nil, owner: String, concerned: Set<String> = [], participants: Set<String> = [],
        receivedAt: Moment? = nil, contactDay: CalendarDay? = nil, finalDay: CalendarDay? = nil,
        contactedAt: Moment? = nil
    ) {
        (self.id, self.number, self.person, self.kind, self.subject) = (id, number, person, kind, subject)
        (self.opened, self.closed, self.owner, self.concerned) = (opened, closed, owner.lowercased(), concerned)
        (self.participants, self.receivedAt, self.contactDay) = (participants, receivedAt, contactDay)
        (self.finalDay, self.contactedAt) = (finalDay, contactedAt)
    }

    package var isRunning: Bool { closed == nil }
}
