// SPDX-License-Identifier: EUPL-1.2

/// A mailbox on an IMAP server. Its calls block: one task uses it, on an executor of its own.
///
/// Reading never sets `\Seen`. After a thrown `broken`, `protocolFault` or `stopped` the connection is of no more use.
package final class ImapMailbox {
    /// Mails asked for in one command; two commands are under way at a time.
    static let fetchCount = 50
    /// UIDs in one STORE or MOVE, so that the line stays short.
    static let markCount = 500

    private let stream: CurlStream
    private var conversation = ImapConversation()

    /// Connects, secures the connection as asked, and logs in.
    package init(_ endpoint: ServerEndpoint, login: Login, stop: StopSignal) throws(MailboxProblem) {
        stream = try CurlStream(.imap, to: endpoint, login: login, stop: stop)
    }

    /// Opens a folder, named as people write it.
    package func open(folder: String) throws(MailboxProblem) -> FolderState {
        if conversation.capabilities.isEmpty { try demand(.capability) }
        for case .finished(_, let refusal?) in try perform([.select(folder: folder)]) {
            throw .noSuchFolder(name: folder, reply: refusal.words)
        }
        guard let validity = conversation.uidValidity else {
            throw .protocolFault(detail: "folder \(folder) has no UIDVALIDITY")
        }
        return FolderState(uidValidity: validity, uidNext: conversation.uidNext, exists: conversation.exists)
    }

    /// All mail with a higher UID than this, read or unread, in the order of UIDs.
    package func arrivals(after uid: UInt32) throws(MailboxProblem) -> [ListedMessage] {
        guard conversation.exists > 0 else { return [] }
        var listed: [UInt32: ListedMessage] = [:]
        for event in try demand(.list(after: uid)) {
            // `n:*` means at least the last mail, also when its UID is lower than n (RFC 3501 6.4.8).
            if case .listed(let message) = event, message.uid > uid { listed[message.uid] = message }
        }
        return listed.values.sorted { $0.uid < $1.uid }
    }

    /// The mails themselves; of one that is larger than `limit` bytes only the header.
    ///
    /// What is asked for at once is in memory at once: see `ListedMessage.batches`.
    package func fetch(_ messages: [ListedMessage], limit: Int) throws(MailboxProblem) -> FetchedBatch {
        conversation.literalLimit = 2 * limit + (4 << 20)  // servers that convert mail announce a wrong size
        let whole = messages.filter { $0.size <= limit }.map(\.uid)
        let large = messages.filter { $0.size > limit }.map(\.uid)
        let commands =
            portions(whole, Self.fetchCount).map { ImapConversation.Command.bodies($0) }
            + portions(large, Self.fetchCount).map { .headers($0) }
        var (fetched, hesitant) = ([UInt32: FetchedMessage](), Set<UInt32>())
        for event in try perform(commands) {
            switch event {
            case .fetched(let message): fetched[message.uid] = message
            case .withheld(let uid): hesitant.insert(uid)
            case .finished(.bodies(let uids), .some), .finished(.headers(let uids), .some): hesitant.formUnion(uids)
            case .finished, .listed: break
            }
        }
        var batch = FetchedBatch()
        // One mail that the server cannot give must not hold up the others of its command: ask for each alone.
        for uid in hesitant.subtracting(fetched.keys).sorted() {
            for event in try perform([large.contains(uid) ? .headers([uid]) : .bodies([uid])]) {
                switch event {
                case .fetched(let message): fetched[message.uid] = message
                case .withheld(let uid): batch.refused[uid] = "the server gave no content"
                case .finished(_, let refusal?): batch.refused[uid] = refusal.words
                case .finished, .listed: break
                }
            }
        }
        batch.messages = fetched.values.sorted { $0.uid < $1.uid }
        batch.refused = batch.refused.filter { fetched[$0.key] == nil }
        batch.vanished = messages.map(\.uid).filter { fetched[$0] == nil && batch.refused[$0] == nil }
        return batch
    }

    /// Does this with mail that is safely stored; mail that is gone already is no fault.
    package func mark(_ uids: [UInt32], _ mark: Mark) throws(MailboxProblem) {
        for some in portions(uids, Self.markCount) {
            switch mark {
            case .seen:
                try demand(.flag("\\Seen", some))
            case .keyword(let keyword):
                try require(keyword: keyword)
                try demand(.flag(keyword, some))
            case .move(let folder):
                try move(some, to: folder)
            }
        }
    }

    private func require(keyword: String) throws(MailboxProblem) {
        let isAtom =
            !keyword.isEmpty
            && keyword.utf8.allSatisfy { (0x21...0x7E).contains($0) && !"(){%*\"\\]".utf8.contains($0) }
        guard isAtom else { throw .refused(command: "UID STORE", reply: "\u{201C}\(keyword)\u{201D} is no keyword") }
        guard let kept = conversation.permanentFlags else { return }
        guard kept.contains("\\*") || kept.contains(keyword.lowercased()) else {
            throw .refused(command: "UID STORE", reply: "this folder keeps no new keywords")
        }
    }

    private func move(_ uids: [UInt32], to folder: String) throws(MailboxProblem) {
        let hasMove = conversation.capabilities.contains("MOVE")
        let first: ImapConversation.Command = hasMove ? .move(uids, folder: folder) : .copy(uids, folder: folder)
        for case .finished(let command, let refusal?) in try perform([first]) {
            if ["TRYCREATE", "NONEXISTENT"].contains(refusal.code.uppercased()) {
                throw .noSuchFolder(name: folder, reply: refusal.words)
            }
            throw .refused(command: command.name, reply: refusal.words)
        }
        guard !hasMove else { return }
        try demand(.flag("\\Deleted", uids))
        // Without UIDPLUS an EXPUNGE would also remove what others marked: then the mark alone must do.
        if conversation.capabilities.contains("UIDPLUS") { try demand(.expunge(uids)) }
    }

    /// Says goodbye as far as the server still listens.
    package func logout() {
        _ = try? perform([.logout])
        stream.close()
    }

    // MARK: Talking

    /// One command that must succeed.
    @discardableResult
    private func demand(_ command: ImapConversation.Command) throws(MailboxProblem) -> [ImapConversation.Event] {
        let events = try perform([command])
        for case .finished(let command, let refusal?) in events {
            throw .refused(command: command.name, reply: refusal.words)
        }
        return events
    }

    /// All that the server told until it had answered each of the commands.
    private func perform(_ commands: [ImapConversation.Command]) throws(MailboxProblem) -> [ImapConversation.Event] {
        var (waiting, events) = (commands[...], [ImapConversation.Event]())
        while true {
            while conversation.inFlight < 2, let next = waiting.popFirst() { try stream.send(conversation.start(next)) }
            guard conversation.inFlight > 0 else { return events }
            events += try conversation.received(stream.receive())
        }
    }

    private func portions(_ uids: [UInt32], _ count: Int) -> [[UInt32]] {
        stride(from: 0, to: uids.count, by: count).map { Array(uids[$0..<min($0 + count, uids.count)]) }
    }
}
