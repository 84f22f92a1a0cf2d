// SPDX-License-Identifier: EUPL-1.2
package import Casework
import Groundwork
package import Message

/// What a letter is about: the message that caused it, and where it was filed.
package struct LetterMatter: Sendable {
    package var arrival: Arrival
    package var message: Message
    package var decision: Decision
    package var ledgerNumber: Int
    package var dossier: Dossier?
    package var person: Person?

    package init(
        arrival: Arrival, message: Message, decision: Decision, ledgerNumber: Int, dossier: Dossier?, person: Person?
    ) {
        (self.arrival, self.message, self.decision) = (arrival, message, decision)
        (self.ledgerNumber, self.dossier, self.person) = (ledgerNumber, dossier, person)
    }
}

/// Gathers the facts that a letter's template asks for (`LetterFacts` declares them). Words of citizens are masked by the
/// templates; dates are written out here.
struct FactSheet {
    let office: OfficeIdentity
    let rules: OfficeRules
    /// The form profiles whose site gives the sender no copy of what was entered (Awb 2:17 lid 2).
    let echoedForms: Set<String>
    let contactLink: String
    /// Whether mail to staff carries the citizen's words, or only number, theme and term.
    let showsText: Bool

    func facts(_ kind: LetterKind, _ matter: LetterMatter) -> [JSON.Member] {
        switch kind {
        case .acknowledgement: office.facts + acknowledgement(matter)
        case .followUpReceived: office.facts + followUpReceived(matter)
        case .receipt:
            office.facts + [
                .init("ontvangen", day(matter.arrival.receivedAt)),
                .init("isSignaal", .bool(matter.dossier?.kind == .signal)),
            ]
        case .assignment: citizen(matter) + assignment(matter)
        case .followUpNotice:
            citizen(matter) + words(matter) + [
                number(matter.dossier), link, enclosures(matter), reasons(matter),
                .init("ontvangen", moment(matter.arrival.receivedAt)),
                .init("gesloten", .bool(matter.dossier?.closed != nil)),
            ]
        case .triage:
            citizen(matter) + words(matter) + [
                number(matter.dossier), link, sentences(matter.arrival.tellingSentences),
                chance(matter),
                .init("contactdatum", day(matter.dossier?.contactDay)),
            ]
        case .review, .dataLeak:
            words(matter) + [
                .init("nummer", .string(String(matter.ledgerNumber))), .init("reden", .string(holdReason(matter))),
                .init("afzender", .orNull(sender(matter))), .init("ontvangen", moment(matter.arrival.receivedAt)),
            ] + (kind == .dataLeak ? [number(matter.dossier)] : [])
        case .urgent:
            citizen(matter) + [
                number(matter.dossier), link, sentences(matter.arrival.heard.explanation.urgency),
                .init("tekst", .orNull(matter.arrival.words)),
            ]
        case .bounceTask:
            citizen(matter) + [
                number(matter.dossier), link, .init("brief", .string("onze brief")),
                .init(
                    "adres",
                    .string(matter.arrival.bounce?.recipient ?? matter.person?.addresses.sorted().first ?? "onbekend")),
                .init("reden", .orNull(matter.message.report?.status)),
            ]
        case .contactReminder, .contactEscalation, .digest, .commandConfirmed, .commandRefused:
            []  // these have no message as their cause; see the functions below
        }
    }

    func reminder(_ dossier: Dossier, _ person: Person?, on today: CalendarDay, last: Bool) -> [JSON.Member] {
        let left =
            dossier.contactDay.map { rules.calendar.workingDays(after: today.adding(days: -1), through: $0) } ?? 0
        return citizen(person) + [
            number(dossier), link, .init("contactdatum", day(dossier.contactDay)),
            .init("ontvangen", day(dossier.receivedAt)),
            .init("werkdagenOver", .int(left)), .init("laatsteDag", .bool(last)),
        ]
    }

    func escalation(_ dossier: Dossier, _ person: Person?, on today: CalendarDay) -> [JSON.Member] {
        let late = dossier.contactDay.map { rules.calendar.workingDays(after: $0, through: today) } ?? 0
        let handler = rules.staff.employee(dossier.owner)
        let away = handler.flatMap { handler in handler.absences.first { $0.from <= today && today <= $0.through } }
        let reasons = away.map { ["De behandelaar is afwezig tot en met \(DutchTime.writtenShort($0.through))."] } ?? []
        return citizen(person) + [
            number(dossier), link, .init("contactdatum", day(dossier.contactDay)),
            .init("behandelaar", .orNull(handler?.name)),
            .init("werkdagenTeLaat", .int(late)), .init("redenen", list(reasons, "reden")),
        ]
    }

    // MARK: To citizens

    private func acknowledgement(_ matter: LetterMatter) -> [JSON.Member] {
        let dossier = matter.dossier
        let form = matter.message.form.flatMap { echoedForms.contains($0.layout) ? $0 : nil }
        return [
            .init("naam", .orNull(matter.person?.name)), number(dossier),
            .init("ontvangen", day(matter.arrival.receivedAt)),
            .init("contactdatum", day(dossier?.contactDay)), .init("einddatum", day(dossier?.finalDay)),
            .init("verdaagbaar", .bool(dossier?.finalDay != nil)),
            .init(
                "adviseur",
                dossier?.kind == .internalComplaint && rules.promises.hasAdviser
                    ? .string("een adviseur van buiten") : .null),
            .init("isKlacht", .bool(dossier?.kind == .internalComplaint)),
            .init("isVerzoek", .bool(dossier?.kind == .request)),
            .init("isHerziening", .bool(dossier?.kind == .review)), .init("isWoo", .bool(dossier?.kind == .woo)),
            .init("isTwijfel", .bool(matter.arrival.heard.level == .doubt)),
            .init(
                "invoer",
                .array((form?.fields ?? []).map { .object(["label": .string($0.label), "waarde": .string($0.value)]) })),
        ]
    }

    private func followUpReceived(_ matter: LetterMatter) -> [JSON.Member] {
        // An address that is not the citizen's own hears no name, and no number that it did not name itself.
        let isOwn = matter.person?.addresses.contains(matter.arrival.sender ?? "") == true
        let mayHearNumber = isOwn || matter.dossier.map { matter.arrival.numbers.contains($0.number) } == true
        return [
            .init("naam", isOwn ? .orNull(matter.person?.name) : .null),
            mayHearNumber ? number(matter.dossier) : number(nil),
            .init("ontvangen", day(matter.arrival.receivedAt)),
        ]
    }

    // MARK: To staff

    private func assignment(_ matter: LetterMatter) -> [JSON.Member] {
        let explanation = matter.arrival.heard.explanation
        let verdict: String =
            switch matter.arrival.heard.level {
            case .complaint: "klacht"
            case .doubt: "twijfel"
            case .none: "geen"
            }
        return words(matter) + [
            number(matter.dossier), link, enclosures(matter), reasons(matter),
            .init("soort", .orNull(matter.dossier?.kind.dutch)),
            .init("ontvangen", moment(matter.arrival.receivedAt)),
            .init("contactdatum", day(matter.dossier?.contactDay)),
            .init("einddatum", day(matter.dossier?.finalDay)), chance(matter), .init("oordeel", .string(verdict)),
            .init(
                "zinnen",
                .array(
                    explanation.sentences.filter { showsText && $0.weight > 0 }.prefix(6).map {
                        .object([
                            "zin": .string($0.words), "soort": .string($0.kind), "gewicht": .string(decimal($0.weight)),
                        ])
                    })),
            .init("themas", list(explanation.themes, "thema")), .init("ookKinds", list(explanation.alsoKinds, "label")),
            .init("betrokkenen", list(matter.arrival.heard.employees, "naam")),
            .init("dringend", .bool(matter.arrival.heard.isUrgent)),
            .init("isTwijfel", .bool(matter.arrival.heard.level == .doubt)), .init("antwoordadres", .null),
        ]
    }

    private func citizen(_ matter: LetterMatter) -> [JSON.Member] {
        guard let person = matter.person else {
            return [
                .init("burgernaam", .orNull(matter.arrival.senderName)),
                .init("burgeradres", .orNull(matter.arrival.sender)),
                .init("burgertelefoon", .orNull(matter.arrival.facts.phones.sorted().first)),
            ]
        }
        return citizen(person)
    }

    private func citizen(_ person: Person?) -> [JSON.Member] {
        [
            .init("burgernaam", .orNull(person?.name)), .init("burgeradres", .orNull(person?.addresses.sorted().first)),
            .init("burgertelefoon", .orNull(person?.phone)),
        ]
    }

    private func words(_ matter: LetterMatter) -> [JSON.Member] {
        guard showsText else { return [] }
        return [.init("onderwerp", .string(matter.arrival.subject)), .init("tekst", .string(matter.arrival.words))]
    }

    private func holdReason(_ matter: LetterMatter) -> String {
        if case .hold(let hold) = matter.decision.outcome { return hold.dutch }
        return matter.decision.because.map(\.dutch).joined(separator: "; ")
    }

    private func sender(_ matter: LetterMatter) -> String? {
        matter.arrival.sender.map { matter.arrival.senderName.isEmpty ? $0 : "\(matter.arrival.senderName) <\($0)>" }
    }

    private func enclosures(_ matter: LetterMatter) -> JSON.Member {
        .init(
            "bijlagen",
            list(
                matter.message.attachments.filter { !$0.isInline }.map {
                    $0.filename.isEmpty ? $0.contentType : $0.filename
                }, "naam"))
    }

    private func reasons(_ matter: LetterMatter) -> JSON.Member {
        .init("redenen", list(matter.decision.because.map(\.dutch), "reden"))
    }

    private func sentences(_ sentences: [String]) -> JSON.Member {
        .init("zinnen", list(showsText ? sentences : [], "zin"))
    }
    private func chance(_ matter: LetterMatter) -> JSON.Member {
        .init("kans", .string("\(Int((matter.arrival.heard.explanation.probability * 100).rounded())) %"))
    }

    private var link: JSON.Member { .init("contactLink", .string(contactLink)) }
    private func number(_ dossier: Dossier?) -> JSON.Member { .init("dossiernummer", .orNull(dossier?.number)) }
    private func list(_ values: [String], _ key: String) -> JSON { .array(values.map { .object([key: .string($0)]) }) }
    private func day(_ moment: Moment?) -> JSON { day(moment.map(DutchTime.day(of:))) }
    private func day(_ day: CalendarDay?) -> JSON { .orNull(day.map(DutchTime.written)) }
    private func moment(_ moment: Moment) -> JSON {
        .string(
            "\(DutchTime.written(DutchTime.day(of: moment))) om \(DutchTime.time(of: moment).iso.replacing(":", with: ".")) uur"
        )
    }
    private func decimal(_ number: Double) -> String {
        let tenths = Int((number * 10).rounded())
        return "\(tenths / 10),\(abs(tenths % 10))"
    }
}
