// SPDX-License-Identifier: EUPL-1.2

/// Settles whose a message is (DESIGN §4, Filing): strongest evidence first, and a number or a thread proves nothing without
/// a tie between its sender and the citizen.
package struct Matcher: Sendable {
    let arrival: Arrival
    let known: Knowledge

    let same: SameCitizen

    package init(_ arrival: Arrival, knowing known: Knowledge) {
        (self.arrival, self.known) = (arrival, known)
        same = SameCitizen(known.people)
    }

    /// A dossier that the message points at, and how.
    struct Pointer {
        enum Kind: Comparable { case token, thread, number }
        let kind: Kind
        let dossier: Dossier
    }

    enum Whose {
        case citizen(Person, Decision.Tie, pointers: [Pointer], [Reason])
        case newcomer([Reason])
        case unclear(Decision.Hold, leakedFrom: ID<Dossier>?, [Reason])
    }

    private var senders: Set<String> {
        arrival.otherSenders.union(arrival.sender.map { [$0] } ?? []).filter { !Arrival.isNoReply($0) }
    }

    var pointers: [Pointer] {
        var pointers: [Pointer] = []
        func add(_ kind: Pointer.Kind, _ id: ID<Dossier>?) {
            guard let id, let dossier = known.dossier(id), !pointers.contains(where: { $0.dossier.id == id }) else {
                return
            }
            pointers.append(Pointer(kind: kind, dossier: dossier))
        }
        add(.token, arrival.answered?.dossier)
        for id in arrival.threadDossiers { add(.thread, id) }
        for number in arrival.numbers { add(.number, known.byNumber[number]) }
        return pointers
    }

    func whose() -> Whose {
        let pointers = pointers
        let tied = pointers.compactMap { pointer in tie(to: pointer.dossier).map { (pointer, $0.0, $0.1) } }
        if let (first, tie, reason) = tied.first, let person = known.person(first.dossier.person) {
            let citizen = same.group(of: person.id)
            let own = tied.map(\.0).filter { citizen.contains($0.dossier.person) }
            return .citizen(person, tie, pointers: own, own.map(reason(for:)) + [reason])
        }
        let atAddress = known.people.filter { !$0.addresses.isDisjoint(with: senders) }
        if pointers.contains(where: { $0.kind != .number }) {
            return .unclear(
                atAddress.isEmpty ? .stranger : .possibleDataLeak,
                leakedFrom: atAddress.isEmpty ? nil : pointers[0].dossier.id, [.strangerInThread])
        }
        let misfit: [Reason] = arrival.numbers.isEmpty ? [] : [.numberIsNotTheSenders]
        if let first = atAddress.first {
            if same.group(of: first.id).isSuperset(of: atAddress.map(\.id)) {
                return .citizen(first, .ownAddress, pointers: [], misfit + [.addressBelongs(to: label(first))])
            }
            let named = atAddress.filter(isNamed)
            if named.count == 1 {
                return .citizen(named[0], .ownAddress, pointers: [], misfit + [.nameTells(who: label(named[0]))])
            }
            return .unclear(.sharedAddress, leakedFrom: nil, [.sharedAddress])
        }
        let matches = known.people.map { ($0, arrival.facts.matches($0)) }.filter { $0.1 >= 2 }
        let agreeing = matches.filter { $0.1 == matches.map(\.1).max() }.map(\.0)
        if let person = agreeing.first, same.group(of: person.id).isSuperset(of: agreeing.map(\.id)) {
            let count = arrival.facts.matches(person)
            return .citizen(
                person, .otherPerson, pointers: [], misfit + [.factsAgree(with: label(person), count: count)])
        }
        if !arrival.numbers.isEmpty, !tellsWholeStory {
            return .unclear(.strangerNumber, leakedFrom: nil, [.strangerNamesNumber])
        }
        return .newcomer(misfit + [.unknownSender])
    }

    /// What ties the sender to the citizen of a dossier, if anything does.
    private func tie(to dossier: Dossier) -> (Decision.Tie, Reason)? {
        guard let person = known.person(dossier.person) else { return nil }
        let isOwn = same.group(of: person.id).compactMap(known.person).contains {
            !$0.addresses.isDisjoint(with: senders)
        }
        let others = known.people.filter { $0.id != person.id && !$0.addresses.isDisjoint(with: senders) }
        // A colleague's word counts, but not against what the address of the letter passed on says.
        if case .employee = arrival.writer, isOwn || others.isEmpty { return (.official, .colleaguePassesOn) }
        if isOwn { return (.ownAddress, .addressBelongs(to: label(person))) }
        if let answered = arrival.answered, answered.dossier == dossier.id,
            senders.contains(answered.recipient.lowercased())
        {
            return (.otherPerson, .tookPart(dossier: dossier.number))
        }
        if !dossier.participants.isDisjoint(with: senders) {
            return (isOfficial(dossier) ? .official : .otherPerson, .tookPart(dossier: dossier.number))
        }
        let count = arrival.facts.matches(person)
        if count >= 2 { return (.otherPerson, .factsAgree(with: label(person), count: count)) }
        let isRelative =
            arrival.facts.names.contains { PersonName($0).sameSurname(PersonName(person.name)) }
            && arrival.facts.matchesBesideName(person) >= 1
        if isRelative || others.contains(where: { SameCitizen.sameHousehold($0, person) }) {
            return (.otherPerson, .household(of: label(person)))
        }
        if others.isEmpty, isOfficial(dossier), arrival.numbers.contains(dossier.number) {
            return (.official, .bodyAnswers(dossier: dossier.number))
        }
        return nil
    }

    /// Whether the sender writes from the domain of the body that the dossier is about: `ombudsmanzaken@cjib.…` and "CJIB, boetes".
    private func isOfficial(_ dossier: Dossier) -> Bool {
        guard let domain = arrival.sender?.split(separator: "@").last else { return false }
        let subject = Set(words(dossier.subject).filter { $0.count >= 3 && !Vocabulary.isCommon($0) })
        return domain.split(separator: ".").dropLast().contains { label in
            label.split(separator: "-").contains { subject.contains(String($0)) }
        }
    }

    /// Whether the letter names this person: the given name or the full name stands in the name or the words.
    private func isNamed(_ person: Person) -> Bool {
        let name = PersonName(person.name)
        if arrival.facts.names.contains(where: { !PersonName($0).given.isEmpty && PersonName($0).fits(name) }) {
            return true
        }
        let said = Set(words(arrival.words + " " + arrival.facts.names.joined(separator: " ")))
        return name.given.contains { $0.count > 2 && said.contains($0) }
    }

    /// Long enough, and discontented enough, to be a new matter by itself, whatever number it names.
    var tellsWholeStory: Bool { arrival.heard.level == .complaint && words(arrival.words).count >= 50 }

    private func reason(for pointer: Pointer) -> Reason {
        switch pointer.kind {
        case .token: .answersOurLetter(dossier: pointer.dossier.number)
        case .thread: .threadNames(dossier: pointer.dossier.number)
        case .number: .numberNamed(dossier: pointer.dossier.number)
        }
    }

    /// How the operator sees a citizen in a reason: by number, never by name.
    func label(_ person: Person) -> String { person.naw ?? "P-\(person.id.number)" }

    private func words(_ text: String) -> [String] { Casework.words(of: text) }
}
