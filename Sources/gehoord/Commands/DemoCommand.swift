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
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "gehoord-demo-\(UUID().uuidString.prefix(8).lowercased())")
        try Demo(outbox: arguments["--outbox"] ?? folder.path).perform()
        return .well
    }
}

/// The demonstration: sample letters, and handlers who answer their mail, all but one.
private final class Demo {
    private let outbox: String
    private let rehearsal: Rehearsal
    private let letters: [(name: String, raw: [UInt8])]
    private var assignments: [Rehearsal.Sent] = []
    private var events: [(Moment, String)] = []
    /// The citizen whom nobody contacts.
    private static let forgotten = "janny.timmerman@postvak.example"

    init(outbox: String) throws {
        let samples = try Installation.current().config + "/demo"
        self.outbox = outbox
        rehearsal = try Rehearsal(
            Setup(config: nil), registry: Files.json(samples + "/registry.json"), registryName: "registry.json",
            outbox: outbox)
        let names = try FileManager.default.contentsOfDirectory(atPath: samples).filter { $0.hasSuffix(".eml") }
            .sorted()
        letters = try names.map { ($0, try Files.bytes(samples + "/" + $0)) }
    }

    func perform() throws {
        Output.line(
            """
            gehoord demo: \(letters.count) letters to an ombudsman's office, in the days around Ascension Day 2026.
            Three citizens are known beforehand, with four dossiers. Nothing leaves this machine.
            """)
        var day = CalendarDay(year: 2026, month: 5, day: 11)!
        for letter in letters {
            let (handled, before, atOnce) = try rehearsal.receive(letter.raw)
            note(before + atOnce.filter { $0.kind == .assignment && $0.at > (handled?.at ?? $0.at) })
            assignments += (before + atOnce).filter { $0.kind == .assignment }
            guard let handled else { continue }
            Output.line(Account.of(handled, title: letter.name))
        }
        Output.line("\n── What the clock did")
        while day <= CalendarDay(year: 2026, month: 5, day: 22)! {
            try live(day)
            tell(day)
            day = day.adding(days: 1)
        }
        let files = try FileManager.default.contentsOfDirectory(atPath: outbox).sorted()
        Output.line(
            "\n\(files.count) mails lie in \(outbox)\nOpen one in a mail program, or read it: less \(outbox)/\(files.first ?? "")"
        )
    }

    /// Lets one day pass. Handlers answer at half past ten on the first working day after the letters, but for one dossier.
    private func live(_ day: CalendarDay) throws {
        guard let now = rehearsal.now, DutchTime.day(of: now) <= day else { return }
        let morning = DutchTime.moment(day, TimeOfDay(hour: 10, minute: 30))
        if rehearsal.office.rules.calendar.isWorkingDay(day), morning > now {
            let sent = try rehearsal.run(to: morning)
            note(sent)
            assignments += sent.filter { $0.kind == .assignment }
            try answer(at: morning)
        }
        note(try rehearsal.run(to: DutchTime.moment(day, TimeOfDay(hour: 23, minute: 59))))
    }

    private func note(_ sent: [Rehearsal.Sent]) { events += sent.map { ($0.at, Account.of($0)) } }

    private func tell(_ day: CalendarDay) {
        let isWorkingDay = rehearsal.office.rules.calendar.isWorkingDay(day)
        let today = events.filter { DutchTime.day(of: $0.0) == day }.sorted { $0.0 < $1.0 }
        guard !today.isEmpty || !isWorkingDay else { return }
        let holiday = Holiday.on(day).map { ", \($0.rawValue)" } ?? ""
        Output.line(
            "\n\(DutchTime.written(day))\(holiday)\(isWorkingDay ? "" : ": the office is closed, staff get no mail")")
        for event in today { Output.line(event.1) }
    }

    /// Real replies, to the reply address of each assignment, through the same engine.
    private func answer(at now: Moment) throws {
        for assignment in assignments {
            let mail = rehearsal.office.reader.read(assignment.bytes)
            guard let to = mail.replyTo.first, !mail.text.contains(Self.forgotten), try promisesContact(assignment)
            else { continue }
            var reply = OutgoingMessage(
                from: EmailAddress(address: assignment.to), to: [to], subject: "Re: " + assignment.subject, date: now,
                messageID: "antwoord.\(assignment.messageID)",
                text:
                    "CONTACT vandaag 10:15 telefoon\nBurger gesproken. Afgesproken: vrijdag bel ik terug met een antwoord.\n"
            )
            reply.inReplyTo = assignment.messageID
            let (handled, before, atOnce) = try rehearsal.receive(reply.bytes)
            if let dossier = handled?.reply {
                events.append(
                    (
                        now,
                        "   \(Account.moment(now))  \(assignment.to) answers CONTACT: the clock of \(dossier.number) stops"
                    ))
            }
            note(before + atOnce)
        }
        assignments = []
    }

    private func promisesContact(_ assignment: Rehearsal.Sent) throws -> Bool {
        guard let number = assignment.dossier else { return false }
        return try rehearsal.office.archive.dossiers.with(number: number)?.kind.promisesContact == true
    }
}
