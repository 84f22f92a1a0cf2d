// SPDX-License-Identifier: EUPL-1.2
package import Groundwork

/// An open duty (Dutch: taak): what must be done, whose it is, when it is due, and when the clock next acts on it. The
/// contact promise, an unseen follow-up, a review item, a doubt and an undelivered letter are all duties; the digest is a
/// query over them.
package struct Duty: Hashable, Sendable {
    package enum Kind: String, Sendable, CaseIterable {
        /// Somebody contacts the citizen; settled by a registered contact.
        case contact
        /// The owner sees a follow-up; settled by any reply of the owner, or a contact.
        case followUp = "follow-up"
        /// A person looks at a held message.
        case review
        /// A person says whether a doubtful message is a complaint.
        case doubt
        /// A letter did not arrive: reach the citizen otherwise (Awb 2:11).
        case undelivered
    }

    package let id: ID<Duty>
    package var kind: Kind
    package var dossier: ID<Dossier>?
    package var arrival: ID<Arrival>?
    /// The address of the employee whose duty it is.
    package var assignee: String
    package var openedAt: Moment
    package var dueDay: CalendarDay?
    /// How many times the clock has acted on it.
    package var step: Int
    /// The sentence that gave rise to it, citizen numbers masked.
    package var sentence: String?

    package init(
        id: ID<Duty>, kind: Kind, dossier: ID<Dossier>?, arrival: ID<Arrival>?, assignee: String, openedAt: Moment,
        dueDay: CalendarDay?, step: Int, sentence: String? = nil
    ) {
        (self.id, self.kind, self.dossier, self.arrival, self.assignee) = (id, kind, dossier, arrival, assignee)
        (self.openedAt, self.dueDay, self.step, self.sentence) = (openedAt, dueDay, step, sentence)
    }
}

/// When the clock acts on the promise of contact: reminders to the handler, then the escalation.
package struct ContactClock: Sendable {
    package enum Act: Hashable, Sendable {
        case remind(workingDay: Int, address: String)
        case escalate
    }

    package struct Step: Hashable, Sendable {
        package let at: Moment
        package let act: Act
    }

    package let calendar: OfficeCalendar
    package let promises: Promises
    package let staff: Staff

    package init(calendar: OfficeCalendar, promises: Promises, staff: Staff) {
        (self.calendar, self.promises, self.staff) = (calendar, promises, staff)
    }

    /// The steps for a message received on `day`, with this handler, in order of time.
    ///
    /// A reminder falls on the handler's last own working day on or before the office's; when the handler had none since
    /// receipt, it goes to the substitute. Where nobody may know of it, there is none. The escalation falls on the working day
    /// after the last day of the promise.
    package func steps(received day: CalendarDay, handler: String, concerned: Set<String>) -> [Step] {
        var steps = promises.reminders.compactMap { count -> Step? in
            let officeDay = calendar.workingDay(count, after: day)
            guard let (remindOn, address) = reminder(for: handler, after: day, through: officeDay, concerned: concerned)
            else { return nil }
            return Step(at: calendar.openingMoment(remindOn), act: .remind(workingDay: count, address: address))
        }
        let overdue = calendar.workingDay(promises.contactWorkingDays + 1, after: day)
        steps.append(Step(at: calendar.openingMoment(overdue), act: .escalate))
        return steps.sorted { $0.at < $1.at }
    }

    private func reminder(
        for handler: String, after day: CalendarDay, through last: CalendarDay, concerned: Set<String>
    ) -> (CalendarDay, String)? {
        let employee = staff.employee(handler)
        var candidate = last
        while candidate > day {
            if let employee, calendar.isWorkingDay(candidate), employee.workingDays.contains(candidate.weekday),
                staff.isPresent(employee, on: candidate), staff.mayKnow(handler, concerned: concerned)
            {
                return (candidate, handler)
            }
            candidate = candidate.adding(days: -1)
        }
        let substitute =
            employee?.substitute.flatMap { staff.acting(for: $0, on: last, concerned: concerned) }
            ?? staff.acting(for: handler, on: last, concerned: concerned)
            ?? staff.coordinator(on: last, concerned: concerned)
        return substitute.map { (last, $0.address) }
    }
}
