// SPDX-License-Identifier: EUPL-1.2
package import Groundwork

/// A member of staff. Also used for an address of our domain that is not on the list: then without roles.
package struct Employee: Hashable, Sendable {
    package enum Role: String, Sendable, CaseIterable {
        /// Handles dossiers (klachtbehandelaar).
        case handler = "behandelaar"
        /// Receives internal complaints, doubt, review and the digest (klachtencoördinator).
        case coordinator = "coordinator"
        case manager = "leidinggevende"
        case wooDesk = "woo"
    }

    /// In lower case; identifies the employee.
    package var address: String
    package var name: String
    package var roles: Set<Role>
    package var workingDays: Set<Weekday>
    /// The address of the employee's manager.
    package var manager: String?
    /// Who takes over when the employee is absent or may not act.
    package var substitute: String?
    package var absences: [Absence]

    package init(
        address: String, name: String, roles: Set<Role> = [],
        workingDays: Set<Weekday> = [.monday, .tuesday, .wednesday, .thursday, .friday],
        manager: String? = nil, substitute: String? = nil, absences: [Absence] = []
    ) {
        (self.address, self.name, self.roles, self.workingDays) = (address.lowercased(), name, roles, workingDays)
        (self.manager, self.substitute, self.absences) = (manager?.lowercased(), substitute?.lowercased(), absences)
    }
}

/// Days on which an employee is away, first and last day included.
package struct Absence: Hashable, Sendable {
    package var from: CalendarDay
    package var through: CalendarDay
    /// In place of the employee's usual substitute.
    package var substitute: String?
    package init(from: CalendarDay, through: CalendarDay, substitute: String? = nil) {
        (self.from, self.through, self.substitute) = (from, through, substitute?.lowercased())
    }
}
