// SPDX-License-Identifier: EUPL-1.2
import Casework
import Correspondence
import Filing
import Groundwork

/// The half of the engine that acts because time passes: reminders, escalations and the coordinator's overview.
extension Office {
    /// The next moment at which the clock has something to do, after the moment it has reached.
    func nextAct() throws -> Moment? {
        try [archive.duties.next()?.at, nextOverview()].compactMap { $0 }.min()
    }

    /// Lets the clock reach `now`: everything that fell due is done, each in its own transaction. What was missed while the
    /// program stood still is done once, not once for every day missed.
    func advance(to now: Moment) throws {
        while let (duty, at) = try archive.duties.next(), at <= now {
            try archive.transaction { try act(on: duty, at: now) }
        }
        // An overview that was missed is of no use until the office opens, and then the day's own one tells the same.
        if let overview = try nextOverview(), overview <= now, rules.calendar.isOpen(now) {
            try archive.transaction { try sendOverview(at: now) }
        }
        if try clock() == nil { try archive.setFact("clock", String(now.seconds)) }
    }

    private func clock() throws -> Moment? { try archive.fact("clock").flatMap { Int($0) }.map(Moment.init(seconds:)) }

    private func act(on duty: Duty, at now: Moment) throws {
        guard duty.kind == .contact, let dossier = try duty.dossier.flatMap(archive.dossiers.with),
            let received = dossier.receivedAt
        else {
            return try archive.duties.stepped(duty.id, to: duty.step, next: nil)
        }
        let steps = rules.contactClock.steps(
            received: DutchTime.day(of: received), handler: dossier.owner, concerned: dossier.concerned)
        guard let current = steps.lastIndex(where: { $0.at <= now }) else {
            return try archive.duties.stepped(duty.id, to: duty.step, next: steps.first?.at)
        }
        let next = steps.indices.contains(current + 1) ? steps[current + 1].at : nil
        try archive.duties.stepped(duty.id, to: current + 1, next: next)
        guard current >= duty.step else { return }
        let person = try archive.people.with(dossier.person)
        var outgoing: [Handled.Outgoing] = []
        func order(_ kind: LetterKind, _ address: String) -> LetterOrder {
            LetterOrder(
                kind, to: address, dossier: dossier.id, duty: duty.id,
                cause: "\(kind.rawValue)/duty-\(duty.id.number)-\(current)/\(address)",
                notBefore: rules.calendar.nextOpen(now))
        }
        switch steps[current].act {
        case .remind(let workingDay, let address):
            let last = workingDay >= rules.promises.contactWorkingDays
            try owe(
                try letterDesk.writeReminder(order(.contactReminder, address), dossier, person, last: last), at: now,
                &outgoing)
            try archive.journal.add(
                .reminded, at: now, dossier: dossier.id,
                .object(["workingDay": .int(workingDay), "who": .string(address)]))
        case .escalate:
            let today = DutchTime.day(of: now)
            var readers = [rules.staff.coordinator(on: today, concerned: dossier.concerned)]
            readers.append(rules.staff.manager(of: dossier.owner, on: today, concerned: dossier.concerned))
            for address in Set(readers.compactMap { $0?.address }).sorted() {
                try owe(
                    try letterDesk.writeEscalation(order(.contactEscalation, address), dossier, person), at: now,
                    &outgoing)
            }
            try archive.journal.add(.escalated, at: now, dossier: dossier.id, .object([:]))
        }
    }

    /// The coordinator's overview falls at office opening on working days, after the last one or after the clock's start.
    private func nextOverview() throws -> Moment? {
        guard let last = try archive.fact("overview").flatMap({ Int($0) }).map(Moment.init(seconds:)) ?? clock() else {
            return nil
        }
        let day = DutchTime.day(of: last)
        let opening = rules.calendar.openingMoment(day)
        return rules.calendar.isWorkingDay(day) && opening > last
            ? opening : rules.calendar.openingMoment(rules.calendar.workingDay(1, after: day))
    }

    private func sendOverview(at now: Moment) throws {
        let since = try archive.fact("overview").flatMap { Int($0) } ?? clock()?.seconds ?? 0
        try archive.setFact("overview", String(now.seconds))
        var outgoing: [Handled.Outgoing] = []
        for (recipient, facts) in try Digest(
            archive: archive, rules: rules, at: now, since: Moment(seconds: since), showsText: letterDesk.showsText
        ).facts() {
            let cause = "digest/\(DutchTime.day(of: now).iso)/\(recipient)"
            let order = LetterOrder(.digest, to: recipient, cause: cause, notBefore: rules.calendar.nextOpen(now))
            try owe(try letterDesk.write(order, facts: facts), at: now, &outgoing)
        }
    }
}
