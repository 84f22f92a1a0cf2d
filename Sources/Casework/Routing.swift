// SPDX-License-Identifier: EUPL-1.2
package import Groundwork

/// Chooses who gets a new dossier first (DESIGN §4, "first with"); never somebody it concerns.
package struct Routing: Sendable {
    package let staff: Staff

    package init(staff: Staff) { self.staff = staff }

    /// - Parameters:
    ///   - desk: who gets plain messages of the mailbox it came into.
    ///   - load: running dossiers by owner; the least burdened handler is chosen, and of equals the first on the list.
    package func firstHandler(
        _ kind: DossierKind, desk: String?, concerned: Set<String>, on day: CalendarDay, load: [String: Int]
    ) -> Employee? {
        func acting(_ address: String) -> Employee? { staff.acting(for: address, on: day, concerned: concerned) }
        let chosen: Employee?
        switch kind {
        case .internalComplaint, .review, .signal:
            chosen = nil
        case .woo:
            chosen = staff.listed.first { $0.roles.contains(.wooDesk) }.flatMap { acting($0.address) }
        case .request:
            chosen = staff.listed
                .filter {
                    $0.roles.contains(.handler) && staff.isPresent($0, on: day)
                        && staff.mayKnow($0.address, concerned: concerned)
                }
                .min { load[$0.address, default: 0] < load[$1.address, default: 0] }
        case .notice:
            chosen = desk.flatMap(acting)
        }
        return chosen ?? staff.coordinator(on: day, concerned: concerned)
    }
}
