// SPDX-License-Identifier: EUPL-1.2
import Casework
import Groundwork
import Testing

/// Who is told what, and when, because of a message.
struct ConsequencesTests {
    private let office = "2026-03-03T10:00:00+01:00"
    private func letters(_ consequences: Consequences) -> [String] {
        consequences.letters.map { "\($0.kind.rawValue) \($0.recipient.prefix { $0 != "@" })" }
    }

    private func follow(
        _ decision: Decision, _ arrival: Arrival, _ dossier: Dossier?, copies: [Dossier] = [], leaked: Dossier? = nil,
        toAddress: Int = 0,
        inDossier: Bool = false, rules: OfficeRules = rules(), at now: String? = nil
    ) -> Consequences {
        Consequences(
            of: decision, arrival, ID(1), dossier: dossier, copies: copies, leaked: leaked,
            answered: .init(toAddress: toAddress, inDossier: inDossier), rules: rules, now: moment(now ?? office))
    }

    private let filed = Decision(.file(ID(11), copies: []), who: .known(ID(1)), because: [])
    private func opened(_ kind: DossierKind) -> Decision { Decision(.open(kind, copies: []), who: .new, because: []) }
    private let held = Decision(.hold(.strangerNumber), who: .undecided, tie: .otherPerson, because: [])

    // MARK: New dossiers

    @Test(arguments: [
        (DossierKind.internalComplaint, "acknowledgement gijs", 1), (.request, "acknowledgement gijs", 1),
        (.review, "acknowledgement gijs", 1),
        (.woo, "acknowledgement gijs", 0), (.signal, "receipt gijs", 0), (.notice, "receipt gijs", 0),
    ])
    func `a new dossier is acknowledged by its kind and assigned`(_ kind: DossierKind, _ letter: String, _ duties: Int)
    {
        let consequences = follow(opened(kind), mail(), dossier(11, of: 1, kind, opened: "2026-03-03"))
        #expect(letters(consequences) == [letter, "assignment b.wagenaar"])
        #expect(consequences.duties.map(\.kind) == Array(repeating: .contact, count: duties))
        #expect(consequences.isAcknowledged == kind.isAcknowledged)
        #expect(consequences.notified == (kind == .internalComplaint ? [wagenaar] : []))
    }

    @Test func `doubt in a new dossier is offered to the coordinator, once`() {
        let doubt = mail(heard: .init(level: .doubt))
        let elsewhere = follow(opened(.request), doubt, dossier(11, of: 1, opened: "2026-03-03"))
        #expect(letters(elsewhere) == ["acknowledgement gijs", "assignment b.wagenaar", "triage r.linthorst"])
        let own = follow(
            opened(.internalComplaint), doubt,
            dossier(11, of: 1, .internalComplaint, opened: "2026-03-03", owner: coordinator))
        #expect(letters(own) == ["acknowledgement gijs", "assignment r.linthorst"])
        #expect(own.duties.map(\.kind) == [.contact, .doubt])
    }

    @Test func `handlers of running dossiers do not hear of an internal complaint by its copy`() {
        let own = dossier(
            12, of: 1, .internalComplaint, opened: "2026-03-03", owner: coordinator, concerned: [wagenaar])
        let consequences = follow(
            opened(.internalComplaint), mail(), own, copies: [dossier(11, of: 1, opened: "2025-11-03")])
        #expect(!consequences.letters.contains { $0.recipient == wagenaar })
        #expect(consequences.notified == [coordinator])
    }

    @Test(arguments: [
        "noreply@burger.example", "no-reply@x.example", "mailer-daemon@x.example", "do-not-reply@x.example",
    ])
    func `an acknowledgement that no letter can bring is a task for a person`(_ address: String) {
        let consequences = follow(opened(.request), mail(from: address), dossier(11, of: 1, opened: "2026-03-03"))
        #expect(letters(consequences) == ["assignment b.wagenaar"])
        #expect(consequences.duties.map(\.kind) == [.contact, .undelivered])
    }

    @Test func `an acknowledgement over the cap is a task for a person`() {
        let consequences = follow(opened(.request), mail(), dossier(11, of: 1, opened: "2026-03-03"), toAddress: 10)
        #expect(!consequences.isAcknowledged)
        #expect(consequences.duties.map(\.kind) == [.contact, .undelivered])
    }

    // MARK: Follow-ups

    struct Row: CustomTestStringConvertible {
        let testDescription: String
        let arrival: Arrival
        let tie: Decision.Tie
        let arrangement: Bool
        let inDossier: Bool
        let toAddress: Int
        let answered: Bool
        init(
            _ what: String, _ arrival: Arrival = mail(), tie: Decision.Tie = .ownAddress, arrangement: Bool = false,
            inDossier: Bool = false,
            toAddress: Int = 0, answered: Bool
        ) {
            (testDescription, self.arrival, self.tie, self.arrangement) = (what, arrival, tie, arrangement)
            (self.inDossier, self.toAddress, self.answered) = (inDossier, toAddress, answered)
        }
    }

    @Test(arguments: [
        Row("documents", answered: true), Row("of a relative", tie: .otherPerson, answered: true),
        Row("of the body", tie: .official, answered: false),
        Row("a bare thanks", mail("Hartelijk dank!"), answered: false),
        Row("thanks with a question", mail("Dank u. Wanneer hoor ik iets?"), answered: true),
        Row("thanks with a document", mail("Dank u.", documents: 1), answered: true),
        Row("thanks with discontent", mail("Bedankt voor niets.", heard: .init(level: .complaint)), answered: true),
        Row("under an arrangement", arrangement: true, answered: false),
        Row("the second in a day", inDossier: true, answered: false),
        Row("one under the cap", toAddress: 9, answered: true), Row("over the cap", toAddress: 10, answered: false),
        Row("from a noreply address", mail(from: "noreply@x.example"), answered: false),
        Row("from a colleague", mail(from: deGroot), answered: false),
        Row("from our own mailbox", mail(from: "post@bureau.example"), answered: false),
        Row("from a form", mail(machine: .autoReply, isForm: true), answered: true),
        Row("from a machine", mail(machine: .autoReply), answered: false),
    ])
    func `a follow-up is received in writing once a day, where a person waits for it; the owner always hears`(
        _ row: Row
    ) {
        var decision = filed
        (decision.tie, decision.isUnderArrangement) = (row.tie, row.arrangement)
        let consequences = follow(
            decision, row.arrival, dossier(11, of: 1, opened: "2025-11-03"), toAddress: row.toAddress,
            inDossier: row.inDossier)
        #expect(consequences.letters.contains { $0.kind == .followUpReceived } == row.answered)
        #expect(consequences.isAcknowledged == row.answered)
        #expect(consequences.notified == [wagenaar])
        #expect(consequences.duties.map(\.kind) == (row.arrival.isBareThanks ? [] : [.followUp]))
    }

    @Test func `a copy is a duty in its own dossier, and one owner gets one mail`() {
        let (first, second) = (
            dossier(11, of: 1, opened: "2025-11-03"), dossier(12, of: 1, opened: "2025-12-03", owner: deGroot)
        )
        let both = follow(filed, mail(), first, copies: [second])
        #expect(
            letters(both) == ["follow-up-received gijs", "follow-up-notice b.wagenaar", "follow-up-notice k.degroot"])
        #expect(both.duties.map(\.dossier) == [ID(11), ID(12)])
        #expect(both.duties.map(\.assignee) == [wagenaar, deGroot])
        let same = follow(filed, mail(), first, copies: [dossier(13, of: 1, opened: "2025-12-03")])
        #expect(same.notified == [wagenaar])
        #expect(same.duties.map(\.dossier) == [ID(11), ID(13)])
    }

    @Test func `a colleague who writes is not told of the own mail`() {
        var decision = filed
        decision.tie = .official
        let consequences = follow(
            decision, mail(from: nil, writer: .employee(address: wagenaar)), dossier(11, of: 1, opened: "2025-11-03"))
        #expect(consequences.letters.isEmpty && consequences.duties.isEmpty)
    }

    @Test func `doubt about the owner is not shown to the owner`() {
        var decision = filed
        decision.offersToCoordinator = true
        let heard = Arrival.Heard(level: .doubt, aboutOffice: true, employees: ["Bas Wagenaar"], isUrgent: true)
        let consequences = follow(
            decision, mail(heard: heard), dossier(11, of: 1, opened: "2025-11-03"), rules: rules(duty: wagenaar))
        #expect(!consequences.letters.contains { $0.recipient == wagenaar })
        #expect(consequences.notified == [deGroot])
        #expect(consequences.letters.contains { $0.kind == .triage && $0.recipient == coordinator })
    }

    // MARK: Held

    @Test func `held mail gets one fixed receipt without a dossier, and goes to the coordinator`() {
        let consequences = follow(held, mail(), nil)
        #expect(letters(consequences) == ["receipt gijs", "review r.linthorst"])
        #expect(consequences.letters.allSatisfy { $0.dossier == nil })
        #expect(consequences.duties.map(\.kind) == [.review])
        #expect(!consequences.isAcknowledged)
    }

    @Test func `held mail about the coordinator is reviewed by somebody else`() {
        let heard = Arrival.Heard(level: .complaint, aboutOffice: true, employees: ["Roos Linthorst"], isUrgent: true)
        let consequences = follow(held, mail(heard: heard), nil, rules: rules(duty: coordinator))
        #expect(!consequences.letters.contains { $0.recipient == coordinator })
        #expect(!consequences.duties.contains { $0.assignee == coordinator })
        #expect(letters(consequences).contains("review h.overbeek"))
    }

    @Test func `held machine mail and a colleague's get no receipt`() {
        for arrival in [
            mail(machine: .bulk), mail(from: nil, machine: .bounce), mail(writer: .employee(address: deGroot)),
        ] {
            #expect(letters(follow(held, arrival, nil)) == ["review r.linthorst"])
        }
    }

    @Test func `a possible data leak is told to the owner of the letter's dossier`() {
        let leaked = dossier(11, of: 1, opened: "2025-11-03")
        let consequences = follow(held, mail(), nil, leaked: leaked)
        #expect(letters(consequences) == ["receipt gijs", "review r.linthorst", "data-leak b.wagenaar"])
        #expect(consequences.letters.filter { $0.recipient == "gijs@burger.example" }.allSatisfy { $0.dossier == nil })
    }

    // MARK: Bounces

    private func bounced(_ recipient: String?, _ dossier: Dossier?) -> Consequences {
        let bounce = Arrival.Bounce(isPermanent: true, recipient: recipient, dossier: dossier?.id)
        let decision =
            dossier == nil ? Decision(.hold(.undelivered), who: .undecided, tie: .official, because: []) : filed
        return follow(decision, mail(from: nil, machine: .bounce, bounce: bounce), dossier)
    }

    @Test func `a citizen's letter that did not arrive is the owner's task`() {
        let consequences = bounced("gijs@burger.example", dossier(11, of: 1, opened: "2025-11-03"))
        #expect(letters(consequences) == ["bounce-task b.wagenaar"])
        #expect(consequences.duties.map(\.kind) == [.undelivered])
    }

    @Test func `a colleague's letter that did not arrive is told to somebody else`() {
        let consequences = bounced(wagenaar, dossier(11, of: 1, opened: "2025-11-03"))
        #expect(letters(consequences) == ["bounce-task r.linthorst"])
        #expect(consequences.duties.map(\.assignee) == [coordinator])
    }

    @Test
    func `a coordinator whose mail bounces is not mailed about it, so that no two machines keep each other going`() {
        for consequences in [
            bounced(coordinator, nil),
            bounced(coordinator, dossier(11, of: 1, opened: "2025-11-03", owner: coordinator)),
        ] {
            #expect(consequences.letters.isEmpty)
            #expect(consequences.duties.count == 1)
        }
        #expect(letters(bounced("onbekend@x.example", nil)) == ["review r.linthorst"])
    }

    // MARK: When

    @Test(arguments: [
        ("2026-03-03T10:00:00+01:00", "2026-03-03T10:00:00+01:00"),
        ("2026-03-03T08:29:59+01:00", "2026-03-03T08:30:00+01:00"),
        ("2026-03-03T17:00:00+01:00", "2026-03-04T08:30:00+01:00"),
        ("2026-03-06T23:00:00+01:00", "2026-03-09T08:30:00+01:00"),
        ("2026-05-13T18:00:00+02:00", "2026-05-18T08:30:00+02:00"),
        ("2026-12-24T20:00:00+01:00", "2026-12-28T08:30:00+01:00"),
    ])
    func `citizens hear at once, staff when the office opens, and urgent mail breaks that`(
        _ now: String, _ opens: String
    ) {
        let arrival = mail(heard: .init(level: .complaint, isUrgent: true))
        let consequences = follow(opened(.request), arrival, dossier(11, of: 1, opened: "2026-03-03"), at: now)
        let at = Dictionary(uniqueKeysWithValues: consequences.letters.map { ($0.kind, $0.notBefore) })
        #expect(at == [.acknowledgement: moment(now), .assignment: moment(opens), .urgent: moment(now)])
        #expect(consequences.letters.last?.recipient == dutyOfficer)
    }

    @Test func `urgent mail goes out when held, never for duplicates, and to the coordinator without a duty address`() {
        let urgent = mail(heard: .init(isUrgent: true))
        #expect(letters(follow(held, urgent, nil)).contains("urgent piket"))
        #expect(letters(follow(held, urgent, nil, rules: rules(duty: nil))).contains("urgent r.linthorst"))
        #expect(follow(Decision(.duplicate(of: ID(3)), who: .undecided, because: []), urgent, nil).letters.isEmpty)
        #expect(follow(Decision(.ignore("bulk"), who: .undecided, because: []), mail(), nil).letters.isEmpty)
    }

    @Test func `one message never owes the same letter twice`() {
        let consequences = follow(
            opened(.request), mail(heard: .init(level: .doubt, isUrgent: true)),
            dossier(11, of: 1, opened: "2026-03-03"))
        #expect(Set(consequences.letters.map(\.cause)).count == consequences.letters.count)
    }

    // MARK: The guard

    /// Every owner, every set of people concerned, every way of filing, with everybody there or somebody absent: nothing about
    /// the dossier reaches a person concerned, and as long as one colleague is not concerned, somebody is told.
    @Test(arguments: [nil, coordinator, wagenaar, deGroot, manager] as [String?])
    func `nothing about a dossier reaches a person concerned`(_ absent: String?) {
        let away = Absence(from: day("2026-03-01"), through: day("2026-03-31"))
        let staff = staff(absent: absent.map { [$0: away] } ?? [:])
        let everybody = staff.listed.map(\.address)
        let bounce = Arrival.Bounce(isPermanent: true, recipient: "gijs@burger.example", dossier: ID(11))
        var offered = filed
        offered.offersToCoordinator = true
        for duty in [dutyOfficer, coordinator, wagenaar] {
            let rules = rules(staff, duty: duty)
            for marks in 0..<(1 << everybody.count) {
                let concerned = Set(everybody.indices.filter { marks >> $0 & 1 == 1 }.map { everybody[$0] })
                for owner in everybody {
                    let own = dossier(
                        11, of: 1, .internalComplaint, opened: "2026-03-03", owner: owner, concerned: concerned)
                    let heard = Arrival.Heard(level: .doubt, aboutOffice: true, isUrgent: true)
                    for consequences in [
                        follow(opened(.internalComplaint), mail(heard: heard), own, rules: rules),
                        follow(offered, mail(heard: heard), own, copies: [own], rules: rules),
                        follow(
                            filed, mail(from: nil, machine: .bounce, bounce: bounce, heard: heard), own, rules: rules),
                        follow(held, mail(), nil, leaked: own, rules: rules),
                    ] {
                        let about = consequences.letters.filter { $0.dossier == own.id || $0.kind == .urgent }
                        let duties = consequences.duties.filter { $0.kind != .contact && $0.kind != .review }
                        let isSilent =
                            concerned.isDisjoint(with: about.map(\.recipient))
                            && concerned.isDisjoint(with: duties.map(\.assignee))
                        let isHeard =
                            about.contains { $0.recipient.hasSuffix("@bureau.example") }
                            || concerned.count == everybody.count
                        if !isSilent || !isHeard {
                            Issue.record("owner \(owner), concerned \(concerned.sorted()): \(letters(consequences))")
                        }
                    }
                }
            }
        }
    }
}
