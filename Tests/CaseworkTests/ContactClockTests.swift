// SPDX-License-Identifier: EUPL-1.2
import Casework
import Groundwork
import Testing

struct ContactClockTests {
    private func steps(_ received: String, _ handler: String, _ staff: Staff = staff(), concerned: Set<String> = [])
        -> [String]
    {
        ContactClock(calendar: calendar, promises: Promises(), staff: staff)
            .steps(received: day(received), handler: handler, concerned: concerned)
            .map { step in
                let at = DutchTime.day(of: step.at).iso
                #expect(DutchTime.time(of: step.at).iso == "08:30")
                return switch step.act {
                case .remind(let count, let address): "\(at) \(count) \(address.prefix { $0 != "@" })"
                case .escalate: "\(at) escalate"
                }
            }
    }

    @Test func `a full-timer is reminded on working days three and five, and the sixth escalates`() {
        #expect(
            steps("2026-03-02", wagenaar) == [
                "2026-03-05 3 b.wagenaar", "2026-03-09 5 b.wagenaar", "2026-03-10 escalate",
            ])
    }

    @Test func `mail in the weekend counts from Monday`() {
        #expect(
            steps("2026-02-28", wagenaar) == [
                "2026-03-04 3 b.wagenaar", "2026-03-06 5 b.wagenaar", "2026-03-09 escalate",
            ])
    }

    @Test func `a part-timer is reminded on the last own working day before`() {
        #expect(
            steps("2026-02-27", deGroot) == ["2026-03-03 3 k.degroot", "2026-03-03 5 k.degroot", "2026-03-09 escalate"])
    }

    @Test func `a part-timer without an own day since receipt leaves it to the substitute`() {
        #expect(
            steps("2026-03-03", deGroot) == [
                "2026-03-06 3 b.wagenaar", "2026-03-10 5 k.degroot", "2026-03-11 escalate",
            ])
    }

    @Test func `an absent handler's reminders go to the substitute`() {
        let away = staff(
            absent: [wagenaar: Absence(from: day("2026-03-02"), through: day("2026-03-20"))],
            substitutes: [wagenaar: manager])
        #expect(
            steps("2026-03-02", wagenaar, away) == [
                "2026-03-05 3 h.overbeek", "2026-03-09 5 h.overbeek", "2026-03-10 escalate",
            ])
    }

    @Test func `a handler who leaves on day four is reminded of day five before`() {
        let away = staff(absent: [wagenaar: Absence(from: day("2026-03-06"), through: day("2026-03-20"))])
        #expect(
            steps("2026-03-02", wagenaar, away) == [
                "2026-03-05 3 b.wagenaar", "2026-03-05 5 b.wagenaar", "2026-03-10 escalate",
            ])
    }

    @Test func `a handler who is concerned is never reminded, also when nobody else is left`() {
        #expect(steps("2026-03-02", wagenaar, concerned: [wagenaar]).allSatisfy { !$0.contains("wagenaar") })
        let all = Set(staff().listed.map(\.address))
        #expect(steps("2026-03-02", wagenaar, concerned: all) == ["2026-03-10 escalate"])
    }

    @Test func `the long weekend of Ascension Day 2026 does not count`() {
        #expect(
            steps("2026-05-12", wagenaar) == [
                "2026-05-19 3 b.wagenaar", "2026-05-21 5 b.wagenaar", "2026-05-22 escalate",
            ])
    }

    @Test func `Christmas and New Year do not count`() {
        #expect(
            steps("2026-12-23", wagenaar) == [
                "2026-12-29 3 b.wagenaar", "2026-12-31 5 b.wagenaar", "2027-01-04 escalate",
            ])
    }

    @Test(arguments: [
        (DossierKind.internalComplaint, "2026-03-10", "2026-04-14"), (.request, "2026-03-10", ""),
        (.review, "2026-03-10", ""),
        (.woo, "", "2026-03-31"), (.signal, "", ""), (.notice, "", ""),
    ])
    func `each kind promises what the law and the office promise`(
        _ kind: DossierKind, _ contact: String, _ final: String
    ) {
        let promises = Promises()
        #expect(promises.contactDay(kind, received: day("2026-03-03"), calendar: calendar)?.iso ?? "" == contact)
        #expect(promises.finalDay(kind, received: day("2026-03-03"), calendar: calendar.statutory)?.iso ?? "" == final)
    }

    @Test func `a statutory term that ends on a holiday ends after it, whatever the office closes`() {
        let received = day("2026-04-02")
        #expect(
            Promises().finalDay(.internalComplaint, received: received, calendar: calendar.statutory)
                == day("2026-05-15"))
        #expect(
            Promises(complaintWeeks: 10).finalDay(.internalComplaint, received: received, calendar: calendar.statutory)
                == day("2026-06-11"))
        #expect(
            Promises(requestWeeks: 8).finalDay(.request, received: received, calendar: calendar.statutory)
                == day("2026-05-28"))
    }
}
