// SPDX-License-Identifier: EUPL-1.2
import Casework
import Filing
import Groundwork
import Mailbox
import Message

/// The engine behind a door: the mailboxes, the clock and the post come here one at a time.
actor OfficeRoom {
    private let executor = BlockingExecutor("office")
    nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe executor.asUnownedSerialExecutor() }

    private let office: Office
    private let timekeeper: Timekeeper
    private let stop: StopSignal

    init(office: sending Office, timekeeper: Timekeeper, stop: StopSignal) {
        (self.office, self.timekeeper, self.stop) = (office, timekeeper, stop)
    }

    // MARK: For the mailboxes

    /// A message as a mailbox hands it over.
    struct Parcel: Sendable {
        let place: MailLedger.Place
        let receivedAt: Moment
        let size: Int
        let raw: [UInt8]
        /// Only the header is in `raw`: the message is over the limit, or the server would not give it.
        let isHeaderOnly: Bool
    }

    func position(_ mailbox: String) throws -> (validity: Int, lastUID: Int)? {
        try office.archive.ledger.position(mailbox)
    }
    func isKnown(_ place: MailLedger.Place) throws -> Bool { try office.archive.ledger.find(place) != nil }
    var startsAt: Moment { office.startsAt }

    /// Registers mail that is not handled: from before the start moment, or gone before it could be fetched.
    func register(_ parcels: [(place: MailLedger.Place, receivedAt: Moment, size: Int)], reason: String) throws {
        try office.archive.transaction {
            for parcel in parcels {
                try office.archive.ledger.enterIgnored(
                    parcel.place, receivedAt: parcel.receivedAt, size: parcel.size, reason: reason)
            }
        }
    }

    /// Stores a batch durably, in one commit, with how far the mailbox was read.
    func enter(_ parcels: [Parcel], position: (validity: Int, lastUID: Int)?, of mailbox: String) throws {
        try office.archive.transaction {
            for parcel in parcels {
                if parcel.isHeaderOnly {
                    _ = try office.archive.ledger.enterTooLarge(
                        parcel.place, receivedAt: parcel.receivedAt, size: parcel.size, header: parcel.raw)
                } else {
                    let delivery = Delivery(mailbox: mailbox, receivedAt: parcel.receivedAt, raw: parcel.raw)
                    _ = try office.enter(delivery, at: parcel.place)
                }
            }
            guard let position else { return }
            try office.archive.ledger.setPosition(mailbox, validity: position.validity, lastUID: position.lastUID)
        }
    }

    /// Handles everything that waits, oldest first. A message that cannot be handled does not hold up the others; when the
    /// program is told to stop, the message in hand is finished and no new one begun.
    func handlePending() throws {
        for entry in try office.archive.ledger.pending() {
            if stop.isRaised { return }
            do {
                guard let handled = try office.handle(entry.id, at: timekeeper.now) else { continue }
                Log.info("message \(entry.id.number) of \(entry.mailbox): \(handled.summary)")
            } catch let problem as ArchiveProblem {
                try? office.archive.ledger.uncountAttempt(entry.id)
                throw problem
            } catch {
                Log.error(
                    "message \(entry.id.number) of \(entry.mailbox) could not be handled: \(error) "
                        + "It is tried again, and goes to review when that fails too.")
            }
        }
    }

    /// Messages of this mailbox that are settled here and still have to be marked on the server.
    func unmarked(_ mailbox: String) throws -> [MailLedger.Settled] { try office.archive.ledger.unmarked(mailbox) }
    func setMarked(_ ids: [ID<Arrival>]) throws {
        try office.archive.transaction { try office.archive.ledger.setMarked(ids) }
    }

    // MARK: For the clock and the post

    func advance() throws { try office.advance(to: timekeeper.now) }

    func dueLetters() throws -> [Letters.Owed] { try office.archive.letters.due(at: timekeeper.now) }

    func record(_ letter: Letters.Owed, _ result: Carried) throws {
        let now = timekeeper.now
        try office.archive.transaction {
            switch result {
            case .sent(let answer): try office.sent(letter, .sent, answer, at: now)
            case .withheld(let answer): try office.sent(letter, .withheld, answer, at: now)
            case .refused(let answer): try office.sent(letter, .refused, answer, at: now)
            case .later(let answer), .uncertain(let answer):
                let pause = RetryPause.seconds(after: letter.attempts)
                try office.archive.letters.postpone(letter.id, to: now.adding(seconds: pause), answer: answer)
            }
        }
    }
}

/// How long a letter waits after a failed attempt: a minute, then more and more, at most four hours.
enum RetryPause {
    static func seconds(after attempts: Int) -> Int { min(4 * 3600, 60 * (attempts + 1) * (attempts + 1)) }
}

extension Handled {
    /// For the log: where it went, without any personal data.
    var summary: String {
        if let reply { return "a colleague's answer, kept with \(reply.number)" }
        switch decision?.outcome {
        case .open(let kind, _): return "opened \(filed?.dossier?.number ?? "") (\(kind.rawValue))"
        case .file: return "filed in \(filed?.dossier?.number ?? "")"
        case .hold(let hold): return "held for review: \(hold.rawValue)"
        case .duplicate(let original): return "the same as message \(original.number)"
        case .ignore(let reason): return "ignored: \(reason)"
        case nil: return "a colleague's answer to a mail without a dossier"
        }
    }
}
