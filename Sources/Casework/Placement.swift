// SPDX-License-Identifier: EUPL-1.2

/// Settles which dossier a message belongs in, or that a new one is opened (DESIGN §4, Filing, "which dossier").
package struct Placement: Sendable {
    /// Whether complaints about other bodies come in here (an ombudsman), or every complaint is about the office itself.
    package let hearsAboutOthers: Bool

    package init(hearsAboutOthers: Bool) { self.hearsAboutOthers = hearsAboutOthers }

    package func decide(_ arrival: Arrival, knowing known: Knowledge) -> Decision {
        let matcher = Matcher(arrival, knowing: known)
        if let machine = machineMail(arrival, matcher) { return machine }
        if let original = arrival.sameAs {
            return Decision(.duplicate(of: original), who: whoever(matcher), because: [.sameMessage])
        }
        if arrival.heard.isAdvertising, arrival.heard.level == .none, !arrival.heard.isUrgent, !arrival.isForm,
            case .newcomer = matcher.whose()
        {
            return Decision(.ignore("advertising"), who: .undecided, because: [.automatic("advertising")])
        }
        switch matcher.whose() {
        case .unclear(let hold, let leak, let reasons):
            var decision = Decision(.hold(hold), who: .undecided, tie: .otherPerson, because: reasons)
            decision.leakedFrom = leak
            return decision
        case .newcomer(let reasons):
            if case .employee = arrival.writer, arrival.sender == nil {
                return Decision(.hold(.colleague), who: .undecided, tie: .official, because: reasons)
            }
            guard arrival.sender != nil else { return Decision(.hold(.noSender), who: .undecided, because: reasons) }
            let why: Reason = arrival.heard.isWooRequest ? .wooRequest : .noDossierYet
            return Decision(.open(kind(of: arrival, named: nil), copies: []), who: .new, because: reasons + [why])
        case .citizen(let person, let tie, let pointers, let reasons):
            var decision = place(arrival, person, tie, pointers, reasons, known, matcher.same)
            let group = matcher.same.group(of: person.id)
            decision.citizen = group
            decision.suspectedDuplicates = matcher.same.pairs.filter {
                group.contains($0.first) || group.contains($0.second)
            }
            if case .file = decision.outcome { decision.offersToCoordinator = offers(arrival) }
            if !known.underArrangement.isDisjoint(with: group) {
                decision.isUnderArrangement = true
                decision.because.append(.arrangement)
            }
            return decision
        }
    }

    /// Automatic mail is ignored only when it holds no discontent, comes from no form and reports no permanent failure.
    private func machineMail(_ arrival: Arrival, _ matcher: Matcher) -> Decision? {
        if arrival.writer == .ourselves {
            return Decision(.ignore("own-mail"), who: .undecided, because: [.automatic("own-mail")])
        }
        if let bounce = arrival.bounce, bounce.isPermanent {
            guard let id = bounce.dossier, let dossier = matcher.known.dossier(id) else {
                return Decision(.hold(.undelivered), who: .undecided, tie: .official, because: [.automatic("bounce")])
            }
            return Decision(
                .file(id, copies: []), who: .known(dossier.person), tie: .official,
                because: [.undelivered(dossier: dossier.number)])
        }
        guard let machine = arrival.machine, !arrival.isForm else { return nil }
        if machine == .bounce || (arrival.heard.level == .none && !arrival.heard.isUrgent) {
            return Decision(.ignore(machine.rawValue), who: whoever(matcher), because: [.automatic(machine.rawValue)])
        }
        return Decision(
            .hold(.discontentInAutomaticMail), who: whoever(matcher), tie: .official,
            because: [.automatic(machine.rawValue)])
    }

    private func whoever(_ matcher: Matcher) -> Decision.Who {
        if case .citizen(let person, _, _, _) = matcher.whose() { .known(person.id) } else { .undecided }
    }

    private func place(
        _ arrival: Arrival, _ person: Person, _ tie: Decision.Tie, _ pointers: [Matcher.Pointer], _ reasons: [Reason],
        _ known: Knowledge, _ same: SameCitizen
    ) -> Decision {
        let citizen = same.group(of: person.id)
        let own = known.dossiers.filter { citizen.contains($0.person) }.sorted {
            ($0.opened, $0.number) < ($1.opened, $1.number)
        }
        let named = pointers.first { $0.dossier.isRunning }?.dossier
        func decision(_ outcome: Decision.Outcome, _ why: Reason) -> Decision {
            Decision(outcome, who: .known(person.id), tie: tie, because: reasons + [why])
        }
        guard let latest = own.last else {
            return decision(.open(kind(of: arrival, named: nil), copies: []), .noDossierYet)
        }
        // The words that a colleague passes on are the citizen's.
        let isCitizens = tie != .official || (arrival.writer != .citizen && arrival.isForward)
        if isCitizens {
            if let internalComplaint = aboutTheOffice(arrival, own, named: named, known) {
                return decision(internalComplaint.0, internalComplaint.1)
            }
            if arrival.heard.isWooRequest, arrival.heard.level < .complaint, named?.kind != .woo {
                return decision(.open(.woo, copies: []), .wooRequest)
            }
            if let phrase = newMatterPhrase(arrival) {
                let copies = named.map { [$0.id] } ?? []
                return decision(.open(kind(of: arrival, named: nil), copies: copies), .newMatterSaid(phrase: phrase))
            }
        }
        if let named {
            let others = pointers.filter { $0.kind == .number && $0.dossier.isRunning && $0.dossier.id != named.id }
            return decision(.file(named.id, copies: others.map(\.dossier.id)), .runningAndNamed(dossier: named.number))
        }
        if let closed = pointers.first?.dossier, tie == .official || arrival.heard.isReviewRequest {
            return decision(.file(closed.id, copies: []), .namedThoughClosed(dossier: closed.number))
        }
        if pointers.isEmpty, isCitizens, isNewStory(arrival, own, known) {
            return decision(.open(kind(of: arrival, named: latest), copies: []), .newStory)
        }
        return decision(.file(latest.id, copies: []), .latest(dossier: latest.number))
    }

    /// A complaint about the office opens an interne-klacht, with a copy in the running dossier; while one is open that does
    /// not concern its own handler, it is a follow-up there.
    private func aboutTheOffice(
        _ arrival: Arrival, _ own: [Dossier], named: Dossier?, _ known: Knowledge
    ) -> (Decision.Outcome, Reason)? {
        guard arrival.heard.level == .complaint,
            mayBeAboutUs(arrival) || (!hearsAboutOthers && arrival.heard.aboutOffice == nil),
            !isAboutTheOutcomeOnly(arrival)
        else { return nil }
        let isOpen = { (dossier: Dossier) in dossier.kind == .internalComplaint && dossier.isRunning }
        if let open = named.flatMap({ isOpen($0) ? $0 : nil }) ?? own.last(where: isOpen),
            newMatterPhrase(arrival) == nil,
            !known.complainedAbout.contains(open.owner),
            !arrival.heard.employees.contains(where: { PersonName($0).fits(PersonName(open.owner)) })
        {
            return (.file(open.id, copies: []), .sameMatterOpen(dossier: open.number))
        }
        let running =
            named.flatMap { isOpen($0) ? nil : $0 } ?? own.last { $0.isRunning && $0.kind != .internalComplaint }
        return (.open(.internalComplaint, copies: running.map { [$0.id] } ?? []), .aboutTheOffice)
    }

    /// Discontent with what was decided, and with nobody's conduct: a possible request for revision (004), no internal complaint.
    private func isAboutTheOutcomeOnly(_ arrival: Arrival) -> Bool {
        arrival.heard.isReviewRequest && arrival.heard.employees.isEmpty && !arrival.heard.unnamedEmployee
    }

    private func mayBeAboutUs(_ arrival: Arrival) -> Bool {
        arrival.heard.aboutOffice ?? (arrival.mailbox == .internalComplaints)
    }

    private func offers(_ arrival: Arrival) -> Bool {
        arrival.heard.isReviewRequest || (arrival.heard.level == .doubt && mayBeAboutUs(arrival))
    }

    /// The kind of a new dossier; a complaint is never less than a complaint because it also asks for something else.
    func kind(of arrival: Arrival, named closed: Dossier?) -> DossierKind {
        let heard = arrival.heard
        if heard.level == .complaint || (heard.level == .doubt && !heard.isWooRequest && !heard.isSignal) {
            if heard.isReviewRequest, closed != nil { return .review }
            let isInternal = heard.aboutOffice ?? (arrival.mailbox == .internalComplaints || !hearsAboutOthers)
            return isInternal || !hearsAboutOthers ? .internalComplaint : .request
        }
        if heard.isWooRequest || arrival.mailbox == .woo { return .woo }
        if heard.isReviewRequest { return .review }
        return heard.isSignal ? .signal : .notice
    }

    private func newMatterPhrase(_ arrival: Arrival) -> String? {
        let said = " " + Casework.words(of: arrival.words).joined(separator: " ") + " "
        return Self.newMatterPhrases.first { said.contains(" " + $0 + " ") }
    }

    private static let newMatterPhrases = [
        "nieuwe zaak", "een nieuwe kwestie", "een andere kwestie", "een ander probleem", "een heel ander probleem",
        "een nieuw probleem",
        "een nieuwe klacht", "een tweede klacht", "een nieuw verzoek", "een andere zaak", "iets heel anders",
        "een ander geval",
        "staat los van mijn",
    ]

    /// Unasked, discontented and long enough, and no word that matters in common with any dossier of the citizen. The names
    /// with which somebody signs every letter do not count.
    private func isNewStory(_ arrival: Arrival, _ own: [Dossier], _ known: Knowledge) -> Bool {
        guard arrival.heard.level == .complaint, !arrival.isForward, Casework.words(of: arrival.words).count >= 25
        else { return false }
        let names = Casework.words(
            of: (known.people.map(\.name) + arrival.facts.names + [arrival.senderName]).joined(separator: " "))
        let told = Vocabulary.telling(arrival.subject + " " + arrival.words).subtracting(names)
        return own.allSatisfy { dossier in
            told.isDisjoint(with: Vocabulary.telling(dossier.subject).union(known.vocabulary[dossier.id] ?? []))
        }
    }
}
