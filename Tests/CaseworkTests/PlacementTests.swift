import Testing

// SPDX-License-Identifier: EUPL-1.2
@testable import Casework

/// Which dossier of a citizen a message belongs in.
struct PlacementTests {
    let gijs = person(1, "Gijs Hoogendam", ["gijs@burger.example"], phone: "0612345678")
    let again = person(5, "G. Hoogendam", ["g.hoogendam@werk.example"], phone: "0612345678")
    let closedOld = dossier(11, of: 1, opened: "2025-02-03", closed: "2025-05-01")
    let running = dossier(12, of: 1, opened: "2025-06-03")
    let closedLatest = dossier(13, of: 1, opened: "2025-09-01", closed: "2025-11-01")
    let complaint = Arrival.Heard(level: .complaint, aboutOffice: true)
    let doubt = Arrival.Heard(level: .doubt, aboutOffice: true)

    private var register: Knowledge { known([gijs], [closedOld, running, closedLatest]) }

    // MARK: Running, latest, closed

    @Test func `without a pointer it goes to the latest dossier, closed or not`() {
        #expect(decide(mail(), register).outcome == .file(ID(13), copies: []))
    }

    @Test func `the latest dossier is sought over all registrations of the citizen`() {
        let register = known([gijs, again], [closedOld, running, dossier(21, of: 5, opened: "2025-12-01")])
        let decision = decide(mail(), register)
        #expect(decision.outcome == .file(ID(21), copies: []))
        #expect(decision.suspectedDuplicates == [.init(first: ID(1), second: ID(5))])
    }

    @Test(arguments: [11, 13])
    func `an old number or an old thread leads to the latest dossier`(_ closed: Int) {
        #expect(decide(mail(numbers: [number(closed)]), register).outcome == .file(ID(13), copies: []))
        #expect(decide(mail(thread: [closed]), register).outcome == .file(ID(13), copies: []))
    }

    @Test func `a running dossier that is named or answered gets it`() {
        #expect(decide(mail(numbers: [number(12)]), register).outcome == .file(ID(12), copies: []))
        #expect(decide(mail(thread: [12]), register).outcome == .file(ID(12), copies: []))
        #expect(decide(mail(thread: [11], numbers: [number(12)]), register).outcome == .file(ID(12), copies: []))
    }

    @Test func `a running dossier under another registration of the citizen counts as named`() {
        let register = known([gijs, again], [closedOld, dossier(21, of: 5, opened: "2025-03-01"), closedLatest])
        #expect(decide(mail(thread: [11], numbers: [number(21)]), register).outcome == .file(ID(21), copies: []))
    }

    @Test func `a mail that names two running dossiers stands in both`() {
        let register = known([gijs], [running, dossier(14, of: 1, opened: "2025-10-01", owner: deGroot), closedLatest])
        #expect(
            decide(mail(numbers: [number(12), number(14), number(13)]), register).outcome
                == .file(ID(12), copies: [ID(14)]))
    }

    @Test func `a body's answer and a request for revision reach a closed dossier`() {
        let answer = mail(from: "post@toeslagendienst.example", numbers: [number(11)])
        #expect(decide(answer, register).outcome == .file(ID(11), copies: []))
        let review = decide(
            mail(numbers: [number(11)], heard: .init(level: .complaint, aboutOffice: false, isReviewRequest: true)),
            register)
        #expect(review.outcome == .file(ID(11), copies: []))
        #expect(review.offersToCoordinator)
    }

    // MARK: Machines

    @Test func `a permanent bounce goes to the dossier of the letter, even closed`() {
        let bounce = Arrival.Bounce(isPermanent: true, recipient: "gijs@burger.example", dossier: ID(11))
        let decision = decide(mail(from: nil, machine: .bounce, bounce: bounce), register)
        #expect(decision.outcome == .file(ID(11), copies: []))
        #expect(decision.tie == .official)
    }

    @Test func `a permanent bounce of an unknown letter is held, a temporary one ignored`() {
        let unknown = Arrival.Bounce(isPermanent: true, recipient: nil, dossier: nil)
        #expect(decide(mail(from: nil, machine: .bounce, bounce: unknown), register).outcome == .hold(.undelivered))
        let passing = Arrival.Bounce(isPermanent: false, recipient: nil, dossier: ID(12))
        #expect(decide(mail(from: nil, machine: .bounce, bounce: passing), register).outcome == .ignore("bounce"))
    }

    @Test(arguments: [Arrival.Machine.autoReply, .bulk])
    func `automatic mail is ignored only when nothing in it matters`(_ machine: Arrival.Machine) {
        #expect(decide(mail(machine: machine), register).outcome == .ignore(machine.rawValue))
        #expect(
            decide(mail(machine: machine, heard: .init(level: .doubt)), register).outcome
                == .hold(.discontentInAutomaticMail))
        #expect(
            decide(mail(machine: machine, heard: .init(level: .complaint)), register).outcome
                == .hold(.discontentInAutomaticMail))
        #expect(
            decide(mail(machine: machine, heard: .init(isUrgent: true)), register).outcome
                == .hold(.discontentInAutomaticMail))
        #expect(decide(mail(machine: machine, isForm: true), register).outcome == .file(ID(13), copies: []))
    }

    @Test func `our own mail is ignored, whatever it says`() {
        #expect(decide(mail(writer: .ourselves, heard: complaint), register).outcome == .ignore("own-mail"))
    }

    @Test func `advertising is ignored only from people we do not know, without discontent, need or form`() {
        let advertising = Arrival.Heard(isAdvertising: true)
        #expect(decide(mail(from: "koop@nu.example", heard: advertising), register).outcome == .ignore("advertising"))
        #expect(decide(mail(heard: advertising), register).outcome == .file(ID(13), copies: []))
        #expect(
            decide(mail(from: "koop@nu.example", isForm: true, heard: advertising), register).outcome
                == .open(.notice, copies: []))
        for heard in [Arrival.Heard(level: .doubt, isAdvertising: true), .init(isAdvertising: true, isUrgent: true)] {
            if case .ignore = decide(mail(from: "koop@nu.example", heard: heard), register).outcome {
                Issue.record("ignored: \(heard)")
            }
        }
    }

    @Test func `a message received before is a duplicate and knows its citizen`() {
        let decision = decide(mail(sameAs: 7), register)
        #expect(decision.outcome == .duplicate(of: ID(7)))
        #expect(decision.who == .known(ID(1)))
    }

    // MARK: New matters

    struct Opens: CustomTestStringConvertible {
        let heard: Arrival.Heard
        let mailbox: MailboxPurpose
        let atBody: DossierKind
        let atOmbudsman: DossierKind
        init(_ heard: Arrival.Heard, _ mailbox: MailboxPurpose = .intake, atBody: DossierKind, atOmbudsman: DossierKind)
        {
            (self.heard, self.mailbox, self.atBody, self.atOmbudsman) = (heard, mailbox, atBody, atOmbudsman)
        }
        var testDescription: String { "\(heard.level) about us \(String(describing: heard.aboutOffice)) in \(mailbox)" }
    }

    @Test(arguments: [
        Opens(.init(level: .complaint), atBody: .internalComplaint, atOmbudsman: .request),
        Opens(.init(level: .complaint, aboutOffice: false), atBody: .internalComplaint, atOmbudsman: .request),
        Opens(.init(level: .complaint, aboutOffice: true), atBody: .internalComplaint, atOmbudsman: .internalComplaint),
        Opens(
            .init(level: .complaint), .internalComplaints, atBody: .internalComplaint, atOmbudsman: .internalComplaint),
        Opens(
            .init(level: .complaint, aboutOffice: false), .internalComplaints, atBody: .internalComplaint,
            atOmbudsman: .request),
        Opens(.init(level: .complaint, isWooRequest: true), atBody: .internalComplaint, atOmbudsman: .request),
        Opens(.init(level: .complaint), .woo, atBody: .internalComplaint, atOmbudsman: .request),
        Opens(.init(level: .doubt), atBody: .internalComplaint, atOmbudsman: .request),
        Opens(.init(level: .doubt, isWooRequest: true), atBody: .woo, atOmbudsman: .woo),
        Opens(.init(level: .doubt, isSignal: true), atBody: .signal, atOmbudsman: .signal),
        Opens(.init(isWooRequest: true), atBody: .woo, atOmbudsman: .woo),
        Opens(.init(), .woo, atBody: .woo, atOmbudsman: .woo),
        Opens(.init(isReviewRequest: true), atBody: .review, atOmbudsman: .review),
        Opens(.init(isSignal: true), atBody: .signal, atOmbudsman: .signal),
        Opens(.init(), atBody: .notice, atOmbudsman: .notice),
    ])
    func `what an unknown sender writes decides the kind of dossier`(_ row: Opens) {
        let arrival = mail(from: "x@elders.example", mailbox: row.mailbox, heard: row.heard)
        #expect(decide(arrival, register).outcome == .open(row.atOmbudsman, copies: []))
        #expect(decide(arrival, register, hearsAboutOthers: false).outcome == .open(row.atBody, copies: []))
    }

    @Test func `a new matter said in so many words opens a dossier, with a copy in the one it answers`() {
        let arrival = mail(
            "Dit is een nieuwe klacht, over iets heel anders.", thread: [12],
            heard: .init(level: .complaint, aboutOffice: false))
        #expect(decide(arrival, register).outcome == .open(.request, copies: [ID(12)]))
    }

    @Test func `a whole new story opens a dossier, also when the writer signs and an earlier letter was signed`() {
        var register = register
        for dossier in register.dossiers {
            register.vocabulary[dossier.id] = ["gijs", "hoogendam", "kinderopvang", "toeslagendienst"]
        }
        let arrival = mail(
            named: "Gijs Hoogendam", wholeStory + " Gijs Hoogendam", heard: .init(level: .complaint, aboutOffice: false)
        )
        #expect(decide(arrival, register).outcome == .open(.request, copies: []))
        let same = mail(
            named: "Gijs Hoogendam", wholeStory + " De kinderopvang ook.",
            heard: .init(level: .complaint, aboutOffice: false))
        #expect(decide(same, register).outcome == .file(ID(13), copies: []))
    }

    @Test func `a person without dossiers gets the first one`() {
        #expect(decide(mail(heard: .init(level: .complaint)), known([gijs], [])).outcome == .open(.request, copies: []))
    }

    @Test func `a Woo request opens its own dossier, and follow-ups on it stay there`() {
        let woo = dossier(15, of: 1, .woo, opened: "2025-12-01")
        let asks = Arrival.Heard(isWooRequest: true)
        #expect(decide(mail(thread: [12], heard: asks), register).outcome == .open(.woo, copies: []))
        #expect(
            decide(mail(thread: [15], heard: asks), known([gijs], [running, woo])).outcome == .file(ID(15), copies: []))
    }

    // MARK: About the office

    @Test func `a complaint about the office opens an internal complaint with a copy in the running dossier`() {
        #expect(
            decide(mail(thread: [12], heard: complaint), register).outcome
                == .open(.internalComplaint, copies: [ID(12)]))
        #expect(decide(mail(heard: complaint), register).outcome == .open(.internalComplaint, copies: [ID(12)]))
        #expect(
            decide(mail(mailbox: .internalComplaints, heard: .init(level: .complaint)), register).outcome
                == .open(.internalComplaint, copies: [ID(12)]))
    }

    @Test func `at a body that hears only about itself every complaint is an internal one`() {
        #expect(
            decide(mail(heard: .init(level: .complaint)), register, hearsAboutOthers: false).outcome
                == .open(.internalComplaint, copies: [ID(12)]))
    }

    @Test func `a complaint that a colleague passes on is one all the same`() {
        let passed = mail(writer: .employee(address: deGroot), numbers: [number(12)], isForward: true, heard: complaint)
        #expect(decide(passed, register).outcome == .open(.internalComplaint, copies: [ID(12)]))
    }

    let open = dossier(16, of: 1, .internalComplaint, opened: "2025-12-01", owner: coordinator)

    @Test func `while one is open, a complaint about the office is a follow-up there`() {
        let register = known([gijs], [running, open])
        #expect(decide(mail(thread: [12], heard: complaint), register).outcome == .file(ID(16), copies: []))
        #expect(
            decide(mail(heard: .init(level: .complaint, aboutOffice: true, employees: ["Karin de Groot"])), register)
                .outcome
                == .file(ID(16), copies: []))
    }

    @Test(arguments: ["Roos Linthorst", "mevrouw Linthorst", "R. Linthorst"])
    func `a complaint about the handler of the open one opens another, without a copy there`(_ name: String) {
        let register = known([gijs], [running, open])
        let heard = Arrival.Heard(level: .complaint, aboutOffice: true, employees: [name])
        #expect(
            decide(mail(thread: [16], heard: heard), register).outcome == .open(.internalComplaint, copies: [ID(12)]))
    }

    @Test func `another complaint about the office, said to be new, is a new matter`() {
        let arrival = mail("Ik heb een tweede klacht over uw bureau.", heard: complaint)
        #expect(decide(arrival, known([gijs], [running, open])).outcome == .open(.internalComplaint, copies: [ID(12)]))
    }

    @Test func `of two open internal complaints, the one answered gets it`() {
        let second = dossier(17, of: 1, .internalComplaint, opened: "2026-01-05", owner: manager)
        #expect(
            decide(mail(thread: [16], heard: complaint), known([gijs], [open, second])).outcome
                == .file(ID(16), copies: []))
    }

    @Test func `doubt about the office is a follow-up that is offered to the coordinator`() {
        for (arrival, offered) in [
            (mail(thread: [12], heard: doubt), true), (mail(heard: doubt), true),
            (mail(mailbox: .internalComplaints, thread: [12], heard: .init(level: .doubt)), true),
            (mail(thread: [12], heard: .init(level: .doubt, aboutOffice: false)), false), (mail(thread: [12]), false),
        ] {
            let decision = decide(arrival, register)
            guard case .file = decision.outcome else { Issue.record("\(decision.outcome)"); continue }
            #expect(decision.offersToCoordinator == offered)
        }
    }

    // MARK: The rest

    @Test func `an arrangement silences nothing and is known`() {
        var register = register
        register.underArrangement = [ID(1)]
        #expect(decide(mail(), register).isUnderArrangement)
        #expect(decide(mail(heard: complaint), register).outcome == .open(.internalComplaint, copies: [ID(12)]))
    }

    @Test func `mail without an address, and a colleague's without a dossier, go to a person`() {
        #expect(decide(mail(from: nil), register).outcome == .hold(.noSender))
        #expect(decide(mail(from: nil, writer: .employee(address: deGroot)), register).outcome == .hold(.colleague))
    }

    @Test func `every decision says why, in both languages`() {
        for arrival in [
            mail(), mail(from: "x@elders.example"), mail(thread: [12]), mail(machine: .bulk),
            mail(from: "x@e.example", numbers: ["2025.09999"]),
        ] {
            let decision = decide(arrival, register)
            #expect(!decision.because.isEmpty)
            #expect(decision.because.allSatisfy { !$0.english.isEmpty && !$0.dutch.isEmpty && $0.english != $0.dutch })
        }
    }
}
