// SPDX-License-Identifier: EUPL-1.2
package import Groundwork

/// The staff of the office: who is present, who substitutes, and who may know what. The rule that nobody handles or hears of
/// a complaint about himself (Awb 9:7) is asked here, and nowhere else.
package struct Staff: Sendable {
    package let listed: [Employee]
    /// The office's mail domain: every address in it that is no mailbox is an employee's, also off the list.
    package let domain: String
    package let mailboxes: Set<String>
    private let byAddress: [String: Employee]

    package init(listed: [Employee], domain: String, mailboxes: Set<String>) {
        (self.listed, self.domain, self.mailboxes) = (
            listed, domain.lowercased(), Set(mailboxes.map { $0.lowercased() })
        )
        byAddress = Dictionary(listed.map { ($0.address, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The employee with this address; one without roles when the address is ours but not on the list, nil for outsiders.
    package func employee(_ address: String) -> Employee? {
        let address = Self.withoutPlusTag(address.lowercased())
        if let listed = byAddress[address] { return listed }
        guard address.hasSuffix("@" + domain), !mailboxes.contains(address) else { return nil }
        return Employee(address: address, name: String(address.prefix { $0 != "@" }))
    }

    package func isMailbox(_ address: String) -> Bool { mailboxes.contains(Self.withoutPlusTag(address.lowercased())) }

    static func withoutPlusTag(_ address: String) -> String {
        guard let at = address.lastIndex(of: "@"), let plus = address.firstIndex(of: "+"), plus < at else {
            return address
        }
        return String(address[..<plus] + address[at...])
    }

    // MARK: Who is concerned

    /// The addresses of the employees that a citizen names; a name that fits nobody on the list is kept as `?name`, so that
    /// the guard still knows it.
    package func concerned(named names: [String]) -> Set<String> {
        Set(
            names.filter { $0.contains { $0.isLetter } }.flatMap { name -> [String] in
                let fitting = listed.filter { PersonName(name).fits(PersonName($0.name)) }
                return fitting.isEmpty ? ["?" + name] : fitting.map(\.address)
            })
    }

    /// Whether this employee may know of a dossier that concerns these. A name that is on no list keeps every address outside
    /// that could be its owner's: rather one colleague too many than the person complained about.
    package func mayKnow(_ address: String, concerned: Set<String>) -> Bool {
        guard let employee = employee(address) else { return !concerned.contains(address.lowercased()) }
        if concerned.contains(employee.address) { return false }
        let names = [PersonName(employee.name), PersonName(employee.address)]
        let local = employee.address.prefix { $0 != "@" }
        return !concerned.contains { mark in
            guard mark.hasPrefix("?") else { return false }
            let name = PersonName(String(mark.dropFirst()))
            return names.contains { name.fits($0) } || name.joined.count >= 4 && local.hasSuffix(name.joined)
        }
    }

    /// The employees on the list, and the names of others, whom a message complains about. An employee of another body is
    /// nobody of ours.
    package func complainedAbout(in heard: Arrival.Heard) -> Set<String> {
        heard.aboutOffice == false ? [] : concerned(named: heard.employees)
    }

    // MARK: Who is there

    package func isPresent(_ employee: Employee, on day: CalendarDay) -> Bool {
        !employee.absences.contains { $0.from <= day && day <= $0.through }
    }

    /// The employee, or when absent or concerned the substitute, chained; nil when the chain ends or turns round.
    package func acting(for address: String, on day: CalendarDay, concerned: Set<String>) -> Employee? {
        var (address, seen) = (address.lowercased(), Set<String>())
        while seen.insert(address).inserted, let employee = employee(address) {
            let absence = employee.absences.first { $0.from <= day && day <= $0.through }
            if absence == nil, mayKnow(address, concerned: concerned) { return employee }
            guard let next = absence?.substitute ?? employee.substitute else { return nil }
            address = next
        }
        return nil
    }

    /// Who acts as coordinator on this day: the first coordinator that may know, else a substitute, else a manager, else any
    /// employee on the list.
    package func coordinator(on day: CalendarDay, concerned: Set<String>) -> Employee? {
        for role in [Employee.Role.coordinator, .manager, .handler] {
            for employee in listed where employee.roles.contains(role) {
                if let acting = acting(for: employee.address, on: day, concerned: concerned) { return acting }
            }
        }
        return listed.first { mayKnow($0.address, concerned: concerned) }
    }

    /// The manager of this employee, or the manager's substitute; nil when none is known or may know.
    package func manager(of address: String, on day: CalendarDay, concerned: Set<String>) -> Employee? {
        employee(address)?.manager.flatMap { acting(for: $0, on: day, concerned: concerned) }
    }

    /// Everyone who must hear what the owner of a dossier hears: the owner, and while absent or concerned the one who acts, or
    /// the coordinator when nobody does.
    package func recipients(for owner: String, on day: CalendarDay, concerned: Set<String>) -> [Employee] {
        var recipients: [Employee] = []
        if let owner = employee(owner), mayKnow(owner.address, concerned: concerned) { recipients.append(owner) }
        let acting = acting(for: owner, on: day, concerned: concerned) ?? coordinator(on: day, concerned: concerned)
        if let acting, !recipients.contains(acting) { recipients.append(acting) }
        return recipients
    }
}
