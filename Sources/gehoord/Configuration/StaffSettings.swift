// SPDX-License-Identifier: EUPL-1.2
import Casework
import Groundwork

extension Weekday {
    /// `ma`, `di`, …
    var short: String { String(dutch.prefix(2)) }

    static let shape = Shape<Weekday>.choice(allCases.map { ($0.short, $0) })
}

extension Absence {
    static let shape = Shape<Absence>.section { keys in
        let from = keys.required("from", .day, "The first day away.")
        let until = keys.required("until", .day, "The last day away.")
        let substitute = keys.optional("substitute", .address, "Who takes over, in place of the usual substitute.")
        guard let from, let until else { return nil }
        if until < from {
            keys.reader.error(
                "The absence ends on \(until.iso), before it begins on \(from.iso)", at: keys.path(of: "until"),
                remedy: "`until` is the last day away")
        }
        return Absence(from: from, through: until, substitute: substitute)
    }
}

extension Employee {
    static let shape = Shape<Employee>.section { keys in
        let address = keys.required(
            "address", .address, "The employee's mail address; commands count from here only.")
        let name = keys.required("name", .text, "First and last name, as letters show it.")
        let roles = keys.value(
            "roles", .list(of: Shape<Role>.name), default: [.handler], as: "[\"behandelaar\"]",
            "behandelaar handles dossiers; coordinator gets internal complaints, doubt and the digest; leidinggevende and woo."
        )
        let workingDays = keys.value(
            "workingDays", .list(of: Weekday.shape), default: [.monday, .tuesday, .wednesday, .thursday, .friday],
            as: "ma to vr", "The days on which the employee works.")
        let manager = keys.optional("manager", .address, "The employee's manager, who is on the list too.")
        let substitute = keys.optional(
            "substitute", .address, "Who takes over when the employee is away or may not act.")
        let absences = keys.value(
            "absences", .list(of: Absence.shape), default: [], as: "none",
            "Holidays and other leave known beforehand.")
        if workingDays.isEmpty {
            keys.reader.error(
                "`\(keys.path(of: "workingDays"))` is empty", at: keys.path(of: "workingDays"),
                remedy: "Leave the key out for ma to vr, or remove an employee who does not work here")
        }
        guard let address, let name else { return nil }
        return Employee(
            address: address, name: name, roles: Set(roles), workingDays: Set(workingDays), manager: manager,
            substitute: substitute, absences: absences)
    }
}
