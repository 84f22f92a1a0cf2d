// SPDX-License-Identifier: EUPL-1.2
import Casework
import Groundwork
import Message
import Recognition
import Testing

@testable import Filing

/// What becomes of mail between reading and the store: nothing lost, nothing with a stranger, nothing told to the wrong one.
struct DeskTests {
    // MARK: Who writes

    @Test func `an answer to our letter reaches its dossier, and the next one by its own thread`() throws {
        let house = try House(register: register)
        let first = try house.receive(letter(id: "a@burger.example", answers: ["brief-11@bureau.example"]))
        #expect(first.filed.dossier?.number == "2025.00011")
        #expect(
            try house.receive(letter("Nog iets.", answers: ["a@burger.example"])).filed.dossier?.number == "2025.00011")
    }

    @Test func `a citizen's two registrations have one latest dossier`() throws {
        let house = try House(register: register)
        let done = try house.receive(letter())
        #expect(done.filed.dossier?.number == "2025.00012")
        #expect(done.decision.suspectedDuplicates.count == 1)
    }

    @Test func `an answer to Reply-To goes to an address that is the citizen's`() throws {
        let house = try House(register: register)
        var message = letter()
        message.replyTo = [EmailAddress(address: "vals@elders.example")]
        let done = try house.receive(message)
        #expect(done.filed.dossier?.number == "2025.00012")
        #expect(!done.filed.consequences.letters.contains { $0.recipient == "vals@elders.example" })
        #expect(done.filed.consequences.letters.contains { $0.recipient == "gijs@burger.example" })
    }

    @Test func `two citizens behind one noreply address stay two`() throws {
        let house = try House()
        let first = try house.receive(
            letter("Van Jan.", from: "noreply@formulieren.example", named: "Formulier"), complaint(.elsewhere))
        let second = try house.receive(
            letter("Van Piet.", from: "noreply@formulieren.example", named: "Formulier"), complaint(.elsewhere))
        #expect(first.filed.isNew && second.filed.isNew)
        #expect(first.filed.person?.id != second.filed.person?.id)
        #expect(try house.archive.duties.openDuties(.undelivered).count == 2)
    }

    @Test func `a form's citizen is who filled it in, not the mailbox that sent it`() throws {
        let house = try House(register: register)
        var message = letter("Mijn vraag", from: "post@bureau.example", named: "Website")
        message.form = FormSubmission(
            layout: "drupal-contact", fields: [],
            sender: EmailAddress(name: "Els Verhoeven", address: "ELS@burger.example"), question: "Mijn vraag")
        let done = try house.receive(message)
        #expect(done.filed.dossier?.number == "2025.00013")
        #expect(done.filed.consequences.letters.filter { $0.kind.goesToCitizen }.map(\.recipient) == [])
        #expect(done.decision.isUnderArrangement)
    }

    @Test func `who is put in copy by the citizen may answer in the thread`() throws {
        let house = try House(register: register)
        var message = letter(id: "a@burger.example", answers: ["brief-11@bureau.example"])
        message.cc = [
            EmailAddress(address: "Zus@elders.example"), EmailAddress(address: wagenaar),
            EmailAddress(address: "post@bureau.example"),
        ]
        try house.receive(message)
        #expect(try house.dossier("2025.00011").participants == ["zus@elders.example"])
        let answer = try house.receive(
            letter("Ik ook.", from: "zus@elders.example", named: "Zus", answers: ["a@burger.example"]))
        #expect(answer.filed.dossier?.number == "2025.00011")
    }

    @Test func `a new citizen's telephone number is kept, a service number or one of two is not`() throws {
        for (words, phone) in [
            ("Bel mij: 06-11112222", "0611112222"), ("Ik belde 088-1234567 en 0900-8844000.", nil),
            ("06-11112222 of 06-33334444", nil),
        ] {
            let house = try House()
            let done = try house.receive(letter(words))
            #expect(done.filed.person?.phone == phone)
        }
    }

    @Test func `two people of one name do not become one because they called the same desk`() throws {
        let house = try House()
        let words = "Ik belde in 2025 is het gebeurd naar 088-1234567."
        try house.receive(letter(words, from: "jan1@burger.example", named: "Jan de Wit"), complaint(.elsewhere))
        let second = try house.receive(
            letter(words, from: "jan2@burger.example", named: "Jan de Wit"), complaint(.elsewhere))
        #expect(second.filed.isNew)
        #expect(
            try house.receive(letter("Stukken.", from: "jan1@burger.example", named: "Jan de Wit")).filed.dossier?.id
                != second.filed.dossier?.id)
    }

    @Test func `a list of postcodes in a letter brings nothing down`() throws {
        let house = try House(register: register)
        let list =
            (1000..<9999).map { "\($0) XK" }.joined(separator: "\n") + "\n"
            + (10_000..<40_000).map { "2024.\($0)" }.joined(separator: ", ")
        let done = try house.receive(letter(list))
        #expect(done.filed.dossier != nil)
        #expect(done.arrival.facts.postcodes.count <= 50)
    }

    // MARK: The same mail again

    @Test func `the same mail to two of our mailboxes is one document, whose mailbox is the stricter one`() throws {
        let house = try House(register: register)
        let message = letter(to: ["post@bureau.example", "klacht@bureau.example"])
        let first = try house.receive(message, complaint())
        let second = try house.receive(message, complaint(), in: "klacht@bureau.example")
        #expect(first.filed.dossier?.kind == .internalComplaint)
        #expect(second.decision.outcome == .duplicate(of: first.entry))
    }

    @Test func `short answers to two letters are two answers`() throws {
        let house = try House(register: register)
        let first = try house.receive(letter("Ja, graag.", answers: ["brief-11@bureau.example"]))
        let second = try house.receive(letter("Ja, graag.", answers: ["brief-12@bureau.example"]))
        #expect(first.filed.dossier != nil && second.filed.dossier != nil)
    }

    @Test func `a Message-ID used again for another letter is another letter`() throws {
        let house = try House(register: register)
        try house.receive(letter("Een.", id: "same@burger.example"))
        #expect(try house.receive(letter("Twee.", id: "same@burger.example")).filed.dossier != nil)
    }

    // MARK: Two dossiers

    @Test func `a mail about two running dossiers is in both, and each owner has the duty there`() throws {
        let two = register.replacing(#""closed": "2025-12-01", "#, with: "")
        let house = try House(register: two)
        let done = try house.receive(letter("Over 2025.00011 en 2025.00012."))
        #expect(done.filed.dossier?.number == "2025.00011")
        #expect(done.filed.copies.map(\.number) == ["2025.00012"])
        #expect(done.filed.consequences.notified == [wagenaar, deGroot])
        for (number, owner) in [("2025.00011", wagenaar), ("2025.00012", deGroot)] {
            let duties = try house.archive.duties.openDuties(.followUp, of: try house.dossier(number).id)
            #expect(duties.map(\.assignee) == [owner])
            #expect(try house.archive.ledger.documents(of: try house.dossier(number).id).count == 1)
        }
        #expect(try house.archive.ledger.sums().agree)
    }

    // MARK: Who is complained about

    private func internalComplaint(_ house: House, _ verdict: Verdict, _ words: String = "U doet niets.") throws
        -> Dossier
    {
        let done = try house.receive(letter(words), verdict)
        let dossier = try #require(done.filed.dossier)
        #expect(dossier.kind == .internalComplaint)
        let told = done.filed.consequences.letters.filter { $0.dossier == dossier.id }.map(\.recipient)
        #expect(dossier.concerned.isDisjoint(with: told))
        #expect(!told.isEmpty)
        return dossier
    }

    @Test func `an internal complaint is the coordinator's, and about the coordinator somebody else's`() throws {
        #expect(
            try internalComplaint(House(register: register), complaint(.office, employees: ["Bas Wagenaar"])).owner
                == coordinator)
        let own = try internalComplaint(House(register: register), complaint(.office, employees: ["mevrouw Linthorst"]))
        #expect((own.owner, own.concerned) == (deGroot, [coordinator]))
        let both = try internalComplaint(
            House(register: register), complaint(.office, employees: ["R. Linthorst", "Karin de Groot"]))
        #expect(both.owner == wagenaar)
    }

    @Test func `your colleague is everybody who handled the citizen's dossiers, under every registration`() throws {
        let dossier = try internalComplaint(House(register: register), complaint(.office, unnamed: true))
        #expect(dossier.concerned == [wagenaar, deGroot])
    }

    @Test func `a later letter that names another employee puts that one outside too`() throws {
        let house = try House(register: register)
        let dossier = try internalComplaint(house, complaint(.office, employees: ["Bas Wagenaar"]))
        let later = try house.receive(
            letter("Mevrouw De Groot doet het ook."), complaint(.office, employees: ["mevrouw De Groot"]))
        #expect(later.filed.dossier?.id == dossier.id)
        #expect(try house.dossier(dossier.number).concerned == [wagenaar, deGroot])
        #expect(later.filed.consequences.notified == [coordinator])
    }

    @Test func `a later letter about the handler opens another dossier, also when the address does not tell the name`()
        throws
    {
        let house = try House(register: register)
        let first = try internalComplaint(house, complaint(.office, employees: ["Roos Linthorst"]))
        #expect(first.owner == deGroot)
        let second = try house.receive(
            letter("Karin helpt ook niet."), complaint(.office, employees: ["mevrouw De Groot"]))
        #expect(second.filed.isNew)
        #expect(second.filed.dossier?.owner == coordinator)
        #expect(!second.filed.copies.contains { $0.id == first.id })
        #expect(!second.filed.consequences.letters.contains { $0.recipient == deGroot })
    }

    @Test func `a request that complains about one of us on the way is kept from that one`() throws {
        let house = try House()
        let done = try house.receive(
            letter("CJIB, en Bas Wagenaar hing op."), complaint(nil, employees: ["Bas Wagenaar"]))
        #expect(done.filed.dossier?.kind == .request)
        #expect(done.filed.dossier?.concerned == [wagenaar])
        #expect(done.filed.dossier?.owner == deGroot)
    }

    @Test func `an employee of another body with the name of one of ours keeps nobody outside`() throws {
        let done = try House().receive(
            letter("Bas Wagenaar van het CJIB."), complaint(.elsewhere, employees: ["Bas Wagenaar", "Piet Smit"]))
        #expect(done.filed.dossier?.concerned == [])
    }

    @Test func `when everybody is concerned the duty officer gets it, and nobody of those`() throws {
        let names = rules.staff.listed.map(\.name)
        let done = try House().receive(letter(), complaint(.office, employees: names))
        #expect(done.filed.dossier?.owner == "piket@bureau.example")
        #expect(
            done.filed.consequences.letters.filter { !$0.kind.goesToCitizen }.map(\.recipient) == [
                "piket@bureau.example"
            ])
        var own = rules
        own.dutyAddress = wagenaar
        let archive = try Archive.inMemory()
        let message = letter()
        let desk = ArrivalDesk(archive: archive, rules: own)
        let id = try #require(
            try archive.ledger.enter(
                .init(mailbox: "post@bureau.example", validity: 1, uid: "1"), receivedAt: tuesday, raw: [1]))
        let entry = try #require(try archive.ledger.entry(id))
        let arrival = try desk.arrival(
            entry, message, complaint(.office, employees: names), contentKey: "k", isOurs: false)
        let decision = Placement(hearsAboutOthers: true).decide(arrival, knowing: try desk.knowledge(for: arrival))
        let filed = try FilingDesk(archive: archive, rules: own).file(
            decision, arrival, entry, message, contentKey: "k", at: tuesday)
        #expect(filed.dossier?.owner != wagenaar)
        #expect(filed.consequences.letters.allSatisfy { $0.recipient != wagenaar })
    }

    // MARK: Bounces

    private func bounce(of id: String?, to recipient: String?) -> Message {
        var message = letter("550 no such user", from: "mailer-daemon@mx.example", named: "")
        message.automatic = .bounce
        message.report = DeliveryReport(recipient: recipient, isPermanent: true, status: "5.1.1", originalMessageID: id)
        return message
    }

    @Test func `a bounce finds its letter, and tells whom it was for when the report does not`() throws {
        let house = try House(register: register)
        let done = try house.receive(letter(), complaint(.elsewhere))
        let order = try #require(done.filed.consequences.letters.first { $0.recipient == "gijs@burger.example" })
        let back = try house.receive(bounce(of: "letter.\(order.cause)@bureau.example", to: nil))
        #expect(back.filed.dossier?.id == done.filed.dossier?.id)
        #expect(back.arrival.bounce?.recipient == "gijs@burger.example")
        #expect(back.filed.consequences.letters.map(\.kind) == [.bounceTask])
        let owner = try #require(back.filed.dossier?.owner)
        #expect(
            try house.archive.duties.openDuties(.undelivered, of: try #require(back.filed.dossier?.id)).map(\.assignee)
                == [owner])
    }

    @Test func `bounces of mail to a colleague come to an end`() throws {
        let house = try House(register: register)
        var done = try house.receive(letter("Zie 2025.00011", from: "x@elders.example", named: "X"))
        var rounds = 0
        while let order = done.filed.consequences.letters.last(where: { !$0.kind.goesToCitizen }), rounds < 10 {
            done = try house.receive(bounce(of: "letter.\(order.cause)@bureau.example", to: order.recipient))
            rounds += 1
        }
        #expect(rounds < 3)
        #expect(try house.archive.ledger.sums().agree)
    }

    // MARK: The journal

    @Test func `every step stands in a journal that is whole`() throws {
        let house = try House(register: register)
        try house.receive(letter())
        try house.receive(letter("Klacht"), complaint(.office, employees: ["Bas Wagenaar"]))
        try house.receive(letter("2025.00011", from: "x@elders.example", named: "X"))
        try house.receive(letter())
        let kinds = try house.archive.db.rows("SELECT kind FROM event ORDER BY sequence").map { $0.text(0) }
        #expect(kinds == ["imported", "filed", "opened", "copied", "held", "duplicate"])
        #expect(try house.archive.journal.firstBreak() == nil)
    }
}
