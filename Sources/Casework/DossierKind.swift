// SPDX-License-Identifier: EUPL-1.2
package import Groundwork

/// The kinds of dossier and what each promises (DESIGN §4).
package enum DossierKind: String, Sendable, CaseIterable {
    /// Dissatisfaction with the office itself: Awb title 9.1.
    case internalComplaint = "interne-klacht"
    /// At an ombudsman: dissatisfaction with another body, Awb title 9.2.
    case request = "verzoek"
    /// Disagreement with the outcome of a closed case.
    case review = "herziening"
    case woo
    /// A sign of a problem that asks for no answer.
    case signal = "signaal"
    /// Any other mail from a person.
    case notice = "bericht"

    /// Whether the office promises personal contact.
    package var promisesContact: Bool {
        switch self {
        case .internalComplaint, .request, .review: true
        case .woo, .signal, .notice: false
        }
    }

    /// Whether a new dossier is acknowledged as such, instead of with a neutral receipt.
    package var isAcknowledged: Bool {
        switch self {
        case .internalComplaint, .request, .review, .woo: true
        case .signal, .notice: false
        }
    }

    package var dutch: String {
        switch self {
        case .internalComplaint: "interne klacht"
        case .request: "verzoek"
        case .review: "verzoek om herziening"
        case .woo: "Woo-verzoek"
        case .signal: "signaal"
        case .notice: "bericht"
        }
    }
}

/// What the office promises and what the law demands of it, in days and weeks.
package struct Promises: Hashable, Sendable {
    /// Working days within which somebody contacts the citizen.
    package var contactWorkingDays: Int
    /// The working days on which the handler is reminded.
    package var reminders: [Int]
    /// Whether an adviser or committee takes part in handling complaints; the acknowledgement says so (Awb 9:15).
    package var hasAdviser: Bool
    /// Six weeks, or ten with an adviser (Awb 9:11).
    package var complaintWeeks: Int
    /// Four weeks (Woo 4.4).
    package var wooWeeks: Int
    /// The office's own norm for a request; nil for none.
    package var requestWeeks: Int?

    package init(
        contactWorkingDays: Int = 5, reminders: [Int] = [3, 5], hasAdviser: Bool = false, complaintWeeks: Int = 6,
        wooWeeks: Int = 4,
        requestWeeks: Int? = nil
    ) {
        (self.contactWorkingDays, self.reminders, self.hasAdviser) = (contactWorkingDays, reminders, hasAdviser)
        (self.complaintWeeks, self.wooWeeks, self.requestWeeks) = (complaintWeeks, wooWeeks, requestWeeks)
    }

    package func finalDay(_ kind: DossierKind, received: CalendarDay, calendar: StatutoryCalendar) -> CalendarDay? {
        let weeks: Int? =
            switch kind {
            case .internalComplaint: complaintWeeks
            case .woo: wooWeeks
            case .request: requestWeeks
            case .review, .signal, .notice: nil
            }
        return weeks.map { calendar.end(of: $0, after: received) }
    }

    package func contactDay(_ kind: DossierKind, received: CalendarDay, calendar: OfficeCalendar) -> CalendarDay? {
        kind.promisesContact ? calendar.workingDay(contactWorkingDays, after: received) : nil
    }
}
