// SPDX-License-Identifier: EUPL-1.2
package import Groundwork

/// What an IMAP server says of a folder when it is opened.
package struct FolderState: Hashable, Sendable {
    /// While this stays the same, a UID means the same mail for ever; when it changes, none of the old UIDs counts.
    package let uidValidity: UInt32
    /// The lowest UID that the next mail can get; absent on old servers.
    package let uidNext: UInt32?
    package let exists: Int

    package init(uidValidity: UInt32, uidNext: UInt32?, exists: Int) {
        (self.uidValidity, self.uidNext, self.exists) = (uidValidity, uidNext, exists)
    }
}

/// A mail on the server, before it is fetched.
package struct ListedMessage: Hashable, Sendable {
    package let uid: UInt32
    /// INTERNALDATE: when the mail reached the server (Awb 2:17).
    package let receivedAt: Moment
    /// Bytes, as the server counts them.
    package let size: Int

    package init(uid: UInt32, receivedAt: Moment, size: Int) {
        (self.uid, self.receivedAt, self.size) = (uid, receivedAt, size)
    }

    /// Portions of a list that fit in memory together: so many mails, and so many bytes unless one alone is larger.
    package static func batches(
        _ messages: [ListedMessage], of count: Int = 100, bytes: Int = 32 << 20
    ) -> [[ListedMessage]] {
        var (batches, current, weight) = ([[ListedMessage]](), [ListedMessage](), 0)
        for message in messages {
            if !current.isEmpty, current.count >= count || weight + message.size > bytes {
                batches.append(current)
                (current, weight) = ([], 0)
            }
            current.append(message)
            weight += message.size
        }
        return current.isEmpty ? batches : batches + [current]
    }
}

/// A mail as the server gave it; reading it left no trace on the server.
package struct FetchedMessage: Hashable, Sendable {
    package let uid: UInt32
    package let receivedAt: Moment
    /// Bytes of the whole mail, also when only the header was fetched.
    package let size: Int
    package let raw: [UInt8]
    /// True for a mail over the size limit, which stays on the server.
    package let isHeaderOnly: Bool

    package init(uid: UInt32, receivedAt: Moment, size: Int, raw: [UInt8], isHeaderOnly: Bool) {
        (self.uid, self.receivedAt, self.size) = (uid, receivedAt, size)
        (self.raw, self.isHeaderOnly) = (raw, isHeaderOnly)
    }
}

/// The answer to a request for mails: each UID asked for is in exactly one of the three.
package struct FetchedBatch: Hashable, Sendable {
    /// In the order of their UIDs.
    package var messages: [FetchedMessage] = []
    /// Gone from the folder since they were listed.
    package var vanished: [UInt32] = []
    /// The server would not give these, with its own words; the others are not held up by them.
    package var refused: [UInt32: String] = [:]
}

/// What is done on the server with mail that is safely stored.
package enum Mark: Hashable, Sendable {
    case seen
    case keyword(String)
    case move(folder: String)
}
