// SPDX-License-Identifier: EUPL-1.2
package import Casework
import Groundwork
package import Message
package import Recognition

/// Translates what was read and recognised into casework's own words, and looks up what the store knows about it.
package struct ArrivalDesk {
    let archive: Archive
    let rules: OfficeRules

    package init(archive: Archive, rules: OfficeRules) { (self.archive, self.rules) = (archive, rules) }

    // MARK: The arrival

    /// - Parameters:
    ///   - contentKey: the message's own where it was made before: that takes long for large documents.
    ///   - isOurs: whether the mail carries our own mark: it is a letter of ours come back.
    package func arrival(
        _ entry: MailLedger.Entry, _ message: Message, _ verdict: Verdict, contentKey: String? = nil, isOurs: Bool
    ) throws -> Arrival {
        let writer = writer(message, isOurs: isOurs)
        let sender = try sender(message, writer)
        let names = [sender.name] + Self.closingNames(message)
        let signed =
            message.form.map { form in form.fields.map(\.value).joined(separator: "\n") } ?? message.newText + "\n"
            + message.signature
        var facts = IdentityFacts(names: names.filter { !$0.isEmpty }, in: signed)
        // A letter with more than these is a list, which proves nothing of its writer.
        if facts.phones.count > 50 { facts.phones = [] }
        if facts.postcodes.count > 50 { facts.postcodes = [] }
        if let form = message.form {
            if let phone = form.phone.flatMap(IdentityFacts.normalPhone) { facts.phones.insert(phone) }
            if let postcode = form.postcode { facts.postcodes.insert(IdentityFacts.normalPostcode(postcode)) }
        }
        let thread = message.inReplyTo + message.references.reversed()
        var threadDossiers: [ID<Dossier>] = []
        for id in thread { threadDossiers += try archive.dossiers.inThread(id).filter { !threadDossiers.contains($0) } }
        return Arrival(
            receivedAt: entry.receivedAt, mailbox: purpose(entry, message), writer: writer, sender: sender.address,
            otherSenders: Set(message.from.map(\.key).filter { $0 != sender.address && !isInside($0) }),
            senderName: sender.name,
            subject: message.subject, words: message.newText, facts: facts, answered: try answered(message, thread),
            threadDossiers: threadDossiers, numbers: numbers(message), machine: message.automatic.map(machine),
            bounce: try bounce(message), isForm: message.form != nil, isForward: message.forwarded != nil,
            documents: message.attachments.count { !$0.isInline }, heard: heard(verdict),
            sameAs: try archive.ledger.twin(
                of: contentKey ?? self.contentKey(message), before: entry.id, receivedAt: entry.receivedAt))
    }

    /// A letter to several of our mailboxes is one letter, for the strictest of them, whichever brings it first.
    private func purpose(_ entry: MailLedger.Entry, _ message: Message) -> MailboxPurpose {
        let purposes = ([entry.mailbox] + (message.to + message.cc).map(\.key)).map { rules.desk($0).purpose }
        return [.internalComplaints, .woo].first(where: purposes.contains) ?? .intake
    }

    /// The same words, documents and sender give the same key, whatever the Message-ID; the same short words in answer to
    /// another letter do not.
    package func contentKey(_ message: Message) -> String {
        let parts =
            message.from.map(\.key) + message.inReplyTo + [folded(message.subject), folded(message.text)]
            + message.attachments.map { hex(SHA256.hash($0.content)) }.sorted()
        return hex(SHA256.hash(Array(parts.joined(separator: "\u{0}").utf8)))
    }

    /// The same answer of a colleague, delivered before: twice, or to two of our mailboxes.
    package func earlierReply(_ message: Message, contentKey: String, before id: ID<Arrival>) throws -> ID<Arrival>? {
        try archive.ledger.sameReply(contentKey, message.messageID, before: id)
    }

    private func isInside(_ address: String) -> Bool {
        rules.staff.employee(address) != nil || rules.staff.isMailbox(address)
    }

    private func writer(_ message: Message, isOurs: Bool) -> Arrival.Writer {
        if isOurs { return .ourselves }
        guard message.form == nil, let from = message.from.first, let employee = rules.staff.employee(from.address)
        else { return .citizen }
        return .employee(address: employee.address)
    }

    /// Whom an answer goes to: the form's citizen, the writer of a letter that a colleague forwards, the Reply-To, the From. An
    /// address that we know goes before one that we do not: anybody can write another Reply-To above a citizen's address.
    private func sender(_ message: Message, _ writer: Arrival.Writer) throws -> (name: String, address: String?) {
        if let form = message.form { return (form.sender?.name ?? "", form.sender?.key) }
        if case .employee = writer {
            let original = message.forwarded?.from.flatMap { isInside($0.address) ? nil : $0 }
            return (original?.name ?? "", original?.key)
        }
        let candidates = (message.replyTo + message.from).filter { $0.address.contains("@") && !isInside($0.address) }
        let outside = try candidates.first { try !archive.people.atAddress($0.key).isEmpty } ?? candidates.first
        let name = outside.map { $0.name.isEmpty ? message.from.first?.name ?? "" : $0.name }
        return (name ?? "", outside?.key)
    }

    /// Short last lines of the letter and of the signature: where people put their names.
    private static func closingNames(_ message: Message) -> [String] {
        func lines(_ text: String) -> [String] {
            text.split(whereSeparator: \.isNewline).map { $0.trimmingBlanks }.filter { !$0.isEmpty }
        }
        let candidates = lines(message.newText).suffix(4) + lines(message.signature).prefix(4)
        return candidates.flatMap { line -> [String] in
            // Of a letter without line breaks, the words after the last full stop.
            let last =
                line.utf8.count > 60
                ? line.suffix(200).split { ".?!".contains($0) }.last.map(String.init) ?? line : line
            let name = last.split(separator: ",").first.map(String.init)?.trimmingBlanks ?? ""
            return name.utf8.count <= 100 && (1...6).contains(name.split(separator: " ").count)
                && name.contains { $0.isUppercase } ? [name] : []
        }
    }

    private func numbers(_ message: Message) -> [String] {
        var numbers = rules.numbering.named(in: message.subject)
        for text in [message.form?.dossierNumber ?? "", message.newText] {
            numbers += rules.numbering.named(in: text).filter { !numbers.contains($0) }
        }
        return Array(numbers.prefix(DossierNumbering.most))
    }

    private func answered(_ message: Message, _ thread: [String]) throws -> Arrival.AnsweredLetter? {
        for id in thread {
            if let given = try archive.letters.given(messageID: id), let dossier = given.dossier {
                return .init(dossier: dossier, recipient: given.recipient)
            }
        }
        guard let given = try tokenLetter(message), let dossier = given.dossier else { return nil }
        return .init(dossier: dossier, recipient: given.recipient)
    }

    /// The letter whose token stands in the address that this mail was sent to.
    package func tokenLetter(_ message: Message) throws -> Letters.Given? {
        let addresses =
            (message.to + message.cc).map(\.key)
            + message.header.filter {
                ["delivered-to", "x-original-to", "envelope-to"].contains($0.name.lowercased())
            }.map { $0.value.lowercased() }
        for address in addresses {
            guard let plus = address.firstIndex(of: "+"), let at = address.lastIndex(of: "@"), plus < at else {
                continue
            }
            if let given = try archive.letters.given(token: String(address[address.index(after: plus)..<at])) {
                return given
            }
        }
        return nil
    }

    private func bounce(_ message: Message) throws -> Arrival.Bounce? {
        guard message.automatic == .bounce, let report = message.report else { return nil }
        let letter = try report.originalMessageID.flatMap(archive.letters.given(messageID:)) ?? tokenLetter(message)
        let dossier =
            try letter?.dossier ?? report.originalMessageID.flatMap { try archive.dossiers.inThread($0).first }
        return Arrival.Bounce(
            isPermanent: report.isPermanent, recipient: letter?.recipient ?? report.recipient?.lowercased(),
            dossier: dossier)
    }

    private func machine(_ kind: AutomaticKind) -> Arrival.Machine {
        switch kind {
        case .autoReply: .autoReply
        case .bounce: .bounce
        case .bulk: .bulk
        }
    }

    private func heard(_ verdict: Verdict) -> Arrival.Heard {
        let level: Arrival.Heard.Level =
            switch verdict.dissatisfaction {
            case .complaint: .complaint
            case .doubt: .doubt
            case .none: .none
            }
        var heard = Arrival.Heard(
            level: level, aboutOffice: verdict.about.map { $0 == .office }, employees: verdict.employees,
            unnamedEmployee: verdict.concernsUnnamedEmployee, isWooRequest: verdict.kinds.contains(.wooRequest),
            isReviewRequest: verdict.kinds.contains(.review), isSignal: verdict.kinds.contains(.signal),
            isAdvertising: verdict.kinds.contains(.advertising), isUrgent: !verdict.urgency.isEmpty)
        heard.explanation.probability = verdict.score
        heard.explanation.sentences = verdict.cues.map { .init(words: $0.phrase, kind: $0.kind, weight: $0.weight) }
        heard.explanation.themes = verdict.themes.map(\.rawValue)
        heard.explanation.alsoKinds = verdict.kinds.map(\.rawValue)
        heard.explanation.urgency = verdict.urgency
        return heard
    }

    // MARK: What the store knows

    package func knowledge(for arrival: Arrival) throws -> Knowledge {
        var known = Knowledge()
        var people: [ID<Person>] = []
        func add(_ ids: [ID<Person>]) { people += ids.filter { !people.contains($0) } }
        var pointed = arrival.threadDossiers + [arrival.answered?.dossier, arrival.bounce?.dossier].compactMap { $0 }
        for number in arrival.numbers {
            guard let dossier = try archive.dossiers.with(number: number) else { continue }
            known.byNumber[number] = dossier.id
            pointed.append(dossier.id)
        }
        for address in arrival.otherSenders.union(arrival.sender.map { [$0] } ?? []).sorted() {
            add(try archive.people.atAddress(address))
        }
        for id in pointed { if let dossier = try archive.dossiers.with(id) { add([dossier.person]) } }
        for phone in arrival.facts.phones.sorted() { add(try archive.people.withPhone(phone)) }
        for code in arrival.facts.postcodes.sorted() { add(try archive.people.withPostcode(code)) }
        for id in people {
            // Whoever shares an address, a telephone or a postcode may be the same citizen, or of the household.
            guard let person = try archive.people.with(id) else { continue }
            for address in person.addresses.sorted() { add(try archive.people.atAddress(address)) }
            if let phone = person.phone { add(try archive.people.withPhone(phone)) }
            if let code = person.postcode { add(try archive.people.withPostcode(code)) }
        }
        known.people = try people.prefix(200).compactMap(archive.people.with)
        for person in known.people { known.dossiers += try archive.dossiers.of(person.id) }
        for dossier in known.dossiers { known.vocabulary[dossier.id] = try archive.dossiers.words(of: dossier.id) }
        known.complainedAbout = rules.staff.complainedAbout(in: arrival.heard)
        let today = DutchTime.day(of: arrival.receivedAt)
        known.underArrangement = Set(
            try known.people.map(\.id).filter { try archive.isUnderArrangement($0, on: today) })
        return known
    }
}

extension StringProtocol {
    var trimmingBlanks: String {
        var rest = Substring(self)
        while rest.first?.isWhitespace == true { rest.removeFirst() }
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return String(rest)
    }
}

extension Archive {
    func isUnderArrangement(_ person: ID<Person>, on day: CalendarDay) throws -> Bool {
        try !db.rows(
            "SELECT 1 FROM arrangement WHERE person = ? AND since <= ? AND (until IS NULL OR until >= ?)",
            .int(person.number), .text(day.iso), .text(day.iso)
        ).isEmpty
    }
}
