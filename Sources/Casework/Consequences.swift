// SPDX-License-Identifier: EUPL-1.2
package import Groundwork

/// What follows from filing a message: the duties it opens, the letters it owes, and who was told. Pure.
package struct Consequences: Sendable {
    package struct NewDuty: Hashable, Sendable {
        package var kind: Duty.Kind
        package var dossier: ID<Dossier>?
        package var assignee: String
        package var due: CalendarDay?
        /// When the clock first acts on it; nil when only the digest shows it.
        package var next: Moment?
        /// The sentence that gave rise to it.
        package var sentence: String?
    }

    package private(set) var duties: [NewDuty] = []
    package private(set) var letters: [LetterOrder] = []
    /// Dossier owners told, and Interne klachten for a new internal complaint.
    package private(set) var notified: [String] = []

    /// What the store knows of earlier letters to this citizen.
    package struct Answered: Sendable {
        /// Letters to the address in the last 24 hours.
        package var toAddress: Int
        /// Whether this dossier got an acknowledgement or a follow-up's receipt in the last 24 hours.
        package var inDossier: Bool
        package init(toAddress: Int, inDossier: Bool) { (self.toAddress, self.inDossier) = (toAddress, inDossier) }
    }

    private let rules: OfficeRules
    private let arrival: Arrival
    private let id: ID<Arrival>
    private let now: Moment
    private let today: CalendarDay
    private let staffMoment: Moment
    /// Whom the message itself complains about, wherever it was filed: they are not told of it.
    private let complainedAbout: Set<String>

    /// - Parameters:
    ///   - dossier: where it was filed, after filing; nil when it was held, ignored or a duplicate.
    ///   - copies: the further dossiers it was copied to.
    ///   - leaked: the dossier whose letter reached somebody else.
    package init(
        of decision: Decision, _ arrival: Arrival, _ id: ID<Arrival>, dossier: Dossier?, copies: [Dossier],
        leaked: Dossier?,
        answered: Answered, rules: OfficeRules, now: Moment
    ) {
        (self.rules, self.arrival, self.id, self.now) = (rules, arrival, id, now)
        today = DutchTime.day(of: now)
        staffMoment = rules.calendar.nextOpen(now)
        complainedAbout = arrival.heard.level == .none ? [] : rules.staff.complainedAbout(in: arrival.heard)
        switch decision.outcome {
        case .open(let kind, _):
            guard let dossier else { return }
            opened(dossier, kind, copies: copies, answered)
        case .file:
            guard let dossier else { return }
            if arrival.bounce?.isPermanent == true {
                undelivered(dossier)
            } else {
                filed(dossier, copies: copies, decision, answered)
            }
        case .hold(let hold):
            held(hold, leaked: leaked, answered)
        case .duplicate, .ignore:
            return
        }
        if arrival.heard.isUrgent { urgent(concerned: outside(dossier)) }
    }

    /// Who may not hear of this message in this dossier.
    private func outside(_ dossier: Dossier?) -> Set<String> { complainedAbout.union(dossier?.concerned ?? []) }

    /// Who hears of it as, or for, the owner; an owner without an address of ours when there is nobody else.
    private func handlers(of dossier: Dossier) -> [String] {
        let found = rules.staff.recipients(for: dossier.owner, on: today, concerned: outside(dossier)).map(\.address)
        return found.isEmpty && dossier.owner.contains("@")
            && rules.staff.mayKnow(dossier.owner, concerned: outside(dossier)) ? [dossier.owner] : found
    }

    private mutating func opened(_ dossier: Dossier, _ kind: DossierKind, copies: [Dossier], _ answered: Answered) {
        toCitizen(kind.isAcknowledged ? .acknowledgement : .receipt, dossier, answered)
        let handlers = handlers(of: dossier)
        for handler in handlers { toStaff(.assignment, handler, dossier) }
        if kind == .internalComplaint { notified += handlers }
        if kind.promisesContact {
            let steps = rules.contactClock.steps(
                received: DutchTime.day(of: arrival.receivedAt), handler: dossier.owner, concerned: dossier.concerned)
            duties.append(
                NewDuty(
                    kind: .contact, dossier: dossier.id, assignee: dossier.owner, due: dossier.contactDay,
                    next: steps.first?.at))
        }
        // The law asks for an acknowledgement in any case (Awb 9:6): where no letter can bring it, a person does.
        if kind.isAcknowledged, !isAcknowledged, let handler = handlers.first { reachOtherwise(dossier, handler) }
        if arrival.heard.level == .doubt { offer(dossier, unlessAmong: handlers) }
        if kind != .internalComplaint { notifyOwners(of: copies) }
    }

    private mutating func filed(_ dossier: Dossier, copies: [Dossier], _ decision: Decision, _ answered: Answered) {
        let isAnswered =
            decision.tie != .official && !arrival.isBareThanks && !decision.isUnderArrangement && !answered.inDossier
        if isAnswered { toCitizen(.followUpReceived, dossier, answered) }
        notifyOwners(of: [dossier] + copies)
        if decision.offersToCoordinator { offer(dossier, unlessAmong: notified) }
    }

    private mutating func notifyOwners(of dossiers: [Dossier]) {
        for dossier in dossiers {
            let recipients = handlers(of: dossier).filter { !isWriter($0) }
            for address in recipients where !notified.contains(address) {
                notified.append(address)
                toStaff(.followUpNotice, address, dossier)
            }
            // A bare thank-you is told, and asks for nothing.
            guard let first = recipients.first, !arrival.isBareThanks else { continue }
            let due = rules.calendar.workingDay(2, after: today)
            duties.append(NewDuty(kind: .followUp, dossier: dossier.id, assignee: first, due: due, next: nil))
        }
    }

    /// A letter did not arrive. Whose own mailbox refused it is not mailed about that, so that no two machines keep each other
    /// going: the coordinator is, and about the coordinator's mailbox nobody.
    private mutating func undelivered(_ dossier: Dossier) {
        let lost = arrival.bounce?.recipient
        let coordinator = rules.staff.coordinator(on: today, concerned: outside(dossier))?.address
        let handlers = handlers(of: dossier)
        var told = handlers.contains { $0 == lost } ? [coordinator].compactMap { $0 } : handlers
        told.removeAll { $0 == lost }
        for address in told where !notified.contains(address) {
            toStaff(.bounceTask, address, dossier)
            notified.append(address)
        }
        if let assignee = told.first ?? coordinator ?? handlers.first { reachOtherwise(dossier, assignee) }
    }

    private mutating func reachOtherwise(_ dossier: Dossier, _ assignee: String) {
        let due = rules.calendar.workingDay(1, after: today)
        duties.append(NewDuty(kind: .undelivered, dossier: dossier.id, assignee: assignee, due: due, next: nil))
    }

    private mutating func held(_ hold: Decision.Hold, leaked: Dossier?, _ answered: Answered) {
        if arrival.machine == nil, arrival.bounce == nil, case .citizen = arrival.writer {
            toCitizen(.receipt, nil, answered)
        }
        if let coordinator = rules.staff.coordinator(on: today, concerned: complainedAbout) {
            if coordinator.address != arrival.bounce?.recipient { toStaff(.review, coordinator.address, nil) }
            duties.append(
                NewDuty(
                    kind: .review, assignee: coordinator.address, due: rules.calendar.workingDay(1, after: today),
                    next: nil))
        }
        guard let leaked else { return }
        for writer in handlers(of: leaked) {
            toStaff(.dataLeak, writer, leaked)
            notified.append(writer)
        }
    }

    /// Doubt, or a possible request for revision, is offered to the coordinator, who decides.
    private mutating func offer(_ dossier: Dossier, unlessAmong told: [String]) {
        guard let coordinator = rules.staff.coordinator(on: today, concerned: outside(dossier)) else { return }
        if !told.contains(coordinator.address) { toStaff(.triage, coordinator.address, dossier) }
        let due = rules.calendar.workingDay(2, after: today)
        duties.append(
            NewDuty(
                kind: .doubt, dossier: dossier.id, assignee: coordinator.address, due: due, next: nil,
                sentence: arrival.tellingSentences.first))
    }

    private mutating func urgent(concerned: Set<String>) {
        let duty = rules.dutyAddress.flatMap { rules.staff.mayKnow($0, concerned: concerned) ? $0 : nil }
        guard let address = duty ?? rules.staff.coordinator(on: today, concerned: concerned)?.address else { return }
        letters.append(LetterOrder(.urgent, to: address, arrival: id, cause: cause(.urgent, address), notBefore: now))
    }

    private mutating func toCitizen(_ kind: LetterKind, _ dossier: Dossier?, _ answered: Answered) {
        guard let sender = arrival.sender, !arrival.hasNoReplyAddress,
            answered.toAddress < rules.caps.lettersPerAddress,
            rules.staff.employee(sender) == nil, !rules.staff.isMailbox(sender),
            arrival.machine == nil || arrival.isForm
        else { return }
        letters.append(
            LetterOrder(kind, to: sender, dossier: dossier?.id, arrival: id, cause: cause(kind, sender), notBefore: now)
        )
    }

    private mutating func toStaff(_ kind: LetterKind, _ address: String, _ dossier: Dossier?) {
        letters.append(
            LetterOrder(
                kind, to: address, dossier: dossier?.id, arrival: id, cause: cause(kind, address),
                notBefore: staffMoment))
    }

    private func cause(_ kind: LetterKind, _ address: String) -> String {
        "\(kind.rawValue)/message-\(id.number)/\(address)"
    }
    private func isWriter(_ address: String) -> Bool { arrival.writer == .employee(address: address) }

    /// Whether the citizen's message is acknowledged by this: with an acknowledgement or a follow-up's receipt, not a neutral one.
    package var isAcknowledged: Bool {
        letters.contains { $0.kind == .acknowledgement || $0.kind == .followUpReceived }
    }
}
