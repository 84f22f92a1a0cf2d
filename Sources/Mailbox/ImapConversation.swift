// SPDX-License-Identifier: EUPL-1.2
import Groundwork

/// The dialogue with an IMAP server as a pure state machine: commands go in and bytes come out, bytes go in and events come out.
struct ImapConversation {
    enum Command: Hashable {
        case capability
        case select(folder: String)
        case list(after: UInt32)
        case bodies([UInt32])
        case headers([UInt32])
        /// Adds a flag or keyword.
        case flag(String, [UInt32])
        case copy([UInt32], folder: String)
        case move([UInt32], folder: String)
        case expunge([UInt32])
        case logout
    }

    enum Event: Hashable {
        case listed(ListedMessage)
        case fetched(FetchedMessage)
        /// The mail is there, but the server gave NIL for its content.
        case withheld(uid: UInt32)
        /// The server answered the command; with its own words when it refused.
        case finished(Command, refusal: Refusal?)
    }

    struct Refusal: Hashable {
        /// The code between brackets, such as `TRYCREATE`, or empty.
        let code: String
        let text: String
        var words: String { code.isEmpty ? text : "[\(code)] \(text)" }
    }

    /// In capitals.
    private(set) var capabilities: Set<String> = []
    private(set) var uidValidity: UInt32?
    private(set) var uidNext: UInt32?
    private(set) var exists = 0
    /// Nil when the server did not say; then all are kept.
    private(set) var permanentFlags: [String]?
    var literalLimit: Int {
        get { parser.literalLimit }
        set { parser.literalLimit = newValue }
    }

    private var parser = ImapResponseParser()
    private var pending: [String: Command] = [:]
    private var tagsGiven = 0
    private let clock: Timekeeper

    init(clock: Timekeeper = .wall) { self.clock = clock }

    var inFlight: Int { pending.count }

    /// The bytes that begin this command; several may be under way at the same time.
    mutating func start(_ command: Command) -> [UInt8] {
        tagsGiven += 1
        let tag = "g\(tagsGiven)"
        pending[tag] = command
        if case .select = command { (uidValidity, uidNext, exists, permanentFlags) = (nil, nil, 0, nil) }
        return Array("\(tag) \(command.text)\r\n".utf8)
    }

    /// What the next bytes of the server mean.
    mutating func received(_ bytes: ArraySlice<UInt8>) throws(MailboxProblem) -> [Event] {
        var events: [Event] = []
        for response in try parser.feed(bytes) {
            if let event = try event(response) { events.append(event) }
        }
        return events
    }

    private mutating func event(_ response: ImapResponse) throws(MailboxProblem) -> Event? {
        switch response {
        case .status("*", let condition, let code, let text):
            note(code: code)
            if condition == .bye, !pending.values.contains(.logout) {
                throw .broken(detail: "the server said goodbye: \(Refusal(code: code, text: text).words)")
            }
            return nil
        case .status(let tag, let condition, let code, let text):
            guard let command = pending.removeValue(forKey: tag) else {
                throw .protocolFault(detail: "it answered a command that was not given (\(tag))")
            }
            note(code: code)
            return .finished(command, refusal: condition == .ok ? nil : Refusal(code: code, text: text))
        case .continuation:
            throw .protocolFault(detail: "it asked for more where a command was complete")
        case .numbered(let number, "EXISTS", _):
            exists = Int(number)
            return nil
        case .numbered(_, "FETCH", let values):
            return try fetched(values)
        case .data("CAPABILITY", let values):
            capabilities = Set(values.compactMap { $0.text?.uppercased() })
            return nil
        case .numbered, .data:
            return nil
        }
    }

    private mutating func note(code: String) {
        let words = code.split(separator: " ", maxSplits: 1)
        guard words.count == 2 else { return }
        switch words[0].uppercased() {
        case "UIDVALIDITY": uidValidity = UInt32(words[1])
        case "UIDNEXT": uidNext = UInt32(words[1])
        case "PERMANENTFLAGS":
            permanentFlags = words[1].filter { $0 != "(" && $0 != ")" }.split(separator: " ").map { $0.lowercased() }
        case "CAPABILITY": capabilities = Set(words[1].uppercased().split(separator: " ").map(String.init))
        default: return
        }
    }

    /// Flag changes that the server reports unasked come here too, and mean nothing to us.
    private func fetched(_ values: [ImapValue]) throws(MailboxProblem) -> Event? {
        guard case .list(let items)? = values.first else { throw .protocolFault(detail: "a FETCH without its values") }
        var (uid, receivedAt, size) = (UInt32?.none, Moment?.none, Int?.none)
        var (raw, isHeaderOnly, hasBody) = ([UInt8]?.none, false, false)
        var index = 0
        while index + 1 < items.count {
            let (name, value) = (items[index].text?.uppercased() ?? "", items[index + 1])
            switch name {
            case "UID": uid = value.number.flatMap(UInt32.init(exactly:))
            case "INTERNALDATE": receivedAt = value.text.flatMap(InternalDate.moment)
            case "RFC822.SIZE": size = value.number
            case _ where name.hasPrefix("BODY["):
                hasBody = true
                isHeaderOnly = name.hasPrefix("BODY[HEADER]")
                if case .string(let bytes) = value { raw = bytes }
            default: break
            }
            index += 2
        }
        guard hasBody || size != nil else { return nil }
        guard let uid else { throw .protocolFault(detail: "a FETCH without a UID") }
        let moment = receivedAt ?? clock.now  // a server without the date gave us the mail now
        guard hasBody else { return .listed(ListedMessage(uid: uid, receivedAt: moment, size: size ?? 0)) }
        guard let raw else { return .withheld(uid: uid) }
        return .fetched(
            FetchedMessage(
                uid: uid, receivedAt: moment, size: size ?? raw.count, raw: raw, isHeaderOnly: isHeaderOnly))
    }
}

extension ImapConversation.Command {
    /// Enough of a header for a registrar to know the mail by.
    private static let headerBytes = 1 << 20

    var text: String {
        switch self {
        case .capability: "CAPABILITY"
        case .select(let folder): "SELECT \(FolderName.quoted(folder))"
        case .list(let uid): "UID FETCH \(uid == .max ? uid : uid + 1):* (UID INTERNALDATE RFC822.SIZE)"
        case .bodies(let uids): "UID FETCH \(Self.set(uids)) (UID INTERNALDATE BODY.PEEK[])"
        case .headers(let uids):
            "UID FETCH \(Self.set(uids)) (UID INTERNALDATE RFC822.SIZE BODY.PEEK[HEADER]<0.\(Self.headerBytes)>)"
        case .flag(let flag, let uids): "UID STORE \(Self.set(uids)) +FLAGS.SILENT (\(flag))"
        case .copy(let uids, let folder): "UID COPY \(Self.set(uids)) \(FolderName.quoted(folder))"
        case .move(let uids, let folder): "UID MOVE \(Self.set(uids)) \(FolderName.quoted(folder))"
        case .expunge(let uids): "UID EXPUNGE \(Self.set(uids))"
        case .logout: "LOGOUT"
        }
    }

    /// The command without what it is about, for a message to the operator.
    var name: String {
        let words = text.split(separator: " ")
        return words.prefix(words[0] == "UID" ? 2 : 1).joined(separator: " ")
    }

    /// `1:3,7`; never a UID that is not in the list.
    static func set(_ uids: [UInt32]) -> String {
        var ranges: [ClosedRange<UInt32>] = []
        for uid in uids.sorted() {
            if let last = ranges.last, last.upperBound == uid || last.upperBound + 1 == uid {
                ranges[ranges.count - 1] = last.lowerBound...uid
            } else {
                ranges.append(uid...uid)
            }
        }
        return ranges.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound):\($0.upperBound)" }.joined(
            separator: ",")
    }
}
