// SPDX-License-Identifier: EUPL-1.2
import Casework
import Testing

/// Whose a message is: what ties a sender to a citizen, and what does not.
struct MatcherTests {
    let gijs = person(1, "Gijs Hoogendam", ["gijs@burger.example"], phone: "0612345678", postcode: "1234AB")
    let els = person(2, "Els Verhoeven", ["els@burger.example"])

    private var register: Knowledge {
        known([gijs, els], [dossier(11, of: 1, opened: "2025-11-03"), dossier(12, of: 2, opened: "2025-11-10")])
    }

    /// Ways in which an outsider can name another's dossier, and who he is.
    struct Stranger: CustomTestStringConvertible {
        let testDescription: String
        let arrival: Arrival
        let hold: Decision.Hold
        init(_ what: String, _ arrival: Arrival, _ hold: Decision.Hold) {
            (testDescription, self.arrival, self.hold) = (what, arrival, hold)
        }
    }

    @Test(arguments: [
        Stranger("a number", mail(from: "x@elders.example", numbers: [number(11)]), .strangerNumber),
        Stranger(
            "a number that does not exist", mail(from: "x@elders.example", numbers: ["2025.09999"]), .strangerNumber),
        Stranger("a thread", mail(from: "x@elders.example", thread: [11]), .stranger),
        Stranger(
            "a thread and the number", mail(from: "x@elders.example", thread: [11], numbers: [number(11)]), .stranger),
        Stranger(
            "a thread and the citizen's name", mail(from: "x@elders.example", named: "Gijs Hoogendam", thread: [11]),
            .stranger),
        Stranger(
            "a number and the citizen's name",
            mail(from: "x@elders.example", named: "G. Hoogendam", numbers: [number(11)]), .strangerNumber),
        Stranger(
            "a number and a first name with the postcode",
            mail(
                from: "x@elders.example", facts: IdentityFacts(names: ["Gijs"], postcodes: ["1234AB"]),
                numbers: [number(11)]), .strangerNumber),
        Stranger(
            "a thread and a telephone number only",
            mail(
                from: "x@elders.example", facts: IdentityFacts(phones: ["0612345678"]), thread: [11]), .stranger),
        Stranger("another citizen in the thread", mail(from: "els@burger.example", thread: [11]), .possibleDataLeak),
        Stranger(
            "a colleague's forward of another citizen's mail",
            mail(
                from: "els@burger.example", writer: .employee(address: wagenaar), thread: [11], isForward: true),
            .possibleDataLeak),
    ])
    func `nobody gets into a citizen's dossier without a tie`(_ row: Stranger) {
        let decision = decide(row.arrival, register)
        #expect(decision.outcome == .hold(row.hold))
        #expect(decision.who == .undecided)
        #expect(decision.leakedFrom == (row.hold == .possibleDataLeak ? ID(11) : nil))
    }

    struct Tied: CustomTestStringConvertible {
        let testDescription: String
        let arrival: Arrival
        let tie: Decision.Tie
        init(_ what: String, _ arrival: Arrival, _ tie: Decision.Tie) {
            (testDescription, self.arrival, self.tie) = (what, arrival, tie)
        }
    }

    @Test(arguments: [
        Tied("own address, no pointer", mail(), .ownAddress),
        Tied("own address in other letters", mail(from: "gijs@burger.example", thread: [11]), .ownAddress),
        Tied("own address and number", mail(numbers: [number(11)]), .ownAddress),
        Tied(
            "two facts and the number",
            mail(
                from: "nieuw@elders.example", facts: IdentityFacts(names: ["G. Hoogendam"], phones: ["0612345678"]),
                numbers: [number(11)]), .otherPerson),
        Tied(
            "two facts in the thread",
            mail(
                from: "nieuw@elders.example", facts: IdentityFacts(phones: ["0612345678"], postcodes: ["1234AB"]),
                thread: [11]), .otherPerson),
        Tied(
            "two facts and nothing else",
            mail(
                from: "nieuw@elders.example", facts: IdentityFacts(names: ["Gijs Hoogendam"], postcodes: ["1234AB"])),
            .otherPerson),
        Tied(
            "a relative: surname and telephone",
            mail(
                from: "anna@elders.example", facts: IdentityFacts(names: ["Anna Hoogendam"], phones: ["0612345678"]),
                numbers: [number(11)]), .otherPerson),
        Tied(
            "a colleague who names the number",
            mail(from: nil, writer: .employee(address: deGroot), numbers: [number(11)]), .official),
    ])
    func `who belongs to the citizen gets into the dossier`(_ row: Tied) {
        let decision = decide(row.arrival, register)
        #expect(decision.outcome == .file(ID(11), copies: []))
        #expect(decision.who == .known(ID(1)))
        #expect(decision.tie == row.tie)
    }

    @Test func `a partner at home is known by surname and postcode`() {
        var register = register
        register.people.append(person(3, "Ria Hoogendam", ["ria@burger.example"], postcode: "1234AB"))
        let decision = decide(mail(from: "ria@burger.example", thread: [11]), register)
        #expect(decision.outcome == .file(ID(11), copies: []))
        #expect(decision.tie == .otherPerson)
    }

    @Test func `who took part before may write again, and the body answers under our number`() {
        var register = register
        register.dossiers[0].participants = ["gemachtigde@recht.example"]
        #expect(decide(mail(from: "gemachtigde@recht.example", thread: [11]), register).tie == .otherPerson)
        let body = mail(from: "klachten@toeslagendienst.example", numbers: [number(11)])
        #expect(decide(body, register).outcome == .file(ID(11), copies: []))
        #expect(decide(body, register).tie == .official)
        #expect(
            decide(mail(from: "klachten@toeslagendienst.example", thread: [11]), register).outcome == .hold(.stranger))
    }

    @Test func `the address to which our letter went may answer it`() {
        var arrival = mail(from: "doorgestuurd@elders.example")
        arrival.answered = .init(dossier: ID(11), recipient: "doorgestuurd@elders.example")
        #expect(decide(arrival, register).outcome == .file(ID(11), copies: []))
        arrival.answered?.recipient = "gijs@burger.example"
        #expect(decide(arrival, register).outcome == .hold(.stranger))
    }

    @Test func `an existing number and one that does not exist are treated alike`() {
        for arrival in [
            mail(from: "x@elders.example"), mail(from: "els@burger.example"),
            mail(from: "x@elders.example", wholeStory, heard: .init(level: .complaint)),
        ] {
            var (existing, missing) = (arrival, arrival)
            existing.numbers = [number(11)]
            missing.numbers = ["2025.09999"]
            let (a, b) = (decide(existing, register), decide(missing, register))
            #expect(a == b)
        }
    }

    @Test func `a known citizen who names another's number stays in the own dossier`() {
        let decision = decide(mail(from: "els@burger.example", numbers: [number(11)]), register)
        #expect(decision.outcome == .file(ID(12), copies: []))
        #expect(decision.because.contains(.numberIsNotTheSenders))
    }

    @Test func `an unknown sender with a whole story gets a new dossier, whatever number it names`() {
        let decision = decide(
            mail(from: "x@elders.example", wholeStory, numbers: [number(11)], heard: .init(level: .complaint)), register
        )
        #expect(decision.outcome == .open(.request, copies: []))
        #expect(decision.who == .new)
    }

    // MARK: Several people, one address

    private var family: Knowledge {
        known(
            [person(1, "Jan Visser", ["fam@thuis.example"]), person(2, "Joke Visser", ["fam@thuis.example"])],
            [dossier(11, of: 1, opened: "2025-11-03"), dossier(12, of: 2, opened: "2025-11-10")])
    }

    @Test(arguments: [("Groet, Jan", 11), ("Groet, Joke", 12)])
    func `a family mailbox is told apart by who signs`(_ words: String, _ expected: Int) {
        #expect(decide(mail(from: "fam@thuis.example", words), family).outcome == .file(ID(expected), copies: []))
    }

    @Test(arguments: ["Hierbij de stukken.", "Groet van Jan en Joke", "Mijn vrouw Joke vroeg dit ook. Jan"])
    func `a family mailbox without one name is held`(_ words: String) {
        #expect(decide(mail(from: "fam@thuis.example", words), family).outcome == .hold(.sharedAddress))
    }

    @Test func `of a family at one telephone, the name tells who writes from a new address`() {
        let people = [
            person(1, "Jan Visser", phone: "0201234567", postcode: "1234AB"),
            person(2, "Joke Visser", phone: "0201234567", postcode: "1234AB"),
        ]
        let register = known(
            people, [dossier(11, of: 1, opened: "2025-11-03"), dossier(12, of: 2, opened: "2025-11-10")])
        let facts = IdentityFacts(names: ["Joke Visser"], phones: ["0201234567"], postcodes: ["1234AB"])
        #expect(decide(mail(from: "joke@nieuw.example", facts: facts), register).outcome == .file(ID(12), copies: []))
    }

    @Test func `mail of one of a couple does not go to the other`() {
        let people = [
            person(1, "Jan Visser", ["jan@thuis.example"], postcode: "1234AB"),
            person(2, "Johanna Visser", ["johanna@thuis.example"], postcode: "1234AB"),
        ]
        let register = known(
            people, [dossier(11, of: 1, opened: "2025-11-03"), dossier(12, of: 2, opened: "2025-12-10")])
        let decision = decide(mail(from: "jan@thuis.example"), register)
        #expect(decision.outcome == .file(ID(11), copies: []))
        #expect(decision.suspectedDuplicates.isEmpty)
    }
}
