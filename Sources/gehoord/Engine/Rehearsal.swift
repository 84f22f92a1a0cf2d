// SPDX-License-Identifier: EUPL-1.2
import Casework
import Filing
import Foundation
import Groundwork
import Message
import Recognition

/// The engine over a store in memory with a virtual clock: mail goes in, the clock runs, and what would be sent is collected.
/// `rehearse` and `demo` are loops around it.
final class Rehearsal {
    /// A mail that the clock sent, or would have sent.
    struct Sent {
        let kind: LetterKind
        let at: Moment
        let to: String
        let dossier: String?
        let subject: String
        let messageID: String
        let bytes: [UInt8]
        /// Where it was written, when there is an outbox.
        let file: String?
    }

    let office: Office
    private let outbox: URL?
    private let mailboxes: [String]
    private var clock: Moment?
    /// The moment that the virtual clock shows; nil before the first message.
    var now: Moment? { clock }
    private var count = 0

    init(_ setup: Setup, registry: JSON?, registryName: String, outbox: String?) throws {
        let archive = try Archive.inMemory()
        office = try setup.office(archive)
        mailboxes = setup.configuration.mailboxes.map { $0.address.lowercased() }
        self.outbox = outbox.map { URL(filePath: $0) }
        if let outbox { try Self.makeFolder(outbox) }
        guard let registry else { return }
        _ = try Importer.take(registry, from: registryName, into: archive, rules: office.rules, at: Moment(seconds: 0))
    }

    private static func makeFolder(_ path: String) throws(Problem) {
        do { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) } catch {
            throw Problem(
                "the folder cannot be made", at: path, now: "Nothing was done",
                remedy: "Name a folder that you may write to")
        }
    }

    /// Before 1990 a date is no date: a clock that was never set.
    private static let earliest = Moment(seconds: 631_152_000)

    /// Runs the clock to the message's arrival, and hands it to the engine.
    func receive(_ raw: [UInt8]) throws -> (handled: Handled?, sentBefore: [Sent], sentAtOnce: [Sent]) {
        let header = office.reader.read(raw)
        let arrival =
            [header.received, header.date].compactMap { $0 }.first { $0 >= Self.earliest } ?? clock
            ?? Timekeeper.wall.now
        let before = try run(to: arrival)
        let now = clock ?? arrival
        let delivery = Delivery(mailbox: mailbox(of: header), receivedAt: arrival, raw: raw)
        count += 1
        let place = MailLedger.Place(mailbox: delivery.mailbox, validity: 1, uid: String(count))
        if let id = try office.enter(delivery, at: place) {
            return (try office.handle(id, at: now), before, try post(at: now))
        }
        let registered = try office.archive.ledger.find(place)
        return (
            registered.map { Handled(id: $0, at: arrival, beforeStart: office.recogniser.hear(header)) }, before,
            try post(at: now)
        )
    }

    /// Lets the clock reach a moment, doing everything that falls due on the way in the order in which it falls due. The clock
    /// never goes back.
    @discardableResult
    func run(to end: Moment) throws -> [Sent] {
        guard let start = clock else {
            clock = end
            try office.advance(to: end)
            return []
        }
        var sent: [Sent] = []
        while let next = try [office.nextAct(), office.archive.letters.nextDue()].compactMap({ $0 }).min(), next <= end
        {
            let now = max(next, start)
            try office.advance(to: now)
            sent += try post(at: now)
        }
        clock = max(start, end)
        return sent
    }

    /// Writes out the letters that wait for the office to open, without letting the clock run.
    func flush() throws -> [Sent] { try post(at: Moment(seconds: .max)) }

    private func post(at now: Moment) throws -> [Sent] {
        var sent: [Sent] = []
        while true {
            let due = try office.archive.letters.due(at: now)
            guard !due.isEmpty else { return sent }
            for letter in due {
                try office.archive.transaction { try office.sent(letter, .sent, "rehearsed", at: letter.notBefore) }
                let dossier = try letter.dossier.flatMap(office.archive.dossiers.with)?.number
                sent.append(
                    Sent(
                        kind: letter.kind, at: letter.notBefore, to: letter.recipient, dossier: dossier,
                        subject: letter.subject,
                        messageID: letter.messageID, bytes: letter.bytes, file: try write(letter)))
            }
        }
    }

    private var written = 0

    private func write(_ letter: Letters.Owed) throws -> String? {
        guard let outbox else { return nil }
        written += 1
        let number = String(written)
        let name = String(repeating: "0", count: max(0, 3 - number.count)) + number + "-\(letter.kind.rawValue).eml"
        try Data(letter.bytes).write(to: outbox.appending(path: name))
        return name
    }

    /// The mailbox that the delivery names, else the first of ours among the recipients, else the first of all.
    private func mailbox(of message: Message) -> String {
        let named = message.header.filter { ["delivered-to", "x-original-to"].contains($0.name.lowercased()) }.map(
            \.value)
        let addresses = named + (message.to + message.cc).map(\.address)
        let ours = addresses.lazy.map { address in
            let key = address.lowercased().filter { !"<> \t".contains($0) }
            guard let plus = key.firstIndex(of: "+"), let at = key.lastIndex(of: "@"), plus < at else { return key }
            return String(key[..<plus] + key[at...])
        }
        return ours.first(where: mailboxes.contains) ?? mailboxes.first ?? ""
    }
}
