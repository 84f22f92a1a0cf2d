// SPDX-License-Identifier: EUPL-1.2
import Filing
import Groundwork
import Mailbox

/// One mailbox, read in rounds: what is new is stored durably, handled, and only then marked on the server. Its calls block.
actor MailboxRoom {
    private let executor: BlockingExecutor
    nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe executor.asUnownedSerialExecutor() }

    nonisolated let settings: MailboxSettings
    private let limit: Int
    private let stop: StopSignal

    /// - Parameter limit: bytes above which a message stays on the server.
    init(_ settings: MailboxSettings, limit: Int, stop: StopSignal) {
        (self.settings, self.limit, self.stop) = (settings, limit, stop)
        executor = BlockingExecutor(settings.address)
    }

    /// One round. Gives the problem that the operator must hear of; what was stored before it stays stored.
    func round(_ office: OfficeRoom) async throws -> Problem? {
        do {
            switch settings.source {
            case .imap(let endpoint, let login, let folder):
                let server = try ImapMailbox(endpoint, login: try login.login(), stop: stop)
                defer { server.logout() }
                try await read(server, folder, office)
            case .maildir(let path):
                try await read(try Maildir(path: path), office)
            }
            return nil
        } catch let problem as MailboxProblem {
            if case .stopped = problem { return nil }
            return problem.wording(mailbox: settings.address)
        } catch let problem as Problem {
            return problem
        }
    }

    private func read(_ server: ImapMailbox, _ folder: String, _ office: OfficeRoom) async throws {
        let state = try server.open(folder: folder)
        let validity = Int(state.uidValidity)
        let position = try await office.position(settings.address)
        let last = position?.validity == validity ? position?.lastUID ?? 0 : 0
        let listed = try server.arrivals(after: UInt32(last))
        let start = await office.startsAt
        let address = settings.address
        func place(_ uid: UInt32) -> MailLedger.Place { .init(mailbox: address, validity: validity, uid: String(uid)) }
        let old = listed.filter { $0.receivedAt < start }
        try await office.register(old.map { (place($0.uid), $0.receivedAt, $0.size) }, reason: "before-start")
        for batch in ListedMessage.batches(listed.filter { $0.receivedAt >= start }) {
            if stop.isRaised { return }
            let fetched = try server.fetch(batch, limit: limit)
            let parcels = fetched.messages.map {
                OfficeRoom.Parcel(
                    place: place($0.uid), receivedAt: $0.receivedAt, size: $0.size, raw: $0.raw,
                    isHeaderOnly: $0.isHeaderOnly)
            }
            let refused = batch.filter { fetched.refused[$0.uid] != nil }.map {
                OfficeRoom.Parcel(
                    place: place($0.uid), receivedAt: $0.receivedAt, size: max(1, $0.size), raw: [], isHeaderOnly: true)
            }
            let gone = batch.filter { fetched.vanished.contains($0.uid) }
            try await office.register(gone.map { (place($0.uid), $0.receivedAt, $0.size) }, reason: "vanished")
            try await office.enter(
                parcels + refused, position: (validity, Int(batch.map(\.uid).max() ?? 0)), of: address)
            try await office.handlePending()
            try await mark(server, validity, office)
        }
        if let top = listed.map(\.uid).max() { try await office.enter([], position: (validity, Int(top)), of: address) }
        try await office.handlePending()
        try await mark(server, validity, office)
    }

    private func mark(_ server: ImapMailbox, _ validity: Int, _ office: OfficeRoom) async throws {
        let settled = try await office.unmarked(settings.address)
        let here = settled.filter { $0.validity == validity }
        if !here.isEmpty { try server.mark(here.compactMap { UInt32($0.uid) }, settings.afterwards) }
        try await office.setMarked(settled.map(\.id))
    }

    private func read(_ maildir: Maildir, _ office: OfficeRoom) async throws {
        let start = await office.startsAt
        let address = settings.address
        func place(_ entry: Maildir.Entry) -> MailLedger.Place {
            .init(mailbox: address, validity: 0, uid: entry.identity)
        }
        var new: [Maildir.Entry] = []
        for entry in try maildir.list() where try await !office.isKnown(place(entry)) { new.append(entry) }
        let old = new.filter { $0.receivedAt < start }
        try await office.register(old.map { (place($0), $0.receivedAt, $0.size) }, reason: "before-start")
        for batch in Maildir.batches(new.filter { $0.receivedAt >= start }) {
            if stop.isRaised { return }
            var parcels: [OfficeRoom.Parcel] = []
            for entry in batch {
                // Gone since it was listed: another program took it, and may bring it back.
                guard let raw = try maildir.read(entry) else { continue }
                let isLarge = raw.count > limit
                parcels.append(
                    OfficeRoom.Parcel(
                        place: place(entry), receivedAt: entry.receivedAt, size: raw.count,
                        raw: isLarge ? header(of: raw) : raw,
                        isHeaderOnly: isLarge))
            }
            try await office.enter(parcels, position: nil, of: address)
            try await office.handlePending()
            try await mark(maildir, office)
        }
        try await office.handlePending()
        try await mark(maildir, office)
    }

    private func mark(_ maildir: Maildir, _ office: OfficeRoom) async throws {
        let settled = try await office.unmarked(settings.address)
        if !settled.isEmpty { try maildir.mark(settled.map(\.uid), settings.afterwards) }
        try await office.setMarked(settled.map(\.id))
    }

    /// A message up to its first empty line.
    private func header(of raw: [UInt8]) -> [UInt8] {
        var at = raw.startIndex
        while let end = raw[at...].firstIndex(of: 0x0a) {
            if raw[at..<end].allSatisfy({ $0 == 0x0d }) { return Array(raw[..<end]) }
            at = end + 1
        }
        return Array(raw.prefix(1 << 20))
    }
}

extension Maildir {
    /// Portions that fit in memory together.
    fileprivate static func batches(_ entries: [Entry], count: Int = 50, bytes: Int = 32 << 20) -> [[Entry]] {
        var (batches, weight) = ([[Entry]](), 0)
        for entry in entries {
            if batches.isEmpty || batches[batches.count - 1].count >= count || weight + entry.size > bytes {
                batches.append([])
                weight = 0
            }
            batches[batches.count - 1].append(entry)
            weight += entry.size
        }
        return batches
    }
}
