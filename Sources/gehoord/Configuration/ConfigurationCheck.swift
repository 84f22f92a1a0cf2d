// SPDX-License-Identifier: EUPL-1.2
import Casework
import Foundation
import Groundwork

/// What can only be seen when the parts of a configuration are laid side by side.
struct ConfigurationCheck {
    let reader: ConfigurationReader
    let surroundings: Surroundings

    // MARK: Office and calendar

    func office(_ office: OfficeSettings) {
        let day = DutchTime.day(of: office.startsAt)
        if day.year < 2000 {
            reader.error(
                "`office.startsAt` is in the year \(day.year)", at: "office.startsAt",
                remedy: "Give the day on which gehoord takes over")
        } else if day > surroundings.today {
            reader.warning(
                "`office.startsAt` is \(DutchTime.iso(office.startsAt)), which is still to come",
                at: "office.startsAt",
                now: "Until then mail is only registered: no letter, no clock", remedy: "")
        }
    }

    func calendar(_ calendar: OfficeCalendar) {
        let (known, wanted) = (calendar.statutory.decreedThrough, surroundings.today.year + 1)
        if known < wanted {
            reader.warning(
                "The decreed days are known up to and including \(known)", at: "calendar.decreedDays",
                now: "A term that ends in \(known + 1) or later may end a day too early",
                remedy: "Look in the Staatscourant for the decree on \(known + 1), and add its days")
        }
    }

    // MARK: Staff

    func staff(_ staff: [Employee], office: OfficeSettings?) {
        if !staff.contains(where: { $0.roles.contains(.coordinator) }) {
            reader.error(
                "Nobody on the staff list is coordinator", at: "staff",
                remedy: "Give one employee `roles: [\"coordinator\"]`: internal complaints and doubt go there")
        }
        for (index, employee) in staff.enumerated() {
            let path = "staff[\(index)]"
            if staff[..<index].contains(where: { $0.address == employee.address }) {
                reader.error(
                    "\(employee.address) is on the staff list twice", at: "\(path).address",
                    remedy: "Remove one of the two")
            }
            if let office {
                own(
                    employee.address, of: office, at: "\(path).address",
                    now: "Replies from outside the domain can be forged more easily")
            }
            colleague(employee.manager, of: employee, in: staff, at: "\(path).manager")
            colleague(employee.substitute, of: employee, in: staff, at: "\(path).substitute")
            for (number, absence) in employee.absences.enumerated() {
                colleague(absence.substitute, of: employee, in: staff, at: "\(path).absences[\(number)].substitute")
            }
        }
        for ring in Self.substituteRings(staff) {
            let index = staff.firstIndex { $0.address == ring[0] } ?? 0
            reader.warning(
                "The substitutes go round in a circle: \((ring + [ring[0]]).joined(separator: ", "))",
                at: "staff[\(index)].substitute",
                now: "When all of them are away, their mail goes to the coordinator",
                remedy: "Let one of them have a substitute outside the circle")
        }
    }

    private func colleague(_ address: String?, of employee: Employee, in staff: [Employee], at path: String) {
        guard let address else { return }
        if address == employee.address {
            reader.error(
                "`\(path)` is the employee's own address", at: path, remedy: "Name somebody else, or leave it out")
        } else {
            known(address, in: staff, at: path)
        }
    }

    private func known(_ address: String, in staff: [Employee], at path: String) {
        let addresses = staff.map(\.address)
        guard !addresses.contains(address) else { return }
        let nearest = nearestName(to: address, among: addresses)
        reader.error(
            "`\(path)` is \"\(address)\", which is not on the staff list", at: path,
            remedy: nearest.map { "Did you mean \"\($0)\"?" } ?? "Add the employee to `staff`")
    }

    /// Circles of two and more among the usual substitutes, each once.
    static func substituteRings(_ staff: [Employee]) -> [[String]] {
        let next = Dictionary(staff.map { ($0.address, $0.substitute) }, uniquingKeysWith: { first, _ in first })
        var (rings, seen) = ([[String]](), Set<String>())
        for employee in staff {
            var chain: [String] = []
            var address = Optional(employee.address)
            while let here = address, !seen.contains(here) {
                seen.insert(here)
                chain.append(here)
                address = next[here] ?? nil
            }
            if let address, let start = chain.firstIndex(of: address), chain.count - start > 1 {
                rings.append(Array(chain[start...]))
            }
        }
        return rings
    }

    // MARK: Mail

    func mailboxes(_ mailboxes: [MailboxSettings], office: OfficeSettings?, staff: [Employee]?) {
        if mailboxes.isEmpty {
            reader.error(
                "There is no mailbox that mail from citizens comes into", at: "mailboxes",
                remedy: "Add one with `purpose: \"intake\"`")
        }
        for (index, mailbox) in mailboxes.enumerated() {
            let path = "mailboxes[\(index)]"
            if mailboxes[..<index].contains(where: { $0.source == mailbox.source }) {
                reader.error(
                    "`\(path)` reads the same mailbox as one above it", at: path, remedy: "Remove one of the two")
            }
            if let office {
                own(mailbox.address, of: office, at: "\(path).address", now: "Mail to it is read all the same")
            }
            if let staff, let desk = mailbox.desk { known(desk, in: staff, at: "\(path).desk") }
            if mailbox.purpose == .woo, let staff, !staff.contains(where: { $0.roles.contains(.wooDesk) }) {
                reader.warning(
                    "`\(path)` is for Woo requests and nobody on the staff list has the role woo",
                    at: "\(path).purpose",
                    now: "Woo requests go to the coordinator", remedy: "Give one employee the role \"woo\"")
            }
            if case .imap(_, let login, _) = mailbox.source { secret(login.secret, at: path) }
        }
    }

    func outgoing(_ outgoing: OutgoingSettings, office: OfficeSettings?, mailboxes: [MailboxSettings]?) {
        if let office {
            own(outgoing.from, of: office, at: "outgoing.from", now: "Other mail servers may refuse its letters")
        }
        if let mailboxes, !mailboxes.contains(where: { $0.address == outgoing.from }) {
            reader.warning(
                "`outgoing.from` is \(outgoing.from), which is none of the mailboxes", at: "outgoing.from",
                now: "Answers by citizens and staff come in only if another mailbox receives them",
                remedy: "Send from \(listed(mailboxes.map(\.address)))")
        }
        if case .smtp(_, let login?) = outgoing.transport { secret(login.secret, at: "outgoing") }
    }

    private func own(_ address: String, of office: OfficeSettings, at path: String, now consequence: String) {
        guard !address.hasSuffix("@" + office.domain), !address.hasSuffix("." + office.domain) else { return }
        reader.warning(
            "\(address) is not in the domain \(office.domain)", at: path, now: consequence,
            remedy: "Check `office.domain` and the address")
    }

    private func secret(_ source: SecretSource, at path: String) {
        let key: String
        switch source {
        case .file: key = path + ".passwordFile"
        case .credential: key = path + ".credential"
        }
        guard let file = source.path(credentials: surroundings.credentialsFolder) else {
            reader.warning(
                "The credential of `\(key)` is only there inside the service", at: key, now: "It is not checked",
                remedy: "")
            return
        }
        guard FileManager.default.isReadableFile(atPath: file) else {
            reader.error(
                "The password file \(file) is missing or cannot be read", at: key,
                remedy: "Create it, readable only for the account that runs gehoord")
            return
        }
        let mode = try? FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
        if let mode, mode & 0o004 != 0 {
            reader.warning(
                "Everybody on this machine can read the password file \(file)", at: key,
                now: "It is used all the same",
                remedy: "Run chmod o-r \(file)")
        }
    }
}
