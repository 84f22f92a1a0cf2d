// SPDX-License-Identifier: EUPL-1.2
import Casework
import Filing
import Foundation
import Groundwork
import Message

extension Command {
    static let demo = Command(
        name: "demo", summary: "a demonstration on sample mail: nothing is sent", usage: "demo [--outbox DIR]",
        help: """
            Twelve sample letters go through the real engine with a virtual clock, over a long weekend with a public holiday. It
            tells what was heard and why, where each letter was filed and why, what was mailed to whom, and then what the clock
            did day by day. It needs no network and no configuration, and leaves nothing behind but the folder of mails.

              --outbox DIR  where the mails are written; without it a new folder for temporary files

            example: gehoord demo
            """,
        grammar: .init(values: ["--outbox"])
    ) { arguments in
        let folder = FileManager.default.temporaryDirectory.appending(path: "gehoord-demo-\(UUID().uuidString.prefix(8).lowercased())")
        try Demo(outbox: arguments["--outbox"] ?? folder.path).perform()
        return .well
    }
}

/// The demonstration: sample letters, and handlers who answer their mail, all but one.
private struct Demo {
    private let outbox: String
    private let rehearsal: Rehearsal
    private let letters: [(name: String, raw: [UInt8])]
    /// The citizen whom nobody contacts.
    private static let forgotten = "janny.timmerman@postvak.example"

    init(outbox: String) throws {
        let samples = try Installation.current().config + "/demo"
        self.outbox = outbox
        rehearsal = try Rehearsal(Setup(config: nil), registry: Files.json(samples + "/registry.json"), registryName: "registry.json", outbox: outbox)
        let names = try FileManager.default.contentsOfDirectory(atPath: samples).filter { $0.hasSuffix(".eml") }.sorted()
        letters = try names.map { ($0, try Files.bytes(samples + "/" + $0)) }
    }

    func perform() throws {
        Output.line("""
            gehoord demo: \(letters.count) letters to an ombudsman's office, in the days around Ascension Day 2026.
            Three citizens are known beforehand, with four dossiers. Nothing leaves this machine.
            """)
        var assignments: [Rehearsal.Sent] = []
        var clockwork: [Rehearsal.Sent] = []
        for letter in letters {
            let (handled, before, atOnce) = try rehearsal.receive(letter.raw)
            clockwork += before
            assignments += (before + atOnce).filter { $0.kind == .assignment }
            guard let handled else { continue }
            Output.line(Account.of(handled, title: letter.name))
        }
        Output.line("\n── What the clock did\n")
        try letTimePass(&assignments, clockwork)
        let files = try FileManager.default.contentsOfDirectory(atPath: outbox)
        Output.line("\n\(files.count) mails lie in \(outbox)\nOpen one in a mail program, or read it: less \(outbox)/\(files.sorted().first ?? "")")
    }

    /// Day by day until the Friday of the week after; handlers answer on their first working morning, but for one dossier.
    private func letTimePass(_ assignments: inout [Rehearsal.Sent], _ earlier: [Rehearsal.Sent]) throws {
        var day = CalendarDay(year: 2026, month: 5, day: 12)!
        let last = CalendarDay(year: 2026, month: 5, day: 22)!
        let calendar = rehearsal.office.rules.calendar
        var pending = earlier
        while day <= last {
            if calendar.isWorkingDay(day), day.number > CalendarDay(year: 2026, month: 5, day: 13)!.number {
                pending += try rehearsal.run(to: DutchTime.moment(day, TimeOfDay(hour: 10, minute: 30)))
                assignments += pending.filter { $0.kind == .assignment }
                try answer(&assignments, &pending)
            }
            if day.number > CalendarDay(year: 2026, month: 5, day: 13)!.number {
                pending += try rehearsal.run(to: DutchTime.moment(day, TimeOfDay(hour: 23, minute: 59)))
            }
            tell(day, pending.filter { DutchTime.day(of: $0.at) == day }, isWorkingDay: calendar.isWorkingDay(day))
            pending.removeAll { DutchTime.day(of: $0.at) <= day }
            day = day.adding(days: 1)
        }
    }

    private func tell(_ day: CalendarDay, _ sent: [Rehearsal.Sent], isWorkingDay: Bool) {
        let holiday = Holiday.on(day).map { ", \($0.rawValue)" } ?? ""
        guard !sent.isEmpty || !isWorkingDay else { return }
        Output.line("\(DutchTime.written(day))\(holiday)\(isWorkingDay ? "" : ": the office is closed, staff get no mail")")
        for mail in sent { Output.line(Account.of(mail)) }
    }

    /// Real replies, to the reply address of each assignment, through the same engine.
    private func answer(_ assignments: inout [Rehearsal.Sent], _ pending: inout [Rehearsal.Sent]) throws {
        for assignment in assignments {
            let mail = rehearsal.office.reader.read(assignment.bytes)
            guard let to = mail.replyTo.first, let clock = rehearsal.now, !mail.text.contains(Self.forgotten),
                try promisesContact(assignment)
            else { continue }
            var reply = OutgoingMessage(
                from: EmailAddress(address: assignment.to), to: [to], subject: "Re: " + assignment.subject, date: clock,
                messageID: "antwoord.\(assignment.messageID)",
                text: "CONTACT vandaag 10:15 telefoon\nBurger gesproken en excuses gemaakt voor het wachten. Afgesproken: vrijdag bel ik terug met een antwoord.\n")
            reply.inReplyTo = assignment.messageID
            let (handled, before, atOnce) = try rehearsal.receive(reply.bytes)
            pending += before + atOnce
            if let handled, let dossier = handled.reply { Output.line("   \(Account.moment(clock))  \(assignment.to) replies CONTACT: \(dossier.number) is settled") }
        }
        assignments = []
    }

    private func promisesContact(_ assignment: Rehearsal.Sent) throws -> Bool {
        guard let number = assignment.dossier else { return false }
        return try rehearsal.office.archive.dossiers.with(number: number)?.kind.promisesContact == true
    }
}
